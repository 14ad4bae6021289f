//! Tables of what is allocated to which country, and which flags may use another's.

use crate::party::Country;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The rows of a table of tab-separated columns: without comments and the heading.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// How far a territory shares the identities of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shared {
    /// MIDs.
    Mids,
    /// Call signs.
    CallSigns,
}

/// By territory: the country whose identities its ships use, and whether only its call signs.
static FAMILIES: LazyLock<HashMap<Country, (Country, bool)>> = LazyLock::new(|| {
    rows(include_str!("../../lists/flag_families.tsv"))
        .filter_map(|[territory, country, extent]| {
            Some((territory.parse().ok()?, (country.parse().ok()?, extent == "call-sign")))
        })
        .collect()
});

/// Whether a flag agrees with the country that an identity is allocated to: they are one, or one is
/// a territory of the other, or both are of a third.
pub(crate) fn agree(flag: Country, allocated: Country, shared: Shared) -> bool {
    let root = |country| match FAMILIES.get(&country) {
        Some((parent, false)) => *parent,
        Some((parent, true)) if shared == Shared::CallSigns => *parent,
        _ => country,
    };
    root(flag) == root(allocated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(flag: &str, allocated: &str, shared: Shared) -> bool {
        agree(flag.parse().unwrap(), allocated.parse().unwrap(), shared)
    }

    #[test]
    fn territories_sail_under_identities_of_their_country() {
        assert!(agrees("im", "gb", Shared::Mids));
        assert!(agrees("pt", "pt", Shared::Mids));
        assert!(agrees("tw", "cn", Shared::CallSigns));
        assert!(!agrees("tw", "cn", Shared::Mids));
        assert!(!agrees("kp", "kr", Shared::CallSigns));
        assert!(!agrees("hk", "cn", Shared::Mids));
        let written = include_str!("../../lists/flag_families.tsv").lines();
        let written = written.filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(FAMILIES.len(), written);
    }
}
