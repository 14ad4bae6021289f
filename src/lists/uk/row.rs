//! A row of a British list: one name of a party, and all else that is stated of it. Rows of one id
//! are one record.

use super::fact::{self, Fact, StatedName, tell};
use crate::error::Result;
use crate::identifiers::Scheme;
use crate::lists::fields::Fields;
use crate::lists::grouped::{Group, Grouped};
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::table::{Column, Table};
use crate::lists::{Entity, List, stated_date};
use crate::party::DateInterval;
use std::borrow::Cow;

/// Which column or element holds what: by its name, or a column of the table at hand.
pub(super) struct Layout<Field: Copy + 'static = &'static str> {
    /// The publisher's id.
    pub id: Field,
    /// Names 1 to 6.
    pub names: [Field; 6],
    /// Type of the name, and its quality.
    pub of_name: [Field; 2],
    /// Name in another script, the script, its language.
    pub original: [Field; 3],
    /// Lines of the address, postal code, country.
    pub address: [Field; 8],
    /// Town and country of birth.
    pub birth_place: [Field; 2],
    /// Number and details of passports.
    pub passport: [Field; 2],
    /// Number and details of national identification.
    pub national: [Field; 2],
    /// Other information, and who reads it.
    pub other: (Field, fn(&mut Entity, &str)),
    /// What states one fact by itself.
    pub facts: Cow<'static, [(Field, Fact)]>,
}

impl Layout {
    /// Reads a list that is a table with a row for each name: rows of one id are one record, which
    /// `new` begins. `keys` are columns by which the list is told.
    pub fn read_table(
        &self,
        source: &Source,
        (keys, fields): (&[&str], Fields),
        new: fn(&str) -> Entity,
        edition: impl FnOnce(Option<DateInterval>) -> Edition,
    ) -> Result<List> {
        let (mut table, above) = Table::with_columns(source, keys, fields)?;
        table.required(self.id)?;
        let columns = self.columns(&table);
        let (mut records, mut groups) = (Records::default(), Grouped::default());
        while let Some(row) = table.next_row()? {
            let Some(id) = row.filled(columns.id) else {
                records.skip(source, row.line, format!("the row has no {}", self.id));
                continue;
            };
            let group = groups.group(id, row.line, || new(id));
            columns.read_row(|column| row.get(column), group);
        }
        groups.finish(source, &mut records);
        records.finish(edition(dated(&above)), &[source], table.fields())
    }

    /// The columns of a table.
    fn columns(&self, table: &Table) -> Layout<Column> {
        let column = |name: &'static str| table.column(name);
        Layout {
            id: column(self.id),
            names: self.names.map(column),
            of_name: self.of_name.map(column),
            original: self.original.map(column),
            address: self.address.map(column),
            birth_place: self.birth_place.map(column),
            passport: self.passport.map(column),
            national: self.national.map(column),
            other: (column(self.other.0), self.other.1),
            facts: self.facts.iter().map(|&(name, fact)| (column(name), fact)).collect(),
        }
    }
}

impl<Field: Copy> Layout<Field> {
    /// Adds what a row says to its record. A text that stood in an earlier row is passed over.
    pub fn read_row<'r>(&self, get: impl Fn(Field) -> &'r str, group: &mut Group) {
        let of = |fields: [Field; 2]| fields.map(&get);
        let [kind, quality] = of(self.of_name);
        StatedName { parts: self.names.map(&get), kind, quality }.tell(&mut group.entity);
        let [text, script, language] = self.original.map(&get);
        fact::original_name(&mut group.entity, text, script, language);
        let address = self.address.map(&get);
        let is_stated = |texts: &[&str]| texts.iter().any(|text| !text.is_empty());
        if is_stated(&address) && group.is_new(0, &address.join("\n")) {
            let [lines @ .., postal_code, country] = address;
            fact::address(&mut group.entity, lines, postal_code, country);
        }
        let [town, country] = of(self.birth_place);
        if is_stated(&[town, country]) && group.is_new(1, &[town, "\n", country].concat()) {
            fact::birth_places(&mut group.entity, town, country);
        }
        for (column, names, scheme) in
            [(2, self.passport, Scheme::Passport), (3, self.national, Scheme::NationalId)]
        {
            let [numbers, details] = of(names);
            if is_stated(&[numbers, details])
                && group.is_new(column, &[numbers, "\n", details].concat())
            {
                fact::documents(&mut group.entity, scheme, numbers, details);
            }
        }
        for (column, &(name, fact)) in (5..).zip(self.facts.iter()) {
            let text = get(name);
            if group.is_new(column, text) {
                tell(&mut group.entity, fact, text);
            }
        }
        let (name, read) = self.other;
        if group.is_new(4, get(name)) {
            read(&mut group.entity, get(name));
        }
    }
}

/// The date that stands above the columns: `Last Updated,14/04/2025`, `Report Date: 13-Feb-2026`.
fn dated(above: &[Vec<String>]) -> Option<DateInterval> {
    above.iter().flatten().find_map(|cell| {
        let text = cell.rsplit(": ").next()?.trim();
        fact::date(text).or_else(|| stated_date::parse(&text.replace('-', " ")))
    })
}
