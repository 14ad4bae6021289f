use super::*;
use crate::error::Error;
use std::path::Path;

const HEAD: &str = "list = 'own'\npublisher = 'us'\ntitle = 'Ours'\n";
const COLUMNS: &str = "[columns]\nid = 'id'\nname = 'name'\n";

fn source(name: &str, bytes: &[u8]) -> Source {
    Source::from_bytes(Path::new(name), bytes).unwrap()
}

fn mapping(text: &str) -> Result<Mapping> {
    Mapping::read(&source("own.toml", text.as_bytes()))
}

/// Reads a list with a mapping whose head is given.
fn read_mapped(mapping: &str, data: &[u8]) -> Result<List> {
    let stated = source("own.toml", mapping.as_bytes());
    read(&Mapping::read(&stated)?, &stated, &source("own.data", data))
}

/// With further lines at the end of the mapping.
fn read_with(more: &str, data: &[u8]) -> Result<List> {
    read_mapped(&format!("{HEAD}{COLUMNS}{more}"), data)
}

#[track_caller]
fn error(result: Result<impl std::fmt::Debug>, parts: &[&str]) -> Error {
    let error = result.unwrap_err();
    for part in parts {
        assert!(error.to_string().contains(part), "`{part}` is missing in: {error}");
    }
    error
}

/// Lines and reasons of what was skipped.
fn skipped(list: &List) -> Vec<(u64, &str)> {
    list.snapshot.skipped.iter().map(|skipped| (skipped.line, skipped.reason.as_str())).collect()
}

fn names(list: &List) -> Vec<Vec<&str>> {
    list.entities
        .iter()
        .map(|entity| entity.party.names.iter().map(|name| name.text.as_str()).collect())
        .collect()
}

#[test]
fn a_wrong_mapping_says_where() {
    for (text, parts) in [
        (HEAD.to_owned(), &["columns"][..]),
        (format!("{HEAD}[columns]\nid = 'id'\n"), &["name"]),
        (format!("{HEAD}nmae = 1\n{COLUMNS}"), &["own.toml:4", "nmae"]),
        (format!("{HEAD}{COLUMNS}nmae = 'x'\n"), &["own.toml:7", "nmae"]),
        (format!("{HEAD}{COLUMNS}aliases = 3\n"), &["own.toml:7", "the name of a column"]),
        (format!("{HEAD}{COLUMNS}aliases = {{ colum = 'x' }}\n"), &["own.toml:7", "colum"]),
        (
            format!("{HEAD}{COLUMNS}aliases = {{ separator = ';' }}\n"),
            &["own.toml:7", "`constant`"],
        ),
        (
            format!("{HEAD}{COLUMNS}aliases = {{ column = 'x', separator = '' }}\n"),
            &["own.toml:7", "separator is empty"],
        ),
        (
            format!("{HEAD}{COLUMNS}addresses = {{ column = 'x', city = 'y' }}\n"),
            &["whole addresses"],
        ),
        (format!("{HEAD}{COLUMNS}addresses = {{ city = 'y', separator = 'y' }}\n"), &["`column`"]),
        (
            format!("{HEAD}[columns]\nid = 'id'\nname = {{ given = 'a', family = 'b' }}\n"),
            &["own.toml:6", "[{ given ="],
        ),
        (
            format!("{HEAD}[columns]\nid = 'id'\nname = {{ first = 'a' }}\n"),
            &["own.toml:6", "first"],
        ),
        (
            format!("{HEAD}{COLUMNS}[columns.identifiers]\npasport = 'x'\n"),
            &["own.toml:8", "pasport"],
        ),
        (format!("{HEAD}rows = 'many'\n{COLUMNS}"), &["own.toml:4", "grouped-by-id"]),
        (format!("{HEAD}date_order = 'dmy'\n{COLUMNS}"), &["own.toml:4", "day-month-year"]),
        (format!("{HEAD}published = 'today'\n{COLUMNS}"), &["own.toml:4", "`today` is no date"]),
        (format!("{HEAD}delimiter = '→'\n{COLUMNS}"), &["own.toml:4", "ASCII"]),
        (format!("{HEAD}ignored = ['id']\n{COLUMNS}"), &["own.toml:4", "both mapped and ignored"]),
        (
            "list = 'a b'\npublisher = ''\ntitle = ''\n[columns]\nid='i'\nname='n'".into(),
            &[":1: `a b`"],
        ),
        ("list = \n".into(), &["own.toml:1"]),
    ] {
        let error = error(mapping(&text), parts);
        assert!(error.is_format() && error.to_string().contains("lists/README.md"), "{error}");
    }
    for published in ["2026-11-03", "'2026-11'", "2026"] {
        let read = mapping(&format!("{HEAD}published = {published}\n{COLUMNS}")).unwrap();
        assert_eq!(read.published.unwrap().to_string(), published.trim_matches('\''));
    }
}

