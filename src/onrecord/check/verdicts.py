"""Two figures about one thing held against each other, by intervals at each source's own precision after conversion."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

from onrecord.model import Date, Document, Figure
from onrecord.values.around import around
from onrecord.values.compare import apart
from onrecord.values.units import factor, kind

_ABOUT = 0.1  # How far a number that is only about right may lie from the true one, as a share of it.
_FAR = 1.5  # A bound passed by more than this factor is compatible and yet says little.
_LATER = 3  # Days between two publications after which another outlet's number is news, not contradiction.
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the document that tells it and the day for which its series holds it."""

    figure: Figure
    document: Document
    as_of: Date | None = None


def value(figure: Figure) -> float:
    """The number by which figures are ordered: the lower end, else the upper one."""
    return figure.low if figure.low is not None else figure.high or 0.0


def ratio(a: Figure, b: Figure) -> float:
    """How many times the second the first is; nothing where the second is nothing."""
    return value(a) / value(b) if value(b) else 0.0


def interval(figure: Figure) -> tuple[float, float]:
    """The values that a figure's words allow, at the precision in which they are written."""
    number, half = value(figure), step(figure) / 2
    if figure.approximator in ("more_than", "at_least", "vague"):
        return number, math.inf
    if figure.approximator in ("less_than", "at_most"):
        return -math.inf, number
    if figure.approximator == "about":
        half = max(half, _ABOUT * abs(number))
    return (figure.low or 0.0) - half, (figure.high if figure.high is not None else number) + half


def step(figure: Figure) -> float:
    """The size of the last place written: 0.1 billion for `1.2 billion`, 100 for `3,400`, nothing for `31`."""
    match = _DIGITS.search(figure.spans[0].quote)
    if match is None:
        return 1.0 if kind(figure.unit) == "share" and value(figure).is_integer() else 0.0
    number = float(match.group().replace(",", ""))
    scale = value(figure) / number if number else 1.0
    decimals = len(match.group(1) or "")
    if decimals:
        return float(scale * 10.0**-decimals) if scale > 1.5 or kind(figure.unit) == "share" else 0.0
    if scale > 1.5:
        return float(scale * 10.0 ** (len(match.group()) - len(match.group().rstrip("0"))))
    zeros = len(match.group()) - len(match.group().rstrip("0,")) - match.group().count(",0")
    return 10.0**zeros if zeros >= 2 else (1.0 if kind(figure.unit) == "share" else 0.0)


def verdict(a: Figure, b: Figure) -> tuple[str, str]:
    """The verdict on two figures about one thing and one occasion, and the reason in words."""
    scope = _scope(a, b)
    if scope:
        return "scope", scope
    if (a.low, a.high, a.approximator, a.unit) == (b.low, b.high, b.approximator, b.unit):
        return "agrees", "the same number"
    if not overlap(a, b):
        return "conflicts", f"{words(a)} and {words(b)} cannot both be right"
    if not {a.approximator, b.approximator} - {"exact", "about"}:
        return "rounds", f"{words(a)} and {words(b)} are the same at the precision in which they are given"
    rate = factor(b.unit, a.unit) or 1.0
    if max(ratio(a, b) / rate, rate * ratio(b, a)) > _FAR:
        return "unsure", "a bound far from the other number"
    return "bounds", f"{words(a)} allows {words(b)}"


def _scope(a: Figure, b: Figure) -> str:
    """What sets two figures apart that look alike; a goal and a plan are both not reached yet."""
    statuses = (a.status, b.status) if {a.status, b.status} != {"goal", "planned"} else ("planned", "planned")
    lasts, other = (one.over or (one.per and f"a {one.per}") for one in (a, b))
    lengths = (lasts, other) if a.over or b.over else (None, None)
    sides = (*lengths, "no time"), (a.per, b.per, "no rate"), (*statuses, "")
    for one, other, none in sides:
        if one != other:
            return f"{one or none} against {other or none}"
    return ""


def overlap(a: Figure, b: Figure) -> bool:
    """Whether both can be right at once."""
    rate = factor(b.unit, a.unit) or 1.0
    (low_a, high_a), (low_b, high_b) = interval(a), interval(b)
    return low_a <= high_b * rate and low_b * rate <= high_a


def judged(a: Told, b: Told) -> tuple[str, str]:
    """The same, with what the sentences say of each, and with the days on which they were told."""
    said, why = verdict(a.figure, b.figure)
    if said != "conflicts":
        return said, why
    for scope in sorted(marks(a) ^ marks(b)):
        only = a if scope in marks(a) else b
        return "scope", f"{words(only.figure)} is {scope}, and the other is not said to be"
    days = published(a), published(b)
    if all(days) and days[0] != days[1] and _may_revise(a, b):
        first, second = sorted((a, b), key=lambda told: published(told) or "")
        return (
            "revised",
            f"{words(first.figure)} in {published(first)} is {words(second.figure)} in {published(second)}",
        )
    return said, why


def _may_revise(a: Told, b: Told) -> bool:
    """A source may revise its own number the next day; another's is a contradiction unless it comes days later."""
    if a.document.outlet == b.document.outlet:
        return True
    return abs(_ordinal(a) - _ordinal(b)) >= _LATER


def published(told: Told) -> str | None:
    """The first day on which a document can have been published."""
    return told.document.published.earliest if told.document.published else None


def runs(stated: str, told: Told) -> bool:
    """Whether a stated month still ran when the document was published: `this month` is then often the one before."""
    return len(stated) == len("2019-03") and (published(told) or "").startswith(stated)


def grown(stated: str, a: Told, b: Told) -> bool:
    """Whether a stated month or year still ran on two days of publication: by the later one a count had grown."""
    days = [published(told) or "" for told in (a, b)]
    ran = len(stated) in (len("2019"), len("2019-03")) and all(day.startswith(stated) for day in days)
    return ran and days[0] != days[1]


def _ordinal(told: Told) -> int:
    return date.fromisoformat(published(told) or "0001-01-01").toordinal()


def marks(told: Told) -> frozenset[str]:
    """The scopes that a figure's sentence names."""
    said = sentence(told.figure, told.document)
    return frozenset(name for name, some in apart().items() if any(one.search(said) for one in some))


def sentence(figure: Figure, document: Document) -> str:
    """The words of a figure's sentence, `#` in the place of the figure."""
    said = around(figure, document.text)
    return f"{said.before}#{said.behind}"


def words(figure: Figure) -> str:
    """The figure as written, in quotation marks."""
    return "“" + " ".join(figure.spans[0].quote.split()) + "”"
