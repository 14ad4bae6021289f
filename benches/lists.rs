//! What reading official lists costs, against a bare parse of the same bytes.
//!
//! ```sh
//! cargo bench --bench lists -- [FILE…]
//! ```
//!
//! Without files, every list of `../shared/lists` is read. *Bare* unpacks the file, checks that it
//! is UTF-8, and lets the same XML, CSV or workbook crate run over it, doing nothing with what it
//! finds. Each figure is the best of at least five runs in this process, the two kinds of run in turn,
//! for at least half a second a file: whatever else the machine does makes a run longer, never
//! shorter. What was read is dropped after the clock has stopped. Then all lists are loaded together, and the process's
//! peak memory is printed.
//!
//! Reading hashes the bytes too, finds identifiers in prose and gives every field its place; *bare*
//! does not even look at the attributes of an element, in which the EU's list has all it says.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use calamine::Reader as _;
use std::hint::black_box;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tamis::lists;

/// Files and folders below `../shared/lists`: each a publication or several.
const LISTS: &[&str] = &[
    "ofac/sdn-2024-05-03/sdn.csv.gz",
    "ofac/sdn-2023-12-28",
    "ofac/sdn-2021-07",
    "ofac/sdn-daily-pair-2024-02/sdn-2024-02-20.csv.gz",
    "ofac/sdn-daily-pair-2024-02/sdn-2024-02-24.csv.gz",
    "ofac/sdn-xml/sdn-2021-03-10.xml.gz",
    "ofac/consolidated-2025-12",
    "ofac/consolidated-xml/consolidated-2025-03-28.xml",
    "ofac/consolidated-xml/CONS_ENHANCED-2025-01-10.ZIP",
    "us-csl/consolidated-2022-05-06.csv.gz",
    "un/consolidated-2026-02-27.xml",
    "un/consolidated-2025-04-19.xml.gz",
    "eu/xmlFullSanctionsList_1_1-2021-03-02.xml.gz",
    "eu/xmlFullSanctionsList_1_1-2026-05-01.reconstructed.xml.gz",
    "uk/ConList-2025-04-14.xlsx",
    "uk/ConList-2025-04-14.converted.csv.gz",
    "uk/UK-Sanctions-List.excerpt-2026-09-07.xml",
    "ch/swiss-sanctions-list.excerpt-2026-08-27.xml",
    "ca/sema-lmes-2025.xml",
    "au/regulation8_consolidated-2024-11.xlsx",
    "au/regulation8_consolidated-2024-11.converted.csv.gz",
    "jp/shisantouketsu20260305.xlsx",
];

/// What reading should cost at most, in bare parses.
const GOAL: f64 = 3.0;

/// Least runs of which the fastest counts.
const RUNS: usize = 5;

/// Least time for the runs over a file: small ones are read in less than it takes to be interrupted.
const TIME: Duration = Duration::from_millis(500);

fn main() {
    let named: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .map(PathBuf::from)
        .collect();
    let paths = if named.is_empty() {
        LISTS.iter().map(|path| Path::new("../shared/lists").join(path)).collect()
    } else {
        named
    };
    println!(
        "{:>8} {:>9} {:>9} {:>9} {:>6}  file",
        "records", "a second", "read ms", "bare ms", "ratio"
    );
    let mut over: Vec<String> = Vec::new();
    let mut total = (Duration::ZERO, Duration::ZERO, 0);
    for path in &paths {
        let records: usize =
            lists::read(path).unwrap().iter().map(|list| list.snapshot.records).sum();
        let (mut read, mut bare) = (Duration::MAX, Duration::MAX);
        let start = Instant::now();
        let mut runs = 0;
        while runs < RUNS || start.elapsed() < TIME {
            runs += 1;
            read = read.min(timed(|| lists::read(path).unwrap()));
            bare = bare.min(timed(|| files(path).iter().for_each(|file| bare_parse(file))));
        }
        row(&path.display().to_string(), records, read, bare);
        if read.as_secs_f64() > GOAL * bare.as_secs_f64() {
            over.push(path.display().to_string());
        }
        total = (total.0 + read, total.1 + bare, total.2 + records);
    }
    row("all of them", total.2, total.0, total.1);
    println!("above {GOAL}: {} of {}: {}", over.len(), paths.len(), over.join(", "));

    let start = Instant::now();
    let all = lists::read_all(&paths).unwrap();
    let (names, identifiers) = all
        .iter()
        .fold((0, 0), |sum, list| (sum.0 + list.snapshot.names, sum.1 + list.snapshot.identifiers));
    println!(
        "together: {} lists, {} records, {names} names, {identifiers} identifiers in {:.2} s, {}",
        all.len(),
        all.iter().map(|list| list.snapshot.records).sum::<usize>(),
        start.elapsed().as_secs_f64(),
        peak_memory()
    );
}

fn row(name: &str, records: usize, read: Duration, bare: Duration) {
    let (read, bare) = (read.as_secs_f64(), bare.as_secs_f64());
    println!(
        "{records:>8} {:>9.0} {:>9.1} {:>9.1} {:>6.2}  {name}",
        records as f64 / read,
        read * 1e3,
        bare * 1e3,
        read / bare
    );
}

/// How long something takes; what it gives is dropped after the clock has stopped.
fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(run());
    let took = start.elapsed();
    drop(made);
    took
}

/// The file, or the files of the folder.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn bare_parse(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).unwrap();
        bytes = unpacked;
    }
    if bytes.starts_with(b"PK") {
        if path.extension().is_some_and(|extension| extension == "xlsx") {
            let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
            for sheet in book.sheet_names() {
                black_box(book.worksheet_range(&sheet).unwrap());
            }
            return;
        }
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
        let mut unpacked = Vec::new();
        archive.by_index(0).unwrap().read_to_end(&mut unpacked).unwrap();
        bytes = unpacked;
    }
    let text = String::from_utf8(bytes).unwrap();
    if text.trim_start_matches('\u{feff}').starts_with('<') {
        let mut reader = quick_xml::Reader::from_str(&text);
        while !matches!(black_box(reader.read_event().unwrap()), quick_xml::events::Event::Eof) {}
    } else {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).unwrap() {
            black_box(&row);
        }
    }
}

/// The most memory this process has used so far, as Linux tells it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| {
        line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<f64>().ok()
    });
    kilobytes.map_or_else(
        || "peak memory not known on this system".to_owned(),
        |kilobytes| format!("peak memory {:.0} MB", kilobytes / 1024.0),
    )
}
