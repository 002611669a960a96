"""Figures of one measure and occasion held against each other, and what a document's own figures say of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from types import MappingProxyType

from onrecord.check.clashes import Clash, clashes, common, told_apart
from onrecord.check.explained import explained
from onrecord.check.held import Held, held_by
from onrecord.check.scopes import scoped
from onrecord.check.verdicts import Told, grown, judged, overlap, ratio, runs, sentence, value, words
from onrecord.lookup import Lookup
from onrecord.model import Date, Figure, Finding, Measure, Meeting
from onrecord.text import WORD, digest
from onrecord.values.compare import listed
from onrecord.values.units import factor, kind

MADE_BY = "check.figures/3"
# How much a person's time a verdict is worth, out of 100, on the scale of the other checks.
_SEVERITY = {"conflicts": 60, "scope": 12, "revised": 20, "unsure": 3}
_SUMS = 40
_COUNTED = 20  # Above it, parts named beside a total are examples, seldom all of it.
_CLOSE = 0.05  # In one document, like figures so near each other tell one thing in two ways.


def figures(lookup: Lookup) -> Iterator[Finding]:
    """Findings about meetings told with different numbers, measures on one day, and single documents."""
    seen: set[frozenset[str]] = set()
    given: set[object] = set()
    held = held_by(lookup)
    found = [(clash, *told_apart(clash)) for clash in clashes(held)]
    clear = {_readings(clash.a.figure, clash.b.figure) for clash, said, _ in found if said == "conflicts"}
    for pair, why in _pairs(lookup, held):
        key = frozenset(told.figure.id for told in pair)
        if len(key) == 2 and key not in seen:
            seen.add(key)
            for finding in _held(lookup, pair, why, clear):
                given |= {key, (finding.verdict, _readings(pair[0].figure, pair[1].figure))}
                yield finding
    yield from (_clashing(*one) for one in found if _news(one[0], one[1], given))
    yield from _tolls(lookup)
    yield from _sums(lookup, held)


Pair = tuple[Told, Told]
Reading = tuple[str, float | None, float | None]


def _pairs(lookup: Lookup, held: Held) -> Iterator[tuple[Pair, str]]:
    """Which figures are compared, and what they have in common."""
    for meeting in lookup.rows(Meeting):
        for a, b in _distinct(_told(lookup, lookup.by_id(Figure, meeting.attendance))):
            if a.figure.unit == b.figure.unit:
                yield (a, b), f"attendance of {meeting.name}"
    for measure in lookup.rows(Measure):
        for day, ids in _occasions(measure).items():
            found = [f for f in lookup.by_id(Figure, ids) if "from" not in f.flags]
            for a, b in _distinct(_told(lookup, found)):
                # One speaker's two numbers of a day are two things; two documents tell of one.
                apart = runs(day, a) != runs(day, b) or grown(day, a, b) or _both_told(found, a, b)
                if a.document.id != b.document.id and not apart:
                    yield (a, b), f"{measure.name}, {day}"
    yield from ((pair, "one day") for pair in scoped(held))
    for document, figures in held:
        yield from _inside([Told(figure, document) for figure in figures])


def _both_told(found: Sequence[Figure], a: Told, b: Told) -> bool:
    """Whether one of the documents tells both numbers of the measure, so that they are two things to it."""
    told = {(figure.document, figure.low, figure.high) for figure in found}
    sides = (a.document.id, b.figure), (b.document.id, a.figure)
    return any((document, figure.low, figure.high) in told for document, figure in sides)


def _told(lookup: Lookup, found: Sequence[Figure]) -> list[Told]:
    return [Told(figure, lookup.document(figure.document or "")) for figure in found]


def _occasions(measure: Measure) -> dict[str, list[str]]:
    """The figures of a measure that are told for one day, or for one month or quarter that they state."""
    days: dict[str, list[str]] = defaultdict(list)
    for point in measure.series:
        if point.as_of is not None and (_full(point.as_of) or _period(point.as_of)):
            days[point.as_of.value].append(point.figure)
    return {day: ids for day, ids in days.items() if len(ids) > 1}


def _full(date: Date) -> bool:
    return date.earliest is not None and date.earliest == date.latest


def _period(date: Date) -> bool:
    """A month or a quarter: a year is stated too often for something else in the sentence."""
    return date.basis == "stated" and date.earliest is not None


def _distinct(found: Sequence[Told]) -> Iterator[Pair]:
    """Neighbours among the different readings, one figure for each, in the order of their values."""
    readings: dict[tuple[object, ...], Told] = {}
    for told in found:
        figure = told.figure
        readings.setdefault((figure.low, figure.high, figure.approximator, figure.unit), told)
    unit = found[0].figure.unit if found else ""
    yield from pairwise(
        sorted(
            readings.values(),
            key=lambda told: (
                value(told.figure) * (factor(told.figure.unit, unit) or 1.0),
                told.figure.approximator,
            ),
        )
    )


def _inside(found: Sequence[Told]) -> Iterator[tuple[Pair, str]]:
    """Figures of one document that share unit, noun, change and the words before them: the headline against the body."""
    groups: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for told in found:
        figure = told.figure
        telling = kind(figure.unit) == "share" or value(figure) >= 13
        if figure.head and telling and not figure.same_as and figure.share_of is not None:
            groups[figure.unit, figure.head, figure.change, figure.per].append(told)
    for group in groups.values():
        for a, b in combinations(group, 2):
            # Two named places are two things; one place against none may be the same thing told twice.
            places = {a.figure.place, b.figure.place} - {None}
            if len(places) < 2 and abs(ratio(a.figure, b.figure) - 1) < _CLOSE and _same_clause(a, b):
                yield (a, b), "one document"


def _same_clause(a: Told, b: Told) -> bool:
    """Whether the words before two figures share one that says something: `has lost` and `lost`."""
    before = [sentence(told.figure, told.document).partition("#")[0][-40:].lower() for told in (a, b)]
    one, other = ({word for word in WORD.findall(text) if len(word) > 3} - listed("plain") for text in before)
    return bool(one & other)


def _held(lookup: Lookup, pair: Pair, what: str, clear: set[frozenset[Reading]]) -> Iterator[Finding]:
    a, b = pair
    said, why = judged(a, b)
    if said == "agrees" or (a.document.id == b.document.id and said not in ("bounds", "rounds")):
        return
    if said == "scope" and not _worth(a.figure, b.figure):
        return
    if said == "revised" and _readings(a.figure, b.figure) in clear:
        return  # Told elsewhere that the source comes back to the first number.
    offered = explained(lookup, (a.figure, b.figure), what) if said == "conflicts" else []
    places = {"places": [a.figure.place, b.figure.place]} if a.figure.place != b.figure.place else {}
    told = why + "".join(f"; {text}" for text in offered)
    yield _finding(a, b, what, (said, told), {"explanations": offered, **places})


def _finding(
    a: Told, b: Told, what: str, verdict: tuple[str, str], more: Mapping[str, object] = MappingProxyType({})
) -> Finding:
    """What is said of two figures that are about one thing: the verdict, and why."""
    said, why = verdict
    return Finding(
        id=digest("finding", "figures", a.figure.id, b.figure.id),
        document=a.document.id if a.document.id == b.document.id else None,
        spans=(*a.figure.spans, *b.figure.spans),
        made_by=MADE_BY,
        check="figures",
        verdict=said,
        items=(a.figure.id, b.figure.id),
        why=f"{what}: {why}",
        severity=_SEVERITY.get(said, 0),
        values={
            "readings": [_reading(a.figure), _reading(b.figure)],
            "common": what,
            "explanations": [],
            **more,
        },
    )


def _readings(a: Figure, b: Figure) -> frozenset[Reading]:
    return frozenset((figure.unit, figure.low, figure.high) for figure in (a, b))


def _news(clash: Clash, said: str, given: set[object]) -> bool:
    """Whether a clash says something that no measure has said, and is worth a reader's time."""
    a, b = clash.a.figure, clash.b.figure
    toll = _toll(a) and _toll(b) and a.measure is not None and a.measure == b.measure
    doubtful = said == "unsure" and clash.when == "days"  # Of the thing, and of the time as well.
    idle = said == "agrees" or (said == "scope" and overlap(a, b)) or toll or doubtful
    return not idle and not {frozenset((a.id, b.id)), (said, _readings(a, b))} & given


