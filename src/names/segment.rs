//! A name cut into tokens.

use super::compound;
use super::reading::initials;
use super::sound::{Route, sound};
use super::unit::{Class, Unit};
use super::{
    arabic, chinese, concept, han, hangul, initial, japanese, japanese_names, kana, letter_names,
};
use super::{reading, weight, words};
use crate::party::Kind;
use crate::text::{Script, fold, nfkc, script_of};
use std::borrow::Cow;

/// A name cut into tokens.
pub(crate) struct Tokens {
    /// In the order of the name; a name with no letters or digits has none.
    pub tokens: Vec<Unit>,
    /// Tokens again, with another reading.
    pub others: Vec<Unit>,
}

/// Cuts a name into tokens.
pub(crate) fn tokens(name: &str, kind: Kind) -> Tokens {
    let lower = nfkc(name).to_lowercase();
    let language = HanName::of(&lower, kind);
    let may_have_letters = kind != Kind::Person && !lower.is_ascii();
    let undotted = may_have_letters.then(|| letter_names::without_dots(&lower)).flatten();
    let lower = undotted.unwrap_or(lower);
    let phrased = words::replace_legal_phrases(lower);
    let spaced = join_dotted_letters(phrased);
    let mut pieces: Vec<Piece> = Vec::new();
    for parted in spaced.split_inclusive(|c: char| !belongs_to_word(c)) {
        let word = parted.trim_end_matches(|c: char| !belongs_to_word(c));
        if word.is_empty() {
            continue;
        }
        let stopped = parted.ends_with(FULL_STOPS);
        // Nothing to undo or to cut: most words are such.
        if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            let mut others = sounds_of_gh(word);
            if word.starts_with('x') && word.len() > 1 {
                others.extend(sounds_of_x(word));
            }
            pieces.push(Piece { others, stopped, ..Piece::new(word) });
            continue;
        }
        let word: String = word.chars().filter(|&c| !is_apostrophe(c)).collect();
        if let Some(meant) = words::undo_figures(&word, kind) {
            pieces.push(Piece { meant: Some(meant), ..Piece::new(&word) });
            continue;
        }
        for run in split_scripts(&words::undo_lookalikes(word, &spaced), kind) {
            split_run(&run, kind, language, &mut pieces);
        }
        if let Some(last) = pieces.last_mut().filter(|_| stopped) {
            last.stopped = true;
        }
    }
    compound::fuse(&mut pieces, kind);
    pieces.truncate(reading::MAX_TOKENS);
    let last = pieces.len().saturating_sub(1);
    let mut tokens: Vec<Unit> =
        pieces.iter().enumerate().map(|(at, piece)| token(piece, at, last, kind)).collect();
    if kind != Kind::Person {
        lighten_legal_words(&mut tokens);
        lighten_own_acronym(&mut tokens);
    }
    if fills_field(name) {
        lighten_fragment(&mut tokens);
    }
    let others = pieces.iter().zip(&tokens).flat_map(|(piece, token)| {
        let others = piece.others.iter().cloned();
        let others = others.map(|(route, sound)| Unit { route, sound, ..token.clone() });
        others.chain(initials_too(piece, token, kind))
    });
    let others = others.collect();
    Tokens { tokens, others }
}

/// What says that the word before it is cut; Hindi has a sign of its own.
const FULL_STOPS: [char; 2] = ['.', '\u{970}'];

/// Initials that a token may stand for besides: a letter by its name, a beginning of two letters that may be
/// a name (*Yu.* is Yuri, and Yu).
fn initials_too(piece: &Piece, token: &Unit, kind: Kind) -> Vec<Unit> {
    if kind != Kind::Person {
        return Vec::new();
    }
    let initial =
        |letters| Unit { letters, sound: String::new(), class: Class::Initial, ..token.clone() };
    let alphabet = token.route.is_alphabet();
    let letter = alphabet && initial::is_letter(&piece.text, token.route);
    if token.class == Class::Initial && !letter {
        let (route, heard) = sound(&piece.text);
        let named = letter_names::named(route, &heard, piece.stopped).chars();
        let named = named.map(String::from).filter(|letter| *letter != token.letters);
        return named.map(initial).collect();
    }
    let cut =
        piece.stopped && token.class == Class::Plain && alphabet && token.text.chars().count() == 2;
    cut.then(|| Unit { class: Class::Initial, ..token.clone() }).into_iter().collect()
}

/// What language the Han characters of a name are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HanName {
    Japanese,
    Chinese,
    /// Of an organisation of Korea in Chinese.
    Korean,
    /// Of a ship: any of them.
    Vessel,
    Either,
    /// Of a person and too short for the transcription of a foreign name, which is parted by dots.
    Native,
}

