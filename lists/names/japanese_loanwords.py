#!/usr/bin/env python3
"""Words of other languages as Japanese writes them in katakana.

    python lists/names/japanese_loanwords.py --unidic sys.dic > lists/names/japanese_loanwords.tsv

* `--unidic`: the file that `unidic.py` reads. Its lemmas say what a loanword or a foreign name is from
  (`スカイ-sky`, `コロンボ-Colombo`); all that are one word in Latin letters are taken. A lemma stands for the plurals
  too: what it has more than the lemma at its end, ス or ズ, is the plural of the word.
"""

import argparse
import collections
import pathlib
import re
import unicodedata

from unidic import entries

LEMMA = re.compile("([ァ-ヺー]+)-(.+)")
WORD = re.compile("[ァ-ヺー]{2,}")
PLURAL = ("ス", "ズ")


def plain(word: str) -> str:
    """Lower case without marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def plural(word: str) -> str:
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search("(s|x|z|ch|sh)$", word) else "s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--unidic", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    spellings: dict[str, set[str]] = collections.defaultdict(set)
    for _, row in entries(arguments.unidic, lambda features: "-" in features):
        lemma, written = (LEMMA.fullmatch(row[7]), row[8]) if len(row) > 8 else (None, "")
        if not lemma or not WORD.fullmatch(written):
            continue
        word = plain(lemma[2])
        if not re.fullmatch("[a-z]{2,}", word):
            continue
        is_plural = written.startswith(lemma[1]) and written[len(lemma[1]):] in PLURAL
        spellings[plural(word) if is_plural else word].add(written)
    print("# Words of other languages as Japanese writes them: the word in Latin letters, then its spellings in katakana.")
    print("# Made by lists/names/japanese_loanwords.py from UniDic 2.1.2 (licence: lists/UNIDIC-LICENSE.txt): do not edit.")
    for word, found in sorted(spellings.items()):
        print(word, " ".join(sorted(found)), sep="\t")


if __name__ == "__main__":
    main()
