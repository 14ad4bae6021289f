//! Addresses of virtual assets: the chain told by the shape, the checksum checked, one form each.
//!
//! The asset a list prints beside an address is a hint only: USDT and USDC live on several chains,
//! and addresses are printed under the wrong asset. One 20-byte address is the same on every chain of the
//! Ethereum kind, so these are one [`Chain::Evm`].
//!
//! Sources: Bitcoin Improvement Proposals 13, 141, 173 and 350; the `base58Prefixes` of each chain's
//! reference client; EIP-55; the CashAddr specification of Bitcoin Cash; the XRP Ledger's and
//! TRON's documentation of addresses; Monero's `cryptonote_basic`.

mod base58;
mod bech32;
mod evm;

use super::fold;
use super::validity::Validity;
use std::fmt;

/// Longest word looked at, in bytes: longer than any address without a checksum of its own, and a
/// bound on the work that base 58 needs, which grows with the square of the length.
pub(super) const LONGEST: usize = 256;
/// Shortest word that can be an address.
pub(super) const SHORTEST: usize = 25;

/// Words in front of an address that belong to no address.
const LABELS: &[&str] = &[
    "BITCOIN",
    "BTC",
    "XBT",
    "BITCOINCASH",
    "BCH",
    "BSV",
    "BTG",
    "ETHEREUM",
    "ETH",
    "ETC",
    "ARB",
    "BSC",
    "BNB",
    "RONIN",
    "LITECOIN",
    "LTC",
    "DASH",
    "ZCASH",
    "ZEC",
    "DOGECOIN",
    "DOGE",
    "VERGE",
    "XVG",
    "TRON",
    "TRX",
    "RIPPLE",
    "XRP",
    "XRPL",
    "SOLANA",
    "SOL",
    "MONERO",
    "XMR",
    "USDT",
    "USDC",
    "ERC20",
    "TRC20",
    "ADDRESS",
    "WALLET",
    "DIGITAL CURRENCY ADDRESS",
];

/// A family of chains whose addresses look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Chain {
    /// Bitcoin, and Bitcoin Cash and SV where they use Bitcoin's own form (`1…`, `3…`, `bc1…`).
    Bitcoin,
    /// Bitcoin Cash in its own form (`bitcoincash:q…`).
    BitcoinCash,
    /// Bitcoin Gold (`G…`, `A…`).
    BitcoinGold,
    /// Litecoin (`L…`, `M…`, `ltc1…`).
    Litecoin,
    /// Dash (`X…`, `7…`).
    Dash,
    /// Zcash (`t1…`, `t3…`, `zs1…`, `u1…`).
    Zcash,
    /// Dogecoin, and Verge, whose addresses have the same first byte (`D…`).
    Dogecoin,
    /// Ethereum and every chain with its addresses (`0x…`): Ethereum Classic, Arbitrum, BNB Smart
    /// Chain, Polygon and others.
    Evm,
    /// TRON (`T…`).
    Tron,
    /// XRP Ledger (`r…`, `X…`).
    Xrp,
    /// Solana (32 bytes in base 58, no checksum).
    Solana,
    /// Monero (`4…`, `8…`).
    Monero,
}

impl Chain {
    /// The name people use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Chain::Bitcoin => "Bitcoin",
            Chain::BitcoinCash => "Bitcoin Cash",
            Chain::BitcoinGold => "Bitcoin Gold",
            Chain::Litecoin => "Litecoin",
            Chain::Dash => "Dash",
            Chain::Zcash => "Zcash",
            Chain::Dogecoin => "Dogecoin or Verge",
            Chain::Evm => "Ethereum or a chain of its kind",
            Chain::Tron => "TRON",
            Chain::Xrp => "XRP Ledger",
            Chain::Solana => "Solana",
            Chain::Monero => "Monero",
        }
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An address as far as its shape tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Wallet {
    /// The chain, or family of chains.
    pub chain: Chain,
    /// Whether the checksum holds. True for forms that have none: Solana, and Ethereum addresses
    /// in a single case.
    pub valid: bool,
    /// The form in which two spellings are equal: base 58 as it stands, since case matters there;
    /// anything else in lower case.
    pub normal: String,
    /// What the address pays to, where chains share it: `key-hash:`, `script-hash:` or `account:` and
    /// the 20 bytes in hexadecimal. Two addresses with one such value belong to one holder, on whichever
    /// chain.
    pub payee: Option<String>,
}

