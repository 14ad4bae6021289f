//! Recall of the name score at fixed false-positive rates, on labelled pairs.
//!
//! ```sh
//! cargo bench --bench quality -- [PAIRS.csv] [--half A|B] [--scores SCORES.csv]
//! ```
//!
//! Reads `../shared/eval/pairs_dev.csv` unless told otherwise. Thresholds are set so that at most
//! 1 % (0.1 %) of all negatives pass, ties counting against the score; negatives of the adversarial
//! `neg_labelled` category set no threshold. *Findable* leaves out aliases that share nothing as
//! strings (`*aka_different_name`, `vessel_rename`) and single words (`token_*`). `--scores` writes
//! the score of each pair beside its number, for a look at the misses.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::time::Instant;
use tamis::{Kind, matching};

struct Pair {
    number: String,
    left: String,
    right: String,
    kind: Kind,
    category: String,
    is_match: bool,
    first_half: bool,
}

fn read(path: &str) -> Vec<Pair> {
    let mut rows = csv::Reader::from_path(path).unwrap();
    let headers = rows.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let [left, right, kind, category, is_match] =
        ["name_a", "name_b", "kind", "category", "is_match"].map(column);
    let [entity_a, entity_b, number] = ["entity_a", "entity_b", "pair_id"].map(column);
    rows.records()
        .map(|row| {
            let row = row.unwrap();
            // Halves by entity, so that no entity is in both.
            let entity = match (&row[entity_a]).min(&row[entity_b]) {
                "" => &row[left],
                entity => entity,
            };
            Pair {
                number: row[number].to_owned(),
                left: row[left].to_owned(),
                right: row[right].to_owned(),
                kind: match &row[kind] {
                    "person" => Kind::Person,
                    "vessel" => Kind::Vessel,
                    _ => Kind::Organization,
                },
                category: row[category].to_owned(),
                is_match: &row[is_match] == "1",
                first_half: Sha256::digest(entity)[0] < 128,
            }
        })
        .collect()
}

/// Share of scores above the highest one that must not pass, in %.
fn recall(positives: &[f64], negatives: &[f64], rate: f64) -> f64 {
    let threshold = threshold(negatives, rate);
    share(positives, |score| score > threshold)
}

fn share(scores: &[f64], passes: impl Fn(f64) -> bool) -> f64 {
    100.0 * scores.iter().filter(|score| passes(**score)).count() as f64
        / scores.len().max(1) as f64
}

/// The highest score that must not pass.
fn threshold(negatives: &[f64], rate: f64) -> f64 {
    let mut sorted = negatives.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted[(rate * sorted.len() as f64) as usize]
}

fn main() {
    let mut path = "../shared/eval/pairs_dev.csv".to_owned();
    let (mut half, mut written) = (None, None);
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--half" => half = arguments.next(),
            "--scores" => written = arguments.next(),
            _ => path = argument,
        }
    }
    let mut pairs = read(&path);
    if let Some(half) = &half {
        pairs.retain(|pair| pair.first_half == (half == "A"));
    }
    matching::compare("金正恩", "محمد", None); // tables are read on first use
    let start = Instant::now();
    let scores: Vec<f64> = pairs
        .par_iter()
        .map(|pair| matching::compare(&pair.left, &pair.right, pair.kind).score)
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    if let Some(path) = written {
        let mut rows = csv::Writer::from_path(path).unwrap();
        rows.write_record(["pair_id", "score"]).unwrap();
        for (pair, score) in pairs.iter().zip(&scores) {
            rows.write_record([&pair.number, &format!("{score:.6}")]).unwrap();
        }
        rows.flush().unwrap();
    }
    let select = |keep: &dyn Fn(&Pair) -> bool| -> Vec<f64> {
        pairs.iter().zip(&scores).filter(|(pair, _)| keep(pair)).map(|(_, score)| *score).collect()
    };
    let negatives = select(&|pair| !pair.is_match && pair.category != "neg_labelled");
    let findable = |pair: &Pair| {
        pair.is_match
            && !pair.category.ends_with("aka_different_name")
            && pair.category != "vessel_rename"
            && !pair.category.starts_with("token_")
    };
    let cross = |pair: &Pair| pair.category.starts_with("xs_");
    let rate = pairs.len() as f64 / seconds;
    println!(
        "{} pairs, {rate:.0} a second on {} threads",
        pairs.len(),
        rayon::current_num_threads()
    );
    println!("thresholds {:.3} / {:.3}", threshold(&negatives, 0.01), threshold(&negatives, 0.001));
    println!(
        "{:34} {:>6} {:>7} {:>7} {:>7}",
        "share that passes, in %", "pairs", "R@1%", "R@0.1%", "≥0.85"
    );
    let line = |label: &str, scores: &[f64]| {
        let [one, tenth] = [0.01, 0.001].map(|rate| recall(scores, &negatives, rate));
        let fixed = share(scores, |score| score >= 0.85);
        println!("{label:34} {:6} {one:7.1} {tenth:7.1} {fixed:7.1}", scores.len());
    };
    line("findable", &select(&findable));
    line("  same script", &select(&|pair| findable(pair) && !cross(pair)));
    line("  cross script", &select(&|pair| findable(pair) && cross(pair)));
    line("  persons", &select(&|pair| findable(pair) && pair.kind == Kind::Person));
    line("  others", &select(&|pair| findable(pair) && pair.kind != Kind::Person));
    let categories: BTreeMap<(bool, &str), ()> =
        pairs.iter().map(|pair| ((!pair.is_match, pair.category.as_str()), ())).collect();
    for (_, category) in categories.keys() {
        let scores = select(&|pair| pair.category == *category);
        if scores.len() >= 15 {
            line(category, &scores);
        }
    }
}
