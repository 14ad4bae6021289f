//! Listed identifiers, found by their normal form.

use super::keys::{Keys, KeysBuilder};
use super::sections::Sections;
use crate::error::Result;
use crate::identifiers::Identifier;
use crate::lists::Entity;
use std::borrow::Borrow;

/// Entities by the keys of their identifiers.
pub(crate) struct IdentifierIndex {
    keys: Keys,
}

/// The name of its parts in an index file.
const NAME: &str = "identifiers";

impl IdentifierIndex {
    pub(crate) fn build(entities: &[impl Borrow<Entity>]) -> IdentifierIndex {
        let mut keys = KeysBuilder::default();
        for (number, entity) in entities.iter().enumerate() {
            for key in entity.borrow().party.identifiers.iter().flat_map(Identifier::keys) {
                keys.add(key, number as u32);
            }
        }
        IdentifierIndex { keys: keys.build() }
    }

    pub(crate) fn write(&self, sections: &mut Sections) {
        self.keys.write(NAME, sections);
    }

    pub(crate) fn open(sections: &Sections) -> Result<IdentifierIndex> {
        Ok(IdentifierIndex { keys: Keys::open(NAME, sections)? })
    }

    /// Numbers of the entities that have this identifier.
    pub(crate) fn find<'a>(&'a self, identifier: &Identifier) -> impl Iterator<Item = u32> + 'a {
        identifier.keys().into_iter().flat_map(|key| self.keys.get(key.as_bytes()).to_vec())
    }
}
