//! Korean names and how each system writes them: rules of the systems, written for this bench alone, so
//! that the library's tables are measured against something else.

use super::random::Random;

/// Family names: Hangul as in the South, as in the North, hanja, pinyin, customary spellings.
const FAMILIES: [(char, char, char, &str, &[&str]); 24] = [
    ('김', '김', '金', "jin", &["Kim"]),
    ('이', '리', '李', "li", &["Lee", "Yi", "Rhee"]),
    ('박', '박', '朴', "piao", &["Park", "Pak"]),
    ('최', '최', '崔', "cui", &["Choi", "Choe"]),
    ('정', '정', '鄭', "zheng", &["Jung", "Chung", "Jeong"]),
    ('강', '강', '姜', "jiang", &["Kang"]),
    ('조', '조', '趙', "zhao", &["Cho", "Jo"]),
    ('윤', '윤', '尹', "yin", &["Yoon", "Yun"]),
    ('장', '장', '張', "zhang", &["Jang", "Chang"]),
    ('임', '림', '林', "lin", &["Lim", "Im"]),
    ('한', '한', '韓', "han", &["Han"]),
    ('오', '오', '吳', "wu", &["Oh"]),
    ('서', '서', '徐', "xu", &["Seo", "Suh"]),
    ('신', '신', '申', "shen", &["Shin"]),
    ('권', '권', '權', "quan", &["Kwon"]),
    ('황', '황', '黃', "huang", &["Hwang"]),
    ('안', '안', '安', "an", &["Ahn", "An"]),
    ('송', '송', '宋', "song", &["Song"]),
    ('유', '류', '柳', "liu", &["Yoo", "Ryu"]),
    ('홍', '홍', '洪', "hong", &["Hong"]),
    ('문', '문', '文', "wen", &["Moon", "Mun"]),
    ('손', '손', '孫', "sun", &["Son", "Sohn"]),
    ('백', '백', '白', "bai", &["Baek", "Paik"]),
    ('허', '허', '許', "xu", &["Heo", "Hur"]),
];

/// Given syllables: Hangul, a hanja, its pinyin, customary spellings.
const GIVEN: [(char, char, &str, &[&str]); 30] = [
    ('영', '永', "yong", &["young", "yong"]),
    ('철', '哲', "zhe", &["chul", "cheol"]),
    ('수', '洙', "zhu", &["soo", "su"]),
    ('호', '浩', "hao", &["ho"]),
    ('민', '民', "min", &["min"]),
    ('성', '成', "cheng", &["sung", "seong"]),
    ('진', '鎭', "zhen", &["jin"]),
    ('현', '賢', "xian", &["hyun", "hyeon"]),
    ('준', '俊', "jun", &["jun", "joon"]),
    ('일', '一', "yi", &["il"]),
    ('은', '恩', "en", &["eun", "un"]),
    ('정', '正', "zheng", &["jung", "jeong"]),
    ('희', '熙', "xi", &["hee", "hui"]),
    ('경', '京', "jing", &["kyung", "kyeong"]),
    ('동', '東', "dong", &["dong"]),
    ('학', '學', "xue", &["hak"]),
    ('광', '光', "guang", &["kwang", "gwang"]),
    ('국', '國', "guo", &["kook", "guk"]),
    ('남', '男', "nan", &["nam"]),
    ('상', '相', "xiang", &["sang"]),
    ('재', '在', "zai", &["jae"]),
    ('용', '勇', "yong", &["yong"]),
    ('길', '吉', "ji", &["gil", "kil"]),
    ('명', '明', "ming", &["myung", "myeong"]),
    ('원', '元', "yuan", &["won"]),
    ('태', '泰', "tai", &["tae"]),
    ('해', '海', "hai", &["hae"]),
    ('옥', '玉', "yu", &["ok"]),
    ('훈', '勳', "xun", &["hoon", "hun"]),
    ('혁', '赫', "he", &["hyuk", "hyeok"]),
];

/// A generated name: places in the tables.
#[derive(Clone, Copy)]
pub struct Name {
    family: usize,
    given: [usize; 2],
}

impl Name {
    pub fn draw(random: &mut Random) -> Name {
        let given = [random.below(GIVEN.len()), random.below(GIVEN.len())];
        Name { family: random.below(FAMILIES.len()), given }
    }

    /// Another given name: one syllable is a different one.
    pub fn sibling(self, random: &mut Random) -> Name {
        let mut other = self;
        let at = random.below(2);
        other.given[at] = (other.given[at] + 1 + random.below(GIVEN.len() - 1)) % GIVEN.len();
        other
    }

