//! Targets as a simplified table (`targets.simple.csv` of OpenSanctions).
//!
//! Source: the exporter's public code. Cells with several values are rows of their own, divided by
//! semicolons and quoted where a value has one. Identifiers have no type here, so each is `other`.

use super::list_of;
use crate::error::Result;
use crate::identifiers::{Identifier, Scheme};
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::table::Table;
use crate::lists::{Entity, EntityId, List, distinct, stated_country, stated_date, stated_place};
use crate::party::{Kind, Name};

/// Short name of a list whose file names several data sets.
const LIST: &str = "os-targets";

const META: Use = Use::Ignored("when the aggregator saw the entity; says nothing of the party");

const FIELDS: Fields = &[
    ("id", Use::Read),
    ("schema", Use::Read),
    ("name", Use::Read),
    ("aliases", Use::Read),
    ("birth_date", Use::Read),
    ("countries", Use::Read),
    ("addresses", Use::Read),
    ("identifiers", Use::Read),
    ("sanctions", Use::Read),
    ("phones", Use::Read),
    ("emails", Use::Read),
    ("program_ids", Use::Read),
    ("dataset", Use::Read),
    ("first_seen", META),
    ("last_seen", META),
    ("last_change", Use::Read),
];

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "os-targets-csv",
    title: "OpenSanctions targets.simple.csv",
    proven: false,
    recognises: |head| {
        head.has_columns(&["id", "schema", "name", "aliases", "birth_date", "dataset"])
    },
    read,
};

fn read(source: &Source) -> Result<List> {
    let mut table = Table::csv(source, b',', 0, FIELDS)?;
    let (id, schema, name) =
        (table.required("id")?, table.required("schema")?, table.required("name")?);
    let (aliases, births) = (table.required("aliases")?, table.required("birth_date")?);
    let (countries, addresses) = (table.required("countries")?, table.required("addresses")?);
    let (identifiers, sanctions) = (table.required("identifiers")?, table.required("sanctions")?);
    let (phones, emails) = (table.required("phones")?, table.required("emails")?);
    let programmes = table.column("program_ids");
    let (dataset, changed) = (table.required("dataset")?, table.column("last_change"));
    let mut found: Vec<(u64, Result<Entity, String>)> = Vec::new();
    let mut datasets: Vec<String> = Vec::new();
    let mut cut: Vec<(u64, String)> = Vec::new();
    while let Some(row) = table.next_row()? {
        let record = if row.get(id).is_empty() || row.get(name).is_empty() {
            Err("the row has no id or no name".to_owned())
        } else {
            let mut entity = Entity::new(EntityId::new(LIST, row.get(id)));
            let party = &mut entity.party;
            party.kind = kind(row.get(schema));
            let others = values(row.get(aliases)).into_iter().map(Name::alias);
            party.names = vec![Name::primary(row.get(name))];
            party.names.extend(others.filter(|other| other.text != row.get(name)));
            let dates = values(row.get(births));
            let dates = dates.iter().filter_map(|date| stated_date::parse(date));
            match party.kind {
                Some(Kind::Person) | None => party.births = distinct(dates),
                _ => entity.established = distinct(dates),
            }
            for code in values(row.get(countries)) {
                match stated_country::named(&code) {
                    Some(country) => party.countries.push(country),
                    None => entity.remarks.push(format!("country: {code}")),
                }
            }
            let places = values(row.get(addresses));
            party.addresses = distinct(places.iter().filter_map(|text| stated_place::parse(text)));
            for (cell, scheme) in [
                (row.get(identifiers), Scheme::Other),
                (row.get(phones), Scheme::Phone),
                (row.get(emails), Scheme::Email),
            ] {
                let values = values(cell).into_iter();
                party.identifiers.extend(values.map(|v| Identifier::new(scheme, v)));
            }
            entity.programmes = values(row.get(programmes));
            let sanctions = values(row.get(sanctions)).into_iter();
            entity.remarks.extend(sanctions.map(|text| format!("sanction: {text}")));
            entity.amended_on = row.get(changed).get(..10).and_then(|day| day.parse().ok());
            entity.references = values(row.get(dataset));
            Ok(entity)
        };
        datasets.push(row.get(dataset).to_owned());
        found.push((row.line, record));
        if let Some((cells, expected)) = row.surplus() {
            cut.push((row.line, format!("the row has {cells} cells, {expected} were expected")));
        }
    }
    let stated = datasets.iter().map(|cell| if values(cell).len() == 1 { cell } else { "" });
    let list = list_of(stated, LIST);
    let mut records = Records::default();
    for (line, record) in found {
        let record = record.map(|mut entity| {
            entity.id = EntityId::new(&list, entity.id.publisher_id());
            if list != LIST {
                entity.references.clear();
            }
            entity
        });
        records.add(source, line, record);
    }
    for (line, reason) in cut {
        records.skip(source, line, reason);
    }
    let title = datasets.first().filter(|_| list != LIST);
    let edition = Edition {
        list,
        publisher: "not stated in the file".into(),
        title: title.cloned().unwrap_or_else(|| "Targets of several data sets".into()),
        format: FORMAT.name,
        published: None,
        effective: None,
    };
    records.finish(edition, &[source], table.fields())
}

