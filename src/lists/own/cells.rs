//! What a mapping says of the cells that hold a value: a column by its name, or a table that says more.

use crate::party::NamePartKind;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use toml::Spanned;

/// The name of a column, sheet or key, where it stands in the mapping, and its place in
/// [`Mapping::wanted`](super::mapping::Mapping::wanted).
#[derive(Debug, Clone, Default)]
pub(in crate::lists) struct Named {
    pub text: String,
    pub line: u64,
    pub index: usize,
    pub offset: usize,
}

impl Named {
    pub fn new(text: impl Into<String>) -> Named {
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
    pub fn named(&mut self) -> impl Iterator<Item = &mut Named> {
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
