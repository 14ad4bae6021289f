//! Red flags: what in the records themselves is a reason to look, whoever is listed.
//!
//! A rule is deterministic, says which rows it saw, and cites where the pattern is described. A flag
//! is never a verdict: ships change their names and lose their signal for honest reasons every day.

pub mod accounts;
pub mod vessels;
pub mod voyages;

use serde::Serialize;

/// A reason to look, as one line of JSON: keys are stable and versioned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flag {
    /// `tamis-flag/1`.
    pub schema: &'static str,
    /// File as given.
    pub file: String,
    /// Which rule.
    pub rule: Rule,
    /// Whom it concerns: `MMSI 412345678, IMO 9562233, GOLDEN BREEZE`.
    pub subject: String,
    /// What was seen, in a sentence.
    pub reason: String,
    /// The rows it was seen in, in their order.
    pub rows: Vec<SeenRow>,
}

/// A row that a flag rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeenRow {
    /// Number of the row or line in the file, from 1.
    pub row: u64,
    /// What stands in it, in short.
    pub says: String,
}

/// A rule, and where its pattern is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rule {
    /// A ship reports another name, call sign, IMO number or size than before under one MMSI.
    IdentityChange,
    /// One IMO number is reported under two MMSIs at the same time.
    ImoUnderTwoMmsis,
    /// One MMSI reports two IMO numbers in turn.
    MmsiWithTwoImos,
    /// A ship cannot have sailed from one place to the next in the time between.
    ImpossibleJump,
    /// No report for long, and the silence begins or ends near the DPRK.
    GapNearDprk,
    /// A ship lies at a port of the DPRK.
    DprkPortCall,
    /// What a ship says of herself does not hold together: number, MMSI, call sign, flag.
    VesselIdentity,
    /// A BIC whose country is the DPRK.
    DprkBic,
    /// What stands for an IBAN and cannot be one; one that begins with KP among them.
    ImpossibleIban,
    /// The account is in another name than the payee's.
    AccountOfAnother,
    /// One account, many payees.
    AccountWithManyNames,
    /// One payee, many accounts.
    PayeeWithManyAccounts,
    /// A telephone number, e-mail address or postal address of parties that seem unrelated.
    SharedContact,
    /// A passport or national number of more than one party.
    SharedDocument,
    /// Account numbers that follow one another, with different payees.
    AccountFamily,
    /// An account number of which a part is hidden, whose shown part fits an account that the file
    /// gives in another name.
    MaskedAccount,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 16] = [
        Rule::IdentityChange,
        Rule::ImoUnderTwoMmsis,
        Rule::MmsiWithTwoImos,
        Rule::ImpossibleJump,
        Rule::GapNearDprk,
        Rule::DprkPortCall,
        Rule::VesselIdentity,
        Rule::DprkBic,
        Rule::ImpossibleIban,
        Rule::AccountOfAnother,
        Rule::AccountWithManyNames,
        Rule::PayeeWithManyAccounts,
        Rule::SharedContact,
        Rule::SharedDocument,
        Rule::AccountFamily,
        Rule::MaskedAccount,
    ];

    /// Its code, as in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Rule::IdentityChange => "identity-change",
            Rule::ImoUnderTwoMmsis => "imo-under-two-mmsis",
            Rule::MmsiWithTwoImos => "mmsi-with-two-imos",
            Rule::ImpossibleJump => "impossible-jump",
            Rule::GapNearDprk => "gap-near-dprk",
            Rule::DprkPortCall => "dprk-port-call",
            Rule::VesselIdentity => "vessel-identity",
            Rule::DprkBic => "dprk-bic",
            Rule::ImpossibleIban => "impossible-iban",
            Rule::AccountOfAnother => "account-of-another",
            Rule::AccountWithManyNames => "account-with-many-names",
            Rule::PayeeWithManyAccounts => "payee-with-many-accounts",
            Rule::SharedContact => "shared-contact",
            Rule::SharedDocument => "shared-document",
            Rule::AccountFamily => "account-family",
            Rule::MaskedAccount => "masked-account",
        }
    }

    /// Where the pattern is described as a method of evasion.
    pub const fn source(self) -> &'static str {
        match self {
            Rule::IdentityChange
            | Rule::ImoUnderTwoMmsis
            | Rule::MmsiWithTwoImos
            | Rule::VesselIdentity => {
                "US State, Treasury and Coast Guard, Global Maritime Advisory of 14 May 2020: \
                 falsified identity of ships; C4ADS, Unmasked (2021)"
            }
            Rule::ImpossibleJump => {
                "the same advisory: manipulation of AIS; IMO Resolution A.1106(29) on the use of AIS"
            }
            Rule::GapNearDprk => {
                "the same advisory: disabling AIS; OFAC, North Korea advisory of 21 March 2019"
            }
            Rule::DprkPortCall => {
                "UNSCR 2371 (2017) §8, 2375 (2017) §11, 2397 (2017) §9: trade by ship with the DPRK"
            }
            Rule::DprkBic => "UNSCR 2270 (2016) §33: relationships with banks of the DPRK",
            Rule::ImpossibleIban => {
                "ISO 13616 and the IBAN registry, in which the DPRK has no scheme"
            }
            Rule::AccountOfAnother
            | Rule::MaskedAccount
            | Rule::AccountWithManyNames
            | Rule::PayeeWithManyAccounts
            | Rule::SharedContact
            | Rule::SharedDocument => {
                "US State, Treasury and FBI, Guidance on DPRK IT workers of 16 May 2022, and FBI \
                 PSA of 23 July 2025: borrowed accounts, frequent changes of bank, shared documents"
            }
            Rule::AccountFamily => "EBA, Report on virtual IBANs (EBA/Rep/2024/08)",
        }
    }
}
