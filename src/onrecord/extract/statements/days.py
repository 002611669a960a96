"""The day of a statement in a story, where the words beside the saying give it: `said on Thursday`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statements.words import words
from onrecord.model import Page, Statement, Time

_BESIDE = words("before_days")
_OWNING = ("'s", "’s")


def dated(page: Page, made: Statement) -> Statement:
    """`made` with the date that stands beside its cue, or beside a source that follows the cue; the one nearest to the cue."""
    found = [time for time in page.times if time.date and _beside(page.document.text, made, time)]
    when = min(found, key=lambda time: _distance(made, time), default=None)
    return replace(made, said_on=when.date) if when else made


def _distance(made: Statement, time: Time) -> int:
    at = time.spans[0]
    return min((max(cue.start - at.end, at.start - cue.end) for cue in made.cue), default=0)


def _beside(text: str, made: Statement, time: Time) -> bool:
    start, end = time.spans[0].start, time.spans[0].end
    if text[end : end + 2] in _OWNING:
        return False
    for near in (*made.cue, *made.source):
        if near.end <= start and " ".join(text[near.end : start].lower().split()) in _BESIDE:
            return True
    return any(end <= cue.start and not text[end : cue.start].strip() for cue in made.cue)
