//! `tamis check VALUE`: what an identifier is, whether it is valid, and who is listed with it.

use super::arguments::{Check, NameFormat};
use super::console::Console;
use super::failure::Failure;
use super::output::{self, Target};
use super::{Outcome, load};
use tamis::Policy;
use tamis::batch::Run;

/// Longest value shown in a message.
const SHOWN: usize = 60;

/// Looks the value up under every reading and prints what is known.
pub fn run(arguments: &Check, console: &Console) -> Result<Outcome, Failure> {
    let Check { value, look_in, format } = arguments;
    if value.trim().is_empty() {
        return Err(Failure::Said(
            "the identifier is empty: write the number or address to check".to_owned(),
        ));
    }
    let screener = load::screener(look_in, console)?;
    let checked = screener.check(value);
    if checked.is_empty() {
        let mut shown: String = value.chars().take(SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        return Err(Failure::Said(format!(
            "`{shown}` is no identifier known here: IMO, MMSI, call sign, BIC, IBAN, LEI, account, card, \
             routing number, ISIN, passport, wallet address and their like are; look up a name with \
             `tamis name`"
        )));
    }
    let looks = checked.iter().filter(|found| found.outcome.is_reason_to_look()).count();
    let outcome = Outcome::of(looks as u64);
    let run = Run::new(&screener, Policy::default());
    let written = match format {
        NameFormat::Table => {
            let mut page = Target::page();
            output::checked(&mut page, &run, &checked).and_then(|()| page.commit())
        }
        NameFormat::Jsonl => {
            let mut out = Target::bytes();
            output::checked_lines(&mut out, &run, &checked).and_then(|()| out.commit())
        }
    };
    written.map_err(|error| Failure::writing("standard output", &error).after(outcome))?;
    Ok(outcome)
}
