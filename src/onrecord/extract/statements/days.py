"""The day of a statement in a story, where the words beside the saying give it: `said on Thursday`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.statements.words import words
from onrecord.model import Page, Statement, Time

_BESIDE = words("before_days")


def dated(page: Page, made: Statement) -> Statement:
    """`made` with the date that stands beside its cue, or beside a source that follows the cue."""
    when = next((t.date for t in page.times if t.date and _beside(page.document.text, made, t)), None)
    return replace(made, said_on=when) if when else made


def _beside(text: str, made: Statement, time: Time) -> bool:
    start, end = time.spans[0].start, time.spans[0].end
    for near in (*made.cue, *made.source):
        if near.end <= start and " ".join(text[near.end : start].lower().split()) in _BESIDE:
            return True
    return any(end <= cue.start and not text[end : cue.start].strip() for cue in made.cue)
