//! OFAC's words for kinds of parties, names and places; each format spells them its own way.

use crate::lists::stated_place::StatedPlace;
use crate::party::{Address, Kind, Name, NameKind, NamePart, NamePartKind};

/// The kind of party that a type names; an empty one is an entity. The error says what was expected.
pub(in crate::lists) fn kind(of_type: &str) -> Result<Kind, String> {
    const KINDS: [(&str, Kind); 5] = [
        ("", Kind::Organization),
        ("entity", Kind::Organization),
        ("individual", Kind::Person),
        ("vessel", Kind::Vessel),
        ("aircraft", Kind::Aircraft),
    ];
    let kind = KINDS.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(of_type));
    kind.map(|(_, kind)| kind).ok_or_else(|| {
        format!(
            "the type `{of_type}` is not known: individual, entity, vessel or aircraft was expected"
        )
    })
}

/// The kind of name that a type of alias names (`aka`, `a.k.a.`, `A.K.A.`). The error says what was
/// expected.
pub(super) fn name_kind(of_type: &str) -> Result<NameKind, String> {
    let mut letters = of_type.bytes().filter(|&byte| byte != b'.').map(|b| b.to_ascii_lowercase());
    match (letters.next(), letters.next(), letters.next(), letters.next()) {
        (Some(b'a'), Some(b'k'), Some(b'a'), None) => Ok(NameKind::Alias),
        (Some(b'n'), Some(b'k'), Some(b'a'), None) => Ok(NameKind::Current),
        (Some(b'f'), Some(b'k'), Some(b'a'), None) => Ok(NameKind::Former),
        _ => Err(format!("the kind of name `{of_type}` is not aka, fka or nka")),
    }
}

/// What a part of a name is (`Last Name`); the name of an entity, vessel or aircraft is no part.
pub(super) fn part_kind(of_type: &str) -> Option<NamePartKind> {
    Some(match of_type {
        "Last Name" => NamePartKind::Family,
        "First Name" => NamePartKind::Given,
        "Middle Name" => NamePartKind::Middle,
        "Maiden Name" => NamePartKind::Maiden,
        "Patronymic" => NamePartKind::Father,
        "Matronymic" => NamePartKind::Mother,
        "Nickname" => NamePartKind::Nickname,
        "Entity Name" | "Vessel Name" | "Aircraft Name" => return None,
        _ => NamePartKind::Other,
    })
}

/// A name of a last and a first one, as OFAC prints it: `EXAMPLE, Ann`; `None` if both are empty.
pub(super) fn name(kind: NameKind, last: &str, first: &str) -> Option<Name> {
    let text = match (last, first) {
        ("", first) => first.to_owned(),
        (last, "") => last.to_owned(),
        (last, first) => format!("{last}, {first}"),
    };
    if text.is_empty() {
        return None;
    }
    let name = Name::new(kind, text);
    let parts =
        NamePart::new(NamePartKind::Family, last).zip(NamePart::new(NamePartKind::Given, first));
    Some(match parts {
        Some((last, first)) => name.with_parts([last, first]),
        None => name,
    })
}

/// A place whose parts are typed (`CITY`), in the publisher's order; `None` if nothing is stated.
pub(super) fn place(parts: &[(String, String)], country: &str) -> Option<Address> {
    let of = |wanted: &str| {
        parts.iter().find(|(of_type, _)| of_type == wanted).map_or("", |(_, value)| value.as_str())
    };
    let apart = ["CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE"];
    let lines: Vec<&str> = parts
        .iter()
        .filter(|(of_type, _)| !apart.contains(&of_type.as_str()))
        .map(|(_, value)| value.as_str())
        .collect();
    let regions = [of("STATE/PROVINCE"), of("REGION")];
    let regions: Vec<&str> = regions.into_iter().filter(|region| !region.is_empty()).collect();
    StatedPlace {
        lines: &lines,
        city: of("CITY"),
        region: &regions.join(", "),
        postal_code: of("POSTAL CODE"),
        country,
    }
    .address()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_in_every_spelling() {
        for word in ["aka", "a.k.a.", "A.K.A."] {
            assert_eq!(name_kind(word), Ok(NameKind::Alias));
        }
        assert_eq!(name_kind("F.K.A."), Ok(NameKind::Former));
        assert_eq!(name_kind("n.k.a."), Ok(NameKind::Current));
        assert!(name_kind("alias").unwrap_err().contains("`alias`"));
        assert_eq!(kind("Individual"), Ok(Kind::Person));
        assert_eq!(kind(""), Ok(Kind::Organization));
        assert!(kind("submarine").unwrap_err().contains("`submarine`"));
    }

    #[test]
    fn names_are_printed_as_ofac_prints_them() {
        let whole = name(NameKind::Primary, "EXAMPLE", "Ann").unwrap();
        assert_eq!((whole.text.as_str(), whole.parts.len()), ("EXAMPLE, Ann", 2));
        let last = name(NameKind::Alias, "EXAMPLE", "").unwrap();
        assert_eq!((last.text.as_str(), last.parts.len()), ("EXAMPLE", 0));
        assert_eq!(name(NameKind::Alias, "", ""), None);
    }
}
