"""Quantities of a sentence with what they count and what their clause says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from onrecord.extract.figures.clause import change_of, status_of
from onrecord.extract.figures.decades import decade
from onrecord.extract.figures.drops import drop_reason
from onrecord.extract.figures.grammar import quantities, starts
from onrecord.extract.figures.movers import brought, counted_before, numbered, verb_of_move
from onrecord.extract.figures.moves import direction, with_ends
from onrecord.extract.figures.objects import Phrase
from onrecord.extract.figures.places import place_of
from onrecord.extract.figures.quantity import Quantity, bounded
from onrecord.extract.figures.shares import begins, tally
from onrecord.extract.figures.spoken import cut_short
from onrecord.extract.figures.subject import holder, topic
from onrecord.extract.figures.things import thing
from onrecord.extract.figures.words import signals, some
from onrecord.model import FigureStatus
from onrecord.values.amount import Word, lex, low_at


@dataclass(frozen=True, slots=True)
class Found:
    """One quantity: `drop` says why it is no figure; `object` is the counted phrase, `about` the subject of its clause,
    `holder` the noun that it modifies (`a run of seven games`)."""

    words: list[Word]
    quantity: Quantity
    drop: str | None = None
    object: Phrase | None = None
    about: Phrase | None = None
    holder: Phrase | None = None
    change: str | None = None
    role: str | None = None
    status: FigureStatus = "actual"
    place: Phrase | None = None


@cache
def _trigger() -> re.Pattern[str]:
    words = sorted(
        starts() - {"a"} | set(signals("multiples")) | {"third", "quarter", "fifth", "tenth", "fourth"},
        key=len,
        reverse=True,
    )
    return re.compile(
        r"[0-9½¼¾⅓⅔]|\b(?:" + "|".join(words) + r"|\w+fold|a (?:dollar|percent|percentage))\b", re.I
    )


def found(text: str, start: int, end: int) -> Iterator[Found]:
    """Every quantity of `text[start:end]`, dropped ones too, in order."""
    if not _trigger().search(text, start, end):
        return
    words = lex(text, start, end)
    every = with_ends(words, list(quantities(words, decade)))
    made: list[Found] = []
    kept: Found | None = None
    share: Found | None = None
    for quantity in every:
        reason = drop_reason(words, quantity)
        item = Found(words, quantity, reason) if reason else read(words, quantity, every)
        if (
            item.object is not None
            and quantity.kind == "count"
            and words[item.object.head].low in some("long_units")
        ):
            reason, item = "duration", Found(words, quantity, "duration")  # `50-plus eventful years`
        if kept is not None and reason is None:
            item = beside(kept, item)
            item = _share_again(share, kept, item) if share is not None else item
        made.append(item)
        kept = item if reason is None else kept
        parted = quantity.kind in ("share", "fraction") and low_at(words, quantity.after) == "of"
        share = item if reason is None and parted else share
    for i in reversed(range(len(made) - 1)):
        a, b = made[i], made[i + 1]
        reason = None if a.drop else cut_short(words, a.quantity, b.quantity, b.drop)
        made[i] = replace(a, drop=reason or a.drop)
        if reason and b.drop is None:
            made[i + 1] = replace(
                b, object=b.object or a.object, change=b.change or a.change, role=b.role or a.role
            )
    live = [i for i, item in enumerate(made) if item.drop is None]
    for i, j in reversed(list(pairwise(live))):
        made[i] = ahead(made[i], made[j])
    yield from made


_DASHED = frozenset((("—",), ("--",), ("–",)))
_LISTED = frozenset(((",",), ("or",), ("and",), (",", "or"), (",", "and"), ("to",), ("-",), ("–",)))


def ahead(item: Found, later: Found) -> Found:
    """A bare number before a list's last takes its unit and noun: `7, 8 or 10 percent`, `20 or 30 ships`."""
    a, b = item.quantity, later.quantity
    bare = (
        a.kind == "count"
        and item.object is None
        and a.after == a.last
        and item.drop is None
        and later.drop is None
    )
    gap = tuple(word.low for word in item.words[a.last : b.first])
    if gap in _TIED and tally(item.words, a):
        return replace(item, place=later.place, object=item.object or later.object)
    if _risen_from(gap) and item.drop is None and later.role == "from":
        return replace(item, change=later.change, role="to")
    if (item.role, later.role) == ("from", "to") and item.object is None and a.unit == b.unit:
        return replace(item, object=later.object if later.object and later.object.first < a.first else None)
    if later.role == "noun" and a.kind == b.kind == "money" and item.object is None and gap[:1] == (",",):
        return replace(item, object=later.object) if len(gap) < 5 else item
    alike = a.kind == b.kind and a.kind != "count" and a.unit == b.unit and item.object is None
    if alike and gap in _LISTED and later.object and later.object.first >= b.first and item.drop is None:
        return replace(item, object=later.object)
    said_again = a.kind == b.kind and a.value == b.value and a.unit == b.unit and len(gap) < 8
    said_again = said_again and gap[:1] in _DASHED and gap[-1:] in _DASHED
    if said_again and later.object and later.object.first >= b.first and item.drop is None:
        return replace(item, object=later.object)
    if not bare or gap not in _LISTED or not (b.unit or later.object):
        return item
    near = 0.05 < a.value / b.value < 20 if a.value > 0 and b.value > 0 else False
    if not near:
        return item
    if b.kind in ("share", "measure", "money") and b.first == b.number:
        return replace(
            item, quantity=replace(a, unit=b.unit, kind=b.kind), object=later.object, about=later.about
        )
    return replace(item, object=later.object) if b.kind == "count" else item


