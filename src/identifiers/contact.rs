//! Telephone numbers, e-mail addresses and websites.

use super::validity::Validity;
use crate::text::nfkc;

/// Digits with a leading `+` where an international prefix (`+` or `00`) is written. A trunk zero in
/// brackets after it (`+44 (0)20`) and an extension (`ext. 12`) are left out.
pub(super) fn phone(value: &str) -> Option<String> {
    let text = nfkc(value).to_lowercase();
    let mut international = false;
    let mut digits = String::new();
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        let rest = text.get(at..).unwrap_or_default();
        if c == '+' && digits.is_empty() {
            international = true;
        } else if international && rest.starts_with("(0)") {
            characters.nth(1);
        } else if digits.len() > 4 && rest.starts_with("ext") {
            break;
        } else if c.is_numeric() {
            digits.extend(any_ascii::any_ascii_char(c).chars().filter(char::is_ascii_digit));
        }
    }
    if !international && digits.starts_with("00") {
        international = true;
        digits.drain(..2);
    }
    let plus = if international { "+" } else { "" };
    (!digits.is_empty()).then(|| format!("{plus}{digits}"))
}

/// Whether a telephone number in normal form can be dialled: at most 15 digits (ITU-T E.164).
pub(super) fn phone_validity(normal: &str) -> Validity {
    match normal.strip_prefix('+').map(str::len) {
        Some(7..=15) => Validity::Valid,
        Some(found) => Validity::Invalid(format!(
            "an international number has 7 to 15 digits with its country code, this has {found}"
        )),
        None => Validity::Unverifiable,
    }
}

/// Lower case, without `mailto:` and what encloses it.
pub(super) fn email(value: &str) -> Option<String> {
    settle(value, |text| {
        let encloses = |c: char| c.is_whitespace() || "<>()[],;\"'".contains(c);
        let words = || text.split(encloses).filter(|word| !word.is_empty());
        let address = words()
            .find(|word| word.contains('@'))
            .map_or_else(|| words().collect(), str::to_owned);
        without(&address, &["mailto:", "e-mail:", "email:"], &['.', ':']).to_owned()
    })
}

/// Whether an address in normal form is something before and a domain after one `@`.
pub(super) fn email_validity(normal: &str) -> Validity {
    match normal.split_once('@') {
        Some((user, domain)) if !user.is_empty() && is_domain(domain) => Validity::Valid,
        _ => Validity::Invalid("an e-mail address is `user@domain`".to_owned()),
    }
}

/// Lower case, without scheme, `www.` and the slash at the end.
pub(super) fn website(value: &str) -> Option<String> {
    settle(value, |text| {
        let joined: String = text.split_whitespace().collect();
        let leading = ["https://", "http://", "ftp://", "//", "www.", "website:", "url:"];
        without(&joined, &leading, &['/', '.', ',', ';', '<', '>', '"']).to_owned()
    })
}

/// Whether a website in normal form begins with a domain.
pub(super) fn website_validity(normal: &str) -> Validity {
    let host = normal.split(['/', '?', '#', ':']).next().unwrap_or_default();
    if is_domain(host) {
        Validity::Valid
    } else {
        Validity::Invalid(format!("`{host}` is no domain name"))
    }
}

/// At least two labels of letters, digits and hyphens.
fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    text.contains('.') && text.split('.').all(label)
}

/// The text without any of the leading words and, at both ends, any of the characters.
fn without<'t>(text: &'t str, leading: &[&str], around: &[char]) -> &'t str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_matches(around);
        let next = leading.iter().find_map(|word| trimmed.strip_prefix(word)).unwrap_or(trimmed);
        if next.len() == rest.len() {
            return rest;
        }
        rest = next;
    }
}

/// The lower-case compatibility form, edited until a further round changes nothing.
///
/// Removing a space can join a letter and a mark that then compose, and lower case can be
/// decomposed further; a fixed point is what makes a normal form its own normal form.
fn settle(value: &str, edit: impl Fn(&str) -> String) -> Option<String> {
    const ROUNDS: usize = 8;
    let mut text = edit(&nfkc(value).to_lowercase());
    for _ in 0..ROUNDS {
        let next = edit(&nfkc(&text).to_lowercase());
        if next == text {
            break;
        }
        text = next;
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones() {
        for typed in [
            "+850-2-18111",
            "00850 2 18111",
            "Tel. +850 (0)2 18111",
            "＋８５０ ２ １８１１１",
            "+850 2 18111 ext. 8",
        ] {
            assert_eq!(phone(typed).as_deref(), Some("+850218111"), "{typed}");
        }
        assert_eq!(phone("02 18111").as_deref(), Some("0218111"));
        assert_eq!(phone("none"), None);
        assert_eq!(phone_validity("+850218111"), Validity::Valid);
        assert!(phone_validity("+1234567890123456").is_invalid());
        assert_eq!(phone_validity("0218111"), Validity::Unverifiable);
    }

    #[test]
    fn emails() {
        for typed in [
            "Kim@Example.com",
            "mailto:kim@example.com",
            "Kim <kim@EXAMPLE.com>",
            "kim@example.com.",
        ] {
            assert_eq!(email(typed).as_deref(), Some("kim@example.com"), "{typed}");
        }
        assert!(email_validity("kim@example.com").is_valid());
        assert!(email_validity("kim@example").is_invalid());
        assert!(email_validity("@example.com").is_invalid());
        assert_eq!(email(" "), None);
    }

    #[test]
    fn websites() {
        for typed in
            ["http://www.Example.com/", "https://example.com", "example.com", "WWW.EXAMPLE.COM/"]
        {
            assert_eq!(website(typed).as_deref(), Some("example.com"), "{typed}");
        }
        assert_eq!(website("https://example.com/a/b/").as_deref(), Some("example.com/a/b"));
        assert!(website_validity("example.com/a").is_valid());
        assert!(website_validity("example").is_invalid());
    }
}
