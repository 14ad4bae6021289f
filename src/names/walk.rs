//! All sounds of a dictionary that count as near a query, by one walk over an `fst` or a trie.
//!
//! The keys of the dictionary are sound strings of one [`Route`]. The walk carries one row of the
//! dynamic programme behind [`distance`](super::price::distance) from symbol to symbol, so keys with
//! a common beginning share the work, and turns back where no key below can come near enough.
//!
//! # Why nothing is lost
//!
//! Let q be the query, w its weight, ρ the radius in hundredths, k' the part of a key read so far
//! with weight w', e any rest, k = k'e. A key is accepted if
//!
//! > 200 · d(q, k) ≤ ρ · max(w + w' + w(e), 160)    (1)
//!
//! 1. An alignment of q with k crosses the row after k' at some position i, so d(q, k) is the least,
//!    over i, of R\[i\] + d(q\[i..\], e), where R is the row. Where the total weight reaches 160, (1)
//!    holds only if for some i
//!    R\[i\] · 200 + (200 · d(q\[i..\], e) − ρ · w(e)) ≤ ρ · (w + w').
//! 2. The bracket does not depend on k'. `rest[i]` is a lower bound of it over every e: each q symbol
//!    is either dropped, or changed into the key symbol x for which 200 · change − ρ · w(x) is
//!    least; and before, between and after the changed symbols the key may have more symbols.
//! 3. One such added symbol costs net(x) = 200 · added − ρ · w(x). This is negative where a symbol
//!    is cheap to add for its weight (u of a kana name). Let credit be the greatest −net(x), or 0.
//!    A run of added symbols has no symbol twice in a row, since sound strings don't. If net(x) +
//!    net(y) ≥ 0 for all x ≠ y, then pairing the neighbours of a run shows that it gains at most
//!    one credit. There are at most as many runs as changed symbols, plus one: hence a credit off
//!    each changed symbol in `rest`, and one off its end. Should a price table break that condition
//!    then the most that can be gained is a credit for each of [`LONGEST`] symbols, and that comes
//!    off the end.
//! 4. Where the total weight stays below 160, the right side of (1) is 160 ρ, and since no price is
//!    negative, (1) holds only if 200 · R\[i\] ≤ 160 ρ for some i.
//! 5. A cell of the row for which both tests fail can't be on the best alignment of any accepted
//!    key, so it is forgotten at once, and the rows of accepted keys are still exact at their end.
//!    A row without cells ends the walk below it.
//!
//! Prices are whole hundredths, so what they must not exceed is rounded down to such, and `rest[i]` as well.
//!
//! # Over a trie that tells what follows
//!
//! Of a node of a trie more may be known of the rests e below it (`Rest`): the least and the greatest sum Ψ(e)
//! of their presence (`names::presence`), and the greatest weight. With Φᵢ the same sum of q\[i..\],
//! d(q\[i..\], e) ≥ |Φᵢ − Ψ(e)|, so by step 1, (1) holds for a key below only if for some i
//!
//! > 200 · (R\[i\] + gapᵢ) ≤ ρ · max(w + w' + ω, 160),
//!
//! where gapᵢ is the distance of Φᵢ from that range, and ω the greatest weight of a rest. A cell for which this
//! fails is forgotten as well.
//!
//! Symbols past the first [`LONGEST`] are not compared, here as in
//! [`similarity`](super::price::similarity).

use super::moves::{COLUMNS, Moves, moves};
use super::presence::presences;
use super::price::{
    LEAST_TOTAL, LIGHT, SHORT, SHORT_FLOOR, SYMBOL_COUNT, WEIGHTIEST, code, floor, grade, heard,
    is_within, weight, weight_of_code,
};
use super::sound::{LONGEST, Route};
use fst::Automaton;
use wide::i16x8;

