//! Which listed units a unit may be paired with.
//!
//! # Why nothing is missed
//!
//! Two units are similar only in the ways of [`by_shapes`](crate::matching::similarity), and
//! [`Finder::near`] has a key for each:
//!
//! - they *sound* alike: [`sounds`](super::sounds);
//! - their *letters* are one or two edits apart: [`letters`](super::letters);
//! - they are written alike, one is an *initial* of the other, they stand for one *concept*, or are the
//!   same *number*: [`Buckets`] by these. Words that begin with the letter of an initial that is asked
//!   about are not listed: half of a dictionary would be. The bound takes such a token for paired.
//!
//! What is found is then compared: a key may find too much, never too little.

use super::buckets::{Buckets, hash};
use super::dictionary::{Row, Units};
use super::flaw::{self, Flaw};
use super::letters::Letters;
use super::similar::Similar;
pub(super) use super::sounds::Scope;
use super::sounds::{Group, Place, Sounds};
use super::{add_up, pairs, sort};
use crate::error::Result;
use crate::index::array::Array;
use crate::index::place;
use crate::index::sections::Sections;
use crate::matching::JOIN_RADIUS;
use crate::names::price::radius_between;
use crate::names::sound::Route;
use crate::names::trie::Rows;
use crate::names::{Class, Shape, initial};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// Radius to which the neighbours of listed tokens are stored, in hundredths of the mean weight within one
/// route; of another route so far that what is further off is no more similar.
pub(super) const STORED: u32 = 17;

/// A unit and how similar it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, PartialOrd, Ord,
)]
#[repr(C, packed(2))]
pub(super) struct Near {
    pub unit: u32,
    pub similar: Similar,
}

/// How far to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Of sounds of the same route, in hundredths of the mean weight.
    pub radius: u32,
    /// The same of joined words that a token is compared with.
    pub joined: u32,
    /// Letter edits.
    pub edits: usize,
}

/// Where neighbours are looked for.
#[derive(Clone, Copy)]
pub(super) struct Finder<'d> {
    /// The routes of the name that the units are of, if it has more than one.
    pub routes: u32,
    pub units: Units<'d>,
    pub exact: &'d Buckets,
    pub sounds: &'d Sounds,
    pub token_letters: &'d Letters,
    pub join_letters: &'d Letters,
}

impl Finder<'_> {
    /// Every unit that may be paired with a unit of a name, within each of the scopes and reaches.
    /// Those similar, in order of their numbers.
    pub(super) fn near(
        &self,
        shape: &Shape<'_>,
        reaches: &[(Scope, Reach)],
        rows: &mut Rows,
        numbers: &mut Vec<u32>,
        found: &mut Vec<Near>,
    ) {
        numbers.clear();
        self.by_what_it_is(shape, numbers);
        if shape.class != Class::Number {
            for (scope, reach) in reaches.iter().copied() {
                self.by_sound(shape, Group::Tokens, (scope, reach.radius), rows, numbers);
                if !shape.join {
                    let radius = if flaw::has(Flaw::Joined) { 0 } else { reach.joined };
                    let radius = radius.min(JOIN_RADIUS);
                    self.by_sound(shape, Group::Joins, (scope, radius), rows, numbers);
                }
                if scope == Scope::Within {
                    self.by_letters(shape, reach.edits, numbers);
                }
            }
        }
        self.compare(shape, |row| !(shape.join && row.is_join()), numbers, found);
    }

    /// Units that are written alike, or stand for the same.
    pub(super) fn by_what_it_is(&self, shape: &Shape<'_>, numbers: &mut Vec<u32>) {
        numbers.extend_from_slice(self.exact.get(hash(sort::TEXT, shape.text)));
        if shape.join {
            return;
        }
        if shape.class == Class::Number {
            numbers.extend_from_slice(self.exact.get(hash(sort::NUMBER, shape.letters)));
        } else {
            for letter in initial::letters(shape) {
                numbers.extend_from_slice(self.exact.get(hash(sort::INITIAL, &[letter])));
            }
        }
        for concept in shape.concepts {
            let key = hash(sort::CONCEPT, &concept.0.to_le_bytes());
            numbers.extend_from_slice(self.exact.get(key));
        }
    }

    /// Units a few letters off.
    pub(super) fn by_letters(&self, shape: &Shape<'_>, edits: usize, numbers: &mut Vec<u32>) {
        if shape.route == Route::Latin && edits > 0 {
            let letters = shape.letters;
            self.token_letters.near(letters, edits, self.units, numbers);
            if !shape.join {
                self.join_letters.near(letters, edits, self.units, numbers);
            }
        }
    }

    /// Every whole name that may be paired with a whole name, within each of the scopes and reaches.
    pub(super) fn near_whole(
        &self,
        shape: &Shape<'_>,
        reaches: &[(Scope, Reach)],
        rows: &mut Rows,
        numbers: &mut Vec<u32>,
        found: &mut Vec<Near>,
    ) {
        numbers.clear();
        numbers.extend_from_slice(self.exact.get(hash(sort::TEXT, shape.text)));
        for (scope, reach) in reaches.iter().copied() {
            let radius = reach.radius.min(JOIN_RADIUS);
            self.by_sound(shape, Group::Wholes, (scope, radius), rows, numbers);
            if scope == Scope::Within && shape.route == Route::Latin && reach.edits > 0 {
                let letters = shape.letters;
                self.join_letters.near(letters, reach.edits, self.units, numbers);
            }
        }
        self.compare(shape, Row::is_whole, numbers, found);
    }

    fn by_sound(
        &self,
        shape: &Shape<'_>,
        group: Group,
        (scope, radius): (Scope, u32),
        rows: &mut Rows,
        numbers: &mut Vec<u32>,
    ) {
        let routes = self.sounds.routes(group);
        let sound = (shape.route, shape.sound);
        for route in Route::ALL.into_iter().filter(|route| routes & 1 << *route as u32 != 0) {
            let radius = radius_between(shape.route, route, radius);
            let place = Place { group, route, scope, beside: self.routes & 1 << route as u32 != 0 };
            self.sounds.near(place, sound, radius, self.units, rows, numbers);
        }
    }

    pub(super) fn compare(
        &self,
        shape: &Shape<'_>,
        wanted: impl Fn(&Row) -> bool,
        numbers: &mut Vec<u32>,
        found: &mut Vec<Near>,
    ) {
        numbers.sort_unstable();
        numbers.dedup();
        found.clear();
        found.extend(numbers.iter().filter_map(|number| {
            let row = self.units.row(*number).filter(|row| wanted(row))?;
            let similar = Similar::of(shape, &self.units.shape(row))?;
            Some(Near { unit: *number, similar })
        }));
    }
}

