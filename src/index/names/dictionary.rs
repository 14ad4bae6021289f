//! Every distinct unit of the listed names, once.

use crate::error::Result;
use crate::index::array::Array;
use crate::index::sections::Sections;
use crate::names::outline::Outline;
use crate::names::sound::Route;
use crate::names::{Class, Concept, Shape, Unit};
use bytes::Bytes;
use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;
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

/// A distinct unit as it is gathered; a token's weights are part of what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Entry<'r> {
    shape: Shape<'r>,
    /// Weight and residue of a token.
    counts: Option<(u32, u32)>,
}

/// Gathers distinct units.
#[derive(Default)]
pub(super) struct Gathered<'r> {
    entries: HashMap<Entry<'r>, Occurring>,
}

#[derive(Debug, Clone, Copy)]
struct Occurring {
    /// In order of first occurrence.
    number: u32,
    weight: u32,
    residue: u32,
    whole: bool,
    mixed: bool,
}

impl<'r> Gathered<'r> {
    /// The provisional number of a unit.
    ///
    /// `whole` says whether it is the whole name, `mixed` whether the name is in several scripts.
    pub(super) fn add(&mut self, unit: &'r Unit, whole: bool, mixed: bool) -> u32 {
        let entry = Entry {
            shape: Shape::from(unit),
            counts: (!unit.is_join()).then_some((unit.weight, unit.residue)),
        };
        let number = self.entries.len() as u32;
        let occurring = self.entries.entry(entry).or_insert(Occurring {
            number,
            weight: 0,
            residue: 0,
            whole: false,
            mixed: false,
        });
        occurring.weight = occurring.weight.max(unit.weight);
        occurring.residue = occurring.residue.max(unit.residue);
        occurring.whole |= whole;
        occurring.mixed |= mixed;
        occurring.number
    }

    /// The dictionary, and the final number of each provisional one.
    pub(super) fn finish(self) -> (Dictionary, Vec<u32>) {
        let mut entries: Vec<(Entry<'_>, Occurring)> = self.entries.into_iter().collect();
        entries.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut strings = Strings::default();
        let mut concepts: Vec<Concept> = Vec::new();
        let mut concepts_at: HashMap<&[Concept], u32> = HashMap::new();
        let mut rows = Vec::with_capacity(entries.len());
        let mut renumbered = vec![0; entries.len()];
        for (number, (Entry { shape, .. }, occurring)) in entries.iter().enumerate() {
            renumbered[occurring.number as usize] = number as u32;
            let class = CLASSES.iter().position(|class| *class == shape.class).unwrap_or(0);
            let first = *concepts_at.entry(shape.concepts).or_insert_with(|| {
                concepts.extend_from_slice(shape.concepts);
                (concepts.len() - shape.concepts.len()) as u32
            });
            let short = |text: &str| u16::try_from(text.len()).unwrap_or(u16::MAX);
            rows.push(Row {
                text: strings.add(shape.text),
                letters: strings.add(shape.letters),
                sound: strings.add(shape.sound),
                concepts: first,
                weight: occurring.weight,
                residue: occurring.residue,
                text_length: short(shape.text),
                letters_length: short(shape.letters),
                sound_length: short(shape.sound),
                route: shape.route as u8,
                class: class as u8,
                flags: (u32::from(shape.join) * JOIN)
                    | (u32::from(occurring.whole) * WHOLE)
                    | (u32::from(occurring.mixed) * MIXED)
                    | ((shape.concepts.len() as u32) << CONCEPT_BITS),
                outline: Outline::of(shape),
            });
        }
        let dictionary = Dictionary {
            rows: rows.into(),
            strings: strings.text.into(),
            concepts: concepts.into(),
        };
        (dictionary, renumbered)
    }
}

/// Strings end to end, each once.
#[derive(Default)]
struct Strings<'r> {
    text: String,
    places: HashMap<&'r str, u32>,
}

impl<'r> Strings<'r> {
    fn add(&mut self, text: &'r str) -> u32 {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.text.len() as u32;
        self.text.push_str(text);
        self.places.insert(text, place);
        place
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
        // Sounds and letters are ASCII, so checking them costs next to nothing.
        let string =
            |place, length| std::str::from_utf8(self.string(place, length)).unwrap_or_default();
        Shape {
            join: row.is_join(),
            route: row.route(),
            sound: string(row.sound, row.sound_length),
            letters: string(row.letters, row.letters_length),
            text: string(row.text, row.text_length),
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
