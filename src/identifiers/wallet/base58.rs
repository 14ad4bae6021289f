//! Addresses in base 58: Bitcoin and its relatives, TRON, XRP Ledger, Monero, Solana.

use super::{Chain, Fault, Payee, Wallet};
use bs58::Alphabet;
use sha3::{Digest, Keccak256};

/// Longest base58check address: an XRP X-address has 47 or 48 characters.
const LONGEST_CHECKED: usize = 48;
const HASH: usize = 20;
const TRON_VERSION: u8 = 0x41;

/// What a version byte in front of 20 bytes says.
const VERSIONS: &[(u8, Chain, Payee)] = &[
    (0x00, Chain::Bitcoin, Payee::Key),
    (0x05, Chain::Bitcoin, Payee::Script),
    (0x30, Chain::Litecoin, Payee::Key),
    (0x32, Chain::Litecoin, Payee::Script),
    (0x4c, Chain::Dash, Payee::Key),
    (0x10, Chain::Dash, Payee::Script),
    (0x1e, Chain::Dogecoin, Payee::Key),
    (0x16, Chain::Dogecoin, Payee::Script),
    (0x26, Chain::BitcoinGold, Payee::Key),
    (0x17, Chain::BitcoinGold, Payee::Script),
    (TRON_VERSION, Chain::Tron, Payee::Account),
];

/// First characters and length of addresses, to name the chain of one whose checksum fails; one
/// character more or less than addresses have counts, since it is the commonest slip.
const SHAPES: &[(&str, std::ops::RangeInclusive<usize>, Chain)] = &[
    ("t1", 34..=36, Chain::Zcash),
    ("t3", 34..=36, Chain::Zcash),
    ("1", 25..=35, Chain::Bitcoin),
    ("3", 32..=35, Chain::Bitcoin),
    ("L", 32..=35, Chain::Litecoin),
    ("M", 32..=35, Chain::Litecoin),
    ("X", 33..=35, Chain::Dash),
    ("D", 33..=35, Chain::Dogecoin),
    ("G", 33..=35, Chain::BitcoinGold),
    ("T", 33..=35, Chain::Tron),
    ("r", 25..=36, Chain::Xrp),
    ("4", 94..=96, Chain::Monero),
    ("8", 94..=96, Chain::Monero),
];

pub(super) fn recognise(word: &str) -> Option<Wallet> {
    let alphabet = |b: u8| b.is_ascii_alphanumeric() && !b"0OIl".contains(&b);
    if !word.bytes().all(alphabet) {
        return broken(word, Fault::Alphabet);
    }
    checked(word)
        .or_else(|| xrp(word))
        .or_else(|| monero(word))
        .or_else(|| solana(word))
        .or_else(|| broken(word, Fault::Checksum))
}

/// Base58check with Bitcoin's alphabet and a version known here.
fn checked(word: &str) -> Option<Wallet> {
    if word.len() > LONGEST_CHECKED {
        return None;
    }
    let bytes = bs58::decode(word).with_check(None).into_vec().ok()?;
    match bytes.as_slice() {
        [version, hash @ ..] if hash.len() == HASH => {
            let (_, chain, payee) = VERSIONS.iter().find(|(known, ..)| known == version)?;
            Some(Wallet::new(*chain, None, word).paying(*payee, hash))
        }
        [0x1c, 0xb8, hash @ ..] if hash.len() == HASH => {
            Some(Wallet::new(Chain::Zcash, None, word).paying(Payee::Key, hash))
        }
        [0x1c, 0xbd, hash @ ..] if hash.len() == HASH => {
            Some(Wallet::new(Chain::Zcash, None, word).paying(Payee::Script, hash))
        }
        _ => None,
    }
}

/// TRON's address from its 21 bytes, the version first.
pub(super) fn tron(bytes: &[u8]) -> Option<Wallet> {
    match bytes {
        [TRON_VERSION, account @ ..] if account.len() == HASH => {
            let address = bs58::encode(bytes).with_check().into_string();
            Some(Wallet::new(Chain::Tron, None, address).paying(Payee::Account, account))
        }
        _ => None,
    }
}

/// Classic addresses, and X-addresses, which add a destination tag to the same account.
fn xrp(word: &str) -> Option<Wallet> {
    if word.len() > LONGEST_CHECKED {
        return None;
    }
    let bytes =
        bs58::decode(word).with_alphabet(Alphabet::RIPPLE).with_check(None).into_vec().ok()?;
    let account = match bytes.as_slice() {
        [0, account @ ..] if account.len() == HASH => account,
        // Prefix of the main net, account, flag, and eight bytes of tag.
        [0x05, 0x44, rest @ ..] if rest.len() == HASH + 1 + 8 => rest.get(..HASH)?,
        _ => return None,
    };
    // RIPEMD-160 of SHA-256 of the public key, as Bitcoin has it, so one key has one hash on both.
    Some(Wallet::new(Chain::Xrp, None, word).paying(Payee::Key, account))
}

