//! Unicode folding, scripts, texts held once.

mod distinct;
mod fold;
mod script;

pub(crate) use distinct::Distinct;
pub use fold::{fold, nfkc};
pub(crate) use fold::{fold_short, without_marks};
pub use script::{Script, script_of};
