//! Rows that together are one record: publications that repeat a record for every name it has.

use super::records::Records;
use super::source::Source;
use super::{Entity, keep_primary_first};
use foldhash::HashMap;

/// Records being put together from rows, in the order of their first rows.
#[derive(Default)]
pub(super) struct Grouped {
    groups: Vec<Group>,
    places: HashMap<String, usize>,
}

/// One record, as far as its rows have been read.
pub(super) struct Group {
    line: u64,
    /// The record.
    pub entity: Entity,
    /// Texts by column. Most columns say the same in every row, so each has few.
    seen: Vec<Vec<String>>,
}

impl Group {
    /// Whether this text has not stood in this column in an earlier row of the record. An empty text
    /// is never new.
    pub fn is_new(&mut self, column: usize, text: &str) -> bool {
        if self.seen.len() <= column {
            self.seen.resize_with(column + 1, Vec::new);
        }
        let seen = &mut self.seen[column];
        let is_new = !text.is_empty() && !seen.iter().any(|known| known == text);
        if is_new {
            seen.push(text.to_owned());
        }
        is_new
    }
}

impl Grouped {
    /// The record of this publisher's id, or a new one that begins on this line.
    pub fn group(&mut self, id: &str, line: u64, new: impl FnOnce() -> Entity) -> &mut Group {
        let at = match self.places.get(id) {
            Some(&at) => at,
            None => {
                self.places.insert(id.to_owned(), self.groups.len());
                self.groups.push(Group { line, entity: new(), seen: Vec::new() });
                self.groups.len() - 1
            }
        };
        &mut self.groups[at]
    }

    /// Whether a record of this publisher's id has begun.
    pub fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// Completes every record once all its rows have been read.
    pub fn each(&mut self, complete: impl Fn(&mut Entity)) {
        self.groups.iter_mut().for_each(|group| complete(&mut group.entity));
    }

    /// Hands the records over, primary names first; one without a name is skipped.
    pub fn finish(self, source: &Source, records: &mut Records) {
        for Group { line, mut entity, .. } in self.groups {
            keep_primary_first(&mut entity.party.names);
            records.add(
                source,
                line,
                match entity.party.names.is_empty() {
                    true => Err(format!("the record {} has no name", entity.id)),
                    false => Ok(entity),
                },
            );
        }
    }
}
