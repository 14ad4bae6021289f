//! The Australian Consolidated List, as a workbook or the same table in CSV.
//!
//! A row is one name; rows whose `Reference` has the same number (`2`, `2a`, `2b1`) are one party.
//! Since November 2025 there are more columns: strength of aliases, IMO number, instrument, measures.

use super::births;
use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::fields::{Fields, Use};
use crate::lists::format::{Format, Head, has_all};
use crate::lists::records::{Edition, Records};
use crate::lists::source::{Content, Source};
use crate::lists::spaces::{cut, squeeze, squeezed};
use crate::lists::table::{Column, Row, Table};
use crate::lists::workbook::{Sheet, Workbook};
use crate::lists::{
    Entity, EntityId, List, distinct, lettered, prose_numbers, stated_country, stated_date,
    stated_place,
};
use crate::party::{Address, DateInterval, Kind, Name};
use foldhash::{HashMap, HashMapExt};

/// Short name of the list.
const LIST: &str = "au-dfat";

const FIELDS: Fields = &[
    ("Reference", Use::Read),
    ("Name of Individual or Entity", Use::Read),
    ("Type", Use::Read),
    ("Name Type", Use::Read),
    ("Alias Strength", Use::Read),
    ("Date of Birth", Use::Read),
    ("Place of Birth", Use::Read),
    ("Citizenship", Use::Read),
    ("Address", Use::Read),
    ("Additional Information", Use::Read),
    ("Listing Information", Use::Read),
    ("IMO Number", Use::Read),
    ("Committees", Use::Read),
    ("Control Date", Use::Read),
    ("Instrument of Designation", Use::Read),
    ("Targeted Financial Sanction", Use::Read),
    ("Travel Ban", Use::Read),
    ("Arms Embargo", Use::Read),
    ("Maritime Restriction", Use::Read),
];

/// Columns that tell the list.
const TELLING: [&str; 4] = ["Reference", "Name of Individual or Entity", "Name Type", "Committees"];

/// The column that the first layout does not have.
const ADDED: &str = "Alias Strength";

/// The layout until October 2025, twelve columns.
pub(in crate::lists) const FIRST: Format = Format {
    name: "au-dfat-table",
    title: "Australian Consolidated List, XLSX or CSV of twelve columns (until 2025)",
    proven: true,
    recognises: |head| is_list(head) && !has_column(head, ADDED),
    read: |source| read(source, FIRST.name),
};

/// The layout since November 2025.
pub(in crate::lists) const SECOND: Format = Format {
    name: "au-dfat-2025-table",
    title: "Australian Consolidated List, XLSX or CSV with strength of aliases (since 2025)",
    proven: false,
    recognises: |head| is_list(head) && has_column(head, ADDED),
    read: |source| read(source, SECOND.name),
};

fn is_list(head: &Head) -> bool {
    match head {
        Head::Workbook(book) => sheet(book).is_some(),
        head => head.has_columns(&TELLING),
    }
}

fn has_column(head: &Head, name: &str) -> bool {
    match head {
        Head::Workbook(book) => sheet(book)
            .and_then(|(sheet, skip)| sheet.rows.get(skip))
            .is_some_and(|row| has_all(row, &[name])),
        head => head.has_columns(&[name]),
    }
}

/// Rows of a table among which the one with the names of columns must be.
const HEAD: usize = 10;

/// The sheet of the list, and the rows above the names of its columns.
fn sheet(book: &Workbook) -> Option<(&Sheet, usize)> {
    book.sheets.iter().find_map(|sheet| {
        let mut rows = sheet.rows.iter().take(HEAD);
        rows.position(|row| has_all(row, &TELLING)).map(|skip| (sheet, skip))
    })
}

fn table(source: &Source) -> Result<Table<'_>> {
    match source.content() {
        Content::Workbook(book) => match sheet(book) {
            Some((sheet, skip)) => Table::sheet(source, sheet, skip, FIELDS),
            None => Table::csv(source, b',', 0, FIELDS),
        },
        _ => {
            let Head::Table { rows, delimiter } = Head::of(source)? else {
                return Table::csv(source, b',', 0, FIELDS);
            };
            let skip = rows.iter().position(|row| has_all(row, &TELLING)).unwrap_or(0);
            Table::csv(source, delimiter, skip, FIELDS)
        }
    }
}

