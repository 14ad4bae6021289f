//! Addresses of The Open Network: 36 bytes in base 64, or a work chain and 64 hexadecimal digits.
//!
//! Source: TON documentation, "Smart contract addresses": a tag (0x11 for contracts that answer, 0x51
//! for those that do not; 0x80 more on the test network), the work chain (0 or −1), 32 bytes of
//! account, and the CRC-16 (XMODEM) of these 34 bytes.

use super::{Chain, Fault, Wallet, from_hexadecimal, hexadecimal};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crc::{CRC_16_XMODEM, Crc};

/// Characters of the base 64 form.
pub(super) const LENGTH: usize = 48;
/// Hexadecimal digits of the raw form, after the work chain.
const RAW: usize = 64;

const CHECKSUM: Crc<u16> = Crc::<u16>::new(&CRC_16_XMODEM);

const ANSWERS: u8 = 0x11;
const ANSWERS_NOT: u8 = 0x51;

/// The runs of characters an address may consist of; `-`, `_`, `+` and `/` are among its 64, and `:`
/// stands in the raw form.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| c.is_ascii_alphanumeric() || "-_+/:".contains(c);
    text.split(move |c| !inside(c)).flat_map(|run| {
        // In `ton:EQ…` and `ton://transfer/EQ…` the address is behind the last sign of the URI.
        let behind_slash = run.rsplit('/').next().unwrap_or_default();
        [run, behind_slash, behind_slash.rsplit(':').next().unwrap_or_default()]
    })
}

/// An address in either form.
pub(super) fn recognise(word: &str) -> Option<Wallet> {
    friendly(word).or_else(|| raw(word))
}

/// The form in base 64. Both tags of one account have one normal form: that of the tag for contracts
/// that answer.
fn friendly(word: &str) -> Option<Wallet> {
    if word.len() != LENGTH || !word.starts_with(['E', 'U', 'k', '0']) {
        return None;
    }
    let url_safe = word.replace('+', "-").replace('/', "_");
    let bytes = URL_SAFE_NO_PAD.decode(&url_safe).ok()?;
    let (data, checksum) = bytes.split_last_chunk::<2>()?;
    let [tag, chain, account @ ..] = data else { return None };
    // Of the test network, or of no kind at all: any 48 letters may begin so.
    if !matches!(*tag, ANSWERS | ANSWERS_NOT) || !matches!(chain, 0 | 0xff) {
        return None;
    }
    if CHECKSUM.checksum(data) != u16::from_be_bytes(*checksum) {
        return Some(Wallet::broken(Chain::Ton, url_safe, Fault::Checksum));
    }
    Some(address(*chain, account))
}

/// `0:` or `-1:` and 64 hexadecimal digits.
fn raw(word: &str) -> Option<Wallet> {
    let (chain, digits) = word.split_once(':')?;
    let chain = match chain {
        "0" => 0,
        "-1" => 0xff,
        _ => return None,
    };
    (digits.len() == RAW).then(|| from_hexadecimal(digits)).flatten().map(|id| address(chain, &id))
}

fn address(chain: u8, account: &[u8]) -> Wallet {
    let mut bytes = vec![ANSWERS, chain];
    bytes.extend_from_slice(account);
    bytes.extend(CHECKSUM.checksum(&bytes).to_be_bytes());
    let mut wallet = Wallet::new(Chain::Ton, None, URL_SAFE_NO_PAD.encode(bytes));
    wallet.payee = Some(format!("ton:{chain}:{}", hexadecimal(account)));
    wallet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::wallet::identify;

    /// The forms of one address in TON's documentation.
    const FORMS: [&str; 3] = [
        "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF",
        "UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA",
        "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e",
    ];

    #[test]
    fn the_forms_of_one_address() {
        for form in FORMS {
            for typed in
                [form.to_owned(), format!("TON: {form}"), format!("ton://transfer/{form}?x=1")]
            {
                let wallet = identify(&typed).unwrap_or_else(|| panic!("{typed}"));
                assert_eq!((wallet.chain, wallet.is_valid()), (Chain::Ton, true), "{typed}");
                assert_eq!(wallet.normal, FORMS[0], "{typed}");
            }
        }
    }

    #[test]
    fn a_wrong_letter_is_found() {
        let wallet = identify("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHG").unwrap();
        assert_eq!(wallet.fault, Some(Fault::Checksum));
        assert!(recognise("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrH").is_none());
    }
}
