//! The official publications to download: `lists/sources.toml`, or a file of the user's own.

use super::address::Address;
use crate::error::{Error, Result};
use crate::lists::store::is_list_name;
use regex_lite::Regex;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// Largest file of sources that is read.
const MAX_BYTES: u64 = 1 << 20;

/// Where lists are downloaded from.
///
/// # Examples
///
/// ```
/// let sources = tamis::lists::Sources::official();
/// let un = sources.lists.iter().find(|list| list.name == "un-sc").unwrap();
/// assert_eq!(un.publisher, "United Nations Security Council");
/// ```
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Sources {
    /// Values for `{name}` in addresses, such as the token of the EU's server.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// The lists, in the order in which they are downloaded.
    #[serde(rename = "list")]
    pub lists: Vec<ListSource>,
}

/// Where one list comes from, on what terms, and what is expected of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ListSource {
    /// Short name: `un-sc`.
    pub name: String,
    /// Who publishes it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// What is downloaded, in words.
    pub format: String,
    /// On what terms it may be used.
    pub terms: String,
    /// Where the publisher states the terms.
    pub terms_url: String,
    /// How often it changes.
    pub changes: String,
    /// Policy: most days between two checks.
    pub checked_within_days: Option<u32>,
    /// Policy: most days in which the publisher is expected to publish something.
    pub published_within_days: Option<u32>,
    /// Least share, in (0, 1], of the present edition's records, names and identifiers that a new
    /// edition has to have.
    #[serde(default = "kept_share")]
    pub kept_share: f64,
    /// Whether it is downloaded only if it is named.
    #[serde(default)]
    pub only_if_named: bool,
    /// Its files: together, one edition.
    pub files: Vec<FileSource>,
}

/// Where one file comes from: an address, or a link on a page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FileSource {
    /// Its address, with `{name}` for settings.
    pub url: Option<String>,
    /// A web page with a link to it.
    pub page: Option<String>,
    /// A regular expression that finds the link's address on the page.
    pub link: Option<String>,
    /// Its name in the store; by default the last part of the address.
    pub name: Option<String>,
    /// Where its SHA-256 is published.
    pub sha256_url: Option<String>,
}

fn kept_share() -> f64 {
    0.8
}

impl Sources {
    /// The official publications, from the file that is compiled in.
    pub fn official() -> Sources {
        #[allow(clippy::expect_used, reason = "the file is embedded, and a test reads it")]
        let sources = Sources::parse(include_str!("../../../lists/sources.toml"))
            .expect("the embedded sources are valid");
        sources
    }

    /// A file of the same form.
    ///
    /// # Errors
    ///
    /// An io error if it cannot be read; a format error, with the line, if it is no TOML, lacks or
    /// misspells a key, or states something that cannot be meant.
    pub fn read(path: impl AsRef<Path>) -> Result<Sources> {
        use std::io::Read;
        let path = path.as_ref();
        let mut text = String::new();
        std::fs::File::open(path)
            .and_then(|file| file.take(MAX_BYTES).read_to_string(&mut text))
            .map_err(|source| Error::io(path, source))?;
        Sources::parse(&text).map_err(|(line, why)| Error::format(why).at(path, line))
    }