/// Shares of a hundredth of a price in which the weights of a limit count: see the module's proof.
const SHARE: i32 = 200;
/// Cells of a row that are filled at once: a block.
const LANES: usize = 8;
/// Blocks that a row has at most.
const BLOCKS: usize = (LONGEST + 1).div_ceil(LANES);
/// A cell holds how much its price is below this, and is forgotten if that is nothing, or less. More than the price of
/// any key, see [`PricedWalk::limit`].
const WORTH: i16 = 4_096;
/// No sound has more presence.
const MOST_PRESENCE: i16 = 100 * LONGEST as i16;
/// Where there is no place in the query. No presence or price comes near it, and it can be added to any without an
/// overflow.
const NEVER: i16 = 12_000;

/// Accepts the keys whose similarity with a query is above the floor, and no others.
///
/// # Examples
///
/// ```
/// use fst::{IntoStreamer, Set, Streamer};
/// use tamis::names::sound::{Route, sound};
/// use tamis::names::walk::PricedWalk;
///
/// let listed = Set::from_iter(["ivan", "mohamad", "peter"])?;
/// let (route, query) = sound("محمد");
/// let walk = PricedWalk::new((route, query.as_bytes()), Route::Latin);
/// let mut near = listed.search_with_state(&walk).into_stream();
/// while let Some((key, row)) = near.next() {
///     assert_eq!(key, b"mohamad");
///     assert!(walk.similarity(&row) > Some(9_000));
/// }
/// # Ok::<(), fst::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct PricedWalk {
    query: (Route, u32),
    keys: Route,
    radius: u32,
    moves: &'static Moves,
    /// Symbols of the query that are compared.
    length: usize,
    /// The place before its first symbol, and those after each, in so many blocks.
    places: [Places; BLOCKS],
    blocks: usize,
    /// The code of the symbol before each place.
    codes: [u8; BLOCKS * LANES],
    /// By the code of a symbol of a key, what a change of the symbol before each place into it costs …
    changes: [[i16x8; BLOCKS]; COLUMNS],
    /// … and of which symbols that is known, as a mask.
    known: u64,
    /// ψ by symbol code.
    presence_of: &'static [u16; SYMBOL_COUNT],
}

/// What is known of the places of a block. Prices are in hundredths.
#[derive(Debug, Clone, Copy, Default)]
struct Places {
    /// The price if the key lacks the symbols between the first of them and each.
    dropped: i16x8,
    /// The same of the symbol before the first.
    first_dropped: i16,
    /// What the rest of the query adds at least, see the module's proof …
    rest: i16x8,
    /// … and the same a place further on.
    next_rest: i16x8,
    /// Φ of the rest of the query.
    presence: i16x8,
}

/// The state of a walk: one row of the dynamic programme.
#[derive(Debug, Clone)]
pub struct Row {
    /// Only blocks from the first to the last one with a cell that is kept mean anything.
    cells: [i16x8; BLOCKS],
    head: Head,
}

/// What is known of a row beside its cells.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// The first and the last block with a cell that is not forgotten; `first > last` if there is none.
    first: u8,
    last: u8,
    /// Symbols of the key that were compared, and their weight.
    depth: u8,
    weight: u16,
}

impl Head {
    fn is_empty(self) -> bool {
        self.first > self.last
    }
}

impl Row {
    /// A row that means nothing yet.
    pub(crate) fn idle() -> Row {
        let head = Head { first: 1, last: 0, depth: 0, weight: 0 };
        Row { cells: [i16x8::ZERO; BLOCKS], head }
    }

    /// Whether it has no cell that an accepted key's alignment may go through.
    pub(crate) fn is_empty(&self) -> bool {
        self.head.is_empty()
    }

    /// The price of a cell, if it is kept.
    fn price(&self, place: usize) -> Option<u32> {
        let block = place / LANES;
        let kept = usize::from(self.head.first)..=usize::from(self.head.last);
        let cells = self.cells.get(block).filter(|_| kept.contains(&block))?;
        let worth = Some(cells.as_array()[place % LANES]).filter(|worth| *worth > 0)?;
        u32::try_from(WORTH - worth).ok()
    }
}

