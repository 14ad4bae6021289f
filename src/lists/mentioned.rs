//! Identifiers that prose mentions: a bank's BIC in a remark, a wallet in a list of them.

use crate::identifiers::{Identifier, scan};

/// Adds the identifiers that stand in a text, marked as extracted, unless they are known already.
pub(super) fn add(text: &str, identifiers: &mut Vec<Identifier>) {
    for found in scan(text) {
        if !identifiers.iter().any(|known| known.is_same(&found.identifier)) {
            identifiers.push(found.identifier);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::Scheme;

    #[test]
    fn what_is_known_is_not_added_again() {
        let mut identifiers = vec![Identifier::new(Scheme::Bic, "DCBK KPPY")];
        add("A bank. SWIFT/BIC: DCBKKPPY. IMO number 9562233", &mut identifiers);
        let found: Vec<_> = identifiers.iter().map(|i| (i.scheme, i.extracted)).collect();
        assert_eq!(found, [(Scheme::Bic, false), (Scheme::Imo, true)]);
    }
}
