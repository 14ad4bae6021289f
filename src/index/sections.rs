//! The parts an index is made of, by name: what an index file holds.

use super::array::Array;
use crate::error::{Error, Result};
use bytes::Bytes;
use std::collections::BTreeMap;
use zerocopy::{FromBytes, Immutable, KnownLayout};

/// Parts of an index by name.
#[derive(Default)]
pub(crate) struct Sections {
    parts: BTreeMap<String, Bytes>,
}

impl Sections {
    pub(crate) fn add(&mut self, name: impl Into<String>, bytes: impl Into<Bytes>) {
        self.parts.insert(name.into(), bytes.into());
    }

    /// Every part, in the order of the names.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Bytes)> {
        self.parts.iter().map(|(name, bytes)| (name.as_str(), bytes))
    }

    /// # Errors
    ///
    /// A format error if there is no such part.
    pub(crate) fn bytes(&self, name: &str) -> Result<Bytes> {
        self.parts
            .get(name)
            .cloned()
            .ok_or_else(|| Error::format(format!("the section `{name}` is missing")))
    }

    /// # Errors
    ///
    /// A format error if there is no such part, or if it is no array of `T`.
    pub(crate) fn array<T: FromBytes + Immutable + KnownLayout>(
        &self,
        name: &str,
    ) -> Result<Array<T>> {
        Array::open(self.bytes(name)?)
    }
}
