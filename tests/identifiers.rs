//! Identifiers as official lists print them.

mod shared;

use shared::shared;
use std::io::Read;
use tamis::identifiers::wallet::{Chain, identify};
use tamis::identifiers::{Identifier, Scheme, scan};

/// Where the tokens of a ticker live: the chains an address under it may be of.
fn chains(ticker: &str) -> &'static [Chain] {
    match ticker {
        "ARB" | "BSC" | "ETC" | "ETH" | "USDC" => &[Chain::Evm],
        // Tether was issued on Bitcoin (Omni), Ethereum and TRON.
        "USDT" => &[Chain::Bitcoin, Chain::Evm, Chain::Tron],
        "XBT" | "BSV" => &[Chain::Bitcoin],
        // Bitcoin Cash still accepts Bitcoin's form.
        "BCH" => &[Chain::BitcoinCash, Chain::Bitcoin],
        "BTG" => &[Chain::BitcoinGold],
        "DASH" => &[Chain::Dash],
        "LTC" => &[Chain::Litecoin],
        "TRX" => &[Chain::Tron],
        "XMR" => &[Chain::Monero],
        "XRP" => &[Chain::Xrp],
        // Verge has Dogecoin's first byte.
        "XVG" => &[Chain::Dogecoin],
        "ZEC" => &[Chain::Zcash],
        other => panic!("no chain is known for the ticker {other}"),
    }
}

