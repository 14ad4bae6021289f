//! An `fst` from keys to the records that have them.

use crate::names::walk::PricedWalk;
use fst::{Automaton, IntoStreamer, Map, Streamer};
use std::collections::BTreeMap;

/// Keys with their postings: one map, one flat array.
pub(crate) struct Keys {
    map: Map<Vec<u8>>,
    postings: Vec<u32>,
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

    pub(crate) fn build(self) -> Keys {
        let mut postings = Vec::new();
        let entries = self.keys.into_iter().map(|(key, records)| {
            let place = (postings.len() as u64) << 32 | records.len() as u64;
            postings.extend_from_slice(&records);
            (key, place)
        });
        #[allow(clippy::expect_used, reason = "a BTreeMap gives its keys in order, each once")]
        let map = Map::from_iter(entries).expect("keys in order");
        Keys { map, postings }
    }
}

impl Keys {
    /// Records under exactly this key.
    pub(crate) fn get(&self, key: &[u8]) -> &[u32] {
        self.map.get(key).map_or(&[], |place| self.at(place))
    }

    /// Records under every key within reach of a walk over sounds, handed on key by key.
    pub(crate) fn walk(&self, walk: &PricedWalk, mut found: impl FnMut(&[u32])) {
        walk.for_each(self.map.as_fst(), |_, place, _| found(self.at(place)));
    }

    /// Records under every key the automaton accepts, handed on key by key.
    pub(crate) fn search(&self, automaton: impl Automaton, mut found: impl FnMut(&[u32])) {
        let mut stream = self.map.search(automaton).into_stream();
        while let Some((_, place)) = stream.next() {
            found(self.at(place));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    fn at(&self, place: u64) -> &[u32] {
        let first = (place >> 32) as usize;
        let length = (place & u64::from(u32::MAX)) as usize;
        self.postings.get(first..first + length).unwrap_or(&[])
    }
}
