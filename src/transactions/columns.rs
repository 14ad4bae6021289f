//! Which column of a CSV file holds what: told by the user, or read off the header.

use crate::error::{Error, Result};
use crate::identifiers::Scheme;
use crate::party::Kind;
use crate::text::fold;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::OnceLock;

/// The words headers are made of (see the file for its form).
const WORDS: &str = include_str!("../../lists/columns.tsv");

/// The role of a party whose columns name no part it plays.
const PLAIN: &str = "party";
/// The role of free text from a column the user named without a role.
const PLAIN_TEXT: &str = "free text";

/// Which columns of a CSV file hold what.
///
/// By default columns are recognised by the words of their headers (`lists/columns.tsv`). Columns
/// given here replace that: only they are read.
///
/// # Examples
///
/// ```
/// use tamis::transactions::{self, Columns, Item, ReadOptions};
///
/// let options = ReadOptions::default().with_columns("name.seller=Firma,text=Betreff".parse()?);
/// let rows = "Firma;Betreff\nHansen Trading;Rechnung 12\n";
/// let roles: Vec<_> = transactions::from_reader(rows.as_bytes(), "rows", &options)?
///     .filter_map(|item| match item {
///         Ok(Item::Subject(subject)) => subject.origin.role,
///         _ => None,
///     })
///     .collect();
/// assert_eq!(roles, ["seller", "free text"]);
/// # Ok::<(), tamis::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    chosen: Vec<Choice>,
}

/// One column the user named.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    field: Field,
    of: Option<String>,
    header: String,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Alias,
    GivenName,
    MiddleName,
    FamilyName,
    Kind,
    Born,
    Gender,
    Country,
    Address,
    AddressCountry,
    Identifier(Scheme),
    Built,
    ShipType,
    Tonnage,
    GrossTonnage,
    Text,
    Record,
}

/// The words for fields, in the data file and in [`Columns`].
const FIELDS: [(&str, Field); 39] = [
    ("name", Field::Name),
    ("alias", Field::Alias),
    ("given-name", Field::GivenName),
    ("middle-name", Field::MiddleName),
    ("family-name", Field::FamilyName),
    ("kind", Field::Kind),
    ("born", Field::Born),
    ("gender", Field::Gender),
    ("country", Field::Country),
    ("address", Field::Address),
    ("address-country", Field::AddressCountry),
    ("imo", Field::Identifier(Scheme::Imo)),
    ("mmsi", Field::Identifier(Scheme::Mmsi)),
    ("call-sign", Field::Identifier(Scheme::CallSign)),
    ("tail-number", Field::Identifier(Scheme::TailNumber)),
    ("bic", Field::Identifier(Scheme::Bic)),
    ("iban", Field::Identifier(Scheme::Iban)),
    ("account", Field::Identifier(Scheme::Account)),
    ("card", Field::Identifier(Scheme::Card)),
    ("aba", Field::Identifier(Scheme::Aba)),
    ("cnaps", Field::Identifier(Scheme::Cnaps)),
    ("isin", Field::Identifier(Scheme::Isin)),
    ("wallet", Field::Identifier(Scheme::Wallet)),
    ("passport", Field::Identifier(Scheme::Passport)),
    ("national-id", Field::Identifier(Scheme::NationalId)),
    ("tax-id", Field::Identifier(Scheme::TaxId)),
    ("registration", Field::Identifier(Scheme::Registration)),
    ("lei", Field::Identifier(Scheme::Lei)),
    ("phone", Field::Identifier(Scheme::Phone)),
    ("email", Field::Identifier(Scheme::Email)),
    ("website", Field::Identifier(Scheme::Website)),
    ("id", Field::Identifier(Scheme::Other)),
    ("built", Field::Built),
    ("ship-type", Field::ShipType),
    ("tonnage", Field::Tonnage),
    ("gross-tonnage", Field::GrossTonnage),
    ("text", Field::Text),
    ("record", Field::Record),
    ("reference", Field::Record),
];

