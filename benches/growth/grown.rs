//! Lists of any size that look like the official ones.
//!
//! Up to the size of the official lists together, parties are drawn from them. Beyond, new parties are made
//! after the pattern of listed ones: as many names, and in each as many words, a word that comes back in
//! another name of the party coming back there too, the fifty commonest words of a class (`LTD`,
//! `AL`) staying where they are. The other words come from a Pitman–Yor process, which is how
//! vocabularies grow: mostly a word that was used before, as often as it was, and with a probability that falls
//! as the list grows a new one, spelled by a chain of letters of third order that learned from the
//! official words of the same class (persons or others, script). The rate of new words is measured on the official
//! lists: how many more there are in all of them than in a half.

use crate::material::random::Random;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use tamis::{Entity, EntityId, Kind, List, Name, Party, Snapshot};

/// The commonest words of a class stay where they are.
const FIXED: usize = 50;
/// Letters that decide the next one.
const ORDER: usize = 3;

/// A kind of party and a script.
type Class = (bool, u8);

/// A party to take or to imitate.
pub type Pattern = (Kind, Vec<String>);

/// The words of one class.
#[derive(Default)]
struct Words {
    known: HashSet<Rc<str>>,
    /// A word each time it was used.
    used: Vec<Rc<str>>,
    fixed: HashSet<Rc<str>>,
    /// Letters that came after others.
    chain: HashMap<Vec<char>, Vec<Option<char>>>,
    /// The exponent by which the vocabulary grows.
    growth: f64,
}

/// Names and distinct words.
pub struct Size {
    pub names: usize,
    pub words: usize,
}

pub struct Grown {
    patterns: Vec<Pattern>,
    classes: HashMap<Class, Words>,
    random: Random,
}

/// The parties of official lists that have names, in an order drawn once.
pub fn patterns(lists: &[List]) -> Vec<Pattern> {
    let parties = lists.iter().flat_map(|list| &list.entities).map(|entity| &entity.party);
    let mut patterns: Vec<Pattern> = parties
        .filter(|party| !party.names.is_empty())
        .map(|party| {
            let names = party.names.iter().map(|name| name.text.clone()).collect();
            (party.kind.unwrap_or(Kind::Organization), names)
        })
        .collect();
    let mut random = Random(5);
    for at in (1..patterns.len()).rev() {
        patterns.swap(at, random.below(at + 1));
    }
    patterns
}

pub fn size(patterns: &[Pattern]) -> Size {
    let names = patterns.iter().map(|(_, names)| names.len()).sum();
    Size { names, words: vocabulary(patterns).len() }
}

/// The distinct words of Latin letters, lower case.
pub fn vocabulary(patterns: &[Pattern]) -> HashSet<String> {
    let names = patterns.iter().flat_map(|(_, names)| names);
    let words = names.flat_map(|name| name.split_whitespace()).map(str::to_lowercase);
    words.map(|word| core(&word).1.to_owned()).filter(|word| script(word) == 0).collect()
}

