//! Scripts without a table of their own: Indic scripts, Armenian, Georgian and the rest go through
//! a general romanisation and are then read as Latin letters.

use super::latin;
use any_ascii::any_ascii;

/// Appends how a word sounds, by the general romanisation.
pub(crate) fn read(word: &str, sound: &mut String) {
    latin::read(&any_ascii(word), sound);
}

/// Appends how a word in Armenian letters sounds: `ու` is one vowel, `և` is *ev*.
pub(crate) fn read_armenian(word: &str, sound: &mut String) {
    let spelt = word.replace("ու", "u").replace(['և'], "ev").replace("եւ", "ev");
    latin::read(&any_ascii(&spelt).replace("ow", "u"), sound);
}
