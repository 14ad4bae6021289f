//! A name spelled in letters, cut into a family name and given syllables.
//!
//! The cut is the same for Korean and Chinese names in Latin and in Cyrillic letters: which words
//! are the family name (order, comma, capitals), where the syllables of the rest begin, and what
//! each spelling may stand for at what price. The languages bring their tables.

use crate::text::nfkc;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most letters of a name that is looked at; longer ones are no Korean or Chinese names.
const MAX_LETTERS: usize = 32;
/// Most words and hyphenated parts.
const MAX_PARTS: usize = 6;
/// Most syllables of a whole name: a two-syllable family name and two, or one and three.
const MAX_SYLLABLES: usize = 4;
/// Raw readings at which the price cap is lowered and the enumeration begun anew.
const MAX_READINGS: usize = 4096;
/// The family name is where capitals, at the other end, say it is not.
const AGAINST_CAPITALS: u16 = 5;
/// Fewest letters of one run that is cut by guess.
const MIN_RUN: usize = 6;
/// A third given syllable is rare (native Korean names), and makes every cut ambiguous.
const THIRD_GIVEN: u16 = 15;

/// Syllables in sixteen bits each, the first in the highest place used; 0 is no syllable.
pub(super) type Packed = u64;

/// The syllables of a packed sequence, in order.
pub(super) fn unpack(packed: Packed) -> impl Iterator<Item = u16> {
    (0..MAX_SYLLABLES).rev().map(move |i| (packed >> (16 * i)) as u16).filter(|&s| s != 0)
}

/// Family names by spelling, and given syllables by spelling.
#[derive(Default)]
pub(super) struct Spelled {
    families: HashMap<Box<str>, Vec<Family>>,
    given: HashMap<Box<str>, Vec<(u16, u16)>>,
    /// Most given syllables a name may have.
    given_limit: usize,
    /// Letters of the longest given spelling, in bytes.
    longest: usize,
}

/// A family name a spelling may stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Family {
    syllables: Packed,
    count: usize,
    price: u16,
    customary: bool,
}

/// One way to read a spelled name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SpelledForm {
    pub syllables: Packed,
    /// Hundredths.
    pub cost: u16,
    /// The family name was found by a customary spelling of the whole name.
    pub customary: bool,
}

impl Spelled {
    /// An empty table for names of at most so many given syllables.
    pub(super) fn new(given_limit: usize) -> Spelled {
        Spelled { given_limit, ..Spelled::default() }
    }

    /// A spelling of a family name; of two prices for the same reading the lower one stays.
    pub(super) fn add_family(
        &mut self,
        spelling: &str,
        syllables: &[u16],
        price: u16,
        customary: bool,
    ) {
        let packed = syllables.iter().fold(0, |p, &s| p << 16 | Packed::from(s));
        let family = Family { syllables: packed, count: syllables.len(), price, customary };
        let known = self.families.entry(spelling.into()).or_default();
        match known.iter_mut().find(|f| f.syllables == packed) {
            Some(f) if f.price <= price => {}
            Some(f) => *f = family,
            None => known.push(family),
        }
        known.sort_by_key(|f| (f.price, f.syllables));
    }

    /// A spelling of a given syllable; of two prices for the same reading the lower one stays.
    pub(super) fn add_given(&mut self, spelling: &str, syllable: u16, price: u16) {
        self.longest = self.longest.max(spelling.len());
        let known = self.given.entry(spelling.into()).or_default();
        match known.iter_mut().find(|(s, _)| *s == syllable) {
            Some((_, p)) => *p = price.min(*p),
            None => known.push((syllable, price)),
        }
        known.sort_by_key(|&(s, p)| (p, s));
    }

