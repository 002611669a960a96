"""The texts that one document has had."""

from __future__ import annotations

from typing import Any

from onrecord.store import Store
from onrecord.store.reviews import successor


def versions(store: Store, id: str) -> list[dict[str, Any]]:
    """Every version of a document, the newest first, each as `document`, `version` and `current`; one where it never changed."""
    with store.read() as connection:
        newest = store.document(successor(connection, id) or id)
    line = [newest, *(one for one in store.earlier(newest) if one.id != newest.id)]
    return [
        {"document": one.id, "version": one.version, "current": one.id == newest.id}
        for one in sorted(line, key=lambda one: (one.id != newest.id, -one.version, one.id))
    ]
