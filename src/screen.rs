//! The one front door: lists in, subjects in, possible matches out.

mod check;
mod weights_file;

pub use check::{Checked, Listing, Outcome};
pub use weights_file::read_weights;

use crate::error::{Error, Result};
use crate::identifiers::{Identifier, scan::scan};
use crate::index::{
    FreeTextIndex, Gathering, IdentifierIndex, Listed, NameIndex, Searcher, Sections,
};
use crate::index_file::{self, Entities, Maker};
use crate::lists::{self, Entity, List, Snapshot};
use crate::matching::{self, Comparison, Evidence, IdentifierEvidence, WeightSet};
use crate::names::{self, Reading};
use crate::party::{Kind, Party, Strength};
use crate::transactions::Subject;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

/// What counts as a possible match, and how many are wanted.
///
/// # Examples
///
/// ```
/// use tamis::Policy;
///
/// let policy = Policy::default().threshold(0.9)?.limit(3);
/// assert!(Policy::default().threshold(1.5).unwrap_err().is_argument());
/// # Ok::<(), tamis::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Policy {
    /// Least score of a possible match, in [0, 1].
    pub threshold: f64,
    /// Most matches per subject, the best ones.
    pub limit: usize,
    /// Whether a weak a.k.a. may open an alert.
    pub weak_aliases: bool,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy { threshold: 0.85, limit: 10, weak_aliases: false }
    }
}

impl Policy {
    /// The same policy with another threshold.
    ///
    /// # Errors
    ///
    /// A threshold outside [0, 1] is an argument error.
    pub fn threshold(mut self, threshold: f64) -> Result<Policy> {
        if !(0.0..=1.0).contains(&threshold) {
            return Err(Error::argument(format!(
                "threshold {threshold} is not between 0 and 1: write 0.85 for 85 %"
            )));
        }
        self.threshold = threshold;
        Ok(self)
    }

    /// The same policy with another limit; 0 means no limit.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Policy {
        self.limit = if limit == 0 { usize::MAX } else { limit };
        self
    }
}

/// One listed party that answers a subject: a reason to look, never a verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The listed party, as published.
    pub entity: Arc<Entity>,
    /// Score and evidence.
    pub comparison: Comparison,
}

impl Match {
    /// The score in [0, 1].
    pub fn score(&self) -> f64 {
        self.comparison.score
    }

    /// The listed name that matched best; the primary name if only an identifier matched.
    pub fn matched_name(&self) -> &str {
        let primary = || self.entity.party.names.first().map_or("", |name| name.text.as_str());
        self.comparison.evidence.name.as_ref().map_or_else(primary, |name| name.right.text.as_str())
    }
}

/// Lists made ready for screening. Cheap to share between threads: every method takes `&self`.
///
/// # Examples
///
/// ```
/// use tamis::{Kind, Policy, Screener, Subject};
///
/// let screener = Screener::builtin();
/// let subject = Subject::from("김정은").of_kind(Kind::Person);
/// let matches = screener.screen(&subject, &Policy::default());
/// assert_eq!(matches[0].entity.id.as_str(), "ofac-sdn:20157");
/// ```
pub struct Screener {
    snapshots: Vec<Snapshot>,
    weights: WeightSet,
    entities: Entities,
    names: Vec<NameIndex>,
    weak_names: Vec<NameIndex>,
    identifiers: IdentifierIndex,
    free_text: FreeTextIndex,
}

impl std::fmt::Debug for Screener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Screener").field("lists", &self.snapshots).finish_non_exhaustive()
    }
}

