//! Japanese names of persons in kanji: a family name and a given name, each read in a few ways.
//!
//! Family names are read as a dictionary has them. A given name often has several readings (裕 is
//! *Hiroshi*, *Yū* and *Yutaka*), and new ones are made all the time, so beside those of the
//! dictionary it has the likeliest ones that its characters have in other names.

use super::entries::Entries;
use super::letters::rows;
use super::{chinese, japanese_forms, kana, sound};
use foldhash::HashMap;
use std::sync::LazyLock;

/// Names and their readings in katakana, the most usual first.
static NAMES: LazyLock<Entries> =
    LazyLock::new(|| Entries::of(include_str!("../../lists/names/japanese_names.tsv")));

/// A reading of a character, and in how many given names it is read so: before their end, and at it.
type Share = (&'static str, [f64; 2]);

/// How characters are read in given names.
static CHARACTERS: LazyLock<HashMap<char, Vec<Share>>> = LazyLock::new(|| {
    rows(include_str!("../../lists/names/japanese_characters.tsv"))
        .filter_map(|row| {
            let (character, shares) = row.split_once('\t')?;
            let shares = shares.split('\t').filter_map(|share| {
                let mut fields = share.split(' ');
                let reading = fields.next()?;
                Some((reading, [fields.next()?.parse().ok()?, fields.next()?.parse().ok()?]))
            });
            Some((character.chars().next()?, shares.collect()))
        })
        .collect()
});

/// Readings as a family name and as a given name, parted by spaces.
struct Name {
    family: &'static str,
    given: &'static str,
}

/// What a name is read as; nothing if no dictionary has it.
fn known(name: &str) -> Name {
    let columns = NAMES.get(name).and_then(|columns| columns.split_once('\t'));
    let (family, given) = columns.unwrap_or_default();
    let readings = |column| if column == "-" { "" } else { column };
    Name { family: readings(family), given: readings(given) }
}

/// Readings of a given name, and of a family name, that are looked at.
const GIVEN: usize = 3;
const FAMILY: usize = 2;
/// Readings of a whole name.
const WHOLE: usize = 4;
/// Characters of the longest given name that is read character by character.
const LONGEST_GIVEN: usize = 3;
/// Beginnings of a given name that are kept while it is read character by character.
const BEGINNINGS: usize = 12;

/// The sounds of a run of kanji as a Japanese name: of a family and a given name written together, in
/// both orders, and of either by itself. A run that stands `after` a family name is a given name.
/// Empty if it is no such name. What no dictionary has as it is written may be there in the forms of
/// today.
pub(crate) fn sounds(run: &str, after: Option<&str>) -> Vec<String> {
    let sounds = sounds_as_written(run, after);
    let forms = |text: &str| japanese_forms::of_today(text).unwrap_or_else(|| text.to_owned());
    let today = || (forms(run), after.map(forms));
    match sounds.is_empty().then(today) {
        Some((today, before)) if today != run || before.as_deref() != after => {
            sounds_as_written(&today, before.as_deref())
        }
        _ => sounds,
    }
}

fn sounds_as_written(run: &str, after: Option<&str>) -> Vec<String> {
    let characters: Vec<(usize, char)> = run.char_indices().collect();
    let mut readings: Vec<[String; 2]> = Vec::new();
    let alone = |reading: String| [reading, String::new()];
    if after.is_some_and(is_family) {
        readings.extend(given(run, true).into_iter().map(alone));
    } else {
        let name = known(run);
        let family = name.family.split_whitespace().take(FAMILY).map(str::to_owned);
        readings.extend(family.map(alone));
        readings.extend(given(run, false).into_iter().map(alone));
        if let Some((family, given)) = cut(run, &characters) {
            readings.extend(whole(&family, &given));
        }
    }
    let mut sounds: Vec<String> = Vec::new();
    for parts in readings {
        let [first, second] = parts.each_ref().map(|part| {
            let mut sound = String::new();
            kana::read(part, &mut sound);
            sound
        });
        for order in [[&first, &second], [&second, &first]] {
            let sound = sound::join(order.map(String::as_str));
            if !sound.is_empty() && !sounds.contains(&sound) {
                sounds.push(sound);
            }
        }
    }
    sounds
}

/// Whether a word is a Japanese family name, and by itself not as well a Chinese one.
pub(super) fn is_family(word: &str) -> bool {
    !known(word).family.is_empty() && !chinese::is_family(word)
}

/// Readings of a family name and of the given name after it: a known given name first, then the longest
/// family name. A family name that is Chinese too needs a given name that is known.
fn cut(run: &str, characters: &[(usize, char)]) -> Option<(Vec<String>, Vec<String>)> {
    let cuts = || {
        let ends = characters.iter().skip(1).rev();
        ends.filter_map(|(at, _)| run.split_at_checked(*at)).filter_map(|(family, rest)| {
            let readings: Vec<String> =
                known(family).family.split_whitespace().take(FAMILY).map(str::to_owned).collect();
            (!readings.is_empty()).then_some((family, readings, rest))
        })
    };
    let both_known = cuts().find_map(|(_, readings, rest)| {
        let is_known = !known(rest).given.is_empty();
        is_known.then(|| (readings, given(rest, true)))
    });
    both_known.or_else(|| {
        cuts().filter(|(family, ..)| is_family(family)).find_map(|(_, readings, rest)| {
            let given = given(rest, true);
            (!given.is_empty()).then_some((readings, given))
        })
    })
}

/// The likeliest pairs of two readings.
fn whole(family: &[String], given: &[String]) -> Vec<[String; 2]> {
    let pairs = (0..family.len()).flat_map(|f| (0..given.len()).map(move |g| (f + g, f, g)));
    let mut pairs: Vec<(usize, usize, usize)> = pairs.collect();
    pairs.sort_unstable();
    let of =
        |(_, f, g): (usize, usize, usize)| Some([family.get(f)?, given.get(g)?].map(Clone::clone));
    pairs.into_iter().filter_map(of).take(WHOLE).collect()
}

/// Readings of a given name: those it is known by, and `besides` the likeliest of its characters.
fn given(name: &str, besides: bool) -> Vec<String> {
    let mut readings: Vec<String> =
        known(name).given.split_whitespace().take(GIVEN).map(str::to_owned).collect();
    if besides {
        for reading in by_characters(name) {
            if readings.len() < GIVEN && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings
}

/// Readings put together from those that the characters have in given names, the likeliest first.
fn by_characters(name: &str) -> Vec<String> {
    if name.chars().count() > LONGEST_GIVEN {
        return Vec::new();
    }
    let mut beginnings = vec![(1.0, String::new())];
    for (at, c) in name.char_indices() {
        let last = usize::from(at + c.len_utf8() == name.len());
        let shares = CHARACTERS.get(&c).map_or(&[][..], Vec::as_slice);
        let here: f64 = shares.iter().map(|(_, names)| names[last]).sum();
        let all: f64 = shares.iter().flat_map(|(_, names)| names).sum();
        // What is not seen at this place counts as if seen once there, shared out by the other place.
        let chance =
            |names: &[f64; 2]| (names[last] + names.iter().sum::<f64>() / all) / (here + 1.0);
        beginnings = beginnings
            .iter()
            .flat_map(|(so_far, beginning)| {
                let longer = move |share| format!("{beginning}{share}");
                shares.iter().map(move |(share, names)| (so_far * chance(names), longer(share)))
            })
            .collect();
        beginnings.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        beginnings.truncate(BEGINNINGS);
    }
    beginnings.into_iter().map(|(_, reading)| reading).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(run: &str, after: Option<&str>, sound: &str) {
        let sounds = sounds(run, after);
        assert!(sounds.iter().any(|s| s == sound), "{run}: {sound} is not among {sounds:?}");
        assert!(sounds.len() <= 2 * WHOLE + FAMILY + GIVEN, "{run}: {sounds:?}");
    }

    #[test]
    fn a_family_name_and_a_given_name_are_read_in_both_orders() {
        has("高橋是清", None, "takahaSikorekio");
        has("高橋是清", None, "korekiotakahaSi");
    }

    #[test]
    fn a_given_name_has_several_readings() {
        for reading in ["hiroSi", "iu", "iutaka"] {
            has("裕", Some("佐藤"), reading);
        }
    }

    #[test]
    fn a_given_name_of_no_dictionary_is_read_by_its_characters() {
        assert_eq!(NAMES.get("優利菜"), None);
        has("優利菜", Some("上田"), "iurina");
        // By itself it may be anything.
        assert_eq!(sounds("優利菜", None), Vec::<String>::new());
    }

    #[test]
    fn other_forms_of_the_characters_are_read_as_those_of_today() {
        has("髙橋", None, "takahaSi");
        has("裕", Some("髙橋"), "hiroSi");
    }

    #[test]
    fn chinese_names_are_left_alone() {
        for name in ["习近平", "林佩穎", "沁"] {
            assert_eq!(sounds(name, None), Vec::<String>::new(), "{name}");
        }
    }

    #[test]
    fn every_line_of_the_tables_is_whole() {
        let kana = |text: &str| text.chars().all(|c| matches!(c, '\u{30a1}'..='\u{30f6}'));
        for row in rows(include_str!("../../lists/names/japanese_names.tsv")) {
            let columns: Vec<&str> = row.split('\t').collect();
            let readings = columns.iter().skip(1).flat_map(|c| c.split(' '));
            assert!(columns.len() == 3 && readings.clone().any(|r| r != "-"), "{row}");
            assert!(readings.filter(|r| *r != "-").all(kana), "{row}");
        }
        for row in rows(include_str!("../../lists/names/japanese_characters.tsv")) {
            let mut columns = row.split('\t');
            assert!(columns.next().is_some_and(|c| c.chars().count() == 1), "{row}");
            let share = |c: &str| {
                let fields: Vec<&str> = c.split(' ').collect();
                fields.len() == 3
                    && kana(fields[0])
                    && fields[1..].iter().all(|names| names.parse::<u32>().is_ok())
            };
            assert!(columns.clone().count() > 0 && columns.all(share), "{row}");
        }
    }
}
