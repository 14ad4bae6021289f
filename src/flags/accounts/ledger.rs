//! The ledger: subjects in, flags out.

use super::families::families;
use super::masked;
use crate::error::{Error, Result};
use crate::flags::{Flag, Rule, SeenRow};
use crate::identifiers::{Identifier, Scheme, Validity, bic};
use crate::matching;
use crate::party::{Kind, Party};
use crate::text::fold;
use crate::transactions::Subject;
use std::collections::HashMap;

/// From when on accounts are a reason to look.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AccountThresholds {
    /// Different payee names on one account. Default 3: two are a marriage or a firm and its owner.
    pub names: usize,
    /// Different accounts of one payee. Default 3: two are a change of bank.
    pub accounts: usize,
    /// Different parties with one telephone number, e-mail address or postal address. Default 3: two
    /// are a household.
    pub contacts: usize,
    /// Different parties with one passport or national identity number. Default 2: these are personal.
    pub documents: usize,
    /// Numbers of a family of accounts, paid to as many names. Default 3.
    pub family: usize,
    /// Farthest apart that the endings of two neighbours in a family are. Default 11: one after the
    /// other, also with a check digit behind.
    pub step: u32,
    /// Most accounts of the file, in [0, 1], that may be expected to fit by chance what is shown of a
    /// number of which a part is hidden. Default 0.01: with four digits shown behind the beginning
    /// that they share, a hundred accounts.
    pub chance: f64,
    /// Score from which two names are one party's. Default 0.85, that of a possible match.
    pub same_name: f64,
}

impl Default for AccountThresholds {
    fn default() -> AccountThresholds {
        AccountThresholds {
            names: 3,
            accounts: 3,
            contacts: 3,
            documents: 2,
            family: 3,
            step: 11,
            chance: 0.01,
            same_name: 0.85,
        }
    }
}

impl AccountThresholds {
    /// The thresholds, if they make sense.
    ///
    /// # Errors
    ///
    /// An argument error for a count under 2, which every account would reach, or a score or chance
    /// outside [0, 1].
    pub fn checked(self) -> Result<AccountThresholds> {
        let counts = [
            ("names", self.names),
            ("accounts", self.accounts),
            ("contacts", self.contacts),
            ("documents", self.documents),
            ("family", self.family),
        ];
        if let Some((name, value)) = counts.into_iter().find(|(_, value)| *value < 2) {
            return Err(Error::argument(format!("{name}: {value} is less than 2")));
        }
        for (name, value) in [("same name", self.same_name), ("chance", self.chance)] {
            if !(0.0..=1.0).contains(&value) {
                return Err(Error::argument(format!("{name}: {value} is not between 0 and 1")));
            }
        }
        Ok(self)
    }
}

/// Different values remembered of one account, payee or contact; more change nothing of the reason.
const MOST: usize = 16;

/// Accounts, payees and contacts each that a ledger holds. A file with more is followed up to
/// there: a clearing house's day does not fit into a notebook's memory.
const MOST_KEPT: usize = 5_000_000;

/// Something that is shared, with who shares it.
#[derive(Default)]
struct Shared {
    /// What each is called, and where it was first seen.
    by: Vec<(Box<str>, SeenRow)>,
}

impl Shared {
    fn add(&mut self, who: &str, key: impl Fn(&str) -> String, row: impl Fn() -> SeenRow) {
        let known = self.by.iter().any(|(known, _)| **known == *who || key(known) == key(who));
        if !known && self.by.len() < MOST {
            self.by.push((who.into(), row()));
        }
    }
}

/// What parties share, in the order in which it was first seen.
#[derive(Default)]
struct Index {
    at: HashMap<String, usize>,
    shared: Vec<(String, Shared)>,
}

impl Index {
    fn entry(&mut self, key: &str, shown: &str) -> Option<&mut Shared> {
        let at = match self.at.get(key) {
            Some(&at) => at,
            None if self.shared.len() >= MOST_KEPT => return None,
            None => {
                self.at.insert(key.to_owned(), self.shared.len());
                self.shared.push((shown.to_owned(), Shared::default()));
                self.shared.len() - 1
            }
        };
        self.shared.get_mut(at).map(|(_, shared)| shared)
    }
}

