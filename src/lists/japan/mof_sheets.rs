//! The Japanese list of asset freezes (外為法に基づく資産凍結等) as a workbook.
//!
//! A sheet is a programme and has columns of its own; the row that names them is not always the same.
//! Records that were removed stay as rows that say so (`2011.11.18削除`), lifted programmes as sheets
//! (`【解除】`). The id is made as in the ministry's CSV file: number of the programme and number in the
//! notice (`jp-mof:002-000160`). Programmes are numbered anew when one is inserted.

use super::record::{Draft, LIST, Role};
use crate::error::{Error, Result};
use crate::lists::fields::{FieldUse, Fields, Use};
use crate::lists::format::{Format, Head, has_all};
use crate::lists::records::{Edition, Records};
use crate::lists::source::{Content, Source};
use crate::lists::spaces::squeeze;
use crate::lists::table::{Column, Row, Table};
use crate::lists::workbook::{Sheet, Workbook};
use crate::lists::{Entity, List};
use crate::party::Kind;

/// Columns that every sheet with records has.
const NOTICED: &str = "告示日付";
const NUMBER: &str = "告示番号";

/// What each column holds, in all sheets.
const ROLES: [(&str, Role); COLUMNS] = [
    (NOTICED, Role::Noticed),
    (NUMBER, Role::Number),
    ("日本語表記", Role::Japanese),
    ("英語表記", Role::English),
    ("別名・別称", Role::Alias),
    ("別名", Role::Alias),
    ("別称", Role::Alias),
    ("別称・旧称", Role::Alias),
    ("別称・別名", Role::Alias),
    ("確定可能な別名", Role::Alias),
    ("確定に十分でない別名", Role::Weak),
    ("旧称", Role::Former),
    ("旧称・以前の呼称", Role::Former),
    ("過去の別名", Role::Former),
    ("以前の別名", Role::Former),
    ("称号", Role::Title),
    ("役職", Role::Title),
    ("肩書", Role::Title),
    ("肩書等", Role::Title),
    ("生年月日", Role::Birth),
    ("生年月日・出生地", Role::BirthAndPlace),
    ("出生地", Role::BirthPlace),
    ("出生地・出身地", Role::BirthPlace),
    ("国籍", Role::Country),
    ("旅券番号", Role::Passport),
    ("ID番号", Role::Identity),
    ("身分登録番号", Role::Identity),
    ("身分証番号", Role::Identity),
    ("電話", Role::Phone),
    ("電話番号", Role::Phone),
    ("FAX", Role::Phone),
    ("住所", Role::Address),
    ("住所等", Role::Address),
    ("所在地", Role::Address),
    ("住所・所在地", Role::Address),
    ("活動地域・住所", Role::Address),
    ("所在地・住所 登録された事務所の住所", Role::Address),
    ("国連参照番号", Role::Reference),
    ("国連制裁員会による指定日", Role::Noted),
    ("国連制裁委員会による指定日", Role::Noted),
    ("リスト掲載日", Role::Noted),
    ("決議1483上の根拠", Role::Noted),
    ("指定の根拠", Role::Noted),
    ("その他の情報", Role::Remark),
    ("詳細", Role::Remark),
];

const COLUMNS: usize = 45;

const FIELDS: Fields = &{
    let mut fields = [("", Use::Read); COLUMNS];
    let mut at = 0;
    while at < COLUMNS {
        fields[at].0 = ROLES[at].0;
        at += 1;
    }
    fields
};

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "jp-mof-sheets",
    title: "Japan, Ministry of Finance, asset freezes, XLSX with a sheet for each programme",
    proven: true,
    recognises: |head| match head {
        Head::Workbook(book) => book.sheets.iter().any(|sheet| header(sheet).is_some()),
        _ => false,
    },
    read,
};

/// Rows of a sheet among which the one with the names of columns must be.
const HEAD: usize = 20;

/// Rows above the one that names the columns.
fn header(sheet: &Sheet) -> Option<usize> {
    sheet.rows.iter().take(HEAD).position(|row| has_all(row, &[NOTICED, NUMBER]))
}

