//! The sanctions list of Switzerland.

mod fields;
pub(super) mod seco;
