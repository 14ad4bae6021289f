//! OFAC's advanced XML: `SDN_ADVANCED.XML` and `CONS_ADVANCED.XML`.
//!
//! Source: the schema `Sanctions 1.0` of OFAC and the United Nations. The file is a set of tables
//! that refer to each other by numbers: reference values, locations, documents, parties, relations
//! between their profiles, entries of lists. Each comes before what refers to it, except that
//! relations and entries complete the parties before them. Not yet proven on a whole official file.

use super::advanced_fields::FIELDS;
use super::advanced_tables::{StatedDocument, Tables, point};
use super::fact::Fact;
use super::list::OfacList;
use super::{remarks, words};
use crate::error::{Error, Result};
use crate::lists::format::Format;
use crate::lists::keep;
use crate::lists::measures::measure;
use crate::lists::records::Records;
use crate::lists::source::Source;
use crate::lists::xml::{Document, Element, Schema};
use crate::lists::{Entity, EntityId, Link, List, filled};
use crate::party::{DateInterval, Name, NameKind, NamePart, NamePartKind, Party};
use std::collections::HashMap;

static SCHEMA: Schema = Schema::new(
    &["Sanctions"],
    &[
        "DateOfIssue",
        "ReferenceValueSets",
        "Locations/Location",
        "IDRegDocuments/IDRegDocument",
        "DistinctParties/DistinctParty",
        "ProfileRelationships/ProfileRelationship",
        "SanctionsEntries/SanctionsEntry",
    ],
    FIELDS,
);

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "ofac-advanced",
    title: "OFAC SDN and Consolidated lists, advanced XML",
    proven: false,
    recognises: |head| head.has_root("Sanctions"),
    read,
};

/// Reads an issue of one of the lists.
fn read(source: &Source) -> Result<List> {
    let mut document = Document::open(source, &SCHEMA)?;
    if !document.root_attribute("DeltaBaseVersion").is_empty() {
        return Err(Error::format("the file holds changes to an earlier issue, not a whole list")
            .at(&source.path, None)
            .advise("download the whole list"));
    }
    let named = OfacList::by_name(&source.path);
    let mut tables = Tables::default();
    let mut records = Records::default();
    let mut profiles: HashMap<String, usize> = HashMap::new();
    let (mut published, mut entries, mut of_sdn) = (None, 0_usize, 0_usize);
    while let Some(record) = document.next_record()? {
        match record.name() {
            "DateOfIssue" => published = point(&record),
            "ReferenceValueSets" => tables.references(&record),
            "Location" => tables.location(&record),
            "IDRegDocument" => tables.document(&record),
            "DistinctParty" => {
                let ids: Vec<String> =
                    record.all("Profile").map(|p| p.attribute("ID").to_owned()).collect();
                let entity = entity(named.unwrap_or(OfacList::Sdn), &tables, &record);
                let at = records.entities_mut().len();
                records.add(source, document.line(), entity);
                if records.entities_mut().len() > at {
                    profiles.extend(ids.into_iter().map(|id| (id, at)));
                }
            }
            "ProfileRelationship" => {
                let related = relate(&tables, &record, &profiles, records.entities_mut());
                if let Err(reason) = related {
                    records.skip(source, document.line(), reason);
                }
            }
            _ => {
                entries += 1;
                let list = tables.text("List", record.attribute("ListID"));
                of_sdn += usize::from(list == "SDN List");
                let entered = enter(&tables, &record, &profiles, records.entities_mut());
                if let Err(reason) = entered {
                    records.skip(source, document.line(), reason);
                }
            }
        }
    }
    let by_entries = if of_sdn * 2 >= entries { OfacList::Sdn } else { OfacList::Consolidated };
    let list = named.unwrap_or(by_entries);
    if list != named.unwrap_or(OfacList::Sdn) {
        for entity in records.entities_mut() {
            entity.id = EntityId::new(list.short_name(), entity.id.publisher_id());
            for id in entity.links.iter_mut().flat_map(|link| &mut link.id) {
                *id = EntityId::new(list.short_name(), id.publisher_id());
            }
        }
    }
    list.place_links(records.entities_mut());
    records.finish(list.edition(FORMAT.name, published), &[source], document.fields())
}

