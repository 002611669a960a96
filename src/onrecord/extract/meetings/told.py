"""Sentences that tell of a meeting: its name, day, place, hosts and those who were there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.meetings.words import words
from onrecord.extract.reading import Sentence, page_sentences
from onrecord.model import Date, Page, Span
from onrecord.text import span_of

_NAME_START = re.compile(
    r"(?:[A-Z][\w.'’&-]*|defen[cs]e|foreign|joint|small|ministerial|annual|bilateral|trilateral|emergency|coalition['’]?s?|virtual|expanded|extraordinary)\s+(?=\S)"
)
_PLACE = re.compile(
    r"\b(?:in|at)\s+(?P<place>(?:the\s+)?[A-Z][\w.'’-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w.'’-]+){0,4}(?:,\s+[A-Z][\w.'’-]+){0,2})"
)
_NOT_PLACES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|State of the)\b"
)
_HOST = re.compile(
    r"(?:hosted|chaired|convened)\s+(?:\w+day\s+)?by\s+(?P<by>[^,.;]+)|(?P<host>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,4})\s+(?:has\s+)?(?:host(?:s|ed|ing)|convened|chaired)\b|\bhost of\b[^,]*,\s*(?P<apposed>[^,]+?)\s+(?:said|suggested|told)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as the words of one document tell it."""

    name: str
    spans: tuple[Span, ...]
    date: Date | None = None
    place: str | None = None
    hosts: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()


def told(page: Page) -> Iterator[Told]:
    """Every sentence of a story or statement that names a meeting which took place."""
    if page.document.genre == "transcript":
        return
    for sentence in page_sentences(page):
        item = _told(page, sentence)
        if item:
            yield item


def _told(page: Page, sentence: Sentence) -> Told | None:
    text = page.document.text[sentence.start : sentence.end]
    readout = words().met.search(text) if (page.document.title or "").lower().startswith("readout") else None
    noun = next(
        (found for found in words().noun.finditer(text) if not words().not_noun.search(found.group())), None
    )
    if noun is None and readout is None:
        return None
    if words().planned.search(text) or not (readout or words().held.search(text)):
        return None
    if noun and re.search(r"\b(?:any|no|every|each|future|such)\s+$", text[: noun.start("noun")].lower()):
        return None
    name = _name(text, noun) if noun else (page.document.title or "")
    return Told(
        name=name,
        spans=(span_of(page.document, sentence.start, sentence.end),),
        date=_date(page, sentence),
        place=_place(page, text, noun.end() if noun else 0),
        hosts=_hosts(text),
        attendees=_attendees(page, sentence, text),
    )


def _name(text: str, noun: re.Match[str]) -> str:
    """The noun with the capitalised and kind words directly before it, and `of ...` after it."""
    start = noun.start("noun")
    while True:
        before = re.search(r"(\S+)\s+$", text[max(0, start - 40) : start])
        if before is None or not _NAME_START.match(before.group(1) + " x"):
            break
        start -= len(before.group(1)) + len(text[:start]) - len(text[:start].rstrip())
    return text[start : noun.end()].strip()


def _date(page: Page, sentence: Sentence) -> Date | None:
    inside = [
        time for time in page.times if sentence.start <= time.spans[0].start < sentence.end and time.date
    ]
    days = {
        time.date.value: time.date for time in inside if time.date and time.date.earliest == time.date.latest
    }
    return next(iter(days.values())) if len(days) == 1 else None


def _place(page: Page, text: str, after: int) -> str | None:
    found = [
        match for match in _PLACE.finditer(text) if not _NOT_PLACES.match(match["place"].removeprefix("the "))
    ]
    later = next((match for match in found if match.start() >= after), None) or (found[0] if found else None)
    return later["place"].rstrip(",.’'") if later else None


def _hosts(text: str) -> tuple[str, ...]:
    found = _HOST.search(text)
    name = (found["by"] or found["host"] or found["apposed"]) if found else None
    return (name.strip(),) if name else ()


def _attendees(page: Page, sentence: Sentence, text: str) -> tuple[str, ...]:
    inside = (row for row in page.mentions if sentence.start <= row.spans[0].start < sentence.end)
    return tuple(dict.fromkeys(row.name for row in inside if row.kind in ("person", "state", "organisation")))
