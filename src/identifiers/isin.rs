//! International securities identification numbers, ISO 6166: country (2 letters), national number (9),
//! check digit by Luhn's rule over the digits, letters read as 10 to 35.

use super::check_digits::luhn_holds;
use super::fold;
use super::validity::Validity;

const LENGTH: usize = 12;
const LABELS: &[&str] = &["ISIN", "CODE", "NO", "NR", "NUMBER"];

/// The 12 characters in capitals without spaces.
pub(super) fn normal(value: &str) -> Option<String> {
    let folded = fold::compact(value, LABELS)?;
    match folded.strip_prefix("ISIN") {
        Some(rest) if has_shape(rest) => Some(rest.to_owned()),
        _ => Some(folded),
    }
}

/// Two letters, nine letters or digits, one digit.
pub(super) fn has_shape(folded: &str) -> bool {
    folded.len() == LENGTH
        && folded.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && folded.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && folded.ends_with(|c: char| c.is_ascii_digit())
}

/// The country part: a country's code, or one of the codes for international securities (`XS`).
pub(super) fn country(normal: &str) -> Option<&str> {
    let country = normal.get(..2).filter(|_| has_shape(normal))?;
    let international = matches!(country, "XS" | "XA" | "XB" | "XC" | "XD" | "XF" | "EU" | "QS");
    (international || country.parse::<crate::party::Country>().is_ok()).then_some(country)
}

pub(super) fn validity(normal: &str) -> Validity {
    if !has_shape(normal) {
        return Validity::Invalid(
            "an ISIN has two letters, nine letters or digits and a check digit".to_owned(),
        );
    }
    if country(normal).is_none() {
        let start = normal.get(..2).unwrap_or_default();
        return Validity::Invalid(format!("{start} is no country"));
    }
    let digits: Vec<u32> = normal
        .chars()
        .filter_map(|c| c.to_digit(36))
        .flat_map(|value| if value < 10 { vec![value] } else { vec![value / 10, value % 10] })
        .collect();
    if luhn_holds(digits.into_iter()) {
        Validity::Valid
    } else {
        Validity::Invalid("its check digit does not fit the rest".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn securities_known_to_exist() {
        // Apple, Treasury Corporation of Victoria, BAE Systems, Deutsche Bank.
        for isin in ["US0378331005", "AU0000XVGZA3", "GB0002634946", "DE0005140008"] {
            assert_eq!(validity(isin), Validity::Valid, "{isin}");
        }
        for isin in ["US0378331004", "ZZ0378331005", "US037833100", "US037833100A"] {
            assert!(validity(isin).is_invalid(), "{isin}");
        }
        assert_eq!(normal("ISIN: US 0378 3310 05").as_deref(), Some("US0378331005"));
    }
}