/// One party; the error says why it cannot be one.
fn entity(list: OfacList, tables: &Tables, party: &Element) -> Result<Entity, String> {
    let id = party.attribute("FixedRef");
    if id.is_empty() {
        return Err("the party has no FixedRef".into());
    }
    let at_fault = |problem: String| format!("record {id}: {problem}");
    let mut entity = Entity::new(EntityId::new(list.short_name(), id));
    let mut prose = party.texts_at("Comment");
    for profile in party.all("Profile") {
        prose.extend(profile.texts_at("Comment"));
        let sub_type = tables.reference("PartySubType", profile.attribute("PartySubTypeID"));
        let of_type = sub_type.map_or("", |sub_type| match sub_type.text.as_str() {
            "" | "Unknown" => tables.text("PartyType", &sub_type.wider),
            text => text,
        });
        if of_type.is_empty() {
            return Err(at_fault("the kind of party is not among the reference values".into()));
        }
        let kind = words::kind(of_type).map_err(at_fault)?;
        entity.party = Party { kind: Some(kind), ..entity.party };
        for identity in profile.all("Identity") {
            names(&mut entity, tables, &identity).map_err(at_fault)?;
            for document in tables.documents.get(identity.attribute("ID")).into_iter().flatten() {
                self::document(&mut entity, document);
            }
        }
        for feature in profile.all("Feature") {
            self::feature(&mut entity, tables, &feature);
        }
        for reference in profile.all("ExternalReference") {
            let of_type = tables.text("ExRefType", reference.attribute("ExRefTypeID"));
            let value = reference.text_of("ExRefValue").into_owned();
            let text = format!("{of_type} {value}");
            entity.references.extend(filled(text.trim().to_owned()));
            prose.extend(reference.texts_at("Comment"));
        }
    }
    if entity.party.names.is_empty() {
        return Err(at_fault("it has no name".into()));
    }
    entity.party.names.sort_by_key(|name| match name.kind {
        NameKind::Primary => 0,
        NameKind::Variation => 1,
        _ => 2,
    });
    for prose in prose {
        remarks::read_prose_into(&mut entity, &prose);
    }
    Ok(entity)
}

/// Every documented name of every alias of an identity.
fn names(entity: &mut Entity, tables: &Tables, identity: &Element) -> Result<(), String> {
    let groups: HashMap<&str, &str> = identity
        .at("NamePartGroups/MasterNamePartGroup/NamePartGroup")
        .into_iter()
        .map(|group| (group.attribute("ID"), group.attribute("NamePartTypeID")))
        .collect();
    let is_false = identity.attribute("False") == "true";
    for alias in identity.all("Alias") {
        let of_type = tables.text("AliasType", alias.attribute("AliasTypeID"));
        let is_primary = alias.attribute("Primary") == "true";
        let mut found: Vec<Name> = Vec::new();
        for documented in alias.all("DocumentedName") {
            found.extend(name(tables, &groups, &documented));
        }
        // The name that the list is printed with is the one in Latin letters.
        let latin = found.iter().position(|name| name.script.as_deref() == Some("Latin"));
        for (at, name) in found.iter_mut().enumerate() {
            name.kind = match of_type {
                _ if is_primary && at == latin.unwrap_or(0) => NameKind::Primary,
                _ if is_primary => NameKind::Variation,
                "Name" => NameKind::Alias,
                other => words::name_kind(other)?,
            };
            if alias.attribute("LowQuality") == "true" {
                *name = name.clone().weak();
            }
            if is_false {
                keep(&mut entity.remarks, format!("false identity: {}", name.text));
            }
        }
        for name in found {
            keep(&mut entity.party.names, name);
        }
        let comments = alias.texts_at("Comment").into_iter();
        entity.remarks.extend(comments.map(|comment| format!("alias: {comment}")));
    }
    let comments = identity.texts_at("Comment").into_iter();
    entity.remarks.extend(comments.map(|comment| format!("identity: {comment}")));
    Ok(())
}

