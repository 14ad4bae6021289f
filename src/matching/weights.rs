//! The weights of the name score of one kind of party. Their values stand in `lists/weights.toml`.

use super::slips::Slips;
use super::weight_set::WeightSet;
use crate::error::{Error, Result};
use crate::party::Kind;
use serde::{Deserialize, Serialize};

/// How much each finding counts in the score of two names.
///
/// Those that ship with the library stand, each with its reason, in `lists/weights.toml`;
/// [`WeightSet`] takes others. They are part of the configuration hash of a run.
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
    /// The share of `information` that is asked for where all words of one name stand in the other letter
    /// for letter, and little besides: what sounds alike does so by chance far more often.
    pub contained: f64,
    /// Taken off the score of identical names for each letter off in one of full weight, where every word
    /// of either name answers one of the other and none is more than a letter off.
    pub slip: f64,
    /// Score of two names that are the same word for word as far as two scripts can tell, before rarity ranks
    /// them; at most `identical`.
    pub transliterated: f64,
    /// Taken off that score for the share that their words lack to be equal.
    pub misfit: f64,
    /// Most that two names score of which words are paired that only resemble each other.
    pub resemblance: f64,
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
    /// Score of two names that are the same word for word but for their legal forms, before rarity ranks them;
    /// at most `identical`.
    pub same_but_form: f64,
    /// The same where one name is the beginning of the other, cut off at the end of its field.
    pub cut: f64,
    /// Score of two names with one reading in common by syllables, at no cost.
    pub same_syllables: f64,
    /// Taken off per unit of spelling cost of that reading.
    pub syllable_cost: f64,
    /// The share of what such a score has above the operating point that only rare words earn.
    pub syllable_rarity: f64,
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

/// A weight by its name in files.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The least value allowed.
    pub least: f64,
    /// The greatest value allowed.
    pub most: f64,
    /// Where it stands.
    pub of: fn(&mut Weights) -> &mut f64,
}

impl Field {
    const fn new(
        name: &'static str,
        least: f64,
        most: f64,
        of: fn(&mut Weights) -> &mut f64,
    ) -> Field {
        Field { name, least, most, of }
    }
}

/// A weight outside its range.
pub(super) fn outside(name: &str, value: f64, least: f64, most: f64) -> Error {
    Error::argument(format!(
        "the weight `{name}` is {value}, and must be between {least} and {most}: outside it the index \
         could miss what scoring every name finds"
    ))
}

/// Where the operating point lies on the scale of scores.
const DEFAULT_THRESHOLD: f64 = 0.85;

/// The share of what a resemblance may score up to which it scores as any other pair.
const LOWER: f64 = 0.9;

impl Weights {
    /// Every weight, with the range within which the index misses nothing. An extra, besides, is no
    /// dearer than a conflict.
    pub const FIELDS: [Field; 26] = [
        Field::new("lost", 0.0, 100.0, |weights| &mut weights.lost),
        Field::new("conflict", 0.001, 100.0, |weights| &mut weights.conflict),
        Field::new("extra", 0.001, 100.0, |weights| &mut weights.extra),
        Field::new("top", 0.0, 100.0, |weights| &mut weights.top),
        Field::new("information", 0.0, 100.0, |weights| &mut weights.information),
        Field::new("whole", 0.001, 1.0, |weights| &mut weights.whole),
        Field::new("contained", 0.001, 1.0, |weights| &mut weights.contained),
        Field::new("slip", 0.0, 100.0, |weights| &mut weights.slip),
        Field::new("transliterated", 0.0, 1.0, |weights| &mut weights.transliterated),
        Field::new("misfit", 0.0, 100.0, |weights| &mut weights.misfit),
        Field::new("resemblance", 0.0, 0.6, |weights| &mut weights.resemblance),
        Field::new("cross_script_conflict", 1.0, 100.0, |weights| {
            &mut weights.cross_script_conflict
        }),
        Field::new("cross_script", 1.0, 100.0, |weights| &mut weights.cross_script),
        Field::new("cross_script_most", 0.001, 0.999, |weights| &mut weights.cross_script_most),
        Field::new("numbers_differ", 0.0, 1.0, |weights| &mut weights.numbers_differ),
        Field::new("acronym", 0.0, 1.0, |weights| &mut weights.acronym),
        Field::new("identical", 0.0, 1.0, |weights| &mut weights.identical),
        Field::new("same_but_form", 0.0, 1.0, |weights| &mut weights.same_but_form),
        Field::new("cut", 0.0, 1.0, |weights| &mut weights.cut),
        Field::new("same_syllables", 0.0, 1.0, |weights| &mut weights.same_syllables),
        Field::new("syllable_cost", 0.0, 1.0, |weights| &mut weights.syllable_cost),
        Field::new("syllable_rarity", 0.0, 1.0, |weights| &mut weights.syllable_rarity),
        Field::new("syllables_differ_most", 0.0, 1.0, |weights| &mut weights.syllables_differ_most),
        Field::new("syllables_differ", 0.0, 1.0, |weights| &mut weights.syllables_differ),
        Field::new("operating_point", 0.001, 0.999, |weights| &mut weights.operating_point),
        Field::new("bend", 0.1, 10.0, |weights| &mut weights.bend),
    ];

