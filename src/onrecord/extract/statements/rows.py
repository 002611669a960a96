"""From what was found to statement rows."""

from __future__ import annotations

import re

from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Range, quotations
from onrecord.model import Document, Mode, Span, Speaker, Statement
from onrecord.text import Ids, span_of

_WORD = re.compile(r"\w+(?:['’.,&-]\w+)*")


def mode_of(text: str, content: tuple[Range, ...]) -> Mode:
    """Direct where nine words in ten stand inside quotation marks, indirect where none does, else mixed."""
    inside = total = 0
    for start, end in content:
        quotes = quotations(text, [(start, end)])[0]
        for word in _WORD.finditer(text, start, end):
            total += 1
            inside += any(q.start <= word.start() < q.end for q in quotes)
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * total else "mixed"


def row(
    document: Document, ids: Ids, found: Found, speaker: Speaker, via: Speaker | None = None
) -> Statement:
    """The statement of an attribution; its spans are source, cue and content in the order of the text."""
    source, cue, content = (
        tuple(span_of(document, *piece) for piece in some)
        for some in (found.source, found.cue, found.content)
    )
    spans = tuple(sorted((*source, *cue, *content), key=lambda span: (span.start, span.end)))
    return Statement(
        id=ids.new("statement", _words(spans)),
        document=document.id,
        spans=spans,
        made_by=f"statements.{found.kind}/1",
        mode=mode_of(document.text, found.content),
        polarity="negative" if found.negative else "positive",
        speaker=speaker,
        source=source,
        cue=cue,
        content=content,
        attitude=found.attitude,
        via=via,
        score=found.score,
    )


def _words(spans: tuple[Span, ...]) -> str:
    return " ".join(span.quote for span in spans)
