//! Radio call signs: the first two or three characters tell the country.
//!
//! Source: Radio Regulations, Article 19 (how call signs are formed) and Appendix 42 (series
//! allocated to countries, `lists/call_signs.tsv`).

use super::allocation;
use super::fold;
use super::validity::Validity;
use crate::party::Country;
use std::sync::LazyLock;

const LABELS: &[&str] = &["CALL SIGN", "CALLSIGN", "RADIO CALL SIGN", "C S", "SIGN", "NO", "NR"];

/// Shortest and longest sign of a ship, in characters: three letters of a coast station to nine of a
/// ship's boat; lists print longer ones nowhere.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=9;

/// A series: first and last three characters, and the country; `None` for an organisation.
struct Series {
    first: &'static str,
    last: &'static str,
    country: Option<Country>,
}

static SERIES: LazyLock<Vec<Series>> = LazyLock::new(|| {
    allocation::rows(include_str!("../../lists/call_signs.tsv"))
        .map(|[first, last, country]| Series { first, last, country: country.parse().ok() })
        .collect()
});

/// The sign as A–Z and 0–9 without spaces, dashes and a label in front.
pub(super) fn normal(value: &str) -> Option<String> {
    fold::compact(value, LABELS)
}

/// The series a sign in its normal form belongs to.
///
/// A series that is whole in its third character says nothing of a digit there (`P5A` to `P9Z` has
/// `P512`), so a digit in third place counts as a letter within the series.
fn series(normal: &str) -> impl Iterator<Item = &'static Series> {
    let mut start = normal.get(..3).unwrap_or_default().to_owned();
    if start.ends_with(|c: char| c.is_ascii_digit()) {
        start.pop();
        start.push('A');
    }
    SERIES.iter().filter(move |series| {
        start.len() == 3 && (series.first..=series.last).contains(&start.as_str())
    })
}

/// The country, or the territories, that a call sign's series is allocated to; empty if it is
/// allocated to none, or to an organisation of the United Nations.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::call_sign::countries;
///
/// assert_eq!(countries("HMYC9"), ["kp".parse()?]);
/// assert_eq!(countries("P7AB"), ["kp".parse()?]);
/// assert!(countries("QA12").is_empty());
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn countries(sign: &str) -> Vec<Country> {
    series(sign).filter_map(|series| series.country).collect()
}

/// Whether a normal form can be a ship's call sign by its length and series.
pub(super) fn validity(normal: &str) -> Validity {
    if !LENGTHS.contains(&normal.len()) {
        let found = normal.len();
        return Validity::Invalid(format!("a call sign has 3 to 9 characters, this has {found}"));
    }
    if series(normal).next().is_none() {
        let start = normal.get(..2).unwrap_or_default();
        return Validity::Invalid(format!(
            "call signs that begin with {start} are allocated to none"
        ));
    }
    Validity::Valid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_tells_the_country() {
        for (sign, country) in [
            ("HMYC", "KP"),
            ("P512", "KP"),
            ("P9AA", "KP"),
            ("HLAB", "KR"),
            ("D7AB", "KR"),
            ("BRVX", "CN"),
            ("3HAB", "CN"),
            ("3FAB2", "PA"),
            ("H9AB", "PA"),
            ("XUAB3", "KH"),
            ("5VAB", "TG"),
            ("9LY2", "SL"),
            ("D6AB", "KM"),
            ("JVAB4", "MN"),
            ("V3AB", "BZ"),
            ("T8XY", "PW"),
            ("5IM713", "TZ"),
            ("A8AB", "LR"),
            ("3DAB", "SZ"),
            ("3DNA", "FJ"),
            ("SSMA", "EG"),
            ("SSNA", "SD"),
            ("VRAB", "HK"),
        ] {
            let found = countries(sign);
            assert_eq!(found.iter().map(Country::code).collect::<Vec<_>>(), [country], "{sign}");
            assert_eq!(validity(sign), Validity::Valid, "{sign}");
        }
    }

    #[test]
    fn what_nobody_has_is_invalid() {
        for sign in ["QA12", "1AB2", "0XYZ", "HM", "HMYC123456"] {
            assert!(validity(sign).is_invalid(), "{sign}");
        }
        // An organisation's: allocated, but to no country.
        assert_eq!((validity("4UAB"), countries("4UAB")), (Validity::Valid, vec![]));
    }

    #[test]
    fn spellings_of_one_sign() {
        for typed in ["Call sign: HM YC", "hmyc", "CALLSIGN HMYC", "H-M-Y-C", "ＨＭＹＣ"] {
            assert_eq!(normal(typed).as_deref(), Some("HMYC"), "{typed}");
        }
    }

    #[test]
    fn series_are_in_order_and_whole() {
        let table = include_str!("../../lists/call_signs.tsv").lines();
        let written = table.filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(SERIES.len(), written);
        for series in SERIES.iter() {
            assert!(series.first < series.last, "{}", series.first);
            assert!(series.first.len() == 3 && series.last.len() == 3);
        }
        // 26 × 36 × 26 starts less those of Q and of digits 0 and 1, roughly; every letter but Q is used.
        for start in "ABCDEFGHIJKLMNOPRSTUVWXYZ23456789".chars() {
            let sign = format!("{start}AA");
            assert!(validity(&sign).is_valid() || sign == "QAA", "{sign}");
        }
    }
}
