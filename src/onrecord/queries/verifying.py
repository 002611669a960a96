"""`verify`: was this said?"""

from __future__ import annotations

from onrecord.check.quotes import verify as hold
from onrecord.queries.envelope import Answer
from onrecord.queries.rows import shaped
from onrecord.store import Store
from onrecord.store.mapper import plain


def verify(store: Store, quotation: str, speaker: str | None = None, occasion: str | None = None) -> Answer:
    """The finding for one quotation: match, edits, speaker, occasion and the passage that it was held against."""
    return Answer(shaped("findings", plain(hold(store, quotation, speaker, occasion))))
