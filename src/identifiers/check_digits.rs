//! Check digits that several schemes share: Luhn's, and ISO 7064 MOD 11,10.

/// Whether a row of digits ends in its check digit by Luhn's rule (ISO/IEC 7812-1, annex B): from the
/// right, every second digit doubled, the digits of all of them add up to a multiple of ten.
pub(super) fn luhn_holds(digits: impl DoubleEndedIterator<Item = u32>) -> bool {
    let sum: u32 = digits
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) => twice / 10 + twice % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a row of digits ends in its check digit by ISO 7064 MOD 11,10.
pub(super) fn mod_11_10_holds(digits: impl Iterator<Item = u32>) -> bool {
    let state = digits.fold((10, 0), |(product, _), digit| {
        let sum = match (product + digit) % 10 {
            0 => 10,
            sum => sum,
        };
        (sum * 2 % 11, sum)
    });
    // The last sum, before it is doubled, is 1 when the check digit fits.
    state.1 == 1
}

/// The digits of a text that holds nothing else.
pub(super) fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_examples() {
        // ISO/IEC 7812-1 and ISO 7064 (its example 0794 has the check character 5).
        assert!(luhn_holds(digits("79927398713").unwrap().into_iter()));
        assert!(mod_11_10_holds(digits("07945").unwrap().into_iter()));
        for last in (0..10).filter(|&last| last != 3) {
            assert!(!luhn_holds(digits(&format!("7992739871{last}")).unwrap().into_iter()));
        }
        for last in (0..10).filter(|&last| last != 5) {
            assert!(!mod_11_10_holds(digits(&format!("0794{last}")).unwrap().into_iter()));
        }
    }
}
