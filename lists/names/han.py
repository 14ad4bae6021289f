#!/usr/bin/env python3
"""Makes `lists/names/han.tsv`, the readings of Han characters, from the Unihan database.

    python lists/names/han.py [--unihan /usr/share/unicode]

The folder holds `Unihan_Readings.txt`, `Unihan_Variants.txt`, `Unihan_IRGSources.txt` and
`Unihan_OtherMappings.txt`, plain or as `.bz2` (Debian package `unicode-data`). Fields are described
in UAX #38, https://www.unicode.org/reports/tr38/. Uses the standard library only.
"""

import argparse
import bz2
import re
import sys
import unicodedata
from pathlib import Path

TABLE = Path(__file__).with_name("han.tsv")

HEAD = """\
# Readings of Han characters. Columns, separated by tabs; several values by one space; `-` for none:
# character, Mandarin, Korean, Cantonese, Vietnamese, Japanese on, variants (simplified, traditional).
# Mandarin: pinyin without tones, u with diaeresis as v, the customary reading first. Korean: Hangul syllables, those for
# names first. Cantonese: jyutping without tones. Vietnamese: without marks. The last three readings are given for
# common characters only (in GB 2312, in IICore, or with a Korean reading).
# Compatibility ideographs are left out: NFKC replaces them by the characters that are here.
# Source: Unihan database, Unicode {version} (fields kMandarin, kHanyuPinlu, kXHC1983, kHangul, kCantonese, kVietnamese,
# kJapaneseOn, kSimplifiedVariant, kTraditionalVariant). Copyright (c) 1991-2022 Unicode, Inc. Licence: Unicode-3.0, in
# lists/UNICODE-LICENSE.txt and at https://www.unicode.org/license.txt. Made by lists/names/han.py: do not edit.
"""


def lines(folder: Path, name: str) -> list[str]:
    """The lines of a Unihan file, plain or packed."""
    plain = folder / f"Unihan_{name}.txt"
    if plain.exists():
        return plain.read_text(encoding="utf-8").splitlines()
    return bz2.decompress(plain.with_suffix(".txt.bz2").read_bytes()).decode("utf-8").splitlines()


def fields(folder: Path, name: str) -> dict[str, dict[str, str]]:
    """Values of a Unihan file by field and character."""
    table: dict[str, dict[str, str]] = {}
    for line in lines(folder, name):
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            table.setdefault(field, {})[chr(int(code[2:], 16))] = value
    return table


def unique(values) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def pinyin(syllable: str) -> str:
    """`lǜ` as `lv`: tones off, u with diaeresis as v."""
    letters = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    return re.sub(r"[^a-z]", "", letters)


def mandarin(readings: dict[str, dict[str, str]], char: str) -> list[str]:
    """The customary reading, then those of a frequency list and of a dictionary."""
    found = readings["kMandarin"].get(char, "").split()
    found += re.findall(r"(\w[^\s(]*)\(\d+\)", readings["kHanyuPinlu"].get(char, ""))
    for entry in readings["kXHC1983"].get(char, "").split():
        found += entry.partition(":")[2].split(",")
    return unique(map(pinyin, found))


def korean(readings: dict[str, dict[str, str]], char: str) -> list[str]:
    """Hangul syllables: those of the hanja for personal names (N), then of education (E), then the rest."""
    order = {"N": 0, "E": 1}
    values = [value.split(":") for value in readings["kHangul"].get(char, "").split()]
    values.sort(key=lambda value: min((order.get(tag, 2) for tag in value[1]), default=2))
    return unique(unicodedata.normalize("NFC", syllable) for syllable, _ in values)


def variants(table: dict[str, dict[str, str]], field: str, char: str) -> list[str]:
    codes = re.findall(r"U\+([0-9A-F]+)", table[field].get(char, ""))
    return unique(v for v in (chr(int(code, 16)) for code in codes) if v != char)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unihan", type=Path, default=Path("/usr/share/unicode"))
    folder = parser.parse_args().unihan

    heading = "\n".join(lines(folder, "Readings")[:10])
    version = re.search(r"Unicode version: (\d+\.\d+)", heading)[1]
    readings, forms = fields(folder, "Readings"), fields(folder, "Variants")
    sources, mappings = fields(folder, "IRGSources"), fields(folder, "OtherMappings")

    unified = [chr(code) for code in range(0x4E00, 0xA000)]
    outside = [char for char in readings["kHangul"] if char not in set(unified)]
    rows = []
    for char in unified + sorted(outside):
        if unicodedata.normalize("NFKC", char) != char:
            continue
        hangul = korean(readings, char)
        common = hangul or char in mappings["kGB0"] or char in sources["kIICore"]

        def where_common(field: str) -> list[str]:
            return readings[field].get(char, "").split() if common else []

        vietnamese = (unicodedata.normalize("NFD", r.lower()).replace("đ", "d") for r in where_common("kVietnamese"))
        row = [
            mandarin(readings, char),
            hangul,
            unique(re.sub(r"\d", "", reading) for reading in where_common("kCantonese")),
            unique(re.sub(r"[^a-z]", "", reading) for reading in vietnamese),
            unique(reading.lower() for reading in where_common("kJapaneseOn")),
            unique(variants(forms, "kSimplifiedVariant", char) + variants(forms, "kTraditionalVariant", char)),
        ]
        if any(row):
            rows.append("\t".join([char, *(" ".join(values) or "-" for values in row)]))
    TABLE.write_text(HEAD.format(version=version) + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{TABLE}: {len(rows)} characters, {TABLE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
