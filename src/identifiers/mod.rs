//! Identifiers as things with structure: parse, validate, normal form.

use crate::party::Country;
use serde::{Deserialize, Serialize};

/// What kind of identifier a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scheme {
    /// IMO ship identification number (7 digits, check digit).
    Imo,
    /// IMO company or registered-owner number (7 digits, other check digit).
    ImoCompany,
    /// Maritime Mobile Service Identity (9 digits).
    Mmsi,
    /// Radio call sign.
    CallSign,
    /// Business identifier code, ISO 9362.
    Bic,
    /// International bank account number, ISO 13616.
    Iban,
    /// Legal entity identifier, ISO 17442.
    Lei,
    /// A bank account number that is no IBAN.
    Account,
    /// A virtual-asset address; the asset as published is in [`Identifier::asset`].
    Wallet,
    /// Passport number.
    Passport,
    /// National identity number.
    NationalId,
    /// Tax number.
    TaxId,
    /// Company, vessel or aircraft registration number.
    Registration,
    /// Aircraft tail number.
    TailNumber,
    /// Aircraft manufacturer's serial number.
    SerialNumber,
    /// Telephone or fax number.
    Phone,
    /// E-mail address.
    Email,
    /// Website.
    Website,
    /// Anything else that is published as an identifier.
    Other,
}

/// An identifier of a party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// Its scheme.
    pub scheme: Scheme,
    /// The value as published.
    pub value: String,
    /// The issuing country, where one is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The asset a wallet address is tagged with (`XBT`, `ETH`, `USDT` …): a hint, since the shape
    /// of the address tells the chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<String>,
    /// Whether the value was found in prose instead of a field of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub extracted: bool,
}
