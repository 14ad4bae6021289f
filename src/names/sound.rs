//! One name token of any script as a short string of sounds, the form in which names are compared.

use super::{
    arabic, burmese, cyrillic, greek, han, hangul, hebrew, indic, kana, khmer, latin, thai,
};
use std::fmt;
use unicode_script::{Script, UnicodeScript};

/// The alphabet of sounds, one ASCII letter each.
///
/// Vowels `a e i o u y`; labials `b p f v w`; dentals `d t`, `T` (th), `D` (dh); velars `g k q`,
/// `X` (kh), `G` (gh), `h`; sibilants and affricates `s`, `S` (sh), `z`, `Z` (zh), `c` (ts),
/// `C` (ch), `j`; nasals `m n`, `N` (ng); liquids `l r`; `x` is not produced by any table today.
pub const SYMBOLS: &str = "aeiouybpfvwdtTDgkqXGhsSzZcCjmnNlrx";

/// Whether a byte is one of [`SYMBOLS`].
fn is_symbol(byte: u8) -> bool {
    const KNOWN: u128 = {
        let (mut known, mut at) = (0, 0);
        while at < SYMBOLS.len() {
            known |= 1 << SYMBOLS.as_bytes()[at];
            at += 1;
        }
        known
    };
    byte.is_ascii() && KNOWN & 1 << byte != 0
}

/// The most symbols of a sound that are kept and compared.
pub const LONGEST: usize = 64;

/// How the letters of a token were read; picks the prices of a comparison.
///
/// The discriminants are the positions in [`Route::ALL`] and stay as they are: index files hold
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Route {
    /// Latin letters, and tokens without any letter.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Arabic letters: consonants and long vowels.
    Arabic,
    /// Hebrew letters: consonants and vowel letters.
    Hebrew,
    /// Hangul letter by letter, as foreign names are written in it.
    Hangul,
    /// Han characters by their Mandarin reading, as foreign names are written in them.
    Han,
    /// Katakana and hiragana.
    Kana,
    /// Thai and Lao letters.
    Thai,
    /// Tamil letters, which tell fewer consonants apart than the other Indic scripts.
    Tamil,
    /// Devanagari, Bengali and the other Indic scripts of the subcontinent.
    Indic,
    /// Armenian letters.
    Armenian,
    /// Georgian letters.
    Georgian,
    /// Burmese and Khmer letters, and any other script by a general romanisation.
    Other,
    /// Japanese words in kanji and hiragana, by their reading.
    Japanese,
    /// Han characters of a native name by their Mandarin reading, which spells no foreign sounds.
    Mandarin,
}

impl Route {
    /// Every route, in the order of the discriminants.
    pub const ALL: [Route; 16] = [
        Route::Latin,
        Route::Cyrillic,
        Route::Greek,
        Route::Arabic,
        Route::Hebrew,
        Route::Hangul,
        Route::Han,
        Route::Kana,
        Route::Thai,
        Route::Tamil,
        Route::Indic,
        Route::Armenian,
        Route::Georgian,
        Route::Other,
        Route::Japanese,
        Route::Mandarin,
    ];

    /// The route in plain words, as evidence shows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Route::Latin => "latin spelling",
            Route::Cyrillic => "cyrillic letters",
            Route::Greek => "greek letters",
            Route::Arabic => "arabic skeleton",
            Route::Hebrew => "hebrew skeleton",
            Route::Hangul => "hangul by letter",
            Route::Han => "han by mandarin reading",
            Route::Kana => "kana",
            Route::Thai => "thai letters",
            Route::Tamil => "tamil letters",
            Route::Indic => "indic letters",
            Route::Armenian => "armenian letters",
            Route::Georgian => "georgian letters",
            Route::Other => "general romanisation",
            Route::Japanese => "japanese reading",
            Route::Mandarin => "mandarin reading",
        }
    }

    /// Whether its script leaves vowels out.
    pub(crate) fn is_abjad(self) -> bool {
        matches!(self, Route::Arabic | Route::Hebrew)
    }

    /// Whether the script has a letter for each sound, so that one letter alone is no word.
    pub(crate) fn is_alphabet(self) -> bool {
        matches!(
            self,
            Route::Latin
                | Route::Cyrillic
                | Route::Greek
                | Route::Arabic
                | Route::Hebrew
                | Route::Armenian
                | Route::Georgian
        )
    }

    /// Whether the script spells sounds by letters or by signs made of them, and not by syllables or by characters.
    pub(crate) fn is_spelt(self) -> bool {
        use Route::{Han, Hangul, Japanese, Kana, Mandarin};
        !matches!(self, Han | Mandarin | Hangul | Kana | Japanese)
    }

    /// The route of the first letter that has one; Latin where no letter has.
    fn of(token: &str) -> Route {
        token.chars().find_map(route_of_letter).unwrap_or(Route::Latin)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The route of a character's script (UAX #24); `None` for digits, punctuation and marks.
fn route_of_letter(c: char) -> Option<Route> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Route::Latin);
    }
    if !c.is_alphabetic() {
        return None;
    }
    Some(match c.script() {
        Script::Common | Script::Inherited | Script::Unknown => return None,
        Script::Latin => Route::Latin,
        Script::Cyrillic => Route::Cyrillic,
        Script::Greek => Route::Greek,
        Script::Arabic => Route::Arabic,
        Script::Hebrew => Route::Hebrew,
        Script::Hangul => Route::Hangul,
        Script::Han => Route::Han,
        Script::Hiragana | Script::Katakana => Route::Kana,
        Script::Thai | Script::Lao => Route::Thai,
        Script::Tamil => Route::Tamil,
        Script::Devanagari
        | Script::Bengali
        | Script::Gurmukhi
        | Script::Gujarati
        | Script::Oriya
        | Script::Telugu
        | Script::Kannada
        | Script::Malayalam
        | Script::Sinhala => Route::Indic,
        Script::Armenian => Route::Armenian,
        Script::Georgian => Route::Georgian,
        _ => Route::Other,
    })
}

