//! Letters of the Latin alphabet written out by their names, as companies write their initials in
//! Japanese and Korean, エヌティーティー and 엔티티 for *NTT*, and persons theirs in scripts from Arabic to Tamil, जे. for *J.*

use super::letters::rows;
use super::sound::Route;
use foldhash::{HashMap, HashMapExt};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../lists/names/letter_names.tsv");

/// Names of letters and their letters, the longest name first.
static NAMES: LazyLock<Vec<(String, char)>> = LazyLock::new(|| {
    let named = rows(TABLE).flat_map(|row| {
        let mut columns = row.split('\t');
        let letter = columns.next().and_then(|letter| letter.chars().next()).unwrap_or_default();
        let names = columns.take(2).flat_map(|names| names.split(' '));
        names.map(move |name| (full(name), letter))
    });
    let mut names: Vec<(String, char)> = named.collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
});

/// Letters by the sounds of their names, those first that are called so most.
static HEARD: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let mut heard: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
    for row in rows(TABLE) {
        let mut columns = row.split('\t');
        let (Some(letter), Some(sounds)) = (columns.next(), columns.nth(2)) else { continue };
        for (at, sound) in sounds.split(' ').enumerate() {
            heard.entry(sound).or_default().push((at, letter));
        }
    }
    let letters = |mut letters: Vec<(usize, &str)>| {
        letters.sort_unstable();
        letters.into_iter().map(|(_, letter)| letter).collect()
    };
    heard.into_iter().map(|(sound, named)| (sound, letters(named))).collect()
});

/// Sounds of a name that needs no full stop to be known: nothing else sounds like *double u*.
const LONG: usize = 5;

/// The Latin letters that a word of this sound may be the name of, if a full stop follows it or it is a long
/// one: جی. is *G.* or *J.*
pub(crate) fn named(route: Route, heard: &str, stopped: bool) -> &'static str {
    let may_be = route != Route::Latin && route.is_spelt();
    if may_be && (stopped || heard.len() >= LONG) {
        HEARD.get(heard).map_or("", String::as_str)
    } else {
        ""
    }
}

/// A letter by itself is mostly a part of another word.
const FEWEST: usize = 2;
/// In bytes: hangul of one syllable is the name of a letter, but also anything else.
const ONE_SYLLABLE: usize = 3;

/// Small kana as full ones.
fn full(text: &str) -> String {
    let full = |c| match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ュ' => 'ユ',
        _ => c,
    };
    text.chars().map(full).collect()
}

/// The letters whose names `word` begins with, and how many of its characters they take up; `None`
/// if they are fewer than two, or nothing but short syllables that other words are made of as well.
pub(crate) fn letters(word: &str) -> Option<(String, usize)> {
    let full = full(word);
    let mut rest = full.as_str();
    let (mut letters, mut plain) = (String::new(), false);
    while let Some((name, letter)) = NAMES.iter().find(|(name, _)| rest.starts_with(name.as_str()))
    {
        letters.push(*letter);
        plain |= name.len() > ONE_SYLLABLE;
        rest = rest.get(name.len()..).unwrap_or_default();
    }
    let taken = full.chars().count() - rest.chars().count();
    (plain && letters.len() >= FEWEST).then_some((letters, taken))
}

/// The mark between words in katakana.
const DOT: char = '・';

/// Takes out the dots between names of letters, as Latin initials are written together: ジェイ・アール is
/// ジェイアール, *JR*. `None` if there are no such dots.
pub(crate) fn without_dots(name: &str) -> Option<String> {
    let kana = |c: char| matches!(c, '\u{30a1}'..='\u{30ff}' if c != DOT);
    let last = |text: &str| text.rfind(|c| !kana(c)).map_or(0, |at| at + width(text, at));
    let first = |text: &str| text.find(|c| !kana(c)).unwrap_or(text.len());
    let mut parts = name.split(DOT);
    let mut joined = parts.next()?.to_owned();
    let mut found = false;
    for part in parts {
        let before = joined.get(last(&joined)..).unwrap_or_default();
        let of_letters = |text: &str| {
            letter(text) || letters(text).is_some_and(|(_, taken)| taken == text.chars().count())
        };
        if of_letters(before) && part.get(..first(part)).is_some_and(letter) {
            found = true;
        } else {
            joined.push(DOT);
        }
        joined.push_str(part);
    }
    found.then_some(joined)
}

/// Bytes of the character there.
fn width(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// Whether a word is the name of one letter.
fn letter(word: &str) -> bool {
    let full = full(word);
    NAMES.iter().any(|(name, _)| *name == full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_known_by_their_names() {
        for (word, expected) in [
            ("エヌティーティー", Some(("ntt", 8))),
            ("エヌテイーテイー", Some(("ntt", 8))),
            ("ピーシーデポ", Some(("pc", 4))),
            ("エイチアイエス", Some(("his", 7))),
            ("エスケイ", Some(("sk", 4))),
            ("에스케이", Some(("sk", 4))),
            ("케이티", Some(("kt", 3))),
            // Any word may begin with a syllable or two like these.
            ("이지", None),
            ("エーザイ", None),
            ("トヨタ", None),
        ] {
            let expected =
                expected.map(|(letters, taken): (&str, usize)| (letters.to_owned(), taken));
            assert_eq!(letters(word), expected, "{word}");
        }
        for (name, expected) in [
            ("ジェイ・エイ・シー東京", Some("ジェイエイシー東京")),
            ("株式会社アイ・オー・データ機器", Some("株式会社アイオー・データ機器")),
            ("トム・ジェイ", None),
        ] {
            assert_eq!(without_dots(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn letters_are_known_by_the_sounds_of_their_names() {
        for (word, stopped, letters) in [
            ("کی", true, "k"),
            ("جی", true, "gj"),
            ("بي", true, "bp"),
            ("دبليو", false, "w"),
            ("जे", true, "j"),
            ("जे", false, ""),
            ("ஜே", true, "j"),
            ("ఎన్", true, "n"),
            ("এম", true, "m"),
            ("джей", true, "j"),
            ("jay", true, ""),
            ("김", true, ""),
        ] {
            let (route, heard) = super::super::sound::sound(word);
            assert_eq!(named(route, &heard, stopped), letters, "{word}");
        }
    }

    #[test]
    fn every_letter_has_its_names_in_both_scripts_and_its_sounds() {
        let found: String = rows(TABLE).filter_map(|row| row.split('\t').next()).collect();
        assert_eq!(found, "abcdefghijklmnopqrstuvwxyz");
        assert!(rows(TABLE).all(|row| row.split('\t').count() == 4));
    }
}
