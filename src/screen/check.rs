//! What an identifier is, whether it is valid, and who is listed with it.

use super::Screener;
use crate::identifiers::{Fit, Identifier, Likeness, Scheme, Validity, readings};
use crate::lists::Entity;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// What a look-up of an identifier came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// A listed party has it.
    Listed,
    /// A wallet address that is listed under another asset, or whose key is listed on another chain.
    ListedElsewhere,
    /// A part of the account number is hidden, and what is shown fits a listed one, as it fits others;
    /// or it begins with a listed one, as virtual accounts do.
    FitsListed,
    /// It is not listed, but may be taken for, or be a slip in writing, one that is.
    NearMiss,
    /// So much of the account number is hidden that it was compared with nothing.
    TooLittleShown,
    /// It is not listed, and breaks no rule of its scheme. No clearance of whoever has it.
    NotListed,
    /// It breaks a rule of its scheme: no such identifier exists, so nothing follows from its not
    /// being listed.
    Invalid,
}

impl Outcome {
    /// The name as in files: `near_miss`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Listed => "listed",
            Outcome::ListedElsewhere => "listed_elsewhere",
            Outcome::FitsListed => "fits_listed",
            Outcome::NearMiss => "near_miss",
            Outcome::TooLittleShown => "too_little_shown",
            Outcome::NotListed => "not_listed",
            Outcome::Invalid => "invalid",
        }
    }

    /// Whether there is somebody on a list to look at.
    pub const fn is_reason_to_look(self) -> bool {
        matches!(
            self,
            Outcome::Listed | Outcome::ListedElsewhere | Outcome::FitsListed | Outcome::NearMiss
        )
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A listed party with an identifier like the one asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The listed party, as published.
    pub entity: Arc<Entity>,
    /// Its identifier, as published.
    pub identifier: Identifier,
    /// How that is like the one asked about.
    pub likeness: Likeness,
}

/// One thing a value may be, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The value under this reading.
    pub identifier: Identifier,
    /// What the rules of its scheme say.
    pub validity: Validity,
    /// What the look-up came to.
    pub outcome: Outcome,
    /// Who is listed with it or with one like it; the likest first, then by entity id.
    pub listings: Vec<Listing>,
}

/// A reading as a line of JSON; keys are stable and versioned.
#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    value: &'a str,
    scheme: Scheme,
    /// `null` where there is no public rule.
    valid: Option<bool>,
    why: Option<&'a str>,
    normal: Option<String>,
    told: Option<String>,
    outcome: Outcome,
    entities: Vec<ListingLine<'a>>,
}

#[derive(Serialize)]
struct ListingLine<'a> {
    id: &'a str,
    kind: Option<crate::party::Kind>,
    name: &'a str,
    list: &'a str,
    likeness: Likeness,
    /// How much agrees, where a part of the number asked about is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    fit: Option<Fit>,
    identifier: &'a Identifier,
}

impl Checked {
    fn new(identifier: Identifier, mut listings: Vec<Listing>) -> Checked {
        // What is the same outweighs what is nearly the same.
        if listings.iter().any(|listing| !listing.likeness.is_near()) {
            listings.retain(|listing| !listing.likeness.is_near());
        }
        listings.sort_by(|a, b| {
            a.likeness.cmp(&b.likeness).then_with(|| a.entity.id.cmp(&b.entity.id))
        });
        let validity = identifier.validity();
        let outcome = match listings.first().map(|listing| listing.likeness) {
            Some(Likeness::Same) => Outcome::Listed,
            Some(Likeness::OtherAsset | Likeness::OtherChain) => Outcome::ListedElsewhere,
            Some(Likeness::Fits | Likeness::Behind) => Outcome::FitsListed,
            Some(Likeness::OneEdit | Likeness::SameEnds) => Outcome::NearMiss,
            None if validity.is_invalid() => Outcome::Invalid,
            None if identifier.masked().is_some_and(|masked| !masked.is_comparable()) => {
                Outcome::TooLittleShown
            }
            None => Outcome::NotListed,
        };
        Checked { identifier, validity, outcome, listings }
    }

    /// Whether the rules of its scheme hold; `None` if there are none to check it by.
    pub fn valid(&self) -> Option<bool> {
        match self.validity {
            Validity::Valid => Some(true),
            Validity::Invalid(_) => Some(false),
            Validity::Unverifiable => None,
        }
    }

