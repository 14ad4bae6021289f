//! Names of one kind, found by what their tokens sound like.
//!
//! # Why nothing is missed
//!
//! A name can score at least `t` in three ways, and each has its keys:
//!
//! 1. *By syllables:* the two names share a reading. Every reading of every name is a key.
//! 2. *As an acronym:* one name is the other's initials. Both are keys.
//! 3. *By tokens:* some units of the two names are paired. [`bound`](super::bound) gives tokens of the
//!    query, and a radius, such that a name scores below the threshold unless it has a partner
//!    within that radius for a unit that covers one of these tokens. Two units pair only if
//!    [`similarity`](crate::matching::similarity) gives a value, and each of its ways has keys:
//!    - they *sound* alike: the [`PricedWalk`] over the sound strings of each route accepts exactly
//!      the sounds within the radius;
//!    - their *letters* are one or two edits apart: a Levenshtein automaton over the letters (two
//!      edits only where lists must be complete: the bound allows for the rest);
//!    - they are written alike: the text is a key;
//!    - one is an *initial* of the other: first letters are keys, of words and of initials apart;
//!    - they stand for one *concept*, or are the same *number*: both are keys.
//!
//! Different scripts raise a score, so the bound is taken apart for names without a script in
//! common; they have no unit in a route of the query, so only foreign routes are walked for it.

use super::array::Array;
use super::bound;
use super::keys::{Keys, KeysBuilder};
use super::sections::Sections;
use crate::error::{Error, Result};
use crate::matching::{JOIN_FLOOR, Weights};
use crate::names::sound::Route;
use crate::names::walk::PricedWalk;
use crate::names::{Class, Reading, Unit};
use crate::party::Kind;
use levenshtein_automata::LevenshteinAutomatonBuilder;
use std::sync::{LazyLock, OnceLock};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// Scores are sums of integers until the last divisions; bounds are rounded outward by this much.
pub(super) const SLACK: f64 = 1e-9;

/// Distance, in hundredths of the mean weight, beyond which a join of query tokens is worth nothing:
/// similarity falls by at least 1.215 per unit of distance and must be at least [`JOIN_FLOOR`].
const JOIN_RADIUS: u32 = 17;
const _: () = assert!((10_000 - JOIN_FLOOR) * 1_000 < JOIN_RADIUS * 1_215 * 100);

/// One listed name: the numbers of its entity, and of the name among the entity's names.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, PartialOrd, Ord,
)]
#[repr(C)]
pub(crate) struct Listed {
    pub entity: u32,
    pub name: u32,
}

/// All listed names of one kind.
pub(crate) struct NameIndex {
    kind: Kind,
    listed: Array<Listed>,
    /// Readings of the listed names, those that were needed so far.
    readings: Vec<OnceLock<Reading>>,
    /// Sound strings of tokens and joins, by route.
    sounds: Vec<(Route, Keys)>,
    /// Latin letters of tokens and joins.
    letters: Keys,
    /// Exact keys of every other sort, told apart by their first byte.
    exact: Keys,
}

/// First bytes of exact keys.
mod tag {
    pub const TEXT: u8 = b't';
    pub const NUMBER: u8 = b'n';
    pub const FIRST_LETTER: u8 = b'f';
    pub const INITIAL: u8 = b'i';
    pub const CONCEPT: u8 = b'c';
    pub const ACRONYM: u8 = b'a';
    pub const ACRONYM_WORD: u8 = b'w';
    pub const SYLLABLES: u8 = b's';
}

fn key(tag: u8, rest: &[u8]) -> Vec<u8> {
    let mut key = Vec::with_capacity(rest.len() + 1);
    key.push(tag);
    key.extend_from_slice(rest);
    key
}

/// Letter automata for one and for two edits; a swap of neighbours is one.
static EDITS: LazyLock<[LevenshteinAutomatonBuilder; 2]> = LazyLock::new(|| {
    [LevenshteinAutomatonBuilder::new(1, true), LevenshteinAutomatonBuilder::new(2, true)]
});

