//! The Canadian list of March 2025, whole, against counts that owe nothing to its reader.

use super::shared::shared;
use super::{entity, identifiers, of_kind, one, text_of};
use std::collections::HashSet;
use tamis::identifiers::Scheme;
use tamis::{Kind, NameKind};

const PATH: &str = "lists/ca/sema-lmes-2025.xml";

/// The texts of an element, by string search.
fn texts<'t>(text: &'t str, element: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    text.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap()).collect()
}

/// The words of a text, in lower case.
fn words(text: &str) -> HashSet<String> {
    let text = text.replace("&amp;", "&").to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
    words.filter(|word| !word.is_empty()).collect()
}

#[test]
fn every_record_is_read() {
    let list = one(&shared(PATH));
    let text = text_of(&shared(PATH));
    assert_eq!(list.snapshot.list, "ca-sema");
    assert_eq!(list.snapshot.format, "ca-sema-xml");
    assert_eq!(list.snapshot.records, 4_759);
    assert_eq!(list.snapshot.records, text.matches("<record>").count());
    assert_eq!(list.snapshot.skipped, []);
    assert_eq!(list.snapshot.unknown_fields, [""; 0]);

    assert_eq!(texts(&text, "EntityOrShip").len(), 1_425);
    assert_eq!(of_kind(&list, Kind::Vessel), 109);
    assert_eq!(of_kind(&list, Kind::Organization), 1_425 - 109);
    assert_eq!(of_kind(&list, Kind::Person), texts(&text, "LastName").len());
    assert_eq!(identifiers(&list, &[Scheme::Imo]), texts(&text, "ShipIMONumber").len());
    assert_eq!(list.snapshot.identifiers, 109);
    let listed = list.entities.iter().filter(|entity| entity.listed_on.is_some()).count();
    assert_eq!(listed, texts(&text, "DateOfListing").len());

    // A date of birth or build is a date, a year of build, or one that is kept as a remark.
    let births = list.entities.iter().filter(|entity| !entity.party.births.is_empty()).count();
    let built = list.entities.iter().filter_map(|e| e.vessel.as_ref()?.built.as_ref()).count();
    let remarks: Vec<&String> = list.entities.iter().flat_map(|entity| &entity.remarks).collect();
    assert_eq!(births + built + remarks.len(), texts(&text, "DateOfBirthOrShipBuildDate").len());
    assert_eq!(remarks, ["date: Sep-99", "date: born in the early 1970s"]);
    let titles: usize = list.entities.iter().map(|entity| entity.titles.len()).sum();
    assert_eq!(titles + 109, texts(&text, "TitleOrShip").len());
}

#[test]
fn no_word_of_a_name_is_lost() {
    let list = one(&shared(PATH));
    let text = text_of(&shared(PATH));
    let cells = ["LastName", "GivenName", "EntityOrShip", "Aliases"];
    // Words that stand between names.
    let between: HashSet<&str> =
        ["or", "and", "also", "known", "as", "russian", "belarusian", "belarussian", "ukrainian"]
            .into();
    let mut with_aliases = 0;
    for (record, entity) in texts(&text, "record").into_iter().zip(&list.entities) {
        let published: HashSet<String> =
            cells.iter().flat_map(|cell| texts(record, cell)).flat_map(words).collect();
        let read: HashSet<String> =
            entity.party.names.iter().flat_map(|name| words(&name.text)).collect();
        let lost: Vec<&String> =
            published.difference(&read).filter(|word| !between.contains(word.as_str())).collect();
        assert!(lost.is_empty(), "{} loses {lost:?}", entity.id);
        assert!(read.is_subset(&published), "{}", entity.id);
        let primary = entity.party.names.iter().filter(|name| name.kind == NameKind::Primary);
        assert_eq!(primary.count(), 1, "{}", entity.id);
        with_aliases += usize::from(entity.party.names.iter().any(|n| n.kind == NameKind::Alias));
    }
    let filled = texts(&text, "Aliases").iter().filter(|cell| !cell.trim().is_empty()).count();
    // Two bodies without a cell have other names in brackets behind their own.
    assert_eq!(with_aliases, filled + 2);
}

#[test]
fn records_are_as_published() {
    let list = one(&shared(PATH));
    let person = entity(&list, "ca-sema:belarus/1-part-1/3");
    let name = &person.party.names[0];
    assert_eq!(name.text, "Aleksandr Petrovich Barsukov");
    assert_eq!(
        (name.parts[0].text.as_str(), name.parts[1].text.as_str()),
        ("Aleksandr Petrovich", "Barsukov")
    );
    assert_eq!(person.party.births[0].to_string(), "1965-04-29");
    assert_eq!(person.programmes, ["Belarus"]);
    assert_eq!(person.listed_on.unwrap().to_string(), "2020-09-28");
    assert!(person.party.countries.is_empty());

    let ids: Vec<&str> = list.entities.iter().map(|entity| entity.id.publisher_id()).collect();
    assert!(ids.contains(&"jvcfor/12"), "{:?}", &ids[..5]);
    let bank = list
        .entities
        .iter()
        .find(|entity| entity.party.names[0].text == "Commercial Bank of Syria")
        .unwrap();
    assert_eq!(bank.party.names[1].text, "Banque commerciale de Syrie");
    assert_eq!(bank.party.names[1].kind, NameKind::Variation);
}
