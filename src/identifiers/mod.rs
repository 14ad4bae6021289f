//! Identifiers as things with structure: parse, validate, normal form, explain.
//!
//! A value is kept as published. [`Identifier::normal`] gives the form in which two spellings of it
//! are equal, [`Identifier::keys`] what it is looked up by, [`Identifier::validity`] what the rules
//! of its scheme say of it, [`readings`] what a bare value may be, and [`scan()`] what stands in a text.
//!
//! ```
//! use tamis::identifiers::{Identifier, Scheme};
//!
//! let typed = Identifier::new(Scheme::Imo, "ＩＭＯ No. 9 562 233");
//! let published = Identifier::new(Scheme::Imo, "9562233");
//! assert_eq!(typed.normal(), published.normal());
//! assert!(typed.validity().is_valid());
//! ```

mod aba;
mod account;
mod allocation;
pub mod bic;
pub mod call_sign;
mod card;
mod check_digits;
mod cnaps;
mod contact;
mod document;
mod fold;
pub mod iban;
mod imo;
mod isin;
mod lei;
mod likeness;
mod masked;
pub mod mmsi;
mod national;
mod readings;
pub mod scan;
mod scheme;
mod validity;
pub mod wallet;

pub use likeness::Likeness;
pub use masked::Fit;
pub use readings::readings;
pub use scan::{Found, scan};
pub use scheme::Scheme;
pub use validity::Validity;

pub(crate) use allocation::{Shared, agree};
pub(crate) use likeness::ENDS;
pub(crate) use masked::Masked;

use crate::party::{Country, DateInterval};
use serde::{Deserialize, Serialize};

/// An identifier of a party.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identifier {
    /// Its scheme.
    pub scheme: Scheme,
    /// What the publisher calls it, where that says more than the scheme (`INN`, `Residency Number`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
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
    /// When it was issued, where published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<DateInterval>,
    /// When it expires or expired, where published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<DateInterval>,
}

const NON_ZERO: [char; 9] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

impl Identifier {
    /// An identifier with its value as published; country and asset unknown.
    pub fn new(scheme: Scheme, value: impl Into<String>) -> Identifier {
        Identifier {
            scheme,
            label: None,
            value: value.into(),
            country: None,
            asset: None,
            extracted: false,
            issued: None,
            expires: None,
        }
    }

    /// The same with the issuing country.
    #[must_use]
    pub fn with_country(mut self, country: impl Into<Option<Country>>) -> Identifier {
        self.country = country.into();
        self
    }

    /// The same with the asset a wallet address is tagged with (`XBT`, `ETH`).
    #[must_use]
    pub fn with_asset(mut self, asset: impl Into<String>) -> Identifier {
        self.asset = Some(asset.into());
        self
    }

