//! Every distinct unit of the listed names, once.

use crate::error::Result;
use crate::index::array::Array;
use crate::index::sections::Sections;
use crate::index::{number_of, place, too_long};
use crate::names::outline::Outline;
use crate::names::sound::Route;
use crate::names::{Class, Concept, Shape, Unit};
use crate::text::Distinct;
use bytes::Bytes;
use foldhash::HashMap;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::hash::BuildHasher;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// A distinct unit: what it looks and sounds like, and what it counts.
///
/// Numbers are in order of: token or join, route, sound, letters, text, class, concept, weights. So
/// units of one sound have neighbouring numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(super) struct Row {
    /// Places of the strings.
    text: u32,
    letters: u32,
    sound: u32,
    /// Place of the first concept.
    concepts: u32,
    /// Of a join, the greatest of all its occurrences: it depends on the words that are joined.
    pub weight: u32,
    pub residue: u32,
    text_length: u16,
    letters_length: u16,
    sound_length: u16,
    route: u8,
    class: u8,
    flags: u32,
    /// What shows of it at a glance.
    pub outline: Outline,
}

const JOIN: u32 = 1;
const WHOLE: u32 = 2;
const MIXED: u32 = 4;

/// Bits of the flags below the number of concepts.
const CONCEPT_BITS: u32 = 8;

/// In the order of their discriminants.
const CLASSES: [Class; 8] = [
    Class::Plain,
    Class::Initial,
    Class::Number,
    Class::LegalForm,
    Class::Title,
    Class::Particle,
    Class::Kunya,
    Class::StopWord,
];

impl Row {
    #[inline]
    pub(super) fn is_join(&self) -> bool {
        self.flags & JOIN != 0
    }

    /// Whether some name is this unit and nothing else.
    pub(super) fn is_whole(&self) -> bool {
        self.flags & WHOLE != 0
    }

    /// Whether some name it stands in is written in several scripts.
    pub(super) fn is_mixed(&self) -> bool {
        self.flags & MIXED != 0
    }

    #[inline]
    pub(super) fn route(&self) -> Route {
        Route::ALL.get(usize::from(self.route)).copied().unwrap_or(Route::Other)
    }

    #[inline]
    pub(super) fn class(&self) -> Class {
        CLASSES.get(usize::from(self.class)).copied().unwrap_or(Class::Plain)
    }

    /// Letters, in bytes.
    pub(super) fn letters_length(&self) -> usize {
        usize::from(self.letters_length)
    }

    /// Whether the two have one sound; numbers of one sound are neighbours.
    pub(super) fn sounds_like(&self, other: &Row) -> bool {
        (self.sound, self.sound_length, self.route, self.is_join())
            == (other.sound, other.sound_length, other.route, other.is_join())
    }
}

/// Every distinct unit, by number.
pub(super) struct Dictionary {
    rows: Array<Row>,
    strings: Bytes,
    concepts: Array<Concept>,
}

/// A distinct unit as it is gathered.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Numbers of its strings and of its concepts.
    text: u32,
    letters: u32,
    sound: u32,
    concepts: u16,
    route: u8,
    class: u8,
    flags: u32,
    /// Of a join, the greatest of all its occurrences.
    weight: u32,
    residue: u32,
}

impl Entry {
    fn is_join(&self) -> bool {
        self.flags & JOIN != 0
    }

    /// What tells it from others; a token's weights are part of what it is.
    fn key(&self) -> [u32; 6] {
        let counts = if self.is_join() { [u32::MAX; 2] } else { [self.weight, self.residue] };
        let kind =
            u32::from(self.concepts) << 16 | u32::from(self.route) << 8 | u32::from(self.class);
        [self.text, self.letters, self.sound, kind, counts[0], counts[1]]
    }
}

/// Gathers distinct units.
#[derive(Default)]
pub(super) struct Words {
    strings: Distinct,
    concepts: Vec<&'static [Concept]>,
    concepts_at: HashMap<&'static [Concept], u16>,
    /// In order of first occurrence.
    entries: Vec<Entry>,
    /// Places of the entries, by hash.
    places: HashTable<u32>,
}

const HASH: FixedState = FixedState::with_seed(0);

