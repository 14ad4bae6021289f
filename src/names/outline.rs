//! What shows of a unit at a glance: how much of each kind of sound it has, and which letters.
//!
//! Two sounds are at least so far apart as one has more of a kind than the other: a few sums instead of a
//! dynamic programme.
//!
//! # Why no distance is less
//!
//! *Sounds of one script.* Symbols are in classes: vowels, labials, dentals and so on. For a symbol s of
//! class c let φ(s) be the least price of making of it nothing or a symbol of another class, be it by
//! way of other symbols of c; and Φ_c the sum over a sound's symbols of that class. A change lowers
//! Φ_c by at most its price, if the symbol it changes is of class c, and lowers no other; so does a
//! dropped symbol; an added one lowers none. What the classes of one sound have beyond those of another
//! must be gone in the end, and the other way round. So two sounds at distance d have
//!
//! > Σ max(Φ_c − Φ'_c, 0) ≤ d and Σ max(Φ'_c − Φ_c, 0) ≤ d over all classes.
//!
//! *Sounds of two scripts.* The same holds with φ for the symbols of one and ψ for those of the other, each
//! the least price of getting out of the class by way of symbols of both. Kept are the sums within one
//! script; of a sound whose symbols' ψ are between ℓ and g times their φ within one script, they tell
//! Ψ_c up to these two factors ([`Against`]).
//!
//! *Joins.* A join's sums are those of its tokens, as long as nothing falls away where they meet.
//! [`Outline::sum`] is taken for the outline of such joins alone ([`Outline::is_of`]).
//!
//! *Rounding.* The sums are kept in steps of [`STEP`], rounded down, and at most [`MOST`] of them. A sum
//! that has n steps more than another is more than n − 1 steps greater; if the other is added up from k
//! rounded sums, more than n − k; and no less if sums are cut off.

use super::price::{self, Prices, SYMBOL_COUNT, code, heard, prices};
use super::sound::Route;
use super::unit::{Class, Shape};
use std::sync::LazyLock;
use wide::u16x8;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// Classes of symbols.
const CLASSES: [&[u8]; 8] =
    [b"aeiouy", b"bpfvw", b"dtTD", b"gkqXGh", b"sSzZcCj", b"mnN", b"l", b"r"];

/// Hundredths of a price in one step of the sums.
const STEP: u16 = 4;
/// The most steps that are told apart: so many, and those that rounding asks for, are within seven bits.
const MOST: u8 = 120;
/// Letters of an outline that stand for all beyond.
pub(crate) const MOST_LETTERS: usize = u8::MAX as usize;
/// The most tokens whose outlines are added up.
const PARTS: usize = 7;

/// One in each byte, and the highest bit of each.
const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = EACH << 7;

/// What the bytes of one sum have beyond those of another and `rounding`, together.
#[inline(always)]
fn beyond(a: u64, b: u64, rounding: u64) -> u32 {
    // No byte borrows from the next: 128 and a byte of `a` are at least one of `b` and the rounding.
    let differences = (a | HIGH) - (b + EACH * rounding);
    let positive = (differences & HIGH) >> 7;
    total(differences & (positive * 0x7f))
}

