//! Korean names as Hangul syllables, from Hangul, hanja, Latin and Cyrillic letters and katakana.
//!
//! **Canonical form.** The family name is written by the Southern initial-sound rule (리 is 이, 로 is
//! 노): North and South write one name differently. A given syllable stays as it is spelled, and one
//! that the rule would change also gives the changed form, at [`INITIAL_SOUND`] hundredths: 룡 gives
//! 룡 and 용, 용 gives 용 alone. So the rule costs keys on one side only and is written once, here.

use super::han::{HanReadings, han};
use super::hangul;
use super::spelled::{Alphabet, Packed, Spelled, SpelledForm, Words};
use super::spellings::{priced, rows};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::sync::LazyLock;

static LETTERS: &str = include_str!("../../lists/names/korean_letters.tsv");
static KONTSEVICH: &str = include_str!("../../lists/names/kontsevich.tsv");
static KATAKANA: &str = include_str!("../../lists/names/korean_kana.tsv");
static SYLLABLES: &str = include_str!("../../lists/names/korean_syllables.tsv");
static FAMILIES: &str = include_str!("../../lists/names/korean_families.tsv");
static GIVEN: &str = include_str!("../../lists/names/korean_given.tsv");

/// A given syllable that differs by the initial-sound rule.
const INITIAL_SOUND: u16 = 8;
/// A reading of a character that is not its first.
const OTHER_READING: u16 = 3;
/// A reading found through another form of the character.
const VARIANT_READING: u16 = 2;
/// Spellings of one syllable dearer than this are not kept.
const SYLLABLE_CAP: u16 = 30;
/// A family name spelled by letters: beyond this only the listed spellings count, or half of the
/// words of the world would be Korean family names.
const FAMILY_CAP: u16 = 5;
/// Most given syllables.
const GIVEN_LIMIT: usize = 3;

/// The code point of a Hangul syllable is below U+D7A4 and fits.
fn code(c: char) -> u16 {
    c as u32 as u16
}

/// The syllable of a code made by [`code`].
pub(super) fn syllable(code: u16) -> char {
    char::from_u32(u32::from(code)).unwrap_or('\u{fffd}')
}

struct Families {
    /// By any of their Hangul forms, Northern ones included: the canonical form.
    canonical: HashMap<String, String>,
    /// By the number of the alphabet.
    spelled: [Spelled; ALPHABETS.len()],
}

/// The alphabets, with how they spell Korean letters and the fewest letters of a family name that no table lists: a
/// single one would make every initial a Lee or an Oh.
const ALPHABETS: [(Alphabet, &str, usize); 3] = [
    (Alphabet::Latin, LETTERS, 2),
    (Alphabet::Cyrillic, KONTSEVICH, 2),
    (Alphabet::Katakana, KATAKANA, 1),
];

/// Syllables of given names.
static INVENTORY: LazyLock<HashSet<char>> = LazyLock::new(|| {
    rows(GIVEN)
        .flat_map(|row| row.into_iter().flat_map(|line| line.split(' ')))
        .filter_map(|s| s.chars().next())
        .collect()
});

