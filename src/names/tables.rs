//! The tables of this room, as part of the configuration hash.

use sha2::{Digest, Sha256};

/// Every table of `lists/names/`, by file name.
const TABLES: [(&str, &str); 42] = [
    ("arabic.tsv", include_str!("../../lists/names/arabic.tsv")),
    ("burmese_onsets.tsv", include_str!("../../lists/names/burmese_onsets.tsv")),
    ("burmese_rhymes.tsv", include_str!("../../lists/names/burmese_rhymes.tsv")),
    ("cantonese_syllables.tsv", include_str!("../../lists/names/cantonese_syllables.tsv")),
    ("chinese_families.tsv", include_str!("../../lists/names/chinese_families.tsv")),
    ("cyrillic.tsv", include_str!("../../lists/names/cyrillic.tsv")),
    ("frequencies.tsv", include_str!("../../lists/names/frequencies.tsv")),
    ("given_names.tsv", include_str!("../../lists/names/given_names.tsv")),
    ("greek.tsv", include_str!("../../lists/names/greek.tsv")),
    ("han.tsv", include_str!("../../lists/names/han.tsv")),
    ("han_foreign.tsv", include_str!("../../lists/names/han_foreign.tsv")),
    ("hebrew.tsv", include_str!("../../lists/names/hebrew.tsv")),
    ("hokkien.tsv", include_str!("../../lists/names/hokkien.tsv")),
    ("hokkien_syllables.tsv", include_str!("../../lists/names/hokkien_syllables.tsv")),
    ("initials.tsv", include_str!("../../lists/names/initials.tsv")),
    ("japanese.tsv", include_str!("../../lists/names/japanese.tsv")),
    ("japanese_characters.tsv", include_str!("../../lists/names/japanese_characters.tsv")),
    ("japanese_forms.tsv", include_str!("../../lists/names/japanese_forms.tsv")),
    ("japanese_loanwords.tsv", include_str!("../../lists/names/japanese_loanwords.tsv")),
    ("japanese_names.tsv", include_str!("../../lists/names/japanese_names.tsv")),
    ("kana.tsv", include_str!("../../lists/names/kana.tsv")),
    ("khmer_letters.tsv", include_str!("../../lists/names/khmer_letters.tsv")),
    ("khmer_vowels.tsv", include_str!("../../lists/names/khmer_vowels.tsv")),
    ("kontsevich.tsv", include_str!("../../lists/names/kontsevich.tsv")),
    ("korean_families.tsv", include_str!("../../lists/names/korean_families.tsv")),
    ("korean_given.tsv", include_str!("../../lists/names/korean_given.tsv")),
    ("korean_kana.tsv", include_str!("../../lists/names/korean_kana.tsv")),
    ("korean_letters.tsv", include_str!("../../lists/names/korean_letters.tsv")),
    ("korean_loanwords.tsv", include_str!("../../lists/names/korean_loanwords.tsv")),
    ("korean_syllables.tsv", include_str!("../../lists/names/korean_syllables.tsv")),
    ("latin_digraphs.tsv", include_str!("../../lists/names/latin_digraphs.tsv")),
    ("latin_letters.tsv", include_str!("../../lists/names/latin_letters.tsv")),
    ("legal_phrases.tsv", include_str!("../../lists/names/legal_phrases.tsv")),
    ("letter_names.tsv", include_str!("../../lists/names/letter_names.tsv")),
    ("lexicon.tsv", include_str!("../../lists/names/lexicon.tsv")),
    ("lookalikes.tsv", include_str!("../../lists/names/lookalikes.tsv")),
    ("mandarin_syllables.tsv", include_str!("../../lists/names/mandarin_syllables.tsv")),
    ("numerals.tsv", include_str!("../../lists/names/numerals.tsv")),
    ("prices.tsv", include_str!("../../lists/names/prices.tsv")),
    ("vietnamese.tsv", include_str!("../../lists/names/vietnamese.tsv")),
    ("word_endings.tsv", include_str!("../../lists/names/word_endings.tsv")),
    ("words.tsv", include_str!("../../lists/names/words.tsv")),
];

/// A fingerprint of all tables: a change in any of them may change a score.
pub(crate) fn fingerprint() -> [u8; 32] {
    let mut hash = Sha256::new();
    for (name, text) in TABLES {
        hash.update(name);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_is_forgotten() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/lists/names");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".tsv"))
            .collect();
        files.sort();
        assert_eq!(files, TABLES.map(|(name, _)| name));
    }
}
