//! The lists of the United Kingdom.

use super::{entity, of_kind, one, shared, text_of};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Cursor, Read, Write};
use tamis::identifiers::Scheme;
use tamis::lists::{self, List};
use tamis::{Entity, Kind, Name, NameKind, NamePartKind, Strength};

const CSV: &str = "lists/uk/ConList-2025-04-14.converted.csv.gz";
const XLSX: &str = "lists/uk/ConList-2025-04-14.xlsx";
const EXCERPT: &str = "lists/uk/UK-Sanctions-List.excerpt-2026-09-07.xml";
const DERIVED: &str = "lists/uk/uk-sanctions-list-2026-08-22.derived.jsonl.gz";

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Rows of the Consolidated List by column, read by nothing but the parser of CSV.
fn raw_rows(text: &str) -> Vec<HashMap<String, String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader.records().map(Result::unwrap).skip(1);
    let header: Vec<String> = rows.next().unwrap().iter().map(str::to_owned).collect();
    rows.map(|row| header.iter().cloned().zip(row.iter().map(str::to_owned)).collect()).collect()
}

#[test]
fn the_consolidated_list_as_workbook_and_as_csv_is_the_same() {
    let (xlsx, csv) = (one(&shared(XLSX)), one(&shared(CSV)));
    for list in [&xlsx, &csv] {
        assert_eq!(list.snapshot.list, "uk-ofsi");
        assert_eq!(list.snapshot.format, "uk-ofsi-table");
        assert_eq!(list.snapshot.published.unwrap().to_string(), "2025-04-14");
        assert_eq!(list.snapshot.records, 4_688);
        assert_eq!(list.snapshot.skipped, []);
        assert_eq!(list.snapshot.unknown_fields, Vec::<String>::new());
    }
    for (a, b) in xlsx.entities.iter().zip(&csv.entities) {
        assert_eq!(a, b);
    }
}

