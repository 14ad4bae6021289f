//! The walk over the sounds of a real list, against comparing the query with every one of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data must fail")]

mod shared;

use flate2::read::GzDecoder;
use fst::{IntoStreamer, Set, Streamer};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use tamis::names::price::similarity;
use tamis::names::sound::{Route, sound};
use tamis::names::walk::PricedWalk;

/// Names in other scripts, two or more for each route.
const OTHER_SCRIPTS: [&str; 60] = [
    "александр",
    "мухаммад",
    "путин",
    "жириновский",
    "шойгу",
    "хусейн",
    "юсуф",
    "цой",
    "محمد",
    "حسين",
    "علي",
    "عبدالله",
    "خامنئی",
    "قاسم",
    "سلیمانی",
    "موسى",
    "ابو",
    "نصرالله",
    "נתניהו",
    "כהן",
    "יוסף",
    "מוחמד",
    "חסן",
    "에드워드",
    "메르켈",
    "무함마드",
    "후세인",
    "이반",
    "푸틴",
    "彼得",
    "米勒",
    "马哈兹尔卡立",
    "约翰",
    "ティム",
    "ムハンマド",
    "フセイン",
    "プーチン",
    "ケイン",
    "アリ",
    "ひろし",
    "เทพ",
    "ทักษิณ",
    "มูฮัมหมัด",
    "மோடி",
    "முகமது",
    "ராஜன்",
    "राजेन्द्र",
    "मोहम्मद",
    "हसन",
    "মোহাম্মদ",
    "αλέξανδρος",
    "παπαδόπουλος",
    "χουσεΐν",
    "հարությունյան",
    "լևոն",
    "მიხეილ",
    "სააკაშვილი",
    "ဦး",
    "አህመድ",
    "ཏ",
];

/// Lower-case words of a name; finer tokenising is not needed to have real sounds.
fn words(name: &str) -> Vec<String> {
    let name = tamis::text::nfkc(name).to_lowercase();
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The sounds of every word in the names of an OFAC publication.
fn listed_sounds() -> BTreeSet<String> {
    let path = shared::shared("lists/ofac/names-2025-11/sdn_entities.jsonl.gz");
    let file = BufReader::new(GzDecoder::new(std::fs::File::open(path).unwrap()));
    let mut sounds = BTreeSet::new();
    for line in file.lines() {
        let entity: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        for name in entity["names"].as_array().unwrap() {
            for word in words(name["full_name"].as_str().unwrap()) {
                let (route, heard) = sound(&word);
                if route == Route::Latin && !heard.is_empty() {
                    sounds.insert(heard);
                }
            }
        }
    }
    sounds
}

/// Every n-th distinct word in Latin letters of the background names.
fn background_words(count: usize) -> Vec<String> {
    let path = shared::shared("eval/background_names_dev.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let distinct: BTreeSet<String> =
        reader.records().flat_map(|record| words(&record.unwrap()[0])).collect();
    let latin: Vec<String> = distinct
        .into_iter()
        .filter(|word| {
            let (route, heard) = sound(word);
            route == Route::Latin && !heard.is_empty()
        })
        .collect();
    latin.iter().step_by(latin.len() / count).take(count).cloned().collect()
}

#[test]
fn the_walk_finds_what_comparing_with_every_listed_sound_finds() {
    let listed = listed_sounds();
    assert!(listed.len() > 20_000, "only {} sounds in the list", listed.len());
    let dictionary = Set::from_iter(&listed).unwrap();
    let mut queries = background_words(300);
    assert_eq!(queries.len(), 300);
    queries.extend(OTHER_SCRIPTS.map(str::to_owned));

    let (mut latin, mut other) = (0, 0);
    let mut routes = BTreeSet::new();
    // Kana and Han are also read as native words, by prices of their own.
    let readings = queries.iter().flat_map(|query| {
        let (route, heard) = sound(query);
        let native = match route {
            Route::Kana => Some(Route::Japanese),
            Route::Han => Some(Route::Mandarin),
            _ => None,
        };
        [Some(route), native].into_iter().flatten().map(move |route| (query, route, heard.clone()))
    });
    for (query, route, heard) in readings {
        let query_sound = (route, heard.as_bytes());
        let near = |key: &String| {
            similarity(query_sound, (Route::Latin, key.as_bytes())).map(|s| (key.clone(), s))
        };
        let expected: Vec<(String, u32)> = listed.iter().filter_map(near).collect();

        let walk = PricedWalk::new(query_sound, Route::Latin);
        let mut found = Vec::new();
        let mut stream = dictionary.search_with_state(&walk).into_stream();
        while let Some((key, row)) = stream.next() {
            found.push((String::from_utf8(key.to_vec()).unwrap(), walk.similarity(&row).unwrap()));
        }
        assert_eq!(found, expected, "{query} ({route}, {heard})");
        found.clear();
        walk.for_each(dictionary.as_fst(), |key, _, similarity| {
            found.push((String::from_utf8(key.to_vec()).unwrap(), similarity));
        });
        assert_eq!(found, expected, "{query} ({route}, {heard}), walked at once");
        routes.insert(route);
        *(if route == Route::Latin { &mut latin } else { &mut other }) += found.len();
    }
    assert_eq!(routes.len(), Route::ALL.len(), "a query for each route");
    // 15 neighbours a Latin token is what a full comparison of 50,000 sounds had at this floor.
    assert!(latin > 300 && other > 60, "{latin} and {other} neighbours: hardly any");
}
