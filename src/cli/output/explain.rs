//! Evidence in words: the same for the terminal and for the report.
//!
//! Nothing is computed here that the score does not depend on: every step of the chain is the
//! library's own score of a part of the evidence, and the last step is the score.

use super::shown;
use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};
use serde::Serialize;
use std::fmt::Write as _;
use tamis::Evidence;
use tamis::identifiers::Likeness;
use tamis::matching::{
    Adjustment, How, IdentifierEvidence, NameEvidence, SyllableEvidence, SyllableVerdict, Tally,
    VesselEvidence,
};

/// What the two sides of a comparison are called.
#[derive(Debug, Clone, Copy)]
pub struct Sides(&'static str, &'static str);

impl Sides {
    /// A subject and a listed party.
    pub const LISTED: Sides = Sides("asked", "listed");
    /// Two names of equal standing.
    pub const PAIR: Sides = Sides("left", "right");
}

/// Evidence in words.
#[derive(Debug, Serialize)]
pub struct Explanation {
    /// What happened, in whole sentences.
    sentence: String,
    /// The names, if names were compared.
    name: Option<NameWords>,
    /// Identifiers in common.
    identifiers: Vec<IdentifierWords>,
    /// How two vessels agree, if they were compared.
    vessel: Option<VesselWords>,
    /// From the tokens to the score.
    steps: Vec<Step>,
    /// What the sides are called.
    sides: [&'static str; 2],
}

#[derive(Debug, Serialize)]
struct NameWords {
    kind: &'static str,
    /// As written, and as read in Latin letters.
    texts: [[String; 2]; 2],
    tokens: Vec<TokenWords>,
    left_over: Vec<LeftOverWords>,
    syllables: Option<SyllableWords>,
    tally: Vec<(&'static str, String)>,
}

#[derive(Debug, Serialize)]
struct TokenWords {
    left: String,
    right: String,
    how: &'static str,
    routes: String,
    similarity: String,
    weight: String,
}

#[derive(Debug, Serialize)]
struct LeftOverWords {
    token: String,
    side: &'static str,
    weight: String,
}

#[derive(Debug, Serialize)]
struct SyllableWords {
    reading: String,
    routes: [String; 2],
    costs: [String; 2],
}

#[derive(Debug, Serialize)]
struct IdentifierWords {
    scheme: String,
    left: String,
    right: String,
}

#[derive(Debug, Serialize)]
struct VesselWords {
    /// Fact, verdict, both sides.
    facts: Vec<[String; 4]>,
    /// What was found, and the facts it rests on.
    findings: Vec<[String; 2]>,
}

#[derive(Debug, Serialize)]
struct Step {
    what: String,
    score: String,
}

impl Explanation {
    /// The evidence in words.
    pub fn of(evidence: &Evidence, sides: Sides) -> Explanation {
        Explanation {
            sentence: sentences(evidence, sides),
            name: evidence.name.as_ref().map(|name| NameWords::of(name, sides)),
            identifiers: evidence.identifiers.iter().map(IdentifierWords::of).collect(),
            vessel: evidence.vessel.as_ref().map(VesselWords::of),
            steps: steps(evidence),
            sides: [sides.0, sides.1],
        }
    }

