//! How alike two identifiers are: the same thing, the same thing elsewhere, or nearly the same.

use super::wallet::{self, Wallet};
use super::{Identifier, Scheme};
use serde::{Deserialize, Serialize};

/// How an identifier asked about is like a listed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Likeness {
    /// The same identifier, however it is written.
    Same,
    /// The same wallet address, asked about as one asset and listed as another.
    OtherAsset,
    /// Another address of the same key, script or account: on another chain, or in another form.
    OtherChain,
    /// An account number of which a part is hidden; what is shown [fits](Identifier::fit) the listed
    /// one, as it fits others.
    Fits,
    /// An account number that [begins with](Identifier::is_behind) the whole listed one, as virtual
    /// accounts do.
    Behind,
    /// One character is wrong, missing, too many or exchanged with its neighbour, and the identifier
    /// asked about breaks the rules of its scheme (or is a wallet address, which nobody gets by
    /// chance).
    OneEdit,
    /// Two wallet addresses that show the same four characters at both ends: an address made to be
    /// taken for another ("address poisoning").
    SameEnds,
}

/// Characters at either end of an address that people compare by eye.
pub(crate) const ENDS: usize = 4;

impl Likeness {
    /// The likeness in words, as it follows "listed is".
    pub const fn words(self) -> &'static str {
        match self {
            Likeness::Same => "the same",
            Likeness::OtherAsset => "the same address under another asset",
            Likeness::OtherChain => "another address of the same key",
            Likeness::Fits => "one that fits what is shown",
            Likeness::Behind => "the beginning of it (virtual account)",
            Likeness::OneEdit => "one character away",
            Likeness::SameEnds => "alike at both ends (address poisoning)",
        }
    }

    /// Whether the two are not known to be the same, but may be, or may be taken for each other.
    pub const fn is_near(self) -> bool {
        !matches!(self, Likeness::Same | Likeness::OtherAsset | Likeness::OtherChain)
    }
}

impl Identifier {
    /// How this identifier is like a listed one, if it is.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Likeness, Scheme};
    ///
    /// let listed = Identifier::new(Scheme::Imo, "9562233");
    /// let likeness = |typed| Identifier::new(Scheme::Imo, typed).likeness(&listed);
    /// assert_eq!(likeness("IMO 9562233"), Some(Likeness::Same));
    /// assert_eq!(likeness("9562223"), Some(Likeness::OneEdit));
    /// assert_eq!(likeness("9562235"), Some(Likeness::OneEdit));
    /// assert_eq!(likeness("9074729"), None);
    /// ```
    pub fn likeness(&self, listed: &Identifier) -> Option<Likeness> {
        if self.is_same(listed) {
            return Some(self.sameness(listed));
        }
        if self.fit(listed).is_some() {
            return Some(Likeness::Fits);
        }
        if self.is_behind(listed) {
            return Some(Likeness::Behind);
        }
        if self.scheme != listed.scheme && !(self.is_account() && listed.is_account()) {
            return None;
        }
        let (own, other) = (self.keys(), listed.keys());
        let (own, other) = (own.first()?, other.first()?);
        let checked = self.scheme == Scheme::Wallet || self.validity().is_invalid();
        if checked && strsim::osa_distance(own, other) <= 1 {
            return Some(Likeness::OneEdit);
        }
        let wallets = self.wallet().zip(listed.wallet());
        wallets.is_some_and(|(a, b)| same_ends(&a, &b)).then_some(Likeness::SameEnds)
    }

    fn sameness(&self, listed: &Identifier) -> Likeness {
        if self.scheme != Scheme::Wallet {
            return Likeness::Same;
        }
        let ticker = |identifier: &Identifier| {
            let asset = identifier.asset.as_deref()?;
            Some(wallet::ticker(asset).map_or_else(|| asset.to_uppercase(), str::to_owned))
        };
        if self.keys().first() != listed.keys().first() {
            Likeness::OtherChain
        } else if ticker(self).zip(ticker(listed)).is_some_and(|(own, other)| own != other) {
            Likeness::OtherAsset
        } else {
            Likeness::Same
        }
    }

