//! The consolidated list of the UN Security Council, as XML.
//!
//! Source: the publisher's schema (`sc-sanctions.xsd`) and the issues themselves. Elements carry
//! everything; the root's `dateGenerated` dates the issue.

use super::prose::{alias_names, document_number};
use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::spaces::{squeeze, squeezed};
use crate::lists::stated_place::StatedPlace;
use crate::lists::xml::{Document, Element, Schema};
use crate::lists::{Entity, EntityId, List, distinct, filled, mentioned, stated_date};
use crate::party::{
    Address, Country, DateInterval, Gender, Kind, Name, NamePart, NamePartKind, Party,
};
use std::borrow::Cow;

/// Short name of the list.
const LIST: &str = "un-sc";

const INTERNAL: Use = Use::Ignored("a number for the publisher's own use");
const SORTING: Use = Use::Ignored("an order for printing, made from other elements");
const CONSTANT: Use = Use::Ignored("says `UN List` everywhere; the regime is in UN_LIST_TYPE");

/// Every element of the publisher's schema.
const FIELDS: Fields = &[
    ("INDIVIDUALS/INDIVIDUAL/COMMENTS1", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/DESIGNATION/VALUE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/FIRST_NAME", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/SECOND_NAME", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/THIRD_NAME", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/FOURTH_NAME", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/GENDER", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/LAST_DAY_UPDATED/VALUE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/LISTED_ON", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/NAME_ORIGINAL_SCRIPT", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/NATIONALITY/VALUE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/REFERENCE_NUMBER", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/TITLE/VALUE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/UN_LIST_TYPE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ADDRESS/STREET", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ADDRESS/CITY", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ADDRESS/STATE_PROVINCE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ADDRESS/ZIP_CODE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ADDRESS/COUNTRY", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ADDRESS/NOTE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ALIAS/QUALITY", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ALIAS/ALIAS_NAME", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ALIAS/DATE_OF_BIRTH", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ALIAS/CITY_OF_BIRTH", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ALIAS/COUNTRY_OF_BIRTH", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_ALIAS/NOTE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DATE_OF_BIRTH/TYPE_OF_DATE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DATE_OF_BIRTH/DATE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DATE_OF_BIRTH/YEAR", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DATE_OF_BIRTH/FROM_YEAR", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DATE_OF_BIRTH/TO_YEAR", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DATE_OF_BIRTH/NOTE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DOCUMENT/TYPE_OF_DOCUMENT", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DOCUMENT/TYPE_OF_DOCUMENT2", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DOCUMENT/NUMBER", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DOCUMENT/DATE_OF_ISSUE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DOCUMENT/CITY_OF_ISSUE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DOCUMENT/COUNTRY_OF_ISSUE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DOCUMENT/ISSUING_COUNTRY", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_DOCUMENT/NOTE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_PLACE_OF_BIRTH/STREET", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_PLACE_OF_BIRTH/CITY", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_PLACE_OF_BIRTH/STATE_PROVINCE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_PLACE_OF_BIRTH/COUNTRY", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/INDIVIDUAL_PLACE_OF_BIRTH/NOTE", Use::Read),
    ("INDIVIDUALS/INDIVIDUAL/DATAID", INTERNAL),
    ("INDIVIDUALS/INDIVIDUAL/VERSIONNUM", INTERNAL),
    ("INDIVIDUALS/INDIVIDUAL/SORT_KEY", SORTING),
    ("INDIVIDUALS/INDIVIDUAL/SORT_KEY_LAST_MOD", SORTING),
    ("INDIVIDUALS/INDIVIDUAL/LIST_TYPE", CONSTANT),
    ("ENTITIES/ENTITY/COMMENTS1", Use::Read),
    ("ENTITIES/ENTITY/FIRST_NAME", Use::Read),
    ("ENTITIES/ENTITY/LAST_DAY_UPDATED/VALUE", Use::Read),
    ("ENTITIES/ENTITY/LISTED_ON", Use::Read),
    ("ENTITIES/ENTITY/NAME_ORIGINAL_SCRIPT", Use::Read),
    ("ENTITIES/ENTITY/REFERENCE_NUMBER", Use::Read),
    ("ENTITIES/ENTITY/UN_LIST_TYPE", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ADDRESS/STREET", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ADDRESS/CITY", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ADDRESS/STATE_PROVINCE", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ADDRESS/ZIP_CODE", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ADDRESS/COUNTRY", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ADDRESS/NOTE", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ALIAS/QUALITY", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ALIAS/ALIAS_NAME", Use::Read),
    ("ENTITIES/ENTITY/ENTITY_ALIAS/NOTE", Use::Read),
    ("ENTITIES/ENTITY/DATAID", INTERNAL),
    ("ENTITIES/ENTITY/VERSIONNUM", INTERNAL),
    ("ENTITIES/ENTITY/SORT_KEY", SORTING),
    ("ENTITIES/ENTITY/SORT_KEY_LAST_MOD", SORTING),
    ("ENTITIES/ENTITY/LIST_TYPE", CONSTANT),
];

static SCHEMA: Schema =
    Schema::new(&["CONSOLIDATED_LIST"], &["INDIVIDUALS/INDIVIDUAL", "ENTITIES/ENTITY"], FIELDS);

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "un-xml",
    title: "UN Security Council Consolidated List, XML",
    proven: true,
    recognises: |head| head.has_root("CONSOLIDATED_LIST"),
    read,
};

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    let published = document.root_attribute("dateGenerated").get(..10).and_then(|d| d.parse().ok());
    let mut records = Records::default();
    while let Some(record) = document.next_record()? {
        let entity = entity(record);
        records.add(source, document.line(), entity);
    }
    let edition = Edition {
        list: LIST.into(),
        publisher: "United Nations Security Council".into(),
        title: "Consolidated List".into(),
        format: FORMAT.name,
        published,
        effective: None,
    };
    records.finish(edition, &[source], document.fields())
}

