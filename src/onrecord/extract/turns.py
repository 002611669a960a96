"""Turns of a transcript as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.model import Page, Problem, Speaker, Turn
from onrecord.text import Ids, span_of


def turns(page: Page) -> Iterator[Turn | Problem]:
    """One row a turn; the span leaves the label out, paragraphs leave stage directions out."""
    ids = Ids(page.document.id)
    for part in page.segments:
        if part.kind != "turn" or part.turn_kind is None:
            continue
        span = span_of(page.document, part.start, part.end)
        yield Turn(
            id=ids.new("turn", span.quote),
            document=page.document.id,
            spans=(span,),
            made_by="segment.transcript/1",
            speaker=Speaker(as_written=part.speaker),
            kind=part.turn_kind,
            label=span_of(page.document, *part.label) if part.label else None,
            paragraphs=tuple(
                tuple(span_of(page.document, *piece) for piece in paragraph) for paragraph in part.paragraphs
            ),
        )


def named(page: Page) -> tuple[Turn, ...]:
    """The turns of a page with the speakers that their statements were given."""
    speakers = {row.turn: row.speaker for row in page.statements if row.turn and row.via is None}
    return tuple(replace(turn, speaker=speakers.get(turn.id, turn.speaker)) for turn in page.turns)
