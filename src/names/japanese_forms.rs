//! Other forms of the characters that Japanese is written with: 髙 for 高, 澤 for 沢.

use super::letters::rows;
use foldhash::HashMap;
use std::sync::LazyLock;

static TODAY: LazyLock<HashMap<char, char>> =
    LazyLock::new(|| pairs().map(|(other, today, _)| (other, today)).collect());

/// Other form, form of today, whether the reform of 1946 put one in the place of the other.
fn pairs() -> impl Iterator<Item = (char, char, bool)> {
    rows(include_str!("../../lists/names/japanese_forms.tsv")).filter_map(|row| {
        let mut columns = row.split('\t');
        let mut character = || columns.next()?.chars().next();
        let (other, today) = (character()?, character()?);
        Some((other, today, columns.next() == Some("reform")))
    })
}

/// The text in the forms of today; `None` if it has no others.
pub(super) fn of_today(text: &str) -> Option<String> {
    let known = |c: char| TODAY.get(&c).copied();
    let other = text.chars().any(|c| known(c).is_some());
    other.then(|| text.chars().map(|c| known(c).unwrap_or(c)).collect())
}

/// The pairs of the reform, the older form first.
pub(super) fn reformed() -> impl Iterator<Item = (char, char)> {
    pairs().filter(|(.., reform)| *reform).map(|(other, today, _)| (other, today))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_forms_are_written_in_the_forms_of_today() {
        for (written, today) in [
            ("髙橋", "高橋"),
            ("澤田", "沢田"),
            ("渡邉", "渡辺"),
            ("國廣", "国広"),
            ("日本發條", "日本発条"),
        ] {
            assert_eq!(of_today(written).as_deref(), Some(today), "{written}");
        }
        assert_eq!(of_today("高橋"), None);
    }

    #[test]
    fn every_line_of_the_table_is_whole() {
        let table = include_str!("../../lists/names/japanese_forms.tsv");
        for row in rows(table) {
            let columns: Vec<&str> = row.split('\t').collect();
            let [other, today, kind] = columns[..] else { panic!("{row}: three columns") };
            assert!(other.chars().count() == 1 && today.chars().count() == 1, "{row}");
            assert!(other != today && ["reform", "variant"].contains(&kind), "{row}");
        }
        assert_eq!(rows(table).count(), TODAY.len(), "each character stands once");
    }
}
