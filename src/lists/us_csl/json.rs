//! `consolidated.json`, and what the search interface answers.
//!
//! Source: the publisher's own importers (GitHub, InternationalTradeAdministration/csl-importers):
//! one object with the records in `results`. Not yet proven on a whole official file.

use super::record::{self, Fields, Number, Place, Text};
use crate::error::{Error, Result};
use crate::lists::List;
use crate::lists::fields::{self, FieldUse, Usage, Use, usage};
use crate::lists::format::{Format, Head};
use crate::lists::records::Records;
use crate::lists::source::{LineCounter, Source};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Bytes at the beginning in which the first record shows.
const HEAD: usize = 1 << 16;

const PAGE: Use = Use::Ignored("the address of a page about the source list");
const ANSWER: Use = Use::Ignored("says how a search was answered");

/// Every key; those of a record below `results`.
const FIELDS: fields::Fields = &[
    ("results", Use::Read),
    ("search_performed_at", Use::Read),
    ("sources_used", Use::Ignored("when each source was fetched")),
    ("offset", ANSWER),
    ("total", ANSWER),
    ("results/id", Use::Read),
    ("results/source", Use::Read),
    ("results/entity_number", Use::Read),
    ("results/type", Use::Read),
    ("results/programs", Use::Read),
    ("results/name", Use::Read),
    ("results/title", Use::Read),
    ("results/addresses", Use::Read),
    ("results/addresses/address", Use::Read),
    ("results/addresses/city", Use::Read),
    ("results/addresses/state", Use::Read),
    ("results/addresses/postal_code", Use::Read),
    ("results/addresses/country", Use::Read),
    ("results/federal_register_notice", Use::Read),
    ("results/start_date", Use::Read),
    ("results/end_date", Use::Read),
    ("results/standard_order", Use::Read),
    ("results/license_requirement", Use::Read),
    ("results/license_policy", Use::Read),
    ("results/call_sign", Use::Read),
    ("results/vessel_type", Use::Read),
    ("results/gross_tonnage", Use::Read),
    ("results/gross_registered_tonnage", Use::Read),
    ("results/vessel_flag", Use::Read),
    ("results/vessel_owner", Use::Read),
    ("results/remarks", Use::Read),
    ("results/source_list_url", PAGE),
    ("results/alt_names", Use::Read),
    ("results/citizenships", Use::Read),
    ("results/dates_of_birth", Use::Read),
    ("results/nationalities", Use::Read),
    ("results/places_of_birth", Use::Read),
    ("results/source_information_url", PAGE),
    ("results/country", Use::Ignored("the country of the first address")),
    ("results/score", ANSWER),
    ("results/ids", Use::Read),
    ("results/ids/type", Use::Read),
    ("results/ids/number", Use::Read),
    ("results/ids/country", Use::Read),
    ("results/ids/issue_date", Use::Read),
    ("results/ids/expiration_date", Use::Read),
];

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "us-csl-json",
    title: "US Consolidated Screening List, JSON",
    proven: false,
    recognises: |head| {
        let Head::Json { text, .. } = head else { return false };
        let bytes = text.as_bytes();
        let start = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
        ["\"results\"", "\"source\"", "\"source_information_url\""]
            .iter()
            .all(|key| start.contains(key))
    },
    read,
};

/// The file: its keys, with their values as they stand in the text.
#[derive(Deserialize)]
struct File<'t>(#[serde(borrow)] BTreeMap<String, &'t RawValue>);

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    let text = source.text();
    let refused = |error: serde_json::Error| -> Error {
        let line = error.line() as u64;
        if error.is_eof() {
            Error::truncated("the file ends before its last record")
                .at(&source.path, Some(line))
                .advise("download it again")
        } else {
            Error::format(format!("the JSON cannot be read: {error}")).at(&source.path, Some(line))
        }
    };
    let File(file) = serde_json::from_str(text).map_err(refused)?;
    let raw = file.get("results").map_or("[]", |raw| raw.get());
    let results: Vec<&RawValue> = serde_json::from_str(raw).map_err(refused)?;
    let mut counts = Counts::default();
    for key in file.keys() {
        counts.count(key.clone());
    }
    let mut lines = LineCounter::of(text);
    let mut records = Records::default();
    for result in results {
        let offset = (result.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let line = lines.at(offset as u64);
        match serde_json::from_str::<Map<String, Value>>(result.get()) {
            Ok(record) => {
                counts.object("results", &record);
                records.add(source, line, fields(&record).entity());
            }
            Err(error) => records.skip(source, line, format!("the record is no object: {error}")),
        }
    }
    let published = file
        .get("search_performed_at")
        .and_then(|raw| raw.get().trim_matches('"').get(..10).and_then(|day| day.parse().ok()));
    records.finish(record::edition(FORMAT.name, published), &[source], counts.fields())
}

