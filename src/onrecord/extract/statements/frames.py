"""A cue with its subject, as tokens of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.statements.found import Cue
from onrecord.extract.statements.quotes import Range
from onrecord.extract.statements.sents import Token


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its subject (tokens `[a, b)`), whether that follows the verb, and where the whole begins and ends."""

    cue: Cue
    subject: tuple[int, int] | None
    inverted: bool

    @property
    def first(self) -> int:
        """First token of subject and cue."""
        return min(self.cue.first, self.subject[0]) if self.subject and not self._shared else self.cue.first

    @property
    def last(self) -> int:
        """The token after cue and subject."""
        return max(self.cue.last, self.subject[1]) if self.subject and self.inverted else self.cue.last

    @property
    def _shared(self) -> bool:
        return self.subject is not None and not self.inverted and self.subject[1] < self.cue.first - 8


def place(tokens: Sequence[Token], a: int, b: int) -> Range:
    """The characters of tokens `[a, b)`, without a comma or colon at the end."""
    while b > a + 1 and tokens[b - 1].low in (",", ":", ";"):
        b -= 1
    return tokens[a].start, tokens[b - 1].end
