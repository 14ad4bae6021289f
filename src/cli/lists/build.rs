//! `tamis lists build -o FILE`: lists made ready for screening, in one file.

use crate::cli::Outcome;
use crate::cli::arguments::Build;
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::load;
use tamis::Screener;

/// Reads and indexes the lists, writes the index and reads it back.
pub fn run(arguments: Build, console: &Console) -> Result<Outcome, Failure> {
    let Build { lists, output } = arguments;
    let same = |list: &std::path::PathBuf| matches!((list.canonicalize(), output.canonicalize()), (Ok(list), Ok(file)) if list == file);
    if let Some(list) = lists.iter().find(|list| same(list)) {
        return Err(Failure::Said(format!(
            "{}: the index would replace a list that is read (name another file)",
            list.display()
        )));
    }
    let screener = load::from_lists(&lists, console)?;
    screener.write(&output)?;
    Screener::verify(&output)?;
    console.note(&format!("index written to {}", output.display()));
    Ok(Outcome::Nothing)
}