/// What the list prints that is no address of its ticker, each with the reason.
const EXCEPTIONS: &[(&str, &str, Option<Chain>)] = &[
    // A payment id of Monero, 32 bytes in hexadecimal, printed where its address would be.
    ("XMR", "5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320", None),
    // TRON's form under Bitcoin's ticker; its checksum holds as TRON's.
    ("XBT", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq", Some(Chain::Tron)),
];

#[test]
fn every_published_wallet_address_is_valid_and_of_its_chain() {
    let mut counted = 0;
    for entry in std::fs::read_dir(shared("lists/ofac/digital-currency")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let ticker = name.rsplit('_').next().unwrap();
        for address in std::fs::read_to_string(&path).unwrap().split_whitespace() {
            counted += 1;
            let wallet = identify(address);
            let found = wallet.as_ref().map(|wallet| wallet.chain);
            if let Some((.., chain)) = EXCEPTIONS.iter().find(|e| (e.0, e.1) == (ticker, address)) {
                assert_eq!(found, *chain, "{ticker} {address}");
                continue;
            }
            let Some(wallet) = wallet else { panic!("{ticker} {address} is not recognised") };
            assert!(chains(ticker).contains(&wallet.chain), "{ticker} {address}: {}", wallet.chain);
            assert!(wallet.is_valid(), "{ticker} {address}: the checksum fails");

            let text = format!("Digital Currency Address - {ticker} {address}; alt.");
            let in_text = scan(&text);
            assert_eq!(in_text.len(), 1, "{text}");
            assert_eq!(in_text[0].identifier.value, address);
        }
    }
    assert!(counted > 600, "{counted} addresses: the folder holds over 600");
}

fn unpacked(path: &str) -> String {
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(shared(path)).expect("readable"))
        .read_to_end(&mut bytes)
        .expect("whole gzip");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What stands after `label` where seven digits and no eighth follow it.
fn crude(text: &str, label: &str, digits: usize) -> Vec<String> {
    text.match_indices(label)
        .filter_map(|(at, _)| {
            let rest = text[at + label.len()..].trim_start();
            let run: String = rest.chars().take_while(char::is_ascii_digit).collect();
            (run.len() == digits).then_some(run)
        })
        .collect()
}

#[test]
fn published_imo_numbers_are_found_and_nearly_all_valid() {
    let sdn = unpacked("lists/ofac/sdn-2024-05-03/sdn.csv.gz");
    let expected = crude(&sdn, "IMO ", 7);
    assert!(expected.len() > 900, "{} numbers", expected.len());

    let found: Vec<_> = scan(&sdn).into_iter().map(|found| found.identifier).collect();
    let imo: Vec<&Identifier> = found
        .iter()
        .filter(|found| matches!(found.scheme, Scheme::Imo | Scheme::ImoCompany))
        .collect();
    assert!(imo.iter().map(|imo| imo.value.as_str()).eq(expected.iter().map(String::as_str)));

    // The list prints companies' numbers under the same label; about one in eight is one.
    let companies = imo.iter().filter(|imo| imo.scheme == Scheme::ImoCompany).count();
    let wrong: Vec<&str> =
        imo.iter().filter(|i| !i.validity().is_valid()).map(|i| i.value.as_str()).collect();
    println!("{} numbers, {companies} of companies, wrong: {wrong:?}", imo.len());
    assert!((100..200).contains(&companies), "{companies}");
    assert!(wrong.len() * 50 < imo.len(), "{} of {} are wrong: {wrong:?}", wrong.len(), imo.len());

    let mmsi: Vec<_> = found.iter().filter(|f| f.scheme == Scheme::Mmsi).collect();
    let crude_mmsi = crude(&sdn, "MMSI ", 9);
    assert!(mmsi.iter().map(|m| m.value.as_str()).eq(crude_mmsi.iter().map(String::as_str)));
    assert!(mmsi.iter().all(|mmsi| mmsi.validity().is_valid()));
}

#[test]
fn published_bics_are_found_and_valid() {
    let sdn = unpacked("lists/ofac/sdn-2024-05-03/sdn.csv.gz");
    let expected: Vec<&str> = sdn
        .match_indices("SWIFT/BIC ")
        .map(|(at, label)| {
            sdn[at + label.len()..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap()
        })
        .collect();
    assert!(expected.len() > 150, "{}", expected.len());
    let found: Vec<_> = scan(&sdn)
        .into_iter()
        .map(|found| found.identifier)
        .filter(|found| found.scheme == Scheme::Bic)
        .collect();
    let missing: Vec<_> =
        expected.iter().filter(|bic| !found.iter().any(|f| f.value == **bic)).collect();
    println!("{} BICs, not found: {missing:?}", expected.len());
    assert!(missing.is_empty(), "{missing:?}");
    assert!(found.iter().all(|bic| bic.validity().is_valid()));
    // Nothing in that list but its BICs looks like one.
    let extra: Vec<_> = found.iter().filter(|f| !expected.contains(&f.value.as_str())).collect();
    assert!(extra.is_empty(), "{extra:?}");
}

/// The identifiers of a scheme in a list file.
fn published(path: &str, scheme: Scheme) -> Vec<(String, Identifier)> {
    let lists = tamis::lists::read(shared(path)).expect("readable");
    let entities = lists.iter().flat_map(|list| &list.entities);
    let all = entities.flat_map(|entity| {
        let own = entity.party.identifiers.iter().filter(|own| own.scheme == scheme);
        own.map(|own| (entity.id.to_string(), own.clone()))
    });
    all.collect()
}

/// What publishers print that breaks the rules: each an error of theirs, or a placeholder.
fn wrong(path: &str, scheme: Scheme) -> (usize, Vec<String>) {
    let all = published(path, scheme);
    let wrong = all.iter().filter(|(_, id)| !id.validity().is_valid());
    let told = wrong.map(|(entity, id)| format!("{entity} {}", id.explain())).collect();
    (all.len(), told)
}

#[test]
fn call_signs_of_listed_ships_are_of_some_country() {
    let (all, wrong) = wrong("lists/ofac/sdn-2024-05-03/sdn.csv.gz", Scheme::CallSign);
    println!("{all} call signs, wrong: {wrong:#?}");
    assert!(all > 200, "{all}");
    assert!(wrong.len() * 50 < all, "{} of {all}: {wrong:#?}", wrong.len());
}

#[test]
fn identities_of_listed_ships_agree_with_their_flags() {
    use tamis::matching::{Finding, vessel_findings};
    let lists =
        tamis::lists::read(shared("lists/ofac/sdn-2024-05-03/sdn.csv.gz")).expect("readable");
    let ships = lists.iter().flat_map(|list| &list.entities).filter(|entity| {
        let has = |scheme| entity.party.identifiers.iter().any(|id| id.scheme == scheme);
        has(Scheme::Mmsi) && !entity.party.countries.is_empty()
    });
    let (mut all, mut conflicts, mut signs, mut unallocated) = (0, vec![], vec![], vec![]);
    for ship in ships {
        all += 1;
        for found in vessel_findings((&ship.party, ship.vessel.as_deref())) {
            match found.finding {
                Finding::MidFlagConflict => {
                    conflicts.push(format!("{}: {}", ship.id, found.detail));
                }
                Finding::CallSignFlagConflict => signs.push(found.detail),
                Finding::MidNotAllocated => unallocated.push(found.detail),
                _ => {}
            }
        }
    }
    println!("{all} ships with MMSI and flag, {} conflicts: {conflicts:#?}", conflicts.len());
    println!("{} conflicts of call signs: {signs:#?}", signs.len());
    // The list keeps MMSI and call sign when a ship changes its flag, so some conflict; most do not,
    // which a table with its rows shifted could not bring about.
    assert!(all > 100, "{all}");
    assert!(conflicts.len() * 3 < all, "{} of {all}", conflicts.len());
    assert!(signs.len() * 3 < all, "{} of {all}", signs.len());
    assert!(unallocated.is_empty(), "{unallocated:?}");
}
