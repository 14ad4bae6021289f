//! OFAC's XML formats, and all formats against each other.

use super::{entity, identifiers, occurrences, of_kind, one, text_of};
use crate::shared::shared;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use tamis::identifiers::Scheme;
use tamis::lists::List;
use tamis::{Entity, Kind, NameKind, Strength};

const SDN: &str = "lists/ofac/sdn-xml/sdn-2021-03-10.xml.gz";
const CONSOLIDATED: &str = "lists/ofac/consolidated-xml/consolidated-2025-03-28.xml";
const ENHANCED: &str = "lists/ofac/consolidated-xml/CONS_ENHANCED-2025-01-10.ZIP";

fn names(list: &List, wanted: fn(&tamis::Name) -> bool) -> usize {
    let of = |entity: &Entity| entity.party.names.iter().filter(|name| wanted(name)).count();
    list.entities.iter().map(of).sum()
}

fn is_alias(name: &tamis::Name) -> bool {
    !matches!(name.kind, NameKind::Primary | NameKind::Variation)
}

/// Texts of all elements of a name, by string matching.
fn texts<'t>(text: &'t str, element: &str) -> Vec<&'t str> {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    text.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap()).collect()
}

/// The text between the first `<entry>` that holds a mark and its end.
fn entry<'t>(text: &'t str, open: &str, close: &str, mark: &str) -> &'t str {
    let found = text.split(open).find(|entry| entry.contains(mark)).unwrap();
    found.split(close).next().unwrap()
}

