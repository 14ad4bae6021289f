//! The columns of the spelling tables under `lists/names/`, read.

/// Rows of an embedded table, each cut into its tab-separated columns; comment lines left out.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// A column of spellings, `letters` or `letters:price`, as (letters, price in hundredths).
///
/// `-` alone is no spelling in a list of names and the empty spelling in a list of letters; the
/// caller says which by `empty`.
pub(super) fn priced(
    column: &'static str,
    empty: bool,
) -> impl Iterator<Item = (&'static str, u16)> {
    column.split(' ').filter_map(move |spelling| {
        let (letters, price) = match spelling.split_once(':') {
            Some((letters, price)) => (letters, price.parse().ok()?),
            None => (spelling, 0),
        };
        match letters {
            "" => None,
            "-" => empty.then_some(("", price)),
            letters => Some((letters, price)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_whole() {
        let tables = [
            ("korean_letters", include_str!("../../lists/names/korean_letters.tsv"), 3),
            ("kontsevich", include_str!("../../lists/names/kontsevich.tsv"), 3),
            ("korean_kana", include_str!("../../lists/names/korean_kana.tsv"), 3),
            ("korean_syllables", include_str!("../../lists/names/korean_syllables.tsv"), 2),
            ("korean_families", include_str!("../../lists/names/korean_families.tsv"), 5),
            ("mandarin_syllables", include_str!("../../lists/names/mandarin_syllables.tsv"), 3),
            ("cantonese_syllables", include_str!("../../lists/names/cantonese_syllables.tsv"), 2),
            ("hokkien_syllables", include_str!("../../lists/names/hokkien_syllables.tsv"), 2),
            ("chinese_families", include_str!("../../lists/names/chinese_families.tsv"), 5),
            ("han", include_str!("../../lists/names/han.tsv"), 7),
            ("hokkien", include_str!("../../lists/names/hokkien.tsv"), 2),
            ("vietnamese", include_str!("../../lists/names/vietnamese.tsv"), 2),
        ];
        for (name, table, columns) in tables {
            for row in rows(table) {
                assert_eq!(row.len(), columns, "{name}: {row:?}");
                assert!(row.iter().all(|c| !c.trim().is_empty()), "{name}: {row:?}");
            }
        }
    }

    #[test]
    fn a_price_that_is_no_number_leaves_its_spelling_out() {
        let read: Vec<_> = priced("choe choi:3 x:y -", true).collect();
        assert_eq!(read, [("choe", 0), ("choi", 3), ("", 0)]);
        assert_eq!(priced("-", false).count(), 0);
    }
}
