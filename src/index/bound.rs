//! Which query tokens must be looked up, and how far around them, so that nothing is missed.
//!
//! # The bound
//!
//! Let E be a set of query tokens. For each unit (token or join) that covers a token of E, all
//! records are listed that have a partner for it, up to a radius ρ of the distance between sounds.
//! Take any record that is in none of these lists, and any pairing of its units with the query's.
//! What can it score by tokens?
//!
//! 1. A token outside E counts at most as if it were paired with an equal token: its weight w_k is
//!    matched, nothing is lost and nothing left over. (The weight of a pair is the smaller of the two
//!    weights, so never more than w_k.)
//! 2. A token of E whose list is *complete* has no partner in the record, alone or in a join. It is
//!    left over.
//! 3. A token of E whose list is not complete may have a partner, but only one that is not listed.
//!    Such a partner is beyond the radius, or two letter edits away, so the similarity is at most σ
//!    (see [`unlisted`]). The pair's weight v is somewhere between 0 and w_k, matched is v·σ and lost
//!    v·(1 − σ).
//! 4. Of the record nothing is known, so take what is best for the score: with b the price of a
//!    conflict, e ≤ b that of an extra and U what the query has left over, the least that
//!    `b·min(U, V) + e·|U − V| + t·top` can be over all V is e·U, at V = 0.
//!
//! So the score is at most `M/(M + a·lost + e·U) · M/(M + i)` for the best choice of the weights v in
//! point 3. For a fixed threshold t this reaches t if and only if
//! `C = M²/(t·(M + i)) − M − a·lost ≥ e·U`. M and lost are linear in the weights v, and M²/(M + i) is
//! convex in M, so C is convex in the weights, and its greatest value is at a corner: every v is 0
//! or w_k. [`upper`] tries all corners. (At v = 0 a token is neither matched nor left over, which is
//! at least as good as being left over, so a token of point 3 that has no partner at all is
//! covered.) Names in different scripts have their score raised by a function that keeps the
//! order, so it is applied to the same bound.
//!
//! If the bound is below the threshold, a record outside all lists can't reach it by tokens. A name
//! that is identical has an equal partner for a token of E, and equal partners are always listed.
//!
//! Which E and which ρ are chosen is a matter of cost alone.

use super::names::SLACK;
use crate::matching::{Tally, Weights};
use crate::names::{Class, Reading, Unit};
use std::cmp::Reverse;

/// Radii that are tried, in hundredths of the mean weight of two sounds, with what a walk costs in
/// microseconds on a dictionary of 50,000 sounds (measured in 2026-11 with a prototype; only the
/// ratios matter).
const RADII: [(u32, u64); 7] = [(0, 2), (3, 4), (6, 10), (10, 33), (15, 76), (20, 153), (25, 244)];

/// Cost of a walk to the floor, for a token and for a join, which has a floor of its own.
const COMPLETE: u64 = 500;
const COMPLETE_JOIN: u64 = 90;

/// Cost of scoring one candidate, in the same unit.
const CANDIDATE: u64 = 5;

/// Tokens of incomplete lists beyond this many are not tried: their corners are 2ⁿ.
const MOST_CORNERS: usize = 8;

/// Similarity falls by at least this much, in ten-thousandths, per hundredth of distance: the
/// gentler of the two slopes in [`grade`](crate::names::price::grade), rounded down.
const LEAST_SLOPE: u32 = 121;

/// What must be looked up: tokens as a mask, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    pub tokens: u32,
    /// `None` is as far as any two tokens count.
    pub radius: Option<u32>,
}

/// The cheapest lookup that misses no record whose score reaches the threshold.
///
/// `records` says in how many records a token stands as it is: those are scored whatever the radius,
/// so a common word is dear to look up at all.
pub(super) fn reach(
    query: &Reading,
    weights: &Weights,
    threshold: f64,
    cross_script: bool,
    records: impl Fn(&Unit) -> usize,
) -> Reach {
    let mut tokens: Vec<&Unit> = query.tokens().iter().collect();
    tokens.sort_by_key(|token| (Reverse(token.weight), token.first));
    let radii =
        RADII.into_iter().map(|(radius, cost)| (Some(radius), cost)).chain([(None, COMPLETE)]);
    let all = tokens.iter().fold(0, |mask, token| mask | token.mask());
    let mut best = (u64::MAX, Reach { tokens: all, radius: None });
    for (radius, cost) in radii {
        for count in 1..=tokens.len() {
            if radius.is_some() && count > MOST_CORNERS {
                break;
            }
            if upper(query, weights, &tokens, count, radius, cross_script) < threshold - SLACK {
                let mask = tokens[..count].iter().fold(0, |mask, token| mask | token.mask());
                let walks = query.units().iter().filter(|unit| unit.mask() & mask != 0);
                let walks: u64 = walks
                    .map(|unit| if unit.is_join() { cost.min(COMPLETE_JOIN) } else { cost })
                    .sum();
                let scored: usize = tokens[..count].iter().map(|token| records(token)).sum();
                let total = walks + scored as u64 * CANDIDATE;
                if total < best.0 {
                    best = (total, Reach { tokens: mask, radius });
                }
                break;
            }
        }
    }
    best.1
}

