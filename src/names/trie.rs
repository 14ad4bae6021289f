//! Tries of sounds in memory or in a mapped file, walked by a [`PricedWalk`].
//!
//! A node knows as a mask which symbols go on from it, and the nodes these lead to stand side by side in
//! the order of the symbols. The walk tells of a row, as a mask as well, which symbols may lead to a row
//! with a cell left ([`PricedWalk::onward`]), so only nodes in both masks are looked at: most of a trie
//! is never touched, not even to be turned down.
//!
//! Blocks of nodes stand in the order in which a walk over everything comes upon them. A walk that goes
//! back instead is over a damaged file, and does not go there: so every walk ends.

use super::moves::moves;
use super::price::{SYMBOL_COUNT, code, weight_of_code};
use super::sound::{LONGEST, Route};
use super::walk::{PricedWalk, Rest, RoughRest, Row};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// One symbol of a trie, or its root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(crate) struct Node {
    /// The codes of the symbols that go on from here, as a mask. Of an only key instead, [`ALONE`] and the
    /// first [`WITHIN`] symbols of its rest, by [`CODE_BITS`] bits each, one more than their code;
    /// and [`LONGER`] if there are more.
    marks: u64,
    /// Where the nodes of these symbols begin; of an only key, how many of its symbols lead here.
    place: u32,
    /// The key that ends here or, if it is the only one, below; [`NO_KEY`] if none does.
    key: u32,
}

/// Of a [`Node`] at which no key ends.
const NO_KEY: u32 = u32::MAX;
/// Set in the marks of a node with an only key.
const ALONE: u64 = 1 << 63;
/// Set if the rest of an only key is longer.
const LONGER: u64 = 1 << 62;
/// Bits of a symbol of the rest, which stand in the node: most rests are short, and reading them elsewhere
/// costs more than comparing them.
const CODE_BITS: u32 = 6;
const WITHIN: usize = 10;
const _: () = assert!(SYMBOL_COUNT < 1 << CODE_BITS && CODE_BITS * WITHIN as u32 <= 62);

impl Node {
    const EMPTY: Node = Node { marks: 0, place: 0, key: NO_KEY };

    /// The node of an only key, to which `depth` symbols lead and which goes on with these.
    fn alone(key: u32, depth: usize, rest: &[u8]) -> Node {
        let held = rest.iter().take(WITHIN).rev();
        let held = held.fold(0, |held, symbol| held << CODE_BITS | (code(*symbol) as u64 + 1));
        let longer = if rest.len() > WITHIN { LONGER } else { 0 };
        Node { marks: held | ALONE | longer, place: depth as u32, key }
    }

    fn has(&self, mark: u64) -> bool {
        self.marks & mark != 0
    }

    fn onward(&self) -> u64 {
        if self.has(ALONE) { 0 } else { self.marks }
    }

    /// The codes of the symbols of an only key's rest that stand here.
    fn held(&self) -> impl Iterator<Item = usize> {
        let mut held = if self.has(ALONE) { self.marks & !(ALONE | LONGER) } else { 0 };
        std::iter::from_fn(move || {
            let code = (held & ((1 << CODE_BITS) - 1)) as usize;
            held >>= CODE_BITS;
            code.checked_sub(1)
        })
    }
}

/// The codes in a mask.
pub(crate) fn codes_of(mut marks: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let code = marks.trailing_zeros() as usize;
        marks &= marks.checked_sub(1)?;
        Some(code)
    })
}

/// What a trie is made of.
pub(crate) trait Sounded {
    /// The sound of a key.
    fn sound(&self, key: u32) -> &[u8];
}

/// Adds the nodes of a trie over keys in the order of their sounds, which are of symbols of the alphabet
/// alone, the root first. Of keys that sound
/// alike the first one is kept. Places count from the root.
pub(crate) fn plant(sounds: &impl Sounded, keys: &[u32], nodes: &mut Vec<Node>) {
    let root = nodes.len();
    nodes.push(Node::EMPTY);
    grow(sounds, (keys, 0), (root, root), nodes);
}

/// Grows what stands below a node: keys with `depth` symbols in common.
fn grow(
    sounds: &impl Sounded,
    (keys, depth): (&[u32], usize),
    (root, at): (usize, usize),
    nodes: &mut Vec<Node>,
) {
    let symbol = |key: &u32| sounds.sound(*key).get(depth).map(|symbol| code(*symbol));
    // Those that end here were noted by the node itself, and come first.
    let ended = keys.iter().take_while(|key| symbol(key).is_none()).count();
    let mut below: Vec<(usize, &[u32])> = keys[ended..]
        .chunk_by(|a, b| symbol(a) == symbol(b))
        .filter_map(|keys| Some((symbol(keys.first()?)?, keys)))
        .collect();
    below.sort_unstable_by_key(|(code, _)| *code);
    let first = nodes.len();
    nodes[at].marks |= below.iter().fold(0, |marks, (code, _)| marks | 1 << code);
    nodes[at].place = (first - root) as u32;
    nodes.resize(first + below.len(), Node::EMPTY);
    for (at, (_, keys)) in (first..).zip(below) {
        let (depth, sound) = (depth + 1, sounds.sound(keys[0]));
        // In order, so that the first and the last one are alike if all are.
        let alone = keys.last().is_some_and(|last| sounds.sound(*last) == sound);
        if alone {
            nodes[at] = Node::alone(keys[0], depth, &sound[depth..]);
        } else {
            if sound.len() == depth {
                nodes[at].key = keys[0];
            }
            grow(sounds, (keys, depth), (root, at), nodes);
        }
    }
}

