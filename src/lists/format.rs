//! The formats that can be read, one row each, and what a file is told by: its content.

use super::source::{Content, Source};
use super::workbook::Workbook;
use super::{
    List, australia, canada, eu, interchange, japan, ofac, switzerland, tamis_jsonl, uk, un, us_csl,
};
use crate::error::{Error, Result};
use serde_json::Value;

/// Bytes of a text in which its shape shows.
const HEAD: usize = 1 << 16;

/// Rows among which the one that names the columns stands.
pub(super) const HEADER_ROWS: usize = 3;

/// A format of one file: how it is recognised, and who reads it.
///
/// OFAC's CSV files are a set and stand beside this table, in [`collect`](super::collect).
pub(super) struct Format {
    /// Short name: publisher and shape.
    pub name: &'static str,
    /// What it is, for people.
    pub title: &'static str,
    /// Whether the reader has read a complete official file (in the tests); else it is built from the
    /// published schema.
    pub proven: bool,
    /// Whether a file is of this format.
    pub recognises: fn(&Head) -> bool,
    /// Reads it.
    pub read: fn(&Source) -> Result<List>,
}

/// Every format, in the order in which they are tried.
pub(super) static FORMATS: &[&Format] = &[
    &un::xml::FORMAT,
    &ofac::xml::FORMAT,
    &ofac::enhanced::FORMAT,
    &ofac::advanced::FORMAT,
    &us_csl::csv::FORMAT,
    &us_csl::json::FORMAT,
    &eu::xml::FORMAT,
    &eu::csv::FORMAT,
    &uk::sanctions_list_xml::FORMAT,
    &uk::sanctions_list_table::FORMAT,
    &uk::consolidated_table::FORMAT,
    &uk::consolidated_xml::FORMAT,
    &switzerland::seco::FORMAT,
    &canada::sema_xml::ENGLISH,
    &canada::sema_xml::BILINGUAL,
    &australia::dfat::FIRST,
    &australia::dfat::SECOND,
    &japan::mof_sheets::FORMAT,
    &japan::mof_csv::FORMAT,
    &interchange::ftm::FORMAT,
    &interchange::targets_csv::FORMAT,
    &interchange::senzing::FORMAT,
    &tamis_jsonl::FORMAT,
];

