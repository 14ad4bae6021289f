//! The rows of an own list, whatever file they stand in: values by the columns that are mapped.

use super::cells::Named;
use super::mapping::Mapping;
use crate::error::{Error, Result};
use crate::lists::fields::{FieldUse, Usage};
use crate::lists::format::Head;
use crate::lists::source::{Content, Source};
use crate::lists::table::{Column, Table};
use serde_json::Value;
use std::collections::BTreeMap;
use std::iter::{Enumerate, Peekable};
use std::ops::Range;
use std::str::Lines;

/// Most different keys that are told apart.
const MAX_KEYS: usize = 10_000;

/// One row; used again for the next.
#[derive(Default)]
pub(super) struct Row {
    /// Its line in the text, or its number in the sheet or the file, from 1.
    pub line: u64,
    text: String,
    /// Of each mapped column, its values in `text`.
    values: Vec<Vec<Range<usize>>>,
}

impl Row {
    /// The values of a mapped column: one of a cell, several of an array.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        let ranges = self.values.get(column).into_iter().flatten();
        ranges.filter_map(|range| self.text.get(range.clone()))
    }

    fn clear(&mut self, line: u64, columns: usize) {
        self.line = line;
        self.text.clear();
        self.values.resize_with(columns, Vec::new);
        self.values.iter_mut().for_each(Vec::clear);
    }

    fn push(&mut self, column: usize, value: &str) {
        let start = self.text.len();
        self.text.push_str(value);
        if let Some(values) = self.values.get_mut(column) {
            values.push(start..self.text.len());
        }
    }
}

/// What became of a row.
pub(super) enum Step {
    /// It is there.
    Read,
    /// It cannot be read, for this reason.
    Unread(String),
}

/// The rows of a file.
pub(super) struct Rows<'s> {
    kind: Kind<'s>,
    mapping: &'s Mapping,
    /// Columns of the mapping.
    columns: usize,
}

enum Kind<'s> {
    Table {
        table: Table<'s>,
        columns: Vec<Column>,
    },
    Lines {
        lines: Peekable<Enumerate<Lines<'s>>>,
        source: &'s Source,
        keys: Keys,
    },
    #[cfg(feature = "parquet")]
    Parquet {
        rows: super::parquet::ParquetRows<'s>,
        keys: Keys,
    },
}

