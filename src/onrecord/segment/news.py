"""News: title, captions, dateline, lead and body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Document, Segment
from onrecord.segment.blocks import Range, paragraphs
from onrecord.values.calendar import full_dates

_CAPTION = re.compile(
    r"(?:file ?(?:photo)?|photo|picture|image|caption|pictured)\b ?[:—–-]|.*\((?:AP|AFP|Reuters|Getty|EPA|photo|file)[^()]{0,60}\)\s*\Z",
    re.I,
)
_SENTENCE = re.compile(r"[.?!…][”\"’')]*\s*\Z")
_BULLET = re.compile(r"[-•*–·▪]\s+(?=\S)")


def news(document: Document) -> Iterator[Segment]:
    """Segments of a story: what stands before the lead is headings and captions, the first full sentence is the lead."""
    led = False
    for block in paragraphs(document):
        kind = "body" if led else _opening(document, block)
        if kind in ("heading", "caption"):
            yield Segment("heading" if kind == "heading" else "caption", *block)
        elif not led:
            led = True
            yield from _lead(document, block)
        else:
            yield _body(document, block)


def _opening(document: Document, block: Range) -> str:
    words = document.text[slice(*block)]
    if document.dateline and document.dateline.span and document.dateline.span.start == block[0]:
        return "lead"
    if words == document.title or not _SENTENCE.search(words):
        return "heading"
    return "caption" if _CAPTION.match(words) or _pictured(document, block) else "lead"


def _pictured(document: Document, block: Range) -> bool:
    """A caption tells in the present tense what is seen, with a full date."""
    words = document.text[slice(*block)]
    return any(full_dates(words)) and bool(
        re.search(
            r"\b(?:delivers|speaks|attends|poses?|shakes?|arrives?|walks?|listens?|looks?|meets?)\b", words
        )
    )


def _lead(document: Document, block: Range) -> Iterator[Segment]:
    span = document.dateline.span if document.dateline else None
    if span and span.start == block[0]:
        yield Segment("dateline", span.start, span.end)
        start = (
            span.end
            + len(document.text[span.end : block[1]])
            - len(document.text[span.end : block[1]].lstrip())
        )
        yield Segment("lead", start, block[1])
    else:
        yield Segment("lead", *block)


def _body(document: Document, block: Range) -> Segment:
    words = document.text[slice(*block)]
    if found := _BULLET.match(document.text, *block):
        return Segment("bullet", found.end(), block[1])
    short = len(words.split()) <= 10 and not _SENTENCE.search(words) and words[-1] not in ',:;”"'
    return Segment("heading" if short else "paragraph", *block)
