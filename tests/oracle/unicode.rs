//! Texts of any characters at all.

use super::material::random::Random;

/// Blocks from which characters come, besides all others: letters of every script read by a table,
/// marks, signs, figures, private use.
const BLOCKS: [(u32, u32); 22] = [
    (0x20, 0x7e),
    (0xa0, 0x24f),
    (0x300, 0x36f),
    (0x370, 0x3ff),
    (0x400, 0x52f),
    (0x530, 0x58f),
    (0x590, 0x5ff),
    (0x600, 0x6ff),
    (0x900, 0x97f),
    (0xe00, 0xe7f),
    (0x10a0, 0x10ff),
    (0x1100, 0x11ff),
    (0x1200, 0x137f),
    (0x2000, 0x206f),
    (0x2460, 0x24ff),
    (0x3040, 0x30ff),
    (0x4e00, 0x9fff),
    (0xac00, 0xd7a3),
    (0xe000, 0xe0ff),
    (0xfb1d, 0xfdff),
    (0xff00, 0xffef),
    (0x1_f300, 0x1_f6ff),
];

fn character(random: &mut Random, block: (u32, u32)) -> char {
    let (first, last) = block;
    loop {
        let number = first + random.below((last - first + 1) as usize) as u32;
        if let Some(character) = char::from_u32(number) {
            return character;
        }
    }
}

fn block(random: &mut Random) -> (u32, u32) {
    if random.below(8) == 0 { (0, 0x10_ffff) } else { BLOCKS[random.below(BLOCKS.len())] }
}

/// One to five words, each of one block but for a letter here and there.
pub fn words(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..1 + random.below(5) {
        if !text.is_empty() {
            text.push(' ');
        }
        let own = block(random);
        for _ in 0..1 + random.below(9) {
            let block = if random.below(12) == 0 { block(random) } else { own };
            text.push(character(random, block));
        }
    }
    text
}

/// A name into which one to three characters were put, or in whose place they came.
pub fn disturbed(name: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = name.chars().collect();
    for _ in 0..1 + random.below(3) {
        let block = block(random);
        let other = character(random, block);
        let at = random.below(characters.len() + 1);
        match characters.get_mut(at).filter(|_| random.below(2) == 0) {
            Some(place) => *place = other,
            None => characters.insert(at, other),
        }
    }
    characters.into_iter().collect()
}