impl Screener {
    /// The DPRK starter list that ships with the library.
    pub fn builtin() -> Screener {
        #[allow(
            clippy::expect_used,
            reason = "the list is embedded and short, and a test reads it"
        )]
        let list = lists::builtin().expect("the embedded list is readable");
        Screener::new(vec![list]).expect("a short list")
    }

    /// Official files and folders; the format of each is detected.
    ///
    /// # Errors
    ///
    /// What [`lists::read`](crate::lists::read) reports, and an argument error without any path.
    pub fn from_lists<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Screener> {
        let paths: Vec<P> = paths.into_iter().collect();
        let lists = lists::read_all(&paths)?;
        if lists.is_empty() {
            return Err(Error::argument("no list was named: give at least one file or folder"));
        }
        Screener::new(lists)
    }

    /// Lists already read.
    ///
    /// # Errors
    ///
    /// An argument error if they are longer together than an index has room for: beyond 16 million
    /// different names of one kind, or four billion words in all of them.
    pub fn new(lists: Vec<List>) -> Result<Screener> {
        let (mut snapshots, mut entities) = (Vec::new(), Vec::new());
        for list in lists {
            snapshots.push(list.snapshot);
            entities.extend(list.entities.into_iter().map(Arc::new));
        }
        let names = index_names(&entities, Strength::Strong)?;
        let weak_names = index_names(&entities, Strength::Weak)?;
        let (free_text, identifiers) = rayon::join(
            || FreeTextIndex::build(free_text_names(&entities, &names)),
            || IdentifierIndex::build(&entities),
        );
        Ok(Screener {
            snapshots,
            weights: *WeightSet::shipped(),
            identifiers: identifiers?,
            free_text: free_text?,
            names,
            weak_names,
            entities: entities.into(),
        })
    }

    /// Opens an index file that [`write`](Self::write) or `tamis lists build` wrote.
    ///
    /// The file is mapped into memory and every checksum in it is checked, which takes milliseconds.
    /// While it is in use it may be replaced by another one, but not be written into: a new index is
    /// to be written under another name and renamed, as [`write`](Self::write) does.
    ///
    /// # Errors
    ///
    /// An I/O error if the file is missing or cannot be read; a format error that says what to do
    /// if it is no index file, cut short, damaged, of another format, or made by another engine
    /// version or configuration, whose scores would differ.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::{Policy, Screener, Subject};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("dprk.tamis");
    /// Screener::builtin().write(&path)?;
    /// let screener = Screener::open(&path)?;
    /// let matches = screener.screen(&Subject::from("김정은"), &Policy::default());
    /// assert_eq!(matches[0].entity.id.as_str(), "ofac-sdn:20157");
    /// # Ok::<(), tamis::Error>(())
    /// ```
    pub fn open(path: impl AsRef<Path>) -> Result<Screener> {
        Screener::open_with(path, *WeightSet::shipped())
    }

    /// Opens an index file that a screener with these weights wrote.
    ///
    /// # Errors
    ///
    /// Those of [`open`](Self::open): other weights are another configuration.
    pub fn open_with(path: impl AsRef<Path>, weights: WeightSet) -> Result<Screener> {
        let path = path.as_ref();
        let sections = index_file::open(path, &Maker::with(&weights))?;
        let screener = Screener::from_sections(&sections).map_err(|error| error.at(path, None))?;
        Ok(screener.with_weights(weights))
    }

    /// The same lists, screened with other weights. The index is the same, whatever the weights.
    #[must_use]
    pub fn with_weights(mut self, weights: WeightSet) -> Screener {
        self.weights = weights;
        self
    }

    /// The weights that scores are made with.
    pub fn weights(&self) -> &WeightSet {
        &self.weights
    }

    /// Fingerprint of everything that makes a score of this screener besides the lists: constants,
    /// weights, tables.
    pub fn configuration_hash(&self) -> String {
        configuration_hash_with(&self.weights)
    }

    /// Writes everything that screening needs into one file, for [`open`](Self::open).
    ///
    /// The file is written beside its place and renamed when it is complete.
    ///
    /// # Errors
    ///
    /// An I/O error if it cannot be written there.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<()> {
        let mut sections = Sections::default();
        let lists = serde_json::to_vec(&self.snapshots)
            .map_err(|error| Error::format(format!("the lists as JSON: {error}")))?;
        sections.add(LISTS, lists);
        self.entities.write(&mut sections)?;
        for (strength, indexes) in [("strong", &self.names), ("weak", &self.weak_names)] {
            for index in indexes {
                index.write(&format!("{strength}.{}", index.kind()), &mut sections);
            }
        }
        self.identifiers.write(&mut sections);
        self.free_text.write(&mut sections);
        index_file::write(path.as_ref(), &Maker::with(&self.weights), &sections)
    }

    /// Checks an index file to the last byte: what [`open`](Self::open) checks, and every listed
    /// party in it.
    ///
    /// # Errors
    ///
    /// Those of [`open`](Self::open).
    pub fn verify(path: impl AsRef<Path>) -> Result<()> {
        Screener::verify_with(path, *WeightSet::shipped())
    }

    /// The same of a file that a screener with these weights wrote.
    ///
    /// # Errors
    ///
    /// Those of [`open_with`](Self::open_with).
    pub fn verify_with(path: impl AsRef<Path>, weights: WeightSet) -> Result<()> {
        let screener = Screener::open_with(&path, weights)?;
        screener.entities.verify().map_err(|error| error.at(path.as_ref(), None))
    }

    fn from_sections(sections: &Sections) -> Result<Screener> {
        let snapshots = serde_json::from_slice(&sections.bytes(LISTS)?)
            .map_err(|error| Error::format(format!("the section `{LISTS}`: {error}")))?;
        let names = |strength: &str| {
            let open = |kind| NameIndex::open(kind, &format!("{strength}.{kind}"), sections);
            Kind::ALL.into_iter().map(open).collect::<Result<Vec<_>>>()
        };
        Ok(Screener {
            snapshots,
            weights: *WeightSet::shipped(),
            entities: Entities::open(sections)?,
            names: names("strong")?,
            weak_names: names("weak")?,
            identifiers: IdentifierIndex::open(sections)?,
            free_text: FreeTextIndex::open(sections)?,
        })
    }

    /// The lists screened against: edition, fingerprint, counts.
    pub fn lists(&self) -> &[Snapshot] {
        &self.snapshots
    }

    /// Every listed party, in the order of the lists. Those of an index file are decoded, and kept,
    /// at the first call.
    pub fn entities(&self) -> &[Arc<Entity>] {
        self.entities.all()
    }

    /// Possible matches of a subject, best first; equal scores by entity id.
    ///
    /// A subject of a known kind is compared with listed parties of that kind; its identifiers are
    /// compared with those of all. Exactly what [`screen_all`](Self::screen_all) returns, found
    /// through the index.
    pub fn screen(&self, subject: &Subject, policy: &Policy) -> Vec<Match> {
        self.search(subject, policy, Search::Index)
    }

    /// The same by scoring the subject against every listed name: the oracle for tests and
    /// doubters. Takes time in proportion to the lists.
    pub fn screen_all(&self, subject: &Subject, policy: &Policy) -> Vec<Match> {
        self.search(subject, policy, Search::Everything)
    }

    fn search(&self, subject: &Subject, policy: &Policy, search: Search) -> Vec<Match> {
        let mut found: BTreeMap<u32, Found<'_>> = BTreeMap::new();
        self.search_identifiers(&subject.party.identifiers, search, &mut found);
        self.search_names(&subject.party, policy, search, &mut found);
        if let Some(text) = &subject.text {
            let identifiers: Vec<Identifier> =
                scan(text).into_iter().map(|found| found.identifier).collect();
            self.search_identifiers(&identifiers, search, &mut found);
            self.search_text(text, subject.party.kind, search, &mut found);
        }
        let mut ranked: Vec<(f64, u32, u32, Found<'_>)> = found
            .into_iter()
            .filter_map(|(number, found)| {
                let score =
                    found.score(&subject.party, &self.weights, || self.entities.get(number))?;
                (score >= policy.threshold)
                    .then(|| (score, self.entities.rank(number), number, found))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(policy.limit);
        ranked
            .into_iter()
            .map(|(_, _, number, found)| {
                let entity = self.entities.get(number);
                let mut comparison = found.compare(&subject.party, &entity.party, &self.weights);
                comparison.evidence.vessel = matching::vessel_evidence(
                    (&subject.party, subject.vessel.as_ref()),
                    (&entity.party, entity.vessel.as_deref()),
                    comparison.evidence.name.as_ref(),
                );
                Match { entity, comparison }
            })
            .collect()
    }

    fn search_identifiers(
        &self,
        identifiers: &[Identifier],
        search: Search,
        found: &mut BTreeMap<u32, Found<'_>>,
    ) {
        if identifiers.is_empty() {
            return;
        }
        let asked = Party { identifiers: identifiers.to_vec(), ..Party::default() };
        let candidates: Vec<u32> = match search {
            Search::Index => {
                identifiers.iter().flat_map(|own| self.identifiers.find(own)).collect()
            }
            Search::Everything => (0..self.entities.len() as u32).collect(),
        };
        for entity in candidates {
            let shared = matching::identifiers_shared(&asked, &self.entities.get(entity).party);
            if !shared.is_empty() {
                found.entry(entity).or_default().share(shared);
            }
        }
    }

    fn search_names<'s>(
        &self,
        party: &'s Party,
        policy: &Policy,
        search: Search,
        found: &mut BTreeMap<u32, Found<'s>>,
    ) {
        let weak = policy.weak_aliases.then_some(&self.weak_names);
        let indexes = self.names.iter().chain(weak.into_iter().flatten());
        // Facts of the subject may raise a name's score up to the threshold. Only the index may use
        // this: scoring everything is what it is checked against.
        let raise = self.weights.amounts().most_raise(party, 0.0);
        let least = match search {
            Search::Index => (policy.threshold - raise) / (1.0 - raise) - 1e-9,
            Search::Everything => 0.0,
        };
        let indexes = indexes.filter(|index| party.kind.is_none_or(|kind| kind == index.kind()));
        for (place, index) in indexes.enumerate() {
            for (asked, name) in party.names.iter().enumerate() {
                let order = (place, asked);
                let asked = Asked::new(name.text.as_str(), index.kind());
                let mut offer = |asked: &Rc<Asked<'s>>, score: f64, listed: Listed| {
                    let found = found.entry(listed.entity).or_default();
                    found.offer(score, order, asked, listed);
                };
                match search {
                    Search::Index => SEARCHER.with_borrow_mut(|(searcher, hits)| {
                        hits.clear();
                        let weights = self.weights.of(index.kind());
                        index.search(&asked.reading, weights, least, searcher, |hit| {
                            let score = hit.score.or_else(|| {
                                let reading = self.read(index, *hit.listed.first()?);
                                Some(self.weights.name_score(&asked.reading, &reading))
                            });
                            if let Some(score) = score.filter(|score| *score >= least) {
                                hits.extend(hit.listed.iter().map(|listed| (score, *listed)));
                            }
                        });
                        if !hits.is_empty() {
                            let asked = Rc::new(asked);
                            hits.drain(..).for_each(|(score, listed)| offer(&asked, score, listed));
                        }
                    }),
                    Search::Everything => {
                        let asked = Rc::new(asked);
                        let readings = index.readings(|listed| {
                            listed.par_iter().map(|listed| self.read(index, *listed)).collect()
                        });
                        for (listed, reading) in index.listed().iter().zip(readings) {
                            let score = self.weights.name_score(&asked.reading, reading);
                            offer(&asked, score, *listed);
                        }
                    }
                }
            }
        }
    }

    fn search_text(
        &self,
        text: &str,
        kind: Option<Kind>,
        search: Search,
        found: &mut BTreeMap<u32, Found<'_>>,
    ) {
        let places = match search {
            Search::Index => self.free_text.find(text),
            Search::Everything => self.free_text.find_all(text),
        };
        for place in places {
            let Some(index) = self.names.get(place.kind) else { continue };
            if kind.is_some_and(|kind| kind != index.kind()) {
                continue;
            }
            let Some(listed) = index.listed().get(place.record as usize) else { continue };
            let asked = Rc::new(Asked::new(place.words, index.kind()));
            let score = self.weights.name_score(&asked.reading, &self.read(index, *listed));
            let found = found.entry(listed.entity).or_default();
            found.offer(score, (usize::MAX, place.kind), &asked, *listed);
        }
    }

    /// The reading of a listed name.
    fn read(&self, index: &NameIndex, listed: Listed) -> Reading {
        let entity = self.entities.get(listed.entity);
        let name = entity.party.names.get(listed.name as usize);
        names::read(name.map_or("", |name| name.text.as_str()), index.kind())
    }
}

