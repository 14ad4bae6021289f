//! What a publisher's words say a number is: `Tax ID No.`, `OGRN`, `passport number`.

use crate::identifiers::Scheme;

/// Words of labels, and the scheme they announce. The first that stands in a label decides, so the
/// plainest ones come first.
const WORDS: &[(&str, Scheme)] = &[
    ("legal entity identifier", Scheme::Lei),
    ("lei", Scheme::Lei),
    ("swift", Scheme::Bic),
    ("bic", Scheme::Bic),
    ("iban", Scheme::Iban),
    ("imo", Scheme::Imo),
    ("mmsi", Scheme::Mmsi),
    ("callsign", Scheme::CallSign),
    ("call sign", Scheme::CallSign),
    ("e-mail", Scheme::Email),
    ("email", Scheme::Email),
    ("website", Scheme::Website),
    ("web", Scheme::Website),
    ("phone", Scheme::Phone),
    ("telephone", Scheme::Phone),
    ("tel", Scheme::Phone),
    ("fax", Scheme::Phone),
    ("facsimile", Scheme::Phone),
    ("visa", Scheme::Other),
    ("student", Scheme::Other),
    ("driving", Scheme::Other),
    ("driver", Scheme::Other),
    ("birth", Scheme::Other),
    ("certificate of nationality", Scheme::Other),
    ("passport", Scheme::Passport),
    ("laissez-passer", Scheme::Passport),
    ("travel document", Scheme::Passport),
    ("tax", Scheme::TaxId),
    ("taxpayer", Scheme::TaxId),
    ("fiscal", Scheme::TaxId),
    ("vat", Scheme::TaxId),
    ("inn", Scheme::TaxId),
    ("инн", Scheme::TaxId),
    ("tin", Scheme::TaxId),
    ("trn", Scheme::TaxId),
    ("unp", Scheme::TaxId),
    ("унн", Scheme::TaxId),
    ("ogrn", Scheme::Registration),
    ("ogrnip", Scheme::Registration),
    ("огрн", Scheme::Registration),
    ("registration", Scheme::Registration),
    ("register", Scheme::Registration),
    ("registry", Scheme::Registration),
    ("company", Scheme::Registration),
    ("trade", Scheme::Registration),
    ("license", Scheme::Registration),
    ("licence", Scheme::Registration),
    ("kpp", Scheme::Registration),
    ("okpo", Scheme::Registration),
    ("bin", Scheme::Registration),
    ("ration", Scheme::NationalId),
    ("national", Scheme::NationalId),
    ("identity", Scheme::NationalId),
    ("identification", Scheme::NationalId),
    ("id", Scheme::NationalId),
    ("id-number", Scheme::NationalId),
    ("tazkira", Scheme::NationalId),
    ("social security", Scheme::NationalId),
    ("ssn", Scheme::NationalId),
    ("residence", Scheme::NationalId),
    ("residency", Scheme::NationalId),
];

/// The scheme that a label announces; `None` if it says nothing of the kind.
pub(in crate::lists) fn scheme(label: &str) -> Option<Scheme> {
    let lower = label.to_lowercase();
    let stands = |word: &str| {
        lower.match_indices(word).any(|(at, _)| {
            let ends = |side: Option<char>| side.is_none_or(|c| !c.is_alphanumeric());
            ends(lower[..at].chars().next_back()) && ends(lower[at + word.len()..].chars().next())
        })
    };
    WORDS.iter().find(|(word, _)| stands(word)).map(|&(_, scheme)| scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_decide() {
        for (label, expected) in [
            ("Tax Identification Number: INN", Some(Scheme::TaxId)),
            ("Russia OGRN", Some(Scheme::Registration)),
            ("National identification no.", Some(Scheme::NationalId)),
            ("(УНН/ИНН)", Some(Scheme::TaxId)),
            ("Service passport number", Some(Scheme::Passport)),
            ("SWIFT/BIC", Some(Scheme::Bic)),
            ("Schengen visa", Some(Scheme::Other)),
            ("Beginning", None),
            ("", None),
        ] {
            assert_eq!(scheme(label), expected, "{label}");
        }
    }
}
