//! What a designation entails, in one word for all publishers: the table `lists/measures.tsv`.

use crate::lists::spaces::squeeze;
use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../lists/measures.tsv");

static MEASURES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|l| l.split_once('\t')).collect()
});

/// A publisher's phrase in our words; a phrase that is not known stays as it was published.
///
/// A reference behind it (`: see "Other information"`) says where its details stand, not what it is.
pub(in crate::lists) fn measure(published: &str) -> String {
    let published = squeeze(published);
    let lower = published.to_lowercase();
    let phrase = lower.split(':').next().unwrap_or_default().trim();
    MEASURES.get(phrase).map_or(published, |known| (*known).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishers_phrases_become_one_word() {
        for (published, ours) in [
            ("Asset freeze", "asset freeze"),
            ("Travel Ban", "travel ban"),
            ("Shipping sanctions: (see \"Other information\")", "shipping sanctions"),
            (
                "Correspondent Banking Sanctions\u{202f}and processing payments",
                "correspondent banking ban",
            ),
            ("Something new: see below", "Something new: see below"),
        ] {
            assert_eq!(measure(published), ours);
        }
    }

    #[test]
    fn every_row_has_two_columns_and_every_phrase_once() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(MEASURES.len(), rows);
        assert!(MEASURES.keys().all(|phrase| phrase.to_lowercase() == **phrase));
    }
}
