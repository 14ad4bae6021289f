//! National numbers with check digits: of persons, taxpayers and companies.
//!
//! Only schemes whose rule is public, whose numbers stand in the official lists, and whose numbers
//! there keep the rule nearly without exception (`tests/published_identifiers.rs` counts them). A
//! number is checked where its country is known and its heading and length are those of a scheme;
//! every other one stays unverifiable. The resident numbers of South Korea are left out, since those
//! issued from October 2020 have no check digit.

use super::check_digits::{digits, luhn_holds};
use super::fold;
use super::validity::Validity;
use super::{Identifier, Scheme};
use crate::party::Country;

/// A scheme of national numbers.
struct National {
    /// Code of its country in capitals.
    country: &'static str,
    /// What it is called in reports.
    name: &'static str,
    /// Words that announce it, in capitals.
    labels: &'static [&'static str],
    /// Headings that lists print it under; the first is its own.
    schemes: &'static [Scheme],
    /// Characters of its numbers.
    lengths: &'static [usize],
    /// Whether a number of one of these lengths may be one: the same heading may hold others.
    shape: fn(&str) -> bool,
    /// Whether its check digits hold.
    holds: fn(&str) -> bool,
    /// Whether the shape is such that a bare number whose check digits hold is one.
    distinctive: bool,
}

use Scheme::{NationalId, Other, Registration, TaxId};

