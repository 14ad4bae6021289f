//! The neighbours of all listed tokens, found together.
//!
//! Two units are as far from each other as the other way round, so a pair is looked for once, and noted for
//! both: of two routes, by one [`Crossing`] of the sounds of one with those of the other. What is
//! written alike, stands for the same or is a few letters off is looked up token by token, as a query
//! does it.

use super::bound::SLOPE;
use super::dictionary::{Row, Units};
use super::neighbours::{Finder, Near, STORED};
use super::similar::Similar;
use crate::matching::{EQUAL, JOIN_RADIUS};
use crate::names::Class;
use crate::names::crossing::{Branches, Crossing, Pending, Side};
use crate::names::moves::moves;
use crate::names::presence::{presences, table};
use crate::names::price::{self, floor, heard, radius_between};
use crate::names::sound::Route;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Every listed token with each of its neighbours, in order: to [`STORED`] by sound, and all by letters,
/// numbers, concepts.
///
/// `pairs` are those [`by_sound`].
pub(super) fn all(mut pairs: Vec<(u32, Near)>, finder: Finder<'_>) -> Vec<(u32, Near)> {
    pairs.extend(by_key(finder));
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// How wide a band of weights is: sounds of one band may be compared as far as its heaviest.
const BAND: u32 = 150;

/// The greatest similarity of what is not stored.
const BEYOND: u32 = EQUAL - SLOPE * STORED;

/// The sounds of some units of a route, of about the same weight.
struct Voices {
    branches: Branches,
    route: Route,
}

/// What is compared with tokens: tokens or joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choir {
    Tokens,
    Joins,
}

impl Choir {
    /// How far tokens are listed that sound like these, if they are: those of `own` beside units of `route`.
    fn radius(self, own: Route, route: Route) -> Option<u32> {
        let radius = match self {
            Choir::Tokens => STORED,
            Choir::Joins => STORED.min(JOIN_RADIUS),
        };
        // Of two routes of tokens one is enough.
        let turned = self == Choir::Tokens && own as u32 > route as u32;
        (!turned).then_some(radius_between(own, route, radius).min(floor(own, route)))
    }
}

/// Hands on the sounds of a route's units, one band of weight after the other. Of units that sound alike, the
/// first one is the key.
fn each_band(units: Units<'_>, route: Route, choir: Choir, mut then: impl FnMut(Voices)) {
    // Units stand in the order of token or join, then of the route.
    let place = |row: &Row| (row.is_join(), row.route() as u32);
    let of_choir = (choir == Choir::Joins, route as u32);
    let start = units.rows.partition_point(|row| place(row) < of_choir);
    let end = units.rows.partition_point(|row| place(row) <= of_choir);
    let mut next = start as u32;
    let keys = units.rows[start..end].chunk_by(Row::sounds_like).map(|alike| {
        let key = next;
        next += alike.len() as u32;
        key
    });
    let sounds = keys.map(|key| (key, units.sound(key))).filter(|(_, sound)| !sound.is_empty());
    let mut banded: Vec<(u32, u32, &[u8])> =
        sounds.map(|(key, sound)| (price::weight(heard(sound)) / BAND, key, sound)).collect();
    banded.sort_unstable();
    for band in banded.chunk_by(|a, b| a.0 == b.0) {
        let branches = Branches::of(band.iter().map(|(_, key, sound)| (*key, *sound)));
        then(Voices { branches, route });
    }
}

