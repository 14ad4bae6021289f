//! One search: what to look up, which records may reach the threshold, what they score.

use super::bound::{Asked, Limits, Plan, unlisted};
use super::dictionary::Units;
use super::flaw::{self, Flaw};
use super::neighbours::{Near, Scope};
use super::query::{Parts, Query};
use super::records::Record;
use super::score::{Bench, Marks, Score, Scored, Wanted};
use super::syllabic::{Syllabic, Told};
use super::{
    COST_BITS, FORM_BITS, Listed, NameIndex, SLACK, all_letters, letters_but_forms,
    letters_in_order, syllable_key, tag, tagged, worded,
};
use crate::index::keys::Longer;
use crate::matching::{EQUAL, Weights};
use crate::names::abbreviation::{Stem, abbreviates, stem, stems};
use crate::names::outline::Outline;
use crate::names::syllables::Way;
use crate::names::trie::Rows;
use crate::names::{CUT, Class, Reading, Shape};
use crate::party::Kind;
use std::borrow::Cow;

/// Memory of a search, kept from search to search: after the first ones nothing is allocated.
#[derive(Default)]
pub(crate) struct Searcher {
    parts: Parts,
    /// For each unit, in names with a script in common and in others, the greatest similarity of a
    /// partner that is not marked.
    open: [Vec<u32>; 2],
    rows: Rows,
    numbers: Vec<u32>,
    near: Vec<Near>,
    marks: Marks,
    bench: Bench,
    limits: Limits,
    candidates: Vec<u32>,
    /// Records that share a form of the syllables, with the price.
    syllables: Vec<(u32, u16)>,
    /// Records that are the acronym of the query, or it theirs.
    acronyms: Vec<u32>,
    /// Records that are the beginning of the query, cut off, or it theirs.
    cut: Vec<u32>,
    identical: Vec<u32>,
    wholes: Vec<u32>,
    key: Vec<u8>,
    stems: Vec<Stem>,
    longer: Longer,
    /// For tests: the least level of look-ups to choose from.
    pub(crate) forced: Option<usize>,
}

/// A record that reaches the threshold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<'n> {
    /// The names that are this record.
    pub listed: &'n [Listed],
    /// The score, or `None` if it takes the readings to tell.
    pub score: Option<f64>,
}

impl NameIndex {
    /// Every record that scores at least `threshold`, in no order.
    pub(crate) fn search<'n>(
        &'n self,
        reading: &Reading,
        weights: &Weights,
        threshold: f64,
        searcher: &mut Searcher,
        mut hit: impl FnMut(Hit<'n>),
    ) {
        if self.records.len() == 0 {
            return;
        }
        let units = self.dictionary.units();
        // What is read while the rest is written; it is put back.
        let mut parts = std::mem::take(&mut searcher.parts);
        let mut open = std::mem::take(&mut searcher.open);
        self.take_apart(reading, units, &mut searcher.marks, &mut parts);
        for open in &mut open {
            open.clear();
            open.resize(reading.units().len(), EQUAL);
        }
        let query = Query { reading, parts: &parts, weights };
        searcher.candidates.clear();
        self.look_up_keys(reading, searcher);
        let (within, across) = (query.asked(false, threshold), query.asked(true, threshold));
        let resembling = threshold < weights.resemblance;
        let everything = threshold <= SLACK
            || resembling
            || !self.look_up(&query, [&within, &across], units, searcher, &mut open);
        let scored = Scored {
            reading,
            outlines: &outlines(reading),
            abroad: &parts.abroad,
            covering: &parts.covering,
            weights,
            open: &open,
            whole: reading.whole(),
            resembling,
        };
        let mut wanted: [Option<Wanted>; 2] = [None, None];
        let syllabic = Syllabic::of(reading.syllables());
        let Searcher {
            marks, bench, candidates, syllables, acronyms, cut, identical, wholes, ..
        } = searcher;
        let mut consider = |number: u32, marks: &mut Marks| {
            let record = self.records.get(number);
            let shared = syllables
                .binary_search_by_key(&number, |(record, _)| *record)
                .ok()
                .and_then(|at| syllables.get(at))
                .map(|(_, cost)| *cost);
            let told = syllabic.told(record.syllabic(), shared);
            let [acronym, identical, cut, whole] = [&acronyms, &identical, &cut, &wholes]
                .map(|found| found.binary_search(&number).is_ok());
            let by_key = acronym || identical || cut || whole || shared.is_some();
            if !everything && !by_key {
                if told == Told::Different && weights.cut_by_syllables() < threshold - SLACK {
                    return;
                }
                let (own, other) = (reading.routes(), record.routes());
                let cross = own & other == 0 && own != 0 && other != 0;
                let asked = if cross { &across } else { &within };
                let wanted = wanted[usize::from(cross)].get_or_insert_with(|| scored.wanted(asked));
                if !scored.may_reach(record, asked, wanted, units, marks) {
                    return;
                }
            }
            let score = scored.score(record, told, (acronym, identical, cut), units, marks, bench);
            match score {
                Score::Is(score) if score >= threshold => {
                    hit(Hit { listed: self.records.names(number), score: Some(score) });
                }
                // What is open may lower a score or leave it as it is.
                Score::AtMost(score) if score >= threshold => {
                    hit(Hit { listed: self.records.names(number), score: None });
                }
                _ => {}
            }
        };
        if everything {
            (0..self.records.len() as u32).for_each(|number| consider(number, marks));
        } else {
            candidates.sort_unstable();
            candidates.dedup();
            candidates.iter().for_each(|number| consider(*number, marks));
        }
        searcher.parts = parts;
        searcher.open = open;
    }

