"""The index of word runs in the record: a blob a segment, and a blob a document with the ranges that it was read from.

A document's blob bears its id as key, so that it goes with the document's rows; a document without one is read again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from onrecord.store.grams import MemoryGrams, Range, Segment
from onrecord.store.writing import drop_blobs, put_blob, set_state
from onrecord.text import digest

if TYPE_CHECKING:
    from onrecord.store.record import Store

KINDS = ("spoken", "printed", "indirect")
SEGMENTS = "grams"
STAMP = "grams"  # the state that tells an open reader that the index has grown


class StoredGrams(MemoryGrams):
    """The index of one record as of `stamp`; `flush` keeps what was added where the record was opened to be written."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.stamp = store.state(STAMP)
        self._known = {kind: store.blob_keys(f"{SEGMENTS}.{kind}") for kind in KINDS}
        for key, raw in store.blobs(SEGMENTS):
            kind = key.split("/")[0]
            self._segments.setdefault(kind, []).append(unpacked(raw))
        self._forget_gone()

    def _forget_gone(self) -> None:
        """A document read again since, or in a later segment too, is no longer found at its old places."""
        for kind, segments in self._segments.items():
            seen: set[str] = set()
            for segment in reversed(segments):
                for at, document in enumerate(segment.documents):
                    if document in seen or document not in self._known[kind]:
                        segment.documents[at] = ""
                    seen.add(document)

    def held(self, kind: str) -> set[str]:
        """Ids of the documents of this kind that are indexed."""
        return self._known[kind] | super().held(kind)

    def drop(self, kind: str, document: str) -> None:
        """Forget a document."""
        super().drop(kind, document)
        self._known[kind].discard(document)
        self._gone.add((kind, document))

    def ranges(self, kind: str, document: str) -> Sequence[Range]:
        """The ranges that a document was indexed by."""
        key = kind, document
        if key not in self._ranges and document in self._known[kind]:
            raw = self._store.blob(f"{SEGMENTS}.{kind}", document) or b"[]"
            self._ranges[key] = [(start, end, row) for start, end, row in json.loads(raw)]
        return self._ranges.get(key, ())

    def flush(self) -> None:
        """Sort what was added and, in a record opened to be written, keep it."""
        super().flush()
        if not self._store.writes or not (self._new or self._gone):
            return
        with self._store.transaction() as connection:
            for kind, document in self._gone:
                drop_blobs(connection, f"{SEGMENTS}.{kind}", document)
            for kind, document in sorted(self._new):
                raw = json.dumps(self._ranges[kind, document], separators=(",", ":")).encode()
                put_blob(connection, f"{SEGMENTS}.{kind}", document, raw)
                self._known[kind].add(document)
            drop_blobs(connection, SEGMENTS)
            for kind, segments in self._segments.items():
                for number, segment in enumerate(segments):
                    put_blob(connection, SEGMENTS, f"{kind}/{number:06}", packed(segment))
            self.stamp = digest(
                self.stamp or "", *(document for _, document in sorted(self._new | self._gone))
            )
            set_state(connection, STAMP, self.stamp)
        self._new.clear()
        self._gone.clear()


def packed(segment: Segment) -> bytes:
    """A segment as bytes: a JSON line padded to four bytes, then hashes and places."""
    head = json.dumps(
        {
            "documents": segment.documents,
            "bases": segment.bases,
            "extent": segment.extent,
            "size": len(segment.hashes),
        },
        separators=(",", ":"),
    ).encode()
    head += b" " * (-(len(head) + 1) % 4) + b"\n"
    return head + segment.hashes.astype("<u4").tobytes() + segment.places.astype("<u4").tobytes()


def unpacked(raw: bytes) -> Segment:
    """The segment that `packed` gave."""
    end = raw.index(b"\n") + 1
    head = json.loads(raw[:end])
    size = head["size"]
    hashes = np.frombuffer(raw, "<u4", size, end)
    places = np.frombuffer(raw, "<u4", size, end + 4 * size)
    return Segment(hashes, places, head["documents"], head["bases"], head["extent"])