thread_local! {
    /// What searches on this thread keep from one to the next, and memory for what one finds.
    static SEARCHER: RefCell<(Searcher, Vec<(f64, Listed)>)> = RefCell::default();
}

#[derive(Clone, Copy)]
enum Search {
    Index,
    Everything,
}

/// A name asked about, read once.
struct Asked<'s> {
    text: Cow<'s, str>,
    reading: Reading,
}

impl<'s> Asked<'s> {
    fn new(text: impl Into<Cow<'s, str>>, kind: Kind) -> Asked<'s> {
        let text = text.into();
        Asked { reading: names::read(&text, kind), text }
    }
}

/// What was found of one entity so far.
#[derive(Default)]
struct Found<'s> {
    identifiers: Vec<IdentifierEvidence>,
    best: Option<Pair<'s>>,
}

/// A name asked about and a listed one.
struct Pair<'s> {
    score: f64,
    /// Of pairs that score alike, the first in this order counts: place of the index, of the name
    /// asked about, of the listed name.
    order: (usize, usize, u32),
    asked: Rc<Asked<'s>>,
    listed: Listed,
}

impl<'s> Found<'s> {
    /// Keeps identifiers in common, each once: the field of a party and the text beside it may both
    /// have it.
    fn share(&mut self, shared: Vec<IdentifierEvidence>) {
        for evidence in shared {
            let is_known = self.identifiers.iter().any(|known| {
                let (own, other) = (&known.subject, &evidence.subject);
                known.listed == evidence.listed && (own.is_same(other) || own == other)
            });
            if !is_known {
                self.identifiers.push(evidence);
            }
        }
    }

