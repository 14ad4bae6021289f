//! All sounds of a dictionary that count as near a query, by one walk over an `fst`.
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
//! A cell holds R\[i\] · 200 + `rest[i]`, so that the test of step 1 is one comparison; prices between
//! cells are set off accordingly.
//!
//! Symbols past the first [`LONGEST`] are not compared, here as in
//! [`similarity`](super::price::similarity).

use super::price::{
    LEAST_TOTAL, Prices, SHORT, SHORT_FLOOR, SYMBOL_COUNT, code, floor, grade, heard, is_within,
    prices, weight, weight_of_code,
};
use super::sound::{LONGEST, Route};
use fst::Automaton;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

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
    /// From the cell before a query symbol to the one after it, if the key lacks the symbol.
    dropped: Vec<i32>,
    /// Within a column, for a key symbol that the query lacks, by its code.
    added: [i32; SYMBOL_COUNT],
    /// From the cell before each query symbol to the one after it, if it is read as a key symbol:
    /// one run of the query's length for each code of a key symbol.
    changed: Vec<i32>,
    /// What the rest of the query adds at least, see the module's proof.
    rest: Vec<i32>,
}

/// The state of a walk: one row of the dynamic programme.
#[derive(Debug, Clone)]
pub struct Row {
    cells: [i32; LONGEST + 1],
    head: Head,
}

/// One symbol of a trie, in the order of the keys: what stands below it follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(crate) struct Node {
    /// The symbol that leads here.
    pub symbol: u8,
    /// How many symbols lead here, counted from 1.
    pub depth: u8,
    /// Whether only one key stands here or below: its further symbols are read from the key.
    pub last: u8,
    pub unused: u8,
    /// The first node that does not stand below this one.
    pub skip: u32,
    /// The key that ends here or, of a last node, below; [`NO_KEY`] if none does.
    pub key: u32,
}

/// Of a [`Node`] at which no key ends.
pub(crate) const NO_KEY: u32 = u32::MAX;

