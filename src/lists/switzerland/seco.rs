//! The whole list of the State Secretariat for Economic Affairs (SECO), as XML from SESAM.
//!
//! Built from an excerpt of the file of 27 August 2026 and the elements that public readers of the
//! list use. No complete file has been read so far.
//!
//! The file keeps who has been delisted, and repeats earlier states of a target below its
//! `modification` elements: the first of these says whether it is still listed, and what stands in
//! them is not read. Programmes and places are elements of their own, joined by number; places stand
//! behind the targets that name them.

use super::fields::FIELDS;
use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::format::Format;
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::spaces::squeeze;
use crate::lists::stated_place::StatedPlace;
use crate::lists::xml::{Document, Element, Schema};
use crate::lists::{
    Entity, EntityId, Link, List, keep, keep_name, keep_primary_first, mentioned, number_label,
    stated_date,
};
use crate::party::{
    Address, Country, DateInterval, Gender, Kind, Name, NameKind, NamePart, NamePartKind,
};
use std::collections::HashMap;

/// Short name of the list.
const LIST: &str = "ch-seco";

static SCHEMA: Schema =
    Schema::new(&["swiss-sanctions-list"], &["sanctions-program", "place", "target"], FIELDS);

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "ch-seco-xml",
    title: "Swiss SECO sanctions list, whole list, XML",
    proven: false,
    recognises: |head| head.has_root("swiss-sanctions-list"),
    read,
};

/// A programme, found by the number of a set of its sanctions.
struct Programme {
    key: String,
    name: String,
    /// What the set is, for instance the article of the ordinance.
    set: String,
    origin: String,
}

/// A place, found by its number.
struct Place {
    location: String,
    area: String,
    country: String,
}

/// A target whose programmes and places are still numbers.
struct Target {
    entity: Entity,
    line: u64,
    sets: Vec<String>,
    foreign: Vec<String>,
    addresses: Vec<PlaceOf>,
    birth_places: Vec<PlaceOf>,
}

/// An address, or a place of birth without lines.
struct PlaceOf {
    place: String,
    lines: Vec<String>,
    postal_code: String,
}

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    let published = stated_date::parse(document.root_attribute("date"));
    let mut effective = None;
    let (mut programmes, mut places) = (HashMap::new(), HashMap::new());
    let (mut records, mut targets) = (Records::default(), Vec::new());
    while let Some(record) = document.next_record()? {
        match record.name() {
            "sanctions-program" => programme(&record, &mut programmes),
            "place" => {
                let country = record.first("country");
                let place = Place {
                    location: record.text_of("location").into_owned(),
                    area: record.text_of("area").into_owned(),
                    country: country.map_or("", |country| coded(&country, "iso-code")).to_owned(),
                };
                places.insert(record.attribute("ssid").to_owned(), place);
            }
            _ if is_delisted(&record) => records.delisted(),
            _ => match target(&record) {
                Ok(target) => {
                    let days =
                        record.all("modification").map(|one| one.attribute("effective-date"));
                    effective = effective.max(days.filter_map(stated_date::parse).max());
                    targets.push(target);
                }
                Err(reason) => records.skip(source, record.line(), reason),
            },
        }
    }
    for target in targets {
        let line = target.line;
        records.add(source, line, Ok(target.joined(&programmes, &places)));
    }
    let edition = Edition {
        list: LIST.into(),
        publisher: "State Secretariat for Economic Affairs (SECO)".into(),
        title: "Sanctions list of Switzerland".into(),
        format: FORMAT.name,
        published,
        effective,
    };
    records.finish(edition, &[source], document.fields())
}

/// Whether the last modification, which stands first, took the target off the list.
fn is_delisted(target: &Element) -> bool {
    target
        .first("modification")
        .is_some_and(|last| last.attribute("modification-type") == "de-listed")
}

/// The code of a country if it is a known one, or else its name.
fn coded<'r>(element: &Element<'r>, attribute: &str) -> &'r str {
    let code = element.attribute(attribute);
    if Country::named(code).is_some() { code } else { element.text() }
}

/// Text of an element in English, or in the first language there is.
fn in_english(record: &Element, name: &str) -> String {
    let english = record.all(name).find(|element| element.attribute("lang") == "eng");
    english.or_else(|| record.first(name)).map(|e| squeeze(e.text())).unwrap_or_default()
}

fn programme(record: &Element, programmes: &mut HashMap<String, Programme>) {
    for set in record.all("sanctions-set") {
        let id = set.attribute("ssid").to_owned();
        let is_english = set.attribute("lang") == "eng";
        if !is_english && programmes.contains_key(&id) {
            continue;
        }
        let programme = Programme {
            key: in_english(record, "program-key"),
            name: in_english(record, "program-name"),
            set: squeeze(set.text()),
            origin: record.text_of("origin").into_owned(),
        };
        programmes.insert(id, programme);
    }
}

