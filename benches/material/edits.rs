//! Ways to write a listed name so that a literal search misses it.

use super::random::Random;

/// What a manipulation is called, whether it must be found, and how it changes a name; `None` where
/// the name leaves nothing to change.
pub type Edit = (&'static str, bool, fn(&str, &mut Random) -> Option<String>);

/// The manipulations of letters, words and signs. Those that need a table of a language are measured on
/// generated Korean names.
pub const EDITS: [Edit; 24] = [
    ("M01 as listed", true, |name, _| Some(name.to_owned())),
    ("M02 case", true, |name, _| Some(name.to_lowercase())),
    ("M03 marks", true, |name, random| {
        replace_one(name, random, &[("a", "á"), ("e", "é"), ("o", "ö"), ("u", "ü"), ("i", "í")])
    }),
    ("M04 punctuation", true, |name, _| {
        let bare: String = name.chars().filter(|c| !matches!(c, '.' | ',' | '\'')).collect();
        (bare != name).then_some(bare)
    }),
    ("M05 order", true, |name, _| {
        let words = words(name);
        (words.len() > 1).then(|| words.iter().rev().copied().collect::<Vec<_>>().join(" "))
    }),
    ("M06 joined", true, |name, _| {
        let words = words(name);
        (2..=3).contains(&words.len()).then(|| words.concat())
    }),
    ("M07 split word", false, |name, random| {
        let at = letter(name, random, 7)?;
        Some(format!("{} {}", &name[..at], &name[at..]))
    }),
    ("M08 hyphen", true, |name, _| {
        let words = words(name);
        (words.len() > 2).then(|| format!("{} {}", words[0], words[1..].join("-")))
    }),
    ("M09 letter dropped", true, |name, random| {
        let at = letter(name, random, 5)?;
        Some(format!("{}{}", &name[..at], &name[at + 1..]))
    }),
    ("M10 letter doubled", true, |name, random| {
        let at = letter(name, random, 5)?;
        Some(format!("{}{}", &name[..=at], &name[at..]))
    }),
    ("M11 letter replaced", true, |name, random| {
        let at = letter(name, random, 5)?;
        let other = char::from(b'A' + random.below(26) as u8);
        Some(format!("{}{other}{}", &name[..at], &name[at + 1..]))
    }),
    ("M12 letters swapped", true, |name, random| {
        let at = letter(name, random, 5)?;
        let (a, b) = (&name[at..=at], &name[at + 1..at + 2]);
        (a != b).then(|| format!("{}{b}{a}{}", &name[..at], &name[at + 2..]))
    }),
    ("M13 double collapsed", true, |name, _| {
        let at = name.as_bytes().windows(2).position(|pair| pair[0] == pair[1])?;
        Some(format!("{}{}", &name[..at], &name[at + 1..]))
    }),
    ("M14 two edits", false, |name, random| {
        let once = EDITS[8].2(name, random)?;
        EDITS[10].2(&once, random)
    }),
    ("M15 keyboard slip", false, |name, random| {
        replace_one(name, random, &[("A", "S"), ("O", "P"), ("N", "B"), ("I", "U"), ("E", "R")])
    }),
    ("M20 initials", false, |name, _| {
        let words = words(name);
        let initial = words.first()?.chars().next()?;
        (words.len() > 2).then(|| format!("{initial}. {}", words[1..].join(" ")))
    }),
    ("M21 middle word dropped", true, |name, _| {
        let words = words(name);
        (words.len() > 2).then(|| format!("{} {}", words[0], words[2..].join(" ")))
    }),
    ("M22 cut to 35", true, |name, _| {
        (name.len() > 35 && name.is_char_boundary(35)).then(|| name[..35].to_owned())
    }),
    ("M24 title", true, |name, random| {
        let title = ["Mr ", "Dr. ", "Haji ", "Comrade "][random.below(4)];
        Some(format!("{title}{name}"))
    }),
    ("M25 look-alike figures", false, |name, random| {
        replace_one(name, random, &[("O", "0"), ("I", "1"), ("S", "5"), ("B", "8")])
    }),
    ("M26 homoglyphs", true, |name, random| {
        replace_one(name, random, &[("A", "А"), ("E", "Е"), ("O", "О"), ("C", "С"), ("H", "Н")])
    }),
    ("M27 invisible signs", true, |name, random| {
        let at = letter(name, random, 4)?;
        let sign = ["\u{200b}", "\u{ad}", "\u{feff}"][random.below(3)];
        Some(format!("{}{sign}{}", &name[..at], &name[at..]))
    }),
    ("M23 legal form added", true, |name, _| Some(format!("{name} Co., Ltd."))),
    ("M23 legal form dropped", true, |name, _| {
        let forms = [" LTD", " LLC", " CO", " LIMITED", " INC", " CORPORATION", " S.A.", " GMBH"];
        let form = forms.iter().find(|form| name.to_uppercase().ends_with(**form))?;
        Some(name[..name.len() - form.len()].trim_end_matches(',').to_owned())
    }),
];

fn words(name: &str) -> Vec<&str> {
    name.split([' ', ',']).filter(|word| !word.is_empty()).collect()
}

/// A place inside a word of at least so many letters, neither its first nor its last letter.
fn letter(name: &str, random: &mut Random, longer: usize) -> Option<usize> {
    let bytes = name.as_bytes();
    let inside = |at: usize| {
        let start = bytes[..at].iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |p| p + 1);
        let length = bytes[start..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        name.is_ascii() && length >= longer && at > start && at + 2 < start + length
    };
    let places: Vec<usize> = (1..bytes.len().saturating_sub(2)).filter(|at| inside(*at)).collect();
    (!places.is_empty()).then(|| places[random.below(places.len())])
}

/// Replaces one occurrence of one of the texts that occur.
fn replace_one(name: &str, random: &mut Random, pairs: &[(&str, &str)]) -> Option<String> {
    let places: Vec<(usize, &str, &str)> = pairs
        .iter()
        .flat_map(|(from, to)| name.match_indices(from).map(move |(at, _)| (at, *from, *to)))
        .collect();
    let (at, from, to) = *places.get(random.below(places.len().max(1)))?;
    Some(format!("{}{to}{}", &name[..at], &name[at + from.len()..]))
}