    /// Keeps the pair of names if it is better than the best one so far.
    fn offer(&mut self, score: f64, order: (usize, usize), asked: &Rc<Asked<'s>>, listed: Listed) {
        let order = (order.0, order.1, listed.name);
        let better =
            |best: &Pair<'_>| score > best.score || (score == best.score && order < best.order);
        if self.best.as_ref().is_none_or(better) {
            self.best = Some(Pair { score, order, asked: Rc::clone(asked), listed });
        }
    }

    /// The score of the comparison: that of the names, adjusted; identifiers decide.
    fn score(
        &self,
        subject: &Party,
        weights: &WeightSet,
        listed: impl Fn() -> Arc<Entity>,
    ) -> Option<f64> {
        let Some(best) = &self.best else {
            return Some(self.compare(subject, &listed().party, weights).score);
        };
        let adjusted = if matching::is_adjusted(subject) {
            matching::adjustments(subject, &listed().party, weights.amounts())
                .iter()
                .fold(best.score, |score, change| change.apply(score))
        } else {
            best.score
        };
        Some(matching::with_identifiers(adjusted, &self.identifiers))
    }

    /// The comparison, with its evidence.
    ///
    /// If only an identifier was found, the names are compared too, so that a renamed vessel shows
    /// both names.
    fn compare(&self, subject: &Party, listed: &Party, weights: &WeightSet) -> Comparison {
        let identifiers = self.identifiers.clone();
        let adjustments = || matching::adjustments(subject, listed, weights.amounts());
        let Some(Pair { asked, listed: place, score, .. }) = &self.best else {
            let name = weights
                .compare_parties(subject, listed)
                .and_then(|comparison| comparison.evidence.name);
            let adjustments = name.as_ref().map(|_| adjustments()).unwrap_or_default();
            return Comparison::new(Evidence { name, identifiers, adjustments, vessel: None });
        };
        let text = listed.names.get(place.name as usize).map_or("", |name| name.text.as_str());
        let reading = names::read(text, asked.reading.kind());
        let name =
            matching::name_evidence((&asked.text, &asked.reading), (text, &reading), weights);
        debug_assert_eq!(name.score(), *score, "{} ~ {text}", asked.text);
        let adjustments = adjustments();
        Comparison::new(Evidence { name: Some(name), identifiers, adjustments, vessel: None })
    }
}

