//! The numbers a name score is computed from.

use super::similarity::TRANSLITERATED;
use super::slips::Slips;
use super::weights::Weights;
use crate::names::sound::Route;
use serde::{Deserialize, Serialize};

/// What was found when two names were laid side by side, in whole numbers.
///
/// The score is a function of this and of nothing else, so whoever has the tally can recompute it.
/// Weights are in thousandths, similarities in ten-thousandths, so `matched` and `lost` are in
/// ten-millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Σ weight · similarity over paired tokens.
    pub matched: u64,
    /// Σ weight · (1 − similarity) over paired tokens.
    pub lost: u64,
    /// Left-over weight of either name.
    pub left_over: [u64; 2],
    /// Heaviest left-over token of either name.
    pub heaviest: [u64; 2],
    /// No script in common.
    pub cross_script: bool,
    /// Both names have numbers, and not the same ones.
    pub numbers_differ: bool,
    /// The same words, in whatever order.
    pub identical: bool,
    /// One name is the acronym of the other.
    pub acronym: bool,
    /// Every word of one name, two that carry it at least, stands in the other letter for letter.
    #[serde(default)]
    pub contained: bool,
    /// The same words but for legal forms, of two scripts as each is written in the other.
    #[serde(default)]
    pub same_but_form: bool,
    /// Every word of either name answers one of the other as it is written in another script.
    #[serde(default)]
    pub transliterated: bool,
    /// One name is the beginning of the other, cut off where its field in a payment message ends.
    #[serde(default)]
    pub cut: bool,
    /// Words are paired that only [resemble](super::How::Resemblance) each other; what they lack to be
    /// equal is not in `lost`.
    #[serde(default)]
    pub resembling: bool,
    /// How few letters are off, where every word of either name answers one of the other.
    #[serde(default)]
    pub slips: Option<Slips>,
    /// What the syllables say.
    pub syllables: SyllableVerdict,
}

/// What comparing two names by Korean or Chinese syllables says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SyllableVerdict {
    /// One of the names cannot be read so.
    #[default]
    Unknown,
    /// They share a reading, at this cost in hundredths.
    Same(u16),
    /// Both can be read so, and no reading is shared.
    Different,
}

/// Least weight, in thousandths, of a word that carries a name.
pub(crate) const CARRYING: u32 = 200;

/// The most that legal forms without a counterpart weigh, in thousandths, of a name that is another one but for them
/// in another script: two or three do.
pub(crate) const MOST_BESIDE: u32 = 200;

/// Two units that are paired, as far as that decides whether names are the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paired {
    pub similarity: u32,
    pub equal: bool,
    /// The tokens that each covers.
    pub covered: [u32; 2],
    /// Which of the two is a legal form.
    pub forms: [bool; 2],
}

const MATCHED_UNIT: f64 = 1e7;
const WEIGHT_UNIT: f64 = 1e3;

impl Tally {
    /// The score in [0, 1], on the scale on which thresholds are set.
    pub fn score(&self, weights: &Weights) -> f64 {
        let mut score = weights.calibrated(self.raw(weights));
        if self.resembling {
            return weights.by_resemblance(score);
        }
        // Syllables or numbers that differ make another name, whatever the letters.
        let one_name = self.syllables != SyllableVerdict::Different && !self.numbers_differ;
        if let Some(slips) = self.slips.filter(|_| one_name) {
            score = score.max(weights.by_slips(slips));
        }
        // Among names that are the same word for word, the rarer ones come first.
        let matched = self.matched as f64 / MATCHED_UNIT;
        let rarity = matched / (matched + weights.information);
        let by_rarity = |least: f64, most: f64| least + (most - least) * rarity;
        let misfit =
            || weights.misfit * self.lost as f64 / (self.matched + self.lost).max(1) as f64;
        if self.transliterated && one_name {
            let fitting = by_rarity(weights.transliterated, weights.identical);
            score = score.max(fitting - misfit());
        }
        if self.identical {
            score.max(by_rarity(weights.identical, 1.0))
        } else if self.cut && !self.numbers_differ {
            score.max(by_rarity(weights.cut, weights.identical))
        } else if self.same_but_form && !self.cross_script {
            score.max(by_rarity(weights.same_but_form, weights.identical))
        } else if self.same_but_form && one_name {
            score.max(by_rarity(weights.same_but_form, weights.identical) - misfit())
        } else {
            score
        }
    }

