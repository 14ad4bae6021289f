//! The command: typed arguments, a checked plan, a run. One file per subcommand.

mod arguments;
mod check;
mod compare;
mod completions;
mod console;
mod failure;
mod lists;
mod load;
mod name;
mod output;
mod screen;

pub use arguments::Arguments;

use arguments::Command;
use clap::error::ErrorKind;
use console::Console;
use failure::Failure;
use std::io::Write;

/// What a run that did what was asked came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No possible match at the threshold; no difference, nothing unknown.
    Nothing,
    /// At least one.
    Matches,
}

impl Outcome {
    fn of(matches: u64) -> Outcome {
        if matches == 0 { Outcome::Nothing } else { Outcome::Matches }
    }
}

/// Exit status of a run that could not do what was asked.
const FAILED: u8 = 2;

/// Runs the command and gives its exit status: 0 found nothing, 1 found something (possible matches,
/// differences), 2 could not do what was asked.
pub fn run(arguments: Arguments) -> u8 {
    let console = Console::new(arguments.quiet);
    let outcome = match arguments.command {
        Command::Screen(arguments) => screen::run(arguments, &console),
        Command::Name(arguments) => name::run(arguments, &console),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Lists(arguments) => lists::run(arguments, &console),
        Command::Check(arguments) => check::run(&arguments, &console),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Nothing) => 0,
        Ok(Outcome::Matches) => 1,
        // Whoever reads the output has seen enough: nothing went wrong.
        Err(Failure::Closed(found)) => u8::from(found == Outcome::Matches),
        Err(Failure::Told) => FAILED,
        Err(Failure::Said(message)) => {
            console.error(&message);
            FAILED
        }
    }
}

/// Prints help or version, or says what is wrong with the arguments; gives the exit status.
pub fn refuse(refusal: &clap::Error) -> u8 {
    let text = refusal.render();
    // Nothing can be done when even this cannot be written.
    if matches!(refusal.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = write!(anstream::stdout().lock(), "{}", text.ansi());
        return 0;
    }
    let _ = write!(anstream::stderr().lock(), "tamis: {}", text.ansi());
    FAILED
}