/// Follows all accounts of a file.
///
/// # Examples
///
/// ```
/// use tamis::flags::accounts::{AccountThresholds, Ledger};
/// use tamis::transactions::{self, Item, ReadOptions};
///
/// let file = "payee,account\nAnn Example,6222021234567890\nBob Sample,6222021234567890\n\
///             Cho Beispiel,6222021234567890\n";
/// let reader = transactions::from_reader(file.as_bytes(), "wages.csv", &ReadOptions::default())?;
/// let mut ledger = Ledger::new("wages.csv", AccountThresholds::default())?;
/// for item in reader {
///     if let Item::Subject(subject) = item? {
///         ledger.take(&subject, |_| {});
///     }
/// }
/// let mut flags = Vec::new();
/// ledger.finish(|flag| flags.push(flag));
/// assert_eq!(flags[0].rule.code(), "account-with-many-names");
/// # Ok::<(), tamis::Error>(())
/// ```
#[derive(Default)]
pub struct Ledger {
    file: String,
    thresholds: AccountThresholds,
    /// Payees by account number.
    accounts: Index,
    /// Payees by what is shown of an account number of which a part is hidden.
    masked: Index,
    /// Account numbers by payee.
    payees: Index,
    /// Parties by telephone number, e-mail address, postal address.
    contacts: Index,
    /// Parties by passport and national number.
    documents: Index,
    /// The party named last, whose account's name may follow: record, role, name.
    holder: Option<(Option<String>, String, String)>,
}

impl Ledger {
    /// A ledger of the accounts of a file.
    ///
    /// # Errors
    ///
    /// As [`AccountThresholds::checked`].
    pub fn new(file: impl Into<String>, thresholds: AccountThresholds) -> Result<Ledger> {
        Ok(Ledger {
            file: file.into(),
            thresholds: thresholds.checked()?,
            accounts: Index::default(),
            masked: Index::default(),
            payees: Index::default(),
            contacts: Index::default(),
            documents: Index::default(),
            holder: None,
        })
    }

    /// Takes the next subject; tells at once what is a reason to look by itself.
    pub fn take(&mut self, subject: &Subject, mut tell: impl FnMut(Flag)) {
        for identifier in &subject.party.identifiers {
            if let Some((rule, reason)) = alone(identifier) {
                tell(self.flag(rule, name_of(&subject.party), reason, vec![seen(subject)]));
            }
        }
        self.account_name(subject, &mut tell);
        // A bank keeps accounts for others and has a house full of tenants.
        if subject.party.identifiers.iter().any(|identifier| identifier.scheme == Scheme::Bic) {
            return;
        }
        let pays = subject.origin.role.as_deref().is_some_and(is_payer);
        let Some(name) = subject.party.names.first().map(|name| name.text.as_str()) else { return };
        let row = || seen(subject);
        for identifier in &subject.party.identifiers {
            let Some(value) = identifier.normal() else { continue };
            let hidden = identifier.masked().is_some();
            match identifier.scheme {
                Scheme::Account | Scheme::Iban | Scheme::Card if hidden => {
                    if let Some(shared) = self.masked.entry(&value, &value) {
                        shared.add(name, key, row);
                    }
                }
                // Of telephones and documents with a hidden part many look alike.
                _ if hidden => {}
                Scheme::Account | Scheme::Iban => {
                    if let Some(shared) = self.accounts.entry(&value, &value) {
                        shared.add(name, key, row);
                    }
                    if let Some(shared) = Some(&mut self.payees)
                        .filter(|_| !pays)
                        .and_then(|p| p.entry(&key(name), name))
                    {
                        shared.add(&value, str::to_owned, row);
                    }
                }
                Scheme::Phone | Scheme::Email => {
                    let shown = format!("{} {}", identifier.scheme.as_str(), identifier.value);
                    if let Some(shared) = self.contacts.entry(&value, &shown) {
                        shared.add(name, key, row);
                    }
                }
                Scheme::Passport | Scheme::NationalId => {
                    let shown = format!("{} {}", identifier.scheme.as_str(), identifier.value);
                    let country = identifier.country.map(|country| country.to_string());
                    let whole = format!("{value} {}", country.unwrap_or_default());
                    if let Some(shared) = self.documents.entry(&whole, &shown) {
                        shared.add(name, key, row);
                    }
                }
                _ => {}
            }
        }
        for address in &subject.party.addresses {
            let place = fold(&address.text);
            // A house has a number; a city or a country alone is shared by millions.
            if place.chars().any(|c| c.is_ascii_digit()) && place.contains(' ') {
                let shown = format!("address {}", address.text);
                if let Some(shared) = self.contacts.entry(&place, &shown) {
                    shared.add(name, key, row);
                }
            }
        }
    }

