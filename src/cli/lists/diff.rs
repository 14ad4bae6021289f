//! `tamis lists diff OLD NEW`: what changed from one edition to another, or between publishers.

use super::super::Outcome;
use super::super::console::Console;
use super::super::failure::Failure;
use super::super::load;
use super::super::output::{self, Target, harmless, json_line, numbered, shown};
use clap::Args;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tamis::lists::diff::{self, Editions, Fact, FieldChange, Publishers, Record};
use tamis::lists::{self, List};
use tamis::{Kind, Snapshot};

const HELP: &str = "Exit status:\n  \
     0  nothing differs\n  \
     1  something differs\n  \
     2  could not do what was asked\n\n\
     Examples:\n  \
     tamis lists diff sdn-monday.csv sdn-tuesday.csv\n  \
     tamis lists diff lists/2026-02/ lists/2026-03/ --output changes.csv\n  \
     tamis lists diff consolidated.xml sdn.csv --format jsonl";

/// Show how two editions of a list, or two publishers' lists, differ
///
/// Of two editions of one list: the records added, removed and changed, field by field, and the
/// counts by programme. Of two folders, each list is compared with that of the same short name.
///
/// Of the lists of two publishers: the records that share a number of a ship, company, bank, account,
/// wallet, document or aircraft, with the facts on which the two publishers do not agree, and the
/// records with such a number that only one of them has.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Diff {
    /// The earlier edition, or one publisher's list: a file or folder, as for --list
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The later edition, or the other publisher's list
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Form of the output; by default told from the name of the --output file, else a table
    ///
    /// table: for reading on a terminal. csv: one line per record that was added or removed and per
    /// field that changed. jsonl: one JSON object per line, with all values as they are.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DiffFormat>,
    /// File to write to, in place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Forms for differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DiffFormat {
    /// For reading on a terminal
    Table,
    /// One JSON object per line
    Jsonl,
    /// One line per difference
    Csv,
}

impl DiffFormat {
    fn of(path: &Path) -> Option<DiffFormat> {
        match output::Format::of(path)? {
            output::Format::Csv => Some(DiffFormat::Csv),
            output::Format::Jsonl => Some(DiffFormat::Jsonl),
            _ => None,
        }
    }
}

/// Two lists and how they differ.
struct Compared {
    old: Snapshot,
    new: Snapshot,
    found: Found,
}

enum Found {
    Editions(Editions),
    Publishers(Publishers),
}

impl Found {
    fn is_empty(&self) -> bool {
        match self {
            Found::Editions(found) => found.is_empty(),
            Found::Publishers(found) => found.is_empty(),
        }
    }
}

/// Compares the lists and writes what differs.
pub fn run(arguments: Diff, console: &Console) -> Result<Outcome, Failure> {
    let Diff { old, new, format, output } = arguments;
    let format =
        format.or_else(|| output.as_deref().and_then(DiffFormat::of)).unwrap_or(DiffFormat::Table);
    let progress = console.progress("reading lists");
    let pairs = pairs(&old, &new)?;
    drop(progress);
    let compared: Vec<Compared> = pairs.into_iter().map(compare).collect();
    for snapshot in compared.iter().flat_map(|compared| [&compared.old, &compared.new]) {
        if !snapshot.files.is_empty() {
            console.note(&load::described(snapshot));
        }
    }
    let differing = compared.iter().filter(|compared| !compared.found.is_empty()).count();
    let outcome = Outcome::of(differing as u64);
    let mut target = match (&output, format) {
        (Some(path), _) => Target::file(path)?,
        (None, DiffFormat::Table) => Target::page(),
        (None, _) => Target::bytes(),
    };
    let place = target.name();
    let written = match format {
        DiffFormat::Table => compared.iter().try_for_each(|one| table(&mut target, one)),
        DiffFormat::Jsonl => compared.iter().try_for_each(|one| jsonl(&mut target, one)),
        DiffFormat::Csv => csv(&mut target, &compared),
    };
    written
        .and_then(|()| target.commit())
        .map_err(|error| Failure::writing(&place, &error).after(outcome))?;
    Ok(outcome)
}

/// Which list is compared with which: those of one short name, or the only one of each side.
fn pairs(old: &Path, new: &Path) -> Result<Vec<(List, List)>, Failure> {
    let (mut before, mut after) = (by_name(old)?, by_name(new)?);
    if before.len() == 1 && after.len() == 1 {
        return Ok(before.into_values().zip(after.into_values()).collect());
    }
    let names: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
    let mut pairs = Vec::new();
    for name in names {
        match (before.remove(&name), after.remove(&name)) {
            (Some(old), Some(new)) => pairs.push((old, new)),
            // A list that only one side has: all its records are gone, or new.
            (Some(old), None) => pairs.push((old.clone(), without_records(old))),
            (None, Some(new)) => pairs.push((without_records(new.clone()), new)),
            (None, None) => {}
        }
    }
    Ok(pairs)
}

