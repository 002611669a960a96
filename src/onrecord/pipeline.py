"""The only file that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from onrecord.check.copies import copies
from onrecord.check.figures import figures as figures_agree
from onrecord.check.quotes import KEPT as COMPARED_QUOTES
from onrecord.check.quotes import quotes
from onrecord.check.transcripts import KEPT as COMPARED_TRANSCRIPTS
from onrecord.check.transcripts import transcripts
from onrecord.check.versions import versions
from onrecord.check.years import years
from onrecord.extract.commitments import commitments
from onrecord.extract.events import events
from onrecord.extract.figures import figures
from onrecord.extract.meetings import meetings, said_there
from onrecord.extract.memberships import memberships
from onrecord.extract.mentions import mentions
from onrecord.extract.objectives import objectives
from onrecord.extract.statements import statements
from onrecord.extract.times import times
from onrecord.extract.turns import named, turns
from onrecord.lookup import Lookup
from onrecord.model import Campaign, Date, Document, Page, Problem, Row, Standing
from onrecord.resolve.actors import actors
from onrecord.resolve.measures import measures
from onrecord.resolve.meetings import meetings as meetings_told
from onrecord.segment import segment
from onrecord.text import check_span, digest

Extractor = Callable[[Page], Iterator[Row | Problem]]
Told = Row | Problem | Standing
Comparer = Callable[[Lookup], Iterable[Told]]

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

# Across documents, after all are written; a row with a known id replaces that row. Each sees what those before it wrote.
RESOLVERS: tuple[Comparer, ...] = (
    actors,
    meetings_told,
    measures,
)

# What resolvers made is held side by side; each gives findings.
CHECKS: tuple[Comparer, ...] = (copies, quotes, figures_agree, transcripts, versions)


# What checks keep of what they compared, to compare it again only where it has changed.
REMEMBERED = (COMPARED_QUOTES, COMPARED_TRANSCRIPTS)

# What only the comparison can date: after the checks, `(document id, date)`; those documents are extracted anew.
DATERS: tuple[Callable[[Lookup], Iterator[tuple[str, Date]]], ...] = (years,)


def extract(document: Document, campaign: Campaign | None = None, *, strict: bool = True) -> Page:
    """All rows of one document; every span is held against its text before anyone sees it.

    Not strict, an extractor that raises becomes a problem of the page and the others go on.
    """
    page = Page(document, segment(document), campaign or Campaign())
    for extractor in EXTRACTORS:
        try:
            page = _extended(page, extractor)
        except Exception as error:
            if strict:
                raise
            page = replace(page, problems=(*page.problems, _crash(page.document, extractor, error)))
    return replace(page, turns=named(page), statements=said_there(page))


def _extended(page: Page, extractor: Extractor) -> Page:
    found = tuple(extractor(page))
    rows = tuple(row for row in found if isinstance(row, Row))
    for row in rows:
        for span in row.spans:
            check_span(page.document.text, span)
    problems = tuple(item for item in found if isinstance(item, Problem))
    kind: dict[str, Any] = {extractor.__name__: rows}
    return replace(page, problems=page.problems + problems, **kind)


def _crash(document: Document, extractor: Extractor, error: Exception) -> Problem:
    step, detail = extractor.__name__, f"{type(error).__name__}: {error}"
    id = digest(document.id, step, "failed")
    return Problem(id=id, document=document.id, step=step, reason="failed", detail=detail)


def page_rows(page: Page) -> Iterator[Row]:
    """Every row of a page, kind by kind."""
    for part in fields(page):
        value = getattr(page, part.name)
        if isinstance(value, tuple):
            yield from (row for row in value if isinstance(row, Row))