impl NameIndex {
    /// Builds the index over names, in the order given.
    pub(crate) fn build(kind: Kind, names: Vec<(Listed, Reading)>) -> NameIndex {
        let mut sounds: Vec<(Route, KeysBuilder)> =
            Route::ALL.iter().map(|&route| (route, KeysBuilder::default())).collect();
        let mut letters = KeysBuilder::default();
        let mut exact = KeysBuilder::default();
        for (number, (_, reading)) in names.iter().enumerate() {
            let number = number as u32;
            for unit in reading.units() {
                exact.add(key(tag::TEXT, unit.text.as_bytes()), number);
                if unit.class == Class::Number {
                    exact.add(key(tag::NUMBER, unit.letters.as_bytes()), number);
                    continue;
                }
                if let Some((_, keys)) = sounds
                    .iter_mut()
                    .find(|(route, _)| *route == unit.route && !unit.sound.is_empty())
                {
                    keys.add(unit.sound.as_bytes(), number);
                }
                if unit.route == Route::Latin {
                    letters.add(unit.letters.as_bytes(), number);
                }
                if unit.is_join() {
                    continue;
                }
                if let Some(letter) = unit.letters.bytes().next() {
                    let tag =
                        if unit.class == Class::Initial { tag::INITIAL } else { tag::FIRST_LETTER };
                    exact.add(key(tag, &[letter]), number);
                }
                for concept in unit.concepts {
                    exact.add(key(tag::CONCEPT, &concept.0.to_be_bytes()), number);
                }
            }
            for acronym in reading.acronyms() {
                exact.add(key(tag::ACRONYM, acronym.as_bytes()), number);
            }
            if let Some(word) = reading.acronym_word() {
                exact.add(key(tag::ACRONYM_WORD, word.as_bytes()), number);
            }
            for form in reading.syllables().iter().flat_map(|syllables| &syllables.forms) {
                exact.add(syllable_key(form.language as u8, &form.key), number);
            }
        }
        let sounds = sounds
            .into_iter()
            .map(|(route, keys)| (route, keys.build()))
            .filter(|(_, keys)| !keys.is_empty())
            .collect();
        let listed: Vec<Listed> = names.iter().map(|(listed, _)| *listed).collect();
        let readings = names.into_iter().map(|(_, reading)| OnceLock::from(reading)).collect();
        let (letters, exact) = (letters.build(), exact.build());
        NameIndex { kind, listed: listed.into(), readings, sounds, letters, exact }
    }

    /// Adds its parts under `name`.
    pub(crate) fn write(&self, name: &str, sections: &mut Sections) {
        sections.add(format!("{name}.listed"), self.listed.bytes());
        sections.add(
            format!("{name}.routes"),
            self.sounds.iter().map(|(route, _)| *route as u8).collect::<Vec<u8>>(),
        );
        for (route, keys) in &self.sounds {
            keys.write(&format!("{name}.sounds.{}", *route as u8), sections);
        }
        self.letters.write(&format!("{name}.letters"), sections);
        self.exact.write(&format!("{name}.exact"), sections);
    }

