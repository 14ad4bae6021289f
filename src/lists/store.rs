//! The folder of downloaded lists, as it is read: which edition of each is the present one.
//!
//! ```text
//! STORE/un-sc/current.json                         which edition, and when it was last checked
//! STORE/un-sc/2026-02-27-1f0c1f4cf1c8/edition.json where it came from, fingerprints, counts
//! STORE/un-sc/2026-02-27-1f0c1f4cf1c8/files/       the publisher's files, byte for byte
//! ```
//!
//! `current.json` is the one file that changes, and it is replaced whole. What fills the folder is
//! `update`, which the library has with the feature of that name only; reading needs no network.

use super::age::{self, Age};
use super::{List, Snapshot};
use crate::error::{Error, Result};
use crate::party::DateInterval;
use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What `current.json` begins with.
pub(super) const CURRENT_SCHEMA: &str = "tamis-store/1";

/// What `edition.json` begins with.
pub(super) const EDITION_SCHEMA: &str = "tamis-edition/1";

/// Name of the file that points to the present edition.
pub(super) const CURRENT: &str = "current.json";

/// Name of the file that describes an edition.
pub(super) const EDITION: &str = "edition.json";

/// Name of the folder with an edition's files.
pub(super) const FILES: &str = "files";

/// Largest `current.json` and `edition.json` that is read. They have a few kilobytes.
const MAX_NOTE: u64 = 1 << 20;

/// What helps when the present edition cannot be told.
const REMOVE_CURRENT: &str =
    "remove `current.json` of this list, its editions stay, and run `tamis lists update`";

/// Environment variable that names the folder of everything tamis keeps.
const HOME: &str = "TAMIS_HOME";

