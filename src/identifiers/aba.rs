//! Routing transit numbers of banks in the United States: nine digits, the last one a check digit.
//!
//! Source: American Bankers Association, Routing Number Policy; Federal Reserve, Operating Circulars:
//! 3, 7, 1 times the digits in turn add up to a multiple of ten, and the first two digits are those
//! of a Federal Reserve district (00–12), of a thrift (21–32), of an electronic transaction (61–72), or
//! 80 for traveller's cheques.

use super::check_digits::digits;
use super::fold;
use super::validity::Validity;

const LENGTH: usize = 9;

/// The digits: `ABA 0210-0008-9` gives `021000089`.
pub(super) fn normal(value: &str) -> Option<String> {
    fold::digits(value, LENGTH)
}

pub(super) fn validity(normal: &str) -> Validity {
    let Some(digits) = digits(normal).filter(|digits| digits.len() == LENGTH) else {
        let found = normal.len();
        return Validity::Invalid(format!("a routing number has 9 digits, this has {found}"));
    };
    let first = digits.iter().take(2).fold(0, |number, digit| number * 10 + digit);
    if !matches!(first, 0..=12 | 21..=32 | 61..=72 | 80) || digits.iter().all(|&digit| digit == 0) {
        return Validity::Invalid(format!("no routing number begins with {first:02}"));
    }
    let sum: u32 = digits.iter().zip([3, 7, 1].into_iter().cycle()).map(|(d, w)| d * w).sum();
    if sum.is_multiple_of(10) {
        Validity::Valid
    } else {
        Validity::Invalid("its check digit does not fit the rest".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_known_banks() {
        // As the banks publish them: JPMorgan Chase (New York), Federal Reserve Bank of Boston,
        // Wells Fargo, Citibank.
        for number in ["021000021", "011000015", "121000248", "021000089"] {
            assert_eq!(validity(number), Validity::Valid, "{number}");
        }
        for number in ["021000020", "991000021", "000000000", "02100002"] {
            assert!(validity(number).is_invalid(), "{number}");
        }
    }
}
