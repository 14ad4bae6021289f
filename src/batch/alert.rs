//! One alert: a subject, a listed party, and why.

use crate::matching::Evidence;
use crate::party::Kind;
use crate::screen::Match;
use crate::transactions::Subject;
use serde::Serialize;

/// Characters of free text shown as the subject of an alert.
const EXCERPT: usize = 140;

/// A possible match in a file, as one line of JSON: keys are stable and versioned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alert {
    /// `tamis-alert/1`.
    pub schema: &'static str,
    /// File as given.
    pub file: Option<String>,
    /// The transaction's own reference, or its number.
    pub record: Option<String>,
    /// Field path inside the record, or column.
    pub path: Option<String>,
    /// The part the subject plays.
    pub role: Option<String>,
    /// The name asked about, or else its identifier, or else an excerpt of the text.
    pub subject: String,
    /// In [0, 1].
    pub score: f64,
    /// The listed party.
    pub entity: AlertEntity,
    /// The listed name that matched best.
    pub matched_name: String,
    /// What the score was computed from.
    pub evidence: Evidence,
    /// Red flags of the record besides the match. None are raised yet.
    pub flags: Vec<String>,
}

/// The listed party of an alert, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlertEntity {
    /// `<list>:<publisher's id>`.
    pub id: String,
    /// Kind, where published.
    pub kind: Option<Kind>,
    /// Primary name.
    pub name: String,
    /// Short name of the list.
    pub list: String,
    /// Programmes.
    pub programmes: Vec<String>,
}

impl Alert {
    /// The alert for one match of a subject.
    pub fn new(subject: &Subject, found: Match) -> Alert {
        let origin = subject.origin.clone();
        let entity = &found.entity;
        Alert {
            schema: "tamis-alert/1",
            file: origin.file,
            record: origin.record,
            path: origin.path,
            role: origin.role,
            subject: described(subject),
            score: found.score(),
            matched_name: found.matched_name().to_owned(),
            entity: AlertEntity {
                id: entity.id.to_string(),
                kind: entity.party.kind,
                name: entity.party.names.first().map(|name| name.text.clone()).unwrap_or_default(),
                list: entity.id.list().to_owned(),
                programmes: entity.programmes.clone(),
            },
            evidence: found.comparison.evidence,
            flags: Vec::new(),
        }
    }

    /// Why, in a few words; see [`Evidence::reasons`].
    pub fn reasons(&self) -> Vec<String> {
        self.evidence.reasons()
    }
}

/// What a reader of the alert calls the subject.
fn described(subject: &Subject) -> String {
    let party = &subject.party;
    let name = party.names.first().map(|name| name.text.clone());
    let identifier = || party.identifiers.first().map(|identifier| identifier.value.clone());
    let excerpt = || {
        let text = subject.text.as_deref()?;
        let mut excerpt: String = text.chars().take(EXCERPT).collect();
        if excerpt.len() < text.len() {
            excerpt.push('…');
        }
        Some(excerpt)
    };
    name.or_else(identifier).or_else(excerpt).unwrap_or_default()
}
