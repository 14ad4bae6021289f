//! Listed names inside free text.
//!
//! Remittance lines and cargo descriptions hold names without saying where. A listed name is found
//! there if its folded words stand in the folded text in order and whole; what was found is then
//! scored like any other name.

use crate::names::Reading;
use crate::text::{Script, fold, script_of};
use aho_corasick::{AhoCorasick, MatchKind};

/// Least weight, in thousandths, of a name of several words that is searched for in free text.
const SEVERAL_WORDS: u32 = 1_000;

/// Least letters of a single word searched for: in scripts whose letters are whole syllables or
/// words, and in others. Shorter words stand in texts by chance.
const SYLLABIC_LETTERS: usize = 3;
const LETTERS: usize = 8;

/// Distinctive listed names and where they came from.
pub(crate) struct FreeTextIndex {
    automaton: Option<AhoCorasick>,
    phrases: Vec<String>,
    /// (index of kind, record number) of each phrase.
    owners: Vec<(usize, u32)>,
}

/// A listed name found in a text: the words, and the record.
pub(crate) struct Found {
    pub words: String,
    pub kind: usize,
    pub record: u32,
}

/// The forms in which a listed name is searched for: as published, and with what stands before a
/// comma put last (`KIM, Jong Un` is written *Jong Un Kim* as well).
fn phrases(name: &str, reading: &Reading) -> Vec<String> {
    let mut phrases = vec![fold(name)];
    if let Some((family, given)) = name.split_once(',') {
        phrases.push(fold(&format!("{given} {family}")));
    }
    phrases.retain(|phrase| is_distinctive(phrase, reading));
    phrases.dedup();
    phrases
}

fn is_distinctive(phrase: &str, reading: &Reading) -> bool {
    if phrase.contains(' ') {
        return reading.tokens().iter().map(|token| token.weight).sum::<u32>() >= SEVERAL_WORDS;
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
    /// Builds the index over (kind, record, name, reading).
    pub(crate) fn build<'a>(
        names: impl Iterator<Item = (usize, u32, &'a str, &'a Reading)>,
    ) -> FreeTextIndex {
        let (mut texts, mut owners) = (Vec::new(), Vec::new());
        for (kind, record, name, reading) in names {
            for phrase in phrases(name, reading) {
                texts.push(phrase);
                owners.push((kind, record));
            }
        }
        // Building fails only beyond 2^31 states; then the slow way below is taken.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&texts).ok();
        FreeTextIndex { automaton, phrases: texts, owners }
    }

    /// Every distinctive listed name in the text, by record, each record once.
    pub(crate) fn find(&self, text: &str) -> Vec<Found> {
        let folded = fold(text);
        let Some(automaton) = &self.automaton else { return self.find_all(text) };
        let places = automaton
            .find_overlapping_iter(&folded)
            .filter(|found| stands_alone(&folded, found.start(), found.end()))
            .map(|found| found.pattern().as_usize());
        self.gather(places.collect())
    }

    /// The same by looking for each phrase in turn: the oracle of [`find`](Self::find).
    pub(crate) fn find_all(&self, text: &str) -> Vec<Found> {
        let folded = fold(text);
        let stands = |phrase: &str| {
            folded
                .match_indices(phrase)
                .any(|(start, words)| stands_alone(&folded, start, start + words.len()))
                || overlapping(&folded, phrase)
        };
        let places = (0..self.phrases.len()).filter(|&at| stands(&self.phrases[at]));
        self.gather(places.collect())
    }

    fn gather(&self, mut phrases: Vec<usize>) -> Vec<Found> {
        phrases.sort_by_key(|&at| (self.owners[at], at));
        phrases.dedup_by_key(|at| self.owners[*at]);
        phrases
            .into_iter()
            .map(|at| {
                let (kind, record) = self.owners[at];
                Found { words: self.phrases[at].clone(), kind, record }
            })
            .collect()
    }
}

/// Places of a phrase that overlap an earlier place of itself, which `match_indices` passes over.
fn overlapping(text: &str, phrase: &str) -> bool {
    text.char_indices().any(|(start, _)| {
        text[start..].starts_with(phrase) && stands_alone(text, start, start + phrase.len())
    })
}
