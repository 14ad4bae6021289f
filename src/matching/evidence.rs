//! The record a score is computed from, in words an analyst can read.

use super::adjust::Adjustment;
use super::similarity::How;
use super::tally::Tally;
use super::vessel::VesselEvidence;
use super::weights::Weights;
use crate::identifiers::Identifier;
use crate::party::Kind;
use serde::{Deserialize, Serialize};

/// Everything that made a score: [`Evidence::score`] recomputes it. Of two vessels it tells besides how
/// they agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// How the names compare, if both parties have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameEvidence>,
    /// Identifiers that both parties have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<IdentifierEvidence>,
    /// What birth date, country and gender add or take away, in the order they were applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
    /// How two vessels agree in what is known of them. Of this only the conflict of IMO numbers makes
    /// the score, as one of the adjustments; the rest is for the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vessel: Option<VesselEvidence>,
}

/// Score of two parties with an identifier in common, whatever their names: the thing itself is
/// listed.
const IDENTIFIER: f64 = 1.0;

/// Score of two parties that may have one account: what is shown of a number with a hidden part fits
/// the other, or one number begins with the other, as virtual accounts do. Ten digits of a card, six of
/// them the bank's, are those of one account in ten thousand of that bank: a reason to look, and no
/// identity.
const MAYBE: f64 = 0.90;

/// A score by names, with what identifiers in common add to it.
pub(crate) fn with_identifiers(score: f64, shared: &[IdentifierEvidence]) -> f64 {
    let weights = shared.iter().map(|shared| if shared.is_certain() { IDENTIFIER } else { MAYBE });
    weights.fold(score, f64::max)
}

/// The constants of this file, as part of the configuration hash.
pub(super) fn fingerprint() -> String {
    format!("{IDENTIFIER}{MAYBE}")
}

impl Evidence {
    /// The score in [0, 1], computed from this record alone.
    pub fn score(&self) -> f64 {
        let name = self.name.as_ref().map_or(0.0, NameEvidence::score);
        let adjusted =
            self.adjustments.iter().fold(name, |score, adjustment| adjustment.apply(score));
        with_identifiers(adjusted, &self.identifiers)
    }
}

/// How two names compare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NameEvidence {
    /// The kind of party whose weights were used.
    pub kind: Kind,
    /// The name asked about.
    pub left: Side,
    /// The listed name.
    pub right: Side,
    /// Tokens paired with each other, the weightiest first.
    pub tokens: Vec<TokenPair>,
    /// Tokens without a counterpart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_over: Vec<LeftOver>,
    /// The reading by syllables that both names share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub syllables: Option<SyllableEvidence>,
    /// The numbers the score is made of.
    pub tally: Tally,
    /// The weights it was made with, where they are not those that ship with the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Weights>,
}

impl NameEvidence {
    /// The score of the names, before adjustments.
    pub fn score(&self) -> f64 {
        self.tally.score(self.weights())
    }

    /// The weights it was made with.
    pub fn weights(&self) -> &Weights {
        self.weights.as_ref().unwrap_or_else(|| Weights::of(self.kind))
    }
}

/// One of the two names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// As written.
    pub text: String,
    /// As read in Latin letters.
    pub reading: String,
}

/// Two tokens (or joins of tokens) that were paired.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TokenPair {
    /// Of the name asked about.
    pub left: String,
    /// Of the listed name.
    pub right: String,
    /// Why they were paired.
    pub how: How,
    /// How the left and the right token were read (`latin`, `hangul by letter`).
    pub routes: [String; 2],
    /// How alike, in [0, 1].
    pub similarity: f64,
    /// What the pair counts, in [0, 1] for a single token.
    pub weight: f64,
}

/// A token without a counterpart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOver {
    /// The token.
    pub token: String,
    /// `true` if it is of the listed name.
    pub listed: bool,
    /// What it counts.
    pub weight: f64,
}

/// A reading by syllables that two names share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyllableEvidence {
    /// The shared reading: `김정은`, `xi jin ping`.
    pub reading: String,
    /// How either name was read so.
    pub routes: [String; 2],
    /// What the spelling of either name costs, in hundredths.
    pub costs: [u16; 2],
}

/// An identifier that both parties have, or an account number of which a part is hidden and one that
/// what is shown [fits](Identifier::fit), or that another [begins with](Identifier::is_behind).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifierEvidence {
    /// As it stands in the subject.
    pub subject: Identifier,
    /// As it stands in the list.
    pub listed: Identifier,
}

impl IdentifierEvidence {
    /// Whether it is one identifier, and not an account number that may be the other's.
    pub fn is_certain(&self) -> bool {
        self.subject.is_same(&self.listed)
    }
}
