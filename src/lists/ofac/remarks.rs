//! The grammar of OFAC's remarks: clauses between semicolons, each with a label and a value.
//!
//! Source: OFAC's data specification for its CSV files and the clauses of the published lists
//! (2021 to 2025). A clause that no rule takes is handed back, so that it can be counted.

use super::fact::{Fact, opens, take};
use super::labels::{self, Meaning};
use crate::identifiers::{Identifier, Scheme};
use crate::lists::spaces::trimmed;
use crate::lists::{Entity, keep, stated_date};
use crate::party::{DateInterval, Kind, Name, NameKind};

/// What became of the remarks of one record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unread<'t> {
    /// Clauses that a rule knows but the model has no field for; they are remarks of the record.
    pub set_aside: usize,
    /// Clauses that no rule takes, as published; they are remarks of the record, too.
    pub clauses: Vec<&'t str>,
}

/// Reads complete remarks into the record they belong to.
pub(super) fn read_into<'t>(entity: &mut Entity, remarks: &'t str) -> Unread<'t> {
    let mut unread = Unread::default();
    for clause in clauses(remarks) {
        match read_clause(entity, clause) {
            Outcome::Taken => {}
            Outcome::SetAside => {
                unread.set_aside += 1;
                keep(&mut entity.remarks, clause.to_owned());
            }
            Outcome::Unread => {
                unread.clauses.push(clause);
                keep(&mut entity.remarks, clause.to_owned());
            }
        }
    }
    unread
}

/// Reads the prose that is left where all else stands in fields of its own; identifiers found in it
/// are marked as extracted.
pub(in crate::lists) fn read_prose_into(entity: &mut Entity, prose: &str) {
    let known = entity.party.identifiers.len();
    read_into(entity, prose);
    for found in entity.party.identifiers.iter_mut().skip(known) {
        found.extracted = true;
    }
}

/// The clauses of remarks. The period that ends the last one belongs to none, nor does a bracket
/// that stands around several.
pub(super) fn clauses(remarks: &str) -> impl Iterator<Item = &str> {
    let remarks = remarks.trim();
    let mut body = Some(remarks.strip_suffix('.').unwrap_or(remarks));
    let clauses = std::iter::from_fn(move || {
        let rest = body?;
        let Some(end) = memchr::memchr(b';', rest.as_bytes()) else { return body.take() };
        body = Some(&rest[end + 1..]);
        Some(&rest[..end])
    });
    clauses.map(|clause| without_bracket(trimmed(clause))).filter(|clause| !clause.is_empty())
}

/// `(Linked To: A` and `Linked To: B)` without the bracket that is open.
fn without_bracket(clause: &str) -> &str {
    let bytes = clause.as_bytes();
    if bytes.first() != Some(&b'(') && bytes.last() != Some(&b')') {
        return clause;
    }
    let (mut opened, mut closed) = (0, 0);
    for &byte in bytes {
        opened += usize::from(byte == b'(');
        closed += usize::from(byte == b')');
    }
    if let Some(inner) = clause.strip_prefix('(').filter(|_| opened > closed) {
        inner
    } else if let Some(inner) = clause.strip_suffix(')').filter(|_| closed > opened) {
        inner
    } else {
        let whole = clause.strip_prefix('(').and_then(|clause| clause.strip_suffix(')'));
        whole.filter(|inner| labels::strip(inner, "Linked To:").is_some()).unwrap_or(clause)
    }
}

enum Outcome {
    Taken,
    SetAside,
    Unread,
}

fn read_clause(entity: &mut Entity, clause: &str) -> Outcome {
    // Alternatives are listed like the first; a party has several of everything anyway.
    let clause = labels::strip(clause, "alt.").unwrap_or(clause);
    let taken = match labels::split(clause) {
        Some((Meaning::Remark, ..)) => return Outcome::SetAside,
        Some((Meaning::Measure, ..)) => {
            keep(&mut entity.measures, clause.to_owned());
            true
        }
        Some((meaning @ Meaning::Number(scheme), label, rest)) => {
            !is_sentence(scheme, rest) && take(entity, meaning, number(label, rest))
        }
        Some((meaning, label, rest)) => take(entity, meaning, Fact::new(label, rest)),
        None => name(entity, clause) || reach(entity, clause),
    };
    if taken || position(entity, clause) { Outcome::Taken } else { Outcome::Unread }
}

