//! The facts that the British lists state of a party, whatever the column or element.

use crate::identifiers::{Identifier, Scheme};
use crate::lists::measures::measure;
use crate::lists::spaces::squeeze;
use crate::lists::stated_place::StatedPlace;
use crate::lists::{
    Entity, EntityId, Link, document_details, keep, keep_name, mentioned, number_label, numbered,
    phones, registration_numbers, stated_date,
};
use crate::party::{Country, DateInterval, Gender, Kind, Name, NameKind, NamePart, NamePartKind};

/// A fact that one field states by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// Individual, entity or ship.
    Kind,
    Title,
    Position,
    /// The regulations, or the regime in short.
    Regime,
    /// Reference of the United Nations.
    UnReference,
    /// Group of the Consolidated List.
    OfsiGroup,
    /// Id of the UK Sanctions List.
    UkReference,
    Measures,
    Listed,
    Updated,
    /// Prose: other information.
    Other,
    /// Prose: why the party is designated.
    Reasons,
    Birth,
    Nationality,
    Gender,
    Phone,
    Fax,
    Website,
    Email,
    TypeOfEntity,
    Parent,
    Subsidiary,
    Registration,
    Imo,
    Owner,
    FormerOwner,
    Flag,
    FormerFlag,
    ShipType,
    Tonnage,
    Length,
    Built,
    Hull,
    Wallet,
}

/// Adds a fact to a record. What cannot be read as what it should be stays in words, as a remark.
pub(super) fn tell(record: &mut Entity, fact: Fact, text: &str) {
    let whole = squeeze(text);
    if whole.is_empty() {
        return;
    }
    let items: Vec<String> = match fact {
        Fact::Other | Fact::Reasons => Vec::new(),
        _ => numbered::items(text).into_iter().map(squeeze).filter(|i| !i.is_empty()).collect(),
    };
    match fact {
        Fact::Kind => {
            record.party.kind = match whole.to_ascii_lowercase().as_str() {
                "individual" => Some(Kind::Person),
                "entity" => Some(Kind::Organization),
                "ship" => Some(Kind::Vessel),
                _ => record.party.kind,
            }
        }
        Fact::Title | Fact::Position => {
            items.into_iter().for_each(|title| keep(&mut record.titles, title));
        }
        Fact::Regime => regime(record, &whole),
        Fact::UnReference => keep(&mut record.references, format!("UN {whole}")),
        Fact::OfsiGroup => keep(&mut record.references, format!("OFSI {whole}")),
        Fact::UkReference => keep(&mut record.references, format!("UK {whole}")),
        Fact::Measures => {
            let stated = whole.split('|').map(str::trim).filter(|stated| !stated.is_empty());
            stated.for_each(|stated| keep(&mut record.measures, measure(stated)));
        }
        Fact::Listed => {
            record.listed_on = match (record.listed_on, date(&whole)) {
                (Some(known), Some(stated)) => Some(known.min(stated)),
                (known, stated) => known.or(stated),
            };
        }
        Fact::Updated => record.amended_on = record.amended_on.max(date(&whole)),
        Fact::Other => prose(record, &whole),
        Fact::Reasons => keep(&mut record.remarks, whole),
        Fact::Birth => {
            for item in items {
                match date(&item) {
                    Some(date) => keep(&mut record.party.births, date),
                    None => remark(record, "date of birth", &item),
                }
            }
        }
        Fact::Nationality => {
            for item in items {
                match Country::named(&item) {
                    Some(country) => keep(&mut record.party.countries, country),
                    None => remark(record, "nationality", &item),
                }
            }
        }
        Fact::Gender => {
            record.party.gender = match whole.to_ascii_lowercase().trim_end_matches('.') {
                "male" => Some(Gender::Male),
                "female" => Some(Gender::Female),
                _ => record.party.gender,
            }
        }
        Fact::Phone => add_phones(record, &items, ""),
        Fact::Fax => add_phones(record, &items, "fax"),
        Fact::Website | Fact::Email => contacts(record, &items),
        Fact::TypeOfEntity => remark(record, "type of entity", &whole),
        Fact::Parent => link(record, "parent company", items),
        Fact::Subsidiary => link(record, "subsidiary", items),
        Fact::Registration => registrations(record, &whole),
        Fact::Imo => {
            for item in items {
                let digits: String = item.chars().filter(char::is_ascii_digit).collect();
                let value = if digits.len() == 7 { digits } else { item };
                keep(&mut record.party.identifiers, Identifier::new(Scheme::Imo, value));
            }
        }
        Fact::Owner => {
            let vessel = record.vessel.get_or_insert_default();
            add_to(&mut vessel.owner, &items.join("; "));
        }
        Fact::FormerOwner => link(record, "former owner or operator", items),
        Fact::Flag => {
            for item in &items {
                if let Some(country) = Country::named(item) {
                    keep(&mut record.party.countries, country);
                }
            }
            let vessel = record.vessel.get_or_insert_default();
            add_to(&mut vessel.flag, &items.join("; "));
        }
        Fact::FormerFlag => {
            let vessel = record.vessel.get_or_insert_default();
            for flag in items.iter().flat_map(|item| item.split([',', ';', '/'])) {
                let flag = flag.trim();
                if !flag.is_empty() {
                    keep(&mut vessel.former_flags, flag.to_owned());
                }
            }
        }
        Fact::ShipType | Fact::Tonnage | Fact::Length | Fact::Built => {
            let vessel = record.vessel.get_or_insert_default();
            let field = match fact {
                Fact::ShipType => &mut vessel.ship_type,
                Fact::Tonnage => &mut vessel.tonnage,
                Fact::Length => &mut vessel.length,
                _ => &mut vessel.built,
            };
            add_to(field, &whole);
        }
        Fact::Hull => {
            let hull = Identifier::new(Scheme::SerialNumber, whole);
            keep(&mut record.party.identifiers, hull.labelled("hull identification number"));
        }
        Fact::Wallet => {
            for item in items.iter().flat_map(|item| item.split([' ', ',', ';'])) {
                if item.len() >= 20 {
                    keep(&mut record.party.identifiers, Identifier::new(Scheme::Wallet, item));
                }
            }
        }
    }
}

