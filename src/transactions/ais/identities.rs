//! Ships as subjects: each identity that a ship reports is screened once.

use super::report::{Report, Statics};
use crate::identifiers::{Identifier, Scheme};
use crate::party::{Kind, Name, Party};
use crate::transactions::{Origin, Subject};
use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

/// Most identities that are told apart. The Danish archive has some 10,000 ships in a day, the whole
/// world about a million AIS stations.
const MOST: usize = 4_000_000;

/// Identities seen so far, as fingerprints of eight bytes.
#[derive(Default)]
pub struct Identities {
    seen: HashSet<u64>,
    hasher: RandomState,
}

impl Identities {
    /// The ship as a subject, if she has not reported this name, call sign and IMO number before.
    ///
    /// Beyond four million identities every further one counts as new: screened again and again,
    /// but never passed over.
    pub fn subject(&mut self, report: &Report<'_>, file: &str) -> Option<Subject> {
        let Statics { imo, name, call_sign, .. } = report.statics;
        let key = self.hasher.hash_one((report.mmsi, imo, name, call_sign));
        if self.seen.contains(&key) {
            return None;
        }
        if self.seen.len() < MOST {
            self.seen.insert(key);
        }
        Some(subject(report, file))
    }
}

fn subject(report: &Report<'_>, file: &str) -> Subject {
    let Statics { imo, name, call_sign, .. } = report.statics;
    let mmsi = format!("{:09}", report.mmsi);
    let stated = [(Scheme::Imo, imo), (Scheme::Mmsi, &mmsi), (Scheme::CallSign, call_sign)];
    let identifiers = stated
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(scheme, value)| Identifier::new(scheme, value));
    let names = Some(name).filter(|name| !name.is_empty()).map(Name::primary);
    let party = Party {
        kind: Some(Kind::Vessel),
        names: names.into_iter().collect(),
        identifiers: identifiers.collect(),
        ..Party::default()
    };
    let origin = Origin {
        file: Some(file.to_owned()),
        record: Some(format!("MMSI {mmsi}")),
        path: Some("static data".to_owned()),
        role: Some("ship".to_owned()),
        line: Some(report.row),
    };
    Subject { party, origin, ..Subject::default() }
}
