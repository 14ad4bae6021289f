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
//! A cell holds R\[i\] · 200, and is kept if it is within the bounds of its position.
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

use super::moves::{Key, Moves, SHARE, moves};
use super::presence::presences;
use super::price::{
    LEAST_TOTAL, SHORT, SHORT_FLOOR, SYMBOL_COUNT, code, floor, grade, heard, is_within, weight,
    weight_of_code,
};
use super::sound::{LONGEST, Route};
use fst::Automaton;

/// A cell that no accepted key's alignment goes through. One price more does not overflow it.
const FORGOTTEN: i32 = i32::MAX / 2;

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
    /// Before the query's first symbol, and after each of them.
    positions: Vec<Position>,
    /// ψ by symbol code.
    presence_of: &'static [u16; SYMBOL_COUNT],
}

/// A place in the query. Prices are [`scaled`].
#[derive(Debug, Clone, Copy, Default)]
struct Position {
    /// The code of the symbol before it, and the price if the key lacks that.
    code: u8,
    dropped: i32,
    /// What the rest of the query adds at least, see the module's proof.
    rest: i32,
    /// Φ of the rest of the query.
    presence: i32,
}

/// The cells of a row; only those from the first to the last one kept mean anything.
type Cells = [i32; LONGEST + 1];

/// The state of a walk: one row of the dynamic programme.
#[derive(Debug, Clone)]
pub struct Row {
    cells: Cells,
    head: Head,
}

/// What is known of a row beside its cells.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// The first and the last cell that is not forgotten; `first > last` if there is none.
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

/// The first and the last cell that is kept of a row that is being filled from left to right.
#[derive(Debug, Clone, Copy)]
struct Kept {
    first: usize,
    last: usize,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept { first: usize::from(u8::MAX), last: 0 }
    }
}

impl Kept {
    /// Notes that the cell at `position`, which is at most [`LONGEST`], is kept.
    #[inline]
    fn keep(&mut self, position: usize) {
        self.first = self.first.min(position);
        self.last = position;
    }

    fn head(self, depth: u8, weight: u16) -> Head {
        Head { first: self.first as u8, last: self.last as u8, depth, weight }
    }
}

impl Row {
    /// A row that means nothing yet.
    pub(crate) fn idle() -> Row {
        let head = Head { first: 1, last: 0, depth: 0, weight: 0 };
        Row { cells: [FORGOTTEN; LONGEST + 1], head }
    }

