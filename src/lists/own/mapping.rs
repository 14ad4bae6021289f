//! The mapping of an own list: a TOML file that says what each column holds.

use super::cells::{Cells, IdentifierCell, NamePiece, Named, OneOrMany, PlaceCell};
use crate::error::{Error, Result};
use crate::identifiers::Scheme;
use crate::lists::source::Source;
use crate::party::DateInterval;
use std::collections::BTreeMap;
use toml::Spanned;

/// A mapping, as read from its file.
#[derive(Debug)]
pub(in crate::lists) struct Mapping {
    pub list: String,
    pub publisher: String,
    pub title: String,
    pub published: Option<DateInterval>,
    /// Path of the list from the folder of the mapping; without one the list has the mapping's name.
    pub data: Option<String>,
    pub sheet: Option<Named>,
    pub delimiter: Option<u8>,
    pub skip_rows: Option<usize>,
    pub rows: Layout,
    pub date_order: Option<DateOrder>,
    /// What cells hold that hold nothing, in lower case: `n/a`.
    pub empty: Vec<String>,
    /// Columns that are left out on purpose.
    pub ignored: Vec<Named>,
    pub columns: Columns,
    /// The different columns that are mapped; their places here are their indexes.
    pub wanted: Vec<Named>,
}

/// How rows make parties.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::lists) enum Layout {
    /// Each row is a party.
    #[default]
    OnePerParty,
    /// All rows with one id are a party.
    GroupedById,
}

/// In which order dates of numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::lists) enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// Which columns hold what.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lists) struct Columns {
    pub id: Cells,
    pub name: OneOrMany<NamePiece>,
    #[serde(default)]
    pub name_kind: Cells,
    #[serde(default)]
    pub aliases: Cells,
    #[serde(default)]
    pub weak_aliases: Cells,
    #[serde(default)]
    pub former_names: Cells,
    #[serde(default)]
    pub kind: Cells,
    #[serde(default)]
    pub born: Cells,
    #[serde(default)]
    pub birth_places: OneOrMany<PlaceCell>,
    #[serde(default)]
    pub gender: Cells,
    #[serde(default)]
    pub countries: Cells,
    #[serde(default)]
    pub addresses: OneOrMany<PlaceCell>,
    #[serde(default)]
    pub identifiers: BTreeMap<Scheme, OneOrMany<IdentifierCell>>,
    #[serde(default)]
    pub titles: Cells,
    #[serde(default)]
    pub established: Cells,
    #[serde(default)]
    pub vessel: VesselColumns,
    #[serde(default)]
    pub aircraft: AircraftColumns,
    #[serde(default)]
    pub programmes: Cells,
    #[serde(default)]
    pub measures: Cells,
    #[serde(default)]
    pub legal_basis: Cells,
    #[serde(default)]
    pub listed_on: Cells,
    #[serde(default)]
    pub amended_on: Cells,
    #[serde(default)]
    pub references: Cells,
    #[serde(default)]
    pub remarks: Cells,
}

/// Facts of a vessel, named as in [`Vessel`](crate::lists::Vessel).
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::lists) struct VesselColumns {
    #[serde(rename = "type")]
    pub ship_type: Cells,
    pub flag: Cells,
    pub former_flags: Cells,
    pub tonnage: Cells,
    pub gross_tonnage: Cells,
    pub owner: Cells,
    pub built: Cells,
    pub manager: Cells,
    pub length: Cells,
}

/// Facts of an aircraft, named as in [`Aircraft`](crate::lists::Aircraft).
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::lists) struct AircraftColumns {
    pub model: Cells,
    pub built: Cells,
    pub operator: Cells,
}

impl Columns {
    /// Every column that is named.
    fn named(&mut self) -> Vec<&mut Named> {
        let Columns {
            id,
            name,
            name_kind,
            aliases,
            weak_aliases,
            former_names,
            kind,
            born,
            birth_places,
            gender,
            countries,
            addresses,
            identifiers,
            titles,
            established,
            vessel,
            aircraft,
            programmes,
            measures,
            legal_basis,
            listed_on,
            amended_on,
            references,
            remarks,
        } = self;
        let VesselColumns {
            ship_type,
            flag,
            former_flags,
            tonnage,
            gross_tonnage,
            owner,
            built,
            manager,
            length,
        } = vessel;
        let AircraftColumns { model, built: made, operator } = aircraft;
        let cells = [
            id,
            name_kind,
            aliases,
            weak_aliases,
            former_names,
            kind,
            born,
            gender,
            countries,
            titles,
            established,
            programmes,
            measures,
            legal_basis,
            listed_on,
            amended_on,
            references,
            remarks,
            ship_type,
            flag,
            former_flags,
            tonnage,
            gross_tonnage,
            owner,
            built,
            manager,
            length,
            model,
            made,
            operator,
        ];
        cells
            .into_iter()
            .flat_map(OneOrMany::named)
            .chain(name.named())
            .chain([birth_places, addresses].into_iter().flat_map(OneOrMany::named))
            .chain(identifiers.values_mut().flat_map(OneOrMany::named))
            .collect()
    }
}

