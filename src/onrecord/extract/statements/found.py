"""What the rules find, before it becomes rows."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.statements.quotes import Range
from onrecord.extract.statements.words import Verb


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `[first, last)` of a sentence that say that somebody said something; `verb` is at `at`."""

    first: int
    at: int
    last: int
    verb: Verb
    negative: bool = False
    modal: bool = False
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as ranges of the text; `kind` names the rule."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    kind: str
    attitude: bool = False
    negative: bool = False
    score: float | None = None

    @property
    def start(self) -> int:
        """Where its first words stand."""
        return min(start for start, _ in (*self.source, *self.cue, *self.content))
