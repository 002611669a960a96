"""Two documents that tell one thing with two numbers: found by what the sentences say, not by how the noun is put."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.check.claims import Claim, beside_it, claims, likeness
from onrecord.check.held import Held
from onrecord.check.joined import Joined
from onrecord.check.verdicts import Told, grown, judged, overlap, published, ratio, runs, sentence, words
from onrecord.values.compare import listed
from onrecord.values.place import is_place
from onrecord.values.stems import WORD, patterns, stem
from onrecord.values.units import factor, kind

_KEYS = 8  # The most telling words of a claim, by which its like are looked up ...
_SHARED = 2  # ... of which so many must be shared.
_CROWD = 400  # A word that so many claims have on one thing finds nothing.
_DAYS = 7  # between two publications
_TIMES = 2.2  # Numbers further apart are of two things.
_LEAST = 0.25  # Claims that are less alike are not looked at.
# How sure it must be that two claims are of one thing, by what says that they are of one time: the day, a time that both
# state, or some days between them and no sign that the number moves. Two times counted over, as a month and a quarter, are
# another scope whatever moves. Read by eye on press briefings and news.
_SURE = {"day": 0.55, "stated": 0.6, "days": 0.72, "periods": 0.57}
_NEAR, _TELLING = (
    0.45,
    0.3,
)  # ... how alike at least, and what they must share, in words that stand nowhere else.
_WORTH, _MOST = 0.15, 2.0  # What each shared word of that kind adds, and how many count.
_PLAIN = 0.6  # Less alike, a name beside one of them alone makes it doubtful.
_SHOWN = 4  # words that a finding names
_SAME = 0.8  # So alike, names alone do not part them.
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


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims of one thing with numbers that cannot both be right; `returns` says that the earlier number is told
    again after the later one, so that nobody has revised it."""

    a: Claim
    b: Claim
    near: float
    shared: float
    when: str
    returns: bool


Reading = tuple[object, ...]


def clashes(held: Held) -> Iterator[Clash]:
    """The likest pair for every two numbers of one thing, the likest first; so many as tie all its numbers together."""
    found = claims(held)
    like = list(_alike(found))
    same = _agreeing(found, like)
    numbers: dict[Reading, int] = {}
    ties: Joined[int] = Joined()
    for one in _counterparts(found, like):
        a, b = found[one.a], found[one.b]
        when = _when(a, b)
        parted = _named_apart(a, b, one.near) or (
            when != "periods" and one.near < _PLAIN and _counted_over(a, b)
        )
        sure = when and _sure(one) >= _SURE[when] and not parted
        x, y = (numbers.setdefault(_reading(claim), len(numbers)) for claim in (a, b))
        if sure and ties.join(x, y):
            yield Clash(a, b, one.near, one.shared, when, _returns(found, same, one))


def told_apart(clash: Clash) -> tuple[str, str]:
    """The verdict on a clash, and the reason in words: another scope that the sentences name, a later number, or neither."""
    a, b = clash.a, clash.b
    if _counted_over(a, b):
        return "scope", f"{words(a.figure)} {a.period}, {words(b.figure)} {b.period}"
    said, why = judged(_alike_but(clash, a), _alike_but(clash, b))
    if said == "revised" and clash.returns:
        said, why = "conflicts", f"{why}, and the first is told again after that"
    alone = sorted(_named(a, b))
    beside = beside_it(a) | beside_it(b)
    places = [name for name in alone if name in beside and is_place(name.title())]
    if said in ("conflicts", "revised") and clash.near < _SAME and places:
        return "scope", f"only one of {words(a.figure)} and {words(b.figure)} names {', '.join(places)}"
    planned = said == "scope" and a.figure.status != b.figure.status
    if clash.near < _PLAIN and (planned or (alone and said != "scope")):
        return "unsure", f"{why}, where only one names {', '.join(alone)}" if alone else why
    return said, why


def _alike_but(clash: Clash, claim: Claim) -> Told:
    """What is told, without a plan, a rate or a time that one sentence of two that are so alike may well leave out."""
    figure = claim.figure
    other = clash.b.figure if claim is clash.a else clash.a.figure
    status = (
        "actual"
        if clash.near >= _PLAIN and {figure.status, other.status} == {"planned", "actual"}
        else figure.status
    )
    over, per = (figure.over if other.over else None), (figure.per if other.per else None)
    return Told(replace(figure, status=status, over=over, per=per), claim.told.document, claim.told.as_of)


