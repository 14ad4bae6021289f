//! The list of Switzerland.

use super::{entity, one, shared, text_of};
use tamis::identifiers::Scheme;
use tamis::lists;
use tamis::{Kind, NameKind, NamePartKind, Strength};

const EXCERPT: &str = "lists/ch/swiss-sanctions-list.excerpt-2026-08-27.xml";

#[test]
fn three_targets_of_which_one_is_delisted() {
    let path = shared(EXCERPT);
    let list = one(&path);
    assert_eq!(
        (list.snapshot.list.as_str(), list.snapshot.published.unwrap().to_string()),
        ("ch-seco", "2026-08-27".to_owned())
    );
    // The latest day of a target that is still listed.
    assert_eq!(list.snapshot.effective.unwrap().to_string(), "2021-08-11");
    assert_eq!(text_of(&path).matches("<target ").count(), 3);
    assert_eq!((list.snapshot.records, list.snapshot.delisted), (2, 1));
    assert_eq!(list.snapshot.unknown_fields, Vec::<String>::new());
    assert_eq!(list.snapshot.skipped, []);
    let bank = entity(&list, "ch-seco:46130");
    assert_eq!(bank.party.kind, Some(Kind::Organization));
    assert_eq!(bank.programmes, ["Belarus"]);
    assert_eq!(
        bank.legal_basis,
        [
            "Ordinance of 15 June 2016 on measures against Belarus, article 16 and 17 -- Restrictions \
          on the money and capital market"
        ]
    );
    assert_eq!(bank.listed_on.unwrap().to_string(), "2021-08-11");
    let ship = entity(&list, "ch-seco:34461");
    assert_eq!(ship.party.kind, Some(Kind::Vessel));
    let names: Vec<(&str, NameKind)> =
        ship.party.names.iter().map(|name| (name.text.as_str(), name.kind)).collect();
    assert_eq!(names, [("Hui Chon", NameKind::Primary), ("Hwang Gum San 2", NameKind::Alias)]);
    let imo = &ship.party.identifiers[0];
    assert_eq!((imo.scheme, imo.value.as_str(), imo.extracted), (Scheme::Imo, "8405270", true));
    assert_eq!(ship.party.identifiers.len(), 1);
}

pub(super) const LIST: &str = "<swiss-sanctions-list list-type='whole-list' date='2026-08-27'>\n\
<sanctions-program ssid='900'><program-key lang='ger'>Nordkorea</program-key><program-key lang='eng'>North Korea</program-key><program-name lang='eng'>Ordinance</program-name><sanctions-set ssid='34422' lang='ger'>Artikel 1</sanctions-set><sanctions-set ssid='34422' lang='eng'>article 1</sanctions-set><origin>UN</origin></sanctions-program>\n\
<target ssid='1'><sanctions-set-id>34422</sanctions-set-id><sanctions-set-id>7</sanctions-set-id><foreign-identifier>KPi.001</foreign-identifier><individual sex='male'>\
<identity ssid='2' main='true'><name ssid='3' name-type='primary-name' quality='good' lang='eng'>\
<name-part order='2' name-part-type='given-name'><value>Ivan</value><spelling-variant lang='RUS' script='CYRL' spelling-variant-type='not-defined'>Иван</spelling-variant></name-part>\
<name-part order='1' name-part-type='family-name'><value>Primerov</value><spelling-variant lang='RUS' script='CYRL'>Примеров</spelling-variant><spelling-variant lang='FRA' script='LATN'>Primeroff</spelling-variant></name-part>\
<name-part order='3' name-part-type='title'><value>Dr</value></name-part></name>\
<name name-type='alias' quality='low'><name-part order='1' name-part-type='whole-name'><value>Boss</value><spelling-variant lang='ARA' script='ARAB'>مثال</spelling-variant></name-part></name>\
<nationality><country iso-code='KP'>Korea (North)</country></nationality>\
<day-month-year day='23' month='3' year='1980' calendar='Gregorian'/><day-month-year year='1981'/>\
<place-of-birth place-id='50' quality='good'/>\
<address place-id='50'><c-o>Club</c-o><address-details>1 Road</address-details><p-o-box>9</p-o-box><zip-code>220</zip-code></address>\
<identification-document document-type='diplomatic-passport'><number>D1</number><issuer code='KP'>Korea (North)</issuer><date-of-issue>2010-01-02</date-of-issue><expiry-date>2020-01-02</expiry-date><remark>lost</remark></identification-document></identity>\
<identity main='false'><name name-type='primary-name'><name-part order='1' name-part-type='whole-name'><value>John Sample</value></name-part></name></identity>\
<justification>A reason.</justification><other-information>Tax ID number: 77</other-information><relation relation-type='related-to' target-id='46130'/></individual>\
<modification modification-type='amended' effective-date='2020-02-02'><added><individual><identity><name name-type='primary-name'><name-part><value>Old State</value></name-part></name></identity></individual></added><removed><x/></removed></modification>\
<modification modification-type='de-listed' effective-date='2018-01-01'/><modification modification-type='listed' effective-date='2016-05-18'/></target>\n\
<place ssid='50'><location>Town</location><area>Area</area><country iso-code='KP'>Korea (North)</country></place></swiss-sanctions-list>";

