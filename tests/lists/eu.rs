//! The EU's consolidated list.

use super::{entity, of_kind, one, shared, text_of};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use tamis::identifiers::Scheme;
use tamis::lists::{self, List};
use tamis::{Entity, Kind, NameKind, NamePartKind, Strength};

const OFFICIAL: &str = "lists/eu/xmlFullSanctionsList_1_1-2021-03-02.xml.gz";
const RECONSTRUCTED: &str = "lists/eu/xmlFullSanctionsList_1_1-2026-05-01.reconstructed.xml.gz";

/// The value of an attribute in a start tag, its references resolved, in single spaces.
fn attribute(tag: &str, name: &str) -> String {
    let Some((_, rest)) = tag.split_once(&format!(" {name}=")) else { return String::new() };
    let mut value = rest[1..].split(rest.chars().next().unwrap()).next().unwrap().to_owned();
    for (reference, character) in [
        ("&#xA;", " "),
        ("&#xD;", " "),
        ("&#x9;", " "),
        ("&#10;", " "),
        ("&#13;", " "),
        ("&#9;", " "),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        value = value.replace(reference, character);
    }
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start tags of an element in a piece of the raw file.
fn tags<'a>(piece: &'a str, element: &str) -> Vec<&'a str> {
    let start = format!("<{element} ");
    piece
        .match_indices(&start)
        .map(|(at, _)| &piece[at..at + piece[at..].find('>').unwrap()])
        .collect()
}

/// The pieces of the raw file by EU reference number: two of one party are one.
fn parties(text: &str) -> BTreeMap<String, String> {
    let mut parties: BTreeMap<String, String> = BTreeMap::new();
    for piece in text.split("<sanctionEntity ").skip(1) {
        let piece = format!("<sanctionEntity {piece}");
        let reference = attribute(tags(&piece, "sanctionEntity")[0], "euReferenceNumber");
        parties.entry(reference).or_default().push_str(&piece);
    }
    parties
}

fn by_reference(list: &List) -> HashMap<&str, &Entity> {
    list.entities.iter().map(|entity| (entity.id.publisher_id(), entity)).collect()
}

/// Every name, date of birth, number and country of the raw file stands in the record, and nothing
/// else does.
fn agrees_with_the_raw_file(list: &List, text: &str) {
    let parties = parties(text);
    assert_eq!(list.entities.len(), parties.len());
    assert_eq!(list.snapshot.skipped, []);
    assert_eq!(list.snapshot.unknown_fields, Vec::<String>::new());
    let records = by_reference(list);
    for (reference, raw) in &parties {
        let record = records[reference.as_str()];
        let names: BTreeSet<String> =
            tags(raw, "nameAlias").iter().map(|tag| attribute(tag, "wholeName")).collect();
        let read: BTreeSet<String> = record.party.names.iter().map(|n| n.text.clone()).collect();
        assert_eq!(read, names, "{reference}");
        assert_eq!(record.party.names.len(), names.len(), "{reference}");

        let mut births = BTreeSet::new();
        for tag in tags(raw, "birthdate") {
            let of = |name: &str| attribute(tag, name);
            let (from, to) = (of("yearRangeFrom"), of("yearRangeTo"));
            let stated = if !of("birthdate").is_empty() {
                of("birthdate")
            } else if of("calendarType") != "GREGORIAN" {
                String::new()
            } else if !from.is_empty() && !to.is_empty() {
                if from == to { from } else { format!("{from}/{to}") }
            } else if !of("monthOfYear").is_empty() && of("dayOfMonth").is_empty() {
                format!("{}-{:0>2}", of("year"), of("monthOfYear"))
            } else {
                of("year")
            };
            if !stated.is_empty() {
                let circa = if of("circa") == "true" { "~" } else { "" };
                births.insert(format!("{circa}{stated}"));
            }
        }
        let read: BTreeSet<String> = record.party.births.iter().map(ToString::to_string).collect();
        assert_eq!(read, births, "{reference}");

        let numbers: BTreeSet<String> =
            tags(raw, "identification").iter().map(|tag| attribute(tag, "number")).collect();
        let contact = [Scheme::Phone, Scheme::Email, Scheme::Website];
        let read: BTreeSet<String> = record
            .party
            .identifiers
            .iter()
            .filter(|i| !i.extracted && !contact.contains(&i.scheme))
            .map(|i| i.value.clone())
            .collect();
        assert_eq!(read, numbers, "{reference}");

        // The countries of these files are known by their codes, except the unknown one.
        let codes: BTreeSet<String> = tags(raw, "citizenship")
            .iter()
            .map(|tag| attribute(tag, "countryIso2Code"))
            .filter(|code| code != "00")
            .collect();
        let read: BTreeSet<String> =
            record.party.countries.iter().map(ToString::to_string).collect();
        assert_eq!(read, codes, "{reference}");
    }
}