/// What follows each node of a trie, by ψ of each symbol's code.
pub(crate) fn rests(
    nodes: &[Node],
    sounds: &impl Sounded,
    presence: &[u16; SYMBOL_COUNT],
) -> Box<[RoughRest]> {
    let with = |rest: Rest, code: usize| {
        let presence = presence.get(code).copied().unwrap_or(0);
        Rest {
            least: rest.least.saturating_add(presence),
            most: rest.most.saturating_add(presence),
            weight: rest.weight.saturating_add(weight_of_code(code) as u16), // at most 100
        }
    };
    // Until a node is reached, of a damaged file too.
    let mut rests = vec![Rest::ANY; nodes.len()];
    for (at, node) in nodes.iter().enumerate().rev() {
        let held = node.held().fold(Rest::NONE, with);
        if node.has(ALONE) {
            let read = if node.has(LONGER) { node.place as usize + WITHIN } else { LONGEST };
            let symbols = sounds.sound(node.key).iter().take(LONGEST).skip(read);
            rests[at] = symbols.map(|symbol| code(*symbol)).fold(held, with);
            continue;
        }
        let own = (node.key != NO_KEY).then_some(Rest::NONE);
        let first = node.place as usize;
        let below = codes_of(node.marks).zip(first..).map(|(code, child)| {
            let later = rests.get(child).filter(|_| child > at);
            later.map_or(Rest::ANY, |rest| with(*rest, code))
        });
        rests[at] = own.into_iter().chain(below).reduce(Rest::or).unwrap_or(Rest::NONE);
    }
    rests.into_iter().map(RoughRest::of).collect()
}

/// Memory of walks over tries, kept from walk to walk.
#[derive(Debug)]
pub(crate) struct Rows {
    /// A row for each depth, and one more.
    rows: Vec<Row>,
    blocks: Vec<Block>,
    /// The walk that is under way.
    walk: PricedWalk,
}

/// Nodes side by side, some of which are still to be looked at.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// The symbols that lead to them, but those before the next one.
    marks: u64,
    /// Those that are still to be looked at.
    left: u64,
    /// The node of the next one.
    place: u32,
}

impl Default for Rows {
    fn default() -> Rows {
        Rows {
            rows: vec![Row::idle(); LONGEST + 2],
            blocks: Vec::with_capacity(LONGEST + 1),
            walk: PricedWalk::idle(),
        }
    }
}

impl Rows {
    /// Aims the walk at the keys of a route within `radius` hundredths of the mean weight of a sound.
    pub(crate) fn aim(&mut self, query: (Route, &[u8]), keys: Route, radius: u32) {
        self.walk.aim(query, keys, radius, moves(query.0, keys));
    }

