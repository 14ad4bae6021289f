//! Two names compared.

use crate::arguments;
use crate::error::argument;
use crate::plain::plain;
use crate::work;
use pyo3::prelude::*;
use std::path::PathBuf;
use tamis::{Comparison, Kind, batch};

/// How alike two names are, and why.
///
/// >>> comparison = tamis.compare("김정은", "Kim Jong Un", kind="person")
/// >>> comparison.score > 0.9
/// True
/// >>> comparison.evidence["name"]["right"]["reading"]
/// 'kim jong un'
#[pyclass(frozen, eq, module = "tamis", name = "Comparison")]
#[derive(PartialEq)]
pub struct PyComparison {
    comparison: Comparison,
}

#[pymethods]
impl PyComparison {
    /// How alike, in [0, 1].
    #[getter]
    fn score(&self) -> f64 {
        self.comparison.score
    }

    /// What the score was computed from, with the keys of the JSON lines that `tamis screen` writes.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.comparison.evidence)
    }

    /// The evidence in lines of plain text.
    ///
    /// >>> comparison = tamis.compare("Kim Chong-un", "KIM, Jong Un", kind="person")
    /// >>> comparison.explain().splitlines()[2]
    /// 'kim ~ kim: equal, 1.00 of weight 0.46'
    fn explain(&self) -> String {
        self.comparison.evidence.explain()
    }

    fn __str__(&self) -> String {
        self.explain()
    }

    fn __repr__(&self) -> String {
        format!("Comparison({:.2})", self.comparison.score)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        display(slf, "comparison_html")
    }
}

/// What `tamis._display` makes of an object.
pub fn display<'py, T>(object: &Bound<'py, T>, function: &str) -> PyResult<Bound<'py, PyAny>> {
    object.py().import("tamis._display")?.call_method1(function, (object.as_any(),))
}

/// Compares two names of any script.
///
/// Args:
///     left: One name.
///     right: The other; exchanging them changes nothing but the sides of the evidence.
///     kind: `person`, `organization`, `vessel` or `aircraft`. Without it the names are compared as
///         those of persons and as those of organisations, and the higher score counts.
///     weights: A TOML file of weights in place of those that ship with tamis, in the form of
///         `lists/weights.toml`; what it does not name is as shipped.
///
/// Raises:
///     ArgumentError: The kind is none of the four, or a weight is outside its range.
///     FileError: The file of weights is missing or cannot be read.
///     FormatError: It names what is no weight.
///
/// >>> tamis.compare("RYE SONG GANG 1", "RYE SONG GANG 2", kind="vessel").score < 0.6
/// True
#[pyfunction]
#[pyo3(signature = (left, right, *, kind=None, weights=None))]
pub fn compare(
    left: &str,
    right: &str,
    kind: Option<&str>,
    weights: Option<PathBuf>,
) -> PyResult<PyComparison> {
    let (kind, weights) = (arguments::kind(kind)?, arguments::weights(weights)?);
    Ok(PyComparison { comparison: weights.compare(left, right, kind) })
}

/// Scores pairs of names on all cores: `left[0]` with `right[0]`, and so on.
///
/// Other Python threads run meanwhile; Ctrl-C ends it.
///
/// Args:
///     left: Names.
///     right: As many names.
///     kind: As in `compare`, for all pairs, or a list with one for each pair.
///     weights: As in `compare`.
///
/// Raises:
///     ArgumentError: The lengths differ, a kind is none of the four, or a weight is outside its range.
///
/// >>> scores = tamis.compare_many(["김정은", "Anna"], ["Kim Jong Un", "Boris"], kind="person")
/// >>> [score > 0.85 for score in scores]
/// [True, False]
#[pyfunction]
#[pyo3(signature = (left, right, *, kind=None, weights=None))]
pub fn compare_many(
    py: Python<'_>,
    left: &Bound<'_, PyAny>,
    right: &Bound<'_, PyAny>,
    kind: Option<&Bound<'_, PyAny>>,
    weights: Option<PathBuf>,
) -> PyResult<Vec<f64>> {
    let weights = arguments::weights(weights)?;
    let (left, right) = (arguments::names(left)?, arguments::names(right)?);
    arguments::same_length("right", right.len(), left.len())?;
    let kinds = arguments::kinds(kind, left.len())?;
    let known = |name: Option<String>, side: &str, number: usize| {
        name.ok_or_else(|| argument(format!("{side}[{number}] is None: a name was expected")))
    };
    let mut pairs: Vec<(String, String, Option<Kind>)> = Vec::with_capacity(left.len());
    for (number, ((left, right), kind)) in left.into_iter().zip(right).zip(kinds).enumerate() {
        pairs.push((known(left, "left", number)?, known(right, "right", number)?, kind));
    }
    work::run_many(py, &pairs, |pairs| {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(left, right, kind)| (left.as_str(), right.as_str(), *kind))
            .collect();
        batch::compare_many(&pairs, &weights)
    })
}
