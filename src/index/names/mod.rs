//! Names of one kind, found by what their tokens sound like.
//!
//! # Why nothing is missed
//!
//! A name can score at least `t` in six ways, and each has its keys:
//!
//! 1. *By syllables:* the two names share a form. Every form of every name is a key, with its price.
//! 2. *As an acronym:* one name is the other's initials, or put together from the beginnings of its
//!    words. Initials are keys; of beginnings, the first four letters are, and what they find is
//!    compared in full.
//! 3. *Word for word:* the letters of all tokens together, in any order, are a key, and so are those of all
//!    but the legal forms; and so are they in their order, for who puts the spaces elsewhere.
//! 4. *Cut off:* the texts of names long enough are keys, and one is looked for that begins with the other.
//! 5. *Written as one word:* the two whole names are paired, so nothing is left over and only their
//!    similarity counts. The least similarity that reaches `t` gives a radius and a number of letter
//!    edits, within which whole names are looked up.
//! 6. *By tokens:* some units of the two names are paired. [`bound`] gives tokens of the query, and a
//!    radius, such that a name scores below `t` unless it has a partner within that radius for
//!    a unit that covers one of these tokens; and how far down the records of that partner are to be
//!    walked. Names with no word more than a letter off are among these. [`neighbours`] says how such
//!    partners are found, [`sounds`] and [`letters`] why none is missed.
//!
//! What is found so and may still reach the threshold, units that are unlike at a glance left out
//! ([`is_unlike`](crate::matching)), is scored from numbers alone, by the sums that [`align`](crate::matching) makes;
//! where the characters or forms of two names decide, by reading both.
//!
//! Words that only resemble each other have no key: they score no more than the weight `resemblance`, and below
//! that threshold every record is scored.
//!
//! Names that have no script in common with the query have their score raised, so they are looked up
//! apart, with a threshold of their own ([`Scope`](sounds::Scope)).
//!
//! # What it is made of
//!
//! Listed names that are compared alike are one *record*. Each distinct unit (token or join) of the
//! records has a number and a row in the [`dictionary`]; the tokens' [`neighbours`] are stored. All
//! of it is flat arrays, in memory or in a mapped file.

mod bound;
mod buckets;
mod dictionary;
mod extremes;
mod flaw;
mod gathered;
mod letters;
mod neighbours;
mod pairs;
mod query;
mod records;
mod score;
mod search;
mod similar;
mod sounds;
mod syllabic;

pub(crate) use gathered::Gathering;
pub(crate) use records::Listed;
pub(crate) use search::Searcher;

use super::array::Array;
use super::keys::Keys;
use super::sections::Sections;
use crate::error::Result;
use crate::names::{Class, Reading, Unit, initial};
use crate::party::Kind;
use buckets::{Buckets, hash, hash_of_all};
use dictionary::{Dictionary, Row, Units};
use gathered::Gathered;
use letters::Letters;
use neighbours::{Finder, Neighbours};
use records::Records;
use sounds::Sounds;
use std::sync::OnceLock;

/// Scores are sums of integers until the last divisions; bounds are rounded outward by this much.
pub(super) const SLACK: f64 = 1e-9;

/// All listed names of one kind.
pub(crate) struct NameIndex {
    kind: Kind,
    dictionary: Dictionary,
    records: Records,
    /// Where the records of each unit begin, and where those of the last end.
    posting_starts: Array<u32>,
    postings: Array<u32>,
    /// Units by text, number, initial and concept.
    exact: Buckets,
    sounds: Sounds,
    token_letters: Letters,
    join_letters: Letters,
    neighbours: Neighbours,
    /// Records by acronym and by syllables.
    keys: Keys,
    /// Records by the letters of all their tokens, in whatever order and, whatever the spaces, in theirs.
    identical: Buckets,
    /// Most residue of a unit that a token may be paired with.
    caps: bound::Caps,
    /// Readings of the listed names, in their order, for who scores everything.
    readings: OnceLock<Vec<Reading>>,
}

/// What tells exact keys of units apart.
mod sort {
    pub const TEXT: u32 = 1;
    pub const NUMBER: u32 = 2;
    pub const INITIAL: u32 = 3;
    pub const CONCEPT: u32 = 4;
    pub const SPACED: u32 = 5;
}

/// First bytes of keys of records.
mod tag {
    pub const ACRONYM: u8 = b'a';
    pub const ACRONYM_WORD: u8 = b'w';
    pub const STEM: u8 = b't';
    pub const STEM_WORD: u8 = b'v';
    pub const SYLLABLES: u8 = b's';
    pub const CUT: u8 = b'c';
    pub const LONG: u8 = b'l';
}

/// Bits of a posting of syllables that hold the price of the form, at most
/// [`CAP`](crate::names::syllables::CAP), and above them its [`Way`](crate::names::syllables::Way).
const COST_BITS: u32 = 6;
/// Bits of a posting of syllables that hold price and way.
const FORM_BITS: u32 = 8;

fn tagged<'k>(tag: u8, rest: &[u8], key: &'k mut Vec<u8>) -> &'k [u8] {
    key.clear();
    key.push(tag);
    key.extend_from_slice(rest);
    key
}