/// Cells moved to the right, by one place, two or four; those that come in are forgotten. (Written out, so that it is one
/// instruction whatever the compiler makes of closures.)
#[inline(always)]
fn moved_one(cells: i16x8) -> i16x8 {
    let [a, b, c, d, e, f, g, _] = cells.to_array();
    i16x8::new([0, a, b, c, d, e, f, g])
}

#[inline(always)]
fn moved_two(cells: i16x8) -> i16x8 {
    let [a, b, c, d, e, f, ..] = cells.to_array();
    i16x8::new([0, 0, a, b, c, d, e, f])
}

#[inline(always)]
fn moved_four(cells: i16x8) -> i16x8 {
    let [a, b, c, d, ..] = cells.to_array();
    i16x8::new([0, 0, 0, 0, a, b, c, d])
}

/// Cells of which the first one is replaced.
#[inline(always)]
fn beginning_with(first: i16, lanes: i16x8) -> i16x8 {
    let mut lanes = lanes.to_array();
    lanes[0] = first;
    i16x8::new(lanes)
}

/// The last one of a block.
#[inline(always)]
fn last_of(lanes: i16x8) -> i16 {
    lanes.as_array()[LANES - 1]
}

impl PricedWalk {
    /// A walk for the keys within the floor: those with a
    /// [`similarity`](super::price::similarity) to `query`.
    pub fn new(query: (Route, &[u8]), keys: Route) -> PricedWalk {
        PricedWalk::within(query, keys, u32::MAX)
    }

    /// A walk for the keys that are within the floor and no further than `radius` hundredths of the
    /// mean weight: a tighter list, found sooner.
    pub fn within(query: (Route, &[u8]), keys: Route, radius: u32) -> PricedWalk {
        PricedWalk::priced(query, keys, radius, moves(query.0, keys))
    }

    fn priced(
        query: (Route, &[u8]),
        keys: Route,
        radius: u32,
        moves: &'static Moves,
    ) -> PricedWalk {
        let mut walk = PricedWalk::idle();
        walk.aim(query, keys, radius, moves);
        (0..SYMBOL_COUNT).for_each(|code| walk.learn(code));
        walk
    }

    /// A walk that accepts nothing.
    pub(crate) fn idle() -> PricedWalk {
        PricedWalk {
            query: (Route::Latin, 0),
            keys: Route::Latin,
            radius: 0,
            moves: moves(Route::Latin, Route::Latin),
            length: 0,
            blocks: 1,
            places: [Places::default(); BLOCKS],
            codes: [0; BLOCKS * LANES],
            changes: [[i16x8::ZERO; BLOCKS]; COLUMNS],
            known: 0,
            presence_of: &[0; SYMBOL_COUNT],
        }
    }

    /// Makes it the walk for a query.
    pub(crate) fn aim(
        &mut self,
        (route, query): (Route, &[u8]),
        keys: Route,
        radius: u32,
        moves: &'static Moves,
    ) {
        let query = heard(query);
        let query_weight = weight(query);
        let mut radius = radius.min(floor(route, keys));
        if route != keys && query_weight < SHORT {
            radius = radius.min(SHORT_FLOOR);
        }
        self.query = (route, query_weight);
        self.keys = keys;
        self.radius = radius;
        self.moves = moves;
        let (own, other) = presences(route, keys);
        self.presence_of = other;
        self.length = query.len();
        self.blocks = query.len() / LANES + 1;
        let bound = RestBound::of(moves, radius);
        // From the last place to the first.
        let mut rests = [NEVER; BLOCKS * LANES + 1];
        let mut presences = [NEVER; BLOCKS * LANES];
        let mut prices = [0i16; BLOCKS * LANES];
        let (mut rest, mut presence) = (bound.end, 0);
        for place in (0..=query.len()).rev() {
            rests[place] = rest.div_euclid(SHARE) as i16;
            presences[place] = presence;
            let Some(symbol) = place.checked_sub(1).and_then(|at| query.get(at)) else { break };
            let code = code(*symbol);
            self.codes[place] = code as u8; // below 64
            let dropped = moves.prices().drop_left(code);
            prices[place] = i16::from(dropped);
            rest += bound.least_change(moves, code).min(scaled(dropped));
            presence += own[code] as i16; // at most 100
        }
        let of_blocks = prices.chunks_exact(LANES).zip(presences.chunks_exact(LANES));
        for (block, (prices, presences)) in of_blocks.enumerate().take(self.blocks) {
            let first = block * LANES;
            let mut dropped = [0; LANES];
            for lane in 1..LANES {
                dropped[lane] = dropped[lane - 1] + prices[lane];
            }
            self.places[block] = Places {
                dropped: i16x8::new(dropped),
                first_dropped: prices[0],
                rest: i16x8::from(&rests[first..first + LANES]),
                next_rest: i16x8::from(&rests[first + 1..=first + LANES]),
                presence: i16x8::from(presences),
            };
        }
        self.known = 0;
    }

