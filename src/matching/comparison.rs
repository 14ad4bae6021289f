//! Two names or two parties compared.

use super::adjust;
use super::align::Alignment;
use super::evidence::{
    Evidence, IdentifierEvidence, LeftOver, NameEvidence, Side, SyllableEvidence, TokenPair,
};
use super::vessel::vessel_evidence;
use super::weight_set::WeightSet;
use super::weights::Weights;
use crate::identifiers::Identifier;
use crate::names::{self, Reading};
use crate::party::{Kind, Party, Strength};
use serde::Serialize;
use std::cell::RefCell;

/// A score with the evidence it was computed from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// In [0, 1]; equal to `evidence.score()`.
    pub score: f64,
    /// What it was computed from.
    pub evidence: Evidence,
}

impl Comparison {
    pub(crate) fn new(evidence: Evidence) -> Comparison {
        Comparison { score: evidence.score(), evidence }
    }
}

/// Compares two names of any script.
///
/// Symmetric: exchanging the names exchanges the sides of the evidence and nothing else. Without a
/// kind the names are compared as those of persons and as those of organisations, and the higher
/// score counts.
///
/// # Examples
///
/// ```
/// use tamis::{Kind, matching::compare};
///
/// assert!(compare("Ким Чен Ын", "KIM, Jong Un", Kind::Person).score > 0.85);
/// assert!(compare("Kim Yong Chol", "Kim Yong Chun", Kind::Person).score < 0.5);
/// assert!(compare("RYE SONG GANG 1", "RYE SONG GANG 2", Kind::Vessel).score < 0.6);
/// ```
pub fn compare(left: &str, right: &str, kind: impl Into<Option<Kind>>) -> Comparison {
    compare_with(left, right, kind.into(), WeightSet::shipped())
}

pub(super) fn compare_with(
    left: &str,
    right: &str,
    kind: Option<Kind>,
    weights: &WeightSet,
) -> Comparison {
    match kind {
        Some(kind) => Comparison::new(Evidence {
            name: Some(between(left, right, kind, weights)),
            identifiers: vec![],
            adjustments: vec![],
            vessel: None,
        }),
        None => {
            let person = compare_with(left, right, Some(Kind::Person), weights);
            let organization = compare_with(left, right, Some(Kind::Organization), weights);
            if organization.score > person.score { organization } else { person }
        }
    }
}

fn between(left: &str, right: &str, kind: Kind, weights: &WeightSet) -> NameEvidence {
    name_evidence((left, &names::read(left, kind)), (right, &names::read(right, kind)), weights)
}

/// Compares two parties: the pair of strong names that scores best, identifiers in common, birth
/// date, country and gender, and of vessels what else tells them apart.
///
/// `None` if they have nothing to compare: no name on one side and no identifier in common.
pub fn compare_parties(subject: &Party, listed: &Party) -> Option<Comparison> {
    compare_parties_with(subject, listed, WeightSet::shipped())
}

pub(super) fn compare_parties_with(
    subject: &Party,
    listed: &Party,
    weights: &WeightSet,
) -> Option<Comparison> {
    let kind = listed.kind.or(subject.kind).unwrap_or(Kind::Organization);
    let strong = |party: &Party| {
        let names = party.names.iter().filter(|name| name.strength == Strength::Strong);
        names.map(|name| (name.text.clone(), names::read(&name.text, kind))).collect::<Vec<_>>()
    };
    let listed_names = strong(listed);
    let name = strong(subject)
        .iter()
        .flat_map(|(text, reading)| {
            listed_names.iter().map(move |(other, other_reading)| {
                name_evidence((text, reading), (other, other_reading), weights)
            })
        })
        .reduce(|best, next| if next.score() > best.score() { next } else { best });
    let identifiers = identifiers_shared(subject, listed);
    (name.is_some() || !identifiers.is_empty()).then(|| {
        let adjust = |_: &NameEvidence| adjust::adjustments(subject, listed, weights.amounts());
        let adjustments = name.as_ref().map(adjust).unwrap_or_default();
        let vessel = vessel_evidence((subject, None), (listed, None), name.as_ref());
        Comparison::new(Evidence { name, identifiers, adjustments, vessel })
    })
}

