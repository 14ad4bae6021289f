//! Latin letters: marks, spellings of one sound, hard and soft c.

use super::letters::Letters;
use std::sync::LazyLock;

static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/latin_letters.tsv")));
static SPELLINGS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/latin_digraphs.tsv")));

/// Appends how a word in Latin letters sounds. What is no letter is silent.
pub(crate) fn read(word: &str, sound: &mut String) {
    // Most words have nothing but such letters.
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        read_plain(word, sound);
    } else {
        read_plain(&plain(word), sound);
    }
}

/// The word in the letters a to z: `ş` is `sh`, `ö` is `o`.
pub(crate) fn plain(word: &str) -> String {
    let mut letters = String::with_capacity(word.len());
    for c in word.chars() {
        let spelt = if c.is_ascii() { None } else { LETTERS.of(c) };
        match spelt {
            Some(spelt) => letters.push_str(spelt),
            None => letters.extend(ascii(c).filter(char::is_ascii_alphabetic)),
        }
    }
    letters.make_ascii_lowercase();
    letters
}

fn ascii(c: char) -> impl Iterator<Item = char> {
    let itself = c.is_ascii().then_some(c);
    let table = if c.is_ascii() { "" } else { any_ascii::any_ascii_char(c) };
    itself.into_iter().chain(table.chars())
}

/// Appends the sound of a word in the letters a to z.
fn read_plain(word: &str, sound: &mut String) {
    let mut rest = word;
    let spellings = &*SPELLINGS;
    while let Some(letter) = rest.chars().next() {
        let taken = match spellings.longest_at(rest) {
            Some((taken, of_letters)) => {
                sound.push_str(of_letters);
                taken
            }
            None => {
                let next = rest.as_bytes().get(1);
                let hard = letter == 'c' && !matches!(next, Some(b'e' | b'i' | b'y'));
                sound.push(if hard { 'k' } else { letter });
                1
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
}
