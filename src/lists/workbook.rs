//! Sheets of an XLSX, XLS or ODS file as rows of text.

use super::format::{HEADER_ROWS, has_all};
use crate::error::{Error, Result};
use calamine::{Data, Reader, Sheets, XlsxError, open_workbook_auto_from_rs};
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;

/// Most cells of a workbook; the largest list so far has 0.7 million.
const MAX_CELLS: usize = 20_000_000;

/// A workbook with all its sheets.
#[derive(Debug)]
pub(super) struct Workbook {
    /// Its sheets in their order, also hidden ones.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Number of the first row, from 1.
    pub first_row: u64,
    /// Rows of cells as text, all of the same length, from the first row and column that are filled.
    /// A date is ISO 8601, a whole number has no decimal point, an empty cell is empty.
    pub rows: Vec<Vec<String>>,
}

impl Workbook {
    /// Whether a zip archive is a workbook; `None` if it cannot be told.
    pub fn is_one<R: Read + Seek>(archive: &mut zip::ZipArchive<R>) -> Option<bool> {
        if archive.by_name("xl/workbook.xml").is_ok() {
            return Some(true);
        }
        let mut kind = String::new();
        archive.by_name("mimetype").ok()?.take(100).read_to_string(&mut kind).ok()?;
        Some(kind.trim() == "application/vnd.oasis.opendocument.spreadsheet")
    }

    /// The first sheet with all these columns named in one of its first rows, and how many rows stand
    /// above that one.
    pub fn sheet_with(&self, names: &[&str]) -> Option<(&Sheet, usize)> {
        self.sheets.iter().find_map(|sheet| {
            let mut rows = sheet.rows.iter().take(HEADER_ROWS);
            Some((sheet, rows.position(|row| has_all(row, names))?))
        })
    }

    /// Reads all sheets.
    ///
    /// A workbook of some kilobytes can say that it has billions of cells: two that are far apart, one
    /// that is repeated, a long text in each. What it has is counted before room is made for it.
    ///
    /// # Errors
    ///
    /// A format error for a workbook that is damaged, or that has more cells than is read or texts of
    /// more than `limit` bytes.
    pub fn read(path: &Path, bytes: Vec<u8>, limit: u64) -> Result<Workbook> {
        let damaged = |error: calamine::Error| {
            Error::format(format!("the workbook cannot be read: {error}"))
                .at(path, None)
                .advise("open it in a spreadsheet and save it again")
        };
        let mut room = Room { cells: MAX_CELLS, bytes: limit };
        let large = || {
            Error::format(format!(
                "the workbook has more than {MAX_CELLS} cells or {limit} bytes of text, the most that \
                 is read"
            ))
            .at(path, None)
            .advise("check that it is a list")
        };
        if !room.has_opendocument(&bytes) {
            return Err(large());
        }
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(damaged)?;
        let mut sheets = Vec::new();
        for name in book.sheet_names() {
            let mut cells = Vec::new();
            let mut add = |(row, column): (u32, u32), cell: Data| -> Result<()> {
                let text = text(&cell);
                if text.is_empty() {
                    return Ok(());
                }
                room.takes(1, text.len() as u64).then_some(()).ok_or_else(large)?;
                cells.push((row, column, text));
                Ok(())
            };
            match &mut book {
                Sheets::Xlsx(book) => match book.worksheet_cells_reader(&name) {
                    // A sheet of another kind, such as a chart.
                    Err(XlsxError::NotAWorksheet(_)) => {}
                    Err(error) => return Err(damaged(error.into())),
                    Ok(mut reader) => {
                        while let Some(cell) =
                            reader.next_cell().map_err(|error| damaged(error.into()))?
                        {
                            add(cell.get_position(), cell.get_value().clone().into())?;
                        }
                    }
                },
                Sheets::Xlsb(book) => {
                    let mut reader = book
                        .worksheet_cells_reader(&name)
                        .map_err(|error| damaged(error.into()))?;
                    while let Some(cell) =
                        reader.next_cell().map_err(|error| damaged(error.into()))?
                    {
                        add(cell.get_position(), cell.get_value().clone().into())?;
                    }
                }
                book => {
                    let range = book.worksheet_range(&name).map_err(damaged)?;
                    let (top, left) = range.start().unwrap_or_default();
                    for (row, column, cell) in range.used_cells() {
                        // A sheet has fewer rows and columns than that.
                        let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
                        let column = left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
                        add((row, column), cell.clone())?;
                    }
                }
            }
            sheets.push(Sheet::of(name, cells, &mut room).ok_or_else(large)?);
        }
        Ok(Workbook { sheets })
    }
}

impl Sheet {
    /// A sheet of cells, each with its row and column from 0; `None` if there is no room for it.
    fn of(name: String, cells: Vec<(u32, u32, String)>, room: &mut Room) -> Option<Sheet> {
        let bounds = |of: fn(&(u32, u32, String)) -> u32| {
            let all = cells.iter().map(of);
            Some((all.clone().min()?, all.max()?))
        };
        let (Some((top, bottom)), Some((left, right))) =
            (bounds(|cell| cell.0), bounds(|cell| cell.1))
        else {
            return Some(Sheet { name, first_row: 1, rows: Vec::new() });
        };
        let (height, width) = ((bottom - top) as usize + 1, (right - left) as usize + 1);
        if !room.takes(height.saturating_mul(width), 0) {
            return None;
        }
        let mut rows = vec![vec![String::new(); width]; height];
        for (row, column, text) in cells {
            let row = rows.get_mut((row - top) as usize);
            if let Some(cell) = row.and_then(|row| row.get_mut((column - left) as usize)) {
                *cell = text;
            }
        }
        Some(Sheet { name, first_row: u64::from(top) + 1, rows })
    }
}