/// One spelling of a name, `EXAMPLE, Ann` like in the other formats; `None` without a text.
fn name(tables: &Tables, groups: &HashMap<&str, &str>, documented: &Element) -> Option<Name> {
    let (mut families, mut others, mut parts, mut script) =
        (Vec::new(), Vec::new(), Vec::new(), "");
    for part in documented.all("DocumentedNamePart") {
        let Some(value) = part.first("NamePartValue") else { continue };
        let group = groups.get(value.attribute("NamePartGroupID")).copied().unwrap_or_default();
        let kind = words::part_kind(tables.text("NamePartType", group));
        // What stands around a part belongs to the whole.
        let whole = format!(
            "{}{}{}",
            part.attribute("LeadingChars"),
            value.text(),
            part.attribute("TrailingChars")
        );
        if script.is_empty() {
            script = tables.text("Script", value.attribute("ScriptID"));
        }
        parts.extend(kind.and_then(|kind| NamePart::new(kind, value.text())));
        if kind == Some(NamePartKind::Family) { &mut families } else { &mut others }.push(whole);
    }
    let text = [families.join(" "), others.join(" ")];
    let text = text.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    let text = text.collect::<Vec<_>>().join(", ");
    filled(text).map(|text| Name::alias(text).in_script(script).with_parts(parts))
}

fn document(entity: &mut Entity, document: &StatedDocument) {
    let fact = Fact {
        country: &document.country,
        issued: document.issued,
        expires: document.expires,
        ..Fact::new(&document.label, &document.number)
    };
    fact.read_into(entity);
    for note in &document.notes {
        let text = format!("{} {}: {note}", document.label, document.number);
        keep(&mut entity.remarks, text);
    }
}

/// A feature in each of its versions: a text, a reference value, a date, a place.
fn feature(entity: &mut Entity, tables: &Tables, feature: &Element) {
    let label = tables.text("FeatureType", feature.attribute("FeatureTypeID")).trim();
    for version in feature.all("FeatureVersion") {
        let date = version.all("DatePeriod").find_map(|period| tables.period(&period));
        let mut values: Vec<String> = Vec::new();
        for detail in version.all("VersionDetail") {
            let reference = tables.text("DetailReference", detail.attribute("DetailReferenceID"));
            let text = if detail.text().is_empty() { reference } else { detail.text() };
            values.extend(filled(text.to_owned()));
        }
        for place in version.all("VersionLocation") {
            let Some(location) = tables.locations.get(place.attribute("LocationID")) else {
                let text =
                    format!("{label}: location {} is missing", place.attribute("LocationID"));
                keep(&mut entity.remarks, text);
                continue;
            };
            if label == "Location" {
                for parts in [&location.parts, &location.variants] {
                    if let Some(address) = words::place(parts, &location.country)
                        .filter(|_| !parts.is_empty() || location.variants.is_empty())
                    {
                        keep(&mut entity.party.addresses, address);
                    }
                }
            } else if location.country.is_empty() {
                values.extend(location.parts.iter().map(|(_, value)| value.clone()));
            } else {
                values.push(location.country.clone());
            }
        }
        if values.is_empty() {
            values.extend(date.map(worded));
        }
        for value in &values {
            Fact { date, ..Fact::new(label, value) }.read_into(entity);
        }
        for comment in version.texts_at("Comment") {
            let text = format!("{label} {}: {comment}", values.join(", "));
            keep(&mut entity.remarks, text);
        }
    }
}

/// A date as the other formats print it: `03 Jun 2021`.
fn worded(date: DateInterval) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = date.single_day().filter(|_| !date.is_circa()).and_then(|(year, month, day)| {
        let month = MONTHS.get(usize::from(month).checked_sub(1)?)?;
        Some(format!("{day:02} {month} {year}"))
    });
    day.unwrap_or_else(|| date.to_string())
}

