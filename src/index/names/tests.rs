//! The index against scoring everything, in random small worlds; each part against its own proof.

use super::bound::{AskedUnit, unlisted};
use super::extremes::Extremes;
use super::flaw::{Flaw, PRESENT};
use super::neighbours::{Reach, STORED, Scope};
use super::similar::Similar;
use super::*;
use crate::matching::{Sight, Weights, is_unlike, letter_edits, name_score};
use crate::names::outline::{Abroad, Outline};
use crate::names::trie::Rows;
use crate::names::{Shape, read};

/// SplitMix64: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Words that stand close to each other by sound or letters, alone or joined; of every class and of
/// several scripts.
const WORDS: &str = "ba pa va bada pata vada badan patanov patanova badanov bata nov ova h k j un \
    kim gim jong chong jung eun jongun kimjong su hahn kahn company compani trading treding bank \
    unhaeng ltd co al bin abu abd rahman abdulrahman ali aly mohammed muhammad mohamed 1 2 01 ii \
    star petrov petrow petrovich petroviche shipping shiping haeun dr mv of the ftb fb kct 김정은 김 \
    정은 조선 은행 金正恩 中国银行 习近平 Петров Ким Чен Ын محمد علي ба па банк バダ alexandrovna \
    aleksandrovna alexandrova aleksandr robert bob william guglielmo bill john ivan johannes юлия julia \
    山田 太郎 田中 やまだ タロウ yamada taro tanaka 株式会社 import export muyok 무역 tr bk km 양기 류예 김철수 \
    梁 王小明 wang xiaoming first second 3";

/// Common words that are the same in two scripts, with legal forms beside them.
const IN_TWO_SCRIPTS: &str = "банк bank звезда zvezda ооо ао ltd jsc 株式会社";

fn name(random: &mut Random, words: &[&str]) -> String {
    let mut name = String::new();
    for _ in 0..1 + random.below(4) {
        if !name.is_empty() && random.below(5) > 0 {
            name.push(' ');
        }
        name.push_str(random.pick(words));
    }
    if random.below(5) == 0 && name.is_ascii() {
        let at = random.below(name.len());
        if random.below(2) == 0 {
            name.remove(at);
        } else {
            name.insert(at, b"aeknst"[random.below(6)] as char);
        }
    }
    name
}

/// The names, each of a party of its own.
fn listed(names: &[String]) -> impl Iterator<Item = (Listed, &str)> {
    (0..).zip(names).map(|(entity, name)| (Listed { entity, name: 0 }, name.as_str()))
}

fn index(kind: Kind, names: &[String]) -> NameIndex {
    NameIndex::build(Gathering::of(kind, listed(names)).unwrap()).unwrap()
}

/// However many names are read at a time, the index is the same to the byte.
#[test]
fn names_read_in_parts_make_the_same_index() {
    let mut random = Random(11);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    for _ in 0..60 {
        let kind = Kind::ALL[random.below(4)];
        let names: Vec<String> = (0..random.below(40)).map(|_| name(&mut random, &words)).collect();
        let parts = |at_once: usize| {
            let mut gathering = Gathering::new(kind);
            gathering.read(listed(&names), at_once).unwrap();
            let mut sections = Sections::default();
            NameIndex::build(gathering).unwrap().write("names", &mut sections);
            sections
        };
        let whole = parts(names.len().max(1));
        for at_once in [1, 2, 3, 7, 39] {
            let parts = parts(at_once);
            for ((name, bytes), (_, expected)) in parts.iter().zip(whole.iter()) {
                assert_eq!(bytes, expected, "{name} of {names:?} read {at_once} at a time");
            }
        }
    }
}

/// More names than there is room for are refused; names that are one record take the room of one.
#[test]
fn names_beyond_the_room_are_refused() {
    let names = ["Kim Jong Un", "KIM, Jong Un", "Ri Yong Ho", "Pak Pong Ju"].map(str::to_owned);
    let gathered = |names: &[String]| {
        let mut gathering = Gathering::new(Kind::Organization);
        gathering.room = 2;
        gathering.read(listed(names), 3)
    };
    gathered(&names[..3]).unwrap();
    let refusal = gathered(&names).unwrap_err();
    assert!(refusal.is_argument());
    assert!(refusal.to_string().contains("3 different names of kind organization"), "{refusal}");
}

