"""Screens people, companies, vessels, accounts and payments against official sanctions lists.

>>> import tamis
>>> tamis.compare("김정은", "Kim Jong Un", kind="person").score > 0.9
True
>>> screener = tamis.Screener()  # the DPRK starter list; see from_lists for official files
>>> screener.screen("Ким Чен Ын", kind="person")[0].entity.id
'ofac-sdn:20157'

A match is a *possible match*: a reason to look. *No match at this threshold* is no clearance.
tamis is a screening aid, not legal advice.
"""

from tamis._core import (
    Address,
    Alert,
    Checked,
    Comparison,
    Entity,
    FileResult,
    Identifier,
    ListSnapshot,
    Match,
    Screener,
    Skipped,
    __version__,
    check,
    compare,
    compare_many,
    configuration_hash,
)
from tamis._display import Matches
from tamis._errors import ArgumentError, EmptyInputError, FileError, FormatError, TamisError

__all__ = [
    "Address",
    "Alert",
    "ArgumentError",
    "Checked",
    "Comparison",
    "EmptyInputError",
    "Entity",
    "FileError",
    "FileResult",
    "FormatError",
    "Identifier",
    "ListSnapshot",
    "Match",
    "Matches",
    "Screener",
    "Skipped",
    "TamisError",
    "__version__",
    "check",
    "compare",
    "compare_many",
    "configuration_hash",
]
