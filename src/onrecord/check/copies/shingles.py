"""Runs of five words of each text: a signature that finds texts alike, and the exact sets that tell how much they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from onrecord.check.quotes.words import word_codes, words

SIZE = 5
# 128 hashes in bands of two find nine in ten pairs that share a fifth of their runs; what they find wrongly is counted out.
HASHES, ROWS, SEED = 128, 2, 7
# Documents in one band's bucket beyond which the bucket is a phrase that everybody prints.
CROWD = 400

Ints = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Shingles:
    """A text's runs of five words in their order, and as a sorted set."""

    run: Ints
    unique: Ints

    @property
    def size(self) -> int:
        """How many different runs the text has."""
        return len(self.unique)


def shingles(text: str, ranges: Iterable[tuple[int, int]]) -> Shingles:
    """The runs of the words in these ranges."""
    return stored(np.array(_codes(text, ranges), dtype=np.uint32).tobytes())


def stored(raw: bytes) -> Shingles:
    """The runs from their bytes."""
    run = np.frombuffer(raw, dtype=np.uint32)
    return Shingles(run, np.unique(run))


def _codes(text: str, ranges: Iterable[tuple[int, int]]) -> list[int]:
    codes = word_codes(words(text, ranges).norms)
    mask, factor = (1 << 64) - 1, 0x9E3779B97F4A7C15
    found = []
    for i in range(len(codes) - SIZE + 1):
        value = 0
        for code in codes[i : i + SIZE]:
            value = (value * factor + code) & mask
        found.append(value >> 32)
    return found


def alike(texts: dict[str, Shingles]) -> Iterator[tuple[str, str]]:
    """Pairs of ids whose signatures agree in some band, each once, in a stable order."""
    buckets: dict[tuple[int, int, int], list[str]] = defaultdict(list)
    for id, text in texts.items():
        if text.size:
            signature = _signature(text)
            for at in range(0, HASHES, ROWS):
                buckets[at, signature[at], signature[at + 1]].append(id)
    pairs = {
        (one, two)
        for bucket in buckets.values()
        if 1 < len(bucket) <= CROWD
        for i, one in enumerate(bucket)
        for two in bucket[i + 1 :]
    }
    yield from sorted(pairs)


def _signature(text: Shingles) -> list[int]:
    made = RMinHash(num_perm=HASHES, seed=SEED)
    made.update([str(value) for value in text.unique.tolist()])
    return list(made.digest())


def shared(one: Shingles, two: Shingles) -> tuple[float, float, int]:
    """What share of each text's runs the other has too, and the words of the longest stretch that both have."""
    both = len(np.intersect1d(one.unique, two.unique, assume_unique=True))
    if not both:
        return 0.0, 0.0, 0
    return both / one.size, both / two.size, _longest(np.isin(one.run, two.unique)) + SIZE - 1


def _longest(hits: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], hits.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
