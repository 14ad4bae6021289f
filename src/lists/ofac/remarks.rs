//! The grammar of OFAC's remarks: clauses between semicolons, each with a label and a value.
//!
//! Source: OFAC's data specification for its CSV files and the clauses of the published lists
//! (2021 to 2025). A clause that no rule takes is handed back, so that it can be counted.

use super::labels::{CONTACTS, MEASURES, NUMBERS, POSITIONS, SET_ASIDE};
use crate::identifiers::{Identifier, Scheme};
use crate::lists::{Entity, Link, Vessel, keep, stated_date, stated_place};
use crate::party::{Country, Gender, Kind, Name, NameKind};

/// What became of the remarks of one record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unread {
    /// Clauses that a rule knows but the model has no field for.
    pub set_aside: usize,
    /// Clauses that no rule takes, as published.
    pub clauses: Vec<String>,
}

/// Reads complete remarks into the record they belong to.
pub(super) fn read_into(entity: &mut Entity, remarks: &str) -> Unread {
    let mut unread = Unread::default();
    for clause in clauses(remarks) {
        match read_clause(entity, clause) {
            Outcome::Taken => {}
            Outcome::SetAside => unread.set_aside += 1,
            Outcome::Unread => unread.clauses.push(clause.to_owned()),
        }
    }
    entity.remarks.extend(unread.clauses.iter().cloned());
    unread
}

/// The clauses of remarks. The period that ends the last one belongs to none.
pub(super) fn clauses(remarks: &str) -> impl Iterator<Item = &str> {
    let remarks = remarks.trim();
    let body = remarks.strip_suffix('.').unwrap_or(remarks);
    body.split(';').map(str::trim).filter(|clause| !clause.is_empty())
}

enum Outcome {
    Taken,
    SetAside,
    Unread,
}

fn read_clause(entity: &mut Entity, clause: &str) -> Outcome {
    // Alternatives are listed like the first; a party has several of everything anyway.
    let clause = strip_label(clause, "alt.").unwrap_or(clause);
    if SET_ASIDE.iter().any(|label| starts_with(clause, label)) {
        return Outcome::SetAside;
    }
    if MEASURES.iter().any(|label| starts_with(clause, label)) {
        keep(&mut entity.measures, clause.to_owned());
        return Outcome::Taken;
    }
    let taken = person_fact(entity, clause)
        || name(entity, clause)
        || wallet(entity, clause)
        || craft_fact(entity, clause)
        || number(entity, clause)
        || contact(entity, clause)
        || link(entity, clause)
        || position(entity, clause);
    if taken { Outcome::Taken } else { Outcome::Unread }
}

/// Birth, nationality, gender.
fn person_fact(entity: &mut Entity, clause: &str) -> bool {
    if let Some(value) = strip_label(clause, "DOB") {
        return stated_date::parse(value)
            .map(|date| keep(&mut entity.party.births, date))
            .is_some();
    }
    if let Some(value) = strip_label(clause, "POB") {
        if let Some(place) = stated_place::parse(value) {
            keep(&mut entity.birth_places, place);
        }
        return true;
    }
    if let Some(value) = strip_label(clause, "Gender") {
        entity.party.gender = match value.to_ascii_lowercase().as_str() {
            "male" => Some(Gender::Male),
            "female" => Some(Gender::Female),
            _ => return false,
        };
        return true;
    }
    ["Nationality of Registration", "nationality", "citizen"]
        .iter()
        .find_map(|label| strip_label(clause, label))
        .and_then(Country::named)
        .map(|country| keep(&mut entity.party.countries, country))
        .is_some()
}

/// Names in quotes are weak (OFAC FAQ 122); strong ones stand in the file of alternate names.
fn name(entity: &mut Entity, clause: &str) -> bool {
    let quoted = |label| {
        let text = strip_label(clause, label)?.strip_prefix('\'')?.strip_suffix('\'')?.trim();
        (!text.is_empty()).then(|| Name::alias(text).weak())
    };
    let found = quoted("a.k.a.")
        .or_else(|| quoted("n.k.a.").map(|name| Name { kind: NameKind::Current, ..name }))
        .or_else(|| quoted("f.k.a.").map(Name::former));
    let Some(found) = found else { return false };
    if !entity.party.names.iter().any(|known| known.text == found.text) {
        entity.party.names.push(found);
    }
    true
}