    /// Compares the name of an account with that of its holder, who stands before it.
    fn account_name(&mut self, subject: &Subject, tell: &mut impl FnMut(Flag)) {
        let Some(name) = subject.party.names.first() else { return };
        let record = subject.origin.record.clone();
        let role = subject.origin.role.clone().unwrap_or_default();
        let of_account = role.strip_suffix(" account");
        if let (Some(of), Some((holders_record, holders_role, holder))) = (of_account, &self.holder)
        {
            let kind = subject.party.kind.or(Some(Kind::Organization));
            if *holders_record == record
                && holders_role == of
                && !self.is_one(holder, &name.text, kind)
            {
                let reason = format!("the account is in the name {}, not {holder}", name.text);
                let flag =
                    self.flag(Rule::AccountOfAnother, holder.clone(), reason, vec![seen(subject)]);
                tell(flag);
            }
            return;
        }
        self.holder = Some((record, role, name.text.clone()));
    }

    /// Whether two names can be one party's.
    fn is_one(&self, one: &str, other: &str, kind: Option<Kind>) -> bool {
        key(one) == key(other)
            || matching::compare(one, other, kind).score >= self.thresholds.same_name
    }

    /// Those of the names that no earlier one is like.
    fn distinct<'a>(&self, by: &'a [(Box<str>, SeenRow)]) -> Vec<&'a (Box<str>, SeenRow)> {
        let mut kept: Vec<&(Box<str>, SeenRow)> = Vec::new();
        for named in by {
            if !kept.iter().any(|known| self.is_one(&known.0, &named.0, None)) {
                kept.push(named);
            }
        }
        kept
    }

    /// Tells what the file as a whole shows.
    pub fn finish(self, mut tell: impl FnMut(Flag)) {
        let thresholds = self.thresholds;
        let rows = |named: &[&(Box<str>, SeenRow)]| named.iter().map(|n| n.1.clone()).collect();
        let shared = |rule, index: &Index, least: usize, verb: &str, tell: &mut dyn FnMut(Flag)| {
            for (shown, shared) in index.shared.iter().filter(|(_, s)| s.by.len() >= least) {
                let parties = self.distinct(&shared.by);
                if parties.len() >= least {
                    let names: Vec<&str> = parties.iter().map(|party| &*party.0).collect();
                    let reason = format!("{verb} {} parties: {}", parties.len(), names.join("; "));
                    tell(self.flag(rule, shown.clone(), reason, rows(&parties)));
                }
            }
        };
        shared(
            Rule::AccountWithManyNames,
            &self.accounts,
            thresholds.names,
            "the account is that of",
            &mut tell,
        );
        for (name, shared) in &self.payees.shared {
            if shared.by.len() >= thresholds.accounts {
                let numbers: Vec<&str> = shared.by.iter().map(|(number, _)| &**number).collect();
                let reason = format!("has {} accounts: {}", numbers.len(), numbers.join(", "));
                let seen = shared.by.iter().map(|(_, row)| row.clone()).collect();
                tell(self.flag(Rule::PayeeWithManyAccounts, name.clone(), reason, seen));
            }
        }
        shared(
            Rule::SharedContact,
            &self.contacts,
            thresholds.contacts,
            "it is given by",
            &mut tell,
        );
        shared(
            Rule::SharedDocument,
            &self.documents,
            thresholds.documents,
            "it is given by",
            &mut tell,
        );
        self.families(&mut tell);
        self.masked(&mut tell);
    }

    /// Tells which account in another name what is shown of a number may be.
    fn masked(&self, tell: &mut impl FnMut(Flag)) {
        let numbers: Vec<&str> =
            self.accounts.shared.iter().map(|(number, _)| number.as_str()).collect();
        let fitting = masked::Fitting::new(&numbers);
        for (shown, shared) in &self.masked.shared {
            let parties = self.distinct(&shared.by);
            let found = fitting.of(shown, self.thresholds.chance);
            for (at, fit) in found.iter().flat_map(|found| &found.fits) {
                let Some((number, holders)) = self.accounts.shared.get(*at) else { continue };
                let others: Vec<&(Box<str>, SeenRow)> = parties
                    .iter()
                    .filter(|party| !holders.by.iter().any(|h| self.is_one(&h.0, &party.0, None)))
                    .copied()
                    .collect();
                let holders = self.distinct(&holders.by);
                if others.is_empty() || holders.is_empty() {
                    continue;
                }
                let names = |named: &[&(Box<str>, SeenRow)]| {
                    named.iter().map(|named| &*named.0).collect::<Vec<_>>().join("; ")
                };
                let begin = found.as_ref().map_or(0, |found| found.begin);
                let reason = format!(
                    "given by {}, may be the account {number} of {}: {fit}; accounts of the file \
                     that begin like it: {begin}",
                    names(&others),
                    names(&holders),
                );
                let mut rows: Vec<SeenRow> =
                    others.iter().chain(&holders).map(|named| named.1.clone()).collect();
                rows.sort_by_key(|row| row.row);
                tell(self.flag(Rule::MaskedAccount, shown.clone(), reason, rows));
            }
        }
    }

    fn families(&self, tell: &mut impl FnMut(Flag)) {
        let AccountThresholds { family, step, .. } = self.thresholds;
        let numbers: Vec<&str> =
            self.accounts.shared.iter().map(|(number, _)| number.as_str()).collect();
        for run in families(&numbers, family, step) {
            let payees: Vec<(Box<str>, SeenRow)> = run
                .iter()
                .filter_map(|&at| self.accounts.shared.get(at)?.1.by.first().cloned())
                .collect();
            let parties = self.distinct(&payees);
            if parties.len() < family {
                continue;
            }
            let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
            let reason = format!(
                "{} numbers follow one another and are those of {} parties: virtual accounts of one \
                 client look like this",
                run.len(),
                parties.len()
            );
            let subject = format!("accounts {} to {}", numbers[first], numbers[last]);
            let seen = parties.iter().map(|party| party.1.clone()).collect();
            tell(self.flag(Rule::AccountFamily, subject, reason, seen));
        }
    }

    fn flag(&self, rule: Rule, subject: String, reason: String, rows: Vec<SeenRow>) -> Flag {
        Flag { schema: "tamis-flag/1", file: self.file.clone(), rule, subject, reason, rows }
    }
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let accounts = self.accounts.shared.len();
        f.debug_struct("Ledger").field("file", &self.file).field("accounts", &accounts).finish()
    }
}

