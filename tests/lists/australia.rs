//! The Australian list of November 2024, whole, against counts that owe nothing to its reader.

use super::shared::shared;
use super::{entity, one, text_of};
use std::collections::{BTreeMap, HashMap, HashSet};
use tamis::identifiers::Scheme;
use tamis::{Kind, NameKind, Strength};

const XLSX: &str = "lists/au/regulation8_consolidated-2024-11.xlsx";
const CSV: &str = "lists/au/regulation8_consolidated-2024-11.converted.csv.gz";

/// Rows by the number in front of their reference, as plain CSV.
fn rows() -> BTreeMap<u32, Vec<csv::StringRecord>> {
    let text = text_of(&shared(CSV));
    let mut parties: BTreeMap<u32, Vec<csv::StringRecord>> = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap) {
        let number: String = row[0].chars().take_while(char::is_ascii_digit).collect();
        parties.entry(number.parse().unwrap()).or_default().push(row);
    }
    parties
}

/// A text in single spaces.
fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn workbook_and_csv_are_the_same_list() {
    let (book, text) = (one(&shared(XLSX)), one(&shared(CSV)));
    assert_eq!(
        (book.snapshot.list.as_str(), book.snapshot.format.as_str()),
        ("au-dfat", "au-dfat-table")
    );
    assert_eq!(book.entities.len(), text.entities.len());
    for (a, b) in book.entities.iter().zip(&text.entities) {
        assert_eq!(a, b);
    }
    for list in [&book, &text] {
        assert_eq!(list.snapshot.records, 3_062);
        assert_eq!(list.snapshot.skipped, []);
        assert_eq!(list.snapshot.unknown_fields, [""; 0]);
    }
}

#[test]
fn every_name_is_read() {
    let list = one(&shared(CSV));
    let parties = rows();
    assert_eq!(parties.len(), 3_062);
    assert_eq!(parties.values().map(Vec::len).sum::<usize>(), 9_553);
    let mut kinds: HashMap<Kind, usize> = HashMap::new();
    for (number, rows) in &parties {
        let entity = entity(&list, &format!("au-dfat:{number}"));
        let published: HashSet<String> = rows.iter().map(|row| single(&row[1])).collect();
        let read: HashSet<String> =
            entity.party.names.iter().map(|name| name.text.clone()).collect();
        for name in &published {
            let bare = name.split(" (").next().unwrap();
            assert!(read.contains(name) || read.contains(bare), "{number} loses {name}");
        }
        assert!(read.len() <= published.len(), "{number}");
        let primary: Vec<_> =
            entity.party.names.iter().filter(|name| name.kind == NameKind::Primary).collect();
        assert_eq!(primary.len(), 1, "{number}");
        assert_eq!(primary[0], &entity.party.names[0], "{number}");
        assert!(entity.party.names.iter().all(|name| name.strength == Strength::Strong));
        let kind = if rows[0][2].to_lowercase().starts_with("indiv") {
            Kind::Person
        } else {
            Kind::Organization
        };
        assert_eq!(entity.party.kind, Some(kind), "{number}");
        *kinds.entry(kind).or_default() += 1;
        assert_eq!(entity.programmes.len(), 1, "{number}");
        assert_eq!(entity.programmes[0], single(&rows[0][10]), "{number}");
        let amended = rows.iter().map(|row| row[11].to_owned()).max().unwrap();
        assert_eq!(entity.amended_on.unwrap().to_string(), amended, "{number}");
    }
    let counted: HashMap<Kind, usize> = list.snapshot.kinds.iter().map(|(k, n)| (*k, *n)).collect();
    assert_eq!(counted, kinds);
    let former = list.entities.iter().flat_map(|e| &e.party.names);
    let former = former.filter(|name| name.kind == NameKind::Former).count();
    let stated = parties.values().flatten().filter(|row| {
        let (name, of_type) = (row[1].to_lowercase(), row[3].to_lowercase());
        name.trim_end().ends_with(" listed as)")
            || of_type.contains("formerly")
            || of_type.contains("previously")
    });
    assert_eq!(former, stated.count());
}

