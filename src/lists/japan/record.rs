//! One record of the Japanese list, put together from its cells by what each column holds.

use super::dates;
use super::names::{Names, is_nothing, names, own_names, plain_punctuation, spellings};
use crate::identifiers::{Identifier, Scheme, scan};
use crate::lists::spaces::squeeze;
use crate::lists::{
    Entity, EntityId, distinct, lettered, prose_numbers, stated_country, stated_place,
};
use crate::party::{Address, Country, DateInterval, Kind, Name, NameKind};
use crate::text::{Script, nfkc, script_of};

/// Short name of the list.
pub(super) const LIST: &str = "jp-mof";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Days of the notices that designated and amended.
    Noticed,
    /// Number of the notice.
    Number,
    Japanese,
    English,
    Alias,
    Weak,
    Former,
    Title,
    Birth,
    /// Date and place of birth in one cell.
    BirthAndPlace,
    BirthPlace,
    Country,
    Passport,
    Identity,
    Phone,
    Address,
    Reference,
    Remark,
    /// Something else that stays in words, with the name of its column.
    Noted,
}

/// Puts a record together.
#[derive(Default)]
pub(super) struct Draft {
    entity: Entity,
    japanese: Vec<String>,
    english: Vec<String>,
    others: Vec<Name>,
}

impl Draft {
    /// Adds what a cell says. `column` is the name of its column.
    pub fn add(&mut self, role: Role, column: &str, cell: &str) {
        if is_nothing(cell) {
            return;
        }
        match role {
            Role::Noticed => self.noticed(column, cell),
            Role::Number => self.number(column, cell),
            Role::Japanese | Role::English => {
                let Names { found, has_remarks } = own_names(cell);
                let names =
                    if role == Role::Japanese { &mut self.japanese } else { &mut self.english };
                names.extend(found.into_iter().map(|(text, _)| text));
                if has_remarks {
                    self.note_names(column, cell);
                }
            }
            Role::Alias | Role::Former | Role::Weak => {
                let Names { found, has_remarks } = names(cell);
                self.others.extend(found.into_iter().map(|(text, former)| {
                    let former = former || role == Role::Former;
                    let kind = if former { NameKind::Former } else { NameKind::Alias };
                    let name = Name::new(kind, text);
                    if role == Role::Weak { name.weak() } else { name }
                }));
                if has_remarks {
                    self.note_names(column, cell);
                }
            }
            Role::Title => self.entity.titles.extend(items(cell)),
            Role::Birth => self.birth(column, cell),
            Role::BirthAndPlace => {
                self.birth(column, cell.lines().next().unwrap_or_default());
                self.note(column, cell);
            }
            Role::BirthPlace => self.entity.birth_places.extend(places(cell)),
            Role::Country => {
                let (countries, unread) = stated_country::all(cell);
                self.entity.party.countries.extend(countries);
                unread
                    .iter()
                    .filter(|text| !is_nothing(text))
                    .for_each(|text| self.note(column, text));
            }
            Role::Passport => self.numbers(Scheme::Passport, column, cell),
            Role::Identity => self.numbers(Scheme::NationalId, column, cell),
            Role::Phone => {
                let cell = plain_punctuation(cell);
                let numbers = cell.split(['、', ',', '\n', ';']).map(squeeze);
                let numbers = numbers.filter(|text| text.contains(char::is_numeric));
                let phone = |text| Identifier::new(Scheme::Phone, text);
                self.entity.party.identifiers.extend(numbers.map(phone));
            }
            Role::Address => self.entity.party.addresses.extend(places(cell)),
            Role::Reference => self.entity.references.push(format!("UN {}", squeeze(cell))),
            Role::Remark => self.remark(cell),
            Role::Noted => self.note(column, cell),
        }
    }

    /// Continues the remarks.
    pub fn remark(&mut self, text: &str) {
        let found = scan(text).into_iter().map(|found| found.identifier);
        self.entity.party.identifiers.extend(found.chain(prose_numbers::emails(&nfkc(text))));
        self.entity.remarks.push(squeeze(text));
    }

