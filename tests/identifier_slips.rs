//! Which slips of the hand the check digits of each scheme find: one wrong digit, two neighbours
//! exchanged.
//!
//! The table says it for every scheme with check digits, from how its rule is built; valid numbers are
//! made from a seed, every slip is tried on each, and the table must be right both ways.

#![allow(clippy::unwrap_used, reason = "a test that cannot make a number must fail")]

use tamis::identifiers::{Identifier, Scheme};

/// Whether a rule finds slips of a kind.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Finds {
    All,
    /// All that are tried here; two check digits of a rule that lets some through let few through.
    Nearly,
    /// Some pass; at most one in so many.
    AllBut(u32),
}
use Finds::{All, AllBut, Nearly};

/// A scheme: country of national ones, a valid number, the places in it that are drawn anew, the
/// places of its check digits, which wrong digits it finds, which exchanges.
type Row =
    (Scheme, &'static str, &'static str, std::ops::Range<usize>, &'static [usize], Finds, Finds);

#[rustfmt::skip]
const SCHEMES: &[Row] = &[
    // Modulo 10 with the weights 7 to 2: neighbours differ by one, even weights and 5 let digits pass.
    (Scheme::Imo, "", "9074729", 1..6, &[6], AllBut(7), All),
    // Modulo 11, where 0 and 10 give the same digit.
    (Scheme::ImoCompany, "", "0289239", 1..6, &[6], AllBut(20), AllBut(10)),
    // Modulo 97.
    (Scheme::Iban, "", "DE89370400440532013000", 4..22, &[2, 3], All, All),
    (Scheme::Lei, "", "54930000000000000000", 4..18, &[18, 19], All, All),
    // Modulo 10 with the weights 3, 7 and 1: digits that differ by five may be exchanged.
    (Scheme::Aba, "", "021000021", 2..8, &[8], All, AllBut(7)),
    // ISO 7064 MOD 11,10.
    (Scheme::Cnaps, "", "102100099996", 1..11, &[11], All, AllBut(40)),
    // Luhn: 0 and 9 may be exchanged.
    (Scheme::Card, "", "6222021234565702", 4..15, &[15], All, AllBut(25)),
    (Scheme::Isin, "", "DE0005140008", 2..11, &[11], All, AllBut(25)),
    (Scheme::NationalId, "IL", "039337423", 0..8, &[8], All, AllBut(25)),
    (Scheme::NationalId, "ZA", "7503305044089", 0..12, &[12], All, AllBut(25)),
    // Modulo 11, where 10 becomes 0.
    (Scheme::TaxId, "RU", "7707083893", 1..9, &[9], AllBut(20), AllBut(20)),
    (Scheme::TaxId, "RU", "500100732259", 1..10, &[10, 11], Nearly, Nearly),
    (Scheme::Registration, "RU", "1027700132195", 1..12, &[12], AllBut(20), AllBut(20)),
    (Scheme::Registration, "RU", "304500116000157", 1..14, &[14], AllBut(10), AllBut(10)),
    (Scheme::Registration, "RU", "00032537", 0..7, &[7], AllBut(20), AllBut(10)),
    // 1 and 10 give the same digit.
    (Scheme::NationalId, "IR", "0084575948", 0..9, &[9], AllBut(80), AllBut(80)),
    (Scheme::NationalId, "IR", "10380284790", 1..10, &[10], AllBut(20), AllBut(10)),
    (Scheme::NationalId, "CN", "110105194912310021", 0..6, &[17], All, All),
    (Scheme::Registration, "CN", "914403001922038216", 8..17, &[17], All, All),
    (Scheme::Registration, "KR", "1248100998", 1..9, &[9], All, AllBut(7)),
    // The second check digit is the sum of all, the first has weights that differ by two.
    (Scheme::NationalId, "TR", "10000000146", 1..9, &[9, 10], All, AllBut(9)),
    (Scheme::TaxId, "TR", "4540536920", 0..9, &[9], All, AllBut(10)),
    (Scheme::TaxId, "UA", "1759013776", 0..9, &[9], AllBut(20), AllBut(20)),
    (Scheme::Registration, "UA", "14360570", 1..7, &[7], AllBut(10), AllBut(10)),
    (Scheme::TaxId, "BY", "100325912", 1..8, &[8], All, All),
    (Scheme::TaxId, "CO", "8909039388", 0..9, &[9], AllBut(20), AllBut(20)),
    // Of twelve weights modulo 11 one is 11: that digit is not checked.
    (Scheme::NationalId, "TH", "1234545678781", 1..12, &[12], AllBut(9), AllBut(20)),
];

fn holds(scheme: Scheme, country: &str, number: &[u8]) -> bool {
    let value = std::str::from_utf8(number).unwrap();
    let country = (!country.is_empty()).then(|| country.parse().unwrap());
    Identifier::new(scheme, value).with_country(country).validity().is_valid()
}

/// Digits from a seed (Knuth's 64-bit linear congruential generator).
struct Digits(u64);

impl Digits {
    fn next(&mut self) -> u8 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        b'0' + (self.0 >> 33) as u8 % 10
    }
}

/// The number with the check digits that make it valid; `None` where no digit does.
fn completed(row: &Row, mut number: Vec<u8>) -> Option<Vec<u8>> {
    let (scheme, country, _, _, checks, ..) = row;
    for trial in 0..10_u32.pow(checks.len() as u32) {
        for (place, at) in checks.iter().rev().enumerate() {
            number[*at] = b'0' + (trial / 10_u32.pow(place as u32) % 10) as u8;
        }
        if holds(*scheme, country, &number) {
            return Some(number);
        }
    }
    None
}

#[test]
fn check_digits_find_what_they_are_said_to_find() {
    let mut mistaken = Vec::new();
    for row in SCHEMES {
        let (scheme, country, example, drawn, _, wrong, exchanged) = row;
        let told = format!("{scheme} {country}");
        let mut digits = Digits(7);
        let (mut slips, mut passed) = ([0_u32; 2], [0_u32; 2]);
        let mut numbers = 0;
        while numbers < 60 {
            let mut number = example.as_bytes().to_vec();
            number[drawn.clone()].fill_with(|| digits.next());
            let Some(number) = completed(row, number) else { continue };
            numbers += 1;
            for at in drawn.start..number.len() {
                let mut tried = |kind: usize, slip: &[u8]| {
                    slips[kind] += 1;
                    passed[kind] += u32::from(holds(*scheme, country, slip));
                };
                for digit in (b'0'..=b'9').filter(|digit| *digit != number[at]) {
                    let mut slip = number.clone();
                    slip[at] = digit;
                    tried(0, &slip);
                }
                if at > drawn.start && number[at] != number[at - 1] {
                    let mut slip = number.clone();
                    slip.swap(at, at - 1);
                    tried(1, &slip);
                }
            }
        }
        for (kind, finds) in [wrong, exchanged].into_iter().enumerate() {
            let (slips, passed) = (slips[kind], passed[kind]);
            let what = ["wrong digits", "exchanges"][kind];
            let right = match finds {
                All | Nearly => passed == 0,
                AllBut(most) => passed > 0 && passed * most <= slips,
            };
            if !right {
                mistaken.push(format!("{told}: {passed} of {slips} {what} pass, not {finds:?}"));
            }
        }
    }
    assert!(mistaken.is_empty(), "{mistaken:#?}");
}
