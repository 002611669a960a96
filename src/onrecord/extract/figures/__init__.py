"""Quantities with what they count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from onrecord.extract.figures.found import Found, found
from onrecord.extract.figures.objects import Phrase
from onrecord.extract.figures.rows import Rows
from onrecord.extract.reading import page_sentences
from onrecord.model import Figure, Page, Problem, Time

__all__ = ["Found", "Phrase", "figures", "found"]

_DROP = "figures.drop"


def figures(page: Page) -> Iterator[Figure | Problem]:
    """Every figure of a page that is not furniture; what counts nothing comes as a problem of step `figures.drop`."""
    rows = Rows(page)
    times = Times(page.times)
    text = page.document.text
    for start, end in _stretches(page):
        group: list[Found] = []
        for item in found(text, start, end):
            reason = item.drop or times.holds(item)
            if reason:
                yield rows.dropped(item, reason, _DROP)
            else:
                group.append(item)
        if group:
            yield from rows.figures(group)


def _stretches(page: Page) -> list[tuple[int, int]]:
    """Sentences and headings, in the order of the text: a headline states figures too."""
    headings = [(part.start, part.end) for part in page.segments if part.kind == "heading"]
    return sorted([(row.start, row.end) for row in page_sentences(page)] + headings)


class Times:
    """Whether a quantity lies inside a date, a duration or a time that the page's times hold."""

    def __init__(self, times: tuple[Time, ...]) -> None:
        self._spans = sorted((span.start, span.end) for row in times for span in row.spans)
        self._starts = [start for start, _ in self._spans]

    def holds(self, item: Found) -> str | None:
        """`date or time` where the number's first token lies in a time."""
        if item.quantity.kind in ("money", "share", "measure", "fraction", "multiple"):
            return None
        at = item.words[item.quantity.number].start
        i = bisect_right(self._starts, at) - 1
        return "date or time" if i >= 0 and at < self._spans[i][1] else None