    /// Sees to it that what changes into a symbol cost is known: most symbols are met again and again, and some never.
    #[inline]
    fn learn(&mut self, code: usize) {
        if self.known >> code & 1 == 0 {
            self.look_up(code);
        }
    }

    #[cold]
    fn look_up(&mut self, code: usize) {
        let key = self.moves.key(code);
        let codes = self.codes.chunks_exact(LANES).take(self.blocks);
        for (changes, codes) in self.changes[code % COLUMNS].iter_mut().zip(codes) {
            let mut prices = [0; LANES];
            for (price, code) in prices.iter_mut().zip(codes) {
                *price = i16::from(key.changed(*code));
            }
            *changes = i16x8::new(prices);
        }
        self.known |= 1 << code;
    }

    /// The similarity of the query and the key read so far, in ten-thousandths; `None` if it is
    /// not accepted.
    pub fn similarity(&self, row: &Row) -> Option<u32> {
        let distance = row.price(self.length)?;
        let key_weight = u32::from(row.head.weight);
        is_within(distance, self.query.1 + key_weight, self.radius)
            .then(|| grade(distance, self.query, (self.keys, key_weight)))?
    }

    /// Every key of a dictionary that is accepted, in order, with its value and its similarity.
    ///
    /// The same as searching with this walk as an [`Automaton`], in a fraction of the time: rows
    /// are kept once for each depth instead of being copied for each step.
    pub fn for_each<D: AsRef<[u8]>>(
        &self,
        dictionary: &fst::raw::Fst<D>,
        mut found: impl FnMut(&[u8], u64, u32),
    ) {
        let mut rows = vec![self.start()];
        if rows.iter().any(|row| row.head.is_empty()) {
            return;
        }
        let root = dictionary.root();
        // Nodes on the way down: the value so far of each, its next transition.
        let mut way = vec![(root, fst::raw::Output::zero(), 0)];
        let mut key: Vec<u8> = Vec::with_capacity(LONGEST);
        while let Some((node, output, next)) = way.last_mut() {
            if *next == node.len() {
                way.pop();
                key.pop();
                continue;
            }
            let transition = node.transition(*next);
            *next += 1;
            let depth = key.len();
            let Some(row) = rows.get(depth).map(|row| self.accept(row, transition.inp)) else {
                return; // There is a row for every node on the way.
            };
            if row.head.is_empty() {
                continue;
            }
            let output = output.cat(transition.out);
            let node = dictionary.node(transition.addr);
            key.push(transition.inp);
            if node.is_final()
                && let Some(similarity) = self.similarity(&row)
            {
                found(&key, output.cat(node.final_output()).value(), similarity);
            }
            rows.truncate(depth + 1);
            rows.push(row);
            way.push((node, output, 0));
        }
    }

    /// Whether a key that ends at a row is accepted.
    pub(crate) fn accepts(&self, row: &Row) -> bool {
        self.similarity(row).is_some()
    }

