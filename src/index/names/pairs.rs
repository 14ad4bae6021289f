//! The neighbours of all listed tokens, found together.
//!
//! Two units are as far from each other as the other way round, so a pair is looked for once, and noted for
//! both: of two routes, by one [`Crossing`] of the sounds of one with those of the other. What is
//! written alike, stands for the same or is a few letters off is looked up token by token, as a query
//! does it.

use super::bound::SLOPE;
use super::dictionary::{Row, Units};
use super::neighbours::{Finder, Near, STORED, STORED_ACROSS, compared};
use super::sounds::across;
use crate::matching::{EQUAL, JOIN_RADIUS};
use crate::names::Class;
use crate::names::crossing::{Branches, Crossing, Pending, Side};
use crate::names::moves::moves;
use crate::names::presence::presences;
use crate::names::price::{self, floor, heard};
use crate::names::sound::Route;
use rayon::prelude::*;

/// Every listed token with each of its neighbours, in order: to [`STORED`] by sound, to
/// [`STORED_ACROSS`] across, and all by letters, numbers, concepts.
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

/// The greatest similarity of what is not stored across routes.
const BEYOND_ACROSS: u16 = (EQUAL - SLOPE * STORED_ACROSS) as u16;

/// The sounds of some units of a route, of about the same weight.
struct Voices {
    branches: Branches,
    route: Route,
    joins: bool,
    mixed: bool,
}

/// The sounds of every route: of tokens and of joins, of all and of those in names of several scripts.
fn voices(units: Units<'_>) -> Vec<Voices> {
    let mut starts = Vec::new();
    let mut next = 0;
    for alike in units.rows.chunk_by(Row::sounds_like) {
        starts.push((next, alike));
        next += alike.len() as u32;
    }
    let mut kinds = Vec::new();
    for route in Route::ALL {
        for (joins, mixed) in [(false, false), (false, true), (true, false), (true, true)] {
            kinds.push((route, joins, mixed));
        }
    }
    let voices = kinds.into_par_iter().flat_map_iter(|(route, joins, mixed)| {
        let of_kind = starts.iter().filter(|(_, alike)| {
            let row = &alike[0];
            (row.route(), row.is_join()) == (route, joins)
                && (!mixed || alike.iter().any(Row::is_mixed))
        });
        let sounds = of_kind.map(|(start, _)| (*start, units.sound(*start)));
        let mut sounds: Vec<(u32, u32, &[u8])> = sounds
            .filter(|(_, sound)| !sound.is_empty())
            .map(|(key, sound)| (price::weight(heard(sound)) / BAND, key, sound))
            .collect();
        sounds.sort_unstable();
        let bands = sounds.chunk_by(|a, b| a.0 == b.0).map(|band| Voices {
            branches: Branches::of(band.iter().map(|(_, key, sound)| (*key, *sound))),
            route,
            joins,
            mixed,
        });
        bands.collect::<Vec<_>>()
    });
    voices.collect()
}

/// How far the sounds of two kinds are listed, if they are compared.
fn radius(own: &Voices, other: &Voices) -> Option<u32> {
    if own.joins {
        return None;
    }
    let most = if other.joins { JOIN_RADIUS } else { u32::MAX };
    let same = own.route == other.route;
    let radius = match (own.mixed, other.mixed) {
        (false, false) if same => STORED.min(most),
        (false, false) => across(STORED_ACROSS.min(most)),
        // What stands beside words of other scripts is listed as far as they are.
        (false, true) if !same => across(STORED.min(most)),
        _ => return None,
    };
    // Of two routes of tokens one is enough.
    let turned = !other.joins && !other.mixed && (own.route as u32) > other.route as u32;
    (!turned).then_some(radius.min(floor(own.route, other.route)))
}

/// Tokens with what sounds like them.
pub(super) fn by_sound(units: Units<'_>) -> Vec<(u32, Near)> {
    let voices = voices(units);
    let mut pairs = Vec::new();
    let of_route = |route: Route| voices.iter().filter(move |voices| voices.route == route);
    let routes = || Route::ALL.into_iter().filter(|route| of_route(*route).next().is_some());
    for (left, right) in routes().flat_map(|left| routes().map(move |right| (left, right))) {
        let of = |route: Route, presence: &'static [u16; price::SYMBOL_COUNT]| {
            let voices: Vec<&Voices> = of_route(route).collect();
            let sides = voices
                .into_par_iter()
                .map(|voices| (voices, Side::new(&voices.branches, presence)));
            sides.collect::<Vec<_>>()
        };
        let (own, other) = presences(left, right);
        let (lefts, rights) = (of(left, own), of(right, other));
        let moves = moves(left, right);
        let crossings: Vec<Crossing<'_>> = lefts
            .iter()
            .flat_map(|left| rights.iter().map(move |right| (left, right)))
            .filter_map(|((own, left), (other, right))| {
                Crossing::new(left, right, moves, radius(own, other)?)
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
    pairs
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
            let Some((similarity, equal)) = compared(&shape, &units.shape(other_row)) else {
                continue;
            };
            let apart = row.route() != other_row.route() && similarity <= BEYOND_ACROSS;
            let near = |unit: u32| Near { unit, similarity, equal: u16::from(equal) };
            if is_kept && (!apart || other_row.is_mixed()) {
                pairs.push((own, near(other)));
            }
            if other_is_kept && (!apart || row.is_mixed()) {
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
