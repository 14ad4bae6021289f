//! What it costs to turn one sound string into another, and how similar two tokens are by it.
//!
//! A distance is a weighted Levenshtein distance: every change, drop and addition of a symbol has
//! a price from `lists/names/prices.tsv`, in hundredths of an unrelated consonant. Two tokens count
//! as the same name only up to a [`floor`]; all figures are integers, so that a similarity is the
//! same on every machine.

use super::letters::rows;
use super::sound::{LONGEST, Route, SYMBOLS};
use std::sync::LazyLock;

/// How many symbols have prices: the alphabet, and one for any byte outside it.
pub(crate) const SYMBOL_COUNT: usize = 35;
/// The symbol for any byte outside the alphabet; it costs 100 whatever it meets.
const FOREIGN: u8 = 34;
/// What a change or drop costs that no table states.
const UNRELATED: u8 = 100;
/// Least total weight of the two sounds a distance is set against (a mean of 80): otherwise one
/// vowel in two would make or break a sound of one or two symbols.
pub(crate) const LEAST_TOTAL: u32 = 160;
/// Across scripts a sound lighter than this is one consonant or two vowels …
pub(crate) const SHORT: u32 = 150;
/// … and must be nearer than the floor: at most this many hundredths of the mean weight.
pub(crate) const SHORT_FLOOR: u32 = 15;
/// Similarity of equal sounds.
pub const EQUAL: u32 = 10_000;
/// Similarity lost per distance of one mean weight, within one script. Chosen by measuring, as those below.
const SLOPE_SAME: u32 = 13_500;
/// The same across scripts, where a part of the distance is the writing and not the name.
const SLOPE_ACROSS: u32 = 12_150;
/// The same for scripts that tell so much of a sound that hardly a name is near to another one by chance.
const SLOPE_TELLING: u32 = 9_700;
/// The same for characters read in Mandarin, where two or three syllables of loose vowels are near to many
/// names.
const SLOPE_HAN: u32 = 14_500;
/// The same for native names, whose two or three syllables are near to many names; syllables find what is
/// meant.
const SLOPE_MANDARIN: u32 = 23_000;
/// Characters read in Mandarin that sound lighter than this …
const SHORT_HAN: u32 = 300;
/// … must be at most this far away.
const SHORT_HAN_FLOOR: u32 = 24;

/// Position of a byte in the alphabet.
const CODES: [u8; 256] = {
    let mut codes = [FOREIGN; 256];
    let symbols = SYMBOLS.as_bytes();
    let mut i = 0;
    while i < symbols.len() {
        codes[symbols[i] as usize] = i as u8;
        i += 1;
    }
    codes
};

/// The weight of a vowel, the least …
pub(crate) const LIGHT: u32 = 50;
/// … that of h, which comes and goes …
pub(crate) const H: u32 = 60;
/// … and that of a consonant, the greatest.
pub(crate) const WEIGHTIEST: u32 = 100;

/// Weights by symbol code.
const WEIGHTS: [u8; SYMBOL_COUNT] = {
    let mut weights = [WEIGHTIEST as u8; SYMBOL_COUNT];
    let light = b"aeiouy";
    let mut i = 0;
    while i < light.len() {
        weights[CODES[light[i] as usize] as usize] = LIGHT as u8;
        i += 1;
    }
    weights[CODES[b'h' as usize] as usize] = H as u8;
    weights
};

/// The symbol code of a byte, always below [`SYMBOL_COUNT`].
#[inline]
pub(crate) fn code(symbol: u8) -> usize {
    // A byte is always within a table of 256.
    usize::from(CODES[usize::from(symbol)])
}

/// The weight of one symbol, by its code.
#[inline]
pub(crate) fn weight_of_code(code: usize) -> u32 {
    WEIGHTS.get(code).copied().map_or(100, u32::from)
}

/// What it costs to turn one sound string, the left one, into another, the right one.
///
/// Prices are hundredths, from 0 (equal) to 100 (unrelated).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    /// A left symbol read as a right symbol.
    change: [[u8; SYMBOL_COUNT]; SYMBOL_COUNT],
    /// A symbol that stands only on the left.
    drop_left: [u8; SYMBOL_COUNT],
    /// A symbol that stands only on the right.
    drop_right: [u8; SYMBOL_COUNT],
}