def read(words: list[Word], quantity: Quantity, every: list[Quantity]) -> Found:
    """One quantity with everything that its clause tells."""
    about = topic(words, quantity.first)
    held = holder(words, quantity)
    phrase = thing(words, quantity, about, held)
    if phrase is None and quantity.kind == "count":
        phrase = numbered(words, quantity)
    change, role = change_of(words, quantity) if quantity.kind not in ("duration", "age") else (None, None)
    if change is None and quantity.kind not in ("duration", "age", "multiple"):
        change, role = _moved(words, quantity)
    if "from" in quantity.flags or "to" in quantity.flags:
        change = change or direction(quantity, every)
        role = "from" if "from" in quantity.flags else "to"
    if change is None and quantity.kind in ("money", "count") and phrase and _brought_up(words, quantity):
        change, role = "up", "to"
    status = status_of(words, quantity)
    return Found(
        words, quantity, None, phrase, about, held, change, role, status, place_of(words, quantity, phrase)
    )


def _brought_up(words: list[Word], q: Quantity) -> bool:
    """`That brings his pledge to $20`, `bringing the total to 40`: something was added."""
    near = {word.low for word in words[max(q.first - 12, 0) : q.first]}
    return brought(words, q) is not None and not near & {"down", "back", "it", "them"}


def _moved(words: list[Word], q: Quantity) -> tuple[str | None, str | None]:
    """The direction by a verb of move farther off: `raise the share of sums for small firms by 5 percent`."""
    k = verb_of_move(words, q)
    if k is None or k == q.first - 1:
        return None, None
    role = words[q.first - 1].low
    if role not in ("to", "from", "by") or (q.kind == "count" and counted_before(words, q.first - 1) is None):
        return None, None
    if role == "to" and q.unit == "percent" and words[k].low in ("lost", "lose", "loses", "losing"):
        return None, None  # `losing 54 percent to 46`
    return ("up" if words[k].low in some("up") else "down"), role


def beside(last: Found, item: Found) -> Found:
    """What a quantity takes from the one before it: `100 km (60 miles)`, `4 points, or 2 percent`, `from 5 to 3`."""
    gap = tuple(word.low for word in item.words[last.quantity.last : item.quantity.first])
    made = (rule(last, item, gap) for rule in (_told_again, _summed, _ended, _of_points, _same_object, _bare))
    return next((one for one in made if one is not None), None) or _converted(last, item, gap)