/// `Digital Currency Address - XBT 1A1z…`.
fn wallet(entity: &mut Entity, clause: &str) -> bool {
    let Some((asset, address)) = strip_label(clause, "Digital Currency Address -")
        .and_then(|value| value.split_once(char::is_whitespace))
        .map(|(asset, address)| (asset, address.trim()))
        .filter(|(_, address)| !address.is_empty())
    else {
        return false;
    };
    keep(&mut entity.party.identifiers, Identifier::new(Scheme::Wallet, address).with_asset(asset));
    true
}

/// Flags, type and build of vessels.
fn craft_fact(entity: &mut Entity, clause: &str) -> bool {
    let value = |label| strip_label(clause, label).map(str::to_owned);
    let vessel = &mut entity.vessel;
    if let Some(flag) = value("Former Vessel Flag") {
        keep(&mut vessel.get_or_insert_with(Vessel::default).former_flags, flag);
        return true;
    }
    if let Some(flag) = value("Other Vessel Flag").or_else(|| value("Vessel Flag")) {
        let country = Country::named(&flag);
        if let Some(country) = country {
            keep(&mut entity.party.countries, country);
        }
        let vessel = vessel.get_or_insert_with(Vessel::default);
        let first = vessel.flag.is_none();
        vessel.flag.get_or_insert(flag);
        return first || country.is_some();
    }
    let field = |of: fn(&mut Vessel) -> &mut Option<String>, vessel: &mut Option<Vessel>, text| {
        let place = of(vessel.get_or_insert_with(Vessel::default));
        let free = place.is_none();
        place.get_or_insert(text);
        free
    };
    if let Some(year) = value("Vessel Year of Build") {
        return field(|vessel| &mut vessel.built, vessel, year);
    }
    if let Some(kind) = value("Other Vessel Type").or_else(|| value("Vessel Type")) {
        return field(|vessel| &mut vessel.ship_type, vessel, kind);
    }
    if let Some(tons) = value("Vessel Gross Registered Tonnage") {
        return field(|vessel| &mut vessel.gross_tonnage, vessel, tons);
    }
    false
}

/// Documents, registrations and codes.
fn number(entity: &mut Entity, clause: &str) -> bool {
    let Some((scheme, rest)) =
        NUMBERS.iter().find_map(|(label, scheme)| Some((*scheme, strip_label(clause, label)?)))
    else {
        return false;
    };
    let (value, country) = value_and_country(rest);
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
        || starts_with(clause, "Vessel Registration Identification");
    let (scheme, value) = match imo {
        Some(digits) => (if is_vessel { Scheme::Imo } else { Scheme::ImoCompany }, digits),
        None => (scheme, value),
    };
    keep(&mut entity.party.identifiers, Identifier::new(scheme, value).with_country(country));
    true
}

/// E-mail, web site, telephone.
fn contact(entity: &mut Entity, clause: &str) -> bool {
    let labelled =
        CONTACTS.iter().find_map(|(label, scheme)| Some((*scheme, strip_label(clause, label)?)));
    let old_style = || {
        let (value, kind) = clause.strip_suffix(')')?.rsplit_once(" (")?;
        match kind {
            "website" => Some((Scheme::Website, value)),
            "email" => Some((Scheme::Email, value)),
            _ => None,
        }
    };
    let Some((scheme, value)) = labelled.or_else(old_style) else { return false };
    let value = strip_label(value, "No.").unwrap_or(value);
    if value.is_empty() {
        return false;
    }
    keep(&mut entity.party.identifiers, Identifier::new(scheme, value));
    true
}

/// Other parties.
fn link(entity: &mut Entity, clause: &str) -> bool {
    const LINKS: [(&str, &str); 3] =
        [("Linked To:", "linked to"), ("Aircraft Operator", "operator"), ("Vessel Owner", "owner")];
    let found =
        LINKS.iter().find_map(|(label, relation)| Some((relation, strip_label(clause, label)?)));
    let Some((relation, name)) = found.filter(|(_, name)| !name.is_empty()) else { return false };
    keep(&mut entity.links, Link::named(*relation, name));
    true
}

/// What a person does or did.
fn position(entity: &mut Entity, clause: &str) -> bool {
    let is_position = entity.party.kind == Some(Kind::Person)
        && POSITIONS.iter().any(|word| strip_label(clause, word).is_some());
    if is_position {
        keep(&mut entity.titles, clause.to_owned());
    }
    is_position
}

