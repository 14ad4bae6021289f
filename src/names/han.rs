//! Readings of Han characters, and how the Mandarin one sounds.

use super::entries::Entries;
use super::japanese_forms;
use super::letters::rows;
use foldhash::HashMap;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const HAN: &str = include_str!("../../lists/names/han.tsv");
const HOKKIEN: &str = include_str!("../../lists/names/hokkien.tsv");
const VIETNAMESE: &str = include_str!("../../lists/names/vietnamese.tsv");

/// How one character is read in each language, the commonest reading first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HanReadings {
    character: char,
    /// The columns of `han.tsv`.
    columns: &'static str,
}

/// Columns of `han.tsv` after the character: values parted by spaces, or [`NONE`].
#[derive(Debug, Clone, Copy)]
enum Column {
    Mandarin,
    Korean,
    Cantonese,
    Vietnamese,
    Japanese,
    Variants,
}

const NONE: &str = "-";

/// A column of a row; `None` if it has no values.
fn column(row: &'static str, column: Column) -> Option<&'static str> {
    row.split('\t').nth(column as usize).filter(|column| *column != NONE)
}

/// The values of a column.
fn values(column: Option<&'static str>) -> impl Iterator<Item = &'static str> {
    column.unwrap_or_default().split_ascii_whitespace()
}

/// The same, each a single character.
fn characters(column: Option<&'static str>) -> impl Iterator<Item = char> {
    values(column).filter_map(|value| value.chars().next())
}

impl HanReadings {
    fn column(self, which: Column) -> Option<&'static str> {
        column(self.columns, which)
    }

    /// Mandarin in pinyin.
    pub fn mandarin(self) -> impl Iterator<Item = &'static str> {
        values(self.column(Column::Mandarin))
    }

    /// Sino-Korean, one Hangul syllable each.
    pub fn korean(self) -> impl Iterator<Item = char> {
        characters(self.column(Column::Korean))
    }

    /// Cantonese in Jyutping.
    pub fn cantonese(self) -> impl Iterator<Item = &'static str> {
        values(self.column(Column::Cantonese))
    }

    /// Hokkien in Tâi-lô without tones, literary and colloquial readings.
    pub fn hokkien(self) -> impl Iterator<Item = &'static str> {
        values(TABLES.hokkien.of_character(self.character))
    }

    /// Sino-Vietnamese.
    pub fn vietnamese(self) -> impl Iterator<Item = &'static str> {
        let own = TABLES.vietnamese.of_character(self.character);
        let besides = move |reading: &&str| !values(own).any(|known| known == *reading);
        values(own).chain(values(self.column(Column::Vietnamese)).filter(besides))
    }

    /// Japanese *on* readings in Latin letters.
    pub fn japanese(self) -> impl Iterator<Item = &'static str> {
        values(self.column(Column::Japanese))
    }

    /// Other forms of the same character (traditional, simplified, Japanese).
    pub fn variants(self) -> impl Iterator<Item = char> {
        // A form of today that Korean and Chinese don't have is read there as the older one.
        let is_read = self.column(Column::Korean).is_some();
        let older = TABLES.older.get(&self.character).filter(|_| !is_read);
        let own = self.column(Column::Variants);
        let besides = move |older: &char| !characters(own).any(|known| known == *older);
        characters(own).chain(older.into_iter().flatten().copied().filter(besides))
    }

    /// Whether the character is in common use: it has readings in all languages of the table.
    pub(crate) fn is_common(self) -> bool {
        let columns = [Column::Mandarin, Column::Korean, Column::Cantonese, Column::Japanese];
        columns.iter().all(|column| self.column(*column).is_some())
            && self.vietnamese().next().is_some()
    }
}

/// What the tables say of a character.
struct Tables {
    han: Entries,
    hokkien: Entries,
    vietnamese: Entries,
    /// Older forms by the form of today.
    older: HashMap<char, Vec<char>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut older: HashMap<char, Vec<char>> = HashMap::default();
    for (form, today) in japanese_forms::reformed() {
        older.entry(today).or_default().push(form);
    }
    let [han, hokkien, vietnamese] = [HAN, HOKKIEN, VIETNAMESE].map(Entries::of);
    Tables { han, hokkien, vietnamese, older }
});

