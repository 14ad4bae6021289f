//! A record of an XML publication, in memory with all that stands in it, and the elements of it.

use crate::lists::spaces::{squeeze, squeezed, trimmed};
use std::borrow::Cow;
use std::ops::Range;

/// Elements, attributes and text of the record at hand; reused from record to record.
#[derive(Default)]
pub(super) struct Record {
    pub line: u64,
    pub elements: Vec<Stored>,
    pub attributes: Vec<(&'static str, Range<usize>)>,
    pub text: String,
}

pub(super) struct Stored {
    pub name: &'static str,
    /// One behind the last element below this one.
    pub end: usize,
    pub text: Range<usize>,
    pub attributes: Range<usize>,
}

/// An element of the record at hand.
#[derive(Clone, Copy)]
pub(in crate::lists) struct Element<'r> {
    pub(super) record: &'r Record,
    pub(super) at: usize,
}

impl<'r> Element<'r> {
    fn stored(&self) -> &'r Stored {
        &self.record.elements[self.at]
    }

    /// Line on which the record it belongs to began.
    pub fn line(&self) -> u64 {
        self.record.line
    }

    /// Local name.
    pub fn name(&self) -> &'static str {
        self.stored().name
    }

    /// Its own text as it stands, without that of the elements in it; white space at the ends goes.
    pub fn text(&self) -> &'r str {
        trimmed(&self.record.text[self.stored().text.clone()])
    }

    /// An attribute by its local name; empty without one. White space at the ends goes.
    pub fn attribute(&self, name: &str) -> &'r str {
        let attributes = &self.record.attributes[self.stored().attributes.clone()];
        let found = attributes.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, range)| trimmed(&self.record.text[range.clone()]))
    }

    /// The elements directly in it, in the order of the file.
    pub fn children(&self) -> impl Iterator<Item = Element<'r>> + use<'r> {
        let (record, end) = (self.record, self.stored().end);
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = Element { record, at: next };
                next = child.stored().end;
                child
            })
        })
    }

    /// The elements of a name directly in it.
    pub fn all<'n>(&self, name: &'n str) -> impl Iterator<Item = Element<'r>> + use<'r, 'n> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first element of a name directly in it.
    pub fn first(&self, name: &str) -> Option<Element<'r>> {
        self.all(name).next()
    }

    /// The elements at a path of names below it (`Names/Name`), all branches of it.
    pub fn at(&self, path: &str) -> Vec<Element<'r>> {
        let mut found = vec![*self];
        for name in path.split('/') {
            found = found.iter().flat_map(|element| element.all(name)).collect();
        }
        found
    }

    /// The text of the first child of a name, in single spaces; empty without one.
    pub fn text_of(&self, name: &str) -> Cow<'r, str> {
        self.first(name).map(|child| squeezed(child.text())).unwrap_or_default()
    }

    /// The texts at a path that are not empty, in single spaces.
    pub fn texts_at(&self, path: &str) -> Vec<String> {
        let found = self.at(path).into_iter().map(|element| squeeze(element.text()));
        found.filter(|text| !text.is_empty()).collect()
    }

    /// The texts of several children, joined by `separator`, empty ones left out.
    pub fn joined(&self, names: &[&str], separator: &str) -> String {
        let texts: Vec<Cow<str>> =
            names.iter().map(|name| self.text_of(name)).filter(|text| !text.is_empty()).collect();
        texts.join(separator)
    }
}
