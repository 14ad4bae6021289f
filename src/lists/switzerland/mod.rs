//! The sanctions list of Switzerland.

pub(super) mod seco;