fn read(source: &Source) -> Result<List> {
    let Content::Workbook(Workbook { sheets }) = source.content() else {
        return Err(Error::format("a workbook was expected").at(&source.path, None));
    };
    let mut records = Records::default();
    let mut fields: Vec<FieldUse> = Vec::new();
    for sheet in sheets {
        let lifted = sheet.name.contains("解除");
        match header(sheet) {
            Some(skip) => {
                let of_sheet = read_sheet(source, sheet, skip, lifted, &mut records)?;
                merge(&mut fields, of_sheet);
            }
            // A lifted programme is left with its name and the day it was lifted.
            None if lifted => {
                let cells = sheet.rows.iter().flatten();
                cells.filter(|cell| cell.contains("告示廃止")).for_each(|_| records.delisted());
            }
            // The first sheet is an index; another without columns would be lost silently.
            None if sheet.rows.iter().flatten().all(|cell| cell.trim().is_empty()) => {}
            None if is_index(sheet) => {}
            None => {
                let reason =
                    format!("the sheet `{}` has no row that names its columns", sheet.name);
                records.skip(source, sheet.first_row, reason);
            }
        }
    }
    let edition = Edition {
        list: LIST.into(),
        publisher: "Ministry of Finance, Japan".into(),
        title: "Asset freezes under the Foreign Exchange and Foreign Trade Act".into(),
        format: FORMAT.name,
        published: None,
        effective: None,
    };
    records.finish(edition, &[source], fields)
}

/// Whether a sheet is the list of programmes: numbers and their names.
fn is_index(sheet: &Sheet) -> bool {
    let first = |row: &Vec<String>| row.iter().find(|cell| !cell.trim().is_empty()).cloned();
    let filled: Vec<String> = sheet.rows.iter().filter_map(first).collect();
    let numbered = filled.iter().filter(|cell| cell.trim().parse::<u32>().is_ok()).count();
    numbered > 0 && numbered * 2 > filled.len()
}

/// Adds the columns of a sheet to those of the sheets before.
fn merge(fields: &mut Vec<FieldUse>, of_sheet: Vec<FieldUse>) {
    for field in of_sheet {
        match fields.iter_mut().find(|known| known.field == field.field) {
            Some(known) => known.count += field.count,
            None => fields.push(field),
        }
    }
}

fn read_sheet(
    source: &Source,
    sheet: &Sheet,
    skip: usize,
    lifted: bool,
    records: &mut Records,
) -> Result<Vec<FieldUse>> {
    let programme = programme(sheet, skip);
    let kind = kind(&sheet.name).or_else(|| kind(&programme));
    let number = sheet_number(&sheet.name);
    let mut table = Table::sheet(source, sheet, skip, FIELDS)?;
    let columns: Vec<(Column, Role, &str)> = ROLES
        .iter()
        .map(|&(name, role)| (table.column(name), role, name))
        .filter(|(column, ..)| column.exists())
        .collect();
    let (noticed, numbered) = (table.required(NOTICED)?, table.required(NUMBER)?);
    let mut last: Option<(u64, String, Draft)> = None;
    let finish = |draft: Option<(u64, String, Draft)>, records: &mut Records| {
        if let Some((line, id, draft)) = draft {
            let entity: Result<Entity, String> = if draft.has_name() {
                Ok(draft.finish(&id, kind, &programme))
            } else {
                Err(format!("the entry {id} has no name"))
            };
            records.add(source, line, entity);
        }
    };
    while let Some(row) = table.next_row()? {
        let day = row.get(noticed);
        let entry = row.get(numbered).trim_start_matches(['*', '＊', '#', '＃']);
        let digits = entry.find(|c: char| !c.is_ascii_digit()).unwrap_or(entry.len());
        let entry = entry.get(..digits).unwrap_or_default();
        if lifted || day.contains("削除") {
            records.delisted();
        } else if entry.is_empty() {
            // A long remark goes on in rows of its own.
            let is_remark = only_remarks(&row, &columns);
            match last.as_mut().filter(|_| is_remark) {
                Some((.., draft)) => fill(draft, &row, &columns),
                None => records.skip(source, row.line, place(sheet, "the row has no 告示番号")),
            }
        } else {
            finish(last.take(), records);
            let mut draft = Draft::default();
            fill(&mut draft, &row, &columns);
            let number = number.map_or_else(|| sheet.name.clone(), |number| format!("{number:03}"));
            last = Some((row.line, format!("{number}-{entry:0>6}"), draft));
        }
    }
    finish(last.take(), records);
    Ok(table.fields())
}

