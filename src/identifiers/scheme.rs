//! The kinds of identifiers there are, and what they are called.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

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
    /// Number of a payment card, ISO/IEC 7812.
    Card,
    /// Routing number of a bank in the United States (ABA).
    Aba,
    /// Number of a bank in China's payment system.
    Cnaps,
    /// International securities identification number, ISO 6166.
    Isin,
    /// A virtual-asset address; the asset as published is in
    /// [`Identifier::asset`](super::Identifier::asset).
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

impl Scheme {
    /// Every scheme, in the order of declaration.
    pub const ALL: [Scheme; 23] = [
        Scheme::Imo,
        Scheme::ImoCompany,
        Scheme::Mmsi,
        Scheme::CallSign,
        Scheme::Bic,
        Scheme::Iban,
        Scheme::Lei,
        Scheme::Account,
        Scheme::Card,
        Scheme::Aba,
        Scheme::Cnaps,
        Scheme::Isin,
        Scheme::Wallet,
        Scheme::Passport,
        Scheme::NationalId,
        Scheme::TaxId,
        Scheme::Registration,
        Scheme::TailNumber,
        Scheme::SerialNumber,
        Scheme::Phone,
        Scheme::Email,
        Scheme::Website,
        Scheme::Other,
    ];

    /// The name in kebab-case, as in files: `imo`, `national-id`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scheme::Imo => "imo",
            Scheme::ImoCompany => "imo-company",
            Scheme::Mmsi => "mmsi",
            Scheme::CallSign => "call-sign",
            Scheme::Bic => "bic",
            Scheme::Iban => "iban",
            Scheme::Lei => "lei",
            Scheme::Account => "account",
            Scheme::Card => "card",
            Scheme::Aba => "aba",
            Scheme::Cnaps => "cnaps",
            Scheme::Isin => "isin",
            Scheme::Wallet => "wallet",
            Scheme::Passport => "passport",
            Scheme::NationalId => "national-id",
            Scheme::TaxId => "tax-id",
            Scheme::Registration => "registration",
            Scheme::TailNumber => "tail-number",
            Scheme::SerialNumber => "serial-number",
            Scheme::Phone => "phone",
            Scheme::Email => "email",
            Scheme::Website => "website",
            Scheme::Other => "other",
        }
    }

    /// The name in words, as said in reports: `IMO ship number`, `BIC`.
    pub const fn words(self) -> &'static str {
        match self {
            Scheme::Imo => "IMO ship number",
            Scheme::ImoCompany => "IMO company number",
            Scheme::Mmsi => "MMSI",
            Scheme::CallSign => "call sign",
            Scheme::Bic => "BIC",
            Scheme::Iban => "IBAN",
            Scheme::Lei => "LEI",
            Scheme::Account => "account number",
            Scheme::Card => "card number",
            Scheme::Aba => "routing number (ABA)",
            Scheme::Cnaps => "bank number (CNAPS)",
            Scheme::Isin => "ISIN",
            Scheme::Wallet => "wallet address",
            Scheme::Passport => "passport number",
            Scheme::NationalId => "national identity number",
            Scheme::TaxId => "tax number",
            Scheme::Registration => "registration number",
            Scheme::TailNumber => "tail number",
            Scheme::SerialNumber => "serial number",
            Scheme::Phone => "telephone number",
            Scheme::Email => "e-mail address",
            Scheme::Website => "website",
            Scheme::Other => "identifier",
        }
    }

    /// Whether values are numbers, perhaps with letters; codes, addresses and signs are not.
    pub(super) const fn is_number(self) -> bool {
        !matches!(
            self,
            Scheme::CallSign
                | Scheme::Bic
                | Scheme::Lei
                | Scheme::Isin
                | Scheme::Wallet
                | Scheme::TailNumber
                | Scheme::Email
                | Scheme::Website
        )
    }

    /// Schemes whose values may be the same thing under another heading share a family.
    ///
    /// Publishers print one number as national identity, tax or registration number, or under a
    /// heading of their own, IBANs and cards as plain account numbers, and the IMO numbers of
    /// companies as if they were ships'.
    pub(super) const fn family(self) -> &'static str {
        match self {
            Scheme::Imo | Scheme::ImoCompany => "imo",
            Scheme::Iban | Scheme::Account | Scheme::Card => "account",
            Scheme::Passport
            | Scheme::NationalId
            | Scheme::TaxId
            | Scheme::Registration
            | Scheme::Other => "document",
            own => own.as_str(),
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Scheme {
    type Err = crate::Error;

    /// Reads the name as [`Scheme::as_str`] writes it, in either case.
    ///
    /// # Errors
    ///
    /// Any other text is an argument error that names the schemes there are.
    fn from_str(name: &str) -> Result<Scheme, crate::Error> {
        Scheme::ALL
            .into_iter()
            .find(|scheme| scheme.as_str().eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                let all = Scheme::ALL.map(Scheme::as_str).join(", ");
                crate::Error::argument(format!(
                    "`{name}` is no scheme of identifiers: write one of {all}"
                ))
            })
    }
}
