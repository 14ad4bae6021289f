//! The index finds exactly what scoring everything finds.
//!
//! Real names alone do not test the bound (a wrong bound was seen in 2 of 3,000 real searches), so
//! random small worlds come first: few words, close sounds, thresholds taken from scores that occur.

#![allow(clippy::unwrap_used)] // a test may

#[path = "../../benches/material/mod.rs"]
mod material;
mod real;
mod unicode;
mod worlds;

use tamis::Match;

/// What two searches must agree on: which parties, their scores to the bit, by which name, in which
/// order.
fn seen(matches: &[Match]) -> Vec<(&str, u64, &str)> {
    matches
        .iter()
        .map(|found| (found.entity.id.as_str(), found.score().to_bits(), found.matched_name()))
        .collect()
}

/// A number that the environment may raise for a long run.
fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |number| number.parse().expect("a number"))
}
