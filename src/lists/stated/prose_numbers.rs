//! Document numbers and codes that stand in English prose: `Pakistan passport number AM5421691
//! expires on 11 August 2013; Company identification number: 1027804880135`.

use crate::identifiers::{Identifier, Scheme, scan};
use crate::lists::stated_country;
use crate::lists::stated_date;
use crate::lists::{lettered, phones};
use crate::party::{Country, DateInterval};
use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;
use std::cell::LazyCell;
use std::sync::LazyLock;

/// What announces a number, in lower case; of two that begin at one place the longer counts.
const LABELS: &[(&str, Scheme)] = &[
    ("passport", Scheme::Passport),
    ("travel document", Scheme::Passport),
    ("identity card", Scheme::NationalId),
    ("identification card", Scheme::NationalId),
    ("national identification", Scheme::NationalId),
    ("national identity", Scheme::NationalId),
    ("national id", Scheme::NationalId),
    ("social security", Scheme::NationalId),
    ("personal id", Scheme::NationalId),
    ("military id", Scheme::NationalId),
    ("id number", Scheme::NationalId),
    ("tax id", Scheme::TaxId),
    ("tax identification", Scheme::TaxId),
    ("national tax number", Scheme::TaxId),
    ("tax number", Scheme::TaxId),
    (FISCAL_CODE, Scheme::TaxId),
    ("vat number", Scheme::TaxId),
    ("employer identification", Scheme::TaxId),
    ("company identification", Scheme::Registration),
    ("company registration", Scheme::Registration),
    ("state registration", Scheme::Registration),
    ("registration number", Scheme::Registration),
    ("registration no", Scheme::Registration),
    ("registration id", Scheme::Registration),
    ("registered company number", Scheme::Registration),
    ("registry number", Scheme::Registration),
    ("business number", Scheme::Registration),
    ("license number", Scheme::Registration),
    ("licence number", Scheme::Registration),
    ("driving licence", Scheme::Other),
    ("drivers licence", Scheme::Other),
    ("driver's licence", Scheme::Other),
    ("driving license", Scheme::Other),
    ("drivers license", Scheme::Other),
    ("driver's license", Scheme::Other),
    ("military service number", Scheme::Other),
    ("ration card", Scheme::Other),
    ("telephone", Scheme::Phone),
    ("phone", Scheme::Phone),
    ("mobile", Scheme::Phone),
    ("tel", Scheme::Phone),
    ("facsimile", Scheme::Phone),
    ("fax", Scheme::Phone),
    ("website", Scheme::Website),
];

const FISCAL_CODE: &str = "fiscal code";

/// Most words between a label and its number that are neither part of a label nor a country.
const FILLERS: usize = 6;

/// Most words of the name of a country or nationality.
const COUNTRY_WORDS: usize = 6;

/// The numbers and codes that a text announces, marked as extracted.
pub(in crate::lists) fn numbers(text: &str) -> Vec<Identifier> {
    let may_hold_any = may_hold_number(text) || memmem::find(text.as_bytes(), b"ebsite").is_some();
    let labels = if may_hold_any { labels(text) } else { Vec::new() };
    let mut found: Vec<Identifier> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let end = labels.get(at + 1).map_or(text.len(), |next| next.start);
        let Some(segment) = text.get(label.end..end) else { continue };
        let before = LazyCell::new(|| country_at_end(text.get(..label.start).unwrap_or_default()));
        match label.scheme {
            Scheme::Phone => found.extend(telephones(segment, label)),
            Scheme::Website => found.extend(website(segment)),
            _ if label.name == FISCAL_CODE => found.extend(fiscal_code(segment, || *before)),
            _ => {
                let items = lettered::items(segment).into_iter();
                found.extend(items.filter_map(|item| number(item, label, || *before)));
            }
        }
    }
    found.extend(scan(text).into_iter().map(|found| found.identifier));
    found.extend(emails(text));
    crate::lists::distinct(found)
}

/// Whether enough digits and capitals stand side by side for a number: most prose has none, which is
/// seen sooner than that it has no label.
fn may_hold_number(text: &str) -> bool {
    let (mut length, mut digits) = (0, 0);
    text.bytes().any(|byte| {
        if !is_of_number(byte) {
            (length, digits) = (0, 0);
            return false;
        }
        length += 1;
        digits += usize::from(byte.is_ascii_digit());
        digits >= DIGITS && length >= LENGTH
    })
}

