//! Downloading lists from a server that misbehaves: whatever it does, a good edition stays.
//!
//! The server is on this machine; nothing else is asked.

#![cfg(feature = "update")]
#![allow(clippy::unwrap_used)] // helpers of tests, outside of test functions

mod command;
mod killed;
mod official;
mod publication;
mod server;
#[path = "../shared/mod.rs"]
mod shared;

use flate2::Compression;
use flate2::write::GzEncoder;
use publication::{Setting, file, ofac_csv, un_xml};
use server::{Answer, Asked, Server, ok, response, status};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};
use tamis::lists::{Change, Retention, UpdateProgress, update};

/// What a server does with a request.
type Behaviour = Box<dyn Fn(&Asked) -> Answer + Send>;

/// A server whose answer can be replaced at any time, and a list that comes from it.
struct Publisher {
    answer: Arc<Mutex<Behaviour>>,
    server: Server,
    setting: Setting,
}

impl Publisher {
    fn new(answer: impl Fn(&Asked) -> Answer + Send + 'static) -> Publisher {
        let answer: Arc<Mutex<Behaviour>> = Arc::new(Mutex::new(Box::new(answer)));
        let given = Arc::clone(&answer);
        let server = Server::start(move |asked| given.lock().unwrap()(asked));
        let setting = Setting::un(&server.url("/consolidated.xml"));
        Publisher { answer, server, setting }
    }

    /// With a first edition of 2026-02-01 with 100 records in the store.
    fn with_edition() -> Publisher {
        let publisher = Publisher::new(|_| ok(un_xml("2026-02-01", 100)));
        assert!(matches!(publisher.setting.update_well(), Change::New { previous: None, .. }));
        publisher
    }

    fn answers(&self, answer: impl Fn(&Asked) -> Answer + Send + 'static) {
        *self.answer.lock().unwrap() = Box::new(answer);
    }

    fn requests(&self) -> usize {
        self.server.log().len()
    }
}