/// The columns, found once.
struct Columns {
    reference: Column,
    name: Column,
    kind: Column,
    name_type: Column,
    strength: Column,
    births: Column,
    birth_place: Column,
    citizenship: Column,
    address: Column,
    information: Column,
    listing: Column,
    imo: Column,
    committees: Column,
    control_date: Column,
    instrument: Column,
    measures: [Column; 4],
}

impl Columns {
    fn of(table: &Table) -> Result<Columns> {
        Ok(Columns {
            reference: table.required("Reference")?,
            name: table.required("Name of Individual or Entity")?,
            kind: table.required("Type")?,
            name_type: table.required("Name Type")?,
            strength: table.column(ADDED),
            births: table.required("Date of Birth")?,
            birth_place: table.column("Place of Birth"),
            citizenship: table.column("Citizenship"),
            address: table.column("Address"),
            information: table.column("Additional Information"),
            listing: table.column("Listing Information"),
            imo: table.column("IMO Number"),
            committees: table.required("Committees")?,
            control_date: table.column("Control Date"),
            instrument: table.column("Instrument of Designation"),
            measures: [
                table.column("Targeted Financial Sanction"),
                table.column("Travel Ban"),
                table.column("Arms Embargo"),
                table.column("Maritime Restriction"),
            ],
        })
    }
}

/// What the columns of measures entail, in their order.
const MEASURES: [&str; 4] = ["asset freeze", "travel ban", "arms embargo", "maritime restriction"];

/// What a row says beside its name, in the order of [`Columns::facts`].
type Facts<T> = [T; 15];

impl Columns {
    /// The cells of a row that say more than its name.
    fn facts<'r>(&self, row: &Row<'r>) -> Facts<&'r str> {
        let [financial, travel, arms, maritime] = self.measures;
        [
            self.kind,
            self.births,
            self.birth_place,
            self.citizenship,
            self.address,
            self.information,
            self.listing,
            self.imo,
            self.committees,
            self.control_date,
            self.instrument,
            financial,
            travel,
            arms,
            maritime,
        ]
        .map(|column| row.get(column))
    }
}

fn read(source: &Source, format: &'static str) -> Result<List> {
    let mut table = table(source)?;
    let columns = Columns::of(&table)?;
    let mut records = Records::default();
    // Parties in the order of their first row, each with that row's number and the facts last read.
    let mut parties: Vec<(u64, Entity, Known)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    while let Some(row) = table.next_row()? {
        let number = leading_number(row.get(columns.reference));
        let name = squeezed(row.get(columns.name));
        if number.is_empty() || name.is_empty() {
            let what = if number.is_empty() { "reference" } else { "name" };
            records.skip(source, row.line, format!("the row has no {what}"));
            continue;
        }
        let party = at.get(number).copied().unwrap_or_else(|| {
            at.insert(number.to_owned(), parties.len());
            parties.push((row.line, Entity::new(EntityId::new(LIST, number)), Known::default()));
            parties.len() - 1
        });
        let Some((first, entity, known)) = parties.get_mut(party) else { continue };
        if *first != row.line && number == row.get(columns.reference) {
            let reason = format!("a second primary row of the reference {number}");
            records.skip(source, row.line, reason);
            continue;
        }
        if let Err(reason) = add_name(entity, &name, &row, &columns) {
            records.skip(source, row.line, reason);
        }
        add_facts(entity, &known.new_facts(&columns.facts(&row)));
        if let Some((found, expected)) = row.surplus() {
            let reason = format!("the row has {found} cells, {expected} were expected");
            records.skip(source, row.line, reason);
        }
    }
    for (line, mut entity, _) in parties {
        complete(&mut entity);
        records.add(source, line, Ok(entity));
    }
    let edition = Edition {
        list: LIST.into(),
        publisher: "Department of Foreign Affairs and Trade, Australia".into(),
        title: "Consolidated List".into(),
        format,
        published: None,
        effective: None,
    };
    records.finish(edition, &[source], table.fields())
}

/// The facts of a party last read, one behind the other: most rows of a party repeat most of them.
#[derive(Default)]
struct Known {
    text: String,
    ends: Facts<usize>,
}

