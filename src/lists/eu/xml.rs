//! The EU's consolidated list, as XML in format 1.1: everything stands in attributes.
//!
//! Source: the publisher's schema (`20171012-FULL-schema-1.1`) and the file of 2 March 2021.

use super::designation::{self, Facts};
use crate::error::Result;
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::grouped::Grouped;
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::spaces::squeeze;
use crate::lists::xml::{Document, Element, Schema};
use crate::lists::{Entity, List};

const INTERNAL: Use = Use::Ignored("a number for the publisher's own use");
const ADDRESS: Use = Use::Ignored("where the act is published");
const OF_PART: Use =
    Use::Ignored("the act that brought this part; the designation's own is in `regulation`");
const LANGUAGE: Use = Use::Ignored("the language of the act; a name has its own");
const OF_ACT: Use = Use::Ignored("a fact about the act, not about who is designated");
const REGION: Use = Use::Ignored("a region within the country of citizenship");
const AT_LISTING: Use = Use::Ignored("says that the address is known from the day of listing");

/// Every element and attribute of the publisher's schema.
const FIELDS: Fields = &[
    ("sanctionEntity/@designationDate", Use::Read),
    ("sanctionEntity/@designationDetails", Use::Read),
    ("sanctionEntity/@delistingDate", Use::Read),
    ("sanctionEntity/@euReferenceNumber", Use::Read),
    ("sanctionEntity/@logicalId", Use::Read),
    ("sanctionEntity/@unitedNationId", Use::Read),
    ("sanctionEntity/remark", Use::Read),
    ("sanctionEntity/additionalInformation/@key", Use::Read),
    ("sanctionEntity/additionalInformation/@value", Use::Read),
    ("sanctionEntity/subjectType/@code", Use::Read),
    ("sanctionEntity/subjectType/@classificationCode", Use::Read),
    ("sanctionEntity/regulation/@programme", Use::Read),
    ("sanctionEntity/regulation/@numberTitle", Use::Read),
    ("sanctionEntity/regulation/@publicationDate", Use::Read),
    ("sanctionEntity/regulation/@entryIntoForceDate", Use::Read),
    ("sanctionEntity/regulation/@regulationType", OF_ACT),
    ("sanctionEntity/regulation/@organisationType", OF_ACT),
    ("sanctionEntity/regulation/@logicalId", INTERNAL),
    ("sanctionEntity/regulation/publicationUrl", ADDRESS),
    ("sanctionEntity/regulation/corrigendum", OF_ACT),
    ("sanctionEntity/regulation/remark", OF_ACT),
    ("sanctionEntity/regulation/additionalInformation", OF_ACT),
    ("sanctionEntity/nameAlias/@firstName", Use::Read),
    ("sanctionEntity/nameAlias/@middleName", Use::Read),
    ("sanctionEntity/nameAlias/@lastName", Use::Read),
    ("sanctionEntity/nameAlias/@wholeName", Use::Read),
    ("sanctionEntity/nameAlias/@function", Use::Read),
    ("sanctionEntity/nameAlias/@gender", Use::Read),
    ("sanctionEntity/nameAlias/@title", Use::Read),
    ("sanctionEntity/nameAlias/@nameLanguage", Use::Read),
    ("sanctionEntity/nameAlias/@strong", Use::Read),
    ("sanctionEntity/nameAlias/@regulationLanguage", LANGUAGE),
    ("sanctionEntity/nameAlias/@logicalId", INTERNAL),
    ("sanctionEntity/nameAlias/remark", Use::Read),
    ("sanctionEntity/nameAlias/additionalInformation/@key", Use::Read),
    ("sanctionEntity/nameAlias/additionalInformation/@value", Use::Read),
    ("sanctionEntity/nameAlias/regulationSummary", OF_PART),
    ("sanctionEntity/citizenship/@countryIso2Code", Use::Read),
    ("sanctionEntity/citizenship/@countryDescription", Use::Read),
    ("sanctionEntity/citizenship/@region", REGION),
    ("sanctionEntity/citizenship/@acquisitionDate", Use::Read),
    ("sanctionEntity/citizenship/@disenfranchisementDate", Use::Read),
    ("sanctionEntity/citizenship/@regulationLanguage", LANGUAGE),
    ("sanctionEntity/citizenship/@logicalId", INTERNAL),
    ("sanctionEntity/citizenship/remark", Use::Read),
    ("sanctionEntity/citizenship/additionalInformation/@key", Use::Read),
    ("sanctionEntity/citizenship/additionalInformation/@value", Use::Read),
    ("sanctionEntity/citizenship/regulationSummary", OF_PART),
    ("sanctionEntity/birthdate/@circa", Use::Read),
    ("sanctionEntity/birthdate/@calendarType", Use::Read),
    ("sanctionEntity/birthdate/@birthdate", Use::Read),
    ("sanctionEntity/birthdate/@dayOfMonth", Use::Read),
    ("sanctionEntity/birthdate/@monthOfYear", Use::Read),
    ("sanctionEntity/birthdate/@year", Use::Read),
    ("sanctionEntity/birthdate/@yearRangeFrom", Use::Read),
    ("sanctionEntity/birthdate/@yearRangeTo", Use::Read),
    ("sanctionEntity/birthdate/@city", Use::Read),
    ("sanctionEntity/birthdate/@zipCode", Use::Read),
    ("sanctionEntity/birthdate/@region", Use::Read),
    ("sanctionEntity/birthdate/@place", Use::Read),
    ("sanctionEntity/birthdate/@countryIso2Code", Use::Read),
    ("sanctionEntity/birthdate/@countryDescription", Use::Read),
    ("sanctionEntity/birthdate/@regulationLanguage", LANGUAGE),
    ("sanctionEntity/birthdate/@logicalId", INTERNAL),
    ("sanctionEntity/birthdate/remark", Use::Read),
    ("sanctionEntity/birthdate/additionalInformation/@key", Use::Read),
    ("sanctionEntity/birthdate/additionalInformation/@value", Use::Read),
    ("sanctionEntity/birthdate/regulationSummary", OF_PART),
    ("sanctionEntity/address/@city", Use::Read),
    ("sanctionEntity/address/@street", Use::Read),
    ("sanctionEntity/address/@poBox", Use::Read),
    ("sanctionEntity/address/@zipCode", Use::Read),
    ("sanctionEntity/address/@region", Use::Read),
    ("sanctionEntity/address/@place", Use::Read),
    ("sanctionEntity/address/@countryIso2Code", Use::Read),
    ("sanctionEntity/address/@countryDescription", Use::Read),
    ("sanctionEntity/address/@asAtListingTime", AT_LISTING),
    ("sanctionEntity/address/@regulationLanguage", LANGUAGE),
    ("sanctionEntity/address/@logicalId", INTERNAL),
    ("sanctionEntity/address/contactInfo/@key", Use::Read),
    ("sanctionEntity/address/contactInfo/@value", Use::Read),
    ("sanctionEntity/address/remark", Use::Read),
    ("sanctionEntity/address/additionalInformation/@key", Use::Read),
    ("sanctionEntity/address/additionalInformation/@value", Use::Read),
    ("sanctionEntity/address/regulationSummary", OF_PART),
    ("sanctionEntity/identification/@diplomatic", Use::Read),
    ("sanctionEntity/identification/@knownExpired", Use::Read),
    ("sanctionEntity/identification/@knownFalse", Use::Read),
    ("sanctionEntity/identification/@reportedLost", Use::Read),
    ("sanctionEntity/identification/@revokedByIssuer", Use::Read),
    ("sanctionEntity/identification/@issueDate", Use::Read),
    ("sanctionEntity/identification/@issuedBy", Use::Read),
    ("sanctionEntity/identification/@latinNumber", Use::Read),
    ("sanctionEntity/identification/@nameOnDocument", Use::Read),
    ("sanctionEntity/identification/@number", Use::Read),
    ("sanctionEntity/identification/@validFrom", Use::Read),
    ("sanctionEntity/identification/@validTo", Use::Read),
    ("sanctionEntity/identification/@identificationTypeCode", Use::Read),
    ("sanctionEntity/identification/@identificationTypeDescription", Use::Read),
    ("sanctionEntity/identification/@region", Use::Read),
    ("sanctionEntity/identification/@countryIso2Code", Use::Read),
    ("sanctionEntity/identification/@countryDescription", Use::Read),
    ("sanctionEntity/identification/@regulationLanguage", LANGUAGE),
    ("sanctionEntity/identification/@logicalId", INTERNAL),
    ("sanctionEntity/identification/remark", Use::Read),
    ("sanctionEntity/identification/additionalInformation/@key", Use::Read),
    ("sanctionEntity/identification/additionalInformation/@value", Use::Read),
    ("sanctionEntity/identification/regulationSummary", OF_PART),
];

