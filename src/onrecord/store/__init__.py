"""The record on disk: the only place that knows SQL."""

from __future__ import annotations

from onrecord.store.record import Store, table_of
from onrecord.store.schema import NOUN_OF, NOUNS, ROWS

__all__ = ["NOUNS", "NOUN_OF", "ROWS", "Store", "table_of"]
