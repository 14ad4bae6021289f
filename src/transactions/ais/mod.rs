//! Ship tracks: reports of the Automatic Identification System (AIS), one after the other.
//!
//! | layout | told by |
//! |---|---|
//! | CSV of the US MarineCadastre | a header with `MMSI`, `BaseDateTime`, `LAT`, `LON` (also in the lower-case names used since 2025) |
//! | CSV of the Danish Maritime Authority | a header with `# Timestamp`, `MMSI`, `Latitude`, `Longitude` |
//! | NMEA 0183 | lines of `!AIVDM` and its kin, with or without tag blocks |
//!
//! Sources: MarineCadastre's data dictionary, the description of columns in the Danish archive,
//! Recommendation ITU-R M.1371-5 (which values mean *not available*).

mod identities;
mod nmea;
mod report;
mod table;
mod time;

pub use identities::Identities;
pub use report::{Position, Report, Statics};
pub use time::shown;

pub(super) use nmea::is_sentence;
pub(super) use table::Layout;

use super::Item;
use super::decode::Text;
use crate::error::{Result, Skipped};
use std::path::Path;

/// A file of ship reports being read.
///
/// As part of a [`Reader`](super::Reader) it gives the ships as subjects; see
/// [`Reader::ship_reports`](super::Reader::ship_reports) for the reports themselves.
pub struct Reports {
    source: Source,
    name: String,
    identities: Identities,
}

enum Source {
    Table(Box<table::Rows>),
    Nmea(Box<nmea::Sentences>),
}

/// One row of a file of ship reports.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Row<'r> {
    /// A report.
    Report(Report<'r>),
    /// A row that could not be read.
    Skipped(Skipped),
}

impl Reports {
    pub(super) fn table(text: Text, path: &Path, layout: Layout) -> Result<Reports> {
        let rows = table::Rows::new(text, path, layout)?;
        Ok(Reports::of(Source::Table(Box::new(rows)), path))
    }

    pub(super) fn nmea(text: Text, path: &Path) -> Reports {
        Reports::of(Source::Nmea(Box::new(nmea::Sentences::new(text, path))), path)
    }

    fn of(source: Source, path: &Path) -> Reports {
        Reports { source, name: path.display().to_string(), identities: Identities::default() }
    }

    /// Name of the file as given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The next ship that says who she is, or row that could not be read.
    pub(super) fn next_item(&mut self) -> Result<Option<Item>> {
        loop {
            let row = match &mut self.source {
                Source::Table(rows) => rows.next_row()?,
                Source::Nmea(sentences) => sentences.next_row()?,
            };
            match row {
                None => return Ok(None),
                Some(Row::Skipped(skipped)) => return Ok(Some(Item::Skipped(skipped))),
                Some(Row::Report(report)) => {
                    if let Some(subject) = self.identities.subject(&report, &self.name) {
                        return Ok(Some(Item::Subject(subject)));
                    }
                }
            }
        }
    }

    /// The next row; `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// Bytes that are no text, or a file that ends inside of a compressed stream or quoted cell.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>> {
        match &mut self.source {
            Source::Table(rows) => rows.next_row(),
            Source::Nmea(sentences) => sentences.next_row(),
        }
    }

    /// Rows or sentences read so far.
    pub fn rows(&self) -> u64 {
        match &self.source {
            Source::Table(rows) => rows.read,
            Source::Nmea(sentences) => sentences.read,
        }
    }
}
