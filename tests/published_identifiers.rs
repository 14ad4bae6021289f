//! Every IMO number, BIC and wallet address that stands in the official files parses and is valid, or
//! is known as an error of its publisher.
//!
//! The values are found by a crude search over the bytes of the files, not by the readers: what a
//! reader passes over is seen here all the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the files must fail")]

mod shared;

use shared::shared;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use tamis::identifiers::{Identifier, Scheme, Validity};

/// What publishers print under the heading of a scheme that is none of its values, read one by one.
const ERRORS: &[(Scheme, &str, &str)] = &[
    (Scheme::Imo, "15411", "OFAC until 2022: a number of a ship's register"),
    (Scheme::Imo, "543400", "OFAC and CSL: a digit of the company's number is missing"),
    (
        Scheme::Wallet,
        "5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320",
        "OFAC: a payment id of Monero where its address would be",
    ),
    (
        Scheme::Wallet,
        "0xa7e5d5a720f06526557c513402f2e6b5fa20b00",
        "OFAC until 2021: the last digit, 8, is missing",
    ),
    // Long remarks of `sdn.csv` go on in `sdn_comments.csv`, where they break off.
    (Scheme::Wallet, "3F6bbvS1krsc1qR8FsbTDfYQyvkMm", "OFAC: the end, 3QvmR, is in the other file"),
    (
        Scheme::Wallet,
        "M7CGBPUJwXXSroWuZ6H5jiprdKCyf7V5M",
        "OFAC: the beginning, 3, is in the other file",
    ),
];

/// The files of a folder and those below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The text of a file; of an archive or a workbook, that of its parts in XML.
fn text(path: &Path) -> String {
    let mut bytes = std::fs::read(path).unwrap();
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        // Documentation and schemas hold no list.
        "md" | "xsd" => bytes.clear(),
        "gz" => {
            let packed = std::mem::take(&mut bytes);
            flate2::read::MultiGzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).unwrap();
        }
        "zip" | "xlsx" | "ods" => {
            let packed = std::io::Cursor::new(std::mem::take(&mut bytes));
            let mut archive = zip::ZipArchive::new(packed).unwrap();
            for at in 0..archive.len() {
                let mut part = archive.by_index(at).unwrap();
                let name = part.name().unwrap().to_lowercase();
                // Beside its sheets a workbook has numbers of the program that wrote it.
                if name.ends_with(".xml") && (ending == "zip" || name.starts_with("xl/")) {
                    part.read_to_end(&mut bytes).unwrap();
                }
            }
        }
        _ => {}
    }
    // Line ends inside of strings in JSON would stick to the words behind them.
    String::from_utf8_lossy(&bytes).replace("\\n", " ")
}

/// Runs of ASCII letters and digits, outside of the tags of markup.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let visible = text.split('<').flat_map(|piece| piece.rsplit('>').next());
    visible.flat_map(|piece| piece.split(|c: char| !c.is_ascii_alphanumeric()))
}

/// At most so many bytes from a place on, on character boundaries.
fn window(text: &str, from: usize, length: usize) -> &str {
    let mut ends = [from, (from + length).min(text.len())];
    for end in &mut ends {
        while !text.is_char_boundary(*end) {
            *end -= 1;
        }
    }
    text.get(ends[0]..ends[1]).unwrap_or_default()
}

/// Whether a place is inside a tag of markup.
fn in_tag(text: &str, at: usize) -> bool {
    let before = window(text, at.saturating_sub(500), 500);
    before.rfind('<') > before.rfind('>')
}

/// The numbers of identifications of one type in the EU's XML.
fn eu_numbers<'t>(text: &'t str, code: &str) -> Vec<&'t str> {
    let typed = text.match_indices(code).filter_map(|(at, _)| {
        let element =
            text.get(..at)?.strip_suffix("identificationTypeCode=\"")?.rsplit('<').next()?;
        element.split(" number=\"").nth(1)?.split('"').next()
    });
    typed.collect()
}

