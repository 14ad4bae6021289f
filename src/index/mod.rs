//! Finds the names that can reach a threshold, without looking at the others.
//!
//! The index may only save time: at any threshold it finds every name whose score reaches it.
//! [`names`](self::names) and [`bound`](self::bound) say why in words a reader can check.

mod array;
mod bound;
mod free_text;
mod identifiers;
mod keys;
mod names;
mod sections;

pub(crate) use array::Array;
pub(crate) use free_text::FreeTextIndex;
pub(crate) use identifiers::IdentifierIndex;
pub(crate) use names::{Listed, NameIndex};
pub(crate) use sections::Sections;
