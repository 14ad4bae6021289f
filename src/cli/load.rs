//! Loads the lists to screen against and says which they are.

use super::arguments::{ListSource, LookIn, Weighing};
use super::console::Console;
use super::failure::Failure;
use super::output::{numbered, short_hash};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use tamis::lists::{Store, StoredList};
use tamis::{List, Screener, Snapshot, lists};

/// Reasons for skipped records shown per list; the count is always shown.
const REASONS: usize = 3;

/// The word for all downloaded lists where a path is expected; with `:NAME` behind it for one.
const STORE: &str = "store";

/// The index file or the lists named, or the starter list if none is.
pub fn screener(look_in: &LookIn, console: &Console) -> Result<Screener, Failure> {
    let LookIn { source, index, max_age, weighing } = look_in;
    let Some(index) = index else { return from_lists(source, *max_age, weighing, console) };
    let screener = Screener::open_with(index, weighing.set()?)?;
    require_fresh(screener.lists(), *max_age)?;
    tell(&screener, console);
    Ok(screener)
}

/// The lists named, or the starter list if none is.
///
/// The starter list stays the default when there are downloaded lists: what is screened against is
/// said, never guessed.
pub fn from_lists(
    source: &ListSource,
    max_age: Option<u32>,
    weighing: &Weighing,
    console: &Console,
) -> Result<Screener, Failure> {
    let weights = weighing.set()?;
    let progress = console.progress("reading lists");
    let lists = lists(source, console)?;
    require_fresh(lists.iter().map(|list| &list.snapshot), max_age)?;
    let screener = Screener::new(lists)?.with_weights(weights);
    drop(progress);
    tell(&screener, console);
    Ok(screener)
}

/// Refuses lists that are older than so many days.
fn require_fresh<'a>(
    snapshots: impl IntoIterator<Item = &'a Snapshot>,
    max_age: Option<u32>,
) -> Result<(), Failure> {
    let Some(days) = max_age else { return Ok(()) };
    let max_age = Duration::from_secs(u64::from(days) * 24 * 60 * 60);
    Ok(lists::require_fresh(snapshots, max_age, SystemTime::now())?)
}

fn tell(screener: &Screener, console: &Console) {
    for snapshot in screener.lists() {
        console.note(&described(snapshot));
    }
}

fn lists(source: &ListSource, console: &Console) -> Result<Vec<List>, Failure> {
    let Wanted { paths, whole_store, of_store } = Wanted::of(source)?;
    if paths.is_empty() && !whole_store && of_store.is_empty() {
        // Without a home folder there is no store to point to.
        let kept = Store::of_user().and_then(|store| store.lists()).unwrap_or_default();
        let kept = kept.iter().filter(|list| list.edition.is_some()).count();
        if kept > 0 {
            console.note(&format!(
                "no --list was given: the built-in starter list (DPRK only) is used, and not the {} \
                 downloaded; `--list store` screens against them",
                numbered(kept as u64, "list", "lists")
            ));
        }
        return Ok(vec![lists::builtin()?]);
    }
    let mut found = if paths.is_empty() { Vec::new() } else { lists::read_all(&paths)? };
    if !whole_store && of_store.is_empty() {
        return Ok(found);
    }
    let store = super::lists::store(source.store.as_deref())?;
    let stored: Vec<StoredList> = if whole_store {
        store.lists()?
    } else {
        of_store.iter().map(|name| store.list(name)).collect::<tamis::Result<_>>()?
    };
    let now = SystemTime::now();
    for list in &stored {
        if let Some(warning) = list.warning(now) {
            console.warning(&format!("{}: {warning}", list.name));
        }
    }
    if whole_store {
        found.extend(store.read_all()?);
    } else {
        for list in &stored {
            found.push(list.read()?);
        }
    }
    Ok(found)
}

/// What to screen against, by where it is.
struct Wanted {
    paths: Vec<PathBuf>,
    whole_store: bool,
    /// Names of lists in the store.
    of_store: Vec<String>,
}

impl Wanted {
    fn of(source: &ListSource) -> Result<Wanted, Failure> {
        let mut wanted = Wanted { paths: Vec::new(), whole_store: false, of_store: Vec::new() };
        for path in &source.lists {
            match path.to_str().map(|text| text.split_once(':').unwrap_or((text, ""))) {
                Some((STORE, name)) if path.exists() => {
                    return Err(Failure::Said(format!(
                        "--list {}: there is a file or folder of this name, and the word stands for \
                         the downloaded lists (write ./{STORE} for the path, or name the folder of \
                         the downloaded lists with --store)",
                        if name.is_empty() { STORE.to_owned() } else { format!("{STORE}:{name}") }
                    )));
                }
                Some((STORE, "")) => wanted.whole_store = true,
                Some((STORE, name)) => wanted.of_store.push(name.to_owned()),
                _ => wanted.paths.push(path.clone()),
            }
        }
        wanted.whole_store |= source.store.is_some() && wanted.of_store.is_empty();
        Ok(wanted)
    }
}

/// One line about a list and, if records were skipped, the first reasons below it.
pub fn described(snapshot: &Snapshot) -> String {
    let Snapshot { list, title, published, checked, records, names, skipped, sha256, .. } =
        snapshot;
    let published = published.map_or_else(
        || "date not stated in the file".to_owned(),
        |date| format!("published {date}"),
    );
    let checked = checked.as_ref().map(|time| format!(", last checked {time}")).unwrap_or_default();
    let mut text = format!(
        "{title} ({list}): {published}{checked}, {}, {}, {} skipped, sha256 {}",
        numbered(*records as u64, "record", "records"),
        numbered(*names as u64, "name", "names"),
        skipped.len(),
        short_hash(sha256)
    );
    for problem in skipped.iter().take(REASONS) {
        text += &format!("\n  {}:{}: {}", problem.file, problem.line, problem.reason);
    }
    if skipped.len() > REASONS {
        text += &format!("\n  … and {} more", skipped.len() - REASONS);
    }
    text
}
