//! tantivy: an inverted index whose terms are found with slips.

use crate::Peer;
use crate::data::{Listed, folded};
use crate::material::queries::Query;
use std::collections::HashMap;
use tamis::{EntityId, Kind};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query as Sought};
use tantivy::schema::{FAST, Field, Schema, TEXT, Value};
use tantivy::{Index, Searcher, TantivyDocument, Term};

/// Which words of a query a name must have, each with slips.
#[derive(Clone, Copy, PartialEq)]
pub enum Words {
    Every,
    Any,
}

pub struct Tantivy {
    words: Words,
    name: Field,
    kinds: HashMap<Kind, (Searcher, Vec<EntityId>)>,
    number: Field,
}

/// Results asked for.
const BEST: usize = 10;

impl Tantivy {
    pub fn of(listed: &[Listed], words: Words) -> Tantivy {
        let mut schema = Schema::builder();
        let name = schema.add_text_field("name", TEXT);
        let number = schema.add_u64_field("number", FAST | tantivy::schema::STORED);
        let schema = schema.build();
        let kinds = Kind::ALL.into_iter().map(|kind| {
            let index = Index::create_in_ram(schema.clone());
            let mut writer = index.writer_with_num_threads(1, 100_000_000).unwrap();
            let mut entities = Vec::new();
            for listed in listed.iter().filter(|listed| listed.kind == kind) {
                let mut document = TantivyDocument::new();
                document.add_text(name, &listed.folded);
                document.add_u64(number, entities.len() as u64);
                entities.push(listed.entity.clone());
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
            (kind, (index.reader().unwrap().searcher(), entities))
        });
        Tantivy { words, name, kinds: kinds.collect(), number }
    }

    /// No slip in words of up to two letters, one in those of up to five, else two: what search engines
    /// call automatic.
    fn sought(&self, query: &Query) -> BooleanQuery {
        let occur = if self.words == Words::Every { Occur::Must } else { Occur::Should };
        let words = folded(query.name()).0;
        let terms = words.split(' ').filter(|word| !word.is_empty()).map(|word| {
            let slips = match word.chars().count() {
                ..=2 => 0,
                3..=5 => 1,
                _ => 2,
            };
            let term = Term::from_field_text(self.name, word);
            let sought: Box<dyn Sought> = Box::new(FuzzyTermQuery::new(term, slips, true));
            (occur, sought)
        });
        BooleanQuery::new(terms.collect())
    }
}

impl Peer for Tantivy {
    fn name(&self) -> &'static str {
        match self.words {
            Words::Every => "tantivy, every word",
            Words::Any => "tantivy, any word",
        }
    }

    fn version(&self) -> String {
        crate::locked("tantivy")
    }

    fn rule(&self) -> &'static str {
        match self.words {
            Words::Every => "every word within 0/1/2 slips, ten best",
            Words::Any => "any word within 0/1/2 slips, ten best",
        }
    }

    fn search(&mut self, query: &Query) -> Vec<EntityId> {
        let kind = query.subject.party.kind.unwrap_or(Kind::Organization);
        let Some((searcher, entities)) = self.kinds.get(&kind) else { return Vec::new() };
        let best = TopDocs::with_limit(BEST).order_by_score();
        let found = searcher.search(&self.sought(query), &best).unwrap();
        let numbers = found.into_iter().filter_map(|(_, address)| {
            let document: TantivyDocument = searcher.doc(address).unwrap();
            document.get_first(self.number).and_then(|value| value.as_u64())
        });
        numbers.map(|number| entities[number as usize].clone()).collect()
    }
}