impl Words {
    /// The provisional number of a unit.
    ///
    /// `whole` says whether it is the whole name, `mixed` whether the name is in several scripts.
    ///
    /// # Errors
    ///
    /// An argument error if there are more than numbers.
    pub(super) fn add(&mut self, unit: &Unit, whole: bool, mixed: bool) -> Result<u32> {
        let concepts = match self.concepts_at.get(unit.concepts) {
            Some(number) => *number,
            None => {
                let number = u16::try_from(self.concepts.len())
                    .map_err(|_| too_long(self.concepts.len() + 1, "sets of concepts", 1 << 16))?;
                self.concepts.push(unit.concepts);
                self.concepts_at.insert(unit.concepts, number);
                number
            }
        };
        let entry = Entry {
            text: number_of(unit.text.as_bytes(), &mut self.strings)?,
            letters: number_of(unit.letters.as_bytes(), &mut self.strings)?,
            sound: number_of(unit.sound.as_bytes(), &mut self.strings)?,
            concepts,
            route: unit.route as u8,
            class: CLASSES.iter().position(|class| *class == unit.class).unwrap_or(0) as u8,
            flags: u32::from(unit.is_join()) * JOIN,
            weight: unit.weight,
            residue: unit.residue,
        };
        let (key, entries) = (entry.key(), &mut self.entries);
        let hash = HASH.hash_one(key);
        let known = self.places.find(hash, |at| entries[*at as usize].key() == key).copied();
        let number = match known {
            Some(number) => number,
            None => {
                let number = place(entries.len(), "distinct words and joins")?;
                let hash_of = |at: &u32| HASH.hash_one(entries[*at as usize].key());
                self.places.insert_unique(hash, number, hash_of);
                entries.push(entry);
                number
            }
        };
        let entry = &mut entries[number as usize];
        entry.weight = entry.weight.max(unit.weight);
        entry.residue = entry.residue.max(unit.residue);
        entry.flags |= (u32::from(whole) * WHOLE) | (u32::from(mixed) * MIXED);
        Ok(number)
    }

    /// The order of the units: see [`Row`].
    fn compare(&self, a: &Entry, b: &Entry) -> Ordering {
        let string = |of: fn(&Entry) -> u32| {
            let [a, b] = [of(a), of(b)];
            if a == b { Ordering::Equal } else { self.strings.get(a).cmp(self.strings.get(b)) }
        };
        let concepts = |entry: &Entry| self.concepts[usize::from(entry.concepts)];
        let counts = |entry: &Entry| (!entry.is_join()).then_some((entry.weight, entry.residue));
        (a.is_join(), a.route)
            .cmp(&(b.is_join(), b.route))
            .then_with(|| string(|entry| entry.sound))
            .then_with(|| string(|entry| entry.letters))
            .then_with(|| string(|entry| entry.text))
            .then_with(|| (a.class, concepts(a)).cmp(&(b.class, concepts(b))))
            .then_with(|| counts(a).cmp(&counts(b)))
    }

    fn string(&self, number: u32) -> &[u8] {
        self.strings.get(number)
    }

    fn shape(&self, entry: &Entry) -> Shape<'_> {
        Shape {
            join: entry.is_join(),
            route: Route::ALL[usize::from(entry.route)],
            sound: self.string(entry.sound),
            letters: self.string(entry.letters),
            text: self.string(entry.text),
            class: CLASSES[usize::from(entry.class)],
            concepts: self.concepts[usize::from(entry.concepts)],
        }
    }

    /// The dictionary, and the final number of each provisional one.
    ///
    /// # Errors
    ///
    /// An argument error if the strings are too long together.
    pub(super) fn finish(mut self) -> Result<(Dictionary, Vec<u32>)> {
        self.places = HashTable::new();
        self.strings.close();
        let mut order: Vec<u32> = (0..self.entries.len() as u32).collect();
        order.par_sort_unstable_by(|a, b| {
            let [a, b] = [a, b].map(|at| &self.entries[*at as usize]);
            self.compare(a, b)
        });
        let mut strings: Vec<u8> = Vec::new();
        let mut placed = vec![None; self.strings.len()];
        let mut place_of = |number: u32| -> Result<u32> {
            let at = &mut placed[number as usize];
            match *at {
                Some(at) => Ok(at),
                None => {
                    let start = place(strings.len(), "bytes of distinct words and joins")?;
                    strings.extend_from_slice(self.strings.get(number));
                    *at = Some(start);
                    Ok(start)
                }
            }
        };
        let mut concepts: Vec<Concept> = Vec::new();
        let mut concepts_at = vec![None; self.concepts.len()];
        let mut rows = Vec::with_capacity(order.len());
        let mut renumbered = vec![0; order.len()];
        for (number, at) in order.into_iter().enumerate() {
            renumbered[at as usize] = number as u32;
            let entry = self.entries[at as usize];
            let shape = self.shape(&entry);
            let first = *concepts_at[usize::from(entry.concepts)].get_or_insert_with(|| {
                concepts.extend_from_slice(shape.concepts);
                (concepts.len() - shape.concepts.len()) as u32
            });
            let short = |text: &[u8]| u16::try_from(text.len()).unwrap_or(u16::MAX);
            rows.push(Row {
                text: place_of(entry.text)?,
                letters: place_of(entry.letters)?,
                sound: place_of(entry.sound)?,
                concepts: first,
                weight: entry.weight,
                residue: entry.residue,
                text_length: short(shape.text),
                letters_length: short(shape.letters),
                sound_length: short(shape.sound),
                route: entry.route,
                class: entry.class,
                flags: entry.flags | (shape.concepts.len() as u32) << CONCEPT_BITS,
                outline: Outline::of(&shape),
            });
        }
        strings.shrink_to_fit();
        let dictionary =
            Dictionary { rows: rows.into(), strings: strings.into(), concepts: concepts.into() };
        Ok((dictionary, renumbered))
    }
}

