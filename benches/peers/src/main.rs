//! tamis and the peers in Rust, on the same names and queries: what each finds, and how long it takes.
//!
//! `peers FOLDER` writes `names.csv` and `queries.csv` for the peers in Python, and a line of figures for each peer and
//! set into `rust.jsonl`. It is run by `./run` from the repository's root.

#[path = "../../material/mod.rs"]
mod material;

mod data;
mod engine;
mod scan;

use data::{Data, Set};
use material::machine::{ProcessorTime, quantile};
use material::queries::Query;
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tamis::{EntityId, Policy, Screener};

/// Seconds after which no more queries of a set are asked of a peer.
const SECONDS: u64 = 10;

/// A way to search: a query in; whether anything was found, and whether it was who was meant.
pub trait Peer {
    fn name(&self) -> &'static str;
    fn version(&self) -> String;
    /// Above what score a name is a possible match; what is asked for, in a search engine.
    fn rule(&self) -> &'static str;
    /// Whether anything of the list is a possible match: the search that is timed.
    fn search(&mut self, query: &Query) -> Vec<EntityId>;
    /// Whether the party that is meant is found. A scan need not compare all others for that.
    fn finds(&mut self, query: &Query, meant: &EntityId) -> bool {
        self.search(query).contains(meant)
    }
}

/// tamis, through its index or by scoring everything.
struct Tamis<'a> {
    screener: &'a Screener,
    name: &'static str,
    rule: &'static str,
    policy: Policy,
    everything: bool,
}

impl Peer for Tamis<'_> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn version(&self) -> String {
        tamis::ENGINE_VERSION.to_owned()
    }

    fn rule(&self) -> &'static str {
        self.rule
    }

    fn search(&mut self, query: &Query) -> Vec<EntityId> {
        let found = if self.everything {
            self.screener.screen_all(&query.subject, &self.policy)
        } else {
            self.screener.screen(&query.subject, &self.policy)
        };
        found.into_iter().map(|found| found.entity.id.clone()).collect()
    }

    fn finds(&mut self, query: &Query, meant: &EntityId) -> bool {
        let policy = self.policy.limit(0);
        let found = self.screener.screen(&query.subject, &policy);
        found.iter().any(|found| found.entity.id == *meant)
    }
}

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder for the results"));
    let (lists, sets) = data::lists_and_sets();
    let data = Data::of(&lists, sets);
    data.write(&folder);
    println!("{} names", data.listed.len());
    // As in use: a mapped index.
    let index = folder.join("lists.tamis");
    Screener::new(lists).unwrap().write(&index).unwrap();
    let screener = Screener::open(&index).unwrap();
    let policy = Policy::default();
    let of = |name, rule, policy, everything| Tamis { screener: &screener, name, rule, policy, everything };
    let mut tamis = of("tamis", "score 0.85, ten best", policy, false);
    // At an alert rate like that of the scans.
    let wide = policy.threshold(0.80).unwrap();
    let mut wide = of("tamis, wider", "score 0.80, ten best", wide, false);
    let mut everything = of("tamis, scoring everything", "score 0.85, ten best", policy, true);
    for set in &data.sets {
        for query in set.queries.iter().step_by(set.queries.len() / 10) {
            assert_eq!(tamis.search(query), everything.search(query), "{}", query.name());
        }
    }
    let mut out = std::fs::File::create(folder.join("rust.jsonl")).unwrap();
    let mut every = [engine::Words::Every, engine::Words::Any]
        .map(|words| engine::Tantivy::of(&data.listed, words));
    let [all_words, any_word] = &mut every;
    let mut crate_scan = scan::Scan::rapidfuzz(&data);
    let mut plain_scan = scan::Scan::strsim(&data);
    let peers: [&mut dyn Peer; 7] =
        [&mut tamis, &mut wide, &mut everything, &mut crate_scan, &mut plain_scan, all_words, any_word];
    for peer in peers {
        for set in &data.sets {
            let line = measure(peer, set);
            println!("{line}");
            writeln!(out, "{line}").unwrap();
        }
    }
}

fn measure(peer: &mut dyn Peer, set: &Set) -> serde_json::Value {
    // The answers first.
    let meant: Vec<(&Query, &EntityId)> =
        set.queries.iter().filter_map(|query| Some((query, query.means.as_ref()?))).collect();
    let found = meant.iter().filter(|(query, meant)| peer.finds(query, meant)).count();
    let recall = (!meant.is_empty()).then(|| found as f64 / meant.len() as f64);
    let (begun, processor) = (Instant::now(), ProcessorTime::start());
    let (mut times, mut alerts): (Vec<Duration>, usize) = (Vec::new(), 0);
    // In an order in which every part of the set has its turn, should the time run out.
    for query in (0..7).flat_map(|first| set.queries.iter().skip(first).step_by(7)) {
        if begun.elapsed() > Duration::from_secs(SECONDS) {
            break;
        }
        let start = Instant::now();
        alerts += usize::from(!peer.search(query).is_empty());
        times.push(start.elapsed());
    }
    let mean = processor.elapsed().as_secs_f64() * 1e6 / times.len() as f64;
    times.sort();
    json!({
        "peer": peer.name(),
        "version": peer.version(),
        "rule": peer.rule(),
        "set": set.name,
        "checked": meant.len(),
        "recall": recall,
        "timed": times.len(),
        "with_alert": alerts as f64 / times.len() as f64,
        "mean_us": mean,
        "p99_us": quantile(&times, 0.99),
    })
}

/// The version of a crate in the lock file.
fn locked(package: &str) -> String {
    let lock = include_str!("../Cargo.lock");
    let entry = lock.split("[[package]]").find(|entry| {
        entry.lines().any(|line| line == format!("name = \"{package}\""))
    });
    let version = entry.and_then(|entry| entry.lines().find_map(|line| line.strip_prefix("version = ")));
    version.unwrap_or("?").trim_matches('"').to_owned()
}
