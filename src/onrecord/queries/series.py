"""A measure as its dated series."""

from __future__ import annotations

from typing import Any

from onrecord.queries.envelope import Answer
from onrecord.queries.rows import Filters, one, rows
from onrecord.store import Store


def series(store: Store, measure: str) -> Answer:
    """The measure with its `figures` in the order of their dates; each has the day for which the series holds it."""
    found = one(store, measure).data
    days = {point["figure"]: point["as_of"] for point in found["series"]}
    figures = [
        {**row, "as_of": days.get(row["id"]) or row["as_of"]}
        for row in rows(store, "figures", Filters(measure=found["id"]))
    ]
    return Answer({**found, "figures": sorted(figures, key=_day)})


def _day(row: dict[str, Any]) -> tuple[str, str]:
    return (row["as_of"] or {}).get("earliest") or "9999", row["id"]