fn by_name(path: &Path) -> Result<BTreeMap<String, List>, Failure> {
    let mut lists = BTreeMap::new();
    for list in lists::read(path)? {
        let name = list.snapshot.list.clone();
        if let Some(first) = lists.insert(name.clone(), list) {
            let files: Vec<&str> =
                first.snapshot.files.iter().map(|file| file.path.as_str()).collect();
            return Err(Failure::Said(format!(
                "{}: there are two editions of the list `{name}`, one of them in {}: name one file",
                path.display(),
                files.join(", ")
            )));
        }
    }
    Ok(lists)
}

/// A list of which there is no edition.
fn without_records(list: List) -> List {
    let Snapshot { list, publisher, title, .. } = list.snapshot;
    let snapshot = Snapshot { list, publisher, title, ..Snapshot::default() };
    List { snapshot, entities: Vec::new(), fields: Vec::new() }
}

fn compare((old, new): (List, List)) -> Compared {
    let found = if old.snapshot.list == new.snapshot.list {
        Found::Editions(diff::editions(&old, &new))
    } else {
        Found::Publishers(diff::publishers(&old, &new))
    };
    Compared { old: old.snapshot, new: new.snapshot, found }
}

/// An edition in a few words.
fn edition(snapshot: &Snapshot) -> String {
    let Snapshot { published, files, records, skipped, .. } = snapshot;
    let named = match (published, files.first()) {
        (Some(date), _) => date.to_string(),
        (None, Some(file)) => file.path.clone(),
        (None, None) => return "no list".to_owned(),
    };
    let records = numbered(*records as u64, "record", "records");
    let unread = match skipped.len() {
        0 => String::new(),
        _ => format!(", {}", numbered(skipped.len() as u64, "problem", "problems")),
    };
    shown(&format!("{named} ({records}{unread})"))
}

fn table(out: &mut Target, compared: &Compared) -> io::Result<()> {
    let Compared { old, new, found } = compared;
    match found {
        Found::Editions(found) => {
            writeln!(out, "{}: {} → {}", shown(&new.list), edition(old), edition(new))?;
            writeln!(
                out,
                "{} added, {} removed, {} changed, {} the same",
                found.added.len(),
                found.removed.len(),
                found.changed.len(),
                found.same
            )?;
            let whole = |change: &str, record: &Record| {
                [change.to_owned(), described(record), shown(&record.programmes.join(", "))]
            };
            let rows = (found.added.iter().map(|record| whole("added", record)))
                .chain(found.removed.iter().map(|record| whole("removed", record)))
                .chain(found.changed.iter().map(|change| {
                    ["changed".to_owned(), described(&change.record), changes(&change.fields)]
                }));
            rows_of(out, ["change", "record", "what differs"], rows.collect())?;
            let counts = found
                .programmes
                .iter()
                .filter(|(_, count)| count.added + count.removed > 0 || count.old != count.new);
            let rows = counts.map(|(programme, count)| {
                let numbers = [count.old, count.new, count.added, count.removed];
                let [old, new, added, removed] = numbers.map(|number| number.to_string());
                [shown(programme), old, new, added, removed]
            });
            rows_of(out, ["programme", "old", "new", "added", "removed"], rows.collect())
        }
        Found::Publishers(found) => {
            writeln!(
                out,
                "{} {} and {} {}, linked by identifiers that both publish",
                shown(&old.list),
                edition(old),
                shown(&new.list),
                edition(new)
            )?;
            let differing = found.pairs.iter().filter(|pair| !pair.differing.is_empty()).count();
            writeln!(
                out,
                "{}, {differing} with differing facts; with such an identifier and without a \
                 counterpart: {} of {}, {} of {}; without one: {} and {}",
                numbered(found.pairs.len() as u64, "pair", "pairs"),
                found.only_left.len(),
                shown(&old.list),
                found.only_right.len(),
                shown(&new.list),
                found.untold_left,
                found.untold_right
            )?;
            let pairs = found.pairs.iter().map(|pair| {
                let shared: Vec<String> = pair
                    .shared
                    .iter()
                    .map(|one| Fact::Identifier(one.clone()).to_string())
                    .collect();
                let shared = format!("both: {}", shown(&shared.join(", ")));
                let differing = changes(&pair.differing);
                [
                    described(&pair.left),
                    described(&pair.right),
                    [shared, differing].join("\n").trim_end().to_owned(),
                ]
            });
            let pairs: Vec<_> = pairs.collect();
            rows_of(out, ["record", "other record", "what both say, and what differs"], pairs)?;
            if found.only_left.len() + found.only_right.len() > 0 {
                writeln!(out, "csv and jsonl name the records without a counterpart")?;
            }
            Ok(())
        }
    }
}

