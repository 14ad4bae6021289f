//! Delimited text with a header: customer files, payment exports, vessel lists.

use super::columns::{Columns, Field, Group, Plan, is_known};
use super::date::read_dates;
use super::decode::Text;
use super::{HEAD, Item, MAX_FIELD, MAX_ITEM, Origin, Subject, clean};
use crate::error::{Error, Result, Skipped};
use crate::identifiers::{Identifier, Scheme};
use crate::party::{Address, Country, Gender, Kind, Name, Party, Vessel};
use crate::text::fold;
use csv_core::ReadRecordResult;
use std::collections::VecDeque;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// The delimiters looked for, the most usual first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows the delimiter is judged by.
const SNIFFED_ROWS: usize = 20;

/// What kind columns say, folded.
const KINDS: [(&str, Kind); 16] = [
    ("person", Kind::Person),
    ("individual", Kind::Person),
    ("natural person", Kind::Person),
    ("private", Kind::Person),
    ("organization", Kind::Organization),
    ("organisation", Kind::Organization),
    ("company", Kind::Organization),
    ("entity", Kind::Organization),
    ("legal entity", Kind::Organization),
    ("legal person", Kind::Organization),
    ("corporate", Kind::Organization),
    ("business", Kind::Organization),
    ("bank", Kind::Organization),
    ("vessel", Kind::Vessel),
    ("ship", Kind::Vessel),
    ("aircraft", Kind::Aircraft),
];

/// The rows of a CSV file.
pub(super) struct Rows {
    text: Text,
    parser: csv_core::Reader,
    row: Row,
    name: String,
    path: PathBuf,
    headers: Vec<String>,
    plan: Plan,
    ready: VecDeque<Item>,
    /// Headers that are not read.
    pub(super) ignored: Vec<String>,
    /// Rows read so far.
    pub(super) read: u64,
}

/// One row as its bytes: all fields after one another, and where each ends.
#[derive(Default)]
struct Row {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    fields: usize,
    first_line: u64,
    last_line: u64,
}

impl Row {
    fn get(&self, at: usize) -> Option<&str> {
        let ends = self.ends.get(..self.fields)?;
        let end = *ends.get(at)?;
        let start = match at.checked_sub(1) {
            Some(before) => *ends.get(before)?,
            None => 0,
        };
        // The bytes come from checked text and are cut at ASCII characters only.
        std::str::from_utf8(self.bytes.get(start..end)?).ok()
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.fields).map(|at| self.get(at).unwrap_or_default())
    }

    fn is_blank(&self) -> bool {
        self.iter().all(|field| field.trim().is_empty())
    }
}

impl Rows {
    /// Reads the header and decides what its columns mean.
    pub(super) fn new(mut text: Text, name: &str, path: &Path, columns: &Columns) -> Result<Rows> {
        let delimiter = sniff(text.peek(HEAD));
        let mut rows = Rows {
            text,
            parser: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            row: Row::default(),
            name: name.to_owned(),
            path: path.to_path_buf(),
            headers: Vec::new(),
            plan: Plan::default(),
            ready: VecDeque::new(),
            ignored: Vec::new(),
            read: 0,
        };
        rows.read_row()?;
        let line = Some(rows.row.first_line);
        rows.headers = rows.row.iter().map(clean).collect();
        (rows.plan, rows.ignored) =
            columns.plan(&rows.headers).map_err(|error| error.at(path, line))?;
        rows.skip_line_ends()?;
        if rows.text.at_end() {
            return Err(Error::empty("a header and no row below it").at(path, line));
        }
        Ok(rows)
    }

