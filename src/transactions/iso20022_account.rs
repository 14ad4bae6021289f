//! One account element of an ISO 20022 message: its identifiers and its name.

use super::iso20022_party::{identifier, scheme_of};
use super::iso20022_roles::Account;
use crate::identifiers::{Identifier, Scheme};

/// Identifiers of one account; the schemas allow two.
const MAX_ACCOUNT_IDS: usize = 100;

/// An account under construction.
pub(super) struct AccountDraft {
    pub(super) account: Account,
    pub(super) identifiers: Vec<Identifier>,
    /// The name of the account, often its holder's.
    pub(super) name: Option<String>,
    /// The path of its first identifier, below its element.
    pub(super) place: Option<String>,
    /// A telephone number, e-mail address or the like that stands for the account.
    proxy: Option<String>,
    proxy_code: String,
}

impl AccountDraft {
    /// An account without a value yet.
    pub(super) fn new(account: Account) -> AccountDraft {
        AccountDraft {
            account,
            identifiers: Vec::new(),
            name: None,
            place: None,
            proxy: None,
            proxy_code: String::new(),
        }
    }

    /// A leaf of the account, with the names of the elements down to it.
    pub(super) fn leaf(&mut self, below: &[&str], value: String) {
        match below {
            ["Id", "IBAN"] => self.identify(Scheme::Iban, &value, below),
            ["Id", "BBAN" | "UPIC"] | ["Id", "Othr" | "PrtryAcct", "Id"] => {
                self.identify(Scheme::Account, &value, below);
            }
            ["Prxy", "Id"] => self.proxy = Some(value),
            ["Prxy", "Tp", "Cd"] => self.proxy_code = value,
            ["Nm"] => self.name = Some(value),
            _ => {}
        }
    }

    fn identify(&mut self, scheme: Scheme, value: &str, below: &[&str]) {
        if self.identifiers.len() < MAX_ACCOUNT_IDS {
            self.identifiers.push(identifier(scheme, value, None));
            self.place.get_or_insert_with(|| below.join("/"));
        }
    }

    /// The account without its proxy's type standing apart from its value.
    pub(super) fn finish(mut self) -> AccountDraft {
        if let Some(proxy) = self.proxy.take() {
            self.identify(scheme_of(&self.proxy_code), &proxy, &["Prxy", "Id"]);
        }
        self
    }
}
