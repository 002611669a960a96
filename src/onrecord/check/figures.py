"""Figures of one measure and occasion held against each other, by intervals at each source's own precision."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from onrecord.model import Date, Figure, Finding, Lookup, Measure, Meeting
from onrecord.text import digest
from onrecord.values.units import kind

MADE_BY = "check.figures/1"
# How much a person's time a verdict is worth, out of 100, on the scale of the other checks.
_SEVERITY = {"conflicts": 60, "scope": 12, "revised": 20, "unsure": 3}
_SUMS = 40
_COUNTED = 20  # Above it, parts named beside a total are examples, seldom all of it.
_PLURALS = {"member": "members", "nation": "nations", "country": "countries"}
_COMERS = (
    "partner",
    "nation",
    "country",
    "state",
    "member",
    "delegation",
    "representative",
    "participant",
    "minister",
    "leader",
)
_ABOUT = 0.1  # How far a number that is only about right may lie from the true one, as a share of it.
_FAR = 1.5  # A bound passed by more than this factor is compatible and yet says little.
_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")


def figures(lookup: Lookup) -> Iterator[Finding]:
    """Findings about meetings told with different numbers, measures on one day, and single documents."""
    seen: set[frozenset[str]] = set()
    for pair, why in _pairs(lookup):
        key = frozenset(figure.id for figure in pair)
        if len(key) == 2 and key not in seen:
            seen.add(key)
            yield from _held(lookup, pair, why)
    yield from _sums(lookup)


Pair = tuple[Figure, Figure]


def _pairs(lookup: Lookup) -> Iterator[tuple[Pair, str]]:
    """Which figures are compared, and what they have in common."""
    for meeting in lookup.rows(Meeting):
        for pair in _distinct(lookup.by_id(Figure, meeting.attendance)):
            if pair[0].unit == pair[1].unit:
                yield pair, f"attendance of {meeting.name}"
    for measure in lookup.rows(Measure):
        for day, ids in _days(measure).items():
            for a, b in _distinct([f for f in lookup.by_id(Figure, ids) if "from" not in f.flags]):
                # One speaker's two numbers of a day are two things; two documents tell of one.
                if a.document != b.document:
                    yield (a, b), f"{measure.name}, {day}"
    for document in lookup.documents():
        yield from _inside(tuple(lookup.rows(Figure, document.id)))


def _days(measure: Measure) -> dict[str, list[str]]:
    days: dict[str, list[str]] = defaultdict(list)
    for point in measure.series:
        if point.as_of is not None and _full(point.as_of):
            days[point.as_of.value].append(point.figure)
    return {day: ids for day, ids in days.items() if len(ids) > 1}


def _full(date: Date) -> bool:
    return date.earliest is not None and date.earliest == date.latest


def _distinct(found: Sequence[Figure]) -> Iterator[Pair]:
    """Neighbours among the different readings, one figure for each, in the order of their values."""
    readings: dict[tuple[object, ...], Figure] = {}
    for figure in found:
        readings.setdefault((figure.low, figure.high, figure.approximator), figure)
    yield from pairwise(sorted(readings.values(), key=lambda f: (_value(f), f.approximator)))


def _inside(found: Sequence[Figure]) -> Iterator[tuple[Pair, str]]:
    """Figures of one document that share unit, noun and change: the headline against the body."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in found:
        telling = kind(figure.unit) == "share" or _value(figure) >= 13
        if figure.head and telling and not figure.same_as and figure.share_of is not None:
            groups[figure.unit, figure.head, figure.change, figure.per].append(figure)
    for group in groups.values():
        for a, b in combinations(group, 2):
            # Two named places are two things; one place against none may be the same thing told twice.
            if (a.place is None or b.place is None or a.place == b.place) and 0.95 < _ratio(a, b) < 1.05:
                yield (a, b), "one document"


def _value(figure: Figure) -> float:
    return figure.low if figure.low is not None else figure.high or 0.0


def _ratio(a: Figure, b: Figure) -> float:
    return _value(a) / _value(b) if _value(b) else 0.0


def interval(figure: Figure) -> tuple[float, float]:
    """The values that a figure's words allow, at the precision in which they are written."""
    value, half = _value(figure), step(figure) / 2
    if figure.approximator in ("more_than", "at_least", "vague"):
        return value, math.inf
    if figure.approximator in ("less_than", "at_most"):
        return -math.inf, value
    if figure.approximator == "about":
        half = max(half, _ABOUT * abs(value))
    return (figure.low or 0.0) - half, (figure.high if figure.high is not None else value) + half


