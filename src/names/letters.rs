//! A table from letters to sounds, as the scripts' files under `lists/names/` give it.

use foldhash::{HashMap, HashMapExt};

/// Spellings and what each stands for, read from a tab-separated table.
///
/// A line holds the letters, their sound (`-` for a silent letter) and a note; lines that start
/// with `#` are comments.
pub(crate) struct Letters {
    /// By first letter, the longest spelling first, so that the first one that fits is the one: of
    /// ASCII letters by their codes …
    ascii: [Spellings; 128],
    /// … and of others.
    others: HashMap<char, Spellings>,
}

/// Spellings and their sounds.
type Spellings = Vec<(&'static str, &'static str)>;

impl Letters {
    /// Reads a table that is part of the program.
    pub(crate) fn parse(table: &'static str) -> Letters {
        let mut ascii = [const { Vec::new() }; 128];
        let mut others: HashMap<char, Spellings> = HashMap::new();
        for (letters, sound) in rows(table).filter_map(two_columns) {
            let Some(first) = letters.chars().next() else { continue };
            let spellings = match ascii.get_mut(first as usize) {
                Some(spellings) => spellings,
                None => others.entry(first).or_default(),
            };
            spellings.push((letters, sound));
        }
        for spellings in ascii.iter_mut().chain(others.values_mut()) {
            spellings.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
        }
        Letters { ascii, others }
    }

    fn by_first(&self, first: char) -> &[(&'static str, &'static str)] {
        match self.ascii.get(first as usize) {
            Some(spellings) => spellings,
            None => self.others.get(&first).map_or(&[], Vec::as_slice),
        }
    }

    /// The longest entry that `text` starts with: how many bytes it covers, and its sound.
    pub(crate) fn longest_at(&self, text: &str) -> Option<(usize, &'static str)> {
        let spellings = self.by_first(text.chars().next()?);
        let (letters, sound) = spellings.iter().find(|(letters, _)| text.starts_with(letters))?;
        Some((letters.len(), sound))
    }

    /// The sound of one letter.
    pub(crate) fn of(&self, letter: char) -> Option<&'static str> {
        let spellings = self.by_first(letter);
        spellings.iter().find(|(letters, _)| letters.len() == letter.len_utf8()).map(|(_, s)| *s)
    }

    /// Reads `text` from left to right, always the longest entry that fits. A letter without an
    /// entry is read by the general table, so that nothing of a name falls away unheard.
    pub(crate) fn read(&self, text: &str, sound: &mut String) {
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let taken = match self.longest_at(rest) {
                Some((taken, of_letters)) => {
                    sound.push_str(of_letters);
                    taken
                }
                None => {
                    super::latin::read(any_ascii::any_ascii_char(letter), sound);
                    letter.len_utf8()
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
    }
}

/// Puts a vowel between two equal consonants of a skeleton, from `from` on. Scripts that leave short
/// vowels out write a doubled consonant once, so two letters always have a vowel between them: معمر is
/// *Muammar*. Vowel letters and glides may stand twice for one sound.
pub(crate) fn part_doubled(sound: &mut String, from: usize) {
    let Some(read) = sound.get(from..) else { return };
    let mut parted = String::with_capacity(read.len() + 2);
    let mut last = None;
    for symbol in read.chars() {
        if last == Some(symbol) && !"aeiouwy".contains(symbol) {
            parted.push('a');
        }
        parted.push(symbol);
        last = Some(symbol);
    }
    sound.replace_range(from.., &parted);
}

/// The lines of a table that are neither empty nor comments.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The first two columns of a line; `-` in the second one is nothing.
fn two_columns(row: &'static str) -> Option<(&'static str, &'static str)> {
    let mut columns = row.split('\t');
    let (letters, sound) = (columns.next()?, columns.next()?);
    (!letters.is_empty()).then_some((letters, if sound == "-" { "" } else { sound }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::sound::SYMBOLS;

    #[test]
    fn every_line_of_every_table_is_whole_and_sounds_are_in_the_alphabet() {
        let tables = [
            ("arabic", include_str!("../../lists/names/arabic.tsv")),
            ("burmese_onsets", include_str!("../../lists/names/burmese_onsets.tsv")),
            ("burmese_rhymes", include_str!("../../lists/names/burmese_rhymes.tsv")),
            ("cyrillic", include_str!("../../lists/names/cyrillic.tsv")),
            ("greek", include_str!("../../lists/names/greek.tsv")),
            ("hebrew", include_str!("../../lists/names/hebrew.tsv")),
            ("kana", include_str!("../../lists/names/kana.tsv")),
            ("latin_digraphs", include_str!("../../lists/names/latin_digraphs.tsv")),
            ("latin_letters", include_str!("../../lists/names/latin_letters.tsv")),
        ];
        for (name, table) in tables {
            let mut seen = std::collections::HashSet::new();
            for row in rows(table) {
                assert_eq!(row.split('\t').count(), 3, "{name}.tsv: `{row}`: three columns");
                let (letters, sound) = two_columns(row).unwrap();
                assert!(seen.insert(letters), "{name}.tsv: `{letters}` is there twice");
                let in_alphabet = |c: char| SYMBOLS.contains(c);
                assert!(sound.chars().all(in_alphabet), "{name}.tsv: `{row}`: sound");
            }
            assert!(seen.len() > 10, "{name}.tsv holds only {} letters", seen.len());
        }
    }

    #[test]
    fn the_longest_entry_wins() {
        let letters = Letters::parse("s\ts\tx\nsch\tS\tx\nsh\tS\tx\n");
        assert_eq!(letters.longest_at("schal"), Some((3, "S")));
        assert_eq!(letters.longest_at("scal"), Some((1, "s")));
        assert_eq!(letters.of('s'), Some("s"));
        assert_eq!(letters.longest_at(""), None);
    }
}