/// Rows of a walk, kept from walk to walk.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    cells: Vec<i32>,
    heads: Vec<Head>,
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

    /// Notes that the cell at `position`, which is at most [`LONGEST`], is kept.
    fn keep(&mut self, position: usize) {
        self.first = self.first.min(position as u8);
        self.last = position as u8;
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
        PricedWalk::priced(query, keys, radius, prices(query.0, keys))
    }

    fn priced(
        (route, query): (Route, &[u8]),
        keys: Route,
        radius: u32,
        prices: &Prices,
    ) -> PricedWalk {
        let query = heard(query);
        let query_weight = weight(query);
        let mut radius = radius.min(floor(route, keys));
        if route != keys && query_weight < SHORT {
            radius = radius.min(SHORT_FLOOR);
        }
        let codes: Vec<usize> = query.iter().map(|symbol| code(*symbol)).collect();
        let rest = rest(&codes, prices, radius);
        let length = codes.len();
        let mut changed = vec![0; SYMBOL_COUNT * length];
        let mut dropped = Vec::with_capacity(length);
        for (position, (of, ends)) in codes.iter().zip(rest.windows(2)).enumerate() {
            // By how much `rest` grows over this query symbol.
            let growth = ends[1] - ends[0];
            dropped.push(scaled(prices.drop_left(*of)) + growth);
            let column = changed.iter_mut().skip(position).step_by(length);
            for (cell, price) in column.zip(prices.changes(*of)) {
                *cell = scaled(*price) + growth;
            }
        }
        PricedWalk {
            query: (route, query_weight),
            keys,
            radius,
            dropped,
            added: prices.drops_right().map(scaled),
            changed,
            rest,
        }
    }

    /// The similarity of the query and the key read so far, in ten-thousandths; `None` if it is
    /// not accepted.
    pub fn similarity(&self, row: &Row) -> Option<u32> {
        self.similarity_at(row.cells.get(self.dropped.len()).copied()?, row.head)
    }

    /// The similarity at the last cell of a row.
    fn similarity_at(&self, cell: i32, head: Head) -> Option<u32> {
        if cell == FORGOTTEN {
            return None;
        }
        let price = cell - self.rest.last()?;
        let (distance, key_weight) = (u32::try_from(price / 200).ok()?, u32::from(head.weight));
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
        let width = self.dropped.len() + 1;
        let mut rows = vec![FORGOTTEN; width];
        let mut head = self.first_row(&mut rows);
        if head.is_empty() {
            return;
        }
        let root = dictionary.root();
        // Nodes on the way down: the row before each, its value so far, its next transition.
        let mut way = vec![(root, head, fst::raw::Output::zero(), 0)];
        let mut key: Vec<u8> = Vec::with_capacity(LONGEST);
        while let Some((node, above, output, next)) = way.last_mut() {
            if *next == node.len() {
                way.pop();
                key.pop();
                continue;
            }
            let transition = node.transition(*next);
            *next += 1;
            let depth = key.len();
            if rows.len() < (depth + 2) * width {
                rows.resize((depth + 2) * width, FORGOTTEN);
            }
            let (upper, lower) = rows.split_at_mut((depth + 1) * width);
            let (Some(from), Some(to)) = (upper.get(depth * width..), lower.get_mut(..width))
            else {
                return; // Both rows were made room for above.
            };
            head = self.step(from, *above, transition.inp, to);
            if head.is_empty() {
                continue;
            }
            let output = output.cat(transition.out);
            let node = dictionary.node(transition.addr);
            key.push(transition.inp);
            let last = to.last().copied().unwrap_or(FORGOTTEN);
            if node.is_final()
                && let Some(similarity) = self.similarity_at(last, head)
            {
                found(&key, output.cat(node.final_output()).value(), similarity);
            }
            way.push((node, head, output, 0));
        }
    }

    /// The same over the nodes of a trie in the order of its keys: neighbours in memory.
    ///
    /// `sound` gives the sound of a key.
    pub(crate) fn over<'k>(
        &self,
        nodes: &[Node],
        rows: &mut Rows,
        sound: impl Fn(u32) -> &'k [u8],
        mut found: impl FnMut(u32, u32),
    ) {
        let width = self.dropped.len() + 1;
        let Rows { cells, heads } = rows;
        if cells.len() < (LONGEST + 2) * width {
            cells.resize((LONGEST + 2) * width, FORGOTTEN);
        }
        heads.resize(LONGEST + 2, Head { first: 1, last: 0, depth: 0, weight: 0 });
        cells[..width].fill(FORGOTTEN);
        let first = self.first_row(&mut cells[..width]);
        if first.is_empty() {
            return;
        }
        heads[0] = first;
        let mut advance = |depth: usize, symbol: u8| {
            let (upper, lower) = cells.split_at_mut((depth + 1) * width);
            let (from, to) = (&upper[depth * width..], &mut lower[..width]);
            let head = self.step(from, heads[depth], symbol, to);
            heads[depth + 1] = head;
            (head, to.last().copied().unwrap_or(FORGOTTEN))
        };
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            let depth = usize::from(node.depth).clamp(1, LONGEST);
            let (mut head, mut cell) = advance(depth - 1, node.symbol);
            if head.is_empty() {
                // Skips point forward; in a damaged file, at least the walk ends.
                at = (node.skip as usize).max(at + 1);
                continue;
            }
            at += 1;
            if node.key == NO_KEY {
                continue;
            }
            if node.last != 0 {
                let rest = sound(node.key).get(depth..).unwrap_or(&[]);
                for (further, symbol) in rest.iter().enumerate().take(LONGEST - depth) {
                    (head, cell) = advance(depth + further, *symbol);
                    if head.is_empty() {
                        break;
                    }
                }
            }
            if !head.is_empty()
                && let Some(similarity) = self.similarity_at(cell, head)
            {
                found(node.key, similarity);
            }
        }
    }

    /// Fills the row of the empty key.
    fn first_row(&self, cells: &mut [i32]) -> Head {
        let mut head = Head { first: u8::MAX, last: 0, depth: 0, weight: 0 };
        if self.dropped.is_empty() {
            return head; // An empty query is near nothing.
        }
        let reach = self.reach(0);
        let mut total = self.rest.first().copied().unwrap_or_default();
        let dropped = std::iter::once(0).chain(self.dropped.iter().copied());
        let cells = cells.iter_mut().zip(dropped).zip(&self.rest).enumerate();
        for (position, ((cell, dropped), rest)) in cells {
            total += dropped; // at most 64 · 100 · 200
            if reach.holds(total, *rest) {
                *cell = total;
                head.keep(position);
            }
        }
        head
    }

    /// Fills the row `to` of a key that goes on with `symbol` after the key of the row `from`.
    fn step(&self, from: &[i32], above: Head, symbol: u8, to: &mut [i32]) -> Head {
        let length = self.dropped.len();
        if usize::from(above.depth) == LONGEST {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            return above;
        }
        let key = code(symbol);
        let weight = above.weight + weight_of_code(key) as u16; // at most 64 · 100
        let mut head = Head { first: u8::MAX, last: 0, depth: above.depth + 1, weight };
        to.fill(FORGOTTEN);
        let reach = self.reach(weight);
        let (first, last) = (usize::from(above.first), usize::from(above.last));
        let added = self.added.get(key).copied().unwrap_or(FORGOTTEN);
        let changed = self.changed.get(key * length..(key + 1) * length).unwrap_or_default();
        let (Some(from), Some(to), Some(rest), Some(changed), Some(dropped)) = (
            from.get(first..),
            to.get_mut(first..),
            self.rest.get(first..),
            changed.get(first..),
            self.dropped.get(first..),
        ) else {
            return head; // The row before is empty.
        };
        let (Some((mut diagonal, from)), Some((cell, to)), Some((first_rest, rest))) =
            (from.split_first(), to.split_first_mut(), rest.split_first())
        else {
            return head;
        };
        // The first kept cell has nothing to its left.
        let mut before = diagonal + added;
        if reach.holds(before, *first_rest) {
            *cell = before;
            head.keep(first);
        } else {
            before = FORGOTTEN;
        }
        // What follows, each with the query symbol that leads to it.
        let prices = changed.iter().zip(dropped).zip(rest);
        let cells = from.iter().zip(to).zip(prices).enumerate();
        for (offset, ((from, cell), ((changed, dropped), rest))) in cells {
            let position = first + 1 + offset;
            let best = (diagonal + changed).min(before + dropped).min(from + added);
            diagonal = from;
            if reach.holds(best, *rest) {
                *cell = best;
                before = best;
                head.keep(position);
            } else {
                before = FORGOTTEN;
                // Nothing further right has a neighbour to come from.
                if position > last {
                    break;
                }
            }
        }
        head
    }

    /// What decides whether a cell is kept, at a key of this weight.
    fn reach(&self, key_weight: u16) -> Reach {
        let total = self.query.1 + u32::from(key_weight);
        let signed = |limit: u32| i32::try_from(limit).unwrap_or(i32::MAX);
        Reach {
            limit: signed(self.radius * total),
            light: if total < LEAST_TOTAL { signed(self.radius * LEAST_TOTAL) } else { i32::MIN },
        }
    }
}

