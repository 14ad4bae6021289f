//! Sounds near a sound: tries of the listed ones, in bands of about equal weight.
//!
//! # Bands
//!
//! For the prices of one route (left) against another (right), let φ(s) be the least price of making nothing
//! of the left symbol s, be it by way of other symbols, left and right in turn; and ψ(s') the same of a right
//! symbol. Then |φ(s) − ψ(s')| is at most the price of changing s into s', and φ(s) and ψ(s') at most
//! those of dropping them; so the sums Φ of a left sound and Ψ of a right one differ by at most their
//! distance. Two sounds within ρ hundredths of their mean weight therefore have
//!
//! > |Φ − Ψ| ≤ ρ/200 · max(w + w', 160).
//!
//! The sounds of each route are kept in bands, a trie each, with the least and the greatest Ψ of its
//! sounds against each route, and their greatest weight; only the tries that may hold such a sound are
//! walked. Within one route w' ≤ κ·Ψ as well, with κ the greatest weight/ψ of a symbol, which leaves a
//! range for Ψ whatever the band ([`range`]).

use super::dictionary::{Row, Units};
use crate::error::Result;
use crate::index::array::Array;
use crate::index::sections::Sections;
use crate::names::price::{
    self, LEAST_TOTAL, Prices, SYMBOL_COUNT, code, heard, prices, weight_of_code,
};
use crate::names::sound::Route;
use crate::names::trie::{Node, Rows, Sounded, plant};
use std::sync::LazyLock;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// How wide a band of Φ is.
const BAND: u32 = 100;

/// The band of a trie over all bands of its shelf below [`HEAVY`].
const EVERYTHING: u32 = u32::MAX;
/// Bands from here on are walked one by one or not at all: they hold joins of many words, half of all
/// symbols, and hardly any word weighs as much.
const HEAVY: u32 = 9;

/// All sounds of a group and route …
const ALL: u32 = 0;
/// … and those among them that stand in names of several scripts.
const MIXED: u32 = 1;

/// A walk over everything is done once where sounds begin alike, so across routes the bands are walked only
/// if they are together so many times smaller.
const WORTH: u32 = 2;

/// Where partners are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// In names that have a script in common with the query: units of the query's routes, and what
    /// stands beside such in names of several scripts.
    Within = 0,
    /// In names that have no script in common with it: units of other routes.
    Across = 1,
}

/// The radius across routes at which no more is left out than within one at `radius`.
pub(super) const fn across(radius: u32) -> u32 {
    (radius * 10).div_ceil(9)
}

/// What units a trie is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Group {
    Tokens = 0,
    Joins = 1,
    /// Joins that are a whole name.
    Wholes = 2,
}

/// Which of the listed units are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub group: Group,
    pub route: Route,
    pub scope: Scope,
    /// Whether the name asked about has other words of this route.
    pub beside: bool,
}

/// One trie: nodes `start..end`.
#[derive(Debug, Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
struct Trie {
    group: u32,
    route: u32,
    shelf: u32,
    band: u32,
    start: u32,
    end: u32,
    /// The greatest weight of its sounds.
    weight: u32,
    /// The least and the greatest Ψ of its sounds, against each route.
    sums: [[u16; 2]; Route::ALL.len()],
}

/// Tries of the listed sounds, in the order of group, route, shelf and band.
pub(super) struct Sounds {
    tries: Array<Trie>,
    nodes: Array<Node>,
    /// The routes that have sounds of each group, as masks.
    routes: [u32; 3],
}

/// φ and ψ by symbol code.
#[derive(Debug, Clone, Copy)]
struct Presences {
    left: [u16; SYMBOL_COUNT],
    right: [u16; SYMBOL_COUNT],
}

impl Presences {
    fn new(prices: &Prices) -> Presences {
        let mut presences = Presences {
            left: std::array::from_fn(|at| u16::from(prices.drop_left(at))),
            right: std::array::from_fn(|at| u16::from(prices.drop_right(at))),
        };
        // Shortest ways, each pass one change longer.
        loop {
            let before = presences;
            for left in 0..SYMBOL_COUNT {
                for right in 0..SYMBOL_COUNT {
                    let change = u16::from(prices.change(left, right));
                    let Presences { left: lefts, right: rights } = &mut presences;
                    lefts[left] = lefts[left].min(change + rights[right]);
                    rights[right] = rights[right].min(change + lefts[left]);
                }
            }
            if (before.left, before.right) == (presences.left, presences.right) {
                return presences;
            }
        }
    }
}