def _ended(last: Found, item: Found, gap: tuple[str, ...]) -> Found | None:
    """The ends of a move or of a range in words: `from $5 a month to $3`, `5 in 12`."""
    a, b = last.quantity, item.quantity
    if gap == ("(",) and tally(item.words, b):
        return item  # `by 15 points (52 percent to 37 percent)`
    moved = (last.role, item.role) == ("from", "to")
    if gap not in (("to",), ("in",)) and not moved:
        return None
    ended = replace(b, per=b.per or a.per) if moved else b
    held = item.holder if last.role != "from" else last.holder
    object = item.object or (last.object if last.role == "from" and a.kind == b.kind else None)
    return replace(item, quantity=ended, about=last.about, holder=held, object=object)


def _of_points(last: Found, item: Found, gap: tuple[str, ...]) -> Found | None:
    """`up 3 points to 52`: a bare number is of points too."""
    b = item.quantity
    bare = b.kind == "count" and item.object is None and last.quantity.unit == "point"
    if not bare or gap[-1:] not in (("to",), ("at",), ("and",)) or len(gap) > 4:
        return None
    return replace(item, quantity=replace(b, unit="point", kind="share"), about=last.about)


def _same_object(last: Found, item: Found, gap: tuple[str, ...]) -> Found | None:
    """One thing hurt or told again, or a second part that moved as the first did."""
    a, b = last.quantity, item.quantity
    hurt = a.kind == b.kind == "count" and last.object and item.object and _hurt(item) and len(gap) < 8
    if hurt or (a.value == b.value and a.unit == b.unit and item.object is None):
        return replace(item, object=last.object)
    if _fell_too(last, item):
        return replace(item, object=last.object, change=last.change, role=last.role, about=last.about)
    return replace(item, object=last.object) if _same_whole(last, item) else None


def _bare(last: Found, item: Found, gap: tuple[str, ...]) -> Found | None:
    """What a number without a noun and a unit takes of either from the one before."""
    a, b = last.quantity, item.quantity
    if b.kind != "count" or item.object is not None:
        return None
    if a.kind == "money" and b.approximator == "vague" and b.per:
        return replace(
            item, quantity=replace(b, unit=a.unit, kind="money")
        )  # `$8 a head, thousands per ship`
    if gap[-2:] == ("out", "of") and a.kind == "count":
        return replace(item, object=last.object)  # `1,500 votes out of 620,000 cast`
    ends = b.after >= len(item.words) or item.words[b.after].kind == "punct"
    other = a.unit == "percent" and gap[-1:] in (("at",), ("with",)) and len(gap) < 5
    if other and ends and b.value <= 100:  # `Vale at 25 percent and Moss at 14`
        return replace(item, quantity=replace(b, unit="percent", kind="share"), object=last.object)
    if a.kind in ("count", "money"):
        return _elliptic(last, item)
    persons = a.kind == "share" and _persons_too(last, item)
    return replace(item, object=last.object) if persons else None


def _converted(last: Found, item: Found, gap: tuple[str, ...]) -> Found:
    """`100 km (60 miles)`, `4 points, or 2 percent`: the same quantity in another unit, which has all of the first."""
    a, b = last.quantity, item.quantity
    if gap not in _AGAIN or a.kind == "count" or (b.kind == "count" and gap != ("(",)):
        if gap[-1:] == ("or",) and len(gap) < 4 and b.kind == "share" and last.role == "by":
            return replace(item, change=last.change, role="by", about=last.about)
        return item
    bound = b if b.approximator != "exact" or a.unit == b.unit else bounded(b, a.approximator)
    whole = replace(
        item, quantity=bound, about=last.about, holder=last.holder, object=item.object or last.object
    )
    return whole if item.change is not None else replace(whole, change=last.change, role=last.role)


def _hurt(item: Found) -> bool:
    """`14 people dead and 20 wounded`: what happened to them, no noun."""
    phrase = item.object
    if phrase is None or phrase.last - phrase.first > 1:
        return False
    return item.words[phrase.head].low in ("wounded", "injured", "dead", "missing")


