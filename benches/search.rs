//! How fast a search is, how large an index, and what both save.
//!
//! ```sh
//! cargo bench --bench search -- [LIST…]
//! ```
//!
//! Without lists: OFAC SDN and Consolidated, UN, and the names of `../shared/eval/pairs_dev.csv` as one
//! more list, so that there are as many names as in all publications together. Three sets are
//! asked: names that are on no list, listed names with slips, and names in other scripts; one
//! thread, nothing kept from one query to the next, the ten best. Before the clock starts, a sample
//! is checked against scoring everything.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::{Duration, Instant};
use tamis::{
    Entity, EntityId, Kind, List, Name, Party, Policy, Screener, Snapshot, Subject, lists,
};

/// How many queries of each set are timed.
const ASKED: usize = 2_000;
/// How many are checked against scoring everything, and timed so.
const CHECKED: usize = 12;

/// SplitMix64: the same queries everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

/// Time that this thread has had of a processor; of the clock where the system does not tell.
fn processor(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or("VmRSS: 0 kB");
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(0) / 1024
}

fn table(name: &str) -> Vec<csv::StringRecord> {
    let mut rows = csv::Reader::from_path(format!("../shared/eval/{name}.csv")).unwrap();
    rows.records().map(Result::unwrap).collect()
}

fn kind(word: &str) -> Kind {
    match word {
        "person" => Kind::Person,
        "vessel" => Kind::Vessel,
        _ => Kind::Organization,
    }
}

fn subject(name: &str, kind: Kind) -> Subject {
    Subject::from(name).of_kind(kind)
}

/// The names of the labelled pairs, as a list.
fn pairs_as_list() -> List {
    let mut entities = Vec::new();
    for (number, row) in table("pairs_dev").iter().enumerate() {
        for column in [1, 2] {
            let party = Party {
                kind: Some(kind(&row[3])),
                names: vec![Name::primary(&row[column])],
                ..Party::default()
            };
            entities.push(Entity {
                party,
                ..Entity::new(EntityId::new("pairs", &format!("{number}.{column}")))
            });
        }
    }
    let names = entities.len();
    let snapshot = Snapshot { list: "pairs".into(), names, records: names, ..Snapshot::default() };
    List { snapshot, entities, fields: vec![] }
}

/// A name with one or two slips: a letter changed, lost, doubled or swapped; words swapped, joined,
/// lost, or cut to an initial.
fn with_slips(name: &str, random: &mut Random) -> String {
    let mut words: Vec<String> =
        name.replace(',', " ").split_whitespace().map(str::to_owned).collect();
    for _ in 0..1 + random.below(2) {
        let at = random.below(words.len().max(1));
        let Some(word) = words.get(at).filter(|word| word.is_ascii() && word.len() > 2).cloned()
        else {
            continue;
        };
        let letter = random.below(word.len() - 1);
        let mut letters = word.clone().into_bytes();
        match random.below(8) {
            0 => letters[letter] = b'a' + random.below(26) as u8,
            1 => drop(letters.remove(letter)),
            2 => letters.insert(letter, letters[letter]),
            3 => letters.swap(letter, letter + 1),
            4 if words.len() > 1 => words.rotate_left(1),
            5 if at + 1 < words.len() => {
                let next = words.remove(at + 1);
                words[at].push_str(&next);
                continue;
            }
            6 if words.len() > 2 => {
                words.remove(at);
                continue;
            }
            7 if words.len() > 2 => letters.truncate(1),
            _ => {}
        }
        if let (Some(word), Ok(letters)) = (words.get_mut(at), String::from_utf8(letters)) {
            *word = letters;
        }
    }
    words.join(" ")
}

fn sample(subjects: Vec<Subject>) -> Vec<Subject> {
    let step = (subjects.len() / ASKED).max(1);
    subjects.into_iter().step_by(step).take(ASKED).collect()
}

fn sets(screener: &Screener) -> Vec<(&'static str, Vec<Subject>)> {
    let background = table("background_names_dev");
    let background = |wanted: Kind| {
        let rows = background.iter().filter(|row| kind(&row[1]) == wanted && &row[2] == "Latin");
        sample(rows.map(|row| subject(&row[0], wanted)).collect())
    };
    let mut random = Random(2026);
    let mut slips = Vec::new();
    for entity in screener.entities() {
        for name in entity.party.names.iter().filter(|name| name.text.is_ascii()) {
            let kind = entity.party.kind.unwrap_or(Kind::Organization);
            slips.push(subject(&with_slips(&name.text, &mut random), kind));
        }
    }
    let pairs = table("pairs_dev");
    let other = pairs.iter().flat_map(|row| {
        [(1, 4), (2, 5)]
            .into_iter()
            .filter(|(_, script)| &row[*script] != "Latin")
            .map(|(name, _)| subject(&row[name], kind(&row[3])))
    });
    vec![
        ("background persons", background(Kind::Person)),
        ("background organisations", background(Kind::Organization)),
        ("listed names with slips", sample(slips)),
        ("names not in Latin", sample(other.collect())),
    ]
}