/// Numbers of five digits and more soon after the word IMO.
fn imo_numbers(text: &str, found: &mut BTreeSet<String>) {
    for (at, word) in text.match_indices("IMO") {
        let rest = window(text, at + word.len(), 120);
        let inside = text[..at].ends_with(|c: char| c.is_alphabetic())
            || rest.starts_with(|c: char| c.is_alphabetic());
        if inside && !rest.starts_with("Number") {
            continue;
        }
        // The next word of its kind has a number of its own.
        let rest = rest.split("IMO").next().unwrap_or_default();
        let number = rest.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() >= 5);
        if !in_tag(text, at) || inside {
            found.extend(number.map(str::to_owned));
        }
    }
    found.extend(eu_numbers(text, "imo").into_iter().map(str::to_owned));
}

/// The first word of capitals and digits after `SWIFT` or `BIC`, or the one before `, SWIFT`.
fn bics(text: &str, found: &mut BTreeSet<String>) {
    let is_code = |run: &&str| {
        run.len() >= 7
            && run.contains(|c: char| c.is_ascii_uppercase())
            && !run.contains(|c: char| c.is_ascii_lowercase())
    };
    for (at, label) in text.match_indices("SWIFT").chain(text.match_indices("BIC")) {
        let alone = |c: char| !c.is_ascii_alphanumeric();
        let is_word = text[at + label.len()..].starts_with(alone) && text[..at].ends_with(alone);
        if !is_word || in_tag(text, at) {
            continue;
        }
        let before = text[..at].strip_suffix(", ").or_else(|| text[..at].strip_suffix(", SWIFT/"));
        let code = match before {
            Some(before) => before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next(),
            None => runs(window(text, at + label.len(), 300)).find(is_code),
        };
        found.extend(code.filter(is_code).map(str::to_owned));
    }
    found.extend(eu_numbers(text, "swiftbic").into_iter().map(str::to_owned));
}

/// Words that follow the label and its ticker, and words of the shapes that addresses have.
fn wallets(text: &str, found: &mut BTreeSet<String>) {
    for (at, label) in text.match_indices("Digital Currency Address - ") {
        // Labels stand before the address, except in the CSL, which writes `1A1z…, Digital Currency …`.
        let address = match text[..at].strip_suffix(", ") {
            Some(before) => before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next(),
            None => runs(window(text, at + label.len(), 300)).find(|run| run.len() > 20),
        };
        found.extend(address.map(str::to_owned));
    }
    for run in runs(text).filter(|run| (26..=110).contains(&run.len())) {
        let has = |is: fn(&char) -> bool| run.chars().any(|c| is(&c));
        let mixed = has(char::is_ascii_digit)
            && has(char::is_ascii_lowercase)
            && has(char::is_ascii_uppercase)
            && !run.contains(['0', 'O', 'I', 'l'])
            && run.starts_with(['1', '3', 'T', 'L', 'M', 'X', 'G', 'A', 'D', 'r', 't', '4', '8']);
        let digits = run.strip_prefix("0x").unwrap_or_default();
        let hexadecimal = digits.len() > 36 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if mixed || hexadecimal || run.starts_with("bc1q") || run.starts_with("bc1p") {
            found.insert(run.to_owned());
        }
    }
}

/// Whether the value is one of the scheme's, and its normal form is itself but for case, spaces and
/// the branch of a bank.
fn is_right(scheme: Scheme, value: &str) -> bool {
    let plain = value.replace(' ', "").to_lowercase();
    let holds = |scheme| {
        let identifier = Identifier::new(scheme, value);
        let normal = identifier.normal().unwrap_or_default().to_lowercase();
        identifier.validity().is_valid() && !normal.is_empty() && plain.starts_with(&normal)
    };
    // Publishers print the numbers of ships and of companies under one heading.
    holds(scheme) || (scheme == Scheme::Imo && holds(Scheme::ImoCompany))
}

