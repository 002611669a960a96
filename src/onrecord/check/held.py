"""The figures of a record with their documents, read once: each row costs more to read than to compare."""

from __future__ import annotations

from collections import defaultdict

from onrecord.lookup import Lookup
from onrecord.model import Document, Figure

Held = list[tuple[Document, list[Figure]]]


def held_by(lookup: Lookup) -> Held:
    """Every document that tells figures, with these."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in lookup.rows(Figure):
        found[figure.document or ""].append(figure)
    return [(document, found[document.id]) for document in lookup.documents() if document.id in found]
