//! `tamis compare LEFT RIGHT`: the score of two names and how it comes about.

use super::Outcome;
use super::arguments::Compare;
use super::failure::Failure;
use super::output::{Explanation, Sides, Target};
use std::io::Write;
use tamis::batch::NOTICE;

/// Compares the names and prints the evidence.
pub fn run(arguments: &Compare) -> Result<Outcome, Failure> {
    let Compare { left, right, kind, threshold, explain: _, weighing } = arguments;
    for name in [left, right] {
        if name.trim().is_empty() {
            return Err(Failure::Said("a name is empty: write two names to compare".to_owned()));
        }
    }
    let comparison = weighing.set()?.compare(left, right, *kind);
    let reached = comparison.score >= *threshold;
    let outcome = Outcome::of(u64::from(reached));
    let verdict = if reached { "possible match" } else { "no match at this threshold" };
    let explanation = Explanation::of(&comparison.evidence, Sides::PAIR);
    let mut page = Target::page();
    write!(
        page,
        "{:.4}  {verdict} ({threshold:.2})\n\n{}\n{NOTICE}\n",
        comparison.score,
        explanation.text("")
    )
    .and_then(|()| page.commit())
    .map_err(|error| Failure::writing("standard output", &error).after(outcome))?;
    Ok(outcome)
}