/// A value without its country and dates: `A 1 (Italy) issued 1 May 2001 expires May 2011`.
///
/// A country that is not known by name is left off as well: it is no part of the number.
fn value_and_country(rest: &str) -> (&str, Option<Country>) {
    let end = [" issued ", " expires "]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()
        .unwrap_or(rest.len());
    let mut value = rest.get(..end).unwrap_or(rest).trim();
    let mut country = None;
    while let Some((before, bracket)) =
        value.strip_suffix(')').and_then(|text| text.rsplit_once(" ("))
    {
        if bracket.contains(|c: char| c.is_ascii_digit() || c == ')') {
            break;
        }
        country = country.or_else(|| Country::named(bracket));
        value = before.trim_end();
    }
    (value, country)
}

/// The value behind a label, which ends at a space, colon or `#`; letter case does not matter.
fn strip_label<'a>(clause: &'a str, label: &str) -> Option<&'a str> {
    let rest = clause.get(label.len()..).filter(|_| starts_with(clause, label))?;
    let ends = rest.is_empty()
        || label.ends_with(['.', ':', '#', '-'])
        || rest.starts_with(|c: char| c.is_whitespace() || c == ':' || c == ',');
    ends.then(|| rest.trim_start_matches([':', ',', '#', ' ']).trim())
}

fn starts_with(clause: &str, label: &str) -> bool {
    clause.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label))
}

