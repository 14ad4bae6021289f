//! What a run was: the first and the last line of its output.

use crate::lists::Snapshot;
use crate::screen::{ENGINE_VERSION, Policy, Screener};
use serde::Serialize;

/// The run, as the first line of JSON-lines output: everything needed to replay it.
#[derive(Debug, Clone, Serialize)]
pub struct Run {
    /// `tamis-run/1`.
    pub schema: &'static str,
    /// Version of the engine.
    pub engine: &'static str,
    /// Fingerprint of constants and tables.
    pub configuration: String,
    /// What counts as a possible match.
    pub policy: Policy,
    /// The lists screened against.
    pub lists: Vec<Snapshot>,
    /// What the output is and is not.
    pub notice: &'static str,
}

/// Said in every report.
pub const NOTICE: &str = "Screening aid, not legal advice. A possible match is a reason to look; \
no match at this threshold is no clearance.";

impl Run {
    /// The run of this screener under this policy.
    pub fn new(screener: &Screener, policy: Policy) -> Run {
        Run {
            schema: "tamis-run/1",
            engine: ENGINE_VERSION,
            configuration: screener.configuration_hash(),
            policy,
            lists: screener.lists().to_vec(),
            notice: NOTICE,
        }
    }
}

/// What was read and found; the last line of JSON-lines output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Files screened.
    pub files: u64,
    /// Transactions or rows.
    pub records: u64,
    /// Parties and pieces of free text.
    pub subjects: u64,
    /// Possible matches.
    pub alerts: u64,
    /// Red flags besides them.
    pub flags: u64,
    /// Records, rows or fields that could not be read.
    pub problems: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.files += other.files;
        self.records += other.records;
        self.subjects += other.subjects;
        self.alerts += other.alerts;
        self.flags += other.flags;
        self.problems += other.problems;
    }
}

impl Counts {
    /// The last line: the counts with their schema.
    pub fn line(&self) -> impl Serialize + use<> {
        #[derive(Serialize)]
        struct Line {
            schema: &'static str,
            #[serde(flatten)]
            counts: Counts,
        }
        Line { schema: "tamis-counts/1", counts: *self }
    }
}
