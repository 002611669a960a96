"""Who met, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.meetings.around import Told
from onrecord.extract.meetings.told import told
from onrecord.extract.meetings.words import words
from onrecord.extract.reading import page_sentences
from onrecord.model import Date, Document, Figure, Meeting, Page, Problem, Span, Statement
from onrecord.text import Ids, lines, span_of

MADE_BY = "extract.meetings/2"
_HERE = re.compile(
    r"\b(?:here|all|you)(?: today| again)? (?:in|to) (?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b(?!’)"
)
_AT = re.compile(r"\b(?:At|at|AT) (?:[Tt]he|THE|[Aa]n?) (?P<name>\S.*)")
_OPENING = 3000  # characters at the head of a transcript in which those present are thanked


def meetings(page: Page) -> Iterator[Meeting | Problem]:
    """One row for each occasion that the document tells of: its own (a transcript), and those that its words date.

    Sentences that name a meeting without a day belong to the document's only one, or to none.
    """
    ids = Ids(page.document.id)
    found = [_dated(page, item) for item in _merged([*_own(page), *told(page)])]
    for item in found:
        yield _row(page, ids, item, alone=len(found) == 1)


def said_there(page: Page) -> tuple[Statement, ...]:
    """The statements of a page; those said at the meeting of which it is the transcript bear its id.

    What a speaker tells of others' words was said elsewhere.
    """
    day = page.document.published
    held = page.document.genre == "transcript" and page.turns and day
    own = next(
        (one for one in page.meetings if held and one.date and day and one.date.value == day.value), None
    )
    if own is None:
        return page.statements
    return tuple(
        replace(made, meeting=own.id) if made.turn and made.via is None else made for made in page.statements
    )


def _own(page: Page) -> Iterator[Told]:
    """The occasion of a transcript or communiqué is the document itself."""
    document = page.document
    title = document.title or ""
    if document.genre == "transcript" and document.published and page.turns:
        heading = next(iter(lines(document.text)), None)
        if heading is None:
            return
        start = document.text.find(title) if title else -1
        span = span_of(document, start, start + len(title)) if start >= 0 else span_of(document, *heading)
        yield Told(_occasion(title) or span.quote, (span,), document.published, _held_at(document))


def _occasion(title: str) -> str:
    """The meeting that a title names after who spoke: `Minister Vale At the Lamp Summit`; else the title."""
    at = _AT.search(title)
    return at["name"] if at and words().noun.search(at["name"]) else title


def _held_at(document: Document) -> str | None:
    """The place of a transcript: its own, or the one that a speaker welcomes the guests to."""
    place = re.sub(r"[\[\]*]|^\s+|\s+$", "", document.place or "").strip()
    if place:
        return None if words().not_places.search(place) else place
    here = _HERE.search(document.text[:_OPENING])
    return here["place"] if here else None


def _merged(items: Sequence[Told]) -> list[Told]:
    """Items that tell of one meeting as one: those of one day, and those without a day by what they share."""
    whole: list[Told] = []
    for item in sorted(items, key=lambda item: item.date is None):
        at = next((nth for nth, other in reversed([*enumerate(whole)]) if _same(other, item)), None)
        if at is not None:
            whole[at] = _joined(whole[at], item)
        elif item.date or not whole or _stands(item):
            whole.append(item)
    return whole


def _same(one: Told, other: Told) -> bool:
    """Whether two tellings in one document are of one meeting: the day, else who was there or where, else the only word for it."""
    if one.date and other.date:
        return one.date.value == other.date.value
    if one.place and other.place and not _overlap(one.place, other.place):
        return False
    shared = set(one.attendees) & set(other.attendees)
    if one.attendees and other.attendees:
        return bool(shared)
    return not _stands(other) or bool(one.place and other.place)


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _stands(item: Told) -> bool:
    """Whether a telling without a day could be of a meeting of its own: it has people, or a name and a place."""
    named = item.name[:1].isupper() or len(item.name.split()) > 2
    return len(item.attendees) > 1 or bool(item.place and named)


def _dated(page: Page, item: Told) -> Told:
    """The only meeting of a story, when no sentence dates it, took place on the day that the lead names."""
    lead = next((part for part in page.segments if part.kind == "lead"), None)
    if item.date or lead is None:
        return item
    days = (time.date for time in page.times if lead.start <= time.spans[0].start < lead.end)
    day = next((date for date in days if date and date.earliest and date.earliest == date.latest), None)
    return (
        replace(item, date=replace(day, basis="inferred", why="the day that the lead names")) if day else item
    )


def _joined(first: Told, second: Told) -> Told:
    spans = first.spans + tuple(span for span in second.spans if span not in first.spans)
    longer = first.name if len(first.name) >= len(second.name) or first.name.isupper() else second.name
    return replace(
        first,
        name=longer,
        spans=spans,
        place=first.place or second.place,
        hosts=tuple(dict.fromkeys(first.hosts + second.hosts)),
        attendees=tuple(dict.fromkeys(first.attendees + second.attendees)),
    )


def _row(page: Page, ids: Ids, item: Told, alone: bool) -> Meeting:
    return Meeting(
        id=ids.new("meeting", f"{item.name} {item.date.value if item.date else ''}"),
        document=page.document.id,
        spans=item.spans,
        made_by=MADE_BY,
        name=item.name,
        date=item.date,
        place=item.place or (page.document.dateline.place if page.document.dateline and alone else None),
        hosts=item.hosts,
        attendance=tuple(
            row.id for row in page.figures if _counts_those_present(page, row, item.spans, item.date)
        ),
        attendees=_attended(page, item, alone),
        documents=(page.document.id,),
    )


def _counts_those_present(page: Page, figure: Figure, spans: Sequence[Span], date: Date | None) -> bool:
    """A figure of partners, ministers or states, in a sentence that tells of the meeting or thanks those present."""
    if figure.unit not in words().attendance or figure.change:
        return False
    at = figure.spans[0]
    if any(span.start <= at.start < span.end for span in spans):
        return True
    around = page.document.text[max(0, at.start - 120) : at.end + 80]
    thanked = page.document.genre == "transcript" and at.start < _OPENING
    return thanked and bool(words().present.search(around))


def _attended(page: Page, item: Told, alone: bool) -> tuple[str, ...]:
    """Those whom the telling names, and those on the list of participants when it tells of one meeting."""
    if not alone:
        return item.attendees
    named = item.attendees or (_speakers(page) if page.turns else ())
    return tuple(dict.fromkeys((*named, *_participants(page))))


def _participants(page: Page) -> Iterator[str]:
    """The persons in the items of a list whose line says that they took part."""
    text = page.document.text
    for sentence in page_sentences(page):
        if sentence.lead_in and words().participants.search(text[slice(*sentence.lead_in)]):
            yield from (
                row.name
                for row in page.mentions
                if row.kind == "person" and sentence.start <= row.spans[0].start < sentence.end
            )


def _speakers(page: Page) -> tuple[str, ...]:
    """Those who spoke, by the names that their statements were given; audiences and moderators are left out."""
    given = {row.turn: row.speaker.name for row in page.statements if row.turn and row.via is None}
    names = [
        given.get(turn.id) or turn.speaker.as_written
        for turn in page.turns
        if turn.kind != "question" and not words().not_attendees.match(turn.speaker.as_written or "")
    ]
    return tuple(dict.fromkeys(name for name in names if name))
