//! Where output goes: standard output, or a file that appears only when it is complete.

use super::super::failure::Failure;
use anstream::AutoStream;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Something to write to.
#[derive(Debug)]
pub enum Target {
    /// Standard output for people: colour on a terminal, plain text elsewhere.
    Page(BufWriter<AutoStream<Stdout>>),
    /// Standard output for programs: bytes as they are.
    Bytes(BufWriter<Stdout>),
    /// A pipe or device named as a file: written as it is, since it cannot be replaced.
    Device(BufWriter<File>, PathBuf),
    /// A file beside its final place.
    Draft(BufWriter<NamedTempFile>, PathBuf),
}

impl Target {
    /// Standard output for people.
    pub fn page() -> Target {
        Target::Page(BufWriter::new(anstream::stdout()))
    }

    /// Standard output for programs.
    pub fn bytes() -> Target {
        Target::Bytes(BufWriter::new(io::stdout()))
    }

    /// A file; it appears, or replaces the one that is there, with [`commit`](Self::commit).
    pub fn file(path: &Path) -> Result<Target, Failure> {
        Self::draft(path).map_err(|error| Failure::writing(&path.display().to_string(), &error))
    }

    fn draft(path: &Path) -> io::Result<Target> {
        // Through a symbolic link: the file it points to is to be replaced, not the link.
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if let Ok(there) = fs::metadata(&place) {
            if there.is_dir() {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory"));
            }
            if !there.is_file() {
                let device = OpenOptions::new().write(true).open(&place)?;
                return Ok(Target::Device(BufWriter::new(device), place));
            }
        }
        let folder = match place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".tamis-").suffix(".partial");
        #[cfg(unix)]
        {
            // As any new file: what the user's mask leaves of these.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let draft = builder.tempfile_in(folder)?;
        Ok(Target::Draft(BufWriter::new(draft), place))
    }

    /// Whether people read this on a terminal.
    pub fn is_terminal(&self) -> bool {
        match self {
            Target::Page(_) | Target::Bytes(_) => io::stdout().is_terminal(),
            Target::Device(..) | Target::Draft(..) => false,
        }
    }

    /// Whether styles may be written: they are removed where nobody sees them.
    pub fn is_styled(&self) -> bool {
        matches!(self, Target::Page(_))
    }

    /// The place in words.
    pub fn name(&self) -> String {
        match self {
            Target::Page(_) | Target::Bytes(_) => "standard output".to_owned(),
            Target::Device(_, path) | Target::Draft(_, path) => path.display().to_string(),
        }
    }

    /// Writes what is left and puts the file in its place.
    pub fn commit(self) -> io::Result<()> {
        match self {
            Target::Page(mut out) => out.flush(),
            Target::Bytes(mut out) => out.flush(),
            Target::Device(mut out, _) => out.flush(),
            Target::Draft(out, path) => {
                let draft = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                draft.as_file().sync_all()?;
                draft.persist(path).map(drop).map_err(|refused| refused.error)
            }
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Page(out) => out.write(bytes),
            Target::Bytes(out) => out.write(bytes),
            Target::Device(out, _) => out.write(bytes),
            Target::Draft(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Page(out) => out.flush(),
            Target::Bytes(out) => out.flush(),
            Target::Device(out, _) => out.flush(),
            Target::Draft(out, _) => out.flush(),
        }
    }
}

/// Whether output to a path would replace what is read at another: that file, or one in that folder.
/// A device is not replaced.
pub fn would_replace(output: &Path, read: &Path) -> bool {
    let (Ok(output), Ok(read)) = (output.canonicalize(), read.canonicalize()) else { return false };
    output.is_file() && (output == read || output.parent() == Some(&read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        fs::write(&path, "old").unwrap();

        let mut dropped = Target::file(&path).unwrap();
        dropped.write_all(b"half").unwrap();
        drop(dropped);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");

        let mut kept = Target::file(&path).unwrap();
        kept.write_all(b"whole").unwrap();
        kept.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_read_is_told_from_what_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let [list, new, within] = ["list", "new", "within"].map(|name| folder.path().join(name));
        fs::write(&list, "x").unwrap();
        fs::create_dir(&within).unwrap();
        fs::write(within.join("list"), "x").unwrap();
        assert!(would_replace(&list, &list));
        assert!(would_replace(&within.join("../list"), &list));
        // A file of a folder that is read, but not of the folders within it.
        assert!(would_replace(&list, folder.path()));
        assert!(!would_replace(&within.join("list"), folder.path()));
        assert!(!would_replace(&new, folder.path()));
        assert!(!would_replace(&within, &within));
        assert!(!would_replace(&list, &within.join("list")));
        let null = Path::new("/dev/null");
        assert!(!would_replace(null, null));
    }

    #[test]
    fn a_device_is_written_and_stays() {
        let mut device = Target::file(Path::new("/dev/null")).unwrap();
        device.write_all(b"gone").unwrap();
        device.commit().unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
