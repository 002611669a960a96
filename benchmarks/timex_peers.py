"""Other readers of dates, each a function of a text and its day of creation to timexes; the benchmark imports what is installed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

Timex = dict[str, Any]


def dateparser(text: str, dct: str | None) -> list[Timex]:
    """dateparser's search, English, relative to the creation date; every find is a full day."""
    from dateparser.search import search_dates

    settings = (
        {"RELATIVE_BASE": datetime.datetime.fromisoformat(dct), "PREFER_DATES_FROM": "past"} if dct else {}
    )
    found, at = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append({"start": start, "end": at, "type": "DATE", "value": moment.date().isoformat()})
    return found


def recognizers(text: str, dct: str | None) -> list[Timex]:
    """Recognizers-Text (`recognizers-text-date-time`, with `emoji<1.7`); of two readings the past one."""
    from recognizers_date_time import Culture, recognize_datetime

    base = datetime.datetime.fromisoformat(dct) if dct else None
    found: list[Timex] = []
    for one in recognize_datetime(text, Culture.English, reference=base):
        kind = one.type_name.removeprefix("datetimeV2.")
        for value in (one.resolution or {}).get("values", [])[:1]:
            made = "".join(_value(kind, value, dct or "XXXX-XX-XX"))
            found.append({"start": one.start, "end": one.end + 1, "type": _type(kind), "value": made})
    return found


def _type(kind: str) -> str:
    return {"duration": "DURATION", "set": "SET", "date": "DATE", "daterange": "DATE"}.get(kind, "TIME")


def _value(kind: str, value: Mapping[str, str], dct: str) -> Iterator[str]:
    """The TIMEX3 value of one reading."""
    timex = value.get("timex", "")
    if timex.endswith("_REF") or kind in ("duration", "set"):
        yield timex
    elif kind == "date":
        yield value.get("value", timex)
    elif kind == "daterange":
        yield _range(timex, value)
    elif kind == "datetime":
        yield value.get("value", timex).replace(" ", "T")[:16]
    else:
        yield dct if timex.startswith("T") else ""
        yield timex + (":00" if re.fullmatch(r"T\d\d", timex) else "")


def _range(timex: str, value: Mapping[str, str]) -> str:
    start = value.get("start", "")
    if not start or ("X" not in timex and "(" not in timex):
        return timex
    length = timex.rpartition(",")[2].rstrip(")")
    quarter = f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}"
    return {"P3M": quarter, "P1Y": start[:4], "P10Y": start[:3]}.get(
        length, start[:7] if len(timex) == 7 else start
    )