/// One target; the error says why it cannot be a record.
fn target(record: &Element) -> Result<Target, String> {
    let id = record.attribute("ssid");
    if id.is_empty() {
        return Err("the target has no ssid".into());
    }
    let body = record
        .children()
        .find(|child| matches!(child.name(), "individual" | "entity" | "object"))
        .ok_or_else(|| format!("the target {id} is neither individual, entity nor object"))?;
    let mut sets = record.texts_at("sanctions-set-id");
    sets.extend(Some(record.attribute("sanctions-set-id").to_owned()).filter(|id| !id.is_empty()));
    let mut target = Target {
        entity: Entity::new(EntityId::new(LIST, id)),
        line: record.line(),
        sets,
        foreign: record.texts_at("foreign-identifier"),
        addresses: Vec::new(),
        birth_places: Vec::new(),
    };
    let entity = &mut target.entity;
    entity.party.kind = match (body.name(), body.attribute("object-type")) {
        ("individual", _) => Some(Kind::Person),
        ("entity", _) => Some(Kind::Organization),
        (_, "vessel") => Some(Kind::Vessel),
        (_, "aircraft") => Some(Kind::Aircraft),
        _ => None,
    };
    match entity.party.kind {
        Some(Kind::Vessel) => entity.vessel = Some(Box::default()),
        Some(Kind::Aircraft) => entity.aircraft = Some(Box::default()),
        _ => {}
    }
    entity.party.gender = match body.attribute("sex") {
        "male" => Some(Gender::Male),
        "female" => Some(Gender::Female),
        _ => None,
    };
    dates(entity, record);
    for identity in body.all("identity") {
        let is_main = identity.attribute("main") != "false";
        for part in identity.children() {
            match part.name() {
                "name" => name(&mut target.entity, &part, is_main),
                "nationality" => {
                    let country = part.first("country").map(|country| coded(&country, "iso-code"));
                    if let Some(country) = country.and_then(Country::named) {
                        keep(&mut target.entity.party.countries, country);
                    }
                }
                "day-month-year" => date(&mut target.entity, &part),
                "place-of-birth" => {
                    note(&mut target.entity, "place of birth", &part.text_of("remarks"));
                    target.birth_places.push(PlaceOf::of(&part));
                }
                "address" => {
                    let remarks = part.joined(&["remarks", "remark"], "; ");
                    note(&mut target.entity, "address", &remarks);
                    if part.attribute("current") == "false" {
                        let details = part.text_of("address-details").into_owned();
                        note(&mut target.entity, "address no longer current", &details);
                    }
                    target.addresses.push(PlaceOf::of(&part));
                }
                "identification-document" => document(&mut target.entity, &part),
                _ => {}
            }
        }
    }
    let entity = &mut target.entity;
    keep_primary_first(&mut entity.party.names);
    if entity.party.names.is_empty() {
        return Err(format!("the target {id} has no name"));
    }
    for relation in body.all("relation") {
        let mut link = Link::named(relation.attribute("relation-type").replace('-', " "), "");
        link.id = Some(EntityId::new(LIST, relation.attribute("target-id")));
        note(entity, &link.relation, &relation.text_of("remark"));
        keep(&mut entity.links, link);
    }
    for other in body.all("other-information") {
        other_information(entity, &squeeze(other.text()));
    }
    for attribute in record.all("generic-attribute") {
        note(entity, attribute.attribute("name"), &squeeze(attribute.text()));
    }
    for justification in body.all("justification") {
        let text = squeeze(justification.text());
        if !text.is_empty() {
            keep(&mut entity.remarks, text);
        }
    }
    Ok(target)
}

/// The day of listing is that of the first modification of this type, which stands last; the day of
/// the last modification is that of the amendment.
fn dates(entity: &mut Entity, target: &Element) {
    let day = |modification: Element| {
        ["effective-date", "publication-date", "enactment-date"]
            .iter()
            .find_map(|day| stated_date::parse(modification.attribute(day)))
    };
    let of = |kind: &str| {
        let kind = kind.to_owned();
        target
            .all("modification")
            .filter(move |one| one.attribute("modification-type") == kind)
            .filter_map(day)
    };
    entity.listed_on = of("listed").min();
    entity.amended_on = target.all("modification").filter_map(day).max();
}

