"""Rules for clock times, with the day that stands beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.extract.times.anchors import DOCUMENT, NEARBY, NONE, Context, moved, weekday
from onrecord.extract.times.calendar_rules import dated, only
from onrecord.extract.times.patterns import Groups, Made, Rule, rule
from onrecord.values.when import parse

_CREW = re.compile(r"(?:Midnight|Noon)\s[A-Z]")


def _clock(groups: Groups, context: Context) -> Made | None:
    """`9 a.m. EST Tuesday`, `10:30 p.m.`, `17:00`, `noon Thursday`: on the day named, else the day of speaking."""
    hour = _hour(groups)
    if hour is None or (groups.get("noon") and _CREW.fullmatch(context.text, context.start, context.end + 2)):
        return None
    day, anchor = _day(groups, context)
    zone = "Z" if only(groups, "z") in ("gmt", "utc") else ""
    return Made("TIME", f"{day}T{hour}{zone}", anchor)


def _clock_day(groups: Groups, context: Context) -> Made | list[Made] | None:
    """`9 a.m. EST Tuesday`; where another zone's hour stands between, `9 a.m. (1400 GMT) Tuesday`, the day stands alone."""
    made = _clock(groups, context)
    if made is None or not groups.get("gap") or not groups.get("w"):
        return made
    gap, day = groups["gap"][0].start, groups["w"][0]
    end = len(context.text[:gap].rstrip())
    return [
        replace(made, where=(context.start, end)),
        Made("DATE", made.value.partition("T")[0], made.anchor, where=(day.start, day.end)),
    ]


def _from_to(groups: Groups, context: Context) -> list[Made] | None:
    """`from 11 a.m.`, `9 to 10 a.m.`: the first shares the half of the day, unless it is the later hour."""
    first, last = groups["c"][0], groups["e"][0]
    late = _clock({**groups, "c": groups["e"]}, context)
    hour = _hour(groups)
    if late is None or hour is None:
        return None
    day, _, until = late.value.partition("T")
    if hour > until and int(hour[:2]) >= 12:
        hour = f"{int(hour[:2]) - 12:02d}{hour[2:]}"
    zone = "Z" if until.endswith("Z") else ""
    return [
        Made("TIME", f"{day}T{hour}{zone}", late.anchor, where=(first.start, first.end)),
        Made("TIME", late.value, late.anchor, where=(last.start, context.end)),
    ]


def _four_digits(groups: Groups, context: Context) -> Made | None:
    """`1930 GMT`."""
    digits = context.text[groups["c"][0].start : groups["c"][0].end]
    written = context.text[groups["z"][0].start : groups["z"][0].end]
    if not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", digits) or not re.fullmatch("[A-Z]{3,4}", written):
        return None
    day, anchor = _day(groups, context)
    zone = "Z" if only(groups, "z") in ("gmt", "utc") else ""
    return Made("TIME", f"{day}T{digits[:2]}:{digits[2:]}{zone}", anchor)


def _hour(groups: Groups) -> str | None:
    if groups.get("noon"):
        return str(only(groups, "noon"))
    said = only(groups, "c")
    words = said if isinstance(said, str) else f"{said:.0f}"
    hour, _, rest = words.partition(":")
    number = int(hour)
    half = (only(groups, "half") or "")[:1].lower()
    if half and not 1 <= number <= 12:
        return None
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    if number > 24:
        return None
    return f"{number:02d}:{rest or '00'}"


def _beside(context: Context) -> str | None:
    """The day in front: `Tuesday at 9 a.m.`, `on May 3, 2016, at noon`."""
    if not context.seen:
        return None
    place, value = context.seen[-1]
    words = context.text[place : context.start]
    near = len(words) < 40 and re.search(r"\w,? at(?: about| around)? \Z", words)
    return value if near and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


_EVERY = re.compile(r"\b(?:every|each)\b(?! other)(?:(?!\.\s(?-i:[A-Z]))[^;!?])*\Z", re.I)


def _day(groups: Groups, context: Context) -> tuple[str, str]:
    today: date | None = context.today
    if groups.get("m"):
        found = dated(groups, context)
        if only(groups, "y"):
            value = f"{only(groups, 'y'):04d}-{only(groups, 'm'):02d}-{only(groups, 'd'):02d}"
            return (value, NONE) if parse(value) else ("XXXX-XX-XX", NONE)
        return (found.value, found.anchor) if found else ("XXXX-XX-XX", NONE)
    if groups.get("w"):
        if today is None:
            return f"XXXX-WXX-{only(groups, 'w')}", NONE
        ahead = context.tense() > 0 and today.isoweekday() != only(groups, "w")
        return weekday(today, only(groups, "w"), 1 if ahead else 0).isoformat(), DOCUMENT
    if beside := _beside(context):
        return beside, DOCUMENT
    if _EVERY.search(context.text[max(0, context.start - 60) : context.start]):
        return "XXXX-XX-XX", NONE
    if (
        not groups.get("o")
        and (context.history or context.tense() < 0)
        and (told := context.near("D", reach=200))
        and (today is None or told <= str(today))
    ):
        return told[:10], NEARBY
    there = moved(today, "D", only(groups, "o") or 0) if today else None
    return (there, DOCUMENT) if there else ("XXXX-XX-XX", NONE)


_ON = (
    "( comma? on? ( w=weekday ( comma m=month d=small ( comma y=year )? )? | m=month d=small|ordinal ( comma? y=year )? "
    "| d=small|ordinal m=month y=year? | o=dayoff | this daypart | tonight ) )?"
)
_AT = "( gap=lparen year|number|small|clock ampm? zone rparen )? ( in the daypart | at daypart )?"

RULES: tuple[Rule, ...] = (
    rule("clock", f"c=clock half=ampm? ( lparen? z=zone time? rparen? )? {_AT} {_ON}", _clock_day),
    rule("hour", f"c=small half=ampm ( lparen? z=zone time? rparen? )? {_AT} {_ON}", _clock_day),
    rule("o'clock", f"c=small|num oclock ( in the daypart )? {_ON}", _clock),
    rule(
        "clock to clock",
        f"c=small|clock dash|to|and|until e=small|clock half=ampm ( lparen? z=zone time? rparen? )? {_AT} {_ON}",
        _from_to,
    ),
    rule("hours of a zone", f"c=year|number z=zone {_ON}", _four_digits),
    rule("noon", f"noon=moment ( z=zone )? {_ON}", _clock),
)
