//! Entities of the FollowTheMoney model as JSON lines (`entities.ftm.json`).
//!
//! Source: the model's schemata (followthemoney 4.11). Every line is an object with `id`, `schema` and
//! `properties`, whose values are lists of texts. Parties stand beside what belongs to them: sanctions,
//! addresses, documents, wallets and links are objects of their own that name the party's id.
//!
//! A file of these also has people and companies that are only related to a listed party. A party is
//! a record if it is a target, has a topic, or a sanction; the others are counted and only named in links.

mod belongings;
mod fields;

use super::json_lines::{self, Keys, text, texts};
use super::{list_of, properties};
use crate::error::Result;
use crate::lists::format::{Format, Head};
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::stated_place;
use crate::lists::{Aircraft, Entity, EntityId, Link, List, Vessel, distinct};
use crate::party::{Address, Gender, Kind, Name, NameKind, NamePart, NamePartKind};
use belongings::{Belongings, Item, date, wallets};
use fields::FIELDS;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Short name of a list whose file names no data set, or several.
const LIST: &str = "ftm";

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "ftm-jsonl",
    title: "FollowTheMoney entities, JSON lines (OpenSanctions entities.ftm.json)",
    proven: false,
    recognises: |head| {
        matches!(head, Head::Json { first: Some(first), .. }
            if first.get("schema").is_some_and(Value::is_string)
                && first.get("properties").is_some_and(Value::is_object))
    },
    read,
};

/// A party and what stands beside its properties.
struct Party {
    line: u64,
    item: Item,
    caption: String,
    datasets: Vec<String>,
    target: Option<bool>,
    last_change: String,
}

fn read(source: &Source) -> Result<List> {
    let mut records = Records::default();
    let mut keys = Keys::default();
    let mut parties: Vec<Party> = Vec::new();
    let mut belongings = Belongings::default();
    json_lines::read(source, &mut records, |records, line, mut object| {
        object.keys().for_each(|key| keys.count(key));
        let Some(Value::Object(properties)) = object.remove("properties") else {
            records.skip(source, line, "the object has no properties");
            return;
        };
        let (id, schema) = (text(&object, "id"), text(&object, "schema"));
        if id.is_empty() || schema.is_empty() {
            records.skip(source, line, "the object has no id or no schema");
            return;
        }
        keys.count(&format!("schema/{schema}"));
        properties.keys().for_each(|name| keys.count(&format!("properties/{name}")));
        let item = Item { id, schema, properties };
        if is_party(&item) {
            parties.push(Party {
                line,
                item,
                caption: text(&object, "caption"),
                datasets: object.get("datasets").map(texts).unwrap_or_default(),
                target: object.get("target").and_then(Value::as_bool),
                last_change: text(&object, "last_change"),
            });
        } else {
            belongings.take(item);
        }
    })?;

    let datasets = parties.iter().map(|party| match party.datasets.as_slice() {
        [only] => only.as_str(),
        _ => "",
    });
    let list = list_of(datasets, LIST);
    let names: HashMap<&str, &str> =
        parties.iter().map(|party| (party.item.id.as_str(), party.caption.as_str())).collect();
    let is_listed = |party: &Party| {
        party.target == Some(true)
            || !party.item.all("topics").is_empty()
            || belongings.sanctions.contains_key(&party.item.id)
    };
    // A file in which nothing tells the listed from the others is a list of all of them.
    let all = !parties.iter().any(is_listed);
    let listed: HashSet<&str> = parties
        .iter()
        .filter(|party| all || is_listed(party))
        .map(|party| party.item.id.as_str())
        .collect();
    let mut links: HashMap<&str, Vec<Link>> = HashMap::new();
    for (one, other, forth, back) in &belongings.edges {
        for (from, to, relation) in [(one, other, forth), (other, one, back)] {
            let name = names.get(to.as_str()).copied().unwrap_or_default();
            let id = listed.contains(to.as_str()).then(|| EntityId::new(&list, to));
            let link = Link { relation: relation.clone(), name: name.to_owned(), id };
            links.entry(from.as_str()).or_default().push(link);
        }
    }
    for party in &parties {
        let id = party.item.id.as_str();
        let sanctions = belongings.sanctions.get(id).map(Vec::as_slice).unwrap_or_default();
        if !listed.contains(id) {
            keys.count("party that is not listed");
        } else if party.item.all("topics").is_empty()
            && !sanctions.is_empty()
            && sanctions.iter().all(|sanction| !sanction.all("endDate").is_empty())
        {
            // Every sanction has ended, and no topic says otherwise.
            records.delisted();
        } else {
            let mut entity = entity(party, sanctions, &belongings, &list);
            if let Ok(entity) = &mut entity {
                entity.links.extend(links.remove(id).unwrap_or_default());
                for (property, relation) in [
                    ("parent", "subsidiary of"),
                    ("owner", "owned by"),
                    ("operator", "operated by"),
                ] {
                    entity.links.extend(party.item.all(property).into_iter().map(|other| Link {
                        relation: relation.to_owned(),
                        name: names.get(other.as_str()).copied().unwrap_or(&other).to_owned(),
                        id: listed.contains(other.as_str()).then(|| EntityId::new(&list, &other)),
                    }));
                }
                entity.links = distinct(std::mem::take(&mut entity.links));
            }
            records.add(source, party.line, entity);
        }
    }
    let stated = distinct(parties.iter().flat_map(|party| party.datasets.iter().cloned()));
    let edition = Edition {
        publisher: if list == LIST { "not stated in the file".into() } else { stated.join(", ") },
        list,
        title: "Entities of the FollowTheMoney model".into(),
        format: FORMAT.name,
        published: None,
        effective: None,
    };
    records.finish(edition, &[source], keys.fields(FIELDS))
}

