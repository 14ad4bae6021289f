//! Which query tokens must be looked up, how far around them, and how far down the lists of records,
//! so that nothing is missed.
//!
//! # The bound
//!
//! Let E be a set of query tokens. For each unit (token or join) that covers a token of E, all
//! records are listed that have a partner for it, up to a radius ρ of the distance between sounds.
//! Take any record that is in none of these lists, and any pairing of its units with the query's.
//! What can it score by tokens?
//!
//! 1. A token outside E counts at most as if it were paired with an equal token: its weight w_k is
//!    matched, nothing is lost and nothing left over. (The weight of a pair is the smaller of the two
//!    weights, so never more than w_k.)
//! 2. A token of E whose lists are *complete* has no partner in the record, alone or in a join. It is
//!    left over.
//! 3. A token of E whose lists are not complete may have a partner, but only one that is not listed.
//!    Such a partner is beyond the radius, or two letter edits away, so the similarity is at most σ
//!    (see [`Asked::unlisted`]). The pair's weight v is somewhere between 0 and w_k, matched is v·σ
//!    and lost v·(1 − σ).
//! 4. Of the record nothing is known, so take what is best for the score: with b the price of a
//!    conflict, e ≤ b that of an extra and U what the query has left over, the least that
//!    `b·min(U, V) + e·|U − V| + t·top` can be over all V is e·U, at V = 0.
//!
//! So the score is at most `M/(M + a·lost + e·U) · M/(M + i)` for the best choice of the weights v in
//! point 3. For a fixed threshold t this reaches t if and only if
//! `C = M²/(t·(M + i)) − M − a·lost ≥ e·U`. M and lost are linear in the weights v, and M²/(M + i) is
//! convex in M, so C is convex in the weights, and its greatest value is at a corner: every v is 0
//! or w_k. All corners are tried. (At v = 0 a token is neither matched nor left over, which is at
//! least as good as being left over, so a token of point 3 that has no partner at all is
//! covered.) The information i grows with what both names have left over; U is the same for all
//! corners of one choice and V = 0, so i is fixed, and least, as well. Names in different scripts have
//! their score raised, and every score is calibrated, by functions that keep the order: the threshold
//! is lowered by their inverses, and everything else stays.
//!
//! If the bound is below the threshold, a record outside all lists can't reach it by tokens.
//!
//! # How far down a list
//!
//! The tokens of E are taken one after the other. Take a record that reaches the threshold by a
//! pairing P, let k be the first token of E that P gives a listed partner, alone or in a join, and o
//! that pair: similarity s, weight at most v. Then of the other tokens, those of E before k are in
//! the state of point 2 or 3, and all others in that of point 1 (or have any partner or none, which
//! is no better: again the corners). For each corner, C and U follow, and from
//! `C ≥ b·min(U, V) + e·|U − V|` the greatest V, what the record has left over. The sum of the
//! residues of all its tokens is V, and the residue of o's unit, and at most a *cap* for each other
//! token of the query ([`Caps`]). Records are numbered by that sum: those that may reach the
//! threshold are the first ones in the list of o's unit. (Weight v of o itself is a corner as
//! well: 0 or the smaller of the two weights.)
//!
//! # Before a record is scored
//!
//! The lists say which units of a record are paired with which of the query, so the same formula
//! bounds its score once more, token by token: [`Asked::may_reach`].
//!
//! Which E and which ρ are chosen is a matter of cost alone. A name that is the same word for word,
//! shares a form of its syllables or is an acronym has exact keys of its own, and so has a
//! name that, written as one word, is like the query written as one word: that pair leaves nothing
//! over, so only its similarity counts, and the least that reaches the threshold is a radius.

use super::SLACK;
use super::dictionary::{Row, Units};
use super::flaw::{self, Flaw};
use super::neighbours::{Reach, Scope};
use super::sounds::{JOIN_RADIUS, presence, range};
use crate::error::Result;
use crate::index::array::Array;
use crate::index::sections::Sections;
use crate::matching::{EQUAL, JOIN_FLOOR, JOIN_SHARE, TWO_EDITS_FROM, Tally, Weights};
use crate::names::Class;
use crate::names::sound::Route;
use std::cmp::Reverse;

