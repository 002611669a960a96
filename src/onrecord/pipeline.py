"""The only file that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from onrecord.extract.commitments import commitments
from onrecord.extract.events import events
from onrecord.extract.figures import figures
from onrecord.extract.meetings import meetings
from onrecord.extract.memberships import memberships
from onrecord.extract.mentions import mentions
from onrecord.extract.objectives import objectives
from onrecord.extract.statements import statements
from onrecord.extract.times import times
from onrecord.extract.turns import turns
from onrecord.model import Campaign, Document, Page, Problem, Row
from onrecord.segment import segment
from onrecord.text import check_span

Extractor = Callable[[Page], Iterator[Row | Problem]]

# Each sees the rows of those before it.
EXTRACTORS: tuple[Extractor, ...] = (
    turns,
    times,
    mentions,
    statements,
    figures,
    commitments,
    meetings,
    events,
    memberships,
    objectives,
)


def extract(document: Document, campaign: Campaign | None = None) -> Page:
    """All rows of one document; every span is held against its text before anyone sees it."""
    page = Page(document, segment(document), campaign or Campaign())
    for extractor in EXTRACTORS:
        found = tuple(extractor(page))
        rows = tuple(row for row in found if isinstance(row, Row))
        for row in rows:
            for span in row.spans:
                check_span(document.text, span)
        problems = tuple(item for item in found if isinstance(item, Problem))
        kind: dict[str, Any] = {extractor.__name__: rows}
        page = replace(page, problems=page.problems + problems, **kind)
    return page


def page_rows(page: Page) -> Iterator[Row]:
    """Every row of a page, kind by kind."""
    for part in fields(page):
        value = getattr(page, part.name)
        if isinstance(value, tuple):
            yield from (row for row in value if isinstance(row, Row))
