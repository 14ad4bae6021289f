//! What benches and tests measure with: lists, names to ask about, changes of names, chance.

#![allow(dead_code, missing_docs, clippy::unwrap_used, reason = "each bench uses its part of this")]

pub mod arguments;
pub mod chinese;
pub mod edits;
pub mod korean;
pub mod lists;
pub mod machine;
pub mod queries;
pub mod random;