/// The bytes of a sum, together.
#[inline(always)]
fn total(sums: u64) -> u32 {
    const PAIRS: u64 = 0x00ff_00ff_00ff_00ff;
    let pairs = (sums & PAIRS) + (sums >> 8 & PAIRS);
    (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as u32
}

/// The numbers of all classes together, as far as sixteen bits go.
#[inline(always)]
fn total_at_most(numbers: u16x8) -> u16 {
    let [a, b, c, d, e, f, g, h] = numbers.to_array();
    let halves = u16x8::new([e, f, g, h, a, b, c, d]).saturating_add(numbers);
    let [a, b, c, d, ..] = halves.to_array();
    (a.saturating_add(b)).saturating_add(c.saturating_add(d))
}

/// The bytes of two sums added up, each at most [`MOST`].
#[inline(always)]
fn plus(a: u64, b: u64) -> u64 {
    let sums = a + b; // each byte at most 240
    let over = (((sums & !HIGH) + EACH * u64::from(127 - MOST)) | sums) & HIGH;
    let over = (over >> 7) * 0xff;
    (sums & !over) | ((EACH * u64::from(MOST)) & over)
}

/// A unit's sound and letters, in so far as they show at a glance.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(C)]
pub(crate) struct Outline {
    /// Φ of each class, in steps, a byte each; in two halves, so that four bytes align it.
    sums: [u32; 2],
    /// Weight of the sound.
    weight: u16,
    /// Letters, in bytes; [`MOST_LETTERS`] stand for all beyond.
    length: u8,
    /// The route, and above it [`BY_KIND`], [`CONCEPTS`] and [`LOANWORDS`].
    kind: u8,
    /// Which letters occur.
    letters: u32,
}

const ROUTE: u8 = 15;
const _: () = assert!(Route::ALL.len() <= ROUTE as usize + 1);
/// Set for what is compared by what it stands for: a number, an initial.
const BY_KIND: u8 = 16;
/// Set for what stands for concepts of the trade lexicon or given names …
const CONCEPTS: u8 = 32;
/// … and for loanwords.
const LOANWORDS: u8 = 64;

/// Prices of two scripts, as far as they matter at a glance.
#[derive(Debug, Clone, Copy)]
struct Against {
    /// φ by symbol code.
    own: [u16; SYMBOL_COUNT],
    /// Of each class, ℓ and g of a step, in shares of [`SHARE`]; the first rounded down, the second up.
    least: [u16; 8],
    greatest: [u16; 8],
}

/// So that eight classes are compared at once, in sixteen bits each.
const SHARE: u16 = 32;
/// The greatest g of a step for which that holds; a class that has a greater one tells nothing.
const STEEPEST: u16 = u16::MAX / (MOST as u16 + PARTS as u16);

impl Against {
    fn new(prices: &Prices) -> Against {
        let (mut own, mut other) = ([0u16; SYMBOL_COUNT], [0u16; SYMBOL_COUNT]);
        let (mut least, mut greatest) = ([u16::MAX; 8], [0; 8]);
        for (class, members) in CLASSES.iter().enumerate() {
            let members: Vec<usize> = members.iter().map(|symbol| code(*symbol)).collect();
            let out = |drop: u8, change: &dyn Fn(usize) -> u8| {
                let outside = (0..SYMBOL_COUNT).filter(|at| !members.contains(at));
                u16::from(outside.map(change).fold(drop, u8::min))
            };
            for at in members.iter().copied() {
                own[at] = out(prices.drop_left(at), &|to| prices.change(at, to));
                other[at] = out(prices.drop_right(at), &|from| prices.change(from, at));
            }
            // Shortest ways, each pass one change longer.
            for _ in 0..2 * members.len() {
                for (a, b) in members.iter().flat_map(|a| members.iter().map(move |b| (*a, *b))) {
                    let change = u16::from(prices.change(a, b));
                    own[a] = own[a].min(change + other[b]);
                    other[b] = other[b].min(change + own[a]);
                }
            }
            for at in members.iter().copied() {
                let within = SYMBOLS[at].out.max(1);
                let across = other[at] * SHARE * STEP; // at most 100 · 128
                least[class] = least[class].min(across / within);
                greatest[class] = greatest[class].max(across.div_ceil(within));
            }
            if greatest[class] > STEEPEST {
                (least[class], greatest[class]) = (0, 0);
                members.iter().for_each(|at| own[*at] = 0);
            }
        }
        Against { own, least, greatest }
    }
}

/// Between two routes that are not Latin; of each route against Latin; of Latin against each.
static AGAINST: LazyLock<(Against, [Against; Route::ALL.len()], [Against; Route::ALL.len()])> =
    LazyLock::new(|| {
        (
            Against::new(prices(Route::Arabic, Route::Kana)),
            Route::ALL.map(|route| Against::new(prices(route, Route::Latin))),
            Route::ALL.map(|route| Against::new(prices(Route::Latin, route))),
        )
    });

fn against(own: Route, other: Route) -> &'static Against {
    let (across, to_latin, of_latin) = &*AGAINST;
    match (own, other) {
        (native, Route::Latin) => &to_latin[native as usize],
        (Route::Latin, native) => &of_latin[native as usize],
        _ => across,
    }
}

/// A unit of the query as it shows against sounds of each other route: Φ by class.
pub(crate) struct Abroad {
    /// In shares of [`SHARE`], as far as sixteen bits go: no listed unit has as much.
    sums: [[u16; 8]; Route::ALL.len()],
    against: [&'static Against; Route::ALL.len()],
}

impl Abroad {
    /// `routes` says which routes are asked about, as a mask.
    pub(crate) fn of(shape: &Shape<'_>, routes: u32) -> Abroad {
        let against = Route::ALL.map(|route| against(shape.route, route));
        let mut sums = [[0; 8]; Route::ALL.len()];
        for (at, (sums, against)) in sums.iter_mut().zip(against).enumerate() {
            if routes & 1 << at == 0 {
                continue;
            }
            for symbol in heard(shape.sound).iter().map(|symbol| code(*symbol)) {
                let sum = &mut sums[SYMBOLS[symbol].class];
                *sum = u16::saturating_add(*sum, against.own[symbol] * SHARE); // at most 100 · 32
            }
        }
        Abroad { sums, against }
    }

