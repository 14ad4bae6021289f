//! Where a list's editions stand in the store, as they are written: in drafts, and put into place whole.
//!
//! A process that is killed leaves a draft, which nobody reads and the next update removes, or a
//! complete edition that `current.json` does not name yet. `current.json` is replaced by renaming, and
//! everything it names has reached the disk before.

use super::Retention;
use crate::error::{Error, Result};
use crate::lists::age;
use crate::lists::store::{CURRENT, Current, EDITION, FILES, Store, StoredEdition, StoredList};
use serde::Serialize;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::{Builder, TempDir};

/// Beginning of the names of what is not in its place yet, or no more.
const DRAFT: &str = ".draft-";

/// Name of the file that is locked during an update.
const LOCK: &str = ".lock";

/// The folder of one list, locked for one update.
pub(super) struct Shelf {
    store: Store,
    name: String,
    folder: PathBuf,
    /// The lock ends with the process, or here.
    lock: File,
}

impl Drop for Shelf {
    /// Unlocks in so many words: closing the file is not enough while another thread of this process
    /// starts a program, which holds a copy of the open file until it has begun.
    fn drop(&mut self) {
        // Nothing can be done where this fails, and the lock ends with the process.
        let _ = fs4::FileExt::unlock(&self.lock);
    }
}

/// An edition on its way: a folder that is removed unless it is put into place.
pub(super) struct Draft {
    folder: TempDir,
}

impl Draft {
    /// The folder for its files.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join(FILES)
    }
}

