//! OFAC's classic XML: `SDN.XML` and `CONSOLIDATED.XML`.
//!
//! Source: OFAC's schema `XML.xsd` of the Sanctions List Service and the issues themselves. Until
//! May 2024 the name space was `http://tempuri.org/sdnList.xsd`; the elements are the same. Both
//! lists have one shape, and nothing inside says which of them a file is.

use super::fact::Fact;
use super::list::OfacList;
use super::{remarks, words};
use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::keep;
use crate::lists::records::Records;
use crate::lists::source::Source;
use crate::lists::stated_place::StatedPlace;
use crate::lists::xml::{Document, Element, Schema};
use crate::lists::{Entity, EntityId, List, Vessel, filled, stated_date};
use crate::party::{Address, Country, DateInterval, Name, NameKind, Party};

const NUMBERING: Use = Use::Ignored("numbers a part of the record for the publisher's own use");
const FIRST: Use = Use::Ignored("which of several comes first in print; all are alternatives");

/// Every element of the publisher's schema.
const FIELDS: Fields = &[
    ("publshInformation/Publish_Date", Use::Read),
    ("publshInformation/Record_Count", Use::Read),
    ("sdnEntry/uid", Use::Read),
    ("sdnEntry/firstName", Use::Read),
    ("sdnEntry/lastName", Use::Read),
    ("sdnEntry/title", Use::Read),
    ("sdnEntry/sdnType", Use::Read),
    ("sdnEntry/remarks", Use::Read),
    ("sdnEntry/programList/program", Use::Read),
    ("sdnEntry/idList/id/uid", NUMBERING),
    ("sdnEntry/idList/id/idType", Use::Read),
    ("sdnEntry/idList/id/idNumber", Use::Read),
    ("sdnEntry/idList/id/idCountry", Use::Read),
    ("sdnEntry/idList/id/issueDate", Use::Read),
    ("sdnEntry/idList/id/expirationDate", Use::Read),
    ("sdnEntry/akaList/aka/uid", NUMBERING),
    ("sdnEntry/akaList/aka/type", Use::Read),
    ("sdnEntry/akaList/aka/category", Use::Read),
    ("sdnEntry/akaList/aka/lastName", Use::Read),
    ("sdnEntry/akaList/aka/firstName", Use::Read),
    ("sdnEntry/addressList/address/uid", NUMBERING),
    ("sdnEntry/addressList/address/address1", Use::Read),
    ("sdnEntry/addressList/address/address2", Use::Read),
    ("sdnEntry/addressList/address/address3", Use::Read),
    ("sdnEntry/addressList/address/city", Use::Read),
    ("sdnEntry/addressList/address/stateOrProvince", Use::Read),
    ("sdnEntry/addressList/address/postalCode", Use::Read),
    ("sdnEntry/addressList/address/country", Use::Read),
    ("sdnEntry/addressList/address/region", Use::Read),
    ("sdnEntry/nationalityList/nationality/uid", NUMBERING),
    ("sdnEntry/nationalityList/nationality/country", Use::Read),
    ("sdnEntry/nationalityList/nationality/mainEntry", FIRST),
    ("sdnEntry/citizenshipList/citizenship/uid", NUMBERING),
    ("sdnEntry/citizenshipList/citizenship/country", Use::Read),
    ("sdnEntry/citizenshipList/citizenship/mainEntry", FIRST),
    ("sdnEntry/dateOfBirthList/dateOfBirthItem/uid", NUMBERING),
    ("sdnEntry/dateOfBirthList/dateOfBirthItem/dateOfBirth", Use::Read),
    ("sdnEntry/dateOfBirthList/dateOfBirthItem/mainEntry", FIRST),
    ("sdnEntry/placeOfBirthList/placeOfBirthItem/uid", NUMBERING),
    ("sdnEntry/placeOfBirthList/placeOfBirthItem/placeOfBirth", Use::Read),
    ("sdnEntry/placeOfBirthList/placeOfBirthItem/mainEntry", FIRST),
    ("sdnEntry/vesselInfo/callSign", Use::Read),
    ("sdnEntry/vesselInfo/vesselType", Use::Read),
    ("sdnEntry/vesselInfo/vesselFlag", Use::Read),
    ("sdnEntry/vesselInfo/vesselOwner", Use::Read),
    ("sdnEntry/vesselInfo/tonnage", Use::Read),
    ("sdnEntry/vesselInfo/grossRegisteredTonnage", Use::Read),
];

