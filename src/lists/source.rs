//! One file as found: unpacked within a bound, decoded, fingerprinted.

use super::SourceFile;
use super::workbook::Workbook;
use crate::error::{Error, Result, Skipped};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// Largest size of a list file, unpacked. OFAC's largest publication (`SDN_ADVANCED.XML`) has about
/// 127 MB; an archive can promise a thousand times its own size.
pub(super) const MAX_BYTES: u64 = 512 << 20;

/// Longest text of one field, whatever the format, in bytes; the longest so far has about 30,000.
pub(super) const MAX_FIELD: usize = 1 << 20;

/// Most files in an archive.
const MAX_MEMBERS: usize = 200;

/// Bytes of an XML file in which its encoding is stated.
const DECLARATION: usize = 200;

/// What a file holds once it is unpacked.
#[derive(Debug)]
pub(super) enum Content {
    /// Text, without a byte order mark.
    Text(String),
    /// Sheets of an XLSX, XLS or ODS file.
    Workbook(Workbook),
    /// A Parquet file.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "read with the feature alone"))]
    Parquet(Vec<u8>),
}

/// A list file in memory.
#[derive(Debug)]
pub(super) struct Source {
    /// As given, or as found beside a given file; of a file in an archive, the archive's with the
    /// name behind it.
    pub path: PathBuf,
    content: Content,
    /// SHA-256 of the bytes as found, in hexadecimal.
    sha256: String,
}

impl Source {
    /// Reads a file that holds one list file: packed with gzip, xz, zstd or zip, or as it is. What it
    /// is is recognised by its first bytes, whatever the name says.
    pub fn load(path: &Path) -> Result<Source> {
        Source::single(Source::open(path)?, path)
    }

    /// Reads a file; a zip archive may hold several.
    pub fn open(path: &Path) -> Result<Vec<Source>> {
        Source::open_within(path, MAX_BYTES)
    }

    fn open_within(path: &Path, limit: u64) -> Result<Vec<Source>> {
        let file = std::fs::File::open(path).map_err(|source| Error::io(path, source))?;
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        let found = read_within(file, limit, size)
            .map_err(|source| Error::io(path, source))?
            .ok_or_else(|| too_large(path, limit))?;
        Source::all_from_bytes(path, found, limit)
    }

    /// A file that is compiled in, or a test's.
    pub fn from_bytes(path: &Path, found: &[u8]) -> Result<Source> {
        Source::single(Source::from_memory(path, found)?, path)
    }

    /// A file in memory; a zip archive may hold several.
    pub fn from_memory(path: &Path, found: &[u8]) -> Result<Vec<Source>> {
        Source::all_from_bytes(path, found.to_vec(), MAX_BYTES)
    }

    fn all_from_bytes(path: &Path, found: Vec<u8>, limit: u64) -> Result<Vec<Source>> {
        let sha256 = hexadecimal(&Sha256::digest(&found));
        let unpacked = unpack(path, found, limit)?;
        unpacked
            .into_iter()
            .map(|(path, content)| Ok(Source { path, content, sha256: sha256.clone() }))
            .collect()
    }

    fn single(mut sources: Vec<Source>, path: &Path) -> Result<Source> {
        match (sources.pop(), sources.is_empty()) {
            (Some(source), true) => Ok(source),
            (None, _) => Err(Error::empty("the archive holds no file").at(path, None)),
            (Some(_), false) => Err(Error::format(format!(
                "the archive holds {} files, one was expected",
                sources.len() + 1
            ))
            .at(path, None)
            .advise("unpack it and name the file in it")),
        }
    }

    /// What it holds.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Its text; empty if it is no text.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Workbook(_) | Content::Parquet(_) => "",
        }
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

/// How bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Xz,
    Zstd,
    Zip,
    /// The compound file that an XLS workbook is.
    Compound,
    Parquet,
    None,
}

impl Packing {
    /// By the first bytes: RFC 1952, the XZ file format, RFC 8878, APPNOTE.TXT, [MS-CFB], Parquet.
    fn of(bytes: &[u8]) -> Packing {
        match bytes {
            [0x1f, 0x8b, ..] => Packing::Gzip,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Packing::Xz,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Packing::Zstd,
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Packing::Zip,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Packing::Compound,
            [b'P', b'A', b'R', b'1', ..] => Packing::Parquet,
            _ => Packing::None,
        }
    }
}

