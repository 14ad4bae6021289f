//! Countries as ISO 3166-1 alpha-2 codes.

use foldhash::{HashMap, HashMapExt};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

/// `lists/countries.tsv`, folded once: who is meant by a name, and what a code is called.
struct Table {
    /// Every code and name, folded.
    meant: HashMap<String, Country>,
    /// The first name of each country.
    shown: HashMap<Country, &'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { meant: HashMap::new(), shown: HashMap::new() };
    for (country, alpha3, names) in rows() {
        table.shown.insert(country, names.first().copied().unwrap_or(""));
        for name in names.into_iter().chain([alpha3, country.code()]) {
            table.meant.insert(crate::text::fold(name), country);
        }
    }
    table
});

/// Bytes of the longest name in ASCII, folded: most texts that are looked up and mean no country are
/// longer.
const LONGEST: usize = 64;

/// The table's rows: country, alpha-3 code, names. Comments and lines of another shape are left
/// out here; a test counts that there are none of the latter.
fn rows() -> impl Iterator<Item = (Country, &'static str, Vec<&'static str>)> {
    include_str!("../../lists/countries.tsv").lines().filter_map(|line| {
        let mut columns = line.split('\t');
        let (code, alpha3, names) = (columns.next()?, columns.next()?, columns.next()?);
        let [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] = *code.as_bytes() else { return None };
        Some((Country([a, b]), alpha3, names.split('|').collect()))
    })
}

/// A country or territory as its ISO 3166-1 alpha-2 code, in capitals.
///
/// # Examples
///
/// ```
/// use tamis::Country;
///
/// let dprk: Country = "kp".parse()?;
/// assert_eq!(dprk.to_string(), "KP");
/// assert_eq!(Country::named("Korea, North"), Some(dprk));
/// assert_eq!(Country::named("Democratic People's Republic of Korea"), Some(dprk));
/// # Ok::<(), tamis::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// The country that a name or code in a list or message means, if it is known.
    ///
    /// The name is folded (case, marks, punctuation) and looked up in `lists/countries.tsv`:
    /// English short and formal names, the spellings official lists use, ISO alpha-2 and alpha-3.
    /// What official lists write for no country (`undetermined`, `Region: Crimea`) is `None`.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::Country;
    ///
    /// let code = |name| Country::named(name).map(|country| country.to_string());
    /// assert_eq!(code("PRK").as_deref(), Some("KP"));
    /// assert_eq!(code("Congo, Democratic Republic of the").as_deref(), Some("CD"));
    /// assert_eq!(code("undetermined"), None);
    /// ```
    pub fn named(name: &str) -> Option<Country> {
        // Fields are mostly empty or longer than any name.
        if name.is_empty() {
            return None;
        }
        let mut folded = [0; LONGEST];
        TABLE.meant.get(&*crate::text::fold_short(name, &mut folded)?).copied()
    }

    /// The code, two capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// The English short name, as people read it: `North Korea`.
    ///
    /// # Examples
    ///
    /// ```
    /// let dprk: tamis::Country = "kp".parse()?;
    /// assert_eq!(dprk.name(), "North Korea");
    /// # Ok::<(), tamis::Error>(())
    /// ```
    pub fn name(&self) -> &'static str {
        // Every country is made from the table's codes, so it has an entry there.
        TABLE.shown.get(self).copied().unwrap_or("")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Country {
    type Err = crate::Error;

    /// Reads an ISO 3166-1 alpha-2 code in either case, `XK`, or a withdrawn code of the table.
    ///
    /// Names and alpha-3 codes are for [`Country::named`].
    ///
    /// # Errors
    ///
    /// Anything that is no such code is an argument error, which gives the code where what was
    /// written is the name of a country.
    fn from_str(code: &str) -> Result<Country, crate::Error> {
        if let [a, b] = *code.as_bytes() {
            let country = Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]);
            if TABLE.shown.contains_key(&country) {
                return Ok(country);
            }
        }
        Err(crate::Error::argument(match Country::named(code) {
            Some(country) => format!(
                "`{code}` is no country code: write `{country}`, the two letters of {} (ISO 3166-1)",
                country.name()
            ),
            None => format!(
                "`{code}` is no country code: write the two letters of ISO 3166-1, such as `kp`"
            ),
        }))
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Country, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn code(name: &str) -> Option<String> {
        Country::named(name).map(|country| country.to_string())
    }

    #[test]
    fn every_line_of_the_table_is_a_country() {
        let lines = include_str!("../../lists/countries.tsv").lines();
        let written = lines.filter(|line| !line.starts_with('#')).count();
        // ISO 3166-1 has 249 entries; XK and four withdrawn codes come on top.
        assert_eq!((written, rows().count()), (254, 254));
        for (country, alpha3, names) in rows() {
            assert!(
                alpha3.len() == 3 && alpha3.bytes().all(|b| b.is_ascii_uppercase()),
                "{alpha3}"
            );
            assert!(!names.contains(&""), "{country} has an empty name");
            assert_eq!(country.name(), names[0]);
            let longest = names.iter().map(|name| crate::text::fold(name).len()).max();
            assert!(longest <= Some(LONGEST), "{country}");
        }
    }

    #[test]
    fn no_name_means_two_countries() {
        let mut meant: HashMap<String, Country> = HashMap::new();
        for (country, alpha3, names) in rows() {
            let own: BTreeSet<String> =
                names.into_iter().chain([alpha3, country.code()]).map(crate::text::fold).collect();
            for name in own {
                assert_eq!(meant.insert(name.clone(), country), None, "{name}");
            }
        }
    }

    #[test]
    fn spellings_of_official_lists_are_known() {
        for (name, expected) in [
            ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"),
            ("Korea, South", "KR"),
            ("조선민주주의인민공화국", "KP"),
            ("Iran (Islamic Republic of)", "IR"),
            ("Syrian Arab Republic", "SY"),
            ("Burma", "MM"),
            ("Cote d Ivoire", "CI"),
            ("Congo, Republic of the", "CG"),
            ("West Bank", "PS"),
            ("Kosovo", "XK"),
            ("China, Hong Kong Special Administrative Region", "HK"),
            ("gbr", "GB"),
            ("Turkiye", "TR"),
        ] {
            assert_eq!(code(name).as_deref(), Some(expected), "{name}");
        }
        for name in ["", "undetermined", "Region: Crimea", "ZZ", "00"] {
            assert_eq!(code(name), None, "{name}");
        }
    }

    #[test]
    fn only_codes_are_read_as_codes() {
        for text in ["", "k", "zz", "00", "prk", "é", "k\u{301}"] {
            assert!(text.parse::<Country>().unwrap_err().is_argument(), "{text}");
        }
        let told = "United Kingdom".parse::<Country>().unwrap_err().to_string();
        assert!(told.contains("write `GB`"), "{told}");
        assert_eq!("xk".parse::<Country>().unwrap().name(), "Kosovo");
    }
}