#[test]
fn the_official_file_of_march_2021() {
    let path = shared(OFFICIAL);
    let (list, text) = (one(&path), text_of(&path));
    assert_eq!(
        (list.snapshot.list.as_str(), list.snapshot.format.as_str()),
        ("eu-fsf", "eu-fsf-xml")
    );
    assert_eq!(list.snapshot.published.unwrap().to_string(), "2021-03-02");
    // The latest `entryIntoForceDate` of the raw file.
    assert_eq!(list.snapshot.effective.unwrap().to_string(), "2021-03-02");
    // 2,269 elements, of which 21 are a party's second one, under another programme.
    let elements = text.matches("<sanctionEntity ").count();
    assert_eq!((elements, list.snapshot.records, list.entities.len()), (2_269, 2_269, 2_248));
    assert_eq!(list.snapshot.kinds[&Kind::Person], 1_700);
    assert_eq!(list.snapshot.kinds[&Kind::Organization], 569);
    assert_eq!(text.matches("classificationCode=\"P\"").count(), 1_700);
    assert_eq!(text.matches("classificationCode=\"E\"").count(), 569);
    let twice: Vec<Kind> = list
        .entities
        .iter()
        .filter(|entity| entity.programmes.len() > 1)
        .filter_map(|entity| entity.party.kind)
        .collect();
    assert_eq!(twice.len(), 21);
    let persons_twice = twice.iter().filter(|kind| **kind == Kind::Person).count();
    assert_eq!(of_kind(&list, Kind::Person), 1_700 - persons_twice);
    assert_eq!(of_kind(&list, Kind::Organization), 569 - (21 - persons_twice));
    for (element, count) in
        [("nameAlias", 9_544), ("birthdate", 1_835), ("address", 1_142), ("identification", 667)]
    {
        assert_eq!(tags(&text, element).len(), count, "{element}");
    }
    agrees_with_the_raw_file(&list, &text);

    // Every contact stands in its record.
    let contacts = tags(&text, "contactInfo");
    assert_eq!(contacts.len(), 279);
    for (reference, raw) in parties(&text) {
        let record = by_reference(&list)[reference.as_str()];
        let values: Vec<&str> = record.party.identifiers.iter().map(|i| i.value.as_str()).collect();
        let all = values.join(" ");
        for tag in tags(&raw, "contactInfo") {
            for word in attribute(tag, "value").split([' ', ';', ',']).filter(|w| w.len() > 3) {
                assert!(all.contains(word.trim_end_matches('.')), "{reference}: {word} in {all}");
            }
        }
    }
    // A quality stands in words only: 32 + 14 + 5 remarks on names.
    let low = text.to_lowercase().matches("<remark>low quality").count();
    let weak = list
        .entities
        .iter()
        .flat_map(|entity| &entity.party.names)
        .filter(|name| name.strength == Strength::Weak)
        .count();
    assert_eq!(weak, low);
    let former = list
        .entities
        .iter()
        .flat_map(|entity| &entity.party.names)
        .filter(|name| name.kind == NameKind::Former)
        .count();
    let said = text.to_lowercase().matches("<remark>formerly known as</remark>").count();
    assert_eq!(former, said);
}

