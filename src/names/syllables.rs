//! Korean and Chinese personal names as sequences of syllables.
//!
//! Letters tell East Asian names apart badly: *Kim Yong Chol* and *Kim Yong Chun* are two people, *Choe*
//! and *Tsoi* one family. Syllables tell them apart well. A name gives the set of syllable sequences
//! (*forms*) it can stand for, each with a price: the ways of spelling crossed to get there. Two names
//! agree at the lowest sum of the prices of a form they share.
//!
//! Forms are exact keys: an index that stores every form of every listed name finds by the forms of
//! a subject's name exactly what [`agree`] finds, and the explanation of an agreement is the
//! shared form with its two prices.
//!
//! | writing | forms | route |
//! |---|---|---|
//! | Hangul 김정은 | Korean | as written; given syllables also by the Southern initial-sound rule |
//! | Han 金正恩, 习近平, 陳國明, 阮富仲 | Korean, Chinese, Cantonese, Hokkien, Vietnamese | readings of the characters |
//! | Latin *Kim Chŏng-ŭn*, *Hsi Chin-p'ing*, *Chan Tai Man* | the same | spelling tables, every system at once |
//! | Cyrillic Ким Чонын, Си Цзиньпин | Korean, Chinese | Kontsevich and Palladius |
//! | katakana キム・ジョンウン | Korean | as the Japanese press writes what it hears |
//!
//! Tables with their prices and origins: `lists/names/`.

use super::chinese::{self, Sound};
use super::han::han;
use super::korean;
use super::spelled::{Alphabet, Packed, SpelledForm, Words, unpack};
use crate::text::{Script, nfkc, script_of};
use std::cmp::Ordering;

/// Highest price of a form, in hundredths.
pub const CAP: u16 = 40;
/// Most forms of a name in one language; the cheapest stay.
pub const MAX_FORMS: usize = 512;
/// A Korean reading up to this price is spelled by a known custom and not by accident.
const PLAIN: u16 = 10;
/// By how much a Korean reading must be cheaper than a Chinese one to be meant.
const AHEAD: u16 = 5;
/// A Hangul name taken for the Korean reading of a Chinese one: a syllable stands for several.
const READ_IN_KOREAN: u16 = 34;
/// A name in pinyin taken for the Chinese reading of a Korean one, as a Korean is registered in China:
/// the family names that can be meant are few.
const READ_IN_CHINESE: u16 = 12;
/// Longest name that is looked at, in bytes.
const MAX_BYTES: usize = 192;

/// What the syllables of a form are written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Language {
    /// Hangul syllables.
    Korean,
    /// Mandarin in pinyin without tones, `v` for u with two dots.
    Chinese,
    /// Cantonese in Jyutping without tones.
    Cantonese,
    /// Hokkien in Tâi-lô without tones.
    Hokkien,
    /// Vietnamese spelling without marks.
    Vietnamese,
}

/// One sequence of syllables a name can stand for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Form {
    /// What the key is written in.
    pub language: Language,
    /// Family name first: `김정은`, `jin zheng en`. A Korean family name is written as in the South.
    pub key: String,
    /// Hundredths, 0 to [`CAP`]: how far the name's own writing is from this form.
    pub cost: u16,
    /// The way from the writing to the form: `hangul`, `hanja`, `latin spelling`, …
    pub route: &'static str,
    /// Whether it was found in the other language.
    pub way: Way,
}

/// How directly a form stands for the name: many syllables fall together on the way from one language
/// to the other, so what can be compared without that way is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Way {
    /// The name's own reading.
    Straight,
    /// The name's own Korean reading, beside its own Chinese one.
    Beside,
    /// By way of the characters that the name may have, in the other language or, for Hokkien and
    /// Vietnamese, at all.
    Detour,
}

impl Way {
    /// Of a Korean reading, by whether the name has a Chinese one.
    fn beside(chinese: bool) -> Way {
        if chinese { Way::Beside } else { Way::Straight }
    }

    /// Whether forms found in these ways say something about each other.
    pub(crate) fn meets(self, other: Way) -> bool {
        match (self, other) {
            (Way::Detour, way) | (way, Way::Detour) => way == Way::Straight,
            _ => true,
        }
    }

    /// As a number below 4.
    pub(crate) fn number(self) -> u32 {
        self as u32
    }

    /// The way of that number.
    pub(crate) fn of_number(number: u32) -> Way {
        match number {
            0 => Way::Straight,
            1 => Way::Beside,
            _ => Way::Detour,
        }
    }
}

