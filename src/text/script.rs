//! Which writing system a character belongs to, as far as the name room tells them apart.

use unicode_script::{Script as Unicode, UnicodeScript};

/// A writing system that has a way of being read of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Arabic letters, with the Persian, Urdu and Pashto ones.
    Arabic,
    /// Hebrew letters.
    Hebrew,
    /// Hangul syllables and letters.
    Hangul,
    /// Han characters.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Any other letters, read through the general table.
    Other,
}

/// The script of a letter; `None` for digits, punctuation, marks and spaces.
///
/// Source: the `Script` property of the Unicode Character Database (UAX #24).
pub fn script_of(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Script::Latin);
    }
    // U+30FC, the long-vowel mark, is script Common in Unicode but part of a katakana word.
    if c == 'ー' {
        return Some(Script::Kana);
    }
    match c.script() {
        Unicode::Latin => Some(Script::Latin),
        Unicode::Cyrillic => Some(Script::Cyrillic),
        Unicode::Greek => Some(Script::Greek),
        Unicode::Arabic => c.is_alphabetic().then_some(Script::Arabic),
        Unicode::Hebrew => c.is_alphabetic().then_some(Script::Hebrew),
        Unicode::Hangul => Some(Script::Hangul),
        Unicode::Han => Some(Script::Han),
        Unicode::Hiragana | Unicode::Katakana => Some(Script::Kana),
        Unicode::Common | Unicode::Inherited | Unicode::Unknown => None,
        _ => Some(Script::Other),
    }
}