/// What an identifier is a reason to look for by itself.
fn alone(identifier: &Identifier) -> Option<(Rule, String)> {
    let value = identifier.normal()?;
    match identifier.scheme {
        Scheme::Bic if bic::country(&value) == Some("KP") => {
            Some((Rule::DprkBic, format!("the country of the BIC {value} is the DPRK")))
        }
        Scheme::Iban => match identifier.validity() {
            Validity::Invalid(why) => {
                Some((Rule::ImpossibleIban, format!("{value} is no IBAN: {why}")))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a role is that of who pays: a firm may well pay from many accounts.
fn is_payer(role: &str) -> bool {
    ["debtor", "originator", "ordering", "payer", "sender", "initiating"]
        .iter()
        .any(|word| role.contains(word))
}

/// What names are told apart by: their words, in any order.
fn key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

fn name_of(party: &Party) -> String {
    let name = party.names.first().map(|name| name.text.clone());
    name.or_else(|| party.identifiers.first().map(|id| id.value.clone())).unwrap_or_default()
}

fn seen(subject: &Subject) -> SeenRow {
    let origin = &subject.origin;
    let parts = [
        origin.record.as_ref().map(|record| format!("record {record}")),
        origin.role.clone(),
        Some(name_of(&subject.party)),
    ];
    SeenRow {
        row: origin.line.unwrap_or_default(),
        says: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
    }
}