/// A folder of downloaded lists. It may not exist yet: then it holds no list.
///
/// # Examples
///
/// ```
/// use tamis::lists::Store;
///
/// let folder = tempfile::tempdir()?;
/// let store = Store::at(folder.path().join("lists"));
/// assert!(store.lists()?.is_empty());
/// assert!(store.read_all().unwrap_err().is_empty_input());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The store in a folder.
    pub fn at(folder: impl Into<PathBuf>) -> Store {
        Store { folder: folder.into() }
    }

    /// The store of this user: `lists` in the folder that the environment variable `TAMIS_HOME`
    /// names, or else `tamis/lists` in the platform's folder for data of applications
    /// (`$XDG_DATA_HOME` or `~/.local/share`, `%APPDATA%` on Windows).
    ///
    /// # Errors
    ///
    /// An argument error if the user has no home folder.
    pub fn of_user() -> Result<Store> {
        if let Some(home) = std::env::var_os(HOME).filter(|home| !home.is_empty()) {
            return Ok(Store::at(Path::new(&home).join("lists")));
        }
        let platform = etcetera::choose_base_strategy().map_err(|_| {
            Error::argument("this user has no home folder to keep lists in")
                .advise("name a folder with --store, or in the environment variable TAMIS_HOME")
        })?;
        Ok(Store::at(platform.data_dir().join("tamis").join("lists")))
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The lists in it, by name. A list whose download never succeeded is there without an edition.
    ///
    /// # Errors
    ///
    /// Io and format errors if the folder or a file that describes an edition cannot be read: a list
    /// that is left out because its description is damaged would never be missed.
    pub fn lists(&self) -> Result<Vec<StoredList>> {
        let io = |source| Error::io(&self.folder, source);
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(io(source)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_list_name(&name) && entry.path().is_dir() {
                found.push(self.list(&name)?);
            }
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    /// One list; without an edition if it is not there.
    ///
    /// # Errors
    ///
    /// As [`lists`](Self::lists); an argument error if no list can have this name.
    pub fn list(&self, name: &str) -> Result<StoredList> {
        if !is_list_name(name) {
            return Err(Error::argument(format!(
                "`{name}` is no name of a list: small letters, digits and `-` are expected"
            )));
        }
        let folder = self.folder.join(name);
        let current = Current::load(&folder)?;
        let edition = match &current {
            None => None,
            Some(current) => {
                let edition = StoredEdition::load(&folder.join(&current.edition));
                Some(edition.map_err(|error| error.advise(REMOVE_CURRENT))?)
            }
        };
        Ok(StoredList { name: name.to_owned(), folder, current, edition })
    }

    /// Reads the present edition of every list.
    ///
    /// # Errors
    ///
    /// What [`StoredList::read`] reports, and an empty-input error for a store without an edition.
    pub fn read_all(&self) -> Result<Vec<List>> {
        let lists = self.lists()?;
        let lists: Vec<List> = lists
            .iter()
            .filter(|list| list.edition.is_some())
            .map(StoredList::read)
            .collect::<Result<_>>()?;
        if lists.is_empty() {
            return Err(Error::empty("there is no downloaded list in this folder")
                .at(&self.folder, None)
                .advise("run `tamis lists update` first"));
        }
        Ok(lists)
    }
}

/// A list of a [`Store`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredList {
    /// Its short name: `un-sc`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// The present edition; `None` if no download has succeeded yet.
    pub edition: Option<StoredEdition>,
    current: Option<Current>,
}

impl StoredList {
    /// When the publisher was last asked and gave, or confirmed, the present edition (RFC 3339, UTC).
    pub fn checked(&self) -> Option<&str> {
        self.current.as_ref().map(|current| current.checked.as_str())
    }

    /// The age of the present edition at a time; `None` without one.
    pub fn age(&self, now: SystemTime) -> Option<Age> {
        let edition = self.edition.as_ref()?;
        let snapshot = Snapshot {
            published: edition.published,
            checked: self.checked().map(str::to_owned),
            ..Snapshot::default()
        };
        Some(Age::of(&snapshot, now))
    }

    /// What is wrong with the age of the present edition, by the policy that stood in the sources
    /// when it was last checked; `None` if nothing is.
    pub fn warning(&self, now: SystemTime) -> Option<String> {
        let (Some(age), Some(current)) = (self.age(now), &self.current) else {
            return Some("no edition has been downloaded yet".to_owned());
        };
        let over = |since: Option<Duration>, days: Option<u32>| {
            let limit = Duration::from_secs(u64::from(days?) * 24 * 60 * 60);
            since.filter(|since| *since > limit).map(age::in_days)
        };
        if age.in_future {
            return Some("dated in the future: check the clock of this machine".to_owned());
        }
        if let Some(days) = over(age.since_checked, current.checked_within_days) {
            return Some(format!("not checked for {days}: run `tamis lists update`"));
        }
        over(age.since_published, current.published_within_days).map(|days| {
            format!("no new edition for {days}: see whether the publisher has moved the list")
        })
    }

    /// Reads the present edition; its snapshot says where it came from and when it was checked.
    ///
    /// # Errors
    ///
    /// What [`lists::read`](super::read) reports, an empty-input error without an edition, and a
    /// format error if the files are not those that were downloaded.
    pub fn read(&self) -> Result<List> {
        let (Some(edition), Some(current)) = (&self.edition, &self.current) else {
            return Err(Error::empty("no edition of this list has been downloaded yet")
                .at(&self.folder, None)
                .advise("run `tamis lists update`"));
        };
        let mut list = edition.read()?;
        list.snapshot.checked = Some(current.checked.clone());
        Ok(list)
    }

    /// Every edition that is kept, the one that was downloaded last first.
    ///
    /// # Errors
    ///
    /// As [`Store::lists`].
    pub fn editions(&self) -> Result<Vec<StoredEdition>> {
        let io = |source| Error::io(&self.folder, source);
        let mut found = Vec::new();
        if !self.folder.exists() {
            return Ok(found);
        }
        for entry in std::fs::read_dir(&self.folder).map_err(io)? {
            let path = entry.map_err(io)?.path();
            let hidden = path.file_name().is_none_or(|n| n.to_string_lossy().starts_with('.'));
            if !hidden && path.join(EDITION).is_file() {
                let edition = StoredEdition::load(&path);
                found.push(edition.map_err(|error| error.advise("remove the folder it is in"))?);
            }
        }
        found.sort_by(|a, b| (&b.downloaded, &b.folder).cmp(&(&a.downloaded, &a.folder)));
        Ok(found)
    }

    /// Which edition is the present one, and what was noted when it was checked.
    #[cfg(feature = "update")]
    pub(super) fn current(&self) -> Option<&Current> {
        self.current.as_ref()
    }
}

/// One downloaded edition of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StoredEdition {
    schema: String,
    /// Its folder.
    #[serde(skip)]
    pub folder: PathBuf,
    /// Short name of the list.
    pub list: String,
    /// Who publishes it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// The format it was read from.
    pub format: String,
    /// When it was downloaded (RFC 3339, UTC).
    pub downloaded: String,
    /// Publication date from inside the file, where it has one.
    pub published: Option<DateInterval>,
    /// The day on which it takes legal effect, where the file states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<DateInterval>,
    /// SHA-256 over the fingerprints of the files, as in [`Snapshot::sha256`].
    pub sha256: String,
    /// Records.
    pub records: usize,
    /// Names of all records together.
    pub names: usize,
    /// Identifiers of all records together.
    pub identifiers: usize,
    /// Records or rows that could not be read.
    pub skipped: usize,
    /// The files as downloaded.
    pub files: Vec<DownloadedFile>,
}

