"""The public words: names, keywords, defaults and types that users rely on."""

import datetime
import inspect
from collections.abc import Callable
from typing import Any

import pytest
import tamis

FACTS = "name=None, *, text=None, kind=None, born=None, countries=None, identifiers=None, vessel=None, threshold=0.85"


@pytest.mark.parametrize(
    ("function", "signature"),
    [
        (tamis.compare, "(left, right, *, kind=None, weights=None)"),
        (tamis.compare_many, "(left, right, *, kind=None, weights=None)"),
        (tamis.configuration_hash, "()"),
        (tamis.Screener, "(*, weights=None)"),
        (tamis.Screener.from_lists, "(paths, *, weights=None)"),
        (tamis.Screener.open, "(path, *, weights=None)"),
        (tamis.Screener.write, "(self, /, path)"),
        (tamis.Screener.screen, f"(self, /, {FACTS}, limit=10, weak_aliases=False)"),
        (tamis.Screener.screen_all, f"(self, /, {FACTS}, limit=None, weak_aliases=False)"),
        (tamis.Screener.screen_many, "(self, /, names, *, kind=None, threshold=0.85, limit=10)"),
        (tamis.Screener.screen_file, "(self, /, path, *, threshold=0.85, limit=10, columns=None)"),
    ],
)
def test_keywords_and_defaults(function: Callable[..., Any], signature: str) -> None:
    assert str(inspect.signature(function)) == signature


def test_a_match(screener: tamis.Screener) -> None:
    matches = screener.screen("김정은", kind="person", born="1984-01-08", countries=["kp"])
    assert isinstance(matches, list)
    match = matches[0]
    assert 0.95 < match.score <= 1
    assert match.matched_name == "KIM, Jong Un"
    assert match.evidence["name"]["right"]["text"] == "KIM, Jong Un"
    assert match.evidence["adjustments"][0]["reason"] == "birth-day"
    assert "same day of birth" in match.reasons
    assert match.explain().endswith(f"score {match.score:.2f}")

    entity = match.entity
    assert (entity.id, entity.list, entity.kind, entity.name) == (
        "ofac-sdn:20157",
        "ofac-sdn",
        "person",
        "KIM, Jong Un",
    )
    assert entity.names[0] == entity.name
    assert "DPRK3" in entity.programmes
    assert entity.births == ["1984-01-08"]
    assert entity.addresses[0].country == "KP"
    assert entity.as_dict()["id"] == entity.id
    assert entity == match.entity
    assert len({entity, match.entity}) == 1


def test_a_vessel_is_found_by_its_number(screener: tamis.Screener) -> None:
    for identifiers in ({"imo": "9562233"}, {"imo": ["IMO 9562233"]}, [("imo", "9562233")]):
        (match,) = screener.screen(identifiers=identifiers)
        assert match.score == 1
        assert match.evidence["identifiers"][0]["listed"]["scheme"] == "imo"
        assert ("imo", "9562233") in [(own.scheme, own.value) for own in match.entity.identifiers]


def test_free_text(screener: tamis.Screener) -> None:
    found = screener.screen(text="freight MV GOLDEN BREEZE IMO 9562233 to Nampo")
    assert "9562233" in {own.value for match in found for own in match.entity.identifiers}


def test_facts_of_a_vessel(screener: tamis.Screener) -> None:
    facts: dict[str, str | int | list[str]] = {
        "imo": "7408873",
        "flag": "tg",
        "type": "Tanker",
        "built": 1976,
        "former_name": ["AKTIVA", "BIMA"],
    }
    (match,) = (found for found in screener.screen("NEW FORTUNE", vessel=facts) if found.entity.id == "uk-ofsi:13651")
    verdicts = {row["fact"]: row["verdict"] for row in match.evidence["vessel"]["facts"]}
    assert (verdicts["imo"], verdicts["flag"], verdicts["built"], verdicts["type"]) == (
        "agree",
        "differ",
        "differ",
        "agree",
    )
    assert match in screener.screen_all("NEW FORTUNE", vessel=facts)
    # A former name is a name.
    assert screener.screen(vessel={"former_name": "SAM JONG 2"})[0].entity.name == "SAM JONG 2"


