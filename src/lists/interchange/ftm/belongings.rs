//! Objects of the FollowTheMoney model that are no parties but belong to them: sanctions, addresses,
//! documents, wallets, links.

use crate::identifiers::{Identifier, Scheme};
use crate::lists::interchange::json_lines::{Object, text, texts};
use crate::lists::stated_place::{self, StatedPlace};
use crate::lists::{distinct, stated_country, stated_date};
use crate::party::{Address, Country, DateInterval};
use std::collections::HashMap;

/// Links between parties: schema, the properties at both ends, and what one is to the other.
const EDGES: [(&str, &str, &str, &str, &str); 9] = [
    ("Ownership", "owner", "asset", "owner of", "owned by"),
    ("Directorship", "director", "organization", "director of", "directed by"),
    ("Family", "person", "relative", "family", "family"),
    ("Associate", "person", "associate", "associate", "associate"),
    ("UnknownLink", "subject", "object", "linked to", "linked to"),
    ("Membership", "member", "organization", "member of", "has as member"),
    ("Employment", "employee", "employer", "employed by", "employer of"),
    ("Representation", "agent", "client", "represents", "represented by"),
    ("Succession", "predecessor", "successor", "succeeded by", "successor of"),
];

/// An object of the file.
pub(super) struct Item {
    pub id: String,
    pub schema: String,
    pub properties: Object,
}

impl Item {
    pub fn all(&self, property: &str) -> Vec<String> {
        self.properties.get(property).map(texts).unwrap_or_default()
    }

    pub fn first(&self, property: &str) -> String {
        text(&self.properties, property)
    }

    pub fn dates(&self, property: &str) -> Vec<DateInterval> {
        distinct(self.all(property).iter().filter_map(|text| date(text)))
    }

    pub fn countries(&self, properties: &[&str]) -> (Vec<Country>, Vec<String>) {
        let stated = properties.iter().flat_map(|property| self.all(property));
        let (known, unknown): (Vec<_>, Vec<_>) =
            stated.map(|code| (stated_country::named(&code), code)).partition(|(c, _)| c.is_some());
        let known = known.into_iter().filter_map(|(country, _)| country);
        (distinct(known), unknown.into_iter().map(|(_, code)| code).collect())
    }
}

/// `1961-02-03`, `1961-02`, `1961`, also with a time behind.
pub(super) fn date(text: &str) -> Option<DateInterval> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().ok().or_else(|| stated_date::parse(text))
}

/// Objects that belong to parties, by the party's id.
#[derive(Default)]
pub(super) struct Belongings {
    pub sanctions: HashMap<String, Vec<Item>>,
    pub addresses: HashMap<String, Address>,
    pub documents: HashMap<String, Vec<Identifier>>,
    /// Links: one end, the other end, what the first is to the second, and back.
    pub edges: Vec<(String, String, String, String)>,
}

impl Belongings {
    pub fn take(&mut self, item: Item) {
        match item.schema.as_str() {
            "Sanction" => {
                let Some(entity) = item.all("entity").into_iter().next() else { return };
                self.sanctions.entry(entity).or_default().push(item);
            }
            "Address" => {
                if let Some(address) = address(&item) {
                    self.addresses.insert(item.id, address);
                }
            }
            "Identification" | "Passport" => {
                let documents = documents(&item);
                for holder in item.all("holder") {
                    self.documents.entry(holder).or_default().extend(documents.iter().cloned());
                }
            }
            "CryptoWallet" => {
                let wallets = wallets(&item);
                for holder in item.all("holder") {
                    self.documents.entry(holder).or_default().extend(wallets.iter().cloned());
                }
            }
            schema => {
                let edge = EDGES.iter().find(|(name, ..)| *name == schema);
                let Some(&(_, one, other, forth, back)) = edge else { return };
                let stated = [item.first("role"), item.first("relationship")].join(" ");
                let said = |relation: &str| match stated.trim() {
                    "" => relation.to_owned(),
                    stated => format!("{relation}: {}", stated.to_lowercase()),
                };
                for from in item.all(one) {
                    for to in item.all(other) {
                        self.edges.push((from.clone(), to, said(forth), said(back)));
                    }
                }
            }
        }
    }
}

fn address(item: &Item) -> Option<Address> {
    let text = |name: &str| item.first(name);
    let lines = [text("postOfficeBox"), text("street"), text("street2"), text("remarks")];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let region = [text("region"), text("state")];
    let parts = StatedPlace {
        lines: &lines,
        city: &text("city"),
        region: region.iter().find(|text| !text.is_empty()).map_or("", String::as_str),
        postal_code: &text("postalCode"),
        country: &text("country"),
    };
    let full = text("full");
    let in_parts = parts.address();
    if full.is_empty() {
        return in_parts;
    }
    let written = stated_place::parse(&full)?;
    let country = in_parts.as_ref().and_then(|place| place.country).or(written.country);
    Some(Address { text: written.text, country, ..in_parts.unwrap_or_default() })
}

fn documents(item: &Item) -> Vec<Identifier> {
    let stated = item.first("type");
    let is_passport = item.schema == "Passport" || stated.to_lowercase().contains("passport");
    let scheme = if is_passport { Scheme::Passport } else { Scheme::NationalId };
    let numbers = ["number", "passportNumber"].iter().map(|name| (*name, scheme));
    let numbers = numbers.chain([("personalNumber", Scheme::NationalId)]);
    let found = numbers
        .flat_map(|(name, scheme)| item.all(name).into_iter().map(move |number| (number, scheme)));
    let (countries, _) = item.countries(&["country"]);
    distinct(found.map(|(number, scheme)| {
        let mut document = Identifier::new(scheme, number).with_country(countries.first().copied());
        document.issued = item.dates("startDate").first().copied();
        document.expires = item.dates("endDate").first().copied();
        if scheme == Scheme::NationalId { document.labelled(stated.clone()) } else { document }
    }))
}

pub(super) fn wallets(item: &Item) -> Vec<Identifier> {
    let asset = [item.first("currency"), item.first("currencySymbol")];
    let asset = asset.into_iter().find(|text| !text.is_empty());
    let keys = ["publicKey", "cryptoAddress"].iter().flat_map(|name| item.all(name));
    let wallets = keys.map(|key| {
        let wallet = Identifier::new(Scheme::Wallet, key);
        asset.iter().fold(wallet, |wallet, asset| wallet.with_asset(asset.clone()))
    });
    let accounts = item.all("accountId").into_iter();
    distinct(wallets.chain(accounts.map(|id| Identifier::new(Scheme::Account, id))))
}
