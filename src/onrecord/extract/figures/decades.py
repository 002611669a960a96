"""Levels said by their tens: `a rating in the low 50s` is from 50 to 53 percent."""

from __future__ import annotations

from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import some
from onrecord.values.amount import Word, low_at

_PARTS = {"low": (0, 3), "mid": (4, 6), "middle": (4, 6), "high": (7, 9), "upper": (7, 9)}
_NEAR = 12  # words between the level's noun and the tens


def decade(words: list[Word], i: int) -> Quantity | None:
    """The percent that tens at token `i` stand for, where the clause speaks of a rating or of support."""
    if words[i].kind != "num" or low_at(words, i + 1) != "s" or not words[i + 1].glued:
        return None
    if len(words[i].text) != 2 or words[i].text[1] != "0" or words[i].text == "00":
        return None
    at = i - (low_at(words, i - 1) == "-")
    part = _PARTS.get(low_at(words, at - 1))
    first = at - 1 if part else i
    first -= low_at(words, first - 1) == "the"
    if low_at(words, first - 1) not in ("in", "into", "to", "at") or not _rated(words, first):
        return None
    low, high = part or (0, 9)
    tens = float(words[i].text)
    return Quantity(first, i + 2, i, i + 2, tens + low, tens + high, "vague", "percent", "share")


def _rated(words: list[Word], first: int) -> bool:
    """Whether a level of opinion is spoken of just before: ages and degrees have tens of their own."""
    near = words[max(first - _NEAR * 3, 0) : first]
    return any(word.low in some("opinions") for word in near)