fn syllable_key<'k>(language: u8, form: &str, key: &'k mut Vec<u8>) -> &'k [u8] {
    key.clear();
    key.extend_from_slice(&[tag::SYLLABLES, language]);
    key.extend_from_slice(form.as_bytes());
    key
}

impl NameIndex {
    /// Builds the index over the names gathered.
    ///
    /// # Errors
    ///
    /// An argument error if there are more than an index has room for.
    pub(crate) fn build(gathering: Gathering) -> Result<NameIndex> {
        let Gathered { kind, dictionary, records, keys } = gathering.finish()?;
        let units = dictionary.units();
        // First, since it takes more memory than it leaves.
        let heard = pairs::by_sound(units);
        let ((by_record, exact), (sounds, letters)) = rayon::join(
            || {
                let by_record =
                    rayon::join(|| postings(&records, units), || identical(&records, units));
                (by_record, exact(units))
            },
            || {
                let letters = || (letters(false, units), letters(true, units));
                rayon::join(|| Sounds::build(units), letters)
            },
        );
        let ((posting_starts, postings), identical) = (by_record.0, by_record.1?);
        let (exact, sounds, token_letters, join_letters) =
            (exact?, sounds?, letters.0?, letters.1?);
        let finder = Finder {
            routes: 0,
            units,
            exact: &exact,
            sounds: &sounds,
            token_letters: &token_letters,
            join_letters: &join_letters,
        };
        let neighbours = Neighbours::build(heard, finder, &posting_starts)?;
        let caps = bound::Caps::build(units);
        Ok(NameIndex {
            kind,
            records,
            posting_starts: posting_starts.into(),
            postings: postings.into(),
            exact,
            sounds,
            token_letters,
            join_letters,
            neighbours,
            keys,
            identical,
            caps,
            dictionary,
            readings: OnceLock::new(),
        })
    }

    /// Adds its parts under `name`.
    pub(crate) fn write(&self, name: &str, sections: &mut Sections) {
        self.dictionary.write(name, sections);
        self.records.write(name, sections);
        sections.add(format!("{name}.postings.starts"), self.posting_starts.bytes());
        sections.add(format!("{name}.postings"), self.postings.bytes());
        self.exact.write(&format!("{name}.exact"), sections);
        self.sounds.write(name, sections);
        self.token_letters.write(&format!("{name}.tokens"), sections);
        self.join_letters.write(&format!("{name}.joins"), sections);
        self.neighbours.write(name, sections);
        self.caps.write(name, sections);
        self.keys.write(&format!("{name}.keys"), sections);
        self.identical.write(&format!("{name}.identical"), sections);
    }

    /// # Errors
    ///
    /// A format error if a part is missing or is not what it should be.
    pub(crate) fn open(kind: Kind, name: &str, sections: &Sections) -> Result<NameIndex> {
        let dictionary = Dictionary::open(name, sections)?;
        Ok(NameIndex {
            kind,
            records: Records::open(name, sections)?,
            posting_starts: sections.array(&format!("{name}.postings.starts"))?,
            postings: sections.array(&format!("{name}.postings"))?,
            exact: Buckets::open(&format!("{name}.exact"), sections)?,
            sounds: Sounds::open(name, sections)?,
            token_letters: Letters::open(&format!("{name}.tokens"), sections)?,
            join_letters: Letters::open(&format!("{name}.joins"), sections)?,
            neighbours: Neighbours::open(name, sections)?,
            keys: Keys::open(&format!("{name}.keys"), sections)?,
            identical: Buckets::open(&format!("{name}.identical"), sections)?,
            caps: bound::Caps::open(name, sections)?,
            dictionary,
            readings: OnceLock::new(),
        })
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// The listed names, record by record.
    pub(crate) fn listed(&self) -> &[Listed] {
        self.records.listed()
    }

    /// What the tokens of each listed name weigh together, in the same order.
    pub(crate) fn token_weights(&self) -> impl Iterator<Item = u32> {
        let units = self.dictionary.units();
        (0..self.records.len() as u32).flat_map(move |number| {
            let tokens = self.records.get(number).tokens().iter();
            let weight = tokens.filter_map(|unit| units.row(*unit)).map(|row| row.weight).sum();
            std::iter::repeat_n(weight, self.records.names(number).len())
        })
    }

    /// The readings of the listed names in the same order, for who scores everything; `read` gives
    /// them at the first call.
    pub(crate) fn readings(&self, read: impl FnOnce(&[Listed]) -> Vec<Reading>) -> &[Reading] {
        self.readings.get_or_init(|| read(self.listed()))
    }

    /// Where neighbours of a query with these routes are looked for.
    fn finder(&self, routes: u32) -> Finder<'_> {
        Finder {
            routes,
            units: self.dictionary.units(),
            exact: &self.exact,
            sounds: &self.sounds,
            token_letters: &self.token_letters,
            join_letters: &self.join_letters,
        }
    }
}

/// The letters and the class of each token of a name.
trait Worded<'t>: Iterator<Item = (&'t [u8], Class)> + Clone {}