    /// Records by their exact keys.
    fn look_up_keys(&self, reading: &Reading, searcher: &mut Searcher) {
        self.look_up_cut(reading, searcher);
        self.look_up_acronyms(reading, searcher);
        let Searcher { candidates, syllables, acronyms, cut, identical, key, .. } = searcher;
        syllables.clear();
        for own in reading.syllables().iter().flat_map(|syllables| &syllables.forms) {
            let postings = self.keys.get(syllable_key(own.language as u8, &own.key, key)).iter();
            let counted = postings
                .filter(|posting| own.way.meets(Way::of_number((**posting >> COST_BITS) & 3)));
            syllables.extend(counted.map(|posting| {
                let cost = (posting & ((1 << COST_BITS) - 1)) as u16;
                (posting >> FORM_BITS, own.cost + cost)
            }));
        }
        syllables.sort_unstable();
        syllables.dedup_by_key(|(record, _)| *record);
        identical.clear();
        if !flaw::has(Flaw::Identical) {
            identical.extend_from_slice(self.identical.get(all_letters(worded(reading))));
            identical.extend_from_slice(self.identical.get(letters_in_order(worded(reading), key)));
            if let Some(letters) = letters_but_forms(worded(reading)) {
                identical.extend_from_slice(self.identical.get(letters));
            }
        }
        identical.sort_unstable();
        identical.dedup();
        candidates.extend_from_slice(acronyms);
        candidates.extend_from_slice(cut);
        candidates.extend_from_slice(identical);
        candidates.extend(syllables.iter().map(|(record, _)| *record));
    }

    /// Records that begin with the text of the query, which may be cut off, and the other way round.
    fn look_up_cut(&self, reading: &Reading, searcher: &mut Searcher) {
        let Searcher { key, longer, cut, .. } = searcher;
        cut.clear();
        let text = reading.text().as_bytes();
        if text.len() < CUT {
            return;
        }
        let of_listed = tagged(tag::CUT, text, key);
        self.keys.prefixes_of(of_listed, |length, records| {
            if length < of_listed.len() {
                cut.extend_from_slice(records);
            }
        });
        if reading.may_be_cut() {
            let beginning = tagged(tag::LONG, text, key);
            self.keys.beginning_with(beginning, longer, |records| cut.extend_from_slice(records));
        }
        cut.sort_unstable();
        cut.dedup();
    }

