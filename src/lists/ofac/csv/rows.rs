//! The rows of OFAC's CSV files, and the rows of the files beside the primary one read along with it.

use super::OfacPart;
use crate::error::{Error, Result, Skipped};
use crate::lists::source::{LineCounter, MAX_FIELD, Source};
use crate::lists::spaces::trimmed;
use crate::lists::table::skip_line_ends;
use ::csv::StringRecord;
use std::collections::VecDeque;

/// One row.
#[derive(Clone, Default)]
pub(super) struct Row {
    /// The byte of the text at which it begins.
    pub at: usize,
    pub id: u32,
    fields: StringRecord,
}

impl Row {
    /// A field, empty for a null.
    pub fn field(&self, column: usize) -> &str {
        let text = self.whole(column);
        if is_null(text) { "" } else { trimmed(text) }
    }

    pub fn filled(&self, column: usize) -> Option<&str> {
        Some(self.field(column)).filter(|text| !text.is_empty())
    }

    /// A field as it stands: not trimmed, since the cut of remarks may fall beside a space.
    pub fn whole(&self, column: usize) -> &str {
        self.fields.get(column).unwrap_or_default()
    }
}

/// Whether a field holds nothing: `-0- `. Most are such.
pub(super) fn is_null(field: &str) -> bool {
    matches!(field.as_bytes(), [b'-', b'0', b'-', rest @ ..] if rest.iter().all(|&byte| byte == b' '))
        || trimmed(field) == "-0-"
}

/// The rows of a file that have its columns and an entity number; the others are skipped.
pub(super) struct Rows<'s> {
    source: &'s Source,
    part: OfacPart,
    pub text: &'s str,
    reader: ::csv::Reader<&'s [u8]>,
    /// Counted up to what is skipped, no further.
    lines: LineCounter<'s>,
    /// The row at hand.
    pub row: Row,
    /// Lines that were read by themselves because of a damage, with what is wrong with each.
    damaged: VecDeque<(Row, bool)>,
    pub skipped: Vec<Skipped>,
}

impl<'s> Rows<'s> {
    pub fn of(source: &'s Source, part: OfacPart) -> Rows<'s> {
        // The byte 0x1A (end of file in CP/M) closes the file.
        let text = source.text().trim_end_matches(['\u{1a}', '\0']);
        Rows {
            source,
            part,
            text,
            reader: csv_reader(text),
            lines: LineCounter::of(text),
            row: Row::default(),
            damaged: VecDeque::new(),
            skipped: Vec::new(),
        }
    }

    /// Goes on to the next row; false at the end.
    ///
    /// # Errors
    ///
    /// A file that ends inside a row is truncated.
    pub fn next(&mut self) -> Result<bool> {
        loop {
            let open = match self.damaged.pop_front() {
                Some((row, open)) => {
                    self.row = row;
                    open
                }
                None => {
                    let lines = self.reader.position().line();
                    if !self.read()? {
                        return whole_to_its_end(self.source, self.part).map(|()| false);
                    }
                    // A row has the end of a line before or behind it, and none inside.
                    let long = self.reader.position().line() - lines > 1;
                    if long && self.row.fields.as_slice().contains('\n') {
                        self.divide();
                        continue;
                    }
                    false
                }
            };
            match number(&self.row.fields, open, self.part) {
                Ok(id) => {
                    self.row.id = id;
                    return Ok(true);
                }
                Err(reason) => self.skip(reason),
            }
        }
    }

    /// Reads what the crate takes for a row.
    fn read(&mut self) -> Result<bool> {
        // The reader leaves the second byte of a line end to the next record.
        self.row.at = skip_line_ends(self.text, self.reader.position().byte());
        // The text is valid UTF-8 and rows may have any length, so no error is expected here.
        self.reader.read_record(&mut self.row.fields).map_err(|error| {
            Error::format(format!("the CSV cannot be read: {error}"))
                .at(&self.source.path, Some(self.lines.at(self.row.at as u64)))
        })
    }

    /// A quote was left open: OFAC's fields have no line breaks. Each line is read by itself, so that
    /// the damage stays in its own.
    fn divide(&mut self) {
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let mut at = self.row.at;
        for line in self.text.get(at..end).unwrap_or_default().split_inclusive('\n') {
            let whole = line.trim_end_matches(['\r', '\n']);
            if let Some(Ok(fields)) = csv_reader(whole).into_records().next() {
                self.damaged.push_back((Row { at, id: 0, fields }, leaves_quote_open(whole)));
            }
            at += line.len();
        }
    }

    /// Notes that the row at hand is not read.
    pub fn skip(&mut self, reason: String) {
        let line = self.lines.at(self.row.at as u64);
        self.skipped.push(self.source.skipped(line, reason));
    }

    /// Notes that other rows are not read, each with the byte at which it begins.
    pub fn skip_all(&mut self, mut rows: Vec<(usize, String)>) {
        rows.sort_by_key(|(at, _)| *at);
        let mut lines = LineCounter::of(self.text);
        for (at, reason) in rows {
            self.skipped.push(self.source.skipped(lines.at(at as u64), reason));
        }
        self.skipped.sort_by_key(|skipped| skipped.line);
    }
}

/// A file beside the primary one, if it is there, read along with it.
pub(super) struct Beside<'s> {
    pub rows: Option<Rows<'s>>,
    /// Whether the row at hand waits for its record.
    waits: bool,
    /// Rows that were not met where their record stands: of no record, or in another order.
    late: Vec<Row>,
}

