//! OFAC's enhanced XML: `SDN_ENHANCED.XML` and `CONS_ENHANCED.XML`.
//!
//! Source: an issue of the Consolidated list, which the schema is read off from; elements that stand
//! in the SDN list only are from public descriptions (`title`, dates of documents). Values are
//! written out where they are used and carry the number of a reference value at the head of the
//! file. Names and addresses come in several scripts.

use super::fact::Fact;
use super::list::OfacList;
use super::{remarks, words};
use crate::error::Result;
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::keep;
use crate::lists::measures::measure;
use crate::lists::records::Records;
use crate::lists::source::Source;
use crate::lists::xml::{Document, Element, Schema};
use crate::lists::{Entity, EntityId, Link, List, stated_date};
use crate::party::{Address, Country, DateInterval, Name, NameKind, NamePart, Party};
use std::collections::HashMap;

const NUMBERING: Use = Use::Ignored("numbers a part of the record for the publisher's own use");
const FIRST: Use = Use::Ignored("which of several comes first in print; all are alternatives");
const REFERENCE: Use =
    Use::Ignored("the number of a reference value that is written out beside it");
const LAYOUT: Use = Use::Ignored("how the publisher prints this kind of feature");

/// Every element and attribute.
const FIELDS: Fields = &[
    ("publicationInfo/dataAsOf", Use::Read),
    ("publicationInfo/filters/sanctionsLists/sanctionsList", Use::Read),
    ("publicationInfo/filters/sanctionsLists/sanctionsList/@refId", REFERENCE),
    ("referenceValues/referenceValue/@refId", Use::Read),
    ("referenceValues/referenceValue/type", Use::Ignored("the use of a value tells its type")),
    ("referenceValues/referenceValue/value", Use::Read),
    ("referenceValues/referenceValue/isoCode", Use::Read),
    ("referenceValues/referenceValue/code", Use::Ignored("a second spelling of the value")),
    ("featureTypes", LAYOUT),
    ("entities/entity/@id", Use::Read),
    ("entities/entity/generalInfo/identityId", NUMBERING),
    ("entities/entity/generalInfo/entityType", Use::Read),
    ("entities/entity/generalInfo/entityType/@refId", REFERENCE),
    ("entities/entity/generalInfo/title", Use::Read),
    ("entities/entity/generalInfo/remarks", Use::Read),
    ("entities/entity/sanctionsLists/sanctionsList", Use::Read),
    ("entities/entity/sanctionsLists/sanctionsList/@refId", REFERENCE),
    ("entities/entity/sanctionsLists/sanctionsList/@id", NUMBERING),
    ("entities/entity/sanctionsLists/sanctionsList/@datePublished", Use::Read),
    ("entities/entity/sanctionsPrograms/sanctionsProgram", Use::Read),
    ("entities/entity/sanctionsPrograms/sanctionsProgram/@refId", REFERENCE),
    ("entities/entity/sanctionsPrograms/sanctionsProgram/@id", NUMBERING),
    ("entities/entity/sanctionsTypes/sanctionsType", Use::Read),
    ("entities/entity/sanctionsTypes/sanctionsType/@refId", REFERENCE),
    ("entities/entity/sanctionsTypes/sanctionsType/@id", NUMBERING),
    ("entities/entity/legalAuthorities/legalAuthority", Use::Read),
    ("entities/entity/legalAuthorities/legalAuthority/@refId", REFERENCE),
    ("entities/entity/legalAuthorities/legalAuthority/@id", NUMBERING),
    ("entities/entity/names/name/@id", NUMBERING),
    ("entities/entity/names/name/isPrimary", Use::Read),
    ("entities/entity/names/name/aliasType", Use::Read),
    ("entities/entity/names/name/aliasType/@refId", REFERENCE),
    ("entities/entity/names/name/isLowQuality", Use::Read),
    ("entities/entity/names/name/translations/translation/@id", NUMBERING),
    ("entities/entity/names/name/translations/translation/isPrimary", Use::Read),
    ("entities/entity/names/name/translations/translation/script", Use::Read),
    ("entities/entity/names/name/translations/translation/script/@refId", REFERENCE),
    (
        "entities/entity/names/name/translations/translation/formattedFirstName",
        Use::Ignored("stands in the full name, and in the parts"),
    ),
    (
        "entities/entity/names/name/translations/translation/formattedLastName",
        Use::Ignored("stands in the full name, and in the parts"),
    ),
    ("entities/entity/names/name/translations/translation/formattedFullName", Use::Read),
    ("entities/entity/names/name/translations/translation/nameParts/namePart/@id", NUMBERING),
    ("entities/entity/names/name/translations/translation/nameParts/namePart/type", Use::Read),
    (
        "entities/entity/names/name/translations/translation/nameParts/namePart/type/@refId",
        REFERENCE,
    ),
    ("entities/entity/names/name/translations/translation/nameParts/namePart/value", Use::Read),
    ("entities/entity/addresses/address/@id", NUMBERING),
    ("entities/entity/addresses/address/country", Use::Read),
    ("entities/entity/addresses/address/country/@refId", Use::Read),
    ("entities/entity/addresses/address/translations/translation/@id", NUMBERING),
    ("entities/entity/addresses/address/translations/translation/isPrimary", FIRST),
    (
        "entities/entity/addresses/address/translations/translation/script",
        Use::Ignored("the letters of an address tell its script"),
    ),
    (
        "entities/entity/addresses/address/translations/translation/addressParts/addressPart/@id",
        NUMBERING,
    ),
    (
        "entities/entity/addresses/address/translations/translation/addressParts/addressPart/type",
        Use::Read,
    ),
    (
        "entities/entity/addresses/address/translations/translation/addressParts/addressPart/type/@refId",
        REFERENCE,
    ),
    (
        "entities/entity/addresses/address/translations/translation/addressParts/addressPart/value",
        Use::Read,
    ),
    ("entities/entity/features/feature/@id", NUMBERING),
    ("entities/entity/features/feature/type", Use::Read),
    ("entities/entity/features/feature/type/@featureTypeId", REFERENCE),
    ("entities/entity/features/feature/versionId", NUMBERING),
    ("entities/entity/features/feature/value", Use::Read),
    ("entities/entity/features/feature/valueRefId", Use::Read),
    ("entities/entity/features/feature/valueDate/@id", NUMBERING),
    ("entities/entity/features/feature/valueDate/fromDateBegin", Use::Read),
    ("entities/entity/features/feature/valueDate/fromDateEnd", Use::Read),
    ("entities/entity/features/feature/valueDate/toDateBegin", Use::Read),
    ("entities/entity/features/feature/valueDate/toDateEnd", Use::Read),
    ("entities/entity/features/feature/valueDate/isApproximate", Use::Read),
    (
        "entities/entity/features/feature/valueDate/isDateRange",
        Use::Ignored("the dates tell whether they are a range"),
    ),
    ("entities/entity/features/feature/isPrimary", FIRST),
    (
        "entities/entity/features/feature/reliability",
        Use::Ignored("nothing listed is screened with less care for being reported only"),
    ),
    ("entities/entity/features/feature/comments", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/@id", NUMBERING),
    ("entities/entity/identityDocuments/identityDocument/type", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/type/@refId", REFERENCE),
    (
        "entities/entity/identityDocuments/identityDocument/name",
        Use::Ignored("which of the listed names the document bears"),
    ),
    ("entities/entity/identityDocuments/identityDocument/documentNumber", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/isValid", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/issuingLocation", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/issuingCountry", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/issuingCountry/@refId", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/issuingAuthority", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/issueDate", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/expirationDate", Use::Read),
    ("entities/entity/identityDocuments/identityDocument/comments", Use::Read),
    ("entities/entity/relationships/relationship/@id", NUMBERING),
    ("entities/entity/relationships/relationship/type", Use::Read),
    ("entities/entity/relationships/relationship/type/@refId", REFERENCE),
    ("entities/entity/relationships/relationship/relatedEntity", Use::Read),
    ("entities/entity/relationships/relationship/relatedEntity/@entityId", Use::Read),
    (
        "entities/entity/relationships/relationship/quality",
        Use::Ignored("how sure the publisher is of a link"),
    ),
    ("entities/entity/relationships/relationship/comments", Use::Read),
];

static SCHEMA: Schema = Schema::new(
    &["sanctionsData"],
    &["publicationInfo", "referenceValues/referenceValue", "entities/entity"],
    FIELDS,
);

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "ofac-enhanced",
    title: "OFAC SDN and Consolidated lists, enhanced XML",
    proven: true,
    recognises: |head| head.has_root("sanctionsData"),
    read,
};

/// A reference value: its text, and the code of a country.
#[derive(Default)]
struct ReferenceValue {
    value: String,
    iso_code: String,
}

/// Reference values by their numbers.
type References = HashMap<String, ReferenceValue>;

/// Reads an issue of one of the lists.
fn read(source: &Source) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    let mut records = Records::default();
    let mut references = References::new();
    let (mut published, mut list) = (None, OfacList::by_name(&source.path));
    while let Some(record) = document.next_record()? {
        match record.name() {
            "publicationInfo" => {
                published = day(&record.text_of("dataAsOf"));
                let stated = record.texts_at("filters/sanctionsLists/sanctionsList");
                let stated = stated.iter().find_map(|name| match name.as_str() {
                    "SDN List" => Some(OfacList::Sdn),
                    "Consolidated List" => Some(OfacList::Consolidated),
                    _ => None,
                });
                list = stated.or(list);
            }
            "referenceValue" => {
                let value = ReferenceValue {
                    value: record.text_of("value").into_owned(),
                    iso_code: record.text_of("isoCode").into_owned(),
                };
                references.insert(record.attribute("refId").to_owned(), value);
            }
            _ => {
                let entity = entity(list.unwrap_or(OfacList::Sdn), &references, &record);
                records.add(source, document.line(), entity);
            }
        }
    }
    let list = list.unwrap_or(OfacList::Sdn);
    list.place_links(records.entities_mut());
    records.finish(list.edition(FORMAT.name, published), &[source], document.fields())
}

/// The day of `2025-01-10T00:00:00` or `2025-01-10`, or a date in words.
fn day(text: &str) -> Option<DateInterval> {
    text.get(..10).and_then(|day| day.parse().ok()).or_else(|| stated_date::parse(text))
}

fn is_true(element: &Element, name: &str) -> bool {
    element.text_of(name) == "true"
}

/// One record; the error says why it cannot be one.
fn entity(list: OfacList, references: &References, record: &Element) -> Result<Entity, String> {
    let id = record.attribute("id");
    if id.is_empty() {
        return Err("the record has no id".into());
    }
    let at_fault = |problem: String| format!("record {id}: {problem}");
    let of_type = record.at("generalInfo/entityType");
    let of_type = of_type.first().map_or("", |of_type| of_type.text());
    let mut entity = Entity::new(EntityId::new(list.short_name(), id));
    entity.party = Party {
        kind: Some(words::kind(of_type).map_err(at_fault)?),
        names: names(record).map_err(at_fault)?,
        ..Party::default()
    };
    if entity.party.names.is_empty() {
        return Err(format!("the record {id} has no name"));
    }
    entity.programmes = record.texts_at("sanctionsPrograms/sanctionsProgram");
    let measures = record.texts_at("sanctionsTypes/sanctionsType");
    entity.measures = measures.iter().map(|stated| measure(&stated.to_lowercase())).collect();
    entity.legal_basis = record.texts_at("legalAuthorities/legalAuthority");
    for listing in record.at("sanctionsLists/sanctionsList") {
        let published = day(listing.attribute("datePublished"));
        entity.listed_on = [entity.listed_on, published].into_iter().flatten().min();
        let reference = match listing.attribute("datePublished") {
            "" => listing.text().to_owned(),
            date => format!("{} ({date})", listing.text()),
        };
        keep(&mut entity.references, reference);
    }
    for address in record.at("addresses/address") {
        entity.party.addresses.extend(addresses(references, &address));
    }
    for titles in record.texts_at("generalInfo/title") {
        let titles = titles.split(';').map(str::trim).filter(|title| !title.is_empty());
        entity.titles.extend(titles.map(str::to_owned));
    }
    for feature in record.at("features/feature") {
        self::feature(&mut entity, references, &feature);
    }
    for document in record.at("identityDocuments/identityDocument") {
        self::document(&mut entity, references, &document);
    }
    for relationship in record.at("relationships/relationship") {
        if let Some(other) = relationship.first("relatedEntity") {
            let relation = relationship.text_of("type").to_lowercase();
            let mut link = Link::named(relation, other.text());
            let id = Some(other.attribute("entityId")).filter(|id| !id.is_empty());
            link.id = id.map(|id| EntityId::new(list.short_name(), id));
            for comment in relationship.texts_at("comments") {
                keep(&mut entity.remarks, format!("{} {}: {comment}", link.relation, link.name));
            }
            keep(&mut entity.links, link);
        }
    }
    for prose in record.texts_at("generalInfo/remarks") {
        remarks::read_prose_into(&mut entity, &prose);
    }
    Ok(entity)
}

/// Names in the order of the file, the primary one first; each in all its scripts.
fn names(record: &Element) -> Result<Vec<Name>, String> {
    let (mut primary, mut others) = (Vec::new(), Vec::new());
    for name in record.at("names/name") {
        let is_primary = is_true(&name, "isPrimary");
        for translation in name.at("translations/translation") {
            let kind = match (is_primary, is_true(&translation, "isPrimary")) {
                (true, true) => NameKind::Primary,
                (true, false) => NameKind::Variation,
                (false, _) => words::name_kind(&name.text_of("aliasType"))?,
            };
            let parts: Vec<(String, String)> = translation
                .at("nameParts/namePart")
                .iter()
                .map(|part| (part.text_of("type").into_owned(), part.text_of("value").into_owned()))
                .collect();
            let mut text = translation.text_of("formattedFullName").into_owned();
            if text.is_empty() {
                let values: Vec<&str> = parts.iter().map(|(_, value)| value.as_str()).collect();
                text = values.join(" ");
            }
            if text.is_empty() {
                continue;
            }
            let parts = parts
                .into_iter()
                .filter_map(|(of_type, value)| NamePart::new(words::part_kind(&of_type)?, value));
            let mut found =
                Name::new(kind, text).in_script(translation.text_of("script")).with_parts(parts);
            if is_true(&name, "isLowQuality") {
                found = found.weak();
            }
            keep(if is_primary { &mut primary } else { &mut others }, found);
        }
    }
    primary.sort_by_key(|name| name.kind != NameKind::Primary);
    primary.extend(others);
    Ok(primary)
}

/// An address in each of its scripts.
fn addresses(references: &References, address: &Element) -> Vec<Address> {
    let country =
        address.first("country").map_or("", |country| self::country(references, &country));
    let mut found = Vec::new();
    for translation in address.at("translations/translation") {
        let parts: Vec<(String, String)> = translation
            .at("addressParts/addressPart")
            .iter()
            .map(|part| (part.text_of("type").into_owned(), part.text_of("value").into_owned()))
            .collect();
        if let Some(place) = words::place(&parts, country) {
            keep(&mut found, place);
        }
    }
    // A country may stand without a translation.
    if found.is_empty() {
        found.extend(words::place(&[], country));
    }
    found
}

/// A country by the code of its reference value, else as written.
fn country<'a>(references: &'a References, element: &Element<'a>) -> &'a str {
    let code = references.get(element.attribute("refId")).map(|value| value.iso_code.as_str());
    code.filter(|code| Country::named(code).is_some()).unwrap_or(element.text())
}

/// A feature: date of birth, nationality, website, measure and whatever else has a label.
fn feature(entity: &mut Entity, references: &References, feature: &Element) {
    let label = feature.text_of("type").into_owned();
    let mut value = feature.text_of("value").into_owned();
    let reference = references.get(&*feature.text_of("valueRefId"));
    if let Some(reference) = reference {
        if value.is_empty() {
            value.clone_from(&reference.value);
        }
        // Of countries, the code is surer than the name.
        if Country::named(&value).is_none() && Country::named(&reference.iso_code).is_some() {
            value.clone_from(&reference.iso_code);
        }
    }
    let fact = Fact {
        date: feature.first("valueDate").and_then(|date| value_date(&date)),
        ..Fact::new(&label, &value)
    };
    fact.read_into(entity);
    for comment in feature.texts_at("comments") {
        keep(&mut entity.remarks, format!("{label} {value}: {comment}"));
    }
}

/// A date that begins and ends within bounds.
fn value_date(date: &Element) -> Option<DateInterval> {
    let bound = |names: [&str; 2]| names.iter().find_map(|name| day(&date.text_of(name)));
    let begin = bound(["fromDateBegin", "fromDateEnd"])?;
    let whole = begin.until(bound(["toDateEnd", "toDateBegin"]).unwrap_or(begin))?;
    Some(if is_true(date, "isApproximate") { whole.circa() } else { whole })
}

fn document(entity: &mut Entity, references: &References, document: &Element) {
    let authority = document.text_of("issuingAuthority").into_owned();
    let mut label = document.text_of("type").into_owned();
    if !authority.is_empty() {
        label = format!("{label} ({authority})");
    }
    let value = document.text_of("documentNumber").into_owned();
    let location = document.text_of("issuingLocation").into_owned();
    let country = match document.first("issuingCountry") {
        Some(country) => self::country(references, &country),
        None if Country::named(&location).is_some() => location.as_str(),
        None => "",
    };
    let fact = Fact {
        country,
        issued: day(&document.text_of("issueDate")),
        expires: day(&document.text_of("expirationDate")),
        ..Fact::new(&label, &value)
    };
    fact.read_into(entity);
    let mut note = |note: &str| keep(&mut entity.remarks, format!("{label} {value}: {note}"));
    if !location.is_empty() && Country::named(&location).is_none() {
        note(&format!("issued in {location}"));
    }
    if document.text_of("isValid") == "false" {
        note("not valid");
    }
    for comment in document.texts_at("comments") {
        note(&comment);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::Scheme;
    use crate::party::{Gender, Kind, Strength};
    use std::path::Path;

    const HEAD: &str = "<?xml version='1.0' encoding='utf-8'?>\n<sanctionsData>\
        <publicationInfo><dataAsOf>2025-01-10T00:00:00</dataAsOf><filters><sanctionsLists>\
        <sanctionsList refId='91512'>Consolidated List</sanctionsList></sanctionsLists></filters></publicationInfo>\
        <referenceValues><referenceValue refId='1'><type>COUNTRY</type><value>Land of Example</value><isoCode>KP</isoCode></referenceValue>\
        <referenceValue refId='2'><type>GENDER</type><value>Female</value></referenceValue></referenceValues>\
        <featureTypes><featureType featureTypeId='8'><type>Birthdate</type></featureType></featureTypes><entities>\n";
    const PERSON: &str = "<entity id='7'><generalInfo><identityId>9</identityId><entityType refId='600'>Individual</entityType>\
        <title>Director; Member</title><remarks>HAMAS - Town</remarks></generalInfo>\
        <sanctionsLists><sanctionsList refId='1' id='2' datePublished='2014-10-10'>Consolidated List</sanctionsList>\
        <sanctionsList datePublished='2006-04-12'>Example List</sanctionsList></sanctionsLists>\
        <sanctionsPrograms><sanctionsProgram refId='1' id='2'>NS-PLC</sanctionsProgram></sanctionsPrograms>\
        <sanctionsTypes><sanctionsType refId='1' id='2'>Reject</sanctionsType></sanctionsTypes>\
        <legalAuthorities><legalAuthority refId='1' id='2'>Executive Order 1</legalAuthority></legalAuthorities>\
        <names><name id='1'><isPrimary>false</isPrimary><aliasType refId='1400'>A.K.A.</aliasType><isLowQuality>true</isLowQuality>\
        <translations><translation id='3'><isPrimary>true</isPrimary><script refId='1'>Latin</script><formattedFullName>Annie</formattedFullName>\
        <nameParts><namePart id='1'><type>Nickname</type><value>Annie</value></namePart></nameParts></translation></translations></name>\
        <name id='2'><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>\
        <translation id='4'><isPrimary>false</isPrimary><script>Cyrillic</script><formattedFullName>ПРИМЕР, Анна</formattedFullName></translation>\
        <translation id='5'><isPrimary>true</isPrimary><script>Latin</script><formattedFirstName>Ann</formattedFirstName>\
        <formattedLastName>EXAMPLE</formattedLastName><formattedFullName>EXAMPLE, Ann</formattedFullName>\
        <nameParts><namePart><type>Last Name</type><value>Example</value></namePart>\
        <namePart><type>First Name</type><value>Ann</value></namePart></nameParts></translation></translations></name></names>\
        <addresses><address id='1'><country refId='1'>Land of Example</country><translations>\
        <translation id='1'><isPrimary>true</isPrimary><script>Latin</script><addressParts>\
        <addressPart id='1'><type refId='1'>CITY</type><value>Town</value></addressPart>\
        <addressPart id='2'><type>ADDRESS1</type><value>1 Road</value></addressPart></addressParts></translation>\
        <translation><script>Cyrillic</script><addressParts><addressPart><type>CITY</type><value>Город</value></addressPart></addressParts></translation>\
        </translations></address><address id='2'><translations><translation/></translations></address>\
        <address id='3'><country refId='1'>Land of Example</country></address></addresses>\
        <features><feature id='1'><type featureTypeId='8'>Birthdate</type><versionId>1</versionId><value>circa 1961</value>\
        <valueDate id='1'><fromDateBegin>1961-01-01</fromDateBegin><fromDateEnd>1961-01-01</fromDateEnd>\
        <toDateBegin>1961-12-31</toDateBegin><toDateEnd>1961-12-31</toDateEnd><isApproximate>true</isApproximate></valueDate></feature>\
        <feature id='2'><type>Gender</type><valueRefId>2</valueRefId></feature>\
        <feature id='3'><type>Nationality Country</type><value>Land of Example</value><valueRefId>1</valueRefId></feature>\
        <feature id='4'><type>Website</type><value>www.example.org</value><comments>in Korean</comments></feature></features>\
        <identityDocuments><identityDocument id='1'><type>Tax ID No.</type><name nameId='2'>EXAMPLE, Ann</name>\
        <documentNumber>77</documentNumber><isValid>false</isValid><issuingLocation>Town</issuingLocation>\
        <issuingCountry refId='1'>Land of Example</issuingCountry><issuingAuthority>INN</issuingAuthority></identityDocument></identityDocuments>\
        <relationships><relationship id='1'><type refId='1'>Acting for or on behalf of</type><relatedEntity entityId='8'>SAMPLE</relatedEntity></relationship>\
        <relationship id='2'><type>Owned or Controlled By</type><relatedEntity entityId='4695'>ELSEWHERE</relatedEntity></relationship></relationships></entity>\n";
    const COMPANY: &str = "<entity id='8'><generalInfo><entityType>Entity</entityType></generalInfo>\
        <names><name><isPrimary>true</isPrimary><translations><translation><isPrimary>true</isPrimary>\
        <formattedFullName>SAMPLE</formattedFullName></translation></translations></name></names></entity>\n";

    fn read_text(text: &str) -> Result<List> {
        read(&Source::from_bytes(Path::new("x.xml"), text.as_bytes()).unwrap())
    }

    #[test]
    fn records_are_read() {
        let text = format!("{HEAD}{PERSON}{COMPANY}</entities></sanctionsData>");
        let list = read_text(&text).unwrap();
        assert_eq!((&list.snapshot.skipped[..], list.snapshot.unknown_fields.len()), (&[][..], 0));
        assert_eq!(list.snapshot.published.unwrap().to_string(), "2025-01-10");
        let ann = &list.entities[0];
        assert_eq!((ann.id.as_str(), ann.party.kind), ("ofac-cons:7", Some(Kind::Person)));
        let names: Vec<_> = ann
            .party
            .names
            .iter()
            .map(|n| {
                (n.text.as_str(), n.kind, n.strength, n.script.as_deref().unwrap(), n.parts.len())
            })
            .collect();
        assert_eq!(
            names,
            [
                ("EXAMPLE, Ann", NameKind::Primary, Strength::Strong, "Latin", 2),
                ("ПРИМЕР, Анна", NameKind::Variation, Strength::Strong, "Cyrillic", 0),
                ("Annie", NameKind::Alias, Strength::Weak, "Latin", 1),
            ]
        );
        assert_eq!(ann.titles, ["Director", "Member"]);
        assert_eq!(
            (&ann.programmes[..], &ann.measures[..]),
            (&["NS-PLC".into()][..], &["reject".into()][..])
        );
        assert_eq!(ann.legal_basis, ["Executive Order 1"]);
        assert_eq!(ann.listed_on.unwrap().to_string(), "2006-04-12");
        assert_eq!(ann.references, ["Consolidated List (2014-10-10)", "Example List (2006-04-12)"]);
        let addresses: Vec<_> = ann.party.addresses.iter().map(|a| a.text.as_str()).collect();
        assert_eq!(addresses, ["1 Road, Town", "Город", ""]);
        assert!(ann.party.addresses.iter().all(|a| a.country.unwrap().code() == "KP"));
        assert_eq!(ann.party.births[0].to_string(), "~1961");
        assert_eq!(ann.party.gender, Some(Gender::Female));
        assert_eq!(ann.party.countries[0].code(), "KP");
        let [website, tax] = &ann.party.identifiers[..] else { panic!() };
        assert_eq!(website.value, "www.example.org");
        assert_eq!((tax.scheme, tax.value.as_str()), (Scheme::TaxId, "77"));
        assert_eq!(tax.label.as_deref(), Some("Tax ID No. (INN)"));
        assert_eq!(tax.country.unwrap().code(), "KP");
        assert_eq!(
            ann.remarks,
            [
                "Website www.example.org: in Korean",
                "Tax ID No. (INN) 77: issued in Town",
                "Tax ID No. (INN) 77: not valid",
                "HAMAS - Town",
            ]
        );
        let links: Vec<_> = ann
            .links
            .iter()
            .map(|l| (l.relation.as_str(), l.name.as_str(), l.id.as_ref().unwrap().as_str()))
            .collect();
        assert_eq!(
            links,
            [
                ("acting for or on behalf of", "SAMPLE", "ofac-cons:8"),
                ("owned or controlled by", "ELSEWHERE", "ofac-sdn:4695"),
            ]
        );
    }

    #[test]
    fn bad_records_cost_only_themselves() {
        let bad = [
            COMPANY.replacen(" id='8'", "", 1),
            COMPANY.replacen("SAMPLE", "", 1),
            COMPANY.replacen("Entity", "Submarine", 1),
            PERSON.replacen("A.K.A.", "alias", 1),
            COMPANY.to_owned(),
            COMPANY.to_owned(),
        ];
        let list =
            read_text(&format!("{HEAD}{}</entities></sanctionsData>", bad.concat())).unwrap();
        assert_eq!(list.snapshot.records, 1);
        let lines: Vec<u64> = list.snapshot.skipped.iter().map(|s| s.line).collect();
        assert_eq!(lines, [3, 4, 5, 6, 8], "{:?}", list.snapshot.skipped);
    }

    #[test]
    fn a_cut_file_is_truncated_wherever_it_is_cut() {
        let whole = format!("{HEAD}{COMPANY}</entities></sanctionsData>");
        for end in 60..whole.len() {
            assert!(read_text(&whole[..end]).unwrap_err().is_truncated(), "{end}");
        }
        assert!(read_text("<sanctionsData/>").unwrap_err().is_empty_input());
    }
}