    /// Completes a tally by whether the names are the same word for word, or but for their legal forms: given the
    /// routes of both, what is paired, and whether nothing but legal forms is left over.
    pub(crate) fn tell_sameness(
        &mut self,
        routes: u32,
        mut paired: impl Iterator<Item = Paired> + Clone,
        but_forms: bool,
    ) {
        if !but_forms || self.identical || self.matched == 0 {
            return;
        }
        // Legal forms answer legal forms alone, and words that are none name the party.
        let named = paired.clone().all(|Paired { forms: [left, right], .. }| left == right)
            && paired.clone().any(|pair| !pair.forms[0]);
        if !self.cross_script {
            self.same_but_form = named && paired.all(|pair| pair.equal || pair.forms[0]);
            return;
        }
        // A native name in Chinese characters is compared by syllables, and spells nothing.
        let fits = routes & 1 << Route::Mandarin as u32 == 0
            && paired.all(|pair| {
                let single = pair.covered.iter().all(|tokens| tokens.count_ones() == 1);
                single && pair.similarity >= TRANSLITERATED
            });
        self.transliterated = fits && self.left_over == [0, 0];
        let few_beside = self.left_over.iter().all(|sum| *sum <= MOST_BESIDE.into());
        self.same_but_form = fits && named && few_beside && !self.transliterated;
    }

    /// The score before calibration.
    pub fn raw(&self, weights: &Weights) -> f64 {
        let mut score = self.raw_by_tokens(weights);
        if self.numbers_differ {
            score *= weights.numbers_differ;
        }
        match self.syllables {
            SyllableVerdict::Unknown => {}
            SyllableVerdict::Same(cost) => score = score.max(self.by_syllables(cost, weights)),
            SyllableVerdict::Different => {
                score = score.min(weights.syllables_differ_most) * weights.syllables_differ;
            }
        }
        if self.acronym {
            score = score.max(weights.acronym);
        }
        score.clamp(0.0, 1.0)
    }

    /// What a shared reading at this cost in hundredths says. Many people share a reading, so what it has
    /// above the operating point depends in part on the weight of the words that agree as words too:
    /// common syllables rank below rare ones, and none crosses the operating point for it.
    fn by_syllables(&self, cost: u16, weights: &Weights) -> f64 {
        let most = weights.same_syllables - weights.syllable_cost * f64::from(cost) / 100.0;
        let above = most - weights.operating_point;
        if above <= 0.0 {
            return most;
        }
        let matched = self.matched as f64 / MATCHED_UNIT;
        let common = 1.0 / (1.0 + matched);
        most - above * weights.syllable_rarity * common
    }

    /// What the tokens alone say, in [0, 1], before calibration.
    fn raw_by_tokens(&self, weights: &Weights) -> f64 {
        let score = self.by_tokens_unraised(weights, self.cross_script);
        if self.cross_script { across_scripts(score, weights) } else { score }
    }

    /// The same before scores across scripts are raised and before they are calibrated.
    fn by_tokens_unraised(&self, weights: &Weights, cross_script: bool) -> f64 {
        let matched = self.matched as f64 / MATCHED_UNIT;
        if matched <= 0.0 {
            return 0.0;
        }
        let lost = self.lost as f64 / MATCHED_UNIT;
        let [left, right] = self.left_over.map(|sum| sum as f64 / WEIGHT_UNIT);
        let top = self.heaviest[0].min(self.heaviest[1]) as f64 / WEIGHT_UNIT;
        let conflict =
            if cross_script { weights.cross_script_conflict } else { 1.0 } * weights.conflict;
        let against = weights.lost * lost
            + conflict * left.min(right)
            + weights.extra * (left - right).abs()
            + weights.top * top;
        let information = weights.information_for(left + right, self.contained);
        matched / (matched + against) * (matched / (matched + information))
    }