impl<'s> Beside<'s> {
    pub fn of(source: Option<&'s Source>, part: OfacPart) -> Beside<'s> {
        let rows = source.map(|source| Rows::of(source, part));
        Beside { rows, waits: false, late: Vec::new() }
    }

    /// Hands over the next rows as far as they are of this entity number; those for which a reason is
    /// given back are skipped.
    pub fn rows_of(
        &mut self,
        id: u32,
        mut take: impl FnMut(&Row) -> Result<(), String>,
    ) -> Result<()> {
        let Some(rows) = &mut self.rows else { return Ok(()) };
        while self.waits || rows.next()? {
            self.waits = rows.row.id > id;
            if self.waits {
                return Ok(());
            }
            if rows.row.id < id {
                self.late.push(rows.row.clone());
            } else if let Err(reason) = take(&rows.row) {
                rows.skip(reason);
            }
        }
        Ok(())
    }

    /// Hands over the rows that have not been.
    pub fn finish(&mut self, mut take: impl FnMut(&Row) -> Result<(), String>) -> Result<()> {
        let Some(rows) = &mut self.rows else { return Ok(()) };
        while self.waits || rows.next()? {
            self.late.push(rows.row.clone());
            self.waits = false;
        }
        let late = self.late.iter().filter_map(|row| Some((row.at, take(row).err()?)));
        rows.skip_all(late.collect());
        Ok(())
    }
}

/// Whether the last row of a file is whole.
///
/// # Errors
///
/// A file that ends inside a row is truncated.
fn whole_to_its_end(source: &Source, part: OfacPart) -> Result<()> {
    let text = source.text().trim_end_matches(['\u{1a}', '\0']);
    let text = text.trim_end_matches(['\r', '\n']);
    let last = text.rsplit('\n').next().unwrap_or_default();
    if leaves_quote_open(last) || (!ends_with_line_end(source) && is_part_of_row(last, part)) {
        return Err(Error::truncated("the file ends inside a row")
            .at(&source.path, Some(1 + text.matches('\n').count() as u64))
            .advise("download it again"));
    }
    Ok(())
}

/// Whether the last row is ended, as OFAC ends every row.
fn ends_with_line_end(source: &Source) -> bool {
    let text = source.text().trim_end_matches(['\u{1a}', '\0']);
    text.is_empty() || text.ends_with('\n')
}

/// Whether a line without an end lacks columns, or the end of its last one: every row ends with a
/// quotation mark or a null.
fn is_part_of_row(line: &str, part: OfacPart) -> bool {
    let columns = csv_reader(line).into_records().next().and_then(Result::ok);
    columns.is_none_or(|row| row.len() != part.columns())
        || !(line.ends_with('"') || line.trim_end().ends_with("-0-"))
}

pub(super) fn csv_reader(text: &str) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The entity number of a row that has the right shape; the error says what is wrong with it.
fn number(fields: &StringRecord, open: bool, part: OfacPart) -> Result<u32, String> {
    let first = fields.get(0).unwrap_or_default().trim();
    if open {
        Err("a quotation mark is left open in the row".into())
    } else if fields.len() != part.columns() {
        Err(format!(
            "the row has {} columns, {} were expected ({})",
            fields.len(),
            part.columns(),
            part.content()
        ))
    } else if let Some(long) = too_long(fields) {
        Err(format!("a field has {long} bytes, at most {MAX_FIELD} are read"))
    } else {
        let shown = || first.chars().take(40).collect::<String>();
        first.parse().map_err(|_| format!("`{}` is no entity number", shown()))
    }
}

/// Bytes of a field that is longer than any is read; mostly all fields together are not.
fn too_long(fields: &StringRecord) -> Option<usize> {
    let mut lengths = fields.iter().map(str::len);
    (fields.as_slice().len() > MAX_FIELD)
        .then(|| lengths.find(|&length| length > MAX_FIELD))
        .flatten()
}

/// Whether a line ends inside a quoted field (RFC 4180: a quote opens at the start of a field, a
/// doubled one is a character).
fn leaves_quote_open(line: &str) -> bool {
    let (mut quoted, mut at_start) = (false, true);
    let mut bytes = line.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
            }
        } else if byte == b'"' && at_start {
            quoted = true;
        }
        at_start = !quoted && byte == b',';
    }
    quoted
}
