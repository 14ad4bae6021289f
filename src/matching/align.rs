//! Which token of one name is paired with which of the other.

use super::resemblance::resemblance;
use super::similarity::{EQUAL, How, JOIN_FLOOR, Shape, similarity};
use super::slips::{Slips, Spelt};
use super::tally::{CARRYING, SyllableVerdict, Tally};
use super::weights::Weights;
use crate::names::abbreviation::abbreviates;
use crate::names::syllables;
use crate::names::{Class, Reading, Unit};
use std::cmp::{Ordering, Reverse};

/// One pairing: a unit of the left name, a unit of the right name, how alike and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pairing {
    pub left: usize,
    pub right: usize,
    pub similarity: u32,
    pub weight: u32,
    pub how: How,
}

/// Two names laid side by side.
#[derive(Debug, Clone)]
pub(crate) struct Alignment {
    pub pairings: Vec<Pairing>,
    pub tally: Tally,
    /// Forms of the left and the right name that are the shared syllable reading.
    pub shared_form: Option<(usize, usize)>,
}

/// Pairs the units of two names and counts what is paired and what is left over.
///
/// Options are taken greedily, the one that counts most first; ties go by position. The two whole
/// names, each written as one word, are a second way, and words left over that resemble each other a
/// third; the best score counts. To make the result
/// independent of which name is called left, the names are put in a fixed order first.
pub(crate) fn align(left: &Reading, right: &Reading, weights: &Weights) -> Alignment {
    if order(left, right).is_le() {
        return align_ordered(left, right, weights);
    }
    let mut alignment = align_ordered(right, left, weights);
    for pairing in &mut alignment.pairings {
        std::mem::swap(&mut pairing.left, &mut pairing.right);
    }
    alignment.tally.left_over.reverse();
    alignment.tally.heaviest.reverse();
    alignment.shared_form = alignment.shared_form.map(|(a, b)| (b, a));
    alignment
}

/// A total order over readings that looks at all the score looks at.
fn order(left: &Reading, right: &Reading) -> Ordering {
    fn key(token: &Unit) -> (&str, &str, &str) {
        (&token.text, &token.letters, &token.sound)
    }
    left.tokens().iter().map(key).cmp(right.tokens().iter().map(key))
}

fn align_ordered(left: &Reading, right: &Reading, weights: &Weights) -> Alignment {
    let mut facts = Tally {
        cross_script: cross_script(left, right),
        numbers_differ: numbers_differ(left, right),
        acronym: is_acronym(left, right) || is_acronym(right, left),
        cut: left.is_cut_of(right) || right.is_cut_of(left),
        ..Tally::default()
    };
    if !facts.cross_script {
        let [left, right] = [left, right].map(|name| name.tokens().iter().map(Spelt::from));
        facts.slips = Slips::respaced(left, right);
    }
    let mut shared_form = None;
    if let (Some(a), Some(b)) = (left.syllables(), right.syllables()) {
        facts.syllables = match syllables::agree(a, b) {
            syllables::Verdict::Same { cost, left, right } => {
                shared_form = Some((left, right));
                SyllableVerdict::Same(cost)
            }
            syllables::Verdict::Different => SyllableVerdict::Different,
            syllables::Verdict::NotApplicable => SyllableVerdict::Unknown,
        };
    }
    let pairings = pack(options(left, right), left, right);
    let tally = count(&pairings, facts, left, right);
    let mut best = Alignment { pairings, tally, shared_form };
    if tally.identical {
        return best;
    }
    let mut score = tally.score(weights);
    let resembling = |paired: &[Pairing]| with_resembling(paired, left, right);
    let resembling = (score < weights.resemblance).then(|| resembling(&best.pairings)).flatten();
    let whole = whole_names(left, right).map(|whole| vec![whole]);
    for pairings in [whole, resembling].into_iter().flatten() {
        let tally = count(&pairings, facts, left, right);
        let of_these = tally.score(weights);
        if of_these > score {
            score = of_these;
            best = Alignment { pairings, tally, shared_form };
        }
    }
    best
}

