//! The HTML report: one file without scripts or outside parts.

use super::{Explanation, Report, Sides, Target, nothing_found, numbered};
use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;
use std::io::{self, Write};
use tamis::Skipped;
use tamis::batch::{Alert, Counts, NOTICE, Run};
use tamis::flags::Flag;

/// Collects everything, since the report is sorted by score.
pub struct Html<'out> {
    out: &'out mut Target,
    run: Option<Run>,
    alerts: Vec<Alert>,
    flags: Vec<Flag>,
    problems: Vec<Skipped>,
}

impl<'out> Html<'out> {
    /// A report written to `out`.
    pub fn new(out: &'out mut Target) -> Html<'out> {
        Html { out, run: None, alerts: Vec::new(), flags: Vec::new(), problems: Vec::new() }
    }
}

/// What the template is given.
#[derive(Serialize)]
struct Page<'a> {
    title: String,
    notice: &'static str,
    run: &'a Run,
    threshold: String,
    /// Most matches per subject; `None` for all.
    limit: Option<usize>,
    counts: Counts,
    nothing: String,
    failures: &'a [String],
    flags: Vec<FlagRow<'a>>,
    problems: &'a [Skipped],
    /// Sorted by score.
    cards: Vec<Card>,
}

/// A red flag as the template shows it.
#[derive(Serialize)]
struct FlagRow<'a> {
    flag: &'a Flag,
    /// Where the pattern is described.
    source: &'static str,
}

/// One alert as the template shows it.
#[derive(Serialize)]
struct Card {
    number: usize,
    score: String,
    /// `high` from 0.95, `middle` from 0.9, else `low`: for the eye only.
    band: &'static str,
    reasons: Vec<String>,
    explanation: Explanation,
    alert: Alert,
}

impl Card {
    fn new(number: usize, alert: Alert) -> Card {
        let band = match alert.score {
            0.95.. => "high",
            0.9.. => "middle",
            _ => "low",
        };
        Card {
            number,
            score: format!("{:.2}", alert.score),
            band,
            reasons: alert.reasons(),
            explanation: Explanation::of(&alert.evidence, Sides::LISTED),
            alert,
        }
    }
}

impl Report for Html<'_> {
    fn begin(&mut self, run: &Run) -> io::Result<()> {
        self.run = Some(run.clone());
        Ok(())
    }

    fn alert(&mut self, alert: Alert) -> io::Result<()> {
        self.alerts.push(alert);
        Ok(())
    }

    fn flag(&mut self, flag: Flag) -> io::Result<()> {
        self.flags.push(flag);
        Ok(())
    }

    fn problem(&mut self, problem: Skipped) -> io::Result<()> {
        self.problems.push(problem);
        Ok(())
    }

    fn end(&mut self, counts: &Counts, failures: &[String]) -> io::Result<()> {
        let Some(run) = &self.run else { return Ok(()) };
        let mut alerts = std::mem::take(&mut self.alerts);
        // Stable: equal scores stay in the order of the files.
        alerts.sort_by(|a, b| b.score.total_cmp(&a.score));
        let cards: Vec<Card> = alerts
            .into_iter()
            .enumerate()
            .map(|(number, alert)| Card::new(number + 1, alert))
            .collect();
        let mut environment = Environment::new();
        environment
            .add_template("report.html", include_str!("report.html"))
            .map_err(io::Error::other)?;
        let template = environment.get_template("report.html").map_err(io::Error::other)?;
        let page = Page {
            title: numbered(counts.alerts, "possible match", "possible matches"),
            notice: NOTICE,
            run,
            threshold: format!("{:.2}", run.policy.threshold),
            limit: (run.policy.limit != usize::MAX).then_some(run.policy.limit),
            counts: *counts,
            nothing: nothing_found(run.policy.threshold, failures),
            failures,
            flags: self
                .flags
                .iter()
                .map(|flag| FlagRow { flag, source: flag.rule.source() })
                .collect(),
            problems: &self.problems,
            cards,
        };
        let text = template.render(Serde(page)).map_err(io::Error::other)?;
        self.out.write_all(text.as_bytes())
    }
}
