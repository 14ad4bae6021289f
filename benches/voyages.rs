//! What following ships costs: a file of AIS reports with planted reasons to look.
//!
//! ```sh
//! cargo bench --bench voyages -- [ROWS]
//! ```
//!
//! A file of 10 million rows (or ROWS) in the layout of the US MarineCadastre is made from a seed.
//! The flags are compared with what was planted before any time is told. Time is that of reading and
//! following on one core, without screening the ships' names; peak memory is the process's.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

#[path = "../tests/voyages/planted.rs"]
mod planted;

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::time::Instant;
use tamis::flags::voyages::{Thresholds, Watch};
use tamis::transactions::{self, ReadOptions, ais::Row};

const ROUNDS: u32 = 500;

fn main() {
    let rows: u32 =
        std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(10_000_000);
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut out = BufWriter::new(file.reopen().unwrap());
    let expected = planted::write(&mut out, 7, rows / ROUNDS, ROUNDS, 600);
    out.flush().unwrap();
    let size = file.as_file().metadata().unwrap().len();

    let start = Instant::now();
    let mut reader = transactions::open(file.path(), &ReadOptions::default()).unwrap();
    let mut watch = Watch::new("ais.csv", Thresholds::default()).unwrap();
    let mut flags = Vec::new();
    let reports = reader.ship_reports().unwrap();
    while let Some(row) = reports.next_row().unwrap() {
        if let Row::Report(report) = row {
            watch.take(&report, |flag| flags.push(flag));
        }
    }
    let (read, ships) = (reports.rows(), watch.ships());
    watch.finish(|flag| flags.push(flag));
    let seconds = start.elapsed().as_secs_f64();

    // A number borne by two ships is told of whichever is heard second.
    let pair = |rule: &str, mmsi: u32| match rule {
        "imo-under-two-mmsis" => (rule.to_owned(), mmsi / 16 * 16),
        _ => (rule.to_owned(), mmsi),
    };
    let found: BTreeSet<(String, u32)> = flags
        .iter()
        .map(|flag| pair(flag.rule.code(), flag.subject[5..14].parse().unwrap()))
        .collect();
    let expected: BTreeSet<(String, u32)> =
        expected.iter().map(|(rule, mmsi)| pair(rule, *mmsi)).collect();
    assert_eq!(found, expected, "what was found is not what was planted");
    println!(
        "{read} rows ({:.2} GB) of {ships} ships: all {} planted reasons found, none invented",
        size as f64 / 1e9,
        expected.len()
    );
    println!(
        "{seconds:.2} s, {:.2} million rows a second, {}",
        read as f64 / seconds / 1e6,
        peak()
    );
}

/// The most memory this process has used so far, as Linux tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(
        || "peak memory not known on this system".to_owned(),
        |line| format!("peak memory {}", line.trim()),
    )
}
