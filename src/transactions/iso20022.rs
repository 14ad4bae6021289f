//! ISO 20022 payment messages, read element by element.
//!
//! The reader knows element names, not versions: it follows the stack of open elements, gathers
//! what stands inside a party, account or text element, and hands out the subjects of a
//! transaction when it ends. Memory is bounded by one transaction.

use super::decode::Text;
use super::iso20022_account::AccountDraft;
use super::iso20022_party::{Draft, Taken};
use super::iso20022_pending::{Pending, Scope, What};
use super::iso20022_roles as roles;
use super::iso20022_roles::Unit;
use super::{Item, MAX_FIELD, MAX_ITEM, Origin, Subject, clean};
use crate::error::{Error, Result, Skipped};
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// Elements open at a time; the deepest standard message has about 20.
const MAX_DEPTH: usize = 64;
/// Bytes of an element name.
const MAX_NAME: usize = 256;
/// What stands in a reference that has none (ISO 20022 usage rule).
const NOT_PROVIDED: &str = "NOTPROVIDED";

/// A file of ISO 20022 messages, possibly in envelopes.
pub(super) struct Messages {
    xml: quick_xml::Reader<Text>,
    event: Vec<u8>,
    name: String,
    path: PathBuf,
    stack: Vec<Element>,
    parties: Vec<Open<Draft>>,
    accounts: Vec<Open<AccountDraft>>,
    scopes: Vec<Scope>,
    ready: VecDeque<Item>,
    message: Message,
    /// Identifier of the first message, such as `pacs.008.001.08`; empty if it states none.
    pub(super) kind: String,
    /// Transactions begun so far.
    pub(super) transactions: u64,
    elements: u64,
    root: String,
    known: bool,
    done: bool,
}

/// The message being read.
#[derive(Default)]
struct Message {
    /// Which one of the file, counted from 1; 0 before the first.
    number: u32,
    /// Depth of its first element on the stack.
    depth: usize,
    id: Option<String>,
    element: String,
    transactions: u64,
    stated: Option<u64>,
}

/// An open element.
struct Element {
    name: String,
    /// Its number in the file, which tells two elements of one name apart.
    id: u64,
    /// Its number among those of its name next to it, if such elements repeat.
    number: Option<u32>,
    line: u64,
    text: String,
    overlong: bool,
    repeated: Vec<(String, u32)>,
    opens: Opens,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    Nothing,
    Party,
    Account,
    Scope,
}

/// Something being gathered, and where it began.
struct Open<T> {
    depth: usize,
    role: String,
    draft: T,
}

impl Messages {
    pub(super) fn new(text: Text, name: &str, path: &Path) -> Messages {
        let mut xml = quick_xml::Reader::from_reader(text);
        xml.config_mut().expand_empty_elements = true;
        Messages {
            xml,
            event: Vec::new(),
            name: name.to_owned(),
            path: path.to_path_buf(),
            stack: Vec::new(),
            parties: Vec::new(),
            accounts: Vec::new(),
            scopes: vec![Scope::new(Unit::Batch, 0)],
            ready: VecDeque::new(),
            message: Message::default(),
            kind: String::new(),
            transactions: 0,
            elements: 0,
            root: String::new(),
            known: false,
            done: false,
        }
    }

    /// Reads on until the kind of message is known or something else is: so that a file that is
    /// no XML is refused when it is opened.
    pub(super) fn begin(&mut self) -> Result<()> {
        while self.message.number == 0 && self.ready.is_empty() && !self.done {
            self.step()?;
        }
        Ok(())
    }

