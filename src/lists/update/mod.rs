//! Downloads the official publications and keeps them in a [`Store`].
//!
//! An edition becomes the present one only after it has been received completely, read completely and
//! found plausible; until then, and whenever anything is wrong, the present one stays. See
//! [`update`] for what is checked.

mod address;
mod client;
mod plausible;
mod shelf;
mod sources;

pub use sources::{FileSource, ListSource, Sources};

use super::store::{CURRENT_SCHEMA, Current};
use super::{DownloadedFile, List, Store, StoredEdition, source};
use crate::error::{Error, Result};
use address::Address;
use client::{Answer, Client, Event, Received, Request};
use jiff::Timestamp;
use regex_lite::Regex;
use shelf::{Draft, Shelf};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Largest web page and checksum file that is looked at.
const MAX_PAGE: u64 = 4 << 20;

/// How often a set is fetched whose files turn out to be of different publications.
const SET_TRIES: usize = 2;

/// How lists are downloaded.
///
/// # Examples
///
/// ```
/// use tamis::lists::{Retention, UpdateOptions};
///
/// let mut options = UpdateOptions::default();
/// options.retention = Retention { editions: 10, days: 3660 }; // ten years, as OFAC asks of records
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UpdateOptions {
    /// Most time for one list, with all retries: 15 minutes.
    pub time: Duration,
    /// Most time without a single byte before a try is given up: 3 minutes, since the EU's server
    /// takes over a minute to begin.
    pub stall: Duration,
    /// Most bytes of one file: 512 MiB, the most that is read of a list.
    pub max_bytes: u64,
    /// How often a request is repeated after a failure that may pass: 5 times. What may pass is a broken
    /// transfer and the statuses 408, 425, 429 and 5xx; no connection at all is tried again twice.
    pub retries: u32,
    /// Pause before the first repetition: 2 seconds. Each following pause is three times longer, or
    /// as long as the server asks (`Retry-After`).
    pub first_pause: Duration,
    /// In place of the sources' least share of records, names and identifiers, if given.
    pub kept_share: Option<f64>,
    /// Takes editions that are older or much smaller than the present one. They are still read.
    pub accept: bool,
    /// PEM file with the certificates of the authorities to trust, in place of the compiled-in ones
    /// (Mozilla's): for networks whose proxy opens https connections.
    pub authorities: Option<PathBuf>,
    /// In place of the sources' settings, by name.
    pub settings: BTreeMap<String, String>,
    /// Which old editions are kept.
    pub retention: Retention,
}

impl Default for UpdateOptions {
    fn default() -> UpdateOptions {
        UpdateOptions {
            time: Duration::from_secs(15 * 60),
            stall: Duration::from_secs(3 * 60),
            max_bytes: source::MAX_BYTES,
            retries: 5,
            first_pause: Duration::from_secs(2),
            kept_share: None,
            accept: false,
            authorities: None,
            settings: BTreeMap::new(),
            retention: Retention::default(),
        }
    }
}

/// Which old editions are kept, for replaying what was screened against them.
///
/// An edition is kept if it is the present one, *or* among the last `editions`, *or* was superseded
/// within the last `days`. With the defaults, 10 editions and 400 days, a year's audit finds every
/// edition. Records kept for ten years (31 CFR 501.601 asks that of US persons) need 3660 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// The last so many editions.
    pub editions: usize,
    /// Editions that were the present one within so many days.
    pub days: u32,
}

impl Default for Retention {
    fn default() -> Retention {
        Retention { editions: 10, days: 400 }
    }
}

