//! An index file gives what the lists gave, or says what is wrong with it.

#![allow(clippy::unwrap_used)] // a test may

use std::fs;
use std::path::{Path, PathBuf};
use tamis::identifiers::{Identifier, Scheme};
use tamis::matching::{Evidence, WeightSet};
use tamis::{
    Entity, EntityId, Kind, List, Name, Party, Policy, Screener, Snapshot, Subject, lists,
};
use tempfile::TempDir;

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lists.tamis");
    (folder, path)
}

fn subjects() -> Vec<Subject> {
    let mut subjects: Vec<Subject> = [
        "김정은",
        "Kim Chong-un",
        "Ким Чен Ын",
        "金正恩",
        "RYE SONG GANG 1",
        "Korea Kwangson Banking Corp",
        "FTB",
        "Ocean Maritime Management",
        "nobody of that name",
        "",
    ]
    .into_iter()
    .map(Subject::from)
    .collect();
    let party = Party {
        identifiers: vec![Identifier::new(Scheme::Imo, "9562233")],
        ..Party::named("another name")
    };
    subjects.push(Subject::from(party));
    let text = "payment for MV RYE SONG GANG 1, IMO 9562233, per Kim Jong Un";
    subjects.push(Subject { text: Some(text.to_owned()), ..Subject::default() });
    subjects
}

#[test]
fn a_file_gives_what_the_lists_gave() {
    let (_folder, path) = folder();
    let built = Screener::builtin();
    built.write(&path).unwrap();
    Screener::verify(&path).unwrap();
    let opened = Screener::open(&path).unwrap();
    assert_eq!(opened.lists(), built.lists());
    let mut matches = 0;
    for subject in subjects() {
        for threshold in [0.6, 0.85] {
            let mut policy = Policy::default().threshold(threshold).unwrap().limit(0);
            policy.weak_aliases = true;
            let expected = built.screen_all(&subject, &policy);
            assert_eq!(opened.screen(&subject, &policy), expected, "{subject:?}");
            assert_eq!(opened.screen_all(&subject, &policy), expected, "{subject:?}");
            matches += expected.len();
        }
    }
    assert!(matches > 20, "{matches} matches");
    assert_eq!(opened.entities(), built.entities());
    // Written from a file, it is the same file.
    let again = path.with_extension("again");
    opened.write(&again).unwrap();
    assert_eq!(fs::read(&again).unwrap(), fs::read(&path).unwrap());
}

#[test]
fn the_same_lists_give_the_same_bytes() {
    let (_folder, path) = folder();
    Screener::builtin().write(&path).unwrap();
    let first = fs::read(&path).unwrap();
    Screener::builtin().write(&path).unwrap();
    assert_eq!(fs::read(&path).unwrap(), first);
}

/// Every byte changed in turn, and every length: an error each time, never a panic.
#[test]
fn no_damage_goes_unseen() {
    let (_folder, path) = folder();
    let entity = |number: usize, kind: Kind, names: &[&str]| Entity {
        party: Party {
            kind: Some(kind),
            names: names.iter().copied().map(Name::primary).collect(),
            ..Party::default()
        },
        ..Entity::new(EntityId::new("small", &number.to_string()))
    };
    let entities = vec![
        entity(0, Kind::Person, &["KIM, Jong Un", "김정은"]),
        entity(1, Kind::Vessel, &["RYE SONG GANG 1"]),
    ];
    Screener::new(vec![List { snapshot: Snapshot::default(), entities, fields: vec![] }])
        .unwrap()
        .write(&path)
        .unwrap();
    let file = fs::read(&path).unwrap();
    for at in 0..file.len() {
        let mut damaged = file.clone();
        damaged[at] ^= 1 << (at % 8);
        fs::write(&path, &damaged).unwrap();
        let error = Screener::open(&path).unwrap_err();
        assert!(error.is_format(), "byte {at}: {error}");
        assert_eq!(error.path(), Some(path.as_path()));
        assert!(error.to_string().contains("tamis lists build"), "{error}");
    }
    for length in 0..file.len() {
        fs::write(&path, &file[..length]).unwrap();
        assert!(Screener::open(&path).unwrap_err().is_format(), "length {length}");
        assert!(Screener::verify(&path).is_err(), "length {length}");
    }
}