    /// Lines for a terminal, each indented by `indent`.
    pub fn text(&self, indent: &str) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = self.write(&mut text);
        text.lines().map(|line| format!("{}\n", format!("{indent}{line}").trim_end())).collect()
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "{}", self.sentence)?;
        if let Some(name) = &self.name {
            writeln!(out, "\nnames, compared as those of {}", name.kind)?;
            let rows = self.sides.iter().zip(&name.texts);
            let rows = rows.map(|(side, [text, reading])| {
                vec![(*side).to_owned(), text.clone(), format!("read {reading}")]
            });
            out.push_str(&aligned(rows, &[]));
            if !name.tokens.is_empty() {
                writeln!(out, "paired tokens")?;
                let [left, right] = self.sides;
                let header = [left, right, "how", "read by", "similarity", "weight"];
                let header = header.map(str::to_owned).to_vec();
                let rows = name.tokens.iter().map(|token| {
                    vec![
                        token.left.clone(),
                        token.right.clone(),
                        token.how.to_owned(),
                        token.routes.clone(),
                        token.similarity.clone(),
                        token.weight.clone(),
                    ]
                });
                out.push_str(&aligned(std::iter::once(header).chain(rows), &[4, 5]));
            }
            if !name.left_over.is_empty() {
                writeln!(out, "left over")?;
                let rows = name.left_over.iter().map(|left| {
                    vec![
                        left.token.clone(),
                        left.side.to_owned(),
                        format!("weight {}", left.weight),
                    ]
                });
                out.push_str(&aligned(rows, &[]));
            }
            if let Some(syllables) = &name.syllables {
                writeln!(out, "by syllables both read {}", syllables.reading)?;
                let rows = (0..2).map(|side| {
                    vec![
                        self.sides[side].to_owned(),
                        syllables.routes[side].clone(),
                        format!("cost {}", syllables.costs[side]),
                    ]
                });
                out.push_str(&aligned(rows, &[]));
            }
            writeln!(out, "tally")?;
            let rows =
                name.tally.iter().map(|(what, value)| vec![(*what).to_owned(), value.clone()]);
            out.push_str(&aligned(rows, &[]));
        }
        if !self.identifiers.is_empty() {
            writeln!(out, "identifiers in common")?;
            let rows = self.identifiers.iter().map(|shared| {
                vec![shared.scheme.clone(), shared.left.clone(), shared.right.clone()]
            });
            out.push_str(&aligned(rows, &[]));
        }
        if let Some(vessel) = &self.vessel {
            writeln!(out, "vessels, fact by fact")?;
            let [left, right] = self.sides;
            let header = ["fact", "verdict", left, right].map(str::to_owned).to_vec();
            let rows = vessel.facts.iter().map(|row| row.to_vec());
            out.push_str(&aligned(std::iter::once(header).chain(rows), &[]));
            if !vessel.findings.is_empty() {
                writeln!(out, "findings")?;
                out.push_str(&aligned(vessel.findings.iter().map(|row| row.to_vec()), &[]));
            }
        }
        writeln!(out, "score")?;
        let rows = self.steps.iter().map(|step| vec![step.what.clone(), step.score.clone()]);
        out.push_str(&aligned(rows, &[1]));
        Ok(())
    }
}

/// Columns that line up, wide characters included; indented.
fn aligned(rows: impl Iterator<Item = Vec<String>>, right: &[usize]) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).force_no_tty();
    table.add_rows(rows);
    for (number, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 3));
        if right.contains(&number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().map(|line| format!("  {line}\n")).collect()
}

impl NameWords {
    fn of(name: &NameEvidence, sides: Sides) -> NameWords {
        let NameEvidence { kind, left, right, tokens, left_over, syllables, tally, .. } = name;
        NameWords {
            kind: match kind {
                tamis::Kind::Person => "persons",
                tamis::Kind::Organization => "organizations",
                tamis::Kind::Vessel => "vessels",
                tamis::Kind::Aircraft => "aircraft",
            },
            texts: [left, right].map(|side| [shown(&side.text), shown(&side.reading)]),
            tokens: tokens
                .iter()
                .map(|pair| TokenWords {
                    left: shown(&pair.left),
                    right: shown(&pair.right),
                    how: pair.how.as_words(),
                    routes: routes(&pair.routes),
                    similarity: format!("{:.4}", pair.similarity),
                    weight: format!("{:.3}", pair.weight),
                })
                .collect(),
            left_over: left_over
                .iter()
                .map(|left| LeftOverWords {
                    token: shown(&left.token),
                    side: if left.listed { sides.1 } else { sides.0 },
                    weight: format!("{:.3}", left.weight),
                })
                .collect(),
            syllables: syllables.as_ref().map(|SyllableEvidence { reading, routes, costs }| {
                SyllableWords {
                    reading: shown(reading),
                    routes: routes.clone(),
                    costs: costs.map(|cost| format!("{:.2}", f64::from(cost) / 100.0)),
                }
            }),
            tally: tally_words(tally, sides),
        }
    }
}

