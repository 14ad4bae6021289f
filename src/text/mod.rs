//! Unicode folding, scripts.

mod fold;
mod script;

pub use fold::{fold, nfkc};
pub(crate) use fold::{fold_short, without_marks};
pub use script::{Script, script_of};
