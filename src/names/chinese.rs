//! Names in Han characters as syllables of Mandarin, Cantonese, Hokkien and Vietnamese, from the
//! characters, Latin and Cyrillic.
//!
//! Mandarin syllables are written in pinyin without tone (`v` for u with two dots), Cantonese ones in
//! Jyutping, Hokkien ones in Tâi-lô and Vietnamese ones in Vietnamese spelling, all without tones. A name
//! in Latin letters that follow Cantonese sound (*Chan Tai Man*) cannot be turned into pinyin without
//! its characters; it meets them in the Cantonese form, as *Tan Tek Beng* does in the Hokkien one.

use super::han::{HanReadings, han, vietnamese_syllables};
use super::spelled::{Packed, Spelled, SpelledForm, Words, unpack};
use super::spellings::{priced, rows};
use foldhash::{HashMap, HashSet};
use std::sync::LazyLock;

static MANDARIN: &str = include_str!("../../lists/names/mandarin_syllables.tsv");
static CANTONESE: &str = include_str!("../../lists/names/cantonese_syllables.tsv");
static HOKKIEN: &str = include_str!("../../lists/names/hokkien_syllables.tsv");
static FAMILIES: &str = include_str!("../../lists/names/chinese_families.tsv");

/// A family name in Hong Kong, Singapore or Malaysian spelling before Mandarin given syllables.
const CUSTOMARY_MANDARIN: u16 = 10;
/// The same before Cantonese and Hokkien syllables, where it belongs.
const CUSTOMARY_SOUTHERN: u16 = 5;
/// A reading of a character that is not its first.
const OTHER_READING: u16 = 3;
/// A reading found through another form of the character.
const VARIANT_READING: u16 = 2;
/// Most given syllables of a Chinese name.
const GIVEN_LIMIT: usize = 2;
/// The same of a Vietnamese one, with its middle name.
const VIETNAMESE_GIVEN_LIMIT: usize = 3;
/// The dearest spelling that is still plain pinyin (u with two dots written otherwise).
pub(super) const PINYIN: u16 = 3;

/// Which sound of the characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sound {
    Mandarin,
    Cantonese,
    Hokkien,
    Vietnamese,
}

impl Sound {
    /// Readings of a character, the customary one first.
    fn of(self, character: HanReadings) -> Vec<&'static str> {
        match self {
            Sound::Mandarin => character.mandarin().collect(),
            Sound::Cantonese => character.cantonese().collect(),
            Sound::Hokkien => character.hokkien().collect(),
            Sound::Vietnamese => character.vietnamese().collect(),
        }
    }

    fn given_limit(self) -> usize {
        if self == Sound::Vietnamese { VIETNAMESE_GIVEN_LIMIT } else { GIVEN_LIMIT }
    }
}

/// Syllables of one sound, numbered from 1, and their spellings.
#[derive(Default)]
struct Syllabary {
    names: Vec<&'static str>,
    numbers: HashMap<&'static str, u16>,
    /// First syllables of family names.
    families: HashSet<u16>,
    latin: Spelled,
    cyrillic: Spelled,
    spelled_latin: Spellings,
    spelled_cyrillic: Spellings,
}

static MANDARIN_TABLE: LazyLock<Syllabary> = LazyLock::new(|| {
    Syllabary::new(Sound::Mandarin, rows(MANDARIN))
        .with_families(Some(CUSTOMARY_MANDARIN), |family| vec![family[2]])
});
static CANTONESE_TABLE: LazyLock<Syllabary> = LazyLock::new(|| {
    Syllabary::new(Sound::Cantonese, rows(CANTONESE))
        .with_families(Some(CUSTOMARY_SOUTHERN), |family| vec![family[3]])
});
static HOKKIEN_TABLE: LazyLock<Syllabary> = LazyLock::new(|| {
    Syllabary::new(Sound::Hokkien, rows(HOKKIEN))
        .with_families(Some(CUSTOMARY_SOUTHERN), |family| single(family[0], Sound::Hokkien))
});
/// Vietnamese is spelled as it is read.
static VIETNAMESE_TABLE: LazyLock<Syllabary> = LazyLock::new(|| {
    let read = vietnamese_syllables().into_iter();
    Syllabary::new(Sound::Vietnamese, read.map(|syllable| vec![syllable, syllable]))
        .with_families(None, |family| single(family[0], Sound::Vietnamese))
});
static FAMILY_NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(FAMILIES)
        .flat_map(|row| [row.first().copied(), row.get(1).copied()])
        .flatten()
        .filter(|characters| *characters != "-")
        .collect()
});

