//! Readings of Han characters, from the embedded table `lists/names/han.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("../../lists/names/han.tsv");

/// How one character is read, each list with the commonest reading first.
#[derive(Debug)]
pub struct HanReadings {
    /// Pinyin without tone, `v` for u with two dots.
    pub mandarin: Vec<&'static str>,
    /// Hangul syllables.
    pub korean: Vec<&'static str>,
    /// Jyutping without tone.
    pub cantonese: Vec<&'static str>,
    /// Vietnamese readings with their marks.
    #[allow(dead_code)]
    pub vietnamese: Vec<&'static str>,
    /// Japanese on readings.
    #[allow(dead_code)]
    pub japanese: Vec<&'static str>,
    /// The same character in other forms: traditional, simplified, regional.
    pub variants: Vec<char>,
}

static READINGS: LazyLock<HashMap<char, HanReadings>> = LazyLock::new(|| {
    let mut readings = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let Some(character) = columns.next().and_then(|c| c.chars().next()) else { continue };
        let mut values = || -> Vec<&'static str> {
            columns
                .next()
                .unwrap_or("-")
                .split(' ')
                .filter(|v| !v.is_empty() && *v != "-")
                .collect()
        };
        let entry = HanReadings {
            mandarin: values(),
            korean: values(),
            cantonese: values(),
            vietnamese: values(),
            japanese: values(),
            variants: values().iter().filter_map(|v| v.chars().next()).collect(),
        };
        readings.insert(character, entry);
    }
    readings
});

/// The readings of a character; `None` if the table does not have it.
pub fn han(c: char) -> Option<&'static HanReadings> {
    READINGS.get(&c)
}
