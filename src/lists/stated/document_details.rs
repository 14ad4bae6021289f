//! What lists say in words of a passport or identity card:
//! `Afghanistan number, issued on 25 Aug. 2016 in Kabul, Afghanistan (expired on 25 Aug. 2021)`.

use crate::identifiers::Identifier;
use crate::lists::stated_date;
use crate::party::{Country, DateInterval};

/// Adds the issuing country and the days of issue and expiry to a document, as far as they are stated.
pub(in crate::lists) fn read_into(document: &mut Identifier, details: &str) {
    document.country = document.country.or_else(|| country(details));
    let behind = |marks: &[&str]| marks.iter().find_map(|mark| date_behind(details, mark));
    document.issued = document
        .issued
        .or_else(|| behind(&["issued on", "issue date:", "date of issue:", "issued in"]));
    document.expires = document.expires.or_else(|| {
        behind(&["expires on", "expired on", "expiry date:", "valid until", "expires", "expired"])
    });
}

/// The country that the details begin with, or the one in brackets: `Oman. Issued on 4 May 2014`,
/// `Expires 21 Aug 2005 (Iraq)`.
fn country(details: &str) -> Option<Country> {
    const ENDS: [&str; 9] = [
        " number",
        " national",
        " passport",
        " diplomatic",
        " civil",
        " identi",
        " birth",
        ",",
        ".",
    ];
    let lower = details.to_ascii_lowercase();
    let end = ENDS.iter().filter_map(|end| lower.find(end)).min().unwrap_or(details.len());
    let first = details.get(..end).unwrap_or_default().trim_matches(['(', ')', ' ']);
    let bracket = || details.split_once('(')?.1.split_once(')').map(|(inside, _)| inside);
    Country::named(first).or_else(|| Country::named(bracket()?))
}

/// The date that begins right behind a mark.
fn date_behind(details: &str, mark: &str) -> Option<DateInterval> {
    let at = details.to_ascii_lowercase().find(mark)? + mark.len();
    let rest = details.get(at..)?.trim_start();
    let words: Vec<&str> = rest
        .split([' ', ',', ')', '('])
        .filter(|word| !word.is_empty())
        .map(|word| word.trim_end_matches('.'))
        .take(3)
        .collect();
    (1..=words.len()).rev().find_map(|count| {
        let text = words.get(..count)?.join(" ");
        stated_date::parse(&text).or_else(|| stated_date::numeric(&text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::Scheme;

    #[test]
    fn country_and_days_are_read() {
        for (details, expected) in [
            (
                "Afghanistan number, issued on 25 Aug. 2016 in Kabul, Afghanistan (expired on 25 Aug. 2021)",
                ("AF", "2016-08-25", "2021-08-25"),
            ),
            ("Issue date: 05/05/1998, expiry date: 04/05/2003", ("", "1998-05-05", "2003-05-04")),
            ("Oman. Issued on 4 May 2014", ("OM", "2014-05-04", "")),
            ("(Pakistan). Expires 11 Aug 2013", ("PK", "", "2013-08-11")),
            ("Expires 21 Aug 2005 (Iraq)", ("IQ", "", "2005-08-21")),
            ("Egypt issued in 1993, under name Muhammad", ("", "1993", "")),
            ("Syrian Arab Republic number", ("SY", "", "")),
            ("Iranian", ("", "", "")),
            ("", ("", "", "")),
        ] {
            let mut document = Identifier::new(Scheme::Passport, "1");
            read_into(&mut document, details);
            let date = |date: Option<DateInterval>| date.map(|d| d.to_string()).unwrap_or_default();
            let country = document.country.map(|c| c.to_string()).unwrap_or_default();
            let found = (country, date(document.issued), date(document.expires));
            let (country, issued, expires) = expected;
            assert_eq!(found, (country.into(), issued.into(), expires.into()), "{details}");
        }
    }
}