static TABLES: LazyLock<Families> = LazyLock::new(|| {
    let letters = ALPHABETS.map(|(_, table, _)| LetterTable::read(table));
    let mut spelled = ALPHABETS.map(|_| Spelled::new(GIVEN_LIMIT));
    let mut canonical = HashMap::new();
    for row in rows(FAMILIES) {
        let [name, northern, latin, cyrillic, _] = row[..] else { continue };
        let codes: Vec<u16> = name.chars().map(code).collect();
        for form in [name, northern].into_iter().filter(|form| *form != "-") {
            canonical.insert(form.to_owned(), name.to_owned());
            let ([_], Some(c)) = (codes.as_slice(), form.chars().next()) else { continue };
            for ((spelled, letters), (_, _, fewest)) in
                spelled.iter_mut().zip(&letters).zip(ALPHABETS)
            {
                let spellings = letters.spell(c, FAMILY_CAP).into_iter();
                for (spelling, price) in spellings.filter(|(s, _)| s.chars().count() >= fewest) {
                    spelled.add_family(&spelling, &codes, price, false);
                }
            }
        }
        for (spelled, column) in spelled.iter_mut().zip([latin, cyrillic]) {
            for (spelling, price) in priced(column, false) {
                spelled.add_family(spelling, &codes, price, false);
            }
        }
    }
    for &given in INVENTORY.iter() {
        for (form, law) in forms_by_law(given) {
            for (spelled, letters) in spelled.iter_mut().zip(&letters) {
                for (spelling, price) in letters.spell(given, SYLLABLE_CAP) {
                    spelled.add_given(&spelling, code(form), price + law);
                }
            }
        }
    }
    let [latin, ..] = &mut spelled;
    for row in rows(SYLLABLES) {
        let [name, spellings] = row[..] else { continue };
        let Some(c) = name.chars().next() else { continue };
        for (form, law) in forms_by_law(c) {
            for (spelling, price) in priced(spellings, false) {
                latin.add_given(spelling, code(form), price + law);
            }
        }
    }
    Families { canonical, spelled }
});

/// Readings of a name spelled in the letters of an alphabet, and whether its words show its parts.
pub(super) fn spelled(alphabet: Alphabet, words: &Words, cap: u16) -> (Vec<SpelledForm>, bool) {
    TABLES.spelled[alphabet as usize].read(words, cap)
}

/// Readings of a name in Hangul, and whether all its syllables occur in Korean names; empty if it
/// does not begin with a family name or has more or fewer syllables than a name has.
///
/// `words` are the runs between spaces.
pub(super) fn hangul(words: &[&str]) -> (Vec<(Packed, u16)>, bool) {
    let name: Vec<char> = words.concat().chars().collect();
    let Some((family, given)) = split_family(&name) else { return (Vec::new(), false) };
    // A space may stand after the family name and nowhere else: 조지 부시 is no 조.
    let spaced_as_name = match words {
        [_] => true,
        [first, ..] => first.chars().count() == name.len() - given.len() && words.len() <= 3,
        [] => false,
    };
    if !spaced_as_name {
        return (Vec::new(), false);
    }
    let known = given.iter().all(|c| INVENTORY.contains(c));
    let options: Vec<Vec<(char, u16)>> = given.iter().map(|&c| forms_by_law(c)).collect();
    (sequences(&family, &options, u16::MAX), known)
}

