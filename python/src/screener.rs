//! The front door: lists in, names and files in, possible matches out.

use crate::arguments::{self, Facts};
use crate::error::raised;
use crate::file_result::{PyFileResult, Told};
use crate::found::matches;
use crate::snapshot::PyListSnapshot;
use crate::work;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use tamis::batch::{self, Event, Plan, Run};
use tamis::transactions::ReadOptions;
use tamis::{Error, Screener, Subject};

/// Lists made ready for screening. Any number of threads may share one.
///
/// Without arguments it holds the DPRK starter list that ships with the library; `from_lists` reads
/// official files.
///
/// Args:
///     weights: A TOML file of weights in place of those that ship with tamis, in the form of
///         `lists/weights.toml`; what it does not name is as shipped.
///
/// >>> screener = tamis.Screener()
/// >>> [match.entity.id for match in screener.screen("김정은", kind="person", limit=1)]
/// ['ofac-sdn:20157']
#[pyclass(frozen, module = "tamis", name = "Screener")]
pub struct PyScreener {
    screener: Screener,
}

impl PyScreener {
    /// The screener of the library.
    pub fn inner(&self) -> &Screener {
        &self.screener
    }
}

#[pymethods]
impl PyScreener {
    #[new]
    #[pyo3(signature = (*, weights=None))]
    fn new(py: Python<'_>, weights: Option<PathBuf>) -> PyResult<PyScreener> {
        let weights = arguments::weights(weights)?;
        Ok(PyScreener { screener: py.detach(Screener::builtin).with_weights(weights) })
    }

    /// Reads official files and folders; the format of each is detected from its content.
    ///
    /// A publication made of several files is found from one of them: given `sdn.csv`, `alt.csv`,
    /// `add.csv` and `sdn_comments.csv` are read with it, also gzipped.
    ///
    /// Args:
    ///     paths: One path, or several.
    ///     weights: A TOML file of weights in place of those that ship with tamis, in the form of
    ///         `lists/weights.toml`; what it does not name is as shipped.
    ///
    /// Raises:
    ///     FileError: A file is missing or cannot be read.
    ///     FormatError: A file is in no known format, damaged or cut short.
    ///     EmptyInputError: A list has no record.
    ///     ArgumentError: No path was given, or a weight is outside its range.
    ///
    /// >>> tamis.Screener.from_lists("lists/dprk.jsonl").lists[0].records > 0
    /// True
    #[staticmethod]
    #[pyo3(signature = (paths, *, weights=None))]
    fn from_lists(
        py: Python<'_>,
        paths: &Bound<'_, PyAny>,
        weights: Option<PathBuf>,
    ) -> PyResult<PyScreener> {
        let weights = arguments::weights(weights)?;
        let single = paths.is_instance_of::<PyString>() || paths.hasattr("__fspath__")?;
        let paths: Vec<PathBuf> = if single {
            vec![paths.extract()?]
        } else if paths.is_instance_of::<PyBytes>() {
            return Err(PyTypeError::new_err(
                "a path as str or os.PathLike was expected, not bytes",
            ));
        } else {
            paths.try_iter()?.map(|path| path?.extract()).collect::<PyResult<_>>()?
        };
        let screener = py.detach(|| Screener::from_lists(&paths)).map_err(raised)?;
        Ok(PyScreener { screener: screener.with_weights(weights) })
    }

    /// Opens an index file that `write` or `tamis lists build` wrote.
    ///
    /// The file is mapped into memory and every checksum in it is checked, which takes milliseconds.
    /// While it is in use it may be replaced by another one, but not be written into.
    ///
    /// Args:
    ///     path: The index file.
    ///     weights: The file of weights it was built with, if these are not those that ship with tamis.
    ///
    /// Raises:
    ///     FileError: The file is missing or cannot be read.
    ///     FormatError: It is no index file, damaged, cut short, or made by another version of tamis
    ///         or with other weights.
    ///
    /// >>> import pathlib, tempfile
    /// >>> path = pathlib.Path(tempfile.mkdtemp()) / "lists.tamis"
    /// >>> tamis.Screener().write(path)
    /// >>> tamis.Screener.open(path).screen("김정은", limit=1)[0].entity.id
    /// 'ofac-sdn:20157'
    #[staticmethod]
    #[pyo3(signature = (path, *, weights=None))]
    fn open(py: Python<'_>, path: PathBuf, weights: Option<PathBuf>) -> PyResult<PyScreener> {
        let weights = arguments::weights(weights)?;
        let screener = py.detach(|| Screener::open_with(path, weights)).map_err(raised)?;
        Ok(PyScreener { screener })
    }

