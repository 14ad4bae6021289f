"""Packs seeds of other families as lists are packed: archives and workbooks, into a folder that is named."""

import gzip
import lzma
import sys
import zipfile
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(path: Path, members: dict[str, bytes], *, packed: bool = True) -> None:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as out:
        for name, content in members.items():
            out.writestr(zipfile.ZipInfo(name), content)


def relations(of: list[tuple[str, str]]) -> bytes:
    """Give the part of a workbook that says which parts there are."""
    all_of = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(of)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{all_of}</Relationships>'.encode()


def workbook(path: Path, rows: list[list[str]]) -> None:
    """Write an XLSX file of one sheet, not packed, so that its text can be changed."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    parts = {
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": relations([("worksheet", "worksheets/sheet1.xml")]),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId0"/></sheets></workbook>'.encode(),
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode(),
    }
    archive(path, parts, packed=False)


def main() -> None:
    """Write every archive."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    seed = {path.relative_to(SEEDS).as_posix(): path.read_bytes() for path in SEEDS.glob("*/*") if path.is_file()}
    un, jsonl = seed["un/list.xml"], seed["tamis-jsonl/list.jsonl"]
    (out / "un.gz").write_bytes(gzip.compress(un, mtime=0))
    (out / "un.xz").write_bytes(lzma.compress(un))
    archive(out / "two.zip", {"un.xml": un, "own.jsonl": jsonl, "README.md": b"x"})
    archive(out / "stored.zip", {"lists/un.xml": un}, packed=False)
    archive(out / "ofac.zip", {name.removeprefix("ofac-csv/"): text for name, text in seed.items() if "ofac-csv/" in name})
    mapping, data = seed["own/csv"].split(b"\n---\n", 1)
    archive(out / "own.zip", {"own.toml": mapping, "own.csv": data}, packed=False)
    for name in ["au/list.csv", "jp/list.csv"]:
        rows = [line.split(",") for line in seed[name].decode().splitlines()]
        workbook(out / f"{Path(name).parent}.xlsx", rows)


main()
