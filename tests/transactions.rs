//! Payment and customer files in, subjects out: against hand-written expectations, independent
//! counts, and damaged bytes.

#![allow(clippy::unwrap_used)]

mod expected;
mod shared;

use proptest::prelude::*;
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tamis::identifiers::Scheme;
use tamis::transactions::{self, Columns, Format, Item, ReadOptions, Reader};
use tamis::{Error, Kind, Result, Subject};

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn read(bytes: impl Into<Vec<u8>>) -> Result<Reader> {
    let bytes = io::Cursor::new(bytes.into());
    transactions::from_reader(bytes, "test", &ReadOptions::default())
}

/// Subjects and reasons of skipped values, up to the end or the first error.
fn drain(reader: Reader) -> (Vec<Subject>, Vec<String>, Option<Error>) {
    let (mut subjects, mut skipped, mut error) = (Vec::new(), Vec::new(), None);
    for item in reader {
        match item {
            Ok(Item::Subject(subject)) => subjects.push(subject),
            Ok(Item::Skipped(skip)) => skipped.push(format!("{}: {}", skip.line, skip.reason)),
            Err(stop) => error = Some(stop),
        }
    }
    (subjects, skipped, error)
}

/// All subjects of bytes that are read without a word of complaint.
fn subjects(bytes: impl Into<Vec<u8>>) -> Vec<Subject> {
    let (subjects, skipped, error) = drain(read(bytes).unwrap());
    assert!(skipped.is_empty(), "{skipped:?}");
    assert!(error.is_none(), "{error:?}");
    subjects
}

fn error(bytes: impl Into<Vec<u8>>) -> Error {
    match read(bytes) {
        Err(error) => error,
        Ok(reader) => drain(reader).2.expect("an error"),
    }
}

/// `record | role | path | name or text | ids`.
fn written(subject: &Subject) -> String {
    let names: Vec<&str> = subject.party.names.iter().map(|name| name.text.as_str()).collect();
    let ids: Vec<String> = subject
        .party
        .identifiers
        .iter()
        .map(|id| {
            let scheme = serde_json::to_value(id.scheme).unwrap();
            format!("{}:{}", scheme.as_str().unwrap(), id.value)
        })
        .collect();
    let origin = &subject.origin;
    let field = |field: &Option<String>| field.clone().unwrap_or_default();
    let body = subject.text.clone().unwrap_or_else(|| names.join(" = "));
    let line = format!(
        "{} | {} | {} | {body} | {}",
        field(&origin.record),
        field(&origin.role),
        field(&origin.path),
        ids.join(" ")
    );
    line.trim_end().to_owned()
}

fn assert_reads(name: &str, expected: &str, records: u64) {
    let mut reader = transactions::open(data(name), &ReadOptions::default()).unwrap();
    let mut found = Vec::new();
    for item in reader.by_ref() {
        match item.unwrap() {
            Item::Subject(subject) => {
                assert!(subject.origin.file.as_ref().unwrap().ends_with(name));
                found.push(written(&subject));
            }
            Item::Skipped(skipped) => panic!("{skipped:?}"),
        }
    }
    let expected: Vec<&str> = expected.lines().collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
    assert_eq!(reader.records(), records);
}

#[test]
fn pacs008_gives_every_party_agent_account_and_text() {
    assert_reads("pacs008-dprk.xml", expected::PACS008, 8);
    let reader = transactions::open(data("pacs008-dprk.xml"), &ReadOptions::default()).unwrap();
    assert_eq!(reader.format(), Format::Iso20022 { message: "pacs.008.001.08".to_owned() });
    let (subjects, ..) = drain(reader);
    let creditor = |record: &str| {
        let is = |s: &&Subject| {
            s.origin.record.as_deref() == Some(record)
                && s.origin.role.as_deref() == Some("creditor")
        };
        subjects.iter().find(is).unwrap()
    };
    let listed = creditor("HT-2026-0413");
    assert_eq!(listed.party.kind, Some(Kind::Person));
    assert_eq!(listed.party.births, ["1984-01-08".parse().unwrap()]);
    assert!(listed.party.countries.is_empty(), "a country of birth is no nationality");
    assert_eq!(listed.origin.line, Some(49));
    let schneider = creditor("HT-2026-0412");
    assert_eq!(schneider.party.addresses[0].text, "Seestrasse 41, 8002 Zürich");
    assert_eq!(schneider.party.countries, ["CH".parse().unwrap()]);
    let passport = &creditor("WM-77121").party.identifiers[0];
    assert_eq!(passport.scheme, Scheme::Passport);
    assert_eq!(passport.country, Some("PL".parse().unwrap()));
    let debtor = subjects.iter().find(|s| s.origin.role.as_deref() == Some("debtor")).unwrap();
    assert_eq!(debtor.party.kind, Some(Kind::Organization));
    assert_eq!(debtor.party.addresses[0].country, Some("DK".parse().unwrap()));
}