/// E-mail addresses: words around an `@`.
pub(in crate::lists) fn emails(text: &str) -> impl Iterator<Item = Identifier> {
    let text = if memchr::memchr(b'@', text.as_bytes()).is_some() { text } else { "" };
    let words = text.split(|c: char| c.is_whitespace() || "<>()[],;；：、（）".contains(c));
    let words = words.map(|word| word.trim_matches(['.', ':', '"', '\'']));
    let words = words.map(|word| word.strip_prefix("mailto:").unwrap_or(word));
    let is_address = |word: &&str| {
        word.is_ascii()
            && word
                .split_once('@')
                .is_some_and(|(user, domain)| !user.is_empty() && domain.contains('.'))
    };
    words.filter(is_address).map(|word| Identifier::new(Scheme::Email, word).extracted())
}

/// The telephone numbers that stand directly behind their label.
fn telephones(segment: &str, label: &Label) -> impl Iterator<Item = Identifier> {
    let label = if label.name.starts_with("fa") { "fax" } else { "" };
    let numbers = phones::announced(segment).into_iter();
    numbers.map(move |number| Identifier::new(Scheme::Phone, number).labelled(label).extracted())
}

/// A code that may be written in groups: `LBR HBB 61S17 Z352F`.
fn fiscal_code(segment: &str, before: impl Fn() -> Option<Country>) -> Option<Identifier> {
    let is_group = |word: &str| {
        let group = word.trim_end_matches(['.', ',', ';', ')']);
        !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
    };
    let mut groups = words(segment).take_while(|(_, word)| is_group(word));
    let (first, word) = groups.next()?;
    let end = groups.last().map_or(first + word.len(), |(at, word)| at + word.len());
    let code = segment.get(first..end)?.trim_end_matches(['.', ',', ';', ')']);
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let is_code = code.len() >= LENGTH && digits >= DIGITS;
    is_code.then(|| Identifier::new(Scheme::TaxId, code).with_country(before()).extracted())
}

/// The address that stands directly behind its label.
fn website(segment: &str) -> Option<Identifier> {
    let (_, word) = words_between(segment, char::is_whitespace).find(|(_, word)| *word != ":")?;
    let word = word.trim_matches([':', '(', ')', ',', ';', '.', '[', ']', '"']);
    let is_address = word.starts_with("http") || word.starts_with("www.");
    is_address.then(|| Identifier::new(Scheme::Website, word).extracted())
}

struct Label {
    start: usize,
    end: usize,
    name: &'static str,
    scheme: Scheme,
}

/// All labels at once: a text is looked through one time, however many there are.
static ANNOUNCING: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(LABELS.iter().map(|(name, _)| name))
        .ok()
});

fn labels(text: &str) -> Vec<Label> {
    let found = ANNOUNCING.iter().flat_map(|labels| labels.find_iter(text));
    found
        .filter_map(|found| {
            let &(name, scheme) = LABELS.get(found.pattern().as_usize())?;
            // `Halifax` is no fax, and `television` no telephone.
            let before = text.get(..found.start())?.chars().next_back();
            let behind = text.get(found.end()..)?.chars().next();
            let is_part = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            if is_part(before) || scheme == Scheme::Phone && is_part(behind) {
                return None;
            }
            Some(Label { start: found.start(), end: found.end(), name, scheme })
        })
        .collect()
}

