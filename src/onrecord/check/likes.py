"""Claims of two documents that are alike: found by their most telling words, and by what else the two documents tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.check.claims import Claim, likeness
from onrecord.check.times import DAYS, set_apart
from onrecord.check.verdicts import overlap, ratio
from onrecord.values.units import factor, kind

NEAR = 0.45  # Claims less alike are not of one thing.
PLAIN = 0.6  # Less alike, a name beside one of them alone makes it doubtful.
_KEYS = 8  # The most telling words of a claim, by which its like are looked up ...
_SHARED = 2  # ... of which so many must be shared.
_CROWD = 400  # A word that so many claims have on one thing finds nothing ...
_RARE = 100  # ... and one that more than so many have nothing of another time.
_TIMES = 2.2  # Numbers further apart are of two things ...
_SCOPED = 13.0  # ... and where the sentences name two scopes, those further apart than this.
_LEAST = 0.25  # Claims that are less alike are not looked at.
_EQUAL = 0.1  # So much an equal number is worth when claims look for their counterparts.
_RIVAL = 0.9  # Another number of the same document that is as like as that may be meant as well.
_TOLD = 0.75  # A document that tells the same number, in words as like as that, tells the other of something else.


@dataclass(frozen=True, slots=True)
class Like:
    """Two claims (by position) that are alike, how much so, how much they share, whether both numbers can be right, and
    whether they are one."""

    a: int
    b: int
    near: float
    shared: float
    agrees: bool
    equal: bool


def reading(claim: Claim) -> tuple[object, ...]:
    """The number that a claim tells."""
    return claim.unit, claim.figure.low, claim.figure.high


def alike(found: Sequence[Claim]) -> Iterator[Like]:
    """Claims of two documents that are alike; of two times only such as are very much so."""
    pairs: Counter[tuple[int, int]] = Counter()
    for ids in _kin(found):
        pairs.update(ids)
    for i, j in sorted(pair for pair, count in pairs.items() if count >= _SHARED):
        a, b = found[i], found[j]
        if a.told.document.id == b.told.document.id:
            continue
        near, shared = likeness(a, b)
        if near >= (_LEAST if _at_once(a, b) else PLAIN) and _comparable(a, b, near):
            equal = reading(a) == reading(b)
            yield Like(i, j, near, shared, equal or overlap(a.figure, b.figure), equal)


def _at_once(a: Claim, b: Claim) -> bool:
    return abs(a.day - b.day) <= DAYS or bool(a.stated and a.stated == b.stated)


def _comparable(a: Claim, b: Claim, near: float) -> bool:
    rate = factor(b.figure.unit, a.figure.unit) if kind(a.figure.unit) == "measure" else 1.0
    if rate is None:
        return False
    times = ratio(a.figure, b.figure) / rate
    far = max(times, 1 / times)
    return far <= _TIMES or (near >= NEAR and far <= _SCOPED and set_apart(a, b))


def _kin(found: Sequence[Claim]) -> Iterator[Iterable[tuple[int, int]]]:
    """Positions of claims that share a telling word; where many have it, only such as are told at one time."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, claim in enumerate(found):
        for word in sorted(claim.words, key=lambda word: (-claim.words[word], word))[:_KEYS]:
            places[claim.unit, word].append(i)
    for ids in places.values():
        if 1 < len(ids) <= _RARE:
            yield combinations(ids, 2)
        elif 1 < len(ids) <= _CROWD:
            yield set(_at_one_time(found, sorted(ids, key=lambda i: (found[i].day, i))))


def _at_one_time(found: Sequence[Claim], ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Those published within days of each other, or of one stated time."""
    first = 0
    stated: dict[str, list[int]] = defaultdict(list)
    for at, i in enumerate(ids):
        while found[ids[first]].day < found[i].day - DAYS:
            first += 1
        others = {*ids[first:at], *(stated[found[i].stated] if found[i].stated else ())}
        yield from ((min(i, j), max(i, j)) for j in others)
        stated[found[i].stated].append(i)


def counterparts(found: Sequence[Claim], like: Sequence[Like]) -> Iterator[Like]:
    """Those pairs in which each is what the other's document has that is likest, and no document tells both numbers."""
    between: dict[tuple[str, str], list[Like]] = defaultdict(list)
    for one in like:
        between[found[one.a].told.document.id, found[one.b].told.document.id].append(one)
    chosen = [one for pairs in between.values() for one in _matched(pairs, found)]
    for one in sorted(chosen, key=lambda one: (-one.near, one.a, one.b)):
        if not _both(found[one.a], found[one.b]):
            yield one


def _matched(pairs: Sequence[Like], found: Sequence[Claim]) -> Iterator[Like]:
    """Of the pairs of two documents those that clash, each claim used once; equal numbers find each other first."""
    ordered = sorted(pairs, key=lambda one: (-one.near - _EQUAL * one.agrees, one.a, one.b))
    used: dict[int, Like] = {}
    for one in ordered:
        if one.a not in used and one.b not in used:
            used[one.a] = used[one.b] = one
    for one in {id(one): one for one in used.values()}.values():
        if not one.agrees and not any(_rivals(one, other, used, found) for other in pairs):
            yield one


def _rivals(one: Like, other: Like, used: Mapping[int, Like], found: Sequence[Claim]) -> bool:
    """Whether one of these claims has another counterpart that is nearly as like, and not itself told in both documents."""
    if other is one or not {one.a, one.b} & {other.a, other.b}:
        return False
    free = other.equal or not any(used[i].agrees for i in (other.a, other.b) if i in used)
    again = {reading(found[i]) for i in (one.a, one.b)} == {reading(found[i]) for i in (other.a, other.b)}
    return free and not again and other.near >= (_TOLD if other.agrees else _RIVAL) * one.near


_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LONG = 4  # digits, with which a number is hardly another thing's by chance


def _both(a: Claim, b: Claim) -> bool:
    """Whether either sentence tells the other's number too, or the document does where it is a long one: two things to it."""
    for one, other in ((a, b), (b, a)):
        match = _NUMBER.search(other.figure.spans[0].quote)
        if match and match.group() in _NUMBER.findall(one.around.whole):
            return True
        long = match and sum(map(str.isdigit, match.group())) >= _LONG
        if (
            match
            and long
            and re.search(rf"(?<![\d.,]){re.escape(match.group())}(?![\d])", one.told.document.text)
        ):
            return True
    return False
