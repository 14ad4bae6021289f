//! One record of the Consolidated Screening List, whichever file it is read from.
//!
//! The id is the abbreviation of the source list with the publisher's `_id`. That is the number of
//! the entity for OFAC's lists, which is the same in every publication of OFAC's, and for the others
//! a digest that the publisher makes of name and Federal Register citation: it changes when one of
//! them does, but names are not unique and nothing else is. The source is part of the id because a
//! party on several lists is in the file several times, each time under the same number.

use crate::identifiers::{Identifier, Scheme};
use crate::lists::ofac::{Fact, kind, read_prose_into};
use crate::lists::records::Edition;
use crate::lists::spaces::trimmed;
use crate::lists::stated_place::{self, StatedPlace};
use crate::lists::{Entity, EntityId, Vessel, add, distinct, filled, stated_date};
use crate::party::{Address, Country, DateInterval, Kind, Name, NameKind, Party};
use std::borrow::Cow;

/// Short name of the list.
const LIST: &str = "us-csl";

/// A text of the file, or one made of it.
pub(super) type Text<'r> = Cow<'r, str>;

/// An address, in one text or in parts.
pub(super) enum Place<'r> {
    /// `160 RUE SAINTE ANNE, MONTREAL QUEBEC, H9X3Z6, CA`.
    Text(Text<'r>),
    /// In parts of its own.
    Parts {
        address: Text<'r>,
        city: Text<'r>,
        state: Text<'r>,
        postal_code: Text<'r>,
        country: Text<'r>,
    },
}

/// A number or another labelled fact.
#[derive(Default)]
pub(super) struct Number<'r> {
    pub of_type: Text<'r>,
    pub number: Text<'r>,
    pub country: Text<'r>,
    pub issued: Text<'r>,
    pub expires: Text<'r>,
    /// A date of which the file does not say whether it is of issue or expiry.
    pub dated: Text<'r>,
}

/// The fields of a record, texts as published and empty where there are none.
#[derive(Default)]
pub(super) struct Fields<'r> {
    pub id: Text<'r>,
    pub source: Text<'r>,
    pub entity_number: Text<'r>,
    pub of_type: Text<'r>,
    pub programs: Vec<Text<'r>>,
    pub name: Text<'r>,
    pub title: Text<'r>,
    pub addresses: Vec<Place<'r>>,
    pub federal_register_notice: Text<'r>,
    pub start_date: Text<'r>,
    pub end_date: Text<'r>,
    pub standard_order: Text<'r>,
    pub license_requirement: Text<'r>,
    pub license_policy: Text<'r>,
    pub call_sign: Text<'r>,
    pub vessel_type: Text<'r>,
    pub gross_tonnage: Text<'r>,
    pub gross_registered_tonnage: Text<'r>,
    pub vessel_flag: Text<'r>,
    pub vessel_owner: Text<'r>,
    pub remarks: Text<'r>,
    pub alt_names: Vec<Text<'r>>,
    pub citizenships: Vec<Text<'r>>,
    pub nationalities: Vec<Text<'r>>,
    pub dates_of_birth: Vec<Text<'r>>,
    pub places_of_birth: Vec<Text<'r>>,
    pub ids: Vec<Number<'r>>,
}

/// An edition of the list.
pub(super) fn edition(format: &'static str, published: Option<DateInterval>) -> Edition {
    Edition {
        list: LIST.into(),
        publisher: "US Department of Commerce, International Trade Administration".into(),
        title: "Consolidated Screening List".into(),
        format,
        published,
        effective: None,
    }
}

