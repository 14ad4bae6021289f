//! Texts gathered end to end, each once: without memory of its own for each.

use super::place;
use crate::error::Result;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
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
    /// The number of a text.
    ///
    /// # Errors
    ///
    /// An argument error if there are more than numbers.
    pub(crate) fn number(&mut self, text: &[u8]) -> Result<u32> {
        let texts = (self.bytes.as_slice(), self.ends.as_slice());
        let hash = HASH.hash_one(text);
        if let Some(number) = self.numbers.find(hash, |number| at(*number, texts) == text) {
            return Ok(*number);
        }
        let number = place(self.ends.len(), "distinct texts")?;
        self.numbers.insert_unique(hash, number, |number| HASH.hash_one(at(*number, texts)));
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        Ok(number)
    }

    /// Frees what only adding takes; no more is added.
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
                assert_eq!(distinct.number(text.as_bytes()).unwrap(), number);
                assert_eq!(distinct.get(number), text.as_bytes());
            }
        }
        assert_eq!(distinct.number(b"").unwrap(), 1_000);
        assert_eq!((distinct.get(1_000), distinct.len()), (&b""[..], 1_001));
    }
}
