//! A table from hashes to numbers: two flat arrays.
//!
//! A look-up gives every number that was added under the hash, and may give others that share its
//! bucket; who asks checks what is found.

use super::grouped;
use crate::error::Result;
use crate::index::array::Array;
use crate::index::place;
use crate::index::sections::Sections;
use std::ops::Range;
use twox_hash::XxHash3_64;
use zerocopy::IntoBytes;

/// Numbers by hash.
pub(super) struct Buckets {
    /// Where the numbers of each bucket begin, and where the last one's end.
    starts: Array<u32>,
    numbers: Array<u32>,
}

/// The hash of some bytes; `kind` tells keys of several sorts apart.
pub(super) fn hash(kind: u32, bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot_with_seed(u64::from(kind), bytes)
}

/// The hash of several texts, whatever their order.
pub(super) fn hash_of_all<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut sum = 0u64;
    let mut count = 0u64;
    for text in texts {
        sum = sum.wrapping_add(hash(0, text));
        count += 1;
    }
    hash(0, [sum, count].as_bytes())
}

impl Buckets {
    /// As many buckets as numbers, to the next power of two.
    ///
    /// `each` hands on every hash with its number, ascending; it is asked three times, so that nothing has
    /// to be kept but the table.
    ///
    /// # Errors
    ///
    /// An argument error if there are more than an index has room for.
    pub(super) fn build(each: impl Fn(&mut dyn FnMut(u64, u32))) -> Result<Buckets> {
        Buckets::with(each, |bits| bits)
    }

    /// A quarter as many: for who can tell cheaply what is not meant.
    pub(super) fn build_dense(each: impl Fn(&mut dyn FnMut(u64, u32))) -> Result<Buckets> {
        Buckets::with(each, |bits| bits.saturating_sub(2))
    }

    fn with(each: impl Fn(&mut dyn FnMut(u64, u32)), bits: fn(u32) -> u32) -> Result<Buckets> {
        let mut count = 0usize;
        each(&mut |_, _| count += 1);
        place(count, "parts of words")?;
        let bits = bits(usize::BITS - count.leading_zeros());
        let bucket = |hash: u64| if bits == 0 { 0 } else { (hash >> (64 - bits)) as usize };
        let (starts, numbers) =
            grouped(1 << bits, |add| each(&mut |hash, number| add(bucket(hash), number)));
        Ok(Buckets { starts: starts.into(), numbers: numbers.into() })
    }

    pub(super) fn write(&self, name: &str, sections: &mut Sections) {
        sections.add(format!("{name}.starts"), self.starts.bytes());
        sections.add(format!("{name}.numbers"), self.numbers.bytes());
    }

    pub(super) fn open(name: &str, sections: &Sections) -> Result<Buckets> {
        Ok(Buckets {
            starts: sections.array(&format!("{name}.starts"))?,
            numbers: sections.array(&format!("{name}.numbers"))?,
        })
    }

    /// Every number in the bucket of a hash.
    pub(super) fn get(&self, hash: u64) -> &[u32] {
        self.numbers.get(self.places(hash)).unwrap_or(&[])
    }

    /// Every number, bucket by bucket.
    pub(super) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Where the numbers in the bucket of a hash stand among all.
    pub(super) fn places(&self, hash: u64) -> Range<usize> {
        let starts: &[u32] = &self.starts;
        let bits = starts.len().saturating_sub(1).max(1).ilog2();
        let bucket = if bits == 0 { 0 } else { (hash >> (64 - bits)) as usize };
        match starts.get(bucket..bucket + 2) {
            Some([start, end]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }
}
