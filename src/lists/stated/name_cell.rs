//! Several names in one cell: `A; B, Ltd., C`.

/// Legal forms that follow a name behind a comma: `Example, JSC` is one name. Folded.
const LEGAL_FORMS: [&str; 46] = [
    "jsc",
    "llc",
    "ltd",
    "limited",
    "inc",
    "co",
    "co ltd",
    "s a",
    "sa",
    "ag",
    "gmbh",
    "ooo",
    "oao",
    "zao",
    "ao",
    "pao",
    "pjsc",
    "ojsc",
    "cjsc",
    "fsue",
    "llp",
    "sc",
    "plc",
    "corp",
    "corporation",
    "nv",
    "bv",
    "sarl",
    "s a r l",
    "pvt ltd",
    "pty ltd",
    "pte ltd",
    "p j s",
    "company",
    "ооо",
    "оао",
    "ао",
    "пао",
    "зао",
    "фгуп",
    "фкп",
    "ано",
    "мк",
    "сао",
    "нпо",
    "уп",
];

/// Words that, standing alone behind a comma, belong to the name before it: `Hilarion Santos, III`.
const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "esq"];

/// Letters and spaces of the longest of them, and some; most pieces have more, and so are none.
const LONGEST: usize = 16;

/// The pieces between separators that stand outside brackets and quotation marks, in single spaces.
/// Brackets that do not close are no brackets.
pub(in crate::lists) fn split<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    // Most cells hold one name.
    let is_ascii = separators.iter().all(char::is_ascii);
    let stands = |byte: u8| separators.iter().any(|&c| c == char::from(byte));
    let divided = if is_ascii { text.bytes().any(stands) } else { text.contains(separators) };
    if !divided {
        return Some(text.trim()).filter(|text| !text.is_empty()).into_iter().collect();
    }
    let balanced = pieces(text, separators, true);
    let pieces = balanced.unwrap_or_else(|| pieces(text, separators, false).unwrap_or_default());
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// As [`split`], but a legal form or suffix behind a comma stays with its name.
pub(in crate::lists) fn split_names<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    let offset = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    let mut names: Vec<&str> = Vec::new();
    for piece in split(text, separators) {
        let start = offset(piece);
        let behind_comma = text.get(..start).is_some_and(|t| t.trim_end().ends_with([',', '，']));
        if let Some(name) = names.last_mut().filter(|_| behind_comma && is_suffix(piece)) {
            *name = text.get(offset(name)..start + piece.len()).unwrap_or(name);
        } else {
            names.push(piece);
        }
    }
    names
}

/// Whether a text is only a legal form or suffix.
fn is_suffix(piece: &str) -> bool {
    if piece.chars().filter(|c| c.is_alphanumeric()).nth(LONGEST).is_some() {
        return false;
    }
    let mut folded = [0; LONGEST];
    let folded = crate::text::fold_short(piece, &mut folded);
    folded.is_some_and(|text| LEGAL_FORMS.contains(&&*text) || SUFFIXES.contains(&&*text))
}

/// `None` if brackets are minded and do not close.
fn pieces<'t>(text: &'t str, separators: &[char], minded: bool) -> Option<Vec<&'t str>> {
    let mut depth = 0_i32;
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' | '«' | '“' if minded => depth += 1,
            ')' | '）' | ']' | '»' | '”' if minded => depth -= 1,
            _ if depth == 0 && separators.contains(&c) => {
                found.push(text.get(start..at)?);
                start = at + c.len_utf8();
            }
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    found.push(text.get(start..)?);
    (depth == 0).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_legal_forms_hold_a_name_together() {
        for (text, names) in [
            ("A; B, C", vec!["A", "B", "C"]),
            ("Северсталь, ПАО; B", vec!["Северсталь, ПАО", "B"]),
            ("Example Co., Ltd., Other, JSC", vec!["Example Co., Ltd.", "Other, JSC"]),
            ("Santos, III, Ann", vec!["Santos, III", "Ann"]),
            ("A (x; y), B", vec!["A (x; y)", "B"]),
            ("“A, B”, C", vec!["“A, B”", "C"]),
            ("A (x; y, B", vec!["A (x", "y", "B"]),
            ("A), B", vec!["A)", "B"]),
            (";; ,", vec![]),
            ("JSC, A", vec!["JSC", "A"]),
        ] {
            assert_eq!(split_names(text, &[';', ',']), names, "{text}");
        }
    }
}