/// The first number behind a label; `before` gives the country named in front of the label.
fn number(item: &str, label: &Label, before: impl Fn() -> Option<Country>) -> Option<Identifier> {
    let mut fillers = 0;
    let mut passed: Vec<&str> = Vec::new();
    let mut series: Option<usize> = None;
    let mut words = words(item).peekable();
    while let Some((at, word)) = words.next() {
        let value = word.trim_matches(|c: char| !c.is_alphanumeric());
        if is_number(value) {
            let month_follows = words.peek().is_some_and(|(_, next)| is_month(next));
            if month_follows {
                return None;
            }
            let rest = item.get(at + word.len()..).unwrap_or_default();
            let whole = series.and_then(|from| item.get(from..at + word.len())).unwrap_or(value);
            let value = whole.trim_end_matches(|c: char| !c.is_alphanumeric());
            if series.is_some() {
                passed.pop();
            }
            let country = country_at_end(&passed.join(" "))
                .or_else(|| bracketed_country(rest))
                .or_else(before);
            let mut identifier =
                Identifier::new(label.scheme, value).with_country(country).extracted();
            identifier.issued = dated(rest, &["issued"]);
            identifier.expires = dated(rest, &["expir", "valid until"]);
            if matches!(label.scheme, Scheme::Other | Scheme::NationalId | Scheme::Registration) {
                identifier = identifier.labelled(label.name);
            }
            return Some(identifier);
        }
        let of_label = [
            "number",
            "no",
            "numbers",
            "nos",
            "id",
            "card",
            "code",
            "identification",
            "national",
            "",
        ];
        series = None;
        if !of_label.iter().any(|word| value.eq_ignore_ascii_case(word)) {
            series = is_series(word, value).then_some(at);
            fillers += 1;
            if fillers > FILLERS || is_month(word) {
                return None;
            }
            passed.push(value);
        }
    }
    None
}

/// Whether a word is the letters in front of a number: `L 191609`, `DE- 473900`. Of two letters that
/// are a country's the country is meant.
fn is_series(word: &str, letters: &str) -> bool {
    let is_written = word == letters || word.strip_suffix('-') == Some(letters);
    is_written
        && letters.len() <= 2
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && (word.ends_with('-') || stated_country::named(letters).is_none())
}

/// Words with the bytes at which they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    words_between(text, |c: char| c.is_whitespace() || c == ':')
}

fn words_between(
    text: &str,
    divides: impl Fn(char) -> bool,
) -> impl Iterator<Item = (usize, &str)> {
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split(divides).filter(|word| !word.is_empty()).map(move |word| (offset(word), word))
}

/// Least length of a number, and least digits in it.
const LENGTH: usize = 5;
const DIGITS: usize = 3;

/// Whether a byte may be part of a number.
fn is_of_number(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'-' | b'/' | b'.')
}

/// At least five letters and digits in capitals, three of them digits, and no year.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= DIGITS
        && word.len() >= LENGTH
        && word.bytes().all(is_of_number)
        && !(word.len() == 10 && stated_date::parse(word).is_some())
        && !is_reference(word)
}

/// Whether it is a reference of the UN's old lists: `QE.A.4.01`.
fn is_reference(word: &str) -> bool {
    word.matches('.').count() == 3 && word.starts_with(|c: char| c.is_ascii_uppercase())
}

fn is_month(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphabetic());
    word.len() >= 3 && stated_date::parse(&format!("{word} 2000")).is_some()
}

/// The country or nationality that the last words name.
fn country_at_end(text: &str) -> Option<Country> {
    let text = text.trim_end().trim_end_matches(|c: char| c == '(' || c.is_whitespace());
    let words: Vec<(usize, &str)> = words(text).collect();
    let first = words.len().saturating_sub(COUNTRY_WORDS);
    // Words such as `diplomatic` may stand between the country and `passport`.
    [0, 1].into_iter().find_map(|between| {
        let last = words.len().checked_sub(between)?;
        let end =
            last.checked_sub(1).and_then(|last| words.get(last)).map(|(at, w)| at + w.len())?;
        words.get(first..last)?.iter().find_map(|&(start, _)| country(text.get(start..end)?))
    })
}

/// The country in a bracket that follows at once: ` (Iran)`.
fn bracketed_country(rest: &str) -> Option<Country> {
    let inner = rest.trim_start_matches([',', ' ']).strip_prefix('(')?;
    country(inner.split([')', ',']).next()?)
}

/// The country that words of prose name. Codes and the like stand in capitals: `and` and `No.` are
/// words.
fn country(text: &str) -> Option<Country> {
    let is_code = text.chars().filter(|c| c.is_alphabetic()).nth(3).is_none();
    if is_code && text.chars().any(char::is_lowercase) {
        return None;
    }
    stated_country::named(text)
}

