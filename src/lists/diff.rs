//! What differs: between two editions of a list, and between two publishers who list the same party.

use super::{Entity, EntityId, List, distinct};
use crate::identifiers::{Identifier, Scheme};
use crate::party::{Address, Country, DateInterval, Gender, Kind, Name, NameKind, Party, Strength};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

/// One thing that a record says.
///
/// Written by serde as in the schema `tamis-list/1`; shown to people in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fact {
    /// A kind of party.
    Kind(Kind),
    /// A gender.
    Gender(Gender),
    /// A name with all that is said of it.
    Name(Name),
    /// A date.
    Date(DateInterval),
    /// A country.
    Country(Country),
    /// An identifier with all that is said of it.
    Identifier(Identifier),
    /// An address or place.
    Address(Address),
    /// A link to another party.
    Link(super::Link),
    /// A text.
    Text(String),
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::Kind(kind) => kind.fmt(f),
            Fact::Gender(Gender::Female) => f.write_str("female"),
            Fact::Gender(Gender::Male) => f.write_str("male"),
            Fact::Date(date) => date.fmt(f),
            Fact::Country(country) => f.write_str(country.name()),
            Fact::Text(text) => f.write_str(text),
            Fact::Name(name) => {
                f.write_str(&name.text)?;
                let weak = (name.strength == Strength::Weak).then_some("weak");
                let kind = match name.kind {
                    NameKind::Primary => None,
                    NameKind::Alias => Some("alias"),
                    NameKind::Former => Some("former"),
                    NameKind::Current => Some("current"),
                    NameKind::Variation => Some("variation"),
                };
                let said = weak.into_iter().chain(kind);
                details(
                    f,
                    said.chain([&name.language, &name.script].into_iter().filter_map(as_text)),
                )
            }
            Fact::Identifier(identifier) => {
                let Identifier { scheme, label, value, country, asset, extracted, issued, expires } =
                    identifier;
                write!(f, "{} {value}", label.as_deref().unwrap_or(scheme.words()))?;
                let issued = issued.map(|date| format!("issued {date}"));
                let expires = expires.map(|date| format!("expires {date}"));
                let said = country.iter().map(Country::code).chain(as_text(asset));
                let said = said.chain([&issued, &expires].into_iter().filter_map(as_text));
                details(f, said.chain(extracted.then_some("from prose")))
            }
            Fact::Address(Address { text, country, .. }) => {
                f.write_str(text)?;
                let comma = if text.is_empty() { "" } else { ", " };
                country.map_or(Ok(()), |country| write!(f, "{comma}{}", country.name()))
            }
            Fact::Link(link) => {
                write!(f, "{} {}", link.relation, link.name)?;
                details(f, link.id.iter().map(EntityId::as_str))
            }
        }
    }
}

fn as_text(text: &Option<String>) -> Option<&str> {
    text.as_deref()
}

/// What else is said, in brackets.
fn details<'a>(f: &mut fmt::Formatter<'_>, said: impl Iterator<Item = &'a str>) -> fmt::Result {
    let said: Vec<&str> = said.collect();
    if said.is_empty() { Ok(()) } else { write!(f, " ({})", said.join(", ")) }
}