/// How often each key occurs.
#[derive(Default)]
struct Counts(BTreeMap<String, u64>);

impl Counts {
    /// Most different keys that are told apart.
    const MAX: usize = 1000;

    fn count(&mut self, key: String) {
        if self.0.len() < Counts::MAX || self.0.contains_key(&key) {
            *self.0.entry(key).or_default() += 1;
        }
    }

    fn object(&mut self, path: &str, object: &Map<String, Value>) {
        for (key, value) in object.iter().filter(|(_, value)| !value.is_null()) {
            let path = format!("{path}/{key}");
            for inner in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
                self.object(&path, inner);
            }
            self.count(path);
        }
    }

    fn fields(self) -> Vec<FieldUse> {
        let declared = |key: &str| {
            let found = FIELDS.iter().find(|(known, _)| *known == key);
            found.map_or(Usage::Unknown, |&(_, of)| usage(of))
        };
        self.0
            .into_iter()
            .map(|(field, count)| FieldUse { usage: declared(&field), field, count })
            .collect()
    }
}

/// A text or number; empty for a null and for what is neither.
fn text<'v>(record: &'v Map<String, Value>, key: &str) -> Text<'v> {
    match record.get(key) {
        Some(Value::String(text)) => text.trim().into(),
        Some(Value::Number(number)) => number.to_string().into(),
        _ => "".into(),
    }
}

/// The texts of a list; a text by itself is one.
fn texts<'v>(record: &'v Map<String, Value>, key: &str) -> Vec<Text<'v>> {
    let texts = match record.get(key) {
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => vec![text.as_str()],
        _ => Vec::new(),
    };
    texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).map(Text::from).collect()
}

