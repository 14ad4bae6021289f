//! How two vessels agree in what is known of them, and what is odd about the one asked about.
//!
//! A ship keeps its IMO number for life; name, flag, MMSI and call sign change with its owner. So one
//! IMO number under two names is a ship renamed, and one name with two IMO numbers is a namesake or a
//! ship whose identity was laundered. Sources of the rules: IMO Resolution A.1117(30); Radio
//! Regulations, Article 19; advisories of the US Departments of State and Treasury and of the Coast Guard
//! of 2018, 2019 and 2020 on deceptive shipping practices.

use super::evidence::NameEvidence;
use crate::identifiers::{Identifier, Scheme, Shared, agree, call_sign, mmsi};
use crate::names;
use crate::party::{Country, Kind, Name, NameKind, Party, Strength, Vessel};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A vessel: the party, and what else is known of it.
pub type VesselSide<'a> = (&'a Party, Option<&'a Vessel>);

/// How two vessels agree, fact by fact, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VesselEvidence {
    /// One row for each fact, always all of them, in the order of [`VesselFact::ALL`].
    pub facts: Vec<FactRow>,
    /// What is odd; each kind at most once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<VesselFinding>,
}

/// A fact of both vessels, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRow {
    /// Which fact.
    pub fact: VesselFact,
    /// What the comparison came to.
    pub verdict: Verdict,
    /// As known of the vessel asked about, several values separated by a comma.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// As listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<String>,
}

/// A fact by which vessels are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum VesselFact {
    /// Name, former ones included.
    Name,
    /// IMO number.
    Imo,
    /// MMSI.
    Mmsi,
    /// Call sign.
    CallSign,
    /// Flag.
    Flag,
    /// Year of build.
    Built,
    /// Type of ship.
    Type,
    /// Gross tonnage, or else the tonnage without a word that says which.
    Tonnage,
}

/// What the comparison of a fact came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They have it in common.
    Agree,
    /// They cannot both be right of one ship at one time.
    Differ,
    /// Not known, or not readable, on one side at least, or names that are neither one nor two:
    /// neither for nor against.
    Unknown,
}

/// Something odd about a vessel, with the facts it rests on. A reason to look, never a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VesselFinding {
    /// What was found.
    pub finding: Finding,
    /// The facts, in words.
    pub detail: String,
}

/// What may be odd about a vessel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Finding {
    /// A listed IMO number under a name that is not listed with it.
    Renamed,
    /// A listed name with another valid IMO number: a namesake, or a ship with a laundered identity.
    NamesakeOrLaundered,
    /// An IMO number whose check digit fails.
    InvalidImo,
    /// Country digits of an MMSI that are allocated to no country.
    MidNotAllocated,
    /// Country digits of an MMSI that are another country's than the flag's.
    MidFlagConflict,
    /// A call sign of another country's series than the flag's.
    CallSignFlagConflict,
    /// Country digits of the DPRK in an MMSI.
    DprkMid,
    /// A call sign of the DPRK's series.
    DprkCallSign,
    /// A flag under which registries that the state does not know of have issued papers.
    FalseRegistryFlag,
}

/// Names that score at least this, the default threshold, are one name.
const SAME_NAME: f64 = 0.85;
/// Names that score less than this are two names; between the two lie slips in writing and prefixes
/// such as `M/T`.
const OTHER_NAME: f64 = 0.7;
/// Tonnages that differ by no more than this share of the greater one are one tonnage: publishers
/// round, and a ship is measured anew when it is rebuilt.
const SAME_TONNAGE: f64 = 0.05;

impl VesselFact {
    /// Every fact, in the order of the table.
    pub const ALL: [VesselFact; 8] = [
        VesselFact::Name,
        VesselFact::Imo,
        VesselFact::Mmsi,
        VesselFact::CallSign,
        VesselFact::Flag,
        VesselFact::Built,
        VesselFact::Type,
        VesselFact::Tonnage,
    ];

    /// The fact in words.
    pub const fn words(self) -> &'static str {
        match self {
            VesselFact::Name => "name",
            VesselFact::Imo => "IMO number",
            VesselFact::Mmsi => "MMSI",
            VesselFact::CallSign => "call sign",
            VesselFact::Flag => "flag",
            VesselFact::Built => "year of build",
            VesselFact::Type => "type",
            VesselFact::Tonnage => "tonnage",
        }
    }
}