impl Shelf {
    /// Locks a list and removes what a killed update left behind.
    pub fn open(store: &Store, name: &str) -> Result<Shelf> {
        let folder = store.folder().join(name);
        let writing = |source| Error::writing(&folder, source);
        fs::create_dir_all(&folder).map_err(writing)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(LOCK))
            .map_err(writing)?;
        match fs4::FileExt::try_lock(&lock) {
            Ok(()) => {}
            Err(fs4::TryLockError::WouldBlock) => {
                return Err(Error::writing(
                    &folder,
                    std::io::Error::other("another update of this list is running"),
                ));
            }
            Err(fs4::TryLockError::Error(source)) => return Err(writing(source)),
        }
        for entry in fs::read_dir(&folder).map_err(writing)? {
            let entry = entry.map_err(writing)?;
            if entry.file_name().to_string_lossy().starts_with(DRAFT) {
                let path = entry.path();
                let removed =
                    if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
                removed.map_err(writing)?;
            }
        }
        Ok(Shelf { store: store.clone(), name: name.to_owned(), folder, lock })
    }

    /// The list as it stands.
    pub fn list(&self) -> Result<StoredList> {
        self.store.list(&self.name)
    }

    /// A new draft.
    pub fn draft(&self) -> Result<Draft> {
        let mut builder = Builder::new();
        builder.prefix(DRAFT);
        readable(&mut builder, 0o777);
        let folder = builder
            .tempdir_in(&self.folder)
            .map_err(|source| Error::writing(&self.folder, source))?;
        let draft = Draft { folder };
        let files = draft.files();
        fs::create_dir(&files).map_err(|source| Error::writing(&files, source))?;
        Ok(draft)
    }

    /// Puts an edition into place; it is not the present one yet. The same edition may stand there
    /// already, from an update that was killed or from before: then that one is taken.
    pub fn place(&self, draft: Draft, edition: &StoredEdition) -> Result<StoredEdition> {
        write_whole(draft.folder.path(), EDITION, edition)?;
        for file in &edition.files {
            let path = draft.files().join(&file.name);
            let synced = File::open(&path).and_then(|file| file.sync_all());
            synced.map_err(|source| Error::writing(&path, source))?;
        }
        sync_folder(&draft.files())?;
        sync_folder(draft.folder.path())?;
        let name = self.free_name(edition)?;
        let place = self.folder.join(&name);
        if place.exists() {
            return self.edition_at(&place);
        }
        let draft = draft.folder.keep();
        fs::rename(&draft, &place).map_err(|source| Error::writing(&place, source))?;
        sync_folder(&self.folder)?;
        self.edition_at(&place)
    }

    fn edition_at(&self, place: &Path) -> Result<StoredEdition> {
        let all = self.list()?.editions()?;
        all.into_iter().find(|edition| edition.folder == place).ok_or_else(|| {
            Error::writing(place, std::io::Error::other("the edition is not there any more"))
        })
    }

    /// The name of an edition's folder: its date and a part of its fingerprint. If the files there are
    /// damaged, the next name that is free.
    fn free_name(&self, edition: &StoredEdition) -> Result<String> {
        let date = edition.published.filter(|date| date.single_day().is_some());
        let date = date.map_or_else(
            || edition.downloaded.get(..10).unwrap_or_default().to_owned(),
            |date| date.to_string(),
        );
        let date: String = date.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
        let name = format!("{date}-{}", edition.sha256.get(..12).unwrap_or_default());
        let known = self.list()?.editions()?;
        let usable = |name: &str| {
            let place = self.folder.join(name);
            let same = known.iter().find(|known| known.folder == place);
            !place.exists()
                || same.is_some_and(|same| {
                    super::same_files(&same.files, &edition.files) && same.is_intact()
                })
        };
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let found = std::iter::once(name.clone()).chain(numbered).take(1000).find(|n| usable(n));
        Ok(found.unwrap_or(name))
    }

    /// Makes an edition the present one, or notes that it still is.
    pub fn point(&self, current: &Current) -> Result<()> {
        write_whole(&self.folder, CURRENT, current)
    }

    /// Removes editions that are kept no longer; gives their number.
    pub fn tidy(&self, retention: Retention, now: SystemTime) -> Result<usize> {
        let list = self.list()?;
        let current = list.edition.as_ref().map(|edition| &edition.folder);
        let editions = list.editions()?;
        let mut removed = 0;
        // When the edition at hand was superseded: the download of the next newer one.
        let mut superseded = now;
        for (place, edition) in editions.iter().enumerate() {
            let since = now.duration_since(superseded).unwrap_or_default();
            superseded = age::time(&edition.downloaded).unwrap_or(now);
            let days = Duration::from_secs(u64::from(retention.days) * 24 * 60 * 60);
            if place < retention.editions || since < days || current == Some(&edition.folder) {
                continue;
            }
            let writing = |source| Error::writing(&edition.folder, source);
            // Out of sight in one step: half an edition is never seen.
            let name = edition.folder.file_name().unwrap_or_default().to_string_lossy();
            let gone = self.folder.join(format!("{DRAFT}gone-{name}"));
            fs::rename(&edition.folder, &gone).map_err(writing)?;
            fs::remove_dir_all(&gone).map_err(writing)?;
            removed += 1;
        }
        Ok(removed)
    }
}

/// Writes a file that is seen whole or not at all, and that lasts.
fn write_whole(folder: &Path, name: &str, value: &impl Serialize) -> Result<()> {
    let path = folder.join(name);
    let writing = |source| Error::writing(&path, source);
    let mut builder = Builder::new();
    builder.prefix(DRAFT);
    readable(&mut builder, 0o666);
    let mut draft = builder.tempfile_in(folder).map_err(writing)?;
    serde_json::to_writer_pretty(&mut draft, value).map_err(|error| writing(error.into()))?;
    draft.write_all(b"\n").and_then(|()| draft.as_file().sync_all()).map_err(writing)?;
    draft.persist(&path).map_err(|refused| writing(refused.error))?;
    sync_folder(folder)
}

/// As any new file or folder: what the user's mask leaves of these permissions.
fn readable(builder: &mut Builder, mode: u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = (builder, mode);
}

/// Makes the names in a folder last. Windows has no such thing for folders.
fn sync_folder(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|source| Error::writing(folder, source))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
