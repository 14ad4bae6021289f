//! Registration and tax numbers as lists write them into one field:
//! `OGRN: 1025005917551 INN - 5045023416`, `2971193 (Russia). Tax ID No. 773557 (Russia)`.

use crate::identifiers::{Identifier, Scheme};
use crate::lists::{number_label, numbered, stated_date};
use crate::party::Country;

/// The numbers that stand in a field, each with the words around it that say what it is.
///
/// A word with a digit is part of a number, words without are its label; what follows in brackets is
/// the country, or a label that stands behind. Numbers without a word that says what they are have
/// the scheme `otherwise`.
pub(in crate::lists) fn parse(field: &str, otherwise: Scheme) -> Vec<Identifier> {
    numbered::items(field).into_iter().flat_map(|item| numbers(item, otherwise)).collect()
}

/// A number being put together.
#[derive(Default)]
struct Stated<'a> {
    label: Vec<&'a str>,
    value: Vec<&'a str>,
    behind: Vec<&'a str>,
    country: Option<Country>,
    dated: Option<&'a str>,
}

fn numbers(text: &str, otherwise: Scheme) -> Vec<Identifier> {
    let mut found: Vec<Stated> = Vec::new();
    let mut at = Stated::default();
    let (mut in_brackets, mut dated) = (Vec::new(), false);
    for word in text.split([' ', ';', '\u{a0}']).map(|word| word.trim_matches(['"', ','])) {
        if !in_brackets.is_empty() || word.starts_with('(') {
            in_brackets.push(word.trim_matches(['(', ')', '.', ',', ':']));
            if !word.contains(')') {
                continue;
            }
            let inside = std::mem::take(&mut in_brackets);
            match Country::named(&inside.join(" ")) {
                Some(country) => at.country = Some(country),
                None if at.value.is_empty() => at.label.extend(inside),
                None => at.behind.extend(inside),
            }
            continue;
        }
        let bare = word.trim_matches(['-', '–', '—', ':', '/', '·', '.']);
        if dated && bare.contains(|c: char| c.is_ascii_digit()) {
            (at.dated, dated) = (Some(bare), false);
        } else if !at.value.is_empty() && bare.eq_ignore_ascii_case("dated") {
            dated = true;
        } else if bare.contains(|c: char| c.is_ascii_digit()) {
            // A label or a divider between two numbers begins a new one.
            if !at.value.is_empty() && !at.behind.is_empty() {
                let label = std::mem::take(&mut at.behind);
                found.push(std::mem::take(&mut at));
                at.label = label;
            }
            at.value.push(bare);
        } else if at.value.is_empty() {
            at.label.extend(Some(bare).filter(|bare| !bare.is_empty()));
        } else if bare.is_empty() && !word.is_empty() && !word.contains(['-', '–']) {
            found.push(std::mem::take(&mut at));
        } else if bare.len() == 1 && bare.starts_with(char::is_uppercase) {
            // `M 354838 D 0001`
            at.value.push(bare);
        } else if !bare.is_empty() {
            at.behind.push(bare);
        }
    }
    found.push(at);
    found.iter().filter_map(|stated| identifier(stated, otherwise)).collect()
}

fn identifier(stated: &Stated<'_>, otherwise: Scheme) -> Option<Identifier> {
    if stated.value.is_empty() {
        return None;
    }
    // `M 354838`: one capital in front is part of the number.
    let (label, value) = match stated.label.as_slice() {
        [one] if one.len() == 1 => (String::new(), format!("{one} {}", stated.value.join(" "))),
        label => (label.join(" "), stated.value.join(" ")),
    };
    let label = if label.is_empty() { stated.behind.join(" ") } else { label };
    let country = stated.country.or_else(|| {
        let first = label.split(' ').next().unwrap_or_default();
        // Two letters may be anything: `BR`, `CR` are registers of companies.
        Country::named(first).filter(|_| first.len() > 3)
    });
    let mut identifier = Identifier::new(number_label::scheme(&label).unwrap_or(otherwise), value)
        .with_country(country)
        .labelled(label);
    // `SWIFT/BIC ABCDRUMM BIK 044525600`: the code has no digit, the number is another one.
    // A national number with a slip in it is still one.
    let national = matches!(
        identifier.scheme,
        Scheme::TaxId | Scheme::NationalId | Scheme::Registration | Scheme::Other
    );
    if !national && identifier.validity().is_invalid() {
        identifier.scheme = otherwise;
    }
    identifier.issued = stated.dated.and_then(stated_date::numeric);
    Some(identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_with_the_words_around_them() {
        use Scheme::{Registration, TaxId};
        type Expected = &'static [(Scheme, &'static str, &'static str, &'static str)];
        let cases: &[(&str, Expected)] = &[
            ("2971193", &[(Registration, "", "2971193", "")]),
            ("INN - 5045023416", &[(TaxId, "INN", "5045023416", "")]),
            ("INN - 5045023417", &[(TaxId, "INN", "5045023417", "")]),
            (
                "(1) OGRN – 1125261000040 (2) INN – 5261079332 (3) Russia KPP - 526101001",
                &[
                    (Registration, "OGRN", "1125261000040", ""),
                    (TaxId, "INN", "5261079332", ""),
                    (Registration, "Russia KPP", "526101001", "RU"),
                ],
            ),
            (
                "1117746568829 (Russia). Tax ID No. 7735579027 (Russia)",
                &[
                    (Registration, "", "1117746568829", "RU"),
                    (TaxId, "Tax ID No", "7735579027", "RU"),
                ],
            ),
            (
                "OGRN: 1157847407156 TIN: 7804552300",
                &[(Registration, "OGRN", "1157847407156", ""), (TaxId, "TIN", "7804552300", "")],
            ),
            ("9709056472 - Russia INN", &[(TaxId, "Russia INN", "9709056472", "RU")]),
            (
                "TIN (Taxpayer Identification Number) 971 / SRN (State registration number) 12177",
                &[
                    (TaxId, "TIN Taxpayer Identification Number", "971", ""),
                    (Registration, "SRN State registration number", "12177", ""),
                ],
            ),
            ("19036 9982 (Belarus)", &[(Registration, "", "19036 9982", "BY")]),
            ("M 354838 D 0001", &[(Registration, "", "M 354838 D 0001", "")]),
            (
                "440111000105746 (Company registration number)",
                &[(Registration, "Company registration number", "440111000105746", "")],
            ),
            (
                "0127108975400001 · 371692-5",
                &[(Registration, "", "0127108975400001", ""), (Registration, "", "371692-5", "")],
            ),
            (
                "SWIFT/BIC ABCDRUMM BIK 044525600",
                &[(Registration, "SWIFT/BIC ABCDRUMM BIK", "044525600", "")],
            ),
            ("Russian TIN number - ", &[]),
            ("", &[]),
        ];
        for (field, expected) in cases {
            let found = parse(field, Registration);
            let found: Vec<(Scheme, &str, &str, String)> = found
                .iter()
                .map(|i| {
                    let country = i.country.map(|country| country.to_string()).unwrap_or_default();
                    (i.scheme, i.label.as_deref().unwrap_or_default(), i.value.as_str(), country)
                })
                .collect();
            let expected: Vec<_> =
                expected.iter().map(|&(s, l, v, c)| (s, l, v, c.to_owned())).collect();
            assert_eq!(found, expected, "{field}");
        }
        let dated = parse("1067746244026 dated 27/07/1992. Tax ID: 77", Registration);
        assert_eq!(dated[0].issued.unwrap().to_string(), "1992-07-27");
        assert_eq!((dated[1].scheme, dated[1].value.as_str()), (TaxId, "77"));
    }
}
