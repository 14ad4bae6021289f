//! Readings of Han characters, and how the Mandarin one sounds.

use super::letters::rows;
use foldhash::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// How one character is read in each language, the commonest reading first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HanReadings {
    /// Mandarin in pinyin.
    pub mandarin: Vec<&'static str>,
    /// Sino-Korean, one Hangul syllable each.
    pub korean: Vec<char>,
    /// Cantonese in Jyutping.
    pub cantonese: Vec<&'static str>,
    /// Hokkien in Tâi-lô without tones, literary and colloquial readings.
    pub hokkien: Vec<&'static str>,
    /// Sino-Vietnamese.
    pub vietnamese: Vec<&'static str>,
    /// Japanese *on* readings in Latin letters.
    pub japanese: Vec<&'static str>,
    /// Other forms of the same character (traditional, simplified, Japanese).
    pub variants: Vec<char>,
}

impl HanReadings {
    /// Whether the character is in common use: it has readings in all languages of the table.
    pub(crate) fn is_common(&self) -> bool {
        !(self.mandarin.is_empty()
            || self.korean.is_empty()
            || self.cantonese.is_empty()
            || self.vietnamese.is_empty()
            || self.japanese.is_empty())
    }
}

static READINGS: LazyLock<HashMap<char, HanReadings>> = LazyLock::new(|| {
    let mut readings: HashMap<char, HanReadings> =
        rows(include_str!("../../lists/names/han.tsv")).filter_map(parse).collect();
    for (character, read) in more(include_str!("../../lists/names/hokkien.tsv")) {
        readings.entry(character).or_default().hokkien = read;
    }
    for (character, mut read) in more(include_str!("../../lists/names/vietnamese.tsv")) {
        let known = &mut readings.entry(character).or_default().vietnamese;
        read.extend(
            known.iter().filter(|reading| !read.contains(reading)).copied().collect::<Vec<_>>(),
        );
        *known = read;
    }
    // A form of today that Korean and Chinese don't have is read there as the older one.
    for (older, today) in super::japanese_forms::reformed() {
        if let Some(known) = readings.get_mut(&today)
            && known.korean.is_empty()
            && !known.variants.contains(&older)
        {
            known.variants.push(older);
        }
    }
    readings
});

/// Rows of a character and its readings in one language.
fn more(table: &'static str) -> impl Iterator<Item = (char, Vec<&'static str>)> {
    rows(table).filter_map(|row| {
        let (character, read) = row.split_once('\t')?;
        Some((character.chars().next()?, read.split(' ').collect()))
    })
}

/// The readings of every character of the table, in no order.
pub(super) fn all() -> impl Iterator<Item = &'static HanReadings> {
    READINGS.values()
}

/// The readings of a character; `None` if the table does not hold it.
///
/// Source: `han.tsv`, `hokkien.tsv`, `vietnamese.tsv` and `japanese_forms.tsv` of `lists/names/`.
///
/// # Examples
///
/// ```
/// let readings = tamis::names::han::han('金').unwrap();
/// assert!(readings.korean.contains(&'김'));
/// ```
pub fn han(c: char) -> Option<&'static HanReadings> {
    READINGS.get(&c)
}

/// One line of the table: the character and six columns, values by space, `-` for none.
fn parse(row: &'static str) -> Option<(char, HanReadings)> {
    let mut columns = row.split('\t');
    let mut characters = columns.next()?.chars();
    let (character, None) = (characters.next()?, characters.next()) else { return None };
    let mut words = || -> Vec<&'static str> {
        columns.next().unwrap_or_default().split_whitespace().filter(|w| *w != "-").collect()
    };
    let (mandarin, korean, cantonese) = (words(), words(), words());
    let (vietnamese, japanese, variants) = (words(), words(), words());
    let single = |words: &[&str]| words.iter().filter_map(|w| w.chars().next()).collect();
    let (korean, variants) = (single(&korean), single(&variants));
    let hokkien = Vec::new();
    let readings =
        HanReadings { mandarin, korean, cantonese, hokkien, vietnamese, japanese, variants };
    Some((character, readings))
}

/// Appends how a word in Han characters sounds in Mandarin, the commonest reading of each
/// character; a character that the table lacks is read by the general romanisation.
pub(crate) fn read(word: &str, sound: &mut String) {
    for c in word.chars() {
        let known = han(c).and_then(|readings| readings.mandarin.first().copied());
        read_pinyin(known.unwrap_or_else(|| any_ascii::any_ascii_char(c)), sound);
    }
}

/// A word in the Hangul of its Korean reading; `None` if a character has none.
pub(crate) fn in_hangul(word: &str) -> Option<String> {
    let korean = |c: char| han(c)?.korean.first().copied();
    // Korea has no simplified characters.
    let of_variants = |c: char| han(c)?.variants.iter().find_map(|variant| korean(*variant));
    word.chars().map(|c| korean(c).or_else(|| of_variants(c))).collect()
}