/// Readings of a name in hanja; empty if it does not begin with a family name or a character has
/// no Korean reading.
pub(super) fn hanja(name: &[char], cap: u16) -> Vec<(Packed, u16)> {
    let readings: Vec<Vec<(char, u16)>> = name.iter().map(|&c| readings(c)).collect();
    let mut found = Vec::new();
    for family_length in [2, 1] {
        let Some((family, given)) = readings.split_at_checked(family_length) else { continue };
        if given.is_empty() || given.len() > GIVEN_LIMIT || name.len() > 4 {
            continue;
        }
        let families: Vec<(String, u16)> = match family {
            [one] => one.iter().map(|&(c, price)| (c.to_string(), price)).collect(),
            [one, two] => one
                .iter()
                .flat_map(|a| two.iter().map(|b| (format!("{}{}", a.0, b.0), a.1 + b.1)))
                .collect(),
            _ => continue,
        };
        let mut canonical: Vec<(&String, u16)> = families
            .iter()
            .filter_map(|(f, price)| Some((TABLES.canonical.get(f)?, *price)))
            .collect();
        // 李 is read 리 and 이, one family name.
        canonical.sort();
        canonical.dedup_by_key(|f| f.0);
        let given: Vec<Vec<(char, u16)>> = given
            .iter()
            .map(|options| {
                let mut all: Vec<(char, u16)> = options
                    .iter()
                    .flat_map(|&(c, price)| {
                        forms_by_law(c).into_iter().map(move |(c, law)| (c, price + law))
                    })
                    .collect();
                all.sort_unstable();
                all.dedup_by_key(|reading| reading.0);
                all
            })
            .collect();
        for (family, price) in canonical {
            let family: Vec<char> = family.chars().collect();
            let rest = cap.saturating_sub(price);
            found.extend(sequences(&family, &given, rest).iter().map(|f| (f.0, f.1 + price)));
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Whether some character is read so in Korean, up to the initial-sound rule, and so in Mandarin.
pub(super) fn reads_as(korean: char, mandarin: &str) -> bool {
    READ_AS.contains(&(korean, mandarin))
}

/// The Mandarin readings of the characters that are read so in Korean, in order.
pub(super) fn mandarin_of(korean: char) -> &'static [&'static str] {
    MANDARIN_OF.get(&korean).map_or(&[], Vec::as_slice)
}

/// Korean readings of the common characters that a name in Mandarin syllables may have, with what the
/// initial-sound rule adds to their price; empty if its first syllable is no Korean family name's.
pub(super) fn read_in_chinese(syllables: &[&'static str]) -> Vec<(Packed, u16)> {
    let Some((family, given)) = syllables.split_first() else { return Vec::new() };
    if !(1..=GIVEN_LIMIT).contains(&given.len()) {
        return Vec::new();
    }
    let families = FAMILIES_IN_CHINESE.get(family).map_or(&[][..], Vec::as_slice);
    let given: Vec<&[(char, u16)]> = given
        .iter()
        .map(|syllable| KOREAN_OF.get(syllable).map_or(&[][..], Vec::as_slice))
        .collect();
    families
        .iter()
        .flat_map(|family| {
            let family: Vec<char> = family.chars().collect();
            sequences(&family, &given, u16::MAX)
        })
        .collect()
}

/// Korean family names by the Mandarin syllable of the character they are written with.
static FAMILIES_IN_CHINESE: LazyLock<HashMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| {
        let mut families: HashMap<&str, Vec<&str>> = HashMap::new();
        for row in rows(FAMILIES) {
            let [name, _, _, _, characters] = row[..] else { continue };
            for readings in characters.chars().filter_map(han) {
                for mandarin in readings.mandarin() {
                    let known = families.entry(mandarin).or_default();
                    if !known.contains(&name) {
                        known.push(name);
                    }
                }
            }
        }
        families.values_mut().for_each(|families| families.sort_unstable());
        families
    });

/// Korean readings of the characters with a Mandarin reading, in order, with the price of the
/// initial-sound rule. Only common characters, by their first readings: names are written with those.
static KOREAN_OF: LazyLock<HashMap<&'static str, Vec<(char, u16)>>> = LazyLock::new(|| {
    let mut readings: HashMap<&'static str, Vec<(char, u16)>> = HashMap::new();
    let characters = ('\u{4e00}'..='\u{9fff}').filter_map(han);
    for character in characters.filter(|character| character.is_common()) {
        let (Some(mandarin), Some(korean)) =
            (character.mandarin().next(), character.korean().next())
        else {
            continue;
        };
        if INVENTORY.contains(&korean) {
            readings.entry(mandarin).or_default().extend(forms_by_law(korean));
        }
    }
    for readings in readings.values_mut() {
        readings.sort_unstable();
        readings.dedup_by_key(|reading| reading.0);
    }
    readings
});

static MANDARIN_OF: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut readings: HashMap<char, Vec<&'static str>> = HashMap::new();
    for (korean, mandarin) in READ_AS.iter() {
        readings.entry(*korean).or_default().push(mandarin);
    }
    readings.values_mut().for_each(|readings| readings.sort_unstable());
    readings
});

