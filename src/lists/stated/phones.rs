//! Telephone numbers as lists write several into one field.

/// Least digits of a number that is whole.
const DIGITS: usize = 6;

/// The numbers of a field. Between them stand commas, semicolons, `and`, periods or nothing but the
/// next `+`; a piece with few digits, an extension or the end of a range, belongs to the number before
/// it.
pub(in crate::lists) fn numbers(field: &str) -> Vec<String> {
    let mut marked = field.replace(" and ", ";").replace(" +", ";+");
    // A period behind a digit ends a number, one behind a letter an abbreviation.
    for digit in '0'..='9' {
        marked = marked.replace(&format!("{digit}. "), &format!("{digit};"));
    }
    let mut numbers: Vec<String> = Vec::new();
    for piece in marked.split([',', ';', '\n']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let main = piece.split("(ext").next().unwrap_or_default();
        let is_whole = main.bytes().filter(u8::is_ascii_digit).count() >= DIGITS;
        match numbers.last_mut() {
            Some(last) if !is_whole => last.push_str(&format!(", {piece}")),
            _ => numbers.push(piece.to_owned()),
        }
    }
    for number in &mut numbers {
        number.truncate(number.trim_end_matches(['.', ' ']).len());
    }
    numbers
}

/// The numbers directly behind a label in prose: ` numbers: +850-2-18111, 18222 (ext. 8573). …`.
pub(in crate::lists) fn announced(text: &str) -> Vec<String> {
    let text = text.trim_start();
    let label = ["numbers", "number", "nos", "no"].iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        let ends = !rest.starts_with(char::is_alphanumeric);
        (ends && start.eq_ignore_ascii_case(word)).then_some(rest)
    });
    let text = label.unwrap_or(text).trim_start_matches([':', '.', '#', ' ']);
    let text = text.get(..end_of_numbers(text)).unwrap_or_default();
    let is_whole = |number: &String| number.bytes().filter(u8::is_ascii_digit).count() >= DIGITS;
    numbers(text).into_iter().filter(is_whole).collect()
}

/// Where the signs and words end that telephone numbers are written with; a period in front of a
/// space ends them, too.
fn end_of_numbers(text: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at += match ["and ", "ext. ", "ext "].iter().find(|word| rest.starts_with(**word)) {
            Some(word) => word.len(),
            None if rest.starts_with(". ") => break,
            None if rest.starts_with(|c: char| c.is_ascii_digit() || " +-()/.,;".contains(c)) => 1,
            None => break,
        };
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_prose_stand_directly_behind_their_label() {
        for (text, expected) in [
            (
                " numbers: +850-2-18111, 18222 (ext. 8573). Facsimile",
                vec!["+850-2-18111, 18222 (ext. 8573)"],
            ),
            (
                " number: +850-2-3814685 and +850-2-3813372. Email",
                vec!["+850-2-3814685", "+850-2-3813372"],
            ),
            (" 6683301; ", vec!["6683301"]),
            (": 98-919-538-2305; Website", vec!["98-919-538-2305"]),
            (" No. 042-6812081 and the", vec!["042-6812081"]),
            (" number: +850-2-18111(ext. 8327).", vec!["+850-2-18111(ext. 8327)"]),
            (" calls were made to 6683301", vec![]),
            (" number 12", vec![]),
            (" north 6683301", vec![]),
        ] {
            assert_eq!(announced(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_divided() {
        for (field, expected) in [
            ("", vec![]),
            ("+7 485 770-91-49 ", vec!["+7 485 770-91-49"]),
            ("00375(17)7762032. 00375(17)7765479.", vec!["00375(17)7762032", "00375(17)7765479"]),
            ("+850-2-18111, 18222 (ext. 8573)", vec!["+850-2-18111, 18222 (ext. 8573)"]),
            ("+850-2-3814685 and +850-2-3813372", vec!["+850-2-3814685", "+850-2-3813372"]),
            ("+963-933-526812 +963-932-878282", vec!["+963-933-526812", "+963-932-878282"]),
            ("668 33 01", vec!["668 33 01"]),
        ] {
            assert_eq!(numbers(field), expected, "{field}");
        }
    }
}
