//! Addresses of virtual assets: the chain told by the shape, the checksum checked, one form each.
//!
//! The asset a list prints beside an address is a hint only: USDT and USDC live on several chains,
//! and addresses are printed under the wrong asset. One 20-byte address is the same on every chain of the
//! Ethereum kind, so these are one [`Chain::Evm`].
//!
//! Sources: Bitcoin Improvement Proposals 13, 141, 173 and 350; the `base58Prefixes` of each chain's
//! reference client; EIP-55; the CashAddr specification of Bitcoin Cash; the XRP Ledger's, TRON's and
//! TON's documentation of addresses; Monero's `cryptonote_basic`.

mod base58;
mod bech32;
mod evm;
mod ton;

use super::fold;
use super::validity::Validity;
use std::fmt;

/// Longest word looked at, in bytes: longer than any address without a checksum of its own, and a
/// bound on the work that base 58 needs, which grows with the square of the length.
pub(super) const LONGEST: usize = 256;
/// Shortest word that can be an address.
pub(super) const SHORTEST: usize = 25;
/// Characters of an address of TON.
pub(super) const TON_LENGTH: usize = ton::LENGTH;

/// Words in front of an address that belong to no address, and the ticker of the asset they name, as
/// OFAC writes it.
const LABELS: &[(&str, Option<&str>)] = &[
    ("BITCOIN", Some("XBT")),
    ("BTC", Some("XBT")),
    ("XBT", Some("XBT")),
    ("BITCOINCASH", Some("BCH")),
    ("BCH", Some("BCH")),
    ("BSV", Some("BSV")),
    ("BTG", Some("BTG")),
    ("ETHEREUM", Some("ETH")),
    ("ETH", Some("ETH")),
    ("ETC", Some("ETC")),
    ("ARB", Some("ARB")),
    ("BSC", Some("BSC")),
    ("BNB", Some("BNB")),
    ("RONIN", Some("RON")),
    ("LITECOIN", Some("LTC")),
    ("LTC", Some("LTC")),
    ("DASH", Some("DASH")),
    ("ZCASH", Some("ZEC")),
    ("ZEC", Some("ZEC")),
    ("DOGECOIN", Some("DOGE")),
    ("DOGE", Some("DOGE")),
    ("VERGE", Some("XVG")),
    ("XVG", Some("XVG")),
    ("TRON", Some("TRX")),
    ("TRX", Some("TRX")),
    ("RIPPLE", Some("XRP")),
    ("XRP", Some("XRP")),
    ("XRPL", Some("XRP")),
    ("SOLANA", Some("SOL")),
    ("SOL", Some("SOL")),
    ("MONERO", Some("XMR")),
    ("XMR", Some("XMR")),
    ("TON", Some("TON")),
    ("TONCOIN", Some("TON")),
    ("USDT", Some("USDT")),
    ("TETHER", Some("USDT")),
    ("USDC", Some("USDC")),
    ("ERC20", None),
    ("TRC20", None),
    ("ADDRESS", None),
    ("WALLET", None),
    ("DIGITAL CURRENCY ADDRESS", None),
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
    /// The Open Network (`EQ…`, `UQ…`, or `0:` and 64 hexadecimal digits).
    Ton,
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
            Chain::Ton => "TON",
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
    /// What is wrong with it, if something is. Forms without a checksum have nothing to break: Solana,
    /// and Ethereum addresses in a single case.
    pub fault: Option<Fault>,
    /// The form in which two spellings are equal: base 58 as it stands, since case matters there;
    /// anything else in lower case.
    pub normal: String,
    /// What the address pays to, where chains share it: `key-hash:`, `script-hash:` or `account:` and
    /// the 20 bytes in hexadecimal. Two addresses with one such value belong to one holder, on whichever
    /// chain.
    pub payee: Option<String>,
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// The checksum does not hold.
    Checksum,
    /// Capitals and small letters are mixed where they may not be, or not as their checksum has them.
    Case,
    /// A character that addresses of the chain do not have.
    Alphabet,
    /// A character too many or too few.
    Length {
        /// Characters found.
        found: usize,
        /// Characters addresses have.
        expected: usize,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Checksum => f.write_str("the checksum fails"),
            Fault::Case => f.write_str("its capitals and small letters fail the checksum"),
            Fault::Alphabet => f.write_str("it has a character that such addresses never have"),
            Fault::Length { found, expected } => {
                write!(f, "it has {found} digits where such addresses have {expected}")
            }
        }
    }
}

