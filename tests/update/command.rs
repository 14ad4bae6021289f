//! `tamis lists …`, and screening against what it keeps.

use crate::publication::{Setting, file, un_xml};
use crate::server::{Answer, Server, ok, response, status};
use assert_cmd::Command;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

struct Ran {
    status: i32,
    out: String,
    err: String,
}

/// Runs the command with the setting's folder as the home of tamis: its store is `lists` in it.
fn tamis(home: &Path, arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_tamis"))
        .env("TAMIS_HOME", home)
        .env_remove("TAMIS_TEST_TOKEN")
        .args(arguments)
        .output()
        .unwrap();
    Ran {
        status: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is missing in: {text}");
    }
}

/// Writes into `current.json` when the list was last checked.
fn checked_at(setting: &Setting, home: &Path, time: &str) {
    let path = home.join("lists").join(&setting.name).join("current.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut note: serde_json::Value = serde_json::from_str(&text).unwrap();
    note["checked"] = time.into();
    std::fs::write(&path, note.to_string()).unwrap();
}

#[test]
fn lists_are_updated_shown_and_screened_against() {
    let broken = Arc::new(AtomicBool::new(false));
    let is_broken = Arc::clone(&broken);
    let server = Server::start(move |_| {
        if is_broken.load(Ordering::SeqCst) {
            status("404 Not Found")
        } else {
            ok(un_xml("2026-02-01", 10))
        }
    });
    let setting = Setting::un(&server.url("/consolidated.xml"));
    let home = setting.folder.path();
    let sources = home.join("sources.toml");
    let sources = sources.to_str().unwrap();
    let update = ["lists", "update", "--sources", sources];

    let ran = tamis(home, &["lists", "status"]);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["no list has been downloaded", "tamis lists update"]);
    let ran = tamis(home, &["name", "Given3 Surname", "--list", "store"]);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["tamis lists update"]);

    let ran = tamis(home, &update);
    assert_eq!(ran.status, 0, "{}", ran.err);
    holds(&ran.out, &["un-sc: new edition", "2026-02-01", "10 records", "the first one"]);
    let ran = tamis(home, &update);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "un-sc: unchanged, published 2026-02-01, 10 records\n")
    );

    let ran = tamis(home, &["lists", "status", "--max-age", "1"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    holds(&ran.out, &["un-sc", "2026-02-01", "0 days", "10"]);

    // Screening.
    let ran = tamis(home, &["name", "Given3 Surname", "--list", "store", "--max-age", "1"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    holds(&ran.out, &["un-sc:XXi.3"]);
    holds(&ran.err, &["Consolidated List (un-sc): published 2026-02-01, last checked 20"]);
    let ran =
        tamis(home, &["name", "Given3 Surname", "--list", "store:un-sc", "--format", "jsonl"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    holds(&ran.out, &["\"checked\":\"20", &server.url("/consolidated.xml")]);
    let ran = tamis(home, &["name", "Given3 Surname", "--list", "store:eu-fsf"]);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["eu-fsf", "no edition"]);
    // The built-in list stays the default, and that is said.
    let ran = tamis(home, &["name", "Given3 Surname"]);
    assert_eq!(ran.status, 0);
    holds(&ran.err, &["starter list", "1 list downloaded", "--list store"]);
    let store = home.join("lists");
    let ran = tamis(
        Path::new("/nowhere"),
        &["name", "Given3 Surname", "--store", store.to_str().unwrap()],
    );
    assert_eq!(ran.status, 1, "{}", ran.err);

    // What cannot be updated stays as it was.
    broken.store(true, Ordering::SeqCst);
    let ran = tamis(home, &update);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["error: un-sc: ", "404", "present edition stays: published 2026-02-01"]);
    assert_eq!(tamis(home, &["name", "Given3 Surname", "--list", "store"]).status, 1);
}

#[test]
fn an_old_list_refuses_to_screen() {
    let server = Server::start(|_| ok(un_xml("2026-02-01", 10)));
    let setting = Setting::un(&server.url("/consolidated.xml"));
    let home = setting.folder.path();
    let sources = home.join("sources.toml");
    let ran = tamis(home, &["lists", "update", "--sources", sources.to_str().unwrap()]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let customers = home.join("customers.csv");
    std::fs::write(&customers, "name\nGiven3 Surname\n").unwrap();
    let customers = customers.to_str().unwrap();

    checked_at(&setting, home, "2026-02-03T00:00:00Z");
    for command in [&["name", "Given3 Surname"][..], &["screen", customers]] {
        let with = |more: &[&str]| tamis(home, &[command, more].concat());
        let ran = with(&["--list", "store", "--max-age", "3"]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        holds(&ran.err, &["un-sc", "last compared", "days", "tamis lists update"]);
        // Without --max-age it screens, and warns, even if it is to be quiet.
        let ran = with(&["--list", "store", "--quiet"]);
        assert_eq!(ran.status, 1, "{}", ran.err);
        holds(&ran.err, &["warning: un-sc: not checked for"]);
        // Files and the built-in list are as old as their date.
        let ran = with(&["--max-age", "3"]);
        assert_eq!(ran.status, 2);
        holds(&ran.err, &["published", "days ago"]);
        let files = home.join("lists/un-sc").read_dir().unwrap();
        let edition = files.map(|entry| entry.unwrap().path()).find(|path| path.is_dir()).unwrap();
        let files = edition.join("files");
        let ran = with(&["--max-age", "3", "--list", files.to_str().unwrap()]);
        assert_eq!(ran.status, 2, "{}", ran.err);
        let ran = with(&["--max-age", "40000", "--list", files.to_str().unwrap()]);
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert_eq!(with(&["--max-age", "0"]).status, 2);
    }
    let ran = tamis(home, &["lists", "status"]);
    assert_eq!(ran.status, 0);
    holds(&ran.out, &["not checked for"]);
    let ran = tamis(home, &["lists", "status", "--max-age", "3"]);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["not checked within 3 days: un-sc"]);

    // A list that was checked today, but has long not changed, screens; status wonders.
    checked_at(&setting, home, "2999-01-01T00:00:00Z");
    let ran = tamis(home, &["name", "Given3 Surname", "--list", "store", "--max-age", "3"]);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["future", "clock"]);
}

#[test]
fn one_list_that_fails_stops_no_other() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/consolidated.xml" => ok(un_xml("2026-02-01", 10)),
        _ => Answer::Bytes(response("404 Not Found", &[], "")),
    });
    let setting = Setting::un(&server.url("/consolidated.xml"));
    let home = setting.folder.path();
    let path = home.join("sources.toml");
    let good = std::fs::read_to_string(&path).unwrap();
    let list = &good[good.find("[[list]]").unwrap()..];
    let gone = list.replace("un-sc", "eu-fsf").replace("/consolidated.xml", "/gone.xml");
    let settings = &good[..good.find("[[list]]").unwrap()];
    std::fs::write(&path, format!("{settings}{gone}{list}")).unwrap();
    let sources = path.to_str().unwrap();

    let ran = tamis(home, &["lists", "update", "--sources", sources]);
    assert_eq!(ran.status, 2);
    holds(&ran.out, &["un-sc: new edition"]);
    holds(&ran.err, &["error: eu-fsf: ", "no edition of this list yet", "1 of 2 lists", "eu-fsf"]);
    // Screening says what is missing.
    let ran = tamis(home, &["name", "Given3 Surname", "--list", "store", "--quiet"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    holds(&ran.err, &["warning: eu-fsf: no edition"]);

    let ran = tamis(home, &["lists", "update", "eu", "--sources", sources]);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["`eu`", "eu-fsf, un-sc"]);
    let ran = tamis(home, &["lists", "update", "--accept", "--sources", sources]);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["NAME"]);
    std::fs::write(&path, good.replace("kept", "").replace("title", "titel")).unwrap();
    let ran = tamis(home, &["lists", "update", "--sources", sources]);
    assert_eq!(ran.status, 2);
    holds(&ran.err, &["sources.toml:", "titel"]);
}

