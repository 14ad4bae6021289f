//! The Consolidated Canadian Autonomous Sanctions List (SEMA and JVCFOA), as XML.
//!
//! Flat records without an id. Until 2025 the elements had English names (`LastName`); since 2026
//! they have both languages (`LastName-NomDeFamille`). Both are read.
//!
//! The only key is where a party stands in the regulations: country, schedule, item. The id is made
//! of it: `ca-sema:russia/1-part-2/94` is item 94 of Part 2 of Schedule 1 of the regulations on
//! Russia, `ca-sema:jvcfor/12` item 12 of regulations without schedules. Items have been renumbered
//! from year to year, so an id means a party only together with its edition.

use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::fields::{Fields, Use};
use crate::lists::format::{Format, Head};
use crate::lists::name_cell::{split, split_names};
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::spaces::{cut, squeezed, trimmed};
use crate::lists::xml::{Document, Element, Schema};
use crate::lists::{Entity, EntityId, List, Vessel, distinct, filled, stated_date};
use crate::party::{DateInterval, Kind, Name, NameKind, NamePart, NamePartKind};
use std::borrow::Cow;

/// Short name of the list.
const LIST: &str = "ca-sema";

/// Every element, under both of its names.
const FIELDS: Fields = &[
    ("record/Country", Use::Read),
    ("record/LastName", Use::Read),
    ("record/GivenName", Use::Read),
    ("record/EntityOrShip", Use::Read),
    ("record/Aliases", Use::Read),
    ("record/DateOfBirthOrShipBuildDate", Use::Read),
    ("record/Schedule", Use::Read),
    ("record/Item", Use::Read),
    ("record/DateOfListing", Use::Read),
    ("record/TitleOrShip", Use::Read),
    ("record/ShipIMONumber", Use::Read),
    ("record/Country-Pays", Use::Read),
    ("record/LastName-NomDeFamille", Use::Read),
    ("record/GivenName-Prenom", Use::Read),
    ("record/EntityOrShip-EntiteOuNavire", Use::Read),
    ("record/Aliases-Alias", Use::Read),
    ("record/DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire", Use::Read),
    ("record/Schedule-Annexe", Use::Read),
    ("record/Item-NumeroDarticle", Use::Read),
    ("record/DateOfListing-DateDinscription", Use::Read),
    ("record/TitleOrShipType-TitreOuTypeDeNavire", Use::Read),
    ("record/ShipIMONumber-NumeroOMIDuNavire", Use::Read),
];

static SCHEMA: Schema = Schema::new(&["data-set"], &["record"], FIELDS);

/// The format with English names of elements, as published until 2025.
pub(in crate::lists) const ENGLISH: Format = Format {
    name: "ca-sema-xml",
    title: "Canadian Autonomous Sanctions List, XML with English element names (until 2025)",
    proven: true,
    recognises: |head| is_list(head, "<Country>"),
    read: |source| read(source, ENGLISH.name),
};

/// The format with bilingual names of elements, as published since 2026.
pub(in crate::lists) const BILINGUAL: Format = Format {
    name: "ca-sema-bilingual-xml",
    title: "Canadian Autonomous Sanctions List, XML with bilingual element names (since 2026)",
    proven: false,
    recognises: |head| is_list(head, "<Country-Pays>"),
    read: |source| read(source, BILINGUAL.name),
};

/// Characters of a file in which the first country must stand.
const HEAD: usize = 10_000;

/// `data-set` is the root of many files, so an element of the first record has to be there too.
fn is_list(head: &Head, country: &str) -> bool {
    let Head::Xml { text, .. } = head else { return false };
    let end = text.char_indices().nth(HEAD).map_or(text.len(), |(at, _)| at);
    head.has_root("data-set") && text.get(..end).is_some_and(|text| text.contains(country))
}

fn read(source: &Source, format: &'static str) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    let mut records = Records::default();
    while let Some(record) = document.next_record()? {
        let entity = entity(&Facts::of(record));
        records.add(source, document.line(), entity);
    }
    let edition = Edition {
        list: LIST.into(),
        publisher: "Global Affairs Canada".into(),
        title: "Consolidated Canadian Autonomous Sanctions List".into(),
        format,
        published: None,
        effective: None,
    };
    records.finish(edition, &[source], document.fields())
}

/// The texts of a record, by the English names of its elements; the others are empty.
#[derive(Default)]
struct Facts<'r> {
    country: Cow<'r, str>,
    family_name: Cow<'r, str>,
    given_name: Cow<'r, str>,
    body: Cow<'r, str>,
    aliases: Cow<'r, str>,
    dated: Cow<'r, str>,
    schedule: Cow<'r, str>,
    item: Cow<'r, str>,
    listed: Cow<'r, str>,
    title: Cow<'r, str>,
    imo: Cow<'r, str>,
}

