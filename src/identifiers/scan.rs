//! Identifiers inside free text: remittance information, cargo descriptions, statements of reasons.
//!
//! One pass over the words of the text with a few words of look-ahead, so the time grows with the
//! length of the text whatever it holds.

mod words;

use super::{Identifier, Scheme, bic, fold, iban, wallet};
use words::{Ahead, Word};

/// An identifier found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// What was found, its value as it stands in the text, marked as extracted.
    pub identifier: Identifier,
    /// Byte at which the value begins, on a character boundary; a label in front is not part of it.
    pub start: usize,
    /// Byte after the value's last, on a character boundary.
    pub end: usize,
}

/// The identifiers that stand in a text, in order.
///
/// Found are: IMO numbers, MMSIs and LEIs that are announced (`IMO 9562233`, `MMSI: 445123000`),
/// BICs that are announced (`SWIFT/BIC DCBK KPPY`) or are of the DPRK and in capitals, IBANs whose
/// check digits hold, and wallet addresses whose checksum holds (Ethereum's `0x…` in any case;
/// Solana's, which have none, only when announced). A number without a word that says what it is
/// could be anything and is left alone.
///
/// An announced IMO number or MMSI is reported even if its check digit is wrong; ask
/// [`Identifier::validity`]. An IMO number is a company's where the text says so, and where only the
/// companies' check digit holds: lists print both kinds as "IMO number".
///
/// # Examples
///
/// ```
/// use tamis::identifiers::{Scheme, scan};
///
/// let text = "coal per MV PETREL 8, IMO NO. 9562233, via SWIFT/BIC: DCBK KPPY";
/// let found = scan(text);
/// assert_eq!(found[0].identifier.scheme, Scheme::Imo);
/// assert_eq!(&text[found[0].start..found[0].end], "9562233");
/// assert_eq!(found[1].identifier.normal().as_deref(), Some("DCBKKPPY"));
/// ```
pub fn scan(text: &str) -> Vec<Found> {
    // Prose mostly holds none, which is quickly seen.
    if words::any(text, may_begin) { found_in(text) } else { Vec::new() }
}

fn found_in(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut ahead = Ahead::new(text);
    // The word before, to know the company's IMO number in "company IMO 5991234".
    let mut of_company = false;
    while let Some(word) = ahead.get(0) {
        let hit = announced(&ahead, of_company)
            .or_else(|| dprk_bank(&ahead))
            .or_else(|| international_account(&ahead))
            .or_else(|| address(&ahead));
        of_company = is_company(word);
        let words = match hit {
            Some(Hit { scheme, start, end, words }) => {
                if let Some(value) = text.get(start..end) {
                    let identifier = Identifier::new(scheme, value).extracted();
                    found.push(Found { identifier, start, end });
                }
                words
            }
            None => 1,
        };
        ahead.advance(words);
    }
    found
}

/// Whether an identifier, or the label that announces it, may begin with a word in ASCII.
fn may_begin(word: &str) -> bool {
    let bytes = word.as_bytes();
    let &[first, second, ..] = bytes else { return false };
    if bytes.len() >= wallet::SHORTEST {
        return true;
    }
    // Nearly every word is told by its first letters.
    let are_digits = |at: usize| {
        bytes.get(at..at + 2).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
    };
    let is_country = |at: usize| {
        word.get(at..at + 2).is_some_and(|country| {
            country.bytes().all(|letter| letter.is_ascii_alphabetic())
                && iban::length(&country.to_ascii_uppercase()).is_some()
        })
    };
    let is_label = BEGINS[usize::from(first)]
        && begins_label(bytes)
        && LABELS.iter().any(|label| words::after(word, label.name).is_some());
    is_label
        || are_digits(2) && is_country(0)
        || first.eq_ignore_ascii_case(&b'I')
            && bytes.len() > 4
            && word.get(..4).is_some_and(|label| label.eq_ignore_ascii_case("IBAN"))
            && are_digits(6)
            && is_country(4)
        || matches!(bytes.len(), 8 | 11) && bytes.get(4..6) == Some(b"KP")
        // An address of TON has signs that separate words.
        || second == b'Q' && matches!(first, b'E' | b'U')
}

/// A find: its bytes, and how many words it took with its label.
struct Hit {
    scheme: Scheme,
    start: usize,
    end: usize,
    words: usize,
}

/// Most words between a label and its value.
const FILLERS: usize = 4;
/// Most characters of other kinds between them.
const WIDEST_GAP: usize = 8;