/// The names of each kind. One kind after the other, the largest first, so that the memory that
/// building takes does not add up.
fn index_names(entities: &[Arc<Entity>], strength: Strength) -> Result<Vec<NameIndex>> {
    let mut kinds = Kind::ALL.map(|kind| (listed_names(entities, kind, strength).count(), kind));
    kinds.sort_by_key(|(names, _)| std::cmp::Reverse(*names));
    let mut indexes = kinds
        .into_iter()
        .map(|(_, kind)| {
            NameIndex::build(Gathering::of(kind, listed_names(entities, kind, strength))?)
        })
        .collect::<Result<Vec<_>>>()?;
    indexes.sort_by_key(NameIndex::kind);
    Ok(indexes)
}

/// The names of a kind, in the order of entity and name.
fn listed_names(
    entities: &[Arc<Entity>],
    kind: Kind,
    strength: Strength,
) -> impl Iterator<Item = (Listed, &str)> {
    let of_kind = move |entity: &Entity| entity.party.kind.unwrap_or(Kind::Organization) == kind;
    let entities = (0..).zip(entities).filter(move |(_, entity)| of_kind(entity));
    entities.flat_map(move |(entity, listed)| {
        let names = (0..).zip(&listed.party.names);
        let names = names.filter(move |(_, name)| name.strength == strength);
        names.map(move |(name, listed)| (Listed { entity, name }, listed.text.as_str()))
    })
}

