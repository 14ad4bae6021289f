//! The Japanese list of asset freezes as one CSV table of 32 columns, published since 2026.
//!
//! Built from what public code that reads the file says of its columns; several names or values in a
//! cell are divided by `；`.

use super::record::{Draft, LIST, Role};
use crate::error::Result;
use crate::lists::fields::{Fields, Use};
use crate::lists::format::{Format, Head, has_all};
use crate::lists::records::{Edition, Records};
use crate::lists::source::Source;
use crate::lists::table::{Column, Row, Table};
use crate::lists::{List, name_cell};
use crate::party::Kind;

const PROGRAMME: &str = "区分";
const ID: &str = "番号";
const NOTICED: &str = "告示日付";
const KIND: &str = "個人・団体";
const ENGLISH: &str = "氏名（英語）";
const COUNTRY_OF_ADDRESS: [&str; 2] =
    ["住所・所在地（国）（英語）", "住所・所在地（国）（日本語）"];
const ADDRESS: [&str; 2] =
    ["住所・所在地（都市その他の情報）（英語）", "住所・所在地（都市その他の情報）（日本語）"];
const NOTICE: &str = "外務省告示情報";

/// Columns whose cells speak for themselves.
const ROLES: [(&str, Role); 24] = [
    (NOTICED, Role::Noticed),
    ("告示番号", Role::Number),
    ("氏名（日本語）", Role::Japanese),
    (ENGLISH, Role::English),
    ("別名・別称（英語）", Role::Alias),
    ("別名・別称（日本語）", Role::Alias),
    ("旧称（英語）", Role::Former),
    ("旧称（日本語）", Role::Former),
    ("確定に十分でない別名（英語）", Role::Weak),
    ("確定に十分でない別名（日本語）", Role::Weak),
    ("称号（英語）", Role::Title),
    ("称号（日本語）", Role::Title),
    ("役職（英語）", Role::Title),
    ("役職（日本語）", Role::Title),
    ("生年月日", Role::Birth),
    ("出生地（英語）", Role::BirthPlace),
    ("出生地（日本語）", Role::BirthPlace),
    ("国籍（英語）", Role::Country),
    ("国籍（日本語）", Role::Country),
    ("旅券番号", Role::Passport),
    ("身分証番号", Role::Identity),
    ("国連参照番号", Role::Reference),
    ("リスト掲載日", Role::Noted),
    ("その他の情報", Role::Remark),
];

const FIELDS: Fields = &[
    (PROGRAMME, Use::Read),
    (ID, Use::Read),
    (NOTICED, Use::Read),
    ("告示番号", Use::Read),
    (KIND, Use::Read),
    ("氏名（日本語）", Use::Read),
    (ENGLISH, Use::Read),
    ("別名・別称（日本語）", Use::Read),
    ("別名・別称（英語）", Use::Read),
    ("旧称（日本語）", Use::Read),
    ("旧称（英語）", Use::Read),
    ("確定に十分でない別名（日本語）", Use::Read),
    ("確定に十分でない別名（英語）", Use::Read),
    ("称号（日本語）", Use::Read),
    ("称号（英語）", Use::Read),
    ("役職（日本語）", Use::Read),
    ("役職（英語）", Use::Read),
    ("生年月日", Use::Read),
    ("出生地（日本語）", Use::Read),
    ("出生地（英語）", Use::Read),
    ("国籍（日本語）", Use::Read),
    ("国籍（英語）", Use::Read),
    ("旅券番号", Use::Read),
    ("身分証番号", Use::Read),
    ("住所・所在地（国）（日本語）", Use::Read),
    ("住所・所在地（都市その他の情報）（日本語）", Use::Read),
    ("住所・所在地（国）（英語）", Use::Read),
    ("住所・所在地（都市その他の情報）（英語）", Use::Read),
    ("国連参照番号", Use::Read),
    ("リスト掲載日", Use::Read),
    ("その他の情報", Use::Read),
    (NOTICE, Use::Read),
];

