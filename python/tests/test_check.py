"""What an identifier is, and who is listed with it."""

import pytest
import tamis


@pytest.mark.parametrize(
    ("value", "scheme", "valid", "normal", "outcome", "entity"),
    [
        ("IMO 9562233", "imo", True, "9562233", "listed", "uk-sl:DPR0075"),
        ("\uff19\uff15\uff16\uff12\uff12\uff13\uff13", "imo", True, "9562233", "listed", "uk-sl:DPR0075"),
        ("9562230", "imo", False, "9562230", "near_miss", "uk-sl:DPR0075"),
        ("9074720", "imo", False, "9074720", "invalid", None),
        ("9074729", "imo", True, "9074729", "not_listed", None),
        ("swift: dcbk kppy", "bic", True, "DCBKKPPY", "listed", "un-sc:KPe.023"),
        (
            "0X098B716B8AAF21512996DC57EB0615E2383E2F96",
            "wallet",
            True,
            "0x098b716b8aaf21512996dc57eb0615e2383e2f96",
            "listed",
            "ofac-sdn:27307",
        ),
        (
            "etc:0x098B716B8Aaf21512996dC57EB0615e2383E2f96",
            "wallet",
            True,
            "0x098b716b8aaf21512996dc57eb0615e2383e2f96",
            "listed_elsewhere",
            "ofac-sdn:27307",
        ),
        (
            "0x098b00000000000000000000000000000000 2f96",
            "wallet",
            True,
            "0x098b000000000000000000000000000000002f96",
            "near_miss",
            "ofac-sdn:27307",
        ),
        ("Passport 123456789", "passport", None, "123456789", "not_listed", None),
        ("INN 7707083894", "tax-id", False, "7707083894", "invalid", None),
        ("622202****5702", "card", None, "622202*5702", "not_listed", None),
        ("****5702", "account", None, "*5702", "too_little_shown", None),
    ],
)
def test_outcomes(
    screener: tamis.Screener,
    value: str,
    scheme: str,
    valid: bool | None,
    normal: str,
    outcome: str,
    entity: str | None,
) -> None:
    first = tamis.check(value, screener=screener)[0]
    assert (first.scheme, first.valid, first.normal, first.outcome) == (scheme, valid, normal, outcome)
    assert [found.id for found in first.entities] == ([entity] if entity else [])
    assert (first.why is not None) == (valid is False)


def test_no_identifier_has_no_reading() -> None:
    assert tamis.check("Pyongyang") == []
    assert tamis.check("") == []


def test_the_record_is_that_of_the_command(screener: tamis.Screener) -> None:
    record = tamis.check("DCBKKPPY", screener=screener)[0].as_dict()
    assert record["schema"] == "tamis-check/1"
    assert record["entities"][0]["identifier"]["scheme"] == "bic"
    assert record["told"] == "country KP"
