//! Random small worlds: lists of few names made of few words, and thresholds that are scores that occur.

use super::material::random::Random;
use super::{number, seen};
use rayon::prelude::*;
use std::collections::BTreeSet;
use tamis::matching::{WeightSet, Weights};
use tamis::{Entity, EntityId, Kind, List, Name, Party, Policy, Screener, Snapshot, Subject};

/// Searches of one seed; as many seeds as it takes run side by side.
const OF_ONE_SEED: usize = 1_000;

/// Words that stand close to each other, of very different weights, and of every class.
const WORDS: &[&str] = &[
    "robert",
    "bob",
    "william",
    "guglielmo",
    "юлия",
    "julia",
    "山田",
    "太郎",
    "yamada",
    "株式会社",
    "무역",
    "tr",
    "王小明",
    "安倍晋三",
    "shinzo",
    "abe",
    "裕",
    "yutaka",
    "弗拉基米尔普京",
    "vladimir",
    "putin",
    "乔",
    "joe",
    "အောင်ကြည်",
    "aung",
    "kyi",
    "ba",
    "pa",
    "va",
    "bada",
    "pata",
    "vada",
    "badan",
    "patanov",
    "h",
    "k",
    "j",
    "j.",
    "yu.",
    "дж.",
    "ю.",
    "джон",
    "جی.",
    "ع.",
    "عمر",
    "omar",
    "के.",
    "kim",
    "gim",
    "jong",
    "chong",
    "jung",
    "un",
    "eun",
    "su",
    "hahn",
    "kahn",
    "company",
    "trading",
    "bank",
    "unhaeng",
    "ltd",
    "co",
    "al",
    "bin",
    "abu",
    "abd",
    "rahman",
    "abdulrahman",
    "ali",
    "aly",
    "mohammed",
    "muhammad",
    "1",
    "2",
    "01",
    "ii",
    "star",
    "petrov",
    "petrow",
    "shipping",
    "haeun",
    "김정은",
    "김",
    "정은",
    "조선",
    "은행",
    "金正恩",
    "中国银行",
    "Петров",
    "Ким",
    "Чен",
    "Ын",
    "محمد",
    "علي",
    "ба",
    "白马号",
    "백마호",
    "paek ma",
    "па",
    "банк",
    "バダ",
    "キム",
    "ジョンウン",
    "ウン",
    "半導体",
    "第2",
    "第二",
    "second",
    "大连日",
    "dalian",
    "朝鲜连峰",
    "련봉",
    "ryonbong",
    "압록",
    "amnok",
    "максiм",
    "максим",
    "завод",
    "заводу",
    "والتجارة",
    "ba-da",
    "o'un",
    "dr",
    "mv",
    "of",
];

fn name(random: &mut Random, words: &[&str]) -> String {
    let count = 1 + random.below(4);
    let mut name = String::new();
    for _ in 0..count {
        if !name.is_empty() && random.below(5) > 0 {
            name.push(' ');
        }
        name.push_str(random.pick(words));
    }
    if random.below(6) == 0 && name.is_ascii() {
        let at = random.below(name.len());
        name.remove(at);
    }
    name
}

fn entity(number: usize, kind: Kind, names: Vec<Name>, party: Party) -> Entity {
    Entity {
        party: Party { kind: Some(kind), names, ..party },
        ..Entity::new(EntityId::new("world", &number.to_string()))
    }
}

fn screener(entities: Vec<Entity>) -> Screener {
    let snapshot = Snapshot {
        list: "world".into(),
        publisher: "tests".into(),
        title: "a small world".into(),
        records: entities.len(),
        ..Snapshot::default()
    };
    Screener::new(vec![List { snapshot, entities, fields: vec![] }]).unwrap()
}

