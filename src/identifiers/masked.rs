//! Account numbers of which a part is hidden: `622202****5702`, `DE89 XXXX XXXX 3000`, `6222…5702`.
//!
//! How wide the hidden part is drawn tells little, since programs print four signs whatever they
//! hide. So it stands for one character or more. What is shown can fit a number; it is never the
//! same as one, and the fewer characters are shown, the more numbers it fits.

use super::{Identifier, Scheme, fold, iban};
use serde::Serialize;
use std::fmt;

/// Fewest characters shown that are compared with anything. The bank's own first six digits and the
/// last four, which are what a card may be shown with (PCI DSS, requirement 3.4), are ten; four at
/// the end alone fit one account in ten thousand of every bank there is.
const LEAST_SHOWN: usize = 8;

/// Longest normal form: an IBAN of 34 characters and what is hidden of it.
const LONGEST: usize = 40;

/// Signs that hide a character wherever they stand.
const SIGNS: [char; 11] = ['*', '•', '●', '∙', '■', '█', '▪', '○', '◦', '∗', '×'];
/// Signs that hide characters where two or more stand together; alone they separate or announce.
const REPEATED: [char; 5] = ['.', '#', '·', '_', '?'];

/// Words in front of a number that belong to no number.
const LABELS: &[&str] = &[
    "ACCOUNT", "ACCT", "ACC", "A C", "BANK", "CARD", "DEBIT", "CREDIT", "UNIONPAY", "IBAN", "NO",
    "NR", "NUM", "NUMBER", "ENDING", "IN",
];

/// A number of which a part is hidden: the characters that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Masked {
    /// What is shown before, between and behind the hidden parts; the first and last may be empty.
    pieces: Vec<String>,
}

/// How what is shown of a number fits a whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Fit {
    /// Characters that are shown and agree.
    pub shown: usize,
    /// Characters of the whole number that are hidden in the other.
    pub hidden: usize,
    /// How many numbers as long as the whole one look like what is shown; at most `u64::MAX`.
    pub numbers: u64,
}

impl fmt::Display for Fit {
    /// `10 characters agree, 6 are hidden: up to 1000000 numbers look like this`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fit { shown, hidden, numbers } = self;
        let are = if *hidden == 1 { "is" } else { "are" };
        write!(
            f,
            "{shown} characters agree, {hidden} {are} hidden: up to {numbers} numbers look like this"
        )
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Shown(char),
    Hidden,
}

impl Unit {
    const fn shown(&self) -> Option<char> {
        match self {
            Unit::Shown(c) => Some(*c),
            Unit::Hidden => None,
        }
    }
}

impl Masked {
    /// The shown parts of a value that hides some; `None` if it hides nothing, or shows no digit.
    ///
    /// Letters are only read where an account can have them: in an IBAN. `x` hides characters where
    /// two or more stand beside a digit and `letters` allows it.
    pub fn read(value: &str, letters: bool) -> Option<Masked> {
        if !may_hide(value, letters) {
            return None;
        }
        let mut units = units(&crate::text::nfkc(value));
        let by_signs = units.contains(&Unit::Hidden);
        let whole: String = units.iter().filter_map(Unit::shown).collect();
        if !by_signs && iban::validity(&whole).is_valid() {
            return None;
        }
        if letters {
            hide_letters(&mut units);
        }
        if !units.contains(&Unit::Hidden) {
            return None;
        }
        let mut pieces = vec![String::new()];
        let mut hides = false;
        for unit in units {
            match unit {
                Unit::Hidden if hides => {}
                Unit::Hidden => pieces.push(String::new()),
                Unit::Shown(c) => pieces.last_mut()?.push(c),
            }
            hides = unit == Unit::Hidden;
        }
        let masked = Masked { pieces };
        masked.is_number().then_some(masked)
    }