impl Wallet {
    fn new(chain: Chain, valid: bool, normal: impl Into<String>) -> Wallet {
        Wallet { chain, valid, normal: normal.into(), payee: None }
    }

    fn paying(mut self, payee: Payee, hash: &[u8]) -> Wallet {
        let kind = match payee {
            Payee::Key => "key-hash",
            Payee::Script => "script-hash",
            Payee::Account => "account",
        };
        self.payee = Some(format!("{kind}:{}", hexadecimal(hash)));
        self
    }
}

/// What 20 bytes in an address are.
#[derive(Clone, Copy)]
enum Payee {
    /// RIPEMD-160 of SHA-256 of a public key, as Bitcoin and its relatives have it.
    Key,
    /// The same of a script.
    Script,
    /// The end of the Keccak-256 of a public key (Ethereum, TRON), or an XRP Ledger account.
    Account,
}

/// The address in a text, if there is one: alone, in a URI (`bitcoin:…?amount=1`,
/// `ethereum:0x…@1`), after a label (`XBT 1A1z…`), or broken by spaces.
///
/// A valid address goes before one whose checksum fails.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::wallet::{Chain, identify};
///
/// let wallet = identify("ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@1").unwrap();
/// assert_eq!(wallet.chain, Chain::Evm);
/// assert_eq!(wallet.normal, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
/// assert!(wallet.valid);
/// assert!(identify("Pyongyang").is_none());
/// ```
pub fn identify(text: &str) -> Option<Wallet> {
    let text = crate::text::nfkc(text);
    let words = words(&text);
    let mut broken = None;
    for wallet in words.iter().filter_map(|word| recognise(word)) {
        if wallet.valid {
            return Some(wallet);
        }
        broken.get_or_insert(wallet);
    }
    broken.or_else(|| recognise(&joined(&words)?))
}

/// The form compared for a value in a wallet field: the address, or what letters and digits there
/// are when no chain has such addresses.
pub(super) fn normal(value: &str) -> Option<String> {
    if let Some(wallet) = identify(value) {
        return Some(wallet.normal);
    }
    joined(&words(&crate::text::nfkc(value)))
}

/// Whether the checksum holds, for a value in a wallet field.
pub(super) fn validity(value: &str) -> Validity {
    match identify(value) {
        Some(wallet) if wallet.valid => Validity::Valid,
        Some(wallet) => {
            Validity::Invalid(format!("it looks like {}, but the checksum fails", wallet.chain))
        }
        // Of the many chains only some are known here.
        None => Validity::Unverifiable,
    }
}

/// The runs of ASCII letters and digits, case as it stands.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The words after the labels in one piece; `None` without any.
fn joined(words: &[&str]) -> Option<String> {
    let capitals: Vec<String> = words.iter().map(|word| word.to_ascii_uppercase()).collect();
    let labels = capitals.len() - fold::strip_labels(&capitals, LABELS).len();
    let joined = words.get(labels..).unwrap_or_default().concat();
    let is_label = LABELS.contains(&joined.to_ascii_uppercase().as_str());
    (!joined.is_empty() && !is_label).then_some(joined)
}

/// The address that a word of ASCII letters and digits is.
pub(super) fn recognise(word: &str) -> Option<Wallet> {
    if !(SHORTEST..=LONGEST).contains(&word.len())
        || !word.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return None;
    }
    evm::recognise(word).or_else(|| bech32::recognise(word)).or_else(|| base58::recognise(word))
}

/// Two hexadecimal digits a byte, lower case.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that an even number of hexadecimal digits stand for.
fn from_hexadecimal(digits: &str) -> Option<Vec<u8>> {
    let nibbles: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(16)).collect();
    let nibbles = nibbles.filter(|nibbles| nibbles.len() % 2 == 0)?;
    // Both indices exist: every chunk has two.
    nibbles.chunks_exact(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect()
}