impl Fields<'_> {
    /// The record; the error says why it cannot be one.
    pub fn entity(self) -> Result<Entity, String> {
        if self.id.is_empty() || self.source.is_empty() {
            return Err("the record has no id or no source".into());
        }
        let source = abbreviation(&self.source);
        let id = EntityId::new(LIST, &[source, "/", &*self.id].concat());
        let at_fault = |problem: String| format!("record {}: {problem}", id.publisher_id());
        let of_type = Some(&self.of_type).filter(|of_type| !of_type.is_empty());
        let kind: Option<Kind> =
            of_type.map(|of_type| kind(of_type)).transpose().map_err(at_fault)?;
        let mut names = stated_names(NameKind::Primary, &self.name);
        if names.is_empty() {
            return Err(at_fault("it has no name".into()));
        }
        for alias in &self.alt_names {
            let alias = alias.strip_prefix("and ").unwrap_or(alias);
            names.extend(stated_names(NameKind::Alias, alias));
        }
        let mut entity = Entity::new(id);
        entity.party = Party {
            kind,
            names: distinct(names),
            addresses: distinct(self.addresses.iter().filter_map(Place::address)),
            ..Party::default()
        };
        entity.titles = distinct(parts(&self.title, ";").map(str::to_owned));
        entity.listed_on = stated_date::parse(&self.start_date);
        entity.legal_basis = Vec::from_iter(filled(self.federal_register_notice));
        entity.measures = measures(&[
            ("license requirement", &self.license_requirement),
            ("license policy", &self.license_policy),
        ]);
        if self.standard_order.eq_ignore_ascii_case("y") {
            entity.measures.push("standard order".into());
        }
        // The source list is the programme of a record that names no other.
        entity.programmes = self.programs.into_iter().map(Cow::into_owned).collect();
        if entity.programmes.is_empty() {
            add(&mut entity.programmes, source.to_owned());
        }
        let is_ofac = self.source.contains("Treasury");
        entity.references = if is_ofac && !self.entity_number.is_empty() {
            vec![self.source.clone().into_owned(), ["OFAC ", &*self.entity_number].concat()]
        } else {
            vec![self.source.clone().into_owned()]
        };
        let vessel = Vessel {
            ship_type: filled(self.vessel_type),
            flag: filled(self.vessel_flag),
            tonnage: filled(self.gross_tonnage),
            gross_tonnage: filled(self.gross_registered_tonnage),
            owner: filled(self.vessel_owner),
            ..Vessel::default()
        };
        entity.party.countries.extend(vessel.flag.as_deref().and_then(Country::named));
        entity.vessel = (vessel != Vessel::default()).then(|| vessel.into());
        let call_sign = filled(self.call_sign);
        let call_sign = call_sign.map(|value| Identifier::new(Scheme::CallSign, value));
        entity.party.identifiers.extend(call_sign);
        for (label, values) in [
            ("nationality", &self.nationalities),
            ("citizen", &self.citizenships),
            ("DOB", &self.dates_of_birth),
            ("POB", &self.places_of_birth),
        ] {
            for value in values {
                Fact::new(label, value).read_into(&mut entity);
            }
        }
        for number in &self.ids {
            number.read_into(&mut entity);
        }
        for (heading, day) in [("start date", self.start_date), ("end date", self.end_date)] {
            if !day.is_empty() && (heading == "end date" || entity.listed_on.is_none()) {
                entity.remarks.push(format!("{heading}: {day}"));
            }
        }
        if is_ofac {
            read_prose_into(&mut entity, &self.remarks);
        } else {
            entity.remarks.extend(filled(self.remarks));
        }
        Ok(entity)
    }
}

impl Place<'_> {
    fn address(&self) -> Option<Address> {
        match self {
            Place::Text(text) => stated_place::parse(text),
            Place::Parts { address, city, state, postal_code, country } => {
                StatedPlace { lines: &[address], city, region: state, postal_code, country }
                    .address()
            }
        }
    }
}

impl Number<'_> {
    fn read_into(&self, entity: &mut Entity) {
        // Of a country the file states no number.
        let value = if self.number.is_empty() { &self.country } else { &self.number };
        let fact = Fact {
            country: if self.number.is_empty() { "" } else { &self.country },
            issued: stated_date::parse(&self.issued),
            expires: stated_date::parse(&self.expires),
            ..Fact::new(&self.of_type, value)
        };
        fact.read_into(entity);
        if !self.dated.is_empty() {
            entity.remarks.push(format!("{} {value}: dated {}", self.of_type, self.dated));
        }
    }
}

/// `EL` of `Entity List (EL) - Bureau of Industry and Security`; the whole of a source without one.
fn abbreviation(source: &str) -> &str {
    let inside = source.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let inside = inside.map_or(source, |(inside, _)| inside).trim();
    inside.strip_suffix(" List").unwrap_or(inside)
}