fn fill(draft: &mut Draft, row: &Row, columns: &[(Column, Role, &str)]) {
    for &(column, role, name) in columns {
        if let Some(cell) = row.filled(column) {
            draft.add(role, name, cell);
        }
    }
}

fn only_remarks(row: &Row, columns: &[(Column, Role, &str)]) -> bool {
    columns.iter().all(|&(column, role, _)| {
        matches!(role, Role::Remark | Role::Noted) || row.filled(column).is_none()
    })
}

/// A reason with the name of the sheet: rows are numbered in each sheet anew.
fn place(sheet: &Sheet, reason: &str) -> String {
    format!("sheet `{}`: {reason}", sheet.name.trim())
}

/// What stands above the columns, without notes: the name of the programme.
fn programme(sheet: &Sheet, skip: usize) -> String {
    let cells = sheet.rows.iter().take(skip).flatten().map(|cell| cell.trim());
    let named = cells.filter(|cell| !cell.is_empty() && !cell.starts_with("（注"));
    let texts: Vec<String> =
        named.map(|cell| squeeze(cell.split("（注").next().unwrap_or_default())).collect();
    texts.join(" ")
}

/// `2` of `2.タリバーン関係者等`.
fn sheet_number(name: &str) -> Option<u32> {
    name.trim().split(['.', '．']).next()?.trim().parse().ok()
}

