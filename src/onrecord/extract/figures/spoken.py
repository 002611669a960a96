"""What a speaker breaks off or counts off: a number said again at once, `one, ...; two, ...`, the first of `three, four months`."""

from __future__ import annotations

from onrecord.extract.figures.quantity import Quantity
from onrecord.values.amount import Word, low_at, text_at

_DASHES = frozenset(("—", "--", "–"))
_LISTED = (["or"], ["and"], [","], ["to"], [",", "or"], [",", "and"])


def cut_short(words: list[Word], a: Quantity, b: Quantity, later: str | None) -> str | None:
    """Why a number is none because of the next one, whose own reason to be dropped is `later`."""
    if a.kind != "count" or a.after != a.last:
        return None
    gap = [word.low for word in words[a.last : b.first] if word.low not in ("a", "an")]
    if later == "duration" and gap in _LISTED:
        return "duration"  # `in the last three, four months`
    if not gap or not all(text in _DASHES for text in gap):
        return None
    if later in ("duration", "ordinal"):
        return "broken off" if a.value == b.value else None
    again = later is None and b.kind != "count" and (_written(a, b) or _lessened(a, b))
    return "broken off" if again else None


def _written(a: Quantity, b: Quantity) -> bool:
    """`by 20 — more than 20 cents`, `for 20 — a $20 billion deal`."""
    cents = "cents" in b.flags and abs(a.value - 100 * b.value) < 1e-9
    return cents or a.value in (b.value, b.value / b.scale)


def _lessened(a: Quantity, b: Quantity) -> bool:
    """`about 17 — 16 cents`: put right, since no range falls."""
    said = 100 * b.value if "cents" in b.flags else b.value
    return b.kind in ("money", "share", "measure") and a.value / 2 < said < a.value


def told_off(words: list[Word], q: Quantity) -> bool:
    """Whether a number counts off points, at the head of a sentence or between marks."""
    small = words[q.number].kind == "word" and q.first == q.number and 0 < q.value <= 12
    return q.kind == "count" and small and (_heads(words, q) or _between_marks(words, q))


def _heads(words: list[Word], q: Quantity) -> bool:
    """`One, stop the war. Two, feed the hungry.`"""
    lead = words[: q.number]
    opens = all(word.kind == "punct" or word.low in ("and", "number", "then") for word in lead)
    return opens and len(lead) < 4 and text_at(words, q.last) in (",", ":")


def _between_marks(words: list[Word], q: Quantity) -> bool:
    """`the trade; two, the ports; and three, the ships`"""
    before = q.first - 1 - (low_at(words, q.first - 1) == "and")
    if low_at(words, before) not in (";", ",") or low_at(words, q.last) != "," or q.last + 1 >= len(words):
        return False
    ahead, behind = words[q.last + 1], words[before - 1]
    return ahead.kind == "word" and ahead.low not in ("or", "and") and behind.kind == "word"


def unfinished(words: list[Word], q: Quantity) -> bool:
    """`about 75 percent — seventy- — people`: a number whose end was not said."""
    hangs = low_at(words, q.last) == "-" and words[q.last].glued
    return hangs and low_at(words, q.last + 1) in _DASHES