impl Prices {
    fn unrelated() -> Prices {
        let mut prices = Prices {
            change: [[UNRELATED; SYMBOL_COUNT]; SYMBOL_COUNT],
            drop_left: [UNRELATED; SYMBOL_COUNT],
            drop_right: [UNRELATED; SYMBOL_COUNT],
        };
        for (i, row) in prices.change.iter_mut().enumerate().take(usize::from(FOREIGN)) {
            row[i] = 0; // `i` runs over the rows of a square table.
        }
        prices
    }

    /// Turns the prices round: left becomes right.
    fn transposed(&self) -> Prices {
        let mut turned = self.clone();
        for (i, row) in self.change.iter().enumerate() {
            for (column, price) in turned.change.iter_mut().zip(row) {
                column[i] = *price; // `i` runs over the rows of a square table.
            }
        }
        std::mem::swap(&mut turned.drop_left, &mut turned.drop_right);
        turned
    }

    /// The prices of one script (left) against Latin (right), or of two names of one script, if
    /// `script` is `latin`.
    fn of_script(script: &str) -> Prices {
        let mut prices = Prices::unrelated();
        let mut applies = false;
        for row in rows(TABLE) {
            if let Some(scripts) = row.strip_prefix('[').and_then(|row| row.strip_suffix(']')) {
                applies = scripts.split(' ').any(|named| named == script || named == "base");
            } else if applies && let Some(line) = Line::parse(row) {
                prices.apply(&line);
            }
        }
        prices
    }

    fn apply(&mut self, line: &Line) {
        let codes = |symbols: &'static str| symbols.bytes().map(code);
        match line.what {
            What::Change(left, right) => {
                for (a, b) in codes(left).flat_map(|a| codes(right).map(move |b| (a, b))) {
                    // Codes are below the size of the tables.
                    self.change[a][b] = self.change[a][b].min(line.price);
                    self.change[b][a] = self.change[b][a].min(line.price);
                }
            }
            What::DropNative(symbols) => {
                codes(symbols).for_each(|a| self.drop_left[a] = line.price);
            }
            What::DropLatin(symbols) => {
                codes(symbols).for_each(|a| self.drop_right[a] = line.price);
            }
        }
    }

    /// The cheaper of two tables, the same in both directions: for two scripts that are both not
    /// Latin each may have left its own marks.
    fn looser(a: &Prices, b: &Prices) -> Prices {
        let mut prices = a.clone();
        let lower = |to: &mut [u8; SYMBOL_COUNT], by: &[u8; SYMBOL_COUNT]| {
            to.iter_mut().zip(by).for_each(|(to, by)| *to = (*to).min(*by));
        };
        prices.change.iter_mut().zip(&b.change).for_each(|(to, by)| lower(to, by));
        lower(&mut prices.drop_left, &b.drop_left);
        prices.drop_right = prices.drop_left;
        prices
    }

    /// Lowers the price of a symbol that stands only on the right, for tests of what prices allow.
    #[cfg(test)]
    pub(crate) fn cheapen_right(&mut self, code: usize, price: u8) {
        self.drop_right[code] = self.drop_right[code].min(price);
    }

    /// What it costs to read a left symbol as a right one, by their codes.
    pub(crate) fn change(&self, left: usize, right: usize) -> u8 {
        self.change.get(left).and_then(|row| row.get(right)).copied().unwrap_or(UNRELATED)
    }

    /// What it costs to read a left symbol, by its code, as each right one.
    pub(crate) fn changes(&self, left: usize) -> &[u8; SYMBOL_COUNT] {
        self.change.get(left).unwrap_or(&[UNRELATED; SYMBOL_COUNT])
    }

    /// What a symbol that stands only on the left costs, by its code.
    pub(crate) fn drop_left(&self, code: usize) -> u8 {
        self.drop_left.get(code).copied().unwrap_or(UNRELATED)
    }

    /// What a symbol that stands only on the right costs, by its code.
    pub(crate) fn drop_right(&self, code: usize) -> u8 {
        self.drop_right.get(code).copied().unwrap_or(UNRELATED)
    }
}

const TABLE: &str = include_str!("../../lists/names/prices.tsv");

/// One line of the price table.
struct Line {
    what: What,
    price: u8,
}

