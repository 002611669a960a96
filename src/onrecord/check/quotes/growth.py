"""Bringing the index up to date: documents that it lacks are read into it, those gone are dropped."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.check.quotes.candidates import INDIRECT, PRINTED, SPOKEN, index
from onrecord.check.quotes.marks import quoted
from onrecord.model import Document, Grams, Lookup, Statement, Turn

Ranges = list[tuple[int, int, str]]
OFFICIAL = ("transcript", "statement")
# Words that an indirect statement must have to be compared with anybody's quotation.
LEAST = 6


def grow(lookup: Lookup) -> Grams:
    """The index with every current document in it."""
    grams = lookup.grams()
    held = {kind: grams.held(kind) for kind in (SPOKEN, PRINTED, INDIRECT)}
    current: set[str] = set()
    for document in lookup.documents():
        current.add(document.id)
        if not any(document.id in known for known in held.values()):
            for kind, ranges in _readings(lookup, document):
                index(grams, kind, document.id, document.text, ranges)
    for kind, known in held.items():
        for gone in known - current:
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
    """What was said or officially written in a document, with the turn that it was said in."""
    found = [
        (span.start, span.end, turn.id)
        for turn in lookup.rows(Turn, document.id)
        for paragraph in turn.paragraphs
        for span in paragraph
    ]
    return sorted(found) if found else [(a, b, "") for a, b in body(document)]


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
