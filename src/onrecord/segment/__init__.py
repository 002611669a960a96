"""Document to segments: a file per genre."""

from __future__ import annotations

from onrecord.model import Document, Segment


def segment(document: Document) -> tuple[Segment, ...]:
    """The segments of a document, by its genre, in the order of the text."""
    return ()
