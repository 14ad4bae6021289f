//! Words that are known: legal forms, titles, particles, the trade lexicon.
//!
//! All of it is data in `lists/names/`; this file only reads it.

use super::concept;
use super::unit::Class;
use crate::party::Kind;
use crate::text::{Script, script_of, without_marks};
use aho_corasick::{AhoCorasick, MatchKind};
use foldhash::{HashMap, HashMapExt};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../lists/names/words.tsv");
const LEGAL_PHRASES: &str = include_str!("../../lists/names/legal_phrases.tsv");
const LOOKALIKES: &str = include_str!("../../lists/names/lookalikes.tsv");

/// Rows of a table: `#` starts a comment line, fields are parted by tabs.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Groups of `words.tsv` by their names; a word's groups are bits in this order.
const GROUPS: [&str; 15] = [
    "title",
    "kunya",
    "particle",
    "article",
    "vessel-prefix",
    "legal-form",
    "stop-word",
    "servant",
    "faith",
    "of-faith",
    "after-article",
    "of-place",
    "place",
    "vessel-suffix",
    "of-korea",
];
const TITLE: u16 = 1;
const KUNYA: u16 = 1 << 1;
const PARTICLE: u16 = 1 << 2;
const ARTICLE: u16 = 1 << 3;
const VESSEL_PREFIX: u16 = 1 << 4;
const LEGAL_FORM: u16 = 1 << 5;
const STOP_WORD: u16 = 1 << 6;
const SERVANT: u16 = 1 << 7;
const FAITH: u16 = 1 << 8;
const OF_FAITH: u16 = 1 << 9;
const AFTER_ARTICLE: u16 = 1 << 10;
const PLACE: u16 = 1 << 12;
const VESSEL_SUFFIX: u16 = 1 << 13;

/// The groups of each word of `words.tsv`.
static GROUPED: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut grouped: HashMap<&str, u16> = HashMap::new();
    for (group, words) in rows(WORDS) {
        let Some(bit) = GROUPS.iter().position(|known| *known == group) else { continue };
        for word in words.split_whitespace() {
            *grouped.entry(word).or_default() |= 1 << bit;
        }
    }
    grouped
});

/// The groups that a word is in, as bits.
fn groups(word: &str) -> u16 {
    GROUPED.get(word).copied().unwrap_or(0)
}

/// The class of a word in a name of this kind, which `letters` spell in a–z.
///
/// `first` and `last` tell where it stands: an article or particle at the end of a name
/// (`Kim Al`) is a name of its own.
pub(crate) fn class(text: &str, letters: &str, kind: Kind, first: bool, last: bool) -> Class {
    let own = groups(text);
    let own = if letters == text { own } else { own | groups(letters) };
    let is = |groups| own & groups != 0;
    match kind {
        Kind::Person if is(TITLE) => Class::Title,
        Kind::Person if is(KUNYA) && !last => Class::Kunya,
        Kind::Person if is(PARTICLE | ARTICLE) && !last => Class::Particle,
        Kind::Person => Class::Plain,
        Kind::Vessel | Kind::Aircraft if first && is(VESSEL_PREFIX) => Class::Title,
        // Inside a name, where no legal form stands, as and ad are articles: Riyadh-as-Saliheen.
        _ if is(LEGAL_FORM) && (first || last || !is(ARTICLE)) => Class::LegalForm,
        _ if is(ARTICLE) && !last => Class::Particle,
        _ if is(STOP_WORD) => Class::StopWord,
        _ => Class::Plain,
    }
}

/// Whether the word is a legal form.
pub(crate) fn is_legal_form(word: &str) -> bool {
    groups(word) & LEGAL_FORM != 0
}

/// Whether the word is an Arabic article in Latin letters.
pub(crate) fn is_article(word: &str) -> bool {
    groups(word) & ARTICLE != 0
}

/// Whether the word is *servant (of the)*, to be fused with the divine name after it.
pub(crate) fn is_servant(word: &str) -> bool {
    groups(word) & SERVANT != 0
}

