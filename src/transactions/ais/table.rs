//! Ship reports in CSV.

use super::report::{Position, Report, Statics};
use super::{Row, time};
use crate::error::{Error, Result, Skipped};
use crate::transactions::decode::Text;
use crate::transactions::{MAX_FIELD, MAX_ITEM};
use csv::StringRecord;
use std::path::{Path, PathBuf};

/// Which publisher's columns a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::transactions) enum Layout {
    /// US MarineCadastre, National AIS.
    MarineCadastre,
    /// Danish Maritime Authority, AIS archive.
    Danish,
}

/// Names of the columns in each layout; several where the publisher has changed them.
struct Names {
    time: &'static [&'static str],
    latitude: &'static [&'static str],
    longitude: &'static [&'static str],
    speed: &'static [&'static str],
    imo: &'static [&'static str],
    name: &'static [&'static str],
    call_sign: &'static [&'static str],
    ship_type: &'static [&'static str],
}

impl Layout {
    const ALL: [Layout; 2] = [Layout::MarineCadastre, Layout::Danish];

    const fn names(self) -> Names {
        match self {
            Layout::MarineCadastre => Names {
                time: &["BaseDateTime", "base_date_time"],
                latitude: &["LAT", "latitude"],
                longitude: &["LON", "longitude"],
                speed: &["SOG"],
                imo: &["IMO"],
                name: &["VesselName", "vessel_name"],
                call_sign: &["CallSign", "call_sign"],
                ship_type: &["VesselType", "vessel_type"],
            },
            Layout::Danish => Names {
                time: &["# Timestamp", "Timestamp"],
                latitude: &["Latitude"],
                longitude: &["Longitude"],
                speed: &["SOG"],
                imo: &["IMO"],
                name: &["Name"],
                call_sign: &["Callsign"],
                ship_type: &["Ship type"],
            },
        }
    }

    /// The layout whose time, ship and place a header names.
    pub fn of(head: &str) -> Option<Layout> {
        let header: Vec<&str> =
            head.lines().next()?.split(',').map(|cell| cell.trim().trim_matches('"')).collect();
        let has = |names: &[&str]| column(header.iter().copied(), names).is_some();
        Layout::ALL.into_iter().find(|layout| {
            let Names { time, latitude, longitude, .. } = layout.names();
            has(&["MMSI"]) && has(time) && has(latitude) && has(longitude)
        })
    }
}

fn column<'a>(mut header: impl Iterator<Item = &'a str>, names: &[&str]) -> Option<usize> {
    header.position(|cell| names.iter().any(|name| name.eq_ignore_ascii_case(cell.trim())))
}

/// Places of the columns.
#[derive(Debug, Clone, Copy)]
struct Columns {
    mmsi: usize,
    time: usize,
    latitude: usize,
    longitude: usize,
    speed: Option<usize>,
    imo: Option<usize>,
    name: Option<usize>,
    call_sign: Option<usize>,
    ship_type: Option<usize>,
    length: Option<usize>,
    width: Option<usize>,
}

/// The rows of a table.
pub(super) struct Rows {
    reader: csv::Reader<Text>,
    row: StringRecord,
    columns: Columns,
    path: PathBuf,
    /// Rows below the header read so far.
    pub read: u64,
}

impl Rows {
    pub fn new(text: Text, path: &Path, layout: Layout) -> Result<Rows> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        let mut row = StringRecord::new();
        read(&mut reader, &mut row, path)?;
        let names = layout.names();
        let find = |names: &[&str]| column(row.iter(), names);
        let required = |names: &[&str]| {
            find(names).ok_or_else(|| {
                Error::format(format!("the column `{}` is missing", names.join("` or `")))
                    .at(path, Some(1))
            })
        };
        let columns = Columns {
            mmsi: required(&["MMSI"])?,
            time: required(names.time)?,
            latitude: required(names.latitude)?,
            longitude: required(names.longitude)?,
            speed: find(names.speed),
            imo: find(names.imo),
            name: find(names.name),
            call_sign: find(names.call_sign),
            ship_type: find(names.ship_type),
            length: find(&["Length"]),
            width: find(&["Width"]),
        };
        Ok(Rows { reader, row, columns, path: path.to_path_buf(), read: 0 })
    }

    pub fn next_row(&mut self) -> Result<Option<Row<'_>>> {
        if !read(&mut self.reader, &mut self.row, &self.path)? {
            return Ok(None);
        }
        self.read += 1;
        let row = self.read + 1;
        Ok(Some(match report(&self.row, &self.columns, row) {
            Ok(report) => Row::Report(report),
            Err(reason) => {
                Row::Skipped(Skipped { file: self.path.display().to_string(), line: row, reason })
            }
        }))
    }
}

/// Reads a row; false at the end.
fn read(reader: &mut csv::Reader<Text>, row: &mut StringRecord, path: &Path) -> Result<bool> {
    reader.get_mut().allow(MAX_ITEM);
    let more = reader.read_record(row);
    more.map_err(|error| {
        let refusal = reader.get_mut().refusal(path);
        refusal.unwrap_or_else(|| {
            Error::format(format!("the table cannot be read: {error}")).at(path, None)
        })
    })
}

fn report<'r>(cells: &'r StringRecord, columns: &Columns, row: u64) -> Result<Report<'r>, String> {
    let cell = |at: usize| trimmed(cells.get(at).unwrap_or_default());
    let optional =
        |at: Option<usize>| at.map(cell).filter(|text| is_stated(text)).unwrap_or_default();
    let is_long = |row: &StringRecord| row.as_slice().len() > MAX_FIELD;
    if is_long(cells)
        && let Some(long) = cells.iter().find(|cell| cell.len() > MAX_FIELD)
    {
        return Err(format!("a cell has {} bytes, at most {MAX_FIELD} are read", long.len()));
    }
    let mmsi = cell(columns.mmsi);
    let mmsi = mmsi.parse().ok().filter(|mmsi| *mmsi < 1_000_000_000).ok_or_else(|| {
        format!("the MMSI is `{}`, a number of nine digits was expected", short(mmsi))
    })?;
    let stated = cell(columns.time);
    let time = time::parse(stated).ok_or_else(|| {
        format!("the time is `{}`, such as 2022-06-20T00:00:04 was expected", short(stated))
    })?;
    let position = number(cell(columns.latitude))
        .zip(number(cell(columns.longitude)))
        .and_then(|(latitude, longitude)| Position::new(latitude, longitude));
    // 102.3 knots and more say *not available*; a length of 0 does.
    let size = |at: Option<usize>| number(optional(at)).map(|n| n as f32).filter(|n| *n > 0.0);
    Ok(Report {
        row,
        mmsi,
        time: Some(time),
        position,
        speed: number(optional(columns.speed)).map(|knots| knots as f32).filter(|k| *k < 102.3),
        statics: Statics {
            imo: optional(columns.imo),
            name: optional(columns.name),
            call_sign: optional(columns.call_sign),
            ship_type: optional(columns.ship_type),
            length: size(columns.length),
            width: size(columns.width),
        },
    })
}

/// The text without space around it, which it rarely has.
fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The Danish archive writes `Unknown` and `Undefined` where a ship says nothing.
fn is_stated(text: &str) -> bool {
    !matches!(text, "" | "Unknown" | "Undefined" | "0" | "IMO0000000")
}

/// A number with a decimal point, or comma as in older files of the Danish archive.
fn number(text: &str) -> Option<f64> {
    match text.parse() {
        Ok(number) => Some(number),
        Err(_) if text.contains(',') => text.replace(',', ".").parse().ok(),
        Err(_) => None,
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
