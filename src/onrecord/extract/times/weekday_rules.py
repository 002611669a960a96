"""Rules for weekdays: alone, with a part of the day, in a span, counted in weeks or in a month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.extract.times.anchors import DOCUMENT, NEARBY, NONE, Context, holiday, weekday, year_of_month
from onrecord.extract.times.calendar_rules import only
from onrecord.extract.times.numbers import count
from onrecord.extract.times.patterns import Groups, Made, Rule, rule
from onrecord.values.when import parse

_NAMED_DAY = re.compile(r"\b(?:Super|Black|Fat|Ash|Bloody|Cyber|Giving|Taco|Palm|Ruby|Joe)\s+\Z")


def _weekday(groups: Groups, context: Context) -> Made | None:
    """A weekday: the latest on or before the day of speaking, the next one where the clause looks ahead or says `next`."""
    if _NAMED_DAY.search(context.text[max(0, context.start - 10) : context.start]):
        return None
    number, today = only(groups, "w"), context.today
    part = only(groups, "p")
    if part and context.text[groups["p"][0].start].isupper() and _SHOW.match(context.text, context.end):
        return None
    if part and context.text[context.end - 1] == "s":
        return Made("SET", f"XXXX-WXX-{number}T{part}")
    part = part if part != "NI" else None  # a weekday's night is its day, in TimeBank twice as often as not
    tail = f"T{part}" if part else ""
    if groups.get("prev"):
        near = context.near_day()
        day = weekday(date.fromisoformat(near) - timedelta(1), number, 0) if near else None
        return (
            Made("DATE", day.isoformat() + tail, NEARBY) if day else Made("DATE", f"XXXX-WXX-{number}{tail}")
        )
    if today is None:
        return Made("TIME" if part else "DATE", f"XXXX-WXX-{number}{tail}")
    day = _day_of_week(groups, context, number, today)
    if groups.get("last") and day == today:
        day = (
            weekday(today, number, -1)
            if number != today.isoweekday()
            else day.fromordinal(day.toordinal() - 7)
        )
    return Made("TIME" if part else "DATE", day.isoformat() + tail, DOCUMENT)


def _weekday_span(groups: Groups, context: Context) -> list[Made] | None:
    """`Tuesday through Friday`: the second is the first of its name behind the first."""
    first = _weekday(groups, context)
    if not isinstance(first, Made) or not parse(first.value):
        return None
    one, other = groups["w"][0], groups["v"][0]
    day = date.fromisoformat(first.value[:10])
    then = day + timedelta((other.value - one.value - 1) % 7 + 1)
    return [
        Made("DATE", day.isoformat(), first.anchor, where=(one.start, one.end)),
        Made("DATE", then.isoformat(), first.anchor, where=(other.start, other.end)),
    ]


def _weeks_ago_day(groups: Groups, context: Context) -> Made | None:
    """`a week ago Friday`: the Friday before the last."""
    weeks = count(groups)
    if context.today is None or weeks is None or weeks % 1 or only(groups, "u") != "W":
        return None
    day = weekday(context.today, only(groups, "w"), 0) - timedelta(7 * int(weeks))
    return Made("DATE", day.isoformat(), DOCUMENT)


def _following(groups: Groups, context: Context) -> Made:
    """`the following Friday`: the first behind the date stated before."""
    number = only(groups, "w")
    near = context.near("D")
    if near is None:
        return Made("DATE", f"XXXX-WXX-{number}")
    return Made("DATE", weekday(date.fromisoformat(near[:10]), number, 1).isoformat(), NEARBY)


def _some_weekday(groups: Groups, context: Context) -> Made | None:
    """`one Sunday`: which, the text does not say."""
    return Made("DATE", f"XXXX-WXX-{only(groups, 'w')}") if only(groups, "n") == 1 else None


def _nth_weekday(groups: Groups, context: Context) -> Made | None:
    """`the first Tuesday in November`, `the last Friday of May 2016`."""
    month = groups["m"][0]
    year = only(groups, "y")
    if year is None:
        if context.today is None:
            return Made("DATE", f"XXXX-{month.value:02d}-XX")
        year = year_of_month(context.today, month.value, context.month_tense())
    nth = only(groups, "o") or "last"
    found = holiday(f"{month.value:02d}-{nth}-{only(groups, 'w')}", year)
    if found is None or found.month != month.value:
        return None
    return Made("DATE", found.isoformat(), NONE if groups.get("y") else DOCUMENT)


def _day_of_week(groups: Groups, context: Context, number: int, today: date) -> date:
    """On the side that the words tell; where they tell nothing, that day to come which this text has told of."""
    day = weekday(today, number, 1 if _ahead(groups, context, number) else 0)
    if day > today:
        context.coming[number] = day
    elif number in context.coming and day < today and not groups.get("last") and context.says_nothing():
        return context.coming[number]
    return day


_BEFORE_IT = re.compile(r"\b(?:ahead of|days before|hours before|day before)\s+\Z")
_SHOW = re.compile(r"['’]{0,2}\s[A-Z]")
_OWNED = re.compile(r"\b(?:his|her|its|their|our|['’]s)\s+\Z", re.I)


def _ahead(groups: Groups, context: Context, number: int) -> bool:
    if groups.get("next"):
        return True
    if not groups.get("last") and _BEFORE_IT.search(context.text[max(0, context.start - 18) : context.start]):
        return True
    if groups.get("last") or context.text[context.end : context.end + 2] in ("'s", "’s"):
        return False
    if _OWNED.search(context.text[max(0, context.start - 7) : context.start]):
        return False
    assert context.today
    back = (context.today.isoweekday() - number) % 7
    if back > 3 and context.either():
        return True
    return context.tense() > 0 and back > 0


RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "early|late|earlier|later? ( last=last|past | this last=past | next=next|coming | this next=coming | this | the prev=previous )? w=weekday "
        "( poss? p=daypart )?",
        _weekday,
    ),
    rule(
        "weekday of month",
        "the? ( o=ordinal | last ) w=weekday of|in m=month ( comma? of? y=year )?",
        _nth_weekday,
    ),
    rule("following weekday", "the following w=weekday", _following),
    rule("weekday to weekday", "w=weekday to|through|dash|until v=weekday", _weekday_span),
    rule("weeks ago on a day", "( {count} | a ) u=unit|units ago w=weekday", _weeks_ago_day),
    rule("some weekday", "n=num w=weekday", _some_weekday),
)