/// Whether these characters, traditional or simplified, are a Chinese family name.
pub(super) fn is_family(characters: &str) -> bool {
    FAMILY_NAMES.contains(characters)
}

fn table(sound: Sound) -> &'static Syllabary {
    match sound {
        Sound::Mandarin => &MANDARIN_TABLE,
        Sound::Cantonese => &CANTONESE_TABLE,
        Sound::Hokkien => &HOKKIEN_TABLE,
        Sound::Vietnamese => &VIETNAMESE_TABLE,
    }
}

/// Readings of a family name of one character; none of a longer one.
fn single(family: &str, sound: Sound) -> Vec<&'static str> {
    let mut characters = family.chars();
    match (characters.next().and_then(han), characters.next()) {
        (Some(character), None) => sound.of(character),
        _ => vec![],
    }
}

impl Syllabary {
    /// Syllables, one a row, with their Latin and perhaps their Cyrillic spellings.
    fn new(sound: Sound, rows: impl Iterator<Item = Vec<&'static str>>) -> Syllabary {
        let mut syllabary = Syllabary {
            latin: Spelled::new(sound.given_limit()),
            cyrillic: Spelled::new(sound.given_limit()),
            ..Syllabary::default()
        };
        for row in rows {
            let Some((&name, columns)) = row.split_first() else { continue };
            syllabary.names.push(name);
            // The tables have fewer rows than sixteen bits count.
            let number = syllabary.names.len() as u16;
            syllabary.numbers.insert(name, number);
            if let Some(&column) = columns.first() {
                for (spelling, price) in priced(column, false) {
                    syllabary.latin.add_given(spelling, number, price);
                    syllabary.spelled_latin.entry(number).or_default().push((spelling, price));
                }
            }
            if let Some(&column) = columns.get(1) {
                for (spelling, price) in priced(column, false) {
                    syllabary.cyrillic.add_given(spelling, number, price);
                    syllabary.spelled_cyrillic.entry(number).or_default().push((spelling, price));
                }
            }
        }
        syllabary
    }

