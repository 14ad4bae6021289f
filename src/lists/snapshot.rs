//! Which edition of which list was used: what makes a screening replayable.

use crate::error::Skipped;
use crate::party::{DateInterval, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One list as it was loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Short name, the first part of every [`EntityId`](crate::EntityId) of the list: `ofac-sdn`.
    pub list: String,
    /// Who publishes it: `US Treasury, OFAC`.
    pub publisher: String,
    /// What it is called: `Specially Designated Nationals List`.
    pub title: String,
    /// The format it was read from, a name of [`formats`](crate::lists::formats): `un-xml`.
    pub format: String,
    /// Publication date from inside the file, where it has one.
    pub published: Option<DateInterval>,
    /// The latest day on which something in the edition takes legal effect, where the file states such
    /// days: the EU's the entry into force of acts, Switzerland's that of modifications.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<DateInterval>,
    /// The official address it was downloaded from, where `tamis lists update` did that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When the publisher was last asked whether there is a newer edition (RFC 3339, UTC), where
    /// `tamis lists update` did that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
    /// The files it was read from, each with the SHA-256 of its bytes (as found, before unpacking).
    pub files: Vec<SourceFile>,
    /// SHA-256 over the fingerprints of the files: one value for the edition, in hexadecimal.
    pub sha256: String,
    /// Records as the publisher counts them.
    pub records: usize,
    /// Records by kind; those of unknown kind are in none.
    pub kinds: BTreeMap<Kind, usize>,
    /// Names of all records together, weak ones included.
    pub names: usize,
    /// Identifiers of all records together.
    pub identifiers: usize,
    /// Records that stand in the file although they are no longer listed; they are not screened.
    #[serde(default)]
    pub delisted: usize,
    /// Elements, attributes or columns of the file that this version does not know, as paths.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_fields: Vec<String>,
    /// Records or rows that could not be read, each with its place and reason.
    pub skipped: Vec<Skipped>,
}

/// One file of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its path as given, or `built-in`; of a file in an archive, `archive.zip/file.xml`.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}