/// Whether the first letter of a token is of a script.
fn is_of(script: Script, token: &str) -> bool {
    token.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.script() == script)
}

/// How a token sounds, and by which route it was read.
///
/// `token` is one token in one script, in NFKC and lower case (as [`crate::text::nfkc`] and
/// tokenising leave it). The sound is a string over [`SYMBOLS`] in which no symbol stands twice in
/// a row, at most [`LONGEST`] long; it is empty for a token without letters.
///
/// # Examples
///
/// ```
/// use tamis::names::sound::{Route, sound};
///
/// assert_eq!(sound("schröder"), (Route::Latin, "Sroder".to_owned()));
/// assert_eq!(sound("александр"), (Route::Cyrillic, "aleksandr".to_owned()));
/// assert_eq!(sound("محمد"), (Route::Arabic, "mhmd".to_owned()));
/// assert_eq!(sound("2024").1, "");
/// ```
pub fn sound(token: &str) -> (Route, String) {
    let route = Route::of(token);
    let mut heard = String::with_capacity(token.len());
    match route {
        Route::Latin => latin::read(token, &mut heard),
        Route::Cyrillic => cyrillic::read(token, &mut heard),
        Route::Greek => greek::read(token, &mut heard),
        Route::Arabic => arabic::read(token, &mut heard),
        Route::Hebrew => hebrew::read(token, &mut heard),
        Route::Hangul => hangul::read(token, &mut heard),
        Route::Han | Route::Mandarin => han::read(token, &mut heard),
        Route::Kana | Route::Japanese => kana::read(token, &mut heard),
        Route::Thai => thai::read(token, &mut heard),
        Route::Armenian => indic::read_armenian(token, &mut heard),
        Route::Other if is_of(Script::Myanmar, token) => burmese::read(token, &mut heard),
        Route::Other if is_of(Script::Khmer, token) => khmer::read(token, &mut heard),
        Route::Tamil | Route::Indic | Route::Georgian | Route::Other => {
            indic::read(token, &mut heard);
        }
    }
    if matches!(
        route,
        Route::Greek
            | Route::Arabic
            | Route::Hebrew
            | Route::Hangul
            | Route::Kana
            | Route::Japanese
    ) {
        heard = velar(&heard);
    }
    (route, join([heard.as_str()]))
}

/// `n` and `g` inside a word are one sound, as in the Latin spelling *ng*: لانگ is *Long*. A word of a
/// skeleton that begins so has a vowel between them.
fn velar(heard: &str) -> String {
    let from = heard.chars().next().map_or(0, char::len_utf8);
    let (first, rest) = heard.split_at(from);
    first.to_owned() + &rest.replace("ng", "N").replace("nG", "N")
}

/// The sound of adjacent tokens read as one word.
///
/// Symbols that meet at a seam and are equal count once, as inside a word; what follows the first
/// [`LONGEST`] symbols is left out.
///
/// # Examples
///
/// ```
/// assert_eq!(tamis::names::sound::join(["abd", "dalaX"]), "abdalaX");
/// ```
pub fn join<'a>(sounds: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    let mut last = 0;
    for sound in sounds {
        joined.reserve(sound.len());
        for symbol in sound.bytes().filter(|symbol| is_symbol(*symbol)) {
            if joined.len() == LONGEST {
                return joined;
            }
            if symbol != last {
                joined.push(char::from(symbol));
                last = symbol;
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests;
