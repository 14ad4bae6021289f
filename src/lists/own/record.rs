//! From a row to a record.

use super::cells::{Cells, IdentifierCell, PlaceCell};
use super::mapping::{Columns, DateOrder, Mapping};
use super::rows::Row;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::stated_place::{self, StatedPlace};
use crate::lists::{Aircraft, Entity, EntityId, Vessel, distinct, stated_date};
use crate::party::{
    Address, Country, DateInterval, Gender, Name, NameKind, NamePart, Party, Strength,
};

/// What is read of a row, and what is wrong with it.
struct Reading<'a> {
    mapping: &'a Mapping,
    row: &'a Row,
    id: String,
    problems: &'a mut Vec<String>,
}

impl Mapping {
    /// The record of a row; the error says why it cannot be one. What is wrong with a part of it is
    /// added to `problems`.
    pub(super) fn entity(&self, row: &Row, problems: &mut Vec<String>) -> Result<Entity, String> {
        let mut reading = Reading { mapping: self, row, id: String::new(), problems };
        let columns = &self.columns;
        reading.id = reading.texts(&columns.id).join("-");
        if reading.id.is_empty() {
            return Err("the row has no id".into());
        }
        let names = reading.names(columns);
        if names.is_empty() {
            return Err(format!("the row `{}` has no name", reading.id));
        }
        let kind = reading.word(&columns.kind, "kind", |text| text.to_lowercase().parse().ok());
        let mut party = Party { names, ..Party::default() }.of_kind(kind);
        party.births = reading.dates(&columns.born, "date of birth");
        party.gender = reading.word(&columns.gender, "gender", gender);
        party.countries = reading.countries(&columns.countries);
        party.addresses = reading.places(&columns.addresses.0);
        for (scheme, cells) in &columns.identifiers {
            for cell in &cells.0 {
                reading.identifiers(*scheme, cell, &mut party.identifiers);
            }
        }
        party.identifiers = distinct(party.identifiers);
        let id = EntityId::new(&self.list, &reading.id);
        Ok(Entity {
            id,
            party,
            titles: reading.all(&columns.titles),
            birth_places: reading.places(&columns.birth_places.0),
            established: reading.dates(&columns.established, "date of foundation"),
            vessel: reading.vessel().map(Box::new),
            aircraft: reading.aircraft().map(Box::new),
            programmes: reading.all(&columns.programmes),
            measures: reading.all(&columns.measures),
            legal_basis: reading.all(&columns.legal_basis),
            listed_on: reading.date(&columns.listed_on, "day of listing"),
            amended_on: reading.date(&columns.amended_on, "day of the last amendment"),
            references: reading.all(&columns.references),
            links: Vec::new(),
            remarks: reading.all(&columns.remarks),
        })
    }

    fn date_of(&self, text: &str) -> Option<DateInterval> {
        date(text, self.date_order)
    }
}

