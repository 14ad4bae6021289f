//! Arabic letters: a skeleton of consonants and long vowels, since short vowels are not written.

use super::letters::{Letters, part_doubled};
use std::sync::LazyLock;

/// The definite article.
pub(crate) const ARTICLE: &str = "ال";

/// Two letters, and the same written so that they are read the other way: تش is one sound in تشارلز (Charles)
/// and two in تشرين (Tishrin), تس one in كوزنتسوف (Kuznetsov) and two in تسنيم (Tasnim).
const OTHERWISE: [(&str, &str); 3] = [("تش", "ت\u{652}ش"), ("تس", "څ"), ("تز", "څ")];

static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse(include_str!("../../lists/names/arabic.tsv")));

/// Appends the skeleton of a word in Arabic letters. The definite article is read as written:
/// whether a token starts with one is for the tokeniser to say.
pub(crate) fn read(word: &str, sound: &mut String) {
    let from = sound.len();
    LETTERS.read(word, sound);
    part_doubled(sound, from);
}

/// What stands behind the article, which is joined to its noun in writing; four letters leave a noun of two.
pub(crate) fn after_article(word: &str) -> Option<&str> {
    word.strip_prefix(ARTICLE).filter(|noun| noun.chars().count() >= 2)
}

/// And, which is joined to the word after it in writing.
pub(crate) const AND: &str = "و";

/// What stands behind *and*, where the article shows that it is one: والتكنولوجيا is *and the technology*.
pub(crate) fn after_and(word: &str) -> Option<&str> {
    word.strip_prefix(AND)
        .filter(|rest| after_article(rest).is_some_and(|noun| noun.chars().count() >= 3))
}

/// A word that can be read in another way as well, written so that it is: whether two letters are one sound
/// does not show in Arabic.
pub(crate) fn otherwise(word: &str) -> Option<String> {
    // Most words have none of them.
    let mut found = OTHERWISE.iter().filter(|(written, _)| word.contains(written)).peekable();
    found.peek()?;
    Some(found.fold(word.to_owned(), |word, (written, read)| word.replace(written, read)))
}
