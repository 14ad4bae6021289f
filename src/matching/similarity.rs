//! How alike two tokens are: the one definition that scorer and index share.

use super::glance::Glance;
use crate::names::initial;
use crate::names::price;
use crate::names::sound::Route;
use crate::names::{Class, Concept, Shape, Unit};
use serde::{Deserialize, Serialize};

/// Similarity of equal tokens, in ten-thousandths.
pub(crate) const EQUAL: u32 = 10_000;

/// An initial against a word that begins with it: half the words of a language begin with one of
/// six letters, so it is worth less than a word and needs the rest of the name.
const INITIAL: u32 = 8_000;

/// Two words for the same concept: `bank` and `은행`.
const CONCEPT: u32 = 9_500;

/// What a known loanword lacks to sound like a word of another meaning, in hundredths of what it lacks by sound.
/// Chosen by measuring (`--bench quality`, `--bench background`): with 100 one more background company has an alert, with
/// much more fewer organisations are found.
const KNOWN: u32 = 133;

/// Two forms of one given name: `William` and `Guillermo`, `Bill`.
const GIVEN_NAME: u32 = 8_800;

/// Letters of the longer word from which one edit, and from which two, are a slip of the pen.
pub(crate) const ONE_EDIT_FROM: usize = 5;
/// See [`ONE_EDIT_FROM`].
pub(crate) const TWO_EDITS_FROM: usize = 8;

/// What one edit, and what two take from the similarity of two words, in ten-thousandths of its inverse: so many parts
/// of a letter of the longer word, 0.9 and 1.9.
pub(super) const ONE_EDIT: u32 = 9_000;
/// See [`ONE_EDIT`].
pub(super) const TWO_EDITS: u32 = 19_000;

/// Least similarity of two words of which one may be the other as it is written in another script: what
/// transliterations of one name differ by.
pub(crate) const TRANSLITERATED: u32 = 9_400;

/// Similarity that a word and joined words need at least: fewer would pair by chance.
pub const JOIN_FLOOR: u32 = 8_000;

/// A word written apart is worth slightly less than the same word written alike.
pub(crate) const JOIN_SHARE: u32 = 97;

/// Distance, in hundredths of the mean weight, beyond which joined words of one route are worth nothing, since
/// they must be as similar as [`JOIN_FLOOR`]; of two routes it is [as much](price::radius_between).
pub(crate) const JOIN_RADIUS: u32 = 15;
const _: () = {
    let slope = price::slope(Route::Latin, Route::Latin);
    assert!((10_000 - JOIN_FLOOR) * 100 < JOIN_RADIUS * slope);
};

/// The constants of this file and how fast similarity falls by script, as part of the configuration hash.
pub(crate) fn fingerprint() -> String {
    let constants = [
        INITIAL,
        CONCEPT,
        KNOWN,
        GIVEN_NAME,
        TRANSLITERATED,
        JOIN_FLOOR,
        JOIN_SHARE,
        ONE_EDIT_FROM as u32,
        TWO_EDITS_FROM as u32,
    ];
    let slopes = Route::ALL.map(|route| price::slope(Route::Latin, route));
    format!("{constants:?}{slopes:?}")
}

/// Why two tokens were paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The same letters or the same number.
    Equal,
    /// They sound alike, whatever the script.
    Sound,
    /// One or two letters differ.
    Letters,
    /// An initial and a word that begins with it.
    Initial,
    /// Two words for one concept of the trade lexicon, or a loanword and the word it is.
    Concept,
    /// Two forms of one given name.
    GivenName,
    /// Too unlike to be paired, and yet not like any two words: ranks names below every threshold at
    /// which the index leaves any out.
    Resemblance,
}

/// How alike two units are, in ten-thousandths, and why; `None` where they count nothing.
///
/// Symmetric. At least one of the two is a single token, unless both are whole names: the caller
/// sees to that.
pub fn similarity(a: &Unit, b: &Unit) -> Option<(u32, How)> {
    of_shapes(&a.into(), &b.into())
}

/// The same by what it depends on.
pub(crate) fn of_shapes(a: &Shape<'_>, b: &Shape<'_>) -> Option<(u32, How)> {
    of_seen(a, b, Glance::NONE)
}

/// The same of two units that have been looked at.
pub(super) fn of_seen(a: &Shape<'_>, b: &Shape<'_>, seen: Glance) -> Option<(u32, How)> {
    let joined = a.join || b.join;
    let found = if joined { by_shape(a, b, seen) } else { single(a, b, seen) };
    if !joined {
        return found;
    }
    let (similarity, how) = found?;
    (similarity >= JOIN_FLOOR).then_some((similarity * JOIN_SHARE / 100, how))
}

fn single(a: &Shape<'_>, b: &Shape<'_>, seen: Glance) -> Option<(u32, How)> {
    if a.class == Class::Number || b.class == Class::Number {
        let same = a.class == b.class && a.letters == b.letters;
        // A number may be written as an ordinal: 第2, Second.
        return same.then_some((EQUAL, How::Equal)).or_else(|| by_concept(a, b));
    }
    if a.class == Class::Initial || b.class == Class::Initial {
        let (initial, unit) = if a.class == Class::Initial { (a, b) } else { (b, a) };
        // The letters may be those of another reading, by which no word is known to be the same.
        let latin = a.route == Route::Latin;
        let how = match a.letters == b.letters {
            true if a.route == b.route && (latin || a.text == b.text) => (EQUAL, How::Equal),
            true => (EQUAL, How::Initial),
            false => (INITIAL, How::Initial),
        };
        return initial::stands_for(initial, unit).then_some(how);
    }
    let shape = by_shape(a, b, seen);
    best(shape, by_concept(a, b))
}