/// A party's part and, where its word tells, its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    role: String,
    kind: Option<Kind>,
    /// Assumed, because a field such as `imo` names no party: a party word overrules it.
    assumed: bool,
}

/// What a header means.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Meaning {
    field: Field,
    part: Option<Part>,
    /// The role of a free text.
    text: String,
}

/// The columns of one party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) role: String,
    pub(super) kind: Option<Kind>,
    /// Fields and the columns they stand in, in the order of the file.
    pub(super) cells: Vec<(Field, usize)>,
}

/// What is read of every row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) groups: Vec<Group>,
    /// Columns of free text, each with its role.
    pub(super) texts: Vec<(usize, String)>,
    /// The column of references.
    pub(super) record: Option<usize>,
}

impl Columns {
    /// Reads `field=header` pairs with commas between: `name=Payee,account=Acct No,text=Memo`.
    ///
    /// A field is one of `name`, `alias`, `given-name`, `middle-name`, `family-name`, `kind`,
    /// `born`, `gender`, `country`, `address`, `address-country`, an identifier (`imo`, `mmsi`,
    /// `call-sign`, `tail-number`, `bic`, `iban`, `account`, `wallet`, `passport`, `national-id`,
    /// `tax-id`, `registration`, `lei`, `phone`, `email`, `website`, `id`), `text` or `record`.
    /// Behind a point stands the part its party plays, one party for each (`name.seller=Firma`),
    /// or the role of the text. A header that contains a comma is given to
    /// [`with`](Columns::with).
    ///
    /// # Errors
    ///
    /// An argument error for a pair without `=` and for an unknown field.
    pub fn parse(pairs: &str) -> Result<Columns> {
        let mut columns = Columns::default();
        for pair in pairs.split(',').filter(|pair| !pair.trim().is_empty()) {
            let Some((field, header)) = pair.split_once('=') else {
                return Err(Error::argument(format!(
                    "`{pair}` names no column: write field=header, such as name=Payee"
                )));
            };
            columns = columns.with(field, header)?;
        }
        Ok(columns)
    }

    /// Adds one column: a field as in [`parse`](Columns::parse), and the header it stands under.
    ///
    /// # Errors
    ///
    /// An argument error for an unknown field, which names the known ones.
    pub fn with(mut self, field: &str, header: &str) -> Result<Columns> {
        let (word, of) = field.split_once('.').map_or((field, None), |(word, of)| (word, Some(of)));
        let word = word.trim().to_lowercase().replace(['_', ' '], "-");
        let field = field_named(&word).ok_or_else(|| {
            Error::argument(format!("`{word}` is no field: use {}", field_words()))
        })?;
        let of = of.map(|of| of.trim().to_lowercase().replace(['_', '-'], " "));
        let of = of.filter(|of| !of.is_empty());
        self.chosen.push(Choice { field, of, header: header.trim().to_owned() });
        Ok(self)
    }

    /// What to read of every row of a file with these headers, and the headers left out.
    ///
    /// # Errors
    ///
    /// A format error if a header the user named is not there, or if nothing is recognised.
    pub(super) fn plan(&self, headers: &[String]) -> Result<(Plan, Vec<String>)> {
        let mut found: Vec<(usize, String, Meaning)> = Vec::new();
        if self.chosen.is_empty() {
            for (at, header) in headers.iter().enumerate() {
                if let Some(meaning) = lexicon().meaning(&letters(header)) {
                    let digits = header.chars().filter(char::is_ascii_digit).collect();
                    found.push((at, digits, meaning));
                }
            }
        }
        for choice in &self.chosen {
            let at = headers
                .iter()
                .position(|header| *header == choice.header)
                .or_else(|| headers.iter().position(|header| fold(header) == fold(&choice.header)))
                .ok_or_else(|| {
                    Error::format(format!(
                        "no column `{}`; the header has {}",
                        choice.header,
                        quoted(headers)
                    ))
                    .advise("name columns as the header writes them")
                })?;
            found.push((at, String::new(), choice.meaning()));
        }
        let plan = Plan::new(&found);
        if plan.groups.is_empty() && plan.texts.is_empty() {
            return Err(Error::format(format!(
                "no column to screen is recognised in the header {}; known are {}, also behind \
                 the name of a party, as in beneficiary_name",
                quoted(headers),
                field_words()
            ))
            .advise("say which column is which, as in `name=Payee,account=Acct No,text=Memo`"));
        }
        let used = |at: usize| {
            plan.record == Some(at)
                || plan.texts.iter().any(|(column, _)| *column == at)
                || plan.groups.iter().flat_map(|group| &group.cells).any(|cell| cell.1 == at)
        };
        let ignored = headers.iter().enumerate().filter(|(at, _)| !used(*at));
        let ignored = ignored.map(|(_, header)| header.clone()).collect();
        Ok((plan, ignored))
    }
}

