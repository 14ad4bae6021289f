//! The Department of Foreign Affairs and Trade of Australia.

mod births;
pub(super) mod dfat;
