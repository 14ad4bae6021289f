//! JSON lines: the run, one alert a line, the counts.

use super::{Report, Target, json_line};
use serde::Serialize;
use std::io;
use tamis::batch::{Alert, Counts, Run};
use tamis::flags::Flag;

/// Writes JSON lines as they come.
pub struct Jsonl<'out> {
    out: &'out mut Target,
}

impl<'out> Jsonl<'out> {
    /// A report written to `out`.
    pub fn new(out: &'out mut Target) -> Jsonl<'out> {
        Jsonl { out }
    }
}

/// The last line; the key `failures` is there only if a file could not be read to its end, so that
/// nobody takes the lines above for all there is.
#[derive(Serialize)]
struct Last<'a, C: Serialize> {
    #[serde(flatten)]
    counts: C,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    failures: &'a [String],
}

impl Report for Jsonl<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        json_line(&mut self.out, run)
    }

    fn alert(&mut self, alert: Alert) -> io::Result<()> {
        json_line(&mut self.out, &alert)
    }

    fn flag(&mut self, flag: Flag) -> io::Result<()> {
        json_line(&mut self.out, &flag)
    }

    fn end(&mut self, counts: &Counts, failures: &[String]) -> io::Result<()> {
        json_line(&mut self.out, &Last { counts: counts.line(), failures })
    }
}
