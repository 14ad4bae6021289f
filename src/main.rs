//! The `tamis` command: parses its arguments, runs, and says with its exit status what came of it.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let status = match cli::Arguments::try_parse() {
        Ok(arguments) => cli::run(arguments),
        Err(refusal) => cli::refuse(&refusal),
    };
    ExitCode::from(status)
}
