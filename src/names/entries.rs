//! Rows of a table by their first column, found where they stand in the program.

use super::letters::rows;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// The rows of a table that is part of the program, by the word in their first column: a few bytes a row beside
/// the table, so that a dictionary of any size hardly counts in memory.
pub(super) struct Entries {
    table: &'static str,
    /// Where rows begin, by the hash of their word.
    places: HashTable<u32>,
}

const HASH: FixedState = FixedState::with_seed(0);

/// What ends the word of a row.
const TAB: char = '\t';

/// What of a table comes after the word of the row that begins at a place, if it is this word.
fn after(table: &'static str, place: u32, word: &str) -> Option<&'static str> {
    table.get(place as usize..)?.strip_prefix(word)?.strip_prefix(TAB)
}

/// The word of the row that begins at a place.
fn word_at(table: &'static str, place: u32) -> &'static str {
    table.get(place as usize..).and_then(|rest| rest.split(TAB).next()).unwrap_or_default()
}

impl Entries {
    /// Takes a table in; of rows with one word the first is found.
    pub(super) fn of(table: &'static str) -> Entries {
        let mut places = HashTable::with_capacity(rows(table).count());
        let start = table.as_ptr() as usize;
        for (word, _) in rows(table).filter_map(|row| row.split_once(TAB)) {
            let place = (word.as_ptr() as usize - start) as u32; // a table is a few MB long
            let is_known = |place: &u32| after(table, *place, word).is_some();
            let hash_of = |place: &u32| HASH.hash_one(word_at(table, *place));
            places.entry(HASH.hash_one(word), is_known, hash_of).or_insert(place);
        }
        Entries { table, places }
    }

    /// The columns after the word of its row; `None` if no row has it.
    pub(super) fn get(&self, word: &str) -> Option<&'static str> {
        let of_word = |place: u32| after(self.table, place, word);
        let is_meant = |place: &u32| of_word(*place).is_some();
        let place = self.places.find(HASH.hash_one(word), is_meant)?;
        of_word(*place)?.lines().next()
    }

    /// The same of a single character.
    pub(super) fn of_character(&self, character: char) -> Option<&'static str> {
        self.get(character.encode_utf8(&mut [0; 4]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_word() {
        let entries = Entries::of("# a\tcomment\na\tfirst\tof a\nbb\tsecond\n\na\tlate\nalone\n");
        assert_eq!(entries.get("a"), Some("first\tof a"));
        assert_eq!(entries.get("bb"), Some("second"));
        assert_eq!(entries.of_character('a'), Some("first\tof a"));
        for unknown in ["", "b", "alone", "# a", "first", "a\tfirst"] {
            assert_eq!(entries.get(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn every_row_of_the_dictionaries_is_found() {
        for table in [
            include_str!("../../lists/names/han.tsv"),
            include_str!("../../lists/names/hokkien.tsv"),
            include_str!("../../lists/names/vietnamese.tsv"),
            include_str!("../../lists/names/japanese.tsv"),
            include_str!("../../lists/names/japanese_names.tsv"),
        ] {
            let entries = Entries::of(table);
            for row in rows(table) {
                let (word, columns) = row.split_once('\t').unwrap();
                assert_eq!(entries.get(word), Some(columns), "{word} stands twice");
            }
        }
    }
}
