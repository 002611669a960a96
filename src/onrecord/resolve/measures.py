"""Figures about the same thing as measures: dated series, kept apart where scope differs."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.model import Date, Document, Figure, Lookup, Measure, Point, Row
from onrecord.resolve import nearness, scope
from onrecord.resolve.dated import Dated, place, value
from onrecord.resolve.merging import merged
from onrecord.resolve.naming import name_of
from onrecord.resolve.topics import Topic, topic
from onrecord.text import digest
from onrecord.values.units import kind

MADE_BY = "measures/1"
# Within one series the greatest value is at most so many times the least: 8,000 jobs and 10 million are two measures.
_RANGE = {"money": 3.0, "count": 2.5, "share": 2.0, "measure": 3.0, "pure": 2.0}
_NEAR = 8
_HANDFUL, _CLASH = 4, 4.0


def measures(lookup: Lookup) -> Iterator[Row]:
    """Every measure of the record, then each figure that belongs to one, with the measure's id."""
    groups, weight = grouped(lookup)
    made = _apart([_measure(group, weight) for group in groups])
    near = _neighbours(groups, made)
    for group, row in zip(groups, made, strict=True):
        yield replace(row, near=near[row.id])
        for item in group:
            yield replace(item.figure, measure=row.id)


def _apart(made: list[Measure]) -> list[Measure]:
    """Two parts of one topic whose values are of one order of magnitude get ids of their own, smaller values first."""
    times: Counter[str] = Counter()
    kept = []
    for row in made:
        times[row.id] += 1
        kept.append(replace(row, id=digest(row.id, str(times[row.id]))) if times[row.id] > 1 else row)
    return kept


def grouped(lookup: Lookup) -> tuple[list[list[Dated]], Mapping[str, float]]:
    """The figures of each measure: one topic, values of one size, from two documents or dates at least; how telling words are."""
    topics: dict[tuple[object, ...], list[Dated]] = defaultdict(list)
    for document in lookup.documents():
        for figure in lookup.rows(Figure, document.id):
            found = topic(figure, document.text, document.genre == "news")
            if found is not None:
                topics[found.key()].append(_dated(figure, found, document))
    weight = nearness.weights(item.words for items in topics.values() for item in items)
    parts = merged([part for items in topics.values() for part in _parts(items, weight)])
    kept = [part for part in parts if len({item.figure.document for item in part}) > 1 or _dates(part) > 1]
    return kept, weight


def _dated(figure: Figure, found: Topic, document: Document) -> Dated:
    own = found.words | {found.head}
    words = nearness.content(scope.around(figure, document.text), own)
    now = found.period.startswith("since") or found.period == "to date" or _reached(figure, document.text)
    return Dated(figure, found, document.published if now else as_of(figure, document), words)


_FROM = re.compile(r"\bfrom\b[^.;]{0,25}\bto\s*$", re.I)


def _reached(figure: Figure, text: str) -> bool:
    """Whether a figure is the end of a move whose start is told too: the date beside them is that of the start."""
    at = figure.spans[0].start
    return _FROM.search(text[max(0, at - 40) : at]) is not None


def _parts(items: list[Dated], weight: Mapping[str, float]) -> Iterator[list[Dated]]:
    """Figures of one topic parted by size, and by what their sentences share where the topic is loose."""
    for part in _sizes(items):
        if not any(item.topic.loose for item in part):
            yield part
            continue
        part = sorted(part, key=place)
        words, values = [item.words for item in part], [value(item.figure) for item in part]
        named = bool(part[0].topic.words or part[0].topic.said)
        for group in nearness.parted(words, values, weight, named, _dates(part) < 2):
            yield [part[at] for at in group]


def as_of(figure: Figure, document: Document) -> Date | None:
    """The date that a figure holds for: stated beside it and past, else the document's."""
    stated, said = figure.as_of, document.published
    if stated and stated.earliest and (said is None or not said.latest or stated.earliest <= said.latest):
        return stated
    return said


def _dates(part: list[Dated]) -> int:
    return len({item.date.value for item in part if item.date})


def _sizes(items: list[Dated]) -> Iterator[list[Dated]]:
    """Parts of one topic whose values are of one size; a new part begins where the range would grow too wide."""
    # A handful may clash and yet be one thing: 31 and 81 who came to one meeting.
    most = _RANGE.get(kind(items[0].figure.unit), 4.0) if len(items) > _HANDFUL else _CLASH
    part: list[Dated] = []
    for item in sorted(items, key=lambda one: value(one.figure)):
        if part and value(item.figure) > most * value(part[0].figure):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _measure(group: list[Dated], weight: Mapping[str, float]) -> Measure:
    first = group[0].topic
    ordered = sorted(group, key=place)
    size = f"{math.log10(max(value(group[0].figure), 1e-9)):.0f}"
    return Measure(
        id=digest("measure", repr(first.key()), size),
        document=None,
        spans=tuple(item.figure.spans[0] for item in ordered),
        made_by=MADE_BY,
        name=name_of(group, weight),
        unit=first.unit,
        place=first.place or None,
        series=tuple(Point(item.figure.id, item.date) for item in ordered),
    )


def _neighbours(groups: list[list[Dated]], made: list[Measure]) -> dict[str, tuple[str, ...]]:
    """Measures with the same unit and head but another scope, role or size, for each measure."""
    kin: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group, row in zip(groups, made, strict=True):
        kin[group[0].topic.unit, group[0].topic.head].append(row.id)
    return {
        row.id: tuple(other for other in kin[group[0].topic.unit, group[0].topic.head] if other != row.id)[
            :_NEAR
        ]
        for group, row in zip(groups, made, strict=True)
    }
