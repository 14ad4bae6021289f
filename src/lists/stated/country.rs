//! Countries as lists state them besides their names: as nationalities (`Iranian`) and in Japanese.

use crate::party::Country;
use crate::text::{Script, script_of};
use foldhash::{HashMap, HashMapExt};
use std::sync::LazyLock;

/// Folded words and what they mean.
static WORDS: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (country, stated) in rows() {
        words.extend(stated.map(|word| (crate::text::fold(word), country)));
    }
    words
});

fn rows() -> impl Iterator<Item = (Country, std::str::Split<'static, char>)> {
    let lines = include_str!("../../../lists/nationalities.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (code, words) = line.split_once('\t')?;
        Some((code.parse().ok()?, words.split('|')))
    })
}

/// Bytes of the longest word in ASCII, folded.
const LONGEST: usize = 64;

/// The country that is meant by its name, a code, a nationality (`Iranian`) or a Japanese name.
pub(in crate::lists) fn named(text: &str) -> Option<Country> {
    Country::named(text).or_else(|| {
        let mut folded = [0; LONGEST];
        WORDS.get(&*crate::text::fold_short(text, &mut folded)?).copied()
    })
}

/// The country whose Japanese name stands at the beginning of a text: `コンゴ民主共和国ゴマ`. A name
/// that ends in katakana ends the katakana: `マリウポリ` is not in Mali.
pub(in crate::lists) fn in_front(text: &str) -> Option<Country> {
    let folded = crate::text::fold(text);
    let is_kana = |c: Option<char>| c.is_some_and(|c| script_of(c) == Some(Script::Kana));
    let ends = folded.char_indices().map(|(at, c)| at + c.len_utf8()).take(MOST_CHARACTERS);
    let names = ends.filter_map(|end| Some((folded.get(..end)?, folded.get(end..)?)));
    let whole = names.filter(|(name, rest)| {
        let goes_on = is_kana(name.chars().last()) && is_kana(rest.chars().next());
        !name.is_ascii() && !goes_on
    });
    whole.filter_map(|(name, _)| WORDS.get(name).copied()).last()
}

/// Characters of the longest Japanese name.
const MOST_CHARACTERS: usize = 20;

/// Countries in a cell that may name several: `a) Chad b) Mali`, `Russian; German`, `Iran and
/// Iraq`; and the parts that mean none. A remark in brackets behind a country goes.
pub(in crate::lists) fn all(text: &str) -> (Vec<Country>, Vec<String>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for item in crate::lists::lettered::items(text) {
        gather(item, &["\n", ";", ",", "/", " and ", "、", "；"], &mut found, &mut unread);
    }
    (crate::lists::distinct(found), unread)
}

fn gather(text: &str, separators: &[&str], found: &mut Vec<Country>, unread: &mut Vec<String>) {
    let text = text.trim().trim_end_matches([';', ',', '.']).trim();
    let outer = text.split_once(['(', '（']).map_or(text, |(outer, _)| outer).trim();
    if let Some(country) = named(text).or_else(|| named(outer)).or_else(|| in_front(text)) {
        found.push(country);
    } else if let [separator, rest @ ..] = separators {
        for part in text.split(separator) {
            gather(part, rest, found, unread);
        }
    } else if !text.is_empty() {
        unread.push(text.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_no_word_means_two_countries() {
        let lines = include_str!("../../../lists/nationalities.tsv").lines();
        assert_eq!(lines.filter(|line| !line.starts_with('#')).count(), rows().count());
        let mut meant: HashMap<String, Country> = HashMap::new();
        for (country, words) in rows() {
            for word in words {
                let folded = crate::text::fold(word);
                assert!(!folded.is_empty(), "{country} has an empty word");
                assert!(
                    folded.chars().count() <= MOST_CHARACTERS && folded.len() <= LONGEST,
                    "{word}"
                );
                assert_eq!(meant.insert(folded, country), None, "{word}");
                let name = Country::named(word);
                assert!(name.is_none() || name == Some(country), "{word} is {name:?}");
            }
        }
    }

    #[test]
    fn several_countries_in_a_cell() {
        for (text, codes, rest) in [
            ("Russian; German", vec!["RU", "DE"], vec![]),
            ("Bosnia and Herzegovina", vec!["BA"], vec![]),
            ("Iran and United States", vec!["IR", "US"], vec![]),
            ("a) Chad\nb) Central African Republic", vec!["TD", "CF"], vec![]),
            ("Moldovan, Russian and Ukrainian", vec!["MD", "RU", "UA"], vec![]),
            ("Turkish/Jordanian", vec!["TR", "JO"], vec![]),
            ("Indonesian (as at Dec. 2003)", vec!["ID"], vec![]),
            ("Possibly Ethiopian", vec![], vec!["Possibly Ethiopian"]),
            ("エジプトEgypt", vec!["EG"], vec![]),
            ("(a)コンゴ民主共和国、\n(b)スーダン共和国", vec!["CD", "SD"], vec![]),
            ("北朝鮮", vec!["KP"], vec![]),
            ("", vec![], vec![]),
        ] {
            let (found, unread) = all(text);
            let found: Vec<&str> = found.iter().map(Country::code).collect();
            assert_eq!(
                (found, unread),
                (codes, rest.iter().map(|r| (*r).to_owned()).collect()),
                "{text}"
            );
        }
        assert_eq!(in_front("コンゴ民主共和国ゴマ").unwrap().code(), "CD");
        assert_eq!(in_front("マリウポリ市"), None);
        assert_eq!(in_front("不明"), None);
    }
}