#[test]
fn records_are_read_as_published() {
    let list = one(&shared(OFFICIAL));
    let first = entity(&list, "eu-fsf:EU.27.28");
    let name = &first.party.names[0];
    assert_eq!((name.text.as_str(), name.kind), ("Saddam Hussein Al-Tikriti", NameKind::Primary));
    let parts: Vec<(NamePartKind, &str)> =
        name.parts.iter().map(|part| (part.kind, part.text.as_str())).collect();
    assert_eq!(
        parts,
        [(NamePartKind::Given, "Saddam"), (NamePartKind::Family, "Hussein Al-Tikriti")]
    );
    assert_eq!(first.party.names[2].language.as_deref(), Some("FR"));
    assert_eq!(first.party.gender, Some(tamis::Gender::Male));
    assert_eq!(first.birth_places[0].text, "al-Awja, near Tikrit");
    assert_eq!(first.birth_places[0].country.unwrap().code(), "IQ");
    assert_eq!(first.programmes, ["IRQ"]);
    assert_eq!(first.legal_basis, ["1210/2003 (OJ L169)"]);
    assert_eq!(first.amended_on.unwrap().to_string(), "2003-07-08");
    assert_eq!(first.remarks, ["UNSC RESOLUTION 1483"]);

    // Listed under two programmes: one record with the names and acts of both.
    let twice = entity(&list, "eu-fsf:EU.472.57");
    assert_eq!(twice.programmes, ["AFG", "TAQA"]);
    assert_eq!(twice.legal_basis, ["2017/404 (OJ L63)", "220/2008 (OJ L68)"]);
    assert_eq!(twice.listed_on.unwrap().to_string(), "2001-01-31");
    let primary = twice.party.names.iter().filter(|name| name.kind == NameKind::Primary).count();
    assert_eq!((primary, twice.party.names[0].text.as_str()), (1, "Sayyed Ghiassouddine Agha"));

    // The first name of this record is of low quality.
    let weak = entity(&list, "eu-fsf:EU.958.41");
    assert_eq!(weak.party.names[0].kind, NameKind::Primary);
    assert_eq!(weak.party.names[0].strength, Strength::Strong);
    let abou_ali = weak.party.names.iter().find(|name| name.text == "Abou Ali").unwrap();
    assert_eq!((abou_ali.kind, abou_ali.strength), (NameKind::Alias, Strength::Weak));

    // A date in the Islamic calendar is given with its Gregorian day.
    let islamic = list
        .entities
        .iter()
        .any(|entity| entity.party.births.iter().any(|date| date.to_string() == "1982-04-19"));
    assert!(islamic);
    let bank = list
        .entities
        .iter()
        .flat_map(|entity| &entity.party.identifiers)
        .filter(|i| i.scheme == Scheme::Bic && !i.extracted)
        .count();
    assert_eq!(bank, 5, "as many as there are elements with the code swiftbic");
}

#[test]
fn the_reconstructed_file_of_may_2026_agrees_with_what_it_was_made_from() {
    let path = shared(RECONSTRUCTED);
    let list = one(&path);
    agrees_with_the_raw_file(&list, &text_of(&path));
    assert_eq!(list.snapshot.records, 5_860);
    assert_eq!((of_kind(&list, Kind::Person), of_kind(&list, Kind::Organization)), (4_341, 1_519));

    let packed = std::fs::read(shared("lists/eu/eu-fsf-2026-05-01.derived.jsonl.gz")).unwrap();
    let mut lines = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut lines).unwrap();
    let records = by_reference(&list);
    let mut names = 0;
    for line in lines.lines() {
        let derived: serde_json::Value = serde_json::from_str(line).unwrap();
        let record = records[derived["eu_reference_number"].as_str().unwrap()];
        for alias in derived["name_aliases"].as_array().unwrap() {
            names += 1;
            let text = alias["whole_name"].as_str().unwrap();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let found = record.party.names.iter().find(|name| name.text == text);
            assert!(found.is_some(), "{}: {text}", record.id);
        }
        let programme = derived["regulations"][0]["programme"].as_str().unwrap();
        assert_eq!(record.programmes, [programme], "{}", record.id);
    }
    assert_eq!(names, 29_826);
}

