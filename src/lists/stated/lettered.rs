//! Lists inside a cell: `a) Kabul b) Herat`, `(1) Iran. (2) Iraq`, `（a）1946年（b）1948年`.

/// Items of a cell, without their letters or numbers; the whole cell if it is no list.
///
/// The letters run from `a` (the numbers from 1) without a gap; one that is repeated counts as the
/// next, and a second list may follow that begins with `a` again. What stands in front of the first (`Passport no: a) …`) is an item of its own.
pub(in crate::lists) fn items(text: &str) -> Vec<&str> {
    let marks = marks(text);
    let first = marks.first().map_or(text.len(), |mark| mark.start);
    let mut items = vec![text.get(..first).unwrap_or_default()];
    for (at, mark) in marks.iter().enumerate() {
        let end = marks.get(at + 1).map_or(text.len(), |next| next.start);
        items.push(text.get(mark.end..end).unwrap_or_default());
    }
    let ends: &[char] = &[',', ';', '、', '；', '，'];
    let trimmed = items.into_iter().map(|item| {
        let item = item.trim();
        if marks.is_empty() { item } else { item.trim_end_matches(ends).trim_end() }
    });
    trimmed.filter(|item| !item.is_empty()).collect()
}

/// A letter or number with its brackets.
struct Mark {
    start: usize,
    end: usize,
    /// From 1.
    value: u32,
    of_letters: bool,
}

/// Most bytes from the beginning of a mark to the bracket that closes it.
const WIDEST: usize = 20;

fn marks(text: &str) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    // Most cells are no list.
    if !text.contains(')') && !text.contains('）') {
        return found;
    }
    let mut before: Option<char> = None;
    let closes = |from: usize| text[from..].find([')', '）']).map(|at| from + at);
    let mut close = closes(0);
    for (at, c) in text.char_indices() {
        if close.is_some_and(|close| close < at) {
            close = closes(at);
        }
        let Some(close) = close else { break };
        if close - at > WIDEST {
            before = Some(c);
            continue;
        }
        if let Some(mark) = mark_at(text, at, before) {
            let fits = match found.last() {
                None => mark.value == 1,
                Some(last) => {
                    at >= last.end
                        && mark.of_letters == last.of_letters
                        && (mark.value == last.value + 1
                            || mark.value == last.value
                            || mark.value == 1)
                }
            };
            if fits {
                found.push(mark);
            }
        }
        before = Some(c);
    }
    // One mark alone is no list, unless it stands in front.
    match found.as_slice() {
        [only] if !text.get(..only.start).unwrap_or_default().trim().is_empty() => Vec::new(),
        _ => found,
    }
}

/// `(a)`, `（ａ）`, `(12)`, or `a)` behind white space or punctuation.
fn mark_at(text: &str, at: usize, before: Option<char>) -> Option<Mark> {
    let rest = text.get(at..)?;
    let opened = rest.starts_with(['(', '（']);
    let parts_before = before.is_none_or(|c| c.is_whitespace() || ".,;:、；，。".contains(c));
    if !opened && !parts_before {
        return None;
    }
    let inner = if opened { rest.get(rest.chars().next()?.len_utf8()..)? } else { rest };
    let close = inner.char_indices().take(4).find(|(_, c)| matches!(c, ')' | '）'))?;
    let word = inner.get(..close.0)?.trim();
    let folded;
    let word = if word.is_ascii() {
        word
    } else {
        folded = crate::text::nfkc(word);
        &folded
    };
    let (value, of_letters) = match word.as_bytes() {
        [letter @ (b'a'..=b'z')] => (u32::from(letter - b'a') + 1, true),
        digits if (1..=2).contains(&digits.len()) => (word.parse().ok()?, false),
        _ => return None,
    };
    let end = at + (rest.len() - inner.len()) + close.0 + close.1.len_utf8();
    // A number without an opening bracket may be the end of anything.
    (opened || of_letters).then_some(Mark { start: at, end, value, of_letters })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_by_their_order() {
        for (text, expected) in [
            ("a) Kabul b) Herat", vec!["Kabul", "Herat"]),
            ("a)1994; b)1993,", vec!["1994", "1993"]),
            ("(1) Iran. (2) Iraq", vec!["Iran.", "Iraq"]),
            ("（a）1946年、（b）1948年", vec!["1946年", "1948年"]),
            ("(ａ)1\n(b) 2 (c)3", vec!["1", "2", "3"]),
            ("Passport no: a) X1 b) X2", vec!["Passport no:", "X1", "X2"]),
            ("c) 1 c) 2", vec!["c) 1 c) 2"]),
            ("a) 1 b) 2 b) 3", vec!["1", "2", "3"]),
            ("a) 1 c) 2", vec!["1 c) 2"]),
            ("(a)1 (b)2\n(a)3 (b)4", vec!["1", "2", "3", "4"]),
            ("Plan (a) of the bank", vec!["Plan (a) of the bank"]),
            ("Bank (b)", vec!["Bank (b)"]),
            ("dia) b)", vec!["dia) b)"]),
            ("one, two;", vec!["one, two;"]),
            (" ", vec![]),
        ] {
            assert_eq!(items(text), expected, "{text}");
        }
    }
}
