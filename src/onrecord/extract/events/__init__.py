"""What happened on a date at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, cast

from onrecord.extract.clauses import plain, subject
from onrecord.extract.events.held import Held, changes
from onrecord.extract.events.where import place_of, sentence_places
from onrecord.extract.events.words import Kind, words
from onrecord.extract.reading import Sentence, Voices, page_sentences
from onrecord.model import Date, Event, Figure, Page, Problem
from onrecord.text import Ids, span_of

MADE_BY = "extract.events/2"
_CLAUSE = re.compile(r"[,;:—–“\"]|\s(?:and|but|that|which|who)\s")
_DEMONYM = re.compile(r"(?:ans?|ish|ese|[^l]i|is|ch)$")
_GIVER = re.compile(
    r"(?!(?:We|I|He|She|They|It|All|That|This)\b)(?:[Tt]he |[A-Z])\D*"
)  # a name or `the council`
_PURPOSE = re.compile(r"\bto (?:make sure|prevent|ensure|discuss|condemn|deter|address)\b|,\s+as\s")
_TO = re.compile(r"\bto (?:\w+ly )?\Z")  # `to recapture the town`
_GIVERS = ("he", "she", "it", "they", "this", "that", "which", "who", "there", "you", "what")


def events(page: Page) -> Iterator[Event | Problem]:
    """One row a sentence, type and place; what is planned, possible or denied is marked so, never dropped into the past."""
    ids, voices = Ids(page.document.id), Voices(page)
    for sentence in page_sentences(page):
        text = page.document.text[sentence.start : sentence.end]
        if sentence.question or text.rstrip("”\"' ").endswith("?"):
            continue
        for kind, found in _kinds(page, sentence, text):
            for held in _held(page, sentence, kind, found):
                yield _row(page, voices, ids, sentence, kind, found, held)


def _kinds(page: Page, sentence: Sentence, text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    """The types that a sentence tells of; control of places may change more than once in it."""
    seen: set[str] = set()
    for kind in words().kinds:
        if kind.name in seen or (kind.name in ("attack", "strike") and seen & {"harm", "strike"}):
            continue  # the harm names the attack already
        for found in _matches(kind, text):
            if _supported(page, sentence, text, kind, found):
                seen.add(kind.name)
                yield kind, found
                if kind.name != "control_change":
                    break


def _matches(kind: Kind, text: str) -> Iterator[re.Match[str]]:
    taken: list[tuple[int, int]] = []
    for pattern in kind.patterns:
        for found in pattern.finditer(text):
            if not any(found.start() < end and start < found.end() for start, end in taken):
                taken.append(found.span())
                yield found


def _held(page: Page, sentence: Sentence, kind: Kind, found: re.Match[str]) -> Sequence[Held]:
    if kind.name == "control_change":
        return changes(page, sentence, found)
    return (Held(place_of(page, sentence, found.start(), found.end())),)


def _supported(page: Page, sentence: Sentence, text: str, kind: Kind, found: re.Match[str]) -> bool:
    """Whether the sentence holds what its type needs: an amount given, persons harmed, a place and a day."""
    if kind.name == "control_change":
        return True
    if kind.needs == "amount":
        return _gives(page, sentence, text, found)
    if kind.needs == "person":
        return _harms(page, sentence, text, found)
    if kind.needs == "named":
        return _named_victim(page, sentence, text, found)
    before = text[max(0, found.start() - 50) : found.start()]
    if kind.name not in ("withdrawal", "deployment") and words().general.search(before):
        return False
    placed = bool(sentence_places(page, sentence))
    times = [row for row in page.times if _inside(row.spans[0].start, sentence)]
    dated = any(row.date or row.type in ("DATE", "TIME") for row in times)
    if kind.needs:
        return placed and dated
    return placed or any(row.unit in words().forces for row in _figures(page, sentence))


def _gives(page: Page, sentence: Sentence, text: str, found: re.Match[str]) -> bool:
    """An amount of money, people or goods stands after the giving, and someone gives."""
    at = sentence.start + found.start()
    given = [
        row
        for row in _figures(page, sentence)
        if at - 1 <= row.spans[0].start < at + 90
        and ((row.unit.isupper() and len(row.unit) == 3) or row.unit in words().forces)
    ]
    if not given or "verb" not in found.groupdict() or not found["verb"]:
        return bool(given)
    who = subject(plain(text), found.start())
    return (
        who is not None
        and who.link != "relative"
        and who.head.lower() not in (*_GIVERS, "plan", "act", "law", "bill")
    )


def _harms(page: Page, sentence: Sentence, text: str, found: re.Match[str]) -> bool:
    """Persons are counted, or a place is named with it; illness is no harm done by anyone, nor is what might be."""
    before = text[max(0, found.start() - 50) : found.end()]
    if words().illness.search(text) or re.search(
        r"\b(?:would|could|might|may|can|will|if|who) (?:have |be )?(?:\w+ )?\Z", text[: found.start()]
    ):
        return False
    if re.search(
        r"\b(?:would|could|might|should) (?:have|be)\b|\bto (?:be |have been )?(?:kill|wound|displac)", before
    ):
        return False
    counted = any(
        words().people.fullmatch(row.unit.replace("_", " ")) or row.unit == "person"
        for row in _figures(page, sentence)
    )
    return counted or (bool(sentence_places(page, sentence)) and not words().general.search(before))


def _named_victim(page: Page, sentence: Sentence, text: str, found: re.Match[str]) -> bool:
    """A person is named before the verb, and a day or a place stands in the sentence; nobody's old age or illness."""
    if words().illness.search(text) or words().possible.search(text[: found.start()]):
        return False
    verb = sentence.start + found.start()
    named = any(row.kind == "person" and verb - 90 <= row.spans[0].start < verb for row in page.mentions)
    dated = any(_inside(row.spans[0].start, sentence) and row.type == "DATE" for row in page.times)
    return named and (dated or bool(sentence_places(page, sentence)))


