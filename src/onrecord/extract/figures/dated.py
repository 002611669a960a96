"""What is a day, a month or a year, and so no figure."""

from __future__ import annotations

from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import is_plural, some
from onrecord.values.amount import Word, low_at, text_at


def dates(words: list[Word], q: Quantity) -> str | None:
    """Years, days of months, clock times; whatever the times of the page do not hold yet."""
    if q.kind != "count":
        return None
    number = words[q.number]
    behind, ahead = words[q.number - 1] if q.number else None, low_at(words, q.last)
    if _month_beside(words, q):
        return "date or time"
    if ahead in ("am", "pm", "a.m.", "p.m.", "o'clock", "o’clock", "gmt", "noon", "midnight") or (
        ahead == ":" and words[q.last].glued and digit(words, q.last + 1)
    ):
        return "date or time"
    if (
        ahead in ("a", "p")
        and low_at(words, q.last + 1) == "."
        and words[q.last + 1].glued
        and low_at(words, q.last + 2) in ("m", "m.")
    ):
        return "date or time"
    if number.kind == "num" and _year(words, q):
        return "date or time"
    if (
        ahead in ("/", "-", "–", ".")
        and words[q.last].glued
        and digit(words, q.last + 1)
        and words[q.last + 1].glued
        and text_at(words, q.last + 2) in ("/", "-", "–", ".")
    ):
        glued = words[q.last + 2].glued and digit(words, q.last + 3)
        return "date or time" if glued else None
    if ahead == "/" and digit(words, q.last + 1) and words[q.last].glued:
        return "date or time"
    if (
        ahead in ("bc", "b.c", "b.c.", "bce", "b.c.e", "b.c.e.", "ad", "a.d", "a.d.")
        and text_at(words, q.last).isupper()
    ):
        return "date or time"
    if behind is not None and behind.low in ("fiscal", "fy", "circa") and number.kind == "num":
        return "date or time"
    return None


def digit(words: list[Word], i: int) -> bool:
    return i < len(words) and words[i].kind == "num"


def _month_beside(words: list[Word], q: Quantity) -> bool:
    before = q.number - 1
    while (
        before > 0
        and (
            words[before].text in (".", ",", "-", "–", "and", "of", "the", "through", "to")
            or words[before].kind == "num"
        )
        and before > q.number - 5
    ):
        if words[before].text == "." and words[before - 1].low not in some("months"):
            break
        before -= 1
    if (
        low_at(words, before) in some("months")
        and _is_month(words, before)
        and q.value <= 2100
        and words[q.number].kind == "num"
    ):
        return q.value <= 31 or q.value > 1700
    after = q.last
    if low_at(words, after) in ("of", "-"):
        after += 1
    return low_at(words, after) in some("months") and _is_month(words, after) and 1 <= q.value <= 31


def _is_month(words: list[Word], i: int) -> bool:
    return words[i].text[0].isupper() and not (
        words[i].low == "may" and (i == 0 or low_at(words, i + 1) in ("not", "be", "have"))
    )


def _year(words: list[Word], q: Quantity) -> bool:
    text = words[q.number].text
    if not (len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2200):
        return False
    if q.low != q.high:
        return q.approximator == "between" and (q.high or 0) <= 2200 and not is_plural(low_at(words, q.last))
    behind = low_at(words, q.number - 1)
    if "from" in q.flags and int(text) < 1900:
        return False
    if behind in (
        "in",
        "since",
        "of",
        "by",
        "until",
        "from",
        "during",
        "before",
        "after",
        "the",
        "through",
        "early",
        "late",
        "mid",
        "fiscal",
        "year",
        "election",
        "than",
    ):
        return True
    if "to" in q.flags and is_plural(low_at(words, q.last)):
        return False
    if q.approximator not in ("exact",) or behind in ("only", "just", "another", "additional"):
        return not is_plural(low_at(words, q.last)) and int(text) >= 1900
    return int(text) >= 1900 and not (
        is_plural(low_at(words, q.last))
        and text_at(words, q.last)[:1].islower()
        and behind in ("were", "are", "have", "had", "with", "killed", "sent", "some", "all", "these", "and")
    )
