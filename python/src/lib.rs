//! Python bindings: conversions and nothing else.
//!
//! One file per converted type. What a notebook or a terminal shows of them is written in Python
//! (`package/tamis/_display.py`), and so are the exceptions (`_errors.py`).

mod arguments;
mod checked;
mod comparison;
mod entity;
mod error;
mod file_result;
mod found;
mod plain;
mod screener;
mod snapshot;
mod work;

/// The compiled part of `tamis`. Import `tamis`, not this.
#[pyo3::pymodule]
mod _core {
    #[pymodule_export]
    use super::checked::{PyChecked, check};
    #[pymodule_export]
    use super::comparison::{PyComparison, compare, compare_many};
    #[pymodule_export]
    use super::entity::{PyAddress, PyEntity, PyIdentifier};
    #[pymodule_export]
    use super::file_result::{PyAlert, PyFileResult};
    #[pymodule_export]
    use super::found::PyMatch;
    #[pymodule_export]
    use super::screener::{PyScreener, configuration_hash};
    #[pymodule_export]
    use super::snapshot::{PyListSnapshot, PySkipped};

    #[pymodule_export]
    #[allow(non_upper_case_globals)] // its name in Python
    const __version__: &str = tamis::ENGINE_VERSION;
}