    /// The least distance between a unit of the query and a sound of another script.
    #[inline]
    pub(crate) fn apart(&self, other: &Outline, parts: u8) -> u32 {
        let route = usize::from(other.kind & ROUTE);
        let (Some(own), Some(against)) = (self.sums.get(route), self.against.get(route)) else {
            return 0;
        };
        let steps = u16x8::new(other.sums().to_le_bytes().map(u16::from));
        let [own, least, greatest] =
            [own, &against.least, &against.greatest].map(|of| u16x8::new(*of));
        let parts = u16x8::splat(u16::from(parts).min(PARTS as u16));
        let is_told = steps.simd_lt(u16x8::splat(MOST.into()));
        let other_beyond = (steps * least).saturating_sub(own);
        let own_beyond = own.saturating_sub((steps + parts) * greatest) & is_told;
        // What is cut off at the most that there is tells less, and nothing wrong.
        let beyond = total_at_most(own_beyond).max(total_at_most(other_beyond));
        u32::from(beyond / SHARE)
    }

    /// Makes a mistake on purpose: it is taken for three times as much of each class as it is.
    pub(crate) fn exaggerate(&mut self) {
        self.sums.as_flattened_mut().iter_mut().for_each(|sum| *sum = sum.saturating_mul(3));
    }
}

/// A symbol, within one script.
#[derive(Debug, Clone, Copy, Default)]
struct Symbol {
    class: usize,
    /// φ.
    out: u16,
    /// The same in its class's place among the sums of all classes, sixteen bits each: no sum of a sound
    /// overflows them.
    sums: u128,
}

/// Every symbol, by its code.
static SYMBOLS: LazyLock<[Symbol; SYMBOL_COUNT]> = LazyLock::new(|| {
    let prices = prices(Route::Latin, Route::Latin);
    let change = |a: usize, b: usize| u16::from(prices.change(a, b).min(prices.change(b, a)));
    let mut symbols = [Symbol::default(); SYMBOL_COUNT];
    for (class, members) in CLASSES.iter().enumerate() {
        let members: Vec<usize> = members.iter().map(|symbol| code(*symbol)).collect();
        for member in &members {
            let drop = prices.drop_left(*member).min(prices.drop_right(*member));
            let out = (0..SYMBOL_COUNT)
                .filter(|other| !members.contains(other))
                .map(|other| change(*member, other))
                .fold(u16::from(drop), u16::min);
            symbols[*member] = Symbol { class, out, sums: 0 };
        }
        // Shortest ways, each pass one change longer.
        for _ in &members {
            for from in &members {
                for to in &members {
                    symbols[*from].out =
                        symbols[*from].out.min(change(*from, *to) + symbols[*to].out);
                }
            }
        }
    }
    symbols.map(|symbol| Symbol { sums: u128::from(symbol.out) << (16 * symbol.class), ..symbol })
});

fn halves(sums: u64) -> [u32; 2] {
    [sums as u32, (sums >> 32) as u32]
}

/// Which letters occur in a word, as a mask.
pub(crate) fn occurring(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |mask, letter| mask | 1 << (letter & 31))
}

impl Outline {
    /// The outline of a unit.
    pub(crate) fn of(shape: &Shape<'_>) -> Outline {
        let sound = heard(shape.sound);
        let letters = shape.letters;
        let symbols = &*SYMBOLS;
        let (mut sums, mut weight) = (0, 0);
        for code in sound.iter().map(|symbol| code(*symbol)) {
            sums += symbols.get(code).map_or(0, |symbol| symbol.sums);
            weight += price::weight_of_code(code);
        }
        let steps = |class: usize| (((sums >> (16 * class)) as u16) / STEP).min(MOST.into()) as u8;
        let mut kind = shape.route as u8;
        if matches!(shape.class, Class::Number | Class::Initial) {
            kind |= BY_KIND;
        }
        for concept in shape.concepts {
            kind |= if concept.is_loanword() { LOANWORDS } else { CONCEPTS };
        }
        Outline {
            sums: halves(u64::from_le_bytes(std::array::from_fn(steps))),
            weight: weight as u16, // at most 64 · 100
            length: u8::try_from(letters.len()).unwrap_or(u8::MAX),
            kind,
            letters: occurring(letters),
        }
    }

