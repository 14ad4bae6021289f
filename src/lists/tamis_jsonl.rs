//! JSON lines in tamis's own schema, `tamis-list/1`.
//!
//! The first line is a header: `schema` (`tamis-list/1`), `list` (short name), `publisher`,
//! `title`, `published` (optional) and `sources` (what the facts were taken from, for the reader of
//! the file). Every further line is one [`Entity`] as serde writes it, with its full id, such as
//! `un-sc:KPi.033`. Empty lines are allowed.

use super::fields::{Fields, Use};
use super::format::{Format, Head};
use super::records::{Edition, Records};
use super::source::Source;
use super::{Entity, List};
use crate::error::{Error, Result};
use crate::party::DateInterval;
use serde::Deserialize;
use serde_json::Value;

/// The name and version of the schema that tamis writes itself.
const OWN_SCHEMA: &str = "tamis-list/1";

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "tamis-jsonl",
    title: "tamis's own schema, JSON lines",
    proven: true,
    recognises: |head| {
        matches!(head, Head::Json { first: Some(first), .. }
            if first.get("schema").and_then(Value::as_str).is_some_and(|name| name.starts_with("tamis-list/")))
    },
    read,
};

/// The first line.
#[derive(Debug, Deserialize)]
struct Header {
    schema: String,
    list: String,
    publisher: String,
    title: String,
    #[serde(default)]
    published: Option<DateInterval>,
}

/// Every key an entity can have. Serde cannot refuse others by itself where a part is flattened,
/// and a misspelt `births` must not pass for a record without dates.
const FIELDS: Fields = &[
    ("id", Use::Read),
    ("kind", Use::Read),
    ("names", Use::Read),
    ("births", Use::Read),
    ("gender", Use::Read),
    ("countries", Use::Read),
    ("identifiers", Use::Read),
    ("addresses", Use::Read),
    ("titles", Use::Read),
    ("birth_places", Use::Read),
    ("established", Use::Read),
    ("vessel", Use::Read),
    ("aircraft", Use::Read),
    ("programmes", Use::Read),
    ("measures", Use::Read),
    ("legal_basis", Use::Read),
    ("listed_on", Use::Read),
    ("amended_on", Use::Read),
    ("references", Use::Read),
    ("links", Use::Read),
    ("remarks", Use::Read),
];

/// Reads a file of the own schema.
pub(super) fn read(source: &Source) -> Result<List> {
    let mut lines = source.text().lines().zip(1_u64..).filter(|(line, _)| !line.trim().is_empty());
    let (first, number) = lines
        .next()
        .ok_or_else(|| Error::empty("the file has no header line").at(&source.path, None))?;
    let header: Header = serde_json::from_str(first).map_err(|error| {
        Error::format(format!("the header line cannot be read: {error}"))
            .at(&source.path, Some(number))
    })?;
    if header.schema != OWN_SCHEMA {
        return Err(Error::format(format!(
            "the schema is `{}`, `{OWN_SCHEMA}` was expected",
            header.schema
        ))
        .at(&source.path, Some(number)));
    }
    let mut records = Records::default();
    let mut lines = lines.peekable();
    while let Some((line, number)) = lines.next() {
        let last_and_open = lines.peek().is_none() && !source.text().ends_with('\n');
        match entity(line) {
            Ok(entity) => records.add(source, number, Ok(entity)),
            Err(Unread::Cut) if last_and_open => {
                return Err(Error::truncated("the file ends inside a record")
                    .at(&source.path, Some(number))
                    .advise("download it again"));
            }
            Err(Unread::Cut) => records.skip(source, number, "the record is incomplete"),
            Err(Unread::Wrong(reason)) => records.skip(source, number, reason),
        }
    }
    let edition = Edition {
        list: header.list,
        publisher: header.publisher,
        title: header.title,
        format: FORMAT.name,
        published: header.published,
        effective: None,
    };
    records.finish(edition, &[source], Vec::new())
}

/// Why a line gave no entity.
enum Unread {
    /// The JSON ends too early.
    Cut,
    Wrong(String),
}

