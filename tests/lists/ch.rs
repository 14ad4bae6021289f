//! The list of Switzerland.
