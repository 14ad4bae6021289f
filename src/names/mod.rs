//! Text in, readings out: how a name in any script can be said in Latin letters.
//!
//! Both sides of a comparison go through [`read`], so nothing can be normalised one way on the
//! list and another way in the query.
//!
//! * [`sound`] turns one token of any script into a *sound string*, [`price`] says what it costs
//!   to turn one sound string into another.
//! * [`syllables`] reads Korean and Chinese names as canonical syllables.
//! * [`words`] knows legal forms, titles, particles and the trade lexicon, `concept` what words stand for.
//! * A [`Reading`] is the name taken apart into [`Unit`]s: tokens, and joins of adjacent tokens.

pub(crate) mod abbreviation;
mod arabic;
mod burmese;
mod chinese;
mod compound;
mod concept;
pub(crate) mod crossing;
mod cyrillic;
mod entries;
mod greek;
pub mod han;
mod hangul;
mod hebrew;
mod indic;
pub(crate) mod initial;
mod japanese;
mod japanese_forms;
mod japanese_names;
mod kana;
mod khmer;
mod korean;
mod latin;
mod letter_names;
mod letters;
pub(crate) mod moves;
pub(crate) mod outline;
pub(crate) mod presence;
pub mod price;
mod reading;
mod segment;
pub mod sound;
mod spelled;
mod spellings;
pub mod syllables;
mod tables;
mod thai;
pub(crate) mod trie;
mod unit;
pub mod walk;
mod weight;
pub mod words;

pub use concept::Concept;
pub(crate) use reading::CUT;
pub use reading::{Reading, read};
pub(crate) use unit::Shape;
pub use unit::{Class, Unit};

pub(crate) use tables::fingerprint;