    fn note(&mut self, column: &str, text: &str) {
        self.entity.remarks.push(format!("{}: {}", squeeze(column), squeeze(text)));
    }

    /// Names with remarks: `Ann, born in 1955, passport number X12345`.
    fn note_names(&mut self, column: &str, cell: &str) {
        self.entity.party.identifiers.extend(prose_numbers::numbers(&nfkc(cell)));
        self.note(column, cell);
    }

    /// `2001.9.22\n2008.6.25改訂`: designated, then amended.
    fn noticed(&mut self, column: &str, cell: &str) {
        let (found, complete) = dates::parse(cell);
        self.entity.listed_on = found.first().copied();
        self.entity.amended_on = found.iter().skip(1).max().copied();
        if !complete {
            self.note(column, cell);
        }
    }

    /// `3(*290)`: the number, and where else the party is listed.
    fn number(&mut self, column: &str, cell: &str) {
        if cell.bytes().any(|byte| !byte.is_ascii_digit()) {
            self.entity.references.push(format!("{} {}", squeeze(column), squeeze(cell)));
        }
    }

    fn birth(&mut self, column: &str, cell: &str) {
        let cell = plain_punctuation(cell);
        let mut unread = false;
        for item in lettered::items(&cell) {
            // Another calendar.
            if item.contains("ヒジュラ") {
                unread = true;
                continue;
            }
            let (found, complete) = dates::parse(item);
            unread |= !complete || found.is_empty();
            self.entity.party.births.extend(found);
        }
        if unread {
            self.note(column, &cell);
        }
    }

    fn numbers(&mut self, scheme: Scheme, column: &str, cell: &str) {
        let cell = nfkc(cell);
        for item in lettered::items(&cell).into_iter().filter(|item| !is_nothing(item)) {
            let found = document_numbers(scheme, item);
            if found.is_empty() {
                self.note(column, item);
            }
            self.entity.party.identifiers.extend(found);
        }
    }

    /// Whether a name has been found.
    pub fn has_name(&self) -> bool {
        !self.english.is_empty() || !self.japanese.is_empty()
    }

    /// The record. `stated` is its kind where the publisher says it; else what is told of births,
    /// passports and nationalities tells a person.
    pub fn finish(self, id: &str, stated: Option<Kind>, programme: &str) -> Entity {
        let Draft { mut entity, japanese, english, others } = self;
        entity.id = EntityId::new(LIST, id);
        entity.party.kind = stated.or_else(|| told_kind(&entity));
        let is_person = entity.party.kind == Some(Kind::Person);
        let spelled = |name: String| if is_person { spellings(&name) } else { vec![name] };
        let [japanese, english] =
            [japanese, english].map(|names| names.into_iter().flat_map(spelled).enumerate());
        entity.programmes = crate::lists::filled(programme.to_owned()).into_iter().collect();
        let mut names: Vec<Name> = Vec::new();
        // The Latin name is the one other lists are compared by; the Japanese one is its spelling.
        let english = english.map(|(at, text)| (at == 0, text, ""));
        let japanese = japanese.map(|(at, text)| (at == 0, text, "Japanese"));
        for (first, text, language) in english.chain(japanese) {
            let kind = match (names.is_empty(), first) {
                (true, _) => NameKind::Primary,
                (false, true) => NameKind::Variation,
                (false, false) => NameKind::Alias,
            };
            names.push(Name::new(kind, text).in_language(language));
        }
        for name in others {
            for text in spelled(name.text.clone()) {
                if !names.iter().any(|known| known.text == text) {
                    names.push(Name { text, ..name.clone() });
                }
            }
        }
        let party = &mut entity.party;
        party.names = names;
        party.births = distinct(std::mem::take(&mut party.births));
        party.countries = distinct(std::mem::take(&mut party.countries));
        party.addresses = distinct(std::mem::take(&mut party.addresses));
        party.identifiers = distinct(std::mem::take(&mut party.identifiers));
        entity.titles = distinct(std::mem::take(&mut entity.titles));
        entity.birth_places = distinct(std::mem::take(&mut entity.birth_places));
        entity.remarks = distinct(std::mem::take(&mut entity.remarks));
        entity
    }
}

