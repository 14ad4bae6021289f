"""What the official files say, read without a parser: by patterns over their text.

The second opinion of `starter.py check`. It takes nothing from `starter.py`, so that a mistake there is not
repeated here. Uses the standard library only.
"""

import gzip
import html
import json
import re
import time
from collections import Counter
from pathlib import Path

# By record: names, dates of birth, values of identifiers, day of designation.
Facts = dict[str, dict[str, set[str]]]


def read_text(path: Path) -> str:
    """The text of a plain or packed file."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")


def squeeze(text: str) -> str:
    """Trimmed, inner spaces single."""
    return re.sub(r"\s+", " ", text).strip()


def scripts_apart(text: str) -> list[str]:
    """A bracket in Chinese characters behind a name is a name of its own."""
    if re.search(r"\([\u4e00-\u9fff]+\)$", text):
        return [part.strip(" )") for part in text.split("(")]
    return [text]


def crude_un(path: Path) -> Facts:
    text, facts = read_text(path), {}
    for _, block in re.findall(r"<(INDIVIDUAL|ENTITY)>(.*?)</\1>", text, re.DOTALL):
        if not re.search(r"<UN_LIST_TYPE>\s*DPRK\s*<", block):
            continue

        def values(tag: str) -> list[str]:
            found = re.findall(rf"<(?:{tag})>([^<]*)<", block)
            return [squeeze(html.unescape(value)) for value in found if value.strip()]

        comment = " ".join(values("COMMENTS1"))
        numbers = [re.split(r" ?\(", number)[0] for number in values("NUMBER")]
        numbers += re.findall(r"\b[A-Z]{4}KP[A-Z0-9]{2}\b", comment)  # BICs of DPRK banks
        if "IMO" in comment or "passport" in comment:
            numbers += re.findall(r"\b\d{7}\b|\b\d{9}\b", comment)
        births = [*values("DATE"), *values("DATE_OF_BIRTH"), *values("YEAR")]
        births += ["/".join(pair) for pair in zip(values("FROM_YEAR"), values("TO_YEAR"))]
        facts["un-sc:" + values("REFERENCE_NUMBER")[0]] = {
            "names": {" ".join(values("FIRST_NAME|SECOND_NAME|THIRD_NAME|FOURTH_NAME"))}
            | {part for text in values("ALIAS_NAME|NAME_ORIGINAL_SCRIPT") for part in scripts_apart(text)},
            "births": {*births},
            "identifiers": {*numbers},
            "listed_on": {*values("LISTED_ON")},
        }
    return facts


def crude_uk(path: Path, sanctions_list: Path) -> Facts:
    facts: Facts = {}

    vessel_imo = Path(__file__).with_name("dprk_vessel_imo.tsv").read_text(encoding="utf-8")

    def add(key: str, names: list[str], numbers: list[str], listed: str) -> None:
        fact = facts.setdefault(key, {"names": set(), "births": set(), "identifiers": set(), "listed_on": set()})
        fact["names"] |= {squeeze(html.unescape(n)) for n in names}
        fact["identifiers"] |= {*numbers}
        fact["listed_on"].add("-".join(reversed(listed.split("/"))))

    newer = read_text(sanctions_list)
    if newer.lstrip().startswith("<"):
        for block in re.findall(r"<Designation>(.*?)</Designation>", newer, re.DOTALL):
            if ">Ship<" in block and "People's Republic of Korea" in html.unescape(block):
                group = re.search(r"<OFSIGroupID>\s*(\d+)", block)
                number = re.search(r"<UniqueID>\s*(\w+)", block)[1]
                listed = re.search(r"<DateDesignated>\s*([\d/]+)", block)[1]
                numbers = re.findall(r"<IMO\w*>\s*(\d{7})", block)
                add(
                    f"uk-ofsi:{group[1]}" if group else f"uk-sl:{number}",
                    re.findall(r"<Name6>([^<]+)", block),
                    numbers,
                    listed,
                )
        return facts
    for line in read_text(path).splitlines():
        if ",Ship," in line and ",Democratic People's Republic of Korea," in line:
            *_, listed, _, group = line.rsplit(",", 3)
            add(
                f"uk-ofsi:{group}", [line.partition(",")[0].strip('"')], re.findall(r"IMO number\):(\d+)", line), listed
            )
    for line in newer.splitlines():
        if '_ship": "Ship"' in line and "People's Republic of Korea" in line:
            group = re.search(r'"ofsi_group_id": "(\d+)"', line)
            if not group or f"uk-ofsi:{group[1]}" not in facts:
                number = re.search(r'"unique_id": "(\w+)"', line)[1]
                listed = re.search(r'"date_designated": "([\d-]+)"', line)[1]
                imo = re.findall(rf"(?m)^uk-sl:{number}\t(\d{{7}})\t", vessel_imo)
                add(f"uk-sl:{number}", re.findall(r'"name6": "([^"]+)"', line), imo, listed)
    return facts


def crude_date(text: str) -> str:
    """OFAC's date as ISO text, a range by its two ends."""

    def side(text: str) -> str:
        for written, wanted in (("%d %b %Y", "%Y-%m-%d"), ("%b %Y", "%Y-%m"), ("%Y", "%Y")):
            try:
                return time.strftime(wanted, time.strptime(text, written))
            except ValueError:
                pass
        return f"unreadable: {text}"

    circa = "~" if text.startswith("circa ") else ""
    dates = "/".join(map(side, text.replace("circa ", "").split(" to ")))
    whole_years = re.fullmatch(r"(\d{4})-01-01/(\d{4})-12-31", dates)
    if whole_years:
        dates = whole_years[1] if whole_years[1] == whole_years[2] else "/".join(whole_years.groups())
    return circa + dates


