//! OFAC's CSV files: one list from a primary file and up to three beside it.
//!
//! Source: OFAC, data specification of `SDN.CSV`, `ALT.CSV`, `ADD.CSV` and `SDN_COMMENTS.CSV`
//! (the Consolidated list has the same layout). No header; a null is `-0-`; the file ends with the
//! byte 0x1A. Files are joined on the entity number in the first column.

mod rows;

use super::list::OfacList;
use super::{remarks, words};
use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::stated_place::StatedPlace;
use crate::lists::{Entity, EntityId, List, Vessel, add, keep};
use crate::party::{Country, Name, Strength};
use ::csv::StringRecord;
use foldhash::{HashMap, HashMapExt};
use rows::{Beside, Row, Rows, csv_reader, is_null};

/// Name of the format.
pub(in crate::lists) const NAME: &str = "ofac-csv";

/// What it is, for people.
pub(in crate::lists) const TITLE: &str = "OFAC SDN and Consolidated lists, set of CSV files";

/// Length at which the remarks of the primary file are cut, in characters.
const REMARKS_CUT: usize = 1000;

/// Most records for which room is made beforehand; OFAC's lists have about 20,000.
const MOST_EXPECTED: usize = 1 << 16;

/// A file of the set that OFAC publishes as CSV: one primary file and up to three beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lists) enum OfacPart {
    /// `sdn.csv`, `cons_prim.csv`: one row a record.
    Primary,
    /// `alt.csv`, `cons_alt.csv`: alternate names.
    Alt,
    /// `add.csv`, `cons_add.csv`: addresses.
    Add,
    /// `sdn_comments.csv`, `cons_comments.csv`: remarks that outgrew the primary file.
    Comments,
}

impl OfacPart {
    /// Columns of the file, as OFAC's data specification lists them.
    pub const fn columns(self) -> usize {
        match self {
            OfacPart::Primary => 12,
            OfacPart::Alt => 5,
            OfacPart::Add => 6,
            OfacPart::Comments => 2,
        }
    }

    /// What the file holds, in words.
    pub const fn content(self) -> &'static str {
        match self {
            OfacPart::Primary => "primary records",
            OfacPart::Alt => "alternate names",
            OfacPart::Add => "addresses",
            OfacPart::Comments => "continued remarks",
        }
    }

    /// Every part, in the order of declaration.
    pub const ALL: [OfacPart; 4] =
        [OfacPart::Primary, OfacPart::Alt, OfacPart::Add, OfacPart::Comments];
}

/// Records of a file that are looked at to tell which part it is.
const SHAPE_RECORDS: usize = 25;

impl OfacPart {
    /// The part whose shape most of the first records of a text have, so that one bad row decides
    /// nothing; `None` if it is no file of OFAC's set.
    pub fn of(text: &str) -> Option<OfacPart> {
        let text = text.trim_start();
        // XML and JSON are no table.
        if text.starts_with(['<', '{', '[']) {
            return None;
        }
        let mut seen = [0_usize; OfacPart::ALL.len()];
        let mut records = 0_usize;
        for record in csv_reader(text).into_records().take(SHAPE_RECORDS).flatten() {
            records += 1;
            for (count, part) in seen.iter_mut().zip(OfacPart::ALL) {
                *count += usize::from(part.has_shape(&record));
            }
        }
        OfacPart::ALL
            .into_iter()
            .zip(seen)
            .filter(|(_, count)| count * 2 > records || (*count > 0 && records <= 2))
            .max_by_key(|(_, count)| *count)
            .map(|(part, _)| part)
    }

    fn has_shape(self, record: &StringRecord) -> bool {
        let numeric = |column| record.get(column).is_some_and(|field| field.parse::<u64>().is_ok());
        record.len() == self.columns()
            && numeric(0)
            && match self {
                // Other tables have twelve columns and a number in front; nulls are written by OFAC.
                OfacPart::Primary => {
                    record.get(1).is_some_and(|name| !name.is_empty())
                        && record.iter().any(|field| field.trim() == "-0-")
                }
                OfacPart::Alt | OfacPart::Add => numeric(1),
                OfacPart::Comments => !numeric(1),
            }
    }
}

/// The files of one list.
pub(in crate::lists) struct OfacSet {
    pub primary: Source,
    pub alt: Option<Source>,
    pub add: Option<Source>,
    pub comments: Option<Source>,
}

