//! Finds the names that can reach a threshold, without looking at the others.
//!
//! The index may only save time: at any threshold it finds every name whose score reaches it.
//! [`names`](self::names) says why in words a reader can check.

mod array;
mod free_text;
mod identifiers;
mod keys;
mod names;
mod sections;

pub(crate) use array::Array;
pub(crate) use free_text::FreeTextIndex;
pub(crate) use identifiers::IdentifierIndex;
pub(crate) use names::{Gathering, Listed, NameIndex, Searcher};
pub(crate) use sections::Sections;

use crate::error::{Error, Result};
use crate::text::Distinct;

/// A place or a number as an index keeps it.
///
/// # Errors
///
/// An argument error if it is beyond what 32 bits hold.
fn place(at: usize, what: &str) -> Result<u32> {
    u32::try_from(at).map_err(|_| too_long(at, what, u32::MAX as usize))
}

/// The number of a text among distinct ones.
///
/// # Errors
///
/// An argument error if there are more than numbers.
fn number_of(text: &[u8], among: &mut Distinct) -> Result<u32> {
    let number = among.number(text);
    number.ok_or_else(|| too_long(among.len() + 1, "distinct texts", u32::MAX as usize))
}

/// There is more of something than an index has room for.
fn too_long(found: usize, what: &str, most: usize) -> Error {
    Error::argument(format!("the lists hold {found} {what}, an index has room for {most}"))
        .advise("build several indexes, each over some of the lists")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_beyond_the_room_is_refused() {
        assert_eq!(place(u32::MAX as usize, "bytes").unwrap(), u32::MAX);
        let refusal = place(1 << 32, "bytes of distinct words").unwrap_err();
        assert!(refusal.is_argument());
        assert!(refusal.to_string().contains("4294967296 bytes of distinct words"), "{refusal}");
    }
}
