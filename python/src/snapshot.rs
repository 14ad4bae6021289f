//! Which list was screened against, and what of it could not be read.

use pyo3::prelude::*;
use tamis::{Skipped, Snapshot};

/// A record that could not be read: where it stands and why.
#[pyclass(frozen, eq, hash, get_all, module = "tamis", name = "Skipped")]
#[derive(PartialEq, Hash, Clone)]
pub struct PySkipped {
    /// The file.
    file: String,
    /// Line in the unpacked file, counted from 1.
    line: u64,
    /// What was found and what was expected.
    reason: String,
}

#[pymethods]
impl PySkipped {
    fn __repr__(&self) -> String {
        format!("Skipped({}:{}: {})", self.file, self.line, self.reason)
    }
}

impl From<&Skipped> for PySkipped {
    fn from(skipped: &Skipped) -> PySkipped {
        PySkipped { file: skipped.file.clone(), line: skipped.line, reason: skipped.reason.clone() }
    }
}

/// One list as it was loaded: edition, fingerprint, counts.
///
/// >>> snapshot = tamis.Screener().lists[0]
/// >>> snapshot.records > 0, len(snapshot.sha256), snapshot.skipped
/// (True, 64, [])
#[pyclass(frozen, eq, get_all, module = "tamis", name = "ListSnapshot")]
#[derive(PartialEq)]
pub struct PyListSnapshot {
    /// Short name, the first part of every entity's id: `ofac-sdn`.
    list: String,
    /// Who publishes it.
    publisher: String,
    /// What it is called.
    title: String,
    /// Publication date from inside the file, where it has one.
    published: Option<String>,
    /// SHA-256 over the fingerprints of its files, in hexadecimal.
    sha256: String,
    /// Records as the publisher counts them.
    records: usize,
    /// Names of all records together, weak ones included.
    names: usize,
    /// Records that could not be read.
    skipped: Vec<PySkipped>,
}

#[pymethods]
impl PyListSnapshot {
    fn __repr__(&self) -> String {
        let published = self.published.as_deref().unwrap_or("undated");
        format!("ListSnapshot({}, {published}, {} records)", self.list, self.records)
    }
}

impl From<&Snapshot> for PyListSnapshot {
    fn from(snapshot: &Snapshot) -> PyListSnapshot {
        PyListSnapshot {
            list: snapshot.list.clone(),
            publisher: snapshot.publisher.clone(),
            title: snapshot.title.clone(),
            published: snapshot.published.map(|date| date.to_string()),
            sha256: snapshot.sha256.clone(),
            records: snapshot.records,
            names: snapshot.names,
            skipped: snapshot.skipped.iter().map(PySkipped::from).collect(),
        }
    }
}
