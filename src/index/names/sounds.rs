//! Sounds near a sound: tries of the listed ones, in bands of about equal weight.
//!
//! The sounds of each route are kept in tries, those of about the same [`presence`] in one, with what
//! follows each node of them: so a walk goes where a sound near enough may be, and nowhere else. What follows
//! depends on the route of the query; it is added up when first asked for.
//!
//! Within one route the [`range`] of the presence of a sound within a radius is bounded whatever its trie.

use super::dictionary::{Row, Units};
use crate::error::Result;
use crate::index::array::Array;
use crate::index::place;
use crate::index::sections::Sections;
use crate::names::presence::{TABLES, presence, presences, sum, table};
use crate::names::price::{self, heard};
use crate::names::sound::Route;
use crate::names::trie::{Node, Rows, Sounded, plant, rests as rests_of};
use crate::names::walk::RoughRest;
use std::sync::OnceLock;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// How wide the Φ of the sounds of one trie is.
const BAND: u32 = 300;

/// All sounds of a group and route …
const ALL: u32 = 0;
/// … and those among them that stand in names of several scripts.
const MIXED: u32 = 1;

/// Where partners are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// In names that have a script in common with the query: units of the query's routes, and what
    /// stands beside such in names of several scripts.
    Within = 0,
    /// In names that have no script in common with it: units of other routes.
    Across = 1,
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
}

/// What follows each node of a trie, by the [`table`] of the prices asked with.
type Rests = [Followed; TABLES];

/// What follows the nodes of a trie, for one table of prices: added up when first asked for.
#[derive(Default)]
struct Followed {
    /// Most tries hold nothing near most queries, which shows at the root.
    root: OnceLock<RoughRest>,
    nodes: OnceLock<Box<[RoughRest]>>,
}

/// Tries of the listed sounds, in the order of group, route, shelf and band.
pub(super) struct Sounds {
    tries: Array<Trie>,
    nodes: Array<Node>,
    rests: Vec<Rests>,
    /// Which tries stand on each shelf of each route and group.
    shelves: [[[(usize, usize); 2]; Route::ALL.len()]; 3],
    /// The routes that have sounds of each group, as masks.
    routes: [u32; 3],
}

impl Sounds {
    /// Tries over the units of a dictionary.
    ///
    /// # Errors
    ///
    /// An argument error if they have more nodes than an index has room for.
    pub(super) fn build(units: Units<'_>) -> Result<Sounds> {
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
                    for of_band in of_shelf.chunk_by(|a, b| a.0 == b.0) {
                        let numbers: Vec<u32> = of_band.iter().map(|(_, number)| *number).collect();
                        let start = place(nodes.len(), "sounds of words")?;
                        plant(&units, &numbers, &mut nodes);
                        let end = place(nodes.len(), "sounds of words")?;
                        let (group, route, band) = (group as u32, route as u32, of_band[0].0);
                        tries.push(Trie { group, route, shelf, band, start, end });
                    }
                }
            }
        }
        Ok(Sounds::of(tries.into(), nodes.into()))
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
        let mut shelves = [[[(0, 0); 2]; Route::ALL.len()]; 3];
        for (at, trie) in tries.iter().enumerate() {
            let [group, route, shelf] = [trie.group, trie.route, trie.shelf].map(|at| at as usize);
            let of_route = shelves.get_mut(group).and_then(|routes| routes.get_mut(route));
            if let Some((start, end)) = of_route.and_then(|shelves| shelves.get_mut(shelf)) {
                if *start == *end {
                    *start = at;
                }
                *end = at + 1;
                routes[group] |= 1 << route;
            }
        }
        let rests = tries.iter().map(|_| Rests::default()).collect();
        Sounds { tries, nodes, rests, shelves, routes }
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
        let shelf = match scope {
            Scope::Within if route != own && !beside => MIXED,
            Scope::Across if route == own => return,
            _ => ALL,
        };
        let (start, end) = self.shelves[group as usize][route as usize][shelf as usize];
        let (Some(tries), Some(rests)) = (self.tries.get(start..end), self.rests.get(start..end))
        else {
            return;
        };
        let (presence_of, presence_of_listed) = presences(own, route);
        let (mut of_query, mut is_aimed) = (None, false);
        for (trie, by_table) in tries.iter().zip(rests) {
            let nodes = self.nodes.get(trie.start as usize..trie.end as usize).unwrap_or(&[]);
            let Some(followed) = by_table.get(table(own, route)) else { continue };
            let rests = || rests_of(nodes, &units, presence_of_listed);
            let mut added_up = None;
            let root = followed
                .root
                .get_or_init(|| added_up.insert(rests()).first().copied().unwrap_or_default());
            let of_query = of_query
                .get_or_insert_with(|| (sum(sound, presence_of), price::weight(heard(sound))));
            if !root.rest().may_hold(*of_query, radius) {
                continue;
            }
            let rests = followed.nodes.get_or_init(|| added_up.unwrap_or_else(rests));
            if !is_aimed {
                rows.aim((own, sound), route, radius);
                is_aimed = true;
            }
            rows.over((nodes, rests), &units, |first| {
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

impl Sounded for Units<'_> {
    fn sound(&self, unit: u32) -> &[u8] {
        Units::sound(self, unit)
    }
}
