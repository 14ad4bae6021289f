//! `tamis lists …`: keeps the lists to screen against. One file per subcommand.

mod build;

use super::Outcome;
use super::arguments::{Lists, ListsCommand};
use super::console::Console;
use super::failure::Failure;

/// Runs the subcommand.
pub fn run(arguments: Lists, console: &Console) -> Result<Outcome, Failure> {
    match arguments.command {
        ListsCommand::Build(arguments) => build::run(arguments, console),
    }
}
