"""One attribution that both the encoder and the rules found: whose source, cue and content it takes.

Counted on PolNeAR dev where they differ, with the encoder of two epochs: which side had the annotators' exact words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Range
from onrecord.extract.statements.words import words

_WORD = re.compile(r"\w+(?:['’.,&-]\w+)*")
STRAY = (
    10  # words that the encoder may have beyond the rule's content in pieces of their own: 21 exact against 7
)
EDGE = 3  # words at an edge that the rule has and the encoder lost: 10 exact against 2


@dataclass(frozen=True, slots=True)
class _Sides:
    """The words of both attributions as places in the text."""

    rule: tuple[frozenset[int], frozenset[int], frozenset[int]]
    learned: tuple[frozenset[int], frozenset[int], frozenset[int]]

    @property
    def same(self) -> tuple[bool, bool, bool]:
        """Whether source, cue and content hold the same words."""
        a, b, c = (x == y for x, y in zip(self.rule, self.learned, strict=True))
        return a, b, c


def settled(text: str, one: Found, rule: Found) -> Found:
    """The encoder's attribution, or the rule's parts of it where those are more often right."""
    if not one.source and rule.source and _mostly(text, one, rule):
        one = replace(one, source=rule.source, cue=one.cue or rule.cue)
    if len(rule.source) == 1 and _trails(text, one, rule.source[0]):
        one = replace(one, source=rule.source)
    sides = _Sides(_words(text, rule), _words(text, one))
    source, cue, content = sides.same
    if source and cue:
        return replace(one, content=rule.content) if _better_content(sides, one, rule) else one
    if source and content and sides.rule[1] < sides.learned[1]:
        return replace(one, cue=rule.cue)
    if cue and rule.source and not sides.rule[0] & sides.learned[0]:
        longer = sides.rule[2] > sides.learned[2]
        if content or longer:
            return replace(one, source=rule.source, content=rule.content if longer else one.content)
    return one


def _mostly(text: str, one: Found, rule: Found) -> bool:
    """Whether more than half of each content is the other's."""
    ours, theirs = _starts(text, rule.content), _starts(text, one.content)
    return 2 * len(ours & theirs) > max(len(ours), len(theirs))


def _trails(text: str, one: Found, source: Range) -> bool:
    """Whether the encoder's source only goes on with a place or a time: `John Kerry at a meeting in Rome`."""
    if len(one.source) != 1 or one.source[0][0] != source[0] or one.source[0][1] <= source[1]:
        return False
    beyond = text[source[1] : one.source[0][1]].lower().split()
    return bool(beyond) and beyond[0].strip(",") in words("after_a_name") | words("weekdays")


def _better_content(sides: _Sides, one: Found, rule: Found) -> bool:
    ours, theirs = sides.rule[2], sides.learned[2]
    apart = len(ours ^ theirs)
    if ours < theirs:
        return apart <= STRAY and len(one.content) > len(rule.content)
    return ours > theirs and apart <= EDGE


def _words(text: str, found: Found) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    source, cue, content = (_starts(text, part) for part in (found.source, found.cue, found.content))
    return source, cue, content


def _starts(text: str, pieces: Sequence[Range]) -> frozenset[int]:
    return frozenset(word.start() for a, b in pieces for word in _WORD.finditer(text, a, b))