impl IdentifierWords {
    fn of(shared: &IdentifierEvidence) -> IdentifierWords {
        IdentifierWords {
            scheme: shared.listed.scheme.words().to_owned(),
            left: shown(&shared.subject.value),
            right: shown(&shared.listed.value),
        }
    }
}

impl VesselWords {
    fn of(vessel: &VesselEvidence) -> VesselWords {
        let side = |side: &Option<String>| shown(side.as_deref().unwrap_or("–"));
        VesselWords {
            facts: vessel
                .facts
                .iter()
                .map(|row| {
                    [
                        row.fact.words().to_owned(),
                        row.verdict.as_str().to_owned(),
                        side(&row.subject),
                        side(&row.listed),
                    ]
                })
                .collect(),
            findings: vessel
                .findings
                .iter()
                .map(|found| [found.finding.words().to_owned(), shown(&found.detail)])
                .collect(),
        }
    }
}

/// `latin`, or `hangul / latin` where the two were read differently.
fn routes([left, right]: &[String; 2]) -> String {
    if left == right { left.clone() } else { format!("{left} / {right}") }
}

/// The numbers of the tally: weights of which 1 is a rare word.
fn tally_words(tally: &Tally, Sides(left, right): Sides) -> Vec<(&'static str, String)> {
    let Tally {
        matched,
        lost,
        left_over,
        heaviest,
        cross_script,
        numbers_differ,
        identical,
        acronym,
        contained,
        same_but_form,
        transliterated,
        cut,
        resembling,
        slips,
        syllables,
    } = *tally;
    let weight = |sum: u64| format!("{:.3}", sum as f64 / 1e3);
    let product = |sum: u64| format!("{:.4}", sum as f64 / 1e7);
    let each = |[a, b]: [u64; 2]| format!("{left} {}, {right} {}", weight(a), weight(b));
    let verdict = match syllables {
        SyllableVerdict::Unknown => None,
        SyllableVerdict::Same(cost) => {
            Some(format!("one reading shared, cost {:.2}", f64::from(cost) / 100.0))
        }
        SyllableVerdict::Different => Some("no reading shared".to_owned()),
    };
    let flags = [
        (cross_script, "no script in common"),
        (numbers_differ, "different numbers"),
        (identical, "the same words"),
        (acronym, "one is the acronym of the other"),
        (same_but_form, "the same words but for the legal form"),
        (transliterated, "the same words in two scripts"),
        (cut, "one name is the beginning of the other, cut off where its field ends"),
        (contained, "one name stands in the other letter for letter"),
        (resembling, "words that only resemble each other"),
    ];
    let flags: Vec<&str> =
        flags.into_iter().filter(|(set, _)| *set).map(|(_, words)| words).collect();
    let mut rows = vec![
        ("matched", product(matched)),
        ("lost in pairs", product(lost)),
        ("left over", each(left_over)),
        ("heaviest left over", each(heaviest)),
    ];
    rows.extend(verdict.map(|verdict| ("syllables", verdict)));
    rows.extend(slips.map(|slips| {
        ("letters off", format!("{} of {}, by weight", slips.edits, weight(slips.letters.into())))
    }));
    if !flags.is_empty() {
        rows.push(("besides", flags.join(", ")));
    }
    rows
}

/// From the tokens to the score, one step after the other.
fn steps(evidence: &Evidence) -> Vec<Step> {
    let step = |what: String, score: f64| Step { what, score: format!("{score:.4}") };
    let mut steps = Vec::new();
    let mut score = 0.0;
    if let Some(name) = &evidence.name {
        for (what, found) in name_steps(name) {
            score = found;
            steps.push(step(what.to_owned(), found));
        }
    }
    for change in &evidence.adjustments {
        score = change.apply(score);
        steps.push(step(adjustment(change), score));
    }
    if !evidence.identifiers.is_empty() {
        let certain = evidence.identifiers.iter().any(IdentifierEvidence::is_certain);
        let what = if certain {
            "an identifier in common, whatever the names"
        } else {
            "an account number that may be the listed one's, unless the names say more"
        };
        steps.push(step(what.to_owned(), evidence.score()));
    }
    steps
}

