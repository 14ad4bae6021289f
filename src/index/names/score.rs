//! The score of a query and a record from numbers alone: the very sums that
//! [`align`](crate::matching) makes.

use super::bound::Asked;
use super::dictionary::{Row, Units};
use super::extremes::Extremes;
use super::records::{Join, Record, Shown};
use super::similar::Similar;
use super::syllabic::Told;
use crate::matching::{
    CARRYING, EQUAL, JOIN_SHARE, Paired, Sight, Slips, Spelt, SyllableVerdict, Tally, Weights,
    is_unlike, of_whole_names, resemblance,
};
use crate::names::outline::{Abroad, Outline};
use crate::names::sound::Route;
use crate::names::{Class, Reading, Shape, Unit};

/// The greatest similarity of joined words.
const JOINED: u32 = EQUAL * JOIN_SHARE / 100;

/// Similarities of the query's units with listed ones: a row for each listed unit met.
#[derive(Default)]
pub(super) struct Marks {
    /// Open addressing: unit and place of its row; stamped, so that nothing need be cleared.
    table: Vec<(u32, u32, u32)>,
    stamp: u32,
    /// A bit for each unit of the table by its hash: most units that are asked for are not in it, and the bits
    /// stay close at hand.
    noted: Vec<u64>,
    rows: Vec<Similar>,
    width: usize,
    count: usize,
    /// Where the rows of the units of one record begin.
    met: Vec<usize>,
}

/// Bits that tell which units were noted: as many as this many bits of a hash tell apart.
const NOTED: u32 = 15;

/// Places of a table that the next search does not keep: only names that must be compared with all fill so many.
const LARGE: usize = 1 << 17;

/// Spreads the numbers of units, in its highest bits most.
fn hash(unit: u32) -> u32 {
    unit.wrapping_mul(0x9e37_79b1)
}

/// The bit of a unit.
fn noted(unit: u32) -> (usize, u64) {
    let hash = (hash(unit) >> (u32::BITS - NOTED)) as usize;
    (hash / 64, 1 << (hash % 64))
}

impl Marks {
    pub(super) fn begin(&mut self, width: usize) {
        self.width = width;
        self.count = 0;
        self.rows.clear();
        self.noted.clear();
        self.noted.resize((1 << NOTED) / 64, 0);
        self.stamp = self.stamp.wrapping_add(1);
        if self.table.len() > LARGE {
            (self.table, self.rows) = (Vec::new(), Vec::new());
        }
        if self.stamp == 0 || self.table.is_empty() {
            self.table.clear();
            self.table.resize(1 << 12, (0, 0, 0));
            self.stamp = 1;
        }
    }

    fn place(&self, unit: u32) -> usize {
        let mask = self.table.len() - 1;
        let mut at = (hash(unit) >> 7) as usize & mask;
        while self.table[at].2 == self.stamp && self.table[at].0 != unit {
            at = (at + 1) & mask;
        }
        at
    }

    /// The row of a unit, made if it has none.
    fn row(&mut self, unit: u32) -> usize {
        let at = self.place(unit);
        if self.table[at].2 == self.stamp {
            return self.table[at].1 as usize * self.width;
        }
        let (word, bit) = noted(unit);
        self.noted[word] |= bit;
        let row = self.count;
        self.table[at] = (unit, row as u32, self.stamp);
        self.count += 1;
        self.rows.resize(self.count * self.width, Similar::UNSEEN);
        if self.count * 2 > self.table.len() {
            self.grow();
        }
        row * self.width
    }

    fn grow(&mut self) {
        let larger = vec![(0, 0, 0); self.table.len() * 2];
        let old = std::mem::replace(&mut self.table, larger);
        for entry in old.into_iter().filter(|entry| entry.2 == self.stamp) {
            let at = self.place(entry.0);
            self.table[at] = entry;
        }
    }

    /// Where the row of a unit begins, if it has one.
    #[inline]
    fn begin_of(&self, unit: u32) -> Option<usize> {
        let (word, bit) = noted(unit);
        if self.noted[word] & bit == 0 {
            return None;
        }
        let place = self.table[self.place(unit)];
        (place.2 == self.stamp).then_some(place.1 as usize * self.width)
    }