#[test]
fn columns_must_be_there() {
    let more = "[columns.identifiers]\npassport = ['Pass', { column = 'id', country = 'Land' }]\n";
    let told =
        error(read_with(more, b"id,name,Pass\n1,A,2\n"), &["`Land` is missing", "id, name, Pass"]);
    assert!(told.to_string().starts_with("own.toml:8: "), "{told}");
    error(read_with("", b"id,name,NAME\n1,A,2\n"), &["own.toml:6", "2 columns"]);
    error(read_with("", b"name\nA\n"), &["own.toml:5", "`id` is missing"]);
    error(read_with("", b""), &["own.data", "empty"]);
    error(read_with("", b"id,name\n"), &["no record"]);
    error(read_with("", b"<a/>"), &["XML"]);
    error(read_with("", b"[{\"id\":1}]"), &["JSON array", "jq"]);
    error(
        read_mapped(&format!("{HEAD}skip_rows = 1\n{COLUMNS}"), b"{\"id\":1}\n"),
        &["for tables"],
    );
    assert!(read_with("", b"id,name\n1,\"A").unwrap_err().is_truncated());
    // Columns in another order, capitals, a file that ends without a line end.
    assert_eq!(names(&read_with("", b"NAME;ID\nA;1").unwrap()), [["A"]]);
}

#[test]
fn what_is_wrong_in_a_row_is_reported_with_its_number() {
    let more = "kind = 'kind'\nborn = 'born'\ncountries = 'land'\ngender = 'sex'\n[columns.identifiers]\n\
        imo = { column = 'imo', separator = '/', country = 'flag' }\n";
    let list = read_with(
        more,
        b"id,name,kind,born,land,sex,imo,flag\n\
          1,A,person,1961,KP,F,,\n\
          ,B,,,,,,\n\
          3,,,,,,,\n\
          1,C,,,,,,\n\
          5,D,company,31.02.1961,Atlantis,x,1/2/3,KP\n\
          6,\"E\n F\",vessel,,,,1/2,Nowhere\n\
          7,G,,,,,,,surplus\n\
          8,H,,,,,,\n",
    )
    .unwrap();
    assert_eq!(list.snapshot.records, 4, "a record stays when a part of it is wrong");
    let found = skipped(&list);
    let expected = [
        (3, "no id"),
        (4, "`3` has no name"),
        (5, "second row with the id `1`"),
        (6, "5: the kind `company`"),
        (6, "5: the date of birth `31.02.1961`"),
        (6, "5: the gender `x`"),
        (6, "5: the country `Atlantis`"),
        (7, "6: the country of issue `Nowhere`"),
        (9, "9 cells, 8 columns"),
    ];
    for (place, (line, part)) in expected.iter().enumerate() {
        assert!(found[place].0 == *line && found[place].1.contains(part), "{part}: {found:?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:?}");
    let fourth = &list.entities[1].party;
    assert_eq!((fourth.kind, fourth.births.len(), fourth.identifiers.len()), (None, 0, 3));
    assert!(fourth.identifiers.iter().all(|imo| imo.country.unwrap().code() == "KP"));
}

#[test]
fn rows_of_one_id_are_one_party_if_the_mapping_says_so() {
    let mapping = format!(
        "{HEAD}rows = 'grouped-by-id'\n{COLUMNS}name_kind = 'as'\nborn = 'born'\nkind = 'kind'\n\
         [columns.identifiers]\nother = {{ column = 'no', scheme = {{ column = 'what', values = {{ \
         'Pass' = 'passport' }} }}, label = 'what' }}\n"
    );
    let list = read_mapped(
        &mapping,
        b"id,name,as,born,kind,no,what\n\
          1,ANNIE,weak,1961,person,,\n\
          2,BOB,,,,,\n\
          1,ANN,primary,1961,,77,pass\n\
          1,ANNE,primary,1962,vessel,78,Tax card\n\
          1,ANNIE,alias,,,,\n\
          1,OLD,ex,,,,\n",
    )
    .unwrap();
    let party = &list.entities[0].party;
    let named: Vec<_> = party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
    use crate::party::{NameKind::*, Strength::*};
    let expected = [
        ("ANN", Primary, Strong),
        ("ANNIE", Alias, Strong),
        ("ANNE", Alias, Strong),
        ("OLD", Alias, Strong),
    ];
    assert_eq!(named, expected);
    assert_eq!(party.births.len(), 2);
    let numbers: Vec<_> =
        party.identifiers.iter().map(|i| (i.scheme.as_str(), i.value.as_str())).collect();
    assert_eq!(numbers, [("passport", "77"), ("other", "78")]);
    assert_eq!(names(&list)[1], ["BOB"]);
    let found = skipped(&list);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].1.contains("scheme `Tax card`") && found[1].1.contains("different kind"));
    assert!(found[2].0 == 7 && found[2].1.contains("kind of name `ex`"), "{found:?}");
}

