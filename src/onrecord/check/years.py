"""The year of a story whose dateline names only month and day, from the dated transcripts that it quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.lookup import Lookup
from onrecord.model import Date, Document, Finding, Span
from onrecord.values.calendar import month_day

# A passage found in these ways is the same words, so its document is what the story reports.
_SAME_WORDS = ("verbatim", "typography", "elided", "tidied", "gloss")
_ENOUGH = 2  # passages; one may be a line that was said in other years too
_SHOWN = 3  # of them kept as evidence


def years(lookup: Lookup) -> Iterator[tuple[str, Date]]:
    """Documents without a date, each with the day on which all that it quotes was said, if its dateline agrees."""
    wanting = {document.id: document for document in lookup.listed() if _wants(document)}
    if not wanting:
        return
    said: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in lookup.rows(Finding):
        document = finding.spans[0].document if finding.spans else ""
        day = _said_on(lookup, finding) if finding.check == "quotes" and document in wanting else None
        if day and month_day(_dateline(wanting[document])) == (int(day[5:7]), int(day[8:10])):
            said[document][day].append(finding)
    for id, days in said.items():
        if len(days) == 1 and len(next(iter(days.values()))) >= _ENOUGH:
            yield id, _date(*next(iter(days.items())))


def _wants(document: Document) -> bool:
    return document.published is None and month_day(_dateline(document)) is not None


def _dateline(document: Document) -> str:
    return (document.dateline.date or "") if document.dateline else ""


def _said_on(lookup: Lookup, finding: Finding) -> str | None:
    """The full day of the passage that a quotation was found in; null where it is no sure find."""
    others = [span.document for span in finding.spans if span.document != finding.spans[0].document]
    if finding.verdict not in _SAME_WORDS or not others:
        return None
    published = lookup.document(others[0]).published
    full = published and published.basis != "inferred" and published.earliest == published.latest
    return published.earliest if published and full else None


def _date(day: str, findings: Sequence[Finding]) -> Date:
    evidence: tuple[Span, ...] = tuple(span for finding in findings[:_SHOWN] for span in finding.spans[:2])
    why = f"{len(findings)} passages that it quotes were said on {day}, and its dateline names that month and day"
    return Date(day, day, day, "inferred", evidence, why)
