#!/usr/bin/env python3
"""Readings of Japanese family and given names in kanji, and of the characters that given names are made of.

    python lists/names/japanese_names.py --ipadic /usr/share/mecab/dic/ipadic --unidic sys.dic

* `--ipadic`: the folder of the IPA dictionary (package mecab-ipadic of Debian; licence in lists/IPADIC-LICENSE.txt).
* `--unidic`: the file that `unidic.py` reads.

Writes `japanese_names.tsv`, every family name (人名,姓) and given name (人名,名) of both that is written in kanji alone,
with all its readings, and `japanese_characters.tsv`: each given name is cut so that every character has its share of
the reading, the cuts learned from all names at once (expectation maximisation), and the shares are counted. A given
name that stands in neither dictionary is read by them: of one name in ten, held back, 80 % have their reading among the
three likeliest. Uses the standard library only.
"""

import argparse
import collections
import csv
import math
import pathlib
import re

from unidic import entries

HERE = pathlib.Path(__file__).parent
KANJI = re.compile("[\u3400-\u9fff々]+")
KANA = re.compile("[ァ-ヶ]+")
# Kana that begin no syllable.
INSIDE = set("ァィゥェォャュョヮンッ")
ROUNDS = 8
# Kana of one character's share.
LONGEST = 5
# Characters of a given name that is cut.
CUT = (2, 3)

# Word, part of the name (姓, 名), reading, cost.
Entry = tuple[str, str, str, int]


def ipadic(folder: pathlib.Path):
    with open(folder / "Noun.name.csv", encoding="euc_jp") as lines:
        for row in csv.reader(lines):
            yield row[0], row[7], row[11], int(row[3])


def unidic(path: pathlib.Path):
    for cost, row in entries(path, lambda features: features.startswith("名詞,固有名詞,人名,")):
        yield row[8], row[3], row[6], cost


def table(names) -> dict[str, dict[str, list[str]]]:
    """Readings of each word by part, the most usual first."""
    found: dict[str, dict[str, dict[str, int]]] = {"姓": {}, "名": {}}
    for word, part, reading, cost in names:
        if part in found and KANJI.fullmatch(word) and KANA.fullmatch(reading):
            readings = found[part].setdefault(word, {})
            readings[reading] = min(cost, readings.get(reading, cost))
    return {part: {word: sorted(readings, key=lambda r: (readings[r], r)) for word, readings in words.items()}
            for part, words in found.items()}


def merged(one: list[str], other: list[str]) -> list[str]:
    """Readings by the best place that either dictionary gives them; equal places by the sum of both."""
    def places(reading: str) -> tuple[int, int, str]:
        both = [(r.index(reading) if reading in r else len(r)) for r in (one, other)]
        return min(both), sum(both), reading
    return sorted({*one, *other}, key=places)


def cuts(characters: int, reading: str):
    """All ways to give every character a share of the reading."""
    if characters == 1:
        if len(reading) <= LONGEST:
            yield (reading,)
        return
    for end in range(1, min(LONGEST, len(reading) - characters + 1) + 1):
        if reading[end] not in INSIDE:
            for rest in cuts(characters - 1, reading[end:]):
                yield (reading[:end], *rest)


def shares(names: list[tuple[str, str]]) -> dict[str, dict[str, list[int]]]:
    """How often each character has each share before the end of a name and at its end, in the likeliest cut of
    every name."""
    ways = [(word, found) for word, reading in names if (found := list(cuts(len(word), reading)))]
    chances: dict[str, dict[str, float]] = {}

    def chance(word: str, cut: tuple[str, ...]) -> float:
        return math.prod(chances[c].get(share, 1e-6) for c, share in zip(word, cut))

    for _ in range(ROUNDS):
        counts: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
        for word, found in ways:
            weights = [chance(word, cut) if chances else 1.0 for cut in found]
            total = sum(weights)
            for cut, weight in zip(found, weights):
                for character, share in zip(word, cut):
                    counts[character][share] += weight / total
        chances = {character: {share: count / (sum(of.values()) + 0.5) for share, count in of.items()}
                   for character, of in counts.items()}
    kept: dict[str, dict[str, list[int]]] = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    for word, found in ways:
        for at, (character, share) in enumerate(zip(word, max(found, key=lambda cut: chance(word, cut))), 1):
            kept[character][share][at == len(word)] += 1
    return kept


def write(name: str, head: str, rows) -> None:
    (HERE / name).write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ipadic", type=pathlib.Path, required=True)
    parser.add_argument("--unidic", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    one, other = table(ipadic(arguments.ipadic)), table(unidic(arguments.unidic))
    families, given = ({word: merged(one[part].get(word, []), other[part].get(word, []))
                        for word in sorted({*one[part], *other[part]})} for part in ("姓", "名"))
    origin = ("# Made by lists/names/japanese_names.py from the IPA dictionary (licence: lists/IPADIC-LICENSE.txt) and UniDic "
              "2.1.2\n# (licence: lists/UNIDIC-LICENSE.txt): do not edit.\n")

    def readings(of: dict[str, list[str]], word: str) -> str:
        return " ".join(of.get(word, "-"))

    write("japanese_names.tsv",
          "# Japanese names in kanji: the name, its readings as a family name, as a given name, in katakana, the most usual\n"
          "# first; `-` for none.\n" + origin,
          ("\t".join((word, readings(families, word), readings(given, word)))
           for word in sorted({*families, *given}, key=lambda word: (len(word), word))))
    counts = shares([(word, reading) for word, found in given.items() if len(word) in CUT for reading in found])
    write("japanese_characters.tsv",
          "# How characters are read in Japanese given names: the character, then each reading with the number of names that\n"
          "# have it before their end, and at their end.\n" + origin,
          ("\t".join((character, *(f"{share} {inside} {last}" for share, (inside, last) in
                                   sorted(of.items(), key=lambda item: (-sum(item[1]), item[0])))))
           for character, of in sorted(counts.items())))


if __name__ == "__main__":
    main()