fn xml(date: &'static str, records: usize) -> impl Fn(&Asked) -> Answer + Send + 'static {
    move |_| ok(un_xml(date, records))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

// --- what works --------------------------------------------------------------------------------

#[test]
fn a_list_is_downloaded_confirmed_and_replaced() {
    let publisher = Publisher::new(|asked| {
        if asked.headers.get("if-none-match").is_some_and(|etag| etag == "\"v1\"") {
            return Answer::Bytes(response("304 Not Modified", &[("Content-Length", "0")], ""));
        }
        let headers = [("ETag", "\"v1\""), ("Last-Modified", "Sun, 01 Feb 2026 10:00:00 GMT")];
        Answer::Bytes(response("200 OK", &headers, un_xml("2026-02-01", 100)))
    });
    let setting = &publisher.setting;
    assert!(matches!(setting.update_well(), Change::New { previous: None, removed: 0, .. }));
    let first = setting.edition();
    assert_eq!(first.published.unwrap().to_string(), "2026-02-01");
    assert_eq!((first.records, first.skipped), (100, 0));
    assert_eq!(first.publisher, "United Nations Security Council");
    // The fingerprint is that of the bytes, told by another implementation than the store's reader.
    let bytes = std::fs::read(first.files_folder().join("consolidated.xml")).unwrap();
    assert_eq!(bytes, un_xml("2026-02-01", 100).as_bytes());
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(first.files[0].sha256, digest);
    assert_eq!(first.files[0].bytes, bytes.len() as u64);

    let list = setting.read();
    assert_eq!(list.snapshot.url.unwrap(), publisher.server.url("/consolidated.xml"));
    assert_eq!(list.snapshot.checked.as_deref(), setting.list().checked());
    let age = setting.list().age(SystemTime::now()).unwrap();
    assert!(age.since_checked.unwrap() < Duration::from_secs(60));

    assert_eq!(setting.update_well(), Change::Unchanged);
    assert_eq!(setting.edition(), first);
    let log = publisher.server.log();
    assert!(!log[0].headers.contains_key("if-none-match"));
    assert!(log[0].headers["user-agent"].starts_with("tamis/"));
    assert_eq!(log[1].headers["if-none-match"], "\"v1\"");
    assert_eq!(log[1].headers["if-modified-since"], "Sun, 01 Feb 2026 10:00:00 GMT");

    publisher.answers(xml("2026-02-02", 90));
    let Change::New { previous: Some(previous), .. } = setting.update_well() else {
        panic!("a new edition was expected")
    };
    assert_eq!(*previous, first);
    assert_eq!(setting.edition().records, 90);
    assert_eq!(setting.read().entities.len(), 90);
    // The old one is there for a replay.
    assert_eq!(setting.list().editions().unwrap().len(), 2);
    assert_eq!(first.read().unwrap().entities.len(), 100);
}

#[test]
fn the_same_bytes_are_the_same_edition() {
    let publisher = Publisher::with_edition();
    let first = publisher.setting.list();
    assert_eq!(publisher.setting.update_well(), Change::Unchanged);
    let second = publisher.setting.list();
    assert_eq!(second.edition, first.edition);
    assert_eq!(second.editions().unwrap().len(), 1);
}

#[test]
fn a_packed_transfer_and_a_packed_file_are_read() {
    let publisher = Publisher::new(|_| {
        let packed = gzip(un_xml("2026-02-01", 100).as_bytes());
        Answer::Bytes(response("200 OK", &[("Content-Encoding", "gzip")], packed))
    });
    publisher.setting.update_well();
    let edition = publisher.setting.edition();
    assert_eq!(edition.files[0].bytes, un_xml("2026-02-01", 100).len() as u64);

    publisher.answers(|_| ok(gzip(un_xml("2026-02-02", 100).as_bytes())));
    publisher.setting.update_well();
    assert_eq!(publisher.setting.edition().published.unwrap().to_string(), "2026-02-02");
}

#[test]
fn redirects_are_followed_and_not_remembered() {
    let publisher = Publisher::new(|asked| match asked.path.as_str() {
        "/consolidated.xml" => {
            Answer::Bytes(response("302 Found", &[("Location", "/signed?key=1")], "moved"))
        }
        _ => ok(un_xml("2026-02-01", 100)),
    });
    publisher.setting.update_well();
    let url = &publisher.setting.edition().files[0].url;
    assert!(url.ends_with("/consolidated.xml"), "{url}");
}

#[test]
fn a_dated_link_is_found_on_its_page() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/lists/page.html" => ok("<html><a href=\"./un20260105.xml\">old</a> <a class='x' HREF = \
             './un20260210.xml'>new</a> <a href=\"./un2026.pdf\">pdf</a></html>"),
        "/lists/un20260210.xml" => ok(un_xml("2026-02-10", 5)),
        _ => status("404 Not Found"),
    });
    let page = server.url("/lists/page.html");
    let dated = format!("page = \"{page}\"\nlink = 'un[0-9]{{8}}\\.xml$'");
    let setting = Setting::new("un-sc", &[&dated]);
    setting.update_well();
    assert_eq!(setting.edition().files[0].name, "un20260210.xml");
    assert_eq!(setting.edition().files[0].url, server.url("/lists/un20260210.xml"));

    let setting = Setting::new("un-sc", &[&format!("page = \"{page}\"\nlink = 'eu.*xml'")]);
    assert!(setting.update_in_vain(&["page.html", "no link"]).is_network());
}

#[test]
fn a_setting_is_sent_and_not_stored() {
    let server = Server::start(|_| ok(un_xml("2026-02-01", 5)));
    let address = format!("{}?token={{test_token}}", server.url("/consolidated.xml"));
    let mut setting = Setting::new("un-sc", &[&file(&address)]);
    setting.options.settings.insert("test_token".into(), "my&secret".into());
    setting.update_well();
    assert_eq!(server.log()[0].path, "/consolidated.xml?token=my%26secret");
    for file in
        [setting.list().folder.join("current.json"), setting.edition().folder.join("edition.json")]
    {
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains("{test_token}") && !text.contains("secret"), "{text}");
    }
}