    /// Whether it has no cell that an accepted key's alignment may go through.
    pub(crate) fn is_empty(&self) -> bool {
        self.head.is_empty()
    }
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
        walk
    }

    /// A walk that accepts nothing.
    pub(crate) fn idle() -> PricedWalk {
        PricedWalk {
            query: (Route::Latin, 0),
            keys: Route::Latin,
            radius: 0,
            moves: moves(Route::Latin, Route::Latin),
            positions: Vec::new(),
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
        self.positions.clear();
        self.positions.resize(query.len() + 1, Position::default());
        let bound = RestBound::of(moves, radius);
        let (mut rest, mut presence) = (bound.end, 0);
        if let Some(last) = self.positions.last_mut() {
            last.rest = rest;
        }
        // From the last symbol to the first: the position after it, and the one before it.
        for (at, symbol) in query.iter().enumerate().rev() {
            let Some([before, after]) = self.positions.get_mut(at..=at + 1) else { continue };
            let code = code(*symbol);
            after.code = code as u8; // below 64
            after.dropped = scaled(moves.prices().drop_left(code));
            rest += bound.least_change(moves, code).min(after.dropped);
            presence += scaled(own[code]);
            (before.rest, before.presence) = (rest, presence);
        }
    }

    /// The similarity of the query and the key read so far, in ten-thousandths; `None` if it is
    /// not accepted.
    pub fn similarity(&self, row: &Row) -> Option<u32> {
        let (cells, head) = (&row.cells, row.head);
        let end = self.end();
        if head.is_empty() || usize::from(head.last) != end {
            return None; // The last cell was forgotten.
        }
        let price = cells.get(end)? / scaled(1);
        let (distance, key_weight) = (u32::try_from(price).ok()?, u32::from(head.weight));
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
    pub(crate) fn descend(&self, rows: &mut [Row], depth: usize, key: usize, below: Rest) -> bool {
        match rows.get_mut(depth - 1..=depth) {
            Some([from, to]) => {
                self.step(from, key, to, below);
                !to.head.is_empty()
            }
            _ => false,
        }
    }

    /// Fills the row of the empty key, of which is known what follows.
    pub(crate) fn first_row(&self, row: &mut Row, below: Rest) {
        let mut kept = Kept::default();
        if self.end() > 0 {
            let (bounds, mut total) = (self.bounds(0, below), 0);
            for (at, (cell, position)) in row.cells.iter_mut().zip(&self.positions).enumerate() {
                total += position.dropped; // at most 64 · 100 · 200
                *cell = FORGOTTEN;
                if bounds.hold(total, position) {
                    *cell = total;
                    kept.keep(at);
                }
            }
        }
        row.head = kept.head(0, 0); // An empty query is near nothing.
    }

    /// Fills the row `to` of a key that goes on with the symbol of a code after the key of `from`, which
    /// is not empty and of fewer than [`LONGEST`] symbols.
    fn step(&self, from: &Row, key: usize, to: &mut Row, below: Rest) {
        let above = from.head;
        let key = self.moves.key(key);
        let weight = above.weight + key.weight; // at most 64 · 100
        let kept = self.fill(from, key, to, self.bounds(weight, below));
        to.head = kept.head(above.depth + 1, weight);
    }

    /// Fills the cells of a row: those between the first and the last one kept above, the one to the
    /// right of them, and what can be reached from there.
    #[inline]
    fn fill(&self, from: &Row, key: &Key, to: &mut Row, bounds: Bounds) -> Kept {
        let mut kept = Kept::default();
        let (first, last) = (usize::from(from.head.first), usize::from(from.head.last));
        let (Some(above), Some(to), Some(positions)) =
            (from.cells.get(first..), to.cells.get_mut(first..), self.positions.get(first..))
        else {
            return kept; // A row has a cell for every position.
        };
        // Slices of one length, by place: no look-up need be checked, and no iterator made.
        let cells = above.len().min(to.len()).min(positions.len());
        let (above, to, positions) = (&above[..cells], &mut to[..cells], &positions[..cells]);
        // The first kept cell has nothing to its left.
        let (mut diagonal, mut before) = (FORGOTTEN, FORGOTTEN);
        for at in 0..cells {
            let (is_above, position) = (first + at <= last, &positions[at]);
            let above = if is_above { above[at] } else { FORGOTTEN };
            let changed = diagonal + key.changed(position.code);
            let best = changed.min(before + position.dropped).min(above + key.added);
            diagonal = above;
            to[at] = best;
            before = best;
            if bounds.hold(best, position) {
                kept.keep(first + at);
            } else {
                (to[at], before) = (FORGOTTEN, FORGOTTEN);
                if !is_above {
                    break;
                }
            }
        }
        kept
    }

    /// Where the query ends.
    fn end(&self) -> usize {
        self.positions.len().saturating_sub(1)
    }

    /// The codes of the symbols, as a mask, with which a key may go on after the key of a row so that
    /// any cell is kept: a superset.
    ///
    /// What is kept at all of the next row came by a change or an added symbol x from a cell above; and
    /// to the limit there, ρ · w(x) is added. So for some cell, price − ρ · w(x) is within what its test leaves;
    /// or, by the test of light keys, the price alone.
    pub(crate) fn onward(&self, row: &Row) -> u64 {
        let head = row.head;
        let bounds = self.bounds(head.weight, Rest::ANY);
        let worth = self.radius as i32;
        let mut onward = 0;
        let (mut at, last) = (usize::from(head.first), usize::from(head.last));
        // A row has a cell for every position.
        while let (true, Some(cell), Some(position)) =
            (at <= last, row.cells.get(at), self.positions.get(at))
        {
            at += 1;
            if *cell == FORGOTTEN {
                continue;
            }
            let room = bounds.limit - cell;
            onward |= self.moves.onward_added(room - position.rest, worth);
            let next = self.positions.get(at);
            if let Some(next) = next {
                onward |= self.moves.onward_changed(next.code, room - next.rest, worth);
            }
            if bounds.light != i32::MIN {
                let room = bounds.light - cell;
                onward |= self.moves.onward_added(room, 0);
                if let Some(next) = next {
                    onward |= self.moves.onward_changed(next.code, room, 0);
                }
            }
        }
        onward
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

    /// What decides whether a cell is kept, at a key of this weight with these rests.
    #[inline]
    fn bounds(&self, key_weight: u16, rest: Rest) -> Bounds {
        let total = self.query.1 + u32::from(key_weight);
        // At most 36 · 19200.
        let signed = |total: u32| (self.radius * total) as i32;
        let below = signed((total + u32::from(rest.weight)).max(LEAST_TOTAL));
        Bounds {
            limit: signed(total),
            light: if total < LEAST_TOTAL { signed(LEAST_TOTAL) } else { i32::MIN },
            below,
            below_least: below - scaled(rest.least),
            below_most: below + scaled(rest.most),
        }
    }
}

/// The tests of a cell in the module's proof.
#[derive(Clone, Copy)]
struct Bounds {
    /// Step 1 …
    limit: i32,
    /// … or step 4, where that may hold …
    light: i32,
    /// … and what follows, by itself, and less the least and with the most of it.
    below: i32,
    below_least: i32,
    below_most: i32,
}

impl Bounds {
    /// Whether to keep a cell.
    #[inline]
    fn hold(self, cell: i32, position: &Position) -> bool {
        let by_weight = (self.limit - position.rest).max(self.light).min(self.below);
        // The gap is how much less or more of Φ there is than follows.
        let by_presence =
            (self.below_most - position.presence).min(self.below_least + position.presence);
        cell <= by_weight.min(by_presence)
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
