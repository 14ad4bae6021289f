//! Evidence in words.

use super::adjust::Adjustment;
use super::evidence::{Evidence, IdentifierEvidence, NameEvidence};
use super::similarity::How;
use super::tally::SyllableVerdict;
use super::vessel::VesselEvidence;
use crate::identifiers::Likeness;

/// A name score below this beside a shared identifier means that the party goes by another name.
const ANOTHER_NAME: f64 = 0.5;

impl Evidence {
    /// Why, in a few words: `same IMO ship number 9562233`, `name 0.97`, `same day of birth`, and what
    /// was found of a vessel.
    pub fn reasons(&self) -> Vec<String> {
        let identifiers = self.identifiers.iter().map(IdentifierEvidence::reason);
        let name = self.name.iter().map(|name| match name.score() {
            score if score < ANOTHER_NAME => "another name".to_owned(),
            score => format!("name {score:.2}"),
        });
        let adjustments = self.adjustments.iter().map(|change| change.reason.as_str().to_owned());
        let findings = self.vessel.iter().flat_map(|vessel| &vessel.findings);
        let findings = findings.map(|found| found.finding.words().to_owned());
        identifiers.chain(name).chain(adjustments).chain(findings).collect()
    }

    /// Everything the score was computed from, in lines of plain text.
    ///
    /// The first line has both names, the next ones what was paired, what was left over, and what
    /// else counted; the last one the score.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::{Kind, matching};
    ///
    /// let evidence = matching::compare("Kim Chong-un", "KIM, Jong Un", Kind::Person).evidence;
    /// let text = evidence.explain();
    /// assert!(text.starts_with("Kim Chong-un ~ KIM, Jong Un\n"));
    /// assert!(text.contains("chong ~ jong: sounds alike"));
    /// assert!(text.ends_with(&format!("score {:.2}", evidence.score())));
    /// ```
    pub fn explain(&self) -> String {
        let mut lines = Vec::new();
        if let Some(name) = &self.name {
            name.explain(&mut lines);
        }
        for shared in &self.identifiers {
            let (own, listed) = (&shared.subject, &shared.listed);
            if let Some(fit) = own.fit(listed) {
                lines.push(format!("{} may be {}: {fit}", own.value, listed.value));
                continue;
            }
            if !shared.is_certain() {
                lines.push(format!(
                    "{} begins with {}, as virtual accounts do",
                    own.value, listed.value
                ));
                continue;
            }
            let what = match own.likeness(listed) {
                Some(Likeness::OtherChain) => format!("{} of the same key", listed.scheme),
                _ => format!("same {}", listed.scheme),
            };
            lines.push(format!("{what}: {} | {}, which decides", own.value, listed.value));
        }
        lines.extend(self.adjustments.iter().map(Adjustment::explain));
        if let Some(vessel) = &self.vessel {
            vessel.explain(&mut lines);
        }
        lines.push(format!("score {:.2}", self.score()));
        lines.join("\n")
    }
}

impl IdentifierEvidence {
    fn reason(&self) -> String {
        let (scheme, value) = (self.listed.scheme.words(), &self.listed.value);
        match self.subject.likeness(&self.listed) {
            Some(Likeness::Fits) => format!("{} fits {scheme} {value}", self.subject.value),
            Some(Likeness::Behind) => format!("account behind {scheme} {value}"),
            Some(Likeness::OtherChain) => format!("{scheme} of the key of {value}"),
            _ => format!("same {scheme} {value}"),
        }
    }
}

impl VesselEvidence {
    fn explain(&self, lines: &mut Vec<String>) {
        // What is known on neither side fills no line.
        let known = self.facts.iter().filter(|row| row.subject.is_some() || row.listed.is_some());
        lines.extend(known.map(|row| {
            let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "unknown".to_owned());
            let (subject, listed) = (side(&row.subject), side(&row.listed));
            format!("{} {}: {subject} | {listed}", row.fact.words(), row.verdict.as_str())
        }));
        lines.extend(
            self.findings
                .iter()
                .map(|found| format!("{}: {}", found.finding.words(), found.detail)),
        );
    }
}

impl NameEvidence {
    fn explain(&self, lines: &mut Vec<String>) {
        let (left, right) = (&self.left, &self.right);
        lines.push(format!("{} ~ {}", left.text, right.text));
        lines.push(format!("as {} read {} | {}", self.kind, left.reading, right.reading));
        for pair in &self.tokens {
            lines.push(format!(
                "{} ~ {}: {}, {:.2} of weight {:.2}",
                pair.left,
                pair.right,
                pair.how.as_words(),
                pair.similarity,
                pair.weight
            ));
        }
        for left_over in &self.left_over {
            let side = if left_over.listed { "listed" } else { "asked" };
            let (token, weight) = (&left_over.token, left_over.weight);
            lines.push(format!("{token}: only in the name {side}, weight {weight:.2}"));
        }
        if let Some(shared) = &self.syllables {
            let [left, right] = &shared.routes;
            lines.push(format!("both may be read {} ({left} | {right})", shared.reading));
        }
        let tally = &self.tally;
        let remarks = [
            (tally.numbers_differ, "the numbers differ"),
            (tally.syllables == SyllableVerdict::Different, "no reading by syllables is shared"),
            (tally.acronym, "one is the acronym of the other"),
            (tally.identical, "the same words"),
            (tally.same_but_form, "the same words but for the legal form"),
            (tally.transliterated, "the same words in two scripts"),
            (tally.cut, "one name is the beginning of the other, cut off where its field ends"),
            (tally.contained, "one name stands in the other letter for letter"),
            (tally.resembling, "words that only resemble each other count little"),
        ];
        lines.extend(remarks.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text.into()));
        if let Some(slips) = tally.slips.filter(|slips| slips.edits > 0) {
            lines.push(format!(
                "{} off of {:.1} letters, by weight",
                slips.edits,
                f64::from(slips.letters) / 1e3
            ));
        }
        lines.push(format!("name {:.2}", self.score()));
    }
}

impl Adjustment {
    fn explain(&self) -> String {
        let [subject, listed] = &self.facts;
        let percent = (self.amount * 100.0).round();
        let of = if self.amount >= 0.0 { "of what is missing to 1" } else { "of the score" };
        format!("{}: {subject} | {listed}, {percent:+} % {of}", self.reason.as_str())
    }
}

impl How {
    /// How two tokens are alike, in words.
    pub const fn as_words(self) -> &'static str {
        match self {
            How::Equal => "equal",
            How::Sound => "sounds alike",
            How::Letters => "a letter or two differ",
            How::Initial => "initial",
            How::Concept => "same meaning",
            How::GivenName => "forms of one given name",
            How::Resemblance => "resembles",
        }
    }
}
