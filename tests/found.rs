//! One person, however the name is written, is found first on the real list.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its list must fail")]

mod shared;

use shared::shared;
use tamis::{Kind, Policy, Screener, Subject};

/// Kim Jong Un on the OFAC list.
const LISTED: &str = "ofac-sdn:20157";

#[test]
fn a_name_in_four_writings_finds_the_same_entity_first() {
    let screener = Screener::from_lists([shared("lists/ofac/sdn-2023-12-28")]).unwrap();
    for name in [
        "Kim Jong Un",
        "김정은",
        "金正恩",
        "Ким Чен Ын",
        "キム・ジョンウン",
        "KIM Chŏng-ŭn",
        "Jong-un Kim",
    ] {
        for kind in [None, Some(Kind::Person)] {
            let matches = screener.screen(&Subject::from(name).of_kind(kind), &Policy::default());
            let first = matches.first().unwrap_or_else(|| panic!("{name}: nothing found"));
            assert_eq!(first.entity.id.as_str(), LISTED, "{name}");
            assert_eq!(first.score(), first.comparison.evidence.score(), "{name}");
        }
    }
}

/// A screener of a list of persons with these names.
fn of_persons(names: &[&str]) -> Screener {
    let list = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
    let lines = names.iter().enumerate().map(|(at, name)| {
        format!(r#"{{"id":"own:{at}","kind":"person","names":[{{"text":"{name}"}}]}}"#)
    });
    let head = r#"{"schema":"tamis-list/1","list":"own","publisher":"We","title":"Readings","published":"2026-11-26"}"#;
    let lines: Vec<String> = std::iter::once(head.to_owned()).chain(lines).collect();
    std::fs::write(list.path(), lines.join("\n")).unwrap();
    Screener::from_lists([list.path()]).unwrap()
}

#[test]
fn the_index_sees_detours_through_the_other_language_as_the_score_does() {
    let listed = ["금정은", "김정은", "KIM, Jong Un", "金正恩", "Li Yong", "李勇", "Cui Longhai"];
    let screener = of_persons(&listed);
    let policy = Policy::default().threshold(0.60).unwrap();
    for name in listed.into_iter().chain([
        "Jin Zheng'en",
        "Li Rong",
        "최룡해",
        "금 정은",
        "キム・ジョンウン",
    ]) {
        let subject = Subject::from(name).of_kind(Kind::Person);
        let found = screener.screen(&subject, &policy);
        assert_eq!(found, screener.screen_all(&subject, &policy), "{name}");
        assert!(!found.is_empty() || name == "Li Rong", "{name}");
    }
}

#[test]
fn names_with_an_initial_of_another_script_are_found_at_every_threshold() {
    let name = "جی. Петров yamada";
    let screener = of_persons(&[name, "yamada abe"]);
    for subject in ["Петров j yamada", "Петров J. Yamada", "G. Петров yamada", name]
    {
        let subject = Subject::from(subject).of_kind(Kind::Person);
        for threshold in [0.60, 0.85, 0.94, 0.97, 0.99] {
            let policy = Policy::default().threshold(threshold).unwrap();
            let found = screener.screen(&subject, &policy);
            assert_eq!(found, screener.screen_all(&subject, &policy), "{subject:?} {threshold}");
        }
    }
}

#[test]
fn another_given_name_is_another_person() {
    let screener = Screener::from_lists([shared("lists/ofac/sdn-2023-12-28")]).unwrap();
    for name in ["Kim Jong Su", "Kim Yong Un", "김정수", "김영은"] {
        let subject = Subject::from(name).of_kind(Kind::Person);
        let matches = screener.screen(&subject, &Policy::default());
        assert!(matches.iter().all(|found| found.entity.id.as_str() != LISTED), "{name}");
    }
}

#[test]
fn a_listed_party_is_found_by_every_one_of_its_strong_names() {
    let screener = Screener::builtin();
    let policy = Policy::default().limit(0);
    for entity in screener.entities() {
        for name in &entity.party.names {
            if name.strength == tamis::Strength::Weak {
                continue;
            }
            let subject = Subject::from(name.text.as_str()).of_kind(entity.party.kind);
            let found = screener.screen(&subject, &policy);
            assert!(
                found.iter().any(|found| found.entity.id == entity.id),
                "{} {}",
                entity.id,
                name.text
            );
        }
    }
}

#[test]
fn a_weak_alias_opens_no_alert_unless_asked() {
    // OFAC gives this group the weak a.k.a. in quotes in its remarks; its other names differ.
    let (listed, name) = ("ofac-sdn:27307", "HIDDEN COBRA");
    let screener = Screener::builtin();
    let subject = Subject::from(name).of_kind(Kind::Organization);
    let opens = |policy: &Policy| {
        screener.screen(&subject, policy).iter().any(|found| found.entity.id.as_str() == listed)
    };
    let mut asked = Policy::default().limit(0);
    assert!(!opens(&asked));
    asked.weak_aliases = true;
    assert!(opens(&asked));
}

#[test]
fn well_known_names_are_possible_matches_in_either_order() {
    let mut wrong = Vec::new();
    let table = include_str!("data/known-names.tsv");
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let [expected, kind, left, right] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {row}");
        };
        let kind = match kind {
            "person" => Kind::Person,
            "vessel" => Kind::Vessel,
            _ => Kind::Organization,
        };
        for (left, right) in [(left, right), (right, left)] {
            let score = tamis::matching::compare(left, right, Some(kind)).evidence.score();
            if (score >= 0.85) != (expected == "yes") {
                wrong.push(format!("{left} and {right}: {score:.4}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn state_companies_are_known_by_the_beginnings_of_their_words() {
    for (short, long) in [
        ("KOMID", "Korea Mining Development Trading Corporation"),
        ("NORINCO", "North Industries Corporation"),
    ] {
        let score =
            tamis::matching::compare(short, long, Some(Kind::Organization)).evidence.score();
        assert!(score > 0.7, "{short}: {score}");
    }
}