/// What happens during an update.
#[derive(Debug)]
#[non_exhaustive]
pub enum UpdateProgress<'u> {
    /// A file is asked for.
    #[non_exhaustive]
    Asking {
        /// The list.
        list: &'u str,
        /// The address, without its query.
        address: String,
    },
    /// A part of a file has come.
    #[non_exhaustive]
    Receiving {
        /// The list.
        list: &'u str,
        /// Bytes so far.
        bytes: u64,
        /// Bytes in all, if the server says it.
        of: Option<u64>,
    },
    /// Something failed that may pass; it is tried again after a pause.
    #[non_exhaustive]
    Retrying {
        /// The list.
        list: &'u str,
        /// What failed.
        error: &'u Error,
        /// How long nothing happens now.
        pause: Duration,
    },
    /// A download is complete and is read.
    #[non_exhaustive]
    Reading {
        /// The list.
        list: &'u str,
    },
    /// A list is done, well or not.
    Done(&'u Updated),
}

/// What came of one list.
#[derive(Debug)]
#[non_exhaustive]
pub struct Updated {
    /// Short name of the list.
    pub list: String,
    /// What changed; the error says why nothing did.
    pub outcome: Result<Change>,
    /// The present edition now; with an error the one that stays.
    pub current: Option<StoredEdition>,
}

/// What an update changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The publisher's present edition is the one that was here.
    Unchanged,
    /// There is a new edition.
    #[non_exhaustive]
    New {
        /// The one before.
        previous: Option<Box<StoredEdition>>,
        /// Old editions that were removed.
        removed: usize,
    },
}

/// Downloads lists into a store: those that are named, or else those of the sources that are
/// downloaded by default. One list that fails does not stop the others.
///
/// A download becomes the present edition only if all of this holds; otherwise the present one stays:
///
/// - every file came over https (http only from this machine itself), within the limits, as long as
///   the server said, and with the SHA-256 that the publisher states, if the sources say where;
/// - it is no web page, and [`lists::read`](super::read) reads it to its end;
/// - it is the list that the sources name it, with at least one record, and at least `kept_share` of
///   its records could be read;
/// - its date is not before that of the present edition and not in the future (without a date inside
///   the files, the server's `Last-Modified` is compared);
/// - at least `kept_share` of the present edition's records, names and identifiers are there;
/// - the files of a set are of one publication (OFAC's CSV files).
///
/// The present edition is replaced in one step. A process that is killed at any moment leaves either
/// the one or the other, whole.
///
/// # Errors
///
/// An argument error for a name that is not in the sources. What goes wrong with one list is in its
/// [`Updated::outcome`]: network errors ([`Error::is_network`]), what [`lists::read`](super::read)
/// reports, implausible editions ([`Error::is_implausible`]), io errors of the store.
///
/// # Examples
///
/// ```no_run
/// use tamis::lists::{Sources, Store, UpdateOptions, UpdateProgress, update};
///
/// let store = Store::of_user()?;
/// let say = |progress: UpdateProgress| println!("{progress:?}");
/// for updated in update(&Sources::official(), &["un-sc"], &store, &UpdateOptions::default(), say)? {
///     match updated.outcome {
///         Ok(change) => println!("{}: {change:?}", updated.list),
///         Err(error) => println!("{}: the present edition stays: {error}", updated.list),
///     }
/// }
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn update<S: AsRef<str>>(
    sources: &Sources,
    names: &[S],
    store: &Store,
    options: &UpdateOptions,
    mut progress: impl FnMut(UpdateProgress),
) -> Result<Vec<Updated>> {
    if options.kept_share.is_some_and(|share| !(share > 0.0 && share <= 1.0)) {
        return Err(Error::argument("the kept share is above 0 and at most 1: 0.8 for 80 %"));
    }
    let mut settings = sources.settings.clone();
    settings.extend(options.settings.clone());
    let mut done = Vec::new();
    for source in sources.named(names)? {
        let outcome = Update::of(source, &settings, store, options, &mut progress)
            .and_then(|mut update| update.run());
        let current = store.list(&source.name).ok().and_then(|list| list.edition);
        let updated = Updated { list: source.name.clone(), outcome, current };
        progress(UpdateProgress::Done(&updated));
        done.push(updated);
    }
    Ok(done)
}

