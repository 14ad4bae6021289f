//! A name spelled in letters, cut into a family name and given syllables.
//!
//! The cut is the same for Korean and Chinese names in Latin and Cyrillic letters and in katakana: which words
//! are the family name (order, comma, capitals), where the syllables of the rest begin, and what
//! each spelling may stand for at what price. The languages bring their tables.

use crate::text::nfkc;
use foldhash::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most letters of a name that is looked at; longer ones are no Korean or Chinese names.
const MAX_LETTERS: usize = 32;
/// The same in bytes.
const MAX_BYTES: usize = 2 * MAX_LETTERS;
/// Most given syllables.
const MAX_GIVEN: usize = 3;
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
    /// Letters of the longest spelling of a given syllable and of a family name, in bytes.
    longest: usize,
    longest_family: usize,
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
        self.longest_family = self.longest_family.max(spelling.len());
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
                self.run_together(words.joined(), cap, &mut forms);
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

    fn arranged(&self, words: &Arrangement<'_>, cap: u16, forms: &mut Vec<SpelledForm>) {
        let Some(families) = self.families.get(words.family) else { return };
        let Some(left) = cap.checked_sub(words.price) else { return };
        let ends = words.ends.iter().map(|end| end - words.given_from);
        let mut readings = self.given(words.given, ends, left);
        if readings.is_empty() && words.ends.len() > 1 {
            // Stray spaces inside a syllable.
            readings = self.given(words.given, [words.given.len()], left);
        }
        combine(families, &readings, words.price, cap, forms);
    }

    fn run_together(&self, letters: &str, cap: u16, forms: &mut Vec<SpelledForm>) {
        if letters.chars().count() < MIN_RUN {
            return;
        }
        let longest = self.longest_family;
        for (at, _) in letters.char_indices().skip(2).take_while(|(at, _)| *at <= longest) {
            let (family, given) = letters.split_at(at);
            if let Some(families) = self.families.get(family) {
                combine(families, &self.given(given, [given.len()], cap), 0, cap, forms);
            }
        }
    }

    /// Readings of the given parts, whose ends are given: packed syllables, their number, cost.
    fn given(
        &self,
        letters: &str,
        parts: impl IntoIterator<Item = usize>,
        cap: u16,
    ) -> Vec<(Packed, usize, u16)> {
        let mut found = Vec::new();
        let end = letters.len();
        if end == 0 || end > MAX_BYTES {
            return found;
        }
        // Where the part ends that a place is in.
        let mut limits = [end; MAX_BYTES];
        let mut from = 0;
        for to in parts {
            if let Some(part) = limits.get_mut(from..to) {
                part.fill(to);
            }
            from = to;
        }
        let mut ways = Ways {
            steps: Vec::new(),
            from: [(0, 0); MAX_BYTES],
            end,
            least: [[u16::MAX; MAX_BYTES + 1]; MAX_GIVEN + 1],
            limit: self.given_limit.min(MAX_GIVEN),
        };
        for row in &mut ways.least {
            row[end] = 0;
        }
        for from in (0..end).rev() {
            let first = ways.steps.len();
            for to in from + 1..=limits[from].min(from + self.longest) {
                let Some(readings) = letters.get(from..to).and_then(|s| self.given.get(s)) else {
                    continue;
                };
                let Some(&(_, price)) = readings.first() else { continue };
                ways.steps.push((to, readings));
                for n in 1..=ways.limit {
                    let rest = ways.least[n - 1][to].saturating_add(price);
                    ways.least[n][from] = ways.least[n][from].min(rest);
                }
            }
            ways.from[from] = (first, ways.steps.len());
        }
        if ways.least[ways.limit][0] <= cap {
            walk(&ways, cap, Walk { at: 0, syllables: 0, count: 0, cost: 0 }, &mut found);
        }
        found
    }
}

/// Where a syllable ends, and what its letters may be: (syllable, price), cheapest first.
type Step<'a> = (usize, &'a [(u16, u16)]);

/// The ways to cut letters into syllables.
struct Ways<'a> {
    steps: Vec<Step<'a>>,
    /// Which of the steps begin at a place.
    from: [(usize, usize); MAX_BYTES],
    /// Where the letters end.
    end: usize,
    /// least[n][i]: cheapest way from i to the end in at most n syllables.
    least: [[u16; MAX_BYTES + 1]; MAX_GIVEN + 1],
    /// Most syllables.
    limit: usize,
}

/// Where the enumeration of given syllables stands.
#[derive(Clone, Copy)]
struct Walk {
    at: usize,
    syllables: Packed,
    count: usize,
    cost: u16,
}

fn walk(ways: &Ways<'_>, cap: u16, here: Walk, found: &mut Vec<(Packed, usize, u16)>) {
    if here.at == ways.end {
        found.push((here.syllables, here.count, here.cost));
        return;
    }
    let Some(left) = ways.limit.checked_sub(here.count + 1) else { return };
    let (first, last) = ways.from[here.at];
    for &(to, readings) in &ways.steps[first..last] {
        let rest =
            ways.least[left][to].saturating_add(if here.count == 2 { THIRD_GIVEN } else { 0 });
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
            walk(ways, cap, next, found);
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
    /// All letters, in order.
    letters: String,
    /// Where each part ends.
    ends: Vec<usize>,
    words: Vec<Word>,
    /// Number of words before the comma.
    comma: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    /// The first part, and one past the last.
    parts: (usize, usize),
    capitals: bool,
}

/// Which letters a name is spelled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Latin,
    Cyrillic,
    Katakana,
}

