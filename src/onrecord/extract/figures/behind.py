"""What an amount is for or of, behind it: through a link, a bracket, a dash or a year."""

from __future__ import annotations

from onrecord.extract.figures.leftward import left
from onrecord.extract.figures.objects import Phrase, attached, beyond, infinitive, run
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import adjectives, closed, some, verbs
from onrecord.values.amount import Word, low_at

FOR = frozenset(("for", "to"))
_CLOSERS = frozenset(("”", '"', "’"))
QUOTES = frozenset(("“", "‘", "'", '"', "`"))
_EACH = frozenset(("each", "apiece", "more", "total", "altogether", "annually", "worldwide", "nationwide"))
_DASHES = frozenset(("—", "–", "--", "-"))


def inserted(words: list[Word], q: Quantity) -> Phrase | None:
    """`help on the flood — $3 million — came`: a sum between dashes or in brackets is for what stands before them."""
    dashes = low_at(words, q.first - 1) in _DASHES and low_at(words, q.after) in _DASHES
    loose = dashes and q.after < len(words) and not words[q.after].glued
    bracket = low_at(words, q.first - 1) == "(" and low_at(words, q.after) == ")"
    if bracket and q.kind == "money" and q.first > 1:
        found = left(words, q.first - 1)
        named = found is not None and words[found.head].text[0].isupper() and found.head > 0
        return None if named else found  # `in Oldport ($3 million)`
    return left(words, q.first - 1) if loose and q.kind == "money" and q.first > 1 else None


def behind(words: list[Word], q: Quantity) -> Phrase | None:
    """`$3 million in aid for schools`, `40 percent of the land`, `330,000 pounds of flour`."""
    at = q.after
    while at < len(words) and ((q.kind == "money" and words[at].low in _EACH) or words[at].text in _CLOSERS):
        at += 1
    at = _past_brackets(words, at)
    low = low_at(words, at)
    if low == "for" and words[at - 1].low in ("each", "apiece"):
        return None
    if low == "of" and low_at(words, at + 1) in ("whom", "which", "them"):
        return left(words, q.first - (low_at(words, q.first - 1) == ","))
    prepositions = (
        ("of", "in", "worth", "for", "on", "to", "toward", "towards")
        if q.kind == "money"
        else ("of", "worth")
    )
    comma = low == "," and q.unit == "percent"
    if q.unit == "percent" and low_at(words, at + comma) == "among":
        return _among(words, at + comma + 1)
    if q.kind == "money" and low == "off":
        return beyond(words, at + 1 + (low_at(words, at + 1) == "of"))
    if low == "from" and q.kind == "money":
        return _given(words, at)
    if low == "of" and low_at(words, q.first - 1) == "within":
        return None  # `within $4 of the price`
    if (
        low == "to"
        and q.unit == "percent"
        and low_at(words, q.first - 1) in ("add", "adds", "added", "adding")
    ):
        return beyond(words, at + 1)  # `would add 1 percent to output`
    if low not in prepositions or q.unit in ("point", "percentage point"):
        return None
    if low in ("to", "toward", "towards") and (infinitive(words, at) or not _sum(words, at + 1)):
        return None
    skip = 2 if low == "worth" and low_at(words, at + 1) == "of" else 1
    found = beyond(words, _past_year(words, at + skip))
    whole = q.unit == "percent" and low == "of" and low_at(words, at + 1) == "the"
    if (
        found is None
        or (timely(words, found) and not whole)
        or words[found.head].low.endswith("ed")
        or (low in ("in", "on") and _named(words, found))
    ):
        return None
    return attached(words, _clear(words, found), FOR if q.kind == "money" else frozenset())