#[cfg(test)]
#[path = "../../../tests/shared/mod.rs"]
mod shared;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::EntityId;
    use crate::party::{Address, Party, Strength};
    use std::collections::HashMap;

    fn record(kind: Kind, remarks: &str) -> (Entity, Unread) {
        let mut entity = Entity::new(EntityId::new("test", "1"));
        entity.party = Party::named("EXAMPLE").of_kind(kind);
        let unread = read_into(&mut entity, remarks);
        (entity, unread)
    }

    fn identifiers(entity: &Entity) -> Vec<(Scheme, &str, Option<&str>)> {
        let party = &entity.party;
        let country = |identifier: &Identifier| identifier.country.map(|c| c.to_string());
        party
            .identifiers
            .iter()
            .map(|i| (i.scheme, i.value.as_str(), country(i).map(|c| &*c.leak())))
            .collect()
    }

    #[test]
    fn a_person() {
        // Country codes, so that the test does not depend on the table of country names.
        let (entity, unread) = record(
            Kind::Person,
            "DOB 10 Dec 1948; alt. DOB circa 1961; alt. DOB 1961 to 1963; POB Giza, Egypt; \
             nationality EG; alt. citizen SD; Gender Female; Passport A 1084010 (EG) issued 02 \
             May 2001 expires May 2011; alt. Passport 19820215; National ID No. 660000 73767 \
             (BE); Tax ID No. 77 (Moscow) (RU); a.k.a. 'ABU-'UMAR'; f.k.a. 'OLD'; Minister of \
             Examples; favourite colour green.",
        );
        let births: Vec<String> = entity.party.births.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1948-12-10", "~1961", "1961/1963"]);
        assert_eq!(entity.birth_places, [Address::written("Giza", "eg".parse().ok()).unwrap()]);
        let countries: Vec<&str> = entity.party.countries.iter().map(Country::code).collect();
        assert_eq!(countries, ["EG", "SD"]);
        assert_eq!(entity.party.gender, Some(Gender::Female));
        assert_eq!(
            identifiers(&entity),
            [
                (Scheme::Passport, "A 1084010", Some("EG")),
                (Scheme::Passport, "19820215", None),
                (Scheme::NationalId, "660000 73767", Some("BE")),
                (Scheme::TaxId, "77", Some("RU")),
            ]
        );
        let names = &entity.party.names;
        assert_eq!(names[1], Name::alias("ABU-'UMAR").weak());
        assert_eq!((names[2].kind, names[2].strength), (NameKind::Former, Strength::Weak));
        assert_eq!(entity.titles, ["Minister of Examples"]);
        assert_eq!(unread.clauses, ["favourite colour green"]);
    }

    #[test]
    fn a_vessel() {
        let (entity, unread) = record(
            Kind::Vessel,
            "Former Vessel Flag Malta; alt. Former Vessel Flag None Identified; Vessel Year of \
             Build 1999; Vessel Registration Identification IMO 7406784; alt. Vessel Registration \
             Identification IMO  8730455; Vessel Registration Identification RS 150443 (RU); MMSI \
             572469210; Other Vessel Call Sign 5IM713; Linked To: EXAMPLE SHIPPING CO., LTD.",
        );
        assert_eq!(
            identifiers(&entity),
            [
                (Scheme::Imo, "7406784", None),
                (Scheme::Imo, "8730455", None),
                (Scheme::Registration, "RS 150443", Some("RU")),
                (Scheme::Mmsi, "572469210", None),
                (Scheme::CallSign, "5IM713", None),
            ]
        );
        let vessel = entity.vessel.unwrap();
        assert_eq!(vessel.former_flags, ["Malta", "None Identified"]);
        assert_eq!(vessel.built.as_deref(), Some("1999"));
        assert_eq!(entity.links[0].name, "EXAMPLE SHIPPING CO., LTD");
        assert_eq!(unread, Unread::default());
    }

    #[test]
    fn a_company() {
        let (entity, unread) = record(
            Kind::Organization,
            "Digital Currency Address - XBT 1ExampLe; alt. Digital Currency Address - USDT \
             0xExample; alt. Digital Currency Address - XBT ; SWIFT/BIC ABCDKPPY; Email Address \
             a@example.org; Website www.example.org; http://old.example.org (website); PHONE 850 2 \
             381; Telephone No. (218) (0)214; Identification Number IMO 1234567; Secondary \
             sanctions risk: section 1(b) of an order; Organization Established Date 1969.",
        );
        assert_eq!(
            identifiers(&entity),
            [
                (Scheme::Wallet, "1ExampLe", None),
                (Scheme::Wallet, "0xExample", None),
                (Scheme::Bic, "ABCDKPPY", None),
                (Scheme::Email, "a@example.org", None),
                (Scheme::Website, "www.example.org", None),
                (Scheme::Website, "http://old.example.org", None),
                (Scheme::Phone, "850 2 381", None),
                (Scheme::Phone, "(218) (0)214", None),
                (Scheme::ImoCompany, "1234567", None),
            ]
        );
        assert_eq!(entity.party.identifiers[1].asset.as_deref(), Some("USDT"));
        assert_eq!(entity.measures, ["Secondary sanctions risk: section 1(b) of an order"]);
        assert_eq!(unread.set_aside, 1);
        assert_eq!(unread.clauses, ["alt. Digital Currency Address - XBT"]);
    }

    #[test]
    fn a_label_is_not_taken_from_inside_a_word() {
        let (entity, unread) = record(Kind::Organization, "Passports are needed; DOB; Gender");
        assert!(entity.party.identifiers.is_empty());
        assert_eq!(unread.clauses.len(), 3);
    }

    /// Prints what is left unread of a whole list (`--nocapture`) and holds it down.
    #[test]
    fn few_clauses_of_the_published_list_are_left_unread() {
        let path = shared::shared("lists/ofac/sdn-2024-05-03/sdn.csv.gz");
        let text = crate::lists::source::Source::load(&path).unwrap();
        let text = text.text();
        let (mut all, mut set_aside) = (0, 0);
        let mut unread: HashMap<String, usize> = HashMap::new();
        let mut countries = 0;
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        for row in reader.into_records().map(Result::unwrap).filter(|row| row.len() == 12) {
            if row[11].trim() == "-0-" {
                continue;
            }
            let kind = match &row[2] {
                "individual" => Kind::Person,
                "vessel" => Kind::Vessel,
                "aircraft" => Kind::Aircraft,
                _ => Kind::Organization,
            };
            all += clauses(&row[11]).count();
            let (_, left) = record(kind, &row[11]);
            set_aside += left.set_aside;
            for clause in left.clauses {
                let words = ["nationality", "citizen", "Nationality of", "Citizen of"];
                if words.iter().any(|word| clause.contains(word)) {
                    countries += 1;
                    continue;
                }
                let shape: String = clause
                    .split_whitespace()
                    .take(3)
                    .map(|word| word.replace(|c: char| c.is_ascii_digit(), "9"))
                    .collect::<Vec<_>>()
                    .join(" ");
                *unread.entry(shape).or_default() += 1;
            }
        }
        let left: usize = unread.values().sum();
        let mut shapes: Vec<_> = unread.into_iter().collect();
        shapes.sort_by_key(|(shape, count)| (std::cmp::Reverse(*count), shape.clone()));
        println!("{all} clauses, {set_aside} set aside, {left} unread, {countries} countries");
        for (shape, count) in shapes.iter().take(60) {
            println!("{count:6} {shape}");
        }
        assert!(all > 60_000);
        // Countries are read through the table of names, which has its own tests.
        assert!(left * 100 < all, "{left} of {all} clauses are unread");
    }
}