/// What a file looks like from its beginning.
pub(super) enum Head<'s> {
    /// XML: local name of the root element, and the text from there on.
    Xml { root: &'s str, text: &'s str },
    /// JSON: the value on the first line if it is one by itself, and the text.
    Json { first: Option<Value>, text: &'s str },
    /// A table: cells of its first rows, and the delimiter that divides them.
    Table { rows: Vec<Vec<String>>, delimiter: u8 },
    /// A workbook.
    Workbook(&'s Workbook),
    /// A Parquet file.
    Parquet,
    /// Another text.
    Text(&'s str),
}

impl<'s> Head<'s> {
    /// Looks at a file.
    ///
    /// # Errors
    ///
    /// An empty-input error for a file without content.
    pub fn of(source: &'s Source) -> Result<Head<'s>> {
        let text = match source.content() {
            Content::Workbook(workbook) => return Ok(Head::Workbook(workbook)),
            Content::Parquet(_) => return Ok(Head::Parquet),
            Content::Text(text) => text.trim_start(),
        };
        if text.trim_matches(['\u{1a}', '\0']).is_empty() {
            return Err(Error::empty("the file is empty")
                .at(&source.path, None)
                .advise("download it again"));
        }
        Ok(match text.as_bytes() {
            [b'<', ..] => match root_element(text) {
                Some(root) => Head::Xml { root, text },
                None => Head::Text(text),
            },
            [b'{' | b'[', ..] => {
                let line = text.lines().next().unwrap_or_default();
                let first = Some(line).filter(|line| line.len() <= HEAD * 64);
                Head::Json { first: first.and_then(|line| serde_json::from_str(line).ok()), text }
            }
            _ => Head::table(text),
        })
    }

    fn table(text: &'s str) -> Head<'s> {
        let end = (0..=HEAD.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
        let head = text.get(..end.unwrap_or(0)).unwrap_or_default();
        let rows = |delimiter: u8| -> Vec<Vec<String>> {
            if memchr::memchr(delimiter, head.as_bytes()).is_none() {
                return Vec::new();
            }
            csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(head.as_bytes())
                .into_records()
                .take(HEADER_ROWS)
                .flatten()
                .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
                .collect()
        };
        let widest = |rows: &Vec<Vec<String>>| rows.iter().map(Vec::len).max().unwrap_or(0);
        let (rows, delimiter) = [b',', b';', b'\t', b'|']
            .into_iter()
            .map(|delimiter| (rows(delimiter), delimiter))
            .rev()
            .max_by_key(|(rows, _)| widest(rows))
            .unwrap_or_default();
        if widest(&rows) < 2 { Head::Text(text) } else { Head::Table { rows, delimiter } }
    }

    /// Whether it is XML with a root element of this local name.
    pub fn has_root(&self, name: &str) -> bool {
        matches!(self, Head::Xml { root, .. } if *root == name)
    }

    /// Whether it is XML whose first thousand bytes from the root on hold these words: a name space.
    pub fn mentions(&self, words: &str) -> bool {
        let Head::Xml { text, .. } = self else { return false };
        let head = text.as_bytes().get(..text.len().min(1000)).unwrap_or_default();
        head.windows(words.len()).any(|window| window == words.as_bytes())
    }

    /// Whether it is a table, text or a sheet of a workbook, with all these columns named in one of its
    /// first rows, in any order and case.
    pub fn has_columns(&self, names: &[&str]) -> bool {
        match self {
            Head::Table { rows, .. } => rows.iter().any(|row| has_all(row, names)),
            Head::Workbook(book) => book.sheet_with(names).is_some(),
            _ => false,
        }
    }

    /// What it is, for the message about a file that is of no known format.
    fn described(&self) -> String {
        let short = |text: &str| text.chars().take(60).collect::<String>();
        match self {
            Head::Xml { root, .. } => {
                format!("its root element is <{}>, which is no list that is read", short(root))
            }
            Head::Json { first: Some(first), .. } => {
                let keys = first.as_object().map(|object| {
                    object.keys().take(8).map(|key| format!("`{}`", short(key))).collect::<Vec<_>>()
                });
                format!(
                    "it is JSON, but {} are the keys of no list that is read; for a list of your own \
                     write a mapping (see lists/README.md)",
                    keys.filter(|keys| !keys.is_empty())
                        .map_or_else(|| "the first values".to_owned(), |keys| keys.join(", "))
                )
            }
            Head::Json { first: None, .. } => {
                "it looks like JSON, but its beginning is that of no list that is read".to_owned()
            }
            Head::Table { rows, .. } => {
                let first = rows.first().map(|row| row.iter().take(8).map(|cell| short(cell)));
                let cells: Vec<String> = first.into_iter().flatten().collect();
                format!(
                    "it is a table, but `{}` are the columns of no list that is read; for a list of \
                     your own write a mapping (see lists/README.md)",
                    cells.join("`, `")
                )
            }
            Head::Workbook(book) => {
                let names: Vec<String> =
                    book.sheets.iter().take(8).map(|sheet| short(&sheet.name)).collect();
                format!(
                    "it is a workbook, but its sheets (`{}`) are those of no list that is read; for a \
                     list of your own write a mapping (see lists/README.md)",
                    names.join("`, `")
                )
            }
            Head::Parquet => {
                "it is a Parquet file; for a list of your own write a mapping (see lists/README.md)"
                    .to_owned()
            }
            Head::Text(text) => {
                let line = text.lines().next().unwrap_or_default();
                format!("it begins with `{}`", short(line))
            }
        }
    }
}

/// Whether a row holds all these names, in any order and case.
pub(super) fn has_all(row: &[String], names: &[&str]) -> bool {
    names.iter().all(|name| row.iter().any(|cell| cell.trim().eq_ignore_ascii_case(name)))
}

/// The format of a file; the error says what it looks like instead.
pub(super) fn of(source: &Source) -> Result<&'static Format> {
    let head = Head::of(source)?;
    FORMATS.iter().copied().find(|format| (format.recognises)(&head)).ok_or_else(|| {
        Error::format(format!("this is no list that can be read: {}", head.described()))
            .at(&source.path, None)
    })
}

/// Local name of the first element, behind declarations, comments and processing instructions.
fn root_element(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start().strip_prefix('<')?;
        text = if let Some(comment) = text.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if text.starts_with(['?', '!']) {
            text.split_once('>')?.1
        } else {
            let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
            let name = text.get(..end).filter(|name| !name.is_empty())?;
            return Some(name.rsplit_once(':').map_or(name, |(_, local)| local));
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn source(text: &str) -> Source {
        Source::from_bytes(Path::new("list"), text.as_bytes()).unwrap()
    }

    #[test]
    fn content_decides() {
        for (text, name) in [
            ("<?xml version='1.0'?>\n<!-- <x> -->\n<CONSOLIDATED_LIST a='b'>", "un-xml"),
            ("{\"schema\":\"tamis-list/1\",\"list\":\"dprk\"}\n", "tamis-jsonl"),
            ("<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" a=\"b\">", "eu-fsf-xml"),
            (
                "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;NameAlias_WholeName\n",
                "eu-fsf-csv",
            ),
            ("<Designations xmlns:x=\"y\">", "uk-sl-xml"),
            ("Report Date: 1-Jan-2026\nUnique ID,Name 6,Name type,Regime Name\n", "uk-sl-table"),
            (
                "Last Updated,14/04/2025\nName 6,Group Type,Alias Type,Regime,Group ID\n",
                "uk-ofsi-table",
            ),
            ("<ArrayOfFinancialSanctionsTarget>", "uk-ofsi-xml"),
            ("<swiss-sanctions-list date='2026-08-27'>", "ch-seco-xml"),
        ] {
            assert_eq!(of(&source(text)).unwrap().name, name, "{text}");
        }
    }

    #[test]
    fn what_is_not_read_is_named() {
        for (text, words) in [
            ("<x:novel generationDate='2021'>", "<novel>"),
            ("<!--", "begins with `<!--`"),
            ("{\"schema\":\"other/9\"}", "`schema`"),
            ("{\"id\":1}", "`id`"),
            ("{\n\"id\":1}", "JSON"),
            ("name,country\nX,KP\n", "`name`, `country`"),
            ("just words", "just words"),
        ] {
            let error = of(&source(text)).err().unwrap();
            assert!(error.is_format() && error.to_string().contains(words), "{text}: {error}");
        }
        assert!(of(&source(" \r\n\u{1a}")).err().unwrap().is_empty_input());
    }

    #[test]
    fn names_are_told_apart() {
        let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FORMATS.len());
    }
}
