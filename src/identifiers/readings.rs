//! What a bare value may be.

use super::{Identifier, Scheme, Validity, bic, iban, mmsi, scan, wallet};

/// Longest value that is read, in bytes; a field holds one identifier, not a text.
const LONGEST: usize = 512;

/// The identifiers a value may be, the likeliest first: announced ones (`IMO 9562233`), then those
/// that the rules of their scheme hold for, then those that break them, then those without a rule.
///
/// Seven digits are an IMO number of a ship and of a company, nine an MMSI, and so on; any value
/// with a digit may also be an account or document number. Empty if nothing can be read, or the
/// value is longer than 512 bytes: search a text with [`scan`](super::scan()).
///
/// # Examples
///
/// ```
/// use tamis::identifiers::{Scheme, readings};
///
/// let schemes = |value| readings(value).into_iter().map(|id| id.scheme).collect::<Vec<_>>();
/// assert_eq!(schemes("9562233")[0], Scheme::Imo);
/// assert_eq!(schemes("DCBKKPPY"), [Scheme::Bic]);
/// assert_eq!(schemes("0x098B716B8Aaf21512996dC57EB0615e2383E2f96")[0], Scheme::Wallet);
/// assert!(readings("Pyongyang").is_empty());
/// ```
pub fn readings(value: &str) -> Vec<Identifier> {
    let value = value.trim();
    if value.is_empty() || value.len() > LONGEST {
        return Vec::new();
    }
    let announced = scan(value).into_iter().map(|found| Identifier {
        // The value is the whole field here, not prose around it.
        extracted: false,
        ..found.identifier
    });
    let mut readings: Vec<Identifier> = Vec::new();
    let mut bare: Vec<Identifier> = Scheme::ALL
        .into_iter()
        .map(|scheme| Identifier::new(scheme, value))
        .filter(|identifier| {
            identifier.normal().is_some_and(|n| may_be(identifier.scheme, value, &n))
        })
        .collect();
    // Wrong check digits still tell more than a scheme that has none. The sort is stable: between
    // equals the order of the schemes stays.
    bare.sort_by_key(|identifier| match identifier.validity() {
        Validity::Valid => 0,
        Validity::Invalid(_) => 1,
        Validity::Unverifiable => 2,
    });
    for identifier in announced.chain(bare) {
        if !readings.iter().any(|known| known.scheme == identifier.scheme) {
            readings.push(identifier);
        }
    }
    readings
}

/// Whether a bare value has the shape of the scheme.
fn may_be(scheme: Scheme, value: &str, normal: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    // Nothing but the number: letters would be another scheme's label, `+` is a telephone's.
    let foreign = |c: char| c.is_alphabetic() || c == '+';
    let all_digits = |length| normal.len() == length && !value.contains(foreign);
    match scheme {
        Scheme::Imo | Scheme::ImoCompany => all_digits(7),
        Scheme::Mmsi => all_digits(9) && mmsi::station(normal).is_some(),
        Scheme::Bic => bic::is_bic(normal) && !value.contains('@'),
        Scheme::Iban => iban::has_shape(normal),
        Scheme::Lei => normal.len() == 20 && digits(normal.get(18..).unwrap_or_default()) == 2,
        Scheme::Wallet => wallet::identify(value).is_some(),
        Scheme::Email => value.contains('@') && !value.contains(char::is_whitespace),
        Scheme::Phone => {
            (normal.starts_with('+') || value.contains(['(', '-']))
                && (7..=16).contains(&normal.len())
                && !value.chars().any(char::is_alphabetic)
        }
        Scheme::Website => ["http://", "https://", "www."]
            .iter()
            .any(|start| value.to_lowercase().starts_with(start)),
        Scheme::Account | Scheme::Passport => {
            (6..=34).contains(&normal.len()) && digits(normal) >= 5
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(value: &str) -> (Scheme, bool) {
        let readings = readings(value);
        let first = readings.first().unwrap_or_else(|| panic!("{value} is read as nothing"));
        (first.scheme, first.validity().is_valid())
    }

    #[test]
    fn the_likeliest_reading_comes_first() {
        for (value, scheme, valid) in [
            ("9562233", Scheme::Imo, true),
            ("0289239", Scheme::ImoCompany, true),
            ("IMO 9074728", Scheme::Imo, false),
            ("MMSI 445123000", Scheme::Mmsi, true),
            ("445123000", Scheme::Mmsi, true),
            ("dcbk kppy", Scheme::Bic, true),
            ("GB82 WEST 1234 5698 7654 32", Scheme::Iban, true),
            ("5493001KJTIIGC8Y1R12", Scheme::Lei, true),
            ("TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC", Scheme::Wallet, true),
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", Scheme::Wallet, false),
            ("kim@example.com", Scheme::Email, true),
            ("+850 2 18111", Scheme::Phone, true),
            ("https://example.com/", Scheme::Website, true),
        ] {
            assert_eq!(first(value), (scheme, valid), "{value}");
        }
        assert!(readings("Korea Daesong Bank").is_empty());
        assert!(readings("").is_empty());
    }
}