/// The entity numbers in the first column of a file of the set.
#[cfg(feature = "update")]
pub(in crate::lists) fn keys(source: &Source) -> std::collections::BTreeSet<u64> {
    csv_reader(source.text())
        .into_records()
        .flatten()
        .filter_map(|record| record.get(0)?.parse().ok())
        .collect()
}

/// Reads the list that a set of files is, all of them in one pass: they are in the order of the entity
/// numbers.
pub(in crate::lists) fn read(set: &OfacSet) -> Result<List> {
    let list = match OfacList::by_name(&set.primary.path) {
        Some(list) => list,
        None => OfacList::by_programmes(stated_programmes(&set.primary)?.into_iter()),
    };
    let mut primary = Rows::of(&set.primary, OfacPart::Primary);
    let mut names = Beside::of(set.alt.as_ref(), OfacPart::Alt);
    let mut addresses = Beside::of(set.add.as_ref(), OfacPart::Add);
    let (mut comments, mut rests) = continued_remarks(set.comments.as_ref())?;
    let mut unused: Vec<(usize, String)> = Vec::new();
    // A record has a line; whatever a file holds, not all memory is taken for it beforehand.
    let lines = memchr::memchr_iter(b'\n', primary.text.as_bytes()).count();
    let records = lines.min(MOST_EXPECTED);
    let mut entities: Vec<Entity> = Vec::with_capacity(records);
    let mut places: HashMap<u32, usize> = HashMap::with_capacity(records);
    while primary.next()? {
        let row = &primary.row;
        if places.contains_key(&row.id) {
            primary.skip(format!("a second record with the number {}", row.id));
            continue;
        }
        match entity(list, row) {
            Ok(entity) => entities.push(entity),
            Err(reason) => {
                primary.skip(reason);
                continue;
            }
        }
        places.insert(row.id, entities.len() - 1);
        let Some(entity) = entities.last_mut() else { continue };
        // Strong aliases before the weak ones of the remarks.
        names.rows_of(row.id, |row| add_name(entity, row))?;
        addresses.rows_of(row.id, |row| add_address(entity, row))?;
        let remarks = row.whole(11);
        let mut rest = String::new();
        for row in rests.remove(&row.id).into_iter().flatten() {
            match add_rest(remarks, &mut rest, &row) {
                Ok(()) => {}
                Err(reason) => unused.push((row.at, reason)),
            }
        }
        if let Err(reason) = read_remarks(entity, row, &rest) {
            primary.skip(reason);
        }
    }
    names.finish(|row| {
        let known = &mut entities[place(&places, row)?].party.names;
        keep(known, alternate_name(row)?);
        known.sort_by_key(|name| name.strength == Strength::Weak);
        Ok(())
    })?;
    addresses.finish(|row| add_address(&mut entities[place(&places, row)?], row))?;
    for row in rests.into_values().flatten() {
        unused.extend(place(&places, &row).err().map(|reason| (row.at, reason)));
    }
    if let Some(comments) = &mut comments {
        comments.skip_all(unused);
    }
    let edition = Edition { title: title(list, set), ..list.edition(NAME, None) };
    let sources: Vec<&Source> = std::iter::once(&set.primary)
        .chain([&set.alt, &set.add, &set.comments].into_iter().flatten())
        .collect();
    let beside = [names.rows, addresses.rows, comments].into_iter().flatten();
    let skipped = std::iter::once(primary).chain(beside).flat_map(|rows| rows.skipped).collect();
    Records::of(entities, skipped).finish(edition, &sources, Vec::new())
}

/// The programmes of every record: they tell the list where its name does not.
fn stated_programmes(source: &Source) -> Result<Vec<Vec<String>>> {
    let mut rows = Rows::of(source, OfacPart::Primary);
    let mut stated = Vec::new();
    while rows.next()? {
        stated.push(programmes(rows.row.field(3)));
    }
    Ok(stated)
}

/// The place of the record that a row of another file belongs to.
fn place(places: &HashMap<u32, usize>, row: &Row) -> Result<usize, String> {
    places.get(&row.id).copied().ok_or_else(|| {
        format!("record {} is not in the primary file: the files are of different editions", row.id)
    })
}