#[test]
fn a_setting_comes_from_the_environment() {
    let server = Server::start(|_| ok(un_xml("2026-02-01", 10)));
    let address = format!("{}?token={{test_token}}", server.url("/consolidated.xml"));
    let setting = Setting::new("un-sc", &[&file(&address)]);
    let home = setting.folder.path();
    let ran = Command::new(env!("CARGO_BIN_EXE_tamis"))
        .env("TAMIS_HOME", home)
        .env("TAMIS_TEST_TOKEN", "mine")
        .args(["lists", "update", "--sources"])
        .arg(home.join("sources.toml"))
        .output()
        .unwrap();
    assert!(ran.status.success());
    assert!(!String::from_utf8_lossy(&ran.stderr).contains("mine"));
    assert_eq!(server.log()[0].path, "/consolidated.xml?token=mine");
}

#[test]
fn a_path_called_store_is_not_taken_for_the_store() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("store")).unwrap();
    std::fs::write(folder.path().join("store/consolidated.xml"), un_xml("2026-02-01", 10)).unwrap();
    let ran = |list: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_tamis"))
            .current_dir(folder.path())
            .args(["name", "Given3 Surname", "--list", list])
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, said) = ran("store");
    assert_eq!(status, Some(2));
    holds(&said, &["./store", "--store"]);
    assert_eq!(ran("./store").0, Some(1));
}