def common(clash: Clash) -> str:
    """What two claims are both about: what is counted and the most telling words of both sentences, as the first has them."""
    a, b = clash.a, clash.b
    head = a.figure.head or b.figure.head or ""
    weight = {
        word: a.words[word] + b.words[word]
        for word in a.words
        if word in b.words and word not in (a.unit, head)
    }
    said = {stem(word): word for word in reversed(WORD.findall(sentence(a.figure, a.told.document)))}
    best = [said.get(word, word) for word in sorted(weight, key=lambda word: (-weight[word], word))[:_SHOWN]]
    days = " and ".join(sorted({published(a.told) or "", published(b.told) or ""}))
    return f"{head} ({', '.join(best)}), {days}".strip()


def _named(a: Claim, b: Claim) -> frozenset[str]:
    """Names beside one of the two that the other's sentence has not."""
    return (a.names - set(b.words)) | (b.names - set(a.words))


def _sure(one: Like) -> float:
    enough = one.near >= _NEAR and one.shared >= _TELLING
    return one.near + _WORTH * min(one.shared, _MOST) if enough else 0.0


def _reading(claim: Claim) -> Reading:
    return claim.unit, claim.figure.low, claim.figure.high


def _when(a: Claim, b: Claim) -> str:
    """What says that two claims are of one time, or why that matters little; empty where nothing does."""
    if _counted_over(a, b) and abs(a.day - b.day) <= _DAYS:
        return "periods"
    runs_on = runs(a.stated, a.told) != runs(b.stated, b.told) or grown(a.stated, a.told, b.told)
    if a.stated and a.stated == b.stated and not runs_on and not {a.period, b.period} & listed("running"):
        return "stated"
    if a.day == b.day:
        return "day"
    return "days" if not (a.moving or b.moving) and abs(a.day - b.day) <= _DAYS else ""


def _counted_over(a: Claim, b: Claim) -> bool:
    """Whether both name a time that they count over, and it is not the same: a month, a quarter."""
    return a.period != b.period and {a.period, b.period} <= set(patterns("periods"))


def _named_apart(a: Claim, b: Claim, near: float) -> bool:
    """Whether each has a name beside it that the other has not: two states, two brands, two candidates."""
    return near < _SAME and bool(a.names - set(b.words)) and bool(b.names - set(a.words))


def _agreeing(found: Sequence[Claim], like: Sequence[Like]) -> Mapping[int, list[int]]:
    """For each claim the days on which its number is told of the same thing."""
    days: dict[int, list[int]] = {}
    for one in like:
        if one.agrees and one.near >= _NEAR:
            days.setdefault(one.a, []).append(found[one.b].day)
            days.setdefault(one.b, []).append(found[one.a].day)
    return days


def _returns(found: Sequence[Claim], same: Mapping[int, list[int]], one: Like) -> bool:
    a, b = sorted((one.a, one.b), key=lambda i: found[i].day)
    last = max([found[a].day, *same.get(a, [])])
    return last > min([found[b].day, *same.get(b, [])])


def _alike(found: Sequence[Claim]) -> Iterator[Like]:
    pairs: Counter[tuple[int, int]] = Counter()
    for ids in _kin(found):
        pairs.update(ids)
    for (i, j), count in sorted(pairs.items()):
        a, b = found[i], found[j]
        if count < _SHARED or a.told.document.id == b.told.document.id or not _comparable(a, b):
            continue
        near, shared = likeness(a, b)
        if near >= _LEAST:
            equal = _reading(a) == _reading(b)
            yield Like(i, j, near, shared, equal or overlap(a.figure, b.figure), equal)


def _kin(found: Sequence[Claim]) -> Iterator[Iterable[tuple[int, int]]]:
    """Positions of claims that share a telling word and a time: published within days, or of one stated time."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, claim in enumerate(found):
        for word in sorted(claim.words, key=lambda word: (-claim.words[word], word))[:_KEYS]:
            places[claim.unit, word].append(i)
    for ids in places.values():
        if 1 < len(ids) <= _CROWD:
            yield set(_at_one_time(found, sorted(ids, key=lambda i: (found[i].day, i))))


def _at_one_time(found: Sequence[Claim], ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = 0
    stated: dict[str, list[int]] = defaultdict(list)
    for at, i in enumerate(ids):
        while found[ids[first]].day < found[i].day - _DAYS:
            first += 1
        others = {*ids[first:at], *(stated[found[i].stated] if found[i].stated else ())}
        yield from ((min(i, j), max(i, j)) for j in others)
        stated[found[i].stated].append(i)


def _comparable(a: Claim, b: Claim) -> bool:
    rate = factor(b.figure.unit, a.figure.unit) if kind(a.figure.unit) == "measure" else 1.0
    return rate is not None and bool(1 / _TIMES <= ratio(a.figure, b.figure) / rate <= _TIMES)


def _counterparts(found: Sequence[Claim], like: Sequence[Like]) -> Iterator[Like]:
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
    again = {_reading(found[i]) for i in (one.a, one.b)} == {_reading(found[i]) for i in (other.a, other.b)}
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
