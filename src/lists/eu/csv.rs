//! The EU's consolidated list, as CSV in format 1.1: a row for each name, address, date of birth,
//! document and citizenship of a party, in columns divided by semicolons.
//!
//! Built from the publisher's column names, which are those of the XML schema. No complete file has
//! been read so far. Strength of names stands in their remarks alone.

use super::designation::{self, Facts};
use crate::error::Result;
use crate::lists::List;
use crate::lists::fields::{Fields, Use};
use crate::lists::format::Format;
use crate::lists::grouped::Grouped;
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::table::{Column, Row, Table};
use std::collections::HashMap;

const INTERNAL: Use = Use::Ignored("a number for the publisher's own use");
const OF_PART: Use = Use::Ignored(
    "the act that brought this part; the designation's own is in `Entity_Regulation_…`",
);
const LANGUAGE: Use = Use::Ignored("the language of the act; a name has its own");
const OF_ACT: Use = Use::Ignored("a fact about the act, not about who is designated");
const REGION: Use = Use::Ignored("a region within the country of citizenship");
const AT_LISTING: Use = Use::Ignored("says that the address is known from the day of listing");

/// The columns of the designation itself, with the attribute of the schema that each one is.
const ENTITY: Columns = &[
    ("Entity_LogicalId", "logicalId"),
    ("Entity_EU_ReferenceNumber", "euReferenceNumber"),
    ("Entity_UnitedNationId", "unitedNationId"),
    ("Entity_DesignationDate", "designationDate"),
    ("Entity_DesignationDetails", "designationDetails"),
];
const REGULATION: Columns = &[
    ("Entity_Regulation_PublicationDate", "publicationDate"),
    ("Entity_Regulation_EntryIntoForceDate", "entryIntoForceDate"),
    ("Entity_Regulation_NumberTitle", "numberTitle"),
    ("Entity_Regulation_Programme", "programme"),
];
const NAME: Columns = &[
    ("NameAlias_LastName", "lastName"),
    ("NameAlias_FirstName", "firstName"),
    ("NameAlias_MiddleName", "middleName"),
    ("NameAlias_WholeName", "wholeName"),
    ("NameAlias_NameLanguage", "nameLanguage"),
    ("NameAlias_Gender", "gender"),
    ("NameAlias_Title", "title"),
    ("NameAlias_Function", "function"),
    ("NameAlias_Strong", "strong"),
];
const ADDRESS: Columns = &[
    ("Address_City", "city"),
    ("Address_Street", "street"),
    ("Address_PoBox", "poBox"),
    ("Address_ZipCode", "zipCode"),
    ("Address_Region", "region"),
    ("Address_Place", "place"),
    ("Address_CountryIso2Code", "countryIso2Code"),
    ("Address_CountryDescription", "countryDescription"),
];
const BIRTH: Columns = &[
    ("BirthDate_BirthDate", "birthdate"),
    ("BirthDate_Day", "dayOfMonth"),
    ("BirthDate_Month", "monthOfYear"),
    ("BirthDate_Year", "year"),
    ("BirthDate_YearRangeFrom", "yearRangeFrom"),
    ("BirthDate_YearRangeTo", "yearRangeTo"),
    ("BirthDate_Circa", "circa"),
    ("BirthDate_CalendarType", "calendarType"),
    ("BirthDate_ZipCode", "zipCode"),
    ("BirthDate_Region", "region"),
    ("BirthDate_Place", "place"),
    ("BirthDate_City", "city"),
    ("BirthDate_CountryIso2Code", "countryIso2Code"),
    ("BirthDate_CountryDescription", "countryDescription"),
];
const DOCUMENT: Columns = &[
    ("Identification_Number", "number"),
    ("Identification_Diplomatic", "diplomatic"),
    ("Identification_KnownExpired", "knownExpired"),
    ("Identification_KnownFalse", "knownFalse"),
    ("Identification_ReportedLost", "reportedLost"),
    ("Identification_RevokedByIssuer", "revokedByIssuer"),
    ("Identification_IssuedBy", "issuedBy"),
    ("Identification_IssuedDate", "issueDate"),
    ("Identification_ValidFrom", "validFrom"),
    ("Identification_ValidTo", "validTo"),
    ("Identification_LatinNumber", "latinNumber"),
    ("Identification_NameOnDocument", "nameOnDocument"),
    ("Identification_TypeCode", "identificationTypeCode"),
    ("Identification_TypeDescription", "identificationTypeDescription"),
    ("Identification_Region", "region"),
    ("Identification_CountryIso2Code", "countryIso2Code"),
    ("Identification_CountryDescription", "countryDescription"),
];
const CITIZENSHIP: Columns = &[
    ("Citizenship_CountryIso2Code", "countryIso2Code"),
    ("Citizenship_CountryDescription", "countryDescription"),
];

