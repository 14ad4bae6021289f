//! The built-in starter list is valid, written as tamis writes, and holds what it says.

mod shared;

use serde_json::Value;
use std::collections::{HashMap, HashSet};
use tamis::{Entity, Kind, NameKind, Strength};

const LIST: &str = include_str!("../lists/dprk.jsonl");

fn entities() -> Vec<Entity> {
    let read = |(at, line)| {
        serde_json::from_str(line)
            .unwrap_or_else(|error| panic!("lists/dprk.jsonl:{}: {error}", at + 1))
    };
    LIST.lines().enumerate().skip(1).map(read).collect()
}

#[test]
fn every_line_is_an_entity_in_its_one_written_form() {
    for (entity, line) in entities().iter().zip(LIST.lines().skip(1)) {
        assert_eq!(serde_json::to_string(entity).unwrap(), line, "{}", entity.id);
    }
}

#[test]
fn header_names_every_source() {
    let header: Value = serde_json::from_str(LIST.lines().next().unwrap()).unwrap();
    assert_eq!(header["schema"], "tamis-list/1");
    assert_eq!(header["list"], "dprk");
    let sources = header["sources"].as_array().unwrap();
    let named: HashSet<&str> =
        sources.iter().map(|source| source["list"].as_str().unwrap()).collect();
    for entity in entities() {
        assert!(named.contains(entity.id.list()), "{}", entity.id);
    }
    let newest = sources.iter().map(|source| source["published"].as_str().unwrap()).max();
    assert_eq!(header["published"].as_str(), newest);
}

#[test]
fn every_entity_has_an_id_of_its_own_a_kind_and_one_primary_name_first() {
    let mut seen = HashSet::new();
    for entity in entities() {
        assert!(seen.insert(entity.id.clone()), "{} occurs twice", entity.id);
        assert!(entity.party.kind.is_some(), "{} has no kind", entity.id);
        let kinds: Vec<NameKind> = entity.party.names.iter().map(|name| name.kind).collect();
        assert_eq!(kinds.first(), Some(&NameKind::Primary), "{}", entity.id);
        assert!(!kinds[1..].contains(&NameKind::Primary), "{}", entity.id);
        for name in &entity.party.names {
            let squeezed = name.text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(name.text, squeezed, "{}", entity.id);
        }
    }
}

/// The publishers' own counts: the 1718 Committee lists 80 individuals and 75 entities, and
/// the United Kingdom 37 of its ships, 15 of them with an asset freeze.
#[test]
fn counts_are_those_of_the_publishers() {
    let mut counts: HashMap<(String, Kind), usize> = HashMap::new();
    for entity in entities() {
        *counts.entry((entity.id.list().to_owned(), entity.party.kind.unwrap())).or_default() += 1;
    }
    let count = |list: &str, kind| counts.get(&(list.to_owned(), kind)).copied().unwrap_or(0);
    assert_eq!(count("un-sc", Kind::Person), 80);
    assert_eq!(count("un-sc", Kind::Organization), 75);
    assert_eq!(count("uk-ofsi", Kind::Vessel), 15);
    assert_eq!(count("uk-sl", Kind::Vessel), 22);
}

#[test]
fn well_known_designations_are_there() {
    let list = entities();
    let one = |id: &str| {
        list.iter().find(|entity| entity.id.as_str() == id).unwrap_or_else(|| panic!("no {id}"))
    };
    let has = |id: &str, value: &str| one(id).party.identifiers.iter().any(|i| i.value == value);

    let leader = one("ofac-sdn:20157");
    assert_eq!(leader.party.names[0].text, "KIM, Jong Un");
    assert_eq!(leader.party.births[0].to_string(), "1984-01-08");
    assert!(has("un-sc:KPe.023", "DCBKKPPY"), "Daedong Credit Bank's BIC stands in the comments");
    assert!(has("ofac-sdn:27307", "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"));
    assert!(has("uk-ofsi:13651", "7408873"), "SAM JONG 2");
    assert!(has("ofac-sdn:23771", "8628597"), "HAO FAN 6");
    assert_eq!(one("uk-sl:DPR0075").measures, ["port ban"], "Petrel 8");

    let weak = one("un-sc:KPi.064").party.names.iter().find(|name| name.text == "Choe Sok Min");
    assert_eq!(weak.unwrap().strength, Strength::Weak);
    let former =
        one("un-sc:KPe.003").party.names.iter().find(|name| name.text == "CHANGGWANG CREDIT BANK");
    assert_eq!(former.unwrap().kind, NameKind::Former);

    // Removed from the SDN list on 21 March 2025.
    assert!(!list.iter().any(|entity| entity.party.names[0].text == "TORNADO CASH"));
}

/// The script that makes the list and the reader of the UN file were written apart.
#[test]
fn the_un_part_is_what_the_list_reader_reads() {
    let path = shared::shared("lists/un/consolidated-2026-02-27.xml");
    let official = tamis::lists::read(path).unwrap().remove(0).entities;
    let official: Vec<_> = official
        .into_iter()
        .filter(|entity| entity.programmes.iter().any(|p| p == "DPRK"))
        .collect();
    assert_eq!(official.len(), 155);
    let ours = tamis::lists::builtin().unwrap().entities;
    for entity in official {
        let own =
            ours.iter().find(|own| own.id == entity.id).unwrap_or_else(|| panic!("{}", entity.id));
        let texts = |party: &tamis::Party| {
            let mut texts: Vec<String> = party.names.iter().map(|name| name.text.clone()).collect();
            texts.sort();
            texts.dedup();
            texts
        };
        assert_eq!(texts(&own.party), texts(&entity.party), "{}", entity.id);
        assert_eq!(own.party.births, entity.party.births, "{}", entity.id);
        assert_eq!(own.listed_on, entity.listed_on, "{}", entity.id);
    }
}
