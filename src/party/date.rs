//! A date as far as it is known: a day, a month, a year, or a range of them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A calendar day as (year, month, day), so that derived order is order in time.
type Day = (i16, u8, u8);

/// All days that a stated date may mean, and whether the source says *circa*.
///
/// Written and read as `1984-01-08`, `1984-01`, `1984`, `1981/1983` (from the start of the first
/// to the end of the last) and with a leading `~` for *circa*.
///
/// # Examples
///
/// ```
/// use tamis::DateInterval;
///
/// let day: DateInterval = "1984-01-08".parse()?;
/// let year: DateInterval = "1984".parse()?;
/// assert!(day.overlaps(&year));
/// assert_eq!("~1981/1983".parse::<DateInterval>()?.to_string(), "~1981/1983");
/// # Ok::<(), tamis::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DateInterval {
    first: Day,
    last: Day,
    circa: bool,
}

/// Days of a month; February has 29 in leap years of the Gregorian calendar.
fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl DateInterval {
    /// One day. `None` if the calendar has no such day or the year is not within 1000–9999.
    pub fn day(year: i16, month: u8, day: u8) -> Option<DateInterval> {
        let valid = (1000..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        valid.then_some(DateInterval {
            first: (year, month, day),
            last: (year, month, day),
            circa: false,
        })
    }

    /// Any day of a month.
    pub fn month(year: i16, month: u8) -> Option<DateInterval> {
        let first = DateInterval::day(year, month, 1)?.first;
        Some(DateInterval { first, last: (year, month, days_in(year, month)), circa: false })
    }

    /// Any day of a year.
    pub fn year(year: i16) -> Option<DateInterval> {
        DateInterval::day(year, 1, 1)?.until(DateInterval::day(year, 12, 31)?)
    }

    /// From the first day of this interval to the last day of `end`; `None` if that is backwards.
    pub fn until(self, end: DateInterval) -> Option<DateInterval> {
        (self.first <= end.last).then_some(DateInterval {
            first: self.first,
            last: end.last,
            circa: self.circa || end.circa,
        })
    }

    /// The same interval, marked *circa*.
    #[must_use]
    pub fn circa(mut self) -> DateInterval {
        self.circa = true;
        self
    }

    /// Whether the source says *circa*, *approximately*.
    pub fn is_circa(&self) -> bool {
        self.circa
    }

    /// The year of the first and of the last day meant.
    pub fn years(&self) -> (i16, i16) {
        (self.first.0, self.last.0)
    }

    /// The first day meant as (year, month, day).
    pub(crate) fn first_day(&self) -> (i16, u8, u8) {
        self.first
    }

    /// The one day meant as (year, month, day), if it is one day.
    pub fn single_day(&self) -> Option<(i16, u8, u8)> {
        (self.first == self.last).then_some(self.first)
    }

    /// Whether some day is meant by both.
    pub fn overlaps(&self, other: &DateInterval) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl fmt::Display for DateInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.circa {
            f.write_str("~")?;
        }
        let (a, b) = (self.first, self.last);
        let whole_years = (a.1, a.2) == (1, 1) && (b.1, b.2) == (12, 31);
        let whole_months = a.2 == 1 && b.2 == days_in(b.0, b.1);
        let write = |f: &mut fmt::Formatter<'_>, day: Day| {
            if whole_years {
                write!(f, "{}", day.0)
            } else if whole_months {
                write!(f, "{}-{:02}", day.0, day.1)
            } else {
                write!(f, "{}-{:02}-{:02}", day.0, day.1, day.2)
            }
        };
        write(f, a)?;
        let one_unit = if whole_years {
            a.0 == b.0
        } else if whole_months {
            (a.0, a.1) == (b.0, b.1)
        } else {
            a == b
        };
        if !one_unit {
            f.write_str("/")?;
            write(f, b)?;
        }
        Ok(())
    }
}

impl FromStr for DateInterval {
    type Err = crate::Error;

    /// Reads the form that [`Display`](fmt::Display) writes.
    ///
    /// # Errors
    ///
    /// Anything else, or a day the calendar does not have, is an argument error.
    fn from_str(text: &str) -> Result<DateInterval, crate::Error> {
        DateInterval::written(text).ok_or_else(|| {
            crate::Error::argument(format!(
                "`{text}` is no date: write 1984-01-08, 1984-01, 1984 or 1981/1983"
            ))
        })
    }
}

impl DateInterval {
    /// What [`from_str`](FromStr::from_str) reads, or `None`: where most texts are no date, an error
    /// that says so is made for nothing.
    pub(crate) fn written(text: &str) -> Option<DateInterval> {
        fn unit(text: &str) -> Option<DateInterval> {
            let mut parts = text.split('-');
            let year = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
            let mut two =
                || parts.next().map(|part| part.parse::<u8>().ok().filter(|_| part.len() == 2));
            let date = match (two(), two()) {
                (None, None) => DateInterval::year(year),
                (Some(month), None) => DateInterval::month(year, month?),
                (Some(month), Some(day)) => DateInterval::day(year, month?, day?),
                (None, Some(_)) => None,
            };
            date.filter(|_| parts.next().is_none())
        }
        let (circa, rest) = text.strip_prefix('~').map_or((false, text), |rest| (true, rest));
        let date = match rest.split_once('/') {
            Some((from, to)) => unit(from).zip(unit(to)).and_then(|(from, to)| from.until(to)),
            None => unit(rest),
        };
        date.map(|date| if circa { date.circa() } else { date })
    }
}

impl Serialize for DateInterval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateInterval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<DateInterval, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_and_written_alike() {
        for text in [
            "1984-01-08",
            "1984-02",
            "1984",
            "1981/1983",
            "~1961",
            "1999-01-05/2000-02-03",
            "1990-01/1990-03",
        ] {
            assert_eq!(text.parse::<DateInterval>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in [
            "",
            "84",
            "1984-13",
            "1984-02-30",
            "1900-02-29",
            "1983/1981",
            "1984-1-8",
            "1984-01-08-01",
        ] {
            assert!(text.parse::<DateInterval>().unwrap_err().is_argument(), "{text}");
        }
        assert!("2000-02-29".parse::<DateInterval>().is_ok());
    }

    #[test]
    fn overlap_is_inclusive() {
        let date = |text: &str| text.parse::<DateInterval>().unwrap();
        assert!(date("1984-12-31").overlaps(&date("1984")));
        assert!(!date("1985-01-01").overlaps(&date("1984")));
        assert!(date("1981/1983").overlaps(&date("1983-12")));
    }
}