static SCHEMA: Schema = Schema::new(&["sdnList"], &["publshInformation", "sdnEntry"], FIELDS);

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "ofac-xml",
    title: "OFAC SDN and Consolidated lists, XML",
    proven: true,
    recognises: |head| head.has_root("sdnList"),
    read,
};

/// Reads an issue of one of the lists.
fn read(source: &Source) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    let named = OfacList::by_name(&source.path);
    let mut records = Records::default();
    let (mut published, mut announced, mut found) = (None, None, 0_usize);
    while let Some(record) = document.next_record()? {
        if record.name() == "publshInformation" {
            published = american_date(&record.text_of("Publish_Date"));
            announced = record.text_of("Record_Count").parse::<usize>().ok();
            continue;
        }
        found += 1;
        let entity = entity(named.unwrap_or(OfacList::Sdn), &record);
        records.add(source, document.line(), entity);
    }
    let list = named.unwrap_or_else(|| {
        let programmes = records.entities_mut().iter().map(|entity| entity.programmes.as_slice());
        OfacList::by_programmes(programmes)
    });
    if named.is_none() {
        for entity in records.entities_mut() {
            entity.id = EntityId::new(list.short_name(), entity.id.publisher_id());
        }
    }
    if let Some(announced) = announced.filter(|&announced| announced != found) {
        let reason = format!("the file says it holds {announced} records, {found} were found");
        records.skip(source, 1, reason);
    }
    records.finish(list.edition(FORMAT.name, published), &[source], document.fields())
}

/// `03/28/2025`: month, day, year.
pub(super) fn american_date(text: &str) -> Option<DateInterval> {
    let mut parts = text.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    DateInterval::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        .filter(|_| parts.next().is_none())
}

/// One record; the error says why it cannot be one.
fn entity(list: OfacList, record: &Element) -> Result<Entity, String> {
    let uid = record.text_of("uid");
    if uid.is_empty() {
        return Err("the record has no uid".into());
    }
    let kind = words::kind(&record.text_of("sdnType")).map_err(|e| format!("record {uid}: {e}"))?;
    let primary =
        words::name(NameKind::Primary, &record.text_of("lastName"), &record.text_of("firstName"))
            .ok_or_else(|| format!("the record {uid} has no name"))?;
    let mut entity = Entity::new(EntityId::new(list.short_name(), &uid));
    entity.party = Party { kind: Some(kind), names: vec![primary], ..Party::default() };
    entity.programmes = record.texts_at("programList/program");
    let titles = record.text_of("title");
    let titles = titles.split(';').map(str::trim).filter(|title| !title.is_empty());
    entity.titles = titles.map(str::to_owned).collect();
    for alias in record.at("akaList/aka") {
        keep(
            &mut entity.party.names,
            alias_name(&alias).map_err(|e| format!("record {uid}: {e}"))?,
        );
    }
    for address in record.at("addressList/address") {
        entity.party.addresses.extend(self::address(&address));
    }
    if let Some(vessel) = record.first("vesselInfo") {
        self::vessel(&mut entity, &vessel);
    }
    for (label, path) in [
        ("nationality", "nationalityList/nationality/country"),
        ("citizen", "citizenshipList/citizenship/country"),
        ("DOB", "dateOfBirthList/dateOfBirthItem/dateOfBirth"),
        ("POB", "placeOfBirthList/placeOfBirthItem/placeOfBirth"),
    ] {
        for value in record.texts_at(path) {
            Fact::new(label, &value).read_into(&mut entity);
        }
    }
    for id in record.at("idList/id") {
        identifier(&mut entity, &id);
    }
    remarks::read_prose_into(&mut entity, &record.text_of("remarks"));
    Ok(entity)
}