#[test]
fn the_consolidated_list_agrees_with_its_raw_rows() {
    let path = shared(CSV);
    let (list, rows) = (one(&path), raw_rows(&text_of(&path)));
    assert_eq!(rows.len(), 18_798);
    let of_type = |kind: &str| rows.iter().filter(|row| row["Group Type"] == kind).count();
    assert_eq!((of_type("Individual"), of_type("Entity"), of_type("Ship")), (13_692, 5_025, 81));
    let mut groups: BTreeMap<&str, Vec<&HashMap<String, String>>> = BTreeMap::new();
    for row in &rows {
        groups.entry(&row["Group ID"]).or_default().push(row);
    }
    let kind = |kind: &str| groups.values().filter(|rows| rows[0]["Group Type"] == kind).count();
    assert_eq!(of_kind(&list, Kind::Person), kind("Individual"));
    assert_eq!(of_kind(&list, Kind::Organization), kind("Entity"));
    assert_eq!(of_kind(&list, Kind::Vessel), kind("Ship"));

    let records: HashMap<&str, &Entity> =
        list.entities.iter().map(|entity| (entity.id.publisher_id(), entity)).collect();
    for (group, rows) in &groups {
        let record = records[group];
        let mut names = BTreeSet::new();
        let mut births = BTreeSet::new();
        for row in rows {
            let parts = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];
            names.insert(squeeze(&parts.map(|part| row[part].as_str()).join(" ")));
            names.insert(squeeze(&row["Name Non-Latin Script"]));
            births.insert(row["DOB"].rsplit('/').next().unwrap_or_default().to_owned());
        }
        names.remove("");
        births.remove("");
        let read: BTreeSet<String> = record.party.names.iter().map(|n| n.text.clone()).collect();
        assert_eq!(read, names, "{group}");
        assert_eq!(record.party.names.len(), names.len(), "{group}");
        let years: BTreeSet<String> =
            record.party.births.iter().map(|date| date.years().0.to_string()).collect();
        assert_eq!(years, births, "{group}");
        let regimes: BTreeSet<&str> = rows.iter().map(|row| row["Regime"].as_str()).collect();
        let read: BTreeSet<&str> = record.programmes.iter().map(String::as_str).collect();
        assert_eq!(read, regimes, "{group}");
        // Each number in a cell, whatever stands around it, is one of the record's.
        for column in ["Passport Number", "National Identification Number"] {
            let values: String =
                record.party.identifiers.iter().map(|i| format!("{}|", i.value)).collect();
            for word in rows[0][column].split_whitespace().filter(|word| word.len() > 4) {
                let word = word.trim_end_matches('.').split('(').next().unwrap();
                if !word.contains(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                assert!(values.contains(word), "{group}: {word} in {values}");
            }
        }
        let weak = rows.iter().any(|row| row["Alias Quality"] == "Low quality");
        let has_weak = record.party.names.iter().any(|name| name.strength == Strength::Weak);
        assert!(weak || !has_weak, "{group}");
    }
    let low: BTreeSet<(&str, String)> = rows
        .iter()
        .filter(|row| row["Alias Quality"] == "Low quality")
        .map(|row| {
            let parts = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];
            (row["Group ID"].as_str(), squeeze(&parts.map(|part| row[part].as_str()).join(" ")))
        })
        .collect();
    let weak = names(&list).filter(|name| name.strength == Strength::Weak).count();
    // A name that another row of the group calls good is strong.
    assert!(low.len() - 20 <= weak && weak <= low.len(), "{weak} of {}", low.len());
    // All 81 rows of ships have an IMO number, and so have all 15 ships.
    let ships: Vec<&Entity> =
        list.entities.iter().filter(|e| e.party.kind == Some(Kind::Vessel)).collect();
    assert_eq!(ships.len(), 15);
    for ship in ships {
        let imo: Vec<_> =
            ship.party.identifiers.iter().filter(|i| i.scheme == Scheme::Imo).collect();
        assert!(imo.len() == 1 && imo[0].validity().is_valid(), "{}", ship.id);
    }
    let phones =
        groups.values().filter(|rows| rows[0]["Other Information"].contains("(Phone number):"));
    // Four have a fax, and one a telephone, under a label of its own alone.
    let only_elsewhere = groups
        .values()
        .map(|rows| &rows[0]["Other Information"])
        .filter(|text| !text.contains("(Phone number):"))
        .filter(|text| text.contains("(Fax):") || text.contains("(Tel):"))
        .count();
    let with_phone = list
        .entities
        .iter()
        .filter(|e| e.party.identifiers.iter().any(|i| i.scheme == Scheme::Phone && !i.extracted));
    assert_eq!(with_phone.count(), phones.count() + only_elsewhere);
    let referenced = list
        .entities
        .iter()
        .filter(|entity| entity.references.iter().any(|reference| reference.starts_with("UK ")))
        .count();
    assert_eq!(referenced, 3_662 + 1_010 + 15);
    let gender = list.entities.iter().filter(|entity| entity.party.gender.is_some()).count();
    assert_eq!(gender, 2_712);
}

fn names(list: &List) -> impl Iterator<Item = &Name> {
    list.entities.iter().flat_map(|entity| &entity.party.names)
}

#[test]
fn groups_are_read_as_published() {
    let list = one(&shared(CSV));
    let ship = entity(&list, "uk-ofsi:13651");
    let texts: Vec<&str> = ship.party.names.iter().map(|name| name.text.as_str()).collect();
    assert_eq!((texts[0], texts.len()), ("SAM JONG 2", 9));
    assert_eq!(ship.party.names[0].kind, NameKind::Primary);
    assert_eq!(ship.listed_on.unwrap().to_string(), "2018-03-30");
    assert_eq!(ship.references[0], "UK DPR0100");
    assert_eq!(ship.measures, ["asset freeze"]);
    assert_eq!(ship.links[0].id.as_ref().unwrap().as_str(), "uk-ofsi:13635");

    // Numbered lists inside cells: 14 passports with their details.
    let passports = list
        .entities
        .iter()
        .find(|entity| entity.party.identifiers.iter().any(|i| i.value == "A-333602"));
    let found: Vec<(&str, Option<String>)> = passports
        .unwrap()
        .party
        .identifiers
        .iter()
        .filter(|i| i.scheme == Scheme::Passport)
        .map(|i| (i.value.as_str(), i.issued.map(|date| date.to_string())))
        .collect();
    assert_eq!(found.len(), 14);
    assert_eq!(found[0], ("A-333602", Some("1985-06-04".to_owned())));
    assert_eq!(found[1], ("M110522", Some("1978-11-13".to_owned())));
}