fn is_company(word: &Word<'_>) -> bool {
    ["COMPANY", "OWNER", "OWNERS", "MANAGER"].iter().any(|name| word.is(name))
}

/// A label and its value, in one word (`IMO9562233`) or several.
fn announced(ahead: &Ahead<'_>, of_company: bool) -> Option<Hit> {
    let word = ahead.get(0)?;
    // The first letter tells of nearly every word that it is no label.
    if !word.text.as_bytes().first().is_some_and(|&first| BEGINS[usize::from(first)]) {
        return None;
    }
    let (label, rest) = LABELS.iter().find_map(|label| Some((label, word.after(label.name)?)))?;
    if rest < word.text.len() {
        return glued(word, label, rest, of_company);
    }
    let mut company = of_company;
    let mut at = 1;
    while at <= FILLERS && ahead.get(at).is_some_and(|word| is_filler(word, label)) {
        company |= ahead.get(at).is_some_and(is_company);
        at += 1;
    }
    if (1..=at).any(|at| ahead.get(at).is_none_or(|word| word.gap.characters > WIDEST_GAP)) {
        return None;
    }
    let (start, end, words) = match label.scheme {
        Scheme::Imo => digits(ahead, at, 7),
        Scheme::Mmsi => digits(ahead, at, 9),
        Scheme::Bic => bank(ahead, at),
        Scheme::Lei => pieces(ahead, at, 20, |lei| fold::are_check_digits(lei.get(18..))),
        _ => {
            let word = ahead.get(at)?;
            let wallet = wallet::recognise(&word.text).filter(wallet::Wallet::is_valid)?;
            (wallet.chain == wallet::Chain::Solana).then_some((word.start, word.end, 1))
        }
    }?;
    let value: String =
        (at..at + words).filter_map(|at| ahead.get(at)).map(|word| word.text.as_ref()).collect();
    Some(Hit { scheme: label.scheme_of(&value, company), start, end, words: at + words })
}

/// A word that announces an identifier.
struct Label {
    name: &'static str,
    scheme: Scheme,
    /// Digits of the value where label and value may be one word; 0 where they may not.
    glued: usize,
}

const LABELS: &[Label] = &[
    Label { name: "IMO", scheme: Scheme::Imo, glued: 7 },
    Label { name: "MMSI", scheme: Scheme::Mmsi, glued: 9 },
    Label { name: "SWIFT", scheme: Scheme::Bic, glued: 0 },
    Label { name: "BIC", scheme: Scheme::Bic, glued: 0 },
    Label { name: "BICFI", scheme: Scheme::Bic, glued: 0 },
    Label { name: "LEI", scheme: Scheme::Lei, glued: 0 },
    Label { name: "SOL", scheme: Scheme::Wallet, glued: 0 },
    Label { name: "SOLANA", scheme: Scheme::Wallet, glued: 0 },
];

/// Whether a label begins with a byte, of letters in either case.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut at = 0;
    while at < LABELS.len() {
        let first = LABELS[at].name.as_bytes()[0];
        begins[first as usize] = true;
        begins[first.to_ascii_lowercase() as usize] = true;
        at += 1;
    }
    begins
};

/// Whether the first three letters of a word, in either case, are those of a label: none is shorter.
fn begins_label(word: &[u8]) -> bool {
    let Some(three) = word.first_chunk::<3>() else { return false };
    let three = three.map(|letter| letter.to_ascii_uppercase());
    LABELS.iter().any(|label| label.name.as_bytes().first_chunk() == Some(&three))
}

impl Label {
    /// The scheme of a value under this label.
    ///
    /// Publications print the numbers of ships and of companies under the same words ("IMO number"),
    /// so the check digit decides: a number that only the companies' rule holds for is one of
    /// theirs. What fits neither is taken for a ship's, unless a company was named.
    fn scheme_of(&self, value: &str, company: bool) -> Scheme {
        let holds = |scheme| Identifier::new(scheme, value).validity().is_valid();
        match self.scheme {
            Scheme::Imo if company => Scheme::ImoCompany,
            Scheme::Imo if !holds(Scheme::Imo) && holds(Scheme::ImoCompany) => Scheme::ImoCompany,
            own => own,
        }
    }
}