/// The kind of party a record element stands for. Vessels are on a list of their own.
fn kind_of(element: &str) -> Option<Kind> {
    match element {
        "INDIVIDUAL" => Some(Kind::Person),
        "ENTITY" => Some(Kind::Organization),
        _ => None,
    }
}

/// What stands in a record, each element once looked at.
#[derive(Default)]
struct Facts<'r> {
    reference: Cow<'r, str>,
    parts_of_name: [Cow<'r, str>; 4],
    original_script: Cow<'r, str>,
    gender: Cow<'r, str>,
    list_type: Cow<'r, str>,
    listed_on: Cow<'r, str>,
    comments: Cow<'r, str>,
    titles: Vec<String>,
    designations: Vec<String>,
    nationalities: Vec<Element<'r>>,
    updates: Vec<Element<'r>>,
    aliases: Vec<Element<'r>>,
    births: Vec<Element<'r>>,
    birth_places: Vec<Element<'r>>,
    addresses: Vec<Element<'r>>,
    documents: Vec<Element<'r>>,
}

impl<'r> Facts<'r> {
    fn of(record: Element<'r>) -> Facts<'r> {
        let mut facts = Facts::default();
        for element in record.children() {
            let text = match element.name() {
                "REFERENCE_NUMBER" => &mut facts.reference,
                "FIRST_NAME" => &mut facts.parts_of_name[0],
                "SECOND_NAME" => &mut facts.parts_of_name[1],
                "THIRD_NAME" => &mut facts.parts_of_name[2],
                "FOURTH_NAME" => &mut facts.parts_of_name[3],
                "NAME_ORIGINAL_SCRIPT" => &mut facts.original_script,
                "GENDER" => &mut facts.gender,
                "UN_LIST_TYPE" => &mut facts.list_type,
                "LISTED_ON" => &mut facts.listed_on,
                "COMMENTS1" => &mut facts.comments,
                other => {
                    facts.take(other, element);
                    continue;
                }
            };
            if text.is_empty() {
                *text = squeezed(element.text());
            }
        }
        facts
    }

    /// Takes an element of which a record may have several, or that has elements in it.
    fn take(&mut self, name: &str, element: Element<'r>) {
        match name {
            "TITLE" => self.titles.extend(values(element).map(|value| squeeze(value.text()))),
            "DESIGNATION" => {
                self.designations.extend(values(element).map(|value| squeeze(value.text())));
            }
            "NATIONALITY" => self.nationalities.extend(values(element)),
            "LAST_DAY_UPDATED" => self.updates.extend(values(element)),
            "INDIVIDUAL_ALIAS" | "ENTITY_ALIAS" => self.aliases.push(element),
            "INDIVIDUAL_DATE_OF_BIRTH" => self.births.push(element),
            "INDIVIDUAL_PLACE_OF_BIRTH" => self.birth_places.push(element),
            "INDIVIDUAL_ADDRESS" | "ENTITY_ADDRESS" => self.addresses.push(element),
            "INDIVIDUAL_DOCUMENT" => self.documents.push(element),
            _ => {}
        }
    }
}

/// The elements of `<name><VALUE>…</VALUE>…</name>` that are not empty.
fn values<'r>(element: Element<'r>) -> impl Iterator<Item = Element<'r>> + use<'r> {
    element.children().filter(|value| value.name() == "VALUE" && !value.text().is_empty())
}