#[test]
fn a_published_checksum_is_compared() {
    let sum: String =
        Sha256::digest(un_xml("2026-02-01", 5)).iter().map(|byte| format!("{byte:02X}")).collect();
    for (stated, good) in [
        (sum.clone(), true),
        (format!("{}  other.xml\n{sum} *consolidated.xml\n", "0".repeat(64)), true),
        (format!("{}  consolidated.xml", "0".repeat(64)), false),
        ("<html>gone</html>".to_owned(), false),
    ] {
        let server = Server::start(move |asked| {
            if asked.path == "/sums" { ok(&stated) } else { ok(un_xml("2026-02-01", 5)) }
        });
        let source = format!(
            "{}\nsha256_url = \"{}\"",
            file(&server.url("/consolidated.xml")),
            server.url("/sums")
        );
        let setting = Setting::new("un-sc", &[&source]);
        if good {
            setting.update_well();
        } else {
            assert!(setting.update_in_vain(&["SHA-256"]).is_network());
        }
    }
}

// --- what passes -------------------------------------------------------------------------------

#[test]
fn what_may_pass_is_tried_again() {
    for trouble in ["500 Internal Server Error", "503 Service Unavailable", "429 Too Many Requests"]
    {
        let publisher = Publisher::new(move |asked| match asked.before {
            0 | 1 => Answer::Bytes(response(trouble, &[("Retry-After", "0")], "busy")),
            _ => ok(un_xml("2026-02-01", 100)),
        });
        let mut pauses = 0;
        let Setting { sources, store, options, .. } = &publisher.setting;
        let done = update(sources, &["un-sc"], store, options, |event| {
            if let UpdateProgress::Retrying { error, .. } = event {
                assert!(error.is_network() && error.to_string().contains(&trouble[..3]), "{error}");
                pauses += 1;
            }
        });
        assert!(done.unwrap()[0].outcome.is_ok());
        assert_eq!((pauses, publisher.requests()), (2, 3));
    }
}

#[test]
fn a_server_that_stays_broken_is_given_up() {
    let publisher = Publisher::with_edition();
    publisher.answers(|_| status("500 Internal Server Error"));
    let error = publisher.setting.update_in_vain(&["consolidated.xml", "500"]);
    assert!(error.is_network());
    assert_eq!(publisher.requests(), 1 + 3, "two repetitions");

    // A pause that the time limit does not allow for is not begun.
    publisher.answers(|_| Answer::Bytes(response("503 Busy", &[("Retry-After", "3600")], "")));
    let began = Instant::now();
    publisher.setting.update_in_vain(&["503"]);
    assert!(began.elapsed() < Duration::from_secs(5));
    assert_eq!(publisher.requests(), 5);
}

#[test]
fn a_transfer_that_breaks_off_is_repeated_from_the_start() {
    let publisher = Publisher::new(|asked| {
        let mut whole = response("200 OK", &[], un_xml("2026-02-01", 100));
        if asked.before == 0 {
            whole.truncate(whole.len() / 2);
        }
        Answer::Bytes(whole)
    });
    publisher.setting.update_well();
    assert_eq!(publisher.requests(), 2);
    assert_eq!(publisher.setting.read().entities.len(), 100);
}

#[test]
fn a_set_that_is_replaced_meanwhile_is_fetched_again() {
    let (old, new) = ([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 8]);
    // The primary file still is the old one when it is asked for first.
    let server = Server::start(move |asked| match (asked.path.as_str(), asked.before) {
        ("/SDN.CSV", 0) => ok(ofac_csv(&old).0),
        ("/SDN.CSV", _) => ok(ofac_csv(&new).0),
        _ => ok(ofac_csv(&new).1),
    });
    let files = [file(&server.url("/SDN.CSV")), file(&server.url("/ADD.CSV"))];
    let setting = Setting::new("ofac-sdn", &[&files[0], &files[1]]);
    setting.update_well();
    assert_eq!(server.log().len(), 4);
    let ids: Vec<String> =
        setting.read().entities.iter().map(|entity| entity.id.to_string()).collect();
    assert!(ids.contains(&"ofac-sdn:8".to_owned()) && !ids.contains(&"ofac-sdn:7".to_owned()));
}