/// Everything a name says as a Korean or Chinese name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Syllables {
    /// Sorted by language and key, each pair once, at its lowest cost; never empty.
    pub forms: Vec<Form>,
    /// Wholly readable as a Korean name: a known family name and one to three given syllables.
    pub korean: bool,
    /// Wholly readable as a Chinese name: a known family name and one or two given syllables.
    pub chinese: bool,
    /// Readable in plain pinyin, not only by Wade-Giles or custom.
    pinyin: bool,
    /// Readable as Korean at little cost, and as nothing else at about the same.
    plainly_korean: bool,
    /// One run of letters, cut into family name and given syllables by guess.
    guessed: bool,
    writing: Script,
    /// The characters of a name in Han.
    characters: Vec<char>,
}

// A price leaves room for the way in what an index keeps of a form.
const _: () = assert!(CAP < 64);

/// What of a name's syllables decides where its forms do not: see [`Syllables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Facts {
    pub korean: bool,
    pub chinese: bool,
    pub pinyin: bool,
    pub plainly_korean: bool,
    pub guessed: bool,
    pub writing: Script,
}

/// Whether names without a shared form are surely two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parted {
    Yes,
    No,
    /// Unless the Hangul name may be the Korean reading of the Chinese one's characters.
    UnlessReadInTwo,
}

/// What the syllables of two names say about each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// They share a form.
    Same {
        /// Sum of the two prices in hundredths, the lowest over all shared forms.
        cost: u16,
        /// Place of the shared form in the first name's forms.
        left: usize,
        /// Place of the shared form in the second name's forms.
        right: usize,
    },
    /// Both are wholly readable in one language, and no reading is the same: two different names,
    /// however alike their letters.
    Different,
    /// The syllables neither bind nor part them.
    NotApplicable,
}

/// The forms of a name; `None` if it is in no way Korean or Chinese.
///
/// Takes the name as published: order, comma, capitals, hyphens, apostrophes and marks are read here.
///
/// # Examples
///
/// ```
/// use tamis::names::syllables::{Language, syllables};
///
/// let name = syllables("KIM, Jong Un").unwrap();
/// let form = name.forms.iter().find(|form| form.key == "김정은").unwrap();
/// assert_eq!((form.language, form.cost, form.route), (Language::Korean, 2, "latin spelling"));
/// assert!(syllables("Angela Merkel").is_none());
/// ```
pub fn syllables(name: &str) -> Option<Syllables> {
    if name.len() > MAX_BYTES {
        return None;
    }
    let mut found = Collected::default();
    let writing = writing(name)?;
    match writing {
        Script::Hangul => found.hangul(name),
        Script::Han => found.han(name),
        // Initials are no syllables: *J. U. Kim* may be *Kim Jong Un*.
        Script::Latin | Script::Cyrillic if has_initial(name) => return None,
        Script::Latin => found.latin(&Words::cut(name, Alphabet::Latin)?),
        Script::Cyrillic => found.cyrillic(&Words::cut(name, Alphabet::Cyrillic)?),
        Script::Kana => found.katakana(&Words::cut(name, Alphabet::Katakana)?),
        _ => return None,
    }
    found.finish(writing)
}

/// Compares two names by their forms.
///
/// Names both in Han characters are one name only if their characters are the same or variants of each
/// other: 张 and 章 sound alike and are two family names. Two names written as one run of letters, each
/// cut by guess (`kimjongun`), are left to their letters.
///
/// # Examples
///
/// ```
/// use tamis::names::syllables::{Verdict, agree, syllables};
///
/// let verdict = |a, b| agree(&syllables(a).unwrap(), &syllables(b).unwrap());
/// assert!(matches!(verdict("Choe Ryong Hae", "최룡해"), Verdict::Same { cost: 0, .. }));
/// assert_eq!(verdict("Kim Yong Chol", "Kim Yong Chun"), Verdict::Different);
/// ```
pub fn agree(a: &Syllables, b: &Syllables) -> Verdict {
    match (shared(a, b), part(a, b)) {
        (None, true) => Verdict::Different,
        (None, false) => Verdict::NotApplicable,
        (Some((cost, left, right)), _) => {
            if a.guessed && b.guessed {
                return Verdict::NotApplicable;
            }
            if a.writing == Script::Han && b.writing == Script::Han && !same_characters(a, b) {
                return Verdict::NotApplicable;
            }
            Verdict::Same { cost, left, right }
        }
    }
}

