//! One opaque error for the whole crate.
//!
//! A message says what was found, what was expected, where (file, record, field) and what to do.
//! Callers branch on predicates such as [`Error::is_format`], never on message text.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, in words for a person and predicates for a program.
///
/// # Examples
///
/// ```
/// let error = tamis::lists::read("no/such/file.csv").unwrap_err();
/// assert!(error.is_io());
/// assert!(error.to_string().contains("no/such/file.csv"));
/// ```
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    place: Option<Place>,
    advice: Option<&'static str>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// Where in the input an error was met.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    file: PathBuf,
    line: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Io,
    Format,
    Truncated,
    Encoding,
    Empty,
    Argument,
    Network,
    Implausible,
    Stale,
    Stopped,
}

/// The result type of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), place: None, advice: None, source: None }
    }

    /// Writing was refused: no permission, no space.
    #[cfg(feature = "update")]
    pub(crate) fn writing(path: &Path, source: std::io::Error) -> Error {
        use std::io::ErrorKind as Io;
        let advice = match source.kind() {
            Io::PermissionDenied => "check the permissions of the folder",
            Io::StorageFull => "the disk is full",
            _ => "see the cause",
        };
        let mut error = Error::new(Kind::Io, "it cannot be written").at(path, None).advise(advice);
        error.source = Some(Box::new(source));
        error
    }

    /// The file system refused: missing, a directory, no permission.
    pub(crate) fn io(path: &Path, source: std::io::Error) -> Error {
        use std::io::ErrorKind as Io;
        let (message, advice) = match source.kind() {
            Io::NotFound => ("there is no such file", "check the path"),
            Io::PermissionDenied => ("no permission to read it", "check the file's permissions"),
            Io::IsADirectory => ("it is a directory, a file was expected", "name a file in it"),
            _ => ("it cannot be read", "see the cause"),
        };
        let mut error = Error::new(Kind::Io, message).at(path, None).advise(advice);
        error.source = Some(Box::new(source));
        error
    }

    /// The file system refused to write.
    pub(crate) fn unwritable(path: &Path, source: std::io::Error) -> Error {
        use std::io::ErrorKind as Io;
        let advice = match source.kind() {
            Io::NotFound => "there is no such folder; make it first",
            Io::PermissionDenied => "no permission to write there",
            Io::StorageFull => "the disk is full",
            _ => "see the cause",
        };
        let mut error = Error::new(Kind::Io, "it cannot be written").at(path, None).advise(advice);
        error.source = Some(Box::new(source));
        error
    }

    /// The bytes are not in the format they should be in.
    pub(crate) fn format(message: impl Into<String>) -> Error {
        Error::new(Kind::Format, message)
    }

    /// The input ends before its format says it may.
    pub(crate) fn truncated(message: impl Into<String>) -> Error {
        Error::new(Kind::Truncated, message)
    }

    /// The bytes are not text in the stated encoding.
    pub(crate) fn encoding(message: impl Into<String>) -> Error {
        Error::new(Kind::Encoding, message)
    }

    /// A list or file without a single record: screening against it would find nothing, silently.
    pub(crate) fn empty(message: impl Into<String>) -> Error {
        Error::new(Kind::Empty, message)
    }

    /// An argument outside its range or set.
    pub(crate) fn argument(message: impl Into<String>) -> Error {
        Error::new(Kind::Argument, message)
    }

    /// A server could not be reached, or did not give what was asked for.
    #[cfg(feature = "update")]
    pub(crate) fn network(message: impl Into<String>) -> Error {
        Error::new(Kind::Network, message)
    }

    /// A list that was read well, but cannot be the next edition of the one it would replace.
    #[cfg(feature = "update")]
    pub(crate) fn implausible(message: impl Into<String>) -> Error {
        Error::new(Kind::Implausible, message)
    }

    /// A list that is older than the caller allows, or whose age nobody knows.
    pub(crate) fn stale(message: impl Into<String>) -> Error {
        Error::new(Kind::Stale, message)
    }

    /// What a sink returns to stop a run, when nothing is wrong: the user wants no more.
    pub fn stopped() -> Error {
        Error::new(Kind::Stopped, "stopped before the end")
    }

    /// The table of a file that it is in.
    pub(crate) fn within(mut self, table: &str) -> Error {
        self.message = format!("[{table}] {}", self.message);
        self
    }

    /// Adds the file and, where known, the line (counted from 1).
    pub(crate) fn at(mut self, file: &Path, line: Option<u64>) -> Error {
        self.place.get_or_insert(Place { file: file.to_path_buf(), line });
        self
    }

    /// Says that a file is found elsewhere than where it was read; the line stays.
    #[cfg(feature = "update")]
    pub(crate) fn found_at(mut self, file: PathBuf) -> Error {
        let line = self.place.and_then(|place| place.line);
        self.place = Some(Place { file, line });
        self
    }

    /// Adds what the user can do about it.
    pub(crate) fn advise(mut self, advice: &'static str) -> Error {
        self.advice = Some(advice);
        self
    }

    /// Whether the file system refused (missing, a directory, no permission).
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }

    /// Whether the bytes are in no known format, or break the one they are in.
    pub fn is_format(&self) -> bool {
        matches!(self.kind, Kind::Format | Kind::Truncated | Kind::Encoding)
    }

    /// Whether the input ended too early.
    pub fn is_truncated(&self) -> bool {
        self.kind == Kind::Truncated
    }

    /// Whether the bytes are not valid text.
    pub fn is_encoding(&self) -> bool {
        self.kind == Kind::Encoding
    }

    /// Whether a list or file held no record at all.
    pub fn is_empty_input(&self) -> bool {
        self.kind == Kind::Empty
    }

    /// Whether an argument was outside its range or set.
    pub fn is_argument(&self) -> bool {
        self.kind == Kind::Argument
    }

    /// Whether a server could not be reached, or answered with something else than was asked for.
    pub fn is_network(&self) -> bool {
        self.kind == Kind::Network
    }

    /// Whether a downloaded list was refused because it cannot be the next edition: older than the
    /// present one, much smaller, or another list.
    pub fn is_implausible(&self) -> bool {
        self.kind == Kind::Implausible
    }

    /// Whether a list is older than the caller allows, or of unknown age.
    pub fn is_stale(&self) -> bool {
        self.kind == Kind::Stale
    }

    /// Whether a run was stopped by who received its results.
    pub fn is_stopped(&self) -> bool {
        self.kind == Kind::Stopped
    }

    /// The file the error was met in, if one was involved.
    pub fn path(&self) -> Option<&Path> {
        self.place.as_ref().map(|place| place.file.as_path())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{}", place.file.display())?;
            if let Some(line) = place.line {
                write!(f, ":{line}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)?;
        if let Some(advice) = self.advice {
            write!(f, " ({advice})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// What a caller's own code met while tamis called it, such as the sink of a batch that cannot write.
impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Error {
        let mut error = Error::new(Kind::Io, "reading or writing failed").advise("see the cause");
        error.source = Some(Box::new(source));
        error
    }
}

/// A record that was not read. Nothing is lost silently: it is counted, placed and explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file.
    pub file: String,
    /// Line in the unpacked file, counted from 1.
    pub line: u64,
    /// What was found and what was expected.
    pub reason: String,
}
