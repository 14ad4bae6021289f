//! Rows of a table with named columns: CSV text or a sheet of a workbook, every column accounted for.

use super::fields::{FieldUse, Fields, Usage, usage};
use super::format::{Head, has_all};
use super::source::{LineCounter, MAX_FIELD, Source};
use super::spaces::{squeeze, trimmed};
use super::workbook::Sheet;
use crate::error::{Error, Result};
use csv::StringRecord;

/// A table being read.
pub(super) struct Table<'s> {
    source: &'s Source,
    rows: Rows<'s>,
    names: Vec<String>,
    fields: Fields,
    counts: Vec<u64>,
    row: StringRecord,
    line: u64,
}

enum Rows<'s> {
    Csv { reader: Box<csv::Reader<&'s [u8]>>, text: &'s str, lines: LineCounter<'s> },
    Sheet { sheet: &'s Sheet, next: usize },
}

/// A column of a table, found once by its name; it may be one that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column(Option<usize>);

impl Column {
    /// Whether the table has it.
    pub fn exists(self) -> bool {
        self.0.is_some()
    }
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    cells: &'r StringRecord,
    /// Its line in the text, or its number in the sheet, from 1.
    pub line: u64,
    /// Columns of the table.
    columns: usize,
}

impl<'r> Row<'r> {
    /// A cell without white space at its ends; empty if the table or the row does not have it.
    pub fn get(&self, column: Column) -> &'r str {
        trimmed(column.0.and_then(|at| self.cells.get(at)).unwrap_or_default())
    }

    /// Whether the row has cells behind the last named column: a sign of a cell that was not quoted.
    /// Says how many cells there are and how many were expected.
    pub fn surplus(&self) -> Option<(usize, usize)> {
        if self.cells.len() <= self.columns {
            return None;
        }
        let surplus = self.cells.iter().skip(self.columns).any(|cell| !cell.trim().is_empty());
        surplus.then_some((self.cells.len(), self.columns))
    }

    /// A cell that is not empty.
    pub fn filled(&self, column: Column) -> Option<&'r str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }
}

