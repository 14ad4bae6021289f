//! Random small worlds: a few sounds that are cheap to exchange, where a bound that is a little too
//! tight loses a key. Real names hardly ever do.

use super::super::price::{Prices, distance, prices};
use super::*;
use fst::{IntoStreamer, Set, Streamer};
use std::collections::BTreeSet;

/// A small generator of repeatable numbers (xorshift64*).
pub(in crate::names) struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }

    /// The same with one symbol at least.
    pub fn some_sound(&mut self, symbols: &[u8], longest: usize) -> Vec<u8> {
        let sound = self.sound(symbols, longest);
        if sound.is_empty() { vec![symbols[self.below(symbols.len())]] } else { sound }
    }

    /// A sound over a few symbols, none twice in a row.
    fn sound(&mut self, symbols: &[u8], longest: usize) -> Vec<u8> {
        let mut sound = Vec::new();
        for _ in 0..self.below(longest + 1) {
            let symbol = symbols[self.below(symbols.len())];
            if sound.last() != Some(&symbol) {
                sound.push(symbol);
            }
        }
        sound
    }
}

/// Groups whose members are cheap to exchange, drop or add in some script.
const WORLDS: [&[u8]; 8] =
    [b"uwv", b"uwovb", b"kgXhG", b"sScCzj", b"iyeaj", b"lrnNu", b"uiokr", b"tTdDszau"];

fn accepted(walk: &PricedWalk, keys: &Set<Vec<u8>>) -> Vec<(Vec<u8>, u32)> {
    let mut found = Vec::new();
    let mut stream = keys.search_with_state(walk).into_stream();
    while let Some((key, row)) = stream.next() {
        found.push((key.to_vec(), walk.similarity(&row).unwrap()));
    }
    let mut again = Vec::new();
    walk.for_each(keys.as_fst(), |key, _, similarity| again.push((key.to_vec(), similarity)));
    assert_eq!(again, found, "the two ways of walking");
    found
}

/// What the walk must give, by the definition and without any row, bound or shared work.
fn expected(
    (route, query): (Route, &[u8]),
    keys: (Route, &BTreeSet<Vec<u8>>),
    radius: u32,
    prices: &Prices,
) -> Vec<(Vec<u8>, u32)> {
    let left = (route, weight(query));
    let near = |key: &Vec<u8>| {
        let right = (keys.0, weight(key));
        let apart = distance(query, key, prices);
        let similarity = grade(apart, left, right)?;
        is_within(apart, left.1 + right.1, radius).then_some(similarity)
    };
    keys.1.iter().filter_map(|key| near(key).map(|similarity| (key.clone(), similarity))).collect()
}

#[test]
fn small_worlds_lose_nothing() {
    let mut dice = Dice(20_251_123);
    let (mut searches, mut found) = (0, 0);
    for world in 0..2_500 {
        let symbols = WORLDS[world % WORLDS.len()];
        let keys: BTreeSet<Vec<u8>> = (0..20).map(|_| dice.sound(symbols, 6)).collect();
        let set = Set::from_iter(&keys).unwrap();
        for _ in 0..40 {
            let (route, key_route) = (Route::ALL[dice.below(16)], Route::ALL[dice.below(16)]);
            let query = dice.sound(symbols, 6);
            let radius = [36, 36, 36, 30, 20, 15, 10, 3, 0][dice.below(9)];
            let walk = PricedWalk::within((route, &query), key_route, radius);
            let table = prices(route, key_route);
            let expected = expected((route, &query), (key_route, &keys), radius, table);
            let context = format!("{route} {query:?} in {key_route} {keys:?} to {radius}");
            assert_eq!(accepted(&walk, &set), expected, "{context}");
            searches += 1;
            found += expected.len();
        }
    }
    assert_eq!(searches, 100_000);
    assert!(found > 50_000, "only {found} keys found: the worlds test nothing");
}

/// Names of one to three blocks of cells, and a few slips away from each.
#[test]
fn rows_of_several_blocks_lose_nothing() {
    let mut dice = Dice(20_261_129);
    let mut found = 0;
    for world in 0..400 {
        let symbols = WORLDS[world % WORLDS.len()];
        let query = dice.some_sound(symbols, 22);
        let mut keys = BTreeSet::from([query.clone()]);
        for _ in 0..60 {
            let mut key = query.clone();
            for _ in 0..1 + dice.below(5) {
                let (at, symbol) = (dice.below(key.len()), symbols[dice.below(symbols.len())]);
                match dice.below(3) {
                    0 => key[at] = symbol,
                    1 => key.insert(at, symbol),
                    _ if key.len() > 1 => drop(key.remove(at)),
                    _ => {}
                }
            }
            key.dedup();
            keys.insert(key);
        }
        let set = Set::from_iter(&keys).unwrap();
        for radius in [36, 20, 10, 4] {
            let (route, key_route) = (Route::ALL[dice.below(16)], Route::ALL[dice.below(16)]);
            let walk = PricedWalk::within((route, &query), key_route, radius);
            let table = prices(route, key_route);
            let expected = expected((route, &query), (key_route, &keys), radius, table);
            assert_eq!(accepted(&walk, &set), expected, "{route} {query:?} in {key_route}");
            found += expected.len();
        }
    }
    assert!(found > 20_000, "only {found} keys found");
}

