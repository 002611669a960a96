"""Figures about the same thing as measures: dated series, kept apart where scope differs."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.lookup import Lookup
from onrecord.model import Campaign, Date, Document, Figure, Measure, Point, Row
from onrecord.resolve import nearness
from onrecord.resolve.dated import Dated, place, value
from onrecord.resolve.merging import merged
from onrecord.resolve.named import named
from onrecord.resolve.naming import name_of
from onrecord.resolve.topics import Topic, told, topic
from onrecord.text import digest
from onrecord.values.around import around
from onrecord.values.units import kind

MADE_BY = "measures/1"
# Within one series the greatest value is at most so many times the least: 8,000 jobs and 10 million are two measures.
_RANGE = {"money": 3.0, "count": 2.5, "share": 2.0, "measure": 3.0, "pure": 2.0}
_NEAR = 8
_HANDFUL, _CLASH = 4, 4.0
_TWO = 1.25  # Numbers of one sentence that are so many times each other are no slip of the tongue.


@dataclass(frozen=True, slots=True)
class Read:
    """The figures that can be followed, by figure those that give its fact in another unit, and those in a measure so far."""

    items: list[Dated]
    twins: dict[str, list[Figure]]
    placed: list[Figure]


def measures(lookup: Lookup) -> Iterator[Row]:
    """Every measure of the record, then each figure that belongs to one, with the measure's id; a figure that belongs to
    none any more comes too."""
    read = _read(lookup)
    groups, weight = _grouped(lookup, read.items)
    made = _apart([_measure(group, weight) for group in groups])
    near = _neighbours(groups, made)
    held: set[str] = set()
    for group, row in zip(groups, made, strict=True):
        yield replace(row, near=near[row.id])
        for item in group:
            for figure in (item.figure, *read.twins.get(item.figure.id, ())):
                held.add(figure.id)
                yield replace(figure, measure=row.id)
    yield from (replace(figure, measure=None) for figure in read.placed if figure.id not in held)


def _apart(made: list[Measure]) -> list[Measure]:
    """Two parts of one topic whose values are of one order of magnitude get ids of their own, smaller values first."""
    times: Counter[str] = Counter()
    kept = []
    for row in made:
        times[row.id] += 1
        kept.append(replace(row, id=digest(row.id, str(times[row.id]))) if times[row.id] > 1 else row)
    return kept


def _grouped(lookup: Lookup, items: list[Dated]) -> tuple[list[list[Dated]], Mapping[str, float]]:
    """The figures of each measure: one topic, values of one size, from two documents or dates at least, or named by a
    person; and how telling words are."""
    own, items = _decided(lookup, items)
    topics: dict[tuple[object, ...], list[Dated]] = defaultdict(list)
    for item in items:
        topics[item.topic.key()].append(item)
    confirmed = [group for group in topics.values() if group[0].topic.named]
    others = [group for group in topics.values() if not group[0].topic.named]
    weight = nearness.weights(item.words for item in items)
    parts = merged([part for group in others for part in _parts(group, weight)])
    kept = [part for part in parts if len({item.figure.document for item in part}) > 1 or _dates(part) > 1]
    return _joined([*confirmed, *kept], own), weight


def _read(lookup: Lookup) -> Read:
    campaign = lookup.campaign()
    read = Read([], defaultdict(list), [])
    for document in lookup.documents():
        for figure in lookup.rows(Figure, document.id):
            if figure.same_as:
                read.twins[figure.same_as].append(figure)
            if figure.measure:
                read.placed.append(figure)
            about = _topic(figure, document, campaign)
            if about is not None:
                read.items.append(_dated(figure, about, document))
    return read


def _topic(figure: Figure, document: Document, campaign: Campaign) -> Topic | None:
    if campaign.measures and told(figure):
        about = named(figure, around(figure, document.text), campaign)
        if about is not None:
            return about
    return topic(figure, document.text, document.genre == "news")


def _decided(lookup: Lookup, items: list[Dated]) -> tuple[dict[str, list[Dated]], list[Dated]]:
    """By measure, the figures that a person put there, and all the others; an empty measure takes a figure out of all."""
    decided = lookup.decided(Figure, "measure")
    if not decided:
        return {}, items
    known = {item.figure.id: item for item in items}
    own: dict[str, list[Dated]] = defaultdict(list)
    for figure in lookup.by_id(Figure, decided):
        if decided[figure.id]:
            item = known.get(figure.id) or _bare(figure, lookup.document(figure.document or ""))
            own[str(decided[figure.id])].append(item)
    return own, [item for item in items if item.figure.id not in decided]


def _bare(figure: Figure, document: Document) -> Dated:
    return _dated(figure, Topic(figure.unit, figure.head or figure.unit, frozenset()), document)


def _joined(groups: list[list[Dated]], own: dict[str, list[Dated]]) -> list[list[Dated]]:
    """The groups with what a person put into them; a measure that is not on record is made with its id as its name."""
    known = {
        row.id: group for row, group in zip(_apart([_measure(g, {}) for g in groups]), groups, strict=True)
    }
    for id, items in own.items():
        if id in known:
            known[id] += items
        else:
            first = Topic(items[0].topic.unit, id, frozenset(), named=True, id=id)
            groups.append([replace(item, topic=first) for item in items])
    return groups


def _dated(figure: Figure, found: Topic, document: Document) -> Dated:
    own = found.words | {found.head}
    near = around(figure, document.text)
    now = found.period.startswith("since") or found.period == "to date" or _reached(figure, document.text)
    date = document.published if now else as_of(figure, document)
    return Dated(figure, found, date, nearness.content(near, own), near)


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
        first = part[0].topic
        named = bool(first.words or first.said) and first.role != "site"
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
        wide = part and value(item.figure) > most * value(part[0].figure)
        if wide or any(_beside(item, other) for other in part):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _beside(a: Dated, b: Dated) -> bool:
    """Whether one sentence tells both numbers of one time: they are two things to it."""
    if a.figure.document != b.figure.document or a.date != b.date or not (a.near and b.near):
        return False
    starts = [item.figure.spans[0].start - len(item.near.before) for item in (a, b) if item.near]
    return starts[0] == starts[1] and value(a.figure) > _TWO * value(b.figure)


def _measure(group: list[Dated], weight: Mapping[str, float]) -> Measure:
    first = group[0].topic
    ordered = sorted(group, key=place)
    return Measure(
        id=first.id or digest("measure", repr(first.key()), _anchor(group)),
        document=None,
        spans=tuple(item.figure.spans[0] for item in ordered),
        made_by=MADE_BY,
        name=name_of(group, weight),
        unit=_unit(group),
        place=first.place or None,
        series=tuple(Point(item.figure.id, item.date) for item in ordered),
        confirmed=first.named,
    )


def _unit(group: list[Dated]) -> str:
    """The unit as most of the figures have it; a topic's own is a stem that stands for its synonyms."""
    first = group[0]
    if first.topic.named or kind(first.figure.unit) != "count":
        return first.topic.unit
    return Counter(item.figure.unit for item in group).most_common(1)[0][0]


def _anchor(group: list[Dated]) -> str:
    """What tells two measures of one topic apart whatever comes later: a figure where sentences part them, else their size."""
    if group[0].topic.named:
        return ""
    if group[0].topic.loose:
        return min(item.figure.id for item in group)
    return f"{math.log10(max(value(group[0].figure), 1e-9)):.0f}"


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
