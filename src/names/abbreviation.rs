//! Names put together from the beginnings of words: *KOMID* of *Korea Mining Development Trading
//! Corporation*, as state companies of many countries are called.

use std::ops::RangeInclusive;

/// Letters of such a name.
const LETTERS: RangeInclusive<usize> = 4..=8;
/// Most letters taken from one word.
const PART: usize = 3;
/// Fewest words that letters are taken from: two beginnings meet by chance.
const WORDS: usize = 3;

/// The first letters of an abbreviation, by which it is looked up.
pub(crate) type Stem = [u8; 4];

/// The stem of a word that may be an abbreviation.
pub(crate) fn stem(word: &[u8]) -> Option<Stem> {
    LETTERS.contains(&word.len()).then(|| word.first_chunk().copied()).flatten()
}

/// Whether a word is made of the beginnings of the first of these words: one to three letters of
/// each, and not of their initials alone.
pub(crate) fn abbreviates<'w>(word: &[u8], words: impl Iterator<Item = &'w [u8]> + Clone) -> bool {
    LETTERS.contains(&word.len()) && cut(word, word.len(), words, 0)
}

fn cut<'w>(
    rest: &[u8],
    length: usize,
    mut words: impl Iterator<Item = &'w [u8]> + Clone,
    parts: usize,
) -> bool {
    if rest.is_empty() {
        return (WORDS..length).contains(&parts);
    }
    let Some(word) = words.next() else { return false };
    let common = word.iter().zip(rest).take(PART).take_while(|(a, b)| a == b).count();
    (1..=common).any(|taken| cut(&rest[taken..], length, words.clone(), parts + 1))
}

/// The stems of everything that abbreviates these words, in place of what was found before.
pub(crate) fn stems<'w>(words: impl Iterator<Item = &'w [u8]> + Clone, found: &mut Vec<Stem>) {
    found.clear();
    if words.clone().count() >= WORDS {
        grow([0; 4], 0, words, found);
        found.sort_unstable();
        found.dedup();
    }
}

fn grow<'w>(
    stem: Stem,
    filled: usize,
    mut words: impl Iterator<Item = &'w [u8]> + Clone,
    found: &mut Vec<Stem>,
) {
    if filled == stem.len() {
        found.push(stem);
        return;
    }
    let Some(word) = words.next() else { return };
    let mut stem = stem;
    for (at, letter) in (filled..stem.len()).zip(word.iter().take(PART)) {
        stem[at] = *letter;
        grow(stem, at + 1, words.clone(), found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bytes<'a>(words: &'a [&'a str]) -> Vec<&'a [u8]> {
        words.iter().map(|word| word.as_bytes()).collect()
    }

    #[test]
    fn beginnings_of_three_words_and_more() {
        let komid = bytes(&["korea", "mining", "development", "trading", "corporation"]);
        for (word, is) in [
            ("komid", true),
            ("kormin", false), // two words
            ("kmdt", false),   // initials
            ("kmidt", true),
            ("komidx", false),
            ("midtra", false),    // not from the first word on
            ("komindevt", false), // too long
        ] {
            assert_eq!(abbreviates(word.as_bytes(), komid.iter().copied()), is, "{word}");
        }
    }

    proptest! {
        #[test]
        fn what_abbreviates_is_found_by_its_stem(
            word in "[ab]{4,8}",
            words in proptest::collection::vec("[ab]{1,5}", 1..6),
        ) {
            let words: Vec<&[u8]> = words.iter().map(String::as_bytes).collect();
            if abbreviates(word.as_bytes(), words.iter().copied()) {
                let mut found = Vec::new();
                stems(words.iter().copied(), &mut found);
                prop_assert!(found.contains(&stem(word.as_bytes()).unwrap()));
            }
        }
    }
}
