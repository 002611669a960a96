"""Rules for dates that are counted from another: yesterday, last month, two years ago, the third quarter, a year earlier."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.extract.times.anchors import (
    DOCUMENT,
    NEARBY,
    NONE,
    Context,
    first_day,
    moved,
    unknown,
    weekday,
    year_of_month,
)
from onrecord.extract.times.calendar_rules import dated, only
from onrecord.extract.times.length_rules import stretch
from onrecord.extract.times.lexicon import tokens
from onrecord.extract.times.numbers import count
from onrecord.extract.times.patterns import Groups, Made, Rule, rule
from onrecord.values.when import at, shift


def _off(groups: Groups, context: Context) -> Made | None:
    """Yesterday, today, tomorrow, with the part of the day; not the newspaper."""
    if context.text[max(0, context.start - 4) : context.end].upper() == "USA TODAY":
        return None
    part, days = only(groups, "p"), only(groups, "o")
    days += -1 if groups.get("before") else 1 if groups.get("after") else 0
    tail = f"T{part}" if part else ""
    value = moved(context.today, "D", days) if context.today else None
    return Made("TIME" if part else "DATE", (value or "XXXX-XX-XX") + tail, DOCUMENT if value else NONE)


def _off_weekday(groups: Groups, context: Context) -> Made | None:
    """`the day before last Tuesday`: from the last such weekday that is over."""
    if context.today is None:
        return None
    day = weekday(context.today - timedelta(1), only(groups, "w"), 0)
    day += timedelta(-1 if groups.get("before") else 1)
    return Made("DATE", day.isoformat(), DOCUMENT)


def _unit(groups: Groups, context: Context, steps: int) -> Made:
    """A unit counted in steps from the day of speaking."""
    unit = only(groups, "u")
    unit = "Q" if unit == "quarter" else unit
    if groups.get("fiscal"):
        return Made("DATE", "FYXXXX" if unit == "Y" else unknown(unit))
    value = moved(context.today, unit, steps) if context.today and unit in _DATED else None
    return Made("DATE", value or unknown(unit), DOCUMENT if value else NONE)


_DATED = ("D", "W", "M", "Q", "Y", "FN", "DE", "CE")


_OVER = re.compile(r"\b(?:over|in|within|for|during|throughout|into|of)\s+(?:just\s+)?\Z", re.I)


def _stretches(context: Context) -> bool:
    """`over the last year`, `for the next decade`: the length up to or from now, not a year of the calendar."""
    here = context.text[context.start : context.end].lower()
    before = context.text[max(0, context.start - 18) : context.start]
    return here.startswith("the ") and bool(_OVER.search(before))


def _last(groups: Groups, context: Context) -> Made | None:
    if only(groups, "u") in ("W", "M", "Y", "DE", "CE") and not groups.get("fiscal") and _stretches(context):
        return stretch(groups, context, -1)
    return _unit(groups, context, -1) if only(groups, "u") in (*_DATED, "quarter") else None


def _this(groups: Groups, context: Context) -> Made | None:
    return _unit(groups, context, 0) if only(groups, "u") in (*_DATED, "quarter") else None


def _next(groups: Groups, context: Context) -> Made | None:
    return _unit(groups, context, 1) if only(groups, "u") in (*_DATED, "quarter") else None


def _from_near(unit: str, steps: int, context: Context) -> Made:
    """A unit counted in steps from the date stated before."""
    near = context.near("D", "M", "Y", *(["S"] if unit == "Y" else []))
    if near is None or (near and len(near) < len(unknown(unit)) and (steps or unit not in ("D", "M"))):
        return Made("DATE", unknown(unit))
    if len(near) < len(unknown(unit)):
        return Made("DATE", near + unknown(unit)[len(near) :], NEARBY)
    day = first_day(near)
    value = moved(day, unit, steps) if day and unit in _DATED else None
    return Made("DATE", value or unknown(unit), NEARBY if value else NONE)


def _following(groups: Groups, context: Context) -> Made | None:
    """`the following year`, `the next day`, `the previous month`: from the date stated before."""
    unit = only(groups, "u")
    unit = "Q" if unit == "quarter" else unit
    if context.text[context.start : context.end].lower().startswith("the next") and _stretches(context):
        return stretch(groups, context, 1)
    return _from_near(unit, -1 if groups.get("back") else 1, context) if unit in _DATED else None


_TODAY = re.compile(r"(?:(?:later|earlier) )?(?:today|tonight|this|last night|overnight)\b", re.I)


def _of_today(context: Context) -> bool:
    """Whether the last day stated is the speaker's own, of which nobody says `that day`."""
    return bool(context.seen) and _TODAY.match(context.text, context.seen[-1][0]) is not None