impl Words {
    /// Cuts a name; `None` if it has a sign or letter that no spelling of the alphabet has, or is
    /// too long.
    pub(super) fn cut(name: &str, alphabet: Alphabet) -> Option<Words> {
        let text = nfkc(&unquote(name));
        let mut words = Words { letters: String::with_capacity(text.len()), ..Words::default() };
        // The first part of the word, and where the part begins that is being read.
        let (mut first, mut begun) = (0, 0);
        let (mut letters, mut lower, mut upper) = (0, 0, 0);
        let mut previous_lower = false;
        for c in text.chars().chain([' ']) {
            let comma = matches!(c, ',' | '、');
            let separator = c.is_whitespace() || comma || c == '-' || is_dash(c) || is_point(c);
            let inner_capital = c.is_uppercase() && previous_lower;
            if (separator || inner_capital) && words.letters.len() > begun {
                begun = words.letters.len();
                words.ends.push(begun);
                if words.ends.len() > MAX_PARTS {
                    return None;
                }
            }
            if separator && !(c == '-' || is_dash(c)) && words.ends.len() > first {
                let capitals = lower == 0 && upper > 1;
                (lower, upper) = (0, 0);
                words.words.push(Word { parts: (first, words.ends.len()), capitals });
                first = words.ends.len();
            }
            if comma && words.comma.replace(words.words.len()).is_some() {
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
            push_letter(c, alphabet, begun, &mut words.letters)?;
        }
        (!words.ends.is_empty()).then_some(words)
    }

    /// Where a part begins.
    fn begin(&self, part: usize) -> usize {
        part.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    /// The letters of adjacent parts.
    fn spelled(&self, parts: (usize, usize)) -> &str {
        self.letters.get(self.begin(parts.0)..self.begin(parts.1)).unwrap_or_default()
    }

    /// These parts as the family name, those as the given one.
    fn arrange(
        &self,
        family: (usize, usize),
        given: (usize, usize),
        price: u16,
    ) -> Option<Arrangement<'_>> {
        (family.0 < family.1 && given.0 < given.1).then(|| Arrangement {
            family: self.spelled(family),
            given: self.spelled(given),
            given_from: self.begin(given.0),
            ends: self.ends.get(given.0..given.1).unwrap_or_default(),
            price,
        })
    }

    /// The parts before a word, and those from it on.
    fn split(&self, word: usize) -> ((usize, usize), (usize, usize)) {
        let parts = self.ends.len();
        let at = self.words.get(word).map_or(parts, |word| word.parts.0);
        ((0, at), (at, parts))
    }

    /// The family name before the comma, if there is one.
    fn comma(&self) -> Option<Arrangement<'_>> {
        let (family, given) = self.split(self.comma?);
        self.arrange(family, given, 0)
    }

    /// The family name first or last, of one word or of two.
    fn either_end(&self) -> impl Iterator<Item = Arrangement<'_>> {
        let capitals = self.words.iter().filter(|w| w.capitals).count();
        let price = |family: &[Word]| match capitals {
            1 if !family.iter().any(|w| w.capitals) => AGAINST_CAPITALS,
            _ => 0,
        };
        let n = self.words.len();
        let mut found = [const { None }; 4];
        if n == 1 {
            // Hyphens or inner capitals are all there is: KimJongUn.
            let parts = self.ends.len();
            if parts > 1 {
                found[0] = self.arrange((0, 1), (1, parts), 0);
                found[1] = self.arrange((parts - 1, parts), (0, parts - 1), 0);
            }
            return found.into_iter().flatten();
        }
        for family_words in [1, 2] {
            if n > family_words && (family_words == 1 || n <= 4) {
                let at = 2 * (family_words - 1);
                let (family, given) = self.split(family_words);
                found[at] = self.arrange(family, given, price(&self.words[..family_words]));
                let (given, family) = self.split(n - family_words);
                found[at + 1] = self.arrange(family, given, price(&self.words[n - family_words..]));
            }
        }
        found.into_iter().flatten()
    }

    /// All letters in one run, for names of one or two parts; else empty.
    fn joined(&self) -> &str {
        if self.ends.len() <= 2 { &self.letters } else { "" }
    }
}

/// Which words are the family name and which the given one.
struct Arrangement<'a> {
    family: &'a str,
    given: &'a str,
    /// Where the given name begins, and where its parts end, counted alike.
    given_from: usize,
    ends: &'a [usize],
    /// Hundredths for an order the writing speaks against.
    price: u16,
}

/// Adds a letter to the part that begins at `begun`.
fn push_letter(c: char, alphabet: Alphabet, begun: usize, part: &mut String) -> Option<()> {
    match (alphabet, c) {
        (Alphabet::Latin, 'a'..='z') => part.push(c),
        (Alphabet::Latin, 'A'..='Z') => part.push(c.to_ascii_lowercase()),
        // McCune-Reischauer: the breve tells the vowel.
        (Alphabet::Latin, 'ŏ' | 'Ŏ') => part.push_str("eo"),
        (Alphabet::Latin, 'ŭ' | 'Ŭ') => part.push_str("eu"),
        // Vietnamese; no mark that could be taken off.
        (Alphabet::Latin, 'đ' | 'Đ') => part.push('d'),
        (Alphabet::Latin, 'ü' | 'Ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ') => {
            let after = matches!(part.get(begun..), Some("l" | "n"));
            part.push(if after { 'v' } else { 'u' });
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
        // A long vowel is written long or not.
        (Alphabet::Katakana, 'ー') => {}
        (Alphabet::Katakana, 'ァ'..='ヺ') => part.push(c),
        (Alphabet::Cyrillic | Alphabet::Katakana, _) => return None,
    }
    Some(())
}

/// Whether it may stand between words: a full stop, or what katakana have instead of a space.
fn is_point(c: char) -> bool {
    matches!(c, '.' | '・' | '=')
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
