"""Sentences that tell of a meeting: its name, day, place, hosts and those who were there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.meetings.words import words
from onrecord.extract.reading import Sentence, page_sentences
from onrecord.model import Date, Mention, Page, Span
from onrecord.text import span_of

_NAME_START = re.compile(
    r"(?:[A-Z][\w.'’&-]*|defen[cs]e|foreign|joint|small|ministerial|annual|bilateral|trilateral|emergency|coalition['’]?s?|virtual|expanded|extraordinary)\s+(?=\S)"
)
_PLACE = re.compile(
    r"\b(?:in|at)\s+(?P<place>(?:the\s+)?[A-Z][\w.'’-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w.'’-]+){0,4}(?:,\s+[A-Z][\w.'’-]+){0,2})"
)
_NOT_PLACES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|State of the|Summit|Conference|Ministerial|Meeting|Forum)\b"
)
_PURPOSE = re.compile(
    r"\s(?:to (?:discuss|reaffirm|review|mark|address|follow|coordinate|talk|express|consult|continue|advance|underscore)|regarding|about|on the margins|in order to|where|during which|which)\b"
)
_ABSENT = re.compile(
    r"\b(?:after|against|death of|about|on behalf of|ahead of|hours after|by|against the|the late)\s+(?:[A-Z]\w+\s+)?\Z"
)
_WITH = re.compile(r"\b(?:of|with|from|and|between|by)\s+(?:the\s+)?\Z|,\s+\Z")
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
    noun = _noun(text)
    if (noun is None and readout is None) or words().planned.search(text):
        return None
    if not readout and (noun is None or not _took_place(text, noun)):
        return None
    place = _place(page, sentence, noun.end() if noun else 0)
    item = Told(
        name=_name(text, noun) if noun and not readout else _titled(page.document.title or ""),
        spans=(span_of(page.document, sentence.start, sentence.end),),
        date=_date(page, sentence),
        place=place,
        hosts=_hosts(text),
        attendees=tuple(name for name in _attendees(page, sentence, text) if name not in (place or "")),
    )
    if readout or (noun and re.match(r"The \w+\Z", text[: noun.end()]) and page.document.genre == "news"):
        return item  # `The conference started`: the one that the story is about
    return item if _is_some(item, noun) else None


def _noun(text: str) -> re.Match[str] | None:
    """The noun that names a meeting: the one with the longest name."""
    found = [
        match
        for match in words().noun.finditer(text)
        if not words().not_noun.search(match.group())
        and not re.search(
            r"\b(?:any|no|every|each|future|such|these|those)\s+$", text[: match.start("noun")].lower()
        )
    ]
    return max(found, key=lambda match: len(_name(text, match)), default=None)


def _took_place(text: str, noun: re.Match[str]) -> bool:
    """A verb of meeting stands in the sentence, other than the noun itself."""
    return any(held.start() != noun.start("noun") for held in words().held.finditer(text))


def _is_some(item: Told, noun: re.Match[str] | None) -> bool:
    """A meeting told of has a day, people, hosts or a place; a noun that names much else (`gathering`) two of these."""
    if noun is None:
        return True
    named = bool(noun["of"]) or any(word[:1].isupper() for word in item.name.split())
    beside = (item.date, item.attendees, item.hosts, item.place)
    weak = noun["noun"].lower() in words().weak and not named
    return sum(map(bool, beside)) > int(weak)


def _titled(title: str) -> str:
    return re.sub(r"^\W*readout of\s+", "", title, flags=re.I)


def _name(text: str, noun: re.Match[str]) -> str:
    """The noun with the capitalised and kind words directly before it, and `of ...` after it."""
    start = noun.start("noun")
    while True:
        before = re.search(r"(\S+)\s+$", text[max(0, start - 40) : start])
        if before is None or not _NAME_START.match(before.group(1) + " x"):
            break
        start -= len(before.group(1)) + len(text[:start]) - len(text[:start].rstrip())
    return re.sub(r"^(?:The|This|That|Their|His|Her|Our|These|Its)\s+", "", text[start : noun.end()].strip())


def _date(page: Page, sentence: Sentence) -> Date | None:
    inside = [
        time for time in page.times if sentence.start <= time.spans[0].start < sentence.end and time.date
    ]
    days = {
        time.date.value: time.date for time in inside if time.date and time.date.earliest == time.date.latest
    }
    return next(iter(days.values())) if len(days) == 1 else None


def _place(page: Page, sentence: Sentence, after: int) -> str | None:
    """A town or state that stands after `in` or `at` is the place; else what stands there with a capital."""
    text = page.document.text[sentence.start : sentence.end]
    found = [
        match for match in _PLACE.finditer(text) if not _NOT_PLACES.match(match["place"].removeprefix("the "))
    ]
    cities = [match for match in found if _named_place(page, sentence.start + match.start("place"))]
    best = next((one for one in cities if one.start() >= after), None) or next(iter(cities), None)
    if best is None:
        sites = [one for one in found if one.group().startswith("at") or " of " in one["place"]]
        best = next((one for one in sites if one.start() >= after), None) or next(iter(sites), None)
    return best["place"].rstrip(",.’'").removeprefix("the ") if best else None


def _named_place(page: Page, at: int) -> bool:
    return any(
        row.kind in ("place", "state") and row.spans[0].start <= at < row.spans[0].end
        for row in page.mentions
    )


def _hosts(text: str) -> tuple[str, ...]:
    found = _HOST.search(text)
    name = (found["by"] or found["host"] or found["apposed"]) if found else None
    return (re.sub(r"^(?:Today|Yesterday|Earlier),?\s+", "", name.strip()),) if name else ()


def _attendees(page: Page, sentence: Sentence, text: str) -> tuple[str, ...]:
    """Persons, and the states that stand as themselves (`ministers of Oldland`), before the words that say what for."""
    purpose = _PURPOSE.search(text)
    end = sentence.start + (purpose.start() if purpose else len(text))
    inside = (row for row in page.mentions if sentence.start <= row.spans[0].start < end)
    return tuple(dict.fromkeys(row.name for row in inside if _present(page, row)))


def _present(page: Page, row: Mention) -> bool:
    text, at = page.document.text, row.spans[0]
    before, after = text[max(0, at.start - 24) : at.start], text[at.end : at.end + 2]
    if _ABSENT.search(before):
        return False
    if row.kind == "person":
        return True
    return row.kind == "state" and bool(_WITH.search(before)) and not re.match(r"\s[a-z]|['’]", after)