const JSON: &str = "{\"id\":1,\"name\":\"A\",\"also\":[\"B\",\"C\"],\"doc\":[{\"no\":\"11111\",\"of\":\"KP\"},\
    {\"no\":\"22222\",\"of\":\"IR\"}],\"more\":{\"deep\":true}}\n\n{\"id\":\"2\",\"name\":\" D \",\"also\":null}\n";
const JSON_COLUMNS: &str = "aliases = 'also'\nremarks = 'note'\n[columns.identifiers]\n\
    passport = { column = 'doc.no', country = 'doc.of' }\n";

#[test]
fn json_lines_are_rows() {
    let list = read_with(JSON_COLUMNS, JSON.as_bytes()).unwrap();
    assert_eq!(names(&list), [vec!["A", "B", "C"], vec!["D"]]);
    let passports: Vec<_> = (list.entities[0].party.identifiers.iter())
        .map(|id| (id.value.as_str(), id.country.unwrap().to_string()))
        .collect();
    assert_eq!(passports, [("11111", "KP".to_owned()), ("22222", "IR".to_owned())]);
    assert_eq!(list.snapshot.unknown_fields, ["more.deep"]);
    let found = skipped(&list);
    assert!(found.len() == 1 && found[0].1.contains("`note`"), "{found:?}");

    let wrong =
        format!("{JSON}[1]\n{{\"id\":3,\n{{\"id\":3 \"name\"}}\n{{\"id\":4,\"name\":\"E\"}}\n");
    let list = read_with("", wrong.as_bytes()).unwrap();
    let found = skipped(&list);
    let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!((lines, list.snapshot.records), (vec![4, 5, 6], 3), "{found:?}");
    // Cut inside a record, never fewer records in silence.
    let body = JSON.trim_end();
    let last = body.rfind('\n').unwrap() + 2;
    for end in last..body.len() {
        assert!(read_with("", &JSON.as_bytes()[..end]).unwrap_err().is_truncated(), "{end}");
    }
}

/// Packs files as a workbook's are.
fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in members {
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        writer.start_file(*name, stored).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const ROWS: [[&str; 3]; 3] = [["id", "name", "born"], ["1", "A", "1961"], ["2", "김", ""]];

fn xlsx() -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let rows: String = (ROWS.iter())
        .map(|row| format!("<row>{}</row>", row.iter().map(|text| cell(text)).collect::<String>()))
        .collect();
    let sheet = |rows: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetData>{rows}</sheetData></worksheet>"
        )
    };
    archive(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
             </Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
             <sheet name=\"Notes\" sheetId=\"1\" r:id=\"rId1\"/>\
             <sheet name=\"Parties\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/>\
             </Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet(&format!("<row>{}</row>", cell("words")))),
        ("xl/worksheets/sheet2.xml", &sheet(&rows)),
    ])
}

