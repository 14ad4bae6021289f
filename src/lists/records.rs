//! Collects what a reader finds: records once each, and what could not be read.

use super::fields::FieldUse;
use super::source::{self, MAX_FIELD, Source};
use super::{Entity, EntityId, List, Snapshot, SourceFile};
use crate::error::{Error, Result, Skipped};
use crate::party::{DateInterval, Kind};
use foldhash::HashMap;
use foldhash::fast::RandomState;
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher as _;

/// What a file says of itself.
pub(super) struct Edition {
    /// Short name of the list, the first part of every id: `ofac-sdn`.
    pub list: String,
    /// Who publishes it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Name of the format in the table of formats.
    pub format: &'static str,
    /// Publication date from inside the file.
    pub published: Option<DateInterval>,
    /// The latest day on which something in it takes legal effect, where the file states such days.
    pub effective: Option<DateInterval>,
}

/// Records found so far.
#[derive(Default)]
pub(super) struct Records {
    entities: Vec<Entity>,
    known: Known,
    skipped: Vec<Skipped>,
    delisted: usize,
    /// Ids of records that the publisher counts by themselves and that are part of another here.
    joined: Vec<String>,
}

/// Where the ids stand that have been taken, by their hashes: so no id is kept twice.
#[derive(Default)]
struct Known {
    hasher: RandomState,
    places: HashMap<u64, usize>,
}

impl Known {
    /// Whether an id is none of those of the entities, to which it is added next.
    fn is_new(&mut self, id: &EntityId, entities: &[Entity]) -> bool {
        match self.places.entry(self.hasher.hash_one(id)) {
            Entry::Vacant(entry) => {
                entry.insert(entities.len());
                true
            }
            // Two ids with one hash: it is not expected to happen.
            Entry::Occupied(entry) => {
                entities.get(*entry.get()).is_none_or(|entity| entity.id != *id)
                    && !entities.iter().any(|entity| entity.id == *id)
            }
        }
    }
}

impl Records {
    /// Records that have been put together elsewhere.
    pub fn of(entities: Vec<Entity>, skipped: Vec<Skipped>) -> Records {
        Records { entities, skipped, ..Records::default() }
    }

    /// Takes a record that begins on a line, or the reason why it is none. A second record with the
    /// same id is skipped, and one with a text longer than any field is.
    pub fn add(&mut self, source: &Source, line: u64, record: Result<Entity, String>) {
        match record {
            Ok(entity) if longest_text(&entity) > MAX_FIELD => {
                let reason = format!(
                    "a text of the record {} has {} bytes, at most {MAX_FIELD} are read",
                    entity.id,
                    longest_text(&entity)
                );
                self.skip(source, line, reason);
            }
            Ok(entity) => {
                if self.known.is_new(&entity.id, &self.entities) {
                    self.entities.push(entity);
                } else {
                    let reason = format!("a second record with the id {}", entity.id);
                    self.skip(source, line, reason);
                }
            }
            Err(reason) => self.skip(source, line, reason),
        }
    }

    /// Notes a record or row that could not be read.
    pub fn skip(&mut self, source: &Source, line: u64, reason: impl Into<String>) {
        self.skipped.push(source.skipped(line, reason));
    }

    /// Notes a further record of the publisher's about a party that has one already under this id.
    pub fn joined(&mut self, id: &str) {
        self.joined.push(id.to_owned());
    }

    /// Notes a record that is no longer listed.
    pub fn delisted(&mut self) {
        self.delisted += 1;
    }

    /// The records so far, to be completed from other files or rows.
    pub fn entities_mut(&mut self) -> &mut [Entity] {
        &mut self.entities
    }

    /// The list.
    ///
    /// # Errors
    ///
    /// An empty-input error, at the first file, if there is no record.
    pub fn finish(
        self,
        edition: Edition,
        sources: &[&Source],
        fields: Vec<FieldUse>,
    ) -> Result<List> {
        let Records { entities, skipped, delisted, joined, .. } = self;
        if entities.is_empty() {
            let message = match skipped.first() {
                None => "the list holds no record".to_owned(),
                Some(first) => format!(
                    "no record of the list could be read; the first of {} problems: {}",
                    skipped.len(),
                    first.reason
                ),
            };
            let error = Error::empty(message).advise("download the list again");
            return Err(match sources.first() {
                Some(source) => error.at(&source.path, skipped.first().map(|first| first.line)),
                None => error,
            });
        }
        let files: Vec<SourceFile> = sources.iter().map(|source| source.fingerprint()).collect();
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        // Records are counted as the publisher counts them.
        let with = |id: &String| entities.iter().find(|entity| entity.id.publisher_id() == id);
        let joined: Vec<&Entity> = joined.iter().filter_map(with).collect();
        for kind in entities.iter().chain(joined.iter().copied()).filter_map(|e| e.party.kind) {
            *kinds.entry(kind).or_default() += 1;
        }
        let total = |count: fn(&Entity) -> usize| entities.iter().map(count).sum();
        let snapshot = Snapshot {
            list: edition.list,
            publisher: edition.publisher,
            title: edition.title,
            format: edition.format.to_owned(),
            published: edition.published,
            effective: edition.effective,
            url: None,
            checked: None,
            sha256: source::edition_fingerprint(&files),
            files,
            records: entities.len() + joined.len(),
            kinds,
            names: total(|entity| entity.party.names.len()),
            identifiers: total(|entity| entity.party.identifiers.len()),
            delisted,
            unknown_fields: fields
                .iter()
                .filter(|field| field.is_unknown())
                .map(|field| field.field.clone())
                .collect(),
            skipped,
        };
        Ok(List { snapshot, entities, fields })
    }
}

/// Bytes of the longest text of a record: formats whose fields have no bound of their own are bound here.
fn longest_text(entity: &Entity) -> usize {
    let party = &entity.party;
    let names = party.names.iter().map(|name| &name.text);
    let identifiers = party.identifiers.iter().map(|identifier| &identifier.value);
    let places = party.addresses.iter().chain(&entity.birth_places).map(|place| &place.text);
    let links = entity.links.iter().map(|link| &link.name);
    let lists = [
        &entity.titles,
        &entity.programmes,
        &entity.measures,
        &entity.legal_basis,
        &entity.references,
        &entity.remarks,
    ];
    let texts = names.chain(identifiers).chain(places).chain(links);
    texts.chain(lists.into_iter().flatten()).map(String::len).max().unwrap_or_default()
}
