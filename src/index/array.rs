//! Numbers that stand in memory or in a mapped file.

use crate::error::{Error, Result};
use bytes::Bytes;
use std::marker::PhantomData;
use std::ops::Deref;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// An array of numbers or of records of numbers, read where it stands.
#[derive(Clone)]
pub(crate) struct Array<T> {
    bytes: Bytes,
    of: PhantomData<T>,
}

/// Memory that starts where a `T` may start.
struct Owned<T>(Vec<T>);

impl<T: IntoBytes + Immutable> AsRef<[u8]> for Owned<T> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl<T: IntoBytes + Immutable + Send + 'static> From<Vec<T>> for Array<T> {
    fn from(numbers: Vec<T>) -> Array<T> {
        Array { bytes: Bytes::from_owner(Owned(numbers)), of: PhantomData }
    }
}

impl<T: FromBytes + Immutable + KnownLayout> Array<T> {
    /// The array that these bytes are.
    ///
    /// # Errors
    ///
    /// A format error if they are no whole number of elements, or stand where none may stand.
    pub(crate) fn open(bytes: Bytes) -> Result<Array<T>> {
        let array = Array { bytes, of: PhantomData };
        match <[T]>::ref_from_bytes(&array.bytes) {
            Ok(_) => Ok(array),
            Err(_) => Err(Error::format(format!(
                "{} bytes are no whole number of elements of {}",
                array.bytes.len(),
                size_of::<T>()
            ))),
        }
    }

    pub(crate) fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }
}

impl<T: FromBytes + Immutable + KnownLayout> Deref for Array<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // Both ways to make an array see to it that its bytes are elements.
        <[T]>::ref_from_bytes(&self.bytes).unwrap_or(&[])
    }
}

impl<T: IntoBytes + Immutable + Send + 'static> Default for Array<T> {
    fn default() -> Array<T> {
        Array::from(Vec::new())
    }
}