/// Most characters of a native name, and of a part of one that is written in parts.
const NATIVE: usize = 4;
const NATIVE_PART: usize = 2;

impl HanName {
    fn of(name: &str, kind: Kind) -> HanName {
        let kana = || name.chars().any(|c| script_of(c) == Some(Script::Kana));
        let is_read_by_it = |c| matches!(script_of(c), Some(Script::Han | Script::Kana));
        if name.is_ascii() || !name.chars().any(is_read_by_it) {
            return HanName::Either;
        }
        let form = || ["株式会社", "有限会社", "合同会社", "(株)"].iter().any(|f| name.contains(f));
        let native = || {
            let han = |c: &char| script_of(*c) == Some(Script::Han);
            let all = name.chars().filter(han).count();
            let longest = name.split_whitespace().map(|part| part.chars().count()).max();
            !name.contains(['·', '・', '•', '‧', '.'])
                && (all <= NATIVE || longest.is_some_and(|longest| longest <= NATIVE_PART))
        };
        if kind == Kind::Person && native() {
            if of_no_family(name) { HanName::Either } else { HanName::Native }
        } else if kind != Kind::Person && (kana() || form()) {
            HanName::Japanese
        } else if matches!(kind, Kind::Vessel | Kind::Aircraft) {
            HanName::Vessel
        } else if kind != Kind::Person && words::is_of_korea(name) {
            HanName::Korean
        } else if name.contains("公司") {
            HanName::Chinese
        } else {
            HanName::Either
        }
    }
}

/// Whether a name in Han characters begins with no family name of those who write theirs in them, as
/// foreign names in the newspapers of Malaysia do, without a dot: 诺奥马 is *Noh Omar*.
fn of_no_family(name: &str) -> bool {
    let characters: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    let family = |length: usize| {
        let start: Option<String> = characters.get(..length).map(|start| start.iter().collect());
        start.is_some_and(|start| {
            // Most Japanese family names have two characters; single ones would keep too much from being foreign.
            chinese::is_family(&start) || length > 1 && japanese_names::is_family(&start)
        })
    };
    characters.len() > 2 && !(1..=3).any(family)
}

/// `Company Liability Limited`, `Joint Stock`: words of a legal form in another order, or cut, are no name
/// either where two of them stand together. A name of nothing else keeps them.
fn lighten_legal_words(tokens: &mut [Unit]) {
    let is_legal = |token: &Unit| {
        token.class == Class::LegalForm || !words::legal_phrases_with(&token.text).is_empty()
    };
    let all = tokens.len();
    for run in tokens.chunk_by_mut(|a, b| is_legal(a) == is_legal(b)) {
        let of_one_form = |pair: &[Unit]| {
            let [a, b] = [0, 1].map(|at| words::legal_phrases_with(&pair[at].text));
            pair.iter().any(|token| token.class == Class::LegalForm)
                || a.iter().any(|phrase| b.contains(phrase))
        };
        if !is_legal(&run[0]) || run.len() == all || !run.windows(2).any(of_one_form) {
            continue;
        }
        for token in run.iter_mut().filter(|token| token.class != Class::LegalForm) {
            token.concepts = &[];
            lighten(token, Class::LegalForm);
        }
    }
}

/// `Foreign Trade Bank (FTB)`: the acronym of the words before it adds nothing to the name, so as a
/// word of it, it counts as little as a function word.
fn lighten_own_acronym(tokens: &mut [Unit]) {
    let Some((last, words)) = tokens.split_last_mut() else { return };
    let own = last.class == Class::Plain
        && last.letters.len() > 1
        && initials(words).contains(&last.letters);
    if own {
        lighten(last, Class::StopWord);
    }
}

/// A word of an organisation's name counts as one of another class.
fn lighten(token: &mut Unit, class: Class) {
    token.class = class;
    (token.weight, token.residue) =
        weight::weights(&token.letters, &token.sound, class, Kind::Organization, &[]);
}

/// Characters of one line of a party's name in a payment message (SWIFT FIN, format `4*35x`; also the
/// fields of many ledgers): a name of just this length has often lost what came after.
const FIELD: usize = 35;

/// Whether a name has just so many characters.
fn fills_field(name: &str) -> bool {
    name.trim().chars().count() == FIELD
}

/// Whether a name may have been cut off at the end of its field: it fills it, but for a space at the end.
pub(crate) fn may_be_cut(name: &str) -> bool {
    (FIELD - 1..=FIELD).contains(&name.trim().chars().count())
}

/// The last word of a name cut off at the end of its field may be part of a word, so where it finds
/// no partner, that says next to nothing: as long as it is short. A longer one tells a name, whole or not; and
/// what begins like the whole name is told by its text.
fn lighten_fragment(tokens: &mut [Unit]) {
    if let [.., _, last] = tokens
        && last.class != Class::Number
        && last.letters.chars().count() <= LONGEST_FRAGMENT
    {
        last.residue = last.residue.min(FRAGMENT);
    }
}

