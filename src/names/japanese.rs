//! Japanese words in kanji in names of companies and ships, cut and read by a dictionary.
//!
//! Chinese characters in a Japanese name are read by the word: 三菱 is *Mitsubishi*, 三井 *Mitsui*. A
//! run is cut into as few known words as possible; characters that stand alone between known words
//! are mostly read by their Chinese-derived *on* readings, together.

use super::entries::Entries;
use super::han::han;
use super::sound::Route;
use super::{japanese_forms, kana, latin};
use crate::text::{Script, script_of};
use std::sync::LazyLock;

/// Words in kanji and their readings in katakana.
static WORDS: LazyLock<Entries> =
    LazyLock::new(|| Entries::of(include_str!("../../lists/names/japanese.tsv")));

/// Characters of the longest word in the table.
const LONGEST: usize = 3;
/// What a character without a reading counts, in words.
const UNREAD: usize = 4;

/// A piece of a name with its sound.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub text: String,
    pub sound: String,
    /// Katakana may spell a foreign word; all else is read as Japanese.
    pub route: Route,
    /// Another way to read it: character by character, or each character as a word.
    pub other: Option<String>,
    /// One character, or several without a word of their own.
    pub loose: bool,
}

/// Cuts a run of kanji and kana into words and reads them. A run of katakana stays one word.
pub(crate) fn words(run: &str) -> Vec<Word> {
    let characters: Vec<char> = run.chars().collect();
    let mut words: Vec<Word> = Vec::new();
    for (text, reading) in cut(&characters) {
        let single = text.chars().count() == 1;
        let loose = single && reading.is_some() && text.chars().all(is_kanji);
        if let Some(last) = words.last_mut().filter(|last| loose && last.loose) {
            let native = last.other.get_or_insert_with(|| last.sound.clone());
            kana::read(reading.unwrap_or_default(), native);
            last.text.push_str(&text);
            last.sound = on_readings(&last.text);
            continue;
        }
        let mut sound = String::new();
        kana::read(reading.unwrap_or(&text), &mut sound);
        let foreign = reading.is_none() && text.chars().all(is_katakana);
        let route = if foreign { Route::Kana } else { Route::Japanese };
        let by_character = (!loose && text.chars().all(is_kanji)).then(|| on_readings(&text));
        let other = by_character.filter(|other| *other != sound && !other.is_empty());
        words.push(Word { text, sound, route, other, loose });
    }
    words
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30ff}')
}

fn is_kanji(c: char) -> bool {
    script_of(c) == Some(Script::Han)
}

/// The reading of a word, in whatever forms its characters are written.
fn reading(word: &str) -> Option<&'static str> {
    let today = || WORDS.get(&japanese_forms::of_today(word)?);
    WORDS.get(word).or_else(today)
}

/// The fewest words, longer ones first: each with its reading, none for kana.
fn cut(characters: &[char]) -> Vec<(String, Option<&'static str>)> {
    let end = characters.len();
    // From each place: words to the end, where the next one begins, its reading.
    let mut best: Vec<(usize, usize, Option<&'static str>)> =
        vec![(usize::MAX, end, None); end + 1];
    best[end].0 = 0;
    for at in (0..end).rev() {
        let kana =
            characters[at..].iter().take_while(|c| script_of(**c) == Some(Script::Kana)).count();
        for next in (at + 1..=end.min(at + LONGEST)).rev() {
            let text: String = characters[at..next].iter().collect();
            if let Some(reading) = reading(&text)
                && best[next].0 + 1 < best[at].0
            {
                best[at] = (best[next].0 + 1, next, Some(reading));
            }
        }
        // One kana may be part of a name in kanji (三ツ星); a run of them is a word.
        let next = at + kana.max(1);
        let price = if kana > 0 { 1 } else { UNREAD };
        if best[next].0 + price < best[at].0 {
            best[at] = (best[next].0 + price, next, None);
        }
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < end {
        let (_, next, reading) = best[at];
        pieces.push((characters[at..next].iter().collect(), reading));
        at = next;
    }
    pieces
}

/// The first *on* reading of each character, as one word.
fn on_readings(text: &str) -> String {
    let mut sound = String::new();
    for c in text.chars() {
        let reading = han(c).and_then(|readings| readings.japanese().next());
        latin::read(reading.unwrap_or(any_ascii::any_ascii_char(c)), &mut sound);
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sounds(run: &str) -> Vec<String> {
        words(run).into_iter().map(|word| format!("{}={}", word.text, word.sound)).collect()
    }

    #[test]
    fn runs_are_cut_into_the_fewest_words() {
        assert_eq!(sounds("三菱商事"), ["三菱=micubiSi", "商事=Souji"]);
        assert_eq!(sounds("南海放送"), ["南海=nankai", "放送=housou"]);
        assert_eq!(sounds("日本發條"), ["日本=nipon", "發條=hacujou"]);
        assert_eq!(sounds("明和ベルト"), ["明和=meiwa", "ベルト=beruto"]);
        assert_eq!(sounds(""), Vec::<String>::new());
    }
}
