//! The Consolidated List of OFSI, as XML in the format of 2022: an element for each name, flat.
//!
//! Built from the element names that public readers of `ConList.xml` use. No complete file has been
//! read so far.

use super::consolidated_table::{edition, record};
use super::fact::{Fact, tell};
use super::other_information::tell_all;
use super::row::Layout;
use crate::error::Result;
use crate::lists::List;
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::grouped::Grouped;
use crate::lists::records::Records;
use crate::lists::source::Source;
use crate::lists::xml::{Document, Schema};
use std::borrow::Cow;

const NAME: Use = Use::Ignored("the name again, put together from its parts");
const LISTING: Use = Use::Ignored("who proposed the listing; the UN's have a UN reference");
const STATUS: Use = Use::Ignored("the status in words; GrpStatus has it as a letter");
const OF_SANCTIONS: Use = Use::Ignored("a date of the measures; they stand in GroupSanctions");

/// Every element.
const FIELDS: Fields = &[
    ("FinancialSanctionsTarget/Name6", Use::Read),
    ("FinancialSanctionsTarget/name1", Use::Read),
    ("FinancialSanctionsTarget/name2", Use::Read),
    ("FinancialSanctionsTarget/name3", Use::Read),
    ("FinancialSanctionsTarget/name4", Use::Read),
    ("FinancialSanctionsTarget/name5", Use::Read),
    ("FinancialSanctionsTarget/FullName", NAME),
    ("FinancialSanctionsTarget/Title", Use::Read),
    ("FinancialSanctionsTarget/NameNonLatinScript", Use::Read),
    ("FinancialSanctionsTarget/NonLatinScriptType", Use::Read),
    ("FinancialSanctionsTarget/NonLatinScriptLanguage", Use::Read),
    ("FinancialSanctionsTarget/Address1", Use::Read),
    ("FinancialSanctionsTarget/Address2", Use::Read),
    ("FinancialSanctionsTarget/Address3", Use::Read),
    ("FinancialSanctionsTarget/Address4", Use::Read),
    ("FinancialSanctionsTarget/Address5", Use::Read),
    ("FinancialSanctionsTarget/Address6", Use::Read),
    ("FinancialSanctionsTarget/PostCode", Use::Read),
    ("FinancialSanctionsTarget/Country", Use::Read),
    ("FinancialSanctionsTarget/OtherInformation", Use::Read),
    ("FinancialSanctionsTarget/GroupTypeDescription", Use::Read),
    ("FinancialSanctionsTarget/AliasType", Use::Read),
    ("FinancialSanctionsTarget/AliasQuality", Use::Read),
    ("FinancialSanctionsTarget/RegimeName", Use::Read),
    ("FinancialSanctionsTarget/ListingType", LISTING),
    ("FinancialSanctionsTarget/GroupStatus", STATUS),
    ("FinancialSanctionsTarget/GrpStatus", Use::Read),
    ("FinancialSanctionsTarget/GroupSanctions", Use::Read),
    ("FinancialSanctionsTarget/DateAdditionalSanctions", OF_SANCTIONS),
    ("FinancialSanctionsTarget/DateListed", Use::Read),
    ("FinancialSanctionsTarget/DateDesignated", Use::Read),
    ("FinancialSanctionsTarget/LastUpdated", Use::Read),
    ("FinancialSanctionsTarget/UKSanctionsListRef", Use::Read),
    ("FinancialSanctionsTarget/UNRef", Use::Read),
    ("FinancialSanctionsTarget/UKStatementOfReasons", Use::Read),
    ("FinancialSanctionsTarget/PhoneNumber", Use::Read),
    ("FinancialSanctionsTarget/EmailAddress", Use::Read),
    ("FinancialSanctionsTarget/Website", Use::Read),
    ("FinancialSanctionsTarget/Individual_DateOfBirth", Use::Read),
    ("FinancialSanctionsTarget/Individual_TownOfBirth", Use::Read),
    ("FinancialSanctionsTarget/Individual_CountryOfBirth", Use::Read),
    ("FinancialSanctionsTarget/Individual_Nationality", Use::Read),
    ("FinancialSanctionsTarget/Individual_PassportNumber", Use::Read),
    ("FinancialSanctionsTarget/Individual_PassportDetails", Use::Read),
    ("FinancialSanctionsTarget/Individual_NINumber", Use::Read),
    ("FinancialSanctionsTarget/Individual_NIDetails", Use::Read),
    ("FinancialSanctionsTarget/Individual_Position", Use::Read),
    ("FinancialSanctionsTarget/Individual_Gender", Use::Read),
    ("FinancialSanctionsTarget/Entity_Type", Use::Read),
    ("FinancialSanctionsTarget/Entity_Subsidiaries", Use::Read),
    ("FinancialSanctionsTarget/Entity_ParentCompany", Use::Read),
    ("FinancialSanctionsTarget/Entity_BusinessRegNumber", Use::Read),
    ("FinancialSanctionsTarget/Ship_IMONumber", Use::Read),
    ("FinancialSanctionsTarget/Ship_CurrentOwners", Use::Read),
    ("FinancialSanctionsTarget/Ship_PreviousOwners", Use::Read),
    ("FinancialSanctionsTarget/Ship_Flag", Use::Read),
    ("FinancialSanctionsTarget/Ship_PreviousFlags", Use::Read),
    ("FinancialSanctionsTarget/Ship_Type", Use::Read),
    ("FinancialSanctionsTarget/Ship_Tonnage", Use::Read),
    ("FinancialSanctionsTarget/Ship_Length", Use::Read),
    ("FinancialSanctionsTarget/Ship_YearBuilt", Use::Read),
    ("FinancialSanctionsTarget/GroupID", Use::Read),
];