/// Residue of what may be part of a word, in thousandths.
const FRAGMENT: u32 = 10;

/// The most letters of what says so little.
const LONGEST_FRAGMENT: usize = 4;

/// A word on its way to becoming a token.
pub(super) struct Piece {
    pub text: String,
    /// Set where figures stand for letters.
    pub meant: Option<String>,
    /// Set where the sound is not that of the text alone.
    pub sound: Option<String>,
    /// Set where the route is not that of the text.
    pub route: Option<Route>,
    /// Other ways to read it.
    pub others: Vec<(Route, String)>,
    pub article: bool,
    /// Whether a full stop follows it.
    pub stopped: bool,
}

impl Piece {
    /// The word as tables have it that are in a–z, if its script writes all sounds: an Indian or Russian *Abdul*
    /// is one as well.
    pub fn spelt(&self) -> Cow<'_, str> {
        let spells = |script| {
            matches!(script, Script::Latin | Script::Cyrillic | Script::Greek | Script::Other)
        };
        if !self.text.is_ascii() && self.text.chars().find_map(script_of).is_some_and(spells) {
            Cow::Owned(ascii_letters(&self.text))
        } else {
            Cow::Borrowed(&self.text)
        }
    }

    pub fn new(text: &str) -> Piece {
        Piece {
            text: text.to_owned(),
            meant: None,
            sound: None,
            route: None,
            others: Vec::new(),
            article: false,
            stopped: false,
        }
    }
}

/// A word that begins with *x*, which is *sh* in Pinyin, Portuguese, Catalan and Basque (Xi, Xuxa) and
/// *kh* in Azerbaijani and Uzbek (Xalid).
fn sounds_of_x(word: &str) -> Vec<(Route, String)> {
    ["sh", "kh"].map(|spelt| sound(&word.replacen('x', spelt, 1))).into()
}

/// A word with *gh* after i or u, where English has it silent (Leigh, Vaughan) or, at the end, as f (Gough).
fn sounds_of_gh(word: &str) -> Vec<(Route, String)> {
    let silent = ["igh", "ugh"].into_iter().find(|spelt| word.contains(spelt));
    // Before t it is always silent, and read so.
    let Some(spelt) = silent.filter(|_| !word.contains("ight")) else { return Vec::new() };
    let other = |read: &str| sound(&word.replacen(spelt, &spelt.replace("gh", read), 1));
    let mut others = vec![other("")];
    if word.ends_with("ough") {
        others.push(other("f"));
    }
    others
}

/// The name of the husband or father in a Czech or Slovak woman's, as both languages also make it of
/// foreign names: *Merkel* of *Merkelová*.
fn of_man(word: &str) -> Option<&str> {
    word.strip_suffix("ová").filter(|name| name.chars().count() >= 3)
}

/// Letters, digits, marks inside words and apostrophes; everything else parts words.
fn belongs_to_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || is_apostrophe(c);
    }
    c.is_alphanumeric() || is_apostrophe(c) || unicode_normalization::char::is_combining_mark(c)
}

/// Signs written for aspiration, ayn, softness or elision: part of a word, no letter of it.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’'
            | '‘'
            | '`'
            | 'ʼ'
            | 'ʻ'
            | 'ʿ'
            | 'ʾ'
            | '´'
            | '“'
            | '”'
            | '"'
            | '׳'
            | '״'
            | 'ʹ'
            | 'ʺ'
    )
}

/// `s.a. de c.v.` to `sa de cv`: single letters with dots are one abbreviation, not initials.
///
/// A lone `j.` stays as it is: that is an initial.
fn join_dotted_letters(text: String) -> String {
    if !text.contains('.') {
        return text;
    }
    let chars: Vec<char> = text.chars().collect();
    let letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    let dot = |at: usize| chars.get(at) == Some(&'.');
    let starts_word = |at: usize| at == 0 || !chars[at - 1].is_alphanumeric();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let begins = starts_word(at) && letter(at) && dot(at + 1) && letter(at + 2);
        let single = begins && !letter(at + 3);
        if !single {
            out.push(chars[at]);
            at += 1;
            continue;
        }
        out.push(' ');
        while letter(at) && !letter(at + 1) {
            out.push(chars[at]);
            at += if dot(at + 1) { 2 } else { 1 };
        }
        out.push(' ');
    }
    out
}