/// Monero's own base 58: blocks of 11 characters for 8 bytes, the last 7 characters for 5.
fn monero(word: &str) -> Option<Wallet> {
    if !matches!(word.len(), 95 | 106) || !word.starts_with(['4', '8']) {
        return None;
    }
    let fault = (!monero_checksum_holds(word)).then_some(Fault::Checksum);
    Some(Wallet::new(Chain::Monero, fault, word))
}

fn monero_checksum_holds(word: &str) -> bool {
    let mut bytes = Vec::with_capacity(77);
    for block in word.as_bytes().chunks(11) {
        let size = if block.len() == 11 { 8 } else { 5 };
        let Ok(text) = std::str::from_utf8(block) else { return false };
        let Ok(decoded) = bs58::decode(text).into_vec() else { return false };
        // bs58 gives one zero byte for each leading `1`; a block has a fixed size instead.
        let significant: Vec<u8> = decoded.into_iter().skip_while(|&byte| byte == 0).collect();
        let Some(missing) = usize::checked_sub(size, significant.len()) else { return false };
        bytes.extend(std::iter::repeat_n(0, missing));
        bytes.extend(significant);
    }
    // 18 standard, 19 with payment id, 42 subaddress: the network bytes of the main net.
    let Some((data, checksum)) = bytes.split_last_chunk::<4>() else { return false };
    matches!(data.first(), Some(18 | 19 | 42)) && Keccak256::digest(data).starts_with(checksum)
}

/// 32 bytes; there is no checksum, so any such text counts.
fn solana(word: &str) -> Option<Wallet> {
    if !(32..=44).contains(&word.len()) {
        return None;
    }
    let bytes = bs58::decode(word).into_vec().ok()?;
    (bytes.len() == 32).then(|| Wallet::new(Chain::Solana, None, word))
}

/// The chain whose addresses begin and measure like this word, with what is wrong with it.
///
/// Words and numbers have such shapes too, so it must mix digits with small and capital letters, as
/// base 58 nearly always does.
fn broken(word: &str, fault: Fault) -> Option<Wallet> {
    let mixed = word.bytes().any(|b| b.is_ascii_lowercase())
        && word.bytes().any(|b| b.is_ascii_uppercase())
        && word.bytes().any(|b| b.is_ascii_digit());
    SHAPES
        .iter()
        .filter(|_| mixed)
        .find(|(first, lengths, _)| word.starts_with(first) && lengths.contains(&word.len()))
        .map(|(_, _, chain)| Wallet::broken(*chain, word, fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_addresses() {
        for (address, chain) in [
            // The first block's coinbase, and BIP-13's multi-signature example.
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Chain::Bitcoin),
            ("3P14159f73E4gFr7JterCCQh9QjiTjiZrG", Chain::Bitcoin),
            ("1111111111111111111114oLvT2", Chain::Bitcoin),
            ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", Chain::Xrp),
            ("rrrrrrrrrrrrrrrrrrrrrhoLvTp", Chain::Xrp),
            ("TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC", Chain::Tron),
            ("11111111111111111111111111111111", Chain::Solana),
            ("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", Chain::Solana),
            // The donation address of the Monero project.
            (
                "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A",
                Chain::Monero,
            ),
        ] {
            let wallet = recognise(address).unwrap_or_else(|| panic!("{address}"));
            assert_eq!((wallet.chain, wallet.is_valid()), (chain, true), "{address}");
            assert_eq!(wallet.normal, address);
        }
    }

    #[test]
    fn a_wrong_letter_is_found() {
        for (address, chain) in [
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", Chain::Bitcoin),
            ("1a1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Chain::Bitcoin),
            ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTa", Chain::Xrp),
            ("TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeD", Chain::Tron),
            // A letter lost, a letter twice, a letter that base 58 does not have.
            ("TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDe", Chain::Tron),
            ("TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeCC", Chain::Tron),
            ("TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDe0", Chain::Tron),
            (
                "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3B",
                Chain::Monero,
            ),
        ] {
            let wallet = recognise(address).unwrap();
            assert_eq!((wallet.chain, wallet.is_valid()), (chain, false), "{address}");
        }
    }

    #[test]
    fn other_forms_of_one_account() {
        // The pair of TRON's documentation, and of the X-address specification (XLS-5d).
        let hexadecimal =
            super::super::recognise("415CBDD86A2FA8DC4BDDD8A8F69DBA48572EEC07FB").unwrap();
        assert_eq!(hexadecimal.normal, "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8");
        let tagged = recognise("X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ").unwrap();
        let classic = recognise("r9cZA1mLK5R5Am25ArfXFmqgNwjZgnfk59").unwrap();
        assert_eq!(tagged.payee, classic.payee);
        assert!(tagged.is_valid() && classic.is_valid());
    }
}