impl<'s> Table<'s> {
    /// A CSV text whose columns are named in the first row behind `skip` rows.
    ///
    /// # Errors
    ///
    /// An empty-input error without such a row.
    pub fn csv(
        source: &'s Source,
        delimiter: u8,
        skip: usize,
        fields: Fields,
    ) -> Result<Table<'s>> {
        let text = source.text();
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let rows = Rows::Csv { reader: Box::new(reader), text, lines: LineCounter::of(text) };
        Table::with_header(source, rows, skip, fields)
    }

    /// A sheet whose columns are named in the row behind `skip` rows.
    ///
    /// # Errors
    ///
    /// An empty-input error without such a row.
    pub fn sheet(
        source: &'s Source,
        sheet: &'s Sheet,
        skip: usize,
        fields: Fields,
    ) -> Result<Table<'s>> {
        Table::with_header(source, Rows::Sheet { sheet, next: 0 }, skip, fields)
    }

    /// The table of a text or a workbook whose columns are named, with all these among them, in one of
    /// its first rows; and the rows above that one.
    ///
    /// # Errors
    ///
    /// A format error if there is none.
    pub fn with_columns(
        source: &'s Source,
        names: &[&str],
        fields: Fields,
    ) -> Result<(Table<'s>, Vec<Vec<String>>)> {
        match Head::of(source)? {
            Head::Table { mut rows, delimiter } => {
                if let Some(skip) = rows.iter().position(|row| has_all(row, names)) {
                    rows.truncate(skip);
                    return Ok((Table::csv(source, delimiter, skip, fields)?, rows));
                }
            }
            Head::Workbook(book) => {
                if let Some((sheet, skip)) = book.sheet_with(names) {
                    let above = sheet.rows.iter().take(skip).cloned().collect();
                    return Ok((Table::sheet(source, sheet, skip, fields)?, above));
                }
            }
            _ => {}
        }
        Err(Error::format(format!("there is no table with the columns {}", names.join(", ")))
            .at(&source.path, None))
    }

    fn with_header(
        source: &'s Source,
        rows: Rows<'s>,
        skip: usize,
        fields: Fields,
    ) -> Result<Table<'s>> {
        let mut table = Table {
            source,
            rows,
            names: Vec::new(),
            fields,
            counts: Vec::new(),
            row: StringRecord::new(),
            line: 0,
        };
        for _ in 0..=skip {
            if !table.advance()? {
                return Err(Error::empty("the table has no row that names its columns")
                    .at(&source.path, None)
                    .advise("download it again"));
            }
        }
        table.names = table.row.iter().map(squeeze).collect();
        table.counts = vec![0; table.names.len()];
        Ok(table)
    }

    /// The column of a name, in single spaces; case does not matter. Of several columns with
    /// one name, the first.
    pub fn column(&self, name: &str) -> Column {
        Column(self.names.iter().position(|known| known.eq_ignore_ascii_case(name)))
    }

    /// The column of a name that the table must have.
    ///
    /// # Errors
    ///
    /// A format error that says which columns there are.
    pub fn required(&self, name: &str) -> Result<Column> {
        let column = self.column(name);
        if column.exists() {
            return Ok(column);
        }
        let there: Vec<&str> = self
            .names
            .iter()
            .filter(|name| !name.is_empty())
            .take(20)
            .map(String::as_str)
            .collect();
        Err(Error::format(format!(
            "the column `{name}` is missing; the columns are: {}",
            there.join(", ")
        ))
        .at(&self.source.path, Some(self.line)))
    }

    /// Names of the columns as they stand in the file.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The next row that is not empty.
    ///
    /// # Errors
    ///
    /// A truncated error if the text ends inside a quoted cell, a format error for a cell that is
    /// too long.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>> {
        loop {
            if !self.advance()? {
                return Ok(None);
            }
            let mut filled = false;
            for (cell, count) in self.row.iter().zip(&mut self.counts) {
                if !cell.is_empty() && !trimmed(cell).is_empty() {
                    *count += 1;
                    filled = true;
                }
            }
            if filled {
                return Ok(Some(Row {
                    cells: &self.row,
                    line: self.line,
                    columns: self.names.len(),
                }));
            }
        }
    }

    /// Every column of the table, with the number of cells that are filled.
    pub fn fields(&self) -> Vec<FieldUse> {
        let declared = |name: &str| {
            let found = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map_or(Usage::Unknown, |&(_, of)| usage(of))
        };
        self.names
            .iter()
            .zip(&self.counts)
            .filter(|(name, count)| !name.is_empty() || **count > 0)
            .map(|(name, &count)| FieldUse { field: name.clone(), count, usage: declared(name) })
            .collect()
    }

    /// Reads the next row into `row`, empty or not; false at the end.
    fn advance(&mut self) -> Result<bool> {
        match &mut self.rows {
            Rows::Sheet { sheet, next } => {
                let Some(cells) = sheet.rows.get(*next) else { return Ok(false) };
                self.line = sheet.first_row + *next as u64;
                *next += 1;
                self.row.clear();
                for cell in cells {
                    self.row.push_field(cell);
                }
            }
            Rows::Csv { reader, text, lines } => {
                let start = skip_line_ends(text, reader.position().byte());
                let line = lines.at(start as u64);
                let more = reader.read_record(&mut self.row).map_err(|error| {
                    // Valid UTF-8 and rows of any length: this is not expected to happen.
                    Error::format(format!("the table cannot be read: {error}"))
                        .at(&self.source.path, Some(line))
                })?;
                if !more {
                    return Ok(false);
                }
                self.line = line;
                let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
                let raw = text.get(start..end.min(text.len())).unwrap_or_default();
                // A quoted cell that is open at the end of the text has an odd number of quotes.
                if end >= text.len() && raw.bytes().filter(|&byte| byte == b'"').count() % 2 == 1 {
                    return Err(Error::truncated("the file ends inside a quoted cell")
                        .at(&self.source.path, Some(line))
                        .advise("download it again"));
                }
                // Every row that is written whole has a cell for each column and a line end.
                let (cells, columns) = (self.row.len(), self.names.len());
                if end >= text.len() && cells < columns && !text.ends_with(['\n', '\r', '\u{1a}']) {
                    return Err(Error::truncated(format!(
                        "the file ends inside a row: it has {cells} of {columns} cells"
                    ))
                    .at(&self.source.path, Some(line))
                    .advise("download it again"));
                }
            }
        }
        // Mostly all cells together are not too long.
        let mut cells = self.row.iter().filter(|cell| cell.len() > MAX_FIELD);
        if self.row.as_slice().len() > MAX_FIELD
            && let Some(cell) = cells.next()
        {
            return Err(Error::format(format!(
                "a cell has {} bytes, at most {MAX_FIELD} are read",
                cell.len()
            ))
            .at(&self.source.path, Some(self.line)));
        }
        Ok(true)
    }
}