impl Verdict {
    /// `agree`, `differ` or `unknown`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Agree => "agree",
            Verdict::Differ => "differ",
            Verdict::Unknown => "unknown",
        }
    }
}

impl Finding {
    /// The name as in files: `renamed`, `mid-flag-conflict`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Finding::Renamed => "renamed",
            Finding::NamesakeOrLaundered => "namesake-or-laundered",
            Finding::InvalidImo => "invalid-imo",
            Finding::MidNotAllocated => "mid-not-allocated",
            Finding::MidFlagConflict => "mid-flag-conflict",
            Finding::CallSignFlagConflict => "call-sign-flag-conflict",
            Finding::DprkMid => "dprk-mid",
            Finding::DprkCallSign => "dprk-call-sign",
            Finding::FalseRegistryFlag => "false-registry-flag",
        }
    }

    /// The finding in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Finding::Renamed => "listed IMO number under another name",
            Finding::NamesakeOrLaundered => "listed name with another IMO number",
            Finding::InvalidImo => "invalid IMO number",
            Finding::MidNotAllocated => "MMSI of no country",
            Finding::MidFlagConflict => "MMSI of another country than the flag",
            Finding::CallSignFlagConflict => "call sign of another country than the flag",
            Finding::DprkMid => "MMSI of the DPRK",
            Finding::DprkCallSign => "call sign of the DPRK",
            Finding::FalseRegistryFlag => "flag with a false-registry alert",
        }
    }
}

/// How a vessel asked about agrees with a listed one.
///
/// `None` if one of them is no vessel, or if nothing but its name is known of the one asked about.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::{Identifier, Scheme};
/// use tamis::matching::{Finding, Verdict, compare_vessels};
/// use tamis::{Kind, Party};
///
/// let ship = |name: &str, imo: &str| {
///     let mut party = Party::named(name).of_kind(Kind::Vessel);
///     party.identifiers.push(Identifier::new(Scheme::Imo, imo));
///     party
/// };
/// let (asked, listed) = (ship("LUCKY STAR", "9562233"), ship("PETREL 8", "9562233"));
/// let evidence = compare_vessels((&asked, None), (&listed, None)).unwrap();
/// assert_eq!(evidence.facts[1].verdict, Verdict::Agree); // IMO number
/// assert_eq!(evidence.findings[0].finding, Finding::Renamed);
/// ```
pub fn compare_vessels(subject: VesselSide<'_>, listed: VesselSide<'_>) -> Option<VesselEvidence> {
    let name = super::compare_parties(subject.0, listed.0).and_then(|found| found.evidence.name);
    vessel_evidence(subject, listed, name.as_ref())
}

/// The same with the names compared already.
pub(crate) fn vessel_evidence(
    subject: VesselSide<'_>,
    listed: VesselSide<'_>,
    name: Option<&NameEvidence>,
) -> Option<VesselEvidence> {
    let is_vessel = listed.0.kind == Some(Kind::Vessel)
        && subject.0.kind.is_none_or(|kind| kind == Kind::Vessel);
    let more_than_a_name = !flags(subject).is_empty()
        || subject.1.is_some_and(|vessel| *vessel != Vessel::default())
        || [Scheme::Imo, Scheme::Mmsi, Scheme::CallSign]
            .into_iter()
            .any(|scheme| !numbers(subject.0, scheme).is_empty());
    if !is_vessel || !more_than_a_name {
        return None;
    }
    let facts: Vec<FactRow> =
        VesselFact::ALL.into_iter().map(|fact| row(fact, subject, listed, name)).collect();
    let verdict = |fact| facts.iter().find(|row| row.fact == fact).map(|row| row.verdict);
    let told = |fact| facts.iter().find(|row| row.fact == fact).map(FactRow::both);
    let mut findings = Vec::new();
    let pair = (verdict(VesselFact::Imo), verdict(VesselFact::Name));
    let against = match pair {
        (Some(Verdict::Agree), Some(Verdict::Differ)) => Some((Finding::Renamed, VesselFact::Name)),
        (Some(Verdict::Differ), Some(Verdict::Agree)) => {
            Some((Finding::NamesakeOrLaundered, VesselFact::Imo))
        }
        _ => None,
    };
    if let Some((finding, fact)) = against {
        findings.push(VesselFinding { finding, detail: told(fact).unwrap_or_default() });
    }
    findings.extend(vessel_findings(subject));
    Some(VesselEvidence { facts, findings })
}