_MONTHS = re.compile(r"(?:(?:the|its) (?:first )?(?:nine|six|9|6) months|\w+ months ended)\b", re.I)


def _months_told(context: Context) -> bool:
    """Whether the last span told of is the half or three quarters of a year that firms report."""
    for place, value in reversed(context.seen):
        if context.start - place > _PARAGRAPH or "-Q" in value:
            return False
        if value in ("P6M", "P9M"):
            return _MONTHS.match(context.text, place) is not None
    return False


_PARAGRAPH = 400  # so far on is a figure held against nine months that were told of
_CLAUSE_AFTER = re.compile(r"\s+(?:that|as|it|he|she|they|we|I|you|when)\b")


def _same(groups: Groups, context: Context) -> Made | None:
    """`that year`, `the same day`; not `the same day that it was asked for`."""
    if _CLAUSE_AFTER.match(context.text, context.end):
        return Made("DATE", unknown(only(groups, "u")))
    unit = only(groups, "u")
    if groups.get("that") and unit == "D" and _of_today(context):
        return Made("DATE", unknown(unit))
    if unit == "quarter":
        near = context.near("Q", "months", reach=2000)
        return Made("DATE", near or "XXXX-QX", NEARBY if near else NONE)
    return _from_near(unit, 0, context) if unit in _DATED else None


def _ago(groups: Groups, context: Context) -> Made | None:
    """`two years ago`, counted from the day of speaking at the unit's own size."""
    unit, number = only(groups, "u"), count(groups)
    if unit not in _DATED:
        return Made("TIME", "PAST_REF") if unit else None
    if number is None:
        return Made("DATE", "PAST_REF")
    if context.today is None:
        return Made("DATE", unknown(unit))
    if unit in ("DE", "CE"):
        unit, number = "Y", number * (10 if unit == "DE" else 100)
    if number % 1:
        unit, number = {"Y": ("M", number * 12), "M": ("W", number * 4), "W": ("D", number * 7)}.get(
            unit, (unit, number)
        )
    value = moved(context.today, unit, -int(number))
    return Made("DATE", value, DOCUMENT) if value else None


def _year_ago(groups: Groups, context: Context) -> Made | None:
    """`a year ago`, `a year earlier`: where a quarter is told of, the same quarter of the year before."""
    if groups.get("later"):
        found = _from_near(only(groups, "u"), 1, context)
        return found if found.anchor == NEARBY and not _too_late(found.value, context) else None
    near = context.near("Q", "months", reach=2000)
    if near and "-Q" in near and only(groups, "u") == "Y":
        return Made("DATE", f"{int(near[:4]) - 1:04d}{near[4:]}", NEARBY)
    if groups.get("ago") or (only(groups, "u") == "Y" and context.near("D", "M", "Y", reach=200) is None):
        return _ago(groups, context)
    found = _from_near(only(groups, "u"), -1, context)
    return found if found.anchor == NEARBY else None


def _the_before(groups: Groups, context: Context) -> Made | None:
    """`the year before`: from the date stated before; not `the day before the vote`."""
    if not _CLOSED.match(context.text, context.end) or only(groups, "u") not in _DATED:
        return None
    found = _from_near(only(groups, "u"), -1, context)
    return found if found.anchor == NEARBY else None


def _from_now(groups: Groups, context: Context) -> Made | None:
    """`two weeks from now`, `a week from Monday`."""
    unit, number = only(groups, "u"), count(groups)
    if context.today is None or number is None or number % 1 or unit not in _DATED:
        return None
    start = context.today
    if groups.get("w"):
        start = weekday(start, only(groups, "w"), 1)
    elif groups.get("o"):
        start = shift(start, "D", only(groups, "o")) or start
    unit, number = ("Y", number * 10) if unit == "DE" else (unit, number)
    if groups.get("w") or groups.get("o"):
        day = shift(start, unit, int(number))
        return Made("DATE", day.isoformat(), DOCUMENT) if day else None
    value = moved(start, unit, int(number))
    return Made("DATE", value, DOCUMENT) if value else None


