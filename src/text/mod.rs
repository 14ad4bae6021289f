//! Unicode folding, scripts.

mod fold;
mod script;

pub(crate) use fold::fold_short;
pub use fold::{fold, nfkc};
pub use script::{Script, script_of};