    /// Records that are the acronym of the query or put together from the beginnings of its words, and
    /// the other way round.
    fn look_up_acronyms(&self, reading: &Reading, searcher: &mut Searcher) {
        let Searcher { key, stems: own_stems, acronyms, .. } = searcher;
        acronyms.clear();
        if self.kind == Kind::Person {
            return;
        }
        for acronym in reading.acronyms().iter().filter(|_| reading.tokens().len() > 1) {
            let key = tagged(tag::ACRONYM_WORD, acronym.as_bytes(), key);
            acronyms.extend_from_slice(self.keys.get(key));
        }
        let units = self.dictionary.units();
        stems(reading.carrying(), own_stems);
        for stem in own_stems {
            let listed = self.keys.get(tagged(tag::STEM_WORD, stem, key)).iter().copied();
            acronyms.extend(listed.filter(|number| {
                let word = acronym_word(self.records.get(*number), units);
                word.is_some_and(|word| abbreviates(word, reading.carrying()))
            }));
        }
        if let Some(word) = reading.acronym_word().map(str::as_bytes) {
            acronyms.extend_from_slice(self.keys.get(tagged(tag::ACRONYM, word, key)));
            if let Some(stem) = stem(word) {
                let listed = self.keys.get(tagged(tag::STEM, &stem, key)).iter().copied();
                acronyms.extend(listed.filter(|number| {
                    abbreviates(word, carrying(self.records.get(*number), units))
                }));
            }
        }
        acronyms.sort_unstable();
        acronyms.dedup();
    }

