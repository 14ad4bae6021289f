//! Maritime Mobile Service Identities: nine digits whose first ones tell the kind of station.
//!
//! Source: Recommendation ITU-R M.585. Which country the three digits of the MID stand for is not
//! told here.

use super::fold;
use super::validity::Validity;

const LENGTH: usize = 9;

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

/// The digits: `MMSI 445 123 000` gives `445123000`.
pub(super) fn normal(value: &str) -> Option<String> {
    fold::digits(value, LENGTH)
}

pub(super) fn validity(normal: &str) -> Validity {
    if normal.len() != LENGTH {
        return Validity::Invalid(format!("an MMSI has 9 digits, this has {}", normal.len()));
    }
    match station(normal) {
        Some(_) => Validity::Valid,
        None => Validity::Invalid("no kind of station has an MMSI with these first digits".into()),
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
}
