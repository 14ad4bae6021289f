"""What a terminal and a notebook show of results.

Names come from payment files, so everything is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamis._core import Alert, Comparison, FileResult, Match

NOTICE = "A possible match is a reason to look; no match at this threshold is no clearance."

_LARGEST_TABLE = 200
"""Rows shown of a long result; the rest is counted."""


class Matches(list["Match"]):
    """Possible matches of one subject, best first: a list that a notebook shows as a table."""

    def __str__(self) -> str:
        if not self:
            return "no match at this threshold"
        return "\n".join(match_text(match) for match in self)

    def _repr_html_(self) -> str:
        if not self:
            return "<p>No match at this threshold.</p>"
        return _table(("score", "listed name", "entity", "kind", "programmes", "why"), map(_match_cells, self))


def match_text(match: Match) -> str:
    """One line: score, name, entity, why."""
    return f"possible match {match.score:.2f}: {match.matched_name} ({match.entity.id}; {', '.join(match.reasons)})"


def match_html(match: Match) -> str:
    """A table of one match, and the evidence below."""
    return Matches([match])._repr_html_() + _evidence(match.explain())


def comparison_html(comparison: Comparison) -> str:
    """The score, and the evidence below."""
    return f"<p><b>{comparison.score:.2f}</b></p>" + _evidence(comparison.explain())


def file_text(result: FileResult) -> str:
    """One line for each alert, and the counts."""
    flags = (f"{flag['rule']} {flag['subject']}: {flag['reason']}" for flag in result.flags)
    return "\n".join([*map(_alert_text, result), *flags, _counted(result)])


def file_html(result: FileResult) -> str:
    """A table of the alerts, and the counts below."""
    headers = ("score", "record", "role", "subject", "listed name", "entity", "programmes", "why")
    table = _table(headers, map(_alert_cells, result)) if len(result) else ""
    seen = [(flag["rule"], flag["subject"], flag["reason"]) for flag in result.flags]
    flags = _table(("red flag", "subject", "what was seen"), seen) if seen else ""
    return f"{table}{flags}<p>{escape(_counted(result))} {NOTICE}</p>"


def _alert_text(alert: Alert) -> str:
    place = " ".join(part for part in (alert.record, alert.role) if part)
    why = ", ".join(alert.reasons)
    return f"{alert.score:.2f} {place}: {alert.subject} ~ {alert.matched_name} ({alert.entity['id']}; {why})"


def _counted(result: FileResult) -> str:
    counts = result.counts
    flags = f"and {counts['flags']} red flags " if counts["flags"] else ""
    return (
        f"{counts['alerts']} possible matches {flags}in {counts['records']} records "
        f"({counts['subjects']} subjects, {counts['problems']} problems)."
    )


def _match_cells(match: Match) -> tuple[str, ...]:
    entity = match.entity
    programmes = ", ".join(entity.programmes)
    return (
        f"{match.score:.2f}",
        match.matched_name,
        entity.id,
        entity.kind or "",
        programmes,
        "; ".join(match.reasons),
    )


def _alert_cells(alert: Alert) -> tuple[str, ...]:
    return (
        f"{alert.score:.2f}",
        alert.record or "",
        alert.role or "",
        alert.subject,
        alert.matched_name,
        alert.entity["id"],
        ", ".join(alert.entity["programmes"]),
        "; ".join(alert.reasons),
    )


def _table(headers: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{escape(header)}</th>" for header in headers)
    body = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows]
    shown = "".join(f"<tr>{cells}</tr>" for cells in body[:_LARGEST_TABLE])
    more = f"<p>… and {len(body) - _LARGEST_TABLE} more.</p>" if len(body) > _LARGEST_TABLE else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{shown}</tbody></table>{more}"


def _evidence(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"
