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
//! [`of_shapes`](super::similarity::of_shapes) can hold, are not alike.

use super::similarity::{JOIN_RADIUS, letter_edits, may_be_edited};
use crate::names::outline::{Abroad, Outline};
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
        let one_script = own.is_of_route_of(other);
        Glance {
            sounds: !one_script || !is_far(own, other, 1, joined),
            letters: one_script && own.is_latin() && may_be_spelled(own, other),
        }
    }
}

/// The greatest radius within Latin, and any other: no floor is above it.
const LATIN_FLOOR: u32 = price::floor(Route::Latin, Route::Latin);
const OTHER_FLOOR: u32 = price::floor(Route::Arabic, Route::Arabic);
/// The radius of joined words between each two routes.
const JOIN_RADII: [[u8; Route::ALL.len()]; Route::ALL.len()] = {
    let mut radii = [[0; Route::ALL.len()]; Route::ALL.len()];
    let mut at = 0;
    while at < Route::ALL.len() * Route::ALL.len() {
        let (left, right) = (at / Route::ALL.len(), at % Route::ALL.len());
        let radius = price::radius_between(Route::ALL[left], Route::ALL[right], JOIN_RADIUS);
        radii[left][right] = radius as u8; // at most 36
        at += 1;
    }
    radii
};

/// Whether a unit is surely not like another, which is added up from `parts` tokens; `joined` if either is a
/// join. Without `abroad`, the own unit against other scripts, nothing is said of such.
#[inline(always)]
pub(crate) fn is_unlike(
    own: &Outline,
    abroad: Option<&Abroad>,
    other: &Outline,
    parts: u8,
    joined: bool,
) -> bool {
    if !joined && (own.is_by_kind() || other.is_by_kind() || own.may_mean(other)) {
        return false;
    }
    if !own.is_of_route_of(other) {
        return abroad.is_some_and(|abroad| is_unlike_abroad(own, abroad, other, parts, joined));
    }
    // What is written alike may sound otherwise, or not at all.
    if own.may_be_written_as(other) || own.is_latin() && may_be_spelled(own, other) {
        return false;
    }
    if own.is_silent() || other.is_silent() {
        return !own.is_by_kind() && !other.is_by_kind();
    }
    is_far(own, other, parts, joined)
}

/// Whether two sounds of one script are surely too far apart to be alike.
#[inline(always)]
fn is_far(own: &Outline, other: &Outline, parts: u8, joined: bool) -> bool {
    let floor = if own.is_latin() { LATIN_FLOOR } else { OTHER_FLOOR };
    let radius = if joined { JOIN_RADIUS } else { floor };
    !price::is_within(own.apart(other, parts), own.weight() + other.weight(), radius)
}

/// The same of two scripts.
fn is_unlike_abroad(
    own: &Outline,
    abroad: &Abroad,
    other: &Outline,
    parts: u8,
    joined: bool,
) -> bool {
    if own.is_silent() || other.is_silent() {
        return !own.is_by_kind() && !other.is_by_kind();
    }
    let radius =
        if joined { u32::from(JOIN_RADII[own.route()][other.route()]) } else { OTHER_FLOOR };
    let apart = abroad.apart(other, parts);
    !price::is_within(apart, own.weight() + other.weight(), radius)
}

/// Whether letters may be an edit or two apart.
#[inline]
fn may_be_spelled(own: &Outline, other: &Outline) -> bool {
    let (shorter, longer) = (own.length().min(other.length()), own.length().max(other.length()));
    let edits = letter_edits(longer);
    edits > 0 && longer - shorter <= edits && may_be_edited(own.letters(), other.letters(), edits)
}

#[cfg(test)]
mod tests {
    use super::super::similarity::{of_seen, of_shapes};
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
                    if is_unlike(outline, None, seen, 1, joined) {
                        prop_assert_eq!(found, None, "{:?} {:?}", own, other);
                    }
                }
            }
        }
    }
}
