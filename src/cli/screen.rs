//! `tamis screen FILE…`: every party and every free text of files against the lists.

use super::arguments::{LookIn, Screen};
use super::console::{Console, Progress};
use super::failure::{Failure, described};
use super::output::{Format, Report, Target, numbered, would_replace};
use super::{Outcome, load};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use tamis::Screener;
use tamis::batch::{self, Counts, Event, Plan, Run};
use tamis::transactions::{self, ReadOptions, Reader};

/// What standard input is called in alerts and messages.
const STANDARD_INPUT: &str = "standard input";

/// A file to screen.
enum Input {
    StandardInput,
    File(PathBuf),
}

impl Input {
    fn name(&self) -> String {
        match self {
            Input::StandardInput => STANDARD_INPUT.to_owned(),
            Input::File(path) => path.display().to_string(),
        }
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Input::StandardInput => None,
            Input::File(path) => Some(path),
        }
    }

    fn open(&self, options: &ReadOptions) -> tamis::Result<Reader> {
        match self {
            Input::StandardInput => {
                transactions::from_reader(BufReader::new(std::io::stdin()), STANDARD_INPUT, options)
            }
            Input::File(path) => transactions::open(path, options),
        }
    }
}

/// What is to be done, checked before anything is read.
struct Checked {
    inputs: Vec<Input>,
    look_in: LookIn,
    plan: Plan,
    format: Format,
    target: Target,
}

impl Checked {
    fn new(arguments: Screen) -> Result<Checked, Failure> {
        let Screen { files, against, columns, output, format, tracks } = arguments;
        let inputs: Vec<Input> = files
            .into_iter()
            .map(
                |file| {
                    if file.as_os_str() == "-" { Input::StandardInput } else { Input::File(file) }
                },
            )
            .collect();
        if inputs.iter().filter(|input| matches!(input, Input::StandardInput)).count() > 1 {
            return Err(Failure::Said(
                "- was given twice: standard input can be read once".to_owned(),
            ));
        }
        if let Some(output) = &output {
            let read = inputs.iter().filter_map(Input::path).chain(
                against
                    .look_in
                    .source
                    .lists
                    .iter()
                    .chain(&against.look_in.index)
                    .map(PathBuf::as_path),
            );
            if let Some(same) = read.into_iter().find(|path| would_replace(output, path)) {
                return Err(Failure::Said(format!(
                    "{}: the output would replace what is read (name another file)",
                    same.display()
                )));
            }
        }
        let named = output.as_deref().and_then(Format::of);
        let format = format.or(named).unwrap_or(Format::Table);
        let target = match &output {
            Some(path) => Target::file(path)?,
            None if format == Format::Table => Target::page(),
            None => Target::bytes(),
        };
        if format.is_binary() && target.is_terminal() {
            return Err(Failure::Said(
                "parquet is not for reading on a terminal: name a file with --output".to_owned(),
            ));
        }
        let reading = columns.map_or_else(ReadOptions::default, |columns| {
            ReadOptions::default().with_columns(columns)
        });
        let plan = Plan::default()
            .policy(against.policy()?)
            .reading(reading)
            .voyages(tracks.thresholds()?);
        Ok(Checked { inputs, look_in: against.look_in, plan, format, target })
    }
}

/// Screens the files and writes the report.
pub fn run(arguments: Screen, console: &Console) -> Result<Outcome, Failure> {
    let Checked { inputs, look_in, plan, format, mut target } = Checked::new(arguments)?;
    let screener = load::screener(&look_in, console)?;
    let place = target.name();
    let files = inputs.len();
    let mut screening = Screening {
        screener: &screener,
        plan: &plan,
        console,
        place: &place,
        report: format.report(&mut target),
        begun: false,
        counts: Counts::default(),
        failures: Vec::new(),
    };
    for input in &inputs {
        screening.screen(input)?;
    }
    let begun = screening.begun;
    let (counts, failures, written) = screening.finish();
    if begun {
        written.and_then(|()| target.commit()).map_err(|error| {
            Failure::writing(&place, &error).after(Outcome::of(counts.alerts + counts.flags))
        })?;
    }
    if failures.is_empty() {
        return Ok(Outcome::of(counts.alerts + counts.flags));
    }
    Err(incomplete(&failures, files, begun.then_some(counts), &place))
}

