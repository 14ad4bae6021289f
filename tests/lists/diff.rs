//! Differences between official editions, against crude counts of the raw files.

use super::{one, shared, text_of};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use tamis::lists::diff::{self, Editions, Fact};

/// The id at the beginning of each row of OFAC's primary file, and the row; no reader is used.
fn rows_of_sdn(path: &Path) -> BTreeMap<String, String> {
    let text = text_of(path);
    let rows = text.split("\r\n").filter_map(|row| {
        let (id, _) = row.split_once(',')?;
        id.bytes().all(|byte| byte.is_ascii_digit()).then(|| (id.to_owned(), row.to_owned()))
    });
    rows.collect()
}

fn ids<'a>(records: impl IntoIterator<Item = &'a diff::Record>) -> BTreeSet<String> {
    records.into_iter().map(|record| record.id.publisher_id().to_owned()).collect()
}

/// Asserts that the records added and removed are those that a crude look at the files shows.
#[track_caller]
fn same_as_crude(found: &Editions, old: &BTreeSet<String>, new: &BTreeSet<String>) {
    assert_eq!(ids(&found.added), new.difference(old).cloned().collect());
    assert_eq!(ids(&found.removed), old.difference(new).cloned().collect());
    assert_eq!(found.same + found.changed.len(), old.intersection(new).count());
}

#[test]
fn two_days_of_the_sdn_list() {
    let folder = shared("lists/ofac/sdn-daily-pair-2024-02");
    let (old, new) = (folder.join("sdn-2024-02-20.csv.gz"), folder.join("sdn-2024-02-24.csv.gz"));
    let found = diff::editions(&one(&old), &one(&new));
    assert_eq!((found.added.len(), found.removed.len(), found.changed.len()), (568, 0, 8));

    let (old, new) = (rows_of_sdn(&old), rows_of_sdn(&new));
    same_as_crude(&found, &old.keys().cloned().collect(), &new.keys().cloned().collect());
    // Rows that are other text, by their ids.
    let changed: BTreeSet<String> = old
        .iter()
        .filter(|(id, row)| new.get(*id).is_some_and(|other| other != *row))
        .map(|(id, _)| id.clone())
        .collect();
    assert_eq!(ids(found.changed.iter().map(|change| &change.record)), changed);
    assert!(found.changed.iter().all(|change| !change.fields.is_empty()));
    // Every record is counted under its programmes, on both days: those of records that stayed may
    // have changed.
    for (programme, count) in &found.programmes {
        let says = |facts: &[Fact]| facts.contains(&Fact::Text(programme.clone()));
        let changes = found.changed.iter().flat_map(|change| &change.fields);
        let changes: Vec<_> = changes.filter(|change| change.field == "programmes").collect();
        let came = changes.iter().filter(|change| says(&change.new)).count();
        let went = changes.iter().filter(|change| says(&change.old)).count();
        assert_eq!(count.old + count.added - count.removed + came - went, count.new, "{programme}");
    }
    // The day's designations, as the fourth column of the rows that are new has them.
    let is_russian = |row: &str| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        row[3].split("] [").any(|programme| programme == "RUSSIA-EO14024")
    };
    let added = new.iter().filter(|(id, row)| !old.contains_key(*id) && is_russian(row)).count();
    assert!(added > 500, "{added}");
    assert_eq!(found.programmes["RUSSIA-EO14024"].added, added);
}

#[test]
fn two_years_of_the_sdn_list() {
    let (old, new) = (shared("lists/ofac/sdn-2021-07"), shared("lists/ofac/sdn-2023-12-28"));
    let found = diff::editions(&one(&old), &one(&new));
    let crude = |folder: &Path, name: &str| -> BTreeSet<String> {
        rows_of_sdn(&folder.join(name)).into_keys().collect()
    };
    let (old, new) = (crude(&old, "sdn.csv"), crude(&new, "sdn.csv.gz"));
    assert_eq!((old.len(), new.len()), (8_976, 13_821));
    same_as_crude(&found, &old, &new);
    assert!(!found.removed.is_empty() && !found.changed.is_empty());
}

