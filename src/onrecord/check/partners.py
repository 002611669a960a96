"""Which sentences of two texts are two wordings of one: the most alike first, in the order of both texts."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.check.quotes.align import weak_words
from onrecord.check.quotes.words import Words

# Shares of telling words that two wordings of one sentence have in common (of both; of the shorter where it was cut out
# of the longer), and how many that must be at least.
ALIKE, WITHIN, LEAST = 0.5, 0.8, 3

Group = tuple[list["Sentence"], list["Sentence"]]


@dataclass(frozen=True)
class Sentence:
    """A sentence's range in its document's text, and its words."""

    range: tuple[int, int]
    words: Words

    @cached_property
    def key(self) -> str:
        """The words in one string, for telling the same sentence."""
        return " ".join(self.words.norms)

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words that do not stand in every sentence; all where there are no others."""
        return frozenset(self.words.norms) - weak_words() or frozenset(self.words.norms)


def partners(mine: Sequence[Sentence], his: Sequence[Sentence]) -> Iterator[Group]:
    """Both texts cut into groups, in order: sentences that answer each other, and those that stand alone.

    A sentence that was cut in two answers both halves.
    """
    if not mine or not his:
        yield list(mine), list(his)
        return
    at, to = 0, 0
    for (a, b), (c, d) in _widened(_chosen(mine, his), mine, his):
        if at < a or to < c:
            yield list(mine[at:a]), list(his[to:c])
        yield list(mine[a:b]), list(his[c:d])
        at, to = b, d
    if at < len(mine) or to < len(his):
        yield list(mine[at:]), list(his[to:])


def _chosen(mine: Sequence[Sentence], his: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Pairs of places, the most alike first; a pair that would cross a better one is left out."""
    chosen: list[tuple[int, int]] = []
    for _, i, j in sorted(_alike(mine, his), key=lambda one: (-one[0], abs(one[1] - one[2]), one[1], one[2])):
        at = bisect(chosen, (i, j))
        after = at == 0 or (chosen[at - 1][0] < i and chosen[at - 1][1] < j)
        before = at == len(chosen) or (i < chosen[at][0] and j < chosen[at][1])
        if after and before:
            chosen.insert(at, (i, j))
    return chosen


def _alike(mine: Sequence[Sentence], his: Sequence[Sentence]) -> Iterator[tuple[float, int, int]]:
    holders: Mapping[str, list[int]] = defaultdict(list)
    for j, sentence in enumerate(his):
        for word in sentence.telling:
            holders[word].append(j)
    for i, sentence in enumerate(mine):
        for j, count in Counter(j for word in sentence.telling for j in holders.get(word, ())).items():
            a, b = len(sentence.telling), len(his[j].telling)
            score = 2 * count / (a + b)
            if score >= ALIKE or (count >= LEAST and count >= WITHIN * min(a, b)):
                yield score, i, j


Range = tuple[int, int]


def _widened(
    chosen: Sequence[tuple[int, int]], mine: Sequence[Sentence], his: Sequence[Sentence]
) -> Iterator[tuple[Range, Range]]:
    """Each pair as ranges, with the sentences beside it that hold the rest of its partner's words."""
    low = (0, 0)
    for (i, j), high in zip(chosen, [*chosen, (len(mine), len(his))][1:], strict=True):
        a, b = _grown(i, (low[0], high[0]), mine, his[j])
        c, d = _grown(j, (low[1], high[1]), his, mine[i]) if b - a == 1 else (j, j + 1)
        low = b, d
        yield (a, b), (c, d)


def _grown(at: int, bounds: Range, side: Sequence[Sentence], other: Sentence) -> Range:
    start, end = at, at + 1
    rest = other.telling - side[at].telling
    while end < bounds[1] and _within(side[end], rest):
        end += 1
    while start > bounds[0] and _within(side[start - 1], rest):
        start -= 1
    return start, end


def _within(sentence: Sentence, rest: frozenset[str]) -> bool:
    shared = len(sentence.telling & rest)
    return shared >= LEAST and shared >= WITHIN * len(sentence.telling)
