//! Whom we ask about, and where that stood in the input.

use crate::error::{Error, Result};
use crate::identifiers::{Identifier, Scheme};
use crate::party::{Country, Kind, Name, NameKind, Party, Vessel};
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

/// What can be told of a vessel, by name.
const VESSEL_FACTS: [&str; 12] = [
    "imo",
    "mmsi",
    "call-sign",
    "flag",
    "former-flag",
    "former-name",
    "type",
    "built",
    "tonnage",
    "gross-tonnage",
    "owner",
    "length",
];

impl Subject {
    /// The same subject as a vessel of which one more fact is known: `imo`, `mmsi`, `call-sign`, `flag`,
    /// `former-flag`, `former-name`, `type`, `built`, `tonnage`, `gross-tonnage`, `owner` or `length`
    /// (also with `_`). Flags are names or codes of countries; the rest is taken as it is written.
    ///
    /// A fact given again adds to the former where a vessel may have several, and replaces it where not.
    ///
    /// # Errors
    ///
    /// An argument error for any other name of a fact, an empty value, a flag of no known country, or a
    /// subject of another kind.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::Subject;
    ///
    /// let ship = Subject::from("NEW FORTUNE").with_vessel_fact("former-name", "SAM JONG 2")?;
    /// let ship = ship.with_vessel_fact("flag", "Togo")?.with_vessel_fact("built", "1975")?;
    /// assert_eq!(ship.party.countries[0].code(), "TG");
    /// assert!(ship.with_vessel_fact("captain", "?").unwrap_err().is_argument());
    /// # Ok::<(), tamis::Error>(())
    /// ```
    pub fn with_vessel_fact(mut self, fact: &str, value: &str) -> Result<Subject> {
        let (fact, value) = (fact.trim().replace('_', "-").to_lowercase(), value.trim());
        if value.is_empty() {
            return Err(Error::argument(format!("the fact `{fact}` of the vessel is empty")));
        }
        match self.party.kind {
            None | Some(Kind::Vessel) => self.party.kind = Some(Kind::Vessel),
            Some(kind) => {
                return Err(Error::argument(format!(
                    "`{fact}` is a fact of a vessel, not of a {kind}"
                )));
            }
        }
        let vessel = self.vessel.get_or_insert_default();
        let stated = Some(value.to_owned());
        match fact.as_str() {
            "imo" | "mmsi" | "call-sign" => {
                let scheme: Scheme = fact.parse()?;
                self.party.identifiers.push(Identifier::new(scheme, value));
            }
            "flag" => {
                let known = Country::named(value).ok_or_else(|| {
                    Error::argument(format!("`{value}` is no country known as a flag"))
                })?;
                if !self.party.countries.contains(&known) {
                    self.party.countries.push(known);
                }
            }
            "former-flag" => vessel.former_flags.push(value.to_owned()),
            "former-name" => {
                let former = Name { kind: NameKind::Former, ..Name::primary(value) };
                self.party.names.push(former);
            }
            "type" => vessel.ship_type = stated,
            "built" => vessel.built = stated,
            "tonnage" => vessel.tonnage = stated,
            "gross-tonnage" => vessel.gross_tonnage = stated,
            "owner" => vessel.owner = stated,
            "length" => vessel.length = stated,
            _ => {
                let all = VESSEL_FACTS.join(", ");
                return Err(Error::argument(format!(
                    "`{fact}` is no fact of a vessel known here: write one of {all}"
                )));
            }
        }
        Ok(self)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_that_is_named_is_taken() {
        for fact in VESSEL_FACTS {
            let value = if fact == "flag" { "kp" } else { "9562233" };
            let ship = Subject::from("X").with_vessel_fact(fact, value).unwrap();
            assert_eq!(ship.party.kind, Some(Kind::Vessel), "{fact}");
            let bare = Subject { vessel: Some(Vessel::default()), ..Subject::from("X") };
            assert_ne!(ship, bare.of_kind(Kind::Vessel), "{fact} went nowhere");
            assert_eq!(
                Subject::from("X").with_vessel_fact(&fact.replace('-', "_"), value).unwrap(),
                ship
            );
        }
        let refused = |subject: Subject, fact, value| {
            subject.with_vessel_fact(fact, value).unwrap_err().is_argument()
        };
        assert!(refused(Subject::from("X"), "flag", "Atlantis"));
        assert!(refused(Subject::from("X"), "built", " "));
        assert!(refused(Subject::from("X").of_kind(Kind::Person), "built", "1975"));
    }
}
