//! The starter list that comes with tamis: DPRK designations in its own schema.

use super::{List, source::Source, tamis_jsonl};
use crate::error::Result;
use std::path::Path;

/// The list that is compiled in, from `lists/dprk.jsonl`.
///
/// It holds designations concerning the Democratic People's Republic of Korea, each with its
/// official source, so that a first screening needs no download. It replaces no official list:
/// see [`Snapshot::published`](super::Snapshot::published) for its date.
///
/// # Errors
///
/// A format error if the compiled-in file is not in the schema; a test of this crate excludes it.
///
/// # Examples
///
/// ```
/// let list = tamis::lists::builtin()?;
/// assert_eq!(list.snapshot.list, "dprk");
/// assert!(list.snapshot.skipped.is_empty());
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn builtin() -> Result<List> {
    let bytes = include_bytes!("../../lists/dprk.jsonl");
    tamis_jsonl::read(&Source::from_bytes(Path::new("built-in"), bytes)?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_line_of_the_built_in_list_is_read() {
        let list = super::builtin().unwrap();
        let lines = include_str!("../../lists/dprk.jsonl").lines().count();
        assert_eq!(list.snapshot.skipped, []);
        assert_eq!(list.entities.len() + 1, lines);
        assert_eq!(list.snapshot.files[0].path, "built-in");
    }
}
