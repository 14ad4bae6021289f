//! Dates of birth as typed into the Australian list: `a) 14/10/1974; b) 1975`, `Between 1968 and
//! 1973`, `14 Mar 1974 >> 13 Apr 1974`, `19/03/1967; alt DOB: 19/11/1956`.

use crate::lists::{distinct, lettered, stated_date};
use crate::party::DateInterval;

/// What stands between two dates of a cell.
const BETWEEN: [&str; 6] = [";", ">>", " or ", "alt dob:", "\n", ", and,"];

/// An earlier year is one of another calendar: `24/06/1402 (Hijri Calendar)`.
const EARLIEST: i16 = 1800;

/// The dates of a cell, and the parts of it that are none.
pub(super) fn parse(cell: &str) -> (Vec<DateInterval>, Vec<String>) {
    // Most cells hold one date, or nothing.
    if cell.is_empty() {
        return Default::default();
    }
    if let Some(date) = stated_date::parse(cell) {
        return (vec![date], Vec::new());
    }
    let cell = cell.replace('\u{a0}', " ");
    let (mut births, mut unread) = (Vec::new(), Vec::new());
    for item in lettered::items(&cell) {
        let item = item.to_lowercase();
        for part in pieces(&item, &BETWEEN) {
            match one(part) {
                Some(date) => births.push(date),
                None => several(part, &mut births, &mut unread),
            }
        }
    }
    (distinct(births), unread)
}

fn pieces<'t>(text: &'t str, separators: &[&str]) -> Vec<&'t str> {
    match separators {
        [separator, rest @ ..] => {
            text.split(separator).flat_map(|piece| pieces(piece, rest)).collect()
        }
        [] => vec![text.trim()].into_iter().filter(|piece| !piece.is_empty()).collect(),
    }
}

/// Dates between commas, or none.
fn several(text: &str, births: &mut Vec<DateInterval>, unread: &mut Vec<String>) {
    let parts = pieces(text, &[",", ", or "]);
    let dates: Vec<DateInterval> = parts.iter().filter_map(|part| one(part)).collect();
    if dates.len() == parts.len() {
        births.extend(dates);
    } else if !["na", "n/a"].contains(&text) {
        // Two dates in a row, each with a remark in brackets: the dates count, the text stays.
        let dates = text.split(')').filter_map(|part| one(part.split_once('(')?.0));
        births.extend(dates.filter(|date| date.years().0 >= EARLIEST));
        unread.push(text.to_owned());
    }
}

/// One date in lower case.
fn one(text: &str) -> Option<DateInterval> {
    let text = text.trim().trim_end_matches([',', '.']).trim();
    let text = text.strip_prefix("or ").unwrap_or(text);
    let text = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text).trim();
    for word in ["approximately", "approx.", "approx", "circa", "c."] {
        if let Some(rest) = text.strip_prefix(word) {
            return one(rest).map(DateInterval::circa);
        }
    }
    if let Some(range) = text.strip_prefix("between ") {
        let (from, to) = range.split_once(" and ").or_else(|| range.split_once(" to "))?;
        let to = one(to)?;
        // `Between Aug. and Sep 1977`: the year stands once.
        let from = one(from).or_else(|| one(&format!("{from} {}", to.years().0)))?;
        return from.until(to);
    }
    if let Some(date) = slashed(text).or_else(|| stated_date::parse(text)) {
        return Some(date);
    }
    // `21. jul 1997`, `24 jan.1973`, `19-dec-1992`, `1956 - 1957`, `1977/1978`, `1965, 29 march`.
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "-–./,".contains(c))
        .filter(|p| !p.is_empty())
        .collect();
    match parts.as_slice() {
        [from, to] if from.len() == 4 && to.len() == 4 => {
            stated_date::parse(from)?.until(stated_date::parse(to)?)
        }
        [day, month, year] if day.len() <= 2 => {
            let date = format!("{day} {month} {}", whole_year(year)?);
            stated_date::parse(&date).or_else(|| slashed(&parts.join("/")))
        }
        [month, day, year] if year.len() == 4 => {
            stated_date::parse(&format!("{day} {month} {year}"))
        }
        [month, year] if year.len() == 4 => match month.parse() {
            Ok(number) => DateInterval::month(year.parse().ok()?, number),
            Err(_) => stated_date::parse(&format!("{month} {year}")),
        },
        [year, day, month] if year.len() == 4 => {
            stated_date::parse(&format!("{day} {month} {year}"))
        }
        _ => None,
    }
}

