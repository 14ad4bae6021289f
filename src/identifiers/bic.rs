//! Business identifier codes, ISO 9362: institution (4), country (2), location (2), branch (3).

use super::fold;
use super::validity::Validity;

const LABELS: &[&str] = &["SWIFT", "BIC", "BICFI", "CODE", "NO", "NUMBER", "ADDRESS", "S W I F T"];

/// The country codes of ISO 3166-1, and XK, which SWIFT uses for Kosovo.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE \
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM \
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC \
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO \
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// The code in capitals without spaces; the head office's `XXX` is left out, and so is the letter
/// of the logical terminal that a twelve-character address of a SWIFT message has in ninth place.
pub(super) fn normal(value: &str) -> Option<String> {
    let mut code = fold::compact(value, LABELS)?;
    if code.len() == 12 && code.get(..8).is_some_and(is_bic) {
        code.remove(8);
    }
    if code.len() == 11 && code.ends_with("XXX") && is_bic(&code) {
        code.truncate(8);
    }
    Some(code)
}

/// What is compared: the first eight characters, so that every branch is its bank.
pub(super) fn institution(normal: &str) -> &str {
    if is_bic(normal) { normal.get(..8).unwrap_or(normal) } else { normal }
}

/// Whether A–Z and 0–9 text is a BIC, its country part included.
pub(super) fn is_bic(code: &str) -> bool {
    has_shape(code) && code.get(4..6).is_some_and(is_country)
}

/// Whether A–Z and 0–9 text has the shape of a BIC, with two letters where the country stands.
pub(super) fn has_shape(code: &str) -> bool {
    matches!(code.len(), 8 | 11)
        && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && code.bytes().skip(4).take(2).all(|b| b.is_ascii_uppercase())
}

/// The country part of a BIC in its normal form: ISO 3166-1 alpha-2, or `XK`.
///
/// # Examples
///
/// ```
/// assert_eq!(tamis::identifiers::bic::country("DCBKKPPY"), Some("KP"));
/// ```
pub fn country(normal: &str) -> Option<&str> {
    normal.get(4..6).filter(|_| is_bic(normal))
}

fn is_country(code: &str) -> bool {
    COUNTRIES.split(' ').any(|country| country == code)
}

pub(super) fn validity(normal: &str) -> Validity {
    if !matches!(normal.len(), 8 | 11) {
        let found = normal.len();
        return Validity::Invalid(format!("a BIC has 8 or 11 characters, this has {found}"));
    }
    if is_bic(normal) {
        return Validity::Valid;
    }
    let country = normal.get(4..6).unwrap_or_default();
    Validity::Invalid(format!("the country part `{country}` is no ISO 3166-1 code"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_code() {
        for typed in [
            "DCBKKPPY",
            "DCBK KPPY",
            "dcbkkppyxxx",
            "SWIFT/BIC: DCBKKPPY",
            "BIC code DCBK KP PY XXX",
            "ＤＣＢＫＫＰＰＹ",
            "DCBKKPPYAXXX",
        ] {
            assert_eq!(normal(typed).as_deref(), Some("DCBKKPPY"), "{typed}");
        }
        assert_eq!(normal("SWIFT/BIC:"), None);
    }

    #[test]
    fn branches_are_compared_as_their_bank() {
        assert_eq!(normal("SOMRRUM9KST").as_deref(), Some("SOMRRUM9KST"));
        assert_eq!(institution("SOMRRUM9KST"), "SOMRRUM9");
        assert_eq!(institution("UNKNOWN"), "UNKNOWN");
    }

    #[test]
    fn shape_and_country_are_checked() {
        for code in ["DEUTDEFF", "DEUTDEFF500", "FTBDKPPY", "KCBKKPP1", "VTBAAZ99"] {
            assert_eq!(validity(code), Validity::Valid, "{code}");
        }
        for code in ["DEUTDEF", "DEUTZZFF", "DEUT12FF", "DEUTDEFF50"] {
            assert!(validity(code).is_invalid(), "{code}");
        }
        assert_eq!(COUNTRIES.split(' ').count(), 249 + 1);
    }
}