/// Identifiers that both parties have, and account numbers that may be one account's, in the order of
/// the subject.
pub(crate) fn identifiers_shared(subject: &Party, listed: &Party) -> Vec<IdentifierEvidence> {
    let shared = |own: &Identifier| {
        let other = listed.identifiers.iter().find(|other| own.is_same(other)).or_else(|| {
            let may_be = |other: &&Identifier| own.fit(other).is_some() || own.is_behind(other);
            listed.identifiers.iter().find(may_be)
        })?;
        Some(IdentifierEvidence { subject: own.clone(), listed: other.clone() })
    };
    subject.identifiers.iter().filter_map(shared).collect()
}

/// The score of two names that have been read before, without the record in words.
///
/// A thread keeps the little memory this takes, so nothing is allocated but for the first pairs.
///
/// # Examples
///
/// ```
/// use tamis::{Kind, matching, names};
///
/// let [left, right] = ["Kim Jong Un", "김정은"].map(|name| names::read(name, Kind::Person));
/// let compared = matching::compare("Kim Jong Un", "김정은", Kind::Person);
/// assert_eq!(matching::name_score(&left, &right), compared.score);
/// ```
pub fn name_score(left: &Reading, right: &Reading) -> f64 {
    WeightSet::shipped().name_score(left, right)
}

pub(super) fn name_score_with(left: &Reading, right: &Reading, weights: &Weights) -> f64 {
    thread_local! {
        /// Kept from pair to pair: scoring names that have been read allocates nothing.
        static ALIGNMENT: RefCell<Alignment> = RefCell::default();
    }
    ALIGNMENT.with_borrow_mut(|alignment| alignment.lay(left, right, weights))
}

/// The record of how two names compare.
pub(crate) fn name_evidence(
    left: (&str, &Reading),
    right: (&str, &Reading),
    weights: &WeightSet,
) -> NameEvidence {
    let kind = right.1.kind();
    let weights = weights.of(kind);
    let Alignment { pairings, tally, shared_form, .. } = Alignment::of(left.1, right.1, weights);
    let thousandths = |weight: u32| f64::from(weight) / 1000.0;
    let (mut taken_left, mut taken_right) = (0, 0);
    let tokens = pairings
        .iter()
        .map(|pairing| {
            let (a, b) = (&left.1.units()[pairing.left()], &right.1.units()[pairing.right()]);
            taken_left |= a.mask();
            taken_right |= b.mask();
            TokenPair {
                left: a.text.clone(),
                right: b.text.clone(),
                how: pairing.how,
                routes: [a.route.to_string(), b.route.to_string()],
                similarity: f64::from(pairing.similarity) / 10_000.0,
                weight: thousandths(pairing.weight),
            }
        })
        .collect();
    let left_over = [(left.1, taken_left, false), (right.1, taken_right, true)]
        .into_iter()
        .flat_map(|(reading, taken, listed)| {
            reading.tokens().iter().filter(move |token| token.mask() & taken == 0).map(
                move |token| LeftOver {
                    token: token.text.clone(),
                    listed,
                    weight: thousandths(token.residue),
                },
            )
        })
        .collect();
    let syllables = shared_form.and_then(|(a, b)| {
        let a = left.1.syllables()?.forms.get(a)?;
        let b = right.1.syllables()?.forms.get(b)?;
        Some(SyllableEvidence {
            reading: a.key.clone(),
            routes: [a.route.to_string(), b.route.to_string()],
            costs: [a.cost, b.cost],
        })
    });
    let side = |(text, reading): (&str, &Reading)| Side {
        text: text.to_owned(),
        reading: reading.latin(),
    };
    NameEvidence {
        kind,
        left: side(left),
        right: side(right),
        tokens,
        left_over,
        syllables,
        tally,
        weights: (weights != Weights::of(kind)).then_some(*weights),
    }
}
