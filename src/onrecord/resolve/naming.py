"""What a measure is called: what is counted, what is said of it, where, over which time, and as what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.resolve.dated import Dated

_ROLES = {
    "rise": "rise",
    "fall": "fall",
    "change": "change",
    "share": "share",
    "site": "at one site",
    "asked": "asked for",
    "new": "newly given",
    "given": "given",
}
_SHARED = 0.6  # of the sentences have a word that a name may borrow
_BORROWED = 3  # words


def name_of(group: Sequence[Dated], weight: Mapping[str, float]) -> str:
    """The name of a measure, in the words of its figures as far as these go."""
    first = group[0].topic
    wording = _wording(group)
    parts = [wording, _commonest([item.topic.shown for item in group])]
    if first.place and first.place not in wording:
        parts.append(f"in {first.place}")
    if first.loose and not (first.words or first.said):
        parts.append(_borrowed(group, weight))
    tail = [_ROLES.get(first.role, ""), first.period, first.status]
    return ", ".join([" ".join(filter(None, parts)), *filter(None, tail)])


def _wording(group: Sequence[Dated]) -> str:
    first = group[0].topic
    if first.named:
        return first.head
    if first.role in ("asked", "new", "given"):
        return " ".join((*sorted(first.words), "aid"))
    quotes = [" ".join(item.figure.object.quote.split()) for item in group if item.figure.object]
    return _commonest(quotes) or first.head


def _commonest(found: Sequence[str]) -> str:
    """The one that stands most often, of equals the longest."""
    counts = Counter(filter(None, found))
    return max(sorted(counts), key=lambda one: (counts[one], len(one)), default="")


def _borrowed(group: Sequence[Dated], weight: Mapping[str, float]) -> str:
    """The most telling words that the sentences share, in brackets, where the counted noun says little."""
    counts = Counter(word for item in group for word in item.words)
    shared = [word for word, count in counts.items() if count >= _SHARED * len(group)]
    best = sorted(shared, key=lambda word: (-weight.get(word, 0.0) * counts[word], word))[:_BORROWED]
    return f"({', '.join(best)})" if best else ""