    fn parse(text: &str) -> Result<Sources, (Option<u64>, String)> {
        let sources: Sources = toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .and_then(|span| text.get(..span.start))
                .map(|before| 1 + before.bytes().filter(|&byte| byte == b'\n').count() as u64);
            (line, error.message().to_owned())
        })?;
        sources.check().map_err(|why| (None, why))?;
        Ok(sources)
    }

    fn check(&self) -> Result<(), String> {
        if self.lists.is_empty() {
            return Err("there is no [[list]] in it".to_owned());
        }
        let mut names = HashSet::new();
        for list in &self.lists {
            list.check(&self.settings).map_err(|why| format!("list `{}`: {why}", list.name))?;
            if !names.insert(&list.name) {
                return Err(format!("list `{}`: it stands there twice", list.name));
            }
        }
        Ok(())
    }

    /// The lists with these names, in the order of the file; without names those that are downloaded
    /// by default.
    ///
    /// # Errors
    ///
    /// An argument error that says which names there are.
    pub fn named<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<&ListSource>> {
        let asked = |list: &&ListSource| names.iter().any(|name| name.as_ref() == list.name);
        for name in names.iter().map(AsRef::as_ref) {
            if !self.lists.iter().any(|list| list.name == name) {
                let known: Vec<&str> = self.lists.iter().map(|list| list.name.as_str()).collect();
                return Err(Error::argument(format!(
                    "there is no list `{name}` in the sources; there are {}",
                    known.join(", ")
                )));
            }
        }
        Ok(match names {
            [] => self.lists.iter().filter(|list| !list.only_if_named).collect(),
            _ => self.lists.iter().filter(asked).collect(),
        })
    }
}

impl ListSource {
    fn check(&self, settings: &BTreeMap<String, String>) -> Result<(), String> {
        if !is_list_name(&self.name) {
            return Err("a name has small letters, digits and `-`, and begins with a letter".into());
        }
        if !(self.kept_share > 0.0 && self.kept_share <= 1.0) {
            return Err(format!(
                "kept_share is {}, a share above 0 and up to 1 was expected",
                self.kept_share
            ));
        }
        if self.files.is_empty() {
            return Err("there is no [[list.files]]".to_owned());
        }
        let mut names = HashSet::new();
        for file in &self.files {
            file.check(settings)?;
            if let Some(name) = file.stored_name() {
                let name = name?;
                if !names.insert(name.to_lowercase()) {
                    return Err(format!("two files are called `{name}`: give one a `name`"));
                }
            }
        }
        Ok(())
    }
}

impl FileSource {
    fn check(&self, settings: &BTreeMap<String, String>) -> Result<(), String> {
        match (&self.url, &self.page, &self.link) {
            (Some(_), None, None) | (None, Some(_), Some(_)) => {}
            _ => return Err("a file has either `url`, or `page` and `link`".to_owned()),
        }
        for address in [&self.url, &self.page, &self.sha256_url].into_iter().flatten() {
            let filled = fill(address, settings)?;
            Address::parse(&filled).map_err(|why| format!("{address}: {why}"))?;
        }
        if let Some(pattern) = &self.link {
            Regex::new(pattern).map_err(|error| format!("link: {error}"))?;
        }
        Ok(())
    }

    /// The file's name in the store, where it is known before the download.
    fn stored_name(&self) -> Option<Result<String, String>> {
        match (&self.name, &self.url) {
            (Some(name), _) => Some(checked_name(name)),
            (None, Some(url)) => Some(last_part(url)),
            (None, None) => None,
        }
    }

    /// The file's name in the store, given the address that it was found at.
    pub(super) fn name_at(&self, url: &str) -> Result<String, String> {
        self.stored_name().unwrap_or_else(|| last_part(url))
    }
}

/// The last part of an address, without its query.
fn last_part(url: &str) -> Result<String, String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    checked_name(path.rsplit('/').next().unwrap_or_default())
}

/// A name under which a file can stand among list files, on every platform.
fn checked_name(name: &str) -> Result<String, String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let valid = (1..=100).contains(&name.len())
        && name.chars().all(allowed)
        && !name.starts_with(['.', '-'])
        && !crate::lists::collect::is_companion(&name.to_lowercase());
    if valid {
        return Ok(name.to_owned());
    }
    Err(format!(
        "`{name}` cannot be the name of a list file in the store: letters, digits, `.`, `-` and `_` \
         are expected, no README and no ending as .txt or .html; give the file a `name`"
    ))
}