/// Cheapest shared form: cost, place left, place right.
fn shared(a: &Syllables, b: &Syllables) -> Option<(u16, usize, usize)> {
    let (mut left, mut right) = (0, 0);
    let mut best = None;
    while let (Some(x), Some(y)) = (a.forms.get(left), b.forms.get(right)) {
        match (x.language, x.key.as_str()).cmp(&(y.language, y.key.as_str())) {
            Ordering::Less => left += 1,
            Ordering::Greater => right += 1,
            Ordering::Equal if !x.way.meets(y.way) => {
                left += 1;
                right += 1;
            }
            Ordering::Equal => {
                let here = (x.cost + y.cost, left, right);
                best = Some(best.map_or(here, |b: (u16, usize, usize)| b.min(here)));
                left += 1;
                right += 1;
            }
        }
    }
    best
}

/// Whether names without a shared form are surely two names.
fn part(a: &Syllables, b: &Syllables) -> bool {
    match parted(&a.facts(), &b.facts()) {
        Parted::Yes => true,
        Parted::No => false,
        Parted::UnlessReadInTwo if a.writing == Script::Hangul => {
            !read_in_two_languages(&a.forms, &b.forms)
        }
        Parted::UnlessReadInTwo => !read_in_two_languages(&b.forms, &a.forms),
    }
}

/// The same as far as it is told without the forms.
pub(crate) fn parted(a: &Facts, b: &Facts) -> Parted {
    let (korean, chinese) = (a.korean && b.korean, a.chinese && b.chinese);
    let surely = |yes| if yes { Parted::Yes } else { Parted::No };
    match (a.writing, b.writing) {
        // Characters may also be spelled by Hokkien, Hakka, Japanese or Vietnamese sound, which
        // Wade-Giles and odd Korean spellings look like; plain ones rarely do.
        (Script::Han, Script::Latin | Script::Cyrillic) => {
            surely((korean && b.plainly_korean) || (chinese && b.pinyin))
        }
        // A Chinese name in Hangul is often written by the Korean reading of its characters: 양기 is
        // Liang Ji, 류예 is Liu Ye.
        (Script::Hangul, Script::Latin | Script::Cyrillic) if korean && b.chinese => {
            Parted::UnlessReadInTwo
        }
        (Script::Hangul, Script::Latin | Script::Cyrillic) => surely(korean),
        (Script::Latin | Script::Cyrillic, Script::Han | Script::Hangul) => parted(b, a),
        _ => surely(korean || chinese),
    }
}

/// Whether some characters have one of the Korean forms and one of the Chinese forms as readings.
fn read_in_two_languages(korean: &[Form], chinese: &[Form]) -> bool {
    let korean = || korean.iter().filter(|form| form.language == Language::Korean);
    chinese.iter().filter(|form| form.language == Language::Chinese).any(|form| {
        korean().any(|k| {
            k.key.chars().count() == form.key.split(' ').count()
                && k.key.chars().zip(form.key.split(' ')).all(|(k, c)| korean::reads_as(k, c))
        })
    })
}

impl Syllables {
    /// What decides where the forms do not.
    pub(crate) fn facts(&self) -> Facts {
        let Syllables { korean, chinese, pinyin, plainly_korean, guessed, writing, .. } = *self;
        Facts { korean, chinese, pinyin, plainly_korean, guessed, writing }
    }
}

/// Whether the forms are Korean at little cost, and nothing else at about the same.
fn plainly_korean(forms: &[Form]) -> bool {
    let least = |korean: bool| {
        let of = |form: &&Form| (form.language == Language::Korean) == korean;
        forms.iter().filter(of).map(|form| form.cost).min()
    };
    least(true).is_some_and(|korean| {
        korean <= PLAIN && least(false).is_none_or(|other| korean + AHEAD <= other)
    })
}

fn same_characters(a: &Syllables, b: &Syllables) -> bool {
    let variant = |x: char, y: char| {
        x == y
            || han(x).is_some_and(|of_x| of_x.variants().any(|variant| variant == y))
            || han(y).is_some_and(|of_y| of_y.variants().any(|variant| variant == x))
    };
    a.characters.len() == b.characters.len()
        && a.characters.iter().zip(&b.characters).all(|(&x, &y)| variant(x, y))
}

