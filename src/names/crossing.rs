//! All pairs of sounds of two dictionaries that are near each other, by one walk over both.
//!
//! The keys of each dictionary are branches of a trie. For a node p of the left one, the walk holds the
//! nodes n of the right one with the least price R(p, n) of turning what p spells into what n spells; those
//! of p's children follow from them, so sounds that begin alike share the work on both sides.
//!
//! # Why nothing is lost
//!
//! An alignment of two keys goes from pair to pair of such nodes, the beginnings of the two, by dropping a
//! symbol of the left one, adding one of the right one, or changing one into the other: R is the least
//! over these three, which are all looked at. A pair (p, n) is forgotten only if
//!
//! > 200 · (R(p, n) + gap) > ρ · max(w + w', 160),
//!
//! where w and w' are the greatest weights of the keys below p and n, and the gap is the least
//! difference of Φ of a rest below p and Ψ of a rest below n: no more than the least distance of
//! the two rests, whatever they are, if Φ and Ψ are sums as `super::presence` defines them. So no key
//! below p is within ρ hundredths of the mean weight of one below n by an alignment through them.

use super::moves::Moves;
use super::price::{LEAST_TOTAL, SYMBOL_COUNT, code, heard, is_within, weight_of_code};
use super::trie::codes_of;

/// A trie of sounds in memory.
pub(crate) struct Branches {
    nodes: Vec<Node>,
    /// The keys in the order of the codes of their sounds.
    keys: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    /// The codes of the symbols that go on from here, as a mask.
    marks: u64,
    /// Where the nodes these lead to begin: after this one, side by side.
    place: u32,
    /// Which of the keys end here.
    first: u32,
    count: u32,
    /// The weight of what the node spells, and the greatest of a key below.
    weight: u16,
    most: u16,
}

/// The least and the greatest sum of a presence over what follows a node.
type Rest = [u16; 2];

impl Branches {
    /// A trie over keys with their sounds.
    pub(crate) fn of<'s>(keys: impl Iterator<Item = (u32, &'s [u8])>) -> Branches {
        let codes = |sound: &'s [u8]| sound.iter().map(|symbol| code(*symbol));
        let mut keys: Vec<(&[u8], u32)> = keys.map(|(key, sound)| (heard(sound), key)).collect();
        keys.sort_unstable_by(|(a, key), (b, other)| codes(a).cmp(codes(b)).then(key.cmp(other)));
        let root = Node { marks: 0, place: 0, first: 0, count: 0, weight: 0, most: 0 };
        let mut branches = Branches { nodes: vec![root], keys: Vec::new() };
        branches.grow(&keys, (0, 0), 0);
        for at in (0..branches.nodes.len()).rev() {
            let below = branches.below(at).map(|(_, child)| branches.nodes[child].most).max();
            let node = &mut branches.nodes[at];
            let own = if node.count > 0 { node.weight } else { 0 };
            node.most = own.max(below.unwrap_or(0));
        }
        branches.keys = keys.into_iter().map(|(_, key)| key).collect();
        branches
    }

    /// Grows what stands below a node: keys with `depth` symbols in common, the first of which is the
    /// `first` of all.
    fn grow(&mut self, keys: &[(&[u8], u32)], (first, depth): (usize, usize), at: usize) {
        let ended = keys.iter().take_while(|(sound, _)| sound.len() == depth).count();
        let (place, weight) = (self.nodes.len(), self.nodes[at].weight);
        let mut below = Vec::new();
        let (mut marks, mut from) = (0, ended);
        for keys in keys[ended..].chunk_by(|(a, _), (b, _)| a[depth] == b[depth]) {
            let symbol = code(keys[0].0[depth]);
            below.push((keys, first + from));
            from += keys.len();
            marks |= 1 << symbol;
            let weight = weight + weight_of_code(symbol) as u16; // at most 64 · 100
            self.nodes.push(Node { marks: 0, place: 0, first: 0, count: 0, weight, most: 0 });
        }
        let (place, first, count) = (place as u32, first as u32, ended as u32);
        self.nodes[at] = Node { marks, place, first, count, ..self.nodes[at] };
        for (at, (keys, first)) in (place as usize..).zip(below) {
            self.grow(keys, (first, depth + 1), at);
        }
    }

    /// The nodes that follow a node, each with the code of the symbol that leads to it.
    fn below(&self, at: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
        let node = self.nodes[at];
        codes_of(node.marks).zip(node.place as usize..)
    }

    /// The least and the greatest sum of a presence by code over what follows each node.
    fn rests(&self, presence: &[u16; SYMBOL_COUNT]) -> Vec<Rest> {
        let mut rests: Vec<Rest> = vec![[u16::MAX, 0]; self.nodes.len()];
        for at in (0..self.nodes.len()).rev() {
            let own = if self.nodes[at].count > 0 { [0, 0] } else { rests[at] };
            rests[at] = self.below(at).fold(own, |[least, most], (symbol, child)| {
                let ([low, high], by) = (rests[child], presence[symbol]);
                [least.min(low + by), most.max(high + by)]
            });
        }
        rests
    }
}

