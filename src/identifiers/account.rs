//! Bank account numbers that are no IBANs: national formats, virtual accounts.

use super::{Identifier, fold, iban};

/// Fewest digits of a number that another one may be behind. Bank and branch take up to nine in
/// national numbers (sort code 6, Bankleitzahl 8, ABA 9), and every account of the branch begins so.
const LEAST_MASTER: usize = 10;

/// Most characters that stand behind the master account's number in a virtual account's.
const LONGEST_SUFFIX: usize = 10;

const LABELS: &[&str] = &[
    "ACCOUNT",
    "ACCOUNTS",
    "ACCT",
    "ACC",
    "A C",
    "BANK ACCOUNT",
    "NO",
    "NR",
    "NUM",
    "NUMBER",
    "IBAN",
];

/// The number as A–Z and 0–9 without spaces, dashes and a label in front. Leading zeros stay: they
/// may be the bank's code.
pub(super) fn normal(value: &str) -> Option<String> {
    let folded = fold::compact(value, LABELS)?;
    // An IBAN in the field for other accounts has the same normal form as one in its own field.
    Some(iban::normal(value).filter(|number| iban::validity(number).is_valid()).unwrap_or(folded))
}

impl Identifier {
    /// Whether this account number begins with the whole number of another account, as the virtual
    /// accounts behind a client's own do (EBA, *Report on virtual IBANs*, EBA/Rep/2024/08).
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Scheme};
    ///
    /// let account = |value| Identifier::new(Scheme::Account, value);
    /// assert!(account("9559881002003000017").is_behind(&account("955988100200300")));
    /// assert!(!account("955988100200300").is_behind(&account("955988100200300")));
    /// assert!(!account("9559881002003000017").is_behind(&account("955988100")), "the bank's digits");
    /// ```
    pub fn is_behind(&self, master: &Identifier) -> bool {
        if !(self.is_account() && master.is_account()) {
            return false;
        }
        let (own, others) = (self.keys(), master.keys());
        let Some((own, master_key)) = own.first().zip(others.first()) else { return false };
        let digits = master_key.bytes().filter(u8::is_ascii_digit).count();
        let suffix = own.strip_prefix(master_key.as_str());
        digits >= LEAST_MASTER && suffix.is_some_and(|s| (1..=LONGEST_SUFFIX).contains(&s.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number() {
        for typed in ["0123 4567-89", "A/C No. 0123456789", "account: 0123456789", "/0123456789"] {
            assert_eq!(normal(typed).as_deref(), Some("0123456789"), "{typed}");
        }
        assert_eq!(
            normal("IBANGB82 WEST 1234 5698 7654 32").as_deref(),
            Some("GB82WEST12345698765432")
        );
    }
}
