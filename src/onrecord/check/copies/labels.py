"""What two texts that share much are to each other, by written rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.check.copies.shingles import Shingles, shared
from onrecord.check.quotes.times import bounds
from onrecord.model import Document

Label = Literal["same_copy", "write_through", "template", "shared_passage"]
# Shares of shared runs. A copy has nearly all of both texts; a write-through grew around most of one; below that a stretch
# of this many words in a row is a shared passage. Read off the groups of PolNeAR train and of the White House of 2022.
COPY, MOSTLY, SOME, STRETCH = 0.8, 0.5, 0.08, 40
# Days beyond which a story that comes again is no write-through but a form that is filled in anew.
SAME_STORY = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """How much of two documents is the same, and what that makes them; `longest` is in words."""

    one: str
    two: str
    label: Label
    share_one: float
    share_two: float
    longest: int


def labelled(one: Document, two: Document, texts: tuple[Shingles, Shingles]) -> Alike | None:
    """The label of a pair, or null where they share too little to be told."""
    a, b, longest = shared(*texts)
    label = _label(one, two, (a, b), longest)
    return Alike(one.id, two.id, label, a, b, longest) if label else None


def _label(one: Document, two: Document, shares: tuple[float, float], longest: int) -> Label | None:
    low, high = min(shares), max(shares)
    if high < SOME or (high < MOSTLY and longest < STRETCH):
        return None
    if high < MOSTLY:
        return "shared_passage"
    if low > 0.97 and _one_title(one, two):
        return "same_copy"
    if _form(one, two):
        return "template" if low >= MOSTLY / 2 else "shared_passage"
    if low >= COPY:
        return "same_copy"
    return "write_through"


def _form(one: Document, two: Document) -> bool:
    """Letters and statements of one office under other names, and what one outlet prints again on other days."""
    if one.genre == "statement" and two.genre == "statement":
        return not _one_title(one, two) or _apart(one, two) > SAME_STORY
    same_outlet = one.outlet is not None and one.outlet == two.outlet
    return same_outlet and _apart(one, two) > SAME_STORY and not _one_title(one, two)


def _one_title(one: Document, two: Document) -> bool:
    a, b = (_WORD.findall((document.title or "").casefold()) for document in (one, two))
    return bool(a) and (a == b)


_WORD = re.compile(r"\w+")


def _apart(one: Document, two: Document) -> int:
    """Days between two documents; none where a date is missing."""
    a, b = bounds(one.published), bounds(two.published)
    return abs(a[0] - b[0]) if a and b else 0