#[test]
fn pain001_gives_group_batch_and_transaction_parties() {
    assert_reads("pain001-suppliers.xml", expected::PAIN001, 3);
}

#[test]
fn csv_columns_are_grouped_by_party() {
    assert_reads("payments-semicolon.csv", expected::PAYMENTS, 4);
    assert_reads("vessels.csv", expected::VESSELS, 3);
    let reader = transactions::open(data("vessels.csv"), &ReadOptions::default()).unwrap();
    assert_eq!(reader.format(), Format::Csv);
    let (subjects, ..) = drain(reader);
    assert_eq!(subjects[0].party.kind, Some(Kind::Vessel));
    assert_eq!(subjects[0].party.countries, ["TZ".parse().unwrap()]);
    assert_eq!(subjects[1].party.kind, None);
}

#[test]
fn customers_are_read_and_bad_rows_reported() {
    let reader = transactions::open(data("customers.csv"), &ReadOptions::default()).unwrap();
    assert_eq!(reader.ignored_columns(), ["relationship"]);
    let (subjects, skipped, error) = drain(reader);
    assert!(error.is_none());
    let names: Vec<&str> = subjects.iter().map(|s| s.party.names[0].text.as_str()).collect();
    let expected = [
        "Maria Schneider",
        "Hansen Trading ApS",
        "Kim, Jong Un",
        "Łukasz Wiśniewski",
        "Olga Brandt",
        "Ana Souza",
    ];
    assert_eq!(names, expected);
    let records: Vec<&str> = subjects.iter().filter_map(|s| s.origin.record.as_deref()).collect();
    assert_eq!(records, ["C-1001", "C-1002", "C-1003", "C-1004", "C-1005", "#7"]);
    assert_eq!(subjects[1].party.kind, Some(Kind::Organization));
    assert_eq!(subjects[2].party.births, ["1984".parse().unwrap()]);
    assert_eq!(subjects[3].party.births, ["1979-11-23".parse().unwrap()]);
    assert_eq!(subjects[3].party.addresses[0].text, "ul. Piotrkowska 7, m. 2, Łódź");
    assert_eq!(subjects[4].party.births, []);
    assert_eq!(skipped.len(), 2, "{skipped:?}");
    assert!(skipped[0].starts_with("6: ") && skipped[0].contains("31.02.1980"));
    assert!(skipped[1].starts_with("7: 2 fields, the header has 10"));
}

/// Start tags of `Nm` below a party element, found by looking at the text alone.
fn count_names(xml: &str) -> usize {
    const PARTIES: [&str; 9] = [
        "Dbtr",
        "Cdtr",
        "UltmtDbtr",
        "UltmtCdtr",
        "InitgPty",
        "DbtrAgt",
        "CdtrAgt",
        "InstgAgt",
        "InstdAgt",
    ];
    let mut count = 0;
    for party in PARTIES {
        for piece in xml.split(&format!("<{party}>")).skip(1) {
            let inside = piece.split(&format!("</{party}>")).next().unwrap();
            count += inside.matches("<Nm>").count();
        }
    }
    count
}

#[test]
fn samples_give_every_name_their_text_holds() {
    let mut files = 0;
    let mut names = 0;
    for entry in std::fs::read_dir(shared::shared("transactions/iso20022")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let roots = ["<FIToFICstmrCdtTrf>", "<pacs.008.001.01>", "<CstmrCdtTrfInitn>"];
        if !roots.iter().any(|root| text.contains(root)) {
            continue;
        }
        let (subjects, skipped, error) =
            drain(transactions::open(&path, &ReadOptions::default()).unwrap());
        assert!(error.is_none(), "{}: {error:?}", path.display());
        assert!(skipped.is_empty(), "{}: {skipped:?}", path.display());
        let crude = count_names(&text);
        let found: usize = subjects.iter().map(|subject| subject.party.names.len()).sum();
        assert!(found >= crude && crude > 0, "{}: {found} of {crude}", path.display());
        files += 1;
        names += crude;
    }
    // 5 pain.001 and 14 pacs.008 files, as the README of the samples counts them.
    assert_eq!(files, 19);
    assert!(names > 50, "{names}");
}

