//! Whether a list that was read well can be the next edition of the one it would replace.

use super::client::http_date;
use super::sources::ListSource;
use crate::error::{Error, Result};
use crate::lists::age;
use crate::lists::ofac::csv::{self as ofac_csv, OfacPart};
use crate::lists::source::Source;
use crate::lists::{DownloadedFile, List, Snapshot, StoredEdition};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::SystemTime;

/// What the user can do about an edition that is right although it does not look so.
const ADVICE: &str = "if the publisher confirms it, name the list and give --accept";

/// Checks what holds of every edition: that it is the list it should be.
pub(super) fn is_the_list(list: &List, source: &ListSource) -> Result<()> {
    let Snapshot { list: found, title, publisher, .. } = &list.snapshot;
    if *found == source.name {
        return Ok(());
    }
    Err(Error::implausible(format!(
        "the file is the list `{found}` ({publisher}: {title}), `{}` was expected",
        source.name
    ))
    .advise("correct the address or the name in the sources"))
}

/// Checks that an edition can follow the present one: not older, not shrunk, not for the most part
/// unreadable, not of the future.
pub(super) fn can_follow(
    list: &List,
    files: &[DownloadedFile],
    previous: Option<&StoredEdition>,
    kept_share: f64,
    now: SystemTime,
) -> Result<()> {
    let new = &list.snapshot;
    let refuse = |why: String| Err(Error::implausible(why).advise(ADVICE));
    if let Some(date) = new.published {
        let ahead = |day: SystemTime| day.duration_since(now).is_ok_and(|by| by > age::AHEAD);
        if age::start_of(&date).is_some_and(ahead) {
            return refuse(format!("the edition is dated {date}, which is still to come"));
        }
    }
    let rows = new.records + new.skipped.len();
    if share(new.records, rows) < kept_share {
        return refuse(format!(
            "{} of {rows} records could not be read: the format may have changed",
            new.skipped.len()
        ));
    }
    let Some(old) = previous else { return Ok(()) };
    match (old.published, new.published) {
        (Some(before), Some(after)) if after.first_day() < before.first_day() => {
            return refuse(format!(
                "the edition is dated {after}, the present one {before}: it is older"
            ));
        }
        (Some(before), None) => {
            return refuse(format!("the edition has no date, the present one is dated {before}"));
        }
        (None, None) => {
            if let (Some(before), Some(after)) = (last_changed(&old.files), last_changed(files))
                && after < before
            {
                return refuse(format!(
                    "the server dates the edition {after}, the present one {before}: it is older"
                ));
            }
        }
        _ => {}
    }
    for (what, before, after) in [
        ("records", old.records, new.records),
        ("names", old.names, new.names),
        ("identifiers", old.identifiers, new.identifiers),
    ] {
        if share(after, before) < kept_share {
            return refuse(format!(
                "the edition has {after} {what}, the present one {before}: fewer than {:.0} % of \
                 them are left",
                kept_share * 100.0
            ));
        }
    }
    Ok(())
}

/// `part` of `whole`; all of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// When the newest of the files was changed, if the server says it of all.
fn last_changed(files: &[DownloadedFile]) -> Option<jiff::Timestamp> {
    let times = files.iter().map(|file| http_date(file.last_modified.as_deref()?));
    times.collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// Checks that the files of an OFAC set are of one publication: its file of addresses has at least a
/// row for every record, and for nothing else. Other formats are one file.
///
/// # Errors
///
/// An implausible error with numbers that stand in one of the files only.
pub(super) fn is_coherent(list: &List, folder: &Path, files: &[DownloadedFile]) -> Result<()> {
    if list.snapshot.format != ofac_csv::NAME {
        return Ok(());
    }
    let (mut primary, mut addresses) = (None, None);
    for file in files {
        let source = Source::load(&folder.join(&file.name))?;
        match OfacPart::of(source.text()) {
            Some(OfacPart::Primary) => primary = Some((&file.name, ofac_csv::keys(&source))),
            Some(OfacPart::Add) => addresses = Some((&file.name, ofac_csv::keys(&source))),
            _ => {}
        }
    }
    let (Some((primary, records)), Some((add, rows))) = (primary, addresses) else {
        return Ok(());
    };
    if records == rows {
        return Ok(());
    }
    let only = |one: &BTreeSet<u64>, other: &BTreeSet<u64>, name: &str| {
        let numbers: Vec<String> = one.difference(other).take(3).map(u64::to_string).collect();
        let count = one.difference(other).count();
        (count > 0).then(|| format!("{count} are in {name} only (such as {})", numbers.join(", ")))
    };
    let parts = [only(&records, &rows, primary), only(&rows, &records, add)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Err(Error::implausible(format!(
        "the files are not of one publication: of the records' numbers, {}",
        parts.join(", ")
    ))
    .advise("they may have been replaced during the download; try again later"))
}
