//! Names to ask about: of nobody listed, of listed parties with slips, and in other scripts.

use super::lists::shared;
use super::random::Random;
use tamis::{Entity, EntityId, Kind, List, Party, Snapshot, Subject};

/// A name asked about, and the listed party it means, where it means one.
pub struct Query {
    pub subject: Subject,
    pub means: Option<EntityId>,
}

impl Query {
    pub fn name(&self) -> &str {
        &self.subject.party.names[0].text
    }
}

/// The name of the one more list that the labelled pairs make.
const PAIRS: &str = "pairs";

pub fn kind(word: &str) -> Kind {
    match word {
        "person" => Kind::Person,
        "vessel" => Kind::Vessel,
        _ => Kind::Organization,
    }
}

/// The rows of a table of `../shared/eval`.
pub fn table(name: &str) -> Vec<csv::StringRecord> {
    let mut rows = csv::Reader::from_path(shared(&format!("eval/{name}.csv"))).unwrap();
    rows.records().map(Result::unwrap).collect()
}

/// Names in Latin letters that are on no list, of persons or of organisations.
pub fn background(wanted: Kind) -> Vec<Query> {
    let rows = table("background_names_dev");
    let rows = rows.iter().filter(|row| kind(&row[1]) == wanted && &row[2] == "Latin");
    rows.map(|row| query(&row[0], wanted, None)).collect()
}

/// Every listed name in Latin letters, each with one or two slips.
pub fn with_slips<'a>(entities: impl IntoIterator<Item = &'a Entity>) -> Vec<Query> {
    let mut random = Random(2_026);
    let mut queries = Vec::new();
    for entity in entities {
        for name in entity.party.names.iter().filter(|name| name.text.is_ascii()) {
            let kind = entity.party.kind.unwrap_or(Kind::Organization);
            queries.push(query(&slip(&name.text, &mut random), kind, Some(&entity.id)));
        }
    }
    queries
}

/// Names in other scripts that have a listed name of the same party in Latin letters: they, and the
/// Latin names as one more list.
pub fn across_scripts() -> (Vec<Query>, List) {
    let (mut queries, mut entities) = (Vec::new(), Vec::new());
    for row in table("pairs_dev") {
        let [left, right] = [(1, 4), (2, 5)].map(|(name, script)| (&row[name], &row[script]));
        let (asked, listed) = match (left, right) {
            ((asked, script), (listed, "Latin")) if script != "Latin" => (asked, listed),
            ((listed, "Latin"), (asked, script)) if script != "Latin" => (asked, listed),
            _ => continue,
        };
        // Single words of dictionaries are no names, and an unrelated alias cannot be found by name.
        if &row[8] != "1" || row[7].starts_with("token_") || row[7].ends_with("different_name") {
            continue;
        }
        let id = EntityId::new(PAIRS, &row[0]);
        queries.push(query(asked, kind(&row[3]), Some(&id)));
        let party = Party::named(listed).of_kind(kind(&row[3]));
        entities.push(Entity { party, ..Entity::new(id) });
    }
    (queries, list(entities))
}

/// So many of them, evenly spread.
pub fn spread<T>(all: Vec<T>, wanted: usize) -> Vec<T> {
    let step = (all.len() / wanted.max(1)).max(1);
    all.into_iter().step_by(step).take(wanted).collect()
}

fn query(name: &str, kind: Kind, means: Option<&EntityId>) -> Query {
    Query { subject: Subject::from(name).of_kind(kind), means: means.cloned() }
}

fn list(entities: Vec<Entity>) -> List {
    let names = entities.len();
    let snapshot = Snapshot { list: PAIRS.into(), names, records: names, ..Snapshot::default() };
    List { snapshot, entities, fields: vec![] }
}

/// A name with one or two slips: a letter changed, lost, doubled or swapped; words swapped, joined,
/// lost, or cut to an initial.
fn slip(name: &str, random: &mut Random) -> String {
    let mut words: Vec<String> =
        name.replace(',', " ").split_whitespace().map(str::to_owned).collect();
    for _ in 0..1 + random.below(2) {
        let at = random.below(words.len().max(1));
        let Some(word) = words.get(at).filter(|word| word.is_ascii() && word.len() > 2).cloned()
        else {
            continue;
        };
        let letter = random.below(word.len() - 1);
        let mut letters = word.clone().into_bytes();
        match random.below(8) {
            0 => letters[letter] = b'a' + random.below(26) as u8,
            1 => drop(letters.remove(letter)),
            2 => letters.insert(letter, letters[letter]),
            3 => letters.swap(letter, letter + 1),
            4 if words.len() > 1 => words.rotate_left(1),
            5 if at + 1 < words.len() => {
                let next = words.remove(at + 1);
                words[at].push_str(&next);
                continue;
            }
            6 if words.len() > 2 => {
                words.remove(at);
                continue;
            }
            7 if words.len() > 2 => letters.truncate(1),
            _ => {}
        }
        if let (Some(word), Ok(letters)) = (words.get_mut(at), String::from_utf8(letters)) {
            *word = letters;
        }
    }
    words.join(" ")
}