    /// Adds the family names, each read as `read` says; syllables stand with single spaces. A customary
    /// spelling, where this sound has any, stands for the first reading, at a price of its own.
    fn with_families(
        mut self,
        customary_price: Option<u16>,
        read: impl Fn(&[&'static str]) -> Vec<&'static str>,
    ) -> Syllabary {
        for row in rows(FAMILIES) {
            for (at, name) in read(&row).into_iter().enumerate() {
                let numbers: Option<Vec<u16>> =
                    name.split(' ').map(|s| self.numbers.get(s).copied()).collect();
                let Some(numbers) = numbers else { continue };
                if let [single] = numbers[..] {
                    self.families.insert(single);
                }
                for (spelling, price) in spellings_of(&numbers, &self.spelled_latin) {
                    self.latin.add_family(&spelling, &numbers, price, false);
                }
                for (spelling, price) in spellings_of(&numbers, &self.spelled_cyrillic) {
                    self.cyrillic.add_family(&spelling, &numbers, price, false);
                }
                let Some(customary_price) = customary_price.filter(|_| at == 0) else { continue };
                for (spelling, price) in priced(row[4], false) {
                    self.latin.add_family(spelling, &numbers, price + customary_price, true);
                }
            }
        }
        self
    }
}

/// Spellings of each syllable with their prices.
type Spellings = HashMap<u16, Vec<(&'static str, u16)>>;

/// All spellings of a sequence of syllables, each with its price.
fn spellings_of(numbers: &[u16], by: &Spellings) -> Vec<(String, u16)> {
    numbers.iter().fold(vec![(String::new(), 0)], |so_far, number| {
        let options = by.get(number).map_or(&[][..], Vec::as_slice);
        so_far
            .iter()
            .flat_map(|(letters, price)| {
                options.iter().map(move |(s, p)| (format!("{letters}{s}"), price + p))
            })
            .collect()
    })
}

/// The key of a packed sequence: syllables with single spaces.
pub(super) fn key(sound: Sound, packed: Packed) -> String {
    let names = &table(sound).names;
    let mut key = String::with_capacity(16);
    for number in unpack(packed) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(names.get(usize::from(number) - 1).copied().unwrap_or("?"));
    }
    key
}

/// The syllables of a packed sequence.
pub(super) fn syllables(sound: Sound, packed: Packed) -> Vec<&'static str> {
    let names = &table(sound).names;
    unpack(packed).filter_map(|number| names.get(usize::from(number) - 1).copied()).collect()
}

/// Readings of a name in Latin letters, and whether its words show its parts.
pub(super) fn latin(sound: Sound, words: &Words, cap: u16) -> (Vec<SpelledForm>, bool) {
    table(sound).latin.read(words, cap)
}

/// Readings of a name in Cyrillic letters by Palladius, and whether its words show its parts.
pub(super) fn cyrillic(words: &Words, cap: u16) -> (Vec<SpelledForm>, bool) {
    MANDARIN_TABLE.cyrillic.read(words, cap)
}

/// Readings of a name in Han characters, and whether it begins with a family name; empty if a
/// character has no reading or the name is too long or too short.
pub(super) fn characters(sound: Sound, name: &[char], cap: u16) -> (Vec<(Packed, u16)>, bool) {
    let syllabary = table(sound);
    let compound = name.get(..2).is_some_and(|f| is_family(&f.iter().collect::<String>()));
    let given = name.len().saturating_sub(if compound && name.len() > 2 { 2 } else { 1 });
    if !(1..=sound.given_limit()).contains(&given) {
        return (Vec::new(), false);
    }
    let mut found = vec![(0, 0_u16)];
    for &c in name {
        let options = readings(syllabary, sound, c);
        found = found
            .iter()
            .flat_map(|&(packed, cost)| {
                options
                    .iter()
                    .map(move |&(n, price)| (packed << 16 | Packed::from(n), cost + price))
            })
            .filter(|&(_, cost)| cost <= cap)
            .collect();
    }
    let family = compound
        || found.iter().any(|&(packed, _)| {
            unpack(packed).next().is_some_and(|first| syllabary.families.contains(&first))
        });
    (found, family)
}

/// How a Chinese name in Han characters sounds in Hokkien and in Cantonese, in the letters that are customary
/// in Singapore, Malaysia and Hong Kong: the whole name as one word. Hakka, Teochew and Fuzhou spellings
/// stand closer to one of the two than to Mandarin. Empty if it begins with no Chinese family name.
pub(super) fn southern_sounds(name: &str) -> Vec<String> {
    let starts_with_family =
        name.char_indices().skip(1).take(2).any(|(end, _)| is_family(&name[..end]));
    if !starts_with_family {
        return Vec::new();
    }
    let of = |sound: Sound, most: usize, letters: &[(&str, &str)]| -> Vec<String> {
        let mut sounds = vec![String::new()];
        for c in name.chars() {
            let readings = southern_readings(sound, c);
            let longer = |so_far: &String| -> Vec<String> {
                let customary = readings.iter().map(|reading| {
                    letters.iter().fold((*reading).to_owned(), |s, (from, to)| s.replace(from, to))
                });
                let spoken = customary.map(|syllable| super::sound::sound(&syllable).1);
                spoken.map(|syllable| format!("{so_far}{syllable}")).collect()
            };
            sounds = sounds.iter().flat_map(longer).take(most).collect();
        }
        sounds.iter().map(|sound| super::sound::join([sound.as_str()])).collect()
    };
    let mut sounds = of(Sound::Hokkien, HOKKIEN_SOUNDS, &TAI_LO);
    sounds.extend(of(Sound::Cantonese, 1, &JYUTPING));
    sounds
}

/// The first readings of a character, or of another form of it where the tables have that alone.
fn southern_readings(sound: Sound, c: char) -> Vec<&'static str> {
    let Some(own) = han(c) else { return Vec::new() };
    let forms = std::iter::once(own).chain(own.variants().filter_map(han));
    let readings = forms.map(|form| sound.of(form)).find(|readings| !readings.is_empty());
    let mut readings = readings.unwrap_or_default();
    readings.truncate(SOUTHERN_READINGS);
    readings
}

