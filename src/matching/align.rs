//! Which token of one name is paired with which of the other.

use super::glance::{Glance, Sight, is_unlike};
use super::resemblance::resemblance;
use super::similarity::{EQUAL, How, JOIN_FLOOR, of_seen};
use super::slips::{Slips, Spelt};
use super::tally::{CARRYING, Paired, SyllableVerdict, Tally};
use super::weights::Weights;
use crate::names::abbreviation::abbreviates;
use crate::names::syllables;
use crate::names::{Class, Reading, Shape, Unit};
use std::cmp::{Ordering, Reverse};

/// One pairing: a unit of the left name, a unit of the right name, how alike and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pairing {
    left: u16,
    right: u16,
    pub similarity: u32,
    pub weight: u32,
    pub how: How,
}

impl Pairing {
    /// The place of its unit of the left name.
    pub(crate) fn left(&self) -> usize {
        self.left.into()
    }

    /// The place of its unit of the right name.
    pub(crate) fn right(&self) -> usize {
        self.right.into()
    }
}

/// Two names laid side by side.
#[derive(Debug, Default)]
pub(crate) struct Alignment {
    pub pairings: Vec<Pairing>,
    pub tally: Tally,
    /// Forms of the left and the right name that are the shared syllable reading.
    pub shared_form: Option<(usize, usize)>,
    /// Another way to pair them.
    others: Vec<Pairing>,
}

impl Alignment {
    /// Two names laid side by side.
    pub(crate) fn of(left: &Reading, right: &Reading, weights: &Weights) -> Alignment {
        let mut alignment = Alignment::default();
        alignment.lay(left, right, weights);
        alignment
    }

    /// Pairs the units of two names, counts what is paired and what is left over, and gives the score. Memory is
    /// kept from one pair of names to the next.
    ///
    /// Options are taken greedily, the one that counts most first; ties go by position. The two whole
    /// names, each written as one word, are a second way, and words left over that resemble each other a
    /// third; the best score counts. To make the result
    /// independent of which name is called left, the names are put in a fixed order first.
    pub(crate) fn lay(&mut self, left: &Reading, right: &Reading, weights: &Weights) -> f64 {
        if order(left, right).is_le() {
            return self.lay_ordered(left, right, weights);
        }
        let score = self.lay_ordered(right, left, weights);
        for pairing in &mut self.pairings {
            std::mem::swap(&mut pairing.left, &mut pairing.right);
        }
        self.tally.left_over.reverse();
        self.tally.heaviest.reverse();
        self.shared_form = self.shared_form.map(|(a, b)| (b, a));
        score
    }

    fn lay_ordered(&mut self, left: &Reading, right: &Reading, weights: &Weights) -> f64 {
        let (facts, shared_form) = facts(left, right);
        self.shared_form = shared_form;
        self.pairings.clear();
        add_options(&mut self.pairings, left, right);
        pack(&mut self.pairings, 0, left, right);
        self.tally = count(&self.pairings, facts, left, right);
        let mut score = self.tally.score(weights);
        if self.tally.identical {
            return score;
        }
        let resembling = score < weights.resemblance && self.add_resembling(left, right);
        if let Some(whole) = whole_names(left, right) {
            let tally = count(&[whole], facts, left, right);
            let of_whole = tally.score(weights);
            if of_whole > score {
                (score, self.tally) = (of_whole, tally);
                self.pairings.clear();
                self.pairings.push(whole);
            }
        }
        if resembling {
            let tally = count(&self.others, facts, left, right);
            let of_resembling = tally.score(weights);
            if of_resembling > score {
                (score, self.tally) = (of_resembling, tally);
                self.pairings.clone_from(&self.others);
            }
        }
        score
    }

    /// Pairs besides what is paired, of what is left over, the words that resemble each other; `false` if there
    /// are none.
    fn add_resembling(&mut self, left: &Reading, right: &Reading) -> bool {
        let Alignment { pairings, others, .. } = self;
        let taken = pairings.iter().fold((0, 0), |(a, b), pairing| {
            (a | left.units()[pairing.left()].mask(), b | right.units()[pairing.right()].mask())
        });
        fn free(reading: &Reading, taken: u32) -> impl Iterator<Item = (usize, &Unit)> {
            let tokens = reading.tokens().iter().enumerate();
            tokens.filter(move |(_, token)| token.mask() & taken == 0)
        }
        others.clone_from(pairings);
        for (a, left) in free(left, taken.0) {
            let shape = Shape::from(left);
            others.extend(free(right, taken.1).filter_map(|(b, right)| {
                let similarity = resemblance(&shape, &right.into())?;
                let weight = left.weight.min(right.weight);
                let (left, right) = (a as u16, b as u16); // at most thirty
                Some(Pairing { left, right, similarity, weight, how: How::Resemblance })
            }));
        }
        pack(others, pairings.len(), left, right);
        others.len() > pairings.len()
    }
}

/// A total order over readings that looks at all the score looks at.
fn order(left: &Reading, right: &Reading) -> Ordering {
    fn key(token: &Unit) -> (&str, &str, &str) {
        (&token.text, &token.letters, &token.sound)
    }
    left.tokens().iter().map(key).cmp(right.tokens().iter().map(key))
}