/// What the tokens alone give, and what each further finding makes of it: the library's score of
/// the tally with one finding after the other taken up.
fn name_steps(name: &NameEvidence) -> Vec<(&'static str, f64)> {
    let weights = name.weights();
    let all = name.tally;
    let mut tally = Tally {
        numbers_differ: false,
        identical: false,
        acronym: false,
        same_but_form: false,
        transliterated: false,
        slips: None,
        syllables: SyllableVerdict::Unknown,
        ..all
    };
    let by_syllables = match all.syllables {
        SyllableVerdict::Different => "no reading by syllables in common",
        _ => "a reading by syllables in common",
    };
    type TakeUp = fn(&mut Tally, &Tally);
    let findings: [(&str, TakeUp); 7] = [
        ("different numbers", |tally, all| tally.numbers_differ = all.numbers_differ),
        (by_syllables, |tally, all| tally.syllables = all.syllables),
        ("every word a letter off at most", |tally, all| tally.slips = all.slips),
        ("every word as it is written in the other script", |tally, all| {
            tally.transliterated = all.transliterated;
        }),
        ("the same words but for the legal form", |tally, all| {
            tally.same_but_form = all.same_but_form;
        }),
        ("one is the acronym of the other", |tally, all| tally.acronym = all.acronym),
        ("the same words, ranked by how rare they are", |tally, all| {
            tally.identical = all.identical;
        }),
    ];
    let mut steps = vec![("tokens paired and left over", tally.score(weights))];
    for (what, take_up) in findings {
        let before = tally;
        take_up(&mut tally, &all);
        if tally != before {
            steps.push((what, tally.score(weights)));
        }
    }
    steps
}

fn adjustment(change: &Adjustment) -> String {
    let [left, right] = &change.facts;
    let percent = (change.amount * 100.0).round();
    let size = if percent >= 0.0 {
        format!("+{percent} % of what is missing to 1")
    } else {
        format!("−{} % of the score", percent.abs())
    };
    format!("{} ({} and {}): {size}", change.reason.as_str(), shown(left), shown(right))
}

/// The evidence in whole sentences.
fn sentences(evidence: &Evidence, sides: Sides) -> String {
    let mut said = Vec::new();
    for shared in &evidence.identifiers {
        let (scheme, value) = (shared.listed.scheme.words(), shown(&shared.listed.value));
        said.push(match shared.subject.likeness(&shared.listed) {
            Some(Likeness::Fits) => {
                let fit = shared.subject.fit(&shared.listed).map(|fit| format!(": {fit}"));
                let (own, fit) = (shown(&shared.subject.value), fit.unwrap_or_default());
                format!("{own} may be the {scheme} {value}{fit}.")
            }
            Some(Likeness::Behind) => format!(
                "{} begins with the {scheme} {value}, as virtual accounts do.",
                shown(&shared.subject.value)
            ),
            Some(Likeness::OtherChain) => format!(
                "The {scheme} is of the same key as the listed {value}, so the score is 1 whatever the \
                 names."
            ),
            _ => format!("Both have the {scheme} {value}, so the score is 1 whatever the names."),
        });
    }
    match &evidence.name {
        Some(name) => said.push(name_sentence(name, sides)),
        None if evidence.identifiers.is_empty() => {
            said.push("There is nothing to compare.".to_owned());
        }
        None => said.push("No names were compared.".to_owned()),
    }
    for change in &evidence.adjustments {
        let effect = if change.amount >= 0.0 { "Raises" } else { "Lowers" };
        let [left, right] = &change.facts;
        said.push(format!(
            "{effect} the score: {} ({} {}, {} {}).",
            change.reason.as_str(),
            sides.0,
            shown(left),
            sides.1,
            shown(right)
        ));
    }
    for found in evidence.vessel.iter().flat_map(|vessel| &vessel.findings) {
        let words = found.finding.words();
        let mut letters = words.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        said.push(format!("{first}{}: {}.", letters.as_str(), shown(&found.detail)));
    }
    said.join(" ")
}

