"""`search`: passages of documents by their words."""

from __future__ import annotations

from typing import Any

from onrecord.queries.envelope import Answer
from onrecord.store import Store
from onrecord.store.find import search


def by_words(store: Store, words: str, limit: int = 20) -> Answer:
    """Passages that hold all of the words, best first, each with its document's title, outlet, date and path."""
    return Answer([{**hit, **_named(store, hit["document"])} for hit in search(store, words, limit)])


def _named(store: Store, id: str) -> dict[str, Any]:
    document = store.document(id)
    published = document.published.value if document.published else None
    return {"title": document.title, "outlet": document.outlet, "published": published, "path": document.path}
