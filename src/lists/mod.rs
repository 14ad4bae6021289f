//! Official publications: one reader each, all giving [`Entity`].
//!
//! What is read, always told from the content:
//!
//! | list | short name | files |
//! |---|---|---|
//! | OFAC Specially Designated Nationals | `ofac-sdn` | `sdn.csv` with `alt.csv`, `add.csv`, `sdn_comments.csv` |
//! | OFAC Consolidated (non-SDN) | `ofac-cons` | `cons_prim.csv` with `cons_alt.csv`, `cons_add.csv`, `cons_comments.csv` |
//! | UN Security Council Consolidated | `un-sc` | `consolidated.xml` |
//! | own schema | in the header | JSON lines, schema `tamis-list/1` |
//!
//! Every file may be gzipped. A set of files is one list, whichever of its files is named.

mod builtin;
mod collect;
mod detect;
mod entity;
mod ofac_csv;
mod ofac_labels;
mod ofac_remarks;
mod snapshot;
mod source;
mod stated_date;
mod tamis_jsonl;
mod un_prose;
mod un_xml;

pub use builtin::builtin;
pub use entity::{Entity, EntityId, Link, Vessel};
pub use snapshot::{Snapshot, SourceFile};

pub(crate) use source::hexadecimal;

use crate::error::{Error, Result, Skipped};
use crate::party::DateInterval;
use source::Source;
use std::path::Path;

/// A list as loaded: which edition, and its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Edition, counts and what was skipped.
    pub snapshot: Snapshot,
    /// The records in the publisher's order.
    pub entities: Vec<Entity>,
}

/// Reads a list file, or every list in a folder; the format is detected from the content.
///
/// Given one file of a set (`sdn.csv`, `alt.csv`, …), the others are found beside it, also gzipped.
/// In a folder (not in the folders within it) every file must be a list or part of one, except
/// hidden files and those named `README*`, `*.md`, `*.txt`, `*.xsd` or `*.html`: a list that is left out
/// because its file is damaged would never be missed.
///
/// A record that cannot be read does not stop the rest: it is in
/// [`Snapshot::skipped`](Snapshot::skipped), with its line and the reason.
///
/// # Errors
///
/// Io errors (missing, no permission), format errors (unknown, truncated, not text, larger than
/// 2 GiB unpacked, a set without its primary file), and an empty-input error for a list without a
/// single record.
///
/// # Examples
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("sdn.csv");
/// let nulls = "-0- ,".repeat(7);
/// std::fs::write(&path, format!("7,\"EXAMPLE, Ann\",\"individual\",\"CUBA\",{nulls}\"DOB 1961.\"\r\n"))?;
/// let lists = tamis::lists::read(&path)?;
/// assert_eq!(lists[0].snapshot.list, "ofac-sdn");
/// assert_eq!(lists[0].entities[0].id.as_str(), "ofac-sdn:7");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(path: impl AsRef<Path>) -> Result<Vec<List>> {
    read_all(&[path])
}

/// Reads several files and folders; a file or set that is named more than once is read once.
///
/// # Errors
///
/// As [`read`]; the first error ends the reading. No path at all is an argument error.
pub fn read_all<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<List>> {
    if paths.is_empty() {
        return Err(Error::argument("no list was named: name a file or a folder"));
    }
    collect::publications(paths)?.into_iter().map(collect::Publication::read).collect()
}

/// What a file says of itself.
struct Edition {
    list: String,
    publisher: String,
    title: String,
    published: Option<DateInterval>,
}

impl List {
    /// Puts a list together from what a reader found.
    ///
    /// # Errors
    ///
    /// An empty-input error, at the first file, if there is no record.
    fn assemble(
        edition: Edition,
        sources: &[&Source],
        entities: Vec<Entity>,
        skipped: Vec<Skipped>,
    ) -> Result<List> {
        if entities.is_empty() {
            let message = match skipped.first() {
                None => "the list holds no record".to_owned(),
                Some(first) => format!(
                    "no record of the list could be read; the first of {} problems: {}",
                    skipped.len(),
                    first.reason
                ),
            };
            let error = Error::empty(message).advise("download the list again");
            return Err(match sources.first() {
                Some(source) => error.at(&source.path, skipped.first().map(|first| first.line)),
                None => error,
            });
        }
        let files: Vec<SourceFile> = sources.iter().map(|source| source.fingerprint()).collect();
        let snapshot = Snapshot {
            list: edition.list,
            publisher: edition.publisher,
            title: edition.title,
            published: edition.published,
            sha256: source::edition_fingerprint(&files),
            files,
            records: entities.len(),
            names: entities.iter().map(|entity| entity.party.names.len()).sum(),
            skipped,
        };
        Ok(List { snapshot, entities })
    }
}