impl Dictionary {
    pub(super) fn write(&self, name: &str, sections: &mut Sections) {
        sections.add(format!("{name}.units"), self.rows.bytes());
        sections.add(format!("{name}.strings"), self.strings.clone());
        sections.add(format!("{name}.concepts"), self.concepts.bytes());
    }

    pub(super) fn open(name: &str, sections: &Sections) -> Result<Dictionary> {
        Ok(Dictionary {
            rows: sections.array(&format!("{name}.units"))?,
            strings: sections.bytes(&format!("{name}.strings"))?,
            concepts: sections.array(&format!("{name}.concepts"))?,
        })
    }

    /// Every unit, by number; to be asked for once a search.
    pub(super) fn units(&self) -> Units<'_> {
        Units { rows: &self.rows, strings: &self.strings, concepts: &self.concepts }
    }
}

/// The distinct units in memory.
#[derive(Clone, Copy)]
pub(super) struct Units<'d> {
    pub rows: &'d [Row],
    pub strings: &'d [u8],
    concepts: &'d [Concept],
}

impl<'d> Units<'d> {
    #[inline]
    pub(super) fn row(&self, number: u32) -> Option<&'d Row> {
        self.rows.get(number as usize)
    }

    #[inline]
    fn string(&self, place: u32, length: u16) -> &'d [u8] {
        let place = place as usize;
        self.strings.get(place..place + usize::from(length)).unwrap_or(&[])
    }

    #[inline]
    pub(super) fn sound(&self, number: u32) -> &'d [u8] {
        self.row(number).map_or(&[], |row| self.string(row.sound, row.sound_length))
    }

    #[inline]
    pub(super) fn letters(&self, number: u32) -> &'d [u8] {
        self.row(number).map_or(&[], |row| self.string(row.letters, row.letters_length))
    }

    pub(super) fn text(&self, number: u32) -> &'d [u8] {
        self.row(number).map_or(&[], |row| self.string(row.text, row.text_length))
    }

    /// The concepts of a unit, ascending.
    pub(super) fn concepts(&self, row: &Row) -> &'d [Concept] {
        let first = row.concepts as usize;
        let number = (row.flags >> CONCEPT_BITS) as usize;
        self.concepts.get(first..first + number).unwrap_or(&[])
    }

    /// What the similarity of a unit depends on.
    #[inline]
    pub(super) fn shape(&self, row: &'d Row) -> Shape<'d> {
        Shape {
            join: row.is_join(),
            route: row.route(),
            sound: self.string(row.sound, row.sound_length),
            letters: self.string(row.letters, row.letters_length),
            text: self.string(row.text, row.text_length),
            class: row.class(),
            concepts: self.concepts(row),
        }
    }

    /// Whether a unit of a name is exactly this one, weights included.
    pub(super) fn is(&self, number: u32, unit: &Unit) -> bool {
        self.row(number).is_some_and(|row| {
            self.shape(row) == Shape::from(unit)
                && (row.is_join() || (row.weight, row.residue) == (unit.weight, unit.residue))
        })
    }
}
