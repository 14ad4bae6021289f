//! The Office of Foreign Assets Control of the US Treasury.

pub(super) mod csv;
mod labels;
mod remarks;
