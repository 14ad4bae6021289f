//! `tamis lists coverage PATH…`: what a reader leaves out of a file, and what it does not know.

use super::super::Outcome;
use super::super::failure::Failure;
use super::super::output::{self, Target, numbered, shown};
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;
use tamis::List;
use tamis::lists::{self, Usage};

const HELP: &str = "Exit status:\n  \
     0  every field is known\n  \
     1  a field is not known: this version of tamis may be too old for the file\n  \
     2  could not do what was asked\n\n\
     Examples:\n  \
     tamis lists coverage consolidated.xml\n  \
     tamis lists coverage lists/";

/// Show what is not read of list files
///
/// Publications grow new elements and columns without notice. This names every element, attribute
/// or column of the files that is not read: those left out on purpose, with the reason, and those
/// that this version does not know.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Coverage {
    /// List files and folders, as for --list
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Reads the lists and prints what was not read of them.
pub fn run(arguments: &Coverage) -> Result<Outcome, Failure> {
    let lists = lists::read_all(&arguments.paths)?;
    let unknown = lists.iter().map(|list| list.snapshot.unknown_fields.len() as u64).sum();
    let outcome = Outcome::of(unknown);
    let mut page = Target::page();
    lists
        .iter()
        .try_for_each(|list| print(&mut page, list))
        .and_then(|()| page.commit())
        .map_err(|error| Failure::writing("standard output", &error).after(outcome))?;
    Ok(outcome)
}

fn print(out: &mut Target, list: &List) -> io::Result<()> {
    let snapshot = &list.snapshot;
    let files: Vec<String> = snapshot.files.iter().map(|file| shown(&file.path)).collect();
    let title = format!("{} ({}, {})", snapshot.title, snapshot.list, snapshot.format);
    writeln!(out, "{}: {}", shown(&title), files.join(", "))?;
    if list.fields.is_empty() {
        return writeln!(out, "the format has no named fields: a place means what it holds\n");
    }
    let read = list.fields.iter().filter(|field| field.usage == Usage::Read).count();
    let unknown = snapshot.unknown_fields.len();
    writeln!(
        out,
        "{}: {read} read, {} left out on purpose, {unknown} not known",
        numbered(list.fields.len() as u64, "field", "fields"),
        list.fields.len() - read - unknown,
    )?;
    let rows = list.fields.iter().filter_map(|field| {
        let why = match &field.usage {
            Usage::Read => return None,
            Usage::Ignored(reason) => reason.as_str(),
            _ => "NOT KNOWN to this version of tamis",
        };
        Some([shown(&field.field), field.count.to_string(), shown(why)])
    });
    let rows: Vec<[String; 3]> = rows.collect();
    if rows.is_empty() {
        return writeln!(out);
    }
    let table =
        output::table(out, ["field", "occurrences", "why it is not read"], rows.into_iter());
    writeln!(out, "{table}\n")
}