/// The format.
pub(in crate::lists) const FORMAT: Format = Format {
    name: "jp-mof-csv",
    title: "Japan, Ministry of Finance, asset freezes, CSV (since 2026)",
    proven: false,
    recognises: |head| head.has_columns(&[PROGRAMME, ID, ENGLISH]),
    read,
};

fn read(source: &Source) -> Result<List> {
    let (delimiter, skip) = match Head::of(source)? {
        Head::Table { rows, delimiter } => {
            let skip = rows.iter().position(|row| has_all(row, &[PROGRAMME, ID, ENGLISH]));
            (delimiter, skip.unwrap_or(0))
        }
        _ => (b',', 0),
    };
    let mut table = Table::csv(source, delimiter, skip, FIELDS)?;
    let columns = ROLES
        .iter()
        .map(|&(name, role)| Ok((table.required(name)?, role, name)))
        .collect::<Result<Vec<_>>>()?;
    let (id, programme) = (table.required(ID)?, table.required(PROGRAMME)?);
    let (kind, noticed) = (table.required(KIND)?, table.required(NOTICED)?);
    let notice = table.column(NOTICE);
    let countries = COUNTRY_OF_ADDRESS.map(|name| table.column(name));
    let addresses = ADDRESS.map(|name| table.column(name));
    let mut records = Records::default();
    while let Some(row) = table.next_row()? {
        if row.get(noticed).contains("削除") {
            records.delisted();
        } else {
            let mut draft = Draft::default();
            for &(column, role, name) in &columns {
                draft.add(role, name, row.get(column));
            }
            for address in places(&row, countries, addresses) {
                draft.add(Role::Address, "", &address);
            }
            // The whole notice: it repeats the columns, and has what they leave out.
            if let Some(text) = row.filled(notice) {
                draft.remark(text);
            }
            let stated = match row.get(kind) {
                "個人" => Some(Kind::Person),
                "団体" => Some(Kind::Organization),
                _ => None,
            };
            let (id, programme) = (row.get(id), row.get(programme));
            let record = if id.is_empty() {
                Err(format!("the row has no {ID}"))
            } else if !draft.has_name() {
                Err(format!("the entry {id} has no name"))
            } else {
                // The number is all the file says of the programme.
                Ok(draft.finish(id, stated, &format!("{PROGRAMME} {programme}")))
            };
            records.add(source, row.line, record);
        }
        if let Some((found, expected)) = row.surplus() {
            let reason = format!("the row has {found} cells, {expected} were expected");
            records.skip(source, row.line, reason);
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
    records.finish(edition, &[source], table.fields())
}

/// Addresses in English and Japanese: country and the rest stand in columns of their own.
fn places(row: &Row, countries: [Column; 2], addresses: [Column; 2]) -> Vec<String> {
    let mut found = Vec::new();
    for (language, (country, address)) in countries.into_iter().zip(addresses).enumerate() {
        let countries = name_cell::split(row.get(country), &['；', ';']);
        let rest = name_cell::split(row.get(address), &['；', ';']);
        for at in 0..countries.len().max(rest.len()) {
            // One country counts for all addresses.
            let country = countries.get(at).or(countries.first()).copied().unwrap_or_default();
            let rest = rest.get(at).copied().unwrap_or_default();
            let parts = if language == 0 { [rest, country] } else { [country, rest] };
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            found.push(parts.join(if language == 0 { ", " } else { "、" }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::party::{NameKind, Strength};
    use std::path::Path;

    fn header() -> String {
        FIELDS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",")
    }

    fn list(text: &str) -> Result<List> {
        read(&Source::from_bytes(Path::new("jp.csv"), text.as_bytes()).unwrap())
    }

    const PERSON: &str = "2,002-000160,\"2001.9.22\n2008.6.25改訂\",160,個人,アン・レイ,Ann EXAMPLE,\
        \"アンナ（生年月日1963/4/11； 1964/4/11）；アニー\",Anna; Annie,,OLD EXAMPLE,レイ,Rei,ムラー,Mullah; Haji,\
        副議長,Deputy,1963/4/11; 1960年頃,,\"Cairo, Egypt\",エジプト,Egypt,エジプト旅券A123456（2001年2月3日発行）,\
        身分証番号 987654,イラン,テヘラン,Iran,Tehran; Qom,QDi.001,2001/1/25,\"mail a@b.org\",告示";

    #[test]
    fn a_record_is_read() {
        let text = format!(
            "\u{feff}{}\r\n{PERSON}\r\n28,028-000001,2022.3.1,1,団体,,\"Plant, JSC\"{}\r\n",
            header(),
            ",".repeat(25)
        );
        let source = Source::from_bytes(Path::new("jp.csv"), text.as_bytes()).unwrap();
        assert_eq!(crate::lists::format::of(&source).unwrap().name, FORMAT.name);
        let list = read(&source).unwrap();
        assert_eq!((list.snapshot.records, list.snapshot.skipped.len()), (2, 0));
        assert_eq!(list.snapshot.unknown_fields, [""; 0]);
        let entity = &list.entities[0];
        assert_eq!(entity.id.as_str(), "jp-mof:002-000160");
        let names: Vec<_> =
            entity.party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
        use NameKind::{Alias, Former, Primary, Variation};
        use Strength::{Strong, Weak};
        assert_eq!(
            names,
            [
                ("Ann EXAMPLE", Primary, Strong),
                ("アン・レイ", Variation, Strong),
                ("Anna", Alias, Strong),
                ("Annie", Alias, Strong),
                ("アンナ", Alias, Strong),
                ("アニー", Alias, Strong),
                ("OLD EXAMPLE", Former, Strong),
                ("Rei", Alias, Weak),
                ("レイ", Alias, Weak),
            ]
        );
        let births: Vec<String> = entity.party.births.iter().map(ToString::to_string).collect();
        assert_eq!(births, ["1963-04-11", "~1960"]);
        assert_eq!(entity.party.countries.len(), 1);
        assert_eq!(entity.listed_on.unwrap().to_string(), "2001-09-22");
        assert_eq!(entity.amended_on.unwrap().to_string(), "2008-06-25");
        assert_eq!(entity.references, ["UN QDi.001"]);
        assert_eq!(entity.programmes, ["区分 2"]);
        let passport = &entity.party.identifiers[0];
        assert_eq!((passport.value.as_str(), passport.country.unwrap().code()), ("A123456", "EG"));
        let places: Vec<&str> = entity.party.addresses.iter().map(|a| a.text.as_str()).collect();
        assert_eq!(places, ["Tehran", "Qom", "イラン、テヘラン"]);
        assert!(entity.party.addresses.iter().all(|a| a.country.unwrap().code() == "IR"));
        assert!(entity.remarks.contains(&"告示".to_owned()));
        let body = &list.entities[1];
        assert_eq!(body.party.kind, Some(Kind::Organization));
        assert_eq!(body.party.names[0].text, "Plant, JSC");
    }

    #[test]
    fn damage_is_told() {
        let whole = format!("{}\n{PERSON}\n", header());
        for end in (header().len() + 1..whole.len()).filter(|&end| whole.is_char_boundary(end)) {
            // Between quoted cells a cut cannot be seen in CSV: the record has fewer facts then.
            match list(&whole[..end]) {
                Ok(list) => assert_eq!(list.entities[0].id.as_str(), "jp-mof:002-000160"),
                Err(error) => assert!(error.is_truncated() || error.is_empty_input(), "{error}"),
            }
        }
        assert!(list(&header()).unwrap_err().is_empty_input());
        let missing = whole.replace("生年月日,出生地", "誕生日,出生地");
        assert!(list(&missing).unwrap_err().to_string().contains("`生年月日`"));
        let twice = format!(
            "{whole}{PERSON}\n,,2001.1.1,,個人,,X{}\n3,003-1,2011.11.18削除{},surplus\n",
            ",".repeat(25),
            ",".repeat(29)
        );
        let list = list(&twice).unwrap();
        assert_eq!((list.snapshot.records, list.snapshot.delisted), (1, 1));
        assert_eq!(list.snapshot.skipped.len(), 3, "{:?}", list.snapshot.skipped);
    }
}
