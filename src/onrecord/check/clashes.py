"""Two documents that tell one thing with two numbers: found by what the sentences say, not by how the noun is put."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.check import where
from onrecord.check.claims import Claim, claims, listed_in
from onrecord.check.held import Held
from onrecord.check.joined import Joined
from onrecord.check.likes import NEAR, PLAIN, Like, alike, counterparts
from onrecord.check.times import adds_up, counted_over, named, shrunk, when
from onrecord.check.verdicts import Told, judged, published, ratio, sentence, value, words
from onrecord.values.stems import WORD, stem, stems

# How sure it must be that two claims are of one thing, by what says that they are of one time: the day, a time that both
# state, some days between them and no sign that the number moves, or one of the numbers told both before and after the
# other. Two times counted over, as a month and a quarter, or two kinds are another scope whatever moves. Read by eye on
# press briefings and news.
_SURE = {"day": 0.55, "stated": 0.57, "days": 0.62, "again": 0.75, "periods": 0.57, "kinds": 0.57}
_KNOWN = (0.38, 0.44)  # How alike, and how sure, where both state a time and tell the same object.
_TELLING = 0.3  # What claims must share, in words that stand nowhere else.
_WORTH, _MOST = 0.15, 2.0  # What each shared word of that kind adds, and how many count.
_ONE = 0.05  # Numbers that may agree and are so near each other are one number told twice.
_SHOWN = 4  # words that a finding names
_SAME = 0.8  # So alike, names alone do not part them.


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims of one thing with numbers that cannot both be right; `returns` says in words that one number is
    told on both sides of the other, so that nobody has revised it."""

    a: Claim
    b: Claim
    near: float
    shared: float
    when: str
    returns: str


Number = tuple[str, float]


def clashes(held: Held) -> Iterator[Clash]:
    """The likest pair for every two numbers of one thing, the likest first; so many as tie all its numbers together."""
    found = claims(held)
    like = list(alike(found))
    told = _tellings(found, like)
    ties: Joined[Number] = Joined()
    for one in counterparts(found, like):
        a, b = found[one.a], found[one.b]
        returns = _returns(found, told, one)
        time = when(a, b) or ("again" if returns and not (a.moving or b.moving) else "")
        apart = time != "periods" and (one.near < PLAIN or time == "again") and counted_over(a, b)
        sure = _sure(one, a, b, time) and not apart and not _named_apart(a, b, one.near)
        if sure and ties.join((a.unit, value(a.figure)), (b.unit, value(b.figure))):
            yield Clash(a, b, one.near, one.shared, time, returns)


def told_apart(clash: Clash) -> tuple[str, str]:
    """The verdict on a clash, and the reason in words: another scope that the sentences name, a later number, or neither."""
    a, b = clash.a, clash.b
    scope = _scope(a, b)
    if scope:
        return "scope", scope
    said, why = judged(_alike_but(clash, a), _alike_but(clash, b))
    stands = _stands(clash) if said == "revised" else ""
    if stands:
        said, why = "conflicts", f"{why}, and {stands}"
    places = where.wider(a, b) or (where.beside(a, b) if clash.near < _SAME else None)
    if said in ("conflicts", "revised") and places:
        return (
            "scope",
            f"only one of {words(a.figure)} and {words(b.figure)} names {', '.join(sorted(places))}",
        )
    return _doubted(clash, said, why)


def _stands(clash: Clash) -> str:
    """Why neither number has taken the other's place, in words; empty where a source may have put its own right.

    In speech that is not done without a word: of what neither moves nor adds up, two numbers were told.
    """
    a, b = clash.a, clash.b
    if clash.returns:
        return clash.returns
    if shrunk(a, b):
        return "no total grows less within days"
    spoken = {claim.told.document.genre for claim in (a, b)} == {"transcript"}
    return "nothing says that it moved" if spoken and clash.when == "days" and not adds_up(a, b) else ""


