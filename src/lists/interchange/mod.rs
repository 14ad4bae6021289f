//! Formats in which others pass lists on: FollowTheMoney, its table of targets, Senzing.
//!
//! They are what OpenSanctions and its licensed users exchange. No data of theirs is part of tamis; the
//! readers are built from the published models.

pub(super) mod ftm;
mod json_lines;
mod properties;
pub(super) mod senzing;
pub(super) mod targets_csv;

/// A name such as `us_ofac_sdn` or `US OFAC SDN List` as a short name of a list.
fn short_name(stated: &str) -> String {
    let folded = crate::text::fold(stated);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// The short name of a list: the only data set that all records state, or else the fallback.
fn list_of<'a>(stated: impl IntoIterator<Item = &'a str>, fallback: &str) -> String {
    let mut names = stated.into_iter();
    let first = names.next().unwrap_or_default();
    let is_one = !first.is_empty() && names.all(|name| name == first);
    let name = if is_one { short_name(first) } else { String::new() };
    if name.is_empty() { fallback.to_owned() } else { name }
}
