//! The tables of the advanced format that parties refer to by numbers: reference values, places,
//! documents.

use crate::lists::filled;
use crate::lists::xml::Element;
use crate::party::{Country, DateInterval};
use std::collections::HashMap;

/// What the parties refer to.
#[derive(Default)]
pub(super) struct Tables {
    /// Reference values by their kind and number.
    pub references: HashMap<&'static str, HashMap<String, ReferenceValue>>,
    pub locations: HashMap<String, Location>,
    /// Documents by the identity they are of.
    pub documents: HashMap<String, Vec<StatedDocument>>,
}

#[derive(Default)]
pub(super) struct ReferenceValue {
    pub text: String,
    /// Of a country, its code; of an area, its description.
    pub code: String,
    /// Of a kind of party, the number of the wider kind.
    pub wider: String,
}

/// A place or a country.
#[derive(Default)]
pub(super) struct Location {
    pub country: String,
    /// Typed parts of it, and those that are written in another way as well.
    pub parts: Vec<(String, String)>,
    pub variants: Vec<(String, String)>,
}

pub(super) struct StatedDocument {
    pub label: String,
    pub number: String,
    pub country: String,
    pub issued: Option<DateInterval>,
    pub expires: Option<DateInterval>,
    pub notes: Vec<String>,
}

impl Tables {
    pub fn references(&mut self, sets: &Element) {
        for value in sets.children().flat_map(|set| set.children()) {
            let code = ["ISO2", "Description"].map(|name| value.attribute(name));
            let stated = ReferenceValue {
                text: value.text().to_owned(),
                code: code.into_iter().find(|code| !code.is_empty()).unwrap_or("").to_owned(),
                wider: value.attribute("PartyTypeID").to_owned(),
            };
            let set = self.references.entry(value.name()).or_default();
            set.insert(value.attribute("ID").to_owned(), stated);
        }
    }

    pub fn reference(&self, kind: &str, number: &str) -> Option<&ReferenceValue> {
        self.references.get(kind)?.get(number)
    }

    /// The text of a reference value; empty if there is none.
    pub fn text(&self, kind: &str, number: &str) -> &str {
        self.reference(kind, number).map_or("", |value| &value.text)
    }

    /// A country by its code, else by its name.
    pub fn country(&self, number: &str) -> &str {
        let Some(country) = self.reference("Country", number) else { return "" };
        if Country::named(&country.code).is_some() { &country.code } else { &country.text }
    }

    pub fn location(&mut self, record: &Element) {
        let countries =
            record.all("LocationCountry").map(|c| self.country(c.attribute("CountryID")));
        let areas = record.all("LocationAreaCode").map(|area| {
            self.reference("AreaCode", area.attribute("AreaCodeID")).map_or("", |area| &area.code)
        });
        let country = countries
            .chain(areas)
            .find(|name| !name.is_empty() && *name != "undetermined")
            .unwrap_or_default()
            .to_owned();
        let mut found = Location { country, ..Location::default() };
        for part in record.all("LocationPart") {
            let of_type = self.text("LocPartType", part.attribute("LocPartTypeID"));
            for (at, value) in part.all("LocationPartValue").enumerate() {
                let typed = (of_type.to_owned(), value.text_of("Value").into_owned());
                if at == 0 { &mut found.parts } else { &mut found.variants }.push(typed);
            }
        }
        found.parts.extend(record.texts_at("Comment").into_iter().map(|c| ("Comment".into(), c)));
        self.locations.insert(record.attribute("ID").to_owned(), found);
    }

    pub fn document(&mut self, record: &Element) {
        let mut label = self.text("IDRegDocType", record.attribute("IDRegDocTypeID")).to_owned();
        for authority in record.texts_at("IssuingAuthority") {
            label = format!("{label} ({authority})");
        }
        let (mut issued, mut expires, mut notes) = (None, None, record.texts_at("Comment"));
        for date in record.all("DocumentDate") {
            let period = date.first("DatePeriod").and_then(|period| self.period(&period));
            match self.text("IDRegDocDateType", date.attribute("IDRegDocDateTypeID")) {
                "Issue Date" => issued = period,
                "Expiration Date" => expires = period,
                other => notes.extend(period.map(|period| format!("{other} {period}"))),
            }
        }
        let validity = self.text("Validity", record.attribute("ValidityID"));
        if !matches!(validity, "" | "Valid") {
            notes.push(validity.to_lowercase());
        }
        let mut country = self.country(record.attribute("IssuedBy-CountryID")).to_owned();
        if let Some(place) = self.locations.get(record.attribute("IssuedIn-LocationID")) {
            if country.is_empty() {
                country.clone_from(&place.country);
            }
            let place = place.parts.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>();
            notes.extend(filled(place.join(", ")).map(|place| format!("issued in {place}")));
        }
        let document = StatedDocument {
            label,
            number: record.text_of("IDRegistrationNo").into_owned(),
            country,
            issued,
            expires,
            notes,
        };
        self.documents.entry(record.attribute("IdentityID").to_owned()).or_default().push(document);
    }

    /// All days from the earliest beginning to the latest end; `None` in another calendar.
    pub fn period(&self, period: &Element) -> Option<DateInterval> {
        let calendar = self.text("CalendarType", period.attribute("CalendarTypeID"));
        if !matches!(calendar, "" | "Gregorian") {
            return None;
        }
        let bound = |name: &str, points: [&str; 2]| {
            let boundary = period.first(name)?;
            points.iter().find_map(|name| boundary.first(name)).and_then(|day| point(&day))
        };
        let begin = bound("Start", ["From", "To"]);
        let end = bound("End", ["To", "From"]).or_else(|| bound("Start", ["To", "From"]));
        let whole = match (begin, end) {
            (Some(begin), Some(end)) => begin.until(end)?,
            (one, other) => one.or(other)?,
        };
        let is_circa =
            period.children().any(|boundary| boundary.attribute("Approximate") == "true");
        Some(if is_circa { whole.circa() } else { whole })
    }
}

/// A day of `Year`, `Month` and `Day`; without a day that exists, the month or the year.
pub(super) fn point(element: &Element) -> Option<DateInterval> {
    let number = |name: &str| element.text_of(name).parse::<u16>().ok();
    let year = i16::try_from(number("Year")?).ok()?;
    let month = number("Month").and_then(|month| u8::try_from(month).ok()).unwrap_or(0);
    let day = number("Day").and_then(|day| u8::try_from(day).ok()).unwrap_or(0);
    DateInterval::day(year, month, day)
        .or_else(|| DateInterval::month(year, month))
        .or_else(|| DateInterval::year(year))
}
