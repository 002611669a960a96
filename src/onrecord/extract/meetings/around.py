"""What stands around the words that tell of a meeting: its day, its place and those who were there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.reading import Sentence
from onrecord.model import Date, Mention, Page, Span

_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t)\s+(?P<place>(?:the\s+)?[A-Z][\w.'’-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w.'’-]+){0,4}(?:,\s+[A-Z][\w.'’-]+){0,2})"
)
_NOT_PLACES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|State of the|.*\b(?:Summit|Conference|Ministerial|Meeting|Forum|Dialogue)\b)"
)
# `the situation in Oldland` is what the talks are about.
_TOPIC = re.compile(
    r"\b(?:situation|crisis|conflict|war|fight|campaign|peace|stability|security|progress|efforts?|operations?|forces|developments|events|ceasefire"
    r"|violence|attacks?|aid|refugees|territory|solution|process|support|work|role|investments?|elections?|transition|people|civilians|residents|partners)\s+\Z"
)
_PURPOSE = re.compile(
    r"\s(?:to (?:discuss|reaffirm|review|mark|address|follow|coordinate|talk|express|consult|continue|advance|underscore)|regarding|about|on the margins|in order to|where|during which|which)\b"
)
_DISCUSSED = re.compile(
    r"\s(?:to (?:discuss|reaffirm|review|mark|address|talk|express|consult|advance|underscore)|regarding|about|and discussed|where|during which)\b"
)
_ABSENT = re.compile(
    r"\b(?:after|against|death of|about|on behalf of|ahead of|hours after|by|against the|the late)\s+(?:[A-Z]\w+\s+)?\Z"
)
_WITH = re.compile(r"\b(?:of|with|from|and|between|by)\s+(?:the\s+)?\Z|,\s+\Z")
_MONTH = re.compile(r"\d{4}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as the words of one document tell it."""

    name: str
    spans: tuple[Span, ...]
    date: Date | None = None
    place: str | None = None
    hosts: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()


def date_of(page: Page, sentence: Sentence) -> Date | None:
    """The only day that a sentence names, else its only month."""
    dates = [
        time.date for time in page.times if sentence.start <= time.spans[0].start < sentence.end and time.date
    ]
    days = {date.value: date for date in dates if date.earliest == date.latest}
    months = {date.value: date for date in dates if _MONTH.match(date.value)}
    some = days or months
    return next(iter(some.values())) if len(some) == 1 else None


def place_of(page: Page, sentence: Sentence, noun: re.Match[str] | None) -> str | None:
    """A town or state that stands after `in` or `at` is the place; else what stands there with a capital."""
    text = page.document.text[sentence.start : sentence.end]
    topic = _DISCUSSED.search(text) if noun is None else None
    end = topic.start() if topic else len(text)
    found = [match for match in _PLACE.finditer(text, 0, end) if _may_hold(text, match)]
    after = noun.end("noun") if noun else 0
    cities = [match for match in found if _named_place(page, sentence.start + match.start("place"))]
    best = next((one for one in cities if one.start() >= after), None) or next(iter(cities), None)
    if best is None:
        sites = [one for one in found if one.group()[:2].lower() == "at" or " of " in one["place"]]
        best = next((one for one in sites if one.start() >= after), None) or next(iter(sites), None)
    return _whole(page, sentence.start, best) if best else None


def _may_hold(text: str, match: re.Match[str]) -> bool:
    """Whether a meeting may be held there: no month, no other meeting, not what the talks are about."""
    name = match["place"].removeprefix("the ")
    return not _NOT_PLACES.match(name) and not _TOPIC.search(text[max(0, match.start() - 24) : match.start()])


def _whole(page: Page, base: int, match: re.Match[str]) -> str:
    """The place with the state or country after its comma, where that is one and no more: not `Tashkent, Uzbek` alumni."""
    parts = match["place"].split(", ")
    start = base + match.start("place")
    named = next(
        (r.spans[0] for r in page.mentions if r.kind in ("place", "state") and r.spans[0].start == start),
        None,
    )
    if named and named.end < start + len(parts[0]):  # `In Oldland Minister Vale met`
        return named.quote
    kept, at = parts[:1], base + match.start("place") + len(parts[0]) + 2
    for part in parts[1:]:
        if not part.startswith("D.C") and not _is_place(page, at, at + len(part.rstrip(".,’'"))):
            break
        kept.append(part)
        at += len(part) + 2
    name = ", ".join(kept).rstrip(",’'").removeprefix("the ")
    return name if re.search(r"\b[A-Z]\.[A-Z]?\.?\Z", name) else name.rstrip(".")


def _is_place(page: Page, start: int, end: int) -> bool:
    """Whether a place or a state, not an adjective of one, is named by just these characters."""
    text = page.document.text
    return any(
        row.kind in ("place", "state") and row.spans[0].start <= start and end <= row.spans[0].end
        for row in page.mentions
    ) and not re.match(r"\s[a-z]", text[end : end + 2])


def _named_place(page: Page, at: int) -> bool:
    return any(
        row.kind in ("place", "state") and row.spans[0].start <= at < row.spans[0].end
        for row in page.mentions
    )


def attendees(page: Page, sentence: Sentence) -> tuple[str, ...]:
    """Persons, and the states that stand as themselves (`ministers of Oldland`), before the words that say what for."""
    text = page.document.text[sentence.start : sentence.end]
    purpose = _PURPOSE.search(text)
    end = sentence.start + (purpose.start() if purpose else len(text))
    return tuple(
        dict.fromkeys(row.name for row in _between(page, sentence.start, end) if _present(page, row))
    )


def _between(page: Page, start: int, end: int) -> Iterator[Mention]:
    return (row for row in page.mentions if start <= row.spans[0].start < end)


def _present(page: Page, row: Mention) -> bool:
    text, at = page.document.text, row.spans[0]
    before, after = text[max(0, at.start - 24) : at.start], text[at.end : at.end + 2]
    if _ABSENT.search(before):
        return False
    if row.kind == "person":
        return True
    placed = re.search(r"\b(?:in|at)\s[A-Z][\w’'-]+,\s\Z", before)  # `in Rome, Italy`
    standing = bool(_WITH.search(before)) and not placed
    return row.kind == "state" and standing and not re.match(r"\s[a-z]|['’]", after)
