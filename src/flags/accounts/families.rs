//! Families of account numbers: one bank, one beginning, endings that follow one another.
//!
//! A bank that gives a client virtual accounts numbers them one after the other behind the client's
//! own digits (EBA, *Report on virtual IBANs*, EBA/Rep/2024/08).

use std::collections::BTreeMap;

/// Digits at the end that tell the accounts of a family apart.
const ENDING: usize = 4;

/// Fewest digits before the ending. Bank and branch take up to eight in national numbers (sort code
/// 6, Bankleitzahl 8, ABA 9): a family shares more than these.
const LEAST_BEGINNING: usize = 9;

/// What an account number is sorted by: country of an IBAN or nothing, length, and beginning.
type Shelf = (String, usize, String);

/// Where a number stands: its shelf and its ending.
fn shelved(number: &str) -> Option<(Shelf, u32)> {
    let letters = number.bytes().take_while(u8::is_ascii_alphabetic).count();
    // The check digits of an IBAN change with its ending.
    let (country, own) = match letters {
        2 => (number.get(..2)?, number.get(4..)?),
        _ => ("", number),
    };
    let beginning = own.get(..own.len().checked_sub(ENDING)?)?;
    let ending = own.get(beginning.len()..)?.parse().ok()?;
    let digits = beginning.bytes().filter(u8::is_ascii_digit).count();
    let is_number = own.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let shelf = (country.to_owned(), own.len(), beginning.to_owned());
    (is_number && digits >= LEAST_BEGINNING).then_some((shelf, ending))
}

/// Runs of at least `least` different numbers of one shelf whose endings differ from the next by at
/// most `step`: the places of the numbers given, runs and numbers in ascending order.
pub(super) fn families(numbers: &[&str], least: usize, step: u32) -> Vec<Vec<usize>> {
    let mut shelves: BTreeMap<Shelf, Vec<(u32, usize)>> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate() {
        if let Some((shelf, ending)) = shelved(number) {
            shelves.entry(shelf).or_default().push((ending, at));
        }
    }
    let mut found = Vec::new();
    for mut shelf in shelves.into_values() {
        shelf.sort_unstable();
        for run in shelf.chunk_by(|a, b| b.0 - a.0 <= step) {
            if run.len() >= least {
                found.push(run.iter().map(|(_, at)| *at).collect());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_row_are_a_family() {
        let numbers = [
            "6222021234567890001",
            "DE89370400440532013000",
            "6222021234567890002",
            "6222021234567890003",
            "6222021234567890999",  // too far
            "62220212345678900040", // another length
            "DE62370400440532013001",
            "DE35370400440532013002",
            "123456780001", // nothing but bank and branch in front
            "123456780002",
            "123456780003",
        ];
        assert_eq!(families(&numbers, 3, 10), [vec![0, 2, 3], vec![1, 6, 7]]);
        assert!(families(&numbers, 4, 10).is_empty());
        assert_eq!(families(&numbers, 4, 1000), [vec![0, 2, 3, 4]]);
    }

    #[test]
    fn what_is_no_number_is_in_no_family() {
        for odd in ["", "1", "é", "DE", "ABCDEFGHIJKLMNOP", "김정은김정은김정은김정은"]
        {
            assert_eq!(shelved(odd), None, "{odd}");
        }
    }
}