/// Links one party to another.
fn relate(
    tables: &Tables,
    relationship: &Element,
    profiles: &HashMap<String, usize>,
    entities: &mut [Entity],
) -> Result<(), String> {
    let (from, to) =
        (relationship.attribute("From-ProfileID"), relationship.attribute("To-ProfileID"));
    let other = profiles.get(to).and_then(|&at| entities.get(at));
    let other = other.map(|other| {
        (other.id.clone(), other.party.names.first().map_or("", |name| &name.text).to_owned())
    });
    let Some(entity) = profiles.get(from).and_then(|&at| entities.get_mut(at)) else {
        return Err(format!("a relation begins at the profile {from}, which is not in the file"));
    };
    let relation = tables.text("RelationType", relationship.attribute("RelationTypeID"));
    let mut relation = relation.trim_end_matches([':', ' ']).to_lowercase();
    if relationship.attribute("Former") == "true" {
        relation = format!("formerly {relation}");
    }
    // A profile and its party have the same number in OFAC's publications.
    let (id, name) = other.unwrap_or_else(|| (EntityId::new(entity.id.list(), to), String::new()));
    for comment in relationship.texts_at("Comment") {
        keep(&mut entity.remarks, format!("{relation} {name}: {comment}"));
    }
    keep(&mut entity.links, Link { id: Some(id), ..Link::named(relation, name) });
    Ok(())
}