    /// Fills the row of a depth from the one above it, of which is known what follows; whether anything
    /// of it is kept.
    #[inline]
    pub(crate) fn descend(
        &mut self,
        rows: &mut [Row],
        depth: usize,
        key: usize,
        below: Rest,
    ) -> bool {
        match rows.get_mut(depth - 1..=depth) {
            Some([from, to]) => {
                self.learn(key);
                self.step(from, key, to, below);
                !to.head.is_empty()
            }
            _ => false,
        }
    }

    /// Fills the row of the empty key, of which is known what follows.
    pub(crate) fn first_row(&self, row: &mut Row, below: Rest) {
        let mut filling = Filling::begin(self.bounds(0, below));
        // An empty query is near nothing.
        let mut begun = beginning_with(if self.length > 0 { WORTH } else { 0 }, i16x8::ZERO);
        let blocks = self.places.iter().zip(&mut row.cells).take(self.blocks);
        for (block, (places, cells)) in blocks.enumerate() {
            *cells = filling.fill(block, places, begun);
            begun = i16x8::ZERO;
        }
        row.head = filling.head(0, 0);
    }

    /// Fills the row `to` of a key that goes on with the symbol of a code after the key of `from`, which
    /// is not empty and of fewer than [`LONGEST`] symbols.
    fn step(&self, from: &Row, code: usize, to: &mut Row, below: Rest) {
        let above = from.head;
        let (key, changes) = (self.moves.key(code), &self.changes[code % COLUMNS]);
        let weight = above.weight + key.weight; // at most 64 · 100
        let mut filling = Filling::begin(self.bounds(weight, below));
        let added = i16x8::splat(key.added);
        // There are no more; said again, no look-up need be checked.
        let blocks = self.blocks.min(BLOCKS);
        let (mut block, last) = (usize::from(above.first), usize::from(above.last));
        // The last cell of the block to the left, in the row above.
        let mut diagonal = 0;
        while block < blocks {
            let above = if block <= last { from.cells[block] } else { i16x8::ZERO };
            let changed = beginning_with(diagonal, moved_one(above)) - changes[block];
            let begun = changed.max(above - added);
            to.cells[block] = filling.fill(block, &self.places[block], begun);
            diagonal = last_of(above);
            if block >= last && diagonal <= 0 && filling.carried == 0 {
                break;
            }
            block += 1;
        }
        to.head = filling.head(above.depth + 1, weight);
    }

    /// The codes of the symbols, as a mask, with which a key may go on after the key of a row so that
    /// any cell is kept: a superset.
    ///
    /// What is kept at all of the next row came by a change or an added symbol from a cell above; and to the
    /// limit there, no more than that of the weightiest symbol is added. So for some cell, the price is within
    /// what its test leaves of that; or, where a key may stay light, within what is left without the rest.
    pub(crate) fn onward(&self, row: &Row) -> u64 {
        let head = row.head;
        let total = self.query.1 + u32::from(head.weight);
        let spare = self.limit((total + WEIGHTIEST).max(LEAST_TOTAL)) - WORTH;
        let most_rest = if total + LIGHT < LEAST_TOTAL { 0 } else { NEVER };
        let (spare, most_rest) = (i16x8::splat(spare), i16x8::splat(most_rest));
        let (mut onward, mut most) = (0, i16x8::splat(-NEVER));
        for block in usize::from(head.first)..=usize::from(head.last) {
            let (Some(cells), Some(places)) = (row.cells.get(block), self.places.get(block)) else {
                break; // A row has a cell for every place.
            };
            let codes = self.codes.get(block * LANES + 1..).unwrap_or(&[]);
            let is_kept = cells.simd_gt(i16x8::ZERO);
            let rooms = *cells + spare;
            most = most.max(is_kept.select(rooms - places.rest.min(most_rest), most));
            let rooms = rooms - places.next_rest.min(most_rest);
            let mut kept = is_kept.to_bitmask();
            while kept != 0 {
                let lane = kept.trailing_zeros() as usize % LANES;
                kept &= kept - 1;
                let code = codes.get(lane).copied().unwrap_or(0);
                onward |= self.moves.changed(usize::from(code), rooms.as_array()[lane]);
            }
        }
        onward | self.moves.added(most.reduce_max())
    }

