//! One labelled fact of a party, as OFAC states it in every format: `Passport`, `1084010`, `Egypt`.

use super::labels::{self, Meaning};
use crate::identifiers::{Identifier, Scheme};
use crate::lists::keep;
use crate::lists::{Entity, Link, Vessel, stated_date, stated_place};
use crate::party::{Country, DateInterval, Gender, Kind};
use std::borrow::Cow;

/// Labels that say no more than the scheme they stand for.
const PLAIN: [&str; 9] = [
    "Passport",
    "SWIFT/BIC",
    "MMSI",
    "Vessel Call Sign",
    "Vessel Registration Identification",
    "Aircraft Tail Number",
    "Email Address",
    "Website",
    "Phone Number",
];

/// A labelled fact.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::lists) struct Fact<'a> {
    /// The label as published: `Tax ID No.`, `Digital Currency Address - XBT`.
    pub label: &'a str,
    /// The value.
    pub value: &'a str,
    /// The issuing country as published; empty without one.
    pub country: &'a str,
    /// Day of issue.
    pub issued: Option<DateInterval>,
    /// Day of expiry.
    pub expires: Option<DateInterval>,
    /// The value as a date, where the format states one.
    pub date: Option<DateInterval>,
}

impl<'a> Fact<'a> {
    /// A label and its value.
    pub fn new(label: &'a str, value: &'a str) -> Fact<'a> {
        Fact { label, value, ..Fact::default() }
    }

    /// Reads a fact that stands in fields of its own. What no field of the record takes goes whole
    /// to the remarks.
    pub fn read_into(self, entity: &mut Entity) {
        // A label that is new names a number, like most.
        let (meaning, _, rest) =
            labels::split(self.label).unwrap_or((Meaning::Number(Scheme::Other), "", ""));
        let taken = match meaning {
            // The asset ends the label.
            Meaning::Wallet => {
                take(entity, meaning, Fact { value: &format!("{rest} {}", self.value), ..self })
            }
            Meaning::Measure => {
                keep(&mut entity.measures, self.stated());
                true
            }
            _ => take(entity, meaning, self),
        };
        if !taken || self.has_unknown_country() {
            keep(&mut entity.remarks, self.stated());
        }
    }

    /// The fact in one text, as the remarks of the CSV files state it.
    fn stated(&self) -> String {
        let mut text = self.label.to_owned();
        if !self.value.is_empty() {
            text.push(' ');
            text.push_str(self.value);
        }
        if !self.country.is_empty() {
            text.push_str(&format!(" ({})", self.country));
        }
        text
    }

    /// The value as a date.
    fn day(&self) -> Option<DateInterval> {
        self.date.or_else(|| stated_date::parse(self.value))
    }

    fn has_unknown_country(&self) -> bool {
        !self.country.is_empty()
            && !self.country.eq_ignore_ascii_case("undetermined")
            && Country::named(self.country).is_none()
    }
}

/// Takes a fact into the record; false if its value is not one that its label announces, or the
/// record has no place for it.
pub(super) fn take(entity: &mut Entity, meaning: Meaning, fact: Fact) -> bool {
    if fact.value.is_empty() {
        return false;
    }
    let value = || fact.value.to_owned();
    match meaning {
        Meaning::Number(scheme) => number(entity, scheme, fact),
        Meaning::Contact(scheme) => contact(entity, scheme, fact),
        Meaning::Wallet => wallet(entity, fact),
        Meaning::Birth => fact.day().map(|date| keep(&mut entity.party.births, date)).is_some(),
        Meaning::BirthPlace => stated_place::parse(fact.value)
            .map(|place| keep(&mut entity.birth_places, place))
            .is_some(),
        Meaning::Gender => {
            let genders = [("male", Gender::Male), ("female", Gender::Female)];
            let stated = genders.iter().find(|(word, _)| word.eq_ignore_ascii_case(fact.value));
            entity.party.gender = stated.map(|(_, gender)| *gender).or(entity.party.gender);
            stated.is_some()
        }
        Meaning::Country => Country::named(fact.value)
            .map(|country| keep(&mut entity.party.countries, country))
            .is_some(),
        Meaning::Title => {
            keep(&mut entity.titles, value());
            true
        }
        Meaning::Flag => flag(entity, fact.value),
        Meaning::FormerFlag => {
            keep(&mut entity.vessel.get_or_insert_default().former_flags, value());
            true
        }
        Meaning::ShipType => ship(entity, |vessel| &mut vessel.ship_type, fact.value),
        Meaning::ShipBuilt => ship(entity, |vessel| &mut vessel.built, fact.value),
        Meaning::Tonnage => ship(entity, |vessel| &mut vessel.tonnage, fact.value),
        Meaning::GrossTonnage => ship(entity, |vessel| &mut vessel.gross_tonnage, fact.value),
        Meaning::ShipOwner => {
            keep(&mut entity.links, Link::named("owner", value()));
            ship(entity, |vessel| &mut vessel.owner, fact.value);
            true
        }
        Meaning::AircraftModel => {
            fill(&mut entity.aircraft.get_or_insert_default().model, fact.value)
        }
        Meaning::AircraftBuilt => {
            fill(&mut entity.aircraft.get_or_insert_default().built, fact.value)
        }
        Meaning::AircraftOperator => {
            keep(&mut entity.links, Link::named("operator", value()));
            fill(&mut entity.aircraft.get_or_insert_default().operator, fact.value);
            true
        }
        Meaning::Established => {
            stated_date::parse(fact.value).map(|date| keep(&mut entity.established, date)).is_some()
        }
        Meaning::Link(relation) => {
            keep(&mut entity.links, Link::named(relation, value()));
            true
        }
        // Kept whole, by who has the whole.
        Meaning::Measure | Meaning::Remark => false,
    }
}