#[test]
fn samples_of_any_format_are_read_or_refused_as_a_format() {
    let mut files = 0;
    for folder in ["fedwire", "iso20022", "nacha-iat", "swift-mt"] {
        for entry in std::fs::read_dir(shared::shared("transactions").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let error = match transactions::open(&path, &ReadOptions::default()) {
                Err(error) => Some(error),
                Ok(reader) => drain(reader).2,
            };
            if let Some(error) = error {
                assert!(error.is_format(), "{error}");
            }
            files += 1;
        }
    }
    assert!(files > 100, "{files}");
}

const STATUS: &str = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.11\">\
    <CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr></CstmrPmtStsRpt></Document>";

#[test]
fn a_status_report_without_parties_is_no_error() {
    assert_eq!(subjects(STATUS), []);
}

#[test]
fn what_is_no_payment_file_is_refused() {
    for (bytes, word) in [
        ("<sdnList><sdnEntry><lastName>X</lastName></sdnEntry></sdnList>", "sdnList"),
        ("<html><p>not found</p></html>", "html"),
        ("a sentence, and another one\n1,2\n", "`a sentence`"),
        ("{1:F01BANKBEBBAXXX0000000000}", "SWIFT MT"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "document type declaration"),
        ("<Document><a>&nbsp;</a></Document>", "&nbsp;"),
        ("<Document></Documents>", "not well-formed"),
    ] {
        let error = error(bytes);
        assert!(error.is_format() && !error.is_truncated(), "{error}");
        assert!(error.to_string().contains(word), "{error}");
    }
    let deep = "<a>".repeat(100);
    assert!(error(format!("<Document>{deep}")).to_string().contains("deeper"));
}

#[test]
fn empty_files_are_errors() {
    for bytes in ["", " \r\n", "name,country\n", "name,country\r\n\r\n", "\u{feff}"] {
        assert!(error(bytes).is_empty_input(), "{bytes:?}");
    }
    let message = "<Document><CstmrCdtTrfInitn><GrpHdr><InitgPty><Nm>A</Nm></InitgPty></GrpHdr>\
        </CstmrCdtTrfInitn></Document>";
    assert!(error(message).is_empty_input());
}

#[test]
fn a_missing_file_and_a_folder_are_io_errors() {
    let missing = transactions::open("no/such.xml", &ReadOptions::default()).unwrap_err();
    assert!(missing.is_io());
    assert!(transactions::open(data(""), &ReadOptions::default()).unwrap_err().is_io());
}

#[test]
fn bytes_that_are_no_text_are_placed() {
    let mut bytes = std::fs::read(data("pacs008-dprk.xml")).unwrap();
    let at = bytes.windows(6).position(|w| w == "Łuka".as_bytes().get(..6).unwrap_or(w)).unwrap();
    let line = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    bytes[at] = 0xff;
    let broken = error(bytes);
    assert!(broken.is_encoding(), "{broken}");
    assert!(broken.to_string().starts_with(&format!("test:{line}: ")), "{broken}");
    let rows = error(b"name\nMaria\nJos\xe9\n".to_vec());
    assert!(rows.is_encoding() && rows.to_string().starts_with("test:3: "), "{rows}");
}

fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

