use super::*;

fn maker() -> Maker {
    Maker { engine: "9.8.7".to_owned(), configuration: "ab".repeat(32) }
}

fn file() -> Vec<u8> {
    let mut parts = Sections::default();
    parts.add("one", b"a text of some length".to_vec());
    parts.add("two", vec![7u8; 130]);
    parts.add("empty", Vec::new());
    let mut file = Vec::new();
    compose(&maker(), &parts, &mut file).unwrap();
    file
}

fn opened(file: &[u8], maker: &Maker) -> Result<Vec<(String, Vec<u8>)>> {
    let file = Bytes::copy_from_slice(file);
    let found = sections(&file, &file, maker)?;
    Ok(found.iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect())
}

/// The file with another number in its header, and the header's checksum made right again.
fn with(file: &[u8], place: usize, number: u32) -> Vec<u8> {
    let mut file = file.to_vec();
    file[place..place + 4].copy_from_slice(&number.to_le_bytes());
    let checksum = XxHash3_64::oneshot(&file[..104]).to_le_bytes();
    file[104..112].copy_from_slice(&checksum);
    file
}

#[test]
fn what_is_written_is_read() {
    let found = opened(&file(), &maker()).unwrap();
    let expected =
        [("empty", vec![]), ("one", b"a text of some length".to_vec()), ("two", vec![7u8; 130])];
    assert_eq!(found, expected.map(|(name, bytes)| (name.to_owned(), bytes)));
}

#[test]
fn every_damaged_byte_is_found() {
    let file = file();
    for at in 0..file.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut damaged = file.clone();
            damaged[at] ^= change;
            assert!(opened(&damaged, &maker()).unwrap_err().is_format(), "byte {at}");
        }
    }
    for length in 0..file.len() {
        assert!(opened(&file[..length], &maker()).unwrap_err().is_format(), "length {length}");
    }
    let longer = [file.as_slice(), b"x"].concat();
    assert!(opened(&longer, &maker()).unwrap_err().to_string().contains("1 bytes follow"));
}

/// Real files of every format are kept in `tests/data` and opened by `tests/index_file.rs`.
#[test]
fn other_formats_and_other_makers_are_told_apart() {
    let file = file();
    let refusal = |file: &[u8], maker: &Maker| opened(file, maker).unwrap_err().to_string();
    for (file, expected) in [
        (with(&file, 8, 0), "format 0 of an older tamis"),
        (with(&with(&file, 8, FORMAT + 1), 12, FORMAT + 1), "of a newer tamis"),
        (b"ent_num,SDN_Name".to_vec(), "no tamis index file"),
        (vec![], "no tamis index file"),
    ] {
        let said = refusal(&file, &maker());
        assert!(said.contains(expected) && said.contains("tamis lists build"), "{said}");
    }
    // A newer format that this version's readers can read.
    assert!(opened(&with(&file, 8, FORMAT + 1), &maker()).is_ok());
    let other = Maker { engine: "9.8.8".to_owned(), ..maker() };
    assert!(
        refusal(&file, &other).contains("built by tamis 9.8.7 with configuration abababababab")
    );
    let other = Maker { configuration: "cd".repeat(32), ..maker() };
    assert!(refusal(&file, &other).contains("its scores would differ"));
}