pub(super) const SMALL: &str = "<?xml version='1.0' encoding='UTF-8'?>\n<export xmlns='http://eu.europa.ec/fpi/fsd/export' generationDate='2026-05-01T00:00:00.000+02:00' globalFileId='1'><sanctionEntity euReferenceNumber='EU.1.1' logicalId='1'><subjectType code='person' classificationCode='P'/><nameAlias wholeName='A &amp; B'/></sanctionEntity></export>";

#[test]
fn a_cut_file_is_truncated_wherever_it_is_cut() {
    // Before the name space stands in the text, it is no list that is known.
    for end in 130..SMALL.len() {
        let error = lists::read_bytes("eu.xml", &SMALL.as_bytes()[..end]).unwrap_err();
        assert!(error.is_truncated(), "{end}: {error}");
    }
    for end in 1..130 {
        assert!(lists::read_bytes("eu.xml", &SMALL.as_bytes()[..end]).is_err(), "{end}");
    }
    assert_eq!(lists::read_bytes("eu.xml", SMALL.as_bytes()).unwrap()[0].snapshot.records, 1);
}

#[test]
fn what_is_wrong_is_refused_counted_or_told() {
    let read = |text: &str| lists::read_bytes("eu.xml", text.as_bytes());
    let other = SMALL.replace("http://eu.europa.ec/fpi/fsd/export", "http://example.org");
    assert!(read(&other).unwrap_err().is_format(), "another file whose root is called export");
    let none = SMALL.replace("EU.1.1", "").replace("logicalId='1'", "logicalId=''");
    let error = read(&none).unwrap_err();
    assert!(error.is_empty_input() && error.to_string().contains("reference number"), "{error}");
    let nameless = SMALL.replace("A &amp; B", " ");
    assert!(read(&nameless).unwrap_err().to_string().contains("has no name"));
    let delisted = SMALL.replace("logicalId='1'>", "logicalId='1' delistingDate='2026-04-01'>");
    assert!(read(&delisted).unwrap_err().is_empty_input(), "nothing is left to screen against");
    let later = SMALL.replace("logicalId='1'>", "logicalId='1' delistingDate='2026-06-01'>");
    assert_eq!(read(&later).unwrap()[0].entities[0].remarks, ["to be delisted on 2026-06-01"]);
    let grown = SMALL.replace("<nameAlias ", "<nameAlias shoeSize='44' ");
    let list = &read(&grown).unwrap()[0];
    assert_eq!(list.snapshot.unknown_fields, ["sanctionEntity/nameAlias/@shoeSize"]);
    assert!(read(&SMALL.replace("A &amp; B", "A\0B")).unwrap_err().is_encoding());
    let weak = SMALL.replace(
        "/></sanctionEntity>",
        "/><nameAlias wholeName='C' strong='false'/></sanctionEntity>",
    );
    assert_eq!(read(&weak).unwrap()[0].entities[0].party.names[1].strength, Strength::Weak);
}

