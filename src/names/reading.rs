//! A name taken apart: the one form in which names are compared and indexed.

use super::outline::Outline;
use super::segment;
use super::sound::Route;
use super::syllables::{Syllables, syllables};
use super::unit::{Class, Shape, Unit};
use crate::party::Kind;

/// Tokens beyond this many are dropped from a name.
///
/// The longest listed name in the official lists of November 2026 has 27; what comes after 30 can
/// only be text that is no name. (32 is the room in a token mask.)
pub const MAX_TOKENS: usize = 30;

/// Names longer than this many characters are cut: no listed name comes near it.
pub const MAX_CHARS: usize = 512;

/// Letters of an acronym: two letters are shared by chance, and longer ones are words.
const ACRONYM: std::ops::RangeInclusive<usize> = 3..=8;

/// Adjacent tokens are joined up to this many, and the whole name besides.
const MAX_JOIN: usize = 3;

/// One name, read for comparison as a name of a certain kind.
///
/// # Examples
///
/// ```
/// use tamis::{Kind, names};
///
/// let reading = names::read("Ким Чен Ын", Kind::Person);
/// assert_eq!(reading.tokens().len(), 3);
/// assert_eq!(reading.latin(), "kim chen yn");
/// ```
#[derive(Debug, Clone)]
pub struct Reading {
    text: String,
    kind: Kind,
    tokens: usize,
    singles: usize,
    units: Vec<Unit>,
    outlines: Vec<Outline>,
    whole: Option<usize>,
    syllables: Option<Syllables>,
    routes: u32,
    numbers: Vec<String>,
    acronyms: Vec<String>,
    acronym_word: Option<String>,
    may_be_cut: bool,
}

/// Least bytes of a folded name that may be cut off: signs between the words are no part of it.
pub(crate) const CUT: usize = 25;

/// Reads a name as a name of the given kind.
pub fn read(name: &str, kind: Kind) -> Reading {
    let end = name.char_indices().nth(MAX_CHARS).map_or(name.len(), |(at, _)| at);
    let cut = &name[..end];
    let segment::Tokens { tokens, others } = segment::tokens(cut, kind);
    let syllables = (kind == Kind::Person).then(|| syllables(cut)).flatten();
    let count = tokens.len();
    let mut units = tokens;
    units.extend(others);
    let singles = units.len();
    add_joins(&mut units, count);
    if kind != Kind::Person {
        add_acronyms(&mut units, count);
    }
    let outlines = units.iter().map(|unit| Outline::of(&Shape::from(unit))).collect();
    let is_whole = |unit: &Unit| unit.is_join() && unit.mask() == (1 << count) - 1;
    let whole = units.iter().position(is_whole);
    let (routes, numbers) = (routes(&units), numbers(&units[..count]));
    let (acronyms, acronym_word) = (acronyms(&units[..count]), acronym_word(&units[..count]));
    let text = crate::text::fold(cut);
    let may_be_cut = text.len() >= CUT && segment::may_be_cut(name);
    Reading {
        text,
        kind,
        tokens: count,
        singles,
        units,
        outlines,
        whole,
        syllables,
        routes,
        numbers,
        acronyms,
        acronym_word,
        may_be_cut,
    }
}

/// Adds joins of two and three adjacent tokens, and of the whole name.
fn add_joins(units: &mut Vec<Unit>, tokens: usize) {
    for first in 0..tokens {
        for length in 2..=MAX_JOIN.min(tokens - first) {
            if let Some(join) = segment::join(&units[first..first + length]) {
                units.push(join);
            }
        }
    }
    if tokens > MAX_JOIN
        && let Some(join) = segment::join(&units[..tokens])
    {
        units.push(join);
    }
}

/// Words that may be written by their initials: *Russian Financial Alliance* of a bank's name.
const ABBREVIATED: std::ops::RangeInclusive<usize> = 3..=5;

/// Adds the initials of adjacent words, as a join that is equal to a word so written and nothing else.
fn add_acronyms(units: &mut Vec<Unit>, tokens: usize) {
    for first in 0..tokens {
        for length in ABBREVIATED.filter(|length| first + length <= tokens) {
            let run = &units[first..first + length];
            let carries = |unit: &&Unit| !unit.class.is_joining();
            let words = run.iter().filter(carries);
            let initials: String = words.filter_map(|unit| unit.letters.chars().next()).collect();
            let plain =
                run.iter().all(|unit| unit.letters.len() > 1 && unit.class != Class::Number);
            // The acronym of the whole name is a fact of its own, and weighs less.
            let mut outside = units[..first].iter().chain(&units[first + length..tokens]);
            let part = outside.any(|unit| !unit.class.is_light());
            if plain && ABBREVIATED.contains(&initials.len()) && part {
                units.push(Unit {
                    first: first as u8,
                    end: (first + length) as u8,
                    text: initials.clone(),
                    letters: initials,
                    route: Route::Latin,
                    sound: String::new(),
                    class: Class::Plain,
                    concepts: &[],
                    weight: run.iter().map(|unit| unit.weight).sum(),
                    residue: run.iter().map(|unit| unit.residue).sum(),
                });
            }
        }
    }
}