/// What is said in the end when a file could not be read to its end.
fn incomplete(failures: &[String], files: usize, counts: Option<Counts>, place: &str) -> Failure {
    let Some(counts) = counts else {
        return if files == 1 {
            Failure::Told
        } else {
            Failure::Said(format!("none of {files} files could be screened, nothing was written"))
        };
    };
    let found = numbered(counts.alerts, "possible match", "possible matches");
    let which = if files == 1 {
        format!("{} was not screened to its end", failures.join(", "))
    } else {
        format!(
            "{} of {files} files not screened to the end: {}",
            failures.len(),
            failures.join(", ")
        )
    };
    Failure::Said(format!("{which}; {found} in what was read, written to {place}"))
}

/// A run over files, as far as it has come.
struct Screening<'a> {
    screener: &'a Screener,
    plan: &'a Plan,
    console: &'a Console,
    place: &'a str,
    report: Box<dyn Report + 'a>,
    /// Whether the report has its first line.
    begun: bool,
    counts: Counts,
    /// Files that could not be read to their end.
    failures: Vec<String>,
}

impl Screening<'_> {
    /// Screens one file. What is wrong with the file is said and noted; the others go on. Only if
    /// the output cannot be written is the run over.
    fn screen(&mut self, input: &Input) -> Result<(), Failure> {
        let name = input.name();
        let reader = match input.open(&self.plan.reading) {
            Ok(reader) => reader,
            Err(error) => {
                self.console.error(&described(&error));
                self.failures.push(name);
                return Ok(());
            }
        };
        if !self.begun {
            let run = Run::new(self.screener, self.plan.policy);
            let begun = self.report.begin(&run);
            begun.map_err(|error| Failure::writing(self.place, &error))?;
            self.begun = true;
        }
        if let [_, ..] = reader.ignored_columns() {
            let columns = reader.ignored_columns().join(", ");
            self.console.note(&format!("{name}: columns that are not read: {columns}"));
        }
        self.screen_reader(&name, reader)
    }

    fn screen_reader(&mut self, name: &str, reader: Reader) -> Result<(), Failure> {
        let progress = self.console.progress("screening");
        let mut counts = Counts { files: 1, ..Counts::default() };
        let mut unwritten = None;
        let screened = batch::screen_reader(self.screener, reader, self.plan, |event| {
            let written = self.take(name, event, &progress, &mut counts);
            written.map_err(|error| {
                let copy = std::io::Error::from(error.kind());
                unwritten = Some(error);
                copy.into()
            })
        });
        drop(progress);
        self.counts += counts;
        if let Some(error) = unwritten {
            let found = Outcome::of(self.counts.alerts + self.counts.flags);
            return Err(Failure::writing(self.place, &error).after(found));
        }
        if let Err(error) = screened {
            self.console.error(&described(&error));
            self.failures.push(name.to_owned());
        }
        Ok(())
    }

    /// Writes the last of the report; gives the counts and the files not read to their end.
    fn finish(mut self) -> (Counts, Vec<String>, std::io::Result<()>) {
        let written =
            if self.begun { self.report.end(&self.counts, &self.failures) } else { Ok(()) };
        (self.counts, self.failures, written)
    }

    fn take(
        &mut self,
        name: &str,
        event: Event,
        progress: &Progress,
        counts: &mut Counts,
    ) -> std::io::Result<()> {
        match event {
            Event::Alert(alert) => {
                counts.alerts += 1;
                self.report.alert(*alert)
            }
            Event::Flag(flag) => {
                counts.flags += 1;
                self.report.flag(*flag)
            }
            Event::Problem(problem) => {
                counts.problems += 1;
                progress.aside(|| self.console.problem(&problem));
                self.report.problem(problem)
            }
            Event::Progress(so_far) => {
                *counts = so_far;
                progress.at(name, &so_far);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
