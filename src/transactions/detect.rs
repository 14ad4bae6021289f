//! Which format a file is in, from its first bytes.

use super::ais;
use crate::error::Error;

/// The formats this room reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detected {
    Xml,
    Csv,
    AisTable(ais::Layout),
    Nmea,
}

/// How files begin that are taken for payment files and cannot be read as such.
const OTHERS: [(&str, &str); 10] = [
    ("{1:", "a SWIFT MT message"),
    (":20:", "the text block of a SWIFT MT message"),
    ("101 ", "a NACHA file"),
    ("{1500}", "a Fedwire message"),
    ("{\"", "JSON"),
    ("[{", "JSON"),
    ("PK\u{3}\u{4}", "a zip archive or an Excel workbook"),
    ("PAR1", "a Parquet file"),
    ("%PDF", "a PDF document"),
    ("-----BEGIN ", "an encrypted or signed file"),
];

/// The format of the text that begins with `head` (decoded, without a byte order mark).
///
/// XML begins with `<`, an AIS sentence with `!AIVDM` or a tag block, an AIS archive with its header.
/// Anything else that is text may be CSV; whether it is shows in its header.
///
/// # Errors
///
/// An empty-input error for a file without a character, an encoding error for one with NUL
/// bytes, a format error for a known format that is neither.
pub(super) fn detect(head: &[u8]) -> Result<Detected, Error> {
    let start = head.trim_ascii_start();
    let Some(first) = start.first() else {
        return Err(Error::empty("the file is empty: payments or customers were expected"));
    };
    let compact: Vec<u8> =
        start.iter().filter(|byte| !byte.is_ascii_whitespace()).take(32).copied().collect();
    let begins =
        |with: &str| start.starts_with(with.as_bytes()) || compact.starts_with(with.as_bytes());
    if let Some((_, what)) = OTHERS.iter().find(|(with, _)| begins(with)) {
        return Err(Error::format(format!(
            "this looks like {what}; ISO 20022 XML (pacs.008, pain.001 …) or CSV was expected"
        ))
        .advise("convert it to one of these first"));
    }
    if head.contains(&0) {
        return Err(Error::encoding("NUL bytes: UTF-16 without a byte order mark, or no text")
            .advise("convert the file to UTF-8"));
    }
    if *first == b'<' {
        return Ok(Detected::Xml);
    }
    let text = String::from_utf8_lossy(start);
    if ais::is_sentence(&text) {
        return Ok(Detected::Nmea);
    }
    Ok(ais::Layout::of(&text).map_or(Detected::Csv, Detected::AisTable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        assert_eq!(detect(b" \r\n<?xml version").unwrap(), Detected::Xml);
        assert_eq!(detect(b"name,born\n").unwrap(), Detected::Csv);
        assert!(detect(b"\n \t").unwrap_err().is_empty_input());
        assert!(detect(b"{1:F01BANKBEBBAXXX").unwrap_err().to_string().contains("SWIFT MT"));
        assert!(detect(b"{\n  \"id\": 1").unwrap_err().to_string().contains("JSON"));
        assert!(detect(b"a\0b\0").unwrap_err().is_encoding());
    }
}
