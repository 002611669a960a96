"""A figure with what it is about and when it holds."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Date, Figure
from onrecord.resolve.topics import Topic
from onrecord.values.around import Around


@dataclass(frozen=True, slots=True)
class Dated:
    """A figure with the topic that it is about, the date that it holds for, the words of its sentence and the sentence."""

    figure: Figure
    topic: Topic
    date: Date | None
    words: frozenset[str] = frozenset()
    near: Around | None = None


def value(figure: Figure) -> float:
    """The number by which figures are ordered: the lower end, else the upper one, without its sign."""
    return abs(figure.low if figure.low is not None else figure.high or 0.0)


def place(item: Dated) -> tuple[str, str, int]:
    """Where a figure stands in its series: by date, then document and offset."""
    day = item.date.value if item.date else ""
    return day, item.figure.document or "", item.figure.spans[0].start
