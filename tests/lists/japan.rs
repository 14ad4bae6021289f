//! The Japanese list of March 2026, whole, against counts that owe nothing to its reader.

use super::shared::shared;
use super::{entity, identifiers, one};
use calamine::{Data, Reader};
use std::collections::{BTreeMap, HashSet};
use tamis::identifiers::Scheme;
use tamis::{Kind, NameKind, Strength};

const PATH: &str = "lists/jp/shisantouketsu20260305.xlsx";

/// A sheet's rows as text: name, rows.
fn sheets() -> Vec<(String, Vec<Vec<String>>)> {
    let mut book = calamine::open_workbook_auto(shared(PATH)).unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(stamp) => {
            let (year, month, day, ..) = stamp.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        cell => cell.to_string(),
    };
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            (name, range.rows().map(|row| row.iter().map(text).collect()).collect())
        })
        .collect()
}

/// Rows below the one that names the columns, each as column and text, filled cells only.
fn rows(sheet: &[Vec<String>]) -> Vec<BTreeMap<String, String>> {
    let Some(header) = sheet.iter().position(|row| row.iter().any(|cell| cell == "告示日付"))
    else {
        return Vec::new();
    };
    let names = &sheet[header];
    let cells = |row: &Vec<String>| -> BTreeMap<String, String> {
        let filled = names.iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty());
        filled.map(|(name, cell)| (name.clone(), cell.clone())).collect()
    };
    sheet[header + 1..].iter().map(cells).filter(|row| !row.is_empty()).collect()
}

#[test]
fn every_sheet_is_read() {
    let list = one(&shared(PATH));
    assert_eq!(
        (list.snapshot.list.as_str(), list.snapshot.format.as_str()),
        ("jp-mof", "jp-mof-sheets")
    );
    assert_eq!(list.snapshot.unknown_fields, [""; 0]);
    let sheets = sheets();
    assert_eq!(sheets.len(), 45);
    let filled = |rows: &[Vec<String>]| {
        rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).count()
    };
    let all: usize = sheets.iter().map(|(_, rows)| filled(rows)).sum();
    assert!((3_550..3_650).contains(&all), "{all} rows are filled");

    // Per sheet: rows that are records, by number and name.
    let (mut removed, mut lifted) = (0, 0);
    for (name, sheet) in &sheets {
        let rows = rows(sheet);
        let is_removed = |row: &&BTreeMap<String, String>| {
            row.get("告示日付").is_some_and(|day| day.contains("削除"))
        };
        let named = rows.iter().filter(|row| !is_removed(row)).filter(|row| {
            row.contains_key("告示番号")
                && (row.contains_key("日本語表記") || row.contains_key("英語表記"))
        });
        let number: String = name.chars().take_while(char::is_ascii_digit).collect();
        let prefix = format!("jp-mof:{number:0>3}-");
        let read = list.entities.iter().filter(|e| e.id.as_str().starts_with(&prefix)).count();
        assert_eq!(read, named.count(), "{name}");
        removed += rows.iter().filter(is_removed).count();
        lifted += sheet.iter().flatten().filter(|cell| cell.contains("告示廃止")).count();
    }
    assert_eq!(list.snapshot.delisted, removed + lifted);
    assert_eq!((removed, lifted), (598, 5));
    assert_eq!(list.snapshot.records, 2_862);
    // One row has a day and a number and nothing else.
    let skipped: Vec<&str> = list.snapshot.skipped.iter().map(|s| s.reason.as_str()).collect();
    assert_eq!(skipped, ["the entry 002-000274 has no name"]);
}

