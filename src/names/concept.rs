//! Words that stand for one thing: the trade lexicon, loanwords, and the forms of a given name.
//!
//! A concept makes two tokens equivalent however they sound: `bank` and `은행`, `William` and
//! `Guillermo`. A word can have several: *Sandy* is a form of Alexander and of Sandra.

use super::arabic;
use super::price;
use super::sound::{Route, sound};
use super::weight::{Skeleton, skeleton};
use crate::party::Kind;
use crate::text::{Distinct, Script, script_of};
use foldhash::HashMap;
use std::sync::LazyLock;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// A word of the trade lexicon, a loanword, or a given name: spellings of one concept are equivalent.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    FromBytes,
    IntoBytes,
    Immutable,
    KnownLayout,
)]
#[repr(transparent)]
pub struct Concept(pub u16);

const LEXICON: &str = include_str!("../../lists/names/lexicon.tsv");
const LOANWORDS: [&str; 2] = [
    include_str!("../../lists/names/japanese_loanwords.tsv"),
    include_str!("../../lists/names/korean_loanwords.tsv"),
];
const GIVEN_NAMES: &str = include_str!("../../lists/names/given_names.tsv");

/// Rows of a table: `#` starts a comment line, the name of the concept and its spellings are parted
/// by a tab.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

fn loanwords() -> impl Iterator<Item = (&'static str, &'static str)> {
    LOANWORDS.into_iter().flat_map(rows)
}

/// Concepts by spelling.
#[derive(Default)]
struct Spellings {
    spellings: Distinct,
    /// Where the concepts of each spelling end.
    ends: Vec<u32>,
    /// Those of each spelling in ascending order.
    concepts: Vec<Concept>,
}

impl Spellings {
    /// Reads rows that are numbered from `first`.
    fn read(rows: impl Iterator<Item = (&'static str, &'static str)>, first: usize) -> Spellings {
        let mut table = Spellings::default();
        let mut spelled: Vec<(u32, Concept)> = Vec::new();
        for (at, (name, spellings)) in rows.enumerate() {
            // The tables have fewer rows than sixteen bits count.
            let concept = Concept((first + at) as u16);
            let mut spell = |spelling: &str| {
                let number = table.spellings.number(spelling.as_bytes());
                spelled.extend(number.map(|number| (number, concept)));
            };
            for spelling in spellings.split_whitespace().chain([name]) {
                spell(spelling);
                if let Some(plain) = plain_arabic(spelling) {
                    spell(&plain);
                }
            }
        }
        spelled.sort_unstable();
        spelled.dedup();
        table.ends.resize(table.spellings.len(), 0);
        for (number, concept) in spelled {
            table.concepts.push(concept);
            if let Some(end) = table.ends.get_mut(number as usize) {
                *end = table.concepts.len() as u32; // the tables are a few MB long
            }
        }
        table
    }

    fn get(&self, spelling: &str) -> Option<&[Concept]> {
        let number = self.spellings.find(spelling.as_bytes())? as usize;
        let start = number.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.concepts.get(*start as usize..*self.ends.get(number)? as usize)
    }
}

/// A word in Arabic letters as those write it who leave out what may be left out, and without its article, which
/// is a token of its own: hamza over or under alef, the dots of final ya and ta marbuta; ya and kaf are those of
/// Persian. (The normalisation that search engines use, as Lucene's `ArabicNormalizer` has it.) `None` if it is so.
fn plain_arabic(word: &str) -> Option<String> {
    if word.is_ascii() || word.chars().find_map(script_of) != Some(Script::Arabic) {
        return None;
    }
    let noun = arabic::after_article(word).unwrap_or(word);
    let plain = |letter| match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ة' => 'ه',
        'ى' | 'ي' => 'ی',
        'ك' => 'ک',
        _ => letter,
    };
    Some(noun.chars().map(plain).collect()).filter(|plain: &String| plain != word)
}

/// Concepts of the trade lexicon come first, then loanwords, then given names.
static LEXICON_SIZE: LazyLock<usize> = LazyLock::new(|| rows(LEXICON).count());
static FIRST_GIVEN_NAME: LazyLock<usize> = LazyLock::new(|| *LEXICON_SIZE + loanwords().count());
static WORDS: LazyLock<Spellings> =
    LazyLock::new(|| Spellings::read(rows(LEXICON).chain(loanwords()), 0));
static GIVEN: LazyLock<Spellings> =
    LazyLock::new(|| Spellings::read(rows(GIVEN_NAMES), *FIRST_GIVEN_NAME));

/// A lexicon word of another script, to be known again where a name has it in Latin letters.
struct Heard {
    route: Route,
    sound: String,
    concepts: &'static [Concept],
}

/// Consonants of a word that is known again by its sound: with fewer, too many words sound alike.
const LEAST_CONSONANTS: usize = 3;
/// How far its sound may be off, in hundredths of the mean weight.
const HEARD_WITHIN: u32 = 10;
/// What its first sound may cost at most: who writes down a word by ear leaves out none there.
const BEGUN_WITHIN: u8 = 30;

