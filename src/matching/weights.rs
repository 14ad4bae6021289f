//! The constants of the name score, each with its reason.

use crate::party::Kind;
use serde::{Deserialize, Serialize};

/// How much each finding counts in the score of two names.
///
/// The values were fitted to three things at once: labelled name pairs, listed names written
/// otherwise, and background names against the whole OFAC SDN list, with the threshold where about one
/// background name in 1,000 has an alert (`benches/quality`, `manipulations` and `background` measure
/// them). They are part of the configuration hash of a run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Weights {
    /// Held against each unit of weight that paired tokens lack to be equal.
    pub lost: f64,
    /// Held against what *both* names have left over: the strongest sign of two different parties.
    pub conflict: f64,
    /// Held against what one name has beyond the other: nearly neutral, since names are shortened.
    pub extra: f64,
    /// Held against the heaviest left-over token that both sides can set against each other.
    pub top: f64,
    /// Matched weight at which half the score is reached: little matched is little evidence.
    pub information: f64,
    /// The share of `information` that is asked for where nothing is left over on either side: a whole
    /// name that nearly fits is more than as much of a longer one.
    pub whole: f64,
    /// Conflict counts this much more across scripts, where similarities are looser.
    pub cross_script_conflict: f64,
    /// Scores across scripts are scaled by this, since a transliteration never fits as well …
    pub cross_script: f64,
    /// … up to this score; above it the rest of the way to 1 is shared out evenly, so that order
    /// among the best is kept.
    pub cross_script_most: f64,
    /// Two different numbers make two different ships.
    pub numbers_differ: f64,
    /// Score of a name that is the other one's acronym and no more.
    pub acronym: f64,
    /// Score of two names that are the same word for word, before rarity ranks them.
    pub identical: f64,
    /// Score of two names with one reading in common by syllables, at no cost.
    pub same_syllables: f64,
    /// Taken off per unit of spelling cost of that reading.
    pub syllable_cost: f64,
    /// Score by tokens is cut to this when the syllables differ …
    pub syllables_differ_most: f64,
    /// … and scaled by this.
    pub syllables_differ: f64,
    /// The raw score that the default threshold of 0.85 stands for: chosen so that about one name
    /// in 1,000 that is on no list reaches it against the whole OFAC SDN list.
    pub operating_point: f64,
    /// How much faster scores fall below it, as an exponent: generic words alone lift the raw scores of
    /// organisations.
    pub bend: f64,
}

/// Where the operating point lies on the scale of scores.
const DEFAULT_THRESHOLD: f64 = 0.85;

impl Weights {
    /// Persons: a missing patronymic or second surname is common, so extras are nearly free, while two
    /// different given names are two people.
    pub const PERSON: Weights = Weights {
        lost: 0.455,
        conflict: 1.5,
        extra: 0.05,
        top: 0.9,
        information: 0.147,
        whole: 0.73,
        cross_script_conflict: 1.05,
        cross_script: 1.03,
        cross_script_most: 0.7,
        numbers_differ: 0.5,
        acronym: 0.0,
        identical: 0.95,
        same_syllables: 0.99,
        syllable_cost: 0.3,
        syllables_differ_most: 0.62,
        syllables_differ: 0.36,
        operating_point: 0.868,
        bend: 1.0,
    };

    /// Organisations share generic words: a slip in a word counts more, and more must be matched.
    pub const OTHER: Weights = Weights {
        lost: 2.1,
        conflict: 1.25,
        extra: 0.05,
        top: 0.36,
        information: 0.38,
        whole: 0.6,
        cross_script_conflict: 1.0,
        cross_script: 1.22,
        acronym: 0.69,
        syllables_differ: 0.4,
        operating_point: 0.735,
        bend: 1.5,
        ..Weights::PERSON
    };

    /// A raw score on the scale of scores: the operating point becomes 0.85, and the order is kept.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::matching::Weights;
    ///
    /// let weights = Weights::PERSON;
    /// assert!((weights.calibrated(weights.operating_point) - 0.85).abs() < 1e-12);
    /// assert_eq!((weights.calibrated(0.0), weights.calibrated(1.0)), (0.0, 1.0));
    /// ```
    pub fn calibrated(&self, raw: f64) -> f64 {
        let raw = raw.clamp(0.0, 1.0);
        if raw <= self.operating_point {
            DEFAULT_THRESHOLD * (raw / self.operating_point).powf(self.bend)
        } else {
            let above = (raw - self.operating_point) / (1.0 - self.operating_point);
            DEFAULT_THRESHOLD + (1.0 - DEFAULT_THRESHOLD) * above
        }
    }

    /// The raw score that becomes this one: the inverse of [`calibrated`](Self::calibrated).
    pub(crate) fn uncalibrated(&self, score: f64) -> f64 {
        let score = score.clamp(0.0, 1.0);
        if score <= DEFAULT_THRESHOLD {
            self.operating_point * (score / DEFAULT_THRESHOLD).powf(1.0 / self.bend)
        } else {
            let above = (score - DEFAULT_THRESHOLD) / (1.0 - DEFAULT_THRESHOLD);
            self.operating_point + (1.0 - self.operating_point) * above
        }
    }

    /// Matched weight at which half the score is reached when so much is left over on both sides
    /// together: it grows with what is left over, up to [`information`](Self::information).
    pub(crate) fn information_for(&self, left_over: f64) -> f64 {
        self.information * (self.whole + (1.0 - self.whole) * left_over.min(1.0))
    }

    /// Vessels: names of one or two words, where a letter is easily mistaken.
    pub const VESSEL: Weights = Weights {
        lost: 0.8,
        conflict: 1.9,
        extra: 0.2,
        top: 0.66,
        information: 0.17,
        whole: 0.4,
        cross_script_conflict: 1.2,
        operating_point: 0.72,
        ..Weights::OTHER
    };

    /// The weights for a kind of party.
    pub const fn of(kind: Kind) -> &'static Weights {
        match kind {
            Kind::Person => &Weights::PERSON,
            Kind::Organization => &Weights::OTHER,
            Kind::Vessel | Kind::Aircraft => &Weights::VESSEL,
        }
    }

    /// Whether the index can bound scores made with these weights: nothing that speaks against a match
    /// raises a score, an extra is no dearer than a conflict, and a raise keeps the order of scores.
    pub(crate) const fn allow_a_bound(&self) -> bool {
        self.lost >= 0.0
            && self.extra > 0.0
            && self.extra <= self.conflict
            && self.top >= 0.0
            && self.information >= 0.0
            && self.cross_script_conflict >= 1.0
            && self.cross_script >= 1.0
            && self.cross_script_most > 0.0
            && self.cross_script_most < 1.0
            && self.cross_script_most < self.cross_script
            && self.whole > 0.0
            && self.whole <= 1.0
            && self.operating_point > 0.0
            && self.operating_point < 1.0
            && self.bend > 0.0
            && self.numbers_differ >= 0.0
            && self.numbers_differ <= 1.0
            && self.syllable_cost >= 0.0
            && self.syllables_differ >= 0.0
            && self.syllables_differ <= 1.0
    }

    /// The greatest score by tokens of names whose syllables differ.
    pub(crate) fn cut_by_syllables(&self) -> f64 {
        self.calibrated(self.syllables_differ_most * self.syllables_differ)
    }
}
