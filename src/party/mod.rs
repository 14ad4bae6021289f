//! Who or what is compared: kind, names, dates, countries, identifiers, addresses.
//!
//! A listed [`Entity`](crate::Entity) and a screened [`Subject`](crate::Subject) both hold a
//! [`Party`], so whatever compares two parties is written once.

mod country;
mod date;
mod name;
mod vessel;

pub use country::Country;
pub use date::DateInterval;
pub use name::{Name, NameKind, NamePart, NamePartKind, Strength};
pub use vessel::Vessel;

use crate::identifiers::Identifier;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What kind of thing a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A company, bank, government body, group or any other body of people.
    Organization,
    /// A ship or boat.
    Vessel,
    /// An aeroplane or helicopter.
    Aircraft,
}

impl Kind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Vessel, Kind::Aircraft];

    /// The word used for this kind in files, arguments and reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Vessel => "vessel",
            Kind::Aircraft => "aircraft",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = crate::Error;

    /// Reads `person`, `organization`, `vessel` or `aircraft`.
    ///
    /// # Errors
    ///
    /// Any other word is an argument error that names the four.
    fn from_str(word: &str) -> Result<Kind, crate::Error> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or_else(|| {
            crate::Error::argument(format!(
                "`{word}` is no kind of party: use person, organization, vessel or aircraft"
            ))
        })
    }
}

/// Gender as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// An address or another place, as far as the source takes it apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// All of it but the country, as written; parts in the order of the source, also those below.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// City or town, where the source gives it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State, province, region, where the source gives it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code, where the source gives it by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The country, where the source names one that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
}

impl Address {
    /// A place as written, with its country where that is known; `None` if both are missing.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::Address;
    ///
    /// let place = Address::written("Giza", "eg".parse().ok()).unwrap();
    /// assert_eq!((place.text.as_str(), place.country.unwrap().code()), ("Giza", "EG"));
    /// assert_eq!(Address::written("", None), None);
    /// ```
    pub fn written(text: impl Into<String>, country: Option<Country>) -> Option<Address> {
        let text = text.into();
        (!text.is_empty() || country.is_some()).then(|| Address {
            text,
            country,
            ..Address::default()
        })
    }
}

/// One person, organisation, vessel or aircraft, as far as it is known.
///
/// # Examples
///
/// ```
/// use tamis::{Kind, Party};
///
/// let party = Party::named("Kim Jong Un").of_kind(Kind::Person);
/// assert_eq!(party.names[0].text, "Kim Jong Un");
/// assert!(party.births.is_empty()); // unknown, which is no mismatch
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The kind, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Names; the first is the primary one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Name>,
    /// Dates of birth (persons); several when the source gives alternatives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub births: Vec<DateInterval>,
    /// Gender, if published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Nationality and citizenship of a person, place of registration of an organisation, flag of a
    /// vessel or aircraft.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<Country>,
    /// Passports, IMO numbers, BICs, wallets, accounts and so on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
}

impl Party {
    /// A party of which only a name is known.
    pub fn named(name: impl Into<String>) -> Party {
        Party { names: vec![Name::primary(name)], ..Party::default() }
    }

    /// The same party with its kind set.
    #[must_use]
    pub fn of_kind(mut self, kind: impl Into<Option<Kind>>) -> Party {
        self.kind = kind.into();
        self
    }
}
