//! The mapping of an own list: a TOML file that says what each column holds.

use crate::error::{Error, Result};
use crate::identifiers::Scheme;
use crate::lists::source::Source;
use crate::party::{DateInterval, NamePartKind};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
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

/// The name of a column, sheet or key, where it stands in the mapping, and its place in
/// [`Mapping::wanted`].
#[derive(Debug, Clone, Default)]
pub(in crate::lists) struct Named {
    pub text: String,
    pub line: u64,
    pub index: usize,
    offset: usize,
}

impl Named {
    fn new(text: impl Into<String>) -> Named {
        Named { text: text.into(), ..Named::default() }
    }
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Named, D::Error> {
        let text = Spanned::<String>::deserialize(deserializer)?;
        let offset = text.span().start;
        Ok(Named { offset, ..Named::new(text.into_inner()) })
    }
}

/// Something that is written as the name of a column, or as a table that says more.
pub(in crate::lists) trait FromColumn<'de>: Deserialize<'de> {
    /// A column and nothing more.
    fn of_column(column: Named) -> Self;
    /// What is wrong with it, if something is.
    fn wrong(&self) -> Option<&'static str> {
        None
    }
    /// The columns it names.
    fn named(&mut self) -> Vec<&mut Named>;
}

/// One or several of them: `"A"`, `{ column = "A" }` or an array of these.
#[derive(Debug)]
pub(in crate::lists) struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany(Vec::new())
    }
}

impl<'de, T: FromColumn<'de>> OneOrMany<T> {
    fn named(&mut self) -> impl Iterator<Item = &mut Named> {
        self.0.iter_mut().flat_map(T::named)
    }
}

impl<'de, T: FromColumn<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Shapes<T>>::deserialize(deserializer)?;
        let offset = spanned.span().start;
        let mut found = OneOrMany(spanned.into_inner().0);
        // A bare string in an array does not say where it stands: the array does.
        for name in found.named().filter(|name| name.offset == 0) {
            name.offset = offset;
        }
        Ok(found)
    }
}

/// [`OneOrMany`] without its place.
struct Shapes<T>(Vec<T>);

impl<'de, T: FromColumn<'de>> Deserialize<'de> for Shapes<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfShapes<T>(PhantomData<T>);
        impl<'de, T: FromColumn<'de>> Visitor<'de> for OfShapes<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a column, a table, or an array of these")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Vec<T>, E> {
                Ok(vec![T::of_column(Named::new(name))])
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(Shapes(some)) = items.next_element()? {
                    all.extend(some);
                }
                Ok(all)
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Vec<T>, A::Error> {
                let one = T::deserialize(MapAccessDeserializer::new(table))?;
                match one.wrong() {
                    Some(wrong) => Err(de::Error::custom(wrong)),
                    None => Ok(vec![one]),
                }
            }
        }
        deserializer.deserialize_any(OfShapes(PhantomData)).map(Shapes)
    }
}

/// Where values come from.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lists) struct Cell {
    #[serde(default)]
    pub column: Option<Named>,
    /// A value of every record, in place of a column.
    #[serde(default)]
    pub constant: Option<String>,
    /// What stands between several values in one cell.
    #[serde(default)]
    pub separator: Option<String>,
    /// What the words of the file mean in those of tamis; the words in lower case.
    #[serde(default, deserialize_with = "words")]
    pub values: BTreeMap<String, String>,
}

/// Values, from one or several columns.
pub(in crate::lists) type Cells = OneOrMany<Cell>;

impl FromColumn<'_> for Cell {
    fn of_column(column: Named) -> Cell {
        Cell { column: Some(column), constant: None, separator: None, values: BTreeMap::new() }
    }

    fn wrong(&self) -> Option<&'static str> {
        if self.column.is_some() == self.constant.is_some() {
            return Some("write either `column` or `constant`");
        }
        empty_separator(self.separator.as_deref())
    }

    fn named(&mut self) -> Vec<&mut Named> {
        self.column.iter_mut().collect()
    }
}

fn empty_separator(separator: Option<&str>) -> Option<&'static str> {
    (separator == Some(""))
        .then_some("the separator is empty; leave it out if a cell has one value")
}

