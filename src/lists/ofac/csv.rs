//! OFAC's CSV files: one list from a primary file and up to three beside it.
//!
//! Source: OFAC, data specification of `SDN.CSV`, `ALT.CSV`, `ADD.CSV` and `SDN_COMMENTS.CSV`
//! (the Consolidated list has the same layout). No header; a null is `-0-`; the file ends with the
//! byte 0x1A. Files are joined on the entity number in the first column.

use super::list::OfacList;
use super::{remarks, words};
use crate::error::{Error, Result, Skipped};
use crate::identifiers::{Identifier, Scheme};
use crate::lists::records::{Edition, Records};
use crate::lists::source::{LineCounter, MAX_FIELD, Source};
use crate::lists::stated_place::StatedPlace;
use crate::lists::table::skip_line_ends;
use crate::lists::{Entity, EntityId, List, Vessel, keep};
use crate::party::{Address, Country, Name, Party};
use ::csv::StringRecord;
use std::collections::HashMap;

/// Name of the format.
pub(in crate::lists) const NAME: &str = "ofac-csv";

/// What it is, for people.
pub(in crate::lists) const TITLE: &str = "OFAC SDN and Consolidated lists, set of CSV files";

/// Length at which the remarks of the primary file are cut, in characters.
const REMARKS_CUT: usize = 1000;

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
        let mut seen = [0_usize; OfacPart::ALL.len()];
        let mut records = 0_usize;
        for record in csv_reader(text.trim_start()).into_records().take(SHAPE_RECORDS).flatten() {
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

/// One row with the line it begins on.
struct Row<'r> {
    source: &'r Source,
    line: u64,
    id: u32,
    fields: &'r StringRecord,
}

impl<'r> Row<'r> {
    /// A field, empty for a null.
    fn field(&self, column: usize) -> &'r str {
        match self.fields.get(column).unwrap_or_default().trim() {
            "-0-" => "",
            text => text,
        }
    }

    fn filled(&self, column: usize) -> Option<&'r str> {
        Some(self.field(column)).filter(|text| !text.is_empty())
    }

    /// A field as it stands: not trimmed, since the cut of remarks may fall beside a space.
    fn whole(&self, column: usize) -> &'r str {
        self.fields.get(column).unwrap_or_default()
    }

    fn skipped(&self, reason: impl Into<String>) -> Skipped {
        self.source.skipped(self.line, reason)
    }
}