    /// The ways it is written: label, goal in %, text.
    pub fn written(self, random: &mut Random) -> Vec<(&'static str, u32, String)> {
        let (south, north, hanja, pinyin, custom) = FAMILIES[self.family];
        let [first, second] = self.given.map(|at| GIVEN[at]);
        let given = |system: System| {
            let a = latin(first.0, system, true);
            let b = latin(second.0, system, false);
            (a, b)
        };
        let (r1, r2) = given(System::Revised);
        let (m1, m2) = given(System::Marked);
        let (k1, k2) = given(System::North);
        let plain = |text: &str| text.replace('ŏ', "o").replace('ŭ', "u").replace('\'', "");
        let marked = format!("{} {m1}-{m2}", capital(&latin(south, System::Marked, true)));
        let custom_given: Vec<&str> =
            [first.3, second.3].map(|s| s[random.below(s.len())]).to_vec();
        vec![
            ("hangul", 99, format!("{south}{}{}", first.0, second.0)),
            ("hangul, spaced", 99, format!("{south} {}{}", first.0, second.0)),
            ("hanja", 97, format!("{hanja}{}{}", first.1, second.1)),
            ("pinyin reading", 95, format!("{} {}{}", capital(pinyin), capital(first.2), second.2)),
            ("kontsevich", 95, kontsevich(south, first.0, second.0)),
            (
                "revised",
                97,
                format!("{} {}{r2}", capital(&latin(south, System::Revised, true)), capital(&r1)),
            ),
            ("mccune-reischauer", 97, marked.clone()),
            ("mccune-reischauer, no marks", 97, plain(&marked)),
            (
                "dprk",
                97,
                format!(
                    "{} {} {}",
                    capital(&plain(&latin(north, System::North, true))),
                    capital(&plain(&k1)),
                    capital(&plain(&k2))
                ),
            ),
            (
                "customary",
                97,
                format!(
                    "{} {}-{}",
                    custom[random.below(custom.len())],
                    capital(custom_given[0]),
                    custom_given[1]
                ),
            ),
        ]
    }
}

#[derive(Clone, Copy, PartialEq)]
enum System {
    /// Revised Romanisation of 2000.
    Revised,
    /// McCune–Reischauer with its marks.
    Marked,
    /// The Northern system of 1992.
    North,
}

const INITIALS: [[&str; 3]; 19] = [
    ["g", "k", "k"],
    ["kk", "kk", "kk"],
    ["n", "n", "n"],
    ["d", "t", "t"],
    ["tt", "tt", "tt"],
    ["r", "r", "r"],
    ["m", "m", "m"],
    ["b", "p", "p"],
    ["pp", "pp", "pp"],
    ["s", "s", "s"],
    ["ss", "ss", "ss"],
    ["", "", ""],
    ["j", "ch", "j"],
    ["jj", "tch", "jj"],
    ["ch", "ch'", "ch"],
    ["k", "k'", "kh"],
    ["t", "t'", "th"],
    ["p", "p'", "ph"],
    ["h", "h", "h"],
];
const VOWELS: [[&str; 3]; 21] = [
    ["a", "a", "a"],
    ["ae", "ae", "ae"],
    ["ya", "ya", "ya"],
    ["yae", "yae", "yae"],
    ["eo", "ŏ", "ŏ"],
    ["e", "e", "e"],
    ["yeo", "yŏ", "yŏ"],
    ["ye", "ye", "ye"],
    ["o", "o", "o"],
    ["wa", "wa", "wa"],
    ["wae", "wae", "wae"],
    ["oe", "oe", "oe"],
    ["yo", "yo", "yo"],
    ["u", "u", "u"],
    ["wo", "wŏ", "wŏ"],
    ["we", "we", "we"],
    ["wi", "wi", "wi"],
    ["yu", "yu", "yu"],
    ["eu", "ŭ", "ŭ"],
    ["ui", "ŭi", "ŭi"],
    ["i", "i", "i"],
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
];

fn parts(c: char) -> (usize, usize, usize) {
    let index = c as usize - 0xAC00;
    (index / 588, index % 588 / 28, index % 28)
}

/// One syllable; McCune–Reischauer voices k, t, p and ch between vowels and after n, m, ng, l.
fn latin(c: char, system: System, begins: bool) -> String {
    let (initial, vowel, last) = parts(c);
    let column = match system {
        System::Revised => 0,
        System::Marked => 1,
        System::North => 2,
    };
    let mut start = INITIALS[initial][column];
    if system == System::Marked && !begins {
        start = match start {
            "k" => "g",
            "t" => "d",
            "p" => "b",
            "ch" => "j",
            other => other,
        };
    }
    if system == System::Marked && start == "s" && vowel == 16 {
        start = "sh";
    }
    format!("{start}{}{}", VOWELS[vowel][column], FINALS[last])
}

fn kontsevich(family: char, first: char, second: char) -> String {
    const INITIALS: [&str; 19] = [
        "к", "кк", "н", "т", "тт", "р", "м", "п", "пп", "с", "сс", "", "ч", "чч", "чх", "кх", "тх",
        "пх", "х",
    ];
    const VOWELS: [&str; 21] = [
        "а", "э", "я", "йя", "о", "е", "ё", "йе", "о", "ва", "вэ", "ве", "ё", "у", "во", "ве",
        "ви", "ю", "ы", "ый", "и",
    ];
    const FINALS: [&str; 28] = [
        "", "к", "к", "к", "н", "н", "н", "т", "ль", "к", "м", "ль", "ль", "ль", "п", "ль", "м",
        "п", "п", "т", "т", "н", "т", "т", "к", "т", "п", "т",
    ];
    let voiced = |start: &'static str| match start {
        "к" => "г",
        "т" => "д",
        "п" => "б",
        "ч" => "дж",
        other => other,
    };
    let syllable = |c: char, after: Option<char>| {
        let (initial, vowel, last) = parts(c);
        // Voiced after a vowel or n, m, ng, l.
        let soft = after.is_some_and(|c| matches!(parts(c).2, 0 | 4 | 8 | 16 | 21));
        let start = if soft { voiced(INITIALS[initial]) } else { INITIALS[initial] };
        format!("{start}{}{}", VOWELS[vowel], FINALS[last])
    };
    let given = syllable(first, None) + &syllable(second, Some(first));
    format!("{} {}", capital(&syllable(family, None)), capital(&given))
}

pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
