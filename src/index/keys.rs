//! An `fst` from keys to the records that have them.

use super::array::Array;
use super::place;
use super::sections::Sections;
use crate::error::{Error, Result};
use bytes::Bytes;
use fst::raw::{CompiledAddr, Output};
use fst::{Automaton, IntoStreamer, Map, Streamer};
use rayon::prelude::*;

/// Keys with their postings: one map, one flat array.
pub(crate) struct Keys {
    map: Map<Bytes>,
    postings: Array<u32>,
}

/// Memory of a walk over longer keys: nodes whose transitions were not followed yet.
#[derive(Default)]
pub(crate) struct Longer(Vec<(CompiledAddr, Output)>);

/// Gathers keys before they are written in order.
#[derive(Default)]
pub(crate) struct KeysBuilder {
    /// The keys, end to end.
    bytes: Vec<u8>,
    /// Where each begins among them, how long it is, and its record.
    entries: Vec<Entry>,
}

/// A key with its record. Of keys too many for an index the places wrap round: they are refused.
type Entry = (u32, u32, u32);

fn key<'k>(bytes: &'k [u8], (start, length, _): &Entry) -> &'k [u8] {
    &bytes[*start as usize..][..*length as usize]
}

impl KeysBuilder {
    /// Adds a record under a key.
    pub(crate) fn add(&mut self, key: impl AsRef<[u8]>, record: u32) {
        let (start, key) = (self.bytes.len() as u32, key.as_ref());
        self.bytes.extend_from_slice(key);
        self.entries.push((start, key.len() as u32, record));
    }

    /// Gives records other numbers, by key and number.
    ///
    /// # Errors
    ///
    /// An argument error if the keys are too long together.
    pub(crate) fn renumber(&mut self, number: impl Fn(&[u8], u32) -> u32) -> Result<()> {
        place(self.bytes.len(), "bytes of keys")?;
        for entry in &mut self.entries {
            entry.2 = number(key(&self.bytes, entry), entry.2);
        }
        Ok(())
    }

    /// # Errors
    ///
    /// An argument error if the keys are too long together.
    #[allow(clippy::expect_used, reason = "keys are given in order, each once")]
    pub(crate) fn build(self) -> Result<Keys> {
        let KeysBuilder { bytes, mut entries } = self;
        place(bytes.len(), "bytes of keys")?;
        let key = |entry: &Entry| key(&bytes, entry);
        entries.par_sort_unstable_by(|a, b| key(a).cmp(key(b)).then(a.2.cmp(&b.2)));
        entries.dedup_by(|a, b| a.2 == b.2 && key(a) == key(b));
        let mut first = 0;
        let places = entries.chunk_by(|a, b| key(a) == key(b)).map(|records| {
            let place = (first as u64) << 32 | records.len() as u64;
            first += records.len();
            (key(&records[0]), place)
        });
        let map = Map::from_iter(places).expect("keys in order");
        let map = map.map_data(Bytes::from).expect("what was just written");
        let postings: Vec<u32> = entries.iter().map(|(.., record)| *record).collect();
        Ok(Keys { map, postings: postings.into() })
    }
}

impl Keys {
    /// Adds the parts `name.fst` and `name.postings`.
    pub(crate) fn write(&self, name: &str, sections: &mut Sections) {
        sections.add(format!("{name}.fst"), self.map.as_fst().as_inner().clone());
        sections.add(format!("{name}.postings"), self.postings.bytes());
    }

    /// # Errors
    ///
    /// A format error if a part is missing or is not what it should be.
    pub(crate) fn open(name: &str, sections: &Sections) -> Result<Keys> {
        let map = Map::new(sections.bytes(&format!("{name}.fst"))?)
            .map_err(|error| Error::format(format!("the section `{name}.fst`: {error}")))?;
        Ok(Keys { map, postings: sections.array(&format!("{name}.postings"))? })
    }

    /// Records under exactly this key.
    pub(crate) fn get(&self, key: &[u8]) -> &[u32] {
        self.map.get(key).map_or(&[], |place| self.at(place))
    }

    /// Records under every key the automaton accepts, handed on key by key.
    pub(crate) fn search(&self, automaton: impl Automaton, mut found: impl FnMut(&[u32])) {
        let mut stream = self.map.search(automaton).into_stream();
        while let Some((_, place)) = stream.next() {
            found(self.at(place));
        }
    }

    /// Every key that `text` begins with: its length and its records, the shortest first.
    pub(crate) fn prefixes_of(&self, text: &[u8], mut found: impl FnMut(usize, &[u32])) {
        let fst = self.map.as_fst();
        let (mut node, mut output) = (fst.root(), Output::zero());
        for (at, byte) in text.iter().enumerate() {
            let Some(transition) = node.find_input(*byte).map(|input| node.transition(input))
            else {
                return;
            };
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
            if node.is_final() {
                found(at + 1, self.at(output.cat(node.final_output()).value()));
            }
        }
    }

    /// Records under every longer key that begins so, handed on key by key, in no order.
    pub(crate) fn beginning_with(
        &self,
        beginning: &[u8],
        longer: &mut Longer,
        mut found: impl FnMut(&[u32]),
    ) {
        let fst = self.map.as_fst();
        let (mut node, mut output) = (fst.root(), Output::zero());
        for byte in beginning {
            let Some(at) = node.find_input(*byte) else { return };
            let transition = node.transition(at);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
        }
        let Longer(open) = longer;
        open.clear();
        open.push((node.addr(), output));
        while let Some((node, output)) = open.pop() {
            for transition in fst.node(node).transitions() {
                let (node, output) = (fst.node(transition.addr), output.cat(transition.out));
                if node.is_final() {
                    found(self.at(output.cat(node.final_output()).value()));
                }
                open.push((node.addr(), output));
            }
        }
    }

    /// Every key with its records, in order.
    pub(crate) fn for_each(&self, mut found: impl FnMut(&[u8], &[u32])) {
        let mut stream = self.map.stream();
        while let Some((key, place)) = stream.next() {
            found(key, self.at(place));
        }
    }

    fn at(&self, place: u64) -> &[u32] {
        let first = (place >> 32) as usize;
        let length = (place & u64::from(u32::MAX)) as usize;
        self.postings.get(first..first + length).unwrap_or(&[])
    }
}