    /// A raw score on the scale of scores: the operating point becomes 0.85, and the order is kept.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::matching::Weights;
    ///
    /// let weights = Weights::of(tamis::Kind::Person);
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
    /// together: it grows with what is left over, up to [`information`](Self::information). Less is asked
    /// for where one name is `contained` in the other and no more than a word is left over.
    pub(crate) fn information_for(&self, left_over: f64, contained: bool) -> f64 {
        let asked = self.information * (self.whole + (1.0 - self.whole) * left_over.min(1.0));
        if !contained {
            return asked;
        }
        let further = (left_over - 1.0).clamp(0.0, 1.0);
        asked * (self.contained + (1.0 - self.contained) * further)
    }

    /// The score of names of which so few letters are off.
    pub(crate) fn by_slips(&self, slips: Slips) -> f64 {
        self.identical * (1.0 - self.slip * slips.share()).max(0.0)
    }

    /// The score of names of which words only resemble each other: as it is for the lower ones, and the
    /// better ones share what is left up to [`resemblance`](Self::resemblance). The order is kept.
    pub(crate) fn by_resemblance(&self, score: f64) -> f64 {
        let knee = LOWER * self.resemblance;
        if score <= knee {
            return score;
        }
        knee + (score - knee) / (1.0 - knee) * (self.resemblance - knee)
    }

    /// The weights that ship with the library for a kind of party.
    pub fn of(kind: Kind) -> &'static Weights {
        WeightSet::shipped().of(kind)
    }

    /// Whether the index can bound scores made with these weights: nothing that speaks against a match
    /// raises a score, an extra is no dearer than a conflict, and a raise keeps the order of scores.
    ///
    /// # Errors
    ///
    /// An argument error that names the first weight outside its range, and the range.
    pub fn check(&self) -> Result<()> {
        let mut weights = *self;
        for field in Weights::FIELDS {
            let value = *(field.of)(&mut weights);
            if !(field.least..=field.most).contains(&value) {
                return Err(outside(field.name, value, field.least, field.most));
            }
        }
        if self.extra > self.conflict {
            return Err(outside("extra", self.extra, 0.001, self.conflict).advise(
                "an extra must be no dearer than a `conflict`: lower one or raise the other",
            ));
        }
        Ok(())
    }

    /// The greatest score of names for being the same as far as two scripts can tell.
    pub(crate) fn most_transliterated(&self) -> f64 {
        self.transliterated.max(self.same_but_form).max(self.identical)
    }

    /// The greatest score by tokens of names whose syllables differ.
    pub(crate) fn cut_by_syllables(&self) -> f64 {
        self.calibrated(self.syllables_differ_most * self.syllables_differ)
    }
}
