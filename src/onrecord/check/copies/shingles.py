"""Runs of five words of each text: an index that finds texts alike, and the exact sets that tell how much they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.check.quotes.words import run_hashes, words

SIZE = 5
_MULTIPLIERS = tuple(0x9E3779B97F4A7C15**power % 2**64 for power in reversed(range(SIZE)))
# Of the texts that hold one run each is held against so many of the following: every pair where few hold it, and where
# many do, enough to join them all.
NEIGHBOURS = 40
# The share of the smaller text's runs from which a pair is looked at; what is found so is counted exactly afterwards.
LEAST = 0.05
# Runs that are indexed at once, eight bytes each.
ENTRIES = 12_000_000

Ints = NDArray[np.uint32]
Pairs = NDArray[np.int64]
Range = tuple[int, int]


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
    return stored(run_hashes(words(text, ranges, stage=True).norms, _MULTIPLIERS).tobytes())


def stored(raw: bytes) -> Shingles:
    """The runs from their bytes."""
    run = np.frombuffer(raw, dtype=np.uint32)
    return Shingles(run, np.unique(run))


def alike(texts: Mapping[str, Shingles]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that may share a telling part of the smaller text, each once, in a stable order."""
    ids = [id for id, text in texts.items() if text.size]
    every = 1 + sum(texts[id].size for id in ids) // ENTRIES
    runs = [_sampled(texts[id].unique, every) for id in ids]
    sizes = np.array([len(some) for some in runs], np.int64)
    met, times = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for keys in _meetings(_index(runs), len(ids)):
        met, times = _added(met, times, keys)
    one, two = met // len(ids), met % len(ids)
    enough = times >= np.maximum(1, LEAST * np.minimum(sizes[one], sizes[two]))
    yield from sorted(tuple(sorted((ids[a], ids[b]))) for a, b in zip(one[enough], two[enough], strict=True))


def _added(met: Pairs, times: Pairs, keys: Pairs) -> tuple[Pairs, Pairs]:
    """How often each pair met, with these meetings."""
    every, place = np.unique(np.concatenate([met, keys]), return_inverse=True)
    weights = np.concatenate([times, np.ones(len(keys), np.int64)])
    return every, np.bincount(place, weights, len(every)).astype(np.int64)


def _sampled(runs: Ints, every: int) -> Ints:
    """One run in so many, the same ones in every text: by their codes."""
    return runs if every == 1 else runs[runs % every == 0]


def _index(runs: Sequence[Ints]) -> NDArray[np.uint64]:
    """Every run with the number of its text, in the order of the runs."""
    made = [(some.astype(np.uint64) << np.uint64(32)) | np.uint64(number) for number, some in enumerate(runs)]
    return np.sort(np.concatenate(made)) if made else np.zeros(0, np.uint64)


def _meetings(index: NDArray[np.uint64], texts: int) -> Iterator[Pairs]:
    """For each distance in the list of a run's holders, the pairs that meet there, as `one * texts + two`."""
    run, holder = index >> np.uint64(32), (index & np.uint64(0xFFFFFFFF)).astype(np.int64)
    for apart in range(1, NEIGHBOURS + 1):
        same = run[apart:] == run[:-apart]
        yield holder[:-apart][same] * texts + holder[apart:][same]


def shared(one: Shingles, two: Shingles) -> tuple[float, float, int]:
    """What share of each text's runs the other has too, and the words of the longest stretch that both have."""
    both = len(np.intersect1d(one.unique, two.unique, assume_unique=True))
    if not both:
        return 0.0, 0.0, 0
    start, end = _longest(np.isin(one.run, two.unique))
    return both / one.size, both / two.size, end - start + SIZE - 1


def stretch(one: Shingles, two: Shingles) -> tuple[Range, Range]:
    """Where the longest stretch that both have stands in each, as half-open ranges of words."""
    start, end = _longest(np.isin(one.run, two.unique))
    at = max(
        np.flatnonzero(two.run == one.run[start]).tolist(), key=lambda j: _alike_from(one, two, start, j)
    )
    size = end - start + SIZE - 1
    return (start, start + size), (at, min(at + size, len(two.run) + SIZE - 1))


def _alike_from(one: Shingles, two: Shingles, start: int, at: int) -> int:
    size = min(len(one.run) - start, len(two.run) - at)
    differ = np.flatnonzero(one.run[start : start + size] != two.run[at : at + size])
    return int(differ[0]) if len(differ) else size


def _longest(hits: NDArray[np.bool_]) -> Range:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], hits.astype(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    best = int((ends - starts).argmax()) if len(starts) else 0
    return (int(starts[best]), int(ends[best])) if len(starts) else (0, 0)