def _risen_from(gap: tuple[str, ...]) -> bool:
    """Whether the words between two figures end with `, up from`."""
    if gap[-1:] in (("the",), ("a",)):
        gap = gap[:-1]
    if len(gap) > 2 and gap[-2].endswith("ly"):
        gap = (*gap[:-2], gap[-1])
    turned = gap[-2:] in (("up", "from"), ("down", "from"))
    return turned and (len(gap) == 2 or gap[-3] in (",", "-", "—", "--", "("))


def _turn(gap: tuple[str, ...]) -> str:
    return "up" if "up" in gap[-5:] else "down"


def _told_again(last: Found, item: Found, gap: tuple[str, ...]) -> Found | None:
    """`a third of them, 33 percent,`; `rose 5 percent, to $3`; `71 percent are happy, up from 63`: of what the first is."""
    a, b = last.quantity, item.quantity
    words = item.words
    if a.kind == "fraction" and b.kind == "share" and last.object and b.first - last.object.last == 1:
        return replace(item, object=last.object) if words[b.first - 1].text in _ASIDE else None
    compared = words[b.after].low if b.after < len(words) else ""
    if b.kind == "share" and compared in ("higher", "lower", "greater", "faster", "slower") and last.object:
        return replace(item, object=last.object)
    more = compared in ("more", "fewer", "less") and low_at(words, b.after + 1) == "than"
    if b.kind == "share" and more and last.object and gap[-1:] in ((",",), ("—",), ("--",)):
        return replace(item, object=last.object)
    whom = [word.low for word in words[b.after : b.after + 2]]
    if whom == ["of", "whom"] and [word.low for word in words[a.after : a.after + 2]] == whom:
        return replace(item, object=last.object)
    if whom[:1] == ["of"] and whom[-1] in _WHOM and last.object and not _narrowed(words, b.after + 2):
        return replace(item, object=last.object)
    if gap in _TIED and a.kind == "share" and tally(words, b) and tally(words, a):
        mine = item.object is not None and item.object.first >= b.first
        return replace(item, object=item.object if mine else last.object, change=None, role=None)
    if item.role == "from" and gap[-1:] == ("from",) and last.change and last.object and item.object is None:
        return replace(item, object=last.object, about=last.about) if len(gap) < 5 else None
    if (
        gap[-2:] == (",", "or")
        and len(gap) < 8
        and b.kind == "count"
        and a.kind in ("share", "fraction")
        and item.object is None
    ):
        return replace(item, object=last.object)
    if (gap == (",", "to") or (gap == ("to",) and a.kind != b.kind)) and last.role == "by" and last.change:
        moved = last.object if a.kind != "count" and b.kind != "count" else None
        return replace(item, object=moved or item.object, about=last.about, change=last.change, role="to")
    alike = a.unit == b.unit or b.unit is None
    if _risen_from(gap) and alike:
        own = replace(b, unit=a.unit, kind=a.kind) if b.unit is None else b
        return replace(
            item, quantity=own, object=last.object, about=last.about, change=_turn(gap), role="from"
        )
    return None


def _summed(last: Found, item: Found, gap: tuple[str, ...]) -> Found | None:
    """`by $6 for a total of $12`, `$7 for docks — a $1 increase`, `raised $64 to the $45 of`: one sum beside another."""
    a, b, words = last.quantity, item.quantity, item.words
    if a.kind != "money" or b.kind != "money" or a.unit != b.unit:
        return None
    if gap == ("for",) and low_at(words, b.first + 1) == "total" and last.change:
        return replace(item, object=last.object, about=last.about, change=last.change, role="to")
    if gap == ("to",) and item.change == "up" and b.value < a.value:
        return replace(item, object=None, change=None, role=None)
    if item.role == "noun" and item.object is None and gap[-2:-1] and gap[-2] in _ASIDE:
        return replace(item, object=last.object)
    return None


_WHOM = frozenset(("whom", "them", "these", "those"))


def _narrowed(words: list[Word], at: int) -> bool:
    """`of those [who]`, `of those [surveyed]`: others than the ones before."""
    return at < len(words) and (words[at].low in ("who", "in", "with") or words[at].low.endswith("ed"))