    /// What the outlines of tokens add up to.
    #[inline]
    pub(crate) fn sum(parts: &[Outline]) -> Outline {
        let mut sum = Outline::default();
        let mut sums = 0;
        for part in parts {
            sums = plus(sums, part.sums());
            sum.weight = sum.weight.saturating_add(part.weight);
            sum.length = sum.length.saturating_add(part.length);
            sum.letters |= part.letters;
            sum.kind = part.kind & ROUTE;
        }
        sum.sums = halves(sums);
        sum
    }

    /// Makes a mistake on purpose: it is taken for three times as much of each class as it is.
    pub(crate) fn exaggerate(&mut self) {
        let sums = self.sums().to_le_bytes().map(|sum| sum.saturating_mul(3).min(MOST));
        self.sums = halves(u64::from_le_bytes(sums));
    }

    #[inline(always)]
    fn sums(&self) -> u64 {
        u64::from(self.sums[0]) | u64::from(self.sums[1]) << 32
    }

    /// Whether it may be used for the join of `parts` tokens whose own outline is `join`.
    pub(crate) fn is_of(&self, join: &Outline, parts: usize) -> bool {
        let sums = self.sums().to_le_bytes().into_iter().zip(join.sums().to_le_bytes());
        let rounded = |(sum, join): (u8, u8)| sum <= join && usize::from(join - sum) < parts;
        (2..=PARTS).contains(&parts)
            && (self.weight, self.length, self.kind, self.letters)
                == (join.weight, join.length, join.kind, join.letters)
            && sums.into_iter().all(rounded)
    }

    /// Φ of all classes together, or less, in hundredths.
    #[inline]
    pub(crate) fn presence(&self) -> i32 {
        i32::from(STEP) * self.steps()
    }

    /// The same or more; `None` where a class has more of it than is told.
    #[inline]
    pub(crate) fn most_presence(&self) -> Option<i32> {
        const FULL: u64 = EACH * (128 - MOST as u64);
        let is_told = (self.sums() + FULL) & HIGH == 0;
        is_told.then(|| i32::from(STEP) * (self.steps() + CLASSES.len() as i32))
    }

    /// The sums of all classes together, in steps.
    #[inline]
    fn steps(&self) -> i32 {
        total(self.sums()) as i32 // at most 8 · 255
    }

    /// Whether it has no sound: only what is written alike or stands for the same is like it.
    #[inline(always)]
    pub(crate) fn is_silent(&self) -> bool {
        self.weight == 0
    }

    /// Whether it is compared by what it stands for: a number, an initial.
    #[inline(always)]
    pub(crate) fn is_by_kind(&self) -> bool {
        self.kind & BY_KIND != 0
    }

    /// Whether both may stand for one concept.
    #[inline(always)]
    pub(crate) fn may_mean(&self, other: &Outline) -> bool {
        let both = self.kind & other.kind;
        // Of a loanword Latin letters have one spelling.
        both & CONCEPTS != 0 || both & LOANWORDS != 0 && !(self.is_latin() && other.is_latin())
    }

    /// The number of the route.
    #[inline(always)]
    pub(crate) fn route(&self) -> usize {
        usize::from(self.kind & ROUTE)
    }

    /// Whether both were read by the same route.
    #[inline(always)]
    pub(crate) fn is_of_route_of(&self, other: &Outline) -> bool {
        self.kind & ROUTE == other.kind & ROUTE
    }

    #[inline(always)]
    pub(crate) fn is_latin(&self) -> bool {
        self.kind & ROUTE == Route::Latin as u8
    }

    /// Whether the same letters occur in as many places.
    #[inline(always)]
    pub(crate) fn may_be_written_as(&self, other: &Outline) -> bool {
        (self.length, self.letters) == (other.length, other.letters)
    }

    /// Weight of the sound, in hundredths of a consonant.
    #[inline(always)]
    pub(crate) fn weight(&self) -> u32 {
        self.weight.into()
    }

    /// Letters; [`MOST_LETTERS`] stand for all beyond.
    #[inline(always)]
    pub(crate) fn length(&self) -> usize {
        self.length.into()
    }

    /// Which letters [occur](occurring).
    #[inline(always)]
    pub(crate) fn letters(&self) -> u32 {
        self.letters
    }

    /// The least distance between two sounds of one script, one of which is added up from `parts`.
    #[inline(always)]
    pub(crate) fn apart(&self, other: &Outline, parts: u8) -> u32 {
        let (a, b, rounding) = (self.sums(), other.sums(), u64::from(parts));
        u32::from(STEP) * beyond(a, b, rounding).max(beyond(b, a, rounding))
    }
}
