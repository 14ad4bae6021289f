//! Texts gathered end to end, each once: without memory of its own for each.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

/// Distinct texts, numbered in the order in which they first came.
#[derive(Default)]
pub(crate) struct Distinct {
    bytes: Vec<u8>,
    /// Where each text ends.
    ends: Vec<usize>,
    /// Numbers by the hash of the text.
    numbers: HashTable<u32>,
}

const HASH: FixedState = FixedState::with_seed(0);

fn at<'t>(number: u32, (bytes, ends): (&'t [u8], &[usize])) -> &'t [u8] {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    &bytes[start..ends[number]]
}

impl Distinct {
    /// The number of a text, a new one if need be; `None` if there are more than numbers.
    pub(crate) fn number(&mut self, text: &[u8]) -> Option<u32> {
        let texts = (self.bytes.as_slice(), self.ends.as_slice());
        let is_known = |number: &u32| at(*number, texts) == text;
        let hash_of = |number: &u32| HASH.hash_one(at(*number, texts));
        match self.numbers.entry(HASH.hash_one(text), is_known, hash_of) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(place) => {
                let number = u32::try_from(self.ends.len()).ok()?;
                place.insert(number);
                self.bytes.extend_from_slice(text);
                self.ends.push(self.bytes.len());
                Some(number)
            }
        }
    }

    /// The number of a text that was added.
    pub(crate) fn find(&self, text: &[u8]) -> Option<u32> {
        self.numbers.find(HASH.hash_one(text), |number| self.get(*number) == text).copied()
    }

    /// Frees what only adding and finding take.
    pub(crate) fn close(&mut self) {
        self.numbers = HashTable::new();
    }

    /// The text of a number.
    pub(crate) fn get(&self, number: u32) -> &[u8] {
        at(number, (&self.bytes, &self.ends))
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let mut distinct = Distinct::default();
        let texts: Vec<String> =
            (0..1_000).map(|at| "ab".repeat(at % 7) + &at.to_string()).collect();
        for _ in 0..2 {
            for (number, text) in (0..).zip(&texts) {
                assert_eq!(distinct.number(text.as_bytes()), Some(number));
                assert_eq!(distinct.find(text.as_bytes()), Some(number));
                assert_eq!(distinct.get(number), text.as_bytes());
            }
        }
        assert_eq!(distinct.find(b""), None);
        assert_eq!(distinct.number(b""), Some(1_000));
        assert_eq!((distinct.get(1_000), distinct.len()), (&b""[..], 1_001));
    }
}