/// Korean and Mandarin readings that occur together on a character.
static READ_AS: LazyLock<HashSet<(char, &'static str)>> = LazyLock::new(|| {
    // The CJK Unified Ideographs block; names hardly use the extensions.
    let characters = ('\u{4e00}'..='\u{9fff}').filter_map(|c| Some((c, han(c)?)));
    let mut pairs = HashSet::new();
    for (c, readings_of_c) in characters {
        for (korean, _) in readings(c) {
            for (form, _) in forms_by_law(korean) {
                pairs.extend(readings_of_c.mandarin().map(|mandarin| (form, mandarin)));
            }
        }
    }
    pairs
});

/// Family name in its canonical form, and the given syllables.
fn split_family(name: &[char]) -> Option<(Vec<char>, &[char])> {
    for length in [2, 1] {
        let Some((family, given)) = name.split_at_checked(length) else { continue };
        let Some(canonical) = TABLES.canonical.get(&family.iter().collect::<String>()) else {
            continue;
        };
        if !given.is_empty() && given.len() <= GIVEN_LIMIT && name.len() <= 4 {
            return Some((canonical.chars().collect(), given));
        }
    }
    None
}

/// All sequences of one option each after the family name, up to the cap.
fn sequences(family: &[char], given: &[impl AsRef<[(char, u16)]>], cap: u16) -> Vec<(Packed, u16)> {
    let start = family.iter().fold(0, |p: Packed, &c| p << 16 | Packed::from(code(c)));
    let mut found = vec![(start, 0_u16)];
    for options in given {
        found = found
            .iter()
            .flat_map(|&(packed, cost)| {
                options
                    .as_ref()
                    .iter()
                    .map(move |&(c, price)| (packed << 16 | Packed::from(code(c)), cost + price))
            })
            .filter(|&(_, cost)| cost <= cap)
            .collect();
    }
    found
}

/// Korean readings of a character with their prices, its own first.
fn readings(c: char) -> Vec<(char, u16)> {
    let Some(own) = han(c) else { return Vec::new() };
    let mut found: Vec<(char, u16)> = Vec::new();
    let mut add = |character: HanReadings, through: u16| {
        for (i, c) in character.korean().enumerate() {
            if !found.iter().any(|&(known, _)| known == c) {
                found.push((c, through + if i == 0 { 0 } else { OTHER_READING }));
            }
        }
    };
    add(own, 0);
    for variant in own.variants().filter_map(han) {
        add(variant, VARIANT_READING);
    }
    found
}

/// The syllable itself, and what the initial-sound rule makes of it, with the price of the change.
fn forms_by_law(c: char) -> Vec<(char, u16)> {
    let mut forms = vec![(c, 0)];
    forms.extend(southern(c).map(|changed| (changed, INITIAL_SOUND)));
    forms
}