/// What two names have in common but their units, with the forms of a shared syllable reading.
fn facts(left: &Reading, right: &Reading) -> (Tally, Option<(usize, usize)>) {
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
    (facts, shared_form)
}

/// Takes options from a place on greedily, the one that counts most first; what stands before it is taken.
fn pack(options: &mut Vec<Pairing>, from: usize, left: &Reading, right: &Reading) {
    options[from..].sort_unstable_by_key(|option| {
        let gain = u64::from(option.similarity) * u64::from(option.weight);
        let apart = left.units()[option.left()].first.abs_diff(right.units()[option.right()].first);
        (Reverse(gain), apart, option.left(), option.right())
    });
    let (mut taken_left, mut taken_right) = (0u32, 0u32);
    options.retain(|option| {
        let (a, b) = (left.units()[option.left()].mask(), right.units()[option.right()].mask());
        let free = taken_left & a == 0 && taken_right & b == 0;
        if free {
            taken_left |= a;
            taken_right |= b;
        }
        free
    });
}

/// Completes a tally with what is paired and what is left over.
fn count(pairings: &[Pairing], facts: Tally, left: &Reading, right: &Reading) -> Tally {
    let mut tally = facts;
    let (mut taken_left, mut taken_right) = (0u32, 0u32);
    for pairing in pairings {
        taken_left |= left.units()[pairing.left()].mask();
        taken_right |= right.units()[pairing.right()].mask();
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
    let is_form = |unit: &Unit| unit.class == Class::LegalForm;
    let is_beside = |reading: &Reading, taken: u32| {
        reading.tokens().iter().all(|token| token.mask() & taken != 0 || is_form(token))
    };
    let but_forms = is_beside(left, taken_left) && is_beside(right, taken_right);
    let paired = pairings.iter().map(|pairing| {
        let units = [&left.units()[pairing.left()], &right.units()[pairing.right()]];
        Paired {
            similarity: pairing.similarity,
            equal: is_equal(pairing),
            covered: units.map(Unit::mask),
            forms: units.map(is_form),
        }
    });
    let carrying = pairings.iter().filter(|pairing| pairing.weight >= CARRYING).count();
    tally.contained = all_equal && carrying > 1 && tally.left_over.contains(&0);
    tally.tell_sameness(left.routes() | right.routes(), paired, but_forms);
    if !pairings.is_empty() && tally.left_over == [0, 0] && !tally.cross_script {
        let slips = pairings.iter().try_fold(Slips::default(), |slips, pairing| {
            let (a, b) = (left.tokens().get(pairing.left())?, right.tokens().get(pairing.right())?);
            slips.and(a.into(), b.into(), is_equal(pairing))
        });
        tally.slips = slips.map(|slips| slips.fewer(tally.slips)).or(tally.slips);
    }
    tally
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
    let (a, b) = (left.whole()?, right.whole()?);
    if is_unlike((left.outlines().get(a)?, None), right.outlines().get(b)?, 1, true, Sight::ALL) {
        return None;
    }
    let mut whole = pairing(left, right, a, b, true)?;
    whole.similarity = of_whole_names(whole.similarity)?;
    Some(whole)
}

/// How alike two whole names are whose letters and sounds are so alike; never more.
pub(crate) fn of_whole_names(similarity: u32) -> Option<u32> {
    let lowered = EQUAL.checked_sub((EQUAL - similarity) * WHOLE_SLOPE / 100)?;
    (lowered >= JOIN_FLOOR * 97 / 100).then_some(lowered)
}

/// The pairing of two units that are not unlike at a glance, if they are alike.
fn pairing(left: &Reading, right: &Reading, a: usize, b: usize, joined: bool) -> Option<Pairing> {
    let (unit_a, unit_b) = (left.units().get(a)?, right.units().get(b)?);
    let seen = Glance::of(left.outlines().get(a)?, right.outlines().get(b)?, joined);
    let (similarity, how) = of_seen(&unit_a.into(), &unit_b.into(), seen)?;
    let weight = unit_a.weight.min(unit_b.weight);
    // A name has at most thirty tokens and few units of each.
    Some(Pairing { left: a as u16, right: b as u16, similarity, weight, how })
}

/// Adds every pair of units that may help each other: token with token, and token with join.
fn add_options(options: &mut Vec<Pairing>, left: &Reading, right: &Reading) {
    let (singles_left, singles_right) = (left.singles().len(), right.singles().len());
    for (a, own) in left.outlines().iter().copied().enumerate() {
        let partners = if a < singles_left { right.units().len() } else { singles_right };
        for (b, other) in right.outlines().iter().enumerate().take(partners) {
            let joined = a >= singles_left || b >= singles_right;
            if !is_unlike((&own, None), other, 1, joined, Sight::ALL)
                && let Some(option) = pairing(left, right, a, b, joined)
            {
                options.push(option);
            }
        }
    }
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
                || abbreviates(word.as_bytes(), long.carrying())
        })
}
