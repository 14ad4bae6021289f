//! The extremes of a listed name's tokens: whether any can be like joined words of the query, and whether words
//! joined of them can be like a word of it.
//!
//! # Why nothing is lost
//!
//! With Φ the sum of all classes of an [outline](crate::names::outline), two sounds of one script are at least
//! |Φ − Φ'| apart, so as joined words they are not alike if 200 · (Φ − Φ') > ρ · (w + w'), where w + w' is 160
//! at least; that is, if 200 · Φ − ρ · w ([`least`]) is greater than 200 · Φ' + ρ · w' ([`most`]). The Φ of
//! words joined is the sum of theirs, and so is [`least`]: where that is not negative of any, two that stand
//! side by side have less of it than any more.
//!
//! Words that are written alike have as many letters, and those a few edits apart two more at most.

use crate::matching::JOIN_RADIUS;
use crate::names::outline::Outline;
use crate::names::price::LEAST_TOTAL;

/// Of tokens of one script, none silent.
pub(super) struct Extremes {
    /// One of them; `None` if they are not of one script.
    any: Option<Outline>,
    /// The greatest [`most`], and the most letters.
    most: i32,
    longest: usize,
    /// Of two that stand side by side, the least sum of [`least`] and the fewest letters.
    least: i32,
    shortest: usize,
}

/// 200 · Φ − ρ · weight, or less.
#[inline]
fn least(outline: &Outline) -> i32 {
    200 * outline.presence() - JOIN_RADIUS as i32 * outline.weight() as i32
}

/// 200 · Φ + ρ · weight, or more.
#[inline]
fn most(outline: &Outline) -> i32 {
    let weight = JOIN_RADIUS as i32 * outline.weight() as i32;
    outline.most_presence().map_or(i32::MAX, |presence| 200 * presence + weight)
}

impl Extremes {
    #[inline]
    pub(super) fn of(tokens: &[Outline]) -> Extremes {
        let any = tokens.first().copied();
        let mut extremes =
            Extremes { any, most: 0, longest: 0, least: i32::MAX, shortest: usize::MAX };
        let mut before: Option<(i32, usize)> = None;
        for token in tokens {
            let (least, letters) = (least(token), token.length());
            let counts = !token.is_silent() && least >= 0;
            extremes.any = extremes.any.filter(|any| any.is_of_route_of(token) && counts);
            extremes.most = extremes.most.max(most(token));
            extremes.longest = extremes.longest.max(letters);
            if let Some((least_before, letters_before)) = before {
                extremes.least = extremes.least.min(least_before + least);
                extremes.shortest = extremes.shortest.min(letters_before + letters);
            }
            before = Some((least, letters));
        }
        extremes
    }

    #[inline]
    fn are_compared(&self, unit: &Outline) -> bool {
        unit.weight() >= LEAST_TOTAL && self.any.is_some_and(|any| any.is_of_route_of(unit))
    }

    /// Whether no token is like joined words of the query.
    #[inline]
    pub(super) fn are_below(&self, joined: &Outline) -> bool {
        self.are_compared(joined) && least(joined) > self.most && joined.length() > self.longest + 2
    }

    /// Whether no words joined of the tokens, as long as nothing falls away where they meet, are like a word
    /// of the query.
    #[inline]
    pub(super) fn are_above(&self, word: &Outline) -> bool {
        self.are_compared(word) && self.least > most(word) && self.shortest > word.length() + 2
    }
}
