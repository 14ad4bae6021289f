//! Real names, changed ones and random characters against real lists.

use super::material::edits::EDITS;
use super::material::lists::{every_list, two_lists};
use super::material::queries::{kind, spread, table};
use super::material::random::Random;
use super::material::{korean, lists};
use super::{number, seen, unicode};
use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use tamis::{Entity, Kind, Match, Policy, Screener, Subject};

/// The least threshold for which the index is promised to miss nothing.
const LEAST: f64 = 0.60;

/// Subjects of a run that nobody asked to be longer; two lists will do for it.
const FEW: usize = 300;

/// Names of the evaluation, of every script: half of nobody listed, half of labelled pairs.
fn of_the_evaluation(count: usize) -> Vec<Subject> {
    let subject = |name: &str, word: &str| Subject::from(name).of_kind(kind(word));
    let background = table("background_names_dev");
    let background = background.iter().map(|row| subject(&row[0], &row[1])).collect();
    let pairs = table("pairs_dev");
    let pairs = pairs.iter().flat_map(|row| [1, 2].map(|name| subject(&row[name], &row[3])));
    let mut subjects = spread(background, count / 2);
    subjects.extend(spread(pairs.collect(), count - count / 2));
    subjects
}

/// Listed names changed in every way of the manipulation suite, M01 to M28.
fn manipulated(entities: &[&Entity], count: usize, random: &mut Random) -> Vec<Subject> {
    let mut subjects = Vec::new();
    while subjects.len() < count {
        // One of each: the ways of letters, words and signs; those of Korean systems; within a text.
        for (_, _, edit) in EDITS {
            let entity = entities[random.below(entities.len())];
            let name = &entity.party.names[random.below(entity.party.names.len())];
            let Some(changed) = edit(&name.text, random) else { continue };
            subjects.push(Subject::from(changed.as_str()).of_kind(entity.party.kind));
        }
        let written = korean::Name::draw(random).written(random);
        let (_, _, name) = &written[random.below(written.len())];
        subjects.push(Subject::from(name.as_str()).of_kind(Kind::Person));
        let entity = entities[random.below(entities.len())];
        let text = format!("FFC TO {} A/C 123, INVOICE 7", entity.party.names[0].text);
        subjects.push(Subject { text: Some(text), ..Subject::default() });
    }
    subjects.truncate(count);
    subjects
}

/// Characters of any kind, alone or within listed names.
fn random_unicode(entities: &[&Entity], count: usize, random: &mut Random) -> Vec<Subject> {
    let text = |at: usize| {
        if at.is_multiple_of(2) {
            return unicode::words(random);
        }
        let entity = entities[random.below(entities.len())];
        unicode::disturbed(&entity.party.names[0].text, random)
    };
    let texts: Vec<String> = (0..count).map(text).collect();
    let kind = |at: usize| Kind::ALL.get(at % 5).copied();
    texts.iter().zip(0..).map(|(text, at)| Subject::from(text.as_str()).of_kind(kind(at))).collect()
}

/// Searches at several thresholds, against one scoring of everything at the least of them: what scores
/// at least a higher threshold is a part of it, in the same order.
fn agree(screener: &Screener, subject: &Subject, random: &mut Random) -> (usize, usize) {
    let mut policy = Policy::default().threshold(LEAST).unwrap().limit(0);
    policy.weak_aliases = random.below(2) == 0;
    let everything = screener.screen_all(subject, &policy);
    let mut thresholds = vec![LEAST, 0.70, 0.85];
    for _ in 0..2 {
        // A score that just reaches the threshold is where a bound goes wrong.
        thresholds.extend(everything.get(random.below(everything.len().max(1))).map(Match::score));
    }
    for threshold in &thresholds {
        let wanted = everything.partition_point(|found| found.score() >= *threshold);
        let policy = policy.threshold(*threshold).unwrap();
        let found = screener.screen(subject, &policy);
        assert_eq!(seen(&found), seen(&everything[..wanted]), "{subject:?} at {threshold}");
        let best = screener.screen(subject, &policy.limit(10));
        assert_eq!(seen(&best), seen(&everything[..wanted.min(10)]), "{subject:?}, ten best");
    }
    (thresholds.len(), everything.len())
}

/// `TAMIS_SUBJECTS` asks for more subjects, and for every list.
#[test]
fn real_names_agree() {
    let (count, seed) = (number("TAMIS_SUBJECTS", FEW), number("TAMIS_SEED", 2_026) as u64);
    let screener = Screener::new(if count == FEW { two_lists() } else { every_list() }).unwrap();
    let entities: Vec<&Entity> = screener.entities().iter().map(AsRef::as_ref).collect();
    let named: Vec<&Entity> =
        entities.into_iter().filter(|entity| !entity.party.names.is_empty()).collect();
    let mut random = Random(seed);
    let third = count / 3;
    let mut subjects = of_the_evaluation(third);
    subjects.extend(manipulated(&named, third, &mut random));
    subjects.extend(random_unicode(&named, count - 2 * third, &mut random));
    assert_eq!(subjects.len(), count);
    let done = AtomicUsize::new(0);
    let (searches, hits) = subjects
        .par_iter()
        .enumerate()
        .map(|(at, subject)| {
            let agreed = agree(&screener, subject, &mut Random(seed + at as u64));
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(500) {
                println!("{done} of {count} subjects");
            }
            agreed
        })
        .reduce(|| (0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!(
        "{count} subjects, {searches} searches among {} names of {} lists: {hits} matches from {LEAST} \
         on, 0 differences",
        lists::names_of(screener.lists()),
        screener.lists().len(),
    );
    assert!(hits > count / 2, "too few matches to test anything: {hits}");
}
