//! Arabic names of two nouns that are one name: *servant of the Merciful*, *light of the faith*.

use super::segment::Piece;
use super::sound::sound;
use super::words;
use crate::party::Kind;

/// Letters of the noun before *of the faith* in one word: with fewer, other words end so too.
const LEAST_NOUN: usize = 3;

/// Makes one word of each such name, however its article is written. Organisations are named with
/// *servant* after people, with *faith* after the faith itself (*Ansar al-Din*, *Ansar Dine*).
pub(super) fn fuse(pieces: &mut Vec<Piece>, kind: Kind) {
    if kind == Kind::Person {
        part_articles(pieces);
        fuse_faith(pieces);
    }
    fuse_servants(pieces);
}

/// The article as South Asians write it, with the noun before it or alone.
const SOUTH_ASIAN: [&str; 4] = ["ul", "ur", "us", "ud"];

/// `Ziaur Rahman`, `Nurul Islam`: the article that is written with the noun before it is a word.
fn part_articles(pieces: &mut Vec<Piece>) {
    for at in (1..pieces.len()).rev() {
        if !words::follows_article(&pieces[at].text) {
            continue;
        }
        let before = pieces[at - 1].text.as_str();
        if SOUTH_ASIAN.contains(&before) && at > 1 {
            pieces[at - 1].article = true;
            continue;
        }
        let noun = SOUTH_ASIAN.iter().find_map(|article| before.strip_suffix(article));
        let Some(noun) = noun.filter(|noun| noun.len() >= LEAST_NOUN) else { continue };
        if words::is_servant(before) || words::is_servant(noun) {
            continue;
        }
        let article = Piece { article: true, ..Piece::new(&before[noun.len()..]) };
        pieces[at - 1] = Piece::new(noun);
        pieces.insert(at, article);
    }
}

/// Whether an article stands there.
fn is_article(pieces: &[Piece], at: usize) -> bool {
    pieces.get(at).is_some_and(|piece| piece.article || words::is_article(&piece.spelt()))
}

/// `Abd al-Rahman`, `Abdul Rahman`, `Abdurrahman`, `عبد الرحمن`: *servant of* and the divine name
/// make one name, so they are one token, whatever way the article between them is written.
fn fuse_servants(pieces: &mut Vec<Piece>) {
    let mut at = 0;
    while at < pieces.len() {
        if words::is_servant(&pieces[at].spelt()) {
            let article = is_article(pieces, at + 1);
            let name = at + 1 + usize::from(article && at + 2 < pieces.len());
            if let Some(noun) =
                pieces.get(name).filter(|noun| !noun.text.chars().all(char::is_numeric))
            {
                let text = format!("{}{}", pieces[at].text, noun.text);
                let spoken = servant_sound(&noun.text);
                pieces.splice(at..=name, [Piece { sound: Some(spoken), ..Piece::new(&text) }]);
            }
        } else {
            let spoken = words::after_servant(&pieces[at].spelt()).map(servant_sound);
            pieces[at].sound = spoken.or(pieces[at].sound.take());
        }
        at += 1;
    }
}

fn servant_sound(noun: &str) -> String {
    format!("abd{}", sound(noun).1)
}