impl Known {
    /// The facts of a row that differ from those last read, the others empty.
    fn new_facts<'r>(&mut self, stated: &Facts<&'r str>) -> Facts<&'r str> {
        let mut begin = 0;
        let mut same = true;
        let new = std::array::from_fn(|at| {
            let end = self.ends[at];
            let is_known = self.text[begin..end] == *stated[at];
            begin = end;
            same &= is_known;
            if is_known { "" } else { stated[at] }
        });
        if !same {
            self.text.clear();
            self.text.reserve(stated.iter().map(|cell| cell.len()).sum());
            for (cell, end) in stated.iter().zip(&mut self.ends) {
                self.text.push_str(cell);
                *end = self.text.len();
            }
        }
        new
    }
}

/// `2546` of `2546h1`.
fn leading_number(reference: &str) -> &str {
    let end = reference.find(|c: char| !c.is_ascii_digit()).unwrap_or(reference.len());
    reference.get(..end).unwrap_or_default()
}

/// Adds the name of a row. The error names a word that is not known: the name is an alias then.
fn add_name(entity: &mut Entity, text: &str, row: &Row, columns: &Columns) -> Result<(), String> {
    let name_type = row.get(columns.name_type);
    let is_primary = name_type.eq_ignore_ascii_case("primary name");
    let (text, noted_former) = without_note(text);
    let former = noted_former || is_one_of(&FORMER, name_type);
    let name = if is_primary { Name::primary(text) } else { Name::alias(text) };
    let name = if former { name.former() } else { name };
    let is_weak = row.get(columns.strength).eq_ignore_ascii_case("weak");
    let name = if is_weak { name.weak() } else { name };
    let names = &mut entity.party.names;
    if is_primary {
        names.insert(0, name);
    } else if !names.iter().any(|known| known.text == name.text) {
        names.push(name);
    }
    if former || is_primary || is_one_of(&ALIAS, name_type) {
        return Ok(());
    }
    let name_type = name_type.to_lowercase();
    Err(format!("the name type `{name_type}` is not known; the name is kept as an alias"))
}

/// Types of names that are no primary ones.
const ALIAS: [&str; 4] = ["aka", "alias", "a.k.a.", "original script"];
const FORMER: [&str; 4] =
    ["formerly known as", "previously listed as", "formerly listed as", "fka"];

