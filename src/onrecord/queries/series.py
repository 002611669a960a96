"""A measure as its dated series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.queries.envelope import Answer
from onrecord.queries.rows import Filters, one, rows
from onrecord.store import Store
from onrecord.values.units import factor

_CLASHING = ("conflicts", "revised")


def series(store: Store, measure: str) -> Answer:
    """The measure with its `figures` in the order of their dates, each with the day for which the series holds it.

    `measure` is an id or words of a name that no other measure has. A figure in another unit than the measure's has
    `converted`, its ends in that unit; one that clashes with another has `clashes`, the ids of those; `near` is told
    with names.
    """
    found = one(store, _id(store, measure)).data
    days = {point["figure"]: point["as_of"] for point in found["series"]}
    clashes = _clashes(store, set(days))
    figures = [
        {
            **row,
            "as_of": days[row["id"]] or row["as_of"],
            "converted": _converted(row, found["unit"]),
            "clashes": sorted(clashes.get(row["id"], ())),
        }
        for row in rows(store, "figures", Filters(measure=found["id"]))
        if row["id"] in days
    ]
    return Answer({**found, "near": _near(store, found["near"]), "figures": sorted(figures, key=_day)})


def _id(store: Store, words: str) -> str:
    """The id that was given, or that of the measure with the most figures whose name holds these words."""
    fit = list(rows(store, "measures", Filters(measure=words)))
    return str(max(fit, key=lambda row: len(row["series"]))["id"]) if fit else words


def _near(store: Store, ids: Iterable[str]) -> list[dict[str, str]]:
    named = ((id, next(rows(store, "measures", Filters(id=id)), None)) for id in ids)
    return [{"id": id, "name": row["name"]} for id, row in named if row]


def _clashes(store: Store, held: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for verdict in _CLASHING:
        for finding in rows(store, "findings", Filters(kind="figures", verdict=verdict)):
            both = [id for id in finding["items"] if id in held]
            for id in both if len(both) > 1 else ():
                found.setdefault(id, set()).update(other for other in both if other != id)
    return found


def _converted(row: Mapping[str, Any], unit: str) -> dict[str, float | None] | None:
    """Both ends in the measure's unit, where the figure is in another one."""
    rate = factor(row["unit"], unit) if row["unit"] != unit else None
    if rate is None:
        return None
    return {end: row[end] * rate if row[end] is not None else None for end in ("low", "high")}


def _day(row: dict[str, Any]) -> tuple[str, str]:
    return (row["as_of"] or {}).get("earliest") or "9999", row["id"]
