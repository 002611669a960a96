"""`search`: passages of documents by their words, or by what they mean."""

from __future__ import annotations

from typing import Any

from onrecord.queries.envelope import Answer
from onrecord.store import Store
from onrecord.store.find import search


def by_words(store: Store, words: str, limit: int = 20) -> Answer:
    """Passages that hold all of the words, best first, each with its document's title, outlet, date and path."""
    return Answer([{**hit, **_named(store, hit["document"])} for hit in search(store, words, limit)])


NEAR = 300  # passages that share a word with the question and are ranked by meaning; more costs seconds


def by_meaning(store: Store, words: str, limit: int = 20) -> Answer:
    """Passages nearest in meaning (cosine of sentence vectors, in `score`) among those that share a word with the question.

    Known limit: a passage that shares no word is not seen.
    """
    from onrecord.encoder.vectors import vectors

    hits = search(store, words, NEAR, every=False)
    near = vectors([words, *(hit["spans"][0]["quote"] for hit in hits)])
    scores = (near[1:] @ near[0]).tolist() if hits else []
    ranked = sorted(zip(scores, hits, strict=True), key=lambda item: -item[0])[:limit]
    return Answer(
        [{**hit, "score": round(score, 3), **_named(store, hit["document"])} for score, hit in ranked]
    )


def _named(store: Store, id: str) -> dict[str, Any]:
    document = store.document(id)
    published = document.published.value if document.published else None
    return {"title": document.title, "outlet": document.outlet, "published": published, "path": document.path}