/// Whether the word is *faith*, or *of the faith* if no article stands before it.
pub(crate) fn is_faith(word: &str, after_article: bool) -> bool {
    groups(word) & if after_article { FAITH | OF_FAITH } else { OF_FAITH } != 0
}

/// Whether the word is one that South Asian names have after an article.
pub(crate) fn follows_article(word: &str) -> bool {
    groups(word) & AFTER_ARTICLE != 0
}

/// The name that a Russian adjective of place is made of: `урал` of уральский.
pub(crate) fn of_place(word: &str) -> Option<&str> {
    let place = PLACE_WORDS.iter().find_map(|ending| word.strip_suffix(ending))?;
    (place.chars().count() >= 3).then_some(place)
}

static PLACE_WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of("of-place"));

/// Whether a name in Chinese characters is one of Korea.
pub(crate) fn is_of_korea(name: &str) -> bool {
    OF_KOREA.iter().any(|word| name.contains(word))
}

static OF_KOREA: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of("of-korea"));

/// The words of a group.
fn words_of(group: &str) -> Vec<&'static str> {
    let rows = rows(WORDS).filter(|(of, _)| *of == group);
    rows.flat_map(|(_, words)| words.split_whitespace()).collect()
}

/// What stands before *of the faith* when both are written as one word: `nur` of `nuruddin`.
pub(crate) fn before_faith(word: &str) -> Option<&str> {
    OF_FAITH_WORDS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .min_by_key(|noun| noun.len())
}

static OF_FAITH_WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words_of("of-faith"));

/// What follows *servant of the* when both are written as one word: `rahman` of `abdurrahman`.
pub(crate) fn after_servant(word: &str) -> Option<&str> {
    if word.chars().next().is_some_and(|c| is_unspaced(script_of(c))) {
        let rests = UNSPACED_SERVANTS.iter().filter_map(|servant| word.strip_prefix(servant));
        return rests.min_by_key(|rest| rest.len()).filter(|rest| rest.chars().count() >= 2);
    }
    let rest = word.strip_prefix("عبدال").or_else(|| {
        let rest = word.strip_prefix("abd")?;
        let vowel = rest.chars().next().filter(|c| "aeiou".contains(*c))?;
        let rest = &rest[vowel.len_utf8()..];
        // The article's l, or its assimilation to the letter that follows (ar-Rahman, as-Salam).
        let mut letters = rest.chars();
        match (letters.next()?, letters.next()?) {
            ('l', _) => Some(&rest[1..]),
            (a, b) if a == b => Some(&rest[1..]),
            ('s', 'h') => Some(rest),
            _ => Some(rest).filter(|rest| rest.starts_with(['r', 's'])),
        }
    })?;
    (rest.chars().count() >= 3).then_some(rest)
}

/// *Servant (of the)* in scripts that write a name of two nouns as one word, or with a dot between them.
static UNSPACED_SERVANTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut servants = words_of("servant");
    servants.retain(|word| word.chars().all(|c| is_unspaced(script_of(c))));
    servants
});

struct Lexicon {
    automaton: AhoCorasick,
}

/// Lexicon words of the scripts that write no spaces, longest first.
static UNSPACED: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut spellings: Vec<&str> = concept::lexicon_words()
        .filter(|word| word.chars().count() > 1 && word.chars().all(|c| is_unspaced(script_of(c))))
        .collect();
    spellings.sort_unstable();
    spellings.dedup();
    Lexicon { automaton: leftmost_longest(&spellings) }
});

fn is_unspaced(script: Option<Script>) -> bool {
    matches!(script, Some(Script::Han | Script::Kana | Script::Hangul))
}

/// An automaton over shipped words. They are few and short, so building it cannot fail.
fn leftmost_longest(words: &[&str]) -> AhoCorasick {
    #[allow(clippy::expect_used, reason = "fails only on automata beyond 2^31 states")]
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words)
        .expect("shipped tables are small")
}

