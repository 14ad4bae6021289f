"""`screen` finds what scoring every listed name finds, in any script and at any threshold."""

import contextlib
from typing import Any

import pytest
import tamis
from hypothesis import given, settings
from hypothesis import strategies as st

NAMES = (
    """
김정은|Kim Jong Un|金正恩|金正恩|Ким Чен Ын|キム・ジョンウン|كيم جونغ أون|KIM JONG-UN|Gim Jeongeun|Kim, J. U.
조선무역은행|Foreign Trade Bank|Banque du commerce extérieur|Korea Kwangson Banking Corp|高麗商業銀行
Ocean Maritime Management|RYE SONG GANG 1|PETREL 8|Чосон|Lazarus Group|Reconnaissance General Bureau
Ri Pyong Chol|Lee Byung-chul|Yi Pyŏng-ch'ŏl|Ryu Kyong|Pak Jin Hyok|Park Jin-hyok|박진혁|朴振赫|Erika Mustermann
Kim|Jong|Korea|Trading Company|ltd|Al-Nasr|محمد|Σωκράτης|ထွန်း|ไทย|Air Koryo|P-632
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

SCREENER = tamis.Screener()


@pytest.mark.parametrize("name", NAMES)
def test_known_names(name: str) -> None:
    for threshold in (0.6, 0.85):
        found = SCREENER.screen(name, threshold=threshold, limit=None)
        assert found == SCREENER.screen_all(name, threshold=threshold)


def test_with_facts() -> None:
    facts: dict[str, Any] = {"born": "1984-01-08", "countries": "kp", "kind": "person", "threshold": 0.7}
    for name in NAMES[:12]:
        assert SCREENER.screen(name, limit=None, **facts) == SCREENER.screen_all(name, **facts)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.sampled_from([0.3, 0.7, 0.85, 1.0]))
def test_any_text(name: str, threshold: float) -> None:
    assert SCREENER.screen(name, threshold=threshold, limit=None) == SCREENER.screen_all(name, threshold=threshold)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from([None, "person", "organization", "vessel"]))
def test_any_two_texts_have_a_score(left: str, right: str, kind: Any) -> None:
    comparison = tamis.compare(left, right, kind=kind)
    assert 0 <= comparison.score <= 1
    assert comparison.score == tamis.compare(right, left, kind=kind).score
    assert tamis.compare_many([left], [right], kind=kind) == [comparison.score]
    assert comparison.explain().endswith(f"score {comparison.score:.2f}")


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=2000))
def test_any_free_text(text: str) -> None:
    assert isinstance(SCREENER.screen(text=text), tamis.Matches)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=4), st.text(max_size=12))
def test_any_facts_are_taken_or_refused(name: str, born: str, country: str, value: str) -> None:
    with contextlib.suppress(tamis.ArgumentError):
        SCREENER.screen(name, born=born, countries=country, identifiers={"imo": value})
