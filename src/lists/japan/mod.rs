//! The Ministry of Finance of Japan.

mod dates;
pub(super) mod mof_csv;
pub(super) mod mof_sheets;
mod names;
mod record;
