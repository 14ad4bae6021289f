//! Records for entity resolution with Senzing, as JSON lines (`senzing.json`).
//!
//! Source: Senzing's generic entity specification and the public code of OpenSanctions' exporter. A
//! record has `DATA_SOURCE` and `RECORD_ID`; its features are attributes of the record itself or of the
//! objects in its lists (`NAMES`, `IDENTIFIERS`, `FEATURES`, …), whatever those are called.
//!
//! In a file whose records have risk topics, those without one are only related to a listed party.

use super::json_lines::{self, Keys, Object, text};
use super::{list_of, properties};
use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::fields::{Fields, Use};
use crate::lists::format::{Format, Head};
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::stated_place::{self, StatedPlace};
use crate::lists::{Entity, EntityId, Link, List, distinct, stated_country, stated_date};
use crate::party::{Gender, Kind, Name, NameKind, NamePart, NamePartKind};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Short name of a list whose file names several data sources.
const LIST: &str = "senzing";

const SOURCE: Use = Use::Ignored("where the publisher's page is");
const USAGE: Use = Use::Ignored("what an address or number is used for");
const NOT_LISTED: Use = Use::Ignored("a party that is only related to a listed one; links name it");

const FIELDS: Fields = &[
    ("DATA_SOURCE", Use::Read),
    ("RECORD_ID", Use::Read),
    ("RECORD_TYPE", Use::Read),
    ("LAST_CHANGE", Use::Read),
    ("URL", SOURCE),
    ("SOURCE_URL", SOURCE),
    ("record without a topic", NOT_LISTED),
    ("NAME_TYPE", Use::Read),
    ("NAME_FULL", Use::Read),
    ("NAME_ORG", Use::Read),
    ("NAME_LAST", Use::Read),
    ("NAME_FIRST", Use::Read),
    ("NAME_MIDDLE", Use::Read),
    ("NAME_PREFIX", Use::Read),
    ("NAME_SUFFIX", Use::Read),
    ("GENDER", Use::Read),
    ("TOPIC", Use::Read),
    ("DATE_OF_BIRTH", Use::Read),
    ("DATE_OF_DEATH", Use::Read),
    ("REGISTRATION_DATE", Use::Read),
    ("PLACE_OF_BIRTH", Use::Read),
    ("NATIONALITY", Use::Read),
    ("CITIZENSHIP", Use::Read),
    ("REGISTRATION_COUNTRY", Use::Read),
    ("COUNTRY_OF_ASSOCIATION", Use::Read),
    ("ADDR_TYPE", USAGE),
    ("ADDR_FULL", Use::Read),
    ("ADDR_LINE1", Use::Read),
    ("ADDR_LINE2", Use::Read),
    ("ADDR_LINE3", Use::Read),
    ("ADDR_CITY", Use::Read),
    ("ADDR_STATE", Use::Read),
    ("ADDR_POSTAL_CODE", Use::Read),
    ("ADDR_COUNTRY", Use::Read),
    ("PHONE_TYPE", USAGE),
    ("PHONE_NUMBER", Use::Read),
    ("EMAIL_ADDRESS", Use::Read),
    ("WEBSITE_ADDRESS", Use::Read),
    ("PASSPORT_NUMBER", Use::Read),
    ("PASSPORT_COUNTRY", Use::Read),
    ("NATIONAL_ID_NUMBER", Use::Read),
    ("NATIONAL_ID_TYPE", Use::Read),
    ("NATIONAL_ID_COUNTRY", Use::Read),
    ("TAX_ID_NUMBER", Use::Read),
    ("TAX_ID_TYPE", Use::Read),
    ("TAX_ID_COUNTRY", Use::Read),
    ("SSN_NUMBER", Use::Read),
    ("DRIVERS_LICENSE_NUMBER", Use::Read),
    ("DRIVERS_LICENSE_STATE", USAGE),
    ("LEI_NUMBER", Use::Read),
    ("DUNS_NUMBER", Use::Read),
    ("NPI_NUMBER", Use::Read),
    ("ISIN_NUMBER", Use::Read),
    ("IMO_NUMBER", Use::Read),
    ("MMSI_NUMBER", Use::Read),
    ("CALL_SIGN", Use::Read),
    ("ACCOUNT_NUMBER", Use::Read),
    ("ACCOUNT_DOMAIN", USAGE),
    ("OFAC_ID", Use::Read),
    ("OTHER_ID_NUMBER", Use::Read),
    ("OTHER_ID_TYPE", Use::Read),
    ("OTHER_ID_COUNTRY", Use::Read),
    ("TRUSTED_ID_NUMBER", Use::Read),
    ("TRUSTED_ID_TYPE", Use::Read),
    (
        "REL_ANCHOR_DOMAIN",
        Use::Ignored("the other end of a link is in the record that points here"),
    ),
    ("REL_ANCHOR_KEY", Use::Read),
    ("REL_POINTER_DOMAIN", Use::Ignored("keys are those of the file")),
    ("REL_POINTER_KEY", Use::Read),
    ("REL_POINTER_ROLE", Use::Read),
];

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "senzing-jsonl",
    title: "Senzing records, JSON lines (OpenSanctions senzing.json)",
    proven: false,
    recognises: |head| {
        matches!(head, Head::Json { first: Some(first), .. }
            if first.get("DATA_SOURCE").is_some() && first.get("RECORD_ID").is_some())
    },
    read,
};

