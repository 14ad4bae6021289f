//! What is known of a ship besides its names, flag and identifiers.

use serde::{Deserialize, Serialize};

/// Facts of a vessel that are neither names nor identifiers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vessel {
    /// Type of ship.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "type")]
    pub ship_type: Option<String>,
    /// Flag as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<String>,
    /// Former flags as published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_flags: Vec<String>,
    /// Deadweight or plain tonnage as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tonnage: Option<String>,
    /// Gross register tonnage as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross_tonnage: Option<String>,
    /// Owner as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Year of build as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub built: Option<String>,
    /// Manager or operator as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// Length as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<String>,
}
