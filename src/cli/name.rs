//! `tamis name NAME`: who is listed under a name.

use super::arguments::{Name, NameFormat};
use super::console::Console;
use super::failure::Failure;
use super::output::{self, Format, Target};
use super::{Outcome, load};
use std::io;
use tamis::batch::{Alert, Counts, Run};
use tamis::{Match, Party, Subject};

/// Looks the name up and prints its possible matches.
pub fn run(arguments: Name, console: &Console) -> Result<Outcome, Failure> {
    let Name { name, against, kind, born, countries, identifiers, vessel, explain, format } =
        arguments;
    if name.trim().is_empty() {
        return Err(Failure::Said("the name is empty: write the name to look up".to_owned()));
    }
    let policy = against.policy()?;
    let screener = load::screener(&against.look_in, console)?;
    let party = Party { births: born, countries, identifiers, ..Party::named(name).of_kind(kind) };
    let mut subject = Subject::from(party);
    for (fact, value) in &vessel {
        subject =
            subject.with_vessel_fact(fact, value).map_err(|e| Failure::Said(e.to_string()))?;
    }
    let found = screener.screen(&subject, &policy);
    let outcome = Outcome::of(found.len() as u64);
    let run = Run::new(&screener, policy);
    let written = match format {
        NameFormat::Table => {
            let mut page = Target::page();
            output::matches(&mut page, &run, &found, explain).and_then(|()| page.commit())
        }
        NameFormat::Jsonl => lines(&run, &subject, found),
    };
    written.map_err(|error| Failure::writing("standard output", &error).after(outcome))?;
    Ok(outcome)
}

/// The same lines as for files.
fn lines(run: &Run, subject: &Subject, found: Vec<Match>) -> io::Result<()> {
    let counts = Counts { subjects: 1, alerts: found.len() as u64, ..Counts::default() };
    let mut out = Target::bytes();
    let mut report = Format::Jsonl.report(&mut out);
    report.begin(run)?;
    for found in found {
        report.alert(Alert::new(subject, found))?;
    }
    report.end(&counts, &[])?;
    drop(report);
    out.commit()
}