/// One alias.
fn alias_name(alias: &Element) -> Result<Name, String> {
    let kind = words::name_kind(&alias.text_of("type"))?;
    let name = words::name(kind, &alias.text_of("lastName"), &alias.text_of("firstName"))
        .ok_or("an alias has no name")?;
    Ok(if alias.text_of("category") == "weak" { name.weak() } else { name })
}

fn address(address: &Element) -> Option<Address> {
    let text = |name: &str| address.text_of(name);
    StatedPlace {
        lines: &[&text("address1"), &text("address2"), &text("address3")],
        city: &text("city"),
        region: &address.joined(&["stateOrProvince", "region"], ", "),
        postal_code: &text("postalCode"),
        country: &text("country"),
    }
    .address()
}

fn vessel(entity: &mut Entity, info: &Element) {
    let text = |name: &str| filled(info.text_of(name));
    let vessel = Vessel {
        ship_type: text("vesselType"),
        flag: text("vesselFlag"),
        owner: text("vesselOwner"),
        tonnage: text("tonnage"),
        gross_tonnage: text("grossRegisteredTonnage"),
        ..Vessel::default()
    };
    entity.party.countries.extend(vessel.flag.as_deref().and_then(Country::named));
    entity.vessel = (vessel != Vessel::default()).then(|| vessel.into());
    let call_sign = text("callSign").map(|value| Identifier::new(Scheme::CallSign, value));
    entity.party.identifiers.extend(call_sign);
}