    pub(crate) fn is_account(&self) -> bool {
        matches!(self.scheme, Scheme::Account | Scheme::Iban | Scheme::Card)
    }

    /// The address in a value that is one.
    pub(crate) fn wallet(&self) -> Option<Wallet> {
        (self.scheme == Scheme::Wallet).then(|| wallet::identify(&self.value)).flatten()
    }
}

/// Whether two addresses of one chain show the same ends.
fn same_ends(a: &Wallet, b: &Wallet) -> bool {
    let ends = |wallet: &Wallet| {
        let distinct = wallet.distinct();
        let tail = distinct.len().checked_sub(ENDS).filter(|&tail| tail >= ENDS)?;
        Some((distinct.get(..ENDS)?.to_owned(), distinct.get(tail..)?.to_owned()))
    };
    a.chain == b.chain && ends(a).is_some() && ends(a) == ends(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wallets(asked: &str, listed: &str) -> Option<Likeness> {
        let asked = Identifier::new(Scheme::Wallet, asked);
        asked.likeness(&Identifier::new(Scheme::Wallet, listed).with_asset("ETH"))
    }

    #[test]
    fn wallets_are_the_same_elsewhere_or_nearly() {
        const LISTED: &str = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96";
        for (asked, expected) in [
            ("0x098b716b8aaf21512996dc57eb0615e2383e2f96", Some(Likeness::Same)),
            ("0x098b716b8aaf21512996dc57eb0615e2383e2f97", Some(Likeness::OneEdit)),
            ("0x098b716b8aaf21512996dc57eb0615e2383e2f9", Some(Likeness::OneEdit)),
            ("0x098b716b8aaf21512996dc57eb0615e2383ef296", Some(Likeness::OneEdit)),
            ("0x098b000000000000000000000000000000002f96", Some(Likeness::SameEnds)),
            ("0x098c000000000000000000000000000000002f96", None),
            // The same 20 bytes as an address of TRON.
            ("41098B716B8Aaf21512996dC57EB0615e2383E2f96", Some(Likeness::OtherChain)),
        ] {
            assert_eq!(wallets(asked, LISTED), expected, "{asked}");
        }
        let asked = Identifier::new(Scheme::Wallet, LISTED).with_asset("ETC");
        let listed = Identifier::new(Scheme::Wallet, LISTED);
        assert_eq!(asked.likeness(&listed), Some(Likeness::Same), "no asset is published");
        let tagged = |asset| listed.clone().with_asset(asset);
        assert_eq!(asked.likeness(&tagged("ETH")), Some(Likeness::OtherAsset));
        let btc = Identifier::new(Scheme::Wallet, LISTED).with_asset("BTC");
        assert_eq!(btc.likeness(&tagged("XBT")), Some(Likeness::Same));
    }

    #[test]
    fn only_what_breaks_a_rule_is_nearly_another() {
        let near = |scheme, asked: &str, listed: &str| {
            Identifier::new(scheme, asked).likeness(&Identifier::new(scheme, listed))
        };
        // 8514045 and 8514057 differ by two; 1000007 would pass for a check digit of its own.
        assert_eq!(near(Scheme::Imo, "8514046", "8514045"), Some(Likeness::OneEdit));
        assert_eq!(near(Scheme::Imo, "8514405", "8514045"), Some(Likeness::OneEdit));
        assert_eq!(near(Scheme::Passport, "472310105", "472310104"), None);
        assert_eq!(near(Scheme::Account, "1234567891", "1234567890"), None);
        let iban = "DE89370400440532013000";
        assert_eq!(near(Scheme::Iban, "DE89370400440532013001", iban), Some(Likeness::OneEdit));
        assert_eq!(near(Scheme::Bic, "DCBKKQPY", "DCBKKPPY"), Some(Likeness::OneEdit));
        assert_eq!(near(Scheme::Bic, "DCBKKPPX", "DCBKKPPY"), None);
    }
}