/// Whether an object is a party of its own: a wallet is one if it has no holder.
fn is_party(item: &Item) -> bool {
    match item.schema.as_str() {
        "Person" | "Organization" | "Company" | "LegalEntity" | "PublicBody" | "Vessel"
        | "Airplane" => true,
        "CryptoWallet" => item.all("holder").is_empty(),
        _ => false,
    }
}

fn kind(schema: &str) -> Option<Kind> {
    match schema {
        "Person" => Some(Kind::Person),
        "Organization" | "Company" | "PublicBody" => Some(Kind::Organization),
        "Vessel" => Some(Kind::Vessel),
        "Airplane" => Some(Kind::Aircraft),
        // A legal entity may be a person, a wallet is neither.
        _ => None,
    }
}

/// A party's record; the error says why it is none.
fn entity(
    party: &Party,
    sanctions: &[Item],
    belongings: &Belongings,
    list: &str,
) -> Result<Entity, String> {
    let item = &party.item;
    let kind = kind(&item.schema);
    let mut entity = Entity::new(EntityId::new(list, &item.id));
    entity.party.kind = kind;
    entity.party.names = names(party);
    if entity.party.names.is_empty() {
        return Err(format!("the {} {} has no name", item.schema, item.id));
    }
    let remark = |heading: &str, text: &str| format!("{heading}: {text}");
    entity.party.gender = match item.first("gender").as_str() {
        "male" => Some(Gender::Male),
        "female" => Some(Gender::Female),
        _ => None,
    };
    entity.party.births = item.dates("birthDate");
    let stated = ["nationality", "citizenship", "country", "jurisdiction", "mainCountry", "flag"];
    let (countries, unknown) = item.countries(&stated);
    entity.party.countries = countries;
    entity.remarks.extend(unknown.iter().map(|code| remark("country", code)));
    let written = item.all("address");
    let given = item.all("addressEntity");
    let given = given.iter().filter_map(|id| belongings.addresses.get(id)).cloned();
    let given: Vec<Address> = given.collect();
    // The text of an address that is also given in parts is that address.
    let written = written.iter().filter_map(|text| stated_place::parse(text));
    let written = written.filter(|place| !given.iter().any(|known| known.text == place.text));
    entity.party.addresses = distinct(given.iter().cloned().chain(written));
    let of_properties = item.properties.keys().flat_map(|property| {
        let values = item.all(property);
        values.into_iter().filter_map(move |value| properties::identifier(property, &value, kind))
    });
    let documents = belongings.documents.get(&item.id).cloned().unwrap_or_default();
    let own = if item.schema == "CryptoWallet" { wallets(item) } else { of_properties.collect() };
    // A document of its own says more than the same number among the properties.
    let own = own.into_iter().filter(|id| {
        !documents.iter().any(|known| known.scheme == id.scheme && known.value == id.value)
    });
    entity.party.identifiers = distinct(own.chain(documents.iter().cloned()));

    entity.titles = distinct(["title", "position"].iter().flat_map(|name| item.all(name)));
    let places = item.all("birthPlace").into_iter().filter_map(|text| stated_place::parse(&text));
    entity.birth_places = distinct(places);
    if entity.birth_places.is_empty() {
        let (countries, _) = item.countries(&["birthCountry"]);
        entity.birth_places =
            countries.into_iter().filter_map(|c| Address::written("", Some(c))).collect();
    }
    entity.established = item.dates("incorporationDate");
    let said = |name: &str| Some(item.all(name).join(", ")).filter(|text| !text.is_empty());
    match kind {
        Some(Kind::Vessel) => {
            let vessel = Vessel {
                ship_type: said("type"),
                flag: said("flag"),
                former_flags: item.all("pastFlags"),
                tonnage: said("deadweightTonnage").or_else(|| said("tonnage")),
                gross_tonnage: said("grossRegisteredTonnage"),
                built: said("buildDate"),
                ..Vessel::default()
            };
            entity.vessel = Some(vessel.into());
        }
        Some(Kind::Aircraft) => {
            let model = said("model").or_else(|| said("type"));
            let aircraft = Aircraft { model, built: said("buildDate"), operator: None };
            entity.aircraft = Some(aircraft.into());
        }
        _ => {}
    }
    for heading in [
        "topics",
        "deathDate",
        "dissolutionDate",
        "legalForm",
        "status",
        "sector",
        "classification",
        "profession",
        "education",
        "political",
    ] {
        entity.remarks.extend(item.all(heading).iter().map(|text| remark(heading, text)));
    }
    let prose = ["notes", "summary", "description", "biography"];
    entity.remarks.extend(prose.iter().flat_map(|name| item.all(name)));
    entity.amended_on = date(&party.last_change);
    if party.datasets.len() > 1 {
        entity.references.extend(party.datasets.iter().cloned());
    }
    entity.programmes = ["program", "programId"].iter().flat_map(|name| item.all(name)).collect();
    for sanction in sanctions {
        add_sanction(&mut entity, sanction);
    }
    entity.programmes = distinct(std::mem::take(&mut entity.programmes));
    entity.measures = distinct(std::mem::take(&mut entity.measures));
    entity.references = distinct(std::mem::take(&mut entity.references));
    entity.remarks = distinct(std::mem::take(&mut entity.remarks));
    Ok(entity)
}

