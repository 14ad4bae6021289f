//! Streams the records of an XML publication: one subtree at a time, every field accounted for.
//!
//! A [`Schema`] names the root, the records below it, and every element and attribute that can
//! stand in the file. Memory is bounded by one record; nesting, texts and records have limits;
//! entities of a document type are never expanded.

mod element;
mod schema;

pub(super) use element::Element;
pub(super) use schema::Schema;

use super::fields::{FieldUse, Use};
use super::source::{LineCounter, MAX_FIELD, Source};
use crate::error::{Error, Result};
use element::{Record, Stored};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use schema::Tally;
use std::borrow::Cow;

/// Deepest nesting; the deepest publication (OFAC's advanced format) has twelve levels.
const MAX_DEPTH: usize = 40;

/// Most text, and most elements, of one record.
const MAX_RECORD: usize = 64 << 20;
const MAX_ELEMENTS: usize = 4 << 20;

/// Most different unknown fields that are told apart.
const MAX_UNKNOWN: usize = 1000;

/// A publication being read.
pub(super) struct Document<'s> {
    source: &'s Source,
    reader: Reader<&'s [u8]>,
    lines: LineCounter<'s>,
    tally: Tally,
    root_name: String,
    root_attributes: Vec<(String, String)>,
    /// Nodes of the open elements, the root's first.
    open: Vec<u32>,
    /// Positions in `elements` of the open elements of the record.
    inside: Vec<usize>,
    record: Record,
    ended: bool,
}

