#!/usr/bin/env python3
"""Readings of Japanese words in kanji, for names of companies and people.

    python lists/names/japanese.py --ipadic /usr/share/mecab/dic/ipadic > lists/names/japanese.tsv

Reads the nouns, names, prefixes and suffixes of the IPA dictionary (package mecab-ipadic of Debian; licence in
lists/IPADIC-LICENSE.txt) and prints each word of up to three characters that holds a kanji, with its most usual
reading in katakana; places that the corpus of the dictionary never shows are left out. Words whose reading follows from shorter words of the table are left out:
`src/names/japanese.rs` cuts a name into as few words as possible.
"""

import argparse
import csv
import pathlib
import re
import sys

FILES = ["Noun.csv", "Noun.adjv.csv", "Noun.adverbal.csv", "Noun.name.csv", "Noun.number.csv", "Noun.org.csv",
         "Noun.others.csv", "Noun.place.csv", "Noun.proper.csv", "Noun.verbal.csv", "Prefix.csv", "Suffix.csv"]
LONGEST = 3
# What the dictionary says of places and other proper nouns that its corpus never shows.
UNSEEN = {"Noun.place.csv": "8676", "Noun.proper.csv": "8538"}
KANJI = re.compile("[\u3400-\u9fff々]")
WORD = re.compile("[\u3041-\u30fa\u30fc\u3400-\u9fff々]+")
KANA = re.compile("[ァ-ヶー]+")


def words(folder: pathlib.Path) -> dict[str, str]:
    """The cheapest reading of each word; names of people come after words of the language at equal cost."""
    best: dict[str, tuple[int, str]] = {}
    for file in FILES:
        with open(folder / file, encoding="euc_jp") as lines:
            for row in csv.reader(lines):
                word, cost, reading = row[0], int(row[3]), row[11]
                if row[3] == UNSEEN.get(file):
                    continue
                if len(word) <= LONGEST and WORD.fullmatch(word) and KANJI.search(word) and KANA.fullmatch(reading):
                    best[word] = min(best.get(word, (cost, reading)), (cost, reading))
    return {word: reading for word, (_, reading) in best.items()}


def follows(word: str, table: dict[str, str]) -> bool:
    """Whether a word of three characters is read as a word of two and one character are; single characters that
    meet are read otherwise."""
    cuts = [(word[:2], word[2:]), (word[:1], word[1:])] if len(word) == 3 else []
    return any(a in table and b in table and table[a] + table[b] == table[word] for a, b in cuts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ipadic", type=pathlib.Path, required=True)
    table = words(parser.parse_args().ipadic)
    print("# Japanese words in kanji and their usual reading in katakana.")
    print("# Made by lists/names/japanese.py from the IPA dictionary (licence: lists/IPADIC-LICENSE.txt).")
    kept: dict[str, str] = {}
    for word in sorted(table, key=lambda word: (len(word), word)):
        if not follows(word, table):
            kept[word] = table[word]
            print(word, table[word], sep="\t")
    print(f"{len(kept)} of {len(table)} words", file=sys.stderr)


if __name__ == "__main__":
    main()