const NATIONAL: &[National] = &[
    // Order of the Federal Tax Service of Russia ED-7-14/559@ of 26 June 2020, annex.
    National {
        country: "RU",
        name: "INN, number of a taxpayer",
        labels: &["INN"],
        schemes: &[TaxId],
        lengths: &[10, 12],
        shape: is_digits,
        holds: inn,
        distinctive: false,
    },
    // Order of the Ministry of Finance of Russia 165n of 30 October 2017.
    National {
        country: "RU",
        name: "OGRN, number in the state register",
        labels: &["OGRN", "OGRNIP"],
        schemes: &[Registration],
        lengths: &[13, 15],
        shape: is_digits,
        holds: ogrn,
        distinctive: false,
    },
    // Rosstat, rules PR 50.1.024-2005, annex on the check number of classifiers.
    National {
        country: "RU",
        name: "OKPO, number in the register of enterprises",
        labels: &["OKPO"],
        schemes: &[Registration],
        lengths: &[8],
        shape: is_digits,
        holds: okpo,
        distinctive: false,
    },
    // National Organization for Civil Registration of Iran.
    National {
        country: "IR",
        name: "national number of a person",
        labels: &[],
        schemes: &[NationalId, Other],
        lengths: &[10],
        shape: is_digits,
        holds: iran_person,
        distinctive: false,
    },
    // State Organization for Registration of Deeds and Properties of Iran, shenase-ye melli.
    National {
        country: "IR",
        name: "national number of a legal person",
        labels: &[],
        schemes: &[NationalId, Registration, Other],
        lengths: &[11],
        shape: is_digits,
        holds: iran_company,
        distinctive: false,
    },
    // GB 11643-1999, which takes the check digit from GB/T 17710 (ISO 7064 MOD 11-2).
    National {
        country: "CN",
        name: "resident identity number",
        labels: &[],
        schemes: &[NationalId, Other],
        lengths: &[18],
        shape: is_china_resident,
        holds: china_resident,
        distinctive: true,
    },
    // GB 32100-2015.
    National {
        country: "CN",
        name: "unified social credit code",
        labels: &["USCC", "UNIFIED SOCIAL CREDIT CODE"],
        schemes: &[Registration, TaxId],
        lengths: &[18],
        shape: is_china_credit_code,
        holds: china_credit_code,
        distinctive: true,
    },
    // National Tax Service of Korea; OECD, Korea: tax identification numbers.
    National {
        country: "KR",
        name: "business registration number",
        labels: &[],
        schemes: &[Registration, TaxId],
        lengths: &[10],
        shape: is_digits,
        holds: korea_business,
        distinctive: false,
    },
    // General Directorate of Population of Turkey, law 5490; OECD, Turkey.
    National {
        country: "TR",
        name: "identity number (TCKN)",
        labels: &["TCKN"],
        schemes: &[NationalId, Other],
        lengths: &[11],
        shape: is_digits,
        holds: turkey_person,
        distinctive: false,
    },
    // Revenue Administration of Turkey; OECD, Turkey.
    National {
        country: "TR",
        name: "tax number (VKN)",
        labels: &["VKN"],
        schemes: &[TaxId],
        lengths: &[10],
        shape: is_digits,
        holds: turkey_tax,
        distinctive: false,
    },
    // State Tax Service of Ukraine, registration card of a taxpayer (RNOKPP).
    National {
        country: "UA",
        name: "number of a taxpayer (RNOKPP)",
        labels: &[],
        schemes: &[TaxId],
        lengths: &[10],
        shape: is_digits,
        holds: ukraine_person,
        distinctive: false,
    },
    // Unified State Register of Enterprises of Ukraine (EDRPOU).
    National {
        country: "UA",
        name: "number of an enterprise (EDRPOU)",
        labels: &["EDRPOU"],
        schemes: &[Registration, TaxId],
        lengths: &[8],
        shape: is_digits,
        holds: ukraine_company,
        distinctive: false,
    },
    // Ministry of Taxes of Belarus; OECD, Belarus.
    National {
        country: "BY",
        name: "number of a payer (UNP)",
        labels: &["UNP"],
        schemes: &[TaxId],
        lengths: &[9],
        shape: is_digits,
        holds: belarus,
        distinctive: false,
    },
    // DIAN of Colombia, order 4 of 27 October 1989.
    National {
        country: "CO",
        name: "tax number (NIT)",
        labels: &["NIT"],
        schemes: &[TaxId],
        lengths: &[10],
        shape: is_digits,
        holds: colombia,
        distinctive: false,
    },
    // RENAPO of Mexico, instruction on the CURP of 18 October 2021.
    National {
        country: "MX",
        name: "population register code (CURP)",
        labels: &["CURP"],
        schemes: &[NationalId],
        lengths: &[18],
        shape: is_curp,
        holds: mexico,
        distinctive: true,
    },
    // Population authority of Israel: Luhn's rule.
    National {
        country: "IL",
        name: "identity number",
        labels: &[],
        schemes: &[NationalId],
        lengths: &[9],
        shape: is_digits,
        holds: |number| digits(number).is_some_and(|all| luhn_holds(all.into_iter())),
        distinctive: false,
    },
    // Department of Provincial Administration of Thailand.
    National {
        country: "TH",
        name: "identity number",
        labels: &[],
        schemes: &[NationalId],
        lengths: &[13],
        shape: is_digits,
        holds: thailand,
        distinctive: false,
    },
    // Department of Home Affairs of South Africa: Luhn's rule.
    National {
        country: "ZA",
        name: "identity number",
        labels: &[],
        schemes: &[NationalId],
        lengths: &[13],
        shape: is_digits,
        holds: |number| digits(number).is_some_and(|all| luhn_holds(all.into_iter())),
        distinctive: false,
    },
];

/// Words in front of a number that say of which scheme it is, in capitals.
pub(super) const LABELS: &[&str] = &[
    "INN",
    "OGRN",
    "OGRNIP",
    "OKPO",
    "USCC",
    "TCKN",
    "VKN",
    "EDRPOU",
    "UNP",
    "NIT",
    "CURP",
    "UNIFIED SOCIAL CREDIT CODE",
];

/// The scheme and country that the first words of a value announce.
pub(super) fn announced(value: &str) -> Option<(Scheme, Country)> {
    let words = fold::words(value);
    let begins = |label: &&str| {
        let parts = label.split(' ').count();
        label.split(' ').eq(words.iter().take(parts).map(String::as_str))
    };
    let national = NATIONAL.iter().find(|national| national.labels.iter().any(begins))?;
    Some((*national.schemes.first()?, national.country.parse().ok()?))
}

/// The scheme and country of a bare number whose shape and check digits leave little doubt.
pub(super) fn recognise(normal: &str) -> Option<(Scheme, Country)> {
    let is = |national: &&National| {
        national.distinctive
            && national.lengths.contains(&normal.len())
            && (national.shape)(normal)
            && (national.holds)(normal)
    };
    let national = NATIONAL.iter().find(is)?;
    Some((*national.schemes.first()?, national.country.parse().ok()?))
}