fn measures(stated: &[(&str, &str)]) -> Vec<String> {
    let stated = stated.iter().map(|(heading, text)| (heading, text.trim()));
    stated
        .filter(|(_, text)| !text.is_empty())
        .map(|(heading, text)| format!("{heading}: {text}"))
        .collect()
}

/// The parts of a text between separators, which begin with a semicolon; none is empty.
pub(super) fn parts<'r>(text: &'r str, separator: &str) -> impl Iterator<Item = &'r str> {
    let mut rest = Some(text).filter(|text| !text.is_empty());
    let parts = std::iter::from_fn(move || {
        let text = rest?;
        let mut ends = memchr::memchr_iter(b';', text.as_bytes());
        let Some(end) = ends.find(|&at| text[at..].starts_with(separator)) else {
            return rest.take();
        };
        rest = text.get(end + separator.len()..);
        text.get(..end)
    });
    parts.map(trimmed).filter(|part| !part.is_empty())
}

/// The names in one field: `Example, OOO (f.k.a. Sample; Old Sample)` is three.
fn stated_names(kind: NameKind, text: &str) -> Vec<Name> {
    const MARKERS: [(&str, NameKind); 3] =
        [("a.k.a.", NameKind::Alias), ("f.k.a.", NameKind::Former), ("n.k.a.", NameKind::Current)];
    let text = trimmed(text);
    // A marker begins in front of a period, and its second one is two letters behind.
    let found = memchr::memchr_iter(b'.', text.as_bytes()).find_map(|period| {
        let at = period.checked_sub(1)?;
        if text.as_bytes().get(period + 2) != Some(&b'.') {
            return None;
        }
        let found = MARKERS.iter().find(|(marker, _)| {
            text.get(at..at + marker.len()).is_some_and(|text| text.eq_ignore_ascii_case(marker))
        });
        found.map(|&(marker, of)| (at, marker.len(), of))
    });
    let whole = |text: &str| filled(text).map(|text| Name::new(kind, text));
    let Some((at, length, of)) = found else { return whole(text).into_iter().collect() };
    let (before, behind) = (&text[..at], &text[at + length..]);
    let behind = match before.strip_suffix('(') {
        // A bracket within the name is part of it.
        Some(_) => match behind.strip_suffix(')') {
            Some(inner) => inner,
            None => return whole(text).into_iter().collect(),
        },
        None => behind,
    };
    let first = before.trim_end_matches(['(', ' ', ',']);
    let others = parts(behind.trim_start_matches([',', ' ']), ";");
    whole(first).into_iter().chain(others.map(|name| Name::new(of, name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_in_one_field_are_told_apart() {
        let names = |text| -> Vec<(String, NameKind)> {
            let names = stated_names(NameKind::Primary, text).into_iter();
            names.map(|name| (name.text, name.kind)).collect()
        };
        let own = |text: &str, kind| (text.to_owned(), kind);
        for (text, expected) in [
            ("Example, Inc.", vec![own("Example, Inc.", NameKind::Primary)]),
            (
                "Example, Inc. (a.k.a. Sample; Other)",
                vec![
                    own("Example, Inc.", NameKind::Primary),
                    own("Sample", NameKind::Alias),
                    own("Other", NameKind::Alias),
                ],
            ),
            (
                "Example, OOO (f.k.a., Sample OOO)",
                vec![own("Example, OOO", NameKind::Primary), own("Sample OOO", NameKind::Former)],
            ),
            (
                "Example Co., a.k.a. Sample (S)",
                vec![own("Example Co.", NameKind::Primary), own("Sample (S)", NameKind::Alias)],
            ),
            ("f.k.a. Sample OAO", vec![own("Sample OAO", NameKind::Former)]),
            ("ANN (A.K.A. SAMPLE) LI", vec![own("ANN (A.K.A. SAMPLE) LI", NameKind::Primary)]),
            (" ", vec![]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn sources_have_short_names() {
        for (source, short) in [
            ("Entity List (EL) - Bureau of Industry and Security", "EL"),
            ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "NS-MBS"),
            ("New Example", "New Example"),
        ] {
            assert_eq!(abbreviation(source), short);
        }
    }
}
