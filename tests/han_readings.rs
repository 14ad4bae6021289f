//! The table of Han readings has the columns it says it has, and well-known names in it.

use std::collections::HashMap;

const TABLE: &str = include_str!("../lists/names/han.tsv");

/// By character: Mandarin, Korean, Cantonese, Vietnamese, Japanese, variants.
fn rows() -> HashMap<&'static str, Vec<Vec<&'static str>>> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let split = |line: &'static str| {
        let mut columns = line.split('\t');
        let values = |column: &'static str| column.split(' ').filter(|v| *v != "-").collect();
        (columns.next().unwrap_or(""), columns.map(values).collect())
    };
    lines.map(split).collect()
}

#[test]
fn every_row_is_one_character_and_six_columns() {
    let rows = rows();
    assert_eq!(rows.len(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
    for (char, columns) in rows {
        assert_eq!((char.chars().count(), columns.len()), (1, 6), "{char}");
        let latin = [0, 2, 3, 4].into_iter().flat_map(|column| &columns[column]);
        assert!(latin.clone().all(|r| r.bytes().all(|b| b.is_ascii_lowercase())), "{char}");
        let hangul = |r: &&str| r.chars().all(|c| ('가'..='힣').contains(&c));
        assert!(columns[1].iter().all(hangul), "{char}");
    }
}

#[test]
fn names_are_read_as_they_are_in_each_language() {
    let rows = rows();
    let read = |name: &'static str, column: usize| -> Vec<&str> {
        name.split("").filter(|c| !c.is_empty()).map(|c| rows[c][column][0]).collect()
    };
    assert_eq!(read("金正恩", 0), ["jin", "zheng", "en"]);
    assert_eq!(read("金正恩", 1), ["김", "정", "은"]);
    assert_eq!(read("李雪主", 1), ["리", "설", "주"]);
    assert_eq!(read("呂張", 0), ["lv", "zhang"]);
    assert_eq!(read("張", 2), ["zoeng"]);
    assert_eq!(read("阮", 3), ["nguyen"]);
    assert_eq!(read("张", 5), ["張"]);
    assert_eq!(read("張", 5), ["张"]);
}
