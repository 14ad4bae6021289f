//! A file of ship reports: the ships as subjects, and what their tracks give reason to look at.

use super::{CHUNK, Counts, Event, Plan, alerts, hand_on};
use crate::error::Result;
use crate::flags::{vessels, voyages::Watch};
use crate::screen::Screener;
use crate::transactions::Subject;
use crate::transactions::ais::{Identities, Reports, Row};
use rayon::prelude::*;

/// Rows between two messages about progress.
const STRIDE: u64 = 1 << 16;

/// Reads all reports in their order. Flags come as they are seen, alerts of ships in batches.
pub(super) fn screen(
    screener: &Screener,
    reports: &mut Reports,
    plan: &Plan,
    mut sink: impl FnMut(Event) -> Result<()>,
) -> Result<Counts> {
    let mut counts = Counts { files: 1, ..Counts::default() };
    let file = reports.name().to_owned();
    let mut watch = Watch::new(file.as_str(), plan.voyages)?;
    let mut identities = Identities::default();
    let mut ships: Vec<Subject> = Vec::new();
    let mut flags = Vec::new();
    let ended = loop {
        match reports.next_row() {
            Err(error) => break Err(error),
            Ok(None) => break Ok(()),
            Ok(Some(Row::Skipped(problem))) => {
                counts.problems += 1;
                sink(Event::Problem(problem))?;
            }
            Ok(Some(Row::Report(report))) => {
                watch.take(&report, |flag| flags.push(flag));
                if let Some(ship) = identities.subject(&report, &file) {
                    flags.extend(vessels::flags(&ship, &file));
                    ships.push(ship);
                }
            }
        }
        counts.records += 1;
        counts.flags += hand_on(&mut flags, &mut sink)?;
        if ships.len() >= CHUNK {
            screen_ships(screener, &mut ships, plan, &mut counts, &mut sink)?;
        }
        if counts.records.is_multiple_of(STRIDE) {
            sink(Event::Progress(counts))?;
        }
    };
    screen_ships(screener, &mut ships, plan, &mut counts, &mut sink)?;
    watch.finish(|flag| flags.push(flag));
    counts.flags += hand_on(&mut flags, &mut sink)?;
    sink(Event::Progress(counts))?;
    ended.map(|()| counts)
}

fn screen_ships(
    screener: &Screener,
    ships: &mut Vec<Subject>,
    plan: &Plan,
    counts: &mut Counts,
    sink: &mut impl FnMut(Event) -> Result<()>,
) -> Result<()> {
    counts.subjects += ships.len() as u64;
    let found: Vec<_> = ships.par_iter().map(|ship| alerts(screener, ship, &plan.policy)).collect();
    ships.clear();
    for alert in found.into_iter().flatten() {
        counts.alerts += 1;
        sink(Event::Alert(Box::new(alert)))?;
    }
    Ok(())
}