impl Reading<'_> {
    /// Whether a text is one of those that stand for nothing.
    fn is_empty(&self, text: &str) -> bool {
        text.is_empty()
            || !self.mapping.empty.is_empty() && self.mapping.empty.contains(&text.to_lowercase())
    }

    /// The texts of a column: its cells taken apart, without those that hold nothing.
    fn pieces(&self, column: usize, separator: Option<&str>) -> Vec<&str> {
        let values = self.row.values(column);
        let pieces = values.flat_map(|value| match separator {
            Some(separator) => value.split(separator).collect::<Vec<_>>(),
            None => vec![value],
        });
        pieces.map(str::trim).filter(|text| !self.is_empty(text)).collect()
    }

    /// The values of all cells, in the words of tamis.
    fn texts(&self, cells: &Cells) -> Vec<String> {
        let mut texts = Vec::new();
        for cell in &cells.0 {
            texts.extend(cell.constant.clone());
            let Some(column) = &cell.column else { continue };
            let pieces = self.pieces(column.index, cell.separator.as_deref());
            texts.extend(pieces.into_iter().map(|text| match cell.values.is_empty() {
                true => text.to_owned(),
                false => cell.values.get(&text.to_lowercase()).map_or(text, |word| word).to_owned(),
            }));
        }
        texts.retain(|text| !text.is_empty());
        texts
    }

    /// The values, each once.
    fn all(&self, cells: &Cells) -> Vec<String> {
        distinct(self.texts(cells))
    }

    /// The values that are what they should be; the others are reported.
    fn read<T>(&mut self, cells: &Cells, what: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut found = Vec::new();
        for text in self.texts(cells) {
            match read(&text) {
                Some(value) => found.push(value),
                None => self.problem(&format!("the {what} `{text}` is not understood")),
            }
        }
        found
    }

    fn problem(&mut self, problem: &str) {
        self.problems.push(format!("{}: {problem}; it is left out", self.id));
    }

    /// The one value there can be.
    fn word<T: PartialEq>(
        &mut self,
        cells: &Cells,
        what: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let mut found = distinct(self.read(cells, what, read)).into_iter();
        let first = found.next();
        if found.next().is_some() {
            self.problem(&format!("there is a second {what}"));
        }
        first
    }

    fn dates(&mut self, cells: &Cells, what: &str) -> Vec<DateInterval> {
        let mapping = self.mapping;
        distinct(self.read(cells, what, |text| mapping.date_of(text)))
    }

    fn date(&mut self, cells: &Cells, what: &str) -> Option<DateInterval> {
        let mapping = self.mapping;
        self.word(cells, what, |text| mapping.date_of(text))
    }

    fn countries(&mut self, cells: &Cells) -> Vec<Country> {
        distinct(self.read(cells, "country", Country::named))
    }

    /// Names: the one the row is about, then the others; the primary one first.
    fn names(&mut self, columns: &Columns) -> Vec<Name> {
        let pieces = columns.name.0.iter().map(|piece| {
            let text = self.pieces(piece.column.index, None).join(" ");
            (piece.part, text)
        });
        let pieces: Vec<_> = pieces.filter(|(_, text)| !text.is_empty()).collect();
        let text = pieces.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
        let parts = pieces
            .iter()
            .filter_map(|(part, text)| NamePart::new((*part)?, text.as_str()))
            .collect::<Vec<_>>();
        let (kind, weak) = self
            .word(&columns.name_kind, "kind of name", name_kind)
            .unwrap_or((NameKind::Primary, false));
        let mut names = Vec::new();
        if !text.is_empty() {
            let name = Name::new(kind, text).with_parts(parts);
            names.push(if weak { name.weak() } else { name });
        }
        let of = |cells| self.texts(cells).into_iter().map(Name::alias);
        names.extend(of(&columns.aliases));
        names.extend(of(&columns.weak_aliases).map(Name::weak));
        names.extend(of(&columns.former_names).map(Name::former));
        let mut kept: Vec<Name> = Vec::new();
        names.into_iter().for_each(|name| add_name(&mut kept, name));
        kept
    }

    fn places(&mut self, cells: &[PlaceCell]) -> Vec<Address> {
        let mut found = Vec::new();
        for cell in cells {
            if let Some(column) = &cell.column {
                let pieces = self.pieces(column.index, cell.separator.as_deref());
                found.extend(pieces.into_iter().filter_map(stated_place::parse));
                continue;
            }
            let lines = self.texts(&cell.lines);
            let one = |cells| self.texts(cells).join(", ");
            let stated = StatedPlace {
                lines: &lines.iter().map(String::as_str).collect::<Vec<_>>(),
                city: &one(&cell.city),
                region: &one(&cell.region),
                postal_code: &one(&cell.postal_code),
                country: &one(&cell.country),
            };
            found.extend(stated.address());
        }
        distinct(found)
    }

    /// The identifiers of a cell. What is said of them in other cells is said of each in turn, or,
    /// where it is said once, of all.
    fn identifiers(&mut self, scheme: Scheme, cell: &IdentifierCell, found: &mut Vec<Identifier>) {
        let pieces = self.pieces(cell.column.index, cell.separator.as_deref());
        let values: Vec<String> = pieces.into_iter().map(str::to_owned).collect();
        if values.is_empty() {
            return;
        }
        let schemes = self.details(&cell.scheme, "scheme", values.len(), |text| text.parse().ok());
        let labels = self.details(&cell.label, "label", values.len(), |text| Some(text.to_owned()));
        let countries =
            self.details(&cell.country, "country of issue", values.len(), Country::named);
        let assets = self.details(&cell.asset, "asset", values.len(), |text| Some(text.to_owned()));
        let mapping = self.mapping;
        let date = |text: &str| mapping.date_of(text);
        let issued = self.details(&cell.issued, "day of issue", values.len(), date);
        let expires = self.details(&cell.expires, "day of expiry", values.len(), date);
        for (at, value) in values.into_iter().enumerate() {
            let mut identifier = Identifier::new(of_value(&schemes, at).unwrap_or(scheme), value);
            identifier.label = of_value(&labels, at);
            identifier.country = of_value(&countries, at);
            identifier.asset = of_value(&assets, at);
            identifier.issued = of_value(&issued, at);
            identifier.expires = of_value(&expires, at);
            found.push(identifier);
        }
    }

    /// What a column says of several values; empty if it cannot be told of which it is said.
    fn details<T>(
        &mut self,
        cells: &Cells,
        what: &str,
        values: usize,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<Option<T>> {
        let texts = self.texts(cells);
        if texts.len() > 1 && texts.len() != values {
            self.problem(&format!("{values} identifiers have {} times a {what}", texts.len()));
            return Vec::new();
        }
        let mut found = Vec::new();
        for text in texts {
            let value = read(&text);
            if value.is_none() {
                self.problem(&format!("the {what} `{text}` is not understood"));
            }
            found.push(value);
        }
        found
    }

    fn vessel(&self) -> Option<Vessel> {
        let columns = &self.mapping.columns.vessel;
        let one = |cells| Some(self.texts(cells).join(", ")).filter(|text| !text.is_empty());
        let vessel = Vessel {
            ship_type: one(&columns.ship_type),
            flag: one(&columns.flag),
            former_flags: self.all(&columns.former_flags),
            tonnage: one(&columns.tonnage),
            gross_tonnage: one(&columns.gross_tonnage),
            owner: one(&columns.owner),
            built: one(&columns.built),
            manager: one(&columns.manager),
            length: one(&columns.length),
        };
        (vessel != Vessel::default()).then_some(vessel)
    }

    fn aircraft(&self) -> Option<Aircraft> {
        let columns = &self.mapping.columns.aircraft;
        let one = |cells| Some(self.texts(cells).join(", ")).filter(|text| !text.is_empty());
        let aircraft = Aircraft {
            model: one(&columns.model),
            built: one(&columns.built),
            operator: one(&columns.operator),
        };
        (aircraft != Aircraft::default()).then_some(aircraft)
    }
}