#[test]
fn what_is_no_index_is_refused() {
    let (folder, path) = folder();
    assert!(Screener::open(&path).unwrap_err().is_io());
    assert!(Screener::open(folder.path()).unwrap_err().is_io());
    fs::write(&path, "ent_num,SDN_Name\n").unwrap();
    let error = Screener::open(&path).unwrap_err();
    assert!(error.is_format() && error.to_string().contains("--list"), "{error}");
    let nowhere = folder.path().join("no such folder").join("lists.tamis");
    assert!(Screener::builtin().write(&nowhere).unwrap_err().is_io());
    // An index is no list.
    Screener::builtin().write(&path).unwrap();
    assert!(lists::read(&path).is_err());
}

/// The format in the header of an index file.
fn format_of(path: &Path) -> u32 {
    let file = fs::read(path).unwrap();
    u32::from_le_bytes(file[8..12].try_into().unwrap())
}

/// Files that earlier versions wrote, one of each format: they open and answer, or are refused for the
/// reason that holds. CONTRIBUTING says how one is added.
#[test]
fn files_of_every_format_are_opened_or_refused_for_what_they_are() {
    let (_folder, new) = folder();
    let list = Path::new("tests/data/index-list.jsonl");
    Screener::from_lists([list]).unwrap().write(&new).unwrap();
    let formats = 1..=format_of(&new);
    for format in formats.clone() {
        let path = PathBuf::from(format!("tests/data/index-format-{format}.tamis"));
        assert!(path.exists(), "keep a file of format {format}: see CONTRIBUTING");
        assert_eq!(format_of(&path), format);
        let error = match Screener::open(&path) {
            Ok(screener) => {
                Screener::verify(&path).unwrap();
                for (name, id) in [("Anna Example", "fixture:1"), ("Invented Star 7", "fixture:2")]
                {
                    let found = screener.screen(&Subject::from(name), &Policy::default());
                    assert_eq!(found[0].entity.id.as_str(), id, "format {format}");
                }
                continue;
            }
            Err(error) => error,
        };
        assert!(error.is_format(), "{error}");
        assert_eq!(error.path(), Some(path.as_path()));
        let said = error.to_string();
        assert!(said.contains("tamis lists build"), "{said}");
        if said.contains(&format!("format {format} of an older tamis")) {
            assert!(format < *formats.end());
        } else {
            // A layout that changed without a new number would be refused for something else.
            assert!(said.contains("its scores would differ"), "{said}");
            let header = &fs::read(&path).unwrap()[..128];
            let configuration: String =
                header[32..64].iter().map(|byte| format!("{byte:02x}")).collect();
            let same = configuration == tamis::configuration_hash()
                && header[64..96].starts_with(tamis::ENGINE_VERSION.as_bytes());
            assert!(!same, "refused for another configuration, but it is the same");
        }
    }
}

#[test]
fn other_weights_are_another_configuration() {
    let (_folder, path) = folder();
    let weights = WeightSet::from_toml("[person]\nidentical = 0.9").unwrap();
    let built = Screener::builtin().with_weights(weights);
    assert_ne!(built.configuration_hash(), tamis::configuration_hash());
    built.write(&path).unwrap();
    let refused = Screener::open(&path).unwrap_err();
    assert!(refused.is_format() && refused.to_string().contains("--weights"), "{refused}");
    let opened = Screener::open_with(&path, weights).unwrap();
    Screener::verify_with(&path, weights).unwrap();
    let (subject, policy) = (Subject::from("Kim Jong Un"), Policy::default());
    let found = opened.screen(&subject, &policy);
    assert_eq!(found, built.screen_all(&subject, &policy));
    // The record says with which weights it was made, and gives the score again.
    let evidence = serde_json::to_string(&found[0].comparison.evidence).unwrap();
    let read: Evidence = serde_json::from_str(&evidence).unwrap();
    assert_eq!(read.score().to_bits(), found[0].score().to_bits());
    let shipped = Screener::builtin().screen(&subject, &policy)[0].score();
    assert!(found[0].score() < shipped, "{} and {shipped}", found[0].score());
}