fn is_filler(word: &Word<'_>, label: &Label) -> bool {
    const ANY: &[&str] =
        &["NO", "NR", "NUM", "NUMBER", "NUMBERS", "ID", "IDENTIFICATION", "CODE", "IS", "ADDRESS"];
    const SHIP: &[&str] =
        &["SHIP", "VESSEL", "COMPANY", "OWNER", "REGISTERED", "MANAGER", "UNIQUE"];
    const BANK: &[&str] = &["SWIFT", "BIC", "BICFI", "OR"];
    let own: &[&str] = match label.scheme {
        Scheme::Imo | Scheme::Mmsi => SHIP,
        Scheme::Bic => BANK,
        _ => &[],
    };
    ANY.iter().chain(own).any(|name| word.is(name))
}

/// `IMO9562233`, `IMONO9562233`, `MMSI445123000`: the value is the rest of the word.
fn glued(word: &Word<'_>, label: &Label, rest: usize, of_company: bool) -> Option<Hit> {
    let value = word.text.get(rest..)?;
    let digits = value.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let filler = value.get(..value.len() - digits.len())?;
    let is_value = label.glued > 0
        && digits.len() == label.glued
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (filler.is_empty() || filler.eq_ignore_ascii_case("NO"));
    is_value.then(|| Hit {
        scheme: label.scheme_of(digits, of_company),
        start: word.offset(rest + filler.len()),
        end: word.end,
        words: 1,
    })
}

/// Exactly so many digits in one word, or in groups that one character separates.
fn digits(ahead: &Ahead<'_>, at: usize, length: usize) -> Option<(usize, usize, usize)> {
    pieces(ahead, at, length, |value| value.bytes().all(|b| b.is_ascii_digit()))
}

/// Words from `at` on that together have so many characters and satisfy the condition: first byte,
/// byte after the last, words.
fn pieces(
    ahead: &Ahead<'_>,
    at: usize,
    length: usize,
    condition: impl Fn(&str) -> bool,
) -> Option<(usize, usize, usize)> {
    let first = ahead.get(at)?;
    let mut value = String::new();
    for words in 1.. {
        let word = ahead.get(at + words - 1)?;
        if word.text.is_empty() || (words > 1 && !word.gap.joins) {
            return None;
        }
        value.push_str(&word.text);
        if value.len() >= length {
            let whole = value.len() == length && condition(&value.to_ascii_uppercase());
            return whole.then_some((first.start, word.end, words));
        }
    }
    None
}

/// A BIC after its label: `DCBKKPPY`, `DCBK KPPY`, `DCBK KP PY XXX`. In capitals, unless a sign
/// stands between: `bic: dcbkkppy`.
fn bank(ahead: &Ahead<'_>, at: usize) -> Option<(usize, usize, usize)> {
    let first = ahead.get(at)?;
    let capitals = !first.gap.signs;
    // Parts of a BIC end after 4, 6, 8 and 11 characters, and so does its first word.
    if !matches!(first.text.len(), 4 | 6 | 8 | 11) {
        return None;
    }
    let is_bank = |code: &str| bic::is_bic(code);
    let written = |words: usize| {
        (at..at + words).all(|at| ahead.get(at).is_some_and(|word| !capitals || word.is_upper()))
    };
    let code = |length| pieces(ahead, at, length, is_bank).filter(|(.., words)| written(*words));
    // The branch belongs to the code when it is its last word, but "BIC DCBKKPPY AND …" has none.
    let branch = code(11).filter(|(.., words)| {
        *words == 1 || ahead.get(at + words - 1).is_some_and(|word| word.is("XXX"))
    });
    branch.or_else(|| code(8))
}

/// Words in capitals that have the shape of a BIC of the DPRK and are none.
const NO_BANKS: &[&str] =
    &["CHALKPIT", "CHECKPOINTS", "CRACKPOT", "STOCKPILERS", "STOCKPILING", "STOCKPOT", "TRACKPAD"];

/// A word in capitals with `KP` in the place of the country.
fn dprk_bank(ahead: &Ahead<'_>) -> Option<Hit> {
    let word = ahead.get(0)?;
    let text = word.text.as_ref();
    let is_bank = bic::is_bic(text)
        && bic::country(text) == Some("KP")
        && text.bytes().take(4).all(|b| b.is_ascii_uppercase())
        && !NO_BANKS.contains(&text);
    is_bank.then_some(Hit { scheme: Scheme::Bic, start: word.start, end: word.end, words: 1 })
}

