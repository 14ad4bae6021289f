"""Which exception comes when, and that its message says what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tamis

Ask = Callable[[tamis.Screener], Any]

anything: Any = tamis
"""The package without its types: what is passed here is wrong on purpose."""


def test_the_family() -> None:
    for error in (tamis.FileError, tamis.FormatError, tamis.EmptyInputError, tamis.ArgumentError):
        assert issubclass(error, tamis.TamisError)
    assert issubclass(tamis.FileError, OSError)
    for error in (tamis.FormatError, tamis.EmptyInputError, tamis.ArgumentError):
        assert issubclass(error, ValueError)


def test_files(screener: tamis.Screener, tmp_path: Path) -> None:
    for read in (screener.screen_file, tamis.Screener.from_lists):
        with pytest.raises(tamis.FileError, match="nowhere"):
            read(tmp_path / "nowhere.xml")
        unknown = tmp_path / "unknown.bin"
        unknown.write_bytes(b"\x7fELF\x00\x01\x02")
        with pytest.raises(tamis.FormatError, match=r"unknown\.bin"):
            read(unknown)
    header = tmp_path / "header.csv"
    header.write_text("name,country\n", encoding="utf-8")
    with pytest.raises(tamis.EmptyInputError):
        screener.screen_file(header)


def test_a_truncated_list_is_refused(tmp_path: Path) -> None:
    whole = Path("lists/dprk.jsonl").read_bytes()
    path = tmp_path / "cut.jsonl"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(tamis.TamisError):
        tamis.Screener.from_lists([path])


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda s: s.screen("Anna", kind="company"), "organization"),
        (lambda s: s.screen("Anna", threshold=85), "0.85"),
        (lambda s: s.screen("Anna", threshold=float("nan")), "between 0 and 1"),
        (lambda s: s.screen("Anna", limit=-1), "None"),
        (lambda s: s.screen("Anna", born="8 January"), "1984-01-08"),
        (lambda s: s.screen("Anna", born=84), "four digits"),
        (lambda s: s.screen("Anna", vessel={"captain": "Bob"}), "former-name"),
        (lambda s: s.screen("Anna", vessel={"flag": "Atlantis"}), "no country"),
        (lambda s: s.screen("Anna", kind="person", vessel={"built": 1975}), "not of a person"),
        (lambda s: s.screen("Anna", born=10**30), "year"),
        (lambda s: s.screen("Anna", countries="Atlantis"), "two letters"),
        (lambda s: s.screen("Anna", identifiers={"horoscope": "1"}), "horoscope"),
        (lambda s: s.screen(), "nothing to screen"),
        (lambda s: s.screen(kind="person", countries="kp"), "nothing to screen"),
        (lambda s: s.screen_many(["Anna"], kind=["person", "vessel"]), "kind has 2 items"),
        (lambda s: s.screen_many(["Anna"], threshold=2), "0.85"),
        (lambda _: anything.compare("a", "b", kind="PERSON"), "person"),
        (lambda _: anything.compare_many(["a", "b"], ["c"]), "right has 1 items, 2"),
        (lambda _: anything.compare_many(["a", None], ["b", "c"]), r"left\[1\] is None"),
        (lambda _: anything.Screener.from_lists([]), "no list"),
    ],
)
def test_arguments_outside_their_range(screener: tamis.Screener, ask: Ask, message: str) -> None:
    with pytest.raises(tamis.ArgumentError, match=message):
        ask(screener)


@pytest.mark.parametrize(
    "ask",
    [
        lambda s: s.screen(1),
        lambda s: s.screen("Anna", None, "person"),
        lambda s: s.screen("Anna", born=[1984]),
        lambda s: s.screen("Anna", identifiers=["9562233"]),
        lambda s: s.screen_many("Anna"),
        lambda s: s.screen_many([1]),
        lambda s: s.screen_many(1),
        lambda _: anything.compare("a", "b", "person"),
        lambda _: anything.Screener.from_lists(b"sdn.csv"),
        lambda _: anything.Screener.from_lists(1),
    ],
)
def test_arguments_of_the_wrong_type(screener: tamis.Screener, ask: Ask) -> None:
    with pytest.raises(TypeError):
        ask(screener)


def test_weights_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text("[person]\nidentical = 0.9\n", encoding="utf-8")
    pair = ("Kim Jong Un", "Kim Jong Un")
    own = tamis.compare(*pair, kind="person", weights=path).score
    assert own < tamis.compare(*pair, kind="person").score
    assert tamis.compare_many([pair[0]], [pair[1]], kind="person", weights=path) == [own]
    screener = tamis.Screener(weights=path)
    assert screener.configuration_hash != tamis.configuration_hash()
    assert screener.screen(pair[0]) == screener.screen_all(pair[0], limit=10)
    index = tmp_path / "lists.tamis"
    screener.write(index)
    assert tamis.Screener.open(index, weights=path).configuration_hash == screener.configuration_hash
    with pytest.raises(tamis.FormatError, match="weights it was built with"):
        tamis.Screener.open(index)
    path.write_text("[person]\nnumbers_differ = 2\n", encoding="utf-8")
    with pytest.raises(tamis.ArgumentError, match="`numbers_differ` is 2, and must be between 0 and 1"):
        tamis.Screener(weights=path)
