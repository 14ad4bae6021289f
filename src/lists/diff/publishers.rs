//! Two publishers who list the same party, as far as identifiers tell.

use super::{Fact, FieldChange, Record};
use crate::identifiers::{Identifier, Scheme};
use crate::lists::{List, distinct};
use crate::party::{Country, DateInterval, Gender, Party};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Two records of different publishers that share an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The record of the left list.
    pub left: Record,
    /// The record of the right list.
    pub right: Record,
    /// What both publish, as the left list has it.
    pub shared: Vec<Identifier>,
    /// Facts that both state and on which they do not agree at all: dates of birth of which none can
    /// be the same, no country in common, no identifier of a scheme in common.
    pub differing: Vec<FieldChange>,
}

/// How two publishers' lists compare, as far as identifiers tell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Publishers {
    /// Records that share an identifier, in the order of the left list.
    pub pairs: Vec<Pair>,
    /// Records of the left list with an identifier that no record of the right list shares: not
    /// listed there, delisted there, or listed without that identifier.
    pub only_left: Vec<Record>,
    /// The same of the right list.
    pub only_right: Vec<Record>,
    /// Records of the left list without an identifier that could tell.
    pub untold_left: usize,
    /// The same of the right list.
    pub untold_right: usize,
}

impl Publishers {
    /// Whether neither list holds a record that the other lacks, and no pair has differing facts.
    pub fn is_empty(&self) -> bool {
        self.only_left.is_empty()
            && self.only_right.is_empty()
            && self.pairs.iter().all(|pair| pair.differing.is_empty())
    }
}

