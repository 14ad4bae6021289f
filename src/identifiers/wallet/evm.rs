//! Ethereum's addresses, and TRON's in hexadecimal.

use super::{Chain, Fault, Payee, Wallet, base58, from_hexadecimal};
use sha3::{Digest, Keccak256};

const DIGITS: usize = 40;

/// `0x` and 40 digits; or TRON's `41` and 40 digits, with or without `0x`.
pub(super) fn recognise(word: &str) -> Option<Wallet> {
    let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
    let bare = digits.unwrap_or(word);
    if !bare.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    if digits.is_some() && bare.len() == DIGITS {
        let bytes = from_hexadecimal(bare)?;
        let normal = format!("0x{}", bare.to_ascii_lowercase());
        let fault = (!checksum_holds(bare)).then_some(Fault::Case);
        return Some(Wallet::new(Chain::Evm, fault, normal).paying(Payee::Account, &bytes));
    }
    if bare.len() == DIGITS + 2 && bare.starts_with("41") {
        return base58::tron(&from_hexadecimal(bare)?);
    }
    // A digit lost or typed twice: nothing else of this length begins with `0x`.
    let nearly = digits.is_some() && bare.len().abs_diff(DIGITS) == 1;
    nearly.then(|| {
        let normal = format!("0x{}", bare.to_ascii_lowercase());
        Wallet::broken(Chain::Evm, normal, Fault::Length { found: bare.len(), expected: DIGITS })
    })
}

/// EIP-55: in mixed case, a letter is a capital where the digit of the Keccak-256 of the
/// lower-case digits is 8 or more. In a single case there is no checksum.
fn checksum_holds(digits: &str) -> bool {
    let upper = digits.bytes().any(|b| b.is_ascii_uppercase());
    let lower = digits.bytes().any(|b| b.is_ascii_lowercase());
    if !(upper && lower) {
        return true;
    }
    let hash = Keccak256::digest(digits.to_ascii_lowercase().as_bytes());
    let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.bytes().zip(nibbles).all(|(digit, nibble)| {
        digit.is_ascii_digit() || digit.is_ascii_uppercase() == (nibble >= 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_eip_55() {
        for address in [
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
            "0xde709f2102306220921060314715629080e2fb77",
            "0x27b1fdb04752bbc536007a920d24acb045561c26",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        ] {
            let wallet = recognise(address).unwrap();
            assert!(wallet.is_valid(), "{address}");
            assert_eq!(wallet.chain, Chain::Evm);
            assert_eq!(wallet.normal, address.to_ascii_lowercase());
        }
        // One letter of a vector in the wrong case.
        assert!(!recognise("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed").unwrap().is_valid());
        let short = recognise("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe").unwrap();
        assert_eq!(short.fault, Some(Fault::Length { found: 39, expected: 40 }));
        assert!(recognise("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA").is_none());
        assert!(recognise("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed").is_none());
    }
}