const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];
const VOWELS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ',
    'ㅟ', 'ㅠ', 'ㅡ', 'ㅢ', 'ㅣ',
];
/// Finals in the order of Unicode, clusters by the letter that is heard; the first is none.
const FINALS: [char; 28] = [
    '-', 'ㄱ', 'ㄱ', 'ㄱ', 'ㄴ', 'ㄴ', 'ㄴ', 'ㄷ', 'ㄹ', 'ㄱ', 'ㅁ', 'ㄹ', 'ㄹ', 'ㄹ', 'ㅂ', 'ㄹ',
    'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// The syllable as the South writes it at the beginning of a word, where that differs.
fn southern(c: char) -> Option<char> {
    let [initial, vowel, last] = hangul::parts(c)?;
    let before_i = matches!(VOWELS[vowel], 'ㅑ' | 'ㅒ' | 'ㅕ' | 'ㅖ' | 'ㅛ' | 'ㅠ' | 'ㅣ');
    let changed = match (INITIALS[initial], before_i) {
        ('ㄹ' | 'ㄴ', true) => 11,
        ('ㄹ', false) => 2,
        _ => return None,
    };
    hangul::together([changed, vowel, last])
}

/// Spellings of the letters of one writing system.
#[derive(Default)]
struct LetterTable(HashMap<(&'static str, char), Vec<(&'static str, u16)>>);

impl LetterTable {
    fn read(table: &'static str) -> LetterTable {
        let mut letters = LetterTable::default();
        for row in rows(table) {
            let [position, letter, spellings] = row[..] else { continue };
            if let Some(c) = letter.chars().next() {
                letters.0.insert((position, c), priced(spellings, true).collect());
            }
        }
        letters
    }

    fn get(&self, position: &'static str, letter: char) -> &[(&'static str, u16)] {
        self.0.get(&(position, letter)).map_or(&[], Vec::as_slice)
    }

    /// The spellings of a syllable up to a price, cheapest price each.
    fn spell(&self, c: char, cap: u16) -> HashMap<String, u16> {
        let mut spellings = HashMap::new();
        let Some([initial, vowel, last]) = hangul::parts(c) else { return spellings };
        let mut bodies: Vec<(String, u16)> = Vec::new();
        for (a, price_a) in self.get("initial", INITIALS[initial]) {
            for (b, price_b) in self.get("vowel", VOWELS[vowel]) {
                bodies.push((format!("{a}{b}"), price_a + price_b));
            }
        }
        let open = char::from_u32(c as u32 - last as u32).unwrap_or(c);
        bodies.extend(self.get("body", open).iter().map(|(s, p)| ((*s).to_owned(), *p)));
        let none = [("", 0)];
        let finals = if last == 0 { &none[..] } else { self.get("final", FINALS[last]) };
        for (body, price) in bodies {
            for (end, price_end) in finals {
                let price = price + price_end;
                if price <= cap {
                    let known = spellings.entry(format!("{body}{end}")).or_insert(price);
                    *known = price.min(*known);
                }
            }
        }
        spellings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabets_stand_in_the_order_of_their_numbers() {
        for (number, (alphabet, ..)) in ALPHABETS.into_iter().enumerate() {
            assert_eq!(alphabet as usize, number);
        }
    }

    #[test]
    fn every_syllable_of_a_name_is_spelled_in_every_alphabet() {
        for (_, table, _) in ALPHABETS {
            let letters = LetterTable::read(table);
            for &syllable in INVENTORY.iter() {
                let spellings = letters.spell(syllable, SYLLABLE_CAP);
                assert!(spellings.values().any(|price| *price <= OTHER_READING), "{syllable}");
            }
        }
    }

    #[test]
    fn the_initial_sound_rule() {
        // National Institute of Korean Language, Hangul orthography, rules 10 to 12.
        for (north, south) in
            [('리', '이'), ('량', '양'), ('녀', '여'), ('로', '노'), ('래', '내'), ('뢰', '뇌')]
        {
            assert_eq!(southern(north), Some(south));
        }
        for unchanged in ['나', '이', '김', 'x', '\u{d7b0}'] {
            assert_eq!(southern(unchanged), None);
        }
    }

    #[test]
    fn every_letter_has_a_free_spelling() {
        for table in [LETTERS, KONTSEVICH].map(LetterTable::read) {
            for letter in INITIALS {
                assert!(table.get("initial", letter).iter().any(|s| s.1 == 0), "{letter}");
            }
            for letter in VOWELS {
                assert!(table.get("vowel", letter).iter().any(|s| s.1 == 0), "{letter}");
            }
        }
    }

    #[test]
    fn the_table_of_family_names_is_canonical() {
        for (form, name) in &TABLES.canonical {
            assert!((1..=2).contains(&name.chars().count()), "{name}");
            let folded: String = form.chars().take(1).map(|c| southern(c).unwrap_or(c)).collect();
            assert!(name.starts_with(&folded), "{form} should be listed under {folded}");
        }
    }
}