/// All that a record says, by field of the schema; without the id.
fn facts(entity: &Entity) -> BTreeMap<&'static str, Vec<Fact>> {
    // Taken apart, so that a field that is added cannot be forgotten here.
    let Entity {
        id: _,
        party,
        titles,
        birth_places,
        established,
        vessel,
        aircraft,
        programmes,
        measures,
        legal_basis,
        listed_on,
        amended_on,
        references,
        links,
        remarks,
    } = entity;
    let Party { kind, names, births, gender, countries, identifiers, addresses } = party;
    let mut facts = BTreeMap::new();
    let mut say = |field: &'static str, said: Vec<Fact>| {
        if !said.is_empty() {
            facts.insert(field, said);
        }
    };
    fn all<T: Clone>(values: &[T], of: fn(T) -> Fact) -> Vec<Fact> {
        values.iter().cloned().map(of).collect()
    }
    say("kind", all(kind.as_slice(), Fact::Kind));
    say("names", all(names, Fact::Name));
    say("births", all(births, Fact::Date));
    say("gender", all(gender.as_slice(), Fact::Gender));
    say("countries", all(countries, Fact::Country));
    say("identifiers", all(identifiers, Fact::Identifier));
    say("addresses", all(addresses, Fact::Address));
    say("titles", all(titles, Fact::Text));
    say("birth_places", all(birth_places, Fact::Address));
    say("established", all(established, Fact::Date));
    say("programmes", all(programmes, Fact::Text));
    say("measures", all(measures, Fact::Text));
    say("legal_basis", all(legal_basis, Fact::Text));
    say("listed_on", all(listed_on.as_slice(), Fact::Date));
    say("amended_on", all(amended_on.as_slice(), Fact::Date));
    say("references", all(references, Fact::Text));
    say("links", all(links, Fact::Link));
    say("remarks", all(remarks, Fact::Text));
    if let Some(vessel) = vessel {
        let super::Vessel {
            ship_type,
            flag,
            former_flags,
            tonnage,
            gross_tonnage,
            owner,
            built,
            manager,
            length,
        } = &**vessel;
        say("vessel.type", all(ship_type.as_slice(), Fact::Text));
        say("vessel.flag", all(flag.as_slice(), Fact::Text));
        say("vessel.former_flags", all(former_flags, Fact::Text));
        say("vessel.tonnage", all(tonnage.as_slice(), Fact::Text));
        say("vessel.gross_tonnage", all(gross_tonnage.as_slice(), Fact::Text));
        say("vessel.owner", all(owner.as_slice(), Fact::Text));
        say("vessel.built", all(built.as_slice(), Fact::Text));
        say("vessel.manager", all(manager.as_slice(), Fact::Text));
        say("vessel.length", all(length.as_slice(), Fact::Text));
    }
    if let Some(aircraft) = aircraft {
        let super::Aircraft { model, built, operator } = &**aircraft;
        say("aircraft.model", all(model.as_slice(), Fact::Text));
        say("aircraft.built", all(built.as_slice(), Fact::Text));
        say("aircraft.operator", all(operator.as_slice(), Fact::Text));
    }
    facts
}

/// A record in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Its id.
    pub id: EntityId,
    /// Its kind, if known.
    pub kind: Option<Kind>,
    /// Its primary name.
    pub name: String,
    /// Its programmes or regimes.
    pub programmes: Vec<String>,
}

impl Record {
    fn of(entity: &Entity) -> Record {
        Record {
            id: entity.id.clone(),
            kind: entity.party.kind,
            name: entity.party.names.first().map(|name| name.text.clone()).unwrap_or_default(),
            programmes: entity.programmes.clone(),
        }
    }
}

/// What one field says on one side only. Values are compared as a set: order and repetition are no
/// difference, what both sides say is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The field, as in the schema `tamis-list/1`: `births`, `vessel.flag`.
    pub field: &'static str,
    /// What only the old record, or the left one, says.
    pub old: Vec<Fact>,
    /// What only the new record, or the right one, says.
    pub new: Vec<Fact>,
}

/// A record that both editions hold, differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The record as it is in the new edition.
    #[serde(flatten)]
    pub record: Record,
    /// Every field that differs.
    pub fields: Vec<FieldChange>,
}

/// Records of a programme in both editions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ProgrammeCount {
    /// Records under it in the old edition.
    pub old: usize,
    /// Records under it in the new edition.
    pub new: usize,
    /// Records under it that the old edition does not hold.
    pub added: usize,
    /// Records under it that the new edition does not hold.
    pub removed: usize,
}

/// How two editions of a list differ.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Editions {
    /// Records that only the new edition holds, in its order.
    pub added: Vec<Record>,
    /// Records that only the old edition holds, in its order: delisted, or listed anew under another
    /// id.
    pub removed: Vec<Record>,
    /// Records that differ, in the order of the new edition.
    pub changed: Vec<Change>,
    /// Number of records that say the same in both.
    pub same: usize,
    /// Records by programme, also of programmes without a difference.
    pub programmes: BTreeMap<String, ProgrammeCount>,
}