    /// Whether what is shown can be of a number: digits, or what stands in an IBAN.
    fn is_number(&self) -> bool {
        let is_digit = |c: char| c.is_ascii_digit();
        let Some((first, rest)) = self.pieces.split_first() else { return false };
        let mut country = first.chars();
        let of_iban = country.by_ref().take(2).filter(char::is_ascii_uppercase).count() == 2
            && country.take(2).all(is_digit)
            && !LABELS.contains(&first.as_str());
        let digits = self.pieces.iter().any(|piece| piece.contains(is_digit));
        let plain = |piece: &String| piece.chars().all(is_digit);
        digits
            && self.normal().len() <= LONGEST
            && (of_iban || (plain(first) && rest.iter().all(plain)))
    }

    /// The shown parts with `*` between them: `622202*5702`.
    pub fn normal(&self) -> String {
        self.pieces.join("*")
    }

    /// The [key](Identifier::keys) of a number that it fits, with `*` for what is hidden.
    pub fn key(&self) -> String {
        format!("{}:{}", Scheme::Account.family(), self.normal())
    }

    /// The country that an IBAN begins with, if one does.
    pub fn country(&self) -> Option<&str> {
        let country = self.pieces.first()?.get(..2)?;
        country.bytes().all(|byte| byte.is_ascii_uppercase()).then_some(country)
    }

    /// What is told of it: how much is shown, and whether that is enough.
    pub fn told(&self) -> String {
        let shown = self.shown();
        let verdict = if self.is_comparable() {
            String::new()
        } else {
            format!(", too few to compare: {LEAST_SHOWN} are needed")
        };
        let brand = super::card::begins(self.beginning());
        let brand = brand.map_or_else(String::new, |brand| format!(", begins as {brand}"));
        format!("a part is hidden, {shown} characters are shown{verdict}{brand}")
    }

    /// What is shown in front of the first hidden part.
    pub fn beginning(&self) -> &str {
        self.pieces.first().map_or("", String::as_str)
    }

    /// How many characters are shown.
    pub fn shown(&self) -> usize {
        self.pieces.iter().map(String::len).sum()
    }

    /// Whether enough is shown to compare it with anything.
    pub fn is_comparable(&self) -> bool {
        self.shown() >= LEAST_SHOWN
    }

    /// How what is shown fits a whole number in its normal form; `None` if it does not, or if too
    /// little is shown.
    pub fn fit(&self, number: &str) -> Option<Fit> {
        let (first, rest) = self.pieces.split_first()?;
        let (last, middle) = rest.split_last()?;
        let mut left = number.strip_prefix(first.as_str())?.strip_suffix(last.as_str())?;
        for piece in middle {
            // Something is hidden before every piece.
            let (hidden, _) = left.char_indices().nth(1)?;
            let at = hidden + left.get(hidden..)?.find(piece.as_str())?;
            left = left.get(at + piece.len()..)?;
        }
        let hidden = number.len().checked_sub(self.shown())?;
        if left.is_empty() || !self.is_comparable() || !number.is_ascii() {
            return None;
        }
        let letters = |text: &str| text.bytes().filter(u8::is_ascii_alphabetic).count();
        let hides_letters = letters(number) > self.pieces.iter().map(|p| letters(p)).sum();
        let base: u64 = if hides_letters { 36 } else { 10 };
        let numbers = base.saturating_pow(u32::try_from(hidden).unwrap_or(u32::MAX));
        Some(Fit { shown: self.shown(), hidden, numbers })
    }
}

/// Whether a value can hide anything: nearly none does, and this is soon seen. Outside of ASCII there
/// are too many forms of the signs to tell.
fn may_hide(value: &str, letters: bool) -> bool {
    let hides = |c: char| SIGNS.contains(&c) || REPEATED.contains(&c);
    !value.is_ascii() || value.contains(hides) || (letters && value.contains(['x', 'X']))
}