/// Whether a text is one of these, in any case.
fn is_one_of(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// A name without the remark that it is a former one: `Ann Example (previously listed as)`.
fn without_note(text: &str) -> (&str, bool) {
    let whole = text.trim_end();
    let note = ["(previously listed as)", "(formerly listed as)"].iter().find_map(|note| {
        let (name, end) = whole.split_at_checked(whole.len().checked_sub(note.len())?)?;
        end.eq_ignore_ascii_case(note).then_some(name)
    });
    match note.map(str::trim_end) {
        Some(name) if !name.is_empty() => (name, true),
        _ => (text, false),
    }
}

/// What says nothing in a cell.
const NOTHING: [&str; 4] = ["na", "n/a", "unknown", "-"];

/// Whether a cell says nothing.
fn is_nothing(cell: &str) -> bool {
    cell.is_empty() || is_one_of(&NOTHING, cell)
}

/// Adds the other facts of a row; every row of a party repeats them, a few differ.
fn add_facts(entity: &mut Entity, facts: &Facts<&str>) {
    if facts.iter().all(|fact| fact.is_empty()) {
        return;
    }
    let &[
        kind,
        births_cell,
        birth_place,
        citizenship,
        address,
        information,
        listing,
        imo,
        committees,
        control_date,
        instrument,
        ref measures @ ..,
    ] = facts;
    let kinds = [
        ("individual", Kind::Person),
        ("entity", Kind::Organization),
        ("vessel", Kind::Vessel),
        ("aircraft", Kind::Aircraft),
    ];
    let kind =
        kinds.iter().find(|(word, _)| word.eq_ignore_ascii_case(kind)).map(|(_, kind)| *kind);
    entity.party.kind = entity.party.kind.or(kind);
    let mut remark = |heading: &str, text: &str| {
        let text = squeezed(text);
        if !is_nothing(&text) {
            entity.remarks.push(format!("{heading}: {text}"));
        }
    };
    let (births, unread) = births::parse(births_cell);
    unread.iter().for_each(|text| remark("date of birth", text));
    let (countries, unread) =
        if is_nothing(citizenship) { Default::default() } else { stated_country::all(citizenship) };
    unread.iter().for_each(|text| remark("citizenship", text));
    let listing = squeezed(listing);
    let listing_date = stated_date::parse(&listing);
    let bases = legal_bases(&listing, instrument);
    if listing_date.is_none() && !bases.iter().any(|basis| *basis == listing) {
        remark("listing", &listing);
    }
    if !is_nothing(information) {
        entity.remarks.push(squeeze(information));
    }
    match entity.party.kind {
        Some(Kind::Organization) => entity.established.extend(births),
        _ => entity.party.births.extend(births),
    }
    entity.party.countries.extend(countries);
    entity.birth_places.extend(places(birth_place));
    entity.party.addresses.extend(places(address));
    if !is_nothing(imo) {
        entity.party.identifiers.push(Identifier::new(Scheme::Imo, imo));
    }
    // Cells of dates have remarks too: `8 Aug. 1980 (appears in false passport number …)`.
    for prose in [information, births_cell] {
        entity.party.identifiers.extend(prose_numbers::numbers(prose));
    }
    entity.programmes.push(squeeze(committees));
    entity.legal_basis.extend(bases);
    let entailed = measures.iter().zip(MEASURES).filter(|(cell, _)| is_true(cell));
    entity.measures.extend(entailed.map(|(_, measure)| measure.to_owned()));
    entity.listed_on = entity.listed_on.or(listing_date).or_else(|| first_listed_on(&listing));
    entity.amended_on = entity.amended_on.max(stated_date::parse(control_date));
}

fn is_true(cell: &str) -> bool {
    is_one_of(&["true", "yes", "1", "y"], cell)
}

/// What the rows repeat stands once.
fn complete(entity: &mut Entity) {
    let party = &mut entity.party;
    party.births = distinct(std::mem::take(&mut party.births));
    party.countries = distinct(std::mem::take(&mut party.countries));
    party.addresses = distinct(std::mem::take(&mut party.addresses));
    party.identifiers = distinct(std::mem::take(&mut party.identifiers));
    entity.birth_places = distinct(std::mem::take(&mut entity.birth_places));
    entity.established = distinct(std::mem::take(&mut entity.established));
    entity.programmes = distinct(std::mem::take(&mut entity.programmes));
    entity.programmes.retain(|programme| !programme.is_empty());
    entity.legal_basis = distinct(std::mem::take(&mut entity.legal_basis));
    entity.measures = distinct(std::mem::take(&mut entity.measures));
    entity.remarks = distinct(std::mem::take(&mut entity.remarks));
}

/// The places of a cell: `a) Kabul, Afghanistan b) Pakistan`, `Cairo, Egypt; Giza, Egypt`.
fn places(cell: &str) -> Vec<Address> {
    let items = lettered::items(cell).into_iter().flat_map(|item| item.split(';'));
    items
        .map(squeezed)
        .filter(|item| !is_nothing(item))
        .filter_map(|item| stated_place::parse_noted(&item))
        .collect()
}

/// The instruments that a listing, in single spaces, rests on.
fn legal_bases(listing: &str, instrument: &str) -> Vec<String> {
    let stated = |text: &str| {
        let whole = ["Autonomous Sanctions (", "Charter of the United Nations ("]
            .iter()
            .any(|start| text.starts_with(start));
        if whole {
            return Some(text.to_owned());
        }
        let rest = ["Instrument of first designation", "Instrument of first listing"]
            .iter()
            .find_map(|words| cut(text, words).map(|(_, rest)| rest))?;
        let rest = rest.trim_start().trim_start_matches("and declaration");
        Some(rest.trim_start_matches([':', '-', ' ']).trim_end().to_owned())
    };
    let own = Some(squeeze(instrument)).filter(|text| !is_nothing(text));
    distinct(stated(listing).into_iter().chain(own).filter(|text| !text.is_empty()))
}

/// The day of listing in a text that is no date: the first behind `listed on`, `designated … on`.
fn first_listed_on(listing: &str) -> Option<DateInterval> {
    let lower = listing.to_lowercase();
    let not_first = ["re", "re-", "formerly ", "last ", "previously "];
    let starts = ["listed", "designated under", "first listed"]
        .iter()
        .flat_map(|word| lower.match_indices(word).map(|(at, word)| (at, at + word.len())));
    let (_, from) = starts
        .filter(|(at, _)| {
            let before = lower.get(..*at).unwrap_or_default();
            !not_first.iter().any(|word| before.ends_with(word))
        })
        .min()?;
    let words: Vec<&str> = lower
        .get(from..)?
        .split(|c: char| c.is_whitespace() || "(),;:".contains(c))
        .filter(|word| !word.is_empty())
        .take(40)
        .collect();
    (0..words.len()).find_map(|at| {
        let three = words.get(at..at + 3)?.join(" ");
        stated_date::parse(three.trim_end_matches('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::{NameKind, Strength};
    use std::path::Path;

    const NEW: &str = "Reference,Name of Individual or Entity,Type,Name Type,Alias Strength,Date of Birth,\
        Place of Birth,Citizenship,Address,Additional Information,Listing Information,IMO Number,\
        Committees,Control Date,Instrument of Designation,Targeted Financial Sanction,Travel Ban,\
        Arms Embargo,Maritime Restriction";

    fn list(text: &str) -> Result<List> {
        let source = Source::from_bytes(Path::new("au.csv"), text.as_bytes()).unwrap();
        let format = crate::lists::format::of(&source)?;
        (format.read)(&source)
    }

    fn new_layout(rows: &str) -> List {
        list(&format!("{NEW}\r\n{rows}")).unwrap()
    }

    #[test]
    fn rows_of_a_party_are_one_record() {
        let list = new_layout(
            "857,Ann EXAMPLE,Individual,Primary Name,,5 May 1957,\"Yazd, Iran\",Iranian,n/a,\"Iran passport \
             number X123456.\",\"Listed by UN 1737 Committee on 25 January 2001 (amended on 3 Sep 2003)\",,\
             Autonomous (Iran),2026-02-02,Amendment Instrument 2026,TRUE,TRUE,FALSE,FALSE\r\n\
             9,MOCHA,Vessel,Primary Name,,,,,,,Designated vessel,9271951,Autonomous (Vessels),,X,FALSE,\
             FALSE,FALSE,1\r\n\
             857a,نام,individual ,Original Script,,5 May 1957,,Iranian,,,,,Autonomous (Iran),2026-02-03,,,,,\r\n\
             857b,Anna EXAMPLE,Individual,Alias,Weak,1958,,Iranian,,,,,Autonomous (Iran),,,,,,\r\n\
             857c,Old EXAMPLE (previously listed as),Individual,aka,,,,,,,,,Autonomous (Iran),,,,,,\r\n\
             857d,Odd EXAMPLE,Individual,Novel,,,,,,,,,Autonomous (Iran),,,,,,\r\n",
        );
        assert_eq!(list.snapshot.format, SECOND.name);
        assert_eq!((list.snapshot.records, list.snapshot.unknown_fields.len()), (2, 0));
        let entity = &list.entities[0];
        assert_eq!(entity.id.as_str(), "au-dfat:857");
        let names: Vec<_> =
            entity.party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
        assert_eq!(
            names,
            [
                ("Ann EXAMPLE", NameKind::Primary, Strength::Strong),
                ("نام", NameKind::Alias, Strength::Strong),
                ("Anna EXAMPLE", NameKind::Alias, Strength::Weak),
                ("Old EXAMPLE", NameKind::Former, Strength::Strong),
                ("Odd EXAMPLE", NameKind::Alias, Strength::Strong),
            ]
        );
        assert_eq!(list.snapshot.skipped.len(), 1);
        assert!(list.snapshot.skipped[0].reason.contains("`novel`"));
        let births: Vec<String> = entity.party.births.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1957-05-05", "1958"]);
        assert_eq!(entity.party.countries[0].code(), "IR");
        assert_eq!(entity.birth_places[0].country.unwrap().code(), "IR");
        assert!(entity.party.addresses.is_empty());
        assert_eq!(entity.party.identifiers[0].value, "X123456");
        assert_eq!(entity.listed_on.unwrap().to_string(), "2001-01-25");
        assert_eq!(entity.amended_on.unwrap().to_string(), "2026-02-03");
        assert_eq!(entity.programmes, ["Autonomous (Iran)"]);
        assert_eq!(entity.measures, ["asset freeze", "travel ban"]);
        assert_eq!(entity.legal_basis, ["Amendment Instrument 2026"]);
        let vessel = &list.entities[1];
        assert_eq!(vessel.party.kind, Some(Kind::Vessel));
        assert_eq!(vessel.party.identifiers[0], Identifier::new(Scheme::Imo, "9271951"));
        assert_eq!(vessel.measures, ["maritime restriction"]);
    }

    #[test]
    fn columns_may_stand_in_any_order_and_must_be_there() {
        let reordered = "Committees,Date of Birth,Name Type,Type,Name of Individual or Entity,Reference\n\
            X,1961,Primary Name,Entity,Bank,7\n";
        let read = list(reordered).unwrap();
        assert_eq!(read.snapshot.format, FIRST.name);
        assert_eq!(read.entities[0].established[0].to_string(), "1961");
        let missing = reordered.replace("Date of Birth", "Born");
        let error = list(&missing).unwrap_err();
        assert!(error.is_format() && error.to_string().contains("`Date of Birth`"), "{error}");
        let novel =
            reordered.replace("Date of Birth", "Date of Birth,New").replace("1961", "1961,z");
        assert_eq!(list(&novel).unwrap().snapshot.unknown_fields, ["New"]);
    }

    #[test]
    fn damage_is_told() {
        let head =
            "Reference,Name of Individual or Entity,Type,Name Type,Date of Birth,Committees\n";
        let whole = format!("{head}7,\"A, B\",Entity,Primary Name,,\"X\nY\"\n");
        for end in head.len()..whole.len() - 1 {
            // A cut between quoted cells leaves a shorter row: the name is there or the row is told.
            match list(&whole[..end]) {
                Err(error) => {
                    assert!(error.is_truncated() || error.is_empty_input(), "{end}: {error}");
                }
                Ok(read) => assert_eq!(read.entities[0].party.names[0].text, "A, B", "{end}"),
            }
        }
        assert!(list(head).unwrap_err().is_empty_input());
        let read = list(&format!(
            "{head}7,A,Entity,Primary Name,,X\n7,B,Entity,Primary Name,,X\n,C,Entity,aka,,\n8,,Entity,aka,,\n\
             9,D,Entity,Primary Name,,X,surplus\n"
        ))
        .unwrap();
        assert_eq!(read.snapshot.records, 2);
        let reasons: Vec<&str> = read.snapshot.skipped.iter().map(|s| s.reason.as_str()).collect();
        assert_eq!(reasons.len(), 4, "{reasons:?}");
        assert!(reasons[0].contains("second") && reasons[3].contains("7 cells"), "{reasons:?}");
    }

    #[test]
    fn days_of_listing() {
        for (listing, day) in [
            ("Listed on: 30 Nov. 2016", "2016-11-30"),
            ("Resolution 2371 (2017) Listed on: 5 Aug. 2017 (amended 8 June 2018)", "2017-08-05"),
            (
                "Designated under the Autonomous Sanctions Regulations 2011 on 1 March 2012. Relisted",
                "2012-03-01",
            ),
            (
                "The Minister for Foreign Affairs listed this entity on 21 December 2001 under",
                "2001-12-21",
            ),
            ("Listed on 9 Sep. 2008 (relisted on 1 Aug. 2011)", "2008-09-09"),
        ] {
            assert_eq!(first_listed_on(listing).unwrap().to_string(), day, "{listing}");
        }
        assert_eq!(first_listed_on("Relisted on 6 November 2022."), None);
        let base =
            "Autonomous Sanctions (Designated Persons—Ukraine) Amendment (No. 4) Instrument 2022";
        assert_eq!(
            legal_bases(&format!("Instrument of first designation and declaration: {base} "), ""),
            [base]
        );
    }
}