/// An address with the settings filled in.
pub(super) fn fill(address: &str, settings: &BTreeMap<String, String>) -> Result<String, String> {
    let mut filled = String::with_capacity(address.len());
    let mut rest = address;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("{address}: a `{{` without its `}}`"));
        };
        let Some(value) = settings.get(name) else {
            return Err(format!("{address}: there is no setting `{name}` under [settings]"));
        };
        filled.push_str(before);
        filled.extend(url::form_urlencoded::byte_serialize(value.as_bytes()));
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = r#"
[settings]
token = "a b"
[[list]]
name = "own"
publisher = "Us"
title = "Own list"
format = "JSON lines"
terms = "ours"
terms_url = "https://example.org/terms"
changes = "never"
[[list.files]]
url = "https://example.org/own.jsonl?token={token}"
"#;

    #[test]
    fn the_official_sources_are_complete() {
        let sources = Sources::official();
        assert_eq!(sources.lists.len(), 10);
        for list in &sources.lists {
            for text in [&list.publisher, &list.title, &list.format, &list.terms, &list.changes] {
                assert!(!text.is_empty(), "{}", list.name);
            }
            assert!(list.terms_url.starts_with("https://"), "{}", list.name);
            assert!(list.checked_within_days.is_some(), "{}", list.name);
            for file in &list.files {
                for url in [&file.url, &file.page].into_iter().flatten() {
                    assert!(url.starts_with("https://"), "{url}");
                }
            }
        }
        let by_default = sources.named::<&str>(&[]).unwrap();
        assert!(by_default.iter().all(|list| list.name != "us-csl"), "it holds OFAC's lists again");
        assert_eq!(sources.named(&["us-csl"]).unwrap().len(), 1);
        let unknown = sources.named(&["un"]).unwrap_err();
        assert!(unknown.is_argument() && unknown.to_string().contains("un-sc"), "{unknown}");
    }

    #[test]
    fn a_file_of_ones_own_is_read() {
        let sources = Sources::parse(OWN).unwrap();
        assert_eq!(sources.lists[0].kept_share, 0.8);
        let file = &sources.lists[0].files[0];
        assert_eq!(file.name_at(file.url.as_deref().unwrap()).unwrap(), "own.jsonl");
        let filled = fill(file.url.as_deref().unwrap(), &sources.settings).unwrap();
        assert_eq!(filled, "https://example.org/own.jsonl?token=a+b");
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (from, to, said) in [
            ("name = \"own\"", "name = \"../own\"", "small letters"),
            (
                "https://example.org/own.jsonl?token={token}",
                "http://example.org/own.jsonl",
                "https",
            ),
            ("https://example.org/own.jsonl", "file:///etc/passwd", "https"),
            ("{token}", "{other}", "`other`"),
            ("{token}", "{token", "without"),
            ("own.jsonl?", "?", "`name`"),
            ("own.jsonl?", "README.jsonl?", "`name`"),
            ("changes = \"never\"", "changes = \"never\"\nkept_share = 1.5", "1.5"),
            ("changes = \"never\"", "changes = \"never\"\nkept_share = nan", "NaN"),
            ("changes", "chnages", "chnages"),
            ("[[list.files]]", "[[list.files]]\npage = \"https://example.org/\"", "either"),
            ("terms = \"ours\"", "", "terms"),
        ] {
            let text = OWN.replacen(from, to, 1);
            assert_ne!(text, OWN, "{from}");
            let (_, why) = Sources::parse(&text).unwrap_err();
            assert!(why.contains(said), "{to}: {why}");
        }
        let twice = format!(
            "{OWN}{}",
            OWN.split_once("\n[[list]]").map(|(_, list)| { format!("\n[[list]]{list}") }).unwrap()
        );
        assert!(Sources::parse(&twice).unwrap_err().1.contains("twice"));
        let (line, _) = Sources::parse(&OWN.replace("title = ", "title ")).unwrap_err();
        assert_eq!(line, Some(7));
    }
}
