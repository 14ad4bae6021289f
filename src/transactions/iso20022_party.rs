//! One party or agent element of an ISO 20022 message, taken together from its leaves.

use crate::identifiers::{Identifier, Scheme};
use crate::party::{Address, Country, Kind, Name, Party};
use crate::transactions::date::read_dates;

/// Values one party may have before the rest of them are refused.
const MAX_VALUES: usize = 1_000;

/// How well a field shows where a party stands; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shows {
    Name,
    Bic,
    Identifier,
    Place,
}

/// What became of a leaf.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is a field of the party.
    Yes,
    /// It says nothing of who the party is.
    No,
    /// It should be a field of the party and cannot be read as one.
    Unreadable(String),
}

/// A party under construction.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) party: Party,
    /// The best field to point at: its path below the party's element.
    place: Option<(Shows, String)>,
    address: Address,
    other: Option<Other>,
    private: bool,
    organisation: bool,
    agent: bool,
    /// Whether private identification says nothing of the kind: a SEPA creditor identifier stands
    /// under `PrvtId` for companies too (EPC implementation guidelines, AT-02).
    scheme: bool,
}

/// A generic identification: a value whose meaning stands after it.
#[derive(Debug, Default)]
struct Other {
    id: String,
    code: String,
    issuer: String,
}

impl Draft {
    /// An empty party; `agent` if its element can only hold a financial institution or authority.
    pub(super) fn new(agent: bool, scheme: bool) -> Draft {
        Draft { agent, scheme, ..Draft::default() }
    }

    /// An element inside the party begins.
    pub(super) fn open(&mut self, element: &str) {
        if element == "Othr" {
            self.other = Some(Other::default());
        }
    }

    /// An element inside the party ends; `below` leads down to it.
    pub(super) fn close(&mut self, element: &str, below: &[&str]) {
        match element {
            "Othr" => self.close_other(below),
            "PstlAdr" | "Adr" => self.close_address(below),
            _ => {}
        }
    }

    /// A leaf of the party, with the names of the elements down to it.
    pub(super) fn leaf(&mut self, below: &[&str], value: &str) -> Taken {
        if self.values() >= MAX_VALUES {
            return Taken::Unreadable(format!(
                "it is beyond the {MAX_VALUES}th value of one party"
            ));
        }
        let plain: Vec<&str> = below
            .iter()
            .copied()
            .filter(|name| {
                !matches!(*name, "Pty" | "Agt" | "FinInstnId" | "CmbndId" | "NmAndAdr" | "FIId")
            })
            .collect();
        self.organisation |= below.contains(&"FinInstnId");
        match plain.as_slice() {
            ["Nm"] | ["PstlAdr", "Nm"] | ["Authstn", "Nm"] => self.name(value, below),
            ["BrnchId", "Nm"] if self.party.names.is_empty() => self.name(value, below),
            ["BrnchId", "Nm"] => self.party.names.push(Name::alias(value)),
            ["PstlAdr", "Ctry"] | ["BrnchId", "PstlAdr", "Ctry"] | [.., "Adr", "Ctry"] => {
                let country = Country::named(value);
                self.address.country = country;
                return self.country(country, value);
            }
            ["CtryOfRes"] | ["Ctry"] => return self.country(Country::named(value), value),
            [.., "AdrTp"] | [.., "AdrTp", _] | [.., "AdrTp", _, _] => return Taken::No,
            ["PstlAdr" | "Adr", ..] | ["BrnchId", "PstlAdr", ..] => {
                if !self.address.text.is_empty() {
                    self.address.text.push_str(", ");
                }
                self.address.text.push_str(value);
            }
            ["Id", "PrvtId", .., "BirthDt"] => {
                self.private = true;
                let days = read_dates(value);
                if days.is_empty() {
                    return Taken::Unreadable(format!("`{value}` is no date of birth"));
                }
                self.party.births.extend(days);
            }
            ["Id", "PrvtId", "DtAndPlcOfBirth", ..] => {
                self.private = true;
                return Taken::No;
            }
            [.., "Othr" | "OthrId" | "PrtryId", "Id"] if self.other.is_none() => {
                self.organisation |= plain.contains(&"OrgId");
                self.private |= plain.contains(&"PrvtId");
                self.identify(Scheme::Other, value, below);
            }
            [.., "Othr", "Id"] => self.set_other(|other| &mut other.id, value),
            [.., "Othr", "SchmeNm", _] => self.set_other(|other| &mut other.code, value),
            [.., "Othr", "Issr"] => self.set_other(|other| &mut other.issuer, value),
            ["Id", "PrvtId", field] => {
                self.private = true;
                return self.private_id(field, value, below);
            }
            ["Id", "OrgId", field] => {
                self.organisation = true;
                return self.organisation_id(field, value, below);
            }
            ["BICFI" | "BIC"] => self.identify(Scheme::Bic, value, below),
            ["LEI"] | ["BrnchId", "LEI"] => self.identify(Scheme::Lei, value, below),
            ["ClrSysMmbId", "MmbId" | "Id"] | ["BrnchId", "Id"] => {
                self.identify(Scheme::Other, value, below);
            }
            ["TaxId"] => self.identify(Scheme::TaxId, value, below),
            ["RegnId"] => self.identify(Scheme::Registration, value, below),
            ["PhneNb" | "MobNb" | "FaxNb"] => self.identify(Scheme::Phone, value, below),
            ["EmailAdr"] => self.identify(Scheme::Email, value, below),
            ["URLAdr"] => self.identify(Scheme::Website, value, below),
            _ => return Taken::No,
        }
        Taken::Yes
    }

