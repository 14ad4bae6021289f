//! All weights of the score together: of names by kind of party, and of other facts.

use super::adjust::Amounts;
use super::comparison::{self, Comparison};
use super::weights::Weights;
use crate::error::{Error, Result};
use crate::names::Reading;
use crate::party::{Kind, Party};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;
use toml::{Table, Value};

const SHIPPED: &str = include_str!("../../lists/weights.toml");

/// The weights of the score: those that ship with the library, or others.
///
/// There is none with which the index would miss what scoring every name finds: such weights are
/// refused.
///
/// # Examples
///
/// ```
/// use tamis::Kind;
/// use tamis::matching::{WeightSet, compare};
///
/// let stricter = WeightSet::from_toml("[person]\nextra = 0.5")?;
/// let (left, right) = ("Ivan Petrov", "Ivan Petrov Sidorov");
/// assert!(stricter.compare(left, right, Kind::Person).score < compare(left, right, Kind::Person).score);
///
/// let refused = WeightSet::from_toml("[person]\nnumbers_differ = 1.5").unwrap_err();
/// assert!(refused.is_argument() && refused.to_string().contains("between 0 and 1"));
/// # Ok::<(), tamis::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, try_from = "Unchecked", into = "Unchecked")]
pub struct WeightSet {
    person: Weights,
    organization: Weights,
    vessel: Weights,
    adjustments: Amounts,
}

/// The same before it is checked.
#[derive(Serialize, Deserialize)]
struct Unchecked {
    person: Weights,
    organization: Weights,
    vessel: Weights,
    adjustments: Amounts,
}

impl TryFrom<Unchecked> for WeightSet {
    type Error = Error;

    fn try_from(unchecked: Unchecked) -> Result<WeightSet> {
        let Unchecked { person, organization, vessel, adjustments } = unchecked;
        WeightSet::new(person, organization, vessel, adjustments)
    }
}

impl From<WeightSet> for Unchecked {
    fn from(set: WeightSet) -> Unchecked {
        let WeightSet { person, organization, vessel, adjustments } = set;
        Unchecked { person, organization, vessel, adjustments }
    }
}

impl WeightSet {
    /// The weights that ship with the library: `lists/weights.toml`.
    pub fn shipped() -> &'static WeightSet {
        static SET: LazyLock<WeightSet> = LazyLock::new(|| {
            #[allow(clippy::expect_used, reason = "the file is embedded, and a test reads it")]
            toml::from_str(SHIPPED).expect("the embedded weights are allowed")
        });
        &SET
    }

    /// A set of weights.
    ///
    /// # Errors
    ///
    /// An argument error that names the first weight outside its range.
    pub fn new(
        person: Weights,
        organization: Weights,
        vessel: Weights,
        adjustments: Amounts,
    ) -> Result<WeightSet> {
        for (table, weights) in
            [("person", &person), ("organization", &organization), ("vessel", &vessel)]
        {
            weights.check().map_err(|error| error.within(table))?;
        }
        adjustments.check().map_err(|error| error.within("adjustments"))?;
        Ok(WeightSet { person, organization, vessel, adjustments })
    }

    /// Weights in the form of `lists/weights.toml`: what is not named is as shipped.
    ///
    /// # Errors
    ///
    /// A format error if it is no TOML or names what is no weight, an argument error for a weight
    /// outside its range.
    pub fn from_toml(text: &str) -> Result<WeightSet> {
        let given: Table = toml::from_str(text).map_err(|error| {
            Error::format(format!("the weights are no TOML: {}", error.message()))
        })?;
        let mut whole: Table = toml::from_str(SHIPPED)
            .map_err(|error| Error::format(format!("the shipped weights: {error}")))?;
        for (table, values) in given {
            let known = names(&whole);
            let Some(Value::Table(shipped)) = whole.get_mut(&table) else {
                return Err(Error::format(format!(
                    "there is no table `{table}` of weights: {known}"
                )));
            };
            let Value::Table(values) = values else {
                return Err(Error::format(format!(
                    "`{table}` is a table of weights: write [{table}] and below it `conflict = 1.5`"
                )));
            };
            for (name, value) in values {
                let known = names(shipped);
                let Some(place) = shipped.get_mut(&name) else {
                    return Err(Error::format(format!(
                        "[{table}] has no weight `{name}`: {known}"
                    )));
                };
                *place = match value {
                    Value::Float(number) => Value::Float(number),
                    Value::Integer(number) => Value::Float(number as f64),
                    _ => {
                        return Err(Error::format(format!(
                            "the weight `{name}` of [{table}] is no number"
                        )));
                    }
                };
            }
        }
        let Unchecked { person, organization, vessel, adjustments } =
            whole.try_into().map_err(|error| Error::format(format!("the weights: {error}")))?;
        WeightSet::new(person, organization, vessel, adjustments)
    }

    /// The weights for the names of a kind of party.
    pub const fn of(&self, kind: Kind) -> &Weights {
        match kind {
            Kind::Person => &self.person,
            Kind::Organization => &self.organization,
            Kind::Vessel | Kind::Aircraft => &self.vessel,
        }
    }

    /// What other facts add or take.
    pub const fn amounts(&self) -> &Amounts {
        &self.adjustments
    }

    /// Compares two names with these weights; see [`compare`](crate::matching::compare).
    pub fn compare(&self, left: &str, right: &str, kind: impl Into<Option<Kind>>) -> Comparison {
        comparison::compare_with(left, right, kind.into(), self)
    }

    /// Compares two parties with these weights; see
    /// [`compare_parties`](crate::matching::compare_parties).
    pub fn compare_parties(&self, subject: &Party, listed: &Party) -> Option<Comparison> {
        comparison::compare_parties_with(subject, listed, self)
    }

    /// The score with these weights of two names that have been read before.
    pub fn name_score(&self, left: &Reading, right: &Reading) -> f64 {
        comparison::name_score_with(left, right, self.of(right.kind()))
    }

    /// As part of the configuration hash.
    pub(crate) fn fingerprint(&self) -> String {
        format!("{self:?}")
    }
}