/// An IBAN in one word or in groups; its country says how long it is.
fn international_account(ahead: &Ahead<'_>) -> Option<Hit> {
    let word = ahead.get(0)?;
    let text = word.text.as_ref();
    // Nearly every word has neither digits behind two letters nor the label.
    let bytes = text.as_bytes();
    let coded = bytes.get(2..4).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit));
    if !coded && !bytes.first().is_some_and(|&first| first.eq_ignore_ascii_case(&b'I')) {
        return None;
    }
    let after_label = word.after("IBAN").filter(|&rest| rest < text.len());
    let from = after_label.unwrap_or(0);
    let country = text.get(from..from + 2)?;
    if !text.get(from + 2..from + 4)?.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let length = from + iban::length(&country.to_ascii_uppercase())?;
    let (_, end, words) = pieces(ahead, 0, length, |value| {
        value.get(from..).is_some_and(|value| iban::validity(value).is_valid())
    })?;
    Some(Hit { scheme: Scheme::Iban, start: word.offset(from), end, words })
}

/// A wallet address that is a word, or the end of one (`USDT0x…`).
fn address(ahead: &Ahead<'_>) -> Option<Hit> {
    let word = ahead.get(0)?;
    let text = word.text.as_ref();
    if let Some(hit) = broken_by_dashes(ahead) {
        return Some(hit);
    }
    let hit =
        |from| Hit { scheme: Scheme::Wallet, start: word.offset(from), end: word.end, words: 1 };
    if let Some(wallet) = wallet::recognise(text) {
        let certain = match wallet.chain {
            wallet::Chain::Evm => !matches!(wallet.fault, Some(wallet::Fault::Length { .. })),
            // Any 32 bytes in base 58 have the shape, so the shape alone is no find.
            wallet::Chain::Solana => false,
            _ => wallet.is_valid(),
        };
        return certain.then(|| hit(0));
    }
    let from = text.len().checked_sub(42).filter(|&from| from > 0)?;
    let wallet = wallet::recognise(text.get(from..)?)?;
    (wallet.chain == wallet::Chain::Evm).then(|| hit(from))
}