/// `Nur al-Din`, `Nuruddin`, `Nureddine`, `Nurettin`, `نور الدين`: a noun *of the faith*.
fn fuse_faith(pieces: &mut Vec<Piece>) {
    let mut at = 0;
    while at < pieces.len() {
        let noun = &pieces[at];
        let is_noun = |before: &&str| before.chars().count() >= LEAST_NOUN && noun.sound.is_none();
        let spoken = words::before_faith(&noun.spelt())
            .map(|before| Some(before).filter(is_noun).map(faith_sound));
        if let Some(spoken) = spoken {
            pieces[at].sound = spoken.or(pieces[at].sound.take());
        } else if !is_article(pieces, at) {
            let apart = pieces.get(at + 1).map(Piece::spelt);
            let south_asian = apart.is_some_and(|word| SOUTH_ASIAN.contains(&&*word));
            let article = is_article(pieces, at + 1) || south_asian;
            let faith = at + 1 + usize::from(article);
            if pieces.get(faith).is_some_and(|word| words::is_faith(&word.spelt(), article)) {
                let text =
                    pieces[at..=faith].iter().map(|piece| piece.text.as_str()).collect::<String>();
                let (route, alone) = sound(&noun.text);
                let before = noun.sound.clone().unwrap_or(alone);
                let spoken = format!("{before}{FAITH}");
                // Such a person may also go by the noun alone (Saad for Saad al-Din). Uddin written
                // apart is a family name.
                let others = article.then_some((route, before)).into_iter().collect();
                let word = Piece { sound: Some(spoken), others, ..Piece::new(&text) };
                pieces.splice(at..=faith, [word]);
            }
        }
        at += 1;
    }
}

/// How *of the faith* sounds, however it is written.
const FAITH: &str = "udin";

fn faith_sound(noun: &str) -> String {
    format!("{}{FAITH}", sound(noun).1)
}

#[cfg(test)]
mod tests {
    use crate::names::{read, sound::Route};
    use crate::party::Kind;

    fn sounds(name: &str) -> Vec<(Route, String)> {
        let reading = read(name, Kind::Person);
        reading.tokens().iter().map(|token| (token.route, token.sound.clone())).collect()
    }

    #[test]
    fn a_noun_of_the_faith_is_one_word_in_every_spelling() {
        let one = sounds("Nuruddin");
        assert_eq!(one, [(Route::Latin, "nurudin".to_owned())]);
        for name in ["Nur al-Din", "Nureddin", "Nurettin", "Nur ud Din", "Nur Eddine", "Nur-ad-Din"]
        {
            assert_eq!(sounds(name), one, "{name}");
        }
        let arabic = sounds("نور الدين");
        assert_eq!(arabic.len(), 1);
        for name in ["نورالدین", "نور الدین"] {
            assert_eq!(sounds(name), arabic, "{name}");
        }
    }

    #[test]
    fn names_of_two_nouns_are_one_word_in_scripts_that_write_their_vowels() {
        for name in [
            "Абдул Рахман",
            "Абд аль-Рахман",
            "अब्दुल रहमान",
            "আব্দুল রহমান",
            "アブドゥル・ラフマン",
            "アブド・アル・ラフマーン",
            "アブドルラフマン",
            "압둘 라흐만",
            "압둘라흐만",
        ] {
            let sounds = sounds(name);
            assert_eq!(sounds.len(), 1, "{name}");
            assert!(sounds[0].1.starts_with("abdr"), "{name}: {}", sounds[0].1);
        }
        let one = sounds("Нуруддин");
        assert_eq!(one, [(Route::Cyrillic, "nurudin".to_owned())]);
        for name in ["Нур ад-Дин", "Нуреддин", "Нур аль-Дин"] {
            assert_eq!(sounds(name), one, "{name}");
        }
        for name in ["サラーフッディーン", "サラーフ・アッディーン"] {
            assert_eq!(sounds(name), [(Route::Kana, "sarafuudin".to_owned())], "{name}");
        }
        assert_eq!(sounds("Алла Дин Иванова").len(), 3);
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        for (name, words) in
            [("Al-Din", 2), ("Borodin", 1), ("Jardin Paul", 2), ("Baudin", 1), ("Din Mohammad", 2)]
        {
            let sounds = sounds(name);
            assert_eq!(sounds.len(), words, "{name}");
            assert!(
                !sounds.iter().any(|(_, sound)| sound.ends_with("udin") && name != "Baudin"),
                "{name}"
            );
        }
    }

    #[test]
    fn an_article_written_with_the_noun_before_it_is_one() {
        assert_eq!(sounds("Ziaur Rahman"), sounds("Zia ur-Rahman"));
        assert_eq!(sounds("Nurul Islam"), sounds("Nur ul Islam"));
        assert_eq!(sounds("Raul Castro").len(), 2);
    }
}