/// Every reading in Vietnamese, in order.
pub(super) fn vietnamese_syllables() -> BTreeSet<&'static str> {
    let columns = |table| rows(table).filter_map(|row| Some(row.split_once('\t')?.1));
    let of_han = columns(HAN).map(|row| column(row, Column::Vietnamese));
    of_han.chain(columns(VIETNAMESE).map(Some)).flat_map(values).collect()
}

/// The readings of a character; `None` if the tables do not hold it.
///
/// Source: `han.tsv`, `hokkien.tsv`, `vietnamese.tsv` and `japanese_forms.tsv` of `lists/names/`.
///
/// # Examples
///
/// ```
/// let readings = tamis::names::han::han('金').unwrap();
/// assert!(readings.korean().any(|reading| reading == '김'));
/// ```
pub fn han(character: char) -> Option<HanReadings> {
    let Tables { han, hokkien, vietnamese, .. } = &*TABLES;
    let elsewhere = || hokkien.of_character(character).or(vietnamese.of_character(character));
    let columns = han.of_character(character).or_else(|| elsewhere().map(|_| ""))?;
    Some(HanReadings { character, columns })
}

/// Appends how a word in Han characters sounds in Mandarin, the commonest reading of each
/// character; a character that the table lacks is read by the general romanisation.
pub(crate) fn read(word: &str, sound: &mut String) {
    for c in word.chars() {
        let known = han(c).and_then(|readings| readings.mandarin().next());
        read_pinyin(known.unwrap_or_else(|| any_ascii::any_ascii_char(c)), sound);
    }
}

/// A word in the Hangul of its Korean reading; `None` if a character has none.
pub(crate) fn in_hangul(word: &str) -> Option<String> {
    let korean = |c: char| han(c)?.korean().next();
    // Korea has no simplified characters.
    let of_variants = |c: char| han(c)?.variants().find_map(korean);
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
        let heard = |c: char| FOREIGN.get(&c).copied();
        match heard(c).or_else(|| han(c)?.variants().find_map(heard)) {
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
        let bad: Vec<_> = rows(HAN)
            .filter(|row| {
                let cells: Vec<&str> = row.split('\t').collect();
                let is_character = |cell: &str| cell == NONE || cell.chars().count() == 1;
                let single = [cells[0], cells[2], cells[6]].map(|cell| cell.split(' '));
                cells.len() != 1 + Column::Variants as usize + 1
                    || cells.iter().any(|cell| cell.is_empty())
                    || !single.into_iter().flatten().all(is_character)
            })
            .collect();
        assert!(bad.is_empty(), "seven columns and one character a line: {bad:?}");
    }

    #[test]
    fn columns_are_the_readings_they_say() {
        let jin = han('金').unwrap();
        assert_eq!(jin.mandarin().next(), Some("jin"));
        assert!(jin.cantonese().any(|r| r == "gam") && jin.korean().any(|r| r == '금'));
        assert!(jin.vietnamese().any(|r| r == "kim") && jin.japanese().any(|r| r == "kin"));
        assert!(jin.hokkien().any(|r| r == "kim") && jin.is_common());
        assert!(han('张').unwrap().variants().any(|v| v == '張'));
        assert_eq!(han('a'), None);
    }

    #[test]
    fn a_form_of_today_is_read_as_the_older_one() {
        // Only Japanese has 辺, for 邊 and 邉.
        assert!(han('辺').unwrap().variants().any(|v| v == '邊'));
        let twice = ('\u{4e00}'..='\u{9fff}').filter_map(|c| Some((c, han(c)?))).find(|(_, of)| {
            let variants: Vec<char> = of.variants().collect();
            BTreeSet::from_iter(&variants).len() < variants.len()
        });
        assert_eq!(twice, None);
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
