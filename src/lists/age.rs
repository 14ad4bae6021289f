//! How old a list is, in two senses that must not be confused.
//!
//! *Published*: the date inside the file. It grows while a publisher changes nothing, which is no
//! fault of anybody's. *Checked*: when the publisher was last asked and answered that this is the
//! present edition. A list that was checked an hour ago is fresh, however old its date; a list that
//! nobody has checked is as old as its date.

use super::Snapshot;
use crate::error::{Error, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::time::{Duration, SystemTime};

/// A day, in seconds.
const DAY: u64 = 24 * 60 * 60;

/// How far a date may lie in the future before it cannot be right: publishers east of Greenwich date
/// by their own day, and clocks differ.
pub(super) const AHEAD: Duration = Duration::from_secs(2 * DAY);

/// How old a list is.
///
/// # Examples
///
/// ```
/// use tamis::lists::Age;
/// use std::time::{Duration, SystemTime};
///
/// let list = tamis::lists::builtin()?;
/// let age = Age::of(&list.snapshot, SystemTime::now());
/// assert!(age.since_published > Some(Duration::ZERO));
/// assert_eq!(age.since_checked, None, "nobody asks whether there is a newer starter list");
/// assert_eq!(age.deciding(), age.since_published);
/// # Ok::<(), tamis::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// Since the start (UTC) of the day stated inside the file; zero if that is still to come.
    /// `None` if the file states none.
    pub since_published: Option<Duration>,
    /// Since the publisher last said that this is the present edition. `None` if it was not
    /// downloaded by `tamis lists update`.
    pub since_checked: Option<Duration>,
    /// Whether one of the two lies more than two days in the future, so that the clock of this
    /// machine or the date is wrong.
    pub in_future: bool,
}

impl Age {
    /// The age of a list at a time.
    pub fn of(snapshot: &Snapshot, now: SystemTime) -> Age {
        let published = snapshot.published.and_then(|date| start_of(&date));
        let checked = snapshot.checked.as_deref().and_then(time);
        let since = |then: SystemTime| now.duration_since(then).unwrap_or_default();
        let ahead = |then: &SystemTime| then.duration_since(now).is_ok_and(|by| by > AHEAD);
        Age {
            since_published: published.map(since),
            since_checked: checked.map(since),
            in_future: [published, checked].iter().flatten().any(ahead),
        }
    }

    /// The age that decides whether a list may be used: since the last check if it is known, else
    /// since publication. `None` if nothing is known.
    pub fn deciding(&self) -> Option<Duration> {
        self.since_checked.or(self.since_published)
    }
}

/// Refuses lists that are older than allowed, by their [deciding](Age::deciding) age.
///
/// # Errors
///
/// A stale error ([`Error::is_stale`]) that names the first list that is too old, of unknown age, or
/// dated in the future.
///
/// # Examples
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// let lists = [tamis::lists::builtin()?.snapshot];
/// let day = Duration::from_secs(24 * 60 * 60);
/// let error = tamis::lists::require_fresh(&lists, day, SystemTime::now()).unwrap_err();
/// assert!(error.is_stale());
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn require_fresh<'a>(
    lists: impl IntoIterator<Item = &'a Snapshot>,
    max_age: Duration,
    now: SystemTime,
) -> Result<()> {
    for snapshot in lists {
        let Snapshot { list, title, .. } = snapshot;
        let age = Age::of(snapshot, now);
        let allowed = format!("{} are allowed", in_days(max_age));
        if age.in_future {
            return Err(Error::stale(format!(
                "{title} ({list}): it is dated in the future, so its age is not known; {allowed}"
            ))
            .advise("check the clock of this machine"));
        }
        let (what, advice) = match (age.since_checked, age.since_published) {
            (Some(since), _) if since > max_age => (
                format!("it was last compared with the publisher's {} ago", in_days(since)),
                "run `tamis lists update`",
            ),
            (None, Some(since)) if since > max_age => (
                format!("it was published {} ago", in_days(since)),
                "download the present edition; `tamis lists update` does, and notes when it checked",
            ),
            (None, None) => (
                "its age is not known: the file states no date".to_owned(),
                "let `tamis lists update` download it: that notes when it was checked",
            ),
            _ => continue,
        };
        return Err(Error::stale(format!("{title} ({list}): {what}; {allowed}")).advise(advice));
    }
    Ok(())
}

/// A duration as people say it: `3 days`, `1 day`, `5 hours`.
pub(super) fn in_days(duration: Duration) -> String {
    let (number, unit) = match duration.as_secs() {
        seconds if seconds >= DAY || seconds == 0 => (seconds / DAY, "day"),
        seconds if seconds >= 3600 => (seconds / 3600, "hour"),
        seconds => (seconds.div_ceil(60), "minute"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// The start of the first day of a date, UTC.
pub(super) fn start_of(date: &crate::DateInterval) -> Option<SystemTime> {
    let (year, month, day) = date.first_day();
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?.try_into().ok()
}

/// A time as it is noted: RFC 3339.
pub(super) fn time(text: &str) -> Option<SystemTime> {
    text.parse::<Timestamp>().ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(published: Option<&str>, checked: Option<&str>) -> Snapshot {
        Snapshot {
            list: "own".into(),
            title: "Own list".into(),
            published: published.map(|date| date.parse().unwrap()),
            checked: checked.map(str::to_owned),
            ..Snapshot::default()
        }
    }

    fn refusal(published: Option<&str>, checked: Option<&str>, days: u64) -> Option<String> {
        let now = time("2026-03-01T12:00:00Z").unwrap();
        let lists = [snapshot(published, checked)];
        let fresh = require_fresh(&lists, Duration::from_secs(days * DAY), now);
        fresh.err().map(|error| {
            assert!(error.is_stale());
            error.to_string()
        })
    }

    #[test]
    fn the_last_check_decides_and_else_the_date() {
        // 2026 is no leap year: from the start of 26 February to noon of 1 March it is 3.5 days.
        assert_eq!(refusal(Some("2026-02-26"), None, 4), None);
        let said = refusal(Some("2026-02-26"), None, 3).unwrap();
        assert!(said.contains("published 3 days ago") && said.contains("Own list"), "{said}");
        assert_eq!(refusal(Some("2001-01-01"), Some("2026-03-01T02:00:00Z"), 1), None);
        let said = refusal(Some("2026-03-01"), Some("2026-02-27T02:00:00Z"), 2).unwrap();
        assert!(said.contains("2 days ago"), "{said}");
        // A month counts from its first day: what may be older is taken as older.
        assert!(refusal(Some("2026-02"), None, 27).is_some());
    }

    #[test]
    fn an_unknown_age_is_no_fresh_age() {
        assert!(refusal(None, None, 10_000).unwrap().contains("not known"));
        assert!(refusal(None, Some("yesterday"), 10_000).unwrap().contains("not known"));
        let said = refusal(Some("2026-03-09"), None, 10_000).unwrap();
        assert!(said.contains("future"), "{said}");
        assert_eq!(refusal(Some("2026-03-02"), None, 1), None, "it is tomorrow in Tokyo");
    }

    #[test]
    fn durations_are_said_in_their_unit() {
        for (seconds, said) in [
            (0, "0 days"),
            (61, "2 minutes"),
            (7200, "2 hours"),
            (DAY, "1 day"),
            (3 * DAY, "3 days"),
        ] {
            assert_eq!(in_days(Duration::from_secs(seconds)), said);
        }
    }
}
