//! Payment, customer and voyage records: files in, subjects out.

mod subject;

pub use subject::{Origin, Subject};
