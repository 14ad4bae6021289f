//! Cyrillic letters, of Slavic, Turkic, Iranian and Mongolian languages.

use super::letters::Letters;
use std::sync::LazyLock;

static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/cyrillic.tsv")));

/// Appends how a word in Cyrillic letters sounds.
pub(crate) fn read(word: &str, sound: &mut String) {
    LETTERS.read(word, sound);
}