impl<'r> Facts<'r> {
    fn of(record: Element<'r>) -> Facts<'r> {
        let mut facts = Facts::default();
        for element in record.children() {
            // Of a name in both languages, the French one stands behind a hyphen.
            let name = element.name();
            let fact = match name.split_once('-').map_or(name, |(english, _)| english) {
                "Country" => &mut facts.country,
                "LastName" => &mut facts.family_name,
                "GivenName" => &mut facts.given_name,
                "EntityOrShip" => &mut facts.body,
                "Aliases" => &mut facts.aliases,
                "DateOfBirthOrShipBuildDate" => &mut facts.dated,
                "Schedule" => &mut facts.schedule,
                "Item" => &mut facts.item,
                "DateOfListing" => &mut facts.listed,
                "TitleOrShip" | "TitleOrShipType" => &mut facts.title,
                "ShipIMONumber" => &mut facts.imo,
                _ => continue,
            };
            if fact.is_empty() {
                *fact = squeezed(element.text());
            }
        }
        facts
    }
}

/// One record; the error says why it cannot be one.
fn entity(record: &Facts) -> Result<Entity, String> {
    let regime =
        trimmed(cut(&record.country, " / ").map_or(&*record.country, |(english, _)| english));
    let schedule = if record.schedule == "N/A" { "" } else { &*record.schedule };
    let Facts { body, title, imo, item, .. } = record;
    if regime.is_empty() || item.is_empty() {
        return Err("the record has no Country or no Item, which are its key".into());
    }
    let id = id(regime, schedule, item);
    let kind = if body.is_empty() {
        Kind::Person
    } else if imo.is_empty() && title.is_empty() {
        Kind::Organization
    } else {
        Kind::Vessel
    };
    let mut names = match kind {
        Kind::Person => person(&record.family_name, &record.given_name),
        _ => organisation(body),
    };
    if names.is_empty() {
        return Err(format!("the record {id} has no name"));
    }
    for text in alias_names(&record.aliases, kind) {
        if !names.iter().any(|known| known.text == text.text) {
            names.push(text);
        }
    }

    let mut entity = Entity::new(EntityId::new(LIST, &id));
    // In a few records a name stands where the number should.
    if imo.contains(|c: char| c.is_ascii_digit()) {
        entity.party.identifiers.push(Identifier::new(Scheme::Imo, &**imo));
    } else if !imo.is_empty() {
        names.push(Name::alias(&**imo));
    }
    entity.party.kind = Some(kind);
    entity.party.names = names;
    let dated = &*record.dated;
    if kind == Kind::Vessel {
        let ship_type = title.split('|').next().unwrap_or_default().trim().to_owned();
        let (ship_type, built) = (filled(ship_type), filled(dated));
        entity.vessel = Some(Vessel { ship_type, built, ..Vessel::default() }.into());
    } else {
        let dates = dates(dated);
        if dates.is_empty() {
            entity.remarks.extend(filled(dated).map(|text| format!("date: {text}")));
        }
        if kind == Kind::Person {
            entity.titles = distinct(filled(&**title));
            entity.party.births = dates;
        } else {
            entity.established = dates;
        }
    }
    entity.programmes = vec![regime.to_owned()];
    entity.references = vec![match schedule {
        "" => ["Item ", item].concat(),
        schedule => ["Schedule ", schedule, ", Item ", item].concat(),
    }];
    entity.listed_on = stated_date::parse(&record.listed);
    Ok(entity)
}

/// Country or regulations, schedule and item in letters, digits and hyphens.
///
/// In lower case; whatever is no letter, digit or full stop is one hyphen.
///
/// Of what stands in brackets in capitals (`… Officials Regulations (JVCFOR)`) only that.
fn id(regime: &str, schedule: &str, item: &str) -> String {
    let (name, bracket) = cut(regime, " (").unwrap_or((regime, ""));
    let short = bracket.trim_end_matches(')');
    let is_short = !short.is_empty() && short.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut id = String::with_capacity(regime.len() + schedule.len() + item.len() + 2);
    for part in [if is_short { short } else { name }, schedule, item] {
        let before = id.len();
        for word in part.split(|c: char| !c.is_alphanumeric() && c != '.') {
            if !word.is_empty() {
                id.push_str(match id.len() {
                    0 => "",
                    length if length == before => "/",
                    _ => "-",
                });
                id.push_str(word);
            }
        }
    }
    if id.is_ascii() {
        id.make_ascii_lowercase();
        return id;
    }
    id.to_lowercase()
}

fn person(family: &str, given: &str) -> Vec<Name> {
    let parts = [(NamePartKind::Given, given), (NamePartKind::Family, family)];
    let parts: Vec<NamePart> =
        parts.into_iter().filter_map(|(kind, text)| NamePart::new(kind, text)).collect();
    let text: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    if text.is_empty() {
        return Vec::new();
    }
    vec![Name::primary(text.join(" ")).with_parts(parts)]
}

/// The name of an organisation or ship. `A/B` is the name in English and French, and other names may
/// follow in brackets: `A (also known as B and C)`.
fn organisation(published: &str) -> Vec<Name> {
    const KNOWN: &str = "(also known as ";
    let (name, others) = cut(published, KNOWN).unwrap_or((published, ""));
    let name = name.trim().trim_end_matches(';');
    let mut names: Vec<Name> = split(name, &['/'])
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            Name::new(if at == 0 { NameKind::Primary } else { NameKind::Variation }, text)
        })
        .collect();
    let others = others.trim().trim_end_matches(')');
    let others = two_names(others).into_iter().flat_map(|text| split_names(text, &[';', ',']));
    names.extend(others.map(Name::alias));
    names
}