static SCHEMA: Schema =
    Schema::new(&["ArrayOfFinancialSanctionsTarget"], &["FinancialSanctionsTarget"], FIELDS);

const LAYOUT: Layout = Layout {
    id: "GroupID",
    names: ["name1", "name2", "name3", "name4", "name5", "Name6"],
    of_name: ["AliasType", "AliasQuality"],
    original: ["NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage"],
    address: [
        "Address1", "Address2", "Address3", "Address4", "Address5", "Address6", "PostCode",
        "Country",
    ],
    birth_place: ["Individual_TownOfBirth", "Individual_CountryOfBirth"],
    passport: ["Individual_PassportNumber", "Individual_PassportDetails"],
    national: ["Individual_NINumber", "Individual_NIDetails"],
    other: ("OtherInformation", tell_all),
    facts: Cow::Borrowed(&[
        ("GroupTypeDescription", Fact::Kind),
        ("Title", Fact::Title),
        ("Individual_DateOfBirth", Fact::Birth),
        ("Individual_Nationality", Fact::Nationality),
        ("Individual_Position", Fact::Position),
        ("Individual_Gender", Fact::Gender),
        ("RegimeName", Fact::Regime),
        ("GroupSanctions", Fact::Measures),
        ("DateListed", Fact::Listed),
        ("DateDesignated", Fact::Listed),
        ("LastUpdated", Fact::Updated),
        ("UKSanctionsListRef", Fact::UkReference),
        ("UNRef", Fact::UnReference),
        ("UKStatementOfReasons", Fact::Reasons),
        ("PhoneNumber", Fact::Phone),
        ("EmailAddress", Fact::Email),
        ("Website", Fact::Website),
        ("Entity_Type", Fact::TypeOfEntity),
        ("Entity_Subsidiaries", Fact::Subsidiary),
        ("Entity_ParentCompany", Fact::Parent),
        ("Entity_BusinessRegNumber", Fact::Registration),
        ("Ship_IMONumber", Fact::Imo),
        ("Ship_CurrentOwners", Fact::Owner),
        ("Ship_PreviousOwners", Fact::FormerOwner),
        ("Ship_Flag", Fact::Flag),
        ("Ship_PreviousFlags", Fact::FormerFlag),
        ("Ship_Type", Fact::ShipType),
        ("Ship_Tonnage", Fact::Tonnage),
        ("Ship_Length", Fact::Length),
        ("Ship_YearBuilt", Fact::Built),
    ]),
};

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "uk-ofsi-xml",
    title: "UK OFSI Consolidated List (closed in January 2026), XML",
    proven: false,
    recognises: |head| head.has_root("ArrayOfFinancialSanctionsTarget"),
    read,
};

/// Reads an issue of the list. The file has no date of its own.
fn read(source: &Source) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    let (mut records, mut groups) = (Records::default(), Grouped::default());
    while let Some(row) = document.next_record()? {
        let get = |name| row.first(name).map_or("", |element| element.text());
        let id = get(LAYOUT.id);
        if id.is_empty() {
            records.skip(source, row.line(), "the record has no GroupID");
            continue;
        }
        let group = groups.group(id, row.line(), || record(id));
        LAYOUT.read_row(get, group);
        // A few groups are under a ban of investment instead of a freeze of assets.
        if get("GrpStatus") == "I" {
            group.entity.measures.retain(|measure| measure != "asset freeze");
            tell(&mut group.entity, Fact::Measures, "investment ban");
        }
    }
    groups.finish(source, &mut records);
    records.finish(edition(FORMAT.name, None), &[source], document.fields())
}
