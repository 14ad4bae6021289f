//! `tamis lists build -o FILE`: lists made ready for screening, in one file.

use super::super::Outcome;
use super::super::arguments::{ListSource, Weighing};
use super::super::console::Console;
use super::super::failure::Failure;
use super::super::load;
use super::super::output::would_replace;
use std::path::PathBuf;
use std::sync::LazyLock;
use tamis::Screener;
use tamis::batch::NOTICE;

static HELP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "Examples:\n  \
         tamis lists build -o lists.tamis --list sdn.csv --list consolidated.xml\n  \
         tamis lists build -o lists.tamis --list store\n  \
         tamis screen --index lists.tamis payments.xml\n\n{NOTICE}"
    )
});

/// Build an index file from lists
///
/// Reading and indexing lists takes seconds, opening an index file milliseconds. An index file
/// belongs to the version of tamis that built it: another version asks to build it again.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP.as_str())]
pub struct Build {
    #[command(flatten)]
    source: ListSource,
    #[command(flatten)]
    weighing: Weighing,
    /// File to write the index to
    ///
    /// It is written under another name and renamed when it is complete, so a screening that uses
    /// the old file is not disturbed.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

/// Reads and indexes the lists, writes the index and reads it back.
pub fn run(arguments: &Build, console: &Console) -> Result<Outcome, Failure> {
    let Build { source, weighing, output } = arguments;
    if let Some(list) = source.lists.iter().find(|list| would_replace(output, list)) {
        return Err(Failure::Said(format!(
            "{}: the index would replace a list that is read (name another file)",
            list.display()
        )));
    }
    let screener = load::from_lists(source, None, weighing, console)?;
    screener.write(output)?;
    Screener::verify_with(output, *screener.weights())?;
    console.note(&format!("index written to {}", output.display()));
    Ok(Outcome::Nothing)
}