def step(figure: Figure) -> float:
    """The size of the last place written: 0.1 billion for `1.2 billion`, 100 for `3,400`, nothing for `31`."""
    match = _DIGITS.search(figure.spans[0].quote)
    if match is None:
        return 0.0
    number = float(match.group().replace(",", ""))
    scale = _value(figure) / number if number else 1.0
    decimals = len(match.group(1) or "")
    if decimals:
        return float(scale * 10.0**-decimals) if scale > 1.5 or kind(figure.unit) == "share" else 0.0
    if scale > 1.5:
        return float(scale * 10.0 ** (len(match.group()) - len(match.group().rstrip("0"))))
    zeros = len(match.group()) - len(match.group().rstrip("0,")) - match.group().count(",0")
    return 10.0**zeros if zeros >= 2 else (1.0 if kind(figure.unit) == "share" else 0.0)


def verdict(a: Figure, b: Figure) -> tuple[str, str]:
    """The verdict on two figures about one thing, and the reason in words."""
    scope = _scope(a, b)
    (low_a, high_a), (low_b, high_b) = interval(a), interval(b)
    overlap = low_a <= high_b and low_b <= high_a
    if scope:
        return "scope", scope
    if (a.low, a.high, a.approximator) == (b.low, b.high, b.approximator):
        return "agrees", "the same number"
    if not overlap:
        return "conflicts", f"{_words(a)} and {_words(b)} cannot both be right"
    bounded = {a.approximator, b.approximator} - {"exact", "about"}
    if not bounded:
        return "rounds", f"{_words(a)} and {_words(b)} are the same at the precision in which they are given"
    far = max(_ratio(a, b), _ratio(b, a)) > _FAR
    return (
        ("unsure", "a bound far from the other number")
        if far
        else ("bounds", f"{_words(a)} allows {_words(b)}")
    )


def _scope(a: Figure, b: Figure) -> str:
    """What sets two figures apart that look alike."""
    if a.status != b.status:
        return f"{a.status} against {b.status}"
    if a.per != b.per:
        return f"per {a.per or 'nothing'} against per {b.per or 'nothing'}"
    if a.over != b.over:
        return f"{a.over or 'no time'} against {b.over or 'no time'}"
    return ""


def _words(figure: Figure) -> str:
    return "“" + " ".join(figure.spans[0].quote.split()) + "”"


def _held(lookup: Lookup, pair: Pair, common: str) -> Iterator[Finding]:
    a, b = pair
    said, why = verdict(a, b)
    if a.document == b.document and said not in ("bounds", "rounds"):
        return
    if said == "scope" and not 0.5 <= _ratio(a, b) <= 2:
        return
    offered = _explained(lookup, pair) if said == "conflicts" and a.unit in _COMERS else []
    places = {"places": [a.place, b.place]} if a.place != b.place else {}
    yield Finding(
        id=digest("finding", "figures", a.id, b.id),
        document=a.document if a.document == b.document else None,
        spans=(*a.spans, *b.spans),
        made_by=MADE_BY,
        check="figures",
        verdict=said,
        items=(a.id, b.id),
        why=f"{common}: {why}" + "".join(f"; {text}" for text in offered),
        severity=_SEVERITY.get(said, 0),
        values={"readings": [_reading(a), _reading(b)], "common": common, "explanations": offered, **places},
    )


def _reading(figure: Figure) -> dict[str, object]:
    return {
        "figure": figure.id,
        "low": figure.low,
        "high": figure.high,
        "approximator": figure.approximator,
        "unit": figure.unit,
    }


def _explained(lookup: Lookup, pair: Pair) -> list[str]:
    """One of two clashing numbers is elsewhere on record the number of members: offered, not asserted."""
    offered = []
    documents = {figure.document for figure in pair}
    for figure in pair:
        for other in lookup.rows(Figure):
            if (figure.low or 0) < 13 or other.approximator == "vague":
                continue
            if other.document in documents or other.low != figure.low or other.low is None:
                continue
            if other.head and other.head.lower() in _PLURALS and other.head != figure.head:
                offered.append(
                    f"{other.low:g} is elsewhere the number of {_PLURALS[other.head.lower()]} ({_words(other)})"
                )
                break
    return offered


def _sums(lookup: Lookup) -> Iterator[Finding]:
    """Totals whose listed parts do not add up, and one fact given in two units that differ."""
    for figure in lookup.rows(Figure):
        for flag, why in _FLAGS.items():
            if flag in figure.flags and (flag != "parts differ" or _nearly_whole(lookup, figure)):
                yield Finding(
                    id=digest("finding", "figures", flag, figure.id),
                    document=figure.document,
                    spans=figure.spans,
                    made_by=MADE_BY,
                    check="figures",
                    verdict="conflicts",
                    items=tuple(dict.fromkeys((figure.id, *figure.parts, *filter(None, (figure.same_as,))))),
                    why=f"{_words(figure)}: {why}",
                    severity=_SUMS,
                )


def _nearly_whole(lookup: Lookup, total: Figure) -> bool:
    """Whether the parts can be meant as all of the total: written, not spoken, and one of them a number of its own."""
    spoken = lookup.document(total.document or "").genre == "transcript"
    return not spoken and bool(total.parts) and _value(total) <= _COUNTED


_FLAGS = {
    "parts differ": "the parts listed beside it add up to another number",
    "pair differs": "the same fact in another unit gives another size",
}