/// The least difference of two sums.
fn gap([least, greatest]: Rest, [other_least, other_greatest]: Rest) -> u16 {
    least.saturating_sub(other_greatest).max(other_least.saturating_sub(greatest))
}

/// A trie on one side of a walk.
pub(crate) struct Side<'b> {
    branches: &'b Branches,
    rests: Vec<Rest>,
}

impl<'b> Side<'b> {
    /// The presence is Φ of the symbols on the left, Ψ of those on the right, by code.
    pub(crate) fn new(branches: &'b Branches, presence: &[u16; SYMBOL_COUNT]) -> Side<'b> {
        Side { branches, rests: branches.rests(presence) }
    }
}

/// A walk over two tries for the pairs within `radius` hundredths of the mean weight.
pub(crate) struct Crossing<'b> {
    left: &'b Branches,
    right: &'b Branches,
    left_rests: &'b [Rest],
    right_rests: &'b [Rest],
    moves: &'b Moves,
    radius: u32,
}

/// Memory of walks, kept from walk to walk.
#[derive(Default)]
pub(crate) struct Pending {
    /// The least price yet known of each right node that is marked.
    prices: Vec<u16>,
    /// Right nodes that are still to be looked at, a bit each; and a bit for each word that has some.
    marked: Vec<u64>,
    words: Vec<u64>,
    /// For each depth on the left the right nodes with their prices.
    rows: Vec<Vec<(u32, u16)>>,
}

impl Pending {
    fn clear_for(&mut self, nodes: usize) {
        if self.prices.len() < nodes {
            let words = nodes.div_ceil(64);
            self.prices.resize(nodes, 0);
            self.marked.resize(words, 0);
            self.words.resize(words.div_ceil(64), 0);
        }
    }

    #[inline]
    fn relax(&mut self, node: usize, price: u16) {
        let (word, bit) = (node / 64, 1 << (node % 64));
        if self.marked[word] & bit == 0 {
            self.marked[word] |= bit;
            self.words[word / 64] |= 1 << (word % 64);
            self.prices[node] = price;
        } else if price < self.prices[node] {
            self.prices[node] = price;
        }
    }
}

impl<'b> Crossing<'b> {
    /// `None` if no pair is near.
    pub(crate) fn new(
        left: &'b Side<'b>,
        right: &'b Side<'b>,
        moves: &'b Moves,
        radius: u32,
    ) -> Option<Crossing<'b>> {
        let crossing = Crossing {
            left: left.branches,
            right: right.branches,
            left_rests: &left.rests,
            right_rests: &right.rests,
            moves,
            radius,
        };
        let limit = crossing.limit(left.branches.nodes[0].most, right.branches.nodes[0].most);
        (gap(left.rests[0], right.rests[0]) <= limit).then_some(crossing)
    }

    /// The symbols with which keys of the left begin.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = usize> + use<> {
        codes_of(self.left.nodes[0].marks)
    }

    /// Every pair of keys that are near, of those of the left that begin with a symbol.
    pub(crate) fn beginning_with(
        &self,
        symbol: usize,
        pending: &mut Pending,
        mut found: impl FnMut(u32, u32),
    ) {
        let Some((_, node)) = self.left.below(0).find(|(first, _)| *first == symbol) else {
            return;
        };
        pending.clear_for(self.right.nodes.len());
        if pending.rows.is_empty() {
            pending.rows.push(Vec::new());
        }
        pending.relax(0, 0);
        self.settle(0, 0, pending);
        self.descend((symbol, node), 0, pending, &mut found);
    }

    fn descend(
        &self,
        (symbol, node): (usize, usize),
        depth: usize,
        pending: &mut Pending,
        found: &mut impl FnMut(u32, u32),
    ) {
        if pending.rows.len() == depth + 1 {
            pending.rows.push(Vec::new());
        }
        let above = std::mem::take(&mut pending.rows[depth]);
        let most = self.left.nodes[node].most;
        let dropped = u16::from(self.moves.prices().drop_left(symbol));
        for (at, price) in above.iter().copied() {
            let right = &self.right.nodes[at as usize];
            let limit = self.limit(most, right.most);
            let room = limit.saturating_sub(price);
            if dropped <= room {
                pending.relax(at as usize, price + dropped);
            }
            let changed = self.moves.changed(symbol, room as i16); // at most 36 · 64
            let onward = right.marks & changed;
            self.each(right, onward, |right_symbol, child| {
                let change = u16::from(self.moves.prices().change(symbol, right_symbol));
                pending.relax(child, price + change);
            });
        }
        pending.rows[depth] = above;
        let depth = depth + 1;
        self.settle(node, depth, pending);
        if pending.rows[depth].is_empty() {
            return;
        }
        let left = &self.left.nodes[node];
        if left.count > 0 {
            for (at, price) in &pending.rows[depth] {
                let right = &self.right.nodes[*at as usize];
                let total = u32::from(left.weight) + u32::from(right.weight);
                if right.count > 0 && is_within(u32::from(*price), total, self.radius) {
                    for own in self.left.keys_of(left) {
                        self.right.keys_of(right).iter().for_each(|other| found(*own, *other));
                    }
                }
            }
        }
        for child in self.left.below(node) {
            self.descend(child, depth, pending, found);
        }
    }

    /// Puts what is pending into the row of a depth, with what symbols added on the right lead to.
    fn settle(&self, node: usize, depth: usize, pending: &mut Pending) {
        let (most, rest) = (self.left.nodes[node].most, self.left_rests[node]);
        let mut row = std::mem::take(&mut pending.rows[depth]);
        row.clear();
        for block in 0..pending.words.len() {
            while pending.words[block] != 0 {
                let word = block * 64 + pending.words[block].trailing_zeros() as usize;
                while pending.marked[word] != 0 {
                    let at = word * 64 + pending.marked[word].trailing_zeros() as usize;
                    pending.marked[word] &= pending.marked[word] - 1;
                    let (right, price) = (&self.right.nodes[at], pending.prices[at]);
                    let gap = gap(rest, self.right_rests[at]);
                    let limit = self.limit(most, right.most);
                    let Some(room) = limit.checked_sub(price).filter(|room| gap <= *room) else {
                        continue;
                    };
                    row.push((at as u32, price));
                    let onward = right.marks & self.moves.added(room as i16); // as above
                    self.each(right, onward, |symbol, child| {
                        pending.relax(
                            child,
                            price + u16::from(self.moves.prices().drop_right(symbol)),
                        );
                    });
                }
                pending.words[block] &= pending.words[block] - 1;
            }
        }
        pending.rows[depth] = row;
    }

    /// The nodes that some of the symbols lead to.
    #[inline]
    fn each(&self, node: &Node, onward: u64, mut child: impl FnMut(usize, usize)) {
        for symbol in codes_of(onward) {
            let before = (node.marks & ((1 << symbol) - 1)).count_ones();
            child(symbol, (node.place + before) as usize);
        }
    }

    /// The greatest price of keys of these weights, or lighter.
    fn limit(&self, left: u16, right: u16) -> u16 {
        let total = (u32::from(left) + u32::from(right)).max(LEAST_TOTAL);
        (self.radius * total / 200) as u16 // at most 36 · 12800 / 200
    }
}

