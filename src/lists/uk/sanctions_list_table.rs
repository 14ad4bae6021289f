//! The UK Sanctions List, as CSV or ODS: the same columns, a date in the first row, a row for each name
//! and address.
//!
//! Built from the publisher's header of 2025 and 2026. No complete file has been read so far.

use super::fact::{Fact, tell};
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
pub(super) const LIST: &str = "uk-sl";

const SOURCE: Use = Use::Ignored("who proposed the designation; the UN's have a UN reference");

/// Every column; `Designation Type` was called `Individual, Entity, Ship` until 2025.
const FIELDS: Fields = &[
    ("Last Updated", Use::Read),
    ("Unique ID", Use::Read),
    ("OFSI Group ID", Use::Read),
    ("UN Reference Number", Use::Read),
    ("Name 6", Use::Read),
    ("Name 1", Use::Read),
    ("Name 2", Use::Read),
    ("Name 3", Use::Read),
    ("Name 4", Use::Read),
    ("Name 5", Use::Read),
    ("Name type", Use::Read),
    ("Alias strength", Use::Read),
    ("Title", Use::Read),
    ("Name non-latin script", Use::Read),
    ("Non-latin script type", Use::Read),
    ("Non-latin script language", Use::Read),
    ("Regime Name", Use::Read),
    ("Designation Type", Use::Read),
    ("Individual, Entity, Ship", Use::Read),
    ("Designation source", SOURCE),
    ("Sanctions Imposed", Use::Read),
    ("Other Information", Use::Read),
    ("UK Statement of Reasons", Use::Read),
    ("Address Line 1", Use::Read),
    ("Address Line 2", Use::Read),
    ("Address Line 3", Use::Read),
    ("Address Line 4", Use::Read),
    ("Address Line 5", Use::Read),
    ("Address Line 6", Use::Read),
    ("Address Postal Code", Use::Read),
    ("Address Country", Use::Read),
    ("Phone number", Use::Read),
    ("Website", Use::Read),
    ("Email address", Use::Read),
    ("Date Designated", Use::Read),
    ("D.O.B", Use::Read),
    ("Nationality(/ies)", Use::Read),
    ("National Identifier number", Use::Read),
    ("National Identifier additional information", Use::Read),
    ("Passport number", Use::Read),
    ("Passport additional information", Use::Read),
    ("Position", Use::Read),
    ("Gender", Use::Read),
    ("Town of birth", Use::Read),
    ("Country of birth", Use::Read),
    ("Type of entity", Use::Read),
    ("Subsidiaries", Use::Read),
    ("Parent company", Use::Read),
    ("Business registration number (s)", Use::Read),
    ("IMO number", Use::Read),
    ("Current owner/operator (s)", Use::Read),
    ("Previous owner/operator (s)", Use::Read),
    ("Current believed flag of ship", Use::Read),
    ("Previous flags", Use::Read),
    ("Type of ship", Use::Read),
    ("Tonnage of ship", Use::Read),
    ("Length of ship", Use::Read),
    ("Year Built", Use::Read),
    ("Hull identification number (HIN)", Use::Read),
];

const LAYOUT: Layout = Layout {
    id: "Unique ID",
    names: ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"],
    of_name: ["Name type", "Alias strength"],
    original: ["Name non-latin script", "Non-latin script type", "Non-latin script language"],
    address: [
        "Address Line 1",
        "Address Line 2",
        "Address Line 3",
        "Address Line 4",
        "Address Line 5",
        "Address Line 6",
        "Address Postal Code",
        "Address Country",
    ],
    birth_place: ["Town of birth", "Country of birth"],
    passport: ["Passport number", "Passport additional information"],
    national: ["National Identifier number", "National Identifier additional information"],
    other: ("Other Information", |record, text| tell(record, Fact::Other, text)),
    facts: Cow::Borrowed(&[
        ("Designation Type", Fact::Kind),
        ("Individual, Entity, Ship", Fact::Kind),
        ("OFSI Group ID", Fact::OfsiGroup),
        ("UN Reference Number", Fact::UnReference),
        ("Title", Fact::Title),
        ("Regime Name", Fact::Regime),
        ("Sanctions Imposed", Fact::Measures),
        ("Date Designated", Fact::Listed),
        ("Last Updated", Fact::Updated),
        ("D.O.B", Fact::Birth),
        ("Nationality(/ies)", Fact::Nationality),
        ("Position", Fact::Position),
        ("Gender", Fact::Gender),
        ("Phone number", Fact::Phone),
        ("Website", Fact::Website),
        ("Email address", Fact::Email),
        ("Type of entity", Fact::TypeOfEntity),
        ("Subsidiaries", Fact::Subsidiary),
        ("Parent company", Fact::Parent),
        ("Business registration number (s)", Fact::Registration),
        ("IMO number", Fact::Imo),
        ("Current owner/operator (s)", Fact::Owner),
        ("Previous owner/operator (s)", Fact::FormerOwner),
        ("Current believed flag of ship", Fact::Flag),
        ("Previous flags", Fact::FormerFlag),
        ("Type of ship", Fact::ShipType),
        ("Tonnage of ship", Fact::Tonnage),
        ("Length of ship", Fact::Length),
        ("Year Built", Fact::Built),
        ("Hull identification number (HIN)", Fact::Hull),
        ("UK Statement of Reasons", Fact::Reasons),
    ]),
};

/// Columns by which the file is recognised.
const KEYS: &[&str] = &["Unique ID", "Regime Name", "Name type", "Name 6"];

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "uk-sl-table",
    title: "UK Sanctions List (FCDO), CSV or ODS",
    proven: false,
    recognises: |head| head.has_columns(KEYS),
    read,
};

/// What the list says of itself.
pub(super) fn edition(format: &'static str, published: Option<DateInterval>) -> Edition {
    Edition {
        list: LIST.into(),
        publisher: "UK FCDO".into(),
        title: "UK Sanctions List".into(),
        format,
        published,
        effective: None,
    }
}

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    LAYOUT.read_table(
        source,
        (KEYS, FIELDS),
        |id| Entity::new(EntityId::new(LIST, id)),
        |day| edition(FORMAT.name, day),
    )
}
