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
mod letters;
mod neighbours;
mod pairs;
mod query;
mod records;
mod score;
mod search;
mod sounds;
mod syllabic;

pub(crate) use records::Listed;
pub(crate) use search::Searcher;

use super::array::Array;
use super::keys::{Keys, KeysBuilder};
use super::sections::Sections;
use crate::error::Result;
use crate::names::CUT;
use crate::names::abbreviation::{stem, stems};
use crate::names::syllables::Syllables;
use crate::names::{Class, Reading, Unit};
use crate::party::Kind;
use buckets::{Buckets, BucketsBuilder, hash, hash_of_all};
use dictionary::{Dictionary, Gathered};
use foldhash::{HashMap, HashMapExt};
use letters::Letters;
use neighbours::{Finder, Neighbours};
use rayon::prelude::*;
use records::{Content, Join, Records};
use sounds::Sounds;
use std::sync::OnceLock;
use syllabic::Syllabic;

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

/// What two listed names must have in common to be one record.
type Compared<'r> = (Content, Option<&'r Syllables>, Option<(&'r str, bool)>);

impl NameIndex {
    /// Builds the index over names; `names` are sorted by entity and name.
    pub(crate) fn build(kind: Kind, names: &[(Listed, Reading)]) -> NameIndex {
        let mut gathered = Gathered::default();
        let mut distinct: HashMap<Compared<'_>, (&Reading, Vec<Listed>)> = HashMap::new();
        for (listed, reading) in names {
            // What is cut off shows in the text.
            let long = reading.text().len() >= CUT;
            let text = long.then(|| (reading.text(), reading.may_be_cut()));
            let compared = (content(reading, &mut gathered), reading.syllables(), text);
            distinct.entry(compared).or_insert_with(|| (reading, Vec::new())).1.push(*listed);
        }
        let (dictionary, renumbered) = gathered.finish();
        let mut contents: Vec<(Content, Vec<Listed>, &Reading)> = distinct
            .into_iter()
            .map(|((content, ..), (reading, listed))| {
                (content.renumber(&renumbered), listed, reading)
            })
            .collect();
        contents.par_sort_unstable_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let mut keys = KeysBuilder::default();
        let mut identical = BucketsBuilder::default();
        let (mut key, mut own_stems) = (Vec::new(), Vec::new());
        let mut records = Vec::with_capacity(contents.len());
        for (number, (content, listed, reading)) in contents.into_iter().enumerate() {
            let number = number as u32;
            if kind != Kind::Person {
                if reading.tokens().len() > 1 {
                    for acronym in reading.acronyms() {
                        keys.add(tagged(tag::ACRONYM, acronym.as_bytes(), &mut key), number);
                    }
                }
                stems(reading.carrying(), &mut own_stems);
                for stem in &own_stems {
                    keys.add(tagged(tag::STEM, stem, &mut key), number);
                }
                if let Some(word) = reading.acronym_word() {
                    keys.add(tagged(tag::ACRONYM_WORD, word.as_bytes(), &mut key), number);
                    if let Some(stem) = stem(word.as_bytes()) {
                        keys.add(tagged(tag::STEM_WORD, &stem, &mut key), number);
                    }
                }
            }
            if reading.may_be_cut() {
                keys.add(tagged(tag::CUT, reading.text().as_bytes(), &mut key), number);
            }
            if reading.text().len() > CUT {
                keys.add(tagged(tag::LONG, reading.text().as_bytes(), &mut key), number);
            }
            for found in reading.syllables().iter().flat_map(|syllables| &syllables.forms) {
                let form_bits = found.way.number() << COST_BITS | u32::from(found.cost);
                let form = syllable_key(found.language as u8, &found.key, &mut key);
                keys.add(form, number << FORM_BITS | form_bits);
            }
            identical.add(all_letters(reading), number);
            identical.add(letters_in_order(reading, &mut key), number);
            if let Some(letters) = letters_but_forms(reading) {
                identical.add(letters, number);
            }
            records.push((content, listed));
        }
        let units = dictionary.units();
        let mut exact = BucketsBuilder::default();
        for (number, row) in units.rows.iter().enumerate() {
            let number = number as u32;
            exact.add(hash(sort::TEXT, units.text(number)), number);
            if row.is_join() {
                continue;
            }
            match row.class() {
                Class::Number => exact.add(hash(sort::NUMBER, units.letters(number)), number),
                Class::Initial => {
                    if let Some(letter) = units.letters(number).get(..1) {
                        exact.add(hash(sort::INITIAL, letter), number);
                    }
                }
                _ => {}
            }
            for concept in units.concepts(row) {
                exact.add(hash(sort::CONCEPT, &concept.0.to_le_bytes()), number);
            }
        }
        let (posting_starts, postings) = postings(&records, units.rows.len());
        let latin = |joins: bool| {
            let numbers = 0..units.rows.len() as u32;
            numbers.filter(move |number| {
                units.row(*number).is_some_and(|row| {
                    row.is_join() == joins
                        && row.route() == crate::names::sound::Route::Latin
                        && row.class() != Class::Number
                })
            })
        };
        let ((exact, sounds), (token_letters, join_letters)) = rayon::join(
            || (exact.build(), Sounds::build(units)),
            || (Letters::build(latin(false), units), Letters::build(latin(true), units)),
        );
        let finder = Finder {
            routes: 0,
            units,
            exact: &exact,
            sounds: &sounds,
            token_letters: &token_letters,
            join_letters: &join_letters,
        };
        let neighbours = Neighbours::build(finder, &posting_starts);
        let caps = bound::Caps::build(units);
        NameIndex {
            kind,
            records: Records::build(&records, units),
            posting_starts: posting_starts.into(),
            postings: postings.into(),
            exact,
            sounds,
            token_letters,
            join_letters,
            neighbours,
            keys: keys.build(),
            identical: identical.build(),
            caps,
            dictionary,
            readings: OnceLock::new(),
        }
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
    pub(crate) fn token_weights(&self) -> Vec<u32> {
        let units = self.dictionary.units();
        (0..self.records.len() as u32)
            .flat_map(|number| {
                let tokens = self.records.get(number).tokens().iter();
                let weight = tokens.filter_map(|unit| units.row(*unit)).map(|row| row.weight).sum();
                std::iter::repeat_n(weight, self.records.names(number).len())
            })
            .collect()
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

/// The hash of the letters of all tokens, which names that are the same word for word share.
fn all_letters(reading: &Reading) -> u64 {
    hash_of_all(reading.tokens().iter().map(|token| token.letters.as_bytes()))
}

/// The hash of the letters of all tokens but legal forms, where that are others; names that are the same
/// but for their legal forms share it or have one's [`all_letters`] for it.
fn letters_but_forms(reading: &Reading) -> Option<u64> {
    let named = || reading.tokens().iter().filter(|token| token.class != Class::LegalForm);
    let count = named().count();
    (1..reading.tokens().len())
        .contains(&count)
        .then(|| hash_of_all(named().map(|token| token.letters.as_bytes())))
}

/// The hash of the letters of the name in their order, which names that are spaced otherwise share.
fn letters_in_order(reading: &Reading, letters: &mut Vec<u8>) -> u64 {
    letters.clear();
    let tokens = reading.tokens().iter();
    tokens.for_each(|token| letters.extend_from_slice(token.letters.as_bytes()));
    hash(sort::SPACED, letters)
}

fn is_whole(unit: &Unit, reading: &Reading) -> bool {
    unit.is_join() && unit.first == 0 && usize::from(unit.end) == reading.tokens().len()
}

/// What is compared of a reading, with provisional numbers of units.
fn content<'r>(reading: &'r Reading, gathered: &mut Gathered<'r>) -> Content {
    let (tokens, joins) = reading.units().split_at(reading.tokens().len());
    let mixed = reading.routes().count_ones() > 1;
    Content {
        residue: tokens.iter().map(|token| token.residue).sum(),
        tokens: tokens.iter().map(|token| gathered.add(token, false, mixed)).collect(),
        joins: joins
            .iter()
            .map(|join| {
                let unit = gathered.add(join, is_whole(join, reading), mixed);
                Join { unit, first: join.first, end: join.end }
            })
            .collect(),
        routes: reading.routes(),
        numbers: !reading.numbers().is_empty(),
        syllabic: Syllabic::of(reading.syllables()),
    }
}

impl Content {
    fn renumber(mut self, renumbered: &[u32]) -> Content {
        let renumber = |unit: &mut u32| *unit = renumbered[*unit as usize];
        self.tokens.iter_mut().for_each(renumber);
        self.joins.iter_mut().for_each(|join| renumber(&mut join.unit));
        self
    }
}

/// Records by unit: where those of each begin, and all of them, each once.
fn postings(records: &[(Content, Vec<Listed>)], units: usize) -> (Vec<u32>, Vec<u32>) {
    let of = |content: &Content| {
        let joins = content.joins.iter().map(|join| join.unit);
        let mut units: Vec<u32> = content.tokens.iter().copied().chain(joins).collect();
        units.sort_unstable();
        units.dedup();
        units
    };
    let mut starts = vec![0u32; units + 1];
    for (content, _) in records {
        of(content).into_iter().for_each(|unit| starts[unit as usize + 1] += 1);
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut postings = vec![0; starts.last().copied().unwrap_or(0) as usize];
    for (number, (content, _)) in records.iter().enumerate() {
        for unit in of(content) {
            let place = &mut next[unit as usize];
            postings[*place as usize] = number as u32;
            *place += 1;
        }
    }
    (starts, postings)
}

#[cfg(test)]
mod tests;
