//! White space in the texts of fields: none at the ends, single spaces inside.
//!
//! Every field of every record goes through here, and nearly all need no change: that is seen from
//! their bytes, without taking characters apart.

use std::borrow::Cow;

/// As [`str::trim`].
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        [] => text,
        _ => text.trim(),
    }
}

/// As [`str::split_once`]: for short texts and separators, which is what fields are made of, the search
/// of `str` is prepared longer than it lasts.
pub(super) fn cut<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    let at = memchr::memmem::find(text.as_bytes(), separator.as_bytes())?;
    Some((&text[..at], &text[at + separator.len()..]))
}

/// As [`str::rsplit_once`].
pub(super) fn cut_last<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    let at = memchr::memmem::rfind(text.as_bytes(), separator.as_bytes())?;
    Some((&text[..at], &text[at + separator.len()..]))
}

/// Text with every run of white space (line breaks, indentation) as one space, none at the ends.
pub(super) fn squeeze(text: &str) -> String {
    squeezed(text).into_owned()
}

/// As [`squeeze`], without a copy of what needs no change.
pub(super) fn squeezed(text: &str) -> Cow<'_, str> {
    let text = trimmed(text);
    if is_squeezed(text) {
        return Cow::Borrowed(text);
    }
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    Cow::Owned(squeezed)
}

/// Whether a text without white space at its ends has single spaces alone.
fn is_squeezed(text: &str) -> bool {
    let bytes = text.as_bytes();
    // All of it is looked at, whatever is found: so the compiler looks at many bytes at once.
    let (mut wide, mut other) = (0_u8, 0_u8);
    for (&byte, &next) in bytes.iter().zip(bytes.get(1..).unwrap_or_default()) {
        wide |= byte;
        other |= u8::from((byte < b' ') | ((byte == b' ') & (next == b' ')));
    }
    // The last byte stands at an end, where no white space is.
    let wide = (wide | bytes.last().unwrap_or(&0)) >= 0x80;
    let other = other > 0;
    !(other || wide && has_wide_space(text))
}

/// Whether white space outside ASCII stands in a text: the no-break space, the wide one.
fn has_wide_space(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let mut characters = rest[at..].chars();
        if characters.next().is_some_and(char::is_whitespace) {
            return true;
        }
        rest = characters.as_str();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_white_space_are_one_space() {
        for (text, squeezed_text) in [
            ("", ""),
            (" ", ""),
            ("a", "a"),
            (" a\n", "a"),
            ("a b c", "a b c"),
            ("a  b", "a b"),
            ("a\tb", "a b"),
            ("a\r\n   b ", "a b"),
            ("é b", "é b"),
            ("é  b", "é b"),
            ("a\u{a0}b", "a b"),
            ("\u{3000}北 京\u{3000}市", "北 京 市"),
            ("a \u{a0} b", "a b"),
        ] {
            assert_eq!(squeezed(text), squeezed_text, "{text:?}");
            assert_eq!(trimmed(text), text.trim(), "{text:?}");
            let whole = squeezed_text == text;
            assert_eq!(
                matches!(squeezed(text), Cow::Borrowed(_)),
                whole || text.trim() == squeezed_text
            );
        }
    }
}
