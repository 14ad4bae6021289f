//! Greek letters in their modern pronunciation.

use super::letters::Letters;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/greek.tsv")));

/// Appends how a word in Greek letters sounds; accents and breathings don't matter.
pub(crate) fn read(word: &str, sound: &mut String) {
    let without_marks: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
    LETTERS.read(&without_marks, sound);
}
