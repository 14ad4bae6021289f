"""`lists/starter.py check` finds nothing in the list as it stands, and finds what is taken away, added or changed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "lists" / "dprk.jsonl"
SHARED = Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared"))


def starter(what: str, path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    if not (SHARED / "lists").is_dir():
        pytest.fail(f"the official lists are not at {SHARED}/lists: set TAMIS_SHARED to the folder that holds lists/")
    command: list[str | Path] = [
        sys.executable,
        ROOT / "lists" / "starter.py",
        what,
        "--shared",
        SHARED,
        "--list",
        path,
        *more,
    ]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def records() -> list[Record]:
    return [json.loads(line) for line in LIST.read_text(encoding="utf-8").splitlines()]


def check(records: list[Record], folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "list.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return starter("check", path)


def by_id(records: list[Record], key: str) -> Record:
    return next(record for record in records if record.get("id") == key)


def test_the_list_holds_what_the_official_files_hold() -> None:
    done = starter("check", LIST)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 missing, 0 extra, 0 fields different" in done.stdout


def test_the_list_is_what_build_makes(tmp_path: Path) -> None:
    done = starter("build", tmp_path / "list.jsonl")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "list.jsonl").read_bytes() == LIST.read_bytes()


def test_a_record_that_is_gone_is_shown(records: list[Record], tmp_path: Path) -> None:
    records.remove(by_id(records, "un-sc:KPi.033"))
    done = check(records, tmp_path)
    assert done.returncode == 1
    assert "un-sc:KPi.033" in done.stdout and "1 missing, 0 extra, 0 fields different" in done.stdout


def test_a_record_that_is_too_many_is_shown(records: list[Record], tmp_path: Path) -> None:
    records.append({"id": "ofac-sdn:39796", "kind": "organization", "names": [{"text": "TORNADO CASH"}]})
    done = check(records, tmp_path)
    assert done.returncode == 1
    assert "TORNADO CASH" in done.stdout and "0 missing, 1 extra, 0 fields different" in done.stdout


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("uk-ofsi:13651", "identifiers"),
        ("ofac-sdn:27307", "identifiers"),
        ("ofac-sdn:27307", "names"),
        ("ofac-sdn:20157", "births"),
        ("un-sc:KPe.001", "names"),
        ("un-sc:KPe.023", "identifiers"),
        ("un-sc:KPi.016", "births"),
        ("un-sc:KPi.001", "listed_on"),
        ("uk-sl:DPR0075", "names"),
    ],
)
def test_a_fact_that_is_gone_is_shown(records: list[Record], tmp_path: Path, key: str, field: str) -> None:
    record = by_id(records, key)
    if isinstance(record[field], list):
        record[field].pop()
    else:
        del record[field]
    done = check(records, tmp_path)
    assert done.returncode == 1
    shown = next(line for line in done.stdout.splitlines() if line.startswith(key))
    assert field in shown and "0 missing, 0 extra, 1 fields different" in done.stdout


def test_another_edition_shows_what_it_adds_and_drops() -> None:
    """The SDN list of December 2023: Tornado Cash was on it, ALIS LLC (March 2024) was not."""
    older = SHARED / "lists/ofac/sdn-2023-12-28"
    done = starter("check", LIST, "--ofac-sdn", str(older / "sdn.csv.gz"), "--ofac-alt", str(older / "alt.csv"))
    assert done.returncode == 1, done.stderr
    assert re.search(r"ofac-sdn:39796 +record +no +yes +TORNADO CASH", done.stdout)
    assert re.search(r"ofac-sdn:48260 +record +yes +no +ALIAS LLC", done.stdout)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = starter("check", LIST, "--un", str(tmp_path / "none.xml"))
    assert done.returncode == 2
    assert "none.xml: there is no such file" in done.stderr