#[test]
fn a_set_of_one_file_changed_takes_the_others_from_here() {
    let server = Server::start(move |asked| {
        let (primary, addresses) = ofac_csv(&[1, 2, 3]);
        if asked.path == "/ADD.CSV" {
            if asked.headers.contains_key("if-none-match") {
                return Answer::Bytes(response("304 Not Modified", &[("Content-Length", "0")], ""));
            }
            return Answer::Bytes(response("200 OK", &[("ETag", "\"a\"")], addresses));
        }
        let primary = if asked.before == 0 { primary } else { primary.replace("Ann", "Bea") };
        ok(primary)
    });
    let files = [file(&server.url("/SDN.CSV")), file(&server.url("/ADD.CSV"))];
    let setting = Setting::new("ofac-sdn", &[&files[0], &files[1]]);
    setting.update_well();
    assert!(matches!(setting.update_well(), Change::New { previous: Some(_), .. }));
    assert_eq!(setting.edition().files.len(), 2);
    assert!(setting.read().entities[0].party.names[0].text.contains("Bea"));
}

#[test]
fn a_file_under_another_name_is_another_edition() {
    let server = Server::start(|asked| {
        if asked.headers.contains_key("if-none-match") {
            return Answer::Bytes(response("304 Not Modified", &[("Content-Length", "0")], ""));
        }
        Answer::Bytes(response("200 OK", &[("ETag", "\"v1\"")], un_xml("2026-02-01", 100)))
    });
    let address = file(&server.url("/consolidated.xml"));
    let setting = Setting::new("un-sc", &[&address]);
    setting.update_well();
    let mut renamed = Setting::new("un-sc", &[&format!("{address}\nname = \"un.xml\"")]);
    renamed.store = setting.store.clone();
    assert!(matches!(renamed.update_well(), Change::New { previous: Some(_), .. }));
    assert_eq!(renamed.edition().files[0].name, "un.xml");
    assert_eq!(renamed.update_well(), Change::Unchanged);
    assert_eq!(renamed.read().entities.len(), 100);
}

// --- what is refused, and the present edition stays ---------------------------------------------

#[test]
fn an_answer_that_is_no_list_is_refused() {
    let publisher = Publisher::with_edition();
    let cases: Vec<(Answer, &[&str])> = vec![
        (status("404 Not Found"), &["404", "moved"]),
        (status("403 Forbidden"), &["403"]),
        (status("204 No Content"), &["204"]),
        (ok("<!DOCTYPE html><html><body>Under maintenance</body></html>"), &["web page"]),
        (ok("<html><body>Under maintenance</body></html>"), &["web page"]),
        (ok(""), &["empty"]),
        (ok("Service temporarily unavailable"), &["consolidated.xml", "no list"]),
        (ok(&un_xml("2026-02-02", 100)[..5000]), &["consolidated.xml"]),
        (ok(un_xml("2026-02-02", 0)), &["no record"]),
        (ok(b"PK\x03\x04 broken"), &["zip"]),
        (ok(&gzip(un_xml("2026-02-02", 100).as_bytes())[..500]), &["gzip"]),
        (ok(b"\xff\xfe\xfd\xfc"), &[]),
        (Answer::Bytes(b"SSH-2.0-OpenSSH\r\n".to_vec()), &[]),
        (Answer::Bytes(Vec::new()), &[]),
    ];
    for (answer, parts) in cases {
        let Answer::Bytes(bytes) = answer else { unreachable!() };
        publisher.answers(move |_| Answer::Bytes(bytes.clone()));
        publisher.setting.update_in_vain(parts);
    }
    // What lasts is asked once, what may pass three times.
    let log = publisher.server.log().len();
    publisher.answers(|_| status("404 Not Found"));
    publisher.setting.update_in_vain(&[]);
    assert_eq!(publisher.server.log().len(), log + 1);
}

