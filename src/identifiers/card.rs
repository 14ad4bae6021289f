//! Numbers of payment cards, ISO/IEC 7812: issuer (6 to 8 digits), account, check digit by Luhn's
//! rule.
//!
//! Which scheme a number belongs to is told by its first digits, which the schemes publish.

use super::check_digits::{digits, luhn_holds};
use super::fold;
use super::validity::Validity;
use std::ops::RangeInclusive;

const LABELS: &[&str] =
    &["CARD", "CARDS", "BANK CARD", "DEBIT", "CREDIT", "UNIONPAY", "PAN", "NO", "NR", "NUMBER"];

/// Lengths that ISO/IEC 7812 allows, in digits; shorter ones are not in use.
const LENGTHS: RangeInclusive<usize> = 13..=19;

/// First four digits, lengths, and the name of the scheme.
const SCHEMES: &[(RangeInclusive<u16>, RangeInclusive<usize>, &str)] = &[
    (6200..=6299, 16..=19, "UnionPay"),
    (8100..=8171, 16..=19, "UnionPay"),
    (4000..=4999, 13..=19, "Visa"),
    (5100..=5599, 16..=16, "Mastercard"),
    (2221..=2720, 16..=16, "Mastercard"),
    (3400..=3499, 15..=15, "American Express"),
    (3700..=3799, 15..=15, "American Express"),
    (3528..=3589, 16..=19, "JCB"),
    (3600..=3699, 14..=19, "Diners Club"),
    (2200..=2204, 16..=19, "Mir"),
    (5018..=5099, 13..=19, "Maestro"),
    (5600..=5899, 13..=19, "Maestro"),
    (6759..=6763, 13..=19, "Maestro"),
    (6011..=6011, 16..=19, "Discover"),
    (6440..=6599, 16..=19, "Discover"),
];

/// The digits without spaces and a label in front.
pub(super) fn normal(value: &str) -> Option<String> {
    fold::compact(value, LABELS)
}

/// The scheme whose cards begin and measure like this one.
pub(super) fn brand(normal: &str) -> Option<&'static str> {
    let first: u16 = normal.get(..4)?.parse().ok()?;
    digits(normal)?;
    SCHEMES
        .iter()
        .find(|(starts, lengths, _)| starts.contains(&first) && lengths.contains(&normal.len()))
        .map(|(.., brand)| *brand)
}

/// The scheme whose cards begin like this, whatever follows.
pub(super) fn begins(shown: &str) -> Option<&'static str> {
    let first: u16 = shown.get(..4)?.parse().ok()?;
    SCHEMES.iter().find(|(starts, ..)| starts.contains(&first)).map(|(.., brand)| *brand)
}

pub(super) fn validity(normal: &str) -> Validity {
    let Some(digits) = digits(normal).filter(|digits| LENGTHS.contains(&digits.len())) else {
        let found = normal.len();
        return Validity::Invalid(format!("a card number has 13 to 19 digits, this has {found}"));
    };
    if digits.iter().all(|&digit| digit == 0) {
        return Validity::Invalid("all digits are 0: a placeholder".to_owned());
    }
    if luhn_holds(digits.into_iter()) {
        Validity::Valid
    } else {
        Validity::Invalid("its check digit does not fit the rest (Luhn)".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_test_numbers() {
        // Numbers that the schemes and payment processors publish for tests.
        for (number, expected) in [
            ("6200000000000005", "UnionPay"),
            ("6250941006528599", "UnionPay"),
            ("4111111111111111", "Visa"),
            ("5555555555554444", "Mastercard"),
            ("2223003122003222", "Mastercard"),
            ("378282246310005", "American Express"),
            ("3530111333300000", "JCB"),
            ("6011111111111117", "Discover"),
            ("36227206271667", "Diners Club"),
        ] {
            assert_eq!(validity(number), Validity::Valid, "{number}");
            assert_eq!(brand(number), Some(expected), "{number}");
        }
        assert!(validity("4111111111111112").is_invalid());
        assert!(validity("0000000000000000").is_invalid());
        assert_eq!(brand("9999999999999999"), None);
    }

    #[test]
    fn labels_and_spaces_go() {
        for typed in ["6200 0000 0000 0005", "UnionPay card no. 6200-0000-0000-0005"] {
            assert_eq!(normal(typed).as_deref(), Some("6200000000000005"), "{typed}");
        }
    }
}
