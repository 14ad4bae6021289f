//! What birth date, country and gender add to a name match or take from it.
//!
//! Unknown is no mismatch: a fact that one side lacks changes nothing. Agreement raises, conflict
//! lowers, both by documented amounts that are always shown. A conflict never hides a strong name
//! match: together conflicts take a name score of 1.00 no lower than 0.85, but for one. Two vessels
//! with valid IMO numbers that differ are two vessels by what is said of them, so their names alone
//! are no match at the default threshold.

use super::weights::outside;
use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::party::{DateInterval, Gender, Kind, Party};
use serde::{Deserialize, Serialize};

/// A change to a score, with its reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Why.
    pub reason: Reason,
    /// The facts compared, as written: of the subject, of the list.
    pub facts: [String; 2],
    /// If positive, the share of what is missing to 1 that is added; if negative, the share of the
    /// score that is taken away.
    pub amount: f64,
}

/// Why a score is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// The same day of birth.
    BirthDay,
    /// The same year of birth, or ranges that meet; the day is not known on one side.
    BirthYear,
    /// Day and month exchanged, a common slip between date orders.
    BirthDaySwapped,
    /// Dates of birth that cannot both be true.
    BirthConflict,
    /// A country in common.
    Country,
    /// Countries known on both sides and none in common.
    CountryConflict,
    /// Gender known on both sides and different.
    GenderConflict,
    /// Vessels with valid IMO numbers of which none is the same.
    ImoConflict,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 8] = [
        Reason::BirthDay,
        Reason::BirthYear,
        Reason::BirthDaySwapped,
        Reason::BirthConflict,
        Reason::Country,
        Reason::CountryConflict,
        Reason::GenderConflict,
        Reason::ImoConflict,
    ];

    /// Whether it speaks for one party.
    const fn is_agreement(self) -> bool {
        matches!(
            self,
            Reason::BirthDay | Reason::BirthDaySwapped | Reason::BirthYear | Reason::Country
        )
    }

    /// Its name among the [`Amounts`].
    const fn field(self) -> &'static str {
        match self {
            Reason::BirthDay => "birth_day",
            Reason::BirthDaySwapped => "birth_day_swapped",
            Reason::BirthYear => "birth_year",
            Reason::BirthConflict => "birth_conflict",
            Reason::Country => "country",
            Reason::CountryConflict => "country_conflict",
            Reason::GenderConflict => "gender_conflict",
            Reason::ImoConflict => "imo_conflict",
        }
    }

    /// The reason in plain words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::BirthDay => "same day of birth",
            Reason::BirthYear => "dates of birth agree",
            Reason::BirthDaySwapped => "same date of birth with day and month exchanged",
            Reason::BirthConflict => "dates of birth conflict",
            Reason::Country => "same country",
            Reason::CountryConflict => "no country in common",
            Reason::GenderConflict => "genders conflict",
            Reason::ImoConflict => "another IMO number",
        }
    }
}

/// What each [`Reason`] adds (as a share of what is missing to 1) or, below 0, takes (as a share of the
/// score). Those that ship with the library stand, with their reasons, in `lists/weights.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the reasons are documented, and one field stands for each")]
pub struct Amounts {
    pub birth_day: f64,
    pub birth_day_swapped: f64,
    pub birth_year: f64,
    pub birth_conflict: f64,
    pub country: f64,
    pub country_conflict: f64,
    pub gender_conflict: f64,
    pub imo_conflict: f64,
}

impl Amounts {
    /// The amount for a reason.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::matching::{Reason, WeightSet};
    ///
    /// assert_eq!(WeightSet::shipped().amounts().of(Reason::BirthDay), 0.30);
    /// ```
    pub const fn of(&self, reason: Reason) -> f64 {
        match reason {
            Reason::BirthDay => self.birth_day,
            Reason::BirthDaySwapped => self.birth_day_swapped,
            Reason::BirthYear => self.birth_year,
            Reason::BirthConflict => self.birth_conflict,
            Reason::Country => self.country,
            Reason::CountryConflict => self.country_conflict,
            Reason::GenderConflict => self.gender_conflict,
            Reason::ImoConflict => self.imo_conflict,
        }
    }

    /// Whether agreement raises and conflict lowers, neither of them all the way.
    ///
    /// # Errors
    ///
    /// An argument error that names the first amount outside its range, and the range.
    pub fn check(&self) -> Result<()> {
        for reason in Reason::ALL {
            let (least, most) = if reason.is_agreement() { (0.0, 0.99) } else { (-0.99, 0.0) };
            let amount = self.of(reason);
            if !(least..=most).contains(&amount) {
                return Err(outside(reason.field(), amount, least, most));
            }
        }
        Ok(())
    }