impl FromStr for Columns {
    type Err = Error;

    /// As [`Columns::parse`].
    fn from_str(pairs: &str) -> Result<Columns> {
        Columns::parse(pairs)
    }
}

impl Choice {
    fn meaning(&self) -> Meaning {
        let part = self.of.as_ref().filter(|_| self.field != Field::Text).map(|of| {
            let known = lexicon().meaning(&letters(of)).and_then(|meaning| meaning.part);
            Part { role: of.clone(), kind: known.and_then(|part| part.kind), assumed: false }
        });
        let text = self.of.clone().unwrap_or_else(|| PLAIN_TEXT.to_owned());
        Meaning { field: self.field, part, text }
    }
}

impl Plan {
    /// Sorts columns to parties: those of one role (and number: `beneficiary_2_name`) together.
    fn new(found: &[(usize, String, Meaning)]) -> Plan {
        let mut plan = Plan::default();
        let mut groups: Vec<(Group, bool)> = Vec::new();
        for (at, digits, meaning) in found {
            match meaning.field {
                Field::Text => plan.texts.push((*at, meaning.text.clone())),
                Field::Record => plan.record = plan.record.or(Some(*at)),
                field => {
                    let part = meaning.part.as_ref();
                    let mut role = part.map_or(PLAIN, |part| part.role.as_str()).to_owned();
                    if part.is_some() && !digits.is_empty() && field != Field::Address {
                        role = format!("{role} {digits}");
                    }
                    let kind = part.and_then(|part| part.kind);
                    let assumed = part.is_some_and(|part| part.assumed);
                    let place = groups.iter_mut().rev().find(|(group, _)| {
                        // Two columns of one name are two parties, not one with two names.
                        group.role == role && !(field == Field::Name && group.has(Field::Name))
                    });
                    if let Some((group, all_assumed)) = place {
                        group.cells.push((field, *at));
                        *all_assumed &= assumed;
                    } else {
                        groups.push((Group { role, kind, cells: vec![(field, *at)] }, assumed));
                    }
                }
            }
        }
        plan.groups = settle(groups);
        plan
    }
}

/// Gives columns that name no party to the party they can only belong to.
fn settle(mut groups: Vec<(Group, bool)>) -> Vec<Group> {
    let plain_at =
        |groups: &[(Group, bool)]| groups.iter().position(|(group, _)| group.role == PLAIN);
    // `name,imo,flag`: the ship is the party of the row.
    if let Some(plain) = plain_at(&groups).filter(|at| groups.get(*at).is_some_and(|g| g.0.named()))
        && let Some(ship) = groups.iter().position(|(group, assumed)| {
            *assumed && matches!(group.kind, Some(Kind::Vessel | Kind::Aircraft))
        })
    {
        let ship = groups.remove(ship).0;
        let plain = if let Some(at) = plain_at(&groups) { at } else { plain };
        if let Some((group, _)) = groups.get_mut(plain) {
            group.cells.extend(ship.cells);
        }
    }
    // `beneficiary,account,country`: one named party, and fields that name none.
    if let Some(plain) = plain_at(&groups)
        && groups.get(plain).is_some_and(|(group, _)| !group.named())
    {
        let mut named = groups
            .iter()
            .enumerate()
            .filter(|(_, (group, _))| group.named() && group.kind != Some(Kind::Organization));
        if let (Some((only, _)), None) = (named.next(), named.next()) {
            let cells = groups.get(plain).map(|(group, _)| group.cells.clone());
            if let Some((group, _)) = groups.get_mut(only) {
                group.cells.extend(cells.unwrap_or_default());
            }
            groups.remove(plain);
        }
    }
    groups.into_iter().map(|(group, _)| group).filter(Group::screenable).collect()
}