/// Fewest characters of a word in katakana that is cut out of a longer run of it: shorter ones are part of many
/// foreign names (シー of シーメンス, Siemens).
const KATAKANA_WORD: usize = 4;

/// Cuts a run of Han, kana or Hangul at the lexicon words in it.
pub(crate) fn split_at_lexicon(run: &str) -> Vec<&str> {
    let is_kana = |c: Option<char>| c.and_then(script_of) == Some(Script::Kana);
    let mut pieces = Vec::new();
    let mut done = 0;
    for found in UNSPACED.automaton.find_iter(run) {
        let word = &run[found.range()];
        let (before, mut after) = (run[done..found.start()].chars(), run[found.end()..].chars());
        let (first, last) = (word.chars().next(), word.chars().next_back());
        let within =
            is_kana(first) && is_kana(before.last()) || is_kana(last) && is_kana(after.next());
        if within && word.chars().count() < KATAKANA_WORD {
            continue;
        }
        pieces.push(&run[done..found.start()]);
        pieces.push(word);
        done = found.end();
    }
    pieces.push(&run[done..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Signs of a loanword in a run of several, the fewest and the most.
const LOANWORD: RangeInclusive<usize> = 3..=25;

/// Cuts a run of katakana that is made of loanwords and words of the lexicon alone into the fewest of them: companies
/// put English words together without a dot between.
pub(crate) fn split_at_loanwords(run: &str) -> Vec<&str> {
    let ends: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let signs = ends.len() - 1;
    let (least, most) = (*LOANWORD.start(), *LOANWORD.end());
    if signs < 2 * least || concept::is_known(run) {
        return vec![run];
    }
    // From each place: words to the end of the run, and where the first of them ends.
    let mut fewest: Vec<Option<(usize, usize)>> = vec![None; signs + 1];
    fewest[signs] = Some((0, signs));
    for at in (0..=signs - least).rev() {
        let ways = (at + least..=signs.min(at + most)).rev().filter_map(|end| {
            let (words, _) = fewest[end]?;
            concept::is_known(&run[ends[at]..ends[end]]).then_some((words + 1, end))
        });
        fewest[at] = ways.min_by_key(|(words, _)| *words);
    }
    let mut words = Vec::new();
    let mut at = 0;
    while let Some((_, end)) = fewest[at].filter(|_| at < signs) {
        words.push(&run[ends[at]..ends[end]]);
        at = end;
    }
    if words.is_empty() { vec![run] } else { words }
}

/// The longest place that a part of a name in Han or Hangul begins with, and what follows it: companies of China
/// are named after where they are registered first.
pub(crate) fn split_at_place(part: &str) -> Option<(&str, &str)> {
    let mut cuts = part.char_indices().rev().map(|(end, _)| part.split_at(end));
    cuts.find(|(place, _)| groups(place) & PLACE != 0)
}

/// The name of a ship in Han or Hangul without the sign for *ship* that ends it: 청천강 of 청천강호.
pub(crate) fn before_vessel_suffix(part: &str) -> Option<&str> {
    let (end, _) = part.char_indices().next_back()?;
    let (name, suffix) = part.split_at(end);
    (groups(suffix) & VESSEL_SUFFIX != 0 && !name.is_empty()).then_some(name)
}

struct LegalPhrases {
    automaton: AhoCorasick,
    tokens: Vec<&'static str>,
}

static PHRASES: LazyLock<LegalPhrases> = LazyLock::new(|| {
    let (phrases, tokens): (Vec<&str>, Vec<&str>) = rows(LEGAL_PHRASES).unzip();
    LegalPhrases { automaton: leftmost_longest(&phrases), tokens }
});

/// Legal forms of several words, or glued to the name in scripts without spaces, become one word; with
/// their marks or without.
pub(crate) fn replace_legal_phrases(text: String) -> String {
    let unmarked = (!text.is_ascii()).then(|| without_marks(&text));
    let bare = unmarked.as_ref().map_or(text.as_str(), |(bare, _)| bare);
    let place = |at: usize| unmarked.as_ref().map_or(at, |(_, places)| places[at]);
    let mut found = PHRASES.automaton.find_iter(bare).peekable();
    if found.peek().is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for found in found {
        let phrase = &bare[found.range()];
        let glued = phrase.chars().any(|c| is_unspaced(script_of(c)));
        let bounded = !bare[..found.start()].ends_with(char::is_alphanumeric)
            && !bare[found.end()..].starts_with(char::is_alphanumeric);
        if !glued && !bounded {
            continue;
        }
        out.push_str(&text[done..place(found.start())]);
        out.push(' ');
        out.push_str(PHRASES.tokens[found.pattern().as_usize()]);
        out.push(' ');
        done = place(found.end());
    }
    out.push_str(&text[done..]);
    out
}

/// Least letters of a word of a legal phrase that may be known for one beside others: *de*, *s*, *mit* are
/// words of any name.
const PHRASE_WORD: usize = 4;

/// The words of the legal forms of several words, with the phrases that have them.
static PHRASE_WORDS: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    for (phrase, (words, _)) in rows(LEGAL_PHRASES).enumerate() {
        let words = words.split([' ', '-']).filter(|word| word.chars().count() >= PHRASE_WORD);
        words.for_each(|word| known.entry(word).or_default().push(phrase));
    }
    known
});

/// The legal forms of several words that a word, with its marks or without, is part of, by their places in the
/// table.
pub(crate) fn legal_phrases_with(word: &str) -> &'static [usize] {
    let phrases = if word.is_ascii() {
        PHRASE_WORDS.get(word)
    } else {
        PHRASE_WORDS.get(without_marks(word).0.as_str())
    };
    phrases.map_or(&[], Vec::as_slice)
}