/// Adds what an entry of a list says of its party.
fn enter(
    tables: &Tables,
    entry: &Element,
    profiles: &HashMap<String, usize>,
    entities: &mut [Entity],
) -> Result<(), String> {
    let profile = entry.attribute("ProfileID");
    let Some(entity) = profiles.get(profile).and_then(|&at| entities.get_mut(at)) else {
        return Err(format!("an entry is of the profile {profile}, which is not in the file"));
    };
    let mut listed = None;
    for event in entry.all("EntryEvent") {
        let date = event.first("Date").and_then(|date| point(&date));
        listed = [listed, date].into_iter().flatten().min();
        let basis = tables.text("LegalBasis", event.attribute("LegalBasisID"));
        if let Some(basis) = filled(basis.to_owned()) {
            keep(&mut entity.legal_basis, basis);
        }
        for comment in event.texts_at("Comment") {
            keep(&mut entity.remarks, comment);
        }
    }
    entity.listed_on = [entity.listed_on, listed].into_iter().flatten().min();
    let list = tables.text("List", entry.attribute("ListID"));
    if !list.is_empty() {
        let reference = match listed {
            Some(date) => format!("{list} ({date})"),
            None => list.to_owned(),
        };
        keep(&mut entity.references, reference);
    }
    for imposed in entry.all("SanctionsMeasure") {
        let of_type = tables.text("SanctionsType", imposed.attribute("SanctionsTypeID"));
        let comment = imposed.text_of("Comment").into_owned();
        if of_type == "Program" {
            if let Some(programme) = filled(comment) {
                keep(&mut entity.programmes, programme);
            }
            continue;
        }
        if let Some(stated) = filled(of_type.to_lowercase()) {
            keep(&mut entity.measures, measure(&stated));
        }
        if let Some(comment) = filled(comment) {
            keep(&mut entity.remarks, comment);
        }
    }
    let prose = ["Comment", "LimitationsToListing", "SupportingInfo/Text"];
    for text in prose.iter().flat_map(|path| entry.texts_at(path)) {
        keep(&mut entity.remarks, text);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::Scheme;
    use crate::party::{Gender, Kind, Strength};
    use std::path::Path;

    /// Invented, in the order and with the attributes of the schema.
    const HEAD: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="1">
<DateOfIssue CalendarTypeID="1"><Year>2025</Year><Month>3</Month><Day>28</Day></DateOfIssue>
<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
<AreaCodeValues><AreaCode ID="5" CountryID="3" Description="Korea, North" AreaCodeTypeID="1">KP</AreaCode></AreaCodeValues>
<CalendarTypeValues><CalendarType ID="1">Gregorian</CalendarType><CalendarType ID="2">Other</CalendarType></CalendarTypeValues>
<CountryValues><Country ID="3" ISO2="KP">Land of Example</Country></CountryValues>
<DetailReferenceValues><DetailReference ID="91">Female</DetailReference><DetailReference ID="92">Subject to Example</DetailReference></DetailReferenceValues>
<DetailTypeValues><DetailType ID="1430">DATE</DetailType></DetailTypeValues>
<FeatureTypeValues><FeatureType ID="8" FeatureTypeGroupID="1">Birthdate</FeatureType><FeatureType ID="9" FeatureTypeGroupID="1">Place of Birth</FeatureType>
<FeatureType ID="10" FeatureTypeGroupID="1">Nationality Country</FeatureType><FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType>
<FeatureType ID="224" FeatureTypeGroupID="1">Gender</FeatureType><FeatureType ID="344" FeatureTypeGroupID="1">Digital Currency Address - XBT</FeatureType>
<FeatureType ID="867" FeatureTypeGroupID="1">Listing Date (CMIC)</FeatureType><FeatureType ID="3" FeatureTypeGroupID="1">Additional Sanctions Information -</FeatureType></FeatureTypeValues>
<IDRegDocDateTypeValues><IDRegDocDateType ID="1480">Issue Date</IDRegDocDateType><IDRegDocDateType ID="1481">Expiration Date</IDRegDocDateType></IDRegDocDateTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType><IDRegDocType ID="1626">Vessel Registration Identification</IDRegDocType></IDRegDocTypeValues>
<LegalBasisValues><LegalBasis ID="1" LegalBasisTypeID="1" SanctionsProgramID="1">Executive Order 1</LegalBasis></LegalBasisValues>
<ListValues><List ID="1550">SDN List</List><List ID="91512">Consolidated List</List></ListValues>
<LocPartTypeValues><LocPartType ID="1451">ADDRESS1</LocPartType><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1524">Vessel Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="1" PartyTypeID="2">Vessel</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Transport</PartyType></PartyTypeValues>
<RelationTypeValues><RelationType ID="1555" Symmetrical="true">Associate Of</RelationType><RelationType ID="15001" Symmetrical="false">Providing support to:</RelationType></RelationTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="1705">Block</SanctionsType></SanctionsTypeValues>
<ScriptValues><Script ID="215" ScriptCode="Latn">Latin</Script><Script ID="220" ScriptCode="Cyrl">Cyrillic</Script></ScriptValues>
</ReferenceValueSets>
"#;
    const TABLES: &str = r#"<Locations><Location ID="25"><LocationAreaCode AreaCodeID="5"/><LocationCountry CountryID="3" CountryRelevanceID="1"/>
<LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true" LocPartValueTypeID="1" LocPartValueStatusID="1"><Value>Town</Value></LocationPartValue></LocationPart>
<LocationPart LocPartTypeID="1451"><LocationPartValue Primary="true" LocPartValueTypeID="1" LocPartValueStatusID="1"><Value>1 Road</Value></LocationPartValue></LocationPart></Location>
<Location ID="26"><LocationCountry CountryID="3" CountryRelevanceID="1"/></Location></Locations>
<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="70" IssuedBy-CountryID="3"><Comment>lost</Comment><IDRegistrationNo>A 1</IDRegistrationNo>
<DocumentDate IDRegDocDateTypeID="1480"><DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true"><Start Approximate="false" YearFixed="true" MonthFixed="true" DayFixed="true"><From><Year>2001</Year><Month>5</Month><Day>2</Day></From><To><Year>2001</Year><Month>5</Month><Day>2</Day></To></Start><End Approximate="false" YearFixed="true" MonthFixed="true" DayFixed="true"><From><Year>2001</Year><Month>5</Month><Day>2</Day></From><To><Year>2001</Year><Month>5</Month><Day>2</Day></To></End></DatePeriod></DocumentDate></IDRegDocument>
<IDRegDocument ID="2" IDRegDocTypeID="1626" IdentityID="80"><IDRegistrationNo>IMO 7406784</IDRegistrationNo></IDRegDocument></IDRegDocuments>
"#;
    const PERSON: &str = r#"<DistinctParty FixedRef="7"><Comment>HAMAS - Town</Comment><Profile ID="7" PartySubTypeID="4"><Identity ID="70" FixedRef="7" Primary="true" False="false">
<Alias FixedRef="7" AliasTypeID="1403" Primary="true" LowQuality="false">
<DocumentedName ID="2" FixedRef="7" DocNameStatusID="2"><DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="220" ScriptStatusID="1" Acronym="false">ПРИМЕР</NamePartValue></DocumentedNamePart></DocumentedName>
<DocumentedName ID="1" FixedRef="7" DocNameStatusID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215" ScriptStatusID="1" Acronym="false">Ann</NamePartValue></DocumentedNamePart>
<DocumentedNamePart><NamePartValue NamePartGroupID="1" ScriptID="215" ScriptStatusID="1" Acronym="false">EXAMPLE</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<Alias FixedRef="7" AliasTypeID="1400" Primary="false" LowQuality="true"><DocumentedName ID="3" FixedRef="7" DocNameStatusID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="2" ScriptID="215" ScriptStatusID="1" Acronym="false">Annie</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1" ReliabilityID="1"><DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true"><Start Approximate="true" YearFixed="true" MonthFixed="true" DayFixed="true"><From><Year>1961</Year><Month>1</Month><Day>1</Day></From></Start><End Approximate="true" YearFixed="true" MonthFixed="true" DayFixed="true"><To><Year>1961</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod><VersionDetail DetailTypeID="1430"/></FeatureVersion><IdentityReference IdentityID="70" IdentityFeatureLinkTypeID="1"/></Feature>
<Feature ID="2" FeatureTypeID="9"><FeatureVersion ID="2" ReliabilityID="1"><VersionDetail DetailTypeID="1432">Giza, Egypt</VersionDetail></FeatureVersion></Feature>
<Feature ID="3" FeatureTypeID="10"><FeatureVersion ID="3" ReliabilityID="1"><VersionLocation LocationID="26"/></FeatureVersion></Feature>
<Feature ID="4" FeatureTypeID="25"><FeatureVersion ID="4" ReliabilityID="1"><VersionLocation LocationID="25"/></FeatureVersion></Feature>
<Feature ID="5" FeatureTypeID="224"><FeatureVersion ID="5" ReliabilityID="1"><VersionDetail DetailTypeID="1431" DetailReferenceID="91"/></FeatureVersion></Feature>
<Feature ID="6" FeatureTypeID="344"><FeatureVersion ID="6" ReliabilityID="1"><VersionDetail DetailTypeID="1432">1ExampLe</VersionDetail></FeatureVersion></Feature>
<Feature ID="7" FeatureTypeID="867"><FeatureVersion ID="7" ReliabilityID="1"><DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true"><Start Approximate="false" YearFixed="true" MonthFixed="true" DayFixed="true"><From><Year>2021</Year><Month>6</Month><Day>3</Day></From></Start></DatePeriod><VersionDetail DetailTypeID="1430"/></FeatureVersion></Feature>
<Feature ID="8" FeatureTypeID="3"><FeatureVersion ID="8" ReliabilityID="1"><VersionDetail DetailTypeID="1431" DetailReferenceID="92"/></FeatureVersion></Feature>
<SanctionsEntryReference SanctionsEntryID="1"/></Profile></DistinctParty>
"#;
    const VESSEL: &str = r#"<DistinctParty FixedRef="8"><Profile ID="8" PartySubTypeID="1"><Identity ID="80" FixedRef="8" Primary="true" False="false"><Alias FixedRef="8" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="4" FixedRef="8" DocNameStatusID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="3" ScriptID="215" ScriptStatusID="1" Acronym="false">SEA EXAMPLE</NamePartValue></DocumentedNamePart></DocumentedName></Alias><NamePartGroups><MasterNamePartGroup><NamePartGroup ID="3" NamePartTypeID="1524"/></MasterNamePartGroup></NamePartGroups></Identity></Profile></DistinctParty>
"#;
    const RELATIONS: &str = r#"<ProfileRelationships><ProfileRelationship ID="1" From-ProfileID="7" To-ProfileID="8" RelationTypeID="15001" RelationQualityID="1" Former="false" SanctionsEntryID="1"/>
<ProfileRelationship ID="2" From-ProfileID="8" To-ProfileID="4695" RelationTypeID="1555" RelationQualityID="1" Former="true" SanctionsEntryID="1"/>
<ProfileRelationship ID="3" From-ProfileID="99" To-ProfileID="8" RelationTypeID="1555" RelationQualityID="1" Former="false" SanctionsEntryID="1"/></ProfileRelationships>
"#;
    const ENTRIES: &str = r#"<SanctionsEntries><SanctionsEntry ID="1" ProfileID="7" ListID="1550"><EntryEvent ID="1" EntryEventTypeID="1" LegalBasisID="1"><Date CalendarTypeID="1"><Year>2014</Year><Month>10</Month><Day>10</Day></Date></EntryEvent>
<SanctionsMeasure ID="1" SanctionsTypeID="1"><Comment>SDGT</Comment><DatePeriod CalendarTypeID="1" YearFixed="false" MonthFixed="false" DayFixed="false"/></SanctionsMeasure><SanctionsMeasure ID="2" SanctionsTypeID="1705"><DatePeriod CalendarTypeID="1" YearFixed="false" MonthFixed="false" DayFixed="false"/></SanctionsMeasure></SanctionsEntry>
<SanctionsEntry ID="2" ProfileID="98" ListID="1550"/></SanctionsEntries><SanctionsEntryLinks/></Sanctions>
"#;

    fn read_as(name: &str, text: &str) -> Result<List> {
        read(&Source::from_bytes(Path::new(name), text.as_bytes()).unwrap())
    }

    fn whole(parties: &str) -> String {
        format!("{HEAD}{TABLES}<DistinctParties>{parties}</DistinctParties>{RELATIONS}{ENTRIES}")
    }

    #[test]
    fn the_tables_are_joined() {
        let list = read_as("x.xml", &whole(&format!("{PERSON}{VESSEL}"))).unwrap();
        assert_eq!(list.snapshot.unknown_fields, [""; 0]);
        assert_eq!(list.snapshot.published.unwrap().to_string(), "2025-03-28");
        let [ann, vessel] = &list.entities[..] else { panic!() };
        assert_eq!((ann.id.as_str(), ann.party.kind), ("ofac-sdn:7", Some(Kind::Person)));
        let names: Vec<_> = ann
            .party
            .names
            .iter()
            .map(|n| {
                (n.text.as_str(), n.kind, n.strength, n.script.as_deref().unwrap(), n.parts.len())
            })
            .collect();
        assert_eq!(
            names,
            [
                ("EXAMPLE, Ann", NameKind::Primary, Strength::Strong, "Latin", 2),
                ("ПРИМЕР", NameKind::Variation, Strength::Strong, "Cyrillic", 1),
                ("Annie", NameKind::Alias, Strength::Weak, "Latin", 1),
            ]
        );
        assert_eq!(ann.party.births[0].to_string(), "~1961");
        assert_eq!(ann.birth_places[0].text, "Giza");
        assert_eq!(ann.party.gender, Some(Gender::Female));
        assert_eq!(ann.party.countries[0].code(), "KP");
        let address = &ann.party.addresses[0];
        assert_eq!(
            (address.text.as_str(), address.city.as_deref()),
            ("1 Road, Town", Some("Town"))
        );
        assert_eq!(address.country.unwrap().code(), "KP");
        let [passport, wallet] = &ann.party.identifiers[..] else { panic!() };
        assert_eq!((passport.scheme, passport.value.as_str()), (Scheme::Passport, "A 1"));
        assert_eq!(passport.country.unwrap().code(), "KP");
        assert_eq!(passport.issued.unwrap().to_string(), "2001-05-02");
        assert_eq!((wallet.value.as_str(), wallet.asset.as_deref()), ("1ExampLe", Some("XBT")));
        assert_eq!(
            ann.measures,
            [
                "Listing Date (CMIC) 03 Jun 2021",
                "Additional Sanctions Information - Subject to Example",
                "asset freeze",
            ]
        );
        assert_eq!(ann.programmes, ["SDGT"]);
        assert_eq!(ann.legal_basis, ["Executive Order 1"]);
        assert_eq!(ann.references, ["SDN List (2014-10-10)"]);
        assert_eq!(ann.listed_on.unwrap().to_string(), "2014-10-10");
        assert_eq!(ann.remarks, ["Passport A 1: lost", "HAMAS - Town"]);
        let link = &ann.links[0];
        assert_eq!(
            (link.relation.as_str(), link.name.as_str()),
            ("providing support to", "SEA EXAMPLE")
        );
        assert_eq!(link.id.as_ref().unwrap().as_str(), "ofac-sdn:8");
        let link = &vessel.links[0];
        assert_eq!((link.relation.as_str(), link.name.as_str()), ("formerly associate of", ""));
        assert_eq!(link.id.as_ref().unwrap().as_str(), "ofac-cons:4695");
        let imo = &vessel.party.identifiers[0];
        assert_eq!((imo.scheme, imo.value.as_str()), (Scheme::Imo, "7406784"));
        let reasons: Vec<&str> = list.snapshot.skipped.iter().map(|s| s.reason.as_str()).collect();
        assert!(reasons[0].contains("99") && reasons[1].contains("98"), "{reasons:?}");
    }

    #[test]
    fn the_list_is_told_by_name_or_entries() {
        let text = whole(PERSON);
        let id = |name, text: &str| read_as(name, text).unwrap().entities[0].id.to_string();
        assert_eq!(id("CONS_ADVANCED.XML", &text), "ofac-cons:7");
        assert_eq!(
            id("x.xml", &text.replace("ListID=\"1550\"", "ListID=\"91512\"")),
            "ofac-cons:7"
        );
    }

    #[test]
    fn a_file_of_changes_is_refused() {
        let text =
            whole(VESSEL).replacen("Version=\"1\"", "Version=\"2\" DeltaBaseVersion=\"1\"", 1);
        let error = read_as("x", &text).unwrap_err();
        assert!(error.is_format() && error.to_string().contains("changes"), "{error}");
    }

    #[test]
    fn bad_parties_cost_only_themselves() {
        let bad = [
            VESSEL.replacen(" FixedRef=\"8\"", "", 1),
            VESSEL.replacen("PartySubTypeID=\"1\"", "PartySubTypeID=\"77\"", 1),
            VESSEL.replacen("SEA EXAMPLE", "", 1),
            PERSON.replacen("AliasTypeID=\"1400\"", "AliasTypeID=\"77\"", 1),
            VESSEL.to_owned(),
            VESSEL.to_owned(),
        ];
        let list = read_as("x", &whole(&bad.concat())).unwrap();
        assert_eq!(list.snapshot.records, 1);
        // Besides these, two relations and two entries are of no party that was read.
        assert_eq!(list.snapshot.skipped.len(), 5 + 4, "{:?}", list.snapshot.skipped);
    }

    #[test]
    fn a_cut_file_is_truncated_wherever_it_is_cut() {
        let text = whole(VESSEL);
        let text = text.trim_end();
        for end in (50..text.len()).filter(|end| text.is_char_boundary(*end)).step_by(7) {
            assert!(read_as("x", &text[..end]).unwrap_err().is_truncated(), "{end}");
        }
    }
}