/// Links the records of two lists by the identifiers they share.
///
/// Only identifiers that are issued to one party count, with the same normal form, and as
/// [`Identifier::is_same`] has it: numbers of ships and companies, banks, accounts, wallets,
/// documents, registrations, aircraft. Call signs, telephone numbers, e-mail addresses, websites and
/// numbers of unknown meaning link nobody, nor does a document's number of fewer than six characters
/// without its country. Records of different kinds are not linked. A record may be in several
/// pairs.
///
/// # Examples
///
/// ```
/// # let list = |name: &str, born: &str| {
/// #     let text = format!("{{\"schema\":\"tamis-list/1\",\"list\":\"{name}\",\"publisher\":\"P\",\"title\":\"T\"}}\n\
/// #         {{\"id\":\"{name}:1\",\"names\":[{{\"text\":\"Ann\"}}],\"births\":[\"{born}\"],\
/// #         \"identifiers\":[{{\"scheme\":\"passport\",\"value\":\"381 310 014\",\"country\":\"KP\"}}]}}\n");
/// #     tamis::lists::read_bytes("own.jsonl", text.as_bytes()).map(|mut l| l.remove(0))
/// # };
/// let compared = tamis::lists::diff::publishers(&list("one", "1961")?, &list("two", "1971")?);
/// assert_eq!(compared.pairs[0].shared[0].value, "381 310 014");
/// assert_eq!(compared.pairs[0].differing[0].field, "births");
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn publishers(left: &List, right: &List) -> Publishers {
    // Where a key stands in the right list: record and identifier.
    let mut places: HashMap<(&'static str, String), Vec<(usize, &Identifier)>> = HashMap::new();
    for (at, entity) in right.entities.iter().enumerate() {
        for identifier in &entity.party.identifiers {
            if let Some(key) = link_key(identifier) {
                places.entry(key).or_default().push((at, identifier));
            }
        }
    }
    let mut compared = Publishers::default();
    let mut linked: HashSet<usize> = HashSet::new();
    for entity in &left.entities {
        let mut shared: BTreeMap<usize, Vec<Identifier>> = BTreeMap::new();
        let mut tells = false;
        for identifier in &entity.party.identifiers {
            let Some(key) = link_key(identifier) else { continue };
            tells = true;
            for (at, other) in places.get(&key).into_iter().flatten() {
                if is_link(identifier, other) {
                    shared.entry(*at).or_default().push(identifier.clone());
                }
            }
        }
        let mut is_linked = false;
        for (at, shared) in shared {
            let Some(other) = right.entities.get(at) else { continue };
            if let (Some(kind), Some(others)) = (entity.party.kind, other.party.kind)
                && kind != others
            {
                continue;
            }
            is_linked = true;
            linked.insert(at);
            compared.pairs.push(Pair {
                left: Record::of(entity),
                right: Record::of(other),
                shared: distinct(shared),
                differing: disagreements(&entity.party, &other.party),
            });
        }
        if !is_linked {
            match tells {
                true => compared.only_left.push(Record::of(entity)),
                false => compared.untold_left += 1,
            }
        }
    }
    let unlinked = right.entities.iter().enumerate().filter(|(at, _)| !linked.contains(at));
    for (_, entity) in unlinked {
        match entity.party.identifiers.iter().any(|identifier| link_key(identifier).is_some()) {
            true => compared.only_right.push(Record::of(entity)),
            false => compared.untold_right += 1,
        }
    }
    compared
}

/// Least length of a document's number that says by itself whose it is.
const LONG_NUMBER: usize = 6;

/// What an identifier is linked by; `None` if it links nobody.
fn link_key(identifier: &Identifier) -> Option<(&'static str, String)> {
    let group = match identifier.scheme {
        Scheme::Imo | Scheme::ImoCompany => "imo",
        Scheme::Iban | Scheme::Account | Scheme::Card => "account",
        Scheme::Aba | Scheme::Cnaps => "routing",
        Scheme::Isin => "isin",
        Scheme::Passport | Scheme::NationalId | Scheme::TaxId | Scheme::Registration => "document",
        Scheme::Mmsi => "mmsi",
        Scheme::Bic => "bic",
        Scheme::Lei => "lei",
        Scheme::Wallet => "wallet",
        Scheme::TailNumber => "tail-number",
        Scheme::SerialNumber => "serial-number",
        Scheme::CallSign | Scheme::Phone | Scheme::Email | Scheme::Website | Scheme::Other => {
            return None;
        }
    };
    // What fills a field and identifies nothing (`0000000`, `none`) has no key.
    if identifier.keys().is_empty() {
        return None;
    }
    Some((group, identifier.normal()?))
}

/// Whether two identifiers with one key are one.
fn is_link(left: &Identifier, right: &Identifier) -> bool {
    let is_document = matches!(link_key(left), Some(("document", _)));
    let is_short = left.normal().is_none_or(|normal| normal.chars().count() < LONG_NUMBER);
    let same_country = left.country.is_some() && left.country == right.country;
    left.is_same(right) && (!is_document || !is_short || same_country)
}

/// Facts on which both parties say something and nothing is the same.
fn disagreements(left: &Party, right: &Party) -> Vec<FieldChange> {
    fn compare<T: Clone>(
        field: &'static str,
        left: &[T],
        right: &[T],
        agree: impl Fn(&T, &T) -> bool,
        of: fn(T) -> Fact,
    ) -> Option<FieldChange> {
        let both = !left.is_empty() && !right.is_empty();
        let none = !left.iter().any(|one| right.iter().any(|other| agree(one, other)));
        let facts = |values: &[T]| values.iter().cloned().map(of).collect();
        (both && none).then(|| FieldChange { field, old: facts(left), new: facts(right) })
    }
    let births = compare("births", &left.births, &right.births, DateInterval::overlaps, Fact::Date);
    let (one, other) = (left.gender.as_slice(), right.gender.as_slice());
    let gender = compare("gender", one, other, Gender::eq, Fact::Gender);
    let (one, other) = (&left.countries, &right.countries);
    let countries = compare("countries", one, other, Country::eq, Fact::Country);
    let mut found: Vec<FieldChange> = births.into_iter().chain(gender).chain(countries).collect();
    for scheme in Scheme::ALL {
        let of = |party: &Party| -> Vec<Identifier> {
            party.identifiers.iter().filter(|i| i.scheme == scheme).cloned().collect()
        };
        let (one, other) = (of(left), of(right));
        found.extend(compare("identifiers", &one, &other, Identifier::is_same, Fact::Identifier));
    }
    found
}
