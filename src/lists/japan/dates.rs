//! Dates as the Japanese list states them: `1941年8月20日`, `1955年-1958年頃`, `1937年又は1938年`,
//! `2001.9.22`, `1963/4/11`, `1952-10-07`, and the serial numbers of a spreadsheet (`26969`).

use crate::party::DateInterval;
use crate::text::nfkc;

/// Words that stand between the first and the last date of a range.
const RANGE: [&str; 7] = ["-", "~", "〜", "–", "—", "から", "年から"];

/// Words in front of a date and behind it that make it an approximate one.
const ABOUT_BEFORE: [&str; 4] = ["およそ", "おおよそ", "おおむね", "約"];
const ABOUT_BEHIND: [&str; 4] = ["頃", "ごろ", "の頃", "年頃"];

/// The first day of a spreadsheet's count: serial number 1 is 1 January 1900, and the count has a
/// 29 February 1900 that never was, so later days are counted from 30 December 1899.
const EPOCH: (i32, i32, i32) = (1899, 12, 30);

/// The dates of a text, and whether all of its digits belong to one.
pub(super) fn parse(text: &str) -> (Vec<DateInterval>, bool) {
    let text = nfkc(text);
    let text = text.trim();
    if let Some(date) = serial(text) {
        return (vec![date], true);
    }
    let mut found: Vec<DateInterval> = Vec::new();
    let mut complete = true;
    let mut year: Option<i16> = None;
    let mut month_stated = None;
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (between, from) = rest.split_at(at);
        let between: String = between.chars().filter(|c| !c.is_whitespace()).collect();
        let Some(unit) = unit(from, year, month_stated) else {
            complete = false;
            rest = from.trim_start_matches(|c: char| c.is_ascii_digit());
            continue;
        };
        year = Some(unit.year);
        month_stated = unit.month;
        let behind = from.get(unit.length..).unwrap_or_default();
        let stripped = behind.trim_start();
        let is_about = ABOUT_BEFORE.iter().any(|word| between.ends_with(word))
            || ABOUT_BEHIND.iter().any(|word| stripped.starts_with(word));
        let date = if is_about { unit.date.circa() } else { unit.date };
        let range = found.last().filter(|_| RANGE.contains(&between.as_str()));
        match range.and_then(|first| first.until(date)) {
            Some(range) => {
                found.pop();
                found.push(range);
            }
            None => found.push(date),
        }
        rest = behind;
    }
    (crate::lists::distinct(found), complete)
}

struct Unit {
    date: DateInterval,
    year: i16,
    month: Option<u8>,
    /// Bytes of the text that it takes.
    length: usize,
}