/// Names in quotes are weak (OFAC FAQ 122); strong ones stand in the file of alternate names.
fn name(entity: &mut Entity, clause: &str) -> bool {
    let quoted = |label| {
        let text = labels::strip(clause, label)?.strip_prefix('\'')?.strip_suffix('\'')?.trim();
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

/// `www.example.org (website)`, as older records have it.
fn reach(entity: &mut Entity, clause: &str) -> bool {
    let parts = clause.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let (scheme, value) = match parts {
        Some((value, "website")) => (Scheme::Website, value),
        Some((value, "email")) => (Scheme::Email, value),
        _ => return false,
    };
    if value.is_empty() {
        return false;
    }
    keep(&mut entity.party.identifiers, Identifier::new(scheme, value));
    true
}

/// What a person does or did.
fn position(entity: &mut Entity, clause: &str) -> bool {
    let is_position = entity.party.kind == Some(Kind::Person) && labels::is_position(clause);
    if is_position {
        keep(&mut entity.titles, clause.to_owned());
    }
    is_position
}

/// A number with its country and dates: `A 1 (Italy) issued 1 May 2001 expires May 2011`.
fn number<'a>(label: &'a str, rest: &'a str) -> Fact<'a> {
    const DATES: [&str; 2] = [" issued ", " expires "];
    let begins = |at: usize| DATES.iter().any(|word| rest[at..].starts_with(word));
    let end = rest.match_indices(' ').map(|(at, _)| at).find(|&at| begins(at));
    let (value, dates) = rest.split_at(end.unwrap_or(rest.len()));
    if dates.is_empty() {
        return Fact::new(label, value.trim());
    }
    let date = |word: &str| -> Option<DateInterval> {
        let (_, date) = dates.split_once(word)?;
        let end = DATES.iter().filter_map(|next| date.find(next)).min().unwrap_or(date.len());
        stated_date::parse(date.get(..end)?)
    };
    Fact { issued: date(" issued "), expires: date(" expires "), ..Fact::new(label, value.trim()) }
}

/// Whether several documents are told of in a sentence, instead of one by its number.
fn is_sentence(scheme: Scheme, rest: &str) -> bool {
    if !matches!(scheme, Scheme::Passport | Scheme::NationalId) {
        return false;
    }
    let bracket = memchr::memchr_iter(b'(', rest.as_bytes()).find(opens(rest));
    let number = bracket.map_or(rest, |at| &rest[..at - 1]);
    number.starts_with("No.:") || number.contains(" and ")
}

#[cfg(test)]
#[path = "../../../tests/shared/mod.rs"]
mod shared;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::EntityId;
    use crate::party::{Address, Country, Gender, Party, Strength};
    use std::collections::HashMap;

    fn record(kind: Kind, remarks: &str) -> (Entity, Unread<'_>) {
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
             0xExample; alt. Digital Currency Address - XBT ; ISIN US0378331005; SWIFT/BIC ABCDKPPY; Email Address \
             a@example.org; Website www.example.org; http://old.example.org (website); PHONE 850 2 \
             381; Telephone No. (218) (0)214; Identification Number IMO 1234567; Secondary \
             sanctions risk: section 1(b) of an order; Organization Established Date 1969.",
        );
        assert_eq!(
            identifiers(&entity),
            [
                (Scheme::Wallet, "1ExampLe", None),
                (Scheme::Wallet, "0xExample", None),
                (Scheme::Isin, "US0378331005", None),
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
        assert_eq!(entity.established[0].to_string(), "1969");
        assert_eq!(unread.set_aside, 0);
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
