//! Telephone numbers as lists write several into one field.

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
        let is_whole = main.bytes().filter(u8::is_ascii_digit).count() >= 6;
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

#[cfg(test)]
mod tests {
    use super::*;

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