/// What a letter or figure stands for in a word of another script: for letters of Cyrillic and Greek, and for
/// figures, the Latin letter they look like; for Latin letters the Cyrillic one.
static LOOKALIKE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    rows(LOOKALIKES)
        .filter_map(|(letter, meant)| Some((letter.chars().next()?, meant.chars().next()?)))
        .collect()
});

/// A word of a name that mixes Latin with look-alike letters of another script is put into one script.
///
/// Latin if every foreign letter in it has a Latin look-alike, Cyrillic if every Latin letter in it has a
/// Cyrillic one; of both, that of the [`name`](is_cyrillic). Otherwise the word stays as it is and is cut where
/// the script changes.
pub(crate) fn undo_lookalikes(word: String, name: &str) -> String {
    let mixed = |script| word.chars().any(|c| script_of(c) == Some(script));
    if word.is_ascii() || !mixed(Script::Latin) {
        return word;
    }
    let (cyrillic, greek) = (mixed(Script::Cyrillic), mixed(Script::Greek));
    if !cyrillic && !greek {
        return word;
    }
    let without = |foreign: &[Script]| -> Option<String> {
        let is_foreign = |c| script_of(c).is_some_and(|script| foreign.contains(&script));
        let meant = |c| if is_foreign(c) { LOOKALIKE.get(&c).copied() } else { Some(c) };
        word.chars().map(meant).collect()
    };
    let latin = without(&[Script::Cyrillic, Script::Greek]);
    let in_cyrillic = without(&[Script::Latin]).filter(|_| cyrillic && !greek);
    match (latin, in_cyrillic) {
        (Some(_), Some(cyrillic)) if is_cyrillic(name) => cyrillic,
        (latin, cyrillic) => latin.or(cyrillic).unwrap_or(word),
    }
}

