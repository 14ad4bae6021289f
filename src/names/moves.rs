//! What it costs to go on from symbol to symbol, and with which symbols there is room to go on.

use super::price::{
    H, LIGHT, Prices, SYMBOL_COUNT, WEIGHTIEST, price_table, prices, weight_of_code,
};
use super::sound::Route;
use std::sync::OnceLock;

/// No room, and then one of 0 to 100, the most that a price may be.
const ROOMS: usize = 102;

/// The place of a room in a table: what costs less than that has room.
#[inline]
fn place_of(room: i16) -> usize {
    (room.clamp(-1, 100) + 1) as usize
}

/// The prices of one route (left) against another (right), by symbol and by room.
#[derive(Debug)]
pub(crate) struct Moves {
    prices: Prices,
    /// By room: the symbols of the right that cost no more to add.
    added: [u64; ROOMS],
    /// By symbol of the left and room: what it may be changed into.
    changed: Vec<[u64; ROOMS]>,
    /// By symbol of the right.
    keys: [Key; COLUMNS],
    /// The two least prices of adding a symbol, and by symbol of the left the least of a change, for each
    /// weight of a symbol of the right.
    least_added: [[u8; 2]; EACH_WEIGHT.len()],
    least_changes: [[u8; EACH_WEIGHT.len()]; SYMBOL_COUNT],
}

/// What symbols weigh.
const EACH_WEIGHT: [i32; 3] = [LIGHT as i32, H as i32, WEIGHTIEST as i32];

/// What it costs if a key goes on with one symbol, in hundredths.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub weight: u16,
    /// If nothing answers it.
    pub added: i16,
    /// If a symbol of the left is changed into it, by its code.
    changed: [u8; COLUMNS],
}

impl Key {
    /// What a symbol of the left costs to be changed into it.
    #[inline]
    pub(crate) fn changed(&self, left: u8) -> u8 {
        self.changed[usize::from(left) % COLUMNS]
    }
}

/// More than there are symbols, so that no look-up of a code below it need be checked.
pub(crate) const COLUMNS: usize = 64;
const _: () = assert!(SYMBOL_COUNT <= COLUMNS);

impl Moves {
    pub(crate) fn new(prices: &Prices) -> Moves {
        let within = |price: &dyn Fn(usize) -> u8| -> [u64; ROOMS] {
            std::array::from_fn(|place| {
                (0..SYMBOL_COUNT)
                    .filter(|symbol| usize::from(price(*symbol)) < place)
                    .fold(0, |marks, symbol| marks | 1 << symbol)
            })
        };
        let of_weight = |weight: i32| {
            (0..SYMBOL_COUNT).filter(move |symbol| weight_of_code(*symbol) as i32 == weight)
        };
        Moves {
            least_added: EACH_WEIGHT.map(|weight| {
                of_weight(weight).fold([u8::MAX; 2], |[least, second], symbol| {
                    let price = prices.drop_right(symbol);
                    if price < least { [price, least] } else { [least, second.min(price)] }
                })
            }),
            least_changes: std::array::from_fn(|left| {
                EACH_WEIGHT.map(|weight| {
                    let prices = of_weight(weight).map(|right| prices.change(left, right));
                    prices.min().unwrap_or(u8::MAX)
                })
            }),
            added: within(&|right| prices.drop_right(right)),
            changed: (0..SYMBOL_COUNT)
                .map(|left| within(&|right| prices.change(left, right)))
                .collect(),
            keys: std::array::from_fn(|right| Key {
                weight: weight_of_code(right) as u16, // at most 100
                added: i16::from(prices.drop_right(right)),
                changed: std::array::from_fn(|left| prices.change(left, right)),
            }),
            prices: prices.clone(),
        }
    }

    pub(crate) fn prices(&self) -> &Prices {
        &self.prices
    }

    /// The symbols of the right that cost no more than `room` to add.
    #[inline]
    pub(crate) fn added(&self, room: i16) -> u64 {
        self.added[place_of(room)]
    }

    /// The symbols of the right into which it costs no more than `room` to change one of the left.
    #[inline]
    pub(crate) fn changed(&self, left: usize, room: i16) -> u64 {
        self.changed.get(left).map_or(0, |changed| changed[place_of(room)])
    }

    /// What it costs if a key goes on with a symbol, by its code.
    #[inline]
    pub(crate) fn key(&self, code: usize) -> &Key {
        &self.keys[code % COLUMNS]
    }

    /// Of the symbols of each weight, the prices of the two that cost least to add, and the weight.
    pub(crate) fn least_added(&self) -> impl Iterator<Item = (u8, i32)> {
        let both = |(prices, weight): ([u8; 2], i32)| prices.map(|price| (price, weight));
        self.least_added.into_iter().zip(EACH_WEIGHT).flat_map(both)
    }

    /// Of the symbols of each weight, the price of the one that costs least to change one of the left into,
    /// and the weight.
    pub(crate) fn least_changes(&self, left: usize) -> impl Iterator<Item = (u8, i32)> {
        let prices = self.least_changes.get(left).copied().unwrap_or([u8::MAX; 3]);
        prices.into_iter().zip(EACH_WEIGHT)
    }
}

static MOVES: [OnceLock<Moves>; price_table::COUNT] =
    [const { OnceLock::new() }; price_table::COUNT];

/// The moves between two routes.
pub(crate) fn moves(left: Route, right: Route) -> &'static Moves {
    static UNRELATED: OnceLock<Moves> = OnceLock::new();
    let moves = MOVES.get(price_table::of(left, right)).unwrap_or(&UNRELATED);
    moves.get_or_init(|| Moves::new(prices(left, right)))
}