/// Cuts a word where its script changes; digits and marks stay with what stands before them,
/// except that digits part from letters in scripts without spaces.
fn split_scripts(word: &str, kind: Kind) -> Vec<String> {
    // Japanese company names mix kanji and kana inside a word.
    let script_of = |c| match script_of(c) {
        Some(Script::Kana) if kind != Kind::Person => Some(Script::Han),
        script => script,
    };
    let mut runs: Vec<String> = Vec::new();
    let mut current: Option<Option<Script>> = None;
    for c in word.chars() {
        let script = script_of(c);
        let digit = c.is_numeric();
        let same = match (current, script) {
            (None, _) => false,
            (Some(Some(a)), Some(b)) => a == b,
            (Some(None), None) => true,
            (Some(_), None) => !digit,
            (Some(None), Some(_)) => false,
        };
        match runs.last_mut() {
            Some(run) if same => run.push(c),
            _ => runs.push(c.to_string()),
        }
        if !same {
            current = Some(if digit { None } else { script });
        }
    }
    runs
}

/// One run of one script: cut at lexicon words where the script writes no spaces, and at the
/// Arabic article.
fn split_run(run: &str, kind: Kind, language: HanName, pieces: &mut Vec<Piece>) {
    let script = run.chars().find_map(script_of);
    match script {
        _ if words::is_legal_form(run) => pieces.push(Piece::new(run)),
        Some(Script::Han | Script::Kana) if kind != Kind::Person => {
            for part in words::split_at_lexicon(run) {
                for part in around_name(part, kind, language) {
                    han_words(part, language, pieces);
                }
            }
        }
        Some(Script::Han) => {
            let before = pieces.last().map(|piece| piece.text.as_str());
            let sounds = japanese_names::sounds(run, before).into_iter();
            let mut others: Vec<_> = sounds.map(|sound| (Route::Japanese, sound)).collect();
            let (route, sound) = match language {
                HanName::Native => (Some(Route::Mandarin), None),
                _ => (None, Some(han::foreign(run))),
            };
            if sound.is_some() {
                others.push(self::sound(run));
            } else {
                let southern = chinese::southern_sounds(run).into_iter();
                others.extend(southern.map(|sound| (Route::Mandarin, sound)));
            }
            pieces.push(Piece { others, route, sound, ..Piece::new(run) });
        }
        Some(Script::Hangul) if kind != Kind::Person => {
            let parts = words::split_at_lexicon(run).into_iter();
            pieces.extend(parts.flat_map(|part| around_name(part, kind, language)).map(|part| {
                let whole = |(_, taken): &(String, usize)| *taken == part.chars().count();
                let letters = letter_names::letters(part).filter(whole).map(|(letters, _)| letters);
                let others = letters.into_iter().chain(hangul::as_spoken(part));
                let others = others.map(|other| sound(&other)).collect();
                Piece { others, ..Piece::new(part) }
            }));
        }
        Some(Script::Arabic) => {
            let after_and = (kind != Kind::Person).then(|| arabic::after_and(run)).flatten();
            if after_and.is_some() {
                pieces.push(Piece::new(arabic::AND));
            }
            let run = after_and.unwrap_or(run);
            let noun = arabic::after_article(run);
            if noun.is_some() {
                pieces.push(Piece { article: true, ..Piece::new(arabic::ARTICLE) });
            }
            let word = noun.unwrap_or(run);
            let others = arabic::otherwise(word).map(|word| sound(&word)).into_iter().collect();
            pieces.push(Piece { others, ..Piece::new(word) });
        }
        _ if run.is_empty() => {}
        Some(Script::Cyrillic) if kind != Kind::Person => {
            let others = words::of_place(run).map(sound).into_iter().collect();
            pieces.push(Piece { others, ..Piece::new(run) });
        }
        Some(Script::Kana) => {
            let (route, heard) = sound(run);
            pieces.push(Piece { others: doubled(route, &heard), ..Piece::new(run) });
        }
        Some(Script::Latin) if kind == Kind::Person => {
            let others = of_man(run).map(sound).into_iter().collect();
            pieces.push(Piece { others, ..Piece::new(run) });
        }
        _ => pieces.push(Piece::new(run)),
    }
}

/// A part of a name between words of the lexicon: after the place that a company begins with, and without the sign
/// that ends the name of a ship.
fn around_name(part: &str, kind: Kind, language: HanName) -> impl Iterator<Item = &str> {
    let [place, name] = match kind {
        _ if concept::is_of_trade(part) => [part, ""],
        Kind::Vessel | Kind::Aircraft => [words::before_vessel_suffix(part).unwrap_or(part), ""],
        // A dictionary knows the places of Japan.
        _ if language == HanName::Japanese => [part, ""],
        _ => words::split_at_place(part).map_or([part, ""], |(place, name)| [place, name]),
    };
    [place, name].into_iter().filter(|part| !part.is_empty())
}

/// The other sound of a word in kana whose ン may double an m.
fn doubled(route: Route, heard: &str) -> Vec<(Route, String)> {
    kana::doubled(heard).map(|doubled| (route, doubled)).into_iter().collect()
}

