//! The official lists, read whole: counts against the publishers' own and against cruder ones.

#![allow(clippy::unwrap_used)] // helpers of tests, outside of test functions

mod diff;
mod eu;
mod faults;
mod own;
#[path = "../shared/mod.rs"]
mod shared;
mod switzerland;
mod uk;

mod ofac;
mod us_csl;

mod australia;
mod canada;
mod japan;

use proptest::prelude::*;
use shared::shared;
use std::collections::HashSet;
use std::io::Read;
use std::path::Path;
use tamis::identifiers::{Identifier, Scheme};
use tamis::lists::{self, Aircraft, List};
use tamis::{Entity, Kind, NameKind, Strength};

/// The only list of a file or folder.
fn one(path: &Path) -> List {
    let mut lists = lists::read(path).unwrap();
    assert_eq!(lists.len(), 1, "{}", path.display());
    lists.remove(0)
}

/// The text of a file, unpacked, for counts that owe nothing to the readers.
fn text_of(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
    } else {
        text = String::from_utf8(bytes).unwrap();
    }
    text
}

fn of_kind(list: &List, kind: Kind) -> usize {
    list.entities.iter().filter(|entity| entity.party.kind == Some(kind)).count()
}

fn identifiers(list: &List, schemes: &[Scheme]) -> usize {
    let of = |entity: &Entity| {
        entity.party.identifiers.iter().filter(|i| schemes.contains(&i.scheme)).count()
    };
    list.entities.iter().map(of).sum()
}

fn entity<'a>(list: &'a List, id: &str) -> &'a Entity {
    list.entities.iter().find(|entity| entity.id.as_str() == id).unwrap()
}

/// How often a label occurs in a text with the wanted value behind it.
fn occurrences(text: &str, label: &str, is_value: impl Fn(&str) -> bool) -> usize {
    text.match_indices(label).filter(|(at, _)| is_value(&text[at + label.len()..])).count()
}

#[test]
fn the_sdn_primary_file_of_may_2024() {
    let path = shared("lists/ofac/sdn-2024-05-03/sdn.csv.gz");
    let list = one(&path);
    assert_eq!(list.snapshot.list, "ofac-sdn");
    assert_eq!(list.snapshot.records, 14_965);
    assert_eq!(of_kind(&list, Kind::Person), 6_854);
    assert_eq!(of_kind(&list, Kind::Organization), 6_884);
    assert_eq!(of_kind(&list, Kind::Vessel), 851);
    assert_eq!(of_kind(&list, Kind::Aircraft), 376);
    assert!(list.snapshot.title.contains("without"), "{}", list.snapshot.title);

    let text = text_of(&path);
    // IMO numbers: 980 are written with one space, two more with two.
    let is_imo = |rest: &str| rest.len() > 7 && rest[..7].bytes().all(|b| b.is_ascii_digit());
    assert_eq!(occurrences(&text, "IMO ", is_imo), 980);
    assert_eq!(occurrences(&text, "IMO  ", is_imo), 2);
    assert_eq!(identifiers(&list, &[Scheme::Imo, Scheme::ImoCompany]), 982);

    // Wallets: 295 labels with an asset in the published file. Remarks cut at 1,000 characters end
    // inside an address, which is no address; each of these is reported instead.
    let label = "Digital Currency Address - ";
    assert_eq!(occurrences(&text, label, |_| true), 295);
    let is_whole = |rest: &str| {
        let clause = &rest[..rest.find(['"', ';']).unwrap()];
        clause.split_whitespace().count() == 2 && rest[clause.len()..].starts_with(';')
            || clause.ends_with('.')
    };
    let whole = occurrences(&text, label, is_whole);
    assert_eq!(identifiers(&list, &[Scheme::Wallet]), whole);
    let cut = list.snapshot.skipped.iter().filter(|s| s.reason.contains(label)).count();
    assert_eq!(whole + cut, 295);
    // Aircraft: every label of the remarks is a fact of its record.
    let labels = |label: &str| text.matches(label).count();
    assert_eq!(identifiers(&list, &[Scheme::TailNumber]), labels("Aircraft Tail Number "));
    assert_eq!(
        identifiers(&list, &[Scheme::SerialNumber]),
        labels("Aircraft Manufacturer's Serial Number (MSN) ")
            + labels("Aircraft Construction Number (")
            + labels("Aircraft Serial Identification ")
    );
    let aircraft = |fact: fn(&Aircraft) -> &Option<String>| {
        let all = list.entities.iter().filter_map(|entity| entity.aircraft.as_ref());
        all.filter(|aircraft| fact(aircraft).is_some()).count()
    };
    assert_eq!(aircraft(|aircraft| &aircraft.model), labels("Aircraft Model "));
    assert_eq!(aircraft(|aircraft| &aircraft.built), labels("Aircraft Manufacture Date "));
    // One operator is stated twice: UR-CKX, 15998.
    assert_eq!(aircraft(|aircraft| &aircraft.operator) + 1, labels("Aircraft Operator "));

    // 18 remarks are 1,000 characters long, and one of them ends behind a whole clause.
    assert_eq!(list.snapshot.skipped.len(), 17);
}

