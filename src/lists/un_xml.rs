//! The consolidated list of the UN Security Council, as XML.
//!
//! Source: the publisher's schema (`sc-sanctions.xsd`) and the issues themselves. Elements carry
//! everything; the root's `dateGenerated` dates the issue.

use super::source::{LineCounter, Source};
use super::un_prose::{alias_names, document_number, marked_codes, squeeze};
use super::{Edition, Entity, EntityId, List, stated_date};
use crate::error::{Error, Result};
use crate::identifiers::{Identifier, Scheme};
use crate::party::{Address, Country, DateInterval, Gender, Kind, Name, Party};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

/// Short name of the list.
const LIST: &str = "un-sc";

/// Deepest nesting; the publisher's schema has five levels.
const MAX_DEPTH: usize = 16;

/// Longest text of one element, in bytes; the longest so far has about 9,000.
const MAX_TEXT: usize = 1 << 20;

/// An element of a record with what it holds.
#[derive(Debug, Default)]
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// The children of a name.
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of a name, in single spaces; empty without one.
    fn text_of(&self, name: &str) -> String {
        self.all(name).next().map(|child| squeeze(&child.text)).unwrap_or_default()
    }

    /// The texts of `<name><VALUE>…</VALUE>…</name>` that are not empty.
    fn values(&self, name: &str) -> Vec<String> {
        self.all(name)
            .flat_map(|child| child.all("VALUE"))
            .map(|value| squeeze(&value.text))
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// The texts of several children, joined by `separator`, empty ones left out.
    fn joined(&self, names: &[&str], separator: &str) -> String {
        let texts: Vec<String> =
            names.iter().map(|name| self.text_of(name)).filter(|text| !text.is_empty()).collect();
        texts.join(separator)
    }
}

/// Reads an issue of the list.
pub(super) fn read(source: &Source) -> Result<List> {
    let mut reader = Reader::from_str(&source.text);
    reader.config_mut().expand_empty_elements = true;
    let mut lines = LineCounter::of(&source.text);
    let mut published = None;
    let mut depth = 0_usize;
    // The record being read with its open elements, outermost first, and the line it began on.
    let mut open: Vec<Element> = Vec::new();
    let mut began = 0;
    let mut entities = Vec::new();
    let mut skipped = Vec::new();
    loop {
        let event = reader.read_event();
        let line = lines.at(reader.buffer_position());
        let format = |message: String| Error::format(message).at(&source.path, Some(line));
        let cut = || {
            Error::truncated("the file ends before </CONSOLIDATED_LIST>")
                .at(&source.path, Some(line))
                .advise("download it again")
        };
        let event = event.map_err(|error| match error {
            error if is_cut(&error, rest_of(&reader, source)) => cut(),
            error => format(format!("the XML is not well-formed: {error}")),
        })?;
        match event {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(format(format!("elements are nested deeper than {MAX_DEPTH}")));
                }
                if depth == 1 {
                    published = start
                        .try_get_attribute("dateGenerated")
                        .ok()
                        .flatten()
                        .and_then(|stamp| stamp.value.get(..10)?.parse::<DateInterval>().ok());
                } else if !open.is_empty() || kind_of(&name).is_some() {
                    if open.is_empty() {
                        began = line;
                    }
                    open.push(Element { name, ..Element::default() });
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some(element) = open.pop() {
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => match entity(&element) {
                            Ok(entity) => entities.push(entity),
                            Err(reason) => skipped.push(source.skipped(began, reason)),
                        },
                    }
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()).map_err(format)?,
            Event::CData(text) => push(&mut open, &text.xml10_content()).map_err(format)?,
            Event::GeneralRef(reference) => {
                let character = resolve(&reference).map_err(format)?;
                push(&mut open, character.encode_utf8(&mut [0; 4])).map_err(format)?;
            }
            Event::Eof if depth > 0 => return Err(cut()),
            Event::Eof => break,
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            Event::Empty(_) => {} // never sent: empty elements are expanded
        }
    }
    let edition = Edition {
        list: LIST.into(),
        publisher: "United Nations Security Council".into(),
        title: "Consolidated List".into(),
        published,
    };
    List::assemble(edition, &[source], entities, skipped)
}