/// A record as it stands in the file: its own attributes and those of the objects in its lists.
struct Stated {
    line: u64,
    id: String,
    source: String,
    features: Vec<Object>,
}

impl Stated {
    /// Every value of an attribute.
    fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = String> + 's {
        self.features.iter().map(move |feature| text(feature, name)).filter(|text| !text.is_empty())
    }

    fn first(&self, name: &str) -> String {
        self.all(name).next().unwrap_or_default()
    }
}

fn read(source: &Source) -> Result<List> {
    let mut records = Records::default();
    let mut keys = Keys::default();
    let mut stated: Vec<Stated> = Vec::new();
    json_lines::read(source, &mut records, |records, line, object| {
        let (id, data_source) = (text(&object, "RECORD_ID"), text(&object, "DATA_SOURCE"));
        if id.is_empty() || data_source.is_empty() {
            records.skip(source, line, "the record has no RECORD_ID or no DATA_SOURCE");
            return;
        }
        let mut own = Object::new();
        let mut features = Vec::new();
        for (key, value) in object {
            match value {
                Value::Array(objects) => {
                    features.extend(objects.into_iter().filter_map(|feature| match feature {
                        Value::Object(feature) => Some(feature),
                        _ => None,
                    }));
                }
                value => {
                    own.insert(key, value);
                }
            }
        }
        features.insert(0, own);
        features.iter().flat_map(Object::keys).for_each(|key| keys.count(key));
        stated.push(Stated { line, id, source: data_source, features });
    })?;
    let list = list_of(stated.iter().map(|record| record.source.as_str()), LIST);
    let is_listed = |record: &Stated| record.all("TOPIC").next().is_some();
    let all = !stated.iter().any(is_listed);
    let listed: HashSet<&str> =
        stated.iter().filter(|r| all || is_listed(r)).map(|r| r.id.as_str()).collect();
    let by_id: HashMap<&str, &Stated> = stated.iter().map(|r| (r.id.as_str(), r)).collect();
    for record in &stated {
        if listed.contains(record.id.as_str()) {
            records.add(source, record.line, entity(record, &list, &by_id, &listed));
        } else {
            keys.count("record without a topic");
        }
    }
    let publisher = if list == LIST { None } else { stated.first().map(|r| r.source.clone()) };
    let edition = Edition {
        list,
        publisher: publisher.unwrap_or_else(|| "not stated in the file".into()),
        title: "Records for Senzing".into(),
        format: FORMAT.name,
        published: None,
        effective: None,
    };
    records.finish(edition, &[source], keys.fields(FIELDS))
}

