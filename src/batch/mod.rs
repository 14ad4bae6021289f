//! Many subjects: a file in, alerts out, on all cores, in the order of the file.
//!
//! ```no_run
//! use tamis::{Screener, batch};
//!
//! let screener = Screener::builtin();
//! let mut alerts = Vec::new();
//! let counts = batch::screen_file(&screener, "payments.xml", &batch::Plan::default(), |event| {
//!     if let batch::Event::Alert(alert) = event {
//!         alerts.push(alert);
//!     }
//!     Ok(())
//! })?;
//! println!("{} possible matches in {} records", counts.alerts, counts.records);
//! # Ok::<(), tamis::Error>(())
//! ```

mod alert;
mod run;
mod voyage;

pub use alert::{Alert, AlertEntity};
pub use run::{Counts, NOTICE, Run};

use crate::error::{Result, Skipped};
use crate::flags::accounts::{AccountThresholds, Ledger};
use crate::flags::{Flag, vessels, voyages::Thresholds};
use crate::matching::WeightSet;
use crate::party::Kind;
use crate::screen::{Match, Policy, Screener};
use crate::transactions::{self, Item, ReadOptions, Reader, Subject};
use rayon::prelude::*;
use std::path::Path;

/// Subjects screened side by side before their alerts are handed on.
///
/// Large enough to keep all cores busy, small enough that memory does not depend on the file.
const CHUNK: usize = 2048;

/// Screens many subjects on all cores; the matches of each, in the order of the subjects.
///
/// # Examples
///
/// ```
/// use tamis::{Policy, Screener, Subject, batch};
///
/// let subjects = ["김정은", "Erika Mustermann"].map(Subject::from);
/// let found = batch::screen_many(&Screener::builtin(), &subjects, &Policy::default());
/// assert_eq!(found[0][0].matched_name(), "KIM, Jong Un");
/// assert!(found[1].is_empty());
/// ```
pub fn screen_many(screener: &Screener, subjects: &[Subject], policy: &Policy) -> Vec<Vec<Match>> {
    subjects.par_iter().map(|subject| screener.screen(subject, policy)).collect()
}

/// Compares many pairs of names on all cores: the score of each, in the order of the pairs.
///
/// See [`compare`](crate::matching::compare) for the score and for what no kind means.
///
/// # Examples
///
/// ```
/// use tamis::{Kind, batch, matching::WeightSet};
///
/// let scores = batch::compare_many(&[
///     ("김정은", "Kim Jong Un", Some(Kind::Person)),
///     ("Anna", "Boris", None),
/// ], WeightSet::shipped());
/// assert!(scores[0] > 0.85 && scores[1] < 0.5);
/// ```
pub fn compare_many(pairs: &[(&str, &str, Option<Kind>)], weights: &WeightSet) -> Vec<f64> {
    pairs.par_iter().map(|(left, right, kind)| weights.compare(left, right, *kind).score).collect()
}

/// How a file is read and what counts as a possible match.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Plan {
    /// Threshold, limit, weak aliases.
    pub policy: Policy,
    /// Column overrides and the like.
    pub reading: ReadOptions,
    /// From when on a ship's track is a reason to look.
    pub voyages: Thresholds,
    /// From when on accounts are a reason to look.
    pub accounts: AccountThresholds,
}

impl Plan {
    /// The same plan with another policy.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Plan {
        self.policy = policy;
        self
    }

    /// The same plan with other reading options.
    #[must_use]
    pub fn reading(mut self, reading: ReadOptions) -> Plan {
        self.reading = reading;
        self
    }

    /// The same plan with other thresholds for ship tracks.
    #[must_use]
    pub fn voyages(mut self, voyages: Thresholds) -> Plan {
        self.voyages = voyages;
        self
    }

    /// The same plan with other thresholds for accounts.
    #[must_use]
    pub fn accounts(mut self, accounts: AccountThresholds) -> Plan {
        self.accounts = accounts;
        self
    }
}