/// The ships of the starter list were put together from the same file by other code.
#[test]
fn ships_agree_with_the_starter_list() {
    let (list, starter) = (one(&shared(CSV)), lists::builtin().unwrap());
    let known: Vec<&Entity> =
        starter.entities.iter().filter(|entity| entity.id.list() == "uk-ofsi").collect();
    assert_eq!(known.len(), 15);
    for other in known {
        let ship = entity(&list, other.id.as_str());
        assert_eq!(ship.party.kind, other.party.kind);
        let texts = |entity: &Entity| -> BTreeSet<String> {
            entity.party.names.iter().map(|name| name.text.clone()).collect()
        };
        assert_eq!(texts(ship), texts(other), "{}", ship.id);
        assert_eq!(ship.party.names[0].text, other.party.names[0].text);
        assert_eq!(ship.party.identifiers, other.party.identifiers, "{}", ship.id);
        assert_eq!(ship.party.countries, other.party.countries, "{}", ship.id);
        let (mut vessel, known) = (ship.vessel.clone().unwrap(), other.vessel.clone().unwrap());
        // The starter list leaves the length out.
        vessel.length = None;
        assert_eq!(vessel, known, "{}", ship.id);
        assert_eq!(ship.listed_on, other.listed_on, "{}", ship.id);
        assert_eq!(ship.programmes, other.programmes);
        assert_eq!(ship.references[0], other.references[0]);
        let owners = |entity: &Entity| -> Vec<String> {
            entity.links.iter().map(|link| link.name.clone()).collect()
        };
        assert_eq!(owners(ship), owners(other), "{}", ship.id);
    }
}

