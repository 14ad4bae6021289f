//! Hangul letter by letter, as foreign names are written in it. Korean names are compared by
//! syllable instead.

/// First consonant of a syllable, in the order of Unicode's conjoining jamo (U+1100–U+1112).
const LEADS: [&str; 19] =
    ["g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "j", "j", "C", "k", "t", "p", "h"];
/// Vowel of a syllable (U+1161–U+1175).
const VOWELS: [&str; 21] = [
    "a", "e", "ia", "ie", "o", "e", "io", "ie", "o", "wa", "we", "we", "io", "u", "wo", "we", "wi",
    "iu", "u", "i", "i",
];
/// Last consonants of a syllable, none first (U+11A8–U+11C2).
const TAILS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "l", "l", "l", "l", "l", "l", "l", "m", "p", "p",
    "t", "t", "N", "t", "t", "k", "t", "p", "t",
];
/// ㄹ and ㅅ among [`LEADS`].
const RIEUL: usize = 5;
const SIOS: usize = 9;
/// ㅟ and ㅣ among [`VOWELS`].
const WI: usize = 16;
const I: usize = 20;

/// Appends how a word in Hangul sounds.
///
/// A syllable is U+AC00 + (lead · 21 + vowel) · 28 + tail (The Unicode Standard, section 3.12).
/// ㄹㄹ is one l, ㅅ before i is S. What is no syllable is silent.
pub(crate) fn read(word: &str, sound: &mut String) {
    let start = sound.len();
    for c in word.chars() {
        let Some(index) = u32::from(c).checked_sub(0xAC00).filter(|index| *index < 11_172) else {
            continue;
        };
        let index = index as usize;
        let (lead, vowel, tail) = (index / 588, index % 588 / 28, index % 28);
        let lead_sound = match lead {
            RIEUL if sound.get(start..).is_some_and(|heard| heard.ends_with('l')) => "",
            SIOS if vowel == I || vowel == WI => "S",
            _ => LEADS.get(lead).copied().unwrap_or_default(),
        };
        sound.push_str(lead_sound);
        sound.push_str(VOWELS.get(vowel).copied().unwrap_or_default());
        sound.push_str(TAILS.get(tail).copied().unwrap_or_default());
    }
}