/// The kind that the UN's reference (`QDi.001`, `QDe.004`) or facts only people have tell.
fn told_kind(entity: &Entity) -> Option<Kind> {
    let of_reference = entity.references.iter().find_map(|reference| {
        let letters = reference.strip_prefix("UN ")?.split('.').next()?;
        match letters.chars().last()? {
            'i' => Some(Kind::Person),
            'e' => Some(Kind::Organization),
            _ => None,
        }
    });
    let is_person = !entity.party.births.is_empty()
        || !entity.birth_places.is_empty()
        || entity.party.identifiers.iter().any(|i| i.scheme == Scheme::Passport);
    of_reference.or(is_person.then_some(Kind::Person))
}

/// Items of a cell that say something.
fn items(cell: &str) -> Vec<String> {
    let cell = plain_punctuation(cell);
    let items = lettered::items(&cell).into_iter().map(squeeze);
    items.filter(|item| !is_nothing(item)).collect()
}

/// The places of a cell; one that is given in Japanese and in English on two lines is two.
fn places(cell: &str) -> Vec<Address> {
    let cell = plain_punctuation(cell);
    let mut found = Vec::new();
    for item in lettered::items(&cell) {
        let mut lines: Vec<String> = Vec::new();
        for line in item.split(['\n', ';']).map(squeeze).filter(|line| !is_nothing(line)) {
            let goes_on = item.contains('\n') && !item.contains(';');
            match lines.last_mut().filter(|last| goes_on && is_latin(last) == is_latin(&line)) {
                Some(last) => *last = format!("{last} {line}"),
                None => lines.push(line),
            }
        }
        found.extend(lines.iter().filter_map(|line| place(line)));
    }
    found
}

fn is_latin(text: &str) -> bool {
    !text.chars().any(|c| matches!(script_of(c), Some(Script::Kana | Script::Han)))
}

/// A place with its country at the end (English, `スーミ州(ウクライナ)`) or in front (Japanese).
fn place(text: &str) -> Option<Address> {
    let mut place = stated_place::parse_noted(text.trim_end_matches('、'))?;
    if place.country.is_none() {
        let bracket = text.rsplit_once('(').map(|(_, inner)| inner.trim_end_matches([')', ' ']));
        let last = text.rsplit('、').next();
        place.country = stated_country::named(&place.text)
            .or_else(|| stated_country::in_front(text))
            .or_else(|| bracket.and_then(stated_country::named))
            .or_else(|| last.and_then(stated_country::named));
    }
    Some(place)
}

