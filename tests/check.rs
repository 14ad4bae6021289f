//! What a check of each kind of identifier comes to: listed, listed elsewhere, a near miss, not listed,
//! invalid; and of account numbers of which a part is hidden.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases must fail")]

use std::collections::BTreeSet;
use tamis::identifiers::{Identifier, Likeness, Scheme};
use tamis::{Policy, Screener, Subject, lists};

fn screener() -> Screener {
    let made_up = lists::read("tests/data/check-list.jsonl").unwrap();
    Screener::new([vec![lists::builtin().unwrap()], made_up].concat()).unwrap()
}

#[test]
fn every_case_comes_out_as_written() {
    let screener = screener();
    let table = std::fs::read_to_string("tests/data/check-cases.tsv").unwrap();
    let rows: Vec<[&str; 7]> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap())
        .collect();
    assert!(rows.len() > 60, "{} cases", rows.len());
    let mut wrong = Vec::new();
    let mut kinds = BTreeSet::new();
    for [value, scheme, valid, outcome, entity, normal, _] in rows {
        kinds.insert(scheme);
        let checked = screener.check(value);
        let found = checked.first().map(|first| {
            [
                first.identifier.scheme.as_str().to_owned(),
                first.valid().map_or("-", |valid| if valid { "yes" } else { "no" }).to_owned(),
                first.outcome.to_string(),
                first.listings.first().map_or("", |listing| listing.entity.id.as_str()).to_owned(),
                first.identifier.normal().unwrap_or_default(),
            ]
        });
        let expected = [scheme, valid, outcome, entity, normal].map(str::to_owned);
        if found.as_ref() != Some(&expected) {
            wrong.push(format!("{value}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Numbers of aircraft and of unknown kind have no shape of their own.
    let without = ["tail-number", "serial-number", "other"];
    let missing: Vec<Scheme> = Scheme::ALL
        .into_iter()
        .filter(|own| !kinds.contains(own.as_str()) && !without.contains(&own.as_str()))
        .collect();
    assert!(missing.is_empty(), "no case of {missing:?}");
}

#[test]
fn what_fits_says_how_much_agrees() {
    let checked = &screener().check("998801*****1234")[0];
    assert_eq!(checked.listings[0].likeness, Likeness::Fits);
    let line = serde_json::to_value(checked.line()).unwrap();
    let fit = &line["entities"][0]["fit"];
    assert_eq!(*fit, serde_json::json!({"shown": 10, "hidden": 9, "numbers": 1_000_000_000}));
    assert!(checked.identifier.explain().contains("10 characters are shown"));
}

#[test]
fn a_hidden_part_never_makes_a_certain_match() {
    let screener = screener();
    let mut subject = Subject::from("Somebody Else");
    subject.party.identifiers.push(Identifier::new(Scheme::Account, "998801*****1234"));
    let found = screener.screen(&subject, &Policy::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].entity.id.as_str(), "made-up:firm");
    assert!((0.85..0.95).contains(&found[0].score()), "{}", found[0].score());
    let evidence = &found[0].comparison.evidence;
    assert_eq!(evidence.score(), found[0].score());
    let reasons = evidence.reasons();
    assert!(reasons[0].contains("998801*****1234 fits account number 9988012345678901234"));
    assert!(evidence.explain().contains("up to 1000000000 numbers look like this"));
    assert_eq!(found, screener.screen_all(&subject, &Policy::default()));

    // Name and what is shown of the account are one match.
    let mut both = Subject::from("Made-up Trading Co");
    both.party.identifiers = subject.party.identifiers.clone();
    let found = screener.screen(&both, &Policy::default());
    assert_eq!(found[0].comparison.evidence.identifiers.len(), 1);
    assert!(found[0].comparison.evidence.name.as_ref().unwrap().score() > 0.95);
    assert_eq!(found, screener.screen_all(&both, &Policy::default()));

    // A virtual account behind a listed one.
    subject.party.identifiers = vec![Identifier::new(Scheme::Account, "99880123456789012340007")];
    let found = screener.screen(&subject, &Policy::default());
    assert_eq!(found.len(), 1);
    assert!((0.85..0.95).contains(&found[0].score()), "{}", found[0].score());
    let reasons = found[0].comparison.evidence.reasons();
    assert_eq!(reasons[0], "account behind account number 9988012345678901234");
    assert_eq!(found, screener.screen_all(&subject, &Policy::default()));

    for too_little in ["****1234", "9988*********", "123456*****1234", "998801"] {
        subject.party.identifiers = vec![Identifier::new(Scheme::Account, too_little)];
        assert!(screener.screen(&subject, &Policy::default()).is_empty(), "{too_little}");
    }
}