/// Radii that are tried, in hundredths of the mean weight: of tokens, of joins, and whether two letter
/// edits are looked up; with what a walk costs, and that of a join, in tenths of a microsecond on
/// a dictionary of 50,000 sounds (only the ratios matter).
const LEVELS: [(u32, u32, usize, u64, u64); 9] = [
    (0, 0, 1, 10, 5),
    (0, 4, 1, 10, 10),
    (3, 6, 1, 25, 15),
    (6, 10, 1, 60, 30),
    (10, 12, 1, 150, 40),
    (15, JOIN_RADIUS, 1, 350, 60),
    (20, JOIN_RADIUS, 2, 800, 100),
    (25, JOIN_RADIUS, 2, 1_400, 100),
    (COMPLETE, JOIN_RADIUS, 2, 3_000, 100),
];

/// A radius that leaves out nothing: the greatest floor.
pub(super) const COMPLETE: u32 = 36;

/// What it costs to look at one record, in the same unit.
const RECORD: u64 = 1;

/// Tokens of incomplete lists beyond this many are not tried: their corners are 2ⁿ.
const MOST_CORNERS: usize = 6;

// What the proof takes for granted of the weights.
const _: () = assert!(
    Weights::PERSON.allow_a_bound()
        && Weights::OTHER.allow_a_bound()
        && Weights::VESSEL.allow_a_bound()
);
// Similarity falls within one route by 1.35 a hundredth, across by 1.215 or nine tenths of it.
const SLOPE: u32 = 135;

/// Most residue that a unit has to which a token of given sound or letters may be paired.
///
/// One array: most of any token; the length of a table by Φ in steps of [`STEP`]; such a table for the
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
        let tokens = units.rows.iter().filter(|row| !row.is_join());
        let mut numbers = vec![tokens.map(|row| row.residue).max().unwrap_or(0), steps as u32];
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

    /// Most residue of a unit that may be paired with a token.
    pub(super) fn of(&self, route: Route, sound: &[u8], letters: usize) -> u32 {
        let numbers: &[u32] = &self.numbers;
        let [token, steps, tables @ ..] = numbers else { return u32::MAX / 64 };
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
    pub weight: u32,
    pub residue: u32,
    pub class: Class,
    pub route: Route,
    pub letters: usize,
    pub join: bool,
    /// Whether it has no sound: only what is written alike or means the same is paired with it.
    pub silent: bool,
    /// The radii to which its neighbours are stored, by [`Scope`].
    pub stored: Option<[u32; 2]>,
    /// In how many records its neighbours stand, where that is known.
    pub scored: u64,
    /// Of a token, most residue of a partner.
    pub cap: u32,
}

/// The query, as the bound sees it: tokens, then joins.
pub(super) struct Asked<'q> {
    pub units: &'q [AskedUnit],
    pub tokens: usize,
    pub weights: &'static Weights,
    pub cross_script: bool,
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
    pub joins: Reach,
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
    EQUAL - 19_000 / longest as u32
}

impl Plan {
    /// The tokens that are looked up, as a mask.
    pub(super) fn mask(&self) -> u32 {
        self.order[..self.count].iter().fold(0, |mask, at| mask | 1 << at)
    }

    /// How far a unit is listed.
    pub(super) fn reach(&self, unit: &AskedUnit) -> Reach {
        if unit.join { self.joins } else { self.tokens }
    }
}

/// The greatest similarity of a unit with a partner that is not listed within reach; 0 if none is left.
pub(super) fn unlisted(unit: &AskedUnit, scope: Scope, reach: Reach) -> u32 {
    // Letters are compared within Latin alone, and those of stored neighbours are all stored.
    let edits = if scope == Scope::Across || unit.stored.is_some() { 2 } else { reach.edits };
    let radius =
        unit.stored.map_or(reach.radius, |stored| stored[scope as usize].max(reach.radius));
    match unit.class {
        Class::Number => return 0,
        Class::Initial if !unit.join => return EQUAL,
        _ if unit.silent => return 0,
        _ => {}
    }
    let by_letters = if unit.route == Route::Latin { two_edits(unit.letters, edits) } else { 0 };
    if !unit.join {
        return beyond(radius).max(by_letters);
    }
    let by_sound = if radius >= JOIN_RADIUS { 0 } else { beyond(radius) };
    let most = by_sound.max(by_letters);
    if most < JOIN_FLOOR { 0 } else { most * JOIN_SHARE / 100 }
}

