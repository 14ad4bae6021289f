//! The query, taken apart for one index.

use super::bound::{Asked, AskedUnit};
use super::dictionary::Units;
use super::flaw::{self, Flaw};
use super::neighbours::STORED;
use super::score::Marks;
use super::similar::Similar;
use super::{NameIndex, SLACK, hash, sort};
use crate::matching::{Slips, Tally, Weights, told_by, weighed};
use crate::names::outline::Abroad;
use crate::names::{Class, Reading, Shape, Unit};
use std::cmp::Reverse;

/// A query and what one index says of its units.
#[derive(Clone, Copy)]
pub(super) struct Query<'q> {
    pub reading: &'q Reading,
    pub parts: &'q Parts,
    pub weights: &'q Weights,
}

/// What an index says of the units of a query. Its memory is kept from query to query.
#[derive(Default)]
pub(super) struct Parts {
    /// How they sound to other scripts, if there are such.
    pub abroad: Vec<Abroad>,
    /// Numbers of the units that are listed as they are.
    pub known: Vec<Option<u32>>,
    pub asked: Vec<AskedUnit>,
    /// Its tokens, the weightiest first.
    by_weight: Vec<u8>,
    /// For each token, the units that cover it and may have a partner, single ones first. There may
    /// be more than tokens.
    pub covering: Vec<Vec<u16>>,
}

impl NameIndex {
    /// Takes a query apart, and marks what is written like its units.
    pub(super) fn take_apart(
        &self,
        reading: &Reading,
        units: Units<'_>,
        marks: &mut Marks,
        parts: &mut Parts,
    ) {
        marks.begin(reading.units().len());
        parts.begin(reading.tokens().len());
        for (at, unit) in reading.units().iter().enumerate() {
            let shape = Shape::from(unit);
            let key = hash(sort::TEXT, unit.text.as_bytes());
            let (mut is, mut is_marked) = (None, false);
            for number in self.exact.get(key).iter().copied() {
                let Some(row) = units.row(number).filter(|row| !(shape.join && row.is_join()))
                else {
                    continue;
                };
                let Some(similar) = Similar::of(&shape, &units.shape(row)) else { continue };
                marks.note(number, at, similar);
                is_marked = true;
                if is.is_none() && units.is(number, unit) {
                    is = Some(number);
                }
            }
            parts.known.push(is);
            let silent = shape.join && unit.sound.is_empty();
            if is_marked || !silent {
                let covered = parts.covering.iter_mut().enumerate();
                let covered = covered.filter(|(token, _)| unit.mask() & 1 << token != 0);
                covered.for_each(|(_, covering)| covering.push(at as u16));
            }
        }
        let Parts { known, asked, by_weight, abroad, .. } = parts;
        let with_known = reading.units().iter().zip(known.iter());
        asked.extend(with_known.map(|(unit, known)| self.asked_unit(unit, *known)));
        // A token may be read in several ways: its partner is that of one of them.
        for token in 0..reading.tokens().len() {
            let same = |unit: &&AskedUnit| unit.mask == asked[token].mask;
            asked[token].cap = asked.iter().filter(same).map(|unit| unit.cap).max().unwrap_or(0);
        }
        by_weight.extend(0..reading.tokens().len() as u8);
        by_weight
            .sort_unstable_by_key(|token| (Reverse(asked[usize::from(*token)].weight), *token));
        let listed = self.routes();
        if listed & !reading.routes() != 0 {
            let shapes = reading.units().iter().map(Shape::from);
            abroad.extend(shapes.map(|shape| Abroad::of(&shape, listed)));
        }
        if flaw::has(Flaw::Abroad) {
            abroad.iter_mut().for_each(Abroad::exaggerate);
        }
    }

    fn asked_unit(&self, unit: &Unit, known: Option<u32>) -> AskedUnit {
        let known = known.filter(|_| !unit.is_join() && unit.class != Class::Initial);
        let asked = AskedUnit { stored: known.map(|_| STORED), ..AskedUnit::of(unit) };
        if unit.is_join() {
            // A join is paired with a token.
            return AskedUnit { weight: unit.weight.min(self.caps.weight()), ..asked };
        }
        AskedUnit {
            scored: known.map_or(asked.scored, |known| u64::from(self.neighbours.scored(known))),
            cap: self.caps.of(unit.route, unit.sound.as_bytes(), unit.letters.len()),
            ..asked
        }
    }
}

impl Parts {
    /// Forgets what it holds and makes room for so many tokens.
    fn begin(&mut self, tokens: usize) {
        self.abroad.clear();
        self.known.clear();
        self.asked.clear();
        self.by_weight.clear();
        self.covering.iter_mut().for_each(Vec::clear);
        if self.covering.len() < tokens {
            self.covering.resize_with(tokens, Vec::new);
        }
    }
}

impl<'q> Query<'q> {
    /// The query, as the bound sees it.
    pub(super) fn asked(&self, cross_script: bool, threshold: f64) -> Asked<'q> {
        let slips =
            if cross_script || flaw::has(Flaw::Slips) { None } else { self.most_slips(threshold) };
        Asked {
            slips,
            transliterated: cross_script
                && !flaw::has(Flaw::Transliterated)
                && self.weights.most_transliterated() >= threshold - SLACK,
            named: self.reading.tokens().iter().any(|token| token.class != Class::LegalForm),
            units: &self.parts.asked,
            by_weight: &self.parts.by_weight,
            tokens: self.reading.tokens().len(),
            weights: self.weights,
            cross_script,
            threshold: Tally::unraised(
                self.weights,
                threshold,
                cross_script && !flaw::has(Flaw::Raise),
            ),
        }
    }

    /// The most letters off of a whole name that reaches the threshold for how few they are.
    fn most_slips(&self, threshold: f64) -> Option<u16> {
        // The longer word of a pair has at most a letter more than the query's, and weighs no more.
        let tokens = || self.parts.asked.iter().take(self.reading.tokens().len());
        let letters = told_by(tokens().map(|token| weighed(token.letters, token.weight)));
        let heaviest = tokens().map(|token| token.weight).max().unwrap_or(0);
        let more = |edits: u16| heaviest.saturating_mul(edits.into());
        let slips = |edits| Slips { edits, letters: letters.saturating_add(more(edits)) };
        let reaches = |edits: &u16| self.weights.by_slips(slips(*edits)) >= threshold - SLACK;
        (0..=self.reading.tokens().len() as u16).take_while(reaches).last()
    }
}