    /// Gathers the records that may reach the threshold; `false` if all must be looked at.
    fn look_up(
        &self,
        query: &Query<'_>,
        [within, across]: [&Asked<'_>; 2],
        units: Units<'_>,
        searcher: &mut Searcher,
        open: &mut [Vec<u32>; 2],
    ) -> bool {
        // Names without tokens score nothing.
        if query.reading.tokens().is_empty() {
            return true;
        }
        let own = query.reading.routes();
        let foreign = own != 0 && self.routes() & !own != 0;
        let Some(plan) = within.plan(searcher.forced) else { return false };
        let mut plans = [Some((within, plan)), None];
        if foreign {
            let Some(plan) = across.plan(searcher.forced) else { return false };
            plans[1] = Some((across, plan));
        }
        // What is stored is known of every token, whether it is looked up or not.
        for (at, known) in query.parts.known.iter().enumerate() {
            if let Some(known) = known.filter(|_| query.parts.asked[at].stored.is_some()) {
                for near in self.neighbours.of(known) {
                    searcher.marks.note(near.unit, at, near.similar);
                }
            }
            for (open, scope) in open.iter_mut().zip([Scope::Within, Scope::Across]) {
                let unit = &query.parts.asked[at];
                // What is written alike is marked.
                let marked = unit.join && unit.silent;
                open[at] = if marked { 0 } else { unlisted(unit, scope, None) };
            }
        }
        for (asked, plan) in plans.into_iter().flatten() {
            for (at, unit) in query.parts.asked.iter().enumerate() {
                if unit.mask & plan.mask() == 0 {
                    continue;
                }
                let Some(reach) = plan.reach(unit) else { continue };
                let Searcher { rows, numbers, near, marks, .. } = searcher;
                match query.parts.known[at].filter(|_| asked.is_stored(unit, reach)) {
                    Some(known) => {
                        near.clear();
                        near.extend_from_slice(self.neighbours.of(known));
                    }
                    None => {
                        let reaches = [(asked.scope(), reach)];
                        let shape = Shape::from(&query.reading.units()[at]);
                        self.finder(own).near(&shape, &reaches, rows, numbers, near);
                        for near in near.iter() {
                            marks.note(near.unit, at, near.similar);
                        }
                        open[usize::from(asked.cross_script)][at] =
                            unlisted(unit, asked.scope(), Some(reach));
                    }
                }
                self.descend(query, (asked, &plan), at, units, searcher);
            }
        }
        self.look_up_whole(query, within, across, foreign, searcher);
        true
    }

    /// Adds the records that may reach the threshold by a listed partner of one unit.
    fn descend(
        &self,
        query: &Query<'_>,
        (asked, plan): (&Asked<'_>, &Plan),
        at: usize,
        units: Units<'_>,
        searcher: &mut Searcher,
    ) {
        let unit = &query.parts.asked[at];
        let order = &plan.order[..plan.count];
        let Some(first) = order.iter().position(|token| unit.mask & 1 << token != 0) else {
            return;
        };
        let mut unlisted = [0u32; 32];
        for token in &order[..first] {
            unlisted[usize::from(*token)] = asked.unlisted_by(plan, usize::from(*token));
        }
        let Searcher { near, limits, candidates, .. } = searcher;
        asked.limit(unit, &order[..first], &unlisted, limits);
        let own = query.reading.routes();
        for near in near.iter() {
            let Some(row) = units.row(near.unit) else { continue };
            // Names without a script in common have nothing in one of the query's scripts, names with
            // one have what is in another beside it.
            if own != 0 && !units.sound(near.unit).is_empty() {
                let shared = own & 1 << row.route() as u32 != 0;
                if if asked.cross_script { shared } else { !shared && !row.is_mixed() } {
                    continue;
                }
            }
            let Some(most) = asked.most_residue(unit, row, near.similar.similarity(), limits)
            else {
                continue;
            };
            let postings = self.records_of(near.unit);
            let count = if postings.len() < 8 {
                postings.len()
            } else {
                let end = self.records.up_to(most);
                postings.partition_point(|record| *record < end)
            };
            candidates.extend_from_slice(&postings[..count]);
        }
    }

    /// Adds the names that, written as one word, are like the query written as one word.
    fn look_up_whole(
        &self,
        query: &Query<'_>,
        within: &Asked<'_>,
        across: &Asked<'_>,
        foreign: bool,
        searcher: &mut Searcher,
    ) {
        searcher.wholes.clear();
        let Some(at) = query.reading.whole().filter(|_| !flaw::has(Flaw::Whole)) else { return };
        let unit = &query.parts.asked[at];
        let shape = Shape::from(&query.reading.units()[at]);
        let reaches = [
            (Scope::Within, within.whole(unit)),
            (Scope::Across, across.whole(unit).filter(|_| foreign)),
        ];
        let Searcher { rows, numbers, near, wholes, candidates, .. } = searcher;
        for (scope, reach) in reaches {
            let Some(reach) = reach else { continue };
            self.finder(query.reading.routes()).near_whole(
                &shape,
                &[(scope, reach)],
                rows,
                numbers,
                near,
            );
            for near in near.iter() {
                let records = self.records_of(near.unit).iter().copied().filter(|record| {
                    let record = self.records.get(*record);
                    record.joins().any(|join| {
                        join.unit == near.unit
                            && join.first == 0
                            && usize::from(join.end) == record.tokens().len()
                    })
                });
                wholes.extend(records);
            }
        }
        wholes.sort_unstable();
        wholes.dedup();
        candidates.extend_from_slice(wholes);
    }

    fn records_of(&self, unit: u32) -> &[u32] {
        let unit = unit as usize;
        match (self.posting_starts.get(unit), self.posting_starts.get(unit + 1)) {
            (Some(start), Some(end)) => {
                self.postings.get(*start as usize..*end as usize).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// The routes of listed tokens.
    pub(super) fn routes(&self) -> u32 {
        self.sounds.routes(super::sounds::Group::Tokens)
    }
}

/// What shows of the query's units at a glance.
fn outlines(reading: &Reading) -> Cow<'_, [Outline]> {
    let mut outlines = Cow::Borrowed(reading.outlines());
    if flaw::has(Flaw::Outline) {
        outlines.to_mut().iter_mut().for_each(Outline::exaggerate);
    }
    outlines
}

/// The words of a listed name that an abbreviation is made of: see [`Reading::carrying`].
fn carrying<'n>(record: Record<'n>, units: Units<'n>) -> impl Iterator<Item = &'n [u8]> + Clone {
    tokens_of(record, units, Class::is_abbreviated)
}

/// The word of a listed name that could be an acronym: see [`Reading::acronym_word`].
fn acronym_word<'n>(record: Record<'n>, units: Units<'n>) -> Option<&'n [u8]> {
    tokens_of(record, units, |class| !class.is_beside()).next()
}

/// The letters of the tokens of a listed name whose class counts.
fn tokens_of<'n>(
    record: Record<'n>,
    units: Units<'n>,
    counts: impl Fn(Class) -> bool + Clone,
) -> impl Iterator<Item = &'n [u8]> + Clone {
    let tokens = record.tokens().iter().copied();
    tokens
        .filter(move |unit| units.row(*unit).is_some_and(|row| counts(row.class())))
        .map(move |unit| units.letters(unit))
}