impl Group {
    fn has(&self, field: Field) -> bool {
        self.cells.iter().any(|cell| cell.0 == field)
    }

    fn named(&self) -> bool {
        [Field::Name, Field::GivenName, Field::FamilyName].into_iter().any(|name| self.has(name))
    }

    /// Whether anything can be looked up: a country or a date alone cannot.
    fn screenable(&self) -> bool {
        let looked_up = |field| matches!(field, Field::Identifier(_) | Field::Alias);
        self.named() || self.cells.iter().any(|cell| looked_up(cell.0))
    }
}

/// The words of the data file.
struct Lexicon {
    words: HashMap<&'static str, Meaning>,
    /// Words of parties, longest first.
    parties: Vec<&'static str>,
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut words = HashMap::new();
        let mut parties = Vec::new();
        let rows = WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for row in rows {
            let mut cells = row.split('\t');
            let (Some(word), Some(meaning)) = (cells.next(), cells.next()) else { continue };
            let of = cells.next();
            let part = |kind, assumed| Part { role: of.unwrap_or(PLAIN).to_owned(), kind, assumed };
            let (head, kind) = meaning.split_once('/').unwrap_or((meaning, ""));
            let kind = kind.parse().ok();
            let meaning = match (head, field_named(meaning)) {
                ("party", _) => {
                    parties.push(word);
                    let part = Some(part(kind, false));
                    Meaning { field: Field::Name, part, text: String::new() }
                }
                (_, Some(Field::Text)) => {
                    let text = of.unwrap_or(PLAIN_TEXT).to_owned();
                    Meaning { field: Field::Text, part: None, text }
                }
                (_, Some(field)) => {
                    let kind = match of {
                        Some("vessel") => Some(Kind::Vessel),
                        Some("aircraft") => Some(Kind::Aircraft),
                        Some("bank") => Some(Kind::Organization),
                        _ => None,
                    };
                    let part = of.map(|_| part(kind, true));
                    Meaning { field, part, text: String::new() }
                }
                (_, None) => continue,
            };
            words.insert(word, meaning);
        }
        parties.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Lexicon { words, parties }
    }

    /// What a header of these letters means.
    fn meaning(&self, header: &str) -> Option<Meaning> {
        if let Some(meaning) = self.words.get(header) {
            return Some(meaning.clone());
        }
        let led = self.parties.iter().find_map(|word| {
            let rest = header.strip_prefix(word).filter(|rest| !rest.is_empty())?;
            Some(within(self.words.get(word)?.part.as_ref()?, self.meaning(rest)?))
        });
        led.or_else(|| {
            header.match_indices("of").find_map(|(at, of)| {
                let field = self.words.get(header.get(..at)?)?;
                let party = self.words.get(header.get(at + of.len()..)?)?;
                Some(within(party.part.as_ref()?, field.clone()))
            })
        })
    }
}

/// What a word means behind the word of a party.
fn within(outer: &Part, mut inner: Meaning) -> Meaning {
    inner.part = Some(match inner.part {
        // A party's BIC is that of its bank; a bank's is its own.
        Some(part) if part.assumed && part.kind == Some(Kind::Organization) => {
            if outer.kind == Some(Kind::Organization) {
                outer.clone()
            } else {
                Part { role: format!("{} {}", outer.role, part.role), assumed: false, ..part }
            }
        }
        Some(part) if !part.assumed => {
            Part { role: format!("{} {}", outer.role, part.role), ..part }
        }
        _ => outer.clone(),
    });
    if inner.field == Field::Record {
        inner.field = Field::Identifier(Scheme::Other);
    }
    inner
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

fn field_named(word: &str) -> Option<Field> {
    FIELDS.into_iter().find(|(known, _)| *known == word).map(|(_, field)| field)
}

fn field_words() -> String {
    FIELDS.map(|(word, _)| word).join(", ")
}

/// The letters of a header in lower case, marks removed.
fn letters(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphabetic()).collect()
}

