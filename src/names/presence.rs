//! How much of a sound there is: what it costs at least to make nothing of it.
//!
//! For the prices of one route (left) against another (right), let φ(s) be the least price of making nothing
//! of the left symbol s, be it by way of other symbols, left and right in turn; and ψ(s') the same of a right
//! symbol. Then |φ(s) − ψ(s')| is at most the price of changing s into s', and φ(s) and ψ(s') at most
//! those of dropping them; so the sums Φ of a left sound and Ψ of a right one differ by at most their
//! distance.

use super::price::{self, Prices, SYMBOL_COUNT, code, heard, prices, weight_of_code};
use super::sound::Route;
use std::sync::LazyLock;

/// φ and ψ by symbol code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Presences {
    left: [u16; SYMBOL_COUNT],
    right: [u16; SYMBOL_COUNT],
}

impl Presences {
    fn new(prices: &Prices) -> Presences {
        let mut presences = Presences {
            left: std::array::from_fn(|at| u16::from(prices.drop_left(at))),
            right: std::array::from_fn(|at| u16::from(prices.drop_right(at))),
        };
        // Shortest ways, each pass one change longer.
        loop {
            let before = presences;
            for left in 0..SYMBOL_COUNT {
                for right in 0..SYMBOL_COUNT {
                    let change = u16::from(prices.change(left, right));
                    let Presences { left: lefts, right: rights } = &mut presences;
                    lefts[left] = lefts[left].min(change + rights[right]);
                    rights[right] = rights[right].min(change + lefts[left]);
                }
            }
            if before == presences {
                return presences;
            }
        }
    }
}

/// Every table that two routes may need.
struct Tables {
    /// Within one route.
    same: Presences,
    /// Between two that are not Latin.
    across: Presences,
    /// Of each route against Latin.
    to_latin: [Presences; Route::ALL.len()],
    /// The first of these that is the same.
    first_alike: [usize; Route::ALL.len()],
}

static PRESENCES: LazyLock<Tables> = LazyLock::new(|| {
    let to_latin = Route::ALL.map(|route| Presences::new(prices(route, Route::Latin)));
    let first_alike = std::array::from_fn(|at| {
        let alike = |table: &Presences| *table == to_latin[at];
        to_latin.iter().position(alike).unwrap_or(at)
    });
    Tables {
        same: Presences::new(prices(Route::Latin, Route::Latin)),
        across: Presences::new(prices(Route::Arabic, Route::Kana)),
        to_latin,
        first_alike,
    }
});

/// How many tables of φ and ψ there are at most.
pub(crate) const TABLES: usize = 2 + Route::ALL.len();

/// Which table is that of two routes: those of one number have the same ψ for sounds of `other`.
pub(crate) fn table(own: Route, other: Route) -> usize {
    match (own, other) {
        _ if own == other => 0,
        (Route::Latin, native) | (native, Route::Latin) => {
            2 + PRESENCES.first_alike[native as usize]
        }
        _ => 1,
    }
}

/// φ of `own` and ψ of `other`, as [`prices`] are picked.
pub(crate) fn presences(
    own: Route,
    other: Route,
) -> (&'static [u16; SYMBOL_COUNT], &'static [u16; SYMBOL_COUNT]) {
    let Tables { same, across, to_latin, .. } = &*PRESENCES;
    let (presences, turned) = match (own, other) {
        _ if own == other => (same, false),
        (Route::Latin, native) => (&to_latin[native as usize], true),
        (native, Route::Latin) => (&to_latin[native as usize], false),
        _ => (across, false),
    };
    if turned { (&presences.right, &presences.left) } else { (&presences.left, &presences.right) }
}

/// Φ or Ψ of a sound.
pub(crate) fn sum(sound: &[u8], presences: &[u16; SYMBOL_COUNT]) -> u16 {
    // At most 64 · 100.
    heard(sound).iter().map(|symbol| presences[code(*symbol)]).sum()
}

/// κ, within one route.
static MOST_WEIGHT: LazyLock<f64> = LazyLock::new(|| {
    let (least, _) = presences(Route::Latin, Route::Latin);
    let of_symbol = |at: usize| f64::from(weight_of_code(at)) / f64::from(least[at].max(1));
    (0..SYMBOL_COUNT).map(of_symbol).fold(1.0, f64::max)
});

/// Φ of a sound, within one route.
pub(crate) fn presence(sound: &[u8]) -> u32 {
    u32::from(sum(sound, presences(Route::Latin, Route::Latin).0))
}

/// The least and the greatest Φ of a sound of the same route within a radius.
pub(crate) fn range(sound: &[u8], radius: u32) -> (u32, u32) {
    let (own, weight) = (f64::from(presence(sound)), f64::from(price::weight(sound)));
    let (share, most) = (f64::from(radius) / 200.0, *MOST_WEIGHT);
    // Where w + w' is below 160, the right side is below that of 160.
    let reach = share * weight.max(160.0);
    let least = ((own - reach) / (1.0 + share * most)).floor().max(0.0);
    let greatest = if share * most < 0.9 {
        ((own + reach) / (1.0 - share * most)).ceil()
    } else {
        f64::from(u32::MAX)
    };
    (least as u32, greatest as u32)
}