/// The schemes that a number may be of, by its country, heading and length.
fn candidates<'n>(
    identifier: &'n Identifier,
    normal: &'n str,
) -> impl Iterator<Item = &'static National> + Clone + 'n {
    let said = fold::words(identifier.label.as_deref().unwrap_or_default());
    NATIONAL.iter().filter(move |national| {
        let country = match identifier.country {
            Some(country) => country.code() == national.country,
            None => national.labels.iter().any(|label| said.iter().any(|word| word == label)),
        };
        country
            && national.schemes.contains(&identifier.scheme)
            && national.lengths.contains(&normal.len())
            && (national.shape)(normal)
    })
}

/// What the number is called: that of the scheme whose check digits hold, or of the only one it
/// may be.
pub(super) fn name(identifier: &Identifier, normal: &str) -> Option<&'static str> {
    let mut candidates = candidates(identifier, normal);
    let first = candidates.clone().find(|national| (national.holds)(normal));
    first.or_else(|| candidates.next()).map(|national| national.name)
}

pub(super) fn validity(identifier: &Identifier, normal: &str) -> Validity {
    let candidates: Vec<&National> = candidates(identifier, normal).collect();
    match candidates.as_slice() {
        [] => Validity::Unverifiable,
        all if all.iter().any(|national| (national.holds)(normal)) => Validity::Valid,
        [first, ..] => {
            let (country, name) = (first.country, first.name);
            Validity::Invalid(format!(
                "as {name}, of {country}: its check digits do not fit the rest"
            ))
        }
    }
}