#[test]
fn what_stands_in_the_official_files_is_valid_or_a_known_error() {
    type Search = fn(&str, &mut BTreeSet<String>);
    let searches: [(Scheme, Search, usize); 3] = [
        (Scheme::Imo, imo_numbers, 1_500),
        (Scheme::Bic, bics, 180),
        (Scheme::Wallet, wallets, 700),
    ];
    let texts: Vec<(PathBuf, String)> =
        files(&shared("lists")).into_iter().map(|path| (path.clone(), text(&path))).collect();
    assert!(texts.len() > 50, "{} files", texts.len());
    for (scheme, search, least) in searches {
        let mut found: BTreeMap<String, &Path> = BTreeMap::new();
        for (path, text) in &texts {
            let mut values = BTreeSet::new();
            if path.parent().is_some_and(|folder| folder.ends_with("digital-currency")) {
                // Nothing but addresses, one a line.
                if scheme == Scheme::Wallet {
                    values.extend(text.split_whitespace().map(str::to_owned));
                }
            } else {
                search(text, &mut values);
            }
            for value in values {
                found.entry(value).or_insert(path);
            }
        }
        println!("{}: {} values", scheme.words(), found.len());
        assert!(found.len() > least, "{}: only {} values", scheme.words(), found.len());

        let known =
            |value: &str| ERRORS.iter().any(|(of, error, _)| (*of, *error) == (scheme, value));
        let wrong: Vec<_> =
            found.iter().filter(|(value, _)| !is_right(scheme, value) && !known(value)).collect();
        assert!(wrong.is_empty(), "{}: {} wrong: {wrong:#?}", scheme.words(), wrong.len());

        for (_, error, _) in ERRORS.iter().filter(|(of, ..)| *of == scheme) {
            assert!(found.contains_key(*error), "{error} stands in no file any more");
            assert!(!is_right(scheme, error), "{error} is no error");
        }
    }
}

#[test]
fn national_numbers_in_the_official_files_keep_their_rules() {
    // Country, scheme, length; fewest numbers that must be found, and how many of a hundred are right.
    const EXPECTED: &[(&str, Scheme, usize, usize, usize)] = &[
        ("RU", Scheme::TaxId, 10, 2_000, 99),
        ("RU", Scheme::TaxId, 12, 300, 99),
        ("RU", Scheme::Registration, 13, 1_900, 99),
        ("RU", Scheme::Registration, 8, 250, 95),
        ("IR", Scheme::NationalId, 10, 180, 97),
        ("IR", Scheme::NationalId, 11, 140, 97),
        ("CN", Scheme::Registration, 18, 90, 97),
        ("CN", Scheme::NationalId, 18, 60, 97),
        ("TR", Scheme::NationalId, 11, 30, 97),
        ("TR", Scheme::TaxId, 10, 20, 95),
        ("UA", Scheme::TaxId, 10, 30, 97),
        ("BY", Scheme::TaxId, 9, 20, 90),
        ("CO", Scheme::TaxId, 10, 150, 97),
        ("MX", Scheme::NationalId, 18, 400, 97),
        ("IL", Scheme::NationalId, 9, 8, 100),
        ("TH", Scheme::NationalId, 13, 12, 100),
        ("ZA", Scheme::NationalId, 13, 8, 100),
    ];
    let lists = tamis::lists::read(shared("lists/ofac/sdn-2024-05-03/sdn.csv.gz")).unwrap();
    let entities = lists.iter().flat_map(|list| &list.entities);
    let mut counts: BTreeMap<(String, Scheme, usize), BTreeMap<String, bool>> = BTreeMap::new();
    for identifier in entities.flat_map(|entity| &entity.party.identifiers) {
        let validity = identifier.validity();
        let (Some(country), Some(normal)) = (identifier.country, identifier.normal()) else {
            continue;
        };
        if validity != Validity::Unverifiable {
            let key = (country.to_string(), identifier.scheme, normal.len());
            counts.entry(key).or_default().insert(normal, validity.is_valid());
        }
    }
    let mut wrong = Vec::new();
    for (country, scheme, length, least, share) in EXPECTED {
        let none = BTreeMap::new();
        let found = counts.get(&((*country).to_owned(), *scheme, *length)).unwrap_or(&none);
        let right = found.values().filter(|valid| **valid).count();
        println!("{country} {scheme} of {length}: {right} of {} are right", found.len());
        if found.len() < *least || right * 100 < found.len() * share {
            wrong.push(format!("{country} {scheme} of {length}: {right} of {}", found.len()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
