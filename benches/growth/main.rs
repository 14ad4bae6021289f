//! What a larger list costs: time of a query, time and memory of the build, size of the file, memory of
//! an opened index.
//!
//! ```sh
//! cargo bench --bench growth -- [NAMES…]
//! ```
//!
//! Measures all lists of `../shared/lists` together, then grown lists of so many names (10,000 and 100,000 unless
//! told otherwise; 5,000,000 take a while). How lists are grown says `grown.rs`. Every size is built
//! and asked by processes of their own, so that the memory told is theirs. `peak_mb` is the most that the process
//! takes while it builds and writes, with the lists it builds from (`before_mb`) and all else it holds; `resident_mb` all
//! that stands in memory of a process that opened the index and asked, the program with its tables of languages and the
//! queries included; `file_resident_mb` what of that is of the index file. Queries are names of nobody listed
//! and listed names with slips at 0.85, the ten best, one thread; for memory also names in other scripts. Writes `target/growth/growth.tsv` and
//! `growth.svg`; `target` is where `CARGO_TARGET_DIR` says.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod grown;
#[path = "../material/mod.rs"]
mod material;
mod plot;

use grown::{Grown, patterns, size, vocabulary};
use material::arguments::given;
use material::lists::{every_list, names_of};
use material::machine::{ProcessorTime, forget_peak, mapped, memory, quantile};
use material::queries::{Query, across_scripts, background, kind, spread, with_slips};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tamis::{Kind, List, Policy, Screener, Subject};

/// Queries of each set, and the seconds after which no more are asked.
const ASKED: usize = 2_000;
const SECONDS: u64 = 30;

/// The file of the queries, in the folder of an index.
const QUERIES: &str = "queries.csv";

/// Figures by name, as a process tells them: `name=figure` a line.
type Figures = BTreeMap<String, f64>;

const COLUMNS: [&str; 15] = [
    "names",
    "words",
    "read_s",
    "build_s",
    "write_s",
    "before_mb",
    "peak_mb",
    "file_mb",
    "open_ms",
    "resident_mb",
    "file_resident_mb",
    "background_us",
    "background_p99_us",
    "slips_us",
    "slips_p99_us",
];

fn main() {
    let arguments = given();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--build", names, folder] => build(names.parse().unwrap(), Path::new(folder)),
        ["--ask", folder] => ask(Path::new(folder)),
        _ => measure(&arguments),
    }
}

fn measure(arguments: &[String]) {
    let mut sizes: Vec<usize> =
        arguments.iter().map(|argument| argument.replace('_', "").parse().unwrap()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    tell_likeness();
    println!("{}", COLUMNS.map(|column| format!("{column:>10}")).join(" "));
    let results = folder();
    std::fs::create_dir_all(&results).unwrap();
    let mut rows: Vec<(usize, Figures)> = Vec::new();
    for names in std::iter::once(0).chain(sizes) {
        let folder = tempfile::tempdir_in(&results).unwrap();
        let path = folder.path().to_str().unwrap();
        let mut figures = child(&["--build", &names.to_string(), path]);
        figures.extend(child(&["--ask", path]));
        let figure = |column: &&str| figures.get(*column).copied().unwrap_or(0.0);
        let row = COLUMNS.iter().map(|column| format!("{:10.1}", figure(column)));
        println!(
            "{}{}",
            row.collect::<Vec<_>>().join(" "),
            if names == 0 { "  official" } else { "" }
        );
        rows.push((names, figures));
        let lines = rows.iter().map(|(names, figures)| {
            let list = if *names == 0 { "official" } else { "grown" };
            let row = COLUMNS.map(|column| figures.get(column).copied().unwrap_or(0.0).to_string());
            format!("{list}\t{}\n", row.join("\t"))
        });
        let table = format!("list\t{}\n", COLUMNS.join("\t")) + &lines.collect::<String>();
        std::fs::write(results.join("growth.tsv"), table).unwrap();
    }
    let grown: Vec<&Figures> = rows[1..].iter().map(|(_, figures)| figures).collect();
    for pair in grown.windows(2) {
        let times = |column: &str| pair[1][column] / pair[0][column];
        println!(
            "{:.0} → {:.0} names ({:.1} ×): background {:.1} ×, slips {:.1} ×, build {:.1} ×, file {:.1} ×",
            pair[0]["names"],
            pair[1]["names"],
            times("names"),
            times("background_us"),
            times("slips_us"),
            times("build_s"),
            times("file_mb")
        );
    }
    plot::draw(&grown, &rows[0].1, &results.join("growth.svg"));
    println!("table and plot in {}", results.display());
}

/// Where results go: not into the repository.
fn folder() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    target.join("growth")
}

fn child(arguments: &[&str]) -> Figures {
    let own = std::env::current_exe().unwrap();
    let output = Command::new(own).args(arguments).stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", output.status);
    let said = String::from_utf8(output.stdout).unwrap();
    let figures = said.lines().filter_map(|line| line.split_once('='));
    figures.map(|(name, figure)| (name.to_owned(), figure.parse().unwrap())).collect()
}

fn tell(name: &str, figure: f64) {
    println!("{name}={figure}");
}