/// The files that bytes hold, each with its path.
fn unpack(path: &Path, bytes: Vec<u8>, limit: u64) -> Result<Vec<(PathBuf, Content)>> {
    let stream = |name: &str, stream: &mut dyn Read| -> Result<Vec<u8>> {
        // Text is seldom packed to less than a tenth.
        read_within(stream, limit, bytes.len() as u64 * 10)
            .map_err(|source| packing_error(path, name, &source))?
            .ok_or_else(|| too_large(path, limit))
    };
    let bytes = match Packing::of(&bytes) {
        Packing::Gzip => stream("gzip", &mut MultiGzDecoder::new(&bytes[..]))?,
        Packing::Xz => stream("xz", &mut lzma_rust2::XzReader::new(&bytes[..], true))?,
        Packing::Zstd => {
            let mut decoder =
                ruzstd::decoding::StreamingDecoder::new(&bytes[..]).map_err(|error| {
                    Error::format(format!("the zstd data are damaged: {error}")).at(path, None)
                })?;
            stream("zstd", &mut decoder)?
        }
        _ => bytes,
    };
    let content = match Packing::of(&bytes) {
        Packing::Zip => return unzip(path, bytes, limit),
        Packing::Compound => Content::Workbook(Workbook::read(path, bytes, limit)?),
        Packing::Parquet => Content::Parquet(bytes),
        Packing::None => Content::Text(text_of(path, bytes)?),
        Packing::Gzip | Packing::Xz | Packing::Zstd => {
            return Err(Error::format("the file is packed twice, once was expected")
                .at(path, None)
                .advise("unpack it once"));
        }
    };
    Ok(vec![(path.to_path_buf(), content)])
}

/// The files of a zip archive, or the workbook that it is.
fn unzip(path: &Path, bytes: Vec<u8>, limit: u64) -> Result<Vec<(PathBuf, Content)>> {
    let damaged = |error: zip::result::ZipError| {
        let error = match &error {
            // The directory of a zip archive stands at its end.
            zip::result::ZipError::InvalidArchive(_) => Error::truncated(format!(
                "the zip archive is damaged or ends before it is complete: {error}"
            )),
            _ => Error::format(format!("the zip archive cannot be read: {error}")),
        };
        error.at(path, None).advise("download the file again")
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).map_err(damaged)?;
    if archive.len() > MAX_MEMBERS && Workbook::is_one(&mut archive) != Some(true) {
        return Err(Error::format(format!(
            "the archive holds {} files, at most {MAX_MEMBERS} are read",
            archive.len()
        ))
        .at(path, None));
    }
    if Workbook::is_one(&mut archive) == Some(true) {
        // All of it is unpacked once, to be sure that it stays within the limit.
        let mut total = 0_u64;
        for index in 0..archive.len() {
            let mut member = archive.by_index(index).map_err(damaged)?;
            let rest = limit.saturating_sub(total);
            let size = std::io::copy(&mut (&mut member).take(rest + 1), &mut std::io::sink())
                .map_err(|source| packing_error(path, "zip", &source))?;
            total += size;
            if total > limit {
                return Err(too_large(path, limit));
            }
        }
        drop(archive);
        let workbook = Workbook::read(path, bytes, limit)?;
        return Ok(vec![(path.to_path_buf(), Content::Workbook(workbook))]);
    }
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).map_err(damaged)?;
        if member.is_dir() {
            continue;
        }
        // The name is only shown, never opened.
        let name = path.join(member.name().map_err(damaged)?.trim_start_matches('/'));
        let size = member.size();
        let bytes = read_within(&mut member, limit, size)
            .map_err(|source| packing_error(&name, "zip", &source))?
            .ok_or_else(|| too_large(&name, limit))?;
        let content = match Packing::of(&bytes) {
            Packing::None => Content::Text(text_of(&name, bytes)?),
            Packing::Parquet => Content::Parquet(bytes),
            Packing::Compound => Content::Workbook(Workbook::read(&name, bytes, limit)?),
            Packing::Zip | Packing::Gzip | Packing::Xz | Packing::Zstd => {
                return Err(Error::format(
                    "a packed file stands in the archive, a list was expected",
                )
                .at(&name, None)
                .advise("unpack the archive and name the file in it"));
            }
        };
        found.push((name, content));
    }
    Ok(found)
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
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
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