/// What is said of the value at a place: of each its own, or of all the same.
fn of_value<T: Clone>(details: &[Option<T>], at: usize) -> Option<T> {
    let at = if details.len() == 1 { 0 } else { at };
    details.get(at).cloned().flatten()
}

/// Adds a name unless it is there; said twice, it is strong if it is strong once.
fn add_name(names: &mut Vec<Name>, name: Name) {
    match names.iter_mut().find(|known| known.text == name.text) {
        Some(known) if name.strength == Strength::Strong => known.strength = Strength::Strong,
        Some(_) => {}
        None => names.push(name),
    }
}

/// Completes a record with what another row says of the same party.
pub(super) fn merge(first: &mut Entity, more: Entity, problems: &mut Vec<String>) {
    let Entity {
        id,
        party,
        titles,
        birth_places,
        established,
        vessel,
        aircraft,
        programmes,
        measures,
        legal_basis,
        listed_on,
        amended_on,
        references,
        links,
        remarks,
    } = more;
    let Party { kind, names, births, gender, countries, identifiers, addresses } = party;
    let id = id.publisher_id();
    let is_headed = first.party.names.first().is_some_and(|name| name.kind == NameKind::Primary);
    for (at, mut name) in names.into_iter().enumerate() {
        let is_primary = at == 0 && name.kind == NameKind::Primary;
        if is_primary && !is_headed {
            first.party.names.retain(|known| known.text != name.text);
            first.party.names.insert(0, name);
            continue;
        }
        if is_primary {
            name.kind = NameKind::Alias;
        }
        add_name(&mut first.party.names, name);
    }
    let mut keep =
        |what| problems.push(format!("{id}: another row has a different {what}; it is left out"));
    one(&mut first.party.kind, kind, || keep("kind"));
    one(&mut first.party.gender, gender, || keep("gender"));
    one(&mut first.listed_on, listed_on, || keep("day of listing"));
    one(&mut first.amended_on, amended_on, || keep("day of the last amendment"));
    one(&mut first.vessel, vessel, || keep("description of the vessel"));
    one(&mut first.aircraft, aircraft, || keep("description of the aircraft"));
    add(&mut first.party.births, births);
    add(&mut first.party.countries, countries);
    add(&mut first.party.identifiers, identifiers);
    add(&mut first.party.addresses, addresses);
    add(&mut first.titles, titles);
    add(&mut first.birth_places, birth_places);
    add(&mut first.established, established);
    add(&mut first.programmes, programmes);
    add(&mut first.measures, measures);
    add(&mut first.legal_basis, legal_basis);
    add(&mut first.references, references);
    add(&mut first.links, links);
    add(&mut first.remarks, remarks);
}