/// `A and B` are two names if they have a word in common: `Tulamashzavod PA and Tulamashzavod
/// Production Association`, but not `Research and Production Corporation`.
fn two_names(text: &str) -> Vec<&str> {
    if text.is_empty() {
        return Vec::new();
    }
    let words = |text: &str| -> Vec<String> {
        let folded = crate::text::fold(text);
        folded.split(' ').filter(|word| word.len() >= 4).map(str::to_owned).collect()
    };
    let found = text.match_indices(AND).find_map(|(at, and)| {
        let (left, right) = (text.get(..at)?, text.get(at + and.len()..)?);
        let shared = words(right).iter().any(|word| words(left).contains(word));
        (shared && right.starts_with(char::is_uppercase)).then(|| vec![left, right])
    });
    found.unwrap_or_else(|| vec![text])
}

/// Words in front of an alias that say which language it is in.
const LANGUAGES: [&str; 4] = ["Belarusian", "Belarussian", "Russian", "Ukrainian"];

/// The names in a cell of aliases: separated by semicolons, commas, slashes and `or`, some with
/// their language in front (`Russian: …`).
fn alias_names(published: &str, kind: Kind) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for text in split_names(published, &[';', ',']) {
        let (language, text) = language(text);
        for text in alternatives(text, kind) {
            let text = text.strip_prefix("also ").unwrap_or(text);
            let text = text.strip_prefix("or ").unwrap_or(text).trim();
            let text = without_loose_bracket(text);
            if !text.is_empty() {
                names.push(Name::alias(text).in_language(language));
            }
        }
    }
    names
}

fn language(text: &str) -> (&'static str, &str) {
    let found = LANGUAGES.iter().find_map(|language| {
        let rest = text.strip_prefix(language)?.trim_start().strip_prefix(':')?;
        Some((*language, rest.trim_start()))
    });
    found.unwrap_or(("", text))
}

/// What stands between two names, or between words of one.
const AND: &str = " and ";

/// A text on both sides of each `and` if they are in another script: the word is not of the names then.
fn between_foreign(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(AND).collect();
    let foreign = |part: &&str| {
        part.contains(char::is_alphabetic) && !part.contains(|c: char| c.is_ascii_alphabetic())
    };
    if parts.iter().all(foreign) { parts } else { vec![text] }
}

/// The names between slashes, `or` and, between words of another script, `and`. Of people it is often one word
/// that has alternatives (`Aleksandr or Alexander Vladimirovich Karol`): such an alias stays as it is.
fn alternatives(text: &str, kind: Kind) -> Vec<&str> {
    let parted = |word| cut(text, word).is_some();
    if memchr::memchr(b'/', text.as_bytes()).is_none() && !parted(" or ") && !parted(AND) {
        return Some(text.trim()).filter(|text| !text.is_empty()).into_iter().collect();
    }
    let pieces: Vec<&str> = split(text, &['/'])
        .into_iter()
        .flat_map(|piece| piece.split(" or "))
        .flat_map(between_foreign)
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    let of_words = |piece: &&str| piece.split_whitespace().count();
    let mixed = pieces.iter().any(|piece| of_words(piece) == 1)
        && pieces.iter().any(|piece| of_words(piece) > 1);
    if kind == Kind::Person && mixed { vec![text] } else { pieces }
}