_CLOSED = re.compile(r"\s*(?:[,.;:)”\"]|\Z)")


def _earlier(groups: Groups, context: Context) -> Made | None:
    """`a day earlier`, `two weeks later`: from the date stated before; not where an event follows (`a day before the vote`)."""
    if groups.get("held") and not _CLOSED.match(context.text, context.end):
        return None
    unit, number = only(groups, "u"), count(groups)
    if unit not in _DATED or number is None or number % 1:
        return None
    found = _from_near(unit, int(number) * (-1 if groups.get("back") else 1), context)
    return found if found.anchor == NEARBY and not _too_late(found.value, context) else None


def _too_late(value: str, context: Context) -> bool:
    """Whether a value lies behind the day of speaking, which no `twelve years later` of a told past does."""
    day = first_day(value)
    return day is not None and context.today is not None and day > context.today and context.tense() <= 0


def _before(groups: Groups, context: Context) -> Made | None:
    return _earlier({**groups, "back": groups["held"]}, context)


_PART = re.compile(r"\s+of (?:the|a|an) (?!(?:fiscal )?year\b)")


def _quarter(groups: Groups, context: Context) -> Made | None:
    """`the third quarter`: of this year if it has begun, else of the last; `last year's`, `the year-ago`."""
    number, today = only(groups, "o"), context.today
    if number > 4 or _PART.match(context.text, context.end):
        return None
    if today is None:
        return Made("DATE", f"XXXX-Q{number}")
    begun = (number - 1) * 3 + 1 <= today.month
    year = today.year - (not begun and context.tense() <= 0) - bool(groups.get("past"))
    if groups.get("past") or groups.get("next"):
        year = today.year + (1 if groups.get("next") else -1)
    return Made("DATE", f"{year:04d}-Q{number}", DOCUMENT)


def _this_quarter(groups: Groups, context: Context) -> Made | None:
    """`the quarter`, `the latest period`: the one told of before, else the last that has ended; not a quarter of something."""
    if context.text[context.end : context.end + 4] == " of " and not groups.get("past"):
        return None
    back = 1 if groups.get("past") else 0
    if ended := _quarter_ended(context, bool(back)):
        return ended
    if groups.get("latest") and context.today and (not groups.get("period") or context.near("Q", reach=3000)):
        return Made("DATE", _latest_quarter(context, context.today), DOCUMENT)
    quarter = context.text.endswith("quarter", context.start, context.end)
    if back and not quarter and context.today and _months_told(context):
        return Made("DATE", f"{context.today.year - 1:04d}", DOCUMENT)
    near = context.near("Q", reach=3000)
    if near and near[:4].isdigit():
        return Made("DATE", f"{int(near[:4]) - back:04d}{near[4:]}", NEARBY)
    if groups.get("period") and not back:
        return None
    value = moved(context.today, "Q", -1) if context.today else None
    if value:
        value = f"{int(value[:4]) - back:04d}{value[4:]}"
    return Made("DATE", value or "XXXX-QX", DOCUMENT if value else NONE)


def _latest_quarter(context: Context, today: date) -> str:
    """The quarter that the text told of first, for that is the one it reports; else the last of the calendar that has ended."""
    told = (value for _, value in context.seen if "-Q" in value and value[:4].isdigit())
    first = next((value for value in told if int(value[:4]) >= today.year - 1), None)
    return first or moved(today, "Q", -1) or unknown("Q")


_QUARTER_END = re.compile(r"\s+(?:that )?(?:ended|ending|ends)\s+")


