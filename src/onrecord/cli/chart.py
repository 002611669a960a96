"""A measure's series as bars in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 40  # cells of the longest bar
_EIGHTHS = " ▏▎▍▌▋▊▉"
_OPEN = {"more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤", "about": "~", "vague": "?"}


def chart(figures: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line a figure: its day, a bar of its value, and its words.

    A bar goes on as `→` where the number is only the least it may be, and is pale where it is the most; the bound or
    `about` stands before it, and `≠` behind it where another number of the series cannot be right together with it.
    """
    drawn = [(row, value) for row in figures if (value := _value(row)) is not None]
    most = max((abs(value) for _, value in drawn), default=0.0)
    for row, value in drawn:
        day = (row["as_of"] or {}).get("value", "")
        words = " ".join(" ".join(span["quote"].split()) for span in row["spans"])
        bar = _bar(abs(value) / most if most else 0.0, row)
        clash = "≠ " if row.get("clashes") else ""
        yield f"{day:10} {_OPEN.get(row['approximator'], ' ')}{bar:{WIDTH + 1}} {clash}{words}"


def _value(row: Mapping[str, Any]) -> float | None:
    ends = row.get("converted") or row
    low: float | None = ends["low"]
    high: float | None = ends["high"]
    return (low + high) / 2 if low is not None and high is not None else low if low is not None else high


def _bar(share: float, row: Mapping[str, Any]) -> str:
    whole, part = divmod(round(share * WIDTH * 8), 8)
    if row["low"] is None:
        return "░" * (whole + (part > 0))
    return "█" * whole + (_EIGHTHS[part] if part else "") + ("→" if row["high"] is None else "")