/// The list's title; it says which of the files that hold names and addresses were not there.
fn title(list: OfacList, set: &OfacSet) -> String {
    let missing: Vec<&str> = [(&set.alt, OfacPart::Alt), (&set.add, OfacPart::Add)]
        .iter()
        .filter(|(source, _)| source.is_none())
        .map(|(_, part)| part.content())
        .collect();
    match missing.as_slice() {
        [] => list.title().to_owned(),
        parts => format!("{} (without its file of {})", list.title(), parts.join(" and of ")),
    }
}

/// Whether remarks fill the field and do not end as remarks end.
fn is_cut(remarks: &str) -> bool {
    !remarks.ends_with('.')
        && remarks.len() >= REMARKS_CUT
        && remarks.chars().count() >= REMARKS_CUT
}

/// Rows of the file of continued remarks, by entity number.
type Continued = HashMap<u32, Vec<Row>>;

/// The file of continued remarks, and its rows by entity number: there are few.
fn continued_remarks(source: Option<&Source>) -> Result<(Option<Rows<'_>>, Continued)> {
    let mut found = Continued::new();
    let Some(source) = source else { return Ok((None, found)) };
    let mut rows = Rows::of(source, OfacPart::Comments);
    while rows.next()? {
        found.entry(rows.row.id).or_default().push(rows.row.clone());
    }
    Ok((Some(rows), found))
}

/// Takes the rest of remarks that were cut.
fn add_rest(remarks: &str, rest: &mut String, row: &Row) -> Result<(), String> {
    if is_cut(remarks) {
        rest.push_str(row.whole(1));
        return Ok(());
    }
    Err(format!(
        "the remarks of record {} are complete in the primary file: the files are of different \
         editions",
        row.id
    ))
}

/// Reads the remarks of a primary row with the rest of them from the file of continued remarks. Where
/// that is missing, the clause that is cut is not read; the error says so.
fn read_remarks(entity: &mut Entity, row: &Row, rest: &str) -> Result<(), String> {
    let remarks = row.whole(11);
    if is_null(remarks) {
        return Ok(());
    }
    if !rest.is_empty() {
        remarks::read_into(entity, &[remarks, rest].concat());
        return Ok(());
    }
    if !is_cut(remarks) {
        remarks::read_into(entity, remarks);
        return Ok(());
    }
    let (whole, part) = remarks.rsplit_once(';').unwrap_or(("", remarks));
    remarks::read_into(entity, whole);
    if part.trim().is_empty() {
        return Ok(());
    }
    Err(format!(
        "the remarks of record {} are cut at {REMARKS_CUT} characters, and no file of continued \
         remarks has the rest of `{}`",
        row.id,
        part.trim()
    ))
}

/// One primary row; the error says what is wrong with it.
fn entity(list: OfacList, row: &Row) -> Result<Entity, String> {
    let name = row.filled(1).ok_or("the record has no name")?;
    let kind = words::kind(row.field(2))?;
    let mut entity = Entity::new(EntityId::new(list.short_name(), &row.id.to_string()));
    entity.party.kind = Some(kind);
    add(&mut entity.party.names, Name::primary(name));
    entity.programmes = programmes(row.field(3));
    if let Some(titles) = row.filled(4) {
        let titles = titles.split(';').map(str::trim).filter(|title| !title.is_empty());
        entity.titles = titles.map(str::to_owned).collect();
    }
    if let Some(call_sign) = row.filled(5) {
        entity.party.identifiers.push(Identifier::new(Scheme::CallSign, call_sign));
    }
    if (6..=10).any(|column| row.filled(column).is_some()) {
        let text = |column| row.filled(column).map(str::to_owned);
        let vessel = Vessel {
            ship_type: text(6),
            tonnage: text(7),
            gross_tonnage: text(8),
            flag: text(9),
            owner: text(10),
            ..Vessel::default()
        };
        entity.vessel = Some(vessel.into());
        entity.party.countries.extend(Country::named(row.field(9)));
    }
    Ok(entity)
}

/// `A] [B] [C` as A, B and C.
fn programmes(field: &str) -> Vec<String> {
    // Most records have one.
    if !field.bytes().any(|byte| matches!(byte, b'[' | b']')) && !field.is_empty() {
        return vec![field.to_owned()];
    }
    let stated = field.split(']').map(|programme| programme.trim_matches(['[', ' ']));
    let mut programmes = Vec::with_capacity(1 + field.bytes().filter(|&byte| byte == b']').count());
    programmes.extend(stated.filter(|programme| !programme.is_empty()).map(str::to_owned));
    programmes
}

