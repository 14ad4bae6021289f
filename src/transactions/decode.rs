//! Bytes in, checked UTF-8 out, with the line counted and a limit on what one item may take.

use crate::error::Error;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

/// A byte source of any kind.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// Bytes decoded at a time.
const CHUNK: usize = 32 * 1024;

/// Bytes looked at to find a byte order mark and the encoding an XML declaration states.
const PREAMBLE: u64 = 1024;

/// A reader whose bytes are valid UTF-8 without a byte order mark.
///
/// Whatever cannot be decoded stops it: [`fill_buf`](BufRead::fill_buf) then fails, and
/// [`refusal`](Text::refusal) says why. It stops only once everything before has been consumed,
/// so that [`line`](Text::line) is the line of the trouble.
pub(super) struct Text {
    raw: Bytes,
    decoder: Decoder,
    decoded: Vec<u8>,
    start: usize,
    ended: bool,
    stop: Option<Stop>,
    line: u64,
    after_cr: bool,
    allowance: usize,
}

enum Stop {
    Io(io::Error),
    Malformed(&'static str),
    CutCharacter,
    TooLong,
}

impl Text {
    /// Unpacks gzip, and finds the encoding from a byte order mark or an XML declaration.
    ///
    /// # Errors
    ///
    /// What the source refuses, a damaged gzip file, an encoding nobody knows.
    pub(super) fn new(raw: Bytes, path: &Path) -> Result<Text, Error> {
        let (mut head, mut raw) = peek(raw, path)?;
        if head.starts_with(&[0x1f, 0x8b]) {
            let unpacked = MultiGzDecoder::new(raw);
            (head, raw) = peek(Box::new(BufReader::new(unpacked)), path)?;
        }
        let encoding = match Encoding::for_bom(&head) {
            Some((encoding, _)) => encoding,
            None => declared(&head).map_err(|error| error.at(path, Some(1)))?,
        };
        Ok(Text {
            raw,
            decoder: encoding.new_decoder_with_bom_removal(),
            decoded: Vec::new(),
            start: 0,
            ended: false,
            stop: None,
            line: 1,
            after_cr: false,
            allowance: usize::MAX,
        })
    }

    /// The line of the next byte, counted from 1; a line ends with LF, CR or both.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// At most this many bytes are given out until the next call: one item cannot fill the memory.
    pub(super) fn allow(&mut self, bytes: usize) {
        self.allowance = bytes;
    }

    /// The first bytes, without consuming them: `wanted` of them or all there are.
    pub(super) fn peek(&mut self, wanted: usize) -> &[u8] {
        while self.decoded.len() - self.start < wanted && !self.ended && self.stop.is_none() {
            self.refill();
        }
        self.decoded.get(self.start..).unwrap_or_default()
    }

    /// Whether everything has been consumed and nothing was wrong with it.
    pub(super) fn at_end(&mut self) -> bool {
        self.peek(1).is_empty() && self.stop.is_none()
    }

    /// Why reading stopped, if it did.
    pub(super) fn refusal(&mut self, path: &Path) -> Option<Error> {
        let line = Some(self.line);
        Some(match self.stop.take()? {
            Stop::Io(error) => source_error(error, path),
            Stop::Malformed(encoding) => {
                Error::encoding(format!("bytes that are not text in {encoding}"))
                    .at(path, line)
                    .advise("convert the file to UTF-8, or declare its encoding if it is XML")
            }
            Stop::CutCharacter => Error::truncated("the file ends in the middle of a character")
                .at(path, line)
                .advise("fetch the file again"),
            Stop::TooLong => Error::format("a field or tag without end: it is too long to be one")
                .at(path, line)
                .advise("check for a missing quote or bracket"),
        })
    }

    fn refill(&mut self) {
        let source = loop {
            match self.raw.fill_buf() {
                Ok(source) => break source,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.stop = Some(Stop::Io(error));
                    return;
                }
            }
        };
        let last = source.is_empty();
        self.decoded.drain(..self.start);
        self.start = 0;
        let kept = self.decoded.len();
        self.decoded.resize(kept + CHUNK, 0);
        let room = self.decoded.get_mut(kept..).unwrap_or_default();
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(source, room, last);
        self.decoded.truncate(kept + written);
        self.raw.consume(read);
        match result {
            DecoderResult::InputEmpty => self.ended = last,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) if last => self.stop = Some(Stop::CutCharacter),
            DecoderResult::Malformed(..) => {
                self.stop = Some(Stop::Malformed(self.decoder.encoding().name()));
            }
        }
    }
}

