//! Alerts on names of people and companies that are on no list, and the time a query takes.
//!
//! ```sh
//! cargo bench --bench background -- [--alerts FILE] [--tallies FILE] [LIST…]
//! ```
//!
//! `--alerts` writes the best pair of every name that reaches 0.60 as CSV: what to look at first when
//! there are too many. `--tallies` writes what up to thirty such pairs were scored from, as JSON lines.
//!
//! Screens the background names of `../shared/eval` against the OFAC SDN set of December 2023
//! (unless other lists are named), on one thread, nothing cached between queries. Before the clock
//! starts, the index is checked against scoring everything on a sample.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod material;

use material::arguments::{given, taken};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::{Duration, Instant};
use tamis::{Kind, Policy, Screener, Subject};

/// Every so many names, one is checked against scoring everything.
const CHECKED: usize = 400;

const THRESHOLDS: [f64; 4] = [0.95, 0.90, 0.85, 0.80];

/// The script of a name, by its first letter.
fn script(name: &str) -> String {
    let script = name.chars().find_map(tamis::text::script_of);
    script.map_or_else(|| "none".to_owned(), |script| format!("{script:?}"))
}

/// Whether a name is a listed party's own, for the reader to judge: such are printed. Either three words or
/// more of a person, all there are on both sides, are paired and each nearly alike: in the data, politicians with
/// patronymics or two surnames who have been listed since the names were gathered. Or a name from a register of
/// parliaments is nearly that of a party who is listed for a seat in one.
fn is_listed_party(found: &tamis::Match, from_parliament: bool) -> bool {
    let same_words = found.comparison.evidence.name.as_ref().is_some_and(|name| {
        found.entity.party.kind == Some(Kind::Person)
            && name.left_over.is_empty()
            && name.tokens.len() >= 3
            && name.syllables.is_none()
            && found.score() >= NEARLY_SAME
            && name.tokens.iter().all(|pair| pair.similarity >= NEARLY_ALIKE)
    });
    let has_seat =
        || found.entity.titles.iter().any(|title| SEATS.iter().any(|seat| title.contains(seat)));
    same_words || from_parliament && found.score() >= NEARLY_ONE && has_seat()
}

/// Least similarity of each word of a party's own name, in a spelling that is not the listed one, and least
/// score of the whole. Two men of different names who are next have a word of 0.72 and score 0.87 (*Мельничук*,
/// *Melnikov*).
const NEARLY_ALIKE: f64 = 0.85;
const NEARLY_SAME: f64 = 0.90;
/// Least score of a name that is a listed member of parliament's own: more, since the reading of two or three
/// characters says less.
const NEARLY_ONE: f64 = 0.94;
/// The parliaments that titles of listed parties name, and the source of names that has members of parliaments.
const SEATS: [&str; 3] = ["State Duma", "Federation Council", "National People's Congress"];
const REGISTER: &str = "everypolitician";