    /// All readings of the words up to `cap` hundredths, unique, and whether the words themselves
    /// show the parts of the name (as against one run of letters that has to be cut by guess).
    pub(super) fn read(&self, words: &Words, cap: u16) -> (Vec<SpelledForm>, bool) {
        let mut cap = cap;
        loop {
            let mut forms = Vec::new();
            let mut whole = true;
            if let Some(comma) = words.comma() {
                self.arranged(&comma, cap, &mut forms);
            }
            if forms.is_empty() {
                for arrangement in words.either_end() {
                    self.arranged(&arrangement, cap, &mut forms);
                }
            }
            if forms.is_empty() {
                whole = false;
                self.run_together(&words.joined(), cap, &mut forms);
            }
            // Fewer, cheaper readings rather than the first ones met: the result must not depend
            // on the order in which the tables are walked.
            if forms.len() > MAX_READINGS && cap > 0 {
                cap /= 2;
                continue;
            }
            forms.sort_unstable();
            forms.dedup_by_key(|form| form.syllables);
            return (forms, whole);
        }
    }

    fn arranged(&self, words: &Arrangement, cap: u16, forms: &mut Vec<SpelledForm>) {
        let Some(families) = self.families.get(words.family.as_str()) else { return };
        let Some(left) = cap.checked_sub(words.price) else { return };
        let mut readings = self.given(&words.given, left);
        if readings.is_empty() && words.given.len() > 1 {
            // Stray spaces inside a syllable.
            readings = self.given(&[&words.given.concat()], left);
        }
        combine(families, &readings, words.price, cap, forms);
    }

    fn run_together(&self, letters: &str, cap: u16, forms: &mut Vec<SpelledForm>) {
        if letters.chars().count() < MIN_RUN {
            return;
        }
        for (at, _) in letters.char_indices().skip(2) {
            let (family, given) = letters.split_at(at);
            if let Some(families) = self.families.get(family) {
                combine(families, &self.given(&[given], cap), 0, cap, forms);
            }
        }
    }

    /// Readings of the given parts: packed syllables, their number, cost.
    fn given(&self, parts: &[&str], cap: u16) -> Vec<(Packed, usize, u16)> {
        let letters = parts.concat();
        let end = letters.len();
        if end == 0 || end > 2 * MAX_LETTERS {
            return Vec::new();
        }
        let mut limits = Vec::with_capacity(end);
        for part in parts {
            let limit = limits.len() + part.len();
            limits.resize(limit, limit);
        }
        // steps[i]: where a syllable that begins at i may end, and what it may be.
        let mut steps: Vec<Vec<Step<'_>>> = vec![Vec::new(); end];
        // least[n][i]: cheapest way from i to the end in at most n syllables.
        let mut least = vec![vec![u16::MAX; end + 1]; self.given_limit + 1];
        for row in &mut least {
            row[end] = 0;
        }
        for from in (0..end).rev() {
            for to in from + 1..=limits[from].min(from + self.longest) {
                let Some(readings) = letters.get(from..to).and_then(|s| self.given.get(s)) else {
                    continue;
                };
                let Some(&(_, price)) = readings.first() else { continue };
                steps[from].push((to, readings));
                for n in 1..=self.given_limit {
                    let rest = least[n - 1][to].saturating_add(price);
                    least[n][from] = least[n][from].min(rest);
                }
            }
        }
        let mut found = Vec::new();
        if least[self.given_limit][0] <= cap {
            walk(&steps, &least, cap, Walk { at: 0, syllables: 0, count: 0, cost: 0 }, &mut found);
        }
        found
    }
}

/// Where a syllable ends, and what its letters may be: (syllable, price), cheapest first.
type Step<'a> = (usize, &'a [(u16, u16)]);

/// Where the enumeration of given syllables stands.
#[derive(Clone, Copy)]
struct Walk {
    at: usize,
    syllables: Packed,
    count: usize,
    cost: u16,
}

