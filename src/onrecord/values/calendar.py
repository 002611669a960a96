"""Calendar days as English texts write them in full: `November 14, 2019`, `14 Nov. 2019`, `2019-11-14`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = "|".join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))
FULL_DATE = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))\b",
    re.I,
)
MONTH_DAY = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTH}))\b", re.I
)
WEEKDAY = re.compile(rf"\b({'|'.join(day.capitalize() for day in WEEKDAYS)})\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day with the half-open range of the words that state it."""

    start: int
    end: int
    day: date


def full_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """Every date of `text[start:end]` written with day, month and year; impossible ones are passed over."""
    for match in FULL_DATE.finditer(text, start, len(text) if end is None else end):
        found = match.groupdict()
        year, month, day = (next(filter(None, (found[f"{part}{n}"] for n in "123"))) for part in "ymd")
        number = int(month) if month.isdigit() else MONTHS[month.lower()]
        try:
            yield Day(match.start(), match.end(), date(int(year), number, int(day)))
        except ValueError:
            continue


def month_day(words: str) -> tuple[int, int] | None:
    """Month and day of `Nov 14` or `14 November`, null where the words state none."""
    match = MONTH_DAY.search(words)
    if match is None:
        return None
    month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
    return MONTHS[month.lower()], int(day)
