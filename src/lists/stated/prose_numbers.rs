//! Document numbers and codes that stand in English prose: `Pakistan passport number AM5421691
//! expires on 11 August 2013; Company identification number: 1027804880135`.

use crate::identifiers::{Identifier, Scheme, scan};
use crate::lists::lettered;
use crate::lists::stated_country;
use crate::lists::stated_date;
use crate::party::{Country, DateInterval};
use aho_corasick::{AhoCorasick, MatchKind};
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
    ("tax id", Scheme::TaxId),
    ("tax identification", Scheme::TaxId),
    ("national tax number", Scheme::TaxId),
    ("tax number", Scheme::TaxId),
    ("fiscal code", Scheme::TaxId),
    ("company identification", Scheme::Registration),
    ("company registration", Scheme::Registration),
    ("state registration", Scheme::Registration),
    ("registration number", Scheme::Registration),
    ("registration no", Scheme::Registration),
    ("registration id", Scheme::Registration),
    ("registered company number", Scheme::Registration),
    ("registry number", Scheme::Registration),
    ("business number", Scheme::Registration),
    ("driving licence", Scheme::Other),
    ("drivers licence", Scheme::Other),
    ("driver's licence", Scheme::Other),
    ("military service number", Scheme::Other),
    ("ration card", Scheme::Other),
];

/// Most words between a label and its number that are neither part of a label nor a country.
const FILLERS: usize = 6;

/// Most words of the name of a country or nationality.
const COUNTRY_WORDS: usize = 6;

/// The numbers and codes that a text announces, marked as extracted.
pub(in crate::lists) fn numbers(text: &str) -> Vec<Identifier> {
    let labels = labels(text);
    let mut found: Vec<Identifier> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let end = labels.get(at + 1).map_or(text.len(), |next| next.start);
        let Some(segment) = text.get(label.end..end) else { continue };
        let before = LazyCell::new(|| country_at_end(text.get(..label.start).unwrap_or_default()));
        for item in lettered::items(segment) {
            found.extend(number(item, label, || *before));
        }
    }
    found.extend(scan(text).into_iter().map(|found| found.identifier));
    found.extend(emails(text));
    crate::lists::distinct(found)
}

/// E-mail addresses: words around an `@`.
pub(in crate::lists) fn emails(text: &str) -> impl Iterator<Item = Identifier> {
    let text = if text.contains('@') { text } else { "" };
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
            Some(Label { start: found.start(), end: found.end(), name, scheme })
        })
        .collect()
}

/// The first number behind a label; `before` gives the country named in front of the label.
fn number(item: &str, label: &Label, before: impl Fn() -> Option<Country>) -> Option<Identifier> {
    let mut fillers = 0;
    let mut passed: Vec<&str> = Vec::new();
    let mut words = words(item).peekable();
    while let Some((at, word)) = words.next() {
        let value = word.trim_matches(|c: char| !c.is_alphanumeric());
        if is_number(value) {
            let month_follows = words.peek().is_some_and(|(_, next)| is_month(next));
            if month_follows {
                return None;
            }
            let rest = item.get(at + word.len()..).unwrap_or_default();
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
        if !of_label.iter().any(|word| value.eq_ignore_ascii_case(word)) {
            fillers += 1;
            if fillers > FILLERS || is_month(word) {
                return None;
            }
            passed.push(value);
        }
    }
    None
}

/// Words with the bytes at which they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split(|c: char| c.is_whitespace() || c == ':')
        .filter(|word| !word.is_empty())
        .map(move |word| (offset(word), word))
}

/// At least five letters and digits in capitals, three of them digits, and no year.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3
        && word.len() >= 5
        && word.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b"-/.".contains(&b))
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
        words
            .get(first..last)?
            .iter()
            .find_map(|&(start, _)| stated_country::named(text.get(start..end)?))
    })
}

/// The country in a bracket that follows at once: ` (Iran)`.
fn bracketed_country(rest: &str) -> Option<Country> {
    let inner = rest.trim_start_matches([',', ' ']).strip_prefix('(')?;
    stated_country::named(inner.split([')', ',']).next()?)
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
        use Scheme::{Imo, NationalId, Passport, Registration, TaxId};
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