/// Without a bracket at the beginning or end that has no partner.
fn without_loose_bracket(text: &str) -> &str {
    if !text.contains(['(', ')']) {
        return text.trim();
    }
    let (open, close) = (text.matches('(').count(), text.matches(')').count());
    if open > close {
        text.strip_prefix('(').unwrap_or(text)
    } else if close > open {
        text.strip_suffix(')').unwrap_or(text)
    } else {
        text
    }
    .trim()
}

/// `1965-04-29`, `1972`, `1956-12`, `1963 or 1964`, `1970-1975`.
fn dates(stated: &str) -> Vec<DateInterval> {
    // Most cells hold one date.
    if let Some(date) = stated_date::parse(stated) {
        return vec![date];
    }
    let lower = stated.to_ascii_lowercase();
    distinct(lower.split(" or ").filter_map(|date| {
        let date = date.trim();
        stated_date::parse(date).or_else(|| DateInterval::written(date))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn list(records: &str) -> Result<List> {
        let text = format!("<?xml version='1.0'?>\n<data-set>\n{records}</data-set>");
        read(&Source::from_bytes(Path::new("ca.xml"), text.as_bytes()).unwrap(), ENGLISH.name)
    }

    const PERSON: &str = "<record><Country>Belarus / Bélarus</Country><LastName>EXAMPLE</LastName>\
        <GivenName>Ann\nMary </GivenName><Aliases>Anna Example, Belarusian: Ганна; Russian: Анна Пример or \
        Анна Образец</Aliases><DateOfBirthOrShipBuildDate>1963 or 1964 </DateOfBirthOrShipBuildDate>\
        <Schedule>1, Part 1.1</Schedule><Item>7</Item><DateOfListing>2020-09-28</DateOfListing>\
        <TitleOrShip>Colonel</TitleOrShip></record>";

    #[test]
    fn a_person_is_read() {
        let list = list(PERSON).unwrap();
        let entity = &list.entities[0];
        assert_eq!(entity.id.as_str(), "ca-sema:belarus/1-part-1.1/7");
        let names: Vec<_> =
            entity.party.names.iter().map(|n| (n.text.as_str(), n.language.as_deref())).collect();
        assert_eq!(
            names,
            [
                ("Ann Mary EXAMPLE", None),
                ("Anna Example", None),
                ("Ганна", Some("Belarusian")),
                ("Анна Пример", Some("Russian")),
                ("Анна Образец", Some("Russian")),
            ]
        );
        assert_eq!(entity.party.names[0].parts[1].kind, NamePartKind::Family);
        let births: Vec<String> = entity.party.births.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1963", "1964"]);
        assert_eq!(entity.titles, ["Colonel"]);
        assert_eq!(entity.programmes, ["Belarus"]);
        assert_eq!(entity.references, ["Schedule 1, Part 1.1, Item 7"]);
        assert_eq!(entity.listed_on.unwrap().to_string(), "2020-09-28");
        // The country is that of the regulations, not the person's.
        assert!(entity.party.countries.is_empty());
    }

    #[test]
    fn a_ship_and_a_body_with_bilingual_elements() {
        let text = "<data-set><record><Country-Pays>Russia / Russie</Country-Pays>\
            <EntityOrShip-EntiteOuNavire>M/V Maria </EntityOrShip-EntiteOuNavire>\
            <TitleOrShipType-TitreOuTypeDeNavire>Oil Tanker | Pétrolier</TitleOrShipType-TitreOuTypeDeNavire>\
            <ShipIMONumber-NumeroOMIDuNavire>9074729</ShipIMONumber-NumeroOMIDuNavire>\
            <DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire>1999\
            </DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire>\
            <Schedule-Annexe>1.1</Schedule-Annexe><Item-NumeroDarticle>3</Item-NumeroDarticle>\
            <DateOfListing-DateDinscription>2025-02-21</DateOfListing-DateDinscription></record>\
            <record><Country-Pays>Justice Regulations (JVCFOR) / Règlement (RJVDEC)</Country-Pays>\
            <EntityOrShip-EntiteOuNavire>Bank of X (XB)/Banque de X (also known as Old Example, JSC \
            and Old Example Bank)</EntityOrShip-EntiteOuNavire><Schedule-Annexe>N/A</Schedule-Annexe>\
            <Item-NumeroDarticle>12</Item-NumeroDarticle></record></data-set>";
        let source = Source::from_bytes(Path::new("ca.xml"), text.as_bytes()).unwrap();
        assert_eq!(crate::lists::format::of(&source).unwrap().name, BILINGUAL.name);
        let list = read(&source, BILINGUAL.name).unwrap();
        assert_eq!(list.snapshot.unknown_fields, [""; 0]);
        let ship = &list.entities[0];
        assert_eq!(ship.id.as_str(), "ca-sema:russia/1.1/3");
        assert_eq!(ship.party.kind, Some(Kind::Vessel));
        assert_eq!(ship.party.identifiers[0], Identifier::new(Scheme::Imo, "9074729"));
        let facts = ship.vessel.as_ref().unwrap();
        assert_eq!(facts.ship_type.as_deref(), Some("Oil Tanker"));
        assert_eq!(facts.built.as_deref(), Some("1999"));
        let body = &list.entities[1];
        assert_eq!(body.id.as_str(), "ca-sema:jvcfor/12");
        let names: Vec<_> = body.party.names.iter().map(|n| (n.text.as_str(), n.kind)).collect();
        assert_eq!(
            names,
            [
                ("Bank of X (XB)", NameKind::Primary),
                ("Banque de X", NameKind::Variation),
                ("Old Example, JSC", NameKind::Alias),
                ("Old Example Bank", NameKind::Alias),
            ]
        );
    }

    #[test]
    fn cells_of_aliases_are_taken_apart() {
        let texts = |cell, kind| -> Vec<String> {
            alias_names(cell, kind).into_iter().map(|name| name.text).collect()
        };
        let (person, body) = (Kind::Person, Kind::Organization);
        for (cell, kind, names) in [
            ("A B/ C D", person, vec!["A B", "C D"]),
            (
                "Aleksandr/ Alexander or Alex Karol",
                person,
                vec!["Aleksandr/ Alexander or Alex Karol"],
            ),
            ("X or Y", person, vec!["X", "Y"]),
            ("Олег Ім'я and Олег Имя", person, vec!["Олег Ім'я", "Олег Имя"]),
            ("Ганна Ім'я and Імʼя", person, vec!["Ганна Ім'я and Імʼя"]),
            ("«Марс» and АО «Марс»", body, vec!["«Марс»", "АО «Марс»"]),
            ("Research and Production Works", body, vec!["Research and Production Works"]),
            ("also Ann B", person, vec!["Ann B"]),
            ("(A B / C D", person, vec!["A B", "C D"]),
            ("A B, or C", person, vec!["A B", "C"]),
            ("A, LLC; B or C D", body, vec!["A, LLC", "B", "C D"]),
            ("A;, B", body, vec!["A", "B"]),
        ] {
            assert_eq!(texts(cell, kind), names, "{cell}");
        }
        assert_eq!(two_names("Tul PA and Tul Works").len(), 1, "words of four letters count");
        assert_eq!(two_names("Tulamash PA and Tulamash Works").len(), 2);
        assert_eq!(two_names("Research and Production Corporation").len(), 1);
    }

    #[test]
    fn what_is_no_record_is_skipped() {
        let list = list(&format!(
            "{PERSON}\n{PERSON}\n<record><Country>Iran</Country><LastName>X</LastName></record>\n\
             <record><Country>Iran</Country><Item>1</Item></record>\n"
        ))
        .unwrap();
        let reasons: Vec<(u64, &str)> =
            list.snapshot.skipped.iter().map(|s| (s.line, s.reason.as_str())).collect();
        assert_eq!(reasons.len(), 3, "{reasons:?}");
        assert!(reasons[0].1.contains("second record"), "{reasons:?}");
        assert!(reasons[1].1.contains("no Item") && reasons[2].1.contains("no name"));
    }

    #[test]
    fn damage_is_told() {
        let whole = format!("<data-set>{PERSON}<novel/></data-set>");
        let at = |text: &str| {
            read(&Source::from_bytes(Path::new("ca.xml"), text.as_bytes()).unwrap(), ENGLISH.name)
        };
        assert_eq!(at(&whole).unwrap().snapshot.unknown_fields, ["novel"]);
        for end in (11..whole.len()).filter(|&end| whole.is_char_boundary(end)) {
            assert!(at(&whole[..end]).unwrap_err().is_truncated(), "{end}");
        }
        assert!(list("").unwrap_err().is_empty_input());
        assert!(at("<other/>").unwrap_err().is_format());
        let undated = PERSON.replace("1963 or 1964", "born in the early 1970s");
        let list = list(&undated).unwrap();
        assert_eq!(list.entities[0].remarks, ["date: born in the early 1970s"]);
    }
}
