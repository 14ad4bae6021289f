//! What of a name's syllables decides when no form is shared, in one number.

use crate::names::syllables::{Facts, Parted, Syllables, parted};
use crate::text::Script;

/// Whether and how a name can be read by syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Syllabic(Option<Facts>);

/// What the syllables of two names say, as far as it is told without their forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Unknown,
    Same(u16),
    Different,
    /// The forms or the characters decide; no more than this is possible.
    Open {
        same: Option<u16>,
    },
}

/// Scripts that are read by syllables.
const WRITINGS: [Script; 5] =
    [Script::Latin, Script::Cyrillic, Script::Hangul, Script::Han, Script::Kana];

impl Syllabic {
    pub(super) fn of(syllables: Option<&Syllables>) -> Syllabic {
        Syllabic(syllables.map(Syllables::facts))
    }

    pub(super) fn to_number(self) -> u32 {
        let Some(facts) = self.0 else { return 0 };
        let writing = WRITINGS.iter().position(|script| *script == facts.writing).unwrap_or(0);
        let flags =
            [true, facts.korean, facts.chinese, facts.pinyin, facts.plainly_korean, facts.guessed];
        let flags = flags.iter().enumerate().map(|(at, flag)| u32::from(*flag) << at);
        flags.sum::<u32>() | (writing as u32) << 8
    }

    pub(super) fn of_number(number: u32) -> Syllabic {
        let flag = |at: u32| number & 1 << at != 0;
        Syllabic(flag(0).then(|| Facts {
            korean: flag(1),
            chinese: flag(2),
            pinyin: flag(3),
            plainly_korean: flag(4),
            guessed: flag(5),
            writing: WRITINGS.get((number >> 8) as usize).copied().unwrap_or(Script::Latin),
        }))
    }

    /// What two names say that share a form at this cost, or none: see
    /// [`agree`](crate::names::syllables::agree).
    pub(super) fn told(self, other: Syllabic, shared: Option<u16>) -> Told {
        let (Some(a), Some(b)) = (self.0, other.0) else { return Told::Unknown };
        match shared {
            Some(_) if a.guessed && b.guessed => Told::Unknown,
            Some(_) if a.writing == Script::Han && b.writing == Script::Han => {
                Told::Open { same: shared }
            }
            Some(cost) => Told::Same(cost),
            None => match parted(&a, &b) {
                Parted::Yes => Told::Different,
                Parted::No => Told::Unknown,
                Parted::UnlessReadInTwo => Told::Open { same: None },
            },
        }
    }
}
