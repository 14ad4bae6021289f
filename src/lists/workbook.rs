//! Sheets of an XLSX, XLS or ODS file as rows of text.

use super::format::{HEADER_ROWS, has_all};
use crate::error::{Error, Result};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::io::{Cursor, Read, Seek};
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
    pub fn read(path: &Path, bytes: Vec<u8>, _limit: u64) -> Result<Workbook> {
        let damaged = |error: calamine::Error| {
            Error::format(format!("the workbook cannot be read: {error}"))
                .at(path, None)
                .advise("open it in a spreadsheet and save it again")
        };
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(damaged)?;
        let mut sheets = Vec::new();
        let mut cells = 0;
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).map_err(damaged)?;
            let (height, width) = range.get_size();
            cells += height * width;
            if cells > MAX_CELLS {
                return Err(Error::format(format!(
                    "the workbook has more than {MAX_CELLS} cells, the most that is read"
                ))
                .at(path, None));
            }
            let first_row = range.start().map_or(1, |(row, _)| u64::from(row) + 1);
            let rows = range.rows().map(|row| row.iter().map(text).collect()).collect();
            sheets.push(Sheet { name, first_row, rows });
        }
        Ok(Workbook { sheets })
    }
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
