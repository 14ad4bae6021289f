//! The UK Sanctions List, as XML: one element for each designation.
//!
//! Built from an excerpt of the file of 7 September 2026 and the element paths that public readers of
//! the list count in it. No complete file has been read so far.

use super::fact::{self, Fact, StatedName, tell};
use super::sanctions_list_table::{LIST, edition};
use crate::error::Result;
use crate::identifiers::Scheme;
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::records::Records;
use crate::lists::source::Source;
use crate::lists::xml::{Document, Element, Schema};
use crate::lists::{Entity, EntityId, List, keep_primary_first};

const SOURCE: Use = Use::Ignored("who proposed the designation; the UN's have a UN reference");
const INDICATORS: Use = Use::Ignored("the measures again, as true and false; see SanctionsImposed");

/// Every element.
const FIELDS: Fields = &[
    ("DateGenerated", Use::Read),
    ("Designation/LastUpdated", Use::Read),
    ("Designation/DateDesignated", Use::Read),
    ("Designation/UniqueID", Use::Read),
    ("Designation/OFSIGroupID", Use::Read),
    ("Designation/UNReferenceNumber", Use::Read),
    ("Designation/Names/Name/Name1", Use::Read),
    ("Designation/Names/Name/Name2", Use::Read),
    ("Designation/Names/Name/Name3", Use::Read),
    ("Designation/Names/Name/Name4", Use::Read),
    ("Designation/Names/Name/Name5", Use::Read),
    ("Designation/Names/Name/Name6", Use::Read),
    ("Designation/Names/Name/NameType", Use::Read),
    ("Designation/Names/Name/AliasStrength", Use::Read),
    ("Designation/NonLatinNames/NonLatinName/NameNonLatinScript", Use::Read),
    ("Designation/NonLatinNames/NonLatinName/NonLatinScriptType", Use::Read),
    ("Designation/NonLatinNames/NonLatinName/NonLatinScriptLanguage", Use::Read),
    ("Designation/Titles/Title", Use::Read),
    ("Designation/RegimeName", Use::Read),
    ("Designation/IndividualEntityShip", Use::Read),
    ("Designation/DesignationSource", SOURCE),
    ("Designation/SanctionsImposed", Use::Read),
    ("Designation/SanctionsImposedIndicators", INDICATORS),
    ("Designation/OtherInformation", Use::Read),
    ("Designation/UKStatementofReasons", Use::Read),
    ("Designation/Addresses/Address/AddressLine1", Use::Read),
    ("Designation/Addresses/Address/AddressLine2", Use::Read),
    ("Designation/Addresses/Address/AddressLine3", Use::Read),
    ("Designation/Addresses/Address/AddressLine4", Use::Read),
    ("Designation/Addresses/Address/AddressLine5", Use::Read),
    ("Designation/Addresses/Address/AddressLine6", Use::Read),
    ("Designation/Addresses/Address/AddressPostalCode", Use::Read),
    ("Designation/Addresses/Address/AddressCountry", Use::Read),
    ("Designation/PhoneNumbers/PhoneNumber", Use::Read),
    ("Designation/Websites/Website", Use::Read),
    ("Designation/EmailAddresses/EmailAddress", Use::Read),
    ("Designation/CryptoWalletAddresses/CryptoWalletAddress", Use::Read),
    ("Designation/IndividualDetails/Individual/DOBs/DOB", Use::Read),
    ("Designation/IndividualDetails/Individual/Nationalities/Nationality", Use::Read),
    ("Designation/IndividualDetails/Individual/Positions/Position", Use::Read),
    ("Designation/IndividualDetails/Individual/Genders/Gender", Use::Read),
    ("Designation/IndividualDetails/Individual/BirthDetails/Location/TownOfBirth", Use::Read),
    ("Designation/IndividualDetails/Individual/BirthDetails/Location/CountryOfBirth", Use::Read),
    ("Designation/IndividualDetails/Individual/PassportDetails/Passport/PassportNumber", Use::Read),
    (
        "Designation/IndividualDetails/Individual/PassportDetails/Passport/PassportAdditionalInformation",
        Use::Read,
    ),
    (
        "Designation/IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier/NationalIdentifierNumber",
        Use::Read,
    ),
    (
        "Designation/IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier/NationalIdentifierAdditionalInformation",
        Use::Read,
    ),
    ("Designation/EntityDetails/Entity/TypeOfEntities/TypeOfEntity", Use::Read),
    ("Designation/EntityDetails/Entity/Subsidiaries/Subsidiary", Use::Read),
    ("Designation/EntityDetails/Entity/ParentCompanies/ParentCompany", Use::Read),
    (
        "Designation/EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber",
        Use::Read,
    ),
    ("Designation/ShipDetails/Ship/IMONumbers/IMONumber", Use::Read),
    ("Designation/ShipDetails/Ship/CurrentOwnerOperators/CurrentOwnerOperator", Use::Read),
    ("Designation/ShipDetails/Ship/PreviousOwnerOperators/PreviousOwnerOperator", Use::Read),
    (
        "Designation/ShipDetails/Ship/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip",
        Use::Read,
    ),
    ("Designation/ShipDetails/Ship/PreviousFlags/PreviousFlag", Use::Read),
    ("Designation/ShipDetails/Ship/TypeOfShipDetails/TypeOfShip", Use::Read),
    ("Designation/ShipDetails/Ship/TonnageOfShipDetails/TonnageOfShip", Use::Read),
    ("Designation/ShipDetails/Ship/LengthOfShipDetails/LengthOfShip", Use::Read),
    ("Designation/ShipDetails/Ship/YearsBuilt/YearBuilt", Use::Read),
    ("Designation/ShipDetails/Ship/HullIdentificationNumbers/HullIdentificationNumber", Use::Read),
];