impl Branches {
    fn keys_of(&self, node: &Node) -> &[u32] {
        &self.keys[node.first as usize..][..node.count as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::super::moves::moves;
    use super::super::price::{distance, prices, weight};
    use super::super::sound::Route;
    use super::super::walk::tests::Dice;
    use super::*;

    /// Symbols that are cheap to exchange, drop or add.
    const WORLDS: [&[u8]; 5] = [b"uwv", b"kgXhG", b"sScCzj", b"lrnNu", b"tTdDszauxcC"];

    /// Every pair within the radius is found once, and no other.
    #[test]
    fn a_crossing_gives_what_full_pricing_gives() {
        let mut dice = Dice(20_261_127);
        let mut near = 0;
        for world in 0..1_500 {
            let symbols = WORLDS[world % WORLDS.len()];
            let mut sounds =
                || -> Vec<Vec<u8>> { (0..20).map(|_| dice.some_sound(symbols, 9)).collect() };
            let (lefts, rights) = (sounds(), sounds());
            let (own, other) = (Route::ALL[dice.below(16)], Route::ALL[dice.below(16)]);
            let radius = [36, 30, 19, 15, 9, 3, 0][dice.below(7)];
            let branches = [&lefts, &rights]
                .map(|sounds| Branches::of((0..).zip(sounds.iter().map(Vec::as_slice))));
            let prices = prices(own, other);
            let nothing = [0; SYMBOL_COUNT];
            let [left, right] = branches.each_ref().map(|branches| Side::new(branches, &nothing));
            let moves = moves(own, other);
            let mut found = Vec::new();
            let mut pending = Pending::default();
            if let Some(crossing) = Crossing::new(&left, &right, moves, radius) {
                for symbol in crossing.beginnings() {
                    crossing.beginning_with(symbol, &mut pending, |a, b| found.push((a, b)));
                }
            }
            found.sort_unstable();
            let mut expected = Vec::new();
            for (a, left) in (0..).zip(&lefts) {
                for (b, right) in (0..).zip(&rights) {
                    let total = weight(left) + weight(right);
                    if !left.is_empty() && is_within(distance(left, right, prices), total, radius) {
                        expected.push((a, b));
                    }
                }
            }
            assert_eq!(found, expected, "{own} {lefts:?} {other} {rights:?} to {radius}");
            near += found.len();
        }
        assert!(near > 30_000, "only {near} pairs are near: the worlds test nothing");
    }
}