/// A word in katakana. Names of letters at its beginning may stand for the letters.
fn katakana(word: &str) -> Piece {
    let (route, heard) = sound(word);
    let others = doubled(route, &heard);
    let Some((letters, taken)) = letter_names::letters(word) else {
        return Piece { others, ..Piece::new(word) };
    };
    let rest: String = word.chars().skip(taken).collect();
    if rest.is_empty() {
        let others = vec![(route, heard)];
        return Piece { meant: Some(letters), others, ..Piece::new(word) };
    }
    let spelled = super::sound::join([sound(&letters).1.as_str(), sound(&rest).1.as_str()]);
    Piece { others: [others, vec![(route, spelled)]].concat(), ..Piece::new(word) }
}

/// Words of a Japanese name are cut and read by the dictionary; a name that may be Chinese keeps its
/// Mandarin reading and has the Japanese one besides.
fn han_words(part: &str, language: HanName, pieces: &mut Vec<Piece>) {
    let words = japanese::words(part);
    let sound = || words.iter().map(|word| word.sound.as_str()).collect();
    match language {
        // A dictionary may have a word of the trade lexicon in parts: 半 and 導体, 航空 and 機.
        HanName::Japanese if words.len() > 1 && concept::is_of_trade(part) => {
            pieces.push(Piece {
                sound: Some(sound()),
                route: Some(Route::Japanese),
                ..Piece::new(part)
            });
        }
        HanName::Japanese => {
            for word in words {
                if word.route == Route::Kana {
                    pieces.extend(words::split_at_loanwords(&word.text).into_iter().map(katakana));
                    continue;
                }
                pieces.push(Piece {
                    others: word.other.into_iter().map(|sound| (Route::Japanese, sound)).collect(),
                    text: word.text,
                    meant: None,
                    sound: Some(word.sound),
                    route: Some(word.route),
                    article: false,
                    stopped: false,
                });
            }
        }
        HanName::Chinese => pieces.push(Piece::new(part)),
        HanName::Korean => {
            pieces.push(Piece { others: korean_sounds(part).collect(), ..Piece::new(part) });
        }
        HanName::Vessel => {
            let others = std::iter::once((Route::Japanese, sound())).chain(korean_sounds(part));
            pieces.push(Piece { others: others.collect(), ..Piece::new(part) });
        }
        HanName::Either | HanName::Native => {
            pieces.push(Piece { others: vec![(Route::Japanese, sound())], ..Piece::new(part) });
        }
    }
}

/// A word in Han as Korean reads it, as written and as spoken.
fn korean_sounds(part: &str) -> impl Iterator<Item = (Route, String)> {
    let written = han::in_hangul(part);
    let spoken = written.as_deref().and_then(hangul::as_spoken);
    written.into_iter().chain(spoken).map(|word| sound(&word))
}

fn token(piece: &Piece, at: usize, last: usize, kind: Kind) -> Unit {
    let meant = piece.meant.as_ref().unwrap_or(&piece.text);
    let (own_route, own_sound) = sound(meant);
    let route = piece.route.unwrap_or(own_route);
    let mut letters = ascii_letters(meant);
    let mut sound = piece.sound.clone().unwrap_or(own_sound);
    // What is left of a word without its vowels spells others: عمر (Omar) is no *Mr*.
    let spelt = if own_route.is_abjad() { meant } else { &letters };
    let mut class = words::class(meant, spelt, kind, at == 0, at == last && last > 0);
    let lone = initial::is_letter(meant, route);
    // No article, particle or ship's prefix, but it may be the title of a person: د. is Dr.
    let title = kind == Kind::Person && class == Class::Title;
    let initial = piece.stopped && lone && !title;
    if piece.article {
        class = Class::Particle;
    }
    if kind != Kind::Person
        && (at > 0 || words::is_series(meant, kind))
        && !initial
        && let Some(number) = words::numeral(meant, kind)
    {
        number.clone_into(&mut letters);
        class = Class::Number;
    }
    if !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_digit()) {
        class = Class::Number;
        // `No. 01` and `No. 1` are the same ship.
        let trimmed = letters.trim_start_matches('0');
        letters = if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() };
        sound.clear();
    } else if initial {
        class = Class::Initial;
    } else if class == Class::Plain {
        let person = kind == Kind::Person;
        let named = if person { letter_names::named(route, &sound, piece.stopped) } else { "" };
        if let Some(first) = named.get(..1) {
            first.clone_into(&mut letters);
            sound.clear();
            class = Class::Initial;
        } else if letters.len() == 1 && sound.len() <= 1
            || lone && route != Route::Latin && route.is_alphabet()
            || person && piece.stopped && initial::is_abbreviation(meant, (route, &sound))
        {
            class = Class::Initial;
        }
    }
    // A word in a–z and 0–9 is its own folded form.
    let folded = if letters == *meant { None } else { Some(fold(meant)) };
    let folded = folded.as_deref().unwrap_or(meant);
    // Function words are spelled like words of another language: et is meat in Turkish, and at a horse.
    // A ship's number stays what it is.
    let none = match class {
        Class::Number => kind != Kind::Organization,
        _ => kind != Kind::Person && class.is_joining(),
    };
    let concepts =
        if none { &[] } else { concept::concepts(folded, &letters, (route, &sound), kind) };
    let weights_of = |sound: &str| weight::weights(&letters, sound, class, kind, concepts);
    let (mut weight, mut residue) = weights_of(&sound);
    if kind == Kind::Person {
        // That one of its readings sounds like a common word does not make a name a common one.
        for (_, other) in &piece.others {
            (weight, residue) = weights_of(other).max((weight, residue));
        }
    }
    Unit {
        first: at as u8,
        end: at as u8 + 1,
        text: piece.text.clone(),
        concepts,
        letters,
        route,
        sound,
        class,
        weight,
        residue,
    }
}

