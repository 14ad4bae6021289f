//! What the score of a pair is, and why.
//!
//! [`compare`] takes two names, [`compare_parties`] two parties; both give a [`Comparison`] whose
//! score is computed from the evidence it carries and from nothing else:
//!
//! ```
//! use tamis::{Kind, matching};
//!
//! let comparison = matching::compare("Kim Jong Un", "김정은", Kind::Person);
//! assert!(comparison.score > 0.9);
//! assert_eq!(comparison.score, comparison.evidence.score());
//! ```
//!
//! # The name score
//!
//! Tokens (and joins of adjacent tokens) of the two names are paired one to one. A pair counts its
//! weight times its similarity; what two paired tokens lack, what both names have left over, and
//! what one has beyond the other are held against it, with the [`Weights`] of the kind of party:
//!
//! ```text
//!             M                              M
//! ─────────────────────────────────── · ──────────   M = Σ weight·similarity
//! M + a·lost + b·conflict + e·extra + t·top   M + i    lost = Σ weight·(1 − similarity)
//! ```
//!
//! `conflict` is the smaller of the two sums of left-over weights, `extra` their difference, `top`
//! the smaller of the two heaviest left-over tokens. Korean and Chinese names are compared by
//! syllables as well: one shared reading decides for, no shared reading decides against. `i` is smaller
//! where nothing is left over. Words left over that are too unlike to be paired and yet resemble each other
//! rank what is alike elsewhere, up to the weight `resemblance`. Names that are the same but for their legal
//! forms, that are the same word for word as far as two scripts can tell, or of which one is cut off at the
//! end of its field, have a score of their own. The result is calibrated for each kind of party, so that the default
//! threshold means the same for all.

mod adjust;
mod align;
mod comparison;
mod evidence;
mod explain;
mod glance;
mod jaro_winkler;
mod resemblance;
mod similarity;
mod slips;
mod tally;
mod vessel;
mod weight_set;
mod weights;

pub use adjust::{Adjustment, Amounts, Reason};
pub use comparison::{Comparison, compare, compare_parties, name_score};
pub use evidence::{
    Evidence, IdentifierEvidence, LeftOver, NameEvidence, Side, SyllableEvidence, TokenPair,
};
pub(crate) use glance::{Sight, is_unlike};
pub(crate) use resemblance::resemblance;
pub(crate) use similarity::{
    EQUAL, JOIN_RADIUS, JOIN_SHARE, ONE_EDIT_FROM, TRANSLITERATED, TWO_EDITS_FROM, differing,
    edited, letter_edits, may_be_edited, of_shapes,
};
pub use similarity::{How, JOIN_FLOOR, similarity};
pub use slips::Slips;
pub(crate) use slips::{Spelt, told_by, weighed};
pub(crate) use tally::{CARRYING, MOST_BESIDE, Paired};
pub use tally::{SyllableVerdict, Tally};
pub use vessel::{
    FactRow, Finding, Verdict, VesselEvidence, VesselFact, VesselFinding, VesselSide,
    compare_vessels, vessel_findings,
};
pub use weight_set::WeightSet;
pub use weights::{Field, Weights};

pub(crate) use comparison::{identifiers_shared, name_evidence};
pub(crate) use evidence::with_identifiers;

pub(crate) use adjust::{adjustments, is_adjusted};
pub(crate) use align::of_whole_names;
pub(crate) use vessel::vessel_evidence;

/// The constants of this room besides the weights, as part of the configuration hash.
pub(crate) fn fingerprint() -> String {
    [similarity::fingerprint(), resemblance::fingerprint(), evidence::fingerprint()].concat()
}
