//! Cells that hold several values, numbered: `(1) Russia. (2) Ukraine`.

/// The values of a cell in their order, without their numbers; of a cell that is not numbered, the
/// cell.
///
/// Numbers count up from one, and the first stands at the beginning or a second one follows, so that
/// `+44 (0)20` and `+963 (1) 12` stay whole. White space, and a comma, semicolon or period at the end
/// of a value, go. A value that is only a dash stays, as an empty text: other cells of the same row
/// count on its place.
pub(in crate::lists) fn items(cell: &str) -> Vec<&str> {
    let cell = cell.trim();
    let mut items = Vec::new();
    if !cell.contains("(1)") {
        items.extend(Some(cell).filter(|cell| !cell.is_empty()).map(value));
        return items;
    }
    let (mut rest, mut number) = (cell, 1_u32);
    while let Some((before, after)) = rest.split_once(&format!("({number})")) {
        if number == 1 && !(before.trim().is_empty() || after.contains("(2)")) {
            break;
        }
        if number > 1 || !before.trim().is_empty() {
            items.push(value(before));
        }
        (rest, number) = (after, number + 1);
    }
    if number == 1 {
        return vec![value(cell)];
    }
    items.push(value(rest));
    items
}

fn value(text: &str) -> &str {
    let text = text.trim();
    let bare = text.trim_end_matches([',', ';', '.']).trim_end();
    // The period of `Co.` and `Ltd.` is part of the name.
    let abbreviated = text.ends_with('.')
        && bare.rsplit(' ').next().is_some_and(|word| {
            word.len() <= 4 && bare.contains(' ') && word.starts_with(char::is_uppercase)
        });
    match bare {
        "-" | "–" => "",
        _ if abbreviated => text,
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_divided_by_their_numbers() {
        for (cell, expected) in [
            ("", vec![]),
            ("Russia", vec!["Russia"]),
            ("(1) Russia. (2) Ukraine", vec!["Russia", "Ukraine"]),
            ("(1) Uganda (2) Uganda (3)Uganda", vec!["Uganda", "Uganda", "Uganda"]),
            ("(1) 6487 (2) - (3) 388181", vec!["6487", "", "388181"]),
            ("TIN (1) 64400 (2) 10964", vec!["TIN", "64400", "10964"]),
            ("+375 (1) 123-45-67", vec!["+375 (1) 123-45-67"]),
            ("+44 (0)20", vec!["+44 (0)20"]),
            ("(1) only", vec!["only"]),
            ("(1) Trade Co. (2) Example Ltd.", vec!["Trade Co.", "Example Ltd."]),
            ("(1) a (2) b (4) c", vec!["a", "b (4) c"]),
        ] {
            assert_eq!(items(cell), expected, "{cell}");
        }
    }
}
