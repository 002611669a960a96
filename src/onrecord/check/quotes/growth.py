"""Bringing the index up to date: documents that it lacks are read into it, those gone are dropped."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.check.quotes.candidates import INDIRECT, PRINTED, SPOKEN, index
from onrecord.check.quotes.marks import quoted
from onrecord.lookup import Grams, Lookup
from onrecord.model import Document, Statement, Turn

Ranges = list[tuple[int, int, str]]
OFFICIAL = ("transcript", "statement")
# Words that an indirect statement must have to be compared with anybody's quotation.
LEAST = 6


def grow(lookup: Lookup) -> Grams:
    """The index with every current document in it."""
    grams = lookup.grams()
    held = {kind: grams.held(kind) for kind in (SPOKEN, PRINTED, INDIRECT)}
    current = lookup.ids()
    known = set().union(*held.values())
    for id in current:
        if id not in known:
            document = lookup.document(id)
            for kind, ranges in _readings(lookup, document):
                index(grams, kind, id, document.text, ranges)
    for kind, some in held.items():
        for gone in some.difference(current):
            grams.drop(kind, gone)
    grams.flush()
    return grams


def _readings(lookup: Lookup, document: Document) -> Iterator[tuple[str, Ranges]]:
    if document.genre in OFFICIAL:
        yield SPOKEN, spoken(lookup, document)
        return
    statements = list(lookup.rows(Statement, document.id))
    yield PRINTED, printed(document, statements)
    yield (
        INDIRECT,
        [
            (span.start, span.end, row.id)
            for row in statements
            if row.mode == "indirect"
            for span in row.content
            if span.quote.count(" ") >= LEAST - 1
        ],
    )


def spoken(lookup: Lookup, document: Document) -> Ranges:
    """What was said or officially written in a document, with the ids of its turn and of the statement that it is."""
    turns = list(lookup.rows(Turn, document.id))
    statements = [row for row in lookup.rows(Statement, document.id) if row.turn] if turns else []
    by_start = {span.start: row.id for row in statements for span in row.content}
    found: Ranges = []
    for turn in turns:
        last = ""
        for span in (span for paragraph in turn.paragraphs for span in paragraph):
            last = by_start.get(span.start, last)
            found.append((span.start, span.end, f"{turn.id} {last}".strip()))
    return sorted(found + _besides(document, [span for turn in turns for span in _whole(turn)]))


def _whole(turn: Turn) -> Iterator[tuple[int, int]]:
    for span in (*turn.spans, *([turn.label] if turn.label else [])):
        yield span.start, span.end


def _besides(document: Document, taken: list[tuple[int, int]]) -> Ranges:
    """What of a document's body lies in no turn, lines of a few words left out."""
    found: Ranges = []
    for start, end in body(document):
        at = start
        for left, right in [*sorted(t for t in taken if t[0] < end and t[1] > start), (end, end)]:
            if left > at and document.text.count(" ", at, left) >= LEAST:
                found.append((at, left, ""))
            at = max(at, right)
    return found


def printed(document: Document, statements: list[Statement]) -> Ranges:
    """What a document prints between quotation marks, with the statement that it belongs to."""
    found: Ranges = []
    for start, end in body(document):
        found += [(a, b, statement_at(statements, a, b)) for a, b in quoted(document.text, start, end)]
    return found


def statement_at(statements: list[Statement], start: int, end: int) -> str:
    """The id of the statement whose content overlaps a range most, indirect ones last; empty where there is none."""
    best, most = "", 0
    for row in statements:
        shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in row.content)
        if row.mode == "indirect":
            shared //= 4
        if shared > most:
            best, most = row.id, shared
    return best


def body(document: Document) -> Iterator[tuple[int, int]]:
    """The ranges of a document's text that are no page furniture."""
    at = 0
    for part in sorted(document.furniture, key=lambda f: f.start):
        if part.start > at:
            yield at, part.start
        at = max(at, part.end)
    if at < len(document.text):
        yield at, len(document.text)