#[test]
fn three_designations_of_the_uk_sanctions_list() {
    let path = shared(EXCERPT);
    let list = one(&path);
    assert_eq!((list.snapshot.list.as_str(), list.snapshot.records), ("uk-sl", 3));
    assert_eq!(list.snapshot.published.unwrap().to_string(), "2026-09-07");
    assert_eq!(list.snapshot.unknown_fields, Vec::<String>::new());
    assert_eq!(text_of(&path).matches("<Designation>").count(), 3);

    let general = entity(&list, "uk-sl:RUS1683");
    let name = &general.party.names[0];
    assert_eq!((name.text.as_str(), name.kind), ("Robert Petrovich BARANOV", NameKind::Primary));
    let parts: Vec<(NamePartKind, &str)> =
        name.parts.iter().map(|part| (part.kind, part.text.as_str())).collect();
    assert_eq!(
        parts,
        [
            (NamePartKind::Given, "Robert"),
            (NamePartKind::Middle, "Petrovich"),
            (NamePartKind::Family, "BARANOV")
        ]
    );
    let original = &general.party.names[1];
    assert_eq!(original.text, "Роберт Петрович Баранов");
    assert_eq!(original.script.as_deref(), Some("Cyrillic"));
    assert_eq!(original.language.as_deref(), Some("Russian"));
    assert_eq!(general.party.births[0].to_string(), "1975", "00/00/1975");
    assert_eq!(general.party.gender, Some(tamis::Gender::Male));
    assert_eq!(general.party.addresses[0].text, "Znamenka Street 19, Moscow");
    assert_eq!(general.party.addresses[0].country.unwrap().code(), "RU");
    assert_eq!(
        general.measures,
        ["asset freeze", "travel ban", "trust services ban", "director disqualification"]
    );
    assert_eq!(general.programmes, ["Russia"]);
    assert_eq!(general.legal_basis, ["The Russia (Sanctions) (EU Exit) Regulations 2019"]);
    assert_eq!(general.references, ["OFSI 15689"]);
    assert_eq!(general.listed_on.unwrap().to_string(), "2022-12-13");
    assert_eq!(general.amended_on.unwrap().to_string(), "2025-04-09");
    assert_eq!(general.titles[0], "Major General");

    let unknown_year = entity(&list, "uk-sl:RUS2701");
    assert_eq!(unknown_year.party.births, [], "15/08/19yy is no date");
    assert!(unknown_year.remarks.contains(&"date of birth: 15/08/19yy".to_owned()));
    assert_eq!(unknown_year.measures.last().unwrap(), "internet services ban");

    let company = entity(&list, "uk-sl:RUS3379");
    assert_eq!(company.references, Vec::<String>::new(), "it has no OFSIGroupID");
    let kinds: Vec<NameKind> = company.party.names.iter().map(|name| name.kind).collect();
    assert_eq!(kinds[..2], [NameKind::Primary, NameKind::Variation]);
    assert_eq!(company.party.names.len(), 7);
    let found: Vec<(Scheme, &str)> =
        company.party.identifiers.iter().map(|i| (i.scheme, i.value.as_str())).collect();
    assert_eq!(
        found,
        [
            (Scheme::Phone, "+7 485 770-91-49"),
            (Scheme::Phone, "+7 496 644-70-00"),
            (Scheme::Website, "cmk-group.ru"),
            (Scheme::Email, "info@cmk-group.com"),
            (Scheme::Email, "info@smk.ru"),
            (Scheme::TaxId, "5045023416"),
            (Scheme::Registration, "1025005917551"),
        ]
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Elements of the publisher's XML from the fields of the derived file, whose keys are the elements'
/// names in another case.
fn element(name: &str, value: &serde_json::Value) -> String {
    value.as_str().map_or_else(String::new, |text| format!("<{name}>{}</{name}>", escaped(text)))
}

#[test]
fn all_designations_of_august_2026_written_back_as_xml_are_read() {
    let packed = std::fs::read(shared(DERIVED)).unwrap();
    let mut lines = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut lines).unwrap();
    let derived: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let british = |date: &str| date.split('-').rev().collect::<Vec<_>>().join("/");
    let mut xml = String::from("<Designations><DateGenerated>22/08/2026</DateGenerated>");
    for record in &derived {
        xml.push_str("<Designation>");
        for (name, key) in [("LastUpdated", "last_updated"), ("DateDesignated", "date_designated")]
        {
            xml.push_str(&format!("<{name}>{}</{name}>", british(record[key].as_str().unwrap())));
        }
        for (name, key) in [
            ("UniqueID", "unique_id"),
            ("OFSIGroupID", "ofsi_group_id"),
            ("UNReferenceNumber", "un_reference_number"),
            ("RegimeName", "regime_name"),
            ("IndividualEntityShip", "individual_entity_ship"),
            ("SanctionsImposed", "sanctions_imposed"),
            ("OtherInformation", "other_information"),
            ("UKStatementofReasons", "uk_statement_of_reasons"),
        ] {
            xml.push_str(&element(name, &record[key]));
        }
        xml.push_str("<Names>");
        for name in record["names"]["names"].as_array().into_iter().flatten() {
            xml.push_str("<Name>");
            for number in 1..=6 {
                xml.push_str(&element(&format!("Name{number}"), &name[format!("name{number}")]));
            }
            xml.push_str(&element("NameType", &name["name_type"]));
            xml.push_str(&element("AliasStrength", &name["alias_strength"]));
            xml.push_str("</Name>");
        }
        xml.push_str("</Names><NonLatinNames>");
        for name in record["non_latin_names"]["names"].as_array().into_iter().flatten() {
            let text = element("NameNonLatinScript", &name["name_non_latin_script"]);
            xml.push_str(&format!("<NonLatinName>{text}</NonLatinName>"));
        }
        xml.push_str("</NonLatinNames></Designation>\n");
    }
    xml.push_str("</Designations>");
    let read = lists::read_bytes("uk.xml", xml.as_bytes()).unwrap();
    let list = &read[0];
    assert_eq!(list.snapshot.skipped, []);
    assert_eq!(
        (
            of_kind(list, Kind::Person),
            of_kind(list, Kind::Organization),
            of_kind(list, Kind::Vessel)
        ),
        (4_036, 1_647, 666)
    );
    for (record, derived) in list.entities.iter().zip(&derived) {
        assert_eq!(record.id.publisher_id(), derived["unique_id"].as_str().unwrap());
        let mut expected = BTreeSet::new();
        let mut primary = BTreeSet::new();
        for name in derived["names"]["names"].as_array().into_iter().flatten() {
            let parts = ["name1", "name2", "name3", "name4", "name5", "name6"];
            let text =
                squeeze(&parts.map(|part| name[part].as_str().unwrap_or_default()).join(" "));
            if name["name_type"].as_str().unwrap().eq_ignore_ascii_case("primary name") {
                primary.insert(text.clone());
            }
            expected.insert(text);
        }
        for name in derived["non_latin_names"]["names"].as_array().into_iter().flatten() {
            expected.insert(squeeze(name["name_non_latin_script"].as_str().unwrap_or_default()));
        }
        expected.remove("");
        let texts: BTreeSet<String> = record.party.names.iter().map(|n| n.text.clone()).collect();
        assert_eq!(texts, expected, "{}", record.id);
        assert!(
            primary.is_empty() || primary.contains(&record.party.names[0].text),
            "{}",
            record.id
        );
        assert!(!record.measures.is_empty(), "{}", record.id);
        assert_eq!(
            record.listed_on.unwrap().to_string(),
            derived["date_designated"].as_str().unwrap()
        );
    }
    // The words of the starter list for what its ships are subject to.
    for known in lists::builtin().unwrap().entities.iter().filter(|e| e.id.list() == "uk-sl") {
        let ship = entity(list, known.id.as_str());
        let measures = |entity: &Entity| entity.measures.iter().cloned().collect::<BTreeSet<_>>();
        assert_eq!(measures(ship), measures(known), "{}", ship.id);
        assert_eq!(ship.programmes, known.programmes, "{}", ship.id);
    }
}

const HEADER: &str = "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,National Identifier additional information,Passport number,Passport additional information,Position,Gender,Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)";

/// Cells of a row by the names of their columns.
fn row(cells: &[(&str, &str)]) -> Vec<String> {
    let mut row = vec![String::new(); 58];
    for (name, value) in cells {
        let at = HEADER.split(',').position(|column| column == *name).unwrap();
        row[at] = (*value).to_owned();
    }
    row
}

/// Rows of three parties, in the layout of the CSV and ODS files.
fn rows() -> Vec<Vec<String>> {
    let person = [
        ("Last Updated", "12/01/2022"),
        ("Unique ID", "AFG9999"),
        ("OFSI Group ID", "7172"),
        ("UN Reference Number", "TAi.999"),
        ("Name 6", "EXAMPLE"),
        ("Name 1", "ANN"),
        ("Name type", "Primary Name"),
        ("Title", "(1) Mullah (2) Haji"),
        ("Name non-latin script", "مثال"),
        ("Regime Name", "The Afghanistan (Sanctions) (EU Exit) Regulations 2020"),
        ("Designation Type", "Individual"),
        ("Sanctions Imposed", "Asset freeze|Travel Ban"),
        ("Date Designated", "25/01/2001"),
        ("D.O.B", "dd/mm/1945"),
        ("Nationality(/ies)", "Afghanistan"),
        ("National Identifier number", "12345"),
        ("National Identifier additional information", "Afghanistan identity card"),
        ("Passport number", "A1234567"),
        ("Passport additional information", "Oman number. Issued on 4 May 2014"),
        ("Gender", "Female"),
        ("Town of birth", "Kandahar"),
        ("Country of birth", "Afghanistan"),
    ];
    let with = |changes: &[(&'static str, &'static str)]| {
        let mut cells: Vec<(&str, &str)> = person.to_vec();
        cells.extend(changes);
        row(&cells)
    };
    vec![
        with(&[
            ("Name 6", "ANNIE"),
            ("Name 1", ""),
            ("Name type", "ALias"),
            ("Alias strength", "Low quality a.k.a"),
        ]),
        with(&[]),
        with(&[
            ("Address Line 1", "1 Road"),
            ("Address Country", "Pakistan"),
            ("D.O.B", "00/00/1947"),
        ]),
        row(&[
            ("Unique ID", "RUS9998"),
            ("Name 6", "SEA EXAMPLE"),
            ("Name type", "Primary name"),
            ("Regime Name", "Russia"),
            ("Designation Type", "Ship"),
            ("Sanctions Imposed", "Prohibition of port entry"),
            ("IMO number", "IMO9562233"),
            ("Current owner/operator (s)", "Example Shipping"),
            ("Current believed flag of ship", "Panama"),
            ("Previous flags", "India"),
            ("Year Built", "2010"),
            ("Hull identification number (HIN)", "HIN123"),
        ]),
    ]
}

fn as_csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(["Report Date: 13-Feb-2026"]).unwrap();
    writer.write_record(HEADER.split(',')).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn rows_of_the_uk_sanctions_list_are_grouped() {
    let read = lists::read_bytes("uk.csv", as_csv(&rows()).as_bytes()).unwrap();
    let list = &read[0];
    assert_eq!((list.snapshot.format.as_str(), list.snapshot.records), ("uk-sl-table", 2));
    assert_eq!(list.snapshot.published.unwrap().to_string(), "2026-02-13");
    assert_eq!(list.snapshot.unknown_fields, Vec::<String>::new());
    let person = entity(list, "uk-sl:AFG9999");
    let names: Vec<(&str, NameKind, Strength)> =
        person.party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
    assert_eq!(
        names,
        [
            ("ANN EXAMPLE", NameKind::Primary, Strength::Strong),
            ("ANNIE", NameKind::Alias, Strength::Weak),
            ("مثال", NameKind::Alias, Strength::Strong),
        ]
    );
    let births: Vec<String> = person.party.births.iter().map(ToString::to_string).collect();
    assert_eq!(births, ["1945", "1947"]);
    assert_eq!(person.party.addresses.len(), 1);
    assert_eq!(person.titles, ["Mullah", "Haji"]);
    assert_eq!(person.references, ["OFSI 7172", "UN TAi.999"]);
    let passport = &person.party.identifiers[0];
    assert_eq!((passport.scheme, passport.country.unwrap().code()), (Scheme::Passport, "OM"));
    assert_eq!(passport.issued.unwrap().to_string(), "2014-05-04");
    assert_eq!(person.party.identifiers.len(), 2);
    let ship = entity(list, "uk-sl:RUS9998");
    assert_eq!(ship.measures, ["port ban"]);
    assert_eq!(ship.party.identifiers[0].value, "9562233");
    assert_eq!(ship.party.identifiers[1].scheme, Scheme::SerialNumber);
    let vessel = ship.vessel.as_ref().unwrap();
    assert_eq!(vessel.owner.as_deref(), Some("Example Shipping"));
    assert_eq!(
        (vessel.flag.as_deref(), vessel.former_flags[0].as_str()),
        (Some("Panama"), "India")
    );
}

/// A spreadsheet of the OpenDocument kind, with the rows of the CSV.
fn as_ods(rows: &[Vec<String>]) -> Vec<u8> {
    let mut content = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"UK Sanctions List\">",
    );
    let head = [
        vec!["Report Date: 13-Feb-2026".to_owned()],
        HEADER.split(',').map(str::to_owned).collect(),
    ];
    for row in head.iter().chain(rows) {
        content.push_str("<table:table-row>");
        for cell in row {
            content.push_str(&format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                escaped(cell)
            ));
        }
        content.push_str("</table:table-row>");
    }
    content.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
                    xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
        ("META-INF/manifest.xml", manifest),
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_spreadsheet_is_read_like_the_csv() {
    let ods = lists::read_bytes("uk.ods", &as_ods(&rows())).unwrap();
    let csv = lists::read_bytes("uk.csv", as_csv(&rows()).as_bytes()).unwrap();
    assert_eq!(ods[0].entities, csv[0].entities);
    assert_eq!(ods[0].snapshot.published, csv[0].snapshot.published);
}