    /// How similar a listed unit is to the query's unit `at`, if that is known.
    fn get(&self, unit: u32, at: usize) -> Option<u32> {
        let mark = self.rows[self.begin_of(unit)? + at];
        (mark != Similar::UNSEEN).then(|| mark.similarity())
    }

    /// Turns to the units of one record.
    fn meet(&mut self, units: impl Iterator<Item = u32>) {
        self.met.clear();
        for unit in units {
            if let Some(begin) = self.begin_of(unit) {
                self.met.push(begin);
            }
        }
    }

    /// Tells of each of the query's units the similarities that are known with units of the record turned to.
    #[inline]
    fn each_met(&self, mut met: impl FnMut(usize, u32)) {
        for begin in &self.met {
            let marks = self.rows[*begin..].iter().take(self.width).enumerate();
            for (own, mark) in marks.filter(|(_, mark)| **mark != Similar::UNSEEN) {
                met(own, mark.similarity());
            }
        }
    }

    /// Notes how similar a listed unit is to the query's unit `at`.
    pub(super) fn note(&mut self, unit: u32, at: usize, similar: Similar) {
        let row = self.row(unit);
        self.rows[row + at] = similar;
    }
}

/// A way to pair two units.
#[derive(Debug, Clone, Copy)]
struct Choice {
    gain: u64,
    apart: u8,
    own: u16,
    other: u16,
    own_mask: u32,
    other_mask: u32,
    similarity: u32,
    weight: u32,
    equal: bool,
    resembling: bool,
}

/// What scoring needs and keeps from record to record.
#[derive(Default)]
pub(super) struct Bench {
    choices: Vec<Choice>,
    resembling: Vec<Choice>,
    joins: Vec<Join>,
}

/// The query, as scoring sees it.
pub(super) struct Scored<'q> {
    pub reading: &'q Reading,
    pub outlines: &'q [Outline],
    /// The same against other scripts, if there are such.
    pub abroad: &'q [Abroad],
    /// For each token, the units that cover it and may have a partner, single ones first.
    pub covering: &'q [Vec<u16>],
    pub weights: &'q Weights,
    /// For each unit, in names with a script in common and in others, the greatest similarity of a
    /// partner that is not marked.
    pub open: &'q [Vec<u32>; 2],
    pub whole: Option<usize>,
    /// Whether words that only resemble each other may make a difference.
    pub resembling: bool,
}

/// A score, or that it takes the two readings to tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Score {
    Is(f64),
    /// It is at most this.
    AtMost(f64),
}

