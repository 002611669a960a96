"""Figures whose nouns are alike and whose sentences are not: parted by what the sentences share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.values.around import Around
from onrecord.values.stems import WORD, stem

# Share of the weight of two sentences' words that both have, from which on they tell of one thing. Read by eye on press
# briefings and fact sheets of 2022; where the numbers are equal too, less is asked.
ALIKE, ALIKE_EQUAL, ALIKE_LARGE = 0.4, 0.2, 0.06
FEW, ALIKE_FEW = (
    4,
    0.12,
)  # So few figures may clash and yet tell of one thing: 31 and 81 who came to a meeting.
_EQUAL, _LARGE = 0.02, 100  # An equal number of this size says much by itself: 1,200 drugs.
Words = frozenset[str]


def content(words: Around, own: Words) -> Words:
    """The stems of a figure's sentence, without what is counted."""
    return frozenset(stem(word) for word in WORD.findall(words.whole) if len(word) > 2) - own


def names(words: Around) -> Words:
    """Capitalised words inside a figure's sentence."""
    found = list(WORD.finditer(words.whole))
    return frozenset(m.group() for m in found[1:] if m.group()[0].isupper() and len(m.group()) > 1)


def weights(sentences: Iterable[Words]) -> Mapping[str, float]:
    """How telling each word is: rare ones more, by the logarithm of the share of sentences that have it."""
    seen: Counter[str] = Counter()
    total = 0
    for words in sentences:
        seen.update(words)
        total += 1
    return {word: math.log(1 + total / count) for word, count in seen.items()}


def alike(one: Words, other: Words, weight: Mapping[str, float]) -> float:
    """Cosine of two sets of words under these weights."""
    both = sum(weight[word] ** 2 for word in one & other)
    sizes = sum(weight[word] ** 2 for word in one), sum(weight[word] ** 2 for word in other)
    return both / math.sqrt(sizes[0] * sizes[1]) if all(sizes) else 0.0


def parted(
    sentences: Sequence[Words],
    values: Sequence[float],
    weight: Mapping[str, float],
    named: bool,
    one_day: bool = False,
) -> list[list[int]]:
    """Positions in groups: each joins the group that it is most like on the average, if it is like enough to it.

    `named`: something is said of what is counted, so that an equal large number needs little more; a few figures of
    `one_day` need little more too.
    """
    groups: list[list[int]] = []
    few = one_day and len(sentences) <= FEW
    for i, words in enumerate(sentences):
        best, found = 0.0, -1
        for at, group in enumerate(groups):
            near = sum(alike(words, sentences[j], weight) for j in group) / len(group)
            near -= ALIKE_FEW if few else _least(values[i], [values[j] for j in group], named)
            if near >= 0 and near >= best:
                best, found = near, at
        if found < 0:
            groups.append([i])
        else:
            groups[found].append(i)
    return groups


def _least(value: float, others: Sequence[float], named: bool) -> float:
    if not any(abs(value - other) <= _EQUAL * max(value, other) for other in others):
        return ALIKE
    return ALIKE_LARGE if named and value >= _LARGE else ALIKE_EQUAL
