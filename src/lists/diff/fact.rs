//! What a record says, taken apart into facts that can be compared.

use crate::identifiers::Identifier;
use crate::lists::{Entity, EntityId};
use crate::party::{Address, Country, DateInterval, Gender, Kind, Name, NameKind, Party, Strength};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// One thing that a record says.
///
/// Written by serde as in the schema `tamis-list/1`; shown to people in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fact {
    /// A kind of party.
    Kind(Kind),
    /// A gender.
    Gender(Gender),
    /// A name with all that is said of it.
    Name(Name),
    /// A date.
    Date(DateInterval),
    /// A country.
    Country(Country),
    /// An identifier with all that is said of it.
    Identifier(Identifier),
    /// An address or place.
    Address(Address),
    /// A link to another party.
    Link(crate::lists::Link),
    /// A text.
    Text(String),
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::Kind(kind) => kind.fmt(f),
            Fact::Gender(Gender::Female) => f.write_str("female"),
            Fact::Gender(Gender::Male) => f.write_str("male"),
            Fact::Date(date) => date.fmt(f),
            Fact::Country(country) => f.write_str(country.name()),
            Fact::Text(text) => f.write_str(text),
            Fact::Name(name) => {
                f.write_str(&name.text)?;
                let weak = (name.strength == Strength::Weak).then_some("weak");
                let kind = match name.kind {
                    NameKind::Primary => None,
                    NameKind::Alias => Some("alias"),
                    NameKind::Former => Some("former"),
                    NameKind::Current => Some("current"),
                    NameKind::Variation => Some("variation"),
                };
                let said = weak.into_iter().chain(kind);
                details(
                    f,
                    said.chain([&name.language, &name.script].into_iter().filter_map(as_text)),
                )
            }
            Fact::Identifier(identifier) => {
                let Identifier { scheme, label, value, country, asset, extracted, issued, expires } =
                    identifier;
                write!(f, "{} {value}", label.as_deref().unwrap_or(scheme.words()))?;
                let issued = issued.map(|date| format!("issued {date}"));
                let expires = expires.map(|date| format!("expires {date}"));
                let said = country.iter().map(Country::code).chain(as_text(asset));
                let said = said.chain([&issued, &expires].into_iter().filter_map(as_text));
                details(f, said.chain(extracted.then_some("from prose")))
            }
            Fact::Address(Address { text, country, .. }) => {
                f.write_str(text)?;
                let comma = if text.is_empty() { "" } else { ", " };
                country.map_or(Ok(()), |country| write!(f, "{comma}{}", country.name()))
            }
            Fact::Link(link) => {
                write!(f, "{} {}", link.relation, link.name)?;
                details(f, link.id.iter().map(EntityId::as_str))
            }
        }
    }
}

fn as_text(text: &Option<String>) -> Option<&str> {
    text.as_deref()
}

/// What else is said, in brackets.
fn details<'a>(f: &mut fmt::Formatter<'_>, said: impl Iterator<Item = &'a str>) -> fmt::Result {
    let said: Vec<&str> = said.collect();
    if said.is_empty() { Ok(()) } else { write!(f, " ({})", said.join(", ")) }
}

/// All that a record says, by field of the schema; without the id.
pub(super) fn facts(entity: &Entity) -> BTreeMap<&'static str, Vec<Fact>> {
    // Taken apart, so that a field that is added cannot be forgotten here.
    let Entity {
        id: _,
        party,
        titles,
        birth_places,
        established,
        vessel,
        aircraft,
        programmes,
        measures,
        legal_basis,
        listed_on,
        amended_on,
        references,
        links,
        remarks,
    } = entity;
    let Party { kind, names, births, gender, countries, identifiers, addresses } = party;
    let mut facts = BTreeMap::new();
    let mut say = |field: &'static str, said: Vec<Fact>| {
        if !said.is_empty() {
            facts.insert(field, said);
        }
    };
    fn all<T: Clone>(values: &[T], of: fn(T) -> Fact) -> Vec<Fact> {
        values.iter().cloned().map(of).collect()
    }
    say("kind", all(kind.as_slice(), Fact::Kind));
    say("names", all(names, Fact::Name));
    say("births", all(births, Fact::Date));
    say("gender", all(gender.as_slice(), Fact::Gender));
    say("countries", all(countries, Fact::Country));
    say("identifiers", all(identifiers, Fact::Identifier));
    say("addresses", all(addresses, Fact::Address));
    say("titles", all(titles, Fact::Text));
    say("birth_places", all(birth_places, Fact::Address));
    say("established", all(established, Fact::Date));
    say("programmes", all(programmes, Fact::Text));
    say("measures", all(measures, Fact::Text));
    say("legal_basis", all(legal_basis, Fact::Text));
    say("listed_on", all(listed_on.as_slice(), Fact::Date));
    say("amended_on", all(amended_on.as_slice(), Fact::Date));
    say("references", all(references, Fact::Text));
    say("links", all(links, Fact::Link));
    say("remarks", all(remarks, Fact::Text));
    if let Some(vessel) = vessel {
        let crate::lists::Vessel {
            ship_type,
            flag,
            former_flags,
            tonnage,
            gross_tonnage,
            owner,
            built,
            manager,
            length,
        } = &**vessel;
        say("vessel.type", all(ship_type.as_slice(), Fact::Text));
        say("vessel.flag", all(flag.as_slice(), Fact::Text));
        say("vessel.former_flags", all(former_flags, Fact::Text));
        say("vessel.tonnage", all(tonnage.as_slice(), Fact::Text));
        say("vessel.gross_tonnage", all(gross_tonnage.as_slice(), Fact::Text));
        say("vessel.owner", all(owner.as_slice(), Fact::Text));
        say("vessel.built", all(built.as_slice(), Fact::Text));
        say("vessel.manager", all(manager.as_slice(), Fact::Text));
        say("vessel.length", all(length.as_slice(), Fact::Text));
    }
    if let Some(aircraft) = aircraft {
        let crate::lists::Aircraft { model, built, operator } = &**aircraft;
        say("aircraft.model", all(model.as_slice(), Fact::Text));
        say("aircraft.built", all(built.as_slice(), Fact::Text));
        say("aircraft.operator", all(operator.as_slice(), Fact::Text));
    }
    facts
}
