"""What times are counted from: the document's date, the dates stated before, and the tense of the clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.extract.times.lexicon import lexicon
from onrecord.values.when import at, parse, shift, shift_months

DOCUMENT, NEARBY, NONE = "document date", "a date nearby", "none"
_CLAUSE = re.compile(r"(?<=[a-z\d)]{2})[.;:!?]\s|[!?;:]\s|[\"“”]|\n\s*\n")
_SURE = re.compile(r"\b(?:ended|ending|since|following|after)\s+\Z", re.I)
_UP_TO = re.compile(r"\w[,]? (?:until|till|no later than)\s+\Z")
_BY = re.compile(r"[a-z]{4,},? by(?: the end of| early| late| mid)?\s+\Z")
_TO_BE_BY = re.compile(r"\bbe [a-z]+ (?:[a-z]+ ){0,3}by\s+\Z")
_WHEN = re.compile(r",?\s+(?:when|where)\s")
_OPENS = frozenset(("On", "In", "At", "By", "During", "After", "Before", "Until", "Since", "For", "With"))
_MARKS = re.compile(r"[\"“”]")
_QUOTED = re.compile(r"\s+(?:[a-z]+\s+){0,2}\Z")  # all that stands between a closing mark and the time
_ON = re.compile(r"\w on\s+\Z")
_VERB = re.compile(r"\s+(?:[a-z]+ly\s+)?([a-z]+)\b(?! by\b)")
_SOON = re.compile(r"\bas soon as\s")
_CHAPTER = 1500  # so far on does a history speak of the year that it has named
_TOLD = 500
_REACH = 140
_DAY_REACH = 1000  # so far behind is a weekday still told against the day of the story
_CLOSE = 60  # a past form farther off says little
_BEHIND = 110  # so far behind a time is the verb looked for where nothing in front of it tells


@dataclass(slots=True)
class Context:
    """The text, the day of speaking (null if unknown), where the words stand, and the values found before, the last one last."""

    text: str
    today: date | None
    start: int = 0
    end: int = 0
    seen: list[tuple[int, str]] = field(default_factory=list)
    coming: dict[int, date] = field(default_factory=dict)
    history: bool = False

    def near(self, *sizes: str, reach: int = 600) -> str | None:
        """The last value found before within `reach` characters; of given forms (`Q`, `D`), if any are given."""
        for place, value in reversed(self.seen):
            if self.start - place > reach:
                return None
            if not sizes or _size(value) in sizes:
                return value
        return None

    def near_day(self) -> str | None:
        """The last whole day found before; `overnight losses` are no day that a weekday is counted from."""
        days = (value for place, value in reversed(self.seen) if self.start - place <= _DAY_REACH)
        return next((value for value in days if _size(value) == "D" and "T" not in value), None)

    def told_year(self, month: int = 0) -> int | None:
        """The year, before the last, of which the two values before tell, if both lie near, or the one before in a history; null for now.

        A history goes on: a January (`month`) behind a December is that of the next year.
        """
        if self.history and self.tense() <= 0:
            return self._year_of_history(month)
        if self.today is None:
            return self._year_of_month(month)
        if len(self.seen) < 2 or self.start - self.seen[-2][0] > _TOLD:
            return None
        (_, one), (_, other) = self.seen[-2:]
        if (
            one == other
            or one[:4] != other[:4]
            or not one[:4].isdigit()
            or int(one[:4]) > self.today.year - 2
        ):
            return None
        return int(one[:4]) if self.tense() <= 0 else None

    def _year_of_month(self, month: int) -> int | None:
        """In a text without a day of its own the year of the last date stated, if it is of the same month: `in May 2006 ... on May 10`."""
        near = self.near("D", "M")
        return int(near[:4]) if near and int(near[5:7]) == month else None

    def _year_of_history(self, month: int) -> int | None:
        told = [value for place, value in self.seen[-3:] if self.start - place < _CHAPTER]
        near = next((value for value in reversed(told) if _DATED.match(value)), None)
        if near is None or (self.today and int(near[:4]) > self.today.year - 2):
            return None
        before = int(near[5:7]) if near[5:7].isdigit() else 0
        return int(near[:4]) + (month > 0 and before - month > 6)

    def says_nothing(self) -> bool:
        """Whether the verbs on neither side tell where the time lies."""
        return self.tense() == 0 and self._after() >= 0

    def month_tense(self) -> int:
        """The tense for months and days of months; 2 behind `by`, where the next is meant unless it is far off."""
        before = self.text[max(0, self.start - 30) : self.start]
        return 2 if _BY.search(before) else self.tense()

    def tense(self) -> int:
        """1 where the clause looks ahead, -1 where it looks behind (-2 if surely), 0 where nothing tells; the nearest word decides."""
        before = self.text[max(0, self.start - _REACH) : self.start]
        if _SURE.search(before):
            return -2
        if _UP_TO.search(before) or _TO_BE_BY.search(before):
            return 1
        if self._verb_behind(before):
            return -1
        if _WHEN.match(self.text, self.end) and (after := self._after()):
            return after
        clause = self._clause()
        side = _told(clause)
        if side is not None:
            return side
        behind = self._after() if self._fronted(clause) else 0
        if behind or not _QUOTED.match(clause):
            return behind
        return _told(self._clause(quotes=False)) or 0

    def _verb_behind(self, before: str) -> bool:
        """Whether a verb of the past stands right behind the time: `Vale on Tuesday announced`."""
        word = _VERB.match(self.text, self.end) if _ON.search(before) else None
        return word is not None and lexicon().behind.fullmatch(word[1]) is not None

    def _fronted(self, before: str) -> bool:
        """Whether the time opens its clause, so that the verb behind tells of it: `On Tuesday he left`."""
        words = before.split()
        if len(words) <= 3:
            return True
        if self.text[self.end : self.end + 1] != "," or {"is", "are", "am", "be"} & set(words):
            return False
        return len(words) <= 8 or words[0] in _OPENS

    def _clause(self, quotes: bool = True) -> str:
        """What stands before in the same clause; quotation marks are its bounds, unless told otherwise."""
        before = self.text[max(0, self.start - _REACH) : self.start]
        if not quotes:
            before = _MARKS.sub(" ", before)
        cut = list(_CLAUSE.finditer(before))
        return before[cut[-1].end() :] if cut else before

    def either(self) -> bool:
        """Whether the clause tells of a plan in the past, which may lie ahead or behind."""
        before, words = self._clause(), lexicon()
        found = _last(words.either, before)
        return found >= max(0, _last(words.ahead, before), _last(words.behind, before))

    def _after(self) -> int:
        """The tense of the words behind, where those in front say nothing."""
        cut = _CLAUSE.search(self.text, self.end, self.end + _BEHIND)
        behind = self.text[self.end : cut.start() if cut else self.end + _BEHIND]
        words = lexicon()
        ahead = words.ahead.search(behind)
        back = words.behind.search(behind)
        if ahead and (not back or ahead.start() < back.start()):
            return 1
        return -1 if back else 0


_DATED = re.compile(r"\d{4}(?:-|\Z)")
_YEAR = re.compile(r"\b(?:1[4-9]\d\d|20[0-4]\d)\b(?![,.]\d|\s?%)")
_NOWS = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|ago|now|(?:last|this|next|past) (?:week|month|year|night|fall|spring|summer)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)


def is_history(text: str, today: date | None) -> bool:
    """Whether a text tells of years long past: hardly a word of its own day, and nearly all its years before the last one.

    A text without a day of its own needs four years for it, one with its day six.
    """
    years = [int(year) for year in _YEAR.findall(text)]
    if len(years) < (6 if today else 4):
        return False
    if today and sum(year < today.year - 1 for year in years) < 0.9 * len(years):
        return False
    return len(_NOWS.findall(text)) < 0.15 * len(years)


def _told(clause: str) -> int | None:
    """What the words before a time tell of its side; null where none of them does."""
    words = lexicon()
    soon = _SOON.search(clause)
    if soon and words.ahead.search(clause, 0, soon.start()):
        return 1  # `were likely to buy as soon as it opened Monday`: the past follows the past of the telling
    ahead, behind, either = (_last(form, clause) for form in (words.ahead, words.behind, words.either))
    ahead = max(ahead, _last(words.scheduled, clause))
    if either >= max(ahead, behind, 0):
        return 0
    if _last(words.past, clause) >= max(ahead, 0):
        return -1
    if ahead >= max(behind, 0):
        return 1
    if behind >= 0:
        return -1 if len(clause) - behind < _CLOSE else 0
    return None


def _last(form: re.Pattern[str], words: str) -> int:
    """Where the last match ends; -1 without one."""
    return max((match.end() for match in form.finditer(words)), default=-1)


def _size(value: str) -> str:
    """D, M, Y, W, Q or S (a season): what a date's value is counted in; `months` for a count of months; empty for the rest."""
    if value.startswith("P"):
        return "months"
    plain = value.split("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
        return "D"
    if re.fullmatch(r"\d{4}-\d\d", plain):
        return "M"
    if re.fullmatch(r"\d{4}", plain):
        return "Y"
    if re.fullmatch(r"\d{4}-(?:SP|SU|FA|WI)", plain):
        return "S"
    return {"W": "W", "Q": "Q"}.get(plain[5:6], "") if re.match(r"\d{4}-", plain) else ""


def first_day(value: str) -> date | None:
    """The first day of a value."""
    days = parse(value)
    return days[0] if days else None


def unknown(unit: str) -> str:
    """The value of a unit whose place in time is not known."""
    return {
        "D": "XXXX-XX-XX",
        "W": "XXXX-WXX",
        "FN": "XXXX-WXX",
        "M": "XXXX-XX",
        "Q": "XXXX-QX",
        "Y": "XXXX",
    }.get(unit, "XXXX")


def moved(day: date, unit: str, count: int) -> str | None:
    """The value of the unit that lies `count` units from the one that holds `day`."""
    there = shift(day.replace(day=1) if unit in ("M", "Q") else day, unit, count)
    return at(there, unit) if there else None


def weekday(today: date, number: int, way: int) -> date:
    """The nearest such weekday: on or before today, or after today where `way` is 1."""
    back = (today.isoweekday() - number) % 7
    return today + timedelta(7 - back) if way > 0 else today - timedelta(back)


def year_of_month(today: date, month: int, way: int) -> int:
    """The year of a bare month: the one that lies nearest, or the nearest on the side that the tense names."""
    this = today.month
    if month == this:
        return today.year
    ahead = (month - this) % 12
    way = (1 if ahead <= 8 else -1) if way == 2 else way
    if way > 0 or (way == 0 and ahead <= 4):
        return today.year + (month < this)
    return today.year - (month > this)


def year_of_day(today: date, month: int, day: int, way: int) -> int | None:
    """The year of a bare day: on the side of the tense, unless the other side is very much nearer."""
    years = [year for year in (today.year - 1, today.year, today.year + 1) if _exists(year, month, day)]
    gaps = {year: (date(year, month, day) - today).days for year in years}
    if not gaps:
        return None
    if way and way < 2:
        side = {year: gap for year, gap in gaps.items() if gap == 0 or (gap > 0) == (way > 0)}
        best = min(side or gaps, key=lambda year: abs(gaps[year]))
        near = min(gaps, key=lambda year: abs(gaps[year]))
        return near if way > -2 and abs(gaps[best]) > 250 and abs(gaps[near]) < 100 else best
    return min(gaps, key=lambda year: abs(gaps[year]))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def holiday(code: str, year: int) -> date | None:
    """The day of a holiday: `12-25`, the nth weekday of a month `11-4-4`, `05-last-1`, or `easter-2`."""
    if code.startswith("easter"):
        return _easter(year) + timedelta(int(code[6:]))
    code, _, even = code.partition("/")
    if even and year % 2:
        return None
    code, _, more = code.partition("+")
    month, *rest = code.split("-")
    if len(rest) == 1:
        return date(year, int(month), int(rest[0]))
    if rest[0] == "last":
        end = shift_months(date(year, int(month), 1), 1) - timedelta(1)
        return weekday(end, int(rest[1]), 0)
    first = date(year, int(month), 1)
    return first + timedelta(
        (int(rest[1]) - first.isoweekday()) % 7 + 7 * (int(rest[0]) - 1) + int(more or 0)
    )


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)