/// Adjacent tokens written as one; `None` where that makes no word: different scripts, a number,
/// or next to nothing but words of little weight.
pub(crate) fn join(tokens: &[Unit]) -> Option<Unit> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let joinable = |token: &Unit| token.route == first.route && !token.sound.is_empty();
    let carries =
        |token: &Unit| matches!(token.class, Class::Plain | Class::Kunya | Class::Initial);
    if !tokens.iter().all(joinable) || !tokens.iter().any(carries) {
        return None;
    }
    let text: String = tokens.iter().map(|token| token.text.as_str()).collect();
    let letters: String = tokens.iter().map(|token| token.letters.as_str()).collect();
    // `Fastly Inc.` is no `Fastlink`: a word and its legal forms are one word only to the letter.
    let carried = tokens.iter().filter(|token| token.class != Class::LegalForm).count();
    let sound = match carried {
        1 if tokens.len() > carried => String::new(),
        _ => super::sound::join(tokens.iter().map(|token| token.sound.as_str())),
    };
    let initials = tokens.iter().all(|token| token.class == Class::Initial);
    (letters.len() >= 3 || initials).then(|| Unit {
        first: first.first,
        end: last.end,
        text,
        letters,
        route: first.route,
        sound,
        class: Class::Plain,
        concepts: &[],
        weight: tokens.iter().map(|token| token.weight).sum(),
        residue: tokens.iter().map(|token| token.residue).sum(),
    })
}

