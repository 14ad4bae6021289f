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

/// The first syllable of Unicode's block.
const FIRST: u32 = 0xAC00;

/// The places of a syllable's letters in the tables above: first consonant, vowel, last consonants.
///
/// A syllable is U+AC00 + (lead · 21 + vowel) · 28 + tail (The Unicode Standard, section 3.12).
pub(super) fn parts(c: char) -> Option<[usize; 3]> {
    let index = u32::from(c).checked_sub(FIRST)? as usize;
    let syllables = LEADS.len() * VOWELS.len() * TAILS.len();
    (index < syllables).then_some([index / 588, index % 588 / 28, index % 28])
}

/// The syllable of letters in these [places](parts).
pub(super) fn together([lead, vowel, tail]: [usize; 3]) -> Option<char> {
    char::from_u32(FIRST + (lead * 588 + vowel * 28 + tail) as u32) // below 11,172
}

/// Appends how a word in Hangul sounds.
///
/// ㄹㄹ is one l, ㅅ before i is S. What is no syllable is silent.
pub(crate) fn read(word: &str, sound: &mut String) {
    let start = sound.len();
    for [lead, vowel, tail] in word.chars().filter_map(parts) {
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

/// ㄴ and ㅁ among [`LEADS`].
const NIEUN: usize = 2;
const MIEUM: usize = 6;
/// ㄱ, ㄴ, ㄷ, ㄹ, ㅁ, ㅂ and ㅇ among [`TAILS`].
const TAIL_G: usize = 1;
const TAIL_N: usize = 4;
const TAIL_D: usize = 7;
const TAIL_R: usize = 8;
const TAIL_M: usize = 16;
const TAIL_B: usize = 17;
const TAIL_NG: usize = 21;

/// A word in Hangul as it is spoken, where that is not as it is written: ㄱ, ㄷ and ㅂ are nasal before ㄴ and ㅁ,
/// and with a ㄹ after them, which becomes ㄴ as it does after ㅁ and ㅇ; ㄴ beside ㄹ is ㄹ. (Standard Pronunciation
/// of Korean, articles 18 to 20.) Names of places and companies are often romanised so: 압록강 is *Amnokkang*.
pub(crate) fn as_spoken(word: &str) -> Option<String> {
    let mut syllables: Vec<[usize; 3]> = word.chars().map(parts).collect::<Option<_>>()?;
    let mut changed = false;
    for at in 1..syllables.len() {
        let [[.., tail], [lead, ..]] = [syllables[at - 1], syllables[at]];
        let (new_tail, new_lead) = match (tail, lead) {
            (TAIL_N, RIEUL) => (TAIL_R, RIEUL),
            (TAIL_R, NIEUN) => (TAIL_R, RIEUL),
            (TAIL_M | TAIL_NG, RIEUL) => (tail, NIEUN),
            (TAIL_G | TAIL_D | TAIL_B, NIEUN | MIEUM | RIEUL) => {
                let nasal = match tail {
                    TAIL_G => TAIL_NG,
                    TAIL_D => TAIL_N,
                    _ => TAIL_M,
                };
                (nasal, if lead == RIEUL { NIEUN } else { lead })
            }
            _ => continue,
        };
        (syllables[at - 1][2], syllables[at][0]) = (new_tail, new_lead);
        changed = true;
    }
    changed.then(|| syllables.into_iter().map(together).collect()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the Standard Pronunciation of Korean, articles 18 to 20, that need no other rule.
    #[test]
    fn words_as_they_are_spoken() {
        for (written, spoken) in [
            ("국물", "궁물"),
            ("맏며느리", "만며느리"),
            ("잡는", "잠는"),
            ("밥물", "밤물"),
            ("담력", "담녁"),
            ("침략", "침냑"),
            ("강릉", "강능"),
            ("대통령", "대통녕"),
            ("막론", "망논"),
            ("협력", "혐녁"),
            ("난로", "날로"),
            ("신라", "실라"),
            ("칼날", "칼랄"),
            ("압록", "암녹"),
        ] {
            assert_eq!(as_spoken(written).as_deref(), Some(spoken), "{written}");
        }
        for same in ["조선", "은행", "평양", "John", "押"] {
            assert_eq!(as_spoken(same), None, "{same}");
        }
    }
}
