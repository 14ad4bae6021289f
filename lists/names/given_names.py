#!/usr/bin/env python3
"""Gather the forms of each given name: national forms, nicknames, spellings in other scripts.

    python lists/names/given_names.py --nicknames names.csv --persons persons.txt --census DIR > lists/names/given_names.tsv

* `cognates.txt` beside this file: national forms of one name, written by hand.
* `names.csv`: nicknames of English given names, from the package `nicknames` 1.0.1 on PyPI
  (carltonnorthern/nicknames, Apache-2.0), taken whole.
* `persons.txt`: labels of given names in every script, from the package `rigour` 1.2.0 on PyPI (file
  rigour/data/names/persons.txt; MIT, made from Wikidata, CC0). An item lends its spellings to a name if at
  least half of its Latin spellings are forms of that name, so that an item which only shares one short
  spelling with it stays out.
* `dist.male.first`, `dist.female.first`: given names in the United States census of 1990 (public domain), from the
  package `names` 0.3.0 on PyPI. Those in no other row have a row of their own: a name known to have no other form.
"""

import argparse
import collections
import csv
import pathlib
import re
import unicodedata

SHARE = 2


def plain(text: str) -> str:
    """Lower case without marks; apostrophes are no letters."""
    decomposed = unicodedata.normalize("NFKD", text.strip().lower())
    marks = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0656-\u065f\u0670'’‘`ʼʻʿʾ´׳״]")
    kept = marks.sub("", decomposed)
    return unicodedata.normalize("NFC", kept)


def is_latin(form: str) -> bool:
    return re.fullmatch("[a-z]+", form) is not None


def is_word(form: str) -> bool:
    """One word of letters; one character of Han or Hangul is as often a family name."""
    short = len(form) == 1 or (len(form) == 2 and re.fullmatch("[\u4e00-\u9fff]姓|[\u4e00-\u9fff]氏", form))
    return not short and re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u0eff])*", form) is not None


def names(cognates: pathlib.Path, nicknames: pathlib.Path) -> list[list[str]]:
    found = [line.split() for line in cognates.read_text("utf-8").splitlines() if not line.startswith("#")]
    short: dict[str, list[str]] = collections.defaultdict(list)
    with open(nicknames, encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            name, nickname = plain(row["name1"]), plain(row["name2"])
            if row["relationship"] == "has_nickname" and is_latin(name) and is_latin(nickname):
                short[name].append(nickname)
    return found + [[name, *forms] for name, forms in short.items()]


def spellings(persons: pathlib.Path):
    """Items of the label file: Latin spellings, other spellings."""
    for line in persons.read_text("utf-8").splitlines():
        labels, arrow, _ = line.partition("=>")
        if arrow:
            forms = {plain(form) for form in labels.split(",")}
            latin = {form for form in forms if is_latin(form)}
            other = {form for form in forms if form.isprintable() and " " not in form and not form.isascii()}
            if latin and other:
                yield latin, sorted(filter(is_word, other))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nicknames", type=pathlib.Path, required=True)
    parser.add_argument("--persons", type=pathlib.Path, required=True)
    parser.add_argument("--census", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    classes = names(pathlib.Path(__file__).with_name("cognates.txt"), arguments.nicknames)
    by_form = collections.defaultdict(list)
    for number, forms in enumerate(classes):
        for form in dict.fromkeys(forms):
            by_form[form].append(number)
    added: dict[int, dict[str, None]] = collections.defaultdict(dict)
    for latin, other in spellings(arguments.persons):
        counts = collections.Counter(number for form in latin for number in by_form.get(form, ()))
        for number, count in counts.items():
            if count * SHARE >= len(latin):
                added[number].update(dict.fromkeys(other))
    print("# Forms of one given name, a name a line: its name in this table, then its forms, folded to lower case without")
    print("# marks: national forms, nicknames, and the spellings of both in other scripts.")
    print("# Made by lists/names/given_names.py from cognates.txt, the package nicknames 1.0.1 (Apache-2.0) and the labels")
    print("# of given names in the package rigour 1.2.0 (MIT; from Wikidata, CC0); single names: US census of 1990.")
    for number, forms in enumerate(classes):
        forms = list(dict.fromkeys(forms)) + list(added[number])
        print(forms[0], " ".join(forms[1:]), sep="\t")
    census = {plain(line.split()[0]) for sex in ("male", "female")
              for line in (arguments.census / f"dist.{sex}.first").read_text("ascii").splitlines()}
    for name in sorted(census - by_form.keys()):
        print(name, "", sep="\t")


if __name__ == "__main__":
    main()
