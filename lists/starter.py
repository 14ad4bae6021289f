#!/usr/bin/env python3
"""Makes and checks `lists/dprk.jsonl`, the built-in starter list of DPRK designations.

    python lists/starter.py build --shared DIR     writes the list from the official files
    python lists/starter.py check --shared DIR     reads the official files in another way and compares

`DIR` is the folder that holds `lists/un`, `lists/uk` and `lists/ofac`. Every file can also be named by itself (`--un FILE`,
`--ofac-sdn FILE` …), so `check` with newer files shows what a new edition adds, drops or changes. Exit status of
`check`: 0 if nothing differs, 1 if something does, 2 if a file is missing. Uses the standard library only.

`lists/README.md` explains the schema.
"""

import argparse
import csv
import gzip
import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

from countries import fold, lookup
from starter_check import check, counts

LIST = Path(__file__).with_name("dprk.jsonl")
VESSEL_IMO = Path(__file__).with_name("dprk_vessel_imo.tsv")

# Where each official file stands under the shared folder.
FILES = {
    "un": "lists/un/consolidated-2026-02-27.xml",
    "uk": "lists/uk/ConList-2025-04-14.converted.csv.gz",
    "uk_sl": "lists/uk/uk-sanctions-list-2026-08-22.derived.jsonl.gz",
    "ofac_sdn": "lists/ofac/sdn-2024-05-03/sdn.csv.gz",
    "ofac_alt": "lists/ofac/sdn-partial-2025-02/alt.csv",
    "ofac_add": "lists/ofac/sdn-partial-2025-02/add.csv",
    "ofac_comments": "lists/ofac/sdn-partial-2025-02/sdn_comments.csv",
    "ofac_current": "lists/ofac/sdn-partial-2025-12/add.csv",
}
HELP = {
    "un": "UN consolidated list, XML",
    "uk": "UK OFSI consolidated list (closed in 2026), CSV",
    "uk_sl": "UK Sanctions List: the official XML, which then stands for both UK files, or JSON lines made from it",
    "ofac_sdn": "OFAC SDN.CSV",
    "ofac_alt": "OFAC ALT.CSV",
    "ofac_add": "OFAC ADD.CSV",
    "ofac_comments": "OFAC SDN_COMMENTS.CSV",
    "ofac_current": "an ADD.CSV whose keys tell who is still listed (if --ofac-sdn is given: that file's own keys)",
}

MONTHS = {
    m: n for n, m in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)
}


