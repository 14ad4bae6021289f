//! The Office of Foreign Assets Control of the US Treasury.

pub(super) mod advanced;
mod advanced_fields;
mod advanced_tables;
pub(super) mod csv;
pub(super) mod enhanced;
mod fact;
mod labels;
mod list;
mod remarks;
mod words;
pub(super) mod xml;

pub(super) use fact::Fact;
pub(super) use remarks::read_prose_into;
pub(super) use words::kind;
