//! Listed names on the way into an index: each is read, noted as numbers, and let go.

use super::dictionary::{Dictionary, Words};
use super::records::{Content, HEAD, Join, Listed, Records};
use super::syllabic::Syllabic;
use super::{COST_BITS, FORM_BITS, is_whole, syllable_key, tag, tagged};
use crate::error::Result;
use crate::index::keys::{Keys, KeysBuilder};
use crate::index::{number_of, too_long};
use crate::names::abbreviation::{Stem, stem, stems};
use crate::names::{CUT, Reading, read};
use crate::party::Kind;
use crate::text::Distinct;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::hash::{Hash, Hasher};

/// Gathers the names of one kind.
pub(crate) struct Gathering {
    kind: Kind,
    units: Words,
    /// What is compared of the names, in numbers of units as they came; each once.
    contents: Distinct,
    /// Every listed name with the number of its content.
    listed: Vec<(u32, Listed)>,
    /// Keys of the contents.
    keys: KeysBuilder,
    /// Most contents.
    pub(super) room: usize,
    /// Memory for what is compared of one name and for a key.
    compared: Vec<u8>,
    key: Vec<u8>,
    stems: Vec<Stem>,
}

/// Most contents: what a posting of syllables has room for.
const MOST_RECORDS: usize = 1 << (u32::BITS - FORM_BITS);

/// Names read at a time: a reading takes ten times the memory of what is kept of it.
const READ_AT_ONCE: usize = 1 << 12;

impl Gathering {
    /// Reads names, which come in the order of entity and name, and gathers them.
    ///
    /// # Errors
    ///
    /// An argument error if there are more names than an index has room for.
    pub(crate) fn of<'n>(
        kind: Kind,
        names: impl Iterator<Item = (Listed, &'n str)>,
    ) -> Result<Gathering> {
        let mut gathering = Gathering::new(kind);
        gathering.read(names, READ_AT_ONCE)?;
        Ok(gathering)
    }

    /// Gathers names while the next ones are read, so many at a time.
    pub(super) fn read<'n>(
        &mut self,
        mut names: impl Iterator<Item = (Listed, &'n str)>,
        at_once: usize,
    ) -> Result<()> {
        let (kind, mut before): (_, Vec<(Listed, Reading)>) = (self.kind, Vec::new());
        loop {
            let next: Vec<(Listed, &str)> = names.by_ref().take(at_once).collect();
            if next.is_empty() && before.is_empty() {
                return Ok(());
            }
            let (gathered, next) = rayon::join(
                || before.iter().try_for_each(|(listed, reading)| self.add(*listed, reading)),
                || next.into_par_iter().map(|(listed, text)| (listed, read(text, kind))).collect(),
            );
            gathered?;
            before = next;
        }
    }

    pub(super) fn new(kind: Kind) -> Gathering {
        Gathering {
            kind,
            units: Words::default(),
            contents: Distinct::default(),
            listed: Vec::new(),
            keys: KeysBuilder::default(),
            room: MOST_RECORDS,
            compared: Vec::new(),
            key: Vec::new(),
            stems: Vec::new(),
        }
    }

    /// Adds a name; names come in the order of entity and name.
    ///
    /// # Errors
    ///
    /// An argument error if there are more names than an index has room for.
    fn add(&mut self, listed: Listed, reading: &Reading) -> Result<()> {
        self.note_compared(reading)?;
        let before = self.contents.len();
        let number = number_of(&self.compared, &mut self.contents)?;
        if self.contents.len() > before {
            if self.contents.len() > self.room {
                let kind = format!("different names of kind {}", self.kind);
                return Err(too_long(self.contents.len(), &kind, self.room));
            }
            self.add_keys(reading, number);
        }
        self.listed.push((number, listed));
        Ok(())
    }

    /// Notes what two listed names must have in common to be one record.
    fn note_compared(&mut self, reading: &Reading) -> Result<()> {
        let compared = &mut self.compared;
        compared.clear();
        let mut note = |number: u32| compared.extend_from_slice(&number.to_ne_bytes());
        let (tokens, joins) = reading.units().split_at(reading.tokens().len());
        let mixed = reading.routes().count_ones() > 1;
        let counts = tokens.len() as u32 | (joins.len() as u32) << 8;
        note(tokens.iter().map(|token| token.residue).sum());
        note(counts | u32::from(!reading.numbers().is_empty()) << 24);
        note(reading.routes());
        note(Syllabic::of(reading.syllables()).to_number());
        for token in tokens {
            note(self.units.add(token, false, mixed)?);
        }
        for join in joins {
            let unit = self.units.add(join, is_whole(join, reading), mixed)?;
            let join = Join { unit, first: join.first, end: join.end };
            join.to_numbers().into_iter().for_each(&mut note);
        }
        if let Some(syllables) = reading.syllables() {
            // There may be hundreds of forms.
            let mut digest = Digested(Sha256::new());
            syllables.hash(&mut digest);
            compared.extend_from_slice(&digest.0.finalize());
        }
        // What is cut off shows in the text.
        if reading.text().len() >= CUT {
            compared.push(u8::from(reading.may_be_cut()));
            compared.extend_from_slice(reading.text().as_bytes());
        }
        Ok(())
    }