#[test]
fn the_sdn_set_of_december_2023_is_joined_from_any_of_its_files() {
    let folder = shared("lists/ofac/sdn-2023-12-28");
    let list = one(&folder);
    assert_eq!(list.snapshot.records, 13_821);
    assert_eq!(list.snapshot.files.len(), 4);
    assert!(!list.snapshot.title.contains("without"));

    let lines = |file: &str| text_of(&folder.join(file)).matches("\r\n").count();
    assert_eq!((lines("alt.csv"), lines("add.csv")), (17_091, 18_990));
    let names = |wanted: fn(&tamis::Name) -> bool| -> usize {
        let of = |entity: &Entity| entity.party.names.iter().filter(|name| wanted(name)).count();
        list.entities.iter().map(of).sum()
    };
    let strong = names(|name| name.kind != NameKind::Primary && name.strength == Strength::Strong);
    assert_eq!(strong, 17_091, "every row of alt.csv is a strong name");
    let former = names(|n| n.kind == NameKind::Former && n.strength == Strength::Strong);
    assert_eq!(former, text_of(&folder.join("alt.csv")).matches(",\"fka\",").count());
    assert_eq!(names(|name| name.kind == NameKind::Primary), 13_821);

    let addresses: usize = list.entities.iter().map(|e| e.party.addresses.len()).sum();
    let empty = text_of(&folder.join("add.csv")).matches(",-0- ,-0- ,-0- ,-0- \r\n").count();
    assert_eq!(addresses, 18_990 - empty);

    // One record's remarks are cut, and the older file of comments does not have the rest.
    assert_eq!(list.snapshot.skipped.len(), 1, "{:?}", list.snapshot.skipped);
    assert!(list.snapshot.skipped[0].reason.contains("45430"));
    // 17018 is continued in the comments: the cut falls between `(EO 14024 Directive 3)` and its
    // date.
    let continued = entity(&list, "ofac-sdn:17018");
    assert!(
        continued.measures.contains(&"Listing Date (EO 14024 Directive 3): 24 Feb 2022".to_owned())
    );
    assert!(continued.party.identifiers.iter().any(|i| i.value == "1027700132195"));

    for file in ["sdn.csv.gz", "alt.csv", "add.csv", "sdn_comments.csv"] {
        assert_eq!(one(&folder.join(file)), list, "{file}");
    }
    let named = [folder.join("alt.csv"), folder.join("sdn.csv.gz"), folder.clone()];
    assert_eq!(lists::read_all(&named).unwrap(), [list]);
}

#[test]
fn the_other_ofac_sets() {
    let sdn = one(&shared("lists/ofac/sdn-2021-07/add.csv"));
    assert_eq!((sdn.snapshot.records, sdn.snapshot.files.len()), (8_976, 4));
    assert_eq!(sdn.snapshot.skipped, []);

    let folder = shared("lists/ofac/consolidated-2025-12");
    let consolidated = one(&folder);
    assert_eq!(consolidated.snapshot.list, "ofac-cons");
    assert_eq!(consolidated.snapshot.records, 442);
    assert_eq!(consolidated.snapshot.skipped, []);
    let strong = consolidated
        .entities
        .iter()
        .flat_map(|e| &e.party.names)
        .filter(|name| name.kind != NameKind::Primary && name.strength == Strength::Strong);
    assert_eq!(strong.count(), 1_073);

    let pair = lists::read(shared("lists/ofac/sdn-daily-pair-2024-02")).unwrap();
    let records: Vec<usize> = pair.iter().map(|list| list.snapshot.records).collect();
    assert_eq!(records, [13_931, 14_499]);
}