impl<'t, T: Iterator<Item = (&'t [u8], Class)> + Clone> Worded<'t> for T {}

fn worded(reading: &Reading) -> impl Worded<'_> {
    reading.tokens().iter().map(|token| (token.letters.as_bytes(), token.class))
}

/// The hash of the letters of all tokens, which names that are the same word for word share.
fn all_letters<'t>(tokens: impl Worded<'t>) -> u64 {
    hash_of_all(tokens.map(|(letters, _)| letters))
}

/// The hash of the letters of all tokens but legal forms, where that are others; names that are the same
/// but for their legal forms share it or have one's [`all_letters`] for it.
fn letters_but_forms<'t>(tokens: impl Worded<'t>) -> Option<u64> {
    let named = tokens.clone().filter(|(_, class)| *class != Class::LegalForm);
    (1..tokens.count())
        .contains(&named.clone().count())
        .then(|| hash_of_all(named.map(|(letters, _)| letters)))
}

/// The hash of the letters of the name in their order, which names that are spaced otherwise share.
fn letters_in_order<'t>(tokens: impl Worded<'t>, letters: &mut Vec<u8>) -> u64 {
    letters.clear();
    tokens.for_each(|(token, _)| letters.extend_from_slice(token));
    hash(sort::SPACED, letters)
}

fn is_whole(unit: &Unit, reading: &Reading) -> bool {
    unit.is_join() && unit.first == 0 && usize::from(unit.end) == reading.tokens().len()
}

/// Records by the letters of their tokens.
fn identical(records: &Records, units: Units<'_>) -> Result<Buckets> {
    Buckets::build(|add| {
        let mut letters = Vec::new();
        for number in 0..records.len() as u32 {
            let tokens = records.get(number).tokens().iter();
            let rows = tokens.filter_map(|unit| Some((units.letters(*unit), units.row(*unit)?)));
            let tokens = rows.map(|(letters, row)| (letters, row.class()));
            add(all_letters(tokens.clone()), number);
            add(letters_in_order(tokens.clone(), &mut letters), number);
            if let Some(letters) = letters_but_forms(tokens) {
                add(letters, number);
            }
        }
    })
}

/// Units by what they are.
fn exact(units: Units<'_>) -> Result<Buckets> {
    Buckets::build(|add| {
        for (number, row) in (0..).zip(units.rows) {
            add(hash(sort::TEXT, units.text(number)), number);
            if row.is_join() {
                continue;
            }
            match row.class() {
                Class::Number => add(hash(sort::NUMBER, units.letters(number)), number),
                Class::Initial => {
                    for letter in initial::letters(&units.shape(row)) {
                        add(hash(sort::INITIAL, &[letter]), number);
                    }
                }
                _ => {}
            }
            for concept in units.concepts(row) {
                add(hash(sort::CONCEPT, &concept.0.to_le_bytes()), number);
            }
        }
    })
}

/// Latin tokens, or Latin joins, by their letters.
fn letters(joins: bool, units: Units<'_>) -> Result<Letters> {
    let is_meant = |row: &Row| {
        row.is_join() == joins
            && row.route() == crate::names::sound::Route::Latin
            && row.class() != Class::Number
    };
    let rows = (0..).zip(units.rows).filter(|(_, row)| is_meant(row));
    Letters::build(&rows.map(|(number, _)| number), units)
}

/// Makes of numbers of things the places where each begins among all.
fn add_up(numbers: &mut [u32]) {
    let mut sum = 0;
    for number in numbers {
        sum += *number;
        *number = sum;
    }
}

/// Records by unit: where those of each begin, and all of them, each once.
fn postings(records: &Records, units: Units<'_>) -> (Vec<u32>, Vec<u32>) {
    let each = |add: &mut dyn FnMut(usize, u32)| {
        let mut units: Vec<u32> = Vec::new();
        for number in 0..records.len() as u32 {
            let record = records.get(number);
            units.clear();
            units.extend_from_slice(record.tokens());
            units.extend(record.joins().map(|join| join.unit));
            units.sort_unstable();
            units.dedup();
            units.iter().for_each(|unit| add(*unit as usize, number));
        }
    };
    // Fewer than the numbers that the records are made of, for which there was room.
    grouped(units.rows.len(), each)
}

/// Numbers by the group they are in: where each group begins, and where the last one ends; and all of them. `each`
/// hands on every number with its group, the same each time; there are no more than 32 bits can tell.
fn grouped(groups: usize, each: impl Fn(&mut dyn FnMut(usize, u32))) -> (Vec<u32>, Vec<u32>) {
    // One place further on, so that filling the groups moves each start to where it belongs.
    let mut starts = vec![0u32; groups + 2];
    each(&mut |group, _| starts[group + 2] += 1);
    add_up(&mut starts);
    let mut numbers = vec![0; starts.last().copied().unwrap_or(0) as usize];
    each(&mut |group, number| {
        let next = &mut starts[group + 1];
        numbers[*next as usize] = number;
        *next += 1;
    });
    starts.pop();
    (starts, numbers)
}

#[cfg(test)]
mod tests;