impl Wallet {
    fn new(chain: Chain, fault: Option<Fault>, normal: impl Into<String>) -> Wallet {
        Wallet { chain, fault, normal: normal.into(), payee: None }
    }

    fn broken(chain: Chain, normal: impl Into<String>, fault: Fault) -> Wallet {
        Wallet::new(chain, Some(fault), normal)
    }

    /// Whether nothing is wrong with it.
    pub fn is_valid(&self) -> bool {
        self.fault.is_none()
    }

    /// The part of the normal form that tells addresses apart at a glance, behind what all addresses of
    /// the kind begin with (`0x`, `T`, `bc1q`).
    pub(crate) fn distinct(&self) -> &str {
        let fixed = ["0x", "bc1q", "bc1p", "ltc1q", "ltc1p", "zs1", "u1", "t1", "t3", "EQ", "UQ"];
        let rest = fixed.iter().find_map(|start| self.normal.strip_prefix(start));
        rest.unwrap_or_else(|| self.normal.get(1..).unwrap_or_default())
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
/// assert!(wallet.is_valid());
/// assert!(identify("Pyongyang").is_none());
/// ```
pub fn identify(text: &str) -> Option<Wallet> {
    let text = crate::text::nfkc(text);
    let words = words(&text);
    let mut broken = None;
    let pieces = ton::words(&text).filter_map(ton::recognise);
    for wallet in pieces.chain(words.iter().filter_map(|word| recognise(word))) {
        if wallet.is_valid() {
            return Some(wallet);
        }
        broken.get_or_insert(wallet);
    }
    broken.or_else(|| recognise(&joined(&words)?))
}

/// The ticker of the asset that a label in front of an address names, as OFAC writes it: `XBT` for
/// `bitcoin:`. A hint, since the shape of the address tells the chain.
///
/// # Examples
///
/// ```
/// use tamis::identifiers::wallet::asset;
///
/// assert_eq!(asset("BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), Some("XBT"));
/// assert_eq!(asset("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), None);
/// ```
pub fn asset(text: &str) -> Option<&'static str> {
    let text = crate::text::nfkc(text);
    words(&text).iter().take_while(|word| word.len() < SHORTEST).find_map(|word| ticker(word))
}

/// The ticker of an asset by any name it goes by, as OFAC writes it.
pub(crate) fn ticker(name: &str) -> Option<&'static str> {
    let (_, ticker) = LABELS.iter().find(|(label, _)| label.eq_ignore_ascii_case(name))?;
    *ticker
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
        Some(Wallet { chain, fault: Some(fault), .. }) => {
            Validity::Invalid(format!("it looks like {chain}, but {fault}"))
        }
        Some(_) => Validity::Valid,
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
    let names: Vec<&str> = LABELS.iter().map(|(name, _)| *name).collect();
    let labels = capitals.len() - fold::strip_labels(&capitals, &names).len();
    let joined = words.get(labels..).unwrap_or_default().concat();
    let is_label = names.contains(&joined.to_ascii_uppercase().as_str());
    (!joined.is_empty() && !is_label).then_some(joined)
}

/// The address that a word of ASCII letters and digits is (and of `-` and `_`, in those of TON).
pub(super) fn recognise(word: &str) -> Option<Wallet> {
    if !(SHORTEST..=LONGEST).contains(&word.len()) {
        return None;
    }
    let ton = ton::recognise(word);
    if ton.is_some() || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return ton;
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
