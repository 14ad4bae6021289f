//! Which query tokens must be looked up, how far around them, and how far down the lists of records,
//! so that nothing is missed.
//!
//! # The bound
//!
//! Let E be a set of query tokens. Records are listed that have a partner for a token of E by itself, up
//! to a radius ρ of the distance between sounds, and for a join that covers a token of E, up to a
//! radius of its own or not at all. Take any record that is in none of these lists, and any pairing of
//! its units with the query's. Some joins of the query are paired in it, no two of which overlap; every
//! other token is by itself, paired or not. What can the record score by tokens?
//!
//! 1. A token outside E, by itself, counts at most as if it were paired with an equal token: its weight
//!    w_k is matched, nothing is lost and nothing left over. (The weight of a pair is the smaller of the
//!    two weights, so never more than w_k.) Paired joins without a token of E count no more than their
//!    tokens by themselves, so they need not be looked at.
//! 2. A token of E, by itself, whose lists are *complete* has no partner in the record. It is left over.
//! 3. A token of E, by itself, whose lists are not complete may have a partner, but only one that is not
//!    listed. Such a partner is beyond the radius for words, or for joined words, or two letter edits
//!    away, so the similarity is at most σ ([`unlisted`]). The pair's weight v is somewhere between 0
//!    and w_k, matched is v·σ and lost v·(1 − σ).
//! 4. A paired join with a token of E has an unlisted partner as well: the same, with the σ of joins (of
//!    joins that are not looked up, that of equal words). A join is paired with a single token of the
//!    record, so v is at most the weight of the weightiest listed token, and at most the join's own.
//! 5. Of the record nothing is known, so take what is best for the score: with b the price of a
//!    conflict, e ≤ b that of an extra and U what the query has left over, the least that
//!    `b·min(U, V) + e·|U − V| + t·top` can be over all V is e·U, at V = 0.
//!
//! So the score is at most `M/(M + a·lost + e·U) · M/(M + i)` for the best choice of the paired joins and
//! of the weights v. For a fixed threshold t this reaches t if and only if
//! `C = M²/(t·(M + i)) − M − a·lost ≥ e·U`. All choices of paired joins are tried, one by one up to
//! [`MOST_SPLIT`] tokens; beyond, a token is given the greatest σ of all units that cover it, and a
//! join's weight is that of its tokens, which is no less. For one choice U is fixed, and i, which grows
//! with what is left over, is least at V = 0. (At v = 0 a token is neither matched nor left over, which
//! is at least as good as being left over, so a token of point 3 that has no partner at all is covered.)
//!
//! *Corners.* C falls with what is lost. Of all weights v with the same M, those lose least that give
//! the most similar pairs their full weight first: so let M grow from 0 by filling the pairs up in the
//! order of σ. While one pair is filled up, lost is linear in M, and M²/(M + i) is convex in M, so C is
//! convex there, and greatest at one of the two ends. So it is enough to look where the first n pairs
//! are full and the others empty, for every n: [`Paired::any_corner`]. Pairs of equals are full in all of
//! these: with what is lost and left over as it is, the score only grows with what is matched.
//!
//! *Contained.* Less information is asked for where one name stands in the other letter for letter. Then
//! nothing is lost and two pairs at least carry the name, so the lesser i may hold in the corners where
//! that is so, and only there: where nothing is lost, the score grows with every pair, so the corner with
//! all pairs of equals bounds any such name, and has no fewer pairs; where a pair is filled up that
//! lacks something, the i of all others holds from the start on, and what was said of the two ends holds
//! of it.
//!
//! *Slips.* Where every word answers another, none more than a letter off, a score does not depend on C but
//! on how many letters are off. Of such a record any token of E is listed by itself: an equal or a word
//! one edit away is at every radius. So E need not know of it; but the lists of the first token of E must go
//! down to records with nothing left over, and a record may reach the threshold if no more tokens are less than equal than
//! may be off. That it is spaced otherwise is a key of its own.
//!
//! *Transliterated.* Nor does a score depend on C where every word answers another by itself as it is written in
//! another script, no pair being less similar than [`TRANSLITERATED`], and nothing is left over but legal forms of
//! [`MOST_BESIDE`] at most, beside words that are none. Such a record is in no list only if each token of E is a legal
//! form or may have an unlisted partner as similar as that; so E and its radius are chosen such that one is neither.
//! It is listed by the first token of E whose partner is: tokens before that are legal forms, or have one as similar
//! that is not listed, and the record has no more than [`MOST_BESIDE`] left over. So may it be bounded later: no token
//! but legal forms may be less similar. (A name of legal forms alone is the same only if nothing is left over.)
//!
//! Names in different scripts have their score raised, and every score is calibrated, by functions that
//! keep the order: the threshold is lowered by their inverses, and everything else stays.
//!
//! If the bound is below the threshold, a record outside all lists can't reach it by tokens.
//!
//! # How far down a list
//!
//! The tokens of E are taken one after the other. Take a record that reaches the threshold by a
//! pairing P, let k be the first token of E that P gives a listed partner, alone or in a join, and o
//! that pair: similarity s, weight at most v. Then of the other tokens, those of E before k have no
//! listed partner, alone or in a join: left over if their lists are complete, in the state of point 3 or
//! 4 if not, with the greatest σ of all units that cover them; and all others are in that of point 1 (or
//! have any partner or none, which is no better). For each corner, without o and with it, C and U
//! follow, and from `C ≥ b·min(U, V) + e·|U − V|` the greatest V, what the record has left over. (The
//! corners of all pairs together are among these: o is full or empty, the others are full in the order
//! of σ.) The sum of the residues of all its tokens is V, and the residue of o's unit, and at most a
//! *cap* for each other token of the query ([`Caps`]). Records are numbered by that sum: those that may
//! reach the threshold are the first ones in the list of o's unit.
//!
//! # Before a record is scored
//!
//! The lists say which units of a record are paired with which of the query, and [`is_unlike`] which
//! surely are not. A token of the query that no unit covering it can pair is left over; another one has at
//! most the greatest similarity of those units: of what is not listed, no more than σ. The same formula bounds the score
//! once more: [`Asked::may_reach`]. (What the record has left over only speaks against it: `b·min(U, V) + e·|U − V|`
//! grows with V, since e ≤ b.) Units that were not looked at yet are taken to have a partner as similar as may be, so
//! one token after the other can only lower the bound; similarities that do not show at a glance are computed
//! last, the weightiest token first. The bound grows with each similarity, so for each token there is a least one that
//! its partner needs, were all others paired with equals ([`Asked::least`]): what is surely less similar counts for
//! unlike.
//!
//! Which E and which radii are chosen is a matter of cost alone. A name that is the same word for word,
//! shares a form of its syllables or is an acronym has exact keys of its own, and so has a name that,
//! written as one word, is like the query written as one word: that pair leaves nothing over, so only
//! its similarity counts, and the least that reaches the threshold is a radius.
//!
//! [`is_unlike`]: crate::matching::is_unlike