    /// The next subject or skipped value; `None` after the last.
    pub(super) fn next_item(&mut self) -> Result<Option<Item>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            if self.done {
                return Ok(None);
            }
            self.step()?;
        }
    }

    /// Reads one event.
    fn step(&mut self) -> Result<()> {
        self.xml.get_mut().allow(MAX_ITEM);
        let mut buffer = std::mem::take(&mut self.event);
        buffer.clear();
        let outcome = match self.xml.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => self.open(&start),
            Ok(Event::End(_)) => {
                self.close();
                Ok(())
            }
            Ok(Event::Text(text)) => self.text(&text.xml10_content()),
            Ok(Event::CData(text)) => self.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => self.reference(&reference),
            Ok(Event::DocType(_)) => Err(self
                .broken("a document type declaration; ISO 20022 messages have none".to_owned())
                .advise("remove it; entities are not expanded")),
            Ok(Event::Eof) => self.end(),
            Ok(_) => Ok(()),
            Err(error) => Err(self.xml_error(&error)),
        };
        self.event = buffer;
        outcome
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<()> {
        let name = start.local_name().into_inner();
        if name.len() > MAX_NAME || self.stack.len() >= MAX_DEPTH {
            return Err(self.broken(format!(
                "elements nested deeper than {MAX_DEPTH} or a name over {MAX_NAME} bytes; no \
                 ISO 20022 message has such"
            )));
        }
        // The reader stands behind the tag; a long tag may begin some lines before.
        let inside = start.attributes_raw().bytes().filter(|byte| *byte == b'\n').count() as u64;
        let line = self.xml.get_ref().line().saturating_sub(inside);
        let number = if roles::repeats(name) { self.count(name) } else { None };
        self.elements += 1;
        if self.stack.is_empty() && self.root.is_empty() {
            name.clone_into(&mut self.root);
        }
        self.begin_message(name, start);
        let depth = self.stack.len();
        let parent = self.stack.last().map_or("", |parent| parent.name.as_str());
        let mut opens = Opens::Nothing;
        if let Some(open) = self.parties.last_mut() {
            open.draft.open(name);
        }
        if let Some(unit) = roles::unit(name) {
            opens = Opens::Scope;
            self.flush();
            let counts = unit == Unit::Transaction;
            self.transactions += u64::from(counts);
            self.message.transactions += u64::from(counts);
            self.scopes.push(Scope::new(unit, self.transactions));
        } else if let Some(of) = self.parties.last().filter(|_| name == "CtctDtls") {
            let role = format!("{} contact", of.role);
            self.parties.push(Open { depth, role, draft: Draft::new(false, false) });
            opens = Opens::Party;
        } else if let Some(role) = roles::role(name, parent) {
            let words = self.in_context(role.words);
            let draft = Draft::new(role.agent, role.words.ends_with("scheme"));
            self.parties.push(Open { depth, role: words, draft });
            opens = Opens::Party;
        } else if let Some(account) = roles::account(name) {
            let words = self.in_context(account.words);
            self.accounts.push(Open { depth, role: words, draft: AccountDraft::new(account) });
            opens = Opens::Account;
        }
        self.stack.push(Element {
            name: name.to_owned(),
            id: self.elements,
            number,
            line,
            text: String::new(),
            overlong: false,
            repeated: Vec::new(),
            opens,
        });
        Ok(())
    }

    /// The number of an element among those of its name in the element it stands in.
    fn count(&mut self, name: &str) -> Option<u32> {
        let counts = &mut self.stack.last_mut()?.repeated;
        if let Some((_, count)) = counts.iter_mut().find(|(other, _)| other == name) {
            *count = count.saturating_add(1);
            return Some(*count);
        }
        // At most as many entries as there are repeating elements in the table.
        counts.push((name.to_owned(), 1));
        Some(1)
    }

    /// Notes that a message begins: at `Document`, or without one at its first element.
    fn begin_message(&mut self, name: &str, start: &BytesStart<'_>) {
        let document = name == "Document";
        let inside = self.message.depth > 0;
        if self.kind.is_empty() && !inside {
            let mut attributes = start.attributes();
            let namespaces = attributes.with_checks(false).flatten();
            for namespace in namespaces.filter(|a| a.key.as_ref().starts_with("xmlns")) {
                if let Some(kind) = roles::message_in(&namespace.value) {
                    kind.clone_into(&mut self.kind);
                    self.known = true;
                }
            }
        }
        if !inside && (document || roles::is_message(name)) {
            self.flush();
            self.message = Message {
                number: self.message.number + 1,
                // Paths begin below the message's own element, which stands in `Document`.
                depth: self.stack.len() + usize::from(document) + 1,
                ..Message::default()
            };
        }
        if self.message.depth == self.stack.len() + 1 {
            name.clone_into(&mut self.message.element);
            self.known |= roles::is_message(name);
        }
    }

    /// A role with what its surroundings add: `underlying debtor`.
    fn in_context(&self, words: &str) -> String {
        let mut out = String::new();
        for context in self.stack.iter().filter_map(|element| roles::context(&element.name)) {
            out.push_str(context);
            out.push(' ');
        }
        out + words
    }

    fn text(&mut self, text: &str) -> Result<()> {
        let Some(element) = self.stack.last_mut() else {
            return if text.trim().is_empty() {
                Ok(())
            } else {
                Err(self.broken("text outside of any element".to_owned()))
            };
        };
        if element.text.is_empty() && text.trim().is_empty() {
            return Ok(());
        }
        if element.text.len() + text.len() > MAX_FIELD {
            element.overlong = true;
        } else {
            element.text.push_str(text);
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<()> {
        let mut bytes = [0; 4];
        let text = match (&**reference, reference.resolve_char_ref()) {
            (_, Ok(Some(c))) => &*c.encode_utf8(&mut bytes),
            ("amp", _) => "&",
            ("lt", _) => "<",
            ("gt", _) => ">",
            ("apos", _) => "'",
            ("quot", _) => "\"",
            (other, _) => {
                let shown: String = other.chars().take(40).collect();
                return Err(self.broken(format!(
                    "the reference `&{shown};`; only characters and the five predefined entities \
                     are known"
                )));
            }
        };
        self.text(text)
    }

    fn close(&mut self) {
        let Some(element) = self.stack.pop() else { return };
        let value = clean(&element.text);
        if element.overlong {
            self.overlong(&element);
        } else if !value.is_empty() {
            self.leaf(&element, value);
        }
        self.close_element(&element);
        if self.stack.len() < self.message.depth {
            self.close_message();
        }
    }

    /// Takes the value of an element to where it belongs.
    fn leaf(&mut self, element: &Element, value: String) {
        let party = self.parties.last().map(|open| open.depth);
        let account = self.accounts.last().map(|open| open.depth);
        if party.is_some() && party > account {
            let depth = party.unwrap_or_default();
            let below = below(&self.stack, depth, element);
            let taken = self.parties.last_mut().map(|open| open.draft.leaf(&below, &value));
            if let Some(Taken::Unreadable(why)) = taken {
                self.skip(element, &why);
            }
        } else if let Some(depth) = account {
            let below = below(&self.stack, depth, element);
            if let Some(open) = self.accounts.last_mut() {
                open.draft.leaf(&below, value);
            }
        } else {
            self.loose_leaf(element, value);
        }
    }

    /// A value outside parties and accounts: a reference, a count, or free text.
    fn loose_leaf(&mut self, element: &Element, value: String) {
        let parent = self.stack.last().map_or("", |parent| parent.name.as_str());
        match (parent, element.name.as_str()) {
            ("GrpHdr", "MsgId") => {
                self.message.id = Some(value);
                return;
            }
            ("GrpHdr", "NbOfTxs") => {
                self.message.stated = value.parse().ok();
                return;
            }
            _ => {}
        }
        if let Some(role) = roles::text_role(&element.name, parent) {
            let mut subject = Subject::free_text(value);
            subject.origin = Origin {
                path: Some(self.path_of(element, &[])),
                role: Some(self.in_context(role)),
                line: Some(element.line),
                ..Origin::default()
            };
            self.wait(Pending {
                id: element.id,
                holder: (0, String::new()),
                subject,
                what: What::Text,
            });
        } else if let Some(scope) = self.scopes.last_mut() {
            let rank = roles::reference_rank(&element.name, parent, scope.unit);
            let better = |best: &(u8, String)| rank.is_some_and(|rank| rank < best.0);
            if let Some(rank) = rank.filter(|_| value != NOT_PROVIDED)
                && scope.reference.as_ref().is_none_or(better)
            {
                scope.reference = Some((rank, value));
            }
        }
    }

    /// A value too long to be one: reported where it would have been read.
    fn overlong(&mut self, element: &Element) {
        let parent = self.stack.last().map_or("", |parent| parent.name.as_str());
        let wanted = roles::text_role(&element.name, parent).is_some();
        if wanted || !self.parties.is_empty() || !self.accounts.is_empty() {
            self.skip(element, &format!("it is longer than {MAX_FIELD} bytes"));
        }
    }

    /// Ends what the element opened. The element is off the stack already.
    fn close_element(&mut self, element: &Element) {
        match element.opens {
            Opens::Party => self.close_party(element),
            Opens::Account => self.close_account(element),
            Opens::Scope => {
                self.flush();
                if self.scopes.len() > 1 {
                    self.scopes.pop();
                }
            }
            Opens::Nothing => {
                if let Some(open) = self.parties.last_mut() {
                    let below = below(&self.stack, open.depth, element);
                    open.draft.close(&element.name, &below);
                }
            }
        }
    }

    fn close_party(&mut self, element: &Element) {
        let Some(open) = self.parties.pop() else { return };
        let Some((party, place)) = open.draft.finish() else { return };
        let mut subject = Subject::from(party);
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        subject.origin = Origin {
            path: Some(self.path_of(element, &place)),
            role: Some(open.role),
            line: Some(element.line),
            ..Origin::default()
        };
        let parent = self.stack.last().map_or(0, |parent| parent.id);
        self.wait(Pending {
            id: element.id,
            holder: (parent, element.name.clone()),
            subject,
            what: What::Party,
        });
    }

    fn close_account(&mut self, element: &Element) {
        let Some(open) = self.accounts.pop() else { return };
        let account = open.draft.finish();
        let parent = self.stack.last().map_or(0, |parent| parent.id);
        let owner = account.account.owner.unwrap_or_default();
        // An `Acct` contains its owner; any other account stands next to its holder.
        let holder = (if owner == "Ownr" { element.id } else { parent }, owner.to_owned());
        let origin = |path, role| Origin {
            path: Some(path),
            role: Some(role),
            line: Some(element.line),
            ..Origin::default()
        };
        if let Some(name) = account.name {
            let mut subject = Subject::from(name.as_str());
            // The name of an `Acct` is that of the account itself.
            let role = match open.role.as_str() {
                "account owner" => "account".to_owned(),
                holder => format!("{holder} account"),
            };
            subject.origin = origin(self.path_of(element, &["Nm"]), role);
            let (holder, what) = (holder.clone(), What::AccountName);
            self.wait(Pending { id: element.id, holder, subject, what });
        }
        if !account.identifiers.is_empty() {
            let place: Vec<&str> = account.place.iter().map(String::as_str).collect();
            let mut subject = Subject::default();
            subject.party.identifiers = account.identifiers;
            subject.origin = origin(self.path_of(element, &place), open.role);
            self.wait(Pending { id: element.id, holder, subject, what: What::Account });
        }
    }

    /// Keeps a subject until its transaction ends.
    fn wait(&mut self, pending: Pending) {
        if self.scopes.last_mut().is_some_and(|scope| scope.wait(pending)) {
            self.flush();
        }
    }

    /// Hands out what waits in the innermost transaction or batch.
    fn flush(&mut self) {
        let record = self.record();
        let Some(scope) = self.scopes.last_mut() else { return };
        for Pending { mut subject, .. } in scope.take() {
            subject.origin.file = Some(self.name.clone());
            subject.origin.record = Some(record.clone());
            self.known = true;
            self.ready.push_back(Item::Subject(subject));
        }
    }

    /// The reference of the innermost transaction, or of the nearest batch or the message.
    fn record(&self) -> String {
        for scope in self.scopes.iter().rev() {
            match (&scope.reference, scope.unit) {
                (Some((_, reference)), _) => return reference.clone(),
                (None, Unit::Transaction) => return format!("#{}", scope.number),
                (None, Unit::Batch) => {}
            }
        }
        self.message.id.clone().unwrap_or_else(|| "#0".to_owned())
    }

    fn skip(&mut self, element: &Element, why: &str) {
        let path = self.path_of(element, &[]);
        self.ready.push_back(Item::Skipped(Skipped {
            file: self.name.clone(),
            line: element.line,
            reason: format!("{path}: {why}; the rest of its record is read without it"),
        }));
    }

    /// The path from the message down to an element that is off the stack already.
    fn path_of(&self, element: &Element, further: &[&str]) -> String {
        let mut path = String::new();
        if self.message.number > 1 {
            path = format!("Document[{}]", self.message.number);
        }
        let from = if self.message.depth > 0 { self.message.depth } else { 1 };
        for element in self.stack.iter().skip(from).chain([element]) {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(&element.name);
            if let Some(number) = element.number {
                path.push_str(&format!("[{number}]"));
            }
        }
        for name in further {
            path.push('/');
            path.push_str(name);
        }
        path
    }

    /// Ends a message: what still waits is handed out, and its transactions are counted.
    fn close_message(&mut self) {
        self.flush();
        let (read, stated) = (self.message.transactions, self.message.stated);
        if let Some(stated) = stated.filter(|stated| *stated > read) {
            self.ready.push_back(Item::Skipped(Skipped {
                file: self.name.clone(),
                line: self.xml.get_ref().line(),
                reason: format!(
                    "GrpHdr/NbOfTxs states {stated} transactions, the message holds {read}; \
                     the others are not in this file"
                ),
            }));
        }
        self.message.depth = 0;
    }

    /// The file ends: was it whole, and was it a payment file?
    fn end(&mut self) -> Result<()> {
        if let Some(open) = self.stack.last() {
            let message =
                format!("the file ends inside `{}`, which began on line {}", open.name, open.line);
            return Err(Error::truncated(message)
                .at(&self.path, Some(self.xml.get_ref().line()))
                .advise("fetch the file again"));
        }
        if self.root.is_empty() {
            return Err(Error::truncated("the file ends before its first element")
                .at(&self.path, Some(self.xml.get_ref().line()))
                .advise("fetch the file again"));
        }
        self.flush();
        if !self.known {
            return Err(Error::format(format!(
                "XML beginning with `{}` and no payment message or party in it; ISO 20022 (such \
                 as pacs.008 or pain.001) was expected",
                self.root
            ))
            .at(&self.path, None));
        }
        if self.transactions == 0 && roles::carries_transactions(&self.message.element) {
            return Err(Error::empty(format!(
                "`{}` without a single transaction",
                self.message.element
            ))
            .at(&self.path, None));
        }
        self.done = true;
        Ok(())
    }

    fn broken(&self, message: String) -> Error {
        Error::format(message).at(&self.path, Some(self.xml.get_ref().line()))
    }

    fn xml_error(&mut self, error: &quick_xml::Error) -> Error {
        let path = self.path.clone();
        let text = self.xml.get_mut();
        if let Some(refusal) = text.refusal(&path) {
            return refusal;
        }
        let line = Some(text.line());
        let unfinished = matches!(
            error,
            quick_xml::Error::Syntax(_)
                | quick_xml::Error::IllFormed(IllFormedError::UnclosedReference)
        );
        if unfinished && text.at_end() {
            Error::truncated(format!("the file ends too early: {error}"))
                .at(&path, line)
                .advise("fetch the file again")
        } else {
            Error::format(format!("XML that is not well-formed: {error}")).at(&path, line)
        }
    }
}

/// Names of the elements below the one at `depth`, down to `element`.
fn below<'a>(stack: &'a [Element], depth: usize, element: &'a Element) -> Vec<&'a str> {
    stack.iter().skip(depth + 1).chain([element]).map(|element| element.name.as_str()).collect()
}
