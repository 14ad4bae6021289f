//! Official publications: one reader each, all giving [`Entity`].
//!
//! What is read, always told from the content:
//!
//! | list | short name | files |
//! |---|---|---|
//! | OFAC Specially Designated Nationals | `ofac-sdn` | `sdn.csv` with `alt.csv`, `add.csv`, `sdn_comments.csv`; `SDN.XML`, `SDN_ENHANCED.XML`, `SDN_ADVANCED.XML` |
//! | OFAC Consolidated (non-SDN) | `ofac-cons` | `cons_prim.csv` with `cons_alt.csv`, `cons_add.csv`, `cons_comments.csv`; `CONSOLIDATED.XML`, `CONS_ENHANCED.XML`, `CONS_ADVANCED.XML` |
//! | US Consolidated Screening List | `us-csl` | `consolidated.csv`, `consolidated.tsv`, `consolidated.json` |
//! | UN Security Council Consolidated | `un-sc` | `consolidated.xml` |
//! | EU Financial Sanctions Files, consolidated list | `eu-fsf` | `xmlFullSanctionsList_1_1`, `csvFullSanctionsList_1_1` |
//! | UK Sanctions List (FCDO) | `uk-sl` | `UK-Sanctions-List.xml`, `.csv`, `.ods` |
//! | UK OFSI Consolidated List, closed in January 2026 | `uk-ofsi` | `ConList.csv`, `.xlsx`, `.xml` |
//! | Swiss SECO, whole list | `ch-seco` | XML of SESAM |
//! | Canadian Autonomous Sanctions | `ca-sema` | `sema-lmes.xml` |
//! | Australian Consolidated | `au-dfat` | XLSX, or the same table as CSV |
//! | Japan, asset freezes of the Ministry of Finance | `jp-mof` | XLSX, or CSV |
//! | FollowTheMoney, OpenSanctions targets, Senzing | as the file states, else `ftm`, `os-targets`, `senzing` | `entities.ftm.json`, `targets.simple.csv`, `senzing.json` |
//! | own schema | in the header | JSON lines, schema `tamis-list/1` |
//! | own list | in its mapping | CSV, XLSX, XLS, ODS, JSON lines or Parquet, with a mapping beside it (`watch.csv.toml`) |
//!
//! Every file may be gzipped. A set of files is one list, whichever of its files is named.
//!
//! A [`Store`] is a folder of downloaded lists with their old editions. What fills it is `update`, the
//! only part of tamis that opens a connection; it is there with the feature `update`. [`Age`] and
//! [`require_fresh`] tell how old a list is.

mod age;
mod australia;
mod builtin;
mod canada;
mod collect;
pub mod diff;
mod entity;
mod eu;
mod fields;
mod format;
mod grouped;
mod interchange;
mod japan;
mod ofac;
mod own;
mod records;
mod snapshot;
mod source;
mod spaces;
mod stated;
mod store;
mod switzerland;
mod table;
mod tamis_jsonl;
mod uk;
mod un;
#[cfg(feature = "update")]
mod update;
mod us_csl;
mod workbook;
mod xml;

pub use age::{Age, require_fresh};
pub use builtin::builtin;
pub use entity::{Aircraft, Entity, EntityId, Link, Vessel};
pub use fields::{FieldUse, Usage};
pub use snapshot::{Snapshot, SourceFile};
pub use store::{DownloadedFile, Store, StoredEdition, StoredList};
#[cfg(feature = "update")]
pub use update::{
    Change, FileSource, ListSource, Retention, Sources, UpdateOptions, UpdateProgress, Updated,
    update,
};

pub(crate) use source::hexadecimal;
use stated::{
    country as stated_country, date as stated_date, document_details, lettered, measures,
    mentioned, name_cell, number_label, numbered, phones, place as stated_place, prose_numbers,
    registration_numbers,
};

use crate::error::{Error, Result};
use crate::party::{Name, NameKind, Strength};
use source::Source;
use std::borrow::Cow;
use std::path::Path;

