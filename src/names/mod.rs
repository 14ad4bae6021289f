//! Text in, readings out: how a name in any script can be said in Latin letters.
//!
//! Both sides of a comparison go through [`read`], so nothing can be normalised one way on the
//! list and another way in the query.
//!
//! * [`sound`] turns one token of any script into a *sound string*, [`price`] says what it costs
//!   to turn one sound string into another.
//! * [`syllables`] reads Korean and Chinese names as canonical syllables.
//! * [`words`] knows legal forms, titles, particles and the trade lexicon.
//! * A [`Reading`] is the name taken apart into [`Unit`]s: tokens, and joins of adjacent tokens.

pub mod price;
mod reading;
mod segment;
pub mod sound;
pub mod syllables;
mod unit;
pub mod walk;
mod weight;
pub mod words;

pub use reading::{Reading, read};
pub use unit::{Class, Unit};

use sha2::{Digest, Sha256};

/// A fingerprint of the tables of this room, as part of the configuration hash.
pub(crate) fn fingerprint() -> [u8; 32] {
    let mut hash = Sha256::new();
    for table in [words::TABLES, weight::TABLES, sound::TABLES, price::TABLES, syllables::TABLES].concat() {
        hash.update(table);
        hash.update([0]);
    }
    hash.finalize().into()
}