/// All of a stream, or `None` if it is longer than `limit` bytes. There is room for what is expected.
fn read_within(stream: impl Read, limit: u64, expected: u64) -> std::io::Result<Option<Vec<u8>>> {
    // A byte more, to see the end of the stream.
    let room = usize::try_from(expected.min(limit)).unwrap_or_default() + 1;
    let mut bytes = Vec::new();
    // What is expected is only stated: without so much memory, it grows as it must.
    let _ = bytes.try_reserve_exact(room);
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

fn packing_error(path: &Path, packing: &str, source: &std::io::Error) -> Error {
    let error = match source.kind() {
        std::io::ErrorKind::UnexpectedEof => Error::truncated(format!(
            "the {packing} data end before the file they hold is complete"
        )),
        _ => Error::format(format!("the {packing} data are damaged: {source}")),
    };
    error.at(path, None).advise("download the file again")
}

/// The text that bytes are: UTF-8, UTF-16 with a byte order mark, or what an XML declaration states.
fn text_of(path: &Path, bytes: Vec<u8>) -> Result<String> {
    let (encoding, mark) = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => (encoding, mark),
        None => (declared(&bytes).map_err(|error| error.at(path, Some(1)))?, 0),
    };
    let text = decoded(path, bytes, encoding, mark)?;
    // OFAC's files end with a byte that is no text, and blocks of a disk with zeros.
    let body = text.trim_end_matches(['\u{1a}', '\0']).as_bytes();
    match memchr::memchr(0, body) {
        None => Ok(text),
        Some(at) => Err(Error::encoding("byte 0x00 stands in the text, where none belongs")
            .at(path, Some(1 + memchr::memchr_iter(b'\n', &body[..at]).count() as u64))
            .advise("download it again, or save it as UTF-8")),
    }
}

/// Bytes in an encoding as text, without the byte order mark that has so many bytes.
fn decoded(
    path: &Path,
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    mark: usize,
) -> Result<String> {
    if encoding != UTF_8 {
        let decoded = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        return decoded.map(std::borrow::Cow::into_owned).ok_or_else(|| {
            let wide =
                if encoding == UTF_16LE || encoding == UTF_16BE { "pair of bytes" } else { "byte" };
            Error::encoding(format!(
                "a {wide} is not part of valid {}, which the file says it is",
                encoding.name()
            ))
            .at(path, None)
            .advise("download it again, or save it as UTF-8")
        });
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let (before, after) = error.as_bytes().split_at(valid);
        let byte = after.first().copied().unwrap_or_default();
        Error::encoding(format!("byte 0x{byte:02X} is not part of valid UTF-8, which was expected"))
            .at(path, Some(1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64))
            .advise("download it again, or save it as UTF-8")
    })?;
    if mark > 0 {
        text.drain(..mark);
    }
    Ok(text)
}