/// A word without the signs around it: those before, the word, those after.
fn core(word: &str) -> (&str, &str, &str) {
    let start = word.find(char::is_alphanumeric).unwrap_or(word.len());
    let end = word
        .rfind(char::is_alphanumeric)
        .map_or(start, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
    (&word[..start], &word[start..end], &word[end..])
}

/// Latin, Cyrillic and Greek, Han and its neighbours, others.
fn script(word: &str) -> u8 {
    match word.chars().find(|c| c.is_alphabetic()).unwrap_or('a') {
        '\0'..='\u{24f}' => 0,
        '\u{370}'..='\u{52f}' => 1,
        '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{d7a3}' => 2,
        _ => 3,
    }
}

fn class(kind: Kind, word: &str) -> Class {
    (kind == Kind::Person, script(word))
}

impl Grown {
    pub fn of(patterns: Vec<Pattern>, seed: u64) -> Grown {
        let mut classes: HashMap<Class, Words> = HashMap::new();
        let mut halves: HashMap<Class, usize> = HashMap::new();
        for (at, (kind, names)) in patterns.iter().enumerate() {
            if at == patterns.len() / 2 {
                halves = classes.iter().map(|(class, words)| (*class, words.known.len())).collect();
            }
            for word in names.iter().flat_map(|name| name.split_whitespace()) {
                let word = core(word).1;
                if !word.is_empty() && !word.chars().any(char::is_numeric) {
                    let words = classes.entry(class(*kind, word)).or_default();
                    let word = words.known.get(word).cloned().unwrap_or_else(|| word.into());
                    words.known.insert(Rc::clone(&word));
                    words.used.push(word);
                }
            }
        }
        for (class, words) in &mut classes {
            let half = halves.get(class).copied().unwrap_or(0).max(1);
            words.growth = (words.known.len() as f64 / half as f64).log2().clamp(0.0, 1.0);
            words.learn();
        }
        Grown { patterns, classes, random: Random(seed) }
    }

    /// So many names.
    pub fn grow(&mut self, names: usize) -> Vec<Pattern> {
        let mut parties = Vec::new();
        let mut count = 0;
        while count < names {
            let number = parties.len();
            let party = match self.patterns.get(number) {
                Some(party) => party.clone(),
                None => {
                    let at = self.random.below(self.patterns.len());
                    self.imitate(at)
                }
            };
            count += party.1.len();
            parties.push(party);
        }
        parties
    }

    fn imitate(&mut self, at: usize) -> Pattern {
        let (kind, names) = self.patterns[at].clone();
        let mut instead: HashMap<String, Rc<str>> = HashMap::new();
        let names = names.iter().map(|name| {
            let words = name.split_whitespace().map(|word| {
                let (before, word, after) = core(word);
                let other =
                    instead.entry(word.to_owned()).or_insert_with(|| self.other(word, kind));
                format!("{before}{other}{after}")
            });
            words.collect::<Vec<_>>().join(" ")
        });
        (kind, names.collect())
    }

    fn other(&mut self, word: &str, kind: Kind) -> Rc<str> {
        if word.chars().any(char::is_numeric) {
            let digit = |c: char| match c {
                '0'..='9' => char::from(b'0' + self.random.below(10) as u8),
                c => c,
            };
            return word.chars().map(digit).collect::<String>().into();
        }
        match self.classes.get_mut(&class(kind, word)) {
            Some(words) if !words.fixed.contains(word) && !words.used.is_empty() => {
                words.draw(&mut self.random)
            }
            _ => word.into(),
        }
    }
}

impl Words {
    fn learn(&mut self) {
        let mut counts: HashMap<&Rc<str>, usize> = HashMap::new();
        for word in &self.used {
            *counts.entry(word).or_default() += 1;
        }
        let mut common: Vec<(usize, &Rc<str>)> =
            counts.into_iter().map(|(word, count)| (count, word)).collect();
        common.sort_unstable_by(|a, b| b.cmp(a));
        self.fixed = common.iter().take(FIXED).map(|(_, word)| Rc::clone(word)).collect();
        self.used.retain(|word| !self.fixed.contains(word));
        let mut known: Vec<&Rc<str>> = self.known.iter().collect();
        known.sort();
        for word in known {
            let letters: Vec<char> = word.chars().collect();
            for at in 0..=letters.len() {
                let before = letters[at.saturating_sub(ORDER)..at].to_vec();
                self.chain.entry(before).or_default().push(letters.get(at).copied());
            }
        }
    }

    fn draw(&mut self, random: &mut Random) -> Rc<str> {
        let new = self.growth * self.known.len() as f64 / self.used.len() as f64;
        let spelled = if random.share() < new { self.spell(random) } else { None };
        let word = spelled.unwrap_or_else(|| Rc::clone(&self.used[random.below(self.used.len())]));
        self.used.push(Rc::clone(&word));
        word
    }

    /// A word that there was not before; none where the chain knows too few letters.
    fn spell(&mut self, random: &mut Random) -> Option<Rc<str>> {
        for _ in 0..50 {
            let mut letters: Vec<char> = Vec::new();
            while let Some(next) = self.chain.get(&letters[letters.len().saturating_sub(ORDER)..]) {
                match next[random.below(next.len())] {
                    Some(letter) if letters.len() < 24 => letters.push(letter),
                    _ => break,
                }
            }
            let word: Rc<str> = letters.into_iter().collect::<String>().into();
            if !word.is_empty() && self.known.insert(Rc::clone(&word)) {
                return Some(word);
            }
        }
        None
    }
}

/// Parties as a list.
pub fn list(parties: Vec<Pattern>) -> List {
    let entities: Vec<Entity> = parties
        .into_iter()
        .enumerate()
        .map(|(number, (kind, names))| Entity {
            party: Party {
                kind: Some(kind),
                names: names.into_iter().map(Name::primary).collect(),
                ..Party::default()
            },
            ..Entity::new(EntityId::new("grown", &number.to_string()))
        })
        .collect();
    let names = entities.iter().map(|entity| entity.party.names.len()).sum();
    let records = entities.len();
    let snapshot = Snapshot { list: "grown".into(), names, records, ..Snapshot::default() };
    List { snapshot, entities, fields: vec![] }
}
