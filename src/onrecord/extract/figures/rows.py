"""Figures as rows: ids, currency by context, statement, date, and what links the figures of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.figures.found import Found
from onrecord.extract.figures.links import linked
from onrecord.extract.figures.objects import Phrase
from onrecord.extract.figures.occasion import apart, due
from onrecord.extract.figures.words import singular, some
from onrecord.extract.reading import Voices
from onrecord.model import Date, Figure, FigureStatus, Page, Problem, Span
from onrecord.text import Ids, digest, span_of
from onrecord.values.amount import Word, numerals
from onrecord.values.units import dollar_places

MADE_BY = "figures/1"


class Rows:
    """Makes the rows of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._ids = Ids(page.document.id)
        self._voices = Voices(page)
        self._dollar, self._why = dollar_of(page)
        self._dates = [
            (span.start, row.date)
            for row in page.times
            for span in row.spans
            if row.date and row.type == "DATE"
        ]

    def dropped(self, item: Found, reason: str, step: str) -> Problem:
        """A number that counts nothing, with the reason."""
        span = self._span(item.words, item.quantity.first, item.quantity.last)
        id = digest(span.document, step, str(span.start))
        return Problem(id=id, document=span.document, step=step, reason=reason, detail=span.quote, span=span)

    def figures(self, group: list[Found]) -> Iterator[Figure]:
        """The rows of one sentence, linked among themselves."""
        yield from linked([self._figure(item) for item in group], group)

    def _span(self, words: list[Word], first: int, last: int) -> Span:
        return span_of(self._page.document, words[first].start, words[last - 1].end)

    def _phrase(self, item: Found, phrase: Phrase | None) -> Span | None:
        return self._span(item.words, phrase.first, phrase.last) if phrase else None

    def _figure(self, item: Found) -> Figure:
        q = item.quantity
        span = self._span(item.words, q.first, q.last)
        head = _head(item.words, item.object.head) if item.object else None
        voice = self._voices.at(span.start)
        date, status = self._date(item)
        row = Figure(
            id=self._ids.new("figure", span.quote), document=self._page.document.id, spans=(span,), made_by=MADE_BY,
            low=q.low, high=q.high, approximator=q.approximator, unit=self._unit(item, head),
            object=self._phrase(item, item.object), head=singular(head) if head else None,
            about=self._phrase(item, item.about), status=status, per=q.per, multiple=q.kind == "multiple",
        )  # fmt: skip
        place = self._phrase(item, item.place)
        return replace(
            row,
            place=place.quote if place else None,
            as_of=date,
            statement=voice.id if voice else None,
            change=item.change,  # type: ignore[arg-type]
            share_of=row.object.quote if row.object and _shared(item) else None,
            over=self._over(item),
            flags=self._flags(item),
        )

    def _unit(self, item: Found, head: str | None) -> str:
        unit = item.quantity.unit
        if unit == "$":
            return self._dollar
        if unit is None:
            return singular(head) if head else ""
        return unit

    def _flags(self, item: Found) -> tuple[str, ...]:
        flags = [flag for flag in item.quantity.flags if flag not in ("verb", "cents", "from", "to")]
        if item.role in ("to", "from", "by"):
            flags.append(item.role)
        if item.quantity.unit == "$" and self._why:
            flags.append(self._why)
        return tuple(flags)

    def _date(self, item: Found) -> tuple[Date | None, FigureStatus]:
        """The date that the figure's own sentence states, the nearest one; what is due by a day to come is planned."""
        start, end = item.words[0].start, item.words[-1].end
        at = item.words[item.quantity.number].start
        near = [
            (abs(place - at), place, date)
            for place, date in self._dates
            if start <= place < end and not self._begins(start, place) and not apart(item, place)
        ]
        if not near:
            return None, item.status
        _, place, date = min(near, key=lambda one: one[0])
        planned = item.status == "actual" and self._to_come(date) and due(item, place)
        return date, "planned" if planned else item.status

    def _to_come(self, date: Date) -> bool:
        published = self._page.document.published
        latest = published.latest if published else None
        return bool(latest and date.earliest and date.earliest > latest)

    def _begins(self, start: int, place: int) -> bool:
        """Whether a date is only where a stretch begins: `since April`."""
        return self._page.document.text[start:place].rstrip().lower().endswith("since")

    def _over(self, item: Found) -> str | None:
        """`over five years`, `in the next decade` behind a sum."""
        words = item.words
        for k in range(item.quantity.after, min(item.quantity.after + 12, len(words) - 2)):
            near = words[k + 1 : k + 4]
            spans = any(word.kind == "num" or word.low in _SPANS for word in near)
            amount = not spans or any(word.text == "$" for word in near[:2])
            if (
                words[k].low in ("over", "through", "across")
                and not amount
                and any(w.low in _YEARS for w in words[k + 1 : k + 5])
            ):
                last = next(j for j in range(k + 1, k + 5) if words[j].low in _YEARS)
                return self._span(words, k, last + 1).quote.replace("\n", " ")
            if words[k].text in (";", ".", ","):
                break
        return None


def _head(words: list[Word], at: int) -> str:
    """The head noun, with the part that makes it one word: `co-sponsor`, `convention-goer`."""
    part = at > 1 and words[at - 1].text == "-" and words[at].glued
    joined = part and (words[at - 2].low in some("prefixes") or words[at].low in some("suffixes"))
    return words[at - 2].text + "-" + words[at].text if joined else words[at].text


_SPANS = frozenset(numerals().small) | {
    "next",
    "past",
    "coming",
    "last",
    "several",
    "few",
    "a",
    "many",
    "decades",
}
_YEARS = ("years", "decade", "year", "months", "decades", "weeks", "days")


def _shared(item: Found) -> bool:
    """Whether words say what a percent or a fraction is of."""
    q = item.quantity
    follows = item.words[q.after].low if q.after < len(item.words) else ""
    return q.kind == "fraction" or (q.kind == "share" and follows == "of")


def dollar_of(page: Page) -> tuple[str, str]:
    """The dollar that `$` means in a document, and the flag that says so where its place decides."""
    document = page.document
    parts = (document.outlet, document.place, document.dateline.place if document.dateline else None)
    where = " ".join(part for part in parts if part).lower()
    for word, iso in dollar_places():
        if word in where:
            return iso, "currency by place"
    return "USD", ""
