//! The Consolidated List of OFSI, as CSV or XLSX: the same columns, a date in the first row, a row for
//! each name.

use super::fact::Fact;
use super::other_information::tell_all;
use super::row::Layout;
use crate::error::Result;
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::records::Edition;
use crate::lists::source::Source;
use crate::lists::{Entity, EntityId, List};
use crate::party::DateInterval;
use std::borrow::Cow;

/// Short name of the list.
pub(super) const LIST: &str = "uk-ofsi";

/// Every column.
const FIELDS: Fields = &[
    ("Name 6", Use::Read),
    ("Name 1", Use::Read),
    ("Name 2", Use::Read),
    ("Name 3", Use::Read),
    ("Name 4", Use::Read),
    ("Name 5", Use::Read),
    ("Title", Use::Read),
    ("Name Non-Latin Script", Use::Read),
    ("Non-Latin Script Type", Use::Read),
    ("Non-Latin Script Language", Use::Read),
    ("DOB", Use::Read),
    ("Town of Birth", Use::Read),
    ("Country of Birth", Use::Read),
    ("Nationality", Use::Read),
    ("Passport Number", Use::Read),
    ("Passport Details", Use::Read),
    ("National Identification Number", Use::Read),
    ("National Identification Details", Use::Read),
    ("Position", Use::Read),
    ("Address 1", Use::Read),
    ("Address 2", Use::Read),
    ("Address 3", Use::Read),
    ("Address 4", Use::Read),
    ("Address 5", Use::Read),
    ("Address 6", Use::Read),
    ("Post/Zip Code", Use::Read),
    ("Country", Use::Read),
    ("Other Information", Use::Read),
    ("Group Type", Use::Read),
    ("Alias Type", Use::Read),
    ("Alias Quality", Use::Read),
    ("Regime", Use::Read),
    ("Listed On", Use::Read),
    ("UK Sanctions List Date Designated", Use::Read),
    ("Last Updated", Use::Read),
    ("Group ID", Use::Read),
];

const LAYOUT: Layout = Layout {
    id: "Group ID",
    names: ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"],
    of_name: ["Alias Type", "Alias Quality"],
    original: ["Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language"],
    address: [
        "Address 1",
        "Address 2",
        "Address 3",
        "Address 4",
        "Address 5",
        "Address 6",
        "Post/Zip Code",
        "Country",
    ],
    birth_place: ["Town of Birth", "Country of Birth"],
    passport: ["Passport Number", "Passport Details"],
    national: ["National Identification Number", "National Identification Details"],
    other: ("Other Information", tell_all),
    facts: Cow::Borrowed(&[
        ("Group Type", Fact::Kind),
        ("Title", Fact::Title),
        ("DOB", Fact::Birth),
        ("Nationality", Fact::Nationality),
        ("Position", Fact::Position),
        ("Regime", Fact::Regime),
        ("Listed On", Fact::Listed),
        ("UK Sanctions List Date Designated", Fact::Listed),
        ("Last Updated", Fact::Updated),
    ]),
};

/// Columns by which the file is recognised.
const KEYS: &[&str] = &["Group ID", "Group Type", "Alias Type", "Name 6", "Regime"];

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "uk-ofsi-table",
    title: "UK OFSI Consolidated List (closed in January 2026), CSV or XLSX",
    proven: true,
    recognises: |head| head.has_columns(KEYS),
    read,
};

/// A record of which only the group is known so far. Whoever is on the list is subject to a freeze of
/// assets: it is the list of these targets.
pub(super) fn record(group: &str) -> Entity {
    let mut record = Entity::new(EntityId::new(LIST, group));
    record.measures.push("asset freeze".to_owned());
    record
}

/// What the list says of itself.
pub(super) fn edition(format: &'static str, published: Option<DateInterval>) -> Edition {
    Edition {
        list: LIST.into(),
        publisher: "UK HM Treasury, OFSI".into(),
        title: "Consolidated List of Asset Freeze Targets".into(),
        format,
        published,
        effective: None,
    }
}

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    LAYOUT.read_table(source, (KEYS, FIELDS), record, |day| edition(FORMAT.name, day))
}
