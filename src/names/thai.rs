//! Thai and Lao letters: vowels written before their consonant are read after it.

use super::latin;

/// Appends how a word in Thai or Lao letters sounds.
///
/// The leading vowels U+0E40–U+0E44 (Lao U+0EC0–U+0EC4) change places with the consonant behind
/// them, a consonant with the silencing mark U+0E4C goes, tone marks go, and อ, a vowel's bearer,
/// is read o. Letters then go by the general romanisation.
pub(crate) fn read(word: &str, sound: &mut String) {
    let mut ordered: Vec<char> = Vec::with_capacity(word.len() / 3);
    let mut leading: Option<char> = None;
    for c in word.chars() {
        match c {
            '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}' => ordered.extend(leading.replace(c)),
            '\u{e4c}' => {
                let vowel = ordered.pop_if(|v| is_leading(*v));
                ordered.pop_if(|c| is_consonant(*c));
                ordered.extend(vowel);
            }
            '\u{e47}'..='\u{e4e}' => {}
            _ => {
                ordered.push(c);
                ordered.extend(leading.take());
            }
        }
    }
    ordered.extend(leading);
    let spelt: String = ordered
        .into_iter()
        .map(|c| if c == '\u{e2d}' { "o" } else { any_ascii::any_ascii_char(c) })
        .collect();
    latin::read(&spelt, sound);
}

fn is_leading(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}')
}

fn is_consonant(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e2e}')
}