/// The file as it stands.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    list: Spanned<String>,
    publisher: String,
    title: String,
    #[serde(default)]
    published: Option<Spanned<toml::Value>>,
    #[serde(default)]
    data: Option<String>,
    #[serde(default)]
    sheet: Option<Named>,
    #[serde(default)]
    delimiter: Option<Spanned<char>>,
    #[serde(default)]
    skip_rows: Option<usize>,
    #[serde(default)]
    rows: Layout,
    #[serde(default)]
    date_order: Option<DateOrder>,
    #[serde(default)]
    empty: Vec<String>,
    #[serde(default)]
    ignored: Vec<Named>,
    columns: Columns,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    ///
    /// A format error that names the line, for whatever is not as `lists/README.md` says.
    pub fn read(source: &Source) -> Result<Mapping> {
        let text = source.text();
        let line = |offset: usize| {
            let before = text.as_bytes().get(..offset).unwrap_or_default();
            1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64
        };
        let wrong = |message: String, offset: Option<usize>| {
            Error::format(message)
                .at(&source.path, offset.map(line))
                .advise("lists/README.md describes the mapping of an own list")
        };
        let File {
            list,
            publisher,
            title,
            published,
            data,
            mut sheet,
            delimiter,
            skip_rows,
            rows,
            date_order,
            empty,
            mut ignored,
            mut columns,
        } = toml::from_str(text).map_err(|error| {
            let message = format!("the mapping cannot be read: {}", error.message());
            wrong(message, error.span().map(|span| span.start))
        })?;
        let is_short = |name: &str| {
            !name.is_empty()
                && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        };
        if !is_short(list.get_ref()) {
            return Err(wrong(
                format!(
                    "`{}` is no short name of a list: letters, digits, `-`, `_` and `.` were expected",
                    list.get_ref()
                ),
                Some(list.span().start),
            ));
        }
        let published = match published {
            None => None,
            Some(stated) => {
                let offset = Some(stated.span().start);
                let text = match stated.into_inner() {
                    toml::Value::String(text) => text,
                    toml::Value::Datetime(date) => date.to_string(),
                    toml::Value::Integer(year) => year.to_string(),
                    _ => String::new(),
                };
                let date = text.parse().map_err(|error| wrong(format!("{error}"), offset))?;
                Some(date)
            }
        };
        let delimiter = match delimiter {
            None => None,
            Some(stated) => match u8::try_from(*stated.get_ref()).ok().filter(u8::is_ascii) {
                Some(byte) => Some(byte),
                None => {
                    let message = "the delimiter is one ASCII character, such as `;` or `\\t`";
                    return Err(wrong(message.into(), Some(stated.span().start)));
                }
            },
        };
        let mut wanted: Vec<Named> = Vec::new();
        for name in columns.named() {
            name.line = line(name.offset);
            name.index = match wanted.iter().find(|known| known.text == name.text) {
                Some(known) => known.index,
                None => {
                    name.index = wanted.len();
                    wanted.push(name.clone());
                    name.index
                }
            };
        }
        for name in ignored.iter_mut().chain(&mut sheet) {
            name.line = line(name.offset);
        }
        if let Some(both) = ignored.iter().find(|name| wanted.iter().any(|w| w.text == name.text)) {
            let message = format!("the column `{}` is both mapped and ignored", both.text);
            return Err(wrong(message, Some(both.offset)));
        }
        Ok(Mapping {
            list: list.into_inner(),
            publisher,
            title,
            published,
            data,
            sheet,
            delimiter,
            skip_rows,
            rows,
            date_order,
            empty: empty.iter().map(|text| text.trim().to_lowercase()).collect(),
            ignored,
            columns,
            wanted,
        })
    }
}