impl Scored<'_> {
    /// What a record must have to reach the threshold.
    pub(super) fn wanted(&self, asked: &Asked<'_>) -> Wanted {
        let open = &self.open[usize::from(asked.cross_script)];
        let mut wanted = Wanted { tokens: [Want::default(); 32] };
        let of_tokens = wanted.tokens.iter_mut().zip(asked.least());
        for ((want, least), covering) in of_tokens.zip(self.covering) {
            let open = covering.iter().map(|own| open[usize::from(*own)]).max();
            *want = Want { least, open: open.unwrap_or(0) };
        }
        wanted
    }

    /// Whether a record may reach the threshold, looked at closer and closer: which of its units are marked, what shows
    /// of the others at a glance, then how similar they are to those of one token after the other, the weightiest first.
    pub(super) fn may_reach(
        &self,
        record: Record<'_>,
        asked: &Asked<'_>,
        wanted: &Wanted,
        units: Units<'_>,
        marks: &mut Marks,
    ) -> bool {
        let (mut most, mut marked) = ([0u32; 32], [0u32; 32]);
        let tokens = self.reading.tokens().len().min(32);
        let most = &mut most[..tokens];
        marks.meet(record.tokens().iter().copied().chain(record.joins().map(|join| join.unit)));
        marks.each_met(|own, similarity| {
            let Some(unit) = self.reading.units().get(own) else { return };
            for token in unit.first..unit.end {
                if let Some(marked) = marked.get_mut(usize::from(token)) {
                    *marked = similarity.max(*marked);
                }
            }
        });
        for ((most, marked), want) in most.iter_mut().zip(&marked).zip(&wanted.tokens) {
            *most = want.open.max(*marked);
            if *most < want.least {
                return false;
            }
        }
        // With one less than equal it may be: it has the least.
        let may_do = |most: &[u32]| {
            most.iter().filter(|most| **most < EQUAL).count() < 2 || asked.may_reach(most)
        };
        if !may_do(most) {
            return false;
        }
        let extremes = Extremes::of(record.outlines());
        let mut open = 0u32;
        for closer in [false, true] {
            for token in asked.by_weight.iter().copied() {
                let at = usize::from(token);
                let (Some(most_of), Some(want)) = (most.get_mut(at), wanted.tokens.get(at)) else {
                    continue;
                };
                let is_open = if closer { open & 1 << token != 0 } else { want.open > marked[at] };
                if !is_open {
                    continue;
                }
                let sought = Sought { token, closer, marked: marked[at], least: want.least };
                let best = self.best(record, &extremes, sought, asked.cross_script, units, marks);
                open |= u32::from(best.is_open) << token;
                if best.similarity < *most_of {
                    *most_of = best.similarity;
                    if best.similarity < want.least || !may_do(most) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// The greatest similarity that a token of the query may have in a record, alone or joined, if it is not less
    /// than the least that is of use: as far as it shows, or, looked at `closer`, as it is.
    #[inline]
    fn best(
        &self,
        record: Record<'_>,
        extremes: &Extremes,
        Sought { token, closer, marked, least }: Sought,
        cross_script: bool,
        units: Units<'_>,
        marks: &mut Marks,
    ) -> Best {
        let open = &self.open[usize::from(cross_script)];
        let (tokens, outlines) = (record.tokens(), record.outlines());
        let singles = self.reading.singles().len();
        let mut best = Best { similarity: marked, is_open: false };
        let Some(covering) = self.covering.get(usize::from(token)) else { return best };
        let sight = Sight::of(least);
        // Whether a unit that is not unlike leaves nothing more to look for by the same unit of the query.
        let meet = |best: &mut Best, own: usize, unit: u32, marks: &mut Marks| {
            let (similarity, is_open) = match marks.get(unit, own) {
                Some(similarity) => (similarity, false),
                None if closer => {
                    let Some(row) = units.row(unit) else { return false };
                    let similar = Similar::of(&self.shape(own), &units.shape(row));
                    let similar = similar.unwrap_or(Similar::NONE);
                    marks.note(unit, own, similar);
                    (similar.similarity(), false)
                }
                None => (open[own], true),
            };
            if similarity > best.similarity {
                *best = Best { similarity, is_open };
            }
            open[own] <= best.similarity
        };
        'units: for own in covering.iter().map(|own| usize::from(*own)) {
            // What is not marked is no more similar.
            if open[own] <= best.similarity || open[own] < least {
                continue;
            }
            let joined = own >= singles;
            let shown = self.shown(own);
            if !joined || !extremes.are_below(shown.0) {
                for (unit, other) in tokens.iter().zip(outlines) {
                    if !is_unlike(shown, other, 1, joined, sight)
                        && meet(&mut best, own, *unit, marks)
                    {
                        continue 'units;
                    }
                }
            }
            let are_above = !joined && extremes.are_above(shown.0);
            let outline = |unit: u32| units.row(unit).map(|row| &row.outline);
            let is_unlike = |other: &Outline, parts: usize, joined: bool| {
                is_unlike(shown, other, parts as u8, joined, sight)
            };
            for (join, shows) in record.joins_at_a_glance() {
                let unlike = match shows {
                    Shown::Reading => {
                        outline(join.unit).is_some_and(|other| is_unlike(other, 1, joined))
                    }
                    _ if joined || best.similarity >= JOINED || least > JOINED => break,
                    Shown::Sum if are_above => true,
                    Shown::Sum => {
                        let parts = usize::from(join.first)..usize::from(join.end);
                        let sum = Outline::sum(outlines.get(parts.clone()).unwrap_or(&[]));
                        is_unlike(&sum, parts.len(), true)
                    }
                    Shown::Own => outline(join.unit).is_some_and(|other| is_unlike(other, 1, true)),
                    // It is marked, or not alike.
                    Shown::Nothing => true,
                };
                if !unlike && meet(&mut best, own, join.unit, marks) {
                    continue 'units;
                }
            }
        }
        best
    }

    /// How one of the query's units shows, here and abroad.
    fn shown(&self, own: usize) -> (&Outline, Option<&Abroad>) {
        (&self.outlines[own], self.abroad.get(own))
    }

    /// What the similarity of one of the query's units depends on.
    fn shape(&self, own: usize) -> Shape<'_> {
        Shape::from(&self.reading.units()[own])
    }

    /// The score of a record.
    pub(super) fn score(
        &self,
        record: Record<'_>,
        told: Told,
        (acronym, identical, cut): (bool, bool, bool),
        units: Units<'_>,
        marks: &mut Marks,
        bench: &mut Bench,
    ) -> Score {
        let own_routes = self.reading.routes();
        let (syllables, untold) = match told {
            Told::Unknown => (SyllableVerdict::Unknown, false),
            Told::Same(cost) => (SyllableVerdict::Same(cost), false),
            Told::Different => (SyllableVerdict::Different, false),
            Told::Open { same } => {
                (same.map_or(SyllableVerdict::Unknown, SyllableVerdict::Same), true)
            }
        };
        let routes = record.routes();
        let tokens = record.tokens();
        let mut facts = Tally {
            cross_script: own_routes & routes == 0 && own_routes != 0 && routes != 0,
            numbers_differ: self.numbers_differ(record, units),
            acronym,
            cut,
            syllables,
            ..Tally::default()
        };
        // Names of the same letters have a key in common.
        if identical && !facts.cross_script {
            let own = self.reading.tokens().iter().map(Spelt::from);
            facts.slips = Slips::respaced(own, tokens.iter().map(|unit| spelt(*unit, units)));
        }
        let open = &self.open[usize::from(facts.cross_script)];
        bench.joins.clear();
        bench.joins.extend(record.joins());
        bench.choices.clear();
        let whole = bench
            .joins
            .iter()
            .position(|join| join.first == 0 && usize::from(join.end) == tokens.len());
        let mut whole_pair = None;
        for other in 0..tokens.len() + bench.joins.len() {
            let (unit, first, end) = match other.checked_sub(tokens.len()) {
                None => (tokens[other], other as u8, other as u8 + 1),
                Some(join) => {
                    let join = bench.joins[join];
                    (join.unit, join.first, join.end)
                }
            };
            let Some(row) = units.row(unit) else { continue };
            let is_join = row.is_join();
            let mask = mask(first, end);
            let weight = if other >= tokens.len() {
                let parts = tokens.get(usize::from(first)..usize::from(end)).unwrap_or(&[]);
                parts.iter().filter_map(|unit| units.row(*unit)).map(|row| row.weight).sum()
            } else {
                row.weight
            };
            let marked = marks.row(unit);
            let mut other_shape = None;
            for (own, own_unit) in self.reading.units().iter().enumerate() {
                if is_join && own_unit.is_join() {
                    continue;
                }
                let mark = marks.rows[marked + own];
                let mark = if mark == Similar::UNSEEN {
                    let joined = is_join || own_unit.is_join();
                    let mark = if open[own] == 0
                        || is_unlike(self.shown(own), &row.outline, 1, joined, Sight::ALL)
                    {
                        Similar::NONE
                    } else {
                        let other = other_shape.get_or_insert_with(|| units.shape(row));
                        Similar::of(&own_unit.into(), other).unwrap_or(Similar::NONE)
                    };
                    // What is none in names of one scope may be some in those of the other.
                    if open[own] != 0 {
                        marks.rows[marked + own] = mark;
                    }
                    mark
                } else {
                    mark
                };
                let similarity = mark.similarity();
                if similarity == 0 {
                    continue;
                }
                bench.choices.push(choice(
                    (own, own_unit),
                    (other, first, mask, weight),
                    similarity,
                    mark.is_of_equals(),
                ));
            }
            if is_join
                && whole == other.checked_sub(tokens.len())
                && let Some(own) = self.whole
            {
                let shape = units.shape(row);
                whole_pair = Similar::of(&self.shape(own), &shape).and_then(|similar| {
                    let unit = &self.reading.units()[own];
                    let similarity = of_whole_names(similar.similarity())?;
                    let equal = similar.is_of_equals();
                    Some(choice((own, unit), (other, first, mask, weight), similarity, equal))
                });
            }
        }
        self.pack(record, units, &mut bench.choices);
        let tally = self.count(&bench.choices, facts, record, units);
        let mut score = tally.score(self.weights);
        if let Some(whole) = whole_pair.filter(|_| !tally.identical) {
            score = score.max(self.count(&[whole], facts, record, units).score(self.weights));
        }
        if self.resembling && !tally.identical && score < self.weights.resemblance {
            let Bench { choices, resembling, .. } = bench;
            self.add_resembling(record, units, choices, resembling);
            score = score.max(self.count(choices, facts, record, units).score(self.weights));
        }
        if untold { Score::AtMost(score) } else { Score::Is(score) }
    }

    /// Of what is left over, adds the words that resemble each other.
    fn add_resembling(
        &self,
        record: Record<'_>,
        units: Units<'_>,
        choices: &mut Vec<Choice>,
        resembling: &mut Vec<Choice>,
    ) {
        let taken = choices
            .iter()
            .fold((0, 0), |(a, b), choice| (a | choice.own_mask, b | choice.other_mask));
        resembling.clear();
        for (other, number) in record.tokens().iter().enumerate() {
            let (first, mask) = (other as u8, mask(other as u8, other as u8 + 1));
            let Some(row) = units.row(*number).filter(|_| mask & taken.1 == 0) else { continue };
            let shape = units.shape(row);
            for (own, unit) in self.reading.tokens().iter().enumerate() {
                if unit.mask() & taken.0 == 0
                    && let Some(similarity) = resemblance(&unit.into(), &shape)
                {
                    let other = (other, first, mask, row.weight);
                    let choice = choice((own, unit), other, similarity, false);
                    resembling.push(Choice { resembling: true, ..choice });
                }
            }
        }
        self.pack(record, units, resembling);
        choices.append(resembling);
    }

    /// Takes options greedily, the one that counts most first, as `align` does.
    fn pack(&self, record: Record<'_>, units: Units<'_>, choices: &mut Vec<Choice>) {
        let key = |choice: &Choice| (std::cmp::Reverse(choice.gain), choice.apart);
        choices.sort_unstable_by_key(|choice| (key(choice), choice.own, choice.other));
        // Which name is the left one matters to ties alone.
        if choices.windows(2).any(|pair| key(&pair[0]) == key(&pair[1]))
            && self.is_right(record, units)
        {
            choices.sort_unstable_by_key(|choice| (key(choice), choice.other, choice.own));
        }
        let (mut own, mut other) = (0u32, 0u32);
        choices.retain(|choice| {
            let free = own & choice.own_mask == 0 && other & choice.other_mask == 0;
            if free {
                own |= choice.own_mask;
                other |= choice.other_mask;
            }
            free
        });
    }

    /// Whether the query comes after the record in the order in which names are laid side by side.
    fn is_right(&self, record: Record<'_>, units: Units<'_>) -> bool {
        let own =
            self.reading.tokens().iter().map(|token| {
                (token.text.as_bytes(), token.letters.as_bytes(), token.sound.as_bytes())
            });
        let other = record
            .tokens()
            .iter()
            .map(|unit| (units.text(*unit), units.letters(*unit), units.sound(*unit)));
        own.cmp(other).is_gt()
    }

    fn count(
        &self,
        choices: &[Choice],
        facts: Tally,
        record: Record<'_>,
        units: Units<'_>,
    ) -> Tally {
        let tokens = record.tokens();
        let mut tally = facts;
        let (mut own, mut other) = (0u32, 0u32);
        for choice in choices {
            own |= choice.own_mask;
            other |= choice.other_mask;
            tally.matched += u64::from(choice.weight) * u64::from(choice.similarity);
            if choice.resembling {
                tally.resembling = true;
            } else {
                tally.lost += u64::from(choice.weight) * u64::from(EQUAL - choice.similarity);
            }
        }
        let mut left = |side: usize, residue: u32| {
            let residue = u64::from(residue);
            tally.left_over[side] += residue;
            tally.heaviest[side] = tally.heaviest[side].max(residue);
        };
        let own_tokens = self.reading.tokens();
        for token in own_tokens.iter().filter(|token| token.mask() & own == 0) {
            left(0, token.residue);
        }
        for (at, unit) in tokens.iter().enumerate() {
            if other & 1 << at == 0
                && let Some(row) = units.row(*unit)
            {
                left(1, row.residue);
            }
        }
        let all_equal = !choices.is_empty() && choices.iter().all(|choice| choice.equal);
        tally.identical =
            all_equal && own_tokens.len() == tokens.len() && choices.len() == tokens.len();
        let is_form = |unit: &Unit| unit.class == Class::LegalForm;
        let is_listed_form =
            |unit: &u32| units.row(*unit).is_some_and(|row| row.class() == Class::LegalForm);
        let but_forms = own_tokens.iter().all(|token| token.mask() & own != 0 || is_form(token))
            && (0..).zip(tokens).all(|(at, unit)| other & 1 << at != 0 || is_listed_form(unit));
        let paired = choices.iter().map(|choice| {
            let own = self.reading.units().get(usize::from(choice.own));
            let other = tokens.get(usize::from(choice.other));
            Paired {
                similarity: choice.similarity,
                equal: choice.equal,
                covered: [choice.own_mask, choice.other_mask],
                forms: [own.is_some_and(is_form), other.is_some_and(is_listed_form)],
            }
        });
        let carrying = choices.iter().filter(|choice| choice.weight >= CARRYING).count();
        tally.contained = all_equal && carrying > 1 && tally.left_over.contains(&0);
        tally.tell_sameness(self.reading.routes() | record.routes(), paired, but_forms);
        if !choices.is_empty() && tally.left_over == [0, 0] && !tally.cross_script {
            let slips = choices.iter().try_fold(Slips::default(), |slips, choice| {
                let own = own_tokens.get(usize::from(choice.own))?;
                let other = *tokens.get(usize::from(choice.other))?;
                slips.and(own.into(), spelt(other, units), choice.equal)
            });
            tally.slips = slips.map(|slips| slips.fewer(tally.slips)).or(tally.slips);
        }
        tally
    }

    fn numbers_differ(&self, record: Record<'_>, units: Units<'_>) -> bool {
        let own = self.reading.numbers();
        if own.is_empty() || !record.has_numbers() {
            return false;
        }
        let tokens = record.tokens().iter().copied();
        let numbers = tokens
            .filter(|unit| units.row(*unit).is_some_and(|row| row.class() == Class::Number))
            .map(|unit| units.letters(unit));
        // The same numbers, each as often, in whatever order.
        let often = |number: &[u8]| {
            let alike = |other: &&[u8]| *other == number;
            let own = own.iter().map(String::as_bytes).filter(alike).count();
            own == numbers.clone().filter(alike).count()
        };
        numbers.clone().count() != own.len() || !own.iter().all(|own| often(own.as_bytes()))
    }
}

/// What a record must have to reach the threshold, by token of the query.
pub(super) struct Wanted {
    tokens: [Want; 32],
}

#[derive(Debug, Clone, Copy, Default)]
struct Want {
    /// The least similarity of its partner.
    least: u32,
    /// The greatest one of a partner that is not marked.
    open: u32,
}

/// A token of the query whose partner is looked for.
#[derive(Debug, Clone, Copy)]
struct Sought {
    token: u8,
    closer: bool,
    /// The greatest similarity that is marked.
    marked: u32,
    /// The least similarity that is of use.
    least: u32,
}

/// The greatest similarity of a token of the query in a record, and whether a closer look may tell less.
#[derive(Debug, Clone, Copy)]
struct Best {
    similarity: u32,
    is_open: bool,
}

/// A listed token as it is spelt.
fn spelt(unit: u32, units: Units<'_>) -> Spelt<'_> {
    let row = units.row(unit);
    Spelt {
        letters: units.letters(unit),
        latin: row.is_some_and(|row| row.route() == Route::Latin),
        class: row.map_or(Class::Plain, Row::class),
        weight: row.map_or(0, |row| row.weight),
        concepts: row.map_or(&[], |row| units.concepts(row)),
    }
}

fn mask(first: u8, end: u8) -> u32 {
    (1u32 << end.min(31)).wrapping_sub(1) & !((1u32 << first.min(31)) - 1)
}

fn choice(
    (own, unit): (usize, &Unit),
    (other, first, mask, weight): (usize, u8, u32, u32),
    similarity: u32,
    equal: bool,
) -> Choice {
    let weight = weight.min(unit.weight);
    Choice {
        gain: u64::from(similarity) * u64::from(weight),
        apart: unit.first.abs_diff(first),
        own: own as u16,
        other: other as u16,
        own_mask: unit.mask(),
        other_mask: mask,
        similarity,
        weight,
        equal,
        resembling: false,
    }
}
