//! What a designation entails, from the words of the UK Sanctions List.

/// Measures that have another name across lists.
const COMMON: [(&str, &str); 2] =
    [("prohibition of port entry", "port ban"), ("deflag", "de-flag")];

/// The measures of a field, in which `|` stands between them.
///
/// `Asset freeze|Internet Services Sanctions: see "Other Information"` are `asset freeze` and
/// `internet services sanctions`.
pub(super) fn measures(field: &str) -> impl Iterator<Item = String> {
    field.split('|').filter_map(|words| {
        let lower = words.to_lowercase().replace('\u{202f}', " ");
        let end = ["see \"other information\"", "(see \"other information\")"]
            .iter()
            .filter_map(|end| lower.find(end))
            .min()
            .unwrap_or(lower.len());
        let bare = lower.get(..end)?.trim_end_matches(['(', ':', ' ']).trim();
        let common = COMMON.iter().find(|(known, _)| *known == bare).map(|(_, common)| *common);
        Some(common.unwrap_or(bare).to_owned()).filter(|measure| !measure.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_stand_between_bars() {
        let field = "Asset freeze|Prohibition of port entry|De-flag|Internet Services Sanctions: \
                     see \"Other Information\" |Shipping sanctions: (see \"Other information\")|";
        let found: Vec<String> = measures(field).collect();
        let expected = [
            "asset freeze",
            "port ban",
            "de-flag",
            "internet services sanctions",
            "shipping sanctions",
        ];
        assert_eq!(found, expected);
    }
}