#[test]
fn a_transfer_that_always_breaks_off_is_refused() {
    let publisher = Publisher::with_edition();
    let body = un_xml("2026-02-02", 100);
    let chunk = format!("{:x}\r\n{}\r\n", 5000, &body[..5000]);
    let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
    for broken in [
        // Longer than what comes, and shorter.
        response("200 OK", &[("Content-Length", "99999")], &body),
        // Chunks without the last one.
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunk}").into_bytes(),
        // A length that is none.
        response("200 OK", &[("Content-Length", "many")], &body),
        // A packed transfer that ends too early.
        response("200 OK", &[("Content-Encoding", "gzip")], &gzip(body.as_bytes())[..500]),
    ] {
        publisher.answers(move |_| Answer::Bytes(broken.clone()));
        assert!(publisher.setting.update_in_vain(&["consolidated.xml"]).is_network());
    }
    // Without a length nobody but the reader can tell.
    let cut = format!("{head}\r\n{}", &body[..5000]);
    publisher.answers(move |_| Answer::Bytes(cut.clone().into_bytes()));
    assert!(publisher.setting.update_in_vain(&["consolidated.xml"]).is_format());
    // A length that ends within the list.
    let short = response("200 OK", &[("Content-Length", "5000")], &body);
    publisher.answers(move |_| Answer::Bytes(short.clone()));
    assert!(publisher.setting.update_in_vain(&["consolidated.xml"]).is_format());
}