/// The update of one list.
struct Update<'u> {
    source: &'u ListSource,
    settings: &'u BTreeMap<String, String>,
    options: &'u UpdateOptions,
    shelf: Shelf,
    client: Client<'u>,
    progress: &'u mut dyn FnMut(UpdateProgress),
}

/// The files of an edition as they came.
enum Fetched {
    /// The server confirmed each of them.
    Confirmed,
    /// At least one is new.
    Files(Vec<DownloadedFile>),
}

impl<'u> Update<'u> {
    fn of(
        source: &'u ListSource,
        settings: &'u BTreeMap<String, String>,
        store: &Store,
        options: &'u UpdateOptions,
        progress: &'u mut dyn FnMut(UpdateProgress),
    ) -> Result<Update<'u>> {
        let shelf = Shelf::open(store, &source.name)?;
        let client = Client::new(options)?;
        Ok(Update { source, settings, options, shelf, client, progress })
    }

    fn run(&mut self) -> Result<Change> {
        let present = self.shelf.list()?;
        let (previous, known) = (present.edition.as_ref(), present.current());
        // Without its files an edition cannot be confirmed, only replaced.
        let intact = previous.is_some_and(StoredEdition::is_intact);
        let mut known = known.filter(|_| intact);
        for attempt in 1..=SET_TRIES {
            let draft = self.shelf.draft()?;
            let fetched = self.fetch(&draft, known, previous)?;
            let files = match (fetched, known) {
                (Fetched::Confirmed, Some(known)) => {
                    self.point(&known.edition, known.files.clone())?;
                    return Ok(Change::Unchanged);
                }
                (Fetched::Confirmed, None) => Vec::new(),
                (Fetched::Files(files), Some(known)) if same_files(&files, &known.files) => {
                    self.point(&known.edition, files)?;
                    return Ok(Change::Unchanged);
                }
                (Fetched::Files(files), _) => files,
            };
            (self.progress)(UpdateProgress::Reading { list: &self.source.name });
            let list = self.read(&draft, &files)?;
            match plausible::is_coherent(&list, &draft.files(), &files) {
                Ok(()) => return self.take(draft, &list, files, previous),
                Err(mixed) if attempt == SET_TRIES || !self.client.pause() => return Err(mixed),
                Err(mixed) => {
                    let (list, pause) = (self.source.name.as_str(), self.options.first_pause);
                    (self.progress)(UpdateProgress::Retrying { list, error: &mixed, pause });
                    known = None;
                }
            }
        }
        Err(Error::network("the files of the list could not be fetched together"))
    }

    /// Downloads every file into a draft; a file that the server confirms is copied from the present
    /// edition.
    fn fetch(
        &mut self,
        draft: &Draft,
        known: Option<&Current>,
        previous: Option<&StoredEdition>,
    ) -> Result<Fetched> {
        let (mut files, mut new) = (Vec::new(), false);
        for source in &self.source.files {
            let (template, address) = self.find(source)?;
            let name = source.name_at(address.as_str()).map_err(Error::format)?;
            // A file that can be confirmed: noted under this name and address, and there to copy.
            let known = known.zip(previous).and_then(|(known, previous)| {
                let is_there = previous.files.iter().any(|file| file.name == name);
                let is_it = |file: &&DownloadedFile| file.name == name && file.url == template;
                known.files.iter().find(is_it).filter(|_| is_there)
            });
            let path = draft.files().join(&name);
            let file = match (self.fetch_file(&address, &path, known)?, known, previous) {
                (Some(received), ..) => {
                    received.out.sync_all().map_err(|source| Error::writing(&path, source))?;
                    new = true;
                    let Received { bytes, sha256, etag, last_modified, .. } = received;
                    DownloadedFile { name, url: template, bytes, sha256, etag, last_modified }
                }
                (None, Some(known), Some(previous)) => {
                    let present = previous.files_folder().join(&known.name);
                    std::fs::copy(&present, &path).map_err(|error| Error::writing(&path, error))?;
                    known.clone()
                }
                (None, ..) => {
                    return Err(Error::network(format!(
                        "{address}: the server says that nothing changed, but nothing is here"
                    )));
                }
            };
            if let Some(published) = &source.sha256_url {
                self.compare_checksum(published, &address, &file)?;
            }
            files.push(file);
        }
        Ok(if new { Fetched::Files(files) } else { Fetched::Confirmed })
    }

    /// The address of a file: as it is noted, and as it is asked.
    fn find(&mut self, source: &FileSource) -> Result<(String, Address)> {
        if let Some(url) = &source.url {
            return Ok((url.clone(), self.address(url)?));
        }
        let (Some(page), Some(link)) = (&source.page, &source.link) else {
            return Err(Error::argument("a file has either `url`, or `page` and `link`"));
        };
        let page = self.address(page)?;
        let text = self.fetch_text(&page)?;
        let pattern = |text: &str| {
            Regex::new(text).map_err(|error| Error::argument(format!("{text}: {error}")))
        };
        let (hrefs, wanted) =
            (pattern(r#"(?i)\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')"#)?, pattern(link)?);
        let found = hrefs
            .captures_iter(&text)
            .filter_map(|link| link.get(1).or_else(|| link.get(2)))
            .map(|href| href.as_str().replace("&amp;", "&"))
            .filter(|href| wanted.is_match(href))
            .max();
        let Some(href) = found else {
            return Err(Error::network(format!("{page}: no link on the page matches `{link}`"))
                .advise("the publisher may have changed the page: see where the list is"));
        };
        let address = page.follow(&href).map_err(|why| {
            Error::network(format!("{page}: the link `{href}` is refused: {why}"))
        })?;
        Ok((address.as_str().to_owned(), address))
    }

    fn address(&self, template: &str) -> Result<Address> {
        sources::fill(template, self.settings)
            .and_then(|filled| Address::parse(&filled))
            .map_err(|why| Error::argument(format!("{template}: {why}")))
    }

    /// `None` if the server confirms the version that is known.
    fn fetch_file(
        &mut self,
        address: &Address,
        path: &Path,
        known: Option<&DownloadedFile>,
    ) -> Result<Option<Received<File>>> {
        let request = Request {
            address,
            etag: known.and_then(|known| known.etag.as_deref()),
            last_modified: known.and_then(|known| known.last_modified.as_deref()),
            max_bytes: self.options.max_bytes,
            page: false,
        };
        let open = || File::create(path).map_err(|source| Error::writing(path, source));
        Ok(match self.ask(&request, open)? {
            Answer::Unchanged => None,
            Answer::File(received) => Some(received),
        })
    }

    fn fetch_text(&mut self, address: &Address) -> Result<String> {
        let request =
            Request { address, etag: None, last_modified: None, max_bytes: MAX_PAGE, page: true };
        match self.ask(&request, || Ok(Vec::new()))? {
            Answer::File(received) => Ok(String::from_utf8_lossy(&received.out).into_owned()),
            Answer::Unchanged => Ok(String::new()),
        }
    }

    fn ask<W: Write>(
        &mut self,
        request: &Request,
        open: impl Fn() -> Result<W>,
    ) -> Result<Answer<W>> {
        let (list, progress) = (self.source.name.as_str(), &mut self.progress);
        progress(UpdateProgress::Asking { list, address: request.address.to_string() });
        self.client.fetch(request, open, &mut |event| match event {
            Event::Bytes(bytes, of) => progress(UpdateProgress::Receiving { list, bytes, of }),
            Event::Pause(error, pause) => {
                progress(UpdateProgress::Retrying { list, error, pause });
            }
        })
    }

    /// Compares a file with the SHA-256 that the publisher states, alone or before the file's name.
    fn compare_checksum(
        &mut self,
        published: &str,
        address: &Address,
        file: &DownloadedFile,
    ) -> Result<()> {
        let place = self.address(published)?;
        let text = self.fetch_text(&place)?;
        let is_sum = |word: &&str| word.len() == 64 && word.chars().all(|c| c.is_ascii_hexdigit());
        let mut lines: Vec<&str> =
            text.lines().filter(|line| line.split_whitespace().any(|word| is_sum(&word))).collect();
        if lines.len() > 1 {
            lines.retain(|line| line.split([' ', '\t', '*', '/']).any(|word| word == file.name));
        }
        let stated = lines.first().and_then(|line| line.split_whitespace().find(is_sum));
        match stated {
            Some(stated) if stated.eq_ignore_ascii_case(&file.sha256) => Ok(()),
            Some(stated) => Err(Error::network(format!(
                "{address}: the SHA-256 of the file is {}, the publisher states {stated}",
                file.sha256
            ))
            .advise("it may have been replaced during the download; try again later")),
            None => Err(Error::network(format!("{place}: no SHA-256 of {} is there", file.name))),
        }
    }

    /// Reads a draft. Errors name the file's address.
    fn read(&self, draft: &Draft, files: &[DownloadedFile]) -> Result<List> {
        let folder = draft.files();
        let mut lists = super::read(&folder).map_err(|error| at_address(error, &folder, files))?;
        let found = lists.len();
        let (Some(list), true) = (lists.pop(), lists.is_empty()) else {
            return Err(Error::implausible(format!("{found} lists came, one was expected")));
        };
        plausible::is_the_list(&list, self.source)?;
        Ok(list)
    }

    /// Makes a draft the present edition, if it can be that.
    fn take(
        &self,
        draft: Draft,
        list: &List,
        files: Vec<DownloadedFile>,
        previous: Option<&StoredEdition>,
    ) -> Result<Change> {
        if !self.options.accept {
            let share = self.options.kept_share.unwrap_or(self.source.kept_share);
            plausible::can_follow(list, &files, previous, share, SystemTime::now())?;
        }
        let edition = StoredEdition::new(&draft.files(), &list.snapshot, now(), files.clone());
        let edition = self.shelf.place(draft, &edition)?;
        let name = edition.folder.file_name().unwrap_or_default().to_string_lossy();
        self.point(&name, files)?;
        let removed = self.shelf.tidy(self.options.retention, SystemTime::now())?;
        Ok(Change::New { previous: previous.cloned().map(Box::new), removed })
    }

    fn point(&self, edition: &str, files: Vec<DownloadedFile>) -> Result<()> {
        self.shelf.point(&Current {
            schema: CURRENT_SCHEMA.to_owned(),
            edition: edition.to_owned(),
            checked: now(),
            files,
            checked_within_days: self.source.checked_within_days,
            published_within_days: self.source.published_within_days,
        })
    }
}

/// Whether files have the same names and bytes.
fn same_files(one: &[DownloadedFile], other: &[DownloadedFile]) -> bool {
    let key = |file: &DownloadedFile| (file.name.clone(), file.sha256.clone());
    let sorted = |files: &[DownloadedFile]| {
        let mut keys: Vec<_> = files.iter().map(key).collect();
        keys.sort();
        keys
    };
    sorted(one) == sorted(other)
}

/// An error at a file of a draft, told of the address it came from: the draft will be gone.
fn at_address(error: Error, folder: &Path, files: &[DownloadedFile]) -> Error {
    let file = error.path().and_then(|path| path.strip_prefix(folder).ok()).map(Path::to_path_buf);
    let mut parts = file.iter().flat_map(|path| path.iter());
    let name = parts.next().unwrap_or_default();
    let Some(file) = files.iter().find(|file| file.name.as_str() == name) else { return error };
    let address = file.url.split('?').next().unwrap_or_default();
    // What follows is the name of a file in an archive.
    let place: PathBuf = std::iter::once(std::ffi::OsStr::new(address)).chain(parts).collect();
    error.found_at(place)
}

/// The time now, as it is noted.
fn now() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
