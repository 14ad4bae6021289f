//! A list of one's own: CSV, XLSX, ODS, JSON lines or Parquet, with a mapping that says what its
//! columns hold.
//!
//! The mapping is a TOML file that stands beside the list, or names it. `lists/README.md` describes
//! it.

mod cells;
mod mapping;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
mod rows;

pub(super) use mapping::Mapping;

use super::records::{Edition, Records};
use super::source::Source;
use super::{FormatInfo, List};
use crate::error::Result;
use mapping::Layout;
use rows::{Row, Rows, Step};
use std::collections::HashMap;

/// The format, for the table of formats.
pub(super) const INFO: FormatInfo = FormatInfo {
    name: "own",
    title: "a list of one's own with a mapping: CSV, XLSX, XLS, ODS, JSON lines, Parquet",
    proven: true,
};

/// Reads a list as its mapping says.
///
/// What a row says wrongly (a date that is none, a kind that is not known) is left out of its record
/// and reported; a row without an id or a name, or with the id of another, gives no record.
///
/// # Errors
///
/// A format error if a column that is mapped is missing, or the file is none that can be mapped;
/// what the file's own format may give.
pub(super) fn read(mapping: &Mapping, stated: &Source, data: &Source) -> Result<List> {
    let mut rows = Rows::open(mapping, stated, data)?;
    let mut records = Records::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut row = Row::default();
    let mut problems = Vec::new();
    while let Some(step) = rows.next(&mut row)? {
        if let Step::Unread(reason) = step {
            records.skip(data, row.line, reason);
            continue;
        }
        match mapping.entity(&row, &mut problems) {
            Err(reason) => records.skip(data, row.line, reason),
            Ok(entity) => match places.get(entity.id.as_str()) {
                None => {
                    places.insert(entity.id.as_str().to_owned(), places.len());
                    records.add(data, row.line, Ok(entity));
                }
                Some(&place) if mapping.rows == Layout::GroupedById => {
                    if let Some(first) = records.entities_mut().get_mut(place) {
                        record::merge(first, entity, &mut problems);
                    }
                }
                Some(_) => records.skip(
                    data,
                    row.line,
                    format!(
                        "a second row with the id `{}`; if the rows of one id are one party, write \
                         `rows = \"grouped-by-id\"` into the mapping",
                        entity.id.publisher_id()
                    ),
                ),
            },
        }
        for problem in problems.drain(..) {
            records.skip(data, row.line, problem);
        }
    }
    for name in rows.absent() {
        records.skip(
            data,
            1,
            format!("the key `{name}`, which the mapping names, is in no record"),
        );
    }
    let edition = Edition {
        list: mapping.list.clone(),
        publisher: mapping.publisher.clone(),
        title: mapping.title.clone(),
        format: INFO.name,
        published: mapping.published,
        effective: None,
    };
    records.finish(edition, &[data, stated], rows.fields())
}

#[cfg(test)]
mod tests;
