//! Listed identifiers, found by their normal form.

use super::keys::{Keys, KeysBuilder};
use crate::identifiers::Identifier;
use crate::lists::Entity;

/// Entities by the keys of their identifiers.
pub(crate) struct IdentifierIndex {
    keys: Keys,
}

impl IdentifierIndex {
    pub(crate) fn build(entities: &[Entity]) -> IdentifierIndex {
        let mut keys = KeysBuilder::default();
        for (number, entity) in entities.iter().enumerate() {
            for key in entity.party.identifiers.iter().flat_map(Identifier::keys) {
                keys.add(key, number as u32);
            }
        }
        IdentifierIndex { keys: keys.build() }
    }

    /// Numbers of the entities that have this identifier.
    pub(crate) fn find<'a>(&'a self, identifier: &Identifier) -> impl Iterator<Item = u32> + 'a {
        identifier.keys().into_iter().flat_map(|key| self.keys.get(key.as_bytes()).to_vec())
    }
}
