"""Pairs into groups: copies and forms by whom they connect, shared passages by the passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.check.copies.labels import Alike
from onrecord.check.copies.shingles import Range
from onrecord.check.joined import Joined

# The share of the shorter of two stretches of one text that lies in the other where both are one passage.
ONE_PASSAGE = 0.5

Passage = dict[str, Range]


def groups(pairs: Iterable[Alike]) -> list[list[str]]:
    """Ids that pairs connect."""
    joined: Joined[str] = Joined()
    for pair in pairs:
        joined.join(pair.one, pair.two)
    return joined.groups()


def passages(pairs: Sequence[Alike]) -> list[Passage]:
    """For each passage that documents share, where it stands in each: the longest stretch, as a range of words."""
    joined: Joined[tuple[str, int, int]] = Joined()
    by_document: dict[str, set[Range]] = defaultdict(set)
    for pair in pairs:
        joined.join((pair.one, *pair.at_one), (pair.two, *pair.at_two))
        by_document[pair.one].add(pair.at_one)
        by_document[pair.two].add(pair.at_two)
    for id, ranges in by_document.items():
        _join_overlapping(joined, id, sorted(ranges))
    return [_longest(group) for group in joined.groups()]


def _join_overlapping(joined: Joined[tuple[str, int, int]], id: str, ranges: Sequence[Range]) -> None:
    for at, (start, end) in enumerate(ranges):
        for left, right in ranges[at + 1 :]:
            if left >= end:
                break
            if min(end, right) - left >= ONE_PASSAGE * min(end - start, right - left):
                joined.join((id, start, end), (id, left, right))


def _longest(group: Sequence[tuple[str, int, int]]) -> Passage:
    found: Passage = {}
    for id, start, end in group:
        if id not in found or end - start > found[id][1] - found[id][0]:
            found[id] = (start, end)
    return found


def firsts(pairs: Iterable[Alike]) -> dict[str, str]:
    """By id, the one that stands for its group."""
    return {id: group[0] for group in groups(pairs) for id in group}


def once(pairs: Iterable[Alike], copied: Mapping[str, str]) -> list[Alike]:
    """Pairs of which neither side is a later copy: what a copy shares, its first shares too."""
    return [p for p in pairs if copied.get(p.one, p.one) == p.one and copied.get(p.two, p.two) == p.two]


def apart(pairs: Iterable[Alike], forms: Mapping[str, str]) -> list[Alike]:
    """Pairs that are no two fillings of one form, which share its passages anyhow; of a form and another text, one."""
    best: dict[tuple[str, str], Alike] = {}
    for pair in pairs:
        one, two = forms.get(pair.one, pair.one), forms.get(pair.two, pair.two)
        key = (min(one, two), max(one, two))
        if one != two and (key not in best or pair.longest > best[key].longest):
            best[key] = pair
    return list(best.values())