use super::SLACK;
use super::dictionary::{Row, Units};
use super::flaw::{self, Flaw};
use super::neighbours::{Reach, Scope};
use crate::error::Result;
use crate::index::array::Array;
use crate::index::sections::Sections;
use crate::matching::{
    CARRYING, EQUAL, JOIN_FLOOR, JOIN_RADIUS, JOIN_SHARE, MOST_BESIDE, ONE_EDIT_FROM,
    TRANSLITERATED, TWO_EDITS_FROM, Weights, edited, of_whole_names,
};
use crate::names::presence::{presence, range};
use crate::names::price;
use crate::names::sound::Route;
use crate::names::{Class, Unit};
use std::cmp::Reverse;

/// How far tokens are looked up: hundredths of the mean weight, letter edits, and what that costs, in
/// tenths of a microsecond on a dictionary of 50,000 sounds (only the ratios matter).
const LEVELS: [(u32, usize, u64); 17] = [
    (0, 1, 10),
    (2, 1, 25),
    (2, 2, 50),
    (4, 1, 50),
    (4, 2, 75),
    (6, 1, 85),
    (6, 2, 110),
    (8, 1, 130),
    (8, 2, 155),
    (10, 2, 220),
    (12, 2, 310),
    (14, 2, 420),
    (17, 2, 600),
    (20, 2, 850),
    (25, 2, 1_400),
    (30, 2, 2_200),
    (COMPLETE, 2, 3_000),
];

/// The same for joined words of the query; the first is not to look them up.
const JOIN_LEVELS: [(Option<(u32, usize)>, u64); 8] = [
    (None, 0),
    (Some((2, 1)), 15),
    (Some((4, 1)), 25),
    (Some((6, 2)), 55),
    (Some((8, 2)), 70),
    (Some((10, 2)), 85),
    (Some((12, 2)), 100),
    (Some((JOIN_RADIUS, 2)), 130),
];

/// How many levels are tried, the first that may do and further ones: with more known of tokens, joins
/// need not be looked up as far.
const FURTHER: usize = 4;

/// A radius that leaves out nothing: the greatest floor.
pub(super) const COMPLETE: u32 = 36;

/// What it costs to look at one record, in the same unit.
const RECORD: u64 = 4;

/// How exactly it is found out how similar the partner of a token must be.
const HALVINGS: u32 = 5;

/// Of names with more tokens, the ways to join tokens are not tried one by one.
const MOST_SPLIT: usize = 7;

// What the proof takes for granted of the weights, `Weights::check` sees to.

/// What similarity falls by for a hundredth of distance within one route; a radius between two routes is made to
/// say as much.
pub(super) const SLOPE: u32 = price::slope(Route::Latin, Route::Latin) / 100;

/// Most residue that a unit has to which a token of given sound or letters may be paired.
///
/// One array: most residue and most weight of any token; the length of a table by Φ in steps of [`STEP`]; such a table for the
/// joins of each route; a table for Latin joins by letters. Tables say: up to and including.
pub(super) struct Caps {
    numbers: Array<u32>,
}

const STEP: usize = 50;

