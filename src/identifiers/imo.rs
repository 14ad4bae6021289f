//! IMO numbers: of ships, and of companies and registered owners.
//!
//! Both are seven digits of which the last is a check digit; the two check rules differ. Sources:
//! IMO Resolution A.1117(30), IMO Ship Identification Number Scheme; IMO Resolution MSC.160(78), IMO
//! Unique Company and Registered Owner Identification Number Scheme.
//!
//! The check digit of a ship catches every swap of two different neighbouring digits, but lets one
//! in nine of all single wrong digits through, and numbers that were issued by fraud pass it: a
//! valid number says nothing about the ship.

use super::fold;
use super::validity::Validity;

const LENGTH: usize = 7;

/// The digits: `IMO No. 9 074 729` gives `9074729`.
pub(super) fn normal(value: &str) -> Option<String> {
    fold::digits(value, LENGTH)
}

/// The seven digits as numbers, if that is what the normal form holds.
fn seven(normal: &str) -> Option<[u32; LENGTH]> {
    let digits: Vec<u32> = normal.chars().map_while(|c| c.to_digit(10)).collect();
    if digits.len() == normal.len() { digits.try_into().ok() } else { None }
}

/// The check digit of a ship's number: the last digit of Σ dᵢ·(7, 6, 5, 4, 3, 2).
fn ship_check([a, b, c, d, e, f, _]: [u32; LENGTH]) -> u32 {
    (7 * a + 6 * b + 5 * c + 4 * d + 3 * e + 2 * f) % 10
}

/// The check digit of a company's number: (11 − Σ dᵢ·(8, 6, 4, 2, 9, 7) mod 11) mod 10.
fn company_check([a, b, c, d, e, f, _]: [u32; LENGTH]) -> u32 {
    (11 - (8 * a + 6 * b + 4 * c + 2 * d + 9 * e + 7 * f) % 11) % 10
}

/// Whether the digits end in the check digit of a ship, in words when not.
pub(super) fn ship(normal: &str) -> Validity {
    let Some(digits) = checked_shape(normal) else { return wrong_shape(normal) };
    if digits[6] == ship_check(digits) {
        return Validity::Valid;
    }
    let company = if digits[6] == company_check(digits) {
        "; as the number of a company or registered owner it would be valid"
    } else {
        ""
    };
    Validity::Invalid(format!(
        "the last digit is {}, the check digit of a ship would be {}{company}",
        digits[6],
        ship_check(digits)
    ))
}

/// Whether the digits end in the check digit of a company, in words when not.
pub(super) fn company(normal: &str) -> Validity {
    let Some(digits) = checked_shape(normal) else { return wrong_shape(normal) };
    if digits[6] == company_check(digits) {
        return Validity::Valid;
    }
    let ship = if digits[6] == ship_check(digits) {
        "; as the number of a ship it would be valid"
    } else {
        ""
    };
    Validity::Invalid(format!(
        "the last digit is {}, the check digit of a company would be {}{ship}",
        digits[6],
        company_check(digits)
    ))
}

/// Seven digits that are not all zero: `0000000` satisfies the ship's rule but fills a form.
fn checked_shape(normal: &str) -> Option<[u32; LENGTH]> {
    seven(normal).filter(|digits| digits.iter().any(|&digit| digit != 0))
}

fn wrong_shape(normal: &str) -> Validity {
    Validity::Invalid(if normal.len() == LENGTH {
        "all digits are 0: a placeholder".to_owned()
    } else {
        format!("an IMO number has 7 digits, this has {}", normal.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ships_known_to_exist_are_valid() {
        for number in ["9074729", "9562233", "8528864", "8514045", "8628597", "8937675", "7389704"]
        {
            assert_eq!(ship(number), Validity::Valid, "{number}");
        }
        assert!(!ship("9074728").is_valid());
        assert!(!ship("0000000").is_valid());
        assert!(!ship("907472").is_valid());
    }

    #[test]
    fn the_other_rule_is_named() {
        // By hand: 0·8 + 2·6 + 8·4 + 9·2 + 2·9 + 3·7 = 101, 101 mod 11 = 2, 11 − 2 = 9.
        assert_eq!(company("0289239"), Validity::Valid);
        let Validity::Invalid(why) = ship("0289239") else { panic!("no ship's number") };
        assert!(why.contains("company"), "{why}");
        assert!(!company("9074729").is_valid());
    }

    /// Every number of six digits with its check digit.
    fn numbers() -> impl Iterator<Item = [u32; LENGTH]> {
        (100_000..1_000_000u32).map(|six| {
            let mut digits = seven(&format!("{six}0")).unwrap();
            digits[6] = ship_check(digits);
            digits
        })
    }

    #[test]
    fn every_swap_of_neighbours_is_caught() {
        for number in numbers() {
            for at in 0..LENGTH - 1 {
                let mut swapped = number;
                swapped.swap(at, at + 1);
                let passes = swapped[6] == ship_check(swapped);
                assert_eq!(passes, number[at] == number[at + 1], "{number:?} swapped at {at}");
            }
        }
    }

    #[test]
    fn one_in_nine_single_errors_passes() {
        for number in numbers().step_by(10_007) {
            let wrong = (0..LENGTH).flat_map(|at| {
                (0..10).filter(move |&digit| digit != number[at]).map(move |digit| {
                    let mut wrong = number;
                    wrong[at] = digit;
                    wrong
                })
            });
            let passing = wrong.clone().filter(|&wrong| wrong[6] == ship_check(wrong)).count();
            assert_eq!(passing * 9, wrong.count(), "{number:?}");
        }
    }
}