fn kind(schema: &str) -> Option<Kind> {
    match schema {
        "Person" => Some(Kind::Person),
        "Organization" | "Company" | "PublicBody" => Some(Kind::Organization),
        "Vessel" => Some(Kind::Vessel),
        "Airplane" => Some(Kind::Aircraft),
        _ => None,
    }
}

/// The values of a cell: `a;"b;c"` has two.
fn values(cell: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(b';')
        .from_reader(cell.as_bytes());
    let rows = reader.records().flatten();
    let values: Vec<String> = rows
        .flat_map(|row| row.iter().map(|value| value.trim().to_owned()).collect::<Vec<_>>())
        .filter(|value| !value.is_empty())
        .collect();
    distinct(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const HEADER: &str = "\"id\",\"schema\",\"name\",\"aliases\",\"birth_date\",\"countries\",\"addresses\",\
        \"identifiers\",\"sanctions\",\"phones\",\"emails\",\"dataset\",\"first_seen\",\"last_seen\",\"last_change\"";
    const ROW: &str = "\"NK-1\",\"Person\",\"Ann Example\",\"Annie;\"\"Example; Ann\"\"\",\"1961-02-03;1962\",\
        \"eg;suhh\",\"Giza, Egypt\",\"X1;Y2\",\"EX - For example - 2014\",\"+20 2 123\",\"a@b.org\",\
        \"Example List\",\"2024-01-01\",\"2024-01-02\",\"2024-05-06T01:02:03\"";

    fn list(text: &str) -> Result<List> {
        let source = Source::from_bytes(Path::new("targets.simple.csv"), text.as_bytes()).unwrap();
        let format = crate::lists::format::of(&source)?;
        (format.read)(&source)
    }

    #[test]
    fn a_target_is_read() {
        let list = list(&format!("{HEADER}\n{ROW}\n")).unwrap();
        assert_eq!(
            (list.snapshot.list.as_str(), list.snapshot.format.as_str()),
            ("example-list", FORMAT.name)
        );
        assert_eq!(list.snapshot.unknown_fields, [""; 0]);
        let entity = &list.entities[0];
        assert_eq!(entity.id.as_str(), "example-list:NK-1");
        let names: Vec<&str> = entity.party.names.iter().map(|n| n.text.as_str()).collect();
        assert_eq!(names, ["Ann Example", "Annie", "Example; Ann"]);
        let births: Vec<String> = entity.party.births.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1961-02-03", "1962"]);
        assert_eq!(entity.party.countries[0].code(), "EG");
        let schemes: Vec<_> = entity.party.identifiers.iter().map(|i| i.scheme).collect();
        assert_eq!(schemes, [Scheme::Other, Scheme::Other, Scheme::Phone, Scheme::Email]);
        assert_eq!(entity.remarks, ["country: suhh", "sanction: EX - For example - 2014"]);
        assert_eq!(entity.amended_on.unwrap().to_string(), "2024-05-06");
    }

    #[test]
    fn several_data_sets_and_damage() {
        let other = ROW.replace("NK-1", "NK-2").replace("Example List", "Example List;Other List");
        let two = list(&format!("{HEADER}\n{ROW}\n{other}\n{ROW}\n")).unwrap();
        assert_eq!(two.snapshot.list, LIST);
        assert_eq!(two.entities[1].references, ["Example List", "Other List"]);
        assert_eq!(two.snapshot.skipped.len(), 1);
        let whole = format!("{HEADER}\n{ROW}\n");
        for end in HEADER.len() + 1..whole.len() - 1 {
            match list(&whole[..end]) {
                Err(error) => {
                    assert!(error.is_truncated() || error.is_empty_input(), "{end}: {error}");
                }
                // Between quoted cells a cut cannot be seen in CSV.
                Ok(list) => assert_eq!(list.entities[0].party.names[0].text, "Ann Example"),
            }
        }
        let missing = whole.replace("\"phones\",", "");
        assert!(list(&missing).unwrap_err().to_string().contains("`phones`"));
    }
}