/// Headers for a message: at most twenty, none longer than forty characters.
fn quoted(headers: &[String]) -> String {
    let shown = headers.iter().take(20).map(|header| {
        let cut: String = header.chars().take(40).collect();
        format!("`{cut}`")
    });
    let mut shown: Vec<String> = shown.collect();
    if headers.len() > shown.len() {
        shown.push(format!("and {} more", headers.len() - shown.len()));
    }
    shown.join(", ")
}

/// Whether a header holds anything the data file knows, without regard to the rest of its row.
pub(super) fn is_known(header: &str) -> bool {
    lexicon().meaning(&letters(header)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(headers: &str) -> Plan {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        Columns::default().plan(&headers).unwrap().0
    }

    fn parties(headers: &str) -> Vec<(String, usize)> {
        plan(headers).groups.into_iter().map(|group| (group.role, group.cells.len())).collect()
    }

    #[test]
    fn every_row_of_the_data_file_is_read() {
        let rows = WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut seen = 0;
        for row in rows {
            let word = row.split('\t').next().unwrap();
            assert_eq!(letters(word), word, "`{word}` is not folded");
            assert!(lexicon().words.contains_key(word), "`{row}` has an unknown meaning");
            seen += 1;
        }
        assert_eq!(seen, lexicon().words.len(), "a word stands twice");
    }

    #[test]
    fn columns_of_one_party_stand_together() {
        let found = parties("Beneficiary Name,BeneficiaryAccount,beneficiary_country,amount");
        assert_eq!(found, [("beneficiary".to_owned(), 3)]);
        let found = parties("originator,originator_bic,beneficiary_bank,beneficiary_bank_country");
        let found: Vec<&str> = found.iter().map(|(role, _)| role.as_str()).collect();
        assert_eq!(found, ["originator", "originator bank", "beneficiary bank"]);
        assert_eq!(parties("beneficiary_1_name,beneficiary_2_name,beneficiary_2_iban").len(), 2);
        assert_eq!(parties("name,name").len(), 2);
    }

    #[test]
    fn plain_columns_go_to_the_only_party() {
        assert_eq!(parties("beneficiary,account,country"), [("beneficiary".to_owned(), 3)]);
        assert_eq!(parties("name,imo,flag"), [("party".to_owned(), 3)]);
        assert_eq!(parties("vessel_name,imo,flag,mmsi"), [("vessel".to_owned(), 4)]);
        assert_eq!(plan("vessel,imo").groups[0].kind, Some(Kind::Vessel));
        // Whose account it is cannot be told between two.
        let found = parties("sender,receiver,account");
        assert_eq!(found.last().unwrap(), &("party".to_owned(), 1));
    }

    #[test]
    fn texts_and_references_are_told_from_parties() {
        let plan = plan("transaction_id,payee,memo,Goods Description");
        assert_eq!(plan.record, Some(0));
        let texts = [(2, "free text".to_owned()), (3, "goods description".to_owned())];
        assert_eq!(plan.texts, texts);
    }

    #[test]
    fn errors_list_what_is_there() {
        let headers = ["Zahler".to_owned(), "Betrag".to_owned()];
        let error = Columns::default().plan(&headers).unwrap_err();
        assert!(error.is_format() && error.to_string().contains("`Zahler`, `Betrag`"), "{error}");
        let columns = Columns::parse("name=Payee").unwrap();
        let error = columns.plan(&headers).unwrap_err();
        assert!(error.to_string().contains("no column `Payee`"), "{error}");
        assert!(Columns::parse("nom=Payee").unwrap_err().to_string().contains("given-name"));
        assert!(Columns::parse("name").unwrap_err().is_argument());
    }
}
