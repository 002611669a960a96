"""A measure's series as a small drawing: points, bounds as whiskers, disagreement as a line between the values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

WIDTH, HEIGHT, EDGE = 640, 200, 34


@dataclass(frozen=True, slots=True)
class Point:
    """A value at its place in the drawing; `top` and `bottom` are those of an open bound's whisker, `clashes` the places of
    the values that cannot be right together with it."""

    x: float
    y: float
    top: float
    bottom: float
    id: str
    label: str
    clashes: tuple[tuple[float, float], ...] = ()


def points(figures: Sequence[Mapping[str, Any]]) -> list[Point]:
    """The dated figures with a value, laid out left to right by day and bottom to top by value."""
    dated = [(day, row) for row in figures if (day := _day(row)) is not None and _value(row) is not None]
    if not dated:
        return []
    days, values = [day for day, _ in dated], [_value(row) or 0.0 for _, row in dated]
    least = min(0.0, *values) if min(values) < 0 else min(values)
    made = {
        row["id"]: _point(row, _along(day, min(days), max(days)), value, least, max(values))
        for (day, row), value in zip(dated, values, strict=True)
    }
    clashing = {row["id"]: row.get("clashes") or () for _, row in dated}
    return [
        replace(point, clashes=tuple((made[one].x, made[one].y) for one in clashing[id] if one in made))
        for id, point in made.items()
    ]


def _point(row: Mapping[str, Any], x: float, value: float, low: float, high: float) -> Point:
    y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * ((value - low) / (high - low) if high > low else 0.5)
    top = y - 16 if row["high"] is None else y
    bottom = y + 16 if row["low"] is None else y
    return Point(
        x,
        y,
        top,
        bottom,
        row["id"],
        f"{row['as_of']['value']}: {' '.join(span['quote'] for span in row['spans'])}",
    )


def _along(day: int, first: int, last: int) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * ((day - first) / (last - first) if last > first else 0.5)


def _value(row: Mapping[str, Any]) -> float | None:
    ends = row.get("converted") or row
    low: float | None = ends["low"]
    high: float | None = ends["high"]
    return (low + high) / 2 if low is not None and high is not None else low if low is not None else high


def _day(row: Mapping[str, Any]) -> int | None:
    earliest = (row.get("as_of") or {}).get("earliest")
    return date.fromisoformat(earliest).toordinal() if earliest else None
