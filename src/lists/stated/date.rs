//! Dates as official lists state them in English: `10 Dec 1948`, `circa 1961`, `1961 to 1963`.

use crate::lists::spaces::trimmed;
use crate::party::DateInterval;

/// Reads a date, month, year or range of them; `None` for anything else.
///
/// Accepted: `10 Dec 1948`, `Dec 1948`, `Dec. 1948`, `1948`, `1948-12-10`, each also with a leading
/// `circa` or `approximately`; two of them joined by `to` or `-`.
pub(in crate::lists) fn parse(text: &str) -> Option<DateInterval> {
    let text = trimmed(text);
    // Every date has a year in digits, and most texts that are tried have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Most dates are one day; what follows is for the others.
    if let Some(date) = unit(text) {
        return Some(date);
    }
    for word in ["circa ", "approximately "] {
        if text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return parse(text.get(word.len()..)?).map(DateInterval::circa);
        }
    }
    let (from, to) = text.split_once(" to ").or_else(|| text.split_once('-'))?;
    unit(from)?.until(unit(to)?)
}

/// Reads a date in digits, day first, as British lists write it: `15/08/1975`, `08/1975`, `1975`.
///
/// A day or month that is not known is `00`, or letters (`dd/mm/1945`). Also read is the form that
/// cells of a workbook have, `1975-08-15`. `None` for anything else, and where the year is not whole
/// (`15/08/19yy`).
pub(in crate::lists) fn numeric(text: &str) -> Option<DateInterval> {
    let text = text.trim();
    let parts: Vec<&str> = text.split('/').collect();
    let known = |part: &str| -> Option<Option<u8>> {
        match part.to_ascii_lowercase().as_str() {
            "00" | "0" | "dd" | "mm" | "d" | "m" => Some(None),
            _ => part.parse().ok().map(Some),
        }
    };
    match parts.as_slice() {
        [day, month, year] => match (known(day)?, known(month)?) {
            (Some(day), Some(month)) => DateInterval::day(number(year)?, month, day),
            (None, Some(month)) => DateInterval::month(number(year)?, month),
            // A day without its month says nothing.
            (_, None) => DateInterval::year(number(year)?),
        },
        [month, year] => match known(month)? {
            Some(month) => DateInterval::month(number(year)?, month),
            None => DateInterval::year(number(year)?),
        },
        _ => unit(text),
    }
}

/// One day, month or year.
fn unit(text: &str) -> Option<DateInterval> {
    if text.is_ascii() {
        unit_of(text.split_ascii_whitespace())
    } else {
        unit_of(text.split_whitespace())
    }
}

fn unit_of<'t>(mut parts: impl Iterator<Item = &'t str>) -> Option<DateInterval> {
    match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        (day, Some(month), Some(year), None) => {
            DateInterval::day(number(year)?, self::month(month)?, day.parse().ok()?)
        }
        (month, Some(year), None, _) => DateInterval::month(number(year)?, self::month(month)?),
        (date, None, ..) => match number(date) {
            Some(year) => DateInterval::year(year),
            None => DateInterval::written(date).filter(|_| date.len() == 10),
        },
        _ => None,
    }
}

/// A year of four digits.
fn number(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// A month by its English name or an abbreviation of at least three letters.
fn month(text: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = text.trim_end_matches('.').as_bytes();
    let begins = |month: &&str| {
        month.as_bytes().get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let position = MONTHS.iter().position(|month| {
        // The first letter rules nearly all of them out.
        name.first().is_some_and(|first| first.to_ascii_lowercase() == month.as_bytes()[0])
            && name.len() >= 3
            && begins(month)
    })?;
    u8::try_from(position + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_dates_are_read() {
        for (stated, interval) in [
            ("10 Dec 1948", "1948-12-10"),
            ("Mar 1945", "1945-03"),
            ("Sept. 1945", "1945-09"),
            ("August 1961", "1961-08"),
            ("1961", "1961"),
            ("circa 1961", "~1961"),
            ("circa 1979-1982", "~1979/1982"),
            ("1961 to 1963", "1961/1963"),
            ("01 Jan 1961 to 31 Dec 1962", "1961/1962"),
            ("Mar 1962 to Feb 1963", "1962-03/1963-02"),
            ("Approximately 1970", "~1970"),
            ("1984-01-08", "1984-01-08"),
        ] {
            assert_eq!(parse(stated).unwrap().to_string(), interval, "{stated}");
        }
    }

    #[test]
    fn dates_in_digits_are_read() {
        for (stated, interval) in [
            ("15/08/1975", Some("1975-08-15")),
            ("00/08/1975", Some("1975-08")),
            ("00/00/1975", Some("1975")),
            ("dd/mm/1945", Some("1945")),
            ("09/1962", Some("1962-09")),
            ("1951", Some("1951")),
            ("1975-08-15", Some("1975-08-15")),
            ("15/08/19yy", None),
            ("31/02/1975", None),
            ("dd/mm/yyyy", None),
            ("1/2/3/4", None),
            ("", None),
        ] {
            let found = numeric(stated).map(|date| date.to_string());
            assert_eq!(found.as_deref(), interval, "{stated}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for stated in [
            "",
            "31 Feb 1948",
            "1963 to 1961",
            "30-35 years old",
            "24/06/1402",
            "M 1960",
            "circa",
            "10 Dec 48",
            "circa circa",
        ] {
            assert_eq!(parse(stated), None, "{stated}");
        }
    }
}
