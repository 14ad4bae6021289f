//! Feeds a mapping and a list to the reader of own lists: the text before the first line `---` is the
//! mapping, what stands behind it is the list. They reach the reader as an archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const DIVIDER: &[u8] = b"\n---\n";

fuzz_target!(|bytes: &[u8]| {
    let Some(at) = bytes.windows(DIVIDER.len()).position(|window| window == DIVIDER) else {
        return;
    };
    let (mapping, list) = (&bytes[..at], &bytes[at + DIVIDER.len()..]);
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("own.toml", mapping), ("own.list", list)] {
        archive.start_file(name, stored).expect("a new name");
        archive.write_all(content).expect("memory");
    }
    let archive = archive.finish().expect("memory").into_inner();
    let Ok(lists) = tamis::lists::read_bytes("own.zip", &archive) else { return };
    for list in lists {
        assert_eq!(list.snapshot.records, list.entities.len());
        assert!(tamis::lists::diff::editions(&list, &list).is_empty());
        // Rows of one id are one record.
        let ids: std::collections::HashSet<_> = list.entities.iter().map(|e| &e.id).collect();
        assert_eq!(ids.len(), list.entities.len());
    }
});