fn entity(
    record: &Stated,
    list: &str,
    others: &HashMap<&str, &Stated>,
    listed: &HashSet<&str>,
) -> Result<Entity, String> {
    let kind = match record.first("RECORD_TYPE").to_ascii_uppercase().as_str() {
        "PERSON" => Some(Kind::Person),
        "ORGANIZATION" => Some(Kind::Organization),
        "VESSEL" => Some(Kind::Vessel),
        "AIRCRAFT" => Some(Kind::Aircraft),
        _ => None,
    };
    let mut entity = Entity::new(EntityId::new(list, &record.id));
    let party = &mut entity.party;
    party.kind = kind;
    party.names = names(record);
    if party.names.is_empty() {
        return Err(format!("the record {} has no name", record.id));
    }
    party.gender = match record.first("GENDER").to_ascii_uppercase().as_str() {
        "M" | "MALE" => Some(Gender::Male),
        "F" | "FEMALE" => Some(Gender::Female),
        _ => None,
    };
    let dates = |name| distinct(record.all(name).filter_map(|text| stated_date::parse(&text)));
    party.births = dates("DATE_OF_BIRTH");
    let stated = ["NATIONALITY", "CITIZENSHIP", "REGISTRATION_COUNTRY", "COUNTRY_OF_ASSOCIATION"];
    for code in stated.iter().flat_map(|name| record.all(name)) {
        match stated_country::named(&code) {
            Some(country) if !party.countries.contains(&country) => party.countries.push(country),
            Some(_) => {}
            None => entity.remarks.push(format!("country: {code}")),
        }
    }
    party.addresses = distinct(record.features.iter().filter_map(address));
    let found = record.features.iter().flat_map(|feature| identifiers(feature, kind));
    // The exporter adds the record's own id as an identifier.
    party.identifiers = distinct(found.filter(|identifier| identifier.value != record.id));
    let places = record.all("PLACE_OF_BIRTH").filter_map(|text| stated_place::parse(&text));
    entity.birth_places = distinct(places);
    entity.established = dates("REGISTRATION_DATE");
    entity.amended_on = record.first("LAST_CHANGE").get(..10).and_then(|day| day.parse().ok());
    for (heading, name) in [("topic", "TOPIC"), ("date of death", "DATE_OF_DEATH")] {
        entity.remarks.extend(record.all(name).map(|text| format!("{heading}: {text}")));
    }
    entity.references = record.all("OFAC_ID").map(|id| format!("OFAC {id}")).collect();
    for feature in &record.features {
        let key = text(feature, "REL_POINTER_KEY");
        if key.is_empty() {
            continue;
        }
        let other = others.get(key.as_str());
        let name = other.and_then(|other| names(other).into_iter().next());
        let role = text(feature, "REL_POINTER_ROLE").to_lowercase();
        entity.links.push(Link {
            relation: if role.is_empty() { "linked to".into() } else { role },
            name: name.map(|name| name.text).unwrap_or_default(),
            id: listed.contains(key.as_str()).then(|| EntityId::new(list, &key)),
        });
    }
    Ok(entity)
}

/// Names in the record's order; the one typed as primary stands first.
fn names(record: &Stated) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for feature in &record.features {
        let parts = [
            ("NAME_PREFIX", NamePartKind::Title),
            ("NAME_FIRST", NamePartKind::Given),
            ("NAME_MIDDLE", NamePartKind::Middle),
            ("NAME_LAST", NamePartKind::Family),
            ("NAME_SUFFIX", NamePartKind::Suffix),
        ];
        let parts: Vec<NamePart> = parts
            .iter()
            .filter_map(|(name, kind)| NamePart::new(*kind, text(feature, name)))
            .collect();
        let whole = ["NAME_FULL", "NAME_ORG"].iter().map(|name| text(feature, name));
        let joined = parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ");
        let Some(whole) = whole.chain([joined]).find(|text| !text.is_empty()) else { continue };
        let is_primary = text(feature, "NAME_TYPE").eq_ignore_ascii_case("PRIMARY");
        let name = Name::alias(whole).with_parts(parts);
        if names.iter().any(|known| known.text == name.text) {
            continue;
        }
        if is_primary { names.insert(0, name) } else { names.push(name) }
    }
    if let Some(first) = names.first_mut() {
        first.kind = NameKind::Primary;
    }
    names
}