/// A row of `idList`: documents, but also gender, flags, measures and whatever else has a label.
fn identifier(entity: &mut Entity, id: &Element) {
    let text = |name: &str| id.text_of(name);
    let (issued, expires) = (text("issueDate"), text("expirationDate"));
    let fact = Fact {
        label: &text("idType"),
        value: &text("idNumber"),
        country: &text("idCountry"),
        issued: stated_date::parse(&issued),
        expires: stated_date::parse(&expires),
        date: None,
    };
    fact.read_into(entity);
    for (day, read, word) in [(issued, fact.issued, "issued"), (expires, fact.expires, "expires")] {
        if read.is_none() && !day.is_empty() {
            keep(&mut entity.remarks, format!("{} {} {word} {day}", fact.label, fact.value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::{Gender, Kind, Strength};
    use std::path::Path;

    const HEAD: &str = "<?xml version='1.0'?>\n<sdnList xmlns='http://tempuri.org/sdnList.xsd'>\
        <publshInformation><Publish_Date>03/28/2025</Publish_Date><Record_Count>2</Record_Count>\
        </publshInformation>\n";
    const PERSON: &str = "<sdnEntry><uid>7</uid><firstName>Ann</firstName><lastName>EXAMPLE</lastName>\
        <title>Director; Member</title><sdnType>Individual</sdnType>\
        <remarks>(Linked To: SAMPLE (S) CO.; Linked To: OTHER); HAMAS - Town; Phone No. 850-2</remarks>\
        <programList><program>IRAN</program><program>SDGT</program></programList>\
        <idList><id><uid>1</uid><idType>Passport</idType><idNumber>A 1</idNumber>\
        <idCountry>Egypt</idCountry><issueDate>02 May 2001</issueDate><expirationDate>May 2011</expirationDate></id>\
        <id><idType>Gender</idType><idNumber>Female</idNumber></id>\
        <id><idType>Digital Currency Address - XBT</idType><idNumber>1ExampLe</idNumber></id>\
        <id><idType>Secondary sanctions risk:</idType><idNumber>section 1(b)</idNumber></id>\
        <id><idType>Novel No.</idType><idNumber>N1</idNumber><idCountry>Region: Gaza</idCountry></id></idList>\
        <akaList><aka><type>f.k.a.</type><category>weak</category><lastName>OLD</lastName></aka>\
        <aka><type>a.k.a.</type><category>strong</category><lastName>SAMPLE</lastName><firstName>Ann</firstName></aka></akaList>\
        <addressList><address><address1>1 Road</address1><city>Town</city><postalCode>9</postalCode>\
        <country>Korea, North</country></address></addressList>\
        <nationalityList><nationality><country>Egypt</country></nationality></nationalityList>\
        <citizenshipList><citizenship><country>Sudan</country></citizenship></citizenshipList>\
        <dateOfBirthList><dateOfBirthItem><dateOfBirth>1981 to 1983</dateOfBirth></dateOfBirthItem>\
        <dateOfBirthItem><dateOfBirth>long ago</dateOfBirth></dateOfBirthItem></dateOfBirthList>\
        <placeOfBirthList><placeOfBirthItem><placeOfBirth>Giza, Egypt</placeOfBirth></placeOfBirthItem></placeOfBirthList></sdnEntry>\n";
    const VESSEL: &str = "<sdnEntry><uid>8</uid><lastName>SEA EXAMPLE</lastName><sdnType>Vessel</sdnType>\
        <programList><program>IRAN</program></programList>\
        <idList><id><idType>Vessel Registration Identification</idType><idNumber>IMO 7406784</idNumber></id>\
        <id><idType>Former Vessel Flag</idType><idNumber>Malta</idNumber></id></idList>\
        <vesselInfo><callSign>ABC1</callSign><vesselType>Tug</vesselType><vesselFlag>Iran</vesselFlag>\
        <vesselOwner>Owner</vesselOwner><tonnage>950</tonnage><grossRegisteredTonnage>1019</grossRegisteredTonnage></vesselInfo></sdnEntry>\n";

    fn read_as(name: &str, text: &str) -> Result<List> {
        read(&Source::from_bytes(Path::new(name), text.as_bytes()).unwrap())
    }

    #[test]
    fn records_are_read() {
        let list = read_as("SDN.XML", &format!("{HEAD}{PERSON}{VESSEL}</sdnList>\n")).unwrap();
        assert_eq!((&list.snapshot.skipped[..], list.snapshot.unknown_fields.len()), (&[][..], 0));
        assert_eq!(list.snapshot.published.unwrap().to_string(), "2025-03-28");
        let [ann, vessel] = &list.entities[..] else { panic!() };
        assert_eq!((ann.id.as_str(), ann.party.kind), ("ofac-sdn:7", Some(Kind::Person)));
        let names: Vec<_> =
            ann.party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
        assert_eq!(
            names,
            [
                ("EXAMPLE, Ann", NameKind::Primary, Strength::Strong),
                ("OLD", NameKind::Former, Strength::Weak),
                ("SAMPLE, Ann", NameKind::Alias, Strength::Strong),
            ]
        );
        assert_eq!(ann.party.names[0].parts.len(), 2);
        assert_eq!(ann.titles, ["Director", "Member"]);
        assert_eq!(ann.programmes, ["IRAN", "SDGT"]);
        assert_eq!(ann.party.gender, Some(Gender::Female));
        assert_eq!(ann.party.births[0].to_string(), "1981/1983");
        assert_eq!(ann.birth_places[0].text, "Giza");
        let countries: Vec<&str> = ann.party.countries.iter().map(Country::code).collect();
        assert_eq!(countries, ["EG", "SD"]);
        assert_eq!(ann.measures, ["Secondary sanctions risk: section 1(b)"]);
        let address = &ann.party.addresses[0];
        assert_eq!(
            (address.text.as_str(), address.country.unwrap().code()),
            ("1 Road, Town, 9", "KP")
        );
        let [passport, wallet, novel, phone] = &ann.party.identifiers[..] else { panic!() };
        assert_eq!((passport.value.as_str(), passport.country.unwrap().code()), ("A 1", "EG"));
        assert_eq!(passport.issued.unwrap().to_string(), "2001-05-02");
        assert_eq!(passport.expires.unwrap().to_string(), "2011-05");
        assert_eq!((wallet.scheme, wallet.asset.as_deref()), (Scheme::Wallet, Some("XBT")));
        assert_eq!((novel.scheme, novel.label.as_deref()), (Scheme::Other, Some("Novel No.")));
        assert!(phone.extracted && phone.value == "850-2" && !passport.extracted);
        let links: Vec<&str> = ann.links.iter().map(|link| link.name.as_str()).collect();
        assert_eq!(links, ["SAMPLE (S) CO.", "OTHER"]);
        assert_eq!(ann.remarks, ["DOB long ago", "Novel No. N1 (Region: Gaza)", "HAMAS - Town"]);
        let details = vessel.vessel.as_ref().unwrap();
        assert_eq!(details.gross_tonnage.as_deref(), Some("1019"));
        assert_eq!(details.former_flags, ["Malta"]);
        let schemes: Vec<_> = vessel.party.identifiers.iter().map(|i| i.scheme).collect();
        assert_eq!(schemes, [Scheme::CallSign, Scheme::Imo]);
        assert_eq!(vessel.party.countries[0].code(), "IR");
    }

    #[test]
    fn the_list_is_told_by_name_or_programmes() {
        let text = format!("{HEAD}{PERSON}{VESSEL}</sdnList>");
        let list = |name, text: &str| read_as(name, text).unwrap().entities[0].id.list().to_owned();
        assert_eq!(list("CONSOLIDATED.XML", &text), "ofac-cons");
        assert_eq!(list("x.xml", &text), "ofac-sdn");
        let text = text.replace("IRAN", "NS-PLC").replace("SDGT", "561LIST");
        assert_eq!(list("x.xml", &text), "ofac-cons");
    }

    #[test]
    fn bad_records_cost_only_themselves_and_are_counted() {
        let bad = [
            PERSON.replacen("<uid>7</uid>", "", 1),
            VESSEL.replacen("SEA EXAMPLE", "", 1),
            VESSEL.replacen("Vessel", "Submarine", 1),
            PERSON.replacen("f.k.a.", "alias", 1),
            VESSEL.to_owned(),
            VESSEL.to_owned(),
        ];
        let list = read_as("x", &format!("{HEAD}{}</sdnList>", bad.concat())).unwrap();
        assert_eq!(list.snapshot.records, 1);
        let skipped = &list.snapshot.skipped;
        let lines: Vec<u64> = skipped.iter().map(|s| s.line).collect();
        assert_eq!(lines, [3, 4, 5, 6, 8, 1], "{skipped:?}");
        assert!(skipped[5].reason.contains("2 records, 6"), "{}", skipped[5].reason);
    }

    #[test]
    fn a_cut_file_is_truncated_wherever_it_is_cut() {
        let whole = format!("{HEAD}{VESSEL}</sdnList>");
        for end in 40..whole.len() {
            assert!(read_as("x", &whole[..end]).unwrap_err().is_truncated(), "{end}");
        }
        assert!(read_as("x", &format!("{HEAD}</sdnList>")).unwrap_err().is_empty_input());
        assert!(read_as("x", "<sdn/>").unwrap_err().is_format());
        let long = VESSEL.replacen("SEA EXAMPLE", &"x".repeat((1 << 20) + 1), 1);
        assert!(read_as("x", &format!("{HEAD}{long}</sdnList>")).unwrap_err().is_format());
    }

    #[test]
    fn dates_are_american() {
        assert_eq!(american_date("03/28/2025").unwrap().to_string(), "2025-03-28");
        for text in ["", "28/03/2025", "03/28", "03/28/2025/1", "2025-03-28"] {
            assert_eq!(american_date(text), None, "{text}");
        }
    }
}
