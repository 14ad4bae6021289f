//! Katakana and hiragana, with the small vowels that spell foreign syllables.

use super::letters::Letters;
use std::sync::LazyLock;

static KANA: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/kana.tsv")));

/// Appends how a word in kana sounds.
///
/// A small vowel replaces the vowel before it: テ *te* + ィ is *ti*, フ *fu* + ァ is *fa*, キ *ki* +
/// ャ is *kia*, シ *Si* + ャ is *Sa*. After a bare vowel it turns that into a glide: ウ + ィ is *wi*.
pub(crate) fn read(word: &str, sound: &mut String) {
    let mut heard = String::new();
    for c in word.chars().map(katakana) {
        let Some(of_kana) = KANA.of(c) else { continue };
        let vowel = heard.chars().next_back().filter(|v| "aiueo".contains(*v));
        match (c, vowel) {
            ('ャ' | 'ュ' | 'ョ', Some(_)) => {
                heard.pop();
                let after_consonant = !heard.is_empty() && !heard.ends_with(['S', 'C', 'j']);
                heard.push_str(if after_consonant { of_kana } else { last(of_kana) });
            }
            ('ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ヮ', Some(vowel)) => {
                heard.pop();
                if heard.is_empty() || heard.ends_with(['a', 'e', 'i', 'o', 'u']) {
                    heard.push(if vowel == 'u' { 'w' } else { 'i' });
                }
                heard.push_str(of_kana);
            }
            _ => heard.push_str(of_kana),
        }
    }
    sound.push_str(&heard);
}

/// How a word in kana sounds if its ン doubles the m after it: ムハンマド is Muhammad, and no *Muhanmad*.
pub(crate) fn doubled(sound: &str) -> Option<String> {
    sound.contains("nm").then(|| sound.replace("nm", "m"))
}

/// The vowel of a small *ia*, *iu*, *io*.
fn last(sound: &'static str) -> &'static str {
    sound.get(1..).unwrap_or_default()
}

/// The katakana of a hiragana; U+3041–U+3096 and U+30A1–U+30F6 stand in the same order.
fn katakana(c: char) -> char {
    match c {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    }
}
