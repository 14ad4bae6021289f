//! Listed names as numbers: what is compared, once for all names that are compared alike.
//!
//! Records are numbered by the sum of their tokens' residues, so that the records below a given sum
//! are the first of every list of records.

use super::add_up;
use super::dictionary::Units;
use super::syllabic::Syllabic;
use crate::error::Result;
use crate::index::array::Array;
use crate::index::place;
use crate::index::sections::Sections;
use crate::names::outline::Outline;
use std::cmp::Ordering;
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
    pub(super) fn to_numbers(self) -> [u32; 2] {
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

/// Numbers at the head of a record.
pub(super) const HEAD: usize = 4;

/// What is compared of a name, as gathered: a record without what shows at a glance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content<'c> {
    words: &'c [u32],
}

impl<'c> Content<'c> {
    /// At least the head of one.
    pub(super) fn of(words: &'c [u32]) -> Content<'c> {
        Content { words }
    }

    fn head(&self) -> &'c [u32] {
        &self.words[..HEAD]
    }

    /// How many tokens and joins it has.
    pub(super) fn counts(&self) -> (usize, usize) {
        counts(self.words[1])
    }

    fn tokens(&self) -> &'c [u32] {
        &self.words[HEAD..][..self.counts().0]
    }

    fn joins(&self) -> impl Iterator<Item = Join> + 'c {
        self.words[HEAD + self.counts().0..].chunks_exact(2).map(Join::of_numbers)
    }

    /// By residue first: records are in this order.
    pub(super) fn cmp(&self, other: &Content<'_>) -> Ordering {
        let besides = |content: &Content<'_>| {
            let syllabic = Syllabic::of_number(content.words[3]);
            (content.words[2], content.words[1] >> NUMBERS_BIT, syllabic)
        };
        (self.words[0].cmp(&other.words[0]))
            .then_with(|| self.tokens().cmp(other.tokens()))
            .then_with(|| self.joins().cmp(other.joins()))
            .then_with(|| besides(self).cmp(&besides(other)))
    }
}

/// Tokens and joins of a record by the number that tells both.
fn counts(counts: u32) -> (usize, usize) {
    ((counts & 0xff) as usize, (counts >> 8 & 0xffff) as usize)
}

/// The bit of the same number that tells whether the name has a number in it.
pub(super) const NUMBERS_BIT: u32 = 24;

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
        counts(self.words.get(1).copied().unwrap_or(0))
    }

    /// Whether the name has a number in it.
    pub(super) fn has_numbers(&self) -> bool {
        self.words.get(1).is_some_and(|counts| counts >> NUMBERS_BIT != 0)
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
    /// Records in the order given, and the listed names of each in this order.
    ///
    /// # Errors
    ///
    /// An argument error if they are too long together.
    pub(super) fn build<'c>(
        contents: impl ExactSizeIterator<Item = Content<'c>> + Clone,
        names: Vec<(u32, Listed)>,
        units: Units<'_>,
    ) -> Result<Records> {
        let length = |content: Content<'_>| content.words.len() + OUTLINE * content.counts().0;
        let total = contents.clone().map(length).sum();
        place(total, "numbers of listed names")?;
        place(names.len(), "listed names")?;
        let mut starts = Vec::with_capacity(contents.len() + 1);
        let mut words: Vec<u32> = Vec::with_capacity(total);
        let mut outlines = Vec::new();
        let outline_of =
            |unit: u32| units.row(unit).map_or_else(Outline::default, |row| row.outline);
        let count = contents.len();
        for content in contents {
            starts.push(words.len() as u32);
            words.extend_from_slice(content.head());
            words.extend_from_slice(content.tokens());
            outlines.clear();
            outlines.extend(content.tokens().iter().map(|unit| outline_of(*unit)));
            for outline in &outlines {
                let numbers: [u32; OUTLINE] = transmute!(*outline);
                words.extend_from_slice(&numbers);
            }
            words.extend(content.joins().flat_map(|join| {
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
        }
        starts.push(words.len() as u32);
        let mut listed_starts = vec![0; count + 1];
        names.iter().for_each(|(record, _)| listed_starts[*record as usize + 1] += 1);
        add_up(&mut listed_starts);
        let listed: Vec<Listed> = names.into_iter().map(|(_, listed)| listed).collect();
        Ok(Records {
            starts: starts.into(),
            words: words.into(),
            listed_starts: listed_starts.into(),
            listed: listed.into(),
        })
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