/// The names that may be looked for in free text: kind, number, name, what its tokens weigh together.
fn free_text_names<'e>(
    entities: &'e [Arc<Entity>],
    names: &'e [NameIndex],
) -> impl Iterator<Item = (usize, u32, &'e str, u32)> {
    names.iter().enumerate().flat_map(move |(kind, index)| {
        let listed = (0..).zip(index.listed().iter().zip(index.token_weights()));
        listed.filter_map(move |(number, (listed, weight))| {
            let names = &entities.get(listed.entity as usize)?.party.names;
            Some((kind, number, names.get(listed.name as usize)?.text.as_str(), weight))
        })
    })
}

/// The section of an index file with the snapshots of the lists.
const LISTS: &str = "lists";

impl Maker {
    /// This engine, with these weights.
    fn with(weights: &WeightSet) -> Maker {
        Maker { engine: ENGINE_VERSION.to_owned(), configuration: configuration_hash_with(weights) }
    }
}

/// Version of the engine, part of every result.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Fingerprint of everything that makes a score besides the lists: constants, weights, tables.
///
/// Two runs with the same engine version, configuration hash and list fingerprints give the same
/// results. This one is of the weights that ship with the library;
/// [`Screener::configuration_hash`] is of those in use.
pub fn configuration_hash() -> String {
    configuration_hash_with(WeightSet::shipped())
}

fn configuration_hash_with(weights: &WeightSet) -> String {
    /// All but the weights: hashing the tables takes a while.
    static TABLES: LazyLock<String> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        hash.update(ENGINE_VERSION);
        hash.update(matching::fingerprint());
        hash.update(names::fingerprint());
        lists::hexadecimal(&hash.finalize())
    });
    let mut hash = Sha256::new();
    hash.update(TABLES.as_str());
    hash.update(weights.fingerprint());
    lists::hexadecimal(&hash.finalize())
}