/// Whether an error means that the text is over, not that something wrong stands in it.
fn is_cut(error: &quick_xml::Error, rest: &str) -> bool {
    use quick_xml::errors::{IllFormedError, SyntaxError};
    match error {
        // `<!` and a few bytes more may be the beginning of any of `<!--`, `<![CDATA[`, `<!DOCTYPE`.
        quick_xml::Error::Syntax(SyntaxError::InvalidBangMarkup) => rest.len() < "<!DOCTYPE".len(),
        // The others are all of the form "not closed before the end of the input".
        quick_xml::Error::Syntax(_) => true,
        quick_xml::Error::IllFormed(IllFormedError::UnclosedReference) => !rest.contains('<'),
        _ => false,
    }
}

/// The text from where the reader's error is.
fn rest_of<'a>(reader: &Reader<&[u8]>, source: &'a Source) -> &'a str {
    let position = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
    source.text.get(position..).unwrap_or_default()
}

/// Adds text to the innermost open element; text outside of records is white space.
fn push(open: &mut [Element], text: &str) -> Result<(), String> {
    let Some(element) = open.last_mut() else { return Ok(()) };
    if element.text.len() + text.len() > MAX_TEXT {
        return Err(format!("the text of <{}> is longer than {MAX_TEXT} bytes", element.name));
    }
    element.text.push_str(text);
    Ok(())
}

/// The character of `&amp;`, `&#233;` and the like. Entities of a document type are not expanded.
fn resolve(reference: &BytesRef) -> Result<char, String> {
    let name: &str = reference;
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Ok(character);
    }
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(format!("the entity &{name}; is not one of XML's own")),
    }
}

/// The kind of party a record element stands for. Vessels are on a list of their own.
fn kind_of(element: &str) -> Option<Kind> {
    match element {
        "INDIVIDUAL" => Some(Kind::Person),
        "ENTITY" => Some(Kind::Organization),
        _ => None,
    }
}

/// One record; the error says why it cannot be one.
fn entity(record: &Element) -> Result<Entity, String> {
    let reference = record.text_of("REFERENCE_NUMBER");
    if reference.is_empty() {
        return Err("the record has no REFERENCE_NUMBER".into());
    }
    let kind = kind_of(&record.name);
    let names = names(record);
    if names.is_empty() {
        return Err(format!("the record {reference} has no name"));
    }
    let mut party = Party { kind, names, ..Party::default() };
    party.gender = match record.text_of("GENDER").to_ascii_lowercase().as_str() {
        "male" => Some(Gender::Male),
        "female" => Some(Gender::Female),
        _ => None,
    };
    let stated = record.all("INDIVIDUAL_DATE_OF_BIRTH").filter_map(birth);
    let of_aliases = record
        .all("INDIVIDUAL_ALIAS")
        .filter_map(|alias| stated_date::parse(&alias.text_of("DATE_OF_BIRTH")));
    party.births = distinct(stated.chain(of_aliases));
    party.countries =
        distinct(record.values("NATIONALITY").iter().filter_map(|name| Country::named(name)));
    party.addresses = distinct(
        ["INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS"]
            .iter()
            .flat_map(|name| record.all(name))
            .filter_map(address),
    );
    let documents = record.all("INDIVIDUAL_DOCUMENT").filter_map(document);
    let codes = kind.map(|kind| marked_codes(&record.text_of("COMMENTS1"), kind));
    party.identifiers = distinct(documents.chain(codes.into_iter().flatten()));

    let mut titles = record.values("TITLE");
    titles.extend(record.values("DESIGNATION"));
    Ok(Entity {
        id: EntityId::new(LIST, &reference),
        party,
        titles: distinct(titles.into_iter()),
        birth_places: distinct(
            record
                .all("INDIVIDUAL_PLACE_OF_BIRTH")
                .map(|place| place.joined(&["STREET", "CITY", "STATE_PROVINCE", "COUNTRY"], ", "))
                .filter(|place| !place.is_empty()),
        ),
        vessel: None,
        programmes: Some(record.text_of("UN_LIST_TYPE"))
            .filter(|p| !p.is_empty())
            .into_iter()
            .collect(),
        measures: Vec::new(),
        listed_on: stated_date::parse(&record.text_of("LISTED_ON")),
        references: Vec::new(),
        links: Vec::new(),
    })
}

