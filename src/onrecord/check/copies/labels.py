"""What two texts that share much are to each other, by written rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.check.copies.shingles import Range, Shingles, shared, stretch
from onrecord.check.quotes.times import bounds
from onrecord.model import Document

Label = Literal["same_copy", "write_through", "template", "shared_passage"]
# Shares of shared runs, read off the groups of PolNeAR train and of the White House of 2022. A copy has nearly all of both
# texts; a write-through grew around most of one and is no small part of the other; below, a stretch of this many words in
# a row is a shared passage. Of a transcript, a form that is filled in is at least so much.
SAME, COPY, MOSTLY, SOME, FORM, STRETCH = 0.97, 0.8, 0.5, 0.08, 0.05, 40
# Days beyond which a story that comes again is no write-through but a form that is filled in anew.
SAME_STORY = 3
# Share of the words of the shorter title that the other has too where both are titles of one form.
TITLES = 0.5
# Runs of a text that is too long for a form that shares less than half, and for a form at all where it is of another day
# (it was issued again in other words) or was spoken on the same (two transcripts of one speech).
LONG, LONGEST = 400, 1000
OFFICIAL = ("statement", "transcript")


@dataclass(frozen=True, slots=True)
class Alike:
    """How much of two documents is the same, and what that makes them; the longest stretch as ranges of their words."""

    one: str
    two: str
    label: Label
    share_one: float
    share_two: float
    at_one: Range
    at_two: Range

    @property
    def longest(self) -> int:
        """The words of the longest stretch that both have."""
        return self.at_one[1] - self.at_one[0]


def labelled(one: Document, two: Document, texts: tuple[Shingles, Shingles]) -> Alike | None:
    """The label of a pair, or null where they share too little to be told."""
    a, b, longest = shared(*texts)
    label = _label(one, two, (a, b), longest, min(text.size for text in texts))
    return Alike(one.id, two.id, label, a, b, *stretch(*texts)) if label else None


def _label(
    one: Document, two: Document, shares: tuple[float, float], longest: int, size: int
) -> Label | None:
    low, high = min(shares), max(shares)
    if high < SOME or (high < MOSTLY and longest < STRETCH):
        return None
    if high < MOSTLY:
        return "shared_passage"
    if low == 1.0 or (low > SAME and _one_title(one, two)):
        return "same_copy"
    if one.genre in OFFICIAL and two.genre in OFFICIAL:
        return _official(one, two, low, size)
    if one.outlet is not None and one.outlet == two.outlet and _again(one, two) and not _one_title(one, two):
        return "template" if low >= MOSTLY / 2 else "shared_passage"
    return _story(low)


def _story(low: float, least: float = MOSTLY / 2) -> Label:
    """Texts on one thing: copies, a text and what grew out of it, or one that the other holds among much else."""
    return "same_copy" if low >= COPY else "write_through" if low >= least else "shared_passage"


def _official(one: Document, two: Document, low: float, size: int) -> Label:
    """Releases, letters and speeches: an office fills in the same form under names of one kind, or on other days."""
    spoken = one.genre == two.genre == "transcript"
    if not _again(one, two) and (_one_title(one, two) or (spoken and size >= LONGEST)):
        return _story(low)
    if spoken and low >= COPY:
        return "same_copy"
    if not _titles_alike(one, two):
        return _story(low, MOSTLY if one.genre != two.genre or size >= LONG else MOSTLY / 2)
    if size >= LONGEST and _again(one, two) and not _one_title(one, two):
        return "write_through" if low >= MOSTLY else "shared_passage"
    if size >= LONG and low < MOSTLY:
        return "shared_passage"
    return "template" if low >= FORM or one.genre == two.genre == "statement" else "shared_passage"


def _again(one: Document, two: Document) -> bool:
    return _apart(one, two) > SAME_STORY


def _one_title(one: Document, two: Document) -> bool:
    a, b = _title(one), _title(two)
    return bool(a) and a == b


def _titles_alike(one: Document, two: Document) -> bool:
    """Most words of the shorter title stand in the other; a text without a title may be of any form."""
    a, b = set(_title(one)), set(_title(two))
    return not a or not b or len(a & b) >= TITLES * min(len(a), len(b))


def _title(document: Document) -> list[str]:
    return _WORD.findall((document.title or "").casefold())


_WORD = re.compile(r"\w+")


def _apart(one: Document, two: Document) -> int:
    """Days between two documents; none where a date is missing."""
    a, b = bounds(one.published), bounds(two.published)
    return abs(a[0] - b[0]) if a and b else 0
