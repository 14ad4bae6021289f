//! Arabic letters: a skeleton of consonants and long vowels, since short vowels are not written.

use super::letters::{Letters, part_doubled};
use std::sync::LazyLock;

static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/arabic.tsv")));

/// Appends the skeleton of a word in Arabic letters. The definite article is read as written:
/// whether a token starts with one is for the tokeniser to say.
pub(crate) fn read(word: &str, sound: &mut String) {
    let from = sound.len();
    LETTERS.read(word, sound);
    part_doubled(sound, from);
}
