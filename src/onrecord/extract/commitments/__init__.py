"""What someone bound themselves to, or called on others to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from onrecord.encoder.acts import acts
from onrecord.extract.commitments.due import due
from onrecord.extract.commitments.found import Found, find
from onrecord.extract.commitments.listed import listed
from onrecord.extract.commitments.obligors import obligor_of
from onrecord.extract.commitments.unsure import SURE, unsure
from onrecord.extract.commitments.words import words
from onrecord.extract.reading import Sentence, Voices, page_sentences
from onrecord.model import Commitment, CommitmentKind, Page, Problem, Span, Speaker, Statement
from onrecord.text import Ids, span_of
from onrecord.values.name import lists

MADE_BY = "extract.commitments/2"


def commitments(page: Page) -> Iterator[Commitment | Problem]:
    """One row a clause that binds or calls; a call on others is never the caller's promise."""
    ids, voices, names = Ids(page.document.id), Voices(page), _names(page)
    spoken = page.document.genre == "transcript"
    heads: list[Commitment] = []
    all_sentences = list(page_sentences(page))
    for nth, sentence in enumerate(all_sentences):
        if sentence.question:
            continue
        text = page.document.text[sentence.start : sentence.end]
        item = listed(page.document, sentence)
        if item:
            yield _item(page, ids, sentence, item, heads)
            continue
        sure = find(text, spoken=spoken, names=names)
        for found in sorted(
            (*sure, *unsure(text, sure, names, partial(_promises, page, all_sentences, nth))),
            key=lambda one: one.start,
        ):
            row = _row(page, voices, ids, sentence, found)
            if _foretold(row):
                continue  # what others say that an armed group will do binds nobody
            heads = [*heads[-4:], row]
            yield row


def _foretold(row: Commitment) -> bool:
    """Whether it is an armed group that is bound, and somebody else who says so."""
    if row.kind in ("call", "demand") or row.obligor is None:
        return False
    stated = row.stated_by.name if row.stated_by else None
    return row.obligor.name in lists("organisations.toml")["armed"] and stated != row.obligor.name


def _promises(page: Page, sentences: Sequence[Sentence], nth: int) -> bool:
    """Whether the encoder takes a sentence, between its neighbours, for a promise; without weights none is."""
    near = sentences[max(0, nth - 1) : nth + 2]
    chances = acts([page.document.text[one.start : one.end] for one in near])
    return chances[min(nth, 1)].get("commissive", 0.0) >= SURE


def _item(page: Page, ids: Ids, sentence: Sentence, found: Found, heads: Sequence[Commitment]) -> Commitment:
    """An item of a list binds whom the line above it binds, else the issuer of the document."""
    row = _row(page, None, ids, sentence, found)
    above = sentence.lead_in or (0, 0)
    head = next((one for one in heads if above[0] <= one.spans[0].start < above[1]), None)
    if head is None or head.addressees:
        return row
    return replace(
        row, stated_by=head.stated_by, obligor=head.obligor, why="the subject of the line above the list"
    )


def _names(page: Page) -> frozenset[str]:
    """The last words of the actors that the document names."""
    actors = (row for row in page.mentions if row.kind in ("person", "state", "organisation", "group"))
    return frozenset(row.spans[0].quote.split()[-1] for row in actors if row.spans[0].quote.strip())


def _row(page: Page, voices: Voices | None, ids: Ids, sentence: Sentence, found: Found) -> Commitment:
    base = sentence.start
    trigger = base + found.trigger[0], base + found.trigger[1]
    statement = voices.at(trigger[0]) if voices else None
    found = _within(found, statement, base)
    statement = (voices.cued(*trigger) if voices else None) or statement
    span = span_of(page.document, base + found.start, base + found.end)
    stated_by = _stated_by(page, statement)
    obligor, why = obligor_of(page, found, base, statement, stated_by)
    return Commitment(
        id=ids.new("commitment", span.quote),
        document=page.document.id,
        spans=(span,),
        made_by=MADE_BY,
        kind=_kind(page, found, obligor),
        stated_by=stated_by,
        obligor=obligor,
        addressees=_addressees(page, base, found),
        action=span_of(page.document, base + found.action[0], base + found.action[1]),
        amount=_amount(page, span),
        due=due(page, span),
        condition=_condition(page, sentence, found),
        statement=statement.id if statement else None,
        stage="pledged" if found.kind in ("pledge", "assurance", "joint") else "announced",
        why=why,
    )


def _kind(page: Page, found: Found, obligor: Speaker) -> CommitmentKind:
    """What `we` pledge in a statement of several is joint."""
    joint = words().joint.search(page.document.title or "")
    ours = (obligor.as_written or "").lower() == "we"
    return "joint" if joint and ours and found.kind in ("pledge", "assurance") else found.kind


def _addressees(page: Page, base: int, found: Found) -> tuple[str, ...]:
    if found.addressee is None:
        return ()
    return (page.document.text[base + found.addressee[0] : base + found.addressee[1]].strip(),)


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


def _stated_by(page: Page, statement: Statement | None) -> Speaker:
    if statement:
        return statement.speaker
    outlet = page.document.outlet
    return Speaker(name=outlet, as_written=outlet, why="the document's own voice")


def _amount(page: Page, span: Span) -> str | None:
    inside = (
        row for row in page.figures if any(span.start <= s.start and s.end <= span.end for s in row.spans)
    )
    return next((row.id for row in inside if len(row.unit) == 3 and row.unit.isupper()), None)


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
