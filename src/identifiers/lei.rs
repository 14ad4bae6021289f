//! Legal entity identifiers, ISO 17442: 18 letters or digits and two check digits.

use super::fold;
use super::validity::Validity;

const LENGTH: usize = 20;
const LABELS: &[&str] = &["LEI", "CODE", "NO", "NR", "NUMBER"];

/// The 20 characters in capitals without spaces.
pub(super) fn normal(value: &str) -> Option<String> {
    let folded = fold::compact(value, LABELS)?;
    match folded.strip_prefix("LEI") {
        Some(rest) if rest.len() == LENGTH => Some(rest.to_owned()),
        _ => Some(folded),
    }
}

pub(super) fn validity(normal: &str) -> Validity {
    if normal.len() != LENGTH {
        return Validity::Invalid(format!("an LEI has 20 characters, this has {}", normal.len()));
    }
    if !fold::are_check_digits(normal.get(LENGTH - 2..)) {
        return Validity::Invalid("the last two characters are not check digits (02 to 98)".into());
    }
    if fold::leaves_one_mod_97(normal.chars()) {
        Validity::Valid
    } else {
        Validity::Invalid("the two check digits do not fit the rest".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_examples() {
        // Bloomberg Finance L.P., Apple Inc. and Deutsche Bank AG in the public GLEIF data.
        for lei in ["5493001KJTIIGC8Y1R12", "HWUPKR0MPOU8FGXBT394", "7LTWFZYICNSX8D621K86"] {
            assert_eq!(validity(lei), Validity::Valid, "{lei}");
        }
        assert!(validity("5493001KJTIIGC8Y1R13").is_invalid());
        assert!(validity("5493001KJTIIGC8Y1R1").is_invalid());
    }

    #[test]
    fn labels_and_spaces_go() {
        for typed in ["LEI: 5493 001K JTII GC8Y 1R12", "lei5493001kjtiigc8y1r12"] {
            assert_eq!(normal(typed).as_deref(), Some("5493001KJTIIGC8Y1R12"));
        }
    }
}
