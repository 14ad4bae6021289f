//! Payment, customer and voyage records: files in, subjects out.
//!
//! [`open`] finds the format from the content, unpacks `.gz`, and gives a [`Reader`] that hands
//! out one [`Item`] after the other. A file is never held in memory as a whole.
//!
//! | format | what is read |
//! |---|---|
//! | ISO 20022 XML | pacs.008 and pain.001 in every version, with or without an envelope; in pacs.004, pacs.009, pain.008, camt.05x and others whatever has the same element names |
//! | CSV | any delimiter of `,` `;` tab `\|`, a header line; columns are recognised by their headers ([`Columns`]) |
//! | AIS | ship reports as NMEA sentences or in the CSV of two public archives ([`ais`]) |

pub mod ais;
mod columns;
mod csv;
mod date;
mod decode;
mod detect;
mod iso20022;
mod iso20022_account;
mod iso20022_party;
mod iso20022_pending;
mod iso20022_roles;
mod subject;

pub use columns::Columns;
pub use subject::{Origin, Subject};

use crate::error::{Error, Result, Skipped};
use decode::Text;
use detect::Detected;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Bytes of one field; a longer one is reported and not read.
const MAX_FIELD: usize = 64 * 1024;
/// Bytes of one tag, text or row; a longer one ends the file with an error.
const MAX_ITEM: usize = 16 << 20;
/// Bytes of decoded text the format and the delimiter are detected from.
const HEAD: usize = 16 * 1024;

/// One thing met while reading.
#[derive(Debug, Clone, PartialEq, Eq)]
// Nearly every item is a subject: a box would cost an allocation each and save nothing.
#[allow(clippy::large_enum_variant)]
pub enum Item {
    /// A party or a free text to screen.
    Subject(Subject),
    /// A row, or a value in a record, that could not be read; what else its record holds is.
    Skipped(Skipped),
}

/// How to read a file; the default suits every format.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Which columns of a CSV file hold what; the default recognises them by their headers.
    pub columns: Columns,
}

impl ReadOptions {
    /// The same options with the columns given.
    #[must_use]
    pub fn with_columns(mut self, columns: Columns) -> ReadOptions {
        self.columns = columns;
        self
    }
}

/// What a file was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// ISO 20022 XML.
    Iso20022 {
        /// Identifier of the first message, such as `pacs.008.001.08`; empty if it states none.
        message: String,
    },
    /// Delimited text with a header.
    Csv,
    /// Reports of ships.
    Ais,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Format::Iso20022 { message } if message.is_empty() => f.pad("ISO 20022"),
            Format::Iso20022 { message } => f.pad(message),
            Format::Csv => f.pad("CSV"),
            Format::Ais => f.pad("AIS"),
        }
    }
}

/// A file being read: an iterator over its subjects in the order of the file.
///
/// An `Err` ends the file: truncated or broken XML, bytes that are no text, no known format. The
/// items before it are good, but the file is not read to its end.
///
/// Every subject tells where it stood ([`Origin`]):
///
/// * `record`: the end-to-end id of the transaction (or, where it is absent or `NOTPROVIDED`, the
///   instruction id, transaction id or UETR, else `#n`, the n-th transaction of the file). What
///   stands outside of transactions has the reference of its batch or statement (`PmtInfId`), else
///   the message id, else `#0`. In CSV: the column of references, else `#n` for the n-th row.
/// * `path`: element names from below the message's own element down to the name of the party, or
///   to its BIC or another identifier if it has no name. Elements that may stand more than once
///   (`PmtInf`, `CdtTrfTxInf`, `Ustrd` …) always carry their number: `PmtInf[1]/Dbtr/Nm`. From the
///   second message of a file on, `Document[2]` stands before. In CSV: the header of the column.
/// * `role`: the part in plain words (`ultimate creditor`, `debtor agent`,
///   `remittance information`).
pub struct Reader {
    name: String,
    source: Source,
    ended: bool,
}

enum Source {
    Xml(Box<iso20022::Messages>),
    Csv(Box<csv::Rows>),
    Ais(Box<ais::Reports>),
}