    /// The most that facts of this subject can raise a score of `score`.
    ///
    /// The index looks for names that reach a threshold; this says how far below it a name may stand
    /// and still get there.
    pub(crate) fn most_raise(&self, subject: &Party, score: f64) -> f64 {
        let birth = self.birth_day.max(self.birth_day_swapped).max(self.birth_year);
        let raises =
            [(!subject.births.is_empty(), birth), (!subject.countries.is_empty(), self.country)];
        raises
            .into_iter()
            .filter(|(known, _)| *known)
            .fold(score, |score, (_, amount)| score + amount * (1.0 - score))
    }
}

impl Adjustment {
    /// The score after this change.
    pub fn apply(&self, score: f64) -> f64 {
        if self.amount >= 0.0 {
            score + self.amount * (1.0 - score)
        } else {
            score * (1.0 + self.amount)
        }
    }

    fn of((reason, facts): Told, amounts: &Amounts) -> Adjustment {
        Adjustment { reason, facts, amount: amounts.of(reason) }
    }
}

/// A reason and the facts it rests on: of the subject, of the list.
type Told = (Reason, [String; 2]);

/// Whether facts of this subject can call for a change.
pub(crate) fn is_adjusted(subject: &Party) -> bool {
    !subject.births.is_empty()
        || !subject.countries.is_empty()
        || subject.gender.is_some()
        || subject.identifiers.iter().any(|identifier| identifier.scheme == Scheme::Imo)
}

/// Every change the facts of two parties call for.
///
/// The conflict of IMO numbers comes last, so that nothing raises the score again.
pub(crate) fn adjustments(subject: &Party, listed: &Party, amounts: &Amounts) -> Vec<Adjustment> {
    [
        births(&subject.births, &listed.births, amounts),
        countries(subject, listed),
        genders(subject, listed),
        imo_numbers(subject, listed),
    ]
    .into_iter()
    .flatten()
    .map(|told| Adjustment::of(told, amounts))
    .collect()
}

fn births(subject: &[DateInterval], listed: &[DateInterval], amounts: &Amounts) -> Option<Told> {
    let pairs = || subject.iter().flat_map(|a| listed.iter().map(move |b| (a, b)));
    let rank = |a: &DateInterval, b: &DateInterval| match (a.single_day(), b.single_day()) {
        (Some(x), Some(y)) if x == y => Some(Reason::BirthDay),
        (Some(x), Some(y)) if (x.0, x.1, x.2) == (y.0, y.2, y.1) => Some(Reason::BirthDaySwapped),
        // *Circa* reaches two years to either side.
        _ if a.overlaps(b) || ((a.is_circa() || b.is_circa()) && years_apart(a, b) <= 2) => {
            Some(Reason::BirthYear)
        }
        _ => None,
    };
    let (reason, a, b) = pairs()
        .filter_map(|(a, b)| rank(a, b).map(|reason| (reason, a, b)))
        .max_by(|x, y| amounts.of(x.0).total_cmp(&amounts.of(y.0)))
        .or_else(|| pairs().next().map(|(a, b)| (Reason::BirthConflict, a, b)))?;
    Some((reason, [a.to_string(), b.to_string()]))
}

fn years_apart(a: &DateInterval, b: &DateInterval) -> i16 {
    let ((a_first, a_last), (b_first, b_last)) = (a.years(), b.years());
    (b_first - a_last).max(a_first - b_last).max(0)
}

