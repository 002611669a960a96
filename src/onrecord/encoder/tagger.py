"""Who said what, and who is named: one pass of the encoder over parts of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.encoder.weights import available

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution: who, the words of saying, what; offsets are code points of the text handed in."""

    source: Ranges
    cue: Ranges
    content: Ranges
    score: float
    attitude: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A named person, organisation, place, nationality or office, with the mean probability of its words."""

    start: int
    end: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder found in the ranges it was given, in text order."""

    relations: tuple[Relation, ...] = ()
    names: tuple[Name, ...] = ()


class Tagger:
    """The attribution, names and speech-act heads; without weights it finds nothing."""

    def read(self, text: str, ranges: Sequence[tuple[int, int]]) -> Reading:
        """Relations and names in half-open ranges of a text; a relation may run across neighbouring ranges."""
        return Reading()

    def acts(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """A sentence's probabilities of commissive, directive, assertive, expressive and interrogative."""
        return [{} for _ in sentences]


@cache
def tagger() -> Tagger:
    """The process's tagger, loaded when first asked for."""
    available()
    return Tagger()
