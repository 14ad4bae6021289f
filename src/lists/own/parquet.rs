//! Rows of a Parquet file as keys and texts.

use crate::error::{Error, Result};
use crate::lists::source::MAX_BYTES;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Most values of a file, as of a workbook.
const MAX_VALUES: u64 = 20_000_000;

/// A Parquet file being read.
pub(super) struct ParquetRows<'s> {
    path: &'s Path,
    rows: RowIter<'static>,
    columns: Vec<String>,
    /// Leaves that hold nanoseconds since 1970, which the reader gives as plain numbers.
    nanoseconds: HashSet<String>,
    number: u64,
    values: u64,
    bytes: u64,
    /// Keys and texts of the row at hand.
    row: Vec<(String, String)>,
}

impl<'s> ParquetRows<'s> {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// A truncated error if the end of the file is missing; a format error if it is damaged, packed
    /// in a way that is not read, or larger than the bounds.
    pub fn open(path: &'s Path, bytes: &[u8]) -> Result<ParquetRows<'s>> {
        // The description of a file stands at its end, behind it its length and the letters with
        // which the file also begins.
        if bytes.len() < 12 || !bytes.ends_with(b"PAR1") {
            return Err(Error::truncated("the Parquet file ends before it is complete")
                .at(path, None)
                .advise("make it again"));
        }
        let bytes = bytes::Bytes::copy_from_slice(bytes);
        let file = guarded(path, || SerializedFileReader::new(bytes))?;
        let description = file.metadata().file_metadata();
        let schema = description.schema_descr();
        let values = u64::try_from(description.num_rows())
            .unwrap_or(u64::MAX)
            .saturating_mul(schema.num_columns() as u64);
        let unpacked: u64 = (file.metadata().row_groups().iter())
            .map(|group| u64::try_from(group.total_byte_size()).unwrap_or(u64::MAX))
            .fold(0, u64::saturating_add);
        if values > MAX_VALUES || unpacked > MAX_BYTES {
            return Err(Error::format(format!(
                "the file says it has {values} values and {unpacked} bytes, at most {MAX_VALUES} and \
                 {MAX_BYTES} are read"
            ))
            .at(path, None)
            .advise("check that it is a list"));
        }
        let columns =
            schema.root_schema().get_fields().iter().map(|field| field.name().to_owned()).collect();
        let nanoseconds = schema
            .columns()
            .iter()
            .filter(|leaf| {
                matches!(leaf.logical_type_ref(), Some(LogicalType::Timestamp(stamp))
                    if stamp.unit == TimeUnit::NANOS)
            })
            .map(|leaf| leaf.path().string())
            .collect();
        let rows = guarded(path, || RowIter::from_file_into(Box::new(file)).project(None))?;
        Ok(ParquetRows {
            path,
            rows,
            columns,
            nanoseconds,
            number: 0,
            values: 0,
            bytes: 0,
            row: Vec::new(),
        })
    }

    /// Names of the columns; those of groups without what is in them.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The next row: its number from 1, keys and texts.
    ///
    /// # Errors
    ///
    /// A format error if the file is damaged or unpacks to more than the bounds.
    pub fn next(&mut self) -> Result<Option<(u64, impl Iterator<Item = (&str, &str)>)>> {
        self.row.clear();
        let ParquetRows { rows, row, nanoseconds, .. } = self;
        let found = guarded(self.path, || {
            let Some(found) = rows.next().transpose()? else { return Ok(false) };
            gather(&found, &mut String::new(), nanoseconds, row);
            Ok(true)
        })?;
        if !found {
            return Ok(None);
        }
        self.number += 1;
        self.values += self.row.len() as u64;
        self.bytes += self.row.iter().map(|(_, text)| text.len() as u64).sum::<u64>();
        if self.values > MAX_VALUES || self.bytes > MAX_BYTES {
            return Err(Error::format(format!(
                "row {} is beyond {MAX_VALUES} values or {MAX_BYTES} bytes, the most that is read",
                self.number
            ))
            .at(self.path, None));
        }
        let row = self.row.iter().map(|(key, text)| (key.as_str(), text.as_str()));
        Ok(Some((self.number, row)))
    }
}

/// Calls the reader. Over some damaged files it panics, where others are an error.
fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T> {
    let damaged = |what: String| {
        Error::format(format!("the Parquet file cannot be read: {what}"))
            .at(path, None)
            .advise("make it again, without compression or with Snappy, gzip or LZ4")
    };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(damaged(error.to_string())),
        Err(_) => Err(damaged("its pages are damaged".to_owned())),
    }
}

/// The values of a row or group, keys joined by dots.
fn gather(
    row: &Row,
    key: &mut String,
    nanoseconds: &HashSet<String>,
    values: &mut Vec<(String, String)>,
) {
    let length = key.len();
    for (name, field) in row.get_column_iter() {
        if length > 0 {
            key.push('.');
        }
        key.push_str(name);
        gather_field(field, key, nanoseconds, values);
        key.truncate(length);
    }
}

fn gather_field(
    field: &Field,
    key: &mut String,
    nanoseconds: &HashSet<String>,
    values: &mut Vec<(String, String)>,
) {
    let text = match field {
        Field::Null => return,
        Field::Group(row) => return gather(row, key, nanoseconds, values),
        Field::ListInternal(list) => {
            for element in list.elements() {
                gather_field(element, key, nanoseconds, values);
            }
            return;
        }
        Field::MapInternal(map) => {
            let length = key.len();
            for (name, value) in map.entries() {
                key.push('.');
                key.push_str(&plain(name));
                gather_field(value, key, nanoseconds, values);
                key.truncate(length);
            }
            return;
        }
        Field::Long(stamp) if nanoseconds.contains(key.as_str()) => {
            plain(&Field::TimestampMicros(stamp / 1000))
        }
        field => plain(field),
    };
    let text = text.trim();
    if !text.is_empty() {
        values.push((key.clone(), text.to_owned()));
    }
}

/// A value as text; a whole number without a decimal point, as in a workbook.
fn plain(field: &Field) -> String {
    match field {
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Float(number) if number.fract() == 0.0 && number.abs() < 1e7 => {
            format!("{number:.0}")
        }
        Field::Double(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        field => field.to_string(),
    }
}