#[test]
fn an_ofac_record_is_read_as_published() {
    let list = one(&shared("lists/ofac/sdn-2024-05-03/sdn.csv.gz"));
    let bank = entity(&list, "ofac-sdn:12312");
    assert_eq!(bank.party.names[0].text, "KOREA DAESONG BANK");
    assert_eq!(bank.programmes, ["DPRK"]);
    let bic = bank.party.identifiers.iter().find(|i| i.scheme == Scheme::Bic).unwrap();
    assert_eq!(bic.value, "KDBKKPPY");
    let person = entity(&list, "ofac-sdn:12211");
    assert_eq!(person.party.names[0].text, "KIM, Yong Chol");
    let births: Vec<String> = person.party.births.iter().map(ToString::to_string).collect();
    assert_eq!(births, ["~1947", "~1946"]);
    let vessel = entity(&list, "ofac-sdn:17094");
    assert_eq!(vessel.party.identifiers[0].value, "8829555");
    assert_eq!(
        vessel.vessel.as_ref().unwrap().flag.as_deref(),
        Some("Democratic People's Republic of Korea")
    );
}

#[test]
fn a_part_without_its_primary_file_is_refused() {
    let error = lists::read(shared("lists/ofac/sdn-partial-2025-12/alt.csv")).unwrap_err();
    assert!(error.is_format() && error.to_string().contains("`sdn.csv`"), "{error}");
    assert!(lists::read(shared("lists/ofac/sdn-partial-2025-12")).unwrap_err().is_format());
}

#[test]
fn the_un_list_of_february_2026() {
    let path = shared("lists/un/consolidated-2026-02-27.xml");
    let list = one(&path);
    assert_eq!(list.snapshot.list, "un-sc");
    assert_eq!(list.snapshot.published.unwrap().to_string(), "2026-02-27");
    assert_eq!(list.snapshot.records, 1_003);
    assert_eq!(list.snapshot.skipped, []);
    assert_eq!(list.snapshot.unknown_fields, [""; 0]);
    assert_eq!((of_kind(&list, Kind::Person), of_kind(&list, Kind::Organization)), (730, 273));
    let dprk = list.entities.iter().filter(|entity| entity.programmes == ["DPRK"]).count();
    assert_eq!(dprk, 155);

    let text = text_of(&path);
    assert_eq!(text.matches("<SWIFT").count(), 0, "codes stand in the comments only");
    let bics = identifiers(&list, &[Scheme::Bic]);
    assert_eq!(bics, text.matches("SWIFT: ").count() + text.matches("SWIFT/BIC: ").count());
    let imo = occurrences(&text, "IMO", |rest| {
        rest.chars().take(20).filter(char::is_ascii_digit).count() >= 7
    });
    assert_eq!(identifiers(&list, &[Scheme::ImoCompany]), imo);
    // All filled names in the original script are there, each as a name of its record.
    let originals = text.matches("<NAME_ORIGINAL_SCRIPT>").count();
    assert_eq!(originals, 378);
    let weak: usize = list
        .entities
        .iter()
        .flat_map(|entity| &entity.party.names)
        .filter(|name| name.strength == Strength::Weak)
        .count();
    assert!((600..=650).contains(&weak), "615 aliases are of low quality; {weak} names are weak");
    let passport = &entity(&list, "un-sc:KPi.033").party.identifiers[0];
    assert_eq!((passport.scheme, passport.value.as_str()), (Scheme::Passport, "381310014"));
}

