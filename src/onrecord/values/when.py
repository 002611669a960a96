"""What a TIMEX3 value means: its precision, the days it covers, and how two of them compare.

Values are written as ISO 24617-1 (TimeML) writes them: `2019-11-14`, `2019-W46`, `2019-W46-WE`, `2019-Q3`, `2019-H2`,
`2019-SU`, `201` (a decade), `20` (a century), `2019-11-14T09:30`, `2019-11-14TMO`, `P3M`, `PRESENT_REF`, `XXXX-WXX-4`.
An `X` is a digit that the text does not give. A day of a range is a `datetime.date`; ranges hold both their ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date, date]

_YEAR = r"(?P<year>\d{4})"
_PART = re.compile(r"T(?:\d\d(?::\d\d){0,2}|MO|MI|AF|EV|NI|DT)?(?:Z|[+-]\d\d(?::?\d\d)?)?\Z")


def _day(year: str, month: str, day: str) -> Days:
    there = date(int(year), int(month), int(day))
    return there, there


def _week(year: str, week: str) -> Days:
    first = date.fromisocalendar(int(year), int(week), 1)
    return first, first + timedelta(6)


def _weekend(year: str, week: str) -> Days:
    first = date.fromisocalendar(int(year), int(week), 6)
    return first, first + timedelta(1)


def _weekday(year: str, week: str, day: str) -> Days:
    there = date.fromisocalendar(int(year), int(week), int(day))
    return there, there


def _months(year: int, first: int, count: int) -> Days:
    """`count` months from month `first` (1 to 12) of `year`; they may run into the next year."""
    start = date(year, first, 1)
    return start, shift_months(start, count) - timedelta(1)


def _quarter(year: str, number: str) -> Days:
    return _months(int(year), 3 * int(number) - 2, 3)


def _half(year: str, number: str) -> Days:
    return _months(int(year), 6 * int(number) - 5, 6)


# Seasons of the northern half of the earth, whole months, at their widest in common use; winter begins in its year.
_SEASONS = {"SP": (3, 4), "SU": (6, 4), "FA": (9, 4), "WI": (12, 4)}


def _season(year: str, name: str) -> Days:
    return _months(int(year), *_SEASONS[name])


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[..., Days]], ...] = (
    ("day", re.compile(rf"{_YEAR}-(\d\d)-(\d\d)\Z"), _day),
    ("month", re.compile(rf"{_YEAR}-(\d\d)\Z"), lambda year, month: _months(int(year), int(month), 1)),
    ("year", re.compile(rf"{_YEAR}\Z"), lambda year: _months(int(year), 1, 12)),
    ("weekend", re.compile(rf"{_YEAR}-W(\d\d)-WE\Z"), _weekend),
    ("day", re.compile(rf"{_YEAR}-W(\d\d)-([1-7])\Z"), _weekday),
    ("week", re.compile(rf"{_YEAR}-W(\d\d)\Z"), _week),
    ("quarter", re.compile(rf"{_YEAR}-Q([1-4])\Z"), _quarter),
    ("half", re.compile(rf"{_YEAR}-H([12])\Z"), _half),
    ("season", re.compile(rf"{_YEAR}-(SP|SU|FA|WI)\Z"), _season),
    ("decade", re.compile(r"(\d{3})X?\Z"), lambda decade: _months(int(decade + "0"), 1, 120)),
    ("century", re.compile(r"(\d{2})(?:XX)?\Z"), lambda century: _months(int(century + "00") or 1, 1, 1200)),
)
_UNITS = {
    "H": "hour",
    "D": "day",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "E": "decade",
    "DE": "decade",
    "C": "century",
    "CE": "century",
}


def parse(value: str) -> Days | None:
    """The first and the last day that a value stands for; null for what names no days (durations, sets, `PAST_REF`, any X)."""
    found = _PART.search(value) if "T" in value and not value.startswith("P") else None
    plain = value[: found.start()] if found else value
    for _, form, days in _FORMS:
        if match := form.match(plain):
            return _possible(days, match.groups())
    return None


def _possible(days: Callable[..., Days], parts: tuple[str, ...]) -> Days | None:
    try:
        return days(*parts)
    except (ValueError, OverflowError):
        return None


def granularity(value: str) -> str:
    """day, week, weekend, month, quarter, half, season, year, decade, century, time, or what a duration is counted in; else empty."""
    if value.startswith("P") and not value.endswith("_REF"):
        return _counted_in(value)
    if value.endswith("_REF"):
        return "reference"
    if value.startswith("FY"):
        return "fiscal year"
    if _PART.search(value) and "T" in value:
        return "time"
    known = re.sub(r"X", "1", value.replace("WXX", "W11").replace("XX", "11").replace("QX", "Q1"))
    return next((name for name, form, _ in _FORMS if form.match(known)), "")


def _counted_in(value: str) -> str:
    unit = re.findall(r"[A-Z]+", value.replace("X", ""))
    if "T" in value:
        return {"H": "hour", "M": "minute", "S": "second"}.get(value[-1], "")
    return _UNITS.get(unit[-1].removeprefix("P"), "") if unit else ""


def overlaps(one: str, other: str) -> bool | None:
    """Whether two values share a day; null where one of them names no days."""
    a, b = parse(one), parse(other)
    return None if a is None or b is None else a[0] <= b[1] and b[0] <= a[1]


def covers(outer: str, inner: str) -> bool | None:
    """Whether every day of `inner` lies in `outer`; null where one of them names no days."""
    a, b = parse(outer), parse(inner)
    return None if a is None or b is None else a[0] <= b[0] and b[1] <= a[1]


def before(one: str, other: str) -> bool | None:
    """Whether `one` ends before `other` begins: true, false where it is sure that it does not, null where they overlap."""
    a, b = parse(one), parse(other)
    if a is None or b is None or (a[0] <= b[1] and b[0] <= a[1]):
        return None
    return a[1] < b[0]


def iso(value: str) -> str | None:
    """A value as plain ISO 8601: itself for years, months, weeks and days, else its days as an interval; null without days."""
    days = parse(value)
    if days is None:
        return None
    plain = value[: found.start()] if "T" in value and (found := _PART.search(value)) else value
    if re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?", plain):
        return plain
    return f"{days[0].isoformat()}/{days[1].isoformat()}" if days[0] != days[1] else days[0].isoformat()


def shift_months(day: date, months: int) -> date:
    """The day `months` later or earlier; the last of its month where the month is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return date(year, month + 1, min(day.day, last))


