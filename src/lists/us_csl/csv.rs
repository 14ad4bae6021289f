//! `consolidated.csv` and `consolidated.tsv`.
//!
//! Source: the publisher's own importers (GitHub, InternationalTradeAdministration/csl-importers)
//! and an issue of the list. Several values in a cell are divided by `; `, the parts of an address or
//! number by `, `.

use super::record::{self, Fields, Number, Place, Text, parts};
use crate::error::Result;
use crate::lists::List;
use crate::lists::fields::{self, Use};
use crate::lists::format::Format;
use crate::lists::records::Records;
use crate::lists::source::Source;
use crate::lists::spaces::{cut, cut_last};
use crate::lists::table::Table;
use crate::party::DateInterval;

const PAGE: Use = Use::Ignored("the address of a page about the source list");

/// Every column.
const FIELDS: fields::Fields = &[
    ("_id", Use::Read),
    ("source", Use::Read),
    ("entity_number", Use::Read),
    ("type", Use::Read),
    ("programs", Use::Read),
    ("name", Use::Read),
    ("title", Use::Read),
    ("addresses", Use::Read),
    ("federal_register_notice", Use::Read),
    ("start_date", Use::Read),
    ("end_date", Use::Read),
    ("standard_order", Use::Read),
    ("license_requirement", Use::Read),
    ("license_policy", Use::Read),
    ("call_sign", Use::Read),
    ("vessel_type", Use::Read),
    ("gross_tonnage", Use::Read),
    ("gross_registered_tonnage", Use::Read),
    ("vessel_flag", Use::Read),
    ("vessel_owner", Use::Read),
    ("remarks", Use::Read),
    ("source_list_url", PAGE),
    ("alt_names", Use::Read),
    ("citizenships", Use::Read),
    ("dates_of_birth", Use::Read),
    ("nationalities", Use::Read),
    ("places_of_birth", Use::Read),
    ("source_information_url", PAGE),
    ("ids", Use::Read),
];

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "us-csl-csv",
    title: "US Consolidated Screening List, CSV and TSV",
    proven: true,
    recognises: |head| {
        head.has_columns(&["_id", "source", "entity_number", "alt_names", "source_information_url"])
    },
    read,
};

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    let header = source.text().lines().next().unwrap_or_default();
    let delimiter = if header.contains('\t') { b'\t' } else { b',' };
    let mut table = Table::csv(source, delimiter, 0, FIELDS)?;
    for required in ["_id", "source", "name"] {
        table.required(required)?;
    }
    let columns = COLUMNS.map(|name| table.column(name));
    let mut records = Records::default();
    while let Some(row) = table.next_row()? {
        let record = match row.surplus() {
            Some((found, expected)) => {
                Err(format!("the row has {found} cells, {expected} were expected"))
            }
            None => fields(columns.map(|column| row.get(column))).entity(),
        };
        records.add(source, row.line, record);
    }
    records.finish(record::edition(FORMAT.name, None), &[source], table.fields())
}

/// The columns that are read, in the order of [`fields`].
const COLUMNS: [&str; 27] = [
    "_id",
    "source",
    "entity_number",
    "type",
    "name",
    "title",
    "federal_register_notice",
    "start_date",
    "end_date",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "gross_tonnage",
    "gross_registered_tonnage",
    "vessel_flag",
    "vessel_owner",
    "remarks",
    "programs",
    "addresses",
    "alt_names",
    "citizenships",
    "nationalities",
    "dates_of_birth",
    "places_of_birth",
    "ids",
];