fn ods() -> Vec<u8> {
    let rows: String = (ROWS.iter())
        .map(|row| {
            let cells = row.iter().map(|text| {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
            });
            format!("<table:table-row>{}</table:table-row>", cells.collect::<String>())
        })
        .collect();
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        (
            "content.xml",
            &format!(
                "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                 xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
                 xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
                 <office:spreadsheet><table:table table:name=\"Parties\">{rows}</table:table>\
                 </office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

#[test]
fn workbooks_are_rows() {
    let of = |sheet: &str, book: &[u8]| {
        read_mapped(&format!("{HEAD}sheet = '{sheet}'\n{COLUMNS}born = 'born'\n"), book)
    };
    for book in [xlsx(), ods()] {
        let list = of("Parties", &book).unwrap();
        assert_eq!(names(&list), [["A"], ["김"]]);
        assert_eq!(list.entities[0].party.births[0].to_string(), "1961");
        assert_eq!(list.snapshot.skipped, []);
        error(of("Partys", &book), &["own.toml:4", "`Partys`", "Parties"]);
        for end in (0..book.len()).step_by(7) {
            let cut = Source::from_bytes(Path::new("own.xlsx"), &book[..end]);
            if let Ok(cut) = cut {
                let stated = source("own.toml", format!("{HEAD}{COLUMNS}").as_bytes());
                read(&Mapping::read(&stated).unwrap(), &stated, &cut).unwrap_err();
            }
        }
    }
    // Without a sheet it is the first one that is filled, which has other columns.
    error(read_with("", &xlsx()), &["`id` is missing", "words"]);
    assert_eq!(names(&read_with("", &ods()).unwrap()), [["A"], ["김"]]);
}

/// A workbook of XLSX whose sheet has these rows.
fn xlsx_of(rows: &str) -> Vec<u8> {
    let names: Vec<String> = zip_names(&xlsx());
    let members = names.iter().map(|name| {
        let text = match name.as_str() {
            "xl/worksheets/sheet1.xml" => format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
                 <sheetData>{rows}</sheetData></worksheet>"
            ),
            name => zip_text(&xlsx(), name),
        };
        (name.as_str(), text)
    });
    let members: Vec<(&str, String)> = members.collect();
    let members: Vec<(&str, &str)> =
        members.iter().map(|(name, text)| (*name, text.as_str())).collect();
    archive(&members)
}

fn zip_names(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().to_string()).collect()
}

fn zip_text(bytes: &[u8], name: &str) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Some hundred bytes that ask for gigabytes are refused before room is made for them.
#[test]
fn a_workbook_is_read_within_bounds() {
    let refused = |book: &[u8]| {
        let error = Source::from_bytes(Path::new("own.xlsx"), book).unwrap_err();
        assert!(error.to_string().contains("more than"), "{error}");
    };
    let cell = |place: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let far =
        format!("<row r=\"1\">{}</row><row r=\"1048576\">{}</row>", cell("A1"), cell("XFD1048576"));
    refused(&xlsx_of(&far));
    let content = zip_text(&ods(), "content.xml");
    let repeat = |from: &str, to: &str| {
        archive(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", &zip_text(&ods(), "META-INF/manifest.xml")),
            ("content.xml", &content.replacen(from, to, 1)),
        ])
    };
    let many_rows = "<table:table-row table:number-rows-repeated=\"1048576\">";
    let many_cells = "<table:table-cell table:number-columns-repeated=\"16384\" ";
    let both = repeat("<table:table-row><table:table-cell ", &format!("{many_rows}{many_cells}"));
    refused(&both);
    let long = "x".repeat(600_000);
    refused(&repeat(
        "<table:table-cell office:value-type=\"string\"><text:p>id",
        &format!("{many_cells}office:value-type=\"string\"><text:p>{long}"),
    ));
    // Spreadsheets end with a million rows without anything, which cost nothing.
    let blank = format!(
        "{many_rows}<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
    );
    let padded = repeat("</table:table>", &blank);
    assert_eq!(names(&read_with("", &padded).unwrap()), [["A"], ["김"]]);
}

