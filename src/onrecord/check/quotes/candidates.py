"""Which passages may hold a quotation: places of its rarest word runs, gathered to clusters by the index, never a scan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.check.quotes.marks import Quote
from onrecord.check.quotes.passage import Passage, passage
from onrecord.check.quotes.words import gram_hashes, words
from onrecord.model import Grams

SPOKEN, PRINTED, INDIRECT = "spoken", "printed", "indirect"
# Postings read for one quotation; characters between two hits that are still one passage; characters of context.
POSTINGS, REACH, CONTEXT = 600, 320, 360
FAR = 3


@dataclass(slots=True)
class Cluster:
    """Hits of one quotation that lie close together in one document: offsets there, and the runs that hit."""

    document: str
    start: int
    end: int
    grams: dict[int, float] = field(default_factory=dict)

    @property
    def weight(self) -> float:
        """How much of the quotation stands here, rare runs counting most."""
        return sum(self.grams.values())


@dataclass(slots=True)
class Candidate:
    """A document that may hold the quotation: its best cluster, and others that hold what the best one lacks."""

    document: str
    main: Cluster
    others: list[Cluster]
    weight: float


def index(grams: Grams, kind: str, document: str, text: str, ranges: Sequence[tuple[int, int, str]]) -> None:
    """Put the words of these ranges `(start, end, row id)` of a text into the index."""
    found = words(text, ((start, end) for start, end, _ in ranges), stage=kind == SPOKEN)
    hashes = gram_hashes(found.norms)
    grams.add(kind, document, hashes, found.starts[: len(hashes)], ranges)


def candidates(grams: Grams, kind: str, ours: Quote, most: int = POSTINGS) -> list[Candidate]:
    """Documents that share runs of words with the quotation, the fullest first."""
    norms = [norm for i, norm in enumerate(ours.words.norms) if i not in ours.gloss]
    which, places, often = grams.find(kind, gram_hashes(norms), most)
    by_document: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in _clusters(grams, kind, which, places, often):
        if cluster.document:
            by_document[cluster.document].append(cluster)
    found = [_candidate(document, group) for document, group in by_document.items()]
    return sorted(found, key=lambda c: (-c.weight, c.document))


def _clusters(
    grams: Grams, kind: str, which: Sequence[int], places: Sequence[int], often: Sequence[int]
) -> list[Cluster]:
    found: list[Cluster] = []
    last, base = -REACH * 10, 0
    for place, gram, count in sorted(zip(places, which, often, strict=True)):
        if place - last > REACH:
            document, base = grams.locate(kind, place)
            found.append(Cluster(document, place - base, place - base))
        cluster = found[-1]
        cluster.end = place - base
        cluster.grams[gram] = 1 / (1 + count) ** 0.25
        last = place
    return found


def _candidate(document: str, group: list[Cluster]) -> Candidate:
    group.sort(key=lambda c: -c.weight)
    main, covered = group[0], set(group[0].grams)
    others: list[Cluster] = []
    weight = main.weight
    for cluster in group[1:]:
        new = cluster.grams.keys() - covered
        if len(new) >= 2 and len(others) < FAR:
            others.append(cluster)
            covered |= new
            weight += 0.5 * sum(cluster.grams[g] for g in new)
    return Candidate(document, main, others, weight)


def window(grams: Grams, kind: str, ours: Quote, found: Candidate, text: str) -> Passage:
    """The passage around a candidate's clusters, in the order of the document."""
    size = ours.end - ours.start
    wanted: list[tuple[int, int]] = []
    for cluster in sorted([found.main, *found.others], key=lambda c: c.start):
        reach = size if cluster is found.main else 0
        start = cluster.start - reach - CONTEXT
        end = cluster.end + reach + CONTEXT
        if wanted and start <= wanted[-1][1] + REACH:
            wanted[-1] = wanted[-1][0], max(end, wanted[-1][1])
        else:
            wanted.append((start, end))
    ranges = grams.ranges(kind, found.document)
    kept = [_inside(text, ranges, *part) for part in wanted]
    joints = [part[0][0] for part in kept[1:] if part]
    return passage(found.document, text, [piece for part in kept for piece in part], joints)


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
