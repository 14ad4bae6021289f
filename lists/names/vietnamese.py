#!/usr/bin/env python3
"""Writes vietnamese.tsv, the Sino-Vietnamese readings of Han characters.

    python lists/names/vietnamese.py hanvietData.js

The file is `src/hanvietData.js` of the npm package `hanviet-pinyin-words` (2.1.7, MIT licence, in
lists/HANVIET-LICENSE.txt): readings by character and by Mandarin reading. Kept are the characters in common use, those
with a Cantonese reading in han.tsv. Uses the standard library only.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent


def without_marks(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading.lower().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    table = json.loads(text[text.index("{") : text.rindex("}") + 1])
    han = (line.split("\t") for line in (HERE / "han.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#")
    rows = []
    for character in (row[0] for row in han if row[3] != "-"):
        readings = [without_marks(r) for by_sound in table.get(character, {}).values() for r in by_sound]
        readings = [reading for reading in dict.fromkeys(readings) if re.fullmatch("[a-z]+", reading)]
        if readings:
            rows.append(f"{character}\t{' '.join(readings)}")
    head = [
        "Sino-Vietnamese readings of Han characters without marks. Columns: character, readings.",
        "Source: the npm package hanviet-pinyin-words 2.1.7 (MIT licence: lists/HANVIET-LICENSE.txt). Made by",
        "vietnamese.py: do not edit.",
    ]
    listed = "".join(f"# {line}\n" for line in head) + "".join(row + "\n" for row in sorted(rows))
    (HERE / "vietnamese.tsv").write_text(listed, encoding="utf-8")


if __name__ == "__main__":
    main()
