//! One file that holds an index ready for use, opened by a memory map.
//!
//! # Layout
//!
//! All numbers are little-endian, all sections start at a multiple of 64 bytes.
//!
//! | bytes | what |
//! |---|---|
//! | 0–8 | magic: `\x89TAMIS\r\n` (a transfer as text, or of seven bits, breaks it) |
//! | 8–12 | format version |
//! | 12–16 | the oldest format version whose readers can read this file |
//! | 16–24 | length of the file |
//! | 24–32 | number of sections |
//! | 32–64 | SHA-256 of engine version and configuration |
//! | 64–96 | engine version, filled up with zeros |
//! | 96–104 | checksum of the section table |
//! | 104–112 | checksum of bytes 0–104 |
//! | 128– | section table: name (40 bytes, filled up with zeros), place, length, checksum |
//! | … | sections; a checksum covers its section and the zeros after it |
//!
//! Checksums are XXH3 (64 bits): they find damage, not forgery. [`open`] checks all of them, at the
//! speed of memory. An index holds what one engine version with one configuration made of the
//! lists, so a file made by another is refused: its scores would not be those of this engine.

mod entities;
mod map;

pub(crate) use entities::Entities;

use crate::error::{Error, Result};
use crate::index::Sections;
use bytes::Bytes;
use rayon::prelude::*;
use std::hash::Hasher;
use std::io::{BufWriter, Write};
use std::path::Path;
use twox_hash::XxHash3_64;

const MAGIC: [u8; 8] = *b"\x89TAMIS\r\n";

/// The format written.
const FORMAT: u32 = 8;

/// The oldest format that is still read.
const OLDEST_READ: u32 = 8;

/// The oldest format version whose readers can read what is written.
const READABLE_FROM: u32 = 8;

const HEADER: usize = 128;
const ROW: usize = 64;
const NAME: usize = 40;
const ALIGNMENT: usize = 64;

/// Who made an index: its scores are those of this engine with this configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Maker {
    pub engine: String,
    /// Hexadecimal SHA-256.
    pub configuration: String,
}

/// Of the same engine: the weights may be others.
const WEIGHTS: &str = "open it with the weights it was built with (`--weights FILE`, or none for those \
that ship with tamis), or build it again with `tamis lists build -o FILE` and the weights wanted";

const REBUILD: &str = "build it again from the lists with `tamis lists build -o FILE`";

/// Writes an index beside `path` and puts it in its place once it is complete.
///
/// # Errors
///
/// An I/O error if the file cannot be written.
pub(crate) fn write(path: &Path, maker: &Maker, sections: &Sections) -> Result<()> {
    if cfg!(target_endian = "big") {
        return Err(Error::argument("index files are little-endian, and this machine is not"));
    }
    let refused = |error| Error::unwritable(path, error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut draft = tempfile::Builder::new();
    draft.prefix(".tamis-").suffix(".partial");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        draft.permissions(std::fs::Permissions::from_mode(0o666)); // less what the umask takes away
    }
    let draft = draft.tempfile_in(folder.unwrap_or(Path::new("."))).map_err(refused)?;
    let mut out = BufWriter::with_capacity(1 << 20, draft.as_file());
    let written = compose(maker, sections, &mut out).and_then(|()| out.flush());
    drop(out);
    written.and_then(|()| draft.as_file().sync_all()).map_err(refused)?;
    draft.persist(path).map_err(|refusal| refused(refusal.error))?;
    Ok(())
}

fn compose(maker: &Maker, sections: &Sections, out: &mut impl Write) -> std::io::Result<()> {
    let mut table = Vec::with_capacity(sections.iter().len() * ROW);
    let mut place = padded(HEADER + sections.iter().len() * ROW);
    let first = place;
    for (name, bytes) in sections.iter() {
        if name.len() > NAME {
            return Err(std::io::Error::other(format!("`{name}` is too long for a section")));
        }
        let mut checksum = XxHash3_64::new();
        Hasher::write(&mut checksum, bytes);
        Hasher::write(&mut checksum, padding(bytes.len()));
        table.extend_from_slice(name.as_bytes());
        table.extend_from_slice(&[0; NAME][name.len()..]);
        table.extend_from_slice(&(place as u64).to_le_bytes());
        table.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        table.extend_from_slice(&checksum.finish().to_le_bytes());
        place += padded(bytes.len());
    }
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(&MAGIC);
    header.extend_from_slice(&FORMAT.to_le_bytes());
    header.extend_from_slice(&READABLE_FROM.to_le_bytes());
    header.extend_from_slice(&(place as u64).to_le_bytes());
    header.extend_from_slice(&(sections.iter().len() as u64).to_le_bytes());
    header.extend_from_slice(&raw(&maker.configuration));
    let mut engine = [0; 32];
    engine.iter_mut().zip(maker.engine.bytes()).for_each(|(to, byte)| *to = byte);
    header.extend_from_slice(&engine);
    // The zeros between the table and the first section belong to the table.
    table.resize(first - HEADER, 0);
    header.extend_from_slice(&XxHash3_64::oneshot(&table).to_le_bytes());
    header.extend_from_slice(&XxHash3_64::oneshot(&header).to_le_bytes());
    header.resize(HEADER, 0);
    out.write_all(&header)?;
    out.write_all(&table)?;
    for (_, bytes) in sections.iter() {
        out.write_all(bytes)?;
        out.write_all(padding(bytes.len()))?;
    }
    Ok(())
}

