//! Own lists: the example of the manual, the places where a mapping may stand, and an official list
//! read through a mapping, counted by other means.

use super::{entity, one, shared, text_of};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tamis::identifiers::Scheme;
use tamis::lists::{self, Usage};
use tamis::{Kind, NameKind, NamePartKind, Strength};

/// The block of code in a language that first stands in the manual's chapter on own lists.
fn example(language: &str) -> String {
    let manual = std::fs::read_to_string("lists/README.md").unwrap();
    let (_, chapter) = manual.split_once("\n## An own list").unwrap();
    let (_, block) = chapter.split_once(&format!("\n```{language}\n")).unwrap();
    block.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_example_of_the_manual() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("watch.csv"), example("csv")).unwrap();
    std::fs::write(at("watch.csv.toml"), example("toml")).unwrap();
    let list = one(&at("watch.csv"));
    assert_eq!(one(&at("watch.csv.toml")), list);
    assert_eq!(one(folder.path()), list);

    let snapshot = &list.snapshot;
    assert_eq!((snapshot.list.as_str(), snapshot.format.as_str()), ("watch", "own"));
    assert_eq!(snapshot.published.unwrap().to_string(), "2026-11-05");
    assert_eq!((snapshot.records, snapshot.files.len()), (3, 2));
    assert_eq!(snapshot.skipped, []);
    assert!(snapshot.unknown_fields.is_empty(), "{:?}", snapshot.unknown_fields);
    let kinds: Vec<_> = list.entities.iter().map(|e| e.party.kind.unwrap()).collect();
    assert_eq!(kinds, [Kind::Person, Kind::Organization, Kind::Vessel]);

    let person = entity(&list, "watch:W-1");
    let names: Vec<_> =
        person.party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
    assert_eq!(
        names,
        [
            ("Erika MUSTERMANN", NameKind::Primary, Strength::Strong),
            ("MUSTER, Erika", NameKind::Alias, Strength::Strong),
            ("GABLER, Erika", NameKind::Alias, Strength::Strong),
            ("Eri", NameKind::Alias, Strength::Weak),
        ]
    );
    let parts: Vec<_> = person.party.names[0].parts.iter().map(|part| part.kind).collect();
    assert_eq!(parts, [NamePartKind::Given, NamePartKind::Family]);
    assert_eq!(person.party.births[0].to_string(), "1964-08-12");
    let countries: Vec<_> = person.party.countries.iter().map(|c| c.code().to_owned()).collect();
    assert_eq!(countries, ["DE", "AT"]);
    let passport = &person.party.identifiers[0];
    assert_eq!((passport.scheme, passport.value.as_str()), (Scheme::Passport, "C01X00T47"));
    assert_eq!(passport.country.unwrap().code(), "DE");
    let address = &person.party.addresses[0];
    assert_eq!(
        (address.text.as_str(), address.city.as_deref()),
        ("Heidestraße 17, Köln", Some("Köln"))
    );
    assert_eq!(address.country.unwrap().code(), "DE");
    assert_eq!(person.programmes, ["PEP"]);
    assert_eq!(person.measures, ["manual review"]);
    assert_eq!(person.listed_on.unwrap().to_string(), "2026-11-03");
    assert!(person.remarks.is_empty(), "n/a is nothing");

    let company = entity(&list, "watch:W-2");
    assert_eq!(company.party.names[0].text, "Beispiel Handels GmbH");
    assert_eq!(company.programmes, ["Fraud", "Export"]);
    assert_eq!(company.listed_on.unwrap().to_string(), "2025");
    assert_eq!(company.remarks, ["Seen in invoices"]);
    let ship = entity(&list, "watch:W-3");
    assert!(ship.party.countries.is_empty() && ship.party.addresses.is_empty());

    let row = list.fields.iter().find(|field| field.field == "Row").unwrap();
    assert!(matches!(row.usage, Usage::Ignored(_)) && row.count == 3, "{row:?}");
}

const HEAD: &str = "list = 'own'\npublisher = 'us'\ntitle = 'Ours'\n";
const COLUMNS: &str = "[columns]\nid = 'id'\nname = 'name'\n";

fn error_of(path: &Path) -> String {
    lists::read(path).unwrap_err().to_string()
}