/// Whether more of a name's letters are Cyrillic than Latin: of those without a look-alike in the other script
/// if these tell, else of all.
fn is_cyrillic(name: &str) -> bool {
    let more = |alone: bool| {
        let counted = name.chars().filter(|c| !alone || !LOOKALIKE.contains_key(c));
        let (cyrillic, latin) = counted.fold((0, 0), |(cyrillic, latin), c| match script_of(c) {
            Some(Script::Cyrillic) => (cyrillic + 1, latin),
            Some(Script::Latin) => (cyrillic, latin + 1),
            _ => (cyrillic, latin),
        });
        cyrillic.cmp(&latin)
    };
    more(true).then_with(|| more(false)).is_gt()
}

/// What follows the figures of an ordinal: English, French, Spanish.
const ORDINALS: [&str; 12] =
    ["st", "nd", "rd", "th", "er", "ere", "eme", "ieme", "era", "ero", "ra", "va"];

/// A Latin word in which figures stand for the letters they look like (`K1M`), as it was meant; `None`
/// where the figures are figures.
///
/// A figure stands for a letter if letters stand right before and after it. Persons have no numbers in
/// their names, so there it may begin or end a word as well, unless it makes an ordinal (`5th`). In other
/// names it may begin a word of three letters more; a nought, which no number begins or ends with beside
/// letters, of two, and end one too. What else ends a word is the number of a ship or a works.
pub(crate) fn undo_figures(word: &str, kind: Kind) -> Option<String> {
    if !word.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let chars: Vec<char> = word.chars().collect();
    let letters = chars.iter().filter(|c| script_of(**c) == Some(Script::Latin)).count();
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if letters < 2 || ORDINALS.contains(&rest) {
        return None;
    }
    let letter = |at: Option<usize>| {
        at.and_then(|at| chars.get(at)).copied().filter(|c| script_of(*c) == Some(Script::Latin))
    };
    let vowel = |at| letter(at).is_some_and(|c| "aeiou".contains(c));
    let mut meant = String::with_capacity(word.len());
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_ascii_digit() {
            meant.push(c);
            continue;
        }
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        let beside = [before, after].map(|at| letter(at).is_some());
        let inside = beside == [true, true];
        let at_the_end = if kind == Kind::Person || c == '0' {
            at == 0 || at + 1 == chars.len()
        } else {
            at == 0 && letters >= 3
        };
        if !(inside || at_the_end && (beside[0] || beside[1])) {
            return None;
        }
        let shown = *LOOKALIKE.get(&c)?;
        meant.push(if c == '1' && (vowel(before) || vowel(after)) { 'l' } else { shown });
    }
    Some(meant)
}

/// A number that is not written in figures: a Roman numeral, in the name of a ship or aircraft also a
/// number word.
pub(crate) fn numeral(word: &str, kind: Kind) -> Option<&'static str> {
    let &(number, roman) = NUMERALS.get(word)?;
    (roman || matches!(kind, Kind::Vessel | Kind::Aircraft)).then_some(number)
}

/// Whether a word is a Roman numeral even at the beginning of a ship's name, turned around: *II Sparta*. Two
/// signs that are a syllable of some language too are none there.
pub(crate) fn is_series(word: &str, kind: Kind) -> bool {
    matches!(kind, Kind::Vessel | Kind::Aircraft)
        && word.len() > 1
        && word.bytes().all(|sign| b"ivx".contains(&sign))
        && !["vi", "xi"].contains(&word)
}

