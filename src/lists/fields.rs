//! What a reader does with each element, attribute or column: the basis of the coverage report.
//!
//! A publication grows new fields without notice. A reader therefore names every field it knows,
//! also those it leaves out, each with the reason; whatever else stands in a file is reported as
//! unknown.

use serde::{Deserialize, Serialize};

/// What a reader does with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It is read.
    Read,
    /// It is left out, for this reason. Of an element, all that stands in it is left out with it.
    Ignored(&'static str),
}

/// The fields of a format: path and use.
///
/// Of XML, a path begins below the root, steps are joined by `/`, an attribute is written `@name`:
/// `sdnEntry/akaList/aka/category`, `nameAlias/@wholeName`. Of tables, it is the name of a column.
pub(super) type Fields = &'static [(&'static str, Use)];

/// What became of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "use", content = "reason")]
#[non_exhaustive]
pub enum Usage {
    /// It was read.
    Read,
    /// It was left out, for this reason.
    Ignored(String),
    /// This version of tamis does not know it; it was left out.
    Unknown,
}

/// How often a field occurs in a file, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldUse {
    /// Path of the element or attribute, or name of the column.
    pub field: String,
    /// Occurrences in the file; of a column, cells that are not empty.
    pub count: u64,
    /// What became of it.
    #[serde(flatten)]
    pub usage: Usage,
}

impl FieldUse {
    /// Whether this version does not know the field.
    pub fn is_unknown(&self) -> bool {
        self.usage == Usage::Unknown
    }
}

/// What a format does with a field it declares.
pub(super) fn usage(declared: Use) -> Usage {
    match declared {
        Use::Read => Usage::Read,
        Use::Ignored(reason) => Usage::Ignored(reason.to_owned()),
    }
}