/// A name, and its spellings in other languages and scripts.
fn name(entity: &mut Entity, element: &Element, is_main: bool) {
    let kind = match element.attribute("name-type") {
        "primary-name" if is_main => NameKind::Primary,
        "formerly-known-as" => NameKind::Former,
        _ => NameKind::Alias,
    };
    let weak = element.attribute("quality") == "low";
    let mut parts: Vec<Element> = element.all("name-part").collect();
    parts.sort_by_key(|part| part.attribute("order").parse::<u32>().unwrap_or(u32::MAX));

    let values = parts.iter().map(|part| Some(part.text_of("value").into_owned())).collect();
    if let Some(name) = put_together(kind, &parts, values) {
        let name = name.in_language(element.attribute("lang"));
        keep_name(&mut entity.party.names, if weak { name.weak() } else { name });
    }
    for part in parts.iter().filter(|part| part.attribute("name-part-type") == "title") {
        let title = part.text_of("value").into_owned();
        if !title.is_empty() {
            keep(&mut entity.titles, title);
        }
    }
    let kind = if kind == NameKind::Primary { NameKind::Variation } else { kind };
    let mut spelled: Vec<(&str, &str)> = Vec::new();
    for variant in parts.iter().flat_map(|part| part.all("spelling-variant")) {
        keep(&mut spelled, (variant.attribute("lang"), variant.attribute("script")));
    }
    for (lang, script) in spelled {
        let variants = |part: &Element| -> Vec<String> {
            part.all("spelling-variant")
                .filter(|v| (v.attribute("lang"), v.attribute("script")) == (lang, script))
                .map(|variant| squeeze(variant.text()))
                .collect()
        };
        let count = parts.iter().map(|part| variants(part).len()).max().unwrap_or(0);
        for at in 0..count {
            // A part without a spelling of its own is spelt as in the name, if that is the script.
            let mut partial = false;
            let values = parts
                .iter()
                .map(|part| {
                    let own = variants(part);
                    let spelling = own.get(at).or(own.last()).cloned();
                    let is_title = part.attribute("name-part-type") == "title";
                    partial |= spelling.is_none() && !is_title;
                    spelling
                        .or_else(|| (script == "LATN").then(|| part.text_of("value").into_owned()))
                })
                .collect();
            let Some(name) = put_together(kind, &parts, values) else { continue };
            let name = name.in_language(lang).in_script(script);
            let weak = weak || (partial && script != "LATN");
            keep_name(&mut entity.party.names, if weak { name.weak() } else { name });
        }
    }
}

/// A name from the texts of its parts, in the publisher's order; titles are no part of its text.
fn put_together(kind: NameKind, parts: &[Element], texts: Vec<Option<String>>) -> Option<Name> {
    let (mut words, mut named) = (Vec::new(), Vec::new());
    for (part, text) in parts.iter().zip(texts) {
        let Some(text) = text.filter(|text| !text.is_empty() && text != "-") else { continue };
        let part_kind = match part.attribute("name-part-type") {
            "given-name" => NamePartKind::Given,
            "further-given-name" => NamePartKind::Middle,
            "father-name" | "grand-father-name" => NamePartKind::Father,
            "family-name" => NamePartKind::Family,
            "maiden-name" => NamePartKind::Maiden,
            "suffix" => NamePartKind::Suffix,
            "title" => NamePartKind::Title,
            _ => NamePartKind::Other,
        };
        if part_kind != NamePartKind::Title {
            words.push(text.clone());
        }
        named.extend(NamePart::new(part_kind, text));
    }
    let text = words.join(" ");
    let parts = if named.len() > 1 { named } else { Vec::new() };
    (!text.is_empty()).then(|| Name::new(kind, text).with_parts(parts))
}

/// A date of birth, or of an organisation's foundation.
fn date(entity: &mut Entity, element: &Element) {
    let number = |name: &str| element.attribute(name).parse::<u8>().ok();
    let calendar = element.attribute("calendar");
    let gregorian = calendar.is_empty() || calendar.eq_ignore_ascii_case("gregorian");
    let stated = element.attribute("year").parse::<i16>().ok().filter(|_| gregorian);
    let stated = stated.and_then(|year| match (number("month"), number("day")) {
        (Some(month), Some(day)) => DateInterval::day(year, month, day),
        (Some(month), None) => DateInterval::month(year, month),
        _ => DateInterval::year(year),
    });
    match (stated, entity.party.kind) {
        (Some(date), Some(Kind::Person)) => keep(&mut entity.party.births, date),
        (Some(date), _) => keep(&mut entity.established, date),
        (None, _) => {
            let fields = ["year", "month", "day"].map(|name| element.attribute(name));
            note(entity, "date", format!("{} {calendar}", fields.join("-")).trim());
        }
    }
}

