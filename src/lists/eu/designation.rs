//! A designation as the European Commission states it: the same facts in both formats.
//!
//! Source: the publisher's schema (`FULL schema 1.1`), whose attributes are the columns of the CSV
//! file, `NameAlias_WholeName` for `nameAlias/@wholeName`.

use crate::identifiers::{Identifier, Scheme};
use crate::lists::spaces::squeeze;
use crate::lists::stated_place::StatedPlace;
use crate::lists::{
    Entity, EntityId, keep, keep_name, mentioned, number_label, phones, stated_date,
};
use crate::party::{
    Address, Country, DateInterval, Gender, Kind, Name, NameKind, NamePart, NamePartKind, Strength,
};

/// Short name of the list.
pub(super) const LIST: &str = "eu-fsf";

/// Who publishes it.
pub(super) const PUBLISHER: &str = "European Commission";

/// What it is called.
pub(super) const TITLE: &str = "Consolidated list of financial sanctions";

/// Attributes of one part of a record by the names of the schema; empty where nothing is stated.
pub(super) trait Facts {
    /// The value of an attribute.
    fn get(&self, attribute: &'static str) -> &str;

    /// Whether an attribute is true.
    fn is(&self, attribute: &'static str) -> bool {
        self.get(attribute).eq_ignore_ascii_case("true")
    }
}

/// The publisher's id of a designation: its EU reference number, or else its logical id.
///
/// The error says that there is none.
pub(super) fn id(entity: &impl Facts) -> Result<String, String> {
    ["euReferenceNumber", "logicalId"]
        .iter()
        .map(|attribute| entity.get(attribute))
        .find(|id| !id.is_empty())
        .map(str::to_owned)
        .ok_or_else(|| "the record has neither an EU reference number nor a logical id".into())
}

/// A record of which only the id is known so far.
///
/// A party that is listed under two programmes stands twice in the file, under one reference number:
/// what the second record says is added to the first.
pub(super) fn record(id: &str) -> Entity {
    Entity::new(EntityId::new(LIST, id))
}

/// What is designated. `person` or `P`, `enterprise` or `E`: which of the two stands in which field
/// differs between the formats.
pub(super) fn subject(record: &mut Entity, words: [&str; 2]) {
    let kind = words.iter().find_map(|word| match word.to_ascii_lowercase().as_str() {
        "p" | "person" => Some(Kind::Person),
        "e" | "enterprise" => Some(Kind::Organization),
        _ => None,
    });
    record.party.kind = record.party.kind.or(kind);
}

/// Day, details and UN reference of a designation.
pub(super) fn designation(record: &mut Entity, entity: &impl Facts) {
    record.listed_on = match (record.listed_on, date(entity.get("designationDate"))) {
        (Some(known), Some(stated)) => Some(known.min(stated)),
        (known, stated) => known.or(stated),
    };
    remark(record, "", entity.get("designationDetails"));
    if !entity.get("unitedNationId").is_empty() {
        keep(&mut record.references, format!("UN {}", entity.get("unitedNationId")));
    }
}

/// The act that the designation rests on today.
pub(super) fn regulation(record: &mut Entity, regulation: &impl Facts) {
    if !regulation.get("programme").is_empty() {
        keep(&mut record.programmes, regulation.get("programme").to_owned());
    }
    if !regulation.get("numberTitle").is_empty() {
        keep(&mut record.legal_basis, regulation.get("numberTitle").to_owned());
    }
    // The last act about the record is its last amendment.
    record.amended_on = record.amended_on.max(date(regulation.get("publicationDate")));
}

/// The day on which an act enters into force.
pub(super) fn in_force(regulation: &impl Facts) -> Option<DateInterval> {
    date(regulation.get("entryIntoForceDate"))
}

/// A name; what its remarks say of it, too.
pub(super) fn name(record: &mut Entity, alias: &impl Facts, remarks: &[String]) {
    let text = squeeze(alias.get("wholeName"));
    if text.is_empty() {
        return;
    }
    let said = |words: &str| remarks.iter().any(|remark| remark.to_lowercase().contains(words));
    let name = Name::alias(text);
    // With a name behind it, the remark gives the former name of a present one.
    let former = remarks.iter().any(|remark| remark.eq_ignore_ascii_case("formerly known as"));
    let name = if former { name.former() } else { name };
    let part = |kind, attribute| NamePart::new(kind, squeeze(alias.get(attribute)));
    let parts = [
        part(NamePartKind::Given, "firstName"),
        part(NamePartKind::Middle, "middleName"),
        part(NamePartKind::Family, "lastName"),
    ];
    let name = name.in_language(alias.get("nameLanguage")).with_parts(parts.into_iter().flatten());
    // The attribute is true everywhere so far; the quality stands in words.
    let weak = alias.get("strong").eq_ignore_ascii_case("false")
        || said("low quality") && !said("good quality");
    keep_name(&mut record.party.names, if weak { name.weak() } else { name });

    for title in ["title", "function"] {
        if !alias.get(title).is_empty() {
            keep(&mut record.titles, squeeze(alias.get(title)));
        }
    }
    record.party.gender = record.party.gender.or(match alias.get("gender") {
        "M" => Some(Gender::Male),
        "F" => Some(Gender::Female),
        _ => None,
    });
    for said in remarks.iter().filter(|said| !is_quality(said)) {
        remark(record, "name: ", said);
    }
}

/// The file does not say which name is the primary one: it is the first that is neither weak nor a
/// former one.
pub(super) fn choose_primary(record: &mut Entity) {
    let primary = record
        .party
        .names
        .iter_mut()
        .find(|name| name.strength == Strength::Strong && name.kind == NameKind::Alias);
    if let Some(name) = primary {
        name.kind = NameKind::Primary;
    }
}

/// Whether a remark says only how good a name is.
fn is_quality(remark: &str) -> bool {
    let lower = remark.to_ascii_lowercase();
    ["good quality ", "low quality "]
        .iter()
        .any(|start| lower.strip_prefix(start).is_some_and(|rest| rest.len() <= "a.k.a.".len()))
}

/// A citizenship.
pub(super) fn citizenship(record: &mut Entity, citizenship: &impl Facts, remarks: &[String]) {
    if let Some(country) = country(citizenship) {
        keep(&mut record.party.countries, country);
        for (attribute, words) in
            [("acquisitionDate", "acquired on"), ("disenfranchisementDate", "lost on")]
        {
            let day = citizenship.get(attribute);
            if !day.is_empty() {
                remark(record, "citizenship: ", &format!("{} {words} {day}", country.name()));
            }
        }
    }
    for said in remarks {
        remark(record, "citizenship: ", said);
    }
}

/// Date and place of birth. What cannot be read as a date (years of another calendar, "not after
/// 1980") stays in words.
pub(super) fn birth(record: &mut Entity, birth: &impl Facts, remarks: &[String]) {
    let number = |attribute| birth.get(attribute).parse::<i16>().ok();
    let small = |attribute| birth.get(attribute).parse::<u8>().ok();
    let gregorian = matches!(birth.get("calendarType"), "" | "GREGORIAN");
    let stated = date(birth.get("birthdate")).or_else(|| {
        if !gregorian {
            return None;
        }
        if let (Some(from), Some(to)) = (number("yearRangeFrom"), number("yearRangeTo")) {
            return DateInterval::year(from)?.until(DateInterval::year(to)?);
        }
        let year = number("year")?;
        match (small("monthOfYear"), small("dayOfMonth")) {
            (Some(month), Some(day)) => DateInterval::day(year, month, day),
            (Some(month), None) => DateInterval::month(year, month),
            _ => DateInterval::year(year),
        }
    });
    match stated {
        Some(date) if birth.is("circa") => keep(&mut record.party.births, date.circa()),
        Some(date) => keep(&mut record.party.births, date),
        None => {
            let fields = ["dayOfMonth", "monthOfYear", "year", "yearRangeFrom", "yearRangeTo"];
            let words: Vec<String> = fields
                .iter()
                .filter(|field| !birth.get(field).is_empty())
                .map(|field| format!("{field} {}", birth.get(field)))
                .collect();
            if !words.is_empty() {
                let calendar = if gregorian { "" } else { birth.get("calendarType") };
                remark(
                    record,
                    "date of birth: ",
                    format!("{} {calendar}", words.join(", ")).trim(),
                );
            }
        }
    }
    if let Some(place) = place(birth, &[birth.get("place")]) {
        keep(&mut record.birth_places, place);
    }
    for said in remarks {
        remark(record, "birth: ", said);
    }
}

/// An address.
pub(super) fn address(record: &mut Entity, address: &impl Facts, remarks: &[String]) {
    let po_box = match address.get("poBox") {
        "" => String::new(),
        number if number.to_ascii_lowercase().contains("box") => number.to_owned(),
        number => format!("P.O. Box {number}"),
    };
    if let Some(place) = place(address, &[address.get("street"), &po_box, address.get("place")]) {
        keep(&mut record.party.addresses, place);
    }
    for said in remarks {
        remark(record, "address: ", said);
        mentioned::add(said, &mut record.party);
    }
}

/// Telephone, fax, e-mail, website; a field may hold several.
pub(super) fn contact(record: &mut Entity, key: &str, value: &str) {
    let (scheme, label) = match key.to_ascii_uppercase().as_str() {
        "PHONE" => (Scheme::Phone, ""),
        "FAX" => (Scheme::Phone, "fax"),
        "EMAIL" => (Scheme::Email, ""),
        "WEB" => (Scheme::Website, ""),
        _ => (Scheme::Other, key),
    };
    let values: Vec<String> = match scheme {
        Scheme::Phone => phones::numbers(value),
        Scheme::Email | Scheme::Website => {
            let marked = value.replace(" and ", ";");
            marked.split([';', ',']).map(|one| squeeze(one.trim_end_matches('.'))).collect()
        }
        _ => vec![squeeze(value)],
    };
    for one in values.into_iter().filter(|one| !one.is_empty()) {
        keep(&mut record.party.identifiers, Identifier::new(scheme, one).labelled(label));
    }
}

/// Types of documents by the publisher's codes.
const TYPES: &[(&str, Scheme)] = &[
    ("passport", Scheme::Passport),
    ("travelcardid", Scheme::Passport),
    ("id", Scheme::NationalId),
    ("ssn", Scheme::NationalId),
    ("residentperm", Scheme::NationalId),
    ("electionid", Scheme::NationalId),
    ("regnumber", Scheme::Registration),
    ("tradelic", Scheme::Registration),
    ("fiscalcode", Scheme::TaxId),
    ("taxid", Scheme::TaxId),
    ("euvat", Scheme::TaxId),
    ("swiftbic", Scheme::Bic),
    ("imo", Scheme::Imo),
];

/// What the publisher notes of a document: attribute, and words for it.
const FLAGS: [(&str, &str); 5] = [
    ("diplomatic", "diplomatic"),
    ("knownExpired", "known to have expired"),
    ("knownFalse", "known to be false"),
    ("reportedLost", "reported lost"),
    ("revokedByIssuer", "revoked by the issuer"),
];

/// A document or number.
pub(super) fn identification(record: &mut Entity, document: &impl Facts, remarks: &[String]) {
    let code = document.get("identificationTypeCode");
    let description = Some(document.get("identificationTypeDescription"))
        .filter(|description| !description.is_empty())
        .unwrap_or(code);
    let number = squeeze(document.get("number"));
    let known = TYPES.iter().find(|(known, _)| *known == code).map(|&(_, scheme)| scheme);
    // Of other numbers, only the remark says what they are.
    let told = remarks
        .first()
        .filter(|said| known.is_none() && said.len() <= 60)
        .map(|said| said.strip_prefix('(').and_then(|said| said.strip_suffix(')')).unwrap_or(said))
        .filter(|said| number_label::scheme(said).is_some());
    let scheme = known.or_else(|| number_label::scheme(told?)).unwrap_or(Scheme::Other);
    let identifier = Identifier::new(scheme, &*number);
    let scheme = match scheme {
        // The publisher lists ships' owners with their own number under the same code.
        Scheme::Imo if !identifier.validity().is_valid() => Scheme::ImoCompany,
        scheme => scheme,
    };
    let label = match (scheme, code) {
        (_, "passport" | "id" | "regnumber" | "fiscalcode" | "taxid" | "swiftbic" | "imo") => "",
        _ => told.unwrap_or(description),
    };
    let mut identifier =
        Identifier::new(scheme, &*number).with_country(country(document)).labelled(label);
    identifier.issued = date(document.get("issueDate")).or_else(|| date(document.get("validFrom")));
    identifier.expires = date(document.get("validTo"));
    let latin = squeeze(document.get("latinNumber"));
    for value in [&number, &latin] {
        if !value.is_empty() {
            let identifier = Identifier { value: value.clone(), ..identifier.clone() };
            keep(&mut record.party.identifiers, identifier);
        }
    }
    let flags =
        FLAGS.iter().filter(|(flag, _)| document.is(flag)).map(|(_, words)| (*words).into());
    let stated =
        [("nameOnDocument", "in the name of"), ("issuedBy", "issued by"), ("region", "region")]
            .iter()
            .filter(|(attribute, _)| !document.get(attribute).is_empty())
            .map(|(attribute, words)| format!("{words} {}", squeeze(document.get(attribute))));
    let said = remarks.iter().map(|remark| squeeze(remark)).filter(|said| said != label);
    for noted in flags.chain(stated).chain(said) {
        remark(record, &format!("{description} {number}: "), &noted);
    }
}

/// A remark on the whole record.
pub(super) fn note(record: &mut Entity, text: &str) {
    remark(record, "", text);
    mentioned::add(text, &mut record.party);
}

fn remark(record: &mut Entity, heading: &str, text: &str) {
    let text = squeeze(text);
    if !text.is_empty() {
        keep(&mut record.remarks, format!("{heading}{text}"));
    }
}

/// A day; the CSV file has some with the day first.
pub(super) fn date(text: &str) -> Option<DateInterval> {
    stated_date::numeric(text)
}

/// The country; `00` is none.
fn country(facts: &impl Facts) -> Option<Country> {
    let code = facts.get("countryIso2Code");
    if code == "00" {
        return None;
    }
    Country::named(code).or_else(|| Country::named(facts.get("countryDescription")))
}

fn place(facts: &impl Facts, lines: &[&str]) -> Option<Address> {
    let country = country(facts);
    let named = facts.get("countryDescription");
    let lines: Vec<String> = lines.iter().map(|line| squeeze(line)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    StatedPlace {
        lines: &lines,
        city: &squeeze(facts.get("city")),
        region: &squeeze(facts.get("region")),
        postal_code: facts.get("zipCode"),
        country: match country {
            Some(ref country) => country.code(),
            None if named.eq_ignore_ascii_case("UNKNOWN") => "",
            None => named,
        },
    }
    .address()
}
