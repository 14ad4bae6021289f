//! The official lists that stand beside the repository.

#[path = "../../tests/shared/mod.rs"]
mod folder;

pub use folder::shared;
use tamis::{List, Snapshot, lists};

/// One complete publication of every list: what a screening against all lists would load.
const EVERY_LIST: [&str; 10] = [
    "ofac/sdn-2023-12-28",
    "ofac/consolidated-2025-12",
    "us-csl/consolidated-2022-05-06.csv.gz",
    "un/consolidated-2026-02-27.xml",
    "eu/xmlFullSanctionsList_1_1-2026-05-01.reconstructed.xml.gz",
    "uk/ConList-2025-04-14.xlsx",
    "ch/swiss-sanctions-list.excerpt-2026-08-27.xml",
    "ca/sema-lmes-2025.xml",
    "au/regulation8_consolidated-2024-11.xlsx",
    "jp/shisantouketsu20260305.xlsx",
];

/// Two of them that are read and indexed in seconds: for tests that run at every change.
const TWO_LISTS: [&str; 2] = ["ofac/sdn-2023-12-28", "un/consolidated-2026-02-27.xml"];

/// Every list.
pub fn every_list() -> Vec<List> {
    read(&EVERY_LIST)
}

/// OFAC's SDN list and that of the UN.
pub fn two_lists() -> Vec<List> {
    read(&TWO_LISTS)
}

fn read(paths: &[&str]) -> Vec<List> {
    let paths: Vec<_> = paths.iter().map(|path| shared(&format!("lists/{path}"))).collect();
    lists::read_all(&paths).unwrap()
}

/// The lists named, or every list.
pub fn named_or_every(named: &[String]) -> Vec<List> {
    if named.is_empty() { every_list() } else { lists::read_all(named).unwrap() }
}

/// How many names are on these lists.
pub fn names_of(lists: &[Snapshot]) -> usize {
    lists.iter().map(|list| list.names).sum()
}
