"""The two ends of a move: `from 21 mpg in 2008 to 29`, `to $7 billion from $6 billion`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import some
from onrecord.values.amount import Word

_STOP = frozenset((",", ";", ".", "and", "(", ")", "—", "--"))


def with_ends(words: list[Word], found: list[Quantity]) -> list[Quantity]:
    """The quantities with flags `from` and `to` on the ends of a move; one without a unit takes the other's."""
    ends = [i for i, q in enumerate(found) if not _day(words, q)]
    for i, j in pairwise(ends):
        a, b = found[i], found[j]
        if _between(words, a, b) and _joint(words, a) + _joint(words, b) in ("fromto", "tofrom"):
            found[i], found[j] = _ended(words, a, b), _ended(words, b, a)
    return found


def _day(words: list[Word], q: Quantity) -> bool:
    """`from 40 percent on May [9] to 46`, `from $7 in [2020] to $9`: a day of a month or a year is no end."""
    text = words[q.number].text
    year = len(text) == 4 and text[:2] in ("19", "20") and _joint(words, q) in ("in", "of", "fiscal", "year")
    return q.kind == "count" and q.first + 1 == q.last and (year or _joint(words, q) in some("months"))


def _joint(words: list[Word], q: Quantity) -> str:
    return words[q.first - 1].low if q.first else ""


def _between(words: list[Word], a: Quantity, b: Quantity) -> bool:
    gap = words[a.last : b.first - 1]
    return len(gap) <= 4 and not any(word.low in _STOP for word in gap) and _alike(a, b)


def _alike(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit or a.unit is None or b.unit is None


def _ended(words: list[Word], q: Quantity, other: Quantity) -> Quantity:
    flags = (*q.flags, _joint(words, q))
    if q.unit is not None or other.unit is None or other.kind == "age":
        return replace(q, flags=flags)
    scale = other.scale if q.scale == 1 and other.scale > 1 and q.value <= other.value / other.scale else 1.0
    low, high = (end * scale if end is not None else None for end in (q.low, q.high))
    return replace(q, flags=flags, unit=other.unit, kind=other.kind, low=low, high=high)


def direction(a: Quantity, others: list[Quantity]) -> str | None:
    """Up or down by the two values themselves, for an end of a move."""
    mine = next((flag for flag in ("from", "to") if flag in a.flags), None)
    for other in others:
        if mine and other is not a and ({"from", "to"} - {mine}) & set(other.flags):
            up = (a.value > other.value) == (mine == "to")
            return "up" if up else "down"
    return None
