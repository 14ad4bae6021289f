#!/usr/bin/env python3
"""Writes hokkien.tsv, the Hokkien readings of Han characters, and hokkien_syllables.tsv, how they are spelled.

    python lists/names/hokkien.py WHEEL

WHEEL is the Python package `taibun` (1.1.8 on PyPI, MIT licence, in lists/TAIBUN-LICENSE.txt): its file `prons.msgpack`
has the readings of each character, literary and colloquial. Needs the package `msgpack`.
"""

import re
import sys
import unicodedata
import zipfile
from pathlib import Path

import msgpack

HERE = Path(__file__).parent
DEAREST = 12

# Spellings of the initials and finals of Tai-lo: `letters` or `letters:price`; `-` is none.
# Free: Tai-lo (Ministry of Education of Taiwan, 2006) and Peh-oe-ji without tones, marks and apostrophes.
# Priced: what family members and registrars in Singapore, Malaysia and Taiwan write, by English spelling; and final n
# and t as Teochew speakers say them, ng and k.
INITIALS = {
    "": "-", "p": "p b:5", "ph": "ph p:3", "b": "b", "m": "m", "t": "t d:5", "th": "th t:3", "n": "n", "l": "l",
    "k": "k g:5", "kh": "kh k:3", "g": "g", "ng": "ng g:5", "h": "h", "ts": "ts ch", "tsh": "tsh chh ch:3",
    "s": "s sh:5", "j": "j l:3",
}
FINALS = {
    "a": "a ah:3", "ah": "ah a:3", "ai": "ai", "am": "am", "an": "an ang:5", "ang": "ang", "ann": "ann an a:3",
    "ainn": "ainn ain ai:3", "ap": "ap", "at": "at ak:5", "ak": "ak", "au": "au ow:5 ao:5", "auh": "auh au:3",
    "e": "e eh:3 ay:5", "eh": "eh e:3 ek:5", "enn": "enn en e:3", "i": "i ee:3 ie:5 y:5", "ih": "ih i:3 ee:5",
    "ia": "ia iah:3 eah:5", "iah": "iah ia:3", "iam": "iam", "ian": "ian ien:3 iang:5 een:5", "iang": "iang eang:5",
    "iann": "iann ian ia:3", "iap": "iap", "iat": "iat iet:3 iak:5", "iak": "iak", "iau": "iau iao:3 iew:5 eow:5",
    "im": "im", "in": "in een:5 ing:5", "ing": "ing eng", "inn": "inn in i:3 ee:5", "io": "io eo:3 eoh:5 ioh:5",
    "ioh": "ioh io:3 eoh:5", "iok": "iok eok:5 ok:5", "iong": "iong eong:3 ong:5", "ip": "ip", "it": "it ik:5",
    "ik": "ik ek eck:3 ick:3", "iu": "iu iew:3 ew:5 ioo:5", "iunn": "iunn iun iu:3 ioo:5", "m": "m", "ng": "ng",
    "o": "o oh:3 or:3", "oh": "oh o:3", "ok": "ok ock:3", "om": "om", "ong": "ong", "oo": "oo o oh:3", "onn": "onn on o:3",
    "u": "u oo:3", "uh": "uh u:3 oo:5", "ua": "ua oa uah:3", "uah": "uah oah ua:3", "uai": "uai oai",
    "uan": "uan oan uang:5", "uang": "uang", "uann": "uann uan oan ua:3", "uat": "uat oat uak:5", "uainn": "uainn oai uai:3",
    "ue": "ue oe uay:5", "ueh": "ueh oeh ue:3", "ui": "ui ooi:3 wee:5 uee:5", "un": "un oon:3 ung:5",
    "ut": "ut uk:5 oot:3",
    "uih": "uih ui:3", "uinn": "uinn uin ui:3", "iuh": "iuh iu:3",
}


def toneless(reading: str) -> str:
    """`tsa̍t` as `tsat`; a dotted o is written oo in Tai-lo already."""
    plain = unicodedata.normalize("NFD", reading.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def options(text: str):
    for part in text.split():
        letters, _, price = part.partition(":")
        yield ("" if letters == "-" else letters), int(price or 0)


def spellings(syllable: str):
    """Every spelling with its least price; none if the syllable is not of the tables."""
    cuts = ((syllable[:at], syllable[at:]) for at in (0, 1, 2, 3))
    initial, final = next((cut for cut in cuts if cut[0] in INITIALS and cut[1] in FINALS), (None, None))
    if final is None:
        return {}
    found: dict[str, int] = {}
    for before, price in options(INITIALS[initial]):
        for after, more in options(FINALS[final]):
            ways = {before + after: 0}
            if not before and re.match("i[aeou]", after):
                ways["y" + after[1:]] = 0
            if not before and re.match("[uo][aei]", after):
                ways["w" + after[1:]] = 3
            for letters, extra in ways.items():
                cost = price + more + extra
                if cost <= DEAREST:
                    found[letters] = min(cost, found.get(letters, cost))
    return found


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        table = msgpack.unpackb(wheel.read("taibun/data/prons.msgpack"))
    rows, syllables = {}, set()
    for character, readings in table.items():
        if len(character) != 1 or unicodedata.normalize("NFKC", character) != character:
            continue
        plain = [toneless(part) for reading in readings for part in reading.split("/")]
        plain = [reading for reading in dict.fromkeys(plain) if re.fullmatch("[a-z]+", reading) and spellings(reading)]
        if plain and "\u3400" <= character <= "\U0003ffff":
            rows[character] = plain
            syllables.update(plain)
    head = [
        "Hokkien readings of Han characters in Tai-lo without tones, literary and colloquial. Columns: character, readings.",
        "Source: the Python package taibun 1.1.8 (MIT licence: lists/TAIBUN-LICENSE.txt). Made by hokkien.py: do not edit.",
    ]
    text = "".join(f"# {line}\n" for line in head)
    text += "".join(f"{character}\t{' '.join(rows[character])}\n" for character in sorted(rows))
    (HERE / "hokkien.tsv").write_text(text, encoding="utf-8")
    head = [
        "Syllables of Hokkien without tone, and how they are spelled. Made by hokkien.py: do not edit.",
        "Columns: Tai-lo; Latin spellings, `letters` or `letters:price` (hundredths): Tai-lo and Peh-oe-ji are free,",
        "customary spellings of Singapore, Malaysia and Taiwan cost.",
        "Source of the syllables: hokkien.tsv. Spellings: rules in the generator.",
    ]
    text = "".join(f"# {line}\n" for line in head)
    for syllable in sorted(syllables):
        listed = sorted(spellings(syllable).items(), key=lambda item: (item[1], item[0]))
        text += syllable + "\t" + " ".join(s if p == 0 else f"{s}:{p}" for s, p in listed) + "\n"
    (HERE / "hokkien_syllables.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