    /// Every key of a trie that the walk accepts, in no order; `rests` are by ψ of the walk's prices.
    pub(crate) fn over(
        &mut self,
        (nodes, rests): (&[Node], &[RoughRest]),
        sounds: &impl Sounded,
        mut found: impl FnMut(u32),
    ) {
        let Rows { rows, blocks, walk } = self;
        let (Some(root), Some(first)) = (nodes.first(), rows.first_mut()) else { return };
        let Some(below) = rests.first() else { return };
        walk.first_row(first, below.rest());
        if first.is_empty() {
            return;
        }
        let onward = |walk: &PricedWalk, node: &Node, row: &Row| Block {
            marks: node.onward(),
            left: node.onward() & walk.onward(row),
            place: node.place,
        };
        blocks.clear();
        blocks.push(onward(walk, root, first));
        let mut newest = 0;
        'nodes: while let Some(block) = blocks.last_mut() {
            if block.left == 0 {
                blocks.pop();
                continue;
            }
            let symbol = block.left.trailing_zeros();
            block.left &= block.left - 1;
            // Most of those that lead on are looked at, so this is less than counting.
            while block.marks.trailing_zeros() < symbol {
                block.marks &= block.marks - 1;
                block.place = block.place.saturating_add(1);
            }
            let at = block.place;
            let mut depth = blocks.len();
            let Some(mut rest) = rests.get(at as usize).map(|rest| rest.rest()) else { continue };
            if !walk.descend(rows, depth, symbol as usize, rest) {
                continue;
            }
            // Most rows are empty, and a node that is not looked at need not be fetched.
            let Some(node) = nodes.get(at as usize) else { continue };
            if node.key != NO_KEY {
                for code in node.held() {
                    depth += 1;
                    rest = walk.after(rest, code);
                    if !walk.descend(rows, depth, code, rest) {
                        continue 'nodes;
                    }
                }
                if node.has(ALONE) && node.has(LONGER) {
                    let symbols = sounds.sound(node.key).iter().skip(depth);
                    for symbol in symbols.take(LONGEST.saturating_sub(depth)) {
                        depth += 1;
                        rest = walk.after(rest, code(*symbol));
                        if !walk.descend(rows, depth, code(*symbol), rest) {
                            continue 'nodes;
                        }
                    }
                }
                if rows.get(depth).is_some_and(|row| walk.accepts(row)) {
                    found(node.key);
                }
            }
            if node.onward() != 0
                && node.place > newest
                && depth < LONGEST
                && let Some(row) = rows.get(depth)
            {
                newest = node.place;
                blocks.push(onward(walk, node, row));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::presence::presences;
    use super::super::walk::tests::Dice;
    use super::*;
    use fst::{IntoStreamer, Map, Streamer};
    use std::collections::BTreeSet;

    impl Sounded for Vec<Vec<u8>> {
        fn sound(&self, key: u32) -> &[u8] {
            &self[key as usize]
        }
    }

    /// Symbols that are cheap to exchange, drop or add; rests are long in the last world.
    const WORLDS: [&[u8]; 5] = [b"uwv", b"kgXhG", b"sScCzj", b"lrnNu", b"tTdDszauxcC"];

    fn planted(keys: &Vec<Vec<u8>>) -> Vec<Node> {
        let (mut nodes, numbers) = (Vec::new(), (0..keys.len() as u32).collect::<Vec<u32>>());
        plant(keys, &numbers, &mut nodes);
        nodes
    }

    #[test]
    fn a_trie_gives_what_an_fst_gives() {
        let mut dice = Dice(20_261_126);
        let (mut rows, mut found) = (Rows::default(), 0);
        for world in 0..1_500 {
            let symbols = WORLDS[world % WORLDS.len()];
            // Now and then longer than what is kept of a rest tells apart.
            let longest = if world % 7 == 0 { 60 } else { 16 };
            let keys: BTreeSet<Vec<u8>> =
                (0..30).map(|_| dice.some_sound(symbols, longest)).collect();
            let keys: Vec<Vec<u8>> = keys.into_iter().collect();
            let nodes = planted(&keys);
            let map = Map::from_iter(keys.iter().zip(0..)).unwrap();
            for _ in 0..20 {
                let (own, other) = (Route::ALL[dice.below(16)], Route::ALL[dice.below(16)]);
                let query = dice.some_sound(symbols, longest - 4);
                let radius = [36, 30, 20, 15, 10, 3, 0][dice.below(7)];
                let walk = PricedWalk::within((own, &query), other, radius);
                let mut expected = Vec::new();
                let mut stream = map.search(&walk).into_stream();
                while let Some((_, key)) = stream.next() {
                    expected.push(key as u32);
                }
                let mut near = Vec::new();
                rows.aim((own, &query), other, radius);
                let rests = rests(&nodes, &keys, presences(own, other).1);
                rows.over((&nodes, &rests), &keys, |key| near.push(key));
                near.sort_unstable();
                assert_eq!(near, expected, "{own} {query:?} in {other} {keys:?} to {radius}");
                found += near.len();
            }
        }
        assert!(found > 30_000, "only {found} keys found: the worlds test nothing");
    }

    #[test]
    fn the_longest_sounds_are_found() {
        let (long, other) = ("mr".repeat(LONGEST / 2).into_bytes(), b"kim".to_vec());
        let keys = vec![other, long.clone()];
        let nodes = planted(&keys);
        let rests = rests(&nodes, &keys, presences(Route::Latin, Route::Latin).1);
        let (mut rows, mut found) = (Rows::default(), Vec::new());
        rows.aim((Route::Latin, &long), Route::Latin, 0);
        rows.over((&nodes, &rests), &keys, |key| found.push(key));
        assert_eq!(found, [1]);
    }

    #[test]
    fn a_walk_over_a_damaged_trie_ends() {
        let mut dice = Dice(5);
        let keys: Vec<Vec<u8>> = (0..40).map(|_| dice.some_sound(b"tTdDszau", 12)).collect();
        let keys: BTreeSet<Vec<u8>> = keys.into_iter().collect();
        let keys: Vec<Vec<u8>> = keys.into_iter().collect();
        let whole = planted(&keys);
        let mut rows = Rows::default();
        for _ in 0..3_000 {
            let mut nodes = whole.clone();
            for _ in 0..1 + dice.below(30) {
                let at = dice.below(nodes.len());
                nodes[at].marks = u64::MAX >> (1 + dice.below(40));
                nodes[at].place = dice.below(nodes.len()) as u32;
            }
            let mut visits = 0;
            rows.aim((Route::Latin, b"tada"), Route::Arabic, 36);
            let rests = rests(&nodes, &keys, presences(Route::Latin, Route::Arabic).1);
            rows.over((&nodes, &rests), &keys, |_| visits += 1);
            assert!(visits <= 64 * nodes.len());
        }
    }
}
