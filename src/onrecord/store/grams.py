"""Where runs of words stand: sorted arrays in segments, a blob each, merged as they grow.

A posting is a 32-bit hash and a 32-bit place; a place is the document's base in its segment plus a character offset, so
that eight bytes hold a run and neighbours in a text are neighbours in the index. Hashes collide: whoever asks reads the text.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Characters between two documents, so that no reach around a place crosses into the next.
PADDING = 4096
# Postings of a segment before it is written, and the most that a merged one may have (256 MB).
SMALL, LARGE = 2_000_000, 32_000_000

Ints = NDArray[np.uint32]
Range = tuple[int, int, str]
# The places of a segment, and where in them those of each hash begin and end.
Part = tuple[Ints, list[int], list[int]]
NOTHING: tuple[str, list[int], tuple[list[Part], list[int]]] = ("", [], ([], []))


@dataclass(slots=True)
class Segment:
    """Postings of some documents, sorted by hash."""

    hashes: Ints
    places: Ints
    documents: list[str]
    bases: list[int]
    extent: int


@dataclass(slots=True)
class Batch:
    """Postings gathered and not yet sorted."""

    hashes: list[Ints] = field(default_factory=list)
    places: list[Ints] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    bases: list[int] = field(default_factory=list)
    size: int = 0
    end: int = 0

    def add(
        self, document: str, hashes: Sequence[int], places: Sequence[int], ranges: Sequence[Range]
    ) -> None:
        """One document's postings; `places` are its character offsets."""
        self.documents.append(document)
        self.bases.append(self.end)
        self.hashes.append(np.array(hashes, dtype=np.uint32))
        self.places.append(np.array(places, dtype=np.int64).astype(np.uint32) + np.uint32(self.end))
        self.size += len(hashes)
        self.end += max((end for _, end, _ in ranges), default=0) + PADDING

    def segment(self) -> Segment:
        """The sorted segment of what was gathered."""
        none = np.zeros(0, dtype=np.uint32)
        hashes = np.concatenate(self.hashes or [none])
        places = np.concatenate(self.places or [none])
        order = np.argsort(hashes, kind="stable")
        return Segment(hashes[order], places[order], list(self.documents), list(self.bases), self.end)


def merged(segments: Iterable[Segment]) -> Segment:
    """One segment of several."""
    batch = Batch()
    for segment in segments:
        base = batch.end
        batch.hashes.append(segment.hashes)
        batch.size += len(segment.hashes)
        batch.places.append(segment.places + np.uint32(base))
        batch.documents += segment.documents
        batch.bases += [b + base for b in segment.bases]
        batch.end = base + segment.extent
    return batch.segment()


def _swept(segment: Segment) -> Segment:
    """The segment without the postings of documents that were dropped, which else would count as places of their runs."""
    gone = [i for i, document in enumerate(segment.documents) if not document]
    if not gone:
        return segment
    kept = [i for i, document in enumerate(segment.documents) if document]
    owner = np.searchsorted(np.array(segment.bases), segment.places, "right") - 1
    stays = ~np.isin(owner, gone)
    documents, bases = [segment.documents[i] for i in kept], [segment.bases[i] for i in kept]
    return Segment(segment.hashes[stays], segment.places[stays], documents, bases, segment.extent)


def postings(segment: Segment, hashes: Ints) -> tuple[Any, Any]:
    """The half-open ranges of each hash in the segment's arrays."""
    return segment.hashes.searchsorted(hashes, "left"), segment.hashes.searchsorted(hashes, "right")