#[test]
fn a_mapping_stands_beside_its_list_or_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mapping = format!("{HEAD}{COLUMNS}");
    std::fs::write(at("a.csv"), "id,name,town\n1,Ann,X\n").unwrap();
    assert!(error_of(&at("a.csv")).contains("write a mapping"), "{}", error_of(&at("a.csv")));

    // The packed list has the mapping of the plain one.
    std::fs::write(at("a.toml"), &mapping).unwrap();
    assert_eq!(one(&at("a.csv")).entities[0].id.as_str(), "own:1");
    let packed = {
        use std::io::Write;
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(b"id,name\n2,Bob\n").unwrap();
        gz.finish().unwrap()
    };
    std::fs::remove_file(at("a.csv")).unwrap();
    std::fs::write(at("a.csv.gz"), packed).unwrap();
    assert_eq!(one(&at("a.csv.gz")).entities[0].id.as_str(), "own:2");
    assert_eq!(one(&at("a.toml")).entities[0].id.as_str(), "own:2");

    // A second file of that name leaves it open which is meant.
    std::fs::write(at("a.xlsx"), "").unwrap();
    let open = error_of(&at("a.toml"));
    assert!(
        open.contains("a.csv.gz") && open.contains("a.xlsx") && open.contains("data ="),
        "{open}"
    );
    std::fs::remove_file(at("a.xlsx")).unwrap();

    // A mapping that names its list, which then is no list of an unknown format in its folder.
    std::fs::write(at("zz.toml"), format!("{HEAD}data = 'b.csv'\n{COLUMNS}")).unwrap();
    std::fs::write(at("b.csv"), "id,name,town\n3,Cleo,X\n").unwrap();
    std::fs::write(at("zz.csv"), "id,name,town\n4,Dan,X\n").unwrap();
    assert_eq!(one(&at("zz.toml")).entities[0].id.as_str(), "own:3");
    assert!(error_of(&at("zz.csv")).contains("write a mapping"), "zz.toml is of another list");
    std::fs::remove_file(at("zz.csv")).unwrap();
    let both = lists::read(folder.path()).unwrap();
    let mut ids: Vec<_> = both.iter().map(|list| list.entities[0].id.to_string()).collect();
    ids.sort();
    assert_eq!(ids, ["own:2", "own:3"]);
    let thrice = [at("b.csv"), at("zz.toml"), folder.path().to_path_buf()];
    // By itself b.csv has no mapping; its mapping is known only when it is named before.
    assert!(lists::read_all(&thrice).is_err());
    assert_eq!(lists::read_all(&thrice[1..]).unwrap().len(), 2);

    // A list with two mappings, a mapping without a list.
    std::fs::write(at("zy.toml"), format!("{HEAD}data = 'b.csv'\n{COLUMNS}")).unwrap();
    assert!(error_of(folder.path()).contains("one mapping"), "{}", error_of(folder.path()));
    std::fs::remove_file(at("zy.toml")).unwrap();
    std::fs::remove_file(at("b.csv")).unwrap();
    assert!(error_of(folder.path()).contains("no such file"), "{}", error_of(folder.path()));
    std::fs::write(at("zz.toml"), &mapping).unwrap();
    assert!(error_of(folder.path()).contains("names no list"), "{}", error_of(folder.path()));
}

/// The United Kingdom's list of 2025 as an own list: a row for each name, grouped.
const UK: &str = r#"
list = "uk-by-mapping"
publisher = "HM Treasury"
title = "Consolidated list, read through a mapping"
skip_rows = 1
rows = "grouped-by-id"
date_order = "day-month-year"
ignored = ["Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language"]

[columns]
id = "Group ID"
name = [{ family = "Name 6" }, { given = "Name 1" }, { middle = "Name 2" }, { other = "Name 3" },
        { other = "Name 4" }, { other = "Name 5" }]
name_kind = { column = "Alias Type", values = { "Primary name" = "primary", "Primary name variation" = "variation", AKA = "alias", FKA = "former" } }
kind = { column = "Group Type", values = { Individual = "person", Entity = "organization", Ship = "vessel" } }
listed_on = "Listed On"
programmes = "Regime"

