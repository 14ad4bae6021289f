//! Account numbers of which a part is hidden, against the whole ones of the same file.

use crate::identifiers::{Fit, Identifier, Scheme};

/// Fewest characters before the hidden part. Without a beginning every account of the file would have
/// to be looked at.
const LEAST_BEGINNING: usize = 4;

/// The account numbers of a file, in order.
pub(super) struct Fitting<'n> {
    /// Numbers with their places in what was given.
    numbers: Vec<(&'n str, usize)>,
}

/// What was found of a number of which a part is hidden.
pub(super) struct Found {
    /// Places of the numbers that what is shown fits.
    pub fits: Vec<(usize, Fit)>,
    /// How many numbers begin like it.
    pub begin: usize,
}

impl<'n> Fitting<'n> {
    pub fn new(numbers: &[&'n str]) -> Fitting<'n> {
        let mut numbers: Vec<(&str, usize)> =
            numbers.iter().enumerate().map(|(at, number)| (*number, at)).collect();
        numbers.sort_unstable();
        Fitting { numbers }
    }

    /// The numbers that what is shown fits. `None` if more than `chance` of those that begin like it
    /// would fit by chance: then a fit says nothing.
    pub fn of(&self, shown: &str, chance: f64) -> Option<Found> {
        let asked = Identifier::new(Scheme::Account, shown);
        let masked = asked.masked()?;
        let beginning = masked.beginning();
        if beginning.len() < LEAST_BEGINNING {
            return None;
        }
        let from = self.numbers.partition_point(|(number, _)| *number < beginning);
        let alike: Vec<_> =
            self.numbers[from..].iter().take_while(|(n, _)| n.starts_with(beginning)).collect();
        let told_apart = i32::try_from(masked.shown() - beginning.len()).unwrap_or(i32::MAX);
        if alike.len() as f64 / 10_f64.powi(told_apart) > chance {
            return None;
        }
        let fits = alike.iter().filter_map(|(number, at)| Some((*at, masked.fit(number)?)));
        Some(Found { fits: fits.collect(), begin: alike.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_fit_by_chance_says_nothing() {
        let numbers: Vec<String> = (0..101).map(|n| format!("622202123456{n:04}")).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let found = |numbers: &[&str], shown: &str| {
            let fits = Fitting::new(numbers).of(shown, 0.01)?.fits;
            Some(fits.into_iter().map(|(at, _)| at).collect::<Vec<_>>())
        };
        assert_eq!(found(&numbers[..100], "622202*0042"), Some(vec![42]));
        assert_eq!(found(&numbers, "622202*0042"), None, "one in a hundred would fit");
        assert_eq!(found(&numbers, "622202*60042"), Some(vec![42]));
        assert_eq!(found(&numbers[..100], "622202*9999"), Some(vec![]));
        assert_eq!(found(&numbers[..100], "*4561234560042"), None, "no beginning");
        assert_eq!(found(&[], "622202*0042"), Some(vec![]));
    }
}