impl Editions {
    /// Whether no record differs.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// Compares two editions of a list, record by record, by their ids.
///
/// # Examples
///
/// ```
/// # let edition = |records: &str| {
/// #     let header = r#"{"schema":"tamis-list/1","list":"own","publisher":"Us","title":"Ours"}"#;
/// #     tamis::lists::read_bytes("own.jsonl", format!("{header}\n{records}\n").as_bytes()).map(|mut l| l.remove(0))
/// # };
/// let old = edition(r#"{"id":"own:1","names":[{"text":"Ann Example"}],"births":["1961"]}"#)?;
/// let new = edition(r#"{"id":"own:1","names":[{"text":"Ann Example"}],"births":["1962"]}"#)?;
/// let diff = tamis::lists::diff::editions(&old, &new);
/// assert_eq!((diff.added.len(), diff.removed.len(), diff.changed.len()), (0, 0, 1));
/// let births = &diff.changed[0].fields[0];
/// assert_eq!((births.field, births.old[0].to_string().as_str()), ("births", "1961"));
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn editions(old: &List, new: &List) -> Editions {
    let by_id = |list: &'_ List| -> HashMap<EntityId, usize> {
        list.entities.iter().enumerate().map(|(at, e)| (e.id.clone(), at)).collect()
    };
    let (old_ids, new_ids) = (by_id(old), by_id(new));
    let mut diff = Editions::default();
    for entity in &new.entities {
        let before = old_ids.get(&entity.id).and_then(|&at| old.entities.get(at));
        let Some(before) = before else {
            diff.added.push(Record::of(entity));
            count(&mut diff.programmes, entity, |count| {
                count.new += 1;
                count.added += 1;
            });
            continue;
        };
        count(&mut diff.programmes, entity, |count| count.new += 1);
        let fields = differences(before, entity);
        if fields.is_empty() {
            diff.same += 1;
        } else {
            diff.changed.push(Change { record: Record::of(entity), fields });
        }
    }
    for entity in &old.entities {
        let is_removed = !new_ids.contains_key(&entity.id);
        count(&mut diff.programmes, entity, |count| {
            count.old += 1;
            count.removed += usize::from(is_removed);
        });
        if is_removed {
            diff.removed.push(Record::of(entity));
        }
    }
    diff
}

/// Counts a record under each of its programmes.
fn count(
    programmes: &mut BTreeMap<String, ProgrammeCount>,
    entity: &Entity,
    add: impl Fn(&mut ProgrammeCount),
) {
    for programme in distinct(&entity.programmes) {
        match programmes.get_mut(programme) {
            Some(count) => add(count),
            None => add(programmes.entry(programme.clone()).or_default()),
        }
    }
}

/// The fields in which two records differ.
fn differences(old: &Entity, new: &Entity) -> Vec<FieldChange> {
    if old == new {
        return Vec::new();
    }
    let (old, new) = (facts(old), facts(new));
    let fields: BTreeSet<&'static str> = old.keys().chain(new.keys()).copied().collect();
    let changes = fields.into_iter().map(|field| {
        let said = |facts: &BTreeMap<&'static str, Vec<Fact>>| {
            distinct(facts.get(field).cloned().unwrap_or_default())
        };
        let (old, new) = (said(&old), said(&new));
        let only = |these: &[Fact], those: &[Fact]| {
            these.iter().filter(|fact| !those.contains(fact)).cloned().collect()
        };
        FieldChange { field, old: only(&old, &new), new: only(&new, &old) }
    });
    changes.filter(|change| !change.old.is_empty() || !change.new.is_empty()).collect()
}

/// Two records of different publishers that share an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The record of the left list.
    pub left: Record,
    /// The record of the right list.
    pub right: Record,
    /// What both publish, as the left list has it.
    pub shared: Vec<Identifier>,
    /// Facts that both state and on which they do not agree at all: dates of birth of which none can
    /// be the same, no country in common, no identifier of a scheme in common.
    pub differing: Vec<FieldChange>,
}

/// How two publishers' lists compare, as far as identifiers tell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Publishers {
    /// Records that share an identifier, in the order of the left list.
    pub pairs: Vec<Pair>,
    /// Records of the left list with an identifier that no record of the right list shares: not
    /// listed there, delisted there, or listed without that identifier.
    pub only_left: Vec<Record>,
    /// The same of the right list.
    pub only_right: Vec<Record>,
    /// Records of the left list without an identifier that could tell.
    pub untold_left: usize,
    /// The same of the right list.
    pub untold_right: usize,
}

impl Publishers {
    /// Whether neither list holds a record that the other lacks, and no pair has differing facts.
    pub fn is_empty(&self) -> bool {
        self.only_left.is_empty()
            && self.only_right.is_empty()
            && self.pairs.iter().all(|pair| pair.differing.is_empty())
    }
}