impl BufRead for Text {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.peek(1);
        let available = self.decoded.len() - self.start;
        if available == 0 && self.stop.is_some() {
            return Err(io::Error::other("the text ends here"));
        }
        if available > 0 && self.allowance == 0 {
            self.stop = Some(Stop::TooLong);
            return Err(io::Error::other("more than one item may take"));
        }
        let end = self.start + available.min(self.allowance);
        Ok(self.decoded.get(self.start..end).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.start + amount).min(self.decoded.len());
        for &byte in self.decoded.get(self.start..end).unwrap_or_default() {
            match byte {
                b'\r' => self.line += 1,
                b'\n' if !self.after_cr => self.line += 1,
                _ => {}
            }
            self.after_cr = byte == b'\r';
        }
        self.allowance -= amount.min(self.allowance);
        self.start = end;
    }
}

impl Read for Text {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let amount = self.fill_buf()?.read(out)?;
        self.consume(amount);
        Ok(amount)
    }
}

/// The first bytes, and a reader that gives them again.
fn peek(mut raw: Bytes, path: &Path) -> Result<(Vec<u8>, Bytes), Error> {
    let mut head = Vec::new();
    raw.by_ref()
        .take(PREAMBLE)
        .read_to_end(&mut head)
        .map_err(|error| source_error(error, path))?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(raw))))
}

/// The encoding an XML declaration states; UTF-8 without one.
fn declared(head: &[u8]) -> Result<&'static Encoding, Error> {
    let Some(label) = declared_label(head) else { return Ok(UTF_8) };
    let label = String::from_utf8_lossy(label);
    match label.to_ascii_lowercase().as_str() {
        // UTF-8 contains ASCII. A declaration that can be read byte by byte is not in UTF-16,
        // whatever it says: programs that write UTF-8 from UTF-16 strings leave it behind.
        "us-ascii" | "ascii" | "utf-16" => Ok(UTF_8),
        other => Encoding::for_label(other.as_bytes()).ok_or_else(|| {
            Error::encoding(format!("the XML declaration states the unknown encoding `{label}`"))
                .advise("convert the file to UTF-8")
        }),
    }
}

fn declared_label(head: &[u8]) -> Option<&[u8]> {
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let declaration = declaration.get(..end)?;
    let key = b"encoding";
    let at = declaration.windows(key.len()).position(|window| window == key)?;
    let value = declaration.get(at + key.len()..)?.trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, value) = value.split_first()?;
    value.split(|&byte| byte == quote).next()
}

/// What the byte source refused, and what a damaged gzip file amounts to.
fn source_error(error: io::Error, path: &Path) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Error::truncated("the compressed file ends too early")
            .at(path, None)
            .advise("fetch the file again"),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            Error::format(format!("the compressed file is damaged: {error}"))
                .at(path, None)
                .advise("fetch the file again")
        }
        _ => Error::io(path, error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Text {
        Text::new(Box::new(Cursor::new(bytes.to_vec())), Path::new("test")).unwrap()
    }

    fn all(bytes: &[u8]) -> String {
        let mut out = String::new();
        text(bytes).read_to_string(&mut out).unwrap();
        out
    }

    #[test]
    fn encodings_are_decoded() {
        assert_eq!(all("\u{feff}김".as_bytes()), "김");
        assert_eq!(all(b"\xff\xfeA\x00\x40\xae"), "A김");
        assert_eq!(all(b"\xfe\xff\x00A"), "A");
        let latin = b"<?xml version=\"1.0\" encoding='ISO-8859-1'?><a>\xfc</a>";
        assert!(all(latin).ends_with("<a>ü</a>"));
        let mislabelled = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a>ü</a>";
        assert_eq!(all(mislabelled.as_bytes()), mislabelled);
        let unknown = b"<?xml version=\"1.0\" encoding=\"klingon\"?>".to_vec();
        let error = Text::new(Box::new(Cursor::new(unknown)), Path::new("test")).err().unwrap();
        assert!(error.is_encoding());
    }

    #[test]
    fn bad_bytes_are_placed() {
        let mut text = text(b"a\r\nb\rc\nd\xff");
        let mut out = Vec::new();
        assert!(text.read_to_end(&mut out).is_err());
        assert_eq!(out, b"a\r\nb\rc\nd");
        let error = text.refusal(Path::new("x.csv")).unwrap();
        assert!(error.is_encoding() && error.to_string().starts_with("x.csv:4: "), "{error}");
    }

    #[test]
    fn a_cut_character_is_a_truncation() {
        let mut text = text(b"ab\xec\xa0");
        assert!(text.read_to_end(&mut Vec::new()).is_err());
        assert!(text.refusal(Path::new("x")).unwrap().is_truncated());
    }

    #[test]
    fn the_allowance_holds() {
        let mut text = text(&[b'x'; 100]);
        text.allow(10);
        let mut out = Vec::new();
        assert!(text.read_to_end(&mut out).is_err());
        assert_eq!(out.len(), 10);
        assert!(text.refusal(Path::new("x")).unwrap().is_format());
    }
}
