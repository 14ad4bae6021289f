//! Vessels: identity, not only names; one match for what is one party.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases must fail")]

use std::collections::BTreeSet;
use tamis::identifiers::{Identifier, Scheme};
use tamis::matching::{Evidence, compare_vessels};
use tamis::{Kind, Match, Party, Policy, Screener, Subject, Vessel};

/// A row of the labelled cases.
struct Case {
    label: String,
    subject: Subject,
    entity: String,
    alert: bool,
    verdicts: Vec<(String, String)>,
    findings: BTreeSet<String>,
}

fn cases() -> Vec<Case> {
    let table = std::fs::read_to_string("tests/data/vessel-cases.tsv").unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|line| {
        let row: [&str; 14] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let [label, name, imo, mmsi, sign, flag, ship_type, built, tonnage, entity, alert, ..] =
            row;
        let stated = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let numbers = [(Scheme::Imo, imo), (Scheme::Mmsi, mmsi), (Scheme::CallSign, sign)];
        let numbers = numbers.into_iter().filter(|(_, value)| !value.is_empty());
        let party = Party {
            identifiers: numbers.map(|(scheme, value)| Identifier::new(scheme, value)).collect(),
            countries: stated(flag).map(|flag| flag.parse().unwrap()).into_iter().collect(),
            ..Party::named(name).of_kind(Kind::Vessel)
        };
        let vessel = Vessel {
            ship_type: stated(ship_type),
            built: stated(built),
            tonnage: stated(tonnage),
            ..Vessel::default()
        };
        let pair = |text: &str| text.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned()));
        Case {
            label: format!("{label}: {name} {imo}"),
            subject: Subject { vessel: Some(vessel), ..Subject::from(party) },
            entity: entity.to_owned(),
            alert: alert == "yes",
            verdicts: row[11].split_whitespace().map(|text| pair(text).unwrap()).collect(),
            findings: row[12].split_whitespace().map(str::to_owned).collect(),
        }
    })
    .collect()
}

fn plain(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn the_labelled_cases_come_out_as_labelled() {
    let screener = Screener::builtin();
    let cases = cases();
    assert!(cases.len() >= 16, "{} cases", cases.len());
    for case in cases {
        let label = &case.label;
        let of_entity = |found: &Match| found.entity.id.as_str() == case.entity;
        let policy = Policy::default().limit(0);
        let found = screener.screen(&case.subject, &policy);
        assert_eq!(found.iter().any(of_entity), case.alert, "{label}");

        let entity = screener.entities().iter().find(|e| e.id.as_str() == case.entity).unwrap();
        let evidence = compare_vessels(
            (&case.subject.party, case.subject.vessel.as_ref()),
            (&entity.party, entity.vessel.as_deref()),
        )
        .unwrap();
        for (fact, verdict) in &case.verdicts {
            let row = evidence.facts.iter().find(|row| plain(row.fact) == *fact).unwrap();
            assert_eq!(plain(row.verdict), *verdict, "{label}: {fact}");
        }
        let findings = evidence.findings.iter().map(|found| found.finding.as_str().to_owned());
        assert_eq!(findings.collect::<BTreeSet<_>>(), case.findings, "{label}");
        // What the match carries is the same record.
        if let Some(found) = found.iter().find(|found| of_entity(found)) {
            assert_eq!(found.comparison.evidence.vessel.as_ref(), Some(&evidence), "{label}");
        }
        // The index finds what scoring everything finds, below the threshold as well.
        let low = Policy::default().threshold(0.6).unwrap().limit(0);
        assert_eq!(
            screener.screen(&case.subject, &low),
            screener.screen_all(&case.subject, &low),
            "{label}"
        );
    }
}

#[test]
fn a_conflict_of_numbers_is_said_where_the_threshold_lets_it_through() {
    let screener = Screener::builtin();
    let mut subject = Subject::from("BILLIONS NO. 18").of_kind(Kind::Vessel);
    subject.party.identifiers.push(Identifier::new(Scheme::Imo, "8528864"));
    let policy = Policy::default().threshold(0.7).unwrap();
    let found = screener.screen(&subject, &policy);
    let evidence = &found[0].comparison.evidence;
    assert!(found[0].score() < 0.85 && evidence.name.as_ref().unwrap().score() > 0.85);
    let reasons = evidence.reasons();
    assert!(reasons.contains(&"another IMO number".to_owned()), "{reasons:?}");
    assert!(reasons.contains(&"listed name with another IMO number".to_owned()), "{reasons:?}");
    assert_eq!(evidence.score(), found[0].score());
}

#[test]
fn name_and_identifier_of_one_party_make_one_match() {
    let screener = Screener::builtin();
    let listed_once = |found: &[Match]| {
        let ids: BTreeSet<&str> = found.iter().map(|found| found.entity.id.as_str()).collect();
        ids.len() == found.len()
    };
    // Name, identifier, and both again in the text beside them.
    let mut subject = Subject::from("Daedong Credit Bank").of_kind(Kind::Organization);
    subject.party.identifiers.push(Identifier::new(Scheme::Bic, "DCBKKPPYXXX"));
    subject.text = Some("pay to DAEDONG CREDIT BANK, SWIFT DCBKKPPY".to_owned());
    let found = screener.screen(&subject, &Policy::default());
    assert!(listed_once(&found));
    let bank = found.iter().find(|found| found.entity.id.as_str() == "un-sc:KPe.023").unwrap();
    let Evidence { name, identifiers, .. } = &bank.comparison.evidence;
    assert!(name.as_ref().unwrap().score() > 0.85);
    assert!(!identifiers.is_empty());
    assert_eq!(bank.score(), 1.0);
    assert_eq!(bank.comparison.evidence.score(), bank.score());

    // The text alone holds both: one match with both.
    let text = "coal per MV PETREL 8, IMO NO. 9562233, Nampo to Rizhao";
    let found = screener.screen(&Subject::free_text(text), &Policy::default());
    let petrel: Vec<&Match> =
        found.iter().filter(|found| found.entity.id.as_str() == "uk-sl:DPR0075").collect();
    assert_eq!(petrel.len(), 1);
    let evidence = &petrel[0].comparison.evidence;
    assert!(evidence.name.as_ref().unwrap().score() > 0.85 && evidence.identifiers.len() == 1);

    // The same identifier twice is one piece of evidence.
    let mut subject = Subject::from("PETREL 8").of_kind(Kind::Vessel);
    subject.party.identifiers.push(Identifier::new(Scheme::Imo, "9562233"));
    subject.text = Some(text.to_owned());
    let found = screener.screen(&subject, &Policy::default());
    assert_eq!(found[0].comparison.evidence.identifiers.len(), 1, "{:?}", found[0].comparison);
}