def _clashing(clash: Clash, said: str, why: str) -> Finding:
    """One thing told with two numbers, whether or not a measure holds both."""
    return _finding(clash.a.told, clash.b.told, common(clash), (said, why), {"alike": round(clash.near, 2)})


def _worth(a: Figure, b: Figure) -> bool:
    """Whether two figures of another scope may be taken for one another: other numbers, and of one size."""
    rate = factor(b.unit, a.unit) or 1.0
    return not overlap(a, b) and 0.5 <= ratio(a, b) / rate <= 2


def _reading(figure: Figure) -> dict[str, object]:
    return {
        "figure": figure.id,
        "low": figure.low,
        "high": figure.high,
        "approximator": figure.approximator,
        "unit": figure.unit,
    }


def _tolls(lookup: Lookup) -> Iterator[Finding]:
    """A count of dead, hurt or ill that later documents tell otherwise: one finding for each measure, all numbers in it."""
    for measure in lookup.rows(Measure):
        dated = [(p.as_of.value, p.figure) for p in measure.series if p.as_of and _full(p.as_of)]
        if len({day for day, _ in dated}) > 1:
            rows = {row.id: row for row in lookup.by_id(Figure, [id for _, id in dated])}
            told = [(day, rows[id]) for day, id in sorted(dated) if id in rows]
            if told and all(_toll(figure) for _, figure in told):
                yield from _risen(measure, told)