def _scope(a: Claim, b: Claim) -> str:
    """Another time counted over, or a list of which one number is the sum; empty where neither is so."""
    if counted_over(a, b):
        return f"{words(a.figure)} {a.period}, {words(b.figure)} {b.period}"
    for whole, part in ((a, b), (b, a)):
        if listed_in(part, value(whole.figure)):
            return f"{words(whole.figure)} is the sum of a list in which {words(part.figure)} stands"
    return ""


def _doubted(clash: Clash, said: str, why: str) -> tuple[str, str]:
    """The verdict, unless sentences that are not very alike have but a sign of a plan, or a name beside one number alone."""
    alone = "" if said == "scope" else ", ".join(sorted(named(clash.a, clash.b)))
    planned = said == "scope" and _planned(clash)
    if clash.near >= PLAIN or not (planned or alone):
        return said, why
    return "unsure", f"{why}, where only one names {alone}" if alone else why


def _planned(clash: Clash) -> bool:
    """Whether nothing but a sign of a plan sets two numbers apart; a goal is called one, and is none."""
    a, b = (_alike_but(clash, claim).figure for claim in (clash.a, clash.b))
    return "goal" not in (a.status, b.status) and a.status != b.status and (a.over, a.per) == (b.over, b.per)


def _alike_but(clash: Clash, claim: Claim) -> Told:
    """What is told, without a plan, a rate or a time that one sentence of two that are so alike may well leave out."""
    figure = claim.figure
    other = clash.b.figure if claim is clash.a else clash.a.figure
    status = (
        "actual"
        if clash.near >= PLAIN and {figure.status, other.status} == {"planned", "actual"}
        else figure.status
    )
    lasts = other.over or other.per
    over, per = (figure.over if lasts else None), (figure.per if lasts else None)
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


def _sure(one: Like, a: Claim, b: Claim, time: str) -> bool:
    """Whether two claims are of one thing; the same object and the same stated time need fewer words besides."""
    if not time or one.shared < _TELLING:
        return False
    head = stem(a.figure.head or "")
    # What is earned is somebody's, and his name stands anywhere.
    same = head == stem(b.figure.head or "") not in ("", *stems("earned")) and a.object == b.object
    known = time == "stated" and same and not named(a, b)
    near, least = _KNOWN if known else (NEAR, _SURE[time])
    return one.near >= near and one.near + _WORTH * min(one.shared, _MOST) >= least


def _named_apart(a: Claim, b: Claim, near: float) -> bool:
    """Whether each has a name beside it that the other has not: two states, two brands, two candidates."""
    apart = bool(a.names - set(b.words)) and bool(b.names - set(a.words))
    return apart and (near < _SAME or where.two_places(a, b))


Telling = tuple[int, str]


def _tellings(found: Sequence[Claim], like: Sequence[Like]) -> Mapping[int, set[Telling]]:
    """For each claim the days and documents in which its number is told of the same thing."""
    tellings: dict[int, set[Telling]] = defaultdict(set)
    for one in like:
        a, b = found[one.a], found[one.b]
        if one.near >= NEAR and one.agrees and abs(ratio(a.figure, b.figure) - 1) <= _ONE:
            tellings[one.a].add((b.day, b.told.document.id))
            tellings[one.b].add((a.day, a.told.document.id))
    return tellings


def _returns(found: Sequence[Claim], told: Mapping[int, set[Telling]], one: Like) -> str:
    """What says that neither number has taken the other's place: one of them is told on both sides of the other; empty
    where that is not so, or where somebody tells both."""
    a, b = sorted((one.a, one.b), key=lambda i: found[i].day)
    first, second = told.get(a, set()), told.get(b, set())
    if {id for _, id in first} & {id for _, id in second}:
        return ""
    if any(day > found[b].day for day, _ in first):
        return "the first is told again after that"
    return "the second was told before that" if any(day < found[a].day for day, _ in second) else ""