/// The names in a table, as advice.
fn names(table: &Table) -> String {
    format!("there are {}", table.keys().map(String::as_str).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_names_every_weight_and_nothing_else() {
        let shipped: Table = toml::from_str(SHIPPED).unwrap();
        for table in ["person", "organization", "vessel"] {
            let mut named: Vec<&str> =
                shipped[table].as_table().unwrap().keys().map(String::as_str).collect();
            let mut fields = Weights::FIELDS.map(|field| field.name).to_vec();
            named.sort_unstable();
            fields.sort_unstable();
            assert_eq!(named, fields, "{table}");
        }
        assert_eq!(WeightSet::from_toml(SHIPPED).unwrap(), *WeightSet::shipped());
        assert_eq!(WeightSet::from_toml("").unwrap(), *WeightSet::shipped());
    }

    #[test]
    fn what_is_written_is_read() {
        let set =
            WeightSet::from_toml("[vessel]\nlost = 0.123456789\n[adjustments]\ncountry = 0.5")
                .unwrap();
        assert_eq!((set.of(Kind::Vessel).lost, set.amounts().country), (0.123456789, 0.5));
        assert_eq!(set.of(Kind::Person), WeightSet::shipped().of(Kind::Person));
        let written = serde_json::to_string(&set).unwrap();
        assert_eq!(serde_json::from_str::<WeightSet>(&written).unwrap(), set);
        assert!(serde_json::from_str::<WeightSet>(&written.replace("0.5", "1.5")).is_err());
    }

    #[test]
    fn every_weight_out_of_its_range_is_refused_by_name() {
        for table in ["person", "organization", "vessel"] {
            for field in Weights::FIELDS {
                for value in [field.least - 0.01, field.most + 0.01, f64::NAN, f64::INFINITY] {
                    let text =
                        format!("[{table}]\n{} = {value:?}", field.name).replace("NaN", "nan");
                    let refused = WeightSet::from_toml(&text).unwrap_err().to_string();
                    let range = format!("between {} and {}", field.least, field.most);
                    assert!(refused.contains(field.name) && refused.contains(&range), "{refused}");
                    assert!(refused.contains(table), "{refused}");
                }
            }
        }
        for text in [
            "[adjustments]\nbirth_day = 1.0",
            "[adjustments]\ncountry = -0.1",
            "[adjustments]\nimo_conflict = 0.1",
            "[person]\nconflict = 0.2\nextra = 0.3",
        ] {
            assert!(WeightSet::from_toml(text).unwrap_err().is_argument(), "{text}");
        }
        for (text, said) in [
            ("[persons]\nlost = 1", "there are adjustments, organization, person, vessel"),
            ("[person]\nlosst = 1", "no weight `losst`"),
            ("[person]\nlost = \"1\"", "is no number"),
            ("person = 1", "write [person]"),
            ("[person", "no TOML"),
        ] {
            let refused = WeightSet::from_toml(text).unwrap_err();
            assert!(refused.is_format() && refused.to_string().contains(said), "{refused}");
        }
    }
}
