//! Times of ship reports: `2022-06-20T00:00:04`, `20/06/2022 00:00:04`, always UTC.
//!
//! By hand, since a file has tens of millions of them and both forms have fixed places.

/// Seconds since 1970-01-01T00:00:00Z.
pub(super) fn parse(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<i64> {
        bytes.get(from..to)?.iter().try_fold(0, |sum, byte| {
            byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0'))
        })
    };
    let (year, month, day) = match (bytes.get(4), bytes.get(2)) {
        (Some(b'-'), _) => (number(0, 4)?, number(5, 7)?, number(8, 10)?),
        (_, Some(b'/')) => (number(6, 10)?, number(3, 5)?, number(0, 2)?),
        _ => return None,
    };
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let within = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 61;
    within.then(|| days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second)
}

/// Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant, *chrono-Compatible Low-Level
/// Date Algorithms*: the year begins in March, so that the leap day is its last).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// A time as people read it: `2022-06-20 00:00:04 UTC`.
///
/// # Examples
///
/// ```
/// assert_eq!(tamis::transactions::ais::shown(1_655_683_204), "2022-06-20 00:00:04 UTC");
/// ```
pub fn shown(seconds: i64) -> String {
    let (day, rest) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = (march + 2) % 12 + 1;
    format!(
        "{:04}-{month:02}-{:02} {:02}:{:02}:{:02} UTC",
        era * 400 + year + i64::from(month <= 2),
        of_year - (153 * march + 2) / 5 + 1,
        rest / 3_600,
        rest / 60 % 60,
        rest % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        // The numbers are those of `date -u -d … +%s`.
        for (text, seconds) in [
            ("1970-01-01T00:00:00", 0),
            ("2022-06-20T00:00:04", 1_655_683_204),
            ("2022-06-20 00:00:04", 1_655_683_204),
            ("31/12/2015 23:59:59", 1_451_606_399),
            ("29/02/2024 12:00:00", 1_709_208_000),
            ("2000-03-01T00:00:00Z", 951_868_800),
        ] {
            assert_eq!(parse(text), Some(seconds), "{text}");
        }
        for text in ["", "2022", "2022-06-20", "2022-13-20T00:00:00", "20.06.2022 00:00:04", "é"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_what_was_read() {
        for seconds in (0..4_000_000_000).step_by(86_399 * 37) {
            let text = shown(seconds);
            assert_eq!(parse(&text), Some(seconds), "{text}");
        }
    }
}
