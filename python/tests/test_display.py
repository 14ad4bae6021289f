"""What terminals and notebooks show."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import tamis


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.seen.append(tag)


def tags(html: str) -> set[str]:
    parser = _Tags()
    parser.feed(html)
    return set(parser.seen)


def test_matches(screener: tamis.Screener) -> None:
    matches = screener.screen("김정은", kind="person")
    assert re.fullmatch(r"Match\(\d\.\d\d, 'KIM, Jong Un', ofac-sdn:20157\)", repr(matches[0]))
    assert repr(matches) == f"[{matches[0]!r}]"
    assert str(matches) == str(matches[0])
    assert "possible match" in str(matches)
    for html in (matches._repr_html_(), matches[0]._repr_html_()):
        assert "<td>KIM, Jong Un</td>" in html


def test_no_match_is_no_clearance(screener: tamis.Screener) -> None:
    nothing = screener.screen("Erika Mustermann")
    assert str(nothing) == "no match at this threshold"
    assert "No match at this threshold" in nothing._repr_html_()


def test_other_types(screener: tamis.Screener) -> None:
    comparison = tamis.compare("김정은", "Kim Jong Un", kind="person")
    assert repr(comparison) == f"Comparison({comparison.score:.2f})"
    assert f"{comparison.score:.2f}" in comparison._repr_html_()
    assert repr(screener) == f"Screener(dprk ({screener.lists[0].records}))"
    assert repr(screener.lists[0]).startswith("ListSnapshot(dprk, ")
    entity = screener.screen("김정은", kind="person")[0].entity
    assert repr(entity) == "Entity(ofac-sdn:20157, 'KIM, Jong Un')"
    assert str(entity.addresses[0]) == "KP"
    vessel = screener.screen(identifiers={"imo": "9562233"})[0].entity
    assert "Identifier(imo: 9562233)" in map(repr, vessel.identifiers)


def test_a_file_result(screener: tamis.Screener) -> None:
    result = screener.screen_file("tests/data/pacs008-dprk.xml")
    assert repr(result).startswith(f"FileResult({len(result)} possible matches, ")
    assert str(result).count("\n") == len(result) + len(result.flags)
    assert {flag["rule"] for flag in result.flags} == {"dprk-bic", "account-of-another"}
    assert "<td>creditor</td>" in result._repr_html_()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "a & b < c"])
def test_names_from_files_are_escaped(screener: tamis.Screener, tmp_path: Path, hostile: str) -> None:
    name = f"Kim Jong Un {hostile}"
    path = tmp_path / "rows.csv"
    path.write_text(f'reference,name\n"{hostile.replace(chr(34), chr(34) * 2)}",Kim Jong Un\n', encoding="utf-8")
    result = screener.screen_file(path)
    assert result.alerts[0].record == hostile
    shown = [
        tamis.compare(name, hostile)._repr_html_(),
        screener.screen(name, threshold=0.1)._repr_html_(),
        screener.screen(name, threshold=0.1)[0]._repr_html_(),
        result._repr_html_(),
    ]
    for html in shown:
        assert tags(html) <= {"table", "thead", "tbody", "tr", "th", "td", "p", "b", "pre"}