    /// The record as it stands in JSON lines: `schema`, `value`, `scheme`, `valid`, `why`, `normal`,
    /// `told`, `outcome`, `entities`.
    pub fn line(&self) -> impl Serialize + '_ {
        let listings = self.listings.iter().map(|listing| ListingLine {
            id: listing.entity.id.as_str(),
            kind: listing.entity.party.kind,
            name: listing.entity.party.names.first().map_or("", |name| name.text.as_str()),
            list: listing.entity.id.list(),
            likeness: listing.likeness,
            fit: self.identifier.fit(&listing.identifier),
            identifier: &listing.identifier,
        });
        Line {
            schema: "tamis-check/1",
            value: &self.identifier.value,
            scheme: self.identifier.scheme,
            valid: self.valid(),
            why: match &self.validity {
                Validity::Invalid(why) => Some(why),
                _ => None,
            },
            normal: self.identifier.normal(),
            told: self.identifier.told(),
            outcome: self.outcome,
            entities: listings.collect(),
        }
    }
}

impl Screener {
    /// What a value is under each reading it allows, whether it is valid, and who is listed with it
    /// or with an identifier that may be taken for it.
    ///
    /// The likeliest reading comes first; empty if the value is no identifier known here (a name, for
    /// instance). Readings that any number allows (account, passport) are left out where a
    /// better one holds and nobody is listed under them.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::{Outcome, Screener};
    ///
    /// let screener = Screener::builtin();
    /// let bank = &screener.check("DCBK KPPY XXX")[0];
    /// assert_eq!(bank.outcome, Outcome::Listed);
    /// assert_eq!(bank.listings[0].entity.party.names[0].text, "DAEDONG CREDIT BANK (DCB)");
    ///
    /// let typed = &screener.check("IMO 9562233")[0];
    /// assert_eq!((typed.valid(), typed.outcome), (Some(true), Outcome::Listed));
    /// // A digit is wrong: not "no match", but perhaps a slip in writing a listed one.
    /// assert_eq!(screener.check("9562223")[0].outcome, Outcome::NearMiss);
    /// assert_eq!(screener.check("9074720")[0].outcome, Outcome::Invalid);
    /// // Four digits of an account are compared with nothing.
    /// assert_eq!(screener.check("****5702")[0].outcome, Outcome::TooLittleShown);
    /// ```
    pub fn check(&self, value: &str) -> Vec<Checked> {
        let asked = readings(value);
        if let [masked] = asked.as_slice()
            && masked.masked().is_some()
        {
            return vec![self.look_up(masked)];
        }
        let mut checked: Vec<Checked> = asked.iter().map(|reading| self.look_up(reading)).collect();
        for scheme in Scheme::ALL.into_iter().filter(|own| asked.iter().all(|a| a.scheme != *own)) {
            let reading = Identifier::new(scheme, value.trim());
            // A ship's number with a slip in it may be a company's valid one.
            let is_imo = matches!(scheme, Scheme::Imo | Scheme::ImoCompany)
                && asked.iter().any(|other| other.is_same(&reading));
            let unlike_all = asked.iter().all(|other| !other.is_same(&reading));
            let mut found = self.look_up(&reading);
            found.listings.retain(|listing| {
                listing.identifier.scheme == scheme
                    && (matches!(listing.likeness, Likeness::Same | Likeness::Behind) || is_imo)
            });
            if (unlike_all || is_imo) && !found.listings.is_empty() {
                checked.push(found);
            }
        }
        let says_something =
            |found: &Checked| found.outcome.is_reason_to_look() || found.validity.is_valid();
        if checked.iter().any(says_something) {
            checked.retain(|found| {
                found.outcome.is_reason_to_look() || found.validity != Validity::Unverifiable
            });
        }
        // Whoever is listed comes first; the sort is stable.
        checked.sort_by_key(|found| !found.outcome.is_reason_to_look());
        checked
    }

    fn look_up(&self, identifier: &Identifier) -> Checked {
        let candidates: BTreeSet<u32> = self.identifiers.near(identifier);
        let listings = candidates.into_iter().filter_map(|number| {
            let entity = self.entities.get(number);
            let alike = entity
                .party
                .identifiers
                .iter()
                .filter_map(|listed| Some((identifier.likeness(listed)?, listed)));
            let (likeness, listed) = alike.min_by_key(|(likeness, _)| *likeness)?;
            Some(Listing { identifier: listed.clone(), entity: Arc::clone(&entity), likeness })
        });
        Checked::new(identifier.clone(), listings.collect())
    }
}