/// Lexicon words of other scripts by the skeleton of their sound.
static HEARD: LazyLock<HashMap<Skeleton, Vec<Heard>>> = LazyLock::new(|| {
    let mut heard: HashMap<Skeleton, Vec<Heard>> = HashMap::default();
    let spelled = |word: &&str| {
        let script = word.chars().find_map(script_of);
        matches!(script, Some(Script::Cyrillic | Script::Arabic | Script::Hangul))
    };
    let mut words: Vec<&str> = lexicon_words().filter(spelled).collect();
    words.sort_unstable();
    words.dedup();
    for word in words {
        let (route, sound) = sound(word);
        let concepts = WORDS.get(word).unwrap_or_default();
        let key = skeleton(&sound);
        if key.len() >= LEAST_CONSONANTS {
            heard.entry(key).or_default().push(Heard { route, sound, concepts });
        }
    }
    heard
});

/// What a word stands for in a name of this kind: given names for persons, for all others words of
/// the trade lexicon, else loanwords. `folded` is the word without marks in its own script,
/// `letters` the same in a–z, `spoken` how it sounds.
///
/// A word of trade in Latin letters is also known by the sound of its Russian, Arabic, Persian or
/// Korean form: `saderat` is صادرات.
pub(crate) fn concepts(
    folded: &str,
    letters: &str,
    (route, spoken): (Route, &str),
    kind: Kind,
) -> &'static [Concept] {
    let table: &Spellings = if kind == Kind::Person { &GIVEN } else { &WORDS };
    let other = || {
        let found = (letters != folded).then(|| table.get(letters)).flatten()?;
        // What another script is romanised to may be an English word (工, gong).
        let is_meant = route == Route::Latin || !found.first()?.is_loanword();
        is_meant.then_some(found)
    };
    let plain = || plain_arabic(folded).and_then(|plain| table.get(&plain));
    let known = table.get(folded).or_else(plain).or_else(other).unwrap_or_default();
    if kind == Kind::Person || known.first().is_some_and(|concept| !concept.is_loanword()) {
        return known;
    }
    if matches!(route, Route::Cyrillic | Route::Greek) {
        return dictionary_forms(folded).find_map(|word| table.get(&word)).unwrap_or(known);
    }
    if route != Route::Latin {
        return known;
    }
    let candidates = HEARD.get(&skeleton(spoken)).map_or(&[][..], Vec::as_slice);
    let near = |heard: &&Heard| {
        let (a, b) = (heard.sound.as_bytes(), spoken.as_bytes());
        let prices = price::prices(heard.route, Route::Latin);
        let begun =
            |symbols: &[u8]| symbols.first().map_or(usize::MAX, |first| price::code(*first));
        if prices.change(begun(a), begun(b)) > BEGUN_WITHIN {
            return false;
        }
        let total = price::weight(a) + price::weight(b);
        let limit = HEARD_WITHIN * total.max(price::LEAST_TOTAL) / 200;
        price::distance_within(a, b, prices, limit).is_some()
    };
    candidates.iter().find(near).map_or(known, |heard| heard.concepts)
}

/// Endings of a word in Cyrillic or Greek letters, each with those of the word as dictionaries have it.
static ENDINGS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let ending = |ending| if ending == "-" { "" } else { ending };
    let of_row = |(own, others): (&'static str, &'static str)| {
        (ending(own), others.split(' ').map(ending).collect())
    };
    rows(include_str!("../../lists/names/word_endings.tsv")).map(of_row).collect()
});
/// Least letters that stay of a word without its ending.
const STEM: usize = 3;

/// The words of a dictionary that a word in Cyrillic or Greek letters may be a form of: новый of новая, завод of завода.
fn dictionary_forms(folded: &str) -> impl Iterator<Item = String> {
    let stems = ENDINGS.iter().filter_map(|(ending, others)| {
        let stem = folded.strip_suffix(ending)?;
        (stem.chars().count() >= STEM).then_some((stem, others))
    });
    stems.flat_map(|(stem, others)| others.iter().map(move |other| format!("{stem}{other}")))
}

/// Every spelling of the trade lexicon.
pub(super) fn lexicon_words() -> impl Iterator<Item = &'static str> {
    rows(LEXICON).flat_map(|(name, spellings)| spellings.split_whitespace().chain([name]))
}

/// Whether the trade lexicon has the word.
pub(super) fn is_of_trade(word: &str) -> bool {
    let first = WORDS.get(word).and_then(<[Concept]>::first);
    first.is_some_and(|concept| !concept.is_loanword())
}

/// Whether a word is known, as one of the trade lexicon or as a loanword.
pub(super) fn is_known(word: &str) -> bool {
    WORDS.get(word).is_some()
}

