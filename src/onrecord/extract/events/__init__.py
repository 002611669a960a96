"""What happened on a date at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, cast

from onrecord.extract.events.words import Kind, words
from onrecord.extract.reading import Sentence, Voices, page_sentences
from onrecord.model import Date, Event, Figure, Page, Problem
from onrecord.text import Ids, span_of

MADE_BY = "extract.events/1"
_SPLIT = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_NO_PLACES = frozenset(
    [
        "Islamic",
        "State",
        "ISIS",
        "ISIL",
        "Daesh",
        "IS",
        "Coalition",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "President",
        "Congress",
        "Senate",
        "I",
        "We",
        "He",
        "She",
        "They",
        "It",
    ]
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|outside|around|off)\s+(?:the\s+)?(?:(?:northern|southern|eastern|western|northeast|central)\s+)?(?:(?:\w+n\s+)?(?:town|city|village|district|port|province)\s+of\s+)?(?P<place>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})"
)


def events(page: Page) -> Iterator[Event | Problem]:
    """One row a sentence and type; what is planned, possible or denied is marked so, never dropped into the past."""
    ids, voices = Ids(page.document.id), Voices(page)
    for sentence in page_sentences(page):
        if sentence.question:
            continue
        text = page.document.text[sentence.start : sentence.end]
        for kind, found in _kinds(page, sentence, text):
            for place in _places(found):
                yield _row(page, voices, ids, sentence, kind, found, place)


def _kinds(page: Page, sentence: Sentence, text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    seen: set[str] = set()
    for kind in words().kinds:
        found = next((match for pattern in kind.patterns if (match := pattern.search(text))), None)
        if found is None or not _supported(page, sentence, text, kind, found):
            continue
        if kind.name in ("attack", "strike") and "harm" in seen:
            continue  # the harm names the attack already
        seen.add(kind.name)
        yield kind, found


def _places(found: re.Match[str]) -> Sequence[str | None]:
    """Each place of a list (`the cities of A, B and C`) is an event of its own; null where the pattern names none."""
    named = found.groupdict().get("place")
    return _SPLIT.split(named) if named else (None,)


def _supported(page: Page, sentence: Sentence, text: str, kind: Kind, found: re.Match[str]) -> bool:
    if kind.name == "control_change":
        return found["place"].split()[0] not in _NO_PLACES
    figures = _figures(page, sentence)
    if kind.needs == "amount":
        return any((row.unit.isupper() and len(row.unit) == 3) or row.unit in _FORCES for row in figures)
    if kind.needs == "person":
        counted = any(words().people.fullmatch(row.unit) for row in figures)
        return counted or bool(words().people.search(text[max(0, found.start() - 60) : found.end() + 60]))
    if kind.needs == "force":
        return True
    return bool(_LOCATIVE.search(text)) and any(
        _same_sentence(row.spans[0].start, sentence) for row in page.times
    )


_FORCES = frozenset(
    [
        "troop",
        "soldier",
        "trainer",
        "adviser",
        "sailor",
        "ship",
        "aircraft",
        "tank",
        "vehicle",
        "police_officer",
        "instructor",
        "dose",
        "vaccine",
        "ton",
        "tonne",
    ]
)


def _figures(page: Page, sentence: Sentence) -> Sequence[Figure]:
    return [row for row in page.figures if _same_sentence(row.spans[0].start, sentence)]


def _same_sentence(at: int, sentence: Sentence) -> bool:
    return sentence.start <= at < sentence.end


def _row(
    page: Page,
    voices: Voices,
    ids: Ids,
    sentence: Sentence,
    kind: Kind,
    found: re.Match[str],
    place: str | None,
) -> Event:
    text = page.document.text[sentence.start : sentence.end]
    span = span_of(page.document, sentence.start, sentence.end)
    statement = voices.at(sentence.start + found.start())
    parts: dict[str, Any] = found.groupdict()
    return Event(
        id=ids.new(f"event {kind.name} {place or ''}", span.quote),
        document=page.document.id,
        spans=(span,),
        made_by=MADE_BY,
        type=cast("Any", kind.name),
        date=_date(page, sentence),
        place=place or _place(page, sentence, text, found),
        actors=_actors(page, sentence, parts),
        from_=_side(parts.get("from")),
        to=_side(parts.get("to")),
        figures=tuple(row.id for row in _figures(page, sentence) if row.unit != "percent"),
        factuality=_factuality(text, found),
        statement=statement.id if statement else None,
    )


def _side(words_of: str | None) -> str | None:
    return (
        re.sub(r"\s+control$", "", words_of.removeprefix("the ").removeprefix("The ")) if words_of else None
    )


def _date(page: Page, sentence: Sentence) -> Date | None:
    inside = [row.date for row in page.times if _same_sentence(row.spans[0].start, sentence) and row.date]
    return inside[0] if inside else None


def _place(page: Page, sentence: Sentence, text: str, found: re.Match[str]) -> str | None:
    places = [
        row for row in page.mentions if row.kind == "place" and _same_sentence(row.spans[0].start, sentence)
    ]
    if places:
        at = sentence.start + found.start()
        return min(places, key=lambda row: abs(row.spans[0].start - at)).name
    located = next((m for m in _LOCATIVE.finditer(text) if m["place"].split()[0] not in _NO_PLACES), None)
    return located["place"] if located else None


def _actors(page: Page, sentence: Sentence, parts: dict[str, Any]) -> tuple[str, ...]:
    named = [_side(parts.get(key)) for key in ("actor", "to", "from")]
    mentioned = [
        row.name
        for row in page.mentions
        if row.kind in ("state", "organisation", "group") and _same_sentence(row.spans[0].start, sentence)
    ]
    return tuple(dict.fromkeys(filter(None, (*named, *mentioned))))


def _factuality(text: str, found: re.Match[str]) -> Literal["actual", "planned", "possible", "denied"]:
    before = text[max(0, found.start() - 40) : found.end()]
    if words().denied.search(before[: max(0, len(before) - len(found.group()) + 12)]):
        return "denied"
    if words().planned.search(before):
        return "planned"
    return "possible" if words().possible.search(before) else "actual"
