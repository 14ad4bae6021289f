//! Khmer: a vowel sounds by the series of the consonant before it.

use super::letters::rows;
use std::sync::LazyLock;

/// Letters, with what they sound like in the first series and in the second.
type Table = Vec<(&'static str, [&'static str; 2])>;

static CONSONANTS: LazyLock<Table> =
    LazyLock::new(|| table(include_str!("../../lists/names/khmer_letters.tsv")));
static VOWELS: LazyLock<Table> =
    LazyLock::new(|| table(include_str!("../../lists/names/khmer_vowels.tsv")));

/// Joins a consonant to the one before it.
const COENG: char = '\u{17d2}';
/// Puts a consonant into the first series, and into the second.
const MUUSIKATOAN: char = '\u{17c9}';
const TRIISAP: char = '\u{17ca}';
/// Consonants that end no syllable.
const HEADS: [&str; 2] = ["ហ", "អ"];
/// Silences the letter before it.
const TOANDAKHIAT: char = '\u{17cd}';
/// Other marks: of length, of silence, of the vowel's kind.
const MARKS: [char; 7] =
    ['\u{17cb}', '\u{17cc}', '\u{17ce}', '\u{17cf}', '\u{17d0}', '\u{17d1}', '\u{200b}'];

/// The lines of a table, the longest letters first.
fn table(text: &'static str) -> Table {
    let parse = |row: &'static str| {
        let mut columns = row.split('\t');
        let (letters, first, second) = (columns.next()?, columns.next()?, columns.next()?);
        Some((letters, [if first == "-" { "" } else { first }, second]))
    };
    let mut table: Table = rows(text).filter_map(parse).collect();
    table.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
    table
}

fn longest<'t>(table: &'t Table, text: &str) -> Option<&'t (&'static str, [&'static str; 2])> {
    table.iter().find(|(letters, _)| text.starts_with(letters))
}

/// Appends how a word in Khmer letters sounds.
///
/// A consonant without a vowel ends the syllable before it if that has a vowel and no final yet, and
/// else has the vowel of its series.
pub(crate) fn read(word: &str, sound: &mut String) {
    let mut rest = word;
    // Whether the syllable may still take a final.
    let mut open = false;
    while let Some(letter) = rest.chars().next() {
        let Some(&(letters, [consonant, series])) = longest(&CONSONANTS, rest) else {
            sound.push_str(independent(letter));
            open |= !independent(letter).is_empty();
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            continue;
        };
        rest = rest.get(letters.len()..).unwrap_or_default();
        if let Some(after) = rest.strip_prefix(TOANDAKHIAT) {
            rest = after;
            continue;
        }
        let mut onset = consonant.to_owned();
        let mut second = usize::from(series == "o");
        let mut cluster = false;
        while let Some(after) = rest.strip_prefix(COENG) {
            let Some(&(letters, [consonant, _])) = longest(&CONSONANTS, after) else {
                rest = after;
                break;
            };
            onset.push_str(consonant);
            cluster = true;
            rest = after.get(letters.len()..).unwrap_or_default();
        }
        if let Some(after) = rest.strip_prefix([MUUSIKATOAN, TRIISAP]) {
            second = usize::from(rest.starts_with(TRIISAP));
            rest = after;
        }
        let vowel = longest(&VOWELS, rest);
        let is_final = open && vowel.is_none() && !cluster && !HEADS.contains(&letters);
        sound.push_str(&onset);
        match vowel {
            Some((letters, heard)) => {
                sound.push_str(heard[second]);
                rest = rest.get(letters.len()..).unwrap_or_default();
            }
            None if !is_final => sound.push_str(["a", "o"][second]),
            None => {}
        }
        open = !is_final;
        rest = rest.trim_start_matches(MARKS);
    }
}

/// A vowel that stands by itself; anything else is silent.
fn independent(letter: char) -> &'static str {
    match letter {
        'ឣ' | 'ឤ' => "a",
        'ឥ' | 'ឦ' => "e",
        'ឧ' | 'ឨ' | 'ឩ' => "u",
        'ឪ' => "ou",
        'ឫ' | 'ឬ' => "reu",
        'ឭ' | 'ឮ' => "leu",
        'ឯ' => "e",
        'ឰ' => "ai",
        'ឱ' | 'ឲ' => "ao",
        'ឳ' => "au",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::sound::SYMBOLS;

    #[test]
    fn a_vowel_sounds_by_the_series() {
        for (written, heard) in [
            ("ហ៊ុន", "hun"),
            ("សែន", "sen"),
            ("សុខា", "soXa"),
            ("រដ្ឋា", "rodTa"),
            ("ប៉ុល", "pol"),
            ("ពត", "pot"),
            ("គាត", "keat"),
            ("សីហនុ", "seihanu"),
            ("នរោត្ដម", "noroutdam"),
        ] {
            let mut sound = String::new();
            read(written, &mut sound);
            assert_eq!(sound, heard, "{written}");
        }
    }

    #[test]
    fn every_line_of_the_tables_is_whole() {
        let lines = |text| rows(text).count();
        assert_eq!(lines(include_str!("../../lists/names/khmer_letters.tsv")), CONSONANTS.len());
        assert_eq!(lines(include_str!("../../lists/names/khmer_vowels.tsv")), VOWELS.len());
        let known = |sound: &str| sound.chars().all(|c| SYMBOLS.contains(c));
        assert!(
            CONSONANTS.iter().all(|(_, [sound, series])| known(sound) && "ao".contains(series))
        );
        assert!(VOWELS.iter().all(|(_, sounds)| sounds.iter().all(|sound| known(sound))));
    }
}