fn by_concept(a: &Shape<'_>, b: &Shape<'_>) -> Option<(u32, How)> {
    let concept = Concept::shared(a.concepts, b.concepts)?;
    Some(if concept.is_given_name() {
        (GIVEN_NAME, How::GivenName)
    } else {
        (CONCEPT, How::Concept)
    })
}

/// By letters and by sound.
fn by_shape(a: &Shape<'_>, b: &Shape<'_>, seen: Glance) -> Option<(u32, How)> {
    if a.route == b.route && a.text == b.text {
        return Some((EQUAL, How::Equal));
    }
    if a.sound.is_empty() || b.sound.is_empty() {
        return None;
    }
    let sound = seen.sounds.then(|| by_sound(a, b)).flatten();
    let latin = a.route == Route::Latin && b.route == Route::Latin;
    let letters = (latin && seen.letters).then(|| by_letters(a.letters, b.letters)).flatten();
    best(sound.map(|similarity| (similarity, How::Sound)), letters)
}

/// By sound, as far as it counts.
fn by_sound(a: &Shape<'_>, b: &Shape<'_>) -> Option<u32> {
    let joined = a.join || b.join;
    let radius =
        if joined { price::radius_between(a.route, b.route, JOIN_RADIUS) } else { u32::MAX };
    let similarity = price::similarity_within((a.route, a.sound), (b.route, b.sound), radius)?;
    // A word that a dictionary knows is seldom another one that sounds like it.
    let unlike = EQUAL - similarity;
    let is_known = is_known_loanword(a) || is_known_loanword(b);
    Some(EQUAL - if is_known { unlike * KNOWN / 100 } else { unlike })
}

/// Whether it is the loanword of a dictionary, as the language that has it writes it.
fn is_known_loanword(shape: &Shape<'_>) -> bool {
    shape.route != Route::Latin && shape.concepts.first().is_some_and(|first| first.is_loanword())
}

/// One edit in a word of five letters or more, two in one of eight or more (a swap is one edit).
fn by_letters(a: &[u8], b: &[u8]) -> Option<(u32, How)> {
    let longer = a.len().max(b.len());
    let allowed = letter_edits(longer);
    if allowed == 0 || a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let edits = few_edits(a, b, allowed)?;
    Some((edited(edits, longer), if edits == 0 { How::Equal } else { How::Letters }))
}

/// The similarity of words so few edits apart, the longer one of so many letters: 1 − 0.9/L and 1 − 1.9/L, in whole
/// ten-thousandths.
pub(crate) fn edited(edits: usize, longer: usize) -> u32 {
    match edits {
        0 => EQUAL,
        1 => EQUAL - ONE_EDIT / longer as u32,
        _ => EQUAL - TWO_EDITS / longer as u32,
    }
}

/// What differs between two words: without what both begin and then both end with.
pub(crate) fn differing<'a>(a: &'a [u8], b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - same], &b[..b.len() - same])
}

/// Whether two words are at most one edit apart (a swap is one edit).
pub(crate) fn is_one_edit(a: &[u8], b: &[u8]) -> bool {
    match differing(a, b) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// How many edits two words are apart, if it is at most `most`, one or two: the distance of optimal string
/// alignment, without its table.
///
/// Of two words that begin differently, one edit drops the first letter of either, changes it or swaps it
/// with the next; the other one has what is left.
fn few_edits(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let (a, b) = differing(a, b);
    if a.is_empty() && b.is_empty() {
        return Some(0);
    }
    if is_one_edit(a, b) {
        return Some(1);
    }
    let (rest_a, rest_b) = (a.get(1..), b.get(1..));
    let swapped = || match (a, b) {
        ([x, y, a @ ..], [v, w, b @ ..]) => x == w && y == v && is_one_edit(a, b),
        _ => false,
    };
    let two = || {
        rest_a.is_some_and(|rest| is_one_edit(rest, b))
            || rest_b.is_some_and(|rest| is_one_edit(a, rest))
            || rest_a.zip(rest_b).is_some_and(|(a, b)| is_one_edit(a, b))
            || swapped()
    };
    (most > 1 && two()).then_some(2)
}

/// Whether words in which these letters occur may be so few edits apart: an edit adds at most one letter
/// to those that occur in a word, and takes at most one away.
#[inline]
pub(crate) fn may_be_edited(a: u32, b: u32, edits: usize) -> bool {
    (a ^ b).count_ones() as usize <= 2 * edits
}

/// Edits allowed by the length of the longer word.
pub(crate) fn letter_edits(longer: usize) -> usize {
    match longer {
        TWO_EDITS_FROM.. => 2,
        ONE_EDIT_FROM.. => 1,
        _ => 0,
    }
}

fn best(a: Option<(u32, How)>, b: Option<(u32, How)>) -> Option<(u32, How)> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn few_edits_are_those_of_optimal_string_alignment(
            a in "[a-c]{0,8}",
            b in "[a-c]{0,8}",
            most in 1..3usize,
        ) {
            let edits = strsim::osa_distance(&a, &b);
            let expected = Some(edits).filter(|edits| *edits <= most);
            prop_assert_eq!(few_edits(a.as_bytes(), b.as_bytes(), most), expected);
        }
    }
}