/// Within one route; between two that are not Latin; of each route against Latin.
static PRESENCES: LazyLock<(Presences, Presences, [Presences; Route::ALL.len()])> =
    LazyLock::new(|| {
        (
            Presences::new(prices(Route::Latin, Route::Latin)),
            Presences::new(prices(Route::Arabic, Route::Kana)),
            Route::ALL.map(|route| Presences::new(prices(route, Route::Latin))),
        )
    });

/// φ of `own` and ψ of `other`, as [`prices`] are picked.
pub(super) fn presences(
    own: Route,
    other: Route,
) -> (&'static [u16; SYMBOL_COUNT], &'static [u16; SYMBOL_COUNT]) {
    let (same, across, to_latin) = &*PRESENCES;
    let (presences, turned) = match (own, other) {
        _ if own == other => (same, false),
        (Route::Latin, native) => (&to_latin[native as usize], true),
        (native, Route::Latin) => (&to_latin[native as usize], false),
        _ => (across, false),
    };
    if turned { (&presences.right, &presences.left) } else { (&presences.left, &presences.right) }
}

fn sum(sound: &[u8], presences: &[u16; SYMBOL_COUNT]) -> u16 {
    // At most 64 · 100.
    heard(sound).iter().map(|symbol| presences[code(*symbol)]).sum()
}

/// κ, within one route.
static MOST_WEIGHT: LazyLock<f64> = LazyLock::new(|| {
    let (least, _) = presences(Route::Latin, Route::Latin);
    let of_symbol = |at: usize| f64::from(weight_of_code(at)) / f64::from(least[at].max(1));
    (0..SYMBOL_COUNT).map(of_symbol).fold(1.0, f64::max)
});

/// Φ of a sound, within one route.
pub(super) fn presence(sound: &[u8]) -> u32 {
    u32::from(sum(sound, presences(Route::Latin, Route::Latin).0))
}

/// The least and the greatest Φ of a sound of the same route within a radius.
pub(super) fn range(sound: &[u8], radius: u32) -> (u32, u32) {
    let (own, weight) = (f64::from(presence(sound)), f64::from(price::weight(sound)));
    let (share, most) = (f64::from(radius) / 200.0, *MOST_WEIGHT);
    // Where w + w' is below 160, the right side is below that of 160.
    let reach = share * weight.max(160.0);
    let least = ((own - reach) / (1.0 + share * most)).floor().max(0.0);
    let greatest = if share * most < 0.9 {
        ((own + reach) / (1.0 - share * most)).ceil()
    } else {
        f64::from(u32::MAX)
    };
    (least as u32, greatest as u32)
}

impl Sounds {
    /// Tries over the units of a dictionary.
    pub(super) fn build(units: Units<'_>) -> Sounds {
        let (mut tries, mut nodes) = (Vec::new(), Vec::new());
        let numbers = || 0..units.rows.len() as u32;
        for group in [Group::Tokens, Group::Joins, Group::Wholes] {
            for route in Route::ALL {
                let of_group: Vec<u32> = numbers()
                    .filter(|number| {
                        units.row(*number).is_some_and(|row| {
                            row.route() == route
                                && match group {
                                    Group::Tokens => !row.is_join(),
                                    Group::Joins => row.is_join(),
                                    Group::Wholes => row.is_whole(),
                                }
                        }) && !units.sound(*number).is_empty()
                    })
                    .collect();
                let is_mixed = |number: &u32| units.row(*number).is_some_and(Row::is_mixed);
                let mixed = of_group.iter().copied().filter(is_mixed).collect();
                for (shelf, numbers) in [(ALL, of_group), (MIXED, mixed)] {
                    let mut of_shelf: Vec<(u32, u32)> = numbers
                        .iter()
                        .map(|number| (presence(units.sound(*number)) / BAND, *number))
                        .collect();
                    of_shelf.sort_unstable();
                    let bands = of_shelf.chunk_by(|a, b| a.0 == b.0).map(|of_band| {
                        let numbers = of_band.iter().map(|(_, number)| *number).collect();
                        (of_band[0].0, numbers)
                    });
                    let light = of_shelf.iter().take_while(|(band, _)| *band < HEAVY);
                    let mut light: Vec<u32> = light.map(|(_, number)| *number).collect();
                    light.sort_unstable();
                    let everything = (!numbers.is_empty()).then_some((EVERYTHING, light));
                    for (band, numbers) in bands.chain(everything) {
                        let numbers: Vec<u32> = numbers;
                        let start = nodes.len() as u32;
                        plant(&units, &numbers, &mut nodes);
                        let end = nodes.len() as u32;
                        let (weight, sums) = extremes(units, &numbers, route);
                        let (group, route) = (group as u32, route as u32);
                        tries.push(Trie { group, route, shelf, band, start, end, weight, sums });
                    }
                }
            }
        }
        Sounds::of(tries.into(), nodes.into())
    }