pub(super) const XML: &str = "<Designations><DateGenerated>07/09/2026</DateGenerated><Designation><UniqueID>AFG1</UniqueID><Names><Name><Name6>A &amp; B</Name6><NameType>Primary Name</NameType></Name></Names></Designation></Designations>";
pub(super) const OFSI_XML: &str = "<?xml version='1.0'?><ArrayOfFinancialSanctionsTarget xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns='http://schemas.hmtreasury.gov.uk/ofsi/consolidatedlist'><FinancialSanctionsTarget><Name6>EXAMPLE</Name6><name1>Ann</name1><name2 i:nil='true'/><AliasType>Primary name</AliasType><GroupTypeDescription>Individual</GroupTypeDescription><RegimeName>Russia</RegimeName><DateListed>2022-03-15T00:00:00</DateListed><UKSanctionsListRef>RUS1</UKSanctionsListRef><Individual_DateOfBirth>00/08/1961</Individual_DateOfBirth><GrpStatus>A</GrpStatus><GroupID>7</GroupID></FinancialSanctionsTarget><FinancialSanctionsTarget><Name6>BANK</Name6><AliasType>AKA</AliasType><GroupTypeDescription>Entity</GroupTypeDescription><GrpStatus>I</GrpStatus><GroupID>8</GroupID></FinancialSanctionsTarget><FinancialSanctionsTarget><Name6>ANNIE</Name6><AliasType>AKA</AliasType><AliasQuality>Low quality</AliasQuality><GroupID>7</GroupID></FinancialSanctionsTarget></ArrayOfFinancialSanctionsTarget>";