fn add_name(entity: &mut Entity, row: &Row) -> Result<(), String> {
    keep(&mut entity.party.names, alternate_name(row)?);
    Ok(())
}

fn alternate_name(row: &Row) -> Result<Name, String> {
    let name = row.filled(3).ok_or("the row has no name")?;
    Ok(Name::new(words::name_kind(row.field(2))?, name))
}

/// Address, city and country; an entity without an address has a row of nulls. City, state and postal
/// code are one field.
fn add_address(entity: &mut Entity, row: &Row) -> Result<(), String> {
    let place = StatedPlace {
        lines: &[row.field(2), row.field(3), row.field(5)],
        country: row.field(4),
        ..StatedPlace::default()
    };
    if let Some(place) = place.address() {
        add(&mut entity.party.addresses, place);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::{Kind, NameKind};
    use std::path::Path;

    /// A primary row: number, name, type, programmes, remarks.
    fn primary(id: u32, name: &str, kind: &str, programmes: &str, remarks: &str) -> String {
        format!(
            "{id},\"{name}\",{kind},\"{programmes}\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,{remarks}\r\n"
        )
    }

    fn source(name: &str, text: &str) -> Source {
        Source::from_bytes(Path::new(name), text.as_bytes()).unwrap()
    }

    fn read_set(primary: &str, alt: &str, add: &str, comments: &str) -> Result<List> {
        let part = |name, text: &str| Some(source(name, text)).filter(|_| !text.is_empty());
        read(&OfacSet {
            primary: source("sdn.csv", primary),
            alt: part("alt.csv", alt),
            add: part("add.csv", add),
            comments: part("sdn_comments.csv", comments),
        })
    }

    fn reasons(list: &List) -> Vec<(&str, u64, &str)> {
        let skipped = list.snapshot.skipped.iter();
        skipped.map(|s| (s.file.as_str(), s.line, s.reason.as_str())).collect()
    }

    #[test]
    fn the_part_is_told_by_its_shape() {
        let row = primary(7, "EXAMPLE", "-0- ", "CUBA", "-0- ");
        let alt = "7,1,\"aka\",\"X\",-0- \r\n";
        for (text, part) in [
            (row.as_str(), Some(OfacPart::Primary)),
            (alt, Some(OfacPart::Alt)),
            ("7,1,-0- ,-0- ,-0- ,-0- \r\n\u{1a}", Some(OfacPart::Add)),
            ("7,\"; Tax ID No. 1.\"\r\n", Some(OfacPart::Comments)),
            (&format!("broken row\r\n{alt}{alt}{alt}"), Some(OfacPart::Alt)),
            ("name,country\nX,KP\n", None),
        ] {
            assert_eq!(OfacPart::of(text), part, "{text}");
        }
    }

    #[test]
    fn the_files_of_a_set_are_joined() {
        let list = read_set(
            &(primary(7, "EXAMPLE, Ann", "\"individual\"", "IRAN] [SDGT", "\"a.k.a. 'ANNIE'.\"")
                + "8,\"SEA EXAMPLE\",\"vessel\",\"CUBA\",-0- ,\"ABC1\",\"Tug\",\"950\",\"1,019\",\
                   \"KP\",\"Owner, S.A.\",-0- \r\n"
                + &primary(9, "EXAMPLE, S.A.", "-0- ", "CUBA", "-0- ")
                + "\u{1a}"),
            "7,1,\"aka\",\"EXAMPLE, Anna\",-0- \r\n7,2,\"fka\",\"SAMPLE, Ann\",-0- \r\n\
             8,3,\"nka\",\"NEW NAME\",-0- \r\n\u{1a}",
            "7,1,\"1 Road\",\"Town 99\",\"KP\",-0- \r\n9,2,-0- ,-0- ,-0- ,-0- \r\n\
             8,4,-0- ,\"Harbour\",\"No Such Land\",-0- \r\n\u{1a}",
            "",
        )
        .unwrap();
        assert_eq!(reasons(&list), []);
        let snapshot = &list.snapshot;
        assert_eq!((snapshot.list.as_str(), snapshot.records, snapshot.names), ("ofac-sdn", 3, 7));
        assert_eq!(snapshot.files.len(), 3);
        assert_eq!(snapshot.published, None);
        let [ann, vessel, company] = &list.entities[..] else { panic!() };
        assert_eq!(ann.id.as_str(), "ofac-sdn:7");
        assert_eq!(ann.party.kind, Some(Kind::Person));
        assert_eq!(ann.programmes, ["IRAN", "SDGT"]);
        let names: Vec<_> =
            ann.party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
        assert_eq!(
            names,
            [
                ("EXAMPLE, Ann", NameKind::Primary, Strength::Strong),
                ("EXAMPLE, Anna", NameKind::Alias, Strength::Strong),
                ("SAMPLE, Ann", NameKind::Former, Strength::Strong),
                ("ANNIE", NameKind::Alias, Strength::Weak),
            ]
        );
        assert_eq!(ann.party.addresses[0].text, "1 Road, Town 99");
        assert_eq!(ann.party.addresses[0].country.unwrap().code(), "KP");
        let details = vessel.vessel.as_ref().unwrap();
        assert_eq!(details.owner.as_deref(), Some("Owner, S.A."));
        assert_eq!(details.gross_tonnage.as_deref(), Some("1,019"));
        assert_eq!(vessel.party.identifiers[0].scheme, Scheme::CallSign);
        assert_eq!(vessel.party.countries[0].code(), "KP");
        assert_eq!(vessel.party.names[1].kind, NameKind::Current);
        // A country that no table knows is not lost.
        assert_eq!(vessel.party.addresses[0].text, "Harbour, No Such Land");
        assert!(company.party.addresses.is_empty() && company.vessel.is_none());
    }

    #[test]
    fn cut_remarks_are_continued_with_nothing_between() {
        let filler = "x".repeat(REMARKS_CUT - "; DOB 10 De".len());
        let cut = format!("\"{filler}; DOB 10 De\"");
        let rows = primary(7, "EXAMPLE, Ann", "\"individual\"", "CUBA", &cut);
        let list = read_set(&rows, "", "", "7,\"c 1948; POB Town.\"\r\n").unwrap();
        assert_eq!(list.entities[0].party.births[0].to_string(), "1948-12-10");
        assert_eq!(list.entities[0].birth_places[0].text, "Town");
        assert_eq!(reasons(&list), []);

        // Without the rest, the cut clause is reported and what is before it is read.
        let list = read_set(&rows, "", "", "").unwrap();
        assert!(list.entities[0].party.births.is_empty());
        let [(file, line, reason)] = reasons(&list)[..] else { panic!() };
        assert!((file, line) == ("sdn.csv", 1) && reason.contains("`DOB 10 De`"), "{reason}");
    }

    #[test]
    fn rows_of_another_edition_are_skipped() {
        let list = read_set(
            &primary(7, "EXAMPLE", "-0- ", "CUBA", "\"Gender Male.\""),
            "99,1,\"aka\",\"X\",-0- \r\n7,2,\"alias\",\"X\",-0- \r\n7,3,\"aka\",-0- ,-0- \r\n",
            "99,1,\"Road\",-0- ,-0- ,-0- \r\n",
            "99,\"rest\"\r\n7,\"rest\"\r\n",
        )
        .unwrap();
        let found = reasons(&list);
        for ((file, line, reason), (of, at, word)) in found.iter().zip([
            ("alt.csv", 1, "record 99"),
            ("alt.csv", 2, "`alias`"),
            ("alt.csv", 3, "no name"),
            ("add.csv", 1, "record 99"),
            ("sdn_comments.csv", 1, "record 99"),
            ("sdn_comments.csv", 2, "complete"),
        ]) {
            assert_eq!((*file, *line), (of, at), "{reason}");
            assert!(reason.contains(word), "{reason}");
        }
        assert_eq!(found.len(), 6);
    }

    #[test]
    fn files_in_another_order_are_joined_as_well() {
        let remarks = format!("\"a.k.a. 'WEAK'; {}\"", "x".repeat(REMARKS_CUT - 15));
        let list = read_set(
            &(primary(9, "NINE", "-0- ", "CUBA", "-0- ")
                + &primary(7, "SEVEN", "-0- ", "CUBA", &remarks)
                + &primary(8, "EIGHT", "-0- ", "CUBA", "-0- ")),
            "8,3,\"aka\",\"EIGHT A\",-0- \r\n7,1,\"aka\",\"SEVEN A\",-0- \r\n\
             9,2,\"fka\",\"NINE A\",-0- \r\n6,1,\"aka\",\"X\",-0- \r\n",
            "7,1,\"Road\",-0- ,-0- ,-0- \r\n9,4,\"Street\",-0- ,-0- ,-0- \r\n",
            "7,\"y; Tax ID No. 12.\"\r\n",
        )
        .unwrap();
        let names = |at: usize| -> Vec<&str> {
            list.entities[at].party.names.iter().map(|name| name.text.as_str()).collect()
        };
        assert_eq!(names(0), ["NINE", "NINE A"]);
        assert_eq!(names(1), ["SEVEN", "SEVEN A", "WEAK"]);
        assert_eq!(names(2), ["EIGHT", "EIGHT A"]);
        assert_eq!(list.entities[0].party.addresses[0].text, "Street");
        assert_eq!(list.entities[1].party.addresses[0].text, "Road");
        assert_eq!(list.entities[1].party.identifiers[0].value, "12");
        let [(file, line, reason)] = reasons(&list)[..] else { panic!() };
        assert!((file, line) == ("alt.csv", 4) && reason.contains("record 6"), "{reason}");
    }

    #[test]
    fn a_malformed_row_costs_only_itself() {
        let good = |id| primary(id, "EXAMPLE", "-0- ", "CUBA", "-0- ");
        let rows = good(1)
            + "2,\"TOO\",\"FEW\"\r\n"
            + &good(3).replacen('3', "three", 1)
            + &good(4).replacen("\"EXAMPLE\"", "\"EXAMPLE", 1)
            + &good(5)
            + &primary(6, "EXAMPLE", "\"submarine\"", "CUBA", "-0- ")
            + &good(1)
            + &primary(8, "-0- ", "-0- ", "CUBA", "-0- ")
            + &good(9);
        let list = read_set(&rows, "", "", "").unwrap();
        let ids: Vec<&str> = list.entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(ids, ["ofac-sdn:1", "ofac-sdn:5", "ofac-sdn:9"]);
        let mut lines: Vec<u64> = list.snapshot.skipped.iter().map(|s| s.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [2, 3, 4, 6, 7, 8]);
    }

    #[test]
    fn a_file_that_ends_inside_a_row_is_truncated() {
        let good = primary(1, "EXAMPLE", "-0- ", "CUBA", "-0- ");
        let other = primary(2, "EXAMPLE", "-0- ", "CUBA", "\"DOB 10 Dec 1948.\"");
        for end in 1..=other.len() - 2 {
            // Cut behind the closing quote, before the line end, the row is whole.
            let result = read_set(&format!("{good}{}", &other[..end]), "", "", "");
            if end == other.len() - 2 {
                assert!(result.is_ok());
            } else {
                let error = result.unwrap_err();
                assert!(
                    error.is_truncated() && error.to_string().starts_with("sdn.csv:2"),
                    "{end}"
                );
            }
        }
        assert_eq!(read_set(&format!("{good}{other}"), "", "", "").unwrap().entities.len(), 2);
    }

    #[test]
    fn the_consolidated_list_is_told_by_name_or_programmes() {
        let read_as = |name, programmes| {
            let row = primary(7, "EXAMPLE", "-0- ", programmes, "-0- ");
            let set = OfacSet { primary: source(name, &row), alt: None, add: None, comments: None };
            read(&set).unwrap().snapshot.list
        };
        assert_eq!(read_as("CONS_PRIM.CSV", "CUBA"), "ofac-cons");
        assert_eq!(read_as("sdn.csv", "NS-PLC"), "ofac-sdn");
        assert_eq!(read_as("list.csv", "NS-PLC"), "ofac-cons");
        assert_eq!(read_as("list.csv", "UKRAINE-EO13662] [RUSSIA-EO14024"), "ofac-sdn");
    }

    #[test]
    fn a_list_without_a_record_is_empty() {
        let error = read_set("1,2,3\r\n", "", "", "").unwrap_err();
        assert!(error.is_empty_input(), "{error}");
    }
}
