//! Ships followed through a file of AIS reports.
//!
//! For each ship one small record is kept, whatever the length of the file: who she says she is, her
//! last place, what has been told already. Reports are expected in the order of time, as archives
//! have them; one that is older than the ship's last is used for identities only.

mod track;
mod watch;
mod waters;

pub use watch::{Thresholds, Watch};
