//! Scoring two names that have been read allocates nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the starter list must fail")]

use tamis::matching::name_score;
use tamis::names::{Reading, read};
use tamis::{Kind, lists};

#[global_allocator]
static COUNTING: dhat::Alloc = dhat::Alloc;

/// Names of every script, listed and made up, each with what a slip of the pen makes of it.
fn names() -> Vec<String> {
    let listed = lists::builtin().unwrap().entities.into_iter();
    let listed = listed.flat_map(|entity| entity.party.names).map(|name| name.text);
    let known = include_str!("data/known-names.tsv").lines().filter(|line| !line.starts_with('#'));
    let known = known.flat_map(|line| line.split('\t')).map(str::to_owned);
    let frequent = include_str!("../lists/names/frequencies.tsv").lines();
    let words: Vec<&str> = frequent
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .collect();
    let made_up = words.chunks_exact(23).map(|words| words[..1 + words[0].len() % 6].join(" "));
    let names: Vec<String> = listed.chain(known).chain(made_up).collect();
    let slipped = names.iter().filter_map(|name| {
        let characters: Vec<char> = name.chars().collect();
        let at = characters.len() / 2;
        let mut slipped = characters;
        (at > 0).then(|| slipped.remove(at - 1))?;
        Some(slipped.into_iter().collect())
    });
    let slipped: Vec<String> = slipped.collect();
    names.into_iter().zip(slipped).flat_map(|(name, slipped)| [name, slipped]).collect()
}

#[test]
fn scoring_names_that_have_been_read_allocates_nothing() {
    let names = names();
    assert!(names.len() > 4_000, "{}", names.len());
    for kind in [Kind::Person, Kind::Organization, Kind::Vessel] {
        let readings: Vec<Reading> = names.iter().map(|name| read(name, kind)).collect();
        let score_all = || {
            let near = readings.iter().zip(&readings).chain(readings.iter().zip(&readings[1..]));
            let far = readings.iter().zip(readings.iter().rev());
            near.chain(far).filter(|(left, right)| name_score(left, right) >= 0.85).count()
        };
        // Tables are read on first use.
        let alike = score_all();
        assert!(alike > names.len(), "{alike}");
        let counted = dhat::Profiler::builder().testing().build();
        score_all();
        let allocated = dhat::HeapStats::get().total_blocks;
        drop(counted);
        assert_eq!(allocated, 0, "{kind}");
    }
}