impl Reading {
    /// The name folded in its own script: case, marks and punctuation gone.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it has as many characters as a name that a payment message has cut off.
    pub(crate) fn may_be_cut(&self) -> bool {
        self.may_be_cut
    }

    /// Whether it is the beginning of another name, cut off at the end of its field.
    pub(crate) fn is_cut_of(&self, whole: &Reading) -> bool {
        self.may_be_cut && whole.text.len() > self.text.len() && whole.text.starts_with(&self.text)
    }

    /// The kind of party it was read for.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The tokens in the order of the name.
    pub fn tokens(&self) -> &[Unit] {
        &self.units[..self.tokens]
    }

    /// Tokens, then tokens that can be read in another way, then joins of adjacent tokens.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// What shows of each unit at a glance.
    pub(crate) fn outlines(&self) -> &[Outline] {
        &self.outlines
    }

    /// The place of the join of all its tokens, if it has more than one.
    pub(crate) fn whole(&self) -> Option<usize> {
        self.whole
    }

    /// Units of one token each: the tokens, and those that can be read in another way again.
    pub fn singles(&self) -> &[Unit] {
        &self.units[..self.singles]
    }

    /// The Korean or Chinese syllables, if the name can be read as such.
    pub fn syllables(&self) -> Option<&Syllables> {
        self.syllables.as_ref()
    }

    /// The name in the letters a–z, as shown beside a match.
    pub fn latin(&self) -> String {
        let words: Vec<&str> = self.tokens().iter().map(|token| token.letters.as_str()).collect();
        words.join(" ")
    }

    /// The routes its words were read by, as a bit mask over [`Route`](super::sound::Route);
    /// numbers belong to no script.
    pub fn routes(&self) -> u32 {
        self.routes
    }

    /// The numbers in the name, sorted.
    pub fn numbers(&self) -> &[String] {
        &self.numbers
    }

    /// The acronyms the name may go by: its initials, with and without the words of little weight.
    pub fn acronyms(&self) -> &[String] {
        &self.acronyms
    }

    /// The words that an abbreviation is made of, folded: all but function words and numbers.
    pub(crate) fn carrying(&self) -> impl Iterator<Item = &[u8]> + Clone {
        let tokens = self.tokens().iter().filter(|token| token.class.is_abbreviated());
        tokens.map(|token| token.letters.as_bytes())
    }

    /// The one word that could be an acronym, if the name is a single word of three to eight
    /// letters apart from legal form and articles.
    pub fn acronym_word(&self) -> Option<&str> {
        self.acronym_word.as_deref()
    }
}

fn routes(units: &[Unit]) -> u32 {
    let spoken = units.iter().filter(|token| !token.sound.is_empty());
    spoken.fold(0, |mask, token| mask | 1 << token.route as u32)
}

fn numbers(tokens: &[Unit]) -> Vec<String> {
    let numbers = tokens.iter().filter(|token| token.class == Class::Number);
    let mut numbers: Vec<String> = numbers.map(|token| token.letters.clone()).collect();
    numbers.sort();
    numbers
}

/// The initials of all words, of those that join no others, and of those that are not light either.
pub(super) fn initials(tokens: &[Unit]) -> [String; 3] {
    let of = |counts: fn(Class) -> bool| -> String {
        let kept = tokens.iter().filter(|token| counts(token.class));
        kept.filter_map(|token| token.letters.chars().next()).collect()
    };
    [of(|_| true), of(|class| !class.is_joining()), of(|class| !class.is_light())]
}

fn acronyms(tokens: &[Unit]) -> Vec<String> {
    let mut acronyms: Vec<String> =
        initials(tokens).into_iter().filter(|acronym| ACRONYM.contains(&acronym.len())).collect();
    acronyms.sort();
    acronyms.dedup();
    acronyms
}

fn acronym_word(tokens: &[Unit]) -> Option<String> {
    let mut core = tokens.iter().filter(|token| !token.class.is_beside());
    let word = core.next().filter(|_| core.next().is_none())?;
    let fits = word.class == Class::Plain && ACRONYM.contains(&word.letters.len());
    fits.then(|| word.letters.clone())
}