/// The two tests of a cell in the module's proof, steps 1 and 4.
#[derive(Clone, Copy)]
struct Reach {
    limit: i32,
    light: i32,
}

impl Reach {
    /// Whether to keep a cell that includes the `rest` of its position.
    fn holds(self, cell: i32, rest: i32) -> bool {
        cell <= self.limit || cell - rest <= self.light
    }
}

/// A price in the unit of the bound: 200 · price stands against radius · total weight.
fn scaled(price: u8) -> i32 {
    200 * i32::from(price)
}

/// For each position of the query, what its rest adds at least to 200 · distance − radius · weight
/// of the key (see the module's proof, steps 2 and 3).
fn rest(query: &[usize], prices: &Prices, radius: u32) -> Vec<i32> {
    // At most 36 · 100 each.
    let worth: [i32; SYMBOL_COUNT] =
        std::array::from_fn(|key| (radius * weight_of_code(key)) as i32);
    let drops = prices.drops_right();
    let net: [i32; SYMBOL_COUNT] = std::array::from_fn(|key| scaled(drops[key]) - worth[key]);
    // The two least, of different symbols.
    let (least, second) = net.iter().fold((i32::MAX, i32::MAX), |(least, second), net| {
        if *net < least { (*net, least) } else { (least, second.min(*net)) }
    });
    let credit = (-least).max(0);
    let alternation_gains = least.saturating_add(second) < 0;
    let (each, last) =
        if alternation_gains { (0, credit * LONGEST as i32) } else { (credit, credit) };
    let mut bounds = vec![-last; query.len() + 1];
    let mut bound = -last;
    for (position, symbol) in query.iter().enumerate().rev() {
        let changes = prices.changes(*symbol).iter().zip(&worth);
        let change = changes.map(|(price, worth)| scaled(*price) - worth).min().unwrap_or(0);
        bound += (change - each).min(scaled(prices.drop_left(*symbol)));
        bounds[position] = bound;
    }
    bounds
}

impl Automaton for PricedWalk {
    type State = Row;

    fn start(&self) -> Row {
        let mut cells = [FORGOTTEN; LONGEST + 1];
        let head = self.first_row(&mut cells);
        Row { cells, head }
    }

    fn is_match(&self, row: &Row) -> bool {
        self.similarity(row).is_some()
    }

    fn can_match(&self, row: &Row) -> bool {
        !row.head.is_empty()
    }

    fn accept(&self, row: &Row, byte: u8) -> Row {
        let mut cells = [FORGOTTEN; LONGEST + 1];
        let head = self.step(&row.cells, row.head, byte, &mut cells);
        Row { cells, head }
    }
}

#[cfg(test)]
mod tests;
