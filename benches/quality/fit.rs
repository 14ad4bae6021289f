//! The constants of the score, fitted anew and cross-validated by entity.
//!
//! Constants are changed one at a time by shrinking steps as long as the mean recall at five
//! false-positive rates rises (between 0.1 % and 2 %: a single rate rests on a dozen pairs). What is
//! printed for a part of the pairs was fitted on the entities of the other parts.

use crate::pairs::Pair;
use crate::rates::recall;
use tamis::Kind;
use tamis::matching::{Tally, Weights};

const RATES: [f64; 5] = [0.001, 0.003, 0.005, 0.01, 0.02];
const STEPS: [f64; 3] = [0.3, 0.12, 0.05];
/// Parts of the cross-validation.
const PARTS: u8 = 4;

type Field = fn(&mut Weights) -> &mut f64;

/// The constants that are fitted.
const FIELDS: [(&str, Field); 11] = [
    ("lost", |weights| &mut weights.lost),
    ("conflict", |weights| &mut weights.conflict),
    ("extra", |weights| &mut weights.extra),
    ("top", |weights| &mut weights.top),
    ("information", |weights| &mut weights.information),
    ("cross_script_conflict", |weights| &mut weights.cross_script_conflict),
    ("cross_script", |weights| &mut weights.cross_script),
    ("numbers_differ", |weights| &mut weights.numbers_differ),
    ("syllable_cost", |weights| &mut weights.syllable_cost),
    ("syllables_differ", |weights| &mut weights.syllables_differ),
    ("acronym", |weights| &mut weights.acronym),
];

/// Constants for persons and for all others.
type Both = [Weights; 2];

pub type Counted<'a> = (&'a Pair, Tally);

fn score((pair, tally): &Counted<'_>, weights: &Both) -> f64 {
    tally.score(&weights[usize::from(pair.kind != Kind::Person)])
}

fn objective(pairs: &[&Counted<'_>], weights: &Both) -> f64 {
    let scores = |keep: fn(&Pair) -> bool| -> Vec<f64> {
        pairs.iter().filter(|pair| keep(pair.0)).map(|pair| score(pair, weights)).collect()
    };
    let (positives, negatives) = (scores(Pair::findable), scores(Pair::negative));
    RATES.iter().map(|rate| recall(&positives, &negatives, *rate)).sum::<f64>() / RATES.len() as f64
}

/// Whether the index and the tests of the tally allow these constants.
fn allowed(weights: &Weights) -> bool {
    weights.extra <= weights.conflict
        && weights.cross_script >= 1.0
        && weights.cross_script_conflict >= 1.0
        && weights.acronym <= 1.0
        && weights.numbers_differ <= 1.0
        && weights.syllables_differ <= 1.0
}

fn fit(pairs: &[&Counted<'_>]) -> Both {
    let mut weights = [*Weights::of(Kind::Person), *Weights::of(Kind::Organization)];
    let mut best = objective(pairs, &weights);
    for step in STEPS {
        let mut improved = true;
        while improved {
            improved = false;
            for kind in 0..2 {
                for (_, field) in FIELDS {
                    for factor in [1.0 + step, 1.0 / (1.0 + step)] {
                        let mut tried = weights;
                        *field(&mut tried[kind]) *= factor;
                        let found =
                            if allowed(&tried[kind]) { objective(pairs, &tried) } else { 0.0 };
                        if found > best + 0.005 {
                            (weights, best, improved) = (tried, found, true);
                        }
                    }
                }
            }
        }
    }
    weights
}

/// Scores of every pair with constants fitted on other entities, and the constants of all.
pub fn cross_validated(pairs: &[Counted<'_>]) -> Vec<f64> {
    let mut scores = vec![0.0; pairs.len()];
    for part in 0..PARTS {
        let (held, others): (Vec<_>, Vec<_>) =
            pairs.iter().enumerate().partition(|(_, pair)| pair.0.draw % PARTS == part);
        let others: Vec<&Counted<'_>> = others.into_iter().map(|(_, pair)| pair).collect();
        let weights = fit(&others);
        for (at, pair) in held {
            scores[at] = score(pair, &weights);
        }
    }
    scores
}

/// Prints constants fitted on all pairs given.
pub fn print(pairs: &[Counted<'_>]) {
    let pairs: Vec<&Counted<'_>> = pairs.iter().collect();
    let mut weights = fit(&pairs);
    let [mut person, mut other] = [*Weights::of(Kind::Person), *Weights::of(Kind::Organization)];
    println!("{:24} {:>8} {:>8} {:>8} {:>8}", "constant", "persons", "fitted", "others", "fitted");
    for (name, field) in FIELDS {
        let [a, b] = [*field(&mut weights[0]), *field(&mut weights[1])];
        println!("{name:24} {:8.3} {a:8.3} {:8.3} {b:8.3}", field(&mut person), field(&mut other));
    }
}