impl<'s> Document<'s> {
    /// Reads up to the root's start tag.
    ///
    /// # Errors
    ///
    /// A format error if the root is another one, or the XML is not well-formed.
    pub fn open(source: &'s Source, schema: &'static Schema) -> Result<Document<'s>> {
        let text = source.text();
        let mut reader = Reader::from_str(text);
        // For a root without content; what stands in it comes as it is.
        reader.config_mut().expand_empty_elements = true;
        let mut document = Document {
            source,
            reader,
            lines: LineCounter::of(text),
            tally: Tally::of(schema),
            root_name: String::new(),
            root_attributes: Vec::new(),
            open: Vec::with_capacity(MAX_DEPTH),
            inside: Vec::with_capacity(MAX_DEPTH),
            record: Record::default(),
            ended: false,
        };
        loop {
            match document.event()? {
                Event::Start(start) => {
                    let name = start.local_name().as_ref().to_owned();
                    if !schema.roots.contains(&name.as_str()) {
                        return Err(document.format(format!(
                            "the root element is <{name}>, <{}> was expected",
                            schema.roots.join("> or <")
                        )));
                    }
                    for attribute in start.attributes().with_checks(false) {
                        let attribute =
                            attribute.map_err(|error| document.format(error.to_string()))?;
                        let key = attribute.key.local_name().as_ref().to_owned();
                        let value = unescape(&attribute.value).map_err(|e| document.format(e))?;
                        document.root_attributes.push((key, value));
                    }
                    document.root_name = name;
                    document.open.push(0);
                    document.reader.config_mut().expand_empty_elements = false;
                    return Ok(document);
                }
                Event::Eof => return Err(document.cut()),
                _ => {}
            }
        }
    }

    /// An attribute of the root by its local name; empty without one.
    pub fn root_attribute(&self, name: &str) -> &str {
        let found = self.root_attributes.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The next record in the order of the file.
    ///
    /// # Errors
    ///
    /// A truncated error if the file ends before the root does, a format error where it is not
    /// well-formed or breaks a limit.
    pub fn next_record(&mut self) -> Result<Option<Element<'_>>> {
        self.record.elements.clear();
        self.record.attributes.clear();
        self.record.text.clear();
        if self.ended {
            return Ok(None);
        }
        self.inside.clear();
        loop {
            match self.event()? {
                Event::Start(start) => {
                    if !self.start(&start)? {
                        self.skip()?;
                    }
                }
                Event::Empty(start) => {
                    if self.start(&start)? && self.end() {
                        return Ok(Some(Element { record: &self.record, at: 0 }));
                    }
                }
                Event::End(_) => {
                    if self.end() {
                        return Ok(Some(Element { record: &self.record, at: 0 }));
                    }
                    if self.open.is_empty() {
                        // What follows the root is checked to be well-formed as well.
                        while !matches!(self.event()?, Event::Eof) {}
                        self.ended = true;
                        return Ok(None);
                    }
                }
                // Most of the texts of a file are the white space between its elements.
                Event::Text(text) => {
                    if let Some(&top) = self.inside.last()
                        && (!self.record.elements[top].text.is_empty()
                            || !text.bytes().all(|byte| byte.is_ascii_whitespace()))
                    {
                        self.push(top, &text.xml10_content())?;
                    }
                }
                Event::CData(text) => {
                    if let Some(&top) = self.inside.last() {
                        self.push(top, &text.xml10_content())?;
                    }
                }
                Event::GeneralRef(reference) => {
                    let character = resolve(&reference).map_err(|e| self.format(e))?;
                    if let Some(&top) = self.inside.last() {
                        self.push(top, character.encode_utf8(&mut [0; 4]))?;
                    }
                }
                Event::Eof => return Err(self.cut()),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Line on which the last record began.
    pub fn line(&self) -> u64 {
        self.record.line
    }

    /// Every field of the file, with its occurrences.
    pub fn fields(self) -> Vec<FieldUse> {
        self.tally.fields()
    }

    /// Opens an element; false if it is to be passed over, with all that stands in it.
    fn start(&mut self, start: &BytesStart<'_>) -> Result<bool> {
        if self.open.len() >= MAX_DEPTH {
            return Err(self.format(format!("elements are nested deeper than {MAX_DEPTH}")));
        }
        let name = start.local_name();
        let parent = *self.open.last().unwrap_or(&0);
        let Some(child) = self.tally.child(parent, name.as_ref()) else {
            self.tally.count_unknown(parent, name.as_ref());
            return Ok(false);
        };
        let node = self.tally.count(child);
        let (name, is_record) = (node.name, node.is_record);
        if matches!(node.usage, Use::Ignored(_)) {
            return Ok(false);
        }
        let keep = !self.inside.is_empty() || is_record;
        if keep && self.inside.is_empty() {
            let position = self.reader.buffer_position();
            self.record.line = self.lines.at(position);
        }
        let first_attribute = self.record.attributes.len();
        // Most elements have none, and looking for them costs more than seeing that.
        if !start.attributes_raw().is_empty() {
            for attribute in start.attributes().with_checks(false) {
                let attribute = attribute.map_err(|error| self.format(error.to_string()))?;
                self.attribute(child, attribute.key, &attribute.value)?;
            }
        }
        self.open.push(child);
        if keep {
            if self.record.elements.len() >= MAX_ELEMENTS {
                return Err(self.format(format!("a record has more than {MAX_ELEMENTS} elements")));
            }
            let at = self.record.text.len();
            self.inside.push(self.record.elements.len());
            self.record.elements.push(Stored {
                name,
                end: 0,
                text: at..at,
                attributes: first_attribute..self.record.attributes.len(),
            });
        } else {
            self.record.attributes.clear();
            self.record.text.clear();
        }
        Ok(true)
    }

    /// Closes the innermost open element; whether a record ends with it.
    fn end(&mut self) -> bool {
        self.open.pop();
        let Some(top) = self.inside.pop() else { return false };
        self.record.elements[top].end = self.record.elements.len();
        self.inside.is_empty()
    }

    fn attribute(&mut self, node: u32, key: quick_xml::name::QName<'_>, value: &str) -> Result<()> {
        // Declarations of name spaces, of schema locations and that an element is empty (`i:nil`) say
        // nothing of the record.
        let whole: &str = key.as_ref();
        let of_schema = ["xmlns", "xsi:", "xml:"].iter().any(|prefix| whole.starts_with(prefix));
        if of_schema || whole.ends_with(":nil") {
            return Ok(());
        }
        let counted = self.tally.count_attribute(node, key.local_name().as_ref());
        let Some(name) = counted.filter(|_| !value.is_empty()) else { return Ok(()) };
        if value.len() > MAX_FIELD {
            return Err(
                self.format(format!("the attribute {name} is longer than {MAX_FIELD} bytes"))
            );
        }
        let begin = self.record.text.len();
        if value.contains('&') {
            let value = unescape(value).map_err(|error| self.format(error))?;
            self.record.text.push_str(&value);
        } else {
            self.record.text.push_str(value);
        }
        self.record.attributes.push((name, begin..self.record.text.len()));
        Ok(())
    }

    /// Passes over what stands in an element that is not kept, to its end.
    fn skip(&mut self) -> Result<()> {
        let mut depth = 0_usize;
        loop {
            match self.event()? {
                event @ (Event::Start(_) | Event::Empty(_)) => {
                    if self.open.len() + depth >= MAX_DEPTH {
                        return Err(
                            self.format(format!("elements are nested deeper than {MAX_DEPTH}"))
                        );
                    }
                    depth += usize::from(matches!(event, Event::Start(_)));
                }
                Event::End(_) => {
                    if depth == 0 {
                        return Ok(());
                    }
                    depth -= 1;
                }
                Event::GeneralRef(reference) => {
                    resolve(&reference).map_err(|error| self.format(error))?;
                }
                Event::Eof => return Err(self.cut()),
                _ => {}
            }
        }
    }

    /// Adds text to an open element. White space between elements is no text.
    fn push(&mut self, at: usize, text: &str) -> Result<()> {
        let Record { elements, text: all, .. } = &mut self.record;
        let element = &mut elements[at];
        if element.text.is_empty() {
            if text.trim_ascii().is_empty() {
                return Ok(());
            }
            element.text = all.len()..all.len();
        } else if element.text.end != all.len() {
            // Elements stood between: the text so far is taken behind them.
            let begin = all.len();
            all.extend_from_within(element.text.clone());
            element.text = begin..all.len();
        }
        if element.text.len() + text.len() > MAX_FIELD {
            let message =
                format!("the text of <{}> is longer than {MAX_FIELD} bytes", element.name);
            return Err(self.format(message));
        }
        all.push_str(text);
        element.text.end = all.len();
        if all.len() > MAX_RECORD {
            return Err(self.format(format!("a record is longer than {MAX_RECORD} bytes")));
        }
        Ok(())
    }

    #[inline]
    fn event(&mut self) -> Result<Event<'s>> {
        match self.reader.read_event() {
            Ok(event) => Ok(event),
            Err(error) => Err(self.refused(&error)),
        }
    }

    #[cold]
    fn refused(&self, error: &quick_xml::Error) -> Error {
        let position = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
        let rest = self.source.text().get(position..).unwrap_or_default();
        if is_cut(error, rest) {
            self.cut()
        } else {
            self.format(format!("the XML is not well-formed: {error}"))
        }
    }

    fn place(&self) -> u64 {
        let position = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let text = self.source.text().as_bytes();
        let before = text.get(..position.min(text.len())).unwrap_or_default();
        1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64
    }

    fn format(&self, message: impl Into<String>) -> Error {
        Error::format(message).at(&self.source.path, Some(self.place()))
    }

    fn cut(&self) -> Error {
        let root = if self.root_name.is_empty() { "its root element" } else { &self.root_name };
        Error::truncated(format!("the file ends before </{root}>"))
            .at(&self.source.path, Some(self.place()))
            .advise("download it again")
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}

/// Whether an error means that the text is over, not that something wrong stands in it.
fn is_cut(error: &quick_xml::Error, rest: &str) -> bool {
    use quick_xml::errors::{IllFormedError, SyntaxError};
    match error {
        // `<!` and a few bytes more may be the beginning of any of `<!--`, `<![CDATA[`, `<!DOCTYPE`.
        quick_xml::Error::Syntax(SyntaxError::InvalidBangMarkup) => rest.len() < "<!DOCTYPE".len(),
        // The others are all of the form "not closed before the end of the input".
        quick_xml::Error::Syntax(_) => true,
        quick_xml::Error::IllFormed(IllFormedError::UnclosedReference) => !rest.contains('<'),
        _ => false,
    }
}

/// The character of `&amp;`, `&#233;` and the like. Entities of a document type are not expanded.
fn resolve(reference: &BytesRef) -> Result<char, String> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Ok(character);
    }
    predefined(reference)
}