/// The objects of a list.
fn objects<'v>(
    record: &'v Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = &'v Map<String, Value>> {
    record.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn fields(record: &Map<String, Value>) -> Fields<'_> {
    let text = |key: &str| text(record, key);
    let texts = |key: &str| texts(record, key);
    let addresses = objects(record, "addresses").map(|place| {
        let text = |key: &str| self::text(place, key);
        Place::Parts {
            address: text("address"),
            city: text("city"),
            state: text("state"),
            postal_code: text("postal_code"),
            country: text("country"),
        }
    });
    let ids = objects(record, "ids").map(|number| {
        let text = |key: &str| self::text(number, key);
        Number {
            of_type: text("type"),
            number: text("number"),
            country: text("country"),
            issued: text("issue_date"),
            expires: text("expiration_date"),
            dated: "".into(),
        }
    });
    Fields {
        id: text("id"),
        source: text("source"),
        entity_number: text("entity_number"),
        of_type: text("type"),
        programs: texts("programs"),
        name: text("name"),
        title: text("title"),
        addresses: addresses.collect(),
        federal_register_notice: text("federal_register_notice"),
        start_date: text("start_date"),
        end_date: text("end_date"),
        standard_order: text("standard_order"),
        license_requirement: text("license_requirement"),
        license_policy: text("license_policy"),
        call_sign: text("call_sign"),
        vessel_type: text("vessel_type"),
        gross_tonnage: text("gross_tonnage"),
        gross_registered_tonnage: text("gross_registered_tonnage"),
        vessel_flag: text("vessel_flag"),
        vessel_owner: text("vessel_owner"),
        remarks: text("remarks"),
        alt_names: texts("alt_names"),
        citizenships: texts("citizenships"),
        nationalities: texts("nationalities"),
        dates_of_birth: texts("dates_of_birth"),
        places_of_birth: texts("places_of_birth"),
        ids: ids.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::Scheme;
    use std::path::Path;

    const LIST: &str = r#"{"results":[
{"id":"7","source":"Specially Designated Nationals (SDN) - Treasury Department","entity_number":7,
 "type":"Individual","programs":["IRAN"],"name":"EXAMPLE, Ann","title":null,"alt_names":["SAMPLE, Ann"],
 "addresses":[{"address":"1 Road","city":"Town","state":null,"postal_code":"99","country":"KP"}],
 "dates_of_birth":["1984-01-08"],"nationalities":["KP"],"citizenships":[],"places_of_birth":["Town"],
 "ids":[{"type":"Passport","number":"M7","country":"KP","issue_date":"2012-11-09","expiration_date":"2022-11-08"},
        {"type":"Nationality of Registration","country":"KP"}],
 "source_list_url":"u","source_information_url":"u","remarks":null,"novel":1},
{"id":"ab","source":"Denied Persons List (DPL) - Bureau of Industry and Security","name":"ANN SAMPLE",
 "end_date":"2056-06-29","standard_order":"Y","federal_register_notice":"68 F.R. 1"},
{"id":"ab","source":"Denied Persons List (DPL) - Bureau of Industry and Security","name":"ANN SAMPLE"},
[7]],
"search_performed_at":"2022-05-06T10:00:00+00:00","sources_used":[],"offset":0,"total":4}"#;

    fn read_text(text: &str) -> Result<List> {
        read(&Source::from_bytes(Path::new("consolidated.json"), text.as_bytes()).unwrap())
    }

    #[test]
    fn records_are_read_and_keys_are_counted() {
        let list = read_text(LIST).unwrap();
        assert_eq!(list.snapshot.published.unwrap().to_string(), "2022-05-06");
        assert_eq!(list.snapshot.unknown_fields, ["results/novel"]);
        let [ann, denied] = &list.entities[..] else { panic!() };
        assert_eq!(ann.id.as_str(), "us-csl:SDN/7");
        assert_eq!(ann.references[1], "OFAC 7");
        let address = &ann.party.addresses[0];
        assert_eq!(
            (address.text.as_str(), address.city.as_deref()),
            ("1 Road, Town, 99", Some("Town"))
        );
        let [passport] = &ann.party.identifiers[..] else { panic!() };
        assert_eq!((passport.scheme, passport.value.as_str()), (Scheme::Passport, "M7"));
        assert_eq!(passport.expires.unwrap().to_string(), "2022-11-08");
        assert_eq!(ann.party.countries.len(), 1);
        assert_eq!(denied.id.as_str(), "us-csl:DPL/ab");
        assert_eq!(denied.measures, ["standard order"]);
        assert_eq!(denied.remarks, ["end date: 2056-06-29"]);
        let lines: Vec<u64> = list.snapshot.skipped.iter().map(|s| s.line).collect();
        assert_eq!(lines, [11, 12]);
        let passports = list.fields.iter().find(|field| field.field == "results/ids/number");
        assert_eq!(passports.unwrap().count, 1);
    }

    #[test]
    fn the_format_is_told_by_its_keys() {
        let source = Source::from_bytes(Path::new("x"), LIST.as_bytes()).unwrap();
        assert!((FORMAT.recognises)(&Head::of(&source).unwrap()));
        let other = Source::from_bytes(Path::new("x"), b"{\"results\":[]}").unwrap();
        assert!(!(FORMAT.recognises)(&Head::of(&other).unwrap()));
    }

    #[test]
    fn damaged_files_are_refused() {
        for end in 1..LIST.len() {
            let error = read_text(&LIST[..end]).unwrap_err();
            assert!(error.is_truncated() || error.is_empty_input(), "{end}: {error}");
            assert!(end < 2 || error.is_truncated(), "{end}: {error}");
        }
        assert!(read_text("{\"results\":[]}").unwrap_err().is_empty_input());
        assert!(read_text("{\"results\":{}}").unwrap_err().is_format());
    }
}