/// Primary name, name in the original script, aliases.
fn names(record: &Element) -> Vec<Name> {
    let published = record.joined(&["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"], " ");
    // Some organisations are listed under two names at once, `A ; B` or `A / A's ACRONYM`.
    let mut primary = published.split(" ; ").flat_map(|name| name.split(" / "));
    let first = primary.next().unwrap_or_default();
    let mut names: Vec<Name> = Some(first)
        .filter(|name| !name.is_empty())
        .map(Name::primary)
        .into_iter()
        .chain(primary.filter(|name| !name.is_empty()).map(Name::alias))
        .collect();
    let mut add = |name: Name| {
        if !names.iter().any(|known| known.text == name.text) {
            names.push(name);
        }
    };
    for text in alias_names(&record.text_of("NAME_ORIGINAL_SCRIPT")) {
        add(Name::alias(text));
    }
    for alias in ["INDIVIDUAL_ALIAS", "ENTITY_ALIAS"].iter().flat_map(|name| record.all(name)) {
        let quality = alias.text_of("QUALITY").to_ascii_lowercase();
        for text in alias_names(&alias.text_of("ALIAS_NAME")) {
            let name = Name::alias(text);
            add(match quality.as_str() {
                "low" => name.weak(),
                "f.k.a." => name.former(),
                _ => name,
            });
        }
    }
    names
}

/// A date of birth: EXACT and APPROXIMATELY have DATE or YEAR, BETWEEN has FROM_YEAR and TO_YEAR;
/// a month may stand in the NOTE alone.
fn birth(element: &Element) -> Option<DateInterval> {
    let date = |name: &str| stated_date::parse(&element.text_of(name));
    let note = element.text_of("NOTE");
    let stated = match (date("FROM_YEAR"), date("TO_YEAR")) {
        (Some(from), Some(to)) => from.until(to)?,
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => {
            date("DATE").or_else(|| date("YEAR")).or_else(|| stated_date::parse(&note))?
        }
    };
    let circa = element.text_of("TYPE_OF_DATE") == "APPROXIMATELY"
        || note.to_ascii_lowercase().starts_with("approximately");
    Some(if circa { stated.circa() } else { stated })
}

/// An address. A country that is not known by its name stays in the text.
fn address(element: &Element) -> Option<Address> {
    let mut text = element.joined(&["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE"], ", ");
    let published = element.text_of("COUNTRY");
    let country = Country::named(&published);
    if country.is_none() && !published.is_empty() {
        text = if text.is_empty() { published } else { format!("{text}, {published}") };
    }
    (!text.is_empty() || country.is_some()).then_some(Address { text, country })
}

/// A document; the number may stand in the second type or in the note.
fn document(element: &Element) -> Option<Identifier> {
    let (of_type, of_type2) =
        (element.text_of("TYPE_OF_DOCUMENT"), element.text_of("TYPE_OF_DOCUMENT2"));
    // A note also gives years and days, which have fewer digits than a document's number.
    let in_note = || {
        document_number(&element.text_of("NOTE"))
            .filter(|(value, _)| value.bytes().filter(u8::is_ascii_digit).count() >= 5)
    };
    let in_words = || document_number(&of_type2).or_else(in_note).map(|(value, _)| (value, true));
    let (value, extracted) = document_number(&element.text_of("NUMBER")).or_else(in_words)?;
    let country = ["ISSUING_COUNTRY", "COUNTRY_OF_ISSUE"]
        .iter()
        .find_map(|name| Country::named(&element.text_of(name)));
    let scheme = document_scheme(&of_type.to_lowercase(), &of_type2.to_lowercase());
    Some(Identifier { scheme, value, country, asset: None, extracted })
}

fn document_scheme(of_type: &str, of_type2: &str) -> Scheme {
    let is = |words: &[&str]| words.iter().any(|word| of_type2.contains(word));
    if is(&["passport"]) {
        Scheme::Passport
    } else if is(&["fiscal"]) {
        Scheme::TaxId
    } else if is(&["driv", "birth", "student", "voter"]) {
        Scheme::Other
    } else if ["passport", "passeport", "pasaporte"].iter().any(|word| of_type.contains(word)) {
        Scheme::Passport
    } else {
        Scheme::NationalId
    }
}