    /// Writes everything that screening needs into one file, for `open`.
    ///
    /// The file is written beside its place and renamed when it is complete.
    ///
    /// Args:
    ///     path: The file to write.
    ///
    /// Raises:
    ///     FileError: It cannot be written there.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| self.screener.write(path)).map_err(raised)
    }

    /// What makes a score of this screener besides the lists: constants, weights, tables.
    ///
    /// >>> tamis.Screener().configuration_hash == tamis.configuration_hash()
    /// True
    #[getter]
    fn configuration_hash(&self) -> String {
        self.screener.configuration_hash()
    }

    /// The lists screened against.
    #[getter]
    fn lists(&self) -> Vec<PyListSnapshot> {
        self.screener.lists().iter().map(PyListSnapshot::from).collect()
    }

    /// Possible matches of one subject, best first.
    ///
    /// What is not given is unknown, and unknown is no mismatch. A subject of a known kind is
    /// compared with listed parties of that kind; its identifiers are compared with those of all.
    ///
    /// Args:
    ///     name: The name, in any script.
    ///     text: Free text, searched for listed names and identifiers.
    ///     kind: `person`, `organization`, `vessel` or `aircraft`.
    ///     born: Date of birth: `1984-01-08`, `1984-01`, `1984`, `1981/1983`, a year, or a date.
    ///     countries: Code or codes of ISO 3166-1 alpha-2, in either case.
    ///     identifiers: Scheme and value, such as `{"imo": "9562233"}`, or pairs of them.
    ///     vessel: What is known of a vessel, such as `{"imo": "9562233", "flag": "tg", "built": 1975}`:
    ///         `imo`, `mmsi`, `call_sign`, `flag`, `former_flag`, `former_name`, `type`, `built`,
    ///         `tonnage`, `gross_tonnage`, `owner`, `length`; a list where there are several.
    ///     threshold: Least score of a possible match, in [0, 1].
    ///     limit: Most matches, the best ones; `None` or 0 for all.
    ///     weak_aliases: Whether a weak a.k.a. may open an alert.
    ///
    /// Raises:
    ///     ArgumentError: An argument is outside its range or set, or nothing was given to look up.
    ///
    /// >>> screener = tamis.Screener()
    /// >>> found = screener.screen("Kim Jong Un", kind="person", born="1984-01-08", countries=["kp"])
    /// >>> found[0].entity.name
    /// 'KIM, Jong Un'
    /// >>> found = screener.screen("NEW FORTUNE", vessel={"imo": "7408873", "built": 1976})
    /// >>> found[0].reasons
    /// ['same IMO ship number 7408873', 'another name', 'listed IMO number under another name']
    #[pyo3(signature = (
        name=None, *, text=None, kind=None, born=None, countries=None, identifiers=None, vessel=None,
        threshold=0.85, limit=10, weak_aliases=false,
    ))]
    #[allow(clippy::too_many_arguments)] // keywords in Python
    fn screen<'py>(
        &self,
        py: Python<'py>,
        name: Option<String>,
        text: Option<String>,
        kind: Option<&str>,
        born: Option<&Bound<'py, PyAny>>,
        countries: Option<&Bound<'py, PyAny>>,
        identifiers: Option<&Bound<'py, PyAny>>,
        vessel: Option<&Bound<'py, PyAny>>,
        threshold: f64,
        limit: Option<i64>,
        weak_aliases: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let policy = arguments::policy(threshold, limit, weak_aliases)?;
        let subject = Facts { name, text, kind, born, countries, identifiers, vessel }.subject()?;
        matches(py, py.detach(|| self.screener.screen(&subject, &policy)))
    }

    /// What `screen` returns, by scoring the subject against every listed name.
    ///
    /// The oracle for tests and doubters. Takes time in proportion to the lists.
    ///
    /// Args and Raises: as for `screen`, except that there is no limit unless one is given.
    ///
    /// >>> screener = tamis.Screener()
    /// >>> screener.screen_all("Ким Чен Ын") == screener.screen("Ким Чен Ын", limit=None)
    /// True
    #[pyo3(signature = (
        name=None, *, text=None, kind=None, born=None, countries=None, identifiers=None, vessel=None,
        threshold=0.85, limit=None, weak_aliases=false,
    ))]
    #[allow(clippy::too_many_arguments)] // keywords in Python
    fn screen_all<'py>(
        &self,
        py: Python<'py>,
        name: Option<String>,
        text: Option<String>,
        kind: Option<&str>,
        born: Option<&Bound<'py, PyAny>>,
        countries: Option<&Bound<'py, PyAny>>,
        identifiers: Option<&Bound<'py, PyAny>>,
        vessel: Option<&Bound<'py, PyAny>>,
        threshold: f64,
        limit: Option<i64>,
        weak_aliases: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let policy = arguments::policy(threshold, limit, weak_aliases)?;
        let subject = Facts { name, text, kind, born, countries, identifiers, vessel }.subject()?;
        matches(py, py.detach(|| self.screener.screen_all(&subject, &policy)))
    }

    /// Possible matches of many names, on all cores: one list for each name, in their order.
    ///
    /// Other Python threads run meanwhile; Ctrl-C ends it.
    ///
    /// Args:
    ///     names: Names in any script; `None` stands for an unknown name and matches nothing.
    ///     kind: As in `screen`, for all names, or a list with one for each name.
    ///     threshold: As in `screen`.
    ///     limit: As in `screen`.
    ///
    /// Raises:
    ///     ArgumentError: An argument is outside its range or set, or `kind` is a list of another
    ///         length than `names`.
    ///
    /// >>> found = tamis.Screener().screen_many(["김정은", "Erika Mustermann"], kind="person")
    /// >>> [len(matches) > 0 for matches in found]
    /// [True, False]
    #[pyo3(signature = (names, *, kind=None, threshold=0.85, limit=10))]
    fn screen_many<'py>(
        &self,
        py: Python<'py>,
        names: &Bound<'py, PyAny>,
        kind: Option<&Bound<'py, PyAny>>,
        threshold: f64,
        limit: Option<i64>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let policy = arguments::policy(threshold, limit, false)?;
        let names = arguments::names(names)?;
        let kinds = arguments::kinds(kind, names.len())?;
        let subject = |(name, kind): (Option<String>, _)| {
            name.as_deref().map_or_else(Subject::default, Subject::from).of_kind(kind)
        };
        let subjects: Vec<Subject> = names.into_iter().zip(kinds).map(subject).collect();
        let found = work::run_many(py, &subjects, |subjects| {
            batch::screen_many(&self.screener, subjects, &policy)
        })?;
        found.into_iter().map(|found| matches(py, found)).collect()
    }

    /// Screens every party and every piece of free text of a payment or customer file.
    ///
    /// The format is detected from the content. Other Python threads run meanwhile; Ctrl-C ends it.
    ///
    /// Args:
    ///     path: The file.
    ///     threshold: As in `screen`.
    ///     limit: Most matches for each subject; `None` or 0 for all.
    ///     columns: What the columns of a CSV file hold, if their headers do not tell:
    ///         `name.seller=Firma,text=Betreff`, or the same as a dict.
    ///
    /// Raises:
    ///     FileError: The file is missing or cannot be read.
    ///     FormatError: The file is in no known format, damaged or cut short.
    ///     EmptyInputError: The file has no record.
    ///     ArgumentError: An argument is outside its range or set.
    ///
    /// >>> result = tamis.Screener().screen_file("tests/data/pacs008-dprk.xml")
    /// >>> sorted({alert.role for alert in result if alert.score > 0.95})[0]
    /// 'creditor'
    #[pyo3(signature = (path, *, threshold=0.85, limit=10, columns=None))]
    #[allow(clippy::needless_pass_by_value)] // how pyo3 hands over a path
    fn screen_file(
        &self,
        py: Python<'_>,
        path: PathBuf,
        threshold: f64,
        limit: Option<i64>,
        columns: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<PyFileResult> {
        let policy = arguments::policy(threshold, limit, false)?;
        let mut reading = ReadOptions::default();
        if let Some(columns) = columns {
            reading = reading.with_columns(arguments::columns(columns)?);
        }
        let plan = Plan::default().policy(policy).reading(reading);
        let run = Run::new(&self.screener, policy);
        let mut told = Told::default();
        let counts = work::run(py, |stop| {
            batch::screen_file(&self.screener, &path, &plan, |event| {
                match event {
                    Event::Alert(alert) => told.alerts.push(*alert),
                    Event::Flag(flag) => told.flags.push(*flag),
                    Event::Problem(problem) => told.problems.push(problem),
                    _ => {}
                }
                if stop.load(Ordering::Relaxed) { Err(Error::stopped()) } else { Ok(()) }
            })
        })?;
        PyFileResult::new(py, told, counts.map_err(raised)?, run)
    }

    fn __repr__(&self) -> String {
        let lists = self.screener.lists().iter();
        let lists: Vec<_> = lists.map(|list| format!("{} ({})", list.list, list.records)).collect();
        format!("Screener({})", lists.join(", "))
    }
}

/// Fingerprint of everything that makes a score besides the lists: constants, weights, tables.
///
/// Two runs with the same `__version__`, configuration hash and list fingerprints give the same
/// results.
///
/// >>> len(tamis.configuration_hash())
/// 64
#[pyfunction]
pub fn configuration_hash() -> String {
    tamis::configuration_hash()
}