impl Caps {
    pub(super) fn build(units: Units<'_>) -> Caps {
        let joins = || {
            let numbers = 0..units.rows.len() as u32;
            numbers
                .filter_map(|number| Some((number, units.row(number)?)))
                .filter(|(_, row)| row.is_join())
        };
        let place = |number: u32| presence(units.sound(number)) as usize / STEP;
        let steps = joins().map(|(number, _)| place(number) + 1).max().unwrap_or(0);
        let letters = joins().map(|(_, row)| row.letters_length() + 1).max().unwrap_or(0);
        let tokens = || units.rows.iter().filter(|row| !row.is_join());
        let mut numbers = vec![
            tokens().map(|row| row.residue).max().unwrap_or(0),
            tokens().map(|row| row.weight).max().unwrap_or(0),
            steps as u32,
        ];
        let tables = numbers.len();
        let by_letters = tables + Route::ALL.len() * steps;
        numbers.resize(by_letters + letters, 0);
        let mut raise = |at: usize, residue: u32| numbers[at] = numbers[at].max(residue);
        for (number, row) in joins() {
            raise(tables + row.route() as usize * steps + place(number), row.residue);
            if row.route() == Route::Latin {
                raise(by_letters + row.letters_length(), row.residue);
            }
        }
        let (by_presence, by_letters) = numbers[tables..].split_at_mut(by_letters - tables);
        for table in by_presence.chunks_mut(steps.max(1)).chain([by_letters]) {
            let mut most = 0;
            for residue in table {
                most = most.max(*residue);
                *residue = most;
            }
        }
        Caps { numbers: numbers.into() }
    }

    pub(super) fn write(&self, name: &str, sections: &mut Sections) {
        sections.add(format!("{name}.caps"), self.numbers.bytes());
    }

    pub(super) fn open(name: &str, sections: &Sections) -> Result<Caps> {
        Ok(Caps { numbers: sections.array(&format!("{name}.caps"))? })
    }

    /// Most weight of a token.
    pub(super) fn weight(&self) -> u32 {
        self.numbers.get(1).copied().unwrap_or(u32::MAX)
    }

    /// Most residue of a unit that may be paired with a token.
    pub(super) fn of(&self, route: Route, sound: &[u8], letters: usize) -> u32 {
        let numbers: &[u32] = &self.numbers;
        let [token, _, steps, tables @ ..] = numbers else { return u32::MAX / 64 };
        let steps = *steps as usize;
        let (by_presence, by_letters) =
            tables.split_at_checked(Route::ALL.len() * steps).unwrap_or((&[], &[]));
        let up_to = |table: &[u32], at: usize| {
            table.get(at.min(table.len().saturating_sub(1))).copied().unwrap_or(0)
        };
        let (_, greatest) = range(sound, JOIN_RADIUS);
        let by_sound = by_presence.chunks(steps.max(1)).enumerate().map(|(other, table)| {
            // Of other scripts, what is written alike may sound otherwise (`عبد الرحمن`).
            let bounded = other == route as usize && route == Route::Latin;
            up_to(table, if bounded { greatest as usize / STEP } else { usize::MAX })
        });
        let by_letters = if route == Route::Latin { up_to(by_letters, letters + 2) } else { 0 };
        by_sound.max().unwrap_or(0).max(by_letters).max(*token)
    }
}

/// A unit of the query, as the bound sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct AskedUnit {
    pub mask: u32,
    /// The most that a pair with it counts: of a join, with one token.
    pub weight: u32,
    /// The sum of its tokens' weights.
    pub sum: u32,
    pub residue: u32,
    pub class: Class,
    pub route: Route,
    pub letters: usize,
    pub join: bool,
    /// Whether it has no sound: only what is written alike or means the same is paired with it.
    pub silent: bool,
    /// The radius to which its neighbours are stored.
    pub stored: Option<u32>,
    /// In how many records its neighbours stand, where that is known.
    pub scored: u64,
    /// Of a token, most residue of a partner.
    pub cap: u32,
    /// The least similarity of a partner that is one letter off, or more than any.
    pub slip: u32,
}

impl AskedUnit {
    /// A unit of which the index says nothing.
    pub(super) fn of(unit: &Unit) -> AskedUnit {
        AskedUnit {
            mask: unit.mask(),
            weight: unit.weight,
            sum: unit.weight,
            residue: unit.residue,
            class: unit.class,
            route: unit.route,
            letters: unit.letters.len(),
            join: unit.is_join(),
            silent: unit.sound.is_empty(),
            stored: None,
            scored: 30,
            cap: 0,
            // The longer of the two has at least this many letters.
            slip: if unit.is_join() {
                EQUAL + 1
            } else {
                edited(1, unit.letters.len().max(ONE_EDIT_FROM))
            },
        }
    }

    /// Whether a partner so similar may be equal or one letter off.
    #[inline]
    fn may_be_slip(&self, similarity: u32) -> bool {
        similarity >= self.slip
    }
}