    /// The same with what the publisher calls it; an empty text is nothing.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Identifier {
        self.label = Some(label.into()).filter(|text| !text.is_empty());
        self
    }

    /// The same, marked as found in prose.
    #[must_use]
    pub fn extracted(mut self) -> Identifier {
        self.extracted = true;
        self
    }

    /// Whether both stand for the same thing: they share a key, and nothing says otherwise.
    ///
    /// Numbers of documents are short and every country issues its own, so two of them are the same
    /// only if their countries do not differ, and under different headings (a passport, a tax number)
    /// only if their country is known to be the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Scheme};
    ///
    /// let passport = Identifier::new(Scheme::Passport, "836 210 029");
    /// assert!(passport.is_same(&Identifier::new(Scheme::Passport, "836210029")));
    /// assert!(!passport.is_same(&Identifier::new(Scheme::TaxId, "836210029")));
    /// ```
    pub fn is_same(&self, other: &Identifier) -> bool {
        let keys = self.keys();
        if !other.keys().iter().any(|key| keys.contains(key)) {
            return false;
        }
        if self.scheme.family() != "document" {
            return true;
        }
        let headings = self.scheme == other.scheme
            || self.scheme == Scheme::Other
            || other.scheme == Scheme::Other;
        match (self.country, other.country) {
            (Some(own), Some(others)) => own == others,
            _ => headings,
        }
    }

    /// The form in which two spellings of the same identifier are equal; `None` if the value holds
    /// nothing that could be compared (`n/a` has letters, `---` and an IMO number that "does not
    /// exist" have nothing).
    ///
    /// It is its own normal form. Spaces, dashes, labels in front (`IMO No.`, `SWIFT/BIC:`),
    /// full-width characters and the case go, except the case of addresses in base 58. Country and
    /// asset play no part. A value that breaks the rules of its scheme has a normal form too. Of an
    /// account number of which a part is hidden, `*` stands for what is hidden.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Scheme};
    ///
    /// let normal = |scheme, value| Identifier::new(scheme, value).normal();
    /// assert_eq!(normal(Scheme::Bic, "SWIFT/BIC: DCBK KPPY XXX").unwrap(), "DCBKKPPY");
    /// assert_eq!(normal(Scheme::Iban, "GB82 WEST 1234 5698 7654 32").unwrap(), "GB82WEST12345698765432");
    /// assert_eq!(normal(Scheme::Phone, "00850-2-18111").unwrap(), "+850218111");
    /// assert_eq!(normal(Scheme::Account, "6222 02** **** 5702").unwrap(), "622202*5702");
    /// assert_eq!(normal(Scheme::Imo, "Does not exist"), None);
    /// ```
    pub fn normal(&self) -> Option<String> {
        match self.masked() {
            Some(masked) => Some(masked.normal()),
            None => self.whole(),
        }
    }

    /// The normal form of a value of which nothing is hidden.
    fn whole(&self) -> Option<String> {
        let value = self.value.as_str();
        match self.scheme {
            Scheme::Imo | Scheme::ImoCompany => imo::normal(value),
            Scheme::Mmsi => mmsi::normal(value),
            Scheme::Bic => bic::normal(value),
            Scheme::Iban => iban::normal(value),
            Scheme::Lei => lei::normal(value),
            Scheme::Account => account::normal(value),
            Scheme::Card => card::normal(value),
            Scheme::Aba => aba::normal(value),
            Scheme::Cnaps => cnaps::normal(value),
            Scheme::Isin => isin::normal(value),
            Scheme::CallSign => call_sign::normal(value),
            Scheme::Wallet => wallet::normal(value),
            Scheme::Phone => contact::phone(value),
            Scheme::Email => contact::email(value),
            Scheme::Website => contact::website(value),
            Scheme::Passport
            | Scheme::NationalId
            | Scheme::TaxId
            | Scheme::Registration
            | Scheme::TailNumber
            | Scheme::SerialNumber
            | Scheme::Other => document::normal(value),
        }
    }

    /// What the identifier is looked up and compared by; empty if it has no normal form, or one that
    /// fills a field and identifies nothing (`0000000`, `none`, numbers under four characters), and of
    /// a number of which a part is hidden, which [may fit](Identifier::fit) many.
    ///
    /// The first key is the family of the scheme, `:` and the normal form; of a BIC only the first
    /// eight characters, so that every branch is its bank; of a telephone number only the digits. The
    /// families: IMO numbers of ships and companies are `imo`; IBANs, cards and other account numbers
    /// are `account`; passport, identity, tax,
    /// registration and other numbers are `document`, since publishers put the same number under
    /// different headings; every other scheme is its own. See [`Identifier::is_same`].
    ///
    /// A second key of a wallet address is what it pays to (see [`wallet::Wallet::payee`]): equal
    /// for the addresses one key has on several chains.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Scheme};
    ///
    /// let branch = Identifier::new(Scheme::Bic, "FTBDKPPY001");
    /// assert_eq!(branch.keys(), ["bic:FTBDKPPY"]);
    ///
    /// let cash = Identifier::new(Scheme::Wallet, "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a");
    /// let legacy = Identifier::new(Scheme::Wallet, "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu");
    /// assert_ne!(cash.keys()[0], legacy.keys()[0]);
    /// assert_eq!(cash.keys()[1], legacy.keys()[1]);
    /// ```
    pub fn keys(&self) -> Vec<String> {
        let Some(normal) = self.normal().filter(|_| self.masked().is_none()) else {
            return Vec::new();
        };
        let compared = match self.scheme {
            Scheme::Bic => bic::institution(&normal),
            Scheme::Phone => normal.trim_start_matches('+'),
            _ => &normal,
        };
        if self.scheme.is_number() && !(compared.len() >= 4 && compared.contains(NON_ZERO)) {
            return Vec::new();
        }
        let first = format!("{}:{compared}", self.scheme.family());
        let payee = (self.scheme == Scheme::Wallet)
            .then(|| wallet::identify(&normal))
            .flatten()
            .and_then(|wallet| wallet.payee);
        std::iter::once(first).chain(payee).collect()
    }

    /// What the public rules of its scheme say about the value.
    ///
    /// National numbers are checked where the country is known, or the publisher's label says it, and
    /// the scheme is one of those whose check digits are public.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Scheme, Validity};
    ///
    /// let validity = |scheme, value| Identifier::new(scheme, value).validity();
    /// assert_eq!(validity(Scheme::Imo, "9074729"), Validity::Valid);
    /// assert!(validity(Scheme::Imo, "9074728").is_invalid());
    /// assert_eq!(validity(Scheme::Passport, "472310104"), Validity::Unverifiable);
    /// ```
    pub fn validity(&self) -> Validity {
        let Some(normal) = self.normal() else {
            return Validity::Invalid("there is no number or code in it".to_owned());
        };
        if let Some(masked) = self.masked() {
            return iban::masked_validity(&masked);
        }
        match self.scheme {
            Scheme::Imo => imo::ship(&normal),
            Scheme::ImoCompany => imo::company(&normal),
            Scheme::Mmsi => mmsi::validity(&normal),
            Scheme::Bic => bic::validity(&normal),
            Scheme::Iban => iban::validity(&normal),
            Scheme::Lei => lei::validity(&normal),
            // From the value: an Ethereum address has its checksum in the case the normal form drops.
            Scheme::Wallet => wallet::validity(&self.value),
            Scheme::Phone => contact::phone_validity(&normal),
            Scheme::Email => contact::email_validity(&normal),
            Scheme::Website => contact::website_validity(&normal),
            Scheme::CallSign => call_sign::validity(&normal),
            Scheme::Card => card::validity(&normal),
            Scheme::Aba => aba::validity(&normal),
            Scheme::Cnaps => cnaps::validity(&normal),
            Scheme::Isin => isin::validity(&normal),
            Scheme::NationalId | Scheme::TaxId | Scheme::Registration | Scheme::Other => {
                national::validity(self, &normal)
            }
            Scheme::Account | Scheme::Passport | Scheme::TailNumber | Scheme::SerialNumber => {
                Validity::Unverifiable
            }
        }
    }

    /// The identifier in one line for a person: what it is, its normal form, what it tells, whether
    /// it is valid and why not.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Scheme};
    ///
    /// let explain = |scheme, value| Identifier::new(scheme, value).explain();
    /// assert_eq!(explain(Scheme::Bic, "dcbkkppy"), "BIC DCBKKPPY (country KP): valid");
    /// assert_eq!(
    ///     explain(Scheme::Imo, "9074728"),
    ///     "IMO ship number 9074728: invalid: the last digit is 8, the check digit of a ship would be 9"
    /// );
    /// ```
    pub fn explain(&self) -> String {
        let normal = self.normal();
        let shown = normal.as_deref().unwrap_or(&self.value);
        let told = self.told().map_or_else(String::new, |told| format!(" ({told})"));
        format!("{} {shown}{told}: {}", self.scheme.words(), self.validity())
    }

    /// What the value itself tells besides its validity: the country of a bank or flag, the kind of
    /// station, the chain, the issuer of a card. `None` if it tells nothing, or has no normal form.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Scheme};
    ///
    /// let told = |scheme, value| Identifier::new(scheme, value).told();
    /// assert_eq!(told(Scheme::Mmsi, "445123000").as_deref(), Some("of a ship, North Korea"));
    /// assert_eq!(told(Scheme::CallSign, "HMYC").as_deref(), Some("North Korea"));
    /// assert_eq!(told(Scheme::Card, "6200000000000005").as_deref(), Some("UnionPay"));
    /// ```
    pub fn told(&self) -> Option<String> {
        let normal = self.normal()?;
        let shown = normal.as_str();
        if let Some(masked) = self.masked() {
            return Some(masked.told());
        }
        match self.scheme {
            Scheme::Bic => bic::country(shown).map(|country| format!("country {country}")),
            Scheme::Iban => iban::country(shown).map(|country| format!("country {country}")),
            Scheme::Isin => isin::country(shown).map(|country| format!("country {country}")),
            Scheme::Mmsi => mmsi::station(shown).map(|station| {
                let countries = mmsi::mid(shown).map(mmsi::countries).unwrap_or_default();
                named(format!("of {}", station.words()), countries)
            }),
            Scheme::CallSign => {
                Some(named(String::new(), &call_sign::countries(shown))).filter(|t| !t.is_empty())
            }
            Scheme::Card => card::brand(shown).map(str::to_owned),
            Scheme::Wallet => wallet::identify(&self.value).map(|wallet| wallet.chain.to_string()),
            Scheme::Passport if self.country.is_none() => {
                document::passport_shape(shown).map(str::to_owned)
            }
            _ => {
                let country = self.country.map(|country| format!("country {country}"));
                let parts = [country, national::name(self, shown).map(str::to_owned)];
                Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
                    .filter(|told| !told.is_empty())
            }
        }
    }
}