fn predefined(name: &str) -> Result<char, String> {
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(format!("the entity &{name}; is not one of XML's own")),
    }
}

/// The value of an attribute with its references resolved.
fn unescape(value: &str) -> Result<String, String> {
    quick_xml::escape::unescape(value)
        .map(Cow::into_owned)
        .map_err(|error| format!("an attribute holds a reference that cannot be resolved: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    static SCHEMA: Schema = Schema::new(
        &["list"],
        &["head", "group/record"],
        &[
            ("head/date", Use::Read),
            ("group/record/@id", Use::Read),
            ("group/record/@serial", Use::Ignored("an internal number")),
            ("group/record/name", Use::Read),
            ("group/record/name/@lang", Use::Read),
            ("group/record/note", Use::Ignored("for people")),
        ],
    );

    fn source(text: &str) -> Source {
        Source::from_bytes(Path::new("list.xml"), text.as_bytes()).unwrap()
    }

    #[test]
    fn records_come_one_by_one_and_fields_are_counted() {
        let source = source(
            "<?xml version='1.0'?><x:list xmlns:x='u' day='7'>\n<head><date>today</date></head>\
             <group>\n<record id='a&amp;b' serial='9'><name lang='ru'> O&apos;N &#66;\n</name><name/>\
             <note><b>x</b></note></record>\n<record id='2' new='n'><novel><deep/></novel>\
             <name>A<!-- c --><![CDATA[<B>]]></name></record></group></x:list>",
        );
        let mut document = Document::open(&source, &SCHEMA).unwrap();
        assert_eq!(document.root_attribute("day"), "7");
        let head = document.next_record().unwrap().unwrap();
        assert_eq!((head.name(), head.text_of("date").as_ref()), ("head", "today"));
        let first = document.next_record().unwrap().unwrap();
        assert_eq!(first.attribute("id"), "a&b");
        assert_eq!(first.text_of("name"), "O'N B");
        assert_eq!(first.first("name").unwrap().attribute("lang"), "ru");
        assert_eq!(first.all("name").count(), 2);
        assert_eq!(document.line(), 3);
        let second = document.next_record().unwrap().unwrap();
        assert_eq!(second.texts_at("name"), ["A<B>"]);
        assert!(document.next_record().unwrap().is_none());
        let found: Vec<(String, u64, bool)> = document
            .fields()
            .into_iter()
            .map(|f| (f.field.clone(), f.count, f.is_unknown()))
            .collect();
        for (field, count, unknown) in [
            ("group/record", 2, false),
            ("group/record/@id", 2, false),
            ("group/record/@serial", 1, false),
            ("group/record/name", 3, false),
            ("group/record/note", 1, false),
            ("group/record/novel", 1, true),
            ("group/record/@new", 1, true),
        ] {
            assert!(found.contains(&(field.to_owned(), count, unknown)), "{field} in {found:?}");
        }
    }

    #[test]
    fn text_around_elements_is_one() {
        let source = source("<list><head>a <date>x</date> b<date/>c</head></list>");
        let mut document = Document::open(&source, &SCHEMA).unwrap();
        let head = document.next_record().unwrap().unwrap();
        assert_eq!((head.text(), head.text_of("date").as_ref()), ("a  bc", "x"));
    }

    fn refusal(text: &str) -> Error {
        let source = source(text);
        let mut document = match Document::open(&source, &SCHEMA) {
            Ok(document) => document,
            Err(error) => return error,
        };
        loop {
            match document.next_record() {
                Ok(Some(_)) => {}
                Ok(None) => panic!("read to its end"),
                Err(error) => return error,
            }
        }
    }

    #[test]
    fn limits_hold_inside_and_outside_of_records() {
        let long = "x".repeat(MAX_FIELD + 1);
        for (inner, word) in [
            (format!("<group><record><name>{long}</name></record></group>"), "longer"),
            (format!("<group><record id='{long}'/></group>"), "longer"),
            ("<group>".repeat(200), "deeper"),
            (format!("<group><record><note>{}", "<b>".repeat(200)), "deeper"),
            (format!("<novel>{}", "<b>".repeat(200)), "deeper"),
            ("<group><record><name>&lol;</name></record></group>".into(), "&lol;"),
            ("<head></group>".into(), "well-formed"),
        ] {
            let error = refusal(&format!("<list>\n{inner}</list>"));
            assert!(error.is_format() && !error.is_truncated(), "{error}");
            assert!(error.to_string().contains(word), "{word}: {error}");
            assert!(error.to_string().starts_with("list.xml:2: "), "{error}");
        }
        assert!(refusal("<other/>").to_string().contains("<other>"));
    }

    #[test]
    fn a_cut_file_is_truncated_wherever_it_is_cut() {
        let whole = "<list><head a='1'><date>x &amp; y</date></head>\n<!-- c --><novel/></list>";
        for end in 6..whole.len() {
            let error = refusal(&whole[..end]);
            assert!(error.is_truncated(), "{end} {:?}: {error}", &whole[..end]);
        }
    }
}