/// Prices at which adding symbols gains, alone (one credit a run) or in alternation (one credit a
/// symbol), which no table of ours has.
#[test]
fn worlds_with_cheaper_prices_lose_nothing() {
    let mut dice = Dice(7);
    let mut found = 0;
    for world in 0..600 {
        let route = Route::ALL[1 + dice.below(15)];
        let mut table = prices(route, Route::Latin).clone();
        let symbols = b"uwkr";
        for symbol in symbols.iter().take(1 + world % 4) {
            table.cheapen_right(code(*symbol), dice.below(12) as u8);
        }
        let moves: &'static Moves = Box::leak(Box::new(Moves::new(&table)));
        let keys: BTreeSet<Vec<u8>> = (0..40).map(|_| dice.sound(symbols, 12)).collect();
        let set = Set::from_iter(&keys).unwrap();
        for _ in 0..20 {
            let query = dice.sound(symbols, 5);
            let walk = PricedWalk::priced((route, &query), Route::Latin, 36, moves);
            let expected = expected((route, &query), (Route::Latin, &keys), 36, &table);
            assert_eq!(accepted(&walk, &set), expected, "{route} {query:?} in {keys:?}");
            found += expected.len();
        }
    }
    assert!(found > 12_000, "only {found} keys found");
}

/// Step 3 of the proof: what the tight form of the bound relies on, for every table in use.
#[test]
fn adding_symbols_in_alternation_never_gains() {
    for left in Route::ALL {
        for right in Route::ALL {
            let (prices, radius) = (prices(left, right), floor(left, right));
            let net = |key: usize| {
                200 * i64::from(prices.drop_right(key))
                    - i64::from(radius) * i64::from(weight_of_code(key))
            };
            for x in 0..SYMBOL_COUNT {
                for y in (0..SYMBOL_COUNT).filter(|y| *y != x) {
                    assert!(net(x) + net(y) >= 0, "{left}, {right}: symbols {x} and {y}");
                }
            }
        }
    }
}

#[test]
fn a_walk_turns_back_early() {
    let walk = PricedWalk::new((Route::Latin, b"kim"), Route::Latin);
    let row = b"rosa".iter().fold(walk.start(), |row, symbol| walk.accept(&row, *symbol));
    assert!(!walk.can_match(&row));
    let row = b"kim".iter().fold(walk.start(), |row, symbol| walk.accept(&row, *symbol));
    assert!(walk.can_match(&row) && walk.is_match(&row));
    assert_eq!(walk.similarity(&row), Some(10_000));
}

#[test]
fn nothing_is_near_nothing() {
    let keys = Set::from_iter(["", "a", "kim"]).unwrap();
    let walk = PricedWalk::new((Route::Latin, b""), Route::Latin);
    assert!(!walk.can_match(&walk.start()));
    assert_eq!(accepted(&walk, &keys), []);
    let walk = PricedWalk::new((Route::Latin, b"a"), Route::Latin);
    assert_eq!(accepted(&walk, &keys), [(b"a".to_vec(), 10_000)]);
}

#[test]
fn overlong_sounds_and_foreign_bytes() {
    let long = "ab".repeat(LONGEST).into_bytes();
    let keys = Set::from_iter([&long[..LONGEST], &long[..LONGEST + 1], &long, &b"\xff?"[..]]);
    let walk = PricedWalk::new((Route::Latin, &long), Route::Latin);
    assert_eq!(accepted(&walk, &keys.unwrap()).len(), 3);
}

#[test]
fn a_rough_rest_says_no_more_than_the_rest() {
    let mut dice = Dice(20_261_128);
    let all = Rest::ANY;
    for round in 0..20_000 {
        // Of short sounds and of the longest.
        let longest = if round % 2 == 0 { 64 } else { 6_400 };
        let least = dice.below(longest) as u16;
        let most = least + dice.below(longest) as u16;
        let rest = Rest { least, most, weight: 10 * dice.below(640) as u16 };
        let rough = RoughRest::of(rest).rest();
        assert!(rough.least <= rest.least && rough.most >= rest.most, "{rest:?} {rough:?}");
        assert!(rough.weight >= rest.weight && rough.weight <= all.weight, "{rest:?} {rough:?}");
        let wide = rough.most - rough.least - (rest.most - rest.least);
        assert!(most > 2_000 || wide < 16, "{rest:?} {rough:?}");
    }
    assert_eq!(RoughRest::of(all).rest(), all);
}