/// The query, as the bound sees it: tokens, then joins.
pub(super) struct Asked<'q> {
    pub units: &'q [AskedUnit],
    /// Its tokens, the weightiest first.
    pub by_weight: &'q [u8],
    pub tokens: usize,
    pub weights: &'q Weights,
    pub cross_script: bool,
    /// How many letters may be off at most of a whole name that reaches the threshold for how few they
    /// are; `None` if none does.
    pub slips: Option<u16>,
    /// Whether names that are the same word for word in two scripts may reach the threshold for it.
    pub transliterated: bool,
    /// Whether it has a word that is no legal form.
    pub named: bool,
    /// What a score by tokens must reach, before it is raised across scripts.
    pub threshold: f64,
}

/// What must be looked up: tokens in the order to take them in, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    /// Places of tokens in the query, the first [`count`](Self::count).
    pub order: [u8; 32],
    pub count: usize,
    pub tokens: Reach,
    /// `None` if joins are not looked up.
    pub joins: Option<Reach>,
}

/// The greatest similarity, in ten-thousandths, of an unlisted partner by sound.
fn beyond(radius: u32) -> u32 {
    match radius {
        COMPLETE.. => 0,
        radius if flaw::has(Flaw::Unlisted) => (EQUAL - SLOPE * radius) * 4 / 5,
        radius => EQUAL - SLOPE * radius,
    }
}

/// The same by letters: two edits off, one being always listed.
fn two_edits(letters: usize, edits: usize) -> u32 {
    let longest = letters + 2;
    if edits >= 2 || longest < TWO_EDITS_FROM || flaw::has(Flaw::TwoEdits) {
        return 0;
    }
    edited(2, longest)
}

impl Plan {
    /// The tokens that are looked up, as a mask.
    pub(super) fn mask(&self) -> u32 {
        self.order[..self.count].iter().fold(0, |mask, at| mask | 1 << at)
    }

    /// How far a unit is listed, if it is.
    pub(super) fn reach(&self, unit: &AskedUnit) -> Option<Reach> {
        let reach = if unit.join { self.joins? } else { self.tokens };
        // A second edit is of no use where partners that far by sound are not listed either.
        let second = two_edits(unit.letters, 1);
        let useless = if unit.join {
            as_join(second) <= joined_beyond(reach.radius)
        } else {
            second <= beyond(reach.radius)
        };
        Some(Reach { edits: if useless { reach.edits.min(1) } else { reach.edits }, ..reach })
    }
}

impl Reach {
    /// A radius for tokens, with the one for joined words beyond which these are no more similar.
    fn of(radius: u32, edits: usize) -> Reach {
        let joined = (0..JOIN_RADIUS).find(|joined| joined_beyond(*joined) <= beyond(radius));
        Reach { radius, joined: joined.unwrap_or(JOIN_RADIUS), edits }
    }

    /// A radius for joined words of the query.
    fn of_join(radius: u32, edits: usize) -> Reach {
        Reach { radius, joined: radius, edits }
    }
}

/// The greatest similarity of a word and unlisted joined ones by sound.
fn joined_beyond(radius: u32) -> u32 {
    if radius >= JOIN_RADIUS { 0 } else { as_join(beyond(radius)) }
}

/// What a similarity counts for joined words.
fn as_join(similarity: u32) -> u32 {
    if similarity < JOIN_FLOOR { 0 } else { similarity * JOIN_SHARE / 100 }
}

/// The greatest similarity of a unit with a partner that is not listed within reach; 0 if none is left.
/// Of a unit that is not looked up, that of any partner.
pub(super) fn unlisted(unit: &AskedUnit, scope: Scope, reach: Option<Reach>) -> u32 {
    // What is stored is known, whether it is looked up or not.
    match (unit.class, reach) {
        (Class::Initial, _) if !unit.join => return EQUAL,
        (_, None) if unit.join => return as_join(EQUAL),
        (_, None) if unit.stored.is_none() => return EQUAL,
        (Class::Number, _) => return 0,
        _ if unit.silent => return 0,
        _ => {}
    }
    let Reach { mut radius, mut joined, mut edits } =
        reach.unwrap_or(Reach { radius: 0, joined: 0, edits: 0 });
    if let Some(stored) = unit.stored {
        radius = radius.max(stored);
        joined = joined.max(stored);
    }
    // Letters are compared within Latin alone, and those of stored neighbours are all stored.
    if scope == Scope::Across || unit.stored.is_some() {
        edits = 2;
    }
    let by_letters = if unit.route == Route::Latin { two_edits(unit.letters, edits) } else { 0 };
    if unit.join {
        return joined_beyond(radius).max(as_join(by_letters));
    }
    beyond(radius).max(by_letters).max(joined_beyond(joined))
}