static SCHEMA: Schema = Schema::new(&["export"], &["sanctionEntity"], FIELDS);

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "eu-fsf-xml",
    title: "EU consolidated list of financial sanctions (FSF), XML 1.1",
    proven: true,
    // `export` may be the root of anything.
    recognises: |head| head.has_root("export") && head.mentions("/fpi/fsd/export"),
    read,
};

impl Facts for Element<'_> {
    fn get(&self, attribute: &'static str) -> &str {
        self.attribute(attribute)
    }
}

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    let generated = document.root_attribute("generationDate").get(..10).and_then(designation::date);
    let mut effective = None;
    let (mut records, mut groups) = (Records::default(), Grouped::default());
    while let Some(record) = document.next_record()? {
        let id = match designation::id(&record) {
            Ok(id) => id,
            Err(reason) => {
                records.skip(source, record.line(), reason);
                continue;
            }
        };
        let delisting = designation::date(record.attribute("delistingDate"));
        if delisting.is_some_and(|day| generated.is_some_and(|today| day <= today)) {
            records.delisted();
            continue;
        }
        // A party that is listed under two programmes has an element for each.
        if groups.has(&id) {
            records.joined(&id);
        }
        for act in record.all("regulation") {
            effective = effective.max(designation::in_force(&act));
        }
        let group = groups.group(&id, record.line(), || designation::record(&id));
        read_into(&mut group.entity, &record);
    }
    groups.each(designation::choose_primary);
    groups.finish(source, &mut records);
    let edition = Edition {
        list: designation::LIST.into(),
        publisher: designation::PUBLISHER.into(),
        title: designation::TITLE.into(),
        format: FORMAT.name,
        published: generated,
        effective,
    };
    records.finish(edition, &[source], document.fields())
}