#[test]
fn a_server_that_stalls_is_given_up() {
    let mut publisher = Publisher::with_edition();
    publisher.setting.options.stall = Duration::from_millis(200);
    publisher.setting.options.retries = 1;
    let whole = response("200 OK", &[], un_xml("2026-02-02", 100));
    let half = whole[..whole.len() / 2].to_vec();
    for begun in [Vec::new(), b"HTTP/1.1 200 OK\r\n".to_vec(), half] {
        let began = Instant::now();
        publisher.answers(move |_| Answer::Stall(begun.clone()));
        let error = publisher.setting.update_in_vain(&["nothing came"]);
        assert!(error.is_network());
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
    assert_eq!(publisher.requests(), 1 + 3 * 2);
}

#[test]
fn a_server_that_drips_is_given_up_at_the_time_limit() {
    let mut publisher = Publisher::with_edition();
    publisher.setting.options.time = Duration::from_millis(600);
    let head = response("200 OK", &[("Content-Length", "100000")], "");
    let drip = Duration::from_millis(20);
    publisher.answers(move |_| Answer::Endless(head.clone(), b"<".to_vec(), drip));
    let began = Instant::now();
    let error = publisher.setting.update_in_vain(&["time limit"]);
    assert!(error.is_network());
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!(publisher.requests(), 2, "no time is left for another try");

    // So is one that drips the head of its answer.
    publisher
        .answers(move |_| Answer::Endless(b"HTTP/1.1 200 OK\r\nX: ".to_vec(), b"y".to_vec(), drip));
    let began = Instant::now();
    publisher.setting.update_in_vain(&["time limit"]);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn a_file_without_end_is_cut_off() {
    let mut publisher = Publisher::with_edition();
    publisher.setting.options.max_bytes = 1 << 20;
    let endless = || {
        let head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<CONSOLIDATED_LIST>".to_vec();
        Answer::Endless(head, vec![b' '; 1 << 16], Duration::ZERO)
    };
    publisher.answers(move |_| endless());
    publisher.setting.update_in_vain(&["larger than 1048576 bytes"]);
    // Nothing is read if the server says so before.
    let huge = response("200 OK", &[("Content-Length", "99999999999")], "");
    publisher.answers(move |_| Answer::Stall(huge.clone()));
    publisher.setting.update_in_vain(&["larger than 1048576 bytes"]);
    // A packed transfer is counted unpacked.
    let bomb = response("200 OK", &[("Content-Encoding", "gzip")], gzip(&vec![b' '; 8 << 20]));
    assert!(bomb.len() < 1 << 20);
    publisher.answers(move |_| Answer::Bytes(bomb.clone()));
    publisher.setting.update_in_vain(&["larger than 1048576 bytes"]);
}

#[test]
fn a_bomb_in_an_archive_is_refused() {
    let publisher = Publisher::with_edition();
    // 600 MiB of spaces, more than is read of a list.
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("consolidated.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let mebibyte = vec![b' '; 1 << 20];
    for _ in 0..600 {
        archive.write_all(&mebibyte).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert!(bomb.len() < 4 << 20, "{}", bomb.len());
    publisher.answers(move |_| ok(&bomb));
    let error = publisher.setting.update_in_vain(&["larger", "consolidated.xml"]);
    assert!(error.is_format());
}

#[test]
fn redirects_that_lead_astray_are_refused() {
    let publisher = Publisher::with_edition();
    for (location, parts) in [
        ("http://example.org/consolidated.xml?key=secret", &["http://example.org", "https"][..]),
        ("http://10.0.0.1/consolidated.xml", &["https"]),
        ("ftp://127.0.0.1/consolidated.xml", &["https"]),
        ("file:///etc/passwd", &["https"]),
        ("http://", &["redirect"]),
        ("/consolidated.xml", &["more than 10 times"]),
    ] {
        publisher
            .answers(move |_| Answer::Bytes(response("302 Found", &[("Location", location)], "")));
        let error = publisher.setting.update_in_vain(parts);
        assert!(error.is_network() && !error.to_string().contains("secret"), "{error}");
    }
    publisher.answers(|_| Answer::Bytes(response("302 Found", &[], "")));
    publisher.setting.update_in_vain(&["without saying where"]);
}

#[test]
fn https_is_checked_and_never_left() {
    let plain = Server::start(|_| ok(un_xml("2026-02-01", 10)));
    let elsewhere = plain.url("/consolidated.xml");
    let server = Server::start_tls(move |asked| match asked.path.as_str() {
        "/leaves.xml" => {
            Answer::Bytes(response("302 Found", &[("Location", elsewhere.as_str())], ""))
        }
        "/stays.xml" => {
            Answer::Bytes(response("302 Found", &[("Location", "/consolidated.xml")], ""))
        }
        _ => ok(un_xml("2026-02-01", 10)),
    });
    let with = |path: &str, authorities: Option<&str>| {
        let mut setting = Setting::un(&server.url(path));
        setting.options.authorities = authorities.map(Into::into);
        setting.options.retries = 0;
        setting
    };
    let authority = Some("tests/data/tls/authority.pem");
    with("/stays.xml", authority).update_well();
    let error = with("/leaves.xml", authority).update_in_vain(&["redirect is refused", "https"]);
    assert!(error.is_network());
    assert!(plain.log().is_empty(), "the plain server was not asked");
    // An authority that nobody has vouched for is not trusted.
    assert!(with("/stays.xml", None).update_in_vain(&["no secure connection"]).is_network());
    with("/stays.xml", Some("tests/data/customers.csv")).update_in_vain(&["no certificate"]);
    with("/stays.xml", Some("no/such.pem")).update_in_vain(&["no/such.pem", "no such file"]);
}

#[test]
fn an_edition_that_cannot_follow_is_refused_unless_accepted() {
    let mut publisher = Publisher::with_edition();
    for (date, records, parts) in [
        ("2026-01-31", 100, &["2026-01-31", "2026-02-01", "older", "--accept"][..]),
        ("2026-02-02", 79, &["79 records", "100", "80 %", "--accept"]),
        ("2999-01-01", 100, &["2999-01-01", "still to come"]),
        ("no date at all", 100, &["no date", "2026-02-01"]),
    ] {
        publisher.answers(xml(date, records));
        assert!(publisher.setting.update_in_vain(parts).is_implausible());
    }
    // 80 of 100 are enough; from there on, 64 of 80.
    publisher.answers(xml("2026-02-02", 80));
    publisher.setting.update_well();
    publisher.answers(xml("2026-02-03", 63));
    publisher.setting.update_in_vain(&["63 records"]);
    publisher.setting.options.kept_share = Some(0.5);
    publisher.setting.update_well();
    publisher.setting.options.kept_share = Some(1.5);
    let Setting { sources, store, options, .. } = &publisher.setting;
    assert!(update(sources, &["un-sc"], store, options, |_| {}).unwrap_err().is_argument());
    publisher.setting.options.kept_share = None;
    publisher.setting.options.accept = true;
    publisher.answers(xml("2026-01-01", 2));
    publisher.setting.update_well();
    assert_eq!(publisher.setting.edition().records, 2);
}

#[test]
fn names_that_are_gone_are_missed_although_the_records_are_there() {
    let names = |aliases: &str| {
        un_xml("2026-02-02", 10).replace("</SECOND_NAME>", &format!("</SECOND_NAME>{aliases}"))
    };
    let alias = |name: &str| {
        format!(
            "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        )
    };
    let with = names(&format!("{}{}", alias("ONE OTHER"), alias("AND ANOTHER")));
    let publisher = Publisher::new(move |_| ok(&with));
    publisher.setting.update_well();
    assert_eq!(publisher.setting.edition().names, 30);
    let without = names("");
    publisher.answers(move |_| ok(&without));
    assert!(publisher.setting.update_in_vain(&["10 names", "30"]).is_implausible());
}

#[test]
fn a_format_that_has_changed_is_refused_at_the_first_download_too() {
    let changed = un_xml("2026-02-01", 100).replacen("REFERENCE_NUMBER", "REFERENCE", 120);
    let publisher = Publisher::new(move |_| ok(&changed));
    assert!(publisher.setting.update_in_vain(&["could not be read"]).is_implausible());
}

#[test]
fn another_list_is_refused_even_if_accepted() {
    let server = Server::start(|_| ok(un_xml("2026-02-01", 10)));
    let mut setting = Setting::new("eu-fsf", &[&file(&server.url("/consolidated.xml"))]);
    setting.options.accept = true;
    assert!(setting.update_in_vain(&["`un-sc`", "`eu-fsf`"]).is_implausible());
}

#[test]
fn a_set_of_two_publications_is_refused() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/SDN.CSV" => ok(ofac_csv(&[1, 2, 3, 4]).0),
        _ => ok(ofac_csv(&[1, 2, 3, 5, 6]).1),
    });
    let files = [file(&server.url("/SDN.CSV")), file(&server.url("/ADD.CSV"))];
    let setting = Setting::new("ofac-sdn", &[&files[0], &files[1]]);
    let parts = ["1 are in SDN.CSV only (such as 4)", "2 are in ADD.CSV only (such as 5, 6)"];
    assert!(setting.update_in_vain(&parts).is_implausible());
    assert_eq!(server.log().len(), 4, "it was fetched twice");
}

#[test]
fn without_a_date_inside_the_servers_date_is_compared() {
    let changed = |time: &'static str, name: &'static str| {
        move |asked: &Asked| {
            let (primary, addresses) = ofac_csv(&[1, 2, 3]);
            let body =
                if asked.path == "/SDN.CSV" { primary.replace("Ann", name) } else { addresses };
            Answer::Bytes(response("200 OK", &[("Last-Modified", time)], body))
        }
    };
    let answer = Arc::new(Mutex::new(changed("Tue, 03 Feb 2026 10:00:00 GMT", "Ann")));
    let given = Arc::clone(&answer);
    let server = Server::start(move |asked| given.lock().unwrap()(asked));
    let files = [file(&server.url("/SDN.CSV")), file(&server.url("/ADD.CSV"))];
    let setting = Setting::new("ofac-sdn", &[&files[0], &files[1]]);
    setting.update_well();
    *answer.lock().unwrap() = changed("Mon, 02 Feb 2026 10:00:00 GMT", "Bea");
    assert!(setting.update_in_vain(&["2026-02-02", "2026-02-03", "older"]).is_implausible());
    *answer.lock().unwrap() = changed("Wed, 04 Feb 2026 10:00:00 GMT", "Bea");
    setting.update_well();
}

#[test]
fn no_server_at_all_is_said() {
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let setting = Setting::un(&format!("http://127.0.0.1:{port}/consolidated.xml"));
    assert!(setting.update_in_vain(&["did not answer", "refused"]).is_network());
    assert!(setting.store.read_all().unwrap_err().is_empty_input());
    assert!(setting.list().warning(SystemTime::now()).unwrap().contains("no edition"));
}

#[test]
fn an_unknown_list_is_an_argument_error() {
    let setting = Setting::un("http://127.0.0.1:1/consolidated.xml");
    let Setting { sources, store, options, .. } = &setting;
    let error = update(sources, &["un"], store, options, |_| {}).unwrap_err();
    assert!(error.is_argument() && error.to_string().contains("un-sc"), "{error}");
}

// --- the store ---------------------------------------------------------------------------------

#[test]
fn a_damaged_edition_is_noticed_and_healed() {
    let publisher = Publisher::new(|asked| {
        if asked.headers.contains_key("if-none-match") {
            return Answer::Bytes(response("304 Not Modified", &[("Content-Length", "0")], ""));
        }
        Answer::Bytes(response("200 OK", &[("ETag", "\"v1\"")], un_xml("2026-02-01", 100)))
    });
    let setting = &publisher.setting;
    setting.update_well();
    let damaged = setting.edition();
    let path = damaged.files_folder().join("consolidated.xml");
    std::fs::write(&path, un_xml("2026-02-01", 99)).unwrap();
    let error = setting.list().read().unwrap_err();
    assert!(error.is_format() && error.to_string().contains("changed"), "{error}");

    setting.update_well();
    assert_eq!(setting.read().entities.len(), 100);
    assert_ne!(setting.edition().folder, damaged.folder);
    assert_eq!(publisher.server.log()[1].headers.get("if-none-match"), None);
    assert_eq!(setting.update_well(), Change::Unchanged);
}

#[test]
fn old_editions_are_kept_as_long_as_stated() {
    let mut publisher = Publisher::with_edition();
    let day = |number: usize| -> &'static str { format!("2026-02-{number:02}").leak() };
    publisher.setting.options.retention = Retention { editions: 3, days: 1 };
    for number in 2..=6 {
        publisher.answers(xml(day(number), 100));
        assert!(matches!(publisher.setting.update_well(), Change::New { removed: 0, .. }));
    }
    assert_eq!(publisher.setting.list().editions().unwrap().len(), 6, "they are of today");

    publisher.setting.options.retention = Retention { editions: 3, days: 0 };
    publisher.answers(xml(day(7), 100));
    assert!(matches!(publisher.setting.update_well(), Change::New { removed: 4, .. }));
    let kept: Vec<String> = publisher
        .setting
        .list()
        .editions()
        .unwrap()
        .iter()
        .map(|edition| edition.published.unwrap().to_string())
        .collect();
    assert_eq!(kept.len(), 3);
    assert!(kept.contains(&"2026-02-07".to_owned()), "{kept:?}");

    publisher.setting.options.retention = Retention { editions: 0, days: 0 };
    publisher.answers(xml(day(8), 100));
    publisher.setting.update_well();
    assert_eq!(publisher.setting.list().editions().unwrap(), [publisher.setting.edition()]);
    publisher.setting.read();
}

#[test]
fn two_updates_of_a_list_do_not_meet() {
    let publisher = Publisher::with_edition();
    let slow = response("200 OK", &[], un_xml("2026-02-02", 100));
    publisher.answers(move |_| Answer::Slowly(slow.clone(), 10, Duration::from_millis(50)));
    std::thread::scope(|scope| {
        let first = scope.spawn(|| publisher.setting.update_well());
        while publisher.requests() < 2 {
            std::thread::sleep(Duration::from_millis(5));
        }
        let second = publisher.setting.update().outcome.unwrap_err();
        assert!(second.is_io(), "{second}");
        assert!(matches!(first.join().unwrap(), Change::New { .. }));
    });
    assert_eq!(publisher.setting.edition().published.unwrap().to_string(), "2026-02-02");
}