fn countries(subject: &Party, listed: &Party) -> Option<Told> {
    let list = |party: &Party| {
        party.countries.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    if subject.countries.is_empty() || listed.countries.is_empty() {
        return None;
    }
    let shared = subject.countries.iter().any(|country| listed.countries.contains(country));
    let reason = if shared { Reason::Country } else { Reason::CountryConflict };
    Some((reason, [list(subject), list(listed)]))
}

fn genders(subject: &Party, listed: &Party) -> Option<Told> {
    let (a, b) = (subject.gender?, listed.gender?);
    let word = |gender: Gender| format!("{gender:?}").to_lowercase();
    (a != b).then(|| (Reason::GenderConflict, [word(a), word(b)]))
}

/// A number that breaks the rule, a company's, or none at all is no conflict.
fn imo_numbers(subject: &Party, listed: &Party) -> Option<Told> {
    let both_vessels =
        listed.kind == Some(Kind::Vessel) && subject.kind.is_none_or(|kind| kind == Kind::Vessel);
    if !both_vessels {
        return None;
    }
    let valid = |party: &Party| -> Vec<String> {
        let ships = party.identifiers.iter().filter(|id| id.scheme == Scheme::Imo);
        ships.filter(|id| id.validity().is_valid()).filter_map(Identifier::normal).collect()
    };
    let (own, others) = (valid(subject), valid(listed));
    let conflict =
        !own.is_empty() && !others.is_empty() && !own.iter().any(|imo| others.contains(imo));
    conflict.then(|| (Reason::ImoConflict, [own.join(", "), others.join(", ")]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::WeightSet;

    fn adjustments(subject: &Party, listed: &Party) -> Vec<Adjustment> {
        super::adjustments(subject, listed, WeightSet::shipped().amounts())
    }

    fn vessel(imo: &[&str]) -> Party {
        let numbers = imo.iter().map(|imo| Identifier::new(Scheme::Imo, *imo));
        Party { identifiers: numbers.collect(), ..Party::default() }.of_kind(Kind::Vessel)
    }

    #[test]
    fn only_two_valid_imo_numbers_can_conflict() {
        for (subject, listed, conflict) in [
            (&["9074729"][..], &["9562233"][..], true),
            (&["9074729"], &["9562233", "9074729"], false),
            (&["9074720"], &["9562233"], false),
            (&["9074729"], &["9562234"], false),
            (&[], &["9562233"], false),
            (&["9074729"], &["Does not exist"], false),
        ] {
            let found = reason(&vessel(subject), &vessel(listed));
            assert_eq!(found == Some(Reason::ImoConflict), conflict, "{subject:?} {listed:?}");
        }
        let company = vessel(&["9562233"]).of_kind(Kind::Organization);
        assert_eq!(reason(&vessel(&["9074729"]), &company), None);
    }

    #[test]
    fn another_imo_number_is_below_the_default_threshold_whatever_agrees() {
        let with_flag = |imo| Party { countries: vec!["kp".parse().unwrap()], ..vessel(&[imo]) };
        let all = adjustments(&with_flag("9074729"), &with_flag("9562233"));
        let score = all.iter().fold(1.0, |score, adjustment| adjustment.apply(score));
        assert!(score < 0.85, "{score}");
        assert_eq!(all.last().unwrap().facts, ["9074729", "9562233"]);
    }

    fn born(dates: &[&str]) -> Party {
        Party {
            births: dates.iter().map(|date| date.parse().unwrap()).collect(),
            ..Party::default()
        }
    }

    fn reason(subject: &Party, listed: &Party) -> Option<Reason> {
        adjustments(subject, listed).first().map(|adjustment| adjustment.reason)
    }

    #[test]
    fn births_agree_conflict_or_say_nothing() {
        for (subject, listed, expected) in [
            (&["1984-01-08"][..], &["1984-01-08"][..], Some(Reason::BirthDay)),
            (&["1984-01-08"], &["1984-08-01"], Some(Reason::BirthDaySwapped)),
            (&["1984-01-08"], &["1984"], Some(Reason::BirthYear)),
            (&["1984"], &["1983/1985"], Some(Reason::BirthYear)),
            (&["1984-01-08"], &["~1982"], Some(Reason::BirthYear)),
            (&["1984-01-08"], &["~1981"], Some(Reason::BirthConflict)),
            (&["1984-01-08"], &["1984-01-09"], Some(Reason::BirthConflict)),
            (&["1984-01-08"], &["1960", "1984-01-08"], Some(Reason::BirthDay)),
            (&[], &["1984"], None),
            (&["1984"], &[], None),
        ] {
            assert_eq!(reason(&born(subject), &born(listed)), expected, "{subject:?} {listed:?}");
        }
    }

    #[test]
    fn conflicts_never_hide_a_strong_name_match() {
        let subject = Party {
            countries: vec!["fr".parse().unwrap()],
            gender: Some(Gender::Male),
            ..born(&["1950"])
        };
        let listed = Party {
            countries: vec!["kp".parse().unwrap()],
            gender: Some(Gender::Female),
            ..born(&["1984"])
        };
        let all = adjustments(&subject, &listed);
        assert_eq!(all.len(), 3);
        assert!(all.iter().fold(1.0, |score, adjustment| adjustment.apply(score)) >= 0.85);
    }

    #[test]
    fn the_most_a_subject_can_gain_is_no_less_than_any_gain() {
        let subject = Party { countries: vec!["kp".parse().unwrap()], ..born(&["1984-01-08"]) };
        for listed in [subject.clone(), born(&["1984"]), Party::default()] {
            let gained = adjustments(&subject, &listed)
                .iter()
                .fold(0.7, |score, change| change.apply(score));
            assert!(gained <= WeightSet::shipped().amounts().most_raise(&subject, 0.7) + 1e-12);
        }
    }
}