    /// What follows a node, less a symbol of a key that is the only one.
    #[inline]
    pub(crate) fn after(&self, rest: Rest, code: usize) -> Rest {
        let presence = self.presence_of.get(code).copied().unwrap_or(0);
        Rest {
            least: rest.least.saturating_sub(presence),
            most: rest.most.saturating_sub(presence),
            weight: rest.weight.saturating_sub(weight_of_code(code) as u16), // at most 100
        }
    }

    /// The greatest price of a key whose weight and that of the query add up to `total`: at most 36 · 96.
    #[inline]
    fn limit(&self, total: u32) -> i16 {
        (self.radius * total / SHARE as u32) as i16
    }

    /// What decides whether a cell is kept, at a key of this weight with these rests.
    #[inline]
    fn bounds(&self, key_weight: u16, rest: Rest) -> Bounds {
        let total = self.query.1 + u32::from(key_weight);
        let below = self.limit((total + u32::from(rest.weight)).max(LEAST_TOTAL));
        let no_more = |presence: u16| presence.min(MOST_PRESENCE as u16) as i16;
        Bounds {
            limit: i16x8::splat(self.limit(total)),
            light: i16x8::splat(if total < LEAST_TOTAL { self.limit(LEAST_TOTAL) } else { -NEVER }),
            below: i16x8::splat(below),
            below_least: i16x8::splat(below - no_more(rest.least)),
            below_most: i16x8::splat(below + no_more(rest.most)),
        }
    }
}

/// The tests of a cell in the module's proof, for all cells of a block.
#[derive(Clone, Copy)]
struct Bounds {
    /// Step 1 …
    limit: i16x8,
    /// … or step 4, where that may hold …
    light: i16x8,
    /// … and what follows, by itself, and less the least and with the most of it.
    below: i16x8,
    below_least: i16x8,
    below_most: i16x8,
}

/// A row that is being filled, block by block from left to right.
struct Filling {
    bounds: Bounds,
    /// The first and the last block with a cell that is kept.
    first: u8,
    last: u8,
    /// The last cell of the block to the left.
    carried: i16,
}

impl Filling {
    #[inline(always)]
    fn begin(bounds: Bounds) -> Filling {
        Filling { bounds, first: u8::MAX, last: 0, carried: 0 }
    }

    /// The cells of the next block, begun without symbols of the query that the key lacks.
    #[inline(always)]
    fn fill(&mut self, block: usize, places: &Places, begun: i16x8) -> i16x8 {
        let carried = beginning_with(self.carried - places.first_dropped, i16x8::ZERO);
        // A symbol dropped, up to three, and up to all.
        let mut cells = begun.max(carried) + places.dropped;
        cells = cells.max(moved_one(cells));
        cells = cells.max(moved_two(cells));
        cells = cells.max(moved_four(cells)) - places.dropped;
        let Bounds { limit, light, below, below_least, below_most } = self.bounds;
        let by_weight = (limit - places.rest).max(light).min(below);
        // The gap is how much less or more of Φ there is than follows.
        let by_presence = (below_most - places.presence).min(below_least + places.presence);
        let kept = (cells + by_weight.min(by_presence)).simd_gt(i16x8::splat(WORTH - 1));
        let cells = cells & kept;
        if kept.any() {
            self.first = self.first.min(block as u8);
            self.last = block as u8;
        }
        self.carried = last_of(cells);
        cells
    }

    fn head(self, depth: u8, weight: u16) -> Head {
        Head { first: self.first, last: self.last, depth, weight }
    }
}

/// What is known of the rests of keys below a node: Ψ and the weight, see the module's proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rest {
    pub least: u16,
    pub most: u16,
    /// The greatest weight.
    pub weight: u16,
}

impl Rest {
    /// Where nothing is known.
    pub(crate) const ANY: Rest = Rest { least: 0, most: u16::MAX, weight: 100 * LONGEST as u16 };
    /// Where nothing follows.
    pub(crate) const NONE: Rest = Rest { least: 0, most: 0, weight: 0 };

