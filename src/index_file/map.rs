//! A file as bytes, without reading it into memory.

use crate::error::{Error, Result};
use bytes::Bytes;
use memmap2::Mmap;
use std::fs::File;
use std::path::Path;

/// Maps a file into memory, twice: what is done with one leaves no trace in the other.
///
/// # Errors
///
/// An I/O error if it is missing, a directory or cannot be read.
#[allow(
    unsafe_code,
    reason = "a mapped file is memory that another process could change: see below what bears it"
)]
pub(super) fn map_twice(path: &Path) -> Result<[Bytes; 2]> {
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    let metadata = file.metadata().map_err(|error| Error::io(path, error))?;
    if metadata.is_dir() {
        return Err(Error::io(path, std::io::ErrorKind::IsADirectory.into()));
    }
    if metadata.len() == 0 {
        return Ok([Bytes::new(), Bytes::new()]); // Nothing can be mapped of an empty file.
    }
    // SAFETY: The bytes are only ever read, as plain numbers and text for which every bit pattern is
    // a value, and every place in them is checked before it is read; so another process that writes
    // into the file while it is mapped can make answers wrong but memory unsafe only in the sense
    // that the language has no word for such bytes. tamis itself never writes into an index file:
    // `write` puts a new file in the place of the old one, whose mapped bytes stay as they are. Who
    // overwrites or cuts an index file in place while it is screened with (`cp` onto it) breaks the
    // contract that `Screener::open` states.
    let map = || unsafe { Mmap::map(&file) }.map_err(|error| Error::io(path, error));
    let (first, second) = (map()?, map()?);
    if first.len() != second.len() {
        return Err(Error::io(path, std::io::ErrorKind::UnexpectedEof.into()));
    }
    Ok([Bytes::from_owner(first), Bytes::from_owner(second)])
}