/// Comments and notes of the UN's records are prose; what they announce is counted without reading it.
#[test]
fn numbers_in_the_prose_of_the_un_list_are_found() {
    let path = shared("lists/un/consolidated-2026-02-27.xml");
    let list = one(&path);
    let text = text_of(&path).split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |value: &str| value.replace([' ', '-', '.'], "");
    let (mut passports, mut emails) = (0, 0);
    for record in text.split("<REFERENCE_NUMBER>").collect::<Vec<_>>().windows(2) {
        // What follows the number of a record up to the next one's is of the record, but for the
        // names of the next, and the names of its own stand in front.
        let id = record[1].split('<').next().unwrap().trim();
        let own = record[1].split("<DATAID>").next().unwrap();
        let known = &entity(&list, &format!("un-sc:{id}")).party.identifiers;
        let has = |scheme: Scheme, value: &str| {
            known.iter().any(|i| i.scheme == scheme && plain(&i.value) == plain(value))
        };
        for label in ["passport number", "passport no.", "Passport number", "Passport No."] {
            for (at, _) in own.match_indices(label) {
                let behind = own[at + label.len()..].trim_start_matches([':', ' ']);
                let mut words = behind.split([' ', ',', ';', '<', '(', ')']);
                let first = words.next().unwrap().trim_end_matches('.');
                let value = match first.len() {
                    1 | 2 => format!("{first} {}", words.next().unwrap()),
                    _ => first.to_owned(),
                };
                if value.bytes().filter(u8::is_ascii_digit).count() >= 5 {
                    assert!(has(Scheme::Passport, &value), "{id}: {value} in {known:?}");
                    passports += 1;
                }
            }
        }
        let words: HashSet<&str> = own
            .split(|c: char| c.is_whitespace() || "<>;,()".contains(c))
            .filter(|word| word.contains('@'))
            .map(|word| word.trim_end_matches('.').trim_start_matches("Email:"))
            .collect();
        for word in &words {
            assert!(has(Scheme::Email, word), "{id}: {word} in {known:?}");
        }
        emails += words.len();
    }
    assert!(passports >= 30, "{passports} passports are named in words");
    assert_eq!(identifiers(&list, &[Scheme::Email]), emails);
    // Telephones in Pyongyang.
    let phones: Vec<&Identifier> = list
        .entities
        .iter()
        .flat_map(|entity| &entity.party.identifiers)
        .filter(|identifier| identifier.scheme == Scheme::Phone)
        .collect();
    let of_dprk = phones.iter().filter(|phone| plain(&phone.value).contains("8502")).count();
    assert_eq!(of_dprk, text.matches("850-2-").count() + text.matches("850 2 ").count());
    let announced =
        ["Pakistan National Tax Number: ", "Employer Identification Number ", "VAT Number "];
    let announced: usize = announced.iter().map(|label| text.matches(label).count()).sum();
    let fiscal = text.to_lowercase().matches("fiscal code:").count();
    assert_eq!(identifiers(&list, &[Scheme::TaxId]), announced + fiscal);
    assert!(phones.iter().all(|phone| phone.extracted));
}

#[test]
fn an_earlier_issue_of_the_un_list_packed() {
    let list = one(&shared("lists/un/consolidated-2025-04-19.xml.gz"));
    assert_eq!(list.snapshot.records, 877);
    assert_eq!(list.snapshot.unknown_fields, [""; 0]);
    assert_eq!((of_kind(&list, Kind::Person), of_kind(&list, Kind::Organization)), (684, 193));
    assert_eq!(list.snapshot.published.unwrap().to_string(), "2025-04-19");
}

#[test]
fn the_built_in_list_survives_its_own_schema() {
    let folder = tempfile::tempdir().unwrap();
    let list = lists::builtin().unwrap();
    let mut text = String::from(
        "{\"schema\":\"tamis-list/1\",\"list\":\"dprk\",\"publisher\":\"p\",\"title\":\"t\"}\n",
    );
    for entity in &list.entities {
        text.push_str(&serde_json::to_string(entity).unwrap());
        text.push('\n');
    }
    let path = folder.path().join("list.jsonl");
    std::fs::write(&path, text).unwrap();
    assert_eq!(one(&path).entities, list.entities);
}

const PRIMARY: &str = "7,\"EXAMPLE, Ann\",\"individual\",\"IRAN] [SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 10 Dec 1948; Digital Currency Address - XBT 1ExampLe; a.k.a. 'ANNIE'.\"\r\n8,\"SEA EXAMPLE\",\"vessel\",\"CUBA\",-0- ,\"ABC1\",\"Tug\",\"950\",\"1,019\",\"Cuba\",\"Owner\",\"Vessel Registration Identification IMO 7406784.\"\r\n\u{1a}";

