//! Which two units are surely not alike, told from their outlines alone.
//!
//! # Why nothing is lost
//!
//! *Sounds.* Two sounds are at least as far apart as their [outlines](crate::names::outline) say.
//!
//! *Letters.* One edit adds at most one letter to those that occur in a word, and takes at most one away.
//! Words that are written alike have the same letters, unless one is a number.
//!
//! Units that are too far apart by both, and of which no other rule of
//! [`of_shapes`](super::similarity::of_shapes) can hold, are not alike. Nor do those matter that are known to be less
//! similar than is asked for ([`Sight`]).

use super::similarity::{
    EQUAL, JOIN_FLOOR, JOIN_SHARE, ONE_EDIT, TWO_EDITS, letter_edits, may_be_edited,
};
use crate::names::outline::{Abroad, MOST_LETTERS, Outline};
use crate::names::price;
use crate::names::sound::Route;

/// What two units may be alike by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glance {
    pub sounds: bool,
    pub letters: bool,
}

impl Glance {
    /// Nothing is known of them.
    pub const NONE: Glance = Glance { sounds: true, letters: true };

    /// Looks at two units; `joined` if either is a join.
    #[inline]
    pub fn of(own: &Outline, other: &Outline, joined: bool) -> Glance {
        let (one_script, room) = (own.is_of_route_of(other), Sight::ALL.room(joined));
        Glance {
            sounds: !one_script || !is_far(own, other, 1, joined, room),
            letters: one_script && own.is_latin() && may_be_spelled(own, other, room),
        }
    }
}

/// The greatest radius within Latin, and any other: no floor is above it.
const LATIN_FLOOR: u32 = price::floor(Route::Latin, Route::Latin);
const OTHER_FLOOR: u32 = price::floor(Route::Arabic, Route::Arabic);
/// How fast similarity falls between each two routes.
const SLOPES: [[u32; Route::ALL.len()]; Route::ALL.len()] = {
    let mut slopes = [[0; Route::ALL.len()]; Route::ALL.len()];
    let mut at = 0;
    while at < Route::ALL.len() * Route::ALL.len() {
        let (left, right) = (at / Route::ALL.len(), at % Route::ALL.len());
        slopes[left][right] = price::slope(Route::ALL[left], Route::ALL[right]);
        at += 1;
    }
    slopes
};

/// How similar units must be to matter: units that are less so count for unlike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sight {
    /// What a pair of tokens may lack of being equal, in ten-thousandths …
    single: u32,
    /// … and what a pair with a join may.
    joined: u32,
}

impl Sight {
    /// All that are alike matter.
    pub(crate) const ALL: Sight = Sight::of(0);

    /// Only those matter that are at least so similar, in ten-thousandths.
    pub(crate) const fn of(least: u32) -> Sight {
        let joined = (least * 100).div_ceil(JOIN_SHARE);
        let joined = if joined > JOIN_FLOOR { joined } else { JOIN_FLOOR };
        Sight { single: EQUAL.saturating_sub(least), joined: EQUAL.saturating_sub(joined) }
    }

    #[inline(always)]
    fn room(self, joined: bool) -> u32 {
        if joined { self.joined } else { self.single }
    }
}

/// Whether a unit, of which may be known how it shows `abroad`, is surely not like another, which is added up
/// from `parts` tokens, or not enough to matter; `joined` if either is a join. Of a unit of which that is not known
/// nothing is said against other scripts.
#[inline(always)]
pub(crate) fn is_unlike(
    (own, abroad): (&Outline, Option<&Abroad>),
    other: &Outline,
    parts: u8,
    joined: bool,
    sight: Sight,
) -> bool {
    if !joined && (own.is_by_kind() || other.is_by_kind() || own.may_mean(other)) {
        return false;
    }
    let room = sight.room(joined);
    if !own.is_of_route_of(other) {
        let abroad = abroad.map(|abroad| (own, abroad));
        return abroad.is_some_and(|own| is_unlike_abroad(own, other, parts, joined, room));
    }
    // What is written alike may sound otherwise, or not at all.
    if own.may_be_written_as(other) || own.is_latin() && may_be_spelled(own, other, room) {
        return false;
    }
    if own.is_silent() || other.is_silent() {
        return !own.is_by_kind() && !other.is_by_kind();
    }
    is_far(own, other, parts, joined, room)
}

/// Whether two sounds of one script are surely too far apart to be alike, lacking no more than `room`.
#[inline(always)]
fn is_far(own: &Outline, other: &Outline, parts: u8, joined: bool, room: u32) -> bool {
    let floor = if own.is_latin() { LATIN_FLOOR } else { OTHER_FLOOR };
    is_beyond(own.apart(other, parts), own, other, (!joined).then_some(floor), room)
}