/// A file as it was downloaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DownloadedFile {
    /// Its name in the folder of the edition.
    pub name: String,
    /// The address it was asked for at. Settings, such as a personal token, are not filled in.
    pub url: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What the server called this version of the file (`ETag`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// When the server says it was changed (`Last-Modified`), as it says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

impl StoredEdition {
    /// An edition that has been read from a folder.
    #[cfg(feature = "update")]
    pub(super) fn new(
        folder: &Path,
        snapshot: &Snapshot,
        downloaded: String,
        files: Vec<DownloadedFile>,
    ) -> StoredEdition {
        StoredEdition {
            schema: EDITION_SCHEMA.to_owned(),
            folder: folder.to_path_buf(),
            list: snapshot.list.clone(),
            publisher: snapshot.publisher.clone(),
            title: snapshot.title.clone(),
            format: snapshot.format.clone(),
            downloaded,
            published: snapshot.published,
            effective: snapshot.effective,
            sha256: snapshot.sha256.clone(),
            records: snapshot.records,
            names: snapshot.names,
            identifiers: snapshot.identifiers,
            skipped: snapshot.skipped.len(),
            files,
        }
    }

    fn load(folder: &Path) -> Result<StoredEdition> {
        let path = folder.join(EDITION);
        let mut edition: StoredEdition = note(&path)?;
        expect_schema(&path, &edition.schema, EDITION_SCHEMA)?;
        edition.folder = folder.to_path_buf();
        Ok(edition)
    }

    /// The folder with its files, for a replay: it can be read like any folder of list files.
    pub fn files_folder(&self) -> PathBuf {
        self.folder.join(FILES)
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// What [`lists::read`](super::read) reports, and a format error if the files are not those that
    /// were downloaded.
    pub fn read(&self) -> Result<List> {
        let folder = self.files_folder();
        let mut lists = super::read(&folder)?;
        let (Some(mut list), true) = (lists.pop(), lists.is_empty()) else {
            return Err(Error::format(format!(
                "{} lists are in the folder of one edition",
                lists.len() + 1
            ))
            .at(&folder, None));
        };
        if list.snapshot.sha256 != self.sha256 {
            return Err(Error::format(
                "the files have been changed since they were downloaded: their SHA-256 differs",
            )
            .at(&folder, None)
            .advise("run `tamis lists update`, it downloads them again"));
        }
        list.snapshot.url = self.files.first().map(|file| file.url.clone());
        Ok(list)
    }

    /// Whether the files are there, with the bytes that were downloaded.
    #[cfg(feature = "update")]
    pub(super) fn is_intact(&self) -> bool {
        use sha2::{Digest, Sha256};
        let folder = self.files_folder();
        self.files.iter().all(|file| {
            std::fs::read(folder.join(&file.name))
                .is_ok_and(|bytes| super::hexadecimal(&Sha256::digest(&bytes)) == file.sha256)
        })
    }
}

/// `current.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Current {
    pub schema: String,
    /// Name of the present edition's folder.
    pub edition: String,
    /// When it was last checked (RFC 3339, UTC).
    pub checked: String,
    /// The files as the server called them when it was last checked.
    pub files: Vec<DownloadedFile>,
    /// Policy: most days between two checks.
    #[serde(default)]
    pub checked_within_days: Option<u32>,
    /// Policy: most days in which the publisher is expected to publish something.
    #[serde(default)]
    pub published_within_days: Option<u32>,
}

impl Current {
    fn load(folder: &Path) -> Result<Option<Current>> {
        let path = folder.join(CURRENT);
        if !path.exists() {
            return Ok(None);
        }
        let current: Current = note(&path)?;
        expect_schema(&path, &current.schema, CURRENT_SCHEMA)?;
        // The name is joined to a path.
        if !is_edition_name(&current.edition) {
            return Err(damaged(&path, &format!("`{}` is no name of an edition", current.edition)));
        }
        Ok(Some(current))
    }
}

fn note<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    use std::io::Read;
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_NOTE).read_to_string(&mut text))
        .map_err(|source| Error::io(path, source))?;
    serde_json::from_str(&text).map_err(|error| damaged(path, &error.to_string()))
}