/// A text followed by the names of countries.
fn named(start: String, countries: &[Country]) -> String {
    let countries: Vec<&str> = countries.iter().map(Country::name).collect();
    let parts = [start, countries.join(" or ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_schemes_are_those_in_files() {
        for scheme in Scheme::ALL {
            assert_eq!(serde_json::to_value(scheme).unwrap(), scheme.as_str());
            assert_eq!(scheme.as_str().parse::<Scheme>().unwrap(), scheme);
        }
        let unique: std::collections::BTreeSet<_> = Scheme::ALL.into_iter().collect();
        assert_eq!(unique.len(), Scheme::ALL.len());
        assert!("imo number".parse::<Scheme>().unwrap_err().is_argument());
    }

    #[test]
    fn keys_join_what_is_one_thing() {
        let keys = |scheme, value: &str| Identifier::new(scheme, value).keys();
        assert_eq!(
            keys(Scheme::Iban, "DE89 3704 0044 0532 0130 00"),
            keys(Scheme::Account, "DE89370400440532013000")
        );
        assert_eq!(keys(Scheme::TaxId, "7707-083893"), keys(Scheme::Registration, "7707083893"));
        assert_eq!(keys(Scheme::Phone, "+850 2 18111"), keys(Scheme::Phone, "850218111"));
        assert_eq!(keys(Scheme::Imo, "5342883"), keys(Scheme::ImoCompany, "IMO 5342883"));
        assert_eq!(
            keys(Scheme::Wallet, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")[0],
            "wallet:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
        );
        for (scheme, value) in [
            (Scheme::Passport, "---"),
            (Scheme::NationalId, "Unknown"),
            (Scheme::Imo, "0000000"),
            (Scheme::TaxId, "12"),
        ] {
            assert_eq!(keys(scheme, value), Vec::<String>::new(), "{value}");
        }
        assert_eq!(keys(Scheme::TailNumber, "EP-GOM"), ["tail-number:EPGOM"]);
    }

    /// Text as people and attackers type it: any characters, and pieces that look like identifiers.
    fn typed() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<String>(),
            "[A-Z0-9]{0,24}",
            "[ :./()@+#№-]{0,3}",
            "[\u{0300}-\u{0310}\u{3000}\u{200b}\u{ff10}-\u{ff5a}İẞϴŉ½]{0,4}",
            proptest::sample::select(vec![
                "IMO",
                "No.",
                "SWIFT",
                "BIC",
                "IBAN",
                "LEI",
                "XBT",
                "bitcoin:",
                "0x",
                "mailto:",
                "www.",
                "https://",
                "+",
                "00",
                "(0)",
                "ext",
                "9562233",
                "DCBKKPPY",
                "XXX",
                "GB82",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "BC1SW50QGDZ25J",
                "A/C",
                "****",
                "XXXX",
                "…",
                "DE89",
            ])
            .prop_map(str::to_owned),
        ];
        proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_normal_form_is_its_own(value in typed()) {
            for scheme in Scheme::ALL {
                let identifier = Identifier::new(scheme, value.as_str());
                let _ = (identifier.keys(), identifier.explain());
                if let Some(normal) = identifier.normal() {
                    prop_assert!(!normal.is_empty());
                    let again = Identifier::new(scheme, normal.as_str()).normal();
                    prop_assert_eq!(again, Some(normal), "{} of {:?}", scheme, value);
                }
            }
            let _ = readings(&value);
        }
    }
}