/// A list as loaded: which edition, and its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Edition, counts and what was skipped.
    pub snapshot: Snapshot,
    /// The records in the publisher's order.
    pub entities: Vec<Entity>,
    /// The elements, attributes or columns of the file, and what became of each: the coverage
    /// report. Empty for formats without named fields.
    pub fields: Vec<FieldUse>,
}

/// Reads a list file, or every list in a folder; the format is detected from the content.
///
/// Given one file of a set (`sdn.csv`, `alt.csv`, …), the others are found beside it, also gzipped.
/// A list of one's own (`watch.csv`) is read with the mapping that stands beside it
/// (`watch.csv.toml` or `watch.toml`), whichever of the two is named.
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

/// Reads a list file that is in memory, packed or not; `name` stands for its path in messages. An
/// archive may hold several lists.
///
/// # Errors
///
/// As [`read`], but nothing is looked for beside the file.
///
/// # Examples
///
/// ```
/// let header = r#"{"schema":"tamis-list/1","list":"own","publisher":"Us","title":"Ours"}"#;
/// let record = r#"{"id":"own:1","names":[{"text":"Example"}]}"#;
/// let lists = tamis::lists::read_bytes("own.jsonl", format!("{header}\n{record}\n").as_bytes())?;
/// assert_eq!(lists[0].entities[0].id.as_str(), "own:1");
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Vec<List>> {
    let path = Path::new(name);
    let sources = Source::from_memory(path, bytes)?;
    collect::publications_in(sources, path)?.into_iter().map(collect::Publication::read).collect()
}

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FormatInfo {
    /// Short name, as in [`Snapshot::format`]: `un-xml`.
    pub name: &'static str,
    /// What it is: `UN Security Council Consolidated List, XML`.
    pub title: &'static str,
    /// Whether the reader is tested on a complete official file; else it is built from the
    /// publisher's schema or an excerpt, and a first use deserves a look at the coverage report.
    pub proven: bool,
}

/// Every format that can be read.
///
/// # Examples
///
/// ```
/// let un = tamis::lists::formats().find(|format| format.name == "un-xml").unwrap();
/// assert!(un.proven);
/// ```
pub fn formats() -> impl Iterator<Item = FormatInfo> {
    let ofac_csv = FormatInfo { name: ofac::csv::NAME, title: ofac::csv::TITLE, proven: true };
    let single = format::FORMATS.iter().map(|format| FormatInfo {
        name: format.name,
        title: format.title,
        proven: format.proven,
    });
    [ofac_csv, own::INFO].into_iter().chain(single)
}

/// Values in their order, each once.
fn distinct<T: PartialEq>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    values.into_iter().fold(Vec::new(), |mut kept, value| {
        keep(&mut kept, value);
        kept
    })
}

/// Adds a value. Most records have one of most things, so the first makes room for itself alone.
fn add<T>(values: &mut Vec<T>, value: T) {
    if values.is_empty() {
        values.reserve_exact(1);
    }
    values.push(value);
}

/// Adds a value that is not there yet.
fn keep<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        add(values, value);
    }
}

/// Adds a name. One that is there already takes what the new one says more: that it is the primary
/// name, that it is strong, its language, script and parts.
fn keep_name(names: &mut Vec<Name>, name: Name) {
    let Some(known) = names.iter_mut().find(|known| known.text == name.text) else {
        add(names, name);
        return;
    };
    if name.kind == NameKind::Primary {
        known.kind = NameKind::Primary;
    }
    if name.strength == Strength::Strong {
        known.strength = Strength::Strong;
    }
    known.language = known.language.take().or(name.language);
    known.script = known.script.take().or(name.script);
    if known.parts.is_empty() {
        known.parts = name.parts;
    }
}

/// Puts the primary names in front; the order is else the publisher's.
fn keep_primary_first(names: &mut [Name]) {
    names.sort_by_key(|name| name.kind != NameKind::Primary);
}

/// A text that is not empty.
fn filled<'a>(text: impl Into<Cow<'a, str>>) -> Option<String> {
    let text = text.into();
    (!text.is_empty()).then(|| text.into_owned())
}
