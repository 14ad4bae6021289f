#!/usr/bin/env python3
"""Builds and checks `lists/mid.tsv` and `lists/call_signs.tsv`, the ITU's allocations to countries.

    python lists/radio.py build --mids MIDS.json --call-signs RANGES.xlsx
    python lists/radio.py check [--mids MIDS.json] [--call-signs RANGES.xlsx]

`MIDS.json` maps each MID to [alpha-2, alpha-3, region, name], as the npm packages `mmsi-country-lookup`
(1.0.2, made from the ITU's page) and `@michaeljfazio/mids` (2.0.2, made from another) have it.
`RANGES.xlsx` is the ITU's own "Table of International Call Sign Series" as its website gives it out; the
PyPI package `callsign-regex` (0.7.1) carries a copy. `check` compares the committed tables with files of
either form. Exit status 0 if nothing differs, 1 if something does. Uses the standard library only.
"""

import argparse
import json
import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from countries import fold, lookup

MIDS = Path(__file__).with_name("mid.tsv")
CALL_SIGNS = Path(__file__).with_name("call_signs.tsv")

MIDS_HEAD = """\
# Maritime Identification Digits: the three digits of an MMSI that stand for a country, and its ISO 3166-1 alpha-2 code.
# Facts from the ITU's "Table of Maritime Identification Digits" (Radio Regulations, Table 1 of Appendix 43; kept at
# www.itu.int, "MID"), by way of two published copies of it, see radio.py. A territory with an ISO code of its own has that.
# A MID that is not here is allocated to no country; one that several territories share has a row for each. The older of
# the two copies lacks 471 and 550 and has 335 in the place of 334 for Honduras, and France and the United Kingdom in the
# place of the territories of 501, 607, 608, 618 and 635.
mid\tcountry
"""

CALL_SIGNS_HEAD = """\
# International call sign series: first three characters of the first and of the last sign, and the ISO 3166-1 alpha-2
# code of the country; `-` where the series belongs to an organisation of the United Nations or to none.
# Facts from the ITU's "Table of International Call Sign Series" (Radio Regulations, Appendix 42; kept at www.itu.int,
# "call sign series"), made by radio.py. Taiwan uses part of China's series and is not told apart there.
first\tlast\tcountry
"""

# MIDs that the copies give to one territory of several, or under a code that is not in ISO 3166-1.
MID_CODES = {"306": ("BQ", "CW", "SX"), "608": ("SH",)}

# Names of the ITU's table that `countries.tsv` does not know.
NAMES = {
    "Gabonese Republic": "GA",
    "Vatican City State": "VA",
}

ORGANISATIONS = re.compile(r"United Nations|International Civil Aviation|World Meteorological|World Meteo")


def mids(path: Path) -> list[tuple[str, str]]:
    """MID and country of a JSON file of MIDs."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return [(mid, code) for mid, row in sorted(table.items()) for code in MID_CODES.get(mid, row[:1])]


def country(name: str, known: dict[str, str]) -> str | None:
    """The code of a country as the ITU writes it, `-` for an organisation."""
    if ORGANISATIONS.search(name):
        return "-"
    parts = [part.strip() for part in re.split(r"\s+--?\s+", name)]
    for part in reversed(parts):
        bare = re.sub(r"\s*\([^)]*\)", "", part).strip()
        turned = re.sub(r"^(.*?)\s*\((.*)\)$", r"\2 \1", part)
        for spelled in (part, bare, turned):
            code = NAMES.get(spelled) or known.get(fold(spelled))
            if code:
                return code
    return None


def rows_of_workbook(path: Path) -> list[list[str]]:
    """The cells of the first sheet of an XLSX file as text."""
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as archive:
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml").decode("utf-8-sig"))
        shared = ["".join(item.itertext()) for item in strings.findall("x:si", space)]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml").decode("utf-8-sig"))
    found = []
    for row in sheet.iterfind(".//x:row", space):
        cells = [cell.findtext("x:v", "", space) for cell in row.findall("x:c", space)]
        kinds = [cell.get("t") for cell in row.findall("x:c", space)]
        found.append([shared[int(v)] if kind == "s" else v for v, kind in zip(cells, kinds, strict=True)])
    return found


def call_signs(path: Path) -> list[tuple[str, str, str]]:
    """First and last sign and the country of each series, neighbouring ones of a country joined."""
    known = lookup()
    found: list[tuple[str, str, str]] = []
    for series, name, *_ in rows_of_workbook(path):
        match = re.fullmatch(r"\s*([0-9A-Z]{3})\s*-\s*([0-9A-Z]{3})\s*", series)
        if not match:
            continue
        code = country(name, known)
        if code is None:
            raise SystemExit(f"no country is known by the name {name!r} of {series}")
        found.append((match[1], match[2], code))
    return joined(sorted(found))


def joined(series: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The same with neighbours of one country made one."""
    whole: list[tuple[str, str, str]] = []
    for first, last, code in series:
        if whole and whole[-1][2] == code and following(whole[-1][1]) == first:
            whole[-1] = (whole[-1][0], last, code)
        else:
            whole.append((first, last, code))
    return whole


def following(sign: str) -> str:
    """The series after one: `ALZ` is followed by `AMA`; digits stand before letters."""
    order = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    if sign[2] != "Z":
        return sign[:2] + order[order.index(sign[2]) + 1]
    if sign[1] != "Z":
        return sign[0] + order[order.index(sign[1]) + 1] + "A"
    return ""


def committed(path: Path) -> list[tuple[str, ...]]:
    """The rows of a table as it stands."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [tuple(line.split("\t")) for line in lines[1:]]


def differences(what: str, own: set[tuple[str, ...]], theirs: set[tuple[str, ...]]) -> list[str]:
    """One line for each row that only one side has."""
    lines = [f"{what}: only here {' '.join(row)}" for row in sorted(own - theirs)]
    return lines + [f"{what}: only there {' '.join(row)}" for row in sorted(theirs - own)]


def main() -> int:
    """Builds or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["build", "check"])
    parser.add_argument("--mids", type=Path)
    parser.add_argument("--call-signs", type=Path)
    arguments = parser.parse_args()
    if not (arguments.mids or arguments.call_signs):
        parser.error("nothing to read: name a file with --mids or --call-signs")
    found = []
    if arguments.mids:
        table = mids(arguments.mids)
        if arguments.action == "build":
            MIDS.write_text(MIDS_HEAD + "".join(f"{mid}\t{code}\n" for mid, code in table), encoding="utf-8")
        found += differences("mid", set(committed(MIDS)), set(table))
    if arguments.call_signs:
        series = call_signs(arguments.call_signs)
        if arguments.action == "build":
            text = "".join("\t".join(row) + "\n" for row in series)
            CALL_SIGNS.write_text(CALL_SIGNS_HEAD + text, encoding="utf-8")
        found += differences("call sign", set(committed(CALL_SIGNS)), set(series))
    print("\n".join(found) if found else "nothing differs")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