/// Whether a letter with a full stop stands for a word.
fn has_initial(name: &str) -> bool {
    let stopped = name.rsplit('.').skip(1);
    stopped
        .map(|text| text.chars().rev().map(char::is_alphabetic))
        .any(|mut letters| letters.next() == Some(true) && letters.next() != Some(true))
}

/// The one script all letters of the name are in.
fn writing(name: &str) -> Option<Script> {
    let mut scripts = name.chars().filter_map(script_of);
    let first = scripts.next()?;
    scripts.all(|script| script == first).then_some(first)
}

/// Forms by language before they are sorted.
#[derive(Default)]
struct Collected {
    forms: Vec<Form>,
    korean: bool,
    chinese: bool,
    pinyin: bool,
    guessed: bool,
    characters: Vec<char>,
}

impl Collected {
    fn hangul(&mut self, name: &str) {
        let text = nfkc(name);
        let words: Vec<&str> = text.split_whitespace().collect();
        if text.chars().any(|c| !c.is_whitespace() && script_of(c) != Some(Script::Hangul)) {
            return;
        }
        let (mut forms, mut known) = korean::hangul(&words);
        if let ([], [given @ .., family]) = (&forms[..], &words[..])
            && !given.is_empty()
        {
            // The family name may stand last, as in the West.
            let turned: Vec<&str> = std::iter::once(*family).chain(given.iter().copied()).collect();
            (forms, known) = korean::hangul(&turned);
        }
        let name = words.concat();
        self.korean = known && !forms.is_empty();
        let chinese: Vec<_> = match &forms[..] {
            [] => vec![],
            _ => chinese::read_in_korean(&name.chars().collect::<Vec<_>>()),
        };
        self.add_korean(
            forms.into_iter().map(|(packed, cost)| (packed, cost, "hangul")),
            Way::Straight,
        );
        let route = "korean reading of a chinese name";
        let chinese = chinese.into_iter().map(|packed| (packed, READ_IN_KOREAN, route));
        self.add_chinese(Sound::Mandarin, chinese, Way::Detour);
    }

    fn han(&mut self, name: &str) {
        let text = nfkc(name);
        let name: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        if name.len() > 5 || name.iter().any(|&c| script_of(c) != Some(Script::Han)) {
            return;
        }
        let mut in_pinyin = false;
        for (sound, route) in [
            (Sound::Mandarin, "pinyin of hanja"),
            (Sound::Cantonese, "jyutping of hanja"),
            (Sound::Hokkien, "hokkien reading of hanja"),
            (Sound::Vietnamese, "vietnamese reading of hanja"),
        ] {
            let (forms, family) = chinese::characters(sound, &name, CAP);
            self.chinese |= sound == Sound::Mandarin && family;
            in_pinyin |= sound == Sound::Mandarin && !forms.is_empty();
            self.add_chinese(
                sound,
                forms.into_iter().map(|(p, cost)| (p, cost, route)),
                Way::Straight,
            );
        }
        let forms = korean::hanja(&name, CAP);
        self.korean = !forms.is_empty();
        // Pinyin meets the pinyin of the characters without a detour through Korean.
        let forms = forms.into_iter().map(|(packed, cost)| (packed, cost, "hanja"));
        self.add_korean(forms, Way::beside(in_pinyin));
        self.characters = name;
    }

    fn latin(&mut self, words: &Words) {
        let (korean, whole) = korean::spelled(Alphabet::Latin, words, CAP);
        self.korean = whole && !korean.is_empty();

        let (forms, whole) = chinese::latin(Sound::Mandarin, words, CAP);
        self.chinese = whole && !forms.is_empty();
        self.pinyin = whole && forms.iter().any(|f| f.cost <= chinese::PINYIN);
        let korean = korean.iter().map(|f| (f.syllables, f.cost, "latin spelling"));
        self.add_korean(korean, Way::beside(self.pinyin));
        let route = |f: &SpelledForm| match f {
            f if f.customary => "customary family name",
            f if f.cost <= chinese::PINYIN => "pinyin",
            _ => "wade-giles",
        };
        let plain = |f: &&SpelledForm| whole && !f.customary && f.cost <= chinese::PINYIN;
        let read = forms.iter().filter(plain).flat_map(|form| {
            let syllables = chinese::syllables(Sound::Mandarin, form.syllables);
            korean::read_in_chinese(&syllables).into_iter().map(|(packed, price)| {
                (packed, READ_IN_CHINESE + form.cost + price, "pinyin of a korean name")
            })
        });
        self.add_korean(read, Way::Detour);
        let forms = forms.iter().map(|f| (f.syllables, f.cost, route(f)));
        self.add_chinese(Sound::Mandarin, forms, Way::Straight);

        let (forms, whole) = chinese::latin(Sound::Cantonese, words, CAP);
        self.guessed = !(self.korean || self.chinese || whole && !forms.is_empty());
        let forms = forms.iter().map(|f| (f.syllables, f.cost, "cantonese spelling"));
        self.add_chinese(Sound::Cantonese, forms, Way::Straight);

        // Two names in letters say by their letters whether they are alike.
        for (sound, route) in
            [(Sound::Hokkien, "hokkien spelling"), (Sound::Vietnamese, "vietnamese spelling")]
        {
            let (forms, _) = chinese::latin(sound, words, CAP);
            let forms = forms.iter().map(|f| (f.syllables, f.cost, route));
            self.add_chinese(sound, forms, Way::Detour);
        }
    }