    /// The next subject or skipped row; `None` after the last.
    pub(super) fn next_item(&mut self) -> Result<Option<Item>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            if !self.read_row()? {
                return Ok(None);
            }
            if !self.row.is_blank() {
                self.read += 1;
                self.take_row();
            }
        }
    }

    /// Reads one row into `self.row`; `false` at the end of the file.
    fn read_row(&mut self) -> Result<bool> {
        self.skip_line_ends()?;
        if self.text.at_end() {
            return Ok(false);
        }
        let row = &mut self.row;
        row.first_line = self.text.line();
        row.bytes.resize(row.bytes.len().max(1024), 0);
        row.ends.resize(row.ends.len().max(64), 0);
        let (mut written, mut fields) = (0, 0);
        loop {
            let Ok(input) = self.text.fill_buf() else { return Err(self.refusal()) };
            // A line end completes the last row, unless it stands inside quotes.
            let last = input.is_empty();
            let input = if last { b"\n" } else { input };
            let out = row.bytes.get_mut(written..).unwrap_or_default();
            let ends = row.ends.get_mut(fields..).unwrap_or_default();
            let (result, read, wrote, ended) = self.parser.read_record(input, out, ends);
            let read = if last { 0 } else { read };
            self.text.consume(read);
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty if last => {
                    let line = row.first_line;
                    return Err(Error::truncated(format!(
                        "the file ends inside a quoted field of the row that begins on line {line}"
                    ))
                    .at(&self.path, Some(line))
                    .advise("look for a quote left open, or fetch the file again"));
                }
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => row.bytes.resize(row.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => row.ends.resize(row.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    row.fields = fields;
                    row.last_line = self.text.line();
                    return Ok(true);
                }
                ReadRecordResult::End => return Ok(false),
            }
        }
    }

    /// Passes what is left of the line end before and empty lines: they belong to no row.
    fn skip_line_ends(&mut self) -> Result<()> {
        loop {
            self.text.allow(MAX_ITEM);
            let Ok(input) = self.text.fill_buf() else { return Err(self.refusal()) };
            let ends = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if ends == 0 {
                return Ok(());
            }
            self.text.consume(ends);
        }
    }

    fn refusal(&mut self) -> Error {
        let refusal = self.text.refusal(&self.path);
        refusal.unwrap_or_else(|| Error::format("it cannot be read").at(&self.path, None))
    }

    /// Takes the subjects of a row, or says why it has none.
    fn take_row(&mut self) {
        let found = self.row.fields;
        let expected = self.headers.len();
        let spare_is_empty = (expected..found)
            .all(|at| self.row.get(at).is_none_or(|field| field.trim().is_empty()));
        if found < expected || !spare_is_empty {
            let lines = match (self.row.first_line, self.row.last_line) {
                (first, last) if last > first + 1 => {
                    format!("; a quoted field runs over lines {first} to {last}")
                }
                _ => String::new(),
            };
            self.skip(format!(
                "{found} fields, the header has {expected}{lines}; the row is not read"
            ));
            return;
        }
        let record = self.plan.record.map(|at| self.cell(at)).filter(|id| !id.is_empty());
        let record = record.unwrap_or_else(|| format!("#{}", self.read));
        let groups = std::mem::take(&mut self.plan.groups);
        for group in &groups {
            if let Some((subject, column)) = self.party(group) {
                self.give(subject, column, &group.role, &record);
            }
        }
        self.plan.groups = groups;
        let texts = std::mem::take(&mut self.plan.texts);
        for (column, role) in &texts {
            let text = self.cell(*column);
            if !text.is_empty() {
                self.give(Subject::free_text(text), *column, role, &record);
            }
        }
        self.plan.texts = texts;
    }

    fn give(&mut self, mut subject: Subject, column: usize, role: &str, record: &str) {
        subject.origin = Origin {
            file: Some(self.name.clone()),
            record: Some(record.to_owned()),
            path: self.headers.get(column).cloned(),
            role: Some(role.to_owned()),
            line: Some(self.row.first_line),
        };
        self.ready.push_back(Item::Subject(subject));
    }

    fn skip(&mut self, reason: String) {
        let (file, line) = (self.name.clone(), self.row.first_line);
        self.ready.push_back(Item::Skipped(Skipped { file, line, reason }));
    }

    /// Reports a cell that cannot be read; the rest of its party is.
    fn skip_cell(&mut self, column: usize, why: &str) {
        let header = self.headers.get(column).cloned().unwrap_or_default();
        self.skip(format!("column `{header}`: {why}; the rest of the row is read without it"));
    }

    /// A cell without space around it; empty, and reported, if it is too long.
    fn cell(&mut self, column: usize) -> String {
        let cell = self.row.get(column).unwrap_or_default();
        if cell.len() > MAX_FIELD {
            self.skip_cell(column, &format!("it is longer than {MAX_FIELD} bytes"));
            return String::new();
        }
        clean(cell)
    }

    /// One party of the row, and the column that shows it; `None` if nothing can be looked up.
    fn party(&mut self, group: &Group) -> Option<(Subject, usize)> {
        let mut party = Party::default().of_kind(group.kind);
        let mut vessel = Vessel::default();
        let mut names = Names::default();
        let mut address = Address::default();
        let mut identified = None;
        let mut at_sea = false;
        for &(field, column) in &group.cells {
            let value = self.cell(column);
            if value.is_empty() {
                continue;
            }
            match field {
                Field::Name => names.whole = Some((value, column)),
                Field::GivenName => names.given = Some((value, column)),
                Field::MiddleName => names.middle = Some(value),
                Field::FamilyName => names.family = Some((value, column)),
                Field::Alias => names.aliases.push((value, column)),
                Field::Kind => {
                    let word = fold(&value);
                    let kind = KINDS.iter().find(|(known, _)| *known == word);
                    party.kind = kind.map(|(_, kind)| *kind).or(party.kind);
                }
                Field::Born => {
                    let days = read_dates(&value);
                    if days.is_empty() {
                        self.skip_cell(column, &format!("`{}` is no date", cut(&value)));
                    }
                    party.births.extend(days);
                }
                Field::Gender => {
                    party.gender = match fold(&value).as_str() {
                        "f" | "female" | "w" => Some(Gender::Female),
                        "m" | "male" => Some(Gender::Male),
                        _ => None,
                    };
                }
                Field::Country | Field::AddressCountry => match Country::named(&value) {
                    Some(country) if field == Field::AddressCountry => {
                        address.country = Some(country);
                    }
                    Some(country) if party.countries.contains(&country) => {}
                    Some(country) => party.countries.push(country),
                    None => self.skip_cell(column, &format!("`{}` is no country", cut(&value))),
                },
                Field::Address => {
                    if !address.text.is_empty() {
                        address.text.push_str(", ");
                    }
                    address.text.push_str(&value);
                }
                Field::Identifier(scheme) => {
                    at_sea |= matches!(scheme, Scheme::Imo | Scheme::Mmsi | Scheme::CallSign);
                    identified.get_or_insert(column);
                    party.identifiers.push(identifier(scheme, value));
                }
                Field::Built => vessel.built = Some(value),
                Field::ShipType => vessel.ship_type = Some(value),
                Field::Tonnage => vessel.tonnage = Some(value),
                Field::GrossTonnage => vessel.gross_tonnage = Some(value),
                Field::Text | Field::Record => {}
            }
        }
        if address != Address::default() {
            party.addresses.push(address);
        }
        if party.kind.is_none() && at_sea {
            party.kind = Some(Kind::Vessel);
        }
        let named = names.into_party(&mut party);
        let vessel = (vessel != Vessel::default()).then_some(vessel);
        Some((Subject { vessel, ..Subject::from(party) }, named.or(identified)?))
    }
}