    /// What was gathered, in the order of the records, with final numbers of units.
    ///
    /// # Errors
    ///
    /// An argument error if there is more than an index has room for.
    pub(super) fn finish(self) -> Result<Gathered> {
        let Gathering { kind, units, contents: mut compared, mut listed, mut keys, .. } = self;
        compared.close();
        let (dictionary, renumbered) = units.finish()?;
        let contents = Contents::of(&compared, &renumbered);
        drop((compared, renumbered));
        let mut order: Vec<u32> = (0..contents.len() as u32).collect();
        // Equal ones, in which the rest tells two names apart, stay in the order of the lists.
        order.par_sort_unstable_by(|a, b| contents.get(*a).cmp(&contents.get(*b)).then(a.cmp(b)));
        let mut numbers = vec![0; order.len()];
        (0..).zip(&order).for_each(|(number, at): (u32, &u32)| numbers[*at as usize] = number);
        keys.renumber(|key, value| match key {
            [tag::SYLLABLES, ..] => {
                numbers[(value >> FORM_BITS) as usize] << FORM_BITS | value & ((1 << FORM_BITS) - 1)
            }
            _ => numbers[value as usize],
        })?;
        listed.iter_mut().for_each(|(record, _)| *record = numbers[*record as usize]);
        drop(numbers);
        listed.par_sort_unstable();
        let ordered = order.iter().map(|at| contents.get(*at));
        let records = Records::build(ordered, listed, dictionary.units())?;
        drop((contents, order));
        let keys = keys.build()?;
        Ok(Gathered { kind, dictionary, records, keys })
    }

    fn add_keys(&mut self, reading: &Reading, number: u32) {
        let Gathering { keys, key, stems: own_stems, .. } = self;
        if self.kind != Kind::Person {
            if reading.tokens().len() > 1 {
                for acronym in reading.acronyms() {
                    keys.add(tagged(tag::ACRONYM, acronym.as_bytes(), key), number);
                }
            }
            stems(reading.carrying(), own_stems);
            for stem in own_stems {
                keys.add(tagged(tag::STEM, stem, key), number);
            }
            if let Some(word) = reading.acronym_word() {
                keys.add(tagged(tag::ACRONYM_WORD, word.as_bytes(), key), number);
                if let Some(stem) = stem(word.as_bytes()) {
                    keys.add(tagged(tag::STEM_WORD, &stem, key), number);
                }
            }
        }
        if reading.may_be_cut() {
            keys.add(tagged(tag::CUT, reading.text().as_bytes(), key), number);
        }
        if reading.text().len() > CUT {
            keys.add(tagged(tag::LONG, reading.text().as_bytes(), key), number);
        }
        for found in reading.syllables().iter().flat_map(|syllables| &syllables.forms) {
            let form_bits = found.way.number() << COST_BITS | u32::from(found.cost);
            let form = syllable_key(found.language as u8, &found.key, key);
            keys.add(form, number << FORM_BITS | form_bits);
        }
    }
}

/// Names as they are in an index.
pub(super) struct Gathered {
    pub kind: Kind,
    pub dictionary: Dictionary,
    pub records: Records,
    pub keys: Keys,
}

/// What is compared of the names, with final numbers of units.
struct Contents {
    words: Vec<u32>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Contents {
    fn of(compared: &Distinct, renumbered: &[u32]) -> Contents {
        let (mut words, mut ends) = (Vec::new(), Vec::with_capacity(compared.len()));
        for number in 0..compared.len() as u32 {
            let compared = compared.get(number).as_chunks().0.iter();
            let mut numbers = compared.map(|bytes| u32::from_ne_bytes(*bytes));
            let start = words.len();
            words.extend(numbers.by_ref().take(HEAD));
            let (tokens, joins) = Content::of(&words[start..]).counts();
            let mut renumber = |number: u32| renumbered.get(number as usize).copied().unwrap_or(0);
            words.extend(numbers.by_ref().take(tokens).map(&mut renumber));
            for (at, number) in numbers.take(2 * joins).enumerate() {
                words.push(if at % 2 == 0 { renumber(number) } else { number });
            }
            ends.push(words.len());
        }
        words.shrink_to_fit();
        Contents { words, ends }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, number: u32) -> Content<'_> {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        Content::of(&self.words[start..self.ends[number]])
    }
}

/// Feeds what is hashed into a digest no two different things share.
struct Digested(Sha256);

impl Hasher for Digested {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0 // Nobody asks: the digest is what is wanted.
    }
}
