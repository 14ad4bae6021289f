#!/usr/bin/env python3
"""Checks `lists/countries.tsv`.

    python lists/countries.py [--cldr DIR] [--shared DIR]

`--cldr` names a folder holding the npm packages `cldr-core` and `cldr-localenames-full`, unpacked
under their own names: codes and first names are then compared with CLDR's. `--shared` names the
folder with the official lists: every country value there that the table does not know is shown.
Exit status 0 if the table is sound, 1 if it is not. Uses the standard library only.
"""

import argparse
import csv
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).with_name("countries.tsv")

# Values that stand in the country fields of official lists and mean no country.
NO_COUNTRY = re.compile(r"Region: .*|undetermined|None Identified", re.IGNORECASE)


def fold(text: str) -> str:
    """Lower case without marks, punctuation as single spaces (as `tamis::text::fold` for these names)."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    western = "".join(c for c in decomposed if not 0x300 <= ord(c) <= 0x36F)
    composed = unicodedata.normalize("NFC", western)
    return " ".join("".join(c if c.isalnum() else " " for c in composed).split())


def rows(path: Path = TABLE) -> list[tuple[str, str, list[str]]]:
    """The table: alpha-2 code, alpha-3 code, names."""
    lines = path.read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(alpha2, alpha3, names.split("|")) for alpha2, alpha3, names in table]


def lookup() -> dict[str, str]:
    """Folded names and codes, each with the alpha-2 code it means."""
    return {fold(name): alpha2 for alpha2, alpha3, names in rows() for name in (*names, alpha3, alpha2)}


def against_cldr(folder: Path) -> list[str]:
    """What differs from CLDR: codes, and countries CLDR knows by a name the table lacks."""
    names = json.loads((folder / "cldr-localenames-full/main/en/territories.json").read_text())
    names = names["main"]["en"]["localeDisplayNames"]["territories"]
    codes = json.loads((folder / "cldr-core/supplemental/codeMappings.json").read_text())
    codes = codes["supplemental"]["codeMappings"]
    found = []
    for alpha2, alpha3, own in rows():
        if alpha2 in ("AN", "CS", "SU", "YU"):  # withdrawn: CLDR maps them to their successors
            continue
        theirs = codes[alpha2].get("_alpha3", "none")
        if theirs not in (alpha3, *own):  # `own`: Kosovo's user-assigned alpha-3 codes are among its names
            found.append(f"{alpha2}: alpha-3 is {alpha3}, CLDR has {theirs}")
        if fold(names[alpha2]) not in map(fold, own):
            found.append(f"{alpha2}: CLDR's name {names[alpha2]} is missing")
    return found


def against_lists(shared: Path) -> Counter:
    """Country values of OFAC's address files and of the UN list that mean nothing to the table."""
    values: Counter = Counter()
    for path in sorted(shared.glob("lists/ofac/*/*add.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            values.update(row[4].strip() for row in csv.reader(file) if len(row) == 6)
    for path in sorted(shared.glob("lists/un/*.xml")):
        text = path.read_text(encoding="utf-8")
        tags = r"<(?:COUNTRY|ISSUING_COUNTRY|COUNTRY_OF_ISSUE)>([^<]+)<"
        values.update(" ".join(value.split()) for value in re.findall(tags, text))
        for block in re.findall(r"<NATIONALITY>(.*?)</NATIONALITY>", text, re.DOTALL):
            values.update(" ".join(value.split()) for value in re.findall(r"<VALUE>([^<]+)<", block))
    known = lookup()
    return Counter(
        {value: count for value, count in values.items() if value not in ("", "-0-") and fold(value) not in known}
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cldr", type=Path)
    parser.add_argument("--shared", type=Path)
    arguments = parser.parse_args()

    table, wrong = rows(), []
    wrong += [f"{alpha2}: not in order" for (alpha2, *_), (before, *_) in zip(table[1:], table) if alpha2 <= before]
    meant: dict[str, str] = {}
    for alpha2, alpha3, names in table:
        for name in (*names, alpha3, alpha2):
            if meant.setdefault(fold(name), alpha2) != alpha2:
                wrong.append(f"{alpha2}: {name} also means {meant[fold(name)]}")
    if arguments.cldr:
        wrong += against_cldr(arguments.cldr)
    if arguments.shared:
        for value, count in sorted(against_lists(arguments.shared).items()):
            if NO_COUNTRY.fullmatch(value):
                print(f"no country meant: {value} ({count}×)")
            else:
                wrong.append(f"unknown country value in the official lists: {value} ({count}×)")
    print(f"{len(table)} countries, {sum(len(names) for *_, names in table)} names, {len(wrong)} problems")
    for line in wrong:
        print(f"  {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