fn address(feature: &Object) -> Option<crate::party::Address> {
    let text = |name: &str| text(feature, name);
    let full = text("ADDR_FULL");
    if !full.is_empty() {
        return stated_place::parse(&full);
    }
    StatedPlace {
        lines: &[&text("ADDR_LINE1"), &text("ADDR_LINE2"), &text("ADDR_LINE3")],
        city: &text("ADDR_CITY"),
        region: &text("ADDR_STATE"),
        postal_code: &text("ADDR_POSTAL_CODE"),
        country: &text("ADDR_COUNTRY"),
    }
    .address()
}

/// Attributes that are identifiers by themselves, and those that state their type and country.
fn identifiers(feature: &Object, kind: Option<Kind>) -> Vec<Identifier> {
    let imo = if kind == Some(Kind::Vessel) { Scheme::Imo } else { Scheme::ImoCompany };
    let plain = [
        ("PHONE_NUMBER", Scheme::Phone, ""),
        ("EMAIL_ADDRESS", Scheme::Email, ""),
        ("WEBSITE_ADDRESS", Scheme::Website, ""),
        ("SSN_NUMBER", Scheme::NationalId, "SSN"),
        ("DRIVERS_LICENSE_NUMBER", Scheme::Other, "driver's licence"),
        ("LEI_NUMBER", Scheme::Lei, ""),
        ("DUNS_NUMBER", Scheme::Other, "DUNS"),
        ("NPI_NUMBER", Scheme::Other, "NPI"),
        ("ISIN_NUMBER", Scheme::Other, "ISIN"),
        ("IMO_NUMBER", imo, ""),
        ("MMSI_NUMBER", Scheme::Mmsi, ""),
        ("CALL_SIGN", Scheme::CallSign, ""),
        ("ACCOUNT_NUMBER", Scheme::Account, ""),
    ];
    let plain = plain.into_iter().filter_map(|(name, scheme, label)| {
        let value = text(feature, name);
        (!value.is_empty()).then(|| Identifier::new(scheme, value).labelled(label))
    });
    let typed = [
        ("PASSPORT", Scheme::Passport),
        ("NATIONAL_ID", Scheme::NationalId),
        ("TAX_ID", Scheme::TaxId),
        ("OTHER_ID", Scheme::Other),
        ("TRUSTED_ID", Scheme::Other),
    ];
    let typed = typed.into_iter().filter_map(|(name, scheme)| {
        let value = text(feature, &format!("{name}_NUMBER"));
        let stated = text(feature, &format!("{name}_TYPE"));
        let country = stated_country::named(&text(feature, &format!("{name}_COUNTRY")));
        // The type is a property of the FollowTheMoney model, or a word of the publisher.
        let known = properties::identifier(&stated, &value, kind);
        let identifier =
            known.unwrap_or_else(|| Identifier::new(scheme, value.clone()).labelled(stated));
        (!value.is_empty()).then(|| identifier.with_country(country))
    });
    plain.chain(typed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Invented: OpenSanctions' layout with lists, and one with all features in a single list.
    const FILE: &str = r#"{"DATA_SOURCE":"OS_XX_LIST","RECORD_ID":"p1","RECORD_TYPE":"PERSON","LAST_CHANGE":"2024-05-06T00:00:00","NAMES":[{"NAME_TYPE":"ALIAS","NAME_FULL":"Annie"},{"NAME_TYPE":"PRIMARY","NAME_FULL":"Ann Example"}],"GENDER":"F","RISKS":[{"TOPIC":"sanction"}],"DATES":[{"DATE_OF_BIRTH":"1961-02-03"}],"ADDRESSES":[{"ADDR_FULL":"Giza, Egypt"},{"PLACE_OF_BIRTH":"Cairo, Egypt"}],"COUNTRIES":[{"NATIONALITY":"eg"},{"CITIZENSHIP":"suhh"}],"IDENTIFIERS":[{"PASSPORT_NUMBER":"X1","PASSPORT_COUNTRY":"eg"},{"TAX_ID_NUMBER":"77","TAX_ID_TYPE":"innCode"},{"OTHER_ID_TYPE":"publicKey","OTHER_ID_NUMBER":"1A1z"},{"OTHER_ID_TYPE":"OPEN_SANCTIONS","OTHER_ID_NUMBER":"p1"}],"RELATIONSHIPS":[{"REL_POINTER_ROLE":"Owner","REL_POINTER_DOMAIN":"OPEN_SANCTIONS","REL_POINTER_KEY":"c1"},{"REL_POINTER_KEY":"v1"}],"URL":"https://example.org"}
{"DATA_SOURCE":"OS_XX_LIST","RECORD_ID":"c1","RECORD_TYPE":"ORGANIZATION","NAMES":[{"NAME_TYPE":"PRIMARY","NAME_ORG":"Holding"}]}
{"DATA_SOURCE":"OS_XX_LIST","RECORD_ID":"v1","RECORD_TYPE":"VESSEL","FEATURES":[{"NAME_ORG":"SEA"},{"IMO_NUMBER":"9074729"},{"TOPIC":"sanction"},{"NOVEL":"1"}]}
"#;

    fn list(text: &str) -> Result<List> {
        let source = Source::from_bytes(Path::new("senzing.json"), text.as_bytes()).unwrap();
        let format = crate::lists::format::of(&source)?;
        assert_eq!(format.name, FORMAT.name);
        (format.read)(&source)
    }

    #[test]
    fn records_are_read() {
        let list = list(FILE).unwrap();
        assert_eq!((list.snapshot.list.as_str(), list.snapshot.records), ("os-xx-list", 2));
        assert_eq!(list.snapshot.unknown_fields, ["NOVEL"]);
        let person = &list.entities[0];
        let names: Vec<_> = person.party.names.iter().map(|n| (n.text.as_str(), n.kind)).collect();
        assert_eq!(names, [("Ann Example", NameKind::Primary), ("Annie", NameKind::Alias)]);
        assert_eq!(person.party.births[0].to_string(), "1961-02-03");
        assert_eq!(person.party.gender, Some(Gender::Female));
        assert_eq!(person.party.countries[0].code(), "EG");
        assert_eq!(person.birth_places[0].text, "Cairo");
        let found: Vec<_> =
            person.party.identifiers.iter().map(|i| (i.scheme, i.value.as_str())).collect();
        assert_eq!(
            found,
            [(Scheme::Passport, "X1"), (Scheme::TaxId, "77"), (Scheme::Wallet, "1A1z")]
        );
        assert_eq!(person.party.identifiers[0].country.unwrap().code(), "EG");
        assert_eq!(person.links[0], Link::named("owner", "Holding"));
        assert_eq!(person.links[1].id.as_ref().unwrap().as_str(), "os-xx-list:v1");
        assert_eq!(person.amended_on.unwrap().to_string(), "2024-05-06");
        assert_eq!(person.remarks, ["country: suhh", "topic: sanction"]);
        let vessel = &list.entities[1];
        assert_eq!(vessel.party.identifiers[0], Identifier::new(Scheme::Imo, "9074729"));
    }

    #[test]
    fn damage_and_several_sources() {
        for end in (80..FILE.len() - 1).step_by(5) {
            let cut = &FILE[..end];
            match list(cut) {
                Err(error) => {
                    assert!(error.is_format() || error.is_empty_input(), "{end}: {error}");
                }
                Ok(_) => assert!(cut.ends_with('\n') || cut.ends_with('}'), "{end}"),
            }
        }
        let other =
            FILE.replacen("OS_XX_LIST\",\"RECORD_ID\":\"v1", "OTHER\",\"RECORD_ID\":\"v1", 1);
        let list = list(&format!("{other}{{\"RECORD_ID\":\"x\"}}\nnone\n{other}")).unwrap();
        assert_eq!(list.snapshot.list, LIST);
        assert_eq!(list.snapshot.skipped.len(), 4, "{:?}", list.snapshot.skipped);
    }
}
