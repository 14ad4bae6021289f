//! `tamis lists …`: the lists themselves. One file per subcommand.

mod coverage;
mod diff;

use super::Outcome;
use super::console::Console;
use super::failure::Failure;
use clap::Subcommand;

/// One subcommand each.
#[derive(Debug, Subcommand)]
pub enum Lists {
    /// Show how two editions of a list, or two publishers' lists, differ
    Diff(diff::Diff),
    /// Show what is not read of list files
    Coverage(coverage::Coverage),
}

/// Does what is asked.
pub fn run(command: Lists, console: &Console) -> Result<Outcome, Failure> {
    match command {
        Lists::Diff(arguments) => diff::run(arguments, console),
        Lists::Coverage(arguments) => coverage::run(&arguments),
    }
}