/// A name as the lists take it apart: names 1 to 5 are given names and those after the father, name 6
/// is the family name, or all of the name of an entity or ship.
pub(super) struct StatedName<'a> {
    /// Names 1 to 6.
    pub parts: [&'a str; 6],
    /// Primary name, variation of it, alias; the case varies.
    pub kind: &'a str,
    /// Good or low quality.
    pub quality: &'a str,
}

impl StatedName<'_> {
    /// Adds the name to a record, if there is one.
    pub fn tell(&self, record: &mut Entity) {
        let parts = self.parts.map(squeeze);
        let filled: Vec<&str> =
            parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if filled.is_empty() {
            return;
        }
        let begins = |text: &str, word: &str| {
            text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        let kind = match self.kind {
            kind if kind.eq_ignore_ascii_case("primary name") => NameKind::Primary,
            kind if kind.eq_ignore_ascii_case("fka") => NameKind::Former,
            kind if begins(kind, "primary name") => NameKind::Variation,
            _ => NameKind::Alias,
        };
        let mut name = Name::new(kind, filled.join(" "));
        if filled.len() > 1 {
            let kinds = [NamePartKind::Given]
                .into_iter()
                .chain([NamePartKind::Middle; 4])
                .chain([NamePartKind::Family]);
            name.parts = kinds.zip(&parts).filter_map(|(k, part)| NamePart::new(k, part)).collect();
        }
        let weak = begins(self.quality, "low");
        keep_name(&mut record.party.names, if weak { name.weak() } else { name });
    }
}

/// A name in another script than Latin.
pub(super) fn original_name(record: &mut Entity, text: &str, script: &str, language: &str) {
    let text = squeeze(text);
    if !text.is_empty() {
        let name = Name::alias(text).in_script(script.trim()).in_language(language.trim());
        keep_name(&mut record.party.names, name);
    }
}

/// An address.
pub(super) fn address(record: &mut Entity, lines: [&str; 6], postal_code: &str, country: &str) {
    let lines = lines.map(squeeze);
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end_matches(',')).collect();
    let (country, note) = noted(country);
    let stated = StatedPlace { lines: &lines, postal_code, country, ..StatedPlace::default() };
    if let Some(place) = stated.address() {
        if let Some(note) = note {
            let words = [place.text.as_str(), country, note].map(str::trim);
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            remark(record, "address", &words.join(", "));
        }
        keep(&mut record.party.addresses, place);
    }
}

/// A country and what stands behind it in brackets: `Iraq (previous address)`. Brackets that belong to
/// the name of the country stay.
fn noted(country: &str) -> (&str, Option<&str>) {
    match country.strip_suffix(')').and_then(|rest| rest.split_once(" (")) {
        Some((bare, note)) if Country::named(country).is_none() => (bare, Some(note)),
        _ => (country, None),
    }
}

/// Places of birth: towns and countries in two fields, numbered alike.
pub(super) fn birth_places(record: &mut Entity, towns: &str, countries: &str) {
    let (towns, countries) = (numbered::items(towns), numbered::items(countries));
    for at in 0..towns.len().max(countries.len()) {
        let item = |items: &[&str]| items.get(at).map(|item| squeeze(item)).unwrap_or_default();
        let (town, country) = (item(&towns), item(&countries));
        let place = StatedPlace { city: &town, country: &country, ..StatedPlace::default() };
        if let Some(place) = place.address() {
            keep(&mut record.birth_places, place);
        }
    }
}