    /// The finished party and the path of its best field, below its element; `None` if nothing
    /// is known of it.
    pub(super) fn finish(mut self) -> Option<(Party, Option<String>)> {
        let unknown = Party::default();
        if self.party == unknown {
            return None;
        }
        self.party.kind = match (self.private, self.organisation || self.agent) {
            (true, false) if !self.scheme => Some(Kind::Person),
            (false, true) => Some(Kind::Organization),
            _ => None,
        };
        Some((self.party, self.place.map(|(_, path)| path)))
    }

    fn values(&self) -> usize {
        let party = &self.party;
        party.names.len()
            + party.births.len()
            + party.countries.len()
            + party.identifiers.len()
            + party.addresses.len()
            // An address line is a value of its own.
            + self.address.text.len() / 64
    }

    fn name(&mut self, value: &str, below: &[&str]) {
        self.shows(Shows::Name, below);
        let primary = self.party.names.is_empty();
        self.party.names.push(if primary { Name::primary(value) } else { Name::alias(value) });
    }

    fn country(&mut self, country: Option<Country>, value: &str) -> Taken {
        let Some(country) = country else {
            return Taken::Unreadable(format!("`{value}` is no country"));
        };
        if !self.party.countries.contains(&country) {
            self.party.countries.push(country);
        }
        Taken::Yes
    }

    fn identify(&mut self, scheme: Scheme, value: &str, below: &[&str]) {
        self.identify_in(scheme, value, None, below);
    }

    fn identify_in(
        &mut self,
        scheme: Scheme,
        value: &str,
        country: Option<Country>,
        below: &[&str],
    ) {
        self.shows(if scheme == Scheme::Bic { Shows::Bic } else { Shows::Identifier }, below);
        self.party.identifiers.push(identifier(scheme, value, country));
    }

    fn shows(&mut self, what: Shows, below: &[&str]) {
        if self.place.as_ref().is_none_or(|(best, _)| what < *best) {
            self.place = Some((what, below.join("/")));
        }
    }

    fn set_other(&mut self, field: fn(&mut Other) -> &mut String, value: &str) {
        let other = self.other.get_or_insert_default();
        value.clone_into(field(other));
    }

    fn close_other(&mut self, below: &[&str]) {
        let Some(other) = self.other.take().filter(|other| !other.id.is_empty()) else { return };
        let private = below.contains(&"PrvtId");
        if private && other.code != "SEPA" {
            self.private = true;
        }
        self.organisation |= below.contains(&"OrgId");
        let country = Country::named(&other.issuer);
        let path: Vec<&str> = below.iter().copied().chain(["Id"]).collect();
        self.identify_in(scheme_of(&other.code), &other.id, country, &path);
    }

    fn close_address(&mut self, below: &[&str]) {
        let address = std::mem::take(&mut self.address);
        if address != Address::default() {
            self.shows(Shows::Place, below);
            self.party.addresses.push(address);
        }
    }

    /// Private identification as version 1 of the messages writes it.
    fn private_id(&mut self, field: &str, value: &str, below: &[&str]) -> Taken {
        let scheme = match field {
            "PsptNb" => Scheme::Passport,
            "IdntyCardNb" | "SclSctyNb" => Scheme::NationalId,
            "TaxIdNb" => Scheme::TaxId,
            "DrvrsLicNb" | "CstmrNb" | "AlnRegnNb" | "MplyrIdNb" => Scheme::Other,
            _ => return Taken::No,
        };
        self.identify(scheme, value, below);
        Taken::Yes
    }

    /// Organisation identification: named fields of all versions.
    fn organisation_id(&mut self, field: &str, value: &str, below: &[&str]) -> Taken {
        let scheme = match field {
            "AnyBIC" | "BICOrBEI" | "BIC" => Scheme::Bic,
            "LEI" => Scheme::Lei,
            "TaxIdNb" => Scheme::TaxId,
            "BEI" | "IBEI" | "EANGLN" | "USCHU" | "DUNS" | "BkPtyId" => Scheme::Other,
            _ => return Taken::No,
        };
        self.identify(scheme, value, below);
        Taken::Yes
    }
}

/// An identifier as a message states it.
pub(super) fn identifier(scheme: Scheme, value: &str, country: Option<Country>) -> Identifier {
    Identifier::new(scheme, value).with_country(country)
}

/// What a scheme name code says of an identifier.
///
/// Source: ISO 20022 external code sets, ExternalPersonIdentification1Code,
/// ExternalOrganisationIdentification1Code and ExternalProxyAccountType1Code.
pub(super) fn scheme_of(code: &str) -> Scheme {
    match code {
        "CCPT" => Scheme::Passport,
        "NIDN" | "SOSE" => Scheme::NationalId,
        "TXID" => Scheme::TaxId,
        "TELE" | "MBNO" => Scheme::Phone,
        "EMAL" => Scheme::Email,
        "CINC" | "COID" | "SREN" | "SRET" => Scheme::Registration,
        "LEIC" => Scheme::Lei,
        _ => Scheme::Other,
    }
}