fn is_digits(number: &str) -> bool {
    number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The sum of digits times weights, as far as there are both.
fn weigh(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Whether the digits are of a rule that says what the last of them is.
fn ends_in(number: &str, last: impl Fn(&[u32]) -> Option<u32>) -> bool {
    let digits = digits(number);
    let all = digits.as_deref().and_then(<[u32]>::split_last);
    all.is_some_and(|(check, rest)| last(rest) == Some(*check))
}

fn inn(number: &str) -> bool {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let last = |number: &str| {
        ends_in(number, |rest| {
            let weights = WEIGHTS.get(WEIGHTS.len().checked_sub(rest.len())?..)?;
            Some(weigh(rest, weights) % 11 % 10)
        })
    };
    // A person's number has two check digits, the second of which covers the first.
    last(number) && (number.len() == 10 || number.get(..11).is_some_and(last))
}

fn ogrn(number: &str) -> bool {
    let modulus = if number.len() == 13 { 11 } else { 13 };
    ends_in(number, |rest| {
        let number = rest.iter().fold(0_u64, |number, digit| number * 10 + u64::from(*digit));
        u32::try_from(number % modulus % 10).ok()
    })
}

fn okpo(number: &str) -> bool {
    ends_in(number, |rest| match weigh(rest, &[1, 2, 3, 4, 5, 6, 7]) % 11 {
        10 => Some(weigh(rest, &[3, 4, 5, 6, 7, 8, 9]) % 11 % 10),
        check => Some(check),
    })
}

fn iran_person(number: &str) -> bool {
    let one_digit = number.bytes().all(|byte| Some(byte) == number.bytes().next());
    !one_digit
        && ends_in(number, |rest| match weigh(rest, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11 {
            small @ (0 | 1) => Some(small),
            remainder => Some(11 - remainder),
        })
}

fn iran_company(number: &str) -> bool {
    ends_in(number, |rest| {
        let added = rest.last()? + 2;
        let raised: Vec<u32> = rest.iter().map(|digit| digit + added).collect();
        Some(weigh(&raised, &[29, 27, 23, 19, 17, 29, 27, 23, 19, 17]) % 11 % 10)
    })
}

/// Place, day of birth and serial number, and a digit or X.
fn is_china_resident(number: &str) -> bool {
    let date = |from: usize, to: usize| number.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let in_range = |value: Option<u32>, range: std::ops::RangeInclusive<u32>| {
        value.is_some_and(|value| range.contains(&value))
    };
    number.get(..17).is_some_and(is_digits)
        && number.ends_with(|c: char| c.is_ascii_digit() || c == 'X')
        && in_range(date(6, 10), 1800..=2200)
        && in_range(date(10, 12), 1..=12)
        && in_range(date(12, 14), 1..=31)
}

fn china_resident(number: &str) -> bool {
    const CHECKS: &[u8] = b"10X98765432";
    let Some((body, check)) = number.split_at_checked(17) else { return false };
    let Some(digits) = digits(body) else { return false };
    let sum = weigh(&digits, &[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    check.as_bytes() == [CHECKS[sum as usize % 11]]
}

/// Digits and capitals without I, O, S, V and Z.
const CREDIT_CODE: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The registering authority and the category, six digits of the place, the body's number.
fn is_china_credit_code(number: &str) -> bool {
    number.get(2..8).is_some_and(is_digits) && number.chars().all(|c| CREDIT_CODE.contains(c))
}

fn china_credit_code(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let values: Option<Vec<u32>> =
        number.chars().map(|c| CREDIT_CODE.find(c).and_then(|at| u32::try_from(at).ok())).collect();
    let all = values.as_deref().and_then(<[u32]>::split_last);
    all.is_some_and(|(check, rest)| (31 - weigh(rest, &WEIGHTS) % 31) % 31 == *check)
}

fn korea_business(number: &str) -> bool {
    ends_in(number, |rest| {
        let sum = weigh(rest, &[1, 3, 7, 1, 3, 7, 1, 3, 5]) + rest.last()? * 5 / 10;
        Some((10 - sum % 10) % 10)
    })
}

fn turkey_person(number: &str) -> bool {
    let tenth = |rest: &[u32]| Some((10 - weigh(rest, &[3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10) % 10);
    !number.starts_with('0')
        && number.get(..10).is_some_and(|first| ends_in(first, tenth))
        && ends_in(number, |rest| Some(rest.iter().sum::<u32>() % 10))
}

fn turkey_tax(number: &str) -> bool {
    ends_in(number, |rest| {
        let part = |(place, digit): (u32, &u32)| match (digit + place) % 10 {
            0 => 0,
            raised => match (raised * 2_u32.pow(place)) % 9 {
                0 => 9,
                part => part,
            },
        };
        let sum: u32 = (1..).zip(rest.iter().rev()).map(part).sum();
        Some((10 - sum % 10) % 10)
    })
}

fn ukraine_person(number: &str) -> bool {
    // The first weight is −1, which is 10 modulo 11.
    ends_in(number, |rest| Some(weigh(rest, &[10, 5, 7, 9, 4, 6, 10, 5, 7]) % 11 % 10))
}

fn ukraine_company(number: &str) -> bool {
    let weights: [u32; 7] = if number.starts_with(['3', '4', '5']) {
        [7, 1, 2, 3, 4, 5, 6]
    } else {
        [1, 2, 3, 4, 5, 6, 7]
    };
    ends_in(number, |rest| match weigh(rest, &weights) % 11 {
        10 => Some(weigh(rest, &weights.map(|weight| weight + 2)) % 11 % 10),
        check => Some(check),
    })
}

fn belarus(number: &str) -> bool {
    ends_in(number, |rest| Some(weigh(rest, &[29, 23, 19, 17, 13, 7, 5, 3]) % 11))
}

fn colombia(number: &str) -> bool {
    ends_in(number, |rest| match weigh(rest, &[41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11 {
        small @ (0 | 1) => Some(small),
        remainder => Some(11 - remainder),
    })
}

/// Four letters of the name, day of birth, six letters, a letter or digit, a digit. Numbers of the
/// register of voters are as long.
fn is_curp(number: &str) -> bool {
    number.bytes().enumerate().all(|(place, byte)| match place {
        0..4 | 10..=15 => byte.is_ascii_uppercase(),
        4..10 | 17 => byte.is_ascii_digit(),
        _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
    })
}

fn mexico(number: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    let value = |c: char| ALPHABET.chars().position(|other| other == c);
    let values: Option<Vec<usize>> = number.chars().map(value).collect();
    let all = values.as_deref().and_then(<[usize]>::split_last);
    all.is_some_and(|(check, rest)| {
        let sum: usize = rest.iter().enumerate().map(|(at, value)| value * (18 - at)).sum();
        (10 - sum % 10) % 10 == *check
    })
}

fn thailand(number: &str) -> bool {
    !number.starts_with(['0', '9'])
        && ends_in(number, |rest| {
            Some((11 - weigh(rest, &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn validity_of(country: &str, scheme: Scheme, value: &str) -> Validity {
        let country: Country = country.parse().unwrap();
        Identifier::new(scheme, value).with_country(country).validity()
    }

    /// Numbers that their holders, the issuing authorities or the standards publish.
    const PUBLISHED: &[(&str, Scheme, &str)] = &[
        ("RU", TaxId, "7707083893"),                // Sberbank
        ("RU", TaxId, "7736050003"),                // Gazprom
        ("RU", TaxId, "500100732259"),              // example of a person's
        ("RU", Registration, "1027700132195"),      // Sberbank
        ("RU", Registration, "1027700070518"),      // Gazprom
        ("RU", Registration, "304500116000157"),    // example of an entrepreneur's
        ("RU", Registration, "00032537"),           // Sberbank
        ("RU", Registration, "00040778"),           // Gazprom
        ("IR", NationalId, "0084575948"),           // example
        ("IR", NationalId, "10380284790"),          // example of a company's
        ("CN", NationalId, "11010519491231002X"),   // GB 11643-1999
        ("CN", Registration, "91350100M000100Y43"), // GB 32100-2015
        ("CN", Registration, "914403001922038216"), // Huawei Technologies
        ("KR", Registration, "124-81-00998"),       // Samsung Electronics
        ("KR", Registration, "220-81-62517"),       // Naver
        ("TR", NationalId, "10000000146"),          // example
        ("TR", TaxId, "4540536920"),                // example
        ("UA", TaxId, "1759013776"),                // example
        ("UA", Registration, "14360570"),           // PrivatBank
        ("UA", Registration, "00032129"),           // Oschadbank
        ("UA", Registration, "32855961"),           // example
        ("BY", TaxId, "100325912"),                 // Belarusbank
        ("CO", TaxId, "890.903.938-8"),             // Bancolombia
        ("CO", TaxId, "899.999.068-1"),             // Ecopetrol
        ("MX", NationalId, "BOXW310820HNERXN09"),   // instruction on the CURP
        ("IL", NationalId, "039337423"),            // example
        ("TH", NationalId, "1-2345-45678-78-1"),    // example
        ("ZA", NationalId, "7503305044089"),        // example
    ];

    #[test]
    fn published_numbers_are_valid() {
        for (country, scheme, number) in PUBLISHED {
            assert_eq!(
                validity_of(country, *scheme, number),
                Validity::Valid,
                "{country} {number}"
            );
        }
        for national in NATIONAL {
            let shown = PUBLISHED.iter().any(|(country, scheme, number)| {
                let normal = Identifier::new(*scheme, *number).normal().unwrap();
                national.country == *country && (national.holds)(&normal)
            });
            assert!(shown, "no example of {} of {}", national.name, national.country);
        }
    }

    #[test]
    fn only_what_is_known_to_be_of_a_scheme_is_checked() {
        let unverifiable = |country, scheme, value| {
            assert_eq!(validity_of(country, scheme, value), Validity::Unverifiable, "{value}");
        };
        unverifiable("DE", TaxId, "7707083894");
        unverifiable("RU", TaxId, "770708389");
        unverifiable("RU", Scheme::Passport, "7707083894");
        unverifiable("KR", NationalId, "9001011234567");
        assert_eq!(Identifier::new(TaxId, "7707083894").validity(), Validity::Unverifiable);
        // The publisher's word for it says the country.
        let labelled = |label| Identifier::new(TaxId, "7707083894").labelled(label).validity();
        assert!(labelled("INN").is_invalid());
        assert!(labelled("Russia INN").is_invalid());
        assert_eq!(labelled("TIN"), Validity::Unverifiable);
        assert_eq!(
            validity_of("RU", TaxId, "7707083894").to_string(),
            "invalid: as INN, number of a taxpayer, of RU: its check digits do not fit the rest"
        );
    }

    #[test]
    fn every_label_is_known_to_both_tables() {
        let own = NATIONAL.iter().flat_map(|national| national.labels);
        for label in own {
            assert!(LABELS.contains(label), "{label}");
        }
    }
}
