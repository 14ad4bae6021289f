//! What the rules of a scheme say about a value.

use std::fmt;

/// What the public rules of its scheme say about an identifier.
///
/// Validity concerns the value alone. It says neither that the identifier was ever issued nor to
/// whom: a laundered vessel identity can be valid.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Validity {
    /// The shape is right, and the check digits or checksum hold where the scheme has them.
    Valid,
    /// The value breaks a rule of its scheme; the text says which, what was found and what was
    /// expected.
    Invalid(String),
    /// There is no public rule to check the value by.
    Unverifiable,
}

impl Validity {
    /// Whether the value was checked and is right.
    pub fn is_valid(&self) -> bool {
        *self == Validity::Valid
    }

    /// Whether the value was checked and is wrong.
    pub fn is_invalid(&self) -> bool {
        matches!(self, Validity::Invalid(_))
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Validity::Valid => f.write_str("valid"),
            Validity::Invalid(why) => write!(f, "invalid: {why}"),
            Validity::Unverifiable => f.write_str("no public rule to check it by"),
        }
    }
}
