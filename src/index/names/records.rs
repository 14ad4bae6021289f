//! Listed names as numbers: what is compared, once for all names that are compared alike.
//!
//! Records are numbered by the sum of their tokens' residues, so that the records below a given sum
//! are the first of every list of records.

use super::dictionary::Units;
use super::syllabic::Syllabic;
use crate::error::Result;
use crate::index::array::Array;
use crate::index::sections::Sections;
use crate::names::outline::Outline;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, transmute};

/// One listed name: the numbers of its entity, and of the name among the entity's names.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, PartialOrd, Ord,
)]
#[repr(C)]
pub(crate) struct Listed {
    pub entity: u32,
    pub name: u32,
}

/// Adjacent tokens of a record written as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Join {
    pub unit: u32,
    pub first: u8,
    pub end: u8,
}

impl Join {
    fn to_numbers(self) -> [u32; 2] {
        [self.unit, u32::from(self.first) | u32::from(self.end) << 8]
    }

    pub(super) fn of_numbers(numbers: &[u32]) -> Join {
        let place = numbers.get(1).copied().unwrap_or(0);
        let unit = numbers.first().copied().unwrap_or(u32::MAX);
        Join { unit, first: (place & 31) as u8, end: (place >> 8 & 31) as u8 }
    }
}

/// What shows of a join at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The sum of its tokens' outlines.
    Sum,
    /// An outline of its own.
    Own,
    /// Nothing: it has no sound.
    Nothing,
    /// It is no join but another reading of one token; such are first.
    Reading,
}

/// Set beside the place of a join: what shows of it.
const SHOWN: u32 = 3 << 16;
const SUM: u32 = 1 << 16;
const SILENT: u32 = 2 << 16;
const READING: u32 = 3 << 16;
/// Numbers of an outline.
const OUTLINE: usize = size_of::<Outline>() / size_of::<u32>();

/// What is compared of a name, as gathered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Content {
    /// Sum of the tokens' residues: first, since records are in this order.
    pub residue: u32,
    pub tokens: Vec<u32>,
    pub joins: Vec<Join>,
    pub routes: u32,
    pub numbers: bool,
    pub syllabic: Syllabic,
}

/// Numbers at the head of a record.
const HEAD: usize = 4;

/// Every record.
pub(super) struct Records {
    /// Where each record begins, and where the last ends.
    starts: Array<u32>,
    words: Array<u32>,
    /// Where the listed names of each record begin, and where those of the last end.
    listed_starts: Array<u32>,
    listed: Array<Listed>,
}

/// One record, read in place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'r> {
    words: &'r [u32],
}

impl<'r> Record<'r> {
    /// Sum of the tokens' residues.
    pub(super) fn residue(&self) -> u32 {
        self.words.first().copied().unwrap_or(0)
    }

    fn counts(&self) -> (usize, usize) {
        let counts = self.words.get(1).copied().unwrap_or(0);
        ((counts & 0xff) as usize, (counts >> 8 & 0xffff) as usize)
    }

    /// Whether the name has a number in it.
    pub(super) fn has_numbers(&self) -> bool {
        self.words.get(1).is_some_and(|counts| counts >> 24 != 0)
    }

    pub(super) fn routes(&self) -> u32 {
        self.words.get(2).copied().unwrap_or(0)
    }

    pub(super) fn syllabic(&self) -> Syllabic {
        Syllabic::of_number(self.words.get(3).copied().unwrap_or(0))
    }

    /// The units of its tokens.
    pub(super) fn tokens(&self) -> &'r [u32] {
        let (tokens, _) = self.counts();
        self.words.get(HEAD..HEAD + tokens).unwrap_or(&[])
    }

    /// The outlines of its tokens.
    #[inline]
    pub(super) fn outlines(&self) -> &'r [Outline] {
        let (tokens, _) = self.counts();
        let from = HEAD + tokens;
        let words = self.words.get(from..from + OUTLINE * tokens).unwrap_or(&[]);
        <[Outline]>::ref_from_bytes(words.as_bytes()).unwrap_or(&[])
    }

    fn numbers_of_joins(&self) -> impl ExactSizeIterator<Item = &'r [u32]> + 'r {
        let (tokens, joins) = self.counts();
        let from = HEAD + (1 + OUTLINE) * tokens;
        self.words.get(from..from + 2 * joins).unwrap_or(&[]).chunks_exact(2)
    }

    /// Its joins, in the order of the reading's units.
    pub(super) fn joins(&self) -> impl ExactSizeIterator<Item = Join> + 'r {
        self.numbers_of_joins().map(Join::of_numbers)
    }

    /// The same, each with what shows of it at a glance.
    #[inline]
    pub(super) fn joins_at_a_glance(&self) -> impl ExactSizeIterator<Item = (Join, Shown)> + 'r {
        let shown = |numbers: &[u32]| match numbers.get(1).map_or(0, |place| place & SHOWN) {
            SUM => Shown::Sum,
            SILENT => Shown::Nothing,
            READING => Shown::Reading,
            _ => Shown::Own,
        };
        self.numbers_of_joins().map(move |numbers| (Join::of_numbers(numbers), shown(numbers)))
    }
}