/// Values in their order, each once.
fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    values.fold(Vec::new(), |mut kept, value| {
        if !kept.contains(&value) {
            kept.push(value);
        }
        kept
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::{NameKind, Strength};
    use std::path::Path;

    const HEAD: &str = "<?xml version='1.0' encoding='UTF-8'?>\n<CONSOLIDATED_LIST dateGenerated='2026-02-27T00:00:09.554Z'>\n";

    fn read_text(text: &str) -> Result<List> {
        read(&Source::from_bytes(Path::new("un.xml"), text.as_bytes()).unwrap())
    }

    fn individual(inner: &str) -> String {
        format!(
            "{HEAD}<INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ANN</FIRST_NAME>\
             <REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>{inner}</INDIVIDUAL></INDIVIDUALS>\
             </CONSOLIDATED_LIST>\n"
        )
    }

    fn one(inner: &str) -> Entity {
        let list = read_text(&individual(inner)).unwrap();
        assert_eq!(list.snapshot.skipped, []);
        list.entities.into_iter().next().unwrap()
    }

    #[test]
    fn a_person_is_read() {
        let list = read_text(&format!(
            "{HEAD}<INDIVIDUALS><INDIVIDUAL>
              <FIRST_NAME> RI </FIRST_NAME><SECOND_NAME>EXAM
                PLE</SECOND_NAME><THIRD_NAME/><FOURTH_NAME>O&apos;N &amp; &#66;</FOURTH_NAME>
              <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.999 </REFERENCE_NUMBER>
              <LISTED_ON>2016-11-30</LISTED_ON><GENDER>Male</GENDER>
              <NAME_ORIGINAL_SCRIPT>리이름</NAME_ORIGINAL_SCRIPT>
              <TITLE><VALUE>Dr</VALUE></TITLE><DESIGNATION><VALUE>Official</VALUE><VALUE/></DESIGNATION>
              <NATIONALITY><VALUE>KP</VALUE></NATIONALITY>
              <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Lee E; Yi E</ALIAS_NAME></INDIVIDUAL_ALIAS>
              <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Boss</ALIAS_NAME><DATE_OF_BIRTH>1960-02-03</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
              <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
              <INDIVIDUAL_ADDRESS><STREET>1 Road</STREET><CITY>Town</CITY><COUNTRY>KP</COUNTRY></INDIVIDUAL_ADDRESS>
              <INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>
              <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Town</CITY><COUNTRY>No Such Land</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
              <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> 381310014</NUMBER><ISSUING_COUNTRY>KP</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
              <INDIVIDUAL_DOCUMENT/>
            </INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
        ))
        .unwrap();
        assert_eq!(list.snapshot.published.unwrap().to_string(), "2026-02-27");
        let entity = &list.entities[0];
        assert_eq!(entity.id.as_str(), "un-sc:KPi.999");
        let names: Vec<(&str, Strength)> =
            entity.party.names.iter().map(|n| (n.text.as_str(), n.strength)).collect();
        assert_eq!(
            names,
            [
                ("RI EXAM PLE O'N & B", Strength::Strong),
                ("리이름", Strength::Strong),
                ("Lee E", Strength::Strong),
                ("Yi E", Strength::Strong),
                ("Boss", Strength::Weak),
            ]
        );
        assert_eq!(entity.party.gender, Some(Gender::Male));
        assert_eq!(entity.party.births[0].to_string(), "1960-02-03");
        assert_eq!(entity.party.countries[0].code(), "KP");
        assert_eq!(entity.party.addresses.len(), 1);
        assert_eq!(entity.birth_places, ["Town, No Such Land"]);
        assert_eq!(entity.titles, ["Dr", "Official"]);
        assert_eq!(entity.programmes, ["DPRK"]);
        assert_eq!(entity.listed_on.unwrap().to_string(), "2016-11-30");
        let passport = &entity.party.identifiers[0];
        assert_eq!((passport.scheme, passport.value.as_str()), (Scheme::Passport, "381310014"));
        assert_eq!(passport.country.unwrap().code(), "KP");
    }

    #[test]
    fn dates_of_birth_keep_how_sure_they_are() {
        for (inner, date) in [
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17</DATE>", "1964-07-17"),
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>", "1971"),
            ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1971</YEAR>", "~1971"),
            (
                "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1958</TO_YEAR>",
                "1955/1958",
            ),
            (
                "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1955</FROM_YEAR><TO_YEAR>1958</TO_YEAR><NOTE>Approximately </NOTE>",
                "~1955/1958",
            ),
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE>", "1973-11"),
        ] {
            let entity =
                one(&format!("<INDIVIDUAL_DATE_OF_BIRTH>{inner}</INDIVIDUAL_DATE_OF_BIRTH>"));
            assert_eq!(entity.party.births[0].to_string(), date, "{inner}");
        }
        let unknown = one(
            "<INDIVIDUAL_DATE_OF_BIRTH><NOTE>30-35 years old</NOTE></INDIVIDUAL_DATE_OF_BIRTH>",
        );
        assert!(unknown.party.births.is_empty());
    }

    #[test]
    fn document_numbers_may_stand_in_notes() {
        for (inner, number) in [
            ("<NUMBER/><NOTE>04643632 issued on 18 Jun. 1999</NOTE>", Some("04643632")),
            ("<TYPE_OF_DOCUMENT2>card (tazkira) number 665</TYPE_OF_DOCUMENT2>", Some("665")),
            ("<NOTE>revoked as at Sep. 2012</NOTE>", None),
        ] {
            let entity = one(&format!("<INDIVIDUAL_DOCUMENT>{inner}</INDIVIDUAL_DOCUMENT>"));
            let found = entity.party.identifiers.first();
            assert_eq!(found.map(|i| (i.value.as_str(), i.extracted)), number.map(|n| (n, true)));
        }
    }

    #[test]
    fn an_organisation_has_former_names_and_marked_codes() {
        let list = read_text(&format!(
            "{HEAD}<ENTITIES><ENTITY><FIRST_NAME>EXAMPLE BANK (EB) ; SAMPLE BANK</FIRST_NAME>
             <REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER>
             <COMMENTS1>A bank. SWIFT/BIC: ABCDKPPY. IMO number: 1234567.</COMMENTS1>
             <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OLD BANK</ALIAS_NAME></ENTITY_ALIAS>
             </ENTITY></ENTITIES></CONSOLIDATED_LIST>"
        ))
        .unwrap();
        let party = &list.entities[0].party;
        assert_eq!(party.kind, Some(Kind::Organization));
        let names: Vec<_> = party.names.iter().map(|n| (n.text.as_str(), n.kind)).collect();
        assert_eq!(
            names,
            [
                ("EXAMPLE BANK (EB)", NameKind::Primary),
                ("SAMPLE BANK", NameKind::Alias),
                ("OLD BANK", NameKind::Former),
            ]
        );
        let schemes: Vec<_> = party.identifiers.iter().map(|i| (i.scheme, i.extracted)).collect();
        assert_eq!(schemes, [(Scheme::Bic, true), (Scheme::ImoCompany, true)]);
    }

    #[test]
    fn records_without_reference_or_name_are_skipped() {
        let list = read_text(&format!(
            "{HEAD}<INDIVIDUALS>\n<INDIVIDUAL><FIRST_NAME>ANN</FIRST_NAME></INDIVIDUAL>\n\
             <INDIVIDUAL><REFERENCE_NUMBER>XXi.002</REFERENCE_NUMBER></INDIVIDUAL>\n\
             <INDIVIDUAL><FIRST_NAME>ANN</FIRST_NAME><REFERENCE_NUMBER>XXi.003</REFERENCE_NUMBER>\
             </INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
        ))
        .unwrap();
        assert_eq!(list.snapshot.records, 1);
        let lines: Vec<u64> = list.snapshot.skipped.iter().map(|s| s.line).collect();
        assert_eq!(lines, [4, 5]);
    }

    #[test]
    fn a_cut_file_is_truncated_wherever_it_is_cut() {
        let whole = individual("<COMMENTS1>x &amp; y</COMMENTS1>\n<!-- c --><NATIONALITY/>");
        let root_end = whole.find("</CONSOLIDATED_LIST>").unwrap() + "</CONSOLIDATED_LIST>".len();
        let first = whole.find("<INDIVIDUALS>").unwrap();
        for end in first..root_end {
            let error = read_text(&whole[..end]).unwrap_err();
            assert!(error.is_truncated(), "{end} {:?}: {error}", &whole[end - 20..end]);
        }
        assert!(read_text(&whole[..root_end]).is_ok());
    }

    #[test]
    fn xml_that_is_wrong_or_hostile_is_refused() {
        let deep = "<A>".repeat(100);
        for (inner, word) in [
            ("<COMMENTS1>&unknown;</COMMENTS1>", "&unknown;"),
            ("<COMMENTS1>x</COMMENTS2>", "well-formed"),
            (deep.as_str(), "deeper"),
        ] {
            let error = read_text(&individual(inner)).unwrap_err();
            assert!(error.is_format() && !error.is_truncated(), "{error}");
            assert!(error.to_string().contains(word), "{error}");
            assert!(error.to_string().starts_with("un.xml:3: "), "{error}");
        }
        let long = format!("<COMMENTS1>{}</COMMENTS1>", "x".repeat(MAX_TEXT + 1));
        assert!(read_text(&individual(&long)).unwrap_err().to_string().contains("longer"));
        let bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>".to_owned()
            + &individual("<TITLE>&a;</TITLE>")[HEAD.find('\n').unwrap() + 1..];
        assert!(read_text(&bomb).unwrap_err().is_format());
    }

    #[test]
    fn a_list_without_a_record_is_empty() {
        assert!(read_text(&format!("{HEAD}</CONSOLIDATED_LIST>")).unwrap_err().is_empty_input());
    }
}
