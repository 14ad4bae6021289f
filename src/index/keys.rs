//! An `fst` from keys to the records that have them.

use super::array::Array;
use super::sections::Sections;
use crate::error::{Error, Result};
use bytes::Bytes;
use fst::{Automaton, IntoStreamer, Map, Streamer};
use std::collections::BTreeMap;

/// Keys with their postings: one map, one flat array.
pub(crate) struct Keys {
    map: Map<Bytes>,
    postings: Array<u32>,
}

/// Gathers keys before they are written in order.
#[derive(Default)]
pub(crate) struct KeysBuilder {
    keys: BTreeMap<Vec<u8>, Vec<u32>>,
}

impl KeysBuilder {
    /// Adds a record under a key. Records are added in ascending order.
    pub(crate) fn add(&mut self, key: impl Into<Vec<u8>>, record: u32) {
        let records = self.keys.entry(key.into()).or_default();
        if records.last() != Some(&record) {
            records.push(record);
        }
    }

    #[allow(clippy::expect_used, reason = "a BTreeMap gives its keys in order, each once")]
    pub(crate) fn build(self) -> Keys {
        let mut postings = Vec::new();
        let entries = self.keys.into_iter().map(|(key, records)| {
            let place = (postings.len() as u64) << 32 | records.len() as u64;
            postings.extend_from_slice(&records);
            (key, place)
        });
        let map = Map::from_iter(entries).expect("keys in order");
        let map = map.map_data(Bytes::from).expect("what was just written");
        Keys { map, postings: postings.into() }
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
        let (mut node, mut output) = (fst.root(), fst::raw::Output::zero());
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
