//! Feeds bytes to the reader of list files. What they are is told from them, so each family of
//! formats is fuzzed by its own seeds and its own words: `make fuzz`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(lists) = tamis::lists::read_bytes("list", bytes) else { return };
    for list in lists {
        assert!(!list.entities.is_empty(), "a list without a record is an error");
        // The EU counts every element, and elements of one reference are one record here.
        assert!(list.snapshot.records >= list.entities.len());
        let named =
            |entity: &tamis::Entity| entity.party.names.iter().any(|name| !name.text.is_empty());
        assert!(list.entities.iter().all(named), "a record has a name");
        assert!(tamis::lists::diff::editions(&list, &list).is_empty());
    }
});