/// Name of a column, and the attribute of the schema that it is.
type Columns = &'static [(&'static str, &'static str)];

/// Every column of the publisher's layout.
const FIELDS: Fields = &[
    ("fileGenerationDate", Use::Read),
    ("Entity_LogicalId", Use::Read),
    ("Entity_EU_ReferenceNumber", Use::Read),
    ("Entity_UnitedNationId", Use::Read),
    ("Entity_DesignationDate", Use::Read),
    ("Entity_DesignationDetails", Use::Read),
    ("Entity_Remark", Use::Read),
    ("Entity_SubjectType", Use::Read),
    ("Entity_SubjectType_ClassificationCode", Use::Read),
    ("Entity_Regulation_Type", OF_ACT),
    ("Entity_Regulation_OrganisationType", OF_ACT),
    ("Entity_Regulation_PublicationDate", Use::Read),
    ("Entity_Regulation_EntryIntoForceDate", Use::Read),
    ("Entity_Regulation_NumberTitle", Use::Read),
    ("Entity_Regulation_Programme", Use::Read),
    ("Entity_Regulation_PublicationUrl", OF_ACT),
    ("NameAlias_LastName", Use::Read),
    ("NameAlias_FirstName", Use::Read),
    ("NameAlias_MiddleName", Use::Read),
    ("NameAlias_WholeName", Use::Read),
    ("NameAlias_NameLanguage", Use::Read),
    ("NameAlias_Gender", Use::Read),
    ("NameAlias_Title", Use::Read),
    ("NameAlias_Function", Use::Read),
    ("NameAlias_Strong", Use::Read),
    ("NameAlias_LogicalId", INTERNAL),
    ("NameAlias_RegulationLanguage", LANGUAGE),
    ("NameAlias_Remark", Use::Read),
    ("NameAlias_Regulation_Type", OF_PART),
    ("NameAlias_Regulation_OrganisationType", OF_PART),
    ("NameAlias_Regulation_PublicationDate", OF_PART),
    ("NameAlias_Regulation_EntryIntoForceDate", OF_PART),
    ("NameAlias_Regulation_NumberTitle", OF_PART),
    ("NameAlias_Regulation_Programme", OF_PART),
    ("NameAlias_Regulation_PublicationUrl", OF_PART),
    ("Address_City", Use::Read),
    ("Address_Street", Use::Read),
    ("Address_PoBox", Use::Read),
    ("Address_ZipCode", Use::Read),
    ("Address_Region", Use::Read),
    ("Address_Place", Use::Read),
    ("Address_AsAtListingTime", AT_LISTING),
    ("Address_ContactInfo", Use::Read),
    ("Address_CountryIso2Code", Use::Read),
    ("Address_CountryDescription", Use::Read),
    ("Address_LogicalId", INTERNAL),
    ("Address_RegulationLanguage", LANGUAGE),
    ("Address_Remark", Use::Read),
    ("Address_Regulation_Type", OF_PART),
    ("Address_Regulation_OrganisationType", OF_PART),
    ("Address_Regulation_PublicationDate", OF_PART),
    ("Address_Regulation_EntryIntoForceDate", OF_PART),
    ("Address_Regulation_NumberTitle", OF_PART),
    ("Address_Regulation_Programme", OF_PART),
    ("Address_Regulation_PublicationUrl", OF_PART),
    ("BirthDate_BirthDate", Use::Read),
    ("BirthDate_Day", Use::Read),
    ("BirthDate_Month", Use::Read),
    ("BirthDate_Year", Use::Read),
    ("BirthDate_YearRangeFrom", Use::Read),
    ("BirthDate_YearRangeTo", Use::Read),
    ("BirthDate_Circa", Use::Read),
    ("BirthDate_CalendarType", Use::Read),
    ("BirthDate_ZipCode", Use::Read),
    ("BirthDate_Region", Use::Read),
    ("BirthDate_Place", Use::Read),
    ("BirthDate_City", Use::Read),
    ("BirthDate_CountryIso2Code", Use::Read),
    ("BirthDate_CountryDescription", Use::Read),
    ("BirthDate_LogicalId", INTERNAL),
    ("BirthDate_RegulationLanguage", LANGUAGE),
    ("BirthDate_Remark", Use::Read),
    ("BirthDate_Regulation_Type", OF_PART),
    ("BirthDate_Regulation_OrganisationType", OF_PART),
    ("BirthDate_Regulation_PublicationDate", OF_PART),
    ("BirthDate_Regulation_EntryIntoForceDate", OF_PART),
    ("BirthDate_Regulation_NumberTitle", OF_PART),
    ("BirthDate_Regulation_Programme", OF_PART),
    ("BirthDate_Regulation_PublicationUrl", OF_PART),
    ("Identification_Number", Use::Read),
    ("Identification_Diplomatic", Use::Read),
    ("Identification_KnownExpired", Use::Read),
    ("Identification_KnownFalse", Use::Read),
    ("Identification_ReportedLost", Use::Read),
    ("Identification_RevokedByIssuer", Use::Read),
    ("Identification_IssuedBy", Use::Read),
    ("Identification_IssuedDate", Use::Read),
    ("Identification_ValidFrom", Use::Read),
    ("Identification_ValidTo", Use::Read),
    ("Identification_LatinNumber", Use::Read),
    ("Identification_NameOnDocument", Use::Read),
    ("Identification_TypeCode", Use::Read),
    ("Identification_TypeDescription", Use::Read),
    ("Identification_Region", Use::Read),
    ("Identification_CountryIso2Code", Use::Read),
    ("Identification_CountryDescription", Use::Read),
    ("Identification_LogicalId", INTERNAL),
    ("Identification_RegulationLanguage", LANGUAGE),
    ("Identification_Remark", Use::Read),
    ("Identification_Regulation_Type", OF_PART),
    ("Identification_Regulation_OrganisationType", OF_PART),
    ("Identification_Regulation_PublicationDate", OF_PART),
    ("Identification_Regulation_EntryIntoForceDate", OF_PART),
    ("Identification_Regulation_NumberTitle", OF_PART),
    ("Identification_Regulation_Programme", OF_PART),
    ("Identification_Regulation_PublicationUrl", OF_PART),
    ("Citizenship_Region", REGION),
    ("Citizenship_CountryIso2Code", Use::Read),
    ("Citizenship_CountryDescription", Use::Read),
    ("Citizenship_LogicalId", INTERNAL),
    ("Citizenship_RegulationLanguage", LANGUAGE),
    ("Citizenship_Remark", Use::Read),
    ("Citizenship_Regulation_Type", OF_PART),
    ("Citizenship_Regulation_OrganisationType", OF_PART),
    ("Citizenship_Regulation_PublicationDate", OF_PART),
    ("Citizenship_Regulation_EntryIntoForceDate", OF_PART),
    ("Citizenship_Regulation_NumberTitle", OF_PART),
    ("Citizenship_Regulation_Programme", OF_PART),
    ("Citizenship_Regulation_PublicationUrl", OF_PART),
];

