"""The noun phrase that ends just before a token, read from right to left."""

from __future__ import annotations

from onrecord.extract.figures.objects import Phrase, gerund, inner
from onrecord.extract.figures.words import adjectives, closed, some, verb_forms, verbs
from onrecord.values.amount import Word, low_at, numerals


def left(words: list[Word], end: int, floor: int = 0) -> Phrase | None:
    """The noun phrase that ends just before token `end`, with what `of` and `in` add to it; its head is the first noun."""
    end = _before_adjuncts(words, end, floor)
    first = _start(words, end, floor)
    if first >= end or not any(word.kind == "word" for word in words[first:end]):
        return None
    last = next(k for k in range(end - 1, first - 1, -1) if k == first or words[k].kind == "word")
    outer = _outer(words, first, last, floor)
    if outer is not None:
        return Phrase(outer.first, end, outer.head)
    head = _head(words, first, last)
    numeric = all(word.kind != "word" or _numeric(word.low) for word in words[first:end])
    return Phrase(first, end, head) if head is not None and not numeric else None


def _start(words: list[Word], end: int, floor: int) -> int:
    """The token where the words that may stand inside one phrase begin."""
    k = end
    while (
        k > floor and (inner(words, k - 1) or words[k - 1].kind == "num") and not _breaks(words, k - 1, end)
    ):
        k -= 1
    while k < end and (words[k].kind not in ("word", "num") or words[k].low in ("s", "’s", "'s")):
        k += 1
    return k


def _outer(words: list[Word], first: int, last: int, floor: int) -> Phrase | None:
    """The phrase that one from `first` only narrows: the price in `the price of bread`, the gifts in `gifts to funds`."""
    at = first - 1
    while at > floor and words[at].low in some("determiners"):
        at -= 1
    if at <= floor:
        return None
    if words[at].low in some("noun_links") and words[at].text[0].islower():
        return left(words, at, floor) if not _paced(words, at, last) else None
    if words[at].low == "to" and words[at - 1].low in some("sums"):
        found = left(words, at, floor)
        return found if found is not None and found.head == at - 1 else None
    return None


def _head(words: list[Word], first: int, head: int) -> int | None:
    """The head of the phrase from `first` to `head`, adjectives at its end left out; null where no noun is left."""
    if _numeric(words[head].low) or (head == first and gerund(words, first)):
        return None
    while head > first and words[head].low in adjectives() and words[head - 1].kind == "word":
        if words[head - 1].low.endswith(("'s", "’s")) or words[head].low == "average":
            break  # `the guild's average`: here it is the noun
        head -= 1
    before = low_at(words, head - 1)
    owned = before in ("the", "a", "an", "-") or before.endswith(("'s", "’s"))
    alone = words[head].low in adjectives() and not owned and words[head].low != "average"
    return None if alone or words[head].low in ("all", "both", "each", "longer", "ahead", "behind") else head


def _paced(words: list[Word], at: int, head: int) -> bool:
    """`shops open at a record rate, up 3 percent`: the rate rose."""
    return words[at].low == "at" and words[head].low in ("rate", "rates", "pace", "speed", "level", "levels")


def _numeric(low: str) -> bool:
    return (
        low in numerals().scale
        or low in numerals().small
        or low in ("percent", "cent", "percentage", "points", "point")
    )


def _before_adjuncts(words: list[Word], end: int, floor: int) -> int:
    """`the economy [in 2022] grew`, `sampling [between 2014 and 2017] came`: times before a verb left out."""
    at = end
    while at > floor and _timed(words, at - 1):
        at -= 1
        while at > floor and words[at - 1].low in some("time_leads"):
            at -= 1
    return at if at > floor else end


def _timed(words: list[Word], k: int) -> bool:
    low = words[k].low
    if words[k].kind == "num":
        return (
            len(words[k].text) == 4
            and words[k].text[:2] in ("18", "19", "20")
            and (not k or words[k - 1].low in ("in", "of", "and", "to", "since", "by", ","))
        )
    if low in some("time_units") and k and words[k - 1].low in ("that", "this", "last", "next"):
        return True
    capital = words[k].text[0].isupper()
    return (capital and low in some("months") | some("weekdays")) or low in ("yesterday", "today")


def _noun(words: list[Word], k: int) -> bool:
    """Whether token `k` can be a noun: `the company [reported] earnings`, not `the newly reported earnings`."""
    low = words[k].low
    return (
        words[k].kind == "word" and low not in closed() and low not in adjectives() and not low.endswith("ly")
    )


def _perfect(words: list[Word], k: int) -> bool:
    """`have now [capped] costs`, `we [raised] funds`: a verb stands behind token `k`."""
    while k > 0 and words[k].low in some("adverbs"):
        k -= 1
    return words[k].low in ("have", "has", "had", "i", "we", "he", "she", "they", "you", "who")


def _breaks(words: list[Word], k: int, end: int) -> bool:
    """A verb at `k` ends the phrase to its right."""
    low = words[k].low
    if k and words[k - 1].low in some("cut_before") and low in ("cut", "cuts", "hike", "hikes"):
        return False
    if words[k].kind != "word" or words[k].text[0].isupper():
        return False
    if (
        low == "pay"
        and k == end - 1
        and k
        and words[k - 1].kind == "word"
        and words[k - 1].low not in closed()
    ):
        return False  # `firefighter pay`
    if k and (
        (words[k - 1].low in some("determiners") and not (words[k - 1].low == "that" and low in verbs()))
        or words[k - 1].text == "-"
        or words[k - 1].text == "–"
    ):
        return False
    if (
        k
        and k == end - 1
        and words[k - 1].low in adjectives()
        and low not in verb_forms()
        and not low.endswith(("ed", "ly"))
    ):
        return False
    if (
        k
        and k < end - 1
        and low.endswith("ed")
        and len(low) > 4
        and (_noun(words, k - 1) or _perfect(words, k - 1))
    ):
        return True
    if k < end - 1 and low.endswith("s") and low[:-1] in verbs() and low not in some("plural_before"):
        return True
    if k < end - 1 and (low in some("up") or low in some("down")) and low_at(words, k + 1) not in closed():
        return words[k - 1].low not in some("prepositions") - {"to"} if k else True
    return low in verbs() or (low.endswith("ed") and k == end - 1) or (low.endswith("ly") and k == end - 1)
