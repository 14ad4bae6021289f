//! Feeds text to the parser of every scheme of identifiers, and to what looks for identifiers in text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tamis::Country;
use tamis::identifiers::{Identifier, Scheme, readings, scan};

/// Countries whose national numbers have check digits, and one whose numbers have none.
const COUNTRIES: [&str; 14] =
    ["RU", "IR", "CN", "KR", "TR", "UA", "BY", "CO", "MX", "IL", "TH", "ZA", "DE", "KP"];

fn parsed(identifier: &Identifier) {
    let _ = (identifier.keys(), identifier.explain(), identifier.told());
    let validity = identifier.validity();
    let Some(normal) = identifier.normal() else {
        assert!(!validity.is_valid(), "{identifier:?} is valid and has no normal form");
        assert!(identifier.keys().is_empty(), "{identifier:?} has keys and no normal form");
        return;
    };
    assert!(!normal.is_empty(), "{identifier:?} has an empty normal form");
    let again = Identifier { value: normal.clone(), ..identifier.clone() };
    assert_eq!(again.normal().as_ref(), Some(&normal), "the normal form of {identifier:?}");
    assert_eq!(again.keys(), identifier.keys(), "the keys of {identifier:?}");
    // The checksum of an Ethereum address is in the case that its normal form drops.
    if identifier.scheme != Scheme::Wallet {
        assert_eq!(again.validity(), validity, "the validity of {identifier:?}");
    }
    assert_eq!(identifier.is_same(&again), !identifier.keys().is_empty(), "{identifier:?}");
    assert!(identifier.fit(identifier).is_none(), "{identifier:?} fits itself");
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for scheme in Scheme::ALL {
        parsed(&Identifier::new(scheme, text));
    }
    for country in COUNTRIES {
        let country: Country = country.parse().expect("a country");
        for scheme in [Scheme::NationalId, Scheme::TaxId, Scheme::Registration, Scheme::Other] {
            parsed(&Identifier::new(scheme, text).with_country(country));
        }
    }
    for reading in readings(text) {
        parsed(&reading);
    }
    let mut last = 0;
    for found in scan(text) {
        assert!(last <= found.start && found.start < found.end);
        assert_eq!(text.get(found.start..found.end), Some(found.identifier.value.as_str()));
        last = found.end;
        parsed(&found.identifier);
    }
});