    /// What [`by_tokens_unraised`](Self::by_tokens_unraised) must reach for a score by tokens of
    /// `score`: the inverse of the calibration and of the raise across scripts, rounded down.
    pub(crate) fn unraised(weights: &Weights, score: f64, cross_script: bool) -> f64 {
        let score = weights.uncalibrated(score);
        if !cross_script {
            return score - 1e-12;
        }
        let knee = weights.cross_script_most / weights.cross_script;
        let unraised = if score <= weights.cross_script_most {
            score / weights.cross_script
        } else {
            let share = (score - weights.cross_script_most) / (1.0 - weights.cross_script_most);
            knee + share * (1.0 - knee)
        };
        unraised - 1e-12
    }
}

/// The score of names in different scripts: raised, in the same order, and 1 stays 1.
fn across_scripts(score: f64, weights: &Weights) -> f64 {
    let knee = weights.cross_script_most / weights.cross_script;
    if score <= knee {
        return score * weights.cross_script;
    }
    let share = (score - knee) / (1.0 - knee);
    weights.cross_script_most + share * (1.0 - weights.cross_script_most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::compare;
    use crate::party::Kind;

    #[test]
    fn scores_across_scripts_keep_their_order() {
        let raised: Vec<f64> = (0..=100)
            .map(|score| across_scripts(f64::from(score) / 100.0, Weights::of(Kind::Person)))
            .collect();
        assert!(raised.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(
            raised
                .iter()
                .enumerate()
                .all(|(score, raised)| *raised >= score as f64 / 100.0 - 1e-12)
        );
        assert_eq!((raised[0], raised[100]), (0.0, 1.0));
    }

    #[test]
    fn a_tally_by_hand() {
        // Two tokens of weight 0.9 paired at 1.0 and 0.8; one token of 0.75 left over on one side.
        let tally = Tally {
            matched: 9_000_000 + 7_200_000,
            lost: 1_800_000,
            left_over: [750, 0],
            heaviest: [750, 0],
            ..Tally::default()
        };
        // 1.62 / (1.62 + 0.81·0.18 + 0.16·0.75) · 1.62 / (1.62 + i)
        let weights = Weights {
            lost: 0.81,
            extra: 0.16,
            information: 0.13,
            whole: 0.5,
            operating_point: 0.85,
            ..*Weights::of(Kind::Person)
        };
        let information = 0.13 * (0.5 + 0.5 * 0.75);
        let expected = 1.62 / (1.62 + 0.1458 + 0.12) * (1.62 / (1.62 + information));
        assert!((tally.raw(&weights) - expected).abs() < 1e-12);
    }

    #[test]
    fn a_resemblance_ranks_and_reaches_no_threshold() {
        let weights = Weights::of(Kind::Person);
        let scores: Vec<f64> = (1..=40)
            .map(|matched| Tally {
                matched: matched * 500_000,
                resembling: true,
                ..Tally::default()
            })
            .map(|tally| tally.score(weights))
            .collect();
        assert!(scores.is_sorted_by(|a, b| a < b), "{scores:?}");
        assert!(scores.iter().all(|score| *score < weights.resemblance), "{scores:?}");
    }

    #[test]
    fn legal_forms_of_one_kind_answer_each_other() {
        let score = |a: &str, b: &str| compare(a, b, Some(Kind::Organization)).score;
        // A company under its Russian form and the English one: as good as without any, and better than
        // under a form of another kind.
        assert!(score("ООО Синезис", "SYNESIS LLC") >= score("Синезис", "SYNESIS"));
        assert!(score("ООО Синезис", "SYNESIS LLC") > score("ООО Синезис", "SYNESIS JSC") + 0.05);
        assert!(score("Synezis JSC", "Sinezis OAO") > score("Synezis LLC", "Sinezis OAO") + 0.05);
        assert!(score("新星株式会社", "Xinxing Co., Ltd.") > score("新星株式会社", "Xinxing LLC"));
        // Written out in a language of the European Union.
        for form in ["korlátolt felelősségű társaság", "společnost s ručením omezeným"] {
            let written_out = format!("Sinezis {form}");
            assert!(
                score("ООО Синезис", &written_out) >= score("Синезис", "Sinezis") - 0.01,
                "{form}"
            );
        }
        // The same word for word but for the form, of whatever kind.
        let same_but_form = |a: &str, b: &str| {
            let evidence = compare(a, b, Some(Kind::Organization)).evidence;
            evidence.name.is_some_and(|name| name.tally.same_but_form)
        };
        for other in ["Sinezis LLC", "Sinezis JSC", "Sinezis OAO", "Sinezis"] {
            assert!(same_but_form("Sinezis Ltd", other), "{other}");
        }
        assert!(!same_but_form("Sinezis Ltd", "Synezis LLC"));
        assert!(!same_but_form("Sinezis Ltd", "Sinezis Trading LLC"));
    }

    #[test]
    fn common_names_are_the_same_in_two_scripts() {
        let tally = |a: &str, b: &str, kind: Kind| {
            let comparison = compare(a, b, Some(kind));
            (comparison.evidence.name.unwrap().tally, comparison.score)
        };
        for (native, latin) in [("سعيد كريم", "Saeed Karim"), ("אדם לוי", "Adam Levi")]
        {
            let (tally, score) = tally(native, latin, Kind::Person);
            assert!(tally.transliterated && score > 0.85, "{native} {latin} {score}");
            // Without that they would have too little information.
            let without = Tally { transliterated: false, ..tally };
            assert!(without.score(Weights::of(Kind::Person)) < score, "{native} {latin}");
        }
        assert!(tally("ХУТИ", "HUTI", Kind::Organization).0.transliterated);
        // Legal forms on one side, or of two kinds.
        let but_form = |a: &str, b: &str| tally(a, b, Kind::Organization).0.same_but_form;
        assert!(but_form("Гидромаш", "Gidromash JSC") && but_form("АО 'БАЗ'", "BAZ"));
        assert!(but_form("ООО Гидромаш", "Gidromash JSC"));
        assert!(
            !but_form("Гидромаш", "Gidromash Trading") && !but_form("Гидромаш", "Gidromar JSC")
        );
        assert!(!but_form("АО", "JSC LLC") && !but_form("АО Гидромаш", "JSC LLC"));
        // A word more, a word that fits less, a word apart, one script, another number.
        assert!(!tally("سعيد كريم", "Saeed Karim Hassan", Kind::Person).0.transliterated);
        assert!(!tally("سعيد كريم", "Saeed Karami", Kind::Person).0.transliterated);
        assert!(!tally("Александр", "Alek Sandr", Kind::Person).0.transliterated);
        assert!(!tally("Adam Levi", "Adam Levy", Kind::Person).0.transliterated);
        let (numbered, score) = tally("Заря 2", "Zarya 3", Kind::Vessel);
        assert!(!numbered.transliterated && score < 0.85);
    }

    #[test]
    fn common_words_alone_are_no_match_for_being_the_same_but_for_the_form() {
        let weights = Weights::of(Kind::Organization);
        let of = |matched| Tally { matched, same_but_form: true, ..Tally::default() };
        assert!(of(2_500_000).score(weights) < 0.85);
        assert!(of(8_000_000).score(weights) > 0.85);
    }

    #[test]
    fn evidence_against_never_raises_a_score() {
        let base = Tally { matched: 15_000_000, lost: 1_000_000, ..Tally::default() };
        let score = base.score(Weights::of(Kind::Person));
        for worse in [
            Tally { lost: 2_000_000, ..base },
            Tally { left_over: [500, 0], ..base },
            Tally { numbers_differ: true, ..base },
            Tally { syllables: SyllableVerdict::Different, ..base },
            Tally { left_over: [500, 500], heaviest: [500, 500], ..base },
            Tally { resembling: true, ..base },
        ] {
            assert!(worse.score(Weights::of(Kind::Person)) < score, "{worse:?}");
        }
    }
}
