//! `tamis::Error` as the exceptions of `package/tamis/_errors.py`, one per predicate.

use pyo3::PyErr;

mod exceptions {
    pyo3::import_exception!(tamis._errors, ArgumentError);
    pyo3::import_exception!(tamis._errors, EmptyInputError);
    pyo3::import_exception!(tamis._errors, FileError);
    pyo3::import_exception!(tamis._errors, FormatError);
    pyo3::import_exception!(tamis._errors, TamisError);
}

/// The exception for an error of the core.
#[allow(clippy::needless_pass_by_value)] // so that it stands in `map_err` as it is
pub fn raised(error: tamis::Error) -> PyErr {
    let message = error.to_string();
    if error.is_io() {
        exceptions::FileError::new_err(message)
    } else if error.is_format() {
        exceptions::FormatError::new_err(message)
    } else if error.is_empty_input() {
        exceptions::EmptyInputError::new_err(message)
    } else if error.is_argument() {
        exceptions::ArgumentError::new_err(message)
    } else {
        exceptions::TamisError::new_err(message)
    }
}

/// The exception for an argument that only Python can pass.
pub fn argument(message: impl Into<String>) -> PyErr {
    exceptions::ArgumentError::new_err(message.into())
}