def _toll(figure: Figure) -> bool:
    counted = kind(figure.unit) == "count" and figure.change is None and figure.status == "actual"
    return counted and (figure.head or "").lower() in listed("tolls")


def _risen(measure: Measure, told: Sequence[tuple[str, Figure]]) -> Iterator[Finding]:
    chain = [told[0]]
    for day, figure in told[1:]:
        if day != chain[-1][0] and value(figure) != value(chain[-1][1]):
            chain.append((day, figure))
    if len(chain) < 2:
        return
    figures = [figure for _, figure in chain]
    yield Finding(
        id=digest("finding", "figures", "revised", measure.id),
        document=None,
        spans=tuple(figure.spans[0] for figure in figures),
        made_by=MADE_BY,
        check="figures",
        verdict="revised",
        items=tuple(figure.id for figure in figures),
        why=f"{measure.name}: " + ", ".join(f"{words(figure)} on {day}" for day, figure in chain),
        severity=_SEVERITY["revised"],
        values={"readings": [_reading(figure) for figure in figures], "common": measure.name},
    )


def _sums(lookup: Lookup, held: Held) -> Iterator[Finding]:
    """Totals whose listed parts do not add up, and one fact given in two units that differ."""
    for figure in (figure for _, figures in held for figure in figures):
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
                    why=f"{words(figure)}: {why}",
                    severity=_SUMS,
                )


def _nearly_whole(lookup: Lookup, total: Figure) -> bool:
    """Whether the parts can be meant as all of the total: written, not spoken, and one of them a number of its own."""
    spoken = lookup.document(total.document or "").genre == "transcript"
    return not spoken and bool(total.parts) and value(total) <= _COUNTED


_FLAGS = {
    "parts differ": "the parts listed beside it add up to another number",
    "pair differs": "the same fact in another unit gives another size",
}