def _figures(page: Page, sentence: Sentence) -> Sequence[Figure]:
    return [row for row in page.figures if _inside(row.spans[0].start, sentence)]


def _inside(at: int, sentence: Sentence) -> bool:
    return sentence.start <= at < sentence.end


def _row(
    page: Page, voices: Voices, ids: Ids, sentence: Sentence, kind: Kind, found: re.Match[str], held: Held
) -> Event:
    text = page.document.text[sentence.start : sentence.end]
    span = span_of(page.document, sentence.start, sentence.end)
    statement = voices.at(sentence.start + found.start())
    return Event(
        id=ids.new(f"event {kind.name} {held.place or ''}", span.quote),
        document=page.document.id,
        spans=(span,),
        made_by=MADE_BY,
        type=cast("Any", kind.name),
        date=_date(page, sentence),
        place=held.place,
        actors=_actors(page, sentence, text, found, held),
        from_=_side_named(page, sentence, held.from_),
        to=_side_named(page, sentence, held.to),
        figures=tuple(row.id for row in _figures(page, sentence) if row.unit != "percent"),
        factuality=_factuality(text, found),
        statement=statement.id if statement else None,
    )


def _date(page: Page, sentence: Sentence) -> Date | None:
    return next((row.date for row in page.times if _inside(row.spans[0].start, sentence) and row.date), None)


def _actors(page: Page, sentence: Sentence, text: str, found: re.Match[str], held: Held) -> tuple[str, ...]:
    """The sides, the subject of the verb, and the states, organisations and groups named beside it."""
    who = subject(plain(text), found.start("verb")) if found.groupdict().get("verb") else None
    named = text[who.start : who.end] if who and _GIVER.fullmatch(text[who.start : who.end]) else None
    purpose = _PURPOSE.search(text, found.end())
    end = purpose.start() if purpose else len(text)
    mentioned = [
        row.name
        for row in page.mentions
        if row.kind in ("state", "organisation", "group")
        and _inside(row.spans[0].start, sentence)
        and row.spans[0].start < sentence.start + end
        and row.name != held.place
        and not (
            row.kind == "state" and row.spans[0].quote != row.name and _DEMONYM.search(row.spans[0].quote)
        )
    ]
    subjects = () if named is None or any(one.lower() in named.lower() for one in mentioned) else (named,)
    sides = (_side_named(page, sentence, held.to), _side_named(page, sentence, held.from_))
    return tuple(dict.fromkeys(filter(None, (*sides, *subjects, *mentioned))))


def _side_named(page: Page, sentence: Sentence, side: str | None) -> str | None:
    """A side by the name that its mention has."""
    inside = (row for row in page.mentions if _inside(row.spans[0].start, sentence))
    return next((row.name for row in inside if row.spans[0].quote == side), side)


def _factuality(text: str, found: re.Match[str]) -> Literal["actual", "planned", "possible", "denied"]:
    """Read from the clause before the words that tell of the event."""
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, found.start())), default=0)
    before = text[max(start, found.start() - 60) : found.start() + 1]
    if words().denied.search(before):
        return "denied"
    if words().told.search(before):
        return "actual"
    if words().planned.search(before) or _TO.search(text[: found.start()]):
        return "planned"
    return "possible" if words().possible.search(before) else "actual"
