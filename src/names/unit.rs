//! One token of a name, or several adjacent tokens written as one.

use super::concept::Concept;
use super::sound::Route;

/// What part a token plays in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A word that carries the name.
    Plain,
    /// A single letter standing for a word.
    Initial,
    /// A number: identity, never nearly equal.
    Number,
    /// A legal form (`Ltd`, `有限公司`), of little weight.
    LegalForm,
    /// A title or prefix (`Dr`, `Haji`, `MV`), of little weight.
    Title,
    /// A particle inside a personal name (`bin`, `van`), or an article.
    Particle,
    /// Half a name that is common by itself (`Abu`, `Umm`).
    Kunya,
    /// A function word (`of`, `the`, `und`).
    StopWord,
}

impl Class {
    /// Whether words of this class join others and have no letter in most acronyms.
    pub const fn is_joining(self) -> bool {
        matches!(self, Class::StopWord | Class::Particle)
    }

    /// Whether an abbreviation takes letters from words of this class.
    pub(crate) const fn is_abbreviated(self) -> bool {
        !self.is_joining() && !matches!(self, Class::Number)
    }

    /// Whether a word of this class may stand beside the one word of a name.
    pub(crate) const fn is_beside(self) -> bool {
        matches!(self, Class::LegalForm | Class::Particle)
    }

    /// Whether words of this class say little about whose name it is.
    pub const fn is_light(self) -> bool {
        self.is_joining() || matches!(self, Class::LegalForm)
    }
}

/// A token or a join of adjacent tokens: the unit that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// First token covered.
    pub first: u8,
    /// One past the last token covered.
    pub end: u8,
    /// As written, lower case.
    pub text: String,
    /// In the letters a–z and digits, for letter edits and initials; may be empty.
    pub letters: String,
    /// How the letters were read.
    pub route: Route,
    /// The sound string; empty for numbers.
    pub sound: String,
    /// The part it plays.
    pub class: Class,
    /// What it stands for, in ascending order: words of the trade lexicon, loanwords or given names.
    pub concepts: &'static [Concept],
    /// What it counts when matched, in thousandths.
    pub weight: u32,
    /// What it counts when left over, in thousandths.
    pub residue: u32,
}

impl Unit {
    /// Whether it covers more than one token.
    pub fn is_join(&self) -> bool {
        self.end - self.first > 1
    }

    /// The tokens it covers, as a bit mask.
    pub fn mask(&self) -> u32 {
        (1u32 << self.end).wrapping_sub(1) & !((1u32 << self.first) - 1)
    }
}

/// What the similarity of a unit depends on: all but its weight and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Shape<'a> {
    pub join: bool,
    pub route: Route,
    pub sound: &'a [u8],
    pub letters: &'a [u8],
    pub text: &'a [u8],
    pub class: Class,
    pub concepts: &'a [Concept],
}

impl<'a> From<&'a Unit> for Shape<'a> {
    fn from(unit: &'a Unit) -> Shape<'a> {
        Shape {
            join: unit.is_join(),
            route: unit.route,
            sound: unit.sound.as_bytes(),
            letters: unit.letters.as_bytes(),
            text: unit.text.as_bytes(),
            class: unit.class,
            concepts: unit.concepts,
        }
    }
}
