//! What an identifier is, and who is listed with it.

use crate::entity::PyEntity;
use crate::plain::plain;
use crate::screener::PyScreener;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use std::sync::Arc;
use tamis::identifiers::Validity;
use tamis::{Checked, Screener};

/// One thing a value may be, whether it is valid, and who is listed with it.
///
/// >>> reading = tamis.check("IMO 9562233")[0]
/// >>> reading.scheme, reading.valid, reading.normal, reading.outcome
/// ('imo', True, '9562233', 'listed')
/// >>> [entity.id for entity in reading.entities]
/// ['uk-sl:DPR0075']
#[pyclass(frozen, eq, module = "tamis", name = "Checked")]
#[derive(PartialEq)]
pub struct PyChecked {
    checked: Checked,
}

#[pymethods]
impl PyChecked {
    /// The value as given.
    #[getter]
    fn value(&self) -> &str {
        &self.checked.identifier.value
    }

    /// The scheme under which it is read: `imo`, `bic`, `wallet` and so on.
    #[getter]
    fn scheme(&self) -> &'static str {
        self.checked.identifier.scheme.as_str()
    }

    /// Whether the rules of the scheme hold; `None` if there is no public rule.
    #[getter]
    fn valid(&self) -> Option<bool> {
        self.checked.valid()
    }

    /// Why it is not valid; `None` if it is, or if there is no rule.
    #[getter]
    fn why(&self) -> Option<&str> {
        match &self.checked.validity {
            Validity::Invalid(why) => Some(why),
            _ => None,
        }
    }

    /// The form in which two spellings of it are equal.
    #[getter]
    fn normal(&self) -> Option<String> {
        self.checked.identifier.normal()
    }

    /// What the value itself tells: the country of a bank or flag, the chain of an address.
    #[getter]
    fn told(&self) -> Option<String> {
        self.checked.identifier.told()
    }

    /// What the look-up came to.
    ///
    /// `listed`, `listed_elsewhere` (under another chain or asset), `fits_listed` (a part of the account
    /// number is hidden, and the rest fits a listed one, as it fits others; or it begins with a listed
    /// one, as virtual accounts do), `near_miss` (a slip in writing a listed one, or an address that
    /// shows the ends of one), `too_little_shown` (of an account number), `not_listed` or `invalid`.
    #[getter]
    fn outcome(&self) -> &'static str {
        self.checked.outcome.as_str()
    }

    /// The listed parties concerned, the likest first.
    #[getter]
    fn entities(&self) -> Vec<PyEntity> {
        let listings = self.checked.listings.iter();
        listings.map(|listing| PyEntity::from(Arc::clone(&listing.entity))).collect()
    }

    /// The record as `tamis check --format jsonl` writes it.
    fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.checked.line())
    }

    fn __repr__(&self) -> String {
        let checked = &self.checked;
        let normal = checked.identifier.normal().unwrap_or_default();
        format!("Checked({}, '{normal}', {})", checked.identifier.scheme, checked.outcome)
    }
}

/// What an identifier is, whether it is valid, and who is listed with it.
///
/// One answer for each reading the value allows, the likeliest first; also who is listed with an
/// identifier that may be taken for it.
///
/// Args:
///     value: The identifier, however it is typed.
///     screener: The lists to look in; the DPRK starter list if none is given.
///
/// Returns:
///     An empty list if the value is no identifier known here, such as a name.
///
/// >>> tamis.check("dcbk kppy xxx")
/// [Checked(bic, 'DCBKKPPY', listed)]
/// >>> tamis.check("9074720")[0].why
/// 'the last digit is 0, the check digit of a ship would be 9'
#[pyfunction]
#[pyo3(signature = (value, *, screener=None))]
pub fn check(py: Python<'_>, value: &str, screener: Option<&PyScreener>) -> Vec<PyChecked> {
    static BUILTIN: PyOnceLock<Screener> = PyOnceLock::new();
    let screener = match screener {
        Some(screener) => screener.inner(),
        None => BUILTIN.get_or_init(py, || py.detach(Screener::builtin)),
    };
    let checked = py.detach(|| screener.check(value));
    checked.into_iter().map(|checked| PyChecked { checked }).collect()
}
