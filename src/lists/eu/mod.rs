//! The European Union's consolidated list of financial sanctions (FSF), format 1.1.

pub(super) mod csv;
mod designation;
pub(super) mod xml;
