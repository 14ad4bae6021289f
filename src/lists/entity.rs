//! One designated party as published.

pub use crate::party::Vessel;
use crate::party::{Address, DateInterval, Party};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A listed party's stable name: `<list>:<publisher's id>`, such as `un-sc:KPi.033`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(String);

impl EntityId {
    /// Joins the short name of a list and the publisher's id.
    pub fn new(list: &str, publisher_id: &str) -> EntityId {
        EntityId([list, ":", publisher_id].concat())
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The publisher's id, after the colon.
    pub fn publisher_id(&self) -> &str {
        self.0.split_once(':').map_or(&self.0, |(_, id)| id)
    }

    /// The short name of the list, before the colon.
    pub fn list(&self) -> &str {
        self.0.split_once(':').map_or("", |(list, _)| list)
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A designated party as published: nothing added, nothing flattened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// `<list>:<publisher's id>`.
    pub id: EntityId,
    /// Kind, names, dates, countries, identifiers, addresses.
    #[serde(flatten)]
    pub party: Party,
    /// Titles, functions or positions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Places of birth.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub birth_places: Vec<Address>,
    /// When an organisation was founded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub established: Vec<DateInterval>,
    /// What the publisher says of a vessel. Most records are of none, so it stands apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vessel: Option<Box<Vessel>>,
    /// What the publisher says of an aircraft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aircraft: Option<Box<Aircraft>>,
    /// Programmes or regimes (`DPRK3`, `DPRK`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<String>,
    /// What the designation entails, where the publisher says so, in the words of
    /// `lists/measures.tsv` (`asset freeze`, `port ban`) or else as published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<String>,
    /// The acts the designation rests on (`Executive Order 13382`, `2017/1509 (OJ L224)`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_basis: Vec<String>,
    /// The day of designation, where published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed_on: Option<DateInterval>,
    /// The day the record was last amended, where published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amended_on: Option<DateInterval>,
    /// Other references of the same designation (`UN KPe.001`, `OFSI 13651`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Parties the publisher links to this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What the publisher says in prose: reasons for the designation, other information.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

impl Entity {
    /// A record of which only the id is known so far.
    pub fn new(id: EntityId) -> Entity {
        Entity { id, ..Entity::default() }
    }
}

/// A link from one record to another party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// How they are linked, in the publisher's words, lower case: `linked to`, `owner`, `acting for`.
    pub relation: String,
    /// The other party's name as published; empty where only its id is given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The other party's record, where the publisher gives its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<EntityId>,
}

impl Link {
    /// A link to a party that is named.
    pub fn named(relation: impl Into<String>, name: impl Into<String>) -> Link {
        Link { relation: relation.into(), name: name.into(), id: None }
    }
}

/// Facts of an aircraft that are neither names nor identifiers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aircraft {
    /// Model or type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Day, month or year of manufacture, as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub built: Option<String>,
    /// Operator as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
}