impl Asked<'_> {
    /// The greatest similarity of a token, through any unit that covers it, with an unlisted partner.
    fn unlisted(&self, token: usize, tokens: Reach, joins: Reach) -> u32 {
        let mask = 1 << token;
        let covering = self.units.iter().filter(|unit| unit.mask & mask != 0);
        covering
            .map(|unit| unlisted(unit, self.scope(), if unit.join { joins } else { tokens }))
            .max()
            .unwrap_or(0)
    }

    /// The same as a plan lists it.
    pub(super) fn unlisted_by(&self, plan: &Plan, token: usize) -> u32 {
        self.unlisted(token, plan.tokens, plan.joins)
    }

    /// The names that this is about.
    pub(super) fn scope(&self) -> Scope {
        if self.cross_script { Scope::Across } else { Scope::Within }
    }

    /// Whether the stored neighbours of a unit are all that a reach asks for.
    pub(super) fn is_stored(&self, unit: &AskedUnit, reach: Reach) -> bool {
        unit.stored.is_some_and(|stored| reach.radius <= stored[self.scope() as usize])
    }

    fn token(&self, at: usize) -> &AskedUnit {
        &self.units[at]
    }

    /// The cheapest lookup that misses no record whose score by tokens reaches the threshold; `None`
    /// if none is found, and every record must be looked at.
    pub(super) fn plan(&self, forced: Option<usize>) -> Option<Plan> {
        if self.tokens == 0 || self.tokens > 30 {
            return None;
        }
        let mut best: Option<(u64, Plan)> = None;
        let mut orders = [[0u8; 32]; 2];
        for order in &mut orders {
            order.iter_mut().enumerate().for_each(|(at, token)| *token = at as u8);
        }
        let tokens = self.tokens;
        let weight = |at: &u8| Reverse(self.token(usize::from(*at)).weight);
        orders[0][..tokens].sort_by_key(weight);
        orders[1][..tokens].sort_by_key(|at| {
            let token = self.token(usize::from(*at));
            (token.stored.is_none(), token.scored, weight(at))
        });
        let orders = if orders[0] == orders[1] { &orders[..1] } else { &orders[..] };
        for (level, (radius, join_radius, edits, cost, join_cost)) in LEVELS.into_iter().enumerate()
        {
            if forced.is_some_and(|forced| level < forced) {
                continue;
            }
            // What is wider costs at least its walks.
            if best.as_ref().is_some_and(|(best, _)| *best <= join_cost) {
                break;
            }
            let reach = Reach { radius, edits };
            let joins = Reach { radius: join_radius, edits };
            let mut unlisted = [0u32; 32];
            for (at, unlisted) in unlisted.iter_mut().enumerate().take(tokens) {
                *unlisted = self.unlisted(at, reach, joins);
            }
            for order in orders {
                for count in 1..=tokens {
                    let taken = &order[..count];
                    let open = taken.iter().filter(|at| unlisted[usize::from(**at)] > 0).count();
                    if open > MOST_CORNERS {
                        break;
                    }
                    if self.reaches(taken, &unlisted, 0, 0) {
                        continue;
                    }
                    let mask = taken.iter().fold(0u32, |mask, at| mask | 1 << at);
                    let walks: u64 = self
                        .units
                        .iter()
                        .filter(|unit| unit.mask & mask != 0)
                        .map(|unit| match (unit.join, self.is_stored(unit, reach)) {
                            (true, _) => join_cost,
                            (false, true) => 1,
                            (false, false) => cost,
                        })
                        .sum();
                    let records: u64 =
                        taken.iter().map(|at| self.token(usize::from(*at)).scored).sum();
                    let total = walks + records * RECORD;
                    if best.as_ref().is_none_or(|(best, _)| total < *best) {
                        let plan = Plan { order: *order, count, tokens: reach, joins };
                        best = Some((total, plan));
                    }
                    break;
                }
            }
        }
        best.map(|(_, plan)| plan)
    }

    /// Whether a record outside the lists of these tokens may reach the threshold; `also` covers
    /// tokens of which nothing is known and nothing counts.
    fn reaches(&self, taken: &[u8], unlisted: &[u32; 32], also: u32, left_over: u64) -> bool {
        let mut mask = also;
        let mut left_over = left_over;
        let mut open = [(0u64, 0u64); 32];
        let mut opened = 0;
        for at in taken.iter().map(|at| usize::from(*at)) {
            mask |= 1 << at;
            let token = self.token(at);
            if unlisted[at] == 0 {
                left_over += u64::from(token.residue);
            } else {
                open[opened] = (u64::from(token.weight), u64::from(unlisted[at]));
                opened += 1;
            }
        }
        let others: u64 = (0..self.tokens)
            .filter(|at| mask & 1 << at == 0)
            .map(|at| u64::from(self.token(at).weight))
            .sum();
        let mut reached = false;
        for matched in [0, others * u64::from(EQUAL)] {
            corners(&open[..opened], &mut |more, lost| {
                let tally = Tally {
                    matched: matched + more,
                    lost,
                    left_over: [left_over, 0],
                    ..Tally::default()
                };
                reached |= self.unraised(&tally) >= self.threshold - SLACK;
            });
        }
        reached
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
        limits.corners.clear();
        let mut left_over = 0u64;
        let mut open = [(0u64, 0u64); 32];
        let mut opened = 0;
        let mut mask = unit.mask;
        for at in taken.iter().map(|at| usize::from(*at)).filter(|at| unit.mask & 1 << at == 0) {
            let token = self.token(at);
            mask |= 1 << at;
            if unlisted[at] == 0 {
                left_over += u64::from(token.residue);
            } else if opened < MOST_CORNERS {
                open[opened] = (u64::from(token.weight), u64::from(unlisted[at]));
                opened += 1;
            } else {
                mask &= !(1 << at);
            }
        }
        let others: u64 = (0..self.tokens)
            .filter(|at| mask & 1 << at == 0)
            .map(|at| u64::from(self.token(at).weight))
            .sum();
        limits.cap = (0..self.tokens)
            .filter(|at| unit.mask & 1 << at == 0)
            .map(|at| u64::from(self.token(at).cap))
            .sum();
        for matched in [0, others * u64::from(EQUAL)] {
            corners(&open[..opened], &mut |more, lost| {
                limits.corners.push((matched + more, lost, left_over));
            });
        }
    }

    /// The greatest sum of residues of a record paired so; `None` if none reaches the threshold.
    pub(super) fn most_residue(
        &self,
        unit: &AskedUnit,
        partner: &Row,
        similarity: u16,
        limits: &Limits,
    ) -> Option<u32> {
        let weight = u64::from(unit.weight.min(partner.weight));
        let similarity = u64::from(similarity);
        let (gained, lacked) = (weight * similarity, weight * (u64::from(EQUAL) - similarity));
        let mut most: Option<f64> = None;
        for (matched, lost, left_over) in limits.corners.iter().copied() {
            for (matched, lost) in [(matched, lost), (matched + gained, lost + lacked)] {
                let room = self.most_left_over(matched, lost, left_over);
                most = match (most, room) {
                    (Some(most), Some(room)) => Some(most.max(room)),
                    (most, room) => most.or(room),
                };
            }
        }
        let residue = if flaw::has(Flaw::PartnerResidue) { 0 } else { partner.residue };
        let rest = u64::from(residue) + if flaw::has(Flaw::Caps) { 0 } else { limits.cap };
        // Residues are thousandths.
        Some((most?.min(1e6) * 1e3).ceil() as u32 + u32::try_from(rest).unwrap_or(u32::MAX / 2) + 1)
    }

    /// The most that a record can have left over beside these and still reach the threshold.
    fn most_left_over(&self, matched: u64, lost: u64, left_over: u64) -> Option<f64> {
        let weights = self.weights;
        let (matched, lost, own) =
            (matched as f64 / 1e7, lost as f64 / 1e7, left_over as f64 / 1e3);
        if matched <= 0.0 {
            return None;
        }
        let threshold = (self.threshold - SLACK).max(1e-6);
        // What the record has left over only adds to the information that is asked for.
        let information = weights.information_for(own);
        let allowed = matched * matched / (threshold * (matched + information))
            - matched
            - weights.lost * lost
            + SLACK;
        let factor = if self.cross_script { weights.cross_script_conflict } else { 1.0 };
        let (conflict, extra) = (factor * weights.conflict, weights.extra);
        if allowed < extra * own {
            None
        } else if allowed <= conflict * own {
            Some(if conflict > extra { (allowed - extra * own) / (conflict - extra) } else { own })
        } else {
            Some(own + (allowed - conflict * own) / extra)
        }
    }

    /// Whether a record may reach the threshold, of which is known: for each token of the query the
    /// greatest similarity it can have there, and the least that the record has left over.
    pub(super) fn may_reach(&self, most: &[u32], left_over: u64) -> bool {
        let mut own = 0u64;
        let mut open = [(0u64, 0u64); 32];
        let mut opened = 0;
        // Tokens beyond the corners that can be tried: taken for equal, all or none.
        let mut others = 0u64;
        for (at, similarity) in most.iter().enumerate().take(self.tokens) {
            let token = self.token(at);
            let weight = u64::from(token.weight);
            if *similarity == 0 {
                own += u64::from(token.residue);
            } else if *similarity == EQUAL || opened == MOST_CORNERS {
                others += weight;
            } else {
                open[opened] = (weight, u64::from(*similarity));
                opened += 1;
            }
        }
        let mut reached = false;
        for matched in [others * u64::from(EQUAL), 0] {
            corners(&open[..opened], &mut |more, lost| {
                if reached {
                    return;
                }
                let tally = Tally {
                    matched: matched + more,
                    lost,
                    left_over: [own, left_over],
                    // The threshold is that of scores that are not raised yet.
                    ..Tally::default()
                };
                let least = self.threshold + if flaw::has(Flaw::Equal) { SLACK } else { -SLACK };
                reached = self.unraised(&tally) >= least;
            });
        }
        reached
    }

    /// The score by tokens before it is raised across scripts.
    fn unraised(&self, tally: &Tally) -> f64 {
        tally.by_tokens_unraised(self.weights, self.cross_script)
    }

    /// The radius and the letter edits within which whole names are to be looked up.
    pub(super) fn whole(&self, whole: &AskedUnit) -> Option<Reach> {
        let reaches = |similarity: u32| {
            let similarity = u64::from(similarity * JOIN_SHARE / 100);
            let weight = u64::from(whole.weight);
            let tally = Tally {
                matched: weight * similarity,
                lost: weight * (u64::from(EQUAL) - similarity),
                ..Tally::default()
            };
            self.unraised(&tally) >= self.threshold - SLACK
        };
        if !reaches(EQUAL) {
            return None;
        }
        let radius =
            (0..JOIN_RADIUS).find(|radius| !reaches(EQUAL - SLOPE * radius)).unwrap_or(JOIN_RADIUS);
        // The longer of the two words has at most so many letters more.
        let edit = |edits: usize, lost: u32| {
            let similarity = EQUAL - lost / (whole.letters + edits).max(5) as u32;
            whole.route == Route::Latin && similarity >= JOIN_FLOOR && reaches(similarity)
        };
        let edits = if edit(2, 19_000) { 2 } else { usize::from(edit(1, 9_000)) };
        Some(Reach { radius, edits })
    }
}

/// What follows from the tokens that were taken before: matched, lost, left over in each corner.
#[derive(Default)]
pub(super) struct Limits {
    corners: Vec<(u64, u64, u64)>,
    cap: u64,
}

/// Matched and lost in every corner of the weights of open pairs.
fn corners(open: &[(u64, u64)], found: &mut impl FnMut(u64, u64)) {
    for chosen in 0..1u32 << open.len() {
        let (mut matched, mut lost) = (0, 0);
        for (at, (weight, similarity)) in open.iter().enumerate() {
            if chosen & 1 << at != 0 {
                matched += weight * similarity;
                lost += weight * (u64::from(EQUAL) - similarity);
            }
        }
        found(matched, lost);
    }
}
