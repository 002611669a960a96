"""The day of a statement, where the words beside the saying give it: `said on Thursday`, `On Friday, Lund said`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.statements.words import speech_forms, words
from onrecord.model import Page, Statement, Time

_BESIDE = words("before_days")
_OWNING = ("'s", "’s")
_FAR = 60  # characters between a cue and the day that ends its phrase: `told reporters on Friday`
_FRONT = 200  # characters in which a sentence that opens with a day must come to its speaker
_HEAD = re.compile(
    r"(?:\A|[.!?:;…]['\"”’)\]]*\s+|\n\s*(?:Q\s+)?)(?:[-–—•*\d.\s]*)(?:(?:And|But|and|but),? )?"
    r"(?:(?:[Bb]ack |[Ll]ate |[Ee]arly |[Ee]arlier |[Jj]ust )*(?:[Ii]n |[Oo]n |[Aa]t )?(?:the )?|(?:[Aa]t|[Ii]n) [^.!?:;]{3,60}, on )\Z"
)
_AWAY = re.compile(
    r"[.;:!?\"“”()]|\b(?:of|about|before|by|since|from|between|because|who|which|that|until|as|if|for|than|and)\b"
)
_ENDS = re.compile(r"[.!?;:\"“”\n]")


class Days:
    """The dated times of a page by their place."""

    def __init__(self, page: Page) -> None:
        self.text = page.document.text
        self.times = sorted((t for t in page.times if t.date), key=lambda t: t.spans[0].start)
        self.starts = [t.spans[0].start for t in self.times]

    def dated(self, made: Statement) -> Statement:
        """`made` with the date that its cue, its source or the head of its sentence gives."""
        when = min(self._beside(made), key=lambda time: _distance(made, time), default=None)
        when = when or next(self._fronted(made), None)
        return replace(made, said_on=when.date) if when else made

    def _between(self, low: int, high: int) -> Iterator[Time]:
        """The times that begin there and own nothing: `Tuesday's meeting` is no day of saying."""
        for time in self.times[bisect_left(self.starts, low) : bisect_left(self.starts, high)]:
            if self.text[time.spans[0].end : time.spans[0].end + 2] not in _OWNING:
                yield time

    def _beside(self, made: Statement) -> Iterator[Time]:
        """Days between cue and content, after both, or right before the cue."""
        for near in (*made.cue, *made.source):
            for time in self._between(near.end, near.end + _FAR):
                if self._follows(made, near.end, time.spans[0].start):
                    yield time
        for cue in made.cue:
            for time in self._between(cue.start - _FAR, cue.start):
                if not self.text[time.spans[0].end : cue.start].strip():
                    yield time

    def _follows(self, made: Statement, low: int, start: int) -> bool:
        """Whether only words of where, how and to whom stand between, and the time is no part of what was said."""
        gap = self.text[low:start]
        if " ".join(gap.lower().split()) in _BESIDE:
            return True
        inside = any(s.start < start and low < s.end for s in made.content)
        return (
            not inside and gap.rsplit(None, 1)[-1:] in (["on"], ["late"], ["early"]) and not _AWAY.search(gap)
        )

    def _fronted(self, made: Statement) -> Iterator[Time]:
        """A day that opens the sentence whose first speaker this is: `Today, in Oslo, Lund announced`."""
        first = min((s.start for s in (*made.source, *made.cue)), default=0)
        for time in self._between(first - _FRONT, first):
            start, end = time.spans[0].start, time.spans[0].end
            gap = self.text[end:first]
            if _HEAD.search(self.text[max(0, start - 90) : start]) and self._reaches(gap):
                yield time

    def _reaches(self, gap: str) -> bool:
        """Whether the words up to the speaker tell of nobody else's saying and end no sentence."""
        if not gap.strip():
            return True
        said = set(gap.lower().replace(",", " ").split()) & speech_forms()
        closed = gap.lstrip().startswith(",") and gap.rstrip().endswith(",")
        return closed and not said and not _ENDS.search(gap)


def _distance(made: Statement, time: Time) -> int:
    at = time.spans[0]
    return min((max(cue.start - at.end, at.start - cue.end) for cue in made.cue), default=0)
