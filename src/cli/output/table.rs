//! Tables for a terminal.

use super::{Explanation, Report, Sides, Target, nothing_found, short_hash, shown, summary};
use clap::builder::styling::Style;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, TableStyle};
use std::io::{self, Write};
use tamis::Match;
use tamis::batch::{Alert, Counts, NOTICE, Run};

/// Columns of text when the width of the terminal is unknown, as in a pipe.
const WIDTH: u16 = 120;

/// Alerts of a file laid out together: they share column widths, and are held in memory until then.
const PAGE: usize = 500;

/// Lines between rows, since a row has several lines; no box around them.
const STYLE: TableStyle = TableStyle::new()
    .header_separator(LineStyle::none().fill('═').junction('═'))
    .row_separator(LineStyle::none().fill('─').junction('─'));

/// Alerts of files as a table.
pub struct Table<'out> {
    out: &'out mut Target,
    threshold: f64,
    alerts: Vec<Alert>,
}

impl<'out> Table<'out> {
    /// A report written to `out`.
    pub fn new(out: &'out mut Target) -> Table<'out> {
        Table { out, threshold: 0.0, alerts: Vec::new() }
    }

    fn write_page(&mut self) -> io::Result<()> {
        let alerts = std::mem::take(&mut self.alerts);
        if alerts.is_empty() {
            return Ok(());
        }
        if let Some(file) = alerts.first().and_then(|first| first.file.as_deref()) {
            writeln!(self.out, "{}", shown(file))?;
        }
        let header = ["score", "subject", "possible match", "why", "record"];
        let rows = alerts.iter().map(|alert| {
            [
                format!("{:.2}", alert.score),
                lines([Some(alert.subject.as_str()), alert.role.as_deref()]),
                lines([Some(alert.matched_name.as_str()), Some(&described(alert))]),
                lines(alert.reasons().iter().map(|reason| Some(reason.as_str()))),
                lines([alert.record.as_deref(), alert.path.as_deref()]),
            ]
        });
        let table = scored(table(self.out, header, rows));
        writeln!(self.out, "{table}\n")
    }
}

impl Report for Table<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        self.threshold = run.policy.threshold;
        head(self.out, run)
    }

    fn alert(&mut self, alert: Alert) -> io::Result<()> {
        if self.alerts.last().is_some_and(|last| last.file != alert.file) {
            self.write_page()?;
        }
        self.alerts.push(alert);
        if self.alerts.len() < PAGE { Ok(()) } else { self.write_page() }
    }

    fn end(&mut self, counts: &Counts, failures: &[String]) -> io::Result<()> {
        self.write_page()?;
        if counts.alerts == 0 {
            writeln!(self.out, "{}", nothing_found(self.threshold, failures))?;
        }
        writeln!(self.out, "{}", summary(counts))?;
        for failure in failures {
            writeln!(self.out, "not read to its end: {}", shown(failure))?;
        }
        writeln!(self.out, "{NOTICE}")
    }
}

/// The possible matches of one name as a table, and if wanted how each score comes about.
pub fn matches(out: &mut Target, run: &Run, found: &[Match], explain: bool) -> io::Result<()> {
    head(out, run)?;
    if found.is_empty() {
        writeln!(out, "{}", nothing_found(run.policy.threshold, &[]))?;
        return writeln!(out, "{NOTICE}");
    }
    let header = ["score", "possible match", "entity", "programmes", "born", "countries", "why"];
    let rows = found.iter().map(|found| {
        let entity = &found.entity;
        let join = |parts: Vec<String>| lines(parts.iter().map(|part| Some(part.as_str())));
        let kind = entity.party.kind.map(tamis::Kind::as_str);
        [
            format!("{:.2}", found.score()),
            shown(found.matched_name()),
            lines([Some(entity.id.as_str()), kind]),
            join(entity.programmes.clone()),
            join(entity.party.births.iter().map(ToString::to_string).collect()),
            join(entity.party.countries.iter().map(ToString::to_string).collect()),
            join(Alert::new(&tamis::Subject::default(), found.clone()).reasons()),
        ]
    });
    let table = scored(table(out, header, rows));
    writeln!(out, "{table}\n")?;
    if explain {
        for found in found {
            let (bold, plain) = bold(out);
            let name = shown(found.matched_name());
            writeln!(out, "{bold}{name} ({}){plain}", found.entity.id)?;
            let explanation = Explanation::of(&found.comparison.evidence, Sides::LISTED);
            writeln!(out, "{}", explanation.text("  "))?;
        }
    }
    writeln!(out, "{NOTICE}")
}

/// Which run this is, in a few lines.
fn head(out: &mut Target, run: &Run) -> io::Result<()> {
    let (bold, plain) = bold(out);
    let lists: Vec<String> = run
        .lists
        .iter()
        .map(|list| match list.published {
            Some(date) => format!("{} ({date})", list.list),
            None => format!("{} (date not stated)", list.list),
        })
        .collect();
    writeln!(
        out,
        "{bold}tamis {}{plain}, configuration {}, threshold {:.2}, lists {}\n",
        run.engine,
        short_hash(&run.configuration),
        run.policy.threshold,
        shown(&lists.join(", "))
    )
}

fn bold(out: &Target) -> (String, String) {
    if !out.is_styled() {
        return (String::new(), String::new());
    }
    let bold = Style::new().bold();
    (format!("{bold}"), format!("{bold:#}"))
}

/// A table whose first column holds scores.
fn scored(mut table: comfy_table::Table) -> comfy_table::Table {
    if let Some(score) = table.column_mut(0) {
        score.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// Rows laid out for the width of the terminal.
pub fn table<const N: usize>(
    out: &Target,
    header: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    // Asked before styling is turned off, since that hides the terminal's width too.
    let width = table.width().filter(|_| out.is_terminal()).unwrap_or(WIDTH);
    table
        .load_style(STYLE)
        .force_no_tty()
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(header)
        .add_rows(rows);
    table
}

/// The parts that are known, one under the other.
fn lines<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.map(shown).collect::<Vec<_>>().join("\n")
}

/// `ofac-sdn:20157, person`.
fn described(alert: &Alert) -> String {
    match alert.entity.kind {
        Some(kind) => format!("{}, {kind}", alert.entity.id),
        None => alert.entity.id.clone(),
    }
}