class MemoryGrams:
    """The index in memory: for one run, for tests, and under the stored one."""

    def __init__(self) -> None:
        self._batches: dict[str, Batch] = {}
        self._segments: dict[str, list[Segment]] = {}
        self._ranges: dict[tuple[str, str], Sequence[Range]] = {}
        self._new: set[tuple[str, str]] = set()
        self._gone: set[tuple[str, str]] = set()
        self._homes: dict[str, dict[str, tuple[int, int]]] = {}
        self._codes: dict[tuple[str, int], tuple[Any, Any]] = {}
        self._sought: tuple[str, list[int], tuple[list[Part], list[int]]] = NOTHING

    def held(self, kind: str) -> set[str]:
        """Ids of the documents of this kind that are indexed."""
        return {document for known, document in self._ranges if known == kind}

    def add(
        self, kind: str, document: str, hashes: Sequence[int], places: Sequence[int], ranges: Sequence[Range]
    ) -> None:
        """One document's postings of one kind, and the ranges `(start, end, row id)` that they were read from."""
        self.drop(kind, document)
        batch = self._batches.setdefault(kind, Batch())
        batch.add(document, hashes, places, ranges)
        self._ranges[kind, document] = ranges
        self._new.add((kind, document))
        if batch.size >= SMALL:
            self.flush()

    def drop(self, kind: str, document: str) -> None:
        """Forget a document: its postings stay until their segment is merged, and point to nothing."""
        self._ranges.pop((kind, document), None)
        self._forget(kind)
        for holder in (*self._segments.get(kind, ()), self._batches.get(kind)):
            if holder and document in holder.documents:
                holder.documents[holder.documents.index(document)] = ""

    def _forget(self, kind: str) -> None:
        """What was worked out of this kind's segments holds no more."""
        self._homes.pop(kind, None)
        self._codes = {key: codes for key, codes in self._codes.items() if key[0] != kind}
        self._sought = NOTHING

    def flush(self) -> None:
        """Sort what was added, take out what was dropped; segments of one kind are merged while they are few and small."""
        for kind, segments in self._segments.items():
            if any("" in segment.documents for segment in segments):
                self._segments[kind] = [kept for kept in map(_swept, segments) if kept.documents]
                self._forget(kind)
        for kind, batch in self._batches.items():
            if batch.documents:
                self._put(kind, batch.segment())
        self._batches = {}

    def _put(self, kind: str, segment: Segment) -> None:
        self._forget(kind)
        kept = self._segments.setdefault(kind, [])
        while kept and len(kept[-1].hashes) <= 2 * len(segment.hashes) and _fits(kept[-1], segment):
            segment = merged((kept.pop(), segment))
        kept.append(segment)

    def find(
        self, kind: str, hashes: Sequence[int], most: int, inside: str | None = None
    ) -> tuple[list[int], list[int], list[int]]:
        """Places of the rarest of these hashes, `most` postings or so in all; of those, the ones `inside` a document.

        Gives three lists of one length: which hash, its place (`locate` tells the document), and how often it stands.
        """
        if not hashes or not self._segments.get(kind):
            return [], [], []
        parts, counts = self._postings(kind, list(hashes))
        chosen = _rarest(counts, most)
        if inside is None:
            return _gathered(parts, chosen, most)
        number, home = self._home(kind, inside)
        return _gathered_inside(parts[number], number, chosen, home) if number >= 0 else ([], [], [])

    def _postings(self, kind: str, hashes: list[int]) -> tuple[list[Part], list[int]]:
        """Where the hashes stand in each segment, and how often in all.

        The last answer is kept, since one quotation is asked of many documents.
        """
        if self._sought[:2] != (kind, hashes):
            wanted = np.array(hashes, dtype=np.uint32)
            parts = [postings(segment, wanted) for segment in self._segments[kind]]
            counts = sum(right - left for left, right in parts)
            # As lists, since single numbers of an array are slow to take.
            listed = [
                (segment.places, left.tolist(), right.tolist())
                for segment, (left, right) in zip(self._segments[kind], parts, strict=True)
            ]
            self._sought = kind, hashes, (listed, np.asarray(counts).tolist())
        return self._sought[2]

    def _home(self, kind: str, document: str) -> tuple[int, tuple[int, int]]:
        """The segment that holds a document, and the half-open range of its places there; -1 where none does."""
        if kind not in self._homes:
            self._homes[kind] = {
                id: (number, at)
                for number, segment in enumerate(self._segments.get(kind, ()))
                for at, id in enumerate(segment.documents)
                if id
            }
        number, at = self._homes[kind].get(document, (-1, 0))
        if number < 0:
            return -1, (0, 0)
        segment = self._segments[kind][number]
        end = segment.bases[at + 1] if at + 1 < len(segment.bases) else segment.extent
        return number, (segment.bases[at], end)

    def locate(self, kind: str, place: int) -> tuple[str, int]:
        """The document at a place (empty where it was dropped), and the place of its first character."""
        segment = self._segments[kind][place >> 32]
        at = bisect_right(segment.bases, place & 0xFFFFFFFF) - 1
        return segment.documents[at], (place >> 32 << 32) + segment.bases[at]

    def owners(self, kind: str, places: Sequence[int]) -> Sequence[int]:
        """A number of the document at each place, the same in whatever order the index grew."""
        at = np.array(places, dtype=np.int64)
        found = np.zeros(len(at), dtype=np.int64)
        for number in range(len(self._segments.get(kind, ()))):
            bases, codes = self._coded(kind, number)
            mine = at >> 32 == number
            found[mine] = codes[np.searchsorted(bases, at[mine] & 0xFFFFFFFF, "right") - 1]
        return found.tolist()

    def _coded(self, kind: str, number: int) -> tuple[Any, Any]:
        if (kind, number) not in self._codes:
            segment = self._segments[kind][number]
            codes = [zlib.crc32(id.encode()) for id in segment.documents]
            self._codes[kind, number] = np.array(segment.bases), np.array(codes, dtype=np.int64)
        return self._codes[kind, number]

    def ranges(self, kind: str, document: str) -> Sequence[Range]:
        """The ranges that a document was indexed by."""
        return self._ranges.get((kind, document), ())