    fn cyrillic(&mut self, words: &Words) {
        let (korean, whole) = korean::spelled(Alphabet::Cyrillic, words, CAP);
        self.korean = whole && !korean.is_empty();
        let (forms, whole) = chinese::cyrillic(words, CAP);
        self.chinese = whole && !forms.is_empty();
        self.pinyin = self.chinese;
        let korean = korean.iter().map(|f| (f.syllables, f.cost, "kontsevich cyrillic"));
        self.add_korean(korean, Way::beside(self.pinyin));
        self.guessed = !(self.korean || self.chinese);
        let forms = forms.iter().map(|f| (f.syllables, f.cost, "palladius cyrillic"));
        self.add_chinese(Sound::Mandarin, forms, Way::Straight);
    }

    /// Katakana binds a name and parts none: names of other languages can be read as Korean ones in it, those of the
    /// Chinese first of all.
    fn katakana(&mut self, words: &Words) {
        let (korean, whole) = korean::spelled(Alphabet::Katakana, words, CAP);
        self.guessed = !whole;
        let korean = korean.iter().map(|f| (f.syllables, f.cost, "katakana"));
        self.add_korean(korean, Way::Straight);
    }

    fn add_korean(&mut self, forms: impl Iterator<Item = (Packed, u16, &'static str)>, way: Way) {
        let language = Language::Korean;
        self.forms.extend(cheapest(forms.collect()).into_iter().map(|(packed, cost, route)| {
            let key = unpack(packed).map(korean::syllable).collect();
            Form { language, key, cost, route, way }
        }));
    }

    fn add_chinese(
        &mut self,
        sound: Sound,
        forms: impl Iterator<Item = (Packed, u16, &'static str)>,
        way: Way,
    ) {
        let language = match sound {
            Sound::Mandarin => Language::Chinese,
            Sound::Cantonese => Language::Cantonese,
            Sound::Hokkien => Language::Hokkien,
            Sound::Vietnamese => Language::Vietnamese,
        };
        self.forms.extend(cheapest(forms.collect()).into_iter().map(|(packed, cost, route)| {
            let key = chinese::key(sound, packed);
            Form { language, key, cost, route, way }
        }));
    }

    fn finish(mut self, writing: Script) -> Option<Syllables> {
        if self.forms.is_empty() {
            return None;
        }
        // One form a key: the name's own before a detour.
        self.forms
            .sort_unstable_by(|a, b| (a.language, &a.key, a.way).cmp(&(b.language, &b.key, b.way)));
        self.forms.dedup_by(|a, b| (a.language, &a.key) == (b.language, &b.key));
        let Collected { forms, korean, chinese, pinyin, guessed, characters } = self;
        let plainly_korean = korean && plainly_korean(&forms);
        Some(Syllables {
            forms,
            korean,
            chinese,
            pinyin,
            plainly_korean,
            guessed,
            writing,
            characters,
        })
    }
}

/// Each sequence once, the [`MAX_FORMS`] cheapest up to [`CAP`]; equal prices by sequence.
fn cheapest(mut forms: Vec<(Packed, u16, &'static str)>) -> Vec<(Packed, u16, &'static str)> {
    forms.retain(|form| form.1 <= CAP);
    forms.sort_unstable();
    forms.dedup_by_key(|form| form.0);
    if forms.len() > MAX_FORMS {
        forms.sort_unstable_by_key(|form| (form.1, form.0));
        forms.truncate(MAX_FORMS);
    }
    forms
}
