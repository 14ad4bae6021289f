//! Letters of the Latin alphabet written out by their names, as companies write their initials in
//! Japanese and Korean: エヌティーティー and 엔티티 are *NTT*.

use super::letters::rows;
use std::sync::LazyLock;

/// Names of letters and their letters, the longest name first.
static NAMES: LazyLock<Vec<(String, char)>> = LazyLock::new(|| {
    let named = rows(include_str!("../../lists/names/letter_names.tsv")).flat_map(|row| {
        let mut columns = row.split('\t');
        let letter = columns.next().and_then(|letter| letter.chars().next()).unwrap_or_default();
        let names = columns.flat_map(|names| names.split(' '));
        names.map(move |name| (full(name), letter))
    });
    let mut names: Vec<(String, char)> = named.collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
});

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
    fn every_letter_has_its_names_in_both_scripts() {
        let table = include_str!("../../lists/names/letter_names.tsv");
        let found: String = rows(table).filter_map(|row| row.split('\t').next()).collect();
        assert_eq!(found, "abcdefghijklmnopqrstuvwxyz");
        assert!(rows(table).all(|row| row.split('\t').count() == 3));
    }
}