def _clear(words: list[Word], phrase: Phrase) -> Phrase:
    """`territory Vale once held`: a relative clause without its pronoun is no part of the noun."""
    head = words[phrase.head]
    low = low_at(words, phrase.last)
    verb = low in ("once", "already", "still", "now", "has", "had") or (
        low.endswith("ed") and low not in adjectives()
    )
    if not (head.text[0].isupper() and verb):
        return phrase
    k = phrase.head
    while k > phrase.first and words[k].text[0].isupper():
        k -= 1
    return (
        Phrase(phrase.first, k + 1, k)
        if words[k].text.islower() and words[k].low not in adjectives()
        else phrase
    )


def _past_year(words: list[Word], at: int) -> int:
    """`$5 million in [Fiscal Year 2022] school funding`: the year passed over where a noun stands behind it."""
    start = at + (low_at(words, at) in ("fiscal", "fy"))
    if start == at:
        return at
    start += low_at(words, start) == "year"
    if start >= len(words) or words[start].kind != "num" or start + 1 >= len(words):
        return at
    named = words[start + 1].kind == "word" and words[start + 1].low not in closed()
    return start + 1 if named else at


def _given(words: list[Word], at: int) -> Phrase | None:
    """`$3 million from the trade in gifts`: what was given, behind who gave."""
    giver = beyond(words, at + 1)
    if giver is None or low_at(words, giver.last) != "in":
        return None
    found = beyond(words, giver.last + 1)
    return found if found is not None and words[found.head].low in some("sums") else None


def _among(words: list[Word], at: int) -> Phrase | None:
    """`19 percent among ''moderate'' voters`: the voters."""
    while at < len(words) and words[at].text in QUOTES | _CLOSERS:
        at += 1
    found = beyond(words, at)
    if found is not None and found.last < len(words) and words[found.last].text in _CLOSERS | QUOTES:
        end = found.last
        while end < len(words) and words[end].text in _CLOSERS | QUOTES:
            end += 1
        found = (run(words, end, True) if end < len(words) else None) or found
    return None if found is None or words[found.head].low in some("tellers") else found


def _past_brackets(words: list[Word], at: int) -> int:
    """`$30 (or $75 on the coast) off bills`: what the brackets hold is passed over."""
    if low_at(words, at) != "(":
        return at
    if low_at(words, at + 2) == ")":
        return at + 3  # `300 megawatts (MW) of wind`
    end = next((k for k in range(at, min(at + 14, len(words))) if words[k].text == ")"), None)
    return end + 1 if end is not None and any(w.kind == "num" for w in words[at:end]) else at


def _sum(words: list[Word], at: int) -> bool:
    """`adding $9 to the price`: the sum belongs to the price; `gave $9 to the fund` names who got it."""
    if low_at(words, at) in some("down") or low_at(words, at) in some("up") or low_at(words, at) in verbs():
        return False
    found = beyond(words, at)
    return found is not None and words[found.head].low in some("sums")


def _named(words: list[Word], phrase: Phrase) -> bool:
    """`$5 million in Ohio`: a place, not what the sum is for."""
    if "on" in (low_at(words, phrase.first - 1), low_at(words, phrase.first - 2)):
        return words[phrase.head].low in ("ground", "table", "hand", "average", "top", "time")
    return words[phrase.head].text[0].isupper() or words[phrase.head].low in (
        "polls",
        "poll",
        "world",
        "state",
        "country",
        "district",
        "county",
        "region",
        "area",
        "account",
        "city",
        "market",
        "election",
        "elections",
        "primary",
        "primaries",
        "bank",
        "quarter",
        "race",
        "states",
        "ground",
        "table",
        "budget",
    )


def timely(words: list[Word], phrase: Phrase) -> bool:
    first, head = words[phrase.first].low, words[phrase.head].low
    if head == "cash" and phrase.head > phrase.first:
        return False  # `in available cash`
    if first in some("months") or first in some("weekdays") or words[phrase.first].kind == "num":
        return True
    return (
        head in some("time_units")
        or head in some("time_words")
        or first in ("fiscal", "recent", "last", "next", "past")
    )
