//! What differs: between two editions of a list, and between two publishers who list the same party.

mod fact;
mod publishers;

pub use fact::Fact;
pub use publishers::{Pair, Publishers, publishers};

use super::{Entity, EntityId, List, distinct};
use crate::party::Kind;
use fact::facts;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