/// A document of a person.
fn document(entity: &mut Entity, element: &Element) {
    let kind = element.attribute("document-type").replace('-', " ");
    let scheme = number_label::scheme(&kind).unwrap_or(Scheme::Other);
    let issuer = element.first("issuer");
    let country = issuer.and_then(|issuer| Country::named(coded(&issuer, "code")));
    let number = element.text_of("number").into_owned();
    let remark = element.text_of("remark").into_owned();
    if !number.is_empty() {
        let plain = matches!(&*kind, "passport" | "id card" | "identity card");
        let mut document = Identifier::new(scheme, &*number)
            .with_country(country)
            .labelled(if plain { "" } else { &kind });
        document.issued = stated_date::parse(&element.text_of("date-of-issue"));
        document.expires = stated_date::parse(&element.text_of("expiry-date"));
        keep(&mut entity.party.identifiers, document);
    }
    note(entity, format!("{kind} {number}").trim(), &remark);
}

/// Other information: prose, or one number behind what it is called (`IMO Number: 8405270`).
fn other_information(entity: &mut Entity, text: &str) {
    if text.is_empty() {
        return;
    }
    if let Some((label, value)) = text.split_once(':').filter(|(label, _)| label.len() <= 40) {
        let value = value.trim().trim_end_matches(['.', ';']);
        let scheme = number_label::scheme(label).filter(|scheme| match scheme {
            Scheme::Email => value.contains('@'),
            Scheme::Website => value.contains('.'),
            _ => value.contains(|c: char| c.is_ascii_digit()) || *scheme == Scheme::Bic,
        });
        if let Some(scheme) = scheme.filter(|_| value.split(' ').count() <= 4) {
            let plain = matches!(scheme, Scheme::TaxId | Scheme::Registration | Scheme::NationalId);
            let label = if plain { label.trim() } else { "" };
            let identifier = Identifier::new(scheme, value).labelled(label).extracted();
            keep(&mut entity.party.identifiers, identifier);
        }
    }
    mentioned::add(text, &mut entity.party);
    keep(&mut entity.remarks, text.to_owned());
}

fn note(entity: &mut Entity, heading: &str, text: &str) {
    if !text.is_empty() {
        keep(&mut entity.remarks, format!("{heading}: {text}"));
    }
}

impl PlaceOf {
    fn of(element: &Element) -> PlaceOf {
        let text = |name: &str| element.text_of(name).into_owned();
        let care = text("c-o");
        let po_box = text("p-o-box");
        let lines = [
            if care.is_empty() { care } else { format!("c/o {care}") },
            text("address-details"),
            if po_box.is_empty() { po_box } else { format!("P.O. Box {po_box}") },
        ];
        PlaceOf {
            place: element.attribute("place-id").to_owned(),
            lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
            postal_code: text("zip-code"),
        }
    }

    fn joined(&self, places: &HashMap<String, Place>) -> Option<Address> {
        let lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        let place = places.get(&self.place);
        let of = |field: fn(&Place) -> &String| place.map_or("", |place| field(place).as_str());
        StatedPlace {
            lines: &lines,
            city: of(|place| &place.location),
            region: of(|place| &place.area),
            postal_code: &self.postal_code,
            country: of(|place| &place.country),
        }
        .address()
    }
}

impl Target {
    /// The record, with what its numbers stand for.
    fn joined(
        mut self,
        programmes: &HashMap<String, Programme>,
        places: &HashMap<String, Place>,
    ) -> Entity {
        let entity = &mut self.entity;
        let mut origins: Vec<&str> = Vec::new();
        for set in &self.sets {
            let Some(programme) = programmes.get(set) else {
                note(entity, "sanctions set that the file does not explain", set);
                continue;
            };
            if !programme.key.is_empty() {
                keep(&mut entity.programmes, programme.key.clone());
            }
            let basis = [programme.name.as_str(), programme.set.as_str()];
            let basis: Vec<&str> = basis.into_iter().filter(|text| !text.is_empty()).collect();
            if !basis.is_empty() {
                keep(&mut entity.legal_basis, basis.join(", "));
            }
            keep(&mut origins, programme.origin.as_str());
        }
        let origin = origins.first().copied().unwrap_or_default();
        for foreign in &self.foreign {
            keep(&mut entity.references, format!("{origin} {foreign}").trim().to_owned());
        }
        for address in self.addresses.iter().filter_map(|address| address.joined(places)) {
            keep(&mut entity.party.addresses, address);
        }
        for place in self.birth_places.iter().filter_map(|place| place.joined(places)) {
            keep(&mut entity.birth_places, place);
        }
        self.entity
    }
}