/// Tokens with what sounds like them.
pub(super) fn by_sound(units: Units<'_>) -> Vec<(u32, Near)> {
    let tokens_of = |route: Route| {
        let mut tokens = Vec::new();
        each_band(units, route, Choir::Tokens, |voices| tokens.push(voices));
        tokens
    };
    let all_tokens: Vec<Voices> = Route::ALL.into_par_iter().flat_map_iter(tokens_of).collect();
    let mut pairs = Vec::new();
    for right in Route::ALL {
        // Joins are made of tokens of their route.
        if !all_tokens.iter().any(|tokens| tokens.route == right) {
            continue;
        }
        let lefts: Vec<(&Voices, Side<'_>)> = all_tokens
            .par_iter()
            .map(|left| (left, Side::new(&left.branches, presences(left.route, right).0)))
            .collect();
        for others in all_tokens.iter().filter(|tokens| tokens.route == right) {
            meet(units, &lefts, (others, Choir::Tokens), &mut pairs);
        }
        // One band after the other: there are so many joins that all their tries take more memory than
        // the index does.
        each_band(units, right, Choir::Joins, |others| {
            meet(units, &lefts, (&others, Choir::Joins), &mut pairs);
        });
    }
    pairs
}

/// Adds the pairs of tokens with what sounds like them of one band.
fn meet(
    units: Units<'_>,
    lefts: &[(&Voices, Side<'_>)],
    (other, choir): (&Voices, Choir),
    pairs: &mut Vec<(u32, Near)>,
) {
    let compared = || {
        let radius = |own: Route| choir.radius(own, other.route);
        lefts.iter().filter_map(move |(own, left)| Some((own.route, left, radius(own.route)?)))
    };
    // What follows the nodes on the right, for each table of presences that is asked for.
    let mut rights: BTreeMap<usize, Side<'_>> = BTreeMap::new();
    for (own, ..) in compared() {
        let side = || Side::new(&other.branches, presences(own, other.route).1);
        rights.entry(table(own, other.route)).or_insert_with(side);
    }
    let crossings: Vec<Crossing<'_>> = compared()
        .filter_map(|(own, left, radius)| {
            let right = rights.get(&table(own, other.route))?;
            Crossing::new(left, right, moves(own, other.route), radius)
        })
        .collect();
    let walks: Vec<(&Crossing<'_>, usize)> = crossings
        .iter()
        .flat_map(|crossing| crossing.beginnings().map(move |symbol| (crossing, symbol)))
        .collect();
    pairs.par_extend(
        walks
            .into_par_iter()
            .with_max_len(1)
            .map_init(Pending::default, |pending, (crossing, symbol)| {
                let mut pairs = Vec::new();
                crossing.beginning_with(symbol, pending, |own, other| {
                    note(units, own, other, &mut pairs);
                });
                pairs
            })
            .flatten_iter(),
    );
}

/// Notes the units that sound like these, as far as they are alike, each for the other.
fn note(units: Units<'_>, own: u32, other: u32, pairs: &mut Vec<(u32, Near)>) {
    let alike = |first: u32| {
        let rows = units.rows.get(first as usize..).unwrap_or(&[]);
        let rows = rows.iter().take_while(|row| row.sounds_like(&rows[0]));
        (first..).zip(rows)
    };
    for (own, row) in alike(own) {
        let shape = units.shape(row);
        for (other, other_row) in alike(other) {
            let (is_kept, other_is_kept) = (is_kept(row), is_kept(other_row));
            if !is_kept && !other_is_kept {
                continue;
            }
            let similar = Similar::of(&shape, &units.shape(other_row));
            let Some(similar) = similar.filter(|similar| similar.similarity() > BEYOND) else {
                continue;
            };
            let near = |unit: u32| Near { unit, similar };
            if is_kept {
                pairs.push((own, near(other)));
            }
            if other_is_kept {
                pairs.push((other, near(own)));
            }
        }
    }
}

/// Whether its neighbours by sound are stored.
fn is_kept(row: &Row) -> bool {
    !row.is_join() && !matches!(row.class(), Class::Initial | Class::Number)
}

/// Tokens by the keys that a query has as well.
fn by_key(finder: Finder<'_>) -> Vec<(u32, Near)> {
    let units = finder.units;
    (0..units.rows.len() as u32)
        .into_par_iter()
        .with_min_len(64)
        .map_init(
            || (Vec::new(), Vec::new()),
            |(numbers, near), number| {
                let row = units.row(number)?;
                if row.is_join() || row.class() == Class::Initial {
                    return None;
                }
                let shape = units.shape(row);
                numbers.clear();
                finder.by_what_it_is(&shape, numbers);
                if shape.class != Class::Number {
                    finder.by_letters(&shape, 2, numbers);
                }
                finder.compare(&shape, |_| true, numbers, near);
                Some(near.iter().map(|near| (number, *near)).collect::<Vec<_>>())
            },
        )
        .flatten()
        .flatten_iter()
        .collect()
}