/// Adds the values that are not there.
fn add<T: PartialEq>(values: &mut Vec<T>, more: Vec<T>) {
    for value in more {
        if !values.contains(&value) {
            values.push(value);
        }
    }
}

/// Takes a value where there is none; says if there is another one.
fn one<T: PartialEq>(value: &mut Option<T>, other: Option<T>, differs: impl FnOnce()) {
    match (&value, other) {
        (None, other) => *value = other,
        (Some(known), Some(other)) if *known != other => differs(),
        _ => {}
    }
}

fn gender(text: &str) -> Option<Gender> {
    match text.to_lowercase().as_str() {
        "female" | "f" => Some(Gender::Female),
        "male" | "m" => Some(Gender::Male),
        _ => None,
    }
}

/// The part a name plays, and whether it is weak.
fn name_kind(text: &str) -> Option<(NameKind, bool)> {
    match text.to_lowercase().as_str() {
        "primary" => Some((NameKind::Primary, false)),
        "alias" => Some((NameKind::Alias, false)),
        "weak" => Some((NameKind::Alias, true)),
        "former" => Some((NameKind::Former, false)),
        "current" => Some((NameKind::Current, false)),
        "variation" => Some((NameKind::Variation, false)),
        _ => None,
    }
}

/// A date as people and programs write it. One of three numbers, of which the last is the year, is
/// read only in a stated order.
fn date(text: &str, order: Option<DateOrder>) -> Option<DateInterval> {
    let text = text.trim();
    if let Some(date) = stated_date::parse(text).or_else(|| text.parse().ok()) {
        return Some(date);
    }
    // The day of a time stamp.
    if let Some((day, rest)) = text.split_at_checked(10)
        && rest
            .strip_prefix(['T', ' '])
            .is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()))
    {
        return day.parse().ok();
    }
    let day = |year: &str, month: &str, day: &str| {
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || ![year, month, day].into_iter().all(is_number) {
            return None;
        }
        DateInterval::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    };
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    match (parts.as_slice(), order) {
        ([a, b, c], _) if a.len() == 4 => day(a, b, c),
        ([a, b, c], Some(DateOrder::DayMonthYear)) => day(c, b, a),
        ([a, b, c], Some(DateOrder::MonthDayYear)) => day(c, a, b),
        ([all], Some(DateOrder::YearMonthDay)) => {
            let (year, rest) = all.split_at_checked(4)?;
            let (month, rest) = rest.split_at_checked(2)?;
            day(year, month, rest).filter(|_| rest.len() == 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_numbers_need_an_order() {
        use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        for (text, order, date) in [
            ("1961-06-24", None, "1961-06-24"),
            ("1961-06-24T00:00:00Z", None, "1961-06-24"),
            ("1961-06-24 00:00:00", None, "1961-06-24"),
            ("1961/6/24", None, "1961-06-24"),
            ("24 Jun 1961", None, "1961-06-24"),
            ("~1961", None, "~1961"),
            ("1967/1969", None, "1967/1969"),
            ("03/04/1961", None, ""),
            ("03/04/1961", Some(DayMonthYear), "1961-04-03"),
            ("3.4.1961", Some(DayMonthYear), "1961-04-03"),
            ("03-04-1961", Some(MonthDayYear), "1961-03-04"),
            ("13-24-1961", Some(MonthDayYear), ""),
            ("03/04/61", Some(DayMonthYear), ""),
            ("19610403", Some(YearMonthDay), "1961-04-03"),
            ("19610403", None, ""),
            ("+961/04/03", None, ""),
            ("1961-06-24 or later", None, ""),
            ("soon", None, ""),
        ] {
            let found = super::date(text, order).map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(found, date, "{text}");
        }
    }
}
