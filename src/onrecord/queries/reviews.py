"""The queue of what a person should look at."""

from __future__ import annotations

from typing import Any

from onrecord.queries.envelope import Answer
from onrecord.queries.rows import Filters, rows
from onrecord.store import Store


def queue(store: Store, limit: int = 50) -> Answer:
    """Pairs of noun and row: severe findings first, then documents without a date, then problems; none decided yet."""
    found: list[tuple[str, dict[str, Any]]] = []
    findings = rows(store, "findings", Filters(limit=limit))
    found += [("findings", row) for row in findings if row["severity"] > 0 and not row["reviewed"]]
    undated = (row for row in rows(store, "documents") if not row["published"] or _open(row))
    found += [("documents", row) for row in undated]
    found += [("problems", row) for row in rows(store, "problems", Filters(limit=limit))]
    return Answer(found[:limit], problems=[])


def _open(document: dict[str, Any]) -> bool:
    """Whether a document's date lacks its year."""
    return document["published"]["earliest"] is None