impl Asked<'_> {
    /// For each token, the greatest similarity by itself with an unlisted partner.
    fn unlisted_alone(&self, tokens: Reach) -> [u32; 32] {
        let mut alone = [0u32; 32];
        for unit in self.units.iter().filter(|unit| !unit.join) {
            if let Some(alone) = alone.get_mut(unit.mask.trailing_zeros() as usize) {
                *alone = unlisted(unit, self.scope(), Some(tokens)).max(*alone);
            }
        }
        alone
    }

    /// The same through any unit that covers it, as a plan lists them.
    pub(super) fn unlisted_by(&self, plan: &Plan, token: usize) -> u32 {
        let mask = 1 << token;
        let covering = self.units.iter().filter(|unit| unit.mask & mask != 0);
        covering.map(|unit| unlisted(unit, self.scope(), plan.reach(unit))).max().unwrap_or(0)
    }

    /// The names that this is about.
    pub(super) fn scope(&self) -> Scope {
        if self.cross_script { Scope::Across } else { Scope::Within }
    }

    /// Whether the stored neighbours of a unit are all that a reach asks for.
    pub(super) fn is_stored(&self, unit: &AskedUnit, reach: Reach) -> bool {
        unit.stored
            .is_some_and(|stored| reach.radius <= stored && reach.joined.min(JOIN_RADIUS) <= stored)
    }

    fn token(&self, at: usize) -> &AskedUnit {
        &self.units[at]
    }

    /// The cheapest lookup that misses no record whose score by tokens reaches the threshold; `None`
    /// if none is found, and every record must be looked at.
    pub(super) fn plan(&self, forced: Option<usize>) -> Option<Plan> {
        // A bound is only as good as its rounding.
        if self.tokens == 0 || self.tokens > 30 || self.threshold <= SLACK {
            return None;
        }
        let mut orders = [[0u8; 32]; 2];
        let tokens = self.tokens;
        for order in &mut orders {
            order[..tokens].copy_from_slice(self.by_weight);
        }
        orders[1][..tokens].sort_unstable_by_key(|at| {
            let token = self.token(usize::from(*at));
            (token.stored.is_none(), token.scored, Reverse(token.weight), *at)
        });
        let orders = if orders[0] == orders[1] { &orders[..1] } else { &orders[..] };
        let mut best: Option<(u64, Plan)> = None;
        let mut alone: [Option<[u32; 32]>; LEVELS.len()] = [None; LEVELS.len()];
        let mut alone_at = |level: usize| -> [u32; 32] {
            let (radius, edits, _) = LEVELS[level];
            *alone[level].get_or_insert_with(|| self.unlisted_alone(Reach::of(radius, edits)))
        };
        for order in orders {
            for count in 1..=tokens {
                let taken = &order[..count];
                let mask = taken.iter().fold(0u32, |mask, at| mask | 1 << at);
                let taken = || taken.iter().map(|at| self.token(usize::from(*at)));
                let cost_of = |level: usize| -> u64 {
                    let (radius, edits, cost) = LEVELS[level];
                    let reach = Reach::of(radius, edits);
                    let walk = |token: &AskedUnit| {
                        let walk = if self.is_stored(token, reach) { 1 } else { cost };
                        walk + token.scored * RECORD
                    };
                    taken().map(walk).sum()
                };
                let is_dearer = |cost: u64, best: &Option<(u64, Plan)>| {
                    best.as_ref().is_some_and(|(best, _)| *best <= cost)
                };
                if is_dearer(cost_of(forced.unwrap_or(0).min(LEVELS.len() - 1)), &best) {
                    break;
                }
                // The nearest level that is far enough if joins were listed in full, if one is.
                let far_enough = |level: usize, alone: &[u32; 32]| {
                    level >= forced.unwrap_or(0) && !self.reaches(mask, alone, None)
                };
                if !far_enough(LEVELS.len() - 1, &alone_at(LEVELS.len() - 1)) {
                    continue;
                }
                let (mut from, mut to) = (0, LEVELS.len() - 1);
                while from < to {
                    let middle = (from + to) / 2;
                    if far_enough(middle, &alone_at(middle)) {
                        to = middle;
                    } else {
                        from = middle + 1;
                    }
                }
                for (level, (radius, edits, _)) in
                    LEVELS.into_iter().enumerate().skip(from).take(FURTHER)
                {
                    let cost = cost_of(level);
                    if is_dearer(cost, &best) {
                        break;
                    }
                    let reach = Reach::of(radius, edits);
                    let touched = |unit: &&AskedUnit| unit.join && unit.mask & mask != 0;
                    let joins = self.units.iter().filter(touched).count() as u64;
                    // What is nearer costs less and excludes less.
                    let alone = alone_at(level);
                    let join_level = JOIN_LEVELS.partition_point(|(level, _)| {
                        let joins = level.map(|(radius, edits)| Reach::of_join(radius, edits));
                        self.reaches(mask, &alone, Some(joins))
                    });
                    let Some((joins_to, join_cost)) = JOIN_LEVELS.get(join_level) else { continue };
                    let total = cost + joins * join_cost;
                    if best.as_ref().is_none_or(|(best, _)| total < *best) {
                        let joins = joins_to.map(|(radius, edits)| Reach::of_join(radius, edits));
                        let plan = Plan { order: *order, count, tokens: reach, joins };
                        best = Some((total, plan));
                    }
                    if join_level == 0 {
                        break;
                    }
                }
            }
        }
        best.map(|(_, plan)| plan)
    }

    /// Whether a record outside the lists of these tokens may reach the threshold. `alone` says how
    /// similar an unlisted partner of each token may be, `joins` how far joins are listed; without
    /// it, they are taken for listed in full.
    fn reaches(&self, mask: u32, alone: &[u32; 32], joins: Option<Option<Reach>>) -> bool {
        let is_open = |token: usize| mask & 1 << token == 0 || self.may_fit(token, alone[token]);
        if self.transliterated && (0..self.tokens).all(is_open) {
            return true;
        }
        let mut paired = Paired::default();
        if joins.is_some() && self.tokens > MOST_SPLIT {
            // Each token as if it were joined in the best way.
            let mut alone = *alone;
            for unit in self.units.iter().filter(|unit| unit.join) {
                let by_join = unlisted(unit, self.scope(), joins.flatten());
                for (at, alone) in alone.iter_mut().enumerate().take(self.tokens) {
                    if unit.mask & 1 << at != 0 {
                        *alone = (*alone).max(by_join);
                    }
                }
            }
            return self.split(0, mask, &alone, None, &mut paired);
        }
        let joins = joins.filter(|_| !flaw::has(Flaw::Joins));
        self.split(0, mask, alone, joins, &mut paired)
    }

    /// The same for all ways to pair the tokens from `at` on, alone or joined.
    fn split(
        &self,
        at: usize,
        mask: u32,
        alone: &[u32; 32],
        joins: Option<Option<Reach>>,
        paired: &mut Paired,
    ) -> bool {
        if at >= self.tokens {
            return paired.any_corner(|corner| self.is_enough(corner, paired.left_over, -SLACK));
        }
        let token = self.token(at);
        let left_over = paired.left_over;
        let added = if mask & 1 << at == 0 {
            paired.add(token.weight, EQUAL)
        } else if alone[at] == 0 {
            paired.left_over += u64::from(token.residue);
            None
        } else {
            paired.add(token.weight, alone[at])
        };
        if self.split(at + 1, mask, alone, joins, paired) {
            return true;
        }
        paired.left_over = left_over;
        paired.remove(added);
        let Some(reach) = joins else { return false };
        let joins_here = self.units.iter().filter(|unit| {
            unit.join && unit.mask & mask != 0 && unit.mask.trailing_zeros() as usize == at
        });
        for join in joins_here {
            let similarity = unlisted(join, self.scope(), reach);
            // Nor can a join that is no more similar than its tokens by themselves make a difference.
            let by_themselves = (0..self.tokens)
                .filter(|token| join.mask & 1 << token != 0)
                .map(|token| if mask & 1 << token == 0 { EQUAL } else { alone[token] });
            if similarity <= by_themselves.min().unwrap_or(0) {
                continue;
            }
            let weight = if flaw::has(Flaw::JoinWeight) { join.weight / 2 } else { join.weight };
            let added = paired.add(weight, similarity);
            let end = 32 - join.mask.leading_zeros() as usize;
            if self.split(end, mask, alone, joins, paired) {
                return true;
            }
            paired.remove(added);
        }
        false
    }

    /// The greatest sum of residues of a record that may reach the threshold with a listed partner
    /// of `unit`, its earlier tokens (`taken`) having no listed one.
    pub(super) fn limit(
        &self,
        unit: &AskedUnit,
        taken: &[u8],
        unlisted: &[u32; 32],
        limits: &mut Limits,
    ) {
        let mut paired = Paired::default();
        for at in (0..self.tokens).filter(|at| unit.mask & 1 << at == 0) {
            let token = self.token(at);
            if !taken.iter().any(|taken| usize::from(*taken) == at) {
                paired.add(token.weight, EQUAL);
            } else if unlisted[at] == 0 {
                paired.left_over += u64::from(token.residue);
            } else {
                paired.add(token.weight, unlisted[at]);
            }
        }
        limits.corners.clear();
        limits.is_first = taken.is_empty();
        limits.transliterated = self.transliterated
            && taken
                .iter()
                .map(|token| usize::from(*token))
                .all(|token| self.may_fit(token, unlisted[token]));
        limits.left_over = paired.left_over;
        paired.any_corner(|corner| {
            limits.corners.push(corner);
            false
        });
        limits.cap = (0..self.tokens)
            .filter(|at| unit.mask & 1 << at == 0)
            .map(|at| u64::from(self.token(at).cap))
            .sum();
    }

    /// The greatest sum of residues of a record paired so; `None` if none reaches the threshold.
    pub(super) fn most_residue(
        &self,
        unit: &AskedUnit,
        partner: &Row,
        similarity: u32,
        limits: &Limits,
    ) -> Option<u32> {
        let weight = unit.weight.min(partner.weight);
        let mut most: Option<f64> = None;
        for corner in limits.corners.iter().copied() {
            for corner in [corner, corner.and(weight, similarity)] {
                let room = self.most_left_over(corner, limits.left_over);
                most = match (most, room) {
                    (Some(most), Some(room)) => Some(most.max(room)),
                    (most, room) => most.or(room),
                };
            }
        }
        // A whole name a few letters off has nothing left over, and is found by the first token of E; one
        // that is the same in another script by the first that has its partner listed.
        let by_slips = limits.is_first && self.slips.is_some_and(|slips| slips > 0);
        let transliterated = limits.transliterated && !unit.join && similarity >= TRANSLITERATED;
        if by_slips && unit.may_be_slip(similarity) {
            most = Some(most.unwrap_or(0.0).max(0.0));
        }
        if transliterated {
            let forms = if flaw::has(Flaw::ListedForms) { 0 } else { MOST_BESIDE };
            let beside = f64::from(forms) / 1e3;
            most = Some(most.unwrap_or(0.0).max(beside));
        }
        let residue = if flaw::has(Flaw::PartnerResidue) { 0 } else { partner.residue };
        let rest = u64::from(residue) + if flaw::has(Flaw::Caps) { 0 } else { limits.cap };
        // Residues are thousandths.
        Some((most?.min(1e6) * 1e3).ceil() as u32 + u32::try_from(rest).unwrap_or(u32::MAX / 2) + 1)
    }

    /// The most that a record can have left over beside these and still reach the threshold.
    fn most_left_over(&self, corner: Corner, left_over: u64) -> Option<f64> {
        let weights = self.weights;
        let (matched, lost, own) =
            (corner.matched as f64 / 1e7, corner.lost as f64 / 1e7, left_over as f64 / 1e3);
        if matched <= 0.0 {
            return None;
        }
        let threshold = self.threshold - SLACK;
        let factor = if self.cross_script { weights.cross_script_conflict } else { 1.0 };
        let (conflict, extra) = (factor * weights.conflict, weights.extra);
        // What the record has left over only adds to the information that is asked for.
        let allowed = |contained: bool| {
            let information = weights.information_for(own, contained);
            matched * matched / (threshold * (matched + information))
                - matched
                - weights.lost * lost
                + SLACK
        };
        let contained = corner.may_be_contained();
        // Of two names that both have something left over, none is contained in the other.
        if contained && own > 0.0 {
            let alone = (allowed(true) >= extra * own).then_some(0.0);
            return self.room(allowed(false), own, conflict, extra).or(alone);
        }
        self.room(allowed(contained), own, conflict, extra)
    }

    /// What is left over of a record at most if so much may be held against it and the query.
    fn room(&self, allowed: f64, own: f64, conflict: f64, extra: f64) -> Option<f64> {
        if allowed < extra * own {
            None
        } else if allowed <= conflict * own {
            Some(if conflict > extra { (allowed - extra * own) / (conflict - extra) } else { own })
        } else {
            Some(own + (allowed - conflict * own) / extra)
        }
    }

    /// Whether a record may reach the threshold, of which is known the greatest similarity that each
    /// token of the query can have there.
    pub(super) fn may_reach(&self, most: &[u32]) -> bool {
        let mut paired = Paired::default();
        for (token, similarity) in self.units.iter().zip(most).take(self.tokens) {
            if *similarity == 0 {
                paired.left_over += u64::from(token.residue);
            } else {
                paired.add(token.weight, *similarity);
            }
        }
        let slack = if flaw::has(Flaw::Equal) { SLACK } else { -SLACK };
        if paired.any_corner(|corner| self.is_enough(corner, paired.left_over, slack)) {
            return true;
        }
        let most = &most[..self.tokens.min(most.len())];
        let off = most.iter().filter(|similarity| **similarity < EQUAL).count();
        let few = self.slips.is_some_and(|slips| off <= usize::from(slips));
        if few && most.iter().zip(self.units).all(|(most, token)| token.may_be_slip(*most)) {
            return true;
        }
        self.transliterated && most.iter().enumerate().all(|(at, most)| self.may_fit(at, *most))
    }

    /// Whether names that are the same in two scripts, but for legal forms, may have no more for a token than a partner
    /// so similar.
    fn may_fit(&self, token: usize, similarity: u32) -> bool {
        let may_be_beside =
            self.named && self.token(token).class == Class::LegalForm && !flaw::has(Flaw::OwnForms);
        similarity >= TRANSLITERATED || may_be_beside
    }

    /// Whether a score by tokens reaches the threshold and this much more, if the record has nothing left
    /// over: the terms of [`Tally`](crate::matching::Tally), multiplied out.
    #[inline]
    fn is_enough(&self, corner: Corner, left_over: u64, more: f64) -> bool {
        let weights = self.weights;
        let (matched, lost) = (corner.matched as f64 / 1e7, corner.lost as f64 / 1e7);
        let left_over = left_over as f64 / 1e3;
        let against = weights.lost * lost + weights.extra * left_over;
        let information = weights.information_for(left_over, corner.may_be_contained());
        let least = self.threshold + more;
        matched > 0.0 && matched * matched >= least * (matched + against) * (matched + information)
    }

    /// For each token, a similarity such that no record with a less similar partner reaches the threshold, and
    /// close to the greatest such ([`HALVINGS`]).
    pub(super) fn least(&self) -> [u32; 32] {
        let mut least = [0; 32];
        for (token, least) in least.iter_mut().enumerate().take(self.tokens) {
            let mut most = [EQUAL; 32];
            let mut may_do = |similarity: u32| {
                most[token] = similarity;
                self.may_reach(&most)
            };
            if may_do(0) {
                continue;
            }
            let (mut too_little, mut enough) = (0, EQUAL);
            for _ in 0..HALVINGS {
                let between = (too_little + enough) / 2;
                if may_do(between) {
                    enough = between;
                } else {
                    too_little = between;
                }
            }
            *least = if flaw::has(Flaw::Least) { enough + 400 } else { too_little + 1 };
        }
        least
    }

    /// The radius and the letter edits within which whole names are to be looked up.
    pub(super) fn whole(&self, whole: &AskedUnit) -> Option<Reach> {
        let reaches = |similarity: u32| {
            let Some(similarity) = of_whole_names(as_join(similarity)) else { return false };
            self.is_enough(Corner::default().and(whole.sum, similarity), 0, -SLACK)
        };
        if !reaches(EQUAL) {
            return None;
        }
        let radius =
            (0..JOIN_RADIUS).find(|radius| !reaches(EQUAL - SLOPE * radius)).unwrap_or(JOIN_RADIUS);
        // The longer of the two words has at most so many letters more.
        let edit = |edits: usize| {
            let similarity = edited(edits, (whole.letters + edits).max(ONE_EDIT_FROM));
            whole.route == Route::Latin && similarity >= JOIN_FLOOR && reaches(similarity)
        };
        let edits = if edit(2) { 2 } else { usize::from(edit(1)) };
        Some(Reach { radius, joined: radius, edits })
    }
}

