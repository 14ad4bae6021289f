//! Names as the Japanese list gives them: in Japanese and Latin letters, several in a cell.
//!
//! `ルムリ（Rumuli）`, `(a)アブザル(b)アブズル\n(a.k.a.: (a)Abzar (b)Abuzar)`, `（別称、甲、旧称、乙）`.

use crate::lists::name_cell::{split, split_names};
use crate::lists::un::prose::alias_names;
use crate::lists::{distinct, lettered};
use crate::text::{Script, fold, script_of};
use std::cmp::Ordering;

/// A name, and whether it is a former one.
pub(super) type Found = (String, bool);

/// What stands for no name.
const NONE: [&str; 8] = ["不明", "なし", "該当なし", "-", "‐", "―", "n/a", "na"];

/// Beginnings of a part of a cell, and whether they announce former names.
const ANNOUNCED: [(&str, bool); 9] = [
    ("a.k.a.", false),
    ("a.k.a", false),
    ("f.k.a.", true),
    ("f.k.a", true),
    ("also known as", false),
    ("formerly known as", true),
    ("別称", false),
    ("別名", false),
    ("旧称", true),
];

/// Whether a cell says nothing.
pub(super) fn is_nothing(cell: &str) -> bool {
    let cell = cell.trim().trim_matches(['\u{a0}', '\u{3000}']);
    cell.is_empty() || NONE.contains(&cell.to_lowercase().as_str())
}

/// Punctuation of full width as that of ASCII, so that brackets and separators are told.
pub(super) fn plain_punctuation(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '；' => ';',
            '：' => ':',
            '，' => ',',
            '\u{3000}' | '\u{a0}' => ' ',
            c => c,
        })
        .collect()
}

/// The names of a cell.
#[derive(Default)]
pub(super) struct Names {
    /// In the cell's order.
    pub found: Vec<Found>,
    /// Whether the cell says more of them: `、1969年1月1日生まれ`.
    pub has_remarks: bool,
}

/// The names of a cell of aliases.
pub(super) fn names(cell: &str) -> Names {
    gather(cell, separated)
}

/// The names of a cell of the party's own name, in which a comma divides none.
pub(super) fn own_names(cell: &str) -> Names {
    gather(cell, |part| split(part, &[';', '、']))
}

fn gather(cell: &str, separate: fn(&str) -> Vec<&str>) -> Names {
    let cell = marked(&plain_punctuation(cell));
    let items = lettered::items(&cell);
    // In a list with letters a comma divides family and given name, else one name and the next.
    let is_list = items.len() > 1;
    let mut former = false;
    let mut names = Names::default();
    for part in items.into_iter().flat_map(parts) {
        let is_whole = |inner: &&str| {
            announced(inner).is_some()
                || !inner.starts_with("original")
                    && inner.find(')').is_some_and(|at| at + 1 == inner.len())
        };
        let bracketed = part.strip_prefix('(').filter(is_whole);
        let part = match bracketed {
            Some(inner) => inner.trim_end().strip_suffix(')').unwrap_or(inner),
            None => part,
        };
        let part = announced(part).map_or(part, |(rest, is_former)| {
            former = is_former;
            rest
        });
        let pieces = if is_list { split(part, &[';']) } else { separate(part) };
        for text in pieces {
            let text = announced(text).map_or(text, |(rest, is_former)| {
                former = is_former;
                rest
            });
            gather_name(text, former, &mut names);
        }
    }
    names.found = distinct(names.found);
    names
}

/// Words that announce names, without brackets of their own: `(旧称)甲`, `(別名1)乙`.
fn marked(cell: &str) -> String {
    let mut text = cell.replace("(別称)", "別称:").replace("(旧称)", "旧称:");
    for number in 1..=9 {
        text = text.replace(&format!("(別名{number})"), "別名:");
    }
    text
}