impl Concept {
    /// The word it is called by.
    pub fn name(self) -> &'static str {
        let mut all = rows(LEXICON).chain(loanwords()).chain(rows(GIVEN_NAMES));
        all.nth(usize::from(self.0)).map_or("", |(name, _)| name)
    }

    /// Whether it is a loanword, and none of the trade lexicon.
    pub fn is_loanword(self) -> bool {
        (*LEXICON_SIZE..*FIRST_GIVEN_NAME).contains(&usize::from(self.0))
    }

    /// Whether it is a given name.
    pub fn is_given_name(self) -> bool {
        usize::from(self.0) >= *FIRST_GIVEN_NAME
    }

    /// The first concept that two ascending lists share.
    pub fn shared(a: &[Concept], b: &[Concept]) -> Option<Concept> {
        a.iter().find(|concept| b.contains(concept)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn every_spelling_is_one_folded_word() {
        for table in [&[LEXICON, GIVEN_NAMES][..], &LOANWORDS].concat() {
            for (name, spellings) in rows(table) {
                for spelling in spellings.split_whitespace() {
                    assert_eq!(fold(spelling), spelling, "{name}");
                }
            }
        }
    }

    #[test]
    fn words_in_cyrillic_are_known_in_their_forms() {
        let word = |text| {
            let (route, spoken) = sound(text);
            concepts(text, text, (route, &spoken), Kind::Organization).first().map(|c| c.name())
        };
        for (form, concept) in [
            ("заводу", "factory"),
            ("заводов", "factory"),
            ("машиностроения", "machinery"),
            ("развитию", "development"),
            ("международных", "international"),
            ("организацията", "organization"),
            ("министерството", "ministry"),
            ("националните", "national"),
        ] {
            assert_eq!(word(form), Some(concept), "{form}");
        }
        assert_eq!(word("петров"), None);
    }

    #[test]
    fn loanwords_are_known_in_their_script_and_in_latin_letters() {
        let of = |word, kind| concepts(word, word, (Route::Other, ""), kind);
        let shared = |a, b, kind| Concept::shared(of(a, kind), of(b, kind));
        for (kana, latin) in [
            ("タレント", "talent"),
            ("パイル", "pile"),
            ("ベルト", "belt"),
            ("エンジェルズ", "angels"),
            ("リーダー", "reader"),
            ("リーダー", "leader"),
            ("와이즈", "wise"),
            ("어니스트", "honest"),
        ] {
            let concept = shared(kana, latin, Kind::Organization).unwrap();
            assert!(concept.is_loanword() && !concept.is_given_name(), "{kana}");
            assert_eq!(concept.name(), latin);
        }
        assert_eq!(shared("reader", "leader", Kind::Organization), None);
        // Words of trade and given names come first.
        assert!(!of("bank", Kind::Organization)[0].is_loanword());
        assert!(is_of_trade("バンク") && !is_of_trade("タレント") && !is_of_trade("탤런트"));
        assert!(of("ピーター", Kind::Person)[0].is_given_name());
        assert!(of("バンク", Kind::Person).is_empty() && of("タレント", Kind::Person).is_empty());
        assert!(concepts("工", "gong", (Route::Han, "guN"), Kind::Organization).is_empty());
    }

    #[test]
    fn concepts_are_fewer_than_their_numbers() {
        let rows = *FIRST_GIVEN_NAME + rows(GIVEN_NAMES).count();
        assert!(rows <= 1 << 16, "{rows}");
    }

    #[test]
    fn forms_of_a_name_share_a_concept() {
        let of = |name| concepts(name, name, (Route::Latin, ""), Kind::Person);
        for (a, b) in [
            ("william", "guillermo"),
            ("jack", "john"),
            ("jim", "james"),
            ("william", "bill"),
            ("joseph", "иосиф"),
            ("peter", "彼得"),
        ] {
            let shared = Concept::shared(of(a), of(b)).unwrap();
            assert!(shared.is_given_name(), "{a} {b}");
        }
        assert_eq!(Concept::shared(of("peter"), of("paul")), None);
        assert!(concepts("bank", "bank", (Route::Latin, "bank"), Kind::Person).is_empty());
        let word = |text| {
            let (route, spoken) = sound(text);
            concepts(text, text, (route, &spoken), Kind::Organization)[0].name()
        };
        assert_eq!(word("은행"), "bank");
        // Завод машиностроения, министерство обороны, академия наук, институт автоматики.
        assert_eq!(word("машиностроения"), "machinery");
        assert_eq!(word("обороны"), "defence");
        assert_eq!(word("наук"), "science");
        assert_eq!(word("федерации"), "federation");
        assert_eq!(word("saderat"), "export");
        // Инвест is invest, and no winvest.
        assert_eq!(word("инвест"), "investment");
        let (route, spoken) = sound("winvest");
        assert!(concepts("winvest", "winvest", (route, &spoken), Kind::Organization).is_empty());
        // Державна академія, розвитку промисловості.
        assert_eq!((word("державна"), word("академіі")), ("state", "academy"));
        assert_eq!(word("промисловості"), "industry");
        // The article of التجارية is a token of its own; hamza and the dots of ta marbuta are often left out.
        for (written, plain, concept) in [
            ("التجارية", "تجارية", "trading"),
            ("الإسلامية", "اسلاميه", "islamic"),
            ("أسمنت", "اسمنت", "cement"),
            ("بنك", "بنک", "bank"),
        ] {
            assert_eq!((word(written), word(plain)), (concept, concept));
        }
        assert_eq!(
            (word("новые"), word("восточное"), word("морская")),
            ("new", "east", word("морскои"))
        );
    }
}