/// The word in a–z and 0–9.
fn ascii_letters(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word.to_owned();
    }
    any_ascii::any_ascii(word)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str, kind: Kind) -> Vec<String> {
        tokens(name, kind).tokens.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn names_are_cut_into_words() {
        for (name, kind, expected) in [
            ("KIM, Jong-un", Kind::Person, "kim jong un"),
            ("Ch'oe Ryong-hae", Kind::Person, "choe ryong hae"),
            ("김정은", Kind::Person, "김정은"),
            ("ＨＲホールディングス", Kind::Organization, "hr ホールディングス"),
            ("조선무역은행", Kind::Organization, "조선 무역 은행"),
            ("CIMEX, S.A. de C.V.", Kind::Organization, "cimex sacv"),
            ("J. Smith", Kind::Person, "j smith"),
            ("RYE SONG GANG 1", Kind::Vessel, "rye song gang 1"),
            ("MV Hao Fan6", Kind::Vessel, "mv hao fan 6"),
            ("صدام حسين التكريتي", Kind::Person, "صدام حسين ال تكريتي"),
            ("", Kind::Person, ""),
            ("--- ...", Kind::Person, ""),
        ] {
            assert_eq!(texts(name, kind).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn words_of_the_lexicon_are_cut_out_of_names_without_spaces() {
        for (name, expected) in [
            // A Japanese dictionary has these in parts.
            ("株式会社スヴェトラーナ半導体", "株式会社 スヴェトラーナ 半導体"),
            ("第150航空機修理工場", "第 150 航空機 修理工場"),
            // Short words in katakana are no words within others.
            ("シーメンス", "シーメンス"),
            ("ガスエネルギー", "ガス エネルギー"),
            ("公開株式会社ツポレフ", "株式会社 ツポレフ"),
            // Companies of China begin with where they are registered.
            ("大连日月星国际物流有限公司", "大连 日月星 国际 物流 公司"),
            ("大连", "大连"),
            ("朝鲜平壤光复贸易会社", "朝鲜 平壤 光复 贸易 会社"),
            ("평양릉라무역회사", "평양 릉라 무역 회사"),
        ] {
            assert_eq!(texts(name, Kind::Organization).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn look_alikes_of_another_script_are_undone() {
        for (name, expected) in [
            ("Максiм", "максім"),
            ("HAУМЕЦ", "наумец"),
            ("Ниĸолаевич", "николаевич"),
            ("Kим", "ким"),
            ("MАRIA", "maria"),
            ("OАO", "oao"),
            // The rest of the name decides.
            ("Максiм Шевчук", "максім шевчук"),
            ("СОCА Sterling", "coca sterling"),
        ] {
            assert_eq!(texts(name, Kind::Person).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn figures_for_letters_are_read_as_letters() {
        for (name, kind, expected) in [
            ("K1M J0NG UN", Kind::Person, "kim jong un"),
            ("5MITH", Kind::Person, "smith"),
            ("A1I HA5SAN", Kind::Person, "ali hassan"),
            ("Henry 8th", Kind::Person, "henry 8 th"),
            ("0CEAN M4RITIME", Kind::Organization, "ocean m 4 ritime"),
            ("5ABITI 8EME", Kind::Vessel, "sabiti 8 eme"),
            ("SPARTA5 SIN0", Kind::Vessel, "sparta 5 sino"),
            ("OCEAN MAR1TIME", Kind::Organization, "ocean maritime"),
            ("HAO FAN6", Kind::Vessel, "hao fan 6"),
            ("B2B 1C", Kind::Organization, "b 2 b 1 c"),
            ("PETREL 81", Kind::Vessel, "petrel 81"),
        ] {
            let tokens = tokens(name, kind).tokens;
            let letters: Vec<&str> = tokens.iter().map(|token| token.letters.as_str()).collect();
            assert_eq!(letters.join(" "), expected, "{name}");
        }
        // As written it is another text, so it is not the same word for word.
        assert_eq!(tokens("K1M", Kind::Person).tokens[0].text, "k1m");
    }

    #[test]
    fn words_of_a_legal_form_count_for_one_beside_each_other_alone() {
        let forms = |name: &str| {
            let tokens = tokens(name, Kind::Organization).tokens;
            tokens.iter().filter(|token| token.class == Class::LegalForm).count()
        };
        assert_eq!(forms("COMPANY LIABILITY LIMITED ANTELS"), 3);
        assert_eq!(forms("STAR COMPANY STOCK JOINT"), 3);
        assert_eq!(forms("VTB CLOSED JOINT STOCK"), 3);
        assert_eq!(forms("OPEN SKY STOCK EXCHANGE"), 0);
        assert_eq!(forms("JOINT STOCK"), 0, "a name of nothing else");
    }

    #[test]
    fn two_arabic_letters_are_read_as_one_sound_and_as_two() {
        for (name, one, two) in [
            ("كوزنتسوف", "kwzncwf", "kwzntswf"),
            ("شولتز", "Swlc", "Swltz"),
            ("تشرين", "Crin", "tSrin"),
            ("التسوية", "cwih", "tswih"),
        ] {
            let Tokens { tokens, others } = tokens(name, Kind::Person);
            let last = tokens.last().into_iter().chain(&others);
            let mut sounds: Vec<&str> = last.map(|token| token.sound.as_str()).collect();
            sounds.sort_unstable();
            let mut expected = [one, two];
            expected.sort_unstable();
            assert_eq!(sounds, expected, "{name}");
        }
        assert!(tokens("محمود", Kind::Person).others.is_empty());
    }

    #[test]
    fn english_gh_may_be_silent() {
        for (name, silent) in [
            ("Leigh", "lei"),
            ("Hughes", "hues"),
            ("Vaughan", "vauan"),
            ("Pugh", "pu"),
            ("Gough", "gu guf"),
            ("Afghan", ""),
            ("Ghani", ""),
            ("Singh", ""),
            ("Baghdadi", ""),
            ("Wright", ""),
        ] {
            let Tokens { tokens, others } = tokens(name, Kind::Person);
            assert_eq!(tokens[0].sound, sound(&name.to_lowercase()).1, "{name}");
            let others: Vec<&str> = others.iter().map(|unit| unit.sound.as_str()).collect();
            assert_eq!(others.join(" "), silent, "{name}");
        }
    }

    #[test]
    fn kana_may_double_an_m() {
        for (name, sounds) in
            [("ムハンマド", "muhanmado muhamado"), ("コロンボ", "koronbo"), ("イマム", "imamu")]
        {
            for kind in [Kind::Person, Kind::Organization] {
                let Tokens { tokens, others } = tokens(name, kind);
                let own = tokens.iter().chain(&others).map(|unit| unit.sound.as_str());
                assert_eq!(own.collect::<Vec<_>>().join(" "), sounds, "{name}");
            }
        }
    }

    #[test]
    fn initials_in_every_script() {
        let initials = |name: &str| {
            let Tokens { tokens, others } = tokens(name, Kind::Person);
            let units = tokens.into_iter().chain(others);
            let initials = units.filter(|unit| unit.class == Class::Initial);
            let mut letters: Vec<(u8, String)> =
                initials.map(|unit| (unit.first, unit.letters)).collect();
            letters.sort();
            letters.into_iter().map(|(_, letters)| letters).collect::<Vec<_>>().join(" ")
        };
        for (name, expected) in [
            ("X. Y. Zhang", "x y"),
            ("جی. کی. باترفیلد", "g j k"),
            ("جورج دبليو بوش", "w"),
            ("ए. पी. जे. अब्दुल कलाम", "a e b p pi j je"),
            ("ए॰ पी॰ अब्दुल कलाम", "a e b p pi"),
            ("Ю. А. Иванов", "yu a"),
            ("Ш Ахмедов", "sh"),
            // No vowel is written, so it is no name …
            ("Дж. Смит", "dzh"),
            ("Sh. Akhmedov", "sh"),
            // … but this may be one.
            ("Yu. Ivanov", "yu"),
            ("Yu Ivanov", ""),
            ("د. أمل القبيسي", ""),
            ("Dr. Amal", ""),
            ("김. 정은", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_letter_with_a_dot_is_an_initial() {
        let first = |name: &str| tokens(name, Kind::Organization).tokens[0].class;
        assert_eq!(first("A. ELECTROTEKHNIKA LLC"), Class::Initial);
        assert_ne!(first("A ELECTROTEKHNIKA LLC"), Class::Initial);
        assert_eq!(tokens("M. SEA", Kind::Vessel).tokens[0].class, Class::Initial);
    }

    #[test]
    fn a_name_as_long_as_its_field_may_end_in_part_of_a_word() {
        let last = |name: &str| tokens(name, Kind::Organization).tokens.pop().unwrap().residue;
        let cut = "ISLAMIC REVOLUTIONARY GUARD CORPS-Q";
        assert_eq!((cut.len(), last(cut)), (35, 10));
        assert!(last("ISLAMIC REVOLUTIONARY GUARD CORPS QO") > 10);
        let whole = "Alexander Vladimirovich SHCHERBAKOV";
        assert!(whole.len() == 35 && last(whole) > 10, "a long word tells a name");
    }

    #[test]
    fn an_acronym_behind_its_own_words_is_light() {
        let last = |name: &str| tokens(name, Kind::Organization).tokens.pop().unwrap();
        assert_eq!(last("FOREIGN TRADE BANK (FTB)").class, Class::StopWord);
        assert_eq!(last("Bank of East Land (BEL)").class, Class::StopWord);
        assert_eq!(last("FOREIGN TRADE BANK (DCB)").class, Class::Plain);
        assert_eq!(last("FTB").class, Class::Plain);
    }

    #[test]
    fn a_servant_and_the_divine_name_are_one_token() {
        let expected = tokens("Abd al-Rahman", Kind::Person).tokens[0].sound.clone();
        for name in ["Abdul Rahman", "Abdulrahman", "Abd ul Rahman", "Abdel-Rahman", "Abdurrahman"]
        {
            let tokens = tokens(name, Kind::Person).tokens;
            assert_eq!((tokens.len(), tokens[0].sound.as_str()), (1, expected.as_str()), "{name}");
        }
    }

    #[test]
    fn classes() {
        let class = |name: &str, kind, at: usize| tokens(name, kind).tokens[at].class;
        assert_eq!(class("J. Smith", Kind::Person, 0), Class::Initial);
        assert_eq!(class("Ocean Shipping Co Ltd", Kind::Organization, 3), Class::LegalForm);
        assert_eq!(class("HAO FAN 6", Kind::Vessel, 2), Class::Number);
        assert_eq!(class("M/V HAO FAN", Kind::Vessel, 0), Class::Title);
        assert_eq!(class("Bank of East Land", Kind::Organization, 1), Class::StopWord);
        assert_eq!(class("Abu Ali", Kind::Person, 0), Class::Kunya);
        assert_eq!(class("Osama bin Laden", Kind::Person, 1), Class::Particle);
        // Without their vowels, Omar, Amer, Imad, Adam and Ali are no titles or particles.
        for name in ["عمر محمود", "عامر محمود", "عماد محمود", "آدم محمود", "على محمود"]
        {
            assert_eq!(class(name, Kind::Person, 0), Class::Plain, "{name}");
        }
        assert_eq!(class("حاج محمود", Kind::Person, 0), Class::Title);
        assert_eq!(class("محمود بن علي", Kind::Person, 1), Class::Particle);
    }
}
