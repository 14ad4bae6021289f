//! Initials: the words of any script that one may stand for, and what can be nothing but an initial.

use super::letters::rows;
use super::price::{SYMBOL_COUNT, code, prices};
use super::sound::{Route, SYMBOLS, sound};
use super::trie::codes_of;
use super::unit::{Class, Shape};
use foldhash::HashSet;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// Sounds no dearer apart than this are one to a script that is compared with Latin: w and v, h and kh.
const ONE_SOUND: u8 = 12;

/// The vowels: a script that leaves them out writes one letter for whichever begins a word.
const VOWELS: u32 = bit(b'a') | bit(b'e') | bit(b'i') | bit(b'o') | bit(b'u');

/// Of a letter, its bit in a set; of anything else none.
const fn bit(letter: u8) -> u32 {
    if letter.is_ascii_lowercase() { 1 << (letter - b'a') } else { 0 }
}

/// By route and by sound: the Latin letters with which a word may begin that begins with the sound.
static SPELT: LazyLock<[[u32; SYMBOL_COUNT]; Route::ALL.len()]> = LazyLock::new(|| {
    let mut spelt = [[0; SYMBOL_COUNT]; Route::ALL.len()];
    for row in rows(include_str!("../../lists/names/initials.tsv")) {
        let Some((letter, sounds)) = row.split_once('\t') else { continue };
        let letter = letter.bytes().next().map_or(0, bit);
        for (route, spelt) in Route::ALL.iter().zip(&mut spelt) {
            let prices = prices(*route, Route::Latin);
            for heard in SYMBOLS.bytes().map(code) {
                let is = |sound: u8| prices.change(heard, code(sound)) <= ONE_SOUND;
                if sounds.bytes().any(is) {
                    spelt[heard] |= letter;
                }
            }
        }
    }
    spelt
});

/// The letters of Hebrew, Arabic and the scripts beside them that are no consonant: they carry whichever vowel.
static SILENT: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let letters = ('\u{590}'..='\u{8ff}').filter(|c| c.is_alphabetic());
    let is_silent = |c: &char| {
        let (_, heard) = sound(c.encode_utf8(&mut [0; 4]));
        heard.bytes().all(|symbol| b"aeiou".contains(&symbol))
    };
    letters.filter(is_silent).collect()
});

/// The Latin letters with which a unit may begin, as a set of bits: of one in Latin letters its own, of any
/// other those that spell its first sound.
fn beginnings(shape: &Shape<'_>) -> u32 {
    let Some(heard) = shape.sound.first().filter(|_| shape.route != Route::Latin) else {
        return shape.letters.first().map_or(0, |letter| bit(*letter));
    };
    if shape.route.is_abjad() && first_character(shape.text).is_some_and(|c| SILENT.contains(&c)) {
        return VOWELS;
    }
    SPELT.get(shape.route as usize).and_then(|spelt| spelt.get(code(*heard))).copied().unwrap_or(0)
}

fn first_character(text: &[u8]) -> Option<char> {
    text.utf8_chunks().next()?.valid().chars().next()
}

/// Each of the Latin letters with which a unit may begin: what an initial and its words have in common.
pub(crate) fn letters(shape: &Shape<'_>) -> impl Iterator<Item = u8> + use<> {
    codes_of(beginnings(shape).into()).map(|at| b'a' + at as u8) // at most 25
}

/// Whether an initial may stand for a unit, which may be an initial too.
///
/// Within one script it is how the unit is written: С. is no Карл, though both may be *C.* in Latin letters.
pub(crate) fn stands_for(initial: &Shape<'_>, unit: &Shape<'_>) -> bool {
    let written = |shape: &Shape<'_>| !shape.sound.is_empty() && !shape.text.is_empty();
    let fits = if initial.route == unit.route && written(initial) && written(unit) {
        let [own, other] = [initial, unit].map(|shape| match shape.route {
            Route::Latin => shape.letters,
            _ => shape.text,
        });
        other.starts_with(own) || unit.class == Class::Initial && own.starts_with(other)
    } else {
        true
    };
    fits && beginnings(initial) & beginnings(unit) != 0
}

/// Whether a word is one letter with its marks. Where vowels are marks, those are written in an initial as
/// well: சு. is *Su.*
pub(crate) fn is_letter(word: &str, route: Route) -> bool {
    let mut signs = word.chars();
    route.is_spelt()
        && signs.next().is_some_and(char::is_alphabetic)
        && signs.all(is_combining_mark)
}

/// Whether a word with a full stop can be nothing but the beginning of another one: two or three letters
/// without a vowel, in a script that writes them (*Sh.*, *Chr.*, Дж.).
pub(crate) fn is_abbreviation(word: &str, (route, heard): (Route, &str)) -> bool {
    route.is_alphabet()
        && !route.is_abjad()
        && (2..=3).contains(&word.chars().count())
        && !heard.bytes().any(|symbol| b"aeiouy".contains(&symbol))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::read;
    use crate::party::Kind;

    #[test]
    fn an_initial_stands_for_words_of_every_script() {
        for (initial, word, stands) in [
            ("J.", "Джон", true),
            ("J.", "Юрий", true),
            ("J.", "جان", true),
            ("J.", "约翰", true),
            ("C.", "Карл", true),
            ("C.", "Чарльз", true),
            ("W.", "Вильям", true),
            ("H.", "Хасан", true),
            ("O.", "عمر", true),
            ("M.", "عمر", false),
            ("I.", "ابراهيم", true),
            ("R.", "Джон", false),
            ("K.", "Джон", false),
            ("Ю.", "Yuri", true),
            ("Дж.", "George", true),
            ("Ш.", "Shamil", true),
            // Within one script, by how it is written.
            ("С.", "Сергей", true),
            ("С.", "Карл", false),
            ("С.", "Шамиль", false),
            ("Дж.", "Джон", true),
            ("Д.", "Джон", true),
            ("Sh.", "Shamil", true),
            ("Sh.", "Samuel", false),
            ("É.", "Emile", true),
        ] {
            let [initial, word] = [initial, word].map(|name| read(name, Kind::Person));
            let unit = initial.units().iter().find(|unit| unit.class == Class::Initial).unwrap();
            let (unit, word) = (Shape::from(unit), Shape::from(&word.tokens()[0]));
            assert_eq!(stands_for(&unit, &word), stands, "{unit:?} {word:?}");
        }
    }

    #[test]
    fn every_letter_has_its_sounds() {
        let table = include_str!("../../lists/names/initials.tsv");
        let letters: String = rows(table).filter_map(|row| row.get(..1)).collect();
        assert_eq!(letters, "abcdefghijklmnopqrstuvwxyz");
        let sounds = rows(table).flat_map(|row| row.split('\t').nth(1).unwrap().chars());
        assert!(sounds.into_iter().all(|sound| SYMBOLS.contains(sound)));
    }
}
