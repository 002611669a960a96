"""The changes that need more than one sentence: passages joined, and words put into another's mouth."""

from __future__ import annotations

import random
import re

from benchmarks.mutations.changes import Change, interior, tidy
from benchmarks.mutations.sentences import Sentence, words

NEAR = (6, 40)  # words left out between the two passages
FAR = 100  # words left out at least
_LEANS = re.compile(
    r"^(?:And|But|So|Or|Now|Then|Because|Which|That|This|It|They|He|She|These|Those|Yes|No|Well|Thank)\b"
)


def _joined(s: Sentence, other: Sentence, what: str) -> Change:
    return Change(f"{s.text} {other.text}", {"spliced"}, {"*"}, {True, False}, what, others=(other.text,))


def _gap(first: Sentence, second: Sentence) -> int:
    return second.at - first.at - len(words(first.text))


def _pairs(s: Sentence, said: list[Sentence], low: int, high: int) -> list[Sentence]:
    """Later sentences of the same speaker at that distance that read on from the first."""
    return [
        o for o in said
        if o.label == s.label and low <= _gap(s, o) <= high and not _LEANS.match(o.text) and not o.text.endswith("?")
    ]  # fmt: skip


def splice_near(s: Sentence, said: list[Sentence], rng: random.Random) -> Change | None:
    """Two passages of one turn, six to forty words apart, printed as one without a mark."""
    if rng.random() < 0.3 and (parts := interior(s.text, *NEAR, side=8)):
        left, lost, right = rng.choice(parts)
        return Change(tidy(f"{left} {right}"), {"spliced"}, {"*"}, {True, False}, f"lost: {lost}")
    after = [o for o in _pairs(s, said, *NEAR) if o.turn == s.turn]
    return None if not after or s.text.endswith("?") else _joined(s, rng.choice(after), "near")


def splice_far(s: Sentence, said: list[Sentence], rng: random.Random) -> Change | None:
    """Two passages of one speaker on one occasion, over a hundred words apart, printed as one."""
    after = _pairs(s, said, FAR, 100_000)
    return None if not after or s.text.endswith("?") else _joined(s, rng.choice(after), "far")


def wrong_speaker(s: Sentence, said: list[Sentence], people: list[str], rng: random.Random) -> Change | None:
    """The very words, put into the mouth of another speaker of that day, or of another day."""
    if not s.speaker:
        return None
    here = sorted({o.speaker for o in said if o.speaker})
    for group in (here, people):
        others = [p for p in group if p.split()[-1] != s.speaker.split()[-1]]
        if others:
            return Change(s.text, {"verbatim"}, set(), {False}, "", speaker=rng.choice(others))
    return None