def _share_again(share: Found, last: Found, item: Found) -> Found:
    """`90% of shops have under 5 clerks, and a third are in Oldport`: the shops, past the count between."""
    b, words = item.quantity, item.words
    if share is last or b.kind not in ("share", "fraction") or b.unit not in ("percent", "1"):
        return item
    opens = begins(words, b) and low_at(words, b.after) in some("auxiliaries")
    return replace(item, object=share.object) if share.object and opens and share.role is None else item


def _fell_too(last: Found, item: Found) -> bool:
    """`lost 40 percent of its boats in Oldport and 20 percent in Newport`: the second moved as the first did."""
    a, b, words = last.quantity, item.quantity, item.words
    alike = a.kind == b.kind == "share" and a.unit == b.unit and last.role == "by" and item.role is None
    joined = b.first > a.last and words[b.first - 1].low in ("and", ",") and b.first - a.last < 12
    placed = b.after < len(words) and words[b.after].low in ("in", "at", "for", "on", "since", "over", "from")
    return alike and joined and placed


def _same_whole(last: Found, item: Found) -> bool:
    """`54 percent of voters like him, 40 percent do not`: the second is a share of the voters too."""
    a, b, words = last.quantity, item.quantity, item.words
    if not (
        a.kind == b.kind == "share"
        and a.unit == b.unit
        and last.object
        and item.role is None
        and last.role is None
    ):
        return False
    stated = last.object.first > a.last and words[a.after].low == "of" if a.after < len(words) else False
    asked = words[last.object.head].low in some("people") or begins(words, b)
    carried = last.object.first < a.first and asked
    own = item.object is not None and item.object.first >= a.last
    bare = item.object is not None and item.object.last - item.object.first == 1
    if own and bare and item.object and words[item.object.head].low == words[last.object.head].low:
        own = (
            item.object.first >= b.first
        )  # `43 percent of Ohio voters ..., 42 percent ...`: the fuller words are the first's
    if words[b.first - 1].text == "(":
        return False
    if (
        own
        and item.object
        and item.object.first < b.first
        and begins(words, b)
        and words[b.first - 1].low != ":"
    ):
        own = words[item.object.first - 1].low in ("among", "for", "of")
    return (stated or carried) and not own and item.place is None


def _persons_too(last: Found, item: Found) -> bool:
    """`80% of adults have one shot; over 100 million have two`: a number of the people of whom the percent is."""
    b, words = item.quantity, item.words
    people = last.object is not None and words[last.object.head].low in some("people")
    does = low_at(words, b.after) in some("auxiliaries")
    return people and does and b.value >= 1000 and begins(words, b)


def _elliptic(last: Found, item: Found) -> Found:
    """A bare number takes what the one before it counts: `rose from 40 towns to 60`, `2 billion euros from A; 1 billion from B`."""
    a, b = last.quantity, item.quantity
    owned = item.words[b.first - 1].low.endswith(("'s", "’s", "s’", "s'")) if b.first else False
    if b.first - a.last > (40 if owned else 14) or b.hyphen:
        return item
    if a.kind == "money" and "cents" in a.flags and not b.value.is_integer():
        low, high = (end * 0.01 if end is not None else None for end in (b.low, b.high))
        return replace(
            item,
            quantity=replace(b, unit=a.unit, kind="money", low=low, high=high, flags=(*b.flags, "cents")),
        )
    if a.kind == "money":
        return (
            replace(item, quantity=replace(b, unit=a.unit, kind="money"))
            if b.scale >= 1e6 and a.scale >= 1e6
            else item
        )
    near = a.value > 0 and 0.02 < b.value / a.value < 50
    return replace(item, object=last.object) if near and last.object is not None and not a.hyphen else item


_TIED = (("to",), ("-",), ("–",), ("versus",))
_ASIDE = frozenset((",", "(", "—", "--", "–"))
_OR = ((",", "or"), ("or",), ("(",))
_AGAIN = (*_OR, ("/",), (",", "or", "about"))
