//! What Python passes, as what the core takes.

use crate::error::{argument, raised};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyInt, PyMapping, PyString};
use std::path::PathBuf;
use tamis::identifiers::{Identifier, Scheme};
use tamis::matching::WeightSet;
use tamis::transactions::Columns;
use tamis::{Country, DateInterval, Kind, Party, Policy, Subject};

/// Threshold, limit (`None`: no limit) and weak aliases as a policy.
pub fn policy(threshold: f64, limit: Option<i64>, weak_aliases: bool) -> PyResult<Policy> {
    let limit = match limit.map(usize::try_from) {
        None => 0,
        Some(Ok(limit)) => limit,
        Some(Err(_)) => {
            return Err(argument("limit is negative: write None for no limit"));
        }
    };
    let mut policy = Policy::default().threshold(threshold).map_err(raised)?.limit(limit);
    policy.weak_aliases = weak_aliases;
    Ok(policy)
}

/// A kind by its word.
pub fn kind(word: Option<&str>) -> PyResult<Option<Kind>> {
    word.map(|word| word.parse().map_err(raised)).transpose()
}

/// One kind for all of `count` items, or a kind (or `None`) for each.
pub fn kinds(kind: Option<&Bound<'_, PyAny>>, count: usize) -> PyResult<Vec<Option<Kind>>> {
    let one = |word: &Bound<'_, PyAny>| {
        let word: Option<String> = word.extract()?;
        self::kind(word.as_deref())
    };
    match kind {
        None => Ok(vec![None; count]),
        Some(word) if word.is_instance_of::<PyString>() => Ok(vec![one(word)?; count]),
        Some(words) => {
            let kinds = words.try_iter()?.map(|word| one(&word?)).collect::<PyResult<Vec<_>>>()?;
            same_length("kind", kinds.len(), count)?;
            Ok(kinds)
        }
    }
}

/// Refuses a sequence that is not as long as the one it belongs to.
pub fn same_length(what: &str, found: usize, expected: usize) -> PyResult<()> {
    if found == expected {
        return Ok(());
    }
    Err(argument(format!("{what} has {found} items, {expected} were expected: one for each name")))
}

/// The strings of any iterable but a string; `None` stands for an unknown name.
pub fn names(names: &Bound<'_, PyAny>) -> PyResult<Vec<Option<String>>> {
    if names.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err(
            "a list of names was expected, found one string: write [name]",
        ));
    }
    names.try_iter()?.map(|name| name?.extract()).collect()
}

/// One string, or the strings of an iterable.
fn strings(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if value.is_instance_of::<PyString>() {
        return Ok(vec![value.extract()?]);
    }
    value.try_iter()?.map(|item| item?.extract()).collect()
}

/// What is asked about one subject.
#[derive(Default)]
pub struct Facts<'a, 'py> {
    /// Name.
    pub name: Option<String>,
    /// Free text.
    pub text: Option<String>,
    /// Kind.
    pub kind: Option<&'a str>,
    /// Date of birth.
    pub born: Option<&'a Bound<'py, PyAny>>,
    /// Country codes.
    pub countries: Option<&'a Bound<'py, PyAny>>,
    /// Identifiers.
    pub identifiers: Option<&'a Bound<'py, PyAny>>,
    /// Facts of a vessel.
    pub vessel: Option<&'a Bound<'py, PyAny>>,
}

impl Facts<'_, '_> {
    /// The subject; refused if nothing is known that could be looked up.
    pub fn subject(self) -> PyResult<Subject> {
        let mut party = self.name.map(Party::named).unwrap_or_default();
        party.kind = kind(self.kind)?;
        party.births = self.born.map(birth).transpose()?.into_iter().collect();
        party.countries = self.countries.map(countries).transpose()?.unwrap_or_default();
        party.identifiers = self.identifiers.map(identifiers).transpose()?.unwrap_or_default();
        let mut subject = Subject::from(party);
        subject.text = self.text;
        if let Some(facts) = self.vessel {
            subject = vessel(subject, facts)?;
        }
        let party = &subject.party;
        if party.names.is_empty() && party.identifiers.is_empty() && subject.text.is_none() {
            return Err(argument("nothing to screen: give a name, identifiers or text"));
        }
        Ok(subject)
    }
}

