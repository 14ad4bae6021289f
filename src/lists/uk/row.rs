//! A row of a British list: one name of a party, and all else that is stated of it. Rows of one id
//! are one record.

use super::fact::{self, Fact, StatedName, tell};
use crate::identifiers::Scheme;
use crate::lists::grouped::Group;
use crate::lists::table::{Column, Table};
use crate::lists::{Entity, stated_date};
use crate::party::DateInterval;
use std::collections::HashMap;

/// Which column or element holds what.
pub(super) struct Layout {
    /// The publisher's id.
    pub id: &'static str,
    /// Names 1 to 6.
    pub names: [&'static str; 6],
    /// Type of the name, and its quality.
    pub of_name: [&'static str; 2],
    /// Name in another script, the script, its language.
    pub original: [&'static str; 3],
    /// Lines of the address, postal code, country.
    pub address: [&'static str; 8],
    /// Town and country of birth.
    pub birth_place: [&'static str; 2],
    /// Number and details of passports.
    pub passport: [&'static str; 2],
    /// Number and details of national identification.
    pub national: [&'static str; 2],
    /// Other information, and who reads it.
    pub other: (&'static str, fn(&mut Entity, &str)),
    /// What states one fact by itself.
    pub facts: &'static [(&'static str, Fact)],
}

impl Layout {
    /// Adds what a row says to its record. A text that stood in an earlier row is passed over.
    pub fn read_row<'r>(&self, get: impl Fn(&'static str) -> &'r str, group: &mut Group) {
        let of = |names: [&'static str; 2]| names.map(&get);
        let [kind, quality] = of(self.of_name);
        StatedName { parts: self.names.map(&get), kind, quality }.tell(&mut group.entity);
        let [text, script, language] = self.original.map(&get);
        fact::original_name(&mut group.entity, text, script, language);
        let address = self.address.map(&get);
        if group.is_new(0, &address.join("\n")) {
            let [lines @ .., postal_code, country] = address;
            fact::address(&mut group.entity, lines, postal_code, country);
        }
        let [town, country] = of(self.birth_place);
        if group.is_new(1, &format!("{town}\n{country}")) {
            fact::birth_places(&mut group.entity, town, country);
        }
        for (column, names, scheme) in
            [(2, self.passport, Scheme::Passport), (3, self.national, Scheme::NationalId)]
        {
            let [numbers, details] = of(names);
            if group.is_new(column, &format!("{numbers}\n{details}")) {
                fact::documents(&mut group.entity, scheme, numbers, details);
            }
        }
        for (column, &(name, fact)) in (5..).zip(self.facts) {
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

    /// The columns of a table by their names.
    pub fn columns(&self, table: &Table) -> HashMap<&'static str, Column> {
        let facts = self.facts.iter().map(|&(name, _)| name);
        [self.id, self.other.0]
            .into_iter()
            .chain(self.names)
            .chain(self.of_name)
            .chain(self.original)
            .chain(self.address)
            .chain(self.birth_place)
            .chain(self.passport)
            .chain(self.national)
            .chain(facts)
            .map(|name| (name, table.column(name)))
            .collect()
    }
}

/// The date that stands above the columns: `Last Updated,14/04/2025`, `Report Date: 13-Feb-2026`.
pub(super) fn dated(above: &[Vec<String>]) -> Option<DateInterval> {
    above.iter().flatten().find_map(|cell| {
        let text = cell.rsplit(": ").next()?.trim();
        fact::date(text).or_else(|| stated_date::parse(&text.replace('-', " ")))
    })
}
