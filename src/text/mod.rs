//! Unicode folding, scripts.

mod fold;
mod script;

pub use fold::{fold, nfkc};
pub use script::{Script, script_of};
