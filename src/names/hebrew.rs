//! Hebrew letters: a skeleton of consonants and vowel letters.

use super::letters::{Letters, part_doubled};
use std::sync::LazyLock;

static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/hebrew.tsv")));

/// Appends the skeleton of a word in Hebrew letters.
pub(crate) fn read(word: &str, sound: &mut String) {
    let from = sound.len();
    LETTERS.read(word, sound);
    part_doubled(sound, from);
}