impl Records {
    /// Records in the order given, each with its names.
    pub(super) fn build(contents: &[(Content, Vec<Listed>)], units: Units<'_>) -> Records {
        let outline_of =
            |unit: u32| units.row(unit).map_or_else(Outline::default, |row| row.outline);
        let (mut starts, mut words) = (vec![0], Vec::new());
        let (mut listed_starts, mut listed) = (vec![0], Vec::new());
        for (content, names) in contents {
            let Content { residue, tokens, joins, routes, numbers, syllabic } = content;
            let counts = tokens.len() as u32 | (joins.len() as u32) << 8;
            words.push(*residue);
            words.push(counts | u32::from(*numbers) << 24);
            words.push(*routes);
            words.push(syllabic.to_number());
            words.extend_from_slice(tokens);
            let outlines: Vec<Outline> = tokens.iter().map(|unit| outline_of(*unit)).collect();
            for outline in &outlines {
                let numbers: [u32; OUTLINE] = transmute!(*outline);
                words.extend_from_slice(&numbers);
            }
            words.extend(joins.iter().flat_map(|join| {
                let parts = &outlines[usize::from(join.first)..usize::from(join.end)];
                let own = outline_of(join.unit);
                let shown = if parts.len() == 1 {
                    READING
                } else if own.is_silent() {
                    SILENT
                } else if Outline::sum(parts).is_of(&own, parts.len()) {
                    SUM
                } else {
                    0
                };
                let [unit, place] = join.to_numbers();
                [unit, place | shown]
            }));
            starts.push(words.len() as u32);
            listed.extend_from_slice(names);
            listed_starts.push(listed.len() as u32);
        }
        Records {
            starts: starts.into(),
            words: words.into(),
            listed_starts: listed_starts.into(),
            listed: listed.into(),
        }
    }

    pub(super) fn write(&self, name: &str, sections: &mut Sections) {
        sections.add(format!("{name}.records.starts"), self.starts.bytes());
        sections.add(format!("{name}.records"), self.words.bytes());
        sections.add(format!("{name}.listed.starts"), self.listed_starts.bytes());
        sections.add(format!("{name}.listed"), self.listed.bytes());
    }

    pub(super) fn open(name: &str, sections: &Sections) -> Result<Records> {
        Ok(Records {
            starts: sections.array(&format!("{name}.records.starts"))?,
            words: sections.array(&format!("{name}.records"))?,
            listed_starts: sections.array(&format!("{name}.listed.starts"))?,
            listed: sections.array(&format!("{name}.listed"))?,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(super) fn get(&self, number: u32) -> Record<'_> {
        let number = number as usize;
        let words = match (self.starts.get(number), self.starts.get(number + 1)) {
            (Some(start), Some(end)) => self.words.get(*start as usize..*end as usize),
            _ => None,
        };
        Record { words: words.unwrap_or(&[]) }
    }

    /// The listed names of a record.
    pub(super) fn names(&self, number: u32) -> &[Listed] {
        let number = number as usize;
        match (self.listed_starts.get(number), self.listed_starts.get(number + 1)) {
            (Some(start), Some(end)) => {
                self.listed.get(*start as usize..*end as usize).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// Every listed name, by record.
    pub(super) fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// How many records have at most this sum of residues.
    pub(super) fn up_to(&self, residue: u32) -> u32 {
        let (mut from, mut to) = (0, self.len() as u32);
        while from < to {
            let middle = from + (to - from) / 2;
            if self.get(middle).residue() <= residue {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}