/// The name columns of one party.
#[derive(Default)]
struct Names {
    whole: Option<(String, usize)>,
    given: Option<(String, usize)>,
    middle: Option<String>,
    family: Option<(String, usize)>,
    aliases: Vec<(String, usize)>,
}

impl Names {
    /// Puts the names into the party; gives the column of the primary one.
    fn into_party(mut self, party: &mut Party) -> Option<usize> {
        // Next to a given name alone, `name` is the family name.
        if self.given.is_some() && self.family.is_none() {
            self.family = self.whole.take();
        }
        let column = self.family.as_ref().or(self.given.as_ref()).map(|(_, column)| *column);
        let parts = [self.given.map(|part| part.0), self.middle, self.family.map(|part| part.0)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let joined = column.map(|column| (parts.join(" "), column));
        let mut names: Vec<(String, usize)> = self.whole.into_iter().chain(joined).collect();
        for (aliases, column) in self.aliases {
            let aliases =
                aliases.split([';', '|']).map(str::trim).filter(|alias| !alias.is_empty());
            names.extend(aliases.map(|alias| (alias.to_owned(), column)));
        }
        let column = names.first().map(|(_, column)| *column);
        for (name, _) in names {
            let primary = party.names.is_empty();
            if !party.names.iter().any(|known| fold(&known.text) == fold(&name)) {
                party.names.push(if primary { Name::primary(name) } else { Name::alias(name) });
            }
        }
        column
    }
}

/// An identifier as its column says; an IBAN in a column of accounts is an IBAN.
fn identifier(scheme: Scheme, value: String) -> Identifier {
    let scheme =
        if scheme == Scheme::Account && has_iban_shape(&value) { Scheme::Iban } else { scheme };
    Identifier::new(scheme, value)
}

/// Country code, two check digits, 11 to 30 letters and digits (ISO 13616-1).
fn has_iban_shape(value: &str) -> bool {
    let compact: Vec<u8> = value.bytes().filter(|byte| *byte != b' ').collect();
    match compact.as_slice() {
        [a, b, c, d, rest @ ..] => {
            [a, b].into_iter().all(u8::is_ascii_uppercase)
                && [c, d].into_iter().all(u8::is_ascii_digit)
                && (11..=30).contains(&rest.len())
                && rest.iter().all(u8::is_ascii_alphanumeric)
        }
        _ => false,
    }
}

/// A value short enough for a message.
fn cut(value: &str) -> String {
    value.chars().take(60).collect()
}

/// The delimiter by which the first rows have the same number of columns, with known headers.
fn sniff(head: &[u8]) -> u8 {
    let mut best = (0, 0, 0);
    let mut delimiter = b',';
    for candidate in DELIMITERS {
        let mut reader = ::csv::ReaderBuilder::new()
            .delimiter(candidate)
            .flexible(true)
            .has_headers(false)
            .from_reader(head);
        let rows = reader.byte_records().take(SNIFFED_ROWS).flatten();
        let rows: Vec<::csv::ByteRecord> = rows.collect();
        let Some(header) = rows.first().filter(|header| header.len() > 1) else { continue };
        let known = header.iter().filter(|field| is_known(&String::from_utf8_lossy(field))).count();
        let alike = rows.iter().filter(|row| row.len() == header.len()).count();
        let score = (known, alike, header.len());
        if score > best {
            (best, delimiter) = (score, candidate);
        }
    }
    delimiter
}