/// The neighbours of each listed token, to [`STORED`] by sound and all by letters, numbers, concepts.
pub(super) struct Neighbours {
    /// Where the neighbours of each token begin, and where those of the last end.
    starts: Array<u32>,
    near: Array<Near>,
    /// In how many records the neighbours of each token stand.
    scored: Array<u32>,
}

impl Neighbours {
    /// `heard` are the pairs [by sound](pairs::by_sound).
    ///
    /// # Errors
    ///
    /// An argument error if there are more than an index has room for.
    pub(super) fn build(
        heard: Vec<(u32, Near)>,
        finder: Finder<'_>,
        posting_starts: &[u32],
    ) -> Result<Neighbours> {
        let pairs = pairs::all(heard, finder);
        place(pairs.len(), "pairs of words that are alike")?;
        // Tokens are the first units, and joins have none.
        let count = finder.units.rows.partition_point(|row| !row.is_join());
        let (mut starts, mut scored) = (vec![0u32; count + 1], vec![0u32; count]);
        for (unit, near) in &pairs {
            let (unit, near) = (*unit as usize, near.unit as usize);
            starts[unit + 1] += 1;
            let stands = posting_starts[near + 1] - posting_starts[near];
            scored[unit] = scored[unit].saturating_add(stands);
        }
        add_up(&mut starts);
        let near: Vec<Near> = pairs.into_iter().map(|(_, near)| near).collect();
        Ok(Neighbours { starts: starts.into(), near: near.into(), scored: scored.into() })
    }

    pub(super) fn write(&self, name: &str, sections: &mut Sections) {
        sections.add(format!("{name}.near.starts"), self.starts.bytes());
        sections.add(format!("{name}.near"), self.near.bytes());
        sections.add(format!("{name}.near.scored"), self.scored.bytes());
    }

    pub(super) fn open(name: &str, sections: &Sections) -> Result<Neighbours> {
        Ok(Neighbours {
            starts: sections.array(&format!("{name}.near.starts"))?,
            near: sections.array(&format!("{name}.near"))?,
            scored: sections.array(&format!("{name}.near.scored"))?,
        })
    }

    /// The stored neighbours of a token.
    pub(super) fn of(&self, unit: u32) -> &[Near] {
        let unit = unit as usize;
        match (self.starts.get(unit), self.starts.get(unit + 1)) {
            (Some(start), Some(end)) => {
                self.near.get(*start as usize..*end as usize).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// In how many records the neighbours of a token stand.
    pub(super) fn scored(&self, unit: u32) -> u32 {
        self.scored.get(unit as usize).copied().unwrap_or(0)
    }
}
