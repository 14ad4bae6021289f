//! What the UN list says in words inside a field: several names, document numbers, codes.

use crate::lists::spaces::{cut, squeeze};
use crate::text::{Script, script_of};

/// How deep brackets within brackets are followed in an alias.
const MAX_BRACKETS: u8 = 4;

/// The names that one alias element holds.
///
/// Several spellings are separated by semicolons; a name in another script is followed by its
/// Latin spellings in brackets, or the other way round; remarks such as `(previously listed as)`
/// and `, born …` are no part of the name. Brackets within one script (`Example Bank (EB)`) stay,
/// and so do quotation marks: the name is as published.
pub(in crate::lists) fn alias_names(published: &str) -> Vec<String> {
    let text = squeeze(published);
    let mut names = Vec::new();
    let name = cut(&text, ", born ").map_or(&*text, |(name, _)| name);
    gather_names(name, MAX_BRACKETS, &mut names);
    names
}

fn gather_names(text: &str, depth: u8, names: &mut Vec<String>) {
    for piece in outside_brackets(text) {
        let Some((outer, inner)) = last_bracket(piece).filter(|_| depth > 0) else {
            add_name(piece, names);
            continue;
        };
        let lower = inner.to_lowercase();
        if let Some((_, original)) = inner.split_once("original script:") {
            add_name(outer, names);
            add_name(original, names);
        } else if is_remark(&lower) {
            gather_names(outer, depth - 1, names);
        } else if inner.contains(';') || is_other_script(outer, inner) {
            add_name(outer, names);
            let inner = inner.strip_suffix(" - sub-unit name").unwrap_or(inner);
            gather_names(inner, depth - 1, names);
        } else {
            add_name(piece, names);
        }
    }
}

fn add_name(name: &str, names: &mut Vec<String>) {
    let name = name.trim().trim_end_matches(',').trim_start_matches(')').trim();
    if !name.is_empty() && !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// Pieces between the semicolons that stand outside brackets.
fn outside_brackets(text: &str) -> Vec<&str> {
    let mut open = 0_usize;
    text.split(|c| {
        match c {
            '(' => open += 1,
            ')' => open = open.saturating_sub(1),
            _ => {}
        }
        c == ';' && open == 0
    })
    .collect()
}

/// Text before the bracket that ends a piece, and what the bracket holds; `None` without either.
fn last_bracket(piece: &str) -> Option<(&str, &str)> {
    let piece = piece.trim().trim_end_matches(',').trim_end();
    let body = piece.strip_suffix(')')?;
    let mut open = 1_usize;
    let start = body.char_indices().rev().find_map(|(at, c)| {
        match c {
            ')' => open += 1,
            '(' => open -= 1,
            _ => {}
        }
        (open == 0).then_some(at)
    })?;
    let (outer, inner) = (body.get(..start)?.trim(), body.get(start + 1..)?.trim());
    (!outer.is_empty() && !inner.is_empty()).then_some((outer, inner))
}

/// Whether a bracket says something of the name before it. Lower case.
fn is_remark(bracket: &str) -> bool {
    [
        "previously listed",
        "formerly listed",
        "birth name",
        "combat name",
        "original script",
        "false identity",
        "nom de guerre",
    ]
    .iter()
    .any(|remark| bracket.starts_with(remark))
}

/// Whether one text has letters of a script that the other has none of, and none in common.
fn is_other_script(a: &str, b: &str) -> bool {
    let has_latin = |text: &str| text.chars().any(|c| script_of(c) == Some(Script::Latin));
    let has_other =
        |text: &str| text.chars().any(|c| script_of(c).is_some_and(|s| s != Script::Latin));
    (has_latin(a) && !has_other(a) && has_other(b) && !has_latin(b))
        || (has_other(a) && has_latin(b) && !has_other(b))
}

/// A document number that stands in words (`French passport number 05AT521433`), and whether words
/// had to be taken off. `None` if no digit is left.
pub(in crate::lists) fn document_number(published: &str) -> Option<(String, bool)> {
    let text = squeeze(published);
    // Most stand by themselves.
    let is_part = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'/');
    if text.bytes().all(is_part) && !text.contains("NUMBER") {
        return text.bytes().any(|b| b.is_ascii_digit()).then_some((text, false));
    }
    let lower = text.to_ascii_lowercase();
    // The word nearest to the number decides, so the plainest one is looked for first.
    let after = ["number", "no.", "ssn ", "code:", "card "]
        .iter()
        .find_map(|word| lower.find(word).map(|at| at + word.len()))
        .unwrap_or(0);
    let mut rest = text.get(after..).unwrap_or(&text).trim_start_matches([':', ' ']);
    while let Some((_, next)) = rest.split_once(' ').filter(|(word, _)| is_word(word)) {
        rest = next;
    }
    let end = [" (", ", ", " issued", " under", " expire"]
        .iter()
        .filter_map(|marker| rest.to_ascii_lowercase().find(marker))
        .min()
        .unwrap_or(rest.len());
    let value = rest.get(..end).unwrap_or(rest).trim();
    let is_number = value.contains(|c: char| c.is_ascii_digit()) && !value.split(' ').any(is_word);
    is_number.then(|| (value.to_owned(), value.len() < text.len()))
}