/// Opens a payment or customer file; the format is detected from the content, gzip unpacked.
///
/// # Errors
///
/// Io errors (missing, no permission), format errors (no known format; a CSV header without a
/// column known or with a column missing that `options` name), encoding errors, and an
/// empty-input error for a file without a record.
///
/// # Examples
///
/// ```
/// use tamis::transactions::{self, Item, ReadOptions};
///
/// let reader = transactions::open("tests/data/pacs008-dprk.xml", &ReadOptions::default())?;
/// let mut creditors = Vec::new();
/// for item in reader {
///     if let Item::Subject(subject) = item? {
///         if subject.origin.role.as_deref() == Some("creditor") {
///             creditors.extend(subject.party.names.into_iter().map(|name| name.text));
///         }
///     }
/// }
/// assert!(creditors.contains(&"김정은".to_owned()));
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn open(path: impl AsRef<Path>, options: &ReadOptions) -> Result<Reader> {
    let path = path.as_ref();
    let file = File::open(path).map_err(|source| Error::io(path, source))?;
    let name = path.display().to_string();
    from_bytes(Box::new(BufReader::new(file)), &name, options)
}

/// Reads from any source, such as standard input; `name` stands for the file in places and errors.
///
/// # Errors
///
/// As [`open`].
///
/// # Examples
///
/// ```
/// use tamis::transactions::{self, Item, ReadOptions};
///
/// let rows = "name,country\nMaria Schneider,CH\n";
/// let mut reader = transactions::from_reader(rows.as_bytes(), "rows", &ReadOptions::default())?;
/// let Some(Ok(Item::Subject(subject))) = reader.next() else { panic!() };
/// assert_eq!(subject.party.names[0].text, "Maria Schneider");
/// assert_eq!(subject.origin.line, Some(2));
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn from_reader(
    reader: impl BufRead + Send + 'static,
    name: &str,
    options: &ReadOptions,
) -> Result<Reader> {
    from_bytes(Box::new(reader), name, options)
}

fn from_bytes(bytes: decode::Bytes, name: &str, options: &ReadOptions) -> Result<Reader> {
    let path = Path::new(name);
    let mut text = Text::new(bytes, path)?;
    let head = text.peek(HEAD);
    let detected = if head.is_empty() { None } else { Some(detect::detect(head)) };
    let detected = match (detected, text.at_end()) {
        (Some(detected), _) => detected,
        // Nothing could be decoded: what stopped it says more than an empty file would.
        (None, false) => match text.refusal(path) {
            Some(refusal) => return Err(refusal),
            None => detect::detect(b""),
        },
        (None, true) => detect::detect(b""),
    };
    let source = match detected.map_err(|error| error.at(path, None))? {
        Detected::Xml => {
            let mut messages = iso20022::Messages::new(text, name, path);
            messages.begin()?;
            Source::Xml(Box::new(messages))
        }
        Detected::Csv => Source::Csv(Box::new(csv::Rows::new(text, name, path, &options.columns)?)),
        Detected::AisTable(layout) => {
            Source::Ais(Box::new(ais::Reports::table(text, path, layout)?))
        }
        Detected::Nmea => Source::Ais(Box::new(ais::Reports::nmea(text, path))),
    };
    Ok(Reader { name: name.to_owned(), source, ended: false })
}

impl Reader {
    /// Name of the file as given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the file was recognised as.
    pub fn format(&self) -> Format {
        match &self.source {
            Source::Xml(messages) => Format::Iso20022 { message: messages.kind.clone() },
            Source::Csv(_) => Format::Csv,
            Source::Ais(_) => Format::Ais,
        }
    }

    /// Transactions or rows begun so far.
    pub fn records(&self) -> u64 {
        match &self.source {
            Source::Xml(messages) => messages.transactions,
            Source::Csv(rows) => rows.read,
            Source::Ais(reports) => reports.rows(),
        }
    }

    /// Headers of the CSV columns that are not read, because nothing screenable was recognised.
    pub fn ignored_columns(&self) -> &[String] {
        match &self.source {
            Source::Xml(_) | Source::Ais(_) => &[],
            Source::Csv(rows) => &rows.ignored,
        }
    }

    /// The ship reports of an AIS file, for whoever follows the ships; `None` for other formats.
    ///
    /// What is read here is not given as subjects any more.
    pub fn ship_reports(&mut self) -> Option<&mut ais::Reports> {
        match &mut self.source {
            Source::Ais(reports) => Some(reports),
            Source::Xml(_) | Source::Csv(_) => None,
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Item>;

    fn next(&mut self) -> Option<Result<Item>> {
        if self.ended {
            return None;
        }
        let next = match &mut self.source {
            Source::Xml(messages) => messages.next_item(),
            Source::Csv(rows) => rows.next_item(),
            Source::Ais(reports) => reports.next_item(),
        };
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl std::iter::FusedIterator for Reader {}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("format", &self.format())
            .field("records", &self.records())
            .finish_non_exhaustive()
    }
}

/// A value without space around it, and with single spaces for line breaks and runs of space:
/// indented XML and wrapped cells hold the same name as flat ones.
fn clean(value: &str) -> String {
    let mut out = String::with_capacity(value.trim().len());
    for word in value.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
