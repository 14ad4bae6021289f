//! The United Nations Security Council.

pub(super) mod prose;
pub(super) mod xml;
