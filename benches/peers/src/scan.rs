//! Plain scans: the query against every distinct name of its kind, words in alphabetical order.

use crate::Peer;
use crate::data::{Data, folded};
use crate::material::queries::Query;
use rapidfuzz::fuzz::{Args, RatioBatchComparator};
use std::collections::{BTreeMap, HashMap};
use tamis::{EntityId, Kind};

const CUTOFF: f64 = 0.85;

/// A name that several parties may have.
struct Text {
    letters: String,
    entities: Vec<EntityId>,
}

pub struct Scan {
    /// Prepared comparison, or pair by pair.
    prepared: bool,
    texts: HashMap<Kind, Vec<Text>>,
    /// The names of a party.
    own: HashMap<EntityId, Vec<String>>,
}

impl Scan {
    /// The rapidfuzz crate: the query prepared once, a cutoff.
    pub fn rapidfuzz(data: &Data) -> Scan {
        Scan::of(data, true)
    }

    /// strsim, pair by pair: the scan as first written.
    pub fn strsim(data: &Data) -> Scan {
        Scan::of(data, false)
    }

    fn of(data: &Data, prepared: bool) -> Scan {
        let mut texts: BTreeMap<(Kind, &str), Vec<EntityId>> = BTreeMap::new();
        for name in &data.listed {
            texts.entry((name.kind, &name.sorted)).or_default().push(name.entity.clone());
        }
        let mut scan = Scan { prepared, texts: HashMap::new(), own: HashMap::new() };
        for ((kind, letters), entities) in texts {
            let text = Text { letters: letters.to_owned(), entities };
            scan.texts.entry(kind).or_default().push(text);
        }
        for (entity, names) in &data.of_entity {
            let names = names.iter().map(|name| data.listed[*name].sorted.clone()).collect();
            scan.own.insert(entity.clone(), names);
        }
        scan
    }

    fn comparison(&self, query: &str) -> Box<dyn Fn(&str) -> bool> {
        if self.prepared {
            let comparator = RatioBatchComparator::new(query.chars());
            let arguments = Args::default().score_cutoff(CUTOFF);
            return Box::new(move |text| {
                comparator.similarity_with_args(text.chars(), &arguments).is_some()
            });
        }
        let query = query.to_owned();
        Box::new(move |text| strsim::normalized_levenshtein(&query, text) >= CUTOFF)
    }
}

impl Peer for Scan {
    fn name(&self) -> &'static str {
        if self.prepared { "rapidfuzz crate, presorted" } else { "strsim scan" }
    }

    fn version(&self) -> String {
        crate::locked(if self.prepared { "rapidfuzz" } else { "strsim" })
    }

    fn rule(&self) -> &'static str {
        if self.prepared { "ratio 0.85" } else { "normalised Levenshtein 0.85" }
    }

    fn search(&mut self, query: &Query) -> Vec<EntityId> {
        let matches = self.comparison(&folded(query.name()).1);
        let kind = query.subject.party.kind.unwrap_or(Kind::Organization);
        let texts = self.texts.get(&kind).into_iter().flatten();
        texts.filter(|text| matches(&text.letters)).flat_map(|text| text.entities.clone()).collect()
    }

    fn finds(&mut self, query: &Query, meant: &EntityId) -> bool {
        let matches = self.comparison(&folded(query.name()).1);
        self.own.get(meant).is_some_and(|names| names.iter().any(|name| matches(name)))
    }
}