/// One record; the error says why it cannot be one.
fn entity(record: Element) -> Result<Entity, String> {
    let kind = kind_of(record.name());
    let facts = Facts::of(record);
    let reference = &facts.reference;
    if reference.is_empty() {
        return Err("the record has no REFERENCE_NUMBER".into());
    }
    let names = names(&facts);
    if names.is_empty() {
        return Err(format!("the record {reference} has no name"));
    }
    let mut party = Party { kind, names, ..Party::default() };
    let genders = [("male", Gender::Male), ("female", Gender::Female)];
    let gender = genders.iter().find(|(word, _)| word.eq_ignore_ascii_case(&facts.gender));
    party.gender = gender.map(|(_, gender)| *gender);
    let stated = facts.births.iter().filter_map(birth);
    let aliases = facts.aliases.iter();
    let of_aliases =
        aliases.filter_map(|alias| stated_date::parse(&alias.text_of("DATE_OF_BIRTH")));
    party.births = distinct(stated.chain(of_aliases));
    let nationalities = facts.nationalities.iter();
    party.countries = distinct(nationalities.filter_map(|name| Country::named(name.text())));
    party.addresses = distinct(facts.addresses.iter().filter_map(place));
    party.identifiers = distinct(facts.documents.iter().filter_map(document));

    let of_aliases = facts.aliases.iter().filter_map(|alias| {
        let (city, country) = (alias.text_of("CITY_OF_BIRTH"), alias.text_of("COUNTRY_OF_BIRTH"));
        StatedPlace { city: &city, country: &country, ..StatedPlace::default() }.address()
    });
    let mut entity = Entity::new(EntityId::new(LIST, reference));
    entity.birth_places = distinct(facts.birth_places.iter().filter_map(place).chain(of_aliases));
    entity.listed_on = stated_date::parse(&facts.listed_on);
    let updates = facts.updates.iter();
    entity.amended_on = updates.filter_map(|day| stated_date::parse(day.text())).max();
    let notes = notes(&facts);
    mentioned::add_announced(&facts.comments, &mut party);
    for text in facts.designations.iter().chain(&facts.titles).chain(&notes) {
        mentioned::add_announced(text, &mut party);
    }
    // Remarks on a name stand behind it.
    for alias in &facts.aliases {
        let name = alias.text_of("ALIAS_NAME");
        if name.bytes().any(|byte| byte.is_ascii_digit()) {
            mentioned::add_announced(&name, &mut party);
        }
    }
    entity.remarks = distinct(filled(facts.comments).into_iter().chain(notes));
    entity.programmes = Vec::from_iter(filled(facts.list_type));
    entity.titles = distinct(facts.titles.into_iter().chain(facts.designations));
    entity.party = party;
    Ok(entity)
}