/// Paths that state one fact by themselves, once or several times.
const FACTS: &[(&str, Fact)] = &[
    ("IndividualEntityShip", Fact::Kind),
    ("OFSIGroupID", Fact::OfsiGroup),
    ("UNReferenceNumber", Fact::UnReference),
    ("Titles/Title", Fact::Title),
    ("RegimeName", Fact::Regime),
    ("SanctionsImposed", Fact::Measures),
    ("DateDesignated", Fact::Listed),
    ("LastUpdated", Fact::Updated),
    ("IndividualDetails/Individual/DOBs/DOB", Fact::Birth),
    ("IndividualDetails/Individual/Nationalities/Nationality", Fact::Nationality),
    ("IndividualDetails/Individual/Positions/Position", Fact::Position),
    ("IndividualDetails/Individual/Genders/Gender", Fact::Gender),
    ("PhoneNumbers/PhoneNumber", Fact::Phone),
    ("Websites/Website", Fact::Website),
    ("EmailAddresses/EmailAddress", Fact::Email),
    ("CryptoWalletAddresses/CryptoWalletAddress", Fact::Wallet),
    ("EntityDetails/Entity/TypeOfEntities/TypeOfEntity", Fact::TypeOfEntity),
    ("EntityDetails/Entity/Subsidiaries/Subsidiary", Fact::Subsidiary),
    ("EntityDetails/Entity/ParentCompanies/ParentCompany", Fact::Parent),
    (
        "EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber",
        Fact::Registration,
    ),
    ("ShipDetails/Ship/IMONumbers/IMONumber", Fact::Imo),
    ("ShipDetails/Ship/CurrentOwnerOperators/CurrentOwnerOperator", Fact::Owner),
    ("ShipDetails/Ship/PreviousOwnerOperators/PreviousOwnerOperator", Fact::FormerOwner),
    ("ShipDetails/Ship/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip", Fact::Flag),
    ("ShipDetails/Ship/PreviousFlags/PreviousFlag", Fact::FormerFlag),
    ("ShipDetails/Ship/TypeOfShipDetails/TypeOfShip", Fact::ShipType),
    ("ShipDetails/Ship/TonnageOfShipDetails/TonnageOfShip", Fact::Tonnage),
    ("ShipDetails/Ship/LengthOfShipDetails/LengthOfShip", Fact::Length),
    ("ShipDetails/Ship/YearsBuilt/YearBuilt", Fact::Built),
    ("ShipDetails/Ship/HullIdentificationNumbers/HullIdentificationNumber", Fact::Hull),
    ("UKStatementofReasons", Fact::Reasons),
    ("OtherInformation", Fact::Other),
];