/// The fields of a row, given the cells of [`COLUMNS`].
fn fields(cells: [&str; 27]) -> Fields<'_> {
    let [
        id,
        source,
        entity_number,
        of_type,
        name,
        title,
        federal_register_notice,
        start_date,
        end_date,
        standard_order,
        license_requirement,
        license_policy,
        call_sign,
        vessel_type,
        gross_tonnage,
        gross_registered_tonnage,
        vessel_flag,
        vessel_owner,
        remarks,
        programs,
        addresses,
        alt_names,
        citizenships,
        nationalities,
        dates_of_birth,
        places_of_birth,
        ids,
    ] = cells;
    fn several<'r>(cell: &'r str) -> Vec<Text<'r>> {
        parts(cell, "; ").map(Text::from).collect()
    }
    Fields {
        id: id.into(),
        source: source.into(),
        entity_number: entity_number.into(),
        of_type: of_type.into(),
        name: name.into(),
        title: title.into(),
        federal_register_notice: federal_register_notice.into(),
        start_date: start_date.into(),
        end_date: end_date.into(),
        standard_order: standard_order.into(),
        license_requirement: license_requirement.into(),
        license_policy: license_policy.into(),
        call_sign: call_sign.into(),
        vessel_type: vessel_type.into(),
        gross_tonnage: gross_tonnage.into(),
        gross_registered_tonnage: gross_registered_tonnage.into(),
        vessel_flag: vessel_flag.into(),
        vessel_owner: vessel_owner.into(),
        remarks: remarks.into(),
        programs: several(programs),
        addresses: parts(addresses, "; ").map(|place| Place::Text(place.into())).collect(),
        alt_names: several(alt_names),
        citizenships: several(citizenships),
        nationalities: several(nationalities),
        dates_of_birth: several(dates_of_birth),
        places_of_birth: several(places_of_birth),
        ids: parts(ids, "; ").map(number).collect(),
    }
}

