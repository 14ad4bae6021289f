//! The names and the queries, as every peer gets them.

use crate::material::lists::every_list;
use crate::material::queries::{Query, across_scripts, background, spread, with_slips};
use std::collections::HashMap;
use std::path::Path;
use tamis::{EntityId, Kind, List};

/// Queries of a set.
const ASKED: usize = 1_000;

/// A listed name. Peers other than tamis are given it folded (Latin letters, lower case, no signs),
/// and with its words in alphabetical order.
pub struct Listed {
    pub entity: EntityId,
    pub kind: Kind,
    pub text: String,
    pub folded: String,
    pub sorted: String,
}

pub struct Set {
    pub name: &'static str,
    pub queries: Vec<Query>,
}

pub struct Data {
    pub listed: Vec<Listed>,
    pub of_entity: HashMap<EntityId, Vec<usize>>,
    pub sets: Vec<Set>,
}

/// Folded, and with its words in alphabetical order.
pub fn folded(name: &str) -> (String, String) {
    let folded = tamis::text::fold(&any_ascii::any_ascii(name));
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    let sorted = words.join(" ");
    (folded, sorted)
}

/// Every official list, and the Latin names of the pairs across scripts.
pub fn lists_and_sets() -> (Vec<List>, Vec<Set>) {
    let mut lists = every_list();
    let (across, pairs) = across_scripts();
    lists.push(pairs);
    let mut nobody = spread(background(Kind::Person), ASKED * 3 / 4);
    nobody.extend(spread(background(Kind::Organization), ASKED / 4));
    let slips = with_slips(lists.iter().flat_map(|list| &list.entities));
    let sets = vec![
        Set { name: "nobody listed", queries: nobody },
        Set { name: "listed, with slips", queries: spread(slips, ASKED) },
        Set { name: "other scripts", queries: spread(across, ASKED) },
    ];
    (lists, sets)
}

impl Data {
    pub fn of(lists: &[List], sets: Vec<Set>) -> Data {
        let mut listed = Vec::new();
        let mut of_entity: HashMap<EntityId, Vec<usize>> = HashMap::new();
        for entity in lists.iter().flat_map(|list| &list.entities) {
            for name in &entity.party.names {
                let (folded, sorted) = folded(&name.text);
                of_entity.entry(entity.id.clone()).or_default().push(listed.len());
                listed.push(Listed {
                    entity: entity.id.clone(),
                    kind: entity.party.kind.unwrap_or(Kind::Organization),
                    text: name.text.clone(),
                    folded,
                    sorted,
                });
            }
        }
        Data { listed, of_entity, sets }
    }

    /// Writes both tables for the peers in Python.
    pub fn write(&self, folder: &Path) {
        let mut rows = csv::Writer::from_path(folder.join("names.csv")).unwrap();
        rows.write_record(["entity", "kind", "text", "folded", "sorted"]).unwrap();
        for name in &self.listed {
            let kind = name.kind.as_str();
            let row = [name.entity.as_str(), kind, &name.text, &name.folded, &name.sorted];
            rows.write_record(row).unwrap();
        }
        rows.flush().unwrap();
        let mut rows = csv::Writer::from_path(folder.join("queries.csv")).unwrap();
        rows.write_record(["set", "kind", "text", "folded", "sorted", "means"]).unwrap();
        for set in &self.sets {
            for query in &set.queries {
                let (folded, sorted) = folded(query.name());
                let kind = query.subject.party.kind.map_or("", Kind::as_str);
                let means = query.means.as_ref().map_or("", EntityId::as_str);
                rows.write_record([set.name, kind, query.name(), &folded, &sorted, means]).unwrap();
            }
        }
        rows.flush().unwrap();
    }
}
