"""What someone bound themselves to, or called on others to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.commitments.found import Found, find
from onrecord.extract.commitments.words import words
from onrecord.extract.reading import Sentence, Voices, page_sentences
from onrecord.model import Commitment, Date, Page, Problem, Span, Speaker, Statement
from onrecord.text import Ids, span_of

MADE_BY = "extract.commitments/1"


def commitments(page: Page) -> Iterator[Commitment | Problem]:
    """One row a clause that binds or calls; a call on others is never the caller's promise."""
    ids, voices = Ids(page.document.id), Voices(page)
    for sentence in page_sentences(page):
        if sentence.question:
            continue
        words_of = page.document.text[sentence.start : sentence.end]
        for found in find(words_of):
            yield _row(page, voices, ids, sentence, found)


def _row(page: Page, voices: Voices, ids: Ids, sentence: Sentence, found: Found) -> Commitment:
    base = sentence.start
    span = span_of(page.document, base + found.start, base + found.end)
    statement = voices.cued(base + found.trigger[0], base + found.trigger[1]) or voices.at(
        base + found.trigger[0]
    )
    stated_by = _stated_by(page, statement)
    obligor, why = _obligor(found, stated_by, words_of=_words(page, base, found.subject))
    return Commitment(
        id=ids.new("commitment", span.quote),
        document=page.document.id,
        spans=(span,),
        made_by=MADE_BY,
        kind=found.kind,
        stated_by=stated_by,
        obligor=obligor,
        addressees=tuple(filter(None, (_words(page, base, found.addressee),))),
        action=span_of(page.document, base + found.action[0], base + found.action[1]),
        amount=_amount(page, span),
        due=_due(page, span),
        condition=_condition(page, sentence, found),
        statement=statement.id if statement else None,
        stage="pledged" if found.kind in ("pledge", "assurance", "joint") else "announced",
        why=why,
    )


def _within(found: Found, statement: Statement | None, base: int) -> Found:
    """The clause cut to the words of the statement that it stands in, so that no reporter's words enter it."""
    if statement is None:
        return found
    for span in statement.content:
        start, end = span.start - base, span.end - base
        if start <= found.trigger[0] < end and found.action[0] < end:
            stop = max(found.action[0] + 1, min(found.end, end))
            return replace(found, start=max(found.start, start), end=stop, action=(found.action[0], stop))
    return found


def _words(page: Page, base: int, place: tuple[int, int] | None) -> str | None:
    return page.document.text[base + place[0] : base + place[1]] if place else None


def _stated_by(page: Page, statement: Statement | None) -> Speaker:
    if statement:
        return statement.speaker
    outlet = page.document.outlet
    return Speaker(name=outlet, as_written=outlet, why="the document's own voice")


def _obligor(found: Found, stated_by: Speaker, words_of: str | None) -> tuple[Speaker, str]:
    """Who is bound: `I` is the speaker; `we` is the speaker's side, which the words alone do not name."""
    said = words_of or ""
    if found.addressee:
        return Speaker(why="called on, not bound"), "a call on others"
    if said == "I":
        return Speaker(stated_by.actor, stated_by.name, "I", stated_by.why), "the speaker says I"
    if said.lower() == "we":
        side = f"the side of {stated_by.name}" if stated_by.name else "the speaker's side"
        return Speaker(
            as_written=said, why=f"we: {side}; the words do not say who else"
        ), "the speaker says we"
    if said.lower() in ("he", "she", "it", "they"):
        return Speaker(None, stated_by.name, said, stated_by.why), "a pronoun beside the saying"
    return Speaker(name=said or None, as_written=said or None), "the subject of the verb"


def _amount(page: Page, span: Span) -> str | None:
    inside = (
        row for row in page.figures if any(span.start <= s.start and s.end <= span.end for s in row.spans)
    )
    return next((row.id for row in inside if len(row.unit) == 3 and row.unit.isupper()), None)


def _due(page: Page, span: Span) -> Date | None:
    for time in page.times:
        at = time.spans[0]
        if span.start < at.start and at.end <= span.end + 1 and time.date:
            before = page.document.text[max(span.start, at.start - 24) : at.start]
            ahead = page.document.published is None or (time.date.latest or "9") >= (
                page.document.published.value
            )
            if ahead and (words().due.search(before) or words().due.match(at.quote + " ")):
                return time.date
    return None


def _condition(page: Page, sentence: Sentence, found: Found) -> Span | None:
    text = page.document.text[sentence.start : sentence.end]
    match = words().condition.search(text, found.action[0], found.end) or words().condition.match(text)
    if match is None or (match.start() == 0 and found.start < match.end()):
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip(" ,"))
    comma = text.find(",", match.end()) if start < found.start else -1
    end = (
        comma
        if start < found.start < len(text) and 0 < comma <= found.start
        else (found.end if start >= found.start else -1)
    )
    if end <= start:
        return None
    return span_of(page.document, sentence.start + start, sentence.start + end)
