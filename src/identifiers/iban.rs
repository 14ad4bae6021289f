//! International bank account numbers, ISO 13616: country, two check digits, the national number.
//!
//! What the national number of each country looks like stands in `lists/iban_structures.tsv`.

use super::allocation::rows;
use super::fold;
use super::masked::Masked;
use super::validity::Validity;
use std::collections::HashMap;
use std::sync::LazyLock;

const LABELS: &[&str] = &["IBAN", "NO", "NR", "NUMBER", "ACCOUNT", "A C", "ACCT"];

/// Shortest and longest IBAN of any country, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;

/// Characters before the national number: the country and the check digits.
const HEAD: usize = 4;

/// What may stand in a part of a national number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Digits,
    Letters,
    Either,
}

impl Class {
    fn of(letter: &str) -> Option<Class> {
        match letter {
            "n" => Some(Class::Digits),
            "a" => Some(Class::Letters),
            "c" => Some(Class::Either),
            _ => None,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Class::Digits => "digits",
            Class::Letters => "letters",
            Class::Either => "letters or digits",
        }
    }

    fn holds(self, text: &str) -> bool {
        text.bytes().all(|byte| match self {
            Class::Digits => byte.is_ascii_digit(),
            Class::Letters => byte.is_ascii_uppercase(),
            Class::Either => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        })
    }
}

/// The parts of a country's national number in their order: how many characters, and which.
type Structure = Vec<(usize, Class)>;

static STRUCTURES: LazyLock<HashMap<&'static str, Structure>> = LazyLock::new(|| {
    let part = |part: &str| {
        let (length, class) = part.split_at_checked(part.len().checked_sub(1)?)?;
        Some((length.parse().ok()?, Class::of(class)?))
    };
    rows(include_str!("../../lists/iban_structures.tsv"))
        .filter_map(|[country, structure, _]| {
            Some((country, structure.split(' ').map(part).collect::<Option<Structure>>()?))
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
    let parts = STRUCTURES.get(country)?;
    Some(HEAD + parts.iter().map(|(length, _)| length).sum::<usize>())
}

/// What is wrong with the characters of an IBAN of the right length: the first part of the national
/// number that the country never issues so.
fn misbuilt(normal: &str) -> Option<String> {
    let country = normal.get(..2)?;
    let mut from = HEAD;
    for (length, class) in STRUCTURES.get(country)? {
        let part = normal.get(from..from + length)?;
        if !class.holds(part) {
            let (first, last) = (from + 1, from + length);
            let words = class.words();
            return Some(format!(
                "characters {first} to {last} of an IBAN of {country} are {words}, here they are {part}"
            ));
        }
        from += length;
    }
    None
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

/// Why no IBAN begins with the two letters of a country.
fn without_scheme(country: &str) -> Option<String> {
    match country {
        "KP" => Some("it begins with KP, and the DPRK has no IBAN scheme".to_owned()),
        _ if length(country).is_none() => {
            Some(format!("no IBAN scheme is known for the country {country}"))
        }
        _ => None,
    }
}

/// What can be said of an account number of which a part is hidden: that of its country no IBANs
/// are issued, or nothing.
pub(super) fn masked_validity(masked: &Masked) -> Validity {
    let why = masked.country().and_then(without_scheme);
    why.map_or(Validity::Unverifiable, Validity::Invalid)
}

pub(super) fn validity(normal: &str) -> Validity {
    let invalid = |why: String| Validity::Invalid(why);
    let country = normal.get(..2).unwrap_or_default();
    if !country.bytes().all(|b| b.is_ascii_uppercase()) || country.is_empty() {
        return invalid("an IBAN begins with the two letters of a country".to_owned());
    }
    let Some(expected) = length(country) else {
        return invalid(without_scheme(country).unwrap_or_default());
    };
    if normal.len() != expected {
        let found = normal.len();
        return invalid(format!(
            "an IBAN of {country} has {expected} characters, this has {found}"
        ));
    }
    if let Some(why) = misbuilt(normal) {
        return invalid(why);
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
    fn what_a_country_never_issues_cannot_exist() {
        let why = |iban: &str| match validity(iban) {
            Validity::Invalid(why) => why,
            other => panic!("{iban}: {other:?}"),
        };
        // The check digits of both hold; the United Kingdom's banks have four letters, Germany's none.
        assert_eq!(
            why("GB25123412345698765432"),
            "characters 5 to 8 of an IBAN of GB are letters, here they are 1234"
        );
        assert_eq!(
            why("DE91WEST0440532013000A"),
            "characters 5 to 22 of an IBAN of DE are digits, here they are WEST0440532013000A"
        );
    }

    #[test]
    fn the_table_is_whole() {
        // 89 countries in the registry; 22 more that use IBANs without being in it.
        assert_eq!(STRUCTURES.len(), 89 + 22);
        let in_range = |country| length(country).is_some_and(|length| LENGTHS.contains(&length));
        assert!(STRUCTURES.keys().all(|country| country.len() == 2 && in_range(country)));
    }

    /// The IBAN of a country and a national number, with the check digits that fit.
    fn with_check_digits(country: &str, national: &str) -> String {
        let moved = format!("{national}{country}00");
        let remainder = moved
            .chars()
            .filter_map(|c| c.to_digit(36))
            .fold(0, |rest, value| (rest * if value < 10 { 10 } else { 100 } + value) % 97);
        format!("{country}{:02}{national}", 98 - remainder)
    }

    proptest::proptest! {
        /// The `iban_validate` crate was made from the registry; national schemes are not in it.
        #[test]
        fn another_reading_of_the_registry_agrees(
            which in 0..111usize, digits in "[0-9]{34}", letters in "[A-Z]{34}", mixed in "[A-Z0-9]{34}", slips in 0..3u8,
        ) {
            let mut countries: Vec<_> = STRUCTURES.iter().collect();
            countries.sort_by_key(|(country, _)| **country);
            let (country, parts) = countries[which];
            let classes: Vec<Class> =
                parts.iter().flat_map(|&(length, class)| std::iter::repeat_n(class, length)).collect();
            let pick = |at: usize, class| {
                let from = match class {
                    Class::Digits => &digits,
                    Class::Letters => &letters,
                    Class::Either => &mixed,
                };
                from[at..=at].to_owned()
            };
            let mut national: Vec<String> =
                classes.iter().enumerate().map(|(at, &class)| pick(at, class)).collect();
            for slip in 0..usize::from(slips) {
                let at = usize::from(digits.as_bytes()[slip]) * 7 % national.len();
                national[at] = pick(at, Class::Either);
            }
            let own = with_check_digits(country, &national.concat());
            match own.parse::<::iban::Iban>() {
                Err(::iban::ParseIbanError::UnknownCountry(_)) => {}
                theirs => proptest::prop_assert_eq!(validity(&own).is_valid(), theirs.is_ok(), "{}", own),
            }
        }
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
