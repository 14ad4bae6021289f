//! Identifiers that prose mentions: a bank's BIC in a remark, a wallet in a list of them.

use crate::identifiers::{Identifier, Scheme, scan};
use crate::lists::prose_numbers;
use crate::party::{Kind, Party};

/// Adds the identifiers that stand in a text to a party, marked as extracted, unless they are known
/// already. An IMO number that may be a company's, or whose check digit is wrong, is a ship's only if the
/// party is one.
pub(in crate::lists) fn add(text: &str, party: &mut Party) {
    scan(text).into_iter().for_each(|found| add_one(found.identifier, party));
}

/// As [`add`]; also the numbers of documents, telephones and the like that a text announces.
pub(in crate::lists) fn add_announced(text: &str, party: &mut Party) {
    prose_numbers::numbers(text).into_iter().for_each(|found| add_one(found, party));
}

fn add_one(mut identifier: Identifier, party: &mut Party) {
    if identifier.scheme == Scheme::Imo && party.kind != Some(Kind::Vessel) {
        let of_company = Identifier::new(Scheme::ImoCompany, &*identifier.value);
        if of_company.validity().is_valid() || !identifier.validity().is_valid() {
            identifier.scheme = Scheme::ImoCompany;
        }
    }
    if !party.identifiers.iter().any(|known| known.is_same(&identifier)) {
        party.identifiers.push(identifier);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_added_again() {
        let mut party = Party::named("X").of_kind(Kind::Organization);
        party.identifiers.push(Identifier::new(Scheme::Bic, "DCBK KPPY"));
        add("A bank. SWIFT/BIC: DCBKKPPY. IMO number 9562233, IMO 9562234", &mut party);
        let found: Vec<_> = party.identifiers.iter().map(|i| (i.scheme, i.extracted)).collect();
        let expected = [(Scheme::Bic, false), (Scheme::Imo, true), (Scheme::ImoCompany, true)];
        assert_eq!(found, expected);
    }
}