/// Numbers in a cell of documents: `チュニジア旅券 E590976(1987年6月19日発行、1992年6月18日失効)`.
/// The text is in compatibility form.
fn document_numbers(scheme: Scheme, text: &str) -> Vec<Identifier> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut tokens: Vec<(usize, &str)> = Vec::new();
    for token in text.split(|c: char| !is_part(c)).filter(|token| !token.is_empty()) {
        let at = token.as_ptr() as usize - text.as_ptr() as usize;
        let behind = text.get(at + token.len()..).unwrap_or_default();
        let digits = token.bytes().filter(u8::is_ascii_digit).count();
        let is_date = behind.trim_start().starts_with(['年', '月', '日']) || token.len() < 5;
        if digits >= 3 && !is_date {
            tokens.push((at, token.trim_matches('-')));
        }
    }
    let single = tokens.len() == 1;
    let dated = |word: &[&str]| -> Option<DateInterval> {
        let piece =
            text.split(['、', ',', '(', ')']).find(|piece| word.iter().any(|w| piece.contains(w)));
        piece.filter(|_| single).and_then(|piece| dates::parse(piece).0.first().copied())
    };
    let (issued, expires) = (dated(&["発行"]), dated(&["失効", "有効", "期限"]));
    let country = |at: usize| -> Option<Country> {
        let before = text.get(..at).unwrap_or_default();
        let piece = before.rsplit(['、', ',', ')', '\n']).next().unwrap_or_default();
        let bracket = text.split_once('(').map(|(_, inner)| inner);
        let front = stated_country::in_front(piece.trim())
            .or_else(|| stated_country::in_front(before.trim()));
        front.or_else(|| bracket.and_then(stated_country::in_front))
    };
    let label = |at: usize| -> String {
        let before = text.get(..at).unwrap_or_default().rsplit(['、', ',', ')', '\n']).next();
        before.unwrap_or_default().trim().trim_end_matches([':', ' ']).to_owned()
    };
    tokens
        .into_iter()
        .map(|(at, token)| {
            let mut identifier = Identifier::new(scheme, token).with_country(country(at));
            identifier.issued = issued;
            identifier.expires = expires;
            if scheme == Scheme::NationalId { identifier.labelled(label(at)) } else { identifier }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents() {
        let found = |text: &str| -> Vec<(String, String, String)> {
            let text = nfkc(text);
            let show = |date: Option<DateInterval>| date.map(|d| d.to_string()).unwrap_or_default();
            document_numbers(Scheme::Passport, &text)
                .into_iter()
                .map(|i| {
                    let country = i.country.map(|c| c.to_string()).unwrap_or_default();
                    (i.value.clone(), country, format!("{} {}", show(i.issued), show(i.expires)))
                })
                .collect()
        };
        for (text, value, country, dates) in [
            ("0216155930", "0216155930", "", " "),
            (
                "チュニジア旅券 E590976（１９８７年６月１９日発行、１９９２年６月１８日失効）",
                "E590976",
                "TN",
                "1987-06-19 1992-06-18",
            ),
            (
                "４５６６８２ （１９９０年１１月６日発行，１９９５年９月１３日失効）",
                "456682",
                "",
                "1990-11-06 1995-09-13",
            ),
            ("南スーダン旅券、R00012098", "R00012098", "SS", " "),
            ("オマーン国旅券番号：03824969、発行日：2014年5月4日", "03824969", "OM", "2014-05-04 "),
            ("210621198601152385（中華人民共和国）", "210621198601152385", "CN", " "),
            ("外交旅券番号Ｄ014433", "D014433", "", " "),
        ] {
            assert_eq!(found(text), [(value.into(), country.into(), dates.into())], "{text}");
        }
        assert_eq!(found("2004年に発行"), []);
    }

    #[test]
    fn places_have_their_country() {
        for (cell, expected) in [
            ("イラン \nIran", vec![("イラン", "IR"), ("", "IR")]),
            ("ソマリア、ベイ州、\nタフロー村", vec![("ソマリア、ベイ州、 タフロー村", "SO")]),
            (
                "スーミ州（ウクライナ）\nSumy Region(Ukraine)",
                vec![("スーミ州(ウクライナ)", "UA"), ("Sumy Region(Ukraine)", "UA")],
            ),
            (
                "(a)北朝鮮平壌特別市(b)Kabul, Afghanistan",
                vec![("北朝鮮平壌特別市", "KP"), ("Kabul", "AF")],
            ),
            ("ホムス（Khoms）、リビア", vec![("ホムス(Khoms)、リビア", "LY")]),
            ("マリウポリ", vec![("マリウポリ", "")]),
            ("不明", vec![]),
        ] {
            let found = places(cell);
            let found: Vec<(&str, &str)> = found
                .iter()
                .map(|p| (p.text.as_str(), p.country.as_ref().map_or("", Country::code)))
                .collect();
            assert_eq!(found, expected, "{cell}");
        }
    }
}