/// The date behind the first of the words, if it follows within a few words.
fn dated(text: &str, announcing: &[&str]) -> Option<DateInterval> {
    let lower = text.to_ascii_lowercase();
    let at = announcing.iter().filter_map(|word| lower.find(word)).min()?;
    let words: Vec<&str> = text
        .get(at..)?
        .split(|c: char| c.is_whitespace() || ",;)(".contains(c))
        .filter(|word| !word.is_empty())
        .take(8)
        .collect();
    (1..words.len()).find_map(|from| {
        let three = words.get(from..from + 3)?.join(" ");
        stated_date::parse(three.trim_end_matches('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Scheme, String, String)> {
        let country = |i: &Identifier| i.country.map(|c| c.to_string()).unwrap_or_default();
        numbers(text).iter().map(|i| (i.scheme, i.value.clone(), country(i))).collect()
    }

    #[test]
    fn numbers_are_found_behind_their_labels() {
        use Scheme::{Imo, NationalId, Passport, Phone, Registration, TaxId, Website};
        for (text, expected) in [
            (
                "Pakistan passport number AM5421691 expires on 11 August 2013; Afghan National \
                 Identification number 585629; co-owner",
                vec![(Passport, "AM5421691", "PK"), (NationalId, "585629", "AF")],
            ),
            (
                "Passport no: a) Trinidad and Tobago number TA959547, issued on 19 Nov. 2013 b) Trinidad \
                 and Tobago number T1071839 National identification no: a) 19860222007 b) 198602",
                vec![
                    (Passport, "TA959547", "TT"),
                    (Passport, "T1071839", "TT"),
                    (NationalId, "19860222007", ""),
                    (NationalId, "198602", ""),
                ],
            ),
            (
                "Company identification number: 1027804880135",
                vec![(Registration, "1027804880135", "")],
            ),
            ("CAR diplomatic passport no. D00000898", vec![(Passport, "D00000898", "CF")]),
            ("Chad diplomatic passport no. D00000898", vec![(Passport, "D00000898", "TD")]),
            ("Tax ID No. 7714005350 (Russia)", vec![(TaxId, "7714005350", "RU")]),
            ("Registered with passport, on 12 May 2011 in 20115", vec![]),
            ("passport issued in 1993", vec![]),
            ("identity card of the party QE.A.4.01", vec![]),
            ("IMO number: 9074729.", vec![(Imo, "9074729", "")]),
            ("false Tunisian passport number L 191609 issued", vec![(Passport, "L 191609", "TN")]),
            ("Moroccan national identity card DE- 473900", vec![(NationalId, "DE- 473900", "MA")]),
            ("born in 1958 and diplomatic passport 836110034", vec![(Passport, "836110034", "")]),
            ("Passport No. C2002515 and Driver\u{2019}s licence", vec![(Passport, "C2002515", "")]),
            ("Military ID is 36479", vec![(NationalId, "36479", "")]),
            (
                "Federal Employer Identification Number (United States of America): 36-3804626",
                vec![(TaxId, "36-3804626", "US")],
            ),
            (
                "Italian Fiscal Code: LBR HBB 61S17 Z352F.",
                vec![(TaxId, "LBR HBB 61S17 Z352F", "IT")],
            ),
            ("Italian fiscal code under his name", vec![]),
            ("Tel: +963 11 9962; Halifax 123456", vec![(Phone, "+963 11 9962", "")]),
            ("Television 1234567 of the website 12345", vec![]),
            ("Website: http://a.example/b).", vec![(Website, "http://a.example/b", "")]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(s, v, c)| (s, v.to_owned(), c.to_owned())).collect();
            assert_eq!(found(text), expected, "{text}");
        }
        let passport =
            &numbers("Passport no. X123456 (issued on 19 Nov. 2013, expires 18 May 2018)")[0];
        assert!(passport.extracted);
        assert_eq!(passport.issued.unwrap().to_string(), "2013-11-19");
        assert_eq!(passport.expires.unwrap().to_string(), "2018-05-18");
        let email: Vec<String> = emails("mailto:a@b.org; x@y, @z.org").map(|i| i.value).collect();
        assert_eq!(email, ["a@b.org"]);
    }
}
