//! How much a token tells: rare words weigh more than common ones.
//!
//! Weights come from a table shipped with the library, never from the lists at hand, so that the
//! score of a pair does not change when a list is added.

use super::concept::{self, Concept};
use super::sound::{LONGEST, Route};
use super::unit::Class;
use crate::party::Kind;
use foldhash::{HashMap, HashMapExt};
use std::sync::LazyLock;

/// Lines of `lists/names/frequencies.tsv`: word, names per 100,000 of persons, of organisations.
const TABLE: &str = include_str!("../../lists/names/frequencies.tsv");

/// Names that the frequencies are counted per.
const NAMES: f64 = 100_000.0;

/// Least and additional weight of a matched plain token: `.15 + .85 · idf`.
const BASE: f64 = 150.0;
const RARITY: f64 = 850.0;

/// Least weight of a known given name that is left over.
const GIVEN_NAME: u32 = 950;

/// Frequencies by consonant skeleton: spellings of one name share their commonness.
static FREQUENCIES: LazyLock<HashMap<Skeleton, [f64; 2]>> = LazyLock::new(|| {
    let mut frequencies: HashMap<Skeleton, [f64; 2]> = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(word), Some(persons), Some(others)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let (_, sound) = super::sound::sound(word);
        let entry = frequencies.entry(skeleton(&sound)).or_default();
        entry[0] += persons.parse::<f64>().unwrap_or(0.0);
        entry[1] += others.parse::<f64>().unwrap_or(0.0);
    }
    frequencies
});

/// Frequencies of the concepts of the trade lexicon among the names of organisations.
static LEXICON: LazyLock<HashMap<Concept, f64>> = LazyLock::new(|| {
    let mut frequencies: HashMap<Concept, f64> = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(word), Some(others)) = (fields.next(), fields.nth(1)) else { continue };
        for concept in concept::concepts(word, word, (Route::Other, ""), Kind::Organization) {
            *frequencies.entry(*concept).or_default() += others.parse::<f64>().unwrap_or(0.0);
        }
    }
    frequencies
});

/// The consonant classes of a sound string, doubles collapsed: what all spellings of a word share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Skeleton {
    classes: [u8; LONGEST],
    length: u8,
}

/// The skeleton of a sound string.
pub(crate) fn skeleton(sound: &str) -> Skeleton {
    let mut classes = [0; LONGEST];
    let mut length = 0;
    let mut last = None;
    for symbol in sound.bytes() {
        let class = match symbol {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'w' => continue,
            b'b' | b'p' | b'v' | b'f' => b'b',
            b't' | b'd' | b'T' | b'D' => b't',
            b'k' | b'q' | b'g' | b'G' | b'X' | b'x' => b'k',
            b's' | b'z' | b'S' | b'Z' | b'c' | b'C' | b'j' => b's',
            b'n' | b'N' => b'n',
            other => other,
        };
        if last == Some(class) {
            continue;
        }
        let Some(place) = classes.get_mut(length) else { break };
        *place = class;
        length += 1;
        last = Some(class);
    }
    if length == 0 {
        // Vowels alone: the first two.
        for (place, symbol) in classes.iter_mut().zip(sound.bytes().take(2)) {
            *place = symbol;
            length += 1;
        }
    }
    Skeleton { classes, length: length as u8 } // at most LONGEST
}

impl Skeleton {
    /// How many consonants it has.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.length)
    }
}

/// Weight when matched and when left over, in thousandths.
///
/// A left-over word counts in full however common it is: two people called Mohammed with different
/// second names are two people. (Measured: reducing it by commonness costs recall at every rate.)
pub(crate) fn weights(
    letters: &str,
    sound: &str,
    class: Class,
    kind: Kind,
    concepts: &[Concept],
) -> (u32, u32) {
    let person = kind == Kind::Person;
    if class == Class::Number {
        return (900, 900);
    }
    let column = usize::from(!person);
    let mut names = FREQUENCIES.get(&skeleton(sound)).map_or(0.0, |entry| entry[column]);
    if let Some(concept) = concepts.first().filter(|_| !person) {
        // However a word of trade is written, it is as common as all its translations together.
        names = names.max(LEXICON.get(concept).copied().unwrap_or_default());
    }
    let idf = ((NAMES + 1.0) / (names + 1.0)).ln() / (NAMES + 1.0).ln();
    let length = letters.chars().count().max(1);
    let shortness = (0.4 + 0.15 * length as f64).min(1.0);
    let full = (BASE + RARITY * idf.clamp(0.0, 1.0)) * shortness;
    let share = match class {
        Class::Plain | Class::Number => 1.0,
        Class::LegalForm => 0.1,
        Class::Title => 0.2,
        Class::Particle | Class::StopWord => 0.15,
        Class::Kunya => 0.4,
        Class::Initial => 0.5,
    };
    let weight = (full * share).round().max(10.0) as u32;
    let least = match class {
        Class::LegalForm | Class::Title | Class::Particle | Class::StopWord => 0,
        Class::Initial => 150,
        Class::Plain | Class::Kunya | Class::Number if !person => 250,
        // All forms of a known given name are known: one that has no counterpart is another name.
        _ if !concepts.is_empty() => GIVEN_NAME,
        _ if length >= 3 => 750,
        _ => 500,
    };
    (weight, weight.max(least))
}
