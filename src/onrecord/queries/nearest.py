"""What a speaker on record said nearest in meaning to what somebody reports of them."""

from __future__ import annotations

from typing import Any

from onrecord.check.quotes import near
from onrecord.errors import UsageError
from onrecord.model import Statement
from onrecord.queries.envelope import Answer
from onrecord.store import Store
from onrecord.store.mapper import plain

OFFICIAL = ("transcript", "statement")


def nearest(store: Store, id: str) -> Answer:
    """Passages of the statement's speaker nearest to it by meaning, of its occasion first, each with its score and document.

    Only what the press gives in its own words has any: a quotation is held against the record by its words. A score is
    the cosine of two sentence vectors; no passage here is a quotation of the other.
    """
    found = store.by_id(Statement, [id])
    if not found:
        raise UsageError(f"there is no statement with the id {id!r}")
    row = found[0]
    if not offers(store, row):
        return Answer([])
    return Answer([_shaped(store, passage) for passage in near(store, row)])


def offers(store: Store, row: Statement) -> bool:
    """Whether a statement is one that passages may be offered for: a named speaker's, in the press, in its own words."""
    named = row.speaker.actor or row.speaker.name or row.speaker.as_written
    spoken = row.turn is not None or store.document(row.document or "").genre in OFFICIAL
    return bool(row.mode != "direct" and row.content and named and not spoken)


def _shaped(store: Store, passage: Any) -> dict[str, Any]:
    document = store.document(passage.span.document)
    return {
        "score": passage.score,
        "occasion": passage.occasion,
        "row": passage.row.split(" ")[-1] or None,
        "document": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "date": document.published.value if document.published else None,
        "fidelity": document.fidelity,
        "spans": [plain(passage.span)],
    }