#[test]
fn an_archive_holds_a_list_and_its_mapping() {
    let mapping = format!("{HEAD}data = 'lists/x.csv'\n{COLUMNS}");
    let data = "id,name\n1,A\n";
    let packed = archive(&[("own.toml", &mapping), ("lists/x.csv", data), ("README.md", "x")]);
    let lists = crate::lists::read_bytes("all.zip", &packed).unwrap();
    assert_eq!((lists.len(), names(&lists[0])), (1, vec![vec!["A"]]));
    let paths: Vec<_> = lists[0].snapshot.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["all.zip/lists/x.csv", "all.zip/own.toml"]);
    let alone = archive(&[("own.toml", &mapping)]);
    error(crate::lists::read_bytes("all.zip", &alone), &["not in the archive"]);
    let unnamed = archive(&[("x.toml", &format!("{HEAD}{COLUMNS}")), ("x.csv", data)]);
    assert_eq!(crate::lists::read_bytes("all.zip", &unnamed).unwrap().len(), 1);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_so() {
    error(read_with("", b"PAR1 and what it holds PAR1"), &["own.data", "feature `parquet`"]);
}

#[cfg(feature = "parquet")]
mod of_parquet {
    use super::*;
    use ::parquet::basic::Compression;
    use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    use std::sync::Arc;

    /// Two records: an id, a name, a list of aliases, a day, a time stamp in nanoseconds.
    fn file(compression: Compression) -> Vec<u8> {
        let schema = "message own { required int64 id; optional binary name (STRING); \
            optional group also (LIST) { repeated group list { optional binary element (STRING); } } \
            optional int32 born (DATE); optional int64 added (TIMESTAMP(NANOS, true)); }";
        let properties = WriterProperties::builder().set_compression(compression).build();
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let mut writer =
            SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let texts = |texts: &[&str]| -> Vec<ByteArray> {
            texts.iter().map(|text| ByteArray::from(text.as_bytes().to_vec())).collect()
        };
        let mut place = 0;
        while let Some(mut column) = group.next_column().unwrap() {
            match place {
                0 => column.typed::<Int64Type>().write_batch(&[1, 2], None, None),
                1 => column.typed::<ByteArrayType>().write_batch(
                    &texts(&["A", "김"]),
                    Some(&[1, 1]),
                    None,
                ),
                2 => column.typed::<ByteArrayType>().write_batch(
                    &texts(&["B", "C"]),
                    Some(&[3, 3, 0]),
                    Some(&[0, 1, 0]),
                ),
                // 14,611 days from 1970-01-01 to 2010-01-02.
                3 => column.typed::<Int32Type>().write_batch(&[14_611], Some(&[1, 0]), None),
                _ => {
                    let stamp = 14_611 * 86_400 * 1_000_000_000 + 5;
                    column.typed::<Int64Type>().write_batch(&[stamp], Some(&[1, 0]), None)
                }
            }
            .unwrap();
            column.close().unwrap();
            place += 1;
        }
        group.close().unwrap();
        writer.into_inner().unwrap()
    }

    const MORE: &str = "aliases = 'also'\nborn = 'born'\nlisted_on = 'added'\n";

    #[test]
    fn its_rows_are_rows() {
        let gzip = Compression::GZIP(Default::default());
        for packed in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::LZ4_RAW, gzip] {
            let list = read_with(MORE, &file(packed)).unwrap();
            assert_eq!(names(&list), [vec!["A", "B", "C"], vec!["김"]], "{packed}");
            assert_eq!(list.entities[0].id.as_str(), "own:1");
            assert_eq!(list.entities[0].party.births[0].to_string(), "2010-01-02");
            assert_eq!(list.entities[0].listed_on.unwrap().to_string(), "2010-01-02");
            assert_eq!(list.snapshot.skipped, []);
            assert!(list.snapshot.unknown_fields.is_empty());
        }
    }

    #[test]
    fn damage_is_an_error() {
        let whole = file(Compression::SNAPPY);
        error(read_with("titles = 'job'\n", &whole), &["own.toml:7", "`job` is missing", "also"]);
        for end in 4..whole.len() {
            assert!(read_with(MORE, &whole[..end]).unwrap_err().is_truncated(), "{end}");
        }
        for at in (4..whole.len()).step_by(3) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            // Whatever it is, a list or an error; never a panic that comes through.
            let _ = read_with(MORE, &bytes);
        }
    }
}