def crude_ofac(paths: dict[str, Path]) -> Facts:
    def lines(which: str) -> list[str]:
        return read_text(paths[which]).replace("\r", "").split("\n") if paths[which] else []

    still = {line.partition(",")[0] for line in lines("ofac_current")}
    more = {line.partition(",")[0]: line.partition(",")[2].strip('"') for line in lines("ofac_comments")}
    facts: Facts = {}
    for line in lines("ofac_sdn"):
        key, quoted = line.partition(",")[0], line.split('"')[1::2]
        programme = next((text for text in quoted[1:3] if re.search(r"\bDPRK", text)), "")
        if not programme or (still and key not in still):
            continue
        remarks = line.rpartition(',"')[2].rstrip('"') if line.endswith('"') else ""
        if len(remarks) >= 1000:
            remarks += more.get(key, "")
        remarks = re.sub(r"\.$", "", squeeze(remarks))
        labels = (
            r"Passport|National ID No\.|Tax ID No\.|Personal ID Card|SWIFT/BIC|Email Address|EMAIL|Website|PHONE|FAX|TELEX"
            r"|TGMS|Phone Number|Registration ID|Organization Code|BIK \(RU\)|Social Credit Code \(USCC\)|Number IMO"
            r"|Registration Identification IMO|Registration Identification(?! IMO)|Digital Currency Address - \w+"
            r"|(?:Registry|Business|Registration|Company|Enterprise|Identification|D-U-N-S|Gazette|Entity) Number(?! IMO)"
        )
        ends = r"(?= \([A-Z][^()]*\)| expires| issued|;|$)"
        facts[f"ofac-sdn:{key}"] = {
            "names": {squeeze(quoted[0]), *re.findall(r"[afn]\.k\.a\. '(.*?)'(?=;|$)", remarks)},
            "births": {crude_date(text) for text in re.findall(r"DOB ([^;]+)", remarks)},
            "identifiers": {*re.findall(rf"(?:{labels}) (\S.*?){ends}", remarks)},
            "listed_on": set(),
        }
        if "vessel" in quoted[1:2] and len(line.split('"')) > 6:
            call_sign = re.match(
                r',"([^"]+)"', line.split(f'"{programme}"', 1)[1].partition(",")[2].partition("-0- ")[2]
            )
            if call_sign:
                facts[f"ofac-sdn:{key}"]["identifiers"].add(call_sign[1])
    for line in lines("ofac_alt"):
        key = f"ofac-sdn:{line.partition(',')[0]}"
        if key in facts:
            facts[key]["names"].add(squeeze(line.split('"')[3]))
    return facts


def listed_facts(path: Path) -> Facts:
    """The same facts as the list has them."""
    facts: Facts = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        record = json.loads(line)
        if record["id"] in facts:
            raise SystemExit(f"{path}: {record['id']} occurs twice")
        facts[record["id"]] = {
            "names": {n["text"] for n in record["names"]},
            "births": {*record.get("births", [])},
            "identifiers": {i["value"] for i in record.get("identifiers", [])},
            "listed_on": {record["listed_on"]} if "listed_on" in record else set(),
        }
    return facts


def counts(path: Path) -> None:
    """What the list holds, by source and kind."""
    table: dict[str, Counter] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        record = json.loads(line)
        count = table.setdefault(record["id"].partition(":")[0], Counter())
        count.update([record["kind"], "records"], names=len(record["names"]), births=len(record.get("births", [])))
        count.update(i["scheme"] for i in record.get("identifiers", []))
    columns = [
        "records",
        "person",
        "organization",
        "vessel",
        "aircraft",
        "names",
        "births",
        "passport",
        "imo",
        "imo-company",
        "bic",
        "wallet",
    ]
    print(f"{'':10}" + "".join(f"{column:>13}" for column in columns))
    for source, count in [*table.items(), ("all", sum(table.values(), Counter()))]:
        print(f"{source:10}" + "".join(f"{count[column]:>13}" for column in columns))
    print(f"{path}: {path.stat().st_size} bytes")


def differences(ours: Facts, official: Facts) -> list[tuple[str, str, str, str, str]]:
    """Rows of record, field, whether the list and the official files have it (`yes`, `no`), and the value."""
    rows = []
    for key in sorted(official.keys() | ours.keys()):
        if key not in ours:
            rows.append((key, "record", "no", "yes", " / ".join(sorted(official[key]["names"]))))
        elif key not in official:
            rows.append((key, "record", "yes", "no", " / ".join(sorted(ours[key]["names"]))))
        else:
            for field in official[key]:
                mine, theirs = ({value.casefold(): value for value in facts[key][field]} for facts in (ours, official))
                rows += [(key, field, "yes", "no", mine[value]) for value in sorted(mine.keys() - theirs.keys())]
                rows += [(key, field, "no", "yes", theirs[value]) for value in sorted(theirs.keys() - mine.keys())]
    return rows


def check(paths: dict[str, Path | None], path: Path) -> int:
    """Prints what differs between the list and the official files, and returns the exit status."""
    official = crude_un(paths["un"]) | crude_uk(paths["uk"], paths["uk_sl"]) | crude_ofac(paths)
    ours = listed_facts(path)
    rows = differences(ours, official)
    counts(path)
    print()
    if rows:
        table = [("record", "field", "list", "official", "value"), *rows]
        widths = [max(len(row[column]) for row in table) for column in range(4)]
        for row in table:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip())
        print()
    missing = sum(row[1:3] == ("record", "no") for row in rows)
    extra = sum(row[1:3] == ("record", "yes") for row in rows)
    fields = len({row[:2] for row in rows}) - missing - extra
    print(
        f"{len(official)} records in the official files, {len(ours)} in the list: "
        f"{missing} missing, {extra} extra, {fields} fields different"
    )
    return 1 if rows else 0
