//! Likeness of short words by Jaro and Winkler, in place.
//!
//! The same as `strsim` computes, to the last bit, which allocates for each pair of words: this is what
//! scoring a pair of names would otherwise wait for most. Longer words are left to `strsim`.

/// Letters up to which a word is short: as many as there are bits in a mark.
const SHORT: usize = 64;

/// Likeness by Jaro, with the weight that Winkler gives to a common beginning (*String Comparator Metrics
/// and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage*, 1990). Letters in common are
/// found from the left word on.
pub(super) fn jaro_winkler(a: &str, b: &str) -> f64 {
    let short = |word: &str| word.len() <= SHORT && word.is_ascii();
    if short(a) && short(b) {
        of_short(a.as_bytes(), b.as_bytes())
    } else {
        strsim::jaro_winkler(a, b)
    }
}

fn of_short(a: &[u8], b: &[u8]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return if a.len() == b.len() { 1.0 } else { 0.0 };
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    // Which letters of each word have a partner, a bit each.
    let (mut of_a, mut of_b) = (0u64, 0u64);
    for (at, letter) in a.iter().enumerate() {
        let (first, end) = (at.saturating_sub(reach), b.len().min(at + reach + 1));
        let near = b.get(first..end).unwrap_or(&[]);
        let free = |(at, other): &(usize, &u8)| *other == letter && of_b & 1 << at == 0;
        if let Some((partner, _)) = (first..).zip(near).find(free) {
            of_a |= 1 << at;
            of_b |= 1 << partner;
        }
    }
    if of_a == 0 {
        return 0.0;
    }
    let paired = of_a.count_ones();
    let mut misplaced = 0;
    while of_a != 0 {
        let (x, y) = (of_a.trailing_zeros() as usize, of_b.trailing_zeros() as usize);
        misplaced += u32::from(a.get(x) != b.get(y));
        of_a &= of_a - 1;
        of_b &= of_b - 1;
    }
    let share = |of: usize| f64::from(paired) / of as f64;
    let in_place = f64::from(paired - misplaced / 2) / f64::from(paired);
    let jaro = (share(a.len()) + share(b.len()) + in_place) / 3.0;
    if jaro <= 0.7 {
        return jaro;
    }
    let beginning = a.iter().zip(b).take(4).take_while(|(a, b)| a == b).count();
    jaro + 0.1 * beginning as f64 * (1.0 - jaro)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn short_words_are_as_alike_as_strsim_says(a in "[a-d]{0,9}", b in "[a-d]{0,9}") {
            prop_assert_eq!(jaro_winkler(&a, &b).to_bits(), strsim::jaro_winkler(&a, &b).to_bits());
        }

        #[test]
        fn so_are_longer_ones(a in "[a-f]{50,70}", b in "[a-f]{50,70}") {
            prop_assert_eq!(jaro_winkler(&a, &b).to_bits(), strsim::jaro_winkler(&a, &b).to_bits());
        }
    }

    #[test]
    fn words_that_are_not_ascii_are_compared_by_characters() {
        assert_eq!(jaro_winkler("ñandú", "nandu"), strsim::jaro_winkler("ñandú", "nandu"));
    }
}
