//! What may be wrong with a file, put into a small list of every format: each is refused with an error
//! that says where, or the rows it spoils are counted as skipped, or nothing is lost.

use std::path::{Path, PathBuf};
use tamis::lists::{self, List};
use tamis::{Error, Name};

/// How a format is written.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// XML, with the name of the elements that are records.
    Xml(&'static [&'static str]),
    /// A table with so many rows above the first record, the last of which names the columns.
    Table(usize),
    /// OFAC's tables, which do not name their columns.
    Bare,
    /// JSON lines, with so many above the first record.
    Lines(usize),
}

/// The seeds of the fuzz targets: one small list a format.
const LISTS: &[(&str, Shape)] = &[
    ("un/list.xml", Shape::Xml(&["INDIVIDUAL", "ENTITY"])),
    ("eu/list.xml", Shape::Xml(&["sanctionEntity"])),
    ("uk/list.xml", Shape::Xml(&["Designation"])),
    ("ca/list.xml", Shape::Xml(&["record"])),
    ("ch/list.xml", Shape::Xml(&["target"])),
    ("ofac-xml/classic.xml", Shape::Xml(&["sdnEntry"])),
    ("ofac-xml/enhanced.xml", Shape::Xml(&["entity"])),
    ("ofac-xml/advanced.xml", Shape::Xml(&["DistinctParty"])),
    ("uk/conlist.csv", Shape::Table(2)),
    ("au/list.csv", Shape::Table(1)),
    ("csl/list.csv", Shape::Table(1)),
    ("jp/list.csv", Shape::Table(1)),
    ("ofac-csv/sdn.csv", Shape::Bare),
    ("ftm/list.jsonl", Shape::Lines(0)),
    ("senzing/list.jsonl", Shape::Lines(0)),
    ("tamis-jsonl/list.jsonl", Shape::Lines(1)),
];

/// One format's list, as it should be.
struct Whole {
    name: &'static str,
    shape: Shape,
    text: String,
    list: List,
}

impl Whole {
    /// A word of a name that stands in the text as it was read.
    fn a_name(&self) -> &str {
        let names = self.list.entities.iter().flat_map(|entity| &entity.party.names);
        let mut words = names.flat_map(|name: &Name| name.text.split_whitespace());
        words.find(|word| word.len() > 2 && self.text.contains(*word)).expect(self.name)
    }

    /// The text with something else in the place of that name.
    fn with_name(&self, text: &str) -> String {
        self.text.replacen(self.a_name(), text, 1)
    }

