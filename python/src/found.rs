//! A possible match of one subject.

use crate::comparison::display;
use crate::entity::PyEntity;
use crate::plain::plain;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use std::sync::Arc;
use tamis::Match;

/// One listed party that answers a subject: a reason to look, never a verdict.
///
/// >>> tamis.Screener().screen("Kim Jong Un", kind="person")[0]
/// Match(0.99, 'KIM, Jong Un', ofac-sdn:20157)
#[pyclass(frozen, eq, module = "tamis", name = "Match")]
#[derive(PartialEq)]
pub struct PyMatch {
    found: Match,
}

#[pymethods]
impl PyMatch {
    /// The score in [0, 1].
    #[getter]
    fn score(&self) -> f64 {
        self.found.score()
    }

    /// The listed party.
    #[getter]
    fn entity(&self) -> PyEntity {
        PyEntity::from(Arc::clone(&self.found.entity))
    }

    /// The listed name that matched best; the primary name if only an identifier matched.
    #[getter]
    fn matched_name(&self) -> &str {
        self.found.matched_name()
    }

    /// What the score was computed from, with the keys of the JSON lines that `tamis screen` writes.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.found.comparison.evidence)
    }

    /// Why, in a few words: `name 0.97`, `same IMO ship number 9562233`, `same day of birth`.
    #[getter]
    fn reasons(&self) -> Vec<String> {
        self.found.comparison.evidence.reasons()
    }

    /// The evidence in lines of plain text.
    fn explain(&self) -> String {
        self.found.comparison.evidence.explain()
    }

    fn __repr__(&self) -> String {
        let name = self.found.matched_name();
        format!("Match({:.2}, '{name}', {})", self.found.score(), self.found.entity.id)
    }

    fn __str__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        display(slf, "match_text")
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        display(slf, "match_html")
    }
}

/// The matches as `tamis.Matches`, a list that a notebook shows as a table.
pub fn matches(py: Python<'_>, found: Vec<Match>) -> PyResult<Bound<'_, PyAny>> {
    static MATCHES: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let found: Vec<PyMatch> = found.into_iter().map(|found| PyMatch { found }).collect();
    let class = MATCHES.get_or_try_init(py, || {
        PyResult::Ok(py.import("tamis._display")?.getattr("Matches")?.unbind())
    })?;
    class.bind(py).call1((found,))
}
