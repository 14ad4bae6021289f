//! International bank account numbers, ISO 13616: country, two check digits, the national number.
//!
//! How long the number is in each country stands in `lists/iban_lengths.tsv`.

use super::fold;
use super::validity::Validity;
use std::collections::HashMap;
use std::sync::LazyLock;

const LABELS: &[&str] = &["IBAN", "NO", "NR", "NUMBER", "ACCOUNT", "A C", "ACCT"];

/// Shortest and longest IBAN of any country, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;

static LENGTH_BY_COUNTRY: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    include_str!("../../lists/iban_lengths.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            // The heading has no number in its second field and drops out here.
            Some((fields.next()?, fields.next()?.parse().ok()?))
        })
        .collect()
});

/// How many characters an IBAN of this country has (two capital letters); `None` without a scheme.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::iban;
///
/// assert_eq!(iban::length("DE"), Some(22));
/// assert_eq!(iban::length("KP"), None); // the DPRK has no IBAN scheme
/// ```
pub fn length(country: &str) -> Option<usize> {
    LENGTH_BY_COUNTRY.get(country).copied()
}

/// The number in capitals without spaces.
pub(super) fn normal(value: &str) -> Option<String> {
    let folded = fold::compact(value, LABELS)?;
    match folded.strip_prefix("IBAN") {
        Some(rest) if has_shape(rest) => Some(rest.to_owned()),
        _ => Some(folded),
    }
}

/// Two letters, two digits, and as many characters as some country has.
pub(super) fn has_shape(folded: &str) -> bool {
    let mut bytes = folded.bytes();
    LENGTHS.contains(&folded.len())
        && bytes.by_ref().take(2).all(|b| b.is_ascii_uppercase())
        && bytes.take(2).all(|b| b.is_ascii_digit())
}

/// The country part of an IBAN in its normal form, if IBANs exist there.
pub(super) fn country(normal: &str) -> Option<&str> {
    normal.get(..2).filter(|country| length(country).is_some())
}

pub(super) fn validity(normal: &str) -> Validity {
    let invalid = |why: String| Validity::Invalid(why);
    let country = normal.get(..2).unwrap_or_default();
    if country == "KP" {
        return invalid("it begins with KP, and the DPRK has no IBAN scheme".to_owned());
    }
    if !country.bytes().all(|b| b.is_ascii_uppercase()) || country.is_empty() {
        return invalid("an IBAN begins with the two letters of a country".to_owned());
    }
    let Some(expected) = length(country) else {
        return invalid(format!("no IBAN scheme is known for the country {country}"));
    };
    if normal.len() != expected {
        let found = normal.len();
        return invalid(format!(
            "an IBAN of {country} has {expected} characters, this has {found}"
        ));
    }
    if !fold::are_check_digits(normal.get(2..4)) {
        return invalid("the third and fourth characters are not check digits (02 to 98)".into());
    }
    // The standard moves country and check digits to the end before the remainder is taken.
    if fold::leaves_one_mod_97(normal.chars().skip(4).chain(normal.chars().take(4))) {
        Validity::Valid
    } else {
        invalid("the check digits do not fit the rest".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_examples() {
        // Examples of the IBAN registry, one for each length that is unlike its neighbours'.
        for iban in [
            "GB82WEST12345698765432",
            "GB29NWBK60161331926819",
            "DE89370400440532013000",
            "FR1420041010050500013M02606",
            "BE68539007547034",
            "NO9386011117947",
            "MT84MALT011000012345MTLCAST001S",
            "CH9300762011623852957",
            "BR1800360305000010009795493C1",
            "AT611904300234573201",
            "FI2112345600000785",
            "GL8964710001000206",
        ] {
            assert_eq!(validity(iban), Validity::Valid, "{iban}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let why = |iban| match validity(iban) {
            Validity::Invalid(why) => why,
            other => panic!("{iban}: {other:?}"),
        };
        assert!(why("GB82WEST12345698765433").contains("check digits"));
        assert!(why("GB82WEST1234569876543").contains("22 characters"));
        assert!(why("KP89370400440532013000").contains("DPRK"));
        assert!(why("US89370400440532013000").contains("US"));
        assert!(why("1234").contains("two letters"));
    }

    #[test]
    fn the_table_is_whole() {
        // 89 countries in the registry; 22 more that use IBANs without being in it.
        assert_eq!(LENGTH_BY_COUNTRY.len(), 89 + 22);
        assert!(
            LENGTH_BY_COUNTRY
                .iter()
                .all(|(country, length)| { country.len() == 2 && LENGTHS.contains(length) })
        );
    }

    #[test]
    fn labels_and_spaces_go() {
        for typed in [
            "GB82 WEST 1234 5698 7654 32",
            "IBAN: gb82-west-1234-5698-7654-32",
            "IBANGB82WEST12345698765432",
        ] {
            assert_eq!(normal(typed).as_deref(), Some("GB82WEST12345698765432"), "{typed}");
        }
    }
}
