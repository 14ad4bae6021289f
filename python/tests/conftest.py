"""What all tests share: the repository's folder to stand in, and one screener."""

from pathlib import Path

import pytest
import tamis

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples name files as seen from the root."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def screener() -> tamis.Screener:
    return tamis.Screener()