/// What is paired, and of what is left over the words that resemble each other, if there are such.
fn with_resembling(paired: &[Pairing], left: &Reading, right: &Reading) -> Option<Vec<Pairing>> {
    let taken = paired.iter().fold((0, 0), |(a, b), pairing| {
        (a | left.units()[pairing.left].mask(), b | right.units()[pairing.right].mask())
    });
    fn free(reading: &Reading, taken: u32) -> impl Iterator<Item = (usize, &Unit)> {
        let tokens = reading.tokens().iter().enumerate();
        tokens.filter(move |(_, token)| token.mask() & taken == 0)
    }
    let mut options = Vec::new();
    for (a, left) in free(left, taken.0) {
        let shape = Shape::from(left);
        options.extend(free(right, taken.1).filter_map(|(b, right)| {
            let similarity = resemblance(&shape, &right.into())?;
            let weight = left.weight.min(right.weight);
            Some(Pairing { left: a, right: b, similarity, weight, how: How::Resemblance })
        }));
    }
    let resembling = pack(options, left, right);
    (!resembling.is_empty()).then(|| [paired, &resembling].concat())
}

/// Takes options greedily, the one that counts most first.
fn pack(mut options: Vec<Pairing>, left: &Reading, right: &Reading) -> Vec<Pairing> {
    options.sort_by_key(|option| {
        let gain = u64::from(option.similarity) * u64::from(option.weight);
        let apart = left.units()[option.left].first.abs_diff(right.units()[option.right].first);
        (Reverse(gain), apart, option.left, option.right)
    });
    let (mut taken_left, mut taken_right) = (0u32, 0u32);
    options.retain(|option| {
        let (a, b) = (left.units()[option.left].mask(), right.units()[option.right].mask());
        let free = taken_left & a == 0 && taken_right & b == 0;
        if free {
            taken_left |= a;
            taken_right |= b;
        }
        free
    });
    options
}

/// Completes a tally with what is paired and what is left over.
fn count(pairings: &[Pairing], facts: Tally, left: &Reading, right: &Reading) -> Tally {
    let mut tally = facts;
    let (mut taken_left, mut taken_right) = (0u32, 0u32);
    for pairing in pairings {
        taken_left |= left.units()[pairing.left].mask();
        taken_right |= right.units()[pairing.right].mask();
        tally.matched += u64::from(pairing.weight) * u64::from(pairing.similarity);
        if pairing.how == How::Resemblance {
            tally.resembling = true;
        } else {
            tally.lost += u64::from(pairing.weight) * u64::from(EQUAL - pairing.similarity);
        }
    }
    for (side, (reading, taken)) in
        [(left, taken_left), (right, taken_right)].into_iter().enumerate()
    {
        for token in reading.tokens().iter().filter(|token| token.mask() & taken == 0) {
            let residue = u64::from(token.residue);
            tally.left_over[side] += residue;
            tally.heaviest[side] = tally.heaviest[side].max(residue);
        }
    }
    let is_equal = |pairing: &Pairing| pairing.how == How::Equal && pairing.similarity == EQUAL;
    let all_equal = !pairings.is_empty() && pairings.iter().all(is_equal);
    tally.identical = all_equal
        && left.tokens().len() == right.tokens().len()
        && pairings.len() == left.tokens().len();
    tally.same_but_form = all_equal && !tally.identical && {
        let is_form = |token: &Unit| token.class == Class::LegalForm;
        let is_beside = |reading: &Reading, taken: u32| {
            reading.tokens().iter().all(|token| token.mask() & taken != 0 || is_form(token))
        };
        let forms = pairings.iter().map(|pairing| {
            [is_form(&left.units()[pairing.left]), is_form(&right.units()[pairing.right])]
        });
        is_beside(left, taken_left) && is_beside(right, taken_right) && are_named_alike(forms)
    };
    let carrying = pairings.iter().filter(|pairing| pairing.weight >= CARRYING).count();
    tally.contained = all_equal && carrying > 1 && tally.left_over.contains(&0);
    if !pairings.is_empty() && tally.left_over == [0, 0] && !tally.cross_script {
        let slips = pairings.iter().try_fold(Slips::default(), |slips, pairing| {
            let (a, b) = (left.tokens().get(pairing.left)?, right.tokens().get(pairing.right)?);
            slips.and(a.into(), b.into(), is_equal(pairing))
        });
        tally.slips = slips.map(|slips| slips.fewer(tally.slips)).or(tally.slips);
    }
    tally
}

