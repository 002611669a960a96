"""A number with its unit, and what the approximators around it make of its value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.extract.figures.approximate import looked_back, looked_on, negated
from onrecord.extract.figures.words import closed, signals, some
from onrecord.model import Approximator
from onrecord.values.amount import Word, low_at


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. Tokens `[first, last)` are the core; `number` is its first digit; the object begins at `after`.

    `kind`: money, share, measure, count, fraction, multiple, duration, age. `scale` is the value of the scale word.
    """

    first: int
    last: int
    number: int
    after: int
    low: float | None
    high: float | None
    approximator: Approximator
    unit: str | None
    kind: str
    per: str | None = None
    scale: float = 1.0
    hyphen: bool = False
    flags: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """The number that is written: the one that is not open."""
        return self.low if self.low is not None else self.high or 0.0


def approximated(words: list[Word], q: Quantity | None) -> Quantity | None:
    """The quantity with the approximators before and after it."""
    if q is None:
        return None
    first, kind = looked_back(words, q.first)
    last, later = looked_on(words, q.last)
    kind = later or negated(words, first, kind)
    if first == q.first and last == q.last and kind is None:
        kind = capped(words, q.first)
    if kind is None or _beneath(words, q, first):
        return q
    hyphen = q.hyphen if last == q.last else low_at(words, last) == "-" and words[last].glued
    grown = replace(q, first=first, last=max(last, q.last), after=max(q.after, last), hyphen=hyphen)
    return bounded(grown, kind)


def _beneath(words: list[Word], q: Quantity, first: int) -> bool:
    """`under two conditions`: a preposition before a small number in words."""
    small = words[q.number].kind == "word" and q.value < 10 and q.kind == "count" and not q.hyphen
    counts = q.after < len(words) and words[q.after].kind == "word" and words[q.after].low not in closed()
    return small and counts and first == q.first - 1 and words[first].low == "under"


def capped(words: list[Word], first: int) -> Approximator | None:
    """`capping it at [$40]`, `passed the [500] mark`: a verb that bounds and stays outside the core."""
    for k in range(first - 1, max(first - 8, -1), -1):
        low = words[k].low
        if low in signals("bounding")["most"] and low_at(words, first - 1) in ("at", "to"):
            return "at_most"
        if (
            low in signals("bounding")["more"]
            and k >= first - 3
            and all(w.low in ("the", "a", "mark", "of") for w in words[k + 1 : first])
        ):
            return None if _named_sum(words, first) else "more_than"
        if low == "past" and _gone_past(words, k, first):
            return "more_than"
        if low in ("passed", "passing", "crossed") and low_at(words, k + 1) == "the" and k == first - 2:
            return "more_than"
        if words[k].kind == "punct":
            break
    return None


def _named_sum(words: list[Word], first: int) -> bool:
    """`surpassed [the] $8 million that was spent before`: another sum, which is itself no bound."""
    if low_at(words, first - 1) != "the":
        return False
    near = words[first : first + 6]
    return any(word.low in ("that", "which") for word in near)


def _gone_past(words: list[Word], k: int, first: int) -> bool:
    """`surged past $5`, `barrelled past the 500 mark`; not `the past 5 days`, `at half past 5`."""
    moved = k > 0 and words[k - 1].kind == "word" and words[k - 1].low not in closed() | {"half", "quarter"}
    marked = any(word.low in some("marks") for word in words[first : first + 4])
    return moved and (k == first - 1 or (k == first - 2 and low_at(words, k + 1) == "the" and marked))


def bounded(q: Quantity, kind: Approximator) -> Quantity:
    """The quantity with an approximator's meaning in low and high; a vague one stays vague."""
    if q.approximator == "vague" or kind == "exact":
        return q
    if kind in ("more_than", "at_least"):
        return replace(q, approximator=kind, high=None)
    if kind in ("less_than", "at_most"):
        return replace(q, approximator=kind, low=None)
    return replace(q, approximator="about")