static SCHEMA: Schema = Schema::new(&["Designations"], &["DateGenerated", "Designation"], FIELDS);

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "uk-sl-xml",
    title: "UK Sanctions List (FCDO), XML",
    proven: false,
    recognises: |head| head.has_root("Designations"),
    read,
};

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    let mut records = Records::default();
    let mut published = None;
    while let Some(record) = document.next_record()? {
        if record.name() == "DateGenerated" {
            published = fact::date(record.text());
            continue;
        }
        records.add(source, record.line(), entity(&record));
    }
    records.finish(edition(FORMAT.name, published), &[source], document.fields())
}

/// One designation; the error says why it cannot be a record.
fn entity(designation: &Element) -> Result<Entity, String> {
    let id = designation.text_of("UniqueID").into_owned();
    if id.is_empty() {
        return Err("the designation has no UniqueID".into());
    }
    let mut record = Entity::new(EntityId::new(LIST, &id));
    let text = |element: &Element<'_>, name: &str| element.text_of(name).into_owned();
    for name in designation.at("Names/Name") {
        let parts =
            ["Name1", "Name2", "Name3", "Name4", "Name5", "Name6"].map(|part| text(&name, part));
        StatedName {
            parts: parts.each_ref().map(String::as_str),
            kind: &text(&name, "NameType"),
            quality: &text(&name, "AliasStrength"),
        }
        .tell(&mut record);
    }
    for name in designation.at("NonLatinNames/NonLatinName") {
        fact::original_name(
            &mut record,
            &text(&name, "NameNonLatinScript"),
            &text(&name, "NonLatinScriptType"),
            &text(&name, "NonLatinScriptLanguage"),
        );
    }
    keep_primary_first(&mut record.party.names);
    if record.party.names.is_empty() {
        return Err(format!("the designation {id} has no name"));
    }
    for address in designation.at("Addresses/Address") {
        let lines = [
            "AddressLine1",
            "AddressLine2",
            "AddressLine3",
            "AddressLine4",
            "AddressLine5",
            "AddressLine6",
        ]
        .map(|line| text(&address, line));
        fact::address(
            &mut record,
            lines.each_ref().map(String::as_str),
            &text(&address, "AddressPostalCode"),
            &text(&address, "AddressCountry"),
        );
    }
    for place in designation.at("IndividualDetails/Individual/BirthDetails/Location") {
        let (town, country) = (text(&place, "TownOfBirth"), text(&place, "CountryOfBirth"));
        fact::birth_places(&mut record, &town, &country);
    }
    for passport in designation.at("IndividualDetails/Individual/PassportDetails/Passport") {
        let number = text(&passport, "PassportNumber");
        let details = text(&passport, "PassportAdditionalInformation");
        fact::documents(&mut record, Scheme::Passport, &number, &details);
    }
    for national in
        designation.at("IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier")
    {
        let number = text(&national, "NationalIdentifierNumber");
        let details = text(&national, "NationalIdentifierAdditionalInformation");
        fact::documents(&mut record, Scheme::NationalId, &number, &details);
    }
    for &(path, fact) in FACTS {
        for element in designation.at(path) {
            tell(&mut record, fact, element.text());
        }
    }
    Ok(record)
}
