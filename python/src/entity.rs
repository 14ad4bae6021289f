//! A listed party.

use crate::plain::plain;
use pyo3::prelude::*;
use std::sync::Arc;
use tamis::Entity;
use tamis::identifiers::Identifier;

/// An identifier as published: an IMO number, a passport, a wallet address.
#[pyclass(frozen, eq, hash, get_all, module = "tamis", name = "Identifier")]
#[derive(PartialEq, Hash)]
pub struct PyIdentifier {
    /// What kind of identifier: `imo`, `bic`, `passport`, `wallet` and so on.
    scheme: String,
    /// The value as published.
    value: String,
    /// The issuing country (ISO 3166-1 alpha-2), where one is stated.
    country: Option<String>,
    /// The asset a wallet address is tagged with (`XBT`, `ETH`), where one is stated.
    asset: Option<String>,
}

#[pymethods]
impl PyIdentifier {
    fn __repr__(&self) -> String {
        format!("Identifier({}: {})", self.scheme, self.value)
    }
}

impl From<&Identifier> for PyIdentifier {
    fn from(identifier: &Identifier) -> PyIdentifier {
        PyIdentifier {
            scheme: identifier.scheme.to_string(),
            value: identifier.value.clone(),
            country: identifier.country.map(|country| country.to_string()),
            asset: identifier.asset.clone(),
        }
    }
}

/// An address as published.
#[pyclass(frozen, eq, hash, get_all, module = "tamis", name = "Address")]
#[derive(PartialEq, Hash)]
pub struct PyAddress {
    /// The address without the country; may be empty.
    text: String,
    /// The country (ISO 3166-1 alpha-2), where it is known.
    country: Option<String>,
}

#[pymethods]
impl PyAddress {
    fn __str__(&self) -> String {
        let parts =
            [Some(self.text.as_str()).filter(|text| !text.is_empty()), self.country.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn __repr__(&self) -> String {
        format!("Address({})", self.__str__())
    }
}

/// One designated party as published.
///
/// >>> entity = tamis.Screener().screen("Kim Jong Un", kind="person")[0].entity
/// >>> entity.id, entity.name, entity.kind
/// ('ofac-sdn:20157', 'KIM, Jong Un', 'person')
#[pyclass(frozen, eq, module = "tamis", name = "Entity")]
#[derive(PartialEq)]
pub struct PyEntity {
    entity: Arc<Entity>,
}

impl From<Arc<Entity>> for PyEntity {
    fn from(entity: Arc<Entity>) -> PyEntity {
        PyEntity { entity }
    }
}

#[pymethods]
impl PyEntity {
    /// `<list>:<publisher's id>`, such as `un-sc:KPi.033`.
    #[getter]
    fn id(&self) -> &str {
        self.entity.id.as_str()
    }

    /// Short name of the list: `ofac-sdn`.
    #[getter]
    fn list(&self) -> &str {
        self.entity.id.list()
    }

    /// `person`, `organization`, `vessel` or `aircraft`, where published.
    #[getter]
    fn kind(&self) -> Option<&'static str> {
        self.entity.party.kind.map(tamis::Kind::as_str)
    }

    /// Primary name.
    #[getter]
    fn name(&self) -> &str {
        self.entity.party.names.first().map_or("", |name| name.text.as_str())
    }

    /// All names, the primary one first, weak ones included.
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.entity.party.names.iter().map(|name| name.text.as_str()).collect()
    }

    /// Programmes or regimes (`DPRK3`).
    #[getter]
    fn programmes(&self) -> Vec<String> {
        self.entity.programmes.clone()
    }

    /// Dates of birth, as far as known: `1984-01-08`, `1984`, `1981/1983`, `~1961`.
    #[getter]
    fn births(&self) -> Vec<String> {
        self.entity.party.births.iter().map(ToString::to_string).collect()
    }

    /// Nationality, citizenship, place of registration or flag (ISO 3166-1 alpha-2).
    #[getter]
    fn countries(&self) -> Vec<String> {
        self.entity.party.countries.iter().map(ToString::to_string).collect()
    }

    /// Passports, IMO numbers, BICs, wallets and so on.
    #[getter]
    fn identifiers(&self) -> Vec<PyIdentifier> {
        self.entity.party.identifiers.iter().map(PyIdentifier::from).collect()
    }

    /// Addresses.
    #[getter]
    fn addresses(&self) -> Vec<PyAddress> {
        let address = |address: &tamis::Address| PyAddress {
            text: address.text.clone(),
            country: address.country.map(|country| country.to_string()),
        };
        self.entity.party.addresses.iter().map(address).collect()
    }

    /// Titles, functions or positions.
    #[getter]
    fn titles(&self) -> Vec<String> {
        self.entity.titles.clone()
    }

    /// The day of designation, where published.
    #[getter]
    fn listed_on(&self) -> Option<String> {
        self.entity.listed_on.map(|date| date.to_string())
    }

    /// Other references of the same designation (`UN KPe.001`).
    #[getter]
    fn references(&self) -> Vec<String> {
        self.entity.references.clone()
    }

    /// Everything that is known, with the keys of the starter list's JSON lines.
    fn as_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &*self.entity)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        std::hash::Hash::hash(&self.entity.id, &mut hasher);
        std::hash::Hasher::finish(&hasher)
    }

    fn __repr__(&self) -> String {
        format!("Entity({}, '{}')", self.entity.id, self.name())
    }
}