/// The date at the beginning of a text; a month or day without a year is of the last one.
fn unit(text: &str, last_year: Option<i16>, last_month: Option<u8>) -> Option<Unit> {
    let (number, mut rest) = digits(text)?;
    let taken = |rest: &str| text.len() - rest.len();
    if number.len() == 4 {
        let year: i16 = number.parse().ok()?;
        if !(1800..2100).contains(&year) {
            return None;
        }
        let whole = |rest: &str| {
            Some(Unit { date: DateInterval::year(year)?, year, month: None, length: taken(rest) })
        };
        // What divides year and month divides month and day too.
        let spaced = rest.trim_start();
        let divider = ['年', '/', '.', '-'].into_iter().find(|&c| spaced.starts_with(c));
        let Some(divider) = divider else { return whole(rest) };
        rest = spaced.strip_prefix(divider)?;
        let Some((month, behind)) = digits(rest.trim_start()).filter(|(m, _)| m.len() <= 2) else {
            return whole(if divider == '年' { rest } else { spaced });
        };
        let month: u8 = month.parse().ok()?;
        let day_divider = if divider == '年' { '月' } else { divider };
        let Some(behind) = behind.trim_start().strip_prefix(day_divider) else {
            return whole(if divider == '年' { rest } else { spaced });
        };
        let unit = |date, rest| Some(Unit { date, year, month: Some(month), length: taken(rest) });
        return match digits(behind.trim_start()).filter(|(day, _)| day.len() <= 2) {
            Some((day, last)) if divider != '年' || last.trim_start().starts_with('日') => {
                let last = last.trim_start();
                let last = last.strip_prefix('日').unwrap_or(last);
                unit(DateInterval::day(year, month, day.parse().ok()?)?, last)
            }
            _ if divider == '年' => unit(DateInterval::month(year, month)?, behind),
            _ => None,
        };
    }
    if number.len() > 2 {
        return None;
    }
    // `3月` or `3月4日` of the last year, `4日` of the last month.
    let year = last_year?;
    let value: u8 = number.parse().ok()?;
    let rest = rest.trim_start();
    if let Some(behind) = rest.strip_prefix('月') {
        let day = digits(behind.trim_start()).filter(|(day, _)| day.len() <= 2);
        let day = day.and_then(|(day, last)| Some((day, last.trim_start().strip_prefix('日')?)));
        let (date, rest) = match day {
            Some((day, last)) => (DateInterval::day(year, value, day.parse().ok()?)?, last),
            None => (DateInterval::month(year, value)?, behind),
        };
        return Some(Unit { date, year, month: Some(value), length: taken(rest) });
    }
    let rest = rest.strip_prefix('日')?;
    let date = DateInterval::day(year, last_month?, value)?;
    Some(Unit { date, year, month: last_month, length: taken(rest) })
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// A day counted by a spreadsheet. A number that may be a year is one.
fn serial(text: &str) -> Option<DateInterval> {
    let number: i32 = text.parse().ok().filter(|_| text.len() <= 5)?;
    if !(2100..80_000).contains(&number) {
        return None;
    }
    let (year, month, day) = civil(days(EPOCH) + number);
    DateInterval::day(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}

/// Days since 1 March of the year 0 in the Gregorian calendar.
fn days((year, month, day): (i32, i32, i32)) -> i32 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

/// The date of a day that [`days`] counts.
fn civil(count: i32) -> (i32, i32, i32) {
    let mut year = (count + 1) * 400 / 146_097;
    if days((year, 3, 1)) > count {
        year -= 1;
    }
    let of_year = count - days((year, 3, 1));
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_they_are_stated() {
        for (text, dates) in [
            ("1941年8月20日セルビア共和国ポジャレヴァッツ生", "1941-08-20"),
            ("1937年又は1938年", "1937 1938"),
            ("1955年-1958年頃", "~1955/1958"),
            ("１945年-1950年頃", "~1945/1950"),
            ("1963年頃", "~1963"),
            ("1984年から1986年までの間", "1984/1986"),
            ("1962年3月1日から\n1963年2月1日の間", "1962-03-01/1963-02-01"),
            ("1977年8月から9月の間", "1977-08/1977-09"),
            ("1946年10月14日又は12月16日", "1946-10-14 1946-12-16"),
            ("1950-03-21", "1950-03-21"),
            ("1950-03-21 00:00:00", "1950-03-21"),
            ("2001.9.22\n2008.6.25改訂", "2001-09-22 2008-06-25"),
            ("1963/4/11", "1963-04-11"),
            ("1963/4/11; 1960年頃", "1963-04-11 ~1960"),
            ("およそ1970年\n1971年", "~1970 1971"),
            ("1963、1964又は1965年生まれ", "1963 1964 1965"),
            ("1966 年1月1日", "1966-01-01"),
            ("1950～1952年", "1950/1952"),
            ("1950-1952年頃", "~1950/1952"),
            // 26969 and 22882 as a spreadsheet program shows them; 60 is the day that never was.
            ("26969", "1973-11-01"),
            ("22882", "1962-08-24"),
            ("36526", "2000-01-01"),
            ("43890", "2020-02-29"),
            ("1969", "1969"),
            ("不明", ""),
        ] {
            let (found, _) = parse(text);
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found.join(" "), dates, "{text}");
        }
        for text in ["30~35歳", "1月1日", "200812.19改訂", "1955年1月32日"] {
            assert!(!parse(text).1, "{text}");
        }
        assert!(!parse("1950-03-21 00:00:00").1, "a time is no date");
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        // 146,097 days are 400 years.
        assert_eq!(days((2000, 3, 1)) - days((1600, 3, 1)), 146_097);
        for date in [(1899, 12, 30), (1900, 3, 1), (1972, 2, 29), (2026, 3, 5), (2000, 12, 31)] {
            assert_eq!(civil(days(date)), date);
        }
    }
}
