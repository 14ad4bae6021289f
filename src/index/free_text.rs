//! Listed names inside free text.
//!
//! Remittance lines and cargo descriptions hold names without saying where. A listed name is found
//! there if its folded words stand in the folded text in order and whole; what was found is then
//! scored like any other name.

use super::keys::{Keys, KeysBuilder};
use super::sections::Sections;
use super::too_long;
use crate::error::Result;
use crate::text::{Script, fold, script_of};
use rayon::prelude::*;

/// Least weight, in thousandths, of a name of several words that is searched for in free text: words that are
/// not all among the commonest. In the prose of remittance lines two of them hardly ever stand side by side
/// by chance.
const SEVERAL_WORDS: u32 = 650;

/// Least letters of a single word searched for: in scripts whose letters are whole syllables or
/// words, and in others. Shorter words stand in texts by chance.
const SYLLABIC_LETTERS: usize = 3;
const LETTERS: usize = 8;

/// Distinctive listed names: phrases, and the names each stands for as [`place`]s.
pub(crate) struct FreeTextIndex {
    phrases: Keys,
}

/// The name of its parts in an index file.
const NAME: &str = "free text";

/// Names whose phrases are made at a time.
const PART: usize = 1 << 16;

/// Bits of a record's number in a [`place`].
const RECORD_BITS: u32 = 29;

/// Which name of which kind, as one number.
fn place(kind: usize, record: u32) -> u32 {
    (kind as u32) << RECORD_BITS | record
}

/// A listed name found in a text: the words, and the record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// Which index of names.
    pub kind: usize,
    pub record: u32,
    pub words: String,
}

/// The forms in which a listed name is searched for: as published, and with what stands before a
/// comma put last (`KIM, Jong Un` is written *Jong Un Kim* as well).
fn phrases(name: &str, weight: u32) -> Vec<String> {
    let mut phrases = vec![fold(name)];
    if let Some((family, given)) = name.split_once(',') {
        phrases.push(fold(&format!("{given} {family}")));
    }
    phrases.retain(|phrase| is_distinctive(phrase, weight));
    phrases.dedup();
    phrases
}

fn is_distinctive(phrase: &str, weight: u32) -> bool {
    if phrase.contains(' ') {
        return weight >= SEVERAL_WORDS;
    }
    let least = if phrase.chars().all(is_syllabic) { SYLLABIC_LETTERS } else { LETTERS };
    phrase.chars().count() >= least
}

fn is_syllabic(c: char) -> bool {
    matches!(script_of(c), Some(Script::Han | Script::Hangul | Script::Kana))
}

/// Whether the words at this place are whole words of the text. Scripts without spaces have no
/// word borders, and Korean puts particles after names.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_syllabic(c));
    !inside(text[..start].chars().next_back()) && !inside(text[end..].chars().next())
}

impl FreeTextIndex {
    /// Builds the index over (kind, number of the name, name, what its tokens weigh together).
    ///
    /// # Errors
    ///
    /// An argument error if there are more names than an index has room for.
    pub(crate) fn build<'n>(
        names: impl Iterator<Item = (usize, u32, &'n str, u32)> + Send,
    ) -> Result<FreeTextIndex> {
        let mut keys = KeysBuilder::default();
        let mut names = names.peekable();
        while names.peek().is_some() {
            // A part at a time: the phrases of all names together take some memory.
            let part: Vec<(usize, u32, &str, u32)> = names.by_ref().take(PART).collect();
            if let Some((_, record, ..)) = part.iter().find(|name| name.1 >> RECORD_BITS != 0) {
                return Err(too_long(*record as usize + 1, "names of a kind", 1 << RECORD_BITS));
            }
            let found: Vec<(u32, Vec<String>)> = part
                .into_par_iter()
                .map(|(kind, record, name, weight)| (place(kind, record), phrases(name, weight)))
                .collect();
            for (place, phrases) in found {
                phrases.iter().for_each(|phrase| keys.add(phrase, place));
            }
        }
        Ok(FreeTextIndex { phrases: keys.build()? })
    }

    pub(crate) fn write(&self, sections: &mut Sections) {
        self.phrases.write(NAME, sections);
    }

    pub(crate) fn open(sections: &Sections) -> Result<FreeTextIndex> {
        Ok(FreeTextIndex { phrases: Keys::open(NAME, sections)? })
    }

    /// Every distinctive listed name in the text, by record, each record once.
    pub(crate) fn find(&self, text: &str) -> Vec<Found> {
        let folded = fold(text);
        let mut found = Vec::new();
        for (start, _) in folded.char_indices() {
            let rest = &folded.as_bytes()[start..];
            self.phrases.prefixes_of(rest, |length, places| {
                if let Some(words) = folded.get(start..start + length)
                    && stands_alone(&folded, start, start + length)
                {
                    note(words, places, &mut found);
                }
            });
        }
        gather(found)
    }

    /// The same by looking for each phrase in turn: the oracle of [`find`](Self::find).
    pub(crate) fn find_all(&self, text: &str) -> Vec<Found> {
        let folded = fold(text);
        let mut found = Vec::new();
        self.phrases.for_each(|phrase, places| {
            let phrase = String::from_utf8_lossy(phrase);
            let stands = folded
                .match_indices(phrase.as_ref())
                .any(|(start, words)| stands_alone(&folded, start, start + words.len()))
                || overlapping(&folded, &phrase);
            if stands {
                note(&phrase, places, &mut found);
            }
        });
        gather(found)
    }
}

/// Notes every name that a phrase found stands for.
fn note(words: &str, places: &[u32], found: &mut Vec<Found>) {
    found.extend(places.iter().map(|place| Found {
        words: words.to_owned(),
        kind: (place >> RECORD_BITS) as usize,
        record: place & ((1 << RECORD_BITS) - 1),
    }));
}

/// Each record once, under the first of its phrases.
fn gather(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_unstable();
    found.dedup_by_key(|found| (found.kind, found.record));
    found
}

/// Places of a phrase that overlap an earlier place of itself, which `match_indices` passes over.
fn overlapping(text: &str, phrase: &str) -> bool {
    text.char_indices().any(|(start, _)| {
        text[start..].starts_with(phrase) && stands_alone(text, start, start + phrase.len())
    })
}