/// The encoding that an XML declaration states; UTF-8 without one.
fn declared(bytes: &[u8]) -> Result<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let stated =
        head.starts_with(b"<?xml").then(|| String::from_utf8_lossy(head)).and_then(|head| {
            let declaration = head.split_once("?>")?.0.to_owned();
            let value =
                declaration.split_once("encoding")?.1.split_once('=')?.1.trim_start().to_owned();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            Some(value[1..].split(quote).next()?.to_owned())
        });
    match stated {
        None => Ok(UTF_8),
        Some(name) => match Encoding::for_label(name.trim().as_bytes()) {
            // A file without a mark whose declaration can be read is not UTF-16.
            Some(found) if found == UTF_16LE || found == UTF_16BE => Ok(UTF_8),
            Some(found) => Ok(found),
            None => Err(Error::encoding(format!(
                "the file says its encoding is `{name}`, which is not known"
            ))
            .advise("save it as UTF-8")),
        },
    }
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
        let path = Path::new("list");
        Source::single(Source::all_from_bytes(path, bytes.to_vec(), limit)?, path)
    }

    #[test]
    fn gzip_is_unpacked_within_the_bound() {
        let packed = gzip(&[b'a'; 5000]);
        assert_eq!(load(&packed, 5000).unwrap().text().len(), 5000);
        let error = load(&packed, 4999).unwrap_err();
        assert!(error.is_format() && error.to_string().contains("4999"), "{error}");
    }

    #[test]
    fn members_that_follow_one_another_are_one_file() {
        let packed = [gzip(b"one,"), gzip(b"two")].concat();
        assert_eq!(load(&packed, 100).unwrap().text(), "one,two");
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
    fn what_the_file_says_of_its_encoding_is_believed() {
        assert_eq!(load(b"\xef\xbb\xbfa", 1000).unwrap().text(), "a");
        assert_eq!(load(b"\xff\xfea\0\xfc\0", 1000).unwrap().text(), "aü");
        let stated = b"<?xml version='1.0' encoding='windows-1252'?><a>M\xfcller\x80</a>";
        assert!(load(stated, 1000).unwrap().text().contains("Müller€"));
        let wrong = b"<?xml version='1.0' encoding='UTF-8'?>\n<a>M\xfcller</a>";
        assert!(load(wrong, 1000).unwrap_err().to_string().starts_with("list:2: byte 0xFC"));
        let unknown = b"<?xml version='1.0' encoding='ebcdic-7'?><a/>";
        assert!(load(unknown, 1000).unwrap_err().to_string().contains("ebcdic-7"));
        assert!(load(b"\xff\xfea\0\0\xdc", 1000).unwrap_err().is_encoding());
    }

    #[test]
    fn zeros_end_a_text_and_stand_nowhere_else() {
        assert_eq!(load(b"one\n\x1a\0\0", 1000).unwrap().text(), "one\n\u{1a}\0\0");
        let error = load(b"one\nt\0o\n", 1000).unwrap_err();
        assert!(
            error.is_encoding() && error.to_string().starts_with("list:2: byte 0x00"),
            "{error}"
        );
        // UTF-16 that does not say so.
        assert!(load(b"o\0n\0e\0", 1000).unwrap_err().is_encoding());
    }

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_is_unpacked_within_the_bound() {
        let packed = zip(&[("a.xml", b"<a/>"), ("folder/b.csv", &[b'b'; 5000])]);
        let path = Path::new("lists.zip");
        let found = Source::all_from_bytes(path, packed.clone(), 5000).unwrap();
        let names: Vec<String> = found.iter().map(|s| s.path.display().to_string()).collect();
        assert_eq!(names, ["lists.zip/a.xml", "lists.zip/folder/b.csv"]);
        assert_eq!(found[1].text().len(), 5000);
        let error = Source::all_from_bytes(path, packed.clone(), 4999).unwrap_err();
        assert!(error.to_string().starts_with("lists.zip/folder/b.csv: "), "{error}");
        for end in 4..packed.len() {
            let error = Source::all_from_bytes(path, packed[..end].to_vec(), 5000).unwrap_err();
            assert!(error.is_truncated(), "{end}: {error}");
        }
        let two = Source::single(found, path).unwrap_err();
        assert!(two.to_string().contains("2 files"), "{two}");
    }

    #[test]
    fn xz_and_zstd_are_unpacked_within_the_bound() {
        // Written by `printf one,two | xz` and `printf one,two | zstd`.
        let xz = [
            0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00,
            0x21, 0x01, 0x16, 0x00, 0x00, 0x00, 0x74, 0x2f, 0xe5, 0xa3, 0x01, 0x00, 0x06, 0x6f,
            0x6e, 0x65, 0x2c, 0x74, 0x77, 0x6f, 0x00, 0x00, 0xa8, 0xbb, 0xb3, 0x0c, 0x02, 0x23,
            0xed, 0xe4, 0x00, 0x01, 0x1f, 0x07, 0x16, 0x2e, 0xb8, 0x73, 0x1f, 0xb6, 0xf3, 0x7d,
            0x01, 0x00, 0x00, 0x00, 0x00, 0x04, 0x59, 0x5a,
        ];
        let zst = [
            0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58, 0x39, 0x00, 0x00, 0x6f, 0x6e, 0x65, 0x2c, 0x74,
            0x77, 0x6f, 0x09, 0xd9, 0x86, 0x04,
        ];
        for packed in [&xz[..], &zst[..]] {
            assert_eq!(load(packed, 7).unwrap().text(), "one,two");
            assert!(load(packed, 6).unwrap_err().to_string().contains("larger"));
            let cut = load(&packed[..packed.len() - 8], 100).unwrap_err();
            assert!(cut.is_format(), "{cut}");
        }
        let twice = load(&gzip(&gzip(b"a")), 100).unwrap_err();
        assert!(twice.to_string().contains("twice"), "{twice}");
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
