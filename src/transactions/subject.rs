//! Whom we ask about, and where that stood in the input.

use crate::party::{Kind, Party, Vessel};
use serde::{Deserialize, Serialize};

/// A party or a piece of free text to screen.
///
/// # Examples
///
/// ```
/// use tamis::{Kind, Subject};
///
/// let subject = Subject::from("Kim Jong Un").of_kind(Kind::Person);
/// assert_eq!(subject.party.names[0].text, "Kim Jong Un");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// What is known of the party; only one field need be.
    pub party: Party,
    /// What else is known of a vessel: year of build, type, tonnage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vessel: Option<Vessel>,
    /// Free text to search for listed names and identifiers (remittance information and the like).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where it stood in the input.
    pub origin: Origin,
}

/// Where a subject stood in the input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// File name as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The record: the transaction's own reference (end-to-end id) or, without one, `#` and its
    /// number in the file counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Field path inside the record: `CdtTrfTxInf[1]/Cdtr/Nm`, or the column name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The part the subject plays: `creditor`, `debtor agent`, `remittance information`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Line in the file, counted from 1, where the subject begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}

impl Subject {
    /// Free text, searched for listed names and identifiers.
    pub fn free_text(text: impl Into<String>) -> Subject {
        Subject { text: Some(text.into()), ..Subject::default() }
    }

    /// The same subject with its kind set: only listed parties of this kind are compared.
    #[must_use]
    pub fn of_kind(mut self, kind: impl Into<Option<Kind>>) -> Subject {
        self.party.kind = kind.into();
        self
    }
}

impl From<Party> for Subject {
    fn from(party: Party) -> Subject {
        Subject { party, ..Subject::default() }
    }
}

impl From<&str> for Subject {
    fn from(name: &str) -> Subject {
        Subject::from(Party::named(name))
    }
}