@pytest.mark.parametrize("born", ["1984-01-08", 1984, datetime.date(1984, 1, 8), datetime.datetime(1984, 1, 8, 9)])
def test_forms_of_a_birth_date(screener: tamis.Screener, born: str | int | datetime.date) -> None:
    with_date = screener.screen("Kim Jong Un", kind="person", born=born)[0]
    without = screener.screen("Kim Jong Un", kind="person")[0]
    assert with_date.score > without.score


def test_countries_are_one_or_many(screener: tamis.Screener) -> None:
    listed = next(match.entity for match in screener.screen("Kim", threshold=0.1, limit=None) if match.entity.countries)
    code = listed.countries[0]
    found = [screener.screen(listed.name, countries=countries) for countries in (code, code.lower(), (code,), [code])]
    assert found[0] == found[1] == found[2] == found[3]
    assert "same country" in next(match.reasons for match in found[0] if match.entity == listed)


def test_threshold_and_limit(screener: tamis.Screener) -> None:
    everything = screener.screen("Korea Trading Corporation", threshold=0.4, limit=None)
    assert len(everything) > 10
    assert len(screener.screen("Korea Trading Corporation", threshold=0.4)) == 10
    assert screener.screen("Korea Trading Corporation", threshold=0.4, limit=3) == everything[:3]
    assert [match.score for match in everything] == sorted((match.score for match in everything), reverse=True)


def test_weak_aliases_open_no_alert_unless_asked(screener: tamis.Screener) -> None:
    weak = {
        (name["text"], match.entity.id)
        for match in screener.screen("Korea", threshold=0.0, limit=None, weak_aliases=True)
        for name in match.entity.as_dict()["names"]
        if name.get("strength") == "weak"
    }
    assert weak, "the starter list has weak aliases"
    found = 0
    for name, entity in weak:
        by_default = {match.entity.id for match in screener.screen(name, threshold=0.99, limit=None)}
        asked = {match.entity.id for match in screener.screen(name, threshold=0.99, limit=None, weak_aliases=True)}
        assert by_default <= asked
        found += entity in asked and entity not in by_default
    assert found > 0


def test_many_is_one_by_one(screener: tamis.Screener) -> None:
    names = ["김정은", None, "Erika Mustermann", "KOREA KWANGSON BANKING CORP", ""]
    many = screener.screen_many(names, threshold=0.7)
    assert many == [screener.screen(name, threshold=0.7) if name is not None else [] for name in names]
    kinds: list[Any] = ["person", None, "person", "vessel", None]
    assert screener.screen_many(iter(names), kind=kinds)[3] == []


def test_compare() -> None:
    comparison = tamis.compare("김정은", "Kim Jong Un", kind="person")
    assert 0.9 < comparison.score <= 1
    assert comparison.evidence["name"]["kind"] == "person"
    assert comparison == tamis.compare("김정은", "Kim Jong Un", kind="person")
    assert comparison != tamis.compare("김정은", "Kim Jong Il", kind="person")
    assert comparison.explain() == str(comparison)


def test_compare_many_is_compare() -> None:
    left, right = ["김정은", "RYE SONG GANG 1", "Anna"], ["Kim Jong Un", "RYE SONG GANG 2", "Boris"]
    kinds: list[Any] = ["person", "vessel", None]
    assert tamis.compare_many(left, right, kind=kinds) == [
        tamis.compare(*pair, kind=kind).score for *pair, kind in zip(left, right, kinds, strict=True)
    ]
    assert tamis.compare_many(left, right, kind="person")[0] == tamis.compare(left[0], right[0], kind="person").score
    assert tamis.compare_many([], []) == []


def test_lists(screener: tamis.Screener) -> None:
    (snapshot,) = screener.lists
    assert snapshot.list == "dprk"
    assert snapshot.publisher
    assert snapshot.title
    assert snapshot.published
    assert len(snapshot.sha256) == 64
    assert snapshot.records > 100
    assert snapshot.names > snapshot.records
    assert snapshot.skipped == []


def test_the_built_in_list_is_the_file_in_the_repository(screener: tamis.Screener) -> None:
    from_file = tamis.Screener.from_lists("lists/dprk.jsonl")
    assert from_file.lists[0].records == screener.lists[0].records
    assert from_file.screen("Kim Jong Un") == screener.screen("Kim Jong Un")


def test_version_and_configuration() -> None:
    assert tamis.__version__.count(".") == 2
    assert len(tamis.configuration_hash()) == 64
