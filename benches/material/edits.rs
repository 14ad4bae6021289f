//! Ways to write a listed name so that a literal search misses it.

use super::random::Random;

/// What a manipulation is called, whether it must be found, and how it changes a name; `None` where
/// the name leaves nothing to change.
pub type Edit = (&'static str, bool, fn(&str, &mut Random) -> Option<String>);

/// The manipulations of letters, words and signs, and of Arabic and Russian spelling; Korean and Chinese
/// ones are measured on generated names.
pub const EDITS: [Edit; 29] = [
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
        // In a word of five letters or more, as above: `II` is a number, and `OOO` a legal form.
        let in_a_word = |at: usize| {
            let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
            let before = name.as_bytes()[..at].iter().rev().take_while(|byte| is_letter(byte));
            let after = name.as_bytes()[at..].iter().take_while(|byte| is_letter(byte));
            before.count() + after.count() >= 5
        };
        let mut pairs = name.as_bytes().windows(2).enumerate();
        let (at, _) = pairs.find(|(at, pair)| pair[0] == pair[1] && in_a_word(*at))?;
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
        let natural = natural(name);
        let words = words(&natural);
        let initial = words.first()?.chars().next()?;
        (words.len() > 2).then(|| format!("{initial}. {}", words[1..].join(" ")))
    }),
    ("M21 middle name dropped", true, |name, _| {
        let natural = natural(name);
        let words = words(&natural);
        (words.len() > 2).then(|| format!("{} {}", words[0], words[2..].join(" ")))
    }),
    ("M21 middle name added", true, |name, random| {
        let natural = natural(name);
        let words = words(&natural);
        let middle = ["ALEXANDER", "HASSAN", "MARIA", "IVANOVICH"][random.below(4)];
        (words.len() == 2 && !natural.contains(middle))
            .then(|| format!("{} {middle} {}", words[0], words[1]))
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
    ("M16 Arabic respelt", true, |name, random| replace_words(name, random, &ARABIC)),
    ("M16 Russian respelt", true, |name, _| {
        russian(name, &[("IY ", "Y "), ("YEV", "EV"), ("YU", "IU"), ("YA", "IA"), ("KH", "H")])
    }),
    ("M17 Russian by ISO 9", true, |name, _| {
        russian(
            name,
            &[
                ("SHCH", "Ŝ"),
                ("ZH", "Ž"),
                ("KH", "H"),
                ("TS", "C"),
                ("CH", "Č"),
                ("SH", "Š"),
                ("YEV", "EV"),
                ("YU", "Û"),
                ("YA", "Â"),
                ("YO", "Ë"),
                ("Y", "J"),
            ],
        )
    }),
    ("M23 legal form translated", true, |name, random| {
        let forms = [
            (" LTD", [" GMBH", " S.A.", " OOO"]),
            (" LLC", [" OOO", " SARL", " LIMITED"]),
            (" LIMITED", [" LTD", " S.R.L.", " LLC"]),
            (" GMBH", [" LTD", " LLC", " S.R.L."]),
        ];
        let (form, others) = forms.iter().find(|(form, _)| name.to_uppercase().ends_with(form))?;
        let stem = name[..name.len() - form.len()].trim_end_matches(',');
        Some(format!("{stem}{}", others[random.below(others.len())]))
    }),
    ("M23 legal form added", true, |name, _| Some(format!("{name} Co., Ltd."))),
    ("M23 legal form dropped", true, |name, _| {
        let forms = [" LTD", " LLC", " CO", " LIMITED", " INC", " CORPORATION", " S.A.", " GMBH"];
        let form = forms.iter().find(|form| name.to_uppercase().ends_with(**form))?;
        Some(name[..name.len() - form.len()].trim_end_matches(',').to_owned())
    }),
];

/// Spellings of Arabic names that are in use side by side: by BGN/PCGN as in official lists, by French
/// and by English custom.
const ARABIC: [(&str, &str); 18] = [
    ("MUHAMMAD", "MOHAMED"),
    ("MOHAMMED", "MUHAMMAD"),
    ("AHMAD", "AHMED"),
    ("AHMED", "AHMAD"),
    ("HUSAYN", "HUSSEIN"),
    ("HUSSEIN", "HOUSSEIN"),
    ("HASAN", "HASSAN"),
    ("YUSUF", "YOUSSEF"),
    ("SULAYMAN", "SULEIMAN"),
    ("UTHMAN", "OTHMAN"),
    ("KHALID", "KHALED"),
    ("ABU", "ABOU"),
    ("QASIM", "KASSEM"),
    ("MAHMUD", "MAHMOUD"),
    ("MUSTAFA", "MOUSTAPHA"),
    ("IBRAHIM", "EBRAHIM"),
    ("SALIH", "SALEH"),
    ("RASHID", "RACHID"),
];

/// Every word that has another spelling in the table is written so; `None` if there is none.
fn replace_words(name: &str, _: &mut Random, table: &[(&str, &str)]) -> Option<String> {
    let upper = name.to_uppercase();
    let respelt = upper.split(' ').map(|word| {
        let bare = word.trim_end_matches(',');
        let other = table.iter().find(|(from, _)| *from == bare);
        other.map_or_else(|| word.to_owned(), |(_, to)| word.replace(bare, to))
    });
    let respelt = respelt.collect::<Vec<_>>().join(" ");
    (respelt != upper).then_some(respelt)
}

/// The replacements in a name with a Russian patronymic.
fn russian(name: &str, replacements: &[(&str, &str)]) -> Option<String> {
    let upper = name.to_uppercase();
    let patronymic = ["OVICH", "EVICH", "OVNA", "EVNA"];
    words(&upper)
        .iter()
        .any(|word| patronymic.iter().any(|end| word.ends_with(end)))
        .then_some(())?;
    let changed =
        replacements.iter().fold(format!("{upper} "), |name, (from, to)| name.replace(from, to));
    (changed.trim() != upper).then(|| changed.trim().to_owned())
}

/// `LAST, First Middle` as `First Middle LAST`.
pub fn natural(name: &str) -> String {
    name.split_once(", ").map_or_else(|| name.to_owned(), |(last, first)| format!("{first} {last}"))
}

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
