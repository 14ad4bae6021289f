//! Folding what people type to the capitals A–Z and the digits 0–9.

use unicode_normalization::char::is_combining_mark;

/// The words of a text in A–Z and 0–9: upper case, full-width and other scripts' digits and letters
/// in ASCII, split wherever something else stands. `№` and `º` count as the word `NO`.
///
/// Letters of other scripts go through the general table (`В` gives `V`), so that both sides of a
/// comparison end in the same place whatever the keyboard was.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let spelled = text.replace(['№', 'º'], " no ");
    for c in crate::text::nfkc(&spelled).chars() {
        if c.is_alphanumeric() {
            let ascii = any_ascii::any_ascii_char(c);
            word.extend(
                ascii
                    .chars()
                    .filter_map(|a| a.is_ascii_alphanumeric().then_some(a.to_ascii_uppercase())),
            );
        } else if !is_combining_mark(c) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The words joined, without the labels in front (`PASSPORT NO. 123` gives `123`); `None` when
/// nothing but labels is left.
///
/// A label is one or more words separated by a space, in capitals. It only counts as a word of its
/// own, so that the document number `NO123` stays what it is.
pub(super) fn compact(text: &str, labels: &[&str]) -> Option<String> {
    let words = words(text);
    let joined = strip_labels(&words, labels).concat();
    (!joined.is_empty() && !labels.contains(&joined.as_str())).then_some(joined)
}

/// The words after the last leading label.
pub(super) fn strip_labels<'w>(words: &'w [String], labels: &[&str]) -> &'w [String] {
    let mut rest = words;
    'labels: loop {
        for label in labels {
            let parts = label.split(' ').count();
            if rest.len() >= parts && label.split(' ').eq(rest.iter().take(parts)) {
                rest = rest.get(parts..).unwrap_or_default();
                continue 'labels;
            }
        }
        return rest;
    }
}

/// The first run of exactly `length` digits; without one, all digits together; `None` without any.
///
/// Digits of several numbers in one field are therefore never run together while one of them is
/// whole.
pub(super) fn digits(text: &str, length: usize) -> Option<String> {
    let words = words(text);
    let run = words
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_ascii_digit()))
        .find(|run| run.len() == length);
    let all = || words.iter().flat_map(|word| word.chars()).filter(char::is_ascii_digit).collect();
    let found = run.map_or_else(all, str::to_owned);
    (!found.is_empty()).then_some(found)
}

/// Whether A–Z and 0–9 text, with its letters read as 10–35, leaves remainder 1 modulo 97
/// (ISO 7064 MOD 97-10, as IBAN and LEI use it).
pub(super) fn leaves_one_mod_97(characters: impl Iterator<Item = char>) -> bool {
    let remainder = characters.filter_map(|c| c.to_digit(36)).fold(0, |remainder, value| {
        let shift = if value < 10 { 10 } else { 100 };
        (remainder * shift + value) % 97
    });
    remainder == 1
}

/// Whether two characters can be check digits of ISO 7064 MOD 97-10: 02 to 98.
///
/// 00, 01 and 99 leave the same remainders as 97, 98 and 02 and are never issued.
pub(super) fn are_check_digits(digits: Option<&str>) -> bool {
    digits
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|digits| digits.parse::<u8>().ok())
        .is_some_and(|check| (2..=98).contains(&check))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_ascii_capitals() {
        assert_eq!(words("ＩＭＯ № 9562233"), ["IMO", "NO", "9562233"]);
        assert_eq!(words("ps-472 310 104"), ["PS", "472", "310", "104"]);
        assert_eq!(words("٦٥٤٣"), ["6543"]);
        assert_eq!(words("  --  "), Vec::<String>::new());
    }

    #[test]
    fn labels_go_only_as_words() {
        assert_eq!(compact("Passport No. 123", &["PASSPORT", "NO"]).as_deref(), Some("123"));
        assert_eq!(compact("NO123", &["NO"]).as_deref(), Some("NO123"));
        assert_eq!(compact("A/C 12-34", &["A C"]).as_deref(), Some("1234"));
        assert_eq!(compact("No. ", &["NO"]), None);
    }

    #[test]
    fn two_numbers_are_not_run_together() {
        assert_eq!(digits("9562233 (ex 8514045)", 7).as_deref(), Some("9562233"));
        assert_eq!(digits("95 62 233", 7).as_deref(), Some("9562233"));
        assert_eq!(digits("does not exist", 7), None);
    }
}