/// Opens an index file made by `maker` and checks every checksum.
///
/// # Errors
///
/// An I/O error if the file cannot be read; a format error that says what to do if it is no index
/// file, of another format, engine or configuration, cut short or damaged.
pub(crate) fn open(path: &Path, maker: &Maker) -> Result<Sections> {
    let [checked, kept] = map::map_twice(path)?;
    let sections = sections(&checked, &kept, maker).map_err(|error| error.at(path, None));
    // What the check went over need not stay in memory, of which searches touch less. Giving it back
    // takes a while.
    rayon::spawn(move || drop(checked));
    sections
}

/// The sections of `kept`, which are the bytes of `file` again; these are checked.
fn sections(file: &Bytes, kept: &Bytes, maker: &Maker) -> Result<Sections> {
    if file.get(..MAGIC.len()) != Some(&MAGIC) {
        return Err(Error::format("this is no tamis index file, or its first bytes are damaged")
            .advise("name an index that `tamis lists build -o FILE` wrote; lists go to --list"));
    }
    if cfg!(target_endian = "big") {
        return Err(Error::argument("index files are little-endian, and this machine is not"));
    }
    let header: &[u8; HEADER] = file
        .first_chunk()
        .ok_or_else(|| Error::truncated("the index file ends within its header").advise(REBUILD))?;
    // What a newer format keeps: magic and versions.
    let (format, readable_from) = (number(header, 8, 4) as u32, number(header, 12, 4) as u32);
    let whole = number(header, 104, 8) == XxHash3_64::oneshot(&header[..104])
        && header[112..].iter().all(|byte| *byte == 0);
    if whole && readable_from > FORMAT {
        return Err(Error::format(format!(
            "the index file has format {format} of a newer tamis, this one reads up to {FORMAT}"
        ))
        .advise("update tamis, or build it again with `tamis lists build -o FILE`"));
    }
    if whole && format < OLDEST_READ {
        return Err(Error::format(format!(
            "the index file has format {format} of an older tamis, this one reads {OLDEST_READ} \
             and newer"
        ))
        .advise(REBUILD));
    }
    if !whole {
        return Err(Error::format("the header of the index file is damaged").advise(REBUILD));
    }
    let length = number(header, 16, 8);
    if length > file.len() as u64 {
        return Err(Error::truncated(format!(
            "the index file has {} of its {length} bytes",
            file.len()
        ))
        .advise(REBUILD));
    }
    if length < file.len() as u64 {
        return Err(Error::format(format!(
            "{} bytes follow the end of the index file",
            file.len() as u64 - length
        ))
        .advise(REBUILD));
    }
    let engine: Vec<u8> = header[64..96].iter().copied().take_while(|byte| *byte != 0).collect();
    if header[32..64] != raw(&maker.configuration) || engine != maker.engine.as_bytes() {
        return Err(Error::format(format!(
            "the index file was built by tamis {} with configuration {}…, this is tamis {} with \
             configuration {}…: its scores would differ",
            String::from_utf8_lossy(&engine),
            header[32..38].iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
            maker.engine,
            maker.configuration.get(..12).unwrap_or_default(),
        ))
        .advise(if engine == maker.engine.as_bytes() { WEIGHTS } else { REBUILD }));
    }
    let damaged =
        |what: &str| Error::format(format!("{what} of the index file is damaged")).advise(REBUILD);
    let count = usize::try_from(number(header, 24, 8)).ok();
    let end = count.and_then(|count| count.checked_mul(ROW)?.checked_add(HEADER));
    let (Some(count), Some(end)) = (count, end.map(padded)) else {
        return Err(damaged("the section table"));
    };
    let table = file.get(HEADER..end).ok_or_else(|| damaged("the section table"))?;
    if number(header, 96, 8) != XxHash3_64::oneshot(table) {
        return Err(damaged("the section table"));
    }
    let parts: Vec<(String, Bytes)> = table
        .par_chunks_exact(ROW)
        .take(count)
        .map(|row| {
            let name: Vec<u8> = row[..NAME].iter().copied().take_while(|byte| *byte != 0).collect();
            let name = String::from_utf8(name).map_err(|_| damaged("the section table"))?;
            let missing = || damaged(&format!("the section `{name}`"));
            let place = usize::try_from(number(row, NAME, 8)).map_err(|_| missing())?;
            let length = usize::try_from(number(row, NAME + 8, 8)).map_err(|_| missing())?;
            let end = length.checked_next_multiple_of(ALIGNMENT);
            let end = end.and_then(|end| end.checked_add(place));
            let covered = end.and_then(|end| file.get(place..end)).ok_or_else(missing)?;
            if number(row, NAME + 16, 8) != XxHash3_64::oneshot(covered) {
                return Err(missing());
            }
            Ok((name, kept.slice(place..place + length)))
        })
        .collect::<Result<_>>()?;
    let mut sections = Sections::default();
    parts.into_iter().for_each(|(name, bytes)| sections.add(name, bytes));
    Ok(sections)
}

/// A number of up to eight bytes.
fn number(bytes: &[u8], place: usize, length: usize) -> u64 {
    let bytes = bytes.get(place..place + length).unwrap_or(&[]);
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The bytes of a hexadecimal hash.
fn raw(hexadecimal: &str) -> [u8; 32] {
    let mut raw = [0; 32];
    for (at, byte) in raw.iter_mut().enumerate() {
        let digits = hexadecimal.get(2 * at..2 * at + 2);
        *byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(0);
    }
    raw
}

fn padded(length: usize) -> usize {
    length.next_multiple_of(ALIGNMENT)
}

/// The zeros after a section of this length.
fn padding(length: usize) -> &'static [u8] {
    &[0; ALIGNMENT][..padded(length) - length]
}

#[cfg(test)]
mod tests;
