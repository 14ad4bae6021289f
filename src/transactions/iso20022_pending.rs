//! Subjects that wait for the end of their transaction: its reference and its accounts may come
//! after them.

use super::Subject;
use super::iso20022_roles::Unit;
use crate::party::Party;
use crate::text::fold;
use std::collections::HashMap;

/// Subjects, and bytes of text, held back until the transaction ends. Beyond that they are handed
/// out early: nothing is lost, but an account may then stand apart from its party.
const MAX_PENDING: usize = 10_000;
const MAX_PENDING_BYTES: usize = 8 << 20;

/// A transaction, a batch, or (the outermost) the message.
pub(super) struct Scope {
    pub(super) unit: Unit,
    pub(super) number: u64,
    pub(super) reference: Option<(u8, String)>,
    pending: Vec<Pending>,
    bytes: usize,
}

/// A subject that waits for its transaction's reference and accounts.
pub(super) struct Pending {
    /// Number of the element it stands in: the order of the file.
    pub(super) id: u64,
    /// Where an account looks for its holder: the holder's parent element, and its name.
    pub(super) holder: (u64, String),
    pub(super) subject: Subject,
    pub(super) what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Party,
    Account,
    AccountName,
    Text,
}

impl Scope {
    /// A unit in which nothing waits yet.
    pub(super) fn new(unit: Unit, number: u64) -> Scope {
        Scope { unit, number, reference: None, pending: Vec::new(), bytes: 0 }
    }

    /// Keeps a subject; `true` if as much waits as may.
    pub(super) fn wait(&mut self, pending: Pending) -> bool {
        self.bytes += size(&pending.subject);
        self.pending.push(pending);
        self.pending.len() >= MAX_PENDING || self.bytes >= MAX_PENDING_BYTES
    }

    /// What waits, accounts with their holders, in the order of the file.
    pub(super) fn take(&mut self) -> Vec<Pending> {
        self.bytes = 0;
        let mut pending = join_accounts(std::mem::take(&mut self.pending));
        pending.sort_by_key(|pending| pending.id);
        pending
    }
}

/// Moves the identifiers of every account to the party that holds it, and drops the name of an
/// account that is the name of its holder. What finds no holder stays a subject of its own.
fn join_accounts(pending: Vec<Pending>) -> Vec<Pending> {
    let (accounts, mut kept): (Vec<_>, Vec<_>) = pending
        .into_iter()
        .partition(|pending| matches!(pending.what, What::Account | What::AccountName));
    if accounts.is_empty() {
        return kept;
    }
    let mut holders: HashMap<(u64, String), usize> = HashMap::new();
    for (at, party) in kept.iter().enumerate().filter(|(_, kept)| kept.what == What::Party) {
        holders.entry(party.holder.clone()).or_insert(at);
    }
    let name = |party: &Party| party.names.first().map(|name| fold(&name.text));
    for mut account in accounts {
        let holder = holders.get(&account.holder).and_then(|at| kept.get_mut(*at));
        match (holder.map(|holder| &mut holder.subject.party), account.what) {
            (Some(holder), What::Account) => {
                holder.identifiers.append(&mut account.subject.party.identifiers);
            }
            (Some(holder), _) if name(holder) == name(&account.subject.party) => {}
            _ => kept.push(account),
        }
    }
    kept
}

/// Bytes a subject takes, roughly.
fn size(subject: &Subject) -> usize {
    let party = &subject.party;
    let lengths = party.names.iter().map(|name| name.text.len());
    let lengths = lengths.chain(party.addresses.iter().map(|address| address.text.len()));
    let lengths = lengths.chain(party.identifiers.iter().map(|identifier| identifier.value.len()));
    let text = subject.text.as_ref().map_or(0, String::len);
    size_of::<Pending>() + text + lengths.map(|length| length + 32).sum::<usize>()
}
