//! What shows at a glance that two units are not alike.
//!
//! # Why nothing is lost
//!
//! *Sounds of one script.* Symbols are in classes: vowels, labials, dentals and so on. For a symbol s of
//! class c let φ(s) be the least price of making of it nothing or a symbol of another class, be it by
//! way of other symbols of c; and Φ_c the sum over a sound's symbols of that class. One change moves
//! Φ_c by at most its price if both symbols are of class c, and Φ_c and Φ_c' by at most its price
//! each if they are of two classes; a dropped symbol moves one Φ_c by at most its price. So two sounds
//! at distance d have
//!
//! > |Φ_c − Φ_c'| ≤ d for each class, and Σ |Φ_c − Φ_c'| ≤ 2d over all classes.
//!
//! *Letters.* One edit adds at most one letter to those that occur in a word, and takes at most one away.
//! Words that are written alike have the same letters, unless one is a number.
//!
//! Units that are too far apart by both, and of which no other rule of
//! [`of_shapes`](crate::matching) can hold, are not alike.

use super::flaw::{self, Flaw};
use super::sounds::JOIN_RADIUS;
use crate::matching::{Shape, letter_edits};
use crate::names::Class;
use crate::names::price::{self, SYMBOL_COUNT, code, heard, prices};
use crate::names::sound::Route;
use std::sync::LazyLock;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// Classes of symbols.
const CLASSES: [&[u8]; 8] =
    [b"aeiouy", b"bpfvw", b"dtTD", b"gkqXGh", b"sSzZcCj", b"mnN", b"l", b"r"];

/// A unit's sound and letters, in so far as they show at a glance.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(C)]
pub(super) struct Outline {
    /// Φ of each class.
    sounds: [u16; 8],
    /// Weight of the sound.
    weight: u16,
    /// Letters, in bytes.
    length: u16,
    /// Which letters occur.
    letters: u32,
}

/// The class of each symbol code, and φ.
static SYMBOLS: LazyLock<[(usize, u16); SYMBOL_COUNT]> = LazyLock::new(|| {
    let prices = prices(Route::Latin, Route::Latin);
    let change = |a: usize, b: usize| u16::from(prices.change(a, b).min(prices.change(b, a)));
    let mut symbols = [(0, 0); SYMBOL_COUNT];
    for (class, members) in CLASSES.iter().enumerate() {
        let members: Vec<usize> = members.iter().map(|symbol| code(*symbol)).collect();
        for member in &members {
            let drop = prices.drop_left(*member).min(prices.drop_right(*member));
            let out = (0..SYMBOL_COUNT)
                .filter(|other| !members.contains(other))
                .map(|other| change(*member, other))
                .fold(u16::from(drop), u16::min);
            symbols[*member] = (class, out);
        }
        // Shortest ways, each pass one change longer.
        for _ in &members {
            for from in &members {
                for to in &members {
                    symbols[*from].1 = symbols[*from].1.min(change(*from, *to) + symbols[*to].1);
                }
            }
        }
    }
    symbols
});

impl Outline {
    /// The outline of a unit.
    pub(super) fn of(shape: &Shape<'_>) -> Outline {
        let sound = heard(shape.sound.as_bytes());
        let letters = shape.letters.as_bytes();
        let mut outline = Outline {
            weight: price::weight(sound) as u16, // at most 64 · 100
            length: u16::try_from(letters.len()).unwrap_or(u16::MAX),
            letters: letters.iter().fold(0, |mask, letter| mask | 1 << (letter & 31)),
            ..Outline::default()
        };
        for symbol in sound {
            let (class, out) = SYMBOLS[code(*symbol)];
            outline.sounds[class] += out;
        }
        outline
    }

    /// The least distance between two sounds of one script.
    #[inline]
    fn apart(&self, other: &Outline) -> u32 {
        let (mut most, mut all) = (0, 0);
        for (a, b) in self.sounds.iter().zip(&other.sounds) {
            let apart = u32::from(a.abs_diff(*b));
            most = apart.max(most);
            all += apart;
        }
        most.max(all.div_ceil(2))
    }

    /// Whether letters may be an edit or two apart.
    #[inline]
    fn may_be_spelled(&self, other: &Outline) -> bool {
        let (a, b) = (usize::from(self.length), usize::from(other.length));
        let edits = letter_edits(a.max(b));
        edits > 0
            && a.abs_diff(b) <= edits
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * edits
    }
}

/// What decides about a unit at a glance, besides its outline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance {
    pub outline: Outline,
    pub route: Route,
    pub join: bool,
    /// Whether it is compared by what it stands for: a number, an initial.
    pub by_kind: bool,
    pub concepts: bool,
}

impl Glance {
    pub(super) fn of(shape: &Shape<'_>) -> Glance {
        Glance {
            outline: Outline::of(shape),
            route: shape.route,
            join: shape.join,
            by_kind: is_by_kind(shape.class),
            concepts: !shape.concepts.is_empty(),
        }
    }

    /// Whether the two are surely not alike.
    #[inline]
    pub(super) fn is_unlike(&self, other: &Glance) -> bool {
        let joined = self.join || other.join;
        if self.route != other.route
            || !joined && (self.by_kind || other.by_kind || self.concepts && other.concepts)
        {
            return false;
        }
        let (a, b) = (&self.outline, &other.outline);
        // What is written alike may sound otherwise, or not at all.
        if (a.length, a.letters) == (b.length, b.letters)
            || self.route == Route::Latin && a.may_be_spelled(b)
        {
            return false;
        }
        if a.weight == 0 || b.weight == 0 {
            return !(self.by_kind || other.by_kind);
        }
        let floor = price::floor(self.route, self.route);
        let radius = if joined { floor.min(JOIN_RADIUS) } else { floor };
        let total = u32::from(a.weight) + u32::from(b.weight);
        let apart = a.apart(b);
        let apart = if flaw::has(Flaw::Outline) { apart * 3 } else { apart };
        !price::is_within(apart, total, radius)
    }
}

/// Whether tokens of a class are compared by what they stand for alone.
pub(super) fn is_by_kind(class: Class) -> bool {
    matches!(class, Class::Number | Class::Initial)
}