/// Remarks of a record in the primary file, to be read once its other files have been.
struct Remarks {
    id: u32,
    line: u64,
    /// Empty for a null.
    text: String,
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

/// Reads the list that a set of files is.
pub(in crate::lists) fn read(set: &OfacSet) -> Result<List> {
    let mut skipped = Vec::new();
    let list = match OfacList::by_name(&set.primary.path) {
        Some(list) => list,
        None => {
            let mut stated = Vec::new();
            let programmes = |row: &Row, _: &mut _| stated.push(programmes(row.field(3)));
            rows(&set.primary, OfacPart::Primary, &mut Vec::new(), programmes)?;
            OfacList::by_programmes(stated.into_iter())
        }
    };
    let mut entities: Vec<Entity> = Vec::new();
    let mut positions: HashMap<u32, usize> = HashMap::new();
    let mut kept: Vec<Remarks> = Vec::new();
    rows(&set.primary, OfacPart::Primary, &mut skipped, |row, skipped| match entity(list, row) {
        _ if positions.contains_key(&row.id) => {
            skipped.push(row.skipped(format!("a second record with the number {}", row.id)));
        }
        Ok(entity) => {
            positions.insert(row.id, entities.len());
            entities.push(entity);
            let text = row.whole(11);
            let text = if text.trim() == "-0-" { "" } else { text };
            kept.push(Remarks { id: row.id, line: row.line, text: text.to_owned() });
        }
        Err(reason) => skipped.push(row.skipped(reason)),
    })?;
    // Strong aliases before the weak ones of the remarks.
    if let Some(source) = &set.alt {
        rows(source, OfacPart::Alt, &mut skipped, |row, skipped| {
            let Some(entity) = positions.get(&row.id).and_then(|&at| entities.get_mut(at)) else {
                skipped.push(row.skipped(not_in_primary(row.id)));
                return;
            };
            match alternate_name(row) {
                Ok(name) => keep(&mut entity.party.names, name),
                Err(reason) => skipped.push(row.skipped(reason)),
            }
        })?;
    }
    if let Some(source) = &set.add {
        rows(source, OfacPart::Add, &mut skipped, |row, skipped| {
            match positions.get(&row.id).and_then(|&at| entities.get_mut(at)) {
                Some(entity) => entity.party.addresses.extend(address(row)),
                None => skipped.push(row.skipped(not_in_primary(row.id))),
            }
        })?;
    }
    let mut continued = continued_remarks(set, &kept, &positions, &mut skipped)?;
    for (remarks, entity) in kept.iter().zip(&mut entities) {
        if let Some(rest) = continued.remove(&remarks.id) {
            remarks::read_into(entity, &[remarks.text.as_str(), &rest].concat());
            continue;
        }
        if !is_cut(&remarks.text) {
            remarks::read_into(entity, &remarks.text);
            continue;
        }
        let (whole, part) = remarks.text.rsplit_once(';').unwrap_or(("", &remarks.text));
        if !part.trim().is_empty() {
            let reason = format!(
                "the remarks of record {} are cut at {REMARKS_CUT} characters, and no file of \
                 continued remarks has the rest of `{}`",
                remarks.id,
                part.trim()
            );
            skipped.push(set.primary.skipped(remarks.line, reason));
        }
        remarks::read_into(entity, whole);
    }
    let edition = Edition { title: title(list, set), ..list.edition(NAME, None) };
    let sources: Vec<&Source> = std::iter::once(&set.primary)
        .chain([&set.alt, &set.add, &set.comments].into_iter().flatten())
        .collect();
    Records::of(entities, skipped).finish(edition, &sources, Vec::new())
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

fn not_in_primary(id: u32) -> String {
    format!("record {id} is not in the primary file: the files are of different editions")
}

/// Whether remarks fill the field and do not end as remarks end.
fn is_cut(remarks: &str) -> bool {
    !remarks.ends_with('.')
        && remarks.len() >= REMARKS_CUT
        && remarks.chars().count() >= REMARKS_CUT
}

/// The rest of remarks that were cut, by entity number.
fn continued_remarks(
    set: &OfacSet,
    kept: &[Remarks],
    positions: &HashMap<u32, usize>,
    skipped: &mut Vec<Skipped>,
) -> Result<HashMap<u32, String>> {
    let mut continued: HashMap<u32, String> = HashMap::new();
    let Some(source) = &set.comments else { return Ok(continued) };
    rows(source, OfacPart::Comments, skipped, |row, skipped| {
        match positions.get(&row.id).and_then(|&at| kept.get(at)) {
            None => skipped.push(row.skipped(not_in_primary(row.id))),
            Some(start) if is_cut(&start.text) => {
                continued.entry(row.id).or_default().push_str(row.whole(1));
            }
            Some(_) => skipped.push(row.skipped(format!(
                "the remarks of record {} are complete in the primary file: the files are of \
                 different editions",
                row.id
            ))),
        }
    })?;
    Ok(continued)
}

/// One primary row; the error says what is wrong with it.
fn entity(list: OfacList, row: &Row) -> Result<Entity, String> {
    let name = row.filled(1).ok_or("the record has no name")?;
    let kind = words::kind(row.field(2))?;
    let text = |column| row.filled(column).map(str::to_owned);
    let vessel = Vessel {
        ship_type: text(6),
        tonnage: text(7),
        gross_tonnage: text(8),
        flag: text(9),
        owner: text(10),
        ..Vessel::default()
    };
    let call_sign = text(5).map(|value| Identifier::new(Scheme::CallSign, value));
    let titles = row.field(4).split(';').map(str::trim).filter(|title| !title.is_empty());
    let mut entity = Entity::new(EntityId::new(list.short_name(), &row.id.to_string()));
    entity.party = Party {
        kind: Some(kind),
        names: vec![Name::primary(name)],
        countries: row.filled(9).and_then(Country::named).into_iter().collect(),
        identifiers: call_sign.into_iter().collect(),
        ..Party::default()
    };
    entity.titles = titles.map(str::to_owned).collect();
    entity.vessel = (vessel != Vessel::default()).then_some(vessel);
    entity.programmes = programmes(row.field(3));
    Ok(entity)
}

/// `A] [B] [C` as A, B and C.
fn programmes(field: &str) -> Vec<String> {
    field
        .split("] [")
        .map(|programme| programme.trim_matches(['[', ']', ' ']).to_owned())
        .filter(|programme| !programme.is_empty())
        .collect()
}

fn alternate_name(row: &Row) -> Result<Name, String> {
    let name = row.filled(3).ok_or("the row has no name")?;
    Ok(Name::new(words::name_kind(row.field(2))?, name))
}

/// Address, city and country; `None` for the row that an entity without an address has. City, state
/// and postal code are one field.
fn address(row: &Row) -> Option<Address> {
    StatedPlace {
        lines: &[row.field(2), row.field(3), row.field(5)],
        country: row.field(4),
        ..StatedPlace::default()
    }
    .address()
}

/// Hands over the rows of a file that have its columns and an entity number; the others are skipped.
///
/// # Errors
///
/// A file that ends inside a row is truncated.
fn rows(
    source: &Source,
    part: OfacPart,
    skipped: &mut Vec<Skipped>,
    mut each: impl FnMut(&Row, &mut Vec<Skipped>),
) -> Result<()> {
    // The byte 0x1A (end of file in CP/M) closes the file.
    let text = source.text().trim_end_matches(['\u{1a}', '\0']);
    let mut counter = LineCounter::of(text);
    let mut reader = csv_reader(text);
    let mut fields = StringRecord::new();
    let mut take = |line, fields: &StringRecord, open| match number(fields, open, part) {
        Ok(id) => each(&Row { source, line, id, fields }, skipped),
        Err(reason) => skipped.push(source.skipped(line, reason)),
    };
    loop {
        // The reader leaves the second byte of a line end to the next record.
        let start = skip_line_ends(text, reader.position().byte());
        let line = counter.at(start as u64);
        if !reader.read_record(&mut fields).map_err(|error| unreadable(source, line, &error))? {
            break;
        }
        if !fields.as_slice().contains('\n') {
            take(line, &fields, false);
            continue;
        }
        // A quote was left open: OFAC's fields have no line breaks. Each line is read by itself,
        // so that the damage stays in its own.
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let span = text.get(start..end).unwrap_or_default();
        for (text, line) in span.lines().zip(line..) {
            if let Some(Ok(fields)) = csv_reader(text).into_records().next() {
                take(line, &fields, leaves_quote_open(text));
            }
        }
    }
    let text = text.trim_end_matches(['\r', '\n']);
    let last = text.rsplit('\n').next().unwrap_or_default();
    if leaves_quote_open(last) || (!ends_with_line_end(source) && is_part_of_row(last, part)) {
        return Err(Error::truncated("the file ends inside a row")
            .at(&source.path, Some(1 + text.matches('\n').count() as u64))
            .advise("download it again"));
    }
    Ok(())
}

/// Whether the last row is ended, as OFAC ends every row.
fn ends_with_line_end(source: &Source) -> bool {
    let text = source.text().trim_end_matches(['\u{1a}', '\0']);
    text.is_empty() || text.ends_with('\n')
}

/// Whether a line without an end lacks columns, or the end of its last one: every row ends with a
/// quotation mark or a null.
fn is_part_of_row(line: &str, part: OfacPart) -> bool {
    let columns = csv_reader(line).into_records().next().and_then(Result::ok);
    columns.is_none_or(|row| row.len() != part.columns())
        || !(line.ends_with('"') || line.trim_end().ends_with("-0-"))
}

fn csv_reader(text: &str) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The text is valid UTF-8 and rows may have any length, so this is not expected to happen.
fn unreadable(source: &Source, line: u64, error: &::csv::Error) -> Error {
    Error::format(format!("the CSV cannot be read: {error}")).at(&source.path, Some(line))
}

/// The entity number of a row that has the right shape; the error says what is wrong with it.
fn number(fields: &StringRecord, open: bool, part: OfacPart) -> Result<u32, String> {
    let first = fields.get(0).unwrap_or_default().trim();
    if open {
        Err("a quotation mark is left open in the row".into())
    } else if fields.len() != part.columns() {
        Err(format!(
            "the row has {} columns, {} were expected ({})",
            fields.len(),
            part.columns(),
            part.content()
        ))
    } else if let Some(long) = fields.iter().map(str::len).find(|&length| length > MAX_FIELD) {
        Err(format!("a field has {long} bytes, at most {MAX_FIELD} are read"))
    } else {
        let shown = || first.chars().take(40).collect::<String>();
        first.parse().map_err(|_| format!("`{}` is no entity number", shown()))
    }
}

/// Whether a line ends inside a quoted field (RFC 4180: a quote opens at the start of a field, a
/// doubled one is a character).
fn leaves_quote_open(line: &str) -> bool {
    let (mut quoted, mut at_start) = (false, true);
    let mut bytes = line.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
            }
        } else if byte == b'"' && at_start {
            quoted = true;
        }
        at_start = !quoted && byte == b',';
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::{Kind, NameKind, Strength};
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
