"""Measures that say less than another and tell the same numbers at the same time are that other one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from onrecord.resolve.dated import Dated, value
from onrecord.resolve.nearness import names
from onrecord.values.stems import stems

_DAYS = 60  # between two tellings of one number
_EQUAL = 0.03
_SHARE = 0.6  # of the figures that must stand in the other measure too


def merged(groups: Sequence[list[Dated]]) -> list[list[Dated]]:
    """The groups, each that says less joined to the largest that says more and holds its numbers."""
    kin: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        topic = group[0].topic
        kin[topic.unit.partition("/")[0], topic.head, topic.place, topic.role, topic.status].append(i)
    into = {}
    for i, group in enumerate(groups):
        topic = group[0].topic
        others = kin[topic.unit.partition("/")[0], topic.head, topic.place, topic.role, topic.status]
        fit = [j for j in others if j != i and _says_less(group, groups[j]) and _told_there(group, groups[j])]
        if fit:
            into[i] = max(fit, key=lambda j: (len(groups[j]), -j))
    made = {i: list(group) for i, group in enumerate(groups) if i not in into}
    for i in into:
        made[_end(i, into)] += groups[i]
    return list(made.values())


def _end(i: int, into: dict[int, int]) -> int:
    while i in into:
        i = into[i]
    return i


def _says_less(group: list[Dated], other: list[Dated]) -> bool:
    """Whether the first leaves out a time, a rate or a word that the second has, and has none of its own."""
    a, b = group[0].topic, other[0].topic
    if a.head == "aid" and a.words != b.words:
        return False  # Of two kinds.
    if a.role == "site" and _elsewhere(group, other):
        return False  # 7,000 jobs are made at many a place.
    if a.head in stems("bare") and not (a.words or a.said):
        return False  # 40 million people are not one thing for their number's sake.
    less = (
        a.period in ("", b.period)
        and a.said in ("", b.said)
        and a.words <= b.words
        and a.unit in (b.unit, b.unit.partition("/")[0])
    )
    return less and a.key() != b.key()


def _elsewhere(group: list[Dated], other: list[Dated]) -> bool:
    """Whether the sentences of both name somebody or some place, and none that the other names."""
    one, two = (
        frozenset[str]().union(*(names(item.near) for item in some if item.near)) for some in (group, other)
    )
    return bool(one) and bool(two) and not one & two


def _told_there(group: list[Dated], other: list[Dated]) -> bool:
    same = sum(any(_one_number(item, there) for there in other) for item in group)
    return same >= _SHARE * len(group)


def _one_number(a: Dated, b: Dated) -> bool:
    x, y = value(a.figure), value(b.figure)
    return abs(x - y) <= _EQUAL * max(x, y) and _apart(a, b) <= _DAYS


def _apart(a: Dated, b: Dated) -> int:
    days = [item.date.earliest for item in (a, b) if item.date and item.date.earliest]
    if len(days) < 2:
        return _DAYS + 1
    first, second = (date.fromisoformat(day) for day in days)
    return abs((first - second).days)