/// How much of a workbook is still read.
struct Room {
    cells: usize,
    bytes: u64,
}

impl Room {
    /// Takes some of it; false if there is not as much.
    fn takes(&mut self, cells: usize, bytes: u64) -> bool {
        let enough = cells <= self.cells && bytes <= self.bytes;
        self.cells = self.cells.saturating_sub(cells);
        self.bytes = self.bytes.saturating_sub(bytes);
        enough
    }

    /// Whether there is room for what an OpenDocument file repeats; true for any other file, and for
    /// one that is damaged, which is told when it is read.
    fn has_opendocument(&self, bytes: &[u8]) -> bool {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return true };
        let Ok(content) = archive.by_name("content.xml") else { return true };
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
        let mut buffer = Vec::new();
        let mut extent = Extent::default();
        let mut total = Extent::default();
        loop {
            buffer.clear();
            let Ok(event) = reader.read_event_into(&mut buffer) else { return true };
            let (start, is_open) = match &event {
                Event::Eof => return true,
                Event::Start(start) => (start, true),
                Event::Empty(start) => (start, false),
                Event::Text(text) => {
                    extent.text = extent.text.saturating_add(text.len() as u64);
                    continue;
                }
                Event::End(end) => {
                    match end.name().as_ref() {
                        "table:table-cell" | "table:covered-table-cell" => extent.end_cell(),
                        "table:table-row" => extent.end_row(),
                        "table:table" => {
                            total.area = total.area.saturating_add(extent.whole());
                            total.bytes = total.bytes.saturating_add(extent.bytes);
                            extent = Extent::default();
                        }
                        _ => {}
                    }
                    if total.area.saturating_add(extent.whole()) > self.cells as u64
                        || total.bytes.saturating_add(extent.bytes) > self.bytes
                    {
                        return false;
                    }
                    continue;
                }
                _ => continue,
            };
            match start.name().as_ref() {
                "table:table-row" => {
                    extent.begin_row(repeated(start, "table:number-rows-repeated"));
                    if !is_open {
                        extent.end_row();
                    }
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    // A value or formula stands in attributes, a text within.
                    let is_filled = is_open
                        || start.attributes().flatten().any(|attribute| {
                            let key = attribute.key.as_ref();
                            key.starts_with("office:") || key == "table:formula"
                        });
                    extent.begin_cell(
                        repeated(start, "table:number-columns-repeated"),
                        is_filled,
                        start.len() as u64,
                    );
                    if !is_open {
                        extent.end_cell();
                    }
                }
                _ => {}
            }
        }
    }
}

/// What a table of an OpenDocument file comes to with everything that is repeated.
#[derive(Default)]
struct Extent {
    /// Rows so far, up to the last filled one.
    rows: u64,
    blank_rows: u64,
    /// Widest filled row.
    width: u64,
    /// Of the row at hand: how often it stands, columns so far, up to the last filled one, bytes.
    row: u64,
    column: u64,
    filled: u64,
    row_bytes: u64,
    /// Of the cell at hand: how often it stands, whether it is filled, bytes.
    cell: u64,
    is_filled: bool,
    text: u64,
    /// Bytes of all rows, and cells of finished tables.
    bytes: u64,
    area: u64,
}

impl Extent {
    fn begin_row(&mut self, repeated: u64) {
        (self.row, self.column, self.filled, self.row_bytes) = (repeated, 0, 0, 0);
    }

    fn begin_cell(&mut self, repeated: u64, is_filled: bool, bytes: u64) {
        (self.cell, self.is_filled, self.text) = (repeated, is_filled, bytes);
    }

    fn end_cell(&mut self) {
        self.column = self.column.saturating_add(self.cell);
        if self.is_filled {
            self.filled = self.column;
            self.row_bytes = self.row_bytes.saturating_add(self.text.saturating_mul(self.cell));
        }
    }

    fn end_row(&mut self) {
        if self.filled == 0 {
            self.blank_rows = self.blank_rows.saturating_add(self.row);
            return;
        }
        self.rows = self.rows.saturating_add(self.blank_rows).saturating_add(self.row);
        self.blank_rows = 0;
        self.width = self.width.max(self.filled);
        self.bytes = self.bytes.saturating_add(self.row_bytes.saturating_mul(self.row));
    }

    /// Cells of the table.
    fn whole(&self) -> u64 {
        self.rows.saturating_mul(self.width)
    }
}

/// How often a row or cell stands.
fn repeated(start: &BytesStart, name: &str) -> u64 {
    let found = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == name);
    found.and_then(|attribute| attribute.value.parse().ok()).unwrap_or(1)
}

/// A cell as text.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(stamp) => {
            let (year, month, day, ..) = stamp.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    }
}
