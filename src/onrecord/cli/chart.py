"""A measure's series as bars in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 40  # cells of the longest bar
_EIGHTHS = " ▏▎▍▌▋▊▉"
_OPEN = {"more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤", "about": "~", "vague": "?"}


def chart(figures: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line a figure: its day, a bar of its value, and its words; open bounds and `about` are marked before the bar."""
    drawn = [(row, value) for row in figures if (value := _value(row)) is not None]
    most = max((abs(value) for _, value in drawn), default=0.0)
    for row, value in drawn:
        day = (row["as_of"] or {}).get("value", "")
        words = " ".join(" ".join(span["quote"].split()) for span in row["spans"])
        yield f"{day:10} {_OPEN.get(row['approximator'], ' ')}{_bar(abs(value) / most if most else 0.0):{WIDTH}} {words}"


def _value(row: Mapping[str, Any]) -> float | None:
    low: float | None = row["low"]
    high: float | None = row["high"]
    return (low + high) / 2 if low is not None and high is not None else low if low is not None else high


def _bar(share: float) -> str:
    whole, part = divmod(round(share * WIDTH * 8), 8)
    return "█" * whole + (_EIGHTHS[part] if part else "")
