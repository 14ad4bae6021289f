//! What screening a file gave.

use crate::comparison::display;
use crate::plain::plain;
use crate::snapshot::PySkipped;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList};
use tamis::Skipped;
use tamis::batch::{Alert, Counts, Run};
use tamis::flags::Flag;

/// A possible match in a file.
#[pyclass(frozen, eq, module = "tamis", name = "Alert")]
#[derive(PartialEq)]
pub struct PyAlert {
    alert: Alert,
}

#[pymethods]
impl PyAlert {
    /// The file as given.
    #[getter]
    fn file(&self) -> Option<&str> {
        self.alert.file.as_deref()
    }

    /// The transaction's own reference, or `#` and its number in the file.
    #[getter]
    fn record(&self) -> Option<&str> {
        self.alert.record.as_deref()
    }

    /// Field path inside the record, or column.
    #[getter]
    fn path(&self) -> Option<&str> {
        self.alert.path.as_deref()
    }

    /// The part the subject plays: `creditor`, `remittance information`.
    #[getter]
    fn role(&self) -> Option<&str> {
        self.alert.role.as_deref()
    }

    /// The name asked about, or else its identifier, or else an excerpt of the text.
    #[getter]
    fn subject(&self) -> &str {
        &self.alert.subject
    }

    /// The score in [0, 1].
    #[getter]
    fn score(&self) -> f64 {
        self.alert.score
    }

    /// The listed party in short: `id`, `kind`, `name`, `list`, `programmes`.
    #[getter]
    fn entity<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.alert.entity)
    }

    /// The listed name that matched best.
    #[getter]
    fn matched_name(&self) -> &str {
        &self.alert.matched_name
    }

    /// What the score was computed from.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.alert.evidence)
    }

    /// Red flags of the record besides the match.
    #[getter]
    fn flags(&self) -> Vec<String> {
        self.alert.flags.clone()
    }

    /// Why, in a few words: `name 0.97`, `same IMO ship number 9562233`, `same day of birth`.
    #[getter]
    fn reasons(&self) -> Vec<String> {
        self.alert.reasons()
    }

    /// The alert as the line of JSON that `tamis screen --format jsonl` writes.
    fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.alert)
    }

    fn __repr__(&self) -> String {
        let Alert { score, matched_name, entity, subject, .. } = &self.alert;
        format!("Alert({score:.2}, '{subject}' ~ '{matched_name}', {})", entity.id)
    }
}

/// The alerts of a file, what of it could not be read, and what was counted.
///
/// Iterating over it gives the alerts, in the order of the file; `len` counts them.
///
/// >>> result = tamis.Screener().screen_file("tests/data/pacs008-dprk.xml")
/// >>> len(result) > 0, result.counts["files"]
/// (True, 1)
#[pyclass(frozen, module = "tamis", name = "FileResult")]
pub struct PyFileResult {
    alerts: Vec<Py<PyAlert>>,
    flags: Vec<Flag>,
    problems: Vec<PySkipped>,
    counts: Counts,
    run: Run,
}

impl PyFileResult {
    /// Puts together what a run told and what it counted.
    pub fn new(py: Python<'_>, told: Told, counts: Counts, run: Run) -> PyResult<PyFileResult> {
        let alerts = told.alerts.into_iter().map(|alert| Py::new(py, PyAlert { alert }));
        Ok(PyFileResult {
            alerts: alerts.collect::<PyResult<_>>()?,
            flags: told.flags,
            problems: told.problems.iter().map(PySkipped::from).collect(),
            counts,
            run,
        })
    }
}

/// What a run has told so far.
#[derive(Default)]
pub struct Told {
    /// Possible matches.
    pub alerts: Vec<Alert>,
    /// Red flags.
    pub flags: Vec<Flag>,
    /// What could not be read.
    pub problems: Vec<Skipped>,
}

#[pymethods]
impl PyFileResult {
    /// Possible matches, in the order of the file.
    #[getter]
    fn alerts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, &self.alerts)
    }

    /// Red flags, each a dict with `rule`, `subject`, `reason` and the `rows` it was seen in.
    #[getter]
    fn flags<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.flags.iter().map(|flag| plain(py, flag)).collect()
    }

    /// Records, rows or fields that could not be read.
    #[getter]
    fn problems(&self) -> Vec<PySkipped> {
        self.problems.clone()
    }

    /// How many `files`, `records`, `subjects`, `alerts`, `flags` and `problems` there were.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.counts)
    }

    /// What is needed to repeat it: engine version, configuration hash, policy, lists.
    #[getter]
    fn run<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.run)
    }

    /// Each alert as a dict, ready for a data frame.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.alerts.iter().map(|alert| alert.get().as_dict(py)).collect()
    }

    fn __len__(&self) -> usize {
        self.alerts.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.alerts(py)?.try_iter()
    }

    fn __repr__(&self) -> String {
        let Counts { records, subjects, alerts, problems, .. } = self.counts;
        format!(
            "FileResult({alerts} possible matches, {records} records, {subjects} subjects, \
             {problems} problems)"
        )
    }

    fn __str__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        display(slf, "file_text")
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        display(slf, "file_html")
    }
}
