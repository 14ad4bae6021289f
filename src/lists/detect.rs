//! What a file is, told from its content.

use crate::error::{Error, Result};
use serde_json::Value;

/// The name and version of the schema that tamis writes itself.
pub(super) const OWN_SCHEMA: &str = "tamis-list/1";

/// Records of a CSV file that are looked at.
const CSV_RECORDS: usize = 25;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One file of the set that OFAC publishes as CSV.
    OfacCsv(OfacPart),
    /// The consolidated list of the UN Security Council.
    UnXml,
    /// JSON lines in tamis's own schema.
    TamisJsonl,
}

/// A file of the set that OFAC publishes as CSV: one primary file and up to three beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfacPart {
    /// `sdn.csv`, `cons_prim.csv`: one row a record.
    Primary,
    /// `alt.csv`, `cons_alt.csv`: alternate names.
    Alt,
    /// `add.csv`, `cons_add.csv`: addresses.
    Add,
    /// `sdn_comments.csv`, `cons_comments.csv`: remarks that outgrew the primary file.
    Comments,
}

impl OfacPart {
    /// Columns of the file, as OFAC's data specification lists them.
    pub const fn columns(self) -> usize {
        match self {
            OfacPart::Primary => 12,
            OfacPart::Alt => 5,
            OfacPart::Add => 6,
            OfacPart::Comments => 2,
        }
    }

    /// What the file holds, in words.
    pub const fn content(self) -> &'static str {
        match self {
            OfacPart::Primary => "primary records",
            OfacPart::Alt => "alternate names",
            OfacPart::Add => "addresses",
            OfacPart::Comments => "continued remarks",
        }
    }

    const ALL: [OfacPart; 4] =
        [OfacPart::Primary, OfacPart::Alt, OfacPart::Add, OfacPart::Comments];
}

/// Tells what a text is; the error says what it looks like instead.
pub(super) fn detect(text: &str) -> Result<Format> {
    let start = text.trim_start();
    if start.trim_matches(['\u{1a}', '\0']).is_empty() {
        return Err(Error::empty("the file is empty").advise("download it again"));
    }
    match start.as_bytes() {
        [b'{', ..] => detect_json(start),
        [b'<', ..] => detect_xml(start),
        [b'P', b'K', ..] => Err(Error::format("it is a ZIP archive, a list was expected")
            .advise("unpack it and name the file in it")),
        _ => detect_csv(start),
    }
}

fn detect_json(text: &str) -> Result<Format> {
    let line = text.lines().next().unwrap_or_default();
    match serde_json::from_str::<Value>(line).ok().as_ref().and_then(|header| header.get("schema"))
    {
        Some(Value::String(schema)) if schema == OWN_SCHEMA => Ok(Format::TamisJsonl),
        Some(schema) => Err(unknown(format!(
            "its schema is {schema}, \"{OWN_SCHEMA}\" is the one that is read"
        ))),
        None => Err(unknown(format!(
            "it is JSON, but its first line is no header with \"schema\": \"{OWN_SCHEMA}\""
        ))),
    }
}

fn detect_xml(text: &str) -> Result<Format> {
    match root_element(text) {
        Some("CONSOLIDATED_LIST") => Ok(Format::UnXml),
        Some("sdnList") => Err(unknown(
            "it is OFAC's list as XML, which is not read: use the CSV files (sdn.csv, alt.csv, \
             add.csv, sdn_comments.csv)",
        )),
        Some(root) => Err(unknown(format!(
            "its root element is <{}>, which is no list that is read",
            root.chars().take(60).collect::<String>()
        ))),
        None => Err(unknown("it looks like XML, but no element begins in it")),
    }
}

/// Name of the first element, behind declarations, comments and processing instructions.
fn root_element(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start().strip_prefix('<')?;
        text = if let Some(comment) = text.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if text.starts_with(['?', '!']) {
            text.split_once('>')?.1
        } else {
            let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
            return text.get(..end).filter(|name| !name.is_empty());
        };
    }
}

/// The part whose shape most of the first records have, so that one bad row decides nothing.
fn detect_csv(text: &str) -> Result<Format> {
    let mut seen = [0_usize; OfacPart::ALL.len()];
    let mut records = 0_usize;
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.into_records().take(CSV_RECORDS).flatten() {
        records += 1;
        for (count, part) in seen.iter_mut().zip(OfacPart::ALL) {
            *count += usize::from(has_shape(&record, part));
        }
    }
    OfacPart::ALL
        .into_iter()
        .zip(seen)
        .filter(|(_, count)| count * 2 > records || (*count > 0 && records <= 2))
        .max_by_key(|(_, count)| *count)
        .map(|(part, _)| Format::OfacCsv(part))
        .ok_or_else(|| {
            unknown(
                "it has neither the columns of an OFAC CSV file (12, 5, 6 or 2, the first an \
                 entity number) nor is it XML or JSON",
            )
        })
}

fn has_shape(record: &csv::StringRecord, part: OfacPart) -> bool {
    let numeric = |column| record.get(column).is_some_and(|field| field.parse::<u64>().is_ok());
    record.len() == part.columns()
        && numeric(0)
        && match part {
            OfacPart::Primary => record.get(1).is_some_and(|name| !name.is_empty()),
            OfacPart::Alt | OfacPart::Add => numeric(1),
            OfacPart::Comments => !numeric(1),
        }
}

fn unknown(what: impl Into<String>) -> Error {
    Error::format(format!("this is no list that can be read: {}", what.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let row = "7,\"EXAMPLE\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n";
        for (text, format) in [
            (row, Format::OfacCsv(OfacPart::Primary)),
            ("7,1,\"aka\",\"X\",-0- \r\n", Format::OfacCsv(OfacPart::Alt)),
            ("7,1,-0- ,-0- ,-0- ,-0- \r\n\u{1a}", Format::OfacCsv(OfacPart::Add)),
            ("7,\"; Tax ID No. 1.\"\r\n", Format::OfacCsv(OfacPart::Comments)),
            ("<?xml version='1.0'?>\n<!-- <x> -->\n<CONSOLIDATED_LIST a='b'>", Format::UnXml),
            ("{\"schema\":\"tamis-list/1\",\"list\":\"dprk\"}\n", Format::TamisJsonl),
        ] {
            assert_eq!(detect(text).unwrap(), format, "{text}");
        }
    }

    #[test]
    fn one_bad_row_does_not_decide() {
        let row = "7,1,\"aka\",\"X\",-0- \r\n";
        let text = format!("broken row\r\n{row}{row}{row}");
        assert_eq!(detect(&text).unwrap(), Format::OfacCsv(OfacPart::Alt));
    }

    #[test]
    fn what_is_not_read_is_named() {
        for (text, words) in [
            ("<sdnList>", "CSV"),
            ("<export generationDate='2021'>", "<export>"),
            ("<!--", "no element"),
            ("{\"schema\":\"tamis-list/9\"}", "tamis-list/9"),
            ("{\"id\":1}", "header"),
            ("PK\u{3}\u{4}", "ZIP"),
            ("name,country\nX,KP\n", "neither"),
        ] {
            let error = detect(text).unwrap_err();
            assert!(error.is_format() && error.to_string().contains(words), "{text}: {error}");
        }
        assert!(detect(" \r\n\u{1a}").unwrap_err().is_empty_input());
    }
}
