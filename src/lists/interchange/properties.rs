//! The identifiers among the properties of the FollowTheMoney model, which Senzing exports repeat.

use crate::identifiers::{Identifier, Scheme};
use crate::party::Kind;

/// Properties that are identifiers, and their schemes. Some depend on the kind of party.
const SCHEMES: &[(&str, Scheme)] = &[
    ("imoNumber", Scheme::ImoCompany),
    ("mmsi", Scheme::Mmsi),
    ("callSign", Scheme::CallSign),
    ("crsNumber", Scheme::Registration),
    ("registrationNumber", Scheme::Registration),
    ("serialNumber", Scheme::SerialNumber),
    ("icaoCode", Scheme::Other),
    ("idNumber", Scheme::Registration),
    ("licenseNumber", Scheme::Registration),
    ("taxNumber", Scheme::TaxId),
    ("vatCode", Scheme::TaxId),
    ("innCode", Scheme::TaxId),
    ("irsCode", Scheme::TaxId),
    ("voenCode", Scheme::TaxId),
    ("ogrnCode", Scheme::Registration),
    ("okpoCode", Scheme::Registration),
    ("uscCode", Scheme::Registration),
    ("jibCode", Scheme::Registration),
    ("mbsCode", Scheme::Registration),
    ("cikCode", Scheme::Registration),
    ("leiCode", Scheme::Lei),
    ("swiftBic", Scheme::Bic),
    ("passportNumber", Scheme::Passport),
    ("socialSecurityNumber", Scheme::NationalId),
    ("email", Scheme::Email),
    ("phone", Scheme::Phone),
    ("website", Scheme::Website),
    ("publicKey", Scheme::Wallet),
    ("cryptoAddress", Scheme::Wallet),
    ("bikCode", Scheme::Other),
    ("kppCode", Scheme::Other),
    ("ipoCode", Scheme::Other),
    ("coatoCode", Scheme::Other),
    ("fnsCode", Scheme::Other),
    ("pfrNumber", Scheme::Other),
    ("dunsCode", Scheme::Other),
    ("uniqueEntityId", Scheme::Other),
    ("npiCode", Scheme::Other),
    ("cageCode", Scheme::Other),
    ("permId", Scheme::Other),
    ("giiNumber", Scheme::Other),
    ("isinCode", Scheme::Other),
    ("isin", Scheme::Other),
    ("ticker", Scheme::Other),
    ("ricCode", Scheme::Other),
    ("figiCode", Scheme::Other),
    ("wikidataId", Scheme::Other),
];

/// The identifier that a property of a party is; `None` for another property.
pub(super) fn identifier(property: &str, value: &str, kind: Option<Kind>) -> Option<Identifier> {
    let (name, scheme) = SCHEMES.iter().find(|(name, _)| *name == property)?;
    let scheme = match (*name, kind) {
        ("imoNumber", Some(Kind::Vessel)) => Scheme::Imo,
        ("registrationNumber", Some(Kind::Aircraft)) => Scheme::TailNumber,
        ("idNumber" | "registrationNumber", Some(Kind::Person)) => Scheme::NationalId,
        _ => *scheme,
    };
    let says_more =
        matches!(scheme, Scheme::Other | Scheme::Registration | Scheme::TaxId | Scheme::NationalId);
    let identifier = Identifier::new(scheme, value);
    Some(if says_more { identifier.labelled(*name) } else { identifier })
}
