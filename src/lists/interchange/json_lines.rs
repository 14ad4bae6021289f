//! A file of JSON objects, one a line, every key accounted for.

use crate::error::{Error, Result};
use crate::lists::fields::{FieldUse, Fields, Usage, usage};
use crate::lists::records::Records;
use crate::lists::source::Source;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// An object of JSON.
pub(super) type Object = Map<String, Value>;

/// Most different keys that are told apart.
const MAX_KEYS: usize = 1000;

/// Hands every line's object to `take`, with the number of the line; what is no object is skipped.
///
/// # Errors
///
/// A truncated error if the last line is cut.
pub(super) fn read(
    source: &Source,
    records: &mut Records,
    mut take: impl FnMut(&mut Records, u64, Object),
) -> Result<()> {
    let text = source.text();
    let mut lines =
        text.lines().zip(1_u64..).filter(|(line, _)| !line.trim().is_empty()).peekable();
    while let Some((line, number)) = lines.next() {
        match serde_json::from_str::<Object>(line) {
            Ok(object) => take(records, number, object),
            Err(error) if error.is_eof() && lines.peek().is_none() && !text.ends_with('\n') => {
                return Err(Error::truncated("the file ends inside a record")
                    .at(&source.path, Some(number))
                    .advise("download it again"));
            }
            Err(error) => records.skip(source, number, format!("no JSON object: {error}")),
        }
    }
    Ok(())
}

/// How often each key occurs.
#[derive(Default)]
pub(super) struct Keys(BTreeMap<String, u64>);

impl Keys {
    /// Counts a key.
    pub fn count(&mut self, key: &str) {
        if let Some(count) = self.0.get_mut(key) {
            *count += 1;
        } else if self.0.len() < MAX_KEYS {
            self.0.insert(key.to_owned(), 1);
        }
    }

    /// What became of each key.
    pub fn fields(self, declared: Fields) -> Vec<FieldUse> {
        let usage_of = |key: &str| {
            let found = declared.iter().find(|(known, _)| *known == key);
            found.map_or(Usage::Unknown, |&(_, of)| usage(of))
        };
        let used =
            |(field, count): (String, u64)| FieldUse { usage: usage_of(&field), field, count };
        self.0.into_iter().map(used).collect()
    }
}

/// The texts of a value: a text, a number, or a list of them.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.trim().to_owned()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.iter().filter(|v| !v.is_array()).flat_map(texts).collect(),
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|text| !text.is_empty())
    .collect()
}

/// The text at a key; empty without one.
pub(super) fn text(object: &Object, key: &str) -> String {
    object.get(key).map(texts).and_then(|texts| texts.into_iter().next()).unwrap_or_default()
}
