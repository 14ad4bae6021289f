//! Bank account numbers that are no IBANs: national formats, virtual accounts.

use super::{fold, iban};

const LABELS: &[&str] = &[
    "ACCOUNT",
    "ACCOUNTS",
    "ACCT",
    "ACC",
    "A C",
    "BANK ACCOUNT",
    "NO",
    "NR",
    "NUM",
    "NUMBER",
    "IBAN",
];

/// The number as A–Z and 0–9 without spaces, dashes and a label in front. Leading zeros stay: they
/// may be the bank's code.
pub(super) fn normal(value: &str) -> Option<String> {
    let folded = fold::compact(value, LABELS)?;
    // An IBAN in the field for other accounts has the same normal form as one in its own field.
    Some(iban::normal(value).filter(|number| iban::validity(number).is_valid()).unwrap_or(folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number() {
        for typed in ["0123 4567-89", "A/C No. 0123456789", "account: 0123456789", "/0123456789"] {
            assert_eq!(normal(typed).as_deref(), Some("0123456789"), "{typed}");
        }
        assert_eq!(
            normal("IBANGB82 WEST 1234 5698 7654 32").as_deref(),
            Some("GB82WEST12345698765432")
        );
    }
}