fn main() {
    let mut lists = given();
    let mut dump = taken(&mut lists, "--alerts").map(|path| csv::Writer::from_path(path).unwrap());
    let mut tallies =
        taken(&mut lists, "--tallies").map(|path| BufWriter::new(File::create(path).unwrap()));
    if lists.is_empty() {
        lists.push("../shared/lists/ofac/sdn-2023-12-28".to_owned());
    }
    let start = Instant::now();
    let screener = Screener::from_lists(&lists).unwrap();
    let names: usize = screener.lists().iter().map(|list| list.names).sum();
    println!("{names} listed names ready in {:.1} s", start.elapsed().as_secs_f64());
    let mut rows = csv::Reader::from_path("../shared/eval/background_names_dev.csv").unwrap();
    // Each with whether it is from a register of parliaments.
    let subjects: Vec<(Subject, bool)> = rows
        .records()
        .map(|row| {
            let row = row.unwrap();
            let kind = if &row[1] == "person" { Kind::Person } else { Kind::Organization };
            (Subject::from(&row[0]).of_kind(kind), &row[3] == REGISTER)
        })
        .collect();
    let policy = Policy::default().threshold(0.80).unwrap().limit(1);
    for (subject, _) in subjects.iter().step_by(CHECKED) {
        assert_eq!(screener.screen(subject, &policy), screener.screen_all(subject, &policy));
    }
    for kind in [Kind::Person, Kind::Organization] {
        let of_kind: Vec<&(Subject, bool)> =
            subjects.iter().filter(|(subject, _)| subject.party.kind == Some(kind)).collect();
        println!("{kind}: {} background names", of_kind.len());
        let mut best: Vec<(f64, String)> = Vec::new();
        let mut own_names = Vec::new();
        let mut by_script = BTreeMap::<String, (usize, [usize; THRESHOLDS.len()])>::new();
        for (subject, _) in &of_kind {
            by_script.entry(script(&subject.party.names[0].text)).or_default().0 += 1;
        }
        let looked_at = dump.is_some() || tallies.is_some();
        let counted = Policy::default().threshold(if looked_at { 0.60 } else { 0.80 }).unwrap();
        let counted = counted.limit(if tallies.is_some() { 30 } else { 1 });
        for (subject, from_parliament) in &of_kind {
            let matches = screener.screen(subject, &counted);
            if let Some(found) = matches.first() {
                let name = &subject.party.names[0].text;
                if let Some(tallies) = &mut tallies {
                    let pairs: Vec<_> = matches
                        .iter()
                        .filter_map(|found| {
                            let tally = found.comparison.evidence.name.as_ref()?.tally;
                            Some((found.matched_name(), tally))
                        })
                        .collect();
                    let line = serde_json::to_string(&(kind, name, pairs)).unwrap();
                    writeln!(tallies, "{line}").unwrap();
                }
                if let Some(dump) = &mut dump {
                    let score = format!("{:.4}", found.score());
                    dump.write_record([kind.as_str(), &score, name, found.matched_name()]).unwrap();
                }
                let counts = &mut by_script.entry(script(name)).or_default().1;
                for (count, threshold) in counts.iter_mut().zip(THRESHOLDS) {
                    *count += usize::from(found.score() >= threshold);
                }
                if is_listed_party(found, *from_parliament) {
                    own_names.push((found.score(), format!("{name} ~ {}", found.matched_name())));
                }
                best.push((found.score(), format!("{name} ~ {}", found.matched_name())));
            }
        }
        best.sort_by(|a, b| b.0.total_cmp(&a.0));
        for threshold in THRESHOLDS {
            let alerts = best.iter().filter(|(score, _)| *score >= threshold).count();
            let own = own_names.iter().filter(|(score, _)| *score >= threshold).count();
            let rate = |alerts: usize| 1000.0 * alerts as f64 / of_kind.len() as f64;
            println!(
                "  {threshold:.2}: {alerts:5} names with an alert, {:6.2} in 1,000; {:6.2} without {own} \
                 that are a listed party's own",
                rate(alerts),
                rate(alerts - own)
            );
        }
        for (score, pair) in &own_names {
            println!("  own name: {score:.3} {pair}");
        }
        for (script, (names, alerts)) in by_script.iter().filter(|(_, (names, _))| *names >= 200) {
            let rates =
                alerts.map(|alerts| format!("{:7.1}", 1000.0 * alerts as f64 / *names as f64));
            println!(
                "  {script:12} {names:6} names, in 1,000 at {THRESHOLDS:?}: {}",
                rates.concat()
            );
        }
        for (score, pair) in best.iter().take(12) {
            println!("    {score:.3} {pair}");
        }
        let policy = Policy::default();
        let mut times: Vec<Duration> = of_kind
            .iter()
            .map(|(subject, _)| {
                let start = Instant::now();
                std::hint::black_box(screener.screen(subject, &policy));
                start.elapsed()
            })
            .collect();
        times.sort();
        let total: Duration = times.iter().sum();
        let at =
            |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e6;
        println!(
            "  at 0.85: {:.0} queries a second, p50 {:.0} µs, p99 {:.0} µs, worst {:.0} µs",
            times.len() as f64 / total.as_secs_f64(),
            at(0.5),
            at(0.99),
            at(1.0)
        );
    }
}