impl<'s> Rows<'s> {
    /// Opens a list and finds the columns that its mapping names.
    ///
    /// # Errors
    ///
    /// A format error, at its line of the mapping, for a column or sheet that the file does not have;
    /// one at the file if it is none that can be mapped.
    pub fn open(mapping: &'s Mapping, stated: &Source, data: &'s Source) -> Result<Rows<'s>> {
        let head = Head::of(data)?;
        let only_tables = || -> Result<()> {
            if mapping.delimiter.is_some() || mapping.sheet.is_some() || mapping.skip_rows.is_some()
            {
                return Err(Error::format(format!(
                    "`delimiter`, `sheet` and `skip_rows` are for tables, and `{}` is none",
                    data.path.display()
                ))
                .at(&stated.path, None));
            }
            Ok(())
        };
        let skip = mapping.skip_rows.unwrap_or(0);
        let kind = match head {
            Head::Table { delimiter, .. } => {
                let delimiter = mapping.delimiter.unwrap_or(delimiter);
                Rows::table(mapping, stated, data, Table::csv(data, delimiter, skip, &[])?)?
            }
            // A table of one column looks like any text.
            Head::Text(_) => {
                let delimiter = mapping.delimiter.unwrap_or(b',');
                Rows::table(mapping, stated, data, Table::csv(data, delimiter, skip, &[])?)?
            }
            Head::Workbook(book) => {
                let sheet = match &mapping.sheet {
                    None => book.sheets.iter().find(|sheet| !sheet.rows.is_empty()),
                    Some(name) => book.sheets.iter().find(|sheet| sheet.name == name.text),
                };
                let Some(sheet) = sheet else {
                    let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
                    let (wanted, line) = match &mapping.sheet {
                        Some(name) => (format!("no sheet called `{}`", name.text), Some(name.line)),
                        None => ("no sheet that is filled".to_owned(), None),
                    };
                    return Err(Error::format(format!(
                        "the workbook `{}` has {wanted}; its sheets are: {}",
                        data.path.display(),
                        names.join(", ")
                    ))
                    .at(&stated.path, line));
                };
                Rows::table(mapping, stated, data, Table::sheet(data, sheet, skip, &[])?)?
            }
            Head::Json { text, .. } => {
                only_tables()?;
                if text.starts_with('[') {
                    return Err(Error::format(
                        "the file is one JSON array, JSON lines were expected: an object a line",
                    )
                    .at(&data.path, Some(1))
                    .advise("`jq -c '.[]'` makes lines of it"));
                }
                let lines = data.text().lines().enumerate().peekable();
                Kind::Lines { lines, source: data, keys: Keys::of(mapping) }
            }
            Head::Parquet => {
                only_tables()?;
                Rows::parquet(mapping, stated, data)?
            }
            Head::Xml { .. } => {
                return Err(Error::format(
                    "the file is XML; a mapping is for CSV, workbooks, JSON lines and Parquet",
                )
                .at(&data.path, None));
            }
        };
        Ok(Rows { kind, mapping, columns: mapping.wanted.len() })
    }

    fn table(
        mapping: &Mapping,
        stated: &Source,
        data: &Source,
        table: Table<'s>,
    ) -> Result<Kind<'s>> {
        let columns = mapping.wanted.iter().map(|name| {
            let is = |known: &&String| known.eq_ignore_ascii_case(&name.text);
            match table.names().iter().filter(is).count() {
                1 => Ok(table.column(&name.text)),
                0 => Err(missing(name, table.names(), stated, data)),
                several => Err(Error::format(format!(
                    "{several} columns of `{}` are called `{}`",
                    data.path.display(),
                    name.text
                ))
                .at(&stated.path, Some(name.line))
                .advise("give each its own name")),
            }
        });
        Ok(Kind::Table { columns: columns.collect::<Result<_>>()?, table })
    }

    #[cfg(feature = "parquet")]
    fn parquet(mapping: &Mapping, stated: &Source, data: &'s Source) -> Result<Kind<'s>> {
        let Content::Parquet(bytes) = data.content() else {
            return Err(Error::format("this is no Parquet file").at(&data.path, None));
        };
        let rows = super::parquet::ParquetRows::open(&data.path, bytes)?;
        for name in &mapping.wanted {
            let top = name.text.split('.').next().unwrap_or_default();
            if !rows.columns().iter().any(|column| *column == name.text || column == top) {
                return Err(missing(name, rows.columns(), stated, data));
            }
        }
        Ok(Kind::Parquet { rows, keys: Keys::of(mapping) })
    }

    #[cfg(not(feature = "parquet"))]
    fn parquet(_mapping: &Mapping, _stated: &Source, data: &'s Source) -> Result<Kind<'s>> {
        debug_assert!(matches!(data.content(), Content::Parquet(_)));
        Err(Error::format("the list is a Parquet file, which this build of tamis does not read")
            .at(&data.path, None)
            .advise("build it with the feature `parquet`, or save the list as CSV"))
    }

    /// The next row that holds anything; `None` at the end.
    ///
    /// # Errors
    ///
    /// A truncated error if the file ends inside a row, a format error if it is damaged.
    pub fn next(&mut self, row: &mut Row) -> Result<Option<Step>> {
        match &mut self.kind {
            Kind::Table { table, columns } => {
                let Some(found) = table.next_row()? else { return Ok(None) };
                row.clear(found.line, self.columns);
                for (at, column) in columns.iter().enumerate() {
                    if let Some(text) = found.filled(*column) {
                        row.push(at, text);
                    }
                }
                Ok(Some(match found.surplus() {
                    None => Step::Read,
                    Some((cells, names)) => Step::Unread(format!(
                        "the row has {cells} cells, {names} columns are named: a cell with the \
                         delimiter in it needs quotation marks"
                    )),
                }))
            }
            Kind::Lines { lines, source, keys } => {
                let Some((number, line)) = lines.find(|(_, line)| !line.trim().is_empty()) else {
                    return Ok(None);
                };
                row.clear(number as u64 + 1, self.columns);
                let value: Value = match serde_json::from_str(line) {
                    Ok(value) => value,
                    Err(error) if error.is_eof() => {
                        if lines.peek().is_none() && !source.text().ends_with('\n') {
                            return Err(Error::truncated("the file ends inside a record")
                                .at(&source.path, Some(row.line))
                                .advise("make it again"));
                        }
                        return Ok(Some(Step::Unread("the record is incomplete".into())));
                    }
                    Err(error) => return Ok(Some(Step::Unread(format!("no JSON: {error}")))),
                };
                if !value.is_object() {
                    let reason = "a JSON object was expected on the line";
                    return Ok(Some(Step::Unread(reason.into())));
                }
                flatten(&value, &mut String::new(), &mut |key, text| keys.take(row, key, text));
                Ok(Some(Step::Read))
            }
            #[cfg(feature = "parquet")]
            Kind::Parquet { rows, keys } => {
                let Some((number, values)) = rows.next()? else { return Ok(None) };
                row.clear(number, self.columns);
                for (key, text) in values {
                    keys.take(row, key, text);
                }
                Ok(Some(Step::Read))
            }
        }
    }

    /// Keys that the mapping names and no record has.
    pub fn absent(&self) -> Vec<&'s str> {
        match &self.kind {
            Kind::Lines { keys, .. } => {
                let absent = self.mapping.wanted.iter().filter(|name| keys.count(&name.text) == 0);
                absent.map(|name| name.text.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Every column or key of the file, and what became of it.
    pub fn fields(&self) -> Vec<FieldUse> {
        let mut fields = match &self.kind {
            Kind::Table { table, .. } => table.fields(),
            Kind::Lines { keys, .. } => keys.fields(),
            #[cfg(feature = "parquet")]
            Kind::Parquet { keys, .. } => keys.fields(),
        };
        let is_table = matches!(self.kind, Kind::Table { .. });
        let is_in = |names: &[Named], field: &str| {
            names
                .iter()
                .any(|name| name.text == field || is_table && name.text.eq_ignore_ascii_case(field))
        };
        for field in &mut fields {
            field.usage = if is_in(&self.mapping.wanted, &field.field) {
                Usage::Read
            } else if is_in(&self.mapping.ignored, &field.field) {
                Usage::Ignored("the mapping leaves it out".to_owned())
            } else {
                Usage::Unknown
            };
        }
        fields
    }
}

/// The error for a column that the file does not have.
fn missing(name: &Named, columns: &[String], stated: &Source, data: &Source) -> Error {
    let there: Vec<&str> =
        columns.iter().filter(|name| !name.is_empty()).take(30).map(String::as_str).collect();
    Error::format(format!(
        "the column `{}` is missing in `{}`; its columns are: {}",
        name.text,
        data.path.display(),
        there.join(", ")
    ))
    .at(&stated.path, Some(name.line))
}

/// The keys of records without fixed columns: how often each occurs, and its place in the mapping.
struct Keys(BTreeMap<String, (u64, Option<usize>)>);

impl Keys {
    fn of(mapping: &Mapping) -> Keys {
        let wanted = mapping.wanted.iter();
        Keys(wanted.map(|name| (name.text.clone(), (0, Some(name.index)))).collect())
    }

    /// Takes a value of a record.
    fn take(&mut self, row: &mut Row, key: &str, text: &str) {
        if !self.0.contains_key(key) {
            let key = if self.0.len() < MAX_KEYS { key } else { "(further keys)" };
            self.0.entry(key.to_owned()).or_insert((0, None)).0 += 1;
        } else if let Some((count, column)) = self.0.get_mut(key) {
            *count += 1;
            if let Some(column) = column {
                row.push(*column, text);
            }
        }
    }

    fn count(&self, key: &str) -> u64 {
        self.0.get(key).map_or(0, |(count, _)| *count)
    }

    /// Every key that occurs; what becomes of it is not known here.
    fn fields(&self) -> Vec<FieldUse> {
        let found = self.0.iter().filter(|(_, (count, _))| *count > 0);
        found
            .map(|(key, (count, _))| FieldUse {
                field: key.clone(),
                count: *count,
                usage: Usage::Unknown,
            })
            .collect()
    }
}

/// The values in a JSON value, each with its key: keys of objects within objects joined by dots,
/// values of an array one after the other.
fn flatten(value: &Value, key: &mut String, take: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Null => {}
        Value::Bool(value) => take(key, if *value { "true" } else { "false" }),
        Value::Number(number) => take(key, &number.to_string()),
        Value::String(text) => {
            let text = text.trim();
            if !text.is_empty() {
                take(key, text);
            }
        }
        Value::Array(values) => {
            for value in values {
                flatten(value, key, take);
            }
        }
        Value::Object(object) => {
            let length = key.len();
            for (name, value) in object {
                if length > 0 {
                    key.push('.');
                }
                key.push_str(name);
                flatten(value, key, take);
                key.truncate(length);
            }
        }
    }
}