/// Links the records of two lists by the identifiers they share.
///
/// Only identifiers that are issued to one party count, with the same normal form, and as
/// [`Identifier::is_same`] has it: numbers of ships and companies, banks, accounts, wallets,
/// documents, registrations, aircraft. Call signs, telephone numbers, e-mail addresses, websites and
/// numbers of unknown meaning link nobody, nor does a document's number of fewer than six characters
/// without its country. Records of different kinds are not linked. A record may be in several
/// pairs.
///
/// # Examples
///
/// ```
/// # let list = |name: &str, born: &str| {
/// #     let text = format!("{{\"schema\":\"tamis-list/1\",\"list\":\"{name}\",\"publisher\":\"P\",\"title\":\"T\"}}\n\
/// #         {{\"id\":\"{name}:1\",\"names\":[{{\"text\":\"Ann\"}}],\"births\":[\"{born}\"],\
/// #         \"identifiers\":[{{\"scheme\":\"passport\",\"value\":\"381 310 014\",\"country\":\"KP\"}}]}}\n");
/// #     tamis::lists::read_bytes("own.jsonl", text.as_bytes()).map(|mut l| l.remove(0))
/// # };
/// let compared = tamis::lists::diff::publishers(&list("one", "1961")?, &list("two", "1971")?);
/// assert_eq!(compared.pairs[0].shared[0].value, "381 310 014");
/// assert_eq!(compared.pairs[0].differing[0].field, "births");
/// # Ok::<(), tamis::Error>(())
/// ```
pub fn publishers(left: &List, right: &List) -> Publishers {
    // Where a key stands in the right list: record and identifier.
    let mut places: HashMap<(&'static str, String), Vec<(usize, &Identifier)>> = HashMap::new();
    for (at, entity) in right.entities.iter().enumerate() {
        for identifier in &entity.party.identifiers {
            if let Some(key) = link_key(identifier) {
                places.entry(key).or_default().push((at, identifier));
            }
        }
    }
    let mut compared = Publishers::default();
    let mut linked: HashSet<usize> = HashSet::new();
    for entity in &left.entities {
        let mut shared: BTreeMap<usize, Vec<Identifier>> = BTreeMap::new();
        let mut tells = false;
        for identifier in &entity.party.identifiers {
            let Some(key) = link_key(identifier) else { continue };
            tells = true;
            for (at, other) in places.get(&key).into_iter().flatten() {
                if is_link(identifier, other) {
                    shared.entry(*at).or_default().push(identifier.clone());
                }
            }
        }
        let mut is_linked = false;
        for (at, shared) in shared {
            let Some(other) = right.entities.get(at) else { continue };
            if let (Some(kind), Some(others)) = (entity.party.kind, other.party.kind)
                && kind != others
            {
                continue;
            }
            is_linked = true;
            linked.insert(at);
            compared.pairs.push(Pair {
                left: Record::of(entity),
                right: Record::of(other),
                shared: distinct(shared),
                differing: disagreements(&entity.party, &other.party),
            });
        }
        if !is_linked {
            match tells {
                true => compared.only_left.push(Record::of(entity)),
                false => compared.untold_left += 1,
            }
        }
    }
    let unlinked = right.entities.iter().enumerate().filter(|(at, _)| !linked.contains(at));
    for (_, entity) in unlinked {
        match entity.party.identifiers.iter().any(|identifier| link_key(identifier).is_some()) {
            true => compared.only_right.push(Record::of(entity)),
            false => compared.untold_right += 1,
        }
    }
    compared
}

/// Least length of a document's number that says by itself whose it is.
const LONG_NUMBER: usize = 6;

/// What an identifier is linked by; `None` if it links nobody.
fn link_key(identifier: &Identifier) -> Option<(&'static str, String)> {
    let group = match identifier.scheme {
        Scheme::Imo | Scheme::ImoCompany => "imo",
        Scheme::Iban | Scheme::Account | Scheme::Card => "account",
        Scheme::Aba | Scheme::Cnaps => "routing",
        Scheme::Isin => "isin",
        Scheme::Passport | Scheme::NationalId | Scheme::TaxId | Scheme::Registration => "document",
        Scheme::Mmsi => "mmsi",
        Scheme::Bic => "bic",
        Scheme::Lei => "lei",
        Scheme::Wallet => "wallet",
        Scheme::TailNumber => "tail-number",
        Scheme::SerialNumber => "serial-number",
        Scheme::CallSign | Scheme::Phone | Scheme::Email | Scheme::Website | Scheme::Other => {
            return None;
        }
    };
    // What fills a field and identifies nothing (`0000000`, `none`) has no key.
    if identifier.keys().is_empty() {
        return None;
    }
    Some((group, identifier.normal()?))
}

/// Whether two identifiers with one key are one.
fn is_link(left: &Identifier, right: &Identifier) -> bool {
    let is_document = matches!(link_key(left), Some(("document", _)));
    let is_short = left.normal().is_none_or(|normal| normal.chars().count() < LONG_NUMBER);
    let same_country = left.country.is_some() && left.country == right.country;
    left.is_same(right) && (!is_document || !is_short || same_country)
}

/// Facts on which both parties say something and nothing is the same.
fn disagreements(left: &Party, right: &Party) -> Vec<FieldChange> {
    fn compare<T: Clone>(
        field: &'static str,
        left: &[T],
        right: &[T],
        agree: impl Fn(&T, &T) -> bool,
        of: fn(T) -> Fact,
    ) -> Option<FieldChange> {
        let both = !left.is_empty() && !right.is_empty();
        let none = !left.iter().any(|one| right.iter().any(|other| agree(one, other)));
        let facts = |values: &[T]| values.iter().cloned().map(of).collect();
        (both && none).then(|| FieldChange { field, old: facts(left), new: facts(right) })
    }
    let births = compare("births", &left.births, &right.births, DateInterval::overlaps, Fact::Date);
    let (one, other) = (left.gender.as_slice(), right.gender.as_slice());
    let gender = compare("gender", one, other, Gender::eq, Fact::Gender);
    let (one, other) = (&left.countries, &right.countries);
    let countries = compare("countries", one, other, Country::eq, Fact::Country);
    let mut found: Vec<FieldChange> = births.into_iter().chain(gender).chain(countries).collect();
    for scheme in Scheme::ALL {
        let of = |party: &Party| -> Vec<Identifier> {
            party.identifiers.iter().filter(|i| i.scheme == scheme).cloned().collect()
        };
        let (one, other) = (of(left), of(right));
        found.extend(compare("identifiers", &one, &other, Identifier::is_same, Fact::Identifier));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::read_bytes;

    fn list(name: &str, records: &[&str]) -> List {
        let header = format!(
            "{{\"schema\":\"tamis-list/1\",\"list\":\"{name}\",\"publisher\":\"p\",\"title\":\"t\"}}"
        );
        let lines: Vec<String> = (records.iter())
            .map(|record| {
                format!("{{\"id\":\"{name}:{}", record.strip_prefix("{\"id\":\"").unwrap())
            })
            .collect();
        let text = format!("{header}\n{}\n", lines.join("\n"));
        read_bytes("own.jsonl", text.as_bytes()).unwrap().remove(0)
    }

    #[test]
    fn sets_are_compared_as_sets() {
        let old = list(
            "own",
            &[
                r#"{"id":"1","names":[{"text":"A"},{"text":"B","kind":"alias"}],"programmes":["P","Q"]}"#,
                r#"{"id":"2","names":[{"text":"C"}],"programmes":["P"],"vessel":{"flag":"X","type":"Tug"}}"#,
                r#"{"id":"3","kind":"person","names":[{"text":"D"}],"births":["1961"]}"#,
            ],
        );
        let new = list(
            "own",
            &[
                r#"{"id":"4","names":[{"text":"E"}],"programmes":["Q","Q"]}"#,
                r#"{"id":"2","names":[{"text":"C"}],"programmes":["P"],"vessel":{"flag":"Y","type":"Tug"}}"#,
                r#"{"id":"1","names":[{"text":"A"},{"text":"B","kind":"alias"}],"programmes":["Q","P"]}"#,
            ],
        );
        assert!(editions(&old, &old).is_empty());
        let diff = editions(&old, &new);
        assert_eq!(diff.added[0].id.as_str(), "own:4");
        assert_eq!((diff.added.len(), diff.removed[0].name.as_str()), (1, "D"));
        assert_eq!((diff.removed.len(), diff.same), (1, 1));
        let change = &diff.changed[0];
        assert_eq!((diff.changed.len(), change.record.id.as_str()), (1, "own:2"));
        let flag = FieldChange {
            field: "vessel.flag",
            old: vec![Fact::Text("X".into())],
            new: vec![Fact::Text("Y".into())],
        };
        assert_eq!(change.fields, [flag]);
        assert_eq!(diff.programmes["P"], ProgrammeCount { old: 2, new: 2, added: 0, removed: 0 });
        assert_eq!(diff.programmes["Q"], ProgrammeCount { old: 1, new: 2, added: 1, removed: 0 });
    }

    #[test]
    fn a_name_that_turns_weak_is_a_change() {
        let old =
            list("own", &[r#"{"id":"1","names":[{"text":"A"},{"text":"B","kind":"alias"}]}"#]);
        let new = list(
            "own",
            &[r#"{"id":"1","names":[{"text":"A"},{"text":"B","kind":"alias","strength":"weak"}]}"#],
        );
        let fields = &editions(&old, &new).changed[0].fields;
        let shown = |facts: &[Fact]| facts.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(shown(&fields[0].old), ["B (alias)"]);
        assert_eq!(shown(&fields[0].new), ["B (weak, alias)"]);
    }

    #[test]
    fn only_strong_identifiers_link() {
        for (left, right, linked) in [
            (
                r#""scheme":"imo","value":"IMO 9562233""#,
                r#""scheme":"imo","value":"9562233""#,
                true,
            ),
            (r#""scheme":"imo","value":"9562233""#, r#""scheme":"imo","value":"9562234""#, false),
            (
                r#""scheme":"imo","value":"Does not exist""#,
                r#""scheme":"imo","value":"Does not exist""#,
                false,
            ),
            (
                r#""scheme":"website","value":"a.example""#,
                r#""scheme":"website","value":"a.example""#,
                false,
            ),
            (
                r#""scheme":"phone","value":"+850218111""#,
                r#""scheme":"phone","value":"+850218111""#,
                false,
            ),
            (
                r#""scheme":"bic","value":"DCBKKPPY""#,
                r#""scheme":"bic","value":"DCBKKPPYXXX""#,
                true,
            ),
            (
                r#""scheme":"bic","value":"FTBDKPPY001""#,
                r#""scheme":"bic","value":"FTBDKPPY002""#,
                false,
            ),
            (
                r#""scheme":"passport","value":"381310014","country":"KP""#,
                r#""scheme":"passport","value":"381310014","country":"IR""#,
                false,
            ),
            (
                r#""scheme":"passport","value":"381310014""#,
                r#""scheme":"passport","value":"381310014""#,
                true,
            ),
            (
                r#""scheme":"registration","value":"4711""#,
                r#""scheme":"registration","value":"4711""#,
                false,
            ),
            (
                r#""scheme":"registration","value":"4711","country":"KP""#,
                r#""scheme":"registration","value":"4711","country":"KP""#,
                true,
            ),
            (
                r#""scheme":"other","value":"381310014""#,
                r#""scheme":"other","value":"381310014""#,
                false,
            ),
        ] {
            let of = |name: &str, identifier: &str| {
                let record = format!(
                    "{{\"id\":\"1\",\"names\":[{{\"text\":\"A\"}}],\"identifiers\":[{{{identifier}}}]}}"
                );
                list(name, &[&record])
            };
            let compared = publishers(&of("one", left), &of("two", right));
            assert_eq!(compared.pairs.len(), usize::from(linked), "{left} and {right}");
            let told = compared.only_left.len() + compared.untold_left;
            assert_eq!(told, usize::from(!linked), "{left} and {right}");
        }
    }

    #[test]
    fn what_two_publishers_do_not_agree_on_is_said() {
        let ship = |name: &str, rest: &str| {
            format!(
                "{{\"id\":\"1\",\"kind\":\"vessel\",\"names\":[{{\"text\":\"{name}\"}}],{rest}}}"
            )
        };
        let left = list(
            "one",
            &[
                &ship(
                    "A",
                    r#""countries":["KP"],"identifiers":[{"scheme":"imo","value":"9562233"},{"scheme":"mmsi","value":"445000000"}]"#,
                ),
                r#"{"id":"2","names":[{"text":"B"}],"identifiers":[{"scheme":"lei","value":"5493001KJTIIGC8Y1R12"}]}"#,
                r#"{"id":"3","names":[{"text":"C"}]}"#,
            ],
        );
        let right = list(
            "two",
            &[&ship(
                "A2",
                r#""countries":["KP","RU"],"identifiers":[{"scheme":"imo","value":"9562233"},{"scheme":"mmsi","value":"273000000"}]"#,
            )],
        );
        let compared = publishers(&left, &right);
        assert_eq!((compared.pairs.len(), compared.untold_left, compared.untold_right), (1, 1, 0));
        assert_eq!(compared.only_left[0].id.as_str(), "one:2");
        let fields: Vec<_> =
            compared.pairs[0].differing.iter().map(|change| change.field).collect();
        assert_eq!(fields, ["identifiers"], "a country in common is no difference");
        assert!(!compared.is_empty());
        let company = right.clone();
        let mut other_kind = left.clone();
        other_kind.entities[0].party.kind = Some(Kind::Organization);
        assert!(publishers(&other_kind, &company).pairs.is_empty());
    }
}