/// The number in figures of each numeral, and whether it is a Roman one.
static NUMERALS: LazyLock<HashMap<&'static str, (&'static str, bool)>> = LazyLock::new(|| {
    let mut numerals = HashMap::new();
    for (number, written) in rows(include_str!("../../lists/names/numerals.tsv")) {
        let Some((roman, words)) = written.split_once('\t') else { continue };
        numerals.extend(words.split(' ').map(|word| (word, (number, false))));
        numerals.insert(roman, (number, true));
    }
    numerals.remove("-");
    numerals
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_by_kind() {
        for (word, kind, number) in [
            ("iv", Kind::Organization, Some("4")),
            ("two", Kind::Vessel, Some("2")),
            ("два", Kind::Vessel, Some("2")),
            ("two", Kind::Organization, None),
            ("x", Kind::Vessel, None),
            ("-", Kind::Vessel, None),
        ] {
            assert_eq!(numeral(word, kind), number, "{word}");
        }
    }

    #[test]
    fn legal_phrases_become_one_word_with_their_marks_or_without() {
        for (name, expected) in [
            ("société anonyme dupont", " sa  dupont"),
            ("societe anonyme dupont", " sa  dupont"),
            ("energo, akciová společnost", "energo,  as "),
            ("yıldız anoni\u{307}m şi\u{307}rketi\u{307}", "yıldız  as "),
            ("péché & société", "péché & société"),
            ("有限会社山田", " 有限会社 山田"),
            ("한빛유한책임회사", "한빛 유한회사 "),
            ("カフェ株式会社", "カフェ 株式会社 "),
        ] {
            assert_eq!(replace_legal_phrases(name.to_owned()), expected, "{name}");
        }
        assert!(!legal_phrases_with("společnost").is_empty());
        assert_eq!(legal_phrases_with("společnost"), legal_phrases_with("spolecnost"));
    }

    #[test]
    fn legal_phrases_stand_folded_and_once() {
        let mut seen = std::collections::HashSet::new();
        for (phrase, _) in rows(LEGAL_PHRASES) {
            assert_eq!(without_marks(phrase).0, phrase);
            assert_eq!(phrase.to_lowercase(), phrase);
            assert!(seen.insert(phrase), "{phrase} is there twice");
        }
    }

    #[test]
    fn runs_of_loanwords_alone_are_cut() {
        for (run, words) in [
            ("リゾートトラスト", &["リゾート", "トラスト"][..]),
            ("モバイルクリエイト", &["モバイル", "クリエイト"]),
            ("スーパーバッグ", &["スーパー", "バッグ"]),
            // One word of the dictionary, one that it has not, and one word made of others.
            ("アルバニア", &["アルバニア"]),
            ("ヤマトベルト", &["ヤマトベルト"]),
            ("スーパーマーケット", &["スーパーマーケット"]),
            ("スカ", &["スカ"]),
            ("", &[""]),
        ] {
            assert_eq!(split_at_loanwords(run), words, "{run}");
        }
        // However long a run is, no longer words are looked for than there are.
        assert_eq!(split_at_loanwords(&"タレント".repeat(20_000)).len(), 20_000);
        let table = include_str!("../../lists/names/japanese_loanwords.tsv");
        let longest =
            rows(table).flat_map(|(_, words)| words.split(' ')).map(|w| w.chars().count());
        assert_eq!(longest.max(), Some(*LOANWORD.end()));
    }

    #[test]
    fn an_article_inside_a_name_is_no_legal_form() {
        let class = |word, first, last| class(word, word, Kind::Organization, first, last);
        assert_eq!(class("as", false, false), Class::Particle);
        assert_eq!(class("as", false, true), Class::LegalForm);
        assert_eq!(class("as", true, false), Class::LegalForm);
        assert_eq!(class("ltd", false, false), Class::LegalForm);
        assert_ne!(class("at", true, false), Class::LegalForm);
    }

    #[test]
    fn every_group_of_the_table_is_known() {
        for (group, words) in rows(WORDS) {
            let bit = GROUPS.iter().position(|known| *known == group);
            let bit = bit.unwrap_or_else(|| panic!("{group}: no such group"));
            assert!(words.split_whitespace().all(|word| groups(word) & 1 << bit != 0), "{group}");
        }
        assert!(groups("ltd") & LEGAL_FORM != 0 && groups("mv") & VESSEL_PREFIX != 0);
        assert!(groups("of") & STOP_WORD != 0 && groups("bin") & PARTICLE != 0);
        assert!(groups("abu") & KUNYA != 0 && groups("dr") & TITLE != 0);
        assert!(groups("al") & ARTICLE != 0 && groups("abd") & SERVANT != 0);
    }
}