/// A table of words, their keys in lower case.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    let words = BTreeMap::<String, String>::deserialize(deserializer)?;
    Ok(words.into_iter().map(|(word, meant)| (word.trim().to_lowercase(), meant)).collect())
}

/// A piece of a name: a column by itself, or `{ family = "Surname" }`.
#[derive(Debug)]
pub(in crate::lists) struct NamePiece {
    pub part: Option<NamePartKind>,
    pub column: Named,
}

impl<'de> Deserialize<'de> for NamePiece {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NamePiece, D::Error> {
        let mut parts =
            BTreeMap::<String, Named>::deserialize(deserializer)?.into_iter().collect::<Vec<_>>();
        // A table has no order, a name has.
        let (Some((part, column)), true) = (parts.pop(), parts.is_empty()) else {
            return Err(de::Error::custom(
                "each part of a name is a table of its own, in the order in which the name is read: \
                 [{ given = \"First name\" }, { family = \"Surname\" }]",
            ));
        };
        let part = NamePartKind::deserialize(de::value::StringDeserializer::new(part))?;
        Ok(NamePiece { part: Some(part), column })
    }
}

impl FromColumn<'_> for NamePiece {
    fn of_column(column: Named) -> NamePiece {
        NamePiece { part: None, column }
    }

    fn named(&mut self) -> Vec<&mut Named> {
        vec![&mut self.column]
    }
}

/// Where identifiers of a scheme come from.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lists) struct IdentifierCell {
    pub column: Named,
    #[serde(default)]
    pub separator: Option<String>,
    /// A scheme that the file states beside the value.
    #[serde(default)]
    pub scheme: Cells,
    #[serde(default)]
    pub label: Cells,
    #[serde(default)]
    pub country: Cells,
    #[serde(default)]
    pub asset: Cells,
    #[serde(default)]
    pub issued: Cells,
    #[serde(default)]
    pub expires: Cells,
}

impl FromColumn<'_> for IdentifierCell {
    fn of_column(column: Named) -> IdentifierCell {
        IdentifierCell {
            column,
            separator: None,
            scheme: Cells::default(),
            label: Cells::default(),
            country: Cells::default(),
            asset: Cells::default(),
            issued: Cells::default(),
            expires: Cells::default(),
        }
    }

    fn wrong(&self) -> Option<&'static str> {
        empty_separator(self.separator.as_deref())
    }

    fn named(&mut self) -> Vec<&mut Named> {
        let IdentifierCell { column, separator: _, scheme, label, country, asset, issued, expires } =
            self;
        let details = [scheme, label, country, asset, issued, expires];
        std::iter::once(column).chain(details.into_iter().flat_map(OneOrMany::named)).collect()
    }
}

/// Where places come from: a column of whole addresses, or their parts.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lists) struct PlaceCell {
    #[serde(default)]
    pub column: Option<Named>,
    #[serde(default)]
    pub separator: Option<String>,
    #[serde(default)]
    pub lines: Cells,
    #[serde(default)]
    pub city: Cells,
    #[serde(default)]
    pub region: Cells,
    #[serde(default)]
    pub postal_code: Cells,
    #[serde(default)]
    pub country: Cells,
}

impl FromColumn<'_> for PlaceCell {
    fn of_column(column: Named) -> PlaceCell {
        PlaceCell { column: Some(column), ..PlaceCell::default() }
    }

    fn wrong(&self) -> Option<&'static str> {
        let PlaceCell { column, separator, lines, city, region, postal_code, country } = self;
        let parts = [lines, city, region, postal_code, country];
        if column.is_some() == parts.iter().any(|part| !part.0.is_empty()) {
            return Some(
                "write either `column`, for whole addresses, or `lines`, `city`, `region`, \
                 `postal_code` and `country`",
            );
        }
        if column.is_none() && separator.is_some() {
            return Some("a separator stands between whole addresses of a `column`");
        }
        empty_separator(separator.as_deref())
    }

    fn named(&mut self) -> Vec<&mut Named> {
        let PlaceCell { column, separator: _, lines, city, region, postal_code, country } = self;
        let parts = [lines, city, region, postal_code, country];
        column.iter_mut().chain(parts.into_iter().flat_map(OneOrMany::named)).collect()
    }
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
