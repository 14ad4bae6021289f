//! Recall of the name score at fixed false-positive rates, on labelled pairs.
//!
//! ```sh
//! cargo bench --bench quality -- [PAIRS.csv] [--half A|B] [--scores SCORES.csv]
//!     [--tallies TALLIES.jsonl] [--fit | --validate]
//! ```
//!
//! Reads `../shared/eval/pairs_dev.csv` unless told otherwise. Thresholds are set so that at most
//! 1 % (0.1 %) of all negatives pass, ties counting against the score; negatives of the adversarial
//! `neg_labelled` category set no threshold. *Findable* leaves out aliases that share nothing as
//! strings (`*aka_different_name`, `vessel_rename`) and single words (`token_*`). `--scores` writes
//! the score of each pair beside its number, for a look at the misses; `--tallies` what it was scored
//! from, as JSON lines. How many of the best scores are equal is printed as well. `--fit` fits the constants of the
//! score to the pairs; `--validate` prints the table with constants fitted on other entities.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod fit;
mod pairs;
mod rates;

use pairs::Pair;
use rates::{recall, share, threshold};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;
use tamis::matching::{Tally, Weights};
use tamis::{Kind, matching};

fn main() {
    let mut path = "../shared/eval/pairs_dev.csv".to_owned();
    let mut dumped = None;
    let (mut half, mut written, mut fitting, mut validating) = (None, None, false, false);
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--half" => half = arguments.next(),
            "--fit" => fitting = true,
            "--validate" => validating = true,
            "--tallies" => dumped = arguments.next(),
            "--scores" => written = arguments.next(),
            _ => path = argument,
        }
    }
    let mut pairs = pairs::read(&path);
    if let Some(half) = &half {
        pairs.retain(|pair| pair.first_half() == (half == "A"));
    }
    matching::compare("金正恩", "محمد", None); // tables are read on first use
    let start = Instant::now();
    let tallies: Vec<Tally> = pairs
        .par_iter()
        .map(|pair| {
            let compared = matching::compare(&pair.left, &pair.right, pair.kind);
            compared.evidence.name.unwrap().tally
        })
        .collect();
    let seconds = start.elapsed().as_secs_f64();
    let counted: Vec<fit::Counted<'_>> = pairs.iter().zip(tallies).collect();
    if let Some(path) = dumped {
        let mut lines = BufWriter::new(File::create(path).unwrap());
        for (pair, tally) in &counted {
            let line = (&pair.number, &pair.category, pair.kind, pair.negative(), tally);
            writeln!(lines, "{}", serde_json::to_string(&line).unwrap()).unwrap();
        }
    }
    if fitting {
        return fit::print(&counted);
    }
    let scores: Vec<f64> = if validating {
        fit::cross_validated(&counted)
    } else {
        counted.iter().map(|(pair, tally)| tally.score(Weights::of(pair.kind))).collect()
    };
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
    let negatives = select(&Pair::negative);
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
    line("findable", &select(&Pair::findable));
    line("  same script", &select(&|pair| pair.findable() && !pair.cross_script()));
    line("  cross script", &select(&|pair| pair.findable() && pair.cross_script()));
    line("  persons", &select(&|pair| pair.findable() && pair.kind == Kind::Person));
    line("  others", &select(&|pair| pair.findable() && pair.kind != Kind::Person));
    for (label, keep) in [("persons", true), ("others", false)] {
        let kept = |pair: &Pair| pair.findable() && person(pair) == keep;
        println!("{}", ties(label, &select(&kept)));
    }
    curve(
        "findable pairs that reach a threshold, in %",
        &[
            (
                "persons, same script",
                &select(&|pair| person(pair) && pair.findable() && !pair.cross_script()),
            ),
            (
                "persons, across scripts",
                &select(&|pair| person(pair) && pair.findable() && pair.cross_script()),
            ),
            (
                "others, same script",
                &select(&|pair| !person(pair) && pair.findable() && !pair.cross_script()),
            ),
            (
                "others, across scripts",
                &select(&|pair| !person(pair) && pair.findable() && pair.cross_script()),
            ),
        ],
    );
    curve(
        "different parties with much in common that reach it, in %",
        &[
            ("persons", &select(&|pair| person(pair) && pair.negative())),
            ("others", &select(&|pair| !person(pair) && pair.negative())),
        ],
    );
    let categories: BTreeMap<(bool, &str), ()> =
        pairs.iter().map(|pair| ((!pair.is_match, pair.category.as_str()), ())).collect();
    for (_, category) in categories.keys() {
        let scores = select(&|pair| pair.category == *category);
        if scores.len() >= 15 {
            line(category, &scores);
        }
    }
}

fn person(pair: &Pair) -> bool {
    pair.kind == Kind::Person
}

/// How many of each group of scores reach each threshold.
fn curve(title: &str, groups: &[(&str, &[f64])]) {
    const THRESHOLDS: [f64; 8] = [0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90, 0.95];
    println!("{title:64}");
    println!("{:26} {:>6}{}", "", "pairs", THRESHOLDS.map(|at| format!("{at:8.2}")).concat());
    for (label, scores) in groups {
        let shares = THRESHOLDS.map(|at| format!("{:8.1}", share(scores, |score| score >= at)));
        println!("  {label:24} {:6}{}", scores.len(), shares.concat());
    }
}

/// How well the best can be ranked: of the pairs that reach the default threshold, the share whose score
/// another one has too, and the share with the most frequent score.
fn ties(label: &str, scores: &[f64]) -> String {
    let mut top: Vec<f64> = scores.iter().copied().filter(|score| *score >= 0.85).collect();
    top.sort_by(f64::total_cmp);
    let runs: Vec<usize> = top.chunk_by(|a, b| a == b).map(<[f64]>::len).collect();
    let tied: usize = runs.iter().filter(|run| **run > 1).sum();
    let most = runs.iter().max().copied().unwrap_or(0);
    let percent = |count: usize| 100.0 * count as f64 / top.len().max(1) as f64;
    format!(
        "equal scores of {} {label} at 0.85 and above: {:.1} %, the most frequent one {:.1} %",
        top.len(),
        percent(tied),
        percent(most)
    )
}
