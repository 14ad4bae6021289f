//! `tamis lists …`: keeping official lists. One file per subcommand.

mod build;
mod coverage;
mod diff;
mod status;
#[cfg(feature = "update")]
mod update;

use super::Outcome;
use super::console::Console;
use super::failure::Failure;
use std::path::Path;
use tamis::lists::Store;

/// Keep official lists
#[derive(Debug, clap::Args)]
pub struct Lists {
    #[command(subcommand)]
    command: Command,
}

/// One subcommand each.
#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Download the official lists, as far as there are new editions
    #[cfg(feature = "update")]
    Update(update::Update),
    /// Show which editions have been downloaded, and how old they are
    Status(status::Status),
    /// Build an index file from lists
    Build(build::Build),
    /// Show how two editions of a list, or two publishers' lists, differ
    Diff(diff::Diff),
    /// Show what is not read of list files
    Coverage(coverage::Coverage),
}

/// Does what the subcommand says.
pub fn run(arguments: Lists, console: &Console) -> Result<Outcome, Failure> {
    match arguments.command {
        #[cfg(feature = "update")]
        Command::Update(arguments) => update::run(&arguments, console),
        Command::Status(arguments) => status::run(&arguments, console),
        Command::Build(arguments) => build::run(&arguments, console),
        Command::Diff(arguments) => diff::run(arguments, console),
        Command::Coverage(arguments) => coverage::run(&arguments),
    }
}

/// The store in the folder that was named, or else the user's.
pub fn store(folder: Option<&Path>) -> Result<Store, Failure> {
    Ok(match folder {
        Some(folder) => Store::at(folder),
        None => Store::of_user()?,
    })
}
