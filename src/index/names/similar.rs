//! How similar two units are, as it is stored and marked.

use crate::matching::{EQUAL, How, of_shapes};
use crate::names::Shape;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// How similar two units are, and whether as equals, in two bytes: an index stores two million of them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, PartialOrd, Ord,
)]
#[repr(transparent)]
pub(super) struct Similar(u16);

/// Set beside a similarity of equals.
const AS_EQUALS: u16 = 1 << 15;

impl Similar {
    /// Of units that are not alike.
    pub(super) const NONE: Similar = Similar(0);
    /// Of units that were not looked at yet.
    pub(super) const UNSEEN: Similar = Similar(u16::MAX);

    /// How similar two units are; `None` if they are not alike.
    pub(super) fn of(a: &Shape<'_>, b: &Shape<'_>) -> Option<Similar> {
        let (similarity, how) = of_shapes(a, b)?;
        let are_equal = how == How::Equal && similarity == EQUAL;
        Some(Similar(similarity as u16 | if are_equal { AS_EQUALS } else { 0 })) // at most EQUAL
    }

    /// The similarity, in ten-thousandths.
    #[inline]
    pub(super) fn similarity(self) -> u32 {
        u32::from(self.0 & !AS_EQUALS)
    }

    #[inline]
    pub(super) fn is_of_equals(self) -> bool {
        self.0 & AS_EQUALS != 0
    }
}

const _: () = assert!(EQUAL < AS_EQUALS as u32);
