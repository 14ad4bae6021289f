//! Burmese: syllables of a consonant with medials and a rhyme, read as they are romanised.

use super::letters::Letters;
use std::sync::LazyLock;

static ONSETS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/burmese_onsets.tsv")));
static RHYMES: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/burmese_rhymes.tsv")));

/// Medials: ya, ra, wa, ha.
const YA: char = '\u{103b}';
const RA: char = '\u{103c}';
const WA: char = '\u{103d}';
const HA: char = '\u{103e}';
/// The mark of a final consonant, and of one that another is stacked below.
const ASAT: char = '\u{103a}';
const VIRAMA: char = '\u{1039}';
/// The creaky tone.
const DOT: char = '\u{1037}';
/// The high tone.
const VISARGA: char = '\u{1038}';

/// Appends how a word in Burmese letters sounds.
///
/// Names spell a nasal with the creaky tone with a t: မြင့် is *Myint*.
pub(crate) fn read(word: &str, sound: &mut String) {
    let plain = plain(word);
    let mut rest = plain.as_str();
    while let Some(letter) = rest.chars().next() {
        let Some((taken, onset)) = ONSETS.longest_at(rest) else {
            sound.push_str(independent(letter));
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            continue;
        };
        rest = rest.get(taken..).unwrap_or_default();
        let mut take = |medial: char| {
            let stripped = rest.strip_prefix(medial);
            rest = stripped.unwrap_or(rest);
            stripped.is_some()
        };
        let (ya, ha) = (take(YA), take(HA));
        let parts = [if ha { "h" } else { "" }, onset, if ya { "i" } else { "" }];
        parts.into_iter().for_each(|part| sound.push_str(part));
        let mut rhyme = RHYMES.longest_at(rest);
        if let (None, Some(after)) = (rhyme, rest.strip_prefix(WA)) {
            sound.push('w');
            rest = after;
            rhyme = RHYMES.longest_at(rest);
        }
        let (taken, heard) = rhyme.unwrap_or((0, "a"));
        sound.push_str(heard);
        rest = rest.get(taken..).unwrap_or_default();
        if let Some(after) = rest.strip_prefix(DOT) {
            sound.push_str(if heard.ends_with('n') { "t" } else { "" });
            rest = after;
        }
    }
}

/// The letters in the one order and form that the tables have: a stacked consonant is a final and
/// the head of a syllable, the dot of the tone follows the mark of a final.
fn plain(word: &str) -> String {
    let mut letters: Vec<char> = Vec::with_capacity(word.len() / 3);
    for c in word.chars() {
        let c = match c {
            RA => YA,
            '\u{102b}' => '\u{102c}',
            VIRAMA => ASAT,
            VISARGA | '\u{200b}'..='\u{200d}' => continue,
            c => c,
        };
        match (letters.last(), c) {
            // The mark of the first of two stacked consonants may be written already.
            (Some(&ASAT), ASAT) => {}
            (Some(&DOT), ASAT) | (Some(&WA), HA) => letters.insert(letters.len() - 1, c),
            _ => letters.push(c),
        }
    }
    letters.into_iter().collect()
}

/// A vowel that stands by itself; anything else is silent.
fn independent(letter: char) -> &'static str {
    match letter {
        'ဣ' | 'ဤ' => "i",
        'ဥ' | 'ဦ' => "u",
        'ဧ' => "e",
        'ဩ' | 'ဪ' => "aw",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use crate::names::sound::{join, sound};

    #[test]
    fn names_sound_as_they_are_spelled_in_latin_letters() {
        for (written, latin) in [
            ("အောင်ဆန်းစုကြည်", "aung san suu kyi"),
            ("မင်းအောင်လှိုင်", "min aung hlaing"),
            ("သန်းရွှေ", "than shwe"),
            ("သိန်းစိန်", "thein sein"),
            ("နေဝင်း", "ne win"),
            ("ထွန်း", "tun"),
            ("ဝင်းမြင့်", "win myint"),
            ("ကျော်", "kyaw"),
            ("ချစ်", "chit"),
            ("မန္တလေး", "mantale"),
            ("ဦး", "u"),
        ] {
            let words: Vec<String> = latin.split(' ').map(|word| sound(word).1).collect();
            assert_eq!(sound(written).1, join(words.iter().map(String::as_str)), "{written}");
        }
    }
}