/// A table, if there is a row for it.
fn rows_of<const N: usize>(
    out: &mut Target,
    header: [&str; N],
    rows: Vec<[String; N]>,
) -> io::Result<()> {
    if rows.is_empty() {
        return writeln!(out);
    }
    let table = output::table(out, header, rows.into_iter());
    writeln!(out, "{table}\n")
}

/// Name, id and kind, one under the other.
fn described(record: &Record) -> String {
    let kind = record.kind.map_or_else(String::new, |kind| format!(", {kind}"));
    format!("{}\n{}{kind}", shown(&record.name), shown(record.id.as_str()))
}

/// `births: − 1961` and `births: + 1962`, a line each.
fn changes(fields: &[FieldChange]) -> String {
    let lines = fields.iter().flat_map(|change| {
        let line = |sign: &'static str| {
            move |fact: &Fact| format!("{}: {sign} {}", change.field, shown(&fact.to_string()))
        };
        change.old.iter().map(line("−")).chain(change.new.iter().map(line("+")))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A line of JSON: what it is, and what is said.
#[derive(Serialize)]
struct Line<'a, T> {
    change: &'a str,
    #[serde(flatten)]
    what: &'a T,
}

fn jsonl(out: &mut Target, compared: &Compared) -> io::Result<()> {
    let Compared { old, new, found } = compared;
    let edition = |snapshot: &Snapshot| {
        let Snapshot { list, title, published, sha256, records, skipped, .. } = snapshot;
        json!({"list": list, "title": title, "published": published, "sha256": sha256,
               "records": records, "skipped": skipped.len()})
    };
    let kind = match found {
        Found::Editions(_) => "editions",
        Found::Publishers(_) => "publishers",
    };
    json_line(&mut *out, &json!({"compared": kind, "old": edition(old), "new": edition(new)}))?;
    fn lines<T: Serialize>(out: &mut Target, change: &str, found: &[T]) -> io::Result<()> {
        found.iter().try_for_each(|what| json_line(&mut *out, &Line { change, what }))
    }
    match found {
        Found::Editions(found) => {
            lines(out, "added", &found.added)?;
            lines(out, "removed", &found.removed)?;
            lines(out, "changed", &found.changed)?;
            let counts = json!({"added": found.added.len(), "removed": found.removed.len(),
                "changed": found.changed.len(), "same": found.same, "programmes": found.programmes});
            json_line(&mut *out, &counts)
        }
        Found::Publishers(found) => {
            lines(out, "pair", &found.pairs)?;
            lines(out, "only-old", &found.only_left)?;
            lines(out, "only-new", &found.only_right)?;
            let counts = json!({"pairs": found.pairs.len(), "only_old": found.only_left.len(),
                "only_new": found.only_right.len(), "untold_old": found.untold_left,
                "untold_new": found.untold_right});
            json_line(&mut *out, &counts)
        }
    }
}

const COLUMNS: [&str; 9] =
    ["change", "id", "kind", "name", "other_id", "other_name", "field", "old", "new"];

fn csv(out: &mut Target, compared: &[Compared]) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(COLUMNS)?;
    let mut write =
        |change: &str, one: &Record, other: Option<&Record>, field: Option<&FieldChange>| {
            let text = |text: &str| harmless(text.to_owned());
            let values = |facts: &[Fact]| {
                let shown: Vec<String> = facts.iter().map(ToString::to_string).collect();
                harmless(shown.join(" | "))
            };
            out.write_record([
                change.to_owned(),
                text(one.id.as_str()),
                one.kind.map_or_else(String::new, |kind: Kind| kind.to_string()),
                text(&one.name),
                other.map_or_else(String::new, |other| text(other.id.as_str())),
                other.map_or_else(String::new, |other| text(&other.name)),
                field.map_or_else(String::new, |field| field.field.to_owned()),
                field.map_or_else(String::new, |field| values(&field.old)),
                field.map_or_else(String::new, |field| values(&field.new)),
            ])
        };
    for Compared { found, .. } in compared {
        match found {
            Found::Editions(found) => {
                found.added.iter().try_for_each(|record| write("added", record, None, None))?;
                found.removed.iter().try_for_each(|record| write("removed", record, None, None))?;
                for change in &found.changed {
                    let mut fields = change.fields.iter();
                    fields.try_for_each(|field| {
                        write("changed", &change.record, None, Some(field))
                    })?;
                }
            }
            Found::Publishers(found) => {
                for pair in &found.pairs {
                    write("pair", &pair.left, Some(&pair.right), None)?;
                    for field in &pair.differing {
                        write("differing", &pair.left, Some(&pair.right), Some(field))?;
                    }
                }
                found.only_left.iter().try_for_each(|one| write("only-old", one, None, None))?;
                found.only_right.iter().try_for_each(|one| write("only-new", one, None, None))?;
            }
        }
    }
    out.flush()
}
