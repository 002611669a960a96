"""The day by which a commitment is due."""

from __future__ import annotations

from onrecord.extract.commitments.words import words
from onrecord.model import Date, Page, Span


def due(page: Page, span: Span) -> Date | None:
    """The first day or period named inside the clause that lies ahead of the document's day."""
    for time in page.times:
        at = time.spans[0]
        if time.date is None or not (span.start <= at.start and at.end <= span.end):
            continue
        before = page.document.text[max(span.start, at.start - 24) : at.start]
        if _ahead(page, time.date) and (words().due.search(before) or words().due.match(at.quote + " ")):
            return time.date
    return None


def _ahead(page: Page, date: Date) -> bool:
    published = page.document.published
    if published is None or published.earliest is None:
        return True
    return (date.latest or "9") > published.earliest or date.value == published.value