#[test]
fn the_consolidated_list_as_xml() {
    let read = lists::read_bytes("ConList.xml", OFSI_XML.as_bytes()).unwrap();
    let list = &read[0];
    assert_eq!((list.snapshot.format.as_str(), list.snapshot.records), ("uk-ofsi-xml", 2));
    assert_eq!(list.snapshot.unknown_fields, Vec::<String>::new());
    let person = entity(list, "uk-ofsi:7");
    assert_eq!(person.party.names.len(), 2);
    assert_eq!(person.party.births[0].to_string(), "1961-08");
    assert_eq!(person.listed_on.unwrap().to_string(), "2022-03-15");
    assert_eq!(
        (person.references[0].as_str(), person.measures[0].as_str()),
        ("UK RUS1", "asset freeze")
    );
    assert_eq!(entity(list, "uk-ofsi:8").measures, ["investment ban"]);
}

#[test]
fn cut_files_are_truncated_wherever_they_are_cut() {
    for xml in [XML, OFSI_XML] {
        let begin = xml.find("<Designation>").or(xml.find("<FinancialSanctionsTarget>")).unwrap();
        for end in begin..xml.len() {
            let error = lists::read_bytes("uk.xml", &xml.as_bytes()[..end]).unwrap_err();
            assert!(error.is_truncated(), "{end}: {error}");
        }
    }
    let csv = as_csv(&rows());
    let first = csv.find("\n12/01").unwrap();
    for end in first + 2..csv.len() - 1 {
        let Some(text) = csv.get(..end) else { continue };
        match lists::read_bytes("uk.csv", text.as_bytes()) {
            Err(error) => assert!(error.is_truncated(), "{end}: {error}"),
            // Behind a whole row, or inside its last cell, which cannot be seen.
            Ok(_) => {
                let last = text.lines().last().unwrap();
                assert!(text.ends_with('\n') || last.matches(',').count() >= 57, "{end}: {last}");
            }
        }
    }
}