/// Hokkien sounds of a name: literary and colloquial readings stand side by side in names.
const HOKKIEN_SOUNDS: usize = 4;
/// Readings of a character that are looked at.
const SOUTHERN_READINGS: usize = 2;

/// Letters of Tâi-lô and what is customary for them.
const TAI_LO: [(&str, &str); 7] =
    [("tsh", "ch"), ("ts", "ch"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("nn", ""), ("oo", "o")];
/// Letters of Jyutping and what is customary for them.
const JYUTPING: [(&str, &str); 9] = [
    ("j", "y"),
    ("c", "ch"),
    ("z", "ch"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("nk", "ng"),
    ("aa", "a"),
    ("eo", "eu"),
];

/// Mandarin readings of the characters that a name in Hangul may stand for, syllable by syllable;
/// empty if there are too many or the first one is no family name.
pub(super) fn read_in_korean(name: &[char]) -> Vec<Packed> {
    let syllabary = &*MANDARIN_TABLE;
    if !(2..=GIVEN_LIMIT + 1).contains(&name.len()) {
        return Vec::new();
    }
    let mut found: Vec<Packed> = vec![0];
    for (at, &c) in name.iter().enumerate() {
        let options = super::korean::mandarin_of(c);
        let options: Vec<u16> = options
            .iter()
            .filter_map(|reading| syllabary.numbers.get(reading).copied())
            .filter(|number| at > 0 || syllabary.families.contains(number))
            .collect();
        found = found
            .iter()
            .flat_map(|packed| options.iter().map(move |n| packed << 16 | Packed::from(*n)))
            .collect();
        if found.len() > super::syllables::MAX_FORMS {
            return Vec::new();
        }
    }
    found
}

fn readings(syllabary: &Syllabary, sound: Sound, c: char) -> Vec<(u16, u16)> {
    let Some(own) = han(c) else { return Vec::new() };
    let mut found: Vec<(u16, u16)> = Vec::new();
    let mut add = |readings: &[&str], through: u16| {
        for (i, reading) in readings.iter().enumerate() {
            let Some(&number) = syllabary.numbers.get(reading) else { continue };
            if !found.iter().any(|&(known, _)| known == number) {
                found.push((number, through + if i == 0 { 0 } else { OTHER_READING }));
            }
        }
    };
    add(&sound.of(own), 0);
    for variant in own.variants().filter_map(han) {
        add(&sound.of(variant), VARIANT_READING);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_name_is_made_of_listed_syllables() {
        for (sound, column) in [(Sound::Mandarin, 2), (Sound::Cantonese, 3)] {
            for row in rows(FAMILIES) {
                for part in row[column].split(' ') {
                    assert!(table(sound).numbers.contains_key(part), "{row:?}: {part}");
                }
            }
        }
    }

    #[test]
    fn wade_giles_of_the_generated_table() {
        // Giles, Chinese-English Dictionary (1912), table of syllables, apostrophes dropped.
        let facts = [
            ("zhang", "chang"),
            ("xi", "hsi"),
            ("jin", "chin"),
            ("ping", "ping"),
            ("qi", "chi"),
            ("zi", "tzu"),
            ("si", "ssu"),
            ("shi", "shih"),
            ("ri", "jih"),
            ("rong", "jung"),
            ("guo", "kuo"),
            ("duo", "to"),
            ("luo", "lo"),
            ("ge", "ko"),
            ("he", "ho"),
            ("te", "te"),
            ("xue", "hsueh"),
            ("jiong", "chiung"),
            ("xian", "hsien"),
            ("yan", "yen"),
            ("gui", "kuei"),
            ("hui", "hui"),
            ("you", "yu"),
            ("yu", "yu"),
            ("er", "erh"),
            ("cai", "tsai"),
            ("shuo", "shuo"),
        ];
        for (pinyin, spelling) in facts {
            let row = rows(MANDARIN).find(|row| row[0] == pinyin).unwrap();
            assert!(priced(row[1], false).any(|s| s.0 == spelling), "{row:?}: {spelling}");
        }
    }
}