/// Lines, and what is announced within one: `A・カビール (a.k.a.: A. Kabir)`.
fn parts(item: &str) -> Vec<&str> {
    const MARKS: [&str; 3] = ["(a.k.a", "(f.k.a", "(also known"];
    let lines = split(item, &['\n']).into_iter();
    lines
        .flat_map(|line| {
            let at = MARKS.iter().filter_map(|mark| line.find(mark)).min().unwrap_or(0);
            let (first, second) = line.split_at(at);
            [first.trim(), second.trim()]
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// The text behind a word that announces names, and whether they are former ones.
fn announced(text: &str) -> Option<(&str, bool)> {
    let lower = text.trim_start().to_ascii_lowercase();
    let (word, former) = ANNOUNCED.iter().find(|(word, _)| lower.starts_with(word))?;
    let rest = text.trim_start().get(word.len()..)?;
    let ends = word.ends_with('.')
        || rest.is_empty()
        || rest.starts_with([':', ' ', '、', ',', '(', '“', '"']);
    ends.then(|| (rest.trim_start_matches([':', ' ', '、', ',', '.']), *former))
}

/// Names between semicolons, or else between commas and what joins the last one in Japanese.
fn separated(text: &str) -> Vec<&str> {
    let pieces = split(text, &[';']);
    if pieces.len() > 1 && !text.contains('、') {
        return pieces.into_iter().flat_map(|piece| split_names(piece, &[])).collect();
    }
    let pieces = pieces.into_iter().flat_map(|piece| split_names(piece, &[',', '、']));
    pieces
        .flat_map(|piece| match piece.split_once("及び") {
            Some((left, right)) if is_japanese(left) || is_japanese(right) => vec![left, right],
            _ => vec![piece],
        })
        .map(|piece| piece.trim().trim_start_matches("及び").trim())
        .filter(|piece| !piece.is_empty())
        .collect()
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| matches!(script_of(c), Some(Script::Kana | Script::Han)))
}

fn gather_name(text: &str, former: bool, names: &mut Names) {
    const ORIGINAL: &str = "(original script:";
    let stated = text.replace("original script :", "original script:");
    let mut text = stated.as_str();
    // `(original script: …)Abdul Rehman`
    if let Some((original, rest)) =
        text.strip_prefix(ORIGINAL).and_then(|inner| inner.split_once(')'))
    {
        add_name(original, former, names);
        text = rest;
    }
    let lower = text.to_lowercase();
    let former = former
        || ["formerly listed as", "previously listed as", "以前のリスト記載", "以前掲載"]
            .iter()
            .any(|note| lower.contains(note));
    let before = names.found.len();
    for name in alias_names(without_remark(loose_bracket(text))) {
        add_name(&name, former, names);
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let read: usize = names.found.iter().skip(before).map(|(name, _)| letters(name)).sum();
    let labels = letters(ORIGINAL) * text.matches(ORIGINAL).count();
    names.has_remarks |= read + labels < letters(text);
}

fn add_name(name: &str, former: bool, names: &mut Names) {
    let name = name.trim_matches([',', '、', ';', ' ', '。', '-']);
    let name = name.trim_start_matches(['“', '"']).trim_end_matches(['”', '"']);
    let name = loose_bracket(name).trim();
    // `the following three aliases:`
    let is_announcement = name.ends_with(':');
    if name.contains(char::is_alphabetic) && !is_announcement && !is_nothing(name) {
        names.found.push((name.to_owned(), former));
    }
}

/// Without a bracket that has no partner.
fn loose_bracket(name: &str) -> &str {
    let (open, close) = (name.matches('(').count(), name.matches(')').count());
    let loose = match open.cmp(&close) {
        Ordering::Less => name.strip_suffix(')'),
        Ordering::Equal => None,
        Ordering::Greater => name.strip_suffix('('),
    };
    loose.map_or(name, str::trim_end)
}

/// Most names that one with other spellings in brackets stands for.
const MOST_SPELLINGS: usize = 16;
/// How alike the last word of a name and what stands in brackets behind it are, by Jaro and Winkler, where that is
/// another spelling: behind a name there may be a remark as well.
const ALIKE: f64 = 0.7;

/// What a person's name stands for that has other spellings of a word in brackets behind it, its own first:
/// `Nikolai (Nikolay) Petrunin`, `ヴァシル(ヴァシリー/ヴァシーリー)・ニキチン`. The name as it is, if it holds anything else
/// in brackets.
pub(super) fn spellings(name: &str) -> Vec<String> {
    spelled(name).unwrap_or_else(|| vec![name.to_owned()])
}

fn spelled(name: &str) -> Option<Vec<String>> {
    let mut found = vec![String::new()];
    let mut rest = name;
    while let Some((before, bracket)) = rest.split_once('(') {
        let (others, behind) = bracket.split_once(')')?;
        let before = before.trim_end();
        let word = before.rsplit([' ', '・']).next().filter(|word| !word.is_empty())?;
        let others = others.split([',', '、', '/']).map(str::trim);
        let last = !behind.contains(char::is_alphabetic);
        let is_word = |other: &str| {
            !other.is_empty()
                && other.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        };
        let alike = |other| strsim::jaro_winkler(&fold(word), &fold(other)) >= ALIKE;
        if !others.clone().all(is_word) || last && !others.clone().any(alike) {
            return None;
        }
        let before = before.strip_suffix(word)?;
        let words: Vec<&str> = std::iter::once(word).chain(others).collect();
        let longer = |word: &&str| found.iter().map(|name| [name, before, word].concat()).collect();
        found = words.iter().flat_map(|word| -> Vec<String> { longer(word) }).collect();
        if found.len() > MOST_SPELLINGS {
            return None;
        }
        rest = behind;
    }
    Some(found.into_iter().map(|name| name + rest).collect())
}

/// Without what is said of a name behind it: `, born in 1955`, `、1969年1月1日生まれ`, `(1955年出生)`,
/// `, DOB: 01 Jan.1969`, `(生年月日1963/4/11、出生地エジプト)`.
fn without_remark(text: &str) -> &str {
    const WORDS: [&str; 9] =
        [", born ", ", DOB", "(DOB", " DOB:", "(生年月日", "(出生地", "(国籍", "(旅券", "【"];
    const IN_BRACKETS: [&str; 9] =
        ["出生", "生まれ", "時点", "以前", "年生", "誕生名", "戦闘員名", "アラビア語", "ID番号"];
    let dated = text.match_indices('、').find(|(at, comma)| {
        let rest = text.get(at + comma.len()..).unwrap_or_default();
        rest.trim_start().starts_with(char::is_numeric)
    });
    let bracket = text.match_indices('(').find(|(at, _)| {
        let inner = text.get(at + 1..).unwrap_or_default();
        let inner = inner.split(['(', ')']).next().unwrap_or_default();
        IN_BRACKETS.iter().any(|word| inner.contains(word))
    });
    let end = WORDS.iter().filter_map(|word| text.find(word));
    let end = end.chain(dated.map(|(at, _)| at)).chain(bracket.map(|(at, _)| at)).min();
    // The whole is a remark: `1969年1月1日生まれ`.
    let is_dated = text.trim_start().starts_with(char::is_numeric) && text.contains("生まれ");
    let end = if is_dated { Some(0) } else { end };
    text.get(..end.unwrap_or(text.len())).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_taken_apart() {
        for (cell, expected) in [
            ("不明", ""),
            ("ルムリ（Rumuli）", "ルムリ|Rumuli"),
            ("A・カビール\n (a.k.a.: A. Kabir)", "A・カビール|A. Kabir"),
            ("A・カビール (a.k.a.: A. Kabir)", "A・カビール|A. Kabir"),
            ("(a)甲、乙 (b)丙\n(a) KO, Otsu (b)HEI", "甲、乙|丙|KO, Otsu|HEI"),
            ("(a)サムエル（Samuel）、\n(b)アブ（Abu） ", "サムエル|Samuel|アブ|Abu"),
            (
                "ガルバヤ、サイード\n（Ahmed Garbaya, Sa-id）",
                "ガルバヤ|サイード|Ahmed Garbaya|Sa-id",
            ),
            ("パク；リ\nPak Il; Ri Il；Ri, Il", "パク|リ|Pak Il|Ri Il|Ri, Il"),
            (
                "（別称、ツポレフ株式会社、旧称、公開株式会社ツポレフ）\n(a.k.a. Tupolev JSC, f.k.a. OAO Tupolev)",
                "ツポレフ株式会社|*公開株式会社ツポレフ|Tupolev JSC|*OAO Tupolev",
            ),
            ("（別称、STLC及び公共株式会社GTLK）", "STLC|公共株式会社GTLK"),
            ("(a.k.a. Almaz LLC; a.k.a. Almaz-Antey,\n JSC)", "Almaz LLC|Almaz-Antey, JSC"),
            (
                "アハラール・ウル・ヒンド\n(f.k.a.: Ahrar-ul-Hind)",
                "アハラール・ウル・ヒンド|*Ahrar-ul-Hind",
            ),
            (
                "(a)ロム（ブタエフ）（1955年出生）\n(b)ドッカ\n(a.k.a.: (a)Lom (Butaev), born in 1955 (b)Dokka)",
                "ロム(ブタエフ)|ドッカ|Lom (Butaev)|Dokka",
            ),
            ("(a)X(以前のリスト記載ぶり)(b)Y(formerly listed as)", "*X|*Y"),
            ("NAME ONE\n(original script: عمر ）", "NAME ONE|عمر"),
            ("アルイティハード（AIAI）", "アルイティハード|AIAI"),
            ("イーゴリ\n (also known as Igor STRELKOV)", "イーゴリ|Igor STRELKOV"),
            ("(別称)甲\n(旧称)乙；丙", "甲|*乙|*丙"),
            ("エンセプ (誕生名)", "エンセプ"),
            ("a.k.a.“RID”; a.k.a. RIL", "RID|RIL"),
            ("X; the following aliases: -Y", "X|the following aliases: -Y"),
            ("(original script: عبد)Abdul", "عبد|Abdul"),
            ("Odnorukiy (original script : Однорукий)", "Odnorukiy|Однорукий"),
            ("(a.k.a.: (a)Ann (b)Mayer (original script: Майер))", "Ann|Mayer|Майер"),
            ("アズィーズ(、1969年1月1日生まれ)", "アズィーズ"),
            ("サイフ（生年月日1963/4/11、出生地エジプト）； ムハマド", "サイフ|ムハマド"),
        ] {
            let found: Vec<String> = names(cell)
                .found
                .into_iter()
                .map(|(name, former)| format!("{}{name}", if former { "*" } else { "" }))
                .collect();
            assert_eq!(found.join("|"), expected, "{cell}");
        }
        for (name, expected) in [
            ("Nikolai (Nikolay) Petrunin", "Nikolai Petrunin|Nikolay Petrunin"),
            (
                "Aleksandr(Alexander/Oleksandr) KOFMAN",
                "Aleksandr KOFMAN|Alexander KOFMAN|Oleksandr KOFMAN",
            ),
            (
                "Artem (Artyom) Prokofjev (Prokofyev)",
                "Artem Prokofjev|Artyom Prokofjev|Artem Prokofyev|Artyom Prokofyev",
            ),
            (
                "ヴァシル(ヴァシリー/ヴァシーリー)・ニキチン",
                "ヴァシル・ニキチン|ヴァシリー・ニキチン|ヴァシーリー・ニキチン",
            ),
            ("ニコライ(ミコーラ)・コジツィン", "ニコライ・コジツィン|ミコーラ・コジツィン"),
            ("Rashid Al-Maghribi (the Moroccan)", "Rashid Al-Maghribi (the Moroccan)"),
            ("エー・エー(イニシャル)", "エー・エー(イニシャル)"),
            ("Olga(Ol’ga) KOVITIDI", "Olga KOVITIDI|Ol’ga KOVITIDI"),
            ("KIM, Il", "KIM, Il"),
        ] {
            assert_eq!(spellings(name).join("|"), expected);
        }
        assert!(names("甲、1969年1月1日生まれ").has_remarks && !names("甲；乙").has_remarks);
        let own =
            |cell| own_names(cell).found.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(own("Company named after V, Luzyanin"), ["Company named after V, Luzyanin"]);
        assert_eq!(own("A (X)、 B (Y)"), ["A (X)", "B (Y)"]);
    }
}
