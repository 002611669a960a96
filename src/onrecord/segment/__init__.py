"""Document to segments: a file per genre."""

from __future__ import annotations

from onrecord.model import Document, Segment
from onrecord.segment.communique import communique
from onrecord.segment.news import news
from onrecord.segment.transcript import transcript

GENRES = {"transcript": transcript, "statement": communique, "news": news, "other": communique}


def segment(document: Document) -> tuple[Segment, ...]:
    """The segments of a document, by its genre, in the order of the text; none touches page furniture."""
    return tuple(GENRES[document.genre](document))
