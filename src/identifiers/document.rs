//! Passport, identity, tax and registration numbers, tail and serial numbers.
//!
//! Every state has its own rules and lists print what they were told, so a value is folded to A–Z
//! and 0–9. The check digits of some national schemes are known: see `national.rs`.

use super::{fold, national};
use std::sync::LazyLock;

const LABELS: &[&str] = &[
    "PASSPORT",
    "PASSPORTS",
    "NO",
    "NR",
    "NUM",
    "NUMBER",
    "ID",
    "NATIONAL ID",
    "TAX ID",
    "CARD",
    "IDENTITY",
    "IDENTIFICATION",
    "REGISTRATION",
    "REG",
    "S N",
    "MSN",
    "SERIAL",
    "TAIL",
];

/// The value as A–Z and 0–9 without spaces, dashes and a label in front.
pub(super) fn normal(value: &str) -> Option<String> {
    static ALL: LazyLock<Vec<&str>> = LazyLock::new(|| [LABELS, national::LABELS].concat());
    fold::compact(value, &ALL)
}

/// What the shape of a passport number tells.
///
/// The official lists print the passports of the DPRK as nine digits, and those of diplomats, of
/// officials and of others on state service with `PD`, `PO`, `PE` or `PS` before them. Nine digits
/// alone are the shape of many countries' passports and tell nothing.
pub(super) fn passport_shape(normal: &str) -> Option<&'static str> {
    let digits = ["PD", "PE", "PO", "PS"].iter().find_map(|start| normal.strip_prefix(start))?;
    let nine = digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit());
    nine.then_some("in the shape of a DPRK state passport")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number() {
        for typed in [
            "PS 472310104",
            "ps-472-310-104",
            "Passport No. PS472310104",
            "№ PS472310104",
            "ＰＳ４７２３１０１０４",
        ] {
            assert_eq!(normal(typed).as_deref(), Some("PS472310104"), "{typed}");
        }
        assert_eq!(normal("NO123").as_deref(), Some("NO123"));
        assert_eq!(normal("---"), None);
    }
}
