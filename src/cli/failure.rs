//! Why the command could not do what was asked.

use super::Outcome;
use std::error::Error;
use std::io;

/// Why a run ended early.
#[derive(Debug)]
pub enum Failure {
    /// Whoever reads the output stopped reading, as `head` does; with what was found until then.
    Closed(Outcome),
    /// A message in plain words.
    Said(String),
    /// The message was given when it happened.
    Told,
}

impl Failure {
    /// Writing to `place` failed.
    pub fn writing(place: &str, error: &io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed(Outcome::Nothing);
        }
        let advice = match error.kind() {
            io::ErrorKind::NotFound => "there is no such folder; make it first",
            io::ErrorKind::PermissionDenied => "no permission to write there",
            io::ErrorKind::StorageFull => "the disk is full",
            _ => "nothing was put in its place",
        };
        Failure::Said(format!("{place}: the output cannot be written ({advice})\n  cause: {error}"))
    }

    /// The same, knowing what was found before.
    pub fn after(self, found: Outcome) -> Failure {
        match self {
            Failure::Closed(_) => Failure::Closed(found),
            other => other,
        }
    }
}

impl From<tamis::Error> for Failure {
    fn from(error: tamis::Error) -> Failure {
        Failure::Said(described(&error))
    }
}

/// The message of an error, and below it its cause.
pub fn described(error: &tamis::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str("\n  cause: ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
