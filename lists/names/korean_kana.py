"""Writes korean_kana.tsv: how Korean syllables are spelled in katakana.

Rules: the custom of the Japanese press and of the lists of Japan's Ministry of Finance, who write a name by its sound
(Kim Jong Un is キム・ジョンウン): a plain consonant is voiced or not by where it stands, so both are free; eo falls
together with o, eu with u, ae with e, ng with n; a final consonant is a syllable of its own with u, or the mark ッ.
Priced spellings (hundredths) lose a distinction or are seen beside the usual one.

Run from the repository root: python3 lists/names/korean_kana.py
"""

from pathlib import Path

HERE = Path(__file__).parent
HEAD = """# How Korean syllables are spelled in katakana, with the price of each spelling.
#
# Columns and prices as in korean_letters.tsv. Written by korean_kana.py, which says by what rules.
# The lengthening mark is dropped before the table is asked.
"""

# What each series of kana has for a, i, u, e, o.
SERIES = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "g": "ガギグゲゴ",
    "s": "サシスセソ",
    "t": ["タ", "ティ チ", "トゥ ツ", "テ", "ト"],
    "d": ["ダ", "ディ ジ", "ドゥ ズ", "デ", "ド"],
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "b": "バビブベボ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "ch": ["チャ", "チ", "チュ", "チェ", "チョ"],
    "j": ["ジャ", "ジ", "ジュ", "ジェ", "ジョ"],
}
# Each consonant at the beginning of a syllable, as (mark before it, series, price).
INITIALS = {
    "ㄱ": [("", "k", 0), ("", "g", 0)],
    "ㄲ": [("", "k", 0), ("ッ", "k", 0), ("", "g", 10)],
    "ㄴ": [("", "n", 0)],
    "ㄷ": [("", "t", 0), ("", "d", 0)],
    "ㄸ": [("", "t", 0), ("ッ", "t", 0), ("", "d", 10)],
    "ㄹ": [("", "r", 0), ("", "n", 10)],
    "ㅁ": [("", "m", 0)],
    "ㅂ": [("", "p", 0), ("", "b", 0)],
    "ㅃ": [("", "p", 0), ("ッ", "p", 0), ("", "b", 10)],
    "ㅅ": [("", "s", 0)],
    "ㅆ": [("", "s", 0), ("ッ", "s", 0)],
    # The consonant before it may be spelled with it: 준영 is ジュニョン.
    "ㅇ": [("", "", 0), ("", "n", 10), ("", "r", 10), ("", "g", 10), ("", "m", 10)],
    "ㅈ": [("", "ch", 0), ("", "j", 0)],
    "ㅉ": [("", "ch", 0), ("ッ", "ch", 0), ("", "j", 10)],
    "ㅊ": [("", "ch", 0), ("", "j", 15)],
    "ㅋ": [("", "k", 0), ("", "g", 15)],
    "ㅌ": [("", "t", 0), ("", "d", 15)],
    "ㅍ": [("", "p", 0), ("", "b", 15)],
    # Between vowels and after n it is hardly heard: 박근혜 is パク・クネ.
    "ㅎ": [("", "h", 0), ("", "", 15), ("", "n", 15)],
}
# Each vowel, as (glide, place in the series, price).
VOWELS = {
    "ㅏ": [("", 0, 0)],
    "ㅐ": [("", 3, 0)],
    "ㅑ": [("y", 0, 0)],
    "ㅒ": [("y", 3, 0), ("", 3, 5)],
    "ㅓ": [("", 4, 0)],
    "ㅔ": [("", 3, 0)],
    "ㅕ": [("y", 4, 0)],
    "ㅖ": [("y", 3, 0), ("", 3, 0)],
    "ㅗ": [("", 4, 0)],
    "ㅘ": [("w", 0, 0)],
    "ㅙ": [("w", 3, 0), ("", 3, 3)],
    "ㅚ": [("w", 3, 0), ("", 3, 0)],
    "ㅛ": [("y", 4, 0)],
    "ㅜ": [("", 2, 0)],
    "ㅝ": [("w", 4, 0), ("", 4, 10)],
    "ㅞ": [("w", 3, 0), ("", 3, 3)],
    "ㅟ": [("w", 1, 0)],
    "ㅠ": [("y", 2, 0)],
    "ㅡ": [("", 2, 0)],
    "ㅢ": [("w", 1, 0), ("", 1, 0)],
    "ㅣ": [("", 1, 0)],
}
FINALS = {
    "ㄱ": "ク ッ:3 グ:5 ン:10 -:10",
    "ㄴ": "ン -:6",
    "ㄷ": "ッ ト",
    "ㄹ": "ル -:6",
    "ㅁ": "ム ン:8 -:6",
    "ㅂ": "プ ッ:3 ブ:5",
    "ㅅ": "ッ ト ス:10 -:10",
    "ㅆ": "ッ ト -:10",
    "ㅇ": "ン ング:5",
    "ㅈ": "ッ ト",
    "ㅊ": "ッ ト",
    "ㅋ": "ク ッ:3",
    "ㅌ": "ッ ト",
    "ㅍ": "プ ッ:3",
    "ㅎ": "- ッ:5",
}
# What stands for a glide of y and of w by itself, and after a consonant.
ALONE = {"y": {0: "ヤ", 2: "ユ", 3: "イェ", 4: "ヨ"}, "w": {0: "ワ", 1: "ウィ ウイ", 3: "ウェ", 4: "ウォ"}}
SMALL_Y = {0: "ャ", 2: "ュ", 3: "ェ", 4: "ョ"}
SMALL = "ァィゥェォ"
ORDER = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


def kana(series, glide, place):
    """The kana of a consonant's series, a glide and a vowel."""
    row = SERIES[series]
    if not glide:
        return row[place].split()
    if not series:
        return ALONE[glide][place].split()
    if glide == "y":
        # Affricates and sibilants have it within them: チャ.
        return row[place].split() if series in ("ch", "j") else [at + SMALL_Y[place] for at in row[1].split()]
    with_u = [at + SMALL[place] for at in row[2].split()]
    return with_u + [at + "ワ" for at in row[2].split()] if place == 0 else with_u


def main():
    lines = []
    for initial, ways in INITIALS.items():
        for vowel, vowels in VOWELS.items():
            number = 0xAC00 + 588 * ORDER.index(initial) + 28 * list(VOWELS).index(vowel)
            prices = {}
            for mark, series, price in ways:
                for glide, place, more in vowels:
                    for spelling in kana(series, glide, place):
                        spelling = mark + spelling
                        prices[spelling] = min(price + more, prices.get(spelling, 99))
            spelled = " ".join(s if p == 0 else f"{s}:{p}" for s, p in sorted(prices.items(), key=lambda x: x[1]))
            lines.append(f"body\t{chr(number)}\t{spelled}\n")
    lines.extend(f"final\t{letter}\t{spelled}\n" for letter, spelled in FINALS.items())
    (HERE / "korean_kana.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