def _quarter_ended(context: Context, past: bool) -> Made | None:
    """`the quarter ended July 31`: the one in which its middle month lies, so far as the calendar has it."""
    match = _QUARTER_END.match(context.text, context.end)
    if not match or context.today is None:
        return None
    words = tokens(context.text, match.end(), match.end() + 24)
    if not words or words[0].kind not in ("month", "mon"):
        return None
    tense = -1 if match[0].strip().endswith("ended") else context.tense()
    year = next((word.value for word in words if word.kind == "year"), None)
    if year is None:
        year = year_of_month(context.today, words[0].value, tense) - bool(past)
    middle = shift(date(year, words[0].value, 1), "M", -1)
    return Made("DATE", at(middle, "Q"), DOCUMENT) if middle else None


def _quarter_told(groups: Groups, context: Context) -> Made | None:
    """`the 1988 quarter`: the one that is told of, in that year."""
    near = context.near("Q", "months", reach=2000)
    if near is None or near[0] == "P":
        return Made("DATE", f"{only(groups, 'y'):04d}-QX")
    return Made("DATE", f"{only(groups, 'y'):04d}{near[4:]}", NEARBY)


def _half(groups: Groups, context: Context) -> Made | None:
    """`the first half of the year`, `the second half of next year`."""
    number = 2 if groups.get("l") else only(groups, "o")
    if number > 2 or only(groups, "u") != "Y":
        return None
    if context.today is None:
        return Made("DATE", f"XXXX-H{number}")
    year = context.today.year + bool(groups.get("next")) - bool(groups.get("past"))
    return Made("DATE", f"{year:04d}-H{number}", DOCUMENT)


_ENDED = re.compile(r"\s+(?:that )?end(?:ed|ing|s)\b", re.I)


def _the_year(groups: Groups, context: Context) -> Made | None:
    """`for the year`, `the full year`: this one; a length where its end is named."""
    if only(groups, "u") != "Y" or context.text[context.end : context.end + 1] == "-":
        return None
    if _ENDED.match(context.text, context.end):
        return Made("DURATION", "P1Y")
    full = context.end - context.start > len("the year")
    if not full and not re.search(
        r"\bfor\s+\Z", context.text[max(0, context.start - 6) : context.start], re.I
    ):
        return None
    return _unit(groups, context, 0)


def _weekend(groups: Groups, context: Context) -> Made:
    """The weekend of this week, the one before on its first days or where the clause looks back."""
    if context.today is None:
        return Made("DATE", "XXXX-WXX-WE")
    today = context.today
    steps = -1 if groups.get("last") else 1 if groups.get("next") else 0
    tense = context.tense()
    if not steps and (
        today.isoweekday() < 4 and tense < 0 if groups.get("this") else today.isoweekday() < 6 and tense <= 0
    ):
        steps = -1
    value = moved(today, "W", steps)
    return Made("DATE", f"{value}-WE", DOCUMENT)


def _week_of(groups: Groups, context: Context) -> Made | None:
    """`the week of March 6`."""
    found = dated(groups, context)
    day = first_day(found.value) if found else None
    return Made("DATE", at(day, "W"), DOCUMENT) if day else None


_SINCE = re.compile(r"\b(?:since|from)\s+\Z", re.I)


def _year_end(groups: Groups, context: Context) -> Made | None:
    """`year-end` closes the books: the 31st of December, the last one where something is told since then."""
    if only(groups, "u") != "Y":
        return _end_of(groups, context)
    before = context.text[max(0, context.start - 8) : context.start]
    value = moved(context.today, "Y", -1 if _SINCE.search(before) else 0) if context.today else None
    return Made("DATE", f"{value or 'XXXX'}-12-31", DOCUMENT if value else NONE)


def _end_of(groups: Groups, context: Context) -> Made | None:
    """`the end of the month`; `at the end of the day` is a manner of speaking."""
    return None if only(groups, "u") in ("D", "H", "MIN") else _this(groups, context)


_LATE_NIGHT = re.compile(r"(?:late|early)\s+night", re.I)


