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

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used)]

mod material;

use material::arguments::given;
use material::edits::{self, EDITS};
use material::random::Random;
use material::{chinese, korean};
use std::collections::BTreeMap;
use tamis::text::Script;
use tamis::transactions::Subject;
use tamis::{Kind, Policy, Screener, matching};

const SEED: u64 = 2_026;
/// Listed names a kind.
const NAMES: usize = 600;
/// Generated Korean names.
const KOREAN: usize = 400;
const THRESHOLD: f64 = 0.85;

/// The score of a pair. With `TALLIES` set, what it was scored from goes to standard error, as JSON lines.
fn score(label: &str, left: &str, right: &str, kind: Kind) -> f64 {
    let compared = matching::compare(left, right, kind);
    if std::env::var_os("TALLIES").is_some() {
        let name = compared.evidence.name.as_ref();
        eprintln!(
            "{}",
            serde_json::to_string(&(label, kind, left, right, compared.score, name)).unwrap()
        );
    }
    compared.score
}

/// Found and tried.
type Count = (usize, usize);

fn percent((found, tried): Count) -> f64 {
    100.0 * found as f64 / tried.max(1) as f64
}

/// One line of the table: what was found of each kind.
fn row(label: &str, must: bool, counts: &[Count], totals: &mut BTreeMap<bool, Count>) {
    let total = totals.entry(must).or_default();
    let mut line = format!("{label:30}");
    for count in counts {
        *total = (total.0 + count.0, total.1 + count.1);
        line += &if count.1 == 0 {
            format!("{:>8}", "–")
        } else {
            format!(" {:7.1}", percent(*count))
        };
    }
    println!("{line}  {}", if must { "must" } else { "should" });
}

/// Listed names inside the free text of a payment: found if their entity is.
fn noise(screener: &Screener, names: &BTreeMap<Kind, Vec<String>>, kind: Kind) -> Count {
    let names = names.get(&kind).map_or(&[][..], Vec::as_slice);
    let step = (names.len() / (NAMES / 4)).max(1);
    let mut count = (0, 0);
    for name in names.iter().step_by(step).filter(|name| name.contains(' ')) {
        let natural = edits::natural(name);
        let subject = Subject {
            text: Some(format!("FFC TO {natural} A/C 12345678 REF 990-1/B")),
            ..Subject::default()
        };
        count.1 += 1;
        let found = screener.screen(&subject, &Policy::default());
        count.0 += usize::from(
            found
                .iter()
                .any(|found| found.entity.party.names.iter().any(|listed| listed.text == *name)),
        );
    }
    count
}

/// Names in their original script against the party's name in Latin letters, as the lists of the
/// UN and the UK publish both: by script, persons and organisations.
fn original_scripts() -> BTreeMap<String, [Count; 2]> {
    let lists = [
        "../shared/lists/un/consolidated-2026-02-27.xml",
        "../shared/lists/uk/ConList-2025-04-14.xlsx",
    ];
    let mut found = BTreeMap::<String, [Count; 2]>::new();
    for entity in Screener::from_lists(lists).unwrap().entities() {
        let Some(kind @ (Kind::Person | Kind::Organization)) = entity.party.kind else { continue };
        let script = |text: &str| text.chars().find_map(tamis::text::script_of);
        let latin = |text: &&str| script(text) == Some(Script::Latin);
        let texts: Vec<&str> = entity.party.names.iter().map(|name| name.text.as_str()).collect();
        let listed: Vec<&str> = texts.iter().copied().filter(|text| latin(text)).collect();
        for text in texts.iter().filter(|text| !latin(text)) {
            let Some(script) = script(text) else { continue };
            let best =
                listed.iter().map(|listed| score("M18", text, listed, kind)).fold(0.0, f64::max);
            let count = &mut found.entry(format!("{script:?}")).or_default()
                [usize::from(kind == Kind::Organization)];
            count.1 += 1;
            count.0 += usize::from(best >= THRESHOLD);
        }
    }
    found
}

fn main() {
    let mut lists = given();
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
        let counts = kinds.map(|kind| {
            let mut random = Random(SEED);
            let names = names.get(&kind).map_or(&[][..], Vec::as_slice);
            let step = (names.len() / NAMES).max(1);
            let mut count = (0, 0);
            for name in names.iter().step_by(step) {
                // A company has no title or middle name, and a person no legal form.
                let applies = match label {
                    label if ["M16", "M17", "M21", "M24"].iter().any(|m| label.starts_with(m)) => {
                        kind == Kind::Person
                    }
                    label if label.starts_with("M23") => kind == Kind::Organization,
                    _ => true,
                };
                if let Some(changed) = edit(name, &mut random).filter(|_| applies) {
                    count.1 += 1;
                    count.0 += usize::from(score(label, &changed, name, kind) >= THRESHOLD);
                }
            }
            count
        });
        row(label, must, &counts, &mut totals);
    }
    row("M28 in free text", true, &kinds.map(|kind| noise(&screener, &names, kind)), &mut totals);
    let scripts = original_scripts();
    for (script, counts) in &scripts {
        row(&format!("M18 original script, {script}"), true, counts, &mut totals);
    }
    let mut random = Random(SEED);
    let mut chinese = BTreeMap::<(&str, bool), Count>::new();
    for _ in 0..KOREAN {
        let (listed, written) = chinese::written(&mut random);
        for (label, must, text) in written {
            let count = chinese.entry((label, must)).or_default();
            count.1 += 1;
            count.0 += usize::from(score(label, &text, &listed, Kind::Person) >= THRESHOLD);
        }
    }
    for ((label, must), count) in &chinese {
        row(&format!("{label}, Chinese"), *must, &[*count], &mut totals);
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
            count.0 += usize::from(score("K", text, listed, Kind::Person) >= THRESHOLD);
        }
        let other = name.sibling(&mut random).written(&mut random);
        for (_, _, text) in &other {
            siblings.1 += 1;
            siblings.0 += usize::from(score("K", text, listed, Kind::Person) >= THRESHOLD);
        }
    }
    println!("{KOREAN} Korean names against their Northern spelling, in %, and the goal");
    for ((label, goal), count) in &written {
        println!("{label:30} {:7.1} {goal:7}", percent(*count));
        // M16 to M18 must be found; the Chinese and the Russian reading (M19) should be.
        let total = totals.entry(!matches!(*label, "pinyin reading" | "kontsevich")).or_default();
        *total = (total.0 + count.0, total.1 + count.1);
    }
    println!("{:30} {:7.1}       2 at most", "one other given syllable", percent(siblings));
    for (must, label) in [(true, "must"), (false, "should")] {
        println!("all {label}: {:.2} % of {}", percent(totals[&must]), totals[&must].1);
    }
    let vessels = names.get(&Kind::Vessel).map_or(&[][..], Vec::as_slice);
    let mut passed = siblings;
    let mut sisters = (0, 0);
    for name in vessels {
        if let Some(sister) = next_number(name) {
            sisters.1 += 1;
            sisters.0 += usize::from(score("sister", &sister, name, Kind::Vessel) >= THRESHOLD);
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