/// Columns by which the file is recognised.
const KEYS: &[&str] = &["Entity_LogicalId", "Entity_EU_ReferenceNumber", "NameAlias_WholeName"];

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "eu-fsf-csv",
    title: "EU consolidated list of financial sanctions (FSF), CSV 1.1",
    proven: false,
    recognises: |head| head.has_columns(KEYS),
    read,
};

/// One part of a record: some columns of a row.
struct Part<'r> {
    row: Row<'r>,
    columns: &'r HashMap<&'static str, Column>,
}

impl Facts for Part<'_> {
    fn get(&self, attribute: &'static str) -> &str {
        self.columns.get(attribute).map_or("", |&column| self.row.get(column))
    }
}

impl Part<'_> {
    /// Whether nothing is stated.
    fn is_empty(&self) -> bool {
        self.columns.values().all(|&column| self.row.get(column).is_empty())
    }
}

/// Reads an issue of the list.
fn read(source: &Source) -> Result<List> {
    let (mut table, _) = Table::with_columns(source, KEYS, FIELDS)?;
    let columns = |of: Columns| -> HashMap<&'static str, Column> {
        of.iter().map(|&(column, attribute)| (attribute, table.column(column))).collect()
    };
    let (entity, regulation, name) = (columns(ENTITY), columns(REGULATION), columns(NAME));
    let (address, birth, document) = (columns(ADDRESS), columns(BIRTH), columns(DOCUMENT));
    let citizenship = columns(CITIZENSHIP);
    let [generated, subject, code, remark, contact] = [
        "fileGenerationDate",
        "Entity_SubjectType",
        "Entity_SubjectType_ClassificationCode",
        "Entity_Remark",
        "Address_ContactInfo",
    ]
    .map(|name| table.column(name));
    let [of_name, of_address, of_birth, of_document, of_citizenship] = [
        "NameAlias_Remark",
        "Address_Remark",
        "BirthDate_Remark",
        "Identification_Remark",
        "Citizenship_Remark",
    ]
    .map(|name| table.column(name));

    let (mut published, mut effective) = (None, None);
    let (mut records, mut groups) = (Records::default(), Grouped::default());
    while let Some(row) = table.next_row()? {
        published = published.or_else(|| designation::date(row.get(generated)));
        let part = |columns| Part { row, columns };
        let id = match designation::id(&part(&entity)) {
            Ok(id) => id,
            Err(reason) => {
                records.skip(source, row.line, reason);
                continue;
            }
        };
        let group = groups.group(&id, row.line, || designation::record(&id));
        let is_new = group.is_new(0, row.get(remark));
        let record = &mut group.entity;
        designation::subject(record, [row.get(subject), row.get(code)]);
        designation::designation(record, &part(&entity));
        designation::regulation(record, &part(&regulation));
        effective = effective.max(designation::in_force(&part(&regulation)));
        if is_new {
            said(row.get(remark)).iter().for_each(|said| designation::note(record, said));
        }
        let (name, of_name) = (part(&name), said(row.get(of_name)));
        designation::name(record, &name, &of_name);
        let stated = |columns, remark| {
            let (part, remarks) = (part(columns), said(row.get(remark)));
            (!(part.is_empty() && remarks.is_empty())).then_some((part, remarks))
        };
        if let Some((part, remarks)) = stated(&address, of_address) {
            designation::address(record, &part, &remarks);
        }
        if let Some((part, remarks)) = stated(&birth, of_birth) {
            designation::birth(record, &part, &remarks);
        }
        if let Some((part, remarks)) = stated(&citizenship, of_citizenship) {
            designation::citizenship(record, &part, &remarks);
        }
        if let Some((part, remarks)) = stated(&document, of_document) {
            designation::identification(record, &part, &remarks);
        }
        for (key, value) in contacts(row.get(contact)) {
            designation::contact(record, key, value);
        }
    }
    groups.each(designation::choose_primary);
    groups.finish(source, &mut records);
    let edition = Edition {
        list: designation::LIST.into(),
        publisher: designation::PUBLISHER.into(),
        title: designation::TITLE.into(),
        format: FORMAT.name,
        published,
        effective,
    };
    records.finish(edition, &[source], table.fields())
}