def shift(day: date, unit: str, count: int) -> date | None:
    """The day `count` units (D, W, M, Q, Y, DE, CE) later, earlier for a negative count; null outside the calendar."""
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
    try:
        if unit in months:
            return shift_months(day, count * months[unit])
        return day + timedelta(count * {"D": 1, "W": 7, "FN": 14}[unit])
    except (ValueError, OverflowError):
        return None


def at(day: date, unit: str) -> str:
    """The value of the unit (D, W, M, Q, Y, DE, CE) in which `day` lies: `2019-11-14` in M is `2019-11`."""
    week = day.isocalendar()
    return {
        "D": day.isoformat(),
        "W": f"{week.year:04d}-W{week.week:02d}",
        "FN": f"{week.year:04d}-W{week.week:02d}",
        "WE": f"{week.year:04d}-W{week.week:02d}-WE",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }[unit]


def duration(unit: str, count: float | None) -> str:
    """The value of so many units: `P3M`, `PT2H`, `P2Y6M` for two and a half years; null counts are `PXM`."""
    base, factor = {"DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "Q": ("M", 3), "FN": ("W", 2)}.get(
        unit, (unit, 1)
    )
    mark = "T" if base in ("H", "MIN", "S") else ""
    letter = "M" if base == "MIN" else base
    if count is None:
        return f"P{mark}X{letter}"
    whole, part = divmod(count * factor, 1)
    smaller = {"Y": (12, "M"), "H": (60, "M"), "MIN": (60, "S"), "W": (7, "D"), "D": (24, "H")}.get(base)
    if not part or smaller is None:
        return f"P{mark}{count * factor:g}{letter}"
    head = f"{whole:g}{letter}" if whole else ""
    inner = "T" if base == "D" else ""
    return f"P{mark}{head}{inner}{round(part * smaller[0]):g}{smaller[1]}"