#[test]
fn facts_are_read_or_kept_as_remarks() {
    let list = one(&shared(CSV));
    for (number, rows) in &rows() {
        let entity = entity(&list, &format!("au-dfat:{number}"));
        let text = format!("{:?}", entity.remarks);
        // Every year of a cell of dates is in a date, or the cell is in a remark.
        let years: Vec<(i16, i16)> = entity
            .party
            .births
            .iter()
            .chain(&entity.established)
            .map(tamis::DateInterval::years)
            .collect();
        for row in rows {
            let cell = row[4].to_owned();
            for year in cell.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4) {
                let year: i16 = year.parse().unwrap();
                let is_read = years.iter().any(|(from, to)| (*from..=*to).contains(&year));
                assert!(is_read || text.contains("date of birth"), "{number}: {cell} {years:?}");
            }
            let citizenship = row[6].trim().to_lowercase();
            if !["", "na", "n/a"].contains(&citizenship.as_str()) {
                let is_read = !entity.party.countries.is_empty();
                assert!(is_read || text.contains("citizenship"), "{number}: {citizenship}");
            }
            let information = single(&row[8]);
            if !["", "na", "n/a"].contains(&information.to_lowercase().as_str()) {
                assert!(entity.remarks.contains(&information), "{number}: {information}");
            }
        }
    }
    // How many cells stay unread: few.
    let with = |heading: &str| {
        let of = |remarks: &[String]| remarks.iter().filter(|r| r.starts_with(heading)).count();
        list.entities.iter().map(|entity| of(&entity.remarks)).sum::<usize>()
    };
    // `29-Aprl-1967`, dates with remarks in brackets; `Congolese`, which means two countries.
    assert_eq!((with("date of birth: "), with("citizenship: ")), (15, 18));
    let dated = list.entities.iter().filter(|entity| entity.listed_on.is_some()).count();
    let based = list.entities.iter().filter(|entity| !entity.legal_basis.is_empty()).count();
    // The others say only when they were listed again, or nothing at all.
    assert!(dated + based > 2_900, "{dated} with a day of listing, {based} with an instrument");
}

#[test]
fn numbers_in_prose_are_found() {
    let list = one(&shared(CSV));
    let found = |scheme: Scheme| -> HashSet<String> {
        let all = list.entities.iter().flat_map(|entity| &entity.party.identifiers);
        all.filter(|i| i.scheme == scheme && i.extracted).map(|i| i.value.clone()).collect()
    };
    let text = text_of(&shared(CSV));
    // `passport number X` and `passport no. X` with nothing between: all of them are found.
    let passports = found(Scheme::Passport);
    let lower = text.to_lowercase();
    let mut seen = 0;
    for label in ["passport number ", "passport no. ", "passport number: "] {
        for (at, _) in lower.match_indices(label) {
            let value: String = text[at + label.len()..]
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect();
            if value.bytes().filter(u8::is_ascii_digit).count() >= 5 {
                seen += 1;
                assert!(passports.contains(&value), "{value}");
            }
        }
    }
    assert!(seen > 400, "{seen} seen");
    assert_eq!(
        list.entities.iter().flat_map(|e| &e.party.identifiers).count(),
        list.snapshot.identifiers
    );

    let person = entity(&list, "au-dfat:2542");
    let passport = &person.party.identifiers[0];
    assert_eq!((passport.value.as_str(), passport.country.unwrap().code()), ("AM5421691", "PK"));
    assert_eq!(passport.expires.unwrap().to_string(), "2013-08-11");
    let person = entity(&list, "au-dfat:2");
    assert_eq!(person.party.names[0].text, "MOHAMMAD HASSAN AKHUND");
    assert_eq!(person.party.names[1].text, "محمد حسن أخوند");
    assert_eq!(person.birth_places[0].country.unwrap().code(), "AF");
    assert_eq!(person.listed_on.unwrap().to_string(), "2001-01-25");
    assert_eq!(person.programmes, ["1988 (Taliban)"]);
}