/// The kind of party that a sheet's name or programme names.
fn kind(name: &str) -> Option<Kind> {
    let (people, bodies) = (name.contains("個人"), name.contains("団体") || name.contains("銀行"));
    // `ロシア連邦の団体及び個人（個人）`: the last bracket says it.
    let last = name.rsplit(['（', '(']).next().filter(|last| last.len() < name.len());
    match (people, bodies) {
        (true, false) => Some(Kind::Person),
        (false, true) => Some(Kind::Organization),
        (true, true) => last.and_then(kind),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_in_the_name_of_the_sheet() {
        for (name, expected) in [
            ("31.ベラルーシ(個人)", Some(Kind::Person)),
            ("28.ロシア連邦(団体(特定銀行を除く))", Some(Kind::Organization)),
            ("30.ロシア連邦(特定銀行） ", Some(Kind::Organization)),
            ("資産凍結等の措置の対象となるロシア連邦の団体及び個人（個人）", Some(Kind::Person)),
            ("2.タリバーン関係者等", None),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
        assert_eq!(sheet_number("2.タリバーン関係者等"), Some(2));
        assert_eq!(sheet_number("一覧"), None);
    }

    #[test]
    fn every_column_is_declared_once() {
        for (at, (name, _)) in ROLES.iter().enumerate() {
            assert!(ROLES[..at].iter().all(|(other, _)| other != name), "{name}");
            assert_eq!(FIELDS[at].0, *name);
        }
    }

    /// A workbook of sheets with cells of text.
    fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
        use std::io::Write;
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let mut file = |name: &str, text: &str| {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        };
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let (mut names, mut relations) = (String::new(), String::new());
        for (at, (name, rows)) in sheets.iter().enumerate() {
            names += &format!("<sheet name='{name}' sheetId='{at}' r:id='r{at}'/>");
            relations += &format!(
                "<Relationship Id='r{at}' Type='{office}/worksheet' Target='worksheets/{at}.xml'/>"
            );
            let mut cells = String::new();
            for (number, row) in rows.iter().enumerate() {
                cells += &format!("<row r='{}'>", number + 1);
                for (column, text) in row.iter().enumerate() {
                    let place = format!("{}{}", char::from(b'A' + column as u8), number + 1);
                    cells += &format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>");
                }
                cells += "</row>";
            }
            let sheet =
                format!("<worksheet xmlns='{main}'><sheetData>{cells}</sheetData></worksheet>");
            file(&format!("xl/worksheets/{at}.xml"), &sheet);
        }
        file(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns='{main}' xmlns:r='{office}'><sheets>{names}</sheets></workbook>"
            ),
        );
        file(
            "_rels/.rels",
            &format!(
                "<Relationships xmlns='{package}'><Relationship Id='r' Type='{office}/officeDocument' \
                 Target='xl/workbook.xml'/></Relationships>"
            ),
        );
        file(
            "xl/_rels/workbook.xml.rels",
            &format!("<Relationships xmlns='{package}'>{relations}</Relationships>"),
        );
        zip.finish().unwrap().into_inner()
    }

    fn list(sheets: &[(&str, &[&[&str]])]) -> Result<List> {
        let source = Source::from_bytes(std::path::Path::new("jp.xlsx"), &workbook(sheets))?;
        let format = crate::lists::format::of(&source)?;
        (format.read)(&source)
    }

    #[test]
    fn every_sheet_has_its_own_columns() {
        let list = list(&[
            ("一覧", &[&["1", "甲の個人"], &["2", "乙"]]),
            (
                "1.甲（個人）",
                &[
                    &["甲に関与した者（個人）\n（注）説明"],
                    &["告示番号", "英語表記", "告示日付", "新しい列", "生年月日"],
                    &["3(*29)", "Ann EXAMPLE", "2002.4.20\n2008.12.19改訂", "x", "26969"],
                    &["4", "Gone", "2011.11.18削除"],
                    &["5", "", "2012.1.1"],
                    &["3", "Twice", "2012.1.1"],
                ],
            ),
            (
                "12.乙",
                &[
                    &["乙"],
                    &["（注）説明"],
                    &["告示日付", "告示番号", "日本語表記", "その他の情報"],
                    &["2020.1.1", "*1", "乙男", "一"],
                    &["", "", "", "二"],
                    &["", "", "番号なし", ""],
                ],
            ),
            ("13.【解除】丙", &[&["丙"], &["【2015年12月18日告示廃止】"]]),
            (
                "14.【解除】丁",
                &[&["告示日付", "告示番号", "英語表記"], &["2001.1.1", "1", "Lifted"]],
            ),
            ("15.戊", &[&["列のない表"]]),
        ])
        .unwrap();
        let ids: Vec<&str> = list.entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(ids, ["jp-mof:001-000003", "jp-mof:012-000001"]);
        assert_eq!(list.snapshot.delisted, 3, "a removed row, a lifted programme, its row");
        assert_eq!(list.snapshot.unknown_fields, ["新しい列"]);
        let reasons: Vec<&str> = list.snapshot.skipped.iter().map(|s| s.reason.as_str()).collect();
        assert_eq!(reasons.len(), 4, "{reasons:?}");
        assert!(reasons[0].contains("001-000005 has no name"), "{reasons:?}");
        assert!(reasons[1].contains("second record"), "{reasons:?}");
        assert!(
            reasons[2].contains("no 告示番号") && reasons[3].contains("`15.戊`"),
            "{reasons:?}"
        );
        let person = &list.entities[0];
        assert_eq!(person.party.kind, Some(Kind::Person));
        assert_eq!(person.party.births[0].to_string(), "1973-11-01");
        assert_eq!(person.programmes, ["甲に関与した者（個人）"]);
        assert_eq!(person.references, ["告示番号 3(*29)"]);
        assert_eq!(person.amended_on.unwrap().to_string(), "2008-12-19");
        assert_eq!(list.entities[1].remarks, ["一", "二"]);
    }

    #[test]
    fn damage_is_told() {
        let sheet: (&str, &[&[&str]]) =
            ("1.甲", &[&["告示日付", "告示番号", "英語表記"], &["2001.1.1", "1", "Ann"]]);
        let whole = workbook(&[sheet]);
        for end in (4..whole.len()).step_by(3) {
            let path = std::path::Path::new("jp.xlsx");
            let error = Source::from_bytes(path, &whole[..end]).unwrap_err();
            assert!(error.is_format(), "{end}: {error}");
        }
        assert!(
            list(&[("1.甲", &[&["告示日付", "告示番号", "英語表記"]])])
                .unwrap_err()
                .is_empty_input()
        );
        assert!(list(&[("1.甲", &[&["告示日", "番号"]])]).unwrap_err().is_format());
    }
}