/// `14/10/1974`, day first.
fn slashed(text: &str) -> Option<DateInterval> {
    let mut parts = text.split('/').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    DateInterval::day(whole_year(year)?.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A year of four digits. Of two digits only those are taken that cannot be of this century.
fn whole_year(year: &str) -> Option<String> {
    let digits = year.bytes().all(|byte| byte.is_ascii_digit());
    match year.len() {
        4 if digits => Some(year.to_owned()),
        2 if digits && year > "30" => Some(format!("19{year}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_they_are_typed() {
        for (cell, dates) in [
            ("1951-06-19", "1951-06-19"),
            ("1969", "1969"),
            ("11 Apr. 1963", "1963-04-11"),
            ("Approximately 1963", "~1963"),
            ("19/08/1974", "1974-08-19"),
            ("a) 14/10/1974;                     b) 19/11/1974", "1974-10-14 1974-11-19"),
            ("Between 1968 and 1973", "1968/1973"),
            ("a) Between Aug. and Sep 1977    b) 1976", "1977-08/1977-09 1976"),
            ("19/03/1967; alt DOB: 19/11/1956", "1967-03-19 1956-11-19"),
            ("07/05/1962; alt DOB: 07/04/62", "1962-05-07 1962-04-07"),
            ("14 Mar 1974 >> 1 Aug 1970", "1974-03-14 1970-08-01"),
            ("1963 or 1964 or 1965", "1963 1964 1965"),
            ("21. Jul 1997; 1993", "1997-07-21 1993"),
            ("a) Approximately 1955- 1958 b) Approximately 1945-1950", "~1955/1958 ~1945/1950"),
            ("approximately 1977/1978", "~1977/1978"),
            ("01/10/1983,15/10/1983, 01/01/1980", "1983-10-01 1983-10-15 1980-01-01"),
            ("1965, 29 March", "1965-03-29"),
            ("March 1968 to March 1969", "1968-03/1969-03"),
            ("a) 1/01/1968 b) 23-Apr-68", "1968-01-01 1968-04-23"),
            ("a) 18 Sep. 1964 b) (Aug. 1961)", "1964-09-18 1961-08"),
            ("Approximately 1967, or approximately 1961", "~1967 ~1961"),
            ("1944,", "1944"),
            ("March 16, 1972", "1972-03-16"),
            ("August, 1961", "1961-08"),
            ("05.09.1990", "1990-09-05"),
            ("03/1965", "1965-03"),
            ("na", ""),
        ] {
            let (births, unread) = parse(cell);
            let births: Vec<String> = births.iter().map(ToString::to_string).collect();
            assert_eq!(births.join(" "), dates, "{cell}");
            assert!(unread.is_empty(), "{cell}: {unread:?}");
        }
        let (births, unread) = parse("a) 19 Apr. 1982 b) 24/06/1402 (Hijri Calendar)");
        assert_eq!((births.len(), unread), (1, vec!["24/06/1402 (hijri calendar)".to_owned()]));
        let (births, unread) = parse("15 May 1968 (as Yasir Ibrahim) 1970 (as Ali Thafir)");
        assert_eq!((births.len(), unread.len()), (2, 1));
        assert_eq!(parse("Approximately (30-35 years old)").0, []);
    }
}