fn name_sentence(name: &NameEvidence, sides: Sides) -> String {
    let mut sentence = format!(
        "“{}” and “{}” score {:.2} as names: ",
        shown(&name.left.text),
        shown(&name.right.text),
        name.score()
    );
    let mut reasons = Vec::new();
    if name.tally.identical {
        reasons.push("they are the same words".to_owned());
    } else if name.tally.acronym {
        reasons.push("one is the acronym of the other".to_owned());
    } else if name.tokens.is_empty() {
        reasons.push("no word of one answers a word of the other".to_owned());
    } else {
        let pairs = name.tokens.iter().map(|pair| match pair.how {
            How::Equal => format!("{} is in both", shown(&pair.left)),
            _ => {
                format!(
                    "{} answers {} ({})",
                    shown(&pair.left),
                    shown(&pair.right),
                    pair.how.as_words()
                )
            }
        });
        reasons.extend(pairs);
    }
    match (&name.syllables, name.tally.syllables) {
        (Some(shared), _) => {
            reasons
                .push(format!("both can be read {} syllable by syllable", shown(&shared.reading)));
        }
        (None, SyllableVerdict::Different) => {
            reasons.push("read syllable by syllable they have no reading in common".to_owned());
        }
        (None, _) => {}
    }
    if name.tally.numbers_differ {
        reasons.push("their numbers differ".to_owned());
    }
    for (listed, side) in [(false, sides.0), (true, sides.1)] {
        let tokens: Vec<String> = name
            .left_over
            .iter()
            .filter(|left| left.listed == listed)
            .map(|left| shown(&left.token))
            .collect();
        if !tokens.is_empty() {
            let verb = if tokens.len() == 1 { "stands" } else { "stand" };
            reasons.push(format!("{} {verb} only in the {side} name", tokens.join(", ")));
        }
    }
    sentence.push_str(&reasons.join("; "));
    sentence.push('.');
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use tamis::matching::compare;
    use tamis::{Kind, Party, matching};

    #[test]
    fn the_last_step_is_the_score() {
        for (left, right, kind) in [
            ("김정은", "Kim Jong Un", Kind::Person),
            ("Kim Yong Chol", "Kim Yong Chun", Kind::Person),
            ("RYE SONG GANG 1", "RYE SONG GANG 2", Kind::Vessel),
            ("KIM JONG UN", "Kim Jong Un", Kind::Person),
            ("Korea Mining Development Trading Corporation", "KOMID", Kind::Organization),
            ("", "Kim", Kind::Person),
        ] {
            let comparison = compare(left, right, kind);
            let steps = steps(&comparison.evidence);
            let last = &steps.last().expect("names were compared").score;
            assert_eq!(*last, format!("{:.4}", comparison.score), "{left} {right}");
        }
    }

    #[test]
    fn vessels_are_told_fact_by_fact() {
        use tamis::identifiers::{Identifier, Scheme};
        let ship = |name: &str, imo: &str| {
            let mut party = Party::named(name).of_kind(Kind::Vessel);
            party.identifiers.push(Identifier::new(Scheme::Imo, imo));
            party
        };
        let comparison =
            matching::compare_parties(&ship("PETREL 8", "9074729"), &ship("PETREL 8", "9562233"))
                .unwrap();
        let text = Explanation::of(&comparison.evidence, Sides::LISTED).text("");
        let row = text.lines().find(|line| line.trim().starts_with("IMO number ")).unwrap();
        assert!(row.contains("differ"), "{row}");
        assert!(row.contains("9074729") && row.contains("9562233"), "{text}");
        assert!(
            text.contains("Listed name with another IMO number: 9074729, listed 9562233."),
            "{text}"
        );
        assert!(
            text.contains("another IMO number (9074729 and 9562233): −20 % of the score"),
            "{text}"
        );
    }

    #[test]
    fn adjustments_are_steps_of_their_own() {
        let party = |born: &str| {
            let mut party = Party::named("Kim Jong Un").of_kind(Kind::Person);
            party.births.push(born.parse().unwrap());
            party
        };
        let comparison = matching::compare_parties(&party("1984-01-08"), &party("1970")).unwrap();
        let explanation = Explanation::of(&comparison.evidence, Sides::LISTED);
        let text = explanation.text("");
        assert!(
            text.contains("dates of birth conflict (1984-01-08 and 1970): −10 % of the score"),
            "{text}"
        );
        assert!(text.contains(&format!("{:.4}", comparison.score)), "{text}");
    }
}
