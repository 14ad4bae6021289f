//! Latin words one or two letters off, found without looking at the others.
//!
//! # Why nothing is missed
//!
//! Let x be a listed word of L letters and q the word asked about.
//!
//! *One edit.* x is cut into two halves. An insertion, a deletion or a change touches one half, so
//! the other stands in q as it is: the first half at the beginning of q, the second at its end. A
//! swap of neighbours touches both halves only at the cut; then q with its letters at the cut
//! swapped has x's first half at its beginning.
//!
//! *Two edits.* x is cut into three parts. If no edit is a swap across a cut, each touches one part. If
//! neither touches the first part, that is the beginning of q, and if neither touches the last one, that is
//! its end. Else one touches each of these, and the middle one stands in q as it is, shifted by what the
//! one before it inserted or deleted; what the one behind it did makes up for the rest of the difference
//! in length: both are at most one letter. If one edit is a swap across a cut, then swapping the two letters
//! in q leaves one edit, and the halves find it. They are shifted by what the other edit inserted or
//! deleted if it stands before them: not at all, or by the difference in length, which is at most one.
//!
//! The parts of every listed word are keys, with L; q is looked up for each L within two.

use super::buckets::{Buckets, hash};
use super::dictionary::Units;
use crate::error::Result;
use crate::index::array::Array;
use crate::index::sections::Sections;
use crate::matching::{differing, letter_edits, may_be_edited};
use crate::names::outline::occurring;

/// Parts of listed words, by what they are cut into.
pub(super) struct Letters {
    parts: Buckets,
    /// Which letters occur in the word of each number, number by number: see [`folded`].
    occurring: Array<u16>,
}

/// A mask of letters of which two share a bit each. Words in which this many bits differ differ in no fewer letters.
fn folded(occurring: u32) -> u16 {
    (occurring | occurring >> 16) as u16
}

/// Letters of a word that is copied without memory of its own: hardly any is longer.
const SHORT: usize = 128;

/// A word that is asked about.
#[derive(Clone, Copy)]
struct Asked<'w> {
    letters: &'w [u8],
    occurring: u16,
    edits: usize,
}

/// Which part of how long a word: what a key is besides its letters.
fn key(length: usize, parts: usize, part: usize, letters: &[u8]) -> u64 {
    hash((length as u32) << 8 | (parts as u32) << 4 | part as u32, letters)
}

/// Where part `part` of `parts` begins in a word of `length` letters.
fn cut(length: usize, parts: usize, part: usize) -> usize {
    length * part / parts
}

impl Letters {
    /// The parts of these units' letters.
    ///
    /// # Errors
    ///
    /// An argument error if there are more than an index has room for.
    pub(super) fn build(
        numbers: &(impl Iterator<Item = u32> + Clone),
        units: Units<'_>,
    ) -> Result<Letters> {
        let parts = Buckets::build_dense(|add| {
            for number in numbers.clone() {
                let letters = units.letters(number);
                let length = letters.len();
                // A partner may be longer by as many letters as there are edits.
                for edits in 1..=letter_edits(length + 2).min(2) {
                    for part in 0..=edits {
                        let (from, to) =
                            (cut(length, edits + 1, part), cut(length, edits + 1, part + 1));
                        let part_letters = letters.get(from..to).filter(|part| !part.is_empty());
                        if let Some(letters) = part_letters {
                            add(key(length, edits + 1, part, letters), number);
                        }
                    }
                }
            }
        })?;
        let numbers = parts.numbers().iter();
        let occurring: Vec<u16> =
            numbers.map(|number| folded(occurring(units.letters(*number)))).collect();
        Ok(Letters { parts, occurring: occurring.into() })
    }

    pub(super) fn write(&self, name: &str, sections: &mut Sections) {
        self.parts.write(name, sections);
        sections.add(format!("{name}.occurring"), self.occurring.bytes());
    }

    pub(super) fn open(name: &str, sections: &Sections) -> Result<Letters> {
        Ok(Letters {
            parts: Buckets::open(name, sections)?,
            occurring: sections.array(&format!("{name}.occurring"))?,
        })
    }