def read_text(path: Path) -> str:
    """The text of a plain or packed file."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")


def squeeze(text: str | None) -> str:
    """Trimmed, inner spaces single."""
    return " ".join((text or "").split())


def unique(values: list) -> list:
    """Without repetitions, in order."""
    return [value for i, value in enumerate(values) if value not in values[:i]]


def edition(path: Path) -> str:
    """The date in a file's or folder's name, for publications that have none inside."""
    dates = re.findall(r"\d{4}-\d{2}(?:-\d{2})?", str(path))
    return dates[-1] if dates else ""


COUNTRIES = lookup()
NO_COUNTRY = re.compile(r"Region: .*|undetermined|None Identified|", re.IGNORECASE)


def country(name: str | None) -> str | None:
    """The alpha-2 code of a country as a list names it."""
    name = squeeze(name)
    code = COUNTRIES.get(fold(name))
    if code is None and not NO_COUNTRY.fullmatch(name):
        raise SystemExit(f"unknown country `{name}`: add the spelling to lists/countries.tsv")
    return code


def days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 30 if month in (4, 6, 9, 11) else 28 + leap if month == 2 else 31


def interval(first: tuple, last: tuple | None = None, circa: bool = False) -> str:
    """A `DateInterval` as tamis writes it; a date is (year,), (year, month) or (year, month, day)."""
    last = last or first
    a = (*first, *(1, 1)[len(first) - 1 :])
    month = last[1] if len(last) > 1 else 12
    b = (last[0], month, last[2] if len(last) > 2 else days_in(last[0], month))
    if a[1:] == (1, 1) and b[1:] == (12, 31):
        a, b = a[:1], b[:1]
    elif a[2] == 1 and b[2] == days_in(*b[:2]):
        a, b = a[:2], b[:2]
    first_text, last_text = ("-".join([f"{d[0]:04}", *(f"{n:02}" for n in d[1:])]) for d in (a, b))
    return "~" * circa + (first_text if a == b else f"{first_text}/{last_text}")


def iso_interval(text: str) -> str:
    return interval(tuple(map(int, text[:10].split("-"))))


def british_interval(text: str) -> str:
    """`30/03/2018`; an unknown day or month is written 00."""
    day, month, year = map(int, text.split("/"))
    return interval((year, *([month, *([day] if day else [])] if month else [])))


def name(text: str, kind: str = "primary", weak: bool = False) -> dict:
    shown = {"text": squeeze(text)}
    if kind != "primary":
        shown["kind"] = kind
    if weak:
        shown["strength"] = "weak"
    return shown


def identifier(scheme: str, value: str, where: str | None = None, asset: str | None = None, extracted=False) -> dict:
    shown = {"scheme": scheme, "value": squeeze(value)}
    if where:
        shown["country"] = where
    if asset:
        shown["asset"] = asset
    if extracted:
        shown["extracted"] = True
    return shown


def address(text: str, where: str | None) -> dict:
    return ({"text": text} if text else {}) | ({"country": where} if where else {})


def place_of(text: str) -> dict | None:
    """A place in words; the country is what stands behind a comma at the end and is known by its name."""
    parts = [part.strip() for part in text.split(",")]
    for start in range(max(len(parts) - 2, 0), len(parts)):
        where = COUNTRIES.get(fold(", ".join(parts[start:])))
        if where:
            return address(", ".join(parts[:start]), where)
    return address(", ".join(parts), None) if text else None


# The order in which tamis writes an entity; fields at their default are left out.
ENTITY = [
    "id",
    "kind",
    "names",
    "births",
    "gender",
    "countries",
    "identifiers",
    "addresses",
    "titles",
    "birth_places",
    "vessel",
    "programmes",
    "measures",
    "listed_on",
    "references",
    "links",
]
VESSEL = ["type", "flag", "former_flags", "tonnage", "gross_tonnage", "owner", "built"]


def entity(**fields) -> dict:
    shown = {key: fields.pop(key) for key in ENTITY if fields.get(key)} | {}
    assert not [key for key in fields if key not in ENTITY], fields
    for key, value in shown.items():
        if isinstance(value, list):
            shown[key] = unique([item for item in value if item])
    if "vessel" in shown:
        shown["vessel"] = {key: shown["vessel"][key] for key in VESSEL if shown["vessel"].get(key)}
    seen = []  # a name is listed once, in its first role
    shown["names"] = [n for n in shown["names"] if n["text"] not in seen and not seen.append(n["text"])]
    return {key: value for key, value in shown.items() if value}


def position(text: str | None) -> str:
    """A title or position without the clause that explains it; nothing if it is a sentence."""
    text = squeeze(text).rstrip(".")
    text = re.sub(r"(,? which | at which |, a company that |, specializes in ).*", "", text)
    text = re.sub(r"^[A-Z]\w+ [A-Z]\w+ [A-Z]\w+ is an? ", "", text)
    return "" if len(text) > 140 or ". " in text else text


def in_two_scripts(text: str | None) -> list[str]:
    """`Jin Tiesan (金铁三)` is two names: one in Latin letters, one in the bracket in another script."""
    found = re.fullmatch(r"([^()]*[A-Za-z][^()]*?) ?\(([^()A-Za-z]*[^\W\d_A-Za-z][^()A-Za-z]*)\)", squeeze(text))
    return [*found.groups()] if found else [squeeze(text)]


def read_un(path: Path) -> tuple[str, list[dict]]:
    """UN consolidated list: the designations of the 1718 Committee."""
    root = ElementTree.fromstring(read_text(path))
    found = []
    for record in [*root.iter("INDIVIDUAL"), *root.iter("ENTITY")]:
        if record.findtext("UN_LIST_TYPE") != "DPRK":
            continue
        person = record.tag == "INDIVIDUAL"
        parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        names = [name(" ".join(record.findtext(part) or "" for part in parts))]
        if squeeze(record.findtext("NAME_ORIGINAL_SCRIPT")):
            names.append(name(record.findtext("NAME_ORIGINAL_SCRIPT"), "alias"))
        births = []
        for alias in record.iter(f"{record.tag}_ALIAS"):
            if squeeze(alias.findtext("ALIAS_NAME")):
                quality = squeeze(alias.findtext("QUALITY"))
                kind = "former" if quality == "f.k.a." else "alias"
                names += [name(text, kind, quality == "Low") for text in in_two_scripts(alias.findtext("ALIAS_NAME"))]
        for birth in record.iter("INDIVIDUAL_DATE_OF_BIRTH"):
            circa = birth.findtext("TYPE_OF_DATE") == "APPROXIMATELY"
            if birth.findtext("DATE"):
                births.append("~" * circa + iso_interval(birth.findtext("DATE")))
            elif birth.findtext("YEAR"):
                births.append(interval((int(birth.findtext("YEAR")),), circa=circa))
            elif birth.findtext("FROM_YEAR"):
                years = ((int(birth.findtext(tag)),) for tag in ("FROM_YEAR", "TO_YEAR"))
                births.append(interval(*years, circa=circa))
        births += [iso_interval(b.text) for b in record.iterfind("INDIVIDUAL_ALIAS/DATE_OF_BIRTH") if squeeze(b.text)]

        identifiers = []
        for document in record.iter("INDIVIDUAL_DOCUMENT"):
            number = re.sub(r"\(.*\)$", "", squeeze(document.findtext("NUMBER"))).strip()
            if number:
                label = squeeze(document.findtext("TYPE_OF_DOCUMENT")).lower()
                scheme = "passport" if re.search("passport|passeport|pasaporte", label) else "national-id"
                issuer = document.findtext("ISSUING_COUNTRY") or document.findtext("COUNTRY_OF_ISSUE")
                identifiers.append(identifier(scheme, number, country(issuer)))
        comment = squeeze(record.findtext("COMMENTS1"))
        for number in re.findall(r"passport number (\d+)", comment):
            identifiers.append(identifier("passport", number, extracted=True))
        for bic in re.findall(r"(?:SWIFT|BIC): ([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b", comment):
            identifiers.append(identifier("bic", bic, extracted=True))
        for number in re.findall(r"IMO\)? ?(?:[Nn]umber)?:? (\d{7})\b", comment):
            identifiers.append(identifier("imo-company", number, extracted=True))

        addresses = []
        for place in record.iter(f"{record.tag}_ADDRESS"):
            text = ", ".join(
                filter(None, (squeeze(part.text) for part in place if part.tag not in ("COUNTRY", "NOTE")))
            )
            addresses.append(address(text, country(place.findtext("COUNTRY"))))
        found.append(
            entity(
                id="un-sc:" + squeeze(record.findtext("REFERENCE_NUMBER")),
                kind="person" if person else "organization",
                names=names,
                births=births,
                gender=squeeze(record.findtext("GENDER")).lower(),
                countries=[country(value.text) for value in record.iterfind("NATIONALITY/VALUE")],
                identifiers=identifiers,
                addresses=addresses,
                titles=[position(v.text) for tag in ("TITLE", "DESIGNATION") for v in record.iterfind(f"{tag}/VALUE")],
                birth_places=[
                    place_of(", ".join(filter(None, (squeeze(part.text) for part in born))))
                    for born in record.iter("INDIVIDUAL_PLACE_OF_BIRTH")
                ],
                programmes=["DPRK"],
                listed_on=iso_interval(record.findtext("LISTED_ON")),
            )
        )
    return root.attrib["dateGenerated"][:10], found


MEASURES = {"Asset freeze": "asset freeze", "Prohibition of port entry": "port ban", "De-flag": "de-flag"}


def resolutions(text: str) -> list[str]:
    return [
        f"UNSCR {number} ({year})"
        for number, year in re.findall(r"resolution (\d{4}) \((\d{4})\)", text, re.IGNORECASE)
    ]


def asset_of(text: str) -> list[dict]:
    """The designated party whose asset a ship is listed as."""
    owners = re.findall(r"Listed as asset of (.+?)[\s,]*[-(]\s*OFSI ID", text)
    return [{"relation": "asset of", "name": squeeze(owner)} for owner in owners]


def known_imo() -> dict[str, str]:
    """IMO numbers of ships that the UK Sanctions List at hand names without one, by id."""
    rows = (line.split("\t") for line in VESSEL_IMO.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {key: number for key, number, _ in rows}


def read_uk(path: Path, sanctions_list: Path) -> tuple[str, list[dict]]:
    """Ships of the 1718 regime: those with an asset freeze (OFSI list), then the others (UK Sanctions List)."""
    ships = [json.loads(line) for line in read_text(sanctions_list).splitlines()]
    ships = [
        s for s in ships if s["individual_entity_ship"] == "Ship" and "People's Republic of Korea" in s["regime_name"]
    ]
    measures = {s.get("ofsi_group_id"): [MEASURES[m] for m in s["sanctions_imposed"].split("|")] for s in ships}

    rows = list(csv.reader(read_text(path).splitlines()))
    published, header = rows[0][1], rows[1]
    groups: dict[str, list[dict]] = {}
    for row in (dict(zip(header, values)) for values in rows[2:]):
        if row["Group Type"] == "Ship" and row["Regime"] == "Democratic People's Republic of Korea":
            groups.setdefault(row["Group ID"], []).append(row)

    numbers = known_imo()
    found = []
    for group, group_rows in sorted(groups.items(), key=lambda item: int(item[0])):
        group_rows.sort(key=lambda row: row["Alias Type"] != "Primary name")
        text = group_rows[0]["Other Information"]
        fact = {key: squeeze(value) for key, value in re.findall(r"\(([A-Z][\w ]+)\):([^(]*)", text)}
        flags = [fact.get("Flag of ship"), *re.split(r"[,;/]", fact.get("Previous flags", ""))]
        found.append(
            entity(
                id=f"uk-ofsi:{group}",
                kind="vessel",
                names=[
                    name(
                        " ".join(row[f"Name {n}"] for n in (1, 2, 3, 4, 5, 6)),
                        "primary"
                        if row["Alias Type"] == "Primary name"
                        else "former"
                        if "FKA" in row["Alias Type"]
                        else "alias",
                        row["Alias Quality"] == "Low quality",
                    )
                    for row in group_rows
                ],
                countries=[country(flags[0])],
                identifiers=[identifier("imo", fact["IMO number"])] if fact.get("IMO number") else [],
                vessel={
                    "type": fact.get("Type of ship"),
                    "flag": flags[0],
                    "former_flags": [squeeze(flag) for flag in flags[1:] if squeeze(flag)],
                    "tonnage": fact.get("Tonnage of ship"),
                    "owner": fact.get("Current owners"),
                    "built": fact.get("Year built"),
                },
                programmes=[group_rows[0]["Regime"]],
                measures=measures.get(group, ["asset freeze"]),
                listed_on=british_interval(group_rows[0]["UK Sanctions List Date Designated"]),
                references=["UK " + re.search(r"DPR\d+", text)[0], *resolutions(text)],
                links=asset_of(text),
            )
        )
    for ship in sorted(ships, key=lambda s: s["unique_id"]):
        if ship.get("ofsi_group_id") in groups:
            continue
        key = f"uk-sl:{ship['unique_id']}"
        found.append(
            entity(
                id=key,
                kind="vessel",
                identifiers=[identifier("imo", numbers[key])] if key in numbers else [],
                names=[
                    name(n["name6"], "primary" if n["name_type"].lower() == "primary name" else "alias")
                    for n in sorted(ship["names"]["names"], key=lambda n: n["name_type"].lower() != "primary name")
                ],
                programmes=["Democratic People's Republic of Korea"],
                measures=[MEASURES[m] for m in ship["sanctions_imposed"].split("|")],
                listed_on=iso_interval(ship["date_designated"]),
                references=resolutions(ship["other_information"]),
                links=asset_of(ship["other_information"]),
            )
        )
    return british_interval(published), found


def ofac_rows(path: Path, width: int) -> list[list[str]]:
    """Rows of an OFAC file; the control character at its end is no row."""
    rows = csv.reader(read_text(path).splitlines())
    return [["" if value.strip() == "-0-" else value for value in row] for row in rows if len(row) == width]


OFAC_IDENTIFIERS = [
    # The label as OFAC prints it, and the scheme it is.
    (r"Passport", "passport"),
    (r"National ID No\.|Personal ID Card", "national-id"),
    (r"Tax ID No\.", "tax-id"),
    (r"Vessel Registration Identification IMO|(?:Company|Identification) Number IMO", "imo"),
    (r"Vessel Registration Identification", "registration"),
    (r"MMSI", "mmsi"),
    (r"SWIFT/BIC", "bic"),
    (r"Email Address|EMAIL", "email"),
    (r"Website", "website"),
    (r"Phone Number|PHONE|FAX", "phone"),
    (r"Aircraft Manufacturer's Serial Number \(MSN\)", "serial-number"),
    (r"Aircraft Tail Number", "tail-number"),
    (r"Legal Entity Number", "lei"),
    (
        r"(?:Commercial Registry|Business Registration|Business|Company|Registration|Enterprise) Number|Registration ID"
        r"|Unified Social Credit Code \(USCC\)|Organization Code",
        "registration",
    ),
    (r"(?:Identification|D-U-N-S|Government Gazette) Number|BIK \(RU\)|TELEX|TGMS", "other"),
]

# Remarks that are no fact of the schema: general legal notes, and what has no field.
OFAC_NO_FIELD = re.compile(
    r"Secondary sanctions risk:|Transactions Prohibited For|Organization (Established Date|Type:)|Target Type"
    r"|Aircraft (Model|Manufacture Date)|all offices worldwide$"
)


def ofac_date(text: str) -> str:
    """`10 Dec 1948`, `Dec 1948`, `1948`, `circa 1961`, `01 Jan 1960 to 31 Dec 1961`."""
    circa = text.startswith("circa ")

    def date(text: str) -> tuple:
        *day, month, year = ["", *text.split()] if " " in text else ["", "", text]
        return tuple(int(n) for n in (year, MONTHS.get(month), *day) if n)

    return interval(*(date(side) for side in text.removeprefix("circa ").split(" to ")), circa=circa)


def read_ofac(paths: dict[str, Path]) -> list[dict]:
    """OFAC SDN list: every party with a programme on the DPRK."""
    current = {row[0] for row in ofac_rows(paths["ofac_current"], 6)} if paths["ofac_current"] else None
    comments = dict(ofac_rows(paths["ofac_comments"], 2))
    aliases: dict[str, list] = {}
    for key, _, kind, text, _ in ofac_rows(paths["ofac_alt"], 5):
        aliases.setdefault(key, []).append(name(text, {"fka": "former", "nka": "current"}.get(kind, "alias")))
    places: dict[str, list] = {}
    for key, _, street, city, land, _ in ofac_rows(paths["ofac_add"], 6):
        text = ", ".join(filter(None, (squeeze(street), squeeze(city))))
        places.setdefault(key, []).append(address(text, country(land)))

    found = []
    for row in ofac_rows(paths["ofac_sdn"], 12):
        key, text, kind, programmes, title, call_sign, ship, tonnage, gross, flag, owner, remarks = row
        programmes = programmes.strip().split("] [")
        if not any(p.startswith("DPRK") or "NKSPEA" in p for p in programmes) or (
            current is not None and key not in current
        ):
            continue
        kind = kind.strip() if kind in ("individual", "vessel", "aircraft") else "organization"
        kind = "person" if kind == "individual" else kind
        names = [name(text), *aliases.get(key, [])]
        births, birth_places, countries, identifiers, titles, links = [], [], [], [], [position(title)], []
        vessel = {
            "type": ship,
            "flag": flag,
            "tonnage": tonnage,
            "gross_tonnage": gross,
            "owner": owner,
            "former_flags": [],
        }
        gender = ""
        if call_sign:
            identifiers.append(identifier("call-sign", call_sign))
        if kind == "vessel" and country(flag):
            countries.append(country(flag))
        # Remarks longer than a field go on in another file, cut anywhere.
        remarks = squeeze(remarks + comments.get(key, "") if len(remarks) >= 1000 else remarks).removesuffix(".")
        for remark in filter(None, remarks.split("; ")):
            remark = remark.removeprefix("alt. ").rstrip(";")
            alias = re.fullmatch(r"([afn]\.k\.a\.) '(.*)'", remark)
            wallet = re.fullmatch(r"Digital Currency Address - (\w+) (\S+)", remark)
            labelled = next(
                (
                    (scheme, m[1])
                    for label, scheme in OFAC_IDENTIFIERS
                    if (m := re.fullmatch(f"(?:{label}) (.+)", remark))
                ),
                None,
            )
            if alias:
                names.append(name(alias[2], {"f.k.a.": "former", "n.k.a.": "current"}.get(alias[1], "alias"), weak=True))
            elif wallet:
                identifiers.append(identifier("wallet", wallet[2], asset=wallet[1]))
            elif labelled:
                scheme, rest = labelled
                value, issuer = re.fullmatch(r"(.+?)(?: \(([^()]+)\))?(?: (?:issued|expires) .*)?", rest).groups()
                if scheme == "imo" and kind != "vessel":
                    scheme = "imo-company"
                if scheme == "registration" and kind == "vessel" and re.fullmatch(r"\d{7}", value):
                    scheme = "imo"  # seven digits that pass the check of IMO ship numbers, with the label cut off
                    assert sum(int(d) * w for d, w in zip(value, (7, 6, 5, 4, 3, 2))) % 10 == int(value[6]), value
                identifiers.append(identifier(scheme, value, country(issuer)))
            elif remark.startswith("DOB "):
                births.append(ofac_date(remark[4:]))
            elif remark.startswith("POB "):
                birth_places.append(place_of(remark[4:]))
            elif m := re.fullmatch(r"(?:nationality|citizen|Nationality of Registration) (.+)", remark):
                countries.append(country(m[1]))
            elif remark.startswith("Gender "):
                gender = remark[7:].lower()
            elif m := re.fullmatch(r"(Linked To:|Aircraft Operator) (.+)", remark):
                relation = "linked to" if m[1] == "Linked To:" else "operator"
                links.append({"relation": relation, "name": m[2]})
            elif m := re.fullmatch(r"Vessel Year of Build (\d{4})", remark):
                vessel["built"] = m[1]
            elif m := re.fullmatch(r"Former Vessel Flag (.+)", remark):
                vessel["former_flags"].append(m[1])
            elif m := re.fullmatch(r"Vessel Type (.+)", remark):
                vessel["type"] = m[1]
            elif not OFAC_NO_FIELD.match(remark):
                if kind != "person":
                    raise SystemExit(f"ofac-sdn:{key}: unread remark `{remark}`")
                titles.append(position(remark))
        found.append(
            entity(
                id=f"ofac-sdn:{key}",
                kind=kind,
                names=names,
                births=births,
                gender=gender,
                countries=countries,
                identifiers=identifiers,
                addresses=places.get(key, []),
                titles=titles,
                birth_places=birth_places,
                vessel=vessel if kind == "vessel" else None,
                programmes=programmes,
                links=links,
            )
        )
    return sorted(found, key=lambda e: int(e["id"].split(":")[1]))


def build(paths: dict[str, Path], output: Path) -> int:
    un_date, un = read_un(paths["un"])
    uk_date, uk = read_uk(paths["uk"], paths["uk_sl"])
    ofac = read_ofac(paths)
    sdn = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"
    fcdo = "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml"
    ofsi = "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets"
    eu_url = "http://data.europa.eu/eli/reg/2017/1509"
    un_url = "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
    us = ("ofac-sdn", "US Treasury, OFAC")
    sdn_title = "Specially Designated Nationals List"
    sources = [
        ("un-sc", "United Nations Security Council", "Consolidated List", un_date, un_url),
        ("uk-ofsi", "UK HM Treasury, OFSI", "Consolidated List of Asset Freeze Targets", uk_date, ofsi),
        ("uk-sl", "UK FCDO", "UK Sanctions List", edition(paths["uk_sl"]), fcdo),
        ("uk-sl", "Council of the European Union", "Regulation (EU) 2017/1509 (IMO numbers)", "2017-08-30", eu_url),
        (*us, f"{sdn_title} (SDN.CSV)", edition(paths["ofac_sdn"]), sdn + "SDN.CSV"),
        (*us, f"{sdn_title} (aliases, addresses, remarks)", edition(paths["ofac_alt"]), sdn + "ALT.CSV"),
    ]
    if paths["ofac_current"]:
        sources.append((*us, f"{sdn_title} (who is still listed)", edition(paths["ofac_current"]), sdn + "ADD.CSV"))
    header = {
        "schema": "tamis-list/1",
        "list": "dprk",
        "publisher": "tamis project",
        "title": "DPRK starter list",
        "published": max(source[3] for source in sources),
        "sources": [dict(zip(("list", "publisher", "title", "published", "url"), source)) for source in sources],
    }
    by_reference = sorted(un, key=lambda e: (e["kind"] != "person", e["id"]))
    lines = (
        json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in [header, *by_reference, *uk, *ofac]
    )
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    counts(output)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["build", "check"])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the official lists")
    parser.add_argument("--list", type=Path, default=LIST, help="the starter list to write or to check")
    for key in FILES:
        parser.add_argument(f"--{key.replace('_', '-')}", type=Path, metavar="FILE", help=HELP[key])
    arguments = parser.parse_args()
    paths = {key: getattr(arguments, key) or arguments.shared / place for key, place in FILES.items()}
    if arguments.ofac_sdn and not arguments.ofac_current:
        paths["ofac_current"] = None
    for key, path in paths.items():
        if path is not None and not path.is_file():
            print(
                f"{path}: there is no such file (needed: {HELP[key]}; name it with --{key.replace('_', '-')})",
                file=sys.stderr,
            )
            return 2
    return build(paths, arguments.list) if arguments.what == "build" else check(paths, arguments.list)


if __name__ == "__main__":
    sys.exit(main())