/// Adds what one `sanctionEntity` says to its record.
fn read_into(entity: &mut Entity, record: &Element) {
    designation::designation(entity, record);
    let delisting = record.attribute("delistingDate");
    if !delisting.is_empty() {
        designation::note(entity, &format!("to be delisted on {delisting}"));
    }
    for part in record.children() {
        match part.name() {
            "subjectType" => designation::subject(
                entity,
                [part.attribute("code"), part.attribute("classificationCode")],
            ),
            "regulation" => designation::regulation(entity, &part),
            "nameAlias" => designation::name(entity, &part, &remarks(&part)),
            "citizenship" => designation::citizenship(entity, &part, &remarks(&part)),
            "birthdate" => designation::birth(entity, &part, &remarks(&part)),
            "address" => {
                designation::address(entity, &part, &remarks(&part));
                for info in part.all("contactInfo") {
                    designation::contact(entity, info.attribute("key"), info.attribute("value"));
                }
            }
            "identification" => designation::identification(entity, &part, &remarks(&part)),
            _ => {}
        }
    }
    for said in remarks(record) {
        designation::note(entity, &said);
    }
}

/// What an element says in words: remarks, and facts that the schema has no attribute for.
fn remarks(element: &Element) -> Vec<String> {
    let said = element.all("remark").map(|remark| squeeze(remark.text()));
    let more = element
        .all("additionalInformation")
        .map(|more| squeeze(&format!("{}: {}", more.attribute("key"), more.attribute("value"))));
    said.chain(more).filter(|said| !said.is_empty()).collect()
}
