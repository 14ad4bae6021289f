//! Dates of birth as payment and customer files write them.

use crate::party::DateInterval;

/// English month names, as far as three letters tell them apart.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The days a text may mean; none if it is no date.
///
/// ISO 8601 dates, whole years and months, with or without a time or zone behind them;
/// `19840108`; `1984/01/08`; `08.01.1984`; `08-JAN-1984`, `8 January 1984`, `January 8, 1984`.
/// With slashes or hyphens and the year last, day and month may stand in either order: both days
/// are given unless only one exists. Two-digit years are not guessed.
pub(super) fn read_dates(text: &str) -> Vec<DateInterval> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return vec![date];
    }
    // A time or a zone may stand behind: `1984-01-08T00:00:00`, `1984-01-08+09:00`, `…Z`.
    let timed = text.find(':').and_then(|colon| text.get(..colon)?.rfind([' ', 'T', '+', '-']));
    let date = timed.and_then(|at| text.get(..at)).unwrap_or(text).trim_end_matches('Z').trim_end();
    if let Ok(date) = date.parse::<DateInterval>() {
        return vec![date];
    }
    if date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        let part = |from: usize, to: usize| date.get(from..to).and_then(|part| part.parse().ok());
        return day(part(0, 4), part(4, 6), part(6, 8)).into_iter().collect();
    }
    let dotted = date.contains('.');
    let parts: Vec<&str> = date
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let &[a, b, c] = parts.as_slice() else { return Vec::new() };
    let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.len() <= 4);
    if let Some(month) = month(b) {
        return day(number(c), Some(month), number(a)).into_iter().collect();
    }
    if let Some(month) = month(a) {
        return day(number(c), Some(month), number(b)).into_iter().collect();
    }
    let (a, b, c, year_first) = (number(a), number(b), number(c), a.len() == 4);
    if year_first {
        return day(a, b, c).into_iter().collect();
    }
    let mut days: Vec<DateInterval> = day(c, b, a).into_iter().collect();
    if !dotted {
        days.extend(day(c, a, b).filter(|other| !days.contains(other)));
    }
    days
}

fn month(word: &str) -> Option<i16> {
    let start: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
    let number = MONTHS.iter().position(|month| *month == start)?;
    i16::try_from(number + 1).ok()
}

fn day(year: Option<i16>, month: Option<i16>, day: Option<i16>) -> Option<DateInterval> {
    DateInterval::day(year?, month?.try_into().ok()?, day?.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let days: Vec<String> = read_dates(text).iter().map(ToString::to_string).collect();
        days.join(" or ")
    }

    #[test]
    fn usual_forms_are_read() {
        for text in [
            "1984-01-08",
            "1984-01-08Z",
            "1984-01-08+09:00",
            "1984-01-08T00:00:00",
            "1984-01-08 00:00:00",
            "19840108",
            "1984/1/8",
            "08.01.1984",
            "8.1.1984",
            "08-JAN-1984",
            "8 January 1984",
            "January 8, 1984",
            "08.01.1984 00:00",
        ] {
            assert_eq!(read(text), "1984-01-08", "{text}");
        }
        assert_eq!(read("1984"), "1984");
        assert_eq!(read("31/12/1990"), "1990-12-31");
        assert_eq!(read("12/31/1990"), "1990-12-31");
        assert_eq!(read("05/05/1990"), "1990-05-05");
    }

    #[test]
    fn what_may_mean_two_days_means_both() {
        assert_eq!(read("03/04/1990"), "1990-04-03 or 1990-03-04");
    }

    #[test]
    fn the_rest_is_no_date() {
        for text in ["", "unknown", "84", "01/02/84", "30.02.1990", "0000-00-00", "1984-01-08x"] {
            assert_eq!(read(text), "", "{text}");
        }
    }
}