/// An address of TON, whose alphabet has signs that separate words: `EQDK…A4ff-W72r5gqPrHF`.
fn broken_by_dashes(ahead: &Ahead<'_>) -> Option<Hit> {
    let first = ahead.get(0)?;
    if !(first.text.starts_with("EQ") || first.text.starts_with("UQ")) {
        return None;
    }
    let end = first.start + wallet::TON_LENGTH;
    let whole = ahead.slice(first.start, end)?;
    let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if ahead.following(end).is_some_and(goes_on) {
        return None;
    }
    let wallet = wallet::recognise(whole).filter(wallet::Wallet::is_valid)?;
    let words = (0..).take_while(|&at| ahead.get(at).is_some_and(|word| word.start < end)).count();
    (wallet.chain == wallet::Chain::Ton).then_some(Hit {
        scheme: Scheme::Wallet,
        start: first.start,
        end,
        words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Scheme and value of what is found.
    fn found(text: &str) -> Vec<(Scheme, &str)> {
        scan(text).iter().map(|f| (f.identifier.scheme, &text[f.start..f.end])).collect()
    }

    #[test]
    fn imo_numbers_are_found_when_announced() {
        for text in [
            "IMO 9562233",
            "IMO: 9562233",
            "IMO9562233",
            "imo no. 9562233;",
            "IMO-No.9562233",
            "Vessel IMO number is 9562233, flag unknown",
            "IMO №9562233",
            "船舶IMO9562233号",
            "IMO编号：9562233",
        ] {
            assert_eq!(found(text), [(Scheme::Imo, "9562233")], "{text}");
        }
        assert_eq!(found("ＩＭＯ：９５６２２３３"), [(Scheme::Imo, "９５６２２３３")]);
        // A shipping company on the UN list, whose entry says only "IMO number".
        assert_eq!(found("IMO number: 5342883"), [(Scheme::ImoCompany, "5342883")]);
        assert_eq!(found("IMO 9562234"), [(Scheme::Imo, "9562234")]);
        assert_eq!(found("IMO 95 62 233"), [(Scheme::Imo, "95 62 233")]);
        assert_eq!(found("IMO 95\u{200b}62233")[0].0, Scheme::Imo);
        assert_eq!(found("Company IMO No. 9562233"), [(Scheme::ImoCompany, "9562233")]);
        assert_eq!(found("IMO company number 9562233"), [(Scheme::ImoCompany, "9562233")]);
        for text in [
            "9562233",
            "IMO 95622334",
            "IMO",
            "SIMO 9562233",
            "IMO member state 9562233",
            "IMO 956",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn mmsi_and_lei_are_found_when_announced() {
        assert_eq!(found("MMSI 445123000 off"), [(Scheme::Mmsi, "445123000")]);
        assert_eq!(found("MMSI: 445 123 000"), [(Scheme::Mmsi, "445 123 000")]);
        assert_eq!(found("445123000"), []);
        assert_eq!(found("LEI 5493001KJTIIGC8Y1R12"), [(Scheme::Lei, "5493001KJTIIGC8Y1R12")]);
        assert_eq!(found("5493001KJTIIGC8Y1R12"), []);
    }

    #[test]
    fn bics() {
        for (text, value) in [
            ("(SWIFT/BIC: KUDBKPPY)", "KUDBKPPY"),
            ("SWIFT DEUTDEFF", "DEUTDEFF"),
            ("Bic code: deutdeff500", "deutdeff500"),
            ("BIC DCBK KPPY and", "DCBK KPPY"),
            ("SWIFT/BIC DCBK KP PY XXX", "DCBK KP PY XXX"),
            ("pay FTBDKPPY now", "FTBDKPPY"),
            ("pay FTBDKPPYXXX now", "FTBDKPPYXXX"),
            ("BIC DEUTDEFF AND", "DEUTDEFF"),
        ] {
            assert_eq!(found(text), [(Scheme::Bic, value)], "{text}");
        }
        for text in
            ["DEUTDEFF", "swift delivery", "ftbdkppy", "CHECKPOINTS", "BIC OF BANK", "FTBDKPPYÉ"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn ibans() {
        for (text, value) in [
            ("to IBAN GB82 WEST 1234 5698 7654 32 ref 1", "GB82 WEST 1234 5698 7654 32"),
            ("/DE89370400440532013000/", "DE89370400440532013000"),
            ("IBANDE89370400440532013000", "DE89370400440532013000"),
        ] {
            assert_eq!(found(text), [(Scheme::Iban, value)], "{text}");
        }
        for text in ["GB82 WEST 1234 5698 7654 33", "GB82 WEST 1234", "DE8937040044053201300012"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn wallet_addresses() {
        for address in [
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
            "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
            "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF",
        ] {
            for text in [
                address.to_owned(),
                format!("USDT:{address}, thanks"),
                format!("付款{address}谢谢"),
            ] {
                assert_eq!(found(&text), [(Scheme::Wallet, address)], "{text}");
            }
        }
        let glued = "USDT0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        assert_eq!(found(glued), [(Scheme::Wallet, &glued[4..])]);
        let solana = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
        assert_eq!(found(solana), []);
        assert_eq!(found(&format!("SOL {solana}")), [(Scheme::Wallet, solana)]);
        for text in
            ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "x0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        let piece = [
            "IMO NO ",
            "1",
            "GB82 ",
            "BIC SWIFT CODE ",
            "0x",
            "\u{200b}",
            "é",
            "1111111111111111111111111 ",
        ];
        for piece in piece {
            let text = piece.repeat(2_000_000 / piece.len());
            let before = std::time::Instant::now();
            let _ = scan(&text);
            // Far above what a linear pass needs unoptimised, far below what a square one would.
            assert!(before.elapsed().as_secs() < 30, "{piece:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn offsets_are_those_of_the_value(
            pieces in proptest::collection::vec(prop_oneof![
                any::<String>(),
                proptest::sample::select(vec![
                    "IMO", "９５６２２３３", "9562233", "BIC:", " ", "DCBK KPPY", "IBAN", "GB82 WEST 1234 5698 7654 32",
                    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "\u{200b}", "MMSI", "445 123 000", "号", "é",
                    "FTBDKPPY", "ftbdkppyxxx", "swift", "LEI", "5493001KJTIIGC8Y1R12", "IBANGB82WEST12345698765432",
                    "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "-",
                    "SOL", "IMO9562233", "of the",
                ]).prop_map(str::to_owned),
            ], 0..12)
        ) {
            let text = pieces.concat();
            // The quick look misses nothing.
            prop_assert_eq!(scan(&text), found_in(&text));
            let mut last = 0;
            for found in scan(&text) {
                prop_assert!(last <= found.start && found.start < found.end);
                last = found.end;
                prop_assert_eq!(&text[found.start..found.end], &found.identifier.value);
                prop_assert!(found.identifier.extracted);
                prop_assert!(found.identifier.normal().is_some());
                if !matches!(found.identifier.scheme, Scheme::Imo | Scheme::ImoCompany | Scheme::Mmsi) {
                    prop_assert!(!matches!(found.identifier.scheme, Scheme::Iban | Scheme::Bic)
                        || found.identifier.validity().is_valid(), "{:?}", found);
                }
            }
        }
    }
}