    /// Whether keys with these rests may be within `radius` hundredths of the mean weight of a sound of which
    /// is known Φ and the weight.
    pub(crate) fn may_hold(self, (presence, weight): (u16, u32), radius: u32) -> bool {
        let total = (weight + u32::from(self.weight)).max(LEAST_TOTAL);
        let gap = presence.saturating_sub(self.most).max(self.least.saturating_sub(presence));
        is_within(u32::from(gap), total, radius)
    }

    /// What is known of both.
    pub(crate) fn or(self, other: Rest) -> Rest {
        Rest {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
            weight: self.weight.max(other.weight),
        }
    }
}

/// A [`Rest`] as it is kept for every node of a trie, for each script that is asked with: in three bytes, rounded
/// outward.
///
/// Sums of presence are in units of [`COARSE`](Self::COARSE), the weight in tens, of which all weights are. The greatest
/// value of the last two stands for all beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RoughRest {
    least: u8,
    most: u8,
    weight: u8,
}

impl RoughRest {
    const COARSE: u16 = 8;
    const TEN: u16 = 10;

    pub(crate) fn of(rest: Rest) -> RoughRest {
        let up_to = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
        RoughRest {
            least: up_to(rest.least / Self::COARSE),
            most: up_to(rest.most.div_ceil(Self::COARSE)),
            weight: up_to(rest.weight.div_ceil(Self::TEN)),
        }
    }

    #[inline(always)]
    pub(crate) fn rest(self) -> Rest {
        let up_to = |number: u8, unit: u16, all: u16| {
            if number < u8::MAX { u16::from(number) * unit } else { all }
        };
        Rest {
            least: u16::from(self.least) * Self::COARSE,
            most: up_to(self.most, Self::COARSE, Rest::ANY.most),
            weight: up_to(self.weight, Self::TEN, Rest::ANY.weight),
        }
    }
}

/// A price in the unit of the bound: 200 · price stands against radius · total weight.
fn scaled(price: impl Into<i32>) -> i32 {
    SHARE * price.into()
}

/// What the rest of the query adds at least to 200 · distance − radius · weight of the key (see the
/// module's proof, steps 2 and 3).
struct RestBound {
    radius: i32,
    /// At the end of the query.
    end: i32,
    /// Off each changed symbol.
    credit: i32,
}

impl RestBound {
    fn of(moves: &Moves, radius: u32) -> RestBound {
        let radius = radius as i32; // at most 36
        let mut least = [i32::MAX; 2];
        for (price, weight) in moves.least_added() {
            least[1] = least[1].min(scaled(price) - radius * weight);
            least.sort_unstable();
        }
        let [least, second] = least;
        let credit = (-least).max(0);
        let alternation_gains = least.saturating_add(second) < 0;
        let (credit, end) =
            if alternation_gains { (0, -credit * LONGEST as i32) } else { (credit, -credit) };
        RestBound { radius, end, credit }
    }

    /// The least that a change of a symbol adds.
    fn least_change(&self, moves: &Moves, code: usize) -> i32 {
        let changes = moves.least_changes(code);
        let changes = changes.map(|(price, weight)| scaled(price) - self.radius * weight);
        changes.min().unwrap_or(0) - self.credit
    }
}

impl Automaton for PricedWalk {
    type State = Row;

    fn start(&self) -> Row {
        let mut row = Row::idle();
        self.first_row(&mut row, Rest::ANY);
        row
    }

    fn is_match(&self, row: &Row) -> bool {
        self.accepts(row)
    }

    fn can_match(&self, row: &Row) -> bool {
        !row.head.is_empty()
    }

    fn accept(&self, row: &Row, byte: u8) -> Row {
        let mut next = row.clone();
        if row.is_empty() || usize::from(row.head.depth) == LONGEST {
            return next;
        }
        self.step(row, code(byte), &mut next, Rest::ANY);
        next
    }
}

#[cfg(test)]
pub(super) mod tests;
