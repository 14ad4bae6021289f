//! The US Consolidated Screening List against its own rows.

use super::{entity, one, text_of};
use crate::shared::shared;
use std::collections::{BTreeMap, BTreeSet};
use tamis::identifiers::Scheme;
use tamis::{Kind, NameKind};

const LIST: &str = "lists/us-csl/consolidated-2022-05-06.csv.gz";

#[test]
fn the_screening_list_of_may_2022() {
    let path = shared(LIST);
    let (list, text) = (one(&path), text_of(&path));
    assert_eq!(
        (list.snapshot.list.as_str(), list.snapshot.format.as_str()),
        ("us-csl", "us-csl-csv")
    );
    assert_eq!(list.snapshot.unknown_fields, [""; 0]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|cell| cell == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 14_160);
    // One bank stands twice on the CAPTA list; its second record is skipped and counted.
    let skipped = &list.snapshot.skipped;
    assert_eq!((list.snapshot.records, skipped.len()), (14_159, 1), "{skipped:?}");
    assert!(skipped[0].reason.contains("CAP/15268"), "{}", skipped[0].reason);

    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in &list.entities {
        *sources.entry(entity.id.publisher_id().split('/').next().unwrap()).or_default() += 1;
    }
    let counts = [
        ("CAP", 52),
        ("CMIC", 68),
        ("DPL", 462),
        ("DTC", 727),
        ("EL", 2_001),
        ("FSE", 3),
        ("ISN", 163),
        ("MEU", 71),
        ("NS-MBS", 17),
        ("PLC", 78),
        ("SDN", 10_026),
        ("SSI", 290),
        ("UVL", 201),
    ];
    assert_eq!(sources.into_iter().collect::<Vec<_>>(), counts);

    let filled = |name: &str| rows.iter().filter(|row| !row[column(name)].is_empty()).count();
    let kinds = list.entities.iter().filter(|entity| entity.party.kind.is_some()).count();
    assert_eq!(kinds + 1, filled("type"));
    let people = rows.iter().filter(|row| &row[column("type")] == "Individual").count();
    assert_eq!(list.entities.iter().filter(|e| e.party.kind == Some(Kind::Person)).count(), people);
    let listed = list.entities.iter().filter(|entity| entity.listed_on.is_some()).count();
    // Three are of the first century, and so are kept in words.
    let mistyped = rows.iter().filter(|row| row[column("start_date")].starts_with("00")).count();
    assert_eq!((listed + mistyped, mistyped), (filled("start_date"), 3));
    let in_words = list.entities.iter().flat_map(|e| &e.remarks);
    assert_eq!(in_words.filter(|remark| remark.starts_with("start date: ")).count(), 3);
    // Wallets and IMO numbers, counted in the cells.
    let cells = || rows.iter().flat_map(|row| row[column("ids")].split("; "));
    let wallets = cells().filter(|id| id.contains(", Digital Currency Address - ")).count();
    let is_imo = |id: &str| {
        let digits = id
            .split_once("IMO ")
            .map(|(_, rest)| rest)
            .map(str::trim_start)
            .and_then(|id| id.get(..8));
        digits.is_some_and(|id| id.ends_with(',') && id[..7].bytes().all(|b| b.is_ascii_digit()))
    };
    let of = |schemes: &[Scheme]| super::identifiers(&list, schemes);
    // One wallet stands twice in its record.
    assert_eq!(of(&[Scheme::Wallet]) + 1, wallets);
    assert_eq!(of(&[Scheme::Imo, Scheme::ImoCompany]), cells().filter(|id| is_imo(id)).count());
    // Of names, each spelling of a record once.
    let mut names = 0;
    for row in
        rows.iter().filter(|row| &row[column("source")] != "Capta List (CAP) - Treasury Department")
    {
        if row[column("name")].to_lowercase().contains("k.a.")
            || row[column("alt_names")].to_lowercase().contains("k.a.")
        {
            continue;
        }
        let mut own: BTreeSet<(bool, &str)> = BTreeSet::from([(true, row[column("name")].trim())]);
        own.extend(
            row[column("alt_names")]
                .split("; ")
                .map(str::trim)
                .filter(|n| !n.is_empty())
                .map(|n| (false, n.strip_prefix("and ").unwrap_or(n))),
        );
        names += own.len();
    }
    let marked: BTreeSet<String> = rows
        .iter()
        .filter(|row| {
            row[column("name")].to_lowercase().contains("k.a.")
                || row[column("alt_names")].to_lowercase().contains("k.a.")
        })
        .map(|row| row[column("_id")].to_owned())
        .collect();
    let read: usize = list
        .entities
        .iter()
        .filter(|e| !e.id.publisher_id().starts_with("CAP/"))
        .filter(|e| !marked.contains(e.id.publisher_id().split_once('/').unwrap().1))
        .map(|e| e.party.names.len())
        .sum();
    assert_eq!(read, names);
}

#[test]
fn records_are_as_published() {
    let list = one(&shared(LIST));
    let official = entity(&list, "us-csl:SDN/21944");
    assert_eq!(official.party.names[0].text, "'ABBAS, Rim");
    assert_eq!(official.titles, ["Scientific Studies and Research Center Employee"]);
    assert_eq!(official.party.births[0].to_string(), "1973-03-25");
    assert_eq!(official.programmes, ["SYRIA"]);
    assert!(official.references.contains(&"OFAC 21944".to_owned()));
    let denied = entity(&list, "us-csl:DPL/deb7a1d5743a85c354ca1a2c7f2664e2104b32d7");
    assert_eq!(denied.party.names[0].text, "I. ASH");
    assert_eq!((denied.party.kind, denied.programmes[0].as_str()), (None, "DPL"));
    assert_eq!(denied.listed_on.unwrap().to_string(), "2003-06-19");
    assert_eq!(denied.remarks[0], "end date: 2056-06-29");
    let renamed = list
        .entities
        .iter()
        .find(|e| e.party.names[0].text == "Mexpar International, Inc.")
        .unwrap();
    let names: Vec<_> = renamed.party.names.iter().map(|n| (n.text.as_str(), n.kind)).collect();
    assert!(names.contains(&("Pasadena Aerospace", NameKind::Alias)), "{names:?}");
}