#[test]
fn declared_and_marked_encodings_and_gzip_give_the_same_subjects() {
    let xml = std::fs::read_to_string(data("pain001-suppliers.xml")).unwrap();
    let expected = subjects(xml.clone());
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(xml.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(subjects(utf16), expected);
    assert_eq!(subjects(format!("\u{feff}{xml}")), expected);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(xml.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    assert_eq!(subjects(packed.clone()), expected);
    assert!(error(&packed[..packed.len() / 2]).is_truncated());
    let latin = "<?xml version='1.0' encoding='ISO-8859-1'?><Document><CdtTrfTxInf><Cdtr>\
        <Nm>Krüger</Nm></Cdtr></CdtTrfTxInf></Document>";
    let read = subjects(encoded(latin, encoding_rs::WINDOWS_1252));
    assert_eq!(read[0].party.names[0].text, "Krüger");
}

#[test]
fn cover_payments_give_both_levels() {
    let xml = "<Document><FICdtTrf><GrpHdr><MsgId>M1</MsgId></GrpHdr><CdtTrfTxInf>\
        <PmtId><EndToEndId>E1</EndToEndId></PmtId>\
        <Dbtr><FinInstnId><BICFI>NDBKDKK0</BICFI></FinInstnId></Dbtr>\
        <Cdtr><FinInstnId><BICFI>ALPBCHZ0</BICFI></FinInstnId></Cdtr>\
        <UndrlygCstmrCdtTrf><Dbtr><Nm>Hansen</Nm></Dbtr>\
        <DbtrAcct><Id><IBAN>DK1</IBAN></Id></DbtrAcct><Cdtr><Nm>Schneider</Nm></Cdtr>\
        </UndrlygCstmrCdtTrf></CdtTrfTxInf></FICdtTrf></Document>";
    let found: Vec<String> = subjects(xml).iter().map(written).collect();
    let expected = [
        "E1 | debtor | CdtTrfTxInf[1]/Dbtr/FinInstnId/BICFI |  | bic:NDBKDKK0",
        "E1 | creditor | CdtTrfTxInf[1]/Cdtr/FinInstnId/BICFI |  | bic:ALPBCHZ0",
        "E1 | underlying debtor | CdtTrfTxInf[1]/UndrlygCstmrCdtTrf/Dbtr/Nm | Hansen | iban:DK1",
        "E1 | underlying creditor | CdtTrfTxInf[1]/UndrlygCstmrCdtTrf/Cdtr/Nm | Schneider |",
    ];
    assert_eq!(found, expected);
}

#[test]
fn parties_wrapped_as_in_newer_statements_are_read() {
    let xml = "<BkToCstmrStmt><Stmt><Id>S1</Id><Ntry><NtryDtls><TxDtls>\
        <RltdPties><Dbtr><Pty><Nm>Hansen</Nm></Pty></Dbtr><Cdtr><Agt><FinInstnId>\
        <BICFI>DCBKKPPY</BICFI></FinInstnId></Agt></Cdtr></RltdPties></TxDtls></NtryDtls>\
        </Ntry></Stmt></BkToCstmrStmt>";
    let found: Vec<String> = subjects(xml).iter().map(written).collect();
    let path = "Stmt[1]/Ntry[1]/NtryDtls[1]/TxDtls[1]/RltdPties";
    let expected = [
        format!("#1 | debtor | {path}/Dbtr/Pty/Nm | Hansen |"),
        format!("#1 | creditor | {path}/Cdtr/Agt/FinInstnId/BICFI |  | bic:DCBKKPPY"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_sepa_creditor_identifier_makes_no_person() {
    let party = |code: &str| {
        let xml = format!(
            "<Document><PmtInf><Cdtr><Nm>A</Nm><Id><PrvtId><Othr><Id>DE98ZZZ</Id><SchmeNm>{code}\
             </SchmeNm></Othr></PrvtId></Id></Cdtr></PmtInf></Document>"
        );
        subjects(xml).remove(0).party
    };
    assert_eq!(party("<Prtry>SEPA</Prtry>").kind, None);
    assert_eq!(party("<Cd>NIDN</Cd>").kind, Some(Kind::Person));
    assert_eq!(party("<Cd>NIDN</Cd>").identifiers[0].scheme, Scheme::NationalId);
}

#[test]
fn values_that_cannot_be_read_are_reported_and_the_party_kept() {
    let long = "x".repeat(70_000);
    let xml = format!(
        "<Document><FICdtTrf><CdtTrfTxInf><Cdtr>\n<Nm>A</Nm><CtryOfRes>Q1</CtryOfRes><Id><PrvtId>\
         <DtAndPlcOfBirth><BirthDt>1984-02-31</BirthDt></DtAndPlcOfBirth></PrvtId></Id></Cdtr>\
         <RmtInf><Ustrd>{long}</Ustrd></RmtInf></CdtTrfTxInf></FICdtTrf></Document>"
    );
    let (subjects, skipped, error) = drain(read(xml).unwrap());
    assert!(error.is_none());
    assert_eq!(subjects.len(), 1);
    assert_eq!(skipped.len(), 3, "{skipped:?}");
    assert!(skipped[0].starts_with("2: CdtTrfTxInf[1]/Cdtr/CtryOfRes: `Q1`"), "{skipped:?}");
    assert!(skipped[1].contains("BirthDt: `1984-02-31` is no date of birth"));
    assert!(skipped[2].contains("longer than 65536 bytes"));
}

#[test]
fn fewer_transactions_than_the_header_states_are_reported() {
    let xml = "<Document><FIToFICstmrCdtTrf><GrpHdr><NbOfTxs>2</NbOfTxs></GrpHdr><CdtTrfTxInf>\
        <Cdtr><Nm>A</Nm></Cdtr></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>";
    let (_, skipped, error) = drain(read(xml).unwrap());
    assert!(error.is_none());
    assert!(skipped.len() == 1 && skipped[0].contains("states 2 transactions"), "{skipped:?}");
}

#[test]
fn several_messages_in_one_envelope_are_told_apart() {
    let message = |name: &str| {
        format!(
            "<Document><FIToFICstmrCdtTrf><CdtTrfTxInf><Cdtr><Nm>{name}</Nm></Cdtr>\
             </CdtTrfTxInf></FIToFICstmrCdtTrf></Document>"
        )
    };
    let xml = format!("<Envelope><AppHdr/>{}{}</Envelope>", message("A"), message("B"));
    let found: Vec<String> = subjects(xml).iter().map(written).collect();
    let expected = [
        "#1 | creditor | CdtTrfTxInf[1]/Cdtr/Nm | A |",
        "#2 | creditor | Document[2]/CdtTrfTxInf[1]/Cdtr/Nm | B |",
    ];
    assert_eq!(found, expected);
}

#[test]
fn text_in_pieces_is_one_value() {
    let xml = "<Document><CdtTrfTxInf><Cdtr><Nm>A &amp;&#x20;B<!-- c -->&#67;<![CDATA[<D>]]>\n\
        &quot;E&quot;</Nm></Cdtr></CdtTrfTxInf></Document>";
    assert_eq!(subjects(xml)[0].party.names[0].text, "A & BC<D> \"E\"");
}

#[test]
fn lines_of_csv_rows_are_right_with_any_line_end() {
    for end in ["\n", "\r\n", "\r"] {
        let rows = ["name,memo", "A,\"one", "two\"", "", "", "B,x"].join(end);
        let found: Vec<_> = subjects(rows).iter().map(|s| s.origin.line.unwrap()).collect();
        assert_eq!(found, [2, 2, 6, 6], "{end:?}");
    }
}

#[test]
fn a_quote_left_open_is_a_truncation() {
    let error = error("name,memo\nA,b\nB,\"open\nC,d\n");
    assert!(error.is_truncated() && error.to_string().starts_with("test:3: "), "{error}");
}

#[test]
fn every_delimiter_is_found() {
    for delimiter in [",", ";", "\t", "|"] {
        let rows = ["name;iban;memo", "\"A, B; C|D\tE\";DE1;x, y", "F;DE2;z"];
        let rows: Vec<String> = rows
            .iter()
            .map(|row| {
                let (quoted, rest) = row.split_at(row.rfind('"').map_or(0, |at| at + 1));
                quoted.to_owned() + &rest.replace(", ", " ").replace(';', delimiter)
            })
            .collect();
        let found = subjects(rows.join("\n"));
        assert_eq!(found.len(), 4, "{delimiter:?}");
        assert_eq!(found[0].party.names[0].text, "A, B; C|D E");
    }
}

#[test]
fn columns_given_replace_recognition() {
    let options = |pairs: &str| ReadOptions::default().with_columns(Columns::parse(pairs).unwrap());
    let rows = "Firma;Konto;name;Betreff\nHansen;77;ignored;Rechnung\n";
    let from = |pairs: &str| transactions::from_reader(rows.as_bytes(), "test", &options(pairs));
    let pairs = "name.beneficiary=Firma, account.beneficiary=konto, text.remittance=Betreff";
    let (subjects, ..) = drain(from(pairs).unwrap());
    let found: Vec<String> = subjects.iter().map(written).collect();
    let expected = [
        "#1 | beneficiary | Firma | Hansen | account:77",
        "#1 | remittance | Betreff | Rechnung |",
    ];
    assert_eq!(found, expected);
    let missing = from("name=Payee").unwrap_err();
    assert!(missing.is_format() && missing.to_string().contains("`Firma`, `Konto`"), "{missing}");
}

#[test]
fn names_in_parts_are_put_together() {
    let rows = "first_name,middle_name,last_name,aka\nJong,,Un Kim,Great Leader;KJU\n";
    let found = subjects(rows);
    let names: Vec<&str> = found[0].party.names.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(names, ["Jong Un Kim", "Great Leader", "KJU"]);
}

/// A source that writes transactions as they are asked for, and counts what it wrote.
struct Endless {
    left: usize,
    piece: io::Cursor<Vec<u8>>,
    given: Arc<AtomicUsize>,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.piece.read(out)?;
            self.given.fetch_add(read, Ordering::Relaxed);
            if read > 0 || self.left == 0 {
                return Ok(read);
            }
            self.left -= 1;
            let next = if self.left == 0 {
                "</FIToFICstmrCdtTrf></Document>".to_owned()
            } else {
                format!(
                    "<CdtTrfTxInf><PmtId><EndToEndId>E{0}</EndToEndId></PmtId>\
                     <Cdtr><Nm>Creditor {0}</Nm></Cdtr></CdtTrfTxInf>\n",
                    self.left
                )
            };
            self.piece = io::Cursor::new(next.into_bytes());
        }
    }
}

#[test]
fn a_long_file_is_read_as_it_comes() {
    let given = Arc::new(AtomicUsize::new(0));
    let start = b"<Document><FIToFICstmrCdtTrf>".to_vec();
    let source = Endless { left: 50_001, piece: io::Cursor::new(start), given: Arc::clone(&given) };
    let mut reader =
        transactions::from_reader(BufReader::new(source), "test", &ReadOptions::default()).unwrap();
    let mut seen = 0;
    for item in reader.by_ref() {
        let Item::Subject(_) = item.unwrap() else { panic!("something was skipped") };
        seen += 1;
        if seen == 1 {
            // Of six megabytes, no more than the detection needs and a buffer ahead.
            assert!(given.load(Ordering::Relaxed) < 200_000);
        }
    }
    assert_eq!(seen, 50_000);
    assert_eq!(reader.records(), 50_000);
    assert!(given.load(Ordering::Relaxed) > 5_000_000);
}

#[test]
fn a_transaction_of_any_size_is_read_whole() {
    let texts = "<Ustrd>x</Ustrd>".repeat(25_000);
    let xml = format!(
        "<Document><FICdtTrf><CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId></PmtId><Cdtr>\
         <Nm>A</Nm></Cdtr><RmtInf>{texts}</RmtInf></CdtTrfTxInf></FICdtTrf></Document>"
    );
    let found = subjects(xml);
    assert_eq!(found.len(), 25_001);
    assert!(found.iter().all(|subject| subject.origin.record.as_deref() == Some("E1")));
    let last = found.last().and_then(|subject| subject.origin.path.as_deref());
    assert_eq!(last, Some("CdtTrfTxInf[1]/RmtInf/Ustrd[25000]"));
}

fn whole(name: &str) -> Vec<u8> {
    std::fs::read(data(name)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// What a cut file gives is the beginning of what the whole one gives, then an error.
    #[test]
    fn cut_xml_is_noticed(cut in 0.0..1.0f64) {
        let bytes = whole("pacs008-dprk.xml");
        let end = bytes.windows(11).rposition(|window| window == b"</Document>").unwrap();
        let cut = (cut * end as f64) as usize;
        let (expected, ..) = drain(read(bytes.clone()).unwrap());
        let (found, stop) = match read(&bytes[..cut]) {
            Err(error) => (Vec::new(), Some(error)),
            Ok(reader) => { let (found, _, stop) = drain(reader); (found, stop) }
        };
        let stop = stop.expect("a cut file ends with an error");
        prop_assert!(stop.is_truncated() || stop.is_empty_input(), "{}", stop);
        prop_assert!(expected.starts_with(&found));
    }

    /// Damaged bytes are read or refused; after an error nothing follows.
    #[test]
    fn damaged_bytes_do_no_harm(
        file in 0..5usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let names = ["pacs008-dprk.xml", "pain001-suppliers.xml", "customers.csv",
            "payments-semicolon.csv", "vessels.csv"];
        let mut bytes = whole(names[file]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if shorten {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(mut reader) = read(bytes) {
            let mut ended = false;
            for item in reader.by_ref() {
                prop_assert!(!ended, "an item after an error");
                ended = item.is_err();
            }
            prop_assert!(reader.next().is_none());
        }
    }

    /// Bytes of no shape at all.
    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), xml in any::<bool>()) {
        let mut input = if xml { b"<Document>".to_vec() } else { b"name,iban\n".to_vec() };
        input.extend(bytes);
        if let Ok(reader) = read(input) {
            drain(reader);
        }
    }
}