/// Some pairs in full.
#[derive(Debug, Clone, Copy, Default)]
struct Corner {
    /// In ten-millionths.
    matched: i64,
    lost: i64,
    /// How many of the pairs may carry a name.
    carrying: u8,
}

impl Corner {
    /// The same and one more pair.
    #[inline]
    fn and(self, weight: u32, similarity: u32) -> Corner {
        Corner {
            matched: self.matched + i64::from(weight) * i64::from(similarity),
            lost: self.lost + i64::from(weight) * i64::from(EQUAL.saturating_sub(similarity)),
            carrying: self.carrying + u8::from(weight >= CARRYING),
        }
    }

    /// Whether one name may stand in the other letter for letter: nothing is lost then, and two pairs carry it.
    #[inline]
    fn may_be_contained(self) -> bool {
        self.lost == 0 && self.carrying > 1 && !flaw::has(Flaw::Contained)
    }
}

/// What follows from the tokens that were taken before.
#[derive(Default)]
pub(super) struct Limits {
    corners: Vec<Corner>,
    /// Whether none was taken before.
    is_first: bool,
    /// Whether a record that is the same word for word in another script may have a partner for each of them that
    /// is not listed.
    transliterated: bool,
    left_over: u64,
    cap: u64,
}

/// Pairs of the query's units as good as they may be.
#[derive(Debug, Clone, Copy, Default)]
struct Paired {
    /// The pairs of equals.
    equal: Corner,
    /// Greatest weight and greatest similarity of the others, the most similar first.
    open: [(u32, u32); 32],
    count: usize,
    left_over: u64,
}