#[test]
fn cells_are_read_or_kept_as_remarks() {
    let list = one(&shared(PATH));
    let mut cells = 0;
    for (name, sheet) in sheets() {
        let sheet_number: String = name.chars().take_while(char::is_ascii_digit).collect();
        for row in rows(&sheet) {
            let Some(number) = row.get("告示番号").filter(|_| !row["告示日付"].contains("削除"))
            else {
                continue;
            };
            let entry: String = number
                .chars()
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            let id = format!("jp-mof:{sheet_number:0>3}-{entry:0>6}");
            let Some(entity) = list.entities.iter().find(|e| e.id.as_str() == id) else {
                assert_eq!(id, "jp-mof:002-000274");
                continue;
            };
            let names: HashSet<&str> = entity.party.names.iter().map(|n| n.text.as_str()).collect();
            let remarks = entity.remarks.join("\n");
            let says = |cell: &str| {
                !["不明", "なし", "-"].contains(&cell.trim().trim_matches('\u{a0}').trim())
            };
            for (column, cell) in row.iter().filter(|(_, cell)| says(cell)) {
                cells += 1;
                let plain = tamis::text::nfkc(cell);
                // Every word in Latin letters of a cell of names is in a name.
                if column.contains('別')
                    || column.contains("称・")
                    || column == "英語表記"
                    || column == "旧称"
                {
                    let joined = names
                        .iter()
                        .map(|name| tamis::text::nfkc(name).to_lowercase())
                        .collect::<Vec<_>>()
                        .join(" ");
                    let lost: Vec<&str> = plain
                        .split(|c: char| !c.is_alphabetic())
                        .filter(|word| word.len() > 3 && word.is_ascii())
                        .filter(|word| !joined.contains(&word.to_lowercase()))
                        .filter(|word| {
                            ![
                                "original",
                                "script",
                                "formerly",
                                "listed",
                                "previously",
                                "born",
                                "April",
                                "also",
                                "known",
                            ]
                            .contains(word)
                        })
                        .collect();
                    let is_kept = lost.is_empty() || remarks.contains(column.as_str());
                    assert!(is_kept, "{id} {column}: {lost:?} of {cell}");
                }
                if column == "生年月日" {
                    for year in
                        plain.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4)
                    {
                        let year: i16 = year.parse().unwrap();
                        let read = entity.party.births.iter().any(|date| {
                            let (from, to) = date.years();
                            (from..=to).contains(&year)
                        });
                        assert!(read || remarks.contains("生年月日"), "{id}: {cell}");
                    }
                    assert!(
                        !entity.party.births.is_empty() || remarks.contains("生年月日"),
                        "{id}: {cell}"
                    );
                }
                if column == "国籍" {
                    assert!(
                        !entity.party.countries.is_empty() || remarks.contains("国籍"),
                        "{id}: {cell}"
                    );
                }
                if column == "旅券番号" {
                    let read =
                        entity.party.identifiers.iter().any(|i| i.scheme == Scheme::Passport);
                    assert!(read || remarks.contains("旅券番号"), "{id}: {cell}");
                }
                if column.contains("情報") {
                    let single = cell.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(entity.remarks.contains(&single), "{id}: {cell}");
                }
            }
        }
    }
    assert!(cells > 20_000, "{cells} cells were compared");
}

#[test]
fn records_are_as_published() {
    let list = one(&shared(PATH));
    let person = entity(&list, "jp-mof:002-000002");
    let names: Vec<(&str, NameKind)> =
        person.party.names.iter().map(|name| (name.text.as_str(), name.kind)).collect();
    assert_eq!(
        names,
        [
            ("MOHAMMAD HASSAN AKHUND", NameKind::Primary),
            ("モハンマド・ハッサン・アフンド", NameKind::Variation),
        ]
    );
    assert_eq!(person.party.kind, Some(Kind::Person));
    let births: Vec<String> = person.party.births.iter().map(ToString::to_string).collect();
    assert_eq!(births, ["~1955/1958", "~1945/1950"]);
    assert_eq!(person.party.countries[0].code(), "AF");
    assert_eq!(person.listed_on.unwrap().to_string(), "2001-09-22");
    assert_eq!(person.amended_on.unwrap().to_string(), "2012-03-27");
    assert_eq!(person.titles[..2], ["Mullah(ムラー)", "Haji(ハッジ)"]);

    // Sheet 9, number 4: born on day 26969 of a spreadsheet's count, which is 1 November 1973.
    let officer = entity(&list, "jp-mof:009-000004");
    assert_eq!(officer.party.births[0].to_string(), "1973-11-01");
    let weak: Vec<&str> = officer
        .party
        .names
        .iter()
        .filter(|name| name.strength == Strength::Weak)
        .map(|name| name.text.as_str())
        .collect();
    assert_eq!(weak, ["インディア・クイーン", "India Queen"]);
    let president = entity(&list, "jp-mof:029-000001");
    assert_eq!(president.party.births[0].to_string(), "1952-10-07");
    // Passports that stand among the aliases.
    let values: Vec<&str> = entity(&list, "jp-mof:002-000034")
        .party
        .identifiers
        .iter()
        .map(|identifier| identifier.value.as_str())
        .collect();
    assert!(values.contains(&"OR1961825") && values.contains(&"TR024417"), "{values:?}");
    assert!(identifiers(&list, &[Scheme::Wallet]) >= 3);
}
