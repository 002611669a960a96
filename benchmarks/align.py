"""Carry offsets of one text over to another text of the same words.

An exported text may lack front matter, have other line ends or lose markup. Words are the same in the same order
but for gaps, so gold offsets are carried over by words, never by raw offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

WORD = re.compile(r"\w+")
FRONT_MATTER = re.compile(r"---\r?\n.*?\n---\r?\n", re.S)
GRAM = 4
REACH = 2000


@dataclass(frozen=True)
class Words:
    """Words of a text in order: the form that is compared, and half-open code points."""

    forms: list[str]
    spans: list[tuple[int, int]]

    def within(self, start: int, end: int) -> list[int]:
        """Indices of the words that share a character with a range."""
        return [i for i, (a, b) in enumerate(self.spans) if a < end and start < b]


def words(text: str) -> Words:
    """Words after the front matter, which repeats the body's (title, names) and would draw it away from its place."""
    front = FRONT_MATTER.match(text)
    found = list(WORD.finditer(text, front.end() if front else 0))
    forms = [unicodedata.normalize("NFC", m.group()).casefold() for m in found]
    return Words(forms, [m.span() for m in found])


def align(a: list[str], b: list[str]) -> list[int | None]:
    """For each word of a, its place in b, or null; places only rise.

    Equal words go in step; at a difference both skip to the nearest run of four words that they share.
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(b) - GRAM + 1):
        places[tuple(b[j : j + GRAM])].append(j)
    out: list[int | None] = [None] * len(a)
    i = j = 0
    while i < len(a) and j < len(b):
        same = a[i] == b[j]
        on = same and a[i + 1 : i + 2] == b[j + 1 : j + 2]
        step = None if on else _skip(a, i, j, places)
        if same and (step is None or step[0] != i):
            out[i], step = j, None
        i, j = step or (i + 1, j + 1)
    return out


def _skip(a: list[str], i: int, j: int, places: dict[tuple[str, ...], list[int]]) -> tuple[int, int] | None:
    """The nearest pair at or after (i, j) from which four words agree."""
    best: tuple[int, int] | None = None
    cost = REACH
    for k in range(i, min(len(a) - GRAM + 1, i + REACH)):
        if k - i >= cost:
            break
        after = next((p for p in places.get(tuple(a[k : k + GRAM]), ()) if p >= j), None)
        if after is not None and k - i + after - j < cost:
            best, cost = (k, after), k - i + after - j
    return best


def carried(place: list[int | None], inside: list[int]) -> set[int]:
    """Places in the other text of the words with these indices, without those that it lacks."""
    return {p for p in (place[i] for i in inside) if p is not None}
