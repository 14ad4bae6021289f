//! The first step of every comparison: what a reader would not call a difference goes away.

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
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            } else if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        }
        out.truncate(out.trim_end().len());
        return out;
    }
    let mut out = String::with_capacity(text.len());
    let mut push = |c: char| {
        if c.is_alphanumeric() || (is_combining_mark(c) && !is_western_mark(c)) {
            out.push(c);
        } else if !is_western_mark(c) && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    };
    for c in nfkc(text).chars().flat_map(char::to_lowercase) {
        if crate::text::script_of(c).is_some_and(is_marked_script) {
            std::iter::once(c).nfd().for_each(&mut push);
        } else {
            push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
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
    use super::fold;

    #[test]
    fn plain_text_is_folded_like_any_other() {
        let plain: String = (' '..='~').chain("\t\r\n A--b  C\0".chars()).collect();
        for text in [plain.as_str(), "", "-", " KOREA,  North ", "9#"] {
            // A letter of another script takes the long way.
            let long = fold(&format!("{text}한"));
            assert_eq!(fold(text), long.trim_end_matches('한').trim_end(), "{text:?}");
        }
    }
}
