//! Places as official lists state them: in fields of their own, or in words with the country last.

use crate::lists::filled;
use crate::lists::spaces::{cut, trimmed};
use crate::party::{Address, Country};

/// Commas at which the country at the end of a place may begin: `Korea, Democratic People's
/// Republic of` has one inside.
const COMMAS: usize = 2;

/// A place in fields of its own, empty where the publisher gives nothing.
#[derive(Debug, Default, Clone, Copy)]
pub(in crate::lists) struct StatedPlace<'a> {
    /// Street, house, box and whatever else stands in front of the city, in the publisher's order.
    pub lines: &'a [&'a str],
    /// City or town.
    pub city: &'a str,
    /// State, province, region.
    pub region: &'a str,
    /// Postal code.
    pub postal_code: &'a str,
    /// Country, by a name or code.
    pub country: &'a str,
}

impl StatedPlace<'_> {
    /// The place; `None` if nothing is stated. A country that is not known by its name stays in the
    /// text.
    pub fn address(self) -> Option<Address> {
        let country = Country::named(self.country);
        let unknown = if country.is_none() { self.country } else { "" };
        let parts = || {
            let parts = self.lines.iter().copied();
            let parts = parts.chain([self.city, self.region, self.postal_code, unknown]);
            parts.map(trimmed).filter(|part| !part.is_empty())
        };
        let mut text = String::with_capacity(parts().map(|part| part.len() + 2).sum());
        for part in parts() {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(part);
        }
        let mut place = Address::written(text, country)?;
        place.city = filled(trimmed(self.city));
        place.region = filled(trimmed(self.region));
        place.postal_code = filled(trimmed(self.postal_code));
        Some(place)
    }
}

/// A place in words; the country is what stands behind a comma at the end and is known by its name,
/// or all of it.
pub(in crate::lists) fn parse(text: &str) -> Option<Address> {
    let text = trimmed(text);
    if let Some(country) = Country::named(text) {
        return Address::written("", Some(country));
    }
    let commas = memchr::memrchr_iter(b',', text.as_bytes()).take(COMMAS);
    let found = commas
        .filter_map(|at| Some((trimmed(&text[..at]), Country::named(trimmed(&text[at + 1..]))?)))
        .last();
    match found {
        Some((place, country)) => Address::written(place, Some(country)),
        None => Address::written(text, None),
    }
}

/// As [`parse`]; a remark in brackets behind the country stays in the text.
pub(in crate::lists) fn parse_noted(text: &str) -> Option<Address> {
    let text = text.trim_end_matches(['.', ',', ' ']);
    let whole = parse(text)?;
    let Some((outer, note)) = cut(text, " (").filter(|_| whole.country.is_none()) else {
        return Some(whole);
    };
    let mut place = parse(outer)?;
    if place.country.is_none() {
        return Some(whole);
    }
    place.text = format!("{} ({note}", place.text).trim_start().to_owned();
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_country_is_taken_from_the_end() {
        for (stated, text, country) in [
            ("Giza, Egypt", "Giza", "EG"),
            ("Hamhung, Korea, North", "Hamhung", "KP"),
            ("Tbilisi, Georgia", "Tbilisi", "GE"),
            ("Iran", "", "IR"),
            ("Town, No Such Land", "Town, No Such Land", ""),
            (" Giza ", "Giza", ""),
        ] {
            let place = parse(stated).unwrap();
            let code = place.country.map(|country| country.to_string()).unwrap_or_default();
            assert_eq!((place.text.as_str(), code.as_str()), (text, country), "{stated}");
        }
        assert_eq!(parse(" "), None);
    }

    #[test]
    fn a_remark_behind_the_country_stays_in_the_text() {
        let place = parse_noted("Parma, Italy (Domicile).").unwrap();
        assert_eq!(
            (place.text.as_str(), place.country.unwrap().code()),
            ("Parma (Domicile)", "IT")
        );
        assert_eq!(parse_noted("Kuwait (2009)").unwrap().text, "(2009)");
        assert_eq!(parse_noted("Bank (X), Egypt").unwrap().text, "Bank (X)");
        assert_eq!(parse_noted("No Land (X)").unwrap().text, "No Land (X)");
    }

    #[test]
    fn fields_stay_apart() {
        let stated = StatedPlace {
            lines: &["1 Road", " "],
            city: "Town ",
            postal_code: "99",
            country: "No Such Land",
            ..StatedPlace::default()
        };
        let place = stated.address().unwrap();
        assert_eq!(place.text, "1 Road, Town, 99, No Such Land");
        assert_eq!(place.city.as_deref(), Some("Town"));
        assert_eq!((place.region, place.postal_code.as_deref()), (None, Some("99")));
        assert_eq!(StatedPlace::default().address(), None);
        let country = StatedPlace { country: "KP", ..StatedPlace::default() }.address().unwrap();
        assert_eq!((country.text.as_str(), country.country.unwrap().code()), ("", "KP"));
    }
}
