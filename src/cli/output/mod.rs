//! The forms of output.

mod csv;
mod explain;
mod html;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod row;
mod table;
mod target;

pub use csv::harmless;
pub use explain::{Explanation, Sides};
pub use table::{checked, matches, table};
pub use target::{Target, would_replace};

use std::io::{self, Write};
use std::path::Path;
use tamis::Skipped;
use tamis::batch::{Alert, Counts, Run};
use tamis::flags::Flag;

/// Forms of a report on files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For reading on a terminal
    Table,
    /// One line per alert
    Csv,
    /// One JSON object per line: the run, the alerts, the counts
    Jsonl,
    /// A report with all evidence, for analysts and for print
    Html,
    /// The columns of csv, for analysis
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// The form that the extension of a file name calls for; `None` if it calls for none of them.
    pub fn of(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Format::Csv),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "html" | "htm" => Some(Format::Html),
            #[cfg(feature = "parquet")]
            "parquet" => Some(Format::Parquet),
            _ => None,
        }
    }

    /// Whether the output is no text.
    pub fn is_binary(self) -> bool {
        #[cfg(feature = "parquet")]
        if self == Format::Parquet {
            return true;
        }
        false
    }

    /// A report of this form, written to `out`.
    pub fn report<'out>(self, out: &'out mut Target) -> Box<dyn Report + 'out> {
        match self {
            Format::Table => Box::new(table::Table::new(out)),
            Format::Csv => Box::new(csv::Csv::new(out)),
            Format::Jsonl => Box::new(jsonl::Jsonl::new(out)),
            Format::Html => Box::new(html::Html::new(out)),
            #[cfg(feature = "parquet")]
            Format::Parquet => Box::new(parquet::Parquet::new(out)),
        }
    }
}

/// What is told of a run, piece by piece, in this order: once `begin`, then alerts and problems in
/// the order of the files, once `end`.
pub trait Report {
    /// Which run this is.
    fn begin(&mut self, run: &Run) -> io::Result<()>;
    /// A possible match.
    fn alert(&mut self, alert: Alert) -> io::Result<()>;
    /// A red flag.
    fn flag(&mut self, flag: Flag) -> io::Result<()>;
    /// A record that could not be read.
    fn problem(&mut self, _problem: Skipped) -> io::Result<()> {
        Ok(())
    }
    /// What was read and found, and which files could not be read to their end.
    fn end(&mut self, counts: &Counts, failures: &[String]) -> io::Result<()>;
}

/// The readings of an identifier as JSON lines: the run, then one reading a line.
pub fn checked_lines(mut out: &mut Target, run: &Run, found: &[tamis::Checked]) -> io::Result<()> {
    json_line(&mut out, run)?;
    found.iter().try_for_each(|checked| json_line(&mut out, &checked.line()))
}

/// The parts of a list's fingerprint that tell it from others at a glance.
pub fn short_hash(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// `1 record`, `2 records`.
pub fn numbered(number: u64, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// Text from a file as it may be shown on a terminal: control characters, which could move the
/// cursor, and marks that turn the direction of writing are shown as `�`.
pub fn shown(text: &str) -> String {
    let harmful =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if harmful(c) { '\u{fffd}' } else { c }).collect()
}

/// The counts in words.
fn summary(counts: &Counts) -> String {
    let flags = (counts.flags > 0).then(|| numbered(counts.flags, "red flag", "red flags"));
    let others = [
        numbered(counts.files, "file", "files"),
        numbered(counts.records, "record", "records"),
        numbered(counts.subjects, "subject", "subjects"),
        numbered(counts.problems, "problem", "problems"),
    ];
    let alerts = numbered(counts.alerts, "possible match", "possible matches");
    [alerts].into_iter().chain(flags).chain(others).collect::<Vec<_>>().join(" · ")
}

/// What is said when there is no alert; never that somebody is cleared.
fn nothing_found(threshold: f64, failures: &[String]) -> String {
    if failures.is_empty() {
        format!("no match at this threshold ({threshold:.2})")
    } else {
        format!("no match at this threshold ({threshold:.2}) in what could be read")
    }
}

/// Writes a line of JSON.
pub fn json_line(mut out: impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut out, value)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(shown("KIM\u{1b}[2J \u{202e}nuS"), "KIM�[2J �nuS");
        assert_eq!(shown("김정은 Ким"), "김정은 Ким");
    }

    #[test]
    fn formats_follow_the_extension() {
        assert_eq!(Format::of(Path::new("a.b/report.HTML")), Some(Format::Html));
        assert_eq!(Format::of(Path::new("alerts.jsonl")), Some(Format::Jsonl));
        assert_eq!(Format::of(Path::new("alerts.txt")), None);
        assert_eq!(Format::of(Path::new("csv")), None);
    }
}