fn name(subject: &Subject) -> &str {
    &subject.party.names[0].text
}

fn main() {
    let named: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let paths = if named.is_empty() {
        ["ofac/sdn-2023-12-28", "ofac/consolidated-2025-12", "un/consolidated-2026-02-27.xml"]
            .map(|path| format!("../shared/lists/{path}"))
            .to_vec()
    } else {
        named.clone()
    };
    let start = Instant::now();
    let mut lists = lists::read_all(&paths).unwrap();
    if named.is_empty() {
        lists.push(pairs_as_list());
    }
    println!("lists read in {:.1} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let built = Screener::new(lists);
    let names: usize = built.lists().iter().map(|list| list.names).sum();
    println!("index over {names} names built in {:.1} s", start.elapsed().as_secs_f64());
    let sets = sets(&built);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lists.tamis");
    let start = Instant::now();
    built.write(&path).unwrap();
    let size = std::fs::metadata(&path).unwrap().len();
    println!("{:.1} MB written in {:.1} s", size as f64 / 1e6, start.elapsed().as_secs_f64());
    drop(built);
    let before = resident();
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

    let mut texts: Vec<String> = Vec::new();
    for entity in screener.entities() {
        for name in &entity.party.names {
            let mut words: Vec<String> =
                tamis::text::fold(&name.text).split(' ').map(str::to_owned).collect();
            words.sort();
            texts.push(words.join(" "));
        }
    }
    texts.sort();
    texts.dedup();
    let screener = Screener::open(&path).unwrap();
    println!("resident before opening {before} MB");

    for (set, subjects) in &sets {
        println!("\n{set}: {} queries", subjects.len());
        let step = (subjects.len() / CHECKED).max(1);
        let mut everything = Duration::ZERO;
        let mut checked = 0;
        for subject in subjects.iter().step_by(step) {
            for threshold in [0.70, 0.85] {
                let policy = Policy::default().threshold(threshold).unwrap();
                if checked == 0 {
                    black_box(screener.screen_all(subject, &policy)); // reads all names once
                }
                let start = Instant::now();
                let slow = screener.screen_all(subject, &policy);
                everything += start.elapsed();
                checked += 1;
                assert_eq!(screener.screen(subject, &policy), slow, "{}", name(subject));
            }
        }
        let everything = everything.as_secs_f64() / f64::from(checked);
        let start = Instant::now();
        let mut best = 0.0f64;
        let few: Vec<&Subject> = subjects.iter().step_by(subjects.len().div_ceil(40)).collect();
        for subject in &few {
            let mut words: Vec<String> =
                tamis::text::fold(name(subject)).split(' ').map(str::to_owned).collect();
            words.sort();
            let words = words.join(" ");
            let comparator = rapidfuzz::fuzz::RatioBatchComparator::new(words.chars());
            for text in &texts {
                let arguments = rapidfuzz::fuzz::Args::default().score_cutoff(0.85);
                let score = comparator.similarity_with_args(text.chars(), &arguments);
                best = best.max(score.unwrap_or(0.0));
            }
        }
        black_box(best);
        let rapidfuzz = start.elapsed().as_secs_f64() / few.len() as f64;
        let start = Instant::now();
        for subject in subjects {
            black_box(tamis::names::read(name(subject), subject.party.kind.unwrap()));
        }
        let reading = start.elapsed().as_secs_f64() / subjects.len() as f64;
        println!(
            "  reading the name {:.1} µs, scoring everything {:.1} ms, rapidfuzz crate {:.2} ms",
            reading * 1e6,
            everything * 1e3,
            rapidfuzz * 1e3
        );
        for threshold in [0.93, 0.85, 0.70] {
            let policy = Policy::default().threshold(threshold).unwrap();
            for subject in subjects.iter().take(200) {
                black_box(screener.screen(subject, &policy));
            }
            let mut alerts = 0;
            let clock = Instant::now();
            let begun = processor(clock);
            let mut times: Vec<(Duration, usize)> = subjects
                .iter()
                .enumerate()
                .map(|(at, subject)| {
                    let start = Instant::now();
                    alerts += usize::from(!screener.screen(subject, &policy).is_empty());
                    (start.elapsed(), at)
                })
                .collect();
            let mean = (processor(clock) - begun).as_secs_f64() / subjects.len() as f64;
            times.sort();
            let at = |share: f64| {
                let (time, at) = times[((times.len() - 1) as f64 * share) as usize];
                (time.as_secs_f64() * 1e6, at)
            };
            let (worst, who) = at(1.0);
            println!(
                "  {threshold:.2}: {:7.0} queries/s, p50 {:4.0} µs, p99 {:5.0} µs, worst {worst:5.0} µs ({}); \
                 {:5.1} in 1,000 with an alert; {:.0} × everything, {:.0} × rapidfuzz",
                1.0 / mean,
                at(0.5).0,
                at(0.99).0,
                name(&subjects[who]),
                1e3 * alerts as f64 / subjects.len() as f64,
                everything / mean,
                rapidfuzz / mean,
            );
        }
    }
}
