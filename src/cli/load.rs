//! Loads the lists to screen against and says which they are.

use super::arguments::Against;
use super::console::Console;
use super::failure::Failure;
use super::output::{numbered, short_hash};
use std::path::PathBuf;
use tamis::{Screener, Snapshot, lists};

/// Reasons for skipped records shown per list; the count is always shown.
const REASONS: usize = 3;

/// The lists or the index file named, or the starter list if none is.
pub fn screener(against: &Against, console: &Console) -> Result<Screener, Failure> {
    match &against.index {
        Some(index) => {
            let screener = Screener::open(index)?;
            tell(&screener, console);
            Ok(screener)
        }
        None => from_lists(&against.lists, console),
    }
}

/// The lists named, or the starter list if none is.
pub fn from_lists(paths: &[PathBuf], console: &Console) -> Result<Screener, Failure> {
    let progress = console.progress("reading lists");
    let screener = match paths {
        [] => Screener::builtin(),
        paths => Screener::new(lists::read_all(paths)?),
    };
    drop(progress);
    tell(&screener, console);
    Ok(screener)
}

fn tell(screener: &Screener, console: &Console) {
    for snapshot in screener.lists() {
        console.note(&described(snapshot));
    }
}

/// One line about a list and, if records were skipped, the first reasons below it.
fn described(snapshot: &Snapshot) -> String {
    let Snapshot { list, title, published, records, names, skipped, sha256, .. } = snapshot;
    let published = published.map_or_else(
        || "date not stated in the file".to_owned(),
        |date| format!("published {date}"),
    );
    let mut text = format!(
        "{title} ({list}): {published}, {}, {}, {} skipped, sha256 {}",
        numbered(*records as u64, "record", "records"),
        numbered(*names as u64, "name", "names"),
        skipped.len(),
        short_hash(sha256)
    );
    for problem in skipped.iter().take(REASONS) {
        text += &format!("\n  {}:{}: {}", problem.file, problem.line, problem.reason);
    }
    if skipped.len() > REASONS {
        text += &format!("\n  … and {} more", skipped.len() - REASONS);
    }
    text
}
