//! Listed identifiers, found by their normal form, and those that may be taken for one.

use super::keys::{Keys, KeysBuilder};
use super::sections::Sections;
use crate::error::Result;
use crate::identifiers::{ENDS, Identifier, Masked};
use crate::lists::Entity;
use fst::Automaton;
use fst::automaton::Str;
use levenshtein_automata::LevenshteinAutomatonBuilder;
use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Entities by the keys of their identifiers.
pub(crate) struct IdentifierIndex {
    keys: Keys,
}

/// The name of its parts in an index file.
const NAME: &str = "identifiers";

/// One character wrong, missing, too many, or two neighbours exchanged.
static ONE_EDIT: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));

impl IdentifierIndex {
    /// # Errors
    ///
    /// An argument error if there are more than an index has room for.
    pub(crate) fn build(entities: &[impl Borrow<Entity>]) -> Result<IdentifierIndex> {
        let mut keys = KeysBuilder::default();
        for (number, entity) in entities.iter().enumerate() {
            for key in entity.borrow().party.identifiers.iter().flat_map(Identifier::keys) {
                keys.add(key, number as u32);
            }
        }
        Ok(IdentifierIndex { keys: keys.build()? })
    }

    pub(crate) fn write(&self, sections: &mut Sections) {
        self.keys.write(NAME, sections);
    }

    pub(crate) fn open(sections: &Sections) -> Result<IdentifierIndex> {
        Ok(IdentifierIndex { keys: Keys::open(NAME, sections)? })
    }

    /// Numbers of the entities that have this identifier; of an account number also those with one that
    /// it begins with, and, if a part of it is hidden, with one that what is shown fits.
    pub(crate) fn find(&self, identifier: &Identifier) -> Vec<u32> {
        let Some(masked) = identifier.masked() else {
            let keys = identifier.keys();
            let mut found: Vec<u32> =
                keys.iter().flat_map(|key| self.keys.get(key.as_bytes()).to_vec()).collect();
            if let Some(key) = keys.first().filter(|_| identifier.is_account()) {
                self.keys.prefixes_of(key.as_bytes(), |_, entities| found.extend(entities));
            }
            return found;
        };
        let mut found = Vec::new();
        if masked.is_comparable() {
            let pattern = Pattern::of(&masked);
            self.keys.search(&pattern, |entities| found.extend_from_slice(entities));
        }
        found
    }

    /// Numbers of the entities with an identifier that is [alike](Identifier::likeness), the same or
    /// nearly so, and perhaps of a few more: the key is within one edit, or begins like the key of
    /// this wallet address.
    pub(crate) fn near(&self, identifier: &Identifier) -> BTreeSet<u32> {
        let mut found: BTreeSet<u32> = self.find(identifier).into_iter().collect();
        let Some(key) = identifier.keys().into_iter().next() else { return found };
        self.keys.search(ONE_EDIT.build_dfa(&key), |entities| found.extend(entities));
        if let Some(wallet) = identifier.wallet() {
            let start = key.len().saturating_sub(wallet.distinct().len()) + ENDS;
            if let Some(start) = key.get(..start) {
                self.keys.search(Str::new(start).starts_with(), |entities| found.extend(entities));
            }
        }
        found
    }
}

/// Keys of account numbers that what is shown of one fits.
struct Pattern {
    /// The bytes of the key, fewer than 64; `None` for a hidden part, of one byte or more.
    steps: Vec<Option<u8>>,
}

impl Pattern {
    fn of(masked: &Masked) -> Pattern {
        let key = masked.key();
        Pattern { steps: key.bytes().map(|byte| Some(byte).filter(|byte| *byte != b'*')).collect() }
    }
}

/// The numbers of steps that may have been taken, as a bit mask.
impl Automaton for &Pattern {
    type State = u64;

    fn start(&self) -> u64 {
        1
    }

    fn is_match(&self, state: &u64) -> bool {
        state >> self.steps.len() & 1 == 1
    }

    fn can_match(&self, state: &u64) -> bool {
        *state != 0
    }

