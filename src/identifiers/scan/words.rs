//! The words of a text with their places, a few of them ahead.

use std::borrow::Cow;
use std::collections::VecDeque;

/// How many words the search may look at together: an IBAN in groups of four has up to nine, after
/// a label and its fillers.
const WINDOW: usize = 16;

/// A run of letters and digits in ASCII, or what folds to them one character each.
pub(super) struct Word<'t> {
    /// Its text in ASCII, case as it stands; empty if the word is too long for an identifier or holds
    /// Latin letters outside ASCII.
    pub text: Cow<'t, str>,
    /// Its bytes in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What stands between it and the word before.
    pub gap: Gap,
    raw: &'t str,
}

/// What stands between two words.
#[derive(Clone, Copy, Default)]
pub(super) struct Gap {
    /// How many characters.
    pub characters: usize,
    /// Whether it is a single character that may stand inside one number: a space, dash or point.
    pub joins: bool,
    /// Whether there is a sign that announces what follows: `:`, `/`, `=`, `#`.
    pub signs: bool,
}

impl Word<'_> {
    /// Whether the word is this one (in capitals), in any case.
    pub fn is(&self, name: &str) -> bool {
        self.text.eq_ignore_ascii_case(name)
    }

    /// Where the text goes on after this label (in capitals): its length if the whole word is the
    /// label.
    pub fn after(&self, label: &str) -> Option<usize> {
        after(&self.text, label)
    }

    /// Whether no letter is lower case.
    pub fn is_upper(&self) -> bool {
        !self.text.bytes().any(|b| b.is_ascii_lowercase())
    }

    /// The byte in the whole text at which the character with this index in [`Word::text`] begins.
    pub fn offset(&self, index: usize) -> usize {
        let mut visible = self.raw.char_indices().filter(|(_, c)| !is_invisible(*c));
        visible.nth(index).map_or(self.end, |(at, _)| self.start + at)
    }
}

/// Where a word goes on after a label, as [`Word::after`].
pub(super) fn after(word: &str, label: &str) -> Option<usize> {
    // The last letter rules out nearly every word that has the first.
    let last = label.len().checked_sub(1)?;
    if !word.as_bytes().get(last)?.eq_ignore_ascii_case(&label.as_bytes()[last]) {
        return None;
    }
    let start = word.get(..label.len())?;
    let rest = word.get(label.len()..)?;
    let glued = rest.is_empty() || rest.bytes().any(|b| b.is_ascii_digit());
    (start.eq_ignore_ascii_case(label) && glued).then_some(label.len())
}

/// A window over the words of a text, read as far as it reaches.
pub(super) struct Ahead<'t> {
    text: &'t str,
    /// The byte up to which words were read.
    at: usize,
    window: VecDeque<Word<'t>>,
}

impl<'t> Ahead<'t> {
    pub fn new(text: &'t str) -> Ahead<'t> {
        let mut ahead = Ahead { text, at: 0, window: VecDeque::with_capacity(WINDOW) };
        ahead.fill();
        ahead
    }

    /// The word so many places ahead.
    pub fn get(&self, ahead: usize) -> Option<&Word<'t>> {
        self.window.get(ahead)
    }

    /// The text between two bytes, whatever words it holds.
    pub fn slice(&self, start: usize, end: usize) -> Option<&'t str> {
        self.text.get(start..end)
    }

    /// The character after a byte; `None` at the end.
    pub fn following(&self, end: usize) -> Option<char> {
        self.text.get(end..)?.chars().next()
    }

    /// Goes on by so many words.
    pub fn advance(&mut self, words: usize) {
        for _ in 0..words {
            self.window.pop_front();
        }
        self.fill();
    }

    fn fill(&mut self) {
        while self.window.len() < WINDOW {
            let Some(word) = self.read() else { return };
            self.window.push_back(word);
        }
    }

    /// The next word after `at`.
    fn read(&mut self) -> Option<Word<'t>> {
        let rest = self.text.get(self.at..)?;
        let mut gap = Gap::default();
        let mut characters = rest.char_indices();
        let (from, _) = characters.find(|&(_, c)| {
            let part = part_of_word(c);
            if part == Part::Outside {
                gap.characters += 1;
                gap.signs |= matches!(c, ':' | '：' | '/' | '=' | '#');
                gap.joins = gap.characters == 1 && (c.is_whitespace() || matches!(c, '-' | '.'));
            }
            matches!(part, Part::Letter(_) | Part::Foreign)
        })?;
        let word = rest.get(from..)?;
        let length = word
            .char_indices()
            .find(|&(_, c)| part_of_word(c) == Part::Outside)
            .map_or(word.len(), |(at, _)| at);
        let raw = word.get(..length)?;
        let start = self.at + from;
        self.at = start + length;
        Some(Word { text: folded(raw), start, end: self.at, gap, raw })
    }
}

/// Whether some run of ASCII letters and digits is as asked, or the text holds a character that may stand
/// for one of them or hide between them. A quick look at a text in which mostly nothing will be found.
pub(super) fn any(text: &str, is_wanted: impl Fn(&str) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            let rest = &bytes[at..];
            let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
            let end = at + length.unwrap_or(rest.len());
            if text.get(at..end).is_some_and(&is_wanted) {
                return true;
            }
            at = end;
        } else if byte.is_ascii() {
            at += 1;
        } else {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return true };
            if is_invisible(c) || in_ascii(c).is_some() {
                return true;
            }
            at += c.len_utf8();
        }
    }
    false
}

/// What a character is to a word.
#[derive(PartialEq)]
enum Part {
    /// A letter or digit, in ASCII.
    Letter(char),
    /// A Latin letter outside ASCII: the word is a word of some language, not an identifier.
    Foreign,
    /// Shows nothing and separates nothing.
    Invisible,
    /// Anything else, letters of other scripts included: text in Chinese has no spaces.
    Outside,
}

fn part_of_word(c: char) -> Part {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Part::Letter(c) } else { Part::Outside };
    }
    if is_invisible(c) {
        return Part::Invisible;
    }
    if let Some(letter) = in_ascii(c) {
        return Part::Letter(letter);
    }
    if c.is_numeric() {
        return Part::Outside;
    }
    if crate::text::script_of(c) == Some(crate::text::Script::Latin) {
        return Part::Foreign;
    }
    Part::Outside
}

/// The letter or digit in ASCII that a character outside ASCII stands for.
fn in_ascii(c: char) -> Option<char> {
    if matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ') {
        // Full-width forms stand in the order of ASCII, U+FEE0 above it.
        return char::from_u32(u32::from(c) - 0xfee0);
    }
    if !c.is_numeric() {
        return None;
    }
    let mut ascii = any_ascii::any_ascii_char(c).chars();
    match (ascii.next(), ascii.next()) {
        (Some(digit), None) if digit.is_ascii_digit() => Some(digit),
        _ => None,
    }
}

/// Soft hyphen, zero-width and direction characters: typed into a number, they hide it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The word in ASCII, or nothing (see [`Word::text`]).
fn folded(raw: &str) -> Cow<'_, str> {
    // Full-width characters have three bytes, so this is a bound on the characters as well.
    if raw.len() > 3 * super::wallet::LONGEST {
        return Cow::Borrowed("");
    }
    if raw.is_ascii() {
        return Cow::Borrowed(raw);
    }
    let letters: Option<String> = raw
        .chars()
        .filter(|&c| !is_invisible(c))
        .map(|c| match part_of_word(c) {
            Part::Letter(letter) => Some(letter),
            _ => None,
        })
        .collect();
    Cow::Owned(letters.unwrap_or_default())
}
