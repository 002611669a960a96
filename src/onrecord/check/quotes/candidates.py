"""Which passages may hold a quotation: places of its rarest word runs, gathered to clusters by the index, never a scan."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.check.quotes.align import Block, longest
from onrecord.check.quotes.marks import Quote
from onrecord.check.quotes.passage import Passage, passage
from onrecord.check.quotes.words import Words, gram_hashes, words
from onrecord.lookup import Grams

SPOKEN, PRINTED, INDIRECT = "spoken", "printed", "indirect"
# Postings read for one quotation; characters between two hits that are still one passage; characters of context.
POSTINGS, REACH, CONTEXT = 400, 320, 220
# Clusters that are looked at, and more runs than any quotation has.
CLUSTERS, MOST_GRAMS = 24, 1 << 20
# Words of a part of a quotation that may be looked for far from the rest.
PART = 5
# Postings of a search that leaves none out; characters from one run to the next where no more than a stage direction lies between.
EVERY, IN_A_ROW = 1 << 40, 160


@dataclass(frozen=True, slots=True)
class Cluster:
    """Hits of one quotation that lie close together in one document: offsets there, and the runs that hit.

    `weight` is how much of the quotation stands here, rare runs counting most.
    """

    document: str
    start: int
    end: int
    grams: frozenset[int]
    weight: float


@dataclass(slots=True)
class Candidate:
    """A place that may hold the quotation, and how much of it."""

    document: str
    main: Cluster
    weight: float


def index(grams: Grams, kind: str, document: str, text: str, ranges: Sequence[tuple[int, int, str]]) -> None:
    """Put the words of these ranges `(start, end, row id)` of a text into the index."""
    found = words(text, ((start, end) for start, end, _ in ranges), stage=kind == SPOKEN)
    hashes = gram_hashes(found.norms)
    grams.add(kind, document, hashes, found.starts[: len(hashes)], ranges)


def candidates(grams: Grams, kind: str, ours: Quote, most: int = POSTINGS) -> Iterator[Candidate]:
    """Places that share runs of words with the quotation, the fullest first."""
    found = clusters(grams, kind, ours.searched, most)
    return (Candidate(c.document, c, c.weight) for c in found if c.document)


def clusters(
    grams: Grams, kind: str, norms: Sequence[str], most: int = POSTINGS, inside: str | None = None
) -> Iterator[Cluster]:
    """Places where runs of these words stand close together, the weightiest first.

    `inside` a document all runs are looked at and weigh the same, so that no other document tells what is found.
    """
    which, places, often = grams.find(kind, gram_hashes(norms), EVERY if inside else most, inside)
    return _clusters(grams, kind, which, places, [1] * len(often) if inside else often)


def common(grams: Grams, norms: Sequence[str], document: str, text: str) -> list[Cluster]:
    """Where most of these words, whose runs are all common ones, stand in a row in a document: one place or none."""
    best: Block | None = None
    held: Words | None = None
    least = -(-3 * len(norms) // 4)
    hits = _clusters(grams, SPOKEN, *grams.find(SPOKEN, gram_hashes(norms), EVERY, document), reach=IN_A_ROW)
    for hit in hits:
        if len(hit.grams) < least - 2:
            continue
        ranges = _inside(text, grams.ranges(SPOKEN, document), hit.start - 1, hit.end + CONTEXT)
        w = passage(document, text, ranges).words
        block = longest(norms, w.norms)
        if block is not None and block.size >= least and (best is None or block.size > best.size):
            best, held = block, w
    if best is None or held is None:
        return []
    start, end = held.starts[best.theirs], held.ends[best.theirs + best.size - 1]
    return [Cluster(document, start, end, frozenset(), 0.0)]


def _clusters(
    grams: Grams,
    kind: str,
    which: Sequence[int],
    places: Sequence[int],
    often: Sequence[int],
    reach: int = REACH,
) -> Iterator[Cluster]:
    """The weightiest clusters, weightiest first; few are asked for, so each is made when it is."""
    if not places:
        return
    found_at = np.array(places, dtype=np.int64)
    order = np.argsort(found_at, kind="stable")
    at, gram = found_at[order], np.array(which, dtype=np.int64)[order]
    number = np.zeros(len(at), dtype=np.int64)
    np.cumsum(np.diff(at) > reach, out=number[1:])
    pairs, first = np.unique(number * MOST_GRAMS + gram, return_index=True)
    rare = (1.0 + np.array(often, dtype=np.float64)[order][first]) ** -0.25
    weights = np.bincount(pairs // MOST_GRAMS, rare)
    bounds = np.searchsorted(number, np.arange(len(weights) + 1))
    starts = at[bounds[:-1]]
    owners = np.array(grams.owners(kind, starts.tolist()), dtype=np.int64)
    for best in np.lexsort((starts, owners, -weights))[:CLUSTERS].tolist():
        left, right = int(bounds[best]), int(bounds[best + 1])
        start, end = int(at[left]), int(at[right - 1])
        document, base = grams.locate(kind, start)
        hit = frozenset(gram[left:right].tolist())
        yield Cluster(document, start - base, end - base, hit, float(weights[best]))


def promising(grams: Grams, kind: str, ours: Quote, candidate: Candidate, least: float, row: int = 1) -> bool:
    """Whether runs of the quotation at the candidate's place make up a share `least` of its words, `row` of them on end.

    Where a part of the quotation stands there, its whole document counts: the rest may be a far part of a splice.
    """
    norms = ours.searched
    wanted = least * (len(norms) - len(ours.parens))
    if row <= 1 and _words_in(candidate.main.grams) >= wanted:
        return True
    which, places, _ = grams.find(kind, gram_hashes(norms), EVERY, candidate.document)
    base = grams.locate(kind, places[0])[1] if places else 0
    start, end = _extent(ours, candidate.main)
    near = {gram for gram, place in zip(which, places, strict=True) if start <= place - base <= end}
    longest_row = max(map(len, _rows(near)), default=0)
    if longest_row < row:
        return False
    return _words_in(near) >= wanted or (longest_row >= PART and _words_in(near | _parts(which)) >= wanted)


def _words_in(runs: Collection[int]) -> int:
    """How many words runs of three cover, each given by its first."""
    return len({i + k for i in runs for k in range(3)})


def _rows(runs: Collection[int]) -> Iterator[range]:
    """The words on end that runs of three cover, each given by its first."""
    known = set(runs)
    for i in sorted(known):
        if i - 1 not in known:
            end = i
            while end in known:
                end += 1
            yield range(i, end + 2)


def _parts(runs: Collection[int]) -> set[int]:
    """Of these runs those that stand in a part which may be looked for far from the rest."""
    return {i for row in _rows(runs) if len(row) >= PART for i in row[:-2]}


def window(
    grams: Grams, kind: str, ours: Quote, document: str, clusters: Sequence[Cluster], text: str
) -> Passage:
    """The passage around the clusters, the main one first, in the order of the document."""
    wanted: list[tuple[int, int]] = []
    for cluster in sorted(clusters, key=lambda c: c.start):
        main = cluster is clusters[0]
        start, end = _extent(ours, cluster) if main else (cluster.start - CONTEXT, cluster.end + CONTEXT)
        if wanted and start <= wanted[-1][1] + REACH:
            wanted[-1] = wanted[-1][0], max(end, wanted[-1][1])
        else:
            wanted.append((start, end))
    ranges = grams.ranges(kind, document)
    kept = [_inside(text, ranges, *part) for part in wanted]
    joints = [part[0][0] for part in kept[1:] if part]
    return passage(document, text, [piece for part in kept for piece in part], joints)


def _extent(ours: Quote, cluster: Cluster) -> tuple[int, int]:
    """The characters around a cluster in which the whole quotation may stand: as many as it has itself, and a quarter more."""
    places = [start for i, start in enumerate(ours.words.starts) if i not in ours.gloss]
    first, last = places[min(cluster.grams)], places[max(cluster.grams)]
    before, after = (first - ours.start) * 5 // 4, (ours.end - last) * 5 // 4
    return cluster.start - before - CONTEXT, cluster.end + after + CONTEXT


def _inside(
    text: str, ranges: Sequence[tuple[int, int, str]], start: int, end: int
) -> list[tuple[int, int, str]]:
    """What of the ranges lies in `start:end`, whole words at both edges."""
    kept = []
    for left, right, row in ranges:
        if left < end and right > start:
            a, b = max(left, start), min(right, end)
            while a > left and not text[a - 1].isspace():
                a -= 1
            while b < right and not text[b].isspace():
                b += 1
            kept.append((a, b, row))
    return kept