/// What a search finds: the names with their scores, in order.
fn found(
    index: &NameIndex,
    query: &Reading,
    threshold: f64,
    forced: Option<usize>,
) -> Vec<(u32, u64)> {
    let mut searcher = Searcher::default();
    searcher.forced = forced;
    let mut found = Vec::new();
    // Twice with one memory: nothing may be left over from the first time.
    for _ in 0..2 {
        found.clear();
        index.search(query, Weights::of(index.kind()), threshold, &mut searcher, |hit| {
            found.extend(hit.listed.iter().map(|listed| (listed.entity, hit.score)));
        });
    }
    let mut found: Vec<(u32, u64)> = found
        .into_iter()
        .map(|(name, score)| (name, score.map_or(u64::MAX, f64::to_bits)))
        .collect();
    found.sort_unstable();
    found
}

/// Searches of small worlds until `searches` are done: how many, and how many were wrong.
fn worlds(seed: u64, searches: usize, forced: bool, stop: bool) -> (usize, usize) {
    let mut random = Random(seed);
    let of_any_kind: Vec<&str> = WORDS.split_whitespace().collect();
    let in_two_scripts: Vec<&str> = IN_TWO_SCRIPTS.split_whitespace().collect();
    let (mut done, mut wrong) = (0, 0);
    while done < searches {
        // Lists are cut where they are long.
        let (all, most) =
            if random.below(8) == 0 { (&in_two_scripts, 40) } else { (&of_any_kind, 14) };
        let words: Vec<&str> = (0..2 + random.below(8)).map(|_| random.pick(all)).collect();
        let kind = Kind::ALL[random.below(4)];
        let names: Vec<String> =
            (0..1 + random.below(most)).map(|_| name(&mut random, &words)).collect();
        let readings: Vec<Reading> = names.iter().map(|name| read(name, kind)).collect();
        let index = index(kind, &names);
        for _ in 0..4 {
            let query = read(&name(&mut random, &words), kind);
            let scores: Vec<f64> =
                readings.iter().map(|reading| name_score(&query, reading)).collect();
            let mut thresholds = scores.clone();
            thresholds.retain(|score| *score > 0.0);
            thresholds.sort_by(f64::total_cmp);
            thresholds.dedup();
            thresholds.extend([0.0, 0.7, 0.85]);
            let level = forced.then(|| random.below(9));
            for threshold in thresholds {
                let expected: Vec<(u32, u64)> = (0..)
                    .zip(&scores)
                    .filter(|(_, score)| **score >= threshold)
                    .map(|(name, score)| (name, score.to_bits()))
                    .collect();
                let found = found(&index, &query, threshold, level);
                // A hit whose score the readings tell is taken at its word.
                let told: Vec<(u32, u64)> = found
                    .iter()
                    .filter_map(|(name, score)| match *score {
                        u64::MAX => {
                            let score = scores[*name as usize];
                            (score >= threshold).then_some((*name, score.to_bits()))
                        }
                        score => Some((*name, score)),
                    })
                    .collect();
                done += 1;
                if told != expected {
                    wrong += 1;
                    if stop {
                        panic!(
                            "seed {seed}: `{}` at {threshold}, level {level:?}, among {names:?}: \
                             {told:?} found, {expected:?} expected",
                            query.text()
                        );
                    }
                }
            }
        }
    }
    (done, wrong)
}

#[test]
fn small_worlds_agree() {
    assert_eq!(worlds(1, 6_000, false, true).1, 0);
}

/// The radius is a matter of cost: whatever it is, the same is found.
#[test]
fn every_radius_finds_the_same() {
    assert_eq!(worlds(2, 6_000, true, true).1, 0);
}

#[test]
fn a_wrong_bound_is_noticed() {
    for flaw in Flaw::ALL {
        PRESENT.set(Some(flaw));
        let mut searches = 0;
        let noticed = (0..400).any(|seed| {
            let (done, wrong) = worlds(100 + seed, 2_000, false, false);
            searches += done;
            wrong > 0
        });
        PRESENT.set(None);
        assert!(noticed, "{flaw:?} was not noticed in {searches} searches");
    }
}

