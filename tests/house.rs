//! The rooms keep their walls: what `lib.rs` says of them is true of the sources.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the sources must fail")]

use std::path::{Path, PathBuf};

/// Rooms that know nothing of files, threads, terminals, networks or Python.
const PURE: [&str; 6] = ["text", "identifiers", "party", "names", "matching", "index"];

/// What a pure room does not use outside its tests.
const IMPURE: [&str; 12] = [
    "std::fs",
    "std::io",
    "std::net",
    "std::thread",
    "std::process",
    "std::env",
    "std::time",
    "rayon",
    "clap",
    "anstream",
    "indicatif",
    "pyo3",
];

/// Rooms from the bottom up; a room uses only rooms before it.
const ORDER: [&str; 11] = [
    "text",
    "identifiers",
    "party",
    "names",
    "matching",
    "index",
    "lists",
    "index_file",
    "transactions",
    "flags",
    "batch",
];

/// Rooms that may use each other's types although one stands above: a party has identifiers, an
/// identifier has a country; the index of identifiers is over listed entities.
const ALLOWED: [(&str, &str); 2] = [("identifiers", "party"), ("index", "lists")];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_stem().is_some_and(|stem| stem != "tests")
        {
            found.push(path);
        }
    }
    found
}

/// The code of a file: without its test module and comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn pure_rooms_use_no_files_threads_or_terminals() {
    for room in PURE {
        let files = sources(&Path::new("src").join(room));
        assert!(!files.is_empty(), "room {room} is missing");
        for file in files {
            let code = code(&file);
            // An index is built on all cores; nothing else in a pure room knows of threads.
            for word in IMPURE.into_iter().filter(|word| (room, *word) != ("index", "rayon")) {
                assert!(!code.contains(word), "{} uses {word}", file.display());
            }
        }
    }
}

#[test]
fn rooms_use_only_rooms_below_them() {
    for (height, room) in ORDER.iter().enumerate() {
        for file in sources(&Path::new("src").join(room)) {
            let code = code(&file);
            for above in &ORDER[height + 1..] {
                let used = code.contains(&format!("crate::{above}"));
                let allowed = ALLOWED.contains(&(*room, *above));
                assert!(!used || allowed, "{} uses the room {above}", file.display());
            }
        }
    }
}

#[test]
fn only_the_update_of_lists_opens_a_connection() {
    for folder in ["src", "python/src"] {
        for file in sources(Path::new(folder)) {
            let code = code(&file);
            let network = ["ureq", "std::net", "TcpStream", "UdpSocket"]
                .iter()
                .any(|word| code.contains(word));
            assert!(
                !network || file.starts_with("src/lists/update"),
                "{} uses the network",
                file.display()
            );
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = std::fs::read_to_string("Cargo.toml").unwrap();
    let (_, rest) = manifest.split_once("[workspace.dependencies]").unwrap();
    let (table, _) = rest.split_once("\n[").unwrap();
    let lines: Vec<&str> = table.lines().filter(|line| line.contains('=')).collect();
    assert!(lines.len() > 20, "{} dependencies found", lines.len());
    for line in lines.iter().filter(|line| !line.starts_with("tamis ")) {
        assert!(line.contains(" # "), "no reason given: {line}");
    }
    for required in ["strsim", "aho-corasick", "serde", "pyo3", "unicode-normalization", "fst"] {
        assert!(lines.iter().any(|line| line.starts_with(&format!("{required} "))), "{required}");
    }
}
