//! Which edition of which list was used: what makes a screening replayable.

use crate::error::Skipped;
use crate::party::DateInterval;
use serde::{Deserialize, Serialize};

/// One list as it was loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Short name, the first part of every [`EntityId`](crate::EntityId) of the list: `ofac-sdn`.
    pub list: String,
    /// Who publishes it: `US Treasury, OFAC`.
    pub publisher: String,
    /// What it is called: `Specially Designated Nationals List`.
    pub title: String,
    /// Publication date from inside the file, where it has one.
    pub published: Option<DateInterval>,
    /// The files it was read from, each with the SHA-256 of its bytes (as found, before unpacking).
    pub files: Vec<SourceFile>,
    /// SHA-256 over the fingerprints of the files: one value for the edition, in hexadecimal.
    pub sha256: String,
    /// Records as the publisher counts them.
    pub records: usize,
    /// Names of all records together, weak ones included.
    pub names: usize,
    /// Records or rows that could not be read, each with its place and reason.
    pub skipped: Vec<Skipped>,
}

/// One file of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its path as given, or `built-in`.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}