/// Passports or national numbers, and details of them: two fields, numbered alike. The details also
/// stay in words.
pub(super) fn documents(record: &mut Entity, scheme: Scheme, numbers: &str, details: &str) {
    let (numbers, details) = (numbered::items(numbers), numbered::items(details));
    for at in 0..numbers.len().max(details.len()) {
        let item = |items: &[&str]| items.get(at).map(|item| squeeze(item)).unwrap_or_default();
        let (number, details) = (item(&numbers), item(&details));
        let own = match scheme {
            // A tax number or a driving licence stands among the national numbers.
            Scheme::NationalId => number_label::scheme(&details).unwrap_or(scheme),
            _ => scheme,
        };
        if number.contains(':') {
            // `OGRNIP: 3215476 TIN: 0411046`
            let found = registration_numbers::parse(&number, own);
            found.into_iter().for_each(|number| keep(&mut record.party.identifiers, number));
        } else if !number.is_empty() {
            // `734088604. 735958824`: two numbers, if both are long enough to be one.
            let long = |piece: &str| piece.bytes().filter(u8::is_ascii_digit).count() >= 5;
            let pieces: Vec<&str> = number.split(". ").collect();
            let pieces =
                if pieces.iter().all(|piece| long(piece)) { pieces } else { vec![&*number] };
            for piece in pieces {
                let mut document = Identifier::new(own, piece);
                document_details::read_into(&mut document, &details);
                if own == Scheme::Other {
                    document = document.labelled(&*details);
                }
                keep(&mut record.party.identifiers, document);
            }
        }
        let heading = if scheme == Scheme::Passport { "passport" } else { "national number" };
        if !details.is_empty() {
            remark(record, format!("{heading} {number}").trim_end(), &details);
        }
    }
}

/// `The Russia (Sanctions) (EU Exit) Regulations 2019` are the basis of the regime `Russia`.
fn regime(record: &mut Entity, text: &str) {
    let regulations = text.strip_prefix("The ").and_then(|rest| rest.split_once(" (Sanctions)"));
    match regulations {
        Some((regime, _)) => {
            keep(&mut record.programmes, regime.to_owned());
            keep(&mut record.legal_basis, text.to_owned());
        }
        None => keep(&mut record.programmes, text.to_owned()),
    }
}

/// Other information: whose asset a ship is, identifiers that are announced, the text itself.
fn prose(record: &mut Entity, text: &str) {
    let asset =
        text.split_once("Listed as asset of ").and_then(|(_, rest)| rest.split_once("OFSI ID"));
    if let Some((owner, rest)) = asset {
        let mut link = Link::named("asset of", owner.trim_end_matches([' ', '(', ',', '-', '–']));
        let rest = rest.trim_start_matches([':', ' ']);
        let group = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        link.id = (!group.is_empty()).then(|| EntityId::new("uk-ofsi", group));
        keep(&mut record.links, link);
    }
    mentioned::add(text, &mut record.party);
    keep(&mut record.remarks, text.to_owned());
}

fn registrations(record: &mut Entity, text: &str) {
    let found = registration_numbers::parse(text, Scheme::Registration);
    let before = record.party.identifiers.len();
    let none = found.is_empty();
    found.into_iter().for_each(|number| keep(&mut record.party.identifiers, number));
    mentioned::add(text, &mut record.party);
    if none && record.party.identifiers.len() == before {
        remark(record, "registration number", text);
    }
}

fn add_phones(record: &mut Entity, items: &[String], label: &str) {
    for number in items.iter().flat_map(|item| phones::numbers(item)) {
        let phone = Identifier::new(Scheme::Phone, number).labelled(label);
        keep(&mut record.party.identifiers, phone);
    }
}

/// E-mail addresses and websites: one may stand in the field of the other.
fn contacts(record: &mut Entity, items: &[String]) {
    for item in items {
        let mut found = false;
        for word in item.split([' ', ',', ';', '|']) {
            let word = word.trim_matches(['.', ':', '(', ')', '"']);
            let scheme = match word {
                _ if word.contains('@') => Scheme::Email,
                _ if word.contains('.') => Scheme::Website,
                _ => continue,
            };
            found = true;
            keep(&mut record.party.identifiers, Identifier::new(scheme, word));
        }
        if !found {
            remark(record, "contact", item);
        }
    }
}

fn link(record: &mut Entity, relation: &str, names: Vec<String>) {
    names.into_iter().for_each(|name| keep(&mut record.links, Link::named(relation, name)));
}

fn add_to(field: &mut Option<String>, text: &str) {
    match field {
        Some(known) if known.split("; ").any(|one| one == text) => {}
        Some(known) => known.push_str(&format!("; {text}")),
        None => *field = Some(text.to_owned()),
    }
}

fn remark(record: &mut Entity, heading: &str, text: &str) {
    keep(&mut record.remarks, format!("{heading}: {text}"));
}

/// A date in digits, with or without a time behind it, or in words.
pub(super) fn date(text: &str) -> Option<DateInterval> {
    let day = text.get(..10).filter(|_| text.get(10..11) == Some("T")).unwrap_or(text);
    stated_date::numeric(day).or_else(|| stated_date::parse(day))
}
