//! The publishers' own files, served from this machine: what is refused of invented files must not be
//! refused of these.

use crate::publication::{Setting, file};
use crate::server::{Server, ok, status};
use crate::shared::shared;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tamis::lists::Change;

/// Serves files under paths; which ones can be replaced at any time.
fn serve(
    files: &[(&'static str, PathBuf)],
) -> (Server, Arc<Mutex<HashMap<&'static str, PathBuf>>>) {
    let files = Arc::new(Mutex::new(files.iter().cloned().collect::<HashMap<_, _>>()));
    let served = Arc::clone(&files);
    let server = Server::start(move |asked| match served.lock().unwrap().get(&*asked.path) {
        Some(path) => ok(std::fs::read(path).unwrap()),
        None => status("404 Not Found"),
    });
    (server, files)
}

#[test]
fn the_un_list_is_followed_by_its_next_edition_and_not_by_its_last() {
    let (old, new) = (
        shared("lists/un/consolidated-2025-04-19.xml.gz"),
        shared("lists/un/consolidated-2026-02-27.xml"),
    );
    let (server, files) = serve(&[("/un.xml", old.clone())]);
    let setting = Setting::new("un-sc", &[&file(&server.url("/un.xml"))]);
    setting.update_well();
    assert_eq!(setting.edition().records, 877, "as counted in ../shared/lists/README.md");
    files.lock().unwrap().insert("/un.xml", new);
    assert!(matches!(setting.update_well(), Change::New { previous: Some(_), .. }));
    assert_eq!(setting.edition().records, 1003);
    files.lock().unwrap().insert("/un.xml", old);
    assert!(setting.update_in_vain(&["2025-04-19", "2026-02-27", "older"]).is_implausible());
}

#[test]
fn a_set_of_ofac_is_coherent_and_two_halves_of_sets_are_not() {
    let folder = "lists/ofac/sdn-2023-12-28";
    let part = |name: &str| shared(&format!("{folder}/{name}"));
    let (server, files) = serve(&[
        ("/SDN.CSV", part("sdn.csv.gz")),
        ("/ALT.CSV", part("alt.csv")),
        ("/ADD.CSV", part("add.csv")),
        ("/SDN_COMMENTS.CSV", part("sdn_comments.csv")),
    ]);
    let sources: Vec<String> = ["/SDN.CSV", "/ALT.CSV", "/ADD.CSV", "/SDN_COMMENTS.CSV"]
        .map(|path| file(&server.url(path)))
        .into();
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    let setting = Setting::new("ofac-sdn", &sources);
    setting.update_well();
    assert_eq!(setting.edition().records, 13_821);

    // Four days of February brought 568 entries, so the files of 2023 and 2024 do not belong together.
    let other = shared("lists/ofac/sdn-daily-pair-2024-02/sdn-2024-02-20.csv.gz");
    files.lock().unwrap().insert("/SDN.CSV", other);
    assert!(setting.update_in_vain(&["not of one publication", "SDN.CSV only"]).is_implausible());
}

#[test]
fn the_consolidated_set_of_ofac_is_coherent() {
    let part = |name: &str| shared(&format!("lists/ofac/consolidated-2025-12/cons_{name}.csv"));
    let paths = ["/CONS_PRIM.CSV", "/CONS_ALT.CSV", "/CONS_ADD.CSV", "/CONS_COMMENTS.CSV"];
    let names = ["prim", "alt", "add", "comments"];
    let files: Vec<_> = paths.into_iter().zip(names.map(part)).collect();
    let (server, _) = serve(&files);
    let sources: Vec<String> = paths.map(|path| file(&server.url(path))).into();
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    let setting = Setting::new("ofac-cons", &sources);
    setting.update_well();
    assert_eq!(setting.edition().records, 442);
}