/// The first offset from `offset` on that is not inside a line end.
pub(super) fn skip_line_ends(text: &str, offset: u64) -> usize {
    let offset = usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
    let rest = text.as_bytes().get(offset..).unwrap_or_default();
    offset + rest.iter().take_while(|&&byte| byte == b'\r' || byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::super::fields::Use;
    use super::*;
    use std::path::Path;

    const FIELDS: Fields = &[("Name", Use::Read), ("Note", Use::Ignored("for people"))];

    fn source(text: &str) -> Source {
        Source::from_bytes(Path::new("list.csv"), text.as_bytes()).unwrap()
    }

    #[test]
    fn cells_are_found_by_the_names_of_columns() {
        let source = source(
            "Dated,today\r\nnote, NAME ,New\r\n1,\"A\r\nB\",x\r\n\r\n,,\r\n2,C\r\n3,D,,surplus\r\n",
        );
        let mut table = Table::csv(&source, b',', 1, FIELDS).unwrap();
        let name = table.required("Name").unwrap();
        assert!(!table.column("Country").exists());
        let mut found = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            found.push((row.line, row.get(name).to_owned()));
        }
        let expected = [(3, "A\r\nB"), (7, "C"), (8, "D")];
        assert_eq!(found, expected.map(|(line, name)| (line, name.to_owned())));
        let fields: Vec<_> =
            table.fields().into_iter().map(|f| (f.field, f.count, f.usage)).collect();
        assert_eq!(fields[0], ("note".into(), 3, Usage::Ignored("for people".into())));
        assert_eq!(fields[1], ("NAME".into(), 3, Usage::Read));
        assert_eq!(fields[2], ("New".into(), 1, Usage::Unknown));
    }

    #[test]
    fn damage_is_an_error() {
        let cut = source("Name\n\"A\"\n\"B, and no mo");
        let mut table = Table::csv(&cut, b',', 0, FIELDS).unwrap();
        assert!(table.next_row().unwrap().is_some());
        assert!(table.next_row().err().unwrap().is_truncated());

        for (text, is_cut) in [("A,B\n1,2\n3", true), ("A,B\n1,2\n3,", false), ("A,B\n1\n", false)]
        {
            let source = source(text);
            let mut table = Table::csv(&source, b',', 0, FIELDS).unwrap();
            let cut = loop {
                match table.next_row() {
                    Ok(Some(_)) => {}
                    Ok(None) => break false,
                    Err(error) => break error.is_truncated(),
                }
            };
            assert_eq!(cut, is_cut, "{text}");
        }

        let long = source(&format!("Name\n{}\n", "x".repeat(MAX_FIELD + 1)));
        let mut table = Table::csv(&long, b',', 0, FIELDS).unwrap();
        assert!(table.next_row().err().unwrap().to_string().starts_with("list.csv:2: "));

        let other = source("Title,Country\nx,y\n");
        let table = Table::csv(&other, b',', 0, FIELDS).unwrap();
        let told = table.required("Name").unwrap_err().to_string();
        assert!(told.contains("`Name`") && told.contains("Title, Country"), "{told}");
        assert!(Table::csv(&source("\n"), b',', 0, FIELDS).err().unwrap().is_empty_input());
    }
}