/// What happens while a file is screened, in the order of the file.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event {
    /// A possible match.
    Alert(Box<Alert>),
    /// A red flag: a reason to look, whoever is listed.
    Flag(Box<Flag>),
    /// A record, row or field that could not be read; what could be read of it was screened.
    Problem(Skipped),
    /// So many records and subjects are done.
    Progress(Counts),
}

/// Screens every party and every piece of free text of a file.
///
/// The outcome does not depend on the number of threads. `sink` is told of alerts and problems in
/// the order of the file; an error it returns stops the run.
///
/// # Errors
///
/// The file cannot be read or ends too early (alerts up to there have been handed on), or the sink
/// fails.
pub fn screen_file(
    screener: &Screener,
    path: impl AsRef<Path>,
    plan: &Plan,
    sink: impl FnMut(Event) -> Result<()>,
) -> Result<Counts> {
    let reader = transactions::open(path.as_ref(), &plan.reading)?;
    screen_reader(screener, reader, plan, sink)
}

/// Screens what a reader gives; see [`screen_file`].
///
/// # Errors
///
/// As [`screen_file`].
pub fn screen_reader(
    screener: &Screener,
    mut reader: Reader,
    plan: &Plan,
    mut sink: impl FnMut(Event) -> Result<()>,
) -> Result<Counts> {
    if let Some(reports) = reader.ship_reports() {
        return voyage::screen(screener, reports, plan, sink);
    }
    let policy = &plan.policy;
    let file = reader.name().to_owned();
    let mut ledger = Ledger::new(file.as_str(), plan.accounts)?;
    let mut flags = Vec::new();
    let mut counts = Counts { files: 1, ..Counts::default() };
    loop {
        let mut items = Vec::with_capacity(CHUNK);
        let mut stopped = None;
        for item in reader.by_ref().take(CHUNK) {
            match item {
                Ok(item) => items.push(item),
                Err(error) => {
                    stopped = Some(error);
                    break;
                }
            }
        }
        let last = items.len() < CHUNK;
        let screened: Vec<(Item, Vec<Alert>)> = items
            .into_par_iter()
            .map(|item| {
                let alerts = match &item {
                    Item::Subject(subject) => alerts(screener, subject, policy),
                    Item::Skipped(_) => Vec::new(),
                };
                (item, alerts)
            })
            .collect();
        for (item, alerts) in screened {
            match item {
                Item::Subject(subject) => {
                    counts.subjects += 1;
                    flags.extend(vessels::flags(&subject, &file));
                    ledger.take(&subject, |flag| flags.push(flag));
                }
                Item::Skipped(problem) => {
                    counts.problems += 1;
                    sink(Event::Problem(problem))?;
                }
            }
            for alert in alerts {
                counts.alerts += 1;
                sink(Event::Alert(Box::new(alert)))?;
            }
            counts.flags += hand_on(&mut flags, &mut sink)?;
        }
        if last || stopped.is_some() {
            std::mem::take(&mut ledger).finish(|flag| flags.push(flag));
            counts.flags += hand_on(&mut flags, &mut sink)?;
        }
        counts.records = reader.records();
        sink(Event::Progress(counts))?;
        if let Some(error) = stopped {
            return Err(error);
        }
        if last {
            return Ok(counts);
        }
    }
}

/// Hands flags on; gives their number.
fn hand_on(flags: &mut Vec<Flag>, sink: &mut impl FnMut(Event) -> Result<()>) -> Result<u64> {
    let number = flags.len() as u64;
    for flag in flags.drain(..) {
        sink(Event::Flag(Box::new(flag)))?;
    }
    Ok(number)
}

fn alerts(screener: &Screener, subject: &Subject, policy: &Policy) -> Vec<Alert> {
    let matches = screener.screen(subject, policy);
    matches.into_iter().map(|found| Alert::new(subject, found)).collect()
}