/// Whether what is grown is like what is real: half of the official lists, grown to the size of all.
fn tell_likeness() {
    let all = patterns(&every_list());
    let half = all[..all.len() / 2].to_vec();
    let grown = Grown::of(half, 7).grow(size(&all).names);
    for (what, patterns) in [("official lists", &all), ("grown from half of them", &grown)] {
        let words: Vec<String> = {
            let mut words: Vec<String> = vocabulary(patterns).into_iter().collect();
            words.sort();
            words
        };
        let sample: Vec<&String> = words.iter().step_by(words.len() / 300).collect();
        let near = |word: &String| {
            let near = |other: &&String| {
                other.len().abs_diff(word.len()) <= 2 && strsim::osa_distance(word, other) == 1
            };
            words.iter().filter(near).count()
        };
        let neighbours: usize = sample.iter().map(|word| near(word)).sum();
        println!(
            "{what}: {} names, {} distinct Latin words, {:.1} words one slip away from a word",
            size(patterns).names,
            words.len(),
            neighbours as f64 / sample.len() as f64
        );
    }
}

/// Builds an index, writes it and queries for it into the folder; 0 names are the official lists.
fn build(names: usize, folder: &Path) {
    let start = Instant::now();
    let mut lists: Vec<List> = every_list();
    if names > 0 {
        let mut grown = Grown::of(patterns(&lists), 7);
        let parties = grown.grow(names);
        drop((grown, lists));
        lists = vec![grown::list(parties)];
    }
    tell("read_s", start.elapsed().as_secs_f64());
    tell("words", size(&patterns(&lists)).words as f64);
    write_queries(&lists, folder);
    forget_peak();
    tell("before_mb", memory("VmRSS"));
    let start = Instant::now();
    let screener = Screener::new(lists).unwrap();
    tell("build_s", start.elapsed().as_secs_f64());
    tell("names", names_of(screener.lists()) as f64);
    let file = folder.join("lists.tamis");
    let start = Instant::now();
    screener.write(&file).unwrap();
    tell("write_s", start.elapsed().as_secs_f64());
    tell("file_mb", std::fs::metadata(&file).unwrap().len() as f64 / 1e6);
    tell("peak_mb", memory("VmHWM"));
}

/// Opens the index and asks.
fn ask(folder: &Path) {
    let file = folder.join("lists.tamis");
    let mut opened: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            black_box(Screener::open(&file).unwrap());
            start.elapsed()
        })
        .collect();
    opened.sort();
    tell("open_ms", opened[2].as_secs_f64() * 1e3);
    let sets = read_queries(folder);
    let screener = Screener::open(&file).unwrap();
    for (set, queries) in sets {
        let (mean, p99) = time(&screener, &queries);
        tell(&format!("{set}_us"), mean);
        tell(&format!("{set}_p99_us"), p99);
    }
    // After everything was asked: what was read of the file is resident, the rest was checked and let go.
    tell("resident_mb", memory("VmRSS"));
    tell("file_resident_mb", mapped(&file));
}

/// The sets of queries, as a file: who asks shall hold them, and nothing that it takes to make them.
fn write_queries(lists: &[List], folder: &Path) {
    let of_nobody = [Kind::Person, Kind::Organization].into_iter();
    let of_nobody = of_nobody.flat_map(|kind| spread(background(kind), ASKED / 2));
    let entities = lists.iter().flat_map(|list| &list.entities);
    let sets = [
        ("background", of_nobody.collect::<Vec<_>>()),
        ("slips", spread(with_slips(entities), ASKED)),
        ("scripts", spread(across_scripts().0, ASKED)),
    ];
    let mut rows = csv::Writer::from_path(folder.join(QUERIES)).unwrap();
    for (set, queries) in sets {
        for query in queries {
            let kind = query.subject.party.kind.map_or("", Kind::as_str);
            rows.write_record([set, query.name(), kind]).unwrap();
        }
    }
    rows.flush().unwrap();
}

fn read_queries(folder: &Path) -> Vec<(String, Vec<Query>)> {
    let mut rows =
        csv::ReaderBuilder::new().has_headers(false).from_path(folder.join(QUERIES)).unwrap();
    let mut sets: Vec<(String, Vec<Query>)> = Vec::new();
    for row in rows.records().map(Result::unwrap) {
        let subject = Subject::from(&row[1]).of_kind(kind(&row[2]));
        let query = Query { subject, means: None };
        match sets.last_mut().filter(|(set, _)| *set == row[0]) {
            Some((_, queries)) => queries.push(query),
            None => sets.push((row[0].to_owned(), vec![query])),
        }
    }
    sets
}

/// Mean processor time and 99th percentile on the clock, in µs.
fn time(screener: &Screener, queries: &[Query]) -> (f64, f64) {
    let policy = Policy::default();
    for query in queries.iter().take(100) {
        black_box(screener.screen(&query.subject, &policy));
    }
    let (begun, processor) = (Instant::now(), ProcessorTime::start());
    let mut times: Vec<Duration> = Vec::new();
    // In an order in which every part of the set has its turn, should the time run out.
    for query in (0..7).flat_map(|first| queries.iter().skip(first).step_by(7)) {
        if begun.elapsed() > Duration::from_secs(SECONDS) {
            break;
        }
        let start = Instant::now();
        black_box(screener.screen(&query.subject, &policy));
        times.push(start.elapsed());
    }
    let mean = processor.elapsed().as_secs_f64() * 1e6 / times.len() as f64;
    times.sort();
    (mean, quantile(&times, 0.99))
}
