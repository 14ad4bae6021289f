//! `tamis completions SHELL`: completions from the same definitions as the arguments.

use super::Outcome;
use super::arguments::{Arguments, Completions};
use super::failure::Failure;
use clap::CommandFactory;
use std::io::Write;

/// Prints the completions for a shell.
pub fn run(arguments: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "tamis", &mut script);
    let mut out = std::io::stdout().lock();
    out.write_all(&script)
        .and_then(|()| out.flush())
        .map_err(|error| Failure::writing("standard output", &error))?;
    Ok(Outcome::Nothing)
}