/// Reference numbers of a UN issue, and the text of each record; no reader is used.
fn records_of_un(path: &Path) -> HashMap<String, String> {
    let text = text_of(path);
    let records = text.split("</INDIVIDUAL>").flat_map(|part| part.split("</ENTITY>"));
    let records = records.filter_map(|record| {
        let (_, rest) = record.split_once("<REFERENCE_NUMBER>")?;
        let (number, _) = rest.split_once("</REFERENCE_NUMBER>")?;
        Some((number.trim().to_owned(), record.to_owned()))
    });
    records.collect()
}

#[test]
fn two_issues_of_the_un_list() {
    let old = shared("lists/un/consolidated-2025-04-19.xml.gz");
    let new = shared("lists/un/consolidated-2026-02-27.xml");
    let found = diff::editions(&one(&old), &one(&new));
    let (old, new) = (records_of_un(&old), records_of_un(&new));
    assert_eq!((old.len(), new.len()), (877, 1_003));
    same_as_crude(&found, &old.keys().cloned().collect(), &new.keys().cloned().collect());
    // Iran came back: its records were on no list in 2025.
    let iran = found.programmes.get("Iran").copied().unwrap_or_default();
    let crude = new.values().filter(|record| record.contains("<UN_LIST_TYPE>Iran<")).count();
    assert_eq!((iran.old, iran.new), (0, crude));
    // A record is said to be the same only if nothing that is read of it stands differently.
    let changed = ids(found.changed.iter().map(|change| &change.record));
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (number, record) in &new {
        let Some(before) = old.get(number) else { continue };
        let remark = |record: &str| {
            let (_, rest) = record.split_once("<COMMENTS1>").unwrap_or_default();
            squeeze(rest.split_once("</COMMENTS1>").unwrap_or_default().0)
        };
        if remark(before) != remark(record) {
            assert!(changed.contains(number), "{number}: {}", remark(record));
        }
    }
}

#[test]
fn the_un_and_ofac_list_the_same_parties() {
    let un = one(&shared("lists/un/consolidated-2026-02-27.xml"));
    let ofac = one(&shared("lists/ofac/sdn-2023-12-28"));
    let found = diff::publishers(&un, &ofac);
    // Foreign Trade Bank, by its BIC: a designation of both.
    let bank = found.pairs.iter().find(|pair| pair.left.id.as_str() == "un-sc:KPe.047").unwrap();
    assert_eq!(bank.shared[0].normal().as_deref(), Some("FTBDKPPY"));
    assert!(bank.right.name.to_uppercase().contains("FOREIGN TRADE BANK"), "{}", bank.right.name);
    // Who shares a number of a document shares a name: their families are written alike.
    let alike = |pair: &diff::Pair| {
        let words = |id: &str, list: &tamis::List| -> BTreeSet<String> {
            let entity = list.entities.iter().find(|entity| entity.id.as_str() == id).unwrap();
            let names = entity.party.names.iter().map(|name| tamis::text::fold(&name.text));
            names.flat_map(|name| name.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
        };
        let (left, right) =
            (words(pair.left.id.as_str(), &un), words(pair.right.id.as_str(), &ofac));
        left.intersection(&right).any(|word| word.chars().count() > 2)
    };
    let strangers: Vec<_> = found.pairs.iter().filter(|pair| !alike(pair)).collect();
    assert!(found.pairs.len() > 100, "{}", found.pairs.len());
    // One pair of passports that the UN prints with AZIM AGHAJANI and OFAC with Ali Akbar TABATABAEI.
    let strangers: Vec<_> =
        strangers.iter().map(|pair| (pair.left.id.as_str(), pair.right.id.as_str())).collect();
    assert_eq!(strangers, [("un-sc:IRi.003", "ofac-sdn:13106")]);
    for pair in found.pairs.iter().filter(|pair| !pair.differing.is_empty()) {
        let both = |facts: &[Fact]| facts.iter().map(ToString::to_string).collect::<Vec<_>>();
        let change = &pair.differing[0];
        println!(
            "{} {} {:?} {:?}",
            pair.left.name,
            change.field,
            both(&change.old),
            both(&change.new)
        );
    }
    // Every record is in a pair, by itself, or cannot be told.
    let paired: BTreeSet<_> = found.pairs.iter().map(|pair| pair.left.id.as_str()).collect();
    assert_eq!(paired.len() + found.only_left.len() + found.untold_left, un.entities.len());
}
