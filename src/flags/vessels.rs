//! Ships whose own papers do not hold together, whoever is listed.

use super::{Flag, Rule, SeenRow};
use crate::matching::vessel_findings;
use crate::party::Kind;
use crate::transactions::Subject;

/// What is odd about a ship by herself; nothing for a subject that is no ship.
///
/// See [`vessel_findings`] for what is looked at.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::{Identifier, Scheme};
/// use tamis::{Kind, Party, Subject};
///
/// let mut party = Party::named("LUCKY STAR").of_kind(Kind::Vessel);
/// party.identifiers.push(Identifier::new(Scheme::Mmsi, "445123000"));
/// let flags = tamis::flags::vessels::flags(&Subject::from(party), "ships.csv");
/// assert!(flags[0].reason.starts_with("MMSI of the DPRK"));
/// ```
pub fn flags(subject: &Subject, file: &str) -> Vec<Flag> {
    if subject.party.kind != Some(Kind::Vessel) {
        return Vec::new();
    }
    let described = || {
        let numbers = subject.party.identifiers.iter();
        let numbers = numbers.map(|id| format!("{} {}", id.scheme.words(), id.value));
        let name = subject.party.names.first().map(|name| name.text.clone());
        numbers.chain(name).collect::<Vec<_>>().join(", ")
    };
    let says = || {
        let record = subject.origin.record.as_ref().map(|record| format!("record {record}, "));
        format!("{}{}", record.unwrap_or_default(), described())
    };
    vessel_findings((&subject.party, subject.vessel.as_ref()))
        .into_iter()
        .map(|found| Flag {
            schema: "tamis-flag/1",
            file: file.to_owned(),
            rule: Rule::VesselIdentity,
            subject: described(),
            reason: format!("{}: {}", found.finding.words(), found.detail),
            rows: vec![SeenRow { row: subject.origin.line.unwrap_or_default(), says: says() }],
        })
        .collect()
}