enum What {
    Change(&'static str, &'static str),
    DropNative(&'static str),
    DropLatin(&'static str),
}

impl Line {
    fn parse(row: &'static str) -> Option<Line> {
        let mut columns = row.split('\t');
        let (first, second) = (columns.next()?, columns.next()?);
        let price = columns.next()?.parse().ok().filter(|price| *price <= UNRELATED)?;
        let known = |symbols: &str| symbols.chars().all(|c| SYMBOLS.contains(c));
        let what = match first {
            "drop-native" => What::DropNative(second),
            "drop-latin" => What::DropLatin(second),
            symbols if known(symbols) => What::Change(symbols, second),
            _ => return None,
        };
        (known(second) && columns.next().is_none()).then_some(Line { what, price })
    }
}

/// Which of the price tables is that of two routes.
pub(crate) mod price_table {
    use super::Route;

    const ROUTES: usize = Route::ALL.len();
    /// How many there are.
    pub(crate) const COUNT: usize = 2 + 2 * ROUTES;
    /// That of two sounds of one route, and that of two routes that are not Latin.
    pub(super) const SAME: usize = 0;
    pub(super) const ACROSS: usize = 1;
    /// Those of each route on the left and Latin on the right, and the other way round.
    pub(super) const NATIVE_LEFT: usize = 2;
    pub(super) const NATIVE_RIGHT: usize = 2 + ROUTES;

    #[inline]
    pub(crate) fn of(left: Route, right: Route) -> usize {
        match (left, right) {
            _ if left == right => SAME,
            (native, Route::Latin) => NATIVE_LEFT + native as usize,
            (Route::Latin, native) => NATIVE_RIGHT + native as usize,
            _ => ACROSS,
        }
    }
}

/// Every table that a comparison can need, by its number.
static TABLES: LazyLock<[Prices; price_table::COUNT]> = LazyLock::new(|| {
    let native = Route::ALL.map(|route| Prices::of_script(section(route)));
    std::array::from_fn(|table| match table {
        price_table::SAME => Prices::of_script(section(Route::Latin)),
        price_table::ACROSS => Prices::looser(
            &Prices::of_script(section(Route::Arabic)),
            &Prices::of_script(section(Route::Kana)),
        ),
        price_table::NATIVE_RIGHT.. => native[table - price_table::NATIVE_RIGHT].transposed(),
        _ => native[table - price_table::NATIVE_LEFT].clone(),
    })
});

/// The name of a route in the price table.
fn section(route: Route) -> &'static str {
    match route {
        Route::Latin => "latin",
        Route::Cyrillic => "cyrillic",
        Route::Greek => "greek",
        Route::Arabic => "arabic",
        Route::Hebrew => "hebrew",
        Route::Hangul => "hangul",
        Route::Han => "han",
        Route::Kana => "kana",
        Route::Thai => "thai",
        Route::Tamil => "tamil",
        Route::Indic => "indic",
        Route::Armenian => "armenian",
        Route::Georgian => "georgian",
        Route::Other => "other",
        Route::Japanese => "japanese",
        Route::Mandarin => "han",
    }
}

/// The prices between two routes; `prices(a, b)` is `prices(b, a)` turned round.
///
/// Two sounds of one route differ as two Latin spellings do. Of two different routes that are both
/// not Latin, either may have lost vowels or merged consonants, so the cheaper of the prices for an
/// abjad and for a syllabary holds. Source: `lists/names/prices.tsv`.
pub fn prices(left: Route, right: Route) -> &'static Prices {
    // Its number is below the count of the tables.
    &TABLES[price_table::of(left, right)]
}

/// How much a sound tells, in hundredths of a consonant: consonants 100, vowels 50, h 60.
///
/// # Examples
///
/// ```
/// assert_eq!(tamis::names::price::weight(b"ahmad"), 50 + 60 + 100 + 50 + 100);
/// ```
pub fn weight(sound: &[u8]) -> u32 {
    sound.iter().map(|symbol| weight_of_code(code(*symbol))).sum()
}

/// The least total price of turning `left` into `right`, in hundredths.
///
/// Weighted Levenshtein by dynamic programming: lengths multiplied in time, the right one in
/// memory (on the stack up to [`LONGEST`] symbols).
///
/// # Examples
///
/// ```
/// use tamis::names::price::{distance, prices};
/// use tamis::names::sound::Route;
///
/// let latin = prices(Route::Latin, Route::Latin);
/// assert_eq!(distance(b"hasan", b"husein", latin), 30 + 22 + 50); // a-u, a-e, i
/// ```
pub fn distance(left: &[u8], right: &[u8], prices: &Prices) -> u32 {
    distance_within(left, right, prices, u32::MAX).unwrap_or(u32::MAX)
}