    fn accept(&self, state: &u64, byte: u8) -> u64 {
        let mut next = 0;
        for (at, step) in self.steps.iter().enumerate().filter(|(at, _)| state >> at & 1 == 1) {
            if step.is_none_or(|expected| expected == byte) {
                next |= 1 << (at + 1);
            }
        }
        // A hidden part goes on.
        let goes_on = |at: usize| self.steps[at - 1].is_none() && state >> at & 1 == 1;
        (1..=self.steps.len()).filter(|at| goes_on(*at)).fold(next, |next, at| next | 1 << at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::Scheme;
    use crate::party::Party;
    use proptest::prelude::*;

    const ADDRESS: &str = "0x098b716b8aaf21512996dc57eb0615e2383e2f96";

    fn entities() -> Vec<Entity> {
        let with = |scheme, value: &str| Entity {
            party: Party { identifiers: vec![Identifier::new(scheme, value)], ..Party::default() },
            ..Entity::default()
        };
        vec![
            with(Scheme::Imo, "9562233"),
            with(Scheme::Wallet, ADDRESS),
            with(Scheme::Wallet, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
            with(Scheme::Bic, "DCBKKPPY"),
            with(Scheme::Iban, "GB82WEST12345698765432"),
            with(Scheme::Wallet, "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC"),
            with(Scheme::ImoCompany, "0289239"),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// What likeness finds by looking at every entity, the index finds.
        #[test]
        fn nothing_alike_is_missed(
            which in 0..7usize, at in 0..40usize, edit in 0..4u8, letter in "[0-9a-zA-Z]", middle in "[0-9a-f]{32}",
        ) {
            let entities = entities();
            let index = IdentifierIndex::build(&entities).unwrap();
            let listed = &entities[which].party.identifiers[0];
            let mut value: Vec<char> = listed.value.chars().collect();
            let at = at % value.len();
            match edit {
                0 => value[at] = letter.chars().next().unwrap(),
                1 => value.insert(at, letter.chars().next().unwrap()),
                2 => { value.remove(at); }
                _ if at + 1 < value.len() => value.swap(at, at + 1),
                _ => value = format!("0x098b{middle}2f96").chars().collect(),
            }
            let asked = Identifier::new(listed.scheme, value.into_iter().collect::<String>());
            let near = index.near(&asked);
            for (number, entity) in entities.iter().enumerate() {
                let alike = entity.party.identifiers.iter().any(|l| asked.likeness(l).is_some());
                prop_assert!(!alike || near.contains(&(number as u32)), "{:?} misses {}", asked, number);
            }
        }
    }

    proptest! {
        /// What is shown finds exactly the numbers that it fits.
        #[test]
        fn what_is_shown_finds_what_it_fits(
            numbers in proptest::collection::vec("[12]{9,12}", 1..20), hidden in 1..8usize, from in 0..9usize,
        ) {
            let with = |number: &String| Entity {
                party: Party {
                    identifiers: vec![Identifier::new(Scheme::Account, number.as_str())],
                    ..Party::default()
                },
                ..Entity::default()
            };
            let entities: Vec<Entity> = numbers.iter().map(with).collect();
            let index = IdentifierIndex::build(&entities).unwrap();
            let first = &numbers[0];
            let to = (from + hidden).min(first.len());
            let shown = format!("{}**{}", &first[..from.min(to)], &first[to..]);
            let asked = Identifier::new(Scheme::Account, shown);
            let mut found = index.find(&asked);
            found.sort_unstable();
            let fits = |entity: &Entity| asked.fit(&entity.party.identifiers[0]).is_some();
            let expected: Vec<u32> =
                (0..).zip(&entities).filter(|(_, entity)| fits(entity)).map(|(at, _)| at).collect();
            prop_assert_eq!(found, expected, "{:?}", asked);
        }
    }

    #[test]
    fn both_kinds_of_nearness_are_found() {
        let index = IdentifierIndex::build(&entities()).unwrap();
        let near =
            |scheme, value| index.near(&Identifier::new(scheme, value)).into_iter().collect();
        let found: Vec<u32> = near(Scheme::Imo, "9562323");
        assert_eq!(found, [0]);
        let found: Vec<u32> = near(Scheme::Wallet, "0x098b000000000000000000000000000000002f96");
        assert_eq!(found, [1]);
    }
}
