"""Screening a file: what is found, where it stood, and how it is shown."""

from pathlib import Path

import pytest
import tamis

PAYMENTS = "tests/data/pacs008-dprk.xml"


@pytest.fixture(scope="module")
def result(screener: tamis.Screener) -> tamis.FileResult:
    return screener.screen_file(PAYMENTS)


def test_alerts_and_counts(result: tamis.FileResult) -> None:
    assert len(result) == len(result.alerts) == result.counts["alerts"] > 0
    assert list(result) == result.alerts
    assert result.counts["files"] == 1
    assert result.counts["records"] == Path(PAYMENTS).read_text(encoding="utf-8").count("<CdtTrfTxInf>")
    assert result.counts["problems"] == len(result.problems) == 0


def test_an_alert(result: tamis.FileResult) -> None:
    alert = next(alert for alert in result if alert.role == "creditor")
    assert (alert.file, alert.subject, alert.matched_name) == (PAYMENTS, "김정은", "KIM, Jong Un")
    assert alert.record
    assert alert.path
    assert alert.path.endswith("/Cdtr/Nm")
    assert alert.score > 0.95
    assert alert.entity["id"] == "ofac-sdn:20157"
    assert alert.evidence["name"]["left"]["text"] == "김정은"
    assert alert.flags == []
    assert "same day of birth" in alert.reasons


def test_dicts_have_the_keys_of_the_json_lines(result: tamis.FileResult) -> None:
    keys = ["schema", "file", "record", "path", "role", "subject", "score", "entity"]
    keys += ["matched_name", "evidence", "flags"]
    for alert, line in zip(result, result.to_dicts(), strict=True):
        assert list(line) == keys
        assert line == alert.as_dict()


def test_the_run_names_engine_configuration_and_lists(result: tamis.FileResult, screener: tamis.Screener) -> None:
    assert result.run["engine"] == tamis.__version__
    assert result.run["configuration"] == tamis.configuration_hash()
    assert [edition["sha256"] for edition in result.run["lists"]] == [edition.sha256 for edition in screener.lists]
    assert result.run["policy"]["threshold"] == 0.85


def test_columns(screener: tamis.Screener, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("Firma;Betreff\n김정은;Rechnung\nHansen;IMO 9562233\n", encoding="utf-8")
    by_text = screener.screen_file(path, columns="name.seller=Firma,text=Betreff")
    by_dict = screener.screen_file(str(path), columns={"name.seller": "Firma", "text": "Betreff"})
    assert [alert.role for alert in by_text] == ["seller", "free text"]
    assert by_text.alerts == by_dict.alerts
    with pytest.raises(tamis.FormatError, match="Absender"):
        screener.screen_file(path, columns={"name": "Absender"})
    with pytest.raises(tamis.ArgumentError, match="comma"):
        screener.screen_file(path, columns={"name": "Firma,Ort"})


def test_problems_are_told(screener: tamis.Screener, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("name,born\n김정은,1984-01-08\nAnna,not a date at all\n", encoding="utf-8")
    result = screener.screen_file(path)
    assert len(result) == 1
    (problem,) = result.problems
    assert (problem.file, problem.line) == (str(path), 3)
    assert "not a date at all" in problem.reason
    assert result.counts["problems"] == 1