/// Where a pair stands among all.
#[derive(Debug, Clone, Copy)]
enum Added {
    /// Among the equals, with what they were before.
    Equal(Corner),
    Open(usize),
}

impl Paired {
    /// Adds a pair; where it stands.
    #[inline]
    fn add(&mut self, weight: u32, similarity: u32) -> Option<Added> {
        if similarity == EQUAL {
            let before = self.equal;
            self.equal = before.and(weight, EQUAL);
            return Some(Added::Equal(before));
        }
        let before = self.open.get_mut(..=self.count)?;
        let mut at = self.count;
        let worse = |other: u32| {
            if flaw::has(Flaw::Corners) { other > similarity } else { other < similarity }
        };
        while at > 0 && worse(before[at - 1].1) {
            before[at] = before[at - 1];
            at -= 1;
        }
        before[at] = (weight, similarity);
        self.count += 1;
        Some(Added::Open(at))
    }

    /// Takes away the pair that was added last.
    fn remove(&mut self, added: Option<Added>) {
        match added {
            Some(Added::Equal(before)) => self.equal = before,
            Some(Added::Open(at)) => {
                self.open.copy_within(at + 1..self.count, at);
                self.count -= 1;
            }
            None => {}
        }
    }

    /// Whether it holds of matched and lost in any corner: the first pairs in full, the others not at all.
    #[inline]
    fn any_corner(&self, mut holds: impl FnMut(Corner) -> bool) -> bool {
        let mut corner = self.equal;
        if holds(corner) {
            return true;
        }
        for (weight, similarity) in self.open.iter().take(self.count) {
            corner = corner.and(*weight, *similarity);
            if holds(corner) {
                return true;
            }
        }
        false
    }
}
