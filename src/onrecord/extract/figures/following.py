"""The noun behind a sum, a percent or points: `a $2 trillion plan`, `a 5 percent rise in prices`."""

from __future__ import annotations

from onrecord.extract.figures.behind import FOR, QUOTES, timely
from onrecord.extract.figures.increases import destined
from onrecord.extract.figures.objects import Phrase, attached, beyond, past_amount, run
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.shares import doing, part, verb_behind
from onrecord.extract.figures.words import adjectives, closed, some, verb_forms, verbs
from onrecord.values.amount import Word, low_at

MOVES = ("moves_up", "moves_down", "moves")


def following(words: list[Word], q: Quantity) -> Phrase | None:
    """`a $2 trillion plan`, `a 25 percent duty`, `a 5 percent rise in prices` (the prices)."""
    at = _beginning(words, q)
    if at >= len(words) or _no_noun(words, q, at):
        return None
    titled = _titled(words, at) if q.kind == "money" and _attributive(words, q.first) else None
    found = titled or run(words, at, False)
    if found is None or _unfit(words, q, found, at):
        return None
    if q.unit in ("point", "percentage point") and words[found.head].low in some("leads"):
        return found
    moves = MOVES if q.kind != "money" else MOVES[:2]
    if not any(words[found.head].low in some(name) for name in moves):
        return attached(words, found, FOR)
    return _moved(words, q, found)


def _beginning(words: list[Word], q: Quantity) -> int:
    """The token behind the quantity, its rate, a year, quotation marks and a second amount."""
    at = q.last + 1 if q.hyphen else q.after
    if q.hyphen and q.per:
        at = q.after + (low_at(words, q.after) == "-")  # `a $35-a-month cap`
    year = at + 1 < len(words) and words[at].kind == "num" and words[at].text[:2] in ("19", "20")
    if year and len(words[at].text) == 4 and words[at + 1].text.istitle() and q.kind == "money":
        at += 1  # `a $5 million 2023 Harbour Program`
    at += low_at(words, at) == "," and _described(words, q, at + 1)
    at = past_amount(words, at) if low_at(words, at - 1) == "," else at
    while at < len(words) and words[at].text in QUOTES:
        at += 1
    if low_at(words, at) in ("and", "or") and past_amount(words, at + 1) > at + 1:
        at = past_amount(words, at + 1)
    return at


def _no_noun(words: list[Word], q: Quantity, at: int) -> bool:
    """Whether the word behind a quantity begins no noun phrase of it."""
    return (
        words[at].kind != "word"
        or words[at].low in closed()
        or (words[at].low in verbs() and not _attributive(words, q.first))
        or words[at].low in some("comparatives")
        or (q.kind == "share" and part(words, at))
        or verb_behind(words, q, at)
    )


def _unfit(words: list[Word], q: Quantity, found: Phrase, at: int) -> bool:
    """Whether a phrase behind a quantity is a time, a deed or a degree, and nothing that it measures."""
    head = words[found.head].low
    return (
        (timely(words, found) and head != "return")
        or head.endswith("ed")
        or _saved(words, q, found)
        or (found.last == found.first + 1 and head.endswith("ly"))
        or (q.kind == "money" and _participial(words, found, at))
        or (q.kind == "share" and (doing(words, at) or head in ("range", "mark", "threshold")))
    )


def _moved(words: list[Word], q: Quantity, found: Phrase) -> Phrase | None:
    """What moves where the noun behind a quantity is a move: the prices of a 5 percent rise in prices."""
    link = low_at(words, found.last)
    moved = beyond(words, found.last + 1) if link in ("in", "of", "for", "on", "to", "from") else None
    if moved is not None and not timely(words, moved):
        place = words[moved.head].text[0].isupper() and link == "in"
        if not place:
            return attached(words, moved)
    if q.kind == "money":
        bare = found.head == found.first and words[found.head].low in some("bare_moves")
        return destined(words, q) or (None if bare else found)
    if found.head > found.first and words[found.head - 1].kind == "word":
        return Phrase(found.first, found.head, found.head - 1)
    return None


def _titled(words: list[Word], at: int) -> Phrase | None:
    """`a $35 million Roads, Rails, and Bridges Initiative`, `the $1 billion Oldport the Beautiful Challenge`: a name of many words."""
    k, end, joined = at, at, False
    while k < len(words) and k < at + 14:
        word = words[k]
        if word.kind == "word" and word.text[0].isupper():
            k = end = k + 1
        elif word.text == "," and low_at(words, k + 1) != "including":
            joined, k = True, k + 1
        elif word.low in ("and", "&", "the", "of"):
            joined, k = joined or word.low in ("the", "and"), k + 1
        else:
            break
        if k > end + 2:
            break
    listed = any(word.low in ("and", "&", "the") for word in words[at:end])
    return (
        Phrase(at, end, end - 1)
        if joined and listed and end - at > 3 and words[end - 1].low in some("undertakings")
        else None
    )


def _saved(words: list[Word], q: Quantity, phrase: Phrase) -> bool:
    """`the $5 a year people would save`: a relative clause without its pronoun."""
    return q.per is not None and low_at(words, phrase.last) in some("auxiliaries") and not q.hyphen


def _described(words: list[Word], q: Quantity, at: int) -> bool:
    """`a $2 billion, two-year deficit`: a second compound behind the comma, an article before both."""
    hyphened = (
        low_at(words, at + 1) == "-" and at + 2 < len(words) and words[at + 1].glued and words[at + 2].glued
    )
    return (hyphened or past_amount(words, at) > at) and _attributive(words, q.first)


def _participial(words: list[Word], phrase: Phrase, at: int) -> bool:
    """`the $5 million [spent] in May`, `earned $3 million [giving] speeches`: a verb form, no noun."""
    low = words[at].low
    if at + 1 == phrase.last and low in verb_forms():
        return True
    named = all(word.text[0].isupper() for word in words[at : phrase.last] if word.kind == "word")
    follows = low_at(words, phrase.last)
    if named and (follows in verbs() or (follows.endswith("ed") and follows not in adjectives())):
        return True  # `the $3 million Vale raised`
    gerund = low.endswith("ing") and low not in some("ing_nouns") and words[at].text.islower()
    return gerund and not words[at].glued


def _attributive(words: list[Word], first: int) -> bool:
    """Whether an article opens the figure: `the $3 plan`, `a historic 24 percent pay rise`."""
    at = first - 1
    while at > 0 and (words[at].low in adjectives() or words[at].low in some("fillers")):
        at -= 1
    return low_at(words, at) in some("determiners")
