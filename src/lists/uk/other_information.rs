//! The column `Other Information` of the Consolidated List, which holds a whole record:
//! `(UK Sanctions List Ref):DPR0100. Listed as asset of … (IMO number):7408873 (Flag of ship):…`.

use super::fact::{Fact, tell};
use crate::lists::{Entity, keep};

/// Labels in brackets, and the fact behind each.
const LABELS: &[(&str, Fact)] = &[
    ("UK Sanctions List Ref", Fact::UkReference),
    ("UN Ref", Fact::UnReference),
    ("UK Statement of Reasons", Fact::Reasons),
    ("Gender", Fact::Gender),
    ("Phone number", Fact::Phone),
    ("Tel", Fact::Phone),
    ("Fax", Fact::Fax),
    ("Website", Fact::Website),
    ("Email address", Fact::Email),
    ("Type of entity", Fact::TypeOfEntity),
    ("Parent company", Fact::Parent),
    ("Subsidiaries", Fact::Subsidiary),
    ("Business Reg No", Fact::Registration),
    ("IMO number", Fact::Imo),
    ("Current owners", Fact::Owner),
    ("Previous owners", Fact::FormerOwner),
    ("Flag of ship", Fact::Flag),
    ("Previous flags", Fact::FormerFlag),
    ("Type of ship", Fact::ShipType),
    ("Tonnage of ship", Fact::Tonnage),
    ("Length of ship", Fact::Length),
    ("Year built", Fact::Built),
];

/// Words in front of the measures beyond the asset freeze.
const FURTHER: &str = "Financial sanctions imposed in addition to an asset freeze:";

/// Adds to a record what the column says.
pub(super) fn tell_all(record: &mut Entity, text: &str) {
    let (mut fact, mut rest) = (Fact::Other, text);
    loop {
        let next = next_label(rest);
        let (value, after) = match next {
            Some((at, end, _)) => (&rest[..at], &rest[end..]),
            None => (rest, ""),
        };
        tell_one(record, fact, value.trim());
        let Some((_, _, following)) = next else { break };
        (fact, rest) = (following, after);
    }
}

fn tell_one(record: &mut Entity, fact: Fact, value: &str) {
    match fact {
        // A reference is one word; prose follows it.
        Fact::UkReference | Fact::UnReference => {
            let (reference, prose) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
            tell(record, fact, reference.trim_end_matches(['.', ',', ';']));
            tell_one(record, Fact::Other, prose);
        }
        Fact::Other => {
            if let Some((_, further)) = value.split_once(FURTHER) {
                let words = further.split('.').next().unwrap_or_default().trim().to_lowercase();
                if !words.is_empty() {
                    keep(&mut record.measures, format!("{words} sanctions"));
                }
            }
            tell(record, fact, value);
        }
        _ => tell(record, fact, value),
    }
}

/// Where the next label begins, where its value begins, and what it announces.
fn next_label(text: &str) -> Option<(usize, usize, Fact)> {
    text.match_indices('(').find_map(|(at, _)| {
        let inside = &text[at + 1..];
        let (label, fact) = LABELS.iter().find(|(label, _)| {
            inside.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label))
        })?;
        let behind = inside[label.len()..].strip_prefix(')')?.trim_start().strip_prefix(':')?;
        Some((at, text.len() - behind.len(), *fact))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::Scheme;
    use crate::lists::EntityId;

    fn told(text: &str) -> Entity {
        let mut record = Entity::new(EntityId::new("uk-ofsi", "1"));
        tell_all(&mut record, text);
        record
    }

    #[test]
    fn a_ship() {
        let ship = told(
            "(UK Sanctions List Ref):DPR9999. Pursuant to a resolution. Listed as asset of Example \
             Shipping, (OFSI ID: 13635, UN Reference Number: UN Ref KPe.064) (IMO number):7408873 \
             (Current owners):Example Shipping (Flag of ship):North Korea (Previous flags):Russia, \
             Togo (Type of ship):Oil tanker (Tonnage of ship):1676 (Length of ship):80 (Year \
             built):1975",
        );
        assert_eq!(ship.references, ["UK DPR9999"]);
        let imo = &ship.party.identifiers[0];
        assert_eq!(
            (imo.scheme, imo.value.as_str(), imo.extracted),
            (Scheme::Imo, "7408873", false)
        );
        let vessel = ship.vessel.unwrap();
        assert_eq!(vessel.flag.as_deref(), Some("North Korea"));
        assert_eq!(vessel.former_flags, ["Russia", "Togo"]);
        assert_eq!((vessel.built.as_deref(), vessel.length.as_deref()), (Some("1975"), Some("80")));
        assert_eq!(ship.party.countries[0].code(), "KP");
        let link = &ship.links[0];
        assert_eq!((link.relation.as_str(), link.name.as_str()), ("asset of", "Example Shipping"));
        assert_eq!(link.id.as_ref().unwrap().as_str(), "uk-ofsi:13635");
        assert!(ship.remarks[0].starts_with("Pursuant to"), "{:?}", ship.remarks);
    }

    #[test]
    fn an_entity() {
        let entity = told(
            "(UK Sanctions List Ref):RUS9999. (UN Ref):TAe.010. Financial sanctions imposed in \
             addition to an asset freeze: Trust services. Date trust services sanctions imposed: \
             13/06/2024. SWIFT/BIC: ABCDRUMM. (UK Statement of Reasons):It (1) acts; (2) pays. \
             (Phone number):(1) +963112121816 (2) 00375(17)7762032. 00375(17)7765479. (Email \
             address):info@example.org. www.example.by (Type of entity):Company (Parent \
             company):(1) Example Co. (2) Other (Business Reg No):OGRN: 102 INN 77",
        );
        assert_eq!(entity.references, ["UK RUS9999", "UN TAe.010"]);
        assert_eq!(entity.measures, ["trust services sanctions"]);
        let found: Vec<(Scheme, &str)> =
            entity.party.identifiers.iter().map(|i| (i.scheme, i.value.as_str())).collect();
        assert_eq!(
            found,
            [
                (Scheme::Bic, "ABCDRUMM"),
                (Scheme::Phone, "+963112121816"),
                (Scheme::Phone, "00375(17)7762032"),
                (Scheme::Phone, "00375(17)7765479"),
                (Scheme::Email, "info@example.org"),
                (Scheme::Website, "www.example.by"),
                (Scheme::Registration, "102"),
                (Scheme::TaxId, "77"),
            ]
        );
        let links: Vec<&str> = entity.links.iter().map(|link| link.name.as_str()).collect();
        assert_eq!(links, ["Example Co.", "Other"]);
        assert!(entity.remarks.contains(&"It (1) acts; (2) pays.".to_owned()));
        assert!(entity.remarks.contains(&"type of entity: Company".to_owned()));
    }

    #[test]
    fn text_without_labels_is_prose() {
        assert_eq!(told("Believed (deceased): yes").remarks, ["Believed (deceased): yes"]);
        assert_eq!(told("").remarks, Vec::<String>::new());
    }
}
