//! The first step of every comparison: what a reader would not call a difference goes away.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Compatibility form without invisible characters.
///
/// NFKC (full-width, ligatures, half-width kana), then without zero-width characters, bidi
/// controls, soft hyphens, Arabic tatweel, and the optional Arabic and Hebrew vowel signs. The
/// zero-width non-joiner separates words in Persian, so it becomes a space.
///
/// # Examples
///
/// ```
/// assert_eq!(tamis::text::nfkc("ＫＩＭ\u{200b} Jong\u{ad}Un"), "KIM JongUn");
/// ```
pub fn nfkc(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfkc()
        .filter_map(|c| match c {
            '\u{200c}' => Some(' '),
            '\u{200b}'
            | '\u{200d}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{640}' => None,
            '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{591}'..='\u{5c7}' => None,
            _ => Some(c),
        })
        .collect()
}

/// Lower case, without marks, in the script the text is in; what is no letter or digit is a space.
///
/// Spaces are single, none at the ends. Marks that are part of a letter outside Latin, Greek and
/// Cyrillic (Hangul, kana voicing, Indic vowels) stay.
///
/// # Examples
///
/// ```
/// use tamis::text::fold;
///
/// assert_eq!(fold("  São-Tomé, S.A. "), "sao tome s a");
/// assert_eq!(fold("김정은"), "김정은");
/// ```
pub fn fold(text: &str) -> String {
    // Nothing to compose or take apart: most fields of lists are such.
    if text.is_ascii() {
        let mut out = vec![0; text.len()];
        let length = fold_ascii(text, &mut out).unwrap_or_default();
        out.truncate(length);
        return String::from_utf8(out).unwrap_or_default();
    }
    let mut out = String::with_capacity(text.len());
    let mut push = |c: char| {
        if c.is_alphanumeric() || (is_combining_mark(c) && !is_western_mark(c)) {
            out.push(c);
        } else if !is_western_mark(c) && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    };
    nfkc(text).chars().flat_map(char::to_lowercase).for_each(|c| take_apart(c, &mut push));
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Hands on a character, as its letter and its marks where the marks are no part of the letter.
fn take_apart(c: char, push: impl FnMut(char)) {
    if crate::text::script_of(c).is_some_and(is_marked_script) {
        std::iter::once(c).nfd().for_each(push);
    } else {
        std::iter::once(c).for_each(push);
    }
}

/// Lower-case text without the marks that [`fold`] takes off, and all else as it is; with the place in the text
/// of each of its bytes, and of its end.
pub(crate) fn without_marks(text: &str) -> (String, Vec<usize>) {
    let (mut bare, mut places) = (String::with_capacity(text.len()), Vec::new());
    for (place, c) in text.char_indices() {
        take_apart(c, |c| {
            if !is_western_mark(c) {
                bare.push(c);
                places.resize(bare.len(), place);
            }
        });
    }
    places.push(text.len());
    (bare, places)
}

/// As [`fold`], for a look-up of what is short: `None` if the text is longer, folded, than the buffer.
pub(crate) fn fold_short<'b>(text: &str, buffer: &'b mut [u8]) -> Option<Cow<'b, str>> {
    if !text.is_ascii() {
        return Some(Cow::Owned(fold(text)));
    }
    let length = fold_ascii(text, buffer)?;
    std::str::from_utf8(buffer.get(..length)?).ok().map(Cow::Borrowed)
}

/// The small letter or digit that a byte is in ASCII, else 0.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            folded[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

/// Folds ASCII text into a buffer and says how many bytes it has; `None` if the buffer is too small.
fn fold_ascii(text: &str, out: &mut [u8]) -> Option<usize> {
    let mut length = 0;
    let mut apart = false;
    for byte in text.bytes() {
        let byte = FOLDED[usize::from(byte)];
        if byte == 0 {
            apart = length > 0;
            continue;
        }
        if apart {
            *out.get_mut(length)? = b' ';
            length += 1;
            apart = false;
        }
        *out.get_mut(length)? = byte;
        length += 1;
    }
    Some(length)
}

/// Scripts in which marks are written on a letter that keeps its identity without them.
fn is_marked_script(script: crate::text::Script) -> bool {
    use crate::text::Script;
    matches!(script, Script::Latin | Script::Greek | Script::Cyrillic)
}

/// Combining Diacritical Marks, as Latin, Greek and Cyrillic use them.
fn is_western_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_short};

    #[test]
    fn plain_text_is_folded_like_any_other() {
        let plain: String = (' '..='~').chain("\t\r\n A--b  C\0".chars()).collect();
        for text in [plain.as_str(), "", "-", " KOREA,  North ", "9#"] {
            // A letter of another script takes the long way.
            let long = fold(&format!("{text}한"));
            assert_eq!(fold(text), long.trim_end_matches('한').trim_end(), "{text:?}");
        }
    }

    #[test]
    fn what_is_longer_than_the_buffer_is_told() {
        let mut buffer = [0; 5];
        assert_eq!(fold_short(" A--b, c! ", &mut buffer).unwrap(), "a b c");
        assert_eq!(fold_short("A--b, cd", &mut buffer), None);
        assert_eq!(fold_short("Ä--b, c한국", &mut buffer).unwrap(), "a b c한국");
        assert_eq!(fold_short("--", &mut []).unwrap(), "");
    }
}
