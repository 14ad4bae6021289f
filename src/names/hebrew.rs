//! Hebrew letters: a skeleton of consonants and vowel letters.

use super::letters::Letters;
use std::sync::LazyLock;

static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/hebrew.tsv")));

/// Appends the skeleton of a word in Hebrew letters.
pub(crate) fn read(word: &str, sound: &mut String) {
    LETTERS.read(word, sound);
}
