//! The labelled pairs.

use sha2::{Digest, Sha256};
use tamis::Kind;

pub struct Pair {
    pub number: String,
    pub left: String,
    pub right: String,
    pub kind: Kind,
    pub category: String,
    pub is_match: bool,
    /// A number drawn from the entity, so that all pairs of an entity share it.
    pub draw: u8,
}

impl Pair {
    /// Half of the entities.
    pub fn first_half(&self) -> bool {
        self.draw < 128
    }

    /// A match that a comparison of strings can find.
    pub fn findable(&self) -> bool {
        self.is_match
            && !self.category.ends_with("aka_different_name")
            && self.category != "vessel_rename"
            && !self.category.starts_with("token_")
    }

    pub fn cross_script(&self) -> bool {
        self.category.starts_with("xs_")
    }

    /// A pair that sets thresholds.
    pub fn negative(&self) -> bool {
        !self.is_match && self.category != "neg_labelled"
    }
}

pub fn read(path: &str) -> Vec<Pair> {
    let mut rows = csv::Reader::from_path(path).unwrap();
    let headers = rows.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let [left, right, kind, category, is_match] =
        ["name_a", "name_b", "kind", "category", "is_match"].map(column);
    let [entity_a, entity_b, number] = ["entity_a", "entity_b", "pair_id"].map(column);
    rows.records()
        .map(|row| {
            let row = row.unwrap();
            let entity = match (&row[entity_a]).min(&row[entity_b]) {
                "" => &row[left],
                entity => entity,
            };
            Pair {
                number: row[number].to_owned(),
                left: row[left].to_owned(),
                right: row[right].to_owned(),
                kind: match &row[kind] {
                    "person" => Kind::Person,
                    "vessel" => Kind::Vessel,
                    _ => Kind::Organization,
                },
                category: row[category].to_owned(),
                is_match: &row[is_match] == "1",
                draw: Sha256::digest(entity)[0],
            }
        })
        .collect()
}