fn entity(line: &str) -> Result<Entity, Unread> {
    let value: Value = serde_json::from_str(line).map_err(|error| {
        if error.is_eof() { Unread::Cut } else { Unread::Wrong(format!("no JSON: {error}")) }
    })?;
    let object = value
        .as_object()
        .ok_or_else(|| Unread::Wrong("a JSON object was expected on the line".into()))?;
    if let Some(key) = object.keys().find(|key| !FIELDS.iter().any(|(known, _)| known == key)) {
        return Err(Unread::Wrong(format!("the key `{key}` is not known in `{OWN_SCHEMA}`")));
    }
    let entity: Entity =
        serde_json::from_value(value).map_err(|error| Unread::Wrong(error.to_string()))?;
    if !entity
        .id
        .as_str()
        .split_once(':')
        .is_some_and(|(list, id)| !list.is_empty() && !id.is_empty())
    {
        return Err(Unread::Wrong(format!("the id `{}` is not `<list>:<id>`", entity.id)));
    }
    if entity.party.names.iter().all(|name| name.text.trim().is_empty()) {
        return Err(Unread::Wrong(format!("the record `{}` has no name", entity.id)));
    }
    Ok(entity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::{Identifier, Scheme};
    use crate::lists::{Aircraft, Link, Vessel};
    use crate::party::{Address, Gender, Kind, Name};
    use std::collections::HashSet;
    use std::path::Path;

    const HEADER: &str = r#"{"schema":"tamis-list/1","list":"own","publisher":"us","title":"Ours","published":"2026-02-27","sources":[{"url":"x"}]}"#;

    fn read_text(text: &str) -> Result<List> {
        read(&Source::from_bytes(Path::new("own.jsonl"), text.as_bytes()).unwrap())
    }

    #[test]
    fn records_and_header_are_read() {
        let list = read_text(&format!(
            "{HEADER}\n\n{{\"id\":\"un-sc:KPi.999\",\"kind\":\"person\",\"names\":[{{\"text\":\"PAK Example\"}},{{\"text\":\"Ex\",\"kind\":\"alias\",\"strength\":\"weak\"}}],\"births\":[\"~1961\"]}}\n"
        ))
        .unwrap();
        assert_eq!(list.snapshot.list, "own");
        assert_eq!(list.snapshot.published.unwrap().to_string(), "2026-02-27");
        assert_eq!((list.snapshot.records, list.snapshot.names), (1, 2));
        assert_eq!(list.entities[0].id.as_str(), "un-sc:KPi.999");
        assert!(list.entities[0].party.births[0].is_circa());
    }

    /// The list of known keys has to follow the structs: an entity with every field filled is
    /// written by serde and must be read back.
    #[test]
    fn every_field_is_known() {
        let mut party = crate::Party::named("X").of_kind(Kind::Vessel);
        party.names.push(Name::alias("Y"));
        party.births.push("1961".parse().unwrap());
        party.gender = Some(Gender::Female);
        party.countries.push("kp".parse().unwrap());
        party.identifiers.push(
            Identifier::new(Scheme::Wallet, "1")
                .labelled("L")
                .with_country("kp".parse::<crate::Country>().unwrap())
                .with_asset("XBT")
                .extracted(),
        );
        party.addresses.extend(Address::written("A", None));
        let day = "2016".parse().unwrap();
        let entity = Entity {
            id: crate::EntityId::new("own", "1"),
            party,
            titles: vec!["T".into()],
            birth_places: Address::written("P", None).into_iter().collect(),
            established: vec![day],
            vessel: Some(Vessel { flag: Some("F".into()), ..Vessel::default() }.into()),
            aircraft: Some(Aircraft { model: Some("M".into()), ..Aircraft::default() }.into()),
            programmes: vec!["P".into()],
            measures: vec!["M".into()],
            legal_basis: vec!["L".into()],
            listed_on: Some(day),
            amended_on: Some(day),
            references: vec!["R".into()],
            links: vec![Link::named("owner", "N")],
            remarks: vec!["R".into()],
        };
        let object = serde_json::to_value(&entity).unwrap();
        let keys: HashSet<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, FIELDS.iter().map(|(key, _)| *key).collect());
        let list = read_text(&format!("{HEADER}\n{object}\n")).unwrap();
        assert_eq!(list.entities, [entity]);
    }

    #[test]
    fn what_is_wrong_is_skipped_with_its_line() {
        let good = r#"{"id":"own:1","names":[{"text":"X"}]}"#;
        let lines = [
            HEADER,
            good,
            r#"{"id":"own:2","names":[{"text":"X"}],"birth":["1961"]}"#,
            r#"{"id":"own:3"}"#,
            r#"{"id":"four","names":[{"text":"X"}]}"#,
            r#"{"id":"own:5","names":[{"text":"X"}],"births":["61"]}"#,
            r#"{"id":"own:6","names":[{"text":"X"#,
            "[]",
            good,
        ];
        let list = read_text(&(lines.join("\n") + "\n")).unwrap();
        assert_eq!(list.entities.len(), 1);
        let found: Vec<(u64, &str)> = list
            .snapshot
            .skipped
            .iter()
            .map(|skipped| (skipped.line, skipped.reason.as_str()))
            .collect();
        for ((line, reason), (expected, word)) in found.iter().zip([
            (3, "`birth`"),
            (4, "no name"),
            (5, "`four`"),
            (6, "no date"),
            (7, "incomplete"),
            (8, "object"),
            (9, "second"),
        ]) {
            assert_eq!(*line, expected);
            assert!(reason.contains(word), "{reason}");
        }
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn a_cut_file_and_an_empty_one_are_errors() {
        let cut = format!("{HEADER}\n{{\"id\":\"own:1\",\"names\":[{{\"te");
        assert!(read_text(&cut).unwrap_err().is_truncated());
        assert!(read_text(HEADER).unwrap_err().is_empty_input());
        assert!(read_text("{\"schema\":\"tamis-list/1\"}").unwrap_err().is_format());
    }
}
