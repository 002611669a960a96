"""When a document was published: stated, inferred from evidence, or open with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from onrecord.model import Basis, Date, Document
from onrecord.read.furniture import Line
from onrecord.text import span_of
from onrecord.values.calendar import WEEKDAY, WEEKDAYS, Day, full_dates

_TOP = 12  # lines in which a document states its own date
_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$)")
_BESIDE = 60  # characters that a line stating the date may hold beside it


def published(
    document: Document, lines: Sequence[Line], given: str | None, basis: Basis
) -> tuple[Date | None, str | None]:
    """The date, and where there is none a note that says what is missing.

    In this order: metadata or a person; the dateline; a line that is a date; a full date in the first lines whose
    weekday the story names; the address. A year that none of them gives stays open.
    """
    if given:
        known = _given(given, basis)
        return known, None if known else f"published: {given!r} is no ISO date"
    found = (
        _from_dateline(document)
        or _from_line(document, lines)
        or _from_lead(document, lines)
        or _from_url(document)
    )
    return found, None if found else _missing(document)


def _given(words: str, basis: Basis) -> Date | None:
    value = words.strip()
    try:
        if re.fullmatch(r"\d{4}", value):
            return Date(value, f"{value}-01-01", f"{value}-12-31", basis)
        if re.fullmatch(r"\d{4}-\d\d", value):
            last = (date(int(value[:4]) + int(value[5:]) // 12, int(value[5:]) % 12 + 1, 1)).toordinal() - 1
            return Date(value, f"{value}-01", date.fromordinal(last).isoformat(), basis)
        day = date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        named = next(full_dates(value), None)
        if named is None:
            return None
        day = named.day.isoformat()
    return Date(day, day, day, basis, why="metadata" if basis == "stated" else "written beside the source")


def _date(document: Document, day: Day, basis: Basis, why: str) -> Date:
    value = day.day.isoformat()
    return Date(value, value, value, basis, (span_of(document, day.start, day.end),), why)


def _from_dateline(document: Document) -> Date | None:
    if document.dateline is None or document.dateline.span is None:
        return None
    span = document.dateline.span
    day = next(full_dates(document.text, span.start, span.end), None)
    return _date(document, day, "stated", "the dateline") if day else None


def _from_line(document: Document, lines: Sequence[Line]) -> Date | None:
    for start, end in lines[:_TOP]:
        day = next(full_dates(document.text, start, end), None)
        if day and (end - start) - (day.end - day.start) <= _BESIDE and document.text[end - 1] not in ".!?":
            beside = document.text[start : day.start] + document.text[day.end : end]
            if len(beside.split()) <= 4:
                return _date(document, day, "stated", "a line of its own")
    return None


def _from_lead(document: Document, lines: Sequence[Line]) -> Date | None:
    """A caption's date, when the story names its weekday as the day it tells of."""
    top = lines[:_TOP]
    if document.genre not in ("news", "other") or not top:
        return None
    named = {name.lower() for start, end in top for name in WEEKDAY.findall(document.text, start, end)}
    days = {day.day: day for start, end in top for day in full_dates(document.text, start, end)}
    agreeing = [day for value, day in days.items() if WEEKDAYS[value.weekday()] in named]
    if len(agreeing) != 1 or len(days) != 1:
        return None
    weekday = WEEKDAYS[agreeing[0].day.weekday()].capitalize()
    return _date(
        document,
        agreeing[0],
        "inferred",
        f"a date in the first lines; the story says {weekday}, which agrees",
    )


def _from_url(document: Document) -> Date | None:
    found = _URL.search(document.url or "")
    if found is None:
        return None
    value = "-".join(part.zfill(2) for part in found.groups() if part)
    known = _given(value, "inferred")
    return Date(known.value, known.earliest, known.latest, "inferred", why="the address") if known else None


def _missing(document: Document) -> str:
    if document.dateline and document.dateline.date:
        return f"published: the dateline says {document.dateline.date} without a year, and nothing else states one"
    weekday = WEEKDAY.search(document.text)
    if weekday:
        return f"published: no date is stated; the text names only {weekday.group()}"
    return "published: no date is stated"