#[test]
fn a_target_is_joined_with_what_its_numbers_stand_for() {
    let read = lists::read_bytes("ch.xml", LIST.as_bytes()).unwrap();
    let list = &read[0];
    assert_eq!(list.snapshot.unknown_fields, Vec::<String>::new());
    let person = entity(list, "ch-seco:1");
    let names: Vec<(&str, NameKind, Strength)> =
        person.party.names.iter().map(|n| (n.text.as_str(), n.kind, n.strength)).collect();
    assert_eq!(
        names,
        [
            ("Primerov Ivan", NameKind::Primary, Strength::Strong),
            ("Примеров Иван", NameKind::Variation, Strength::Strong),
            ("Primeroff Ivan", NameKind::Variation, Strength::Strong),
            ("Boss", NameKind::Alias, Strength::Weak),
            ("مثال", NameKind::Alias, Strength::Weak),
            ("John Sample", NameKind::Alias, Strength::Strong),
        ]
    );
    let parts: Vec<NamePartKind> = person.party.names[0].parts.iter().map(|p| p.kind).collect();
    assert_eq!(parts, [NamePartKind::Family, NamePartKind::Given, NamePartKind::Title]);
    assert_eq!(person.party.names[1].script.as_deref(), Some("CYRL"));
    assert_eq!(person.titles, ["Dr"]);
    let births: Vec<String> = person.party.births.iter().map(ToString::to_string).collect();
    assert_eq!(births, ["1980-03-23", "1981"]);
    assert_eq!(person.party.countries[0].code(), "KP");
    let address = &person.party.addresses[0];
    assert_eq!(address.text, "c/o Club, 1 Road, P.O. Box 9, Town, Area, 220");
    assert_eq!((address.city.as_deref(), address.country.unwrap().code()), (Some("Town"), "KP"));
    assert_eq!(person.birth_places[0].text, "Town, Area");
    let passport = &person.party.identifiers[0];
    assert_eq!(
        (passport.scheme, passport.label.as_deref()),
        (Scheme::Passport, Some("diplomatic passport"))
    );
    assert_eq!(passport.expires.unwrap().to_string(), "2020-01-02");
    let tax = &person.party.identifiers[1];
    assert_eq!((tax.scheme, tax.value.as_str(), tax.extracted), (Scheme::TaxId, "77", true));
    assert_eq!(person.programmes, ["North Korea"]);
    assert_eq!(person.legal_basis, ["Ordinance, article 1"]);
    assert_eq!(person.references, ["UN KPi.001"]);
    assert_eq!(person.listed_on.unwrap().to_string(), "2016-05-18");
    assert_eq!(person.amended_on.unwrap().to_string(), "2020-02-02");
    assert_eq!(person.links[0].id.as_ref().unwrap().as_str(), "ch-seco:46130");
    assert!(person.remarks.contains(&"A reason.".to_owned()));
    assert!(person.remarks.iter().any(|remark| remark.contains("does not explain: 7")));
}

#[test]
fn a_cut_file_is_truncated_wherever_it_is_cut() {
    for end in LIST.find("<sanctions-program").unwrap()..LIST.len() {
        let Some(text) = LIST.get(..end) else { continue };
        let error = lists::read_bytes("ch.xml", text.as_bytes()).unwrap_err();
        assert!(error.is_truncated(), "{end}: {error}");
    }
}

#[test]
fn what_is_wrong_is_refused_counted_or_told() {
    let read = |text: &str| lists::read_bytes("ch.xml", text.as_bytes());
    let delisted = LIST.replace("modification-type='amended'", "modification-type='de-listed'");
    assert!(read(&delisted).unwrap_err().is_empty_input(), "its only target is delisted");
    let grown = LIST.replace("<justification>", "<shoe-size/><justification>");
    assert_eq!(read(&grown).unwrap()[0].snapshot.unknown_fields, ["target/individual/shoe-size"]);
    let target = &LIST[LIST.find("<target").unwrap()..LIST.find("<place ssid").unwrap()];
    let twice = LIST.replace("<place ssid", &format!("{target}<place ssid"));
    let list = &read(&twice).unwrap()[0];
    assert_eq!((list.snapshot.records, list.snapshot.skipped.len()), (1, 1));
    let thing = target.replace("individual", "thing");
    let odd = LIST.replace("<place ssid", &format!("{thing}<place ssid"));
    let list = &read(&odd).unwrap()[0];
    assert!(list.snapshot.skipped[0].reason.contains("neither"), "{:?}", list.snapshot.skipped);
}