    /// Numbers of all units that have a part, in their order.
    #[cfg(test)]
    pub(super) fn all(&self) -> Vec<u32> {
        let mut all = self.parts.numbers().to_vec();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Numbers of units within `edits` (1 or 2) of the letters and similar by it.
    pub(super) fn near(
        &self,
        letters: &[u8],
        edits: usize,
        units: Units<'_>,
        found: &mut Vec<u32>,
    ) {
        let before = found.len();
        let occurring = folded(occurring(letters));
        self.gather(Asked { letters, occurring, edits }, found);
        found[before..].sort_unstable();
        let (mut last, mut kept) = (None, before);
        for at in before..found.len() {
            let number = found[at];
            if last != Some(number) && is_near(letters, units.letters(number), edits) {
                found[kept] = number;
                kept += 1;
            }
            last = Some(number);
        }
        found.truncate(kept);
    }

    /// Numbers of units that may be that near, some more than once.
    fn gather(&self, asked: Asked<'_>, found: &mut Vec<u32>) {
        let length = asked.letters.len();
        for other in length.saturating_sub(1)..=length + 1 {
            if letter_edits(length.max(other)) >= 1 {
                self.one_edit(asked, other, found);
            }
        }
        if asked.edits < 2 {
            return;
        }
        for other in length.saturating_sub(2)..=length + 2 {
            if letter_edits(length.max(other)) >= 2 {
                self.two_edits(asked, other, found);
            }
        }
    }

    /// Adds the words of so many letters with a part, of so many, that may be so few edits off; none without
    /// letters.
    fn probe(
        &self,
        asked: Asked<'_>,
        (length, parts, part): (usize, usize, usize),
        letters: Option<&[u8]>,
        found: &mut Vec<u32>,
    ) {
        let Some(letters) = letters.filter(|letters| !letters.is_empty()) else { return };
        let places = self.parts.places(key(length, parts, part, letters));
        let numbers = self.parts.numbers().get(places.clone()).unwrap_or(&[]);
        let occurring = self.occurring.get(places).unwrap_or(&[]);
        let near = numbers.iter().zip(occurring).filter(|(_, other)| {
            may_be_edited((**other).into(), asked.occurring.into(), asked.edits)
        });
        found.extend(near.map(|(number, _)| *number));
    }

    fn one_edit(&self, asked: Asked<'_>, other: usize, found: &mut Vec<u32>) {
        let letters = asked.letters;
        let (length, half) = (letters.len(), cut(other, 2, 1));
        let mut probe = |part: usize, letters: Option<&[u8]>| {
            self.probe(asked, (other, 2, part), letters, found);
        };
        probe(0, letters.get(..half));
        probe(1, length.checked_sub(other - half).and_then(|from| letters.get(from..)));
        if other == length && (1..length).contains(&half) {
            with_swapped(letters, half, |letters| probe(0, letters.get(..half)));
        }
    }

    fn two_edits(&self, asked: Asked<'_>, other: usize, found: &mut Vec<u32>) {
        let letters = asked.letters;
        let length = letters.len();
        let cuts = [cut(other, 3, 1), cut(other, 3, 2)];
        let mut probe = |part: usize, letters: Option<&[u8]>| {
            self.probe(asked, (other, 3, part), letters, found);
        };
        probe(0, letters.get(..cuts[0]));
        probe(2, length.checked_sub(other - cuts[1]).and_then(|from| letters.get(from..)));
        // From one place before to one after; the edit behind it makes up for the rest.
        for shift in (0..=2).filter(|shift| (length + 1).abs_diff(other + shift) <= 1) {
            let [from, to] = cuts.map(|cut| (cut + shift).checked_sub(1));
            probe(1, from.zip(to).and_then(|(from, to)| letters.get(from..to)));
        }
        if length.abs_diff(other) > 1 {
            return;
        }
        for at in cuts {
            let shifted = (at + length).checked_sub(other).filter(|shifted| *shifted != at);
            for second in [Some(at), shifted].into_iter().flatten() {
                if (1..length).contains(&second) && letters[second - 1] != letters[second] {
                    with_swapped(letters, second, |letters| {
                        self.one_edit(Asked { letters, ..asked }, other, found);
                    });
                }
            }
        }
    }
}

/// Hands on a word with the letter at `second` and the one before it swapped.
fn with_swapped(letters: &[u8], second: usize, then: impl FnOnce(&[u8])) {
    let mut short = [0u8; SHORT];
    let mut long = Vec::new();
    let swapped = match short.get_mut(..letters.len()) {
        Some(short) => {
            short.copy_from_slice(letters);
            short
        }
        None => {
            long.extend_from_slice(letters);
            &mut long[..]
        }
    };
    swapped.swap(second - 1, second);
    then(swapped);
}

/// Whether two words are one or two edits apart; `true` where that takes a closer look.
fn is_near(a: &[u8], b: &[u8], edits: usize) -> bool {
    let (a, b) = differing(a, b);
    match (a, b) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) if a == d && b == c => true,
        _ => edits > 1 && a.len().abs_diff(b.len()) <= 2 && few_differ(a, b),
    }
}

/// Whether two edits may be enough to make up for the letters that only one of the words has.
fn few_differ(a: &[u8], b: &[u8]) -> bool {
    let mut counts = [0i8; 32];
    a.iter().for_each(|letter| counts[usize::from(letter & 31)] += 1);
    b.iter().for_each(|letter| counts[usize::from(letter & 31)] -= 1);
    // A change takes one letter and adds one.
    counts.iter().map(|count| u32::from(count.unsigned_abs())).sum::<u32>() <= 4
}
