//! Words too unlike to be paired that resemble each other all the same.
//!
//! A pet name, a cut one, a surname heard at second hand share no more than their beginning or most of
//! their letters with the word they stand for: `Nicolino` and `Nicola`, `Mochtar` and `Mochammad`. That
//! two parties are one can't be told from this, so such pairs rank names that are alike elsewhere and
//! reach no threshold by themselves: see [`by_resemblance`](super::Weights::by_resemblance).

use super::jaro_winkler::jaro_winkler;
use super::similarity::EQUAL;
use crate::names::outline::occurring;
use crate::names::{Class, Shape};

/// Letters of a word that has a likeness: one letter says nothing, and no name has a word of so many.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=64;

/// Likeness by Jaro and Winkler below which two words are as any two: unrelated names of six letters
/// share about half of them.
const UNLIKE: f64 = 0.75;

/// The constants of this file, as part of the configuration hash.
pub(super) fn fingerprint() -> String {
    format!("{LETTERS:?}{UNLIKE}")
}

/// How much two words resemble each other, in ten-thousandths: by their letters or by their sounds,
/// whichever says more. `None` if no more than any two words. Symmetric.
pub(crate) fn resemblance(a: &Shape<'_>, b: &Shape<'_>) -> Option<u32> {
    let is_word =
        |shape: &Shape<'_>| shape.class == Class::Plain && LETTERS.contains(&shape.letters.len());
    if !is_word(a) || !is_word(b) {
        return None;
    }
    let mut alike = likeness(a.letters, b.letters);
    if (a.letters, b.letters) != (a.sound, b.sound) {
        alike = alike.max(likeness(a.sound, b.sound));
    }
    let above = (alike - UNLIKE) / (1.0 - UNLIKE);
    let resemblance = (above * f64::from(EQUAL)) as u32;
    (resemblance > 0).then_some(resemblance)
}

/// Likeness by Jaro and Winkler; 0 where it is surely below [`UNLIKE`].
fn likeness(a: &[u8], b: &[u8]) -> f64 {
    if !may_be_alike(a, b) {
        return 0.0;
    }
    // Letters and symbols of sounds are ASCII.
    let [a, b] = [a, b].map(|word| std::str::from_utf8(word).unwrap_or_default());
    // Letters in common are found from the left word on: which is the left one must not matter.
    jaro_winkler(a.min(b), a.max(b))
}

/// Whether two words may be at least [`UNLIKE`]: a beginning counts from a likeness of 0.7 on, and that
/// takes a share of letters in common, of both words together, of 1.1.
fn may_be_alike(a: &[u8], b: &[u8]) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let enough = |of: &[u8], other: &[u8]| {
        let mask = occurring(other);
        let common = of.iter().filter(|letter| mask & 1 << (**letter & 31) != 0).count();
        common * 10 * (a.len() + b.len()) >= 11 * a.len() * b.len()
    };
    enough(a, b) && enough(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::read;
    use crate::party::Kind;

    fn of(a: &str, b: &str) -> Option<u32> {
        let [a, b] = [a, b].map(|name| read(name, Kind::Person));
        resemblance(&(&a.tokens()[0]).into(), &(&b.tokens()[0]).into())
    }

    #[test]
    fn a_cut_name_resembles_the_whole_one_and_others_do_not() {
        assert!(of("Nicola", "Nicolino").is_some());
        assert!(of("Tajammul", "Tajamulo").is_some());
        assert_eq!(of("Stella", "Willie"), None);
        assert_eq!(of("Sergio", "Teresa"), None);
    }

    #[test]
    fn which_word_comes_first_does_not_matter() {
        let words = ["martha", "marhta", "dixon", "dicksonx", "abcvwxyz", "cabvwxyz", "aab", "baa"];
        for a in words {
            for b in words {
                assert_eq!(of(a, b), of(b, a), "{a} {b}");
            }
        }
    }

    #[test]
    fn what_is_left_out_at_a_glance_is_unlike() {
        let words = ["nicola", "nicolino", "cola", "ana", "banana", "nab", "lacoin", "b", "onalic"];
        for a in words {
            for b in words {
                let alike = strsim::jaro_winkler(a, b).max(strsim::jaro_winkler(b, a));
                assert!(may_be_alike(a.as_bytes(), b.as_bytes()) || alike < UNLIKE, "{a} {b}");
            }
        }
    }
}