#[test]
fn folders_and_file_systems() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(lists::read(at("absent.csv")).unwrap_err().is_io());
    assert!(lists::read(folder.path()).unwrap_err().is_empty_input());

    std::fs::write(at("SDN.CSV"), PRIMARY).unwrap();
    std::fs::write(at("README.md"), "about").unwrap();
    std::fs::write(at(".hidden"), "x").unwrap();
    std::fs::create_dir(at("older")).unwrap();
    assert_eq!(one(folder.path()).snapshot.records, 2);

    std::fs::write(at("ALT.CSV"), "7,1,\"aka\",\"SAMPLE, Ann\",-0- \r\n\u{1a}").unwrap();
    assert_eq!(one(&at("SDN.CSV")).snapshot.names, 4);
    std::fs::write(at("ADD.CSV"), "7,1,\"aka\",\"SAMPLE, Ann\",-0- \r\n").unwrap();
    let error = lists::read(folder.path()).unwrap_err();
    assert!(error.is_format() && error.to_string().contains("by its columns"), "{error}");
    std::fs::remove_file(at("ADD.CSV")).unwrap();

    std::fs::write(at("notes.csv"), "a,b\n1,2\n").unwrap();
    let error = lists::read(folder.path()).unwrap_err();
    assert!(error.is_format(), "{error}");
    assert_eq!(error.path().unwrap(), at("notes.csv"));
    assert!(lists::read_all::<&Path>(&[]).unwrap_err().is_argument());
}

const UN: &str = "<?xml version='1.0' encoding='UTF-8'?>\n<CONSOLIDATED_LIST dateGenerated='2026-02-27T00:00:09Z'>\n<INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ANN &amp; B</FIRST_NAME><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>مثال (Mithal; M)</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>\n";
const OWN: &str = "{\"schema\":\"tamis-list/1\",\"list\":\"own\",\"publisher\":\"us\",\"title\":\"Ours\"}\n{\"id\":\"own:1\",\"kind\":\"person\",\"names\":[{\"text\":\"Pak\"}],\"births\":[\"~1961\"]}\n";

const CANADA: &str = "<data-set><record><Country>Iran</Country><EntityOrShip>Bank (A)/Banque</EntityOrShip><Aliases>B, JSC; (C or D</Aliases><Schedule>1, Part 2</Schedule><Item>3</Item></record></data-set>";
const AUSTRALIA: &str = "Reference,Name of Individual or Entity,Type,Name Type,Date of Birth,Committees,Additional Information\n7,\"A, B\",Individual,Primary Name,\"a) 1/02/1961 b) circa 1962\",X,\"Passport no. AB123456 issued on 1 May 2001\"\n7a,C (previously listed as),Individual,aka,,X,\n";
const FTM: &str = "{\"id\":\"p\",\"schema\":\"Person\",\"caption\":\"A\",\"properties\":{\"name\":[\"A\"],\"topics\":[\"sanction\"]}}\n{\"id\":\"s\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"p\"]}}\n";

/// Reads bytes under a name; whatever they are, a list or an error comes back.
fn read_bytes(folder: &Path, bytes: &[u8]) {
    let path = folder.join("sdn.csv");
    std::fs::write(&path, bytes).unwrap();
    if let Err(error) = lists::read(&path) {
        assert!(error.path().is_some(), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bytes_are_refused_without_a_panic(
        start in prop::sample::select(vec!["", "{", "<", "7,", "\u{1f}"]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let folder = tempfile::tempdir().unwrap();
        read_bytes(folder.path(), &[start.as_bytes(), &bytes].concat());
    }

    #[test]
    fn damaged_lists_are_read_or_refused_without_a_panic(
        whole in prop::sample::select(vec![
            PRIMARY, UN, OWN, eu::SMALL, eu::ROWS, uk::XML, uk::OFSI_XML, switzerland::LIST, CANADA,
            AUSTRALIA, FTM,
        ]),
        keep in 0.0..=1.0_f64,
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(
            b"\"'(;,.<>&{}[]\\\r\n\x1a -0:\xff".to_vec())), 0..12),
    ) {
        let mut bytes = whole.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate((bytes.len() as f64 * keep) as usize);
        let folder = tempfile::tempdir().unwrap();
        read_bytes(folder.path(), &bytes);
    }
}