/// The greatest score by tokens of a record outside all lists, with E the first `count` tokens.
fn upper(
    query: &Reading,
    weights: &Weights,
    tokens: &[&Unit],
    count: usize,
    radius: Option<u32>,
    cross_script: bool,
) -> f64 {
    let (essential, others) = tokens.split_at(count);
    let mut tally = Tally { cross_script, ..Tally::default() };
    tally.matched = others.iter().map(|token| u64::from(token.weight) * 10_000).sum();
    let mut open: Vec<(u64, u64)> = Vec::with_capacity(count);
    for token in essential {
        match radius.filter(|_| token.class != Class::Number) {
            None => tally.left_over[0] += u64::from(token.residue),
            Some(radius) => open.push((u64::from(token.weight), unlisted(query, token, radius))),
        }
    }
    let corner = |chosen: u32| {
        let mut tally = tally;
        for (at, (weight, similarity)) in open.iter().enumerate() {
            if chosen & 1 << at != 0 {
                tally.matched += weight * similarity;
                tally.lost += weight * (10_000 - similarity);
            }
        }
        tally.by_tokens(weights)
    };
    (0..1u32 << open.len()).map(corner).fold(0.0, f64::max)
}

/// The greatest similarity, in ten-thousandths, that a token can have through a unit that covers it
/// with a partner that is not listed: beyond the radius by sound, or two letters off.
fn unlisted(query: &Reading, token: &Unit, radius: u32) -> u64 {
    let by_sound = 10_000 - LEAST_SLOPE * radius;
    let covering = query.units().iter().filter(|unit| unit.mask() & token.mask() != 0);
    let by_letters = covering.filter_map(two_edits).max().unwrap_or(0);
    u64::from(by_sound.max(by_letters))
}

/// The greatest similarity of a word two edits off. One edit is always listed.
fn two_edits(unit: &Unit) -> Option<u32> {
    let longest = unit.letters.len() + 2;
    (longest >= crate::matching::TWO_EDITS_FROM).then(|| 10_000 - 19_000 / longest as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::read;
    use crate::party::Kind;

    /// Any weights of unlisted pairs score no higher than the corners: the claim of the module.
    #[test]
    fn no_choice_of_weights_exceeds_the_bound() {
        let query = read("Aleksandr Petrovich Kuznetsov", Kind::Person);
        let tokens: Vec<&Unit> = query.tokens().iter().collect();
        for weights in [&Weights::PERSON, &Weights::OTHER, &Weights::VESSEL] {
            for (count, radius) in [(1, 3), (2, 0), (2, 10), (3, 15), (3, 25)] {
                let bound = upper(&query, weights, &tokens, count, Some(radius), false);
                for steps in 0..11u64.pow(count as u32) {
                    let mut tally = Tally::default();
                    for token in &tokens[count..] {
                        tally.matched += u64::from(token.weight) * 10_000;
                    }
                    for (at, token) in tokens[..count].iter().enumerate() {
                        let weight =
                            u64::from(token.weight) * (steps / 11u64.pow(at as u32) % 11) / 10;
                        let similarity = unlisted(&query, token, radius);
                        tally.matched += weight * similarity;
                        tally.lost += weight * (10_000 - similarity);
                    }
                    assert!(tally.by_tokens(weights) <= bound + SLACK, "{count} {radius} {steps}");
                }
            }
        }
    }

    #[test]
    fn at_a_threshold_near_zero_everything_is_looked_up_to_the_floor() {
        let query = read("Ann Example", Kind::Person);
        let reach = reach(&query, &Weights::PERSON, 1e-6, false, |_| 1);
        assert_eq!(reach, Reach { tokens: 0b11, radius: None });
    }
}