/// Whether a word is one of a language, not part of a number: two letters or more that are
/// not all capitals, and no digit.
fn is_word(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && word.chars().any(char::is_lowercase)
        && !word.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_alias_may_hold_several_names() {
        for (published, names) in [
            ("Ann Example", vec!["Ann Example"]),
            ("EXAMPLE, Ann", vec!["EXAMPLE, Ann"]),
            ("Ann Example; Anne Example;", vec!["Ann Example", "Anne Example"]),
            ("Example Bank (EB)", vec!["Example Bank (EB)"]),
            ("“Ann”", vec!["“Ann”"]),
            ("Pak Il (朴一)", vec!["Pak Il", "朴一"]),
            ("مثال (Mithal; Methal)", vec!["مثال", "Mithal", "Methal"]),
            ("Mithal (original script: Митал)", vec!["Mithal", "Митал"]),
            ("Ann  Example\n   (previously listed as)", vec!["Ann Example"]),
            ("Ann Example, born 1 Jan. 1953 (passport no. 1)", vec!["Ann Example"]),
            (
                "Front (F) (مثال (original script); Front A; Front B)",
                vec!["Front (F)", "مثال", "Front A", "Front B"],
            ),
            (") Ann (مثال ),", vec!["Ann", "مثال"]),
            ("", vec![]),
            ("((((((((((x", vec!["((((((((((x"]),
        ] {
            assert_eq!(alias_names(published), names, "{published}");
        }
    }

    #[test]
    fn numbers_are_taken_out_of_words() {
        for (published, number) in [
            ("381310014", Some(("381310014", false))),
            (" A 0139243 ", Some(("A 0139243", false))),
            ("French passport number 05XX99", Some(("05XX99", true))),
            ("diplomatic passport no. D77", Some(("D77", true))),
            ("Provisional passport No.: 286", Some(("286", true))),
            ("381110042 (Expired 25 Jan. 2016)", Some(("381110042", true))),
            ("R00012098, South Sudan", Some(("R00012098", true))),
            ("SSN 156-99-9999 (United States)", Some(("156-99-9999", true))),
            ("national identity card number 44103-5", Some(("44103-5", true))),
            ("national card (tazkira) number 545167", Some(("545167", true))),
            ("travel document (“Ausweis”) A 0139243", Some(("A 0139243", true))),
            ("04643632 issued on 18 Jun. 1999", Some(("04643632", true))),
            ("issued by the ministry", None),
            ("issued in 1993", Some(("1993", true))),
        ] {
            let found = document_number(published);
            assert_eq!(found, number.map(|(value, cut)| (value.to_owned(), cut)), "{published}");
        }
    }
}