/// What is odd about a vessel by itself, whoever is listed.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::{Identifier, Scheme};
/// use tamis::matching::{Finding, vessel_findings};
/// use tamis::{Kind, Party};
///
/// let mut party = Party::named("LUCKY STAR").of_kind(Kind::Vessel);
/// party.identifiers.push(Identifier::new(Scheme::Mmsi, "445123000"));
/// party.countries.push("pa".parse()?);
/// let found: Vec<Finding> =
///     vessel_findings((&party, None)).into_iter().map(|found| found.finding).collect();
/// assert_eq!(found, [Finding::MidFlagConflict, Finding::DprkMid]);
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn vessel_findings(vessel: VesselSide<'_>) -> Vec<VesselFinding> {
    let (party, _) = vessel;
    let flags = flags(vessel);
    let mut findings: Vec<VesselFinding> = Vec::new();
    let mut find = |finding, detail: String| {
        if !findings.iter().any(|known| known.finding == finding) {
            findings.push(VesselFinding { finding, detail });
        }
    };
    for imo in party.identifiers.iter().filter(|id| id.scheme == Scheme::Imo) {
        // No number, a blank or a word for it is unknown, not invalid.
        if imo.normal().is_some() && imo.validity().is_invalid() {
            find(Finding::InvalidImo, imo.explain());
        }
    }
    for number in numbers(party, Scheme::Mmsi) {
        let Some(mid) = mmsi::mid(&number) else { continue };
        let countries = mmsi::countries(mid);
        if countries.is_empty() {
            find(Finding::MidNotAllocated, format!("MMSI {number} begins with {mid}"));
        } else if conflict(&flags, countries, Shared::Mids) {
            let detail =
                format!("MMSI {number} is of {}, flag {}", spelled(countries), spelled(&flags));
            find(Finding::MidFlagConflict, detail);
        }
        if is_dprk(countries) {
            find(Finding::DprkMid, format!("MMSI {number}"));
        }
    }
    for sign in numbers(party, Scheme::CallSign) {
        let countries = call_sign::countries(&sign);
        if conflict(&flags, &countries, Shared::CallSigns) {
            let detail =
                format!("call sign {sign} is of {}, flag {}", spelled(&countries), spelled(&flags));
            find(Finding::CallSignFlagConflict, detail);
        }
        if is_dprk(&countries) {
            find(Finding::DprkCallSign, format!("call sign {sign}"));
        }
    }
    for flag in &flags {
        if let Some(alert) = FALSE_REGISTRIES.get(flag) {
            let detail = format!("{}: {} ({}; {})", flag.name(), alert[1], alert[0], alert[2]);
            find(Finding::FalseRegistryFlag, detail);
        }
    }
    findings
}

/// Flags with an alert: since when, what, source.
static FALSE_REGISTRIES: LazyLock<HashMap<Country, [&'static str; 3]>> = LazyLock::new(|| {
    let table = include_str!("../../lists/false_registries.tsv").lines();
    let rows = table.filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|line| {
        let [flag, alert @ ..]: [&str; 4] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        Some((flag.parse().ok()?, alert))
    })
    .collect()
});

fn is_dprk(countries: &[Country]) -> bool {
    countries.iter().any(|country| country.code() == "KP")
}

/// Whether flags are known, countries are known, and none of one agrees with any of the other.
fn conflict(flags: &[Country], countries: &[Country], shared: Shared) -> bool {
    !flags.is_empty()
        && !countries.is_empty()
        && !flags.iter().any(|flag| countries.iter().any(|own| agree(*flag, *own, shared)))
}

fn spelled(countries: &[Country]) -> String {
    countries.iter().map(Country::name).collect::<Vec<_>>().join(" or ")
}

