//! What a bare value may be.

use super::{
    Identifier, Masked, Scheme, Validity, bic, call_sign, card, fold, iban, isin, mmsi, national,
    scan, wallet,
};

/// Longest value that is read, in bytes; a field holds one identifier, not a text.
const LONGEST: usize = 512;

/// Words in front of a value that say what it is, in capitals; `scan` knows those of IMO numbers,
/// MMSIs, BICs and LEIs.
const ANNOUNCED: &[(&str, Scheme)] = &[
    ("CALL SIGN", Scheme::CallSign),
    ("CALLSIGN", Scheme::CallSign),
    ("IBAN", Scheme::Iban),
    ("ISIN", Scheme::Isin),
    ("ABA", Scheme::Aba),
    ("ROUTING", Scheme::Aba),
    ("CNAPS", Scheme::Cnaps),
    ("CARD", Scheme::Card),
    ("BANK CARD", Scheme::Card),
    ("UNIONPAY", Scheme::Card),
    ("ACCOUNT", Scheme::Account),
    ("ACCT", Scheme::Account),
    ("A C", Scheme::Account),
    ("PASSPORT", Scheme::Passport),
    ("NATIONAL ID", Scheme::NationalId),
    ("TAX ID", Scheme::TaxId),
    ("REGISTRATION", Scheme::Registration),
    ("TAIL", Scheme::TailNumber),
    ("MMSI", Scheme::Mmsi),
    ("BIC", Scheme::Bic),
    ("SWIFT", Scheme::Bic),
    ("LEI", Scheme::Lei),
    ("TEL", Scheme::Phone),
    ("PHONE", Scheme::Phone),
    ("FAX", Scheme::Phone),
];

/// The identifiers a value may be, the likeliest first: announced ones (`IMO 9562233`,
/// `Passport No. 472310104`), then those that the rules of their scheme hold for, then those that
/// break them, then those without a rule.
///
/// Seven digits are an IMO number of a ship or of a company, whichever check digit holds, nine an
/// MMSI, and so on; any value with a digit may also be an account or document number. Empty if
/// nothing can be read, or the value is longer than 512 bytes: search a text with
/// [`scan`](super::scan()).
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
/// assert_eq!(schemes("Passport No. 472310104"), [Scheme::Passport]);
/// assert!(readings("Pyongyang").is_empty());
/// ```
pub fn readings(value: &str) -> Vec<Identifier> {
    let value = value.trim();
    if value.is_empty() || value.len() > LONGEST {
        return Vec::new();
    }
    if let Some(identifier) = masked(value) {
        return vec![identifier];
    }
    let found = scan(value).into_iter().map(|found| Identifier {
        // The value is the whole field here, not prose around it.
        extracted: false,
        ..found.identifier
    });
    if let Some(identifier) = announced(value)
        && found.len() == 0
    {
        return vec![identifier];
    }
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
        // Coast stations and groups of ships are rare, and an MMSI has no check digit.
        Validity::Valid if identifier.scheme == Scheme::Mmsi && value.starts_with('0') => 1,
        Validity::Valid => 0,
        Validity::Invalid(_) => 2,
        Validity::Unverifiable => 3,
    });
    for identifier in found.chain(national_number(value)).chain(bare) {
        let known = |known: &Identifier| {
            known.scheme == identifier.scheme
                // A number is a ship's or a company's: the check digit of one speaks against the other.
                || (is_imo(known) && is_imo(&identifier) && known.validity().is_valid()
                    && identifier.validity().is_invalid())
        };
        if !readings.iter().any(known) {
            readings.push(identifier);
        }
    }
    for reading in readings.iter_mut().filter(|reading| reading.scheme == Scheme::Wallet) {
        reading.asset = wallet::asset(value).map(str::to_owned);
    }
    readings
}

/// An account number of which a part is hidden, as the kind of account it is announced or begins as.
fn masked(value: &str) -> Option<Identifier> {
    let masked = Masked::read(value, true)?;
    let by_shape = if masked.country().is_some() {
        Scheme::Iban
    } else if card::begins(masked.beginning()).is_some() {
        Scheme::Card
    } else {
        Scheme::Account
    };
    // A telephone number or passport may be printed so as well, and is announced.
    let announced = announced(value).map(|identifier| identifier.scheme);
    Some(Identifier::new(announced.unwrap_or(by_shape), value))
}

/// A bare national number of a scheme whose shape leaves little doubt.
fn national_number(value: &str) -> Option<Identifier> {
    let identifier = Identifier::new(Scheme::NationalId, value);
    let (scheme, country) = national::recognise(&identifier.normal()?)?;
    Some(Identifier { scheme, ..identifier }.with_country(country))
}