/// An element, the prefix of its columns, and each column with the attribute it is.
type PartColumns = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The file of 2021 as the publisher's CSV layout has it: a row for each part, the other columns empty.
fn as_csv(text: &str) -> String {
    let columns: &[PartColumns] = &[
        (
            "nameAlias",
            "NameAlias",
            &[
                ("LastName", "lastName"),
                ("FirstName", "firstName"),
                ("MiddleName", "middleName"),
                ("WholeName", "wholeName"),
                ("NameLanguage", "nameLanguage"),
                ("Gender", "gender"),
                ("Title", "title"),
                ("Function", "function"),
            ],
        ),
        (
            "address",
            "Address",
            &[
                ("City", "city"),
                ("Street", "street"),
                ("PoBox", "poBox"),
                ("ZipCode", "zipCode"),
                ("Region", "region"),
                ("Place", "place"),
                ("CountryIso2Code", "countryIso2Code"),
                ("CountryDescription", "countryDescription"),
            ],
        ),
        (
            "birthdate",
            "BirthDate",
            &[
                ("BirthDate", "birthdate"),
                ("Day", "dayOfMonth"),
                ("Month", "monthOfYear"),
                ("Year", "year"),
                ("YearRangeFrom", "yearRangeFrom"),
                ("YearRangeTo", "yearRangeTo"),
                ("Circa", "circa"),
                ("CalendarType", "calendarType"),
                ("ZipCode", "zipCode"),
                ("Region", "region"),
                ("Place", "place"),
                ("City", "city"),
                ("CountryIso2Code", "countryIso2Code"),
                ("CountryDescription", "countryDescription"),
            ],
        ),
        (
            "identification",
            "Identification",
            &[
                ("Number", "number"),
                ("IssuedDate", "issueDate"),
                ("ValidFrom", "validFrom"),
                ("ValidTo", "validTo"),
                ("TypeCode", "identificationTypeCode"),
                ("TypeDescription", "identificationTypeDescription"),
                ("CountryIso2Code", "countryIso2Code"),
                ("CountryDescription", "countryDescription"),
            ],
        ),
        (
            "citizenship",
            "Citizenship",
            &[("CountryIso2Code", "countryIso2Code"), ("CountryDescription", "countryDescription")],
        ),
    ];
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let mut header: Vec<String> = [
        "fileGenerationDate",
        "Entity_LogicalId",
        "Entity_EU_ReferenceNumber",
        "Entity_UnitedNationId",
        "Entity_DesignationDate",
        "Entity_SubjectType",
        "Entity_SubjectType_ClassificationCode",
        "Entity_Regulation_NumberTitle",
        "Entity_Regulation_Programme",
        "Entity_Regulation_PublicationDate",
        "Entity_Regulation_EntryIntoForceDate",
    ]
    .map(str::to_owned)
    .to_vec();
    for (_, prefix, fields) in columns {
        header.extend(fields.iter().map(|(column, _)| format!("{prefix}_{column}")));
    }
    writer.write_record(&header).unwrap();
    for piece in text.split("<sanctionEntity ").skip(1) {
        let piece = format!("<sanctionEntity {piece}");
        let of = |element: &str, name: &str| attribute(tags(&piece, element)[0], name);
        let common = [
            "02/03/2021".to_owned(),
            of("sanctionEntity", "logicalId"),
            of("sanctionEntity", "euReferenceNumber"),
            of("sanctionEntity", "unitedNationId"),
            of("sanctionEntity", "designationDate"),
            of("subjectType", "classificationCode"),
            of("subjectType", "code"),
            of("regulation", "numberTitle"),
            of("regulation", "programme"),
            of("regulation", "publicationDate"),
            of("regulation", "entryIntoForceDate"),
        ];
        for (element, ..) in columns {
            for tag in tags(&piece, element) {
                let cells = columns.iter().flat_map(|(known, _, fields)| {
                    fields.iter().map(move |(_, name)| match known == element {
                        true => attribute(tag, name),
                        false => String::new(),
                    })
                });
                writer.write_record(common.iter().cloned().chain(cells)).unwrap();
            }
        }
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn the_same_facts_in_csv_are_the_same_records() {
    let path = shared(OFFICIAL);
    let text = text_of(&path);
    let table = as_csv(&text);
    let read = lists::read_bytes("eu.csv", format!("\u{feff}{table}").as_bytes()).unwrap();
    let (csv, xml) = (&read[0], one(&path));
    assert_eq!(csv.snapshot.format, "eu-fsf-csv");
    assert_eq!(csv.snapshot.published, xml.snapshot.published);
    assert_eq!(csv.snapshot.effective, xml.snapshot.effective);
    assert_eq!(csv.snapshot.unknown_fields, Vec::<String>::new());
    assert_eq!(csv.snapshot.skipped, []);
    assert_eq!(csv.entities.len(), xml.entities.len());
    for (a, b) in csv.entities.iter().zip(&xml.entities) {
        assert_eq!(a.id, b.id);
        let texts = |entity: &Entity| -> BTreeSet<(String, Option<String>)> {
            entity.party.names.iter().map(|n| (n.text.clone(), n.language.clone())).collect()
        };
        assert_eq!(texts(a), texts(b), "{}", a.id);
        assert_eq!(a.party.kind, b.party.kind, "{}", a.id);
        assert_eq!(a.party.births, b.party.births, "{}", a.id);
        assert_eq!(a.party.countries, b.party.countries, "{}", a.id);
        assert_eq!(a.party.addresses, b.party.addresses, "{}", a.id);
        assert_eq!(a.party.gender, b.party.gender, "{}", a.id);
        assert_eq!((&a.programmes, &a.legal_basis), (&b.programmes, &b.legal_basis), "{}", a.id);
        assert_eq!((a.listed_on, a.amended_on), (b.listed_on, b.amended_on), "{}", a.id);
    }
}

pub(super) const ROWS: &str = "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;NameAlias_WholeName;NameAlias_Remark;Address_ContactInfo;Citizenship_CountryIso2Code;Citizenship_CountryDescription\r\n05/08/2026;13;EU.27.28;(one (see two))(three);P;person;Ann Example;;;00;UNKNOWN\r\n05/08/2026;13;EU.27.28;(one (see two))(three);P;person;Annie;(low quality alias);PHONE[+1 234 567] EMAIL[a@example.org];IQ;IRAQ\r\n05/08/2026;99;;;E;enterprise;\"Example; Bank\";;;;\r\n";

#[test]
fn rows_of_one_party_are_one_record() {
    let lists = lists::read_bytes("eu.csv", ROWS.as_bytes()).unwrap();
    assert_eq!(lists[0].snapshot.published.unwrap().to_string(), "2026-08-05");
    let [first, second] = lists[0].entities.as_slice() else { panic!("two records") };
    assert_eq!((first.id.as_str(), second.id.as_str()), ("eu-fsf:EU.27.28", "eu-fsf:99"));
    let names: Vec<(&str, Strength)> =
        first.party.names.iter().map(|name| (name.text.as_str(), name.strength)).collect();
    assert_eq!(names, [("Ann Example", Strength::Strong), ("Annie", Strength::Weak)]);
    assert_eq!(first.remarks, ["one (see two)", "three"]);
    assert_eq!(first.party.countries[0].code(), "IQ");
    let found: Vec<(Scheme, &str)> =
        first.party.identifiers.iter().map(|i| (i.scheme, i.value.as_str())).collect();
    assert_eq!(found, [(Scheme::Phone, "+1 234 567"), (Scheme::Email, "a@example.org")]);
    assert_eq!(second.party.names[0].text, "Example; Bank");
    assert_eq!(second.party.kind, Some(Kind::Organization));
}

#[test]
fn cut_and_changed_rows() {
    let whole = lists::read_bytes("eu.csv", ROWS.as_bytes()).unwrap();
    for end in 0..ROWS.len() - 2 {
        match lists::read_bytes("eu.csv", &ROWS.as_bytes()[..end]) {
            Err(_) => {}
            // A file that is cut behind a row, or inside its last cell, looks like a shorter one.
            Ok(lists) => {
                let (text, records) = (&ROWS[..end], lists[0].snapshot.records);
                assert!(
                    text.ends_with("\r\n") || text.ends_with('\r') || cells(text) == 11,
                    "{end}"
                );
                assert!(records <= whole[0].snapshot.records);
            }
        }
    }
    let reordered = ROWS
        .replace("NameAlias_WholeName;NameAlias_Remark", "NameAlias_Remark;NameAlias_WholeName");
    let lists = lists::read_bytes("eu.csv", reordered.as_bytes()).unwrap();
    assert_eq!(lists[0].entities[0].party.names[0].text, "(low quality alias)");
    let missing = ROWS.replace("NameAlias_WholeName", "WholeName");
    let error = lists::read_bytes("eu.csv", missing.as_bytes()).unwrap_err();
    assert!(error.is_format() && error.to_string().contains("Entity_LogicalId"), "{error}");
    let grown = ROWS.replace("NameAlias_Remark", "NameAlias_ShoeSize");
    let lists = lists::read_bytes("eu.csv", grown.as_bytes()).unwrap();
    assert_eq!(lists[0].snapshot.unknown_fields, ["NameAlias_ShoeSize"]);
    assert!(lists::read_bytes("eu.csv", b"").unwrap_err().is_empty_input());
}

/// Cells of the last line.
fn cells(text: &str) -> usize {
    text.lines().last().unwrap_or_default().split(';').count()
}