#[test]
fn what_is_wrong_is_refused_counted_or_told() {
    let read = |text: &str| lists::read_bytes("uk", text.as_bytes());
    let error = read(&XML.replace("AFG1", "")).unwrap_err();
    assert!(error.is_empty_input() && error.to_string().contains("UniqueID"), "{error}");
    let designation =
        &XML[XML.find("<Designation>").unwrap()..XML.find("</Designations>").unwrap()];
    let twice = XML.replace("</Designations>", &format!("{designation}</Designations>"));
    let list = &read(&twice).unwrap()[0];
    assert_eq!((list.snapshot.records, list.snapshot.skipped.len()), (1, 1));
    assert!(list.snapshot.skipped[0].reason.contains("AFG1"));
    let grown = XML.replace("<Names>", "<ShoeSizes><ShoeSize>44</ShoeSize></ShoeSizes><Names>");
    assert_eq!(read(&grown).unwrap()[0].snapshot.unknown_fields, ["Designation/ShoeSizes"]);

    let csv = as_csv(&rows());
    let reordered = csv.replace("Name type,Alias strength", "Alias strength,Name type");
    assert_eq!(read(&reordered).unwrap()[0].snapshot.records, 2);
    let missing = csv.replace("Unique ID,", "Unique Identifier,");
    assert!(read(&missing).unwrap_err().to_string().contains("columns"));
    let without_id = as_csv(&[rows(), vec![row(&[("Name 6", "NOBODY")])]].concat());
    let list = &read(&without_id).unwrap()[0];
    assert_eq!((list.snapshot.skipped.len(), list.snapshot.skipped[0].line), (1, 7));
    assert!(read("Group ID,Group Type,Alias Type,Name 6,Regime\n").unwrap_err().is_empty_input());
    let nul =
        "Group ID,Group Type,Alias Type,Name 6,Regime\n7,Entity,Primary name,\"A\0B\",Russia\n";
    assert!(read(nul).unwrap_err().is_encoding());
    let long = nul.replace('\0', &"x".repeat((1 << 20) + 1));
    assert!(read(&long).unwrap_err().is_format());
}
