"""Prints the pinned development tools of the Python package, one a line, for pip."""

import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "python" / "pyproject.toml"

print("\n".join(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]["dev"]))
