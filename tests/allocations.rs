//! Scoring two names that have been read allocates nothing, and searching an index for a name that has been read
//! neither.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the starter list must fail")]

use std::sync::{Mutex, MutexGuard, PoisonError};
use tamis::matching::name_score;
use tamis::names::{Reading, read};
use tamis::{
    Entity, EntityId, Kind, List, Name, Party, Policy, Screener, Snapshot, Subject, lists,
};

#[global_allocator]
static COUNTING: dhat::Alloc = dhat::Alloc;

/// What is allocated is counted for all threads together: one test runs at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

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
    let _alone = alone();
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

/// An index file of the starter list and of some of the names, as names of persons and organisations.
fn index_of(names: &[String], path: &std::path::Path) -> Screener {
    let entity = |(number, name): (usize, &String)| {
        let kind = if number.is_multiple_of(2) { Kind::Person } else { Kind::Organization };
        let party = Party {
            kind: Some(kind),
            names: vec![Name::primary(name.as_str())],
            ..Party::default()
        };
        Entity { party, ..Entity::new(EntityId::new("some", &number.to_string())) }
    };
    let entities: Vec<Entity> = names.iter().step_by(5).enumerate().map(entity).collect();
    let snapshot = Snapshot { list: "some".into(), records: entities.len(), ..Snapshot::default() };
    let some = List { snapshot, entities, fields: vec![] };
    Screener::new(vec![lists::builtin().unwrap(), some]).unwrap().write(path).unwrap();
    Screener::open(path).unwrap()
}

#[test]
fn searching_for_a_name_that_has_been_read_allocates_nothing() {
    let _alone = alone();
    let names = names();
    let folder = tempfile::tempdir().unwrap();
    let screener = index_of(&names, &folder.path().join("some.tamis"));
    let asked: Vec<(&str, Kind, Subject)> = [Kind::Person, Kind::Organization]
        .into_iter()
        .flat_map(|kind| names.iter().step_by(3).map(move |name| (name.as_str(), kind)))
        .map(|(name, kind)| (name, kind, Subject::from(name).of_kind(kind)))
        .collect();
    let policy = Policy::default();
    // Tables are read on first use, and memory that is kept grows.
    for (_, _, subject) in &asked {
        screener.screen(subject, &policy);
    }
    let counted = dhat::Profiler::builder().testing().build();
    let allocated = || dhat::HeapStats::get().total_blocks;
    let (mut searched, mut further) = (0, Vec::new());
    for (name, kind, subject) in &asked {
        let before = allocated();
        drop(read(name, *kind));
        let read = allocated();
        let matches = screener.screen(subject, &policy);
        let screened = allocated();
        // An answer is new memory.
        if matches.is_empty() {
            searched += 1;
            if screened - read != read - before {
                further.push((*name, *kind, read - before, screened - read));
            }
        }
    }
    drop(counted);
    assert!(searched > 1_000, "{searched}");
    assert!(
        further.is_empty(),
        "{} of {searched}: {:?}",
        further.len(),
        &further[..further.len().min(40)]
    );
}
