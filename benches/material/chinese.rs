//! Chinese names and how each system writes them: a small table by hand, written for this bench alone,
//! so that the library's tables are measured against something else.

use super::korean::capital;
use super::random::Random;

/// Character, pinyin, Wade–Giles (Giles 1912), Palladius (Kafarov 1888).
type Syllable = (&'static str, &'static str, &'static str, &'static str);

const FAMILIES: [Syllable; 20] = [
    ("王", "wang", "wang", "ван"),
    ("李", "li", "li", "ли"),
    ("张", "zhang", "chang", "чжан"),
    ("刘", "liu", "liu", "лю"),
    ("陈", "chen", "ch'en", "чэнь"),
    ("杨", "yang", "yang", "ян"),
    ("赵", "zhao", "chao", "чжао"),
    ("黄", "huang", "huang", "хуан"),
    ("周", "zhou", "chou", "чжоу"),
    ("吴", "wu", "wu", "у"),
    ("徐", "xu", "hsü", "сюй"),
    ("孙", "sun", "sun", "сунь"),
    ("胡", "hu", "hu", "ху"),
    ("朱", "zhu", "chu", "чжу"),
    ("高", "gao", "kao", "гао"),
    ("林", "lin", "lin", "линь"),
    ("何", "he", "ho", "хэ"),
    ("郭", "guo", "kuo", "го"),
    ("马", "ma", "ma", "ма"),
    ("谢", "xie", "hsieh", "се"),
];

const GIVEN: [Syllable; 26] = [
    ("伟", "wei", "wei", "вэй"),
    ("军", "jun", "chün", "цзюнь"),
    ("勇", "yong", "yung", "юн"),
    ("杰", "jie", "chieh", "цзе"),
    ("强", "qiang", "ch'iang", "цян"),
    ("明", "ming", "ming", "мин"),
    ("建", "jian", "chien", "цзянь"),
    ("国", "guo", "kuo", "го"),
    ("华", "hua", "hua", "хуа"),
    ("平", "ping", "p'ing", "пин"),
    ("东", "dong", "tung", "дун"),
    ("春", "chun", "ch'un", "чунь"),
    ("红", "hong", "hung", "хун"),
    ("志", "zhi", "chih", "чжи"),
    ("晓", "xiao", "hsiao", "сяо"),
    ("成", "cheng", "ch'eng", "чэн"),
    ("德", "de", "te", "дэ"),
    ("光", "guang", "kuang", "гуан"),
    ("天", "tian", "t'ien", "тянь"),
    ("庆", "qing", "ch'ing", "цин"),
    ("学", "xue", "hsüeh", "сюэ"),
    ("自", "zi", "tzu", "цзы"),
    ("波", "bo", "po", "бо"),
    ("江", "jiang", "chiang", "цзян"),
    ("海", "hai", "hai", "хай"),
    ("中", "zhong", "chung", "чжун"),
];

/// A generated name: label, whether it must be found, the listed pinyin, and the name written otherwise.
pub fn written(random: &mut Random) -> (String, Vec<(&'static str, bool, String)>) {
    let family = FAMILIES[random.below(FAMILIES.len())];
    let [first, second] = [0, 1].map(|_| GIVEN[random.below(GIVEN.len())]);
    let listed = format!("{}, {}{}", family.1.to_uppercase(), capital(first.1), second.1);
    let written = vec![
        (
            "M17 Wade-Giles",
            true,
            format!("{} {}-{}", capital(family.2), capital(first.2), second.2),
        ),
        ("M18 Han", true, format!("{}{}{}", family.0, first.0, second.0)),
        ("M17 Palladius", true, format!("{} {}{}", capital(family.3), capital(first.3), second.3)),
        ("M16 pinyin, spaced", true, format!("{} {} {}", first.1, second.1, family.1)),
    ];
    (listed, written)
}
