//! How much of what is written otherwise still reaches the default threshold, and how much of what is
//! another party is kept below it.
//!
//! ```sh
//! cargo bench --bench manipulations -- [LIST…]
//! ```
//!
//! Manipulations (the numbers of the suite in CONTRIBUTING.md) of listed primary names of the OFAC SDN set of
//! December 2023, 400 Korean names as every romanisation system writes them, and negative twins: sibling
//! vessels, Korean names with one other syllable, namesakes with another given name. Seeds are fixed.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod material;

use material::edits::EDITS;
use material::korean;
use material::random::Random;
use std::collections::BTreeMap;
use tamis::{Kind, Screener, matching};

const SEED: u64 = 2_026;
/// Listed names a kind.
const NAMES: usize = 600;
/// Generated Korean names.
const KOREAN: usize = 400;
const THRESHOLD: f64 = 0.85;

fn score(left: &str, right: &str, kind: Kind) -> f64 {
    matching::compare(left, right, kind).score
}

/// Found and tried.
type Count = (usize, usize);

fn percent((found, tried): Count) -> f64 {
    100.0 * found as f64 / tried.max(1) as f64
}

fn main() {
    let mut lists: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if lists.is_empty() {
        lists.push("../shared/lists/ofac/sdn-2023-12-28".to_owned());
    }
    let screener = Screener::from_lists(&lists).unwrap();
    let mut totals = BTreeMap::<bool, Count>::new();
    println!("{:30} {:>7} {:>7} {:>7}", "detected at 0.85, in %", "persons", "orgs", "vessels");
    let names: BTreeMap<Kind, Vec<String>> = screener.entities().iter().fold(
        BTreeMap::new(),
        |mut names: BTreeMap<Kind, Vec<String>>, entity| {
            if let (Some(kind), Some(name)) = (entity.party.kind, entity.party.names.first()) {
                names.entry(kind).or_default().push(name.text.clone());
            }
            names
        },
    );
    let kinds = [Kind::Person, Kind::Organization, Kind::Vessel];
    for (label, must, edit) in EDITS {
        let shares = kinds.map(|kind| {
            let mut random = Random(SEED);
            let names = names.get(&kind).map_or(&[][..], Vec::as_slice);
            let step = (names.len() / NAMES).max(1);
            let mut count = (0, 0);
            for name in names.iter().step_by(step) {
                // A company has no title, and a person no legal form.
                let applies = match label {
                    label if label.starts_with("M24") => kind == Kind::Person,
                    label if label.starts_with("M23") => kind == Kind::Organization,
                    _ => true,
                };
                if let Some(changed) = edit(name, &mut random).filter(|_| applies) {
                    count.1 += 1;
                    count.0 += usize::from(score(&changed, name, kind) >= THRESHOLD);
                }
            }
            let total = totals.entry(must).or_default();
            *total = (total.0 + count.0, total.1 + count.1);
            percent(count)
        });
        let [person, organization, vessel] = shares;
        let need = if must { "must" } else { "should" };
        println!("{label:30} {person:7.1} {organization:7.1} {vessel:7.1}  {need}");
    }
    let mut random = Random(SEED);
    let mut written = BTreeMap::<(&str, u32), Count>::new();
    let mut siblings = (0, 0);
    for _ in 0..KOREAN {
        let name = korean::Name::draw(&mut random);
        let forms = name.written(&mut random);
        let listed = &forms[8].2;
        for (label, goal, text) in &forms {
            let count = written.entry((label, *goal)).or_default();
            count.1 += 1;
            count.0 += usize::from(score(text, listed, Kind::Person) >= THRESHOLD);
        }
        let other = name.sibling(&mut random).written(&mut random);
        for (_, _, text) in &other {
            siblings.1 += 1;
            siblings.0 += usize::from(score(text, listed, Kind::Person) >= THRESHOLD);
        }
    }
    println!("{KOREAN} Korean names against their Northern spelling, in %, and the goal");
    for ((label, goal), count) in &written {
        println!("{label:30} {:7.1} {goal:7}", percent(*count));
    }
    println!("{:30} {:7.1}       2 at most", "one other given syllable", percent(siblings));
    for (must, label) in [(true, "must"), (false, "should")] {
        println!("all {label}: {:.1} %", percent(totals[&must]));
    }
    let vessels = names.get(&Kind::Vessel).map_or(&[][..], Vec::as_slice);
    let mut passed = siblings;
    let mut sisters = (0, 0);
    for name in vessels {
        if let Some(sister) = next_number(name) {
            sisters.1 += 1;
            sisters.0 += usize::from(score(&sister, name, Kind::Vessel) >= THRESHOLD);
        }
    }
    passed = (passed.0 + sisters.0, passed.1 + sisters.1);
    println!("sibling vessels at 0.85: {:.1} % of {}", percent(sisters), sisters.1);
    println!("different parties at 0.85: {:.1} %", percent(passed));
}

/// The next ship of a series.
fn next_number(name: &str) -> Option<String> {
    let (text, number) = name.rsplit_once(' ')?;
    let number: u32 = number.parse().ok()?;
    Some(format!("{text} {}", number + 1))
}