/// The subject with a mapping of facts of a vessel, each one value or several.
fn vessel(mut subject: Subject, facts: &Bound<'_, PyAny>) -> PyResult<Subject> {
    let facts = facts.cast::<PyMapping>().map_err(|_| {
        PyTypeError::new_err("vessel must be a dict such as {'built': '1996', 'flag': 'kp'}")
    })?;
    for pair in facts.items()? {
        let (fact, value): (String, Bound<'_, PyAny>) = pair.extract()?;
        let values = if value.is_instance_of::<PyInt>() {
            vec![value.str()?.extract()?]
        } else {
            strings(&value)?
        };
        for value in values {
            subject = subject.with_vessel_fact(&fact, &value).map_err(raised)?;
        }
    }
    Ok(subject)
}

fn birth(value: &Bound<'_, PyAny>) -> PyResult<DateInterval> {
    if let Ok(text) = value.cast::<PyString>() {
        return text.to_cow()?.parse().map_err(raised);
    }
    if value.is_instance_of::<PyDate>() {
        let date = (
            value.getattr("year")?.extract()?,
            value.getattr("month")?.extract()?,
            value.getattr("day")?.extract()?,
        );
        return DateInterval::day(date.0, date.1, date.2)
            .ok_or_else(|| argument(format!("{value} is no date of birth: use a year from 1000")));
    }
    if !value.is_instance_of::<PyInt>() {
        return Err(PyTypeError::new_err(
            "born must be a str such as '1984-01-08', a year or a datetime.date",
        ));
    }
    let year = value.extract().ok().and_then(DateInterval::year);
    year.ok_or_else(|| argument(format!("{value} is no year of birth: write four digits")))
}

fn countries(value: &Bound<'_, PyAny>) -> PyResult<Vec<Country>> {
    strings(value)?.iter().map(|code| code.parse().map_err(raised)).collect()
}

/// A mapping of scheme to value or values, or an iterable of (scheme, value).
fn identifiers(value: &Bound<'_, PyAny>) -> PyResult<Vec<Identifier>> {
    let mut identifiers = Vec::new();
    let mut add = |scheme: &str, value: String| -> PyResult<()> {
        let scheme: Scheme = scheme.parse().map_err(raised)?;
        identifiers.push(Identifier::new(scheme, value));
        Ok(())
    };
    if let Ok(mapping) = value.cast::<PyMapping>() {
        for pair in mapping.items()? {
            let (scheme, values): (String, Bound<'_, PyAny>) = pair.extract()?;
            for value in strings(&values)? {
                add(&scheme, value)?;
            }
        }
    } else {
        for pair in value.try_iter()? {
            let (scheme, value): (String, String) = pair?.extract().map_err(|_| {
                PyTypeError::new_err(
                    "identifiers must be a dict such as {'imo': '9562233'} or pairs of strings",
                )
            })?;
            add(&scheme, value)?;
        }
    }
    Ok(identifiers)
}

/// `name.seller=Firma,text=Betreff`, or a mapping of the same.
pub fn columns(value: &Bound<'_, PyAny>) -> PyResult<Columns> {
    let text = match value.cast::<PyMapping>() {
        Ok(mapping) => {
            let pairs = mapping.items()?.iter().map(|pair| {
                let (field, header): (String, String) = pair.extract()?;
                if header.contains(',') {
                    return Err(argument(format!(
                        "column `{header}`: a header with a comma cannot be named"
                    )));
                }
                Ok(format!("{field}={header}"))
            });
            pairs.collect::<PyResult<Vec<_>>>()?.join(",")
        }
        Err(_) => value.extract()?,
    };
    Columns::parse(&text).map_err(raised)
}

/// The weights in a file, or those that ship with the library.
pub fn weights(path: Option<PathBuf>) -> PyResult<WeightSet> {
    path.map_or_else(|| Ok(*WeightSet::shipped()), |path| tamis::read_weights(path).map_err(raised))
}