/// What the notes of the parts of a record say.
fn notes(facts: &Facts) -> Vec<String> {
    let noted = [
        (&facts.aliases, "NOTE", "alias"),
        (&facts.addresses, "NOTE", "address"),
        (&facts.births, "NOTE", "date of birth"),
        (&facts.birth_places, "NOTE", "place of birth"),
        (&facts.documents, "NOTE", "document"),
        (&facts.documents, "CITY_OF_ISSUE", "document issued in"),
    ];
    let mut notes = Vec::new();
    for (parts, field, heading) in noted {
        for part in parts {
            let note = part.text_of(field);
            if !note.is_empty() {
                notes.push([heading, ": ", &*note].concat());
            }
        }
    }
    notes
}

/// Primary name, name in the original script, aliases.
fn names(facts: &Facts) -> Vec<Name> {
    // The four parts are in no fixed order: given names, the father's, the family's. An organisation
    // has the first.
    let stated = facts.parts_of_name.iter().map(|part| &**part).filter(|part| !part.is_empty());
    let stated: Vec<&str> = stated.collect();
    let published = stated.join(" ");
    let parts: Vec<NamePart> = match stated.len() {
        0 | 1 => Vec::new(),
        _ => stated.iter().filter_map(|part| NamePart::new(NamePartKind::Other, *part)).collect(),
    };
    // Some organisations are listed under two names at once, `A ; B` or `A / A's ACRONYM`.
    let mut names: Vec<Name> = Vec::with_capacity(1 + facts.aliases.len());
    let mut primary = published.split(" ; ").flat_map(|name| name.split(" / "));
    let first = primary.next().unwrap_or_default();
    names.extend(
        Some(first)
            .filter(|name| !name.is_empty())
            .map(|name| Name::primary(name).with_parts(parts))
            .into_iter()
            .chain(primary.filter(|name| !name.is_empty()).map(Name::alias)),
    );
    let mut add = |name: Name| {
        if !names.iter().any(|known| known.text == name.text) {
            names.push(name);
        }
    };
    for text in alias_names(&facts.original_script) {
        add(Name::alias(text));
    }
    for alias in &facts.aliases {
        let quality = alias.text_of("QUALITY");
        for text in alias_names(&alias.text_of("ALIAS_NAME")) {
            let name = Name::alias(text);
            add(if quality.eq_ignore_ascii_case("low") {
                name.weak()
            } else if quality.eq_ignore_ascii_case("f.k.a.") {
                name.former()
            } else {
                name
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

/// An address or place of birth.
fn place(element: &Element) -> Option<Address> {
    let text = |name: &str| element.text_of(name);
    StatedPlace {
        lines: &[&text("STREET")],
        city: &text("CITY"),
        region: &text("STATE_PROVINCE"),
        postal_code: &text("ZIP_CODE"),
        country: &text("COUNTRY"),
    }
    .address()
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
    let mut identifier = Identifier::new(scheme, value).with_country(country);
    identifier.extracted = extracted;
    identifier.issued = stated_date::parse(&element.text_of("DATE_OF_ISSUE"));
    if matches!(scheme, Scheme::NationalId | Scheme::Other) {
        identifier = identifier.labelled(if of_type2.is_empty() { of_type } else { of_type2 });
    }
    Some(identifier)
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
        assert_eq!(entity.birth_places[0].text, "Town, No Such Land");
        assert_eq!(entity.birth_places[0].city.as_deref(), Some("Town"));
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
             <COMMENTS1>A bank. SWIFT/BIC: ABCDKPPY. IMO number: 1234568.</COMMENTS1>
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
    fn a_list_without_a_record_is_empty() {
        assert!(read_text(&format!("{HEAD}</CONSOLIDATED_LIST>")).unwrap_err().is_empty_input());
    }
}