/// Remarks: each stands in brackets of its own, `(one)(two)`. Brackets within one stay.
fn said(cell: &str) -> Vec<String> {
    let (mut found, mut depth, mut begin) = (Vec::new(), 0_usize, 0);
    for (at, c) in cell.char_indices() {
        match c {
            '(' if depth == 0 => (depth, begin) = (1, at + 1),
            '(' => depth += 1,
            ')' if depth == 1 => {
                depth = 0;
                found.push(cell[begin..at].trim().to_owned());
            }
            ')' => depth = depth.saturating_sub(1),
            // Text outside of brackets: the cell is one remark as it stands.
            c if depth == 0 && !c.is_whitespace() => return vec![cell.to_owned()],
            _ => {}
        }
    }
    if depth > 0 {
        found = vec![cell.to_owned()];
    }
    found.retain(|said| !said.is_empty());
    found
}

/// Contact information, each as `KEY[value]`; another form is kept whole, under the heading
/// `contact`.
fn contacts(cell: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = cell.trim();
    while let Some((key, (value, after))) =
        rest.split_once('[').and_then(|(key, rest)| Some((key, rest.split_once(']')?)))
    {
        found.push((key.trim_matches([' ', ',', ';', '(', ')']), value.trim()));
        rest = after.trim();
    }
    if found.is_empty() && !rest.is_empty() {
        found.push(("contact", rest));
    }
    found
}