/// The letters and digits of a text after its labels, and where signs hide some.
fn units(text: &str) -> Vec<Unit> {
    let mut parts = vec![String::new()];
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let repeated = REPEATED.contains(&c) && characters.peek() == Some(&c);
        if SIGNS.contains(&c) || repeated {
            while characters.next_if_eq(&c).is_some() {}
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    let mut units = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            units.push(Unit::Hidden);
        }
        let words = fold::words(part);
        let words = if at == 0 { fold::strip_labels(&words, LABELS) } else { &words };
        units.extend(words.iter().flat_map(|word| word.chars()).map(Unit::Shown));
    }
    units
}

/// Hides runs of two and more `X` that stand beside a digit and beside no letter.
fn hide_letters(units: &mut [Unit]) {
    let mut from = 0;
    while from < units.len() {
        let run = units[from..].iter().take_while(|unit| **unit == Unit::Shown('X')).count();
        if run < 2 {
            from += run.max(1);
            continue;
        }
        let before = from.checked_sub(1).map(|at| units[at]);
        let sides = [before, units.get(from + run).copied()];
        let is_digit = |unit: &Unit| matches!(unit, Unit::Shown(c) if c.is_ascii_digit());
        let fits = |unit: &Unit| is_digit(unit) || *unit == Unit::Hidden;
        if sides.iter().flatten().all(fits) && sides.iter().flatten().any(is_digit) {
            units[from..from + run].fill(Unit::Hidden);
        }
        from += run;
    }
}

impl Identifier {
    /// What is shown of a number of which a part is hidden. Letters `x` count as hiding only in
    /// accounts: documents and telephones have them.
    pub(crate) fn masked(&self) -> Option<Masked> {
        let letters = match self.scheme {
            Scheme::Account | Scheme::Iban | Scheme::Card => true,
            Scheme::Passport
            | Scheme::NationalId
            | Scheme::TaxId
            | Scheme::Registration
            | Scheme::Phone => false,
            _ => return None,
        };
        if !may_hide(&self.value, letters) {
            return None;
        }
        // Without its signs and labels the rest may be one that hides something.
        Masked::read(&self.value, letters).or_else(|| Masked::read(&self.whole()?, letters))
    }