fn walk(
    steps: &[Vec<Step<'_>>],
    least: &[Vec<u16>],
    cap: u16,
    here: Walk,
    found: &mut Vec<(Packed, usize, u16)>,
) {
    if here.at == steps.len() {
        found.push((here.syllables, here.count, here.cost));
        return;
    }
    let Some(left) = least.len().checked_sub(here.count + 2) else { return };
    for &(to, readings) in &steps[here.at] {
        let rest = least[left][to].saturating_add(if here.count == 2 { THIRD_GIVEN } else { 0 });
        for &(syllable, price) in readings {
            if rest == u16::MAX || here.cost + price + rest > cap || found.len() > MAX_READINGS {
                break;
            }
            let next = Walk {
                at: to,
                syllables: here.syllables << 16 | Packed::from(syllable),
                count: here.count + 1,
                cost: here.cost + price + if here.count == 2 { THIRD_GIVEN } else { 0 },
            };
            walk(steps, least, cap, next, found);
        }
    }
}

fn combine(
    families: &[Family],
    given: &[(Packed, usize, u16)],
    surcharge: u16,
    cap: u16,
    forms: &mut Vec<SpelledForm>,
) {
    for family in families {
        for &(syllables, count, price) in given {
            let cost = family.price + price + surcharge;
            if cost <= cap && family.count + count <= MAX_SYLLABLES {
                forms.push(SpelledForm {
                    syllables: family.syllables << (16 * count) | syllables,
                    cost,
                    customary: family.customary,
                });
            }
        }
    }
}

/// A spelled name in lower-case letters without marks, cut at spaces, hyphens and inner capitals.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: Vec<Word>,
    /// Number of words before the comma.
    comma: Option<usize>,
}

#[derive(Debug, Default)]
struct Word {
    parts: Vec<String>,
    capitals: bool,
}

/// Which letters a name is spelled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Latin,
    Cyrillic,
}

impl Words {
    /// Cuts a name; `None` if it has a sign or letter that no spelling of the alphabet has, or is
    /// too long.
    pub(super) fn cut(name: &str, alphabet: Alphabet) -> Option<Words> {
        let text = nfkc(&unquote(name));
        let mut words = Words::default();
        let mut word = Word::default();
        let mut part = String::new();
        let (mut letters, mut lower, mut upper) = (0, 0, 0);
        let mut previous_lower = false;
        for c in text.chars().chain([' ']) {
            let separator = c.is_whitespace() || c == ',' || c == '-' || is_dash(c) || c == '.';
            let inner_capital = c.is_uppercase() && previous_lower;
            if (separator || inner_capital) && !part.is_empty() {
                word.parts.push(std::mem::take(&mut part));
            }
            if separator && !(c == '-' || is_dash(c)) && !word.parts.is_empty() {
                word.capitals = lower == 0 && upper > 1;
                (lower, upper) = (0, 0);
                words.words.push(std::mem::take(&mut word));
            }
            if c == ',' && words.comma.replace(words.words.len()).is_some() {
                return None;
            }
            previous_lower = c.is_lowercase();
            if separator {
                continue;
            }
            letters += 1;
            lower += usize::from(c.is_lowercase());
            upper += usize::from(c.is_uppercase());
            if letters > MAX_LETTERS {
                return None;
            }
            push_letter(c, alphabet, &mut part)?;
        }
        let parts: usize = words.words.iter().map(|w| w.parts.len()).sum();
        (1..=MAX_PARTS).contains(&parts).then_some(words)
    }