def _daypart(groups: Groups, context: Context) -> Made | None:
    """`this morning`, `tonight`, `last night`, `the next morning`; `late night` is a kind of show."""
    if _LATE_NIGHT.fullmatch(context.text, context.start, context.end):
        return None
    if groups.get("last") and context.text[context.end - 1] == "s":
        return None
    part = only(groups, "p") or only(groups, "on") or "NI"
    if groups.get("near"):
        near = context.near("D", reach=_PARAGRAPH)
        if near is None or (groups["near"][0].value == "that" and _of_today(context)):
            return Made("TIME", f"XXXX-XX-XXT{part}")
        found = _from_near("D", 1 if groups.get("on") else 0, context)
        return Made("TIME", f"{found.value}T{part}", found.anchor)
    day: date | None = context.today
    value = moved(day, "D", -1 if groups.get("last") else 0) if day else None
    return Made("TIME", f"{value or 'XXXX-XX-XX'}T{part}", DOCUMENT if value else NONE)


UNIT = "u=unit|quarter"
RULES: tuple[Rule, ...] = (
    rule("day off", "( early|late|earlier|later | mid dash? )? o=dayoff ( poss? p=daypart )?", _off),
    rule("daypart of day off", "( mid dash? )? p=daypart o=dayoff", _off),
    rule("day before day off", "the unit ( before=before | after=after ) o=dayoff", _off),
    rule("day before a weekday", "the unit ( before=before | after=after ) last w=weekday", _off_weekday),
    rule("last unit", f"{{early}} the? last fiscal=fiscal? {UNIT}", _last),
    rule("this unit", f"{{early}} ( this|current | the current ) full? fiscal=fiscal? {UNIT}", _this),
    rule("in the unit", f"early|earlier|late|later in the {UNIT}", _this),
    rule("next unit", f"{{early}} ( next fiscal=fiscal? | the? coming ) {UNIT}", _next),
    rule("following unit", f"the ( following|next | back=previous ) {UNIT}", _following),
    rule("same unit", f"{{early}} ( that=that | the? same ) {UNIT}", _same),
    rule("ago", "{count} u=unit|units ( and a half )? ago=ago", _ago),
    rule("years and a half ago", "a u=unit and a half=half ago=ago", _ago),
    rule("from now", "( {count} | a ) u=unit|units from ( ref | o=dayoff | w=weekday )", _from_now),
    rule("year ago", "a u=unit ( ago=ago | earlier | later=later )", _year_ago),
    rule("unit before", "the u=unit before", _the_before),
    rule("earlier", "{count} u=unit|units ( back=earlier | later | held=after )", _earlier),
    rule("before", "{count} u=unit|units held=before", _before),
    rule("quarter", "the|its? fiscal? dash? o=ordinal dash? quarter", _quarter),
    rule(
        "quarter of year",
        "( this | past=last | next=next ) unit poss fiscal? o=ordinal dash? quarter",
        _quarter,
    ),
    rule(
        "quarter of that year",
        "the|its? fiscal? o=ordinal dash? quarter of ( this | past=last | next=next ) unit",
        _quarter,
    ),
    rule(
        "year-ago quarter", "the? past=unit dash earlier|ago fiscal? dash? o=ordinal dash? quarter", _quarter
    ),
    rule(
        "year-ago period",
        "the|a past=unit dash earlier|ago ( quarter | period=period )? | past=unit dash earlier|ago",
        _this_quarter,
    ),
    rule(
        "half of the year",
        "the ( o=ordinal | l=last ) dash? half of ( the | this | past=last | next=next ) u=unit",
        _half,
    ),
    rule("quarter of a year told", "the y=year quarter", _quarter_told),
    rule("the quarter", "the latest=latest? ( quarter | period=period )", _this_quarter),
    rule("the year", "the full|fiscal? u=unit", _the_year),
    rule(
        "weekend",
        "( the | last=last|past | next=next|coming | this=this | this last=past ) weekend",
        _weekend,
    ),
    rule("week of", "the unit of m=month d=small|ordinal", _week_of),
    rule("year end", f"{UNIT} dash? end", _year_end),
    rule("end of a unit", f"( {UNIT} poss end | the? end|beginning of the {UNIT} )", _end_of),
    rule(
        "daypart",
        "early|late|earlier|later? ( this | last=last | mid dash? ) p=daypart | early|late p=daypart",
        _daypart,
    ),
    rule("night", "early|late|earlier|later? tonight | overnight", _daypart),
    rule(
        "near daypart",
        "the near=following|next on=daypart | near=that p=daypart | the near=same p=daypart | in near=the p=daypart",
        _daypart,
    ),
)
