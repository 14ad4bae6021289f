#!/usr/bin/env python3
"""Count how common words are in the names of persons and of other parties.

    python lists/names/frequencies.py --shared DIR > lists/names/frequencies.tsv

Reads official publications (OFAC SDN CSV set, UN consolidated XML, UK OFSI CSV, EU FSF) from DIR and
prints, for each word of Latin letters that occurs in at least three distinct names, the number of
names per 100,000 that contain it. Only counts are kept: no name of a party is carried over.
"""

import argparse
import collections
import csv
import gzip
import io
import json
import pathlib
import re
import unicodedata
import xml.etree.ElementTree as ElementTree

LEAST = 3
NAMES = 100_000


def words(name: str) -> set[str]:
    """Latin words of a name, lower case, without marks."""
    decomposed = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "'’‘`")
    return set(re.findall("[a-z]+", plain))


def ofac(folder: pathlib.Path):
    kinds = {}
    for row in csv.reader(io.StringIO(gzip.open(folder / "sdn-2024-05-03/sdn.csv.gz", "rt").read())):
        if len(row) == 12:
            kinds[row[0]] = "person" if row[2].strip() == "individual" else "other"
            yield row[1], kinds[row[0]]
    with open(folder / "sdn-partial-2025-02/alt.csv", encoding="utf-8") as lines:
        for row in csv.reader(lines):
            if len(row) == 5 and row[0] in kinds:
                yield row[3], kinds[row[0]]


def un(path: pathlib.Path):
    root = ElementTree.parse(path).getroot()
    for tag, kind in (("INDIVIDUAL", "person"), ("ENTITY", "other")):
        for record in root.iter(tag):
            parts = (record.findtext(f"{n}_NAME") for n in ("FIRST", "SECOND", "THIRD", "FOURTH"))
            yield " ".join(part.strip() for part in parts if part), kind
            for alias in record.iter("ALIAS_NAME"):
                yield alias.text or "", kind


def uk(path: pathlib.Path):
    with gzip.open(path, "rt", encoding="utf-8-sig") as lines:
        next(lines)
        for row in csv.DictReader(lines):
            name = " ".join(row.get(f"Name {n}") or "" for n in (1, 2, 3, 4, 5, 6))
            yield name, "person" if row["Group Type"] == "Individual" else "other"


def eu(path: pathlib.Path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = json.dumps(record.get("subject_type", ""))
            kind = "person" if "person" in text.lower() else "other"
            for alias in record.get("name_aliases", []):
                yield alias.get("whole_name") or "", kind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    lists = parser.parse_args().shared / "lists"
    names: dict[str, set[str]] = {"person": set(), "other": set()}
    for name, kind in (
        *ofac(lists / "ofac"),
        *un(lists / "un/consolidated-2026-02-27.xml"),
        *uk(lists / "uk/ConList-2025-04-14.converted.csv.gz"),
        *eu(lists / "eu/eu-fsf-2026-05-01.derived.jsonl.gz"),
    ):
        if found := words(name):
            names[kind].add(" ".join(sorted(found)))
    counts = {kind: collections.Counter(word for name in names[kind] for word in name.split()) for kind in names}
    print("# How common words are in names: word, names per 100,000 of persons, of other parties.")
    print(f"# Counted over {len(names['person'])} distinct names of persons and {len(names['other'])} of other parties")
    print("# in OFAC SDN (2024-05-03, aliases 2025-02-27), UN (2026-02-27), UK OFSI (2025-04-14) and EU FSF (2026-05-01).")
    print("# Made by lists/names/frequencies.py; words in fewer than three names are left out.")
    for word in sorted(counts["person"] | counts["other"]):
        if len(word) > 1 and counts["person"][word] + counts["other"][word] >= LEAST:
            share = [round(counts[kind][word] * NAMES / len(names[kind])) for kind in ("person", "other")]
            print(word, *share, sep="\t")


if __name__ == "__main__":
    main()