    /// # Errors
    ///
    /// A format error if a part is missing or is not what it should be.
    pub(crate) fn open(kind: Kind, name: &str, sections: &Sections) -> Result<NameIndex> {
        let sounds = sections.bytes(&format!("{name}.routes"))?;
        let sounds = sounds.iter().map(|route| {
            let known = Route::ALL.get(usize::from(*route)).copied();
            let route =
                known.ok_or_else(|| Error::format(format!("`{name}.routes`: no route {route}")))?;
            Ok((route, Keys::open(&format!("{name}.sounds.{}", route as u8), sections)?))
        });
        let listed: Array<Listed> = sections.array(&format!("{name}.listed"))?;
        Ok(NameIndex {
            kind,
            readings: std::iter::repeat_with(OnceLock::new).take(listed.len()).collect(),
            listed,
            sounds: sounds.collect::<Result<_>>()?,
            letters: Keys::open(&format!("{name}.letters"), sections)?,
            exact: Keys::open(&format!("{name}.exact"), sections)?,
        })
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// The listed names, by number.
    pub(crate) fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// The reading of a listed name; `read` gives it where it is needed for the first time.
    pub(crate) fn reading(
        &self,
        number: u32,
        read: impl FnOnce(Listed) -> Reading,
    ) -> Option<(Listed, &Reading)> {
        let listed = *self.listed.get(number as usize)?;
        let reading = self.readings.get(number as usize)?.get_or_init(|| read(listed));
        Some((listed, reading))
    }

    /// Numbers of the records that can score at least `threshold`, ascending: all that do, and some
    /// that do not.
    pub(crate) fn candidates(&self, query: &Reading, threshold: f64) -> Vec<u32> {
        if threshold <= 0.0 {
            return (0..self.listed.len() as u32).collect();
        }
        let mut found = Vec::new();
        for acronym in query.acronyms() {
            found.extend_from_slice(self.exact.get(&key(tag::ACRONYM_WORD, acronym.as_bytes())));
        }
        if let Some(word) = query.acronym_word() {
            found.extend_from_slice(self.exact.get(&key(tag::ACRONYM, word.as_bytes())));
        }
        for form in query.syllables().iter().flat_map(|syllables| &syllables.forms) {
            found.extend_from_slice(self.exact.get(&syllable_key(form.language as u8, &form.key)));
        }
        let own = query.routes();
        let weights = Weights::of(self.kind);
        let records = |token: &Unit| self.exact.get(&key(tag::TEXT, token.text.as_bytes())).len();
        let within = bound::reach(query, weights, threshold, false, records);
        let across = bound::reach(query, weights, threshold, true, records);
        for unit in query.units() {
            if unit.mask() & within.tokens != 0 {
                self.partners(unit, within.radius, |_| true, &mut found);
            }
            if unit.mask() & across.tokens != 0 {
                let foreign = |route: Route| own & 1 << route as u32 == 0;
                self.partners(unit, across.radius, foreign, &mut found);
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Records with a unit that may be paired with this one, among the given routes. Without a
    /// radius, all of them; with one, only those that the bound says must be listed.
    fn partners(
        &self,
        unit: &Unit,
        radius: Option<u32>,
        routes: impl Fn(Route) -> bool,
        found: &mut Vec<u32>,
    ) {
        found.extend_from_slice(self.exact.get(&key(tag::TEXT, unit.text.as_bytes())));
        if unit.class == Class::Number {
            found.extend_from_slice(self.exact.get(&key(tag::NUMBER, unit.letters.as_bytes())));
            return;
        }
        if let Some(letter) = unit.letters.bytes().next().filter(|_| !unit.is_join()) {
            found.extend_from_slice(self.exact.get(&key(tag::INITIAL, &[letter])));
            if unit.class == Class::Initial {
                found.extend_from_slice(self.exact.get(&key(tag::FIRST_LETTER, &[letter])));
                // Joins are compared by shape whatever the class.
            }
        }
        for concept in unit.concepts {
            found.extend_from_slice(self.exact.get(&key(tag::CONCEPT, &concept.0.to_be_bytes())));
        }
        if unit.sound.is_empty() {
            return;
        }
        let most = if unit.is_join() { JOIN_RADIUS } else { u32::MAX };
        let reach = radius.map_or(most, |radius| radius.min(most));
        for (route, keys) in self.sounds.iter().filter(|(route, _)| routes(*route)) {
            let sound = (unit.route, unit.sound.as_bytes());
            keys.walk(&PricedWalk::within(sound, *route, reach), |records| {
                found.extend_from_slice(records);
            });
        }
        if unit.route == Route::Latin && routes(Route::Latin) {
            // The longer of the two words decides how many edits count.
            let edits = match unit.letters.len() {
                6.. if radius.is_none() => 2,
                4.. => 1,
                _ => return,
            };
            let automaton = EDITS[edits - 1].build_dfa(&unit.letters);
            self.letters.search(&automaton, |records| found.extend_from_slice(records));
        }
    }
}

fn syllable_key(language: u8, form: &str) -> Vec<u8> {
    let mut rest = vec![language];
    rest.extend_from_slice(form.as_bytes());
    key(tag::SYLLABLES, &rest)
}