[columns.identifiers]
passport = "Passport Number"
"#;

#[test]
fn an_official_list_through_a_mapping() {
    let folder = tempfile::tempdir().unwrap();
    let raw = shared("lists/uk/ConList-2025-04-14.converted.csv.gz");
    std::fs::copy(&raw, folder.path().join("uk.csv.gz")).unwrap();
    std::fs::write(folder.path().join("uk.toml"), UK).unwrap();
    let list = one(&folder.path().join("uk.csv.gz"));

    // The workbook, from which the CSV file was made, says the same.
    let book = shared("lists/uk/ConList-2025-04-14.xlsx");
    std::fs::copy(&book, folder.path().join("book.xlsx")).unwrap();
    std::fs::write(folder.path().join("book.toml"), UK).unwrap();
    let of_book = one(&folder.path().join("book.xlsx"));
    assert_eq!(of_book.entities.len(), list.entities.len());
    for (one, other) in of_book.entities.iter().zip(&list.entities) {
        assert_eq!(one, other);
    }

    // Counted with the csv crate alone.
    let text = text_of(&raw);
    let mut rows =
        csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().skip(1).map(Result::unwrap).collect();
    let column = |name: &str| rows[0].iter().position(|cell| cell.trim() == name).unwrap();
    let cells = |name: &str| -> Vec<(String, String)> {
        let (id, at) = (column("Group ID"), column(name));
        let cell = |row: &csv::StringRecord, at: usize| row[at].trim().to_owned();
        rows[1..].iter().map(|row| (cell(row, id), cell(row, at))).collect()
    };
    let distinct = |name: &str| -> BTreeSet<(String, String)> {
        cells(name).into_iter().filter(|(_, cell)| !cell.is_empty()).collect()
    };
    let ids: BTreeSet<String> = cells("Group ID").into_iter().map(|(id, _)| id).collect();
    let found: BTreeSet<String> =
        list.entities.iter().map(|entity| entity.id.publisher_id().to_owned()).collect();
    assert_eq!(found, ids);
    assert_eq!(list.snapshot.records, ids.len());
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    distinct("Group Type").into_iter().for_each(|(_, kind)| *kinds.entry(kind).or_default() += 1);
    for (word, kind) in
        [("Individual", Kind::Person), ("Entity", Kind::Organization), ("Ship", Kind::Vessel)]
    {
        assert_eq!(super::of_kind(&list, kind), kinds[word], "{word}");
    }
    assert_eq!(super::identifiers(&list, &[Scheme::Passport]), distinct("Passport Number").len());
    let programmes: usize = list.entities.iter().map(|entity| entity.programmes.len()).sum();
    assert_eq!(programmes, distinct("Regime").len());
    let parts = ["Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5"].map(column);
    let names: BTreeSet<(String, String)> = rows[1..]
        .iter()
        .map(|row| {
            let filled = parts.iter().map(|&at| row[at].trim()).filter(|part| !part.is_empty());
            (row[column("Group ID")].trim().to_owned(), filled.collect::<Vec<_>>().join(" "))
        })
        .collect();
    let read: BTreeSet<(String, String)> = list
        .entities
        .iter()
        .flat_map(|e| {
            e.party.names.iter().map(|n| (e.id.publisher_id().to_owned(), n.text.clone()))
        })
        .collect();
    assert_eq!(read, names);
    assert!(
        !list.snapshot.unknown_fields.is_empty(),
        "most columns are neither mapped nor ignored"
    );

    // What is reported, and nothing else: parties whose rows state several days of listing.
    let mut days: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, day) in distinct("Listed On") {
        days.entry(id).or_default().insert(day);
    }
    let unlike: BTreeSet<String> =
        days.into_iter().filter(|(_, days)| days.len() > 1).map(|(id, _)| id).collect();
    assert!(!unlike.is_empty());
    let reported: BTreeSet<String> = (list.snapshot.skipped.iter())
        .map(|skipped| skipped.reason.split_once(": another row has a different day of listing"))
        .map(|found| found.unwrap().0.to_owned())
        .collect();
    assert_eq!(reported, unlike);
    assert!(list.entities.iter().all(|entity| entity.listed_on.is_some()));
}