fn enhanced_text() -> String {
    let bytes = std::fs::read(shared(ENHANCED)).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_index(0).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_sdn_xml_of_march_2021() {
    let path = shared(SDN);
    let (list, text) = (one(&path), text_of(&path));
    let snapshot = &list.snapshot;
    assert_eq!((snapshot.list.as_str(), snapshot.format.as_str()), ("ofac-sdn", "ofac-xml"));
    assert_eq!(snapshot.published.unwrap().to_string(), "2021-03-10");
    assert_eq!((&snapshot.skipped[..], &snapshot.unknown_fields[..]), (&[][..], &[][..]));
    assert_eq!(texts(&text, "Record_Count"), ["8832"]);
    assert_eq!(snapshot.records, 8_832);
    for (kind, word, count) in [
        (Kind::Person, "Individual", 4_539),
        (Kind::Organization, "Entity", 3_613),
        (Kind::Vessel, "Vessel", 403),
        (Kind::Aircraft, "Aircraft", 277),
    ] {
        assert_eq!(of_kind(&list, kind), count);
        assert_eq!(text.matches(&format!("<sdnType>{word}<")).count(), count);
    }
    assert_eq!(text.matches("<aka>").count(), 14_094);
    assert_eq!(text.matches("<category>strong<").count(), 11_692);
    // Names are kept once for each kind and strength: some records list one twice.
    let twice = repeated(&text, "<sdnEntry>", "<aka>", "</aka>");
    assert_eq!(names(&list, is_alias) + twice, 14_094);
    let weak = names(&list, |name| name.strength == Strength::Weak);
    assert!((2_402 - twice..=2_402).contains(&weak), "{weak} weak names");
    assert_eq!(names(&list, |name| name.kind == NameKind::Primary), 8_832);

    let addresses: usize = list.entities.iter().map(|e| e.party.addresses.len()).sum();
    assert_eq!((addresses, text.matches("<address>").count()), (11_286, 11_286));
    assert_eq!(text.matches("<id>").count(), 13_495);
    let wallets = text.matches("<idType>Digital Currency Address - ").count();
    assert_eq!(identifiers(&list, &[Scheme::Wallet]), wallets);
    let is_imo =
        |rest: &str| rest.len() > 7 && rest.trim_start()[..7].bytes().all(|b| b.is_ascii_digit());
    let imo = occurrences(&text, "<idNumber>IMO ", is_imo);
    assert_eq!(identifiers(&list, &[Scheme::Imo, Scheme::ImoCompany]), imo);
    let passports = ["Passport", "Diplomatic Passport", "British National Overseas Passport"];
    let passports = passports.iter().map(|of| text.matches(&format!("<idType>{of}<")).count());
    let read = list.entities.iter().flat_map(|e| &e.party.identifiers);
    let read = read.filter(|i| i.scheme == Scheme::Passport && !i.extracted).count();
    let others = ["Stateless Person Passport", "Travel Document Number"];
    let others = others.iter().map(|of| text.matches(&format!("<idType>{of}<")).count());
    let twice = repeated(&text, "<sdnEntry>", "<id>", "</id>");
    let published: usize = passports.chain(others).sum();
    assert!(
        (published - twice..=published).contains(&read),
        "{read} of {published}, {twice} twice"
    );

    let born: usize = list.entities.iter().map(|e| e.party.births.len()).sum();
    let unread =
        list.entities.iter().flat_map(|e| &e.remarks).filter(|r| r.starts_with("DOB ")).count();
    let published: BTreeSet<(&str, &str)> = text
        .split("<sdnEntry>")
        .skip(1)
        .flat_map(|entry| {
            let uid = texts(entry, "uid")[0];
            texts(entry, "dateOfBirth").into_iter().map(move |date| (uid, date))
        })
        .collect();
    // One record has two more in its remarks.
    assert!(text.contains("<remarks>DOB circa 1979-1982; alt. DOB 1982</remarks>"));
    assert_eq!(born + unread, published.len() + 2, "{unread} dates are kept in words");
    assert!(unread < 20, "{unread}");
}

/// How many blocks of an entry repeat another of it, but for their uid.
fn repeated(text: &str, entry: &str, open: &str, close: &str) -> usize {
    let mut repeated = 0;
    for entry in text.split(entry).skip(1) {
        let mut seen = BTreeSet::new();
        for block in entry.split(open).skip(1) {
            let block = block.split(close).next().unwrap();
            let (before, after) = block.split_once("</uid>").unwrap();
            assert!(before.contains("<uid>"));
            repeated += usize::from(!seen.insert(after));
        }
    }
    repeated
}

#[test]
fn records_of_the_sdn_xml_are_as_published() {
    let list = one(&shared(SDN));
    let bank = entity(&list, "ofac-sdn:306");
    assert_eq!(bank.party.names[0].text, "BANCO NACIONAL DE CUBA");
    assert_eq!(
        (bank.party.names[1].text.as_str(), bank.party.names[1].strength),
        ("BNC", Strength::Weak)
    );
    assert_eq!(bank.party.addresses.len(), 4);
    let zurich = &bank.party.addresses[0];
    assert_eq!(zurich.text, "Zweierstrasse 35, Zurich, CH-8022");
    assert_eq!(
        (zurich.postal_code.as_deref(), zurich.country.unwrap().code()),
        (Some("CH-8022"), "CH")
    );
    let text = text_of(&shared(SDN));
    let leader = entry(&text, "<sdnEntry>", "</sdnEntry>", "<uid>2674</uid>");
    let read = entity(&list, "ofac-sdn:2674");
    assert_eq!(read.party.births[0].to_string(), "1948-12-10");
    assert!(leader.contains("<dateOfBirth>10 Dec 1948</dateOfBirth>"));
    assert_eq!(
        read.party.names[0].text,
        format!("{}, {}", texts(leader, "lastName")[0], texts(leader, "firstName")[0])
    );
}

#[test]
fn the_consolidated_xml_of_march_2025() {
    let path = shared(CONSOLIDATED);
    let (list, text) = (one(&path), text_of(&path));
    assert_eq!(list.snapshot.list, "ofac-cons");
    assert_eq!(list.snapshot.published.unwrap().to_string(), "2025-03-28");
    assert_eq!((list.snapshot.records, list.snapshot.skipped.len()), (443, 0));
    assert_eq!(texts(&text, "Record_Count"), ["443"]);
    assert!(list.snapshot.unknown_fields.is_empty());
    let twice = repeated(&text, "<sdnEntry>", "<aka>", "</aka>");
    assert_eq!(names(&list, is_alias) + twice, text.matches("<aka>").count());
    let addresses: usize = list.entities.iter().map(|e| e.party.addresses.len()).sum();
    assert_eq!(addresses, text.matches("<address>").count());
}

#[test]
fn the_enhanced_consolidated_list_of_january_2025() {
    let (list, text) = (one(&shared(ENHANCED)), enhanced_text());
    let snapshot = &list.snapshot;
    assert_eq!((snapshot.list.as_str(), snapshot.format.as_str()), ("ofac-cons", "ofac-enhanced"));
    assert_eq!(snapshot.published.unwrap().to_string(), "2025-01-10");
    assert_eq!((snapshot.records, snapshot.skipped.len()), (443, 0));
    assert_eq!(text.matches("<entity id=").count(), 443);
    assert_eq!(snapshot.unknown_fields, [""; 0]);
    // Every spelling in every script, once in a record for each kind, strength and script.
    let spellings = text.matches("<formattedFullName>").count();
    let others = text.matches("</script>").count();
    assert!(spellings == 1_624 && others > spellings);
    let mut published = BTreeSet::new();
    for entry in text.split("<entity id=").skip(1) {
        let names = entry.split("<names>").nth(1).unwrap().split("</names>").next().unwrap();
        for name in names.split("<name id=").skip(1) {
            let is_primary = texts(name, "isPrimary")[0];
            let of_type =
                name.split("<aliasType").nth(1).map(|rest| rest.split('<').next().unwrap());
            for translation in name.split("<translation ").skip(1) {
                published.insert((
                    entry.split('"').nth(1),
                    of_type,
                    (is_primary == "true").then(|| texts(translation, "isPrimary")[0]),
                    texts(name, "isLowQuality")[0],
                    texts(translation, "formattedFullName")[0],
                    translation.split("<script").nth(1).map(|rest| rest.split('<').next().unwrap()),
                    translation.split("<nameParts>").nth(1).map(|p| texts(p, "value")),
                ));
            }
        }
    }
    assert_eq!(names(&list, |_| true), published.len());
    let original = names(&list, |name| name.script.as_deref().is_some_and(|s| s != "Latin"));
    assert_eq!(
        original,
        text.matches("<script").count()
            - text.matches(">Latin</script>").count()
            - cyrillic_addresses(&text)
    );
    let documents = text.matches("<identityDocument ").count();
    let features: usize =
        ["SWIFT/BIC", "Website", "BIK (RU)", "Email Address", "Equity Ticker", "ISIN"]
            .iter()
            .map(|of| text.matches(&format!(">{of}</type>")).count())
            .sum();
    // A ticker or number that stands twice in a record is kept once.
    let read = snapshot.identifiers;
    assert!(
        (documents + features - 8..=documents + features).contains(&read),
        "{read} of {documents} and {features}"
    );
    let births: usize = list.entities.iter().map(|e| e.party.births.len()).sum();
    assert_eq!(
        births,
        text.matches(">Birthdate</type>").count()
            - text.split("<entities>").next().unwrap().matches(">Birthdate</type>").count()
    );
    let links: usize = list.entities.iter().map(|e| e.links.len()).sum();
    assert_eq!(links, text.matches("<relationship ").count());

    let bank = entity(&list, "ofac-cons:18268");
    assert_eq!(
        bank.legal_basis,
        ["Executive Order 13662 (Ukraine)", "Executive Order 14024 (Russia)"]
    );
    assert_eq!(bank.measures[..2], ["asset freeze", "13662 sectoral directive 1"]);
    assert_eq!(bank.listed_on.unwrap().to_string(), "2015-07-30");
    assert!(
        bank.party
            .names
            .iter()
            .any(|n| n.text == "АО РОСЭКСИМБАНК" && n.script.as_deref() == Some("Cyrillic"))
    );
}

/// Scripts that are of addresses, not of names.
fn cyrillic_addresses(text: &str) -> usize {
    let scripts =
        |part: &str| part.matches("<script").count() - part.matches(">Latin</script>").count();
    text.split("<addresses>")
        .skip(1)
        .map(|rest| scripts(rest.split("</addresses>").next().unwrap()))
        .sum()
}

/// Folds a name: letters and digits in capitals, sorted words.
fn folded(text: &str) -> String {
    let text: String =
        text.to_uppercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

/// Names, and identifiers as (scheme, value), by entity number.
type Facts = BTreeMap<String, (Option<Kind>, BTreeSet<String>, BTreeSet<(Scheme, String)>)>;

fn facts(list: &List) -> Facts {
    let of = |entity: &Entity| {
        let latin =
            |name: &&tamis::Name| name.script.as_deref().is_none_or(|script| script == "Latin");
        let names =
            entity.party.names.iter().filter(latin).map(|name| folded(&name.text)).collect();
        let identifiers = entity.party.identifiers.iter();
        let identifiers = identifiers.map(|i| (i.scheme, folded(&i.value))).collect();
        (entity.id.publisher_id().to_owned(), (entity.party.kind, names, identifiers))
    };
    list.entities.iter().map(of).collect()
}

/// How far two readings agree: parties in both, of which with the same kind, the same names, the same
/// identifiers; and names and identifiers that only one side has, of all.
#[derive(Debug, Default)]
struct Agreement {
    both: usize,
    kind: usize,
    names: usize,
    identifiers: usize,
    all_names: usize,
    odd_names: usize,
    all_identifiers: usize,
    odd_identifiers: usize,
}

fn agreement(a: &Facts, b: &Facts) -> Agreement {
    let mut found = Agreement::default();
    for (id, (kind, names, identifiers)) in a {
        let Some((other_kind, other_names, other_identifiers)) = b.get(id) else { continue };
        found.both += 1;
        found.kind += usize::from(kind == other_kind);
        found.names += usize::from(names == other_names);
        found.identifiers += usize::from(identifiers == other_identifiers);
        found.all_names += names.union(other_names).count();
        found.odd_names += names.symmetric_difference(other_names).count();
        found.all_identifiers += identifiers.union(other_identifiers).count();
        found.odd_identifiers += identifiers.symmetric_difference(other_identifiers).count();
    }
    found
}

#[test]
fn the_csv_files_and_the_xml_say_the_same() {
    let xml = facts(&one(&shared(SDN)));
    let csv = facts(&one(&shared("lists/ofac/sdn-2021-07")));
    let found = agreement(&xml, &csv);
    // Four months lie between: some parties are delisted, some are amended.
    assert!(found.both > 8_500, "{found:?}");
    assert_eq!(found.kind, found.both);
    // Of 22,538 names and 7,873 identifiers, those of six amended records differ, and an e-mail
    // address that one format has in a sentence: at most one in a thousand and three in a thousand.
    assert!(found.odd_names * 1_000 <= found.all_names, "{found:?}");
    assert!(found.odd_identifiers * 1_000 <= found.all_identifiers * 3, "{found:?}");
}

#[test]
fn the_enhanced_and_the_classic_xml_say_the_same() {
    let enhanced = facts(&one(&shared(ENHANCED)));
    let classic = facts(&one(&shared(CONSOLIDATED)));
    let found = agreement(&enhanced, &classic);
    // Eleven weeks lie between, in which nothing was amended: any difference is one of reading.
    assert_eq!((found.both, found.kind, found.names, found.identifiers), (443, 443, 443, 443));
    assert_eq!((found.odd_names, found.odd_identifiers), (0, 0), "{found:?}");
    assert!(found.all_names > 1_500 && found.all_identifiers > 1_200, "{found:?}");
}