/// How characters that spell foreign names are heard, where it is not as in Mandarin.
static FOREIGN: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../lists/names/han_foreign.tsv"))
        .filter_map(|row| row.split_once('\t'))
        .flat_map(|(sound, characters)| characters.chars().map(move |c| (c, sound)))
        .collect()
});

/// How a foreign name spelled in Han characters sounds.
///
/// Syllables end in no m, and often in -ng where the name has -n: 汤姆 *tang-mu* is *Tom*, 唐纳德
/// *tang-na-de* is *Donald*. So every nasal before m is lost in it, and -ng is heard as -n.
pub(crate) fn foreign(word: &str) -> String {
    let mut sound = String::new();
    for c in word.chars() {
        let heard = |c: &char| FOREIGN.get(c).copied();
        let variants = han(c).map_or(&[][..], |readings| readings.variants.as_slice());
        match heard(&c).or_else(|| variants.iter().find_map(heard)) {
            Some(heard) => sound.push_str(heard),
            None => read(c.encode_utf8(&mut [0; 4]), &mut sound),
        }
    }
    super::sound::join([sound.replace('N', "n").replace("nm", "m").as_str()])
}

/// Appends how one pinyin syllable sounds. Tone marks, tone digits and the dots of ü don't matter.
pub(crate) fn read_pinyin(syllable: &str, sound: &mut String) {
    let plain: String = syllable
        .nfd()
        .filter(char::is_ascii_alphabetic)
        .map(|c| match c.to_ascii_lowercase() {
            'v' => 'u',
            c => c,
        })
        .collect();
    let (initial, last) = match plain.as_bytes() {
        [b'z', b'h', ..] => ("j", plain.get(2..)),
        [b'c', b'h', ..] => ("C", plain.get(2..)),
        [b's', b'h', ..] => ("S", plain.get(2..)),
        [b'x', ..] => ("S", plain.get(1..)),
        [b'q', ..] => ("C", plain.get(1..)),
        // yi, ying, yin and wu are bare vowels; elsewhere y and w are glides.
        [b'y', b'i', ..] | [b'w', b'u'] => ("", plain.get(1..)),
        [b'y', ..] => ("i", plain.get(1..)),
        [b'a' | b'e' | b'o', ..] => ("", plain.get(..)),
        _ => (plain.get(..1).unwrap_or_default(), plain.get(1..)),
    };
    sound.push_str(initial);
    sound.push_str(&last.unwrap_or_default().replace("ng", "N").replace("ao", "au"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let table = include_str!("../../lists/names/han.tsv");
        let bad: Vec<_> = rows(table)
            .filter(|row| row.split('\t').count() != 7 || parse(row).is_none())
            .collect();
        assert!(bad.is_empty(), "seven columns and one character a line: {bad:?}");
    }

    #[test]
    fn columns_are_the_readings_they_say() {
        let jin = han('金').unwrap();
        assert_eq!(jin.mandarin.first(), Some(&"jin"));
        assert!(jin.cantonese.contains(&"gam") && jin.korean.contains(&'금'));
        assert!(jin.vietnamese.contains(&"kim") && jin.japanese.contains(&"kin"));
        assert!(han('张').unwrap().variants.contains(&'張'));
        assert_eq!(han('a'), None);
    }

    #[test]
    fn foreign_names_are_heard_by_the_table() {
        for (written, heard) in [
            ("乔", "jo"),
            ("曼钦", "manCin"),
            ("汤姆", "tam"),
            ("爾", "r"),
            ("唐纳德", "tanad"),
            ("穆罕默德", "muhamed"),
        ] {
            assert_eq!(foreign(written), heard, "{written}");
        }
        let table = include_str!("../../lists/names/han_foreign.tsv");
        let characters: usize =
            rows(table).map(|row| row.split_once('\t').unwrap().1.chars().count()).sum();
        assert_eq!(characters, FOREIGN.len(), "each character stands once");
        let symbols = |sound: &str| sound.chars().all(|c| crate::names::sound::SYMBOLS.contains(c));
        assert!(FOREIGN.values().all(|sound| symbols(sound)));
    }

    #[test]
    fn pinyin_initials_and_finals() {
        let heard = |syllable: &str| {
            let mut sound = String::new();
            read_pinyin(syllable, &mut sound);
            sound
        };
        for (syllable, sound) in [
            ("zhāng", "jaN"),
            ("qīng", "CiN"),
            ("xiǎo", "Siau"),
            ("lǜ", "lu"),
            ("lv4", "lu"),
            ("yuè", "iue"),
            ("yì", "i"),
            ("yīng", "iN"),
            ("wú", "u"),
            ("wéi", "wei"),
            ("ér", "er"),
            ("rì", "ri"),
            ("shì", "Si"),
            ("", ""),
        ] {
            assert_eq!(heard(syllable), sound, "{syllable}");
        }
    }
}