fn add_sanction(entity: &mut Entity, sanction: &Item) {
    entity.programmes.extend(["program", "programId"].iter().flat_map(|name| sanction.all(name)));
    entity.measures.extend(sanction.all("provisions").iter().map(|text| text.to_lowercase()));
    let authority = sanction.first("authority");
    let numbers = sanction.all("authorityId").into_iter();
    entity
        .references
        .extend(numbers.map(|number| format!("{authority} {number}").trim().to_owned()));
    entity.references.extend(sanction.all("unscId").iter().map(|number| format!("UN {number}")));
    let listed = sanction.dates("listingDate").into_iter().chain(sanction.dates("startDate"));
    entity.listed_on = entity.listed_on.into_iter().chain(listed).min();
    entity.remarks.extend(["reason", "summary"].iter().flat_map(|name| sanction.all(name)));
    for heading in ["status", "endDate"] {
        let texts = sanction.all(heading);
        entity.remarks.extend(texts.iter().map(|text| format!("sanction, {heading}: {text}")));
    }
}

/// The caption is the primary name; parts belong to it.
fn names(party: &Party) -> Vec<Name> {
    let item = &party.item;
    let mut own = item.all("name");
    if item.schema == "CryptoWallet" && own.is_empty() {
        own = item.all("publicKey");
    }
    let primary = Some(party.caption.clone()).filter(|caption| own.contains(caption));
    let primary = primary.or_else(|| own.first().cloned());
    let parts = [
        ("firstName", NamePartKind::Given),
        ("secondName", NamePartKind::Middle),
        ("middleName", NamePartKind::Middle),
        ("fatherName", NamePartKind::Father),
        ("motherName", NamePartKind::Mother),
        ("lastName", NamePartKind::Family),
        ("nameSuffix", NamePartKind::Suffix),
    ];
    let parts = parts.into_iter().flat_map(|(property, kind)| {
        item.all(property).into_iter().filter_map(move |text| NamePart::new(kind, text))
    });
    let first = primary.iter().map(|text| Name::primary(text.clone()).with_parts(parts.clone()));
    let of = |property: &str, kind: NameKind| -> Vec<Name> {
        item.all(property).into_iter().map(|text| Name::new(kind, text)).collect()
    };
    let others = own
        .into_iter()
        .map(Name::alias)
        .chain(of("alias", NameKind::Alias))
        .chain(of("previousName", NameKind::Former))
        .chain(of("abbreviation", NameKind::Alias))
        .chain(of("weakAlias", NameKind::Alias).into_iter().map(Name::weak));
    let mut names: Vec<Name> = Vec::new();
    for name in first.chain(others) {
        if !names.iter().any(|known| known.text == name.text) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::{Identifier, Scheme};
    use crate::party::Strength;
    use std::path::Path;

    fn list(text: &str) -> Result<List> {
        let source = Source::from_bytes(Path::new("entities.ftm.json"), text.as_bytes()).unwrap();
        let format = crate::lists::format::of(&source)?;
        assert_eq!(format.name, FORMAT.name);
        (format.read)(&source)
    }

    /// Invented; the objects belonging to a party stand before and behind it.
    const FILE: &str = r#"{"id":"s1","schema":"Sanction","caption":"X","properties":{"entity":["p1"],"authority":["Office"],"authorityId":["7"],"unscId":["XXi.001"],"program":["EX-1"],"provisions":["Asset freeze"],"reason":["For example."],"startDate":["2014-03-04"],"listingDate":["2014-03-02"]},"datasets":["xx_list"]}
{"id":"p1","schema":"Person","caption":"Ann Example","properties":{"name":["EXAMPLE, Ann","Ann Example"],"weakAlias":["Annie"],"previousName":["Ann Old"],"firstName":["Ann"],"lastName":["Example"],"birthDate":["1961-02-03","1961"],"birthPlace":["Giza, Egypt"],"nationality":["eg"],"country":["suhh"],"gender":["female"],"passportNumber":["X123456"],"innCode":["770000"],"email":["a@b.org"],"topics":["sanction"],"addressEntity":["a1"],"address":["1 Road, Cairo"],"position":["Minister"],"novel":["y"]},"datasets":["xx_list"],"referents":["q"],"first_seen":"2024-01-01T00:00:00","last_change":"2024-05-06T07:08:09"}
{"id":"a1","schema":"Address","caption":"1 Road","properties":{"full":["1 Road, Cairo"],"city":["Cairo"],"country":["eg"]},"datasets":["xx_list"]}
{"id":"d1","schema":"Passport","caption":"X","properties":{"holder":["p1"],"number":["X123456"],"country":["eg"],"endDate":["2020-01-02"]},"datasets":["xx_list"]}
{"id":"w1","schema":"CryptoWallet","caption":"X","properties":{"holder":["p1"],"publicKey":["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],"currency":["XBT"]},"datasets":["xx_list"]}
{"id":"v1","schema":"Vessel","caption":"SEA","properties":{"name":["SEA"],"imoNumber":["9074729"],"flag":["kp"],"pastFlags":["pa"],"type":["Tanker"],"buildDate":["1999"],"owner":["c1"],"topics":["sanction"]},"datasets":["xx_list"]}
{"id":"c1","schema":"Company","caption":"Holding","properties":{"name":["Holding"],"ogrnCode":["102"]},"datasets":["xx_list"]}
{"id":"o1","schema":"Ownership","caption":"X","properties":{"owner":["p1"],"asset":["c1"],"role":["Sole owner"]},"datasets":["xx_list"]}
{"id":"u1","schema":"UnknownLink","caption":"X","properties":{"subject":["v1"],"object":["p1"]},"datasets":["xx_list"]}
{"id":"e1","schema":"Person","caption":"Past","properties":{"name":["Past"]},"datasets":["xx_list"]}
{"id":"s2","schema":"Sanction","caption":"X","properties":{"entity":["e1"],"endDate":["2015"]},"datasets":["xx_list"]}
{"id":"r1","schema":"Novelty","caption":"X","properties":{},"datasets":["xx_list"]}
"#;

    #[test]
    fn objects_are_joined_to_their_parties() {
        let list = list(FILE).unwrap();
        assert_eq!(list.snapshot.list, "xx-list");
        assert_eq!((list.snapshot.records, list.snapshot.delisted), (2, 1));
        assert_eq!(list.snapshot.unknown_fields, ["properties/novel", "schema/Novelty"]);
        let related = list.fields.iter().find(|f| f.field == "party that is not listed").unwrap();
        assert_eq!(related.count, 1);
        let person = &list.entities[0];
        assert_eq!(person.id.as_str(), "xx-list:p1");
        let names: Vec<_> =
            person.party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
        assert_eq!(
            names,
            [
                ("Ann Example", NameKind::Primary, Strength::Strong),
                ("EXAMPLE, Ann", NameKind::Alias, Strength::Strong),
                ("Ann Old", NameKind::Former, Strength::Strong),
                ("Annie", NameKind::Alias, Strength::Weak),
            ]
        );
        assert_eq!(person.party.names[0].parts.len(), 2);
        let births: Vec<String> = person.party.births.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1961-02-03", "1961"]);
        assert_eq!(person.party.gender, Some(Gender::Female));
        assert_eq!(person.party.countries[0].code(), "EG");
        assert!(person.remarks.contains(&"country: suhh".to_owned()));
        let address = &person.party.addresses;
        assert_eq!((address.len(), address[0].city.as_deref()), (1, Some("Cairo")));
        assert_eq!(address[0].country.unwrap().code(), "EG");
        let identifiers: Vec<_> =
            person.party.identifiers.iter().map(|i| (i.scheme, i.value.as_str())).collect();
        assert_eq!(
            identifiers,
            [
                (Scheme::Email, "a@b.org"),
                (Scheme::TaxId, "770000"),
                (Scheme::Passport, "X123456"),
                (Scheme::Wallet, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
            ]
        );
        assert_eq!(person.party.identifiers[2].expires.unwrap().to_string(), "2020-01-02");
        assert_eq!(person.party.identifiers[3].asset.as_deref(), Some("XBT"));
        assert_eq!(person.programmes, ["EX-1"]);
        assert_eq!(person.measures, ["asset freeze"]);
        assert_eq!(person.references, ["Office 7", "UN XXi.001"]);
        assert_eq!(person.listed_on.unwrap().to_string(), "2014-03-02");
        assert_eq!(person.amended_on.unwrap().to_string(), "2024-05-06");
        assert!(person.remarks.contains(&"For example.".to_owned()));
        let links: Vec<(&str, &str, bool)> = person
            .links
            .iter()
            .map(|link| (link.relation.as_str(), link.name.as_str(), link.id.is_some()))
            .collect();
        assert_eq!(links, [("owner of: sole owner", "Holding", false), ("linked to", "SEA", true)]);

        let vessel = &list.entities[1];
        assert_eq!(vessel.party.kind, Some(Kind::Vessel));
        assert_eq!(vessel.party.identifiers[0], Identifier::new(Scheme::Imo, "9074729"));
        let facts = vessel.vessel.as_ref().unwrap();
        assert_eq!((facts.flag.as_deref(), facts.built.as_deref()), (Some("kp"), Some("1999")));
        assert_eq!(vessel.links[1], Link::named("owned by", "Holding"));
    }

    #[test]
    fn damage_is_told() {
        for end in (40..FILE.len() - 1).step_by(7) {
            let cut = &FILE[..end];
            match list(cut) {
                Err(error) => {
                    assert!(error.is_format() || error.is_empty_input(), "{end}: {error}");
                }
                Ok(_) => assert!(cut.ends_with('\n') || cut.ends_with('}'), "{end}"),
            }
        }
        let two = format!("{FILE}{FILE}{{\"id\":\"z\"}}\nnone\n[1]\n");
        let list = list(&two).unwrap();
        assert_eq!(list.snapshot.records, 2);
        // Two parties a second time, an object without properties, two lines that are no objects.
        assert_eq!(list.snapshot.skipped.len(), 5, "{:?}", list.snapshot.skipped);
    }

    #[test]
    fn a_file_of_several_data_sets_and_one_without_topics() {
        let several = FILE.replacen("[\"xx_list\"],\"ref", "[\"xx_list\",\"yy_list\"],\"ref", 1);
        let list_of_two = list(&several).unwrap();
        assert_eq!(list_of_two.snapshot.list, LIST);
        assert!(list_of_two.entities[0].references.contains(&"yy_list".to_owned()));
        let plain = r#"{"id":"k1","schema":"LegalEntity","properties":{"name":["Plain"]}}"#;
        let plain = list(plain).unwrap();
        assert_eq!(plain.entities[0].id.as_str(), "ftm:k1");
        assert_eq!(plain.entities[0].party.kind, None);
    }
}
