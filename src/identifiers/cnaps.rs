//! Numbers of banks in China's payment system (CNAPS, 支付系统行号): bank category (3 digits), place
//! (4), branch (4), check digit.
//!
//! Source: People's Bank of China, rules of the China National Advanced Payment System, which take the
//! check digit from GB/T 17710, that is ISO 7064 MOD 11,10.

use super::check_digits::{digits, mod_11_10_holds};
use super::fold;
use super::validity::Validity;

const LENGTH: usize = 12;

/// The digits: `CNAPS 1021 0009 9996` gives `102100099996`.
pub(super) fn normal(value: &str) -> Option<String> {
    fold::digits(value, LENGTH)
}

pub(super) fn validity(normal: &str) -> Validity {
    let Some(digits) = digits(normal).filter(|digits| digits.len() == LENGTH) else {
        let found = normal.len();
        return Validity::Invalid(format!("a CNAPS number has 12 digits, this has {found}"));
    };
    if digits.first() == Some(&0) {
        return Validity::Invalid("no category of banks begins with 0".to_owned());
    }
    if mod_11_10_holds(digits.into_iter()) {
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
        // The head offices, as the banks publish them on their payment instructions.
        for number in [
            "102100099996",
            "103100000026",
            "104100000004",
            "105100000017",
            "301290000007",
            "302100011000",
            "303100000006",
            "305100000013",
            "308584000013",
            "310290000013",
            "309391000011",
            "403100000004",
        ] {
            assert_eq!(validity(number), Validity::Valid, "{number}");
            let wrong = format!("{}{}", &number[..11], (number.as_bytes()[11] - b'0' + 1) % 10);
            assert!(validity(&wrong).is_invalid(), "{wrong}");
        }
        assert!(validity("10210009999").is_invalid());
    }
}