/// Everything that is not listed is at most as similar as the bound takes it to be.
#[test]
fn what_is_not_listed_is_bounded() {
    let mut random = Random(3);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let names: Vec<String> = (0..400).map(|_| name(&mut random, &words)).collect();
    let kind = Kind::Organization;
    let index = index(kind, &names);
    let units = index.dictionary.units();
    let (mut rows, mut numbers, mut near) = (Rows::default(), Vec::new(), Vec::new());
    let mut pairs = 0;
    for _ in 0..60 {
        let query = read(&name(&mut random, &words), kind);
        for unit in query.units() {
            let shape = Shape::from(unit);
            for (radius, joined, edits) in
                [(0, 0, 1), (3, 1, 1), (6, 5, 2), (10, 3, 1), (17, 17, 2), (25, 9, 2), (36, 17, 2)]
            {
                let joined = radius.min(joined);
                let reach = Reach { radius, joined, edits };
                let reaches = [(Scope::Within, reach), (Scope::Across, reach)];
                index.finder(0).near(&shape, &reaches, &mut rows, &mut numbers, &mut near);
                let asked = AskedUnit::of(unit);
                for (number, row) in units.rows.iter().enumerate() {
                    let scope =
                        if row.route() == unit.route { Scope::Within } else { Scope::Across };
                    let most = unlisted(&asked, scope, Some(reach));
                    let exact = Similar::of(&shape, &units.shape(row));
                    let listed = near.iter().find(|near| near.unit as usize == number);
                    match (listed, exact) {
                        (Some(near), exact) => {
                            assert_eq!(exact, Some(near.similar));
                        }
                        (None, Some(exact)) if !(shape.join && row.is_join()) => {
                            let similarity = exact.similarity();
                            pairs += 1;
                            assert!(
                                similarity <= most,
                                "{shape:?} ~ {:?}: {similarity} > {most} at {reach:?}",
                                units.shape(row)
                            );
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    assert!(pairs > 1_000, "{pairs} pairs beyond the lists");
    // The stored lists, by the same measure.
    for number in (0..units.rows.len() as u32).step_by(3) {
        let Some(row) = units.row(number).filter(|row| !row.is_join()) else { continue };
        if row.class() == Class::Initial {
            continue;
        }
        let shape = units.shape(row);
        let stored = index.neighbours.of(number);
        for (other, row) in units.rows.iter().enumerate() {
            let exact = Similar::of(&shape, &units.shape(row));
            let listed = stored.iter().find(|near| near.unit as usize == other);
            match (listed, exact) {
                (Some(near), exact) => assert_eq!(exact, Some(near.similar)),
                (None, Some(exact)) => {
                    assert!(exact.similarity() <= 10_000 - 135 * STORED, "{shape:?}");
                }
                (None, None) => {}
            }
        }
    }
}

/// Words a few letters off are found whatever the letters: held against the distance to each of them.
#[test]
fn words_a_few_letters_off_are_found() {
    let mut random = Random(41);
    let mut word = |letters: usize, length: usize| -> String {
        (0..length).map(|_| char::from(b"ktmzrl"[random.below(letters)])).collect()
    };
    // What is written alike has a key of its own.
    let mut pairs = [0; 3];
    for world in 0..40 {
        let letters = 2 + world % 5;
        let names: Vec<String> = (0..300).map(|at| word(letters, 4 + at % 11)).collect();
        let index = index(Kind::Vessel, &names);
        let units = index.dictionary.units();
        let listed = index.token_letters.all();
        assert!(listed.len() > 100, "{} words by letters", listed.len());
        for asked in (0..60).map(|at| word(letters, 4 + at % 11)) {
            for edits in 1..=2 {
                let mut near = Vec::new();
                index.token_letters.near(asked.as_bytes(), edits, units, &mut near);
                for number in &listed {
                    let other = std::str::from_utf8(units.letters(*number)).unwrap();
                    let apart = strsim::osa_distance(&asked, other);
                    let most = edits.min(letter_edits(asked.len().max(other.len())));
                    if (1..=most).contains(&apart) {
                        pairs[apart] += 1;
                        assert!(near.contains(number), "{asked} and {other}, {edits} edits");
                    }
                }
            }
        }
    }
    assert!(pairs[1..].iter().all(|found| *found > 1_000), "{pairs:?}: the worlds test nothing");
}

#[test]
fn alike_names_are_one_record() {
    let names = ["KIM, Jong Un", "Kim Jong Un", "kim jong un", "Kim Jong Il"].map(str::to_owned);
    let index = index(Kind::Organization, &names);
    assert_eq!(index.records.len(), 2);
    assert_eq!(index.listed().len(), 4);
}

/// A threshold of a ten-millionth was once taken for a millionth when lists were cut.
#[test]
fn scores_of_next_to_nothing_are_found() {
    let weights = Weights {
        conflict: 100.0,
        extra: 100.0,
        information: 78.0,
        operating_point: 0.999,
        ..*Weights::of(Kind::Person)
    };
    let index = index(Kind::Person, &["r bin".to_owned()]);
    let query = read("hpetrov bin 中国银行", Kind::Person);
    let search = |threshold: f64| {
        let mut scores = Vec::new();
        let mut searcher = Searcher::default();
        index.search(&query, &weights, threshold, &mut searcher, |hit| scores.push(hit.score));
        scores
    };
    let of_all = search(0.0);
    let score = of_all[0].unwrap();
    assert!(score > 0.0 && score < 1e-6, "{score} tests nothing");
    assert_eq!(search(score), of_all);
}

/// Outlines against full pricing: every pair of units of many names, and joins as sums of their tokens.
#[test]
fn what_is_alike_is_not_unlike_at_a_glance() {
    let mut random = Random(7);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let readings: Vec<Reading> =
        (0..150).map(|at| read(&name(&mut random, &words), Kind::ALL[at % 4])).collect();
    let units: Vec<(&Reading, &Unit)> = readings
        .iter()
        .flat_map(|reading| reading.units().iter().map(move |unit| (reading, unit)))
        .collect();
    let outlines_of = |reading: &Reading| -> Vec<Outline> {
        reading.tokens().iter().map(|token| Outline::of(&token.into())).collect()
    };
    let extremes_of: Vec<(Vec<Outline>, Extremes)> = units
        .iter()
        .map(|(reading, _)| {
            let outlines = outlines_of(reading);
            let extremes = Extremes::of(&outlines);
            (outlines, extremes)
        })
        .collect();
    let (mut alike, mut unlike, mut sums, mut below, mut above) = (0, 0, 0, 0, 0);
    for (_, own) in &units {
        let (own, outline) = (Shape::from(*own), Outline::of(&Shape::from(*own)));
        let abroad = Abroad::of(&own, u32::MAX);
        for ((_, other), (outlines, extremes)) in units.iter().zip(&extremes_of) {
            let (first, end) = (usize::from(other.first), usize::from(other.end));
            let other = Shape::from(*other);
            if own.join && other.join {
                continue;
            }
            let joined = own.join || other.join;
            let is_alike = Similar::of(&own, &other).is_some();
            let whole = Outline::of(&other);
            let looks_unlike = is_unlike((&outline, Some(&abroad)), &whole, 1, joined, Sight::ALL);
            assert!(!(is_alike && looks_unlike), "{own:?} {other:?}");
            alike += usize::from(is_alike);
            unlike += usize::from(looks_unlike);
            if own.join && extremes.are_below(&outline) {
                assert!(!is_alike, "{own:?} is more than {other:?}");
                below += 1;
            }
            let parts = &outlines[first..end];
            let sum = Outline::sum(parts);
            if other.join && sum.is_of(&whole, parts.len()) {
                let looks_unlike =
                    is_unlike((&outline, Some(&abroad)), &sum, parts.len() as u8, true, Sight::ALL);
                assert!(!(is_alike && looks_unlike), "{own:?} {other:?}, added up");
                sums += usize::from(looks_unlike);
                if extremes.are_above(&outline) {
                    assert!(!is_alike, "{own:?} is less than {other:?}");
                    above += 1;
                }
            }
        }
    }
    // Otherwise nothing was tested.
    assert!(alike > 1_000 && unlike > 10 * alike && sums > alike, "{alike} {unlike} {sums}");
    assert!(below > 1_000 && above > 1_000, "{alike} {below} {above}");
}