/// Any weights that are allowed: some at the ends of their ranges, some near those shipped.
fn weights(random: &mut Random) -> WeightSet {
    let mut text = String::new();
    for table in ["person", "organization", "vessel"] {
        text += &format!("[{table}]\n");
        let mut conflict = f64::INFINITY;
        for field in Weights::FIELDS {
            let shipped = *(field.of)(&mut WeightSet::shipped().of(Kind::Person).clone());
            let near = shipped * (0.5 + random.share());
            let value = match random.below(8) {
                0 => field.least,
                1 => field.most,
                2 => field.least + random.share() * (field.most - field.least),
                _ => near,
            };
            let mut value = value.clamp(field.least, field.most);
            match field.name {
                "conflict" => conflict = value,
                "extra" => value = value.min(conflict),
                _ => {}
            }
            text += &format!("{} = {value:?}\n", field.name);
        }
    }
    let [day, swapped, year, country] = [(); 4].map(|()| random.share() * 0.9);
    text += &format!(
        "[adjustments]\nbirth_day = {day}\nbirth_day_swapped = {swapped}\nbirth_year = {year}\n\
         country = {country}\nbirth_conflict = {:?}\n",
        -random.share() * 0.9
    );
    WeightSet::from_toml(&text).unwrap()
}

/// Facts that may raise or lower a score.
fn facts(random: &mut Random) -> Party {
    let mut party = Party::default();
    if random.below(3) == 0 {
        party.births.push(random.pick(&["1984", "1984-01-08", "1984-08-01"]).parse().unwrap());
    }
    if random.below(3) == 0 {
        party.countries.push(random.pick(&["kp", "fr"]).parse().unwrap());
    }
    party
}

/// Runs worlds until that many searches are done; returns searches and matches seen.
fn worlds(seed: u64, searches: usize) -> (usize, usize) {
    let mut random = Random(seed);
    let (mut done, mut hits) = (0, 0);
    while done < searches {
        let vocabulary: Vec<&str> = (0..3 + random.below(10)).map(|_| random.pick(WORDS)).collect();
        let kind = Kind::ALL[random.below(4)];
        let size = 1 + random.below(12);
        let entities = (0..size).map(|number| {
            let names = (0..1 + random.below(3))
                .map(|_| Name::primary(name(&mut random, &vocabulary)))
                .collect();
            let facts = facts(&mut random);
            entity(number, kind, names, facts)
        });
        let mut screener = screener(entities.collect());
        if random.below(2) == 0 {
            screener = screener.with_weights(weights(&mut random));
        }
        for _ in 0..6 {
            let mut subject = Subject::from(name(&mut random, &vocabulary).as_str());
            if random.below(2) == 0 {
                subject.party = Party { names: subject.party.names, ..facts(&mut random) };
            }
            if random.below(8) == 0 {
                subject.text = Some(
                    (0..3).map(|_| name(&mut random, &vocabulary)).collect::<Vec<_>>().join(" / "),
                );
            }
            if random.below(2) == 0 {
                subject.party.kind = Some(kind);
            }
            let everything = Policy::default().threshold(0.0).unwrap().limit(0);
            let scores: BTreeSet<u64> = screener
                .screen_all(&subject, &everything)
                .iter()
                .map(|found| found.score().to_bits())
                .collect();
            let mut thresholds: Vec<f64> = scores.into_iter().map(f64::from_bits).collect();
            thresholds.push(0.85);
            for threshold in thresholds {
                let policy = Policy::default().threshold(threshold).unwrap().limit(0);
                let (fast, slow) =
                    (screener.screen(&subject, &policy), screener.screen_all(&subject, &policy));
                assert_eq!(
                    seen(&fast),
                    seen(&slow),
                    "seed {seed}, threshold {threshold}, {:?}, {subject:?} among {:?}",
                    screener.weights(),
                    screener.entities().iter().map(|entity| &entity.party).collect::<Vec<_>>()
                );
                done += 1;
                hits += slow.len();
            }
        }
    }
    (done, hits)
}

/// `TAMIS_SEARCHES` asks for more searches, `TAMIS_SEED` for others.
#[test]
fn random_small_worlds_agree() {
    let (searches, seed) = (number("TAMIS_SEARCHES", 20_000), number("TAMIS_SEED", 2_026));
    let (done, hits) = (0..searches.div_ceil(OF_ONE_SEED))
        .into_par_iter()
        .map(|part| worlds((seed + part) as u64, OF_ONE_SEED))
        .reduce(|| (0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    println!("{done} searches in small worlds, {hits} matches, 0 differences");
    assert!(
        hits > done / 2,
        "worlds too sparse to test anything: {hits} matches in {done} searches"
    );
}
