//! The hot paths, each a function of its own, for a count of the instructions they take.
//!
//! ```sh
//! .ci/instructions
//! ```
//!
//! runs this under callgrind and compares the counts with those recorded in `benches/instructions.tsv`. Counts
//! repeat on a noisy machine, where times do not. Everything asked and listed is in the repository: the
//! starter list, and names made of the words of `lists/names/frequencies.tsv`, as frequent as there.

#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod material;

use material::random::Random;
use std::hint::black_box;
use tamis::names::{Reading, read};
use tamis::{
    Entity, EntityId, Kind, List, Name, Party, Policy, Screener, Snapshot, Subject, lists, matching,
};

/// Names listed, and calls of each hot path; `.ci/instructions` knows the latter.
const LISTED: usize = 20_000;
const CALLS: usize = 60;

/// Names as they are written in payments, of every script that has a table.
const OTHER_SCRIPTS: [&str; 20] = [
    "김정은",
    "박영식",
    "조선무역은행",
    "김 철수",
    "리 병철",
    "金正恩",
    "中国银行",
    "王小明",
    "习近平",
    "朝鮮貿易銀行",
    "Ким Чен Ын",
    "Владимир Петров",
    "ООО Транспортная компания",
    "محمد علي الحسن",
    "شركة التجارة العامة",
    "عبد الرحمن",
    "山田太郎",
    "株式会社日本商事",
    "Γιώργος Παπαδόπουλος",
    "יוסף כהן",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--prepare", file] => prepare(file),
        ["--run", file] => run(file),
        _ => eprintln!("this bench counts instructions: run .ci/instructions"),
    }
}

/// Words and how many of 100,000 names of a kind have them, summed up from the first on.
fn words(kind: Kind) -> Vec<(&'static str, u64)> {
    let mut sum = 0;
    let rows = include_str!("../lists/names/frequencies.tsv").lines();
    let rows = rows.filter(|line| !line.starts_with('#'));
    let words = rows.filter_map(|line| {
        let mut columns = line.split('\t');
        let word = columns.next()?;
        let column = if kind == Kind::Person { 0 } else { 1 };
        sum += columns.nth(column)?.parse::<u64>().ok()?;
        Some((word, sum))
    });
    words.collect()
}

fn names(kind: Kind, count: usize, random: &mut Random) -> Vec<String> {
    let words = words(kind);
    let (_, sum) = words.last().unwrap();
    let mut word = || {
        let drawn = random.below(*sum as usize) as u64;
        words[words.partition_point(|(_, upto)| *upto <= drawn)].0
    };
    (0..count).map(|at| (0..2 + at % 3).map(|_| word()).collect::<Vec<_>>().join(" ")).collect()
}

fn prepare(file: &str) {
    let mut random = Random(2_026);
    let mut entities = Vec::new();
    for kind in [Kind::Person, Kind::Organization] {
        for name in names(kind, LISTED / 2, &mut random) {
            let party =
                Party { kind: Some(kind), names: vec![Name::primary(name)], ..Party::default() };
            let id = EntityId::new("made", &entities.len().to_string());
            entities.push(Entity { party, ..Entity::new(id) });
        }
    }
    let snapshot = Snapshot { list: "made".into(), records: entities.len(), ..Snapshot::default() };
    let made = List { snapshot, entities, fields: vec![] };
    Screener::new(vec![lists::builtin().unwrap(), made]).unwrap().write(file).unwrap();
}

fn run(file: &str) {
    let screener = Screener::open(file).unwrap();
    let mut random = Random(7);
    let persons = names(Kind::Person, CALLS, &mut random);
    let organisations = names(Kind::Organization, CALLS, &mut random);
    let others: Vec<String> =
        OTHER_SCRIPTS.iter().cycle().take(CALLS).map(|&name| name.to_owned()).collect();
    let subjects = |names: &[String], kind: Kind| -> Vec<Subject> {
        names.iter().map(|name| Subject::from(name.as_str()).of_kind(kind)).collect()
    };
    let sets = [
        subjects(&persons, Kind::Person),
        subjects(&organisations, Kind::Organization),
        subjects(&others, Kind::Person),
    ];
    let readings: Vec<Reading> = persons.iter().map(|name| read(name, Kind::Person)).collect();
    // Tables are read, and memory that is kept is had, before anything is counted.
    for subject in sets.iter().flatten() {
        black_box(screener.screen(subject, &Policy::default()));
    }
    hot_path_read_latin(&persons);
    hot_path_read_other_scripts(&others);
    hot_path_score_pair(&readings);
    hot_path_ask_persons(&screener, &sets[0]);
    hot_path_ask_organisations(&screener, &sets[1]);
    hot_path_ask_other_scripts(&screener, &sets[2]);
}

#[inline(never)]
fn hot_path_read_latin(names: &[String]) {
    read_all("Latin", names);
}

#[inline(never)]
fn hot_path_read_other_scripts(names: &[String]) {
    read_all("other scripts", names);
}

/// Each reading against the next one: the two have been read before.
#[inline(never)]
fn hot_path_score_pair(readings: &[Reading]) {
    for pair in readings.windows(2) {
        black_box(matching::name_score(black_box(&pair[0]), black_box(&pair[1])));
    }
}

#[inline(never)]
fn hot_path_ask_persons(screener: &Screener, subjects: &[Subject]) {
    ask("persons", screener, subjects);
}

#[inline(never)]
fn hot_path_ask_organisations(screener: &Screener, subjects: &[Subject]) {
    ask("organisations", screener, subjects);
}

#[inline(never)]
fn hot_path_ask_other_scripts(screener: &Screener, subjects: &[Subject]) {
    ask("other scripts", screener, subjects);
}

/// The word keeps the compiler from making one function of two that do the same.
#[inline(always)]
fn read_all(word: &str, names: &[String]) {
    black_box(word);
    for name in names {
        black_box(read(black_box(name), Kind::Person));
    }
}

#[inline(always)]
fn ask(word: &str, screener: &Screener, subjects: &[Subject]) {
    black_box(word);
    for subject in subjects {
        black_box(screener.screen(black_box(subject), &Policy::default()));
    }
}
