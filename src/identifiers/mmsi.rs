//! Maritime Mobile Service Identities: nine digits whose first ones tell the kind of station.
//!
//! Source: Recommendation ITU-R M.585. Which country the three digits of the MID (Maritime
//! Identification Digits) stand for is told by `lists/mid.tsv`.

use super::allocation;
use super::fold;
use super::validity::Validity;
use crate::party::Country;
use std::collections::HashMap;
use std::sync::LazyLock;

const LENGTH: usize = 9;

/// Countries by MID; several where territories share one.
static COUNTRIES: LazyLock<HashMap<&'static str, Vec<Country>>> = LazyLock::new(|| {
    let mut countries: HashMap<&str, Vec<Country>> = HashMap::new();
    for [mid, country] in allocation::rows(include_str!("../../lists/mid.tsv")) {
        countries.entry(mid).or_default().extend(country.parse::<Country>().ok());
    }
    countries
});

/// The kind of station an MMSI belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Station {
    /// A ship: `MIDxxxxxx`.
    Ship,
    /// A group of ships: `0MIDxxxxx`.
    Group,
    /// A coast station: `00MIDxxxx`.
    Coast,
    /// A search-and-rescue aircraft: `111MIDxxx`.
    Aircraft,
    /// A hand-held radio: `8MIDxxxxx`.
    Handheld,
    /// A craft that belongs to a parent ship: `98MIDxxxx`.
    Craft,
    /// An aid to navigation: `99MIDxxxx`.
    AidToNavigation,
    /// A distress device: `970` (search-and-rescue transmitter), `972` (man overboard), `974`
    /// (emergency beacon).
    Distress,
}

impl Station {
    /// The kind in words, as it follows "of".
    pub(super) const fn words(self) -> &'static str {
        match self {
            Station::Ship => "a ship",
            Station::Group => "a group of ships",
            Station::Coast => "a coast station",
            Station::Aircraft => "a search-and-rescue aircraft",
            Station::Handheld => "a hand-held radio",
            Station::Craft => "a craft of a parent ship",
            Station::AidToNavigation => "an aid to navigation",
            Station::Distress => "a distress device",
        }
    }
}

/// The kind of station a nine-digit MMSI belongs to; `None` for any other text or first digits.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::mmsi::{Station, station};
///
/// assert_eq!(station("445123000"), Some(Station::Ship));
/// assert_eq!(station("004451000"), Some(Station::Coast));
/// assert_eq!(station("123456789"), None);
/// ```
pub fn station(digits: &str) -> Option<Station> {
    if digits.len() != LENGTH || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // A MID, the country's three digits, begins with 2 to 7.
    let mid_at = |at: usize| digits.as_bytes().get(at).is_some_and(|b| (b'2'..=b'7').contains(b));
    let starts = |prefix: &str| digits.starts_with(prefix);
    match () {
        () if mid_at(0) => Some(Station::Ship),
        () if starts("00") && mid_at(2) => Some(Station::Coast),
        () if starts("0") && mid_at(1) => Some(Station::Group),
        () if starts("111") && mid_at(3) => Some(Station::Aircraft),
        () if starts("8") && mid_at(1) => Some(Station::Handheld),
        () if starts("98") && mid_at(2) => Some(Station::Craft),
        () if starts("99") && mid_at(2) => Some(Station::AidToNavigation),
        () if starts("970") || starts("972") || starts("974") => Some(Station::Distress),
        () => None,
    }
}

/// The MID of a nine-digit MMSI: three digits; `None` for distress devices, which have none, and for
/// any other text.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::mmsi::mid;
///
/// assert_eq!(mid("445123000"), Some("445"));
/// assert_eq!(mid("984451234"), Some("445"));
/// assert_eq!(mid("970123456"), None);
/// ```
pub fn mid(digits: &str) -> Option<&str> {
    let at = match station(digits)? {
        Station::Ship => 0,
        Station::Group | Station::Handheld => 1,
        Station::Coast | Station::Craft | Station::AidToNavigation => 2,
        Station::Aircraft => 3,
        Station::Distress => return None,
    };
    digits.get(at..at + 3)
}

/// The country, or the territories, that a MID is allocated to; empty if it is allocated to none.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::mmsi::countries;
///
/// assert_eq!(countries("445"), ["kp".parse()?]);
/// assert!(countries("646").is_empty());
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn countries(mid: &str) -> &'static [Country] {
    COUNTRIES.get(mid).map_or(&[], Vec::as_slice)
}

/// The digits: `MMSI 445 123 000` gives `445123000`.
pub(super) fn normal(value: &str) -> Option<String> {
    fold::digits(value, LENGTH)
}

pub(super) fn validity(normal: &str) -> Validity {
    if normal.len() != LENGTH {
        return Validity::Invalid(format!("an MMSI has 9 digits, this has {}", normal.len()));
    }
    if station(normal).is_none() {
        return Validity::Invalid("no kind of station has an MMSI with these first digits".into());
    }
    match mid(normal) {
        Some(mid) if countries(mid).is_empty() => {
            Validity::Invalid(format!("its country digits {mid} are allocated to no country"))
        }
        _ => Validity::Valid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_digits_tell_the_station() {
        for (digits, expected) in [
            ("273123456", Station::Ship),
            ("023712345", Station::Group),
            ("002371234", Station::Coast),
            ("111237123", Station::Aircraft),
            ("823712345", Station::Handheld),
            ("982371234", Station::Craft),
            ("992371234", Station::AidToNavigation),
            ("970123456", Station::Distress),
        ] {
            assert_eq!(station(digits), Some(expected), "{digits}");
        }
        for digits in ["123456789", "000123456", "912345678", "44512300", "4451230000", "44512300x"]
        {
            assert_eq!(station(digits), None, "{digits}");
        }
    }

    #[test]
    fn country_digits_stand_where_the_station_puts_them() {
        for digits in ["445123456", "044512345", "004451234", "111445123", "844512345", "984451234"]
        {
            assert_eq!(mid(digits), Some("445"), "{digits}");
            assert_eq!(validity(digits), Validity::Valid, "{digits}");
        }
        assert_eq!(validity("972123456"), Validity::Valid);
        // Used by sanctioned tankers; the ITU has given it to nobody.
        let Validity::Invalid(why) = validity("646123456") else { panic!("646 is allocated") };
        assert!(why.contains("646"), "{why}");
    }

    #[test]
    fn the_table_is_whole() {
        // Seeds known without the table: domain facts of the flags this project is about.
        for (country, mids) in [
            ("KP", &["445"][..]),
            ("KR", &["440", "441"]),
            ("CN", &["412", "413", "414"]),
            ("HK", &["477"]),
            ("RU", &["273"]),
            ("KH", &["514", "515"]),
            ("TG", &["671"]),
            ("SL", &["667"]),
            ("KM", &["616", "620"]),
            ("TZ", &["674", "677"]),
            ("LR", &["636", "637"]),
            (
                "PA",
                &[
                    "351", "352", "353", "354", "355", "356", "357", "370", "371", "372", "373",
                    "374",
                ],
            ),
        ] {
            let mut found: Vec<&str> = COUNTRIES
                .iter()
                .filter(|(_, countries)| countries.iter().any(|c| c.code() == country))
                .map(|(mid, _)| *mid)
                .collect();
            found.sort_unstable();
            assert_eq!(found, mids, "{country}");
        }
        assert!(COUNTRIES.values().all(|countries| !countries.is_empty()));
        assert_eq!(COUNTRIES.len(), 292);
        assert_eq!(countries("306").len(), 3);
    }
}