    /// Rows and cells of a table, with the separator of its cells.
    fn rows(&self) -> Vec<Vec<String>> {
        let rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(self.text.trim_end_matches('\u{1a}').as_bytes())
            .into_records();
        rows.map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}

fn each(check: impl Fn(&Whole)) {
    for &(name, shape) in LISTS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let list = read(name, text.as_bytes()).expect(name);
        assert!(!list.entities.is_empty());
        check(&Whole { name, shape, text, list });
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<List, Error> {
    let name = PathBuf::from(name);
    let name = name.file_name().unwrap().to_str().unwrap();
    let mut lists = lists::read_bytes(name, bytes)?;
    assert_eq!(lists.len(), 1);
    Ok(lists.remove(0))
}

/// The error of a file that must be refused; it names the file.
#[track_caller]
fn refused(whole: &Whole, bytes: impl AsRef<[u8]>, fault: &str) -> Error {
    match read(whole.name, bytes.as_ref()) {
        Err(error) => {
            assert!(error.path().is_some(), "{}, {fault}: {error}", whole.name);
            error
        }
        Ok(list) => {
            panic!("{}, {fault}: read, {} skipped", whole.name, list.snapshot.skipped.len())
        }
    }
}

/// Cells as CSV, every one quoted.
fn table(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn nothing() {
    each(|whole| {
        for empty in ["", " \r\n", "\u{feff}", "\u{1a}"] {
            assert!(refused(whole, empty, "empty").is_empty_input(), "{}", whole.name);
        }
    });
}

#[test]
fn cut_anywhere() {
    each(|whole| {
        let text = &whole.text;
        let ends = (1..text.trim_end().len()).filter(|&end| text.is_char_boundary(end));
        for end in ends.step_by(5) {
            let cut = &text[..end];
            match (read(whole.name, cut.as_bytes()), whole.shape) {
                (Err(error), _) => {
                    assert!(error.path().is_some(), "{} at {end}: {error}", whole.name);
                }
                (Ok(_), Shape::Xml(_)) => panic!("{} is read, cut at {end}", whole.name),
                // What a table or a line says is whole before its end: then the records are.
                (Ok(list), _) => {
                    let of = |list: &List| list.entities.iter().map(|e| e.id.clone()).collect();
                    let (found, all): (Vec<_>, Vec<_>) = (of(&list), of(&whole.list));
                    assert!(all.starts_with(&found), "{} at {end}: {found:?}", whole.name);
                    let last = cut.rsplit('\n').next().unwrap();
                    let told = !list.snapshot.skipped.is_empty();
                    let row = text[end - last.len()..].split(['\r', '\n']).next().unwrap();
                    let last_cell = row.len() - row.rfind([',', '"']).map_or(0, |at| at + 1);
                    let in_last_cell = last.len() + last_cell >= row.len();
                    assert!(
                        last.trim().is_empty() || told || in_last_cell,
                        "{} at {end}",
                        whole.name
                    );
                }
            }
        }
    });
}

#[test]
fn bytes_that_are_no_text() {
    each(|whole| {
        let name = whole.a_name();
        for (byte, fault) in [(b'\0', "a zero"), (0xfc, "Windows-1252")] {
            let at = whole.text.find(name).unwrap() + 1;
            let mut bytes = whole.text.clone().into_bytes();
            bytes[at] = byte;
            assert!(refused(whole, &bytes, fault).is_encoding(), "{}", whole.name);
        }
    });
}

#[test]
fn marks_of_byte_order_are_believed() {
    each(|whole| {
        let marked = format!("\u{feff}{}", whole.text);
        let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [marked.as_bytes(), &wide] {
            let list = read(whole.name, bytes).expect(whole.name);
            assert_eq!(list.entities, whole.list.entities, "{}", whole.name);
        }
    });
}

#[test]
fn a_field_of_some_megabytes() {
    let long = "x".repeat(3 << 20);
    each(|whole| match read(whole.name, whole.with_name(&long).as_bytes()) {
        // Where the only record is skipped, nothing is left.
        Err(error) => {
            assert!(error.is_format() || error.is_empty_input(), "{}: {error}", whole.name);
        }
        Ok(list) => {
            assert!(!list.snapshot.skipped.is_empty(), "{} takes a field", whole.name);
            let kept = list.entities.iter().flat_map(|entity| &entity.party.names);
            assert!(kept.into_iter().all(|name| name.text.len() < 1 << 20), "{}", whole.name);
        }
    });
}

#[test]
fn two_hundred_levels() {
    each(|whole| {
        let deep = match whole.shape {
            Shape::Xml(tags) => {
                let end = format!("</{}>", tags[0]);
                whole.text.replacen(&end, &format!("{}{end}", "<b>".repeat(200)), 1)
            }
            Shape::Lines(_) => {
                let at = whole.text.find(whole.a_name()).unwrap();
                let begin = whole.text[..at].rfind('"').unwrap();
                let end = at + whole.text[at..].find('"').unwrap() + 1;
                let nest = format!("{}{}", "[".repeat(200), "]".repeat(200));
                [&whole.text[..begin], &nest, &whole.text[end..]].concat()
            }
            Shape::Table(_) | Shape::Bare => return,
        };
        assert_ne!(deep, whole.text, "{}", whole.name);
        match read(whole.name, deep.as_bytes()) {
            Err(error) => assert!(error.is_format(), "{}: {error}", whole.name),
            Ok(list) => assert!(!list.snapshot.skipped.is_empty(), "{}", whole.name),
        }
    });
}

#[test]
fn entities_are_not_expanded() {
    let laughs: String = (1..12).fold("<!ENTITY l0 'ha'>".to_owned(), |text, level| {
        let ten = format!("&l{};", level - 1).repeat(10);
        format!("{text}<!ENTITY l{level} '{ten}'>")
    });
    each(|whole| {
        let Shape::Xml(_) = whole.shape else { return };
        let with_entity = whole.with_name("&l11;");
        let error = refused(whole, &with_entity, "an entity");
        assert!(error.to_string().contains("l11"), "{}: {error}", whole.name);
        let body = with_entity.split_once("?>").unwrap().1;
        refused(whole, format!("<!DOCTYPE x [{laughs}]>{body}"), "entities");
    });
}

#[test]
fn records_that_are_there_twice() {
    each(|whole| {
        let twice = match whole.shape {
            Shape::Xml(tags) => {
                let begin = tags.iter().find_map(|tag| {
                    let found = [format!("<{tag}>"), format!("<{tag} ")];
                    Some((*tag, found.iter().filter_map(|open| whole.text.find(open)).min()?))
                });
                let (tag, begin) = begin.expect(whole.name);
                let close = format!("</{tag}>");
                let end = begin + whole.text[begin..].find(&close).unwrap() + close.len();
                let record = &whole.text[begin..end];
                whole.text.replacen(record, &record.repeat(2), 1)
            }
            Shape::Table(above) => {
                let rows = whole.rows();
                table(&[&rows[..], &rows[above..]].concat())
            }
            Shape::Bare => table(&[whole.rows(), whole.rows()].concat()),
            Shape::Lines(above) => {
                let lines: Vec<&str> = whole.text.lines().collect();
                format!("{}\n", [&lines[..], &lines[above..]].concat().join("\n"))
            }
        };
        let list = read(whole.name, twice.as_bytes()).expect(whole.name);
        assert_eq!(list.entities, whole.list.entities, "{}", whole.name);
    });
}

#[test]
fn columns_in_another_order() {
    each(|whole| {
        let Shape::Table(above) = whole.shape else { return };
        let mut rows = whole.rows();
        rows[above - 1..].iter_mut().for_each(|row| row.reverse());
        let list = read(whole.name, table(&rows).as_bytes()).expect(whole.name);
        assert_eq!(list.entities, whole.list.entities, "{}", whole.name);
    });
}

#[test]
fn columns_that_are_missing() {
    each(|whole| {
        let first = match whole.shape {
            Shape::Table(above) => above - 1,
            Shape::Bare => 0,
            Shape::Xml(_) | Shape::Lines(_) => return,
        };
        let rows = whole.rows();
        for column in 0..rows[first].len() {
            let mut fewer = rows.clone();
            for row in &mut fewer[first..] {
                if column < row.len() {
                    row.remove(column);
                }
            }
            let fault = format!("{}, without column {column}", whole.name);
            match read(whole.name, table(&fewer).as_bytes()) {
                Err(error) => {
                    assert!(error.is_format() || error.is_empty_input(), "{fault}: {error}");
                }
                // A list can do without it: what is left is the same party.
                Ok(list) => {
                    assert!(whole.shape != Shape::Bare, "{fault}");
                    let ids = |list: &List| -> Vec<_> {
                        list.entities.iter().map(|entity| entity.id.clone()).collect()
                    };
                    assert_eq!(ids(&list), ids(&whole.list), "{fault}");
                    let names = list.entities.iter().all(|e| !e.party.names.is_empty());
                    assert!(names, "{fault}");
                }
            }
        }
    });
}
