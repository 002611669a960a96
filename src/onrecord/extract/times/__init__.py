"""Dates, durations, times and sets as TIMEX3: words to classes, rules over classes, the longest match wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.extract.times import (
    calendar_rules,
    clock_rules,
    length_rules,
    relative_rules,
    season_rules,
    weekday_rules,
)
from onrecord.extract.times.anchors import Context, is_history
from onrecord.extract.times.lexicon import Token, tokens
from onrecord.extract.times.patterns import Made, Rule, codes, groups_of
from onrecord.model import Date, Page, Problem, Segment, Time
from onrecord.text import Ids, span_of
from onrecord.values.when import granularity, iso, parse

RULES: tuple[Rule, ...] = (
    *calendar_rules.RULES,
    *season_rules.RULES,
    *weekday_rules.RULES,
    *relative_rules.RULES,
    *clock_rules.RULES,
    *length_rules.RULES,
)
_MADE_BY = "rules/times 1"
# No rule without one of these.
_CORE = [
    "month",
    "mon",
    "fy",
    "qnum",
    "time",
    "weekday",
    "unit",
    "units",
    "quarter",
    "quarters",
    "season",
    "daypart",
    "moment",
    "decade",
    "often",
    "ref",
    "dayoff",
    "year",
    "ordinal",
    "clock",
    "digits",
    "holiday",
    "ampm",
    "oclock",
    "days_of_week",
    "weekend",
    "tonight",
    "overnight",
    "period",
    "current",
    "recent",
    "future",
    "past",
    "lasting",
]


@dataclass(frozen=True, slots=True)
class Found:
    """A time and its half-open range in the text."""

    start: int
    end: int
    rule: str
    made: Made


@cache
def _run() -> re.Pattern[str]:
    core = "".join(re.escape(codes()[kind]) for kind in _CORE)
    # What stands before only keeps the search from starting anew at every token of a run without a core.
    return re.compile(rf"(?<![^.{core}])[^.{core}]*[{core}][^.]*")


def find(text: str, start: int, end: int, context: Context) -> Iterator[Found]:
    """The times of `text[start:end]` in order; `context.seen` grows by each."""
    words = tokens(text, start, end)
    line = "".join([codes()[token.kind] for token in words])
    for run in _run().finditer(line):
        yield from _in_run(words, line, run.span(), context)


def _in_run(words: Sequence[Token], line: str, run: tuple[int, int], context: Context) -> Iterator[Found]:
    at, stop = run
    while at < stop:
        best = _longest(words, line, (at, stop), context)
        if best is None:
            at += 1
            continue
        length, found = best
        for item in found:
            if _titled(context.text, item):
                continue
            if _tells(item.made) and item.rule != "unit before":
                context.seen.append((item.start, item.made.value))
            yield item
        at += length


def _titled(text: str, item: Found) -> bool:
    """Whether the words are the name of a show: one capital word or two alone in quotation marks."""
    around = text[max(0, item.start - 1) : item.start], text[item.end : item.end + 1]
    return text[item.start].isupper() and around in _QUOTES


_QUOTES = (("“", "”"), ('"', '"'), ("'", "'"), ("‘", "’"))


def _tells(made: Made) -> bool:
    """Whether later times may be counted from it: a year-ago quarter is only held against the one that the text tells of."""
    counted = made.type == "DURATION" and made.value[-1] == "M" and made.value[1:-1].isdigit()
    return counted or (
        parse(made.value) is not None and not (made.anchor == "a date nearby" and "-Q" in made.value)
    )


def _longest(
    words: Sequence[Token], line: str, run: tuple[int, int], context: Context
) -> tuple[int, list[Found]] | None:
    """The longest match at a token for which a rule makes a value, and how many tokens it takes."""
    at, stop = run
    matches = [
        (match.end(), -order, match)
        for order, rule in enumerate(RULES)
        if (match := rule.pattern.match(line, at, stop)) and match.end() > at
    ]
    for end, order, match in sorted(matches, key=lambda item: item[:2], reverse=True):
        rule = RULES[-order]
        context.start, context.end = words[at].start, words[end - 1].end
        made = rule.make(groups_of(match, words), context)
        if made is not None:
            several = [made] if isinstance(made, Made) else made
            return end - at, [
                Found(*(item.where or (context.start, context.end)), rule.name, item) for item in several
            ]
    return None


def times(page: Page) -> Iterator[Time | Problem]:
    """Dates, durations, times and sets of every readable part of the page, counted from the document's date."""
    document = page.document
    today = _published(page)
    context = Context(document.text, today, history=is_history(document.text, today))
    ids = Ids(document.id)
    for start, end in sorted(_readable(page.segments)):
        for found in find(document.text, start, end, context):
            yield _time(page, found, ids)


def _published(page: Page) -> date | None:
    """The day of publication, where it is known to the day."""
    stated = page.document.published
    if stated is None or not stated.earliest or stated.earliest != stated.latest:
        return None
    day = date.fromisoformat(stated.earliest)
    return day if 1400 < day.year < 3000 else None


def _readable(segments: Iterable[Segment]) -> Iterator[tuple[int, int]]:
    """The ranges of the text that are read; a turn's stage directions are segments of their own."""
    for part in segments:
        if part.paragraphs:
            yield from (piece for paragraph in part.paragraphs for piece in paragraph)
        elif part.kind != "turn":
            yield part.start, part.end


def _time(page: Page, found: Found, ids: Ids) -> Time:
    span = span_of(page.document, found.start, found.end)
    made = found.made
    return Time(
        id=ids.new("times", span.quote),
        document=page.document.id,
        spans=(span,),
        made_by=_MADE_BY,
        type=made.type,
        value=made.value,
        granularity=granularity(made.value),
        anchor=made.anchor,
        rule=found.rule,
        date=_date(page, found),
    )


def _date(page: Page, found: Found) -> Date | None:
    made = found.made
    days = made.days
    if days is None and (known := parse(made.value)):
        days = (known[0].isoformat(), known[1].isoformat())
    if days is None:
        return None
    value = iso(made.value) or "/".join(days)
    why = f"{found.rule}, counted from {made.anchor}" if made.anchor != "none" else found.rule
    return Date(value, *days, "stated", (span_of(page.document, found.start, found.end),), why)