    pub(super) fn write(&self, name: &str, sections: &mut Sections) {
        sections.add(format!("{name}.tries"), self.tries.bytes());
        sections.add(format!("{name}.nodes"), self.nodes.bytes());
    }

    pub(super) fn open(name: &str, sections: &Sections) -> Result<Sounds> {
        let tries = sections.array(&format!("{name}.tries"))?;
        Ok(Sounds::of(tries, sections.array(&format!("{name}.nodes"))?))
    }

    fn of(tries: Array<Trie>, nodes: Array<Node>) -> Sounds {
        let mut routes = [0; 3];
        for trie in tries.iter() {
            if let Some(routes) = routes.get_mut(trie.group as usize) {
                *routes |= 1 << (trie.route & 31);
            }
        }
        Sounds { tries, nodes, routes }
    }

    /// The routes that have sounds of a group, as a mask.
    pub(super) fn routes(&self, group: Group) -> u32 {
        self.routes[group as usize]
    }

    /// Every unit of a place whose sound is within `radius` hundredths of the mean weight of a sound.
    pub(super) fn near(
        &self,
        place: Place,
        (own, sound): (Route, &[u8]),
        radius: u32,
        units: Units<'_>,
        rows: &mut Rows,
        found: &mut Vec<u32>,
    ) {
        let Place { group, route, scope, beside } = place;
        if sound.is_empty() {
            return;
        }
        let (tries, nodes): (&[Trie], &[Node]) = (&self.tries, &self.nodes);
        let shelf = match scope {
            Scope::Within if route != own && !beside => MIXED,
            Scope::Across if route == own => return,
            _ => ALL,
        };
        let place = (group as u32, route as u32, shelf);
        let key = |trie: &Trie| (trie.group, trie.route, trie.shelf);
        let first = tries.partition_point(|trie| key(trie) < place);
        let tries = tries.get(first..).unwrap_or(&[]);
        let count = tries.partition_point(|trie| key(trie) == place);
        let Some((everything, bands)) = tries.get(..count).and_then(<[Trie]>::split_last) else {
            return;
        };
        let presence = i64::from(sum(sound, presences(own, route).0));
        let weight = price::weight(heard(sound));
        let radius = radius.min(price::floor(route, own));
        let may_hold = |trie: &&Trie| {
            let total = (weight + trie.weight).max(LEAST_TOTAL);
            let reach = i64::from((radius * total).div_ceil(200));
            let [least, greatest] = trie.sums[own as usize].map(i64::from);
            presence + reach >= least && presence <= greatest + reach
        };
        let size = |trie: &Trie| trie.end - trie.start;
        let (light, heavy) = bands.split_at(bands.partition_point(|trie| trie.band < HEAVY));
        if !bands.iter().any(|trie| may_hold(&trie)) {
            return;
        }
        let of_bands: u32 = light.iter().filter(may_hold).map(size).sum();
        let at_once = route != own && of_bands > size(everything) / WORTH;
        let light = if at_once { std::slice::from_ref(everything) } else { light };
        rows.aim((own, sound), route, radius);
        for trie in light.iter().chain(heavy).filter(may_hold) {
            let nodes = nodes.get(trie.start as usize..trie.end as usize).unwrap_or(&[]);
            rows.over(nodes, &units, |first| {
                found.push(first);
                // The units after it that sound the same.
                let Some(row) = units.row(first) else { return };
                let alike = (first + 1..)
                    .take_while(|next| units.row(*next).is_some_and(|next| next.sounds_like(row)));
                found.extend(alike);
            });
        }
    }
}

/// The greatest weight of the sounds of some units of a route, and the least and the greatest Ψ of them
/// against each route.
fn extremes(
    units: Units<'_>,
    numbers: &[u32],
    route: Route,
) -> (u32, [[u16; 2]; Route::ALL.len()]) {
    let sounds = || numbers.iter().map(|number| units.sound(*number));
    let weight = sounds().map(|sound| price::weight(heard(sound))).max().unwrap_or(0);
    let sums = Route::ALL.map(|own| {
        let (_, presences) = presences(own, route);
        let sums = sounds().map(|sound| sum(sound, presences));
        sums.fold([u16::MAX, 0], |[least, greatest], sum| [least.min(sum), greatest.max(sum)])
    });
    (weight, sums)
}

impl Sounded for Units<'_> {
    fn sound(&self, unit: u32) -> &[u8] {
        Units::sound(self, unit)
    }
}
