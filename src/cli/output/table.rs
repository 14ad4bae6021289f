//! Tables for a terminal.

use super::{Explanation, Report, Sides, Target, nothing_found, short_hash, shown, summary};
use clap::builder::styling::Style;
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, TableStyle};
use std::io::{self, Write};
use tamis::batch::{Alert, Counts, NOTICE, Run};
use tamis::flags::Flag;
use tamis::identifiers::{Identifier, Likeness, Validity};
use tamis::{Checked, Match, Outcome};

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
    flags: Vec<Flag>,
}

impl<'out> Table<'out> {
    /// A report written to `out`.
    pub fn new(out: &'out mut Target) -> Table<'out> {
        Table { out, threshold: 0.0, alerts: Vec::new(), flags: Vec::new() }
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

    fn write_flags(&mut self) -> io::Result<()> {
        let flags = std::mem::take(&mut self.flags);
        let Some(first) = flags.first() else { return Ok(()) };
        writeln!(self.out, "{}", shown(&first.file))?;
        let header = ["red flag", "subject", "what was seen", "rows"];
        let rows = flags.iter().map(|flag| {
            let rows: Vec<String> =
                flag.rows.iter().map(|row| format!("{}: {}", row.row, row.says)).collect();
            [
                flag.rule.code().to_owned(),
                shown(&flag.subject),
                shown(&flag.reason),
                lines(rows.iter().map(|row| Some(row.as_str()))),
            ]
        });
        let table = table(self.out, header, rows);
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

    fn flag(&mut self, flag: Flag) -> io::Result<()> {
        if self.flags.last().is_some_and(|last| last.file != flag.file) {
            self.write_flags()?;
        }
        self.flags.push(flag);
        if self.flags.len() < PAGE { Ok(()) } else { self.write_flags() }
    }

    fn end(&mut self, counts: &Counts, failures: &[String]) -> io::Result<()> {
        self.write_page()?;
        self.write_flags()?;
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

/// What an identifier is under each reading, and who is listed with it, as a table.
pub fn checked(out: &mut Target, run: &Run, found: &[Checked]) -> io::Result<()> {
    head(out, run)?;
    let header = ["reading", "normal form", "valid", "outcome", "listed"];
    let rows = found.iter().map(|checked| {
        let told = checked.identifier.told();
        let (valid, why) = match &checked.validity {
            Validity::Valid => ("yes", None),
            Validity::Invalid(why) => ("no", Some(why.as_str())),
            Validity::Unverifiable => ("no rule to check by", None),
        };
        let listed: Vec<String> = checked
            .listings
            .iter()
            .map(|listing| described_listing(&checked.identifier, listing))
            .collect();
        [
            lines([Some(checked.identifier.scheme.words()), told.as_deref()]),
            shown(&checked.identifier.normal().unwrap_or_default()),
            lines([Some(valid), why]),
            outcome_words(checked.outcome).to_owned(),
            lines(listed.iter().map(|line| Some(line.as_str()))),
        ]
    });
    let table = table(out, header, rows);
    writeln!(out, "{table}\n")?;
    writeln!(out, "{NOTICE}")
}

/// `PETREL 8 (uk-sl:DPR0075), vessel`, and the identifier as published where it is not the same.
fn described_listing(asked: &Identifier, listing: &tamis::Listing) -> String {
    let entity = &listing.entity;
    let name = entity.party.names.first().map_or("", |name| name.text.as_str());
    let kind = entity.party.kind.map_or(String::new(), |kind| format!(", {kind}"));
    let as_listed = match listing.likeness {
        Likeness::Same => String::new(),
        Likeness::Fits => {
            let fit = asked.fit(&listing.identifier).map(|fit| format!(": {fit}"));
            format!(": may be {}{}", listing.identifier.value, fit.unwrap_or_default())
        }
        other => format!(": {} is {}", listing.identifier.value, other.words()),
    };
    format!("{name} ({}{kind}){as_listed}", entity.id)
}

/// What an outcome means.
fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Listed => "possible match: listed",
        Outcome::ListedElsewhere => "possible match: listed elsewhere",
        Outcome::FitsListed => "possible match: fits a listed one",
        Outcome::TooLittleShown => "too little is shown to compare",
        Outcome::NearMiss => "near miss of a listed one",
        Outcome::Invalid => "invalid",
        _ => "not on these lists",
    }
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
