//! Listed names in their own script against the Latin names of the same party: which reach the default threshold.
//!
//! ```sh
//! cargo bench --bench scripts -- [--missed SCRIPT] [LIST…]
//! ```
//!
//! Over every list of `../shared/lists` (unless others are named), each name once, by script and kind.
//! `--missed` prints those of one script (`Han`, `Cyrillic` …) that stay below, the nearest first, each with the
//! Latin name that it comes nearest to. Lists call some parties by names that have nothing in common (an alias
//! in one script, a translation), so not all can be found.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod material;

use material::arguments::{given, taken};
use material::lists::named_or_every;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use tamis::text::{Script, script_of};
use tamis::{Entity, Kind, matching};

const THRESHOLD: f64 = 0.85;

/// A name in its own script, and the Latin name of the party that it comes nearest to.
struct Met {
    script: String,
    kind: Kind,
    name: String,
    latin: String,
    score: f64,
}

fn script(name: &str) -> Option<Script> {
    name.chars().find_map(script_of)
}

/// Of a party with Latin names, each other name.
fn met(entity: &Entity) -> Vec<Met> {
    let kind = entity.party.kind.unwrap_or(Kind::Organization);
    let names = || entity.party.names.iter().map(|name| name.text.as_str());
    let latin = || names().filter(|name| script(name) == Some(Script::Latin));
    let met = names().filter_map(|name| {
        let script = script(name).filter(|script| *script != Script::Latin)?;
        let scored = latin().map(|latin| (matching::compare(name, latin, kind).score, latin));
        let (score, latin) = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let (name, latin) = (name.to_owned(), latin.to_owned());
        Some(Met { script: format!("{script:?}"), kind, name, latin, score })
    });
    met.collect()
}

fn main() {
    let mut lists = given();
    let missed = taken(&mut lists, "--missed");
    let lists = named_or_every(&lists);
    let entities: Vec<&Entity> = lists.iter().flat_map(|list| &list.entities).collect();
    let mut all: Vec<Met> = entities.par_iter().flat_map_iter(|entity| met(entity)).collect();
    // Of a name on several lists, that of the party where it comes nearest.
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut seen = BTreeSet::new();
    all.retain(|met| seen.insert((met.script.clone(), met.kind, met.name.clone())));

    let mut counts = BTreeMap::<(&str, Kind), (usize, usize)>::new();
    for met in &all {
        let count = counts.entry((&met.script, met.kind)).or_default();
        count.0 += usize::from(met.score >= THRESHOLD);
        count.1 += 1;
    }
    println!("{:12} {:13} {:>7} {:>7} {:>6}", "script", "kind", "names", "at 0.85", "%");
    for ((script, kind), (found, names)) in counts {
        let percent = 100.0 * found as f64 / names as f64;
        println!("{script:12} {:13} {names:>7} {found:>7} {percent:>6.1}", kind.as_str());
    }
    let Some(missed) = missed else { return };
    println!();
    for met in all.iter().filter(|met| met.script == missed && met.score < THRESHOLD) {
        println!("{:.3}\t{}\t{}\t{}", met.score, met.kind, met.name, met.latin);
    }
}
