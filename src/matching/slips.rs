//! Slips of the pen over a whole name: how many letters are off, and of how many.
//!
//! One letter in five says little, one in twenty is a slip: two names of which every word answers one
//! of the other, none more than a letter off, are hardly ever two parties'. How many letters agree counts
//! for that, and how rare the words are that they agree in.

use super::similarity::{ONE_EDIT_FROM, is_one_edit};
use crate::names::{Class, Concept, Unit};
use serde::{Deserialize, Serialize};

/// Slips between two names that are alike in every word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Slips {
    /// Letters dropped, added, replaced or swapped; other spaces between the words count as one.
    pub edits: u16,
    /// Letters of the words, those of the longer one of each pair, times what the words weigh, in
    /// thousandths.
    pub letters: u32,
}

/// A token as it is spelt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spelt<'a> {
    pub letters: &'a [u8],
    pub latin: bool,
    pub class: Class,
    pub weight: u32,
    pub concepts: &'a [Concept],
}

impl<'a> From<&'a Unit> for Spelt<'a> {
    fn from(unit: &'a Unit) -> Spelt<'a> {
        let latin = unit.route == crate::names::sound::Route::Latin;
        Spelt {
            letters: unit.letters.as_bytes(),
            latin,
            class: unit.class,
            weight: unit.weight,
            concepts: unit.concepts,
        }
    }
}

impl Spelt<'_> {
    /// Its letters times its weight.
    fn told(&self) -> u32 {
        weighed(self.letters.len(), self.weight)
    }

    /// Whether both are known words, of two meanings: *Mario* is no slip for *Maria*.
    fn is_another(&self, other: &Spelt<'_>) -> bool {
        // Loanwords are known for how they are written elsewhere, and are much of a language.
        let is_known =
            |concepts: &[Concept]| concepts.first().is_some_and(|concept| !concept.is_loanword());
        let both_known = is_known(self.concepts) && is_known(other.concepts);
        both_known && Concept::shared(self.concepts, other.concepts).is_none()
    }

    fn is_word(&self) -> bool {
        self.latin && !matches!(self.class, Class::Number | Class::Initial)
    }
}

impl Slips {
    /// With one more pair of tokens; `None` if they are more than a letter apart.
    pub(crate) fn and(self, a: Spelt<'_>, b: Spelt<'_>, equal: bool) -> Option<Slips> {
        let longer = a.letters.len().max(b.letters.len());
        let edits = if equal {
            0
        } else if !a.is_word() || !b.is_word() {
            return None;
        } else if a.letters == b.letters {
            0
        } else if longer >= ONE_EDIT_FROM && is_one_edit(a.letters, b.letters) && !a.is_another(&b)
        {
            1
        } else {
            return None;
        };
        let told = weighed(longer, a.weight.min(b.weight));
        Some(Slips { edits: self.edits + edits, letters: self.letters.saturating_add(told) })
    }

    /// Of two names that are the same letters in the same order: spaces in other places are one slip.
    pub(crate) fn respaced<'a>(
        left: impl Iterator<Item = Spelt<'a>> + Clone,
        right: impl Iterator<Item = Spelt<'a>> + Clone,
    ) -> Option<Slips> {
        let letters = |side: Spelt<'a>| side.letters.iter();
        if !left.clone().flat_map(letters).eq(right.clone().flat_map(letters)) {
            return None;
        }
        let told = |side: Spelt<'a>| side.told();
        Some(Slips { edits: 1, letters: told_by(left.map(told)).min(told_by(right.map(told))) })
    }

    /// The one with fewer slips for its letters.
    pub(crate) fn fewer(self, other: Option<Slips>) -> Slips {
        match other {
            Some(other) if other.share() < self.share() => other,
            _ => self,
        }
    }

    /// The share of the letters that is off.
    pub(crate) fn share(self) -> f64 {
        1e3 * f64::from(self.edits) / f64::from(self.letters.max(1))
    }
}

/// So many letters of a word of this weight.
pub(crate) fn weighed(letters: usize, weight: u32) -> u32 {
    weight.saturating_mul(letters as u32)
}

/// What words tell together, each by its letters times its weight.
pub(crate) fn told_by(words: impl Iterator<Item = u32>) -> u32 {
    words.fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(letters: &str) -> Spelt<'_> {
        Spelt {
            letters: letters.as_bytes(),
            latin: true,
            class: Class::Plain,
            weight: 500,
            concepts: &[],
        }
    }

    #[test]
    fn a_word_is_at_most_a_letter_off() {
        let one = |a, b| Slips::default().and(word(a), word(b), false);
        let slip = Some(Slips { edits: 1, letters: 5_000 });
        assert_eq!(one("stroytrans", "sroytrans"), slip);
        assert_eq!(one("stroytrans", "strotyrans"), slip);
        assert_eq!(one("stroytrans", "stroytrans"), slip.map(|slip| Slips { edits: 0, ..slip }));
        assert_eq!(one("stroytrans", "strotryans"), None);
        assert_eq!(one("chol", "chun"), None);
        assert_eq!(one("chol", "chil"), None, "in four letters one is another name");
    }

    #[test]
    fn a_letter_counts_less_in_a_word_that_weighs_less_and_a_number_has_no_slip() {
        let none = Slips::default();
        let light = Spelt { weight: 40, ..word("holding") };
        assert_eq!(none.and(light, word("hoding"), false), Some(Slips { edits: 1, letters: 280 }));
        let number = |letters| Spelt { class: Class::Number, ..word(letters) };
        assert_eq!(none.and(number("20041"), number("20042"), false), None);
        assert!(none.and(number("20041"), number("20041"), true).is_some());
    }

    #[test]
    fn another_known_name_is_no_slip() {
        let known = |concepts| Spelt { concepts, ..word("maria") };
        let other = |concepts| Spelt { concepts, ..word("mario") };
        let (one, two) = (const { &[Concept(1)] }, const { &[Concept(2)] });
        assert_eq!(Slips::default().and(known(one), other(two), false), None);
        assert!(Slips::default().and(known(one), other(one), false).is_some());
        assert!(Slips::default().and(known(one), other(&[]), false).is_some());
    }

    #[test]
    fn other_spaces_are_one_slip_and_another_order_is_none() {
        let spaced = |left: &[&str], right: &[&str]| {
            let left: Vec<Spelt<'_>> = left.iter().map(|text| word(text)).collect();
            let right: Vec<Spelt<'_>> = right.iter().map(|text| word(text)).collect();
            Slips::respaced(left.iter().copied(), right.iter().copied())
        };
        let slip = Some(Slips { edits: 1, letters: 4_000 });
        assert_eq!(spaced(&["gazgroup"], &["gaz", "group"]), slip);
        assert_eq!(spaced(&["gazgroup"], &["group", "gaz"]), None);
    }

    #[test]
    fn words_of_any_length_are_counted() {
        let long = "gaz".repeat(1_000_000);
        let words = [word(&long); 4];
        let slips = Slips::respaced(words.into_iter(), words.into_iter()).unwrap();
        assert!(slips.share() > 0.0 && slips.share() < 3e-7, "{slips:?}");
    }
}
