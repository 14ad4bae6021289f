//! How fast a search is, how large an index, and what both save.
//!
//! ```sh
//! cargo bench --bench search -- [LIST…]
//! ```
//!
//! Without lists: one complete publication of every list in `../shared/lists`; and the Latin names of the
//! labelled pairs across scripts as one more. Four sets are asked: names of persons and of organisations
//! that are on no list, listed names with slips, and names in other scripts; one thread, nothing kept from
//! one query to the next, the ten best. Before the clock starts, a sample is checked against
//! scoring everything. `--bench cores` tells what more threads give, `--bench growth` what larger lists cost.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod material;

use material::arguments::given;
use material::lists::{named_or_every, names_of};
use material::machine::{ProcessorTime, memory, quantile};
use material::queries::{Query, across_scripts, background, spread, with_slips};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tamis::{Entity, Kind, Policy, Screener};

/// How many queries of each set are timed.
const ASKED: usize = 2_000;
/// How many are checked against scoring everything, and timed so.
const CHECKED: usize = 12;
/// How many are asked of the rapidfuzz crate.
const SCANNED: usize = 40;

/// The folded words of a name in their order, as a plain scan compares them.
fn sorted_words(name: &str) -> String {
    let mut words: Vec<String> = tamis::text::fold(name).split(' ').map(str::to_owned).collect();
    words.sort();
    words.join(" ")
}

fn main() {
    let start = Instant::now();
    let mut lists = named_or_every(&given());
    let (other_scripts, pairs) = across_scripts();
    lists.push(pairs);
    println!("lists read in {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let built = Screener::new(lists).unwrap();
    let names = names_of(built.lists());
    println!("index over {names} names built in {:.1} s", start.elapsed().as_secs_f64());
    let sets = [
        ("background persons", background(Kind::Person)),
        ("background organisations", background(Kind::Organization)),
        ("listed names with slips", with_slips(built.entities().iter().map(AsRef::as_ref))),
        ("names not in Latin", other_scripts),
    ]
    .map(|(set, queries)| (set, spread(queries, ASKED)));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lists.tamis");
    let start = Instant::now();
    built.write(&path).unwrap();
    let size = std::fs::metadata(&path).unwrap().len();
    println!("{:.1} MB written in {:.1} s", size as f64 / 1e6, start.elapsed().as_secs_f64());
    let all = built.entities().iter();
    let mut texts: Vec<String> = all
        .flat_map(|entity: &std::sync::Arc<Entity>| &entity.party.names)
        .map(|name| sorted_words(&name.text))
        .collect();
    texts.sort();
    texts.dedup();
    drop(built);
    let mut opened: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            black_box(Screener::open(&path).unwrap());
            start.elapsed()
        })
        .collect();
    opened.sort();
    println!("opened in {:.1} ms", opened[2].as_secs_f64() * 1e3);
    let screener = Screener::open(&path).unwrap();
    for (set, queries) in &sets {
        println!("\n{set}: {} queries", queries.len());
        let everything = everything(&screener, queries);
        let scan = scan(&texts, queries);
        let start = Instant::now();
        for query in queries {
            black_box(tamis::names::read(query.name(), query.subject.party.kind.unwrap()));
        }
        let reading = start.elapsed().as_secs_f64() / queries.len() as f64;
        println!(
            "  reading the name {:.1} µs, scoring everything {:.1} ms, rapidfuzz crate {:.2} ms",
            reading * 1e6,
            everything * 1e3,
            scan * 1e3
        );
        for threshold in [0.93, 0.85, 0.70] {
            time(&screener, queries, threshold, everything, scan);
        }
    }
    println!("\n{:.0} MB resident after all of it", memory("VmRSS"));
}

/// Seconds that scoring everything takes; checks the index against it.
fn everything(screener: &Screener, queries: &[Query]) -> f64 {
    let step = (queries.len() / CHECKED).max(1);
    let (mut time, mut checked) = (Duration::ZERO, 0);
    for query in queries.iter().step_by(step) {
        for threshold in [0.70, 0.85] {
            let policy = Policy::default().threshold(threshold).unwrap();
            if checked == 0 {
                black_box(screener.screen_all(&query.subject, &policy)); // reads all names once
            }
            let start = Instant::now();
            let slow = screener.screen_all(&query.subject, &policy);
            time += start.elapsed();
            checked += 1;
            assert_eq!(screener.screen(&query.subject, &policy), slow, "{}", query.name());
        }
    }
    time.as_secs_f64() / f64::from(checked)
}

/// Seconds that a scan of the distinct names takes with the rapidfuzz crate.
fn scan(texts: &[String], queries: &[Query]) -> f64 {
    let few: Vec<&Query> = queries.iter().step_by(queries.len().div_ceil(SCANNED)).collect();
    let start = Instant::now();
    let mut best = 0.0f64;
    for query in &few {
        let words = sorted_words(query.name());
        let comparator = rapidfuzz::fuzz::RatioBatchComparator::new(words.chars());
        for text in texts {
            let arguments = rapidfuzz::fuzz::Args::default().score_cutoff(0.85);
            let score = comparator.similarity_with_args(text.chars(), &arguments);
            best = best.max(score.unwrap_or(0.0));
        }
    }
    black_box(best);
    start.elapsed().as_secs_f64() / few.len() as f64
}

/// Times the index at a threshold, against what the other two take.
fn time(screener: &Screener, queries: &[Query], threshold: f64, everything: f64, scan: f64) {
    let policy = Policy::default().threshold(threshold).unwrap();
    for query in queries.iter().take(200) {
        black_box(screener.screen(&query.subject, &policy));
    }
    let mut alerts = 0;
    let processor = ProcessorTime::start();
    let times = queries.iter().enumerate().map(|(at, query)| {
        let start = Instant::now();
        alerts += usize::from(!screener.screen(&query.subject, &policy).is_empty());
        (start.elapsed(), at)
    });
    let mut times: Vec<(Duration, usize)> = times.collect();
    let mean = processor.elapsed().as_secs_f64() / queries.len() as f64;
    times.sort();
    let worst = times.last().map_or("", |(_, at)| queries[*at].name());
    let times: Vec<Duration> = times.into_iter().map(|(time, _)| time).collect();
    println!(
        "  {threshold:.2}: {:7.0} queries/s, p50 {:4.0} µs, p99 {:5.0} µs, worst {:5.0} µs ({worst}); \
         {:5.1} in 1,000 with an alert; {:.0} × everything, {:.0} × rapidfuzz",
        1.0 / mean,
        quantile(&times, 0.5),
        quantile(&times, 0.99),
        quantile(&times, 1.0),
        1e3 * alerts as f64 / queries.len() as f64,
        everything / mean,
        scan / mean,
    );
}