/// `ZA, 2022-11-08, 2012-11-09, M00073786, Passport`: country, day of expiry, day of issue, number
/// and what it is, each of the first three only where it is known. A single day may be either.
fn number(text: &str) -> Number<'_> {
    let Some((mut rest, of_type)) = cut_last(text, ", ") else {
        return Number { of_type: text.into(), ..Number::default() };
    };
    let mut number = Number { of_type: of_type.into(), ..Number::default() };
    if let Some((country, behind)) = cut(rest, ", ").filter(|(country, _)| is_code(country)) {
        (number.country, rest) = (country.into(), behind);
    }
    let mut days = Vec::new();
    while let Some((day, behind)) = cut(rest, ", ").filter(|(day, _)| is_day(day)) {
        days.push(day);
        rest = behind;
    }
    match *days.as_slice() {
        [expires, issued] => (number.expires, number.issued) = (expires.into(), issued.into()),
        _ => number.dated = days.join(", ").into(),
    }
    number.number = rest.into();
    number
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && DateInterval::written(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::identifiers::Scheme;
    use crate::party::{Kind, NameKind};
    use std::path::Path;

    const HEADER: &str = "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n";
    const PERSON: &str = "7,Specially Designated Nationals (SDN) - Treasury Department,7,Individual,IRAN; SDGT,\"EXAMPLE, Ann\",Director; Member,\"1 Road, Town, KP; KP\",,,,,,,,,,,,,(Linked To: SAMPLE CO.),u,\"SAMPLE, Ann\",KP,circa 1961; 1984-01-08,,\"Town, North Korea\",u,\"KP, 2022-11-08, 2012-11-09, M7, Passport; KP, 2027-07-18, A6, Passport; Female, Gender; 1ExampLe, Digital Currency Address - XBT; section 1(b), as amended, Secondary sanctions risk:; Korea, North, Nationality of Registration\"\n";
    const COMPANY: &str = "ab12,Entity List (EL) - Bureau of Industry and Security,,,,Example OOO,,\"1 Road, Minsk, BY\",87 FR 1,2022-04-07,,,All items.,Denial. ,,,,,,,,u,Sample; and Sample Two,,,,,u,\n";

    fn read_text(text: &str) -> Result<List> {
        read(&Source::from_bytes(Path::new("consolidated.csv"), text.as_bytes()).unwrap())
    }

    fn refusal(text: &str) -> Error {
        read_text(text).unwrap_err()
    }

    #[test]
    fn records_of_every_source_are_read() {
        let list = read_text(&format!("{HEADER}{PERSON}{COMPANY}")).unwrap();
        assert_eq!((list.snapshot.skipped.len(), list.snapshot.unknown_fields.len()), (0, 0));
        let [ann, company] = &list.entities[..] else { panic!() };
        assert_eq!(ann.id.as_str(), "us-csl:SDN/7");
        assert_eq!(ann.party.kind, Some(Kind::Person));
        assert_eq!(ann.programmes, ["IRAN", "SDGT"]);
        assert_eq!(ann.references[1], "OFAC 7");
        assert_eq!(ann.titles, ["Director", "Member"]);
        assert_eq!(ann.party.addresses.len(), 2);
        assert_eq!(ann.party.addresses[0].text, "1 Road, Town");
        let births: Vec<String> = ann.party.births.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["~1961", "1984-01-08"]);
        assert_eq!(ann.birth_places[0].country.unwrap().code(), "KP");
        let [first, second, wallet] = &ann.party.identifiers[..] else { panic!() };
        assert_eq!((first.scheme, first.value.as_str()), (Scheme::Passport, "M7"));
        assert_eq!(first.issued.unwrap().to_string(), "2012-11-09");
        assert_eq!(first.expires.unwrap().to_string(), "2022-11-08");
        assert_eq!((second.value.as_str(), second.issued, second.expires), ("A6", None, None));
        assert!(ann.remarks.contains(&"Passport A6: dated 2027-07-18".to_owned()));
        assert_eq!((wallet.value.as_str(), wallet.asset.as_deref()), ("1ExampLe", Some("XBT")));
        assert_eq!(ann.measures, ["Secondary sanctions risk: section 1(b), as amended"]);
        assert_eq!(ann.party.countries.len(), 1);
        assert_eq!(ann.links[0].name, "SAMPLE CO.");
        assert_eq!(company.id.as_str(), "us-csl:EL/ab12");
        assert_eq!(company.party.kind, None);
        let names: Vec<_> = company.party.names.iter().map(|n| (n.text.as_str(), n.kind)).collect();
        assert_eq!(
            names,
            [
                ("Example OOO", NameKind::Primary),
                ("Sample", NameKind::Alias),
                ("Sample Two", NameKind::Alias),
            ]
        );
        assert_eq!(company.programmes, ["EL"]);
        assert_eq!(company.legal_basis, ["87 FR 1"]);
        assert_eq!(company.listed_on.unwrap().to_string(), "2022-04-07");
        assert_eq!(
            company.measures,
            ["license requirement: All items.", "license policy: Denial."]
        );
        assert!(list.snapshot.published.is_none());
    }

    #[test]
    fn columns_may_move_and_tabs_divide_as_well() {
        let moved = read_text(
            "source\tname\tnovel\tids\t_id\talt_names\tentity_number\tsource_information_url\n\
             Example (EL)\tAnn\tx\t\"M7, Passport\"\tab\t\t\t\n",
        )
        .unwrap();
        assert_eq!(moved.entities[0].id.as_str(), "us-csl:EL/ab");
        assert_eq!(moved.entities[0].party.identifiers[0].value, "M7");
        assert_eq!(moved.snapshot.unknown_fields, ["novel"]);
    }

    #[test]
    fn bad_rows_cost_only_themselves() {
        let list = read_text(&format!(
            "{HEADER}{COMPANY}{COMPANY}{}{}{}",
            COMPANY.replacen("ab12", "", 1),
            COMPANY.replacen("ab12", "cd", 1).replacen("Example OOO", "", 1),
            PERSON.replacen("SAMPLE, Ann", "SAMPLE\", Ann, \"x", 1),
        ))
        .unwrap();
        assert_eq!(list.snapshot.records, 1);
        let lines: Vec<u64> = list.snapshot.skipped.iter().map(|s| s.line).collect();
        assert_eq!(lines, [3, 4, 5, 6], "{:?}", list.snapshot.skipped);
    }

    #[test]
    fn damaged_files_are_refused() {
        assert!(refusal("_id,source\nx,y\n").to_string().contains("`name`"));
        assert!(refusal(HEADER).is_empty_input());
        // A cut inside a quoted cell shows; one inside another cell cannot be told from a short row.
        assert!(refusal(&format!("{HEADER}{COMPANY}ab,Example,,,,\"EXAMPLE, A")).is_truncated());
        let long = "x".repeat((1 << 20) + 1);
        assert!(
            refusal(&format!("{HEADER}ab,Example (EL),,,,{long}\n")).to_string().contains(":2: ")
        );
    }
}