/// The same of two scripts.
fn is_unlike_abroad(
    (own, abroad): (&Outline, &Abroad),
    other: &Outline,
    parts: u8,
    joined: bool,
    room: u32,
) -> bool {
    if own.is_silent() || other.is_silent() {
        return !own.is_by_kind() && !other.is_by_kind();
    }
    let apart = abroad.apart(other, parts);
    is_beyond(apart, own, other, (!joined).then_some(OTHER_FLOOR), room)
}

/// Whether sounds so far apart are beyond the floor or lack more than `room`: [`price::grade`], multiplied out.
#[inline(always)]
fn is_beyond(apart: u32, own: &Outline, other: &Outline, floor: Option<u32>, room: u32) -> bool {
    let total = own.weight() + other.weight();
    let slope = SLOPES[own.route()][other.route()];
    floor.is_some_and(|floor| !price::is_within(apart, total, floor))
        // At most 2 · 23,000 · 8 · 480.
        || 2 * slope * apart > room * total.max(price::LEAST_TOTAL)
}

/// Whether letters may be an edit or two apart, lacking no more than `room`.
#[inline]
fn may_be_spelled(own: &Outline, other: &Outline, room: u32) -> bool {
    let (shorter, longer) = (own.length().min(other.length()), own.length().max(other.length()));
    // Of a word of more letters than are told an edit takes less.
    let lost = if longer < MOST_LETTERS { (room + 1) * longer as u32 } else { u32::MAX };
    let most = if lost <= ONE_EDIT { 0 } else { 1 + usize::from(lost > TWO_EDITS) };
    let edits = letter_edits(longer).min(most);
    edits > 0 && longer - shorter <= edits && may_be_edited(own.letters(), other.letters(), edits)
}

#[cfg(test)]
mod tests {
    use super::super::similarity::{edited, of_seen, of_shapes};
    use super::*;
    use crate::names::read;
    use crate::party::Kind;
    use proptest::prelude::*;

    /// Words that stand close to each other, of every class and of several scripts, and made-up ones.
    fn word() -> impl Strategy<Value = String> {
        const WORDS: [&str; 28] = [
            "mohammed",
            "muhammad",
            "mohamed",
            "petrov",
            "petrova",
            "aleksandrovna",
            "alexandrov",
            "k",
            "kim",
            "gim",
            "jong",
            "chong",
            "abdulrahman",
            "rahman",
            "abd",
            "william",
            "bill",
            "company",
            "compani",
            "ltd",
            "bank",
            "банк",
            "Петров",
            "محمد",
            "은행",
            "김",
            "2",
            "02",
        ];
        prop_oneof![proptest::sample::select(&WORDS[..]).prop_map(str::to_owned), "[abnptou]{1,9}"]
    }

    fn name() -> impl Strategy<Value = String> {
        proptest::collection::vec(word(), 1..4).prop_map(|words| words.join(" "))
    }

    #[test]
    fn words_of_more_letters_than_are_told_may_be_spelled_alike() {
        let word = "kamelo".repeat(60);
        let [a, b] =
            [word.clone(), word.replacen('k', "t", 1)].map(|word| read(&word, Kind::Vessel));
        let (own, other) = (&a.units()[0], &b.units()[0]);
        let (similarity, _) = of_shapes(&own.into(), &other.into()).unwrap();
        assert!(similarity > edited(1, MOST_LETTERS), "{similarity}: an edit takes as much");
        let seen = [&a, &b].map(|reading| reading.outlines()[0]);
        assert!(!is_unlike((&seen[0], None), &seen[1], 1, false, Sight::of(similarity)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn a_glance_changes_no_similarity(a in name(), b in name(), kind in 0..4usize) {
            let [a, b] = [a, b].map(|name| read(&name, Kind::ALL[kind]));
            for (own, outline) in a.units().iter().zip(a.outlines()) {
                for (other, seen) in b.units().iter().zip(b.outlines()) {
                    let joined = own.is_join() || other.is_join();
                    let found = of_shapes(&own.into(), &other.into());
                    let glance = Glance::of(outline, seen, joined);
                    prop_assert_eq!(of_seen(&own.into(), &other.into(), glance), found);
                    for least in [0, 1, 5_000, 8_000, 9_000, 9_500, EQUAL] {
                        let sight = Sight::of(least);
                        if is_unlike((outline, None), seen, 1, joined, sight) {
                            let found = found.filter(|(similarity, _)| *similarity >= least);
                            prop_assert_eq!(found, None, "{:?} {:?} {}", own, other, least);
                        }
                    }
                }
            }
        }
    }
}