    /// How what is shown of this account number, of which a part is hidden, fits a whole one.
    ///
    /// `None` if it hides nothing, if fewer than eight characters are shown, or if they do not fit.
    /// A fit is no identity: it says how many numbers look like what is shown.
    ///
    /// # Examples
    ///
    /// ```
    /// use tamis::identifiers::{Identifier, Scheme};
    ///
    /// let account = |value| Identifier::new(Scheme::Account, value);
    /// let fit = account("622202****5702").fit(&account("6222021234565702")).unwrap();
    /// assert_eq!((fit.shown, fit.hidden, fit.numbers), (10, 6, 1_000_000));
    /// assert_eq!(account("622202****5702").fit(&account("6222021234565703")), None);
    /// assert_eq!(account("****5702").fit(&account("6222021234565702")), None);
    /// ```
    pub fn fit(&self, whole: &Identifier) -> Option<Fit> {
        if !(self.is_account() && whole.is_account()) || whole.masked().is_some() {
            return None;
        }
        self.masked()?.fit(&whole.normal()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normal(value: &str) -> Option<String> {
        Masked::read(value, true).map(|masked| masked.normal())
    }

    #[test]
    fn however_it_is_hidden() {
        for typed in [
            "622202****5702",
            "6222 02** **** 5702",
            "6222-02XX-XXXX-5702",
            "622202xxxxxx5702",
            "622202••••5702",
            "622202…5702",
            "622202...5702",
            "622202######5702",
            "Card no. 622202*****5702",
            "６２２２０２＊＊＊＊５７０２",
        ] {
            assert_eq!(normal(typed).as_deref(), Some("622202*5702"), "{typed}");
        }
        assert_eq!(normal("DE89 **** **** **** 3000").as_deref(), Some("DE89*3000"));
        assert_eq!(normal("****5702").as_deref(), Some("*5702"));
        assert_eq!(normal("62**02**57").as_deref(), Some("62*02*57"));
    }

    #[test]
    fn what_hides_nothing_is_not_masked() {
        for whole in [
            "6222021234565702",
            "6222.0212.3456.5702",
            "#6222021234565702",
            "GB82 WEST 1234 5698 7654 32",
            "BIC DCBKKPPYXXX",
            "FOXX 12",
            "XXXX",
            "****",
            "12X34",
            "a*b",
        ] {
            assert_eq!(normal(whole), None, "{whole}");
        }
        // Its check digits hold: the letters are the bank's.
        let iban = "MT67MALT01100XX12345MTLCAST001S";
        assert!(iban::validity(iban).is_valid());
        assert_eq!(normal(iban), None);
        assert_eq!(normal("IBAN MT67 MALT 0110 0XX1 2345 MTLC AST0 01S"), None);
    }

    #[test]
    fn what_is_shown_fits_or_not() {
        let fit = |shown: &str, whole: &str| {
            let fit = Masked::read(shown, true)?.fit(whole)?;
            Some((fit.shown, fit.hidden, fit.numbers))
        };
        assert_eq!(fit("622202****5702", "6222021234565702"), Some((10, 6, 1_000_000)));
        // Four signs stand for nine digits.
        assert_eq!(fit("622202****5702", "6222021234567895702"), Some((10, 9, 1_000_000_000)));
        assert_eq!(fit("622202****5702", "6222035702"), None);
        assert_eq!(fit("622202****5702", "6222025702"), None, "nothing would be hidden");
        assert_eq!(fit("622202****5702", "6222021234565712"), None);
        assert_eq!(fit("62220212******", "6222021234565702"), Some((8, 8, 100_000_000)));
        assert_eq!(fit("6222*2345*5702", "6222021234565702"), Some((12, 4, 10_000)));
        assert_eq!(fit("6222*9999*5702", "6222021234565702"), None);
        assert_eq!(fit("***4565702", "6222021234565702"), None, "seven characters");
        assert_eq!(fit("DE89****3000", "DE89370400440532013000"), Some((8, 14, 10u64.pow(14))));
        assert_eq!(fit("GB82****5432", "GB82WEST12345698765432").map(|f| f.2), Some(u64::MAX));
    }

    #[test]
    fn what_is_left_without_labels_hides_too() {
        // Found by fuzzing: a label that only one of the schemes knows, and a number too long.
        let card = Identifier::new(Scheme::Card, "A/C 9988 0199910000001223 4567 8901DE37 XXXX");
        // And one that is only a label once its letters stand together.
        let iban = Identifier::new(Scheme::Iban, "n{r*0");
        for found in [card, iban] {
            let normal = found.normal().unwrap();
            assert_eq!(Identifier::new(found.scheme, normal.as_str()).normal(), Some(normal));
        }
    }

    proptest! {
        /// Whatever is hidden of a number, the rest fits it, unless too little is shown; and it fits
        /// no number that differs where it is shown.
        #[test]
        fn a_number_fits_what_is_left_of_it(
            number in "[1-9][0-9]{11,18}", from in 1..12usize, length in 1..8usize, at in 0..30usize, sign in "[*•]{1,6}|XX|XXXX|…",
        ) {
            let to = (from + length).min(number.len());
            let masked = format!("{}{sign}{}", &number[..from], &number[to..]);
            let read = Masked::read(&masked, true).unwrap();
            let shown = number.len() - (to - from);
            prop_assert_eq!(read.shown(), shown);
            prop_assert_eq!(read.fit(&number).is_some(), shown >= LEAST_SHOWN);
            let at = at % number.len();
            if !(from..to).contains(&at) {
                let mut other = number.into_bytes();
                other[at] = if other[at] == b'9' { b'0' } else { other[at] + 1 };
                prop_assert_eq!(read.fit(std::str::from_utf8(&other).unwrap()), None);
            }
        }
    }
}