/// The flags a vessel is said to fly now.
fn flags((party, vessel): VesselSide<'_>) -> Vec<Country> {
    let mut flags = party.countries.clone();
    let stated = vessel.and_then(|vessel| Country::named(vessel.flag.as_deref()?));
    flags.extend(stated.filter(|flag| !party.countries.contains(flag)));
    flags
}

/// Normal forms of the identifiers of a scheme.
fn numbers(party: &Party, scheme: Scheme) -> Vec<String> {
    let own = party.identifiers.iter().filter(|identifier| identifier.scheme == scheme);
    own.filter_map(Identifier::normal).collect()
}

impl FactRow {
    fn both(&self) -> String {
        let side = |side: &Option<String>| side.clone().unwrap_or_default();
        format!("{}, listed {}", side(&self.subject), side(&self.listed))
    }
}

fn row(
    fact: VesselFact,
    subject: VesselSide<'_>,
    listed: VesselSide<'_>,
    name: Option<&NameEvidence>,
) -> FactRow {
    if fact == VesselFact::Name {
        return name_row(listed.0, subject.0, name);
    }
    let (own, others) = (stated(fact, subject), stated(fact, listed));
    let agrees = |a: &String, b: &String| match fact {
        VesselFact::Tonnage => near(a, b),
        VesselFact::Type => same_type(a, b),
        _ => a == b,
    };
    let (valid_own, valid_others) = (comparable(fact, &own), comparable(fact, &others));
    let verdict = if valid_own.is_empty() || valid_others.is_empty() {
        Verdict::Unknown
    } else if valid_own.iter().any(|a| valid_others.iter().any(|b| agrees(a, b))) {
        Verdict::Agree
    } else {
        Verdict::Differ
    };
    let shown = |values: &[String]| (!values.is_empty()).then(|| values.join(", "));
    let mut row = FactRow { fact, verdict, subject: shown(&own), listed: shown(&others) };
    let former = listed.1.map(|vessel| vessel.former_flags.join(", ")).unwrap_or_default();
    if fact == VesselFact::Flag && !former.is_empty() {
        row.listed = Some(match row.listed {
            Some(now) => format!("{now} (formerly {former})"),
            None => format!("formerly {former}"),
        });
    }
    row
}

fn name_row(listed: &Party, subject: &Party, name: Option<&NameEvidence>) -> FactRow {
    let first = |party: &Party| party.names.first().map(|name| name.text.clone());
    let row =
        |verdict, subject, listed| FactRow { fact: VesselFact::Name, verdict, subject, listed };
    if let Some(name) = name.filter(|name| name.score() >= SAME_NAME) {
        let matched = listed.names.iter().find(|own| own.text == name.right.text);
        let shown = matched.map_or_else(|| name.right.text.clone(), told);
        return row(Verdict::Agree, Some(name.left.text.clone()), Some(shown));
    }
    // A weak alias opens no alert, but it explains why a ship goes by that name.
    if let Some((own, weak)) = weak_name_in_common(subject, listed) {
        return row(Verdict::Agree, Some(own.text.clone()), Some(told(weak)));
    }
    let (own, others) = name.map_or_else(
        || (first(subject), first(listed)),
        |name| (Some(name.left.text.clone()), Some(name.right.text.clone())),
    );
    let differ = name.is_some_and(|name| name.score() < OTHER_NAME);
    row(if differ { Verdict::Differ } else { Verdict::Unknown }, own, others)
}

/// A listed name, marked if it is a former or a weak one.
fn told(name: &Name) -> String {
    let former = (name.kind == NameKind::Former).then_some("former name");
    let weak = (name.strength == Strength::Weak).then_some("weak alias");
    let marks: Vec<&str> = former.into_iter().chain(weak).collect();
    if marks.is_empty() {
        name.text.clone()
    } else {
        format!("{} ({})", name.text, marks.join(", "))
    }
}

/// A name of one that is a weak alias of the other.
fn weak_name_in_common<'n>(subject: &'n Party, listed: &'n Party) -> Option<(&'n Name, &'n Name)> {
    let weak = listed.names.iter().filter(|name| name.strength == Strength::Weak);
    let read = |name: &Name| names::read(&name.text, Kind::Vessel);
    let pairs = weak.flat_map(|weak| subject.names.iter().map(move |own| (own, weak)));
    pairs.into_iter().find(|(own, weak)| super::name_score(&read(own), &read(weak)) >= SAME_NAME)
}

