//! One file as found: unpacked within a bound, checked to be text, fingerprinted.

use super::SourceFile;
use crate::error::{Error, Result, Skipped};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Largest size of a list file, unpacked. OFAC's largest publication (`SDN_ADVANCED.XML`) is about
/// 0.13 GiB; a gzip file can promise a thousand times its own size.
pub(super) const MAX_BYTES: u64 = 2 << 30;

/// First bytes of a gzip member (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A list file in memory.
#[derive(Debug)]
pub(super) struct Source {
    /// As given, or as found beside a given file.
    pub path: PathBuf,
    /// The unpacked text, without a byte order mark.
    pub text: String,
    /// SHA-256 of the bytes as found, in hexadecimal.
    sha256: String,
}

impl Source {
    /// Reads a file; gzip is recognised by its first bytes, whatever the name says.
    pub fn load(path: &Path) -> Result<Source> {
        Source::load_within(path, MAX_BYTES)
    }

    fn load_within(path: &Path, limit: u64) -> Result<Source> {
        let file = std::fs::File::open(path).map_err(|source| Error::io(path, source))?;
        let found = read_within(file, limit)
            .map_err(|source| Error::io(path, source))?
            .ok_or_else(|| too_large(path, limit))?;
        Source::from_bytes_within(path, &found, limit)
    }

    /// A file that is compiled in, or a test's.
    pub fn from_bytes(path: &Path, found: &[u8]) -> Result<Source> {
        Source::from_bytes_within(path, found, MAX_BYTES)
    }

    fn from_bytes_within(path: &Path, found: &[u8], limit: u64) -> Result<Source> {
        let bytes = if found.starts_with(&GZIP) {
            read_within(MultiGzDecoder::new(found), limit)
                .map_err(|source| gzip_error(path, &source))?
                .ok_or_else(|| too_large(path, limit))?
        } else {
            found.to_vec()
        };
        let text = text_of(bytes).map_err(|error| match error {
            NotText::Utf16 => {
                Error::encoding("the file is UTF-16, UTF-8 was expected").at(path, Some(1))
            }
            NotText::Byte { byte, line } => Error::encoding(format!(
                "byte 0x{byte:02X} is not part of valid UTF-8, which was expected"
            ))
            .at(path, Some(line)),
        })?;
        Ok(Source { path: path.to_path_buf(), text, sha256: hexadecimal(&Sha256::digest(found)) })
    }

    /// A record or row that was not read.
    pub fn skipped(&self, line: u64, reason: impl Into<String>) -> Skipped {
        Skipped { file: self.path.display().to_string(), line, reason: reason.into() }
    }

    /// Its path and fingerprint, for the snapshot.
    pub fn fingerprint(&self) -> SourceFile {
        SourceFile { path: self.path.display().to_string(), sha256: self.sha256.clone() }
    }
}

/// Counts lines as a reader moves on through a text.
pub(super) struct LineCounter<'a> {
    text: &'a [u8],
    position: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    /// At the start of a text.
    pub fn of(text: &'a str) -> LineCounter<'a> {
        LineCounter { text: text.as_bytes(), position: 0, line: 1 }
    }

    /// The line, from 1, of a byte offset that is not before the last one asked for.
    pub fn at(&mut self, offset: u64) -> u64 {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.get(self.position..offset).unwrap_or_default();
        self.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.position = self.position.max(offset);
        self.line
    }
}

/// SHA-256 over the hexadecimal fingerprints of files, each followed by a line feed.
pub(super) fn edition_fingerprint(files: &[SourceFile]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(file.sha256.as_bytes());
        hasher.update(b"\n");
    }
    hexadecimal(&hasher.finalize())
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// All of a stream, or `None` if it is longer than `limit` bytes.
fn read_within(stream: impl Read, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    stream.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

fn too_large(path: &Path, limit: u64) -> Error {
    Error::format(format!(
        "unpacked, the file is larger than {limit} bytes, the most that is read of a list"
    ))
    .at(path, None)
    .advise("check that it is a list")
}

fn gzip_error(path: &Path, source: &std::io::Error) -> Error {
    let error = match source.kind() {
        std::io::ErrorKind::UnexpectedEof => {
            Error::truncated("the gzip data end before the file they hold is complete")
        }
        _ => Error::format(format!("the gzip data are damaged: {source}")),
    };
    error.at(path, None).advise("download the file again")
}

/// Why bytes are not the text that was expected.
enum NotText {
    Utf16,
    Byte { byte: u8, line: u64 },
}

fn text_of(bytes: Vec<u8>) -> Result<String, NotText> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(NotText::Utf16);
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let (before, after) = error.as_bytes().split_at(valid);
        NotText::Byte {
            byte: after.first().copied().unwrap_or_default(),
            line: 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64,
        }
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn load(bytes: &[u8], limit: u64) -> Result<Source> {
        Source::from_bytes_within(Path::new("list"), bytes, limit)
    }

    #[test]
    fn gzip_is_unpacked_within_the_bound() {
        let packed = gzip(&[b'a'; 5000]);
        assert_eq!(load(&packed, 5000).unwrap().text.len(), 5000);
        let error = load(&packed, 4999).unwrap_err();
        assert!(error.is_format() && error.to_string().contains("4999"), "{error}");
    }

    #[test]
    fn members_that_follow_one_another_are_one_file() {
        let packed = [gzip(b"one,"), gzip(b"two")].concat();
        assert_eq!(load(&packed, 100).unwrap().text, "one,two");
    }

    #[test]
    fn a_cut_gzip_file_is_truncated() {
        let packed = gzip(b"something to pack, long enough to be cut");
        let error = load(&packed[..packed.len() - 9], 1000).unwrap_err();
        assert!(error.is_truncated(), "{error}");
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_named_with_its_line() {
        let error = load(b"one\ntwo\nM\xfcller\n", 1000).unwrap_err();
        assert!(error.is_encoding());
        let message = error.to_string();
        assert!(message.starts_with("list:3: ") && message.contains("0xFC"), "{message}");
    }

    #[test]
    fn utf16_is_named_and_a_utf8_mark_is_taken_off() {
        assert!(load(b"\xff\xfea\0", 1000).unwrap_err().to_string().contains("UTF-16"));
        assert_eq!(load(b"\xef\xbb\xbfa", 1000).unwrap().text, "a");
    }

    #[test]
    fn the_fingerprint_is_of_the_bytes_as_found() {
        // SHA-256 of "abc": FIPS 180-4, example in NIST's test vectors.
        assert_eq!(
            load(b"abc", 1000).unwrap().sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_ne!(load(&gzip(b"abc"), 1000).unwrap().sha256, load(b"abc", 1000).unwrap().sha256);
    }
}