def _fits(one: Segment, two: Segment) -> bool:
    return len(one.hashes) + len(two.hashes) <= LARGE and one.extent + two.extent < 1 << 32


def _rarest(counts: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Which hashes stand anywhere, the rarest first, with how often they do, until they are `most` in all."""
    chosen: list[tuple[int, int]] = []
    total = 0
    for i in sorted(range(len(counts)), key=counts.__getitem__):
        count = counts[i]
        if count and total and total + count > most:
            break
        if count:
            chosen.append((i, count))
            total += min(count, most)
    return chosen


def _gathered(
    parts: Sequence[Part], chosen: Sequence[tuple[int, int]], most: int
) -> tuple[list[int], list[int], list[int]]:
    which: list[int] = []
    places: list[int] = []
    often: list[int] = []
    for i, count in chosen:
        for number, (of_segment, left, right) in enumerate(parts):
            if left[i] == right[i]:
                continue
            here = of_segment[left[i] : min(right[i], left[i] + most)].tolist()
            places += [(number << 32) + place for place in here] if number else here
            which += [i] * len(here)
            often += [count] * len(here)
    return which, places, often


def _gathered_inside(
    part: Part, number: int, chosen: Sequence[tuple[int, int]], home: tuple[int, int]
) -> tuple[list[int], list[int], list[int]]:
    """The same for one document: the places of one hash are sorted, so that its own are found without reading the rest."""
    which: list[int] = []
    places: list[int] = []
    often: list[int] = []
    of_segment, left, right = part
    edges = np.array(home, dtype=np.uint32)
    for i, count in chosen:
        of_hash = of_segment[left[i] : right[i]]
        first, last = of_hash.searchsorted(edges).tolist()
        if first == last:
            continue
        here = of_hash[first:last].tolist()
        places += [(number << 32) + place for place in here]
        which += [i] * len(here)
        often += [count] * len(here)
    return which, places, often