/// What is stated of a fact, as it is compared.
fn stated(fact: VesselFact, side: VesselSide<'_>) -> Vec<String> {
    let of = |field: fn(&Vessel) -> Option<&String>| {
        side.1.and_then(field).cloned().into_iter().collect::<Vec<String>>()
    };
    match fact {
        VesselFact::Name => Vec::new(),
        VesselFact::Imo => numbers(side.0, Scheme::Imo),
        VesselFact::Mmsi => numbers(side.0, Scheme::Mmsi),
        VesselFact::CallSign => numbers(side.0, Scheme::CallSign),
        VesselFact::Flag => flags(side).iter().map(|flag| flag.name().to_owned()).collect(),
        VesselFact::Built => {
            of(|vessel| vessel.built.as_ref()).iter().filter_map(|text| year(text)).collect()
        }
        VesselFact::Type => of(|vessel| vessel.ship_type.as_ref()),
        VesselFact::Tonnage => {
            of(|vessel| vessel.gross_tonnage.as_ref().or(vessel.tonnage.as_ref()))
        }
    }
}

/// The values that can speak for or against: an IMO number that breaks its rule cannot.
fn comparable(fact: VesselFact, values: &[String]) -> Vec<String> {
    let counts = |value: &&String| match fact {
        VesselFact::Imo => Identifier::new(Scheme::Imo, value.as_str()).validity().is_valid(),
        VesselFact::Mmsi => value.len() == 9,
        VesselFact::Type => !type_words(value).is_empty(),
        VesselFact::Tonnage => tons(value).is_some(),
        _ => true,
    };
    values.iter().filter(counts).cloned().collect()
}

/// The year in a text: the first four digits from 1800 to 2099 that stand together.
fn year(text: &str) -> Option<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| run.len() == 4)
        .find(|run| matches!(run.get(..2), Some("18" | "19" | "20")))
        .map(str::to_owned)
}

/// Tons in a text: `1,676`, `1676 tons`, `1 676.0`.
fn tons(text: &str) -> Option<f64> {
    let whole = text.split('.').next().unwrap_or_default();
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|tons| *tons > 0.0)
}

fn near(a: &str, b: &str) -> bool {
    tons(a).zip(tons(b)).is_some_and(|(a, b)| (a - b).abs() <= SAME_TONNAGE * a.max(b))
}

/// The words of a type that tell types apart.
fn type_words(text: &str) -> Vec<String> {
    const COMMON: &[&str] =
        &["ship", "vessel", "carrier", "general", "other", "unknown", "and", "of", "the", "type"];
    let folded = crate::text::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    words.filter(|word| !COMMON.contains(word)).map(str::to_owned).collect()
}

/// `Oil tanker` and `Crude Oil Tanker` are one type, `Bulk carrier` and `Vehicle carrier` are two.
fn same_type(a: &str, b: &str) -> bool {
    let others = type_words(b);
    type_words(a).iter().any(|word| others.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_alerts_is_whole() {
        let table = include_str!("../../lists/false_registries.tsv").lines();
        let written = table.filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(FALSE_REGISTRIES.len(), written);
        assert!(
            FALSE_REGISTRIES.values().all(|[since, ..]| {
                since.get(..4).is_some_and(|year| year.parse::<u16>().is_ok())
            })
        );
    }

    #[test]
    fn facts_are_read_as_publishers_write_them() {
        assert_eq!(year("c. 1975").as_deref(), Some("1975"));
        assert_eq!(year("unknown"), None);
        assert!(near("1,676", "1676 tons") && near("1676", "1640") && !near("1676", "1500"));
        assert!(same_type("Oil tanker", "Crude Oil Tanker"));
        assert!(same_type("General Cargo", "Cargo ship"));
        assert!(!same_type("Bulk carrier", "Vehicle carrier"));
        assert!(comparable(VesselFact::Type, &["Vessel".to_owned()]).is_empty());
    }
}
