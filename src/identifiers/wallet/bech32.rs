//! Addresses in the alphabet of BIP-173: segregated witness, Zcash's shielded ones, CashAddr.

use super::{Chain, Fault, Payee, Wallet};
use ::bech32::primitives::decode::CheckedHrpstring;
use ::bech32::{Bech32, Bech32m, segwit};

/// The 32 characters, each standing for five bits.
const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
/// Characters of a CashAddr of a 20-byte hash, its prefix apart.
const CASHADDR_LENGTH: usize = 42;

/// Shortest and longest witness address, in characters: a program of 20 bytes less a slip, and the
/// longest that BIP-173 allows.
const WITNESS_LENGTHS: std::ops::RangeInclusive<usize> = 40..=90;

/// An address of one of the chains that use this alphabet. Its case is all lower or all upper.
pub(super) fn recognise(word: &str) -> Option<Wallet> {
    let normal = word.to_ascii_lowercase();
    let single_case = normal == word || word.to_ascii_uppercase() == word;
    if normal.starts_with("bc1") {
        return witness(Chain::Bitcoin, single_case, normal);
    }
    if normal.starts_with("ltc1") {
        return witness(Chain::Litecoin, single_case, normal);
    }
    if normal.starts_with("zs1") && normal.len() == 78 {
        let holds = CheckedHrpstring::new::<Bech32>(&normal).is_ok();
        return Some(Wallet::new(Chain::Zcash, fault(single_case, holds), normal));
    }
    if normal.starts_with("u1") && normal.len() > 100 {
        let holds = CheckedHrpstring::new::<Bech32m>(&normal).is_ok();
        return Some(Wallet::new(Chain::Zcash, fault(single_case, holds), normal));
    }
    cash(normal, single_case)
}

/// What is wrong with a word whose checksum holds or not.
fn fault(single_case: bool, holds: bool) -> Option<Fault> {
    match (single_case, holds) {
        (true, true) => None,
        (true, false) => Some(Fault::Checksum),
        (false, _) => Some(Fault::Case),
    }
}

/// Bitcoin's and Litecoin's witness programs; the shortest one has 2 bytes, in use are 20 and 32.
fn witness(chain: Chain, single_case: bool, normal: String) -> Option<Wallet> {
    let data = normal.split_once('1')?.1;
    if !data.bytes().all(|b| ALPHABET.contains(&b)) {
        // A foreign letter in something that begins and measures like an address is a slip.
        let measures = WITNESS_LENGTHS.contains(&normal.len());
        return measures.then(|| Wallet::broken(chain, normal, Fault::Alphabet));
    }
    let Ok((_, version, program)) = segwit::decode(&normal) else {
        return Some(Wallet::broken(chain, normal, Fault::Checksum));
    };
    let wallet = Wallet::new(chain, fault(single_case, true), normal);
    // Version 0 with 20 bytes pays to the same key hash as a `1…` address.
    Some(if version.to_u8() == 0 && program.len() == 20 {
        wallet.paying(Payee::Key, &program)
    } else {
        wallet
    })
}

/// CashAddr of a 20-byte hash, without its prefix `bitcoincash:`.
fn cash(normal: String, single_case: bool) -> Option<Wallet> {
    if normal.len() != CASHADDR_LENGTH || !normal.starts_with(['q', 'p', 'z', 'r']) {
        return None;
    }
    let values: Option<Vec<u8>> = normal
        .bytes()
        .map(|b| ALPHABET.iter().position(|&a| a == b).and_then(|at| u8::try_from(at).ok()))
        .collect();
    let values = values?;
    // The prefix takes part in the checksum by the low five bits of its letters, then a zero.
    let prefix = b"bitcoincash".iter().map(|b| b & 31).chain([0]);
    let holds = cash_remainder(prefix.chain(values.iter().copied())) == 0;
    // Version byte and hash are 168 bits in the first 34 characters; the last eight are the checksum.
    let bytes = eight_bits(values.get(..34).unwrap_or_default());
    let wallet = Wallet::new(Chain::BitcoinCash, fault(single_case, holds), normal);
    let (version, hash) = bytes.split_first()?;
    Some(match (wallet.is_valid(), version) {
        (true, 0 | 16) => wallet.paying(Payee::Key, hash),
        (true, 8 | 24) => wallet.paying(Payee::Script, hash),
        _ => wallet,
    })
}

/// The BCH code of CashAddr over five-bit values; 0 when the checksum holds.
fn cash_remainder(values: impl Iterator<Item = u8>) -> u64 {
    const GENERATORS: [u64; 5] =
        [0x98_f2bc_8e61, 0x79_b76d_99e2, 0xf3_3e5f_b3c4, 0xae_2eab_e2a8, 0x1e_4f43_e470];
    let remainder = values.fold(1u64, |remainder, value| {
        let shifted = ((remainder & 0x07_ffff_ffff) << 5) ^ u64::from(value);
        GENERATORS.iter().enumerate().fold(shifted, |sum, (bit, generator)| {
            if (remainder >> (35 + bit)) & 1 == 1 { sum ^ generator } else { sum }
        })
    });
    remainder ^ 1
}

/// Whole bytes of a sequence of five-bit values; what is left over at the end is padding.
fn eight_bits(values: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(values.len() * 5 / 8);
    let (mut held, mut bits) = (0u32, 0);
    for &value in values {
        held = (held << 5) | u32::from(value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_bip_173_and_350() {
        for address in [
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
            "BC1SW50QGDZ25J",
            "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        ] {
            let wallet = recognise(address).unwrap();
            assert!(wallet.is_valid(), "{address}");
            assert_eq!(wallet.normal, address.to_ascii_lowercase());
        }
        for address in [
            // Wrong checksum, mixed case, the other checksum for the version, too long a program.
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8F3T4",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
            "bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90",
        ] {
            assert!(!recognise(address).unwrap().is_valid(), "{address}");
        }
    }

    #[test]
    fn one_key_hash_on_two_chains() {
        // Pairs of the CashAddr specification.
        for (cash, legacy) in [
            ("qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu"),
            ("qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy", "1KXrWXciRDZUpQwQmuM1DbwsKDLYAYsVLR"),
            ("ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq", "3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC"),
        ] {
            let (cash, legacy) =
                (recognise(cash).unwrap(), super::super::recognise(legacy).unwrap());
            assert!(cash.is_valid() && legacy.is_valid());
            assert_eq!(cash.payee, legacy.payee);
            assert!(cash.payee.is_some());
        }
        assert!(!recognise("qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q").unwrap().is_valid());
    }
}
