//! `tamis lists status`: which editions there are, and how old they are.

use super::super::Outcome;
use super::super::console::Console;
use super::super::failure::Failure;
use super::super::output::{Target, shown, table};
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use tamis::lists::StoredList;

/// A day, in seconds.
const DAY: u64 = 24 * 60 * 60;

/// Show which editions have been downloaded, and how old they are
///
/// Two ages are shown. The one behind `checked` is the time since the publisher last gave or confirmed
/// the edition: it should be short. The one behind `published` is that of the date inside the file: it
/// grows while the publisher changes nothing. A warning is shown when one of them is over what the
/// sources state as policy. `kept` is the number of editions that are kept, the present one included.
#[derive(Debug, clap::Args)]
pub struct Status {
    /// Folder with the downloaded lists
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    /// Exit with status 2 if a list was last checked more than so many days ago
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    max_age: Option<u32>,
}

/// Prints the table.
pub fn run(arguments: &Status, console: &Console) -> Result<Outcome, Failure> {
    let store = super::store(arguments.store.as_deref())?;
    let lists = store.lists()?;
    if lists.is_empty() {
        return Err(Failure::Said(format!(
            "{}: no list has been downloaded into this folder (run `tamis lists update`)",
            store.folder().display()
        )));
    }
    console.note(&format!("lists in {}", store.folder().display()));
    let now = SystemTime::now();
    let mut page = Target::page();
    let header = ["list", "published", "age", "checked", "age", "records", "kept", "warning"];
    let rows: Vec<[String; 8]> =
        lists.iter().map(|list| row(list, now)).collect::<tamis::Result<_>>()?;
    let table = table(&page, header, rows.into_iter());
    writeln!(page, "{table}")
        .and_then(|()| page.commit())
        .map_err(|error| Failure::writing("standard output", &error))?;
    let Some(days) = arguments.max_age else { return Ok(Outcome::Nothing) };
    let max_age = Duration::from_secs(u64::from(days) * DAY);
    let old: Vec<&str> = lists
        .iter()
        .filter(|list| {
            let age = list.age(now).filter(|age| !age.in_future);
            age.and_then(|age| age.since_checked).is_none_or(|since| since > max_age)
        })
        .map(|list| list.name.as_str())
        .collect();
    if old.is_empty() {
        return Ok(Outcome::Nothing);
    }
    Err(Failure::Said(format!(
        "not checked within {days} days: {} (run `tamis lists update`)",
        old.join(", ")
    )))
}

fn row(list: &StoredList, now: SystemTime) -> tamis::Result<[String; 8]> {
    let days = |since: Option<Duration>| match since.map(|since| since.as_secs() / DAY) {
        None => String::new(),
        Some(1) => "1 day".to_owned(),
        Some(days) => format!("{days} days"),
    };
    let (edition, age) = (list.edition.as_ref(), list.age(now));
    let published = edition.map(|edition| match edition.published {
        Some(date) => date.to_string(),
        None => "not stated".to_owned(),
    });
    Ok([
        list.name.clone(),
        published.unwrap_or_default(),
        days(age.and_then(|age| age.since_published)),
        shown(list.checked().unwrap_or_default()),
        days(age.and_then(|age| age.since_checked)),
        edition.map(|edition| edition.records.to_string()).unwrap_or_default(),
        list.editions()?.len().to_string(),
        list.warning(now).unwrap_or_default(),
    ])
}
