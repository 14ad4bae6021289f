//! Parquet for analysis: the columns of CSV, text as UTF-8 strings, the score as a double.
//!
//! The run and the counts are in the metadata of the file, under `tamis.run` and `tamis.counts`.

use super::row::{COLUMNS, Cell, flag_row, row};
use super::{Report, Target};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::io;
use std::sync::Arc;
use tamis::batch::{Alert, Counts, Run};
use tamis::flags::Flag;

/// Alerts per row group: some megabytes of evidence.
const GROUP: usize = 4096;

/// Collects rows and writes them by groups.
pub struct Parquet<'out> {
    out: Option<&'out mut Target>,
    writer: Option<SerializedFileWriter<&'out mut Target>>,
    rows: Vec<[Cell; COLUMNS.len()]>,
}

impl<'out> Parquet<'out> {
    /// A report written to `out`.
    pub fn new(out: &'out mut Target) -> Parquet<'out> {
        Parquet { out: Some(out), writer: None, rows: Vec::new() }
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        let Some(writer) = self.writer.as_mut().filter(|_| !rows.is_empty()) else { return Ok(()) };
        let mut group = writer.next_row_group()?;
        let mut place = 0;
        while let Some(mut column) = group.next_column()? {
            let cells = rows.iter().map(|row| &row[place]);
            if COLUMNS[place] == "score" {
                let (mut numbers, mut known) = (Vec::new(), Vec::new());
                for cell in cells {
                    let number = match cell {
                        Cell::Number(number) => *number,
                        Cell::Text(_) => None,
                    };
                    known.push(i16::from(number.is_some()));
                    numbers.extend(number);
                }
                column.typed::<DoubleType>().write_batch(&numbers, Some(&known), None)?;
            } else {
                let (mut texts, mut known) = (Vec::new(), Vec::new());
                for cell in cells {
                    let text = match cell {
                        Cell::Text(text) => text.as_deref(),
                        Cell::Number(_) => None,
                    };
                    known.push(i16::from(text.is_some()));
                    texts.extend(text.map(|text| ByteArray::from(text.as_bytes().to_vec())));
                }
                column.typed::<ByteArrayType>().write_batch(&texts, Some(&known), None)?;
            }
            column.close()?;
            place += 1;
        }
        group.close()?;
        Ok(())
    }

    fn push(&mut self, row: [Cell; COLUMNS.len()]) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() < GROUP { Ok(()) } else { self.write_group().map_err(failed) }
    }

    fn note(&mut self, key: &str, value: &impl serde::Serialize) -> io::Result<()> {
        let value = serde_json::to_string(value)?;
        if let Some(writer) = &mut self.writer {
            writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
        }
        Ok(())
    }
}

impl Report for Parquet<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        let columns: String = COLUMNS
            .iter()
            .map(|column| match *column {
                "score" => "optional double score; ".to_owned(),
                text => format!("optional binary {text} (UTF8); "),
            })
            .collect();
        let schema =
            parse_message_type(&format!("message alert {{ {columns} }}")).map_err(failed)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        if let Some(out) = self.out.take() {
            let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties));
            self.writer = Some(writer.map_err(failed)?);
        }
        self.note("tamis.run", run)
    }

    fn alert(&mut self, alert: Alert) -> io::Result<()> {
        self.push(row(alert)?)
    }

    fn flag(&mut self, flag: Flag) -> io::Result<()> {
        self.push(flag_row(flag)?)
    }

    fn end(&mut self, counts: &Counts, failures: &[String]) -> io::Result<()> {
        self.write_group().map_err(failed)?;
        self.note("tamis.counts", &counts.line())?;
        self.note("tamis.failures", &failures)?;
        match self.writer.take() {
            Some(writer) => writer.close().map(drop).map_err(failed),
            None => Ok(()),
        }
    }
}

/// The error of the file below it, if that is what it is.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        error => io::Error::other(error),
    }
}