/// A document, registration or code.
fn number(entity: &mut Entity, scheme: Scheme, fact: Fact) -> bool {
    let mut label = Cow::Borrowed(label(fact.label));
    let (mut value, brackets) = without_brackets(fact.value);
    // The XML has a kind of passport before the number that elsewhere ends the label.
    if let Some(number) = labels::strip(value, "Booklet").filter(|_| scheme == Scheme::Passport) {
        value = number;
        label = "Passport Booklet".into();
    }
    let mut country = Country::named(fact.country);
    // What stands in brackets is the country of issue, or a place that belongs to the kind of number.
    for bracket in brackets {
        match Country::named(bracket) {
            Some(stated) if country.is_none() || country == Some(stated) => country = Some(stated),
            _ => label = format!("{} ({bracket})", label_or(&label, fact.label)).into(),
        }
    }
    // The number of a document has digits; codes and call signs may be letters alone.
    let is_document = matches!(scheme, Scheme::Passport | Scheme::NationalId | Scheme::TaxId);
    let is_part = |c: char| if is_document { c.is_ascii_digit() } else { c.is_alphanumeric() };
    if !value.contains(is_part) {
        return false;
    }
    let imo = value
        .strip_prefix("IMO")
        .map(str::trim)
        .filter(|digits| digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let is_vessel = entity.party.kind == Some(Kind::Vessel)
        || labels::strip(fact.label, "Vessel Registration Identification").is_some();
    let mut found = match imo {
        Some(digits) if is_vessel => Identifier::new(Scheme::Imo, digits),
        Some(digits) => Identifier::new(Scheme::ImoCompany, digits),
        None => Identifier::new(scheme, value).labelled(label),
    };
    found = found.with_country(country);
    found.issued = fact.issued;
    found.expires = fact.expires;
    keep(&mut entity.party.identifiers, found);
    true
}

/// A value without the words in brackets at its end, and these. Digits in brackets are part of it.
fn without_brackets(mut value: &str) -> (&str, Vec<&str>) {
    let mut brackets = Vec::new();
    while let Some(inner) = value.strip_suffix(')') {
        let Some(at) = memchr::memrchr_iter(b'(', inner.as_bytes()).find(opens(inner)) else {
            break;
        };
        let (before, bracket) = (&inner[..at - 1], &inner[at + 1..]);
        if bracket.contains(|c: char| c.is_ascii_digit() || c == ')') {
            break;
        }
        brackets.push(bracket);
        value = before.trim_end();
    }
    (value, brackets)
}

/// Whether a bracket at a byte of the text stands behind a space.
pub(super) fn opens(text: &str) -> impl Fn(&usize) -> bool {
    move |&at| at > 0 && text.as_bytes()[at - 1] == b' '
}

/// A label that says more than its scheme, without the mark that ends it; else empty.
fn label(label: &str) -> &str {
    if PLAIN.contains(&label) { "" } else { label.trim_end_matches([':', '-', ' ']) }
}

fn label_or<'a>(label: &'a str, plain: &'a str) -> &'a str {
    if label.is_empty() { plain } else { label }
}

/// E-mail, web site, telephone.
fn contact(entity: &mut Entity, scheme: Scheme, fact: Fact) -> bool {
    let value = labels::strip(fact.value, "No.").unwrap_or(fact.value);
    if value.is_empty() {
        return false;
    }
    keep(&mut entity.party.identifiers, Identifier::new(scheme, value));
    true
}

/// `XBT 1A1z…`.
fn wallet(entity: &mut Entity, fact: Fact) -> bool {
    let Some((asset, address)) = fact.value.split_once(char::is_whitespace) else { return false };
    let address = address.trim();
    if address.is_empty() {
        return false;
    }
    keep(&mut entity.party.identifiers, Identifier::new(Scheme::Wallet, address).with_asset(asset));
    true
}

/// The first flag is the vessel's; every known one is a country of it.
fn flag(entity: &mut Entity, flag: &str) -> bool {
    let country = Country::named(flag);
    if let Some(country) = country {
        keep(&mut entity.party.countries, country);
    }
    fill(&mut entity.vessel.get_or_insert_default().flag, flag) || country.is_some()
}

/// A fact that a vessel has once.
fn ship(entity: &mut Entity, of: fn(&mut Vessel) -> &mut Option<String>, text: &str) -> bool {
    fill(of(entity.vessel.get_or_insert_default()), text)
}

/// Fills a place that is free; false if it holds something else already.
fn fill(place: &mut Option<String>, text: &str) -> bool {
    place.get_or_insert_with(|| text.to_owned()) == text
}
