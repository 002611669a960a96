"""One attribution that both the encoder and the rules found: whose source, cue and content it takes.

Counted on PolNeAR dev where they differ: which side had the annotators' exact words. The encoder leads but for a source
that it lacks, words too many in a cue, and a few words lost at an edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Range
from onrecord.extract.statements.words import words

_WORD = re.compile(r"\w+(?:['’.,&-]\w+)*")
EDGE = 3  # words at an edge that the rule has and the encoder lost: 14 exact against 7


def settled(text: str, one: Found, rule: Found) -> Found:
    """The encoder's attribution, or the rule's parts of it where those are more often right."""
    if not one.source and rule.source and _mostly(text, one, rule):
        one = replace(one, source=rule.source, cue=one.cue or rule.cue)
    if len(rule.source) == 1 and _trails(text, one, rule.source[0]):
        one = replace(one, source=rule.source)
    if _starts(text, one.source) != _starts(text, rule.source):
        return one
    ours, theirs = _starts(text, rule.content), _starts(text, one.content)
    cue, longer = _starts(text, rule.cue), _starts(text, one.cue)
    if cue == longer and ours > theirs and len(ours - theirs) <= EDGE:
        return replace(one, content=rule.content)
    return replace(one, cue=rule.cue) if ours == theirs and cue < longer else one


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


def _starts(text: str, pieces: Sequence[Range]) -> frozenset[int]:
    return frozenset(word.start() for a, b in pieces for word in _WORD.finditer(text, a, b))