/// The [`distance`], if it is at most `limit`; given up as soon as it can't be.
///
/// No price is negative, so a cell of the dynamic programme beyond the limit leads to no distance
/// within it: of each row, only what lies between the first and the last cell within it is looked at.
pub fn distance_within(left: &[u8], right: &[u8], prices: &Prices, limit: u32) -> Option<u32> {
    // Any distance of texts in memory is far below this, and one price more does not overflow it.
    const BEYOND: u32 = u32::MAX / 2;
    /// A cell of a row, with the code of the right symbol that leads to it and what it costs to add that.
    #[derive(Clone, Copy)]
    struct Cell {
        distance: u32,
        symbol: u8,
        added: u8,
    }
    const NONE: Cell = Cell { distance: 0, symbol: 0, added: 0 };
    let limit = limit.min(BEYOND - 1);
    let mut stack = [NONE; LONGEST + 1];
    let mut heap;
    let row: &mut [Cell] = match stack.get_mut(..=right.len()) {
        Some(row) => row,
        None => {
            heap = vec![NONE; right.len() + 1];
            &mut heap
        }
    };
    // What is within the limit lies in this range.
    let (mut first, mut last) = (0, 0);
    let mut total = 0;
    for (at, (cell, symbol)) in row.iter_mut().skip(1).zip(right).enumerate() {
        let symbol = code(*symbol);
        let added = prices.drop_right(symbol);
        total += u32::from(added);
        *cell = Cell { distance: total, symbol: symbol as u8, added }; // a code is below SYMBOL_COUNT
        if total <= limit {
            last = at + 1;
        }
    }
    for symbol in left.iter().map(|symbol| code(*symbol)) {
        let (changes, dropped) = (prices.changes(symbol), u32::from(prices.drop_left(symbol)));
        let change =
            |cell: &Cell| changes.get(usize::from(cell.symbol)).copied().map_or(100, u32::from);
        let (inside, after) = row.get_mut(first..)?.split_at_mut_checked(last - first + 1)?;
        let (mut diagonal, mut before) = (BEYOND, BEYOND);
        let mut kept_last = None;
        for (at, cell) in (first..).zip(inside) {
            let above = cell.distance;
            let replaced = (diagonal + change(cell)).min(above + dropped);
            let best = replaced.min(before + u32::from(cell.added));
            diagonal = above;
            before = BEYOND;
            if best <= limit {
                before = best;
                kept_last = Some(at);
            }
            cell.distance = before;
        }
        // What stands in the row above beyond its last cell is of no use.
        for (at, cell) in (last + 1..).zip(after) {
            let best = (diagonal + change(cell)).min(before + u32::from(cell.added));
            diagonal = BEYOND;
            if best > limit {
                cell.distance = BEYOND;
                break;
            }
            before = best;
            cell.distance = best;
            kept_last = Some(at);
        }
        last = kept_last?;
        let kept = row.get(first..=last)?.iter();
        first += kept.take_while(|cell| cell.distance == BEYOND).count();
    }
    (last == right.len()).then(|| row.last().map(|cell| cell.distance)).flatten()
}

/// The greatest distance at which two sounds still count, in hundredths of their mean weight.
///
/// Two Latin spellings show their vowels, so they must be nearer (30) than a comparison that
/// involves another script (36). Both were chosen by measuring: looser floors find no more.
pub const fn floor(left: Route, right: Route) -> u32 {
    match (left, right) {
        (Route::Latin, Route::Latin)
        | (Route::Japanese, Route::Latin)
        | (Route::Latin, Route::Japanese) => 30,
        _ => 36,
    }
}

/// Whether a distance is at most `radius` hundredths of the mean weight of two sounds whose
/// weights add up to `total`.
#[inline]
pub(crate) fn is_within(distance: u32, total: u32, radius: u32) -> bool {
    200 * u64::from(distance) <= u64::from(radius) * u64::from(total.max(LEAST_TOTAL))
}

