//! The command as its users run it: exit status, output, errors.

#![cfg(feature = "cli")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PAYMENTS: &str = "tests/data/pacs008-dprk.xml";

fn tamis() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tamis"));
    command.env_remove("RAYON_NUM_THREADS");
    command
}

/// Exit status, standard output, standard error.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

fn run(command: &mut Command) -> Ran {
    let output = command.output().expect("the command starts");
    Ran {
        status: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

fn screen(arguments: &[&str]) -> Ran {
    run(tamis().arg("screen").args(arguments))
}

/// A folder with one file in it.
fn file(name: &str, content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("the file is written");
    (folder, path)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

/// Asserts a failure: status 2, nothing on standard output, `tamis: error:` with each of `parts`.
#[track_caller]
fn refused(ran: &Ran, parts: &[&str]) {
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("tamis: error: "), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    for part in parts {
        assert!(ran.err.contains(part), "`{part}` is missing in: {}", ran.err);
    }
    assert_eq!(ran.out, "");
}

// --- what it is for ----------------------------------------------------------------------------

#[test]
fn the_payments_of_the_readme_give_their_four_alerts() {
    let ran = screen(&[PAYMENTS, "--format", "jsonl"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let lines = json_lines(&ran.out);
    let has = |test: &dyn Fn(&Value) -> bool| lines.iter().any(test);
    let shares = |alert: &Value, scheme: &str, value: &str| {
        alert["evidence"]["identifiers"].as_array().is_some_and(|shared| {
            shared.iter().any(|shared| {
                shared["listed"]["scheme"] == scheme && shared["listed"]["value"] == value
            })
        })
    };
    assert!(has(&|line| line["subject"] == "김정은"
        && line["role"] == "creditor"
        && line["record"] == "HT-2026-0413"
        && line["entity"]["id"] == "ofac-sdn:20157"));
    assert!(has(&|line| line["record"] == "OCL-3390" && shares(line, "imo", "9562233")));
    assert!(has(&|line| line["record"] == "BX-00091"
        && shares(line, "wallet", "0x098B716B8Aaf21512996dC57EB0615e2383E2f96")));
    assert!(has(&|line| line["record"] == "WM-77120"
        && line["role"] == "creditor agent"
        && shares(line, "bic", "DCBKKPPY")));
    // The other four payments of the file are ordinary.
    let ordinary = ["HT-2026-0412", "SL-2026-31", "WM-77121", "T-0008"];
    assert!(!has(&|line| ordinary.iter().any(|record| line["record"] == *record)));
}

#[test]
fn status_tells_found_from_not_found() {
    assert_eq!(screen(&[PAYMENTS]).status, 1);
    let (_folder, path) = file("customers.csv", "name,country\nMaria Schneider,CH\n");
    let ran = screen(&[text(&path)]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("no match at this threshold (0.85)"), "{}", ran.out);

    assert_eq!(run(tamis().args(["name", "Kim Jong Un"])).status, 1);
    assert_eq!(run(tamis().args(["name", "Maria Schneider"])).status, 0);
    assert_eq!(
        run(tamis().args(["compare", "김정은", "Kim Jong Un", "--kind", "person"])).status,
        1
    );
    assert_eq!(
        run(tamis().args(["compare", "RYE SONG GANG 1", "RYE SONG GANG 2", "--kind", "vessel"]))
            .status,
        0
    );
}

#[test]
fn no_output_ever_says_more_than_possible_match() {
    for arguments in [
        &["screen", PAYMENTS][..],
        &["screen", PAYMENTS, "--format", "html"],
        &["screen", PAYMENTS, "--threshold", "1", "--format", "html"],
        &["name", "Kim Jong Un", "--explain"],
        &["name", "Maria Schneider"],
        &["compare", "Kim", "Kim"],
        &["compare", "Kim", "Kim", "--explain"],
        &["--help"],
        &["screen", "--help"],
    ] {
        let ran = run(tamis().args(arguments));
        let said = format!("{}{}", ran.out, ran.err).to_lowercase();
        assert!(
            !said.contains("cleared") && !said.contains("is sanctioned"),
            "{arguments:?}: {said}"
        );
        assert!(
            said.contains("possible match") || said.contains("no match at this threshold"),
            "{arguments:?}"
        );
        assert!(said.contains("screening aid, not legal advice"), "{arguments:?}");
    }
}

#[test]
fn standard_input_and_several_files_are_screened() {
    let ran = run(tamis()
        .args(["screen", "-", "tests/data/customers.csv", "--format", "jsonl"])
        .write_stdin("name\nKim Jong Un\n"));
    assert_eq!(ran.status, 1, "{}", ran.err);
    let lines = json_lines(&ran.out);
    assert_eq!(lines.last().unwrap()["files"], 2);
    let files: Vec<&Value> = lines.iter().map(|line| &line["file"]).collect();
    assert!(files.iter().any(|file| **file == "standard input"), "{files:?}");
    assert!(files.iter().any(|file| **file == "tests/data/customers.csv"), "{files:?}");
}

#[test]
fn columns_may_be_named() {
    let rows = "Payee;Memo;Acct No\nKim Jong Un;rent;1\n";
    let (_folder, path) = file("ledger.csv", rows);
    let ran = screen(&[
        text(&path),
        "--columns",
        "name=Payee,account=Acct No,text=Memo",
        "--format",
        "jsonl",
    ]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(json_lines(&ran.out)[1]["path"], "Payee");
}

// --- forms of output ---------------------------------------------------------------------------

#[test]
fn json_lines_are_run_alerts_counts() {
    for arguments in [
        &["screen", PAYMENTS, "--format", "jsonl"][..],
        &["name", "Kim Jong Un", "--kind", "person", "--format", "jsonl"],
    ] {
        let ran = run(tamis().args(arguments));
        let lines = json_lines(&ran.out);
        let (first, last) = (lines.first().unwrap(), lines.last().unwrap());
        assert_eq!(first["schema"], "tamis-run/1");
        assert_eq!(first["engine"], env!("CARGO_PKG_VERSION"));
        assert_eq!(first["configuration"].as_str().unwrap().len(), 64);
        assert_eq!(first["lists"][0]["sha256"].as_str().unwrap().len(), 64);
        assert_eq!(last["schema"], "tamis-counts/1");
        let of = |schema: &str| lines.iter().filter(|line| line["schema"] == schema).count();
        let (alerts, flags) = (of("tamis-alert/1"), of("tamis-flag/1"));
        assert_eq!(alerts + flags, lines.len() - 2);
        assert_eq!(last["alerts"], alerts);
        assert!(last.get("failures").is_none());
        // The one bank with a BIC of the DPRK, and an account in a name that its holder does not have.
        if arguments[0] == "screen" {
            assert_eq!((last["flags"].as_u64(), flags), (Some(2), 2));
        }
        for alert in lines.iter().filter(|line| line["schema"] == "tamis-alert/1") {
            // The explanation is the computation.
            let evidence: tamis::Evidence =
                serde_json::from_value(alert["evidence"].clone()).unwrap();
            assert_eq!(evidence.score(), alert["score"].as_f64().unwrap());
        }
    }
}

#[test]
fn csv_has_its_columns_and_no_formulas() {
    let (_folder, path) = file("customers.csv", "name\n=Kim Jong Un\n");
    let ran = screen(&[text(&path), "--format", "csv"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let mut rows = csv::Reader::from_reader(ran.out.as_bytes());
    let header: Vec<String> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        header.join(","),
        "file,record,path,role,subject,score,entity_id,entity_kind,entity_name,list,matched_name,why,evidence,flag"
    );
    let row = rows.records().next().unwrap().unwrap();
    assert_eq!(&row[4], "'=Kim Jong Un");
    assert_eq!(&row[6], "ofac-sdn:20157");
    let evidence: tamis::Evidence = serde_json::from_str(&row[12]).unwrap();
    assert_eq!(evidence.score(), row[5].parse::<f64>().unwrap());
}

#[test]
fn html_shows_names_and_runs_nothing() {
    let (_folder, path) =
        file("customers.csv", "name\n<script>alert(1)</script> Kim Jong Un\nKim Jong Un\n");
    let ran = screen(&[text(&path), "--format", "html", "--threshold", "0.5"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.out.starts_with("<!doctype html>"));
    assert!(!ran.out.contains("<script"), "no script, not even one from a name");
    assert!(ran.out.contains("&lt;script&gt;alert(1)"), "the name is shown");
    assert!(!ran.out.contains("http://") && !ran.out.contains("https://"), "nothing is fetched");
    for part in ["KIM, Jong Un", "ofac-sdn:20157", "Screening aid, not legal advice", "SHA-256"] {
        assert!(ran.out.contains(part), "{part}");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_a_row_per_alert() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alerts.parquet");
    let ran = screen(&[PAYMENTS, "--output", text(&path)]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(&fs::read(&path).unwrap()[..4], b"PAR1");
    let alerts = json_lines(&screen(&[PAYMENTS, "--format", "jsonl"]).out).len() - 2;
    let reader = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
    assert_eq!(reader.metadata().file_metadata().num_rows(), alerts as i64);
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), alerts);
    let kim = rows.iter().find(|row| row.get_string(4).unwrap() == "김정은").unwrap();
    assert_eq!(kim.get_string(6).unwrap(), "ofac-sdn:20157");
    assert!(kim.get_double(5).unwrap() >= 0.85);
}

#[test]
fn the_output_file_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("alerts.jsonl");
    let ran = screen(&[PAYMENTS, "--output", text(&path)]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(
        written,
        screen(&[PAYMENTS, "--format", "jsonl"]).out,
        "the extension gives the form"
    );

    // Nothing could be screened: what was there stays.
    let ran = screen(&["no-such-file.xml", "--output", text(&path)]);
    refused(&ran, &["no-such-file.xml", "no such file"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), written);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");

    let nowhere = folder.path().join("no-such-folder/alerts.csv");
    refused(
        &screen(&[PAYMENTS, "--output", text(&nowhere)]),
        &["no-such-folder", "no such folder"],
    );
}

#[test]
fn the_output_never_replaces_what_is_read() {
    let (_folder, path) = file("customers.csv", "name\nKim Jong Un\n");
    refused(&screen(&[text(&path), "--output", text(&path)]), &["customers.csv", "replace"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "name\nKim Jong Un\n");
}

#[test]
fn output_does_not_depend_on_threads() {
    let with = |threads: &str| {
        let mut command = tamis();
        command.env("RAYON_NUM_THREADS", threads);
        let files = [PAYMENTS, "tests/data/customers.csv", "tests/data/payments-semicolon.csv"];
        run(command.arg("screen").args(files).args(["--format", "jsonl", "--threshold", "0.6"])).out
    };
    let one = with("1");
    assert!(json_lines(&one).len() > 5);
    assert_eq!(one, with("1"));
    assert_eq!(one, with("2"));
}

#[test]
fn explanations_show_the_evidence() {
    let ran = run(tamis().args([
        "name",
        "김정은",
        "--born",
        "1984-01-08",
        "--country",
        "kp",
        "--explain",
    ]));
    assert_eq!(ran.status, 1, "{}", ran.err);
    for part in [
        "paired tokens",
        "by syllables both read 김정은",
        "tally",
        "same day of birth",
        "KIM, Jong Un",
    ] {
        assert!(ran.out.contains(part), "`{part}` is missing in {}", ran.out);
    }
    let ran =
        run(tamis().args(["compare", "RYE SONG GANG 1", "RYE SONG GANG 2", "--kind", "vessel"]));
    assert!(ran.out.contains("different numbers"), "{}", ran.out);
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let ran = run(tamis().args(["compare", "Kim \u{1b}[2J Jong Un", "Kim Jong Un"]));
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
}

#[test]
fn lists_are_named_on_standard_error_unless_quiet() {
    let ran = screen(&[PAYMENTS]);
    for part in ["DPRK", "published 20", "records", "names", "skipped", "sha256"] {
        assert!(ran.err.contains(part), "{}", ran.err);
    }
    assert_eq!(screen(&[PAYMENTS, "--quiet"]).err, "");
}

#[test]
fn completions_and_versions_are_printed() {
    let ran = run(tamis().args(["completions", "bash"]));
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("tamis"));
    let ran = run(tamis().arg("--version"));
    assert!(
        ran.out.contains(env!("CARGO_PKG_VERSION")) && ran.out.contains("configuration "),
        "{}",
        ran.out
    );
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_reading_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_tamis"))
        .args(["screen", PAYMENTS, "--format", "html", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(1));
}

// --- what cannot be done -----------------------------------------------------------------------

#[test]
fn arguments_out_of_range_are_refused() {
    refused(&screen(&[PAYMENTS, "--threshold", "1.5"]), &["--threshold", "between 0 and 1"]);
    refused(&screen(&[PAYMENTS, "--threshold", "NaN"]), &["--threshold"]);
    refused(&screen(&[PAYMENTS, "--columns", "nom=Payee"]), &["--columns", "nom"]);
    refused(&screen(&[PAYMENTS, "--format", "xls"]), &["xls", "jsonl"]);
    refused(&run(tamis().args(["name", "Kim", "--kind", "ship"])), &["ship", "vessel"]);
    refused(&run(tamis().args(["name", "Kim", "--born", "1984-13-01"])), &["1984-13-01"]);
    refused(&run(tamis().args(["name", "Kim", "--country", "Korea"])), &["Korea", "two letters"]);
    refused(&run(tamis().args(["name", " "])), &["empty"]);
    refused(&run(&mut tamis()), &[]);
    refused(&screen(&[]), &["FILE"]);
    refused(&screen(&["-", "-"]), &["standard input"]);
}

#[test]
fn columns_the_file_lacks_are_named() {
    let ran = screen(&["tests/data/customers.csv", "--columns", "name=Payee"]);
    refused(&ran, &["customers.csv", "Payee"]);
}

#[test]
fn files_that_cannot_be_opened_are_named() {
    refused(&screen(&["no/such/file.xml"]), &["no/such/file.xml", "no such file"]);
    refused(&screen(&["tests"]), &["tests", "directory"]);
    refused(
        &screen(&[PAYMENTS, "--list", "no/such/list.csv"]),
        &["no/such/list.csv", "no such file"],
    );
}

/// Root may read everything, so this file refuses in another way: reading it fails with an error
/// of the device, whoever asks.
#[cfg(target_os = "linux")]
#[test]
fn files_that_cannot_be_read_are_named() {
    refused(&screen(&["/proc/self/mem"]), &["/proc/self/mem", "cause: "]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = file("secret.csv", "name\nKim Jong Un\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever may read everything (root) has to become somebody who may not.
    let ran = if fs::File::open(&path).is_ok() {
        let program = folder.path().join("tamis");
        fs::copy(env!("CARGO_BIN_EXE_tamis"), &program).unwrap();
        run(Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(&program)
            .arg("screen")
            .arg(&path))
    } else {
        screen(&[text(&path)])
    };
    refused(&ran, &["secret.csv", "no permission"]);
}

#[test]
fn files_of_another_kind_are_refused() {
    let (_folder, path) = file("notes.txt", "Dear Maria,\nthe parcel has arrived.\nYours, Karl\n");
    refused(&screen(&[text(&path)]), &["notes.txt"]);
    let mt103 = "{1:F01NDBKDKK0AXXX0000000000}{2:I103ALPBCHZ0XXXXN}{4:\r\n:20:REF\r\n:59:/1\r\nKIM JONG UN\r\n-}";
    let (_folder, path) = file("payment.fin", mt103);
    refused(&screen(&[text(&path)]), &["payment.fin"]);
    let (_folder, path) = file("empty.csv", "");
    refused(&screen(&[text(&path)]), &["empty.csv"]);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let (_folder, path) =
        file("customers.csv", b"name,country\nKim Jong Un,KP\n\xff\xfe\x00\x81 Ann,CH\n");
    let ran = screen(&[text(&path)]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("customers.csv"), "{}", ran.err);
}

#[test]
fn an_empty_list_is_refused() {
    let (_folder, path) = file("sdn.csv", "");
    refused(&screen(&[PAYMENTS, "--list", text(&path)]), &["sdn.csv"]);
    let header = r#"{"schema":"tamis-list/1","list":"own","publisher":"us","title":"Own list","published":"2026-01-01"}"#;
    let (_folder, path) = file("own.jsonl", format!("{header}\n"));
    refused(&screen(&[PAYMENTS, "--list", text(&path)]), &["own.jsonl", "no record"]);
    let folder = tempfile::tempdir().unwrap();
    refused(&screen(&[PAYMENTS, "--list", text(folder.path())]), &[]);
}

#[test]
fn a_truncated_file_gives_its_alerts_and_status_2() {
    let whole = fs::read_to_string(PAYMENTS).unwrap();
    let cut = whole.find("OCL-3390").expect("the vessel's payment");
    let (folder, path) = file("cut.xml", &whole[..cut]);

    let ran = screen(&[text(&path), "--format", "jsonl"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    let lines = json_lines(&ran.out);
    assert!(lines.iter().any(|line| line["subject"] == "김정은"), "{}", ran.out);
    let last = lines.last().unwrap();
    assert_eq!(
        last["alerts"].as_u64().unwrap() + last["flags"].as_u64().unwrap(),
        lines.len() as u64 - 2
    );
    assert_eq!(last["failures"][0], text(&path), "the output says that it is not all");
    assert!(ran.err.contains("not screened to its end"), "{}", ran.err);
    assert!(ran.err.contains("possible match"), "{}", ran.err);

    // The others are screened all the same, and the report says which one was not.
    let report = folder.path().join("report.html");
    let ran = screen(&[
        text(&path),
        "no-such.xml",
        "tests/data/customers.csv",
        "--output",
        text(&report),
    ]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("2 of 3 files"), "{}", ran.err);
    let report = fs::read_to_string(&report).unwrap();
    assert!(report.contains("This report is not complete"), "it says so");
    assert!(report.contains("customers.csv"), "the last file was screened");
}

#[test]
fn problems_are_reported_and_change_no_status() {
    let (_folder, path) = file(
        "customers.csv",
        "name,date_of_birth\nMaria Schneider,1975-06-30\nAnn Lee,30 Smarch 1975\n",
    );
    let ran = screen(&[text(&path)]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("tamis: problem: "), "{}", ran.err);
    assert!(ran.err.contains("customers.csv:3"), "{}", ran.err);
    assert!(ran.out.contains("1 problem"), "{}", ran.out);
}

#[test]
fn an_index_file_stands_in_for_its_lists() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let index = folder.path().join("lists.tamis");
    let built =
        run(tamis().args(["lists", "build", "--list", "lists/dprk.jsonl", "-o", text(&index)]));
    assert_eq!((built.status, built.out.as_str()), (0, ""), "{}", built.err);
    assert!(built.err.contains("index written to"), "{}", built.err);
    let by = |option: &str, path: &str| {
        screen(&["--format", "jsonl", "--quiet", option, path, PAYMENTS])
    };
    let (by_index, by_list) = (by("--index", text(&index)), by("--list", "lists/dprk.jsonl"));
    assert_eq!((by_index.status, by_index.err.as_str()), (1, ""));
    assert_eq!(by_index.out, by_list.out);
    let named = run(tamis().args(["name", "Kim Jong Un", "--index", text(&index)]));
    assert_eq!(named.status, 1, "{}", named.err);
    refused(
        &screen(&["--index", "lists/dprk.jsonl", PAYMENTS]),
        &["lists/dprk.jsonl", "no tamis index file", "tamis lists build"],
    );
    let onto_itself =
        run(tamis().args(["lists", "build", "--list", text(&index), "-o", text(&index)]));
    refused(&onto_itself, &["would replace a list"]);
    let (folder, list) = file("dprk.jsonl", fs::read("lists/dprk.jsonl").expect("the list"));
    let into_it = ["lists", "build", "--list", text(folder.path()), "-o", text(&list)];
    refused(&run(tamis().args(into_it)), &["would replace a list"]);
    let into_it = ["--list", text(folder.path()), PAYMENTS, "-o", text(&list)];
    refused(&screen(&into_it), &["would replace what is read"]);
}

// --- lists -------------------------------------------------------------------------------------

const OLD_EDITION: &str = concat!(
    "{\"schema\":\"tamis-list/1\",\"list\":\"own\",\"publisher\":\"p\",\"title\":\"Ours\",\"published\":\"2026-01-01\"}\n",
    "{\"id\":\"own:1\",\"names\":[{\"text\":\"Ann Example\"}],\"births\":[\"1961\"],\"programmes\":[\"P\"]}\n",
    "{\"id\":\"own:2\",\"names\":[{\"text\":\"=Bob\"}]}\n",
);
const NEW_EDITION: &str = concat!(
    "{\"schema\":\"tamis-list/1\",\"list\":\"own\",\"publisher\":\"p\",\"title\":\"Ours\",\"published\":\"2026-02-01\"}\n",
    "{\"id\":\"own:1\",\"names\":[{\"text\":\"Ann Example\"}],\"births\":[\"1962\"],\"programmes\":[\"P\"]}\n",
    "{\"id\":\"own:3\",\"kind\":\"person\",\"names\":[{\"text\":\"Cleo\"}],\"programmes\":[\"P\"],\"identifiers\":[{\"scheme\":\"imo\",\"value\":\"9562233\"}]}\n",
);

fn lists_command(arguments: &[&str]) -> Ran {
    run(tamis().arg("lists").args(arguments))
}

#[test]
fn editions_are_compared_in_every_form() {
    let (folder, old) = file("old.jsonl", OLD_EDITION);
    let new = folder.path().join("new.jsonl");
    fs::write(&new, NEW_EDITION).expect("written");
    let (old, new) = (text(&old), text(&new));

    let same = lists_command(&["diff", old, old]);
    assert_eq!(same.status, 0, "{}", same.err);
    assert!(same.out.contains("0 added, 0 removed, 0 changed, 2 the same"), "{}", same.out);
    assert!(same.err.contains("published 2026-01-01"), "{}", same.err);

    let table = lists_command(&["diff", old, new]);
    assert_eq!(table.status, 1, "{}", table.err);
    let dated = "own: 2026-01-01 (2 records) → 2026-02-01 (2 records)";
    for part in [dated, "1 added, 1 removed, 1 changed", "births: − 1961", "births: + 1962"] {
        assert!(table.out.contains(part), "`{part}` is missing in: {}", table.out);
    }

    let lines = json_lines(&lists_command(&["diff", old, new, "--format", "jsonl"]).out);
    let changes: Vec<_> = lines.iter().map(|line| line["change"].as_str()).collect();
    assert_eq!(changes, [None, Some("added"), Some("removed"), Some("changed"), None]);
    assert_eq!(lines[3]["fields"][0]["old"][0], "1961");
    assert_eq!(lines[4]["programmes"]["P"]["added"], 1);

    let csv_file = folder.path().join("changes.csv");
    let written = lists_command(&["diff", old, new, "--output", text(&csv_file)]);
    assert_eq!((written.status, written.out.as_str()), (1, ""));
    let rows = fs::read_to_string(&csv_file).expect("the file is there");
    let expected = [
        "change,id,kind,name,other_id,other_name,field,old,new",
        "added,own:3,person,Cleo,,,,,",
        "removed,own:2,,'=Bob,,,,,",
        "changed,own:1,,Ann Example,,,births,1961,1962",
    ];
    assert_eq!(rows.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn publishers_and_folders_are_compared() {
    let (folder, own) = file("new.jsonl", NEW_EDITION);
    let at = |name: &str| folder.path().join(name);
    let ship = NEW_EDITION.replace("\"own", "\"their").replace("Cleo", "Cleopatra");
    fs::write(at("their.jsonl"), &ship).expect("written");
    let ran = lists_command(&["diff", text(&own), text(&at("their.jsonl")), "--format", "jsonl"]);
    assert_eq!(ran.status, 0, "one ship is on both, with the same facts: {}", ran.out);
    let lines = json_lines(&ran.out);
    assert_eq!(lines[0]["compared"], "publishers");
    assert_eq!(
        (&lines[1]["left"]["id"], &lines[1]["right"]["name"]),
        (&"own:3".into(), &"Cleopatra".into())
    );
    assert_eq!(lines[2]["untold_old"], 1);
    let table = lists_command(&["diff", text(&own), text(&at("their.jsonl"))]).out;
    assert!(
        table.contains("1 pair, 0 with differing facts") && table.contains("9562233"),
        "{table}"
    );

    // Two folders: each list with its other edition; a list of one side only is all new.
    fs::create_dir(at("before")).expect("made");
    fs::create_dir(at("after")).expect("made");
    fs::write(at("before/own.jsonl"), OLD_EDITION).expect("written");
    fs::write(at("after/own.jsonl"), OLD_EDITION).expect("written");
    fs::write(at("after/their.jsonl"), &ship).expect("written");
    let ran = lists_command(&["diff", text(&at("before")), text(&at("after"))]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    for part in ["2 the same", "their: no list → 2026-02-01", "2 added"] {
        assert!(ran.out.contains(part), "`{part}` is missing in: {}", ran.out);
    }
    fs::write(at("after/own2.jsonl"), NEW_EDITION).expect("written");
    let ran = lists_command(&["diff", text(&at("before")), text(&at("after"))]);
    refused(&ran, &["two editions of the list `own`"]);
    refused(&lists_command(&["diff", text(&own), text(&at("absent"))]), &["no such file"]);
}

#[test]
fn coverage_says_what_is_not_read() {
    let (folder, path) = file("own.csv", "id,name,row,new\n1,Ann,1,x\n2,Bob,2,\n");
    let mapping = folder.path().join("own.toml");
    let head = "list = 'own'\npublisher = 'us'\ntitle = 'Ours'\nignored = ['row']\n";
    let columns = "[columns]\nid = 'id'\nname = 'name'\n";
    fs::write(&mapping, format!("{head}{columns}")).expect("written");
    let ran = lists_command(&["coverage", text(&path)]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let squeezed: Vec<String> =
        ran.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "4 fields: 2 read, 1 left out on purpose, 1 not known",
        "row 2 the mapping leaves it out",
        "new 1 NOT KNOWN to this version of tamis",
    ] {
        assert!(squeezed.iter().any(|found| found == line), "`{line}` is missing in: {}", ran.out);
    }
    let known = head.replace("['row']", "['row', 'new']");
    fs::write(&mapping, format!("{known}{columns}")).expect("written");
    assert_eq!(lists_command(&["coverage", text(&path)]).status, 0);
    refused(&lists_command(&["coverage", "absent"]), &["no such file"]);
}

fn check(arguments: &[&str]) -> Ran {
    run(tamis().arg("check").arg("--quiet").args(arguments))
}

#[test]
fn check_says_what_an_identifier_is_and_who_is_listed() {
    for (value, status, parts) in [
        ("IMO 9562233", 1, &["IMO ship number", "possible match: listed", "uk-sl:DPR0075"][..]),
        ("9562230", 1, &["near miss of a listed", "uk-sl:DPR0075"]),
        ("9074720", 0, &["invalid", "the check digit of a ship would"]),
        ("9074729", 0, &["not on these lists", "yes"]),
        ("ＤＣＢＫ ＫＰＰＹ", 1, &["BIC", "country KP", "un-sc:KPe.023"]),
        ("445123000", 0, &["of a ship, North Korea"]),
        ("646123000", 0, &["allocated to no country"]),
    ] {
        let ran = check(&[value]);
        assert_eq!(ran.status, status, "{value}: {}{}", ran.out, ran.err);
        // A cell may be broken over lines.
        let words: String = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(words.contains(part), "{value}: {part} is not in\n{}", ran.out);
        }
        assert!(ran.out.contains("no clearance"), "{}", ran.out);
    }
    refused(&check(&["Pyongyang"]), &["`Pyongyang` is no identifier", "tamis name"]);
    refused(&check(&[" "]), &["empty"]);
}

#[test]
fn check_writes_json_lines() {
    let address = "etc:0x098B716B8Aaf21512996dC57EB0615e2383E2f96";
    let ran = check(&[address, "--format", "jsonl"]);
    let lines = json_lines(&ran.out);
    assert_eq!(ran.status, 1);
    assert_eq!(lines[0]["schema"], "tamis-run/1");
    assert_eq!(lines.len(), 2);
    let reading = &lines[1];
    assert_eq!(reading["schema"], "tamis-check/1");
    assert_eq!(reading["scheme"], "wallet");
    assert_eq!(reading["valid"], true);
    assert_eq!(reading["outcome"], "listed_elsewhere");
    assert_eq!(reading["entities"][0]["id"], "ofac-sdn:27307");
    assert_eq!(reading["entities"][0]["likeness"], "other-asset");
    assert_eq!(reading["entities"][0]["identifier"]["asset"], "ETH");
}

#[test]
fn vessels_are_named_with_their_identifiers() {
    let ran = run(tamis().args([
        "name",
        "Lucky Star",
        "--kind",
        "vessel",
        "--identifier",
        "imo=9562233",
        "--identifier",
        "mmsi=445123000",
        "--country",
        "pa",
        "--quiet",
        "--format",
        "jsonl",
    ]));
    let lines = json_lines(&ran.out);
    let vessel = &lines[1]["evidence"]["vessel"];
    assert_eq!(lines[1]["entity"]["id"], "uk-sl:DPR0075");
    assert_eq!(vessel["facts"][1]["verdict"], "agree");
    let findings: Vec<&str> = vessel["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["finding"].as_str().unwrap())
        .collect();
    assert_eq!(findings, ["renamed", "mid-flag-conflict", "dprk-mid"]);
    refused(&run(tamis().args(["name", "x", "--identifier", "9562233"])), &["imo=9562233"]);
}

#[test]
fn vessels_are_named_with_their_facts() {
    let facts = ["imo=7408873", "flag=Togo", "type=Tanker", "built=1976", "former-name=AKTIVA"];
    let facts = facts.into_iter().flat_map(|fact| ["--vessel", fact]);
    let asked = ["name", "NEW FORTUNE", "--quiet", "--format", "jsonl"];
    let ran = run(tamis().args(asked.into_iter().chain(facts)));
    let lines = json_lines(&ran.out);
    let found = lines.iter().find(|line| line["entity"]["id"] == "uk-ofsi:13651").unwrap();
    let rows = found["evidence"]["vessel"]["facts"].as_array().unwrap();
    let verdict =
        |fact: &str| rows.iter().find(|row| row["fact"] == fact).unwrap()["verdict"].clone();
    assert_eq!((verdict("imo"), verdict("built")), ("agree".into(), "differ".into()));
    assert_eq!((verdict("flag"), verdict("type")), ("differ".into(), "agree".into()));
    refused(&run(tamis().args(["name", "x", "--vessel", "captain=Bob"])), &["former-name"]);
    refused(&run(tamis().args(["name", "x", "--vessel", "1975"])), &["built=1996"]);
}

#[test]
fn weights_of_ones_own_are_used_everywhere_or_refused() {
    let (folder, weights) = file("weights.toml", "[person]\nidentical = 0.9\n");
    let weights = weights.to_str().unwrap();
    let names = ["compare", "Kim Jong Un", "Kim Jong Un", "--kind", "person"];
    let shipped = run(tamis().args(names)).out;
    let own = run(tamis().args(names).args(["--weights", weights]));
    assert!(own.status == 1 && own.out != shipped, "{}", own.out);
    let index = folder.path().join("lists.tamis");
    let index = index.to_str().unwrap();
    let built = run(tamis().args(["lists", "build", "-o", index, "--weights", weights]));
    assert_eq!(built.status, 0, "{}", built.err);
    let name = ["name", "Kim Jong Un", "--index", index];
    assert_eq!(run(tamis().args(name).args(["--weights", weights])).status, 1);
    let refused = run(tamis().args(name));
    assert!(refused.status == 2 && refused.err.contains("--weights FILE"), "{}", refused.err);
    let (_folder, wrong) = file("weights.toml", "[vessel]\ncross_script = 0.5\n");
    let refused = run(tamis().args(names).args(["--weights", wrong.to_str().unwrap()]));
    assert!(refused.status == 2, "{}", refused.err);
    assert!(refused.err.contains("[vessel] the weight `cross_script` is 0.5"), "{}", refused.err);
    assert!(refused.err.contains("between 1 and 100"), "{}", refused.err);
}