fn is_imo(identifier: &Identifier) -> bool {
    matches!(identifier.scheme, Scheme::Imo | Scheme::ImoCompany)
}

/// The identifier that the first words say the rest is.
fn announced(value: &str) -> Option<Identifier> {
    if let Some((scheme, country)) = national::announced(value) {
        let identifier = Identifier::new(scheme, value).with_country(country);
        let has_digit = |text: String| text.contains(|c: char| c.is_ascii_digit());
        return identifier.normal().is_some_and(has_digit).then_some(identifier);
    }
    let words = fold::words(value);
    let (_, scheme) = ANNOUNCED.iter().find(|(label, _)| {
        label.split(' ').eq(words.iter().take(label.split(' ').count()).map(String::as_str))
    })?;
    let identifier = Identifier::new(*scheme, value);
    let has_digit = |text: String| text.contains(|c: char| c.is_ascii_digit());
    // "Card payment" is no card, and "Tel Aviv" no telephone.
    let holds = match scheme {
        Scheme::Bic => identifier.normal().is_some_and(|normal| bic::has_shape(&normal)),
        Scheme::CallSign => identifier.validity().is_valid(),
        _ => identifier.normal().is_some_and(has_digit),
    };
    holds.then_some(identifier)
}

/// Whether a bare value has the shape of the scheme.
fn may_be(scheme: Scheme, value: &str, normal: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    // Nothing but the number: letters would be another scheme's label, `+` is a telephone's.
    let foreign = |c: char| c.is_alphabetic() || c == '+';
    let holds = || Identifier::new(scheme, value).validity().is_valid();
    let all_digits = |length| normal.len() == length && !value.contains(foreign);
    match scheme {
        Scheme::Imo | Scheme::ImoCompany => all_digits(7),
        Scheme::Mmsi => all_digits(9) && mmsi::station(normal).is_some(),
        Scheme::Bic => {
            // In capitals and in one piece even a code of no country is one, with a slip in it.
            let typed_as_code = normal == value && bic::has_shape(normal);
            (bic::is_bic(normal) || typed_as_code) && !value.contains('@')
        }
        Scheme::Iban => iban::has_shape(normal),
        Scheme::Lei => normal.len() == 20 && digits(normal.get(18..).unwrap_or_default()) == 2,
        Scheme::Wallet => wallet::identify(value).is_some(),
        Scheme::Isin => isin::has_shape(normal) && isin::country(normal).is_some(),
        // Any number of these lengths may be something else, so only one whose check digit holds counts.
        Scheme::Aba => all_digits(9) && holds(),
        Scheme::Cnaps => all_digits(12) && holds(),
        Scheme::Card => card::brand(normal).is_some(),
        // Letters in capitals: any short word of English may be allocated somewhere.
        Scheme::CallSign => {
            (4..=7).contains(&normal.len())
                && !value.contains(char::is_lowercase)
                && normal.contains(|c: char| c.is_ascii_alphabetic())
                && !call_sign::countries(normal).is_empty()
        }
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
            ("0289239 ", Scheme::ImoCompany, true),
            ("INN 7707083893", Scheme::TaxId, true),
            ("ИНН 7707083894", Scheme::TaxId, false),
            ("11010519491231002X", Scheme::NationalId, true),
            ("91350100M000100Y43", Scheme::Registration, true),
            ("622202****5702", Scheme::Card, false),
            ("DE89 **** **** **** 3000", Scheme::Iban, false),
            ("A/C 0100…567", Scheme::Account, false),
            ("021000089", Scheme::Aba, true),
            ("CNAPS 102100099997", Scheme::Cnaps, false),
            ("102100099996", Scheme::Cnaps, true),
            ("6200 0000 0000 0005", Scheme::Card, true),
            ("6200 0000 0000 0006", Scheme::Card, false),
            ("US0378331005", Scheme::Isin, true),
            ("HMYC", Scheme::CallSign, true),
            ("call sign hmyc", Scheme::CallSign, true),
            ("DCBKKQPY", Scheme::Bic, false),
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
        assert!(readings("Card fee").is_empty());
        assert_eq!(readings("9562233").iter().filter(|found| is_imo(found)).count(), 1);
        assert_eq!(readings("9562234").iter().filter(|found| is_imo(found)).count(), 2);
        let asset = |value| readings(value)[0].asset.clone();
        assert_eq!(asset("bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa").as_deref(), Some("XBT"));
        assert_eq!(asset("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), None);
        assert!(readings("").is_empty());
    }
}