/// What similarity falls by where two sounds are one mean weight apart, in ten-thousandths.
pub(crate) const fn slope(left: Route, right: Route) -> u32 {
    const fn of_script(route: Route) -> u32 {
        match route {
            Route::Latin => 0,
            Route::Mandarin => SLOPE_MANDARIN,
            Route::Han => SLOPE_HAN,
            Route::Greek
            | Route::Hebrew
            | Route::Hangul
            | Route::Thai
            | Route::Tamil
            | Route::Indic
            | Route::Armenian
            | Route::Georgian => SLOPE_TELLING,
            Route::Cyrillic | Route::Arabic | Route::Kana | Route::Japanese | Route::Other => {
                SLOPE_ACROSS
            }
        }
    }
    if left as u8 == right as u8 {
        return SLOPE_SAME;
    }
    let (left, right) = (of_script(left), of_script(right));
    if left > right { left } else { right }
}

/// The radius between two routes beyond which no sounds are more similar than those beyond `radius` within one;
/// no less than that, so that what leaves out nothing does so here as well.
pub(crate) const fn radius_between(left: Route, right: Route, radius: u32) -> u32 {
    let between = (radius * SLOPE_SAME).div_ceil(slope(left, right));
    if between > radius { between } else { radius }
}

/// The similarity of two sounds of known weights at a known distance, in ten-thousandths.
///
/// With r = distance / mean weight (of at least 80): 1 − 1.35 r within one script, across scripts 1 − 1.215 r
/// (1 − 0.97 r for Greek, Hebrew, Hangul, Thai, Indic scripts, Armenian and Georgian, 1 − 1.45 r for Han,
/// 1 − 2.3 r for native names in it; of two of them the greater fall), rounded down. `None` above the
/// [`floor`], for an empty sound, and across scripts for r > 0.15 where a sound weighs less than 150 (for Han also
/// r > 0.24 below 300): such a sound is met by chance.
pub fn grade(distance: u32, left: (Route, u32), right: (Route, u32)) -> Option<u32> {
    let ((left_route, left_weight), (right_route, right_weight)) = (left, right);
    let (total, least) = (left_weight + right_weight, left_weight.min(right_weight));
    let across = left_route != right_route;
    let too_short = across && least < SHORT && !is_within(distance, total, SHORT_FLOOR);
    let either = |route: Route| left_route == route || right_route == route;
    let han = across && (either(Route::Han) || either(Route::Mandarin));
    let too_short =
        too_short || han && least < SHORT_HAN && !is_within(distance, total, SHORT_HAN_FLOOR);
    if least == 0 || too_short || !is_within(distance, total, floor(left_route, right_route)) {
        return None;
    }
    let slope = u64::from(slope(left_route, right_route));
    let lost = (slope * 2 * u64::from(distance)).div_ceil(u64::from(total.max(LEAST_TOTAL)));
    EQUAL.checked_sub(u32::try_from(lost).ok()?)
}

/// How similar two tokens are by their sounds, in ten-thousandths; `None` if they count as
/// different names. The same in both directions. At most [`LONGEST`] symbols are compared.
///
/// See [`grade`] for the definition.
///
/// # Examples
///
/// ```
/// use tamis::names::price::similarity;
/// use tamis::names::sound::{Route, sound};
///
/// let alike = |left: &str, right: &str| {
///     let ((left_route, left), (right_route, right)) = (sound(left), sound(right));
///     similarity((left_route, left.as_bytes()), (right_route, right.as_bytes()))
/// };
/// assert_eq!(alike("aleksandr", "александр"), Some(10_000));
/// assert!(alike("mohammed", "محمد") > Some(9_000));
/// assert_eq!(alike("park", "dimitrov"), None);
/// ```
pub fn similarity(left: (Route, &[u8]), right: (Route, &[u8])) -> Option<u32> {
    similarity_within(left, right, u32::MAX)
}

/// The [`similarity`], if the sounds are at most `radius` hundredths of their mean weight apart.
pub(crate) fn similarity_within(
    left: (Route, &[u8]),
    right: (Route, &[u8]),
    radius: u32,
) -> Option<u32> {
    let ((left_route, left), (right_route, right)) = (left, right);
    let (left, right) = (heard(left), heard(right));
    let (left_weight, right_weight) = (weight(left), weight(right));
    let total = (left_weight + right_weight).max(LEAST_TOTAL);
    let limit = floor(left_route, right_route).min(radius) * total / 200;
    let distance = distance_within(left, right, prices(left_route, right_route), limit)?;
    grade(distance, (left_route, left_weight), (right_route, right_weight))
}

/// The part of a sound that is compared.
pub(crate) fn heard(sound: &[u8]) -> &[u8] {
    sound.get(..LONGEST).unwrap_or(sound)
}

#[cfg(test)]
mod tests;