    /// The family name before the comma, if there is one.
    fn comma(&self) -> Option<Arrangement<'_>> {
        let (family, given) = self.words.split_at_checked(self.comma?)?;
        arrange(family, given, 0)
    }

    /// The family name first or last, of one word or of two.
    fn either_end(&self) -> Vec<Arrangement<'_>> {
        let capitals = self.words.iter().filter(|w| w.capitals).count();
        let price = |family: &[Word]| match capitals {
            1 if !family.iter().any(|w| w.capitals) => AGAINST_CAPITALS,
            _ => 0,
        };
        if let [word] = self.words.as_slice() {
            // Hyphens or inner capitals are all there is: KimJongUn.
            let parts: Vec<&str> = word.parts.iter().map(String::as_str).collect();
            let [first, middle @ .., last] = parts.as_slice() else { return Vec::new() };
            let front = Arrangement {
                family: (*first).to_owned(),
                given: [middle, &[*last]].concat(),
                price: 0,
            };
            let back = Arrangement {
                family: (*last).to_owned(),
                given: [&[*first], middle].concat(),
                price: 0,
            };
            return vec![front, back];
        }
        let n = self.words.len();
        let mut found = Vec::new();
        for family_words in [1, 2] {
            if n > family_words && (family_words == 1 || n <= 4) {
                let (family, given) = self.words.split_at(family_words);
                found.extend(arrange(family, given, price(family)));
                let (given, family) = self.words.split_at(n - family_words);
                found.extend(arrange(family, given, price(family)));
            }
        }
        found
    }

    /// All letters in one run, for names of one or two parts; else empty.
    fn joined(&self) -> String {
        let parts: Vec<&str> = self.parts().collect();
        if parts.len() <= 2 { parts.concat() } else { String::new() }
    }

    fn parts(&self) -> impl Iterator<Item = &str> {
        self.words.iter().flat_map(|w| &w.parts).map(String::as_str)
    }
}

/// Which words are the family name and which the given one.
struct Arrangement<'a> {
    family: String,
    given: Vec<&'a str>,
    /// Hundredths for an order the writing speaks against.
    price: u16,
}

fn arrange<'a>(family: &[Word], given: &'a [Word], price: u16) -> Option<Arrangement<'a>> {
    let family: String = family.iter().flat_map(|w| &w.parts).map(String::as_str).collect();
    let given: Vec<&str> = given.iter().flat_map(|w| &w.parts).map(String::as_str).collect();
    (!family.is_empty() && !given.is_empty()).then_some(Arrangement { family, given, price })
}

fn push_letter(c: char, alphabet: Alphabet, part: &mut String) -> Option<()> {
    match (alphabet, c) {
        (Alphabet::Latin, 'a'..='z') => part.push(c),
        (Alphabet::Latin, 'A'..='Z') => part.push(c.to_ascii_lowercase()),
        // McCune-Reischauer: the breve tells the vowel.
        (Alphabet::Latin, 'ŏ' | 'Ŏ') => part.push_str("eo"),
        (Alphabet::Latin, 'ŭ' | 'Ŭ') => part.push_str("eu"),
        (Alphabet::Latin, 'ü' | 'Ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ') => {
            part.push(if part == "l" || part == "n" { 'v' } else { 'u' });
        }
        (Alphabet::Latin, _) => {
            for base in std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c)) {
                base.is_ascii_alphabetic().then(|| part.push(base.to_ascii_lowercase()))?;
            }
        }
        (Alphabet::Cyrillic, 'ъ' | 'Ъ') => {}
        (Alphabet::Cyrillic, 'а'..='я' | 'ё' | 'А'..='Я' | 'Ё') => {
            part.extend(c.to_lowercase());
        }
        (Alphabet::Cyrillic, _) => return None,
    }
    Some(())
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '‘' | '’' | 'ʻ' | 'ʼ' | 'ʽ' | '′' | '＇')
}

/// Without apostrophes. One that follows a space and a syllable's end (`Cho 'n` for `Cho'n`, as some
/// lists print it) takes the space with it.
fn unquote(text: &str) -> String {
    const ENDS: [&str; 9] = ["n", "ng", "l", "k", "m", "p", "t", "r", "nn"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_apostrophe) {
        let (before, after) = rest.split_at(at);
        let after = after.trim_start_matches(is_apostrophe);
        out.push_str(before);
        let tail = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        if ENDS.contains(&after[..tail].to_ascii_lowercase().as_str()) {
            out.truncate(out.trim_end().len());
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