fn damaged(path: &Path, why: &str) -> Error {
    Error::format(format!("this note of the store of lists is damaged: {why}"))
        .at(path, None)
        .advise(REMOVE_CURRENT)
}

fn expect_schema(path: &Path, found: &str, expected: &str) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    Err(Error::format(format!("the schema is `{found}`, `{expected}` was expected"))
        .at(path, None)
        .advise("another version of tamis wrote it; use that version, or another folder"))
}

/// Whether a list can be called so: its name is a folder's name and the first part of ids.
pub(super) fn is_list_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Whether an edition can be called so: a date, a part of the fingerprint, maybe a number.
fn is_edition_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_lead_out_of_the_store() {
        for good in ["un-sc", "own", "ofac-sdn2"] {
            assert!(is_list_name(good), "{good}");
        }
        for bad in ["", ".", "..", "a/b", "a\\b", "UN", "1a", ".hidden", "a b"] {
            assert!(!is_list_name(bad), "{bad}");
            let refused = Store::at("nowhere").list(bad);
            assert!(refused.unwrap_err().is_argument(), "{bad}");
        }
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("own");
        std::fs::create_dir(&list).unwrap();
        let note = r#"{"schema":"tamis-store/1","edition":"../../etc","checked":"","files":[]}"#;
        std::fs::write(list.join(CURRENT), note).unwrap();
        let error = Store::at(folder.path()).lists().unwrap_err();
        assert!(error.is_format() && error.to_string().contains("../../etc"), "{error}");
    }

    #[test]
    fn notes_that_cannot_be_read_are_no_missing_lists() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("own");
        std::fs::create_dir(&list).unwrap();
        let store = Store::at(folder.path());
        assert_eq!(store.lists().unwrap()[0].edition, None);
        assert!(
            store.lists().unwrap()[0].warning(SystemTime::now()).unwrap().contains("no edition")
        );
        let other = r#"{"schema":"tamis-store/9","edition":"e","checked":"","files":[]}"#;
        for (note, said) in [("", "damaged"), ("{}", "damaged"), (other, "tamis-store/9")] {
            std::fs::write(list.join(CURRENT), note).unwrap();
            let error = store.lists().unwrap_err();
            assert!(error.is_format() && error.to_string().contains(said), "{error}");
        }
        let gone = r#"{"schema":"tamis-store/1","edition":"e","checked":"","files":[]}"#;
        std::fs::write(list.join(CURRENT), gone).unwrap();
        assert!(store.lists().unwrap_err().is_io());
    }
}