/// Whether of equal words that are paired some name the party, and legal forms answer legal forms alone: told
/// of each pair is which of the two is a legal form.
pub(crate) fn are_named_alike(mut forms: impl Iterator<Item = [bool; 2]> + Clone) -> bool {
    forms.clone().all(|[left, right]| left == right) && forms.any(|[form, _]| !form)
}

fn cross_script(left: &Reading, right: &Reading) -> bool {
    let (a, b) = (left.routes(), right.routes());
    a & b == 0 && a != 0 && b != 0
}

/// What two whole names lack to be equal counts by this many hundredths: a token that is not shared
/// must not drown in the tokens that are.
const WHOLE_SLOPE: u32 = 140;

/// The two whole names, each written as one word.
fn whole_names(left: &Reading, right: &Reading) -> Option<Pairing> {
    let whole = |reading: &Reading| {
        reading.units().iter().position(|unit| unit.is_join() && is_whole(unit, reading))
    };
    let (a, b) = (whole(left)?, whole(right)?);
    let mut whole = pairing(left, right, a, b)?;
    whole.similarity = of_whole_names(whole.similarity)?;
    Some(whole)
}

/// How alike two whole names are whose letters and sounds are so alike; never more.
pub(crate) fn of_whole_names(similarity: u32) -> Option<u32> {
    let lowered = EQUAL.checked_sub((EQUAL - similarity) * WHOLE_SLOPE / 100)?;
    (lowered >= JOIN_FLOOR * 97 / 100).then_some(lowered)
}

fn pairing(left: &Reading, right: &Reading, a: usize, b: usize) -> Option<Pairing> {
    let (unit_a, unit_b) = (&left.units()[a], &right.units()[b]);
    let (similarity, how) = similarity(unit_a, unit_b)?;
    Some(Pairing { left: a, right: b, similarity, weight: unit_a.weight.min(unit_b.weight), how })
}

/// Every pair of units that may help each other: token with token, and token with join.
fn options(left: &Reading, right: &Reading) -> Vec<Pairing> {
    let (singles_left, singles_right) = (left.singles().len(), right.singles().len());
    let mut options = Vec::new();
    for a in 0..left.units().len() {
        let partners = if a < singles_left { right.units().len() } else { singles_right };
        options.extend((0..partners).filter_map(|b| pairing(left, right, a, b)));
    }
    options
}

/// Whether a unit covers every token of its name.
pub(crate) fn is_whole(unit: &Unit, reading: &Reading) -> bool {
    unit.first == 0 && unit.end as usize == reading.tokens().len()
}

fn numbers_differ(left: &Reading, right: &Reading) -> bool {
    let (a, b) = (left.numbers(), right.numbers());
    !a.is_empty() && !b.is_empty() && a != b
}

/// Whether `short` is the acronym of `long`, by initials or by the beginnings of words. Persons go by none.
fn is_acronym(short: &Reading, long: &Reading) -> bool {
    long.kind() != crate::Kind::Person
        && long.tokens().len() > 1
        && short.acronym_word().is_some_and(|word| {
            long.acronyms().iter().any(|acronym| acronym == word)
                || abbreviates(word.as_bytes(), &long.carrying())
        })
}
