//! Accounts followed through a file of payments or customers: who is paid where, and by what
//! else parties that seem unrelated hang together.
//!
//! Nothing here knows of lists. What is kept of each account, payee and contact is small and has a
//! limit; the ledger tells what it saw when the file is over, in the order of the file.

mod families;
mod ledger;
mod masked;

pub use ledger::{AccountThresholds, Ledger};
