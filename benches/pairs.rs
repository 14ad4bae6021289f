//! The time it takes to score one pair of names, with its distribution.
//!
//! ```sh
//! cargo bench --bench pairs -- [PAIRS.csv]
//! ```
//!
//! Takes the Latin pairs of `../shared/eval/pairs_dev.csv` unless told otherwise. *Prepared*: both names
//! are read before the clock starts, as listed names are. *Unprepared*: both are read inside it. Each
//! figure is the mean of a batch of repetitions of one pair, so the clock's own cost is shared out.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::Instant;
use tamis::Kind;
use tamis::matching::name_score as score;
use tamis::names::read;

/// Repetitions a pair.
const BATCH: u32 = 20;
/// Every so many pairs, one is timed.
const STEP: usize = 5;

fn main() {
    let path = std::env::args().skip(1).find(|argument| argument != "--bench");
    let path = path.unwrap_or_else(|| "../shared/eval/pairs_dev.csv".to_owned());
    let mut rows = csv::Reader::from_path(path).unwrap();
    let headers = rows.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let [left, right, kind, script_a, script_b] =
        ["name_a", "name_b", "kind", "script_a", "script_b"].map(column);
    let pairs: Vec<(String, String, Kind)> = rows
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[script_a] == "Latin" && &row[script_b] == "Latin")
        .step_by(STEP)
        .map(|row| {
            let kind = if &row[kind] == "person" { Kind::Person } else { Kind::Organization };
            (row[left].to_owned(), row[right].to_owned(), kind)
        })
        .collect();
    for kind in [Kind::Person, Kind::Organization] {
        let of_kind: Vec<_> = pairs.iter().filter(|pair| pair.2 == kind).collect();
        println!("{kind}: {} Latin pairs", of_kind.len());
        let time = |mut run: Box<dyn FnMut() -> f64 + '_>| {
            run();
            let start = Instant::now();
            for _ in 0..BATCH {
                black_box(run());
            }
            start.elapsed().as_secs_f64() * 1e6 / f64::from(BATCH)
        };
        let prepared = of_kind.iter().map(|(left, right, kind)| {
            let (left, right) = (read(left, *kind), read(right, *kind));
            time(Box::new(move || score(black_box(&left), black_box(&right))))
        });
        print("prepared", prepared.collect());
        let unprepared = of_kind.iter().map(|(left, right, kind)| {
            time(Box::new(move || {
                score(&read(black_box(left), *kind), &read(black_box(right), *kind))
            }))
        });
        print("unprepared", unprepared.collect());
    }
}

fn print(label: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "  {label:10} mean {:6.2} µs, p10 {:6.2}, p50 {:6.2}, p90 {:6.2}, p99 {:6.2}, worst {:6.2}",
        times.iter().sum::<f64>() / times.len() as f64,
        at(0.1),
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}
